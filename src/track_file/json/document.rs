//! The types of the JSON form; the JSON Schema is made from them.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::VERSION;
use crate::design::ColourMode;

/// A track design: what a TD6 or TD7 holds, with names in place of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Where an editor finds the schema; of no other use.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of this form.
    #[cfg_attr(feature = "schema", schemars(range(min = VERSION, max = VERSION)))]
    pub version: u32,
    /// Format that the design was read from and will be written in.
    pub format: FileFormat,
    /// Ride type by name, such as `wooden_rc`, or the stored number of one without track.
    pub ride: Label,
    /// Vehicle by the name of its object, such as `PTCT1`.
    pub vehicle: String,
    /// Operating settings.
    pub settings: Settings,
    /// Colours and the station's style.
    pub colours: Colours,
    /// What the game's list of designs shows, in the coarse units of the file.
    #[serde(default)]
    pub statistics: Statistics,
    /// Track in driving order; absent from mazes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elements: Option<Vec<Element>>,
    /// Tiles of a maze; absent from all other rides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maze: Option<Vec<MazeTile>>,
    /// Entrances, then exits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entrances: Vec<Entrance>,
    /// Scenery.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenery: Vec<Scenery>,
    /// Bytes that no game reads, where they are not what a new file holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub legacy: Legacy,
}

/// A format that this form can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// RCT2 and `OpenRCT2`.
    Td6,
    /// `OpenRCT2` 0.4.32 and later.
    Td7,
}

/// A name or, where there is none, a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(untagged, expecting = "expected a name or a number")]
pub enum Label {
    /// A name.
    Name(String),
    /// A number that has no name.
    Number(u16),
}

/// Operating settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Operating mode, such as `continuous_circuit`.
    pub mode: Label,
    /// Number of trains.
    pub trains: u8,
    /// Cars per train.
    pub cars: u8,
    /// When a train leaves.
    pub departure: Departure,
    /// Seconds.
    pub min_wait: u8,
    /// Seconds.
    pub max_wait: u8,
    /// Launch speed in units of 2.25 mph, laps and the like, by mode.
    pub operation_option: u8,
    /// Speed of the chain.
    #[cfg_attr(feature = "schema", schemars(range(max = 31)))]
    pub lift_speed: u8,
    /// Circuits per ride; the game takes 0 for 1.
    #[cfg_attr(feature = "schema", schemars(range(max = 7)))]
    pub circuits: u8,
}

/// When a train leaves the station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// The load to wait for.
    pub load: Load,
    /// Whether to wait for that load.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wait_for_load: bool,
    /// Whether to leave when another train arrives.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leave_if_another_arrives: bool,
    /// Whether to leave with the trains of adjacent stations.
    #[serde(default, skip_serializing_if = "is_default")]
    pub synchronise: bool,
    /// Whether the minimum waiting time counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub min_wait: bool,
    /// Whether the maximum waiting time counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub max_wait: bool,
}

/// How full a train is; the games know those that have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "comments would take the schema apart into a list of constants")]
pub enum Load {
    Quarter,
    Half,
    ThreeQuarters,
    Full,
    Any,
    Number5,
    Number6,
    Number7,
}

/// Colours, by the game's numbers 0..31, or 0..53 in `OpenRCT2`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// How the vehicle's slots are used.
    #[cfg_attr(feature = "schema", schemars(with = "VehicleColours"))]
    pub mode: ColourMode,
    /// Body, trim and third colour of each slot; those left out are as the first.
    #[cfg_attr(feature = "schema", schemars(length(max = 32)))]
    pub vehicle: Vec<[u8; 3]>,
    /// Main, additional and support colour of the four schemes. The first support colour of a
    /// maze is its wall: 0 brick, 1 hedge, 2 ice, 3 wood.
    pub track: [[u8; 3]; 4],
    /// Station style, such as `plain`.
    pub station_style: Label,
}

/// The names of [`ColourMode`].
#[cfg(feature = "schema")]
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[allow(dead_code, reason = "only its schema is used")]
enum VehicleColours {
    /// All trains alike.
    All,
    /// One slot per train.
    PerTrain,
    /// One slot per car.
    PerCar,
    /// The number 3, which no game writes.
    Invalid,
}

