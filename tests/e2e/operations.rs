//! Every operation of the five contracts, through the typed crates, each where a user would need it.
//!
//! Bodies pass through the request models and answers through the response models: the module `dynamic` of each crate
//! calls the typed methods.

use std::collections::BTreeSet;
use std::time::Duration;

use mc_core::dynamic::{Answer, Arguments};
use mc_core::values::Base64;
use mc_core::{Bytes, Operation};
use mc_sandbox::{Product, Sandbox};
use serde_json::{Value, json};

use crate::support::{CARD, inquiry, start};

/// The smallest content that is a PDF by its first bytes, in base64.
const PDF: &str = "JVBERi0xLjcK";

type Pairs<'a> = &'a [(&'a str, &'a str)];

/// The five clients, and what they were used for.
struct Caller<'s> {
    sandbox: &'s Sandbox,
    accounts: mc_automatic_billing_updater::Client,
    benefits: mc_benefit_allocation::Client,
    insights: mc_identity_insights::Client,
    enrolment: mc_issuer_enrollment::Client,
    mastercom: mc_mastercom::Client,
    called: BTreeSet<(&'static str, &'static str)>,
}

impl<'s> Caller<'s> {
    fn new(sandbox: &'s Sandbox) -> Self {
        let parts = |product| (sandbox.http(product).unwrap(), sandbox.environment(product));
        let (http, at) = parts(Product::AutomaticBillingUpdater);
        let accounts = mc_automatic_billing_updater::Client::new(http, at);
        let (http, at) = parts(Product::BenefitAllocation);
        let benefits = mc_benefit_allocation::Client::new(http, at);
        let (http, at) = parts(Product::IdentityInsights);
        let insights = mc_identity_insights::Client::new(http, at);
        let (http, at) = parts(Product::IssuerEnrollment);
        let enrolment = mc_issuer_enrollment::Client::new(http, at);
        let (http, at) = parts(Product::Mastercom);
        let mastercom = mc_mastercom::Client::new(http, at);
        Self {
            sandbox,
            accounts,
            benefits,
            insights,
            enrolment,
            mastercom,
            called: BTreeSet::new(),
        }
    }

    async fn call(&mut self, product: Product, operation: &Operation, pairs: Pairs<'_>, body: Option<&Value>) -> Value {
        let arguments: Arguments = pairs.iter().copied().collect();
        let body = body.map(|body| Bytes::from(body.to_string()));
        let id = operation.id();
        let answer = match product {
            Product::AutomaticBillingUpdater => {
                mc_automatic_billing_updater::dynamic::call(&self.accounts, id, &arguments, body).await
            }
            Product::BenefitAllocation => {
                mc_benefit_allocation::dynamic::call(&self.benefits, id, &arguments, body).await
            }
            Product::IdentityInsights => {
                mc_identity_insights::dynamic::call(&self.insights, id, &arguments, body).await
            }
            Product::IssuerEnrollment => {
                mc_issuer_enrollment::dynamic::call(&self.enrolment, id, &arguments, body).await
            }
            Product::Mastercom => mc_mastercom::dynamic::call(&self.mastercom, id, &arguments, body).await,
            other => panic!("{other} is new: call it here"),
        };
        let answer = answer.unwrap_or_else(|error| {
            let body = error.body().map(|body| String::from_utf8_lossy(body).into_owned());
            panic!("{product} {id}: {error} {}", body.unwrap_or_default())
        });
        self.called.insert((product.id(), id));
        json_of(&answer)
    }

    /// Calls an operation of Mastercom that takes no body.
    async fn get(&mut self, operation: &Operation, pairs: Pairs<'_>) -> Value {
        self.call(Product::Mastercom, operation, pairs, None).await
    }

    /// Calls an operation of Mastercom with a body.
    async fn send(&mut self, operation: &Operation, pairs: Pairs<'_>, body: &Value) -> Value {
        self.call(Product::Mastercom, operation, pairs, Some(body)).await
    }

