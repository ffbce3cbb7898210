//! The search for the fewest changes.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::layout::{LayoutError, place};
use crate::quantity::Rating;
use crate::site::Site;

use super::change::{Change, changes};
use super::fault::{Fault, Health, examine};

/// Most changes that a repair makes.
const MOST_CHANGES: usize = 3;
/// Unsound designs from which the search goes on.
const BEAM: usize = 6;

/// A design that changes have made sound, or at least safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The design.
    pub design: Design,
    /// What was changed, in the order it was; a place counts in the design as the changes before have left it.
    pub changes: Vec<Change>,
    /// What is wrong with it still.
    pub left: Vec<Fault>,
    /// Its lowest excitement of all directions.
    pub excitement: Rating,
}

/// A design on the way.
struct Attempt {
    design: Design,
    changes: Vec<Change>,
    health: Health,
}

/// The repairs of a design with the fewest changes, most exciting first; one without changes if it is sound. If none makes
/// it sound, those with which trains at least come round and the fewest other faults are left; none if there are none.
/// The answer is the same at any number of threads.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn repair(
    catalogue: &Catalogue,
    design: &Design,
    site: Site,
    max_intensity: Option<Rating>,
) -> Result<Vec<Repair>, LayoutError> {
    let health = examine(catalogue, design, site, max_intensity)?;
    let mut frontier = vec![Attempt { design: design.clone(), changes: Vec::new(), health }];
    let mut best: Vec<Repair> = Vec::new();
    for changes in 0..=MOST_CHANGES {
        frontier.sort_by_key(Attempt::order);
        let least =
            frontier.iter().filter(|attempt| attempt.health.is_safe()).map(|attempt| attempt.health.faults.len()).min();
        if let Some(least) = least.filter(|least| best.first().is_none_or(|best| *least < best.left.len())) {
            let kept =
                frontier.iter().filter(|attempt| attempt.health.is_safe() && attempt.health.faults.len() == least);
            best = kept.map(Attempt::repair).collect();
            best.sort_by_key(|repair| (Reverse(repair.excitement), repair.changes.clone()));
        }
        if least == Some(0) || changes == MOST_CHANGES {
            break;
        }
        frontier.truncate(BEAM);
        frontier = widened(catalogue, site, max_intensity, &frontier);
    }
    Ok(best)
}

impl Attempt {
    fn repair(&self) -> Repair {
        let Health { faults, excitement, .. } = self.health.clone();
        Repair { design: self.design.clone(), changes: self.changes.clone(), left: faults, excitement }
    }

    /// The most promising first.
    fn order(&self) -> (bool, usize, Reverse<u32>, Vec<Change>) {
        let health = &self.health;
        (!health.is_safe(), health.faults.len(), Reverse(health.progress), self.changes.clone())
    }
}

/// All designs that are one change away.
fn widened(catalogue: &Catalogue, site: Site, max_intensity: Option<Rating>, from: &[Attempt]) -> Vec<Attempt> {
    let next = |attempt: &Attempt| -> Vec<(Design, Vec<Change>)> {
        let placed = place(catalogue, &attempt.design, site, Direction::new(0));
        let Ok(Ok(layout)) = placed.map(|placed| placed.as_design) else { return Vec::new() };
        let changed = |change: Change| {
            let mut design = attempt.design.clone();
            change.apply(&mut design);
            let mut changes = attempt.changes.clone();
            changes.push(change);
            (design, changes)
        };
        changes(&layout, &attempt.design).into_iter().map(changed).collect()
    };
    let candidates: Vec<(Design, Vec<Change>)> = from.iter().flat_map(next).collect();
    let attempt = |(design, changes): (Design, Vec<Change>)| {
        let health = examine(catalogue, &design, site, max_intensity).ok()?;
        Some(Attempt { design, changes, health })
    };
    candidates.into_par_iter().filter_map(attempt).collect()
}
