//! A search as bytes, to go on with it later.

use crc::{CRC_32_ISO_HDLC, Crc};
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::site::Park;

use super::evolution::Evolution;
use super::plan::Plan;
use super::problem::Problem;

/// A search and what it was asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What it was asked to do.
    pub plan: Plan,
    /// How far it has come.
    pub evolution: Evolution,
}

/// Begins the first line, which goes on with the number of the layout.
const KIND: &[u8] = b"loopwright checkpoint ";
/// The layout: a line with its number, a line with the version of the program, the body, and a checksum of them all.
const LAYOUT: &str = "11";
const VERSION: &str = env!("CARGO_PKG_VERSION");
const CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// Why a checkpoint cannot be resumed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The file is something else.
    #[error("it is not a checkpoint of this program; give the folder that `--out` named")]
    Foreign,
    /// The file is damaged.
    #[error("it is damaged: {0}; start the search anew in another folder")]
    Damaged(String),
    /// The search belongs to another version.
    #[error(
        "{0} wrote it, and only that version would go on with the same results; \
         resume it with that version, or start the search anew in another folder"
    )]
    Version(String),
}

impl Checkpoint {
    /// Wants another number of winners from now on.
    pub fn want(&mut self, winners: usize) {
        self.evolution.want(winners);
        self.plan.breeding.winners = winners;
    }

    /// The checkpoint as bytes.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CheckpointError> {
        let body = postcard::to_allocvec(self).map_err(|error| damaged(&error))?;
        Ok(Self::seal(&body))
    }

    /// Reads a checkpoint of this version. [`Checkpoint::problem`] says whether a search can go on with it.
    ///
    /// # Errors
    /// When the bytes are something else, damaged, or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let body = open(bytes)?;
        let (checkpoint, rest) = postcard::take_from_bytes::<Self>(body).map_err(|error| damaged(&error))?;
        if rest.is_empty() { Ok(checkpoint) } else { Err(damaged(&"more follows its end")) }
    }

    /// A body with what a checkpoint of this version has before and behind it.
    pub fn seal(body: &[u8]) -> Vec<u8> {
        let mut bytes = KIND.to_vec();
        bytes.extend(format!("{LAYOUT}\n{VERSION}\n").bytes());
        bytes.extend(body);
        bytes.extend(CHECKSUM.checksum(&bytes).to_le_bytes());
        bytes
    }

    /// The tools to go on with the search on flat land.
    ///
    /// # Errors
    /// When a number is none that a search can have.
    pub fn problem<'a>(&self, catalogue: &'a Catalogue) -> Result<Problem<'a>, CheckpointError> {
        self.problem_in(catalogue, None)
    }

    /// The tools to go on with the search, in its park if it has one.
    ///
    /// # Errors
    /// When a number is none that a search can have.
    pub fn problem_in<'a>(
        &self,
        catalogue: &'a Catalogue,
        park: Option<&'a Park>,
    ) -> Result<Problem<'a>, CheckpointError> {
        self.plan.check().map_err(|error| damaged(&error))?;
        let problem = self.plan.problem_in(catalogue, park);
        let problem = problem.ok_or_else(|| damaged(&"its ride type, vehicle or park is unknown"))?;
        let has_modes = self.plan.forms.iter().all(|form| problem.has_mode(form.mode()));
        if self.plan.breeding != self.evolution.breeding || !has_modes || !self.evolution.is_sound(&problem) {
            return Err(damaged(&"it holds what no search breeds"));
        }
        Ok(problem)
    }
}

fn damaged(reason: &impl ToString) -> CheckpointError {
    CheckpointError::Damaged(reason.to_string())
}

/// The body of a checkpoint of this layout and version.
fn open(bytes: &[u8]) -> Result<&[u8], CheckpointError> {
    let rest = bytes.strip_prefix(KIND).ok_or(CheckpointError::Foreign)?;
    let (layout, rest) = line(rest)?;
    if layout != LAYOUT.as_bytes() {
        return Err(CheckpointError::Version("another version of this program".to_owned()));
    }
    let (version, rest) = line(rest)?;
    if version != VERSION.as_bytes() {
        let version = String::from_utf8_lossy(version).escape_debug().to_string();
        return Err(CheckpointError::Version(format!("version {version}")));
    }
    let (body, checksum) = rest.split_last_chunk::<4>().ok_or_else(|| damaged(&"it breaks off"))?;
    let sealed = &bytes[..bytes.len() - checksum.len()];
    if CHECKSUM.checksum(sealed) == u32::from_le_bytes(*checksum) {
        Ok(body)
    } else {
        Err(damaged(&"its checksum is wrong"))
    }
}

/// The first line, and what follows it.
fn line(bytes: &[u8]) -> Result<(&[u8], &[u8]), CheckpointError> {
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or_else(|| damaged(&"it breaks off"))?;
    Ok((&bytes[..end], &bytes[end + 1..]))
}
