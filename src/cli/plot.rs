//! `plot`: pictures of designs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Context;
use super::failure::{Failure, Status};
use super::input::Files;
use super::site::SiteArgs;

const EXAMPLES: &str = "\
Examples:
  loopwright plot coaster.td6
  loopwright plot --out pictures designs
  loopwright plot --kind plan coaster.td6";

/// Draw the height profile and the plan of designs
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    pub files: Files,
    /// Folder for the pictures, NAME-height.png and NAME-plan.png
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
    /// Which pictures to draw
    #[arg(long, value_name = "KIND", value_delimiter = ',', default_value = "height,plan")]
    pub kind: Vec<Picture>,
    #[command(flatten)]
    pub site: SiteArgs,
}

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Picture {
    /// Height along the track
    Height,
    /// Seen from above
    Plan,
}

impl Args {
    /// Draws the pictures of every file.
    #[expect(clippy::unused_self, reason = "to be filled in")]
    pub fn run(self, _: &mut Context) -> Result<Status, Failure> {
        Err(Failure::Unavailable("plot"))
    }
}
