//! Writes several files, all of them or none.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use tempfile::{NamedTempFile, TempPath};

/// Files that are to be written together.
#[derive(Debug, Default)]
pub struct Writes {
    /// Each file's new bytes; `None` removes it.
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl Writes {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, unless it already holds these bytes.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn add(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Result<()> {
        let (path, bytes) = (path.into(), bytes.into());
        if content(&path)?.as_ref() != Some(&bytes) {
            self.files.push((path, Some(bytes)));
        }
        Ok(())
    }

    /// Removes a file, if it is there.
    pub fn remove(&mut self, path: impl Into<PathBuf>) {
        self.files.push((path.into(), None));
    }

    /// The files that would change.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }

    /// Writes all files.
    ///
    /// Each is first written beside its place and brought to the disk; then all are renamed, in the order in which they
    /// were added.
    ///
    /// # Errors
    /// When one cannot be written. Then every file is as it was.
    pub fn commit(self) -> Result<()> {
        let mut staged = Vec::with_capacity(self.files.len());
        let destinations: Vec<(PathBuf, &Option<Vec<u8>>)> = self
            .files
            .iter()
            .map(|(path, bytes)| match bytes {
                Some(_) => (destination(path), bytes),
                None => (path.clone(), bytes),
            })
            .collect();
        for (path, bytes) in &destinations {
            let old = content(path)?;
            let new = match bytes {
                Some(bytes) => Some(stage(path, bytes).with_context(|| format!("cannot write {}", path.display()))?),
                None => None,
            };
            staged.push((path, old, new));
        }
        let mut done: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
        for (path, old, new) in staged {
            let result = match new {
                Some(new) => new.persist(path).map_err(|error| error.error),
                None if old.is_some() => fs::remove_file(path),
                None => Ok(()),
            };
            if let Err(error) = result {
                let cause = anyhow!(error).context(format!("cannot write {}", path.display()));
                return Err(roll_back(done, cause));
            }
            done.push((path, old));
        }
        for (path, _) in &done {
            sync_folder(path);
        }
        Ok(())
    }
}

/// Where the bytes of a file belong: a symbolic link stays, and what it leads to is written.
fn destination(path: &Path) -> PathBuf {
    const LINKS: usize = 40;
    let mut place = path.to_owned();
    for _ in 0..LINKS {
        let Ok(target) = fs::read_link(&place) else { break };
        place = match place.parent() {
            Some(folder) => folder.join(target),
            None => target,
        };
    }
    place
}

/// Removes what a process that was ended in the middle of a commit has left in a folder and those below it.
///
/// Nobody else may write there meanwhile.
///
/// # Errors
/// When a folder cannot be read or a file cannot be removed.
pub fn remove_left_over(folder: &Path) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", folder.display())),
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            remove_left_over(&path)?;
        } else if entry.file_name().to_string_lossy().starts_with(STAGED) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// How the names of files begin that are not in their places yet.
const STAGED: &str = ".new-";

/// What a file holds, or `None` when there is none.
fn content(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(anyhow!(error).context(format!("cannot read {}", path.display()))),
    }
}

/// Writes bytes beside the place where they belong.
fn stage(path: &Path, bytes: &[u8]) -> Result<TempPath> {
    let folder = path.parent().context("it has no folder")?;
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::with_prefix_in(STAGED, folder)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A temporary file is for its owner alone; a file of the project is for everybody.
        let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
        file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// Brings a rename to the disk, where folders can be synchronised.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        // Some systems cannot; the rename is done all the same.
        let _ = folder.sync_all();
    }
}

fn roll_back(done: Vec<(&Path, Option<Vec<u8>>)>, cause: anyhow::Error) -> anyhow::Error {
    let mut lost = Vec::new();
    for (path, old) in done.into_iter().rev() {
        let restored = match old {
            Some(bytes) => stage(path, &bytes).and_then(|file| Ok(file.persist(path)?)),
            None => fs::remove_file(path).map_err(Into::into),
        };
        if restored.is_err() {
            lost.push(path.display().to_string());
        }
    }
    if lost.is_empty() {
        cause.context("nothing was written")
    } else {
        cause.context(format!(
            "could not put back what was there before: {}; use git to restore it",
            lost.join(", ")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (same, new) = (folder.path().join("same"), folder.path().join("deep/new"));
        fs::write(&same, "same").unwrap();
        let mut writes = Writes::new();
        writes.add(&same, "same").unwrap();
        writes.add(&new, "new").unwrap();
        assert_eq!(writes.paths().collect::<Vec<_>>(), [new.as_path()]);
        writes.commit().unwrap();
        assert_eq!(fs::read_to_string(new).unwrap(), "new");
        assert_eq!(names(folder.path()), ["deep", "same"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("elsewhere/target"), folder.path().join("link"));
        fs::create_dir(folder.path().join("elsewhere")).unwrap();
        fs::write(&target, "before").unwrap();
        std::os::unix::fs::symlink("elsewhere/target", &link).unwrap();
        let mut writes = Writes::new();
        writes.add(&link, "after").unwrap();
        writes.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "after");
        assert_eq!(names(&folder.path().join("elsewhere")), ["target"]);
    }

    #[test]
    fn only_staged_files_count_as_left_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        for name in [".new-a1", "deep/.new-b2", "deep/new-c", "spec.yaml"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        remove_left_over(folder.path()).unwrap();
        assert_eq!(names(folder.path()), ["deep", "spec.yaml"]);
        assert_eq!(names(&folder.path().join("deep")), ["new-c"]);
        remove_left_over(&folder.path().join("nowhere")).unwrap();
    }

    #[test]
    fn a_failure_in_the_middle_puts_everything_back() {
        let folder = tempfile::tempdir().unwrap();
        let (old, fresh, blocked) = (
            folder.path().join("old"),
            folder.path().join("fresh"),
            folder.path().join("blocked"),
        );
        fs::write(&old, "before").unwrap();
        let mut writes = Writes::new();
        writes.add(&old, "after").unwrap();
        writes.add(&fresh, "after").unwrap();
        writes.add(&blocked, "a file").unwrap();
        // Staging this one makes `blocked` a folder, which no file can be renamed to.
        writes.add(blocked.join("inner"), "needs a folder").unwrap();
        let error = format!("{:#}", writes.commit().unwrap_err());
        assert!(
            error.contains("nothing was written") && error.contains("blocked"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(&old).unwrap(), "before");
        assert_eq!(names(folder.path()), ["blocked", "old"]);
        assert_eq!(names(&blocked), Vec::<String>::new());
    }
}
