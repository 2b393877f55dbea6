//! Fee collections and fraud reports.

use serde_json::{Value, json};

use super::ask::Ask;
use super::chargebacks::{check_settlement, pair};
use super::refusal::{Outcome, Refusal};
use super::state::{Fee, Fraud, Kind, Network, Seen, State};
use super::values::{CURRENCIES, amount, currency, day, digits, hundredths};

/// The most that a handling fee may be.
const MOST_HANDLING: u64 = 2500;

pub(super) fn create(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    let sender = body.flag("creditSender")?;
    let receiver = body.flag("creditReceiver")?;
    let credit_sender = match (sender, receiver) {
        (Some(sender), Some(receiver)) if sender != receiver => sender,
        _ => {
            return Err(Refusal::invalid("creditReceiver", "is the opposite of creditSender"));
        }
    };
    let fee = amount(body, "feeAmount")?;
    let Some(letters) = currency(body.needed("currency")?) else {
        return Err(Refusal::invalid("currency", "is a currency that the sandbox knows"));
    };
    day(body, "feeDate")?;
    check_settlement(body, now)?;
    let reason = body.needed("reason")?;
    if !digits(reason, 1, 4) {
        return Err(Refusal::invalid("reason", "has 1 to 4 digits"));
    }
    if !digits(body.needed("destinationMember")?, 1, 6) {
        return Err(Refusal::invalid("destinationMember", "has 1 to 6 digits"));
    }
    let answers = match body.text("feeType").unwrap_or("CREATE") {
        "CREATE" => {
            body.without(&["replyFeeId"], "is for replies")?;
            None
        }
        "REPLY" => {
            let id = body.needed("replyFeeId")?;
            let answered = claim
                .fees
                .iter()
                .find(|fee| fee.id.to_string() == id && fee.answers.is_none())
                .ok_or_else(|| Refusal::unknown("replyFeeId"))?;
            Some(answered.id)
        }
        _ => return Err(Refusal::invalid("feeType", "is CREATE or REPLY")),
    };
    let text = |name: &str| body.text(name).map(str::to_owned);
    let mut fee = Fee {
        id: 0,
        answers,
        amount: fee,
        currency: letters,
        credit_sender,
        reason: reason.to_owned(),
        day: body.needed("feeDate")?.to_owned(),
        destination: body.needed("destinationMember")?.to_owned(),
        country: text("countryCode"),
        message: text("message"),
        merchant: text("cardAcceptorIdCode"),
        account: text("cardNumber"),
        created: now,
    };
    let id = claim.id;
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let claim = state.claim_mut(id)?;
    if !blind {
        claim.check_open()?;
        if let Some(reply) = claim
            .fees
            .iter()
            .find(|fee| answers.is_some() && fee.answers == answers)
        {
            return Err(Refusal::conflict(
                "The fee was answered.",
                "feeId",
                reply.id.to_string(),
            ));
        }
    }
    fee.id = state.next_fee();
    let fee_id = fee.id;
    let claim = state.claim_mut(id)?;
    claim.fees.push(fee);
    claim.modified = now;
    state.remember(fingerprint, "feeId", fee_id, now);
    Ok(json!({"feeId": fee_id.to_string()}))
}

