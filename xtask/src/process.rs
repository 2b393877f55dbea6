//! Other programs: what is run is shown, and a failure names it.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

/// Prints the command, and runs it with its output shown.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let text = said(command);
    println!("$ {text}");
    std::io::stdout().flush()?;
    let status = command.status().with_context(|| format!("cannot run `{text}`"))?;
    ensure!(status.success(), "`{text}` ended with {status}");
    Ok(())
}

/// Runs a command and gives its standard output.
pub(crate) fn captured(command: &mut Command) -> Result<String> {
    let text = said(command);
    let done = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run `{text}`"))?;
    ensure!(done.status.success(), "`{text}` ended with {}", done.status);
    String::from_utf8(done.stdout).with_context(|| format!("`{text}` printed something that is not UTF-8"))
}

/// A command as one would type it.
pub(crate) fn said(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
