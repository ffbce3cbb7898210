//! A search as bytes, to go on with it later.

use serde::{Deserialize, Serialize};

use super::evolution::Evolution;
use super::plan::Plan;

/// A search and what it was asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What it was asked to do.
    pub plan: Plan,
    /// How far it has come.
    pub evolution: Evolution,
}

/// Says that a file is a checkpoint, and of which layout.
const MAGIC: &[u8] = b"loopwright checkpoint 1\n";

/// Why a checkpoint cannot be resumed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The file is something else.
    #[error("it is not a checkpoint of this program, or of another version of it")]
    Foreign,
    /// The file is damaged.
    #[error("it is damaged ({0}); start the search anew")]
    Damaged(String),
    /// The search belongs to another version.
    #[error("it was written by version {0}, and only that version would go on with the same results")]
    Version(String),
}

impl Checkpoint {
    /// The checkpoint as bytes.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CheckpointError> {
        let mut bytes = MAGIC.to_vec();
        let body = postcard::to_allocvec(self).map_err(|error| CheckpointError::Damaged(error.to_string()))?;
        bytes.extend(body);
        Ok(bytes)
    }

    /// Reads a checkpoint of this version.
    ///
    /// # Errors
    /// When the bytes are something else, damaged, or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let body = bytes.strip_prefix(MAGIC).ok_or(CheckpointError::Foreign)?;
        let checkpoint: Self =
            postcard::from_bytes(body).map_err(|error| CheckpointError::Damaged(error.to_string()))?;
        if checkpoint.plan.version != env!("CARGO_PKG_VERSION") {
            return Err(CheckpointError::Version(checkpoint.plan.version));
        }
        Ok(checkpoint)
    }
}
