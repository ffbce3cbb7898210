//! TD4 files, put together by hand (rules: track files 11).

use std::collections::BTreeSet;

use loopwright::catalogue::{Mode, PieceId, RideTypeId};
use loopwright::design::{BLOCK_BRAKE_SPEED, ColourMode, DepartureFlags, Element, Settings, Statistics};
use loopwright::track_file::{DesignError, Fixed, Format, Game, ReadError, Target, Track, TrackFile, read};

use super::sample::{catalogue, pack};

/// The fixed part of a TD4 whose fields all differ.
fn fixed(ride: u8, vehicle: u8, is_expansion: bool) -> Vec<u8> {
    let mut data = vec![0; if is_expansion { 0xc4 } else { 0x38 }];
    data[0] = ride;
    data[1] = vehicle;
    data[2..6].copy_from_slice(&(1_u32 << 7).to_le_bytes());
    data[6] = 3;
    data[7] = u8::from(is_expansion) << 2 | 1;
    for slot in 0..12_u8 {
        data[8 + 2 * usize::from(slot)] = slot;
        data[9 + 2 * usize::from(slot)] = 31 - slot;
    }
    data[0x20..0x24].copy_from_slice(&[3, 7, 8, 0x43]);
    data[0x24..0x29].copy_from_slice(&[2, 6, 11, 61, 18]);
    data[0x29..0x2d].copy_from_slice(&[31, 12, 0x39, 0x05]);
    data[0x2d..0x38].copy_from_slice(&[9, 0xfc, 6, 0xe2, 0xc5, 51, 67, 81, 42, 0x2c, 0x01]);
    if is_expansion {
        data[0x38..0x44].copy_from_slice(&[3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 28, 31]);
        data[0x44] = 2;
    }
    data
}

/// A file of the length that RCT1 writes, with a station, a loop with a chain, and brakes.
fn td4(fixed: &[u8]) -> Vec<u8> {
    let mut data = [fixed, &[2, 0x0c, 40, 0x90, 99, 0x05, 216, 0x04, 1, 0x08, 0xff]].concat();
    data.resize(if fixed.len() == 0xc4 { 8_198 } else { 8_058 }, 0);
    pack(&data)
}

fn sample(ride: u8, vehicle: u8, is_expansion: bool) -> TrackFile {
    read(&td4(&fixed(ride, vehicle, is_expansion))).unwrap()
}

#[test]
fn a_td4_becomes_the_design_that_the_game_makes_of_it() {
    let file = sample(0, 2, true);
    assert_eq!(file.format(), Format::Td4Expansion);
    let design = file.design(catalogue()).unwrap();
    assert_eq!((design.ride, design.vehicle.as_str()), (RideTypeId(99), "#RCT1PTC"));
    assert_eq!(
        design.settings,
        Settings {
            mode: Mode::POWERED_LAUNCH,
            trains: 2,
            cars: 6,
            depart_flags: DepartureFlags::MIN_WAIT.with_load(3),
            min_wait: 11,
            max_wait: 61,
            operation_option: 18,
            lift_speed: 5,
            circuits: 1,
        }
    );
    assert_eq!(
        design.elements,
        [
            Element::new(PieceId::BEGIN_STATION),
            Element { seat_rotation: 0, colour_scheme: 1, ..Element::new(PieceId::LEFT_VERTICAL_LOOP).chained() },
            Element::new(PieceId::BRAKES).with_speed(10),
            Element::new(PieceId::BLOCK_BRAKES).with_speed(BLOCK_BRAKE_SPEED),
            Element::new(PieceId::END_STATION),
        ]
    );
    assert_eq!(
        design.statistics,
        Statistics {
            air_time: 0,
            max_speed: 31,
            average_speed: 12,
            length: 1337,
            max_positive_g: 9,
            max_negative_g: -4,
            max_lateral_g: 6,
            inversions: 2,
            drops: 5,
            highest_drop: 25,
            excitement: 67,
            intensity: 81,
            nausea: 42,
            upkeep: 300,
        }
    );
    assert_eq!((design.space, design.entrances.len(), design.colours.station_style), ((0, 0), 0, 0));
}

#[test]
fn colours_of_rct1_become_those_of_its_successors() {
    let colours = sample(0, 2, true).design(catalogue()).unwrap().colours;
    assert_eq!(colours.mode, ColourMode::PerTrain);
    assert_eq!(colours.vehicle[..3], [[0, 8, 0], [1, 17, 0], [2, 10, 0]]);
    assert_eq!(colours.vehicle[12..], [colours.vehicle[0]; 20]);
    assert_eq!(colours.track, [[4, 13, 18], [9, 14, 19], [11, 15, 3], [12, 16, 8]]);
    let first = |vehicle| sample(2, vehicle, true).design(catalogue()).unwrap().colours.vehicle[1];
    assert_eq!(
        [first(4), first(37), first(58), first(47), first(10)],
        [[1, 17, 17], [1, 0, 0], [1, 1, 0], [1, 17, 1], [1, 17, 6],]
    );
}

#[test]
fn a_td4_of_the_base_game_has_one_colour_scheme() {
    let track = |ride, vehicle| sample(ride, vehicle, false).design(catalogue()).unwrap().colours.track;
    assert_eq!(track(0, 2), [[4, 9, 11]; 4]);
    assert_eq!(track(24, 36), [[2, 2, 11]; 4], "river rapids were white");
}

