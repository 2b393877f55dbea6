//! What clients and models promise to the type system, and the servers they know.

use std::fmt::Debug;

use mc_core::{Environment, Error, Operation, Sensitive};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn client<T: Clone + Debug + Send + Sync + 'static>() {}
fn model<T: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static>() {}

macro_rules! models {
    ($($krate:ident: $($name:ident)*;)*) => {
        $( $( model::<$krate::models::$name>(); )* )*
    };
}

/// A future of a call moves between threads if `server::call` compiles, which every test of an operation uses.
#[test]
fn clients_and_models_can_be_shared_compared_and_sent() {
    client::<mc_automatic_billing_updater::Client>();
    client::<mc_benefit_allocation::Client>();
    client::<mc_identity_insights::Client>();
    client::<mc_issuer_enrollment::Client>();
    client::<mc_mastercom::Client>();
    client::<mc_core::Client>();
    client::<Error>();
    client::<Operation>();
    client::<Environment>();
    model::<Sensitive<String>>();

    models! {
        mc_automatic_billing_updater: Account AccountUpdate BaseAccount BaseCustomer Customer CustomerAccount Error
            ErrorWrapper Errors Inquiry OutInquiry OutSubscription OutSubscriptionInquiry ResponseIndicator
            Subscription SubscriptionDeletion SubscriptionInquiry;
        mc_benefit_allocation: AssignBenefitAllocation BundleDetails Bundles CancelBenefitAllocation CardReplacement
            Error ErrorWrapper Errors FrozenCard ReplaceBenefitAllocation Segment SegmentToCancel;
        mc_identity_insights: AccountInfo AccountOpeningData AccountOpeningInsights Address AddressAnalysis
            DeviceDetails DeviceId DeviceInfo DeviceInput DeviceInsights DeviceScores EmailAnalysis Error ErrorList
            ErrorMessage InsightsList IpDetails IpInsights IpScores MatchToName PhoneAnalysis PhoneNumber UserDetails
            UserInput UserInsights UserScores Warning;
        mc_issuer_enrollment: BatchEnrollRequest BatchEnrollResponse BatchStatusItem Card CardSource
            ComplianceSettings Consent Consumer ConsumerIdentity DeleteCardResponse DigitalCardData
            EnrollCardRequest EnrollCardResponse EnrollmentData EnrolmentReferenceData Error ErrorDetail
            GatewayError GatewayErrors GetCardResponse MaskedCard MaskedConsumer MaskedConsumerIdentity PendingEvent
            PhoneNumber SiblingError;
        mc_mastercom: AcquirerFulfillmentRequest AuthorizationDetail CaseFilingClaimsRequest CaseFilingClaimsResponse
            CaseFilingImageStatusRequest CaseFilingImageStatusResponse CaseFilingResponse CaseFilingStatusRequest
            CaseFilingStatusResponse ChargebackMarkProcessedRequest ChargebackMarkProcessedResponse
            ChargebackResponse ChargebackStatusRequest ChargebackStatusResponse ChargebackType ClaimDetail
            ClaimResponse ClaimSummary ClearingDetail CreateCaseRequest CreateChargebackRequest
            CreateChargebackSingleRequest CreateClaimRequest CreateFeeRequest CreateFraudMasterCardRequest
            CreateRetrievalRequest DocumentArchive DocumentFormat DocumentResponse DocumentStructure FeeResponse
            FraudResponse GetQueueContentRequest HealthCheckResponse IssuerFulfillmentRequest
            LoadDataForChargebackResponse LoadDataForFeeResponse LoadDataForFraudResponse
            LoadDataForRetrievalResponse Queue QueueContentSummary ReconReportDataAcknowledgeRequest
            ReconReportDataRetrievalResponse RetrievalResponse RetrievalStatusRequest RetrievalStatusResponse
            TransactionSearchRequest TransactionSingleMessageDetail TransactionSummary UpdateCaseRequest
            UpdateChargebackRequest UpdateClaimRequest;
    }
}

#[test]
fn environments_are_the_documented_servers() {
    fn url(environment: impl Into<Environment>) -> String {
        let environment = environment.into();
        assert!(Environment::new("x", environment.base_url()).is_ok());
        environment.base_url().to_owned()
    }
    use mc_automatic_billing_updater::Environment as Updater;
    use mc_benefit_allocation::Environment as Benefits;
    use mc_identity_insights::Environment as Insights;
    use mc_issuer_enrollment::Environment as Enrollment;
    use mc_mastercom::Environment as Mastercom;

    for (actual, expected) in [
        (url(Updater::Sandbox), "https://sandbox.api.mastercard.com/abu/accounts"),
        (url(Updater::Production), "https://api.mastercard.com/abu/accounts"),
        (
            url(Benefits::Sandbox),
            "https://mtf.services.mastercard.com/loyalty/benefits",
        ),
        (
            url(Benefits::Production),
            "https://services.mastercard.com/loyalty/benefits",
        ),
        (
            url(Benefits::OauthSandbox),
            "https://sandbox.api.mastercard.com/loyalty/benefits",
        ),
        (
            url(Benefits::OauthProduction),
            "https://api.mastercard.com/loyalty/benefits",
        ),
        (
            url(Insights::SandboxNorthAmerica),
            "https://sandbox.idv.mastercard.com/identity/accounts",
        ),
        (
            url(Insights::ProductionNorthAmerica),
            "https://idv.mastercard.com/identity/accounts",
        ),
        (
            url(Insights::SandboxEurope),
            "https://sandbox.idv.mastercard.eu/identity/accounts",
        ),
        (
            url(Insights::ProductionEurope),
            "https://idv.mastercard.eu/identity/accounts",
        ),
        (
            url(Insights::SandboxAsia),
            "https://sandbox.idv.mastercard.asia/identity/accounts",
        ),
        (
            url(Insights::ProductionAsia),
            "https://idv.mastercard.asia/identity/accounts",
        ),
        (
            url(Enrollment::Sandbox),
            "https://sandbox.api.mastercard.com/src/api/digital/payments",
        ),
        (
            url(Enrollment::Production),
            "https://api.mastercard.com/src/api/digital/payments",
        ),
        (url(Mastercom::Sandbox), "https://sandbox.api.mastercard.com/mastercom"),
        (url(Mastercom::Production), "https://api.mastercard.com/mastercom"),
    ] {
        assert_eq!(actual, expected);
    }
}

#[test]
fn a_name_of_an_environment_says_which_it_is() {
    let environment: Environment = mc_mastercom::Environment::Production.into();
    assert_eq!(environment.name(), "Production");
    let environment: Environment = mc_identity_insights::Environment::SandboxEurope.into();
    assert_eq!(environment.to_string(), "SandboxEurope");
}
