use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::StatusCode;
use serde_json::{Value, json};

use crate::contract::{Contract, walk};
use crate::product::Product;
use crate::{Error, Result};

/// The header by which a request asks for faults: `X-Sandbox-Fault: latency=200ms, status=503`.
pub const FAULT_HEADER: &str = "x-sandbox-fault";

/// What is put in the place of a value that an enum lists.
const UNKNOWN: &str = "SANDBOX_UNKNOWN_VALUE";

/// The name of the token endpoint, where faults are planned for an operation.
const TOKEN: &str = "token";

/// Something that goes wrong on demand.
///
/// A request asks for it in the header [`FAULT_HEADER`], a test by [`Sandbox::fail`](crate::Sandbox::fail), any other program
/// by the control endpoint. Written as in the table, it is the same everywhere.
///
/// A fault that is planned for the operation `token` happens to a request for an access token.
///
/// Over HTTP/2 it is the stream that breaks, in place of the connection.
///
/// | text | what happens |
/// | --- | --- |
/// | `latency=200ms` | the answer comes later; the product has done its part |
/// | `rate-limit=2` | 429 with `Retry-After: 2`, and the product has not seen the call |
/// | `status=503` | this status, and the product has not seen the call |
/// | `reset` | the connection is reset in the middle of the body; the product has done its part |
/// | `truncate` | the connection ends, in order, in the middle of the body |
/// | `cut-json` | half of the body, with a length that says it is all |
/// | `not-json` | HTML in place of JSON |
/// | `corrupt-tag` | an encrypted answer whose authentication tag is wrong |
/// | `unknown-value` | a value that the contract's enum does not list |
/// | `extra-fields` | members that the contract does not know, in each object |
/// | `expired-certificate` | the next handshake shows an expired certificate |
/// | `dpop-nonce` | by OAuth 2.0: another nonce is asked for, with the new one; the product has not seen the call |
/// | `expired-token` | by OAuth 2.0: 401 with `invalid_token`, and the product has not seen the call |
/// | `insufficient-scope` | by OAuth 2.0: 403, and the product has not seen the call |
/// | `rotate-nonce` | by OAuth 2.0: the answer brings another nonce |
/// | `clock-skew=-10m` | this call meets a gateway whose clock is wrong by that much |
///
/// ```
/// use mc_sandbox::Fault;
///
/// assert_eq!("latency=2s".parse::<Fault>()?.to_string(), "latency=2000ms");
/// # Ok::<(), mc_sandbox::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The answer comes later by this.
    Latency(Duration),
    /// 429, with this many seconds in `Retry-After`.
    RateLimit(u32),
    /// This status, by the product's own envelope.
    Status(StatusCode),
    /// The connection is reset in the middle of the body.
    Reset,
    /// The connection ends in the middle of the body.
    Truncate,
    /// The body is half of what it should be, and its length says so.
    CutJson,
    /// The body is HTML.
    NotJson,
    /// The answer is encrypted and its tag is wrong.
    CorruptTag,
    /// A value that no enum lists.
    UnknownValue,
    /// Members that nobody knows.
    ExtraFields,
    /// The next handshake shows an expired certificate.
    ExpiredCertificate,
    /// The gateway's clock is ahead by this many seconds, or behind.
    ClockSkew(i64),
    /// By OAuth 2.0: another nonce is asked for.
    DpopNonce,
    /// By OAuth 2.0: the token is refused.
    ExpiredToken,
    /// By OAuth 2.0: the token's scopes do not suffice.
    InsufficientScope,
    /// By OAuth 2.0: the answer brings another nonce.
    RotateNonce,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latency(by) => write!(f, "latency={}ms", by.as_millis()),
            Self::RateLimit(seconds) => write!(f, "rate-limit={seconds}"),
            Self::Status(status) => write!(f, "status={}", status.as_u16()),
            Self::Reset => f.write_str("reset"),
            Self::Truncate => f.write_str("truncate"),
            Self::CutJson => f.write_str("cut-json"),
            Self::NotJson => f.write_str("not-json"),
            Self::CorruptTag => f.write_str("corrupt-tag"),
            Self::UnknownValue => f.write_str("unknown-value"),
            Self::ExtraFields => f.write_str("extra-fields"),
            Self::ExpiredCertificate => f.write_str("expired-certificate"),
            Self::DpopNonce => f.write_str("dpop-nonce"),
            Self::ExpiredToken => f.write_str("expired-token"),
            Self::InsufficientScope => f.write_str("insufficient-scope"),
            Self::RotateNonce => f.write_str("rotate-nonce"),
            Self::ClockSkew(seconds) => write!(f, "clock-skew={seconds}s"),
        }
    }
}

