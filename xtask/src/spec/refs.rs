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

/// A reference without its percent-encoding.
pub(crate) fn percent_decoded(target: &str) -> String {
    let bytes = target.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let hex = bytes
            .get(index + 1..index + 3)
            .and_then(|hex| std::str::from_utf8(hex).ok());
        if byte == b'%'
            && let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            decoded.push(value);
            index += 3;
        } else {
            decoded.push(byte);
            index += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| target.to_owned())
}
