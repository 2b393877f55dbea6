use chrono::Duration;
use mc_issuer_enrollment::models::{
    BatchEnrollResponse, BatchStatusItem, DeleteCardResponse, DigitalCardDataStatus, EnrollCardResponse, Error,
    GetCardResponse, MaskedCard, MaskedConsumer, SiblingError,
};

use super::super::testing::{Bench, Sent, decode, documented_seed, json_of, refusal};
use super::*;

const FACTS: &str = include_str!("../../generated/issuer-enrollment.json");
const CLIENT: &str = "6e1f0d3c-0000-4000-8000-000000000003";
const CARD: &str = "5555555555554444";
const OTHER_CARD: &str = "5454545454545454";

fn bench() -> Bench<Enrollment> {
    Bench::new(Enrollment::new(), FACTS)
}

fn card(number: &str) -> Value {
    json!({"primaryAccountNumber": number, "panExpirationMonth": "12", "panExpirationYear": "2029"})
}

fn enrolment(number: &str, email: &str) -> Value {
    json!({
        "srcClientId": CLIENT,
        "serviceId": "SRC",
        "consumer": {
            "consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": email},
            "firstName": "Jane", "lastName": "Roe", "countryCode": "US",
            "mobileNumber": {"countryCode": "1", "phoneNumber": "2025550123"},
        },
        "encryptedCard": card(number),
        "cardSource": "ISSUER",
    })
}

fn signed(body: Value) -> Sent {
    Sent::body(body).header("authorization", "OAuth oauth_consumer_key=\"key\"")
}

#[track_caller]
fn enrol(bench: &mut Bench<Enrollment>, number: &str, email: &str) -> (String, String) {
    let reply = bench.call(&operations::ENROLL_CARD, signed(enrolment(number, email)));
    assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
    let answer: EnrollCardResponse = decode(&reply);
    let consumer = answer.masked_consumer.unwrap().src_consumer_id.unwrap();
    let card = answer.masked_card.unwrap().src_digital_card_id.unwrap();
    (consumer.expose().clone(), card)
}

fn about_card(id: &str) -> Sent {
    Sent::default().path("cardId", id)
}

fn about_consumer(id: &str) -> Sent {
    Sent::default().path("consumerId", id)
}

/// Status, code and the first finding: its reason, source and part of the request.
#[track_caller]
fn found(reply: &Reply) -> (u16, String, String) {
    let error: Error = decode(reply);
    assert_eq!(error.code, Some(i32::from(reply.status.as_u16())));
    let detail = &error.details.unwrap()[0];
    let finding = [&detail.reason, &detail.source, &detail.source_type].map(|text| text.clone().unwrap());
    (reply.status.as_u16(), error.status.unwrap(), finding.join(" "))
}

#[test]
fn every_operation_is_served() {
    let mut bench = bench();
    let (consumer, id) = enrol(&mut bench, CARD, "jane.roe@example.com");
    let address = Sent::body(json!({"billingAddress": {"zip": "12345"}})).path("cardId", &id);
    let change = Sent::body(json!({"firstName": "Janet"})).path("consumerId", &consumer);
    let calls = [
        (
            operations::ENROLL_CARD,
            signed(enrolment(OTHER_CARD, "jane.roe@example.com")),
        ),
        (operations::GET_CARD, about_card(&id)),
        (operations::UPDATE_CARD, address),
        (operations::DELETE_CARD, about_card(&id)),
        (operations::GET_PROFILE, about_consumer(&consumer)),
        (operations::UPDATE_PROFILE, change),
        (operations::DELETE_PROFILES, Sent::default()),
    ];
    for operation in operations::ALL {
        let is_called = calls.iter().any(|(called, _)| called == operation);
        let is_batch = [operations::ENROLL_BATCH, operations::GET_BATCH].contains(operation);
        assert!(is_called || is_batch, "{operation}");
    }
    for (operation, sent) in calls {
        assert_eq!(bench.call(&operation, sent).status, StatusCode::OK, "{operation}");
    }
    let taken = bench.call(&operations::ENROLL_BATCH, Sent::body(batch(&json!([record(1, CARD)]))));
    assert_eq!(taken.status, StatusCode::ACCEPTED);
    status_of_batch(&mut bench, json_of(&taken)["batchId"].as_str().unwrap());
}

