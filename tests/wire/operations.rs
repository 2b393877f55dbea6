//! The tables of operations, which retry, encryption and the guard against filing twice rely on.

use std::collections::BTreeSet;

use mc_core::{AnswerForm, BodyEncryption, Operation, PayloadEncryption};

/// The operations of Mastercom that create a dispute event: repeating one may file it twice.
const EVENTS: [&str; 18] = [
    "createCase",
    "createChargeback",
    "createChargebackReversal",
    "createClaim",
    "createDebitChargeback",
    "createDebitChargebackReversal",
    "createDebitFee",
    "createDebitRetrievalRequest",
    "createFee",
    "createFraudReport",
    "createRetrievalRequest",
    "fulfillRetrievalRequest",
    "respondToDebitFulfillment",
    "respondToFulfillment",
    "updateCase",
    "updateChargeback",
    "updateClaim",
    "updateDebitChargeback",
];

/// The operations of Mastercom that create no event and still change something.
const NEITHER: [&str; 3] = [
    "acknowledgeChargebacks",
    "acknowledgeDebitChargebacks",
    "requestReconciliationReport",
];

fn products() -> [(&'static str, usize, &'static [Operation]); 5] {
    [
        (
            "automatic-billing-updater",
            4,
            mc_automatic_billing_updater::operations::ALL,
        ),
        ("benefit-allocation", 5, mc_benefit_allocation::operations::ALL),
        ("identity-insights", 1, mc_identity_insights::operations::ALL),
        ("issuer-enrollment", 9, mc_issuer_enrollment::operations::ALL),
        ("mastercom", 48, mc_mastercom::operations::ALL),
    ]
}

/// The names between braces, in order.
fn placeholders(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').expect("braces close").0)
        .collect()
}

fn ids(operations: &[Operation], of: impl Fn(&Operation) -> bool) -> BTreeSet<&'static str> {
    operations
        .iter()
        .filter(|operation| of(operation))
        .map(Operation::id)
        .collect()
}

#[test]
fn each_product_has_all_its_operations_once() {
    for (product, count, operations) in products() {
        assert_eq!(operations.len(), count, "{product}");
        assert_eq!(ids(operations, |_| true).len(), count, "ids of {product} differ");
        let published: BTreeSet<_> = operations.iter().map(Operation::published_id).collect();
        assert_eq!(published.len(), count, "published ids of {product} differ");
        let routes: BTreeSet<_> = operations
            .iter()
            .map(|operation| (operation.method(), operation.path()))
            .collect();
        assert_eq!(routes.len(), count, "routes of {product} differ");
        for operation in operations {
            assert_eq!(operation.product(), product);
            assert!(["GET", "POST", "PUT", "DELETE"].contains(&operation.method()));
        }
    }
}

#[test]
fn paths_are_templates_below_the_base_url() {
    for (_, _, operations) in products() {
        for operation in operations {
            let path = operation.path();
            assert!(path.starts_with('/') && !path.ends_with('/'), "{path}");
            assert!(!path.contains("//") && !path.contains(['?', '#', ' ', '%']), "{path}");
            let names = placeholders(path);
            let distinct: BTreeSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), names.len(), "{path}");
            for name in names {
                assert!(
                    [
                        "claim-id",
                        "case-id",
                        "chargeback-id",
                        "request-id",
                        "transaction-id",
                        "reportIdentifier",
                        "batchId",
                        "cardId",
                        "consumerId"
                    ]
                    .contains(&name),
                    "{path}"
                );
            }
        }
    }
}

#[test]
fn mastercom_events_are_those_that_file_something() {
    let operations = mc_mastercom::operations::ALL;
    assert_eq!(ids(operations, Operation::creates_event), BTreeSet::from(EVENTS));
    for (product, _, operations) in products() {
        if product != "mastercom" {
            assert!(ids(operations, Operation::creates_event).is_empty(), "{product}");
        }
    }
}

#[test]
fn what_creates_no_event_may_be_repeated_but_for_three() {
    let operations = mc_mastercom::operations::ALL;
    let mut rest = ids(operations, |operation| !operation.is_idempotent());
    for event in EVENTS {
        assert!(rest.remove(event), "{event} may be repeated");
    }
    assert_eq!(rest, BTreeSet::from(NEITHER));
    assert_eq!(ids(operations, Operation::is_idempotent).len(), 27);
}

#[test]
fn of_the_small_products_only_what_reads_may_be_repeated() {
    let repeatable: Vec<_> = products()
        .iter()
        .filter(|(product, ..)| *product != "mastercom")
        .flat_map(|(_, _, operations)| ids(operations, Operation::is_idempotent))
        .collect();
    assert_eq!(
        repeatable,
        [
            "inquireAccount",
            "inquireSubscription",
            "getBatch",
            "getCard",
            "getProfile"
        ]
    );
}

#[test]
fn payloads_are_encrypted_where_the_product_says_so() {
    for (product, _, operations) in products() {
        for operation in operations {
            let expected = match (product, operation.id()) {
                ("benefit-allocation", _) => PayloadEncryption::Body(
                    BodyEncryption::new("encryptedValue")
                        .accepting(&["encryptedData"])
                        .with_answers(AnswerForm::Either),
                ),
                ("identity-insights", _) => {
                    PayloadEncryption::Body(BodyEncryption::new("encryptedData").with_answers(AnswerForm::Clear))
                }
                ("issuer-enrollment", "enrollCard") => PayloadEncryption::Field("encryptedCard"),
                ("issuer-enrollment", "enrollBatch") => PayloadEncryption::Field("enrollmentData"),
                _ => PayloadEncryption::None,
            };
            assert_eq!(operation.encryption(), expected, "{operation}");
        }
    }
}
