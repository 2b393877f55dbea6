//! What has to work on the FIPS module of AWS-LC, and what has to be refused there.

use std::error::Error;
use std::path::Path;

use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::rsa::rustcrypto::RustCrypto;
use mc_auth::rsa::{Backend as _, LocalSigner};
use mc_auth::tls::ClientTls;

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    mc_auth::fips::require()?;
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/mc-auth/tests/keys");
    let source = |name: &str| KeySource::path(keys.join(name));

    let private = source("pkcs8.pem").private_key()?;
    let public = source("certificate.pem").public_key()?;
    drop(OAuth1::new("client!key", LocalSigner::new(&private)?)?);
    // Encrypted by PBES2 with PBKDF2 and AES-256-CBC.
    let encrypted = source("encrypted-aes256.pem").with_password("keystorepassword".to_owned()).private_key();
    report("an encrypted key", encrypted.map(drop).map_err(Into::into))?;
    let config = ClientTls::new().build()?;
    report("TLS", if config.fips() { Ok(()) } else { Err("the configuration is not of the module".into()) })?;

    let document = br#"{"accountNumber":"5555555555554444"}"#;
    let decrypter = Decrypter::new(&private)?;
    for content in ContentEncryption::ALL {
        let encrypter = Encrypter::new(&public)?.with_content_encryption(content);
        match encrypter.encrypt(document) {
            Ok(jwe) if decrypter.decrypt(&jwe)?.as_slice() == document => println!("{content}: encrypted and decrypted"),
            Ok(_) => return Err(format!("{content}: another document").into()),
            Err(error) if content == ContentEncryption::A192Gcm && error.is_algorithm() => println!("{content}: {error}"),
            Err(error) => return Err(error.into()),
        }
    }
    refused("vectors of 16 bytes", Encrypter::new(&public)?.with_sixteen_byte_iv().encrypt(document))?;
    refused("the pure Rust backend", RustCrypto.private_key(&private))?;
    let store = source("modern.p12").with_password("keystorepassword".to_owned());
    refused("a PKCS#12 store", store.private_key())?;
    let old = source("encrypted-pkcs12-3des.pem").with_password("keystorepassword".to_owned());
    refused("a key encrypted by 3DES", old.private_key())
}

fn report(what: &str, result: Outcome) -> Outcome {
    if result.is_ok() {
        println!("{what}: by the module");
    }
    result
}

fn refused<T>(what: &str, result: Result<T, mc_auth::Error>) -> Outcome {
    match result {
        Err(error) if error.is_algorithm() => {
            println!("{what}: {error}");
            Ok(())
        }
        Err(error) => Err(format!("{what}: refused for another reason: {error}").into()),
        Ok(_) => Err(format!("{what}: not refused").into()),
    }
}
