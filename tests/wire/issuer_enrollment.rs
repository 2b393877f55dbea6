//! Issuer enrollment into Click to Pay.

use mc_core::PayloadEncryption;
use mc_issuer_enrollment::apis::batches::EnrollBatchOptions;
use mc_issuer_enrollment::apis::cards::{DeleteCardOptions, EnrollCardOptions, GetCardOptions, UpdateCardOptions};
use mc_issuer_enrollment::models::{
    BatchEnrollRequest, Card, CardSource, Consumer, ConsumerIdentity, ConsumerIdentityIdentityType,
    DigitalCardDataStatus, EnrollCardRequest, EnrollCardResponse, GetCardResponse, MaskedCard, MaskedConsumerStatus,
    PendingEvent, PhoneNumber,
};
use mc_issuer_enrollment::{Client, operations};
use serde_json::json;

use crate::common::{Case, Envelope, PAN, assert_no_secret, cases, encodes_to, survives};
use crate::server::{Reply, Server, call};

const BASE: &str = "/src/api/digital/payments/";
const CLIENT_ID: &str = "6e1f0d3c-0000-4000-8000-000000000003";

const CASE: Case = Case {
    base: BASE,
    operation: operations::ENROLL_CARD,
    call: |http, environment, limit| {
        Box::pin(async move {
            let client = Client::new(http, environment);
            let client = limit.into_iter().fold(client, Client::with_max_response_bytes);
            let answer = client
                .cards()
                .enroll_card(&enrolment(), &EnrollCardOptions::new())
                .await?;
            Ok(format!("{answer:?}"))
        })
    },
    envelopes: &[
        // The form of the documentation page.
        Envelope {
            status: 400,
            body: r#"{"status":400,"reason":"INVALID_ARGUMENT","message":"Bad card 5555555555554444","errordetail":[{"reason":"CANNOT_BE_NULL","sourceType":"BODY","message":"is null","source":"srcClientId"}]}"#,
            reason_code: "INVALID_ARGUMENT",
            source: None,
            description: Some("Bad card 5555555555554444"),
            recoverable: None,
            details: &[(Some("srcClientId"), Some("is null"), Some("CANNOT_BE_NULL"))],
            request_id: None,
        },
        // The form of the synchronous API.
        Envelope {
            status: 400,
            body: r#"{"code":400,"status":"INVALID_STATE","message":"Unknown client","details":[{"reason":"INVALID_VALUE","source":"srcClientId","message":"5555555555554444","sourceType":"BODY"}]}"#,
            reason_code: "INVALID_STATE",
            source: None,
            description: Some("Unknown client"),
            recoverable: None,
            details: &[(Some("srcClientId"), Some("5555555555554444"), Some("INVALID_VALUE"))],
            request_id: None,
        },
    ],
    wrong: (
        r#"{"maskedCard":{"digitalCardData":{"pendingEvents":"5555555555554444"}}}"#,
        "$.maskedCard.digitalCardData.pendingEvents",
    ),
};

cases!(CASE);

fn enrolment() -> EnrollCardRequest {
    let identity = ConsumerIdentity::new(ConsumerIdentityIdentityType::EmailAddress, "jane.roe@example.com");
    let consumer = Consumer::new(identity)
        .mobile_number(PhoneNumber::new("1", "2025550123"))
        .country_code("US")
        .language_code("en")
        .first_name("Jane")
        .last_name("Roe");
    EnrollCardRequest::new(CLIENT_ID, consumer)
        .service_id("service-1")
        .encrypted_card(Card::new("5555555555554444", "12", "2029"))
        .card_source(CardSource::Issuer)
}

async fn start(reply: Reply) -> (Server, Client) {
    let server = Server::start(BASE, reply).await;
    let client = Client::new(server.http(), server.environment());
    (server, client)
}

