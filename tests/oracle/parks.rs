//! The recorded parks: what the game has on every tile after loading them.

use std::fs::File;
use std::path::Path as FilePath;

use flate2::read::GzDecoder;
use loopwright::catalogue::{Direction, PieceId, RideTypeId};
use loopwright::design::DepartureFlags;
use loopwright::quantity::Height;
use loopwright::site::{
    Element, EntranceKind, Kind, Land, Object, Ownership, Park, ParkFlags, ParkRide, Path, RideStatus, Slope, Stack,
    Tiles, Track,
};
use serde_json::Value;

/// The tick counter of the real park; that of the generated ones is 0.
const TICKS_OF_BPB: u32 = 83_878;

/// A recorded park by name.
pub(crate) fn park(oracle: &FilePath, name: &str) -> Park {
    let file = oracle.join("surroundings/parks").join(format!("{name}.json.gz"));
    let file = File::open(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let recorded: Value = serde_json::from_reader(GzDecoder::new(file)).expect("a park");
    let size = |axis: usize| number(&recorded["map"][axis]);
    let stacks = list(&recorded["tiles"]).iter().map(stack).collect();
    let mut park = Park::of(Tiles::new((size(0), size(1)), stacks));
    park.name = name.to_owned();
    park.rides = list(&recorded["rides"]).iter().map(ride).collect();
    park.ticks = if name == "bpb" { TICKS_OF_BPB } else { 0 };
    for (key, flag) in [
        ("no_money", ParkFlags::NO_MONEY),
        ("forbid_tree_removal", ParkFlags::FORBID_TREE_REMOVAL),
        ("forbid_high_construction", ParkFlags::FORBID_HIGH_CONSTRUCTION),
    ] {
        park.flags.set(flag, recorded["flags"][key] == true);
    }
    park
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn number(value: &Value) -> i32 {
    value.as_i64().map(|number| number as i32).or_else(|| value.as_bool().map(i32::from)).expect("a number")
}

fn ride(recorded: &Value) -> ParkRide {
    let text = |key: &str| recorded[key].as_str().unwrap_or_default().to_owned();
    let synchronised = recorded["synchronised"] == true;
    ParkRide {
        id: number(&recorded["id"]) as u16,
        ride_type: RideTypeId(number(&recorded["ride_type"]) as u8),
        name: text("name"),
        vehicle: text("vehicle"),
        status: match recorded["status"].as_str() {
            Some("open") => RideStatus::Open,
            Some("testing") => RideStatus::Testing,
            _ => RideStatus::Closed,
        },
        is_broken_down: false,
        depart_flags: if synchronised { DepartureFlags::SYNCHRONISE } else { DepartureFlags::empty() },
    }
}

fn stack(elements: &Value) -> Stack {
    let rows: Vec<Vec<i32>> = list(elements).iter().map(|row| list(row).iter().map(number).collect()).collect();
    let land = rows.iter().find(|row| row[0] == 0).expect("a surface");
    let land = Land {
        base: Height(land[1] * 8),
        slope: Slope(land[4] as u8),
        water: Height(land[5] * 8),
        ownership: Ownership::from_bits_truncate(land[6] as u8),
    };
    Stack { land, elements: rows.iter().map(|row| element(row)).collect() }
}

fn element(row: &[i32]) -> Element {
    let direction = |place: usize| Direction::new(row[place] as u8);
    let object = |place: usize| Object::Unknown(row[place] as u16);
    let kind = match row[0] {
        0 => Kind::Surface,
        1 => {
            Kind::Path(Path { is_queue: row[4] != 0, slope: (row[5] != 0).then(|| direction(6)), edges: row[7] as u8 })
        }
        2 => Kind::Track(Track {
            direction: direction(4),
            ride: row[5] as u16,
            piece: PieceId(row[6] as u16),
            block: row[7] as u8,
            station: u8::try_from(row[8]).ok(),
            chain: row[9] != 0,
            inverted: row[10] != 0,
        }),
        3 => Kind::SmallScenery { direction: direction(4), object: object(5), quadrant: row[6] as u8 },
        4 => Kind::Entrance {
            direction: direction(4),
            kind: [EntranceKind::Entrance, EntranceKind::Exit, EntranceKind::Park][row[5] as usize],
            ride: row[6] as u16,
            station: row[7] as u8,
            part: row[8] as u8,
        },
        5 => Kind::Wall { edge: direction(4), object: object(5), slope: row[6] as u8 },
        6 => Kind::LargeScenery { direction: direction(4), object: object(5), tile: row[6] as u8 },
        _ => Kind::Banner,
    };
    let (base, clearance) = (Height(row[1] * 8), Height(row[2] * 8));
    Element { base, clearance, quarters: row[3] as u8, is_ghost: false, kind }
}
