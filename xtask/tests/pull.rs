//! `cargo xtask pull` against a server that answers as servers do on bad days.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xtask::catalog::Catalog;
use xtask::commands::pull::{Outcome, PullArgs, pull};
use xtask::fetch::{Fetcher, Limits, Source, load_published};
use xtask::lock::{Lock, Origin, load_contract, sha256};
use xtask::workspace::Workspace;

const CATALOG: &str = r#"
base = "https://host.example/content/"

[product.alpha]
title = "Alpha"
crate = "mc-alpha"
documentation = "https://host.example/alpha/"
auth = "oauth1"
payload-encryption = "none"
files = [{ path = "alpha/alpha.yaml" }]
environments = [{ name = "Sandbox", url = "https://sandbox.example/alpha" }]

[product.beta]
title = "Beta"
crate = "mc-beta"
documentation = "https://host.example/beta/"
auth = "mtls"
payload-encryption = "body"
files = [{ path = "beta/first.yaml" }, { path = "beta/second.yaml", optional = true }]
environments = [{ name = "Sandbox", url = "https://sandbox.example/beta" }]
"#;

const ALPHA: &str = "/content/alpha/alpha.yaml";
const FIRST: &str = "/content/beta/first.yaml";
const SECOND: &str = "/content/beta/second.yaml";

/// A small spec with one operation and one schema.
fn spec(version: &str, operation: &str, schema: &str, kind: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo:\n  title: Test\n  version: '{version}'\npaths:\n  /{operation}:\n    get:\n      operationId: {operation}\n      \
         responses:\n        '200':\n          description: Told to people\n          content:\n            application/json:\n              \
         schema:\n                $ref: '#/components/schemas/{schema}'\ncomponents:\n  schemas:\n    {schema}:\n      type: {kind}\n"
    )
}

fn alpha() -> String {
    spec("1.0", "getAlpha", "Alpha", "string")
}

type Pages = Arc<Mutex<BTreeMap<String, Vec<Vec<u8>>>>>;

/// A server that answers each path with raw bytes, one answer after another, and the last one again and again.
struct Server {
    address: String,
    pages: Pages,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (pages, requests) = (Pages::default(), Arc::new(Mutex::new(Vec::new())));
        let (served, seen) = (Arc::clone(&pages), Arc::clone(&requests));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = serve(stream.unwrap(), &served, &seen);
            }
        });
        Self {
            address,
            pages,
            requests,
        }
    }

    fn raw(&self, path: &str, answers: &[&[u8]]) -> &Self {
        let answers = answers.iter().map(|answer| answer.to_vec()).collect();
        self.pages.lock().unwrap().insert(path.to_owned(), answers);
        self
    }

    fn page(&self, path: &str, body: impl AsRef<[u8]>) -> &Self {
        self.raw(path, &[&ok(body)])
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, pages: &Pages, requests: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        request.push(byte[0]);
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.lock().unwrap().push(request);
    let answer = match pages.lock().unwrap().get_mut(&path) {
        Some(answers) if answers.len() > 1 => answers.remove(0),
        Some(answers) => answers[0].clone(),
        None => status("404 Not Found"),
    };
    stream.write_all(&answer)
}

fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    with_headers("200 OK", "", body.as_ref())
}

fn status(line: &str) -> Vec<u8> {
    with_headers(line, "", b"")
}

fn with_headers(line: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {line}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A project in a temporary folder.
struct Project {
    folder: TempDir,
    workspace: Workspace,
}

/// What a pull gave and printed.
#[derive(Debug)]
struct Run {
    result: Result<Outcome, String>,
    out: String,
    log: String,
}

impl Run {
    #[track_caller]
    fn is(&self, outcome: Outcome) -> &Self {
        assert_eq!(self.result, Ok(outcome), "{self:?}");
        self
    }

    #[track_caller]
    fn says(&self, words: &[&str]) -> &Self {
        let error = self.result.as_ref().err().map(String::as_str).unwrap_or_default();
        let all = format!("{}{}{error}", self.out, self.log);
        for word in words {
            assert!(all.contains(word), "{word:?} is not in {all}");
        }
        self
    }
}

fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(5),
        all: Duration::from_secs(30),
        attempts: 3,
        pause: Duration::ZERO,
        size: 100_000,
    }
}

impl Project {
    fn new(catalog: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let workspace = Workspace::new(folder.path());
        fs::create_dir(workspace.specs()).unwrap();
        fs::write(workspace.catalog(), catalog).unwrap();
        Self { folder, workspace }
    }

    /// A project that has pinned alpha, and the server that it came from.
    fn with_alpha() -> (Self, Server) {
        let (project, server) = (Self::new(CATALOG), Server::new());
        server.page(ALPHA, alpha());
        project.update(&server.address, &["alpha"]).is(Outcome::Same);
        (project, server)
    }

