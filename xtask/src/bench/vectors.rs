//! The known answers of the official libraries' own suites.

use anyhow::{Context as _, Result, ensure};

use super::{Amount, Bench, Figure, Row, cargo, progress, run};

/// Runs the tests of mc-auth that read them, and counts what they say.
pub(super) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let folder = bench.workspace.root().join("../shared/vectors");
    if !folder.is_dir() {
        return Ok(vec![Row::skipped(
            Figure::Vectors,
            "official vectors",
            "../shared is not here",
        )]);
    }
    progress("running the tests of mc-auth that read the official vectors");
    let mut command = cargo();
    command.current_dir(bench.workspace.root()).args([
        "test",
        "--quiet",
        "--package",
        "mcapi-auth",
        "--features",
        "rustcrypto",
    ]);
    for test in ["oauth1", "jwe", "fle", "payload"] {
        command.args(["--test", test]);
    }
    let said = run(command.args(["official", "--", "--nocapture", "--test-threads", "1"]))?;
    let (mut total, mut passed, mut named) = (0, 0, Vec::new());
    for line in said.lines() {
        if let Some(counts) = line.trim().strip_prefix("official vectors: ") {
            let counts: Vec<usize> = counts
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let [these, of] = counts[..] else {
                anyhow::bail!("the tests of mc-auth count in another way: {line}");
            };
            passed += these;
            total += of;
        } else if let Some(name) = line.trim().strip_prefix("not as the official suite has it: ") {
            let name = name.to_owned();
            if !named.contains(&name) {
                named.push(name);
            }
        }
    }
    ensure!(total > 0, "no test of mc-auth says how many official vectors pass");
    let missing = total.checked_sub(passed).context("more vectors pass than there are")?;
    Ok(vec![Row {
        note: (!named.is_empty()).then(|| named.join("\n")),
        ..Row::alone(
            Figure::Vectors,
            "official vectors that pass",
            Amount::count(passed, format!("of {total}")),
            "all but named defects",
            missing <= named.len(),
        )
    }])
}
