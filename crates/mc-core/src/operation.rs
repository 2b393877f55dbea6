use std::fmt;
use std::num::NonZeroU32;

/// How the payload of an operation is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum PayloadEncryption {
    /// The payload is sent as it is.
    #[default]
    None,
    /// The whole body is replaced by an object that holds it encrypted.
    Body(BodyEncryption),
    /// The field of this name is replaced by its encrypted form.
    Field(&'static str),
}

/// How an operation wraps an encrypted body, and what its answers look like.
///
/// ```
/// use mc_core::{AnswerForm, BodyEncryption};
///
/// const WRAPPED: BodyEncryption = BodyEncryption::new("encryptedValue")
///     .accepting(&["encryptedData"])
///     .with_answers(AnswerForm::Either);
/// assert_eq!(WRAPPED.request_member(), "encryptedValue");
/// assert_eq!(WRAPPED.answer_members().collect::<Vec<_>>(), ["encryptedValue", "encryptedData"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct BodyEncryption {
    member: &'static str,
    accepted: &'static [&'static str],
    answers: AnswerForm,
}

/// What the documentation of an operation says about its successful answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AnswerForm {
    /// They are encrypted. One in the clear is an error.
    #[default]
    Encrypted,
    /// They are in the clear. One that arrives encrypted is decrypted all the same.
    Clear,
    /// It does not say, so both are accepted.
    Either,
}

impl BodyEncryption {
    /// The member that holds the encrypted body of a request and of an answer, in Mastercard's libraries
    /// `encryptedData`. Answers are encrypted.
    pub const fn new(member: &'static str) -> Self {
        Self {
            member,
            accepted: &[],
            answers: AnswerForm::Encrypted,
        }
    }

    /// Accepts further names for the member in answers.
    #[must_use]
    pub const fn accepting(mut self, members: &'static [&'static str]) -> Self {
        self.accepted = members;
        self
    }

    /// Sets the form of successful answers.
    #[must_use]
    pub const fn with_answers(mut self, answers: AnswerForm) -> Self {
        self.answers = answers;
        self
    }

    /// The member that holds the encrypted body of a request.
    pub const fn request_member(&self) -> &'static str {
        self.member
    }

    /// The members that may hold the encrypted body of an answer, the one of requests first.
    pub fn answer_members(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.member).chain(self.accepted.iter().copied())
    }

    /// The form of successful answers.
    pub const fn answers(&self) -> AnswerForm {
        self.answers
    }
}

impl Default for BodyEncryption {
    fn default() -> Self {
        Self::new("encryptedData")
    }
}

/// What is known of an operation before it is called.
///
/// Generated crates hold one constant an operation. Each request carries a copy of it as a request
/// extension, so that middleware can tell what it handles: encryption, retry and the guard against filing a
/// dispute twice all read it from there.
///
/// ```
/// use mc_core::{BodyEncryption, Operation, PayloadEncryption};
///
/// const OPEN_ACCOUNT: Operation = Operation::new("open_account", "openings", "POST", "/openings")
///     .with_product("identity-insights")
///     .with_encryption(PayloadEncryption::Body(BodyEncryption::new("encryptedData")));
///
/// fn must_encrypt(extensions: &http::Extensions) -> bool {
///     extensions
///         .get::<Operation>()
///         .is_some_and(|operation| operation.encryption() != PayloadEncryption::None)
/// }
///
/// let mut extensions = http::Extensions::new();
/// extensions.insert(OPEN_ACCOUNT);
/// assert!(must_encrypt(&extensions));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    product: &'static str,
    id: &'static str,
    published_id: &'static str,
    method: &'static str,
    path: &'static str,
    encryption: PayloadEncryption,
    idempotent: bool,
    creates_event: bool,
    amounts: &'static [&'static str],
    scopes: &'static [&'static str],
    rate_limit: Option<NonZeroU32>,
    servers: &'static [(&'static str, &'static str)],
}

