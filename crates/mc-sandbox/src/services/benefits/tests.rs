use mc_benefit_allocation::models::Bundles;

use super::super::testing::{Bench, decode, documented_seed, json_of, refusal};
use super::*;

const FACTS: &str = include_str!("../../generated/benefit-allocation.json");
const CARD: u64 = 5_291_070_000_000_000;
const NEW_CARD: u64 = 5_291_070_000_000_898;

fn bench() -> Bench<Benefits> {
    Bench::new(Benefits::new(), FACTS)
}

fn assignment(card: u64, code: &str, date: &str) -> Value {
    json!({"cardNumber": card, "segments": [{"code": code, "effectiveDate": date}]})
}

fn replacement(card: u64, old: &str, new: &str, date: &str) -> Value {
    json!({"cardNumber": card, "oldSegmentCode": old, "newSegmentCode": new, "effectiveDate": date})
}

fn cancellation(card: u64, code: &str, date: &str) -> Value {
    json!({"cardNumber": card, "segments": [{"code": code, "expiryDate": date}]})
}

fn card_replacement(old: u64, new: u64, date: &str) -> Value {
    json!({"oldCardNumber": old, "newCardNumber": new, "effectiveDate": date})
}

fn freeze(card: u64, is_frozen: bool) -> Value {
    json!({"cardNumber": card, "date": "2026-11-23", "isFrozen": is_frozen})
}

/// Codes and dates of the bundles in an answer.
#[track_caller]
fn answered(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, StatusCode::OK);
    let bundles: Bundles = decode(reply);
    let date =
        |date: Option<mc_core::values::Date>| date.map_or_else(|| "-".to_owned(), |date| date.as_str().to_owned());
    let line = |bundle: mc_benefit_allocation::models::BundleDetails| {
        format!(
            "{} {} {}",
            bundle.code.unwrap(),
            date(bundle.effective_date),
            date(bundle.expiry_date)
        )
    };
    bundles.bundles.unwrap().into_iter().map(line).collect()
}

#[track_caller]
fn assert_refused(reply: &Reply, status: u16, code: &str) {
    let (found, reason, details) = refusal(reply);
    assert_eq!((found, reason.as_str()), (status, code));
    assert_eq!(details.len(), 1, "{reason}");
    assert!(!json_of(reply).to_string().contains("529107"));
}

#[test]
fn every_operation_is_served() {
    let mut bench = bench();
    let calls = [
        (operations::ASSIGN_SEGMENT, assignment(CARD, "DART", "2026-12-01"), 200),
        (
            operations::REPLACE_SEGMENT,
            replacement(CARD, "DART", "PRT", "2027-01-01"),
            200,
        ),
        (operations::SET_CARD_FROZEN, freeze(CARD, true), 204),
        (
            operations::REPLACE_CARD,
            card_replacement(CARD, NEW_CARD, "2027-02-01"),
            200,
        ),
        (
            operations::CANCEL_SEGMENT,
            cancellation(NEW_CARD, "PRT", "2027-03-01"),
            200,
        ),
    ];
    for (operation, body, status) in &calls {
        assert_eq!(bench.send(operation, body.clone()).status, *status, "{operation}");
    }
    let called = |operation| calls.iter().any(|(called, ..)| called == operation);
    assert!(operations::ALL.iter().all(called));
}