    fn run(&self, mirror: &str, products: &[&str], update: bool, check: bool) -> Run {
        let source = Source::from_mirror(Some(mirror)).unwrap();
        let fetcher = Fetcher::new(source, limits()).unwrap();
        let args = PullArgs {
            products: products.iter().map(ToString::to_string).collect(),
            mirror: Some(mirror.to_owned()),
            update,
            check,
            discover: false,
        };
        let (mut out, mut log) = (Vec::new(), Vec::new());
        let result = pull(&self.workspace, &args, &fetcher, &mut out, &mut log).map_err(|error| format!("{error:#}"));
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run {
            result,
            out: text(out),
            log: text(log),
        }
    }

    fn compare(&self, mirror: &str, products: &[&str]) -> Run {
        let before = self.tree();
        let run = self.run(mirror, products, false, false);
        assert_eq!(self.tree(), before, "a comparison wrote something");
        run
    }

    fn update(&self, mirror: &str, products: &[&str]) -> Run {
        self.run(mirror, products, true, false)
    }

    /// An update that has to fail, saying these words, and leave everything as it was.
    #[track_caller]
    fn fails(&self, server: &Server, products: &[&str], words: &[&str]) {
        let before = self.tree();
        for update in [true, false] {
            let run = self.run(&server.address, products, update, false);
            assert!(run.result.is_err(), "{run:?}");
            run.says(words);
            assert!(self.tree() == before, "the tree changed: {:?}", self.tree().keys());
        }
    }

    /// Each file with its bytes, but for what is kept in `target`.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        tree(self.folder.path(), self.folder.path(), &mut files);
        files
    }

    fn lock(&self) -> Lock {
        Lock::load(&self.workspace).unwrap()
    }
}

fn tree(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if name == "target" {
            continue;
        }
        if path.is_dir() {
            tree(root, &path, files);
            files.insert(name, b"folder".to_vec());
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

#[test]
fn a_product_is_pinned_and_compared() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    server.page(ALPHA, alpha());
    project
        .compare(&server.address, &["alpha"])
        .is(Outcome::Differs)
        .says(&["alpha: not pinned yet", "cargo xtask pull alpha --update"]);
    project.update(&server.address, &["alpha"]).is(Outcome::Same).says(&[
        "alpha: pinned (version 1.0)",
        "wrote specs/alpha.yaml",
        "wrote specs/specs.lock",
    ]);
    let pin = project.lock().pin("alpha").unwrap().clone();
    let [file] = pin.files.as_slice() else {
        panic!("{pin:?}")
    };
    assert_eq!(file.url, "https://host.example/content/alpha/alpha.yaml");
    assert_eq!(file.sha256, sha256(alpha().as_bytes()));
    assert_eq!((file.size, file.origin), (alpha().len() as u64, Origin::Mirror));
    let text = fs::read_to_string(project.workspace.contract("alpha")).unwrap();
    assert_eq!(
        text,
        "# Facts of Test 1.0, extracted by cargo xtask pull. Do not edit: changes go into overlays/alpha.yaml.\n\
         openapi: '3.0.3'\ninfo:\n  title: Test\n  version: '1.0'\npaths:\n  /getAlpha:\n    get:\n      operationId: getAlpha\n      \
         responses:\n        '200':\n          content:\n            application/json:\n              schema:\n                \
         $ref: '#/components/schemas/Alpha'\ncomponents:\n  schemas:\n    Alpha:\n      type: string\n"
    );
    assert_eq!(pin.contract_sha256, sha256(text.as_bytes()));
    assert_eq!(
        load_contract(&project.workspace, "alpha").unwrap()["info"]["version"],
        "1.0"
    );
    let kept = project.workspace.published("alpha").join("alpha/alpha.yaml");
    assert_eq!(fs::read_to_string(kept).unwrap(), alpha());

    project
        .compare(&server.address, &["alpha"])
        .is(Outcome::Same)
        .says(&["alpha: as pinned (version 1.0)"]);
    let before = project.tree();
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(project.tree(), before, "a second update wrote something");
}

#[test]
fn a_change_is_told_apart_from_a_change_of_prose() {
    let (project, server) = Project::with_alpha();
    server.page(ALPHA, alpha().replace("Told to people", "Said in other words"));
    project
        .compare(&server.address, &["alpha"])
        .is(Outcome::Differs)
        .says(&["alpha.yaml differs", "only prose changed"]);
    server.page(ALPHA, spec("2.0", "getAlpha", "Alpha", "integer"));
    project
        .compare(&server.address, &["alpha"])
        .is(Outcome::Differs)
        .says(&["the contract changes", "cargo xtask diff alpha", "--update"]);
    let before = project.tree();
    project
        .run(&server.address, &["alpha"], true, true)
        .is(Outcome::Differs)
        .says(&["would write specs/alpha.yaml", "would write specs/specs.lock"]);
    assert_eq!(project.tree(), before, "--check wrote something");
    project
        .update(&server.address, &["alpha"])
        .is(Outcome::Same)
        .says(&["pinned anew, the contract changed"]);
    project.run(&server.address, &["alpha"], true, true).is(Outcome::Same);
}

#[test]
fn a_contract_that_was_edited_is_noticed() {
    let (project, server) = Project::with_alpha();
    let path = project.workspace.contract("alpha");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("type: string", "type: integer")).unwrap();
    project
        .compare(&server.address, &["alpha"])
        .is(Outcome::Differs)
        .says(&["specs/alpha.yaml is not the pinned contract"]);
    let error = format!("{:#}", load_contract(&project.workspace, "alpha").unwrap_err());
    assert!(
        error.contains("specs/alpha.yaml") && error.contains("overlays/alpha.yaml"),
        "{error}"
    );
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let error = format!("{:#}", load_contract(&project.workspace, "beta").unwrap_err());
    assert!(
        error.contains("beta has no pin") && error.contains("pull beta --update"),
        "{error}"
    );
}

