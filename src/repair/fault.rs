//! What is wrong with a design.

use std::fmt;

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::judge::{Unrated, compile, rate, run};
use crate::layout::{Layout, LayoutError, Placing, place};
use crate::path::Load;
use crate::quantity::Rating;
use crate::rating::{Demand, Fulfilment, Item, Itemised};
use crate::site::Site;
use crate::test_run::Tested;

/// Something that keeps a design from being sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The game does not place it, test it or rate it, and why.
    Unrated(Unrated),
    /// Trains do not come round, or crash.
    Fails {
        /// The direction that the design is built in.
        direction: Direction,
        /// How full they are.
        load: Load,
        /// What happened.
        tested: Box<Tested>,
    },
    /// A requirement of the type is not met; in the words of the formula's item.
    Requirement(Item),
    /// It is more intense than wanted.
    TooIntense {
        /// How intense it is.
        intensity: Rating,
        /// How intense it may be.
        most: Rating,
    },
}

impl Fault {
    /// Whether nobody can ride it.
    pub const fn is_grave(&self) -> bool {
        matches!(self, Self::Unrated(_) | Self::Fails { .. })
    }

    /// How far it is from being cured, in hundredths of what is wanted; 0 where there is no measure of that.
    fn shortfall(&self) -> i32 {
        match self {
            Self::Requirement(Item::Requirement { demand, .. }) => demand.distance(),
            Self::TooIntense { intensity, most } => {
                Demand::LessThan { value: intensity.0, threshold: most.0 }.distance()
            }
            _ => 0,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unrated(reason @ Unrated::Refused(_)) => write!(f, "the game does not place it: {reason}"),
            Self::Unrated(reason @ Unrated::Untested(_)) => write!(f, "the game does not test it: {reason}"),
            Self::Unrated(reason) => write!(f, "the game does not rate it: {reason}"),
            Self::Fails { direction, load, .. } => {
                write!(f, "{} trains do not come round in direction {}", load.name(), direction.number())
            }
            Self::Requirement(_) => f.write_str("a requirement of its type is not met"),
            Self::TooIntense { intensity: Rating(hundredths), .. } => {
                write!(f, "intensity {}.{:02} is too much", hundredths / 100, hundredths % 100)
            }
        }
    }
}

/// What is wrong with a design, and how far its trains get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Everything that is wrong, as far as was looked.
    pub faults: Vec<Fault>,
    /// How far requirements and intensity are from what is wanted, in hundredths of it, all together.
    pub shortfall: i32,
    /// Metres that its trains make before they fail, a run that they survive counted as very many; more is better.
    pub progress: i32,
    /// The lowest excitement of all directions.
    pub excitement: Rating,
    /// Whether no piece stands in the way of another.
    pub is_clear: bool,
    /// Ticks that were simulated.
    pub ticks: u32,
}

impl Health {
    /// Whether trains come round everywhere, whatever else is wrong.
    pub fn is_safe(&self) -> bool {
        !self.faults.iter().any(Fault::is_grave)
    }

    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The run that fails.
    pub fn failing_run(&self) -> Option<(Direction, Load)> {
        self.faults.iter().find_map(|fault| match fault {
            Fault::Fails { direction, load, .. } => Some((*direction, *load)),
            _ => None,
        })
    }
}

/// What a design is held to.
#[derive(Debug, Clone, Copy)]
pub struct Standard<'a> {
    /// Names of everything.
    pub catalogue: &'a Catalogue,
    /// The ground.
    pub site: Site<'a>,
    /// Highest intensity that is wanted.
    pub max_intensity: Option<Rating>,
}

impl Standard<'_> {
    /// Looks for what is wrong. Trains run in every direction, empty and full, until they fail in one.
    ///
    /// # Errors
    /// When the design is no coaster that the catalogue knows.
    pub fn examine(&self, design: &Design) -> Result<Health, LayoutError> {
        self.look(design, None, true)
    }

    /// The same in less time: a run comes first that is the likeliest to fail, and the design's own scenery, which hardly
    /// matters to soundness, is looked at only if nothing else is wrong.
    pub(super) fn examine_from(
        &self,
        design: &Design,
        first: Option<(Direction, Load)>,
    ) -> Result<Health, LayoutError> {
        let bare = self.look(design, first, false)?;
        if bare.is_sound() && !design.scenery.is_empty() { self.look(design, first, true) } else { Ok(bare) }
    }

    fn look(
        &self,
        design: &Design,
        first: Option<(Direction, Load)>,
        with_scenery: bool,
    ) -> Result<Health, LayoutError> {
        let runs = Direction::ALL.into_iter().flat_map(|direction| LOADS.map(|load| (direction, load)));
        let mut visit = Visit::new(*self, design, with_scenery);
        for run in first.into_iter().chain(runs.filter(|run| Some(*run) != first)) {
            visit.run(run)?;
            if !visit.health.is_safe() {
                break;
            }
        }
        Ok(visit.finish())
    }
}