impl FromStr for Fault {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (name, value) = match text.trim().split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (text.trim(), None),
        };
        let wrong = |form: &str| Error::new(format!("the fault `{name}` is written {form}"));
        match (name, value) {
            ("latency", Some(value)) => milliseconds(value)
                .and_then(|by| u64::try_from(by).ok())
                .map(|by| Self::Latency(Duration::from_millis(by)))
                .ok_or_else(|| wrong("latency=200ms, latency=2s or latency=1m")),
            ("rate-limit", None) => Ok(Self::RateLimit(1)),
            ("rate-limit", Some(value)) => value
                .parse()
                .map(Self::RateLimit)
                .map_err(|_| wrong("rate-limit=SECONDS")),
            ("status", Some(value)) => value
                .parse()
                .ok()
                .and_then(|code: u16| StatusCode::from_u16(code).ok())
                .filter(|status| status.is_client_error() || status.is_server_error())
                .map(Self::Status)
                .ok_or_else(|| wrong("status=503, with a status from 400 to 599")),
            ("clock-skew", Some(value)) => milliseconds(value)
                .map(|by| Self::ClockSkew(by / 1000))
                .ok_or_else(|| wrong("clock-skew=10m or clock-skew=-90s")),
            ("latency" | "status" | "clock-skew", None) => Err(wrong(&format!("{name}=VALUE"))),
            (_, Some(_)) => Err(Error::new(
                "there is no such fault, or it takes no value; the documentation of `Fault` lists them",
            )),
            ("reset", None) => Ok(Self::Reset),
            ("truncate", None) => Ok(Self::Truncate),
            ("cut-json", None) => Ok(Self::CutJson),
            ("not-json", None) => Ok(Self::NotJson),
            ("corrupt-tag", None) => Ok(Self::CorruptTag),
            ("unknown-value", None) => Ok(Self::UnknownValue),
            ("extra-fields", None) => Ok(Self::ExtraFields),
            ("expired-certificate", None) => Ok(Self::ExpiredCertificate),
            ("dpop-nonce", None) => Ok(Self::DpopNonce),
            ("expired-token", None) => Ok(Self::ExpiredToken),
            ("insufficient-scope", None) => Ok(Self::InsufficientScope),
            ("rotate-nonce", None) => Ok(Self::RotateNonce),
            _ => Err(Error::new(
                "there is no such fault; the documentation of `Fault` lists them",
            )),
        }
    }
}

/// A time such as `200ms`, `-2s`, `10m` or `1h`, in milliseconds.
pub(crate) fn milliseconds(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text.get(digits.len()..)? {
        "ms" => 1,
        "s" => 1000,
        "m" => 60 * 1000,
        "h" => 60 * 60 * 1000,
        "d" => 24 * 60 * 60 * 1000,
        _ => return None,
    };
    digits.parse::<i64>().ok()?.checked_mul(factor)
}

/// What a header asks for.
pub(crate) fn requested(headers: &http::HeaderMap) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for value in headers.get_all(FAULT_HEADER) {
        let text = value.to_str().map_err(|_| Error::new("the fault header is no text"))?;
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            faults.push(part.parse()?);
        }
    }
    Ok(faults)
}

/// Faults for calls to come, in the order in which they were planned.
///
/// A call takes the first plan that fits it, and no other: two plans for the same operation follow each other.
#[derive(Debug, Default)]
pub(crate) struct Plan(Mutex<Vec<PlannedFault>>);

/// Faults that happen to calls to come, once each or more often.
///
/// Plans queue: a call takes the first one that fits it. Faults of one plan happen to the same call.
///
/// ```
/// use mc_sandbox::{Fault, PlannedFault, Product};
///
/// // The next three calls of `createClaim` are slow and end with 503.
/// let planned = PlannedFault::new("latency=200ms".parse::<Fault>()?)
///     .and("status=503".parse()?)
///     .times(3)
///     .for_operation(Product::Mastercom, &mc_mastercom::operations::CREATE_CLAIM);
/// # drop(planned);
/// # Ok::<(), mc_sandbox::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFault {
    faults: Vec<Fault>,
    product: Option<Product>,
    /// The id that this project gives the operation, or the published one.
    operation: Option<String>,
    times: u32,
}

