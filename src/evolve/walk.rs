//! From a parent over children that are foretold to one that is worth a test.

use rand_chacha::ChaCha8Rng;

use crate::layout::Occupancy;

use super::fitness::{Aim, Fitness};
use super::genome::Genome;
use super::operator::{Operator, pick_operator};
use super::outlook::{Breeder, Outlook};
use super::problem::Problem;
use super::variation::vary;

/// Children that are considered at most.
pub(super) const MOST: u32 = 16;
/// By how many hundredths of excitement a child may be worse than what it is to beat, and yet be tested: forecasts err.
const MARGIN: i32 = 2;

/// A walk from a parent. It goes on from each child that is foretold to be no worse than the one before, and ends with the
/// first that is foretold to be better than what is to be beaten, or else with the best that may be as good.
pub(super) struct Walk<'a> {
    pub problem: &'a Problem<'a>,
    pub parent: &'a Breeder<'a>,
    /// What a crossover takes from.
    pub mate: &'a Genome,
    /// What is to be beaten.
    pub champion: &'a Fitness,
    pub aim: Aim,
    /// Whether a child that is as good is of use.
    pub may_equal: bool,
    /// What a child beyond the limits must promise to be tested all the same.
    pub promise: Option<i32>,
}

/// A child, and what made it.
type Child = (Genome, Operator);

/// A child that is worth a test.
pub(super) struct Chosen {
    pub child: Child,
    /// Children that were considered, itself included.
    pub considered: u32,
}

impl Walk<'_> {
    /// The child that is worth a test, if one is.
    pub(super) fn child(
        &self,
        admits: impl Fn(&Genome) -> bool,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Chosen> {
        let parent = self.parent.individual;
        let (Some(to_beat), Some(mut worth)) = (self.champion.worth(self.aim), parent.fitness.worth(self.aim)) else {
            return self.any(admits, occupancy, rng);
        };
        let mut here = parent.genome.clone();
        let mut best: Option<(i32, Child)> = None;
        for considered in 1..=MOST {
            let Some(child) = self.varied(&here, occupancy, rng) else { continue };
            if !admits(&child.0) {
                continue;
            }
            let foretold = match self.problem.outlook(&child.0, self.parent, occupancy) {
                Outlook::Hopeless => continue,
                // Where every child is tested, only those that are tested count.
                Outlook::Unknown => return Some(Chosen { child, considered: 1 }),
                Outlook::Foretold(foretold) => foretold,
            };
            let Some(value) = foretold.worth(self.aim) else { continue };
            if value > to_beat || self.is_promising(&foretold) {
                return Some(Chosen { child, considered });
            }
            if value >= worth {
                (here, worth) = (child.0.clone(), value);
            }
            let may_equal = self.may_equal && value >= to_beat - MARGIN * self.aim.unit();
            if may_equal && best.as_ref().is_none_or(|&(most, _)| value > most) {
                best = Some((value, child));
            }
        }
        best.map(|(_, child)| Chosen { child, considered: MOST })
    }

    fn is_promising(&self, foretold: &Fitness) -> bool {
        self.promise.is_some_and(|least| foretold.promise().is_some_and(|promise| promise > least))
    }

    /// The first child, foretold or not, where anything may be better than the parent.
    fn any(&self, admits: impl Fn(&Genome) -> bool, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Chosen> {
        let mut children = (1..=MOST).filter_map(|considered| {
            let child = self.varied(&self.parent.individual.genome, occupancy, rng)?;
            Some(Chosen { child, considered })
        });
        children.find(|chosen| admits(&chosen.child.0))
    }

    /// A genome with one change, and what changed it.
    fn varied(&self, genome: &Genome, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Child> {
        let operator = pick_operator(&self.problem.operators, rng);
        let genome = vary(self.problem, genome, self.mate, operator, occupancy, rng)?;
        Some((genome, operator))
    }
}
