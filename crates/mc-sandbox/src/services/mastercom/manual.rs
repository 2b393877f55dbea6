//! Mastercom's page for people.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::seed::{self, STEPS};
use super::state::{BLIND, CLEARING, COLLABORATION, RULING};
use super::values::CURRENCIES;
use super::{chargebacks, documents, lifecycle, queues, reports};
use crate::manual::Section;
use crate::seeds;

fn time(time: TimeDelta) -> String {
    match (time.num_days(), time.num_hours(), time.num_seconds()) {
        (days @ 4.., ..) => format!("{days} days"),
        (_, hours @ 1.., _) => format!("{hours} hours"),
        (.., seconds) => format!("{seconds} s"),
    }
}

/// The page for people.
pub(in crate::services) fn manual() -> Vec<Section> {
    let delays = [
        (
            BLIND,
            "for so long a dispute event that is sent again is not noticed; after that it is refused with the identifier of the \
             first one",
        ),
        (
            CLEARING,
            "clearing processes a chargeback; before that it is in the queue `Pending` and can be neither acknowledged nor \
             reversed",
        ),
        (documents::PICKED_UP, "a document goes from `UNAVAILABLE` to `PENDING`"),
        (
            documents::PROCESSED,
            "a document is `COMPLETED` or `FAILED`; it can be downloaded once it is completed",
        ),
        (reports::MADE, "a reconciliation report is ready"),
        (
            COLLABORATION,
            "at most: a first chargeback whose acquirer collaborates waits for its answer",
        ),
        (
            RULING,
            "arbitration and compliance cases are ruled, always in favor of the sender",
        ),
    ];
    let delays = delays.map(|(delay, what)| [time(delay), what.to_owned()]);
    let queues = queues::described().map(|(name, description)| [format!("`{name}`"), description.to_owned()]);
    let reasons =
        chargebacks::reasons().map(|(kind, code, meaning)| [kind.to_owned(), format!("`{code}`"), meaning.to_owned()]);
    vec![
        Section::new("Who plays which part").text(
            "One customer plays all parts: issuer and acquirer, sender and receiver. Which one acts follows from the operation.",
        ),
        Section::new("What happens when")
            .text("Time is the sandbox's: `PUT /clock` of the control endpoint moves it.")
            .table(&["After", "What happens"], delays),
        Section::new("Which event may follow which")
            .text("What is not in the table is refused with 409.")
            .table(
                &["Stage of the dispute", "Event", "Stage after it"],
                lifecycle::moves().map(|row| row.map(ToString::to_string)),
            ),
        Section::new("Reason codes of chargebacks")
            .text("Other codes are refused; those of single-message transactions are not checked.")
            .table(&["Kind", "Code", "Meaning"], reasons),
        Section::new("Queues").table(&["Queue", "Claims in it"], queues),
        Section::new("What there is at the start")
            .text("Times count back from the first call. These transactions, of which claims can be made:")
            .table(
                &["Account", "Amount", "Age", "What is special"],
                seed::built_in_transactions(),
            ),
        Section::new("Claims at the start").table(
            &["Claim", "Transaction", "Age", "Steps that it has been through"],
            seed::built_in_claims(),
        ),
        Section::new("Seed")
            .text(
                "Two lists, both optional. `primaryAccountNumber`, `amount`, `currency` and `daysAgo` are required of a \
                 transaction. `reversed` says that the acquirer took its presentments back, `singleMessage` that it is a debit \
                 transaction, `collaboration` that its acquirer collaborates.",
            )
            .text(format!(
                "A claim is on the first clearing of a transaction, named by its place in the list, counted from 0. It is as old \
                 as it says and goes through its steps, one a day, by the operations that a client would call: {}. Identifiers \
                 are given in the order of the list: claims {} and up, chargebacks {} and up, retrieval requests {} and up, \
                 cases {} and up.",
                STEPS.map(|step| format!("`{step}`")).join(", "),
                super::state::FIRST_CLAIM,
                super::state::FIRST_CHARGEBACK,
                super::state::FIRST_RETRIEVAL,
                super::state::FIRST_CASE,
            ))
            .example(json!({
                "transactions": [{
                    "primaryAccountNumber": "5555555555554444", "amount": "100.00", "currency": "USD", "daysAgo": 5,
                    "merchantName": "TEST MERCHANT", "merchantId": "0024038000200", "clearings": 1, "reversed": false,
                    "singleMessage": false, "collaboration": false,
                }],
                "claims": [{"transaction": 0, "daysAgo": 4, "steps": ["CHARGEBACK", "SECOND_PRESENTMENT"]}],
            })),
    ]
}

/// What a seed looks like.
pub(in crate::services) fn seed_schema() -> Value {
    let flag = |description: &str| json!({"description": description, "type": "boolean"});
    let days =
        |description: &str| json!({"description": description, "type": "integer", "minimum": 0, "maximum": 3650});
    let transaction = seeds::object(
        "A transaction.",
        &["primaryAccountNumber", "amount", "currency", "daysAgo"],
        json!({
            "primaryAccountNumber": seeds::text("The account number of a published test card.", "^[0-9]{13,19}$"),
            "amount": seeds::text("The amount, such as 100.00.", "^[0-9]{1,12}(\\.[0-9]{1,2})?$"),
            "currency": {"description": "The currency, in letters or digits of ISO 4217.",
                "enum": CURRENCIES.iter().flat_map(|(letters, digits)| [letters, digits]).collect::<Vec<_>>()},
            "daysAgo": days("Its age."),
            "merchantName": seeds::text("The merchant's name.", ""),
            "merchantId": seeds::text("The merchant's id.", ""),
            "clearings": {"description": "How many presentments it has.", "type": "integer", "minimum": 1, "maximum": 9},
            "reversed": flag("Whether the acquirer took its presentments back."),
            "singleMessage": flag("Whether it is a debit transaction."),
            "collaboration": flag("Whether its acquirer collaborates."),
        }),
    );
    let claim = seeds::object(
        "A claim.",
        &["transaction", "daysAgo"],
        json!({
            "transaction": {"description": "The place of the transaction in its list, from 0.", "type": "integer", "minimum": 0},
            "daysAgo": days("Its age: no more than its transaction's, and a day for each step."),
            "steps": seeds::list("What it has been through.", json!({"enum": STEPS})),
        }),
    );
    seeds::object(
        "Mastercom.",
        &[],
        json!({
            "transactions": seeds::list("The transactions.", transaction),
            "claims": seeds::list("The claims on them.", claim),
        }),
    )
}
