//! The game's recorded answers, asked of the built program.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::support::{Run, folder, run};
use crate::oracle::compare::{RECORDED, records};
use crate::oracle::oracle;

/// Whether every key of the record is in the answer with the same value.
pub(super) fn holds(answer: &Value, record: &Value) -> bool {
    match (answer, record) {
        (Value::Object(answer), Value::Object(record)) => {
            record.iter().all(|(key, value)| answer.get(key).is_some_and(|answer| holds(answer, value)))
        }
        (Value::Array(answer), Value::Array(record)) => {
            answer.len() == record.len() && answer.iter().zip(record).all(|(answer, record)| holds(answer, record))
        }
        _ => answer == record,
    }
}

/// Compares the answers for a whole folder with the records, less some keys.
fn compare(answered: &Run, mut records: BTreeMap<String, Value>, without: &[&str]) {
    let answers = answered.json();
    assert_eq!(answers.len(), records.len());
    for answer in &answers {
        let name = answer["file"].as_str().unwrap();
        let record = records.get_mut(name).unwrap();
        for key in without {
            record.as_object_mut().unwrap().remove(*key);
            assert!(answer.get(key).is_none(), "{name}: {key}");
        }
        assert!(holds(answer, record), "{name}:\n{answer}\n{record}");
    }
    eprintln!("{} designs answered as the game answers", answers.len());
}

/// What a command answers for all recorded designs, on the ground and by the rules of the records.
fn of_all_designs(command: &str, oracle: &Path) -> Run {
    let designs = oracle.join("designs");
    let ground = ["--rules", RECORDED, "--map", "152", "--no-scenery", "--json"];
    run(folder().path(), &[&[command], &ground[..], &[designs.to_str().unwrap()]].concat())
}

#[test]
fn a_rated_folder_equals_the_record() {
    let Some(oracle) = oracle("rate") else { return };
    let rated = of_all_designs("rate", &oracle);
    assert_eq!((rated.code, rated.stderr.as_str()), (1, ""));
    compare(&rated, records(&oracle), &[]);
}

#[test]
fn a_checked_folder_equals_the_record() {
    let Some(oracle) = oracle("check") else { return };
    let checked = of_all_designs("check", &oracle);
    assert_eq!((checked.code, checked.stderr.as_str()), (1, ""));
    compare(&checked, records(&oracle), &["runs", "outcome"]);
}

#[test]
fn every_design_and_random_walk_is_told_about() {
    let Some(oracle) = oracle("info") else { return };
    for (name, number) in [("designs", 415), ("random_walks", 500)] {
        let told = run(folder().path(), &["info", "--json", oracle.join(name).to_str().unwrap()]);
        assert_eq!((told.code, told.json().len()), (0, number));
    }
}
