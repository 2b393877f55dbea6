//! Payload encryption on the server's side: requests are decrypted, responses encrypted.

use std::collections::BTreeMap;
use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use mc_auth::keys::{Certificate, PublicKey};
use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme};
use mc_core::{AnswerForm, PayloadEncryption};
use serde_json::{Map, Value, json};

use crate::credentials::{CARD_KEY_ID, Credentials};
use crate::product::Product;
use crate::service::{Problem, ProblemKind};
use crate::{Error, Result};

/// How a product's payloads are encrypted, where the published documentation leaves it open.
///
/// Unless this says otherwise, the member that holds an encrypted body is the one that the product's operations have as a fact.
/// Responses of Benefit Allocation are encrypted and those of Identity Insights are not: for the first nothing is documented,
/// and for the second the documentation shows them in the clear.
///
/// ```
/// use mc_sandbox::{KeyId, PayloadRules, Product, Sandbox};
///
/// # async fn example() -> mc_sandbox::Result<()> {
/// let rules = PayloadRules::of(Product::IdentityInsights)
///     .with_encrypted_responses(true)
///     .with_sixteen_byte_iv(true)
///     .with_key_id(KeyId::Certificate);
/// let sandbox = Sandbox::builder().with_payload_rules(Product::IdentityInsights, rules).start().await?;
/// # drop(sandbox);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadRules {
    encrypted_responses: bool,
    wrapper: String,
    sixteen_byte_iv: bool,
    key_id: KeyId,
}

/// By which name a JWE says whose key it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyId {
    /// The SHA-256 of the public key, in hexadecimal digits.
    PublicKey,
    /// The SHA-256 of the certificate, in hexadecimal digits.
    Certificate,
    /// The name under which the key is published in a JSON Web Key set.
    Published,
}

impl PayloadRules {
    /// What is assumed of a product.
    #[must_use]
    pub fn of(product: Product) -> Self {
        let known = product
            .operations()
            .iter()
            .find_map(|operation| match operation.encryption() {
                PayloadEncryption::Body(known) => Some(known),
                _ => None,
            });
        let known = known.unwrap_or_default();
        Self {
            encrypted_responses: known.answers() != AnswerForm::Clear,
            wrapper: known.request_member().to_owned(),
            sixteen_byte_iv: false,
            key_id: if product == Product::IssuerEnrollment {
                KeyId::Published
            } else {
                KeyId::PublicKey
            },
        }
    }

    /// Whether answers of success are encrypted; errors never are.
    #[must_use]
    pub fn with_encrypted_responses(mut self, encrypted: bool) -> Self {
        self.encrypted_responses = encrypted;
        self
    }

    /// The member that holds an encrypted body, of requests and responses, in place of the product's own.
    #[must_use]
    pub fn with_wrapper(mut self, name: impl Into<String>) -> Self {
        self.wrapper = name.into();
        self
    }

    /// Whether responses have initialisation vectors of 16 bytes, as Mastercard's older libraries write them.
    #[must_use]
    pub fn with_sixteen_byte_iv(mut self, sixteen: bool) -> Self {
        self.sixteen_byte_iv = sixteen;
        self
    }

    /// What `kid` is, in requests and in responses.
    #[must_use]
    pub fn with_key_id(mut self, key_id: KeyId) -> Self {
        self.key_id = key_id;
        self
    }
}

/// What was found and done, for the log.
pub(crate) type Note = &'static str;

/// The keys and rules of one product.
pub(crate) struct Payload {
    rules: PayloadRules,
    decrypter: Decrypter,
    encrypter: Encrypter,
    kid: String,
}

impl Payload {
    pub(crate) fn new(product: Product, rules: PayloadRules, credentials: &Credentials) -> Result<Self> {
        let pair = credentials.encryption();
        let accepted: &[ContentEncryption] = match product {
            // Public clients of Click to Pay use the shorter key.
            Product::IssuerEnrollment => &[ContentEncryption::A128Gcm, ContentEncryption::A256Gcm],
            _ => &[ContentEncryption::A256Gcm],
        };
        let kid = key_id(rules.key_id, pair.certificate_der())?;
        let decrypter = Decrypter::new(&pair.private_key()?)?
            .with_max_bytes(64 << 20)
            .with_accepted(accepted.iter().copied());
        let theirs = credentials.decryption();
        let certificate = Certificate::from_der(theirs.certificate_der())?;
        let mut encrypter =
            Encrypter::new(&certificate.public_key()?)?.with_kid(key_id(rules.key_id, theirs.certificate_der())?);
        if rules.sixteen_byte_iv {
            encrypter = encrypter.with_sixteen_byte_iv();
        }
        Ok(Self {
            rules,
            decrypter,
            encrypter,
            kid,
        })
    }

