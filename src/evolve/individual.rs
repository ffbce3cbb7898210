//! One member of a population.

use serde::{Deserialize, Serialize};

use super::fitness::Fitness;
use super::genome::Genome;
use super::operator::Operator;

/// A genome and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Individual {
    /// What is inherited.
    pub genome: Genome,
    /// What it is worth.
    pub fitness: Fitness,
    /// How it came about; `None` for the first of its line.
    pub operator: Option<Operator>,
}
