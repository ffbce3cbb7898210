//! Compares the coasters of a real park, where they stand, with the game: the ratings that it expects by every version, and
//! what it finds from the stored measurement and in a test run of today.

use std::path::Path;

use loopwright::catalogue::Catalogue;
use loopwright::judge::judge_park;
use loopwright::park_file::{self, ParkFile};
use loopwright::report::ParkFacts;
use serde_json::{Value, json};

use super::{Comparison, RECORDED, catalogue, differences, lines};

/// Everything that is known of the park, of the coasters whose type has a name that starts with `prefix`.
pub(crate) fn real_park(oracle: &Path, prefix: &str) -> Vec<(String, Comparison)> {
    let path = oracle.join("surroundings/parks/bpb.sv6");
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file = park_file::read(&bytes, "bpb.sv6").expect("a park");
    let mut compared = expected(oracle, &file, prefix);
    compared.push(("coasters of bpb".to_owned(), recorded(oracle, &file, prefix)));
    compared
}

/// What the program says about the rides of a park.
fn rides(file: &ParkFile, catalogue: &Catalogue) -> Vec<Value> {
    let park = file.park(catalogue);
    let judged = judge_park(&park, file, catalogue);
    let facts = serde_json::to_value(ParkFacts::new(&park, Some(file), &judged, catalogue)).expect("serialises");
    facts["rides"].as_array().expect("a list").clone()
}

fn ride<'a>(rides: &'a [Value], id: &Value) -> &'a Value {
    rides.iter().find(|ride| ride["id"] == *id).expect("a ride")
}

fn is_named(name: &Value, prefix: &str) -> bool {
    name.as_str().is_some_and(|name| name.starts_with(prefix))
}

/// The ratings that the game's own test expects, by version.
fn expected(oracle: &Path, file: &ParkFile, prefix: &str) -> Vec<(String, Comparison)> {
    let text = std::fs::read_to_string(oracle.join("../facts/bpb_golden.json")).expect("expected ratings");
    let golden: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared = Vec::new();
    for column in golden["columns"].as_array().expect("a list") {
        let release = column["first_release"].as_str().expect("a release");
        for rules in column["rule_sets"].as_array().expect("a list") {
            let rules = rules.as_str().expect("a name");
            let rides = rides(file, &catalogue(rules));
            let mut comparison = Comparison::default();
            for coaster in golden["coasters"].as_array().expect("a list") {
                if is_named(&coaster["name"], prefix) {
                    let ours = ride(&rides, &coaster["ride"]);
                    let ratings = |of: &Value| json!([of["excitement"], of["intensity"], of["nausea"]]);
                    let mut found = Vec::new();
                    differences("stored", &coaster["stored"], &ratings(&ours["stored"]), &mut found);
                    differences("in place", &coaster["ratings"][release], &ratings(&ours["in_place"]), &mut found);
                    comparison.add(&format!("ride {}, {}", coaster["ride"], coaster["name"]), &found);
                }
            }
            compared.push((format!("{rules}, expected of bpb"), comparison));
        }
    }
    compared
}

/// The ride that leaves together with trains of ride 16, which is open and moves on in the recording. A park file does not tell
/// enough of those trains and their guests, so they stand still here, and what hangs on departures is not compared.
const BESIDE_MOVING_TRAINS: u64 = 17;

/// What was recorded of its coasters by the rules of [`RECORDED`].
fn recorded(oracle: &Path, file: &ParkFile, prefix: &str) -> Comparison {
    let rides = rides(file, &catalogue(RECORDED));
    let mut comparison = Comparison::default();
    for mut recorded in lines(&oracle.join("surroundings/bpb_rides.jsonl")) {
        if !is_named(&recorded["ride_type_name"], prefix) {
            continue;
        }
        leave_out(&mut recorded);
        let mut found = Vec::new();
        differences("", &recorded, ride(&rides, &recorded["id"]), &mut found);
        comparison.add(&format!("ride {}, {}", recorded["id"], recorded["ride_type_name"]), &found);
    }
    comparison
}

/// Leaves out what a park file does not hold, and what depends on chance.
fn leave_out(recorded: &mut Value) {
    let is_beside_moving_trains = recorded["id"] == BESIDE_MOVING_TRAINS;
    let mut remove = |path: &str, keys: &[&str]| {
        let object = recorded.pointer_mut(path).and_then(Value::as_object_mut);
        if let Some(object) = object {
            object.retain(|key, _| !keys.contains(&key.as_str()));
        }
    };
    // Reckoned anew by every test, and counted elsewhere.
    remove("", &["max_trains", "min_cars", "max_cars", "num_stations", "stations", "reversed_trains"]);
    remove("/stored/raw", &["sheltered_eighths"]);
    // The park was built in no direction, and the value is that of the ride's age.
    remove("/fresh/run", &["direction", "value"]);
    if is_beside_moving_trains {
        remove("/fresh/run", &["ticks", "raw", "excitement", "intensity", "nausea"]);
    }
}