impl From<Fault> for PlannedFault {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

impl PlannedFault {
    /// A fault of the next call.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
            product: None,
            operation: None,
            times: 1,
        }
    }

    /// Another fault of the same call.
    #[must_use]
    pub fn and(mut self, fault: Fault) -> Self {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
        self
    }

    /// The number of calls that it happens to. None is as if it had not been planned.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Happens to calls of this product only.
    #[must_use]
    pub fn for_product(mut self, product: Product) -> Self {
        self.product = Some(product);
        self
    }

    /// Happens to calls of this operation only.
    #[must_use]
    pub fn for_operation(mut self, product: Product, operation: &mc_core::Operation) -> Self {
        self.product = Some(product);
        self.operation = Some(operation.id().to_owned());
        self
    }

    /// Happens to requests for an access token only.
    #[must_use]
    pub fn for_tokens(mut self) -> Self {
        self.operation = Some(TOKEN.to_owned());
        self
    }

    /// Reads `{"fault": "latency=200ms, status=503", "times": 2, "product": "mastercom", "operation": "createClaim"}`.
    pub(crate) fn read(document: &Value) -> std::result::Result<Self, String> {
        const KNOWN: [&str; 4] = ["fault", "times", "product", "operation"];
        let unknown = document
            .as_object()
            .and_then(|members| members.keys().find(|name| !KNOWN.contains(&name.as_str())));
        if let Some(name) = unknown {
            return Err(format!("there is no member {name:?}; known are {}", KNOWN.join(", ")));
        }
        let text = |name: &str| match document.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(format!("`{name}` has to be a string")),
        };
        let mut faults = text("fault")?
            .unwrap_or_default()
            .split(',')
            .filter(|part| !part.trim().is_empty())
            .map(|part| part.parse::<Fault>().map_err(|error| error.to_string()));
        let first = faults
            .next()
            .ok_or("`fault` is missing: write {\"fault\": \"status=503\", \"times\": 1}")??;
        let mut planned = faults.try_fold(Self::new(first), |planned, fault| Ok::<_, String>(planned.and(fault?)))?;
        planned.product = text("product")?
            .map(|id| id.parse::<Product>().map_err(|error| error.to_string()))
            .transpose()?;
        planned.operation = text("operation")?.map(str::to_owned);
        if let Some(operation) = planned.operation.as_deref().filter(|operation| *operation != TOKEN) {
            let known = Product::ALL
                .iter()
                .filter(|known| planned.product.is_none_or(|product| product == **known))
                .flat_map(|product| product.operations())
                .any(|known| known.id() == operation || known.published_id() == operation);
            if !known {
                return Err("there is no such operation; `mcapi operations` lists them".to_owned());
            }
        }
        if let Some(times) = document.get("times") {
            planned.times = times
                .as_u64()
                .and_then(|times| u32::try_from(times).ok())
                .filter(|times| *times > 0)
                .ok_or("`times` has to be a whole number above 0")?;
        }
        Ok(planned)
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "fault": self.listed(),
            "product": self.product.map(Product::id),
            "operation": self.operation,
            "times": self.times,
        })
    }

    fn listed(&self) -> String {
        let listed: Vec<String> = self.faults.iter().map(ToString::to_string).collect();
        listed.join(", ")
    }

    fn fits(&self, product: Product, operation: &mc_core::Operation) -> bool {
        let named = self
            .operation
            .as_ref()
            .is_none_or(|id| id == operation.id() || id == operation.published_id());
        self.product.is_none_or(|wanted| wanted == product) && named
    }

    /// Takes out what is no matter of a call but of the next handshakes; how many of them.
    fn take_handshakes(&mut self) -> u32 {
        let before = self.faults.len();
        self.faults.retain(|fault| *fault != Fault::ExpiredCertificate);
        if self.faults.len() < before { self.times } else { 0 }
    }
}

impl fmt::Display for PlannedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.times == 1 { "" } else { "s" };
        write!(f, "{}, {} time{plural}", self.listed(), self.times)?;
        if let Some(product) = self.product {
            write!(f, ", for {product}")?;
        }
        if let Some(operation) = &self.operation {
            write!(f, ", for {operation}")?;
        }
        Ok(())
    }
}

