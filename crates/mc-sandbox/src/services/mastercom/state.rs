//! What the sandbox remembers of Mastercom.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::Value;

use super::documents::Documents;
use super::lifecycle::{CaseKind, CaseState, CaseStep, Stage, Step, after, case_after};
use super::refusal::{Outcome, Refusal};
use super::values::identifier;

/// The identifiers that are given first.
pub(super) const FIRST_CLAIM: u64 = 200_002_020_654;
pub(super) const FIRST_CHARGEBACK: u64 = 300_018_439_680;
pub(super) const FIRST_RETRIEVAL: u64 = 300_002_296_235;
pub(super) const FIRST_CASE: u64 = 536_092;

/// For how long a repeated event goes unnoticed.
pub(super) const BLIND: TimeDelta = TimeDelta::seconds(60);

/// How long the clearing system takes over what it is sent.
pub(super) const CLEARING: TimeDelta = TimeDelta::seconds(5);

/// How long an acquirer may settle a matter before the chargeback goes out.
pub(super) const COLLABORATION: TimeDelta = TimeDelta::hours(72);

/// How long Mastercard takes to rule; here it always finds for the sender.
pub(super) const RULING: TimeDelta = TimeDelta::days(10);

/// A disputed transaction can be answered for so long.
pub(super) const ANSWER: TimeDelta = TimeDelta::days(45);

pub(super) type Time = DateTime<Utc>;

/// A transaction of the past: an authorization with its clearings.
#[derive(Clone, Debug)]
pub(super) struct Transaction {
    pub(super) authorization: String,
    pub(super) clearings: Vec<Clearing>,
    pub(super) account: String,
    pub(super) amount: u64,
    pub(super) currency: &'static str,
    pub(super) merchant: String,
    pub(super) merchant_id: String,
    pub(super) banknet: String,
    pub(super) switch_serial: String,
    pub(super) time: Time,
    /// Whether it went through the single-message system (debit).
    pub(super) single: bool,
    /// Whether its acquirer collaborates before a chargeback goes out.
    pub(super) collaboration: bool,
}

/// A presentment of a transaction.
#[derive(Clone, Debug)]
pub(super) struct Clearing {
    pub(super) id: String,
    pub(super) reference: String,
    pub(super) time: Time,
    pub(super) reversed: bool,
}

/// The two systems that clear disputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Network {
    /// Dual message.
    Gcms,
    /// Single message: debit.
    Mds,
}

impl Network {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Gcms => "GCMS",
            Self::Mds => "MDS",
        }
    }
}

/// A claim, and every event that was filed on it.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) id: u64,
    pub(super) subject: Subject,
    pub(super) value: u64,
    pub(super) currency: &'static str,
    pub(super) accurate: bool,
    pub(super) created: Time,
    pub(super) modified: Time,
    pub(super) due: NaiveDate,
    pub(super) open: bool,
    pub(super) stage: Stage,
    pub(super) chargebacks: Vec<Chargeback>,
    pub(super) retrievals: Vec<Retrieval>,
    pub(super) fees: Vec<Fee>,
    pub(super) fraud: Option<Fraud>,
    /// The cases that are about it, latest last.
    pub(super) cases: Vec<u64>,
}

/// What a claim is about.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// A clearing of a transaction, by their places in the list.
    Transaction { transaction: usize, clearing: usize },
    /// A case, with the claims that it is about.
    Case { case: u64, standard: Vec<u64> },
}

impl Claim {
    pub(super) fn is_standard(&self) -> bool {
        matches!(self.subject, Subject::Transaction { .. })
    }

    pub(super) fn is_idle(&self) -> bool {
        self.chargebacks.is_empty()
            && self.retrievals.is_empty()
            && self.fees.is_empty()
            && self.cases.is_empty()
            && self.fraud.is_none()
    }

    /// Moves on, or says what stands in the way. An event that is filed twice in the blind spot moves nothing.
    pub(super) fn advance(&mut self, step: Step, blind: bool, now: Time) -> Outcome<()> {
        if !self.open && !blind {
            return Err(Refusal::conflict(
                "The claim is closed; reopen it first.",
                "claimId",
                self.id.to_string(),
            ));
        }
        match after(self.stage, step) {
            Some(stage) if !blind => self.stage = stage,
            None if !blind => {
                let description = format!("{step} cannot follow: the dispute stands at \"{}\".", self.stage);
                return Err(Refusal::conflict(description, "claimId", self.id.to_string()));
            }
            _ => {}
        }
        self.modified = now;
        Ok(())
    }

    /// Refuses anything new on a closed claim.
    pub(super) fn check_open(&self) -> Outcome<()> {
        if self.open {
            return Ok(());
        }
        Err(Refusal::conflict(
            "The claim is closed; reopen it first.",
            "claimId",
            self.id.to_string(),
        ))
    }

