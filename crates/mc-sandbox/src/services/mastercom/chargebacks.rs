//! First chargebacks and second presentments of both systems: filed, reversed, documented, acknowledged.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::ask::Ask;
use super::documents::{self, Documents, Party, Progress, Upload};
use super::lifecycle::{Stage, Step};
use super::refusal::{Outcome, Refusal};
use super::state::{COLLABORATION, Chargeback, Claim, Kind, Network, Retrieval, Seen, Standing, State, Time};
use super::values::{Body, amount, compact, currency, date, day, decimal, digits, identifier};

/// For how long documents can be handed in later.
const DOCUMENTS_DUE: TimeDelta = TimeDelta::days(8);

/// How long an issuer waits for a refund that was promised in collaboration.
const REFUND_DUE: TimeDelta = TimeDelta::days(20);

/// Why a chargeback was rejected in collaboration.
pub(super) const REFUNDED: &str = "5000";
pub(super) const VOUCHER: &str = "5001";

const VOUCHER_OFFERED: &str = "Credit Voucher Offered";
const VOUCHER_ACCEPTED: &str = "Credit Voucher Accepted";
const VOUCHER_DECLINED: &str = "Credit Voucher Declined";

/// The longest lists that are taken.
const MOST_ACKNOWLEDGED: usize = 500;
pub(super) const MOST_ASKED: usize = 2000;

/// What is filed, whichever system it is for.
struct Filing {
    kind: Kind,
    amount: u64,
    reason: String,
    partial: bool,
    message: Option<String>,
    needs_document: bool,
    refund_missing: bool,
    document: Option<Upload>,
}

pub(super) fn create(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    let kind = match body.needed("chargebackType")? {
        "CHARGEBACK" => Kind::First,
        "SECOND_PRESENTMENT" => Kind::Second,
        _ => {
            return Err(Refusal::invalid(
                "chargebackType",
                "is CHARGEBACK or SECOND_PRESENTMENT",
            ));
        }
    };
    if kind == Kind::First && state.network(claim) == Network::Mds {
        return Err(Refusal::invalid(
            "claim-id",
            "is of a single-message transaction, which is charged back with createChargebackDebitMC",
        ));
    }
    let reason = body.needed("reasonCode")?;
    let known = match kind {
        Kind::First => FIRST_REASONS,
        Kind::Second => SECOND_REASONS,
    };
    if !known.iter().any(|(code, _)| *code == reason) {
        let known: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
        return Err(Refusal::invalid(
            "reasonCode",
            format!("is one of {}", known.join(", ")),
        ));
    }
    let flag = |name: &str| body.flag(name).map(Option::unwrap_or_default);
    let needs_document = body
        .flag("documentIndicator")?
        .ok_or_else(|| Refusal::invalid("documentIndicator", "is true or false"))?;
    let partial = flag("isPartialChargeback")?;
    if flag("credPostedAsPurchase")? && !["4853", "4860"].contains(&reason) {
        return Err(Refusal::invalid(
            "credPostedAsPurchase",
            "is for the reason codes 4853 and 4860",
        ));
    }
    let refund_missing = flag("refundNotReceivedIndicator")?;
    match kind {
        Kind::First => body.without(&["disputeChargebackID"], "is for second presentments")?,
        Kind::Second => body.without(
            &["refundNotReceivedIndicator", "acknowledgeFirstPartyTrustEvidence"],
            "is for first chargebacks",
        )?,
    }
    check_settlement(body, ask.now)?;
    if let Some(answered) = body.text("disputeChargebackID") {
        let known = claim.chargebacks.iter().any(|chargeback| {
            chargeback.kind == Kind::First && chargeback.stands() && chargeback.id.to_string() == answered
        });
        if !known {
            return Err(Refusal::unknown("disputeChargebackID"));
        }
    }
    let amount = amount(body, "amount")?;
    if currency(body.needed("currency")?) != Some(claim.currency) {
        return Err(Refusal::invalid("currency", "is the claim's currency"));
    }
    let most = match kind {
        Kind::First => claim.value,
        Kind::Second => claim.standing(Kind::First).map_or(claim.value, |first| first.amount),
    };
    if amount == 0 || amount > most {
        return Err(Refusal::invalid(
            "amount",
            "is not more than the amount in dispute, and not zero",
        ));
    }
    if kind == Kind::First && partial == (amount == claim.value) {
        return Err(Refusal::invalid(
            "isPartialChargeback",
            "is true if the amount is less than the claim's value, and only then",
        ));
    }
    let upload = documents::attachment(body, state.document_size(&[claim.id]))?;
    let form = body.object("chargebackEbdfDocuments").is_some();
    check_form(upload.as_ref(), form, "chargebackEbdfDocuments")?;
    let filing = Filing {
        kind,
        amount,
        reason: reason.to_owned(),
        partial,
        message: body.text("messageText").map(str::to_owned),
        needs_document,
        refund_missing,
        document: upload.or_else(|| form.then(|| documents::form("EBDF"))),
    };
    let id = claim.id;
    file(state, ask, id, filing)
}