#[test]
fn a_missing_file_is_an_error_or_is_optional() {
    let (project, server) = Project::with_alpha();
    server.raw(ALPHA, &[&status("404 Not Found")]);
    project.fails(
        &server,
        &["alpha"],
        &[
            "alpha: ",
            "/content/alpha/alpha.yaml",
            "no such file (404)",
            "specs/catalog.toml",
        ],
    );
    server.page(FIRST, spec("1.0", "getBeta", "Beta", "string"));
    project
        .update(&server.address, &["beta"])
        .is(Outcome::Same)
        .says(&["second.yaml is not to be had, and optional"]);
}

#[test]
fn a_passing_fault_is_survived() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    let good = ok(alpha());
    server.raw(
        ALPHA,
        &[&status("503 Service Unavailable"), &good[..good.len() - 10], &good],
    );
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_lasting_fault_is_an_error_after_a_bounded_number_of_attempts() {
    let (project, server) = Project::with_alpha();
    let before = server.requests().len();
    server.raw(ALPHA, &[&status("500 Internal Server Error")]);
    project.fails(&server, &["alpha"], &["alpha: ", "alpha.yaml", "500", "attempt 3 of 3"]);
    assert_eq!(server.requests().len() - before, 6, "two runs of three attempts");
    let before = server.requests().len();
    server.raw(ALPHA, &[&status("403 Forbidden")]);
    project.fails(&server, &["alpha"], &["alpha: ", "alpha.yaml", "403 Forbidden"]);
    assert_eq!(server.requests().len() - before, 2, "a refusal is not asked again");
}

#[test]
fn a_truncated_answer_is_an_error() {
    let (project, server) = Project::with_alpha();
    let answer = ok(alpha());
    server.raw(ALPHA, &[&answer[..answer.len() - 100]]);
    let words = format!("cut off after {} of {} bytes", alpha().len() - 100, alpha().len());
    project.fails(&server, &["alpha"], &["alpha: ", "alpha.yaml", &words]);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n{}",
        alpha()
    );
    server.raw(ALPHA, &[chunked.as_bytes()]);
    project.fails(&server, &["alpha"], &["alpha: ", "alpha.yaml", "cut off after"]);
}

#[test]
fn a_file_that_is_too_large_is_not_taken() {
    let (project, server) = Project::with_alpha();
    server.page(ALPHA, vec![b'#'; 100_001]);
    project.fails(
        &server,
        &["alpha"],
        &["alpha: ", "alpha.yaml", "more than 100000 bytes"],
    );
    let endless = [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".as_slice(),
        &vec![b'#'; 200_000],
    ]
    .concat();
    server.raw(ALPHA, &[&endless]);
    project.fails(&server, &["alpha"], &["more than 100000 bytes"]);
}

#[test]
fn no_network_is_an_error() {
    let (project, mut server) = Project::with_alpha();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    server.address = format!("http://{port}");
    project.fails(
        &server,
        &["alpha"],
        &["alpha: ", "alpha.yaml", "no connection", "attempt 3 of 3", "--mirror"],
    );
    let error = Source::from_mirror(Some("/no/such/folder")).unwrap_err().to_string();
    assert!(
        error.contains("/no/such/folder") && error.contains("neither a folder"),
        "{error}"
    );
}

