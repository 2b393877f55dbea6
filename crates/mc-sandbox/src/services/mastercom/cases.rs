//! Cases: pre-arbitration, arbitration, pre-compliance and compliance.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::ask::Ask;
use super::chargebacks::{MOST_ASKED, check_form, list};
use super::claims::fresh;
use super::documents::{self, Documents, Party, Progress};
use super::lifecycle::{CaseKind, CaseState, CaseStep, Step};
use super::refusal::{Outcome, Refusal};
use super::state::{Case, Seen, Standing, State, Subject, Time};
use super::values::{Body, amount, currency, day, days, digits};

/// For how long the receiver may answer if the sender does not say.
const ANSWER: TimeDelta = TimeDelta::days(30);

/// What a case keeps of what was filed.
const KEPT: [&str; 12] = [
    "customerFilingNumber",
    "filedAgainstIca",
    "filingAs",
    "filingIca",
    "memo",
    "messageText",
    "chargebackReasonCode",
    "updatedChargebackReasonCode",
    "merchantName",
    "violationCode",
    "violationDate",
    "chargebackDate",
];

pub(super) fn create(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let kind =
        CaseKind::from_code(body.needed("caseType")?).ok_or_else(|| Refusal::invalid("caseType", "is 1, 2, 3 or 4"))?;
    let references: Vec<String> = body
        .list("chargebackRefNum")
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    check_filing(body, kind, &references)?;
    let disputed = amount(body, "disputeAmount")?;
    let code = body.needed("currencyCode")?;
    let due = day(body, "dueDate")?.unwrap_or((now + ANSWER).date_naive());
    let (standard, account) = concerned(state, body, &references)?;
    let upload = documents::attachment(body, state.document_size(&standard))?;
    let form = body.object("caseFilingEbdfDocuments").is_some();
    check_form(upload.as_ref(), form, "caseFilingEbdfDocuments")?;

    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    if !blind {
        for claim in &standard {
            state.claim_mut(*claim)?.check_open()?;
        }
    }
    if kind.is_arbitration()
        && let Some(claim) = standard.first()
    {
        let step = match kind {
            CaseKind::PreArbitration => Step::FilePreArbitration,
            _ => Step::FileArbitration,
        };
        // Tried on a copy first: an earlier case may still have to be answered.
        state.claim_mut(*claim)?.clone().advance(step, blind, now)?;
        if kind == CaseKind::Arbitration && !blind {
            succeed(state, *claim, now)?;
        }
        state.claim_mut(*claim)?.advance(step, blind, now)?;
    }

    let id = state.next_case();
    let claim = state.next_claim();
    let subject = Subject::Case {
        case: id,
        standard: standard.clone(),
    };
    let mut entry = fresh(claim, subject, disputed, currency(code).unwrap_or("USD"), true, now);
    entry.cases.push(id);
    entry.due = due;
    state.claims.insert(claim, entry);
    for claim in &standard {
        let claim = state.claim_mut(*claim)?;
        claim.cases.push(id);
        claim.modified = now;
    }
    let mut attached = Documents::default();
    if let Some(upload) = upload {
        attached.add(upload, Party::Sender, false, now);
    } else if form {
        attached.add(documents::form("EBDF"), Party::Sender, false, now);
    }
    let filed: BTreeMap<&'static str, String> = KEPT
        .into_iter()
        .chain(["creditDate"])
        .filter_map(|name| Some((name, body.text(name)?.to_owned())))
        .collect();
    state.cases.insert(
        id,
        Case {
            id,
            claim,
            standard,
            kind,
            state: CaseState::New,
            ruled_from: now,
            due,
            references,
            account,
            amount: disputed,
            currency: code.to_owned(),
            history: vec![("CREATECASE", body.text("memo").map(str::to_owned), now)],
            filed,
            documents: attached,
            ruled: None,
        },
    );
    state.remember(fingerprint, "caseId", id, now);
    Ok(json!({"caseId": id.to_string()}))
}

/// The members that a kind of case makes necessary.
fn check_filing(body: Body<'_>, kind: CaseKind, references: &[String]) -> Outcome<()> {
    for name in ["filingAs", "filingIca", "filedAgainstIca", "memo"] {
        body.needed(name)?;
    }
    if references.iter().any(|reference| !digits(reference, 1, 10)) {
        return Err(Refusal::invalid("chargebackRefNum", "has 1 to 10 digits"));
    }
    if kind.is_arbitration() {
        if references.len() != 1 {
            return Err(Refusal::invalid(
                "chargebackRefNum",
                "has one item for this type of case",
            ));
        }
        body.needed("chargebackReasonCode")?;
        body.needed("merchantName")?;
        if body.text("changeReasonCodeFlag") == Some("Y") {
            body.needed("updatedChargebackReasonCode")?;
            body.needed("changeReasonCodeReason")?;
        }
    } else {
        let violation = body.needed("violationCode")?;
        body.needed("violationDate")?;
        if violation == "1.4" {
            body.needed("chargebackDate")?;
            body.needed("creditDate")?;
        }
        if references.is_empty() {
            body.needed("primaryAccountNum")?;
            body.needed("acquirerRefNum")?;
        }
    }
    for name in ["violationDate", "chargebackDate", "creditDate"] {
        day(body, name)?;
    }
    Ok(())
}

