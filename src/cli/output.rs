//! Files that appear whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Writes a file beside its place and moves it there. What is no file, such as a device or a pipe, is written to.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let written = match path.metadata() {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => std::fs::write(path, bytes),
        Ok(_) if existing == Existing::Replace => appear(&followed(path), bytes, existing),
        _ => appear(path, bytes, existing),
    };
    written.map_err(|error| Failure::unwritable(path, &error))
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
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let moved = match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    moved.map(drop).map_err(|error| error.error)
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
pub fn create_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::unwritable(path, &ErrorKind::NotADirectory.into()),
        _ => Failure::unwritable(path, &error),
    })
}
