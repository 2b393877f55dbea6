//! Searching for transactions, and what their records hold.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::ask::Ask;
use super::refusal::{Outcome, Refusal};
use super::state::{Claim, Clearing, Network, State, Transaction};
use super::values::{Body, currency_digits, decimal, digits, hundredths, search_days};

/// How far searches go back, in days.
const OLDEST: i64 = 730;
const OLDEST_DEBIT: i64 = 180;

/// Who issued the cards and who acquired the transactions, as institutions.
pub(super) const ISSUER: &str = "00000006195";
pub(super) const ACQUIRER: &str = "002222";

pub(super) fn search(state: &State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let (first, last) = search_days(body, "tranStartDate", "tranEndDate", OLDEST, ask.now)?;
    let account = body.text("primaryAccountNum");
    let reference = body.text("acquirerRefNumber");
    let banknet = body.text("bankNetRefNumber");
    if account.is_none() && reference.is_none() {
        return Err(Refusal::invalid(
            "primaryAccountNum",
            "or acquirerRefNumber is required",
        ));
    }
    if reference.is_some_and(|text| !digits(text, 23, 23)) {
        return Err(Refusal::invalid("acquirerRefNumber", "has 23 digits"));
    }
    check_account(account, "primaryAccountNum", 11)?;
    if banknet.is_some() && (account.is_none() || reference.is_some()) {
        return Err(Refusal::invalid(
            "bankNetRefNumber",
            "goes with primaryAccountNum and without acquirerRefNumber",
        ));
    }
    let minimum = limit(body, "transAmountFrom")?.unwrap_or(0);
    let maximum = limit(body, "transAmountTo")?.unwrap_or(u64::MAX);
    let found: Vec<Value> = state
        .transactions
        .iter()
        .filter(|transaction| {
            !transaction.single
                && within(transaction.time, first, last)
                && account.is_none_or(|account| account == transaction.account)
                && banknet.is_none_or(|banknet| banknet == transaction.banknet)
                && (minimum..=maximum).contains(&transaction.amount)
                && reference.is_none_or(|reference| {
                    let mut clearings = transaction.clearings.iter();
                    clearings.any(|clearing| clearing.reference == reference)
                })
        })
        .map(authorization_summary)
        .collect();
    Ok(json!({
        "authorizationSummaryCount": found.len().to_string(),
        "message": format!("{} found", found.len()),
        "authorizationSummary": found,
    }))
}

pub(super) fn search_debit(state: &State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let (first, last) = search_days(body, "settlementFromDate", "settlementToDate", OLDEST_DEBIT, ask.now)?;
    let account = body.needed("primaryAccountNumber")?;
    check_account(Some(account), "primaryAccountNumber", 12)?;
    let reference = body.text("acquirerRefNumber");
    let serial = body.text("switchSerialNumber");
    if serial.is_some_and(|text| !digits(text, 9, 9)) {
        return Err(Refusal::invalid("switchSerialNumber", "has 9 digits"));
    }
    let found: Vec<Value> = state
        .transactions
        .iter()
        .filter(|transaction| {
            transaction.single
                && transaction.account == account
                && serial.is_none_or(|serial| serial == transaction.switch_serial)
        })
        .flat_map(|transaction| {
            transaction
                .clearings
                .iter()
                .map(move |clearing| (transaction, clearing))
        })
        .filter(|(_, clearing)| {
            within(clearing.time, first, last) && reference.is_none_or(|reference| reference == clearing.reference)
        })
        .map(|(transaction, clearing)| {
            json!({
                "authTransactionId": transaction.authorization,
                "clearingTransactionId": clearing.id,
                "singleMessageSummaryDetails": {
                    "authTransaction": single_summary(transaction, clearing, "A"),
                    "clearingTransaction": single_summary(transaction, clearing, "C"),
                },
            })
        })
        .collect();
    Ok(json!({"transactionSummaryList": found}))
}

