//! The file that the sandbox writes, read as a profile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::settings::{Auth, Document, Key, Recipient, Settings};

/// `sandbox.json`, as far as it matters here.
#[derive(Deserialize)]
struct Sandbox {
    consumer_key: String,
    products: BTreeMap<String, Served>,
    files: Files,
}

#[derive(Deserialize)]
struct Served {
    base_url: String,
    authentication: Authentication,
    encryption_key_id: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Authentication {
    Oauth1,
    Mtls,
}

#[derive(Deserialize)]
struct Files {
    ca: PathBuf,
    client_certificate: PathBuf,
    client_key: PathBuf,
    decryption_key: PathBuf,
    encryption_certificate: PathBuf,
    signing_key: PathBuf,
}

fn key(file: &Path, certificate: Option<&PathBuf>) -> Key {
    Key {
        file: Some(file.to_owned()),
        certificate: certificate.cloned(),
        ..Key::default()
    }
}

/// The profile `sandbox`, which has every product that is served.
pub(crate) fn document(json: &str) -> Result<Document, String> {
    let sandbox: Sandbox = serde_json::from_str(json).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        format!("this is not what `mcapi sandbox --dir` writes, {place}; give that file, or one of profiles in TOML")
    })?;
    let files = &sandbox.files;
    let recipient = |kid: Option<String>| Recipient {
        file: Some(files.encryption_certificate.clone()),
        env: None,
        alias: None,
        kid,
        content_encryption: None,
        field: None,
    };
    let product = sandbox.products.into_iter().map(|(name, served)| {
        let settings = Settings {
            base_url: Some(served.base_url),
            auth: Some(match served.authentication {
                Authentication::Oauth1 => Auth::OAuth1,
                Authentication::Mtls => Auth::MutualTls,
            }),
            encryption: served.encryption_key_id.map(|kid| recipient(Some(kid))),
            ..Settings::default()
        };
        (name, settings)
    });
    let settings = Settings {
        roots: Some(vec![files.ca.clone()]),
        consumer_key: Some(sandbox.consumer_key),
        signing: Some(key(&files.signing_key, None)),
        client_certificate: Some(key(&files.client_key, Some(&files.client_certificate))),
        encryption: Some(recipient(None)),
        decryption: Some(vec![key(&files.decryption_key, None)]),
        product: product.collect(),
        ..Settings::default()
    };
    Ok(Document {
        default: None,
        profile: BTreeMap::from([("sandbox".to_owned(), settings)]),
    })
}
