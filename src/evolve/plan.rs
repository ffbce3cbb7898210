//! The settings of a search, as they are written beside its results.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Mode, RideType, Vehicle};
use crate::quantity::Footprint;
use crate::site::Park;

use super::breeding::Breeding;
use super::evolution::Evolution;
use super::genome::Form;
use super::limits::Limits;
use super::lot::Lot;
use super::out_of_bounds::OutOfBounds;
use super::problem::Problem;

/// When a search ends. Only generations and evaluations end it at the same place every time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// After a number of generations.
    Generations(u32),
    /// After the generation that reaches a number of judged genomes.
    Evaluations(u64),
    /// After a number of seconds.
    Seconds(u64),
}

impl Stop {
    /// An end as far from where a search is as this one is from its beginning.
    #[must_use]
    pub fn again(self, evolution: &Evolution, elapsed_s: f64) -> Self {
        match self {
            Self::Generations(number) => Self::Generations(evolution.generation.saturating_add(number)),
            Self::Evaluations(number) => Self::Evaluations(evolution.evaluations.saturating_add(number)),
            Self::Seconds(seconds) => Self::Seconds(seconds.saturating_add(elapsed_s.ceil() as u64)),
        }
    }
}

/// A search from start to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of the program.
    pub version: String,
    /// Name of the rule set.
    pub rules: String,
    /// Name of the ride type.
    pub ride: String,
    /// Names of the vehicles that designs may use.
    pub vehicles: Vec<String>,
    /// Forms that designs may have; none named stands for all that the ride type can have.
    pub forms: Vec<Form>,
    /// Trains of every design, if there is a wish.
    pub trains: Option<u8>,
    /// Generations between two pictures of the leaders; 0 is never.
    pub plot_every: u32,
    /// Generations between two pauses for review; 0 is never.
    pub pause_every: u32,
    /// Preset the limits started from.
    pub preset: Option<String>,
    /// When the search ends.
    pub stop: Stop,
    /// How it breeds.
    pub breeding: Breeding,
    /// What winners keep to.
    pub limits: Limits,
    /// The part of a park to build on, if it is not flat land.
    pub lot: Option<Lot>,
    /// Name of the theme that winners are dressed with, if they are.
    pub theme: Option<String>,
}

impl Plan {
    /// Default ride type.
    pub const RIDE: &str = "wooden_rc";
    /// Default length of a search in generations: about a minute on two cores.
    pub const GENERATIONS: u32 = 1_000;
    /// Most trains of a ride.
    const MAX_TRAINS: i64 = 31;
    /// Default number of generations between two pictures of the leaders.
    pub const PLOT_EVERY: u32 = 1000;

    /// The default plan for a ride type.
    pub fn new(catalogue: &Catalogue, ride: &RideType) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: catalogue.rules().name.clone(),
            ride: ride.name.clone(),
            vehicles: common_vehicles(catalogue, ride),
            forms: Vec::new(),
            trains: None,
            plot_every: Self::PLOT_EVERY,
            pause_every: 0,
            preset: None,
            stop: Stop::Generations(Self::GENERATIONS),
            breeding: Breeding::default(),
            limits: default_limits(ride),
            lot: None,
            theme: None,
        }
    }

    /// Whether a search can work with every number.
    ///
    /// # Errors
    /// With the first number that it cannot work with.
    pub fn check(&self) -> Result<(), OutOfBounds> {
        OutOfBounds::check("trains", self.trains.unwrap_or(1), 1..=Self::MAX_TRAINS)?;
        self.breeding.check()?;
        self.limits.check()
    }

    /// The ride type and the vehicles of the plan, if the catalogue still has them.
    pub fn subject<'a>(&self, catalogue: &'a Catalogue) -> Option<(&'a RideType, Vec<&'a Vehicle>)> {
        let vehicles: Option<Vec<&Vehicle>> = self.vehicles.iter().map(|name| catalogue.vehicle(name)).collect();
        Some((catalogue.ride_named(&self.ride)?, vehicles?))
    }

    /// The tools for a search on flat land, if the catalogue still has the ride type and the vehicles.
    pub fn problem<'a>(&self, catalogue: &'a Catalogue) -> Option<Problem<'a>> {
        self.problem_in(catalogue, None)
    }

    /// The tools for the search, if the catalogue still has the ride type and the vehicles, and the park of its lot is
    /// at hand and holds the lot.
    pub fn problem_in<'a>(&self, catalogue: &'a Catalogue, park: Option<&'a Park>) -> Option<Problem<'a>> {
        let (ride, vehicles) = self.subject(catalogue)?;
        let problem = Problem::new(catalogue, ride, vehicles.first()?, self.limits.clone());
        let problem = Problem { vehicles, wanted_forms: self.forms.clone(), wanted_trains: self.trains, ..problem };
        match &self.lot {
            Some(lot) => park.filter(|park| lot.lies_in(park)).map(|park| problem.in_park(lot.clone(), park)),
            None => Some(problem),
        }
    }
}

/// The vehicles of a ride type that every edition of the game has, or all where it has none of its own.
fn common_vehicles(catalogue: &Catalogue, ride: &RideType) -> Vec<String> {
    let is_common = |vehicle: &&Vehicle| vehicle.original_game == "base game";
    let has_common = catalogue.vehicles_of(ride.id).any(|vehicle| is_common(&vehicle));
    let vehicles = catalogue.vehicles_of(ride.id).filter(|vehicle| !has_common || is_common(vehicle));
    vehicles.map(|vehicle| vehicle.name.clone()).collect()
}

/// A run-up that ends in the air needs more room than a circuit, along one line.
fn default_limits(ride: &RideType) -> Limits {
    let limits = Limits::default();
    if ride.modes == [Mode::LIM_POWERED_LAUNCH] {
        Limits { footprint: Footprint::new(64, 36), ..limits }
    } else {
        limits
    }
}
