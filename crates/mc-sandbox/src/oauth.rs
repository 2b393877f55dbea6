//! The gateway's side of OAuth 1.0a: whether a request was signed by the key of its consumer.
//!
//! Nothing here is taken from the signer of `mc-auth` but the RSA primitive: what one side has wrong, the other shows.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64ct::{Base64, Encoding as _};
use http::header::AUTHORIZATION;
use http::{HeaderMap, StatusCode};
use mc_auth::rsa::{PublicOperations, SignatureAlgorithm};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_decode_str, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

use crate::clock::Times;

/// What stays as it is: RFC 3986 calls it unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The longest header that is looked at.
const MAX_HEADER: usize = 8 << 10;

/// Knows the one consumer and what it has sent.
pub(crate) struct Verifier {
    consumer_key: String,
    key: Arc<dyn PublicOperations>,
    window: Duration,
    nonces: Mutex<Nonces>,
}

/// A request as it was signed.
pub(crate) struct Signed<'a> {
    pub(crate) method: &'a str,
    pub(crate) scheme: &'a str,
    pub(crate) authority: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    /// When it may have been signed.
    pub(crate) times: Times,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) reason: &'static str,
    pub(crate) description: String,
    /// The same without anything that a request may hold, for logs.
    pub(crate) summary: &'static str,
}

/// What a request showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// `RSA-SHA256` or `RSA-PSS`.
    pub(crate) method: &'static str,
    /// How the parameters were encoded.
    pub(crate) encoding: &'static str,
}

impl Refusal {
    fn new(status: StatusCode, reason: &'static str, summary: &'static str) -> Self {
        Self {
            status,
            reason,
            description: format!("{summary}."),
            summary,
        }
    }

    fn with(mut self, description: String) -> Self {
        self.description = description;
        self
    }

    fn unusable(summary: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "INVALID_OAUTH_SBS", summary)
    }

    fn unknown(summary: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "AUTHENTICATION_FAILED", summary)
    }
}

impl Verifier {
    pub(crate) fn new(consumer_key: &str, key: Arc<dyn PublicOperations>, window: Duration, nonces: usize) -> Self {
        Self {
            consumer_key: consumer_key.to_owned(),
            key,
            window,
            nonces: Mutex::new(Nonces::new(nonces)),
        }
    }

    /// Forgets every nonce.
    pub(crate) fn reset(&self) {
        self.nonces.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn verify(&self, request: &Signed<'_>) -> Result<Accepted, Refusal> {
        let header = Header::read(request.headers)?;
        let consumer_key = header.required("oauth_consumer_key")?;
        let nonce = header.required("oauth_nonce")?;
        let timestamp = header.required("oauth_timestamp")?;
        let method = header.required("oauth_signature_method")?;
        let body_hash = header.required("oauth_body_hash")?;
        let signature = header.required("oauth_signature")?;
        if header.required("oauth_version")?.value != "1.0" {
            return Err(Refusal::unusable("oauth_version is not 1.0"));
        }
        let (algorithm, method) = match method.value.as_str() {
            "RSA-SHA256" => (SignatureAlgorithm::Pkcs1Sha256, "RSA-SHA256"),
            "RSA-PSS" => (SignatureAlgorithm::PssSha256, "RSA-PSS"),
            _ => {
                return Err(Refusal::unusable(
                    "oauth_signature_method is neither RSA-SHA256 nor RSA-PSS",
                ));
            }
        };
        if consumer_key.value != self.consumer_key {
            return Err(Refusal::unknown("oauth_consumer_key is not known here"));
        }
        let timestamp: u64 = Some(timestamp.value.as_str())
            .filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| Refusal::unusable("oauth_timestamp is no number of seconds"))?;
        let now = request.times.nearer_to(timestamp);
        let distance = timestamp.abs_diff(now);
        if distance > self.window.as_secs() {
            let side = if timestamp > now { "ahead of" } else { "behind" };
            return Err(
                Refusal::unknown("oauth_timestamp is too far from the gateway's clock").with(format!(
                    "oauth_timestamp is {distance} seconds {side} the gateway's clock; {} are allowed.",
                    self.window.as_secs()
                )),
            );
        }
        if nonce.value.is_empty() || nonce.value.len() > 256 {
            return Err(Refusal::unusable("oauth_nonce is empty or longer than 256 characters"));
        }
        let calculated = Base64::encode_string(&Sha256::digest(request.body));
        if body_hash.value != calculated {
            let summary = "oauth_body_hash is not that of the body";
            return Err(
                Refusal::new(StatusCode::BAD_REQUEST, "INVALID_BODY_HASH", summary).with(format!(
                    "oauth_body_hash is not the SHA-256 of the request's payload. Calculated: {calculated}, Received: {}",
                    body_hash.raw
                )),
            );
        }
        let base_strings = header.base_strings(request);
        let bytes =
            Base64::decode_vec(&signature.value).map_err(|_| Refusal::unusable("oauth_signature is no base64"))?;
        let accepted = base_strings
            .iter()
            .find(|(_, text)| self.key.verify(algorithm, text.as_bytes(), &bytes).is_ok());
        let Some((encoding, _)) = accepted else {
            let acceptable = base_strings.first().map_or("", |(_, text)| text.as_str());
            return Err(
                Refusal::unknown("the signature is not that of the request").with(format!(
                    "OAuth signatures did not match. Acceptable signature base string: {acceptable}"
                )),
            );
        };
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        nonces.forget_before(request.times.earlier().saturating_sub(self.window.as_secs()));
        nonces.take(timestamp, &nonce.value).map_err(|refused| match refused {
            Replay::Seen => Refusal::unknown("oauth_nonce was used before"),
            Replay::TooOld => {
                Refusal::unknown("oauth_timestamp is too old to tell whether oauth_nonce was used before")
            }
        })?;
        Ok(Accepted { method, encoding })
    }
}