#[test]
fn a_card_is_enrolled_and_shown_masked() {
    let mut bench = bench();
    let mut body = enrolment(CARD, "jane.roe@example.com");
    body["srcCorrelationId"] = json!("34f4a04b.6e1f0d3c-0000-4000-8000-000000000009");
    body["complianceSettings"] = json!({"tnc": {"acceptedVersion": "2"}});
    let reply = bench.call(&operations::ENROLL_CARD, signed(body));
    let text = json_of(&reply).to_string();
    for secret in [CARD, "jane", "Jane", "Roe", "2025550123"] {
        assert!(!text.contains(secret), "{text}");
    }
    let answer: EnrollCardResponse = decode(&reply);
    assert_eq!(
        answer.src_correlation_id.as_deref(),
        Some("34f4a04b.6e1f0d3c-0000-4000-8000-000000000009")
    );
    let card = answer.masked_card.unwrap();
    assert_eq!(
        (card.pan_bin.as_deref(), card.pan_last_four.as_deref()),
        (Some("555555"), Some("4444"))
    );
    assert_eq!(card.service_id.as_deref(), Some("SRC"));
    assert_eq!(
        card.digital_card_data.unwrap().status,
        Some(DigitalCardDataStatus::Active)
    );
    assert_eq!(card.date_of_card_created.as_deref(), Some("2026-11-22T05:32:51.123Z"));
    let consumer = answer.masked_consumer.unwrap();
    assert_eq!(consumer.masked_email_address.unwrap().expose(), "****.***@*******.***");
    assert_eq!(
        consumer.masked_mobile_number.unwrap().phone_number.expose(),
        "**********"
    );
    assert_eq!(
        consumer
            .compliance_settings
            .unwrap()
            .tnc
            .unwrap()
            .accepted_version
            .as_deref(),
        Some("2")
    );
}

#[test]
fn the_same_card_of_the_same_consumer_is_enrolled_once() {
    let mut bench = bench();
    let first = enrol(&mut bench, CARD, "jane.roe@example.com");
    bench.wait(Duration::days(1));
    assert_eq!(enrol(&mut bench, CARD, "jane.roe@example.com"), first);
    let second_card = enrol(&mut bench, OTHER_CARD, "jane.roe@example.com");
    assert!(second_card.0 == first.0 && second_card.1 != first.1);
    let other = enrol(&mut bench, CARD, "john.roe@example.com");
    assert!(other.0 != first.0 && other.1 != first.1);
    let mut elsewhere = enrolment(CARD, "jane.roe@example.com");
    elsewhere["srcClientId"] = json!("6e1f0d3c-0000-4000-8000-000000000004");
    let reply = bench.call(&operations::ENROLL_CARD, signed(elsewhere));
    assert_ne!(json_of(&reply)["maskedConsumer"]["srcConsumerId"], first.0.as_str());

    let profile = json_of(&bench.call(&operations::GET_PROFILE, about_consumer(&first.0)));
    assert_eq!(profile["maskedCards"].as_array().unwrap().len(), 2);
    let consumer: MaskedConsumer = serde_json::from_value(profile["maskedConsumer"].clone()).unwrap();
    assert_eq!(
        consumer.date_consumer_added.as_deref(),
        Some("2026-11-22T05:32:51.123Z")
    );
    assert_eq!(
        consumer.date_consumer_last_used.as_deref(),
        Some("2026-11-23T05:32:51.123Z")
    );
    assert!(serde_json::from_value::<Vec<MaskedCard>>(profile["maskedCards"].clone()).is_ok());

    // Who was deleted comes back with new ids.
    bench.call(&operations::DELETE_CARD, about_card(&first.1));
    assert_ne!(enrol(&mut bench, CARD, "jane.roe@example.com").1, first.1);
}

