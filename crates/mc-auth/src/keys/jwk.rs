use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::open::without_mark;
use super::text::printable;
use super::{Certificate, PrivateKey, PublicKey, pem};
use crate::error::{Error, Kind, Result};

/// What a key of a JWK is asked for.
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    #[cfg(feature = "reqwest")]
    Encrypt,
    Verify,
}

/// An RSA key as a JSON Web Key, public or private.
///
/// # Examples
/// ```
/// # fn main() -> mc_auth::Result<()> {
/// let error = mc_auth::keys::Jwk::from_json(br#"{"kty":"EC","crv":"P-256"}"#).unwrap_err();
/// assert!(error.is_algorithm());
/// assert_eq!(error.to_string(), "is a JWK of type EC, but an RSA key is needed");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Jwk {
    kid: Option<String>,
    algorithm: Option<String>,
    usage: Option<String>,
    operations: Option<Vec<String>>,
    public: PublicKey,
    private: Option<PrivateKey>,
    certificates: Vec<Certificate>,
}

impl Jwk {
    /// Reads one key.
    ///
    /// # Errors
    /// When the text is no JWK, the key is not RSA, or its `x5c` certificate is another key's.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        Self::from_raw(parse(json, "a JWK")?)
    }

    fn from_raw(raw: Raw) -> Result<Self> {
        if raw.kty != "RSA" {
            return Err(Error::new(
                Kind::Algorithm,
                format!("is a JWK of type {}, but an RSA key is needed", printable(&raw.kty)),
            ));
        }
        let modulus = number(raw.n.as_ref(), "n")?;
        let exponent = number(raw.e.as_ref(), "e")?;
        let public = PublicKey::from_components(&modulus, &exponent)?;
        let private = if raw.d.is_some() {
            let [d, p, q, dp, dq, qi] = [
                (&raw.d, "d"),
                (&raw.p, "p"),
                (&raw.q, "q"),
                (&raw.dp, "dp"),
                (&raw.dq, "dq"),
                (&raw.qi, "qi"),
            ]
            .map(|(digits, name)| number(digits.as_ref(), name));
            Some(PrivateKey::from_numbers([
                &modulus, &exponent, &d?, &p?, &q?, &dp?, &dq?, &qi?,
            ])?)
        } else {
            None
        };
        let certificates = raw
            .x5c
            .iter()
            .map(|text| {
                let der = pem::decode(text).ok_or_else(|| Error::new(Kind::File, "has an x5c that is not base64"))?;
                Certificate::from_der(&der)
            })
            .collect::<Result<Vec<_>>>()?;
        if certificates
            .first()
            .is_some_and(|certificate| !certificate.certifies(&public))
        {
            return Err(Error::new(
                Kind::Certificate,
                "has an x5c certificate that belongs to another key",
            ));
        }
        Ok(Self {
            kid: raw.kid,
            algorithm: raw.alg,
            usage: raw.usage,
            operations: raw.key_ops,
            public,
            private,
            certificates,
        })
    }

    /// The name of the key, which a JWE header repeats.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// What `alg` says the key is for, such as `RSA-OAEP-256`.
    pub fn algorithm(&self) -> Option<&str> {
        self.algorithm.as_deref()
    }

    /// What `use` says: `sig` or `enc`.
    pub fn usage(&self) -> Option<&str> {
        self.usage.as_deref()
    }

    /// What `key_ops` says the key is for, such as `verify`; nothing where it does not say.
    pub fn operations(&self) -> Option<&[String]> {
        self.operations.as_deref()
    }

    /// Whether `use`, `key_ops` and `alg` permit what a key is asked for; what the JWK leaves open is permitted.
    ///
    /// # Errors
    /// [`is_algorithm`](Error::is_algorithm), with the member that forbids it.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub(crate) fn permits(&self, purpose: Purpose, algorithms: &[&str]) -> Result<()> {
        let (usage, operations): (_, &[&str]) = match purpose {
            #[cfg(feature = "reqwest")]
            Purpose::Encrypt => ("enc", &["encrypt", "wrapKey"]),
            Purpose::Verify => ("sig", &["verify"]),
        };
        let forbidden = |member: &str, value: &str| {
            let wanted = if member == "alg" {
                algorithms.join(" or ")
            } else {
                usage.to_owned()
            };
            Err(Error::new(
                Kind::Algorithm,
                format!(
                    "is a JWK with {member} {}, but a key for {wanted} is needed",
                    printable(value)
                ),
            ))
        };
        if let Some(other) = self.usage().filter(|found| *found != usage) {
            return forbidden("use", other);
        }
        if let Some(listed) = &self.operations
            && !listed.iter().any(|found| operations.contains(&found.as_str()))
        {
            return forbidden("key_ops", &listed.join(", "));
        }
        match self.algorithm().filter(|found| !algorithms.contains(found)) {
            Some(other) => forbidden("alg", other),
            None => Ok(()),
        }
    }

    /// The public key.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The private key, if the JWK holds one.
    pub fn private_key(&self) -> Option<&PrivateKey> {
        self.private.as_ref()
    }

    /// The certificates of `x5c`, the key's own first.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }
}

