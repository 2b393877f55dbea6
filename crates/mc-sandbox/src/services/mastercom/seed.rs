//! What is there at the start, from a file or built in.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{TimeDelta, Utc};
use mc_core::values::Base64;
use serde_json::{Map, Value, json};

use super::ask::Ask;
use super::refusal::Outcome;
use super::state::{Clearing, Kind, State, Time, Transaction};
use super::values::{currency, decimal, digits, hundredths};
use super::{cases, chargebacks, claims, documents, fees, retrievals};

const BUILT_IN: &str = include_str!("seed.json");

/// A seed that was read; times in it count back from the first call.
#[derive(Clone, Debug, Default)]
pub(super) struct Seed {
    transactions: Vec<Planned>,
    claims: Vec<PlannedClaim>,
}

#[derive(Clone, Debug)]
struct Planned {
    account: String,
    amount: u64,
    currency: &'static str,
    days_ago: i64,
    merchant: String,
    merchant_id: String,
    clearings: u64,
    reversed: bool,
    single: bool,
    collaboration: bool,
}

#[derive(Clone, Debug)]
struct PlannedClaim {
    transaction: usize,
    days_ago: i64,
    steps: Vec<String>,
}

/// The steps that a claim can have gone through.
pub(super) const STEPS: [&str; 12] = [
    "RETRIEVAL",
    "FULFILMENT",
    "CHARGEBACK",
    "ACKNOWLEDGEMENT",
    "SECOND_PRESENTMENT",
    "PRE_ARBITRATION",
    "CASE_REJECTION",
    "CASE_ESCALATION",
    "FEE",
    "FRAUD",
    "CLOSE",
    "REOPEN",
];

impl Seed {
    /// The built-in one.
    pub(super) fn built_in() -> Self {
        serde_json::from_str(BUILT_IN)
            .map_err(|error| error.to_string())
            .and_then(|seed| Self::read(&seed))
            .unwrap_or_default()
    }

    /// Reads a seed and tries it out.
    pub(super) fn read(seed: &Value) -> Result<Self, String> {
        let members = object(seed, "the seed", &["transactions", "claims"])?;
        let mut read = Self::default();
        for (index, item) in list(members, "transactions", "")?.iter().enumerate() {
            read.transactions
                .push(planned(item, &format!("transactions[{index}]"))?);
        }
        for (index, item) in list(members, "claims", "")?.iter().enumerate() {
            read.claims
                .push(planned_claim(item, &format!("claims[{index}]"), &read.transactions)?);
        }
        // When it is planted does not matter: all times are relative.
        read.plant(Time::UNIX_EPOCH + TimeDelta::days(20_000))?;
        Ok(read)
    }

    /// The state that it describes, as of a moment.
    pub(super) fn plant(&self, now: Time) -> Result<State, String> {
        let mut state = State::default();
        for (index, planned) in self.transactions.iter().enumerate() {
            state.transactions.push(transaction(index, planned, now));
        }
        let mut opened = Vec::new();
        for (index, claim) in self.claims.iter().enumerate() {
            let at = now - TimeDelta::days(claim.days_ago);
            let id = open(&mut state, claim.transaction, at)
                .map_err(|refusal| format!("claims[{index}]: {}", refusal.description))?;
            opened.push((index, id, claim, at));
        }
        for (index, id, claim, at) in opened {
            for ((number, step), days) in claim.steps.iter().enumerate().zip(1_i64..) {
                let at = at + TimeDelta::days(days);
                state.pass_time(at);
                take(&mut state, id, step, at).map_err(|refusal| {
                    let details: Vec<String> = refusal
                        .details
                        .iter()
                        .map(|(name, value)| format!("{name} {value}"))
                        .collect();
                    format!(
                        "claims[{index}].steps[{number}]: {step} is refused: {} ({})",
                        refusal.description,
                        details.join(", ")
                    )
                })?;
            }
        }
        state.pass_time(now);
        Ok(state)
    }
}

