//! What holds for any query, body and message.

use std::time::SystemTime;

use async_trait::async_trait;
use mc_auth::oauth1::fixed::{FixedClock, FixedNonce};
use mc_auth::oauth1::{OAuth1, ParamEncoding, PlusSign, Signed, explain, percent_encode};
use mc_auth::rsa::{SignatureAlgorithm, Signer};
use proptest::prelude::*;

/// The message itself as its signature: these properties are about what is signed.
#[derive(Debug)]
struct Echo;

#[async_trait]
impl Signer for Echo {
    async fn sign(&self, _: SignatureAlgorithm, message: &[u8]) -> mc_auth::Result<Vec<u8>> {
        Ok(message.to_vec())
    }
}

fn sign(encoding: ParamEncoding, url: &str, body: &[u8]) -> Signed {
    let oauth1 = OAuth1::new("ck!k+/=", Echo)
        .unwrap()
        .with_encoding(encoding)
        .with_clock(FixedClock(SystemTime::UNIX_EPOCH))
        .with_nonce_source(FixedNonce("n".to_owned()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(oauth1.sign("POST", url, body)).unwrap()
}

/// The pairs of a query by another road: the `url` crate's form decoding.
fn decoded(url: &str) -> Vec<(String, String)> {
    url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

/// Names and values with every kind of trap, already strictly encoded.
fn canonical_query() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z0-9.~_-]{0,6}",
        r##"[ !"#$%&'()*+,/:;<=>?@\[\]^`{|}é€]{0,6}"##,
        any::<String>()
    ];
    let pair =
        (piece.clone(), piece).prop_map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)));
    prop::collection::vec(pair, 0..12).prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn canonical_urls_are_signed_alike_in_both_modes_but_for_oauth_parameters(query in canonical_query(), body: Vec<u8>) {
        let url = if query.is_empty() { "https://h.com/x".to_owned() } else { format!("https://h.com/x?{query}") };
        let compat = sign(ParamEncoding::Compat, &url, &body);
        let strict = sign(ParamEncoding::Rfc5849, &url, &body);
        prop_assert_eq!(compat.url(), &url);
        prop_assert_eq!(strict.url(), &url);
        let pairs = |signed: &Signed| -> Vec<String> {
            let parameters = signed.base_string().splitn(3, '&').nth(2).unwrap().to_owned();
            parameters.split("%26").map(str::to_owned).collect()
        };
        let (compat_pairs, strict_pairs) = (pairs(&compat), pairs(&strict));
        prop_assert_eq!(compat_pairs.len(), strict_pairs.len());
        for (one, other) in compat_pairs.iter().zip(&strict_pairs) {
            if !one.starts_with("oauth_") {
                prop_assert_eq!(one, other);
            }
        }
        // A gateway that takes the header's values as they stand and encodes once gets the same string, in either mode.
        for signed in [&compat, &strict] {
            prop_assert_eq!(gateway(signed), signed.base_string());
        }
    }

    #[test]
    fn the_base_string_is_sorted_and_loses_nothing(query in canonical_query()) {
        let signed = sign(ParamEncoding::Rfc5849, &format!("https://h.com/x?{query}"), b"");
        let parameters = signed.base_string().splitn(3, '&').nth(2).unwrap();
        let pairs: Vec<(&str, &str)> =
            parameters.split("%26").map(|pair| pair.split_once("%3D").unwrap()).collect();
        prop_assert!(pairs.is_sorted(), "{pairs:?}");
        let sent = query.split('&').filter(|pair| !pair.is_empty()).count();
        prop_assert_eq!(pairs.len(), sent + 6);
    }

    #[test]
    fn canonical_form_keeps_the_meaning_and_is_reached_at_once(query in "[ -\"$-~é%+&=]{0,40}") {
        // The last pair keeps the other parser from trimming white space off the end.
        let given = format!("https://h.com/x?{query}&end=1");
        let signed = sign(ParamEncoding::Compat, &given, b"");
        prop_assert_eq!(decoded(signed.url()), decoded(&given));
        let again = sign(ParamEncoding::Compat, signed.url(), b"");
        prop_assert_eq!(again.url(), signed.url());
        prop_assert_eq!(again.base_string(), signed.base_string());
        let query = signed.url().split_once('?').map_or("", |(_, query)| query);
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%&=".contains(&byte)), "{}", query);
    }

    #[test]
    fn a_literal_plus_stays_one(text in "[a-z+]{1,12}") {
        let oauth1 = OAuth1::new("ck", Echo).unwrap().with_plus_sign(PlusSign::Literal);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let signed = runtime.block_on(oauth1.sign("GET", &format!("https://h.com/?a={text}"), b"")).unwrap();
        prop_assert_eq!(decoded(signed.url()), [("a".to_owned(), text)]);
    }

    #[test]
    fn different_requests_have_different_base_strings(one in canonical_query(), two in canonical_query(), body: Vec<u8>, other: Vec<u8>) {
        let url = |query: &str| format!("https://h.com/x?{query}");
        let sorted = |query: &str| { let mut pairs: Vec<String> = query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect(); pairs.sort(); pairs };
        for encoding in [ParamEncoding::Compat, ParamEncoding::Rfc5849] {
            let (first, second) = (sign(encoding, &url(&one), &body), sign(encoding, &url(&two), &other));
            let same = sorted(&one) == sorted(&two) && body == other;
            prop_assert_eq!(first.base_string() == second.base_string(), same);
        }
    }

    #[test]
    fn any_text_can_be_signed_or_refused_or_explained(text: String, message: String) {
        let oauth1 = OAuth1::new("ck", Echo).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for url in [text.clone(), format!("https://{text}"), format!("https://h/{text}"), format!("https://h?{text}")] {
            let _ = runtime.block_on(oauth1.sign("GET", &url, b""));
        }
        for message in [message.clone(), format!("GET&https%3A%2F%2F{message}"), format!("{message}&http%3A%2F%2F&{text}")] {
            if let Some(explanation) = explain(&text, &message) {
                prop_assert!(!explanation.to_string().contains('\n') || text.contains('\n'));
            }
        }
    }
}

/// What a gateway rebuilds from the request: the header's values as they are sent, and the query.
fn gateway(signed: &Signed) -> String {
    let header = signed.authorization().to_str().unwrap().strip_prefix("OAuth ").unwrap();
    let mut pairs: Vec<(String, String)> = header
        .split("\",")
        .map(|pair| pair.trim_end_matches('"').split_once("=\"").unwrap())
        .filter(|(name, _)| *name != "oauth_signature")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let (base, query) = signed.url().split_once('?').unwrap_or((signed.url(), ""));
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap();
        pairs.push((name.to_owned(), value.to_owned()));
    }
    pairs.sort();
    let joined: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("POST&{}&{}", percent_encode(base), percent_encode(joined.join("&")))
}
