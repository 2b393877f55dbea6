//! What the compiler, clippy and rustdoc have to say about the whole workspace.

use std::collections::BTreeSet;
use std::process::Stdio;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{Amount, Bench, Figure, Row, cargo, progress};

pub(super) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    [
        (
            "warnings of rustc and clippy",
            &["clippy", "--workspace", "--all-targets"] as &[&str],
        ),
        ("warnings of rustdoc", &["doc", "--workspace", "--no-deps"]),
    ]
    .into_iter()
    .map(|(what, arguments)| {
        progress(&format!("cargo {}", arguments.join(" ")));
        let found = found(bench, arguments)?;
        for text in &found {
            progress(text);
        }
        let amount = Amount::count(found.len(), "");
        Ok(Row::alone(Figure::Warnings, what, amount, "0", found.is_empty()))
    })
    .collect()
}

/// The first line of each warning and error, with its place.
fn found(bench: &Bench, arguments: &[&str]) -> Result<BTreeSet<String>> {
    let done = cargo()
        .current_dir(bench.workspace.root())
        .args(arguments)
        .args(["--locked", "--quiet", "--message-format=json", "--target-dir"])
        .arg(bench.folder().join("target"))
        .stdin(Stdio::null())
        .output()
        .context("cannot run cargo")?;
    let said = String::from_utf8_lossy(&done.stdout);
    let found: BTreeSet<String> = said.lines().filter_map(warning).collect();
    if !done.status.success() && found.is_empty() {
        let errors = String::from_utf8_lossy(&done.stderr);
        anyhow::bail!("cargo {} failed: {}", arguments.join(" "), errors.trim());
    }
    Ok(found)
}

/// The message in a line of cargo's JSON, if it is about code: the same one comes once for each target.
fn warning(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let message = line.get("message")?;
    let level = message.get("level")?.as_str()?;
    // Without a span it only counts the others.
    let span = message.pointer("/spans/0")?;
    matches!(level, "warning" | "error").then(|| {
        format!(
            "{}:{}: {level}: {}",
            span.get("file_name").and_then(Value::as_str).unwrap_or_default(),
            span.get("line_start").and_then(Value::as_u64).unwrap_or_default(),
            message.get("message").and_then(Value::as_str).unwrap_or_default()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_count_and_summaries_do_not() {
        let line = r#"{"reason":"compiler-message","message":{"level":"warning","message":"unused","spans":[{"file_name":"a.rs","line_start":7}]}}"#;
        assert_eq!(warning(line).as_deref(), Some("a.rs:7: warning: unused"));
        let summary =
            r#"{"reason":"compiler-message","message":{"level":"warning","message":"1 warning emitted","spans":[]}}"#;
        assert_eq!(warning(summary), None);
        assert_eq!(warning(r#"{"reason":"compiler-artifact"}"#), None);
    }
}
