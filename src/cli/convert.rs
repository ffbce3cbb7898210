//! `convert`: from one track file format to another.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Context;
use super::failure::{Failure, Status};
use super::input::Source;
use super::output::{self, Existing};
use loopwright::track_file::{Format, TrackFile};

const EXAMPLES: &str = "\
Examples:
  loopwright convert coaster.td6 copy.td6
  loopwright convert --to td6 coaster.td6 - > copy.td6";

/// Convert a track file to another format, by the extension of the new file
///
/// A file that keeps its format is written byte for byte as it was.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// Track file, or - for standard input
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// New file, or - for standard output; one that is there already is replaced
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Format of the new file [default: by its extension]
    #[arg(long, value_name = "FORMAT")]
    to: Option<Target>,
}

/// A format to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// RollerCoaster Tycoon
    Td4,
    /// RollerCoaster Tycoon 2 and OpenRCT2
    Td6,
    /// OpenRCT2, for pieces that a TD6 does not hold
    Td7,
    /// This program's own, to read and edit
    Json,
}

impl Args {
    pub fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let target = self.to.map_or_else(|| by_extension(&self.output), Ok)?;
        let source = Source::new(&self.input);
        let (_, file) = source.track_file()?;
        let bytes = convert(&source, &file, target)?;
        if self.output.as_os_str() == "-" {
            context.console.write_bytes(&bytes)?;
        } else {
            output::write(&self.output, &bytes, Existing::Replace)?;
        }
        Ok(Status::Done)
    }
}

fn by_extension(path: &Path) -> Result<Target, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    Target::from_str(&extension, true).map_err(|_| {
        let path = super::failure::shown(path);
        Failure::Usage(format!("{path}: no format has this extension; use .td4, .td6, .td7 or .json, or give --to"))
    })
}

/// The bytes of the file in the new format.
fn convert(source: &Source, file: &TrackFile, target: Target) -> Result<Vec<u8>, Failure> {
    let (Target::Td6, Format::Td6) = (target, file.format()) else {
        return Err(Failure::Unavailable("converting between formats"));
    };
    file.to_bytes().map_err(|error| source.failure(&error))
}