/// The transactions that are there without a seed, for people.
pub(super) fn built_in_transactions() -> Vec<[String; 4]> {
    let special = |planned: &Planned| {
        let mut special = Vec::new();
        if planned.single {
            special.push("single-message".to_owned());
        }
        if planned.collaboration {
            special.push("its acquirer collaborates".to_owned());
        }
        if planned.reversed {
            special.push("its presentments were reversed".to_owned());
        }
        if planned.clearings > 1 {
            special.push(format!("{} presentments", planned.clearings));
        }
        special.join(", ")
    };
    let built_in = Seed::built_in();
    let row = |planned: &Planned| {
        [
            format!("`{}`", planned.account),
            format!("{} {}", decimal(planned.amount), planned.currency),
            format!("{} days", planned.days_ago),
            special(planned),
        ]
    };
    built_in.transactions.iter().map(row).collect()
}

/// The claims that are there without a seed, for people.
pub(super) fn built_in_claims() -> Vec<[String; 4]> {
    let built_in = Seed::built_in();
    let row = |(claim, id): (&PlannedClaim, u64)| {
        let transaction = built_in.transactions.get(claim.transaction).map(|planned| {
            format!(
                "{} {} of `{}`",
                decimal(planned.amount),
                planned.currency,
                planned.account
            )
        });
        let steps: Vec<String> = claim.steps.iter().map(|step| format!("`{step}`")).collect();
        [
            format!("`{id}`"),
            transaction.unwrap_or_default(),
            format!("{} days", claim.days_ago),
            if steps.is_empty() {
                "none".to_owned()
            } else {
                steps.join(", ")
            },
        ]
    };
    built_in
        .claims
        .iter()
        .zip(super::state::FIRST_CLAIM..)
        .map(row)
        .collect()
}

fn transaction(index: usize, planned: &Planned, now: Time) -> Transaction {
    let day = now.date_naive() - TimeDelta::days(planned.days_ago);
    let time = day.and_time(chrono::NaiveTime::MIN).and_utc();
    let clearings = (0..planned.clearings)
        .map(|number| Clearing {
            id: opaque("clearing", index, number),
            reference: format!("05103246259{:012}", index as u64 * 10 + number),
            time: time + TimeDelta::minutes(i64::try_from(number).unwrap_or_default() + 1),
            reversed: planned.reversed,
        })
        .collect();
    Transaction {
        authorization: opaque("authorization", index, 0),
        clearings,
        account: planned.account.clone(),
        amount: planned.amount,
        currency: planned.currency,
        merchant: planned.merchant.clone(),
        merchant_id: planned.merchant_id.clone(),
        banknet: format!("MPL{:06}", 680_001 + index),
        switch_serial: format!("{:09}", 140_859_012 + index),
        time,
        single: planned.single,
        collaboration: planned.collaboration,
    }
}

/// An id that means nothing and has the characters that a path must not have.
fn opaque(kind: &str, index: usize, number: u64) -> String {
    let mut bytes = Vec::new();
    for part in 0..8 {
        let mut hasher = DefaultHasher::new();
        (kind, index, number, part).hash(&mut hasher);
        bytes.extend(hasher.finish().to_be_bytes());
    }
    Base64::from_bytes(bytes).as_str().to_owned()
}

fn ask<'a>(operation: &'a str, path: &'a BTreeMap<String, String>, body: &'a Value, now: Time) -> Ask<'a> {
    Ask {
        operation,
        path,
        query: &[],
        body: Some(body),
        now,
    }
}

