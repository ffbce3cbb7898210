//! What a design is worth as far as it is foretold: most children are not worth a test.

use crate::forecast::{Forecast, forecast};
use crate::judge::compile;
use crate::layout::{Layout, Occupancy};
use crate::looks::Looks;
use crate::path::Load;
use crate::quantity::Money;
use crate::rating::rate_itemised;

use super::decoding::decode_at;
use super::fitness::{Aim, Fitness, Shortfall, Violation};
use super::genome::Genome;
use super::problem::Problem;
use super::traits::Traits;

/// What is foretold of a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// It does not stand, or its train does not come round.
    Hopeless,
    /// Nothing.
    Unknown,
    /// What a test will find.
    Foretold(Fitness),
}

/// What a forecast misses, in hundredths: what to add to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Error {
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
    /// What is foretold of a child of a parent, in the direction in which the parent is worst.
    pub(super) fn outlook(
        &self,
        genome: &Genome,
        parent: &Fitness,
        error: Error,
        occupancy: &mut Occupancy,
    ) -> Outlook {
        let Ok((design, start)) = decode_at(self, genome, occupancy) else { return Outlook::Hopeless };
        if self.grounds.is_some() {
            return self
                .placed(genome, &design, start)
                .map_or(Outlook::Hopeless, |(layout, price)| self.foretell(&layout, price, error));
        }
        let layout = self.laid(genome, &design, start.towards(parent.toughest), occupancy);
        layout.map_or(Outlook::Hopeless, |layout| self.foretell(&layout, layout.cost(), error))
    }

    /// What the forecast of a parent missed: that of its child will miss nearly as much.
    pub(super) fn error(&self, genome: &Genome, found: &Fitness, occupancy: &mut Occupancy) -> Error {
        let mut error = Error::default();
        let Some(traits) = found.traits else { return error };
        let mut foretold = |error| match self.outlook(genome, found, error, occupancy) {
            Outlook::Foretold(fitness) => fitness.traits,
            _ => None,
        };
        if let Some(foretold) = foretold(error) {
            error.forces = difference(forces(&traits), forces(&foretold));
        }
        if let Some(foretold) = foretold(error) {
            error.ratings = difference(ratings(&traits), ratings(&foretold));
        }
        error
    }

    /// What is foretold of a design that stands, and has a price, less an error.
    fn foretell(&self, layout: &Layout, price: Money, error: Error) -> Outlook {
        let Ok(path) = compile(layout, Load::Empty) else { return Outlook::Hopeless };
        let mut expected = match forecast(layout, &path) {
            None => return Outlook::Unknown,
            Some(Forecast::Fails(_)) => return Outlook::Hopeless,
            Some(Forecast::Rides(expected)) => expected,
        };
        expected.measured.add_forces(error.forces);
        let mut shortfall = Shortfall::default();
        let Some(rated) = rate_itemised(layout, &expected.measured, &mut shortfall) else {
            return Outlook::Hopeless;
        };
        let looks = Looks::new(layout, &expected.measured, &rated.surveyed, &expected.watch);
        let mut traits = self.traits(layout, &expected.measured, &rated, price);
        let [excitement, intensity, nausea] = error.ratings;
        traits.excitement += excitement;
        traits.intensity += intensity;
        traits.nausea += nausea;
        Outlook::Foretold(self.score(traits, self.deducted(layout, &shortfall, &looks, &expected.watch)))
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