pub(super) fn authorization_detail(state: &State, ask: &Ask<'_>) -> Outcome {
    let (_, transaction, _) = disputed(state, ask, "claim-id", Network::Gcms)?;
    if transaction.authorization != ask.path("transaction-id") {
        return Err(Refusal::unknown("transaction-id"));
    }
    let time = transaction.time;
    let amount = format!("{:012}", transaction.amount);
    let currency = currency_digits(transaction.currency);
    Ok(json!({
        "accountNumber": transaction.account,
        "primaryAccountNumber": transaction.account,
        "acquiringInstitutionCountryCode": "USA",
        "acquiringInstitutionId": ACQUIRER,
        "authorizationIdResponse": "418443",
        "banknetDate": time.format("%y%m%d").to_string(),
        "banknetReferenceNumber": transaction.banknet.get(3..).unwrap_or_default(),
        "financialNetworkCode": transaction.banknet.get(..3).unwrap_or_default(),
        "billingCurrencyCode": currency,
        "cardAcceptorCity": "SAINT LOUIS",
        "cardAcceptorId": transaction.merchant_id,
        "cardAcceptorName": transaction.merchant,
        "cardAcceptorState": "MO",
        "cardAcceptorTerminalId": "TERM-041",
        "cardholderBillingAmount": amount,
        "merchantCategoryCode": "5411",
        "originalMessageTypeIdentifier": "0110",
        "posEntryModePan": "05",
        "posEntryModePin": "1",
        "processingCode": "00",
        "responseCode": "00",
        "settlementDate": time.format("%m%d").to_string(),
        "stan": "002511",
        "systemsTraceAuditNumber": "002511",
        "transactionActualAmount": amount,
        "transactionAmountLocal": amount,
        "transactionCategoryCode": "R",
        "transactionCurrencyCode": currency,
        "transactionType": "Authorization",
        "transmissionDateAndTime": time.format("%m%d%H%M%S").to_string(),
    }))
}

pub(super) fn clearing_detail(state: &State, ask: &Ask<'_>) -> Outcome {
    let (_, transaction, clearing) = disputed(state, ask, "claim-id", Network::Gcms)?;
    if clearing.id != ask.path("transaction-id") {
        return Err(Refusal::unknown("transaction-id"));
    }
    let currency = currency_digits(transaction.currency);
    let amount = transaction.amount.to_string();
    Ok(json!({
        "acquirerReferenceData": clearing.reference,
        "acquiringInstitutionIdCode": ACQUIRER,
        "approvalCode": "418443",
        "businessCycle": "01",
        "cardAcceptorBusinessCode": "5411",
        "cardAcceptorCity": "SAINT LOUIS",
        "cardAcceptorCountry": "USA",
        "cardAcceptorIdCode": transaction.merchant_id,
        "cardAcceptorName": transaction.merchant,
        "cardAcceptorState": "MO",
        "cardDataInputMode": "5",
        "cardPresentData": "1",
        "cardProgramIdentifier": "MCC",
        "cardholderBillingAmount": amount,
        "cardholderBillingCurrencyCode": currency,
        "centralSiteBusinessDate": clearing.time.format("%y%m%d").to_string(),
        "currencyCodeTransaction": currency,
        "currencyExponentTransaction": "2",
        "functionCode": "200",
        "localTransactionDateTime": local(transaction.time),
        "messageReasonCode": "1401",
        "messageReversalIndicator": reversal(clearing),
        "primaryAccountNumber": transaction.account,
        "processingCode": "00",
        "reconciliationAmount": amount,
        "reconciliationCurrencyCode": currency,
        "settlementIndicator": "M",
        "transactionAmountLocal": amount,
        "transactionCurrencyCode": currency,
        "transactionType": "Clearing",
    }))
}

pub(super) fn debit_detail(state: &State, ask: &Ask<'_>) -> Outcome {
    let (_, transaction, clearing) = disputed(state, ask, "claim-id", Network::Mds)?;
    Ok(json!({
        "authTransaction": single_detail(transaction, clearing, "A"),
        "clearingTransaction": single_detail(transaction, clearing, "C"),
    }))
}

/// The transaction of the claim in the path, if that system cleared it.
fn disputed<'a>(
    state: &'a State,
    ask: &Ask<'_>,
    place: &str,
    network: Network,
) -> Outcome<(&'a Claim, &'a Transaction, &'a Clearing)> {
    let claim = state.standard(ask.path(place))?;
    let (transaction, clearing) = state.subject(claim).ok_or_else(|| Refusal::unknown(place))?;
    if state.network(claim) != network {
        return Err(Refusal::invalid(
            place,
            format!("is a claim on a transaction that {} cleared", network.text()),
        ));
    }
    Ok((claim, transaction, clearing))
}

fn check_account(account: Option<&str>, place: &str, minimum: usize) -> Outcome<()> {
    match account {
        Some(account) if !digits(account, minimum, 19) => {
            Err(Refusal::invalid(place, format!("has {minimum} to 19 digits")))
        }
        _ => Ok(()),
    }
}

