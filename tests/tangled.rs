//! Track that runs through itself, which only a design file can hold.

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::evolve::{DecodeError, Limits, Problem, complete, decode, encode};
use loopwright::judge::{Wanted, judge};
use loopwright::layout::{Crossing, Layout, Occupancy, place};
use loopwright::quantity::{Height, HeightUnits, Tile};
use loopwright::site::Site;
use loopwright::test_run::Outcome;

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
        scenery: Vec::new(),
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

/// A figure of eight on level ground that crosses itself behind the platform; flat pieces carry a chain. `second` is the
/// piece that crosses the first flat one.
pub(crate) fn figure_of_eight(second: Element) -> Design {
    const RIGHT: u16 = 43;
    const LEFT_3: u16 = 42;
    let mut design = design(
        &[2, 3, STATION, 0, 0, RIGHT, RIGHT, RIGHT, 0, 0, 0, LEFT_3, 0, 0, LEFT_3, LEFT_3],
        &[(0, 1, 3), (-1, 1, 3)],
    );
    design.settings.cars = 2;
    for element in &mut design.elements {
        element.chain = element.piece == PieceId::FLAT;
    }
    design.elements[SECOND] = second;
    design
}

/// Where the track of the figure of eight crosses itself.
const FIRST: usize = 3;
const SECOND: usize = 9;

fn outcome(design: &Design) -> Outcome {
    let catalogue = Catalogue::load().expect("sound tables");
    let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
    let judgement = judge(&catalogue, design, Site::default(), &wanted).expect("a coaster");
    assert!(judgement.placement.by_hand.is_err());
    assert_eq!(judgement.untested, None);
    judgement.trials[0].tested.outcome
}

#[test]
fn a_train_changes_track_where_two_pieces_of_a_kind_cross() {
    let crossing = figure_of_eight(Element::new(PieceId::FLAT).chained());
    let expected =
        Crossing { pieces: (FIRST, SECOND), tile: Tile::new(73, 76), height: Height(112), changes_track: true };
    placed(&crossing, |layout| assert_eq!((layout.crossings(), layout.gap(2)), (vec![expected], None)));
    assert_ne!(outcome(&crossing), Outcome::Tested, "the train goes round on a part of the track");
    let brakes = figure_of_eight(Element::new(PieceId::BRAKES).with_speed(30));
    let expected = Crossing { changes_track: false, ..expected };
    placed(&brakes, |layout| assert_eq!(layout.crossings(), [expected]));
    assert_eq!(outcome(&brakes), Outcome::Tested);
}

#[test]
fn a_train_changes_track_in_every_direction() {
    let catalogue = Catalogue::load().expect("sound tables");
    let crossing = figure_of_eight(Element::new(PieceId::FLAT).chained());
    for direction in Direction::ALL {
        let placement = place(&catalogue, &crossing, Site::default(), direction).expect("a coaster");
        let layout = placement.as_design.expect("a design that stands");
        assert_eq!((layout.links.taken_for(SECOND), layout.links.taken_for(FIRST)), (FIRST, FIRST));
        assert!((0..layout.pieces.len()).all(|piece| piece == SECOND || layout.links.taken_for(piece) == piece));
    }
}

#[test]
fn no_search_breeds_a_crossing_and_none_is_closed_into_one() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicle("PTCT1").expect("a vehicle");
    let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
    let whole = figure_of_eight(Element::new(PieceId::FLAT).chained());
    let genome = placed(&whole, |layout| encode(&problem, &whole, layout).expect("a circuit"));
    let decoded = decode(&problem, &genome, &mut Occupancy::new(problem.placer.site.map));
    assert!(matches!(decoded, Err(DecodeError::Overlap(quarters)) if quarters > 0), "{decoded:?}");
    // The track points at the platform and what lies in front of it.
    let mut half = whole;
    half.elements.truncate(SECOND - 2);
    let completions = complete(&problem, &half, 1).expect("a way home");
    for completion in completions {
        placed(&completion.design, |layout| assert_eq!(layout.crossings(), []));
    }
}