/// The parameters of an `Authorization` header.
struct Header {
    pairs: Vec<Pair>,
}

struct Pair {
    name: String,
    /// As it stands in the header.
    raw: String,
    /// What it stands for.
    value: String,
}

impl Header {
    fn read(headers: &HeaderMap) -> Result<Self, Refusal> {
        let mut all = headers.get_all(AUTHORIZATION).iter();
        let header = match (all.next(), all.next()) {
            (None, _) => {
                return Err(Refusal::unusable("the Authorization header is missing").with(
                    "The signature base string cannot be built: there is no Authorization header, so oauth_consumer_key is \
                     missing."
                        .to_owned(),
                ));
            }
            (Some(_), Some(_)) => return Err(Refusal::unusable("there is more than one Authorization header")),
            (Some(header), None) => header,
        };
        let malformed = || Refusal::unusable("the Authorization header is malformed");
        let text = header.to_str().map_err(|_| malformed())?;
        if text.len() > MAX_HEADER {
            return Err(Refusal::unusable("the Authorization header is too long"));
        }
        let (scheme, rest) = text.split_once(' ').ok_or_else(malformed)?;
        if !scheme.eq_ignore_ascii_case("OAuth") {
            return Err(Refusal::unusable(
                "the Authorization header is of another scheme than OAuth",
            ));
        }
        let mut pairs: Vec<Pair> = Vec::new();
        for part in rest.split(',') {
            let (name, quoted) = part.trim().split_once('=').ok_or_else(malformed)?;
            let raw = quoted
                .strip_prefix('"')
                .and_then(|quoted| quoted.strip_suffix('"'))
                .filter(|raw| !raw.contains('"'))
                .ok_or_else(malformed)?;
            let name = percent_decode_str(name)
                .decode_utf8()
                .map_err(|_| malformed())?
                .into_owned();
            let value = percent_decode_str(raw)
                .decode_utf8()
                .map_err(|_| malformed())?
                .into_owned();
            // A realm is never signed.
            if name == "realm" {
                continue;
            }
            if pairs.iter().any(|pair| pair.name == name) {
                return Err(Refusal::unusable("a parameter is in the Authorization header twice"));
            }
            pairs.push(Pair {
                name,
                raw: raw.to_owned(),
                value,
            });
        }
        Ok(Self { pairs })
    }

    fn required(&self, name: &'static str) -> Result<&Pair, Refusal> {
        self.pairs.iter().find(|pair| pair.name == name).ok_or_else(|| {
            Refusal::unusable("a parameter is missing in the Authorization header")
                .with(format!("The signature base string cannot be built: {name} is missing."))
        })
    }

