//! Calls a product's behaviour as the gateway does, and holds every answer against the contract.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use jsonschema::Validator;
use mc_core::{GatewayError, Operation};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::service::{Body, Call, Problem, ProblemKind, Reply, Service};

/// A product's behaviour on the bench.
pub(super) struct Bench<S> {
    pub(super) service: S,
    pub(super) now: DateTime<Utc>,
    facts: Value,
    /// By the text of their schema: to make one takes longer than to use it.
    validators: RefCell<BTreeMap<String, Validator>>,
}

/// What a call sends.
#[derive(Default)]
pub(super) struct Sent {
    path: BTreeMap<String, String>,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Option<Value>,
}

impl Sent {
    pub(super) fn body(body: Value) -> Self {
        Self {
            body: Some(body),
            ..Self::default()
        }
    }

    pub(super) fn path(mut self, name: &str, value: &str) -> Self {
        self.path.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(super) fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::try_from(value).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }
}

impl<S: Service> Bench<S> {
    pub(super) fn new(service: S, facts: &str) -> Self {
        Self {
            service,
            now: DateTime::parse_from_rfc3339("2026-11-22T05:32:51.123Z")
                .unwrap()
                .to_utc(),
            facts: serde_json::from_str(facts).unwrap(),
            validators: RefCell::default(),
        }
    }

    pub(super) fn wait(&mut self, time: Duration) {
        self.now += time;
    }

    /// Sends a body that the contract allows.
    #[track_caller]
    pub(super) fn send(&mut self, operation: &Operation, body: Value) -> Reply {
        let content = self.fact(operation).pointer("/body/content/application~1json").cloned();
        self.assert_valid(content.as_ref(), &body, "request");
        self.call(operation, Sent::body(body))
    }

    /// Calls an operation, and checks the answer.
    #[track_caller]
    pub(super) fn call(&mut self, operation: &Operation, sent: Sent) -> Reply {
        let Sent {
            path,
            query,
            headers,
            body,
        } = sent;
        let reply = self.service.answer(&Call {
            operation,
            path: &path,
            query: &query,
            headers: &headers,
            body: body.as_ref(),
            now: self.now,
        });
        self.assert_reply(operation, &reply);
        reply
    }

    fn fact(&self, operation: &Operation) -> Value {
        let operations = self.facts["operations"].as_array().unwrap();
        let fact = operations.iter().find(|fact| fact["id"] == operation.id());
        fact.cloned().unwrap_or_default()
    }

    #[track_caller]
    fn assert_reply(&self, operation: &Operation, reply: &Reply) {
        let status = reply.status;
        let responses = &self.fact(operation)["responses"];
        let response = responses.get(status.as_str());
        if !responses.is_null() {
            assert!(
                response.is_some() || !status.is_success(),
                "{operation} has no {status}"
            );
        }
        let schema = response.and_then(|response| response.get("application/json"));
        match &reply.body {
            Body::Json(body) => {
                self.assert_valid(schema, body, "response");
                if !status.is_success() {
                    let errors = GatewayError::parse(body.to_string().as_bytes());
                    assert!(errors.iter().any(|error| error.reason_code().is_some()), "{body}");
                }
            }
            Body::Empty => assert!(schema.is_none() && status.is_success(), "{operation} needs a body"),
        }
    }

    #[track_caller]
    fn assert_valid(&self, schema: Option<&Value>, value: &Value, what: &str) {
        let Some(schema) = schema else { return };
        let mut validators = self.validators.borrow_mut();
        let validator = validators.entry(schema.to_string()).or_insert_with(|| {
            let whole = json!({"$schema": self.facts["$schema"], "$defs": self.facts["$defs"], "allOf": [schema]});
            jsonschema::validator_for(&whole).unwrap()
        });
        let wrong: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{what}: {wrong:?} in {value}");
    }

    /// Each kind of refusal is an error in the product's envelope, and repeats nothing.
    pub(super) fn assert_refusals(&self, schema: &str) {
        self.assert_refusals_but(schema, &[]);
    }

