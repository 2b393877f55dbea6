//! Every encoding of tests/keys, and every reason to refuse one.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use mc_auth::Error;
use mc_auth::keys::{Certificate, Format, Identity, Jwk, JwkSet, KeySource, PrivateKey, PublicKey};
use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKeyChain};

const PASSWORD: &str = "keystorepassword";
// Stated by `openssl pkey -pubin -outform DER` and `openssl x509 -outform DER`, each piped into sha256sum or sha1sum.
const SPKI_SHA256: &str = "e568137427f5eb278c997dd6393cd2e6d257bdfde39a1473b18bd2743882c04c";
const SPKI_SHA1: &str = "acb673444e6da0f360b5c286afa4afce3452ca0f";
const CERTIFICATE_SHA256: &str = "8fdcae8671b64a63012943e2cdc83be93314549b6336632e0a3ed27f5a1e3300";
const CERTIFICATE_SHA256_BASE64: &str = "j9yuhnG2SmMBKUPizcg76TMUVJtjNmMuCj7Sf1oeMwA=";
const CERTIFICATE_SHA1: &str = "fce9ff2abb07af6be80d9f9255da12aaf4f6f767";
// 1 January 2026 and 2036, in seconds.
const NOT_BEFORE: u64 = 1_767_225_600;
const NOT_AFTER: u64 = 2_082_758_400;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "keys", name].iter().collect()
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

fn source(name: &str) -> KeySource {
    KeySource::path(path(name))
}

fn opened(name: &str) -> KeySource {
    source(name).with_password(PASSWORD)
}

/// The message without the folder, which differs from machine to machine.
fn text(error: &Error) -> String {
    error
        .to_string()
        .replace(path("x").to_str().unwrap().trim_end_matches('x'), "")
}

#[track_caller]
fn is_the_key(key: &PrivateKey) {
    assert_eq!(key.public_key().fingerprint_sha256().to_hex(), SPKI_SHA256);
    assert_eq!(key.pkcs8_der(), read("pkcs8.der"), "kept as plain PKCS#8");
}

#[test]
fn one_private_key_in_every_encoding() {
    for (name, format) in [
        ("pkcs1.pem", Format::Pem),
        ("pkcs1.der", Format::Pkcs1Der),
        ("pkcs8.pem", Format::Pem),
        ("pkcs8.der", Format::Pkcs8Der),
        ("encrypted-aes256.pem", Format::Pem),
        ("encrypted-aes256.der", Format::EncryptedPkcs8Der),
        ("encrypted-3des.pem", Format::Pem),
        ("encrypted-pkcs12-3des.pem", Format::Pem),
        ("encrypted-pkcs12-rc2.pem", Format::Pem),
        ("encrypted-scrypt.pem", Format::Pem),
        ("identity.pem", Format::Pem),
        ("private.jwk.json", Format::Jwk),
        ("modern.p12", Format::Pkcs12),
        ("legacy.p12", Format::Pkcs12),
        ("ber.p12", Format::Pkcs12),
        ("without-mac.p12", Format::Pkcs12),
        ("without-certificate.p12", Format::Pkcs12),
    ] {
        is_the_key(&opened(name).private_key().unwrap());
        let contents = opened(name).contents().unwrap();
        assert_eq!(contents.format(), format, "{name}");
        assert_eq!(contents.private_keys().len(), 1, "{name}");
    }
    // The empty password, in the form of OpenSSL and in that of .NET.
    for name in ["empty-password.p12", "empty-password-net.p12"] {
        is_the_key(&source(name).private_key().unwrap());
        is_the_key(&source(name).with_password("").private_key().unwrap());
        let error = source(name).with_password("x").private_key().unwrap_err();
        assert_eq!(text(&error), format!("key file {name}: wrong password"));
    }
}

#[test]
fn one_public_key_in_every_encoding() {
    for name in [
        "spki.pem",
        "spki.der",
        "pkcs1-public.pem",
        "pkcs1-public.der",
        "certificate.pem",
        "certificate.der",
        "public.jwk.json",
        "set.jwks.json",
        "pkcs8.pem",
        "modern.p12",
    ] {
        let key = opened(name).public_key().unwrap();
        assert_eq!(key.fingerprint_sha256().to_hex(), SPKI_SHA256, "{name}");
        assert_eq!(key.spki_der(), read("spki.der"), "{name}");
        assert_eq!(key.bits(), 2048);
    }
}

