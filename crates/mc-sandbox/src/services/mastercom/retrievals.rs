//! Retrieval requests, the acquirer's answers to them, and the issuer's verdicts.

use serde_json::{Value, json};

use super::ask::Ask;
use super::chargebacks::{self, MOST_ASKED, list, pair};
use super::documents::{self, Documents, Party};
use super::lifecycle::Step;
use super::refusal::{Outcome, Refusal};
use super::state::{Answer, Claim, Network, Retrieval, Seen, State, Time, Verdict};
use super::values::{Body, amount, compact, date, decimal, identifier, minute, moment};

/// The reasons that are still taken: a healthcare audit, by each system's own code.
const AUDIT: &str = "6343";
const DEBIT_AUDIT: &str = "43";

pub(super) fn create(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    if state.network(claim) == Network::Mds {
        return Err(Refusal::invalid(
            "claim-id",
            "is of a single-message transaction, which has a retrieval request of its own",
        ));
    }
    if body.needed("retrievalRequestReason")? != AUDIT {
        return Err(Refusal::invalid("retrievalRequestReason", "is 6343"));
    }
    let document = document(body, "docNeeded")?;
    let instructions = body.needed("instructionsForHealthcare")?;
    if !(16..=200).contains(&instructions.chars().count()) {
        return Err(Refusal::invalid(
            "instructionsForHealthcare",
            "has 16 to 200 characters",
        ));
    }
    let id = claim.id;
    request(state, ask, id, AUDIT, document, Some(instructions.to_owned()))
}

pub(super) fn create_debit(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let claim = state.standard(ask.path("claim-id"))?;
    if state.network(claim) == Network::Gcms {
        return Err(Refusal::invalid(
            "claim-id",
            "is of a dual-message transaction, which has a retrieval request of its own",
        ));
    }
    if body.needed("reversalReasonCode")? != DEBIT_AUDIT {
        return Err(Refusal::invalid("reversalReasonCode", "is 43"));
    }
    let document = document(body, "documentType")?;
    amount(body, "replacementAmount")?;
    body.needed("usageCode")?;
    let note = body.text("additionalInformation").map(str::to_owned);
    let id = claim.id;
    request(state, ask, id, DEBIT_AUDIT, document, note)
}

fn document(body: Body<'_>, name: &str) -> Outcome<String> {
    match body.needed(name)? {
        kind @ ("2" | "4") => Ok(kind.to_owned()),
        _ => Err(Refusal::invalid(name, "is 2 or 4")),
    }
}

fn request(
    state: &mut State,
    ask: &Ask<'_>,
    claim: u64,
    reason: &str,
    document: String,
    instructions: Option<String>,
) -> Outcome {
    let now = ask.now;
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    state.claim_mut(claim)?.advance(Step::RequestDocument, blind, now)?;
    let id = state.next_retrieval();
    state.claim_mut(claim)?.retrievals.push(Retrieval {
        id,
        collaboration: None,
        reason: reason.to_owned(),
        document,
        instructions,
        created: now,
        answer: None,
        verdict: None,
        documents: Documents::default(),
    });
    state.remember(fingerprint, "requestId", id, now);
    Ok(json!({"requestId": id.to_string()}))
}

/// The request that a path names.
fn named(state: &State, ask: &Ask<'_>) -> Outcome<(u64, usize)> {
    let claim = state.standard(ask.path("claim-id"))?;
    let index = claim
        .retrievals
        .iter()
        .position(|retrieval| retrieval.id.to_string() == ask.path("request-id"))
        .ok_or_else(|| Refusal::unknown("request-id"))?;
    Ok((claim.id, index))
}

/// The request that a path names, if it is one of that system.
fn named_of(state: &State, ask: &Ask<'_>, network: Network) -> Outcome<(u64, usize)> {
    let (claim, index) = named(state, ask)?;
    match state.claims.get(&claim) {
        Some(found) if state.network(found) == network => Ok((claim, index)),
        _ => Err(Refusal::unknown("request-id")),
    }
}

