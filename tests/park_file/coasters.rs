//! Coasters taken out of parks: their designs, their measurements, and their ratings in place.

use std::collections::BTreeMap;
use std::path::Path;

use loopwright::catalogue::{Catalogue, PieceId};
use loopwright::design::Element;
use loopwright::layout::read_back;
use loopwright::park_file::{ParkFile, Ride};
use loopwright::report::in_place;
use loopwright::rules::Rules;
use loopwright::test_run::Measured;
use loopwright::track_file;
use serde_json::{Value, json};

use super::{read, recorded};
use crate::oracle::{compare, oracle};

/// Elements apart from which tile of a platform they are, which the game decides anew.
fn told_apart(elements: &[Element]) -> Vec<(PieceId, bool, bool, u8)> {
    let piece = |piece: PieceId| if piece.is_station() { PieceId::END_STATION } else { piece };
    elements.iter().map(|it| (piece(it.piece), it.chain, it.inverted, it.speed)).collect()
}

/// Whether one circuit is the other begun elsewhere.
fn is_turned(ours: &[Element], theirs: &[Element]) -> bool {
    let (ours, theirs) = (told_apart(ours), told_apart(theirs));
    let begins_at = |begin: usize| ours[begin..].iter().chain(&ours[..begin]).eq(&theirs);
    ours.len() == theirs.len() && (0..ours.len()).any(begins_at)
}

/// The design that a ride of a recorded park was built from; the game numbers designs of one name.
fn built_from(oracle: &Path, name: &str) -> Option<std::path::PathBuf> {
    let stem = name.strip_suffix(" 2").unwrap_or(name);
    let path = oracle.join("surroundings/designs").join(format!("{stem}.td6"));
    path.exists().then_some(path)
}

#[test]
fn coasters_of_parks_are_the_designs_they_were_built_from() {
    let Some(oracle) = oracle("coasters of parks") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let (mut equal, mut different) = (0, Vec::new());
    for path in recorded(&oracle) {
        let file = read(&path);
        for ride in &file.rides {
            let name = file.ride_name(ride, &catalogue);
            let Some(design) = built_from(&oracle, &name) else { continue };
            let bytes = std::fs::read(design).expect("a design");
            let design = track_file::read(&bytes).expect("a track file").design(&catalogue).expect("a coaster");
            let ours = read_back(&file, ride, &catalogue).expect("a coaster").design;
            assert_eq!((ours.ride, &ours.vehicle), (design.ride, &design.vehicle), "{name}");
            assert_eq!(ours.entrances.len(), design.entrances.len(), "{name}");
            if is_turned(&ours.elements, &design.elements) { equal += 1 } else { different.push(name) }
        }
    }
    assert!(equal >= 10 && different.is_empty(), "{equal} equal, different: {different:?}");
}

/// The recorded coasters of the real park, and the park.
fn real_park(oracle: &Path) -> (ParkFile, BTreeMap<u64, Value>) {
    let file = read(&oracle.join("surroundings/parks/bpb.sv6"));
    let rides = compare::lines(&oracle.join("surroundings/bpb_rides.jsonl"));
    (file, rides.into_iter().map(|ride| (ride["id"].as_u64().expect("a number"), ride)).collect())
}

fn raw(ride: &Ride) -> Value {
    let measured = Measured::stored(ride);
    let leg = |leg: &loopwright::test_run::Leg| json!({ "length": leg.length, "time": leg.time });
    json!({
        "max_speed": measured.max_speed, "average_speed": measured.average_speed,
        "max_positive_g": measured.max_positive_g, "max_negative_g": measured.max_negative_g,
        "max_lateral_g": measured.max_lateral_g, "air_time": measured.air_time, "drops": measured.drops,
        "powered_lifts": measured.powered_lifts, "highest_drop": measured.highest_drop,
        "start_drop_height": measured.drop_start, "inversions": measured.inversions, "helices": measured.helices,
        "special": measured.special.0, "turn_default": measured.turns_flat.0, "turn_banked": measured.turns_banked.0,
        "turn_sloped": measured.turns_sloped.0, "sheltered_length": measured.sheltered_length,
        "sheltered_sections": measured.sheltered_sections.0,
        "segments": measured.legs.iter().map(leg).collect::<Vec<_>>(),
        "total_length": measured.total_length(), "total_time": measured.total_time(),
    })
}

#[test]
fn measurements_and_settings_of_a_park_are_read_as_the_game_reads_them() {
    let Some(oracle) = oracle("measurements of a park") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let (file, recorded) = real_park(&oracle);
    assert!(recorded.len() > 20);
    for (id, recorded) in recorded {
        let ride = file.ride(id as u16).expect("a ride");
        let mut stored = recorded["stored"]["raw"].clone();
        stored.as_object_mut().expect("an object").remove("sheltered_eighths");
        assert_eq!(raw(ride), stored, "{id}");
        let ratings = ride.ratings.map(loopwright::quantity::Ratings::hundredths);
        let theirs =
            ["excitement", "intensity", "nausea"].map(|key| recorded["stored"][key].as_i64().map(|it| it as i32));
        assert_eq!(ratings.map(|ratings| ratings.map(Some)), Some(theirs), "{id}");
        let settings = &ride.settings;
        let ours = json!([
            settings.trains,
            settings.cars,
            settings.lift_speed,
            settings.operation_option,
            settings.circuits,
            settings.mode,
            settings.depart_flags,
            settings.min_wait,
            settings.max_wait,
            ride.is_tested(),
            ride.is_broken_down(),
            file.vehicle(ride, &catalogue),
        ]);
        let keys = [
            "trains",
            "cars",
            "lift_speed",
            "operation_option",
            "circuits",
            "ride_mode",
            "depart_flags",
            "min_wait",
            "max_wait",
            "tested",
            "broken_down",
            "vehicle",
        ];
        assert_eq!(ours, json!(keys.map(|key| &recorded[key])), "{id}");
    }
}

#[test]
fn coasters_of_a_real_park_are_rated_as_the_game_expects_by_every_version() {
    let Some(oracle) = oracle("ratings in a park") else { return };
    let golden = std::fs::read_to_string(oracle.join("../facts/bpb_golden.json")).expect("expected ratings");
    let golden: Value = serde_json::from_str(&golden).expect("JSON");
    let (file, _) = real_park(&oracle);
    let (mut equal, mut different) = (0, Vec::new());
    for column in golden["columns"].as_array().expect("a list") {
        let release = column["first_release"].as_str().expect("a release");
        for rules in column["rule_sets"].as_array().expect("a list") {
            let rules = rules.as_str().expect("a name");
            let catalogue = Catalogue::under(Rules::named(rules).expect("rules")).expect("sound tables");
            let park = file.park(&catalogue);
            for coaster in golden["coasters"].as_array().expect("a list") {
                let ride = file.ride(coaster["ride"].as_u64().expect("a number") as u16).expect("a ride");
                let ours = in_place(&park, &file, ride, &catalogue).map(|ratings| json!(ratings.hundredths()));
                let theirs = &coaster["ratings"][release];
                if ours.as_ref() == Some(theirs) {
                    equal += 1;
                } else {
                    different.push(format!("{rules} {}: {ours:?}, expected {theirs}", coaster["name"]));
                }
            }
        }
    }
    assert!(equal > 200 && different.is_empty(), "{equal} equal\n{}", different.join("\n"));
}
