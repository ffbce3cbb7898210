//! `rate` and `check` on a spot of a park.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::oracle::holds;
use super::support::{folder, run};
use crate::oracle::compare::RECORDED;
use crate::oracle::oracle;

/// Every how many of the recorded designs of a park are asked for.
const STRIDE: usize = 6;
/// Units of height in a step of `--at`.
const STEP: i64 = 8;

/// Rates a recorded design where it was placed.
fn rated(surroundings: &Path, park: &str, record: &Value) -> Value {
    let number = |key: &str| record[key].as_i64().unwrap();
    let mut at = format!("{},{}", number("x"), number("y"));
    if let Some(z) = record["forced_z"].as_i64() {
        at += &format!(",{}", z / STEP);
    }
    let (park, direction) = (surroundings.join("parks").join(park), number("direction").to_string());
    let design = surroundings.join("designs").join(record["file"].as_str().unwrap());
    let scenery = if record["with_scenery"] == true { "--scenery" } else { "--no-scenery" };
    let (park, design) = (park.to_str().unwrap(), design.to_str().unwrap());
    let place = ["--park", park, "--all-objects", "--at", &at, "--direction", &direction];
    run(folder().path(), &[&["rate", "--json", "--rules", RECORDED, scenery], &place[..], &[design]].concat())
        .json()
        .remove(0)
}

#[test]
fn designs_on_spots_of_parks_equal_the_record() {
    let Some(oracle) = oracle("rate --park") else { return };
    let surroundings = oracle.join("surroundings");
    for (name, park) in [("s02", "s02.park"), ("s09", "s09.park"), ("s10", "s10.park"), ("bpb", "bpb.sv6")] {
        let records = fs::read_to_string(surroundings.join("placed").join(format!("{name}.jsonl"))).unwrap();
        for line in records.lines().step_by(STRIDE) {
            let mut record: Value = serde_json::from_str(line).unwrap();
            let answer = rated(&surroundings, park, &record);
            record.as_object_mut().unwrap().remove("forced_z");
            for (key, value) in record.as_object().unwrap() {
                assert!(holds(&answer[key], value), "{name}, {}, {key}: {} {value}", record["file"], answer[key]);
            }
        }
    }
}

#[test]
fn a_spot_says_where_the_design_stands_and_why_not() {
    let folder = folder();
    let place = ["--park", "mypark.park", "--at", "4,4", "--direction", "2", "coaster.td6"];
    let rated = run(folder.path(), &[&["rate", "--json"], &place[..]].concat());
    assert_eq!(rated.code, 1);
    let answer = rated.json().remove(0);
    assert_eq!((&answer["place"]["x"], &answer["place"]["direction"]), (&4.into(), &2.into()));
    assert!(answer["place_refusal"].is_string() && answer.get("runs").is_none(), "{answer}");
    let checked = run(folder.path(), &[&["check"], &place[..]].concat());
    assert!(checked.code == 1 && checked.stdout.contains("refused"), "{}", checked.stdout);
}

#[test]
fn pictures_and_steps_are_those_of_the_spot() {
    let folder = folder();
    // What the park has no room for is drawn as it would lie.
    let place = ["--park", "mypark.park", "--at", "4,5,20", "--direction", "1", "coaster.td6"];
    let plotted = run(folder.path(), &[&["plot", "--kind", "plan,iso,steps"], &place[..]].concat());
    assert_eq!(plotted.code, 1, "{}", plotted.stderr);
    assert_eq!(plotted.stdout, "./coaster-plan.png\n./coaster-iso.png\n./coaster-steps.png\n");
    let facts = run(folder.path(), &[&["info", "--json", "--steps", "--recompute"], &place[..]].concat()).json();
    let step = &facts[0]["steps"][0];
    assert_eq!((&step["tile"], &step["heading"]), (&serde_json::json!([4, 5]), &1.into()));
    assert_eq!(step["height"], 20 * 8 - 112, "over land at 112");
    assert!(facts[0]["recomputed"].is_object(), "{}", facts[0]);
}

