//! Parks that commands work with: park files, and sites in JSON.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::failure::Failure;
use super::input::Source;
use crate::catalogue::Catalogue;
use crate::checksum;
use crate::park_file::{self, FILE_LIMIT, ParkFile};
use crate::site::{Park, json};

/// A park, and the file that it was read from unless that is a site in JSON.
pub(super) struct Opened {
    pub park: Park,
    pub file: Option<ParkFile>,
    /// Tells what was read from everything else.
    pub checksum: String,
}

/// Reads a park file or a site in JSON.
pub(super) fn open(source: &Source, catalogue: &Catalogue) -> Result<Opened, Failure> {
    let bytes = bytes(source)?;
    let checksum = format!("{:016x}", checksum::of_bytes(&bytes));
    let park_file::Opened { park, file } =
        park_file::open(&bytes, &source.file_name(), catalogue).map_err(|error| source.failure(&error))?;
    Ok(Opened { park, file, checksum })
}

/// No more than one byte more than is read.
pub(super) fn bytes(source: &Source) -> Result<Vec<u8>, Failure> {
    let limit = json::TEXT_LIMIT.max(FILE_LIMIT) as u64 + 1;
    let mut bytes = Vec::new();
    match source {
        Source::Stdin => {
            let read = io::stdin().lock().take(limit).read_to_end(&mut bytes);
            read.map_err(|error| Failure::unreadable(Path::new("standard input"), &error))?;
        }
        Source::File(path) => {
            let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
            read.map_err(|error| Failure::unreadable(path, &error))?;
        }
    }
    Ok(bytes)
}