#[tokio::test]
async fn enroll_card() {
    let json = r##"{
        "srcCorrelationId": "9b2d0000-0000-4000-8000-000000000004",
        "maskedCard": {
            "srcDigitalCardId": "card-1", "panBin": "555555", "panLastFour": "4444",
            "panExpirationMonth": "12", "panExpirationYear": "2027", "tokenLastFour": "1234",
            "paymentCardDescriptor": "mastercard", "paymentCardType": "CREDIT", "serviceId": "service-1",
            "digitalCardData": {"status": "ACTIVE", "descriptorName": "Example Bank", "artUri": "https://example.com/art.png",
                "pendingEvents": ["PENDING_AVS", "PENDING_SOMETHING"], "isCoBranded": false, "foregroundColor": "#000000"},
            "dateOfCardCreated": "2026-11-22T10:00:00Z"
        },
        "maskedConsumer": {
            "srcConsumerId": "consumer-1",
            "maskedConsumerIdentity": {"identityType": "EMAIL_ADDRESS", "maskedIdentityValue": "j***@example.com"},
            "maskedMobileNumber": {"countryCode": "1", "phoneNumber": "******0123"},
            "complianceSettings": {"tnc": {"latestVersionUri": "https://example.com/tnc", "acceptedVersion": "1", "latestVersion": "2"}},
            "countryCode": "US", "languageCode": "en", "status": "ACTIVE",
            "maskedFirstName": "J***", "maskedLastName": "R**", "maskedFullName": "J*** R**",
            "dateConsumerAdded": "2026-11-22T10:00:00Z"
        }
    }"##;
    let (server, client) = start(Reply::json(200, json)).await;
    let options = EnrollCardOptions::new().openapi_client_id("client-id-1");
    let answer = call(client.cards().enroll_card(&enrolment(), &options)).await.unwrap();
    server.saw(
        &operations::ENROLL_CARD,
        "/src/api/digital/payments/cards",
        Some(concat!(
            r#"{"srcClientId":"6e1f0d3c-0000-4000-8000-000000000003","serviceId":"service-1","#,
            r#""consumer":{"consumerIdentity":{"identityType":"EMAIL_ADDRESS","identityValue":"jane.roe@example.com"},"#,
            r#""mobileNumber":{"countryCode":"1","phoneNumber":"2025550123"},"countryCode":"US","languageCode":"en","#,
            r#""firstName":"Jane","lastName":"Roe"},"#,
            r#""cardSource":"ISSUER","#,
            r#""encryptedCard":{"primaryAccountNumber":"5555555555554444","panExpirationMonth":"12","panExpirationYear":"2029"}}"#,
        )),
    );
    assert_eq!(server.request().header("x-openapi-clientid"), Some("client-id-1"));

    assert_eq!(
        answer.src_correlation_id.as_deref(),
        Some("9b2d0000-0000-4000-8000-000000000004")
    );
    let card = answer.masked_card.as_ref().unwrap();
    assert_eq!(card.src_digital_card_id.as_deref(), Some("card-1"));
    assert_eq!(card.pan_bin.as_deref(), Some("555555"));
    assert_eq!(card.pan_last_four.as_deref(), Some("4444"));
    assert_eq!(card.pan_expiration_month.as_ref().unwrap().expose(), "12");
    assert_eq!(card.pan_expiration_year.as_ref().unwrap().expose(), "2027");
    assert_eq!(card.token_last_four.as_deref(), Some("1234"));
    assert_eq!(card.payment_card_type.as_deref(), Some("CREDIT"));
    assert_eq!(card.date_of_card_created.as_deref(), Some("2026-11-22T10:00:00Z"));
    let digital = card.digital_card_data.as_ref().unwrap();
    assert_eq!(digital.status, Some(DigitalCardDataStatus::Active));
    assert_eq!(digital.descriptor_name.as_deref(), Some("Example Bank"));
    assert_eq!(digital.is_co_branded.as_deref(), Some("false"));
    assert_eq!(
        digital.pending_events.as_deref().unwrap(),
        [PendingEvent::PendingAvs, PendingEvent::from("PENDING_SOMETHING")]
    );
    let consumer = answer.masked_consumer.as_ref().unwrap();
    assert_eq!(consumer.src_consumer_id.as_ref().unwrap().expose(), "consumer-1");
    let identity = consumer.masked_consumer_identity.as_ref().unwrap();
    assert_eq!(
        identity.masked_identity_value.as_ref().unwrap().expose(),
        "j***@example.com"
    );
    assert_eq!(consumer.masked_mobile_number.as_ref().unwrap().country_code, "1");
    let terms = consumer.compliance_settings.as_ref().unwrap().tnc.as_ref().unwrap();
    assert_eq!(terms.accepted_version.as_deref(), Some("1"));
    assert_eq!(consumer.status, Some(MaskedConsumerStatus::Active));
    assert_eq!(consumer.masked_full_name.as_ref().unwrap().expose(), "J*** R**");

    let operation = server.operation();
    assert_eq!(operation.id(), "enrollCard");
    assert_eq!(operation.published_id(), "putCard");
    assert_eq!(operation.product(), "issuer-enrollment");
    assert_eq!(operation.encryption(), PayloadEncryption::Field("encryptedCard"));
    assert!(!operation.is_idempotent());
}

