//! One exchange, from its request to its response: what the middleware for reqwest and the tower layer have in common.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use http::response::Parts;
use http::{Extensions, HeaderMap, HeaderValue, Method};
use http_body::Body;
use mc_core::body::{Read, Replay, read};
use mc_core::json::is_json;
use mc_core::payload::{EncryptedFor, PayloadMark};
use mc_core::{AnswerForm, Operation, PayloadEncryption};

use super::scheme::Members;
use super::{Call, EmptyValue, Encryption, JweScheme, Mapping, MissingValue, Path, Rule, Scheme, Sealed, TextForm};
use crate::error::{Error, Kind};
use crate::{Shared, jwe};

/// Documents larger than this are worked on by a thread that may be blocked.
const INLINE: usize = 32 << 10;

/// Encrypts requests and decrypts responses, as reqwest middleware (feature `reqwest`) and as tower layer (feature `tower`).
///
/// Put it outside the one that signs: what is signed is what is sent.
///
/// What is encrypted is what the [`mc_core::Operation`] in the request's extensions demands (its whole body, or one field, which
/// becomes a JWE string and may be absent), and beside it what the first rule of the [`Encryption`] says whose target the call
/// is. A rule takes nothing away from what the operation demands; only one for that very operation may, by
/// [`Rule::with_requests_in_the_clear`]. A request that neither a rule nor an operation says anything about is refused where
/// there are rules; see [`UnmatchedCall`](super::UnmatchedCall).
///
/// Requests: a body under a rule must be JSON; it is replaced, and `content-length` and `content-type` with it. A request
/// that cannot be encrypted is not sent, and the error is [`mc_core::Error::not_sent`]. One without a body has nothing to
/// encrypt.
///
/// Responses: what is encrypted is decrypted, whatever `content-type` says. A success of which nothing could be decrypted is
/// [`mc_core::Error::broken_response`], with its status, unless the operation's documentation or
/// [`Rule::with_clear_answers`] allows answers in the clear; so is one that holds something encrypted which was not decrypted.
/// A response of any other status keeps status and body where it cannot be decrypted.
///
/// # Examples
/// ```no_run
/// # #[cfg(all(feature = "reqwest", feature = "aws-lc-rs"))]
/// # fn client(http: reqwest::Client, oauth1: mc_auth::oauth1::OAuth1) -> mc_auth::Result<()> {
/// use mc_auth::jwe::{Decrypter, Encrypter};
/// use mc_auth::keys::KeySource;
/// use mc_auth::payload::EncryptionLayer;
///
/// let encrypter = Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?;
/// let decrypter = Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?;
/// let client = reqwest_middleware::ClientBuilder::new(http)
///     .with(EncryptionLayer::jwe(encrypter, decrypter))
///     .with(oauth1) // what is signed is what is sent
///     .build();
/// # drop(client);
/// # Ok(())
/// # }
/// ```
///
/// Around any HTTP client that is a tower service:
/// ```
/// # #[cfg(feature = "tower")]
/// # fn client<S>(http: S, encryption: mc_auth::payload::Encryption, oauth1: mc_auth::oauth1::OAuth1) {
/// use mc_auth::oauth1::OAuth1Layer;
/// use mc_auth::payload::EncryptionLayer;
/// use tower_layer::Layer as _;
///
/// let service = EncryptionLayer::new(encryption).layer(OAuth1Layer::new(oauth1).layer(http));
/// # }
/// ```
#[derive(Clone)]
pub struct EncryptionLayer(Arc<Encryption>);

/// What is done in one exchange.
pub(super) struct Plan {
    /// Applied to the request one after another.
    request: Vec<Arc<Rule>>,
    /// Applied to the response one after another.
    response: Vec<Arc<Rule>>,
    members: Members,
    /// A field that a rule fills with what it encrypts, and that must not be there before.
    filled: Option<Path>,
    clear_answers: bool,
    mark: PayloadMark,
}

impl Plan {
    /// Whether anything in the request is encrypted.
    pub(super) fn encrypts(&self) -> bool {
        !self.request.is_empty()
    }

