//! Where in a JSON document what is encrypted: schemes, mappings, rules for operations.
//!
//! A [`Mapping`] takes what is at one path and puts it, encrypted, at another. A [`Rule`] has the mappings of requests and of
//! responses, and says what is done with values that are missing or empty. An [`Encryption`] has a [`Scheme`] (JWE or
//! field-level encryption, with keys) and chooses the rule of each call by its [`Target`]. With feature `reqwest` or `tower`,
//! `EncryptionLayer` applies it to every call. Keys can be replaced while clients run: schemes take them
//! [`Shared`](crate::Shared). [`official`] reads the configurations of Mastercard's own libraries.
//!
//! **A configured field never leaves in the clear.** A path that is not there, and `false`, `0`, `""` and `null`, are errors
//! unless the rule says otherwise. Whatever else is in the document keeps its bytes and its order: numbers of any length,
//! escapes, members with the same name. Only the objects on a path are written anew, without space between their members.
//!
//! # Examples
//! ```no_run
//! use mc_auth::jwe::{Decrypter, Encrypter};
//! use mc_auth::keys::KeySource;
//! use mc_auth::payload::{Call, Encryption, JweScheme, Mapping, Rule, Target};
//!
//! # fn main() -> mc_auth::Result<()> {
//! let scheme = JweScheme::new()
//!     .with_encrypter(Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?)
//!     .with_decrypter(Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?);
//! let encryption = Encryption::new(scheme).with_rule(
//!     Target::route("POST", "/accounts/{id}/cards"),
//!     Rule::new()
//!         .with_encrypted(Mapping::new("card", "encryptedCard")?)
//!         .with_decrypted(Mapping::new("encryptedCard", "card")?),
//! )?;
//!
//! let call = Call::new("POST", "/accounts/7/cards");
//! let sealed = encryption.encrypt(&call, br#"{"card":{"number":"5555555555554444"},"note":1.50}"#)?;
//! // {"note":1.50,"encryptedCard":{"encryptedData":"eyJ..."}}
//! # drop(sealed);
//! # Ok(())
//! # }
//! ```

mod document;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod layer;
pub mod official;
mod path;
#[cfg(feature = "reqwest")]
mod reqwest;
mod scheme;
mod target;
#[cfg(feature = "tower")]
mod tower;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::error::{Error, Kind, Result};
use document::{Match, Member, Node};
use path::Step;

#[cfg(any(feature = "reqwest", feature = "tower"))]
pub use layer::EncryptionLayer;
pub use path::Path;
pub use scheme::{FleScheme, JweScheme, ParameterNames, Scheme};
pub use target::{Call, Target};
#[cfg(feature = "tower")]
pub use tower::{DecryptedBody, EncryptionService};

/// The largest document that is looked at, before encryption and after, unless set otherwise: 10 MiB.
pub const MAX_BYTES: usize = 10 << 20;
/// More values than this are not decrypted in one response: each costs an operation with the private key.
const MAX_VALUES: usize = 1024;

/// From where to where a value goes when it is encrypted, or decrypted.
///
/// In a request the value at `from` is taken away, and the object at `to` gets the encrypted fields, beside what it already
/// has. In a response `from` is that object (or, with JWE, may be the encrypted string itself), and `to` gets the value:
/// members of an object are merged into an object that is there, any other value replaces what is there.
///
/// Wildcards may be anywhere in `from`; `to` has as many, and the first of one stands for what the first of the other does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    from: Path,
    to: Path,
    is_bare: bool,
}

impl Mapping {
    /// A mapping between two paths; see [`Path`] on how they are written.
    ///
    /// # Errors
    /// When a path is not understood, or the two do not have as many wildcards.
    pub fn new(from: &str, to: &str) -> Result<Self> {
        Self::between(from.parse()?, to.parse()?)
    }

