//! Why a command failed, and the codes it ends with.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::catalogue::CatalogueError;
use crate::evolve::CrewError;

/// How a command ended. Of several, the largest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Done.
    Done = 0,
    /// Done, and the answer is no.
    No = 1,
    /// Wrong usage.
    Usage = 2,
    /// An input cannot be read or is not a track design.
    BadInput = 3,
    /// An output cannot be written.
    BadOutput = 4,
    /// Interrupted.
    Interrupted = 130,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The command line asks for something that is not there.
    #[error("{0}")]
    Usage(String),
    /// A file that cannot be read or used.
    #[error("{file}: {reason}")]
    Input {
        /// What it is called.
        file: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A design that the game refuses.
    #[error("{file}: {reason}")]
    Refused {
        /// What it is called.
        file: String,
        /// What is refused and why.
        reason: String,
    },
    /// A file that cannot be written.
    #[error("{file}: {reason}")]
    Output {
        /// What it is called.
        file: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The program's own tables are damaged.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Processes cannot search together any more.
    #[error(transparent)]
    Crew(#[from] CrewError),
    /// The reader of the output has closed it.
    #[error("the reader of the output has closed it")]
    BrokenPipe,
}

impl Failure {
    /// A file that cannot be opened or read.
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        // Windows says of a folder that access is denied.
        let folder = io::Error::from(io::ErrorKind::IsADirectory);
        let error = if path.is_dir() && error.kind() == io::ErrorKind::PermissionDenied { &folder } else { error };
        let advice = match error.kind() {
            io::ErrorKind::NotFound => "check the name",
            io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder; check the name",
            io::ErrorKind::PermissionDenied => "change its permissions, or copy it to where you may read it",
            io::ErrorKind::IsADirectory => "give a file in it",
            io::ErrorKind::InvalidData => "give a text file",
            _ => "check the disk, or copy it elsewhere and try again",
        };
        Self::Input { file: shown(path), reason: format!("cannot be read: {}; {advice}", words(error)) }
    }

    /// A file or folder that cannot be written.
    pub(super) fn unwritable(path: &Path, error: &io::Error) -> Self {
        let advice = match error.kind() {
            io::ErrorKind::NotFound => "create its folder first",
            io::ErrorKind::PermissionDenied => "choose a folder that you may write to",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, or choose another disk",
            io::ErrorKind::AlreadyExists => "choose another name, or add --force",
            io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder; choose another place",
            io::ErrorKind::FileTooLarge => "raise the limit for the size of files, or choose another disk",
            _ => "choose another place",
        };
        Self::Output { file: shown(path), reason: format!("cannot be written: {}; {advice}", words(error)) }
    }

    /// Standard output that takes no more.
    pub(super) fn stdout(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::unwritable(&PathBuf::from("standard output"), error)
    }

    /// What the program ends with.
    pub(super) const fn status(&self) -> Status {
        match self {
            Self::Refused { .. } => Status::No,
            Self::Input { .. } | Self::Catalogue(_) | Self::Crew(CrewError::Unable { .. }) => Status::BadInput,
            Self::Output { .. } => Status::BadOutput,
            Self::Crew(CrewError::Lost(_) | CrewError::Parted { .. }) => Status::Interrupted,
            Self::Usage(_) | Self::Crew(_) => Status::Usage,
            Self::BrokenPipe => Status::Done,
        }
    }

    /// What is wrong, without the name of the file.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Input { reason, .. } | Self::Refused { reason, .. } | Self::Output { reason, .. } => reason.clone(),
            other => other.to_string(),
        }
    }
}

/// A path as messages show it.
pub(super) fn shown(path: &Path) -> String {
    crate::report::units::printable(&path.to_string_lossy())
}

/// The system's words without its number, and not as a sentence.
fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