pub(super) fn create_debit(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    if state.network(claim) == Network::Gcms {
        return Err(Refusal::invalid(
            "claim-id",
            "is of a dual-message transaction, which is charged back with createChargeback",
        ));
    }
    let brand = body.needed("brand")?;
    let debit = brand == "MD";
    let reason = body.needed("reversalReasonCode")?;
    if !(1..=2).contains(&reason.len()) || !reason.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Refusal::invalid("reversalReasonCode", "has 1 or 2 letters or digits"));
    }
    let kind = match body.needed("usageCode")? {
        "1" => Kind::First,
        "2" => Kind::Second,
        _ => return Err(Refusal::invalid("usageCode", "is 1 or 2")),
    };
    let replacement = amount(body, "replacementAmount")?;
    if replacement > claim.value {
        return Err(Refusal::invalid(
            "replacementAmount",
            "is not more than the claim's value",
        ));
    }
    let double = match (replacement, body.text("chargebackType")) {
        (0, None) => {
            return Err(Refusal::invalid(
                "chargebackType",
                "is required when replacementAmount is zero",
            ));
        }
        (_, kind) => kind == Some("D"),
    };
    check_debit_conditions(body, debit, reason)?;
    if kind == Kind::Second {
        body.without(&["refundNotReceivedIndicator"], "is for first chargebacks")?;
    }
    let upload = documents::attachment(body, state.document_size(&[claim.id]))?;
    let disputed = claim.value - replacement;
    let filing = Filing {
        kind,
        amount: if double { 2 * disputed } else { disputed },
        reason: reason.to_owned(),
        partial: replacement > 0,
        message: body.text("additionalInformation").map(str::to_owned),
        needs_document: body.text("documentIndicator") == Some("1"),
        refund_missing: body.flag("refundNotReceivedIndicator")?.unwrap_or_default(),
        document: upload,
    };
    let id = claim.id;
    file(state, ask, id, filing)
}

/// The members that some reason codes and brands make necessary.
fn check_debit_conditions(body: Body<'_>, debit: bool, reason: &str) -> Outcome<()> {
    const WITH_CONTACT: [&str; 13] = [
        "12", "30", "69", "70", "71", "73", "75", "79", "80", "95", "96", "97", "98",
    ];
    let mut needed: Vec<&str> = Vec::new();
    if debit && reason == "34" {
        needed.push("acquirerFirstReferenceNumber");
    }
    if !debit && WITH_CONTACT.contains(&reason) {
        needed.extend([
            "adjustmentContactFax",
            "adjustmentContactName",
            "adjustmentContactPhone",
        ]);
    }
    if debit || ["70", "71"].contains(&reason) {
        needed.push("documentIndicator");
    }
    if reason == "02" {
        needed.extend(["documentType", "illegibleItemCd"]);
        if debit {
            needed.push("retrievalRequestDate");
        }
    }
    if reason == "49" {
        needed.push("program");
        if debit {
            needed.push("securityBulletinNumber");
        }
    }
    for name in needed {
        body.needed(name)?;
    }
    match body.text("acquirerFirstReferenceNumber") {
        Some(text) if !digits(text, 23, 23) => Err(Refusal::invalid("acquirerFirstReferenceNumber", "has 23 digits")),
        _ => Ok(()),
    }
}

