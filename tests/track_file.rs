//! Track files against the rules' example, against files that games wrote, and against damage.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use loopwright::catalogue::{Catalogue, Mode, PieceId, RideTypeId};
use loopwright::design::{BLOCK_BRAKE_SPEED, ColourMode, Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::track_file::run_length::{LiteralLimit, WIDE_LIMIT, decode, encode};
use loopwright::track_file::{
    Checksum, ElementRecord, EntranceRecord, FILE_LIMIT, Fixed, Format, MazeRecord, Misfit, ObjectEntry, ReadError,
    SceneryRecord, Track, TrackFile, read,
};
use proptest::prelude::*;

/// The complete example (rules: track files 19).
const EXAMPLE: &str = "
    00 34 fc 00 41 01 08 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c
    17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c 17 1c
    17 1c 17 1c 17 1c 17 fe 00 05 43 01 02 0a 3c 07 f2 00 fd 1a fd 00 fd 02 fd 00 08 80 8b 18 0a 50
    54 43 54 31 fe 20 05 9f c0 a5 a6 06 05 e1 12 16 25 01 04 2a 04 2a 04 00 04 00 04 2a 04 2a 04 02
    04 ff 00 03 20 00 20 ff 00 00 83 ff 00 01 20 00 ff ff 8b 41 1c 91";

fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

fn catalogue() -> Catalogue {
    Catalogue::load().unwrap()
}

fn example_design() -> Design {
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
            .map(|is_exit| Entrance { x: if is_exit { 0 } else { 32 }, y: 32, z: 0, direction: 3, is_exit })
            .to_vec(),
        colours: Colours { vehicle: vec![[0x1c, 0x17, 0x12]; 32], track: [[0x1a, 0, 2]; 4], ..Colours::default() },
        statistics: Statistics::default(),
        space: (6, 5),
    }
}

#[test]
fn the_example_of_the_rules_both_ways() {
    let bytes = hex(EXAMPLE);
    let file = read(&bytes).unwrap();
    assert_eq!((file.format(), file.checksum()), (Format::Td6, Some(Checksum::Rct2)));
    assert_eq!(file.design(&catalogue()), Ok(example_design()));
    let written = TrackFile::from_design(&example_design(), &catalogue()).unwrap();
    assert_eq!(written, file);
    assert_eq!(written.to_bytes(), Ok(bytes));
}

#[test]
fn a_changed_file_is_packed_afresh_and_a_wrong_checksum_survives_until_then() {
    let mut bytes = hex(EXAMPLE);
    *bytes.last_mut().unwrap() ^= 1;
    let mut file = read(&bytes).unwrap();
    assert_eq!(file.checksum(), None);
    assert_eq!(file.to_bytes().as_ref(), Ok(&bytes));
    file.trailing.push(7);
    let again = read(&file.to_bytes().unwrap()).unwrap();
    assert_eq!(again, file);
    assert_eq!(again.checksum(), Some(Checksum::Rct2));
}

/// Files in the corpus of designs that people built, and of random walks; none without the corpus.
fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/oracle"));
    let mut paths: Vec<PathBuf> = ["designs", "random_walks"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "td6"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        println!("skipped: no files under {}", root.display());
    }
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// The record of a file as if it had not been read from one.
fn afresh(file: &TrackFile) -> TrackFile {
    let Fixed::Td6(header) = &file.fixed else { panic!("not a TD6") };
    let mut copy = TrackFile::new(header.clone(), Vec::new());
    copy.track.clone_from(&file.track);
    copy.entrances.clone_from(&file.entrances);
    copy.scenery.clone_from(&file.scenery);
    copy.trailing.clone_from(&file.trailing);
    copy
}