#[test]
fn redirects_stay_on_the_host() {
    let (project, server) = Project::with_alpha();
    let moved = with_headers("302 Found", "Location: /elsewhere.yaml\r\n", b"");
    server.raw(ALPHA, &[&moved]).page("/elsewhere.yaml", alpha());
    project.compare(&server.address, &["alpha"]).is(Outcome::Same);
    server.raw(
        ALPHA,
        &[&with_headers("302 Found", "Location: http://127.0.0.2:1/x\r\n", b"")],
    );
    project.fails(
        &server,
        &["alpha"],
        &["alpha: ", "alpha.yaml", "redirects elsewhere", "127.0.0.2"],
    );
}

#[test]
fn what_is_no_spec_is_refused() {
    let (project, server) = Project::with_alpha();
    let good = alpha();
    let cases: Vec<(Vec<u8>, &[&str])> = vec![
        (
            b"<!DOCTYPE html>\n<html><body>Sign in</body></html>".to_vec(),
            &["web page"],
        ),
        (Vec::new(), &["empty"]),
        (
            b"openapi: 3.0.3\ninfo: [unclosed\npaths:\n".to_vec(),
            &["alpha.yaml:3:6", "does not parse"],
        ),
        (
            good.replace("  title: Test", "  title: Test\n  title: Twice").into(),
            &["alpha.yaml:4:3", "`title` stands twice", "/info", ":3:3"],
        ),
        (
            good.replace("schemas/Alpha", "schemas/Omega").into(),
            &[
                "alpha.yaml:15:17",
                "/schema/$ref",
                "`#/components/schemas/Omega` refers to nothing",
            ],
        ),
        (
            b"swagger: '2.0'\ninfo: {}\n".to_vec(),
            &["alpha.yaml:1:1", "Swagger 2.0", "convert"],
        ),
        (
            good.replace("3.0.3", "3.2.0").into(),
            &["alpha.yaml:1:1", "OpenAPI 3.2.0"],
        ),
        (b"- a list\n".to_vec(), &["a list"]),
        (
            b"openapi: 3.0.3\ninfo: {title: T, version: '1'}\n".to_vec(),
            &["no paths"],
        ),
    ];
    for (body, words) in cases {
        server.page(ALPHA, &body);
        project.fails(&server, &["alpha"], &["alpha: ", "/content/alpha/alpha.yaml"]);
        project.fails(&server, &["alpha"], words);
    }
}

#[test]
fn odd_bytes_are_read_with_a_warning() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    let mut body = alpha().replace("title: Test", "title: Test caf@\u{7}").into_bytes();
    for byte in &mut body {
        if *byte == b'@' {
            *byte = 0xe9;
        }
    }
    server.page(ALPHA, &body);
    project.update(&server.address, &["alpha"]).is(Outcome::Same).says(&[
        "warning: alpha: ",
        "alpha.yaml:3:18: byte 38 (line 3) is not UTF-8; decoded as Windows-1252",
        "alpha.yaml:3:19: one control character (U+0007)",
    ]);
    assert_eq!(
        load_contract(&project.workspace, "alpha").unwrap()["info"]["title"],
        "Test caf\u{e9}"
    );
    assert_eq!(project.lock().pin("alpha").unwrap().files[0].sha256, sha256(&body));
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    server.raw(
        ALPHA,
        &[&with_headers("200 OK", "ETag: \"one\"\r\n", alpha().as_bytes())],
    );
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(
        project.lock().pin("alpha").unwrap().files[0].etag,
        None,
        "a mirror's tag is nothing that the publisher's host knows"
    );
    assert!(
        !server.requests()[0].contains("if-none-match"),
        "{}",
        server.requests()[0]
    );

    server.raw(ALPHA, &[&with_headers("304 Not Modified", "ETag: \"one\"\r\n", b"")]);
    project
        .compare(&server.address, &["alpha"])
        .is(Outcome::Same)
        .says(&["as pinned"]);
    assert!(
        server.requests()[1].contains("if-none-match: \"one\"\r\n"),
        "{}",
        server.requests()[1]
    );

    // An update needs the bytes: it takes those that were kept, and asks for them when they were not.
    let before = project.tree();
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(server.requests().len(), 3);
    fs::remove_file(project.folder.path().join("target/specs/alpha/alpha/alpha.yaml")).unwrap();
    server.raw(
        ALPHA,
        &[
            &status("304 Not Modified"),
            &with_headers("200 OK", "ETag: \"one\"\r\n", alpha().as_bytes()),
        ],
    );
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert!(
        !server.requests()[4].contains("if-none-match"),
        "{}",
        server.requests()[4]
    );
    assert_eq!(project.tree(), before);
}

#[test]
fn two_files_that_disagree_are_refused() {
    let (project, server) = Project::with_alpha();
    server
        .page(FIRST, spec("1.0", "getBeta", "Beta", "string"))
        .page(SECOND, spec("1.0", "getMore", "Beta", "integer"));
    project.fails(
        &server,
        &["beta"],
        &[
            "beta: ",
            "disagree",
            "/components/schemas/Beta/type",
            "first.yaml:19:7",
            "second.yaml:19:7",
        ],
    );
}