/// The day on which a chargeback is settled in the countries that name one.
pub(super) fn check_settlement(body: Body<'_>, now: Time) -> Outcome<()> {
    let Some(day) = day(body, "settlementDate")? else {
        return Ok(());
    };
    let ahead = day - now.date_naive();
    if ahead < TimeDelta::zero() || ahead > TimeDelta::days(90) {
        return Err(Refusal::invalid("settlementDate", "is today or in the next 90 days"));
    }
    Ok(())
}

/// A form is made or documents are attached, never both.
pub(super) fn check_form(upload: Option<&Upload>, form: bool, name: &str) -> Outcome<()> {
    if upload.is_some() && form {
        return Err(Refusal::invalid(name, "does not go together with fileAttachment"));
    }
    Ok(())
}

fn file(state: &mut State, ask: &Ask<'_>, claim: u64, filing: Filing) -> Outcome {
    let now = ask.now;
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let held = state
        .claims
        .get(&claim)
        .and_then(|claim| Some((claim.stage, state.subject(claim)?.0.collaboration)))
        .is_some_and(|(stage, collaborates)| collaborates && stage != Stage::Rejected && filing.kind == Kind::First);
    let step = match filing.kind {
        Kind::First if held => Step::ChargeBackToCollaborate,
        Kind::First => Step::ChargeBack,
        Kind::Second => Step::PresentAgain,
    };
    let entry = state.claim_mut(claim)?;
    if !blind && entry.stage == Stage::Rejected && filing.kind == Kind::First {
        check_refile(entry, &filing, now)?;
    }
    entry.advance(step, blind, now)?;
    let currency = entry.currency;
    let id = state.next_chargeback();
    let reference = state.next_reference().to_string();
    let request = held.then(|| state.next_retrieval());
    let mut attached = Documents::default();
    let needs_document = filing.needs_document || filing.document.is_some();
    if let Some(document) = filing.document {
        attached.add(document, Party::Sender, false, now);
    }
    let entry = state.claim_mut(claim)?;
    entry.chargebacks.push(Chargeback {
        id,
        reference,
        kind: filing.kind,
        standing: Standing::Stands,
        rejected: None,
        amount: filing.amount,
        currency,
        reason: filing.reason,
        partial: filing.partial,
        message: filing.message,
        memo: None,
        voucher: None,
        needs_document,
        documents: attached,
        created: now,
        released: (!held).then_some(now),
        acknowledged: false,
    });
    if let Some(request) = request {
        entry.retrievals.push(Retrieval {
            id: request,
            collaboration: Some(now + COLLABORATION),
            reason: String::new(),
            document: "NONE".to_owned(),
            instructions: None,
            created: now,
            answer: None,
            verdict: None,
            documents: Documents::default(),
        });
    }
    state.remember(fingerprint, "chargebackId", id, now);
    Ok(json!({"chargebackId": id.to_string()}))
}

/// After a rejection in collaboration only a refund that never came, or a voucher that was declined, lets a
/// chargeback be filed again.
fn check_refile(claim: &Claim, filing: &Filing, now: Time) -> Outcome<()> {
    let Some(rejected) = claim
        .chargebacks
        .iter()
        .rev()
        .find(|chargeback| chargeback.rejected.is_some())
    else {
        return Ok(());
    };
    let answered = claim
        .retrievals
        .iter()
        .rev()
        .find_map(|retrieval| Some(retrieval.answer.as_ref()?.time));
    if rejected.rejected == Some(VOUCHER) {
        if rejected.voucher == Some(VOUCHER_DECLINED) {
            return Ok(());
        }
        return Err(Refusal::conflict(
            "The acquirer gave a credit voucher, which was not declined.",
            "chargebackId",
            rejected.id.to_string(),
        ));
    }
    if !filing.refund_missing {
        return Err(Refusal::conflict(
            "The acquirer refunds; only refundNotReceivedIndicator lets a chargeback follow.",
            "chargebackId",
            rejected.id.to_string(),
        ));
    }
    if answered.is_some_and(|answered| now - answered < REFUND_DUE) {
        return Err(Refusal::conflict(
            "The acquirer has 20 days for the refund.",
            "chargebackId",
            rejected.id.to_string(),
        ));
    }
    Ok(())
}

