//! Dispute events that are filed by `mcapi call`, at once and again, through each store, and what `mcapi disputes` says of them.

mod server;
#[path = "../../mc-dispute-guard/tests/common/servers.rs"]
mod servers;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use server::{Authority, Reply, Request, Server};
use servers::{Postgres, Redis};
use tempfile::TempDir;

const BODY: &str = r#"{"amount":"100.00","currency":"USD","reasonCode":"4853","chargebackType":"CHARGEBACK","documentIndicator":"false"}"#;
const CREATED: &str = r#"{"chargebackId":"300018439680"}"#;
const GUARD_KEY: &str = "0f0e0d0c0b0a09080706050403020100ffeeddccbbaa99887766554433221100";

/// A user with a data directory, and with a profile where one is given.
struct User(TempDir);

impl User {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("body.json"), BODY).unwrap();
        Self(folder)
    }

    /// A profile for a server over TLS, with more settings.
    fn with_profile(authority: &Authority, url: &str, more: &str) -> Self {
        let user = Self::new();
        let profile = format!(
            "[profile.x]\nbase-url = \"{url}\"\nroots = [\"ca.pem\"]\nauth = \"bearer\"\nbearer = {{ token-file = \"token\" }}\n{more}"
        );
        fs::create_dir(user.path("mcapi")).unwrap();
        fs::write(user.path("mcapi/profiles.toml"), profile).unwrap();
        fs::write(user.path("mcapi/ca.pem"), authority.pem()).unwrap();
        fs::write(user.path("mcapi/token"), "0a1b2c").unwrap();
        #[cfg(unix)]
        for file in ["profiles.toml", "token"] {
            use std::os::unix::fs::PermissionsExt as _;
            let path = user.path("mcapi").join(file);
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        user
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mcapi"));
        command
            .args(arguments)
            .env("XDG_CONFIG_HOME", self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("GUARD_KEY", GUARD_KEY)
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        told(self.command(arguments).output().unwrap())
    }

    /// Files the same chargeback, with more arguments.
    fn file(&self, more: &[&str]) -> Command {
        let body = self.path("body.json");
        let common = [
            "call",
            "mastercom",
            "createChargeback",
            "--param",
            "claim-id=200002020654",
            "--body",
        ];
        self.command(&[&common[..], &[body.to_str().unwrap()], more].concat())
    }

    /// The same by so many processes at once; their exit statuses, in order.
    fn at_once(&self, count: usize, variables: &[(&str, &str)], more: &[&str]) -> Vec<i32> {
        let start = || {
            let mut command = self.file(more);
            command
                .envs(variables.iter().copied())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        let all: Vec<_> = (0..count).map(|_| start()).collect();
        let mut statuses: Vec<i32> = all
            .into_iter()
            .map(|process| told(process.wait_with_output().unwrap()).0)
            .collect();
        statuses.sort_unstable();
        statuses
    }

    /// The lines of JSON that a command prints.
    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let (status, output, error) = self.run(arguments);
        assert_eq!((status, error.as_str()), (0, ""), "{output}");
        output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn created(_: &Request) -> Reply {
    Reply::json(200, CREATED)
}

const ONE_OF_EIGHT: [i32; 8] = [0, 4, 4, 4, 4, 4, 4, 4];

#[test]
fn of_equal_calls_at_once_one_files_in_the_user_s_own_store() {
    let server = Server::plain(created);
    let user = User::new();
    let more = ["--no-auth", "--base-url", &server.url];
    assert_eq!(user.at_once(8, &[], &more), ONE_OF_EIGHT);
    assert_eq!(server.requests().len(), 1);
    // Three more, later: all are refused.
    assert_eq!(user.at_once(3, &[], &more), [4, 4, 4]);
    assert_eq!(server.requests().len(), 1);
    #[cfg(unix)]
    for file in ["dispute-events.sqlite", "dispute-events.sqlite.key"] {
        use std::os::unix::fs::PermissionsExt as _;
        let path = user.path("data/mcapi").join(file);
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    // A claim of another number is another event.
    let mut other = user.command(&[
        "call",
        "mastercom",
        "createChargeback",
        "--param",
        "claim-id=7",
        "--body",
    ]);
    let (status, _, error) = told(other.arg(user.path("body.json")).args(more).output().unwrap());
    assert_eq!(status, 0, "{error}");
}

/// The store that a profile names: eight processes file one event.
fn one_of_eight(guard: &str, variables: &[(&str, &str)]) -> (User, Server) {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, created);
    let user = User::with_profile(&authority, &server.url, guard);
    assert_eq!(user.at_once(8, variables, &[]), ONE_OF_EIGHT, "{guard}");
    assert_eq!(server.requests().len(), 1, "{guard}");
    assert!(!user.path("data").exists(), "{guard}: the user's own store is not used");
    (user, server)
}

#[test]
fn of_equal_calls_at_once_one_files_in_a_named_file() {
    let (user, _server) = one_of_eight("guard = { file = \"events\", key-env = \"GUARD_KEY\" }\n", &[]);
    assert!(user.path("mcapi/events").exists());
    assert_eq!(user.lines(&["disputes", "export"]).len(), 1);
}

#[test]
fn of_equal_calls_at_once_one_files_in_redis() {
    let folder = TempDir::new().unwrap();
    let Some(redis) = Redis::start(folder.path()) else {
        return;
    };
    let guard = "guard = { redis-env = \"GUARD_REDIS\", key-env = \"GUARD_KEY\" }\n";
    one_of_eight(guard, &[("GUARD_REDIS", &redis.url())]);
}

#[test]
fn of_equal_calls_at_once_one_files_in_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    let guard = "guard = { postgres-env = \"GUARD_POSTGRES\", key-env = \"GUARD_KEY\" }\n";
    one_of_eight(guard, &[("GUARD_POSTGRES", &postgres.address("postgres"))]);
}

#[test]
fn a_refusal_says_what_it_knows_and_a_reason_files_again() {
    let server = Server::plain(created);
    let user = User::new();
    let mock = ["--no-auth", "--base-url", &server.url];
    let file = |more: &[&str]| told(user.file(&[&mock[..], more].concat()).output().unwrap());
    assert_eq!(file(&[]).0, 0);
    let (status, output, error) = file(&[]);
    assert_eq!(status, 4);
    assert!(
        error.contains("the same dispute event was filed") && error.lines().count() == 1,
        "{error}"
    );
    let report: Value = serde_json::from_str(&output).unwrap();
    let report = &report["error"];
    assert_eq!(
        (&report["kind"], &report["retryable"]),
        (&json!("refused"), &json!(false))
    );
    assert_eq!(report["mayHaveBeenProcessed"], false);
    assert_eq!(report["refused"]["state"], "filed");
    assert_eq!(report["refused"]["identifiers"]["chargebackId"], "300018439680");
    let event = report["refused"]["event"].as_str().unwrap().to_owned();

    for (more, complaint) in [
        (&["--file-again", " "][..], "--file-again is empty"),
        (&["--file-again", "ticket 4711"], ""),
    ] {
        let (status, output, error) = file(more);
        if complaint.is_empty() {
            assert_eq!(status, 0, "{output} {error}");
            assert_eq!(
                error,
                "mcapi: warning: what was filed may be filed again: ticket 4711\n"
            );
        } else {
            assert_eq!(status, 1);
            assert!(error.contains(complaint), "{error}");
        }
    }
    assert_eq!(server.requests().len(), 2);
    let history = user.lines(&["disputes", "show", &event, "--output", "json"]);
    let reasons: Vec<&Value> = history.iter().map(|line| &line["filedAgainBecause"]).collect();
    assert_eq!(reasons, [&json!("ticket 4711"), &Value::Null]);

    let common = ["call", "mastercom", "healthcheck", "--file-again", "why"];
    let (status, _, error) = user.run(&[&common[..], &mock].concat());
    assert_eq!(status, 1);
    assert!(
        error.contains("files no dispute event; leave --file-again out"),
        "{error}"
    );
}

#[test]
fn events_are_listed_shown_released_and_exported() {
    let server = Server::plain(|request| {
        if request.line().contains("/200002020654/") {
            Reply::json(504, "{}")
        } else {
            created(request)
        }
    });
    let user = User::new();
    let mock = ["--no-auth", "--base-url", &server.url];
    let (status, output, error) = user.run(&["disputes", "list"]);
    assert_eq!((status, error.as_str()), (0, ""));
    assert_eq!(output, "BEGAN  STATE  OPERATION  CLAIM  EVENT  HOST  PROCESS\n");

    assert_eq!(told(user.file(&mock).output().unwrap()).0, 2, "of unknown fate");
    let body = user.path("body.json");
    let other = [
        "call",
        "mastercom",
        "createChargeback",
        "--param",
        "claim-id=7",
        "--body",
        body.to_str().unwrap(),
    ];
    assert_eq!(user.run(&[&other[..], &mock].concat()).0, 0);

    let unknown = user.lines(&["disputes", "list", "--state", "unknown", "--output", "json"]);
    let [unknown] = &unknown[..] else { panic!("{unknown:?}") };
    assert_eq!(unknown["operation"], "createChargeback");
    assert_eq!(unknown["identifiers"], json!({"claimId": "200002020654"}));
    assert!(unknown["process"].as_str().unwrap().starts_with("mcapi["), "{unknown}");
    assert!(!unknown["host"].as_str().unwrap().is_empty() && unknown["refusedUntil"].is_string());
    let event = unknown["event"].as_str().unwrap();
    for (more, count) in [
        (&["--since", "1h"][..], 2),
        (&["--until", "1h"], 0),
        (&["--since", "2026-01-01", "--operation", "createChargeback"], 2),
        (&["--operation", "createFee"], 0),
        (&["--state", "filed"], 1),
        (&["--state", "in-flight"], 0),
        (&["--limit", "1"], 1),
    ] {
        let lines = user.lines(&[&["disputes", "list", "--output", "json"], more].concat());
        assert_eq!(lines.len(), count, "{more:?}");
    }
    let (_, table, _) = user.run(&["disputes", "list"]);
    assert!(
        table
            .lines()
            .nth(2)
            .is_some_and(|line| line.contains(&event[..16]) && line.contains("200002020654")),
        "{table}"
    );

    let short = &event[..8];
    let (status, _, error) = user.run(&["disputes", "release", short, "--reason", ""]);
    assert_eq!((status, error.contains("--reason is empty")), (1, true));
    let (status, output, _) = user.run(&["disputes", "release", short, "--reason", "not in the claim, 4711"]);
    assert_eq!((status, output), (0, format!("{event} is released; it was unknown\n")));
    let (status, _, error) = user.run(&["disputes", "release", short, "--reason", "once more"]);
    assert_eq!((status, error.contains("is free already")), (1, true), "{error}");
    let (_, story, _) = user.run(&["disputes", "show", short]);
    assert!(
        story.contains("\nfree\n") && story.contains("reason      not in the claim, 4711"),
        "{story}"
    );
    assert_eq!(told(user.file(&mock).output().unwrap()).0, 2, "it is sent again");

    let export = user.lines(&["disputes", "export"]);
    let exported: Vec<&str> = export.iter().map(|line| line["state"].as_str().unwrap()).collect();
    assert_eq!(exported, ["unknown", "filed", "unknown"], "oldest first");
    assert_eq!(export[0]["released"]["reason"], "not in the claim, 4711");
    assert!(export[0]["released"]["host"].is_string());

    for (wrong, complaint) in [
        ("00", "an event is written as 64 hexadecimal digits"),
        ("0000000000", "the store remembers no such event"),
    ] {
        let (status, _, error) = user.run(&["disputes", "show", wrong]);
        assert_eq!((status, error.contains(complaint)), (1, true), "{error}");
    }
    // Another key opens nothing, and no claim is in the clear.
    let key = user.path("data/mcapi/dispute-events.sqlite.key");
    fs::write(&key, GUARD_KEY).unwrap();
    assert_eq!(user.lines(&["disputes", "export"])[0]["identifiers"], json!({}));
    fs::remove_file(&key).unwrap();
    let (status, _, error) = told(user.file(&mock).output().unwrap());
    assert_eq!((status, error.contains("restore the key")), (1, true), "{error}");
}

#[test]
fn mastercom_is_asked_what_became_of_an_event() {
    const CLAIM: &str = r#"{"claimId":"200002020654","primaryAccountNum":"5555555555554444","chargebackDetails":[
        {"chargebackId":"300018439680","chargebackType":"CHARGEBACK","reasonCode":"4853","amount":"100.00","currency":"USD"}]}"#;
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |request| {
        if request.line().starts_with("POST") {
            Reply::json(504, "{}")
        } else {
            Reply::json(200, CLAIM)
        }
    });
    let user = User::with_profile(&authority, &server.url, "");
    assert_eq!(told(user.file(&[]).output().unwrap()).0, 2);
    let event = user.lines(&["disputes", "list", "--output", "json"])[0]["event"]
        .as_str()
        .unwrap()
        .to_owned();
    let found = &user.lines(&["disputes", "look-up", &event, "--output", "json"])[0];
    assert_eq!(found["asked"], json!({"claimId": "200002020654"}));
    assert_eq!(found["found"]["chargebacks"][0]["chargebackId"], "300018439680");
    assert_eq!(found["found"]["chargebacks"][0]["amount"], "100.00");
    let (status, text, error) = user.run(&["disputes", "look-up", &event[..8]]);
    assert_eq!((status, error.as_str()), (0, ""), "{text}");
    assert!(
        text.contains("chargebacks: 1\n") && text.contains("chargebackId 300018439680"),
        "{text}"
    );
    assert!(
        text.contains("The event's own identifier is not known: compare"),
        "{text}"
    );
    assert!(!text.contains("5555555555554444") && !found.to_string().contains("5555555555554444"));
}

#[test]
fn a_store_that_cannot_be_opened_sends_nothing() {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, created);
    for (guard, complaint) in [
        (
            "guard = { redis-env = \"NO_SUCH_VARIABLE\", key-env = \"GUARD_KEY\" }",
            "NO_SUCH_VARIABLE",
        ),
        ("guard = { redis-env = \"GUARD_REDIS\" }", "give key-env or key-file"),
        (
            "guard = { file = \"a\", redis-env = \"B\" }",
            "give one of file, redis-env and postgres-env",
        ),
        (
            "guard = { file = \"no/such/folder\", key-env = \"GUARD_KEY\" }",
            "cannot be opened for writing",
        ),
        (
            "guard = { file = \"events\", key-env = \"SHORT\" }",
            "make one by openssl rand -hex 32",
        ),
    ] {
        let user = User::with_profile(&authority, &server.url, guard);
        let mut command = user.file(&[]);
        let (status, output, error) = told(command.env("SHORT", "hunter2").output().unwrap());
        assert_eq!((status, output.as_str()), (1, ""), "{guard}");
        assert!(
            error.contains(complaint) && !error.contains("hunter2"),
            "{guard}: {error}"
        );
    }
    assert!(server.requests().is_empty());
}
