//! Benefit Allocation Service.

use mc_benefit_allocation::models::{
    AssignBenefitAllocation, BundleDetails, Bundles, CancelBenefitAllocation, CardReplacement, Error, FrozenCard,
    ReplaceBenefitAllocation, Segment, SegmentToCancel,
};
use mc_benefit_allocation::{Client, operations};
use mc_core::values::Date;
use mc_core::{AnswerForm, BodyEncryption, PayloadEncryption};

use crate::common::{Case, Envelope, assert_no_secret, cases, encodes_to, parsed, survives};
use crate::server::{Reply, Server, call};

const BASE: &str = "/loyalty/benefits/";
const CARD: i64 = 5_291_070_000_000_000;
const NEW_CARD: i64 = 5_291_070_000_000_898;
const BUNDLES: &str = r#"{"bundles":[{"code":"PC4657","effectiveDate":"2026-12-01","expiryDate":null},{"code":"PC6323","effectiveDate":"2026-12-01","expiryDate":"2027-11-30"}]}"#;

const CASE: Case = Case {
    base: BASE,
    operation: operations::ASSIGN_SEGMENT,
    call: |http, environment, limit| {
        Box::pin(async move {
            let client = Client::new(http, environment);
            let client = limit.into_iter().fold(client, Client::with_max_response_bytes);
            let answer = client.segments().assign_segment(&assignment()).await?;
            Ok(format!("{answer:?}"))
        })
    },
    envelopes: &[
        // The reason code is a number here.
        Envelope {
            status: 400,
            body: r#"{"Errors":{"Error":[{"Source":"Benefits Personalization","ReasonCode":50,"Description":"Invalid card number 5291070000000000","Recoverable":false,"Details":null}]}}"#,
            reason_code: "50",
            source: Some("Benefits Personalization"),
            description: Some("Invalid card number 5291070000000000"),
            recoverable: Some(false),
            details: &[],
            request_id: None,
        },
        Envelope {
            status: 403,
            body: r#"{"Errors":{"Error":[{"Source":"Benefit Allocation Service","ReasonCode":"PERMISSION_DENIED","Description":"Not yours","Recoverable":false,"Details":"cardNumber"}]}}"#,
            reason_code: "PERMISSION_DENIED",
            source: Some("Benefit Allocation Service"),
            description: Some("Not yours"),
            recoverable: Some(false),
            details: &[(None, Some("cardNumber"), None)],
            request_id: None,
        },
    ],
    wrong: (
        r#"{"bundles":[{"code":"PC4657"},{"code":{"card":5291070000000000}}]}"#,
        "$.bundles[1].code",
    ),
};

cases!(CASE);

fn assignment() -> AssignBenefitAllocation {
    AssignBenefitAllocation::new(CARD, [Segment::new("DART", parsed::<Date>("2026-12-01"))])
}

async fn start(reply: Reply) -> (Server, Client) {
    let server = Server::start(BASE, reply).await;
    let client = Client::new(server.http(), server.environment());
    (server, client)
}

#[track_caller]
fn assert_bundles(answer: &Bundles) {
    let bundles = answer.bundles.as_deref().unwrap();
    let facts: Vec<_> = bundles
        .iter()
        .map(|bundle| {
            let date = |date: &Option<Date>| date.as_ref().map(|date| date.as_str().to_owned());
            (
                bundle.code.as_deref(),
                date(&bundle.effective_date),
                date(&bundle.expiry_date),
            )
        })
        .collect();
    let date = |text: &str| Some(text.to_owned());
    assert_eq!(
        facts,
        [
            (Some("PC4657"), date("2026-12-01"), None),
            (Some("PC6323"), date("2026-12-01"), date("2027-11-30")),
        ]
    );
}

