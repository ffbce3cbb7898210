//! `convert`: from one track file format to another.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status, shown};
use super::input::Source;
use super::output::{self, Existing};
use crate::catalogue::Catalogue;
use crate::layout::{TurningError, lacking_entrances, mirrored, reversed};
use crate::report::chosen_entrances;
use crate::report::units::count;
use crate::site::Site;
use crate::track_file::{ConvertError, Format, Game, NewFormat, Target, TrackFile, json};

const EXAMPLES: &str = "\
Examples:
  loopwright convert coaster.td6 coaster.json
  loopwright convert coaster.td6 coaster.td7
  loopwright convert --mirror coaster.td6 mirrored.td6
  loopwright convert --reverse coaster.td6 reversed.td6
  loopwright convert --lossy coaster.td6 coaster.td4
  loopwright convert --game rct2 --entrances coaster.td4 new.td6
  loopwright convert --to td6 coaster.td6 - > copy.td6

Exit code 1: the track cannot be turned round.
Exit code 4: the new format cannot hold the design; what it cannot hold is listed.";

/// Convert a track file to another format, by the extension of the new file
///
/// A file that keeps its format is written byte for byte as it was, unless --normalise says otherwise.
/// JSON holds all that TD6 and TD7 hold, with names in place of numbers, to read, edit and compare.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Track file, or - for standard input
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// New file, or - for standard output; one that is there already is replaced
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Format of the new file [default: by its extension]
    #[arg(long, value_name = "FORMAT")]
    to: Option<To>,
    /// Whose vehicles a design of RollerCoaster Tycoon 1 gets
    #[arg(long, value_name = "GAME", default_value = "openrct2")]
    game: For,
    /// Leave out or change what the new format cannot hold, and say what
    #[arg(long)]
    lossy: bool,
    /// Choose an entrance and an exit for each station that lacks one, and write them too
    ///
    /// A TD4 stores none. The places are free tiles beside the station.
    #[arg(long)]
    entrances: bool,
    /// Write the mirror image of the design, without its scenery
    #[arg(long)]
    mirror: bool,
    /// Write the circuit run the other way, without its scenery; the chain goes to what is then the first climb
    ///
    /// Trains may stall that way. `rate` shows whether they do, and `repair` looks for a change that helps.
    #[arg(long)]
    reverse: bool,
    /// Write the file as the game would: no junk after the last list, the usual packing, a right checksum
    #[arg(long)]
    normalise: bool,
}

/// Who plays a design of RCT1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum For {
    /// RCT1's own vehicles, which OpenRCT2 has
    Openrct2,
    /// The nearest of RollerCoaster Tycoon 2
    Rct2,
}

impl From<For> for Game {
    fn from(game: For) -> Self {
        match game {
            For::Openrct2 => Self::OpenRct2,
            For::Rct2 => Self::Rct2,
        }
    }
}

/// A format to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// RollerCoaster Tycoon
    Td4,
    /// RollerCoaster Tycoon 2 and OpenRCT2
    Td6,
    /// OpenRCT2, for pieces that a TD6 does not hold
    Td7,
    /// This program's own, to read and edit
    Json,
}

impl To {
    fn by_extension(path: &Path) -> Result<Self, Failure> {
        let extension = path.extension().map(|extension| extension.to_string_lossy()).unwrap_or_default();
        Self::from_str(&extension, true).map_err(|_| {
            let path = shown(path);
            Failure::Usage(format!("{path}: no format has this extension; use .td4, .td6, .td7 or .json, or give --to"))
        })
    }

    /// The track file format for a design that is in some format now. JSON stands for a TD6 or TD7.
    const fn format(self, now: Format) -> Format {
        match (self, now) {
            (Self::Td4, Format::Td4) => Format::Td4,
            (Self::Td4, _) => Format::Td4Expansion,
            (Self::Td7, _) | (Self::Json, Format::Td7) => Format::Td7,
            (Self::Td6 | Self::Json, _) => Format::Td6,
        }
    }
}

