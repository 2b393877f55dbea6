use std::fmt;

use serde_json::{Map, Value};

use crate::debug::{Redacted, is_code};

/// One error that a Mastercard server told, whichever of its forms it used.
///
/// The forms are that of the gateway (`{"Errors":{"Error":[..]}}`), that of Mastercom (`{"Errors":[..]}`) and
/// two of issuer enrollment, which tell one error at the top of the body. `Debug` leaves out description and
/// details: a server may repeat there what it was sent.
///
/// ```
/// let body = br#"{"Errors":{"Error":[{"Source":"Gateway","ReasonCode":"INVALID_BODY_HASH"}]}}"#;
/// let errors = mc_core::GatewayError::parse(body);
/// assert_eq!(errors[0].source(), Some("Gateway"));
/// assert_eq!(errors[0].reason_code(), Some("INVALID_BODY_HASH"));
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct GatewayError {
    source: Option<String>,
    reason_code: Option<String>,
    description: Option<String>,
    recoverable: Option<bool>,
    details: Vec<ErrorDetail>,
    request_id: Option<String>,
}

/// One detail of a [`GatewayError`].
///
/// ```
/// let body = br#"{"Errors":[{"ReasonCode":"X","Details":[{"Name":"claimId","Value":"1"}]}]}"#;
/// let errors = mc_core::GatewayError::parse(body);
/// assert_eq!(errors[0].details()[0].name(), Some("claimId"));
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ErrorDetail {
    name: Option<String>,
    value: Option<String>,
    reason: Option<String>,
}

impl GatewayError {
    /// The errors in a body; none if it is of no known form.
    pub fn parse(body: &[u8]) -> Vec<Self> {
        let body = crate::json::without_mark(body);
        match serde_json::from_slice(body) {
            Ok(Value::Object(envelope)) => Self::from_envelope(&envelope),
            _ => Vec::new(),
        }
    }

    fn from_envelope(envelope: &Map<String, Value>) -> Vec<Self> {
        match field(envelope, &["Errors"]) {
            Some(Value::Object(errors)) => match field(errors, &["Error"]) {
                Some(list) => Self::from_list(list),
                // One error where a list of them should be.
                None => Self::from_object(errors).into_iter().collect(),
            },
            Some(list @ Value::Array(_)) => Self::from_list(list),
            _ => Self::from_enrollment(envelope).into_iter().collect(),
        }
    }

    fn from_list(list: &Value) -> Vec<Self> {
        match list {
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_object)
                .filter_map(Self::from_object)
                .collect(),
            Value::Object(error) => Self::from_object(error).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn from_object(error: &Map<String, Value>) -> Option<Self> {
        let error = Self {
            source: text(error, &["Source"]),
            reason_code: text(error, &["ReasonCode"]),
            description: text(error, &["Description"]),
            recoverable: field(error, &["Recoverable"]).and_then(boolean),
            details: field(error, &["Details"]).map(ErrorDetail::list).unwrap_or_default(),
            request_id: text(error, &["RequestId"]),
        };
        (error != Self::default()).then_some(error)
    }

    /// The two forms of issuer enrollment: `status` is a number and `reason` the code, or `code` is a number
    /// and `status` the code.
    fn from_enrollment(envelope: &Map<String, Value>) -> Option<Self> {
        let number = |name| field(envelope, &[name]).is_some_and(|value| whole_number(value).is_some());
        let code = if number("code") { "status" } else { "reason" };
        if !number("code") && !number("status") {
            return None;
        }
        let reason_code = text(envelope, &[code]);
        let details = field(envelope, &["errordetail", "details"])
            .map(ErrorDetail::list)
            .unwrap_or_default();
        if reason_code.is_none() && details.is_empty() {
            return None;
        }
        Some(Self {
            reason_code,
            description: text(envelope, &["message"]),
            details,
            ..Self::default()
        })
    }

    /// Which part of the service it comes from.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The code that names it.
    pub fn reason_code(&self) -> Option<&str> {
        self.reason_code.as_deref()
    }

    /// A sentence for people; it may repeat what was sent.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// Whether the server calls it recoverable, if it says.
    ///
    /// Servers say `false` of passing failures, too, so this alone is no ground for giving up.
    pub fn recoverable(&self) -> Option<bool> {
        self.recoverable
    }

    /// What in the request it is about; it may repeat what was sent.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.details
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Source and code where both may be printed.
    pub(crate) fn label(&self) -> String {
        let printed = |text: &Option<String>| {
            text.as_deref().map(|text| {
                if is_code(text) {
                    text.to_owned()
                } else {
                    "[REDACTED]".to_owned()
                }
            })
        };
        match (printed(&self.source), printed(&self.reason_code)) {
            (Some(source), Some(code)) => format!("{code} from {source}"),
            (None, Some(code)) => code,
            (Some(source), None) => format!("no code from {source}"),
            (None, None) => "no code".to_owned(),
        }
    }
}

impl ErrorDetail {
    fn list(details: &Value) -> Vec<Self> {
        match details {
            Value::Array(items) => items.iter().filter_map(Self::new).collect(),
            other => Self::new(other).into_iter().collect(),
        }
    }

