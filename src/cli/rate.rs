//! `rate`: places, tests and rates designs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::entrances::{EntranceArgs, Furnished};
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::place::{Ground, PlaceArgs};
use super::settings::SettingArgs;
use super::{ALL_RULES, Context, console::Console};
use crate::catalogue::{Catalogue, CatalogueError, Direction};
use crate::judge::{Judgement, Trial, Wanted, judge};
use crate::path::Load;
use crate::report::{Answers, Comparison, Sheet, UnderRules, side_by_side};
use crate::rules::Rules;

const EXAMPLES: &str = "\
Examples:
  loopwright rate coaster.td6
  loopwright rate --explain --direction 0 coaster.td6
  loopwright rate --json designs | wc -l
  loopwright rate --load empty,half,full coaster.td6
  loopwright rate --map 40 --at 10,10 coaster.td6
  loopwright rate --park mypark.park --at 4,4 --direction 2 coaster.td6
  loopwright rate --cars 6 --trains 2 --lift-speed 11mph coaster.td6
  loopwright rate --rules all coaster.td6
  loopwright rate --beside designs/b.TD6 coaster.td6

Exit code 1: a design is not placed in one of the directions, the game would not test it, or it crashes or \
stalls in one of the directions or under one of the loads.";

/// Place, test and rate designs as the game does
///
/// Each design is laid on flat, empty land and its trains run until the game would show ratings.
/// The answer differs with the direction it is built in, so all four are tried, unless the first fails.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// Direction to build in: 0 to 3, or all [default: all; in a park 0]
    ///
    /// Trains leave in direction 0 to lesser x, up and to the right on the screen until the player turns the view; 1, 2 and 3
    /// are each a quarter turn clockwise from there.
    #[arg(long, value_name = "0..3|all", value_parser = directions)]
    direction: Option<Directions>,
    /// Itemise every bonus, requirement and penalty in the game's order
    #[arg(long)]
    explain: bool,
    /// Run the trains with riders as well: empty, half, full, or several of them
    ///
    /// Tells whether the design survives each load; a coaster that only works empty kills its guests.
    /// Ratings and statistics stay those of empty trains, as the game tests and rates. What is said of empty
    /// trains is exact. Half and full are this program's estimate: each rider adds the same mass,
    /// half of the seats are rounded down, and guests do nothing but sit.
    #[arg(long, value_name = "LOAD,…", value_delimiter = ',')]
    load: Vec<Fill>,
    /// Build this design beside each FILE, so that trains of both leave together, and rate both
    ///
    /// The stations of racing or duelling coasters lie side by side, within six tiles, and both rides are set to
    /// synchronise. The first place in which the game builds both is taken. Settings to try are those of FILE.
    #[arg(long, value_name = "OTHER", conflicts_with = "park")]
    beside: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingArgs,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    entrances: EntranceArgs,
}

/// How full trains are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Fill {
    /// No seat is taken
    Empty,
    /// Half of the seats are taken
    Half,
    /// All seats are taken
    Full,
}

impl Fill {
    const fn load(self) -> Load {
        match self {
            Self::Empty => Load::Empty,
            Self::Half => Load::Half,
            Self::Full => Load::Full,
        }
    }
}

/// The directions to test in.
#[derive(Debug, Clone)]
struct Directions(Vec<Direction>);

fn directions(text: &str) -> Result<Directions, String> {
    match text {
        "all" => Ok(Directions(Direction::ALL.to_vec())),
        "0" | "1" | "2" | "3" => Ok(Directions(vec![Direction::new(text.as_bytes()[0] - b'0')])),
        _ => Err("give 0, 1, 2, 3 or all".to_owned()),
    }
}

/// The directions to build in: all on flat land, one on a spot of a park.
fn directions_in(ground: &Ground, wanted: Option<Directions>) -> Result<Vec<Direction>, Failure> {
    match wanted {
        Some(Directions(all)) if ground.is_park() && all.len() > 1 => {
            Err(Failure::Usage("a place in a park has one direction; give --direction 0, 1, 2 or 3".to_owned()))
        }
        Some(Directions(wanted)) => Ok(wanted),
        None if ground.is_park() => Ok(vec![Direction::default()]),
        None => Ok(Direction::ALL.to_vec()),
    }
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let compares = context.rules.as_deref() == Some(ALL_RULES);
        if compares && self.beside.is_some() {
            let reason = "`--rules all` rates designs alone; give one name with --beside";
            return Err(Failure::Usage(reason.to_owned()));
        }
        let catalogues = if compares { under_all_rules()? } else { vec![context.catalogue()?] };
        // The newest, which knows all that a park may hold.
        let catalogue = &catalogues[0];
        let ground = self.place.open(catalogue)?;
        let directions = directions_in(&ground, self.direction)?;
        let placing = ground.placing(if ground.is_park() { directions[0] } else { Direction::default() });
        let mut loads: Vec<Load> = self.load.iter().map(|fill| fill.load()).collect();
        loads.sort();
        loads.dedup();
        let wanted = Wanted { placing, directions, explain: self.explain, loads };
        let rating = Rating { ground, entrances: self.entrances, settings: self.settings, wanted };
        match &self.beside {
            Some(other) => rating.beside(catalogue, &self.files, other, context),
            None if compares => rating.under_all(&catalogues, &self.files, context),
            None => rating.alone(catalogue, &self.files, context),
        }
    }
}