#[test]
fn the_vehicle_decides_between_two_ride_types() {
    let identity =
        |ride, vehicle| sample(ride, vehicle, true).design(catalogue()).map(|design| (design.ride.0, design.vehicle));
    let named = |ride, name: &str| Ok((ride, name.to_owned()));
    assert_eq!(identity(51, 55), named(51, "#RCT1BMS"));
    assert_eq!(identity(51, 71), named(92, "#RCT1BMR"));
    assert_eq!(identity(19, 31), named(19, "#RCT1CRK"));
    assert_eq!(identity(19, 79), named(91, "#RCT1HYP"));
    assert_eq!(identity(77, 83), named(8, "#RCT1JSK"));
    assert_eq!(identity(4, 5), named(95, "RCT1ZLDB"));
    assert_eq!(identity(4, 43), named(95, "SIMPOD"), "an object that is not in the catalogue");
    for ride in [21, 64, 68] {
        assert_eq!(identity(ride, 2), Err(DesignError::RideType { id: ride }));
    }
}

#[test]
fn numbers_that_rct1_does_not_have_are_refused() {
    for is_expansion in [false, true] {
        let refusal = |ride, vehicle| read(&td4(&fixed(ride, vehicle, is_expansion))).err();
        for id in [85, 200, 255] {
            assert_eq!(refusal(id, 2), Some(ReadError::Rct1Number { what: "ride type", id, offset: 0 }));
        }
        for id in [74, 89, 255] {
            assert_eq!(refusal(0, id), Some(ReadError::Rct1Number { what: "vehicle", id, offset: 1 }));
        }
        assert_eq!(refusal(84, 88), None);
    }
}

/// Every vehicle on every ride type that it was made for.
#[test]
fn converted_designs_stay_what_they_were() {
    let rct1 = catalogue().rct1();
    let mut converted = BTreeSet::new();
    for row in rct1.vehicles() {
        let rides = catalogue().vehicle_of_object(&row.object).map_or(&[][..], |vehicle| &vehicle.rides);
        for ride in (0..85).filter(|&id| rct1.ride(id, row.id).is_some_and(|ride| rides.contains(&ride.ride))) {
            let file = sample(ride, row.id, true);
            let design = file.design(catalogue()).unwrap();
            for format in [Format::Td6, Format::Td7] {
                let file = file.convert(Target::new(format), catalogue()).unwrap().file;
                assert_eq!(file.format(), format);
                let again = read(&file.to_bytes().unwrap()).unwrap().design(catalogue()).unwrap();
                assert_eq!((again.ride, &again.vehicle), (design.ride, &design.vehicle));
                assert_eq!(again.colours, design.colours);
                assert_eq!(again.statistics, design.statistics);
                assert_eq!(again.elements.len(), 5);
            }
            converted.insert(ride);
        }
    }
    let all: BTreeSet<u8> = rct1.rides().iter().map(|row| row.id).filter(|&id| id != 20).collect();
    assert_eq!(converted, all);
}

#[test]
fn rct2_gets_its_own_vehicles() {
    let identity = |ride, vehicle| {
        let target = Target::new(Format::Td6).game(Game::Rct2);
        let file = sample(ride, vehicle, true).convert(target, catalogue()).unwrap().file;
        let design = file.design(catalogue()).unwrap();
        (file.fixed.ride_type(), design.ride.0, design.vehicle)
    };
    assert_eq!(identity(0, 2), (52, 52, "PTCT1".to_owned()));
    assert_eq!(identity(52, 56), (52, 52, "MFT".to_owned()));
    assert_eq!(identity(3, 3), (3, 3, "NEMT".to_owned()));
    assert_eq!(identity(73, 3), (73, 73, "SLCT".to_owned()));
    assert_eq!(identity(19, 79), (19, 91, "ARRT2".to_owned()));
    assert_eq!(identity(51, 71), (51, 92, "BMRB".to_owned()));
}

#[test]
fn mazes_keep_their_walls() {
    for (is_expansion, kind) in [(true, 14), (false, 1)] {
        let data = [&fixed(20, 0, is_expansion)[..], &[0, 0, 0x12, 0x34, 1, 0, 2, 8, 0, 0, 0, 0]].concat();
        let file = read(&pack(&data)).unwrap();
        assert_eq!(file.design(catalogue()), Err(DesignError::Maze));
        let converted = file.convert(Target::new(Format::Td6), catalogue()).unwrap().file;
        assert_eq!(converted.track, file.track);
        assert!(matches!(&converted.track, Track::Maze(tiles) if tiles.len() == 2));
        let Fixed::Td6(header) = &converted.fixed else { panic!("not a TD6") };
        assert_eq!((header.vehicle.name().as_str(), header.track_supports[0]), ("HMAZE", kind));
    }
}

#[test]
fn rides_without_track_keep_their_number() {
    let data = [&fixed(26, 39, true)[..], &[123, 4, 0xff]].concat();
    let file = read(&pack(&data)).unwrap();
    let converted = file.convert(Target::new(Format::Td7), catalogue()).unwrap().file;
    let Fixed::Td6(header) = &converted.fixed else { panic!("not a TD7") };
    assert_eq!((header.ride_type, header.vehicle.to_string().as_str()), (26, "00000080|SWSH1   |00000000"));
    assert_eq!(converted.track.elements()[0].id, 266);
}
