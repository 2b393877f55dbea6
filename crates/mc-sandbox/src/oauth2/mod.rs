//! The gateway's side of OAuth 2.0: an authorization server, and whether calls of resources carry what they must.
//!
//! Nothing here is taken from the client of `mc-auth` but the primitives that verify signatures: what one side has wrong, the
//! other shows.

mod jwt;
mod once;
mod rules;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue, StatusCode};
use mc_core::Operation;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::clock::Times;
use crate::product::Product;
use jwt::{Jwt, Key};
use once::Once;

pub use rules::OAuth2Rules;

/// Where tokens are issued.
pub(crate) const TOKEN_PATH: &str = "/oauth/token";
/// The header of a proof.
const PROOF: &str = "dpop";
/// How far a clock may be off, in seconds.
const LEEWAY: u64 = 60;
/// The longest life of an assertion or a proof, in seconds.
const LONGEST: u64 = 300;
/// What is accepted.
const ALGORITHMS: &str = "ES256 PS256";

/// A request, as far as a proof is bound to it.
pub(crate) struct Bound<'a> {
    pub(crate) method: &'a str,
    pub(crate) authority: &'a str,
    pub(crate) path: &'a str,
    pub(crate) headers: &'a HeaderMap,
    /// When what the client has signed may have been signed.
    pub(crate) times: Times,
}

/// Why a request is refused, in the terms of RFC 6749, RFC 6750 and RFC 9449; none of it quotes the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) error: &'static str,
    pub(crate) description: &'static str,
}

impl Refusal {
    const fn new(status: StatusCode, error: &'static str, description: &'static str) -> Self {
        Self {
            status,
            error,
            description,
        }
    }

