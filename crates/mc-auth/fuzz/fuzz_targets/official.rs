//! Configurations of the official libraries: refused without a panic, or used without one.
//!
//! Input: the configuration; after a line `---` a document that is encrypted and decrypted by it.

#![no_main]

use std::sync::LazyLock;

use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use mc_auth::keys::{Certificate, PrivateKey};
use mc_auth::payload::official::Official;
use mc_auth::payload::{Call, MissingValue};
use mc_auth_fuzz::{Open, certificate, key};

static CERTIFICATE: LazyLock<Certificate> = LazyLock::new(certificate);
static KEY: LazyLock<PrivateKey> = LazyLock::new(key);

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (configuration, document) = text
        .split_once("\n---\n")
        .unwrap_or((text, r#"{"data":{"a":1},"encryptedData":"x","b":[{"c":"d"}]}"#));
    let official = match Official::from_json(configuration.as_bytes()) {
        Ok(official) => official,
        Err(error) => {
            assert!(error.is_configuration(), "{error:?}");
            return;
        }
    };
    let _ = (
        official.is_jwe(),
        official.encryption_certificate(),
        official.decryption_key(),
    );
    let official = official.with_rules(|rule| rule.with_missing_value(MissingValue::Skip));
    let encryption = match official.into_encryption_with_backend(Some(&CERTIFICATE), &[KEY.clone()], &Open) {
        Ok(encryption) => encryption,
        Err(error) => {
            assert!(error.is_configuration(), "{error:?}");
            return;
        }
    };
    for path in ["/cards", "/accounts/7/cards", "/"] {
        let call = Call::new("POST", path);
        if let Ok(Some(sealed)) = encryption.encrypt(&call, document.as_bytes()) {
            let mut headers = HeaderMap::new();
            headers.extend(sealed.headers.into_iter().map(|(name, value)| (Some(name), value)));
            let _ = encryption.decrypt(&call, &headers, &sealed.body);
        }
        let _ = encryption.decrypt(&call, &HeaderMap::new(), document.as_bytes());
    }
});
