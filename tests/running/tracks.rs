//! Tracks to run trains on.

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId, RideType};
use loopwright::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::layout::entrance::sides;
use loopwright::layout::{Placer, Pose, lay_out};
use loopwright::quantity::{Height, MapPoint};

const FLAT_TO_UP_25: PieceId = PieceId(6);
const UP_25: PieceId = PieceId(4);

/// A design of elements with an entrance and an exit beside its first station.
pub(super) fn design(placer: &Placer, elements: Vec<Element>, settings: Settings) -> Design {
    let entrances = entrances(placer.catalogue, &elements);
    Design {
        ride: placer.ride.id,
        vehicle: placer.vehicle.name.clone(),
        settings,
        elements,
        entrances,
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (0, 0),
    }
}

/// An entrance and an exit on the two sides of the last station piece.
fn entrances(catalogue: &Catalogue, elements: &[Element]) -> Vec<Entrance> {
    let origin = Pose::new(MapPoint::default(), Height(0), Direction::new(0));
    let placed = lay_out(catalogue, elements, origin).unwrap_or_default();
    let Some(station) = placed.iter().rfind(|piece| piece.piece.is_station()) else { return Vec::new() };
    let beside = sides(station.begin.at, station.direction);
    let entrance = |(index, (tile, direction)): (usize, (MapPoint, Direction))| Entrance {
        at: tile,
        z: station.base.height_units(),
        direction: direction.number(),
        is_exit: index == 1,
    };
    beside.into_iter().enumerate().map(entrance).collect()
}

/// Settings in the middle of what a type allows.
pub(super) fn settings(ride: &RideType, mode: Mode, trains: u8, cars: u8) -> Settings {
    let middle = |range: loopwright::catalogue::ride_type::Range| i32::midpoint(range.min, range.max) as u8;
    Settings {
        mode,
        trains,
        cars,
        lift_speed: middle(ride.lift_speed),
        operation_option: middle(ride.operation_option),
        ..Settings::default()
    }
}

/// A station and what follows it.
pub(super) fn with_station(tiles: usize, before: &[Element], after: &[Element]) -> Vec<Element> {
    let station = (0..tiles.max(1)).map(|tile| match tile {
        _ if tile + 1 == tiles.max(1) => PieceId::END_STATION,
        0 => PieceId::BEGIN_STATION,
        _ => PieceId::MIDDLE_STATION,
    });
    before.iter().copied().chain(station.map(Element::new)).chain(after.iter().copied()).collect()
}

fn row(piece: PieceId, count: usize) -> Vec<Element> {
    vec![Element::new(piece); count]
}

/// Level track and a slope that ends in the air: the train has to come back.
pub(super) fn ramp(tiles: usize) -> Vec<Element> {
    let after = [row(PieceId::FLAT, 4), row(FLAT_TO_UP_25, 1), row(UP_25, 16)].concat();
    with_station(tiles, &[], &after)
}

/// A chained slope behind the station up which the train is pulled backwards, and a ramp before it.
pub(super) fn shuttle(tiles: usize) -> Vec<Element> {
    let chained = |pieces: Vec<Element>| pieces.into_iter().map(Element::chained).collect::<Vec<_>>();
    let before =
        [row(PieceId::FLAT, 12), chained(row(PieceId(12), 1)), chained(row(PieceId(10), 4)), row(PieceId(15), 1)];
    let after = [row(PieceId::FLAT, 2), row(FLAT_TO_UP_25, 1), row(UP_25, 7)].concat();
    with_station(tiles, &before.concat(), &after)
}

/// The tower of the reverse freefall coaster.
pub(super) fn freefall_tower(tiles: usize) -> Vec<Element> {
    let after = [row(PieceId::FLAT, 10), row(PieceId(124), 1), row(PieceId(125), 12)].concat();
    with_station(tiles, &[], &after)
}

/// The tower of the air powered vertical coaster: up, over the top and down to the level.
pub(super) fn air_tower(tiles: usize) -> Vec<Element> {
    let up = [row(PieceId::FLAT, 6), row(PieceId(118), 1), row(PieceId(128), 1), row(PieceId(126), 6)];
    let down = [row(PieceId(213), 1), row(PieceId(214), 1), row(PieceId(215), 1), row(PieceId::FLAT, 8)];
    with_station(tiles, &[], &[up.concat(), down.concat()].concat())
}

/// Turns some level pieces into block brakes, none of them after a station, a chain or another.
pub(super) fn with_block_brakes(mut elements: Vec<Element>) -> Vec<Element> {
    let mut since = 0;
    for index in 1..elements.len() {
        let before = elements[index - 1];
        let is_free = elements[index] == Element::new(PieceId::FLAT) && !before.piece.is_station() && !before.chain;
        since += 1;
        if is_free && since > 5 {
            elements[index] = Element::new(PieceId::BLOCK_BRAKES);
            since = 0;
        }
    }
    elements
}