/// Statistics as a track file stores them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Statistics {
    /// About 0.25 s per unit.
    pub total_air_time: u8,
    /// 2.25 mph per unit.
    pub max_speed: i8,
    /// 2.25 mph per unit.
    pub average_speed: i8,
    /// Metres.
    pub ride_length: u16,
    /// 0.32 g per unit.
    pub max_positive_vertical_g: u8,
    /// 0.32 g per unit.
    pub max_negative_vertical_g: i8,
    /// 0.32 g per unit.
    pub max_lateral_g: u8,
    /// Count, or holes of mini golf.
    #[cfg_attr(feature = "schema", schemars(range(max = 31)))]
    pub inversions: u8,
    /// Count.
    #[cfg_attr(feature = "schema", schemars(range(max = 63)))]
    pub drops: u8,
    /// 0.75 m per unit.
    pub highest_drop_height: u8,
    /// Tenths.
    pub excitement: u8,
    /// Tenths.
    pub intensity: u8,
    /// Tenths.
    pub nausea: u8,
    /// Tenths of a pound per pay period; -1 is undefined.
    pub upkeep: i16,
    /// Tiles along both axes, in either order.
    pub space_required: [u8; 2],
}

/// A track element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Piece by name, such as `up_25`, or the number of one that has no name.
    pub piece: Label,
    /// Whether it carries a chain lift.
    #[serde(default, skip_serializing_if = "is_default")]
    pub chain: bool,
    /// Whether it is inverted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inverted: bool,
    /// Colour scheme.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 3)))]
    pub colour_scheme: u8,
    /// Speed of brakes and boosters in units of 2.25 mph, even; block brakes have one in a TD7 only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(max = 30)))]
    pub speed: Option<u8>,
    /// Number of the station, which nothing uses; 4 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(max = 15)))]
    pub station: Option<u8>,
    /// Seat rotation of all other pieces; 4 if left out, which is upright.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(max = 15)))]
    pub seat_rotation: Option<u8>,
}

/// A tile of a maze, its entrance or its exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MazeTile {
    /// Tiles.
    pub x: i8,
    /// Tiles.
    pub y: i8,
    /// Sixteen wall segments; 2048 to 2303 is the entrance and 32768 to 33023 the exit.
    pub walls: u16,
}

/// An entrance or exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entrance {
    /// Map units, 32 per tile.
    pub x: i16,
    /// Map units, 32 per tile.
    pub y: i16,
    /// Steps of 8 height units above the first joint.
    #[cfg_attr(feature = "schema", schemars(range(min = -127)))]
    pub z: i8,
    /// Direction from the entrance to its station tile.
    #[cfg_attr(feature = "schema", schemars(range(max = 3)))]
    pub direction: u8,
    /// Whether it is an exit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub exit: bool,
    /// Bits 2 to 6 of the stored direction, which no game reads.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 31)))]
    pub extra: u8,
}

/// An item of scenery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenery {
    /// Flags, name and checksum of the object, such as `0A188B80|PTCT1   |A6A5C09F`.
    pub object: String,
    /// Tiles.
    pub x: i8,
    /// Tiles.
    pub y: i8,
    /// Steps of 8 height units.
    pub z: i8,
    /// Rotation and more, by the kind of object.
    pub flags: u8,
    /// First colour.
    pub primary_colour: u8,
    /// Second colour.
    pub secondary_colour: u8,
}

/// Bytes that no game reads. What is left out is as in a new file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Legacy {
    /// The stored number of the ride type, where it is not the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ride_number: Option<u8>,
    /// The vehicle's whole entry, as of scenery, where it is not the catalogue's. It counts as
    /// long as it has the name of the vehicle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicle_object: Option<String>,
    /// RCT1's number of the vehicle.
    #[serde(skip_serializing_if = "is_default")]
    pub rct1_vehicle: u8,
    /// Bit set of special elements, where it is not that of the elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_elements: Option<u32>,
    /// Second bit set, where it is not that of the elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<u32>,
    /// The byte at 0x48.
    #[serde(skip_serializing_if = "is_default")]
    pub unused: u8,
    /// Bits beside the inversions.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 7)))]
    pub sheltered_eighths: u8,
    /// Bits beside the drops.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 3)))]
    pub powered_lifts: u8,
    /// What follows the last terminator: run-length coded as in a track file, then in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailing: Option<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
