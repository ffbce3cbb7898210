//! `close`: completes a track that does not return to its station.

use std::path::PathBuf;

use super::Context;
use super::failure::{Failure, Status};
use super::input::Files;
use super::site::SiteArgs;

const EXAMPLES: &str = "\
Examples:
  loopwright close --out closed half-built.td6
  loopwright close --keep 5 --out closed half-built.td6";

/// Complete tracks that do not return to their station
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    pub files: Files,
    /// Folder for the completed designs, NAME-closed.td6
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
    /// Number of completions to write for each design
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub keep: u16,
    /// Pieces that must not be used
    #[arg(long, value_name = "PIECE,…", value_delimiter = ',')]
    pub forbid: Vec<String>,
    /// Replace files that are there already
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub site: SiteArgs,
}

impl Args {
    /// Completes every file.
    #[expect(clippy::unused_self, reason = "to be filled in")]
    pub fn run(self, _: &mut Context) -> Result<Status, Failure> {
        Err(Failure::Unavailable("close"))
    }
}
