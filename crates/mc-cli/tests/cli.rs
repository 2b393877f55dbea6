//! What `mcapi` prints, and what it says when something is wrong.
//!
//! The keys and vectors are those of `mc-auth`: known answers that other programs made.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};
use tempfile::TempDir;

const PASSWORD: &str = "keystorepassword";

fn auth(parts: &[&str]) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "mc-auth", "tests"]
        .iter()
        .chain(parts)
        .collect()
}

fn key(name: &str) -> String {
    auth(&["keys", name]).into_os_string().into_string().unwrap()
}

fn mc<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcapi"));
    command.args(arguments).env("PASSWORD", PASSWORD).stdin(Stdio::null());
    command
}

fn run(mut command: Command, input: &[u8]) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that fails early does not read all of it.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What it prints when all is well.
fn printed(command: Command, input: &[u8]) -> String {
    let output = run(command, input);
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    String::from_utf8(output.stdout).unwrap()
}

/// The line it complains with.
fn complaint(command: Command, input: &[u8]) -> String {
    let output = run(command, input);
    let line = text(&output.stderr);
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(1)), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(!line.contains(PASSWORD), "{line}");
    let line = line.strip_prefix("mcapi: ").unwrap().trim_end();
    line.replace(&key(""), "")
}

/// A program that these tests use beside `mcapi`, where it is there.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        println!("skipped: {program} is not here");
    }
    found
}

fn sign(arguments: &[&str]) -> Command {
    let key = key("pkcs8.pem");
    let fixed = [
        "--consumer-key",
        "ck!k",
        "--key",
        &key,
        "--nonce",
        "n",
        "--timestamp",
        "1767225600",
    ];
    mc(["sign"].iter().chain(&fixed).chain(arguments))
}

#[test]
fn signatures_are_the_known_answers() {
    let mut cases = 0;
    for folder in fs::read_dir(auth(&["vectors", "oauth1"])).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let stage = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let request: Value = serde_json::from_str(&stage("request.json")).unwrap();
        let member = |name: &str| request[name].as_str().unwrap();
        let body = Base64::decode_vec(member("body_base64")).unwrap();
        for encoding in ["compat", "rfc5849"] {
            let command = |output: &str| {
                let mut command = mc(["sign", "--body", "-", "--encoding", encoding, "--output", output]);
                command.args(["--consumer-key", member("consumer_key"), "--key", &key("modern.p12")]);
                command.args(["--alias", "keyalias", "--password-env", "PASSWORD"]);
                command.args(["--method", member("method"), "--url", member("url")]);
                command.args([
                    "--nonce",
                    member("nonce"),
                    "--timestamp",
                    &request["timestamp"].to_string(),
                ]);
                command
            };
            let authorization = stage(&format!("{encoding}.authorization.txt"));
            let base_string = stage(&format!("{encoding}.base-string.txt"));
            let case = format!("{} {encoding}", folder.display());
            let answer: Value = serde_json::from_str(&printed(command("json"), &body)).unwrap();
            let expected = json!({
                "authorization": authorization,
                "base_string": base_string,
                "url": stage("url.txt"),
                "body_hash": stage("body-hash.txt"),
            });
            assert_eq!(answer, expected, "{case}");
            assert_eq!(printed(command("base-string"), &body), base_string + "\n", "{case}");
            let header = run(command("header"), &body);
            assert!(header.status.success());
            assert_eq!(
                text(&header.stdout),
                format!("Authorization: {authorization}\n"),
                "{case}"
            );
            cases += 1;
        }
    }
    assert!(cases >= 20, "only {cases} cases were found");
}

#[test]
fn openssl_verifies_both_signature_methods() {
    if !has("openssl") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"];
    for (method, options) in [("RSA-SHA256", &[][..]), ("RSA-PSS", &pss[..])] {
        let request = ["--method", "POST", "--url", "https://h.com/x?b=2&a=1", "--body", "-"];
        let command = sign(&[&request[..], &["--signature-method", method, "--output", "json"]].concat());
        let answer: Value = serde_json::from_str(&printed(command, b"{}")).unwrap();
        let base = answer["base_string"].as_str().unwrap();
        assert_eq!(
            base,
            format!(
                "POST&https%3A%2F%2Fh.com%2Fx&a%3D1%26b%3D2\
                 %26oauth_body_hash%3DRBNvo1WzZ4oRRq0W9%2BhknpT7T8If536DEMBg9hyq%2F4o%3D%26oauth_consumer_key%3Dck%21k\
                 %26oauth_nonce%3Dn%26oauth_signature_method%3D{method}%26oauth_timestamp%3D1767225600\
                 %26oauth_version%3D1.0"
            )
        );
        let header = answer["authorization"].as_str().unwrap();
        assert!(header.contains(&format!("oauth_signature_method=\"{method}\"")));
        let signature = header.split_once("oauth_signature=\"").unwrap().1.trim_end_matches('"');
        let signature = signature.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        let signature = file("signature", &Base64::decode_vec(&signature).unwrap());
        let verifies = |message: &[u8]| {
            let mut openssl = Command::new("openssl");
            openssl
                .args(["dgst", "-sha256", "-verify", &key("spki.pem")])
                .args(options);
            openssl.arg("-signature").arg(&signature).arg(file("message", message));
            openssl.output().unwrap().status.success()
        };
        assert!(verifies(base.as_bytes()), "{method}");
        assert!(!verifies(base.replace("POST", "PUT").as_bytes()), "{method}");
    }
}

