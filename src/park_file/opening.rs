//! Parks of any form: files that a game saved, and sites in JSON.

use crate::catalogue::Catalogue;
use crate::site::Park;
use crate::site::json::{self, SiteError};

use super::{ParkFile, ReadError, read};

/// A park, and the file that it was read from unless that is a site in JSON.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The park.
    pub park: Park,
    /// The file that a game saved.
    pub file: Option<ParkFile>,
}

/// Why bytes are no park.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// They are no park file.
    #[error(transparent)]
    File(#[from] ReadError),
    /// They are JSON, but no site.
    #[error(transparent)]
    Site(#[from] SiteError),
}

/// Opens a park file or a site in JSON. The name is that for [`read`].
///
/// # Errors
/// When the bytes are neither, or damaged.
pub fn open(bytes: &[u8], name: &str, catalogue: &Catalogue) -> Result<Opened, OpenError> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
    {
        return Ok(Opened { park: json::from_str(text, catalogue)?, file: None });
    }
    let file = read(bytes, name)?;
    Ok(Opened { park: file.park(catalogue), file: Some(file) })
}