#[test]
fn a_card_lives_until_it_is_deleted() {
    let mut bench = bench();
    let (consumer, id) = enrol(&mut bench, CARD, "jane.roe@example.com");
    let answer: GetCardResponse = decode(&bench.call(&operations::GET_CARD, about_card(&id)));
    assert_eq!(
        answer.masked_card.unwrap().src_digital_card_id.as_deref(),
        Some(id.as_str())
    );
    for (name, value, status) in [
        ("srcClientId", CLIENT, 200),
        ("srcClientId", "6e1f0d3c-0000-4000-8000-000000000004", 404),
        ("serviceId", "SRC", 200),
        ("serviceId", "OTHER", 404),
    ] {
        let reply = bench.call(&operations::GET_CARD, about_card(&id).query(name, value));
        assert_eq!(reply.status, status, "{name}");
    }
    let empty = Sent::body(json!({})).path("cardId", &id);
    let reply = bench.call(&operations::UPDATE_CARD, empty);
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(bench.shown().contains("as enrolled"));
    let address = Sent::body(json!({"billingAddress": {"line1": "1 Long Road"}})).path("cardId", &id);
    let reply = bench.call(&operations::UPDATE_CARD, address);
    assert_eq!(json_of(&reply)["maskedCard"]["srcDigitalCardId"], id.as_str());
    assert!(bench.shown().contains("changed") && !bench.shown().contains("Long Road"));
    let answer: DeleteCardResponse = decode(&bench.call(&operations::DELETE_CARD, about_card(&id)));
    assert!(answer.src_correlation_id.is_some());
    for operation in [operations::GET_CARD, operations::DELETE_CARD, operations::UPDATE_CARD] {
        let sent = Sent::body(json!({"x": 1})).path("cardId", &id);
        let reply = bench.call(&operation, sent);
        let expected = (404, "NOT_FOUND".to_owned(), "INVALID_VALUE cardId PATH".to_owned());
        assert_eq!(found(&reply), expected, "{operation}");
    }
    let profile = json_of(&bench.call(&operations::GET_PROFILE, about_consumer(&consumer)));
    assert_eq!(profile["maskedCards"], json!([]));
}

#[test]
fn profiles_are_changed_and_deleted() {
    let mut bench = bench();
    let (jane, _) = enrol(&mut bench, CARD, "jane.roe@example.com");
    let (john, card) = enrol(&mut bench, CARD, "john.roe@example.com");
    for (body, path) in [
        (json!({"firstName": "Jo"}), "maskedFirstName"),
        (json!({"consumer": {"lastName": "Do"}}), "maskedLastName"),
    ] {
        let sent = Sent::body(body).path("consumerId", &jane);
        let profile = json_of(&bench.call(&operations::UPDATE_PROFILE, sent));
        assert_eq!(profile["maskedConsumer"][path], "**");
        assert_eq!(profile["maskedConsumer"]["countryCode"], "US");
    }
    let empty = Sent::body(json!({})).path("consumerId", &jane);
    assert_eq!(
        bench.call(&operations::UPDATE_PROFILE, empty).status,
        StatusCode::BAD_REQUEST
    );

    let one = Sent::default().query("consumerId", &john);
    let reply = bench.call(&operations::DELETE_PROFILES, one);
    assert_eq!(json_of(&reply)["deletedProfiles"], 1);
    let gone = (404, "NOT_FOUND".to_owned(), "INVALID_VALUE consumerId PATH".to_owned());
    assert_eq!(
        found(&bench.call(&operations::GET_PROFILE, about_consumer(&john))),
        gone
    );
    assert_eq!(
        bench.call(&operations::GET_CARD, about_card(&card)).status,
        StatusCode::NOT_FOUND
    );
    let again = Sent::default().query("srcConsumerId", &john);
    assert_eq!(
        bench.call(&operations::DELETE_PROFILES, again).status,
        StatusCode::NOT_FOUND
    );
    let all = bench.call(&operations::DELETE_PROFILES, Sent::default());
    assert_eq!(json_of(&all)["deletedProfiles"], 1);
    assert_eq!(
        found(&bench.call(&operations::GET_PROFILE, about_consumer(&jane))),
        gone
    );
    assert_eq!(bench.shown(), "");
}

