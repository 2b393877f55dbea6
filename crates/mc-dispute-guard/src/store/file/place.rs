//! Notices that a store's files are no longer those that were opened.

use std::io;
use std::path::{Path, PathBuf};

/// The file of a store and those that SQLite keeps beside it, as they were when the store was opened.
#[derive(Debug)]
pub(super) struct Place(Vec<(PathBuf, Identity)>);

type Identity = (u64, u64);

impl Place {
    /// The files as they are now.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let files = ["", "-wal", "-shm"].map(|end| {
            let mut name = path.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        });
        let known = files.into_iter().map(|file| Ok((file.clone(), identity(&file)?)));
        Ok(Self(known.collect::<io::Result<_>>()?))
    }

    /// The file that is gone or another one, where there is one.
    pub(super) fn changed(&self) -> Option<&Path> {
        let mut files = self.0.iter();
        let changed = files.find(|(file, known)| identity(file).ok() != Some(*known));
        changed.map(|(file, _)| file.as_path())
    }
}

#[cfg(unix)]
fn identity(file: &Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(file)?;
    Ok((metadata.dev(), metadata.ino()))
}

/// Elsewhere an open file is neither removed nor replaced.
#[cfg(not(unix))]
fn identity(file: &Path) -> io::Result<Identity> {
    std::fs::metadata(file).map(|_| (0, 0))
}