    /// Says that the request has been handled.
    pub(super) fn mark(&self, extensions: &mut Extensions) {
        extensions.insert(self.mark);
    }
}

impl EncryptionLayer {
    /// A layer that applies an encryption to every call.
    pub fn new(encryption: Encryption) -> Self {
        Self(Arc::new(encryption))
    }

    /// A layer that encrypts and decrypts by JWE what the operations of generated crates demand, and nothing else.
    pub fn jwe(encrypter: impl Into<Shared<jwe::Encrypter>>, decrypter: impl Into<Shared<jwe::Decrypter>>) -> Self {
        let scheme = JweScheme::new().with_encrypter(encrypter).with_decrypter(decrypter);
        Self::new(Encryption::new(scheme))
    }

    /// What is to be done; nothing where neither a rule nor the operation says anything.
    pub(super) fn plan(
        &self,
        method: &Method,
        path: &str,
        operation: Option<&Operation>,
        body: Option<&[u8]>,
    ) -> crate::Result<Option<Plan>> {
        let mut call = Call::new(method.as_str(), path);
        if let Some(operation) = operation {
            call = call.with_known_operation(operation);
        }
        let demand = operation.and_then(|operation| Demand::of(operation, &self.0.scheme));
        let rule = self.0.find(&call);
        if rule.is_none() && demand.is_none() {
            // A stream counts as a body.
            self.0.check_unmatched(&call, body.unwrap_or(b"?"))?;
            return Ok(None);
        }
        let rule_encrypts = rule.filter(|rule| !rule.encrypted.is_empty());
        let rule_decrypts = rule.filter(|rule| !rule.decrypted.is_empty());
        let in_the_clear = rule.is_some_and(|rule| rule.in_the_clear);
        let mut plan = Plan {
            request: rule_encrypts.cloned().into_iter().collect(),
            response: Vec::new(),
            members: Members::default(),
            filled: None,
            clear_answers: rule.is_some_and(|rule| rule.clear_answers),
            mark: if in_the_clear {
                PayloadMark::InTheClear
            } else {
                PayloadMark::Encrypted
            },
        };
        if let Some(demand) = demand {
            let is_filled = rule_encrypts.is_some_and(|rule| demand.is_filled_by(rule));
            if is_filled {
                plan.filled = Some(demand.path.clone());
            }
            let is_met = is_filled || rule_encrypts.is_some_and(|rule| demand.is_met_by(rule));
            if !in_the_clear && !is_met {
                plan.request.push(Arc::clone(&demand.rule));
            }
            plan.clear_answers |= demand.clear_answers;
            plan.members = demand.members;
            // What is inside a body comes after the body; a field that a rule moves is the rule's.
            let is_body = demand.path == Path::root();
            let is_same = is_body
                && rule_decrypts.is_some_and(|rule| rule.decrypted.iter().any(|mapping| mapping.from == demand.path));
            if !is_same {
                plan.response.push(demand.rule);
            }
            plan.response.extend(rule_decrypts.cloned());
            if !is_body {
                plan.response.reverse();
            }
        } else {
            plan.response.extend(rule_decrypts.cloned());
        }
        Ok(Some(plan))
    }