fn open(state: &mut State, transaction: usize, now: Time) -> Outcome<u64> {
    let found = &state.transactions[transaction];
    let body = json!({
        "disputedAmount": decimal(found.amount),
        "disputedCurrency": found.currency,
        "claimType": "Standard",
        "clearingTransactionId": found.clearings[0].id,
    });
    let answer = claims::create(state, &ask("createClaim", &BTreeMap::new(), &body, now))?;
    Ok(answer["claimId"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .unwrap_or_default())
}

/// Takes a step with the operation that a client would call.
fn take(state: &mut State, id: u64, step: &str, now: Time) -> Outcome {
    let claim = state.claim_mut(id)?.clone();
    let single = state.subject(&claim).is_some_and(|(transaction, _)| transaction.single);
    let retrieval = claim.retrievals.last().map_or(0, |retrieval| retrieval.id);
    let case = claim.cases.last().copied().unwrap_or_default();
    let path: BTreeMap<String, String> = [
        ("claim-id".to_owned(), id.to_string()),
        ("request-id".to_owned(), retrieval.to_string()),
        ("case-id".to_owned(), case.to_string()),
    ]
    .into();
    let value = decimal(claim.value);
    let document = documents::sample("receipt.pdf");
    let usage = if step == "CHARGEBACK" { "1" } else { "2" };
    match step {
        "RETRIEVAL" if single => {
            let body =
                json!({"documentType": "2", "replacementAmount": value, "reversalReasonCode": "43", "usageCode": "6"});
            retrievals::create_debit(state, &ask("createDebitRetrievalRequest", &path, &body, now))
        }
        "RETRIEVAL" => {
            let body = json!({"retrievalRequestReason": "6343", "docNeeded": "2",
                "instructionsForHealthcare": "The itemized receipt"});
            retrievals::create(state, &ask("createRetrievalRequest", &path, &body, now))
        }
        "FULFILMENT" => {
            let body = json!({"acquirerResponseCd": "F", "fileAttachment": document});
            retrievals::fulfil(state, &ask("fulfillRetrievalRequest", &path, &body, now))
        }
        "CHARGEBACK" | "SECOND_PRESENTMENT" if single => {
            let body = json!({"brand": "MD", "replacementAmount": "0.00", "reversalReasonCode": "71", "usageCode": usage,
                "chargebackType": "S", "documentIndicator": "1", "fileAttachment": document});
            chargebacks::create_debit(state, &ask("createDebitChargeback", &path, &body, now))
        }
        "CHARGEBACK" | "SECOND_PRESENTMENT" => {
            let reason = if step == "CHARGEBACK" { "4853" } else { "2700" };
            let body = json!({"chargebackType": step, "reasonCode": reason, "amount": value, "currency": claim.currency,
                "documentIndicator": "true", "fileAttachment": document});
            chargebacks::create(state, &ask("createChargeback", &path, &body, now))
        }
        "ACKNOWLEDGEMENT" => {
            for chargeback in &mut state.claim_mut(id)?.chargebacks {
                chargeback.acknowledged = true;
            }
            Ok(Value::Null)
        }
        "PRE_ARBITRATION" => {
            let reference = claim.standing(Kind::First).map(|chargeback| &chargeback.reference);
            let body = json!({"caseType": "1", "chargebackRefNum": [reference], "disputeAmount": value,
                "currencyCode": claim.currency, "filedAgainstIca": "002222", "filingAs": "I", "filingIca": "006195",
                "memo": "Seed", "chargebackReasonCode": "4853", "merchantName": "Seed", "fileAttachment": document});
            cases::create(state, &ask("createCase", &path, &body, now))
        }
        "CASE_REJECTION" => {
            let body = json!({"action": "REJECT", "memo": "Seed"});
            cases::update(state, &ask("updateCase", &path, &body, now))
        }
        "CASE_ESCALATION" => cases::update(state, &ask("updateCase", &path, &json!({"action": "ESCALATE"}), now)),
        "FEE" => {
            let body = json!({"creditSender": true, "creditReceiver": false, "currency": claim.currency,
                "destinationMember": "002222", "feeAmount": "10.00", "feeDate": now.date_naive().to_string(), "reason": "7604"});
            fees::create(state, &ask("createFee", &path, &body, now))
        }
        "FRAUD" => {
            let body = json!({"chgbkIndicator": "0", "cvcInvalidIndicator": "M", "fraudType": "04", "subType": "N",
                "reportDate": now.date_naive().to_string()});
            fees::report_fraud(state, &ask("createFraudReport", &path, &body, now))
        }
        "REOPEN" => claims::update(state, &ask("updateClaim", &path, &json!({"action": "REOPEN"}), now)),
        _ => {
            let body = json!({"action": "CLOSE", "closeClaimReasonCode": "10"});
            claims::update(state, &ask("updateClaim", &path, &body, now))
        }
    }
}

fn object<'a>(value: &'a Value, place: &str, known: &[&str]) -> Result<&'a Map<String, Value>, String> {
    let Value::Object(members) = value else {
        return Err(format!("{place}: write an object"));
    };
    match members.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(format!(
            "{place}: there is no \"{name}\"; known are {}",
            known.join(", ")
        )),
        None => Ok(members),
    }
}