/// The claims that a case is about, and the account number.
fn concerned(state: &State, body: Body<'_>, references: &[String]) -> Outcome<(Vec<u64>, Option<String>)> {
    let mut claims: Vec<u64> = Vec::new();
    for reference in references {
        let claim = state
            .claims
            .values()
            .find(|claim| {
                let mut chargebacks = claim.chargebacks.iter();
                chargebacks
                    .any(|chargeback| chargeback.standing != Standing::Reversal && chargeback.reference == *reference)
            })
            .ok_or_else(|| Refusal::unknown("chargebackRefNum"))?;
        if !claims.contains(&claim.id) {
            claims.push(claim.id);
        }
    }
    if let Some(claim) = claims.first().and_then(|id| state.claims.get(id)) {
        let account = state.subject(claim).map(|(transaction, _)| transaction.account.clone());
        return Ok((claims, account));
    }
    let account = body.needed("primaryAccountNum")?;
    let reference = body.needed("acquirerRefNum")?;
    let place = state.transactions.iter().enumerate().find_map(|(index, transaction)| {
        let mut clearings = transaction.clearings.iter();
        let clearing = clearings.position(|clearing| clearing.reference == reference)?;
        (transaction.account == account).then_some((index, clearing))
    });
    let Some((transaction, clearing)) = place else {
        return Err(Refusal::unknown("acquirerRefNum"));
    };
    let claims = state
        .claims
        .values()
        .filter(|claim| {
            matches!(claim.subject, Subject::Transaction { transaction: of, clearing: at } if of == transaction && at == clearing)
        })
        .map(|claim| claim.id)
        .collect();
    Ok((claims, Some(account.to_owned())))
}

/// Ends the pre-arbitration case that an arbitration case follows.
fn succeed(state: &mut State, claim: u64, now: Time) -> Outcome<()> {
    let before = state
        .claims
        .get(&claim)
        .into_iter()
        .flat_map(|claim| claim.cases.iter().rev())
        .find(|id| {
            let case = state.cases.get(id);
            case.is_some_and(|case| case.kind == CaseKind::PreArbitration && case.is_live())
        })
        .copied();
    let Some(case) = before.and_then(|id| state.cases.get_mut(&id)) else {
        return Ok(());
    };
    case.advance(escalation(case, now), "An arbitration case")?;
    case.state = CaseState::Succeeded;
    case.history.push(("ESCALATE", None, now));
    let claim = case.claim;
    if let Some(claim) = state.claims.get_mut(&claim) {
        claim.open = false;
        claim.modified = now;
    }
    Ok(())
}

/// An escalation, which needs no rejection once the receiver let the due date pass.
fn escalation(case: &Case, now: Time) -> CaseStep {
    if case.state == CaseState::New && now.date_naive() > case.due {
        CaseStep::EscalateUnanswered
    } else {
        CaseStep::Escalate
    }
}

