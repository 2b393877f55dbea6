//! Every operation through `mcapi call --no-auth` against Prism, a mock that knows nothing but the published files.
//!
//! Prism is installed by name, in the version that `prism/package.json` states, below the target folder. Where npm, a
//! registry or the published files are missing, the test says so and passes; with `MC_INTEROP=required` in the environment
//! it fails.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::thread;

use serde::Deserialize;

/// The published files, by product.
const FILES: [(&str, &str); 5] = [
    ("mastercom", "mastercom/swagger/mastercom-v6.yaml"),
    (
        "issuer-enrollment",
        "issuer-enrollment/swagger/push-provisioning-via-enroll-api.yml",
    ),
    (
        "automatic-billing-updater",
        "automatic-billing-updater/swagger/ABURestAPI.yaml",
    ),
    (
        "benefit-allocation",
        "benefit-allocation-service-mtls/swagger/spec-benefit-allocations.yaml",
    ),
    (
        "identity-insights",
        "identity-insights-for-accounts/swagger/IIA-swagger-public.yaml",
    ),
];

/// The operations whose published samples Prism refuses, and why; it takes a body made of the schema.
const UNFIT: [(&str, &str, &str); 1] = [(
    "mastercom",
    "createRetrievalRequestDebitMC",
    "the sample's documentType is 1, and the schema knows 2 and 4",
)];

/// So many servers at a time: starting one keeps a core busy for seconds.
const AT_ONCE: usize = 2;

#[derive(Deserialize)]
struct Operation {
    id: String,
    parameters: Vec<(String, String)>,
    bodies: Vec<Body>,
}

#[derive(Deserialize)]
struct Body {
    from: String,
    json: String,
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prism").join(name)
}

fn output(command: &mut Command) -> Result<Output, String> {
    let program = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{program} does not start: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Installs Prism, once, where it is not there yet, and gives the folder of its modules.
fn install() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prism");
    let wanted = fs::read_to_string(here("package.json")).unwrap();
    let stamp = root.join("installed");
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&wanted) {
        let _ = fs::remove_file(&stamp); // what follows may stop halfway
        fs::create_dir_all(&root).unwrap();
        fs::copy(here("package.json"), root.join("package.json")).unwrap();
        let npm = [
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--no-package-lock",
        ];
        let mut command = Command::new("npm");
        output(command.args(npm).args(["--fetch-retries", "1", "--prefix"]).arg(&root))?;
        fs::write(&stamp, wanted).unwrap();
    }
    Ok(root)
}

/// Prism with one file, until it is dropped.
struct Prism {
    process: Child,
    url: String,
}

