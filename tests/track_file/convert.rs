//! Conversion between the formats, and what gets lost.

use loopwright::catalogue::PieceId;
use loopwright::design::Element;
use loopwright::track_file::{
    Conversion, ConvertError, ElementRecord, Fixed, Format, Game, Misfit, NewFormat, Target, Track, TrackFile, read,
};
use proptest::prelude::*;

use super::sample::{catalogue, corpus, example_design, record};

fn convert(file: &TrackFile, target: Target) -> Result<Conversion, Vec<Misfit>> {
    match file.convert(target, catalogue()) {
        Ok(conversion) => Ok(conversion),
        Err(ConvertError::Target(error)) => Err(error.misfits),
        Err(error) => panic!("{error}"),
    }
}

/// Converts without loss.
fn kept(file: &TrackFile, format: Format) -> TrackFile {
    let Conversion { file, lost } = convert(file, Target::new(format)).unwrap();
    assert_eq!((file.format(), &lost[..]), (format, &[][..]));
    file
}

#[test]
fn designs_of_people_go_to_td7_and_back() {
    for (path, bytes) in corpus("conversion of designs") {
        let file = read(&bytes).unwrap();
        let (there, back) = if file.format() == Format::Td7 {
            let Ok(narrow) = convert(&file, Target::new(Format::Td6)) else { continue };
            (narrow.file.clone(), kept(&narrow.file, Format::Td7))
        } else {
            (kept(&file, Format::Td7), kept(&kept(&file, Format::Td7), Format::Td6))
        };
        assert_eq!(back, upright(file.clone()), "{}", path.display());
        assert_eq!(there.design(catalogue()), upright(file).design(catalogue()), "{}", path.display());
    }
}

/// A record whose block brakes have the low bits that they get by conversion.
fn upright(mut file: TrackFile) -> TrackFile {
    if let Track::Elements(elements) = &mut file.track {
        for element in elements.iter_mut().filter(|element| element.id == PieceId::BLOCK_BRAKES.0) {
            element.qualifier = element.qualifier & 0xf0 | 4;
        }
    }
    file
}

#[test]
fn what_a_td6_lacks_is_listed_or_lost() {
    let mut design = example_design();
    design.elements[3] = Element::new(PieceId::BLOCK_BRAKES).with_speed(8);
    let mut file = TrackFile::from_design_in(NewFormat::Td7, &design, catalogue()).unwrap();
    file.trailing = vec![7];
    let brake = Misfit::BlockBrakeSpeed { index: 3, speed: 8 };
    assert_eq!(convert(&file, Target::new(Format::Td6)), Err(vec![brake.clone()]));
    let lossy = convert(&file, Target::new(Format::Td6).lossy()).unwrap();
    assert_eq!(lossy.lost, std::slice::from_ref(&brake));
    assert_eq!(lossy.file.trailing, [7]);
    assert_eq!(lossy.file.design(catalogue()).unwrap().elements[3], Element::new(PieceId::BLOCK_BRAKES));

    let Track::Elements(elements) = &mut file.track else { panic!("no elements") };
    elements[1].id = 349;
    elements[2].id = 1000;
    let misfits = vec![
        Misfit::Piece { index: 1, piece: "diag_down_25_brakes".to_owned() },
        Misfit::Piece { index: 2, piece: "piece 1000".to_owned() },
        brake,
    ];
    assert_eq!(convert(&file, Target::new(Format::Td6).lossy()), Err(misfits));
}

/// A record made by hand, or from an edited JSON text, may be one that no file can hold.
#[test]
fn what_fits_no_file_is_an_error_in_its_own_format_too() {
    let mut file = TrackFile::from_design_in(NewFormat::Td7, &example_design(), catalogue()).unwrap();
    let Fixed::Td6(header) = &mut file.fixed else { panic!("a TD7 has the fixed part of a TD6") };
    header.ride_type = 20;
    let misfit = Misfit::Maze { ride_type: 20, track: "elements" };
    for target in [Target::new(Format::Td7), Target::new(Format::Td7).lossy()] {
        assert_eq!(convert(&file, target), Err(vec![misfit.clone()]));
    }
}

#[test]
fn what_a_td4_lacks_is_listed_or_lost() {
    let mut design = example_design();
    design.settings.lift_speed = 7;
    design.settings.trains = 13;
    design.settings.mode.0 = 34;
    design.colours.vehicle = vec![[28, 40, 0]; 32];
    design.colours.vehicle[12][1] = 0;
    design.colours.station_style = 6;
    design.space = (0, 0);
    let file = TrackFile::from_design(&design, catalogue()).unwrap();
    let target = Target::new(Format::Td4Expansion).game(Game::Rct2);
    let listed = convert(&file, target).unwrap_err();
    let texts: Vec<String> = listed.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts[..3],
        [
            "it has no place for entrances; remove them",
            "colours.station_style \"log_cabin\" becomes \"plain\"",
            "colours.vehicle[0][1] 40 becomes 0",
        ]
    );
    assert_eq!(
        texts[3..6],
        [
            "settings.lift_speed 7 becomes 5",
            "settings.mode \"continuous_circuit_block_sectioned\" becomes \"continuous_circuit\"",
            "settings.trains 13 becomes 12",
        ]
    );
    assert!(texts.len() == 7 && texts[6].starts_with("the colours of slots that no train uses"), "{texts:?}");
    let Conversion { file, lost } = convert(&file, target.lossy()).unwrap();
    assert_eq!(lost, listed);
    assert_eq!((file.format(), file.fixed.ride_type()), (Format::Td4Expansion, 0));
    let again = read(&file.to_bytes().unwrap()).unwrap();
    assert_eq!(again.design(catalogue()).unwrap().elements, design.elements);
}

