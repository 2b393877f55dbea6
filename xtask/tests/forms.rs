//! Fields of Mastercom that are plain text although their name speaks of an amount, a currency, a time or a flag.

use std::collections::BTreeMap;
use std::path::Path;

use xtask::lock::load_contract;
use xtask::pipeline::patched;
use xtask::spec::api::{Kind, Type};
use xtask::spec::prepare::prepare;
use xtask::workspace::Workspace;

/// Published schema and property, and why no type of `mc_core::values` fits.
const PLAIN: &[(&str, &str, &str)] = &[
    (
        "AuthorizationDetail",
        "realTimeSubstantiationIndicator",
        "a code: `time` is part of a word",
    ),
    (
        "ClearingDetail",
        "additionalAmountDataCode",
        "several amounts in one field, each behind codes of its own",
    ),
    (
        "CreateChargebackSingleRequest",
        "retrievalRequestDate",
        "six digits whose order is not documented",
    ),
    (
        "InstallmentParameters",
        "deferredGracePeriodFlag",
        "a code of more than two options",
    ),
    (
        "SingleMessageDetail",
        "acquirerAdjustmentSettlementAmountIndicator",
        "`CR` or `DR`",
    ),
    (
        "SingleMessageDetail",
        "acquirerCurrencyConversionRate",
        "a rate whose first digit is the place of the point",
    ),
    (
        "SingleMessageDetail",
        "currencyConversionIndicator",
        "a code whose values are not documented",
    ),
    (
        "SingleMessageDetail",
        "fraudDate",
        "six digits whose order is not documented",
    ),
    (
        "SingleMessageDetail",
        "gcmsSettlementDate",
        "six digits whose order is not documented",
    ),
    (
        "SingleMessageDetail",
        "issuerAdjustmentSettlementAmountIndicator",
        "`CR` or `DR`",
    ),
    (
        "SingleMessageDetail",
        "issuerCurrencyConversionRate",
        "a rate whose first digit is the place of the point",
    ),
    (
        "SingleMessageDetail",
        "settlementDatePosition",
        "six digits whose order is not documented",
    ),
    (
        "SingleMessageDetail",
        "transactionDateTime",
        "six digits whose order is not documented",
    ),
    (
        "ChargebackDetails",
        "mexicoDomesticTaxAmount",
        "a row of subfields, not one amount",
    ),
    (
        "ChargebackDetails",
        "mexicoDomesticTransactionFeeAmount",
        "a row of subfields, not one amount",
    ),
    (
        "ClearingDetail",
        "mexicoDomesticTaxAmount",
        "a row of subfields, not one amount",
    ),
    (
        "ClearingDetail",
        "mexicoDomesticTransactionFeeAmount",
        "a row of subfields, not one amount",
    ),
    (
        "FeeDetails",
        "mexicoDomesticTaxAmount",
        "a row of subfields, not one amount",
    ),
    (
        "FeeDetails",
        "mexicoDomesticTransactionFeeAmount",
        "a row of subfields, not one amount",
    ),
];

/// Whether a name is that of an amount, a currency, a date, a time or a flag.
fn speaks(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words = ["amount", "currency", "date", "time", "flag", "included", "handlingfee"];
    let is = name.strip_prefix("is").or(name.strip_prefix("has"));
    words.iter().any(|word| lower.contains(word))
        || name.contains("IVA")
        || name.ends_with("Dt")
        || is.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

#[test]
fn amounts_currencies_times_and_flags_have_types() {
    let workspace = Workspace::new(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap());
    let contract = load_contract(&workspace, "mastercom").unwrap();
    let overlay = workspace.overlay("mastercom");
    let spec = patched(&contract, Some((&overlay, "the overlay"))).unwrap();
    let api = prepare(&spec, &contract, &[]).api;
    let known: BTreeMap<_, _> = PLAIN
        .iter()
        .map(|(schema, name, why)| ((*schema, *name), *why))
        .collect();
    let mut found = Vec::new();
    for model in &api.models {
        let Kind::Struct(fields) = &model.kind else { continue };
        for field in fields
            .iter()
            .filter(|field| field.ty == Type::Text && speaks(&field.json))
        {
            let schema = model.published.as_deref().unwrap_or(&model.name);
            found.push((schema.to_owned(), field.json.clone()));
        }
    }
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(schema, name)| (schema.as_str(), name.as_str()))
        .collect();
    let missing: Vec<_> = found.iter().filter(|field| !known.contains_key(*field)).collect();
    assert!(
        missing.is_empty(),
        "mark these with x-mc-text, or say why not: {missing:#?}"
    );
    let stale: Vec<_> = known.keys().filter(|field| !found.contains(*field)).collect();
    assert!(stale.is_empty(), "these are no plain text any more: {stale:#?}");
}
