//! The folder for clients in other languages.

use std::fs;

use mc_auth::keys::KeySource;
use mc_sandbox::Product;
use serde_json::Value;

use crate::support::{credentials, start};

#[tokio::test]
async fn everything_that_a_client_needs_is_written() {
    let sandbox = start().await;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("new/sandbox");
    sandbox.write_files(&folder).unwrap();
    sandbox.write_files(&folder).unwrap(); // a second time replaces them
    let settings: Value = serde_json::from_slice(&fs::read(folder.join("sandbox.json")).unwrap()).unwrap();
    assert_eq!(settings, sandbox.settings());
    let mut named: Vec<String> = settings["files"]
        .as_object()
        .unwrap()
        .values()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    named.push("sandbox.json".to_owned());
    named.sort();
    let mut there: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    assert_eq!(there, named);

    let file = |name: &str| KeySource::path(folder.join(settings["files"][name].as_str().unwrap()));
    let signing = file("signing_key").private_key().unwrap();
    let password = settings["p12_password"].as_str().unwrap();
    let from_p12 = file("signing_p12")
        .with_alias("keyalias")
        .with_password(password)
        .private_key()
        .unwrap();
    assert_eq!(
        signing.public_key().fingerprint_sha256(),
        from_p12.public_key().fingerprint_sha256()
    );
    let client = file("client_p12").with_password(password).identity().unwrap();
    assert_eq!(client.chain().len(), 2);
    let pem = file("client_key").private_key().unwrap();
    assert_eq!(
        client.private_key().public_key().fingerprint_sha256(),
        pem.public_key().fingerprint_sha256()
    );
    assert_eq!(file("client_certificate").certificates().unwrap().len(), 2);
    assert_eq!(file("ca").certificates().unwrap().len(), 1);
    let encryption = file("encryption_certificate")
        .certificate()
        .unwrap()
        .public_key()
        .unwrap();
    assert_eq!(
        settings["products"]["benefit-allocation"]["encryption_key_id"],
        encryption.fingerprint_sha256().to_hex()
    );
    assert!(file("decryption_key").private_key().is_ok());
    let key = fs::read_to_string(folder.join("consumer-key.txt")).unwrap();
    assert_eq!((key.as_str(), key.len()), (credentials().consumer_key(), 97));
    for product in Product::ALL {
        assert_eq!(
            settings["products"][product.id()]["base_url"],
            sandbox.base_url(product)
        );
    }

    #[cfg(unix)]
    for name in there {
        use std::os::unix::fs::PermissionsExt as _;
        let private = !["ca.pem", "client.pem", "encryption.pem"].contains(&name.as_str());
        let mode = fs::metadata(folder.join(&name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if private { 0o600 } else { 0o644 }, "{name}");
    }
}

#[tokio::test]
async fn all_files_are_written_or_none() {
    let sandbox = start().await;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ca.pem"), "before").unwrap();
    // A folder where a file belongs: the last but one cannot be put in its place.
    fs::create_dir(folder.path().join("signing.p12")).unwrap();
    let error = sandbox.write_files(folder.path()).unwrap_err().to_string();
    assert!(error.contains("signing.p12 cannot be written"), "{error}");
    let mut there: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    assert_eq!(there, ["ca.pem", "signing.p12"]);
    assert_eq!(fs::read_to_string(folder.path().join("ca.pem")).unwrap(), "before");
}

#[tokio::test]
async fn a_folder_keeps_its_keys_and_belongs_to_one_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept");
    let start = || mc_sandbox::Sandbox::builder().with_folder(&path).start();
    let file = |name: &str| fs::read(path.join(name)).unwrap();

    let first = start().await.unwrap();
    let key = first.credentials().consumer_key().to_owned();
    let names = [
        "ca.pem",
        "client.pem",
        "signing-key.pem",
        "decryption-key.pem",
        "encryption.pem",
    ];
    let before = names.map(file);
    let refused = start().await.unwrap_err().to_string();
    assert!(refused.contains("another sandbox runs on the folder"), "{refused}");
    let other = crate::support::start().await;
    let refused = other.write_files(&path).unwrap_err().to_string();
    assert!(refused.contains("another sandbox runs on the folder"), "{refused}");
    assert_eq!(names.map(file), before, "nothing was overwritten");
    let server = first.credentials().issue_server().unwrap();
    drop(first);

    let second = start().await.unwrap();
    assert_eq!(second.credentials().consumer_key(), key);
    assert_eq!(names.map(file), before);
    // The authority can still issue, and what it issued before is still good.
    let issued = second.credentials().issue_server().unwrap();
    assert_eq!(issued.chain_pem().lines().last(), server.chain_pem().lines().last());
    let insights = second.http(Product::IdentityInsights).unwrap();
    let answer = insights
        .get(format!("{}/openings", second.base_url(Product::IdentityInsights)))
        .send()
        .await;
    assert_eq!(answer.unwrap().status(), 405, "the certificate is accepted");
    drop(second);

    // Keys whose certificates end soon are replaced, and a file that is none is an error.
    let mut keys: Value = serde_json::from_slice(&file("keys.json")).unwrap();
    keys["ends"] = (chrono::Utc::now() + chrono::TimeDelta::days(20)).to_rfc3339().into();
    fs::write(path.join("keys.json"), keys.to_string()).unwrap();
    let third = start().await.unwrap();
    assert_ne!(third.credentials().consumer_key(), key);
    drop(third);
    fs::write(path.join("keys.json"), "{").unwrap();
    let refused = start().await.unwrap_err().to_string();
    assert!(refused.contains("keys.json"), "{refused}");
}

#[tokio::test]
async fn the_sandboxes_own_certificates_do_not_end_soon() {
    let credentials = credentials();
    let issued = credentials.issue_server().unwrap();
    let soon = std::time::SystemTime::now() + std::time::Duration::from_hours(45 * 24);
    for pem in [
        credentials.ca_pem(),
        credentials.client().chain_pem(),
        credentials.push().chain_pem(),
        credentials.signing().chain_pem(),
        credentials.encryption_certificate_pem(),
        issued.chain_pem(),
    ] {
        for certificate in KeySource::bytes(pem.into_bytes()).certificates().unwrap() {
            assert!(certificate.not_after() > soon);
        }
    }
}
