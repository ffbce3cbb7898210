//! `check`: whether designs can be built and tested, and what they cost.

use super::Context;
use super::console::Console;
use super::entrances::{EntranceArgs, Furnished};
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::place::PlaceArgs;
use crate::catalogue::Direction;
use crate::judge::{Judgement, Untested, Wanted, judge};
use crate::report::{Answers, Sheet};

const EXAMPLES: &str = "\
Examples:
  loopwright check coaster.td6
  loopwright check --quiet --json designs
  loopwright check - < coaster.td6
  loopwright check --park mypark.park --at 4,4 --direction 2 coaster.td6

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
    place: PlaceArgs,
    /// Direction to build in, 0 to 3
    #[arg(long, value_name = "0..3", default_value_t = 0, value_parser = clap::value_parser!(u8).range(..4))]
    direction: u8,
    #[command(flatten)]
    entrances: EntranceArgs,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let ground = self.place.open(&catalogue)?;
        let site = ground.site();
        let wanted = Wanted { placing: ground.placing(Direction::new(self.direction)), ..Wanted::default() };
        let work = |source: &Source| {
            let furnished = self.entrances.design(source, &catalogue, site)?;
            let furnished = Furnished { design: ground.furnished(furnished.design), ..furnished };
            let verdicts = judge(&catalogue, &furnished.design, site, &wanted);
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