    /// The body to send, and its headers set; nothing where there is nothing to encrypt. The mark says that it was done.
    pub(super) async fn seal(
        &self,
        plan: &Plan,
        headers: &mut HeaderMap,
        extensions: &mut Extensions,
        body: &Bytes,
    ) -> crate::Result<Option<Bytes>> {
        if body.is_empty() || !plan.encrypts() {
            plan.mark(extensions);
            return Ok(None);
        }
        let layer = self.clone();
        let (rules, members, filled) = (plan.request.clone(), plan.members.clone(), plan.filled.clone());
        let bytes = body.clone();
        let sealed = offload(body.len(), move || {
            layer.seal_now(&rules, &members, filled.as_ref(), &bytes)
        })
        .await?;
        let Sealed { body, headers: more } = sealed?;
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        headers.remove(TRANSFER_ENCODING);
        if is_json(headers) != Some(true) {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in more {
            headers.insert(name, value);
        }
        plan.mark(extensions);
        Ok(Some(body.into()))
    }

    fn seal_now(
        &self,
        rules: &[Arc<Rule>],
        members: &Members,
        filled: Option<&Path>,
        bytes: &[u8],
    ) -> crate::Result<Sealed> {
        if let Some(path) = filled {
            self.0.check_absent(path, bytes)?;
        }
        let mut body = bytes.to_vec();
        let mut headers = Vec::new();
        for rule in rules {
            let sealed = self.0.seal(rule, members, &body)?;
            body = sealed.body;
            if !headers.is_empty() && !sealed.headers.is_empty() {
                return Err(Error::new(
                    Kind::Configuration,
                    "both a rule and the operation encrypt, and headers can carry one key; have the parameters in the body",
                ));
            }
            headers.extend(sealed.headers);
        }
        Ok(Sealed { body, headers })
    }

    /// Whether a response is to be looked at. An error that says that it is no JSON passes, of whatever length.
    pub(super) fn looks_at(plan: &Plan, parts: &Parts) -> bool {
        !plan.response.is_empty() && (parts.status.is_success() || is_json(&parts.headers) != Some(false))
    }

    /// Says for which key a request was encrypted that failed.
    pub(super) fn tell_key(&self, plan: &Plan, parts: &mut Parts) {
        if !parts.status.is_success()
            && plan.encrypts()
            && let Some(kid) = self.0.scheme.key_id()
        {
            parts.extensions.insert(EncryptedFor(kid));
        }
    }

    /// Decrypts what is encrypted in a response, and hands on whatever else it is.
    pub(super) async fn open<B: Body>(
        &self,
        plan: &Plan,
        parts: &mut Parts,
        body: B,
    ) -> Result<Decrypted<B>, mc_core::Error> {
        let status = parts.status;
        let whole = match read(body, self.0.max_bytes()).await {
            Read::Whole(bytes) => bytes,
            Read::Partly(replay) => {
                let may_be_encrypted = !plan.clear_answers || is_json(&parts.headers) != Some(false);
                if status.is_success() && replay.is_open() && may_be_encrypted {
                    let error = mc_core::Error::broken_response("the response is larger than what is decrypted");
                    return Err(error.with_status(status));
                }
                // What was read, and then what was not, or the failure: the caller sees what it would have seen.
                return Ok(Decrypted::Replayed(replay));
            }
        };
        if whole.trim_ascii().is_empty() {
            return Ok(Decrypted::Whole(whole));
        }
        let layer = self.clone();
        let (rules, members) = (plan.response.clone(), plan.members.clone());
        let (headers, bytes) = (parts.headers.clone(), whole.clone());
        let (is_success, clear_answers) = (status.is_success(), plan.clear_answers);
        let opened = offload(whole.len(), move || {
            layer.open_now(&rules, &members, &headers, &bytes, is_success, clear_answers)
        })
        .await
        .and_then(|opened| opened);
        match opened {
            Ok(Some((body, used))) => {
                parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
                parts.headers.remove(TRANSFER_ENCODING);
                if is_json(&parts.headers) != Some(true) {
                    parts
                        .headers
                        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                }
                for name in used {
                    parts.headers.remove(name);
                }
                Ok(Decrypted::Whole(body.into()))
            }
            Err(error) if is_success => {
                let told = mc_core::Error::broken_response(format!("the response cannot be decrypted: {error}"));
                Err(told.with_status(status).with_source(error))
            }
            // An error is for the caller to see, in whatever form.
            Ok(None) | Err(_) => Ok(Decrypted::Whole(whole)),
        }
    }

    /// The decrypted document and the headers that were used up; nothing where there was nothing to decrypt.
    fn open_now(
        &self,
        rules: &[Arc<Rule>],
        members: &Members,
        headers: &HeaderMap,
        bytes: &[u8],
        is_success: bool,
        clear_answers: bool,
    ) -> crate::Result<Option<(Vec<u8>, Vec<http::HeaderName>)>> {
        let mut body: Option<Vec<u8>> = None;
        let mut used = Vec::new();
        let mut total = 0;
        let mut is_left_over = false;
        for rule in rules {
            let input = body.as_deref().unwrap_or(bytes);
            let sites = if is_success {
                self.0.count_encrypted(rule, members, input)
            } else {
                0
            };
            let opened = match self.0.open(rule, members, headers, input) {
                // Not JSON: in the clear, if that is allowed and it looks so.
                Err(error) if error.is_payload() && sites == 0 && clear_answers && !self.0.reads(input) => (None, 0),
                opened => opened?,
            };
            is_left_over = sites > opened.1;
            total += opened.1;
            if let Some(opened) = opened.0 {
                used.extend(opened.headers);
                body = Some(opened.body);
            }
        }
        if is_success && is_left_over {
            return Err(Error::new(
                Kind::Payload,
                "it holds something encrypted, or the member for it, where nothing is decrypted; compare the names of members",
            ));
        }
        if is_success && total == 0 && !clear_answers {
            return Err(Error::new(
                Kind::Payload,
                "nothing in it is encrypted; where answers may come in the clear, let the rule say so",
            ));
        }
        Ok(body.map(|body| (body, used)))
    }
}

/// Runs work where it holds up no other task: small work here, large work on a thread that may be blocked, if there is one.
async fn offload<T: Send + 'static>(bytes: usize, work: impl FnOnce() -> T + Send + 'static) -> crate::Result<T> {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) if bytes > INLINE => runtime.spawn_blocking(work).await.map_err(|error| {
            Error::new(Kind::Crypto, "the work on a payload was given up before its end").with_source(error)
        }),
        _ => Ok(work()),
    }
}

