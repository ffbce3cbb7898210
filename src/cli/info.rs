//! `info`: what track files hold.

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::site::SiteArgs;
use loopwright::catalogue::{Catalogue, Direction};
use loopwright::judge::{Wanted, judge};
use loopwright::layout::Site;
use loopwright::report::{Facts, Recomputed, fact_sheet};

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
pub struct Args {
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
    pub fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = Context::catalogue()?;
        let site = self.site.site()?;
        let with_elements = self.elements || context.verbose;
        let work = |source: &Source| facts(&catalogue, source, site, self.recompute);
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

fn facts(catalogue: &Catalogue, source: &Source, site: Site, recompute: bool) -> Result<Facts, Failure> {
    let file = source.track_file(catalogue)?;
    let mut facts = Facts::new(catalogue, &file);
    facts.remarks.extend(source.misnamed(file.format()));
    if recompute && let Ok(design) = file.design(catalogue) {
        let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
        let judgement = judge(catalogue, &design, site, &wanted);
        facts.recomputed =
            Some(judgement.map_or_else(|error| Recomputed::refused(&error), |judgement| Recomputed::new(&judgement)));
    }
    Ok(facts)
}
