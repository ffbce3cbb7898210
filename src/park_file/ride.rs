//! What a park file holds about a ride (rules: park files 3, 6).

use crate::design::{Colours, Settings};
use crate::quantity::{GForce, Length, MapPoint, Ratings, Tile, Velocity};
use crate::site::RideStatus;

/// A ride as a park file stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ride {
    /// Its number, which its elements carry.
    pub id: u16,
    /// The stored ride type; with RCT2's numbers the vehicle may decide between two.
    pub ride_type: u16,
    /// Index among the ride objects.
    pub vehicle: u16,
    /// What it is called.
    pub name: RideName,
    /// Whether guests can ride.
    pub status: RideStatus,
    /// Months since it was built, where the file tells.
    pub age_months: Option<u32>,
    /// Bits of its life cycle; see [`Ride::is_tested`] and its like.
    pub life_cycle: u32,
    /// How it is operated.
    pub settings: Settings,
    /// Trains and cars that the player asked for; it gets them with its next trains if they fit.
    pub proposed_trains: (u8, u8),
    /// Colours of trains and track. The station's style is an index among the station objects where the file has such.
    pub colours: Colours,
    /// Its stations by number, unused ones among them.
    pub stations: Vec<Station>,
    /// What its last test run measured.
    pub measured: Measurement,
    /// Its ratings, once it has some.
    pub ratings: Option<Ratings>,
}

/// The name of a ride.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RideName {
    /// Given by the player.
    Given(String),
    /// The label of its type and this number.
    Numbered(u16),
}

/// A station of a ride.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Station {
    /// Where its track begins; nothing for a number that is not used.
    pub start: Option<MapPoint>,
    /// Height of its track in steps of 8 z units.
    pub height: u8,
    /// The tile of its entrance.
    pub entrance: Option<Tile>,
    /// The tile of its exit.
    pub exit: Option<Tile>,
    /// Length of the track to the next station.
    pub leg_length: Length,
    /// Time to the next station in units of 32 ticks.
    pub leg_time: u16,
}

/// What the last test run of a ride measured, in the game's own units; packed numbers are kept as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measurement {
    /// Highest speed.
    pub max_speed: Velocity,
    /// Mean speed.
    pub average_speed: Velocity,
    /// Most that presses riders into their seats.
    pub max_positive_g: GForce,
    /// Least that does.
    pub max_negative_g: GForce,
    /// Most that presses them sideways.
    pub max_lateral_g: GForce,
    /// Ticks without weight.
    pub air_time: u16,
    /// Flat, banked and sloped turns, each packed by length.
    pub turns: [u16; 3],
    /// Number of inversions.
    pub inversions: u8,
    /// Number of drops.
    pub drops: u8,
    /// Number of lift runs.
    pub powered_lifts: u8,
    /// Number of helix pieces.
    pub helices: u8,
    /// Special elements passed, bits 5 to 7.
    pub special: u8,
    /// Height where the last drop began, units of 0.75 m.
    pub drop_start: u8,
    /// Units of 0.75 m.
    pub highest_drop: u8,
    /// Length of track under cover.
    pub sheltered_length: Length,
    /// Covered sections: their number, and bits 5 and 6 for how they were entered.
    pub sheltered_sections: u8,
}

impl Ride {
    const TESTED: u32 = 1 << 1;
    const BROKEN_DOWN: u32 = 1 << 7;

    /// Whether a test run has ended.
    pub const fn is_tested(&self) -> bool {
        self.life_cycle & Self::TESTED != 0
    }

    /// Whether it stands still until a mechanic has come.
    pub const fn is_broken_down(&self) -> bool {
        self.life_cycle & Self::BROKEN_DOWN != 0
    }
}

/// The status that a number stands for; numbers beyond the known ones count as closed.
pub(super) const fn status_of(number: u8) -> RideStatus {
    match number {
        1 => RideStatus::Open,
        2 => RideStatus::Testing,
        3 => RideStatus::Simulating,
        _ => RideStatus::Closed,
    }
}