#[test]
fn the_client_id_is_that_of_the_signature() {
    let key = format!("{}%21{}", "k".repeat(48), "0".repeat(48));
    let authorization = format!("OAuth oauth_consumer_key=\"{key}\",oauth_nonce=\"n\"");
    let (id, too_much) = ("k".repeat(48), "k".repeat(49));
    let sent = || Sent::body(enrolment(CARD, "jane.roe@example.com"));
    let mut bench = bench();
    let good = [
        sent().header("authorization", &authorization),
        sent()
            .header("authorization", &authorization)
            .header(CLIENT_ID_HEADER, &id),
        sent().header(CLIENT_ID_HEADER, "anybody"),
    ];
    for sent in good {
        assert_eq!(bench.call(&operations::ENROLL_CARD, sent).status, StatusCode::OK);
    }
    let reply = bench.call(&operations::ENROLL_CARD, sent());
    let missing = "CANNOT_BE_NULL x-openapi-clientid HEADER".to_owned();
    assert_eq!(found(&reply), (400, "INVALID_ARGUMENT".to_owned(), missing));
    for wrong in ["", "k", &too_much] {
        let sent = sent()
            .header("authorization", &authorization)
            .header(CLIENT_ID_HEADER, wrong);
        let reply = bench.call(&operations::ENROLL_CARD, sent);
        let invalid = "INVALID_VALUE x-openapi-clientid HEADER".to_owned();
        assert_eq!(found(&reply), (400, "INVALID_ARGUMENT".to_owned(), invalid));
    }
}

#[test]
fn enrolments_are_checked() {
    let set = |pointer: &str, value: Value| {
        let mut body = enrolment(CARD, "jane.roe@example.com");
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value;
        body
    };
    let receipt = json!({"enrolmentReferenceId": "r", "enrolmentReferenceType": "PUSH_ACCOUNT_RECEIPT"});
    let argument = "INVALID_ARGUMENT";
    let cases = [
        (set("/srcClientId", Value::Null), argument, "CANNOT_BE_NULL srcClientId"),
        (
            set("/srcClientId", json!("client")),
            argument,
            "INVALID_VALUE srcClientId",
        ),
        (
            set("/srcClientId", json!(NOBODY)),
            "INVALID_STATE",
            "INVALID_VALUE srcClientId",
        ),
        (
            set("/srcCorrelationId", json!("session")),
            argument,
            "INVALID_VALUE srcCorrelationId",
        ),
        (
            set("/consumer", Value::Null),
            argument,
            "CANNOT_BE_NULL consumer.consumerIdentity.identityType",
        ),
        (
            set("/consumer/consumerIdentity/identityValue", json!("")),
            argument,
            "CANNOT_BE_NULL consumer.consumerIdentity.identityValue",
        ),
        (
            set("/encryptedCard", Value::Null),
            argument,
            "CANNOT_BE_NULL encryptedCard",
        ),
        (
            set("/encryptedCard", json!("eyJ.a.b.c.d")),
            argument,
            "INVALID_VALUE card",
        ),
        (
            set("/enrolmentReferenceData", receipt),
            argument,
            "INVALID_VALUE enrolmentReferenceData",
        ),
        (
            set("/encryptedCard/primaryAccountNumber", Value::Null),
            argument,
            "CANNOT_BE_NULL card.primaryAccountNumber",
        ),
        (
            set("/encryptedCard/primaryAccountNumber", json!("555555555555444")),
            argument,
            "INVALID_VALUE card.primaryAccountNumber",
        ),
        (
            set("/encryptedCard/panExpirationMonth", json!("13")),
            argument,
            "INVALID_VALUE card.panExpirationMonth",
        ),
        (
            set("/encryptedCard/panExpirationYear", json!("29")),
            argument,
            "INVALID_VALUE card.panExpirationYear",
        ),
        (
            set("/encryptedCard/cardSecurityCode", json!("1")),
            argument,
            "INVALID_VALUE card.cardSecurityCode",
        ),
        (
            set("/encryptedCard/cardholderFullName", json!("")),
            argument,
            "INVALID_VALUE card.cardholderFullName",
        ),
    ];
    for (body, code, finding) in cases {
        let mut bench = bench();
        let reply = bench.call(&operations::ENROLL_CARD, signed(body));
        assert_eq!(found(&reply), (400, code.to_owned(), format!("{finding} BODY")));
        assert!(!json_of(&reply).to_string().contains("55555"));
        assert_eq!(bench.shown(), "");
    }
    // The plaintext of a card may also come as the text that was decrypted.
    let text = set("/encryptedCard", json!(card(CARD).to_string()));
    assert_eq!(
        bench().call(&operations::ENROLL_CARD, signed(text)).status,
        StatusCode::OK
    );
}

