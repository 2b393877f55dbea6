//! What may follow what: the one place where the lifecycle of disputes and cases is decided.

use std::fmt;

/// Where a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// The claim is there and nothing is under way.
    Opened,
    /// The issuer asked for a document and waits for the acquirer.
    Requested,
    /// The acquirer answered, and the issuer has not judged it.
    Fulfilled,
    /// A first chargeback is held back: the acquirer has 72 hours to settle the matter.
    Collaborating,
    /// The acquirer's refund or credit voucher stopped the chargeback.
    Rejected,
    /// A first chargeback is filed.
    Charged,
    /// The acquirer presented the transaction again.
    Represented,
    /// A pre-arbitration case is filed.
    PreArbitration,
    /// An arbitration case is filed, or a pre-arbitration case was escalated.
    Arbitration,
    /// A case was accepted, withdrawn late or ruled: the matter is settled.
    Ended,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Opened => "opened",
            Self::Requested => "document requested",
            Self::Fulfilled => "request fulfilled",
            Self::Collaborating => "collaboration",
            Self::Rejected => "chargeback rejected",
            Self::Charged => "first chargeback",
            Self::Represented => "second presentment",
            Self::PreArbitration => "pre-arbitration",
            Self::Arbitration => "arbitration",
            Self::Ended => "ended",
        })
    }
}

/// What can happen to a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    RequestDocument,
    Fulfil,
    JudgeFulfilment,
    ChargeBack,
    /// A first chargeback on a transaction whose acquirer collaborates.
    ChargeBackToCollaborate,
    /// The acquirer lets the chargeback pass, or the 72 hours are over.
    EndCollaboration,
    /// The acquirer refunds or gives a voucher.
    SettleInCollaboration,
    ReverseChargeback,
    PresentAgain,
    ReversePresentment,
    FilePreArbitration,
    FileArbitration,
    AcceptCase,
    WithdrawCase,
    EscalateCase,
    RuleCase,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RequestDocument => "a retrieval request",
            Self::Fulfil => "a fulfilment",
            Self::JudgeFulfilment => "an answer to a fulfilment",
            Self::ChargeBack => "a first chargeback",
            Self::ChargeBackToCollaborate => "a first chargeback, where the acquirer collaborates",
            Self::EndCollaboration => "the end of a collaboration",
            Self::SettleInCollaboration => "a refund in collaboration",
            Self::ReverseChargeback => "the reversal of a chargeback",
            Self::PresentAgain => "a second presentment",
            Self::ReversePresentment => "the reversal of a second presentment",
            Self::FilePreArbitration => "a pre-arbitration case",
            Self::FileArbitration => "an arbitration case",
            Self::AcceptCase => "the acceptance of a case",
            Self::WithdrawCase => "the withdrawal of a case",
            Self::EscalateCase => "the escalation of a case",
            Self::RuleCase => "a ruling",
        })
    }
}

/// Every move there is: from where, by what, to where. What is not here is refused.
const MOVES: &[(Stage, Step, Stage)] = {
    use Stage::{
        Arbitration, Charged, Collaborating, Ended, Fulfilled, Opened, PreArbitration, Rejected, Represented, Requested,
    };
    &[
        (Opened, Step::RequestDocument, Requested),
        (Requested, Step::Fulfil, Fulfilled),
        (Fulfilled, Step::JudgeFulfilment, Opened),
        // A retrieval request is never a precondition of a chargeback, and a chargeback ends it.
        (Opened, Step::ChargeBack, Charged),
        (Requested, Step::ChargeBack, Charged),
        (Fulfilled, Step::ChargeBack, Charged),
        (Rejected, Step::ChargeBack, Charged),
        (Opened, Step::ChargeBackToCollaborate, Collaborating),
        (Requested, Step::ChargeBackToCollaborate, Collaborating),
        (Fulfilled, Step::ChargeBackToCollaborate, Collaborating),
        (Collaborating, Step::EndCollaboration, Charged),
        (Collaborating, Step::SettleInCollaboration, Rejected),
        (Charged, Step::ReverseChargeback, Opened),
        (Charged, Step::PresentAgain, Represented),
        (Represented, Step::ReversePresentment, Charged),
        (Represented, Step::FilePreArbitration, PreArbitration),
        (PreArbitration, Step::AcceptCase, Ended),
        (PreArbitration, Step::WithdrawCase, Represented),
        (PreArbitration, Step::EscalateCase, Arbitration),
        (PreArbitration, Step::FileArbitration, Arbitration),
        (Arbitration, Step::AcceptCase, Ended),
        (Arbitration, Step::WithdrawCase, Ended),
        (Arbitration, Step::RuleCase, Ended),
    ]
};

