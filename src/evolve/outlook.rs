//! What a design is worth as far as it is foretold: most children are not worth a test.

use std::sync::OnceLock;

use crate::catalogue::Direction;
use crate::forecast::{Expected, Forecast, forecast};
use crate::judge::compile;
use crate::layout::{Layout, Occupancy};
use crate::path::Load;
use crate::quantity::Money;

use super::decoding::decode_at;
use super::fitness::{Aim, Fitness, GIVE_UP_TICKS, Violation};
use super::genome::Genome;
use super::individual::Individual;
use super::problem::Problem;
use super::traits::Traits;

/// What is foretold of a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// It cannot be built, its train does not come round, or the game cannot rate it.
    Hopeless,
    /// Nothing can be said of it.
    Unknown,
    /// What a test will find.
    Foretold(Fitness),
}

/// A design that has children.
pub(super) struct Breeder<'a> {
    /// The design.
    pub individual: &'a Individual,
    /// What its forecast missed, once a child has needed it. The forecasts of its children will miss nearly as much.
    error: OnceLock<Error>,
}

impl<'a> Breeder<'a> {
    /// A design none of whose children was foretold yet.
    pub(super) const fn new(individual: &'a Individual) -> Self {
        Self { individual, error: OnceLock::new() }
    }
}

/// What a forecast misses, in hundredths: what to add to it.
#[derive(Debug, Clone, Copy, Default)]
struct Error {
    /// Of the G forces that are measured: positive, negative and lateral. A little more of them can cost a lot.
    forces: [i32; 3],
    /// Of excitement, intensity and nausea, once the forces are right.
    ratings: [i32; 3],
}

fn forces(traits: &Traits) -> [i32; 3] {
    [traits.positive_g, traits.negative_g, traits.lateral_g]
}

fn ratings(traits: &Traits) -> [i32; 3] {
    [traits.excitement, traits.intensity, traits.nausea]
}

/// How far what was foretold is from what a test found.
fn difference(found: [i32; 3], foretold: [i32; 3]) -> [i32; 3] {
    std::array::from_fn(|index| found[index] - foretold[index])
}

impl Problem<'_> {
    /// What is foretold of a child of a breeder, in the direction in which the breeder is worst.
    pub(super) fn outlook(&self, genome: &Genome, breeder: &Breeder, occupancy: &mut Occupancy) -> Outlook {
        let found = &breeder.individual.fitness;
        let Some((layout, price, forecast)) = self.forecast(genome, found.toughest, occupancy) else {
            return Outlook::Hopeless;
        };
        let expected = match forecast {
            None => return Outlook::Unknown,
            Some(Forecast::Fails(_)) => return Outlook::Hopeless,
            Some(Forecast::Rides(expected)) => *expected,
        };
        let error = || self.error(&breeder.individual.genome, found, occupancy).unwrap_or_default();
        match self.foretold(&layout, price, expected, *breeder.error.get_or_init(error)) {
            Some((traits, deducted)) => Outlook::Foretold(self.score(traits, deducted)),
            None => Outlook::Hopeless,
        }
    }

    /// What the forecast of a design misses of what a test found. `None` where nothing can be foretold.
    fn error(&self, genome: &Genome, found: &Fitness, occupancy: &mut Occupancy) -> Option<Error> {
        let traits = found.traits?;
        let (layout, price, forecast) = self.forecast(genome, found.toughest, occupancy)?;
        let Forecast::Rides(expected) = forecast? else { return None };
        let mut error = Error::default();
        let (foretold, _) = self.foretold(&layout, price, (*expected).clone(), error)?;
        error.forces = difference(forces(&traits), forces(&foretold));
        let (foretold, _) = self.foretold(&layout, price, *expected, error)?;
        error.ratings = difference(ratings(&traits), ratings(&foretold));
        Some(error)
    }

    /// The layout of a genome, its price and its forecast, if it has one. `None` if the genome cannot be built.
    fn forecast(
        &self,
        genome: &Genome,
        direction: Direction,
        occupancy: &mut Occupancy,
    ) -> Option<(Layout<'_>, Money, Option<Forecast>)> {
        let (layout, price) = self.standing(genome, direction, occupancy)?;
        let forecast = forecast(&layout, &compile(&layout, Load::Empty).ok()?, GIVE_UP_TICKS);
        Some((layout, price, forecast))
    }

    /// The layout of a genome and its price: in a direction on flat land, on its spot in a park. `None` if it does not stand.
    fn standing(
        &self,
        genome: &Genome,
        direction: Direction,
        occupancy: &mut Occupancy,
    ) -> Option<(Layout<'_>, Money)> {
        let (design, start) = decode_at(self, genome, occupancy).ok()?;
        if self.grounds.is_some() {
            return self.placed(genome, &design, start);
        }
        let layout = self.laid(genome, &design, start.towards(direction), occupancy)?;
        let price = layout.cost();
        Some((layout, price))
    }

    /// The traits that are expected of a design once an error is added, and what is deducted from its excitement.
    fn foretold(&self, layout: &Layout, price: Money, mut expected: Expected, error: Error) -> Option<(Traits, i32)> {
        expected.measured.add_forces(error.forces);
        let (mut traits, deducted) = self.appraised(layout, price, &expected.measured, &expected.watch)?;
        let [excitement, intensity, nausea] = error.ratings;
        traits.excitement += excitement;
        traits.intensity += intensity;
        traits.nausea += nausea;
        Some((traits, deducted))
    }
}

impl Fitness {
    /// One figure for what keeps the limits and what nearly does, the higher the better, in hundredths of excitement; `None`
    /// for anything worse.
    pub(super) fn worth(&self, aim: Aim) -> Option<i32> {
        /// What a hundredth beyond the limits costs.
        const EXCESS_PRICE: i32 = 10;
        let (violation, rank) = self.rank_for(aim);
        match violation {
            Violation::None => Some(-rank),
            Violation::Limit(excess) => Some((-rank).saturating_sub(EXCESS_PRICE.saturating_mul(excess))),
            _ => None,
        }
    }
}
