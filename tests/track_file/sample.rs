//! Files and designs to test with: the rules' example, the corpus, arbitrary ones.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use loopwright::catalogue::{Catalogue, Mode, PieceId, RideTypeId};
use loopwright::design::{
    BLOCK_BRAKE_SPEED, ColourMode, Colours, DepartureFlags, Design, Element, Entrance, Settings, Statistics,
};
use loopwright::quantity::{HeightUnits, MapPoint};
use loopwright::track_file::run_length::{LiteralLimit, encode};
use loopwright::track_file::{
    Checksum, ElementRecord, EntranceRecord, Fixed, Format, MazeRecord, ObjectEntry, SceneryRecord, Track, TrackFile,
    read,
};
use proptest::prelude::*;

/// The complete example (rules: track files 19).
pub(crate) const EXAMPLE: &str = "
    00 34 fc 00 41 01 08 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c
    17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c
    17 1c 17 1c 17 1c 17 fe 00 05 43 01 02 0a 3c 07 f2 00 fd 1a fd 00 fd 02 fd 00 08 80 8b 18 0a 50
    54 43 54 31 fe 20 05 9f c0 a5 a6 06 05 e1 12 16 25 01 04 2a 04 2a 04 00 04 00 04 2a 04 2a 04 02
    04 ff 00 03 20 00 20 ff 00 00 83 ff 00 01 20 00 ff ff 8b 41 1c 91";

pub(crate) fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

pub(crate) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::load().unwrap())
}

pub(crate) fn example_design() -> Design {
    let element = |id| Element::new(PieceId(id));
    Design {
        ride: RideTypeId(52),
        vehicle: "PTCT1".to_owned(),
        settings: Settings {
            mode: Mode::CONTINUOUS_CIRCUIT,
            cars: 2,
            operation_option: 7,
            lift_speed: 5,
            ..Settings::default()
        },
        elements: [1, 42, 42, 0, 0, 42, 42, 2].map(element).to_vec(),
        entrances: [false, true]
            .map(|is_exit| Entrance {
                at: MapPoint::new(if is_exit { 0 } else { 32 }, 32),
                z: HeightUnits(0),
                direction: 3,
                is_exit,
            })
            .to_vec(),
        scenery: Vec::new(),
        colours: Colours { vehicle: vec![[0x1c, 0x17, 0x12]; 32], track: [[0x1a, 0, 2]; 4], ..Colours::default() },
        statistics: Statistics::default(),
        space: (6, 5),
    }
}

/// The folder with the corpus of what games wrote and said. Without it the test says so; where it is demanded, as in
/// CI, it fails.
pub(crate) fn oracle(test: &str) -> Option<&'static Path> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/oracle"));
    if !root.is_dir() {
        assert!(std::env::var_os("LOOPWRIGHT_REQUIRE_ORACLE").is_none(), "{} is missing", root.display());
        eprintln!("SKIPPED {test}: {} is missing", root.display());
    }
    Some(root).filter(|root| root.is_dir())
}

/// Files in the corpus of designs that people built, and of random walks; none without the corpus.
pub(crate) fn corpus(test: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let Some(root) = oracle(test) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = ["designs", "random_walks"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "td6"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no files under {}", root.display());
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// The record of a file as if it had not been read from one.
pub(crate) fn afresh(file: &TrackFile) -> TrackFile {
    let Fixed::Td6(header) = &file.fixed else { panic!("not a TD6") };
    let mut copy = TrackFile::new(header.clone(), Vec::new());
    copy.track.clone_from(&file.track);
    copy.entrances.clone_from(&file.entrances);
    copy.scenery.clone_from(&file.scenery);
    copy.trailing.clone_from(&file.trailing);
    copy
}

/// Data as a file: packed, with its checksum.
pub(crate) fn pack(data: &[u8]) -> Vec<u8> {
    let body = encode(data, LiteralLimit::Rct2);
    [&body[..], &Checksum::Rct2.bytes(&body)].concat()
}

/// Arbitrary data in sound packing, so that it reaches the readers of the lists.
pub(crate) fn packed(mut fixed: Vec<u8>, version: u8, lists: &[u8]) -> Vec<u8> {
    fixed[7] = version << 2;
    fixed.extend(lists);
    pack(&fixed)
}

pub(crate) fn header() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0xa3)
}

