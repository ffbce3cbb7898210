//! What the game makes of a design, in every direction and with every load that somebody wants to know about.

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::layout::{Layout, LayoutError, Placement, Placing, Refusal, place};
use crate::looks::{self, Looks};
use crate::path::{Load, Path};
use crate::rating::{Entry, Itemised, Rated, Ratings};
use crate::site::Site;
use crate::test_run::{Outcome, Tested};

use super::extremes::{Extremes, Watch};
use super::step::{Untested, compile, rate, run};

/// What to find out.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// How it is placed first.
    pub placing: Placing,
    /// Directions to test in, the others only if the first is tested; none to learn only how the design is placed.
    pub directions: Vec<Direction>,
    /// Whether to itemise ratings.
    pub explain: bool,
    /// Loads to run the trains with besides, in the same directions.
    pub loads: Vec<Load>,
}

/// What the game makes of a design.
#[derive(Debug, Clone)]
pub struct Judgement<'a> {
    /// Names of everything.
    pub catalogue: &'a Catalogue,
    /// How it is placed first: in direction 0 unless another is wanted.
    pub placement: Placement<'a>,
    /// How it is placed in the other directions that are wanted, if it can be run in the first.
    pub turned: Vec<(Direction, Placement<'a>)>,
    /// Why it is not run although it stands in the first direction.
    pub untested: Option<Untested>,
    /// Test runs of empty trains, one per direction. If the first of them fails, it is the only one.
    pub trials: Vec<Trial>,
    /// Runs with the loads that are wanted.
    pub loads: Vec<Trial>,
}

/// A test run in one direction, and its ratings. Only the empty load gives the game's own figures; the others rest on an
/// estimate of what riders weigh, and their ratings are those the formula gives for what the loaded train does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The direction the design was built in.
    pub direction: Direction,
    /// How full the trains are.
    pub load: Load,
    /// How the run went.
    pub tested: Tested,
    /// Its ratings, if it was rated.
    pub rated: Option<Rated>,
    /// Every bonus, requirement and penalty in the game's order, when asked for.
    pub account: Vec<Entry>,
    /// Where the statistics come from, when the ratings are itemised.
    pub extremes: Option<Extremes>,
    /// What it looks like, when the ratings are itemised and it was rated.
    pub looks: Option<Looks>,
}

/// Why a design has no ratings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unrated {
    /// The game does not place it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It is not run.
    #[error(transparent)]
    Untested(#[from] Untested),
    /// Its test run does not end well.
    #[error("{}", .0.name())]
    Failed(Outcome),
    /// It is tested, but the game cannot look at its surroundings.
    #[error("the game finds no way round the track when it rates it")]
    NoWay,
}

impl Trial {
    /// Runs the trains of a layout that stands in a direction, and rates what they do.
    ///
    /// # Errors
    /// When the layout cannot be run.
    pub fn new(layout: &Layout, load: Load, direction: Direction, explain: bool) -> Result<Self, Untested> {
        let path = compile(layout, load)?;
        Ok(Self::along(layout, &path, load, direction, explain))
    }

    /// The same for a layout that was compiled already.
    fn along(layout: &Layout, path: &Path, load: Load, direction: Direction, explain: bool) -> Self {
        if !explain {
            let tested = run(layout, path, |_| false).result();
            let rated = rate(layout, &tested, &mut ());
            return Self { direction, load, tested, rated, account: Vec::new(), extremes: None, looks: None };
        }
        let (mut watch, mut eye) = (Watch::default(), looks::Watch::default());
        let finished = run(layout, path, |run| {
            watch.look(run);
            eye.look(run);
            false
        });
        watch.look(&finished);
        let tested = finished.result();
        let mut account = Itemised::default();
        let rated = rate(layout, &tested, &mut account);
        let looks = rated.map(|rated| Looks::new(layout, &tested.measured, &rated.surveyed, &eye));
        Self { direction, load, tested, rated, account: account.0, extremes: Some(watch.extremes), looks }
    }

    /// Why it was not rated, if it was not.
    pub fn unrated(&self) -> Option<Unrated> {
        match self.tested.outcome {
            _ if self.rated.is_some() => None,
            Outcome::Tested => Some(Unrated::NoWay),
            outcome => Some(Unrated::Failed(outcome)),
        }
    }

    /// Excitement, intensity and nausea, if it was rated.
    pub fn ratings(&self) -> Option<Ratings> {
        self.rated.map(|rated| rated.ratings)
    }

    /// Whether the trains came round and none crashed.
    pub fn survives(&self) -> bool {
        self.tested.is_unharmed()
    }
}