#[test]
fn a_query_that_changes_is_told() {
    let output = run(sign(&["--method", "GET", "--url", "https://h.com/x?a=b+c"]), b"");
    assert!(output.status.success());
    assert!(text(&output.stdout).starts_with("Authorization: OAuth oauth_consumer_key=\"ck!k\","));
    assert_eq!(
        text(&output.stderr),
        "mcapi: note: the query was made canonical; send the request to the url of `--output json`\n"
    );
    printed(sign(&["--method", "GET", "--url", "HTTPS://h.com:443?a=b%20c"]), b"");
}

#[test]
fn nonce_and_time_are_new_each_time() {
    let answer = || {
        let mut command = mc([
            "sign",
            "--consumer-key",
            "ck",
            "--method",
            "GET",
            "--url",
            "https://h.com",
        ]);
        command.args(["--key", &key("pkcs8.pem")]);
        printed(command, b"")
    };
    let (one, other) = (answer(), answer());
    let nonce = |header: &str| {
        header
            .split("oauth_nonce=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(nonce(&one).len() >= 16);
    assert_ne!(nonce(&one), nonce(&other));
}

/// A shell and curl send exactly the request that was signed, whatever is in it.
#[test]
fn curl_commands_send_what_was_signed() {
    if !has("curl") || !has("sh") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let name = "it's \"$HOME\" `b`.json";
    fs::write(folder.path().join(name), r#"{"a":"it's"}"#).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "http://{}/a/../%7Bb%7D/it's/$HOME?q=x'y \"z\"",
        listener.local_addr().unwrap()
    );

    let arguments = ["--method", "PUT", "--url", &url, "--body", name];
    let mut command = sign(&[&arguments[..], &["--output", "curl"]].concat());
    let line = printed(command.current_dir(folder.path()).take(), b"");
    for secret in ["PRIVATE KEY", &key("pkcs8.pem"), PASSWORD] {
        assert!(!line.contains(secret), "{line}");
    }
    let mut command = sign(&[&arguments[..], &["--output", "json"]].concat());
    let answer: Value = serde_json::from_str(&printed(command.current_dir(folder.path()).take(), b"")).unwrap();

    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        &format!("{} --silent --max-time 20 --noproxy '*'", line.trim_end()),
    ]);
    let mut shell = shell.current_dir(folder.path()).stdout(Stdio::null()).spawn().unwrap();
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let mut body = [0; 12];
    reader.read_exact(&mut body).unwrap();
    reader
        .into_inner()
        .write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        .unwrap();
    assert!(shell.wait().unwrap().success());

    assert_eq!(head[0], "PUT /a/../%7Bb%7D/it's/$HOME?q=x%27y%20%22z%22 HTTP/1.1");
    assert!(
        answer["url"]
            .as_str()
            .unwrap()
            .ends_with("/a/../%7Bb%7D/it's/$HOME?q=x%27y%20%22z%22")
    );
    assert!(head.contains(&format!("Authorization: {}", answer["authorization"].as_str().unwrap())));
    assert!(head.contains(&"Content-Type: application/json".to_owned()));
    assert_eq!(text(&body), r#"{"a":"it's"}"#);
}

#[test]
fn documents_come_back_byte_for_byte() {
    let document = r#"{"z": 1.10, "big": 12345678901234567890123, "a": [null, "\u00e9é"], "a": 1e400}"#;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("document.json");
    fs::write(&file, format!("{document}\n")).unwrap();
    for enc in [
        "A128GCM",
        "A192GCM",
        "A256GCM",
        "A128CBC-HS256",
        "A192CBC-HS384",
        "A256CBC-HS512",
    ] {
        let mut encrypt = mc(["encrypt", "--certificate", &key("certificate.pem"), "--enc", enc]);
        encrypt.arg(&file);
        let encrypted = printed(encrypt, b"");
        let parsed: Value = serde_json::from_str(&encrypted).unwrap();
        assert_eq!(parsed.as_object().unwrap().len(), 1);
        assert_eq!(parsed["encryptedData"].as_str().unwrap().split('.').count(), 5);

        let mut decrypt = mc([
            "decrypt",
            "--key",
            &key("modern.p12"),
            "--password-env",
            "PASSWORD",
            "--enc",
            enc,
        ]);
        assert_eq!(
            printed(decrypt.arg("-").take(), encrypted.as_bytes()),
            format!("{document}\n")
        );
        let other = if enc == "A256GCM" { "A128GCM" } else { "A256GCM" };
        assert_eq!(
            complaint(
                mc(["decrypt", "--key", &key("pkcs8.pem"), "--enc", other]),
                encrypted.as_bytes()
            ),
            "standard input: the encrypted payload has an enc that is not accepted"
        );
    }
}

#[test]
fn white_space_around_a_document_is_not_encrypted() {
    for document in ["true", " \ttrue\r\n"] {
        let encrypted = printed(
            mc(["encrypt", "--certificate", &key("certificate.pem")]),
            document.as_bytes(),
        );
        // GCM adds nothing: four bytes are six characters.
        assert_eq!(encrypted.split('.').nth(3).unwrap().len(), 6, "{document:?}");
    }
}

/// Larger than what `mc-auth` accepts from the network.
#[test]
fn large_documents_come_back() {
    let document = format!("\"{}\"", "x".repeat(8 << 20));
    let encrypted = printed(
        mc(["encrypt", "--certificate", &key("certificate.pem")]),
        document.as_bytes(),
    );
    assert!(encrypted.len() > 10 << 20);
    let decrypted = printed(mc(["decrypt", "--key", &key("pkcs8.pem")]), encrypted.as_bytes());
    assert!(decrypted.trim_end() == document);
}

#[test]
fn every_kind_of_key_file_encrypts_for_the_same_holder() {
    for arguments in [
        ["--certificate", "certificate.der"],
        ["--certificate", "spki.pem"],
        ["--certificate", "public.jwk.json"],
        ["--key", "pkcs1.der"],
    ] {
        let encrypted = printed(mc(["encrypt", arguments[0], &key(arguments[1])]), b"[1]");
        let kid = "e568137427f5eb278c997dd6393cd2e6d257bdfde39a1473b18bd2743882c04c";
        let decrypt = mc(["decrypt", "--key", &key("pkcs1.pem"), "--kid", kid]);
        assert_eq!(printed(decrypt, encrypted.as_bytes()), "[1]\n", "{arguments:?}");
    }
}

#[test]
fn kids_are_written_and_demanded() {
    let encrypted = printed(
        mc(["encrypt", "--certificate", &key("certificate.pem"), "--kid", "mine"]),
        b"true",
    );
    let decrypt = |arguments: &[&str]| mc(["decrypt", "--key", &key("pkcs8.pem")].iter().chain(arguments));
    assert_eq!(printed(decrypt(&[]), encrypted.as_bytes()), "true\n");
    assert_eq!(printed(decrypt(&["--kid", "mine"]), encrypted.as_bytes()), "true\n");
    assert_eq!(
        complaint(decrypt(&["--kid", "yours"]), encrypted.as_bytes()),
        "standard input: its header does not name the key that --kid names; leave --kid out to try --key all the same"
    );
}

#[test]
fn changed_documents_and_wrong_keys_look_the_same() {
    let encrypted = printed(mc(["encrypt", "--certificate", &key("certificate.pem")]), b"{}");
    let expected = "standard input: decryption failed; it was changed, or is for another key than --key";
    assert_eq!(
        complaint(mc(["decrypt", "--key", &key("other.pem")]), encrypted.as_bytes()),
        expected
    );
    for part in 1..5 {
        let mut parts: Vec<String> = encrypted.split('.').map(str::to_owned).collect();
        let changed = if parts[part].starts_with('A') { "B" } else { "A" };
        parts[part].replace_range(..1, changed);
        let changed = complaint(mc(["decrypt", "--key", &key("pkcs8.pem")]), parts.join(".").as_bytes());
        assert_eq!(changed, expected, "part {part}");
    }
}

#[test]
fn the_member_of_a_jwe_has_the_name_that_is_asked_for() {
    let document = "\u{feff}{\"accountNumber\":\"5123456789012345\"}";
    let encrypt = mc([
        "encrypt",
        "--certificate",
        &key("certificate.pem"),
        "--field",
        "encryptedValue",
    ]);
    let encrypted = printed(encrypt, document.as_bytes());
    assert!(encrypted.starts_with("{\"encryptedValue\":\"eyJ"), "{encrypted}");
    let decrypt = |field: &[&str]| mc([&["decrypt", "--key", &key("pkcs8.pem")], field].concat());
    assert_eq!(
        printed(decrypt(&["--field", "encryptedValue"]), encrypted.as_bytes()),
        "{\"accountNumber\":\"5123456789012345\"}\n"
    );
    assert_eq!(
        complaint(decrypt(&[]), encrypted.as_bytes()),
        "standard input: is not of the form {\"encryptedData\": \"<JWE>\"}; give an object with that member alone, \
         or --field encryptedValue, which is there"
    );
}

#[test]
fn documents_of_the_wrong_form_are_refused_and_not_quoted() {
    let decrypt = || mc(["decrypt", "--key", &key("pkcs8.pem")]);
    let form =
        "standard input: is not of the form {\"encryptedData\": \"<JWE>\"}; give an object with that member alone";
    for document in [
        r#"{"pan":"5123456789012345"}"#,
        r#"{"encryptedData":5123456789012345}"#,
        r#"{"encryptedData":"a.b.c.d.e","pan":"5123456789012345"}"#,
        r#"{"encryptedData":"a","encryptedData":"b"}"#,
        r#""5123456789012345""#,
    ] {
        assert_eq!(complaint(decrypt(), document.as_bytes()), form);
    }
    assert_eq!(
        complaint(decrypt(), b"{\"pan\": 5123456789012345x}"),
        "standard input: is not JSON: look at line 1, column 25"
    );
    assert_eq!(
        complaint(mc(["encrypt", "--certificate", &key("certificate.pem")]), b""),
        "standard input: is not JSON: look at line 1, column 0"
    );
}

/// A configuration in a folder of its own, and commands that use it.
struct Configured {
    folder: TempDir,
    file: String,
}

impl Configured {
    fn new(config: &Value) -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("config.json");
        fs::write(&file, config.to_string()).unwrap();
        let file = file.into_os_string().into_string().unwrap();
        Self { folder, file }
    }

    fn headers(&self) -> String {
        let file = self.folder.path().join("headers.txt");
        file.into_os_string().into_string().unwrap()
    }

    fn encrypt(&self, arguments: &[&str]) -> Command {
        let certificate = key("certificate.pem");
        let fixed = ["encrypt", "--certificate", &certificate, "--config", &self.file];
        mc(fixed.iter().chain(arguments))
    }

    fn decrypt(&self, arguments: &[&str]) -> Command {
        let key = key("pkcs8.pem");
        mc(["decrypt", "--key", &key, "--config", &self.file]
            .iter()
            .chain(arguments))
    }

    fn complaint(&self, command: Command, input: &[u8]) -> String {
        complaint(command, input).replace(&self.file, "config.json")
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The names of an object's members, sorted.
fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    // Whether the parser of the tests keeps their order depends on what else is built with it.
    names.sort_unstable();
    names
}

/// As Java, C#, PHP and Go have it.
fn flat(more: &Value) -> Value {
    let mut config = json!({
        "encryptionPaths": {"$.card": "$.encryptedCard"},
        "decryptionPaths": {"$.encryptedCard": "$.card"},
        "encryptedValueFieldName": "encryptedValue",
    });
    for (name, value) in more.as_object().unwrap() {
        config[name] = value.clone();
    }
    config
}

#[test]
fn field_level_encryption_brings_documents_back_byte_for_byte() {
    let documents = [
        r#"{"z": 1.10, "big": 12345678901234567890123, "a": [null, "\u00e9é"], "a": 1e400}"#,
        "[]",
        "0",
        r#""1984""#,
        r#""""#,
        "null",
    ];
    for document in documents {
        let encrypted = printed(
            mc(["encrypt", "--fle", "--certificate", &key("certificate.pem")]),
            format!(" {document}\n").as_bytes(),
        );
        assert_eq!(
            names(&parsed(&encrypted)),
            [
                "encryptedKey",
                "encryptedValue",
                "encryptionCertificateFingerprint",
                "encryptionKeyFingerprint",
                "iv",
                "oaepHashingAlgorithm"
            ],
        );
        let decrypt = mc([
            "decrypt",
            "--fle",
            "--key",
            &key("modern.p12"),
            "--password-env",
            "PASSWORD",
        ]);
        assert_eq!(printed(decrypt, encrypted.as_bytes()), format!("{document}\n"));
    }
}

#[test]
fn field_level_encryption_names_the_key() {
    let print = |certificate: &str, more: &[&str]| {
        let certificate = key(certificate);
        let command = mc(["encrypt", "--fle", "--certificate", &certificate].iter().chain(more));
        parsed(&printed(command, b"{}"))
    };
    let encrypted = print("certificate.pem", &[]);
    assert_eq!(
        encrypted["encryptionCertificateFingerprint"],
        "8fdcae8671b64a63012943e2cdc83be93314549b6336632e0a3ed27f5a1e3300"
    );
    let spki = "e568137427f5eb278c997dd6393cd2e6d257bdfde39a1473b18bd2743882c04c";
    assert_eq!(encrypted["encryptionKeyFingerprint"], spki);
    assert_eq!(encrypted["oaepHashingAlgorithm"], "SHA256");
    assert_eq!(encrypted["iv"].as_str().unwrap().len(), 32);

    let bare = print("spki.pem", &["--kid", "mine"]);
    assert_eq!(bare["encryptionKeyFingerprint"], "mine");
    assert!(bare.get("encryptionCertificateFingerprint").is_none());
}

#[test]
fn javas_configurations_say_what_is_encrypted() {
    let document = r#"{"note":1.50,"card":{"number":"5123456789012345","big":12345678901234567890},"z":null}"#;
    let jwe = Configured::new(&flat(&json!({})));
    let fle = Configured::new(&flat(&json!({
        "encryptedKeyFieldName": "encryptedKey", "ivFieldName": "iv", "fieldValueEncoding": "BASE64",
        "oaepPaddingDigestAlgorithm": "SHA-512",
    })));
    for (config, members) in [
        (&jwe, &["encryptedValue"][..]),
        (&fle, &["encryptedKey", "encryptedValue", "iv"]),
    ] {
        let encrypted = printed(config.encrypt(&[]), document.as_bytes());
        assert!(
            encrypted.starts_with(r#"{"note":1.50,"encryptedCard":{"encryptedValue":""#),
            "{encrypted}"
        );
        assert!(encrypted.ends_with("},\"z\":null}\n"), "{encrypted}");
        assert_eq!(names(&parsed(&encrypted)["encryptedCard"]), members);
        assert_eq!(
            printed(config.decrypt(&[]), encrypted.as_bytes()),
            format!("{document}\n")
        );
        let absent = config.complaint(config.encrypt(&[]), br#"{"other":"5123456789012345"}"#);
        assert_eq!(
            absent,
            "standard input: the request has nothing to encrypt at $.card; send the field, correct the path or skip it by \
             --skip-missing"
        );
        assert_eq!(
            printed(config.encrypt(&["--skip-missing"]), br#"{"a":1}"#),
            "{\"a\":1}\n"
        );
        let empty = config.complaint(config.encrypt(&[]), br#"{"card":0}"#);
        assert!(
            empty.ends_with("at $.card; send a value or encrypt empty ones by --encrypt-empty"),
            "{empty}"
        );
        let encrypted = printed(config.encrypt(&["--encrypt-empty"]), br#"{"card":0}"#);
        assert_eq!(printed(config.decrypt(&[]), encrypted.as_bytes()), "{\"card\":0}\n");
    }
    let header = |arguments: &[&str]| {
        let encrypted = parsed(&printed(jwe.encrypt(arguments), br#"{"card":1}"#));
        let jwe = encrypted["encryptedCard"]["encryptedValue"]
            .as_str()
            .unwrap()
            .to_owned();
        let header = base64ct::Base64UrlUnpadded::decode_vec(jwe.split('.').next().unwrap()).unwrap();
        (encrypted, serde_json::from_slice::<Value>(&header).unwrap())
    };
    let (encrypted, header) = header(&["--enc", "A128GCM", "--kid", "mine"]);
    assert_eq!((&header["enc"], &header["kid"]), (&json!("A128GCM"), &json!("mine")));
    let encrypted = encrypted.to_string();
    assert_eq!(
        printed(jwe.decrypt(&["--enc", "A128GCM"]), encrypted.as_bytes()),
        "{\"card\":1}\n"
    );
    assert_eq!(
        jwe.complaint(jwe.decrypt(&["--enc", "A256GCM"]), encrypted.as_bytes()),
        "standard input: the encrypted payload has an enc that is not accepted"
    );
}

#[test]
fn nodes_configurations_choose_by_the_path_of_the_call() {
    let config = Configured::new(&json!({
        "paths": [
            {
                "path": "/cards/[0-9]+$",
                "toEncrypt": [{"element": "card.number", "obj": "card"}, {"element": "holder", "obj": "secret.holder"}],
                "toDecrypt": [{"element": "card", "obj": "card.number"}],
            },
            {"path": "/cards$", "toEncrypt": [{"element": "$", "obj": "$"}], "toDecrypt": [{"element": "$", "obj": "$"}]},
        ],
        "encryptedValueFieldName": "data", "ivFieldName": "iv", "encryptedKeyFieldName": "key",
        "publicKeyFingerprintType": "certificate", "publicKeyFingerprintFieldName": "print", "dataEncoding": "base64",
        "oaepPaddingDigestAlgorithm": "SHA-256", "oaepHashingAlgorithmFieldName": "hash",
        "encryptionCertificate": key("certificate.pem"), "privateKey": key("pkcs8.pem"),
    }));
    let document = r#"{"card":{"kept":true,"number":"5123"},"holder":{"name":"N"}}"#;
    // The key files are those that the configuration names.
    let encrypted = printed(
        mc(["encrypt", "--config", &config.file, "--path", "/v1/cards/7?page=1"]),
        document.as_bytes(),
    );
    let value = parsed(&encrypted);
    assert_eq!(names(&value), ["card", "secret"]);
    assert_eq!(names(&value["card"]), ["data", "hash", "iv", "kept", "key", "print"]);
    assert_eq!(value["card"]["print"], "j9yuhnG2SmMBKUPizcg76TMUVJtjNmMuCj7Sf1oeMwA=");
    let decrypted = printed(
        mc(["decrypt", "--config", &config.file, "--path", "/v1/cards/7"]),
        encrypted.as_bytes(),
    );
    // A bare text that reads as a number becomes one, as in the library.
    assert_eq!(parsed(&decrypted)["card"], json!({"kept": true, "number": 5123}));

    let whole = printed(
        mc(["encrypt", "--config", &config.file, "--path", "/v1/cards"]),
        document.as_bytes(),
    );
    assert_eq!(names(&parsed(&whole)), ["data", "hash", "iv", "key", "print"]);
    for command in [config.encrypt(&[]), config.encrypt(&["--path", "/other"])] {
        let complaint = config.complaint(command, document.as_bytes());
        assert!(
            complaint.starts_with("file config.json: encrypts nothing in calls to /"),
            "{complaint}"
        );
        assert!(
            complaint.ends_with("; name the path of the call by --path"),
            "{complaint}"
        );
    }
    let complaint = config.complaint(
        config.decrypt(&["--path", "/v1/cards"]),
        b"{\"pan\":\"5123456789012345\"}",
    );
    assert_eq!(
        complaint,
        "standard input: holds nothing encrypted where it was looked for; check the names, or name another --config or --path"
    );
}

#[test]
fn parameters_travel_in_headers_where_a_configuration_says_so() {
    let config = Configured::new(&flat(&json!({
        "encryptedKeyHeaderName": "x-encrypted-key", "ivHeaderName": "x-iv",
        "oaepPaddingDigestAlgorithm": "SHA-256", "oaepPaddingDigestAlgorithmHeaderName": "x-oaep-hashing-algorithm",
        "fieldValueEncoding": "HEX",
    })));
    assert_eq!(
        config.complaint(config.encrypt(&[]), br#"{"card":{"a":1}}"#),
        "the configuration puts parameters in HTTP headers; name a file for them by --headers"
    );
    let file = config.headers();
    let encrypted = printed(config.encrypt(&["--headers", &file]), br#"{"card":{"a":1}}"#);
    assert_eq!(names(&parsed(&encrypted)["encryptedCard"]), ["encryptedValue"]);
    let headers = fs::read_to_string(&file).unwrap();
    let found: Vec<&str> = headers.lines().map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(found, ["x-iv", "x-encrypted-key", "x-oaep-hashing-algorithm"]);

    // As curl writes them, in the letters of a server.
    let dumped = format!(
        "HTTP/1.1 200 OK\r\nServer: x\r\n{}\r\n",
        headers.replace("x-iv", "X-IV").replace('\n', "\r\n")
    );
    fs::write(&file, dumped).unwrap();
    let decrypted = printed(config.decrypt(&["--headers", &file]), encrypted.as_bytes());
    assert_eq!(decrypted, "{\"card\":{\"a\":1}}\n");
    assert!(
        config
            .complaint(config.decrypt(&[]), encrypted.as_bytes())
            .ends_with("comes without its initialisation vector or key; check their names")
    );
    fs::write(&file, "x-iv 5123456789012345").unwrap();
    let complaint = config.complaint(config.decrypt(&["--headers", &file]), encrypted.as_bytes());
    assert!(
        complaint.ends_with("headers.txt: line 1 is no header; write one `name: value` a line"),
        "{complaint}"
    );
    assert!(!complaint.contains("5123"), "{complaint}");
}

#[test]
fn configurations_that_cannot_be_used_are_refused() {
    let config = Configured::new(&json!({"paths": [], "encryptedValueFieldNme": "5123456789012345"}));
    let refusal = config.complaint(config.encrypt(&[]), b"{}");
    assert!(
        refusal.starts_with("file config.json: the configuration is not understood at line 1"),
        "{refusal}"
    );
    assert!(!refusal.contains("5123"), "{refusal}");

    let config = Configured::new(&flat(&json!({})));
    assert_eq!(
        config.complaint(config.encrypt(&["--fle"]), b"{}"),
        "file config.json: is a configuration of JWE, and --fle asks for the other scheme; leave one of them out"
    );
    assert_eq!(
        config.complaint(mc(["encrypt", "--config", &config.file]), b"{}"),
        "the configuration names no key file that is read here; name it by --certificate or --key"
    );
    assert_eq!(
        config.complaint(mc(["decrypt", "--config", &config.file]), b"{}"),
        "the configuration names no key file that is read here; name it by --key"
    );
    let end = "; `mcapi help` and `mcapi help COMMAND` say what there is";
    assert_eq!(
        complaint_of(&["encrypt", "--fle", "--enc", "A128GCM", "--certificate", "c"]),
        format!("the argument '--fle' cannot be used with '--enc <ENC>'{end}")
    );
    assert_eq!(
        complaint_of(&["encrypt", "--path", "/x", "--certificate", "c"]),
        format!("the following required arguments were not provided: --config <FILE>{end}")
    );
    // What was forged in field-level encryption fails like what is for another key.
    let encrypted = printed(
        mc(["encrypt", "--fle", "--certificate", &key("certificate.pem")]),
        b"{}",
    );
    assert_eq!(
        complaint(
            mc(["decrypt", "--fle", "--key", &key("other.pem")]),
            encrypted.as_bytes()
        ),
        "standard input: decryption failed; it was changed, or is for another key than --key"
    );
}

fn complaint_of(arguments: &[&str]) -> String {
    complaint(mc(arguments), b"")
}

#[test]
fn keys_are_described() {
    let inspect = mc(["key", "inspect", &key("certificate.der")]);
    assert_eq!(
        printed(inspect, b""),
        "X.509 DER\n\
         \n\
         X.509 certificate\n  \
           subject       O=mc-auth tests, CN=client\n  \
           issuer        O=mc-auth tests, CN=Test Issuing CA\n  \
           serial        12:34:ab:cd\n  \
           valid from    2026-01-01T00:00:00Z\n  \
           valid to      2036-01-01T00:00:00Z\n  \
           key           RSA, 2048 bits\n  \
           SHA-256       8fdcae8671b64a63012943e2cdc83be93314549b6336632e0a3ed27f5a1e3300\n                \
                         j9yuhnG2SmMBKUPizcg76TMUVJtjNmMuCj7Sf1oeMwA=\n  \
           SHA-1         fce9ff2abb07af6be80d9f9255da12aaf4f6f767\n                \
                         /On/KrsHr2voDZ+SVdoSqvT292c=\n  \
           SPKI SHA-256  e568137427f5eb278c997dd6393cd2e6d257bdfde39a1473b18bd2743882c04c\n                \
                         5WgTdCf16yeMmX3WOTzS5tJXvf3jmhRzsYvSdDiCwEw=\n  \
           SPKI SHA-1    acb673444e6da0f360b5c286afa4afce3452ca0f\n                \
                         rLZzRE5toPNgtcKGr6SvzjRSyg8=\n"
    );
    let store = mc([
        "key",
        "inspect",
        &key("modern.p12"),
        "--password-env",
        "PASSWORD",
        "--alias",
        "KEYALIAS",
    ]);
    let store = printed(store, b"");
    assert!(store.starts_with("PKCS#12\n\nRSA private key\n  alias         keyalias\n  size          2048 bits\n"));
    assert!(store.contains("\n  certificate   O=mc-auth tests, CN=Test Root\n"));
    assert_eq!(store.matches("\nX.509 certificate\n").count(), 3);
}

#[test]
fn keys_are_described_in_json() {
    let inspect = |name: &str| -> Value {
        let command = mc([
            "key",
            "inspect",
            &key(name),
            "--password-env",
            "PASSWORD",
            "--output",
            "json",
        ]);
        serde_json::from_str(&printed(command, b"")).unwrap()
    };
    let private = inspect("encrypted-aes256.der");
    let spki = json!({
        "spki_sha256": {
            "hex": "e568137427f5eb278c997dd6393cd2e6d257bdfde39a1473b18bd2743882c04c",
            "base64": "5WgTdCf16yeMmX3WOTzS5tJXvf3jmhRzsYvSdDiCwEw=",
        },
        "spki_sha1": {"hex": "acb673444e6da0f360b5c286afa4afce3452ca0f", "base64": "rLZzRE5toPNgtcKGr6SvzjRSyg8="},
    });
    assert_eq!(
        private,
        json!({
            "format": "encrypted PKCS#8 DER",
            "keys": [{"kind": "RSA private key", "alias": null, "bits": 2048, "chain": [], "fingerprints": spki}],
            "certificates": [],
            "unusable": [],
        })
    );
    let store = inspect("legacy.p12");
    assert_eq!(store["keys"][0]["alias"], "keyalias");
    assert_eq!(store["keys"][0]["chain"].as_array().unwrap().len(), 3);
    assert_eq!(
        store["keys"][0]["chain"][0],
        store["certificates"][0]["fingerprints"]["certificate_sha256"]["hex"]
    );

    assert_eq!(inspect("former.pem")["certificates"][0]["validity"], "expired");
    let set = inspect("set.jwks.json");
    assert_eq!(set["keys"][0]["kind"], "RSA public key");
    assert_eq!(set["unusable"][0]["alias"], "elliptic");
    assert_eq!(
        set["unusable"][0]["reason"],
        "is a JWK of type EC, but an RSA key is needed"
    );
}

#[test]
fn complaints_say_what_where_and_what_to_do() {
    let end = "; `mcapi help` and `mcapi help COMMAND` say what there is";
    let inspect = |arguments: &[&str]| {
        let mut arguments = arguments.to_vec();
        let file = key(arguments.remove(0));
        complaint(mc(["key", "inspect", &file].iter().chain(&arguments)), b"")
    };
    assert_eq!(
        inspect(&["nothing"]),
        "key file nothing: cannot be read: entity not found"
    );
    assert_eq!(
        inspect(&["modern.p12"]),
        "key file modern.p12: a password is needed; name the environment variable that holds it by --password-env"
    );
    assert_eq!(
        inspect(&["modern.p12", "--password-env", "PATH"]),
        "key file modern.p12: wrong password; check the variable that --password-env names"
    );
    assert_eq!(
        inspect(&["modern.p12", "--password-env", PASSWORD]),
        "--password-env names an environment variable that is not set; \
         give the name of the variable, and export the password in it"
    );
    assert_eq!(
        inspect(&["modern.p12", "--password-env", "PASSWORD", "--alias", "other"]),
        "key file modern.p12: holds no key with the alias that --alias names; it has: keyalias"
    );
    assert_eq!(
        inspect(&["encrypted-aes256.pem"]),
        "key file encrypted-aes256.pem: PEM block 1: is encrypted: a password is needed; \
         name the environment variable that holds it by --password-env"
    );
    assert_eq!(
        inspect(&["rsa-1024.pem"]),
        "key file rsa-1024.pem: PEM block 1: is an RSA key with 1024 bits, but 2048 to 8192 are accepted"
    );
    assert_eq!(
        complaint(sign(&["--method", "GET", "--url", "/x"]), b""),
        "the request cannot be signed: its URL is not absolute: it needs a scheme and a host"
    );
    assert_eq!(
        complaint(
            sign(&["--method", "GET", "--url", "https://h", "--body", "no file"]),
            b""
        ),
        "file no file cannot be read: entity not found; check its name and rights"
    );
    assert_eq!(
        complaint(sign(&["--method", "G T", "--url", "https://h"]), b""),
        format!("invalid value 'G T' for '--method <M>': it is no HTTP method{end}")
    );
    let mut wrong = mc(["sign", "--consumer-key", "a b", "--method", "GET", "--url", "https://h"]);
    assert_eq!(
        complaint(wrong.args(["--key", &key("pkcs8.pem")]).take(), b""),
        "--consumer-key: the consumer key has white space in it; was it copied with a line end?"
    );
    let mut alias = mc([
        "sign",
        "--consumer-key",
        "a",
        "--method",
        "GET",
        "--url",
        "https://h",
        "--alias",
        "other",
    ]);
    assert_eq!(
        complaint(
            alias
                .args(["--key", &key("modern.p12"), "--password-env", "PASSWORD"])
                .take(),
            b""
        ),
        "key file modern.p12: holds no key with the alias other; it has: keyalias; check --alias"
    );
    assert_eq!(
        complaint(mc(["encrypt"]), b""),
        "--certificate or --key is missing; name the file with the key"
    );
    assert_eq!(
        complaint(mc(["encrypt", "--certificate", "a", "--key", "b"]), b""),
        format!("the argument '--certificate <FILE>' cannot be used with '--key <FILE>'{end}")
    );
    assert_eq!(complaint(mc::<&str>([]), b""), format!("a command is missing{end}"));
}

#[test]
fn a_reader_that_stops_is_no_fault() {
    let mut child = mc(["encrypt", "--certificate", &key("certificate.pem")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take()); // before there is anything to print: it waits for its input
    child.stdin.take().unwrap().write_all(b"{}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
}

#[test]
fn output_that_cannot_be_written_is_a_fault() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        println!("skipped: /dev/full is not here");
        return;
    }
    for arguments in [&["key", "inspect", &key("spki.pem")][..], &["--help"]] {
        let full = fs::File::options().write(true).open(full).unwrap();
        let output = mc(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).starts_with("mcapi: standard output cannot be written: "));
        assert_eq!(text(&output.stderr).lines().count(), 1);
    }
}

#[test]
fn help_has_examples() {
    for arguments in [
        &["--help"][..],
        &["sign", "--help"],
        &["encrypt", "-h"],
        &["decrypt", "-h"],
        &["key", "inspect", "-h"],
    ] {
        let help = printed(mc(arguments), b"");
        assert!(help.contains("\nExamples:\n  mcapi "), "{help}");
    }
    assert_eq!(
        printed(mc(["--version"]), b""),
        format!("mcapi {}\n", env!("CARGO_PKG_VERSION"))
    );
}

/// `Command` is built by reference; these tests pass it by value.
trait Take {
    fn take(&mut self) -> Command;
}

impl Take for Command {
    fn take(&mut self) -> Command {
        std::mem::replace(self, Command::new(""))
    }
}
