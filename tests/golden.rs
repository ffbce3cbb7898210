//! Our own coasters and what the game answered for them: these come with every clone (tests/golden).

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::oracle::compare;

fn answers() -> Vec<Value> {
    compare::lines(&compare::golden().join("results.jsonl"))
}

/// The names of all keys inside a value.
fn keys<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                found.insert(key);
                keys(value, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn our_coasters_are_judged_as_the_game_judged_them() {
    let catalogue = compare::catalogue(compare::RECORDED);
    let comparison = compare::designs(&catalogue, &compare::golden(), "designs", "");
    assert!(comparison.different.is_empty(), "{}", comparison.summary("golden designs"));
    let designs = fs::read_dir(compare::golden().join("designs")).expect("a folder");
    assert_eq!(comparison.equal, designs.count());
}

#[test]
fn each_was_run_in_four_directions() {
    for answer in answers() {
        let runs = answer["runs"].as_array().expect("runs");
        let directions: Vec<&Value> = runs.iter().map(|run| &run["direction"]).collect();
        assert_eq!(json!(directions), json!([0, 1, 2, 3]), "{}", answer["file"]);
    }
}

#[test]
fn a_figure_that_differs_by_one_is_found() {
    let answer = answers().remove(0);
    let mut changed = answer.clone();
    changed["runs"][3]["raw"]["air_time"] = json!(answer["runs"][3]["raw"]["air_time"].as_u64().expect("ticks") + 1);
    let mut found = Vec::new();
    compare::differences("", &answer, &changed, &mut found);
    assert!(found.len() == 1 && found[0].starts_with(".runs[3].raw.air_time: "), "{found:?}");
}

#[test]
fn every_key_of_the_answers_is_explained() {
    let page = fs::read_to_string(compare::golden().join("README.md")).expect("a page");
    let answers = answers();
    let mut found = BTreeSet::new();
    for answer in &answers {
        keys(answer, &mut found);
    }
    let unexplained: Vec<&str> = found.into_iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
}