impl<'a> Judgement<'a> {
    /// The design on the ground in a direction, if it was placed there.
    pub fn layout(&self, direction: Direction) -> Option<&Layout<'a>> {
        self.placement_in(direction)?.as_design.as_ref().ok()
    }

    /// The direction it is placed in first.
    pub const fn first_direction(&self) -> Direction {
        self.placement.placing.direction
    }

    /// How it is placed in a direction, if that was found out.
    pub fn placement_in(&self, direction: Direction) -> Option<&Placement<'a>> {
        if direction == self.first_direction() {
            return Some(&self.placement);
        }
        self.turned.iter().find(|(turned, _)| *turned == direction).map(|(_, placement)| placement)
    }

    /// The piece refused when the design is placed for good in the first direction, if that is why it is not placed.
    pub fn first_refused_piece(&self) -> Option<usize> {
        self.placement.as_design.as_ref().err()?;
        self.placement.first_refused.as_ref().map(|refused| refused.index)
    }

    /// Directions in which the design cannot be placed although it can be in the first, and why.
    pub fn refused_directions(&self) -> impl Iterator<Item = (Direction, &Refusal)> {
        self.turned.iter().filter_map(|(direction, placement)| Some((*direction, placement.as_design.as_ref().err()?)))
    }

    /// Why it has no ratings, or lacks those of a direction that it was run in.
    pub fn unrated(&self) -> Option<Unrated> {
        if let Err(refusal) = &self.placement.as_design {
            return Some(refusal.clone().into());
        }
        let untested = self.untested.clone().map(Unrated::from);
        untested.or_else(|| self.trials.iter().find_map(Trial::unrated))
    }

    /// The trial of empty trains that is worth least: the first that was not rated, or the one of least excitement.
    pub fn worst(&self) -> Option<&Trial> {
        self.trials.iter().min_by_key(|trial| trial.ratings().map(|ratings| ratings.excitement))
    }

    /// The worst excitement, intensity and nausea of all trials of empty trains.
    pub fn worst_ratings(&self) -> Option<Ratings> {
        self.trials.iter().filter_map(Trial::ratings).reduce(Ratings::worse)
    }

    /// Whether trains with a load complete the lap unharmed in every direction they were run in; `None` if they were not run.
    pub fn survives(&self, load: Load) -> Option<bool> {
        let mut trials = self.loads.iter().filter(|trial| trial.load == load).peekable();
        trials.peek()?;
        Some(trials.all(Trial::survives))
    }

    /// Runs the trains in every direction in which the design stands; the path of empty ones in the first is known.
    fn run(&mut self, wanted: &Wanted, path: &Path) {
        let first = (Load::Empty, self.first_direction());
        let trial = |load: Load, direction: Direction, explain: bool| {
            let layout = self.layout(direction)?;
            if (load, direction) == first {
                return Some(Trial::along(layout, path, load, direction, explain));
            }
            Trial::new(layout, load, direction, explain).ok()
        };
        let mut trials: Vec<Trial> = Vec::new();
        for &direction in &wanted.directions {
            // Like the recorded measurements: what fails in the first direction is not tried in the others.
            if trials.first().is_none_or(|first| first.tested.outcome == Outcome::Tested) {
                trials.extend(trial(Load::Empty, direction, wanted.explain));
            }
        }
        let mut loads = Vec::new();
        for &load in &wanted.loads {
            loads.extend(wanted.directions.iter().filter_map(|&direction| trial(load, direction, false)));
        }
        (self.trials, self.loads) = (trials, loads);
    }
}

/// Places a design and tests it in the directions that are wanted.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn judge<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    site: Site<'a>,
    wanted: &Wanted,
) -> Result<Judgement<'a>, LayoutError> {
    let placement = place(catalogue, design, site, wanted.placing)?;
    let (path, untested) = match placement.as_design.as_ref().map(|layout| compile(layout, Load::Empty)) {
        Ok(Ok(path)) => (Some(path), None),
        Ok(Err(untested)) => (None, Some(untested)),
        Err(_) => (None, None),
    };
    let (turned, trials, loads) = (Vec::new(), Vec::new(), Vec::new());
    let mut judgement = Judgement { catalogue, placement, turned, untested, trials, loads };
    if let Some(path) = path {
        let first = judgement.first_direction();
        for &direction in wanted.directions.iter().filter(|&&direction| direction != first) {
            let placing = Placing { direction, ..wanted.placing };
            judgement.turned.push((direction, place(catalogue, design, site, placing)?));
        }
        judgement.run(wanted, &path);
    }
    Ok(judgement)
}
