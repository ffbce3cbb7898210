//! How full the trains are.

use serde::{Deserialize, Serialize};

use crate::catalogue::Car;

/// How many seats of every car are taken.
///
/// The game tests rides with empty trains, so only [`Load::Empty`] gives the game's own figures. What guests weigh is
/// not in the rules: [`RIDER_MASS`] is this program's estimate. Nor do guests brake here on rides where they could.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Load {
    /// Empty, as in the game's tests (rules: physics 1).
    #[default]
    Empty,
    /// Half of the seats of every car, rounded down.
    Half,
    /// All seats.
    Full,
}

/// Estimated mass of a rider in the game's mass unit, in which an empty car weighs some 500.
pub const RIDER_MASS: u16 = 60;

impl Load {
    /// All loads, lightest first.
    pub const ALL: [Self; 3] = [Self::Empty, Self::Half, Self::Full];

    /// The load in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Half => "half",
            Self::Full => "full",
        }
    }

    /// Riders in a car; cars without seats have none.
    pub const fn riders(self, car: &Car) -> u8 {
        match self {
            Self::Empty => 0,
            Self::Half => car.seats / 2,
            Self::Full => car.seats,
        }
    }

    /// Mass of a car with its riders.
    pub const fn mass(self, car: &Car) -> u16 {
        car.mass.saturating_add((self.riders(car) as u16).saturating_mul(RIDER_MASS))
    }
}
