//! Whether the files are still those that were opened.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::Error;

/// The database with its log and its index in shared memory, as they were when they were opened.
///
/// SQLite goes on writing into a file that has been removed, and what is written there is gone at the next start.
pub(super) struct Identity(Vec<(PathBuf, Number)>);

/// Device and number of a file.
type Number = (u64, u64);

impl Identity {
    pub(super) fn of(path: &Path, connection: &Connection) -> Self {
        let mut paths = vec![path.to_owned()];
        if let Some(real) = connection.path() {
            paths.extend(["-wal", "-shm"].map(|end| PathBuf::from(format!("{real}{end}"))));
        }
        // What has no number here cannot be removed under an open file.
        let files = paths.into_iter().filter_map(|path| Some((number(&path)?, path)));
        Self(files.map(|(number, path)| (path, number)).collect())
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.0.iter().all(|(path, was)| number(path).as_ref() == Some(was)) {
            return Ok(());
        }
        Err(Error::unavailable(
            "the embedded database: its file was removed or replaced while it was in use; \
             put the file back or decide for the new one, and start again",
        ))
    }
}

#[cfg(unix)]
fn number(path: &Path) -> Option<Number> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Open files can be neither removed nor replaced here.
#[cfg(not(unix))]
fn number(_: &Path) -> Option<Number> {
    None
}
