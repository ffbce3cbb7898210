//! How good a genome is: graded violations first, then excitement.

use crate::catalogue::{Direction, PieceId};
use crate::design::Design;
use crate::judge::{self, compile, rate};
use crate::layout::{Layout, Occupancy, Pose};
use crate::path::{Load, Path};
use crate::quantity::HeightUnits;
use crate::rating::{Entry, Fulfilment, Item, Ledger, Rated, Ratings};
use crate::test_run::{Measured, Outcome, State, TestRun, Tested, Train};

use super::aesthetics;
use super::decoding::{DecodeError, decode_at};
use super::genome::Genome;
use super::limits::Limits;
use super::problem::Problem;
use super::traits::Traits;

/// What is wrong with a design, the best kind first: the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Violation {
    /// It can be built, tested and kept: within all limits.
    None,
    /// Beyond limits; by how many hundredths of them in all.
    Limit(i32),
    /// Trains complete the lap empty, but not with every seat taken; metres that they fell short of the longest possible run.
    Overloaded(i32),
    /// The train does not complete the lap; metres that it fell short of the longest possible run.
    Stalled(i32),
    /// The game would not test it.
    Refused,
    /// No room for entrance and exit.
    NoEntrance,
    /// Quarter tiles taken twice.
    Overlap(i32),
    /// Pieces that cannot stand where they are.
    Misplaced(i32),
    /// The end misses the platform.
    Open(i32),
}

/// The worth of a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fitness {
    /// What is wrong.
    pub violation: Violation,
    /// Excitement in hundredths, less what is missing to requirements and what is disliked.
    pub score: i32,
    /// What it is like, once it has been tested.
    pub traits: Option<Traits>,
    /// Directions it was tested in.
    pub directions: u8,
}

impl Fitness {
    const fn flawed(violation: Violation) -> Self {
        Self { violation, score: 0, traits: None, directions: 0 }
    }

    /// Whether nothing is wrong, in all four directions.
    pub fn is_feasible(&self) -> bool {
        self.violation == Violation::None && self.directions == DIRECTIONS
    }

    /// Whether judging the same genome with another promise is known to come to the same.
    pub(super) fn holds_for(&self, to_beat: (Violation, i32)) -> bool {
        match (self.directions, self.violation) {
            (0 | 1, Violation::None) => self.rank() >= to_beat,
            (0 | 1, _) => true,
            (DIRECTIONS, Violation::None | Violation::Overloaded(_)) => (Violation::None, -self.score) < to_beat,
            _ => false,
        }
    }

    /// Whether a judged genome can have it.
    pub(super) fn is_sound(&self) -> bool {
        /// Beyond what any design has, and small enough to be added up and squared.
        const MOST: i32 = 10_000_000;
        let within = |value: i32| (-MOST..=MOST).contains(&value);
        let Self { violation, score, traits, directions } = *self;
        let off = match violation {
            Violation::None | Violation::Refused | Violation::NoEntrance => 0,
            Violation::Limit(off)
            | Violation::Overloaded(off)
            | Violation::Stalled(off)
            | Violation::Overlap(off)
            | Violation::Misplaced(off)
            | Violation::Open(off) => off,
        };
        off >= 0 && within(score) && directions <= DIRECTIONS && traits.is_none_or(|traits| traits.is_sound())
    }

    /// Orders the better first.
    pub fn rank(&self) -> (Violation, i32) {
        (self.violation, -self.score)
    }
}

/// Ticks after which the search gives up a run: 4 minutes.
const GIVE_UP_TICKS: u32 = 9600;
/// Directions that a design can be built in.
const DIRECTIONS: u8 = Direction::ALL.len() as u8;
const LONGEST_RUN: i32 = 1_000_000;

