//! Files that appear whole or not at all.

use std::io::Write;
use std::path::Path;

use super::failure::Failure;

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Writes a file beside its place and moves it there.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let unwritable = |error: &std::io::Error| Failure::unwritable(path, error);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = builder().tempfile_in(folder).map_err(|error| unwritable(&error))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|error| unwritable(&error))?;
    let moved = match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    moved.map(drop).map_err(|error| unwritable(&error.error))
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
    std::fs::create_dir_all(path).map_err(|error| Failure::unwritable(path, &error))
}