    /// What the request may have been signed as, the form that is told to others first.
    ///
    /// The libraries put the values of `oauth_` parameters into the string as they are; RFC 5849 encodes them first, and
    /// then they are encoded in the header, too.
    fn base_strings(&self, request: &Signed<'_>) -> Vec<(&'static str, String)> {
        let own: Vec<&Pair> = self
            .pairs
            .iter()
            .filter(|pair| pair.name != "oauth_signature")
            .collect();
        let once: Vec<(String, String)> = own.iter().map(|pair| (pair.name.clone(), pair.value.clone())).collect();
        let twice: Vec<(String, String)> = own
            .iter()
            .map(|pair| (encode(&pair.name), encode(&pair.value)))
            .collect();
        let encoded_in_header = own
            .iter()
            .zip(&twice)
            .all(|(pair, (_, encoded))| same_encoding(&pair.raw, encoded));
        let ambiguous = once == twice;
        let mut forms: Vec<(&'static str, &Vec<(String, String)>)> = vec![("single", &once)];
        if encoded_in_header && !ambiguous {
            forms.insert(0, ("RFC 5849", &twice));
        }
        let base_uri = base_uri(request);
        let queries = queries(request.query);
        let mut out: Vec<(&'static str, String)> = Vec::new();
        for query in &queries {
            for (encoding, own) in &forms {
                let mut pairs: Vec<&(String, String)> = own.iter().chain(query).collect();
                pairs.sort();
                let joined: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let text = format!(
                    "{}&{}&{}",
                    request.method.to_ascii_uppercase(),
                    encode(&base_uri),
                    encode(&joined.join("&"))
                );
                if out.iter().all(|(_, known)| *known != text) {
                    out.push((encoding, text));
                }
            }
        }
        out
    }
}

/// Whether a text of the header is the encoded one, whatever the case of its hexadecimal digits.
fn same_encoding(raw: &str, encoded: &str) -> bool {
    raw.eq_ignore_ascii_case(encoded) && percent_decode_str(raw).eq(percent_decode_str(encoded))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Scheme, host and path; the port where it is not the scheme's own.
fn base_uri(request: &Signed<'_>) -> String {
    let scheme = request.scheme.to_ascii_lowercase();
    let authority = request.authority.to_ascii_lowercase();
    let port = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.strip_suffix(port).unwrap_or(&authority);
    let path = if request.path.is_empty() { "/" } else { request.path };
    format!("{scheme}://{authority}{path}")
}

/// The pairs of a query in each way in which they may have been signed: encoded anew, with the plus sign for itself or for
/// a space, and as they stand.
fn queries(query: Option<&str>) -> Vec<Vec<(String, String)>> {
    let Some(query) = query else {
        return vec![Vec::new()];
    };
    let raw: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        })
        .collect();
    let anew = |plus_is_space: bool| {
        let recode = |text: &String| {
            let text = if plus_is_space {
                text.replace('+', " ")
            } else {
                text.clone()
            };
            let bytes: Vec<u8> = percent_decode(text.as_bytes()).collect();
            percent_encoding::percent_encode(&bytes, ENCODED).to_string()
        };
        raw.iter()
            .map(|(name, value)| (recode(name), recode(value)))
            .collect::<Vec<_>>()
    };
    let mut all = vec![anew(false)];
    for more in [anew(true), raw.clone()] {
        if !all.contains(&more) {
            all.push(more);
        }
    }
    all
}

/// The nonces of signatures that were accepted, by their time.
struct Nonces {
    capacity: usize,
    count: usize,
    seen: BTreeMap<u64, HashSet<String>>,
    /// Nothing before this time can be told from a replay.
    floor: u64,
}

#[derive(Debug, PartialEq, Eq)]
enum Replay {
    Seen,
    TooOld,
}

impl Nonces {
    fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            count: 0,
            seen: BTreeMap::new(),
            floor: 0,
        }
    }

    fn clear(&mut self) {
        *self = Self::new(self.capacity);
    }

    /// Drops what the timestamp alone rules out.
    fn forget_before(&mut self, time: u64) {
        while let Some(entry) = self.seen.first_entry() {
            if *entry.key() >= time {
                break;
            }
            self.count -= entry.remove().len();
        }
    }

    fn take(&mut self, time: u64, nonce: &str) -> Result<(), Replay> {
        if time < self.floor {
            return Err(Replay::TooOld);
        }
        if !self.seen.entry(time).or_default().insert(nonce.to_owned()) {
            return Err(Replay::Seen);
        }
        self.count += 1;
        while self.count > self.capacity {
            let Some((oldest, nonces)) = self.seen.pop_first() else {
                break;
            };
            self.count -= nonces.len();
            self.floor = oldest + 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_taken_once_at_its_time() {
        let mut nonces = Nonces::new(10);
        assert_eq!(nonces.take(5, "a"), Ok(()));
        assert_eq!(nonces.take(5, "a"), Err(Replay::Seen));
        assert_eq!(nonces.take(5, "b"), Ok(()));
        assert_eq!(nonces.take(6, "a"), Ok(()), "another second is another request");
    }

    #[test]
    fn the_store_is_bounded_and_forgets_no_replay() {
        let mut nonces = Nonces::new(3);
        for time in 1..=5 {
            assert_eq!(nonces.take(time, "n"), Ok(()));
        }
        assert!(nonces.count <= 3);
        for time in 1..=2 {
            assert_eq!(nonces.take(time, "n"), Err(Replay::TooOld), "{time}");
        }
        for time in 3..=5 {
            assert_eq!(nonces.take(time, "n"), Err(Replay::Seen), "{time}");
        }
        nonces.forget_before(5);
        assert_eq!(nonces.count, 1);
    }

    #[test]
    fn queries_are_read_in_every_way_that_signers_have() {
        assert_eq!(queries(None), [Vec::<(String, String)>::new()]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(queries(Some("a=1&b")), [vec![pair("a", "1"), pair("b", "")]]);
        assert_eq!(
            queries(Some("a=x+y%3az")),
            [
                vec![pair("a", "x%2By%3Az")],
                vec![pair("a", "x%20y%3Az")],
                vec![pair("a", "x+y%3az")]
            ]
        );
    }
}