    const fn request(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    const fn client(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_client", description)
    }

    const fn proof(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_dpop_proof", description)
    }

    const fn token(description: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_token", description)
    }

    /// The same at a resource, which answers by another status.
    fn at_resource(mut self) -> Self {
        if self.status == StatusCode::BAD_REQUEST {
            self.status = StatusCode::UNAUTHORIZED;
        }
        self
    }

    /// The challenge of a resource server. Mastercard's writes colons where the scope does not suffice, and so does this one.
    pub(crate) fn challenge(&self) -> Option<HeaderValue> {
        let Self { error, description, .. } = self;
        let text = if self.status == StatusCode::FORBIDDEN {
            format!(r#"Dpop error:"{error}", error_description:"{description}", algs:"{ALGORITHMS}""#)
        } else {
            format!(r#"DPoP error="{error}", error_description="{description}", algs="{ALGORITHMS}""#)
        };
        HeaderValue::try_from(text).ok()
    }
}

/// What a call showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// The algorithm of the proof.
    pub(crate) algorithm: &'static str,
}

/// A token that was issued.
#[derive(Clone)]
struct Issued {
    thumbprint: String,
    scopes: BTreeSet<String>,
    expires_at: u64,
}

/// The authorization server, and the check of a resource server.
pub(crate) struct OAuth2Server {
    client_id: String,
    /// The client's keys, by their ids.
    keys: HashMap<String, Key>,
    rules: OAuth2Rules,
    state: Mutex<State>,
}

struct State {
    tokens: HashMap<[u8; 32], Issued>,
    assertions: Once,
    proofs: Once,
    /// The nonce of the authorization server and that of the resource servers, each with the one before.
    nonces: [[String; 2]; 2],
    issued: u64,
}

/// Which of the two servers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Authorization,
    Resource,
}

impl OAuth2Server {
    pub(crate) fn new(consumer_key: &str, key: &mc_auth::keys::PublicKey, rules: OAuth2Rules) -> crate::Result<Self> {
        let (client_id, kid) = consumer_key.split_once('!').unwrap_or((consumer_key, ""));
        let mut keys = HashMap::from([(kid.to_owned(), Key::rsa(key)?)]);
        for (kid, key) in rules.ec_keys() {
            keys.insert(kid.to_owned(), Key::Ec(*key));
        }
        Ok(Self {
            client_id: client_id.to_owned(),
            keys,
            rules,
            state: Mutex::new(State::new()),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets tokens, ids and nonces.
    pub(crate) fn reset(&self) {
        *self.state() = State::new();
    }

    /// How many tokens were issued.
    pub(crate) fn issued(&self) -> u64 {
        self.state().issued
    }

    /// The nonce that goes out with an answer; another one where each answer brings one, or on demand.
    pub(crate) fn nonce(&self, role: Role, renew: bool) -> Option<HeaderValue> {
        if !self.rules.wants_nonces() {
            return None;
        }
        let mut state = self.state();
        if renew || self.rules.rotates_nonces() {
            state.renew(role);
        }
        HeaderValue::try_from(state.nonces[role as usize][0].as_str()).ok()
    }

    /// Answers a request for a token: RFC 6749 section 4.4, RFC 7523 section 3, RFC 9449 section 5.
    pub(crate) fn token(&self, request: &Bound<'_>, body: &[u8]) -> Result<Value, Refusal> {
        if request.method != "POST" {
            return Err(Refusal::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "invalid_request",
                "the token endpoint takes POST",
            ));
        }
        let content_type = request.headers.get(http::header::CONTENT_TYPE);
        let is_form = content_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"));
        if !is_form {
            return Err(Refusal::request("the body is not application/x-www-form-urlencoded"));
        }
        let form = form(body)?;
        if form.get("grant_type").map(String::as_str) != Some("client_credentials") {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "grant_type is not client_credentials",
            ));
        }
        let assertion_type = form.get("client_assertion_type").map(String::as_str);
        if assertion_type != Some("urn:ietf:params:oauth:client-assertion-type:jwt-bearer") {
            return Err(Refusal::client("client_assertion_type is not that of a JWT"));
        }
        let assertion = form
            .get("client_assertion")
            .ok_or(Refusal::client("client_assertion is missing"))?;
        if form.get("client_id").is_some_and(|id| *id != self.client_id) {
            return Err(Refusal::client("client_id is not known here"));
        }
        let thumbprint = self.proof(request, Role::Authorization, None)?.1;
        self.assertion(request, assertion)?;
        let scopes: BTreeSet<String> = form
            .get("scope")
            .into_iter()
            .flat_map(|scope| scope.split(' '))
            .filter(|scope| !scope.is_empty())
            .map(str::to_owned)
            .collect();
        if !self.rules.knows(&scopes) {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "a scope is not known here",
            ));
        }
        let token = random_text().ok_or(Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server_error",
            "there are no random numbers",
        ))?;
        let life = self.rules.token_life().as_secs();
        let mut state = self.state();
        state.tokens.retain(|_, token| token.expires_at > request.times.now);
        state.issued += 1;
        let granted = scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        state.tokens.insert(
            digest(&token),
            Issued {
                thumbprint,
                scopes,
                expires_at: request.times.now.saturating_add(life),
            },
        );
        let mut answer = json!({"access_token": token, "token_type": "DPoP", "expires_in": life});
        if !granted.is_empty() {
            answer["scope"] = granted.into();
        }
        Ok(answer)
    }

    fn assertion(&self, request: &Bound<'_>, text: &str) -> Result<(), Refusal> {
        let jwt = Jwt::parse(text).ok_or(Refusal::client("client_assertion is not a signed JWT"))?;
        if !matches!(jwt.header["typ"].as_str(), None | Some("JWT")) {
            return Err(Refusal::client("typ of the assertion is not JWT"));
        }
        let kid = jwt.header["kid"].as_str().unwrap_or_default();
        let key = self
            .keys
            .get(kid)
            .ok_or(Refusal::client("kid of the assertion is not known here"))?;
        if !jwt.is_signed_by(key) {
            return Err(Refusal::client(
                "the assertion is not signed by the client's key, by PS256 or ES256",
            ));
        }
        let claims = &jwt.claims;
        let is_client = |name: &str| claims[name].as_str() == Some(self.client_id.as_str());
        if !is_client("iss") || !is_client("sub") {
            return Err(Refusal::client("iss and sub of the assertion are not the client id"));
        }
        let issuer = format!("https://{}", request.authority);
        if claims["aud"].as_str() != Some(issuer.as_str()) {
            return Err(Refusal::client("aud of the assertion is not the issuer, as one string"));
        }
        let until = jwt.times(request.times).map_err(Refusal::client)?;
        let id = jwt.id().ok_or(Refusal::client("jti of the assertion is missing"))?;
        if !self.state().assertions.first(id, until, request.times.earlier()) {
            return Err(Refusal::client("jti of the assertion was used before"));
        }
        Ok(())
    }

    /// Verifies the proof of a request; returns its algorithm and the thumbprint of its key.
    fn proof(&self, request: &Bound<'_>, role: Role, token: Option<&str>) -> Result<(&'static str, String), Refusal> {
        let mut proofs = request.headers.get_all(PROOF).iter();
        let (Some(proof), None) = (proofs.next(), proofs.next()) else {
            return Err(Refusal::proof("there is not exactly one DPoP header"));
        };
        let jwt = proof
            .to_str()
            .ok()
            .and_then(Jwt::parse)
            .ok_or(Refusal::proof("the DPoP header is not a signed JWT"))?;
        if jwt.header["typ"].as_str() != Some("dpop+jwt") {
            return Err(Refusal::proof("typ of the proof is not dpop+jwt"));
        }
        let (key, thumbprint) = Key::of_jwk(&jwt.header["jwk"]).map_err(Refusal::proof)?;
        if !jwt.is_signed_by(&key) {
            return Err(Refusal::proof(
                "the proof is not signed by its own key, by PS256 or ES256",
            ));
        }
        let claims = &jwt.claims;
        if claims["htm"].as_str() != Some(request.method) {
            return Err(Refusal::proof("htm of the proof is not the method"));
        }
        let authority = request.authority.to_ascii_lowercase();
        let authority = authority.strip_suffix(":443").unwrap_or(&authority);
        let url = format!("https://{authority}{}", request.path);
        if claims["htu"].as_str() != Some(url.as_str()) {
            return Err(Refusal::proof(
                "htu of the proof is not the URL of the request without query and fragment",
            ));
        }
        let until = jwt.times(request.times).map_err(Refusal::proof)?;
        match (token, claims["ath"].as_str()) {
            (None, None) => {}
            (None, Some(_)) => return Err(Refusal::proof("the proof has ath, and there is no token yet")),
            (Some(token), hash) => {
                let expected = Base64UrlUnpadded::encode_string(&digest(token));
                if hash != Some(expected.as_str()) {
                    return Err(Refusal::proof("ath of the proof is not the hash of the token"));
                }
            }
        }
        let id = jwt.id().ok_or(Refusal::proof("jti of the proof is missing"))?;
        let mut state = self.state();
        if self.rules.wants_nonces() {
            let nonce = claims["nonce"].as_str();
            let known = &state.nonces[role as usize];
            if !nonce.is_some_and(|nonce| known.iter().any(|known| known == nonce)) {
                return Err(Refusal::new(
                    StatusCode::BAD_REQUEST,
                    "use_dpop_nonce",
                    "the proof needs the nonce of this answer",
                ));
            }
        }
        // Thumbprint and id: two clients may draw the same.
        if !state
            .proofs
            .first(&format!("{thumbprint} {id}"), until, request.times.earlier())
        {
            return Err(Refusal::proof("jti of the proof was used before"));
        }
        Ok((jwt.algorithm(), thumbprint))
    }

    /// Verifies the call of a resource: RFC 9449 section 7.
    pub(crate) fn resource(
        &self,
        request: &Bound<'_>,
        product: Product,
        operation: &Operation,
    ) -> Result<Accepted, Refusal> {
        let mut all = request.headers.get_all(AUTHORIZATION).iter();
        let (Some(header), None) = (all.next(), all.next()) else {
            return Err(Refusal::token("there is not exactly one Authorization header"));
        };
        let token = header
            .to_str()
            .ok()
            .and_then(|text| text.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("DPoP"))
            .map(|(_, token)| token.trim())
            .ok_or(Refusal::token("the Authorization header is not DPoP and a token"))?;
        let issued = self
            .state()
            .tokens
            .get(&digest(token))
            .cloned()
            .ok_or(Refusal::token("the token is not known here"))?;
        if issued.expires_at <= request.times.now {
            return Err(Refusal::token("the token has expired"));
        }
        let (algorithm, thumbprint) = self
            .proof(request, Role::Resource, Some(token))
            .map_err(Refusal::at_resource)?;
        if thumbprint != issued.thumbprint {
            return Err(Refusal::token(
                "the token is bound to another key than that of the proof",
            ));
        }
        let needed = self.rules.needed(product).chain(operation.scopes().iter().copied());
        for scope in needed {
            if !issued.scopes.contains(scope) {
                return Err(Refusal::new(
                    StatusCode::FORBIDDEN,
                    "insufficient_scope",
                    "the token lacks a scope that the operation needs",
                ));
            }
        }
        Ok(Accepted { algorithm })
    }
}

