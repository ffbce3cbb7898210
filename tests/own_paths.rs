//! Paths that a design brings along: what they cross, what they repaint, and what a park needs for them.

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::{DepartureFlags, Design, SceneryItem};
use loopwright::layout::{Layout, OwnScenery, Refusal, place};
use loopwright::quantity::{Height, Money, Tile};
use loopwright::site::{
    Element, EntranceKind, Kind, Land, LoadedObjects, Park, ParkRide, RideStatus, Site, Slope, Stack, Tiles, Track,
};
use loopwright::track_file;

const GROUND: Height = Height(112);
/// Where the path is to lie.
const CROSSING: Tile = Tile { x: 136, y: 136 };
/// A ride type whose track paths may cross, and one whose track they may not.
const MINIATURE_RAILWAY: RideTypeId = RideTypeId(5);
const WOODEN: RideTypeId = RideTypeId(52);

/// The design of the documentation with a path far from its track.
fn design(catalogue: &Catalogue, name: [u8; 8], flags: u8) -> Design {
    let record = track_file::read(include_bytes!("../docs/example.td6")).expect("a track file");
    let mut object = [0; 16];
    object[0] = 0x85;
    object[4..12].copy_from_slice(&name);
    let item = SceneryItem { object, x: 60, y: 60, z: 0, flags, colours: [0; 2] };
    Design { scenery: vec![item], ..record.design(catalogue).expect("a coaster") }
}

/// A flat park with something on the tile of the path, and a ride of a type.
fn park(land: Land, elements: &[Element], ride_type: RideTypeId) -> Park {
    let stack = |index: i32| match Tile::new(index % 152, index / 152) {
        CROSSING => Stack { land, elements: [&Stack::bare(land).elements, elements].concat() },
        _ => Stack::bare(Land::flat(GROUND)),
    };
    let ride = ParkRide {
        id: 7,
        ride_type,
        name: "Ride 7".to_owned(),
        vehicle: String::new(),
        status: RideStatus::Closed,
        is_broken_down: false,
        depart_flags: DepartureFlags::empty(),
    };
    Park { rides: vec![ride], ..Park::of(Tiles::new((152, 152), (0..152 * 152).map(stack).collect())) }
}

fn element(base: Height, kind: Kind) -> Element {
    Element { base, clearance: base + Height(24), quarters: 15, is_ghost: false, kind }
}

fn track(base: Height, piece: PieceId) -> Element {
    let direction = Direction::new(0);
    let track = Track { ride: 7, piece, block: 0, direction, station: None, chain: false, inverted: false };
    element(base, Kind::Track(track))
}

/// What became of the path, and how many paths stand.
fn placed(catalogue: &Catalogue, design: &Design, park: &Park) -> (OwnScenery, usize) {
    let placement = place(catalogue, design, Site::in_park(park, Tile::new(76, 76)), Direction::new(0));
    let layout: Layout = placement.expect("a coaster").as_design.expect("it can be placed");
    let paths = layout.surroundings.elements(CROSSING).iter().filter(|it| matches!(it.kind, Kind::Path(_))).count();
    (layout.own_scenery, paths)
}

#[test]
fn level_paths_cross_level_track_of_some_types() {
    let catalogue = Catalogue::load().expect("sound tables");
    let refused = |design: &Design, land: Land, element: Element, ride_type: RideTypeId| {
        let (own, paths) = placed(&catalogue, design, &park(land, &[element], ride_type));
        assert_eq!(paths, usize::from(own.items[0].is_none()));
        own.items[0].clone()
    };
    let (flat, level) = (Land::flat(GROUND), track(GROUND, PieceId::FLAT));
    let path = design(&catalogue, *b"TARMAC  ", 0);
    let in_the_way = Some(Refusal::InTheWay("Ride 7".to_owned()));
    assert_eq!(refused(&path, flat, level, MINIATURE_RAILWAY), None);
    assert_eq!(refused(&path, flat, level, WOODEN), in_the_way);
    assert_eq!(refused(&path, flat, track(GROUND, PieceId(4)), MINIATURE_RAILWAY), in_the_way, "track that climbs");
    assert_eq!(refused(&path, flat, track(GROUND + Height(8), PieceId::FLAT), MINIATURE_RAILWAY), in_the_way, "higher");
    let lower = Land::flat(GROUND - Height(16));
    assert_eq!(refused(&path, lower, level, MINIATURE_RAILWAY), in_the_way, "both stand above the land");
    let slope = Land { slope: Slope(1), ..flat };
    assert!(refused(&path, slope, level, MINIATURE_RAILWAY).is_some(), "on a slope");
    let queue = design(&catalogue, *b"TARMAC  ", 1 << 7);
    assert_eq!(refused(&queue, flat, level, MINIATURE_RAILWAY), in_the_way, "a queue");
}

#[test]
fn a_path_on_the_park_entrance_gives_it_another_surface() {
    let catalogue = Catalogue::load().expect("sound tables");
    let path = design(&catalogue, *b"TARMAC  ", 0);
    for (part, refusal, price) in [(0, None, Money(60)), (1, Some(Refusal::ParkEntranceInTheWay), Money(0))] {
        let direction = Direction::new(0);
        let kind = Kind::Entrance { kind: EntranceKind::Park, direction, ride: 0, station: 0, part };
        let park = park(Land::flat(GROUND), &[element(GROUND, kind)], WOODEN);
        let (own, paths) = placed(&catalogue, &path, &park);
        assert_eq!((&own.items[0], own.price, paths), (&refusal, price, 0), "part {part}");
    }
}

#[test]
fn a_park_without_paths_leaves_scenery_with_paths_out() {
    let catalogue = Catalogue::load().expect("sound tables");
    let (path, queue) = (design(&catalogue, *b"TARMAC  ", 0), design(&catalogue, *b"TARMAC  ", 1 << 7));
    let other = design(&catalogue, *b"OURPATH ", 0);
    let missing = |design: &Design, loaded: &[&str]| {
        let loaded = LoadedObjects::Only(loaded.iter().map(|&id| id.to_owned()).collect());
        let park = Park { loaded, ..park(Land::flat(GROUND), &[], WOODEN) };
        placed(&catalogue, design, &park).0.missing
    };
    let (ash, queue_red) = ("rct2.footpath_surface.ash", "rct2.footpath_surface.queue_red");
    let (railings, road) = ("rct2.footpath_railings.wood", "rct2.footpath_surface.road");
    assert_eq!(missing(&path, &[ash, railings]), Vec::<String>::new());
    assert_eq!(missing(&path, &[ash]), ["TARMAC"], "no railings");
    assert_eq!(missing(&path, &[road, queue_red, railings]), ["TARMAC"], "neither roads nor queues will do");
    assert_eq!(missing(&queue, &[ash, railings]), ["TARMAC"], "no surface for queues");
    assert_eq!(missing(&queue, &[queue_red, railings]), Vec::<String>::new());
    assert_eq!(missing(&queue, &["PATHDIRT"]), Vec::<String>::new(), "old paths are both, with railings");
    assert_eq!(missing(&other, &[ash, railings]), Vec::<String>::new(), "another surface takes its place");
    assert_eq!(missing(&other, &["OURPATH"]), Vec::<String>::new(), "it is loaded itself");
    assert_eq!(missing(&other, &[railings]), ["OURPATH"]);
}
