//! Rows of the tables as older versions of the game have them (rules: rule sets 2).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::quantity::Height;
use crate::rules::Rules;

use super::CatalogueError;
use super::mode::Mode;
use super::piece::{Piece, PieceId};
use super::piece_ranges;
use super::ride_type::{Buildable, BuildableState, Modifier, Range, RideType, RideTypeId};
use super::vehicle::Vehicle;

/// The tables that versions differ in.
pub(super) struct Tables<'a> {
    pub pieces: &'a mut [Piece],
    pub rides: &'a mut BTreeMap<RideTypeId, RideType>,
    pub vehicles: &'a mut Vec<Vehicle>,
}

/// A ride type as it was before a change.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RideBefore {
    /// Track groups that it lacked.
    without_groups: BTreeSet<String>,
    /// Pieces that could not be built by hand.
    #[serde(deserialize_with = "piece_ranges::deserialize")]
    without_pieces: BTreeSet<PieceId>,
    operation_option: Option<Range>,
    default_mode: Option<Mode>,
    base_excitement: Option<i32>,
    relax_if_inversions: Option<bool>,
    /// Entries of the rating formula by index.
    modifiers: BTreeMap<String, Modifier>,
}

/// The blocks of a piece as they were before a change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PieceBefore {
    clearances: Vec<Height>,
    raised: Vec<u8>,
}

/// A vehicle as it was before a change.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct VehicleBefore {
    /// Whether there was no such vehicle.
    absent: bool,
    rating_multipliers: Option<[i32; 3]>,
}

impl Tables<'_> {
    /// Takes back what the rules do not have yet.
    pub(super) fn take_back(&mut self, rules: &Rules) -> Result<(), CatalogueError> {
        for change in &rules.changes {
            for (name, before) in rows::<RideBefore>(&change.before.rides)? {
                let ride = self.rides.values_mut().find(|ride| ride.name == *name).ok_or_else(|| unknown(name))?;
                before.apply(ride).ok_or_else(|| unknown(name))?;
            }
            for (number, before) in rows::<PieceBefore>(&change.before.pieces)? {
                let piece = number.parse::<usize>().ok().and_then(|number| self.pieces.get_mut(number));
                before.apply(piece.ok_or_else(|| unknown(number))?);
            }
            for (name, before) in rows::<VehicleBefore>(&change.before.vehicles)? {
                let index = self.vehicles.iter().position(|vehicle| vehicle.name == *name);
                before.apply(self.vehicles, index.ok_or_else(|| unknown(name))?);
            }
        }
        Ok(())
    }
}

/// Rows of a change with their names.
fn rows<T: DeserializeOwned>(rows: &Map<String, Value>) -> Result<Vec<(&String, T)>, CatalogueError> {
    let row = |(name, row): (_, &Value)| Ok((name, T::deserialize(row)?));
    let rows: Result<_, serde_json::Error> = rows.iter().map(row).collect();
    rows.map_err(|source| CatalogueError::Json { file: FILE, source })
}

const FILE: &str = "rule_sets.json";

/// A change of what the tables do not hold.
fn unknown(name: &str) -> CatalogueError {
    let source = serde::de::Error::custom(format!("the tables have no {name}"));
    CatalogueError::Json { file: FILE, source }
}

impl RideBefore {
    /// `None` when the formula has no such entry.
    fn apply(self, ride: &mut RideType) -> Option<()> {
        for groups in [&mut ride.groups.normal, &mut ride.groups.inverted, &mut ride.groups.cheat] {
            groups.retain(|group| !self.without_groups.contains(group));
        }
        for buildable in [Some(&mut ride.buildable), ride.buildable_any_vehicle.as_mut()].into_iter().flatten() {
            self.take_pieces(buildable);
        }
        ride.operation_option = self.operation_option.unwrap_or(ride.operation_option);
        ride.default_mode = self.default_mode.unwrap_or(ride.default_mode);
        ride.rating.base[0] = self.base_excitement.unwrap_or(ride.rating.base[0]);
        ride.rating.relax_if_inversions = self.relax_if_inversions.unwrap_or(ride.rating.relax_if_inversions);
        for (index, modifier) in self.modifiers {
            *ride.rating.modifiers.get_mut(index.parse::<usize>().ok()?)? = modifier;
        }
        Some(())
    }

    fn take_pieces(&self, buildable: &mut Buildable) {
        let states = [Some(&mut buildable.normal), buildable.inverted.as_mut()];
        for BuildableState { pieces, chain, chain_required } in states.into_iter().flatten() {
            for list in [pieces, chain, chain_required] {
                list.retain(|piece| !self.without_pieces.contains(piece));
            }
        }
    }
}

impl PieceBefore {
    fn apply(self, piece: &mut Piece) {
        for (block, (clearance, raised)) in piece.blocks.iter_mut().zip(self.clearances.into_iter().zip(self.raised)) {
            (block.clearance, block.raised) = (clearance, raised);
        }
    }
}

impl VehicleBefore {
    fn apply(self, vehicles: &mut Vec<Vehicle>, index: usize) {
        if self.absent {
            vehicles.remove(index);
        } else if let Some(multipliers) = self.rating_multipliers {
            vehicles[index].rating_multipliers = multipliers;
        }
    }
}
