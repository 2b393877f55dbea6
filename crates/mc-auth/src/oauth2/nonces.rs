use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderMap;

/// How many origins are remembered; a client calls two.
const MAX_ORIGINS: usize = 64;
/// A longer nonce is not kept: it comes back in every proof.
const MAX_NONCE: usize = 1024;

/// The nonce that each server last sent, by origin: RFC 9449 sections 8 and 9.
#[derive(Clone, Default)]
pub(super) struct Nonces(Arc<Mutex<HashMap<String, Arc<str>>>>);

impl Nonces {
    pub(super) fn get(&self, origin: &str) -> Option<Arc<str>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(origin)
            .cloned()
    }

    /// Keeps the nonce of a response, where there is one.
    pub(super) fn learn(&self, origin: &str, headers: &HeaderMap) {
        let Some(nonce) = headers.get("dpop-nonce").and_then(|value| value.to_str().ok()) else {
            return;
        };
        // RFC 9449 section 8.1: visible characters but for the double quote and the backslash.
        let is_nonce = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
        if nonce.is_empty() || nonce.len() > MAX_NONCE || !nonce.bytes().all(is_nonce) {
            return;
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get_mut(origin) {
            Some(kept) if **kept == *nonce => {}
            Some(kept) => *kept = nonce.into(),
            None => {
                if known.len() >= MAX_ORIGINS {
                    known.clear();
                }
                known.insert(origin.to_owned(), nonce.into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn each_origin_has_its_own() {
        let nonces = Nonces::default();
        let headers = |nonce: &str| {
            HeaderMap::from_iter([(
                http::HeaderName::from_static("dpop-nonce"),
                HeaderValue::from_str(nonce).unwrap(),
            )])
        };
        for (origin, nonce) in [
            ("https://a", "one"),
            ("https://a", "one"),
            ("https://b", "two"),
            ("https://a", "three"),
        ] {
            nonces.learn(origin, &headers(nonce));
        }
        assert_eq!(nonces.get("https://a").as_deref(), Some("three"));
        assert_eq!(nonces.get("https://b").as_deref(), Some("two"));
        assert_eq!(nonces.get("https://c"), None);
        for bad in ["a b", "a\"b", "a\\b", &"n".repeat(1025)] {
            nonces.learn("https://a", &headers(bad));
            assert_eq!(nonces.get("https://a").as_deref(), Some("three"), "{bad}");
        }
        nonces.learn("https://a", &HeaderMap::new());
        assert_eq!(nonces.get("https://a").as_deref(), Some("three"));
        for number in 0..200 {
            nonces.learn(&format!("https://{number}"), &headers("n"));
        }
        assert!(nonces.0.lock().unwrap().len() <= MAX_ORIGINS);
    }
}
