//! The examples of the README, run by a shell as they stand.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The blocks of code with their languages.
fn blocks(readme: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((language, code.join("\n") + "\n"));
        }
    }
    blocks
}

/// Whether an output is the stated one, which breaks off where it has an ellipsis.
fn matches(output: &str, stated: &str) -> bool {
    match stated.split_once('…') {
        Some((start, "\n")) => output.starts_with(start) && output.len() > start.len(),
        _ => output == stated,
    }
}

#[test]
fn examples_print_what_the_readme_says() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    if Command::new("sh").args(["-c", ":"]).status().is_err() {
        println!("skipped: sh is not here");
        return;
    }
    let folder = TempDir::new().unwrap();
    for (from, to) in [
        ("modern.p12", "signing.p12"),
        ("certificate.pem", "certificate.pem"),
        ("pkcs8.pem", "key.pem"),
    ] {
        fs::copy(
            manifest.join("../mc-auth/tests/keys").join(from),
            folder.path().join(to),
        )
        .unwrap();
    }
    let readme = fs::read_to_string(manifest.join("README.md")).unwrap();
    let mut blocks = blocks(&readme);
    // Parts of profiles are no commands.
    blocks.retain(|(kind, _)| *kind != "toml");
    let examples: Vec<(&str, &str)> = blocks
        .chunks(2)
        .map(|pair| match pair {
            [("sh", code), ("text", output)] => (code.as_str(), output.as_str()),
            other => panic!("an example is a block sh and a block text: {other:?}"),
        })
        .collect();
    assert!(examples.len() >= 8, "{} examples were found", examples.len());

    // One shell for all, as a reader would have it.
    let mut script = String::new();
    for (index, (code, _)) in examples.iter().enumerate() {
        writeln!(script, "{{\n{code}}} >output-{index}").unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_mcapi")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let status = Command::new("sh")
        .args(["-e", "-c", &script])
        .current_dir(&folder)
        .env("PATH", path)
        .status()
        .unwrap();
    assert!(status.success());
    for (index, (code, stated)) in examples.iter().enumerate() {
        let output = fs::read_to_string(folder.path().join(format!("output-{index}"))).unwrap();
        assert!(matches(&output, stated), "{code}prints\n{output}and not\n{stated}");
    }
}

#[test]
fn an_ellipsis_stands_for_the_rest_alone() {
    assert!(matches("abc\n", "ab…\n"));
    assert!(!matches("ab", "ab…\n"));
    assert!(!matches("xbc\n", "ab…\n"));
    assert!(!matches("abc\n", "ab\n"));
}
