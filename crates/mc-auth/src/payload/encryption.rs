//! A scheme with its rules, applied to documents.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::document::{Budget, Node};
use super::place::{decrypt_place, encrypt_place, refused};
use super::scheme::Members;
use super::target::Kinds;
use super::{Call, MissingValue, Rule, Scheme, Target};
use crate::error::{Error, Kind, Result};

/// The largest document that is looked at, before encryption and after, unless set otherwise: 10 MiB.
pub const MAX_BYTES: usize = 10 << 20;
/// More values than this are not decrypted in one response: each costs an operation with the private key.
const MAX_VALUES: usize = 1024;

/// A request after encryption. Its `Debug` does not show the document, of which only a part may be encrypted.
#[derive(Clone)]
#[non_exhaustive]
pub struct Sealed {
    /// The document to send.
    pub body: Vec<u8>,
    /// The headers to set, where the scheme puts its parameters there.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sealed")
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// A response after decryption. Its `Debug` does not show the document.
#[derive(Clone)]
#[non_exhaustive]
pub struct Opened {
    /// The document in the clear.
    pub body: Vec<u8>,
    /// The headers that were used up, where the scheme puts its parameters there.
    pub headers: Vec<HeaderName>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened")
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// What becomes of a request with a body that no rule matches, where an [`Encryption`] has rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnmatchedCall {
    /// It is refused: a rule may be misspelt, or the path be written in another way.
    #[default]
    Refuse,
    /// It is sent as it is.
    Pass,
}

/// A scheme, and which rule holds for which call; clones are cheap enough.
#[derive(Clone, Debug)]
pub struct Encryption {
    pub(super) scheme: Scheme,
    rules: Vec<(Target, Arc<Rule>)>,
    unmatched: UnmatchedCall,
    max_bytes: usize,
}

impl Encryption {
    /// A scheme without rules.
    pub fn new(scheme: impl Into<Scheme>) -> Self {
        Self {
            scheme: scheme.into(),
            rules: Vec::new(),
            unmatched: UnmatchedCall::Refuse,
            max_bytes: MAX_BYTES,
        }
    }

    /// Adds a rule; for a call the first rule whose target it is holds, and no other.
    ///
    /// # Errors
    /// When mappings of the rule contradict each other or the scheme, or when a rule allows requests in the clear for more than
    /// one operation, named by [`Target::operation`].
    pub fn with_rule(mut self, target: Target, rule: Rule) -> Result<Self> {
        rule.check(&self.scheme)?;
        if rule.in_the_clear && !matches!(target.0, Kinds::Operation(_)) {
            return Err(Error::new(
                Kind::Configuration,
                "a rule allows requests in the clear for whatever calls match; name each operation with Target::operation",
            ));
        }
        self.rules.push((target, Arc::new(rule)));
        Ok(self)
    }

    /// Sets what becomes of requests that no rule matches. It has no effect where there are no rules, and none on operations
    /// of generated crates that demand encryption.
    #[must_use]
    pub fn with_unmatched_calls(mut self, unmatched: UnmatchedCall) -> Self {
        self.unmatched = unmatched;
        self
    }

    /// Refuses larger documents, instead of [`MAX_BYTES`]: requests before and after encryption, and encrypted responses.
    ///
    /// The bounds of encrypters and decrypters are their own; for larger values raise them as well.
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// The rule for a call.
    pub fn rule(&self, call: &Call<'_>) -> Option<&Rule> {
        self.find(call).map(|rule| &**rule)
    }

    pub(super) fn find(&self, call: &Call<'_>) -> Option<&Arc<Rule>> {
        self.rules
            .iter()
            .find(|(target, _)| target.matches(call))
            .map(|(_, rule)| rule)
    }

    /// Refuses a call with a body that no rule matches, unless that is allowed.
    pub(super) fn check_unmatched(&self, call: &Call<'_>, body: &[u8]) -> Result<()> {
        if self.rules.is_empty() || self.unmatched == UnmatchedCall::Pass || body.is_empty() {
            return Ok(());
        }
        let name = match call.operations[0] {
            Some(operation) => format!("operation {operation}"),
            None => format!("this {} request", call.method),
        };
        Err(Error::new(
            Kind::Payload,
            format!(
                "no rule of the encryption matches {name}, whose body would go out in the clear; add a rule for it, an empty \
                 one where nothing of it is to be encrypted, or let unmatched calls pass"
            ),
        ))
    }

    /// Encrypts the body of a request; nothing where its rule encrypts nothing, or there are no rules.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when the body is no JSON, has not at its paths what the rule asks for, or no rule
    /// matches the call; see [`UnmatchedCall`]. Nothing may be sent then.
    pub fn encrypt(&self, call: &Call<'_>, body: &[u8]) -> Result<Option<Sealed>> {
        match self.rule(call) {
            Some(rule) if !rule.encrypted.is_empty() => self.seal(rule, &Members::default(), body).map(Some),
            Some(_) => Ok(None),
            None => self.check_unmatched(call, body).map(|()| None),
        }
    }

