//! Claims: opened, shown, closed and reopened.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::ask::Ask;
use super::chargebacks;
use super::lifecycle::Stage;
use super::queues;
use super::refusal::{Outcome, Refusal};
use super::retrievals;
use super::state::{ANSWER, Case, Claim, Fee, Seen, Standing, State, Subject};
use super::transactions::{ACQUIRER, ISSUER};
use super::values::{amount, compact, currency, date, day, decimal};

pub(super) fn create(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let fingerprint = ask.fingerprint();
    let value = amount(body, "disputedAmount")?;
    let disputed = currency(body.needed("disputedCurrency")?);
    if body.needed("claimType")? != "Standard" {
        return Err(Refusal::invalid("claimType", "is Standard"));
    }
    let wanted = body.needed("clearingTransactionId")?;
    let place = state.transactions.iter().enumerate().find_map(|(index, transaction)| {
        let clearing = transaction
            .clearings
            .iter()
            .position(|clearing| clearing.id == wanted)?;
        Some((index, clearing))
    });
    let Some((transaction, clearing)) = place else {
        return Err(Refusal::unknown("clearingTransactionId"));
    };
    let found = &state.transactions[transaction];
    if body
        .text("authTransactionId")
        .is_some_and(|id| id != found.authorization)
    {
        return Err(Refusal::invalid(
            "authTransactionId",
            "is of the transaction that clearingTransactionId is of",
        ));
    }
    if disputed != Some(found.currency) {
        return Err(Refusal::invalid("disputedCurrency", "is the transaction's currency"));
    }
    if value == 0 || value > found.amount {
        return Err(Refusal::invalid(
            "disputedAmount",
            "is not more than the transaction's amount",
        ));
    }
    if found.clearings[clearing].reversed {
        return Err(Refusal::conflict(
            "The acquirer reversed this first presentment.",
            "clearingTransactionId",
            "is of a reversed presentment",
        ));
    }
    let (accurate, currency) = (value == found.amount, found.currency);
    if state.seen(fingerprint, ask.now)? == Seen::New
        && let Some(other) = state.claims.values().find(|claim| {
            matches!(claim.subject, Subject::Transaction { transaction: of, clearing: at } if of == transaction && at == clearing)
        })
    {
        return Err(Refusal::conflict(
            "A claim on this transaction exists.",
            "claimId",
            other.id.to_string(),
        ));
    }
    let id = state.next_claim();
    let subject = Subject::Transaction { transaction, clearing };
    state
        .claims
        .insert(id, fresh(id, subject, value, currency, accurate, ask.now));
    state.remember(fingerprint, "claimId", id, ask.now);
    Ok(json!({"claimId": id.to_string()}))
}

/// A claim on which nothing has happened.
pub(super) fn fresh(
    id: u64,
    subject: Subject,
    value: u64,
    currency: &'static str,
    accurate: bool,
    now: DateTime<Utc>,
) -> Claim {
    Claim {
        id,
        subject,
        value,
        currency,
        accurate,
        created: now,
        modified: now,
        due: (now + ANSWER).date_naive(),
        open: true,
        stage: Stage::Opened,
        chargebacks: Vec::new(),
        retrievals: Vec::new(),
        fees: Vec::new(),
        fraud: None,
        cases: Vec::new(),
    }
}

pub(super) fn update(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let fingerprint = ask.fingerprint();
    let id = state.standard(ask.path("claim-id"))?.id;
    let closes = match body.needed("action")? {
        "CLOSE" => true,
        "REOPEN" => false,
        _ => return Err(Refusal::invalid("action", "is CLOSE or REOPEN")),
    };
    if closes && !["10", "20", "30", "40"].contains(&body.needed("closeClaimReasonCode")?) {
        return Err(Refusal::invalid("closeClaimReasonCode", "is 10, 20, 30 or 40"));
    }
    let due = day(body, "openClaimDueDate")?;
    if !closes && due.is_some_and(|due| due < ask.now.date_naive()) {
        return Err(Refusal::invalid("openClaimDueDate", "is not in the past"));
    }
    let seen = state.seen(fingerprint, ask.now)?;
    let claim = state.claim_mut(id)?;
    if claim.open != closes && seen == Seen::New {
        let description = if closes {
            "The claim is closed already."
        } else {
            "The claim is open."
        };
        return Err(Refusal::conflict(description, "claimId", id.to_string()));
    }
    claim.open = !closes;
    claim.modified = ask.now;
    if !closes {
        claim.due = due.unwrap_or((ask.now + ANSWER).date_naive());
    }
    // Closing and reopening take turns: each may come again after the other.
    if seen == Seen::New {
        state.forget("action of claimId", id);
    }
    state.remember(fingerprint, "action of claimId", id, ask.now);
    Ok(json!({"claimId": id.to_string()}))
}