    /// The same, between paths at hand.
    ///
    /// # Errors
    /// When the two do not have as many wildcards.
    pub fn between(from: Path, to: Path) -> Result<Self> {
        if from.wildcards() != to.wildcards() {
            return Err(Error::new(
                Kind::Configuration,
                format!("the paths {from} and {to} differ in their number of wildcards; give both as many"),
            ));
        }
        Ok(Self {
            from,
            to,
            is_bare: false,
        })
    }

    /// The whole document, encrypted in place.
    pub fn root() -> Self {
        Self {
            from: Path::root(),
            to: Path::root(),
            is_bare: false,
        }
    }

    /// Puts the JWE at `to` as a string, without an object around it.
    ///
    /// A string that already is a JWE is then left as it is. Field-level encryption has no such form.
    #[must_use]
    pub fn as_string(mut self) -> Self {
        self.is_bare = true;
        self
    }

    /// Where the value is taken from.
    pub fn from(&self) -> &Path {
        &self.from
    }

    /// Where it is put.
    pub fn to(&self) -> &Path {
        &self.to
    }
}

/// What to do when a request has nothing at a configured path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MissingValue {
    /// Refuse the request: a path may be misspelt, and its value be sent under another name.
    #[default]
    Error,
    /// Leave the document as it is. A value of a wrong kind on the way is still an error.
    Skip,
}

/// What to do with `false`, `0`, `""` and `null` at a configured path of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EmptyValue {
    /// Refuse the request: the official libraries do not agree on what is to happen.
    #[default]
    Error,
    /// Encrypt it as any other value.
    Encrypt,
}

/// What to do when the object around the target of a mapping is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MissingParent {
    /// Fail, as Java's library does.
    #[default]
    Error,
    /// Create it, as Node's library does.
    Create,
}

/// How strings are encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TextForm {
    /// As JSON, with quotes; what is decrypted must be JSON. Every value comes back as it was.
    #[default]
    Json,
    /// As bare text, as most of the official libraries do; what is decrypted and is no JSON is taken for text.
    ///
    /// A text that reads as JSON, such as `1984` or `true`, comes back as a number or truth value.
    Bare,
}

/// What is encrypted in the requests of a call, and decrypted in its responses.
///
/// Mappings are applied one after another. See [`MissingValue`], [`EmptyValue`], [`MissingParent`] and [`TextForm`] for
/// what can be chosen; their defaults are the strict ones.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    encrypted: Vec<Mapping>,
    decrypted: Vec<Mapping>,
    missing: MissingValue,
    empty: EmptyValue,
    parent: MissingParent,
    text: TextForm,
    in_the_clear: bool,
}

impl Rule {
    /// A rule that does nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The whole body, both ways: `{"encryptedData":"..."}` for JWE.
    pub fn body() -> Self {
        Self::new()
            .with_encrypted(Mapping::root())
            .with_decrypted(Mapping::root())
    }

    /// Sends requests as they are, even where the operation of a generated crate asks for encryption.
    ///
    /// Without it a rule that encrypts nothing leaves requests to what the operation says.
    #[must_use]
    pub fn with_requests_in_the_clear(mut self) -> Self {
        self.encrypted.clear();
        self.in_the_clear = true;
        self
    }

    /// Encrypts something in requests.
    #[must_use]
    pub fn with_encrypted(mut self, mapping: Mapping) -> Self {
        self.encrypted.push(mapping);
        self
    }

    /// Decrypts something in responses, where it is there.
    #[must_use]
    pub fn with_decrypted(mut self, mapping: Mapping) -> Self {
        self.decrypted.push(mapping);
        self
    }

    /// Says what to do where there is nothing at a path of a request.
    #[must_use]
    pub fn with_missing_value(mut self, policy: MissingValue) -> Self {
        self.missing = policy;
        self
    }

    /// Says what to do with `false`, `0`, `""` and `null`.
    #[must_use]
    pub fn with_empty_value(mut self, policy: EmptyValue) -> Self {
        self.empty = policy;
        self
    }

    /// Says what to do where the object around a target is not there.
    #[must_use]
    pub fn with_missing_parent(mut self, policy: MissingParent) -> Self {
        self.parent = policy;
        self
    }

