//! How good a genome is: graded violations first, then excitement.

use crate::catalogue::{Direction, PieceId};
use crate::design::Design;
use crate::judge::{self, compile};
use crate::layout::{Layout, Occupancy, Pose, place};
use crate::looks::{self, Looks, Watch};
use crate::path::{Load, Path};
use crate::quantity::{HeightUnits, Money};
use crate::rating::{Entry, Fulfilment, Item, Ledger, Rated, Ratings, rate_itemised};
use crate::test_run::{Measured, Outcome, Tested};

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

/// What genomes are compared by: the lesser is the better.
pub type Rank = (Violation, i32);

/// What a climb is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Aim {
    /// Excitement at little intensity: of what comes close to the limit, five hundredths cost one of excitement.
    Thrift,
    /// Excitement alone.
    Excitement,
}

impl Aim {
    /// What a hundredth of excitement counts in ranks.
    pub(super) const fn unit(self) -> i32 {
        match self {
            Self::Thrift => 5,
            Self::Excitement => 1,
        }
    }
}

/// What a genome has to beat to be of any use, and where it is likely to show first that it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Judging ends as soon as it is certain that the genome is no better than this.
    pub rank: Rank,
    /// What the rank is for.
    pub aim: Aim,
    /// The direction to test in first.
    pub toughest: Direction,
}

impl Bar {
    /// Worse than everything: a genome is judged in full.
    pub const NONE: Self = Self::at((Violation::Open(i32::MAX), i32::MAX));
    /// A rank to beat, in no special direction.
    pub const fn at(rank: Rank) -> Self {
        Self { rank, aim: Aim::Excitement, toughest: Direction::ALL[0] }
    }

    /// What a child has to beat to take the place of a parent.
    pub fn parent(fitness: &Fitness) -> Self {
        Self::parent_for(fitness, Aim::Excitement)
    }

    /// The same in a climb for something. The direction in which the parent is worst comes first unless a violation, which
    /// would be that of the first direction that has one, may be an improvement.
    pub fn parent_for(fitness: &Fitness, aim: Aim) -> Self {
        let is_sound = fitness.violation == Violation::None;
        let toughest = if is_sound { fitness.toughest } else { Direction::ALL[0] };
        Self { rank: fitness.rank_for(aim), aim, toughest }
    }

    /// The same for a child that may also be as good as its parent.
    pub(super) const fn or_equal(self) -> Self {
        let (violation, score) = self.rank;
        Self { rank: (violation, score.saturating_add(1)), ..self }
    }

    /// Whether a genome has something wrong, or is no better than the bar.
    fn stops(&self, fitness: &Fitness) -> bool {
        fitness.violation > Violation::None || fitness.rank_for(self.aim) >= self.rank
    }
}

/// The worth of a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fitness {
    /// What is wrong.
    pub violation: Violation,
    /// Excitement in hundredths, less what is missing to requirements and what is disliked.
    pub score: i32,
    /// Hundredths of intensity that are close to the limit, or beyond it.
    pub strain: i32,
    /// What it is like, once it has been tested.
    pub traits: Option<Traits>,
    /// Directions it was tested in.
    pub directions: u8,
    /// The direction of those in which it is worst.
    pub toughest: Direction,
    /// Whether it was tested in all directions that it can have, and with full trains.
    pub is_complete: bool,
}

impl Fitness {
    const fn flawed(violation: Violation) -> Self {
        let toughest = Direction::new(0);
        Self { violation, score: 0, strain: 0, traits: None, directions: 0, toughest, is_complete: false }
    }

    /// Whether nothing is wrong, in all four directions or on its spot of a park.
    pub fn is_feasible(&self) -> bool {
        self.violation == Violation::None && self.is_complete
    }

    /// Whether a judged genome can have it.
    pub(super) fn is_sound(&self) -> bool {
        /// Beyond what any design has, and small enough to be added up and squared.
        const MOST: i32 = 10_000_000;
        let within = |value: i32| (-MOST..=MOST).contains(&value);
        let Self { violation, score, strain, traits, directions, toughest: _, is_complete: _ } = *self;
        let off = match violation {
            Violation::None | Violation::Refused | Violation::NoEntrance => 0,
            Violation::Limit(off)
            | Violation::Overloaded(off)
            | Violation::Stalled(off)
            | Violation::Overlap(off)
            | Violation::Misplaced(off)
            | Violation::Open(off) => off,
        };
        off >= 0
            && strain >= 0
            && within(strain)
            && within(score)
            && directions <= DIRECTIONS
            && traits.is_none_or(|traits| traits.is_sound())
    }