#[test]
fn a_segment_goes_through_its_life() {
    let mut bench = bench();
    let reply = bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "DART", "2023-08-08"));
    assert_eq!(answered(&reply), ["PC4657 2023-08-08 -", "PC6323 2023-08-08 -"]);
    assert_eq!(json_of(&reply)["bundles"][0]["expiryDate"], Value::Null);

    let again = bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "PRT", "2026-12-01"));
    assert_refused(&again, 400, "50");

    let reply = bench.send(
        &operations::REPLACE_SEGMENT,
        replacement(CARD, "DART", "PRT", "2026-12-01"),
    );
    assert_eq!(answered(&reply), ["PC4657 2026-12-01 -", "PC7101 2026-12-01 -"]);
    let gone = bench.send(
        &operations::REPLACE_SEGMENT,
        replacement(CARD, "DART", "PRT", "2026-12-01"),
    );
    assert_refused(&gone, 400, "50");
    let same = bench.send(
        &operations::REPLACE_SEGMENT,
        replacement(CARD, "PRT", "PRT", "2026-12-01"),
    );
    assert_refused(&same, 400, "50");

    let early = bench.send(&operations::CANCEL_SEGMENT, cancellation(CARD, "PRT", "2026-11-30"));
    assert_refused(&early, 400, "50");
    let other = bench.send(&operations::CANCEL_SEGMENT, cancellation(CARD, "DART", "2026-12-31"));
    assert_refused(&other, 400, "50");
    let reply = bench.send(&operations::CANCEL_SEGMENT, cancellation(CARD, "PRT", "2026-12-31"));
    assert_eq!(
        answered(&reply),
        ["PC4657 2026-12-01 2026-12-31", "PC7101 2026-12-01 2026-12-31"]
    );

    // It counts until the day of its end, and from then on no more.
    bench.wait(chrono::Duration::days(38));
    let held = bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "DART", "2027-01-01"));
    assert_refused(&held, 400, "50");
    bench.wait(chrono::Duration::days(1));
    let ended = bench.send(&operations::CANCEL_SEGMENT, cancellation(CARD, "PRT", "2027-01-31"));
    assert_refused(&ended, 400, "43");
    let reply = bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "DART", "2027-01-01"));
    assert_eq!(answered(&reply).len(), 2);
}

#[test]
fn a_card_without_a_segment_has_reason_43() {
    let mut bench = bench();
    for (operation, body) in [
        (
            operations::REPLACE_SEGMENT,
            replacement(CARD, "DART", "PRT", "2026-12-01"),
        ),
        (operations::CANCEL_SEGMENT, cancellation(CARD, "DART", "2026-12-31")),
        (operations::REPLACE_CARD, card_replacement(CARD, NEW_CARD, "2026-12-01")),
    ] {
        let reply = bench.send(&operation, body);
        assert_refused(&reply, 400, "43");
    }
}

#[test]
fn a_new_card_number_takes_over_what_has_not_ended() {
    let mut bench = bench();
    let seed = json!({"segments": {"DART": ["PC4657", {"code": "PC6323", "expiryDate": "2026-12-01"}]}});
    bench.service.seed(&seed).unwrap();
    bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "DART", "2026-11-01"));
    bench.send(&operations::SET_CARD_FROZEN, freeze(CARD, true));
    let same = bench.send(&operations::REPLACE_CARD, card_replacement(CARD, CARD, "2026-12-01"));
    assert_refused(&same, 400, "50");
    bench.send(
        &operations::ASSIGN_SEGMENT,
        assignment(NEW_CARD + 1, "DART", "2026-11-01"),
    );
    let taken = bench.send(
        &operations::REPLACE_CARD,
        card_replacement(CARD, NEW_CARD + 1, "2026-12-01"),
    );
    assert_refused(&taken, 400, "50");

    let reply = bench.send(
        &operations::REPLACE_CARD,
        card_replacement(CARD, NEW_CARD, "2026-12-01"),
    );
    assert_eq!(answered(&reply), ["PC4657 2026-11-01 -"]);
    assert_eq!(
        bench.shown(),
        "card 1 | DART | PC4657, PC6323 | 2026-11-01 | 2026-11-30 |  | 2026-12-01\n\
         card 2 | DART | PC4657, PC6323 | 2026-11-01 |  |  | \n\
         card 3 | DART | PC4657 | 2026-11-01 |  | 2026-11-23 | \n\
         DART | PC4657, PC6323\n"
    );
    // From the day on the old number is nobody's.
    bench.wait(chrono::Duration::days(9));
    for (operation, body) in [
        (operations::ASSIGN_SEGMENT, assignment(CARD, "DART", "2026-12-01")),
        (operations::SET_CARD_FROZEN, freeze(CARD, false)),
        (operations::CANCEL_SEGMENT, cancellation(CARD, "DART", "2026-12-31")),
        (
            operations::REPLACE_CARD,
            card_replacement(CARD, NEW_CARD + 2, "2026-12-31"),
        ),
    ] {
        let reply = bench.send(&operation, body);
        assert_refused(&reply, 400, "43");
    }
}