fn list<'a>(members: &'a Map<String, Value>, name: &str, place: &str) -> Result<&'a [Value], String> {
    match members.get(name) {
        None => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(format!("{place}{name}: write a list")),
    }
}

fn number(members: &Map<String, Value>, name: &str, place: &str, most: u64) -> Result<u64, String> {
    members
        .get(name)
        .and_then(Value::as_u64)
        .filter(|number| *number <= most)
        .ok_or_else(|| format!("{place}.{name}: write a whole number up to {most}"))
}

fn flag(members: &Map<String, Value>, name: &str, place: &str) -> Result<bool, String> {
    match members.get(name) {
        None => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(format!("{place}.{name}: write true or false")),
    }
}

fn text<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Value::as_str)
}

fn planned(item: &Value, place: &str) -> Result<Planned, String> {
    let members = object(
        item,
        place,
        &[
            "primaryAccountNumber",
            "amount",
            "currency",
            "daysAgo",
            "merchantName",
            "merchantId",
            "clearings",
            "reversed",
            "singleMessage",
            "collaboration",
        ],
    )?;
    let account = text(members, "primaryAccountNumber")
        .filter(|text| digits(text, 13, 19))
        .ok_or_else(|| format!("{place}.primaryAccountNumber: write 13 to 19 digits of a published test card"))?;
    let amount = text(members, "amount")
        .and_then(hundredths)
        .filter(|amount| *amount > 0)
        .ok_or_else(|| format!("{place}.amount: write an amount as text, such as \"100.00\""))?;
    let currency = text(members, "currency")
        .and_then(currency)
        .ok_or_else(|| format!("{place}.currency: write AUD, BRL, CAD, CHF, EUR, GBP, MXN, SEK or USD"))?;
    let clearings = match members.get("clearings") {
        None => 1,
        Some(_) => number(members, "clearings", place, 9)?,
    };
    if clearings == 0 {
        return Err(format!("{place}.clearings: write a number from 1 to 9"));
    }
    Ok(Planned {
        account: account.to_owned(),
        amount,
        currency,
        days_ago: number(members, "daysAgo", place, 3650)?.try_into().unwrap_or_default(),
        merchant: text(members, "merchantName").unwrap_or("TEST MERCHANT").to_owned(),
        merchant_id: text(members, "merchantId").unwrap_or("0024038000200").to_owned(),
        clearings,
        reversed: flag(members, "reversed", place)?,
        single: flag(members, "singleMessage", place)?,
        collaboration: flag(members, "collaboration", place)?,
    })
}

fn planned_claim(item: &Value, place: &str, transactions: &[Planned]) -> Result<PlannedClaim, String> {
    let members = object(item, place, &["transaction", "daysAgo", "steps"])?;
    let last = (transactions.len() as u64)
        .checked_sub(1)
        .ok_or_else(|| format!("{place}: there is no transaction to claim on"))?;
    let transaction = usize::try_from(number(members, "transaction", place, last)?).unwrap_or_default();
    let days_ago = i64::try_from(number(members, "daysAgo", place, 3650)?).unwrap_or_default();
    if days_ago > transactions[transaction].days_ago {
        return Err(format!("{place}.daysAgo: write no more than its transaction has"));
    }
    let mut steps = Vec::new();
    for (index, step) in list(members, "steps", &format!("{place}."))?.iter().enumerate() {
        let step = step
            .as_str()
            .filter(|step| STEPS.contains(step))
            .ok_or_else(|| format!("{place}.steps[{index}]: write one of {}", STEPS.join(", ")))?;
        steps.push(step.to_owned());
    }
    if steps.len() as u64 > days_ago.unsigned_abs() {
        return Err(format!(
            "{place}.daysAgo: write at least the number of steps, for each takes a day"
        ));
    }
    Ok(PlannedClaim {
        transaction,
        days_ago,
        steps,
    })
}

/// The state that is shown before the first call has said what time it is.
pub(super) fn preview(seed: &Seed) -> State {
    seed.plant(chrono::DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000))
        .unwrap_or_default()
}
