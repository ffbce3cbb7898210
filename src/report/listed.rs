//! Ride types, vehicles and pieces as objects.

use serde::Serialize;

use super::formula::FormulaFacts;
use crate::catalogue::{Catalogue, Joint, Piece, Pitch, RideType, Roll, Vehicle, flags};

/// A coaster ride type.
#[derive(Debug, Serialize)]
pub struct RideTypeFacts<'a> {
    ride_type: u8,
    ride_type_name: &'a str,
    label: &'a str,
    /// The number in track files.
    file_id: u8,
    vehicles: Vec<&'a str>,
    modes: Vec<&'a str>,
    default_mode: Option<&'a str>,
    /// Land steps of 16 z units.
    max_height: i32,
    lift_speed: (i32, i32),
    operation_option: (i32, i32),
    /// Tenths of a currency unit, before the piece's factor.
    track_price: i64,
    /// Pieces that can be built.
    pieces: Vec<&'a str>,
    /// Requirements, and bonuses with their weights and caps.
    rating: FormulaFacts,
}

impl<'a> RideTypeFacts<'a> {
    /// What the catalogue says of a ride type.
    pub fn new(catalogue: &'a Catalogue, ride: &'a RideType) -> Self {
        let name = |id: &_| catalogue.piece(*id).map(|piece| piece.name.as_str());
        Self {
            ride_type: ride.id.0,
            ride_type_name: &ride.name,
            label: &ride.label,
            file_id: ride.file_id,
            vehicles: catalogue.vehicles_of(ride.id).map(|vehicle| vehicle.name.as_str()).collect(),
            modes: ride.modes.iter().filter_map(|&mode| catalogue.mode_name(mode)).collect(),
            default_mode: catalogue.mode_name(ride.default_mode),
            max_height: ride.max_height,
            lift_speed: (ride.lift_speed.min, ride.lift_speed.max),
            operation_option: (ride.operation_option.min, ride.operation_option.max),
            track_price: ride.track_price.0,
            pieces: ride.buildable.normal.pieces.iter().filter_map(name).collect(),
            rating: FormulaFacts::new(ride),
        }
    }
}

/// A vehicle.
#[derive(Debug, Serialize)]
pub struct VehicleFacts<'a> {
    vehicle: &'a str,
    object: &'a str,
    label: &'a str,
    origin: &'a str,
    original_game: &'a str,
    rides: Vec<&'a str>,
    min_cars: u8,
    max_cars: u8,
    /// 128ths added to excitement, intensity and nausea.
    rating_multipliers: [i32; 3],
    flags: Vec<String>,
}

impl<'a> VehicleFacts<'a> {
    /// What the catalogue says of a vehicle.
    pub fn new(catalogue: &'a Catalogue, vehicle: &'a Vehicle) -> Self {
        let rides = vehicle.rides.iter().filter_map(|&ride| catalogue.ride(ride));
        Self {
            vehicle: &vehicle.name,
            object: &vehicle.object,
            label: &vehicle.label,
            origin: &vehicle.origin,
            original_game: &vehicle.original_game,
            rides: rides.map(|ride| ride.name.as_str()).collect(),
            min_cars: vehicle.cars_per_train.0,
            max_cars: vehicle.cars_per_train.1,
            rating_multipliers: vehicle.rating_multipliers,
            flags: flags::names(vehicle.flags),
        }
    }

    /// Names of the ride types that it was made for.
    pub fn rides(&self) -> &[&'a str] {
        &self.rides
    }
}

/// A track piece.
#[derive(Debug, Serialize)]
pub struct PieceFacts<'a> {
    piece: u16,
    name: &'a str,
    group: &'a str,
    begin: JointFacts,
    end: JointFacts,
    /// Map units, direction 0; a tile has 32.
    end_offset: (i32, i32),
    /// Coarse, 32 per straight tile.
    length: i32,
    /// 65536 is the price of flat track.
    price: i64,
    mirror: Option<&'a str>,
    tiles: usize,
    may_carry_chain: bool,
    is_inversion: bool,
}

#[derive(Debug, Serialize)]
struct JointFacts {
    pitch: Pitch,
    roll: Roll,
    /// Quarter turns to the right.
    turn: u8,
    diagonal: bool,
    z: i32,
}

impl JointFacts {
    const fn new(Joint { pitch, roll, turn, diagonal, z }: Joint) -> Self {
        Self { pitch, roll, turn, diagonal, z: z.0 }
    }
}

impl<'a> PieceFacts<'a> {
    /// What the catalogue says of a piece.
    pub fn new(catalogue: &'a Catalogue, piece: &'a Piece) -> Self {
        Self {
            piece: piece.id.0,
            name: &piece.name,
            group: &piece.group,
            begin: JointFacts::new(piece.begin),
            end: JointFacts::new(piece.end),
            end_offset: (piece.end_offset.x, piece.end_offset.y),
            length: piece.length,
            price: piece.price,
            mirror: piece.mirror.and_then(|mirror| catalogue.piece(mirror)).map(|mirror| mirror.name.as_str()),
            tiles: piece.blocks.len(),
            may_carry_chain: piece.flags.allow_lift_hill,
            is_inversion: piece.flags.inversion,
        }
    }
}