/// A bound of the amount: digits alone are hundredths, as amounts in transactions are.
fn limit(body: Body<'_>, name: &str) -> Outcome<Option<u64>> {
    let Some(text) = body.text(name) else {
        return Ok(None);
    };
    let amount = if text.contains('.') {
        hundredths(text)
    } else if digits(text, 1, 12) {
        text.parse().ok()
    } else {
        None
    };
    amount
        .map(Some)
        .ok_or_else(|| Refusal::invalid(name, "is an amount of at most 12 digits"))
}

fn within(time: DateTime<Utc>, first: NaiveDate, last: NaiveDate) -> bool {
    (first..=last).contains(&time.date_naive())
}

fn local(time: DateTime<Utc>) -> String {
    time.format("%y%m%d%H%M00").to_string()
}

fn reversal(clearing: &Clearing) -> &'static str {
    if clearing.reversed { "R" } else { "N" }
}

fn authorization_summary(transaction: &Transaction) -> Value {
    let clearings: Vec<Value> = transaction
        .clearings
        .iter()
        .map(|clearing| {
            json!({
                "primaryAccountNumber": transaction.account,
                "transactionAmountLocal": transaction.amount.to_string(),
                "dateAndTimeLocal": local(transaction.time),
                "cardDataInputCapability": "5",
                "cardholderAuthenticationCapability": "9",
                "cardPresent": "1",
                "acquirerReferenceNumber": clearing.reference,
                "cardAcceptorName": transaction.merchant,
                "currencyCode": currency_digits(transaction.currency),
                "transactionId": clearing.id,
                "settlementIndicator": "C",
                "messageReversalIndicator": reversal(clearing),
            })
        })
        .collect();
    json!({
        "originalMessageTypeIdentifier": "0110",
        "banknetDate": transaction.time.format("%y%m%d").to_string(),
        "primaryAccountNumber": transaction.account,
        "processingCode": "00",
        "transactionAmountLocal": format!("{:012}", transaction.amount),
        "authorizationDateAndTime": transaction.time.format("%m%d%H%M%S").to_string(),
        "authenticationId": "418443",
        "cardAcceptorName": transaction.merchant,
        "cardAcceptorCity": "SAINT LOUIS",
        "cardAcceptorState": "MO",
        "currencyCode": currency_digits(transaction.currency),
        "chipPresent": "N",
        "transactionId": transaction.authorization,
        "track1": "N",
        "track2": "N",
        "clearingSummary": clearings,
    })
}

fn single_summary(transaction: &Transaction, clearing: &Clearing, kind: &str) -> Value {
    json!({
        "acquirerReferenceNumber": clearing.reference,
        "brand": "MD",
        "localCurrencyCode": currency_digits(transaction.currency),
        "localRequestedAmount": decimal(transaction.amount),
        "merchantName": transaction.merchant,
        "merchantType": "5411",
        "primaryAccountNumber": transaction.account,
        "processingCode": "000000",
        "responseCode": "00",
        "settlementDate": clearing.time.format("%m%d%y").to_string(),
        "switchSerialNumber": transaction.switch_serial,
        "switchDateTime": transaction.time.format("%m%d%y%H%M%S").to_string(),
        "trace": "002511",
        "tranType": kind,
    })
}

fn single_detail(transaction: &Transaction, clearing: &Clearing, kind: &str) -> Value {
    let mut detail = single_summary(transaction, clearing, kind);
    if let Value::Object(members) = &mut detail {
        for name in ["brand", "merchantName"] {
            members.remove(name);
        }
        for (name, value) in [
            ("acqLocCntry", "USA".to_owned()),
            ("acquirerCity", "SAINT LOUIS".to_owned()),
            ("acquirerName", transaction.merchant.clone()),
            ("chipFlag", "N".to_owned()),
            ("crossBorderIndicator", "N".to_owned()),
            ("issuerSettlementCompletionAmount", decimal(transaction.amount)),
            (
                "issuerSettlementCompletionCurrency",
                currency_digits(transaction.currency).to_owned(),
            ),
            ("localCompletionAmount", decimal(transaction.amount)),
            ("switchTime", transaction.time.format("%H%M%S").to_string()),
        ] {
            members.insert(name.to_owned(), Value::String(value));
        }
    }
    detail
}