#[derive(Serialize)]
struct Converted {
    written: String,
    format: String,
    lost: Vec<String>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let to = self.to.map_or_else(|| To::by_extension(&self.output), Ok)?;
        if context.console.json && self.goes_to_stdout() {
            let reason = "--json and the new file cannot both go to standard output; name a file, or leave out --json";
            return Err(Failure::Usage(reason.to_owned()));
        }
        let source = Source::new(&self.input);
        let console = &mut context.console;
        self.convert(&catalogue, &source, to, console).or_else(|failure| source.report(console, failure))
    }

    fn convert(
        &self,
        catalogue: &Catalogue,
        source: &Source,
        to: To,
        console: &mut Console,
    ) -> Result<Status, Failure> {
        let file = source.track_file(catalogue)?;
        let file = if self.normalise { file.normalised() } else { file };
        let file = if self.mirror || self.reverse { self.turned(catalogue, source, &file, console)? } else { file };
        let target = Target { lossy: self.lossy, game: self.game.into(), format: to.format(file.format()) };
        let converted = file.convert(target, catalogue).map_err(|error| self.misfit(source, &error))?;
        let mut converted = converted;
        if self.entrances {
            self.add_entrances(source, catalogue, &mut converted.file, console)?;
        }
        let bytes = self.bytes(catalogue, &converted.file, to)?;
        let lost: Vec<String> = converted.lost.iter().map(ToString::to_string).collect();
        for lost in &lost {
            console.note(&format!("left out or changed: {lost}"));
        }
        if self.goes_to_stdout() {
            console.write_bytes(&bytes)?;
            return Ok(Status::Done);
        }
        output::write(&self.output, &bytes, Existing::Replace)?;
        if console.json {
            let written = self.output.to_string_lossy().into_owned();
            source.print_json(console, &Converted { written, format: converted.file.format().to_string(), lost })?;
        } else {
            console.note(&format!("{} is written", shown(&self.output)));
        }
        Ok(Status::Done)
    }

    /// Adds the entrances and exits that stations lack.
    fn add_entrances(
        &self,
        source: &Source,
        catalogue: &Catalogue,
        file: &mut TrackFile,
        console: &mut Console,
    ) -> Result<(), Failure> {
        let design = source.design_in(file, catalogue)?;
        let chosen = lacking_entrances(catalogue, &design, Site { gives_way: true, ..Site::default() });
        file.add_entrances(&chosen).map_err(|error| self.unwritten(&error))?;
        if chosen.is_empty() {
            console.note("no entrance or exit was added: no station lacks one, or has room for one");
        } else {
            console.note(&format!("entrances: {}", chosen_entrances(&chosen)));
        }
        Ok(())
    }

    /// The file with its track turned round; a file of RCT1 becomes one of RCT2.
    fn turned(
        &self,
        catalogue: &Catalogue,
        source: &Source,
        file: &TrackFile,
        console: &mut Console,
    ) -> Result<TrackFile, Failure> {
        let mut design = file.design(catalogue).map_err(|error| source.failure(&error))?;
        let refused = |error: TurningError| Failure::Refused { file: source.title(), reason: error.to_string() };
        if self.mirror {
            design = mirrored(catalogue, &design).map_err(refused)?;
        }
        if self.reverse {
            design = reversed(catalogue, &design).map_err(refused)?;
        }
        if !file.scenery.is_empty() {
            console.note(&format!("left out: {}", count(file.scenery.len() as i64, "scenery item")));
        }
        let format = if file.format() == Format::Td7 { NewFormat::Td7 } else { NewFormat::Td6 };
        let turned = TrackFile::from_design_in(format, &design, catalogue).map_err(|error| source.failure(&error))?;
        if file.format().is_rct1() {
            return Ok(turned);
        }
        // What the design does not hold, such as the checksum of the vehicle's object, stays as it was.
        Ok(file.clone().with_course_of(turned))
    }

    fn goes_to_stdout(&self) -> bool {
        self.output.as_os_str() == "-"
    }

    fn bytes(&self, catalogue: &Catalogue, file: &TrackFile, to: To) -> Result<Vec<u8>, Failure> {
        if to == To::Json {
            return json::to_string(file, catalogue).map(String::into_bytes).map_err(|error| self.unwritten(&error));
        }
        file.to_bytes().map_err(|error| self.unwritten(&error))
    }

    /// What does not fit: the fault of the input if its own numbers are none.
    fn misfit(&self, source: &Source, error: &ConvertError) -> Failure {
        match error {
            ConvertError::Source(error) => source.failure(error),
            ConvertError::Target(error) => {
                let can_be_lost = error.misfits.iter().all(crate::track_file::Misfit::can_be_lost);
                let advice = if can_be_lost && !self.lossy { "; --lossy does without" } else { "" };
                self.unwritten(&format!("{error}{advice}"))
            }
        }
    }

    fn unwritten(&self, reason: &impl ToString) -> Failure {
        Failure::Output { file: shown(&self.output), reason: reason.to_string() }
    }
}