/// A catalogue for every rule set, the newest first.
fn under_all_rules() -> Result<Vec<Catalogue>, Failure> {
    let rules = Rules::all().map_err(CatalogueError::from)?;
    Ok(rules.into_iter().map(Catalogue::under).collect::<Result<_, _>>()?)
}

/// How designs are rated.
pub(super) struct Rating {
    pub ground: Ground,
    entrances: EntranceArgs,
    settings: SettingArgs,
    pub wanted: Wanted,
}

impl Rating {
    /// Reads a design as it is to be built.
    pub(super) fn read(&self, catalogue: &Catalogue, source: &Source) -> Result<Furnished, Failure> {
        let furnished = self.entrances.design(source, catalogue, self.ground.site())?;
        Ok(Furnished { design: self.ground.furnished(furnished.design), ..furnished })
    }

    /// Reads a design with the settings that are to be tried.
    pub(super) fn read_to_try(&self, catalogue: &Catalogue, source: &Source) -> Result<Furnished, Failure> {
        let furnished = self.read(catalogue, source)?;
        Ok(Furnished { design: self.settings.applied(catalogue, furnished.design)?, ..furnished })
    }

    /// Rates every design.
    fn alone(&self, catalogue: &Catalogue, files: &Files, context: &mut Context) -> Result<Status, Failure> {
        let verbose = context.verbose;
        let work = |source: &Source| {
            let furnished = self.read_to_try(catalogue, source)?;
            let judgement = judge(catalogue, &furnished.design, self.ground.site(), &self.wanted);
            Ok((furnished, judgement.map_err(|error| source.unjudged(&error))?))
        };
        let show = |console: &mut Console, source: &Source, (furnished, judgement): (Furnished, Judgement)| {
            let Furnished { design, chosen } = &furnished;
            if console.json {
                source.print_json(console, &Answers::new(design, &judgement).with_chosen(chosen))?;
            } else {
                let sheet = Sheet { title: &source.path(), design, judgement: &judgement, chosen };
                console.print(&(sheet.ratings(verbose) + "\n"))?;
            }
            Ok(if is_sound(&judgement) { Status::Done } else { Status::No })
        };
        files.each(&mut context.console, work, show)
    }

    /// Rates every design under every rule set, side by side.
    fn under_all(&self, catalogues: &[Catalogue], files: &Files, context: &mut Context) -> Result<Status, Failure> {
        let work = |source: &Source| Ok(catalogues.iter().map(|catalogue| self.under(catalogue, source)).collect());
        let show = |console: &mut Console, source: &Source, under: Vec<UnderRules>| {
            if console.json {
                source.print_json(console, &Comparison::new(&under))?;
            } else {
                console.print(&side_by_side(&source.path(), &under))?;
            }
            let is_rated = |one: &UnderRules| one.answer.as_ref().is_ok_and(|(_, judgement)| is_rated(judgement));
            Ok(if under.iter().all(is_rated) { Status::Done } else { Status::No })
        };
        files.each(&mut context.console, work, show)
    }

    fn under<'a>(&'a self, catalogue: &'a Catalogue, source: &Source) -> UnderRules<'a> {
        let furnished = self.read_to_try(catalogue, source).map_err(|failure| failure.to_string());
        let answer = furnished.and_then(|Furnished { design, .. }| {
            let judgement = judge(catalogue, &design, self.ground.site(), &self.wanted);
            Ok((design, judgement.map_err(|error| error.to_string())?))
        });
        UnderRules { rules: catalogue.rules(), answer }
    }
}

/// Whether the design was rated in every direction asked for.
fn is_rated(judgement: &Judgement) -> bool {
    let trials = &judgement.trials;
    let all_are_rated = trials.iter().all(|trial| trial.rated.is_some());
    !trials.is_empty() && judgement.refused_directions().next().is_none() && all_are_rated
}

/// Whether the design was rated, and comes through with every load.
pub(super) fn is_sound(judgement: &Judgement) -> bool {
    is_rated(judgement) && survives(judgement)
}

/// Whether the design comes through under every load that its trains were run with.
fn survives(judgement: &Judgement) -> bool {
    judgement.loads.iter().all(Trial::survives)
}