/// A chargeback that a path names, and where it is.
fn named(state: &State, ask: &Ask<'_>, network: Network) -> Outcome<(u64, usize)> {
    let claim = state.standard(ask.path("claim-id"))?;
    let index = claim
        .chargebacks
        .iter()
        .position(|chargeback| chargeback.id.to_string() == ask.path("chargeback-id"))
        .filter(|_| state.network(claim) == network)
        .ok_or_else(|| Refusal::unknown("chargeback-id"))?;
    Ok((claim.id, index))
}

pub(super) fn reverse(state: &mut State, ask: &Ask<'_>, network: Network) -> Outcome {
    let now = ask.now;
    let (claim, index) = named(state, ask, network)?;
    if network == Network::Mds {
        let body = ask.body();
        amount(body, "replacementAmount")?;
        if !["03", "82"].contains(&body.needed("reversalReasonCode")?) {
            return Err(Refusal::invalid("reversalReasonCode", "is 03 or 82"));
        }
    }
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let entry = state.claim_mut(claim)?;
    let (target, kind) = {
        let chargeback = &entry.chargebacks[index];
        let conflict = |description: &str| Refusal::conflict(description, "chargebackId", chargeback.id.to_string());
        if !blind {
            if !chargeback.stands() {
                return Err(conflict(
                    "What was reversed or rejected, or is a reversal, cannot be reversed.",
                ));
            }
            if !chargeback.is_processed(now) {
                return Err(conflict(
                    "The clearing system has not processed it yet; reverse it later.",
                ));
            }
        }
        (chargeback.clone(), chargeback.kind)
    };
    let standing = |chargeback: &&Chargeback| chargeback.kind == kind && chargeback.stands();
    if entry.chargebacks.iter().filter(standing).count() > 1 {
        // A duplicate: the dispute goes on with the other one.
        entry.check_open()?;
        entry.modified = now;
    } else {
        let step = match kind {
            Kind::First => Step::ReverseChargeback,
            Kind::Second => Step::ReversePresentment,
        };
        entry.advance(step, blind, now)?;
    }
    let id = state.next_chargeback();
    let entry = state.claim_mut(claim)?;
    entry.chargebacks[index].standing = Standing::Reversed;
    entry.chargebacks.push(Chargeback {
        id,
        standing: Standing::Reversal,
        needs_document: false,
        documents: Documents::default(),
        created: now,
        released: Some(now),
        acknowledged: true,
        ..target.clone()
    });
    state.forget("chargebackId", target.id);
    state.remember(fingerprint, "chargebackId", id, now);
    Ok(json!({"chargebackId": id.to_string()}))
}

pub(super) fn update(state: &mut State, ask: &Ask<'_>, network: Network) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let (claim, index) = named(state, ask, network)?;
    let upload = documents::attachment(body, state.document_size(&[claim]))?;
    let action = body.text("creditVoucherAction");
    if upload.is_some() == action.is_some() {
        return Err(Refusal::invalid(
            "creditVoucherAction",
            "is required without a fileAttachment, and goes not together with one",
        ));
    }
    if body.text("memo").is_some_and(|memo| memo.chars().count() > 100) {
        return Err(Refusal::invalid("memo", "has 1 to 100 characters"));
    }
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let entry = state.claim_mut(claim)?;
    if !blind {
        entry.check_open()?;
    }
    let chargeback = &mut entry.chargebacks[index];
    let id = chargeback.id;
    let conflict = |description: &str| Refusal::conflict(description, "chargebackId", id.to_string());
    if let Some(upload) = upload {
        if !blind {
            if chargeback.standing != Standing::Stands {
                return Err(conflict("It was reversed and takes no document any more."));
            }
            if now - chargeback.created > DOCUMENTS_DUE {
                return Err(conflict("Documents are due within eight days of the chargeback."));
            }
            let failed = chargeback.documents.progress(false, now) == Progress::Failed;
            if !chargeback.documents.is_empty() && !failed {
                return Err(conflict("It has its documents already."));
            }
        }
        chargeback.documents.drop_failed(Party::Sender, now);
        chargeback.documents.add(upload, Party::Sender, false, now);
        chargeback.needs_document = true;
    }
    if let Some(action) = action {
        if chargeback.voucher != Some(VOUCHER_OFFERED) && !blind {
            return Err(conflict("There is no credit voucher to accept or to decline."));
        }
        chargeback.voucher = match action {
            "ACCEPT" => Some(VOUCHER_ACCEPTED),
            "DECLINE" => Some(VOUCHER_DECLINED),
            _ => return Err(Refusal::invalid("creditVoucherAction", "is ACCEPT or DECLINE")),
        };
    }
    chargeback.memo = body.text("memo").map(str::to_owned);
    entry.modified = now;
    state.remember(fingerprint, "chargebackId", id, now);
    Ok(json!({"chargebackId": id.to_string()}))
}