impl State {
    fn new() -> Self {
        let nonce = || random_text().unwrap_or_default();
        Self {
            tokens: HashMap::new(),
            assertions: Once::default(),
            proofs: Once::default(),
            nonces: [[nonce(), nonce()], [nonce(), nonce()]],
            issued: 0,
        }
    }

    fn renew(&mut self, role: Role) {
        if let Some(nonce) = random_text() {
            let [current, former] = &mut self.nonces[role as usize];
            *former = std::mem::replace(current, nonce);
        }
    }
}

/// The answer of a refusal at the token endpoint.
pub(crate) fn refusal_body(refusal: &Refusal) -> Value {
    json!({"error": refusal.error, "error_description": refusal.description})
}

/// Whether a request is to be judged by OAuth 2.0: it says so itself.
pub(crate) fn is_dpop(headers: &HeaderMap) -> bool {
    headers.contains_key(PROOF)
        || headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|text| text.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("DPoP ")))
}

/// The fields of a form, none of them twice.
fn form(body: &[u8]) -> Result<HashMap<String, String>, Refusal> {
    let text = std::str::from_utf8(body).map_err(|_| Refusal::request("the body is not text"))?;
    let mut fields = HashMap::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decode = |text: &str| {
            let text = text.replace('+', " ");
            percent_decode_str(&text)
                .decode_utf8()
                .map(std::borrow::Cow::into_owned)
                .map_err(|_| Refusal::request("a field of the body is not UTF-8"))
        };
        if fields.insert(decode(name)?, decode(value)?).is_some() {
            return Err(Refusal::request("a field of the body comes twice"));
        }
    }
    Ok(fields)
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn random_text() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(Base64UrlUnpadded::encode_string(&bytes))
}