    fn new(detail: &Value) -> Option<Self> {
        let detail = match detail {
            Value::Object(fields) => Self {
                name: text(fields, &["Name", "source"]),
                value: text(fields, &["Value", "message"]),
                reason: text(fields, &["reason"]),
            },
            other => Self {
                value: scalar(other),
                ..Self::default()
            },
        };
        (detail != Self::default()).then_some(detail)
    }

    /// What it is about, often a field of the request.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What is said about it; it may repeat what was sent.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// The code of what is wrong with it, which only issuer enrollment tells.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

/// The first field of one of these names, in whatever case, that is not null.
fn field<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| {
        object
            .iter()
            .find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_null())
            .map(|(_, value)| value)
    })
}

fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    field(object, names).and_then(scalar)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn whole_number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// A text that prints if it looks like a code.
struct Code<'a>(&'a Option<String>);

impl fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(text) if !is_code(text) => fmt::Debug::fmt(&Some(Redacted), f),
            other => fmt::Debug::fmt(other, f),
        }
    }
}

impl fmt::Debug for GatewayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayError")
            .field("source", &Code(&self.source))
            .field("reason_code", &Code(&self.reason_code))
            .field("recoverable", &self.recoverable)
            .field("details", &self.details.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorDetail").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(body: &str) -> GatewayError {
        let mut errors = GatewayError::parse(body.as_bytes());
        assert_eq!(errors.len(), 1, "{body}");
        errors.remove(0)
    }

    #[test]
    fn the_gateway_holds_a_list_in_an_object() {
        let error = only(
            r#"{"Errors":{"Error":[{"Source":"Gateway","ReasonCode":"INVALID_BODY_HASH","Description":"no match",
                "Recoverable":false,"Details":null}]}}"#,
        );
        assert_eq!(error.source(), Some("Gateway"));
        assert_eq!(error.reason_code(), Some("INVALID_BODY_HASH"));
        assert_eq!(error.description(), Some("no match"));
        assert_eq!(error.recoverable(), Some(false));
        assert_eq!(error.details(), []);
        assert_eq!(error.request_id(), None);
    }

    #[test]
    fn mastercom_holds_a_list_with_details() {
        let errors = GatewayError::parse(
            br#"{"Errors":[{"RequestId":"r-1","Source":"S","ReasonCode":"RESOURCE_CONFLICT","Recoverable":"true",
                "Details":[{"Name":"claimId","Value":"200002020654"},{"Name":"n","Value":null}]},{"ReasonCode":"B"}]}"#,
        );
        assert_eq!(errors.len(), 2);
        assert_eq!(errors[0].request_id(), Some("r-1"));
        assert_eq!(errors[0].recoverable(), Some(true));
        assert_eq!(errors[0].details().len(), 2);
        assert_eq!(errors[0].details()[0].name(), Some("claimId"));
        assert_eq!(errors[0].details()[0].value(), Some("200002020654"));
        assert_eq!(errors[0].details()[1].value(), None);
        assert_eq!(errors[1].reason_code(), Some("B"));
    }

    #[test]
    fn enrollment_tells_its_status_as_a_number() {
        let error = only(
            r#"{"status":400,"reason":"INVALID_ARGUMENT","message":"bad","errordetail":[{"reason":"CANNOT_BE_NULL",
                "source":"srcClientId","sourceType":"BODY","message":"absent"}]}"#,
        );
        assert_eq!(error.reason_code(), Some("INVALID_ARGUMENT"));
        assert_eq!(error.description(), Some("bad"));
        assert_eq!(error.details()[0].name(), Some("srcClientId"));
        assert_eq!(error.details()[0].value(), Some("absent"));
        assert_eq!(error.details()[0].reason(), Some("CANNOT_BE_NULL"));
    }

    #[test]
    fn enrollment_tells_its_code_as_a_number() {
        let error = only(
            r#"{"code":400,"status":"INVALID_STATE","message":"bad","details":[{"reason":"INVALID_VALUE",
                "source":"serviceId","message":"unknown","sourceType":"BODY"}]}"#,
        );
        assert_eq!(error.reason_code(), Some("INVALID_STATE"));
        assert_eq!(error.details()[0].reason(), Some("INVALID_VALUE"));
        assert_eq!(error.details()[0].name(), Some("serviceId"));
    }

    #[test]
    fn deviations_are_tolerated() {
        // A number for a code, text for details, names in another case, one error without a list.
        let error = only(r#"{"errors":{"error":{"source":"BAS","reasonCode":50,"details":"a, b"}}}"#);
        assert_eq!(error.reason_code(), Some("50"));
        assert_eq!(error.details()[0].value(), Some("a, b"));
        assert_eq!(only(r#"{"Errors":{"ReasonCode":"X"}}"#).reason_code(), Some("X"));
        assert_eq!(
            only("\u{feff}{\"Errors\":[{\"ReasonCode\":\"X\"}]}").reason_code(),
            Some("X")
        );
        assert_eq!(
            only(r#"{"Errors":[{"ReasonCode":"X","Details":["a","b"]}]}"#)
                .details()
                .len(),
            2
        );
        assert_eq!(only(r#"{"Errors":[1,{"ReasonCode":"X"},{}]}"#).reason_code(), Some("X"));
    }

    #[test]
    fn other_bodies_hold_no_errors() {
        for body in [
            "",
            "null",
            "1",
            "[]",
            "{}",
            "<html>",
            "{\"Errors\":null}",
            "{\"Errors\":1}",
            "{\"Errors\":{}}",
            "{\"status\":\"true\"}",
            "{\"status\":200}",
            "{\"message\":\"hello\"}",
            "{\"code\":1}",
            "\u{0}",
        ] {
            assert_eq!(GatewayError::parse(body.as_bytes()), [], "{body}");
        }
    }

    #[test]
    fn debug_shows_codes_and_nothing_else() {
        let error = only(
            r#"{"Errors":[{"RequestId":"s3cret","Source":"5555555555554444","ReasonCode":"X","Description":"s3cret",
                "Details":[{"Name":"s3cret","Value":"s3cret"}]}]}"#,
        );
        assert_eq!(
            format!("{error:?}"),
            r#"GatewayError { source: Some([REDACTED]), reason_code: Some("X"), recoverable: None, details: 1, .. }"#
        );
        assert_eq!(format!("{:?}", error.details()), "[ErrorDetail { .. }]");
        assert_eq!(error.label(), "X from [REDACTED]");
    }

    proptest::proptest! {
        #[test]
        fn no_body_makes_it_fail(body in proptest::collection::vec(proptest::num::u8::ANY, 0..128)) {
            let _ = GatewayError::parse(&body);
        }
    }
}