    /// Decrypts the body of a response; nothing where no rule decrypts this call, or nothing in it is encrypted.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) and [`is_crypto`](Error::is_crypto) as decryption has them; the former also when the
    /// decrypted value has no place to go.
    pub fn decrypt(&self, call: &Call<'_>, headers: &HeaderMap, body: &[u8]) -> Result<Option<Opened>> {
        match self.rule(call) {
            Some(rule) => self.decrypt_by(rule, headers, body),
            None => Ok(None),
        }
    }

    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    fn parse<'a>(&self, body: &'a [u8]) -> Result<Node<'a>> {
        if body.len() > self.max_bytes {
            return Err(refused("is larger than is allowed"));
        }
        text_of(body).and_then(Node::parse).ok_or_else(|| refused("is no JSON"))
    }

    /// Encrypts by a given rule, whichever call it is.
    ///
    /// # Errors
    /// As [`encrypt`](Self::encrypt).
    pub fn encrypt_by(&self, rule: &Rule, body: &[u8]) -> Result<Sealed> {
        rule.check(&self.scheme)?;
        self.seal(rule, &Members::default(), body)
    }

    pub(super) fn seal(&self, rule: &Rule, members: &Members, body: &[u8]) -> Result<Sealed> {
        let mut document = self.parse(body)?;
        let mut sealing = self.scheme.sealing(members)?;
        let mut budget = Budget::default();
        for mapping in &rule.encrypted {
            let matches = document.expand(&mapping.from.0, &mut budget)?;
            if matches.mismatch || (matches.missing && rule.missing == MissingValue::Error) {
                return Err(Error::new(
                    Kind::Payload,
                    format!(
                        "the request has nothing to encrypt at {}; send the field, correct the path or let the rule skip it",
                        mapping.from
                    ),
                ));
            }
            for place in matches.places {
                encrypt_place(rule, mapping, &place, &mut document, &mut sealing)?;
            }
        }
        let body = document.text().into_bytes();
        if body.len() > self.max_bytes {
            return Err(refused("is larger than is allowed after encryption"));
        }
        Ok(Sealed {
            body,
            headers: sealing.headers()?,
        })
    }

    /// Decrypts by a given rule, whichever call it is; nothing where nothing is encrypted.
    ///
    /// # Errors
    /// As [`decrypt`](Self::decrypt).
    pub fn decrypt_by(&self, rule: &Rule, headers: &HeaderMap, body: &[u8]) -> Result<Option<Opened>> {
        if rule.decrypted.is_empty() {
            return Ok(None);
        }
        Ok(self.open(rule, &Members::default(), headers, body)?.0)
    }

    /// Decrypts, and tells how many values it has decrypted.
    pub(super) fn open(
        &self,
        rule: &Rule,
        members: &Members,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(Option<Opened>, usize)> {
        let mut document = self.parse(body)?;
        let opening = self.scheme.opening(members, headers);
        let mut budget = Budget::default();
        let mut values = 0;
        for mapping in &rule.decrypted {
            for place in document.expand(&mapping.from.0, &mut budget)?.places {
                if decrypt_place(rule, mapping, &place, &mut document, &opening)? {
                    values += 1;
                }
                if values > MAX_VALUES {
                    return Err(refused("has more encrypted values than are accepted"));
                }
            }
        }
        let opened = (values > 0).then(|| Opened {
            body: document.text().into_bytes(),
            headers: opening.used_headers(),
        });
        Ok((opened, values))
    }

    /// Whether a body is a document.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn reads(&self, body: &[u8]) -> bool {
        self.parse(body).is_ok()
    }

    /// Refuses a document that has a value where a rule is about to put another one.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn check_absent(&self, path: &super::Path, body: &[u8]) -> Result<()> {
        match self.parse(body)?.get(&path.bind(&[]))? {
            Some(node) if !node.is_null() => Err(Error::new(
                Kind::Payload,
                format!(
                    "the request has a value at {path}, where the rule puts the encrypted one; send one of the two"
                ),
            )),
            _ => Ok(()),
        }
    }

    /// How many encrypted values a document appears to hold, wherever they are.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn count_encrypted(&self, rule: &Rule, members: &Members, body: &[u8]) -> usize {
        super::sites::count(body, &self.scheme.suspicious(rule, members))
    }
}

/// The text of a document, without the byte order mark that some editors and servers put before it.
pub(super) fn text_of(body: &[u8]) -> Option<&str> {
    std::str::from_utf8(body)
        .ok()
        .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
}
