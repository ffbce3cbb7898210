//! Designs against the files that hold them.

use loopwright::catalogue::{PieceId, RideTypeId};
use loopwright::design::{Design, Element};
use loopwright::quantity::HeightUnits;
use loopwright::track_file::{Checksum, Fixed, Format, Misfit, NewFormat, TrackFile, read};
use proptest::prelude::*;

use super::sample::{EXAMPLE, catalogue, corpus, design, example_design, hex, oracle};

#[test]
fn the_example_of_the_rules_both_ways() {
    let bytes = hex(EXAMPLE);
    let file = read(&bytes).unwrap();
    assert_eq!((file.format(), file.checksum()), (Format::Td6, Some(Checksum::Rct2)));
    assert_eq!(file.design(catalogue()), Ok(example_design()));
    let written = TrackFile::from_design(&example_design(), catalogue()).unwrap();
    assert_eq!(written, file);
    assert_eq!(written.to_bytes(), Ok(bytes));
}

#[test]
fn designs_of_people_agree_with_what_the_game_made_of_them() {
    let catalogue = catalogue();
    let Some(root) = oracle("what the game made of designs") else { return };
    for line in std::fs::read_to_string(root.join("results.jsonl")).unwrap().lines() {
        let game: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = game["file"].as_str().unwrap();
        let design = read(&std::fs::read(root.join("designs").join(name)).unwrap()).unwrap().design(catalogue).unwrap();
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
    for (path, bytes) in corpus("writing of designs") {
        let file = read(&bytes).unwrap();
        let design = file.design(catalogue).unwrap();
        let Ok(again) = TrackFile::from_design(&design, catalogue) else {
            assert!(file.format() == Format::Td7 || catalogue.vehicle(&design.vehicle).is_none(), "{}", path.display());
            continue;
        };
        written += 1;
        assert_eq!(again.design(catalogue).as_ref(), Ok(&design), "{}", path.display());
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
    design.entrances[0].z = HeightUnits(-127);
    design.vehicle = "NOSUCH".to_owned();
    design.settings.trains = 0;
    let entrance = design.entrances[0];
    let error = TrackFile::from_design(&design, catalogue()).unwrap_err();
    let expected = [
        Misfit::Piece { index: 1, piece: "left_large_corkscrew_up".to_owned() },
        Misfit::Speed { index: 2, speed: 7 },
        Misfit::BlockBrakeSpeed { index: 3, speed: 8 },
        Misfit::NoTrains,
        Misfit::Vehicle { name: "NOSUCH".to_owned() },
        Misfit::Entrance { index: 0, entrance },
    ];
    assert_eq!(error.misfits, expected);
}

#[test]
fn a_vehicle_that_would_change_the_ride_type_is_refused() {
    let wanted = |ride, vehicle: &str| {
        let design = Design { ride: RideTypeId(ride), vehicle: vehicle.to_owned(), ..example_design() };
        TrackFile::from_design(&design, catalogue()).map(|file| file.fixed.ride_type()).map_err(|error| error.misfits)
    };
    let decides = |vehicle: &str, wanted, becomes| {
        Err(vec![Misfit::VehicleDecides { vehicle: vehicle.to_owned(), wanted, becomes }])
    };
    assert_eq!(wanted(91, "ARRT2"), Ok(19));
    assert_eq!(wanted(19, "ARRT1"), Ok(19));
    assert_eq!(wanted(91, "ARRT1"), Ok(91), "stored as itself, or it would become 19");
    assert_eq!(wanted(19, "ARRT2"), decides("ARRT2", 19, 91));
    assert_eq!(wanted(25, "PTCT1"), Err(vec![Misfit::RideType { id: 25 }]));
}

#[test]
fn an_option_that_would_be_lowered_is_refused() {
    let mut design = Design { ride: RideTypeId(95), vehicle: "#RCT1ROC".to_owned(), ..example_design() };
    design.settings.operation_option = 19;
    // A file holds type 4, whose options end at 18.
    let misfit = Misfit::OperationOption { option: 19, becomes: 18 };
    assert_eq!(TrackFile::from_design(&design, catalogue()).unwrap_err().misfits, [misfit]);
    design.settings.operation_option = 18;
    assert_eq!(TrackFile::from_design(&design, catalogue()).unwrap().design(catalogue()), Ok(design));
}

#[test]
fn a_td7_holds_what_a_td6_does_not() {
    let mut design = example_design();
    design.elements[1] = Element::new(PieceId(267));
    design.elements[2] = Element::new(PieceId::DIAG_BRAKES).with_speed(8);
    design.elements[3] = Element::new(PieceId::BLOCK_BRAKES).with_speed(30);
    design.elements[4] = Element::new(PieceId::ROTATION_CONTROL);
    let file = TrackFile::from_design_in(NewFormat::Td7, &design, catalogue()).unwrap();
    assert_eq!(file.format(), Format::Td7);
    assert_eq!(read(&file.to_bytes().unwrap()).unwrap().design(catalogue()), Ok(design.clone()));
    design.elements[0] = Element::new(PieceId(350));
    design.elements[1] = Element::new(PieceId::DIAG_BLOCK_BRAKES).with_speed(3);
    design.elements[2].colour_scheme = 4;
    design.ride = RideTypeId(55);
    design.vehicle = "ARRX".to_owned();
    design.elements[3].seat_rotation = 9;
    let expected = [
        Misfit::Piece { index: 0, piece: "piece 350".to_owned() },
        Misfit::Speed { index: 1, speed: 3 },
        Misfit::Qualifier { index: 2, rotation: 4, scheme: 4 },
        Misfit::SeatRotation { index: 3, rotation: 9 },
    ];
    assert_eq!(TrackFile::from_design_in(NewFormat::Td7, &design, catalogue()).unwrap_err().misfits, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_inverts_writing_of_designs(design in design()) {
        let bytes = TrackFile::from_design(&design, catalogue()).unwrap().to_bytes().unwrap();
        prop_assert_eq!(read(&bytes).unwrap().design(catalogue()), Ok(design));
    }

    #[test]
    fn reading_inverts_writing_of_designs_as_td7(design in design()) {
        let mut design = design;
        for element in design.elements.iter_mut().filter(|element| element.piece.has_speed()) {
            element.seat_rotation = 4;
        }
        let bytes = TrackFile::from_design_in(NewFormat::Td7, &design, catalogue()).unwrap().to_bytes().unwrap();
        prop_assert_eq!(read(&bytes).unwrap().design(catalogue()), Ok(design));
    }
}