#[test]
fn benefits_are_frozen_and_released() {
    let mut bench = bench();
    let reply = bench.send(&operations::SET_CARD_FROZEN, freeze(CARD, true));
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    assert!(bench.shown().starts_with("card 1 |  |  |  |  | 2026-11-23 | \n"));
    bench.send(&operations::SET_CARD_FROZEN, freeze(CARD, false));
    assert!(bench.shown().starts_with("card 1 |  |  |  |  |  | \n"));
    bench.service.reset();
    assert!(!bench.shown().contains("card 1"));
}

#[test]
fn values_that_the_contract_lets_through_are_refused() {
    let mut bench = bench();
    for card in [0, 52, 529_107_000_000_000, 52_910_700_000_000_000] {
        let reply = bench.send(&operations::SET_CARD_FROZEN, freeze(card, true));
        assert_refused(&reply, 400, "50");
    }
    let nineteen = bench.send(&operations::SET_CARD_FROZEN, freeze(5_291_070_000_000_000_001, true));
    assert_eq!(nineteen.status, StatusCode::NO_CONTENT);
    for date in ["2026-02-30", "2026-1-1", "01.12.2026", ""] {
        let reply = bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "DART", date));
        assert_refused(&reply, 400, "50");
    }
    let reply = bench.send(&operations::ASSIGN_SEGMENT, assignment(CARD, "GOLD", "2026-12-01"));
    assert_refused(&reply, 400, "50");
    // A card of another scheme is nobody's here.
    let foreign = 4_291_070_000_000_000;
    let reply = bench.send(&operations::ASSIGN_SEGMENT, assignment(foreign, "DART", "2026-12-01"));
    assert_refused(&reply, 403, "PERMISSION_DENIED");
    bench.service.seed(&json!({"ranges": ["529108"]})).unwrap();
    let reply = bench.send(&operations::SET_CARD_FROZEN, freeze(CARD, true));
    assert_refused(&reply, 403, "PERMISSION_DENIED");
}

#[test]
fn bundles_keep_to_dates_of_their_own() {
    let mut bench = bench();
    bench
        .service
        .seed(&documented_seed(crate::Product::BenefitAllocation))
        .unwrap();
    let other = assignment(NEW_CARD, "DART", "2026-11-15");
    let reply = bench.send(&operations::ASSIGN_SEGMENT, other);
    assert_eq!(
        answered(&reply),
        ["PC4657 2026-11-15 -", "PC6323 2026-12-01 2027-11-30"]
    );
    let late = assignment(NEW_CARD + 1, "DART", "2027-12-01");
    let reply = bench.send(&operations::ASSIGN_SEGMENT, late);
    assert_eq!(answered(&reply), ["PC4657 2027-12-01 -"]);
    let reply = bench.send(
        &operations::CANCEL_SEGMENT,
        cancellation(NEW_CARD, "DART", "2028-06-30"),
    );
    assert_eq!(
        answered(&reply),
        ["PC4657 2026-11-15 2028-06-30", "PC6323 2026-12-01 2027-11-30"]
    );
}

#[test]
fn refusals_are_in_the_products_envelope() {
    bench().assert_refusals_but("ErrorWrapper", &[ProblemKind::Undecryptable]);
}

#[test]
fn a_seed_is_checked_before_it_counts() {
    let mut bench = bench();
    bench
        .service
        .seed(&documented_seed(crate::Product::BenefitAllocation))
        .unwrap();
    assert!(
        bench
            .shown()
            .starts_with("card 1 | DART | PC4657, PC6323 | 2026-11-01 | 2027-10-31 | 2026-11-10 | \n")
    );
    bench.assert_seed_refused(
        &json!({"cards": [{"cardNumber": 5}]}),
        "seed, benefit-allocation.cards[0].cardNumber: a card number of 16 or 19 digits belongs here",
    );
    bench.assert_seed_refused(
        &json!({"cards": [{"cardNumber": CARD, "segment": "GOLD", "effectiveDate": "2026-11-01"}]}),
        "seed, benefit-allocation.cards[0].segment: the code of a segment that is set up belongs here",
    );
    bench.assert_seed_refused(
        &json!({"segments": {"GOLD": ["PC46571"]}}),
        "seed, benefit-allocation.segments.GOLD[0]: a bundle code of 1 to 6 characters belongs here",
    );
}
