//! Operating settings, colours and stored statistics of a design.

use serde::{Deserialize, Serialize};

use crate::catalogue::Mode;

use super::departure::DepartureFlags;

/// Operating settings as a design asks for them; the ride may get others (rules: construction 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Operating mode.
    pub mode: Mode,
    /// Number of trains.
    pub trains: u8,
    /// Cars per train.
    pub cars: u8,
    /// When trains leave a station.
    pub depart_flags: DepartureFlags,
    /// Minimum waiting time in seconds.
    pub min_wait: u8,
    /// Maximum waiting time in seconds.
    pub max_wait: u8,
    /// Launch speed in the launched modes.
    pub operation_option: u8,
    /// Chain speed.
    pub lift_speed: u8,
    /// Circuits per ride.
    pub circuits: u8,
}

impl Default for Settings {
    /// What the game gives a new ride that is the same for every type.
    fn default() -> Self {
        Self {
            mode: Mode::CONTINUOUS_CIRCUIT,
            trains: 1,
            cars: 1,
            depart_flags: DepartureFlags::default(),
            min_wait: 10,
            max_wait: 60,
            operation_option: 0,
            lift_speed: 0,
            circuits: 1,
        }
    }
}

/// How vehicle colours are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColourMode {
    /// All trains alike.
    #[default]
    All,
    /// One slot per train.
    PerTrain,
    /// One slot per car.
    PerCar,
    /// The number 3, which no game writes.
    Invalid,
}

impl ColourMode {
    /// The mode that files store under a number.
    pub const fn of_number(number: u8) -> Self {
        match number {
            0 => Self::All,
            1 => Self::PerTrain,
            2 => Self::PerCar,
            _ => Self::Invalid,
        }
    }
}

/// Colours as the game's colour numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colours {
    /// How the vehicle slots are used.
    pub mode: ColourMode,
    /// Body, trim and third colour of each of the 32 slots.
    pub vehicle: Vec<[u8; 3]>,
    /// Main, additional and support colour of the four schemes.
    pub track: [[u8; 3]; 4],
    /// Station style, 0..12.
    pub station_style: u8,
}

impl Default for Colours {
    fn default() -> Self {
        Self { mode: ColourMode::All, vehicle: vec![[0; 3]; 32], track: [[0; 3]; 4], station_style: 0 }
    }
}

/// Statistics as a track file stores them, in its own coarse units (rules: track files 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Statistics {
    /// Air time, about 0.25 s per unit.
    pub air_time: u8,
    /// 2.25 mph per unit.
    pub max_speed: i8,
    /// 2.25 mph per unit.
    pub average_speed: i8,
    /// Metres.
    pub length: u16,
    /// 0.32 g per unit.
    pub max_positive_g: u8,
    /// 0.32 g per unit.
    pub max_negative_g: i8,
    /// 0.32 g per unit.
    pub max_lateral_g: u8,
    /// Count.
    pub inversions: u8,
    /// Count.
    pub drops: u8,
    /// 0.75 m per unit.
    pub highest_drop: u8,
    /// Tenths.
    pub excitement: u8,
    /// Tenths.
    pub intensity: u8,
    /// Tenths.
    pub nausea: u8,
    /// Tenths of a currency unit per pay period.
    pub upkeep: i16,
}