/// A set of JSON Web Keys, as key servers publish it.
///
/// Keys that cannot be used (of another type, too small, incomplete) do not spoil the set; see [`rejected`](Self::rejected).
#[derive(Debug)]
pub struct JwkSet {
    keys: Vec<Jwk>,
    rejected: Vec<(Option<String>, Error)>,
}

impl JwkSet {
    /// Reads a set.
    ///
    /// # Errors
    /// When the text is no JSON object with an array `keys`.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        let raw: RawSet<'_> = parse(json, "a JWK set")?;
        let mut set = Self {
            keys: Vec::new(),
            rejected: Vec::new(),
        };
        for raw in raw.keys {
            let key = serde_json::from_str::<Raw>(raw.get())
                .map_err(|_| Error::new(Kind::File, "is a JWK with a member of another type than RFC 7517 says"))
                .and_then(Jwk::from_raw);
            match key {
                Ok(key) => set.keys.push(key),
                Err(error) => {
                    let name = serde_json::from_str::<RawName>(raw.get()).ok();
                    let kid = name.and_then(|name| name.kid).map(|kid| printable(&kid));
                    set.rejected.push((kid, error));
                }
            }
        }
        Ok(set)
    }

    /// The usable keys.
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    /// The keys that cannot be used, by name, and why.
    pub fn rejected(&self) -> impl Iterator<Item = (Option<&str>, &Error)> {
        self.rejected.iter().map(|(kid, error)| (kid.as_deref(), error))
    }

    /// The key of a name.
    ///
    /// # Errors
    /// When the set has no usable key of that name; the message lists those it has.
    pub fn find(&self, kid: &str) -> Result<&Jwk> {
        if let Some(key) = self.keys.iter().find(|key| key.kid() == Some(kid)) {
            return Ok(key);
        }
        if let Some((_, error)) = self.rejected.iter().find(|(name, _)| name.as_deref() == Some(kid)) {
            return Err(Error::new(error.kind(), format!("key {}: {error}", printable(kid))));
        }
        let names = self
            .keys
            .iter()
            .map(|key| key.kid().map_or("one without a kid".to_owned(), printable));
        let names = names.collect::<Vec<_>>().join(", ");
        Err(Error::new(
            Kind::Alias,
            format!("the JWK set has no key {}; it has: {names}", printable(kid)),
        ))
    }

    pub(super) fn into_parts(self) -> (Vec<Jwk>, Vec<(Option<String>, Error)>) {
        (self.keys, self.rejected)
    }
}

/// Each key is read by itself: one that is not understood is no reason to lose the others.
#[derive(Deserialize)]
struct RawSet<'a> {
    #[serde(borrow)]
    keys: Vec<&'a RawValue>,
}

/// The name of a key that is not understood.
#[derive(Deserialize)]
struct RawName {
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    key_ops: Option<Vec<String>>,
    n: Option<Digits>,
    e: Option<Digits>,
    d: Option<Digits>,
    p: Option<Digits>,
    q: Option<Digits>,
    dp: Option<Digits>,
    dq: Option<Digits>,
    qi: Option<Digits>,
    #[serde(default)]
    x5c: Vec<String>,
}

/// A number in base64url, wiped on drop because it may be secret.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Digits(Zeroizing<String>);

impl From<String> for Digits {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

fn number(digits: Option<&Digits>, name: &str) -> Result<Zeroizing<Vec<u8>>> {
    let digits = digits.ok_or_else(|| Error::new(Kind::File, format!("is a JWK without its member {name}")))?;
    let digits = digits.0.trim_end_matches('=');
    let mut bytes = Zeroizing::new(vec![0; digits.len() * 3 / 4]);
    let length = Base64UrlUnpadded::decode(digits, &mut bytes)
        .map_err(|_| Error::new(Kind::File, format!("is a JWK whose member {name} is not base64url")))?
        .len();
    bytes.truncate(length);
    Ok(bytes)
}

/// The parser's own message may quote the input, which may be secret: only the place is told.
fn parse<'a, T: Deserialize<'a>>(json: &'a [u8], what: &str) -> Result<T> {
    serde_json::from_slice(without_mark(json)).map_err(|error| {
        Error::new(
            Kind::File,
            format!("is not {what}: line {}, column {}", error.line(), error.column()),
        )
    })
}
