use std::collections::BTreeMap;
use std::fmt;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{AeadInOut as _, Nonce, Tag};
use mc_core::Operation;
use percent_encoding::percent_decode_str;

use crate::document::Document;
use crate::{Event, GuardKey};

/// The identifiers that are known of an event: those of its request, in path and body, and of the answer that it got.
///
/// Names are those of the interface in JSON, as `claimId`. `Debug` shows the names alone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identifiers(BTreeMap<String, String>);

impl Identifiers {
    /// The value of a name.
    ///
    /// ```
    /// # fn example(refused: &mc_dispute_guard::Refused) {
    /// if let Some(claim) = refused.identifiers().get("claimId") {
    ///     // ask for the claim
    /// #   let _ = claim;
    /// }
    /// # }
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the path of a request says, by the operation's template.
    pub(crate) fn of_path(operation: &Operation, path: &str) -> Self {
        // The template stands below the base URL: the two agree from their ends.
        let template = operation.path().rsplit('/');
        let pairs = template.zip(path.rsplit('/')).filter_map(|(name, value)| {
            let name = name.strip_prefix('{')?.strip_suffix('}')?;
            let value = percent_decode_str(value).decode_utf8().ok()?;
            Some((camel_case(name), value.into_owned()))
        });
        Self(pairs.collect())
    }

    /// What a document says: its members whose names end in `Id`.
    pub(crate) fn of_document(document: &Document<'_>) -> Self {
        let pairs = document.members().iter().filter(|(name, _)| name.ends_with("Id"));
        let pairs = pairs.filter_map(|(name, value)| match value {
            Document::Plain(value) if value.len() <= MAX_LENGTH => Some((name.to_string(), value.to_string())),
            _ => None,
        });
        Self(pairs.take(MAX_COUNT).collect())
    }

    /// These, and of the others those that have another name.
    pub(crate) fn or(mut self, others: Self) -> Self {
        for (name, value) in others.0 {
            self.0.entry(name).or_insert(value);
        }
        self
    }

    /// As bytes that only the key's owner can read, bound to the event; empty when there is nothing.
    pub(crate) fn seal(&self, key: &GuardKey, event: &Event) -> Vec<u8> {
        if self.is_empty() {
            return Vec::new();
        }
        self.try_seal(key, event).unwrap_or_default()
    }

    fn try_seal(&self, key: &GuardKey, event: &Event) -> Option<Vec<u8>> {
        let mut sealed = vec![0; NONCE];
        getrandom::fill(&mut sealed).ok()?;
        let mut content = serde_json::to_vec(&self.0).ok()?;
        let nonce = <&Nonce<Aes256Gcm>>::try_from(sealed.as_slice()).ok()?;
        let tag = key
            .identifiers
            .encrypt_inout_detached(nonce, event.as_bytes(), content.as_mut_slice().into())
            .ok()?;
        sealed.extend_from_slice(&content);
        sealed.extend_from_slice(&tag);
        Some(sealed)
    }

    /// Reads what was sealed; what cannot be read counts as nothing.
    pub(crate) fn open(sealed: &[u8], key: &GuardKey, event: &Event) -> Self {
        Self::try_open(sealed, key, event).unwrap_or_default()
    }

    fn try_open(sealed: &[u8], key: &GuardKey, event: &Event) -> Option<Self> {
        let (nonce, rest) = sealed.split_at_checked(NONCE)?;
        let (content, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
        let nonce = <&Nonce<Aes256Gcm>>::try_from(nonce).ok()?;
        let tag = <&Tag<Aes256Gcm>>::try_from(tag).ok()?;
        let mut content = content.to_vec();
        key.identifiers
            .decrypt_inout_detached(nonce, event.as_bytes(), content.as_mut_slice().into(), tag)
            .ok()?;
        serde_json::from_slice(&content).ok().map(Self)
    }
}

/// The most characters of an identifier and the most identifiers of an answer that are kept.
const MAX_LENGTH: usize = 128;
const MAX_COUNT: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;

impl fmt::Debug for Identifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// `claim-id` as `claimId`.
fn camel_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for letter in name.chars() {
        if letter == '-' {
            upper = true;
        } else if upper {
            out.extend(letter.to_uppercase());
            upper = false;
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const REVERSAL: Operation = Operation::new(
        "createChargebackReversal",
        "createChargebackReversal",
        "POST",
        "/v6/claims/{claim-id}/chargebacks/{chargeback-id}/reversal",
    );

    fn answered(json: &str) -> Identifiers {
        Identifiers::of_document(&Document::read(json.as_bytes()).unwrap())
    }

    #[test]
    fn the_path_tells_below_any_base() {
        for base in ["", "/mastercom", "/a/b"] {
            let path = format!("{base}/v6/claims/20%2F1/chargebacks/300/reversal");
            let found = Identifiers::of_path(&REVERSAL, &path);
            assert_eq!(found.get("claimId"), Some("20/1"));
            assert_eq!(found.get("chargebackId"), Some("300"));
            assert_eq!(found.iter().count(), 2);
        }
    }

    #[test]
    fn the_answer_tells_what_ends_in_id() {
        let found = answered(r#"{"claimId":"200","caseId":536092,"memo":"x","feeId":null,"paid":1}"#);
        assert_eq!(
            found.iter().collect::<Vec<_>>(),
            [("caseId", "536092"), ("claimId", "200")]
        );
        assert!(answered("[]").is_empty());
        let long = format!(r#"{{"claimId":"{}"}}"#, "1".repeat(129));
        assert!(answered(&long).is_empty());
    }

    #[test]
    fn only_the_key_opens_them_and_only_for_their_event() {
        let (key, other) = (GuardKey::new([1; 32]).unwrap(), GuardKey::new([2; 32]).unwrap());
        let (event, foreign) = (Event::from_bytes([3; 32]), Event::from_bytes([4; 32]));
        let known = answered(r#"{"claimId":"200002020654"}"#);
        let sealed = known.seal(&key, &event);
        assert!(!sealed.windows(6).any(|bytes| bytes == b"200002" || bytes == b"claimI"));
        assert_ne!(sealed, known.seal(&key, &event), "each has its own nonce");
        assert_eq!(Identifiers::open(&sealed, &key, &event), known);
        assert!(Identifiers::open(&sealed, &other, &event).is_empty());
        assert!(Identifiers::open(&sealed, &key, &foreign).is_empty());
        for cut in 0..sealed.len() {
            assert!(Identifiers::open(&sealed[..cut], &key, &event).is_empty());
        }
        assert!(Identifiers::default().seal(&key, &event).is_empty());
        assert_eq!(format!("{known:?}"), r#"{"claimId"}"#);
    }
}