pub(super) fn download(state: &State, ask: &Ask<'_>, network: Network) -> Outcome {
    let format = ask.query("format")?;
    let (claim, index) = named(state, ask, network)?;
    let chargeback = state
        .claims
        .get(&claim)
        .and_then(|claim| claim.chargebacks.get(index))
        .ok_or_else(|| Refusal::unknown("chargeback-id"))?;
    chargeback
        .documents
        .download(format, &format!("CB_{}", chargeback.id), ask.now)
}

/// Refuses lists that are longer than what is taken.
pub(super) fn list<'a>(body: Body<'a>, name: &str, most: usize) -> Outcome<&'a [Value]> {
    let list = body.list(name);
    if list.is_empty() || list.len() > most {
        return Err(Refusal::invalid(name, format!("has 1 to {most} items")));
    }
    Ok(list)
}

/// The chargeback that an item of a list names.
fn listed(state: &State, item: &Value, network: Network) -> Option<(u64, usize)> {
    let item = Body(item);
    let claim = state.claims.get(&identifier(item.text("claimId")?)?)?;
    let id = identifier(item.text("chargebackId")?)?;
    let index = claim.chargebacks.iter().position(|chargeback| chargeback.id == id)?;
    (state.network(claim) == network).then_some((claim.id, index))
}

pub(super) fn status(state: &State, ask: &Ask<'_>, network: Network) -> Outcome {
    let mut answers = Vec::new();
    for (index, item) in list(ask.body(), "chargebackList", MOST_ASKED)?.iter().enumerate() {
        let unknown = || Refusal::unknown(&format!("chargebackList[{index}]"));
        let (claim, index) = listed(state, item, network).ok_or_else(unknown)?;
        let chargeback = state
            .claims
            .get(&claim)
            .and_then(|claim| claim.chargebacks.get(index))
            .ok_or_else(unknown)?;
        answers.push(json!({
            "chargebackId": chargeback.id.to_string(),
            "claimId": claim.to_string(),
            "status": chargeback.documents.progress(chargeback.needs_document, ask.now).text(),
        }));
    }
    Ok(json!({"chargebackResponseList": answers}))
}

pub(super) fn acknowledge(state: &mut State, ask: &Ask<'_>, network: Network) -> Outcome {
    let mut answers = Vec::new();
    for item in list(ask.body(), "chargebackList", MOST_ACKNOWLEDGED)? {
        let id = Body(item).text("chargebackId").unwrap_or_default();
        answers.push(match acknowledge_one(state, item, network, ask.now) {
            Ok(()) => json!({"chargebackId": id, "status": "SUCCESS"}),
            Err(reason) => json!({"chargebackId": id, "status": "FAILURE", "failureReason": reason}),
        });
    }
    Ok(json!({"chargebackResponseList": answers}))
}

fn acknowledge_one(state: &mut State, item: &Value, network: Network, now: Time) -> Result<(), &'static str> {
    let (claim, index) = listed(state, item, network).ok_or("There is no such item.")?;
    let claim = state.claims.get_mut(&claim).ok_or("There is no such item.")?;
    let chargeback = claim.chargebacks.get_mut(index).ok_or("There is no such item.")?;
    if chargeback.acknowledged {
        return Err("The item was acknowledged before.");
    }
    if !chargeback.stands() {
        return Err("The item was reversed or rejected.");
    }
    if !chargeback.is_processed(now) {
        return Err("The clearing system has not processed the item yet.");
    }
    chargeback.acknowledged = true;
    claim.modified = now;
    Ok(())
}