#[test]
fn from_bytes_and_from_the_environment() {
    is_the_key(&KeySource::bytes(read("pkcs8.pem")).private_key().unwrap());
    is_the_key(
        &KeySource::bytes(read("modern.p12"))
            .with_password(PASSWORD)
            .private_key()
            .unwrap(),
    );

    // Setting a variable is unsafe in this edition, so the variables are given to another run of this test binary.
    let pem = String::from_utf8(read("pkcs8.pem")).unwrap();
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "in_the_environment", "--nocapture"])
        .env("MC_TEST_PEM", pem.replace('\n', "\\n"))
        .env("MC_TEST_P12", base64(&read("legacy.p12")))
        .env("MC_TEST_JWK", String::from_utf8(read("private.jwk.json")).unwrap())
        .env("MC_TEST_NONSENSE", "nonsense!")
        .env("MC_TEST_PASSWORD", PASSWORD)
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(
        stdout.contains("1 passed"),
        "{stdout}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Does its work in the run that `from_bytes_and_from_the_environment` starts, and nothing in the outer one.
#[test]
fn in_the_environment() {
    if std::env::var_os("MC_TEST_PEM").is_none() {
        return;
    }
    is_the_key(&KeySource::env("MC_TEST_PEM").private_key().unwrap());
    is_the_key(&KeySource::env("MC_TEST_JWK").private_key().unwrap());
    let p12 = KeySource::env("MC_TEST_P12");
    is_the_key(&p12.clone().with_password_env("MC_TEST_PASSWORD").private_key().unwrap());

    let error = p12.with_password_env("MC_TEST_NO_SUCH").private_key().unwrap_err();
    assert!(error.is_password());
    assert_eq!(
        error.to_string(),
        "environment variable MC_TEST_P12: the environment variable that is to hold the password is not set to text; is its name \
         right?"
    );
    let error = KeySource::env("MC_TEST_NO_SUCH").private_key().unwrap_err();
    assert!(error.is_file());
    assert_eq!(
        error.to_string(),
        "environment variable MC_TEST_NO_SUCH: is not set to text"
    );
    let error = KeySource::env("MC_TEST_NONSENSE").private_key().unwrap_err();
    assert!(error.is_file());
}

#[test]
fn aliases_choose_a_key() {
    is_the_key(&opened("modern.p12").with_alias("keyalias").private_key().unwrap());
    is_the_key(&opened("modern.p12").with_alias("KeyAlias").private_key().unwrap());
    is_the_key(
        &opened("pkcs8.pem")
            .with_alias("PEM has no names")
            .private_key()
            .unwrap(),
    );

    let error = opened("modern.p12").with_alias("other").private_key().unwrap_err();
    assert!(error.is_alias());
    assert_eq!(
        text(&error),
        "key file modern.p12: holds no key with the alias other; it has: keyalias"
    );
    let error = source("empty-password.p12")
        .with_alias("keyalias")
        .private_key()
        .unwrap_err();
    assert!(error.is_alias());
    assert_eq!(
        text(&error),
        "key file empty-password.p12: holds no key with the alias keyalias; it has: one without a name"
    );
}

#[test]
fn several_keys_in_a_store() {
    let chain = |id: &str, name: &str| {
        let key = p12_keystore::PrivateKey::from_der(&der_of(name)).unwrap();
        KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new(id, key, []))
    };
    let mut store = KeyStore::new();
    store.add_entry("first", chain("1", "pkcs8.pem"));
    store.add_entry("second", chain("2", "other.pem"));
    store.add_entry("small", chain("3", "rsa-1024.pem"));
    store.add_entry("First", chain("4", "other.pem"));
    let store = KeySource::bytes(store.writer("p").write().unwrap()).with_password("p");

    is_the_key(&store.clone().with_alias("first").private_key().unwrap());
    let other = store.clone().with_alias("second").private_key().unwrap();
    assert_eq!(other.public_key(), &source("other.pem").public_key().unwrap());
    assert_ne!(other.public_key(), &source("pkcs8.pem").public_key().unwrap());

    let error = store.private_key().unwrap_err();
    assert!(error.is_alias());
    let message = error.to_string();
    assert!(
        message.starts_with("key bytes: holds several keys: ") && message.contains("second"),
        "{message}"
    );
    let error = store.clone().with_alias("FIRST").private_key().unwrap_err();
    assert!(error.is_alias(), "two names differ in case alone: {error}");
    let error = store.clone().with_alias("small").private_key().unwrap_err();
    assert!(error.is_algorithm());
    assert_eq!(
        error.to_string(),
        "key bytes: is an RSA key with 1024 bits, but 2048 to 8192 are accepted"
    );
    let contents = store.contents().unwrap();
    assert_eq!(contents.private_keys().len(), 3);
    assert_eq!(
        contents.rejected().map(|(name, _)| name).collect::<Vec<_>>(),
        [Some("small")]
    );
}

#[test]
fn refusals_say_what_is_wrong() {
    type Predicate = fn(&Error) -> bool;
    let cases: [(&str, Predicate, &str); 10] = [
        (
            "rsa-1024.pem",
            Error::is_algorithm,
            "PEM block 1: is an RSA key with 1024 bits, but 2048 to 8192 are accepted",
        ),
        (
            "three-primes.pem",
            Error::is_algorithm,
            "PEM block 1: is an RSA key with more than two primes, which is not supported",
        ),
        (
            "rsassa-pss.pem",
            Error::is_algorithm,
            "PEM block 1: is an RSASSA-PSS key, but an RSA key is needed",
        ),
        (
            "ec.pem",
            Error::is_algorithm,
            "PEM block 1: is an elliptic-curve key, but an RSA key is needed",
        ),
        (
            "ec-sec1.pem",
            Error::is_algorithm,
            "PEM block 1: is an elliptic-curve key, but an RSA key is needed",
        ),
        (
            "encrypted-pbes1.pem",
            Error::is_algorithm,
            "PEM block 1: is encrypted by PBES1, which is weak and not supported; \
             convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`",
        ),
        (
            "encrypted-many-rounds.pem",
            Error::is_algorithm,
            "PEM block 1: asks for more work to derive its key than is allowed; encrypt it again with fewer rounds",
        ),
        (
            "encrypted-traditional.pem",
            Error::is_algorithm,
            "PEM block 1 is encrypted in OpenSSL's traditional form, which is weak; \
             convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`",
        ),
        ("certificate.pem", Error::is_file, "holds no private key"),
        (
            "README.md",
            Error::is_file,
            "is no key in PKCS#12, PEM, DER or JWK form",
        ),
    ];
    for (name, predicate, message) in cases {
        let error = opened(name).private_key().unwrap_err();
        assert_eq!(text(&error), format!("key file {name}: {message}"));
        assert!(predicate(&error), "{error:?}");
    }
    let error = source("no-such-file").private_key().unwrap_err();
    assert!(error.is_file());
    assert_eq!(text(&error), "key file no-such-file: cannot be read: entity not found");
    assert!(std::error::Error::source(&error).is_some());
    let error = KeySource::bytes(vec![b' '; 2 << 20]).private_key().unwrap_err();
    assert_eq!(error.to_string(), "key bytes: is larger than 1 MiB, so it is no key");
    let error = KeySource::bytes([]).private_key().unwrap_err();
    assert!(error.is_file());
}

