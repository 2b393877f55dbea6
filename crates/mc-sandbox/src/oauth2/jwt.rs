use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use mc_auth::ecdsa;
use mc_auth::keys::{EcPublicKey, PublicKey};
use mc_auth::rsa::{PublicOperations, SignatureAlgorithm};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{LEEWAY, LONGEST};
use crate::clock::Times;

/// The longest JWT that is looked at.
const MAX_BYTES: usize = 16 << 10;

/// A signed text that was taken apart and not verified yet.
pub(super) struct Jwt<'a> {
    pub(super) header: Value,
    pub(super) claims: Value,
    signed: &'a str,
    signature: Vec<u8>,
}

/// A public key that verifies.
#[derive(Clone)]
pub(super) enum Key {
    Rsa(Arc<dyn PublicOperations>),
    Ec(EcPublicKey),
}

impl<'a> Jwt<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        if text.len() > MAX_BYTES {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let object = |part: &str| -> Option<Value> {
            let value: Value = serde_json::from_slice(&Base64UrlUnpadded::decode_vec(part).ok()?).ok()?;
            value.is_object().then_some(value)
        };
        let header = object(header)?;
        // No extension is understood here.
        if header.get("crit").is_some() {
            return None;
        }
        Some(Self {
            header,
            claims: object(claims)?,
            signed,
            signature: Base64UrlUnpadded::decode_vec(signature).ok()?,
        })
    }

    /// Whether the key made the signature, by the algorithm that the header names and that fits the key.
    pub(super) fn is_signed_by(&self, key: &Key) -> bool {
        match (self.header["alg"].as_str(), key) {
            (Some("PS256"), Key::Rsa(key)) => key
                .verify(SignatureAlgorithm::PssSha256, self.signed.as_bytes(), &self.signature)
                .is_ok(),
            (Some("ES256"), Key::Ec(key)) => ecdsa::verify(key, self.signed.as_bytes(), &self.signature).is_ok(),
            _ => false,
        }
    }

    pub(super) fn algorithm(&self) -> &'static str {
        match self.header["alg"].as_str() {
            Some("ES256") => "ES256",
            _ => "PS256",
        }
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.claims["jti"]
            .as_str()
            .filter(|id| !id.is_empty() && id.len() <= 256)
    }

    /// Checks when it was made and until when it is valid; returns until when its id has to be remembered.
    pub(super) fn times(&self, times: Times) -> Result<u64, &'static str> {
        let time = |name: &str| match self.claims.get(name) {
            None => Ok(None),
            Some(value) => value
                .as_u64()
                .map(Some)
                .ok_or("a time is not a whole number of seconds"),
        };
        let issued = time("iat")?.ok_or("iat is missing")?;
        let now = times.nearer_to(issued);
        if issued > now.saturating_add(LEEWAY) {
            return Err("iat is in the future");
        }
        let expires = time("exp")?.unwrap_or(issued.saturating_add(LONGEST));
        if expires.saturating_sub(issued) > LONGEST {
            return Err("exp is more than 300 seconds after iat");
        }
        if expires.saturating_add(LEEWAY) <= now {
            return Err("exp has passed");
        }
        if time("nbf")?.is_some_and(|from| from > now.saturating_add(LEEWAY)) {
            return Err("nbf is in the future");
        }
        Ok(expires.saturating_add(LEEWAY))
    }
}

impl Key {
    pub(super) fn rsa(key: &PublicKey) -> crate::Result<Self> {
        Ok(Self::Rsa(mc_auth::rsa::default_backend().public_key(key)?))
    }

    /// The public key of a JWK, and its thumbprint by RFC 7638.
    pub(super) fn of_jwk(jwk: &Value) -> Result<(Self, String), &'static str> {
        let member = |name: &str| {
            jwk[name]
                .as_str()
                .and_then(|text| Some((text, Base64UrlUnpadded::decode_vec(text).ok()?)))
                .ok_or("jwk of the proof lacks a member, or has one that is not base64url")
        };
        if ["d", "p", "q", "dp", "dq", "qi", "k"]
            .iter()
            .any(|name| jwk.get(name).is_some())
        {
            return Err("jwk of the proof holds a private key");
        }
        let unusable = "jwk of the proof is not a usable key";
        let (key, canonical) = match jwk["kty"].as_str() {
            Some("RSA") => {
                let ((n_text, n), (e_text, e)) = (member("n")?, member("e")?);
                let key = PublicKey::from_components(&n, &e).map_err(|_| unusable)?;
                (
                    Self::rsa(&key).map_err(|_| unusable)?,
                    format!(r#"{{"e":"{e_text}","kty":"RSA","n":"{n_text}"}}"#),
                )
            }
            Some("EC") if jwk["crv"].as_str() == Some("P-256") => {
                let ((x_text, x), (y_text, y)) = (member("x")?, member("y")?);
                (
                    Self::Ec(EcPublicKey::from_coordinates(&x, &y).map_err(|_| unusable)?),
                    format!(r#"{{"crv":"P-256","kty":"EC","x":"{x_text}","y":"{y_text}"}}"#),
                )
            }
            _ => return Err("jwk of the proof is neither RSA nor on P-256"),
        };
        Ok((key, Base64UrlUnpadded::encode_string(&Sha256::digest(canonical))))
    }
}
