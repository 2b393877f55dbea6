//! Answers that the contract alone makes.

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::contract::Contract;
use crate::service::{Body, Call, Problem, ProblemKind, Reply, Service, Table};

pub(crate) struct Generic {
    contract: Option<Arc<Contract>>,
}

impl Generic {
    pub(crate) fn new(contract: Option<Arc<Contract>>) -> Self {
        Self { contract }
    }
}

impl Service for Generic {
    fn answer(&mut self, call: &Call<'_>) -> Reply {
        let Some(contract) = &self.contract else {
            return Reply::empty(StatusCode::NOT_IMPLEMENTED);
        };
        let described = contract
            .operations
            .iter()
            .find(|described| described.operation.id() == call.operation.id());
        let Some(described) = described else {
            return Reply::empty(StatusCode::NOT_IMPLEMENTED);
        };
        let status = described.success();
        let mut reply = Reply::empty(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
        if let Some(schema) = described.response_schema(status) {
            reply.body = Body::Json(sample(contract, schema, 0));
        }
        reply
    }

    fn refuse(&self, problem: &Problem) -> Reply {
        let status = match problem.kind {
            ProblemKind::Fault(status) => status,
            ProblemKind::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            _ => StatusCode::BAD_REQUEST,
        };
        Reply::json(
            status,
            json!({"Errors": {"Error": [{
                "Source": "Sandbox",
                "ReasonCode": format!("{:?}", problem.kind),
                "Description": format!("{} {}", problem.place, problem.message),
                "Recoverable": false,
            }]}}),
        )
    }

    fn tables(&self) -> Vec<Table> {
        Vec::new()
    }

    fn seed(&mut self, _seed: &Value) -> Result<(), String> {
        Ok(())
    }

    fn reset(&mut self) {}
}

fn sample(contract: &Contract, schema: &Value, depth: usize) -> Value {
    let schema = contract.resolve(schema);
    if let Some(first) = schema["enum"].as_array().and_then(|values| values.first()) {
        return first.clone();
    }
    let mut out = Map::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        if let Value::Object(map) = sample(contract, part, depth + 1) {
            out.extend(map);
        }
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(first) = schema[key].as_array().and_then(|parts| parts.first()) {
            return sample(contract, first, depth + 1);
        }
    }
    let kind = match &schema["type"] {
        Value::String(kind) => kind.as_str(),
        Value::Array(kinds) => kinds.first().and_then(Value::as_str).unwrap_or_default(),
        _ => "object",
    };
    match kind {
        "string" => text(schema).into(),
        "integer" | "number" => schema
            .get("minimum")
            .filter(|least| least.as_i64() > Some(0))
            .cloned()
            .unwrap_or(json!(0)),
        "boolean" => true.into(),
        "array" if depth > 6 => json!([]),
        "array" => json!([sample(contract, &schema["items"], depth + 1)]),
        _ => {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if depth < 6 {
                    out.insert(name.clone(), sample(contract, property, depth + 1));
                }
            }
            out.into()
        }
    }
}

fn text(schema: &Value) -> String {
    let text = match schema["format"].as_str() {
        Some("date") => return "2026-01-31".to_owned(),
        Some("date-time") => return "2026-01-31T12:00:00Z".to_owned(),
        Some("uuid") => return "00000000-0000-4000-8000-000000000000".to_owned(),
        Some("byte") => return "AAAA".to_owned(),
        _ => "1".to_owned(),
    };
    let least = schema["minLength"].as_u64().unwrap_or(1);
    text.repeat(usize::try_from(least.max(1)).unwrap_or(1))
}
