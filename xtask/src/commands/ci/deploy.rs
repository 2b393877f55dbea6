//! The files of `docs/deploy`: how the command is run by containers and by systemd.
//!
//! Each is checked by the program that reads it, where that is installed; an image is built by the workflow, where containers run.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use super::{Ci, Outcome};
use crate::process::{captured, show};

pub(super) fn run(ci: &Ci) -> Result<Outcome> {
    let folder = ci.workspace.root().join("docs/deploy");
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let toolchain = fs::read_to_string(ci.workspace.root().join("rust-toolchain.toml"))?;
    image(&read("Containerfile")?, &toolchain)?;

    let scratch = ci.scratch().join("deploy");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).with_context(|| format!("cannot remove {}", scratch.display()))?;
    }
    fs::create_dir_all(&scratch).with_context(|| format!("cannot make {}", scratch.display()))?;
    let unit = "mcapi-receive.service";
    // The program is not installed here, and a unit whose program is missing is refused.
    let text = read(unit)?.replace("/usr/local/bin/mcapi", "/bin/true");
    fs::write(scratch.join(unit), text)?;
    if ci.runs("systemd-analyze", &["--version"]) {
        let mut command = ci.command("systemd-analyze");
        command.args(["verify", "--man=no"]).arg(scratch.join(unit));
        show(&mut command)?;
    } else {
        println!("skipped: systemd-analyze is not installed, which checks the unit");
    }
    if ci.runs("openssl", &["version"]) {
        let script = scratch.join("secrets.sh");
        fs::write(&script, read("secrets.sh")?)?;
        show(ci.command("sh").arg(&script))?;
        let secrets = scratch.join("secrets");
        let mut command = ci.command("openssl");
        command
            .args(["verify", "-verify_hostname", "localhost", "-CAfile"])
            .arg(secrets.join("ca.pem"))
            .arg(secrets.join("server.pem"));
        captured(&mut command)?;
    } else {
        println!("skipped: openssl is not installed, which makes the secrets of compose.yaml");
    }
    if ci.runs("docker", &["compose", "version"]) {
        show(
            ci.command("docker")
                .args(["compose", "--file", "docs/deploy/compose.yaml", "config", "--quiet"]),
        )?;
    } else {
        println!("skipped: docker compose is not installed, which checks compose.yaml");
    }
    Ok(Outcome::Passed)
}

/// What the image promises: the toolchain of the project, no shell, not root, a health check.
fn image(containerfile: &str, toolchain: &str) -> Result<()> {
    let toolchain: toml::Table = toolchain.parse().context("rust-toolchain.toml is not TOML")?;
    let version = toolchain
        .get("toolchain")
        .and_then(|table| table.get("channel"))
        .and_then(toml::Value::as_str)
        .context("rust-toolchain.toml names no channel")?;
    ensure!(
        containerfile.contains(&format!("rust:{version}-alpine")),
        "docs/deploy/Containerfile builds with another Rust than {version}, which rust-toolchain.toml names"
    );
    let last = containerfile.rsplit("\nFROM ").next().unwrap_or_default();
    ensure!(
        last.starts_with("scratch\n"),
        "the image has to begin with nothing: FROM scratch"
    );
    ensure!(
        last.lines()
            .any(|line| line.starts_with("USER ") && !line.contains("root") && !line.contains(" 0")),
        "the image has to name a USER that is not root"
    );
    ensure!(last.contains("HEALTHCHECK"), "the image has no HEALTHCHECK");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_with_a_shell_or_as_root_are_refused() {
        let toolchain = "[toolchain]\nchannel = \"1.95.0\"\n";
        let good =
            "FROM rust:1.95.0-alpine AS build\nRUN x\nFROM scratch\nUSER 65532:65532\nHEALTHCHECK CMD [\"/x\"]\n";
        image(good, toolchain).unwrap();
        for (from, to) in [
            ("1.95.0-alpine", "1.94.0-alpine"),
            ("FROM scratch", "FROM alpine"),
            ("USER 65532:65532", "USER root"),
            ("USER 65532:65532\n", ""),
            ("HEALTHCHECK CMD [\"/x\"]\n", ""),
        ] {
            assert!(image(&good.replace(from, to), toolchain).is_err(), "{from} -> {to}");
        }
    }
}