    /// The sandbox works in the background; its clock need not be waited for.
    fn wait(&self, seconds: u64) {
        self.sandbox.clock().advance(Duration::from_secs(seconds));
    }

    fn day(&self, ago: u64) -> String {
        (self.sandbox.clock().now().date_naive() - chrono::Days::new(ago)).to_string()
    }

    fn coming(&self, days: u64) -> String {
        (self.sandbox.clock().now().date_naive() + chrono::Days::new(days)).to_string()
    }
}

fn json_of(answer: &Answer) -> Value {
    let bytes = answer.to_bytes().unwrap();
    if bytes.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(&bytes).unwrap()
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

#[tokio::test]
async fn every_operation_is_called_through_its_typed_method() {
    let sandbox = start().await;
    let mut caller = Caller::new(&sandbox);
    accounts(&mut caller).await;
    benefits(&mut caller).await;
    insights(&mut caller).await;
    enrolment(&mut caller).await;
    queues_and_reports(&mut caller).await;
    dispute(&mut caller).await;
    debit_dispute(&mut caller).await;

    let all: BTreeSet<(&str, &str)> = Product::ALL
        .into_iter()
        .flat_map(|product| {
            product
                .operations()
                .iter()
                .map(move |operation| (product.id(), operation.id()))
        })
        // Batches take the sandbox's time: mc-sandbox tests them with a clock that it moves.
        .filter(|(_, operation)| !["enrollBatch", "getBatch"].contains(operation))
        .collect();
    assert_eq!(caller.called, all);
    assert_eq!(all.len(), 65);
    assert_eq!(sandbox.violations(), Vec::<String>::new());
    // Each went over the wire, and none needed a second attempt.
    let seen = sandbox.requests();
    assert!(
        seen.iter().all(|seen| seen.status.is_some_and(|status| status < 300)),
        "{seen:?}"
    );
    let served: BTreeSet<(&str, &str)> = seen
        .iter()
        .filter_map(|seen| Some((seen.product?, seen.operation?)))
        .collect();
    assert_eq!(served, all);
}

async fn accounts(caller: &mut Caller<'_>) {
    use mc_automatic_billing_updater::operations as op;
    let product = Product::AutomaticBillingUpdater;
    let body = inquiry("5200000000000018");
    let answer = caller.call(product, &op::INQUIRE_ACCOUNT, &[], Some(&body)).await;
    assert_eq!(answer["responseIndicator"], "VALID");
    for (operation, subscribed) in [(op::SUBSCRIBE_ACCOUNT, true), (op::UNSUBSCRIBE_ACCOUNT, false)] {
        caller.call(product, &operation, &[], Some(&body)).await;
        let answer = caller.call(product, &op::INQUIRE_SUBSCRIPTION, &[], Some(&body)).await;
        assert_eq!(answer["subscribed"], subscribed, "{operation}: {answer}");
    }
}

async fn benefits(caller: &mut Caller<'_>) {
    use mc_benefit_allocation::operations as op;
    let product = Product::BenefitAllocation;
    let (old, new) = (5_555_555_555_554_444_u64, 5_454_545_454_545_454_u64);
    let body = json!({"cardNumber": old, "segments": [{"code": "DART", "effectiveDate": caller.coming(10)}]});
    let answer = caller.call(product, &op::ASSIGN_SEGMENT, &[], Some(&body)).await;
    assert!(!answer["bundles"].as_array().unwrap().is_empty());
    let body = json!({"cardNumber": old, "oldSegmentCode": "DART", "newSegmentCode": "PRT", "effectiveDate": caller.coming(40)});
    caller.call(product, &op::REPLACE_SEGMENT, &[], Some(&body)).await;
    let body = json!({"cardNumber": old, "date": caller.coming(1), "isFrozen": true});
    caller.call(product, &op::SET_CARD_FROZEN, &[], Some(&body)).await;
    let body = json!({"oldCardNumber": old, "newCardNumber": new, "effectiveDate": caller.coming(70)});
    caller.call(product, &op::REPLACE_CARD, &[], Some(&body)).await;
    let body = json!({"cardNumber": new, "segments": [{"code": "PRT", "expiryDate": caller.coming(100)}]});
    caller.call(product, &op::CANCEL_SEGMENT, &[], Some(&body)).await;
}

async fn insights(caller: &mut Caller<'_>) {
    let body = json!({
        "user": {"account": {"hashedAccountId": "sign-up-1"}, "name": "Jane Roe", "email": "jane.roe@example.com"},
        "device": {"ip": "198.51.100.7", "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"},
    });
    let operation = mc_identity_insights::operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS;
    let answer = caller
        .call(Product::IdentityInsights, &operation, &[], Some(&body))
        .await;
    assert!(answer["insights"]["user"].is_object() && answer["insights"]["device"].is_object());
}

async fn enrolment(caller: &mut Caller<'_>) {
    use mc_issuer_enrollment::operations as op;
    let product = Product::IssuerEnrollment;
    let body = |number: &str| {
        json!({
            "srcClientId": "7a1f0d3c-0000-4000-8000-000000000001",
            "serviceId": "SRC",
            "consumer": {
                "consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "jane.roe@example.com"},
                "firstName": "Jane", "lastName": "Roe", "countryCode": "US",
                "mobileNumber": {"countryCode": "1", "phoneNumber": "2025550123"},
            },
            "encryptedCard": {"primaryAccountNumber": number, "panExpirationMonth": "12", "panExpirationYear": "2029"},
            "cardSource": "ISSUER",
        })
    };
    caller
        .call(product, &op::ENROLL_CARD, &[], Some(&body("5454545454545454")))
        .await;
    let answer = caller.call(product, &op::ENROLL_CARD, &[], Some(&body(CARD))).await;
    assert!(!answer.to_string().contains(CARD));
    let card = text(&answer["maskedCard"]["srcDigitalCardId"]);
    let consumer = text(&answer["maskedConsumer"]["srcConsumerId"]);
    let (card, consumer) = ([("cardId", card.as_str())], [("consumerId", consumer.as_str())]);
    caller.call(product, &op::GET_CARD, &card, None).await;
    let body = json!({"billingAddress": {"zip": "12345"}});
    caller.call(product, &op::UPDATE_CARD, &card, Some(&body)).await;
    caller.call(product, &op::DELETE_CARD, &card, None).await;
    caller.call(product, &op::GET_PROFILE, &consumer, None).await;
    caller
        .call(
            product,
            &op::UPDATE_PROFILE,
            &consumer,
            Some(&json!({"firstName": "Janet"})),
        )
        .await;
    caller.call(product, &op::DELETE_PROFILES, &[], None).await;
}

/// A dispute over a dual-message transaction, from the search to the end of the claim.
async fn dispute(caller: &mut Caller<'_>) {
    use mc_mastercom::operations as op;
    let claim = open(caller, "10000", "100.00").await;
    let at = [("claim-id", claim.as_str())];
    let detail = caller.get(&op::GET_CLAIM_DETAIL, &at).await;
    let transaction = text(&detail["transactionId"]);
    let (clearing, authorization) = transaction.strip_prefix("TI:").unwrap().split_once('#').unwrap();
    let record = caller
        .get(&op::GET_CLEARING_DETAIL, &[at[0], ("transaction-id", clearing)])
        .await;
    assert_eq!(record["primaryAccountNumber"], CARD);
    caller
        .get(
            &op::GET_AUTHORIZATION_DETAIL,
            &[at[0], ("transaction-id", authorization)],
        )
        .await;

    caller.get(&op::LOAD_RETRIEVAL_DATA, &at).await;
    let body = json!({"retrievalRequestReason": "6343", "docNeeded": "2", "instructionsForHealthcare": "The itemized receipt"});
    let retrieval = text(&caller.send(&op::CREATE_RETRIEVAL_REQUEST, &at, &body).await["requestId"]);
    let request = [at[0], ("request-id", retrieval.as_str())];
    let body = json!({"acquirerResponseCd": "F", "fileAttachment": {"filename": "slip.pdf", "file": PDF}});
    caller.send(&op::FULFILL_RETRIEVAL_REQUEST, &request, &body).await;
    caller.wait(3);
    let asked = json!({"retrievalList": [{"claimId": claim, "requestId": retrieval}]});
    let status = caller.send(&op::RETRIEVE_FULFILLMENT_STATUS, &[], &asked).await;
    assert_eq!(status["retrievalResponseList"][0]["status"], "COMPLETED");
    caller
        .get(
            &op::GET_RETRIEVAL_DOCUMENTS,
            &[request[0], request[1], ("format", "ORIGINAL")],
        )
        .await;
    let body = json!({"issuerResponseCd": "APPROVE", "memo": "Seen"});
    caller.send(&op::RESPOND_TO_FULFILLMENT, &request, &body).await;

    caller
        .send(&op::LOAD_CHARGEBACK_DATA, &at, &json!({"chargebackType": "CHARGEBACK"}))
        .await;
    let first = text(&caller.send(&op::CREATE_CHARGEBACK, &at, &chargeback("100.00")).await["chargebackId"]);
    let on_first = [at[0], ("chargeback-id", first.as_str())];
    let body = json!({"memo": "Later", "fileAttachment": {"filename": "letter.pdf", "file": PDF}});
    caller.send(&op::UPDATE_CHARGEBACK, &on_first, &body).await;
    caller.wait(5);
    let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": first}]});
    let status = caller.send(&op::RETRIEVE_CHARGEBACK_STATUS, &[], &listed).await;
    assert_eq!(status["chargebackResponseList"][0]["status"], "COMPLETED");
    caller
        .get(
            &op::GET_CHARGEBACK_DOCUMENTS,
            &[on_first[0], on_first[1], ("format", "ORIGINAL")],
        )
        .await;
    caller.send(&op::ACKNOWLEDGE_CHARGEBACKS, &[], &listed).await;
    let body = json!({"amount": "100.00", "chargebackType": "SECOND_PRESENTMENT", "currency": "USD",
        "documentIndicator": "false", "reasonCode": "2700"});
    caller.send(&op::CREATE_CHARGEBACK, &at, &body).await;

    let reference = caller.get(&op::GET_CLAIM_DETAIL, &at).await["chargebackDetails"][0]["chargebackRefNum"].clone();
    case(caller, &claim, &reference).await;

    caller.send(&op::LOAD_FEE_DATA, &at, &json!({})).await;
    let body = json!({"creditSender": true, "creditReceiver": false, "currency": "USD", "destinationMember": "002083",
        "feeAmount": "12.50", "feeDate": caller.day(0), "reason": "7604"});
    caller.send(&op::CREATE_FEE, &at, &body).await;
    caller.get(&op::LOAD_FRAUD_DATA, &at).await;
    let body = json!({"chgbkIndicator": "1", "cvcInvalidIndicator": "M", "fraudType": "04", "subType": "N",
        "reportDate": caller.day(0)});
    caller.send(&op::CREATE_FRAUD_REPORT, &at, &body).await;
    caller
        .send(
            &op::UPDATE_CLAIM,
            &at,
            &json!({"action": "CLOSE", "closeClaimReasonCode": "10"}),
        )
        .await;
    let closed = caller.get(&op::GET_QUEUE_CLAIMS, &[("queue-name", "Closed")]).await;
    assert!(
        closed
            .as_array()
            .unwrap()
            .iter()
            .any(|found| found["claimId"] == claim.as_str())
    );
    caller
        .send(&op::SEARCH_QUEUE_CLAIMS, &[], &json!({"queueName": "Closed"}))
        .await;

    let other = open(caller, "1999", "19.99").await;
    let at = [("claim-id", other.as_str())];
    let reversed = text(&caller.send(&op::CREATE_CHARGEBACK, &at, &chargeback("19.99")).await["chargebackId"]);
    caller.wait(5);
    caller
        .get(&op::CREATE_CHARGEBACK_REVERSAL, &[at[0], ("chargeback-id", &reversed)])
        .await;
}

/// The case that follows a second presentment.
async fn case(caller: &mut Caller<'_>, claim: &str, reference: &Value) {
    use mc_mastercom::operations as op;
    let body = json!({"caseType": "1", "chargebackRefNum": [reference], "disputeAmount": "100.00", "currencyCode": "USD",
        "filedAgainstIca": "002222", "filingAs": "I", "filingIca": "006195", "memo": "Still open",
        "chargebackReasonCode": "4853", "merchantName": "TEST MERCHANT",
        "fileAttachment": {"filename": "case.pdf", "file": PDF}});
    let case = text(&caller.send(&op::CREATE_CASE, &[], &body).await["caseId"]);
    let on_case = [("case-id", case.as_str())];
    caller.wait(3);
    let body = json!({"caseFilingList": [{"caseId": case}]});
    let status = caller.send(&op::RETRIEVE_CASE_STATUS, &[], &body).await;
    assert!(
        text(&status["caseFilingResponseList"][0]["status"]).starts_with("COMPLETED"),
        "{status}"
    );
    let body = json!({"status": "COMPLETED", "startDate": caller.day(1), "endDate": caller.day(0)});
    let found = caller.send(&op::SEARCH_CASE_DOCUMENTS, &[], &body).await;
    assert_eq!(found["caseFilingImageStatusList"][0]["caseId"], case.as_str());
    caller
        .get(&op::GET_CASE_DOCUMENTS, &[on_case[0], ("format", "MERGED_PDF")])
        .await;
    let body = json!({"caseFilingList": [{"caseId": case, "isIssuer": true}]});
    caller.send(&op::RETRIEVE_CASE_CLAIMS, &[], &body).await;
    caller
        .send(&op::UPDATE_CASE, &on_case, &json!({"action": "REJECT", "memo": "No"}))
        .await;
    let detail = caller.get(&op::GET_CLAIM_DETAIL, &[("claim-id", claim)]).await;
    assert_eq!(detail["caseFilingDetails"]["caseFilingStatus"], "Rejected");
}

/// The operations of single-message transactions.
async fn debit_dispute(caller: &mut Caller<'_>) {
    use mc_mastercom::operations as op;
    let search = json!({"primaryAccountNumber": "5200828282828210", "settlementFromDate": caller.day(29),
        "settlementToDate": caller.day(0)});
    let found = caller.send(&op::SEARCH_DEBIT_TRANSACTIONS, &[], &search).await;
    let first = &found["transactionSummaryList"][0];
    let body = json!({
        "disputedAmount": first["singleMessageSummaryDetails"]["clearingTransaction"]["localRequestedAmount"],
        "disputedCurrency": "USD",
        "claimType": "Standard",
        "clearingTransactionId": first["clearingTransactionId"],
        "authTransactionId": first["authTransactionId"],
    });
    let claim = text(&caller.send(&op::CREATE_CLAIM, &[], &body).await["claimId"]);
    let at = [("claim-id", claim.as_str())];
    caller.get(&op::GET_DEBIT_TRANSACTION_DETAIL, &at).await;
    let body = json!({"documentType": "2", "replacementAmount": "40.00", "reversalReasonCode": "43", "usageCode": "6"});
    let retrieval = text(&caller.send(&op::CREATE_DEBIT_RETRIEVAL_REQUEST, &at, &body).await["requestId"]);
    let request = [at[0], ("request-id", retrieval.as_str())];
    let body = json!({"acquirerResponseCd": "H", "fileAttachment": {"filename": "slip.pdf", "file": PDF}});
    caller.send(&op::FULFILL_RETRIEVAL_REQUEST, &request, &body).await;
    caller.wait(3);
    let body = json!({"retrievalList": [{"claimId": claim, "requestId": retrieval}]});
    caller.send(&op::RETRIEVE_DEBIT_FULFILLMENT_STATUS, &[], &body).await;
    caller
        .get(
            &op::GET_DEBIT_RETRIEVAL_DOCUMENTS,
            &[request[0], request[1], ("format", "MERGED_TIFF")],
        )
        .await;
    let body = json!({"issuerResponseCd": "REJECT_ILLEGIBLE_OR_MISSING", "rejectReasonCd": "A"});
    caller.send(&op::RESPOND_TO_DEBIT_FULFILLMENT, &request, &body).await;

    let body = json!({"brand": "MD", "replacementAmount": "0.00", "reversalReasonCode": "71", "usageCode": "1",
        "chargebackType": "S", "documentIndicator": "1"});
    let first = text(&caller.send(&op::CREATE_DEBIT_CHARGEBACK, &at, &body).await["chargebackId"]);
    let on_first = [at[0], ("chargeback-id", first.as_str())];
    let body = json!({"fileAttachment": {"filename": "letter.pdf", "file": PDF}});
    caller.send(&op::UPDATE_DEBIT_CHARGEBACK, &on_first, &body).await;
    caller.wait(5);
    let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": first}]});
    caller.send(&op::RETRIEVE_DEBIT_CHARGEBACK_STATUS, &[], &listed).await;
    caller
        .get(
            &op::GET_DEBIT_CHARGEBACK_DOCUMENTS,
            &[on_first[0], on_first[1], ("format", "ORIGINAL")],
        )
        .await;
    caller.send(&op::ACKNOWLEDGE_DEBIT_CHARGEBACKS, &[], &listed).await;
    let body = json!({"acquirerCustomerId": "002222", "conditionIndicator": "B", "controlNumber": "1",
        "functionCode": "700", "handlingFee": "25", "reasonCode": "22"});
    caller.send(&op::CREATE_DEBIT_FEE, &at, &body).await;
    let body = json!({"replacementAmount": "40.00", "reversalReasonCode": "82"});
    caller
        .send(&op::CREATE_DEBIT_CHARGEBACK_REVERSAL, &on_first, &body)
        .await;
    let detail = caller.get(&op::GET_CLAIM_DETAIL, &at).await;
    assert_eq!(detail["chargebackDetails"][0]["reversed"], true);
}

async fn queues_and_reports(caller: &mut Caller<'_>) {
    use mc_mastercom::operations as op;
    caller.get(&op::HEALTHCHECK, &[]).await;
    let names = caller.get(&op::GET_QUEUE_NAMES, &[]).await;
    assert!(!names.as_array().unwrap().is_empty());
    let body = json!({"startDate": caller.day(30), "endDate": caller.day(0), "enhancedReconciliationReportFlag": true});
    let id = text(&caller.send(&op::REQUEST_RECONCILIATION_REPORT, &[], &body).await["reportIdentifier"]);
    caller.wait(3);
    let report = caller
        .get(&op::GET_RECONCILIATION_REPORT, &[("reportIdentifier", &id)])
        .await;
    assert_eq!(report["status"], "Available");
    assert!(!Base64::from_wire(text(&report["data"])).decode().unwrap().is_empty());
}

/// A claim on the card's transaction of this amount, found by search.
async fn open(caller: &mut Caller<'_>, hundredths: &str, amount: &str) -> String {
    use mc_mastercom::operations as op;
    let search = json!({"primaryAccountNum": CARD, "tranStartDate": caller.day(29), "tranEndDate": caller.day(0)});
    let found = caller.send(&op::SEARCH_TRANSACTIONS, &[], &search).await;
    let clearing = found["authorizationSummary"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|found| found["clearingSummary"].as_array())
        .flatten()
        .find(|clearing| clearing["transactionAmountLocal"] == hundredths)
        .unwrap();
    let body = json!({"disputedAmount": amount, "disputedCurrency": clearing["currencyCode"], "claimType": "Standard",
        "clearingTransactionId": clearing["transactionId"]});
    text(&caller.send(&op::CREATE_CLAIM, &[], &body).await["claimId"])
}

fn chargeback(amount: &str) -> Value {
    json!({"amount": amount, "chargebackType": "CHARGEBACK", "currency": "USD", "documentIndicator": "false",
        "reasonCode": "4853"})
}