    /// What a design that exceeds limits may be worth once it keeps them, in hundredths of excitement: half of the excess is
    /// what that costs. `None` for one that keeps them, or has a worse fault.
    pub(super) fn promise(&self) -> Option<i32> {
        match self.violation {
            Violation::Limit(excess) => Some(self.score - excess / 2),
            _ => None,
        }
    }

    /// Orders the better first.
    pub fn rank(&self) -> Rank {
        (self.violation, -self.score)
    }

    /// The same in a climb for something.
    pub fn rank_for(&self, aim: Aim) -> Rank {
        match aim {
            Aim::Thrift => (self.violation, self.strain - aim.unit() * self.score),
            Aim::Excitement => self.rank(),
        }
    }
}

/// Ticks after which the search gives up a run: 4 minutes.
pub(crate) const GIVE_UP_TICKS: u32 = 9600;
/// Directions that a design can be built in.
const DIRECTIONS: u8 = Direction::ALL.len() as u8;
const LONGEST_RUN: i32 = 1_000_000;

impl Problem<'_> {
    /// Judges a genome: on flat land in one direction after another, and with full trains, as long as it is better than
    /// the bar; in a park where it stands, and with full trains if it is better than the bar.
    pub fn evaluate(&self, genome: &Genome, occupancy: &mut Occupancy, bar: Bar) -> Fitness {
        match decode_at(self, genome, occupancy) {
            Ok((design, start)) if self.grounds.is_none() => {
                self.evaluate_on_field(genome, &design, start, occupancy, bar)
            }
            Ok((design, start)) => self.evaluate_in_park(genome, &design, start, bar),
            Err(flaw) => Fitness::flawed(flaw.into()),
        }
    }

    fn evaluate_on_field(
        &self,
        genome: &Genome,
        design: &Design,
        start: Pose,
        occupancy: &mut Occupancy,
        bar: Bar,
    ) -> Fitness {
        let directions: [Direction; 4] = std::array::from_fn(|turns| bar.toughest.turned(turns as u8));
        let mut found = [None; Direction::ALL.len()];
        for direction in directions {
            let layout = self.laid(genome, design, start.towards(direction), occupancy);
            let fitness = layout.map_or(Fitness::flawed(Violation::Refused), |layout| Fitness {
                toughest: direction,
                ..self.test(genome, &layout, layout.cost())
            });
            found[direction.index()] = Some(fitness);
            if bar.stops(&fitness) {
                return Fitness::worst(&found);
            }
        }
        let mut short = None;
        for direction in directions {
            let layout = self.laid(genome, design, start.towards(direction), occupancy);
            short = short.max(layout.and_then(|layout| falls_short(genome, &layout)));
            // How short it falls matters only where something worse would be replaced.
            if short.is_some() && bar.rank.0 == Violation::None {
                break;
            }
        }
        Fitness::worst(&found).completed(short)
    }

    /// Judges a design as the game's tool places it in the park.
    fn evaluate_in_park(&self, genome: &Genome, design: &Design, start: Pose, bar: Bar) -> Fitness {
        let Some((layout, price)) = self.placed(genome, design, start) else {
            return Fitness::flawed(Violation::Refused);
        };
        let fitness = self.test(genome, &layout, price);
        if bar.stops(&fitness) {
            return fitness;
        }
        fitness.completed(falls_short(genome, &layout))
    }

    /// A design as the game's tool places it, if it does so where the genome says and all of it could be built by hand
    /// there, and the higher of the prices shown and paid.
    pub(super) fn placed(&self, genome: &Genome, design: &Design, start: Pose) -> Option<(Layout<'_>, Money)> {
        let (site, placing) = self.spot(genome, start);
        let placement = place(self.placer.catalogue, design, site, placing).ok()?;
        if placement.by_hand.is_err() || placement.place_z != start.z {
            return None;
        }
        let layout = placement.as_design.ok()?;
        let price = placement.quote.map_or(layout.cost(), |quote| quote.max(layout.cost()));
        Some((layout, price))
    }

    /// A design laid from a joint.
    pub(super) fn laid(
        &self,
        genome: &Genome,
        design: &Design,
        start: Pose,
        occupancy: &mut Occupancy,
    ) -> Option<Layout<'_>> {
        self.placer_of(genome.operation.vehicle).lay_in(design, start, occupancy).ok()
    }

    /// Tests and rates a design that stands, and has a price.
    fn test(&self, genome: &Genome, layout: &Layout, price: Money) -> Fitness {
        let Ok(path) = compile(layout, Load::Empty) else { return Fitness::flawed(Violation::Refused) };
        let (tested, watch) = match run(layout, &path, genome.course.is_circuit()) {
            Ok(result) => result,
            Err(metres) => return Fitness::flawed(Violation::Stalled(LONGEST_RUN - metres)),
        };
        match self.appraised(layout, price, &tested.measured, &watch) {
            Some((traits, deducted)) => self.score(traits, deducted),
            None => Fitness::flawed(Violation::Refused),
        }
    }

    /// The traits of a design whose test run was measured and watched, and what is deducted from its excitement, in hundredths.
    /// `None` if the game cannot rate it.
    pub(super) fn appraised(
        &self,
        layout: &Layout,
        price: Money,
        measured: &Measured,
        watch: &Watch,
    ) -> Option<(Traits, i32)> {
        let mut shortfall = Shortfall::default();
        let rated = rate_itemised(layout, measured, &mut shortfall)?;
        let looks = Looks::new(layout, measured, &rated.surveyed, watch);
        let penalty = aesthetics::penalty(layout, &looks, watch) * self.limits.looks / 100;
        let traits = self.traits(layout, measured, &rated, price);
        Some((traits, shortfall.price(&self.limits) + penalty))
    }

    fn traits(&self, layout: &Layout, measured: &Measured, rated: &Rated, price: Money) -> Traits {
        let [excitement, intensity, nausea] = rated.ratings.hundredths();
        let (curves, switches) = looks::curves(layout);
        let missing = |id: &&PieceId| !layout.pieces.iter().any(|piece| piece.piece == **id);
        let keeps_locked = self.limits.locked.is_empty() || {
            let pieces: Vec<PieceId> = layout.pieces.iter().map(|piece| piece.piece).collect();
            self.limits.keeps_locked(&pieces, true)
        };
        Traits {
            excitement,
            intensity,
            nausea,
            cost: price.0,
            footprint: layout.footprint(),
            height: layout.highest().height_units().0,
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
            missing: self.limits.required.iter().filter(missing).count() as u8 + u8::from(!keeps_locked),
            pieces: layout.pieces.len(),
            station: layout.stations.first().map_or(0, |station| station.length as u8),
        }
    }

    pub(super) fn score(&self, traits: Traits, deducted: i32) -> Fitness {
        let excess = self.limits.excess(&traits);
        let violation = if excess > 0 { Violation::Limit(excess) } else { Violation::None };
        let score = traits.excitement - deducted;
        let strain = self.limits.strain(&traits);
        let toughest = Direction::new(0);
        Fitness { violation, score, strain, traits: Some(traits), directions: 1, toughest, is_complete: false }
    }
}

