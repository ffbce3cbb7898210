//! `info`: what track files hold.

use serde::Serialize;

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::place::{Ground, PlaceArgs};
use crate::catalogue::{Catalogue, CatalogueError, Direction};
use crate::design::Design;
use crate::judge::{Judgement, Wanted, judge};
use crate::layout::{LayoutError, Placement, lacking_entrances, lay_unchecked, place};
use crate::report::{Facts, Recomputed, Step, agreement, fact_sheet, steps, steps_table};
use crate::rules::Rules;
use crate::track_file::TrackFile;

const EXAMPLES: &str = "\
Examples:
  loopwright info coaster.td6
  loopwright info --elements coaster.td6
  loopwright info --steps coaster.td6
  loopwright info --json --recompute designs
  loopwright info --recompute --park mypark.park --at 4,4 --direction 2 coaster.td6

With --json, ratings and G are hundredths, speeds 16.16 fixed point (one whole unit is 2.25 mph), lengths metres, \
drop heights units of 0.75 m, air time ticks, running cost tenths per period.";

/// Show what track files hold: settings, statistics and pieces
///
/// The statistics that a TD6 stores are coarse: ratings in tenths, G forces in steps of 0.32 g. The game shows them where
/// it lists designs; --recompute puts those of a test run beside them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// List every piece, entrance and item of scenery
    #[arg(long)]
    elements: bool,
    /// List the pieces to build, run by run, with tile, height and heading
    #[arg(long)]
    steps: bool,
    /// Show the figures of a test run beside the stored ones
    #[arg(long)]
    recompute: bool,
    /// Direction to build in, 0 to 3, for --steps and --recompute
    #[arg(long, value_name = "0..3", default_value_t = 0, value_parser = clap::value_parser!(u8).range(..4))]
    direction: u8,
    #[command(flatten)]
    place: PlaceArgs,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let ground = self.place.open(&catalogue)?;
        let place = Place { ground: &ground, direction: Direction::new(self.direction) };
        let with_elements = self.elements || context.verbose;
        let others = if self.recompute { others(&catalogue)? } else { Vec::new() };
        let work = |source: &Source| {
            let file = source.track_file(&catalogue)?;
            let mut facts = Facts::new(&catalogue, &file);
            facts.remarks.extend(source.misnamed(file.format()));
            if self.recompute {
                recompute(&mut facts, &catalogue, &others, &file, place);
            }
            let steps = if self.steps { steps_of(&catalogue, source, &file, place)? } else { Vec::new() };
            Ok((facts, steps))
        };
        let show = |console: &mut Console, source: &Source, (facts, steps): (Facts, Vec<Step>)| {
            if console.json {
                source.print_json(console, &WithSteps { facts: &facts, steps: &steps })?;
            } else {
                let sheet = fact_sheet(&catalogue, &source.path(), &facts, with_elements);
                let steps = if steps.is_empty() { String::new() } else { format!("\n{}", steps_table(&steps)) };
                console.print(&(sheet + &steps + "\n"))?;
            }
            Ok(Status::Done)
        };
        self.files.each(&mut context.console, work, show)
    }
}

/// The facts of a file, with the steps that build it if --steps is given.
#[derive(Serialize)]
struct WithSteps<'a> {
    #[serde(flatten)]
    facts: &'a Facts,
    #[serde(skip_serializing_if = "<[Step]>::is_empty")]
    steps: &'a [Step],
}

/// Where designs are built.
#[derive(Clone, Copy)]
struct Place<'a> {
    ground: &'a Ground,
    direction: Direction,
}

/// The steps that build a design; of one that the game does not place, as it would lie.
fn steps_of(catalogue: &Catalogue, source: &Source, file: &TrackFile, at: Place) -> Result<Vec<Step>, Failure> {
    let design = file.design(catalogue).map_err(|error| source.failure(&error))?;
    let (design, site) = (at.ground.furnished(design), at.ground.site());
    let placing = at.ground.placing(at.direction);
    let layout = match place(catalogue, &design, site, placing) {
        Ok(Placement { as_design: Ok(layout), .. }) => Ok(layout),
        _ => lay_unchecked(catalogue, &design, site, placing),
    };
    layout.map(|layout| steps(&layout)).map_err(|error| source.failure(&error))
}

/// Adds the figures of a test run, and a remark when other rules fit the stored ones better.
fn recompute(facts: &mut Facts, catalogue: &Catalogue, others: &[Catalogue], file: &TrackFile, at: Place) {
    let Some(design) = furnished(catalogue, file, at) else { return };
    match tested(catalogue, &design, at) {
        Ok(judgement) => {
            facts.remarks.extend(better_rules(&judgement, &design, others, file, at));
            facts.recomputed = Some(Recomputed::new(&judgement));
        }
        Err(error) => facts.recomputed = Some(Recomputed::refused(catalogue, &error)),
    }
}

/// A design as the game judges it in its place.
fn tested<'a>(catalogue: &'a Catalogue, design: &Design, at: Place<'a>) -> Result<Judgement<'a>, LayoutError> {
    let placing = at.ground.placing(at.direction);
    let wanted = Wanted { placing, directions: vec![at.direction], ..Wanted::default() };
    judge(catalogue, design, at.ground.site(), &wanted)
}

/// The design in a file, with entrance and exit where its file can store none.
fn furnished(catalogue: &Catalogue, file: &TrackFile, at: Place) -> Option<Design> {
    let mut design = at.ground.furnished(file.design(catalogue).ok()?);
    if file.format().is_rct1() {
        design.entrances = lacking_entrances(catalogue, &design, at.ground.site());
    }
    Some(design)
}

/// The catalogue under every other rule set.
fn others(catalogue: &Catalogue) -> Result<Vec<Catalogue>, Failure> {
    let rules = Rules::all().map_err(CatalogueError::from)?;
    let others = rules.into_iter().filter(|rules| rules.name != catalogue.rules().name);
    Ok(others.map(Catalogue::under).collect::<Result<_, _>>()?)
}

/// Says that the figures a file stores are more like those of another rule set.
fn better_rules(
    used: &Judgement,
    design: &Design,
    others: &[Catalogue],
    file: &TrackFile,
    at: Place,
) -> Option<String> {
    let here = agreed(design, used)?;
    let fit = |other: &Catalogue| {
        let design = furnished(other, file, at)?;
        agreed(&design, &tested(other, &design, at).ok()?)
    };
    let best = others.iter().filter_map(|other| Some((fit(other)?, other))).rev().max_by_key(|(agreed, _)| *agreed);
    let better = best.filter(|(agreed, _)| *agreed > here);
    better.map(|(agreed, other)| {
        let (rules, used) = (other.rules(), used.catalogue.rules().title());
        let (title, name) = (rules.title(), &rules.name);
        format!("{agreed} of the stored figures fit the rules {title}, {here} fit {used}; try --rules {name}")
    })
}

/// How many of the figures that a design stores are those of its test run; `None` if it stores none or was not run.
fn agreed(design: &Design, judgement: &Judgement) -> Option<usize> {
    let trial = judgement.trials.first().filter(|_| design.statistics.excitement > 0)?;
    Some(agreement(&design.statistics, trial, judgement.catalogue.rules()))
}
