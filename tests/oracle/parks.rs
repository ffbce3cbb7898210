//! Reads the recorded parks, as the game had them after loading.

use std::fs::File;
use std::path::Path as FilePath;

use flate2::read::GzDecoder;
use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::DepartureFlags;
use loopwright::quantity::Height;
use loopwright::site::{
    Element, EntranceKind, Kind, Land, Object, Ownership, Park, ParkFlags, ParkRide, Path, RideStatus, Slope, Stack,
    Tiles, Track,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Recorded {
    name: String,
    map: (i32, i32),
    flags: Flags,
    small: Vec<String>,
    large: Vec<String>,
    walls: Vec<String>,
    rides: Vec<Ride>,
    tiles: Vec<Vec<Vec<i32>>>,
}

#[derive(Deserialize)]
struct Flags {
    no_money: bool,
    forbid_tree_removal: bool,
    forbid_high_construction: bool,
}

#[derive(Deserialize)]
struct Ride {
    id: u16,
    ride_type: u8,
    name: String,
    vehicle: Option<String>,
    status: RideStatus,
    synchronised: bool,
}

/// The tick counter of the one park that does not begin at 0.
const TICKS_OF_BPB: u32 = 83_878;

/// Reads a park by name.
pub(crate) fn park(catalogue: &Catalogue, oracle: &FilePath, name: &str) -> Park {
    let file = oracle.join("surroundings/parks").join(format!("{name}.json.gz"));
    let file = File::open(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let recorded: Recorded = serde_json::from_reader(GzDecoder::new(file)).expect("a recorded park");
    let objects = Objects::new(catalogue, &recorded);
    let stacks = recorded.tiles.iter().map(|elements| objects.stack(elements)).collect();
    let flags = [
        (recorded.flags.no_money, ParkFlags::NO_MONEY),
        (recorded.flags.forbid_tree_removal, ParkFlags::FORBID_TREE_REMOVAL),
        (recorded.flags.forbid_high_construction, ParkFlags::FORBID_HIGH_CONSTRUCTION),
    ];
    Park {
        name: recorded.name,
        flags: flags.into_iter().filter_map(|(is_set, flag)| is_set.then_some(flag)).collect(),
        rides: recorded.rides.into_iter().map(ride).collect(),
        ticks: if name == "bpb" { TICKS_OF_BPB } else { 0 },
        ..Park::of(Tiles::new(recorded.map, stacks))
    }
}

fn ride(ride: Ride) -> ParkRide {
    let synchronise = if ride.synchronised { DepartureFlags::SYNCHRONISE } else { DepartureFlags::empty() };
    ParkRide {
        id: ride.id,
        ride_type: RideTypeId(ride.ride_type),
        name: ride.name,
        vehicle: ride.vehicle.unwrap_or_default(),
        status: ride.status,
        is_broken_down: false,
        depart_flags: synchronise,
    }
}

/// The objects of the recording by their numbers.
struct Objects {
    small: Vec<Object>,
    large: Vec<Object>,
    walls: Vec<Object>,
}

impl Objects {
    fn new(catalogue: &Catalogue, recorded: &Recorded) -> Self {
        let tables = catalogue.scenery();
        let known = |number: Option<u16>| Object::Known(number.expect("an object of the catalogue"));
        Self {
            small: recorded.small.iter().map(|id| known(tables.small_number(id))).collect(),
            large: recorded.large.iter().map(|id| known(tables.large_number(id))).collect(),
            walls: recorded.walls.iter().map(|id| known(tables.wall_number(id))).collect(),
        }
    }

    fn stack(&self, recorded: &[Vec<i32>]) -> Stack {
        let surface = recorded.iter().find(|element| element[0] == 0).expect("a surface");
        let land = Land {
            base: Height(8 * surface[1]),
            water: Height(8 * surface[5]),
            slope: Slope(surface[4] as u8),
            ownership: Ownership::from_bits_retain(surface[6] as u8),
        };
        Stack { land, elements: recorded.iter().map(|element| self.element(element)).collect() }
    }

    fn element(&self, recorded: &[i32]) -> Element {
        let [kind, base, clearance, quarters, rest @ ..] = recorded else { panic!("no element: {recorded:?}") };
        let direction = Direction::new(rest.first().copied().unwrap_or(0) as u8);
        let kind = match (kind, rest) {
            (0, _) => Kind::Surface,
            (1, &[queue, sloped, slope, edges]) => Kind::Path(Path {
                is_queue: queue != 0,
                slope: (sloped != 0).then_some(Direction::new(slope as u8)),
                edges: edges as u8,
            }),
            (2, &[_, ride, piece, block, station, chain, inverted]) => Kind::Track(Track {
                ride: ride as u16,
                piece: PieceId(piece as u16),
                block: block as u8,
                direction,
                station: u8::try_from(station).ok(),
                chain: chain != 0,
                inverted: inverted != 0,
            }),
            (3, &[_, object, quadrant]) => {
                Kind::SmallScenery { object: self.small[object as usize], direction, quadrant: quadrant as u8 }
            }
            (4, &[_, kind, ride, station, part]) => Kind::Entrance {
                kind: [EntranceKind::Entrance, EntranceKind::Exit, EntranceKind::Park][kind as usize],
                direction,
                ride: ride as u16,
                station: station as u8,
                part: part as u8,
            },
            (5, &[_, object, slope]) => {
                Kind::Wall { object: self.walls[object as usize], edge: direction, slope: slope as u8 }
            }
            (6, &[_, object, tile]) => {
                Kind::LargeScenery { object: self.large[object as usize], direction, tile: tile as u8 }
            }
            (7, _) => Kind::Banner,
            _ => panic!("no element: {recorded:?}"),
        };
        let (base, clearance) = (Height(8 * base), Height(8 * clearance));
        Element { base, clearance, quarters: *quarters as u8, is_ghost: false, kind }
    }
}