    /// Says how strings are encrypted.
    #[must_use]
    pub fn with_text_form(mut self, form: TextForm) -> Self {
        self.text = form;
        self
    }

    /// Refuses mappings of which one would undo or hide another.
    fn check(&self, scheme: &Scheme) -> Result<()> {
        for (mappings, what) in [(&self.encrypted, "encrypted"), (&self.decrypted, "decrypted")] {
            for (at, mapping) in mappings.iter().enumerate() {
                if mapping.is_bare && !matches!(scheme, Scheme::Jwe(_)) {
                    return Err(Error::new(
                        Kind::Configuration,
                        format!("{} cannot become a string: only a JWE is one", mapping.from),
                    ));
                }
                for other in &mappings[at + 1..] {
                    if mapping.from.may_hold(&other.from) || other.from.may_hold(&mapping.from) {
                        return Err(Error::new(
                            Kind::Configuration,
                            format!(
                                "both {} and {} are {what}, and one may hold the other; keep the outer one",
                                mapping.from, other.from
                            ),
                        ));
                    }
                    if what == "encrypted" && mapping.to == other.to {
                        return Err(Error::new(
                            Kind::Configuration,
                            format!(
                                "{} and {} are encrypted to the same place {}; give each its own",
                                mapping.from, other.from, mapping.to
                            ),
                        ));
                    }
                }
            }
        }
        if self.encrypted.is_empty() {
            Ok(())
        } else {
            scheme.check()
        }
    }
}

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

/// A scheme, and which rule holds for which call; clones are cheap enough.
#[derive(Clone, Debug)]
pub struct Encryption {
    scheme: Scheme,
    rules: Vec<(Target, Rule)>,
    max_bytes: usize,
}

impl Encryption {
    /// A scheme without rules.
    pub fn new(scheme: impl Into<Scheme>) -> Self {
        Self {
            scheme: scheme.into(),
            rules: Vec::new(),
            max_bytes: MAX_BYTES,
        }
    }

    /// Adds a rule; for a call the first rule whose target it is holds, and no other.
    ///
    /// # Errors
    /// When mappings of the rule contradict each other or the scheme.
    pub fn with_rule(mut self, target: Target, rule: Rule) -> Result<Self> {
        rule.check(&self.scheme)?;
        self.rules.push((target, rule));
        Ok(self)
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
        self.rules
            .iter()
            .find(|(target, _)| target.matches(call))
            .map(|(_, rule)| rule)
    }

    /// Encrypts the body of a request; nothing where no rule encrypts this call.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when the body is no JSON, or has not at its paths what the rule asks for. Nothing
    /// may be sent then.
    pub fn encrypt(&self, call: &Call<'_>, body: &[u8]) -> Result<Option<Sealed>> {
        match self.rule(call) {
            Some(rule) if !rule.encrypted.is_empty() => self.encrypt_by(rule, body).map(Some),
            _ => Ok(None),
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

    fn parse<'a>(&self, body: &'a [u8]) -> Result<Node<'a>> {
        if body.len() > self.max_bytes {
            return Err(refused("is larger than is allowed"));
        }
        std::str::from_utf8(body)
            .ok()
            .and_then(Node::parse)
            .ok_or_else(|| refused("is no JSON"))
    }

