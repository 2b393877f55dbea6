//! Mastercom.

use mc_core::PayloadEncryption;
use mc_core::values::{Amount, MinorUnits, Money, NumberText};
use mc_mastercom::apis::cases::GetCaseDocumentsOptions;
use mc_mastercom::models::{
    AuthorizationDetail, CaseFilingStatusRequest, CaseFilingStatusRequestStructure, ChargebackStatusRequest,
    ChargebackStatusRequestStructure, ChargebackStatusResponse, ChargebackType, ClaimAction, ClaimDetail, ClaimSummary,
    CloseClaimReason, CreateChargebackRequest, CreateClaimRequest, CreateFeeRequest, CreateFraudMasterCardRequest,
    CreateFraudMasterCardRequestChgbkIndicator, CreateRetrievalRequest, CvcInvalidIndicator, DocumentFormat,
    DocumentStatus, DocumentStructure, FraudSubType, FraudType, GetQueueContentRequest, HealthCheckResponse,
    NewClaimType, ReconReportDataAcknowledgeRequest, ReportStatus, RetrievalDocument, RetrievalRequestReason,
    TransactionSearchRequest, UpdateClaimRequest,
};
use mc_mastercom::{Client, operations};

use crate::common::{Case, Envelope, PAN, assert_no_secret, cases, encodes_to, parsed, survives};
use crate::server::{Reply, Server, call};

const BASE: &str = "/mastercom/";
const CLAIM: &str = "200002020654";
/// Transaction ids are opaque and hold what a path must not.
const TRANSACTION: &str = "FIqRcPyXzbOw8CJpHc/vwmj+B5yzuiUTX6kaW9yG02c=";
const TRANSACTION_IN_PATH: &str = "FIqRcPyXzbOw8CJpHc%2Fvwmj%2BB5yzuiUTX6kaW9yG02c%3D";