pub(super) fn fulfil(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let (claim, index) = named(state, ask)?;
    let code = body.needed("acquirerResponseCd")?;
    check_refund(body, code)?;
    let upload = documents::attachment(body, state.document_size(&[claim]))?;
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let claim = state.claim_mut(claim)?;
    let collaborates = claim.retrievals[index].collaboration.is_some();
    let id = claim.retrievals[index].id;
    let step = match (collaborates, code) {
        (true, "A" | "E") => Step::EndCollaboration,
        (true, "B" | "C") => Step::SettleInCollaboration,
        (false, "F" | "G" | "H") => Step::Fulfil,
        (true, _) => {
            return Err(Refusal::invalid(
                "acquirerResponseCd",
                "is A, B, C or E in answer to a request to collaborate",
            ));
        }
        (false, _) => {
            return Err(Refusal::invalid(
                "acquirerResponseCd",
                "is F, G or H in answer to a request for a document",
            ));
        }
    };
    if collaborates && upload.is_some() {
        return Err(Refusal::invalid("fileAttachment", "is for requests for a document"));
    }
    if claim.retrievals[index].answer.is_some() && !blind {
        return Err(Refusal::conflict(
            "The request was answered.",
            "requestId",
            id.to_string(),
        ));
    }
    claim.advance(step, blind, now)?;
    match step {
        Step::EndCollaboration => {
            for chargeback in &mut claim.chargebacks {
                chargeback.released.get_or_insert(now);
            }
        }
        Step::SettleInCollaboration => {
            let voucher = body.text("refundReversalType") == Some("CREDIT VOUCHER");
            chargebacks::reject(
                claim,
                if voucher {
                    chargebacks::VOUCHER
                } else {
                    chargebacks::REFUNDED
                },
            );
        }
        _ => {}
    }
    let text = |name: &str| body.text(name).map(str::to_owned);
    let retrieval = &mut claim.retrievals[index];
    retrieval.answer = Some(Answer {
        code: code.to_owned(),
        memo: text("memo"),
        refund: text("refundReversalType"),
        refund_date: text("refundReversalDate"),
        refund_amount: text("refundReversalAmount"),
        refund_currency: text("refundReversalCurrency"),
        refund_reference: text("refundReversalReferenceId"),
        time: now,
    });
    if let Some(upload) = upload {
        retrieval.documents.add(upload, Party::Receiver, false, now);
    }
    state.remember(fingerprint, "requestId", id, now);
    Ok(json!({"requestId": id.to_string()}))
}

/// Which of the refund's members go with which answer.
fn check_refund(body: Body<'_>, code: &str) -> Outcome<()> {
    const ALL: [&str; 4] = [
        "refundReversalType",
        "refundReversalDate",
        "refundReversalAmount",
        "refundReversalCurrency",
    ];
    let kind = match code {
        "B" => Some(body.needed("refundReversalType")?),
        "C" => body.text("refundReversalType"),
        _ => {
            body.without(&ALL, "is for the answers B and C")?;
            None
        }
    };
    match kind {
        None => body.without(&ALL, "goes with a refundReversalType")?,
        Some("REFUND") => {
            body.needed("refundReversalDate")?;
            body.without(&ALL[2..], "is for credit vouchers")?;
        }
        Some("CREDIT VOUCHER") if code == "B" => {
            if body.text("refundReversalAmount").is_some() {
                amount(body, "refundReversalAmount")?;
            }
        }
        Some(_) => {
            return Err(Refusal::invalid(
                "refundReversalType",
                "is REFUND, or CREDIT VOUCHER with the answer B",
            ));
        }
    }
    minute(body, "refundReversalDate")?;
    Ok(())
}

pub(super) fn respond(state: &mut State, ask: &Ask<'_>, network: Network) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let (claim, index) = named_of(state, ask, network)?;
    let code = body.needed("issuerResponseCd")?;
    match code {
        "APPROVE" => body.without(&["rejectReasonCd"], "is for rejections")?,
        "REJECT_DOCUMENTATION_NOT_AS_REQUIRED" => {}
        "REJECT_ILLEGIBLE_OR_MISSING" => {
            body.needed("rejectReasonCd")?;
        }
        _ => {
            return Err(Refusal::invalid(
                "issuerResponseCd",
                "is APPROVE or one of the two rejections",
            ));
        }
    }
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let claim = state.claim_mut(claim)?;
    let id = claim.retrievals[index].id;
    if claim.retrievals[index].verdict.is_some() && !blind {
        return Err(Refusal::conflict(
            "The fulfilment was judged.",
            "requestId",
            id.to_string(),
        ));
    }
    claim.advance(Step::JudgeFulfilment, blind, now)?;
    claim.retrievals[index].verdict = Some(Verdict {
        code: code.to_owned(),
        reason: body.text("rejectReasonCd").map(str::to_owned),
        memo: body.text("memo").map(str::to_owned),
        time: now,
    });
    state.remember(fingerprint, "requestId", id, now);
    Ok(json!({"requestId": id.to_string()}))
}

