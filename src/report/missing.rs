//! Why a ride has no entrance or exit: which platforms lack one, and what became of those that are stored.

use crate::design::{Design, Entrance};
use crate::layout::{Layout, PlacedEntrance, TestRefusal};

/// Everything that explains the refusal, a sentence each; nothing unless it is about entrances or exits.
pub(super) fn explanations(design: &Design, layout: &Layout, refusal: TestRefusal) -> Vec<String> {
    let what = match refusal {
        TestRefusal::NoEntrance => "entrance",
        TestRefusal::NoExit => "exit",
        _ => return Vec::new(),
    };
    let mut told: Vec<String> = bare_stations(layout).collect();
    if told.is_empty() {
        told.push(format!("no station has an {what}"));
    }
    told.extend(design.entrances.iter().filter_map(|entrance| left_out(layout, entrance)));
    if design.entrances.is_empty() {
        told.push("the file stores neither entrance nor exit; `loopwright close` adds them".to_owned());
    }
    told
}

/// The platforms without entrance or exit.
fn bare_stations(layout: &Layout) -> impl Iterator<Item = String> {
    let is_bare = |slot: usize| !layout.entrances.iter().any(|entrance| entrance.station == slot);
    let stations = layout.stations.iter().enumerate();
    stations
        .filter(move |(_, (slot, _))| is_bare(*slot))
        .map(|(index, (slot, _))| format!("{} has neither entrance nor exit", named(layout, index, slot)))
}

/// A platform by its number and its pieces.
pub(super) fn named(layout: &Layout, index: usize, slot: usize) -> String {
    let pieces = (0..layout.pieces.len()).filter(|&piece| layout.station_of(piece) == Some(slot));
    let pieces: Vec<String> = pieces.map(|piece| piece.to_string()).collect();
    let pieces = match &pieces[..] {
        [] => String::new(),
        [one] => format!(" (piece {one})"),
        [others @ .., last] => format!(" (pieces {} and {last})", others.join(", ")),
    };
    format!("station {}{pieces}", index + 1)
}

/// What became of an entrance or exit that does not stand.
fn left_out(layout: &Layout, entrance: &Entrance) -> Option<String> {
    let name = if entrance.is_exit { "exit" } else { "entrance" };
    let wanted = PlacedEntrance::new(entrance, layout.start);
    let stands = |placed: &PlacedEntrance| (placed.at, placed.is_exit) == (wanted.at, wanted.is_exit);
    if layout.entrances.iter().any(stands) {
        return None;
    }
    let tile = wanted.station_tile();
    let touches = layout.blocks().any(|(_, _, block)| (block.at, block.base) == (tile, wanted.z));
    let why = if touches { "is replaced by another one of its station" } else { "touches no station and is left out" };
    Some(format!("the {name} stored at ({}, {}) {why}", entrance.at.x, entrance.at.y))
}
