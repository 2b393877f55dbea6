//! `mcapi sandbox`: what it prints and writes, how it ends, and a client in another language.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A sandbox that is ended with the test.
struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
    /// What it printed until it listened.
    said: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mcapi"))
            .arg("sandbox")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let mut exports = false;
        loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).unwrap() > 0, "it ended: {said}");
            exports |= line.starts_with("export ");
            said.push_str(&line);
            if exports && line == "\n" {
                break;
            }
        }
        Self { child, output, said }
    }

    fn exported(&self, name: &str) -> String {
        let prefix = format!("export MCAPI_SANDBOX_{name}=");
        let line = self.said.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap();
        shlex::split(line).unwrap().remove(0)
    }

    /// Ends it by a signal, and gives the exit status and what it still said.
    fn end(mut self, signal: &str) -> (Option<i32>, String, String) {
        let process = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", signal, &process])
                .status()
                .unwrap()
                .success()
        );
        let (mut output, mut error) = (String::new(), String::new());
        self.output.read_to_string(&mut output).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
        (self.child.wait().unwrap().code(), output, error)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn fails(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_mcapi"))
        .arg("sandbox")
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{output:?}");
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    error
}

#[test]
#[cfg(unix)]
fn it_says_what_to_set_and_ends_in_order() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("keys");
    let sandbox = Running::start(&["--dir", home.to_str().unwrap()]);
    assert!(
        sandbox
            .said
            .starts_with("The sandbox listens; its status page is http://127.0.0.1:")
    );
    let settings: Value = serde_json::from_slice(&fs::read(home.join("sandbox.json")).unwrap()).unwrap();
    assert_eq!(sandbox.exported("CONTROL_URL"), settings["control_url"]);
    assert_eq!(
        sandbox.exported("MASTERCOM_URL"),
        settings["products"]["mastercom"]["base_url"]
    );
    assert_eq!(sandbox.exported("CONSUMER_KEY"), settings["consumer_key"]);
    assert_eq!(sandbox.exported("P12_PASSWORD"), settings["p12_password"]);
    for name in [
        "CA",
        "CLIENT_P12",
        "SIGNING_KEY",
        "DECRYPTION_KEY",
        "ENCRYPTION_CERTIFICATE",
        "CONSUMER_KEY",
    ] {
        let path = sandbox.exported(&format!("{name}_FILE"));
        assert!(Path::new(&path).is_file(), "{name} {path}");
    }
    let names: Vec<&str> = sandbox
        .said
        .lines()
        .filter_map(|line| line.strip_prefix("export ")?.split('=').next())
        .collect();
    let mut distinct = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), names.len(), "no name twice");
    assert_eq!(sandbox.end("TERM"), (Some(0), String::new(), String::new()));

    let sandbox = Running::start(&[]);
    assert!(sandbox.said.contains("--dir DIR writes them"));
    assert_eq!(sandbox.end("INT"), (Some(0), String::new(), String::new()));
}

#[test]
fn what_cannot_be_is_said_in_a_line() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    assert!(fails(&["--seed", "nowhere.json"]).contains("nowhere.json cannot be read"));
    assert!(fails(&["--seed", &file("a.json", "{")]).contains("a.json is no JSON: line 1 column 1"));
    assert!(
        fails(&["--seed", &file("b.json", "{\"visa\":{}}")])
            .contains("the seed does not fit: /visa: there is no such product")
    );
    assert!(fails(&["--push-url", "https://localhost"]).contains("--push-ca"));
    let ca = file("ca.pem", "");
    assert!(fails(&["--push-url", "http://localhost", "--push-ca", &ca]).contains("HTTPS only"));
    assert!(fails(&["--dir", &ca]).contains("cannot be used"));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert!(fails(&["--oauth-port", &port]).contains(&format!("port {port} for signed requests cannot be had")));
    assert!(fails(&["--oauth-port", "65536"]).contains("65536"));
}

