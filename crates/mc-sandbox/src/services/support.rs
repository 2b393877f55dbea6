//! What the products' behaviours share.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use http::StatusCode;
use mc_core::Operation;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::service::{Call, Problem, ProblemKind, Reply};

/// A digest of texts, each kept apart from the next.
pub(super) fn digest(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// A number below `limit` that the texts decide.
pub(super) fn draw(limit: u32, parts: &[&str]) -> u32 {
    let hash = digest(parts);
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) % limit.max(1)
}

/// Hexadecimal digits of a digest, as many as asked for and at most 64.
pub(super) fn hex(count: usize, parts: &[&str]) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest(parts) {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(half), 16));
        }
    }
    text.truncate(count);
    text
}

/// A UUID that the texts decide.
pub(super) fn uuid(parts: &[&str]) -> String {
    let hex = hex(32, parts);
    // Version 4, variant 10: to whoever reads it, it is a random one.
    format!(
        "{}-{}-4{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

/// Makes ids that differ from each other, also from those of another run.
#[derive(Debug, Default)]
pub(super) struct Ids {
    count: u64,
}

impl Ids {
    pub(super) fn uuid(&mut self, kind: &str, now: DateTime<Utc>) -> String {
        self.count += 1;
        uuid(&[kind, &instant(now), &self.count.to_string()])
    }
}

/// Numbers accounts in the order in which they come, so that people can tell them apart without seeing any of them.
#[derive(Default)]
pub(super) struct Ordinals {
    known: BTreeMap<String, usize>,
}

impl Ordinals {
    pub(super) fn note(&mut self, account: &str) {
        let next = self.known.len() + 1;
        self.known.entry(account.to_owned()).or_insert(next);
    }

    pub(super) fn of(&self, account: &str) -> usize {
        self.known.get(account).copied().unwrap_or_default()
    }

    pub(super) fn name(&self, kind: &str, account: &str) -> String {
        format!("{kind} {}", self.of(account))
    }
}

/// A moment as `2026-11-22T05:32:51.123456789Z`.
pub(super) fn instant(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A moment for the status page.
pub(super) fn shown(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// A text of the body, if there is one at the pointer.
pub(super) fn text<'a>(body: &'a Value, pointer: &str) -> Option<&'a str> {
    body.pointer(pointer).and_then(Value::as_str)
}

/// The body of a call, null if there is none.
pub(super) fn body<'a>(call: &Call<'a>) -> &'a Value {
    const NONE: &Value = &Value::Null;
    call.body.unwrap_or(NONE)
}

/// A JSON pointer as the path that error details print: `/device/ip` as `device.ip`.
pub(super) fn dotted(place: &str) -> String {
    place.trim_start_matches('/').replace('/', ".")
}

/// An error in the form of the gateway, which most products share.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) source: &'static str,
    pub(super) code: &'static str,
    pub(super) description: &'static str,
    pub(super) details: Option<String>,
    pub(super) recoverable: bool,
}

impl Refusal {
    pub(super) fn new(
        status: StatusCode,
        source: &'static str,
        code: &'static str,
        description: &'static str,
        details: impl Into<Option<String>>,
    ) -> Self {
        Self {
            status,
            source,
            code,
            description,
            // A contract may want a text that is not empty.
            details: details.into().filter(|details: &String| !details.is_empty()),
            recoverable: false,
        }
    }

    pub(super) fn recoverable(mut self) -> Self {
        self.recoverable = true;
        self
    }

    pub(super) fn reply(self) -> Reply {
        let mut error = json!({
            "Source": self.source,
            "ReasonCode": self.code,
            "Description": self.description,
            "Recoverable": self.recoverable,
        });
        if let Some(details) = self.details {
            error["Details"] = details.into();
        }
        Reply::json(self.status, json!({"Errors": {"Error": [error]}}))
    }
}

/// What is said of an operation that a product does not have. No call gets here: routing and the tests see to it.
pub(super) fn unserved(source: &'static str, operation: &Operation) -> Refusal {
    Refusal::new(
        StatusCode::NOT_IMPLEMENTED,
        source,
        "NOT_IMPLEMENTED",
        "the sandbox has no such operation",
        operation.id().to_owned(),
    )
}

/// The status with which a product refuses what the gateway and the contract let through to it.
pub(super) fn status_of(problem: &Problem) -> StatusCode {
    match problem.kind {
        ProblemKind::Fault(status) => status,
        ProblemKind::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// Place and message of a problem in one line.
pub(super) fn found(problem: &Problem) -> String {
    let place = dotted(&problem.place);
    match (place.is_empty(), problem.message.is_empty()) {
        (true, _) => problem.message.clone(),
        (false, true) => place,
        (false, false) => format!("{place}: {}", problem.message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_by_count_kind_and_time_and_have_the_form_of_a_uuid() {
        let now = DateTime::UNIX_EPOCH;
        let mut ids = Ids::default();
        let made = [
            ids.uuid("a", now),
            ids.uuid("a", now),
            ids.uuid("b", now),
            Ids::default().uuid("a", now + chrono::Duration::nanoseconds(1)),
        ];
        for (index, id) in made.iter().enumerate() {
            let lengths: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
            assert_eq!(made.iter().position(|other| other == id), Some(index));
        }
    }

    #[test]
    fn digests_keep_texts_apart() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["a", "b"]), digest(&["a", "b"]));
    }

    #[test]
    fn ordinals_stay() {
        let mut ordinals = Ordinals::default();
        for account in ["x", "y", "x"] {
            ordinals.note(account);
        }
        assert_eq!(ordinals.name("account", "x"), "account 1");
        assert_eq!(ordinals.name("account", "y"), "account 2");
    }
}
