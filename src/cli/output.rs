//! Files that appear whole or not at all.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::failure::Failure;

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    Keep,
    Replace,
}

/// Writes a file beside its place and moves it there. What is no file, such as a device or a pipe, is written to.
pub(super) fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let written = match path.metadata() {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => std::fs::write(path, bytes),
        Ok(_) if existing == Existing::Replace => appear(&followed(path), bytes, existing),
        _ => appear(path, bytes, existing),
    };
    written.map_err(|error| Failure::unwritable(path, &error))
}

/// Writes a file that its owner alone may read.
pub(super) fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes, Existing::Replace)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let permissions = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, permissions).map_err(|error| Failure::unwritable(path, &error))?;
    }
    Ok(())
}

/// Where a link leads, so that the link stays and its file is replaced.
fn followed(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn appear(path: &Path, bytes: &[u8], existing: Existing) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = begin(folder)?;
    let unfinished = file.path().to_owned();
    let written = file.write_all(bytes).and_then(|()| file.as_file().sync_all());
    let moved = written.and_then(|()| {
        let moved = match existing {
            Existing::Keep => file.persist_noclobber(path),
            Existing::Replace => file.persist(path),
        };
        moved.map(drop).map_err(|error| error.error)
    });
    lock().remove(&unfinished);
    moved
}

/// Temporary files that are being written.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn lock() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file in a folder.
fn begin(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut unfinished = lock();
    let file = builder().tempfile_in(folder)?;
    unfinished.insert(file.path().to_owned());
    Ok(file)
}

/// Removes what is being written; nothing is begun any more while the guard lives.
pub(super) fn abandon() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    let unfinished = lock();
    for path in unfinished.iter() {
        // It may have reached its place in this moment.
        let _ = std::fs::remove_file(path);
    }
    unfinished
}

/// Temporary files are for their owner alone, but what becomes of them should not be.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".loopwright-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Creates a folder and those it lies in.
pub(super) fn create_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::unwritable(path, &ErrorKind::NotADirectory.into()),
        _ => Failure::unwritable(path, &error),
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_what_is_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = begin(folder.path()).unwrap();
        file.write_all(b"half").unwrap();
        drop(abandon());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
