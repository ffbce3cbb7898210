//! What is wrong with a design.

use std::fmt;

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::judge::{Judgement, Trial, Wanted, judge};
use crate::layout::LayoutError;
use crate::path::Load;
use crate::quantity::Rating;
use crate::rating::{Fulfilment, Item};
use crate::site::Site;
use crate::test_run::MAX_TICKS;

/// Something that keeps a design from being sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The game does not place or test it, and why.
    Refused(String),
    /// Trains do not come round, or crash.
    Fails {
        /// The direction that the design is built in.
        direction: Direction,
        /// How full they are.
        load: Load,
    },
    /// A requirement of the type is not met; in the words of the formula's item.
    Requirement(Item),
    /// It is more intense than wanted.
    TooIntense(Rating),
}

impl Fault {
    /// Whether nobody can ride it.
    pub const fn is_grave(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Fails { .. })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => write!(f, "the game refuses it: {reason}"),
            Self::Fails { direction, load } => {
                write!(f, "{} trains do not come round in direction {}", load.name(), direction.number())
            }
            Self::Requirement(_) => f.write_str("a requirement of its type is not met"),
            Self::TooIntense(Rating(hundredths)) => {
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
    /// Ticks that its trains run before they fail, in all runs together; more is better.
    pub progress: u32,
    /// The lowest excitement of all directions.
    pub excitement: Rating,
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
}

/// Looks for what is wrong; at direction 0 first, and at the others only if its trains come round there.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn examine(
    catalogue: &Catalogue,
    design: &Design,
    site: Site,
    max_intensity: Option<Rating>,
) -> Result<Health, LayoutError> {
    let mut health = Health { faults: Vec::new(), progress: 0, excitement: Rating(i32::MAX) };
    let [first, others @ ..] = Direction::ALL;
    for directions in [vec![first], others.to_vec()] {
        let wanted =
            Wanted { explain: directions.contains(&first), directions, loads: vec![Load::Full], ..Wanted::default() };
        let judgement = judge(catalogue, design, site, &wanted)?;
        health.take(&judgement, wanted.directions.len(), max_intensity);
        if !health.is_safe() {
            break;
        }
    }
    Ok(health)
}

impl Health {
    fn take(&mut self, judgement: &Judgement, directions: usize, max_intensity: Option<Rating>) {
        if let Err(refusal) = &judgement.placement.as_design {
            self.faults.push(Fault::Refused(refusal.to_string()));
        }
        if let Some(untested) = &judgement.untested {
            self.faults.push(Fault::Refused(untested.to_string()));
        }
        for (_, refusal) in judgement.refused_directions() {
            self.faults.push(Fault::Refused(refusal.to_string()));
        }
        for trial in judgement.trials.iter().chain(&judgement.loads) {
            self.take_trial(trial);
        }
        let is_rated = judgement.trials.iter().filter(|trial| trial.rated.is_some()).count() == directions;
        if self.is_safe() && !is_rated {
            self.faults.push(Fault::Refused("the game does not rate it".to_owned()));
        }
        let ratings = judgement.worst_ratings().unwrap_or_default();
        self.excitement = self.excitement.min(ratings.excitement);
        let is_known = self.faults.iter().any(|fault| matches!(fault, Fault::TooIntense(_)));
        if max_intensity.is_some_and(|most| ratings.intensity > most) && !is_known {
            self.faults.push(Fault::TooIntense(ratings.intensity));
        }
    }

    fn take_trial(&mut self, trial: &Trial) {
        if trial.survives() {
            self.progress += MAX_TICKS;
        } else {
            self.progress += trial.tested.crash.map_or(0, |crash| crash.tick);
            self.faults.push(Fault::Fails { direction: trial.direction, load: trial.load });
        }
        let missed = trial
            .account
            .iter()
            .filter(|entry| matches!(entry.item, Item::Requirement { fulfilment: Fulfilment::Missed, .. }));
        self.faults.extend(missed.map(|entry| Fault::Requirement(entry.item)));
    }
}