#[tokio::test]
async fn the_client_id_is_sent_only_if_set() {
    let (server, client) = start(Reply::json(200, "{}")).await;
    call(client.cards().enroll_card(&enrolment(), &EnrollCardOptions::new()))
        .await
        .unwrap();
    assert_eq!(server.request().header("x-openapi-clientid"), None);
}

#[tokio::test]
async fn get_card() {
    let json = r#"{"srcCorrelationId":"c-1","maskedCard":{"srcDigitalCardId":"card 1/2","panLastFour":"4444"}}"#;
    let (server, client) = start(Reply::json(200, json)).await;
    let options = GetCardOptions::new().src_client_id(CLIENT_ID).service_id("a b&c=d+e");
    let answer = call(client.cards().get_card("card 1/2", &options)).await.unwrap();
    server.saw(
        &operations::GET_CARD,
        "/src/api/digital/payments/cards/card%201%2F2?srcClientId=6e1f0d3c-0000-4000-8000-000000000003&serviceId=a%20b%26c%3Dd%2Be",
        None,
    );
    assert_eq!(answer.src_correlation_id.as_deref(), Some("c-1"));
    let card = answer.masked_card.unwrap();
    assert_eq!(card.src_digital_card_id.as_deref(), Some("card 1/2"));
    assert_eq!(card.pan_last_four.as_deref(), Some("4444"));
    assert!(server.operation().is_idempotent());
}