#[test]
fn a_pull_of_several_products_is_all_or_nothing() {
    let (project, server) = Project::with_alpha();
    server.page(ALPHA, spec("2.0", "getAlpha", "Alpha", "integer"));
    let good = ok(spec("1.0", "getBeta", "Beta", "string"));
    server.raw(FIRST, &[&good[..good.len() - 5]]);
    project.fails(&server, &[], &["beta: ", "first.yaml", "cut off"]);
    server.raw(ALPHA, &[&status("403 Forbidden")]);
    project.fails(
        &server,
        &[],
        &["2 products failed", "alpha: ", "403", "beta: ", "cut off"],
    );
    server
        .page(ALPHA, spec("2.0", "getAlpha", "Alpha", "integer"))
        .raw(FIRST, &[&good]);
    project.update(&server.address, &[]).is(Outcome::Same);
    assert_eq!(project.lock().products.keys().collect::<Vec<_>>(), ["alpha", "beta"]);
}

#[test]
fn a_write_that_fails_leaves_everything_as_it_was() {
    let (project, server) = Project::with_alpha();
    server
        .page(ALPHA, spec("2.0", "getAlpha", "Alpha", "integer"))
        .page(FIRST, spec("1.0", "getBeta", "Beta", "string"));
    fs::create_dir_all(project.workspace.contract("beta").join("in the way")).unwrap();
    let before = project.tree();
    let run = project.update(&server.address, &[]);
    assert!(run.result.is_err(), "{run:?}");
    run.says(&["beta", "specs/beta.yaml"]);
    assert_eq!(project.tree(), before);
}

#[test]
fn a_folder_is_a_mirror_too() {
    let project = Project::new(CATALOG);
    let mirror = TempDir::new().unwrap();
    let place = mirror.path().join("content/alpha");
    fs::create_dir_all(&place).unwrap();
    let mirrored = mirror.path().to_str().unwrap();
    let run = project.update(mirrored, &["alpha"]);
    assert!(run.result.is_err(), "{run:?}");
    run.says(&[
        "alpha: ",
        "content/alpha/alpha.yaml is not there",
        "`content/` at its top",
    ]);
    fs::write(place.join("alpha.yaml"), alpha()).unwrap();
    project.update(mirrored, &["alpha"]).is(Outcome::Same);

    let catalog = Catalog::load(&project.workspace).unwrap();
    let fetcher = Fetcher::new(Source::from_mirror(Some(mirrored)).unwrap(), limits()).unwrap();
    let published = load_published(&catalog, "alpha", &fetcher).unwrap();
    assert_eq!(published.value, load_contract(&project.workspace, "alpha").unwrap());
}