impl fmt::Debug for EncryptionLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EncryptionLayer").field(&self.0).finish()
    }
}

/// The error for a request that cannot be encrypted and so is not sent.
pub(super) fn not_sent(error: crate::Error) -> mc_core::Error {
    error.at(&"the request cannot be encrypted").not_sent()
}

/// What an operation demands.
struct Demand {
    rule: Arc<Rule>,
    path: Path,
    members: Members,
    clear_answers: bool,
}

impl Demand {
    fn of(operation: &Operation, scheme: &Scheme) -> Option<Self> {
        match operation.encryption() {
            PayloadEncryption::Body(known) => Some(Self {
                rule: Arc::new(Rule::body()),
                path: Path::root(),
                members: Members::from(&known),
                clear_answers: known.answers() != AnswerForm::Encrypted,
            }),
            PayloadEncryption::Field(name) => {
                let path = Path::member(name);
                let field = Mapping::between(path.clone(), path.clone()).ok()?;
                let field = match scheme {
                    Scheme::Jwe(_) => field.as_string(),
                    Scheme::Fle(_) => field,
                };
                // The field may be left out, and is not in the answers that are documented.
                let rule = Rule::new()
                    .with_encrypted(field.clone())
                    .with_decrypted(field)
                    .with_missing_value(MissingValue::Skip)
                    .with_empty_value(EmptyValue::Error)
                    .with_text_form(TextForm::Bare);
                Some(Self {
                    rule: Arc::new(rule),
                    path,
                    members: Members::default(),
                    clear_answers: true,
                })
            }
            _ => None,
        }
    }

    /// Whether a rule encrypts all that is demanded.
    fn is_met_by(&self, rule: &Rule) -> bool {
        let mut mappings = rule.encrypted.iter();
        mappings.any(|mapping| !mapping.from.has_wildcards() && mapping.from.may_hold(&self.path))
    }

    /// Whether a rule puts something encrypted where the operation wants it, taken from elsewhere.
    fn is_filled_by(&self, rule: &Rule) -> bool {
        let mut mappings = rule.encrypted.iter();
        !self.is_met_by(rule) && self.path != Path::root() && mappings.any(|mapping| mapping.to == self.path)
    }
}

/// The body of a response that was looked at.
pub(super) enum Decrypted<B: Body> {
    Whole(Bytes),
    Replayed(Replay<B>),
}

#[cfg(feature = "tower")]
impl<B: Body> From<Decrypted<B>> for Replay<B> {
    fn from(body: Decrypted<B>) -> Self {
        match body {
            Decrypted::Whole(bytes) => Self::whole(bytes),
            Decrypted::Replayed(replay) => replay,
        }
    }
}
