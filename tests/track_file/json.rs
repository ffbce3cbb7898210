//! The JSON form against the records it stands for.

use loopwright::track_file::json::{self, JsonError};
use loopwright::track_file::{Checksum, Fixed, Format, Track, TrackFile, read};
use proptest::prelude::*;

use super::sample::{EXAMPLE, catalogue, corpus, hex, record};

/// The rules' example, whose text the documentation shows.
const TEXT: &str = include_str!("example.json");

fn example() -> TrackFile {
    read(&hex(EXAMPLE)).unwrap()
}

/// What is wrong when a part of the example's text is replaced.
fn complaint(old: &str, new: &str) -> String {
    assert!(TEXT.contains(old), "{old}");
    json::from_str(&TEXT.replacen(old, new, 1), catalogue()).unwrap_err().to_string()
}

#[test]
fn the_example_of_the_rules_both_ways() {
    assert_eq!(json::to_string(&example(), catalogue()).unwrap(), TEXT);
    let file = json::from_str(TEXT, catalogue()).unwrap();
    assert_eq!(file, example());
    assert_eq!(file.to_bytes(), Ok(hex(EXAMPLE)));
}

#[test]
fn files_of_the_game_come_out_as_they_went_in() {
    for (path, bytes) in corpus("designs as JSON") {
        let file = read(&bytes).unwrap();
        let text = json::to_string(&file, catalogue()).unwrap();
        let again = json::from_str(&text, catalogue()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(again, file, "{}", path.display());
        assert_eq!(again.to_bytes(), file.normalised().to_bytes(), "{}", path.display());
    }
}

#[test]
fn what_the_file_makes_of_its_ride_type_is_named_and_kept() {
    let stored = |ride, vehicle: &str| {
        let mut file = example();
        let Fixed::Td6(header) = &mut file.fixed else { panic!("not a TD6") };
        (header.ride_type, header.vehicle.0) = (ride, catalogue().vehicle(vehicle).unwrap().entry);
        let text = json::to_string(&file, catalogue()).unwrap();
        assert_eq!(json::from_str(&text, catalogue()).unwrap(), file);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        (value["ride"].clone(), value["legacy"]["ride_number"].clone())
    };
    assert_eq!(stored(19, "ARRT2"), ("hypercoaster".into(), ().into()));
    assert_eq!(stored(91, "ARRT2"), ("hypercoaster".into(), 91.into()));
    assert_eq!(stored(91, "ARRT1"), ("hypercoaster".into(), ().into()));
    assert_eq!(stored(26, "ARRT1"), (26.into(), ().into()));
}

#[test]
fn edits_count() {
    let edit = |old: &str, new: &str| {
        assert!(TEXT.contains(old), "{old}");
        json::from_str(&TEXT.replacen(old, new, 1), catalogue()).unwrap()
    };
    let Fixed::Td6(header) = edit("\"PTCT1\"", "\"MFT\"").fixed else { panic!("not a TD6") };
    assert_eq!(header.vehicle.0, catalogue().vehicle("MFT").unwrap().entry);
    let Track::Elements(elements) = edit("{\"piece\": \"flat\"}", "{\"piece\": 4, \"chain\": true}").track else {
        panic!("no elements")
    };
    assert_eq!((elements[3].id, elements[3].qualifier), (4, 0x84));
    let wide = edit("\"td6\"", "\"td7\"");
    assert_eq!((wide.format(), wide.track), (Format::Td7, example().track));
    assert_eq!(edit("{\n", "\u{feff}{\n"), example());
    assert_eq!(edit("{\n", "{\n  \"$schema\": \"track-design.schema.json\",\n"), example());
}

#[test]
fn mistakes_are_named_with_their_place() {
    for (old, new, expected) in [
        ("\"flat\"", "\"flatt\"", "elements[3]: there is no piece \"flatt\"; correct the name, or give a number"),
        (
            "\"wooden_rc\"",
            "\"woodn_rc\"",
            "ride: there is no ride type \"woodn_rc\"; correct the name, or give a number",
        ),
        (
            "\"continuous_circuit\"",
            "\"continuous\"",
            "settings.mode: there is no operating mode \"continuous\"; correct the name, or give a number",
        ),
        (
            "\"plain\"",
            "\"plane\"",
            "colours.station_style: there is no station style \"plane\"; correct the name, or give a number",
        ),
        (
            "\"PTCT1\"",
            "\"PTCT9\"",
            "vehicle: \"PTCT9\" is not in the catalogue; choose one that is, or give its entry as \
             legacy.vehicle_object",
        ),
        (
            "{\"piece\": \"flat\"}",
            "{\"piece\": \"flat\", \"speed\": 4}",
            "elements[3]: the piece has no speed; remove it",
        ),
        (
            "{\"piece\": \"flat\"}",
            "{\"piece\": \"block_brakes\", \"speed\": 4}",
            "elements[3]: the piece has no speed; remove it",
        ),
        (
            "{\"piece\": \"flat\"}",
            "{\"piece\": \"brakes\", \"speed\": 5}",
            "elements[3]: speed 5 is odd and files hold even speeds; choose the next one",
        ),
        (
            "{\"piece\": \"flat\"}",
            "{\"piece\": \"brakes\", \"speed\": 32}",
            "elements[3].speed: 32 is too large, the most is 30",
        ),
        (
            "{\"piece\": \"flat\"}",
            "{\"piece\": \"diag_brakes\", \"speed\": 2}",
            "elements[3]: the piece has no number in a TD6; choose another piece, or \"format\": \"td7\", which holds all",
        ),
        ("\"lift_speed\": 5", "\"lift_speed\": 32", "settings.lift_speed: 32 is too large, the most is 31"),
        ("\"direction\": 3", "\"direction\": 4", "entrances[0].direction: 4 is too large, the most is 3"),
        (
            "\"elements\": [",
            "\"maze\": [], \"elements\": [",
            "a design has either elements or a maze; give one of them",
        ),
        (
            "\"version\": 1",
            "\"version\": 2",
            "version 2 of the form; this program knows version 1, so get a program that is newer",
        ),
    ] {
        assert_eq!(complaint(old, new), expected);
    }
}

#[test]
fn texts_that_are_none_are_named_with_their_place() {
    for (old, new, expected) in [
        (
            "\"trains\": 1",
            "\"trains\": 300",
            "invalid value: integer `300`, expected u8 at line 8 column 17; compare with the JSON schema",
        ),
        ("\"format\": \"td6\"", "\"format\": \"td4\"", "unknown variant `td4`, expected `td6` or `td7` at line 3"),
        ("\"trains\": 1", "\"trians\": 1", "unknown field `trians`"),
        ("{\"piece\": \"flat\"}", "{\"piece\": true}", "expected a name or a number at line"),
        ("\"version\": 1,", "", "this seems to be other JSON text, for it has no \"version\""),
        ("\"elements\": [", "\"elements\": [[", "expected `,` or `]` at line 50"),
    ] {
        let text = complaint(old, new);
        assert!(text.starts_with(expected), "{text}");
    }
    assert!(matches!(json::from_str("[1, 2", catalogue()), Err(JsonError::Text(_))));
    let nested = format!("{{\"version\": 1, \"format\": {}", "[".repeat(100_000));
    assert!(matches!(json::from_str(&nested, catalogue()), Err(JsonError::Text(_))));
    let large = " ".repeat(json::TEXT_LIMIT + 1);
    assert!(matches!(json::from_str(&large, catalogue()), Err(JsonError::Large { .. })));
}

#[test]
fn a_normalised_file_has_no_junk_and_a_sound_checksum() {
    let mut bytes = hex(EXAMPLE);
    *bytes.last_mut().unwrap() ^= 1;
    let mut file = read(&bytes).unwrap();
    file.trailing = vec![1, 2, 3];
    let text = json::to_string(&file, catalogue()).unwrap();
    assert!(text.contains("\"trailing\": \"02010203\""), "{text}");
    let file = json::from_str(&text, catalogue()).unwrap();
    assert_eq!(file.trailing, [1, 2, 3]);
    let file = file.normalised();
    assert_eq!(file.checksum(), Some(Checksum::Rct2));
    assert_eq!(file.to_bytes(), Ok(hex(EXAMPLE)));
}

#[test]
fn the_schema_in_the_documentation_is_current() {
    let committed = include_str!("../../docs/track-design.schema.json");
    let current = serde_json::to_string_pretty(&json::schema()).unwrap() + "\n";
    let advice = "run `cargo run --example track_design_schema > docs/track-design.schema.json`";
    assert!(committed == current, "{advice}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_inverts_writing(file in prop_oneof![record(Format::Td6), record(Format::Td7)]) {
        let text = json::to_string(&file, catalogue()).unwrap();
        let again = json::from_str(&text, catalogue()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(again, file);
    }
}
