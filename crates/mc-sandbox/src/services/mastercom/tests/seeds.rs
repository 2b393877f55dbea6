//! Seeds, resets, what people see, and what the gateway has refused.

use std::fmt::Write as _;

use http::StatusCode;
use mc_mastercom::operations as op;
use serde_json::{Value, json};

use super::bench::{Bench, CARD, Refused};
use crate::service::{Problem, ProblemKind, Service};
use crate::services::mastercom::Mastercom;
use crate::services::testing::documented_seed;

/// All that the status page shows, as one text.
fn shown(service: &Mastercom) -> String {
    let mut text = String::new();
    for table in service.tables() {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.title);
            writeln!(text, "{}: {}", table.title, row.join(" | ")).unwrap();
        }
    }
    text
}

#[test]
fn the_page_shows_states_and_no_account_numbers() {
    let mut bench = Bench::new();
    let before = shown(&bench.service);
    bench.get(&op::HEALTHCHECK, &[], &[]);
    // What is shown before the first call is what the first call finds.
    assert_eq!(shown(&bench.service), before);
    for line in [
        "Claims: 200002020656 | Standard | open | second presentment | Issuer Re-presentment Unworked",
        "Claims: 200002020659 | Standard | closed | opened | Closed",
        "Claims: 200002020662 | CaseFiling | open | opened | Receiver Case Filing",
        "Chargebacks: 300018439680 | 200002020655 | CHARGEBACK | processed | COMPLETED",
        "Cases: 536092 | 200002020657 | 1 | New",
        "Retrieval requests: 300002296235 | 200002020658 | answered | COMPLETED",
        "Queues: Closed | 1",
        "Queues: Acquirer First CB Unworked | 2",
    ] {
        assert!(before.contains(&format!("{line}\n")), "{line} is not in\n{before}");
    }
    let digits = before.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
    assert_eq!(digits, Some(12), "{before}");
}

#[test]
fn the_documented_seed_works() {
    let seed = documented_seed(crate::Product::Mastercom);
    let mut bench = Bench::new();
    bench.service.seed(&seed).unwrap();
    assert_eq!(
        bench.detail("200002020654")["queueName"],
        "Issuer Re-presentment Unworked"
    );
    bench
        .not_done(&op::GET_CLAIM_DETAIL, &[("claim-id", "200002020655")], &[], None)
        .misses("claim-id");
    bench.service.reset();
    bench.detail("200002020661");
}

#[test]
fn every_step_can_be_seeded() {
    let mut bench = Bench::new();
    let seed = json!({
        "transactions": [
            {"primaryAccountNumber": CARD, "amount": "10", "currency": "USD", "daysAgo": 100},
            {"primaryAccountNumber": CARD, "amount": "20", "currency": "CHF", "daysAgo": 100},
            {"primaryAccountNumber": CARD, "amount": "30", "currency": "USD", "daysAgo": 100, "singleMessage": true},
        ],
        "claims": [
            {"transaction": 0, "daysAgo": 50, "steps": ["CHARGEBACK", "ACKNOWLEDGEMENT", "SECOND_PRESENTMENT",
                "PRE_ARBITRATION", "CASE_REJECTION", "CASE_ESCALATION", "FEE", "FRAUD"]},
            {"transaction": 1, "daysAgo": 50, "steps": ["RETRIEVAL", "FULFILMENT", "CLOSE", "REOPEN", "CHARGEBACK"]},
            {"transaction": 2, "daysAgo": 50, "steps": ["RETRIEVAL", "FULFILMENT", "CHARGEBACK", "SECOND_PRESENTMENT"]},
        ],
    });
    bench.service.seed(&seed).unwrap();
    let first = bench.detail("200002020654");
    // The case was escalated 44 days ago, and ruled ten days later.
    assert_eq!(first["caseFilingDetails"]["caseFilingStatus"], "Favor Sender");
    assert_eq!(
        first["caseFilingDetails"]["caseFilingDetails"]["rulingDate"],
        bench.day(34)
    );
    assert!(first["auditControlNumber"].is_string());
    assert_eq!(bench.detail("200002020655")["claimValue"], "20.00 CHF");
    assert_eq!(bench.detail("200002020656")["clearingNetwork"], "MDS");
}

