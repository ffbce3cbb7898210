//! How far the nearest design of a search is off where none keeps every limit.

use crate::evolve::{Excess, Figure, Fitness, Limit, Limits, Violation};
use crate::report::units;

use super::values::{Money, Rating};

/// How far a design is off, in words.
pub(super) fn off(fitness: &Fitness, limits: &Limits) -> String {
    match fitness.violation {
        Violation::None => "was not tested in every direction".to_owned(),
        Violation::Limit(_) => {
            let exceeded = fitness.traits.map_or_else(Vec::new, |traits| limits.exceeded(&traits));
            let exceeded: Vec<String> = exceeded.iter().map(beyond).collect();
            format!("has {}", exceeded.join(", "))
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

/// What a figure counts, and how one is shown.
fn figure_words(figure: Figure) -> (&'static str, &'static dyn Fn(i64) -> String) {
    match figure {
        Figure::Length => ("m of track", &|metres| metres.to_string()),
        Figure::HighestDrop => ("m of highest drop", &|metres| metres.to_string()),
        Figure::Drops => ("drops", &|drops| drops.to_string()),
        Figure::Speed => ("mph", &|mph| mph.to_string()),
        Figure::PositiveG => ("positive vertical G", &units::hundredths),
        Figure::NegativeG => ("negative vertical G", &units::hundredths),
        Figure::LateralG => ("lateral G", &units::hundredths),
        Figure::RideTime => ("of ride time", &units::time),
        Figure::Circuits => ("circuits per ride", &|circuits| circuits.to_string()),
        Figure::Inversions => ("inversions", &|inversions| inversions.to_string()),
    }
}

/// What a design has and what it may have, in words.
fn beyond(&Excess { limit, value, allowed }: &Excess) -> String {
    let plain = |number: i64| number.to_string();
    let rating = |hundredths: i64| Rating(hundredths as i32).to_string();
    let (what, shown): (&str, &dyn Fn(i64) -> String) = match limit {
        Limit::ShorterSide => ("tiles on its shorter side", &plain),
        Limit::LongerSide => ("tiles on its longer side", &plain),
        Limit::Tiles => ("tiles of ground", &plain),
        Limit::Height => ("units of height", &plain),
        Limit::Budget => ("to be paid", &|tenths| Money(tenths).to_string()),
        Limit::Pieces => ("pieces", &plain),
        Limit::Station => ("tiles of platform", &plain),
        Limit::Intensity => ("intensity", &rating),
        Limit::Nausea => ("nausea", &rating),
        Limit::Excitement => ("excitement", &rating),
        Limit::Figure(figure) => figure_words(figure),
        Limit::Required => ("required pieces missing", &plain),
    };
    let bound = match limit {
        Limit::Station => "wanted",
        _ if value > allowed => "the most",
        _ => "the least",
    };
    format!("{} {what} where {} is {bound}", shown(value), shown(allowed))
}
