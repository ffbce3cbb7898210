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
use crate::catalogue::Catalogue;
use crate::design::Design;
use crate::judge::Judgement;
use crate::quantity;
use crate::repair::{Findings, Repair, Standard, TRIES, repair};
use crate::report::units::{self, grouped};
use crate::report::{Answers, ChangeReport, Sheet, change_reports, fault_sentence, with_statistics};
use crate::track_file::{NewFormat, TrackFile};

const EXAMPLES: &str = "\
Examples:
  loopwright repair --tries 500 --out repaired coaster.td6
  loopwright repair --tries 500 --max-intensity 9 --keep 3 --force --out repaired coaster.td6

Exit code 1: no small change makes a design sound.";

/// Find the smallest change that makes a design sound
///
/// Sound means: trains come round in all four directions, empty and full; no block keeps them waiting for ever; there is an
/// entrance; every requirement of the ride type is met; and intensity is no more than --max-intensity. Changed are
/// settings, pieces, the chain on a climb, stretches of track for others with the same ends, and rows that become longer
/// or shorter so that the circuit stays closed. The fewest settings and pieces are changed, in at most four changes; of
/// equal repairs the most exciting comes first. Full trains rest on this program's estimate of what riders weigh. If
/// nothing makes a design sound, the best repair that brings its trains round is written, and the remaining faults are
/// named. A search takes less than a minute.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// Folder for the repaired designs, NAME-repaired.td6, or .td7 where a TD6 does not hold one
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Highest intensity
    #[arg(long, value_name = "R")]
    max_intensity: Option<Rating>,
    /// Number of repairs to write for each design
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    keep: u16,
    /// Designs to try at most for each design
    #[arg(long, value_name = "N", default_value_t = TRIES)]
    tries: usize,
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
    /// Repairs as good as the best, the best among them.
    found: usize,
    kept: Vec<Kept<'a>>,
    /// Designs that were tested, and how many settings and pieces the last of them changed.
    tried: usize,
    reach: usize,
}

/// A repair to be written.
struct Kept<'a> {
    design: Design,
    judgement: Judgement<'a>,
    changes: Vec<ChangeReport>,
    /// What is wrong with it still.
    left: Vec<String>,
}

#[derive(Serialize)]
struct Repaired<'a> {
    faults: &'a [String],
    tried: usize,
    reach: usize,
    repairs: Vec<Mended<'a>>,
}

#[derive(Serialize)]
struct Mended<'a> {
    written: String,
    changes: &'a [ChangeReport],
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
        let max_intensity = self.max_intensity.map(|Rating(hundredths)| quantity::Rating(hundredths));
        let standard = Standard { catalogue, site, max_intensity };
        let findings = repair(&standard, &design, self.tries).map_err(|error| source.unjudged(&error))?;
        let keep = |repair: &Repair| {
            let changes = change_reports(catalogue, &design, &repair.changes);
            let (mended, judgement) = with_statistics(catalogue, repair.design.clone(), site)?;
            let left = repair.left.iter().map(|fault| fault_sentence(catalogue, &mended, site, fault)).collect();
            Some(Kept { design: mended, judgement, changes, left })
        };
        let kept = findings.repairs.iter().take(self.keep.into()).filter_map(keep).collect();
        let faults =
            findings.health.faults.iter().map(|fault| fault_sentence(catalogue, &design, site, fault)).collect();
        let Findings { tried, reach, .. } = findings;
        Ok(Patient { faults, found: findings.equals(), kept, tried, reach })
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
            let format = NewFormat::of(design, catalogue);
            let path = self.out.join(format!("{}-repaired{number}.{format}", source.stem()));
            let track = TrackFile::from_design_in(format, design, catalogue).and_then(|track| track.to_bytes());
            write(&path, &track.map_err(|error| source.failure(&error))?, existing)?;
            let written = path.to_string_lossy().into_owned();
            let sheet = Sheet { title: &written, design, judgement, chosen: &[] };
            let sentences: Vec<&str> = changes.iter().map(|change| change.words.as_str()).collect();
            words += &format!("\n  {}\n", sentences.join("\n  "));
            if index > 0 && !left.is_empty() {
                words += &format!("  this alone leaves: {}\n", left.join("; "));
            }
            words += &format!("\n{}", sheet.ratings(false));
            repairs.push(Mended { written, changes, left, answers: Answers::new(design, judgement) });
        }
        if console.json {
            source.print_json(
                console,
                &Repaired { faults: &patient.faults, tried: patient.tried, reach: patient.reach, repairs },
            )?;
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
    let (tried, reach) = (grouped(patient.tried as u64), patient.reach);
    let search = format!("{tried} designs were tried, up to {reach} changed settings and pieces");
    let Some(best) = patient.kept.first() else {
        return format!("{faults}\nnothing mends any of it: {search}");
    };
    let changes = units::count(best.changes.len() as i64, "change");
    let others = match patient.found {
        0 | 1 => String::new(),
        found => format!(", the most exciting of {found} as small"),
    };
    match best.left.as_slice() {
        [] => format!("{faults}\nmended by {changes}{others}:"),
        left => {
            let left = left.join("; ");
            format!("{faults}\nmended in part by {changes}{others}; nothing mends the rest ({search}): {left}")
        }
    }
}
