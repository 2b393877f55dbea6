//! The `oauth_` parameters, and what is made of them: base string and header.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding as _};

use super::canonical::{PlusSign, Target, check_method, percent_encode, push_encoded};
use crate::error::{Error, Kind, Result};
use crate::rsa::SignatureAlgorithm;

/// How the values of the `oauth_` parameters are encoded, in header and base string alike.
///
/// Each of the two is consistent in itself: a gateway that takes the header's values as they stand and encodes the
/// parameter string once gets the signer's base string. They are never mixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParamEncoding {
    /// Raw in the header, encoded once in the base string, as Mastercard's own libraries do it.
    #[default]
    Compat,
    /// Encoded in the header, encoded twice in the base string, as RFC 5849 has it.
    Rfc5849,
}

impl fmt::Display for ParamEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Compat => "compat",
            Self::Rfc5849 => "rfc5849",
        })
    }
}

impl FromStr for ParamEncoding {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "compat" => Ok(Self::Compat),
            "rfc5849" => Ok(Self::Rfc5849),
            _ => Err(Error::new(
                Kind::Configuration,
                "the parameter encoding is neither compat nor rfc5849",
            )),
        }
    }
}

/// The value of `oauth_signature_method`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureMethod {
    /// `RSA-SHA256`: PKCS#1 v1.5 with SHA-256.
    #[default]
    RsaSha256,
    /// `RSA-PSS`: PSS with SHA-256 and a salt of 32 bytes.
    RsaPss,
}

impl SignatureMethod {
    /// The name in the header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RsaSha256 => "RSA-SHA256",
            Self::RsaPss => "RSA-PSS",
        }
    }

    /// What the signer is asked for.
    pub fn algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::RsaSha256 => SignatureAlgorithm::Pkcs1Sha256,
            Self::RsaPss => SignatureAlgorithm::PssSha256,
        }
    }
}

impl fmt::Display for SignatureMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SignatureMethod {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "RSA-SHA256" => Ok(Self::RsaSha256),
            "RSA-PSS" => Ok(Self::RsaPss),
            _ => Err(Error::new(
                Kind::Configuration,
                "the signature method is neither RSA-SHA256 nor RSA-PSS",
            )),
        }
    }
}

/// Everything about a signature that is not in the request itself.
///
/// # Examples
/// ```
/// use mc_auth::oauth1::{ParamEncoding, Parameters, SignatureMethod, body_hash};
///
/// # fn main() -> mc_auth::Result<()> {
/// let parameters = Parameters {
///     consumer_key: "ck!k".to_owned(),
///     nonce: "n".to_owned(),
///     timestamp: 1,
///     method: SignatureMethod::RsaSha256,
///     body_hash: body_hash(b""),
/// };
/// let base = parameters.base_string(ParamEncoding::Compat, "GET", "https://h.com/x?b=2&a=1")?;
/// assert!(base.starts_with("GET&https%3A%2F%2Fh.com%2Fx&a%3D1%26b%3D2%26oauth_body_hash%3D47DEQpj8HBSa%2B%2F"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// `oauth_consumer_key`.
    pub consumer_key: String,
    /// `oauth_nonce`.
    pub nonce: String,
    /// `oauth_timestamp`, in seconds since 1970.
    pub timestamp: u64,
    /// `oauth_signature_method`.
    pub method: SignatureMethod,
    /// `oauth_body_hash`; see [`body_hash`].
    pub body_hash: String,
}

impl Parameters {
    /// The string that is signed, by RFC 5849, section 3.4.1, for the canonical form of the URL.
    ///
    /// # Errors
    /// When the URL is not absolute, or has a path, host or port that no URL may have, or when the method is no HTTP token.
    pub fn base_string(&self, encoding: ParamEncoding, http_method: &str, url: &str) -> Result<String> {
        check_method(http_method)?;
        Ok(self.base_string_of(encoding, http_method, &Target::parse(url, PlusSign::default())?))
    }