pub(super) fn create_debit(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    if state.network(claim) == Network::Gcms {
        return Err(Refusal::invalid(
            "claim-id",
            "is of a single-message transaction: only those have handling fees of this kind",
        ));
    }
    for name in ["functionCode", "controlNumber"] {
        body.needed(name)?;
    }
    if body.needed("conditionIndicator")? == "A" {
        body.needed("declineDate")?;
    }
    if body.text("declineDate").is_some_and(|text| !digits(text, 6, 6)) {
        return Err(Refusal::invalid("declineDate", "has 6 digits"));
    }
    let fee = hundredths(body.needed("handlingFee")?)
        .filter(|fee| (1..=MOST_HANDLING).contains(fee))
        .ok_or_else(|| Refusal::invalid("handlingFee", "is an amount of at most 25.00"))?;
    let (id, letters) = (claim.id, claim.currency);
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let claim = state.claim_mut(id)?;
    if !blind {
        claim.check_open()?;
        if claim.standing(Kind::First).is_none() {
            return Err(Refusal::conflict(
                "There is no first chargeback that a handling fee could belong to.",
                "claimId",
                id.to_string(),
            ));
        }
    }
    let fee_id = state.next_fee();
    let claim = state.claim_mut(id)?;
    claim.fees.push(Fee {
        id: fee_id,
        answers: None,
        amount: fee,
        currency: letters,
        credit_sender: true,
        reason: body.needed("reasonCode")?.to_owned(),
        day: now.date_naive().to_string(),
        destination: body.needed("acquirerCustomerId")?.to_owned(),
        country: None,
        message: None,
        merchant: None,
        account: None,
        created: now,
    });
    claim.modified = now;
    state.remember(fingerprint, "feeId", fee_id, now);
    Ok(json!({"status": "Success"}))
}

pub(super) fn load_data(state: &State, ask: &Ask<'_>) -> Outcome {
    state.standard(ask.path("claim-id"))?;
    let wanted = ask.body().text("reasonCode");
    let reasons: Vec<Value> = [
        ("7604", "Emergency card"),
        ("7606", "Settlement error"),
        ("7622", "Handling of a chargeback"),
    ]
    .into_iter()
    .filter(|(code, _)| wanted.is_none_or(|wanted| wanted == *code))
    .map(|(code, meaning)| pair(code, &format!("{code} - {meaning}")))
    .collect();
    let currencies: Vec<Value> = CURRENCIES.iter().map(|(letters, _)| pair(letters, letters)).collect();
    Ok(json!({
        "currencies": currencies,
        "reasonCodes": reasons,
        "countryCodes": [pair("GERMANY", "GERMANY"), pair("UNITED STATES", "UNITED STATES")],
        "messageTexts": [pair("HANDLING FEE", "HANDLING FEE")],
    }))
}

pub(super) fn report_fraud(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let id = state.standard(ask.path("claim-id"))?.id;
    for name in [
        "chgbkIndicator",
        "cvcInvalidIndicator",
        "fraudType",
        "subType",
        "reportDate",
    ] {
        body.needed(name)?;
    }
    if day(body, "reportDate")?.is_some_and(|day| day > now.date_naive()) {
        return Err(Refusal::invalid("reportDate", "is not in the future"));
    }
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let claim = state.claim_mut(id)?;
    if !blind {
        claim.check_open()?;
        if let Some(fraud) = &claim.fraud {
            return Err(Refusal::conflict(
                "Fraud was reported; the entry is changed elsewhere.",
                "fraudId",
                fraud.id.to_string(),
            ));
        }
    }
    let fraud = state.next_fraud();
    let audit = state.next_audit().to_string();
    let claim = state.claim_mut(id)?;
    claim.fraud = Some(Fraud { id: fraud, audit });
    claim.modified = now;
    state.remember(fingerprint, "fraudId", fraud, now);
    Ok(json!({"fraudId": fraud.to_string()}))
}

pub(super) fn load_fraud_data(state: &State, ask: &Ask<'_>) -> Outcome {
    state.standard(ask.path("claim-id"))?;
    Ok(json!({
        "acctDeviceTypes": [pair("1", "1 - Chip and PIN"), pair("2", "2")],
        "acctStatuses": [pair("ACCT_IS_OPEN", "Open"), pair("ACCT_HAS_BEEN_CLOSED", "Closed")],
        "cardValidCodes": [pair("M", "M - CVC 2 matched"), pair("N", "N"), pair("U", "U")],
        "subTypes": [pair("K", "K - Convenience check"), pair("N", "N - No PIN"), pair("P", "P - PIN")],
    }))
}
