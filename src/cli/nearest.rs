//! How far the nearest design of a search is off where none keeps every limit.

use crate::evolve::{Fitness, Limits, Violation};

/// How far a design is off, in words.
pub(super) fn off(fitness: &Fitness, limits: &Limits) -> String {
    match fitness.violation {
        Violation::None => "was not tested in every direction".to_owned(),
        Violation::Limit(_) => {
            let exceeded = fitness.traits.map_or_else(Vec::new, |traits| limits.exceeded(&traits));
            let exceeded: Vec<String> = exceeded.iter().map(ToString::to_string).collect();
            format!("has {}", exceeded.join(" and "))
        }
        Violation::Overloaded(_) => "has trains that complete the lap empty, but not with every seat taken".to_owned(),
        Violation::Stalled(_) => "has a train that does not complete the lap".to_owned(),
        Violation::Refused => "is one that the game will not test".to_owned(),
        Violation::NoEntrance => "has no room for entrance and exit".to_owned(),
        Violation::Overlap(quarters) => format!("takes {quarters} quarter tiles twice"),
        Violation::Misplaced(blocks) => format!("has {blocks} pieces that cannot stand where they are"),
        Violation::Open(gap) => format!("misses its station by {gap} tiles"),
    }
}
