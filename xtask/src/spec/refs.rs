//! References: each `$ref` of a document names something that is in it.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use serde_json::Value;

use super::grammar::{self, Kind};
use super::pointer;
use super::read::Read;

/// Checks that each reference of `document` resolves.
///
/// `source` is the file that the document comes from: it gives the places.
///
/// # Errors
/// Names every reference that does not, with file, place and pointer.
pub fn check(document: &Value, source: &Read) -> Result<()> {
    let mut faults = Vec::new();
    grammar::walk(document, &mut |kind, at, members| {
        if let Some(target) = members.get("$ref").and_then(Value::as_str)
            && kind != Kind::Example
            && let Some(fault) = fault(document, target)
        {
            faults.push((pointer::child(at, "$ref"), target.to_owned(), fault));
        }
        if kind == Kind::Discriminator {
            for (name, target) in members.get("mapping").and_then(Value::as_object).into_iter().flatten() {
                // A mapping may also hold the bare name of a schema.
                let Some(target) = target.as_str().filter(|target| target.contains('/')) else {
                    continue;
                };
                if let Some(fault) = fault(document, target) {
                    faults.push((
                        pointer::child(&pointer::child(at, "mapping"), name),
                        target.to_owned(),
                        fault,
                    ));
                }
            }
        }
    });
    if faults.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for (at, target, fault) in &faults {
        let newline = if text.is_empty() { "" } else { "\n" };
        let _ = write!(
            text,
            "{newline}{}: {at}: `{}` {fault}",
            source.locate(at),
            target.escape_debug()
        );
    }
    bail!("{text}")
}

/// Puts what a path item or an operation refers to in its place.
///
/// # Errors
/// When one refers to another file or to nothing: the operations behind it would be missing.
pub fn operations(document: &mut Value, source: &Read) -> Result<()> {
    let whole = document.clone();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return Ok(());
    };
    let mut faults = Vec::new();
    for (path, item) in paths.iter_mut().filter(|(path, _)| !path.starts_with("x-")) {
        let at = pointer::child("/paths", path);
        inline(&whole, item, &at, &mut faults);
        for method in grammar::METHODS {
            if let Some(operation) = item.get_mut(method) {
                inline(&whole, operation, &pointer::child(&at, method), &mut faults);
            }
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = faults
        .into_iter()
        .map(|(at, target, fault)| format!("{}: {at}: `{}` {fault}", source.locate(&at), target.escape_debug()))
        .collect();
    bail!("{}", lines.join("\n"))
}

fn inline(whole: &Value, value: &mut Value, at: &str, faults: &mut Vec<(String, String, &'static str)>) {
    let Some(target) = value.get("$ref").and_then(Value::as_str).map(str::to_owned) else {
        return;
    };
    let Value::Object(found) = follow(whole, value).clone() else {
        let fault = fault(whole, &target).unwrap_or("leads in a circle");
        faults.push((pointer::child(at, "$ref"), target, fault));
        return;
    };
    if let Some(members) = value.as_object_mut() {
        members.shift_remove("$ref");
        for (key, value) in found {
            members.entry(key).or_insert(value);
        }
    }
}

fn fault(document: &Value, target: &str) -> Option<&'static str> {
    let Some(local) = target.strip_prefix('#') else {
        return Some(
            "refers to another file, and only references within a file are supported: put what it names under \
             `components` of this file, or list the other file in specs/catalog.toml and name it there",
        );
    };
    let local = percent_decoded(local);
    if document.pointer(&local).is_some() && local.starts_with('/') {
        return None;
    }
    Some("refers to nothing in this file: the name may be misspelled, or what it named was removed")
}

/// How long a chain of references may be before it counts as a circle.
const CHAIN: usize = 64;

/// What a reference inside a document leads to, if it leads anywhere.
pub(crate) fn lookup<'v>(document: &'v Value, reference: &str) -> Option<&'v Value> {
    let target = reference.strip_prefix('#')?;
    document
        .pointer(target)
        .or_else(|| document.pointer(&percent_decoded(target)))
}

/// Follows `$ref` until it leads to something else; a reference that leads nowhere or in a circle gives `null`.
pub(crate) fn follow<'v>(document: &'v Value, mut value: &'v Value) -> &'v Value {
    static NOTHING: Value = Value::Null;
    for _ in 0..CHAIN {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => value = lookup(document, reference).unwrap_or(&NOTHING),
            None => return value,
        }
    }
    &NOTHING
}

/// A reference without its percent-encoding.
pub(crate) fn percent_decoded(target: &str) -> String {
    percent_encoding::percent_decode_str(target)
        .decode_utf8()
        .map_or_else(|_| target.to_owned(), Into::into)
}
