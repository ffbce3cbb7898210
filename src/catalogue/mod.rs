//! What exists: track pieces, coaster ride types, vehicles, and the tables the rules look up.
//!
//! Everything is read from the tables under `data/`, which are part of the program, as one version of the game has them:
//! see [`Catalogue::rules`].

mod car_angles;
pub mod factor;
pub mod flags;
pub mod geometry;
pub mod mode;
pub mod path;
mod path_line;
pub mod piece;
mod piece_ranges;
pub mod rct1;
pub mod ride_type;
pub mod scenery;
mod step;
mod table;
pub mod taste;
mod theme;
pub mod vehicle;
mod version;

use std::collections::BTreeMap;

use crate::rules::{Rules, RulesError};
use version::Tables;

pub use car_angles::{CarAngles, CarPitch};
pub use factor::Factor;
pub use flags::{CarFlags, RideFlags, VehicleFlags};
pub use geometry::{Direction, Heading};
pub use mode::Mode;
pub use path::{Advance, Course, PathKind, Paths, SubPosition};
pub use piece::{Block, Joint, Piece, PieceId, Pitch, Roll, Spin};
pub use rct1::{Rct1, Rct1Paint, Rct1Ride, Rct1Vehicle};
pub use ride_type::{Range, RideType, RideTypeId};
pub use scenery::{
    LargeScenery, PathSurface, Scenery, SceneryFlags, SceneryKind, SceneryTile, SmallScenery, TrackSides, WallObject,
};
pub use step::{DisplacementRate, Place, STEP_LIMIT, enlarged_step_cost, step_cost};
pub use taste::{Feature, Spread, Taste};
pub use theme::{Theme, theme_groups};
pub use vehicle::{Car, Vehicle};

/// Why the tables could not be read: the program was built from damaged data.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A line of a text table.
    #[error("data/{file} line {line} is not in the layout of the table; the program was built from damaged data")]
    Line {
        /// File under `data/`.
        file: &'static str,
        /// Line number from 1.
        line: usize,
    },
    /// A row of a CSV table.
    #[error("data/{file}: {source}; the program was built from damaged data")]
    Csv {
        /// File under `data/`.
        file: &'static str,
        /// What is wrong.
        source: csv::Error,
    },
    /// The table of rule sets.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// A JSON table.
    #[error("data/{file}: {source}; the program was built from damaged data")]
    Json {
        /// File under `data/`.
        file: &'static str,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// A table that was packed.
    #[error("data/{file}: {source}; the program was built from damaged data")]
    Packed {
        /// File under `data/`.
        file: &'static str,
        /// What is wrong.
        source: std::io::Error,
    },
}

/// A ride type with track that is not a coaster: it can be shown, but not rated.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherRideType {
    /// Number.
    pub id: RideTypeId,
    /// Name, such as `log_flume`.
    pub name: String,
    /// What players see, such as `Log Flume`.
    pub label: String,
    /// The same for several, such as `Log Flumes`.
    pub plural: String,
    /// The byte in a track file.
    pub file_id: Option<u8>,
    /// Its track as far as pictures need it; nothing of this is a rule to judge by.
    pub shown: RideType,
}

/// All tables.
#[derive(Debug, Clone)]
pub struct Catalogue {
    rules: Rules,
    pieces: Vec<Piece>,
    rides: BTreeMap<RideTypeId, RideType>,
    other_rides: Vec<OtherRideType>,
    vehicles: Vec<Vehicle>,
    vehicles_by_name: BTreeMap<String, usize>,
    modes: BTreeMap<Mode, String>,
    car_angles: CarAngles,
    paths: Paths,
    rct1: Rct1,
    scenery: Scenery,
    themes: Vec<Theme>,
    tastes: BTreeMap<RideTypeId, Taste>,
}

impl Catalogue {
    /// Reads the tables the program was built with, under the rules of the newest release.
    ///
    /// # Errors
    /// When `data/` was damaged before the build.
    pub fn load() -> Result<Self, CatalogueError> {
        Self::under(Rules::newest_released()?)
    }

    /// Reads the tables the program was built with, as a version of the game has them.
    ///
    /// # Errors
    /// When `data/` was damaged before the build.
    pub fn under(rules: Rules) -> Result<Self, CatalogueError> {
        let mut pieces = table::pieces()?;
        let mut rides = ride_type::by_id(table::json("ride_types.json", &table::packed!("ride_types.json")?)?);
        let mut vehicles: Vec<Vehicle> = table::json("vehicles.json", &table::packed!("vehicles.json")?)?;
        Tables { pieces: &mut pieces, rides: &mut rides, vehicles: &mut vehicles }.take_back(&rules)?;
        let car_angles = CarAngles { pitches: table::pitches()?, rolls: table::rolls()? };
        let scenery = Scenery::read()?;
        Ok(Self {
            rules,
            pieces,
            other_rides: table::other_rides()?,
            vehicles_by_name: vehicles.iter().enumerate().map(|(index, v)| (v.name.clone(), index)).collect(),
            vehicles,
            modes: table::modes()?,
            paths: Paths::read(
                &table::packed!("subpositions.txt")?,
                include_str!("../../data/subpositions_reverser.txt"),
                &car_angles,
            )?,
            car_angles,
            rct1: Rct1::read()?,
            themes: theme::themes(&scenery)?,
            scenery,
            tastes: taste::tastes(&rides)?,
            rides,
        })
    }

