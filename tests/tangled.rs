//! Track that runs through itself, which only a design file can hold.

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::layout::{Layout, place};
use loopwright::quantity::{HeightUnits, Tile};
use loopwright::site::Site;

fn design(pieces: &[u16], entrances: &[(i32, i32, u8)]) -> Design {
    let entrance = |(index, &(x, y, direction)): (usize, &(i32, i32, u8))| Entrance {
        at: Tile::new(x, y).corner(),
        z: HeightUnits(0),
        direction,
        is_exit: index % 2 == 1,
    };
    Design {
        ride: RideTypeId(52),
        vehicle: "PTCT1".to_owned(),
        settings: Settings { lift_speed: 5, ..Settings::default() },
        elements: pieces.iter().map(|&piece| Element::new(PieceId(piece))).collect(),
        entrances: entrances.iter().enumerate().map(entrance).collect(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (0, 0),
    }
}

fn placed<T>(design: &Design, look: impl FnOnce(&Layout) -> T) -> T {
    let catalogue = Catalogue::load().expect("sound tables");
    let placement = place(&catalogue, design, Site::default(), Direction::new(0)).expect("a coaster");
    look(&placement.as_design.expect("a design that stands"))
}

const STATION: u16 = 1;
const LEFT: u16 = 16;

#[test]
fn a_circuit_may_pass_the_station_by() {
    // Four quarter turns come back to where the first began, behind the station's back.
    placed(&design(&[STATION, LEFT, LEFT, LEFT, LEFT], &[]), |layout| assert_eq!(layout.gap(0), None));
    // The same a tile further on comes back to the middle of the track.
    placed(&design(&[STATION, 0, LEFT, LEFT, LEFT, LEFT], &[]), |layout| assert!(layout.gap(0).is_some()));
}

#[test]
fn crossing_platforms_are_two_stations() {
    // Twice round a corner: the second platform crosses the first at a right angle.
    let round = [3, 3, 3, 3, LEFT, LEFT, LEFT];
    let pieces = [round.as_slice(), &[3, 3, 3, 3, 3, 3, 3, 3]].concat();
    placed(&design(&pieces, &[]), |layout| {
        assert_eq!(layout.stations.len(), 2);
        let slots: Vec<_> = (0..pieces.len()).map(|piece| layout.station_of(piece)).collect();
        assert_eq!(slots[..4], [Some(0); 4]);
        assert_eq!(slots[4..7], [None; 3]);
        assert_eq!(slots[7..], [Some(1); 8]);
        let ends = layout.pieces.iter().filter(|piece| piece.piece == PieceId::END_STATION).count();
        assert_eq!(ends, 2);
    });
}

#[test]
fn an_entrance_beside_other_track_serves_the_first_station() {
    let pieces = [2, STATION, 0, 0, 0];
    placed(&design(&pieces, &[(-3, -1, 1), (0, 1, 3)]), |layout| {
        let served: Vec<_> = layout.entrances.iter().map(|entrance| (entrance.station, entrance.is_exit)).collect();
        assert_eq!(served, [(0, false), (0, true)]);
        assert!(!layout.entrances[0].is_beside(&layout.stations) && layout.entrances[1].is_beside(&layout.stations));
    });
}