pub(super) fn update(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let now = ask.now;
    let body = ask.body();
    let id = state.case(ask.path("case-id"), "case-id")?.id;
    let action = body.needed("action")?;
    let case = state.case(ask.path("case-id"), "case-id")?;
    let (step, word) = match action {
        "ACCEPT" => (CaseStep::Accept, "ACCEPT"),
        "REJECT" => (CaseStep::Reject, "REJECT"),
        "REBUT" => (CaseStep::Rebut, "REBUT"),
        "ESCALATE" => (escalation(case, now), "ESCALATE"),
        "WITHDRAW" => (CaseStep::Withdraw, "WITHDRAW"),
        "DOC_RETRY" => (CaseStep::RetryDocument, "MODIFYCASE"),
        _ => {
            return Err(Refusal::invalid(
                "action",
                "is ACCEPT, REJECT, REBUT, ESCALATE, WITHDRAW or DOC_RETRY",
            ));
        }
    };
    let memo = match step {
        CaseStep::Accept | CaseStep::Reject | CaseStep::Rebut | CaseStep::RetryDocument => Some(body.needed("memo")?),
        _ => body.text("memo"),
    };
    let party =
        |name: &str| Party::from_code(body.needed(name)?).ok_or_else(|| Refusal::invalid(name, "is SND or REC"));
    let party = match step {
        CaseStep::Rebut => party("rebuttedAs")?,
        CaseStep::RetryDocument => party("docRetryAs")?,
        CaseStep::Accept | CaseStep::Reject => Party::Receiver,
        _ => Party::Sender,
    };
    if step != CaseStep::RetryDocument {
        body.without(&["docRetryAs"], "is for the action DOC_RETRY")?;
    }
    let mut concerned = case.standard.clone();
    concerned.push(case.claim);
    let upload = documents::attachment(body, state.document_size(&concerned))?;
    if step == CaseStep::RetryDocument && upload.is_none() {
        return Err(Refusal::invalid("fileAttachment", "is required for DOC_RETRY"));
    }
    let fingerprint = ask.fingerprint();
    let blind = state.seen(fingerprint, now)? == Seen::Unnoticed;
    let case = state.cases.get_mut(&id).ok_or_else(|| Refusal::unknown("case-id"))?;
    if !blind {
        let failed = case
            .documents
            .iter()
            .any(|document| document.party == party && document.progress(now) == Progress::Failed);
        if step == CaseStep::RetryDocument && !failed {
            return Err(Refusal::conflict(
                "No document of this party has failed.",
                "caseId",
                id.to_string(),
            ));
        }
        case.advance(step, action)?;
        if matches!(step, CaseStep::Escalate | CaseStep::EscalateUnanswered) {
            case.kind = case.kind.escalated();
            case.ruled_from = now;
        }
    }
    if let Some(upload) = upload {
        case.documents.drop_failed(party, now);
        case.documents.add(upload, party, step == CaseStep::Rebut, now);
    }
    case.history.push((word, memo.map(str::to_owned), now));
    let effect = match step {
        CaseStep::Accept => Some(Step::AcceptCase),
        CaseStep::Withdraw => Some(Step::WithdrawCase),
        CaseStep::Escalate | CaseStep::EscalateUnanswered => Some(Step::EscalateCase),
        _ => None,
    };
    match effect {
        Some(effect) if !blind => state.settle(id, effect, now),
        _ => touch(state, id, now),
    }
    if step == CaseStep::Withdraw && !blind {
        state.forget("caseId", id);
    }
    state.remember(fingerprint, "caseId", id, now);
    Ok(json!({"caseId": id.to_string()}))
}

fn touch(state: &mut State, case: u64, now: Time) {
    let Some(case) = state.cases.get(&case) else {
        return;
    };
    for id in case.standard.iter().chain([&case.claim]) {
        if let Some(claim) = state.claims.get_mut(id) {
            claim.modified = now;
        }
    }
}

pub(super) fn download(state: &State, ask: &Ask<'_>) -> Outcome {
    let format = ask.query("format")?;
    let case = state.case(ask.path("case-id"), "case-id")?;
    case.documents.download(format, &format!("CS_{}", case.id), ask.now)
}

pub(super) fn status(state: &State, ask: &Ask<'_>) -> Outcome {
    let mut answers = Vec::new();
    for (index, item) in list(ask.body(), "caseFilingList", MOST_ASKED)?.iter().enumerate() {
        let case = state.case(Body(item).needed("caseId")?, &format!("caseFilingList[{index}].caseId"))?;
        answers.push(json!({"caseId": case.id.to_string(), "status": composed(case, ask.now)}));
    }
    Ok(json!({"caseFilingResponseList": answers}))
}

/// State, party, moment and whether it was a rebuttal, in one text.
fn composed(case: &Case, now: Time) -> String {
    let Some(document) = case.documents.latest() else {
        return "UNAVAILABLE".to_owned();
    };
    format!(
        "{}_{}_{}{}",
        document.progress(now).text(),
        document.party.code(),
        document.processed().format("%-m/%-d/%Y %-I:%M:%S %p"),
        if document.rebuttal { "_REBUT" } else { "" }
    )
}

pub(super) fn search(state: &State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let wanted = body.needed("status")?;
    if !["COMPLETED", "FAILED", "UNPROCESSED"].contains(&wanted) {
        return Err(Refusal::invalid("status", "is COMPLETED, FAILED or UNPROCESSED"));
    }
    let (first, last): (NaiveDate, NaiveDate) = days(body, "startDate", "endDate")?;
    let found: Vec<Value> = state
        .cases
        .values()
        .filter(|case| {
            case.documents.iter().any(|document| {
                document.progress(ask.now).searched() == wanted
                    && (first..=last).contains(&document.processed().date_naive())
            })
        })
        .map(|case| json!({"caseId": case.id.to_string(), "status": wanted}))
        .collect();
    Ok(json!({"caseFilingImageStatusList": found}))
}

pub(super) fn claims(state: &State, ask: &Ask<'_>) -> Outcome {
    let mut answers = Vec::new();
    for (index, item) in list(ask.body(), "caseFilingList", MOST_ASKED)?.iter().enumerate() {
        let case = state.case(Body(item).needed("caseId")?, &format!("caseFilingList[{index}].caseId"))?;
        answers.push(json!({"caseId": case.id.to_string(), "claimId": case.claim.to_string()}));
    }
    Ok(json!({"caseFilingResponseList": answers}))
}