impl Fitness {
    /// The same once full trains were run in every direction; if they fell short, they made a number of metres.
    fn completed(self, short: Option<i32>) -> Self {
        let violation = short.map_or(self.violation, |metres| Violation::Overloaded(LONGEST_RUN - metres));
        Self { violation, is_complete: true, ..self }
    }

    /// What those directions are worth together that were tested.
    fn worst(found: &[Option<Self>]) -> Self {
        let tested = found.iter().flatten().count() as u8;
        let worst = found.iter().flatten().copied().reduce(Self::worse).unwrap_or(Self::flawed(Violation::Refused));
        Self { directions: tested, ..worst }
    }

    /// The worse of two directions in every respect.
    fn worse(self, other: Self) -> Self {
        let mut worse = if other.rank() > self.rank() { other } else { self };
        worse.strain = self.strain.max(other.strain);
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

/// The metres that full trains make of a lap which empty ones complete; `None` if they complete it too.
fn falls_short(genome: &Genome, layout: &Layout) -> Option<i32> {
    let path = Path::loaded(layout, Load::Full).ok()?;
    run(layout, &path, genome.course.is_circuit()).err()
}

/// Runs a test as far as a search needs it: how it went, and what it looked like; `Err` holds the metres that an
/// unfinished lap had.
pub(super) fn run(layout: &Layout, path: &Path, is_circuit: bool) -> Result<(Tested, Watch), i32> {
    let mut watch = Watch::default();
    let run = judge::run(layout, path, |run| {
        watch.look(run);
        // A train that rolls back on a circuit is lost.
        let rolls_back = is_circuit && run.is_measuring() && run.trains().iter().any(|train| train.velocity < 0);
        rolls_back || run.ticks() > GIVE_UP_TICKS
    });
    match run.outcome() {
        Some(Outcome::Tested) => Ok((run.result(), watch)),
        _ => Err(run.measured().total_length().metres()),
    }
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
