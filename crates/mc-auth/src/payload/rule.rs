//! What is encrypted and decrypted in a document.

use super::{Path, Scheme};
use crate::error::{Error, Kind, Result};

/// From where to where a value goes when it is encrypted, or decrypted.
///
/// In a request the value at `from` is taken away, and the object at `to` gets the encrypted fields, beside what it already
/// has. In a response `from` is that object (or, with JWE, may be the encrypted string itself), and `to` gets the value:
/// members of an object are merged into an object that is there, any other value replaces what is there.
///
/// Wildcards may be anywhere in `from`; `to` has as many, and the first of one stands for what the first of the other does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub(super) from: Path,
    pub(super) to: Path,
    pub(super) is_bare: bool,
    pub(super) may_be_encrypted: bool,
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
            may_be_encrypted: false,
        })
    }

    /// The whole document, encrypted in place.
    pub fn root() -> Self {
        Self {
            from: Path::root(),
            to: Path::root(),
            is_bare: false,
            may_be_encrypted: false,
        }
    }

    /// Puts the JWE at `to` as a string, without an object around it. Field-level encryption has no such form.
    ///
    /// A text that looks like a JWE already is refused, for nobody can tell whether it is one for the right key; see
    /// [`with_encrypted_already`](Self::with_encrypted_already).
    #[must_use]
    pub fn as_string(mut self) -> Self {
        self.is_bare = true;
        self
    }

    /// Says that a text at `from` which has the form of a JWE is encrypted already: it is sent as it is. Any other value is
    /// encrypted.
    ///
    /// It has an effect on a mapping in place that is made [`as_string`](Self::as_string). Whoever sets it vouches for every
    /// such text.
    #[must_use]
    pub fn with_encrypted_already(mut self) -> Self {
        self.may_be_encrypted = true;
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
    pub(super) encrypted: Vec<Mapping>,
    pub(super) decrypted: Vec<Mapping>,
    pub(super) missing: MissingValue,
    pub(super) empty: EmptyValue,
    pub(super) parent: MissingParent,
    pub(super) text: TextForm,
    pub(super) in_the_clear: bool,
    pub(super) clear_answers: bool,
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

    /// Sends requests in the clear, although the operation of a generated crate demands encryption.
    ///
    /// Only a rule for one operation, by [`Target::operation`](super::Target::operation), may say so. Any other rule adds to
    /// what the operation demands and takes nothing away.
    #[must_use]
    pub fn with_requests_in_the_clear(mut self) -> Self {
        self.encrypted.clear();
        self.in_the_clear = true;
        self
    }

    /// Leaves out what the rule encrypts in requests, for programs that only decrypt and have no key to encrypt with.
    ///
    /// What an operation demands stays demanded.
    #[must_use]
    pub fn without_encrypted(mut self) -> Self {
        self.encrypted.clear();
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

    /// Accepts successful answers in which nothing is encrypted, where this rule decrypts.
    ///
    /// Without it such an answer is an error: what was to be decrypted and is not there may be under another name. An answer
    /// that holds something encrypted which was not decrypted is an error in any case.
    #[must_use]
    pub fn with_clear_answers(mut self) -> Self {
        self.clear_answers = true;
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
    pub(super) fn check(&self, scheme: &Scheme) -> Result<()> {
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
