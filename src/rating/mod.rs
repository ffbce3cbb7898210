//! Ratings, value and running cost of a tested ride (rules: ratings 3).

mod formula;
mod ledger;
mod proximity;
mod running;
mod turns;
#[cfg(test)]
mod worked_example;

pub use ledger::{Entry, Item, Itemised, Ledger};
pub use proximity::{Surroundings, survey};
pub use running::{unreliability, upkeep, value};

use crate::layout::Layout;
use crate::test_run::Measured;

/// Excitement, intensity and nausea in hundredths.
pub type Ratings = [i32; 3];

/// Everything the game computes once a ride is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// Excitement, intensity and nausea in hundredths.
    pub ratings: Ratings,
    /// Running cost per period in tenths; shown to players times 16 per hour.
    pub upkeep: i64,
    /// Value of a new ride in tenths.
    pub value: i64,
    /// Reliability factor: higher breaks down sooner.
    pub unreliability: u8,
    /// Eighths of the track that are sheltered.
    pub sheltered_eighths: u8,
}

/// Rates a tested ride; `None` when the game finds no way round the track to look at its surroundings.
pub fn rate(layout: &Layout, measured: &Measured) -> Option<Rated> {
    rate_itemised(layout, measured, &mut ())
}

/// Rates a tested ride and enters every bonus, requirement and penalty into a ledger.
pub fn rate_itemised(layout: &Layout, measured: &Measured, ledger: &mut impl Ledger) -> Option<Rated> {
    Some(rate_among(layout, measured, &survey(layout)?, ledger))
}

/// Rates a tested ride whose surroundings are known.
fn rate_among(layout: &Layout, measured: &Measured, surroundings: &Surroundings, ledger: &mut impl Ledger) -> Rated {
    let eighths = formula::sheltered_eighths(measured);
    let ratings = formula::ratings(layout, measured, surroundings, ledger);
    Rated {
        ratings,
        upkeep: upkeep(layout, measured, surroundings),
        value: value(layout, ratings),
        unreliability: unreliability(layout),
        sheltered_eighths: formula::shown_eighths(layout, eighths),
    }
}
