//! `mcapi receive` and `mcapi updates`, with curl for a sender.

#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use base64ct::{Base64, Encoding as _};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SanType,
};
use serde_json::Value;
use tempfile::TempDir;

const KEYS: &str = "k1:ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0zMi1ieXRlcy4=";
const PAN: &str = "5555555555554444";

fn pem(label: &str, der: &[u8]) -> String {
    let text = Base64::encode_string(der);
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// Files of an authority, a server and a client.
fn certificates(folder: &Path) {
    let params = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.subject_alt_names = vec![SanType::DnsName(name.try_into().unwrap())];
        params
    };
    let root_key = KeyPair::generate().unwrap();
    let mut root = params("root.example.com");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let certificate = root.self_signed(&root_key).unwrap();
    std::fs::write(folder.join("root.pem"), pem("CERTIFICATE", certificate.der())).unwrap();
    let issuer = Issuer::new(root, root_key);
    for (file, name, purpose) in [
        ("server", "localhost", ExtendedKeyUsagePurpose::ServerAuth),
        ("client", "client.example.com", ExtendedKeyUsagePurpose::ClientAuth),
    ] {
        let key = KeyPair::generate().unwrap();
        let mut leaf = params(name);
        leaf.extended_key_usages = vec![purpose];
        let certificate = leaf.signed_by(&key, &issuer).unwrap();
        std::fs::write(
            folder.join(format!("{file}.pem")),
            pem("CERTIFICATE", certificate.der()),
        )
        .unwrap();
        std::fs::write(
            folder.join(format!("{file}.key")),
            pem("PRIVATE KEY", &key.serialize_der()),
        )
        .unwrap();
    }
}

fn mc(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcapi"));
    command
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("UPDATES_KEY", KEYS)
        .stdin(Stdio::null());
    command
}

fn ran(folder: &Path, arguments: &str) -> Output {
    mc(folder, arguments).output().unwrap()
}