/// A record with an arbitrary fixed part, told from an arbitrary file without lists.
pub(crate) fn record(format: Format) -> impl Strategy<Value = TrackFile> {
    let length = match format {
        Format::Td4 => 0x38,
        Format::Td4Expansion => 0xc4,
        Format::Td6 | Format::Td7 => 0xa3,
    };
    let most = if format.is_rct1() { 0 } else { 5 };
    let lists = (
        prop::collection::vec(entrance(), 0..=most),
        prop::collection::vec(scenery(), 0..=most),
        prop::collection::vec(any::<u8>(), 0..50),
    );
    let fixed = prop::collection::vec(any::<u8>(), length);
    (fixed, track(format), lists).prop_map(move |(mut fixed, track, (entrances, scenery, trailing))| {
        let is_maze = matches!(track, Track::Maze(_));
        fixed[0] = if is_maze { 20 } else { fixed[0].max(21) };
        if format.is_rct1() {
            fixed[0] = fixed[0].min(84);
            fixed[1] %= 74;
        }
        fixed[7] = format.version() << 2 | (fixed[7] & 3);
        fixed.extend(if is_maze { &[0, 0, 0, 0, 0xff] } else { &[0xff; 5] });
        let mut file = read(&pack(&fixed)).unwrap();
        file.track = track;
        file.entrances = if is_maze { Vec::new() } else { entrances };
        file.scenery = scenery;
        file.trailing = trailing;
        file
    })
}

fn track(format: Format) -> impl Strategy<Value = Track> {
    let element = (0_u16..=if format == Format::Td7 { 0xfffe } else { 254 }, any::<u8>())
        .prop_map(|(id, qualifier)| ElementRecord { id, qualifier });
    let tile = (any::<i8>(), any::<i8>(), 1..=u16::MAX).prop_map(|(x, y, walls)| MazeRecord { x, y, walls });
    prop_oneof![
        prop::collection::vec(element, 0..40).prop_map(Track::Elements),
        prop::collection::vec(tile, 0..40).prop_map(Track::Maze),
    ]
}

fn entrance() -> impl Strategy<Value = EntranceRecord> {
    (-127_i8..=127, any::<u8>(), any::<i16>(), any::<i16>()).prop_map(|(z, flags, x, y)| EntranceRecord {
        z,
        flags,
        x,
        y,
    })
}

fn scenery() -> impl Strategy<Value = SceneryRecord> {
    (any::<[u8; 16]>(), any::<[i8; 3]>(), any::<[u8; 3]>()).prop_map(|(mut object, [x, y, z], bytes)| {
        object[0] &= 0x7f;
        let [flags, primary_colour, secondary_colour] = bytes;
        SceneryRecord { object: ObjectEntry(object), x, y, z, flags, primary_colour, secondary_colour }
    })
}

