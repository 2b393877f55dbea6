//! `mcapi call` and its neighbours, against servers on this machine: plain ones, and ones over TLS.

mod server;

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use serde_json::{Value, json};
use tempfile::TempDir;

use server::{Authority, Reply, Request, Server};

const PASSWORD: &str = "keystorepassword";
const CONSUMER_KEY: &str = "consumer!key";

fn mc<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcapi"));
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(std::process::id().to_string());
    command
        .args(arguments)
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("XDG_DATA_HOME", data);
    command
}

fn run(mut command: Command, input: &[u8]) -> Output {
    let pipes = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    // A program that fails early does not read all of it.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Exit status, standard output and standard error.
fn told(command: Command, input: &str) -> (i32, String, String) {
    let output = run(command, input.as_bytes());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn plain(server: &Server, arguments: &[&str], body: &str) -> (i32, String, String) {
    let common = ["--no-auth", "--base-url", &server.url];
    told(mc([&["call"], arguments, &common].concat()), body)
}

fn key(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "mc-auth", "tests", "keys", name]
        .iter()
        .collect()
}

const CLAIM: &str = r#"{"claimId":"200002020654","claimValue":"10.00 USD","primaryAccountNum":"5555555555554444","newField":{"a":[1]}}"#;

#[test]
fn an_answer_is_printed_as_the_model_has_it() {
    let server = Server::plain(|_| Reply::json(200, CLAIM));
    let arguments = ["mastercom", "getClaimDetail", "--param", "claim-id=a b/c"];
    let (status, output, error) = plain(&server, &arguments, "");
    assert_eq!((status, error.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(answer, serde_json::from_str::<Value>(CLAIM).unwrap());
    let [request] = &server.requests()[..] else { panic!() };
    assert_eq!(request.line(), "GET /v6/claims/a%20b%2Fc HTTP/1.1");
    assert_eq!(
        (request.header("authorization"), request.header("accept")),
        (None, Some("application/json"))
    );
}

#[test]
fn debug_hides_what_is_not_known_to_be_harmless() {
    let server = Server::plain(|_| Reply::json(200, CLAIM));
    let arguments = [
        "mastercom",
        "getClaimDetail",
        "--param",
        "claim-id=1",
        "--output",
        "debug",
    ];
    let (status, output, error) = plain(&server, &arguments, "");
    assert_eq!((status, error.as_str()), (0, ""));
    assert!(output.contains("claim_id: \"200002020654\""), "{output}");
    assert!(output.contains("[REDACTED]") && !output.contains("5555"), "{output}");
}

#[test]
fn a_body_passes_through_the_request_model() {
    let server = Server::plain(|_| Reply::json(200, r#"{"claimId":"1"}"#));
    let body = r#" {"newField":1, "disputedAmount":"100.00","disputedCurrency":"USD","claimType":"Newest","clearingTransactionId":"x"} "#;
    let (status, output, error) = plain(&server, &["mastercom", "createClaim", "--body", "-"], body);
    assert_eq!(
        (status, output.as_str(), error.as_str()),
        (0, "{\"claimId\":\"1\"}\n", "")
    );
    let [request] = &server.requests()[..] else { panic!() };
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(sent, serde_json::from_str::<Value>(body).unwrap());

    let folder = TempDir::new().unwrap();
    let file = folder.path().join("claim.json");
    fs::write(&file, body).unwrap();
    // The published id has a space in it.
    let arguments = [
        "mastercom",
        "Update Claim",
        "--param",
        "claim-id=7",
        "--body",
        file.to_str().unwrap(),
    ];
    let (status, _, error) = plain(&server, &arguments, "");
    assert!(
        status == 1 && error.contains("the body does not fit: missing field"),
        "{status} {error}"
    );
    fs::write(&file, r#"{"action":"CLOSE"}"#).unwrap();
    assert_eq!(plain(&server, &arguments, "").0, 0);
    assert_eq!(server.requests()[1].line(), "PUT /v6/claims/7 HTTP/1.1");
}

#[test]
fn an_answer_may_say_nothing() {
    let server = Server::plain(|_| Reply::empty(204));
    let body = r#"{"cardNumber":5555555555554444,"date":"2026-01-31","isFrozen":true}"#;
    let (status, output, error) = plain(&server, &["benefit-allocation", "freezeUnfreeze", "--body", "-"], body);
    assert_eq!(
        (status, output.as_str(), error.as_str()),
        (0, "", ""),
        "{:?}",
        server.requests().len()
    );
    // Without authentication there is no encryption either.
    assert_eq!(
        server.requests()[0].body,
        br#"{"cardNumber":5555555555554444,"date":"2026-01-31","isFrozen":true}"#
    );
}

#[test]
fn errors_of_the_api_are_typed_and_have_their_status() {
    let body = r#"{"Errors":{"Error":[{"Source":"Gateway","ReasonCode":"DECLINED","Description":"about 5555555555554444","Recoverable":false,"Details":null}]}}"#;
    let server = Server::plain(move |_| {
        Reply::json(403, body)
            .with("x-mc-correlation-id: abc-1")
            .with("retry-after: 7")
    });
    let arguments = ["mastercom", "getClaimDetail", "--param", "claim-id=1"];
    let (status, output, error) = plain(&server, &arguments, "");
    assert_eq!(status, 2);
    assert_eq!(
        error,
        "mcapi: operation getClaimDetail: the server answered 403: DECLINED from Gateway\n"
    );
    let answer: Value = serde_json::from_str(&output).unwrap();
    let expected = json!({"error": {
        "kind": "api",
        "message": "operation getClaimDetail: the server answered 403: DECLINED from Gateway",
        "operation": "getClaimDetail",
        "status": 403,
        "correlationId": "abc-1",
        "retryAfterSeconds": 7,
        "mayHaveBeenProcessed": false,
        "retryable": false,
        "errors": [{
            "source": "Gateway", "reasonCode": "DECLINED", "description": "about 5555555555554444", "recoverable": false,
        }],
    }});
    assert_eq!(answer, expected);
    let (status, output, error) = plain(&server, &[&arguments[..], &["--output", "debug"]].concat(), "");
    assert_eq!(status, 2);
    assert!(
        output.contains("status: 403") && !output.contains("5555") && !error.contains("5555"),
        "{output}{error}"
    );
}

#[test]
fn an_answer_that_does_not_come_or_cannot_be_read_has_its_own_status() {
    let server = Server::plain(|_| Reply::json(200, "s3cret"));
    let arguments = ["mastercom", "getClaimDetail", "--param", "claim-id=1"];
    let (status, output, error) = plain(&server, &arguments, "");
    assert_eq!(status, 3, "{error}");
    assert!(
        error.starts_with("mcapi: operation getClaimDetail: the body is not JSON") && error.lines().count() == 1,
        "{error}"
    );
    assert!(
        output.contains(r#""kind":"decode""#) && !output.contains("s3cret") && !error.contains("s3cret"),
        "{output}"
    );

    let broken = Server::plain(|_| Reply::json(200, "{}").cut_short());
    let (status, output, error) = plain(&broken, &arguments, "");
    assert!(
        status == 3 && output.contains(r#""mayHaveBeenProcessed":true"#),
        "{status} {output} {error}"
    );

    // A port that was free a moment ago, and which nobody listens to.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = format!("http://{free}");
    let (status, output, error) = told(
        mc([&["call"], &arguments[..], &["--no-auth", "--base-url", &url]].concat()),
        "",
    );
    assert_eq!(status, 3);
    assert!(
        error.starts_with("mcapi: operation getClaimDetail: no connection to the server: "),
        "{error}"
    );
    assert!(
        output.contains(r#""mayHaveBeenProcessed":false"#) && !error.contains("127.0.0.1"),
        "{output} {error}"
    );
}

#[test]
fn what_is_wrong_with_a_call_is_said_and_nothing_is_sent() {
    let server = Server::plain(|_| Reply::json(200, "{}"));
    let call = |arguments: &[&str], body: &str| {
        let (status, output, error) = plain(&server, arguments, body);
        assert_eq!(
            (status, output.as_str(), error.lines().count()),
            (1, "", 1),
            "{arguments:?}: {error}"
        );
        assert!(!error.contains("s3cret"), "{error}");
        error
    };
    for (arguments, body, expected) in [
        (
            &["mastercom", "getClaimDetial"][..],
            "",
            "there is no operation getClaimDetial; did you mean getClaimDetail?",
        ),
        (
            &["mastercon", "getClaimDetail"],
            "",
            "invalid value 'mastercon' for '<PRODUCT>'",
        ),
        (
            &["mastercom", "getClaimDetail"],
            "",
            "what must be given is missing: claim-id (path)",
        ),
        (
            &["mastercom", "getClaimDetail", "--param", "claim_id=s3cret"],
            "",
            "did you mean claim-id?",
        ),
        (
            &["mastercom", "getClaimDetail", "--param", "s3cret"],
            "",
            "--param has no equals sign in it",
        ),
        (
            &[
                "mastercom",
                "getClaimDetail",
                "--param",
                "claim-id=1",
                "--param",
                "claim-id=s3cret",
            ],
            "",
            "claim-id is given twice",
        ),
        (
            &["mastercom", "getClaimDetail", "--param", "claim-id=1", "--body", "-"],
            "{}",
            "it takes no body",
        ),
        (&["mastercom", "createClaim"], "", "it needs a body"),
        (
            &["mastercom", "createClaim", "--body", "/nowhere/x"],
            "",
            "file /nowhere/x cannot be read",
        ),
        (
            &["mastercom", "createClaim", "--body", "-"],
            r#"{"disputedAmount":"s3cret"}"#,
            "the body does not fit: missing field `disputedCurrency`, line 1 column 27, at $",
        ),
        (
            &["mastercom", "createClaim", "--body", "-"],
            "s3cret",
            "the body is not JSON: line 1 column 1",
        ),
        (
            &["automatic-billing-updater", "inquireAccount", "--body", "-"],
            r#"{"requestId":"1","customer":{"ica":{"s3cret":1},"merchantId":"1"}}"#,
            "the body does not fit: expected a string, line 1 column 35, at $.customer.ica",
        ),
    ] {
        let error = call(arguments, body);
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn where_to_send_is_said_and_never_guessed() {
    let arguments = ["call", "mastercom", "healthcheck"];
    let refused = |more: &[&str]| {
        let (status, output, error) = told(mc([&arguments, more].concat()), "");
        assert_eq!(
            (status, output.as_str(), error.lines().count()),
            (1, "", 1),
            "{more:?}: {error}"
        );
        error
    };
    assert!(refused(&["--no-auth"]).contains("--base-url"));
    let error = refused(&[
        "--no-auth",
        "--base-url",
        "https://sandbox.api.mastercard.com/mastercom",
    ]);
    assert!(error.contains("--no-auth is for mocks on this machine"), "{error}");
    assert!(
        refused(&["--base-url", "http://example.com", "--no-auth"])
            .contains("http, which is only allowed to localhost")
    );
    assert!(refused(&["--env", "sandbox", "--base-url", "https://localhost"]).contains("cannot be used with"));
    // No profile of this user: says where one would be.
    assert!(refused(&["--env", "sandbox"]).contains("mcapi/profiles.toml"));
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("p.toml");
    fs::write(&file, "[profile.a]\n").unwrap();
    let file = file.to_str().unwrap();
    assert!(refused(&["--profile-file", file]).contains(
        "has no server for mastercom; add environment or base-url to [profile.a], or give --env or --base-url"
    ));
    assert!(refused(&["--profile-file", file, "--env", "staging"]).contains("it has sandbox, production"));
    assert!(
        refused(&["--profile-file", file, "--env", "sandbox"])
            .contains("has no consumer key; add consumer-key to [profile.a]")
    );
    assert!(refused(&["--profile-file", file, "--profile", "b"]).contains("has no profile of that name; it has a"));
}

/// A folder with keys and a profile.
struct Folder(TempDir);

impl Folder {
    fn new(authority: &Authority, url: &str, more: &str) -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("ca.pem", authority.pem());
        fs::copy(key("modern.p12"), folder.path("signing.p12")).unwrap();
        folder.write("password.txt", format!("{PASSWORD}\n"));
        let private = KeySource::path(key("pkcs8.pem")).private_key().unwrap();
        let certificate = authority.client_pem(&private);
        folder.write(
            "client.pem",
            certificate + &fs::read_to_string(key("pkcs8.pem")).unwrap(),
        );
        fs::copy(key("certificate.pem"), folder.path("encryption.pem")).unwrap();
        fs::copy(key("other.pem"), folder.path("decryption.pem")).unwrap();
        let profile = format!(
            "[profile.local]\nbase-url = \"{url}\"\nroots = [\"ca.pem\"]\nconsumer-key = \"{CONSUMER_KEY}\"\n\
             signing = {{ file = \"signing.p12\", alias = \"keyalias\", password-file = \"password.txt\" }}\n\
             client-certificate = {{ file = \"client.pem\" }}\n\
             encryption = {{ file = \"encryption.pem\" }}\n\
             decryption = [{{ file = \"decryption.pem\" }}]\n{more}"
        );
        folder.write("profile.toml", profile);
        folder.private();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    #[cfg(unix)]
    fn private(&self) {
        use std::os::unix::fs::PermissionsExt as _;
        for entry in fs::read_dir(self.0.path()).unwrap() {
            fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(0o600)).unwrap();
        }
    }

    #[cfg(not(unix))]
    fn private(&self) {}

    fn call(&self, arguments: &[&str], body: &str) -> (i32, String, String) {
        // Nothing is looked for in the folder that the command is run in.
        let mut command = mc([&["call"], arguments].concat());
        command
            .arg("--profile-file")
            .arg(self.path("profile.toml"))
            .current_dir("/");
        told(command, body)
    }
}

#[test]
fn a_profile_signs() {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |_| Reply::json(200, CLAIM));
    let folder = Folder::new(&authority, &server.url, "");
    let (status, output, error) = folder.call(&["mastercom", "getClaimDetail", "--param", "claim-id=1"], "");
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    let [request] = &server.requests()[..] else { panic!() };
    let authorization = request.header("authorization").unwrap();
    assert!(
        authorization.starts_with("OAuth ") && authorization.contains("oauth_consumer_key=\"consumer!key\""),
        "{authorization}"
    );
    assert!(
        authorization.contains("oauth_signature=") && authorization.contains("oauth_body_hash="),
        "{authorization}"
    );

    // A password in the environment, and one that is not there or is wrong.
    let profile = fs::read_to_string(folder.path("profile.toml")).unwrap();
    folder.write(
        "profile.toml",
        profile.replace("password-file = \"password.txt\"", "password-env = \"MC_TEST_WORD\""),
    );
    let arguments = ["call", "mastercom", "healthcheck", "--profile-file"];
    let with = |word: Option<&str>| {
        let mut command = mc(arguments);
        command.arg(folder.path("profile.toml")).env_remove("MC_TEST_WORD");
        told(
            word.map_or(command, |word| {
                let mut command = mc(arguments);
                command.arg(folder.path("profile.toml")).env("MC_TEST_WORD", word);
                command
            }),
            "",
        )
    };
    let (status, output, error) = with(Some(PASSWORD));
    assert!(status == 0, "{output} {error}");
    let (status, _, error) = with(None);
    assert!(
        status == 1 && error.contains("environment variable MC_TEST_WORD"),
        "{error}"
    );
    let (status, _, error) = with(Some("hunter2"));
    assert!(
        status == 1 && error.contains("password") && !error.contains("hunter2"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn the_environment_names_the_profile_and_goes_over_its_settings() {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |_| Reply::json(200, "{}"));
    let folder = Folder::new(&authority, &server.url, "[profile.other]\n");
    let file = folder.path("profile.toml");
    let call = |variables: &[(&str, &str)]| {
        let mut command = mc(["call", "mastercom", "healthcheck"]);
        command.envs(variables.iter().copied());
        told(command, "")
    };
    let file = ("MCAPI_PROFILE_FILE", file.to_str().unwrap());
    let (status, _, error) = call(&[file]);
    assert!(
        status == 1 && error.contains("name one by --profile or MCAPI_PROFILE: local, other"),
        "{error}"
    );
    let name = ("MCAPI_PROFILE", "local");
    assert_eq!(call(&[file, name]).0, 0);
    let (status, output, error) = call(&[file, name, ("MCAPI_PROFILE__CONSUMER_KEY", "given!key")]);
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    let requests = server.requests();
    let keys = requests.iter().map(|request| request.header("authorization").unwrap());
    let keys: Vec<&str> = keys.map(|header| header.split('"').nth(1).unwrap()).collect();
    assert_eq!(keys, [CONSUMER_KEY, "given!key"]);
    let (status, _, error) = call(&[file, name, ("MCAPI_PROFILE__SINGING__FILE", "x")]);
    assert!(
        status == 1 && error.contains("MCAPI_PROFILE__SINGING__FILE: unknown field `singing`"),
        "{error}"
    );
}

#[test]
fn a_profile_may_be_made_of_variables_alone() {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |_| Reply::json(200, "{}"));
    let folder = Folder::new(&authority, &server.url, "");
    let mut command = mc(["call", "mastercom", "healthcheck"]);
    command
        .current_dir(folder.path(""))
        .env("MCAPI_PROFILE__BASE_URL", &server.url)
        .env("MCAPI_PROFILE__ROOTS", "[\"ca.pem\"]")
        .env("MCAPI_PROFILE__CONSUMER_KEY", CONSUMER_KEY)
        .env("MCAPI_PROFILE__SIGNING__FILE", "signing.p12")
        .env("MCAPI_PROFILE__SIGNING__PASSWORD", PASSWORD);
    let (status, output, error) = told(command, "");
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    assert_eq!(server.requests().len(), 1);
    let mut command = mc(["call", "mastercom", "healthcheck"]);
    command.env("MCAPI_PROFILE__BASE_URL", &server.url);
    let (status, _, error) = told(command, "");
    assert!(
        status == 1 && error.contains("name no consumer key; set consumer-key by a variable"),
        "{error}"
    );
}

#[test]
fn a_server_that_is_not_trusted_gets_nothing() {
    let server = Server::tls(&Authority::new(), false, |_| Reply::json(200, "{}"));
    let folder = Folder::new(&Authority::new(), &server.url, "");
    let (status, _, error) = folder.call(&["mastercom", "healthcheck"], "");
    assert!(
        status == 3 && error.contains("TLS: the server's certificate is not valid"),
        "{status} {error}"
    );
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn mutual_tls_and_a_body_that_is_encrypted_both_ways() {
    let authority = Authority::new();
    let decrypter = Decrypter::new(&KeySource::path(key("pkcs8.pem")).private_key().unwrap()).unwrap();
    let answers = KeySource::path(key("other.pem")).private_key().unwrap();
    let encrypter = Encrypter::new(answers.public_key()).unwrap();
    let server = Server::tls(&authority, true, move |request| {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let jwe = body["encryptedValue"]
            .as_str()
            .or_else(|| body["encryptedData"].as_str());
        let plain = decrypter.decrypt(jwe.unwrap()).unwrap();
        let plain: Value = serde_json::from_slice(&plain).unwrap();
        assert_eq!(plain["segments"][0]["code"], "DART");
        let answer = encrypter.encrypt(br#"{"bundles":[{"bundleCode":"PC4657"}]}"#).unwrap();
        Reply::json(200, &json!({"encryptedData": answer}).to_string())
    });
    let folder = Folder::new(&authority, &server.url, "");
    let body = r#"{"cardNumber":5555555555554444,"segments":[{"code":"DART","effectiveDate":"2026-01-31"}]}"#;
    let (status, output, error) = folder.call(&["benefit-allocation", "assignSegment", "--body", "-"], body);
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    assert_eq!(output, "{\"bundles\":[{\"bundleCode\":\"PC4657\"}]}\n");
    let [request] = &server.requests()[..] else { panic!() };
    assert_eq!(request.header("authorization"), None);
    assert!(request.peer, "the client presents its certificate");
    assert!(!String::from_utf8_lossy(&request.body).contains("5555"));

    // The profile's own name for the member takes the place of the product's.
    let profile = fs::read_to_string(folder.path("profile.toml")).unwrap();
    assert!(profile.contains("encryption = { "), "{profile}");
    folder.write(
        "profile.toml",
        profile.replace("encryption = { ", "encryption = { field = \"encryptedData\", "),
    );
    folder.private();
    let (status, _, error) = folder.call(&["benefit-allocation", "assignSegment", "--body", "-"], body);
    assert_eq!(status, 0, "{error}");
    let sent: Value = serde_json::from_slice(&server.requests()[1].body).unwrap();
    assert!(sent["encryptedData"].as_str().unwrap().starts_with("eyJ"), "{sent}");
    folder.write("profile.toml", profile);
    folder.private();

    // Without a key for whom to encrypt nothing leaves.
    let profile = fs::read_to_string(folder.path("profile.toml")).unwrap();
    folder.write("profile.toml", profile.replace("encryption = ", "#"));
    let (status, _, error) = folder.call(&["benefit-allocation", "assignSegment", "--body", "-"], body);
    assert!(
        status == 1 && error.contains("has no encryption certificate, which assignSegment needs"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_field_is_encrypted_from_an_object() {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |_| Reply::json(200, "{}"));
    let own = "[profile.local.product.issuer-enrollment]\n\
               encryption = { file = \"encryption.pem\", kid = \"149123-src-fpan-encryption\", content-encryption = \"A128GCM\" }\n";
    let folder = Folder::new(&authority, &server.url, own);
    let sample = r#"{"srcClientId":"a","srcCorrelationId":"b","serviceId":"c","consumer":{"consumerIdentity":{"identityProvider":"SRC","identityType":"EMAIL_ADDRESS","identityValue":"a@example.com"}},"encryptedCard":{"primaryAccountNumber":"5555555555554444","panExpirationMonth":"12","panExpirationYear":"2029"}}"#;
    let (status, output, error) = folder.call(&["issuer-enrollment", "putCard", "--body", "-"], sample);
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    let [request] = &server.requests()[..] else { panic!() };
    let sent: Value = serde_json::from_slice(&request.body).unwrap();
    let jwe = sent["encryptedCard"].as_str().unwrap();
    let decrypter = Decrypter::new(&KeySource::path(key("pkcs8.pem")).private_key().unwrap()).unwrap();
    assert_eq!(
        &decrypter.decrypt(jwe).unwrap()[..],
        br#"{"primaryAccountNumber":"5555555555554444","panExpirationMonth":"12","panExpirationYear":"2029"}"#
    );
    let header = base64ct::Base64UrlUnpadded::decode(jwe.split('.').next().unwrap());
    assert_eq!(
        (&header["kid"], &header["enc"]),
        (&json!("149123-src-fpan-encryption"), &json!("A128GCM"))
    );
}

/// The header of a JWE.
trait Decoded {
    fn decode(text: &str) -> Value;
}

impl Decoded for base64ct::Base64UrlUnpadded {
    fn decode(text: &str) -> Value {
        let bytes = <Self as base64ct::Encoding>::decode_vec(text).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }
}

#[test]
fn the_file_of_the_sandbox_is_a_profile() {
    let authority = Authority::new();
    let (signed, mutual) = (
        |_: &Request| Reply::json(200, CLAIM),
        |_: &Request| Reply::json(200, "{}"),
    );
    let (signed, mutual) = (
        Server::tls(&authority, false, signed),
        Server::tls(&authority, true, mutual),
    );
    let folder = Folder::new(&authority, "https://127.0.0.1:1", "");
    let settings = json!({
        "consumer_key": CONSUMER_KEY,
        "control_url": "http://127.0.0.1:1",
        "products": {
            "mastercom": {"base_url": format!("{}/mastercom", signed.url), "authentication": "oauth1"},
            "benefit-allocation": {
                "base_url": format!("{}/benefits", mutual.url), "authentication": "mtls", "encryption_key_id": "k1",
            },
        },
        "files": {
            "ca": "ca.pem", "client_certificate": "client.pem", "client_key": "client.pem", "consumer_key": "x",
            "decryption_key": "decryption.pem", "encryption_certificate": "encryption.pem", "signing_key": "client.pem",
        },
        "p12_alias": "a", "p12_password": "b",
    });
    folder.write("profile.toml", "");
    folder.write("sandbox.json", settings.to_string());
    folder.private();
    let call = |arguments: &[&str], body: &str| {
        let mut command = mc([&["call"], arguments].concat());
        command.arg("--profile-file").arg(folder.path("sandbox.json"));
        told(command, body)
    };
    let (status, output, error) = call(&["mastercom", "getClaimDetail", "--param", "claim-id=1"], "");
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    assert_eq!(signed.requests()[0].line(), "GET /mastercom/v6/claims/1 HTTP/1.1");
    assert!(
        signed.requests()[0]
            .header("authorization")
            .unwrap()
            .starts_with("OAuth ")
    );
    let body = r#"{"cardNumber":5555555555554444,"date":"2026-01-31","isFrozen":true}"#;
    let (status, output, error) = call(&["benefit-allocation", "setCardFrozen", "--body", "-"], body);
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    let sent: Value = serde_json::from_slice(&mutual.requests()[0].body).unwrap();
    let jwe = sent["encryptedValue"].as_str().unwrap();
    assert_eq!(
        base64ct::Base64UrlUnpadded::decode(jwe.split('.').next().unwrap())["kid"],
        "k1"
    );
    let mut command = mc(["profile", "check", "--profile-file"]);
    command.arg(folder.path("sandbox.json"));
    let (status, output, _) = told(command, "");
    assert!(status == 0 && output.starts_with("profile sandbox\n"), "{output}");
    folder.write("sandbox.json", r#"{"consumer_key":["s3cret"]}"#);
    let (status, _, error) = call(&["mastercom", "healthcheck"], "");
    assert!(
        status == 1 && error.contains("is not what `mcapi sandbox --dir` writes") && !error.contains("s3cret"),
        "{error}"
    );
}

#[test]
fn a_bearer_token_takes_the_place_of_a_signature() {
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |_| Reply::json(200, "{}"));
    let folder = Folder::new(
        &authority,
        &server.url,
        "auth = \"bearer\"\nbearer = { token-file = \"token\" }\n",
    );
    // Editors that put a byte order mark first do no harm, in no file.
    folder.write("token", "\u{feff}0a1b2c\n");
    let profile = fs::read_to_string(folder.path("profile.toml")).unwrap();
    folder.write("profile.toml", format!("\u{feff}{profile}"));
    let roots = fs::read_to_string(folder.path("ca.pem")).unwrap();
    folder.write("ca.pem", format!("\u{feff}{roots}"));
    folder.private();
    let (status, output, error) = folder.call(&["mastercom", "healthcheck"], "");
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer 0a1b2c"));
}

#[cfg(unix)]
#[test]
fn files_that_others_may_read_are_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let authority = Authority::new();
    let server = Server::tls(&authority, false, |_| Reply::json(200, "{}"));
    let folder = Folder::new(&authority, &server.url, "");
    let loosen = |name: &str, mode| fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
    loosen("signing.p12", 0o644);
    loosen("profile.toml", 0o664);
    loosen("ca.pem", 0o644);
    let (status, _, error) = folder.call(&["mastercom", "healthcheck"], "");
    assert_eq!(status, 0, "{error}");
    let file = folder.path("profile.toml").display().to_string();
    let key = folder.path("signing.p12").display().to_string();
    assert_eq!(
        error,
        format!(
            "mcapi: warning: others may change file {file}; run chmod go-w on it\n\
             mcapi: warning: others may read file {key}; run chmod 600 on it\n"
        )
    );
}

#[test]
fn operations_are_listed() {
    let (status, output, _) = told(mc(["operations", "--output", "json"]), "");
    assert_eq!(status, 0);
    let all: Vec<Value> = serde_json::from_str(&output).unwrap();
    assert_eq!(all.len(), 67);
    let entry = all.iter().find(|entry| entry["id"] == "getCaseDocuments").unwrap();
    let expected = json!({
        "product": "mastercom", "id": "getCaseDocuments", "publishedId": "getCaseFilingDoc",
        "method": "GET", "path": "/v6/cases/{case-id}/documents", "summary": "Download the documents of a case.",
        "encryption": {"of": "none"}, "idempotent": true, "event": false, "deprecated": false,
        "parameters": [
            {"name": "case-id", "in": "path", "required": true, "type": "text", "list": false},
            {"name": "format", "in": "query", "required": true, "type": "text", "list": false, "values": ["ORIGINAL", "MERGED_TIFF", "MERGED_PDF"]},
            {"name": "memo", "in": "query", "required": false, "type": "text", "list": false},
        ],
        "body": null,
    });
    assert_eq!(entry, &expected);
    let enroll = all.iter().find(|entry| entry["id"] == "enrollCard").unwrap();
    assert_eq!(enroll["encryption"], json!({"of": "field", "field": "encryptedCard"}));
    assert_eq!(enroll["body"], json!({"required": true, "form": "json"}));

    let (status, output, _) = told(mc(["operations", "identity-insights"]), "");
    assert_eq!(status, 0);
    let rows: Vec<Vec<&str>> = output.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        rows[0],
        ["ID", "PUBLISHED", "ID", "METHOD", "PATH", "ENCRYPTION", "FLAGS"]
    );
    assert_eq!(rows[1][2..], ["POST", "/openings", "body"]);
    let (status, output, _) = told(mc(["operations", "mastercom", "Update Claim"]), "");
    assert!(
        status == 0 && output.contains("--param claim-id=… (path, text, required)") && output.contains("flags: event"),
        "{output}"
    );
}

fn check(folder: &Folder, more: &[&str]) -> (i32, String, String) {
    let mut command = mc(["profile", "check"]);
    command
        .arg("--profile-file")
        .arg(folder.path("profile.toml"))
        .args(more);
    told(command, "")
}

#[test]
fn a_profile_is_checked() {
    let authority = Authority::new();
    let folder = Folder::new(&authority, "https://127.0.0.1:1", "");
    let (status, output, error) = check(&folder, &["--output", "json"]);
    assert_eq!((status, error.as_str()), (0, ""), "{output}");
    let report: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(report["profile"], "local");
    let finding = |what: &str| {
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["what"] == what)
            .unwrap()
    };
    let public = KeySource::path(key("pkcs8.pem")).private_key().unwrap();
    let fingerprint = public.public_key().fingerprint_sha256().to_hex();
    for what in ["signing key", "client certificate", "encryption key"] {
        assert_eq!(finding(what)["fingerprint"], fingerprint.as_str(), "{what}");
    }
    assert_ne!(finding("decryption key")["fingerprint"], fingerprint.as_str());
    assert_eq!(finding("client certificate")["expires"], "4096-01-01T00:00:00Z");
    assert_eq!(finding("encryption key")["expires"], "2036-01-01T00:00:00Z");
    assert_eq!(finding("root certificate")["level"], "ok");
    // The consumer key of the test is not of the usual form.
    assert_eq!(
        (&report["level"], &finding("consumer key")["level"]),
        (&json!("warning"), &json!("warning"))
    );
    for printed in [&output, &check(&folder, &[]).1] {
        assert!(!printed.contains(PASSWORD) && !printed.contains("PRIVATE"), "{printed}");
    }

    // Four thousand years ahead everything expires soon, which is a warning.
    let (status, output, _) = check(&folder, &["--expires-within", "1500000"]);
    assert!(
        status == 0
            && output.contains("warning  client certificate: RSA 2048, certificate of ")
            && output.contains("which expires soon"),
        "{output}"
    );
}

#[test]
fn what_cannot_be_used_is_an_error() {
    let authority = Authority::new();
    let folder = Folder::new(&authority, "https://127.0.0.1:1", "");
    let check = |from: &str, to: &str, expected: &str| {
        let profile = fs::read_to_string(folder.path("profile.toml")).unwrap();
        assert!(profile.contains(from), "{from}");
        folder.write("profile.toml", profile.replace(from, to));
        let (status, output, error) = check(&folder, &[]);
        folder.write("profile.toml", profile);
        assert_eq!(status, 1, "{to}: {output}");
        assert!(
            output
                .lines()
                .any(|line| line.trim_start().starts_with("error ") && line.contains(expected)),
            "{to}: {output}"
        );
        assert_eq!(
            error,
            "mcapi: profile local cannot be used as it is; mend what is marked as error\n"
        );
    };
    let pair =
        |certificate: &str| format!("client-certificate = {{ file = \"key.pem\", certificate = \"{certificate}\" }}");
    let whole = "client-certificate = { file = \"client.pem\" }";
    fs::copy(key("pkcs8.pem"), folder.path("key.pem")).unwrap();
    fs::copy(key("former.pem"), folder.path("former.pem")).unwrap();
    check(whole, &pair("ca.pem"), "certificates belongs to the private key");
    check(whole, &pair("former.pem"), "which is not valid now");
    check(whole, &pair("missing.pem"), "missing.pem");
    check("\"signing.p12\"", "\"decryption.p12\"", "decryption.p12");
    check("alias = \"keyalias\"", "alias = \"nobody\"", "alias");
    check(
        "{ file = \"decryption.pem\" }",
        "{ file = \"decryption.pem\", certificate = \"former.pem\" }",
        "belongs to another key",
    );
    check(
        "consumer-key = \"consumer!key\"",
        "consumer-key-file = \"nothing\"",
        "cannot be read",
    );
}

#[test]
fn a_password_in_the_file_is_refused() {
    let authority = Authority::new();
    let folder = Folder::new(&authority, "https://127.0.0.1:1", "");
    let profile = fs::read_to_string(folder.path("profile.toml")).unwrap();
    folder.write(
        "profile.toml",
        profile.replace("password-file = \"password.txt\"", "password = \"hunter2\""),
    );
    for (status, output, error) in [check(&folder, &[]), folder.call(&["mastercom", "healthcheck"], "")] {
        assert_eq!((status, output.as_str()), (1, ""));
        assert!(
            error.contains("profile.local.signing.password may not stand in the file"),
            "{error}"
        );
        assert!(
            error.contains("password-env or password-file") && !error.contains("hunter2"),
            "{error}"
        );
    }
}

#[test]
fn profiles_are_listed_and_found_in_the_user_s_folder() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("mcapi")).unwrap();
    fs::write(
        folder.path().join("mcapi/profiles.toml"),
        "default = \"b\"\n[profile.a]\n[profile.b]\nenvironment = \"sandbox\"\n",
    )
    .unwrap();
    let mut command = mc(["profile", "list"]);
    command.env("XDG_CONFIG_HOME", folder.path());
    if cfg!(unix) {
        assert_eq!(told(command, ""), (0, "  a\n* b\n".to_owned(), String::new()));
    }
}

#[test]
fn help_has_examples() {
    for arguments in [
        &["call"][..],
        &["operations"],
        &["profile", "check"],
        &["profile", "init"],
        &["profile", "list"],
        &["completions"],
        &["man"],
    ] {
        let (status, help, _) = told(mc([arguments, &["-h"]].concat()), "");
        assert!(status == 0 && help.contains("\nExamples:\n  mcapi "), "{help}");
    }
}

#[test]
fn a_profile_is_begun_and_never_overwritten() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("new/profile.toml");
    let profile = |command: &str| {
        let mut command = mc(["profile", command]);
        command.arg("--profile-file").arg(&file);
        told(command, "")
    };
    let (status, output, error) = profile("init");
    assert_eq!((status, error.as_str()), (0, ""));
    assert!(output.contains("is written: fill it in"), "{output}");
    assert_eq!(
        profile("list"),
        (0, "  production\n* sandbox\n".to_owned(), String::new())
    );
    let (status, output, _) = profile("check");
    assert!(
        status == 1 && output.contains("error    signing key: the environment variable MCAPI_SIGNING_PASSWORD"),
        "{output}"
    );
    fs::write(&file, "mine").unwrap();
    let (status, _, error) = profile("init");
    assert!(
        status == 1 && error.contains("edit it, or name another file"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

/// Runs a shell, or says that it is not here.
fn shell(name: &str, script: &str) -> Option<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_mcapi")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let Ok(output) = Command::new(name).args(["-c", script]).env("PATH", path).output() else {
        println!("skipped: {name} is not here");
        return None;
    };
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn bash_completes_products_and_their_operations() {
    let complete = |words: &str, last: usize| {
        let script = format!(
            "source <(mcapi completions bash) && COMP_WORDS=({words}) COMP_CWORD={last} && \
             _mcapi mcapi \"${{COMP_WORDS[{last}]}}\" \"${{COMP_WORDS[{last}-1]}}\" && printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        shell("bash", &script).map(|output| output.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let Some(commands) = complete("mcapi ca", 1) else {
        return;
    };
    assert_eq!(commands, ["call"]);
    assert_eq!(complete("mcapi call ma", 2).unwrap(), ["mastercom"]);
    assert_eq!(
        complete("mcapi call identity-insights ''", 3)
            .unwrap()
            .iter()
            .filter(|word| !word.starts_with('-'))
            .count(),
        2
    );
    assert_eq!(
        complete("mcapi call mastercom createC", 3).unwrap(),
        [
            "createCase",
            "createChargeback",
            "createChargebackReversal",
            "createClaim"
        ]
    );
    let options = complete("mcapi call mastercom createClaim --b", 4).unwrap();
    assert_eq!(options, ["--body", "--base-url"]);
    assert_eq!(complete("mcapi operations iss", 2).unwrap(), ["issuer-enrollment"]);
}

#[test]
fn every_shell_has_a_script() {
    for name in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, script, error) = told(mc(["completions", name]), "");
        assert_eq!((status, error.as_str()), (0, ""));
        assert!(
            script.contains("getClaimDetail") && script.contains("benefit-allocation"),
            "{name}"
        );
    }
}

#[test]
fn manual_pages_are_written_and_rendered() {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("man1");
    let mut command = mc(["man", "--dir"]);
    command.arg(&pages);
    assert_eq!(told(command, ""), (0, String::new(), String::new()));
    for name in [
        "mcapi.1",
        "mcapi-call.1",
        "mcapi-operations.1",
        "mcapi-profile-check.1",
        "mcapi-sign.1",
        "mcapi-key-inspect.1",
    ] {
        let page = fs::read_to_string(pages.join(name)).unwrap();
        assert!(page.contains(".TH mcapi") && page.contains(".SH DESCRIPTION"), "{name}");
    }
    let (status, page, _) = told(mc(["man"]), "");
    assert_eq!((status, page), (0, fs::read_to_string(pages.join("mcapi.1")).unwrap()));
    let render = format!("man --warnings -l {} | col -b", pages.join("mcapi-call.1").display());
    if Command::new("man").arg("--version").output().is_err() {
        println!("skipped: man is not here");
        return;
    }
    let text = shell("sh", &render).unwrap();
    if text.trim().is_empty() {
        println!("skipped: man does not render here");
        return;
    }
    for part in ["NAME", "mcapi-call", "OPTIONS", "--no-auth", "PRODUCT"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