#[test]
fn passwords_are_missing_or_wrong() {
    for name in [
        "modern.p12",
        "legacy.p12",
        "ber.p12",
        "without-mac.p12",
        "encrypted-aes256.pem",
        "encrypted-aes256.der",
        "encrypted-3des.pem",
        "encrypted-pkcs12-3des.pem",
        "encrypted-pkcs12-rc2.pem",
    ] {
        let error = source(name).with_password("wrong").private_key().unwrap_err();
        assert!(error.is_password(), "{name}: {error}");
        assert!(text(&error).ends_with("wrong password"), "{name}: {error}");
        let error = source(name).private_key().unwrap_err();
        assert!(error.is_password(), "{name}: {error}");
        assert!(text(&error).ends_with("a password is needed"), "{name}: {error}");
    }
    let error = source("modern.p12")
        .with_password("\u{1f511}")
        .private_key()
        .unwrap_err();
    // PKCS#12 writes passwords in UTF-16, surrogates and all.
    assert!(error.is_password());
    assert_eq!(text(&error), "key file modern.p12: wrong password");
}

#[test]
fn every_byte_of_a_store_matters_or_is_refused() {
    // A flipped bit must never yield another key, and never a panic.
    let store = read("modern.p12");
    for position in (0..store.len()).step_by(97) {
        let mut damaged = store.clone();
        damaged[position] ^= 0x20;
        if let Ok(key) = KeySource::bytes(damaged).with_password(PASSWORD).private_key() {
            is_the_key(&key);
        }
    }
    for length in (0..store.len()).step_by(101) {
        assert!(
            KeySource::bytes(&store[..length])
                .with_password(PASSWORD)
                .private_key()
                .is_err()
        );
    }
}

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
#[test]
fn a_damaged_encrypted_key_is_never_another_key() {
    // The scheme checks nothing but the padding: numbers that were changed are refused by the backends, but for those that
    // the pure Rust one computes anew.
    let pem = String::from_utf8(read("encrypted-pkcs12-3des.pem")).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = <base64ct::Base64 as base64ct::Encoding>::decode_vec(&body).unwrap();
    let mut read = 0;
    for position in (0..der.len()).step_by(61) {
        let mut damaged = der.clone();
        damaged[position] ^= 0x20;
        if let Ok(key) = KeySource::bytes(damaged).with_password(PASSWORD).private_key() {
            read += 1;
            if mc_auth::rsa::LocalSigner::new(&key).is_ok() {
                assert_eq!(
                    key.public_key().fingerprint_sha256().to_hex(),
                    SPKI_SHA256,
                    "byte {position}"
                );
            }
        }
    }
    assert!(read > 0, "no damage got as far as the backends");
}