pub(super) fn download(state: &State, ask: &Ask<'_>, network: Network) -> Outcome {
    let format = ask.query("format")?;
    let (claim, index) = named_of(state, ask, network)?;
    let retrieval = state
        .claims
        .get(&claim)
        .and_then(|claim| claim.retrievals.get(index))
        .ok_or_else(|| Refusal::unknown("request-id"))?;
    retrieval
        .documents
        .download(format, &format!("RT_{}", retrieval.id), ask.now)
}

pub(super) fn status(state: &State, ask: &Ask<'_>, network: Network) -> Outcome {
    let mut answers = Vec::new();
    for (index, item) in list(ask.body(), "retrievalList", MOST_ASKED)?.iter().enumerate() {
        let (claim, retrieval) =
            listed(state, item, network).ok_or_else(|| Refusal::unknown(&format!("retrievalList[{index}]")))?;
        answers.push(json!({
            "claimId": claim.id.to_string(),
            "requestId": retrieval.id.to_string(),
            "status": progress(retrieval, ask.now),
        }));
    }
    Ok(json!({"retrievalResponseList": answers}))
}

fn listed<'a>(state: &'a State, item: &Value, network: Network) -> Option<(&'a Claim, &'a Retrieval)> {
    let item = Body(item);
    let claim = state.claims.get(&identifier(item.text("claimId")?)?)?;
    let id = identifier(item.text("requestId")?)?;
    let retrieval = claim.retrievals.iter().find(|retrieval| retrieval.id == id)?;
    (state.network(claim) == network).then_some((claim, retrieval))
}

/// The state of a request's documents: one that waits for its answer waits for a document, too.
pub(super) fn progress(retrieval: &Retrieval, now: Time) -> &'static str {
    let waits = retrieval.collaboration.is_none() && retrieval.answer.is_none();
    retrieval.documents.progress(waits, now).text()
}

/// A request in the detail of its claim.
pub(super) fn summary(state: &State, claim: &Claim, retrieval: &Retrieval) -> Value {
    let subject = state.subject(claim);
    let answer = retrieval.answer.as_ref();
    let verdict = retrieval.verdict.as_ref();
    let refund = answer.and_then(|answer| answer.refund.as_deref());
    let wanted = match (retrieval.collaboration, refund) {
        (None, _) => retrieval.document.as_str(),
        (Some(_), Some("CREDIT VOUCHER")) => "Credit Voucher",
        (Some(_), _) if answer.is_some_and(|answer| ["B", "C"].contains(&answer.code.as_str())) => "Refund",
        (Some(_), _) => "NONE",
    };
    compact(json!({
        "acquirerRefNum": subject.map(|(_, clearing)| &clearing.reference),
        "acquirerResponseCd": answer.map(|answer| &answer.code),
        "acquirerMemo": answer.map(|answer| &answer.memo),
        "acquirerResponseDt": answer.map(|answer| date(answer.time)),
        "amount": decimal(claim.value),
        "currency": claim.currency,
        "claimId": claim.id.to_string(),
        "createDate": date(retrieval.created),
        "docNeeded": wanted,
        "issuerResponseCd": verdict.map(|verdict| &verdict.code),
        "issuerRejectRsnCd": verdict.map(|verdict| &verdict.reason),
        "issuerMemo": verdict.map(|verdict| &verdict.memo),
        "issuerResponseDt": verdict.map(|verdict| date(verdict.time)),
        "primaryAcctNum": subject.map(|(transaction, _)| &transaction.account),
        "requestId": retrieval.id.to_string(),
        "retrievalRequestReason": (!retrieval.reason.is_empty()).then_some(&retrieval.reason),
        "chargebackRefNum": claim.chargebacks.last().map(|chargeback| &chargeback.reference),
        "acquirerResponseNotificationStatus": answer.map(|_| "PROCESSED"),
        "instructionsForHealthcare": retrieval.instructions,
        "refundReversalDate": answer.map(|answer| &answer.refund_date),
        "refundReversalAmount": answer.map(|answer| &answer.refund_amount),
        "refundReversalCurrency": answer.map(|answer| &answer.refund_currency),
        "refundReversalType": refund,
        "refundReversalReferenceId": answer.map(|answer| &answer.refund_reference),
        "collaborationExpirationDateTime": retrieval.collaboration.map(moment),
    }))
}

pub(super) fn load_data(state: &State, ask: &Ask<'_>) -> Outcome {
    state.standard(ask.path("claim-id"))?;
    Ok(json!({
        "docNeeded": [pair("2", "2 - Copy of the document"), pair("4", "4 - Substitute for the document")],
        "reasonCodes": [pair(AUDIT, "6343 - Healthcare audit")],
    }))
}