    /// Decrypts a request where its operation is encrypted; refuses what should be and is not.
    pub(crate) fn open(&self, encryption: PayloadEncryption, body: Value) -> Result<(Value, Note), Problem> {
        match encryption {
            PayloadEncryption::Body(_) => {
                let Value::Object(map) = &body else {
                    return Err(plaintext("", "the body is in the clear"));
                };
                let Some(Value::String(jwe)) = map.get(&self.rules.wrapper) else {
                    return Err(plaintext(
                        "",
                        "the body is in the clear, or its encrypted member has another name",
                    ));
                };
                if let Some(other) = map.keys().find(|name| **name != self.rules.wrapper) {
                    return Err(plaintext(
                        &format!("/{other}"),
                        "is in the clear beside the encrypted payload",
                    ));
                }
                let place = format!("/{}", self.rules.wrapper);
                Ok((self.decrypt(jwe, &place)?, "request decrypted"))
            }
            _ => Ok((body, "")),
        }
    }

    /// Decrypts the field that its operation encrypts, if it is there.
    pub(crate) fn open_field(&self, name: &str, body: &mut Value) -> Result<Note, Problem> {
        let Some(value) = body.as_object_mut().and_then(|map| map.get_mut(name)) else {
            return Ok("");
        };
        let place = format!("/{name}");
        let jwe = match value {
            Value::String(text) if looks_encrypted(text) => text.clone(),
            _ => return Err(plaintext(&place, "is in the clear")),
        };
        *value = self.decrypt(&jwe, &place)?;
        Ok("field decrypted")
    }

    fn decrypt(&self, jwe: &str, place: &str) -> Result<Value, Problem> {
        let refused = |message: &str| Problem {
            kind: ProblemKind::Undecryptable,
            place: place.to_owned(),
            message: message.to_owned(),
        };
        let header = jwe
            .split('.')
            .next()
            .and_then(|header| Base64UrlUnpadded::decode_vec(header.trim_end_matches('=')).ok())
            .and_then(|header| serde_json::from_slice::<Map<String, Value>>(&header).ok())
            .ok_or_else(|| refused("is no JWE: its header is not readable"))?;
        match header.get("kid").and_then(Value::as_str) {
            None => return Err(refused("does not say for which key it is: `kid` is missing")),
            Some(kid) if kid != self.kid => {
                return Err(Problem {
                    kind: ProblemKind::ForeignKey,
                    ..refused("is for another key: `kid` is none of this server's")
                });
            }
            Some(_) => {}
        }
        let plaintext = self
            .decrypter
            .decrypt(jwe)
            .map_err(|error| refused(&error.to_string()))?;
        serde_json::from_slice(&plaintext).map_err(|_| refused("holds no JSON once it is decrypted"))
    }

    /// Whether answers of success are encrypted.
    pub(crate) fn encrypts_responses(&self, encryption: PayloadEncryption) -> bool {
        matches!(encryption, PayloadEncryption::Body(_)) && self.rules.encrypted_responses
    }

    /// Encrypts a response; with a damaged tag where that is asked for.
    pub(crate) fn seal(&self, body: &Value, damaged: bool) -> Result<Value> {
        let mut jwe = self.encrypter.encrypt(body.to_string().as_bytes())?;
        if damaged {
            jwe = with_damaged_tag(&jwe)?;
        }
        let mut map = Map::new();
        map.insert(self.rules.wrapper.clone(), jwe.into());
        Ok(map.into())
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload")
            .field("rules", &self.rules)
            .finish_non_exhaustive()
    }
}

fn plaintext(place: &str, message: &str) -> Problem {
    Problem {
        kind: ProblemKind::Plaintext,
        place: place.to_owned(),
        message: message.to_owned(),
    }
}

fn looks_encrypted(text: &str) -> bool {
    text.split('.').count() == 5
}