#[test]
fn several_certificates_are_chosen_by_alias_or_by_being_one_chain() {
    // One chain: the lowest.
    let chain = source("above.pem");
    assert_eq!(chain.certificate().unwrap().common_name(), Some("Test Issuing CA"));
    assert_eq!(
        chain.public_key().unwrap(),
        source("issuing.pem").public_key().unwrap(),
        "the same for the key"
    );
    let mut upside_down = read("root.pem");
    upside_down.extend(read("issuing.pem"));
    upside_down.extend(read("certificate.pem"));
    let upside_down = KeySource::bytes(upside_down);
    assert_eq!(upside_down.certificate().unwrap().common_name(), Some("client"));
    let root = upside_down.clone().with_alias("Test Root");
    assert_eq!(root.certificate().unwrap(), source("root.pem").certificate().unwrap());
    assert_eq!(root.public_key().unwrap(), source("root.pem").public_key().unwrap());

    // Two of one subject.
    let mut two = read("certificate.pem");
    two.extend(read("former.pem"));
    let two = KeySource::bytes(two);
    let current = source("certificate.pem").certificate().unwrap();
    let former = source("former.pem").certificate().unwrap();
    for error in [two.certificate().unwrap_err(), two.public_key().unwrap_err()] {
        assert!(error.is_alias());
        let message = error.to_string();
        assert!(
            message.starts_with("key bytes: holds several certificates, so an alias has to choose"),
            "{message}"
        );
        for certificate in [&current, &former] {
            let print = certificate.fingerprint_sha256().to_hex();
            assert!(
                message.contains(&format!("O=mc-auth tests, CN=client (SHA-256 {})", &print[..16])),
                "{message}"
            );
        }
    }
    for (alias, expected) in [
        (&CERTIFICATE_SHA256[..16], &current),
        (CERTIFICATE_SHA256, &current),
        (CERTIFICATE_SHA1, &current),
        ("12:34:ab:cd", &current),
        ("1234ABCD", &current),
        ("12340000", &former),
    ] {
        assert_eq!(
            two.clone().with_alias(alias).certificate().as_ref().ok(),
            Some(expected),
            "{alias}"
        );
    }
    for alias in ["client", "nobody", &CERTIFICATE_SHA256[..15]] {
        let error = two.clone().with_alias(alias).public_key().unwrap_err();
        assert!(error.is_alias());
        assert!(
            error.to_string().starts_with(&format!(
                "key bytes: holds no single certificate with the alias {alias}; it has: "
            )),
            "{error}"
        );
    }
    // The same one twice is one, and an alias means nothing where there is nothing to choose from.
    let twice = KeySource::bytes([read("certificate.pem"), read("certificate.pem")].concat());
    assert_eq!(twice.certificate().unwrap(), current);
    assert_eq!(
        source("certificate.pem").with_alias("x").certificate().unwrap(),
        current
    );

    // A store of certificates goes by its names.
    let mut store = KeyStore::new();
    for name in ["former.pem", "certificate.pem"] {
        let certificate = p12_keystore::Certificate::from_der(source(name).certificate().unwrap().der()).unwrap();
        store.add_entry(name, KeyStoreEntry::Certificate(certificate));
    }
    let store = KeySource::bytes(store.writer("p").write().unwrap()).with_password("p");
    assert_eq!(store.clone().with_alias("former.pem").certificate().unwrap(), former);
    assert_eq!(
        store.clone().with_alias("Certificate.pem").certificate().unwrap(),
        current
    );
    let error = store.certificate().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("former.pem: O=mc-auth tests, CN=client (SHA-256"),
        "{error}"
    );
}