    /// The rules that everything is judged by.
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// All pieces; the index is the number.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// A piece by number, if there is such a piece.
    pub fn piece(&self, id: PieceId) -> Option<&Piece> {
        self.pieces.get(id.index())
    }

    /// A piece by its label, spaces or underscores.
    pub fn piece_named(&self, name: &str) -> Option<&Piece> {
        let name = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        self.pieces.iter().find(|piece| piece.name == name)
    }

    /// All coaster ride types in the order of their numbers.
    pub fn rides(&self) -> impl Iterator<Item = &RideType> {
        self.rides.values()
    }

    /// A coaster ride type by number.
    pub fn ride(&self, id: RideTypeId) -> Option<&RideType> {
        self.rides.get(&id)
    }

    /// A coaster ride type by name, label or number.
    pub fn ride_named(&self, name: &str) -> Option<&RideType> {
        let wanted = name.trim();
        self.rides().find(|ride| {
            ride.name.eq_ignore_ascii_case(wanted)
                || ride.long_name.eq_ignore_ascii_case(wanted)
                || ride.label.eq_ignore_ascii_case(wanted)
                || wanted.parse() == Ok(ride.id.0)
        })
    }

    /// The name of a ride type with track, coaster or not; none for all others.
    pub fn tracked_name(&self, id: RideTypeId) -> Option<&str> {
        let other = || self.other_ride(id).map(|other| other.name.as_str());
        self.ride(id).map(|ride| ride.name.as_str()).or_else(other)
    }

    /// A tracked ride type that is no coaster, by number.
    pub fn other_ride(&self, id: RideTypeId) -> Option<&OtherRideType> {
        self.other_rides.iter().find(|other| other.id == id)
    }

    /// What players call a ride type with track.
    pub fn ride_label(&self, id: RideTypeId) -> Option<&str> {
        let other = || self.other_ride(id).map(|other| other.label.as_str());
        self.ride(id).map(|ride| ride.label.as_str()).or_else(other)
    }

    /// Tracked ride types that are no coasters.
    pub fn other_rides(&self) -> &[OtherRideType] {
        &self.other_rides
    }

    /// All vehicles of tracked rides.
    pub fn vehicles(&self) -> &[Vehicle] {
        &self.vehicles
    }

    /// A vehicle by the name in a track file, exactly as the game matches it.
    pub fn vehicle(&self, name: &str) -> Option<&Vehicle> {
        self.vehicles_by_name.get(name).map(|&index| &self.vehicles[index])
    }

    /// A vehicle by its identifier in the game's object catalogue.
    pub fn vehicle_of_object(&self, object: &str) -> Option<&Vehicle> {
        self.vehicles.iter().find(|vehicle| vehicle.object == object)
    }

    /// The vehicles made for a ride type, in catalogue order.
    pub fn vehicles_of(&self, ride: RideTypeId) -> impl Iterator<Item = &Vehicle> {
        self.vehicles.iter().filter(move |vehicle| vehicle.rides.contains(&ride))
    }

    /// The label of a mode.
    pub fn mode_name(&self, mode: Mode) -> Option<&str> {
        self.modes.get(&mode).map(String::as_str)
    }

    /// Operating modes with their labels.
    pub fn modes(&self) -> impl Iterator<Item = (Mode, &str)> {
        self.modes.iter().map(|(&mode, name)| (mode, name.as_str()))
    }

    /// The angles that cars take: what gravity does at each.
    pub const fn car_angles(&self) -> &CarAngles {
        &self.car_angles
    }

    /// Paths of cars through pieces.
    pub const fn paths(&self) -> &Paths {
        &self.paths
    }

    /// What the numbers of RCT1 stand for.
    pub fn rct1(&self) -> &Rct1 {
        &self.rct1
    }

    /// What people's designs of a ride type are like.
    pub fn taste(&self, ride: RideTypeId) -> Option<&Taste> {
        self.tastes.get(&ride)
    }

    /// Objects of scenery.
    pub const fn scenery(&self) -> &Scenery {
        &self.scenery
    }

    /// Kinds of scenery that belong together, in the order of their names.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// A theme by name.
    pub fn theme(&self, name: &str) -> Option<&Theme> {
        let name = name.trim();
        self.themes.iter().find(|theme| theme.name.eq_ignore_ascii_case(name))
    }

    /// The ride type the game makes of a stored byte and a vehicle (rules: track files 8).
    ///
    /// Five bytes stand for two types each; nothing but the vehicle's sprites and flags decides.
    pub fn resolve_ride(&self, stored: RideTypeId, vehicle: Option<&Vehicle>) -> RideTypeId {
        let Some(vehicle) = vehicle else { return stored };
        let lacks = |group: &str| vehicle.unsupported_groups.contains(group);
        let resolved = match stored.0 {
            19 if lacks("vertical_loop") => 91,
            4 if !lacks("slope_steep_down") => 95,
            11 if !lacks("slope_steep_down") => 93,
            51 if vehicle.has(VehicleFlags::NO_INVERSIONS) => 92,
            54 if lacks("slope_steep_down") => 94,
            other => other,
        };
        RideTypeId(resolved)
    }
}
