//! Mastercom's own error envelope: `Errors` is a list, and so are the details of each.

use http::StatusCode;
use serde_json::{Value, json};

use crate::service::{Problem, ProblemKind, Reply};

/// What an operation comes to: the body of a 200, or a refusal.
pub(super) type Outcome<T = Value> = Result<T, Refusal>;

/// Why an operation is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) description: String,
    pub(super) details: Vec<(String, String)>,
}

impl Refusal {
    fn new(status: StatusCode, description: impl Into<String>, name: &str, value: impl Into<String>) -> Self {
        Self {
            status,
            description: description.into(),
            details: vec![(name.to_owned(), value.into())],
        }
    }

    /// A member or parameter that breaks a rule, and the rule.
    pub(super) fn invalid(place: &str, rule: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "The request is not valid.", place, rule)
    }

    /// Something that the path, the query or the body names and that is not there.
    pub(super) fn unknown(place: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "What the request names does not exist.",
            place,
            "is not known",
        )
    }

    /// A move that the state of things does not allow, with the identifier of what stands in its way.
    pub(super) fn conflict(description: impl Into<String>, name: &str, id: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, description, name, id)
    }

    /// Words what the gateway or the contract found.
    pub(super) fn of(problem: &Problem) -> Self {
        let (status, description) = match problem.kind {
            ProblemKind::Missing => (StatusCode::BAD_REQUEST, "Something that is required is missing."),
            ProblemKind::Invalid => (StatusCode::BAD_REQUEST, "The request is not valid."),
            ProblemKind::NotJson => (StatusCode::BAD_REQUEST, "The body of the request is no JSON."),
            // No operation of Mastercom is encrypted, so neither can come up by itself.
            ProblemKind::Plaintext => (StatusCode::BAD_REQUEST, "The payload is not encrypted."),
            ProblemKind::Undecryptable | ProblemKind::ForeignKey => {
                (StatusCode::BAD_REQUEST, "The payload cannot be decrypted.")
            }
            ProblemKind::MediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The content type is not application/json.",
            ),
            ProblemKind::Fault(status) => (status, "A fault that was asked for."),
        };
        let details = match problem.place.as_str() {
            "" => Vec::new(),
            place => vec![(place.to_owned(), problem.message.clone())],
        };
        Self {
            status,
            description: description.to_owned(),
            details,
        }
    }

    /// The answer, under the id that support would ask for.
    pub(super) fn reply(&self, request_id: &str) -> Reply {
        let details: Vec<Value> = self
            .details
            .iter()
            .map(|(name, value)| json!({"Name": name, "Value": value}))
            .collect();
        let error = json!({
            "RequestId": request_id,
            "Source": "SYSTEM",
            "ReasonCode": reason(self.status),
            "Description": self.description,
            "Recoverable": false,
            "Details": details,
        });
        Reply::json(self.status, json!({"Errors": [error]}))
    }
}

fn reason(status: StatusCode) -> &'static str {
    match status.as_u16() {
        500.. => "INTERNAL_SERVICE_ERROR",
        429 => "TOO_MANY_REQUESTS",
        409 => "RESOURCE_CONFLICT",
        405 => "METHOD_NOT_ALLOWED",
        404 => "RESOURCE_NOT_FOUND",
        403 => "FORBIDDEN",
        401 => "NOT_AUTHORIZED_REQUEST",
        _ => "INVALID_REQUEST",
    }
}
