//! Coasters taken out of parks: their designs, their measurements, and their ratings in place.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use loopwright::catalogue::{Catalogue, PieceId};
use loopwright::design::Element;
use loopwright::layout::{StandingRide, lay_standing, read_back};
use loopwright::park_file::ParkFile;
use loopwright::path::Path;
use loopwright::rating::{Rated, RideUse, rate, value};
use loopwright::report::in_place;
use loopwright::rules::Rules;
use loopwright::site::Site;
use loopwright::test_run::{self, Measured};
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
fn built_from(oracle: &FilePath, name: &str) -> Option<std::path::PathBuf> {
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
fn real_park(oracle: &FilePath) -> (ParkFile, BTreeMap<u64, Value>) {
    let file = read(&oracle.join("surroundings/parks/bpb.sv6"));
    let rides = compare::lines(&oracle.join("surroundings/bpb_rides.jsonl"));
    (file, rides.into_iter().map(|ride| (ride["id"].as_u64().expect("a number"), ride)).collect())
}

fn raw(measured: &Measured) -> Value {
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
        assert_eq!(raw(&Measured::stored(ride)), stored, "{id}");
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

/// Rides whose test run depends on what other rides of the park happen to do: 92 by the recordings, 17 leaves together with
/// trains of 16.
const BY_CHANCE: [u64; 2] = [17, 92];

/// What differs from the game and is not explained yet: the running cost of some rides as they stand, and one piece of ride
/// 99 that is counted once too often as close to its own track.
const UNEXPLAINED: [(u64, &str); 7] = [
    (0, "in_place.upkeep"),
    (15, "in_place.upkeep"),
    (17, "in_place.upkeep"),
    (18, "in_place.upkeep"),
    (61, "in_place.upkeep"),
    (99, "in_place.surroundings.counters[11]"),
    (99, "fresh.surroundings.counters[11]"),
];

/// What the program finds around a ride, and its ratings, with the keys of the recordings.
fn answer(rated: &Rated) -> Value {
    let [excitement, intensity, nausea] = rated.ratings.hundredths();
    let surveyed = &rated.surveyed;
    json!({
        "excitement": excitement, "intensity": intensity, "nausea": nausea,
        "upkeep": rated.upkeep, "unreliability": rated.unreliability,
        "surroundings": {
            "counters": surveyed.counters.0, "scanned": surveyed.scanned, "proximity": surveyed.proximity,
            "scenery": surveyed.scenery, "synchronised": surveyed.synchronises,
        },
    })
}

#[test]
fn coasters_of_a_real_park_see_what_stands_around_them_and_are_tested_afresh() {
    let Some(oracle) = oracle("coasters of a real park") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let (file, recorded) = real_park(&oracle);
    let park = file.park(&catalogue);
    let mut different = Vec::new();
    for (id, recorded) in recorded {
        let ride = file.ride(id as u16).expect("a ride");
        let StandingRide { design, start, .. } = read_back(&file, ride, &catalogue).expect("a coaster");
        let site = Site::in_park(&park, start.at.tile());
        let layout = lay_standing(&catalogue, &design, site, start, ride.id).expect("a coaster");
        let mut found = Vec::new();

        let rated = rate(&layout, &Measured::stored(ride)).expect("a way round the track");
        let is_open = recorded["status"] == "open";
        let months = recorded["age_months"].as_u64().expect("a number") as u32;
        let value = |is_open: bool| value(&layout, rated.ratings, RideUse { months, is_open });
        let mut in_place = answer(&rated);
        in_place["value"] = json!(value(is_open));
        compare::differences("in_place", &recorded["in_place"], &in_place, &mut found);

        let mut run = recorded["fresh"]["run"].clone();
        let object = run.as_object_mut().expect("a run");
        for key in ["direction", "value", "no_raw_stats", "outcome"] {
            object.remove(key);
        }
        object["raw"].as_object_mut().expect("an object").remove("sheltered_eighths");
        let tested = test_run::run(&layout, &Path::new(&layout).expect("a path"));
        let rated = rate(&layout, &tested.measured).expect("a way round the track");
        let mut fresh = answer(&rated);
        fresh["ticks"] = json!(tested.ticks);
        fresh["raw"] = raw(&tested.measured);
        if !BY_CHANCE.contains(&id) {
            compare::differences("fresh", &run, &fresh, &mut found);
        }
        found.retain(|line| !UNEXPLAINED.iter().any(|&(ride, path)| ride == id && line.starts_with(path)));
        if !found.is_empty() {
            different.push(format!("{id}: {}", found.join("; ")));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
