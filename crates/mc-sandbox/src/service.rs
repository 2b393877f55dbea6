//! What a product's behaviour sees of a call, and what it answers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use http::{HeaderMap, StatusCode};
use mc_core::Operation;
use serde_json::Value;

/// A call that passed the gateway, decryption and the contract.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    /// Which operation it is; routing is done.
    pub(crate) operation: &'a Operation,
    /// The path parameters by published name, percent-decoded.
    pub(crate) path: &'a BTreeMap<String, String>,
    /// The query in the order sent, percent-decoded.
    pub(crate) query: &'a [(String, String)],
    pub(crate) headers: &'a HeaderMap,
    /// The JSON body, decrypted and valid against the contract; none where the operation takes none.
    pub(crate) body: Option<&'a Value>,
    /// The sandbox's time, which tests may move. Nothing else may be asked for the time.
    pub(crate) now: DateTime<Utc>,
}

impl Call<'_> {
    /// A path parameter by published name, empty if the template has none of it.
    pub(crate) fn path(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// The first query parameter of a name.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }
}

/// What goes back before encryption and faults.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// What is delivered to the customer's own endpoint after the answer.
    pub(crate) pushes: Vec<Push>,
}

/// The body of a reply.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Empty,
    Json(Value),
}

/// A notification to the customer's own endpoint.
#[derive(Clone, Debug)]
pub(crate) struct Push {
    pub(crate) body: Value,
}

impl Reply {
    pub(crate) fn json(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Body::Json(body),
            pushes: Vec::new(),
        }
    }

    /// Why the product refuses, in the words of its own envelope: the reason code and its description, neither of which quotes
    /// the request.
    pub(crate) fn reason(&self) -> String {
        /// The first member of one of these names, in the order of a document.
        fn first<'a>(value: &'a Value, names: &[&str]) -> Option<&'a str> {
            match value {
                Value::Object(members) => names
                    .iter()
                    .find_map(|name| members.get(*name)?.as_str())
                    .or_else(|| members.values().find_map(|value| first(value, names))),
                Value::Array(items) => items.iter().find_map(|item| first(item, names)),
                _ => None,
            }
        }
        let Body::Json(body) = &self.body else {
            return "without a body".to_owned();
        };
        let parts = [
            first(body, &["ReasonCode", "reasonCode", "reason"]),
            first(body, &["Description", "description", "message"]),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join(": ")
    }

    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Body::Empty,
            pushes: Vec::new(),
        }
    }
}

/// Why a call was refused before the product's behaviour saw it.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) kind: ProblemKind,
    /// Where, as a parameter's name or a JSON pointer into the body; names only, never a value.
    pub(crate) place: String,
    /// What is wrong, without the value that is.
    pub(crate) message: String,
}

/// The kinds of refusal that each product words in its own envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// A required member or parameter is not there.
    Missing,
    /// A value is not what the contract allows.
    Invalid,
    /// The body is no JSON.
    NotJson,
    /// The payload came in the clear where it has to be encrypted.
    Plaintext,
    /// The payload's encryption cannot be undone: no `kid`, wrong key, damaged token.
    Undecryptable,
    /// The payload is encrypted for a key that is not this server's, by its `kid`: that of another environment.
    ForeignKey,
    /// The content type is not the operation's.
    MediaType,
    /// A fault that was asked for, with the status to give it.
    Fault(StatusCode),
}

/// A live count or list for the status page: names, identifiers and states, account numbers masked.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) title: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) rows: Vec<Vec<String>>,
}

/// One product's behaviour with its state.
pub(crate) trait Service: Send {
    /// Does what the operation says and answers.
    fn answer(&mut self, call: &Call<'_>) -> Reply;

    /// Words a refusal in the product's own error envelope.
    fn refuse(&self, problem: &Problem) -> Reply;

    /// What the status page shows.
    fn tables(&self) -> Vec<Table>;

    /// Replaces the state by what a seed file holds for this product; on an error the state stays.
    ///
    /// # Errors
    ///
    /// A line that says where the seed is wrong and what belongs there.
    fn seed(&mut self, seed: &Value) -> Result<(), String>;

    /// Back to the state at start.
    fn reset(&mut self);
}
