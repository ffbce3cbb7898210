//! What a ride type asks for and rewards, as an object.

use serde::Serialize;

use crate::catalogue::RideType;
use crate::catalogue::ride_type::{Bonus, Modifier, ModifierKind, Penalty, Requirement};
use crate::rating::{Gauge, gauges};

/// The rating formula of a ride type, with integers in the game's own units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormulaFacts {
    /// Excitement, intensity and nausea to start from, hundredths.
    pub base: [i32; 3],
    /// What divides the ratings of a ride that lacks it.
    pub requirements: Vec<RequirementFacts>,
    /// What adds to the ratings.
    pub bonuses: Vec<BonusFacts>,
    /// What lowers excitement, or raises intensity and nausea.
    pub penalties: Vec<Penalty>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequirementFacts {
    /// What it looks at.
    pub requirement: Requirement,
    /// The figure that must be reached, or not be reached, in the unit of the requirement.
    pub threshold: i32,
    /// What excitement, intensity and nausea are divided by otherwise.
    pub divisors: [i32; 3],
    /// Whether an inversion waives it.
    pub waived_by_inversions: bool,
}

/// A bonus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BonusFacts {
    /// What it looks at.
    pub bonus: Bonus,
    /// Weights of excitement, intensity and nausea: 65,536ths of what it looks at, or hundredths that are added.
    pub weights: [i32; 3],
    /// Figures of which not all counts towards excitement.
    pub caps: Vec<Cap>,
}

/// How much of a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cap {
    /// The figure.
    pub figure: Gauge,
    /// How much of it counts.
    pub counts: i32,
}

impl FormulaFacts {
    /// The formula of a ride type.
    pub fn new(ride: &RideType) -> Self {
        let table = &ride.rating;
        let (mut requirements, mut bonuses, mut penalties) = (Vec::new(), Vec::new(), Vec::new());
        for &Modifier { kind, threshold, parameters } in &table.modifiers {
            match kind {
                ModifierKind::Requirement(requirement) => requirements.push(RequirementFacts {
                    requirement,
                    threshold,
                    divisors: parameters,
                    waived_by_inversions: table.relax_if_inversions && requirement.is_waived_by_inversions(),
                }),
                ModifierKind::Bonus(bonus) => {
                    bonuses.push(BonusFacts { bonus, weights: parameters, caps: caps(bonus, threshold) });
                }
                ModifierKind::Penalty(penalty) => penalties.push(penalty),
            }
        }
        Self { base: table.base, requirements, bonuses, penalties }
    }
}

/// The caps of a bonus; `threshold` is that of its entry in the formula.
fn caps(bonus: Bonus, threshold: i32) -> Vec<Cap> {
    let cap = |&figure: &Gauge| Some(Cap { figure, counts: figure.cap(threshold)? });
    gauges(bonus).iter().filter_map(cap).collect()
}
