//! What a search is asked to do, as it is written down beside its results.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Mode, RULE_SET, RideType, Vehicle};

use super::evolution::Breeding;
use super::limits::Limits;

/// When a search ends. Only generations and evaluations end it at the same place every time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// After so many generations.
    Generations(u32),
    /// After the generation in which so many genomes have been judged.
    Evaluations(u64),
    /// After so many seconds.
    Seconds(u64),
}

/// A search from start to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of the program.
    pub version: String,
    /// Name of the rule set.
    pub rule_set: String,
    /// Name of the ride type.
    pub ride: String,
    /// Name of the vehicle.
    pub vehicle: String,
    /// Winners to keep.
    pub keep: usize,
    /// Leaders are written every so many generations; 0 is never.
    pub plot_every: u32,
    /// The search pauses for review every so many generations; 0 is never.
    pub pause_every: u32,
    /// Preset the limits started from.
    pub preset: Option<String>,
    /// When the search ends.
    pub stop: Stop,
    /// How it breeds.
    pub breeding: Breeding,
    /// What winners keep to.
    pub limits: Limits,
}

impl Plan {
    /// Ride type where none is asked for.
    pub const RIDE: &str = "wooden_rc";
    /// Generations of a search that nobody asked to end otherwise: about a minute on two cores.
    pub const GENERATIONS: u32 = 200;
    /// Winners to keep where nothing else is asked for.
    pub const KEEP: usize = 5;
    /// Generations between two pictures of the leaders where nothing else is asked for.
    pub const PLOT_EVERY: u32 = 50;

    /// The plan for a ride type and vehicle where nothing else is asked for.
    pub fn new(ride: &RideType, vehicle: &Vehicle) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rule_set: RULE_SET.to_owned(),
            ride: ride.name.clone(),
            vehicle: vehicle.name.clone(),
            keep: Self::KEEP,
            plot_every: Self::PLOT_EVERY,
            pause_every: 0,
            preset: None,
            stop: Stop::Generations(Self::GENERATIONS),
            breeding: Breeding::default(),
            limits: default_limits(ride),
        }
    }

    /// The ride type and vehicle of the plan, if the catalogue still has them.
    pub fn subject<'a>(&self, catalogue: &'a Catalogue) -> Option<(&'a RideType, &'a Vehicle)> {
        Some((catalogue.ride_named(&self.ride)?, catalogue.vehicle(&self.vehicle)?))
    }
}

/// A run-up that ends in the air needs more room than a circuit, along one line.
fn default_limits(ride: &RideType) -> Limits {
    let limits = Limits::default();
    if ride.modes == [Mode::LIM_POWERED_LAUNCH] { Limits { footprint: (64, 36), ..limits } } else { limits }
}