impl Plan {
    /// Adds a plan at the end; returns how many of the next handshakes are to show an expired certificate.
    #[must_use]
    pub(crate) fn add(&self, mut planned: PlannedFault) -> u32 {
        let handshakes = planned.take_handshakes();
        if planned.times > 0 && !planned.faults.is_empty() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(planned);
        }
        handshakes
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn list(&self) -> Vec<PlannedFault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The faults of a call.
    pub(crate) fn take(&self, product: Product, operation: &mc_core::Operation) -> Vec<Fault> {
        self.take_where(|planned| planned.fits(product, operation))
    }

    /// The faults of a request for a token: those that are planned for it by name.
    pub(crate) fn take_for_token(&self) -> Vec<Fault> {
        self.take_where(|planned| planned.operation.as_deref() == Some(TOKEN))
    }

    fn take_where(&self, fits: impl Fn(&PlannedFault) -> bool) -> Vec<Fault> {
        let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(at) = plan.iter().position(fits) else {
            return Vec::new();
        };
        let Some(planned) = plan.get_mut(at) else {
            return Vec::new();
        };
        planned.times = planned.times.saturating_sub(1);
        let faults = planned.faults.clone();
        if planned.times == 0 {
            plan.remove(at);
        }
        faults
    }
}

/// Puts a value that nobody knows in the place of each that an enum lists; says whether there was one.
pub(crate) fn unknown_values(contract: &Contract, schema: Option<&Value>, body: &mut Value) -> bool {
    let mut found = false;
    if let Some(schema) = schema {
        walk(contract, schema, body, &mut |schemas, value| {
            let listed = schemas.iter().any(|schema| schema.get("enum").is_some());
            if listed && value.is_string() {
                *value = UNKNOWN.into();
                found = true;
            }
        });
    }
    found
}

/// Adds a member to each object.
pub(crate) fn extra_fields(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(extra_fields);
            map.insert("sandboxExtra".to_owned(), json!({"list": [1, "two", null]}));
        }
        Value::Array(list) => list.iter_mut().for_each(extra_fields),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_queue_and_faults_of_one_plan_happen_together() {
        let plan = Plan::default();
        let claim = &mc_mastercom::operations::CREATE_CLAIM;
        let health = &mc_mastercom::operations::HEALTHCHECK;
        let add = |document: Value| plan.add(PlannedFault::read(&document).unwrap());
        assert_eq!(
            add(json!({"fault": "status=503", "times": 2, "operation": "createClaim"})),
            0
        );
        assert_eq!(add(json!({"fault": "latency=5ms, reset"})), 0);
        assert_eq!(add(json!({"fault": "expired-certificate", "times": 3})), 3);
        let status = Fault::Status(StatusCode::SERVICE_UNAVAILABLE);
        let both = vec![Fault::Latency(Duration::from_millis(5)), Fault::Reset];
        assert_eq!(plan.take(Product::Mastercom, claim), [status]);
        assert_eq!(plan.take(Product::Mastercom, health), both);
        assert_eq!(plan.take(Product::Mastercom, claim), [status]);
        assert_eq!(plan.take(Product::Mastercom, claim), []);
        assert_eq!(plan.list(), []);
        for wrong in [
            json!({}),
            json!({"fault": "reset", "time": 2}),
            json!({"fault": "reset", "times": 0}),
            json!({"fault": "reset, explode"}),
            json!({"fault": "reset", "operation": "none"}),
        ] {
            assert!(PlannedFault::read(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn faults_are_written_as_they_are_read() {
        for text in [
            "latency=200ms",
            "rate-limit=2",
            "status=503",
            "reset",
            "truncate",
            "cut-json",
            "not-json",
            "corrupt-tag",
            "unknown-value",
            "extra-fields",
            "expired-certificate",
            "clock-skew=-600s",
            "dpop-nonce",
            "expired-token",
            "insufficient-scope",
            "rotate-nonce",
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().to_string(), text);
        }
        assert_eq!("clock-skew=10m".parse::<Fault>().unwrap(), Fault::ClockSkew(600));
        for text in [
            "",
            "latency",
            "latency=-1s",
            "latency=5",
            "status=200",
            "status=x",
            "reset=1",
            "explode",
            "clock-skew",
        ] {
            assert!(text.parse::<Fault>().is_err(), "{text}");
        }
    }
}