const LOADS: [Load; 2] = [Load::Empty, Load::Full];
/// Metres beyond any lap.
const A_LAP: i32 = 1_000_000;

/// An examination under way.
struct Visit<'a, 'b> {
    standard: Standard<'a>,
    design: &'b Design,
    with_scenery: bool,
    health: Health,
    /// The design as it stands in the directions that were looked at.
    layouts: Vec<(Direction, Layout<'a>)>,
    intensity: Rating,
}

impl<'a, 'b> Visit<'a, 'b> {
    fn new(standard: Standard<'a>, design: &'b Design, with_scenery: bool) -> Self {
        let (excitement, faults) = (Rating(i32::MAX), Vec::new());
        let health = Health { faults, shortfall: 0, progress: 0, excitement, is_clear: true, ticks: 0 };
        Self { standard, design, with_scenery, health, layouts: Vec::new(), intensity: Rating(0) }
    }

    /// Places the design in a direction and notes what the game says to that.
    fn place(&mut self, direction: Direction) -> Result<(), LayoutError> {
        if self.layouts.iter().any(|(placed, _)| *placed == direction) {
            return Ok(());
        }
        let placing = Placing { direction, with_scenery: self.with_scenery, z: None };
        let placement = place(self.standard.catalogue, self.design, self.standard.site, placing)?;
        self.health.is_clear &= placement.by_hand.is_ok();
        match placement.as_design {
            Ok(layout) => self.layouts.push((direction, layout)),
            Err(refusal) => self.health.faults.push(Fault::Unrated(refusal.into())),
        }
        Ok(())
    }

    /// Runs the trains once.
    fn run(&mut self, (direction, load): (Direction, Load)) -> Result<(), LayoutError> {
        self.place(direction)?;
        let Some((_, layout)) = self.layouts.iter().find(|(placed, _)| *placed == direction) else { return Ok(()) };
        let path = match compile(layout, load) {
            Ok(path) => path,
            Err(untested) => {
                self.health.faults.push(Fault::Unrated(untested.into()));
                return Ok(());
            }
        };
        let tested = run(layout, &path, |_| false).result();
        self.health.ticks += tested.ticks;
        if !tested.is_unharmed() {
            self.health.progress += tested.measured.total_length().metres().max(0);
            self.health.faults.push(Fault::Fails { direction, load, tested: Box::new(tested) });
            return Ok(());
        }
        self.health.progress += A_LAP;
        if load == Load::Empty {
            let mut account = Itemised::default();
            match rate(layout, &tested, &mut account) {
                None => self.health.faults.push(Fault::Unrated(Unrated::NoWay)),
                Some(rated) => {
                    self.health.excitement = self.health.excitement.min(rated.ratings.excitement);
                    self.intensity = self.intensity.max(rated.ratings.intensity);
                    self.note_requirements(&account);
                }
            }
        }
        Ok(())
    }

    /// Notes requirements that are missed and that no earlier direction missed.
    fn note_requirements(&mut self, account: &Itemised) {
        for entry in &account.0 {
            let Item::Requirement { kind, fulfilment: Fulfilment::Missed, .. } = entry.item else { continue };
            let is_known = |fault: &Fault| matches!(fault, Fault::Requirement(Item::Requirement { kind: known, .. }) if *known == kind);
            if !self.health.faults.iter().any(is_known) {
                self.health.faults.push(Fault::Requirement(entry.item));
            }
        }
    }

    fn finish(mut self) -> Health {
        let (most, intensity) = (self.standard.max_intensity, self.intensity);
        if let Some(most) = most.filter(|most| intensity > *most) {
            self.health.faults.push(Fault::TooIntense { intensity, most });
        }
        self.health.shortfall = self.health.faults.iter().map(Fault::shortfall).sum();
        self.health
    }
}