    /// The latest chargeback or second presentment that stands.
    pub(super) fn standing(&self, kind: Kind) -> Option<&Chargeback> {
        self.chargebacks
            .iter()
            .rev()
            .find(|chargeback| chargeback.kind == kind && chargeback.stands())
    }
}

/// First chargeback or second presentment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    First,
    Second,
}

impl Kind {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::First => "CHARGEBACK",
            Self::Second => "SECOND_PRESENTMENT",
        }
    }
}

/// Whether an event counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Stands,
    Reversed,
    /// It reverses another one.
    Reversal,
}

/// A first chargeback, a second presentment, or the reversal of one.
#[derive(Clone, Debug)]
pub(super) struct Chargeback {
    pub(super) id: u64,
    /// The number that cases name it by.
    pub(super) reference: String,
    pub(super) kind: Kind,
    pub(super) standing: Standing,
    pub(super) rejected: Option<&'static str>,
    pub(super) amount: u64,
    pub(super) currency: &'static str,
    pub(super) reason: String,
    pub(super) partial: bool,
    pub(super) message: Option<String>,
    pub(super) memo: Option<String>,
    pub(super) voucher: Option<&'static str>,
    pub(super) needs_document: bool,
    pub(super) documents: Documents,
    pub(super) created: Time,
    /// When it went to the clearing system; not yet, while the acquirer may collaborate.
    pub(super) released: Option<Time>,
    pub(super) acknowledged: bool,
}

impl Chargeback {
    pub(super) fn stands(&self) -> bool {
        self.standing == Standing::Stands && self.rejected.is_none()
    }

    /// Whether the clearing system is done with it.
    pub(super) fn is_processed(&self, now: Time) -> bool {
        self.rejected.is_none() && self.released.is_some_and(|released| now - released >= CLEARING)
    }
}

/// A request for a document, or the request to collaborate.
#[derive(Clone, Debug)]
pub(super) struct Retrieval {
    pub(super) id: u64,
    /// When the acquirer's time to collaborate is over; none for a request of a document.
    pub(super) collaboration: Option<Time>,
    pub(super) reason: String,
    pub(super) document: String,
    pub(super) instructions: Option<String>,
    pub(super) created: Time,
    pub(super) answer: Option<Answer>,
    pub(super) verdict: Option<Verdict>,
    pub(super) documents: Documents,
}

/// The acquirer's answer to a request.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) code: String,
    pub(super) memo: Option<String>,
    pub(super) refund: Option<String>,
    pub(super) refund_date: Option<String>,
    pub(super) refund_amount: Option<String>,
    pub(super) refund_currency: Option<String>,
    pub(super) refund_reference: Option<String>,
    pub(super) time: Time,
}

/// The issuer's verdict on what the acquirer sent.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) code: String,
    pub(super) reason: Option<String>,
    pub(super) memo: Option<String>,
    pub(super) time: Time,
}

/// A fee collection.
#[derive(Clone, Debug)]
pub(super) struct Fee {
    pub(super) id: u64,
    pub(super) answers: Option<u64>,
    pub(super) amount: u64,
    pub(super) currency: &'static str,
    pub(super) credit_sender: bool,
    pub(super) reason: String,
    pub(super) day: String,
    pub(super) destination: String,
    pub(super) country: Option<String>,
    pub(super) message: Option<String>,
    pub(super) merchant: Option<String>,
    pub(super) account: Option<String>,
    pub(super) created: Time,
}

/// A fraud report.
#[derive(Clone, Debug)]
pub(super) struct Fraud {
    pub(super) id: u64,
    pub(super) audit: String,
}

/// A case.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) id: u64,
    /// The claim that stands for it in the queues.
    pub(super) claim: u64,
    /// The claims that it is about.
    pub(super) standard: Vec<u64>,
    pub(super) kind: CaseKind,
    pub(super) state: CaseState,
    /// When it came to the level that Mastercard decides.
    pub(super) ruled_from: Time,
    pub(super) due: NaiveDate,
    pub(super) references: Vec<String>,
    /// What was filed, but for the documents.
    pub(super) filed: BTreeMap<&'static str, String>,
    pub(super) account: Option<String>,
    pub(super) amount: u64,
    pub(super) currency: String,
    pub(super) history: Vec<(&'static str, Option<String>, Time)>,
    pub(super) documents: Documents,
    pub(super) ruled: Option<Time>,
}

impl Case {
    pub(super) fn is_live(&self) -> bool {
        !self.state.is_final()
    }

