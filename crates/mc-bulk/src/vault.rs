use mc_notifications::seal::Keyring;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// How records are kept in a journal, and account numbers in an output.
///
/// Sealed by AES-256-GCM under the keys of the receiver's store, or as they are.
///
/// ```
/// use mc_bulk::Vault;
/// use mc_notifications::seal::{EncryptionKey, Keyring};
///
/// let vault = Vault::sealed(Keyring::new(EncryptionKey::new("2026", [7; 32])?));
/// let shown = vault.cover(serde_json::json!({"account": "5555555555554444", "expiry": "1229"}))?;
/// assert_eq!(shown["expiry"], "1229");
/// let sealed = shown["account"].as_str().unwrap();
/// assert!(sealed.starts_with("sealed:"));
/// assert_eq!(vault.uncover(sealed)?.as_str(), "5555555555554444");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Vault(Option<Keyring>);

const PREFIX: &str = "sealed:";
const VALUE: &[u8] = b"mc-bulk 1 value";

impl Vault {
    /// Seals under the active key of a keyring, and opens by any of its keys.
    pub fn sealed(keyring: Keyring) -> Self {
        Self(Some(keyring))
    }

    /// Keeps everything as it is, account numbers included.
    pub fn plain() -> Self {
        Self(None)
    }

    /// Whether nothing is sealed.
    pub fn is_plain(&self) -> bool {
        self.0.is_none()
    }

    /// Replaces what may be an account number, at any depth, by its sealed form: texts and numbers of 13 to 19 digits, blanks
    /// and dashes between them allowed.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn cover(&self, value: Value) -> Result<Value> {
        let Some(keyring) = &self.0 else { return Ok(value) };
        let text = match &value {
            Value::String(text) if may_be_account(text) => Zeroizing::new(text.clone()),
            Value::Number(number) if may_be_account(&number.to_string()) => Zeroizing::new(number.to_string()),
            Value::Array(_) | Value::Object(_) => return self.cover_inside(value),
            _ => return Ok(value),
        };
        let sealed = keyring
            .seal(VALUE, text.as_bytes())
            .map_err(|error| unsealable(&error))?;
        Ok(Value::String(format!("{PREFIX}{}", base64(&sealed))))
    }

    fn cover_inside(&self, value: Value) -> Result<Value> {
        match value {
            Value::Array(items) => items.into_iter().map(|item| self.cover(item)).collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(name, member)| Ok((name, self.cover(member)?)))
                .collect(),
            other => Ok(other),
        }
    }

    /// Opens what [`cover`](Self::cover) sealed.
    ///
    /// # Errors
    /// When it is no such text, or its key is missing.
    pub fn uncover(&self, text: &str) -> Result<Zeroizing<String>> {
        let malformed = || Error::new("this is no sealed value: it begins with `sealed:` and goes on in base64");
        let sealed = text.strip_prefix(PREFIX).ok_or_else(malformed)?;
        let sealed = <base64ct::Base64 as base64ct::Encoding>::decode_vec(sealed).map_err(|_| malformed())?;
        let keyring = self.0.as_ref().ok_or_else(no_key)?;
        let opened = keyring.open(VALUE, &sealed).map_err(|error| unsealable(&error))?;
        let text = std::str::from_utf8(&opened).map_err(|_| malformed())?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// The form of a record or result in a journal; `place` binds it to where it is.
    pub(crate) fn shut(&self, place: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
        match &self.0 {
            None => Ok([b"p", bytes].concat()),
            Some(keyring) => {
                let sealed = keyring.seal(place, bytes).map_err(|error| unsealable(&error))?;
                Ok([b"s", sealed.as_slice()].concat())
            }
        }
    }

    /// Reads what [`shut`](Self::shut) made.
    pub(crate) fn open(&self, place: &[u8], stored: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        match (stored.split_first(), &self.0) {
            (Some((b'p', bytes)), _) => Ok(Zeroizing::new(bytes.to_vec())),
            (Some((b's', sealed)), Some(keyring)) => keyring.open(place, sealed).map_err(|error| unsealable(&error)),
            (Some((b's', _)), None) => Err(no_key()),
            _ => Err(Error::new("the journal is damaged: a record has an unknown form")),
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    <base64ct::Base64 as base64ct::Encoding>::encode_string(bytes)
}

fn no_key() -> Error {
    Error::new("this is sealed, and there is no key to open it; give the keys that it was sealed with")
}

fn unsealable(error: &mc_notifications::Error) -> Error {
    Error::new(error.to_string())
}

fn may_be_account(text: &str) -> bool {
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'-' => {}
            _ => return false,
        }
    }
    (13..=19).contains(&digits)
}

#[cfg(test)]
mod tests {
    use mc_notifications::seal::EncryptionKey;
    use serde_json::json;

    use super::*;

    fn vault() -> Vault {
        Vault::sealed(Keyring::new(EncryptionKey::new("k", [1; 32]).unwrap()))
    }

    #[test]
    fn account_numbers_are_covered_wherever_they_are() {
        let vault = vault();
        let value = json!({
            "a": "5555555555554444", "b": [5_555_555_555_554_444_u64, "5555 5555-5555 4444"],
            "claim": "200002020654", "arn": "51032462590000000000001", "indicator": "VALID", "n": 1,
        });
        let covered = vault.cover(value).unwrap();
        let text = covered.to_string();
        assert!(!text.contains("5555"), "{text}");
        assert_eq!(covered["claim"], "200002020654");
        assert_eq!(covered["arn"], "51032462590000000000001");
        assert_eq!(covered["n"], 1);
        assert_eq!(
            vault.uncover(covered["b"][0].as_str().unwrap()).unwrap().as_str(),
            "5555555555554444"
        );
        assert!(Vault::plain().uncover(covered["a"].as_str().unwrap()).is_err());
        assert!(vault.uncover("5555555555554444").is_err());
    }

    #[test]
    fn records_open_in_their_place_only() {
        let vault = vault();
        let shut = vault.shut(b"1", b"5555555555554444").unwrap();
        assert!(!shut.windows(4).any(|window| window == b"5555"));
        assert_eq!(vault.open(b"1", &shut).unwrap().as_slice(), b"5555555555554444");
        assert!(vault.open(b"2", &shut).is_err());
        assert!(Vault::plain().open(b"1", &shut).is_err());
        let plain = Vault::plain().shut(b"1", b"x").unwrap();
        assert_eq!(vault.open(b"1", &plain).unwrap().as_slice(), b"x");
    }
}
