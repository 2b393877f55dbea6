//! `mcapi call` against `mcapi sandbox`, which checks signatures, certificates, encryption and contracts as the gateway does.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A sandbox, until it is dropped.
struct Sandbox {
    process: Child,
    folder: TempDir,
}

impl Sandbox {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_mcapi"))
            .args(["sandbox", "--dir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let first = lines.next().unwrap_or_default();
        assert!(first.starts_with("The sandbox listens"), "{first}");
        // What it says of each request has to go somewhere.
        thread::spawn(move || lines.count());
        Self { process, folder }
    }

    fn settings(&self) -> PathBuf {
        self.folder.path().join("sandbox.json")
    }

    /// Exit status, standard output as JSON, and standard error.
    fn call(&self, arguments: &[&str], body: Option<&Value>) -> (i32, Value, String) {
        call(&self.settings(), arguments, body)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn call(profile: &Path, arguments: &[&str], body: Option<&Value>) -> (i32, Value, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcapi"));
    command.arg("call").args(arguments).arg("--profile-file").arg(profile);
    command.env("XDG_DATA_HOME", profile.parent().unwrap());
    if body.is_some() {
        command.args(["--body", "-"]);
    }
    let pipes = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let json = body.map(Value::to_string).unwrap_or_default();
    child.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (
        output.status.code().unwrap(),
        answer,
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn every_product_is_called() {
    let sandbox = Sandbox::start();
    let answered = |arguments: &[&str], body: Option<Value>| {
        let (status, answer, error) = sandbox.call(arguments, body.as_ref());
        assert_eq!((status, error.as_str()), (0, ""), "{arguments:?}: {answer}");
        answer
    };
    // Signed.
    let queues = answered(&["mastercom", "getQueues"], None);
    assert!(queues.is_array(), "{queues}");
    let inquiry = json!({
        "requestId": "1",
        "customer": {"ica": "1111", "merchantId": "100000000000001"},
        "account": {"accountNumber": "5555555555554444", "expiryDate": "0528"},
    });
    let answer = answered(&["automatic-billing-updater", "accountInquiry"], Some(inquiry));
    assert!(answer["responseIndicator"].is_string(), "{answer}");
    // Signed, with a card that is encrypted into its field.
    let enrolment = json!({
        "srcClientId": "6e1f0d3c-0000-4000-8000-000000000003",
        "serviceId": "SRC",
        "consumer": {
            "consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "a@example.com"},
            "firstName": "Jane", "lastName": "Roe", "countryCode": "US",
        },
        "encryptedCard": {
            "primaryAccountNumber": "5555555555554444", "panExpirationMonth": "12", "panExpirationYear": "2099",
        },
        "cardSource": "ISSUER",
    });
    let arguments = ["issuer-enrollment", "putCard"];
    let answer = answered(&arguments, Some(enrolment));
    assert_eq!(answer["maskedCard"]["panLastFour"], "4444", "{answer}");
    let id = answer["maskedCard"]["srcDigitalCardId"].as_str().unwrap();
    answered(
        &["issuer-enrollment", "getCard", "--param", &format!("cardId={id}")],
        None,
    );
    // By a client certificate, with the whole body encrypted.
    let segment = json!({
        "cardNumber": 5_291_070_000_000_000_u64,
        "segments": [{"code": "DART", "effectiveDate": "2099-01-01"}],
    });
    let answer = answered(&["benefit-allocation", "assignSegment"], Some(segment));
    assert!(answer["bundles"].is_array(), "{answer}");
    let applicant = json!({"user": {"account": {}, "email": "a@example.com"}});
    let answer = answered(
        &["identity-insights", "retrieveAccountOpeningInsights"],
        Some(applicant),
    );
    assert!(answer["requestRefId"].is_string(), "{answer}");
}

#[test]
fn what_the_sandbox_refuses_is_a_typed_error() {
    let sandbox = Sandbox::start();
    let (status, answer, error) = sandbox.call(&["mastercom", "getClaimDetail", "--param", "claim-id=1"], None);
    assert_eq!(status, 2, "{error}");
    assert!(
        answer["error"]["status"].as_u64().is_some_and(|status| status >= 400),
        "{answer}"
    );
    assert!(
        error.starts_with("mcapi: operation getClaimDetail: the server answered 4") && error.lines().count() == 1,
        "{error}"
    );

    // Signed by a key that the sandbox does not know.
    let mut settings: Value = serde_json::from_slice(&fs::read(sandbox.settings()).unwrap()).unwrap();
    settings["files"]["signing_key"] = settings["files"]["decryption_key"].clone();
    let other = sandbox.folder.path().join("other.json");
    fs::write(&other, settings.to_string()).unwrap();
    let (status, answer, error) = call(&other, &["mastercom", "healthcheck"], None);
    assert_eq!(status, 2, "{error}");
    assert_eq!(answer["error"]["errors"][0]["source"], "Gateway", "{answer}");
    assert_eq!(answer["error"]["mayHaveBeenProcessed"], false);
}

#[test]
fn the_profile_of_the_sandbox_is_sound() {
    let sandbox = Sandbox::start();
    let output = Command::new(env!("CARGO_BIN_EXE_mcapi"))
        .args(["profile", "check", "--output", "json", "--profile-file"])
        .arg(sandbox.settings())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.success(), "{report:#}");
    let findings = report["findings"].as_array().unwrap();
    let keys = [
        "signing key",
        "client certificate",
        "encryption key",
        "decryption key",
        "root certificate",
    ];
    for what in keys {
        assert!(
            findings.iter().any(|finding| finding["what"] == what),
            "{what}: {report:#}"
        );
    }
    let errors = findings.iter().filter(|finding| finding["level"] == "error").count();
    let servers = findings
        .iter()
        .filter(|finding| finding["what"] == "server" && finding["level"] == "ok")
        .count();
    assert_eq!((errors, servers), (0, 5), "{report:#}");
}
