//! `check`: whether designs can be built and tested, and what they cost.

use super::Context;
use super::console::Console;
use super::entrances::{EntranceArgs, Furnished};
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::own_scenery::SceneryArgs;
use super::site::SiteArgs;
use loopwright::judge::{Judgement, Untested, Wanted, judge};
use loopwright::report::{Answers, Sheet};

const EXAMPLES: &str = "\
Examples:
  loopwright check coaster.td6
  loopwright check --quiet --json designs
  loopwright check - < coaster.td6

Exit code 1: a design cannot be built by hand, cannot be placed as a design, or the game would not test it.";

/// Check whether designs can be built and tested, and what they cost
///
/// Built means laid by hand, piece by piece, and placed as a design. No test run: see `loopwright rate` for that.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    site: SiteArgs,
    #[command(flatten)]
    scenery: SceneryArgs,
    #[command(flatten)]
    entrances: EntranceArgs,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let site = self.site.site()?;
        let work = |source: &Source| {
            let furnished = self.entrances.design(source, &catalogue, site)?;
            let furnished = Furnished { design: self.scenery.of(furnished.design), ..furnished };
            let verdicts = judge(&catalogue, &furnished.design, site, &Wanted::default());
            Ok((furnished, verdicts.map_err(|error| source.unjudged(&error))?))
        };
        let show = |console: &mut Console, source: &Source, (furnished, judgement): (Furnished, Judgement)| {
            let Furnished { design, chosen } = &furnished;
            if console.json {
                source.print_json(console, &Answers::new(design, &judgement).with_chosen(chosen).without_runs())?;
            } else {
                let title = source.path();
                let sheet = Sheet { title: &title, design, judgement: &judgement, chosen };
                console.print(&(sheet.verdicts() + "\n"))?;
            }
            Ok(if is_accepted(&judgement) { Status::Done } else { Status::No })
        };
        self.files.each(&mut context.console, work, show)
    }
}

/// Whether the game says yes to everything.
fn is_accepted(judgement: &Judgement) -> bool {
    let placement = &judgement.placement;
    let is_refused = matches!(judgement.untested, Some(Untested::Refused(_) | Untested::GameCrashes));
    placement.by_hand.is_ok() && placement.as_design.is_ok() && !is_refused
}
