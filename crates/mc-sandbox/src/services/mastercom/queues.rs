//! Queues: which claims wait for whom, worked out from the state of each claim.

use std::cmp::Reverse;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::ask::Ask;
use super::claims::summary;
use super::documents::Progress;
use super::lifecycle::{CaseState, Stage};
use super::refusal::{Outcome, Refusal};
use super::state::{Claim, Kind, State, Subject, Time};
use super::values::{digits, minute};

/// More claims than this are only given page by page.
pub(super) const MOST_AT_ONCE: usize = 10_000;

/// How many claims a page has.
pub(super) const PAGE: usize = 2_000;

/// The longest range of dates for which the number of pages is exact.
const EXACT: TimeDelta = TimeDelta::days(5);

/// A queue: its name, what it holds in words, and by rule.
struct Queue {
    name: &'static str,
    description: &'static str,
    holds: fn(&State, &Claim, Time) -> bool,
}

/// The queues' names, and what is in them.
pub(super) fn described() -> impl Iterator<Item = (&'static str, &'static str)> {
    QUEUES.iter().map(|queue| (queue.name, queue.description))
}

/// The queues; the first that holds a claim is where the claim's detail says that it is.
const QUEUES: [Queue; 15] = [
    Queue {
        name: "Closed",
        description: "Closed claims",
        holds: |_, claim, _| !claim.open,
    },
    Queue {
        name: "Rejects",
        description: "Claims whose chargeback was rejected",
        holds: |_, claim, _| claim.open && claim.stage == Stage::Rejected,
    },
    Queue {
        name: "Pending Documentation",
        description: "Claims with a chargeback whose documents are missing or failed",
        holds: |_, claim, now| claim.open && lacks_document(claim, now),
    },
    Queue {
        name: "Pending",
        description: "Claims with an event that clearing has not processed",
        holds: |_, claim, now| claim.open && is_pending(claim, now),
    },
    Queue {
        name: "Receiver Case Filing",
        description: "Cases that the receiver can answer",
        holds: |state, claim, _| {
            claim.open
                && case_state(state, claim).is_some_and(|case| matches!(case, CaseState::New | CaseState::Escalated))
        },
    },
    Queue {
        name: "Sender Case Filing",
        description: "Cases that were filed and are not settled",
        holds: |state, claim, _| claim.open && case_state(state, claim).is_some(),
    },
    Queue {
        name: "Acquirer Collaboration Unworked",
        description: "Chargebacks that the acquirer can still settle by a refund",
        holds: |_, claim, _| claim.open && claim.stage == Stage::Collaborating,
    },
    Queue {
        name: "Issuer Collaboration Unworked",
        description: "Refunds and credit vouchers that the issuer has to look at",
        holds: |_, claim, _| claim.open && claim.stage == Stage::Rejected,
    },
    Queue {
        name: "Acquirer RR Unworked",
        description: "Retrieval requests that the acquirer has to answer",
        holds: |_, claim, _| claim.open && claim.stage == Stage::Requested,
    },
    Queue {
        name: "Acquirer First CB Unworked",
        description: "First chargebacks that nobody acknowledged",
        holds: |_, claim, now| received(claim, Stage::Charged, Kind::First, false, now),
    },
    Queue {
        name: "Acquirer Worked",
        description: "First chargebacks that were acknowledged",
        holds: |_, claim, now| received(claim, Stage::Charged, Kind::First, true, now),
    },
    Queue {
        name: "Issuer Re-presentment Unworked",
        description: "Second presentments that nobody acknowledged",
        holds: |_, claim, now| received(claim, Stage::Represented, Kind::Second, false, now),
    },
    Queue {
        name: "Issuer Worked",
        description: "Second presentments that were acknowledged",
        holds: |_, claim, now| received(claim, Stage::Represented, Kind::Second, true, now),
    },
    Queue {
        name: "Claims with No Activity",
        description: "Claims on which nothing was filed",
        holds: |_, claim, _| claim.open && claim.is_standard() && claim.is_idle(),
    },
    Queue {
        name: "Claims List",
        description: "All open claims",
        holds: |_, claim, _| claim.open,
    },
];

/// Whether some chargeback that stands is without the documents that it needs.
fn lacks_document(claim: &Claim, now: Time) -> bool {
    claim
        .chargebacks
        .iter()
        .filter(|chargeback| chargeback.stands())
        .any(|chargeback| {
            chargeback.needs_document
                && (chargeback.documents.is_empty() || chargeback.documents.progress(true, now) == Progress::Failed)
        })
}

