//! Decrypting large answers by a rule with a wildcard, beside `serde_json` parsing the same bytes.
//!
//! `cargo bench -p mcapi-auth --bench documents` prints both and fails where decryption takes a second or more, or more than
//! eight times as long as the parse.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use http::HeaderMap;
use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use mc_auth::payload::{Encryption, JweScheme, MAX_BYTES, Mapping, Rule};

const RUNS: usize = 9;
const MOST: Duration = Duration::from_secs(1);
const RATIO: f64 = 8.0;

/// An answer of the largest size: elements of this form, and one encrypted value in the last of them.
fn answer(element: &str, jwe: &str) -> Vec<u8> {
    let last = format!("{{\"encryptedData\":\"{jwe}\"}}]}}");
    let mut text = String::from("{\"items\":[");
    while text.len() + element.len() + 1 + last.len() < MAX_BYTES {
        text.push_str(element);
        text.push(',');
    }
    text.push_str(&last);
    text.into_bytes()
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn main() -> ExitCode {
    let path = [env!("CARGO_MANIFEST_DIR"), "tests", "keys", "pkcs8.pem"].iter();
    let key = KeySource::path(path.collect::<std::path::PathBuf>())
        .private_key()
        .unwrap();
    let jwe = Encrypter::new(key.public_key()).unwrap().encrypt(b"{\"n\":1}").unwrap();
    let encryption = Encryption::new(JweScheme::new().with_decrypter(Decrypter::new(&key).unwrap()));
    let rule = |from: &str| Rule::new().with_decrypted(Mapping::new(from, from).unwrap());
    let small = r#"{"id":"0000000000","amount":"12345678.90","state":"OPEN","note":"a few words more"}"#;
    let named = r#"{"encryptedDatum":"0000000000","amount":12345678.90,"a":{"b":[1,2,3]},"note":"\u00e9 and more"}"#;
    let large = format!("{{\"text\":\"{}\"}}", "x".repeat(1000));
    let deep = format!("{{\"encryptedDatum\":{}1{}}}", "[".repeat(60), "]".repeat(60));
    let mut is_slow = false;
    for (name, element, from) in [
        ("small objects", small, "items[*]"),
        ("objects that are taken apart", named, "items[*]"),
        ("large texts", &large, "items[*]"),
        ("nested arrays", &deep, "items[*]"),
    ] {
        let body = answer(element, &jwe);
        let rule = rule(from);
        let parse = median(|| {
            black_box(serde_json::from_slice::<serde_json::Value>(black_box(&body)).unwrap());
        });
        let decrypt = median(|| {
            let opened = encryption
                .decrypt_by(&rule, &HeaderMap::new(), black_box(&body))
                .unwrap();
            assert!(opened.unwrap().body.ends_with(b"{\"n\":1}]}"));
        });
        let ratio = decrypt.as_secs_f64() / parse.as_secs_f64();
        println!(
            "{name}: {} KiB, decrypt {decrypt:.1?}, parse {parse:.1?}, {ratio:.2} times",
            body.len() >> 10
        );
        is_slow |= decrypt >= MOST || ratio > RATIO;
    }
    if is_slow { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