    /// Encrypts by a given rule, whichever call it is.
    ///
    /// # Errors
    /// As [`encrypt`](Self::encrypt).
    pub fn encrypt_by(&self, rule: &Rule, body: &[u8]) -> Result<Sealed> {
        rule.check(&self.scheme)?;
        let mut document = self.parse(body)?;
        let mut sealing = self.scheme.sealing()?;
        for mapping in &rule.encrypted {
            let matches = document.expand(&mapping.from.0)?;
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
        let mut document = self.parse(body)?;
        let opening = self.scheme.opening(headers);
        let mut values = 0;
        for mapping in &rule.decrypted {
            for place in document.expand(&mapping.from.0)?.places {
                if decrypt_place(rule, mapping, &place, &mut document, &opening)? {
                    values += 1;
                }
                if values > MAX_VALUES {
                    return Err(refused("has more encrypted values than are accepted"));
                }
            }
        }
        Ok((values > 0).then(|| Opened {
            body: document.text().into_bytes(),
            headers: opening.used_headers(),
        }))
    }
}

fn encrypt_place(
    rule: &Rule,
    mapping: &Mapping,
    place: &Match,
    document: &mut Node<'_>,
    sealing: &mut scheme::Sealing<'_>,
) -> Result<()> {
    let from = &place.path;
    let to = mapping.to.bind(&place.bindings);
    let Some(node) = document.get(from)? else {
        // A mapping before this one has taken it away.
        return Err(refused("has a value that two mappings take"));
    };
    let text = zeroize::Zeroizing::new(node.text());
    if rule.empty == EmptyValue::Error && is_empty(&text) {
        return Err(Error::new(
            Kind::Payload,
            format!(
                "the request has false, 0, \"\" or null at {}; send a value or let the rule encrypt empty ones",
                mapping.from
            ),
        ));
    }
    let string = node.as_string().map(zeroize::Zeroizing::new);
    if mapping.is_bare && *from == to && string.as_ref().is_some_and(|text| scheme::is_jwe(text)) {
        return Ok(());
    }
    let plaintext = match (&string, rule.text) {
        (Some(string), TextForm::Bare) => string.as_bytes(),
        _ => text.as_bytes(),
    };
    let fields = sealing.seal(plaintext)?;

    let at = if to.starts_with(from) {
        // What was here is replaced, or moves to somewhere below.
        if let Some(node) = document.get(from)? {
            *node = Node::empty_object();
        }
        None
    } else {
        let Some(at) = document.remove(from)? else {
            return Err(Error::new(
                Kind::Payload,
                format!(
                    "the element at {} cannot be taken out of its array; encrypt it in place or below it",
                    mapping.from
                ),
            ));
        };
        let siblings = from.split_last().map(|(_, parent)| parent);
        let above_to = to.split_last().map(|(_, parent)| parent);
        (siblings == Some(&to[..]) || siblings == above_to).then_some(at)
    };
    let creates = rule.parent == MissingParent::Create || to.starts_with(from);
    let above = to.split_last().map(|(_, parent)| parent);
    let from_is_sibling = from.split_last().map(|(_, parent)| parent) == above;
    let target = document
        .reach(&to, creates, at.filter(|_| from_is_sibling))?
        .ok_or_else(|| no_parent(&mapping.to))?;
    if mapping.is_bare {
        if let Some((_, jwe)) = fields.into_iter().next() {
            *target = Node::string(&jwe);
        }
        return Ok(());
    }
    if target.is_null() {
        *target = Node::empty_object();
    }
    let members = fields
        .into_iter()
        .map(|(name, value)| Member::new(name, Node::string(&value)))
        .collect();
    if target.merge(members, at.filter(|_| !from_is_sibling))? {
        Ok(())
    } else {
        Err(no_object(&mapping.to))
    }
}

fn decrypt_place(
    rule: &Rule,
    mapping: &Mapping,
    place: &Match,
    document: &mut Node<'_>,
    opening: &scheme::Opening<'_>,
) -> Result<bool> {
    let from = &place.path;
    let to = mapping.to.bind(&place.bindings);
    let Some(node) = document.get(from)? else {
        return Ok(false);
    };
    if node.is_null() {
        return Ok(false);
    }
    let is_string = node.as_string().is_some();
    let plaintext = if let (Some(jwe), true) = (node.as_string(), opening.reads_strings()) {
        // A whole document that is a string is JSON of some other kind unless it is a JWE.
        if from.is_empty() && !scheme::is_jwe(&jwe) {
            return Ok(false);
        }
        opening.open_string(&jwe)?
    } else if let Some(members) = node.members()? {
        match opening.open_members(members)? {
            Some(plaintext) => plaintext,
            None => return Ok(false),
        }
    } else if from.is_empty() {
        return Ok(false);
    } else {
        return Err(no_object(&mapping.from));
    };
    let value = decrypted(&plaintext, rule.text)?;

    // What is left of the object that held the encrypted fields.
    let mut at = None;
    let is_left_over = !is_string && document.get(from)?.is_some_and(|node| !is_empty_object(node));
    if *from == to {
        if !is_left_over {
            if let Some(node) = document.get(from)? {
                *node = value;
            }
            return Ok(true);
        }
    } else if !is_left_over && !to.starts_with(from) {
        let place = document.remove(from)?;
        let parent = from.split_last().map(|(_, parent)| parent);
        if parent == to.split_last().map(|(_, parent)| parent) || parent == Some(&to[..]) {
            at = place;
        }
        // A JWE by itself leaves the object around it, which had nothing else.
        if let Some(parent) = parent
            && is_string
            && !parent.is_empty()
            && !to.starts_with(parent)
            && document.get(parent)?.is_some_and(|node| is_empty_object(node))
        {
            document.remove(parent)?;
        }
    }
    put(rule, mapping, document, &to, value, at)
}

/// Puts a decrypted value where it belongs.
fn put<'a>(
    rule: &Rule,
    mapping: &Mapping,
    document: &mut Node<'a>,
    to: &[Step],
    mut value: Node<'a>,
    at: Option<usize>,
) -> Result<bool> {
    let exists = document.get(to)?.is_some_and(|node| !node.is_null());
    let creates = rule.parent == MissingParent::Create;
    let target = document.reach(to, creates, at)?.ok_or_else(|| no_parent(&mapping.to))?;
    if value.is_object() && exists && !is_array(target) {
        let members = value.members()?.map(std::mem::take).unwrap_or_default();
        // A name that comes twice in what was decrypted stays so: it is not for this layer to choose one.
        return if target.merge(members, at)? {
            Ok(true)
        } else {
            Err(no_object(&mapping.to))
        };
    }
    *target = value;
    Ok(true)
}

