//! Paths and documents: what is configured never leaves in the clear, and what is encrypted comes back.
//!
//! Input: a line with options, a line with the path from which, one with the path to which, then a document.

#![no_main]

use std::sync::LazyLock;

use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use mc_auth::payload::{EmptyValue, Encryption, Mapping, MissingParent, MissingValue, Path, Rule, TextForm};
use mc_auth_fuzz::{fle_scheme, jwe_scheme};
use serde_json::Value;

static JWE: LazyLock<Encryption> = LazyLock::new(|| Encryption::new(jwe_scheme()));
static FLE: LazyLock<Encryption> = LazyLock::new(|| Encryption::new(fle_scheme()));

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut lines = text.splitn(4, '\n');
    let (Some(options), Some(from), Some(to), Some(document)) =
        (lines.next(), lines.next(), lines.next(), lines.next())
    else {
        return;
    };
    for path in [from, to] {
        if let Ok(path) = path.parse::<Path>() {
            assert_eq!(
                path.to_string().parse::<Path>().expect("what is shown is understood"),
                path
            );
        }
    }
    let (Ok(mapping), Ok(back)) = (Mapping::new(from, to), Mapping::new(to, from)) else {
        return;
    };
    let is_fle = options.contains('f');
    let encryption = if is_fle { &*FLE } else { &*JWE };
    let with = |rule: Rule| {
        let rule = if options.contains('s') {
            rule.with_missing_value(MissingValue::Skip)
        } else {
            rule
        };
        let rule = if options.contains('e') {
            rule.with_empty_value(EmptyValue::Encrypt)
        } else {
            rule
        };
        let rule = if options.contains('c') {
            rule.with_missing_parent(MissingParent::Create)
        } else {
            rule
        };
        if options.contains('b') {
            rule.with_text_form(TextForm::Bare)
        } else {
            rule
        }
    };
    let rule = with(Rule::new().with_encrypted(mapping.clone()).with_decrypted(back));

    // As a response, whatever it is.
    let _ = encryption.decrypt_by(&rule, &HeaderMap::new(), document.as_bytes());
    let both = with(Rule::new().with_encrypted(mapping.clone()).with_decrypted(mapping));
    let _ = encryption.decrypt_by(&both, &HeaderMap::new(), document.as_bytes());

    let Ok(sealed) = encryption.encrypt_by(&rule, document.as_bytes()) else {
        return;
    };
    let before: Value = match serde_json::from_str(document) {
        Ok(value) => value,
        // Deeper than this reader goes, or a number that it cannot hold.
        Err(_) => return,
    };
    let after = std::str::from_utf8(&sealed.body).expect("text");
    serde_json::from_str::<serde::de::IgnoredAny>(after).expect("JSON");

    let Some(names) = plain(from) else { return };
    let value = names.iter().try_fold(&before, |value, name| value.get(name));
    if let Some(Value::String(secret)) = value
        && secret.len() >= 12
        && secret.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && document.matches(secret.as_str()).count() == 1
        && !to.contains(secret.as_str())
    {
        // Where the same text comes out for another secret, it is one of the scheme's own: a name, or a header.
        let other = document.replace(secret.as_str(), &"0".repeat(secret.len()));
        let other = encryption
            .encrypt_by(&rule, other.as_bytes())
            .expect("as the one before");
        let own = std::str::from_utf8(&other.body)
            .expect("text")
            .contains(secret.as_str());
        assert!(
            own || !after.contains(secret.as_str()),
            "a configured field is in the clear"
        );
    }

    // From a member of the whole document to another one, and back: nothing is lost.
    let target = plain(to);
    if let (Some(value), [from], Some([to])) = (value, names.as_slice(), target.as_deref())
        && from != to
        && !options.contains('b')
        && before.get(to).is_none()
        && !has_name_twice(document)
    {
        let opened = encryption
            .decrypt_by(&rule, &HeaderMap::new(), &sealed.body)
            .expect("it was made so")
            .expect("something was encrypted");
        let opened: Value = serde_json::from_slice(&opened.body).expect("JSON");
        assert_eq!(opened.get(from), Some(value));
        assert_eq!(opened, before);
    }
});

/// The names of a path that has nothing but names.
fn plain(path: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = path.strip_prefix("$.").unwrap_or(path).split('.').collect();
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    names.iter().all(is_name).then_some(names)
}

/// Whether an object may have one name twice, of which a map keeps the last.
fn has_name_twice(document: &str) -> bool {
    // Objects of one member each cannot; of others it would take a parser to tell.
    document.matches(':').count() > 1 && {
        let names = document.split(['{', ',']).filter_map(|piece| piece.split_once(':'));
        let mut names: Vec<&str> = names.map(|(name, _)| name.trim()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1]) || document.contains('\\')
    }
}
