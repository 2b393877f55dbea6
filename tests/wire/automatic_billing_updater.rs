//! Automatic Billing Updater.

use mc_automatic_billing_updater::models::{
    Account, Customer, Inquiry, OutInquiry, OutSubscriptionInquiry, ResponseIndicator, Subscription,
    SubscriptionDeletion, SubscriptionInquiry,
};
use mc_automatic_billing_updater::{Client, operations};
use mc_core::PayloadEncryption;

use crate::common::{Case, Envelope, PAN, assert_no_secret, cases, encodes_to, survives};
use crate::server::{Reply, Server, call};

const BASE: &str = "/abu/accounts/";

/// What `inquiry` is on the wire.
const BODY: &str = r#"{"requestId":"req-1","customer":{"ica":"1111","merchantId":"XXX000000000XXX","subMerchantId":"XXX000000001XXX"},"account":{"accountNumber":"5555555555554444","expiryDate":"1227"}}"#;

const CASE: Case = Case {
    base: BASE,
    operation: operations::INQUIRE_ACCOUNT,
    call: |http, environment, limit| {
        Box::pin(async move {
            let client = Client::new(http, environment);
            let client = limit.into_iter().fold(client, Client::with_max_response_bytes);
            let answer = client.inquiries().inquire_account(&inquiry()).await?;
            Ok(format!("{answer:?}"))
        })
    },
    envelopes: &[
        Envelope {
            status: 500,
            body: r#"{"Errors":{"Error":[{"Source":"ABU Service","ReasonCode":"ABU_CONNECTION_ERROR","Description":"No data for 5555555555554444","Recoverable":false}]}}"#,
            reason_code: "ABU_CONNECTION_ERROR",
            source: Some("ABU Service"),
            description: Some("No data for 5555555555554444"),
            recoverable: Some(false),
            details: &[],
            request_id: None,
        },
        Envelope {
            status: 400,
            body: r#"{"Errors":{"Error":[{"Source":"Validation","ReasonCode":"INVALID_EXPIRY_DATE","Description":"Invalid Params","Recoverable":false,"Details":"Expiry is too old"}]}}"#,
            reason_code: "INVALID_EXPIRY_DATE",
            source: Some("Validation"),
            description: Some("Invalid Params"),
            recoverable: Some(false),
            details: &[(None, Some("Expiry is too old"), None)],
            request_id: None,
        },
    ],
    wrong: (
        r#"{"responseIndicator":"EXPIRY","account":{"accountNumber":["5555555555554444"],"expiryDate":"1227"}}"#,
        "$.account.accountNumber",
    ),
};

cases!(CASE);

fn customer() -> Customer {
    Customer::new("1111", "XXX000000000XXX").sub_merchant_id("XXX000000001XXX")
}

fn inquiry() -> Inquiry {
    Inquiry::new("req-1", customer(), Account::new(PAN, "1227"))
}

async fn start(reply: Reply) -> (Server, Client) {
    let server = Server::start(BASE, reply).await;
    let client = Client::new(server.http(), server.environment());
    (server, client)
}

#[tokio::test]
async fn inquire_account() {
    let json =
        r#"{"responseIndicator":"ACCOUNT_UPDATE","account":{"accountNumber":"5573491171029999","expiryDate":"1229"}}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let answer = call(client.inquiries().inquire_account(&inquiry())).await.unwrap();
    server.saw(&operations::INQUIRE_ACCOUNT, "/abu/accounts/inquiries", Some(BODY));
    assert_eq!(answer.response_indicator, Some(ResponseIndicator::AccountUpdate));
    let account = answer.account.as_ref().unwrap();
    assert_eq!(account.account_number.expose(), "5573491171029999");
    assert_eq!(account.expiry_date.expose(), "1229");
    assert!(answer.extra.is_empty() && account.extra.is_empty());
    assert_no_secret(&format!("{answer:?}"));

    let operation = server.operation();
    assert_eq!(operation.id(), "inquireAccount");
    assert_eq!(operation.published_id(), "accountInquiry");
    assert_eq!(operation.product(), "automatic-billing-updater");
    assert_eq!(operation.encryption(), PayloadEncryption::None);
    assert!(operation.is_idempotent() && !operation.creates_event());
}