#[test]
fn a_better_origin_replaces_a_worse_one() {
    let reconstruction = format!(
        r#"{{ path = "alpha/alpha.yaml", reconstruction-sha256 = "{}" }}"#,
        sha256(alpha().as_bytes())
    );
    let project = Project::new(&CATALOG.replace(r#"{ path = "alpha/alpha.yaml" }"#, &reconstruction));
    let server = Server::new();
    server.page(ALPHA, alpha());
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(
        project.lock().pin("alpha").unwrap().files[0].origin,
        Origin::Reconstruction
    );
    server.page(ALPHA, spec("2.0", "getAlpha", "Alpha", "integer"));
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert_eq!(project.lock().pin("alpha").unwrap().files[0].origin, Origin::Mirror);
}

/// The program itself, in the folder of a project.
fn program(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .current_dir(project.workspace.specs())
        .args(arguments)
        .env("RUST_BACKTRACE", "0");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn an_interrupted_pull_leaves_everything_as_it_was() {
    let (project, _server) = Project::with_alpha();
    let before = project.tree();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mirror = format!("http://{}", listener.local_addr().unwrap());
    let mut child = program(&project, &["pull", "alpha", "--update", "--mirror", &mirror])
        .spawn()
        .unwrap();
    // Half of an answer: the pull is in the middle of its download, and stays there.
    let (mut stream, _) = listener.accept().unwrap();
    let answer = ok(spec("2.0", "getAlpha", "Alpha", "integer"));
    stream.write_all(&answer[..answer.len() / 2]).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(project.tree(), before);
}

#[test]
fn the_exit_status_says_what_came_of_it() {
    let (project, server) = Project::with_alpha();
    let mirror = ["--mirror", server.address.as_str()];
    let status = |arguments: &[&str]| {
        let output = program(&project, arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (code, out, _) = status(&[&["pull", "alpha"], &mirror[..]].concat());
    assert_eq!((code, out.as_str()), (0, "alpha: as pinned (version 1.0)\n"));
    server.page(ALPHA, spec("2.0", "getAlpha", "Alpha", "integer"));
    assert_eq!(status(&[&["pull", "alpha"], &mirror[..]].concat()).0, 1);
    server.page(ALPHA, "<html>");
    let (code, out, error) = status(&[&["pull", "alpha", "--update"], &mirror[..]].concat());
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(
        error.contains("error: alpha: http://127.0.0.1:") && error.contains("web page"),
        "{error}"
    );
    assert_eq!(status(&["pull", "--no-such-option"]).0, 3);
    let (code, out, _) = status(&["pull", "--help"]);
    assert_eq!(code, 0);
    assert!(out.contains("Exit status:"), "{out}");
}

/// The real catalog and contract, and a second file that is made up: no line of code knows of it.
#[test]
fn issuer_enrollment_grows_when_its_second_file_comes() {
    let real = Workspace::new(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap());
    let project = Project::new(&fs::read_to_string(real.catalog()).unwrap());
    let server = Server::new();
    let folder = "/content/issuer-enrollment/swagger";
    server.page(
        &format!("{folder}/push-provisioning-via-enroll-api.yml"),
        fs::read(real.contract("issuer-enrollment")).unwrap(),
    );
    project
        .update(&server.address, &["issuer-enrollment"])
        .is(Outcome::Same)
        .says(&["going on without it"]);
    let one = load_contract(&project.workspace, "issuer-enrollment").unwrap();
    assert_eq!(one, load_contract(&real, "issuer-enrollment").unwrap());

    let batch = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/made-up-batch.yaml")).unwrap();
    server.page(&format!("{folder}/card_batch_enrollment_v1.yaml"), batch);
    project
        .compare(&server.address, &["issuer-enrollment"])
        .is(Outcome::Differs)
        .says(&["card_batch_enrollment_v1.yaml is new", "the contract changes"]);
    project
        .update(&server.address, &["issuer-enrollment"])
        .is(Outcome::Same);
    let two = load_contract(&project.workspace, "issuer-enrollment").unwrap();
    assert_eq!(project.lock().pin("issuer-enrollment").unwrap().files.len(), 2);
    let count = |value: &serde_json::Value, at: &str| value.pointer(at).unwrap().as_object().unwrap().len();
    assert_eq!(count(&two, "/paths"), count(&one, "/paths") + 1);
    assert_eq!(
        count(&two, "/components/schemas"),
        count(&one, "/components/schemas") + 2
    );
    assert_eq!(
        two["paths"]["/made-up-batches"]["post"]["operationId"],
        "createMadeUpBatch"
    );
    assert_eq!(
        two["components"]["schemas"]["ErrorDetail"],
        one["components"]["schemas"]["ErrorDetail"]
    );

    server.raw(
        &format!("{folder}/card_batch_enrollment_v1.yaml"),
        &[&status("404 Not Found")],
    );
    project.fails(
        &server,
        &["issuer-enrollment"],
        &["card_batch_enrollment_v1.yaml is pinned and no longer to be had"],
    );
}

#[test]
fn a_wrong_catalog_says_what_is_wrong() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    let cases = [
        (CATALOG, &["gamma"][..], &["no product `gamma`", "alpha, beta"][..]),
        ("base = 5", &[], &["specs/catalog.toml is no catalog", "line 1"]),
        (
            &CATALOG.replace("crate =", "kreate ="),
            &[],
            &["catalog.toml", "unknown field `kreate`", "line 6"],
        ),
        (
            &CATALOG.replace("mc-beta", "mc-alpha"),
            &[],
            &["`alpha` and `beta` both name the crate `mc-alpha`"],
        ),
        (
            &CATALOG.replace("beta/first.yaml", "../first.yaml"),
            &[],
            &["`../first.yaml` has to be plain"],
        ),
        (
            &CATALOG.replace("\"Sandbox\"", "\"sand box\""),
            &[],
            &["`sand box` has to be UpperCamelCase"],
        ),
        (
            &CATALOG.replace("/content/\"", "/content\""),
            &[],
            &["`base` has to end in `/`"],
        ),
        (
            &CATALOG.replace("\"mtls\"", "\"basic\""),
            &[],
            &["unknown variant `basic`", "oauth1", "mtls"],
        ),
    ];
    for (catalog, products, words) in cases {
        fs::write(project.workspace.catalog(), catalog).unwrap();
        project.fails(&server, products, words);
    }
    fs::write(project.workspace.catalog(), CATALOG).unwrap();
    fs::write(project.workspace.lock(), "[product.alpha]\nversoin = '1'\n").unwrap();
    project.fails(&server, &["alpha"], &["specs.lock is no lock", "restore it with git"]);
}

/// A server of one answer, which `answer` gives byte by byte to each connection. Counts connections.
fn listen(answer: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + 'static) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            seen.fetch_add(1, Ordering::SeqCst);
            let _ = answer(&mut stream.unwrap());
        }
    });
    (port, count)
}

#[test]
fn the_limit_of_an_answer_holds_for_a_slow_one() {
    // A byte each 20 ms: each of them in time, and all of them never.
    let (port, count) = listen(|stream| {
        let mut buffer = [0; 1024];
        let _ = stream.read(&mut buffer)?;
        stream.set_read_timeout(Some(Duration::from_millis(20)))?;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")?;
        loop {
            stream.write_all(b"#")?;
            // Waits, and ends with the connection.
            match stream.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Err(error)
                    if !matches!(
                        error.kind(),
                        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                    ) =>
                {
                    return Err(error);
                }
                _ => {}
            }
        }
    });
    let url = url::Url::parse("https://host.example/content/x.yaml").unwrap();
    let fetch = |answer: u64, all: u64| {
        let limits = Limits {
            answer: Duration::from_millis(answer),
            all: Duration::from_millis(all),
            attempts: 2,
            ..limits()
        };
        let source = Source::from_mirror(Some(&format!("http://127.0.0.1:{port}"))).unwrap();
        let started = Instant::now();
        let error = Fetcher::new(source, limits).unwrap().fetch(&url, None).unwrap_err();
        (format!("{error:#}"), started.elapsed())
    };
    let (error, elapsed) = fetch(300, 30_000);
    assert!(
        error.contains("not whole in time") && error.contains("attempt 2 of 2"),
        "{error}"
    );
    assert!(elapsed < Duration::from_secs(5), "{elapsed:?}");
    assert_eq!(count.load(Ordering::SeqCst), 2);
    // The time for all files ends an answer, too, and leaves none for another attempt.
    let (error, elapsed) = fetch(20_000, 300);
    assert!(error.contains("not whole in time"), "{error}");
    assert!(elapsed < Duration::from_secs(5), "{elapsed:?}");
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[test]
fn a_server_says_when_it_may_be_asked_again() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    let busy = with_headers("503 Service Unavailable", "Retry-After: 1\r\n", b"");
    server.raw(ALPHA, &[&busy, &ok(alpha())]);
    let started = Instant::now();
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
    // A date that is over is no reason to wait, and an hour is longer than all files may take.
    let over = with_headers(
        "429 Too Many Requests",
        "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
        b"",
    );
    server.raw(ALPHA, &[&over, &ok(alpha())]);
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    let before = server.requests().len();
    let hour = with_headers("429 Too Many Requests", "Retry-After: 3600\r\n", b"");
    server.raw(ALPHA, &[&hour]);
    project.fails(
        &server,
        &["alpha"],
        &["429", "Another attempt would be in 3600 s", "try again later"],
    );
    assert_eq!(server.requests().len() - before, 2, "one request a run");
}

