//! `rate --beside`: two designs whose trains leave together.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::support::{bytes, design, folder, run};

fn golden(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/designs");
    folder.join(name).with_extension("td6").display().to_string()
}

fn ratings(run: &Value) -> [i64; 3] {
    ["excitement", "intensity", "nausea"].map(|key| run[key].as_i64().unwrap())
}

/// What the bonus of synchronised stations adds in a run.
fn bonus(run: &Value) -> [i64; 3] {
    let entries = run["explain"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["item"] == "bonus_synchronised_stations").unwrap();
    [0, 1, 2].map(|index| entry["after"][index].as_i64().unwrap() - entry["before"][index].as_i64().unwrap())
}

#[test]
fn both_are_rated_with_the_bonus_of_synchronised_stations() {
    let folder = folder();
    let rated = run(folder.path(), &["rate", "--json", "--explain", "--beside", "designs/b.TD6", "coaster.td6"]);
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    let told = rated.json();
    assert_eq!([&told[0]["path"], &told[1]["path"]], ["coaster.td6", "designs/b.TD6"]);
    assert_eq!([&told[0]["beside"]["path"], &told[1]["beside"]["path"]], ["designs/b.TD6", "coaster.td6"]);
    let alone = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    for one in &told {
        let (runs, without) = (one["runs"].as_array().unwrap(), one["beside"]["alone"].as_array().unwrap());
        assert_eq!((runs.len(), without.len()), (4, 4));
        for (direction, (run, without)) in runs.iter().zip(without).enumerate() {
            assert_eq!(
                (run["direction"].as_u64(), without["direction"].as_u64()),
                (Some(direction as u64), Some(direction as u64))
            );
            assert_eq!(run["surroundings"]["synchronised"], true);
            // What the table of the ride type gives a wooden coaster.
            assert_eq!(bonus(run), [40, 5, 0]);
            assert_eq!(ratings(without), ratings(&alone["runs"][direction]));
            assert!(ratings(run)[0] > ratings(without)[0]);
            assert_eq!(run["ticks"], alone["runs"][direction]["ticks"], "the other train is ready");
        }
        let right = one["beside"]["right"].as_i64().unwrap();
        assert!((1..=6).contains(&right.abs()), "{right}");
    }
}

#[test]
fn the_gain_is_told_in_words() {
    let folder = folder();
    let rated =
        run(folder.path(), &["rate", "--explain", "--direction", "0", "--beside", "designs/b.TD6", "coaster.td6"]);
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    for words in [
        "beside designs/b.TD6: its station is",
        "beside coaster.td6: its station is",
        "trains leave together",
        "gained",
    ] {
        assert!(rated.stdout.contains(words), "{words}: {}", rated.stdout);
    }
}

#[test]
fn designs_of_any_kind_stand_beside_each_other_or_it_is_said_why_not() {
    let folder = folder();
    let mut together = 0;
    for (one, other) in [
        ("wooden_rc", "wooden_rc"),
        ("looping_rc", "looping_rc"),
        ("junior_rc", "wooden_rc"),
        ("micro66", "micro66"),
        ("compact60", "compact60"),
        ("twister_rc", "twister_rc"),
    ] {
        let (one, other) = (golden(one), golden(other));
        let rated = run(folder.path(), &["rate", "--json", "--direction", "1", "--beside", &other, &one]);
        if rated.code == 1 {
            let words = rated.json().remove(0)["error"].as_str().unwrap().to_owned();
            assert!(words.contains("cannot stand beside") && words.contains("none of"), "{words}");
            continue;
        }
        assert_eq!(rated.code, 0, "{}", rated.stderr);
        for told in rated.json() {
            assert_eq!(told["runs"][0]["surroundings"]["synchronised"], true);
            assert_eq!(told["runs"][0]["outcome"], "tested");
        }
        together += 1;
    }
    assert!(together >= 3, "{together}");
}

#[test]
fn designs_that_do_not_stand_alone_are_named() {
    let folder = folder();
    let mut doorless = design();
    doorless.entrances.clear();
    fs::write(folder.path().join("doorless.td6"), bytes(&doorless)).unwrap();
    for (one, other) in [("doorless.td6", "coaster.td6"), ("coaster.td6", "doorless.td6")] {
        let refused = run(folder.path(), &["rate", "--beside", other, one]);
        assert_eq!(refused.code, 1, "{}", refused.stdout);
        let words = "doorless.td6: it cannot be built and tested even alone: Entrance not yet built";
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    let missing = run(folder.path(), &["rate", "--beside", "missing.td6", "coaster.td6"]);
    assert!(missing.code == 3 && missing.stderr.contains("missing.td6"), "{}", missing.stderr);
}

#[test]
fn what_does_not_go_with_it_is_wrong_usage() {
    let folder = folder();
    let beside = ["rate", "--beside", "coaster.td6", "coaster.td6"];
    for more in [&["--rules", "all"][..], &["--park", "mypark.park", "--at", "4,4"]] {
        let refused = run(folder.path(), &[&beside[..], more].concat());
        assert_eq!(refused.code, 2, "{more:?}: {}", refused.stderr);
    }
}
