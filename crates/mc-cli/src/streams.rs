//! What goes in and out: files, standard input, standard output and the one line on standard error.

use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::failure::{Failure, Result};

/// The text of a file that a person made, without the byte order mark that some editors put first.
pub(crate) fn text(path: &Path) -> io::Result<Zeroizing<String>> {
    let text = fs::read_to_string(path).map(Zeroizing::new)?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(Zeroizing::new(rest.to_owned())),
        None => Ok(text),
    }
}

/// A file, or standard input where the name is a dash.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    pub(crate) fn read(&self) -> Result<Zeroizing<Vec<u8>>> {
        let mut bytes = Zeroizing::new(Vec::new());
        match self {
            Self::Stdin => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
            Self::File(path) => fs::read(path).map(|read| *bytes = read),
        }
        .map_err(|error| {
            Failure::new(format!(
                "{self} cannot be read: {}; check its name and rights",
                error.kind()
            ))
        })?;
        Ok(bytes)
    }

    /// The file's name; none of standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }
}

impl From<&str> for Input {
    fn from(name: &str) -> Self {
        Self::from(std::ffi::OsString::from(name))
    }
}

impl From<std::ffi::OsString> for Input {
    fn from(name: std::ffi::OsString) -> Self {
        if name == "-" {
            Self::Stdin
        } else {
            Self::File(name.into())
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("standard input"),
            Self::File(path) => write!(f, "file {}", path.display()),
        }
    }
}

/// Prints the result, with a line end.
pub(crate) fn print(result: &[u8]) -> Result<()> {
    let mut output = io::stdout().lock();
    output
        .write_all(result)
        .and_then(|()| output.write_all(if result.ends_with(b"\n") { b"" } else { b"\n" }))
        .and_then(|()| output.flush())
        .map_err(|error| Failure::output(&error))
}

/// Prints bytes that may be no text, as they are.
pub(crate) fn print_exactly(result: &[u8]) -> Result<()> {
    let mut output = io::stdout().lock();
    output
        .write_all(result)
        .and_then(|()| output.flush())
        .map_err(|error| Failure::output(&error))
}

/// Prints a line on standard error; where that is closed, nobody wants to know.
pub(crate) fn complain(text: &impl fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "mcapi: {text}");
}