#[test]
fn what_cannot_get_better_is_tried_once() {
    let (project, server) = Project::with_alpha();
    for line in ["404 Not Found", "410 Gone"] {
        let before = server.requests().len();
        server.raw(ALPHA, &[&status(line)]);
        project.fails(&server, &["alpha"], &["the server has no such file"]);
        assert_eq!(server.requests().len() - before, 2, "one request a run: {line}");
    }
    // A server that does not speak TLS will not learn it.
    let (port, count) = listen(|stream| {
        let _ = stream.read(&mut [0; 1024])?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    });
    let run = project.run(&format!("https://127.0.0.1:{port}"), &["alpha"], false, false);
    assert!(run.result.is_err());
    run.says(&["no connection, and another attempt would not help"]);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn a_coding_is_not_asked_for_and_not_taken() {
    let (project, server) = Project::with_alpha();
    assert!(
        server.requests()[0].contains("accept-encoding: identity\r\n"),
        "{}",
        server.requests()[0]
    );
    let gzip = with_headers("200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08");
    server.raw(ALPHA, &[&gzip]);
    project.fails(
        &server,
        &["alpha"],
        &["alpha.yaml", "the coding `gzip`, which was not asked for"],
    );
}

/// A log that tells a channel when it is written to.
struct Told(mpsc::Sender<String>);

impl std::io::Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = self.0.send(String::from_utf8_lossy(bytes).into_owned());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn two_pulls_are_one_after_the_other() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    server.page(ALPHA, alpha());
    let path = project.workspace.pull_lock();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let other = fs::File::create(&path).unwrap();
    other.lock().unwrap();
    // What the other pull had not moved to its place when it was ended.
    let left_over = project.workspace.specs().join(".new-a1b2c3");
    fs::write(&left_over, "half").unwrap();
    let (told, said) = mpsc::channel();
    let (workspace, address) = (project.workspace.clone(), server.address.clone());
    let pulling = std::thread::spawn(move || {
        let fetcher = Fetcher::new(Source::from_mirror(Some(&address)).unwrap(), limits()).unwrap();
        let args = PullArgs {
            products: vec!["alpha".to_owned()],
            update: true,
            ..PullArgs::default()
        };
        pull(&workspace, &args, &fetcher, &mut Vec::new(), &mut Told(told)).map_err(|error| format!("{error:#}"))
    });
    let first = said.recv().unwrap();
    assert!(first.contains("waiting for another pull"), "{first}");
    assert!(server.requests().is_empty() && left_over.exists());
    drop(other);
    assert_eq!(pulling.join().unwrap(), Ok(Outcome::Same));
    assert!(!left_over.exists());
    load_contract(&project.workspace, "alpha").unwrap();
}

