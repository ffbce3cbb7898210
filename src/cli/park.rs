//! `park`: what a saved park holds, its map, and its coasters as designs.

use std::path::{Path, PathBuf};

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status, shown};
use super::input::Source;
use super::output::{self, Existing};
use super::park_input::{Opened, open};
use super::values::ParkArea;
use crate::catalogue::Catalogue;
use crate::judge::judge_park;
use crate::layout::read_back;
use crate::park_file::{ParkFile, Ride};
use crate::picture::{RasterError, park_map};
use crate::report::{ParkFacts, park_sheet, stored_statistics};
use crate::site::json;
use crate::track_file::{NewFormat, TrackFile, WriteError};

const EXAMPLES: &str = "\
Examples:
  loopwright park mypark.park
  loopwright park --map map.png mypark.park
  loopwright park --save-design 3 three.td6 mypark.park
  loopwright park --save-design 'Big Dipper' dipper.td6 mypark.park
  loopwright park --save-site site.json --area 2,2,4x4 mypark.park

The table has up to three sets of ratings for a coaster: excitement, intensity and nausea
  in the file    those that the game saved
  here           by the statistics that the game measured, with what stands around the track now
  tested afresh  by a test run of this program, with the settings that the ride has now

With --json, ratings are hundredths and sizes tiles.";

/// Show what a saved park holds: its size, rules and rides
///
/// Reads .park of OpenRCT2, .sv6 and .sc6 of RollerCoaster Tycoon 2, .sea and saved games of RollerCoaster Tycoon
/// Classic, and sites in JSON that --save-site wrote.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Park file, site in JSON, or - for standard input
    #[arg(value_name = "FILE")]
    park: PathBuf,
    /// List all rides, not only coasters
    #[arg(long)]
    all: bool,
    /// Draw a map of the park: land, water, paths, scenery, tracks
    #[arg(long, value_name = "OUT.png")]
    map: Option<PathBuf>,
    /// Save a coaster of the park as a design, by its number or name; .td7 for pieces that a .td6 does not hold
    #[arg(long, num_args = 2, value_names = ["RIDE", "OUT.td6"])]
    save_design: Option<Vec<String>>,
    /// Save land and surroundings as JSON, to read and edit
    #[arg(long, value_name = "OUT.json")]
    save_site: Option<PathBuf>,
    /// The part of the park that --save-site writes: least x and y, and tiles along both [default: all of it]
    #[arg(long, value_name = "X,Y,WxL", requires = "save_site")]
    area: Option<ParkArea>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let console = &mut context.console;
        let source = Source::new(&self.park);
        let opened = match open(&source, &catalogue) {
            Ok(opened) => opened,
            Err(failure) => return source.report(console, failure),
        };
        let judged = opened.file.as_ref().map_or_else(Vec::new, |file| judge_park(&opened.park, file, &catalogue));
        let facts = ParkFacts::new(&opened.park, opened.file.as_ref(), &judged, &catalogue);
        for warning in &facts.warnings {
            console.note(&format!("{}: {warning}", source.title()));
        }
        if console.json {
            source.print_json(console, &facts)?;
        } else {
            console.print(&park_sheet(&source.path(), &facts, self.all || context.verbose))?;
        }
        self.save(&mut context.console, &source, &opened, &catalogue)?;
        Ok(Status::Done)
    }

    /// Writes the map, the design and the site that the options name.
    fn save(
        &self,
        console: &mut Console,
        source: &Source,
        opened: &Opened,
        catalogue: &Catalogue,
    ) -> Result<(), Failure> {
        if let Some(path) = &self.map {
            let png = park_map(&opened.park, catalogue, &source.stem(), &[]).png(1.0);
            self.write(console, path, &png.map_err(|error| undrawable(path, &error))?)?;
        }
        if let Some([ride, path]) = self.save_design.as_deref() {
            let path = Path::new(path);
            let bytes = design(console, source, opened.file.as_ref(), ride, path, catalogue)?;
            self.write(console, path, &bytes)?;
        }
        if let Some(path) = &self.save_site {
            let area = self.area.map(|area| area.0);
            let text = json::to_string(&opened.park, area, catalogue);
            let text = text.map_err(|error| Failure::Usage(format!("--{error}")))?;
            self.write(console, path, text.as_bytes())?;
        }
        Ok(())
    }

    fn write(&self, console: &mut Console, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        output::write(path, bytes, existing)?;
        console.note(&format!("{} is written", shown(path)));
        Ok(())
    }
}

fn undrawable(path: &Path, error: &RasterError) -> Failure {
    Failure::Output { file: shown(path), reason: error.to_string() }
}

/// The bytes of a track file of a ride.
fn design(
    console: &mut Console,
    source: &Source,
    file: Option<&ParkFile>,
    wanted: &str,
    path: &Path,
    catalogue: &Catalogue,
) -> Result<Vec<u8>, Failure> {
    let file = file.ok_or_else(|| source.failure(&"a site in JSON holds no designs; give the park file"))?;
    let ride = ride(file, wanted, catalogue).ok_or_else(|| {
        let reason = format!("there is no ride {wanted:?}; give a number or name that `loopwright park` lists");
        source.failure(&reason)
    })?;
    let standing = read_back(file, ride, catalogue).map_err(|error| source.failure(&error))?;
    if standing.left_out > 0 {
        let left_out = standing.left_out;
        console.note(&format!("{left_out} pieces of track hang together with nothing else and are left out"));
    }
    let mut design = standing.design;
    design.statistics = stored_statistics(ride, catalogue.rules());
    let is_td7 = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("td7"));
    let format = if is_td7 { NewFormat::Td7 } else { NewFormat::Td6 };
    let unwritable = |error: WriteError| Failure::Output { file: shown(path), reason: error.to_string() };
    TrackFile::from_design_in(format, &design, catalogue).and_then(|track| track.to_bytes()).map_err(unwritable)
}

/// A ride by number or name.
fn ride<'a>(file: &'a ParkFile, wanted: &str, catalogue: &Catalogue) -> Option<&'a Ride> {
    let by_number = wanted.parse().ok().and_then(|id| file.ride(id));
    let has_name = |ride: &&Ride| file.ride_name(ride, catalogue).trim().eq_ignore_ascii_case(wanted.trim());
    by_number.or_else(|| file.rides.iter().find(has_name))
}