/// One bit of the tag turned over.
fn with_damaged_tag(jwe: &str) -> Result<String> {
    let broken = || Error::new("the sandbox made no JWE of five parts");
    let (rest, tag) = jwe.rsplit_once('.').ok_or_else(broken)?;
    let mut tag = Base64UrlUnpadded::decode_vec(tag).map_err(|_| broken())?;
    *tag.first_mut().ok_or_else(broken)? ^= 1;
    Ok(format!("{rest}.{}", Base64UrlUnpadded::encode_string(&tag)))
}

/// The name of the key of a certificate.
fn key_id(form: KeyId, certificate: &[u8]) -> Result<String> {
    let certificate = Certificate::from_der(certificate)?;
    Ok(match form {
        KeyId::PublicKey => certificate.public_key()?.fingerprint_sha256().to_hex(),
        KeyId::Certificate => certificate.fingerprint_sha256().to_hex(),
        KeyId::Published => CARD_KEY_ID.to_owned(),
    })
}

/// The name by which requests of a product have to name the sandbox's key.
pub(crate) fn request_key_id(rules: &PayloadRules, credentials: &Credentials) -> Result<String> {
    key_id(rules.key_id, credentials.encryption().certificate_der())
}

/// The client's side, for a typed client in a test.
pub(crate) fn layer(rules: &PayloadRules, credentials: &Credentials) -> Result<EncryptionLayer> {
    let certificate = Certificate::from_der(credentials.encryption().certificate_der())?;
    let encrypter = Encrypter::new(&certificate.public_key()?)?.with_kid(request_key_id(rules, credentials)?);
    let theirs = credentials.decryption();
    let own = key_id(rules.key_id, theirs.certificate_der())?;
    let decrypter = Decrypter::new(&theirs.private_key()?)?.with_key(&theirs.private_key()?, &[&own])?;
    let scheme = JweScheme::new()
        .with_encrypter(encrypter)
        .with_decrypter(decrypter)
        .with_field(rules.wrapper.clone());
    Ok(EncryptionLayer::new(Encryption::new(scheme)))
}

/// The key set under which the card key is published.
pub(crate) fn key_set(credentials: &Credentials) -> Result<Value> {
    let certificate = Certificate::from_der(credentials.encryption().certificate_der())?;
    let key = certificate.public_key()?;
    let (modulus, exponent) = numbers(&key)?;
    Ok(json!({"keys": [{
        "kty": "RSA",
        "use": "enc",
        "alg": "RSA-OAEP-256",
        "kid": CARD_KEY_ID,
        "n": Base64UrlUnpadded::encode_string(&modulus),
        "e": Base64UrlUnpadded::encode_string(&exponent),
    }]}))
}

/// Modulus and exponent out of the key's DER: the last two integers in it.
fn numbers(key: &PublicKey) -> Result<(Vec<u8>, Vec<u8>)> {
    fn element<'d>(der: &mut &'d [u8], tag: u8) -> Option<&'d [u8]> {
        let (first, rest) = der.split_first()?;
        let (length, rest) = rest.split_first()?;
        let (length, rest) = match *length {
            short @ ..0x80 => (usize::from(short), rest),
            long => {
                let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
                let length = digits.iter().try_fold(0_usize, |length, digit| {
                    Some(length.checked_mul(256)? + usize::from(*digit))
                })?;
                (length, rest)
            }
        };
        let (content, rest) = rest.split_at_checked(length)?;
        *der = rest;
        (*first == tag).then_some(content)
    }
    fn positive(integer: &[u8]) -> Vec<u8> {
        integer.strip_prefix(&[0]).unwrap_or(integer).to_vec()
    }
    let read = || {
        let mut spki = key.spki_der();
        let mut spki = element(&mut spki, 0x30)?;
        element(&mut spki, 0x30)?;
        let bits = element(&mut spki, 0x03)?;
        let mut key = bits.strip_prefix(&[0])?;
        let mut numbers = element(&mut key, 0x30)?;
        Some((
            positive(element(&mut numbers, 0x02)?),
            positive(element(&mut numbers, 0x02)?),
        ))
    };
    read().ok_or_else(|| Error::new("the sandbox's public key is unreadable"))
}

/// The rules of all products, those that were given and those that are assumed.
pub(crate) fn rules_of(given: &BTreeMap<Product, PayloadRules>, product: Product) -> PayloadRules {
    given
        .get(&product)
        .cloned()
        .unwrap_or_else(|| PayloadRules::of(product))
}
