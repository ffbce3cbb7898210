//! One member of a population.

use serde::{Deserialize, Serialize};

use crate::layout::Occupancy;

use super::fitness::{Bar, Fitness, Violation};
use super::genome::Genome;
use super::operator::Operator;
use super::problem::Problem;
use super::walk::Chosen;

/// A genome and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Individual {
    /// What is inherited.
    pub genome: Genome,
    /// What it is worth.
    pub fitness: Fitness,
    /// How it came about; `None` for the first of its line.
    pub operator: Option<Operator>,
    /// Children that were considered for its place, itself included.
    pub considered: u32,
}

impl Individual {
    /// The first of a line, judged in full.
    pub(super) fn judged(problem: &Problem, genome: Genome, occupancy: &mut Occupancy) -> Self {
        let fitness = problem.evaluate(&genome, occupancy, Bar::NONE);
        Self { genome, fitness, operator: None, considered: 1 }
    }

    /// Whether it keeps the limits, and does not miss so much that it is worth nothing.
    pub(super) fn is_worth_something(&self) -> bool {
        self.fitness.violation == Violation::None && self.fitness.score > 0
    }

    /// A child, judged as far as it takes to know whether it passes a bar.
    pub(super) fn child(problem: &Problem, chosen: Chosen, bar: Bar, occupancy: &mut Occupancy) -> Self {
        let Chosen { child: (genome, operator), considered } = chosen;
        let fitness = problem.evaluate(&genome, occupancy, bar);
        Self { genome, fitness, operator: Some(operator), considered }
    }
}
