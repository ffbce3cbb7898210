//! Vehicle objects: the trains a ride can run (rules: track files 12).

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::quantity::Height;

use super::flags::{self, CarFlags, VehicleFlags};
use super::ride_type::RideTypeId;

/// A vehicle object.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Vehicle {
    /// Name in a track file, without padding.
    pub name: String,
    /// Identifier in the game's object catalogue.
    pub object: String,
    /// English name.
    pub label: String,
    /// The set it comes from.
    pub origin: String,
    /// Which edition of the original game has it; `no` if none.
    pub original_game: String,
    /// The sixteen bytes that name it in a track file.
    #[serde(deserialize_with = "hex_entry")]
    pub entry: [u8; 16],
    /// Ride types it was made for.
    pub rides: Vec<RideTypeId>,
    /// Shortest and longest train.
    pub cars_per_train: (u8, u8),
    /// Cars without seats.
    pub zero_cars: u8,
    /// Largest number of trains of objects that run as single vehicles.
    pub single_vehicles: Option<u8>,
    /// Which car stands where.
    pub slots: Slots,
    /// Flags of the whole train.
    #[serde(deserialize_with = "flags::by_names")]
    pub flags: VehicleFlags,
    /// Signed rating multipliers of excitement, intensity and nausea.
    pub rating_multipliers: [i32; 3],
    /// Clearance above the rail.
    pub clearance: Height,
    /// Track groups the default car cannot show.
    pub unsupported_groups: BTreeSet<String>,
    /// Colour presets: body, trim, third colour, one triple per train or per car.
    pub colours: Vec<Vec<[u8; 3]>>,
    /// Kinds of cars.
    pub cars: Vec<Car>,
}

impl Vehicle {
    /// Whether the train has a flag.
    pub const fn has(&self, flag: VehicleFlags) -> bool {
        self.flags.contains(flag)
    }

    /// The index in `cars` of the car at a position of a train (rules: construction 5.5).
    pub fn car_at(&self, position: usize, cars: usize) -> usize {
        let slots = &self.slots;
        let special = match position {
            0 => slots.front,
            1 => slots.second,
            2 => slots.third,
            _ => None,
        };
        let rear = slots.rear.filter(|_| position + 1 == cars);
        special.or(rear).unwrap_or(slots.default)
    }

    /// The cars of a train from front to rear.
    pub fn train(&self, cars: usize) -> impl Iterator<Item = &Car> {
        (0..cars).filter_map(move |position| self.cars.get(self.car_at(position, cars)))
    }
}

/// Indices of cars by position in the train.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Slots {
    /// First car.
    pub front: Option<usize>,
    /// Second car.
    pub second: Option<usize>,
    /// Third car.
    pub third: Option<usize>,
    /// Last car.
    pub rear: Option<usize>,
    /// All others.
    pub default: usize,
}

/// A kind of car.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Car {
    /// Length of track it takes; 278,912 is a straight tile.
    pub spacing: u32,
    /// Empty mass.
    pub mass: u16,
    /// Seats.
    pub seats: u8,
    /// Whether guests board two by two.
    #[serde(default)]
    pub pairs: bool,
    /// Acceleration and target speed of a powered car.
    #[serde(default)]
    pub powered: (u8, u8),
    /// Inertia and friction of a spinning car.
    #[serde(default)]
    pub spin: (u8, u8),
    /// The car this one becomes after a reverser.
    #[serde(default)]
    pub reversed: usize,
    /// How the game draws it.
    pub visual: u8,
    /// Flags of the car.
    #[serde(deserialize_with = "flags::by_names")]
    pub flags: CarFlags,
}

impl Car {
    /// Whether the car has a flag.
    pub const fn has(&self, flag: CarFlags) -> bool {
        self.flags.contains(flag)
    }
}

fn hex_entry<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<[u8; 16], D::Error> {
    use serde::de::Error;
    let text = String::deserialize(deserializer)?;
    let mut entry = [0; 16];
    if text.len() != 32 || !text.is_ascii() {
        return Err(D::Error::custom("an object entry has 32 hexadecimal digits"));
    }
    for (byte, pair) in entry.iter_mut().zip(text.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).map_err(D::Error::custom)?;
        *byte = u8::from_str_radix(pair, 16).map_err(D::Error::custom)?;
    }
    Ok(entry)
}
