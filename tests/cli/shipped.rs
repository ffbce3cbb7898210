//! Folders of designs that shipped with RCT2, that players built or that they were not helped with: nothing is refused
//! that the game builds, and nothing is read wrongly.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::oracle::holds;
use super::support::{folder, run};
use crate::oracle::compare::{RECORDED, lines};
use crate::oracle::oracle;

/// What is no coaster, and what is no track design, among the files that players were not helped with.
const OTHER_RIDES: [&str; 4] = ["Castle_Karts.TD6", "Garden_Golf.TD6", "Mini_Maze.TD6", "Splash_Mine.TD6"];
const NO_DESIGN: &str = "bare_list_read_as_TD4.TD6";

/// The designs that were placed with their own scenery.
fn designs(oracle: &Path) -> PathBuf {
    oracle.join("surroundings/designs")
}

/// What a command answers about files and folders, by the names of files.
fn answers(arguments: &[&str], folders: &[&Path]) -> BTreeMap<String, Value> {
    let folders: Vec<&str> = folders.iter().map(|folder| folder.to_str().unwrap()).collect();
    let told = run(folder().path(), &[arguments, &["--json"], &folders].concat());
    let named = |answer: Value| (answer["file"].as_str().unwrap().to_owned(), answer);
    told.json().into_iter().map(named).collect()
}

/// The file of a design that shipped with the game, by its name.
fn file_name(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' });
    let words: Vec<String> = letters.collect::<String>().split_whitespace().map(str::to_lowercase).collect();
    format!("rct2_{}.td6", words.join("_"))
}

#[test]
fn shipped_designs_are_listed_with_what_the_game_stored() {
    let Some(oracle) = oracle("list of shipped designs") else { return };
    let facts = std::fs::read_to_string(oracle.join("../facts/rct2_designs.json")).unwrap();
    let facts: Value = serde_json::from_str(&facts).unwrap();
    let listed = answers(&["list"], &[&designs(&oracle)]);
    let mut equal = 0;
    for design in facts["designs"].as_array().unwrap() {
        let name = design["name"].as_str().unwrap();
        let Some(row) = listed.get(&file_name(name)) else { continue };
        let stored = &design["stored"];
        let times = |key: &str, factor: i64| stored[key].as_i64().unwrap() * factor;
        let wanted = json!({
            "ride_type_name": design["ride_type"], "vehicle": design["vehicle"], "scenery": design["scenery_items"],
            "excitement": times("e", 10), "intensity": times("i", 10), "nausea": times("n", 10),
            "max_speed": times("max_speed", 65_536), "average_speed": times("avg_speed", 65_536),
            "max_positive_vertical_g": times("pos_g", 32), "max_negative_vertical_g": times("neg_g", 32),
            "max_lateral_g": times("lat_g", 32), "ride_length": stored["length"], "drops": stored["drops"],
            "highest_drop_height": stored["highest"], "inversions": stored["inversions"], "upkeep": stored["upkeep"],
        });
        assert!(holds(row, &wanted), "{name}:\n{row}\n{wanted}");
        equal += 1;
    }
    assert!(equal > 100, "{equal}");
}

#[test]
fn every_design_is_shown_and_every_coaster_can_be_built() {
    let Some(oracle) = oracle("folders of designs") else { return };
    let (failing, designs) = (oracle.join("../failing"), designs(&oracle));
    let folders = [failing.as_path(), designs.as_path()];
    for arguments in [&["list"][..], &["info"], &["plot", "--kind", "plan", "--format", "svg"]] {
        let answers = answers(arguments, &folders);
        assert!(answers.len() > 300);
        let refused = answers.iter().filter(|(_, answer)| answer.get("error").or(answer.get("refusal")).is_some());
        assert_eq!(refused.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), [NO_DESIGN], "{arguments:?}");
    }
    let checked = answers(&["check"], &folders);
    let unbuilt = checked.iter().filter(|(_, answer)| answer["placed"] != true || !answer["test_refusal"].is_null());
    let unbuilt: Vec<&str> = unbuilt.map(|(name, _)| name.as_str()).collect();
    assert_eq!(unbuilt, [&OTHER_RIDES[..], &[NO_DESIGN]].concat());
}

#[test]
fn designs_among_their_scenery_are_checked_and_rated_as_the_game_does() {
    let Some(oracle) = oracle("designs among their scenery") else { return };
    let ground = ["--rules", RECORDED, "--map", "152"];
    let ask = |command: &str| answers(&[&[command], &ground[..]].concat(), &[&designs(&oracle)]);
    let (checked, rated) = (ask("check"), ask("rate"));
    let recorded = lines(&oracle.join("surroundings/own_scenery.jsonl"));
    assert!(recorded.len() > 100);
    for record in recorded {
        let name = record["file"].as_str().unwrap();
        for (key, answer) in [("placed", &checked[name]), ("place_refusal", &checked[name]), ("outcome", &rated[name])]
        {
            assert_eq!(answer[key], record[key], "{name}: {key}");
        }
        let figures = |run: &Value| json!(["excitement", "intensity", "nausea", "direction"].map(|key| &run[key]));
        let runs = |answer: &Value| answer["runs"].as_array().into_iter().flatten().map(figures).collect::<Vec<_>>();
        assert_eq!(runs(&rated[name]), runs(&record), "{name}");
    }
}