#[tokio::test]
async fn assign_segment() {
    let (server, client) = start(Reply::json(200, BUNDLES)).await;
    let answer = call(client.segments().assign_segment(&assignment())).await.unwrap();
    server.saw(
        &operations::ASSIGN_SEGMENT,
        "/loyalty/benefits/card-segments",
        Some(r#"{"cardNumber":5291070000000000,"segments":[{"code":"DART","effectiveDate":"2026-12-01"}]}"#),
    );
    assert_bundles(&answer);

    let operation = server.operation();
    assert_eq!(operation.id(), "assignSegment");
    assert_eq!(operation.product(), "benefit-allocation");
    let wrapped = BodyEncryption::new("encryptedValue").accepting(&["encryptedData"]);
    assert_eq!(
        operation.encryption(),
        PayloadEncryption::Body(wrapped.with_answers(AnswerForm::Either))
    );
    assert!(!operation.is_idempotent() && !operation.creates_event());
}

#[tokio::test]
async fn replace_segment() {
    let (server, client) = start(Reply::json(200, BUNDLES)).await;
    let body = ReplaceBenefitAllocation::new(CARD, "DART", "PRT", parsed::<Date>("2026-12-01"));
    let answer = call(client.segments().replace_segment(&body)).await.unwrap();
    server.saw(
        &operations::REPLACE_SEGMENT,
        "/loyalty/benefits/card-segments-replacements",
        Some(
            r#"{"cardNumber":5291070000000000,"oldSegmentCode":"DART","newSegmentCode":"PRT","effectiveDate":"2026-12-01"}"#,
        ),
    );
    assert_bundles(&answer);
}

#[tokio::test]
async fn cancel_segment() {
    let (server, client) = start(Reply::json(200, BUNDLES)).await;
    let body = CancelBenefitAllocation::new(CARD, [SegmentToCancel::new("DART", parsed::<Date>("2026-12-31"))]);
    let answer = call(client.segments().cancel_segment(&body)).await.unwrap();
    server.saw(
        &operations::CANCEL_SEGMENT,
        "/loyalty/benefits/card-segments-cancellations",
        Some(r#"{"cardNumber":5291070000000000,"segments":[{"code":"DART","expiryDate":"2026-12-31"}]}"#),
    );
    assert_bundles(&answer);
}

#[tokio::test]
async fn replace_card() {
    let (server, client) = start(Reply::json(200, BUNDLES)).await;
    let body = CardReplacement::new(CARD, NEW_CARD, parsed::<Date>("2026-12-01"));
    let answer = call(client.cards().replace_card(&body)).await.unwrap();
    server.saw(
        &operations::REPLACE_CARD,
        "/loyalty/benefits/cards",
        Some(r#"{"oldCardNumber":5291070000000000,"newCardNumber":5291070000000898,"effectiveDate":"2026-12-01"}"#),
    );
    assert_bundles(&answer);
    assert_eq!(server.operation().published_id(), "cardReplacement");
}

#[tokio::test]
async fn set_card_frozen() {
    let (server, client) = start(Reply::empty(204)).await;
    let body = FrozenCard::new(CARD, parsed::<Date>("2026-12-01"), true);
    call(client.cards().set_card_frozen(&body)).await.unwrap();
    server.saw(
        &operations::SET_CARD_FROZEN,
        "/loyalty/benefits/cards",
        Some(r#"{"cardNumber":5291070000000000,"date":"2026-12-01","isFrozen":true}"#),
    );
}

#[test]
fn card_numbers_are_read_as_numbers_and_as_strings() {
    let number = r#"{"cardNumber":5291070000000000,"segments":[{"code":"DART","effectiveDate":"2026-12-01"}]}"#;
    let string = r#"{"cardNumber":"5291070000000000","segments":[{"code":"DART","effectiveDate":"2026-12-01"}]}"#;
    for json in [number, string] {
        let request: AssignBenefitAllocation = encodes_to(json, number);
        assert_eq!(*request.card_number.expose(), CARD);
        assert_eq!(request, assignment());
    }
    assert!(serde_json::from_str::<AssignBenefitAllocation>(r#"{"cardNumber":"x","segments":[]}"#).is_err());
    assert!(serde_json::from_str::<AssignBenefitAllocation>(r#"{"segments":[]}"#).is_err());
}

#[test]
fn reason_codes_are_read_as_numbers_and_as_strings() {
    let number: Error = encodes_to(r#"{"ReasonCode":50}"#, r#"{"ReasonCode":"50"}"#);
    let string: Error = survives(r#"{"ReasonCode":"50"}"#);
    assert_eq!(number, string);
    assert_eq!(number.reason_code.as_deref(), Some("50"));
}

/// The product has no enum: what is open here are the codes and the dates.
#[test]
fn codes_and_dates_that_are_not_known_are_kept() {
    let bundle: BundleDetails = survives(r#"{"code":"ZZ9999","effectiveDate":"9999-99-99"}"#);
    assert_eq!(bundle.code.as_deref(), Some("ZZ9999"));
    let date = bundle.effective_date.unwrap();
    assert_eq!(date.as_str(), "9999-99-99");
    assert!(date.value().is_err());
}

#[test]
fn unknown_fields_are_kept() {
    let answer: Bundles = survives(r#"{"bundles":[{"code":"PC4657","benefit":[1,2]}],"card":5291070000000000}"#);
    assert_eq!(answer.extra.get("card").unwrap().as_str(), "5291070000000000");
    assert_eq!(
        answer.bundles.unwrap()[0].extra.get("benefit").unwrap().as_str(),
        "[1,2]"
    );
}

#[test]
fn absent_and_null_are_none() {
    let absent: Bundles = survives("{}");
    assert_eq!(absent.bundles, None);
    let null: Bundles = encodes_to(r#"{"bundles":null}"#, "{}");
    assert_eq!(null, absent);
    let null: BundleDetails = encodes_to(r#"{"code":null,"effectiveDate":null,"expiryDate":null}"#, "{}");
    assert_eq!(null, BundleDetails::new());
}

#[test]
fn requests_print_no_card() {
    assert_no_secret(&format!("{:?}", assignment()));
    assert_no_secret(&format!(
        "{:?}",
        CardReplacement::new(CARD, NEW_CARD, parsed::<Date>("2026-12-01"))
    ));
    assert_no_secret(&format!(
        "{:?}",
        FrozenCard::new(CARD, parsed::<Date>("2026-12-01"), false)
    ));
    assert_no_secret(&format!(
        "{:?}",
        ReplaceBenefitAllocation::new(CARD, "a", "b", parsed::<Date>("2026-12-01"))
    ));
    assert_no_secret(&format!("{:?}", CancelBenefitAllocation::new(CARD, [])));
}