    /// Moves on, or says what stands in the way.
    pub(super) fn advance(&mut self, step: CaseStep, name: &str) -> Outcome<()> {
        let Some(state) = case_after(self.kind, self.state, step) else {
            let description = format!(
                "{name} is not possible: the case is of type {} and stands at \"{}\".",
                self.kind.code(),
                self.state.text()
            );
            return Err(Refusal::conflict(description, "caseId", self.id.to_string()));
        };
        self.state = state;
        Ok(())
    }
}

/// A reconciliation report that was ordered.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) cycles: Vec<u64>,
    pub(super) institutions: Vec<u64>,
    pub(super) enhanced: bool,
    pub(super) ordered: Time,
}

/// What is known of an event that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing like it stands.
    New,
    /// The same is there, and too young to be noticed.
    Unnoticed,
}

/// An event's identity: its operation, its place and its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    pub(super) fn of(operation: &str, path: &BTreeMap<String, String>, body: Option<&Value>) -> Self {
        let mut hasher = DefaultHasher::new();
        operation.hash(&mut hasher);
        path.hash(&mut hasher);
        if let Some(body) = body {
            canonical(body, &mut hasher);
        }
        Self(hasher.finish())
    }
}

/// Feeds a value so that the order of its members does not matter.
fn canonical(value: &Value, hasher: &mut DefaultHasher) {
    match value {
        Value::Object(members) => {
            let sorted: BTreeMap<&String, &Value> = members.iter().collect();
            (0_u8, sorted.len()).hash(hasher);
            for (name, member) in sorted {
                name.hash(hasher);
                canonical(member, hasher);
            }
        }
        Value::Array(items) => {
            (1_u8, items.len()).hash(hasher);
            for item in items {
                canonical(item, hasher);
            }
        }
        Value::String(text) => (2_u8, text).hash(hasher),
        other => (3_u8, other.to_string()).hash(hasher),
    }
}

/// The identifiers that come next.
#[derive(Clone, Debug)]
struct Ids {
    claim: u64,
    chargeback: u64,
    reference: u64,
    retrieval: u64,
    fee: u64,
    fraud: u64,
    audit: u64,
    case: u64,
    report: u64,
}

impl Default for Ids {
    fn default() -> Self {
        Self {
            claim: FIRST_CLAIM,
            chargeback: FIRST_CHARGEBACK,
            reference: 9_000_000_006,
            retrieval: FIRST_RETRIEVAL,
            fee: 300_020_000_001,
            fraud: 300_018_014_812,
            audit: 123_111_111_000_025,
            case: FIRST_CASE,
            report: 1,
        }
    }
}

/// Everything.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) now: Time,
    pub(super) transactions: Vec<Transaction>,
    pub(super) claims: BTreeMap<u64, Claim>,
    pub(super) cases: BTreeMap<u64, Case>,
    pub(super) reports: BTreeMap<String, Report>,
    /// Which event first had a fingerprint, and when.
    events: HashMap<Fingerprint, (&'static str, String, Time)>,
    ids: Ids,
}

macro_rules! next {
    ($($name:ident: $field:ident),+) => {
        $(
            pub(super) fn $name(&mut self) -> u64 {
                self.ids.$field += 1;
                self.ids.$field - 1
            }
        )+
    };
}

impl State {
    next!(
        next_claim: claim,
        next_chargeback: chargeback,
        next_reference: reference,
        next_retrieval: retrieval,
        next_fee: fee,
        next_fraud: fraud,
        next_audit: audit,
        next_case: case,
        next_report: report
    );

    /// A claim that a path or a body names.
    pub(super) fn claim(&self, id: &str, place: &str) -> Outcome<&Claim> {
        identifier(id)
            .and_then(|id| self.claims.get(&id))
            .ok_or_else(|| Refusal::unknown(place))
    }

    pub(super) fn claim_mut(&mut self, id: u64) -> Outcome<&mut Claim> {
        self.claims.get_mut(&id).ok_or_else(|| Refusal::unknown("claimId"))
    }

    /// A claim about a transaction, which is the only kind that events can be filed on.
    pub(super) fn standard(&self, id: &str) -> Outcome<&Claim> {
        let claim = self.claim(id, "claim-id")?;
        if claim.is_standard() {
            return Ok(claim);
        }
        Err(Refusal::invalid(
            "claim-id",
            "is a claim about a transaction, not one that stands for a case",
        ))
    }

    pub(super) fn case(&self, id: &str, place: &str) -> Outcome<&Case> {
        identifier(id)
            .and_then(|id| self.cases.get(&id))
            .ok_or_else(|| Refusal::unknown(place))
    }