pub(super) fn detail(state: &State, ask: &Ask<'_>) -> Outcome {
    let claim = state.claim(ask.path("claim-id"), "claim-id")?;
    let now = ask.now;
    let mut detail = head(state, claim);
    let retrieved: Vec<Value> = claim
        .retrievals
        .iter()
        .map(|retrieval| retrievals::summary(state, claim, retrieval))
        .collect();
    let case = claim.cases.last().and_then(|id| state.cases.get(id));
    let Value::Object(members) = &mut detail else {
        return Err(Refusal::unknown("claim-id"));
    };
    let transaction = state.subject(claim).map(|(transaction, clearing)| {
        (
            format!("TI:{}#{}", clearing.id, transaction.authorization),
            transaction.single.then(|| transaction.switch_serial.clone()),
        )
    });
    let standard = match &claim.subject {
        Subject::Case { standard, .. } => Some(standard.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")),
        Subject::Transaction { .. } => None,
    };
    let chargebacks: Vec<Value> = claim
        .chargebacks
        .iter()
        .map(|chargeback| chargebacks::detail(claim, chargeback, now))
        .collect();
    let fees: Vec<Value> = claim.fees.iter().map(|fee| fee_detail(claim, fee)).collect();
    for (name, value) in [
        ("transactionId", json!(transaction.as_ref().map(|(id, _)| id))),
        (
            "switchSerialNumber",
            json!(transaction.as_ref().and_then(|(_, serial)| serial.as_ref())),
        ),
        ("standardClaims", json!(standard)),
        ("isAccurate", json!(claim.accurate.to_string())),
        // One customer plays both parts here.
        ("isAcquirer", json!("true")),
        ("isIssuer", json!("true")),
        ("isOpen", json!(claim.open.to_string())),
        ("lastModifiedDate", json!(date(claim.modified))),
        ("queueName", json!(queues::home(state, claim, now))),
        (
            "auditControlNumber",
            json!(claim.fraud.as_ref().map(|fraud| &fraud.audit)),
        ),
        ("caseFilingDetails", json!(case.map(case_life))),
        ("retrievalDetails", json!(retrieved.last())),
        ("chargebackDetails", json!(chargebacks)),
        ("feeDetails", json!(fees)),
        ("retrievalDetailsList", json!(retrieved)),
    ] {
        members.insert(name.to_owned(), value);
    }
    Ok(compact(detail))
}

/// What a claim shows in a queue.
pub(super) fn summary(state: &State, claim: &Claim, queue: &str) -> Value {
    let mut summary = head(state, claim);
    if let Value::Object(members) = &mut summary {
        let collaboration = claim
            .retrievals
            .iter()
            .rev()
            .find_map(|retrieval| retrieval.collaboration);
        let voucher = claim.chargebacks.iter().rev().find_map(|chargeback| chargeback.voucher);
        let network = state.network(claim).text();
        let kind = if claim.is_standard() { "CB" } else { "CF" };
        let cycle = claim
            .chargebacks
            .iter()
            .filter(|chargeback| chargeback.standing != Standing::Reversal)
            .count();
        let reason = claim
            .chargebacks
            .last()
            .map_or("0000", |chargeback| chargeback.reason.as_str());
        for (name, value) in [
            // Nine digits, and no id of a transaction.
            ("transactionId", json!(format!("{:09}", claim.id % 1_000_000_000))),
            ("clearingNetwork", json!(network)),
            ("isAccurate", json!(claim.accurate)),
            ("isAcquirer", json!(true)),
            ("isIssuer", json!(true)),
            ("isOpen", json!(claim.open)),
            ("lastModifiedDate", json!(super::values::moment(claim.modified))),
            (
                "progressState",
                json!(format!(
                    "{kind}{cycle}-{reason}-{}-A-NEW",
                    if claim.open { "O" } else { "C" }
                )),
            ),
            ("queueName", json!(queue)),
            ("creditVoucherStatus", json!(voucher)),
            (
                "collaborationExpirationDateTime",
                json!(collaboration.map(super::values::moment)),
            ),
        ] {
            members.insert(name.to_owned(), value);
        }
    }
    compact(summary)
}

/// What the detail and the summary of a claim have in common.
fn head(state: &State, claim: &Claim) -> Value {
    let subject = state.subject(claim);
    json!({
        "acquirerId": ACQUIRER,
        "acquirerRefNum": subject.map(|(_, clearing)| &clearing.reference),
        "primaryAccountNum": subject.map(|(transaction, _)| &transaction.account),
        "claimId": claim.id.to_string(),
        "claimType": if claim.is_standard() { "Standard" } else { "CaseFiling" },
        "claimValue": format!("{} {}", decimal(claim.value), claim.currency),
        "clearingDueDate": claim.due.to_string(),
        "clearingNetwork": state.network(claim).text(),
        "createDate": date(claim.created),
        "dueDate": claim.due.to_string(),
        "issuerId": ISSUER,
        "lastModifiedBy": "system",
        "merchantId": subject.map(|(transaction, _)| &transaction.merchant_id),
    })
}

fn case_life(case: &Case) -> Value {
    let filed = |name: &str| case.filed.get(name);
    let history: Vec<Value> = case
        .history
        .iter()
        .map(|(action, memo, time)| compact(json!({"memo": memo, "action": action, "responseDate": date(*time)})))
        .collect();
    let details = compact(json!({
        "claimId": case.claim.to_string(),
        "claimType": "CaseFiling",
        "caseId": case.id.to_string(),
        "caseType": case.kind.code(),
        "chargebackRefNum": case.references,
        "currencyCode": case.currency,
        "customerFilingNumber": filed("customerFilingNumber"),
        "creditDate": filed("creditDate"),
        "chargebackDate": filed("chargebackDate"),
        "reasonCode": filed("chargebackReasonCode"),
        "disputeAmount": decimal(case.amount),
        "dueDate": case.due.to_string(),
        "filingAgaintstIca": filed("filedAgainstIca"),
        "filingAs": filed("filingAs"),
        "filingIca": filed("filingIca"),
        "merchantName": filed("merchantName").map(|name| name.chars().take(22).collect::<String>()),
        "primaryAccountNum": case.account,
        "violationCode": filed("violationCode"),
        "violationDate": filed("violationDate"),
        "rulingDate": case.ruled.map(date),
        "rulingStatus": case.ruled.map(|_| "Favor Sender"),
    }));
    json!({
        "caseFilingStatus": case.state.text(),
        "caseFilingDetails": details,
        "caseFilingRespHistory": history,
    })
}

fn fee_detail(claim: &Claim, fee: &Fee) -> Value {
    let sign = if fee.credit_sender { "" } else { "-" };
    compact(json!({
        "cardAcceptorIdCode": fee.merchant,
        "cardNumber": fee.account,
        "countryCode": fee.country,
        "currency": fee.currency,
        "feeDate": fee.day,
        "destinationMember": fee.destination,
        "feeId": fee.id.to_string(),
        "feeAmount": format!("{sign}{}", decimal(fee.amount)),
        "creditSender": fee.credit_sender.to_string(),
        "creditReceiver": (!fee.credit_sender).to_string(),
        "message": fee.message.as_ref().map(|message| message.chars().take(95).collect::<String>()),
        "reason": fee.reason,
        "chargebackRefNum": claim.chargebacks.last().map(|chargeback| &chargeback.reference),
    }))
}