#[test]
fn a_wrong_seed_is_told_of_by_place_and_changes_nothing() {
    let mut bench = Bench::new();
    let before = shown(&bench.service);
    let transaction = json!({"primaryAccountNumber": CARD, "amount": "10", "currency": "USD", "daysAgo": 9});
    let with = |members: Value| json!({"transactions": [super::bench::with(transaction.clone(), &members)]});
    let claim = |claim: Value| json!({"transactions": [transaction], "claims": [claim]});
    for (seed, expected) in [
        (json!([]), "the seed: write an object"),
        (
            json!({"cards": []}),
            "the seed: there is no \"cards\"; known are transactions, claims",
        ),
        (json!({"transactions": {}}), "transactions: write a list"),
        (
            with(json!({"amount": 10})),
            "transactions[0].amount: write an amount as text, such as \"100.00\"",
        ),
        (
            with(json!({"primaryAccountNumber": "x"})),
            "transactions[0].primaryAccountNumber: write 13 to 19 digits of a published test card",
        ),
        (
            with(json!({"currency": "ZZZ"})),
            "transactions[0].currency: write AUD, BRL, CAD, CHF, EUR, GBP, MXN, SEK or USD",
        ),
        (
            with(json!({"daysAgo": null})),
            "transactions[0].daysAgo: write a whole number up to 3650",
        ),
        (
            with(json!({"clearings": 0})),
            "transactions[0].clearings: write a number from 1 to 9",
        ),
        (
            with(json!({"reversed": "yes"})),
            "transactions[0].reversed: write true or false",
        ),
        (
            claim(json!({"transaction": 1, "daysAgo": 1})),
            "claims[0].transaction: write a whole number up to 0",
        ),
        (
            claim(json!({"transaction": 0, "daysAgo": 10})),
            "claims[0].daysAgo: write no more than its transaction has",
        ),
        (
            claim(json!({"transaction": 0, "daysAgo": 0, "steps": ["CLOSE"]})),
            "claims[0].daysAgo: write at least the number of steps, for each takes a day",
        ),
        (
            claim(json!({"transaction": 0, "daysAgo": 9, "steps": ["CHARGEBACK", "FULFILMENT"]})),
            "claims[0].steps[1]: FULFILMENT is refused: What the request names does not exist. (request-id is not known)",
        ),
        (
            claim(json!({"transaction": 0, "daysAgo": 9, "steps": ["SECOND_PRESENTMENT"]})),
            "claims[0].steps[0]: SECOND_PRESENTMENT is refused: a second presentment cannot follow: the dispute stands at \
             \"opened\". (claimId 200002020654)",
        ),
    ] {
        assert_eq!(bench.service.seed(&seed), Err(expected.to_owned()));
        assert_eq!(shown(&bench.service), before);
    }
    let error = bench
        .service
        .seed(&claim(json!({"transaction": 0, "daysAgo": 9, "steps": ["JUMP"]})))
        .unwrap_err();
    assert!(
        error.starts_with("claims[0].steps[0]: write one of RETRIEVAL, "),
        "{error}"
    );
    bench.service.seed(&json!({})).unwrap();
    assert!(!shown(&bench.service).contains("Claims: "));
}

#[test]
fn refusals_come_in_the_envelope_of_the_product() {
    let service = Mastercom::new();
    let refuse = |kind: ProblemKind| {
        Refused::of(&service.refuse(&Problem {
            kind,
            place: "/claimType".to_owned(),
            message: "is required".to_owned(),
        }))
    };
    for (kind, status, reason) in [
        (ProblemKind::Missing, 400, "INVALID_REQUEST"),
        (ProblemKind::Invalid, 400, "INVALID_REQUEST"),
        (ProblemKind::NotJson, 400, "INVALID_REQUEST"),
        (ProblemKind::Plaintext, 400, "INVALID_REQUEST"),
        (ProblemKind::Undecryptable, 400, "INVALID_REQUEST"),
        (ProblemKind::MediaType, 415, "INVALID_REQUEST"),
        (
            ProblemKind::Fault(StatusCode::UNAUTHORIZED),
            401,
            "NOT_AUTHORIZED_REQUEST",
        ),
        (ProblemKind::Fault(StatusCode::FORBIDDEN), 403, "FORBIDDEN"),
        (ProblemKind::Fault(StatusCode::NOT_FOUND), 404, "RESOURCE_NOT_FOUND"),
        (
            ProblemKind::Fault(StatusCode::METHOD_NOT_ALLOWED),
            405,
            "METHOD_NOT_ALLOWED",
        ),
        (
            ProblemKind::Fault(StatusCode::TOO_MANY_REQUESTS),
            429,
            "TOO_MANY_REQUESTS",
        ),
        (
            ProblemKind::Fault(StatusCode::INTERNAL_SERVER_ERROR),
            500,
            "INTERNAL_SERVICE_ERROR",
        ),
        (
            ProblemKind::Fault(StatusCode::SERVICE_UNAVAILABLE),
            503,
            "INTERNAL_SERVICE_ERROR",
        ),
    ] {
        let refused = refuse(kind);
        assert_eq!((refused.status, refused.reason.as_str()), (status, reason), "{kind:?}");
        assert_eq!(refused.details, [("/claimType".to_owned(), "is required".to_owned())]);
    }
}