/// Python with Mastercard's packages, installed once below the target folder.
fn python() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sandbox");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sandbox");
    let wanted = fs::read_to_string(here.join("requirements.txt")).unwrap();
    let (stamp, python) = (root.join("installed"), root.join("venv/bin/python"));
    if fs::read_to_string(&stamp).ok().as_ref() == Some(&wanted) {
        return Ok(python);
    }
    let _ = fs::remove_file(&stamp); // what follows may stop halfway
    fs::create_dir_all(&root).unwrap();
    let run = |command: &mut Command| -> Result<(), String> {
        let output = command.output().map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    };
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(root.join("venv")))?;
    let pip = [
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "install",
        "--retries",
        "1",
        "--requirement",
    ];
    run(Command::new(&python).args(pip).arg(here.join("requirements.txt")))?;
    fs::write(&stamp, wanted).unwrap();
    Ok(python)
}

#[test]
#[cfg(unix)]
fn mastercards_own_packages_are_accepted_and_one_flipped_byte_is_not() {
    let python = match python() {
        Ok(python) => python,
        Err(reason) => {
            let required = std::env::var_os("MC_INTEROP").is_some_and(|value| value == "required");
            assert!(!required, "the official packages cannot be installed: {reason}");
            println!(
                "skipped: the official packages cannot be installed: {}",
                reason.lines().last().unwrap_or_default()
            );
            return;
        }
    };
    let folder = TempDir::new().unwrap();
    let sandbox = Running::start(&["--dir", folder.path().to_str().unwrap()]);
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sandbox/client.py");
    let Output { status, stdout, stderr } = Command::new(python).arg(client).arg(folder.path()).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    let answers: Value = serde_json::from_slice(&stdout).unwrap();

    let accepted = answers["accepted"].as_object().unwrap();
    for (case, answer) in accepted {
        assert_eq!(answer["status"], 200, "{case}: {answer}");
        assert_eq!(answer["encrypted"], case == "benefits", "{case}");
    }
    assert_eq!(accepted["abu RSA_SHA256"]["body"]["responseIndicator"], "VALID");
    assert!(accepted["mastercom"]["body"].is_array());
    assert!(accepted["benefits"]["body"]["bundles"][0].is_object());
    assert!(accepted["identity"]["body"]["requestRefId"].is_string());

    let refused = answers["refused"].as_object().unwrap();
    assert_eq!(refused.len(), 14);
    let error = |case: &str| {
        let error = &refused[case]["body"]["Errors"]["Error"][0];
        (
            refused[case]["status"].as_u64().unwrap(),
            error["Source"].as_str().unwrap(),
            error["ReasonCode"].as_str().unwrap(),
        )
    };
    assert_eq!(error("body"), (400, "Gateway", "INVALID_BODY_HASH"));
    assert_eq!(error("query"), (401, "Gateway", "AUTHENTICATION_FAILED"));
    assert_eq!(error("signature"), (401, "Gateway", "AUTHENTICATION_FAILED"));
    for (case, answer) in refused {
        // Benefit Allocation says nothing of a payload that it cannot decrypt.
        let is_mute = case.starts_with("benefit-allocation jwe");
        let status = answer["status"].as_u64().unwrap();
        assert!(
            if is_mute {
                status == 500
            } else {
                (400..500).contains(&status)
            },
            "{case}: {answer}"
        );
        assert_eq!(answer["body"].is_null(), is_mute, "{case}: {answer}");
    }

    let (status, output, error) = sandbox.end("TERM");
    assert_eq!((status, error.as_str()), (Some(0), ""));
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), accepted.len() + refused.len(), "{output}");
    assert!(
        lines
            .iter()
            .all(|line| !line.contains("5555") && !line.contains("5291")),
        "{output}"
    );
    assert_eq!(
        lines.iter().filter(|line| line.contains("Undecryptable")).count(),
        10,
        "{output}"
    );
}

#[test]
fn the_sandbox_explains_itself() {
    let explain = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_mcapi"))
            .args(["sandbox", "explain"])
            .args(arguments)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (status, page, _) = explain(&["automatic-billing-updater"]);
    assert_eq!(status, Some(0));
    assert!(
        page.contains("| 7 | `UNKNOWN` | `UNKNOWN` | not subscribed |"),
        "{page}"
    );
    let (_, all, _) = explain(&[]);
    assert_eq!(all.lines().filter(|line| *line == "## Seed").count(), 5);
    let (_, schema, _) = explain(&["--seed-schema"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["properties"]["mastercom"]["type"], "object");
    let (status, _, error) = explain(&["visa"]);
    assert_eq!(status, Some(1));
    assert!(error.contains("mastercom"), "{error}");
}