    /// The bytes of all documents of some disputes, their cases included.
    pub(super) fn document_size(&self, claims: &[u64]) -> u64 {
        let claims = || claims.iter().filter_map(|id| self.claims.get(id));
        let of_cases: BTreeSet<u64> = claims().flat_map(|claim| claim.cases.iter().copied()).collect();
        let of_cases = of_cases
            .iter()
            .filter_map(|id| self.cases.get(id))
            .map(|case| &case.documents);
        let of_claims = claims().flat_map(|claim| {
            let chargebacks = claim.chargebacks.iter().map(|chargeback| &chargeback.documents);
            chargebacks.chain(claim.retrievals.iter().map(|retrieval| &retrieval.documents))
        });
        of_claims.chain(of_cases).map(Documents::size).sum()
    }

    /// The transaction and the clearing that a claim is about.
    pub(super) fn subject(&self, claim: &Claim) -> Option<(&Transaction, &Clearing)> {
        match &claim.subject {
            Subject::Transaction { transaction, clearing } => {
                let transaction = self.transactions.get(*transaction)?;
                Some((transaction, transaction.clearings.get(*clearing)?))
            }
            Subject::Case { standard, .. } => self.subject(self.claims.get(standard.first()?)?),
        }
    }

    pub(super) fn network(&self, claim: &Claim) -> Network {
        match self.subject(claim) {
            Some((transaction, _)) if transaction.single => Network::Mds,
            _ => Network::Gcms,
        }
    }

    /// Whether an event was filed before. What is older than the blind spot is refused with its identifier.
    pub(super) fn seen(&self, fingerprint: Fingerprint, now: Time) -> Outcome<Seen> {
        match self.events.get(&fingerprint) {
            None => Ok(Seen::New),
            Some((.., time)) if now - *time < BLIND => Ok(Seen::Unnoticed),
            Some((name, id, _)) => Err(Refusal::conflict("The same event was filed before.", name, id.clone())),
        }
    }

    /// Remembers an event; of two alike, the first counts.
    pub(super) fn remember(&mut self, fingerprint: Fingerprint, name: &'static str, id: u64, now: Time) {
        self.events
            .entry(fingerprint)
            .or_insert_with(|| (name, id.to_string(), now));
    }

    /// Forgets an event that was taken back, so that it can be filed again.
    pub(super) fn forget(&mut self, name: &str, id: u64) {
        let id = id.to_string();
        self.events
            .retain(|_, (known, event, _)| *known != name || *event != id);
    }

    /// Lets happen what happens by itself as time goes by.
    pub(super) fn pass_time(&mut self, now: Time) {
        self.now = now;
        for claim in self
            .claims
            .values_mut()
            .filter(|claim| claim.stage == Stage::Collaborating)
        {
            let Some(over) = claim
                .retrievals
                .iter()
                .rev()
                .find_map(|retrieval| retrieval.collaboration)
            else {
                continue;
            };
            if over <= now {
                claim.end_collaboration(over);
            }
        }
        let mut ended = Vec::new();
        for case in self.cases.values_mut() {
            let ruling = case.ruled_from + RULING;
            if case.kind.is_ruled()
                && case.is_live()
                && ruling <= now
                && case.advance(CaseStep::Rule, "a ruling").is_ok()
            {
                case.ruled = Some(ruling);
                case.history.push(("FAVORSENDER", None, ruling));
                ended.push((case.id, ruling));
            }
        }
        for (case, ruling) in ended {
            self.settle(case, Step::RuleCase, ruling);
        }
    }

    /// Carries what happened to a case to the claims that it is about.
    pub(super) fn settle(&mut self, case: u64, step: Step, now: Time) {
        let Some(case) = self.cases.get(&case) else {
            return;
        };
        if let Some(claim) = self.claims.get_mut(&case.claim) {
            claim.modified = now;
            claim.open = case.is_live();
        }
        for id in &case.standard {
            let Some(claim) = self.claims.get_mut(id) else {
                continue;
            };
            // Of two cases filed in the blind spot, one can be withdrawn without any effect on the dispute.
            let twin = claim
                .cases
                .iter()
                .filter_map(|id| self.cases.get(id))
                .any(|other| other.id != case.id && other.is_live() && other.kind == case.kind);
            if case.kind.is_arbitration()
                && !(twin && step == Step::WithdrawCase)
                && let Some(stage) = after(claim.stage, step)
            {
                claim.stage = stage;
            }
            claim.modified = now;
        }
    }
}

impl Claim {
    /// Sends the chargeback that was held back to the clearing system.
    pub(super) fn end_collaboration(&mut self, now: Time) {
        if let Some(stage) = after(self.stage, Step::EndCollaboration) {
            self.stage = stage;
            self.modified = now;
        }
        for chargeback in &mut self.chargebacks {
            chargeback.released.get_or_insert(now);
        }
    }
}
