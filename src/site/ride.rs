//! The rides of a park, as far as others feel them.

use serde::{Deserialize, Serialize};

use crate::catalogue::RideTypeId;
use crate::design::DepartureFlags;

/// Whether guests can ride.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RideStatus {
    /// Shut.
    #[default]
    Closed,
    /// In use.
    Open,
    /// Tested with empty trains.
    Testing,
    /// Simulated.
    Simulating,
}

/// A ride of a park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkRide {
    /// Its number, which its elements carry.
    pub id: u16,
    /// Its type; it need not be a coaster.
    pub ride_type: RideTypeId,
    /// What refusals call it.
    pub name: String,
    /// Name of its vehicle object, as in a track file without padding; empty if unknown.
    pub vehicle: String,
    /// Whether guests can ride.
    pub status: RideStatus,
    /// Whether it has broken down.
    pub is_broken_down: bool,
    /// When its trains leave.
    pub depart_flags: DepartureFlags,
}

impl ParkRide {
    /// Whether its trains leave together with those of adjacent stations.
    pub const fn synchronises(&self) -> bool {
        self.depart_flags.contains(DepartureFlags::SYNCHRONISE)
    }
}