const CASE: Case = Case {
    base: BASE,
    operation: operations::CREATE_CLAIM,
    call: |http, environment, limit| {
        Box::pin(async move {
            let client = Client::new(http, environment);
            let client = limit.into_iter().fold(client, Client::with_max_response_bytes);
            let answer = client.claims().create_claim(&claim()).await?;
            Ok(format!("{answer:?}"))
        })
    },
    envelopes: &[
        Envelope {
            status: 409,
            body: r#"{"Errors":[{"RequestId":"MDSMCOM-0123456789","Source":"Claim","ReasonCode":"RESOURCE_CONFLICT","Description":"Card 5555555555554444 has claim 200002020654","Recoverable":false,"Details":[{"Name":"claimId","Value":"200002020654"},{"Name":"pan","Value":"5555555555554444"}]}]}"#,
            reason_code: "RESOURCE_CONFLICT",
            source: Some("Claim"),
            description: Some("Card 5555555555554444 has claim 200002020654"),
            recoverable: Some(false),
            details: &[
                (Some("claimId"), Some("200002020654"), None),
                (Some("pan"), Some("5555555555554444"), None),
            ],
            request_id: Some("MDSMCOM-0123456789"),
        },
        Envelope {
            status: 500,
            body: r#"{"Errors":[{"ReasonCode":"INTERNAL_SERVICE_ERROR","Recoverable":"true"}]}"#,
            reason_code: "INTERNAL_SERVICE_ERROR",
            source: None,
            description: None,
            recoverable: Some(true),
            details: &[],
            request_id: None,
        },
    ],
    wrong: (r#"["5555555555554444"]"#, "$"),
};

cases!(CASE);

fn claim() -> CreateClaimRequest {
    CreateClaimRequest::new(parsed("100.00"), parsed("USD"), NewClaimType::Standard, TRANSACTION)
}

async fn start(reply: Reply) -> (Server, Client) {
    let server = Server::start(BASE, reply).await;
    let client = Client::new(server.http(), server.environment());
    (server, client)
}

#[tokio::test]
async fn a_core_client_brings_its_headers_and_user_agent() {
    let (server, _) = start(Reply::json(200, "{}")).await;
    let core = mc_core::Client::new(server.http(), server.environment());
    for name in ["Authorization", "DPoP", "Content-Length", "Host"] {
        let refused = core.clone().with_header(name, "x").unwrap_err();
        assert!(refused.is_invalid_request(), "{name}");
    }
    let core = core.with_header("X-Batch", "17").unwrap().with_user_agent("desk/1");
    call(Client::from(core).health().healthcheck()).await.unwrap();
    let request = server.request();
    assert_eq!(request.header("x-batch"), Some("17"));
    assert_eq!(request.header("user-agent"), Some("desk/1"));
    assert_eq!(request.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn create_claim() {
    let (server, client) = start(Reply::json(200, r#"{"claimId":"200002020654"}"#)).await;
    let answer = call(client.claims().create_claim(&claim())).await.unwrap();
    server.saw(
        &operations::CREATE_CLAIM,
        "/mastercom/v6/claims",
        Some(
            r#"{"disputedAmount":"100.00","disputedCurrency":"USD","claimType":"Standard","clearingTransactionId":"FIqRcPyXzbOw8CJpHc/vwmj+B5yzuiUTX6kaW9yG02c="}"#,
        ),
    );
    assert_eq!(answer.claim_id.as_deref(), Some(CLAIM));

    let operation = server.operation();
    assert_eq!(operation.id(), "createClaim");
    assert_eq!(operation.product(), "mastercom");
    assert_eq!(operation.encryption(), PayloadEncryption::None);
    assert!(operation.creates_event() && !operation.is_idempotent());
}

#[tokio::test]
async fn update_claim() {
    let (server, client) = start(Reply::json(200, r#"{"claimId":200002020654}"#)).await;
    let body = UpdateClaimRequest::new(ClaimAction::Close).close_claim_reason_code(CloseClaimReason::Code10);
    let answer = call(client.claims().update_claim(CLAIM, &body)).await.unwrap();
    server.saw(
        &operations::UPDATE_CLAIM,
        "/mastercom/v6/claims/200002020654",
        Some(r#"{"action":"CLOSE","closeClaimReasonCode":"10"}"#),
    );
    // Ids come as numbers, too.
    assert_eq!(answer.claim_id.as_deref(), Some(CLAIM));
    assert_eq!(server.operation().published_id(), "Update Claim");
}

#[tokio::test]
async fn get_claim_detail() {
    let json = r#"{
        "acquirerId": "002222", "acquirerRefNum": "51032462590000000000126", "primaryAccountNum": "5555555555554444",
        "claimId": "200002020654", "claimType": "Standard", "claimValue": "25.00 USD", "isAccurate": "true", "isOpen": true,
        "auditControlNumber ": "44",
        "chargebackDetails": [{"currency": "USD", "amount": 1.5E+2, "chargebackType": "CHARGEBACK", "chargebackId": "300018439680",
            "reversed": "false", "reversal": true, "documentStatus": "COMPLETED"}],
        "retrievalDetails": {"requestId": "300002296235", "primaryAcctNum": "5555555555554444"}
    }"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let answer = call(client.claims().get_claim_detail(CLAIM)).await.unwrap();
    server.saw(&operations::GET_CLAIM_DETAIL, "/mastercom/v6/claims/200002020654", None);
    assert_eq!(answer.acquirer_id.as_deref(), Some("002222"));
    assert_eq!(answer.acquirer_ref_num.as_deref(), Some("51032462590000000000126"));
    assert_eq!(answer.primary_account_num.as_ref().unwrap().expose(), PAN);
    assert_eq!(answer.claim_value.as_ref().map(Money::as_str), Some("25.00 USD"));
    assert_eq!(answer.is_accurate, Some(true.into()));
    assert_eq!(answer.is_open, Some(true.into()));
    // One published sample has a blank at the end of this name.
    assert_eq!(answer.audit_control_number.as_deref(), Some("44"));
    let [chargeback] = answer.chargeback_details.as_deref().unwrap() else {
        panic!("{answer:?}");
    };
    assert_eq!(chargeback.chargeback_type, Some(ChargebackType::Chargeback));
    assert_eq!(chargeback.chargeback_id.as_deref(), Some("300018439680"));
    assert_eq!(chargeback.amount.as_ref().map(Amount::as_str), Some("1.5E+2"));
    assert_eq!((chargeback.reversed, chargeback.reversal), (Some(false), Some(true)));
    assert_eq!(chargeback.document_status, Some(DocumentStatus::Completed));
    let retrieval = answer.retrieval_details.as_ref().unwrap();
    assert_eq!(retrieval.request_id.as_deref(), Some("300002296235"));
    assert_no_secret(&format!("{answer:?}"));
    assert!(server.operation().is_idempotent());
}

#[tokio::test]
async fn create_chargeback_with_a_document() {
    let (server, client) = start(Reply::json(200, r#"{"chargebackId":"300018439680"}"#)).await;
    let document = DocumentStructure::from_bytes("proof1.pdf", b"%PDF-1.7").unwrap();
    let body = CreateChargebackRequest::new(
        parsed("100.00"),
        ChargebackType::Chargeback,
        parsed("USD"),
        true.into(),
        "4853",
    )
    .is_partial_chargeback(false)
    .message_text("Roe says so")
    .file_attachment(document);
    assert_no_secret(&format!("{body:?}"));
    let answer = call(client.chargebacks().create_chargeback(CLAIM, &body))
        .await
        .unwrap();
    server.saw(
        &operations::CREATE_CHARGEBACK,
        "/mastercom/v6/claims/200002020654/chargebacks",
        Some(
            r#"{"amount":"100.00","chargebackType":"CHARGEBACK","currency":"USD","documentIndicator":"true","reasonCode":"4853","isPartialChargeback":false,"messageText":"Roe says so","fileAttachment":{"filename":"proof1.pdf","file":"JVBERi0xLjc="}}"#,
        ),
    );
    assert_eq!(answer.chargeback_id.as_deref(), Some("300018439680"));
    assert!(server.operation().creates_event());
}

#[tokio::test]
async fn create_chargeback_reversal_sends_no_body() {
    let (server, client) = start(Reply::json(200, r#"{"chargebackId":"300018439680"}"#)).await;
    let chargebacks = client.chargebacks();
    let answer = call(chargebacks.create_chargeback_reversal(CLAIM, "300018439680"))
        .await
        .unwrap();
    server.saw(
        &operations::CREATE_CHARGEBACK_REVERSAL,
        "/mastercom/v6/claims/200002020654/chargebacks/300018439680/reversal",
        None,
    );
    assert_eq!(answer.chargeback_id.as_deref(), Some("300018439680"));
}

#[tokio::test]
async fn retrieve_chargeback_status() {
    let json = r#"{"chargebackResponseList":[{"chargebackId":"300018439680","claimId":"200002020654","status":"PENDING"},{"chargebackId":"1","status":"SCANNING"}]}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let body = ChargebackStatusRequest::new([ChargebackStatusRequestStructure::new(CLAIM, "300018439680")]);
    let answer = call(client.chargebacks().retrieve_chargeback_status(&body))
        .await
        .unwrap();
    server.saw(
        &operations::RETRIEVE_CHARGEBACK_STATUS,
        "/mastercom/v6/chargebacks/status",
        Some(r#"{"chargebackList":[{"claimId":"200002020654","chargebackId":"300018439680"}]}"#),
    );
    let list = answer.chargeback_response_list.unwrap();
    assert_eq!(list[0].claim_id.as_deref(), Some(CLAIM));
    assert_eq!(list[0].status, Some(DocumentStatus::Pending));
    assert_eq!(list[1].claim_id, None);
    assert_eq!(list[1].status, Some(DocumentStatus::from("SCANNING")));
}

#[tokio::test]
async fn retrieve_case_status() {
    let json = r#"{"caseFilingResponseList":[{"caseId":536092,"status":"COMPLETED_SND_2/10/2021 8:43:21 AM"}]}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let body = CaseFilingStatusRequest::new([CaseFilingStatusRequestStructure::new("536092")]);
    let answer = call(client.cases().retrieve_case_status(&body)).await.unwrap();
    server.saw(
        &operations::RETRIEVE_CASE_STATUS,
        "/mastercom/v6/cases/status",
        Some(r#"{"caseFilingList":[{"caseId":"536092"}]}"#),
    );
    let list = answer.case_filing_response_list.unwrap();
    assert_eq!(list[0].case_id.as_deref(), Some("536092"));
    assert_eq!(list[0].status.as_deref(), Some("COMPLETED_SND_2/10/2021 8:43:21 AM"));
}

#[tokio::test]
async fn get_case_documents() {
    let json = r#"{"fileAttachment":{"filename":"CS_536092.zip","file":"UEsDBAoAAAA="}}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let options = GetCaseDocumentsOptions::new().memo("all of it");
    let answer = call(
        client
            .cases()
            .get_case_documents("536092", &DocumentFormat::MergedPdf, &options),
    )
    .await
    .unwrap();
    server.saw(
        &operations::GET_CASE_DOCUMENTS,
        "/mastercom/v6/cases/536092/documents?format=MERGED_PDF&memo=all%20of%20it",
        None,
    );
    let archive = answer.file_attachment.unwrap();
    assert_eq!(archive.filename.as_deref(), Some("CS_536092.zip"));
    let bytes = archive.to_bytes().unwrap().unwrap();
    assert_eq!(bytes.expose(), b"PK\x03\x04\x0a\x00\x00\x00");
}

#[tokio::test]
async fn create_fee() {
    let (server, client) = start(Reply::json(200, r#"{"feeId":"300002063556"}"#)).await;
    let body = CreateFeeRequest::new(
        parsed("USD"),
        parsed("2026-11-22"),
        "002222",
        parsed("10.00"),
        true,
        false,
        "7604",
    )
    .card_number(PAN);
    assert_no_secret(&format!("{body:?}"));
    let answer = call(client.fees().create_fee(CLAIM, &body)).await.unwrap();
    server.saw(
        &operations::CREATE_FEE,
        "/mastercom/v6/claims/200002020654/fee",
        Some(
            r#"{"cardNumber":"5555555555554444","currency":"USD","feeDate":"2026-11-22","destinationMember":"002222","feeAmount":"10.00","creditSender":true,"creditReceiver":false,"reason":"7604"}"#,
        ),
    );
    assert_eq!(answer.fee_id.as_deref(), Some("300002063556"));
}

#[tokio::test]
async fn create_fraud_report() {
    let (server, client) = start(Reply::json(200, r#"{"fraudId":"F-1"}"#)).await;
    let body = CreateFraudMasterCardRequest::new(
        CreateFraudMasterCardRequestChgbkIndicator::Code1,
        CvcInvalidIndicator::Asterisk,
        FraudType::CardNotPresent,
        parsed("2026-11-22"),
        FraudSubType::PinNotUsed,
    );
    let answer = call(client.fraud().create_fraud_report(CLAIM, &body)).await.unwrap();
    server.saw(
        &operations::CREATE_FRAUD_REPORT,
        "/mastercom/v6/claims/200002020654/fraud/mastercard",
        Some(
            r#"{"chgbkIndicator":"1","cvcInvalidIndicator":"*","fraudType":"06","reportDate":"2026-11-22","subType":"N"}"#,
        ),
    );
    assert_eq!(answer.fraud_id.as_deref(), Some("F-1"));
}

#[tokio::test]
async fn healthcheck_answers_an_object_or_a_list() {
    for json in [
        r#"{"status":"true"}"#,
        r#"[{"status":"true"}]"#,
        r#"{"status":true}"#,
        r#"[{"status":true}]"#,
    ] {
        let (server, client) = start(Reply::json(200, json)).await;
        let answer = call(client.health().healthcheck()).await.unwrap();
        server.saw(&operations::HEALTHCHECK, "/mastercom/v6/healthcheck", None);
        assert_eq!(answer, [HealthCheckResponse::new().status(true.into())], "{json}");
    }
    let (_server, client) = start(Reply::json(200, r#""true""#)).await;
    assert!(client.health().healthcheck().await.unwrap_err().is_decode());
}

#[tokio::test]
async fn get_queue_claims() {
    let json = r#"[{"claimId":"200002020654","queueName":"Rejects","primaryAccountNum":"5555555555554444","isAccurate":true,"isOpen":"false","progressState":"CB1-4807-O-A-NEW"},{}]"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let answer = call(client.queues().get_queue_claims("Acquirer RR Unworked"))
        .await
        .unwrap();
    server.saw(
        &operations::GET_QUEUE_CLAIMS,
        "/mastercom/v6/queues?queue-name=Acquirer%20RR%20Unworked",
        None,
    );
    assert_eq!(answer.len(), 2);
    assert_eq!(answer[0].claim_id.as_deref(), Some(CLAIM));
    assert_eq!(answer[0].primary_account_num.as_ref().unwrap().expose(), PAN);
    assert_eq!((answer[0].is_accurate, answer[0].is_open), (Some(true), Some(false)));
    assert_eq!(answer[0].progress_state.as_deref(), Some("CB1-4807-O-A-NEW"));
    assert_eq!(answer[1], ClaimSummary::new());
    assert_no_secret(&format!("{answer:?}"));
}

#[tokio::test]
async fn queue_names_are_encoded_byte_by_byte() {
    let (server, client) = start(Reply::json(200, "[]")).await;
    client.queues().get_queue_claims("a+b&c=d/é?#%20~-._*'").await.unwrap();
    assert_eq!(
        server.request().target,
        "/mastercom/v6/queues?queue-name=a%2Bb%26c%3Dd%2F%C3%A9%3F%23%2520~-._%2A%27"
    );
}

#[tokio::test]
async fn get_queue_names() {
    let json = r#"[{"queueName":"Closed","queueDescription":"Closed claims"},{"queueName":"Rejects"}]"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let answer = call(client.queues().get_queue_names()).await.unwrap();
    server.saw(&operations::GET_QUEUE_NAMES, "/mastercom/v6/queues/names", None);
    assert_eq!(answer[0].queue_name.as_deref(), Some("Closed"));
    assert_eq!(answer[0].queue_description.as_deref(), Some("Closed claims"));
    assert_eq!(answer[1].queue_description, None);
}

#[tokio::test]
async fn search_queue_claims() {
    let (server, client) = start(Reply::json(200, r#"{"pageCount":3,"claimList":[{"claimId":"1"}]}"#)).await;
    let body = GetQueueContentRequest::new("Closed")
        .last_modified_date_from(parsed("2026-11-18T00:00"))
        .last_modified_date_to(parsed("2026-11-22T23:59"))
        .page_number(2.into());
    let answer = call(client.queues().search_queue_claims(&body)).await.unwrap();
    server.saw(
        &operations::SEARCH_QUEUE_CLAIMS,
        "/mastercom/v6/queues",
        Some(
            r#"{"queueName":"Closed","lastModifiedDateFrom":"2026-11-18T00:00","lastModifiedDateTo":"2026-11-22T23:59","pageNb":"2"}"#,
        ),
    );
    assert_eq!(answer.page_count, Some(3.into()));
    assert_eq!(answer.claim_list.unwrap()[0].claim_id.as_deref(), Some("1"));
    assert!(server.operation().is_idempotent());
}

#[tokio::test]
async fn reconciliation_report() {
    let (server, client) = start(Reply::json(202, r#"{"reportIdentifier":"R-1"}"#)).await;
    let body = ReconReportDataAcknowledgeRequest::new(parsed("2026-11-01"), parsed("2026-11-02"))
        .ica(["1111".to_owned()])
        .cycles([1, 2]);
    let answer = call(client.reconciliation().request_reconciliation_report(&body))
        .await
        .unwrap();
    server.saw(
        &operations::REQUEST_RECONCILIATION_REPORT,
        "/mastercom/v6/reconreport/data/request",
        Some(r#"{"ica":["1111"],"startDate":"2026-11-01","endDate":"2026-11-02","cycles":[1,2]}"#),
    );
    assert_eq!(answer.report_identifier.as_deref(), Some("R-1"));

    let json = r#"{"status":"Available","data":"H4sIAAAA"}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let answer = call(client.reconciliation().get_reconciliation_report("R/1"))
        .await
        .unwrap();
    server.saw(
        &operations::GET_RECONCILIATION_REPORT,
        "/mastercom/v6/reconreport/data/retrieval/R%2F1",
        None,
    );
    assert_eq!(answer.status, Some(ReportStatus::Available));
    assert_eq!(answer.data.as_ref().unwrap().expose(), "H4sIAAAA");
    assert!(!format!("{answer:?}").contains("H4sI"));
}

#[tokio::test]
async fn create_retrieval_request() {
    let (server, client) = start(Reply::json(200, r#"{"requestId":"300002296235"}"#)).await;
    let body = CreateRetrievalRequest::new(RetrievalRequestReason::IiasAudit, RetrievalDocument::Copy);
    let answer = call(client.retrievals().create_retrieval_request(CLAIM, &body))
        .await
        .unwrap();
    server.saw(
        &operations::CREATE_RETRIEVAL_REQUEST,
        "/mastercom/v6/claims/200002020654/retrievalrequests",
        Some(r#"{"retrievalRequestReason":"6343","docNeeded":"2"}"#),
    );
    assert_eq!(answer.request_id.as_deref(), Some("300002296235"));
}

#[tokio::test]
async fn get_clearing_detail() {
    let json = r#"{"acquirerReferenceData":"51032462590000000000126","cardAcceptorCity":"Springfield","cardAcceptorPostalCode":"62701","cardholderBillingAmount":25.10}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let answer = call(client.transactions().get_clearing_detail(CLAIM, TRANSACTION))
        .await
        .unwrap();
    server.saw(
        &operations::GET_CLEARING_DETAIL,
        &format!("/mastercom/v6/claims/200002020654/transactions/clearing/{TRANSACTION_IN_PATH}"),
        None,
    );
    assert_eq!(
        answer.acquirer_reference_data.as_deref(),
        Some("51032462590000000000126")
    );
    assert_eq!(answer.card_acceptor_postal_code.as_ref().unwrap().expose(), "62701");
    // Digits stay as they came.
    assert_eq!(
        answer.cardholder_billing_amount.as_ref().map(MinorUnits::as_str),
        Some("25.10")
    );
}

#[tokio::test]
async fn search_transactions() {
    let json = r#"{"authorizationSummaryCount":"1","message":"The maximum is 500","authorizationSummary":[{"primaryAccountNumber":"5555555555554444","transactionId":"a/b","track2":"5555555555554444=2712","clearingSummary":[{"transactionId":"c+d=="}]}]}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let body = TransactionSearchRequest::new(parsed("2026-11-01"), parsed("2026-11-22")).primary_account_num(PAN);
    let answer = call(client.transactions().search_transactions(&body)).await.unwrap();
    server.saw(
        &operations::SEARCH_TRANSACTIONS,
        "/mastercom/v6/transactions/search",
        Some(r#"{"primaryAccountNum":"5555555555554444","tranStartDate":"2026-11-01","tranEndDate":"2026-11-22"}"#),
    );
    assert_eq!(
        answer.authorization_summary_count.as_ref().map(NumberText::as_str),
        Some("1")
    );
    assert_eq!(answer.message.as_deref(), Some("The maximum is 500"));
    let authorizations = answer.authorization_summary.as_deref().unwrap();
    assert_eq!(authorizations[0].primary_account_number.as_ref().unwrap().expose(), PAN);
    let clearings = authorizations[0].clearing_summary.as_deref().unwrap();
    assert_eq!(clearings[0].transaction_id.as_deref(), Some("c+d=="));
    assert_no_secret(&format!("{answer:?} {body:?}"));
}

/// Calls an operation for each line and asserts what is sent.
macro_rules! sends {
    ($($operation:ident, $module:ident.$method:ident($($argument:expr),*) $(with $body:literal)?, $target:literal;)*) => { $(
        let (server, client) = start(Reply::json(200, "{}")).await;
        let module = client.$module();
        call(module.$method($($argument,)* $( &serde_json::from_str($body).unwrap() )?)).await.unwrap();
        let body: Option<&str> = None $( .or(Some($body)) )?;
        server.saw(&operations::$operation, $target, body);
    )* };
}

#[tokio::test]
async fn the_other_operations() {
    let format = &DocumentFormat::Original;
    sends! {
        CREATE_CASE, cases.create_case() with r#"{"caseType":"4","disputeAmount":"1.00","currencyCode":"USD","filedAgainstIca":"1","filingAs":"I","filingIca":"2","memo":"m"}"#,
            "/mastercom/v6/cases";
        RETRIEVE_CASE_CLAIMS, cases.retrieve_case_claims() with r#"{"caseFilingList":[]}"#,
            "/mastercom/v6/cases/retrieve/claims";
        SEARCH_CASE_DOCUMENTS, cases.search_case_documents() with r#"{"status":"FAILED","startDate":"2026-11-01","endDate":"2026-11-02"}"#,
            "/mastercom/v6/cases/imagestatus";
        UPDATE_CASE, cases.update_case("536092") with r#"{"action":"ACCEPT","memo":"m"}"#,
            "/mastercom/v6/cases/536092";
        ACKNOWLEDGE_CHARGEBACKS, chargebacks.acknowledge_chargebacks() with r#"{"chargebackList":[{"claimId":"1","chargebackId":"2"}]}"#,
            "/mastercom/v6/chargebacks/acknowledge";
        ACKNOWLEDGE_DEBIT_CHARGEBACKS, chargebacks.acknowledge_debit_chargebacks() with r#"{"chargebackList":[]}"#,
            "/mastercom/v6/chargebacks/debitmc/acknowledge";
        CREATE_DEBIT_CHARGEBACK, chargebacks.create_debit_chargeback("1") with r#"{"brand":"x","replacementAmount":"1","reversalReasonCode":"2","usageCode":"3"}"#,
            "/mastercom/v6/claims/1/chargebacks/debitmc";
        CREATE_DEBIT_CHARGEBACK_REVERSAL, chargebacks.create_debit_chargeback_reversal("1", "2") with r#"{"replacementAmount":"1","reversalReasonCode":"2"}"#,
            "/mastercom/v6/claims/1/chargebacks/debitmc/2/reversal";
        GET_CHARGEBACK_DOCUMENTS, chargebacks.get_chargeback_documents("1", "2", format),
            "/mastercom/v6/claims/1/chargebacks/2/documents?format=ORIGINAL";
        GET_DEBIT_CHARGEBACK_DOCUMENTS, chargebacks.get_debit_chargeback_documents("1", "2", format),
            "/mastercom/v6/claims/1/chargebacks/debitmc/2/documents?format=ORIGINAL";
        LOAD_CHARGEBACK_DATA, chargebacks.load_chargeback_data("1") with r#"{"chargebackType":"CHARGEBACK"}"#,
            "/mastercom/v6/claims/1/chargebacks/loaddataforchargebacks";
        RETRIEVE_DEBIT_CHARGEBACK_STATUS, chargebacks.retrieve_debit_chargeback_status() with r#"{"chargebackList":[]}"#,
            "/mastercom/v6/chargebacks/debitmc/status";
        UPDATE_CHARGEBACK, chargebacks.update_chargeback("1", "2") with r#"{"memo":"m"}"#,
            "/mastercom/v6/claims/1/chargebacks/2";
        UPDATE_DEBIT_CHARGEBACK, chargebacks.update_debit_chargeback("1", "2") with r#"{"memo":"m"}"#,
            "/mastercom/v6/claims/1/chargebacks/debitmc/2";
        CREATE_DEBIT_FEE, fees.create_debit_fee("1") with r#"{"acquirerCustomerId":"1","conditionIndicator":"1","controlNumber":"2","functionCode":"3","handlingFee":"4","reasonCode":"5"}"#,
            "/mastercom/v6/claims/1/fee/debitmc";
        LOAD_FEE_DATA, fees.load_fee_data("1") with r#"{"reasonCode":"7604"}"#,
            "/mastercom/v6/claims/1/fees/loaddataforfees";
        LOAD_FRAUD_DATA, fraud.load_fraud_data("1"),
            "/mastercom/v6/claims/1/fraud/loaddataforfraud";
        CREATE_DEBIT_RETRIEVAL_REQUEST, retrievals.create_debit_retrieval_request("1") with r#"{"documentType":"2","replacementAmount":"1","reversalReasonCode":"2","usageCode":"3"}"#,
            "/mastercom/v6/claims/1/retrievalrequests/debitmc";
        FULFILL_RETRIEVAL_REQUEST, retrievals.fulfill_retrieval_request("1", "2") with r#"{"acquirerResponseCd":"A"}"#,
            "/mastercom/v6/claims/1/retrievalrequests/2/fulfillments";
        GET_DEBIT_RETRIEVAL_DOCUMENTS, retrievals.get_debit_retrieval_documents("1", "2", format),
            "/mastercom/v6/claims/1/retrievalrequests/debitmc/2/documents?format=ORIGINAL";
        GET_RETRIEVAL_DOCUMENTS, retrievals.get_retrieval_documents("1", "2", format),
            "/mastercom/v6/claims/1/retrievalrequests/2/documents?format=ORIGINAL";
        LOAD_RETRIEVAL_DATA, retrievals.load_retrieval_data("1"),
            "/mastercom/v6/claims/1/retrievalrequests/loaddataforretrievalrequests";
        RESPOND_TO_DEBIT_FULFILLMENT, retrievals.respond_to_debit_fulfillment("1", "2") with r#"{"issuerResponseCd":"APPROVE"}"#,
            "/mastercom/v6/claims/1/retrievalrequests/debitmc/2/fulfillments/response";
        RESPOND_TO_FULFILLMENT, retrievals.respond_to_fulfillment("1", "2") with r#"{"issuerResponseCd":"APPROVE"}"#,
            "/mastercom/v6/claims/1/retrievalrequests/2/fulfillments/response";
        RETRIEVE_DEBIT_FULFILLMENT_STATUS, retrievals.retrieve_debit_fulfillment_status() with r#"{"retrievalList":[]}"#,
            "/mastercom/v6/retrievalrequests/debitmc/status";
        RETRIEVE_FULFILLMENT_STATUS, retrievals.retrieve_fulfillment_status() with r#"{"retrievalList":[{"claimId":"1","requestId":"2"}]}"#,
            "/mastercom/v6/retrievalrequests/status";
        GET_AUTHORIZATION_DETAIL, transactions.get_authorization_detail("1", "a/b+c=="),
            "/mastercom/v6/claims/1/transactions/authorization/a%2Fb%2Bc%3D%3D";
        GET_DEBIT_TRANSACTION_DETAIL, transactions.get_debit_transaction_detail("1"),
            "/mastercom/v6/1/transactions/debitmc/detail";
        SEARCH_DEBIT_TRANSACTIONS, transactions.search_debit_transactions() with r#"{"primaryAccountNumber":"5555555555554444","settlementFromDate":"2026-11-01","settlementToDate":"2026-11-22"}"#,
            "/mastercom/v6/transactions/debitmc/search";
    }
}

#[tokio::test]
async fn transaction_ids_that_are_all_dots_are_refused() {
    let (server, client) = start(Reply::json(200, "{}")).await;
    for id in ["", ".", ".."] {
        let error = client.transactions().get_clearing_detail(CLAIM, id).await.unwrap_err();
        assert!(error.is_invalid_request(), "{error}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn unknown_values_are_kept() {
    let answer: ChargebackStatusResponse = survives(r#"{"chargebackResponseList":[{"status":"SCANNING"}]}"#);
    assert_eq!(
        answer.chargeback_response_list.unwrap()[0].status,
        Some(DocumentStatus::from("SCANNING"))
    );
    let request: UpdateClaimRequest = survives(r#"{"action":"MERGE","closeClaimReasonCode":"50"}"#);
    assert_eq!(request.action, ClaimAction::from("MERGE"));
}

#[test]
fn unknown_fields_are_kept() {
    let detail: ClaimDetail = survives(
        r#"{"claimId":"1","aiScore":{"value":12345678901234567.890},"chargebackDetails":[{"chargebackId":"2","note":"Roe"}],"gone":null}"#,
    );
    assert_eq!(
        detail.extra.get("aiScore").unwrap().as_str(),
        r#"{"value":12345678901234567.890}"#
    );
    assert_eq!(detail.extra.get("gone").unwrap().as_str(), "null");
    let chargebacks = detail.chargeback_details.unwrap();
    assert_eq!(chargebacks[0].extra.get("note").unwrap().as_str(), r#""Roe""#);
}

#[test]
fn absent_and_null_are_none() {
    let absent: ClaimDetail = survives("{}");
    assert_eq!(absent, ClaimDetail::new());
    let null: ClaimDetail = encodes_to(
        r#"{"claimId":null,"isOpen":null,"primaryAccountNum":null,"chargebackDetails":null,"caseFilingDetails":null}"#,
        "{}",
    );
    assert_eq!(null, absent);
    let summary: ClaimSummary = encodes_to(r#"{"isOpen":null}"#, "{}");
    assert_eq!(summary.is_open, None);
}

#[test]
fn answers_with_card_data_print_none_of_it() {
    let detail: AuthorizationDetail = survives(r#"{"accountNumber":"5555555555554444","newField":"5555555555554444"}"#);
    assert_eq!(detail.account_number.unwrap().expose(), PAN);
    let summary: ClaimSummary = survives(r#"{"primaryAccountNum":"5555555555554444","lastModifiedBy":"Roe"}"#);
    assert_eq!(summary.last_modified_by.unwrap().expose(), "Roe");
}
