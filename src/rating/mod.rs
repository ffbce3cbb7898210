//! Ratings, value and running cost of a tested ride (rules: ratings 3).
//!
//! A ledger takes every bonus, requirement and penalty in the game's order:
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::place;
//! use loopwright::site::Site;
//! use loopwright::rating::{Item, Itemised, rate_itemised};
//! use loopwright::{path::Path, test_run, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let tested = test_run::run(&layout, &Path::new(&layout)?);
//! let mut ledger = Itemised::default();
//! let rated = rate_itemised(&layout, &tested.measured, &mut ledger).ok_or("no way round")?;
//! assert_eq!(ledger.0[0].item, Item::Base);
//! assert_eq!(ledger.0.last().map(|entry| entry.after), Some(rated.ratings));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ceiling;
mod formula;
mod ledger;
mod nearby;
mod parts;
mod prospect;
mod proximity;
mod running;
mod scan;
mod station;
mod turns;
#[cfg(test)]
mod worked_example;

pub use ceiling::{Around, Ceiling};
pub use ledger::{Demand, Entry, Figures, Fulfilment, Item, Itemised, Ledger};
pub use prospect::{Gauge, Part, Prospect, gauges};
pub use proximity::{Counters, Proximity};
pub use running::{RideUse, unreliability, upkeep, value};
pub use scan::{Surveyed, survey};
pub use station::{ADJACENT_REACH, has_adjacent_station};
pub(crate) use station::{MOST_SCENERY, SCENERY_REACH, SCENERY_WORTH, scenery_around};

use crate::layout::Layout;
use crate::test_run::Measured;

pub use crate::quantity::Ratings;

/// Excitement, intensity and nausea in hundredths while they are computed.
type Hundredths = [i32; 3];

/// Everything the game computes once a ride is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// Excitement, intensity and nausea.
    pub ratings: Ratings,
    /// Running cost per period in tenths; shown to players times 16 per hour.
    pub upkeep: i64,
    /// Value of a new ride in tenths.
    pub value: i64,
    /// Reliability factor: higher breaks down sooner.
    pub unreliability: u8,
    /// Eighths of the track that are sheltered.
    pub sheltered_eighths: u8,
    /// What was found around the track and the stations.
    pub surveyed: Surveyed,
}

/// Rates a tested ride; `None` when the game finds no way round the track to look at its surroundings.
pub fn rate(layout: &Layout, measured: &Measured) -> Option<Rated> {
    rate_itemised(layout, measured, &mut ())
}

/// Rates a tested ride and enters every bonus, requirement and penalty into a ledger.
pub fn rate_itemised(layout: &Layout, measured: &Measured, ledger: &mut impl Ledger) -> Option<Rated> {
    Some(rate_among(layout, measured, &survey(layout)?, ledger))
}

/// Rates a tested ride around which the game has looked.
fn rate_among(layout: &Layout, measured: &Measured, surveyed: &Surveyed, ledger: &mut impl Ledger) -> Rated {
    let eighths = formula::sheltered_eighths(measured);
    let ratings = Ratings::new(formula::ratings(layout, measured, surveyed, ledger));
    Rated {
        ratings,
        upkeep: upkeep(layout, measured, surveyed),
        value: value(layout, ratings, RideUse::default()),
        unreliability: unreliability(layout),
        sheltered_eighths: formula::shown_eighths(layout, eighths),
        surveyed: *surveyed,
    }
}