#[test]
fn a_card_is_enrolled_by_reference() {
    let mut bench = bench();
    let by = |kind: &str, id: &str| {
        let mut body = enrolment(CARD, "jane.roe@example.com");
        body["encryptedCard"].take();
        body["enrolmentReferenceData"] = json!({"enrolmentReferenceId": id, "enrolmentReferenceType": kind});
        signed(body)
    };
    let enrolled = |bench: &mut Bench<Enrollment>, kind, id: &str| {
        let answer: EnrollCardResponse = decode(&bench.call(&operations::ENROLL_CARD, by(kind, id)));
        answer.masked_card.unwrap().src_digital_card_id.unwrap()
    };
    let first = enrolled(&mut bench, "PUSH_ACCOUNT_RECEIPT", "receipt-1");
    assert_eq!(enrolled(&mut bench, "PUSH_ACCOUNT_RECEIPT", "receipt-1"), first);
    assert_ne!(enrolled(&mut bench, "PUSH_ACCOUNT_RECEIPT", "receipt-2"), first);
    assert_eq!(enrolled(&mut bench, "SRC_DIGITAL_CARD_ID", &first), first);
    let reply = bench.call(&operations::ENROLL_CARD, by("SRC_DIGITAL_CARD_ID", "nothing"));
    assert_eq!(found(&reply).1, "INVALID_STATE");
}

fn record(number: u32, pan: &str) -> Value {
    json!({
        "externalConsumerId": format!("consumer-{number}"), "externalCardId": format!("card-{number}"),
        "primaryAccountNumber": pan, "panExpirationMonth": "12", "panExpirationYear": "2029",
    })
}

fn batch(records: &Value) -> Value {
    json!({"srcClientId": CLIENT, "serviceId": "SRC", "externalBatchId": "batch-1", "enrollmentData": records})
}

#[track_caller]
fn status_of_batch(bench: &mut Bench<Enrollment>, id: &str) -> (String, Vec<String>) {
    let reply = bench.call(&operations::GET_BATCH, Sent::default().path("batchId", id));
    assert_eq!(reply.status, StatusCode::OK);
    let body = json_of(&reply);
    assert_eq!(
        (&body["batchId"], &body["externalBatchId"]),
        (&json!(id), &json!("batch-1"))
    );
    let records = body["records"].as_array().unwrap();
    let states = records.iter().map(|record| {
        let item: BatchStatusItem = serde_json::from_value(record.clone()).unwrap();
        assert_eq!(item.src_digital_card_id.is_some(), record["status"] == "SUCCESS");
        assert_eq!(item.src_consumer_id.is_some(), record["status"] == "SUCCESS");
        assert_eq!(record["errordetail"].is_array(), record["status"] == "FAILED");
        record["status"].as_str().unwrap().to_owned()
    });
    (body["status"].as_str().unwrap().to_owned(), states.collect())
}