#[tokio::test]
async fn subscribe_account() {
    let (server, client) = start(Reply::json(202, r#"{"responseIndicator":"VALID"}"#)).await;
    let body = Subscription::new("req-1", customer(), Account::new(PAN, "1227"));
    let answer = call(client.subscriptions().subscribe_account(&body)).await.unwrap();
    server.saw(
        &operations::SUBSCRIBE_ACCOUNT,
        "/abu/accounts/subscriptions",
        Some(BODY),
    );
    assert_eq!(answer.response_indicator, Some(ResponseIndicator::Valid));
    assert_eq!(answer.account, None);
    assert!(!server.operation().is_idempotent());
}

#[tokio::test]
async fn inquire_subscription() {
    let (server, client) = start(Reply::json(200, r#"{"subscribed":true}"#)).await;
    let body = SubscriptionInquiry::new("req-1", customer(), Account::new(PAN, "1227"));
    let answer = call(client.subscriptions().inquire_subscription(&body)).await.unwrap();
    server.saw(
        &operations::INQUIRE_SUBSCRIPTION,
        "/abu/accounts/subscription-inquiries",
        Some(BODY),
    );
    assert_eq!(answer.subscribed, Some(true));
    assert!(server.operation().is_idempotent());
}

#[tokio::test]
async fn unsubscribe_account() {
    let (server, client) = start(Reply::empty(202)).await;
    let body = SubscriptionDeletion::new("req-1", customer(), Account::new(PAN, "1227"));
    call(client.subscriptions().unsubscribe_account(&body)).await.unwrap();
    server.saw(
        &operations::UNSUBSCRIBE_ACCOUNT,
        "/abu/accounts/subscription-deletions",
        Some(BODY),
    );
    assert!(!server.operation().is_idempotent());
}

#[test]
fn an_account_is_read_under_both_of_its_names() {
    let as_in_the_schema =
        r#"{"responseIndicator":"EXPIRY","account":{"accountNumber":"5573491171027315","expiryDate":"1229"}}"#;
    let as_in_the_examples =
        r#"{"responseIndicator":"EXPIRY","account":{"number":"5573491171027315","expiry":"1229"}}"#;
    for json in [as_in_the_schema, as_in_the_examples] {
        let answer: OutInquiry = encodes_to(json, as_in_the_schema);
        let account = answer.account.unwrap();
        assert_eq!(account.account_number.expose(), "5573491171027315");
        assert_eq!(account.expiry_date.expose(), "1229");
        assert!(account.extra.is_empty());
    }
}

#[test]
fn unknown_indicators_are_kept() {
    let answer: OutInquiry = survives(r#"{"responseIndicator":"MERGED"}"#);
    assert_eq!(answer.response_indicator, Some(ResponseIndicator::from("MERGED")));
    // The product has a value of that name, too, which is another one.
    let answer: OutInquiry = survives(r#"{"responseIndicator":"UNKNOWN"}"#);
    assert_eq!(answer.response_indicator, Some(ResponseIndicator::UnknownValue));
}

#[test]
fn unknown_fields_are_kept() {
    let answer: OutInquiry = survives(
        r#"{"responseIndicator":"EXPIRY","account":{"accountNumber":"5573491171027315","expiryDate":"1229","brand":{"name":"x"}},"holder":"Roe"}"#,
    );
    assert_eq!(answer.extra.get("holder").unwrap().as_str(), r#""Roe""#);
    assert_eq!(
        answer.account.unwrap().extra.get("brand").unwrap().as_str(),
        r#"{"name":"x"}"#
    );
}

#[test]
fn absent_and_null_are_none() {
    let absent: OutInquiry = survives("{}");
    assert_eq!((&absent.account, &absent.response_indicator), (&None, &None));
    let null: OutInquiry = encodes_to(r#"{"account":null,"responseIndicator":null}"#, "{}");
    assert_eq!(null, absent);
    let null: OutSubscriptionInquiry = encodes_to(r#"{"subscribed":null}"#, "{}");
    assert_eq!(null.subscribed, None);
    let request: Inquiry = survives(
        r#"{"requestId":"1","customer":{"ica":"1111","merchantId":"m"},"account":{"accountNumber":"5555555555554444","expiryDate":"1227"}}"#,
    );
    assert_eq!(request.customer.sub_merchant_id, None);
}

#[test]
fn requests_print_no_card() {
    let shown = format!("{:#?}", inquiry());
    assert_no_secret(&shown);
    assert!(!shown.contains("1227"));
    assert!(shown.contains("req-1") && shown.contains("1111"), "{shown}");
}
