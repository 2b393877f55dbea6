//! The contract of a product: the facts of its published files in one document.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde_json::{Map, Value};

use super::grammar::{self, Prose};
use super::read::Read;
use super::{Warning, merge, openapi31, refs};

/// A contract, with what was repaired on the way.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The document.
    pub value: Value,
    /// What was wrong in the published files.
    pub warnings: Vec<Warning>,
}

/// Reduces the published files of one product to their contract.
///
/// Members stand in the order of [`grammar`], paths, responses and components by name; properties, enum values and tags
/// stay in their published order.
///
/// # Errors
/// When a reference does not resolve, when two files disagree, or when there is nothing to call.
pub fn contract(published: &[Read]) -> Result<Contract> {
    let mut warnings = Vec::new();
    let mut whole: Option<Value> = None;
    let mut sources: Vec<&Read> = Vec::new();
    for source in published {
        warnings.extend(source.warnings.iter().cloned());
        let mut findings = Vec::new();
        let mut document = source.value.clone();
        refs::operations(&mut document, source)?;
        openapi31::lower(&mut document, &mut findings);
        grammar::tidy(&mut document, Prose::Drop, Some(source), &mut findings);
        refs::check(&document, source)?;
        match &mut whole {
            None => whole = Some(document),
            Some(whole) => merge::add(whole, &sources, document, source, &mut findings)?,
        }
        warnings.extend(source.warnings_of(findings));
        sources.push(source);
    }
    let Some(mut value) = whole else {
        bail!("a product without a file has no contract")
    };
    if let Some(first) = published.first() {
        merge::check_not_empty(&value, &first.origin)?;
    }
    if published.len() > 1 {
        // Puts the members that the merge added in their places.
        grammar::tidy(&mut value, Prose::Drop, None, &mut Vec::new());
    }
    sort(&mut value);
    Ok(Contract { value, warnings })
}

/// A single file as a valid document that keeps its prose, for a spec that is in no catalog.
///
/// References that lead nowhere stay: [`prepare`](super::prepare) says what becomes of them. A document without paths is
/// taken, too: its types may be all that is wanted.
///
/// # Errors
/// When an operation or a path item is a reference that leads nowhere in the file: what can be called would be missing.
pub fn repaired(source: &Read) -> Result<Contract> {
    let mut findings = Vec::new();
    let mut value = source.value.clone();
    refs::operations(&mut value, source)?;
    openapi31::lower(&mut value, &mut findings);
    grammar::tidy(&mut value, Prose::Keep, Some(source), &mut findings);
    let mut warnings = source.warnings.clone();
    warnings.extend(source.warnings_of(findings));
    Ok(Contract { value, warnings })
}

/// The title and the version of a document.
#[must_use]
pub fn title_and_version(document: &Value) -> (&str, &str) {
    let text = |pointer| document.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    (text("/info/title"), text("/info/version"))
}

fn sort(document: &mut Value) {
    if let Some(Value::Object(paths)) = document.get_mut("paths") {
        by_name(paths);
        for item in paths.values_mut().filter_map(Value::as_object_mut) {
            for method in grammar::METHODS {
                if let Some(Value::Object(responses)) = item.get_mut(method).and_then(|it| it.get_mut("responses")) {
                    by_name(responses);
                }
            }
        }
    }
    for section in document
        .get_mut("components")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
    {
        if let Value::Object(members) = section.1 {
            by_name(members);
        }
    }
}

fn by_name(members: &mut Map<String, Value>) {
    let sorted: BTreeMap<String, Value> = std::mem::take(members).into_iter().collect();
    members.extend(sorted);
}