/// Every move, for people: from where, by what, to where.
pub(super) fn moves() -> impl Iterator<Item = [&'static dyn fmt::Display; 3]> {
    MOVES.iter().map(|(from, by, to)| [from as &dyn fmt::Display, by, to])
}

/// Where a step leads, if it may follow.
pub(super) fn after(stage: Stage, step: Step) -> Option<Stage> {
    MOVES
        .iter()
        .find_map(|(from, by, to)| (*from == stage && *by == step).then_some(*to))
}

/// The four kinds of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CaseKind {
    PreArbitration,
    Arbitration,
    PreCompliance,
    Compliance,
}

impl CaseKind {
    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "1" => Some(Self::PreArbitration),
            "2" => Some(Self::Arbitration),
            "3" => Some(Self::PreCompliance),
            "4" => Some(Self::Compliance),
            _ => None,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::PreArbitration => "1",
            Self::Arbitration => "2",
            Self::PreCompliance => "3",
            Self::Compliance => "4",
        }
    }

    /// Whether it is about a chargeback that was presented again.
    pub(super) fn is_arbitration(self) -> bool {
        matches!(self, Self::PreArbitration | Self::Arbitration)
    }

    /// Whether Mastercard decides it in the end.
    pub(super) fn is_ruled(self) -> bool {
        matches!(self, Self::Arbitration | Self::Compliance)
    }

    /// What an escalation makes of it.
    pub(super) fn escalated(self) -> Self {
        match self {
            Self::PreArbitration | Self::Arbitration => Self::Arbitration,
            Self::PreCompliance | Self::Compliance => Self::Compliance,
        }
    }
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CaseState {
    New,
    Rejected,
    Escalated,
    /// An arbitration case of its own was filed after it.
    Succeeded,
    Accepted,
    Withdrawn,
    FavorSender,
}

impl CaseState {
    /// As a claim's detail writes it.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Rejected => "Rejected",
            Self::Escalated | Self::Succeeded => "Escalated",
            Self::Accepted => "Accepted",
            Self::Withdrawn => "Withdrawn",
            Self::FavorSender => "Favor Sender",
        }
    }

    /// Whether nothing can follow.
    pub(super) fn is_final(self) -> bool {
        !CASE_MOVES.iter().any(|(_, from, ..)| *from == self)
    }
}

/// What can be done to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CaseStep {
    Accept,
    Reject,
    Rebut,
    Escalate,
    /// An escalation after the receiver let the due date pass.
    EscalateUnanswered,
    Withdraw,
    RetryDocument,
    /// Mastercard decides.
    Rule,
}

/// For which kinds of case a move is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Any,
    /// The first of the two levels.
    Pre,
    /// The level that Mastercard decides.
    Ruled,
    /// All but arbitration, where nothing can be rejected or rebutted.
    NotArbitration,
}