#[tokio::test]
async fn enroll_batch() {
    let (server, client) = start(Reply::json(202, r#"{"batchId":"b-1","externalBatchId":"ours-1"}"#)).await;
    let body = BatchEnrollRequest::new()
        .src_client_id(CLIENT_ID)
        .service_id("SRC")
        .external_batch_id("ours-1")
        .enrollment_data(json!([{"externalConsumerId": "consumer-1", "primaryAccountNumber": "5555555555554444"}]));
    let printed = format!("{body:?}");
    assert!(printed.contains("ours-1") && !printed.contains("5555555555554444") && !printed.contains("consumer-1"));
    let options = EnrollBatchOptions::new().openapi_client_id("client-id-1");
    let answer = call(client.batches().enroll_batch(&body, &options)).await.unwrap();
    server.saw(
        &operations::ENROLL_BATCH,
        "/src/api/digital/payments/cards/batch",
        Some(concat!(
            r#"{"srcClientId":"6e1f0d3c-0000-4000-8000-000000000003","serviceId":"SRC","externalBatchId":"ours-1","#,
            r#""enrollmentData":[{"externalConsumerId":"consumer-1","primaryAccountNumber":"5555555555554444"}]}"#,
        )),
    );
    assert_eq!(server.request().header("x-openapi-clientid"), Some("client-id-1"));
    assert_eq!(answer.batch_id.as_deref(), Some("b-1"));
    assert_eq!(answer.external_batch_id.as_deref(), Some("ours-1"));
    let operation = server.operation();
    assert_eq!(operation.encryption(), PayloadEncryption::Field("enrollmentData"));
    assert!(!operation.is_idempotent() && !operation.creates_event());
}

#[tokio::test]
async fn get_batch() {
    let (server, client) = start(Reply::json(200, r#"{"status":"RECEIVED"}"#)).await;
    let answer = call(client.batches().get_batch("b/1")).await.unwrap();
    server.saw(
        &operations::GET_BATCH,
        "/src/api/digital/payments/cards/batch/b%2F1",
        None,
    );
    assert_eq!(answer.as_str(), r#"{"status":"RECEIVED"}"#);
    assert!(server.operation().is_idempotent());
}

#[tokio::test]
async fn update_card() {
    let (server, client) = start(Reply::json(200, r#"{"updated":true}"#)).await;
    let body = json!({"billingAddress": {"countryCode": "US"}}).into();
    let options = UpdateCardOptions::new().service_id("service-1");
    let answer = call(client.cards().update_card("card-1", &body, &options))
        .await
        .unwrap();
    server.saw(
        &operations::UPDATE_CARD,
        "/src/api/digital/payments/cards/card-1?serviceId=service-1",
        Some(r#"{"billingAddress":{"countryCode":"US"}}"#),
    );
    assert_eq!(answer.as_str(), r#"{"updated":true}"#);
}

#[tokio::test]
async fn delete_card() {
    let (server, client) = start(Reply::json(200, r#"{"srcCorrelationId":"c-2"}"#)).await;
    let answer = call(client.cards().delete_card("card-1", &DeleteCardOptions::new()))
        .await
        .unwrap();
    server.saw(&operations::DELETE_CARD, "/src/api/digital/payments/cards/card-1", None);
    assert_eq!(answer.src_correlation_id.as_deref(), Some("c-2"));
}

#[tokio::test]
async fn get_profile() {
    let (server, client) = start(Reply::json(200, r#"{"cards":[{"panLastFour":"4444"}]}"#)).await;
    let answer = call(client.profiles().get_profile("a+b@example.com")).await.unwrap();
    server.saw(
        &operations::GET_PROFILE,
        "/src/api/digital/payments/profiles/a%2Bb%40example.com",
        None,
    );
    assert_eq!(answer.as_str(), r#"{"cards":[{"panLastFour":"4444"}]}"#);
}

#[tokio::test]
async fn update_profile() {
    let (server, client) = start(Reply::json(200, "{}")).await;
    let body = json!({"languageCode": "fr"}).into();
    let answer = call(client.profiles().update_profile("consumer-1", &body))
        .await
        .unwrap();
    server.saw(
        &operations::UPDATE_PROFILE,
        "/src/api/digital/payments/profiles/consumer-1",
        Some(r#"{"languageCode":"fr"}"#),
    );
    assert_eq!(answer.as_str(), "{}");
}

#[tokio::test]
async fn delete_profiles() {
    let (server, client) = start(Reply::json(200, r#"{"deleted":1}"#)).await;
    let answer = call(client.profiles().delete_profiles()).await.unwrap();
    server.saw(&operations::DELETE_PROFILES, "/src/api/digital/payments/profiles", None);
    assert_eq!(answer.as_str(), r#"{"deleted":1}"#);
    assert!(!server.operation().is_idempotent());
}

#[tokio::test]
async fn ids_that_no_path_can_carry_are_refused_before_anything_is_sent() {
    for id in ["", ".", ".."] {
        let (server, client) = start(Reply::json(200, "{}")).await;
        let error = client.profiles().get_profile(id).await.unwrap_err();
        assert!(error.is_invalid_request() && !error.may_have_been_processed());
        assert_eq!(error.operation(), Some(operations::GET_PROFILE));
        assert_eq!(server.count(), 0);
    }
}

#[tokio::test]
async fn header_values_that_no_header_can_carry_are_refused() {
    let (server, client) = start(Reply::json(200, "{}")).await;
    let options = EnrollCardOptions::new().openapi_client_id("5555555555554444\r\nx: y");
    let error = client.cards().enroll_card(&enrolment(), &options).await.unwrap_err();
    assert!(error.is_invalid_request());
    assert_no_secret(&format!("{error} {error:?}"));
    assert_eq!(server.count(), 0);
}

#[test]
fn unknown_values_are_kept() {
    let answer: GetCardResponse =
        survives(r#"{"maskedCard":{"digitalCardData":{"status":"FROZEN","pendingEvents":["PENDING_X"]}}}"#);
    let digital = answer.masked_card.unwrap().digital_card_data.unwrap();
    assert_eq!(digital.status, Some(DigitalCardDataStatus::from("FROZEN")));
    let request: EnrollCardRequest = survives(
        r#"{"srcClientId":"1","consumer":{"consumerIdentity":{"identityType":"PASSKEY","identityValue":"x"}},"cardSource":"KIOSK"}"#,
    );
    assert_eq!(request.card_source.unwrap().as_str(), "KIOSK");
}

#[test]
fn unknown_fields_are_kept() {
    let answer: EnrollCardResponse = survives(
        r#"{"maskedCard":{"panLastFour":"4444","dcf":{"name":"Roe"}},"maskedConsumer":{"lastUsed":null},"x":[]}"#,
    );
    assert_eq!(answer.extra.get("x").unwrap().as_str(), "[]");
    assert_eq!(
        answer.masked_consumer.unwrap().extra.get("lastUsed").unwrap().as_str(),
        "null"
    );
    assert_eq!(
        answer.masked_card.unwrap().extra.get("dcf").unwrap().as_str(),
        r#"{"name":"Roe"}"#
    );
}

#[test]
fn absent_and_null_are_none() {
    let absent: EnrollCardResponse = survives("{}");
    assert_eq!((&absent.masked_card, &absent.masked_consumer), (&None, &None));
    let null: EnrollCardResponse = encodes_to(
        r#"{"srcCorrelationId":null,"maskedCard":null,"maskedConsumer":null}"#,
        "{}",
    );
    assert_eq!(null, absent);
    let null: MaskedCard = encodes_to(
        r#"{"panBin":null,"panExpirationMonth":null,"digitalCardData":null}"#,
        "{}",
    );
    assert_eq!(null, MaskedCard::new());
}

#[test]
fn requests_print_no_card_and_no_person() {
    let shown = format!("{:#?}", enrolment());
    assert_no_secret(&shown);
    for hidden in ["Jane", "2025550123", "eyJhbGci"] {
        assert!(!shown.contains(hidden), "{hidden} is printed");
    }
    let card = Card::new(PAN, "12", "2027")
        .card_security_code("123")
        .cardholder_full_name("Jane Roe");
    let shown = format!("{card:?}");
    assert_no_secret(&shown);
    assert!(!shown.contains("123") && !shown.contains("2027"), "{shown}");
}

/// There is one way to give a card, and a JWE is none: neither as a value nor in JSON.
#[test]
fn a_card_is_given_as_a_card() {
    let request: Option<Card> = enrolment().encrypted_card;
    assert_eq!(request.unwrap().primary_account_number.expose(), "5555555555554444");
    let with = |card: &str| {
        let json = format!(
            r#"{{"srcClientId":"a","consumer":{{"consumerIdentity":{{"identityType":"EMAIL_ADDRESS","identityValue":"b"}}}},"encryptedCard":{card}}}"#
        );
        serde_json::from_str::<EnrollCardRequest>(&json)
    };
    assert!(
        with(r#"{"primaryAccountNumber":"5555555555554444","panExpirationMonth":"12","panExpirationYear":"2029"}"#)
            .is_ok()
    );
    assert!(with(r#""eyJhbGciOiJSU0EtT0FFUC0yNTYifQ.a.b.c.d""#).is_err());
}