fn decrypted(plaintext: &[u8], form: TextForm) -> Result<Node<'static>> {
    // What cannot be read fails as what cannot be decrypted does: in field-level encryption it may be a forgery.
    let text = std::str::from_utf8(plaintext).map_err(|_| crate::fle::failed())?;
    match (Node::parse_owned(text), form) {
        (Some(node), _) => Ok(node),
        (None, TextForm::Bare) => Ok(Node::string(text)),
        (None, TextForm::Json) => Err(crate::fle::failed()),
    }
}

fn is_empty_object(node: &mut Node<'_>) -> bool {
    node.members().ok().flatten().is_some_and(|members| members.is_empty())
}

fn is_array(node: &Node<'_>) -> bool {
    match node {
        Node::Raw(text) => text.starts_with('['),
        Node::Array(_) => true,
        Node::Object(_) => false,
    }
}

/// `false`, `null`, `""`, or a zero however it is written.
fn is_empty(text: &str) -> bool {
    if matches!(text, "false" | "null" | "\"\"") {
        return true;
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    text.starts_with(['-', '0']) && mantissa.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'))
}

fn refused(what: &str) -> Error {
    Error::new(Kind::Payload, format!("the payload {what}"))
}

fn no_parent(path: &Path) -> Error {
    Error::new(
        Kind::Payload,
        format!("the payload has no object to hold {path}; correct the path or let the rule create it"),
    )
}

fn no_object(path: &Path) -> Error {
    Error::new(
        Kind::Payload,
        format!("the payload has no object at {path} but another value; correct the path"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_empty_however_they_are_written() {
        for text in ["false", "null", "\"\"", "0", "-0", "0.0", "-0.00e5", "0E+9"] {
            assert!(is_empty(text), "{text}");
        }
        for text in ["true", "\"0\"", "\" \"", "1", "-1", "0.01", "1e0", "{}", "[]", "[0]"] {
            assert!(!is_empty(text), "{text}");
        }
    }
}