#[test]
fn files_of_the_game_come_out_as_they_went_in() {
    for (path, bytes) in corpus() {
        let file = read(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(file.to_bytes().as_ref(), Ok(&bytes), "{}", path.display());
        let packed = afresh(&file).to_bytes().unwrap();
        let again = read(&packed).unwrap();
        assert_eq!(again, file, "{}", path.display());
        let (body, packed_body) = (&bytes[..bytes.len() - 4], &packed[..packed.len() - 4]);
        let data = decode(body, WIDE_LIMIT).unwrap();
        assert_eq!(decode(packed_body, WIDE_LIMIT).as_ref(), Ok(&data), "{}", path.display());
        assert_eq!(encode(&data, LiteralLimit::OpenRct2), body, "{}", path.display());
        assert!(file.trailing.is_empty() && file.checksum().is_some(), "{}", path.display());
    }
}

/// The original games write their whole memory window, left-over bytes included.
#[test]
fn files_in_the_layout_of_the_original_games_come_out_as_they_went_in() {
    let body = hex(EXAMPLE);
    for length in [19_235, 24_735] {
        let mut data = decode(&body[..body.len() - 4], WIDE_LIMIT).unwrap();
        data.resize(length, 0);
        data[0x201b] = 0xff;
        data[length - 100..length - 70].copy_from_slice(b"left over of an older design..");
        let packed = encode(&data, LiteralLimit::Rct2);
        let bytes = [&packed[..], &Checksum::Rct2.bytes(&packed)].concat();
        let file = read(&bytes).unwrap();
        assert_eq!(file.trailing.len(), length - 194);
        assert_eq!(file.to_bytes().as_ref(), Ok(&bytes));
        assert_eq!(afresh(&file).to_bytes(), Ok(bytes));
        assert_eq!(file.design(&catalogue()), Ok(example_design()));
    }
}

#[test]
fn designs_of_people_agree_with_what_the_game_made_of_them() {
    let catalogue = catalogue();
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/oracle"));
    let Ok(results) = std::fs::read_to_string(root.join("results.jsonl")) else {
        println!("skipped: no results under {}", root.display());
        return;
    };
    for line in results.lines() {
        let game: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = game["file"].as_str().unwrap();
        let design =
            read(&std::fs::read(root.join("designs").join(name)).unwrap()).unwrap().design(&catalogue).unwrap();
        assert_eq!(game["ride_type"], design.ride.0, "{name}");
        assert_eq!(game["vehicle"], design.vehicle.as_str(), "{name}");
        assert_eq!(game["pieces"], design.elements.len(), "{name}");
        assert_eq!(game["trains_design"], design.settings.trains, "{name}");
        assert_eq!(game["cars_design"], design.settings.cars, "{name}");
        assert_eq!(game["mode"], design.settings.mode.0, "{name}");
    }
}

/// Writing the design of a file gives the fields that a game reads; what it ignores may differ.
#[test]
fn designs_of_people_survive_writing() {
    let catalogue = catalogue();
    let mut written = 0;
    for (path, bytes) in corpus() {
        let file = read(&bytes).unwrap();
        let design = file.design(&catalogue).unwrap();
        let Ok(again) = TrackFile::from_design(&design, &catalogue) else {
            assert!(file.format() == Format::Td7 || catalogue.vehicle(&design.vehicle).is_none(), "{}", path.display());
            continue;
        };
        written += 1;
        assert_eq!(again.design(&catalogue).as_ref(), Ok(&design), "{}", path.display());
        let (Fixed::Td6(old), Fixed::Td6(mut new)) = (&file.fixed, again.fixed.clone()) else {
            panic!("{}: not a TD6", path.display());
        };
        assert_eq!(old.vehicle.name(), new.vehicle.name(), "{}", path.display());
        new.vehicle = old.vehicle;
        new.special_elements = old.special_elements;
        new.flags = old.flags;
        new.version_and_colour_mode = old.version_and_colour_mode;
        assert_eq!(&new, old, "{}", path.display());
        assert_eq!(again.entrances.len(), file.entrances.len(), "{}", path.display());
        for (new, old) in again.track.elements().iter().zip(file.track.elements()) {
            let is_station = matches!(old.id, 1..=3);
            let mask = if is_station { 0xf0 } else { 0xff };
            assert_eq!((new.id, new.qualifier & mask), (old.id, old.qualifier & mask), "{}", path.display());
        }
    }
    println!("{written} designs written");
}

#[test]
fn what_a_td6_cannot_hold_is_listed() {
    let mut design = example_design();
    design.elements[1] = Element::new(PieceId(267));
    design.elements[2] = Element::new(PieceId::BRAKES).with_speed(7);
    design.elements[3] = Element::new(PieceId::BLOCK_BRAKES).with_speed(8);
    design.entrances[0].z = -127;
    design.vehicle = "NOSUCH".to_owned();
    design.settings.trains = 0;
    let entrance = design.entrances[0];
    let error = TrackFile::from_design(&design, &catalogue()).unwrap_err();
    let expected = [
        Misfit::Piece { index: 1, piece: "left_large_corkscrew_up".to_owned() },
        Misfit::Speed { index: 2, speed: 7 },
        Misfit::BlockBrakeSpeed { index: 3, speed: 8 },
        Misfit::NoTrains,
        Misfit::Vehicle("NOSUCH".to_owned()),
        Misfit::Entrance { index: 0, entrance },
    ];
    assert_eq!(error.misfits, expected);
}

#[test]
fn a_vehicle_that_would_change_the_ride_type_is_refused() {
    let wanted = |ride, vehicle: &str| {
        let design = Design { ride: RideTypeId(ride), vehicle: vehicle.to_owned(), ..example_design() };
        TrackFile::from_design(&design, &catalogue()).map(|file| file.fixed.ride_type()).map_err(|error| error.misfits)
    };
    let decides = |vehicle: &str, wanted, becomes| {
        Err(vec![Misfit::VehicleDecides { vehicle: vehicle.to_owned(), wanted, becomes }])
    };
    assert_eq!(wanted(91, "ARRT2"), Ok(19));
    assert_eq!(wanted(19, "ARRT1"), Ok(19));
    assert_eq!(wanted(91, "ARRT1"), Ok(91), "stored as itself, or it would become 19");
    assert_eq!(wanted(19, "ARRT2"), decides("ARRT2", 19, 91));
    assert_eq!(wanted(25, "PTCT1"), Err(vec![Misfit::RideType(25)]));
}

#[test]
fn damage_is_named_with_its_place() {
    let bytes = hex(EXAMPLE);
    let data = decode(&bytes[..bytes.len() - 4], WIDE_LIMIT).unwrap();
    let pack = |data: &[u8]| {
        let body = encode(data, LiteralLimit::Rct2);
        let checksum = Checksum::Rct2.bytes(&body);
        read(&[&body[..], &checksum].concat())
    };
    assert_eq!(read(&[]), Err(ReadError::Empty));
    assert_eq!(read(&[0; 5]), Err(ReadError::Short { length: 5 }));
    assert_eq!(
        read(&vec![0x80; FILE_LIMIT + 1]),
        Err(ReadError::Oversized { length: FILE_LIMIT + 1, limit: FILE_LIMIT })
    );
    assert_eq!(pack(&data[..7]), Err(ReadError::FixedPart { format: Format::Td6, length: 7, needed: 163 }));
    assert_eq!(pack(&data[..162]), Err(ReadError::FixedPart { format: Format::Td6, length: 162, needed: 163 }));
    assert_eq!(pack(&data[..170]), Err(ReadError::BrokenOff { list: "elements", offset: 169 }));
    assert_eq!(pack(&data[..180]), Err(ReadError::BrokenOff { list: "entrances", offset: 180 }));
    assert_eq!(pack(&data[..193]), Err(ReadError::BrokenOff { list: "scenery", offset: 193 }));
    let mut later = data.clone();
    later[7] = 4 << 2;
    assert_eq!(pack(&later), Err(ReadError::Version { version: 4 }));
    let mut long = data;
    long.resize(300_000, 0);
    assert_eq!(pack(&long), Err(ReadError::Expanded { format: Format::Td6, length: 300_000, limit: 262_144 }));
}

fn header() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0xa3)
}