    /// The same, where refusals of some kinds are a plain 500.
    pub(super) fn assert_refusals_but(&self, schema: &str, mute: &[ProblemKind]) {
        let faults = [400, 401, 403, 404, 405, 429, 500, 502, 503, 504];
        let faults = faults.map(|status| ProblemKind::Fault(StatusCode::from_u16(status).unwrap()));
        let kinds = [
            ProblemKind::Missing,
            ProblemKind::Invalid,
            ProblemKind::NotJson,
            ProblemKind::Plaintext,
            ProblemKind::Undecryptable,
            ProblemKind::ForeignKey,
            ProblemKind::MediaType,
        ];
        for kind in kinds.into_iter().chain(faults) {
            for (place, message) in [("", ""), ("/one/two", "is too long"), ("one", "")] {
                let reply = self.service.refuse(&Problem {
                    kind,
                    place: place.to_owned(),
                    message: message.to_owned(),
                });
                let expected = match kind {
                    ProblemKind::Fault(status) => status.as_u16(),
                    ProblemKind::MediaType => 415,
                    _ => 400,
                };
                if mute.contains(&kind) {
                    assert_eq!(reply.status, 500, "{kind:?}");
                    assert!(matches!(reply.body, Body::Empty), "{kind:?}");
                    continue;
                }
                assert_eq!(reply.status, expected, "{kind:?}");
                let body = json_of(&reply);
                let errors = GatewayError::parse(body.to_string().as_bytes());
                assert!(errors[0].reason_code().is_some(), "{body}");
                if !matches!((kind, schema), (ProblemKind::Fault(StatusCode::UNAUTHORIZED), "Error")) {
                    let schema = json!({"$ref": format!("#/$defs/{schema}")});
                    self.assert_valid(Some(&schema), &body, "refusal");
                }
                if matches!(kind, ProblemKind::Missing | ProblemKind::Invalid) && !place.is_empty() {
                    assert!(body.to_string().contains(place.rsplit('/').next().unwrap()), "{body}");
                }
            }
        }
    }

    /// All that the status page shows, as one text.
    pub(super) fn shown(&self) -> String {
        let mut text = String::new();
        for table in self.service.tables() {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.title);
                text += &row.join(" | ");
                text.push('\n');
            }
        }
        text
    }

    /// A wrong seed leaves the state as it is, and is told of by place.
    #[track_caller]
    pub(super) fn assert_seed_refused(&mut self, seed: &Value, expected: &str) {
        let before = self.shown();
        assert_eq!(self.service.seed(seed), Err(expected.to_owned()));
        assert_eq!(self.shown(), before);
    }
}

#[track_caller]
pub(super) fn json_of(reply: &Reply) -> Value {
    match &reply.body {
        Body::Json(body) => body.clone(),
        Body::Empty => panic!("there is no body"),
    }
}

/// An answer as the product's crate reads it; nothing of it may be unknown there.
#[track_caller]
pub(super) fn decode<T: DeserializeOwned + mc_core::Generated>(reply: &Reply) -> T {
    let value: T = serde_json::from_value(json_of(reply)).unwrap();
    assert_eq!(value.unknown_fields(), 0);
    value
}

/// Status and reason code of an error, with its details.
#[track_caller]
pub(super) fn refusal(reply: &Reply) -> (u16, String, Vec<String>) {
    let errors = GatewayError::parse(json_of(reply).to_string().as_bytes());
    let error = &errors[0];
    let details = error
        .details()
        .iter()
        .filter_map(|detail| detail.name().or(detail.value()));
    (
        reply.status.as_u16(),
        error.reason_code().unwrap().to_owned(),
        details.map(str::to_owned).collect(),
    )
}

/// The seed that a product's manual shows.
pub(super) fn documented_seed(product: crate::Product) -> Value {
    let manual = super::manual(product);
    let seed = manual.into_iter().find(|section| section.title == "Seed");
    seed.and_then(|section| section.example).unwrap()
}
