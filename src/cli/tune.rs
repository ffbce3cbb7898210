//! `tune`: the settings that make the best of a design.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::Context;
use super::console::Console;
use super::entrances::EntranceArgs;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::output::{self, Existing};
use super::place::why_not_placed;
use super::site::SiteArgs;
use super::values::Rating;
use crate::catalogue::Catalogue;
use crate::design::Design;
use crate::layout::Placing;
use crate::quantity;
use crate::report::{Tuning, with_statistics};
use crate::track_file::TrackFile;
use crate::tune::{Goal, Sweep, limits};

const EXAMPLES: &str = "\
Examples:
  loopwright tune coaster.td6
  loopwright tune --by riders --max-intensity 9 --max-nausea 7 coaster.td6
  loopwright tune --force --write tuned.td6 coaster.td6

Riders per hour are an estimate: all seats are taken, and no train waits longer than in the test.
Exit code 1: no settings bring full trains round in all four directions.";

/// Find the settings that make the best of a design
///
/// Tries every vehicle of the ride type, every number of cars and trains that fits, then every speed of chain and launch
/// and every number of laps. Settings that bring full trains round unharmed come first, and among them
/// those within --max-intensity and --max-nausea; the best rated are on top. Neither has a default, unlike in `evolve`. A second
/// table says at which speeds a single train comes round, stalls or crashes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// What makes settings better than others
    #[arg(long, value_name = "GOAL", default_value = "excitement")]
    by: By,
    /// Highest intensity
    #[arg(long, value_name = "R")]
    max_intensity: Option<Rating>,
    /// Highest nausea
    #[arg(long, value_name = "R")]
    max_nausea: Option<Rating>,
    /// Number of settings to list
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    keep: u16,
    /// Save the design with the best settings
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    entrances: EntranceArgs,
    #[command(flatten)]
    site: SiteArgs,
}

/// What makes settings better than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Excitement
    Excitement,
    /// Riders per hour
    Riders,
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    tuning: &'a Tuning,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let site = self.site.site()?;
        let goal = match self.by {
            By::Excitement => Goal::Excitement,
            By::Riders => Goal::Riders,
        };
        let most = |limit: Option<Rating>| limit.map(|Rating(hundredths)| quantity::Rating(hundredths));
        let (max_intensity, max_nausea) = (most(self.max_intensity), most(self.max_nausea));
        let work = |source: &Source| {
            let design = self.entrances.design(source, &catalogue, site)?.design;
            let sweep = Sweep { catalogue: &catalogue, design: &design, site, goal, max_intensity, max_nausea };
            let tried = sweep.run().map_err(|error| source.unjudged(&error))?;
            let Some(best) = tried.first() else {
                let reason = why_not_placed(&catalogue, &design, site, Placing::default());
                return Err(Failure::Refused { file: source.title(), reason });
            };
            let limits = limits(&catalogue, &design, site, &best.setting).map_err(|error| source.failure(&error))?;
            let tuned = best.setting.applied(&design);
            Ok((tuned, Tuning::new(&catalogue, &tried, &limits, usize::from(self.keep))))
        };
        let show = |console: &mut Console, source: &Source, (tuned, tuning): (Design, Tuning)| {
            let written = match &self.write {
                Some(path) if tuning.is_sound() => Some(self.save(&catalogue, source, tuned, path)?),
                _ => None,
            };
            if console.json {
                source.print_json(console, &Answer { tuning: &tuning, written })?;
            } else {
                console.print(&tuning.sheet(&source.path()))?;
                if let Some(written) = written {
                    console.note(&format!("{written} has the best of these settings"));
                }
            }
            Ok(if tuning.is_sound() { Status::Done } else { Status::No })
        };
        self.files.each(&mut context.console, work, show)
    }

    /// Saves a design with the statistics of its own test run.
    fn save(&self, catalogue: &Catalogue, source: &Source, design: Design, path: &Path) -> Result<String, Failure> {
        let site = self.site.site()?;
        let Some((design, _)) = with_statistics(catalogue, design, site) else {
            return Err(source.failure(&"the game does not place it"));
        };
        let file = TrackFile::from_design(&design, catalogue).and_then(|file| file.to_bytes());
        let bytes = file.map_err(|error| source.failure(&error))?;
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        output::write(path, &bytes, existing)?;
        Ok(path.to_string_lossy().into_owned())
    }
}