#[cfg(unix)]
#[test]
fn a_contract_that_is_a_symbolic_link_stays_one() {
    let (project, server) = Project::with_alpha();
    let (contract, elsewhere) = (
        project.workspace.contract("alpha"),
        project.folder.path().join("elsewhere.yaml"),
    );
    fs::rename(&contract, &elsewhere).unwrap();
    std::os::unix::fs::symlink("../elsewhere.yaml", &contract).unwrap();
    server.page(ALPHA, spec("2.0", "getAlpha", "Alpha", "string"));
    project.update(&server.address, &["alpha"]).is(Outcome::Same);
    assert!(fs::symlink_metadata(&contract).unwrap().is_symlink());
    assert!(fs::read_to_string(&elsewhere).unwrap().contains("2.0"));
    load_contract(&project.workspace, "alpha").unwrap();
}

#[test]
fn a_tag_is_told_to_the_server_that_gave_it_only() {
    let (project, one, other) = (Project::new(CATALOG), Server::new(), Server::new());
    let tagged = with_headers("200 OK", "ETag: \"one\"\r\n", alpha().as_bytes());
    one.raw(ALPHA, &[&tagged]);
    other.raw(ALPHA, &[&tagged]);
    project.update(&one.address, &["alpha"]).is(Outcome::Same);
    project.compare(&other.address, &["alpha"]).is(Outcome::Same);
    assert!(
        !other.requests()[0].contains("if-none-match"),
        "{}",
        other.requests()[0]
    );
    // The bytes of the other are what is kept now.
    project.compare(&one.address, &["alpha"]).is(Outcome::Same);
    assert!(!one.requests()[1].contains("if-none-match"), "{}", one.requests()[1]);
    project.compare(&one.address, &["alpha"]).is(Outcome::Same);
    assert!(
        one.requests()[2].contains("if-none-match: \"one\""),
        "{}",
        one.requests()[2]
    );
}

#[test]
fn the_catalog_is_compared_with_what_the_publisher_says() {
    let (project, server) = (Project::new(CATALOG), Server::new());
    let discover = |products: &[&str]| {
        let fetcher = Fetcher::new(Source::from_mirror(Some(&server.address)).unwrap(), limits()).unwrap();
        let args = PullArgs {
            products: products.iter().map(ToString::to_string).collect(),
            discover: true,
            ..PullArgs::default()
        };
        let (mut out, mut log) = (Vec::new(), Vec::new());
        let before = project.tree();
        let result =
            pull(&project.workspace, &args, &fetcher, &mut out, &mut log).map_err(|error| format!("{error:#}"));
        assert_eq!(project.tree(), before);
        Run {
            result,
            out: String::from_utf8(out).unwrap(),
            log: String::from_utf8(log).unwrap(),
        }
    };
    discover(&["alpha"])
        .is(Outcome::Differs)
        .says(&["alpha: there is no http", "/alpha/llms.txt"]);
    server.page(
        "/alpha/llms.txt",
        "# Alpha\n\nAuthentication: OAuth 1.0a\n\n- [API](/alpha/alpha.yaml)\n",
    );
    discover(&["alpha"])
        .is(Outcome::Same)
        .says(&["says what the catalog says"]);
    server.page(
        "/alpha/llms.txt",
        "Authentication: mTLS\n- https://host.example/content/alpha/alpha-v2.yaml\n",
    );
    discover(&["alpha"]).is(Outcome::Differs).says(&[
        "it names the spec /content/alpha/alpha-v2.yaml, which the catalog does not have",
        "it does not name alpha/alpha.yaml, which the catalog has",
        "authenticated by mtls; the catalog has oauth1",
    ]);
    server.page("/beta/llms.txt", "mTLS: /beta/first.yaml\n");
    discover(&["beta"])
        .is(Outcome::Differs)
        .says(&["it does not name beta/second.yaml, which the catalog has (optional)"]);
    server.raw("/beta/llms.txt", &[&status("500 Internal Server Error")]);
    let run = discover(&[]);
    assert!(run.result.is_err());
    run.says(&["alpha: ", "beta: ", "attempt 3 of 3"]);
}