#[test]
fn a_batch_is_worked_off_record_by_record() {
    let mut bench = bench();
    let with_parts = json!({
        "externalConsumerId": "consumer-3", "externalCardId": "card-3", "card": card(CARD),
        "consumer": {"consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "jane.roe@example.com"}},
    });
    let records = json!([record(1, CARD), record(2, "55"), with_parts, {"externalCardId": "card-4"}]);
    let reply = bench.call(&operations::ENROLL_BATCH, Sent::body(batch(&records)));
    assert_eq!(reply.status, StatusCode::ACCEPTED);
    let answer: BatchEnrollResponse = decode(&reply);
    assert_eq!(answer.external_batch_id.as_deref(), Some("batch-1"));
    let id = answer.batch_id.unwrap();

    let steps = [
        (0, "RECEIVED", ["RECEIVED", "RECEIVED", "RECEIVED", "RECEIVED"]),
        (999, "RECEIVED", ["RECEIVED", "RECEIVED", "RECEIVED", "RECEIVED"]),
        (1, "IN_PROGRESS", ["SUCCESS", "RECEIVED", "RECEIVED", "RECEIVED"]),
        (100, "IN_PROGRESS", ["SUCCESS", "FAILED", "SUCCESS", "RECEIVED"]),
        (
            50,
            "COMPLETED_WITH_FAILURES",
            ["SUCCESS", "FAILED", "SUCCESS", "FAILED"],
        ),
    ];
    for (milliseconds, overall, expected) in steps {
        bench.wait(Duration::milliseconds(milliseconds));
        let (state, states) = status_of_batch(&mut bench, &id);
        assert_eq!(state, overall);
        assert_eq!(states, expected, "{overall}");
    }
    let body = json_of(&bench.call(&operations::GET_BATCH, Sent::default().path("batchId", &id)));
    assert_eq!(
        body["records"][1]["errordetail"][0]["source"],
        "card.primaryAccountNumber"
    );
    assert_eq!(body["records"][3]["errordetail"][0]["source"], "externalConsumerId");
    let (consumer, card) = (
        &body["records"][2]["srcConsumerId"],
        &body["records"][2]["srcDigitalCardId"],
    );
    // It is the card that enrolment of one would have made.
    let again = enrol(&mut bench, CARD, "jane.roe@example.com");
    assert_eq!((consumer, card), (&json!(again.0), &json!(again.1)));
    assert!(
        bench
            .shown()
            .contains("| batch-1 | 2026-11-22 05:32:51 | COMPLETED_WITH_FAILURES | 4 | 2 | 2\n")
    );
    assert!(!bench.shown().contains("5555") && !bench.shown().contains("consumer-1"));
}

#[test]
fn a_batch_comes_in_any_of_the_thinkable_forms_once() {
    let list = json!([record(1, CARD)]);
    let forms = [
        list.clone(),
        record(1, CARD),
        json!({"records": list}),
        json!(list.to_string()),
    ];
    for form in forms {
        let mut bench = bench();
        let first: BatchEnrollResponse = decode(&bench.call(&operations::ENROLL_BATCH, Sent::body(batch(&form))));
        let again: BatchEnrollResponse = decode(&bench.call(&operations::ENROLL_BATCH, Sent::body(batch(&list))));
        assert_eq!(first, again);
        bench.wait(Duration::seconds(1));
        let (state, _) = status_of_batch(&mut bench, &first.batch_id.unwrap());
        assert_eq!(state, "COMPLETED");
        let other = bench.call(&operations::ENROLL_BATCH, Sent::body(batch(&json!([record(2, CARD)]))));
        assert_eq!(
            refusal(&other),
            (400, "INVALID_ARGUMENT".to_owned(), vec!["externalBatchId".to_owned()])
        );
    }
}

#[test]
fn batches_are_refused_in_the_form_of_the_documentation() {
    let without = |name: &str| {
        let mut body = batch(&json!([record(1, CARD)]));
        body[name].take();
        body
    };
    let names = ["srcClientId", "serviceId", "externalBatchId", "enrollmentData"];
    for name in names {
        let reply = bench().call(&operations::ENROLL_BATCH, Sent::body(without(name)));
        let error: SiblingError = decode(&reply);
        assert_eq!((error.status, error.reason.as_str()), (400, "INVALID_ARGUMENT"));
        let detail = &error.errordetail.unwrap()[0];
        assert_eq!(detail.source.as_deref(), Some(name));
        assert_eq!(detail.reason.as_deref(), Some("CANNOT_BE_NULL"));
    }
    for data in [json!([]), json!("eyJ.a.b.c.d"), json!(7)] {
        let reply = bench().call(&operations::ENROLL_BATCH, Sent::body(batch(&data)));
        assert_eq!(refusal(&reply).2, ["enrollmentData"]);
    }
    let most: Vec<Value> = (0..250).map(|number| record(number, CARD)).collect();
    let reply = bench().call(&operations::ENROLL_BATCH, Sent::body(batch(&json!(most))));
    assert_eq!(reply.status, StatusCode::ACCEPTED);
    let more: Vec<Value> = (0..251).map(|number| record(number, CARD)).collect();
    let reply = bench().call(&operations::ENROLL_BATCH, Sent::body(batch(&json!(more))));
    assert_eq!(refusal(&reply).2, ["enrollmentData"]);
    let unknown = Sent::default().path("batchId", CLIENT);
    let error: SiblingError = decode(&bench().call(&operations::GET_BATCH, unknown));
    assert_eq!((error.status, error.reason.as_str()), (404, "NOT_FOUND"));
}

#[test]
fn refusals_are_in_the_form_of_the_contract() {
    let bench = bench();
    bench.assert_refusals("Error");
    let unauthorized = bench.service.refuse(&Problem {
        kind: ProblemKind::Fault(StatusCode::UNAUTHORIZED),
        place: String::new(),
        message: String::new(),
    });
    assert_eq!(json_of(&unauthorized)["Errors"]["Error"][0]["Source"], "Gateway");
}

#[test]
fn a_seed_puts_in_clients_and_consumers() {
    let mut bench = bench();
    let seed = documented_seed(crate::Product::IssuerEnrollment);
    bench.service.seed(&seed).unwrap();
    let (consumer, card) = enrol(&mut bench, CARD, "jane.roe@example.com");
    let before = json_of(&bench.call(&operations::GET_PROFILE, about_consumer(&consumer)));
    assert_eq!(before["maskedCards"].as_array().map(Vec::len), Some(1));
    assert_eq!(before["maskedConsumer"]["dateConsumerAdded"], "2026-01-31T12:00:00Z");
    // In every run the same.
    bench.service.seed(&seed).unwrap();
    assert_eq!(enrol(&mut bench, CARD, "jane.roe@example.com"), (consumer, card));
    let strangers = [
        ("srcClientId", json!("6e1f0d3c-0000-4000-8000-000000000004")),
        ("serviceId", json!("OTHER")),
    ];
    for (name, value) in strangers {
        let mut body = enrolment(CARD, "jane.roe@example.com");
        body[name] = value;
        let reply = bench.call(&operations::ENROLL_CARD, signed(body));
        assert_eq!(
            found(&reply),
            (400, "INVALID_STATE".to_owned(), format!("INVALID_VALUE {name} BODY"))
        );
    }
    bench.assert_seed_refused(
        &json!({"clients": ["x"]}),
        "seed, issuer-enrollment.clients[0]: a UUID belongs here",
    );
    let mut wrong = seed;
    wrong["consumers"][0]["cards"][0]["panExpirationMonth"] = json!("13");
    bench.assert_seed_refused(
        &wrong,
        "seed, issuer-enrollment.consumers[0].cards[0]: a card belongs here (card.panExpirationMonth is no month)",
    );
}