pub(crate) fn design() -> impl Strategy<Value = Design> {
    let catalogue = catalogue();
    let rides: Vec<(RideTypeId, String)> = catalogue
        .vehicles()
        .iter()
        .flat_map(|vehicle| vehicle.rides.iter().map(|&ride| (ride, vehicle.name.clone())))
        .filter(|(ride, vehicle)| {
            catalogue.ride(*ride).is_some_and(|kind| {
                catalogue.resolve_ride(RideTypeId(kind.file_id), catalogue.vehicle(vehicle)) == *ride
            })
        })
        .collect();
    let settings = (0_u8..37, 1..=u8::MAX, any::<[u8; 5]>(), 0_u8..=31, 1_u8..=7);
    let colours = (0..4_usize, prop::collection::vec(any::<[u8; 3]>(), 32), any::<[[u8; 3]; 4]>(), 0_u8..=12);
    let statistics = (any::<[u8; 9]>(), any::<[i8; 3]>(), any::<u16>(), any::<i16>());
    let entrances = prop::collection::vec((any::<[i16; 2]>(), -126_i32..=127, 0_u8..4), 0..5);
    let tail = (entrances, any::<(u8, u8)>(), 0_usize..5);
    let ride = prop::sample::select(rides);
    (ride, settings, colours, statistics, elements(), tail).prop_map(
        move |((ride, vehicle), settings, colours, statistics, elements, (entrances, space, first_exit))| {
            let most = catalogue.ride(ride).map_or(0, |ride| ride.operation_option.max) as u8;
            let stored = catalogue.ride(ride).map_or(0, |ride| ride.file_id);
            let most_stored = catalogue.ride(RideTypeId(stored)).map_or(most, |ride| ride.operation_option.max as u8);
            let (mode, trains, [cars, depart_flags, min_wait, max_wait, option], lift_speed, circuits) = settings;
            let operation_option = option.min(most_stored);
            let is_mouse = matches!(ride.0, 54 | 94);
            let elements = elements.into_iter().map(|element| match element.piece {
                PieceId::BOOSTER if is_mouse => Element { piece: PieceId::ROTATION_CONTROL, speed: 0, ..element },
                _ => element,
            });
            Design {
                ride,
                vehicle,
                settings: Settings {
                    mode: Mode(mode),
                    trains,
                    cars,
                    depart_flags: DepartureFlags::from_bits_retain(depart_flags),
                    min_wait,
                    max_wait,
                    operation_option,
                    lift_speed,
                    circuits,
                },
                elements: elements.collect(),
                entrances: (0..)
                    .zip(entrances)
                    .map(|(index, ([x, y], z, direction))| Entrance {
                        at: MapPoint::new(x.into(), y.into()),
                        z: HeightUnits(z),
                        direction,
                        is_exit: index >= first_exit,
                    })
                    .collect(),
                scenery: Vec::new(),
                colours: self::colours(colours),
                statistics: self::statistics(statistics),
                space,
            }
        },
    )
}

pub(crate) fn colours((mode, vehicle, track, station_style): (usize, Vec<[u8; 3]>, [[u8; 3]; 4], u8)) -> Colours {
    let modes = [ColourMode::All, ColourMode::PerTrain, ColourMode::PerCar, ColourMode::Invalid];
    Colours { mode: modes[mode], vehicle, track, station_style }
}

pub(crate) fn statistics((bytes, signed, length, upkeep): ([u8; 9], [i8; 3], u16, i16)) -> Statistics {
    let [air_time, max_positive_g, max_lateral_g, inversions, drops, highest_drop, excitement, intensity, nausea] =
        bytes;
    let [max_speed, average_speed, max_negative_g] = signed;
    Statistics {
        air_time,
        max_speed,
        average_speed,
        length,
        max_positive_g,
        max_negative_g,
        max_lateral_g,
        inversions: inversions % 32,
        drops: drops % 64,
        highest_drop,
        excitement,
        intensity,
        nausea,
        upkeep,
    }
}

/// Elements of every piece a TD6 holds whatever the ride type, with qualifiers that mean something.
pub(crate) fn elements() -> impl Strategy<Value = Vec<Element>> {
    let piece = (0_u16..=255).prop_filter("no maze, and no end of the list", |&id| id != 101);
    let element = (piece, any::<[bool; 2]>(), 0_u8..=15, 0_u8..=3);
    let element = element.prop_map(|(id, [chain, inverted], low, colour_scheme)| {
        let piece = PieceId(id);
        let (speed, seat_rotation) = match () {
            () if piece.is_block_brake() => (BLOCK_BRAKE_SPEED, low),
            () if piece.has_speed() => (2 * low, 4),
            () if piece.is_station() => (0, 4),
            () => (0, low),
        };
        Element { piece, chain, inverted, speed, seat_rotation, colour_scheme }
    });
    prop::collection::vec(element, 0..60)
}