    pub(super) fn base_string_of(&self, encoding: ParamEncoding, http_method: &str, target: &Target) -> String {
        let own = self.own();
        let value = |value: &str| match encoding {
            ParamEncoding::Compat => value.to_owned(),
            ParamEncoding::Rfc5849 => percent_encode(value),
        };
        let own = own.map(|(name, text)| (name, value(&text)));
        let mut pairs: Vec<(&str, &str)> = Vec::with_capacity(own.len() + target.pairs().len());
        pairs.extend(own.iter().map(|(name, value)| (*name, value.as_str())));
        pairs.extend(
            target
                .pairs()
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        pairs.sort_unstable();

        let mut base = String::with_capacity(512);
        push_encoded(&mut base, http_method.to_ascii_uppercase().as_bytes());
        base.push('&');
        push_encoded(&mut base, target.base_uri().as_bytes());
        base.push('&');
        for (index, (name, value)) in pairs.into_iter().enumerate() {
            if index > 0 {
                base.push_str("%26");
            }
            push_encoded(&mut base, name.as_bytes());
            base.push_str("%3D");
            push_encoded(&mut base, value.as_bytes());
        }
        base
    }

    /// The value of the `Authorization` header, in this order always.
    pub fn authorization(&self, encoding: ParamEncoding, signature: &[u8]) -> String {
        let mut header = String::with_capacity(800);
        header.push_str("OAuth ");
        for (name, value) in self.own() {
            header.push_str(name);
            header.push_str("=\"");
            match encoding {
                ParamEncoding::Compat => header.push_str(&value),
                ParamEncoding::Rfc5849 => push_encoded(&mut header, value.as_bytes()),
            }
            header.push_str("\",");
        }
        header.push_str("oauth_signature=\"");
        push_encoded(&mut header, Base64::encode_string(signature).as_bytes());
        header.push('"');
        header
    }

    fn own(&self) -> [(&'static str, String); 6] {
        [
            ("oauth_consumer_key", self.consumer_key.clone()),
            ("oauth_nonce", self.nonce.clone()),
            ("oauth_timestamp", self.timestamp.to_string()),
            ("oauth_signature_method", self.method.as_str().to_owned()),
            ("oauth_version", "1.0".to_owned()),
            ("oauth_body_hash", self.body_hash.clone()),
        ]
    }
}

/// The value of `oauth_body_hash`: SHA-256 in base64, also of an empty body.
///
/// # Examples
/// ```
/// assert_eq!(mc_auth::oauth1::body_hash(b""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
/// ```
pub fn body_hash(body: &[u8]) -> String {
    Base64::encode_string(&crate::module::sha256(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> Parameters {
        Parameters {
            consumer_key: "ck!k".to_owned(),
            nonce: "n".to_owned(),
            timestamp: 1,
            method: SignatureMethod::RsaSha256,
            body_hash: body_hash(b""),
        }
    }

    #[test]
    fn two_encodings_of_one_request() {
        let url = "https://h.com/x?zz=%3A&a=2&a=10&a%5B0%5D=%20";
        assert_eq!(
            parameters().base_string(ParamEncoding::Compat, "get", url).unwrap(),
            "GET&https%3A%2F%2Fh.com%2Fx&a%3D10%26a%3D2%26a%255B0%255D%3D%2520%26\
             oauth_body_hash%3D47DEQpj8HBSa%2B%2FTImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D%26oauth_consumer_key%3Dck%21k%26\
             oauth_nonce%3Dn%26oauth_signature_method%3DRSA-SHA256%26oauth_timestamp%3D1%26oauth_version%3D1.0%26zz%3D%253A"
        );
        assert_eq!(
            parameters().base_string(ParamEncoding::Rfc5849, "get", url).unwrap(),
            "GET&https%3A%2F%2Fh.com%2Fx&a%3D10%26a%3D2%26a%255B0%255D%3D%2520%26\
             oauth_body_hash%3D47DEQpj8HBSa%252B%252FTImW%252B5JCeuQeRkm5NMpJWZG3hSuFU%253D%26oauth_consumer_key%3Dck%2521k%26\
             oauth_nonce%3Dn%26oauth_signature_method%3DRSA-SHA256%26oauth_timestamp%3D1%26oauth_version%3D1.0%26zz%3D%253A"
        );
    }

    #[test]
    fn header_in_fixed_order() {
        assert_eq!(
            parameters().authorization(ParamEncoding::Compat, &[0xfb, 0xff]),
            "OAuth oauth_consumer_key=\"ck!k\",oauth_nonce=\"n\",oauth_timestamp=\"1\",\
             oauth_signature_method=\"RSA-SHA256\",oauth_version=\"1.0\",\
             oauth_body_hash=\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\",oauth_signature=\"%2B%2F8%3D\""
        );
        assert_eq!(
            parameters().authorization(ParamEncoding::Rfc5849, &[0xfb, 0xff]),
            "OAuth oauth_consumer_key=\"ck%21k\",oauth_nonce=\"n\",oauth_timestamp=\"1\",\
             oauth_signature_method=\"RSA-SHA256\",oauth_version=\"1.0\",\
             oauth_body_hash=\"47DEQpj8HBSa%2B%2FTImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D\",oauth_signature=\"%2B%2F8%3D\""
        );
    }

    #[test]
    fn names_are_read_back() {
        for encoding in [ParamEncoding::Compat, ParamEncoding::Rfc5849] {
            assert_eq!(encoding.to_string().parse::<ParamEncoding>().unwrap(), encoding);
        }
        for method in [SignatureMethod::RsaSha256, SignatureMethod::RsaPss] {
            assert_eq!(method.to_string().parse::<SignatureMethod>().unwrap(), method);
        }
        assert!("RSA-SHA1".parse::<SignatureMethod>().unwrap_err().is_configuration());
        assert!("both".parse::<ParamEncoding>().unwrap_err().is_configuration());
    }
}