impl Prism {
    fn start(modules: &Path, file: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut process = Command::new("node")
            .arg(modules.join("node_modules/@stoplight/prism-cli/dist/index.js"))
            .args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let mut said = Vec::new();
        let listens = lines.by_ref().any(|line| {
            let listens = line.contains("Prism is listening");
            said.push(line);
            listens
        });
        assert!(
            listens,
            "Prism does not start with {}: {}",
            file.display(),
            said.join("\n")
        );
        // What it says of each request has to go somewhere.
        thread::spawn(move || lines.count());
        Self {
            process,
            url: format!("http://127.0.0.1:{port}"),
        }
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn call(product: &str, operation: &Operation, body: Option<&Body>, prism: &Prism) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcapi"));
    command.args(["call", product, &operation.id, "--no-auth", "--base-url", &prism.url]);
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(std::process::id().to_string());
    command.env("XDG_DATA_HOME", data);
    for (name, value) in &operation.parameters {
        command.arg("--param").arg(format!("{name}={value}"));
    }
    if body.is_some() {
        command.args(["--body", "-"]);
    }
    let child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.unwrap();
    let json = body.map_or("", |body| &body.json);
    child.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Where the first body came from that is taken, or what was said of each.
fn accepted(product: &str, operation: &Operation, prism: &Prism) -> Result<Option<String>, String> {
    let bodies = operation.bodies.iter().map(Some);
    let none = operation.bodies.is_empty().then_some(None);
    let mut said = Vec::new();
    for body in bodies.chain(none) {
        let from = body.map_or("nothing", |body| &body.from);
        let answer = call(product, operation, body, prism);
        if answer.status.success() {
            let is_made = |body: &Body| body.from.ends_with("schema");
            let has_sample = operation.bodies.iter().any(|body| !is_made(body));
            return Ok(body.map(|body| {
                let sample = if has_sample && is_made(body) {
                    ", and no sample"
                } else {
                    ""
                };
                format!("{from}{sample}")
            }));
        }
        let error = String::from_utf8_lossy(&answer.stderr);
        let told = String::from_utf8_lossy(&answer.stdout);
        said.push(format!("\n    {from}: {}: {} {told}", answer.status, error.trim()));
    }
    Err(said.concat())
}

#[test]
fn prism_accepts_every_operation() {
    let required = std::env::var_os("MC_INTEROP").is_some_and(|value| value == "required");
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/published/content");
    if !published.is_dir() {
        println!("skipped: the published files are not here");
        return;
    }
    let modules = match install() {
        Ok(modules) => modules,
        Err(reason) => {
            assert!(!required, "Prism cannot be installed: {reason}");
            println!(
                "skipped: Prism cannot be installed: {}",
                reason.lines().last().unwrap_or_default()
            );
            return;
        }
    };

    let waiting = Mutex::new(FILES.iter());
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().next();
                    let Some((product, file)) = next else { break };
                    let file = published.join(file);
                    let mut samples = Command::new("node");
                    let samples = output(samples.arg(here("samples.js")).arg(&modules).arg(&file)).unwrap();
                    let operations: Vec<Operation> = serde_json::from_slice(&samples.stdout).unwrap();
                    let prism = Prism::start(&modules, &file);
                    for operation in &operations {
                        let outcome = accepted(product, operation, &prism);
                        outcomes.lock().unwrap().push((*product, operation.id.clone(), outcome));
                    }
                }
            });
        }
    });
    let outcomes = outcomes.into_inner().unwrap();

    let listed = Command::new(env!("CARGO_BIN_EXE_mcapi"))
        .args(["operations", "--output", "json"])
        .output()
        .unwrap();
    let listed: Vec<serde_json::Value> = serde_json::from_slice(&listed.stdout).unwrap();
    // Batches are unconfirmed: no published file has them.
    let known: BTreeSet<(&str, &str)> = listed
        .iter()
        .filter(|entry| !["enrollBatch", "getBatch"].contains(&entry["id"].as_str().unwrap()))
        .map(|entry| {
            (
                entry["product"].as_str().unwrap(),
                entry["publishedId"].as_str().unwrap(),
            )
        })
        .collect();
    let called: BTreeSet<(&str, &str)> = outcomes
        .iter()
        .map(|(product, id, _)| (*product, id.as_str()))
        .collect();
    assert_eq!(
        called, known,
        "the published files have other operations than the crates"
    );

    let mut wrong = String::new();
    let mut unfit = Vec::new();
    for (product, id, outcome) in &outcomes {
        match outcome {
            Ok(from) => {
                println!("{product} {id}: accepted with {}", from.as_deref().unwrap_or("no body"));
                if from.as_ref().is_some_and(|from| from.ends_with(", and no sample")) {
                    unfit.push((*product, id.as_str()));
                }
            }
            Err(said) => {
                let _ = write!(wrong, "\n  {product} {id}:{said}");
            }
        }
    }
    println!("{} operations", outcomes.len());
    assert!(wrong.is_empty(), "Prism refuses what it should accept:{wrong}");
    let named: Vec<(&str, &str)> = UNFIT.iter().map(|(product, id, _)| (*product, *id)).collect();
    assert_eq!(
        unfit, named,
        "the operations of which no published sample fits the schema"
    );
}
