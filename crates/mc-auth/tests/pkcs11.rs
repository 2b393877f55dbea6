//! Keys on a real token: `SoftHSM`, which each test sets up for itself and works with in a process of its own.
//!
//! A module reads its settings from the environment and holds its login for the whole process, so the tests at the top make a
//! token and start this program again, for one of the tests of `inside` with that token in its environment.

#![cfg(all(feature = "pkcs11", any(feature = "aws-lc-rs", feature = "rustcrypto")))]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODULES: [&str; 6] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];
const PIN: &str = "correct-horse";

fn module() -> Option<PathBuf> {
    MODULES.iter().map(PathBuf::from).find(|path| path.exists())
}

fn fixture(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "keys", name].iter().collect()
}

fn util(config: &Path, arguments: &[&str]) {
    let output = Command::new("softhsm2-util")
        .args(arguments)
        .env("SOFTHSM2_CONF", config)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "softhsm2-util {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Makes two tokens, `payments` with three keys and `spare` with none, and runs a test of `inside` with them.
fn with_token(test: &str, settings: &str) {
    if module().is_none() || Command::new("softhsm2-util").arg("--version").output().is_err() {
        let required = env::var_os("MC_INTEROP").is_some_and(|value| value == "required");
        assert!(!required, "SoftHSM is not installed; install softhsm2");
        println!("skipped: SoftHSM is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens");
    fs::create_dir(&tokens).unwrap();
    let config = folder.path().join("softhsm2.conf");
    let written = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n{settings}\n",
        tokens.display()
    );
    fs::write(&config, written).unwrap();
    for label in ["payments", "spare"] {
        let so_pin = "security-officer";
        util(
            &config,
            &[
                "--init-token",
                "--free",
                "--label",
                label,
                "--pin",
                PIN,
                "--so-pin",
                so_pin,
            ],
        );
    }
    for (file, label, id) in [
        ("pkcs8.pem", "signing", "a1"),
        ("other.pem", "next", "b2"),
        ("other.pem", "signing-copy", "c3"),
    ] {
        let file = fixture(file);
        let arguments = ["--import", file.to_str().unwrap(), "--token", "payments", "--pin", PIN];
        util(&config, &[&arguments[..], &["--label", label, "--id", id]].concat());
    }

    let output = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--test-threads=1", &format!("inside::{test}")])
        .env("SOFTHSM2_CONF", &config)
        .env("MC_TEST_PIN", PIN)
        .output()
        .unwrap();
    let printed = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}

#[test]
fn signs_as_the_software_does() {
    with_token("signs_as_the_software_does", "");
}

#[test]
fn hashes_here_where_the_token_does_not() {
    let without = "slots.mechanisms = -CKM_SHA256_RSA_PKCS,CKM_SHA256_RSA_PKCS_PSS";
    with_token("signs_as_the_software_does", without);
}

#[test]
fn a_mechanism_that_is_missing_is_said() {
    with_token(
        "a_mechanism_that_is_missing_is_said",
        "slots.mechanisms = CKM_SHA256_RSA_PKCS,CKM_RSA_PKCS_OAEP",
    );
}

#[test]
fn signs_requests_and_changes_its_key() {
    with_token("signs_requests_and_changes_its_key", "");
}

#[test]
fn many_sign_at_once() {
    with_token("many_sign_at_once", "");
}

#[test]
fn decrypts() {
    with_token("decrypts", "");
}

#[test]
fn opens_payloads() {
    with_token("opens_payloads", "");
}

#[test]
fn says_which_is_wrong() {
    with_token("says_which_is_wrong", "");
}

#[test]
fn a_wrong_pin_is_tried_once() {
    with_token("a_wrong_pin_is_tried_once", "");
}

#[test]
fn comes_back_after_losing_its_session() {
    with_token("comes_back_after_losing_its_session", "");
}

#[test]
fn another_key_under_the_same_name_is_noticed() {
    with_token("another_key_under_the_same_name_is_noticed", "");
}

mod inside {
    use std::error::Error as _;
    use std::sync::Arc;

    use cryptoki::context::Pkcs11 as Context;
    use cryptoki::session::UserType;
    use cryptoki::types::AuthPin;
    use mc_auth::Error;
    use mc_auth::keys::{KeySource, PrivateKey};
    use mc_auth::oauth1::fixed::{FixedClock, FixedNonce};
    use mc_auth::oauth1::{OAuth1, SignatureMethod};
    use mc_auth::rsa::pkcs11::{KeyName, Pkcs11, Token};
    use mc_auth::rsa::{Backend, LocalSigner, OaepHash, SignatureAlgorithm, Signer};
    use mc_auth::{fle, jwe};

    use super::{PIN, fixture, module};

    const WHY: &str = "needs a token: the tests outside this module make one and start it";
    const ALGORITHMS: [SignatureAlgorithm; 2] = [SignatureAlgorithm::Pkcs1Sha256, SignatureAlgorithm::PssSha256];
    const MESSAGE: &[u8] = b"POST&https%3A%2F%2Fexample.com%2F&";

    fn backends() -> Vec<&'static dyn Backend> {
        vec![
            #[cfg(feature = "aws-lc-rs")]
            &mc_auth::rsa::aws_lc::AwsLc,
            #[cfg(feature = "rustcrypto")]
            &mc_auth::rsa::rustcrypto::RustCrypto,
        ]
    }

    fn software(name: &str) -> PrivateKey {
        KeySource::path(fixture(name)).private_key().unwrap()
    }

    fn payments() -> Pkcs11 {
        Pkcs11::module(module().expect(WHY))
            .with_token_label("payments")
            .with_pin_env("MC_TEST_PIN")
    }

    async fn token() -> Token {
        payments().open().await.unwrap()
    }

    fn text(error: &Error) -> String {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            text = format!("{text}: {error}");
            source = error.source();
        }
        assert!(!format!("{text} {error:?}").contains(PIN), "{text}");
        text
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn signs_as_the_software_does() {
        let key = token().await.key(&KeyName::label("signing")).await.unwrap();
        let local = software("pkcs8.pem");
        assert_eq!(key.public_key(), local.public_key());
        for backend in backends() {
            let public = backend.public_key(key.public_key()).unwrap();
            for algorithm in ALGORITHMS {
                let signature = key.sign(algorithm, MESSAGE).await.unwrap();
                public.verify(algorithm, MESSAGE, &signature).unwrap();
                let blocking = key.blocking().sign(algorithm, MESSAGE).unwrap();
                public.verify(algorithm, MESSAGE, &blocking).unwrap();
            }
            let local = backend.private_key(&local).unwrap();
            assert_eq!(
                key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap(),
                local.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).unwrap()
            );
        }
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn a_mechanism_that_is_missing_is_said() {
        let key = token().await.key(&KeyName::label("signing")).await.unwrap();
        key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap();
        let error = key.sign(SignatureAlgorithm::PssSha256, MESSAGE).await.unwrap_err();
        assert!(error.is_algorithm());
        assert!(
            text(&error).contains("the token offers neither Sha256RsaPkcsPss"),
            "{error}"
        );
        // Even if allowed, the bare operation is not there.
        let key = payments().with_raw_rsa().open().await.unwrap();
        let key = key.key(&KeyName::label("signing")).await.unwrap();
        let error = key.decrypt_oaep(OaepHash::Sha256, &[0; 256]).await.unwrap_err();
        assert!(error.is_algorithm());
        assert!(text(&error).contains("does not offer RSA-OAEP with Sha256"), "{error}");
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn signs_requests_and_changes_its_key() {
        let token = token().await;
        let fixed = |oauth1: OAuth1| {
            oauth1
                .with_clock(FixedClock::from_unix_seconds(1_768_435_200).unwrap())
                .with_nonce_source(FixedNonce("0123456789abcdef".to_owned()))
        };
        let url = "https://sandbox.api.mastercard.com/abu/accounts?b=2&a=1";
        let on_token = token.key(&KeyName::label("signing")).await.unwrap();
        let oauth1 = fixed(OAuth1::new("ck!k", on_token).unwrap());
        for (local, rotate) in [("pkcs8.pem", false), ("other.pem", true)] {
            if rotate {
                let next = token.key(&KeyName::id([0xb2])).await.unwrap();
                oauth1.rotate("ck!k", next).unwrap();
            }
            let local = software(local);
            let expected = fixed(OAuth1::new("ck!k", LocalSigner::new(&local).unwrap()).unwrap());
            let signed = oauth1.sign("POST", url, b"{}").await.unwrap();
            let known = expected.sign("POST", url, b"{}").await.unwrap();
            assert_eq!(signed.authorization(), known.authorization());
            assert_eq!(signed.base_string(), known.base_string());
        }
        // RSA-PSS is salted, so the signature is taken out of the header and verified.
        let pss = token.key(&KeyName::label("signing")).await.unwrap();
        let public = mc_auth::rsa::default_backend().public_key(pss.public_key()).unwrap();
        let oauth1 = fixed(OAuth1::new("ck!k", pss).unwrap()).with_signature_method(SignatureMethod::RsaPss);
        let signed = oauth1.sign("GET", url, b"").await.unwrap();
        let signature = signature_of(signed.authorization().to_str().unwrap());
        let message = signed.base_string().as_bytes();
        public
            .verify(SignatureAlgorithm::PssSha256, message, &signature)
            .unwrap();
    }

    fn signature_of(header: &str) -> Vec<u8> {
        use base64ct::{Base64, Encoding as _};
        let (_, rest) = header.split_once("oauth_signature=\"").unwrap();
        let (value, _) = rest.split_once('"').unwrap();
        let base64 = value.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        Base64::decode_vec(&base64).unwrap()
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn many_sign_at_once() {
        let token = payments().with_sessions(3).open().await.unwrap();
        let key = Arc::new(token.key(&KeyName::label("signing")).await.unwrap());
        let public = mc_auth::rsa::default_backend().public_key(key.public_key()).unwrap();
        let mut calls = tokio::task::JoinSet::new();
        for number in 0..30_u8 {
            let key = Arc::clone(&key);
            calls.spawn(async move { (number, key.sign(SignatureAlgorithm::Pkcs1Sha256, &[number]).await) });
        }
        let mut done = 0;
        while let Some(answer) = calls.join_next().await {
            let (number, signature) = answer.unwrap();
            public
                .verify(SignatureAlgorithm::Pkcs1Sha256, &[number], &signature.unwrap())
                .unwrap();
            done += 1;
        }
        assert_eq!(done, 30);
        // Keys keep the sessions open.
        drop(token);
        key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap();
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn decrypts() {
        const HASHES: [OaepHash; 5] = [
            OaepHash::Sha1,
            OaepHash::Sha224,
            OaepHash::Sha256,
            OaepHash::Sha384,
            OaepHash::Sha512,
        ];
        let strict = token().await.key(&KeyName::label("signing")).await.unwrap();
        let lenient = payments().with_raw_rsa().open().await.unwrap();
        let lenient = lenient.key(&KeyName::label("signing")).await.unwrap();
        for backend in backends() {
            let public = backend.public_key(lenient.public_key()).unwrap();
            for hash in HASHES.into_iter().filter(|hash| backend.supports_oaep(*hash)) {
                let wrapped = public.encrypt_oaep(hash, b"content key").unwrap();
                let opened = lenient.decrypt_oaep(hash, &wrapped).await.unwrap();
                assert_eq!(opened.as_slice(), b"content key", "{hash:?}");
                let opened = lenient.blocking().decrypt_oaep(hash, &wrapped).unwrap();
                assert_eq!(opened.as_slice(), b"content key", "{hash:?}");
                if hash == OaepHash::Sha1 {
                    assert_eq!(strict.decrypt_oaep(hash, &wrapped).await.unwrap(), opened);
                }
                let mut altered = wrapped.clone();
                altered[200] ^= 1;
                for bad in [&altered[..], &wrapped[1..], &[0xff; 256][..], &[]] {
                    let error = lenient.decrypt_oaep(hash, bad).await.unwrap_err();
                    assert!(error.is_crypto(), "{hash:?}");
                    assert_eq!(text(&error), "decryption failed");
                }
            }
        }
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn opens_payloads() {
        let on_token = payments().with_raw_rsa().open().await.unwrap();
        let key = on_token.key(&KeyName::label("signing")).await.unwrap();
        let next = on_token.key(&KeyName::label("next")).await.unwrap();
        let jwe = jwe::Decrypter::held_elsewhere(key.blocking(), key.public_key()).with_key_held_elsewhere(
            next.blocking(),
            next.public_key(),
            &["next"],
        );
        for (key, kid) in [
            (&key, None),
            (&next, None),
            (&next, Some("next")),
            (&key, Some("nobody's")),
        ] {
            let mut encrypter = jwe::Encrypter::new(key.public_key()).unwrap();
            if let Some(kid) = kid {
                encrypter = encrypter.with_kid(kid);
            }
            let sealed = encrypter.encrypt(b"{}").unwrap();
            assert_eq!(jwe.decrypt(&sealed).unwrap().as_slice(), b"{}");
            let mut forged = sealed.into_bytes();
            let last = forged.len() - 3;
            forged[last] = if forged[last] == b'A' { b'B' } else { b'A' };
            let error = jwe.decrypt(&String::from_utf8(forged).unwrap()).unwrap_err();
            assert!(error.is_crypto());
            assert_eq!(error.to_string(), "decryption failed");
        }
        let fle = fle::Decrypter::held_elsewhere(key.blocking(), key.public_key());
        let message = fle::Encrypter::new(key.public_key()).unwrap().encrypt(b"{}").unwrap();
        assert_eq!(
            fle.decrypt(&message.value, &message.parameters).unwrap().as_slice(),
            b"{}"
        );
        // A key in this process may be added to those elsewhere.
        let mixed = fle.with_key(&software("other.pem"), &[]).unwrap();
        let message = fle::Encrypter::new(next.public_key()).unwrap().encrypt(b"{}").unwrap();
        assert_eq!(
            mixed.decrypt(&message.value, &message.parameters).unwrap().as_slice(),
            b"{}"
        );

        // What is wrong with the token is not hidden behind the one error of messages.
        let strict = token().await.key(&KeyName::label("signing")).await.unwrap();
        let decrypter = jwe::Decrypter::held_elsewhere(strict.blocking(), strict.public_key());
        let sealed = jwe::Encrypter::new(strict.public_key())
            .unwrap()
            .encrypt(b"{}")
            .unwrap();
        let error = decrypter.decrypt(&sealed).unwrap_err();
        assert!(error.is_algorithm(), "{error}");
        assert!(text(&error).contains("see Pkcs11::with_raw_rsa"), "{error}");
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn says_which_is_wrong() {
        let error = Pkcs11::module("/nowhere/module.so").open().await.unwrap_err();
        assert!(error.is_file());
        assert!(
            error
                .to_string()
                .starts_with("PKCS#11 module /nowhere/module.so: cannot be loaded"),
            "{error}"
        );
        let error = Pkcs11::module(fixture("pkcs8.pem")).open().await.unwrap_err();
        assert!(error.is_file(), "{error}");

        let path = module().unwrap();
        for wrong in [
            Pkcs11::module(&path).with_token_label("payment"),
            Pkcs11::module(&path).with_token_serial("0"),
            Pkcs11::module(&path).with_slot(7),
            Pkcs11::module(&path),
        ] {
            let error = wrong.with_pin(PIN).open().await.unwrap_err();
            assert!(error.is_configuration());
            let text = text(&error);
            assert!(
                text.contains("payments (serial number") && text.contains("spare ("),
                "{text}"
            );
        }

        let unset = Pkcs11::module(&path)
            .with_token_label("payments")
            .with_pin_env("MC_TEST_UNSET");
        let error = unset.open().await.unwrap_err();
        assert!(error.is_password());
        assert!(
            text(&error).contains("the environment variable that is to hold the PIN is not set")
                && !text(&error).contains("UNSET"),
            "{error}"
        );
        let error = Pkcs11::module(&path)
            .with_token_label("payments")
            .open()
            .await
            .unwrap_err();
        assert!(error.is_password());
        assert!(
            text(&error).ends_with("the token wants a PIN, and none is given"),
            "{error}"
        );

        let token = token().await;
        let error = token.key(&KeyName::label("sining")).await.unwrap_err();
        assert!(error.is_alias());
        let text_of_it = text(&error);
        assert!(
            text_of_it.contains("holds no RSA private key sining; it has: "),
            "{error}"
        );
        for name in ["signing (id a1)", "next (id b2)", "signing-copy (id c3)"] {
            assert!(text_of_it.contains(name), "{error}");
        }
        assert!(text_of_it.starts_with("token payments of PKCS#11 module /"), "{error}");
        // A label and an id that are each right, of two keys.
        let error = token.key(&KeyName::label("signing").with_id([0xb2])).await.unwrap_err();
        assert!(error.is_alias(), "{error}");
        assert_eq!(token.key_names().await.unwrap().len(), 3);
        let name = KeyName::label("signing").with_id([0xa1]);
        assert_eq!(token.key(&name).await.unwrap().name(), &name);
        assert!(!format!("{token:?} {:?}", payments().with_pin(PIN)).contains(PIN));

        // Two keys under one label.
        let copied = session();
        copied.login(UserType::User, Some(&AuthPin::from(PIN))).ok();
        let template = [cryptoki::object::Attribute::Label(b"next".to_vec())];
        let next = copied.find_objects(&template).unwrap();
        for object in next {
            let id = cryptoki::object::Attribute::Id(vec![0xd4]);
            copied.copy_object(object, &[id]).unwrap();
        }
        let error = token.key(&KeyName::label("next")).await.unwrap_err();
        assert!(error.is_alias());
        assert!(
            text(&error).contains("holds several keys of the name next; name one with its id: next (id "),
            "{error}"
        );
        token.key(&KeyName::label("next").with_id([0xd4])).await.unwrap();
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn a_wrong_pin_is_tried_once() {
        let wrong = Pkcs11::module(module().unwrap())
            .with_token_label("payments")
            .with_pin("not-the-pin");
        let error = wrong.open().await.unwrap_err();
        assert!(error.is_password());
        assert!(error.to_string().ends_with("libsofthsm2.so: wrong PIN"), "{error}");
        assert!(!format!("{error:?}").contains("not-the-pin"));
        // Nobody is logged in yet, so the right one is needed, and is taken.
        let token = payments().with_sessions(1).open().await.unwrap();
        let key = token.key(&KeyName::label("signing")).await.unwrap();

        // The PIN is changed, and then a login is needed.
        let other = session();
        let (old, new) = (AuthPin::from(PIN), AuthPin::from("another"));
        other.set_pin(&old, &new).unwrap();
        other.logout().unwrap();
        let error = key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap_err();
        assert!(error.is_password() && text(&error).contains("wrong PIN"), "{error}");
        other.login(UserType::User, Some(&new)).unwrap();
        other.set_pin(&new, &old).unwrap();
        other.logout().unwrap();
        // It would be right again, yet nobody asks.
        let error = key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap_err();
        assert!(
            error.is_password() && text(&error).contains("is not tried again"),
            "{error}"
        );
        let anew = payments().open().await.unwrap();
        let key = anew.key(&KeyName::label("signing")).await.unwrap();
        key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap();
    }

    /// A session beside those of the crate.
    fn session() -> cryptoki::session::Session {
        let context = Context::new(module().unwrap()).unwrap();
        let slot = context
            .get_slots_with_token()
            .unwrap()
            .into_iter()
            .find(|slot| context.get_token_info(*slot).unwrap().label() == "payments");
        context.open_rw_session(slot.unwrap()).unwrap()
    }

    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn comes_back_after_losing_its_session() {
        let token = payments().with_sessions(1).open().await.unwrap();
        let key = token.key(&KeyName::label("signing")).await.unwrap();
        let before = key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap();
        let wrapped = mc_auth::rsa::default_backend()
            .public_key(key.public_key())
            .unwrap()
            .encrypt_oaep(OaepHash::Sha1, b"content key")
            .unwrap();

        // Somebody logs the process out.
        session().logout().unwrap();
        assert_eq!(
            key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap(),
            before
        );
        session().logout().unwrap();
        assert_eq!(
            key.decrypt_oaep(OaepHash::Sha1, &wrapped).await.unwrap().as_slice(),
            b"content key"
        );

        // Somebody ends the module's work altogether, as if the device had been restarted.
        Context::new(module().unwrap()).unwrap().finalize().unwrap();
        assert_eq!(
            key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap(),
            before
        );
        Context::new(module().unwrap()).unwrap().finalize().unwrap();
        assert_eq!(
            key.blocking().sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).unwrap(),
            before
        );
    }

    /// Somebody imports another key under the label of the first, whose sessions stand and know its handle.
    #[tokio::test]
    #[ignore = "run in a process of its own, by the test of this name outside"]
    async fn another_key_under_the_same_name_is_noticed() {
        use cryptoki::object::Attribute;

        let token = payments().with_sessions(2).open().await.unwrap();
        let name = KeyName::label("signing");
        let key = token.key(&name).await.unwrap();
        let wrapped = mc_auth::rsa::default_backend()
            .public_key(key.public_key())
            .unwrap()
            .encrypt_oaep(OaepHash::Sha1, b"content key")
            .unwrap();
        key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap();

        let other = session();
        other.login(UserType::User, Some(&AuthPin::from(PIN))).ok();
        for object in other.find_objects(&[Attribute::Label(b"signing".to_vec())]).unwrap() {
            other.destroy_object(object).unwrap();
        }
        for object in other
            .find_objects(&[Attribute::Label(b"signing-copy".to_vec())])
            .unwrap()
        {
            other
                .copy_object(object, &[Attribute::Label(b"signing".to_vec())])
                .unwrap();
        }
        for _ in 0..4 {
            let error = key.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap_err();
            assert!(error.is_alias(), "{error}");
            assert!(
                text(&error).contains("another key is now on the token under the name signing"),
                "{error}"
            );
            assert!(
                key.blocking()
                    .sign(SignatureAlgorithm::PssSha256, MESSAGE)
                    .unwrap_err()
                    .is_alias()
            );
            assert!(key.decrypt_oaep(OaepHash::Sha1, &wrapped).await.unwrap_err().is_alias());
        }
        // Whoever asks for the name has the key that is there now.
        let next = token.key(&name).await.unwrap();
        assert_eq!(next.public_key(), software("other.pem").public_key());
        next.sign(SignatureAlgorithm::Pkcs1Sha256, MESSAGE).await.unwrap();
    }
}
