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

/// The commands of a section, block by block.
fn steps(section: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mc-notifications/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let section = text.split(section).nth(1).unwrap().split("\n### ").next().unwrap();
    let blocks = section.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

fn free_port() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port().to_string()
}

/// The steps of the README as they are typed, but for the build, which this test stands on, and ports that are free.
#[test]
fn a_newcomer_gets_to_the_first_update_by_the_readme() {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("skipped: curl is not here");
        return;
    }
    let folder = TempDir::new().unwrap();
    let steps = steps("### Start\n");
    let [build, init, start, curl, sandbox, take] = &steps[..] else {
        panic!("{} blocks", steps.len());
    };
    assert!(build.contains("cargo build -p mcapi"), "{build}");
    let wait = |count: usize| {
        format!(
            "for turn in $(seq 200); do mcapi updates status --config trial/receive.toml | grep -q '\"pending\":{count}' && break; sleep 0.2; done\n"
        )
    };
    let (port, admin) = (free_port(), free_port());
    // The ports are changed in what the second step has made; it ends with all that was begun.
    let script = format!(
        "trap 'kill $receiver $sandbox; wait' EXIT\n{init}sed -i -e s/8443/{port}/ -e s/9464/{admin}/ trial/receive.toml\n\
         exec 3>&1 >&2\n{start}{}{}{}{}{take}",
        curl.replace("8443", &port).replace("curl ", "curl --noproxy '*' "),
        wait(1),
        sandbox.replace("8443", &port),
        wait(2),
    );
    let script = script.replace(take.as_str(), &format!("exec >&3\n{take}"));
    let program = Path::new(env!("CARGO_BIN_EXE_mcapi")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let output = Command::new("bash")
        .args(["-e", "-c", &script])
        .current_dir(&folder)
        .env("PATH", path)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let (text, log) = (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert!(output.status.success(), "{text}{log}");
    let lines: Vec<Value> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let requests: Vec<&Value> = lines.iter().map(|line| &line["requests"]).collect();
    assert_eq!(
        requests,
        [&serde_json::json!(["order-4711"]), &serde_json::json!(["order-4712"])],
        "{text}{log}"
    );
    assert!(!log.contains(PAN) && !log.contains("4222222222222"), "{log}");
    // A second time it overwrites nothing.
    assert!(complaint(&ran(folder.path(), "receive init trial")).contains("already"));
}

#[test]
fn paths_are_relative_to_the_configuration_and_exposed_keys_are_warned_of() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    certificates(&inner);
    std::fs::write(inner.join("updates.keys"), KEYS).unwrap();
    std::fs::write(
        inner.join("receive.toml"),
        "listen = \"127.0.0.1:0\"\ncertificate = \"server.pem\"\nprivate-key = \"server.key\"\n\
         client-roots = [\"root.pem\"]\npins = [\"dns:client.example.com\"]\nadmin = \"127.0.0.1:0\"\n\
         database = \"updates.db\"\nstore-key-file = \"updates.keys\"\nmax-size = 64\nmax-handshakes-per-address = 8\n",
    )
    .unwrap();
    let rights = |name: &str, mode| {
        std::fs::set_permissions(inner.join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("updates.keys", 0o640);
    rights("server.key", 0o600);
    let receiver = Receiver::start(folder.path(), "receive --config inner/receive.toml");
    let log = receiver.stop();
    assert!(inner.join("updates.db").exists());
    let warned: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("others on this machine"))
        .collect();
    assert_eq!(warned.len(), 1, "{log}");
    assert!(warned[0].contains("inner/updates.keys"), "{log}");

    let status = ran(folder.path(), "updates status --config inner/receive.toml");
    assert!(String::from_utf8_lossy(&status.stderr).contains("updates.keys"));
    assert_eq!(printed(&status)["pending"], 0);
    rights("updates.keys", 0o600);
    let check = ran(folder.path(), "updates check --config inner/receive.toml");
    assert_eq!(
        (printed(&check)["sound"].as_bool(), check.stderr.is_empty()),
        (Some(true), true)
    );
}

#[test]
fn what_no_program_can_hold_is_received_and_shown_as_bytes() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    certificates(folder);
    let place = "--database updates.db --store-key-env UPDATES_KEY";
    let receiver = Receiver::start(
        folder,
        &format!(
            "receive --listen 127.0.0.1:0 --certificate server.pem --private-key server.key --client-roots root.pem \
             --pin dns:client.example.com --admin 127.0.0.1:0 {place}"
        ),
    );
    let body = r#"{"abuReferenceId":"a-1","note":"\ud800"}"#;
    let Some(status) = post(folder, &receiver.url, body, CLIENT) else {
        return;
    };
    assert_eq!(status, 200);
    assert_eq!(post(folder, &receiver.url, "{\"a\":,}", CLIENT), Some(400));
    let shown = printed(&ran(folder, &format!("updates take {place} --quarantined --reveal")));
    assert_eq!(shown["body_base64"], Base64::encode_string(body.as_bytes()));
    let log = receiver.stop();
    // The beginning of what sha256sum says of the seven bytes.
    assert!(log.contains("length=7") && log.contains("line 1, column 6"), "{log}");
    assert!(log.contains("sha256=\"14b171b81f5b7829\""), "{log}");
}