impl Operation {
    /// An operation that is not encrypted, creates no event and is not known to be repeatable.
    ///
    /// `id` is the name this project gives it, `published_id` the one in the published interface, `method`
    /// the HTTP method in capitals and `path` the template below the base URL, as `/v6/claims/{claim-id}`.
    pub const fn new(id: &'static str, published_id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            product: "",
            id,
            published_id,
            method,
            path,
            encryption: PayloadEncryption::None,
            idempotent: false,
            creates_event: false,
            amounts: &[],
            scopes: &[],
            rate_limit: None,
            servers: &[],
        }
    }

    /// Names the product that the operation belongs to.
    #[must_use]
    pub const fn with_product(mut self, product: &'static str) -> Self {
        self.product = product;
        self
    }

    /// Says how the payload is encrypted.
    #[must_use]
    pub const fn with_encryption(mut self, encryption: PayloadEncryption) -> Self {
        self.encryption = encryption;
        self
    }

    /// Says that calling it twice does what calling it once does.
    #[must_use]
    pub const fn with_idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Says that each call creates a dispute event.
    #[must_use]
    pub const fn with_event(mut self) -> Self {
        self.creates_event = true;
        self
    }

    /// Names the members of the request that are amounts, by their dotted places: `1.10` and `1.1` are the same there.
    #[must_use]
    pub const fn with_amounts(mut self, places: &'static [&'static str]) -> Self {
        self.amounts = places;
        self
    }

    /// The members of the request that are amounts, by their dotted places as `form.total`. Named for operations that create
    /// events, because two requests are compared there.
    pub const fn amounts(&self) -> &'static [&'static str] {
        self.amounts
    }

    /// Names the servers that the operation is sent to in place of the API's: each with the name of the environment that it
    /// belongs to, which is empty for all.
    #[must_use]
    pub const fn with_servers(mut self, servers: &'static [(&'static str, &'static str)]) -> Self {
        self.servers = servers;
        self
    }

    /// The servers that the operation has of its own: name of the environment, empty for all, and base URL.
    ///
    /// None for an operation that is sent to the API's server.
    pub const fn servers(&self) -> &'static [(&'static str, &'static str)] {
        self.servers
    }

    /// Names the OAuth 2.0 scopes that a call needs.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// Sets how many requests a second the product's documentation allows for a key; zero for no such number.
    #[must_use]
    pub const fn with_rate_limit(mut self, per_second: u32) -> Self {
        self.rate_limit = NonZeroU32::new(per_second);
        self
    }

    /// How many requests a second the product's documentation allows for a key, over all operations of the product; none
    /// where it publishes no number.
    pub const fn rate_limit(&self) -> Option<NonZeroU32> {
        self.rate_limit
    }

    /// The OAuth 2.0 scopes that a call needs; none where the product does not use OAuth 2.0.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The product that it belongs to, empty if none was named.
    pub const fn product(&self) -> &'static str {
        self.product
    }

    /// The name that this project gives it.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its name in the published interface.
    pub const fn published_id(&self) -> &'static str {
        self.published_id
    }

    /// The HTTP method, in capitals.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path template below the base URL.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// How the payload is encrypted.
    pub const fn encryption(&self) -> PayloadEncryption {
        self.encryption
    }

    /// Whether it may be repeated without harm.
    ///
    /// True for GET and HEAD and for what [`with_idempotent`](Self::with_idempotent) marks, and never for an
    /// operation that creates an event.
    pub const fn is_idempotent(&self) -> bool {
        !self.creates_event && (self.idempotent || matches!(self.method.as_bytes(), b"GET" | b"HEAD"))
    }

    /// Whether each call creates a dispute event.
    pub const fn creates_event(&self) -> bool {
        self.creates_event
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_carry_what_they_were_given() {
        const OPERATION: Operation = Operation::new("create_claim", "createClaim", "POST", "/v6/claims")
            .with_product("mastercom")
            .with_encryption(PayloadEncryption::Field("encryptedCard"))
            .with_event()
            .with_rate_limit(150);
        assert_eq!(OPERATION.rate_limit().map(NonZeroU32::get), Some(150));
        assert_eq!(OPERATION.with_rate_limit(0).rate_limit(), None);
        assert_eq!(OPERATION.product(), "mastercom");
        assert_eq!(OPERATION.id(), "create_claim");
        assert_eq!(OPERATION.published_id(), "createClaim");
        assert_eq!(OPERATION.method(), "POST");
        assert_eq!(OPERATION.path(), "/v6/claims");
        assert_eq!(OPERATION.encryption(), PayloadEncryption::Field("encryptedCard"));
        assert!(OPERATION.creates_event());
        assert_eq!(OPERATION.to_string(), "create_claim");
    }

    #[test]
    fn only_reads_and_marked_operations_are_idempotent() {
        assert!(Operation::new("a", "a", "GET", "/").is_idempotent());
        assert!(Operation::new("a", "a", "HEAD", "/").is_idempotent());
        assert!(!Operation::new("a", "a", "PUT", "/").is_idempotent());
        assert!(!Operation::new("a", "a", "POST", "/").is_idempotent());
        assert!(Operation::new("a", "a", "POST", "/").with_idempotent().is_idempotent());
        assert!(
            !Operation::new("a", "a", "POST", "/")
                .with_idempotent()
                .with_event()
                .is_idempotent()
        );
        assert!(!Operation::new("a", "a", "GET", "/").with_event().is_idempotent());
    }
}