/// The one line that was printed, as JSON.
fn printed(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

struct Receiver {
    child: Child,
    url: String,
    admin: String,
}

impl Receiver {
    fn start(folder: &Path, arguments: &str) -> Self {
        let mut child = mc(folder, arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = |start: &str| {
            let line = lines.next().map(Result::unwrap);
            let Some(rest) = line.as_deref().and_then(|line| line.strip_prefix(start)) else {
                let _ = child.kill();
                let mut text = String::new();
                let _ = std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut text);
                panic!("{line:?} {text}");
            };
            rest.to_owned()
        };
        let (url, admin) = (line("listening on "), line("admin on "));
        Self {
            url: url.replace("127.0.0.1", "localhost"),
            admin,
            child,
        }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args([name, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Ends it in order and gives what it has logged.
    fn stop(self) -> String {
        self.signal("-TERM");
        let output = self.child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{text}");
        text
    }
}

/// Posts and gives the status; none if curl is not here, 0 if there was no answer.
fn post(folder: &Path, url: &str, body: &str, identity: &str) -> Option<u16> {
    let spawned = Command::new("curl")
        .args("-s --noproxy * --cacert root.pem -H content-type:application/json --data-binary @- -o answer -w %{http_code}".split(' '))
        .args(identity.split_whitespace())
        .arg(url)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        let required = std::env::var("MC_INTEROP").is_ok_and(|value| value == "required");
        assert!(!required, "curl has to be here");
        println!("skipped: curl is not here");
        return None;
    };
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().parse().ok()
}

fn update(reference: &str) -> String {
    format!(
        r#"{{"abuReferenceId":"{reference}","oldAccountNumber":"{PAN}","oldExpirationDate":"0000","newAccountNumber":null,"newExpirationDate":null,"reasonIdentifier":"C","merchants":[{{"merchantId":"M","requestId":"q-1"}}]}}"#
    )
}

const CLIENT: &str = "--cert client.pem --key client.key";

#[test]
fn updates_are_received_taken_acknowledged_and_replayed() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    certificates(folder);
    std::fs::write(
        folder.join("receive.toml"),
        "listen = \"127.0.0.1:0\"\npath = \"/abu\"\ncertificate = \"server.pem\"\nprivate-key = \"server.key\"\n\
         client-roots = [\"root.pem\"]\npins = [\"dns:client.example.com\"]\nadmin = \"127.0.0.1:0\"\n\
         database = \"updates.db\"\nstore-key-env = \"UPDATES_KEY\"\nretain = 400\n",
    )
    .unwrap();
    let receiver = Receiver::start(folder, "receive --config receive.toml");
    let Some(status) = post(folder, &receiver.url, &update("a-1"), CLIENT) else {
        return;
    };
    assert_eq!(status, 200);
    assert_eq!(post(folder, &receiver.url, &update("a-2"), CLIENT), Some(200));
    assert_eq!(post(folder, &receiver.url, "{\"odd\":1}", CLIENT), Some(200));
    assert_eq!(post(folder, &receiver.url, &update("a-3"), ""), Some(0));
    for (path, wanted) in [
        ("readyz", "ready"),
        ("metrics", "mc_notifications_requests_total{status=\"200\"} 3"),
    ] {
        let output = Command::new("curl")
            .args(["-s", "--noproxy", "*", &format!("{}/{path}", receiver.admin)])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(wanted), "{text}");
        assert!(!text.contains(PAN));
    }

    // Another process takes, while the receiver runs.
    let from = "--config receive.toml";
    let taken = printed(&ran(folder, &format!("updates take {from} --max 1")));
    assert_eq!((&taken["reference"], &taken["reason"]), (&"a-1".into(), &"C".into()));
    assert_eq!(taken["requests"], serde_json::json!(["q-1"]));
    assert!(!taken.to_string().contains(PAN));
    let receipt = taken["receipt"].as_str().unwrap();
    assert_eq!(
        printed(&ran(folder, &format!("updates ack {from} {receipt}")))["done"],
        1
    );
    let again = ran(folder, &format!("updates ack {from} {receipt}"));
    assert_eq!(printed(&again)["lost"], serde_json::json!([receipt]));
    assert!(complaint(&again).contains("no longer good"));
    let replayed = printed(&ran(folder, &format!("updates replay {from} --reference a-1")));
    assert_eq!(replayed["replayed"], 1);
    let shown = printed(&ran(
        folder,
        &format!("updates take {from} --max 1 --reveal --lease 600"),
    ));
    assert_eq!(shown["notification"]["oldAccountNumber"], PAN);
    let odd = printed(&ran(folder, &format!("updates take {from} --quarantined")));
    assert_eq!((&odd["understood"], odd.get("reference")), (&false.into(), None));
    let status = printed(&ran(folder, &format!("updates status {from}")));
    assert_eq!(
        (&status["pending"], &status["leased"], &status["quarantined"]),
        (&2.into(), &1.into(), &1.into())
    );

    // A reload that cannot be done leaves what was there; one that can lets nobody in but whom the new pin names.
    std::fs::rename(folder.join("root.pem"), folder.join("moved.pem")).unwrap();
    receiver.signal("-HUP");
    wait_for(&receiver, "mc_notifications_reloads_total{outcome=\"failed\"} 1");
    std::fs::rename(folder.join("moved.pem"), folder.join("root.pem")).unwrap();
    assert_eq!(post(folder, &receiver.url, &update("a-4"), CLIENT), Some(200));
    let text = std::fs::read_to_string(folder.join("receive.toml")).unwrap();
    std::fs::write(folder.join("receive.toml"), text.replace("dns:client", "dns:other")).unwrap();
    receiver.signal("-HUP");
    wait_for(&receiver, "mc_notifications_reloads_total{outcome=\"done\"} 1");
    assert_eq!(post(folder, &receiver.url, &update("a-5"), CLIENT), Some(0));

    let log = receiver.stop();
    assert!(
        log.contains("a-1") && log.contains("quarantine") && log.contains("client.example.com"),
        "{log}"
    );
    assert!(!log.contains(PAN), "{log}");
}

/// Asks for the metrics until they have a line.
fn wait_for(receiver: &Receiver, line: &str) {
    for _ in 0..500 {
        let output = Command::new("curl")
            .args(["-s", "--noproxy", "*", &format!("{}/metrics", receiver.admin)])
            .output()
            .unwrap();
        if String::from_utf8_lossy(&output.stdout)
            .lines()
            .any(|found| found == line)
        {
            return;
        }
    }
    panic!("no {line}");
}

#[test]
fn what_is_missing_is_said_in_one_line() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    certificates(folder);
    let said = |arguments: &str, what: &str| {
        let text = complaint(&ran(folder, arguments));
        assert!(text.contains(what), "{arguments}: {text}");
        assert!(!text.contains("ZGVtb25z"), "{text}");
    };
    let tls =
        "--certificate server.pem --private-key server.key --client-roots root.pem --pin dns:a.example.com --log off";
    let store = "--database updates.db --store-key-env UPDATES_KEY";
    said("receive --log off", "--certificate");
    said(
        "receive --log off --certificate none.pem --private-key server.key",
        "none.pem",
    );
    said(&format!("receive {tls}"), "--store-key-env");
    said(&format!("receive {tls} --store-key-env UPDATES_KEY"), "--database");
    said(
        &format!("receive {tls} --database updates.db --store-key-env NOT_SET"),
        "not set",
    );
    said(&format!("receive {tls} {store} --pin client.example.com"), "dns:name");
    said(
        &format!("receive {tls} {store} --listen 127.0.0.1:0 --path abu"),
        "slash",
    );
    said(
        "updates status --database none/updates.db --store-key-env UPDATES_KEY",
        "none/updates.db",
    );
    said(&format!("updates ack {store} 12"), "receipt");
    std::fs::write(folder.join("bad.toml"), "listn = \"127.0.0.1:0\"\n").unwrap();
    said("receive --log off --config bad.toml", "listn");
}