/// Whether clearing still has something to do.
fn is_pending(claim: &Claim, now: Time) -> bool {
    let chargebacks = claim.chargebacks.iter().any(|chargeback| {
        chargeback.released.is_some() && chargeback.rejected.is_none() && !chargeback.is_processed(now)
    });
    chargebacks || claim.fees.iter().any(|fee| now - fee.created < super::state::CLEARING)
}

/// Whether the latest event of a kind has reached the other party, and been acknowledged or not.
fn received(claim: &Claim, stage: Stage, kind: Kind, acknowledged: bool, now: Time) -> bool {
    claim.open
        && claim.stage == stage
        && claim
            .standing(kind)
            .is_some_and(|chargeback| chargeback.is_processed(now) && chargeback.acknowledged == acknowledged)
}

fn case_state(state: &State, claim: &Claim) -> Option<CaseState> {
    match &claim.subject {
        Subject::Case { case, .. } => state.cases.get(case).map(|case| case.state),
        Subject::Transaction { .. } => None,
    }
}

/// The queue that a claim's detail names.
pub(super) fn home(state: &State, claim: &Claim, now: Time) -> &'static str {
    QUEUES
        .iter()
        .find(|queue| (queue.holds)(state, claim, now))
        .map_or("Claims List", |queue| queue.name)
}

/// Each queue with the number of its claims.
pub(super) fn counts(state: &State) -> Vec<(&'static str, usize)> {
    QUEUES
        .iter()
        .map(|queue| {
            let held = state
                .claims
                .values()
                .filter(|claim| (queue.holds)(state, claim, state.now));
            (queue.name, held.count())
        })
        .collect()
}

pub(super) fn names() -> Value {
    QUEUES
        .iter()
        .map(|queue| json!({"queueName": queue.name, "queueDescription": queue.description}))
        .collect()
}

fn named(name: &str, place: &str) -> Outcome<&'static Queue> {
    QUEUES
        .iter()
        .find(|queue| queue.name == name)
        .ok_or_else(|| Refusal::unknown(place))
}

/// The claims of a queue, last changed first.
fn held<'a>(state: &'a State, queue: &Queue, now: Time) -> Vec<&'a Claim> {
    let mut held: Vec<&Claim> = state
        .claims
        .values()
        .filter(|claim| (queue.holds)(state, claim, now))
        .collect();
    held.sort_by_key(|claim| Reverse((claim.modified, claim.id)));
    held
}

pub(super) fn content(state: &State, ask: &Ask<'_>) -> Outcome {
    let queue = named(ask.query("queue-name")?, "queue-name")?;
    let held = held(state, queue, ask.now);
    if held.len() > MOST_AT_ONCE {
        return Err(Refusal::invalid(
            "queue-name",
            "is of a queue with at most 10000 claims; get larger ones page by page with POST",
        ));
    }
    Ok(held
        .into_iter()
        .map(|claim| summary(state, claim, queue.name))
        .collect())
}

pub(super) fn search(state: &State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let queue = named(body.needed("queueName")?, "queueName")?;
    let page = match body.text("pageNb") {
        None => 1,
        Some(text) => Some(text)
            .filter(|text| digits(text, 1, 3))
            .and_then(|text| text.parse::<usize>().ok())
            .filter(|page| *page > 0)
            .ok_or_else(|| Refusal::invalid("pageNb", "is a number from 1 to 999"))?,
    };
    let range = match (
        minute(body, "lastModifiedDateFrom")?,
        minute(body, "lastModifiedDateTo")?,
    ) {
        (None, None) => None,
        (Some(from), Some(to)) if from <= to => Some((from, to)),
        (Some(_), Some(_)) => {
            return Err(Refusal::invalid(
                "lastModifiedDateTo",
                "is not before lastModifiedDateFrom",
            ));
        }
        (None, Some(_)) => return Err(Refusal::invalid("lastModifiedDateFrom", "goes with lastModifiedDateTo")),
        (Some(_), None) => return Err(Refusal::invalid("lastModifiedDateTo", "goes with lastModifiedDateFrom")),
    };
    let mut held = held(state, queue, ask.now);
    if let Some((from, to)) = range {
        held.retain(|claim| from <= claim.modified && claim.modified < to + TimeDelta::minutes(1));
    }
    let pages = held.len().div_ceil(PAGE);
    // Otherwise the service promises no exact number, so here it only tells whether there is another page.
    let exact = range.is_some_and(|(from, to)| to - from <= EXACT);
    let count = if exact { pages } else { pages.min(page + 1) };
    let claims: Vec<Value> = held
        .into_iter()
        .skip((page - 1) * PAGE)
        .take(PAGE)
        .map(|claim| summary(state, claim, queue.name))
        .collect();
    Ok(json!({"pageCount": count.to_string(), "claimList": claims}))
}