/// The site by the lake and a design for it.
fn lakeside() -> [String; 2] {
    ["lakeside.json", "example.td6"].map(|name| format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn a_design_is_drawn_among_what_stands_around() {
    let folder = folder();
    let [park, example] = lakeside();
    let drawn = |at: &str| {
        let picture = ["plot", "--force", "--format", "svg", "--park", &park, "--at", at, &example];
        let plotted = run(folder.path(), &picture);
        let read = |kind: &str| fs::read_to_string(folder.path().join(format!("example-{kind}.svg"))).unwrap();
        (plotted.code, read("plan"), read("height"))
    };
    let (code, plan, height) = drawn("14,22");
    assert_eq!(code, 0);
    for text in ["Water", "Path", "Queue", "Trees and bushes", "Other scenery", "Other rides", "x of the park"] {
        assert!(plan.contains(text), "{text}");
    }
    assert!(plan.contains("Ladybird") && !plan.contains("Roaring"));
    assert!(height.contains("Water") && height.contains("the land at the start") && !height.contains("Tunnel"));
    let (_, _, deep) = drawn("14,22,8");
    assert!(deep.contains("Tunnel"), "under the land");
}

#[test]
fn scenery_of_a_design_is_drawn_on_flat_land_unless_it_is_left_out() {
    let folder = folder();
    run(folder.path(), &["convert", "coaster.td6", "coaster.json"]);
    let path = folder.path().join("coaster.json");
    let mut document: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let plot = |options: &[&str]| {
        let picture = ["plot", "--force", "--format", "svg", "--kind", "plan", "coaster.json"];
        assert_eq!(run(folder.path(), &[&picture, options].concat()).code, 0);
        fs::read_to_string(folder.path().join("coaster-plan.svg")).unwrap()
    };
    let bare = plot(&[]);
    document["scenery"] = json!([{ "object": "00000081|TSH1    |00000000", "x": -9, "y": -9, "z": 0, "flags": 0,
        "primary_colour": 0, "secondary_colour": 0 }]);
    fs::write(&path, document.to_string()).unwrap();
    assert!(plot(&[]).contains("Trees and bushes"));
    assert_eq!(plot(&["--no-scenery"]), bare);
}

#[test]
fn a_place_in_a_park_is_a_tile_of_it_and_has_one_direction() {
    let folder = folder();
    let wrong = |arguments: &[&str], text: &str| {
        let told = run(folder.path(), &[&["rate", "--park", "mypark.park", "coaster.td6"], arguments].concat());
        assert_eq!(told.code, 2, "{}", told.stderr);
        assert!(told.stderr.contains(text), "{}", told.stderr);
    };
    wrong(&[], "--at");
    wrong(&["--at", "8,3"], "8 x 8 tiles");
    wrong(&["--at", "4,4", "--direction", "all"], "one direction");
    wrong(&["--at", "4,4,255"], "between 2 and 254");
    wrong(&["--at", "4,4", "--map", "40"], "--map");
    let high = run(folder.path(), &["close", "--at", "4,4,20", "coaster.td6"]);
    assert!(high.code == 2 && high.stderr.contains("give --at X,Y"), "{}", high.stderr);
}

#[test]
fn the_isometric_view_shows_the_surroundings_of_a_spot() {
    let folder = folder();
    let [park, design] = lakeside();
    let plot = ["plot", "--kind", "iso", "--format", "svg", "--size", "900x700"];
    let place = ["--park", &park, "--at", "12,22,14"];
    for (out, place) in [("field", &[][..]), ("lake", &place)] {
        let plotted = run(folder.path(), &[&plot, place, &["--out", out, &design]].concat());
        assert_eq!(plotted.code, 0, "{}", plotted.stderr);
    }
    let shown = |out: &str| fs::read_to_string(folder.path().join(out).join("example-iso.svg")).unwrap();
    let (field, lake) = (shown("field"), shown("lake"));
    assert!(lake.matches("<path").count() > field.matches("<path").count() + 800);
    let water = "#5b9bd0";
    assert!(lake.contains(water) && !field.contains(water));
}
