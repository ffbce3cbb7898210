//! Designs of our own to measure with: hills out and back, and winding level track of any length for any number of
//! trains.

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId, RideTypeId};
use loopwright::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::layout::{Pose, lay_out};
use loopwright::quantity::{Height, HeightUnits, MapPoint, TILE, Tile};
use loopwright::site::Site;

const LEFT_TURN: PieceId = PieceId(42);
const RIGHT_TURN: PieceId = PieceId(43);
const STATION: usize = 6;
/// Tiles by which the way back to the station runs outside of everything else.
const DETOUR: usize = 6;
/// Level pieces from booster to booster, and its speed.
const BOOSTER_DISTANCE: usize = 20;
const BOOSTER_SPEED: u8 = 24;
/// Brakes before a block brake, and their speed.
const BRAKES: usize = 4;
const BRAKE_SPEED: u8 = 6;
const WOODEN: RideTypeId = RideTypeId(52);

/// A map with room for the longest track.
pub(crate) const SITE: Site<'static> =
    Site { map: 254, surface: Height(112), start: Tile::new(190, 210), park: None, gives_way: false };

fn row(pieces: &[u16]) -> Vec<Element> {
    pieces.iter().map(|&piece| Element::new(PieceId(piece))).collect()
}

fn station() -> Vec<Element> {
    row(&[2, 3, 3, 3, 3, 1])
}

fn flat(count: usize) -> Vec<Element> {
    vec![Element::new(PieceId::FLAT); count]
}

/// A wooden coaster with an entrance and an exit on either side of the front of its platform.
fn wooden(elements: Vec<Element>, settings: Settings) -> Design {
    let along = -TILE * (STATION as i32 - 1);
    let beside = |y: i32, is_exit| Entrance {
        at: MapPoint::new(along, y),
        z: HeightUnits(0),
        direction: if y > 0 { 3 } else { 1 },
        is_exit,
    };
    Design {
        ride: WOODEN,
        vehicle: "PTCT1".to_owned(),
        settings,
        elements,
        entrances: vec![beside(TILE, false), beside(-TILE, true)],
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (0, 0),
    }
}

/// A wooden coaster of 100 pieces: a lift, hills out and hills back. One train of six cars.
pub(crate) fn hills() -> Design {
    let turn = || vec![Element::new(LEFT_TURN); 2];
    let lift: Vec<Element> = row(&[6, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 9]).into_iter().map(Element::chained).collect();
    let drop = row(&[12, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 15]);
    let hill = || row(&[6, 4, 9, 12, 10, 15]);
    let out = [station(), flat(1), lift, flat(1), turn()];
    let back = [
        drop,
        flat(2),
        hill(),
        hill(),
        hill(),
        hill(),
        hill(),
        flat(4),
        turn(),
        hill(),
        hill(),
        hill(),
        hill(),
        flat(4),
    ];
    let settings =
        Settings { mode: Mode::CONTINUOUS_CIRCUIT, trains: 1, cars: 6, lift_speed: 5, ..Settings::default() };
    wooden(out.into_iter().chain(back).flatten().collect(), settings)
}

/// Level track with boosters that winds to and fro over about so many pieces and comes back, in as many blocks as the
/// trains need.
pub(crate) fn winding(catalogue: &Catalogue, pieces: usize, trains: u8) -> Design {
    let mode = if trains == 1 { Mode::CONTINUOUS_CIRCUIT } else { Mode::CONTINUOUS_CIRCUIT_BLOCK };
    let settings = Settings { mode, trains, cars: 3, ..Settings::default() };
    let rows = (pieces / 90).next_multiple_of(2).max(2);
    let spacing = width_of_turns(catalogue);
    let column = spacing * (rows - 2);
    let length = (pieces - 2 * rows - 2 * DETOUR - column) / rows;
    let mut elements = station();
    elements.extend(flat(length - STATION));
    for number in 1..rows {
        let turn = if number % 2 == 1 { LEFT_TURN } else { RIGHT_TURN };
        elements.extend([Element::new(turn); 2]);
        elements.extend(flat(length));
    }
    elements.extend(flat(DETOUR));
    elements.push(Element::new(LEFT_TURN));
    elements.extend(flat(column));
    elements.push(Element::new(LEFT_TURN));
    elements.extend(flat(DETOUR));
    equip(&mut elements, if trains == 1 { usize::MAX } else { pieces / (usize::from(trains) + 3) });
    wooden(elements, settings)
}

/// Tiles between two rows of track joined by two turns.
fn width_of_turns(catalogue: &Catalogue) -> usize {
    let turns = [Element::new(LEFT_TURN); 2];
    let placed =
        lay_out(catalogue, &turns, Pose::new(MapPoint::default(), Height(0), Direction::new(0))).expect("known pieces");
    (placed[1].end.at.y.abs() / TILE) as usize
}

/// Puts boosters on level track, and block brakes with brakes before them so many pieces apart.
fn equip(elements: &mut [Element], block: usize) {
    let is_level = |element: &Element| matches!(element.piece, PieceId::FLAT | PieceId::BOOSTER);
    let mut since_block = 0;
    for index in STATION + BRAKES..elements.len() - 4 {
        since_block += 1;
        if since_block >= block && elements[index - BRAKES..=index].iter().all(is_level) {
            elements[index - BRAKES..index].fill(Element::new(PieceId::BRAKES).with_speed(BRAKE_SPEED));
            elements[index] = Element::new(PieceId::BLOCK_BRAKES).with_speed(BRAKE_SPEED);
            since_block = 0;
        } else if index % BOOSTER_DISTANCE == 0 && is_level(&elements[index]) {
            elements[index] = Element::new(PieceId::BOOSTER).with_speed(BOOSTER_SPEED);
        }
    }
}