/// A record with an arbitrary fixed part, told from an arbitrary file without lists.
fn record(format: Format) -> impl Strategy<Value = TrackFile> {
    let element = (0_u16..=if format == Format::Td7 { 0xfffe } else { 254 }, any::<u8>())
        .prop_map(|(id, qualifier)| ElementRecord { id, qualifier });
    let tile = (any::<i8>(), any::<i8>(), 1..=u16::MAX).prop_map(|(x, y, walls)| MazeRecord { x, y, walls });
    let entrance = (-127_i8..=127, any::<u8>(), any::<i16>(), any::<i16>())
        .prop_map(|(z, flags, x, y)| EntranceRecord { z, flags, x, y });
    let scenery = (any::<[u8; 16]>(), any::<[i8; 3]>(), any::<[u8; 3]>()).prop_map(|(mut object, [x, y, z], bytes)| {
        object[0] &= 0x7f;
        let [flags, primary_colour, secondary_colour] = bytes;
        SceneryRecord { object: ObjectEntry(object), x, y, z, flags, primary_colour, secondary_colour }
    });
    let track = prop_oneof![
        prop::collection::vec(element, 0..40).prop_map(Track::Elements),
        prop::collection::vec(tile, 0..40).prop_map(Track::Maze),
    ];
    let lists = (
        prop::collection::vec(entrance, 0..5),
        prop::collection::vec(scenery, 0..5),
        prop::collection::vec(any::<u8>(), 0..50),
    );
    (header(), track, lists).prop_map(move |(mut fixed, track, (entrances, scenery, trailing))| {
        let is_maze = matches!(track, Track::Maze(_));
        fixed[0] = if is_maze { 20 } else { fixed[0].max(21) };
        fixed[7] = format.version() << 2 | (fixed[7] & 3);
        fixed.extend(if is_maze { &[0, 0, 0, 0, 0xff] } else { &[0xff; 5] });
        let body = encode(&fixed, LiteralLimit::Rct2);
        let mut file = read(&[&body[..], &Checksum::Rct2.bytes(&body)].concat()).unwrap();
        file.track = track;
        file.entrances = if is_maze { Vec::new() } else { entrances };
        file.scenery = scenery;
        file.trailing = trailing;
        file
    })
}

