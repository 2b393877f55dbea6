//! The verdict on a new contract: the sterner of what the rules say and of what callers see.

use anyhow::Result;
use serde_json::Value;

use super::interface::{Interface, Seen};
use super::{Change, Kind, Place, Severity, diff, identical, worst};
use crate::spec::api::Environment;
use crate::spec::overlay::{self, Outcome, Overlay};
use crate::spec::prepare::{Finding, prepare};

/// What a new contract means for callers.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What the rules say, in the order of the document.
    pub changes: Vec<Change>,
    /// What callers see, by name.
    pub seen: Vec<Seen>,
    /// The actions of the overlay that no longer fit.
    pub stale: Vec<Outcome>,
    /// Why the overlay cannot be applied at all.
    pub overlay_error: Option<String>,
    /// What the crate would get wrong, and did not before.
    pub findings: Vec<Finding>,
    /// Whether the contracts are the same to the byte.
    pub identical: bool,
}

impl Verdict {
    /// The worst severity of both methods; `None` if no caller notices anything.
    ///
    /// Where the overlay cannot be applied to a contract that changed, nobody knows what callers see: that is breaking, too.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        let unknown = self.overlay_error.as_ref().filter(|_| !self.identical);
        let unknown = unknown.map(|_| Severity::Breaking);
        let seen = self.seen.iter().map(|seen| seen.severity).max();
        worst(&self.changes).max(seen).max(unknown)
    }
}

/// Judges new contracts by the one that the crate is made of, with the same overlay on both.
#[derive(Debug)]
pub struct Judge<'a> {
    old: &'a Value,
    overlay: Option<&'a Overlay>,
    environments: &'a [Environment],
    before: Result<Made>,
}

impl<'a> Judge<'a> {
    /// A judge for the crate that is made of `old`.
    #[must_use]
    pub fn new(old: &'a Value, overlay: Option<&'a Overlay>, environments: &'a [Environment]) -> Self {
        Self {
            old,
            overlay,
            environments,
            before: made_of(old, overlay, environments),
        }
    }

    /// What `new` changes for callers of the crate.
    #[must_use]
    pub fn judge(&self, new: &Value) -> Verdict {
        let mut verdict = Verdict {
            changes: diff(self.old, new),
            seen: Vec::new(),
            stale: Vec::new(),
            overlay_error: None,
            findings: Vec::new(),
            identical: identical(self.old, new),
        };
        match (&self.before, made_of(new, self.overlay, self.environments)) {
            (Ok(before), Ok(after)) => {
                verdict.seen = before.interface.compare(&after.interface);
                soften(&mut verdict.changes, &before.interface, &after.interface);
                let is_new = |finding: &Finding| !before.findings.contains(finding);
                verdict.findings = after.findings.into_iter().filter(is_new).collect();
                verdict.stale = after.stale;
            }
            (Err(error), _) => verdict.overlay_error = Some(format!("{error:#}")),
            (_, Err(error)) => verdict.overlay_error = Some(format!("{error:#}")),
        }
        verdict
    }
}

/// What a contract becomes.
#[derive(Debug)]
struct Made {
    interface: Interface,
    findings: Vec<Finding>,
    stale: Vec<Outcome>,
}

fn made_of(contract: &Value, overlay: Option<&Overlay>, environments: &[Environment]) -> Result<Made> {
    let (patched, report) = match overlay {
        Some(overlay) => overlay::attempt(contract, overlay)?,
        None => (contract.clone(), overlay::Report::default()),
    };
    let prepared = prepare(&patched, contract, environments);
    Ok(Made {
        interface: Interface::of(&prepared.api),
        findings: prepared.findings,
        stale: report.stale().cloned().collect(),
    })
}

/// What callers do not see because the overlay sets it, or because arguments go by their order, breaks nothing.
fn soften(changes: &mut [Change], before: &Interface, after: &Interface) {
    for change in changes {
        let Place::Operation { method, path, part, .. } = &change.place else {
            continue;
        };
        let names = match change.kind {
            Kind::OperationRenamed | Kind::OperationMoved | Kind::OptionalSettingsAdded => true,
            Kind::RequiredParameterAdded | Kind::ParameterRemoved => {
                part.as_ref().is_some_and(|part| part.starts_with("path parameter "))
            }
            _ => false,
        };
        if names && change.severity == Severity::Breaking && before.same_method(after, method, path) {
            change.severity = Severity::Compatible;
            change.note = "no caller sees it: the method keeps its name, its module and its arguments";
        }
    }
}
