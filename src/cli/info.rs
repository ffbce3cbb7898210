//! `info`: what track files hold.

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::site::SiteArgs;
use loopwright::catalogue::{Catalogue, CatalogueError, Direction};
use loopwright::judge::{Wanted, judge};
use loopwright::report::{Facts, Recomputed, agreement, fact_sheet};
use loopwright::rules::Rules;
use loopwright::site::Site;
use loopwright::track_file::TrackFile;

const EXAMPLES: &str = "\
Examples:
  loopwright info coaster.td6
  loopwright info --elements coaster.td6
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
            let mut facts = facts(&catalogue, source, &file, site, self.recompute);
            facts.remarks.extend(better_rules(&catalogue, &others, &file, site));
            Ok(facts)
        };
        let show = |console: &mut Console, source: &Source, facts: Facts| {
            if console.json {
                source.print_json(console, &facts)?;
            } else {
                console.print(&(fact_sheet(&catalogue, &source.path(), &facts, with_elements) + "\n"))?;
            }
            Ok(Status::Done)
        };
        self.files.each(&mut context.console, work, show)
    }
}

fn facts(catalogue: &Catalogue, source: &Source, file: &TrackFile, site: Site, recompute: bool) -> Facts {
    let mut facts = Facts::new(catalogue, file);
    facts.remarks.extend(source.misnamed(file.format()));
    if recompute && let Ok(design) = file.design(catalogue) {
        let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
        let judgement = judge(catalogue, &design, site, &wanted);
        facts.recomputed = Some(
            judgement
                .map_or_else(|error| Recomputed::refused(catalogue, &error), |judgement| Recomputed::new(&judgement)),
        );
    }
    facts
}

/// The catalogue under every other rule set.
fn others(catalogue: &Catalogue) -> Result<Vec<Catalogue>, Failure> {
    let rules = Rules::all().map_err(CatalogueError::from)?;
    let others = rules.into_iter().filter(|rules| rules.name != catalogue.rules().name);
    Ok(others.map(Catalogue::under).collect::<Result<_, _>>()?)
}

/// Says that the figures a file stores are more like those of another rule set.
fn better_rules(catalogue: &Catalogue, others: &[Catalogue], file: &TrackFile, site: Site) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let fit = |catalogue: &Catalogue| {
        let design = file.design(catalogue).ok().filter(|design| design.statistics.excitement > 0)?;
        let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
        let judgement = judge(catalogue, &design, site, &wanted).ok()?;
        judgement.trials.first().map(|trial| agreement(&design.statistics, trial))
    };
    let here = fit(catalogue)?;
    let best = others.iter().filter_map(|other| Some((fit(other)?, other))).rev().max_by_key(|(agreed, _)| *agreed);
    let better = best.filter(|(agreed, _)| *agreed > here);
    better.map(|(agreed, other)| {
        let (name, used) = (&other.rules().name, &catalogue.rules().name);
        format!("{agreed} of the stored figures fit the rules {name}, {here} fit {used}; try --rules {name}")
    })
}
