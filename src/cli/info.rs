//! `info`: what track files hold.

use serde::Serialize;

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::site::SiteArgs;
use loopwright::catalogue::{Catalogue, CatalogueError, Direction};
use loopwright::design::Design;
use loopwright::judge::{Judgement, Wanted, judge};
use loopwright::layout::{LayoutError, lacking_entrances, lay_unchecked};
use loopwright::report::{Facts, Recomputed, Step, agreement, fact_sheet, steps, steps_table};
use loopwright::rules::Rules;
use loopwright::site::Site;
use loopwright::track_file::TrackFile;

const EXAMPLES: &str = "\
Examples:
  loopwright info coaster.td6
  loopwright info --elements coaster.td6
  loopwright info --steps coaster.td6
  loopwright info --json --recompute designs

With --json, ratings and G are hundredths, speeds 16.16 fixed point (one whole unit is 2.25 mph), lengths metres, \
drop heights units of 0.75 m, air time ticks, running cost tenths per period.";

/// Show what track files hold: settings, statistics and pieces
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
    /// Show the figures of a test run in direction 0 beside the stored ones
    #[arg(long)]
    recompute: bool,
    #[command(flatten)]
    site: SiteArgs,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let site = self.site.site()?;
        let with_elements = self.elements || context.verbose;
        let others = if self.recompute { others(&catalogue)? } else { Vec::new() };
        let work = |source: &Source| {
            let file = source.track_file(&catalogue)?;
            let mut facts = Facts::new(&catalogue, &file);
            facts.remarks.extend(source.misnamed(file.format()));
            if self.recompute {
                recompute(&mut facts, &catalogue, &others, &file, site);
            }
            let steps = if self.steps { steps_of(&catalogue, source, &file, site)? } else { Vec::new() };
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

/// The steps that build a design, in direction 0.
fn steps_of(catalogue: &Catalogue, source: &Source, file: &TrackFile, site: Site) -> Result<Vec<Step>, Failure> {
    let design = file.design(catalogue).map_err(|error| source.failure(&error))?;
    let layout = lay_unchecked(catalogue, &design, site, Direction::new(0));
    layout.map(|layout| steps(&layout)).map_err(|error| source.failure(&error))
}

/// Adds the figures of a test run, and a remark when other rules fit the stored ones better.
fn recompute(facts: &mut Facts, catalogue: &Catalogue, others: &[Catalogue], file: &TrackFile, site: Site) {
    let Some(design) = furnished(catalogue, file, site) else { return };
    match tested(catalogue, &design, site) {
        Ok(judgement) => {
            facts.remarks.extend(better_rules(&judgement, &design, others, file, site));
            facts.recomputed = Some(Recomputed::new(&judgement));
        }
        Err(error) => facts.recomputed = Some(Recomputed::refused(catalogue, &error)),
    }
}

/// A design as the game judges it in direction 0.
fn tested<'a>(catalogue: &'a Catalogue, design: &Design, site: Site<'a>) -> Result<Judgement<'a>, LayoutError> {
    let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
    judge(catalogue, design, site, &wanted)
}

/// The design in a file, with entrance and exit where its file can store none.
fn furnished(catalogue: &Catalogue, file: &TrackFile, site: Site<'_>) -> Option<Design> {
    let mut design = file.design(catalogue).ok()?;
    if file.format().is_rct1() {
        design.entrances = lacking_entrances(catalogue, &design, site);
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
    site: Site,
) -> Option<String> {
    let here = agreed(design, used)?;
    let fit = |other: &Catalogue| {
        let design = furnished(other, file, site)?;
        agreed(&design, &tested(other, &design, site).ok()?)
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
