//! A park: land, what stands on it, rides, and what the park allows (rules: surroundings 1.1).

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

use crate::quantity::Height;

use super::land::Land;
use super::objects::LoadedObjects;
use super::ride::ParkRide;
use super::tiles::{Stack, Tiles};

/// What a park forbids; written as the number that saved games hold, of which other bits mean nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParkFlags(u64);

bitflags! {
    impl ParkFlags: u64 {
        /// Trees stay where they are.
        const FORBID_TREE_REMOVAL = 1 << 3;
        /// Nothing rises above the trees.
        const FORBID_HIGH_CONSTRUCTION = 1 << 5;
        /// Nothing costs money.
        const NO_MONEY = 1 << 11;
    }
}

/// A park as it stands before something is built. It does not change; threads share it by reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Park {
    /// Its name; empty if it has none.
    pub name: String,
    /// What it forbids.
    pub flags: ParkFlags,
    /// Scenery objects that it has.
    pub loaded: LoadedObjects,
    /// Identifiers of objects on its tiles that the catalogue does not hold, by their number.
    pub unknown: Vec<String>,
    /// Its rides in the order of their numbers.
    pub rides: Vec<ParkRide>,
    /// The game's tick counter, whose phase moves departures (rules: surroundings 7.4).
    pub ticks: u32,
    /// Its land, and what stands on it.
    pub tiles: Tiles,
}

impl Park {
    /// A park of flat, dry, empty land that it owns, without rides. The rim lies low.
    pub fn flat((width, height): (i32, i32), surface: Height) -> Self {
        let stack = |_| Stack::bare(Land::flat(surface));
        Self::of(Tiles::new((width, height), (0..width * height).map(stack).collect()))
    }

    /// A park of some tiles, without rides, that forbids nothing.
    pub fn of(tiles: Tiles) -> Self {
        Self {
            name: String::new(),
            flags: ParkFlags::default(),
            loaded: LoadedObjects::All,
            unknown: Vec::new(),
            rides: Vec::new(),
            ticks: 0,
            tiles,
        }
    }

    /// A ride by number.
    pub fn ride(&self, id: u16) -> Option<&ParkRide> {
        self.rides.iter().find(|ride| ride.id == id)
    }
}