/// Every move of a case: of which kind, from where, by what, to where.
const CASE_MOVES: &[(Of, CaseState, CaseStep, CaseState)] = {
    use CaseState::{Accepted, Escalated, FavorSender, New, Rejected, Withdrawn};
    &[
        (Of::Any, New, CaseStep::Accept, Accepted),
        (Of::NotArbitration, New, CaseStep::Reject, Rejected),
        (Of::NotArbitration, New, CaseStep::Rebut, New),
        (Of::Any, New, CaseStep::Withdraw, Withdrawn),
        (Of::Any, New, CaseStep::RetryDocument, New),
        (Of::Pre, New, CaseStep::EscalateUnanswered, Escalated),
        (Of::Ruled, New, CaseStep::Rule, FavorSender),
        (Of::NotArbitration, Rejected, CaseStep::Rebut, Rejected),
        (Of::Pre, Rejected, CaseStep::Escalate, Escalated),
        (Of::Any, Rejected, CaseStep::Withdraw, Withdrawn),
        (Of::Any, Rejected, CaseStep::RetryDocument, Rejected),
        (Of::Any, Escalated, CaseStep::Accept, Accepted),
        (Of::Any, Escalated, CaseStep::Withdraw, Withdrawn),
        (Of::Any, Escalated, CaseStep::RetryDocument, Escalated),
        (Of::Ruled, Escalated, CaseStep::Rule, FavorSender),
    ]
};

/// Where a step leads a case, if it may follow.
pub(super) fn case_after(kind: CaseKind, state: CaseState, step: CaseStep) -> Option<CaseState> {
    CASE_MOVES.iter().find_map(|(of, from, by, to)| {
        let fits = match of {
            Of::Any => true,
            Of::Pre => !kind.is_ruled(),
            Of::Ruled => kind.is_ruled(),
            Of::NotArbitration => kind != CaseKind::Arbitration,
        };
        (fits && *from == state && *by == step).then_some(*to)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_move_leads_to_one_place() {
        let moves: HashSet<_> = MOVES.iter().map(|(from, by, _)| (from, by)).collect();
        assert_eq!(moves.len(), MOVES.len());
        for kind in ["1", "2", "3", "4"].map(|code| CaseKind::from_code(code).unwrap()) {
            for (_, from, by, to) in CASE_MOVES {
                assert!(case_after(kind, *from, *by).is_none_or(|after| after == *to));
            }
        }
    }

    #[test]
    fn the_order_of_a_dispute_holds() {
        let steps = [
            Step::ChargeBack,
            Step::PresentAgain,
            Step::FilePreArbitration,
            Step::EscalateCase,
            Step::RuleCase,
        ];
        for skipped in 0..steps.len() {
            let mut stage = Some(Stage::Opened);
            for (index, step) in steps.into_iter().enumerate() {
                if index != skipped {
                    stage = stage.and_then(|stage| after(stage, step));
                }
            }
            // Without one of the steps, none that comes later is to be had; without the last there is no end.
            assert_eq!(
                stage == Some(Stage::Arbitration),
                skipped == steps.len() - 1,
                "{skipped}"
            );
            assert_ne!(stage, Some(Stage::Ended));
        }
    }

    #[test]
    fn arbitration_is_neither_rejected_nor_rebutted() {
        for state in [CaseState::New, CaseState::Escalated, CaseState::Rejected] {
            assert_eq!(case_after(CaseKind::Arbitration, state, CaseStep::Reject), None);
            assert_eq!(case_after(CaseKind::Arbitration, state, CaseStep::Rebut), None);
            assert_eq!(case_after(CaseKind::Arbitration, state, CaseStep::Escalate), None);
        }
        assert_eq!(
            case_after(CaseKind::PreArbitration, CaseState::New, CaseStep::Reject),
            Some(CaseState::Rejected)
        );
        assert_eq!(
            case_after(CaseKind::PreArbitration, CaseState::New, CaseStep::Escalate),
            None
        );
        for state in [CaseState::Accepted, CaseState::Withdrawn, CaseState::FavorSender] {
            assert!(state.is_final());
        }
        assert!(!CaseState::Rejected.is_final());
    }
}