/// Rejects the chargeback that waits for the acquirer.
pub(super) fn reject(claim: &mut Claim, why: &'static str) {
    for chargeback in &mut claim.chargebacks {
        if chargeback.stands() && chargeback.released.is_none() {
            chargeback.rejected = Some(why);
            chargeback.voucher = (why == VOUCHER).then_some(VOUCHER_OFFERED);
        }
    }
}

/// A chargeback in the detail of its claim.
pub(super) fn detail(claim: &Claim, chargeback: &Chargeback, now: Time) -> Value {
    compact(json!({
        "currency": chargeback.currency,
        "createDate": date(chargeback.created),
        "documentIndicator": chargeback.needs_document.to_string(),
        "messageText": chargeback.message.as_ref().map(|text| text.chars().take(100).collect::<String>()),
        "amount": decimal(chargeback.amount),
        "reasonCode": chargeback.reason,
        "isPartialChargeback": chargeback.partial,
        "chargebackType": chargeback.kind.text(),
        "chargebackId": chargeback.id.to_string(),
        "claimId": claim.id.to_string(),
        "reversed": chargeback.standing == Standing::Reversed,
        "reversal": chargeback.standing == Standing::Reversal,
        "chargebackRefNum": chargeback.reference,
        "documentStatus": chargeback.documents.progress(chargeback.needs_document, now).text(),
        "rejectReason": chargeback.rejected,
        "creditVoucherStatus": chargeback.voucher,
    }))
}

pub(super) fn load_data(state: &State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    let first = body.needed("chargebackType")? == "CHARGEBACK";
    if body
        .text("currency")
        .is_some_and(|text| currency(text) != Some(claim.currency))
    {
        return Err(Refusal::invalid("currency", "is the claim's currency"));
    }
    let reasons = if first { FIRST_REASONS } else { SECOND_REASONS };
    let wanted = body.text("reasonCode");
    let reasons: Vec<Value> = reasons
        .iter()
        .filter(|(code, _)| wanted.is_none_or(|wanted| wanted == *code))
        .map(|(code, meaning)| pair(code, &format!("{code} - {meaning}")))
        .collect();
    let value = match (first, claim.standing(Kind::First)) {
        (false, Some(chargeback)) => chargeback.amount,
        _ => claim.value,
    };
    Ok(json!({
        "currencies": [pair(claim.currency, claim.currency)],
        "docIndicators": [pair("0", "0 - No document"), pair("1", "1 - A document goes along")],
        "messageTexts": [pair("SEE DOCUMENT", "SEE DOCUMENT")],
        "reasonCodes": reasons,
        "amount": pair(claim.currency, &decimal(value)),
    }))
}

/// The reason codes of first chargebacks of dual-message transactions, and what they are for.
const FIRST_REASONS: &[(&str, &str)] = &[
    ("4808", "Authorization"),
    ("4834", "Point of interaction"),
    ("4837", "Cardholder did not authorize"),
    ("4853", "Cardholder disputes"),
    ("4860", "Credit not processed"),
    ("4870", "Chip liability"),
    ("4871", "Chip and PIN liability"),
];
/// The reason codes of second presentments, and what they are for.
const SECOND_REASONS: &[(&str, &str)] = &[
    ("2700", "Evidence attached"),
    ("2701", "Charged back twice"),
    ("2702", "Charged back too late"),
    ("2713", "Chargeback not valid"),
    (REFUNDED, "Refund in collaboration"),
    (VOUCHER, "Credit voucher in collaboration"),
];

/// All reason codes, for people: of which kind, the code, and what it is for.
pub(super) fn reasons() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let of = |kind: &'static str, codes: &'static [(&'static str, &'static str)]| {
        codes.iter().map(move |(code, meaning)| (kind, *code, *meaning))
    };
    of("first chargeback", FIRST_REASONS).chain(of("second presentment", SECOND_REASONS))
}

/// A choice that one of the operations offers.
pub(super) fn pair(name: &str, value: &str) -> Value {
    json!({"name": name, "value": value})
}
