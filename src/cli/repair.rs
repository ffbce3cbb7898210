//! `repair`: the smallest change that makes a design sound.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::Context;
use super::console::Console;
use super::entrances::EntranceArgs;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::output::{Existing, create_folder, write};
use super::site::SiteArgs;
use super::values::Rating;
use loopwright::catalogue::Catalogue;
use loopwright::design::Design;
use loopwright::judge::Judgement;
use loopwright::quantity;
use loopwright::repair::{Repair, examine, repair};
use loopwright::report::{Answers, Sheet, change_sentences, fault_sentence, with_statistics};
use loopwright::track_file::TrackFile;

const EXAMPLES: &str = "\
Examples:
  loopwright repair --out repaired coaster.td6
  loopwright repair --max-intensity 9 --keep 3 --force --out repaired coaster.td6

Exit code 1: no small change makes a design sound.";

/// Find the smallest change that makes a design sound
///
/// Sound means: trains come round in all four directions, empty and full; no block keeps them waiting for ever; there is an
/// entrance; every requirement of the ride type is met; and intensity is no more than --max-intensity. The fewest settings
/// and pieces are changed, at most three; of equal repairs the most exciting comes first. Full trains rest on this
/// program's estimate of what riders weigh. If no change makes a design sound, the best one that brings its trains
/// round is written, and the remaining faults are named.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// Folder for the repaired designs, NAME-repaired.td6
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Highest intensity
    #[arg(long, value_name = "R")]
    max_intensity: Option<Rating>,
    /// Number of repairs to write for each design
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    keep: u16,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    entrances: EntranceArgs,
    #[command(flatten)]
    site: SiteArgs,
}

/// A design and its repairs.
struct Patient<'a> {
    faults: Vec<String>,
    /// Repairs that were found, of which some are kept.
    found: usize,
    kept: Vec<Kept<'a>>,
}

/// A repair to be written.
struct Kept<'a> {
    design: Design,
    judgement: Judgement<'a>,
    changes: Vec<String>,
    /// What is wrong with it still.
    left: Vec<String>,
}

#[derive(Serialize)]
struct Repaired<'a> {
    faults: &'a [String],
    repairs: Vec<Mended<'a>>,
}

#[derive(Serialize)]
struct Mended<'a> {
    written: String,
    changes: &'a [String],
    left: &'a [String],
    #[serde(flatten)]
    answers: Answers<'a>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        create_folder(&self.out)?;
        let mut taken = BTreeSet::new();
        let work = |source: &Source| self.treat(&catalogue, source);
        self.files.each(&mut context.console, work, |console, source, patient| {
            if !taken.insert(source.stem()) {
                return Err(source.failure(&"repairs of another design have this name; rename it"));
            }
            self.save(&catalogue, console, source, &patient)
        })
    }

    /// Looks for what is wrong with a design and for what makes it sound.
    fn treat<'a>(&self, catalogue: &'a Catalogue, source: &Source) -> Result<Patient<'a>, Failure> {
        let site = self.site.site()?;
        let design = self.entrances.design(source, catalogue, site)?.design;
        let most = self.max_intensity.map(|Rating(hundredths)| quantity::Rating(hundredths));
        let health = examine(catalogue, &design, site, most).map_err(|error| source.unjudged(&error))?;
        let repairs = if health.is_sound() { Ok(Vec::new()) } else { repair(catalogue, &design, site, most) };
        let repairs = repairs.map_err(|error| source.failure(&error))?;
        let keep = |repair: &Repair| {
            let changes = change_sentences(catalogue, &design, &repair.changes);
            let (design, judgement) = with_statistics(catalogue, repair.design.clone(), site)?;
            let left = repair.left.iter().map(fault_sentence).collect();
            Some(Kept { design, judgement, changes, left })
        };
        let kept = repairs.iter().take(self.keep.into()).filter_map(keep).collect();
        let faults = health.faults.iter().map(fault_sentence).collect();
        Ok(Patient { faults, found: repairs.len(), kept })
    }

    /// Writes the repairs of one design and says what they are.
    fn save(
        &self,
        catalogue: &Catalogue,
        console: &mut Console,
        source: &Source,
        patient: &Patient,
    ) -> Result<Status, Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let mut repairs = Vec::new();
        let mut words = format!("{}: {}\n", source.path(), summary(patient));
        for (index, Kept { design, judgement, changes, left }) in patient.kept.iter().enumerate() {
            let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
            let path = self.out.join(format!("{}-repaired{number}.td6", source.stem()));
            let track = TrackFile::from_design(design, catalogue).and_then(|track| track.to_bytes());
            write(&path, &track.map_err(|error| source.failure(&error))?, existing)?;
            let written = path.to_string_lossy().into_owned();
            let sheet = Sheet { title: &written, design, judgement, chosen: &[] };
            words += &format!("\n  {}\n\n{}", changes.join("\n  "), sheet.ratings(false));
            repairs.push(Mended { written, changes, left, answers: Answers::new(design, judgement) });
        }
        if console.json {
            source.print_json(console, &Repaired { faults: &patient.faults, repairs })?;
        } else {
            console.print(&(words + "\n"))?;
        }
        let is_mended = patient.kept.first().is_some_and(|kept| kept.left.is_empty());
        Ok(if patient.faults.is_empty() || is_mended { Status::Done } else { Status::No })
    }
}

/// What was wrong and what was found.
fn summary(patient: &Patient) -> String {
    if patient.faults.is_empty() {
        return "is sound".to_owned();
    }
    let faults = patient.faults.join("; ");
    match patient.kept.first() {
        None => format!("{faults}\nno change of three settings and pieces makes it sound; try another layout"),
        Some(best) => {
            let number = best.changes.len();
            let changes = if number == 1 { "one change".to_owned() } else { format!("{number} changes") };
            let found = patient.found;
            match best.left.as_slice() {
                [] => format!("{faults}\n{changes} of {found} that make it sound:"),
                left => {
                    format!("{faults}\n{changes} of {found} that bring its trains round; left is {}:", left.join("; "))
                }
            }
        }
    }
}
