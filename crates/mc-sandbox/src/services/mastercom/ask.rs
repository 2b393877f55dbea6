//! What an operation is asked, by a call or by a seed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::refusal::{Outcome, Refusal};
use super::state::{Fingerprint, Time};
use super::values::Body;
use crate::service::Call;

static NOTHING: Value = Value::Null;

/// A call without what only the gateway needs.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) operation: &'a str,
    pub(super) path: &'a BTreeMap<String, String>,
    pub(super) query: &'a [(String, String)],
    pub(super) body: Option<&'a Value>,
    pub(super) now: Time,
}

impl<'a> Ask<'a> {
    pub(super) fn of(call: &Call<'a>) -> Self {
        Self {
            operation: call.operation.id(),
            path: call.path,
            query: call.query,
            body: call.body,
            now: call.now,
        }
    }

    pub(super) fn path(&self, name: &str) -> &'a str {
        self.path.get(name).map_or("", String::as_str)
    }

    pub(super) fn query(&self, name: &str) -> Outcome<&'a str> {
        self.query
            .iter()
            .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value.as_str()))
            .ok_or_else(|| Refusal::invalid(name, "is required"))
    }

    pub(super) fn body(&self) -> Body<'a> {
        Body(self.body.unwrap_or(&NOTHING))
    }

    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.operation, self.path, self.body)
    }
}