#[test]
fn rides_that_rct1_lacks_are_an_error_whatever_may_be_lost() {
    let mut design = example_design();
    design.ride.0 = 68;
    design.vehicle = "INTST".to_owned();
    let file = TrackFile::from_design(&design, catalogue()).unwrap();
    let misfits = convert(&file, Target::new(Format::Td4).lossy()).unwrap_err();
    let lacks = |what, name: &str| Misfit::NotInRct1 { what, name: name.to_owned() };
    assert_eq!(misfits[1..], [lacks("vehicle", "INTST"), lacks("ride type", "giga_rc")]);
}

#[test]
fn numbers_that_no_game_has_find_no_place_in_a_td4() {
    let mut file = TrackFile::from_design(&example_design(), catalogue()).unwrap();
    let Fixed::Td6(header) = &mut file.fixed else { panic!("not a TD6") };
    header.ride_type = 255;
    let misfits = convert(&file, Target::new(Format::Td4).lossy()).unwrap_err();
    assert_eq!(misfits[1..], [Misfit::NotInRct1 { what: "ride type", name: "255".to_owned() }]);
}

#[test]
fn a_vehicle_of_rct2_is_not_that_of_rct1() {
    let file = TrackFile::from_design(&example_design(), catalogue()).unwrap();
    let texts: Vec<String> =
        convert(&file, Target::new(Format::Td4Expansion)).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(texts.contains(&"ride \"wooden_rc\" becomes \"classic_wooden_rc\"".to_owned()), "{texts:?}");
    assert!(texts.contains(&"vehicle \"PTCT1\" becomes \"#RCT1PTC\"".to_owned()), "{texts:?}");
}

#[test]
fn boosters_of_rct1_find_no_number_on_wild_mice() {
    let mut design = example_design();
    (design.ride.0, design.vehicle) = (54, "#RCT1SMC".to_owned());
    design.elements[1] = Element::new(PieceId::BOOSTER).with_speed(8);
    let wide = TrackFile::from_design_in(NewFormat::Td7, &design, catalogue()).unwrap();
    let td4 = convert(&wide, Target::new(Format::Td4Expansion).lossy()).unwrap().file;
    assert_eq!(td4.track.elements()[1], ElementRecord { id: 100, qualifier: 4 });
    let misfit = Misfit::Piece { index: 1, piece: "booster".to_owned() };
    assert_eq!(convert(&td4, Target::new(Format::Td6)), Err(vec![misfit]));
    assert_eq!(kept(&td4, Format::Td7).track, wide.track);
}

/// A record of RCT1 with numbers that stand for something.
fn rct1() -> impl Strategy<Value = TrackFile> {
    let formats = prop_oneof![record(Format::Td4), record(Format::Td4Expansion)];
    let rides: Vec<u8> = catalogue().rct1().rides().iter().map(|row| row.id).filter(|&id| id != 20).collect();
    let vehicles: Vec<u8> = catalogue().rct1().vehicles().iter().map(|row| row.id).collect();
    (formats, prop::sample::select(rides), prop::sample::select(vehicles)).prop_map(|(mut file, ride, vehicle)| {
        let Fixed::Td4(header) = &mut file.fixed else { panic!("not a TD4") };
        if header.ride_type != 20 {
            header.ride_type = ride;
        }
        header.vehicle = vehicle;
        header.mode %= 34;
        header.trains %= 13;
        file
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_td6_comes_back_from_td7_as_it_was(file in record(Format::Td6)) {
        let there = convert(&file, Target::new(Format::Td7).lossy()).unwrap();
        let only_seats = there.lost.iter().all(|misfit| matches!(misfit, Misfit::SeatRotation { .. }));
        prop_assert!(only_seats);
        prop_assert_eq!(kept(&there.file, Format::Td6), upright(file));
    }

    #[test]
    fn a_td7_goes_to_td6_and_back_or_names_what_does_not(file in record(Format::Td7)) {
        match convert(&file, Target::new(Format::Td6)) {
            Ok(conversion) => prop_assert_eq!(kept(&conversion.file, Format::Td7), file),
            Err(misfits) => prop_assert!(!misfits.is_empty()),
        }
    }

    #[test]
    fn a_td4_comes_back_from_later_formats_as_the_same_design(file in rct1()) {
        for format in [Format::Td6, Format::Td7] {
            let Ok(there) = convert(&file, Target::new(format)) else { continue };
            let back = convert(&there.file, Target::new(file.format())).map(|conversion| conversion.file);
            let back = back.map_err(|misfits| TestCaseError::fail(format!("{misfits:?}")))?;
            prop_assert_eq!(back.design(catalogue()), upright(file.clone()).design(catalogue()));
            prop_assert_eq!(kept(&back, format), there.file);
        }
    }
}
