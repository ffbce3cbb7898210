//! The types of the JSON form; the JSON Schema is made from them.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::VERSION;
use crate::site::RideStatus;
use crate::track_file::json::Label;

/// A site: a park or a part of one, as a coaster feels it. Heights are z units, 16 of which make a land step of 1.5 m.
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
    /// What the text is.
    pub form: Form,
    /// Name of the park.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Tiles of the park along x and y, the unusable rim included.
    pub size: (u16, u16),
    /// Whether nothing costs money.
    #[serde(default, skip_serializing_if = "is_default")]
    pub no_money: bool,
    /// Whether trees stay where they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub forbid_tree_removal: bool,
    /// Whether nothing rises above the trees.
    #[serde(default, skip_serializing_if = "is_default")]
    pub forbid_high_construction: bool,
    /// The game's tick counter.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ticks: u32,
    /// Scenery objects that the park has; all if it is left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub loaded: Loaded,
    /// Objects that the catalogue does not hold, in the order of their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_objects: Vec<String>,
    /// Rides of the park.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rides: Vec<Ride>,
    /// The tiles that are listed; all of the park if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Tiles of the area row by row, x inside y. Others are low, dry and without owner.
    pub tiles: Vec<Tile>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A site.
    Site,
}

/// A rectangle of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Least x.
    pub x: u16,
    /// Least y.
    pub y: u16,
    /// Tiles along x.
    pub width: u16,
    /// Tiles along y.
    pub length: u16,
}

impl Area {
    /// How many tiles it has.
    pub const fn tiles(self) -> i32 {
        self.width as i32 * self.length as i32
    }
}

/// Scenery objects that a park has, by identifier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Loaded {
    /// All of them.
    #[default]
    All,
    /// All but these.
    AllBut(Vec<String>),
    /// These only.
    Only(Vec<String>),
}

/// A ride.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ride {
    /// Its number, which its elements carry.
    pub id: u16,
    /// Ride type by name, such as `wooden_rc`, or the number of one without track.
    pub ride_type: Label,
    /// What refusals call it.
    pub name: String,
    /// Name of its vehicle object, such as `PTCT1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vehicle: String,
    /// Whether guests can ride.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Status"))]
    pub status: RideStatus,
    /// Whether it has broken down.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_broken_down: bool,
    /// When its trains leave, as the number that track files hold: bit 5 with those of adjacent stations.
    #[serde(default, skip_serializing_if = "is_default")]
    pub departure_flags: u8,
}

/// Whether guests can ride.
#[cfg(feature = "schema")]
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "it stands for the status of a ride in the schema alone")]
enum Status {
    Closed,
    Open,
    Testing,
    Simulating,
}

/// A tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// What stands before the land in the game's order: what begins below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub below: Vec<Element>,
    /// The land.
    pub land: Land,
    /// What stands behind the land in the game's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<Element>,
}

/// The land of a tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Land {
    /// Height of its lowest part, a multiple of 8.
    pub base: i32,
    /// Height of the water; 0 on dry land.
    #[serde(default, skip_serializing_if = "is_default")]
    pub water: i32,
    /// A bit for each raised corner, 1 north, 2 east, 4 south, 8 west, and 16 for a steep diagonal.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 31)))]
    pub slope: u8,
    /// Its owner; none if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
}

/// Whose land is: the park's, or the sum of 16 construction rights, 32 owned, 64 rights for sale, 128 for sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(untagged, expecting = "expected \"park\" or a sum of 16, 32, 64 and 128")]
pub enum Owner {
    /// By name.
    Named(OwnerName),
    /// By bits.
    Bits(u8),
}

/// Usual owners of land.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnerName {
    /// The park.
    Park,
}

/// Something that stands on a tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Element {
    /// First height taken, a multiple of 8.
    pub base: i32,
    /// First height above that is free, a multiple of 8.
    pub clearance: i32,
    /// Quarters of the tile that are taken: 1 north, 2 east, 4 south, 8 west.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 15)))]
    pub quarters: u8,
    /// Where it faces, or the edge of a wall: 0 = -x, 1 = +y, 2 = +x, 3 = -y.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(max = 3)))]
    pub direction: u8,
    /// Whether it is only a preview.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ghost: bool,
    /// What it is.
    #[serde(flatten)]
    pub what: What,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A path.
    Path {
        /// Edges at which it goes on, a bit for each direction.
        #[serde(default, skip_serializing_if = "is_default")]
        edges: u8,
        /// The direction in which it climbs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slope: Option<u8>,
        /// Whether guests queue on it.
        #[serde(default, skip_serializing_if = "is_default")]
        queue: bool,
    },
    /// A block of a piece of track.
    Track {
        /// Number of the ride.
        ride: u16,
        /// The piece.
        piece: Label,
        /// Which of the piece's blocks it is.
        #[serde(default, skip_serializing_if = "is_default")]
        block: u8,
        /// Slot of the station, on station pieces.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        station: Option<u8>,
        /// Whether it carries a chain.
        #[serde(default, skip_serializing_if = "is_default")]
        chain: bool,
        /// Whether it is inverted.
        #[serde(default, skip_serializing_if = "is_default")]
        inverted: bool,
    },
    /// Small scenery.
    SmallScenery {
        /// The object.
        object: String,
        /// The quarter of the tile that it stands in, 0 to 3.
        #[serde(default, skip_serializing_if = "is_default")]
        quadrant: u8,
    },
    /// A tile of large scenery.
    LargeScenery {
        /// The object.
        object: String,
        /// Which of the object's tiles it is.
        #[serde(default, skip_serializing_if = "is_default")]
        tile: u8,
    },
    /// The entrance of a ride.
    Entrance(Door),
    /// The exit of a ride.
    Exit(Door),
    /// A part of the park's entrance.
    ParkEntrance {
        /// Which part.
        #[serde(default, skip_serializing_if = "is_default")]
        part: u8,
        /// What the game stores of a ride there.
        #[serde(default, skip_serializing_if = "is_default")]
        ride: u16,
        /// What the game stores of a station there.
        #[serde(default, skip_serializing_if = "is_default")]
        station: u8,
    },
    /// A wall.
    Wall {
        /// The object.
        object: String,
        /// 0 level, otherwise which way it slopes.
        #[serde(default, skip_serializing_if = "is_default")]
        slope: u8,
    },
    /// A banner over a path.
    Banner,
    /// Something else that is in the way.
    Unknown,
}

/// The entrance or exit of a ride.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Door {
    /// Number of the ride.
    pub ride: u16,
    /// Slot of the station.
    #[serde(default, skip_serializing_if = "is_default")]
    pub station: u8,
    /// What the game stores besides.
    #[serde(default, skip_serializing_if = "is_default")]
    pub part: u8,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