/// An authority with an RSA key of `tests/keys`, and what it certifies.
struct Authority(rcgen::Issuer<'static, rcgen::KeyPair>, Certificate);

impl Authority {
    fn new(name: &str, key: &str, last_year: i32) -> Self {
        let key = rcgen::KeyPair::try_from(source(key).private_key().unwrap().pkcs8_der()).unwrap();
        let mut params = named(name, last_year);
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let certificate = Certificate::from_der(params.self_signed(&key).unwrap().der()).unwrap();
        Self(rcgen::Issuer::new(params, key), certificate)
    }

    fn certify(&self, with_key_id: bool) -> Certificate {
        let key = rcgen::KeyPair::try_from(source("pkcs8.pem").private_key().unwrap().pkcs8_der()).unwrap();
        let mut params = named("client", 2030);
        params.use_authority_key_identifier_extension = with_key_id;
        Certificate::from_der(params.signed_by(&key, &self.0).unwrap().der()).unwrap()
    }
}

fn named(name: &str, last_year: i32) -> rcgen::CertificateParams {
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.remove(rcgen::DnType::CommonName);
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(last_year, 1, 1);
    params
}

#[test]
fn chains_are_linked_by_key_and_signature_and_not_by_name_alone() {
    // Two authorities of one name. The wrong one lasts longer, so that by name alone it would be taken; its key is the
    // client's, for want of a third, and its certificate ends before the client's, lest it be taken for that.
    let right = Authority::new("Authority", "other.pem", 2025);
    let wrong = Authority::new("Authority", "pkcs8.pem", 2029);
    let foreign = Authority::new("Somebody", "other.pem", 2039);
    let key = source("pkcs8.pem").private_key().unwrap();
    // Without a backend nothing but the id of the key tells the two apart.
    let checks_signatures = cfg!(any(feature = "aws-lc-rs", feature = "rustcrypto", feature = "tls"));
    for with_key_id in [true, false].into_iter().filter(|by_id| *by_id || checks_signatures) {
        let own = right.certify(with_key_id);
        let all = [wrong.1.clone(), foreign.1.clone(), right.1.clone(), own.clone()];
        let identity = Identity::new(key.clone(), &all).unwrap();
        assert_eq!(identity.chain(), [own.clone(), right.1.clone()]);
        assert_eq!(identity.others(), [wrong.1.clone(), foreign.1.clone()]);

        let error = Identity::new(key.clone(), &[foreign.1.clone(), wrong.1.clone(), own.clone()]).unwrap_err();
        assert!(error.is_certificate());
        assert_eq!(
            error.to_string(),
            "the chain is broken: CN=client is said to be issued by CN=Authority, but the certificate of that name did not \
             issue it, for its key is another; is an authority's certificate outdated?"
        );

        // No certificate of the issuer's name is no fault: the server may know it.
        let identity = Identity::new(key.clone(), &[foreign.1.clone(), own.clone(), foreign.1.clone()]).unwrap();
        assert_eq!(identity.chain(), [own]);
        assert_eq!(identity.others(), std::slice::from_ref(&foreign.1));
    }
}

#[test]
fn certificates_tell_who_and_until_when() {
    let certificate = source("certificate.pem").certificate().unwrap();
    assert_eq!(certificate.subject(), "O=mc-auth tests, CN=client");
    assert_eq!(certificate.issuer(), "O=mc-auth tests, CN=Test Issuing CA");
    assert_eq!(certificate.serial(), "12:34:ab:cd");
    assert_eq!(certificate.der(), read("certificate.der"));
    assert_eq!(certificate.fingerprint_sha256().to_hex(), CERTIFICATE_SHA256);
    assert_eq!(certificate.fingerprint_sha256().to_base64(), CERTIFICATE_SHA256_BASE64);
    assert_eq!(certificate.fingerprint_sha1().to_hex(), CERTIFICATE_SHA1);
    let key = certificate.public_key().unwrap();
    assert_eq!(
        (key.fingerprint_sha256().to_hex(), key.fingerprint_sha1().to_hex()),
        (SPKI_SHA256.into(), SPKI_SHA1.into())
    );

    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    assert_eq!(
        (certificate.not_before(), certificate.not_after()),
        (at(NOT_BEFORE), at(NOT_AFTER))
    );
    assert!(!certificate.is_valid_at(at(NOT_BEFORE - 1)));
    assert!(certificate.is_valid_at(at(NOT_BEFORE)) && certificate.is_valid_at(at(NOT_AFTER)));
    assert!(!certificate.is_valid_at(at(NOT_AFTER + 1)));
    let day = Duration::from_hours(24);
    assert!(!certificate.expires_within(at(NOT_AFTER - 86_400), day));
    assert!(certificate.expires_within(at(NOT_AFTER - 86_399), day));
    assert!(certificate.expires_within(at(NOT_AFTER + 1), Duration::ZERO));
    assert!(certificate.expires_within(at(NOT_BEFORE), Duration::MAX));

    let mut trailing = read("certificate.der");
    trailing.push(0);
    assert!(Certificate::from_der(&trailing).unwrap_err().is_file());
}

#[test]
fn identities_keep_the_whole_chain_in_order() {
    let subjects = |identity: &Identity| {
        identity
            .chain()
            .iter()
            .map(|certificate| certificate.subject().to_owned())
            .collect::<Vec<_>>()
    };
    let chain = [
        "O=mc-auth tests, CN=client",
        "O=mc-auth tests, CN=Test Issuing CA",
        "O=mc-auth tests, CN=Test Root",
    ];
    for name in ["modern.p12", "legacy.p12", "without-mac.p12", "identity.pem"] {
        let identity = opened(name).identity().unwrap();
        assert_eq!(subjects(&identity), chain, "{name}");
        assert_eq!(identity.alias(), name.ends_with("p12").then_some("keyalias"), "{name}");
        assert_eq!(identity.certificate().fingerprint_sha256().to_hex(), CERTIFICATE_SHA256);
        is_the_key(identity.private_key());
    }

    // The certificate that expires last is taken, whatever the order; unrelated ones stay out.
    let key = source("pkcs8.pem").private_key().unwrap();
    let certificate = |name: &str| source(name).certificate().unwrap();
    let (former, current, issuing) = (
        certificate("former.pem"),
        certificate("certificate.pem"),
        certificate("issuing.pem"),
    );
    for certificates in [
        [former.clone(), current.clone(), issuing.clone()],
        [issuing.clone(), current.clone(), former.clone()],
    ] {
        let identity = Identity::new(key.clone(), &certificates).unwrap();
        assert_eq!(identity.chain(), [current.clone(), issuing.clone()]);
        assert_eq!(identity.not_after(), current.not_after());
    }
    let identity = Identity::new(key.clone(), &[former.clone(), issuing.clone()]).unwrap();
    let february = SystemTime::UNIX_EPOCH + Duration::from_hours(491_640);
    assert_eq!(identity.not_after(), february);
    assert!(identity.expires_within(february, Duration::from_secs(1)));

    let error = Identity::new(key, &[issuing]).unwrap_err();
    assert!(error.is_certificate());
    assert_eq!(
        error.to_string(),
        "none of the 1 certificates belongs to the private key"
    );
    let error = opened("without-certificate.p12").identity().unwrap_err();
    assert!(error.is_certificate());
    assert_eq!(
        text(&error),
        "key file without-certificate.p12: has no certificate; one is needed beside the key"
    );
}

#[test]
fn certificates_need_no_password_of_the_key_beside_them() {
    let mut both = read("encrypted-aes256.pem");
    both.extend(read("above.pem"));
    let source = KeySource::bytes(both);
    assert_eq!(source.certificates().unwrap().len(), 2);
    assert!(source.private_key().unwrap_err().is_password());
}

#[test]
fn jwks_skip_what_they_cannot_use() {
    let set = JwkSet::from_json(&read("set.jwks.json")).unwrap();
    assert_eq!(set.keys().len(), 1);
    let key = set.find("first").unwrap();
    assert_eq!(
        (key.kid(), key.algorithm(), key.usage()),
        (Some("first"), Some("RSA-OAEP-256"), Some("enc"))
    );
    assert_eq!(key.public_key().fingerprint_sha256().to_hex(), SPKI_SHA256);
    assert_eq!(key.certificates()[0].fingerprint_sha256().to_hex(), CERTIFICATE_SHA256);
    assert!(key.private_key().is_none());

    let error = set.find("elliptic").unwrap_err();
    assert!(error.is_algorithm());
    assert_eq!(
        error.to_string(),
        "key elliptic: is a JWK of type EC, but an RSA key is needed"
    );
    let error = set.find("second\n").unwrap_err();
    assert!(error.is_alias());
    assert_eq!(error.to_string(), r"the JWK set has no key second\n; it has: first");
    assert_eq!(source("set.jwks.json").jwk_set().unwrap().keys().len(), 1);

    let error = source("set.jwks.json").private_key().unwrap_err();
    assert_eq!(text(&error), "key file set.jwks.json: holds no private key");
}

#[test]
fn jwks_are_checked() {
    let mut key: serde_json::Value = serde_json::from_slice(&read("private.jwk.json")).unwrap();
    let message = |key: &serde_json::Value| Jwk::from_json(key.to_string().as_bytes()).unwrap_err().to_string();
    let prime = key["p"].take();
    assert_eq!(message(&key), "is a JWK without its member p");
    key["p"] = "not base64url!".into();
    assert_eq!(message(&key), "is a JWK whose member p is not base64url");
    key["p"] = prime;
    assert!(Jwk::from_json(key.to_string().as_bytes()).is_ok());
    let mut other = source("root.pem").certificate().unwrap().der().to_vec();
    key["x5c"] = serde_json::json!([base64(&other)]);
    assert_eq!(message(&key), "has an x5c certificate that belongs to another key");
    other.truncate(100);
    key["x5c"] = serde_json::json!([base64(&other)]);
    assert_eq!(message(&key), "is not an X.509 certificate");
    // The parser would quote the value; the message must not.
    assert_eq!(
        Jwk::from_json(br#"{"kty":"RSA","d":{"secret":1}}"#)
            .unwrap_err()
            .to_string(),
        "is not a JWK: line 1, column 17"
    );
}

#[test]
fn public_keys_are_equal_by_their_numbers() {
    // The same key without the NULL that RFC 3279 wants: another SPKI, another fingerprint, the same key.
    let spki = read("spki.der");
    let without_null: Vec<u8> = [&[0x30, 0x82, 0x01, 0x20, 0x30, 0x0b][..], &spki[6..17], &spki[19..]].concat();
    let key = PublicKey::from_spki_der(&without_null).unwrap();
    assert_eq!(key, PublicKey::from_spki_der(&spki).unwrap());
    assert_ne!(key.fingerprint_sha256().to_hex(), SPKI_SHA256);
    assert_ne!(key, source("other.pem").public_key().unwrap());
}

#[test]
fn nothing_secret_is_printed() {
    let key = source("pkcs8.pem").private_key().unwrap();
    assert_eq!(
        format!("{key:?}"),
        format!("PrivateKey {{ public_key: PublicKey {{ bits: 2048, fingerprint_sha256: {SPKI_SHA256} }}, .. }}")
    );
    let source = KeySource::bytes("-----BEGIN SECRET").with_password(PASSWORD);
    let printed = format!("{source:?} {source}");
    assert!(
        !printed.contains(PASSWORD) && !printed.contains("SECRET") && !printed.contains("45, 45"),
        "{printed}"
    );
    let jwk = format!("{:?}", Jwk::from_json(&read("private.jwk.json")).unwrap());
    let raw: serde_json::Value = serde_json::from_slice(&read("private.jwk.json")).unwrap();
    assert!(
        !jwk.contains(raw["d"].as_str().unwrap()) && jwk.contains("first"),
        "{jwk}"
    );
    for name in ["modern.p12", "encrypted-aes256.pem"] {
        let error = KeySource::path(path(name))
            .with_password("hunter2")
            .private_key()
            .unwrap_err();
        assert!(!format!("{error:?} {error}").contains("hunter2"));
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64ct::{Base64, Encoding as _};
    Base64::encode_string(bytes)
}

/// The PKCS#8 bytes of a PEM file that this crate refuses to load.
fn der_of(name: &str) -> Vec<u8> {
    use base64ct::{Base64, Encoding as _};
    let text = String::from_utf8(read(name)).unwrap();
    let body: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    Base64::decode_vec(&body).unwrap()
}

/// BER: the outer levels of a document in DER, as other programs write them.
fn of_unknown_length(der: &[u8]) -> Vec<u8> {
    let header = if der[1] < 0x80 {
        2
    } else {
        2 + usize::from(der[1] & 0x7f)
    };
    [&[der[0], 0x80], &der[header..], &[0, 0]].concat()
}

#[test]
fn keys_and_stores_in_ber_are_read() {
    for name in [
        "modern.p12",
        "legacy.p12",
        "pkcs8.der",
        "pkcs1.der",
        "encrypted-aes256.der",
    ] {
        let ber = of_unknown_length(&read(name));
        is_the_key(&KeySource::bytes(ber).with_password(PASSWORD).private_key().unwrap());
    }
    let certificate = KeySource::bytes(of_unknown_length(&read("certificate.der")))
        .certificate()
        .unwrap();
    assert_eq!(certificate.fingerprint_sha256().to_hex(), CERTIFICATE_SHA256);

    let contents = opened("ber.p12").contents().unwrap();
    assert_eq!(contents.private_keys()[0].name(), Some("keyalias"));
    assert_eq!(contents.certificates()[0].der(), read("certificate.der"));
    // Cut off anywhere, or with another byte anywhere, it is no other key.
    let store = read("ber.p12");
    for at in (0..store.len()).step_by(37) {
        assert!(
            KeySource::bytes(&store[..at])
                .with_password(PASSWORD)
                .private_key()
                .is_err(),
            "{at}"
        );
        let mut damaged = store.clone();
        damaged[at] ^= 0x10;
        if let Ok(key) = KeySource::bytes(damaged).with_password(PASSWORD).private_key() {
            is_the_key(&key);
        }
    }
}

#[test]
fn a_byte_order_mark_is_taken_before_all_text() {
    let marked = |name: &str| [&b"\xef\xbb\xbf"[..], &read(name)].concat();
    for name in [
        "pkcs8.pem",
        "pkcs1.pem",
        "encrypted-aes256.pem",
        "identity.pem",
        "private.jwk.json",
    ] {
        is_the_key(
            &KeySource::bytes(marked(name))
                .with_password(PASSWORD)
                .private_key()
                .unwrap(),
        );
    }
    assert_eq!(
        KeySource::bytes(marked("set.jwks.json"))
            .jwk_set()
            .unwrap()
            .keys()
            .len(),
        1
    );
    assert_eq!(JwkSet::from_json(&marked("set.jwks.json")).unwrap().keys().len(), 1);
    assert!(
        Jwk::from_json(&marked("private.jwk.json"))
            .unwrap()
            .private_key()
            .is_some()
    );
    assert_eq!(
        KeySource::bytes(marked("certificate.pem"))
            .certificates()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_stands_around_pem_blocks_may_be_in_any_encoding() {
    // As `openssl pkcs12 -nodes` writes a name with an umlaut in Latin-1.
    let noted = |name: &str| {
        [
            &b"Bag Attributes\n    friendlyName: Schl\xfcssel\n"[..],
            &read(name),
            b"\xff\xfe\n",
        ]
        .concat()
    };
    is_the_key(&KeySource::bytes(noted("pkcs8.pem")).private_key().unwrap());
    is_the_key(
        &KeySource::bytes(noted("identity.pem"))
            .identity()
            .unwrap()
            .private_key()
            .clone(),
    );
    // Within a block it is damage.
    let damaged = String::from_utf8(read("pkcs8.pem")).unwrap().into_bytes();
    let damaged: Vec<u8> = damaged
        .iter()
        .enumerate()
        .map(|(at, byte)| if at == 200 { 0xfc } else { *byte })
        .collect();
    let error = KeySource::bytes(damaged).private_key().unwrap_err();
    assert_eq!(error.to_string(), "key bytes: PEM block 1 is not base64");
}

/// How Mastercard's portal hands out the identity for mutual TLS.
#[test]
fn a_key_and_its_certificates_come_from_two_files() {
    let certificates = KeySource::bytes([read("certificate.pem"), read("above.pem")].concat());
    for key in [
        "encrypted-pkcs12-3des.pem",
        "encrypted-aes256.pem",
        "pkcs8.pem",
        "without-certificate.p12",
    ] {
        let pair = opened(key).with_certificates(certificates.clone());
        let identity = pair.identity().unwrap();
        assert_eq!(
            identity.certificate().fingerprint_sha256().to_hex(),
            CERTIFICATE_SHA256,
            "{key}"
        );
        assert_eq!(identity.chain().len(), 3, "{key}");
        assert_eq!(pair.certificate().unwrap().der(), identity.certificate().der());
        is_the_key(identity.private_key());
    }
    let error = opened("other.pem")
        .with_certificates(certificates.clone())
        .identity()
        .unwrap_err();
    assert!(error.is_certificate(), "{error}");
    let error = source("encrypted-pkcs12-3des.pem")
        .with_certificates(certificates)
        .identity()
        .unwrap_err();
    assert!(error.is_password(), "{error}");
    let error = opened("pkcs8.pem")
        .with_certificates(source("no-such.crt"))
        .identity()
        .unwrap_err();
    assert_eq!(text(&error), "key file no-such.crt: cannot be read: entity not found");
    let error = opened("pkcs8.pem")
        .with_certificates(source("spki.pem"))
        .identity()
        .unwrap_err();
    assert_eq!(text(&error), "key file spki.pem: holds no certificate");
}

#[test]
fn other_kinds_of_files_are_named_with_the_command_that_converts_them() {
    let block = |label: &str, der: &[u8]| {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der)).into_bytes()
    };
    let certificate = read("certificate.der");
    let pem = String::from_utf8(read("pkcs8.pem")).unwrap();
    let utf16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(pem.encode_utf16());
        units
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    };
    let signed_data = [
        &[0x30, 0x80, 0x06, 9][..],
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2],
        &[0xa0, 0x80],
    ]
    .concat();
    let cases: Vec<(Vec<u8>, &str, &str)> = vec![
        (
            vec![0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2],
            "JKS",
            "keytool -importkeystore -srckeystore FILE",
        ),
        (
            vec![0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2],
            "JCEKS",
            "keytool -importkeystore -srcstoretype JCEKS",
        ),
        (vec![0, 0, 0, 2, 0, 0, 0, 20, 9, 9], "BKS", "-srcstoretype BKS"),
        (vec![0x1e, 0xf1, 0xb5, 0xb0, 0, 0], "PVK", "openssl rsa -inform PVK"),
        (
            block("OPENSSH PRIVATE KEY", b"openssh-key-v1\0"),
            "OpenSSH",
            "ssh-keygen -p -m PKCS8 -f FILE",
        ),
        (
            b"ssh-rsa AAAAB3NzaC1yc2E me@here\n".to_vec(),
            "OpenSSH",
            "ssh-keygen -e -m PKCS8 -f FILE",
        ),
        (
            b"---- BEGIN SSH2 PUBLIC KEY ----\n".to_vec(),
            "SSH",
            "ssh-keygen -i -m RFC4716",
        ),
        (
            b"PuTTY-User-Key-File-3: ssh-rsa\r\n".to_vec(),
            "PuTTY",
            "puttygen FILE -O private-openssh",
        ),
        (
            block("TRUSTED CERTIFICATE", &certificate),
            "trust settings",
            "openssl x509 -in FILE -out FILE.pem",
        ),
        (
            block("PKCS7", &signed_data),
            "PKCS#7",
            "openssl pkcs7 -in FILE -print_certs",
        ),
        (
            block("CMS", &signed_data),
            "PKCS#7",
            "openssl pkcs7 -in FILE -print_certs",
        ),
        (
            signed_data.clone(),
            "PKCS#7",
            "openssl pkcs7 -inform DER -in FILE -print_certs",
        ),
        (
            block("CERTIFICATE REQUEST", b"x"),
            "certificate request (CSR)",
            "send it to the authority",
        ),
        (
            block("NEW CERTIFICATE REQUEST", b"x"),
            "certificate request (CSR)",
            "send it to the authority",
        ),
        (
            read("request.der"),
            "certificate request (CSR)",
            "send it to the authority",
        ),
        (
            block("X509 CRL", b"x"),
            "revocation list",
            "neither a key nor a certificate",
        ),
        (block("DSA PRIVATE KEY", b"x"), "DSA key", "an RSA key is needed"),
        (block("PGP PUBLIC KEY BLOCK", b"x"), "PGP", "of no use"),
        (
            block("SOMETHING ELSE", b"x"),
            "PEM block of a kind that is not read",
            "SOMETHING ELSE",
        ),
        (utf16(true), "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE"),
        (utf16(false), "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE"),
        (utf16(true)[2..].to_vec(), "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE"),
        (
            base64(&read("pkcs8.der")).into_bytes(),
            "base64",
            "base64 -d FILE > FILE.der",
        ),
        (
            base64(&read("ber.p12")).into_bytes(),
            "base64",
            "base64 -d FILE > FILE.der",
        ),
        (base64(&[7; 90]).into_bytes(), "base64", "no key"),
        (b"<!DOCTYPE html><title>Sign in</title>".to_vec(), "HTML", "login page"),
        (b"<RSAKeyValue><Modulus>".to_vec(), ".NET", "ExportPkcs8PrivateKeyPem"),
        (b"PK\x03\x04....".to_vec(), "archive", "unpack it"),
        (b"[{\"kty\":\"RSA\"}]".to_vec(), "JSON array", "keys"),
        (b" \r\n".to_vec(), "empty", "empty"),
        (b"nonsense".to_vec(), "no key in PKCS#12, PEM, DER or JWK form", ""),
    ];
    for (bytes, what, remedy) in cases {
        let source = KeySource::bytes(bytes);
        for error in [
            source.private_key().map(drop).unwrap_err(),
            source.public_key().map(drop).unwrap_err(),
            source.certificates().map(drop).unwrap_err(),
            source.contents().map(drop).unwrap_err(),
        ] {
            let said = error.to_string();
            assert!(said.contains(what) && said.contains(remedy), "{what}: {said}");
            assert!(!said.contains("AAAAB3"), "{said}");
        }
    }
    // Beside what is asked for they do not matter, and where it is missing they are the explanation.
    let both = [block("CERTIFICATE REQUEST", b"x"), read("pkcs8.pem")].concat();
    is_the_key(&KeySource::bytes(both.clone()).private_key().unwrap());
    let error = KeySource::bytes(both).certificates().unwrap_err();
    assert!(error.to_string().contains("certificate request"), "{error}");
}

/// Names come from files that others made; nothing in them gets at a terminal or forges a line of a log.
#[test]
fn names_from_files_are_cleaned() {
    let nasty = "evil\u{1b}[2J\r\nWARN: all is well\u{7}\u{202e}";
    let clean = r"evil\u{1b}[2J\r\nWARN: all is well\u{7}\u{202e}";
    let mut store = KeyStore::new();
    let key = p12_keystore::PrivateKey::from_der(&read("pkcs8.der")).unwrap();
    let certificate = p12_keystore::Certificate::from_der(&read("certificate.der")).unwrap();
    store.add_entry(
        nasty,
        KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new(vec![1], key, vec![certificate])),
    );
    let bytes = store.writer(PASSWORD).write().unwrap();
    let source = KeySource::bytes(bytes).with_password(PASSWORD);
    assert_eq!(source.contents().unwrap().private_keys()[0].name(), Some(clean));
    let error = source.clone().with_alias("other\n\u{1b}").private_key().unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(r"key bytes: holds no key with the alias other\n\u{{1b}}; it has: {clean}")
    );
    // As it is shown, it is asked for.
    is_the_key(&source.with_alias(clean).private_key().unwrap());

    let mut jwk: serde_json::Value = serde_json::from_slice(&read("public.jwk.json")).unwrap();
    jwk["kid"] = "evil\u{1b}[2J\r\nWARN".into();
    let set = serde_json::json!({"keys": [jwk]}).to_string();
    let set = JwkSet::from_json(set.as_bytes()).unwrap();
    let error = set.find("x").unwrap_err();
    assert_eq!(
        error.to_string(),
        r"the JWK set has no key x; it has: evil\u{1b}[2J\r\nWARN"
    );
    assert_eq!(
        set.keys()[0].kid(),
        Some("evil\u{1b}[2J\r\nWARN"),
        "a header repeats it as it is"
    );
}
