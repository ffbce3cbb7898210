//! Colours for designs the program makes.

use crate::catalogue::Vehicle;
use crate::design::{ColourMode, Colours};

/// Wooden brown supports, bordeaux rails: readable on grass whatever the train.
const TRACK: [u8; 3] = [26, 26, 24];
/// Vehicle slots in a track file.
const SLOTS: usize = 32;

/// The vehicle's first preset and a quiet track.
pub(crate) fn colours(vehicle: &Vehicle) -> Colours {
    let preset = vehicle.colours.first().cloned().unwrap_or_default();
    let mode = if preset.len() > 1 { ColourMode::PerCar } else { ColourMode::All };
    let slot = |index: usize| preset.get(index).or(preset.first()).copied().unwrap_or_default();
    Colours { mode, vehicle: (0..SLOTS).map(slot).collect(), track: [TRACK; 4], station_style: 0 }
}
