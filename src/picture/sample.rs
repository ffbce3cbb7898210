//! Small coasters that the tests draw.

use crate::catalogue::{Catalogue, Direction, Mode, PieceId, RideTypeId};
use crate::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use crate::layout::{Layout, place};
use crate::quantity::{HeightUnits, MapPoint};
use crate::site::Site;

/// A wooden coaster: an oval with a lift on one side and the drop on the other.
pub(super) fn oval() -> Design {
    design(&[2, 3, 1, 6, 4, 4, 9, 0, 42, 42, 12, 10, 10, 15, 0, 0, 0, 0, 42, 42], 3..7)
}

/// Open track that climbs, turns three times to the left and crosses over its own ramp, then runs off diagonally.
pub(super) fn crossing() -> Design {
    design(&[2, 3, 1, 0, 6, 4, 4, 4, 9, 0, 42, 42, 0, 0, 0, 0, 42, 0, 0, 0, 0, 133, 141, 141], 4..9)
}

/// A platform and some track that leads nowhere.
pub(super) fn open(pieces: &[u16]) -> Design {
    design(pieces, 0..0)
}

fn design(pieces: &[u16], chain: std::ops::Range<usize>) -> Design {
    let element = |(index, &piece): (usize, &u16)| {
        let element = Element::new(PieceId(piece));
        if chain.contains(&index) { element.chained() } else { element }
    };
    let entrance = |is_exit| Entrance {
        at: MapPoint::new(if is_exit { -32 } else { 0 }, 32),
        z: HeightUnits(0),
        direction: 3,
        is_exit,
    };
    Design {
        ride: RideTypeId(52),
        vehicle: "PTCT1".to_owned(),
        settings: Settings { mode: Mode::CONTINUOUS_CIRCUIT, cars: 2, lift_speed: 5, ..Settings::default() },
        elements: pieces.iter().enumerate().map(element).collect(),
        entrances: [false, true].map(entrance).to_vec(),
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (1, 1),
    }
}

/// A design on the ground in a direction.
pub(super) fn laid<'a>(catalogue: &'a Catalogue, design: &Design, direction: Direction) -> Layout<'a> {
    place(catalogue, design, Site::default(), direction).unwrap().as_design.unwrap()
}
