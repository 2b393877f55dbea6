//! Whether a request whose operation demands payload encryption may leave.

use std::fmt;

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};
use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{Error, Operation, PayloadEncryption, Result, json};

/// What was decided about the payload of a request: the layer that decides leaves it in the request's extensions.
///
/// A request whose [`Operation`] demands encryption leaves only with this mark; see [`check`]. `mc-auth`'s layers leave it.
/// Middleware of your own that encrypts has to leave [`Encrypted`](Self::Encrypted) as well.
///
/// ```
/// use mc_core::payload::{self, PayloadMark};
/// use mc_core::{BodyEncryption, Operation, PayloadEncryption};
///
/// const OPEN_ACCOUNT: Operation = Operation::new("open_account", "openings", "POST", "/openings")
///     .with_encryption(PayloadEncryption::Body(BodyEncryption::new("encryptedData")));
///
/// let mut extensions = http::Extensions::new();
/// extensions.insert(OPEN_ACCOUNT);
/// assert!(payload::check(&extensions, Some(b"{}")).is_err());
/// extensions.insert(PayloadMark::Encrypted);
/// assert!(payload::check(&extensions, Some(b"{}")).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PayloadMark {
    /// What the operation demands to be encrypted is encrypted, or is not there.
    Encrypted,
    /// The caller has said, for this very operation, that its payload goes in the clear.
    InTheClear,
}

/// The id of the key that the payload of a request was encrypted for. The layer that encrypts leaves it in the extensions of a
/// response that is no success, so that the [`Error`] can say which key it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptedFor(pub String);

impl EncryptedFor {
    /// What a failure may have to do with the key, from what is known of Mastercard's servers.
    pub(crate) fn advice<'a>(&self, status: StatusCode, mut codes: impl Iterator<Item = &'a str>) -> Option<String> {
        let Self(kid) = self;
        let is_plain = kid.len() <= 128
            && kid
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:=+/".contains(&byte));
        let kid = if is_plain { kid } else { "that is not shown" };
        let first = codes.next();
        if first.into_iter().chain(codes).any(|code| code == "57") {
            return Some(format!(
                "the payload was encrypted for key id {kid}, and reason code 57 says that this is a key of another environment: \
                 take the encryption key of the environment that is called"
            ));
        }
        (status == StatusCode::INTERNAL_SERVER_ERROR && first.is_none()).then(|| {
            format!(
                "the payload was encrypted for key id {kid}; a 500 without an error in its body is what a payload gets that the \
                 server cannot decrypt: compare the key id and the name of the encrypted member"
            )
        })
    }
}

/// Refuses a request whose operation demands encryption that nothing has done.
///
/// `body` is the body as it would be sent, or nothing where it is a stream that cannot be looked at. An empty body passes, for
/// it has nothing to encrypt; so does a body without the field, where the operation encrypts one field.
///
/// # Errors
/// [`Error::not_sent`], with the operation and the remedy, for a request that must not be sent.
pub fn check(extensions: &Extensions, body: Option<&[u8]>) -> Result<()> {
    let Some(operation) = extensions.get::<Operation>() else {
        return Ok(());
    };
    if extensions.get::<PayloadMark>().is_some() {
        return Ok(());
    }
    let demanded = match operation.encryption() {
        PayloadEncryption::None => return Ok(()),
        PayloadEncryption::Body(_) => "its body".to_owned(),
        PayloadEncryption::Field(name) => {
            if body.is_some_and(|body| is_without(body, name)) {
                return Ok(());
            }
            format!("its field {name}")
        }
    };
    if body.is_some_and(<[u8]>::is_empty) {
        return Ok(());
    }
    let product = match operation.product() {
        "" => String::new(),
        product => format!(" ({product})"),
    };
    let message = format!(
        "{demanded} must be encrypted before it is sent{product}, and no layer has done so: give the client an encryption layer, \
         outside of the layer that signs, or name the operation where the client allows requests in the clear"
    );
    Err(Error::not_sent(message).with_operation(*operation))
}

/// Whether a body is an object that has no such member, or nothing but `null` there, however often.
fn is_without(body: &[u8], name: &str) -> bool {
    struct Absent<'a>(&'a str);

    impl<'de> Visitor<'de> for Absent<'_> {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
            let mut is_absent = true;
            while let Some((member, value)) = map.next_entry::<String, &RawValue>()? {
                is_absent &= member != self.0 || value.get() == "null";
            }
            Ok(is_absent)
        }
    }

    let mut json = serde_json::Deserializer::from_slice(json::without_mark(body));
    json.deserialize_map(Absent(name)).unwrap_or(false) && json.end().is_ok()
}

/// The innermost layer of every [`Client`](crate::Client).
pub(crate) struct Guard;

#[async_trait]
impl Middleware for Guard {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        check_request(&request, extensions)?;
        next.run(request, extensions).await
    }
}

/// [`check`] for a request of `reqwest`; a body that is a stream counts as one that is there.
///
/// # Errors
/// As [`check`] has them.
pub fn check_request(request: &Request, extensions: &Extensions) -> Result<()> {
    match request.body() {
        None => Ok(()),
        Some(body) => check(extensions, body.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BodyEncryption;

    const BODY: Operation = Operation::new("assignSegment", "assign", "POST", "/card-segments")
        .with_product("benefit-allocation")
        .with_encryption(PayloadEncryption::Body(BodyEncryption::new("encryptedValue")));
    const FIELD: Operation =
        Operation::new("enrollCard", "putCard", "POST", "/cards").with_encryption(PayloadEncryption::Field("card"));

    fn refusal(operation: Operation, mark: Option<PayloadMark>, body: Option<&str>) -> Option<String> {
        let mut extensions = Extensions::new();
        extensions.insert(operation);
        if let Some(mark) = mark {
            extensions.insert(mark);
        }
        let error = check(&extensions, body.map(str::as_bytes)).err()?;
        assert!(error.is_middleware() && !error.may_have_been_processed() && !error.is_retryable());
        assert_eq!(error.operation(), Some(operation));
        Some(error.to_string())
    }

    #[test]
    fn what_must_be_encrypted_leaves_only_with_a_mark() {
        let text = refusal(BODY, None, Some("{\"pan\":\"5555555555554444\"}")).unwrap();
        assert!(
            text.contains("operation assignSegment: its body must be encrypted before it is sent (benefit-allocation)"),
            "{text}"
        );
        assert!(
            text.contains("give the client an encryption layer") && !text.contains("5555"),
            "{text}"
        );
        for mark in [PayloadMark::Encrypted, PayloadMark::InTheClear] {
            assert_eq!(refusal(BODY, Some(mark), Some("{}")), None);
        }
        assert_eq!(refusal(BODY, None, Some("")), None);
        // A stream cannot be looked at.
        assert!(refusal(BODY, None, None).is_some());
        assert!(refusal(FIELD, None, None).is_some());
        for body in [
            "{\"card\":{}}",
            "{\"card\":\"eyJ\"}",
            "[1]",
            "card=1",
            "\u{feff}{\"c\\u0061rd\":1}",
            "{\"card\":null,\"card\":1}",
            "{\"card\":1,\"card\":null}",
            "{}{\"card\":1}",
        ] {
            assert!(refusal(FIELD, None, Some(body)).is_some(), "{body}");
        }
        for body in ["{\"other\":1}", "{\"card\":null}", "\u{feff}{}", ""] {
            assert_eq!(refusal(FIELD, None, Some(body)), None, "{body}");
        }
        assert_eq!(refusal(Operation::new("a", "a", "POST", "/"), None, Some("{}")), None);
    }
}