impl Problem<'_> {
    /// Judges a genome. It is tested in all four directions, and with full trains, if the first three promise more than
    /// `to_beat`.
    pub fn evaluate(&self, genome: &Genome, occupancy: &mut Occupancy, to_beat: (Violation, i32)) -> Fitness {
        let (design, start) = match decode_at(self, genome, occupancy) {
            Ok(design) => design,
            Err(flaw) => return Fitness::flawed(flaw.into()),
        };
        let mut worst: Option<Fitness> = None;
        for (tested, direction) in (1..).zip(Direction::ALL) {
            let fitness = self.test(genome, &design, start.towards(direction), occupancy);
            let mut joined = worst.map_or(fitness, |worst| worst.worse(fitness));
            joined.directions = tested;
            if joined.violation > Violation::None || (joined.rank() >= to_beat && tested < DIRECTIONS) {
                return joined;
            }
            worst = Some(joined);
        }
        let mut short = |direction| self.falls_short(genome, &design, start.towards(direction), occupancy);
        let short = Direction::ALL.into_iter().filter_map(&mut short).max();
        match (worst, short) {
            (Some(worst), None) => worst,
            (Some(worst), Some(metres)) => Fitness { violation: Violation::Overloaded(LONGEST_RUN - metres), ..worst },
            (None, _) => Fitness::flawed(Violation::Refused),
        }
    }

    /// A design laid from a joint.
    fn laid(&self, genome: &Genome, design: &Design, start: Pose, occupancy: &mut Occupancy) -> Option<Layout<'_>> {
        self.placer_of(genome.operation.vehicle).lay_in(design, start, occupancy).ok()
    }

    /// The metres that full trains make of a lap which empty ones complete; `None` if they complete it too.
    fn falls_short(&self, genome: &Genome, design: &Design, start: Pose, occupancy: &mut Occupancy) -> Option<i32> {
        let layout = self.laid(genome, design, start, occupancy)?;
        let path = Path::loaded(&layout, Load::Full).ok()?;
        run(&layout, &path, genome.course.is_circuit()).err()
    }

    /// Tests and rates a design laid from a joint.
    fn test(&self, genome: &Genome, design: &Design, start: Pose, occupancy: &mut Occupancy) -> Fitness {
        let Some(layout) = self.laid(genome, design, start, occupancy) else {
            return Fitness::flawed(Violation::Refused);
        };
        let Ok(path) = compile(&layout, Load::Empty) else { return Fitness::flawed(Violation::Refused) };
        let (tested, crawled) = match run(&layout, &path, genome.course.is_circuit()) {
            Ok(result) => result,
            Err(metres) => return Fitness::flawed(Violation::Stalled(LONGEST_RUN - metres)),
        };
        let mut shortfall = Shortfall::default();
        match rate(&layout, &tested, &mut shortfall) {
            Some(rated) => {
                let penalty = aesthetics::penalty(&layout, crawled) * self.limits.looks / 100;
                self.score(&layout, &tested.measured, &rated, shortfall.price(&self.limits) + penalty)
            }
            None => Fitness::flawed(Violation::Refused),
        }
    }

    fn score(&self, layout: &Layout, measured: &Measured, rated: &Rated, deducted: i32) -> Fitness {
        let [excitement, intensity, nausea] = rated.ratings.hundredths();
        let (curves, switches) = aesthetics::curves(layout);
        let missing = |id: &&PieceId| !layout.pieces.iter().any(|piece| piece.piece == **id);
        let surface = self.placer.site.surface;
        let traits = Traits {
            excitement,
            intensity,
            nausea,
            cost: layout.cost().0,
            footprint: layout.footprint(),
            height: layout.pieces.iter().map(|piece| (piece.end.z - surface).height_units().0).max().unwrap_or(0),
            length: measured.total_length().metres(),
            highest_drop: HeightUnits(measured.highest_drop.into()).whole_metres(),
            speed: measured.max_speed.whole_mph(),
            positive_g: measured.max_positive_g.0.into(),
            negative_g: measured.max_negative_g.0.into(),
            lateral_g: measured.max_lateral_g.0.into(),
            ride_time: measured.total_time(),
            circuits: layout.settings.circuits,
            inversions: measured.inversions,
            drops: measured.drops,
            curves,
            switches,
            missing: self.limits.required.iter().filter(missing).count() as u8,
            pieces: layout.pieces.len(),
            station: layout.stations.first().map_or(0, |station| station.length as u8),
        };
        let excess = self.limits.excess(&traits);
        let violation = if excess > 0 { Violation::Limit(excess) } else { Violation::None };
        Fitness { violation, score: excitement - deducted, traits: Some(traits), directions: 1 }
    }
}

impl Fitness {
    /// The worse of two directions in every respect.
    fn worse(self, other: Self) -> Self {
        let mut worse = if other.rank() > self.rank() { other } else { self };
        if let (Some(traits), Some(a), Some(b)) = (&mut worse.traits, self.traits, other.traits) {
            traits.excitement = a.excitement.min(b.excitement);
            traits.intensity = a.intensity.max(b.intensity);
            traits.nausea = a.nausea.max(b.nausea);
        }
        worse
    }
}

impl From<DecodeError> for Violation {
    fn from(flaw: DecodeError) -> Self {
        match flaw {
            DecodeError::Open(gap) => Self::Open(gap),
            DecodeError::Misplaced(blocks) => Self::Misplaced(blocks),
            DecodeError::Overlap(quarters) => Self::Overlap(quarters),
            DecodeError::NoEntrance => Self::NoEntrance,
        }
    }
}

/// Runs a test as far as a search needs it: how it went, and for how many ticks the train crawled; `Err` holds the metres
/// that an unfinished lap had.
fn run(layout: &Layout, path: &Path, is_circuit: bool) -> Result<(Tested, u32), i32> {
    let mut crawled = 0;
    let run = judge::run(layout, path, |run| {
        crawled += u32::from(run.trains().first().is_some_and(|train| crawls(run, train)));
        // A train that rolls back on a circuit is lost.
        let rolls_back = is_circuit && run.is_measuring() && run.trains().iter().any(|train| train.velocity < 0);
        rolls_back || run.ticks() > GIVE_UP_TICKS
    });
    match run.outcome() {
        Some(Outcome::Tested) => Ok((run.result(), crawled)),
        _ => Err(run.measured().total_length().metres()),
    }
}

/// Whether a train is under way, off the lift, and hardly moves.
fn crawls(run: &TestRun, train: &Train) -> bool {
    let under_way = train.state == State::Travelling && !run.cars()[train.first].on_lift;
    under_way && train.velocity.abs() < aesthetics::CRAWL_SPEED
}

/// What is missing to requirements. A missed one divides all ratings, so a design that meets none of them is mild, and
/// would be the best there is where intensity is limited: what it would have without the division counts.
#[derive(Default)]
struct Shortfall {
    /// Sum of what is missing to each, as a share of its threshold in hundredths.
    missing: i32,
    /// Ratings before the first division.
    undivided: Option<Ratings>,
}

impl Shortfall {
    /// What is deducted, in hundredths of excitement.
    fn price(&self, limits: &Limits) -> i32 {
        let beyond = self.undivided.map_or(0, |Ratings { intensity, nausea, .. }| {
            (intensity.0 - limits.max_intensity).max(0) + (nausea.0 - limits.max_nausea).max(0)
        });
        self.missing + beyond
    }
}

impl Ledger for Shortfall {
    fn enter(&mut self, entry: impl FnOnce() -> Entry) {
        let Entry { item, before, .. } = entry();
        if let Item::Requirement { demand, fulfilment: Fulfilment::Missed, .. } = item {
            self.undivided = self.undivided.or(Some(before));
            self.missing += demand.distance();
        }
    }
}