fn design() -> impl Strategy<Value = Design> {
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
                    depart_flags,
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
                        x: x.into(),
                        y: y.into(),
                        z,
                        direction,
                        is_exit: index >= first_exit,
                    })
                    .collect(),
                colours: self::colours(colours),
                statistics: self::statistics(statistics),
                space,
            }
        },
    )
}

fn colours((mode, vehicle, track, station_style): (usize, Vec<[u8; 3]>, [[u8; 3]; 4], u8)) -> Colours {
    let modes = [ColourMode::All, ColourMode::PerTrain, ColourMode::PerCar, ColourMode::Invalid];
    Colours { mode: modes[mode], vehicle, track, station_style }
}

fn statistics((bytes, signed, length, upkeep): ([u8; 9], [i8; 3], u16, i16)) -> Statistics {
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
fn elements() -> impl Strategy<Value = Vec<Element>> {
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_inverts_writing_of_td6_records(file in record(Format::Td6)) {
        prop_assert_eq!(read(&file.to_bytes().unwrap()), Ok(file));
    }

    #[test]
    fn reading_inverts_writing_of_td7_records(file in record(Format::Td7)) {
        prop_assert_eq!(read(&file.to_bytes().unwrap()), Ok(file));
    }

    #[test]
    fn reading_inverts_writing_of_designs(design in design()) {
        let catalogue = catalogue();
        let bytes = TrackFile::from_design(&design, &catalogue).unwrap().to_bytes().unwrap();
        prop_assert_eq!(read(&bytes).unwrap().design(&catalogue), Ok(design));
    }

    #[test]
    fn random_bytes_give_an_error_or_come_out_as_they_went_in(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        fixed in header(),
        version in 0_u8..4,
        is_packed in any::<bool>(),
    ) {
        let bytes = if is_packed { packed(fixed, version, &bytes) } else { bytes };
        if let Ok(file) = read(&bytes) {
            prop_assert_eq!(file.to_bytes(), Ok(bytes));
            let _ = file.design(&catalogue());
        }
    }
}

/// Arbitrary data in sound packing, so that it reaches the readers of the lists.
fn packed(mut data: Vec<u8>, version: u8, lists: &[u8]) -> Vec<u8> {
    data[7] = version << 2;
    data.extend(lists);
    let body = encode(&data, LiteralLimit::Rct2);
    [&body[..], &Checksum::Rct2.bytes(&body)].concat()
}

#[test]
fn every_corruption_of_a_byte_gives_an_error_or_a_file_that_comes_out_as_it_went_in() {
    let catalogue = catalogue();
    let mut files: Vec<Vec<u8>> = corpus().into_iter().step_by(92).map(|(_, bytes)| bytes).collect();
    files.push(hex(EXAMPLE));
    for bytes in files {
        for place in 0..bytes.len().min(400) {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = bytes.clone();
                bytes[place] ^= change;
                if let Ok(file) = read(&bytes) {
                    assert_eq!(file.to_bytes(), Ok(bytes));
                    let _ = file.design(&catalogue);
                }
            }
        }
    }
}
