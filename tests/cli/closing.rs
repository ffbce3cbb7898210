//! `close`.

use std::fs;

use serde_json::json;

use loopwright::catalogue::{Catalogue, PieceId};
use loopwright::design::Element;
use loopwright::track_file::{NewFormat, TrackFile};

use super::support::{bytes, design, folder, open, run, run_with_input};

#[test]
fn a_track_is_led_back_to_its_station() {
    let folder = folder();
    let closed = run(folder.path(), &["close", "--json", "--out", "closed", "--keep", "2", "half-built.td6"]);
    assert_eq!((closed.code, closed.stderr.as_str()), (0, ""));
    let objects = closed.json();
    assert_eq!((objects.len(), &objects[0]["file"]), (1, &json!("half-built.td6")));
    let completions = objects[0]["completions"].as_array().unwrap();
    assert_eq!(completions.len(), 2);
    for completion in completions {
        assert_eq!(completion["test_started"], json!(true));
        assert!(completion["added"].as_u64().unwrap() > 0);
        let checked = run(folder.path(), &["check", "--json", completion["written"].as_str().unwrap()]);
        assert_eq!((checked.code, &checked.json()[0]["circuits"]), (0, &json!(1)));
    }
    let told = run(folder.path(), &["close", "--out", "again", "half-built.td6"]);
    assert!(told.stdout.contains("again/half-built-closed.td6") && told.stdout.contains("added"), "{}", told.stdout);
    let same = |name: &str| fs::read(folder.path().join(name).join("half-built-closed.td6")).unwrap();
    assert_eq!(same("closed"), same("again"));
}

#[test]
fn forbidden_pieces_are_not_used() {
    let folder = folder();
    let close = |forbidden: &str, out: &str| {
        let closed = run(folder.path(), &["close", "--json", "--forbid", forbidden, "--out", out, "half-built.td6"]);
        assert_eq!(closed.code, 0, "{}", closed.stderr);
        let path = closed.json()[0]["completions"][0]["written"].as_str().unwrap().to_owned();
        run(folder.path(), &["info", "--json", &path]).json()[0]["elements"].to_string()
    };
    let turn = "left_quarter_turn_5_tiles";
    assert_eq!(close(turn, "without").matches(turn).count(), bytes_hold(turn));
    assert_eq!(run(folder.path(), &["close", "--forbid", "flatt", "half-built.td6"]).code, 2);
}

/// How often the track that is given holds a piece.
fn bytes_hold(name: &str) -> usize {
    let catalogue = loopwright::catalogue::Catalogue::load().unwrap();
    let piece = catalogue.piece_named(name).unwrap().id;
    open().elements.iter().filter(|element| element.piece == piece).count()
}

#[test]
fn a_closed_track_is_a_no() {
    let folder = folder();
    let refused = run(folder.path(), &["close", "--json", "--out", "closed", "coaster.td6", "half-built.td6"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("coaster.td6") && refused.stderr.contains("already"), "{}", refused.stderr);
    let objects = refused.json();
    assert!(objects[0]["error"].is_string() && objects[1]["completions"].is_array());
}

#[test]
fn folders_and_standard_input_are_closed_too() {
    let folder = folder();
    let walked = run(folder.path(), &["close", "--json", "--out", "closed", "designs"]);
    assert_eq!((walked.code, walked.json().len()), (1, 3), "{}", walked.stderr);
    assert!(folder.path().join("closed/c-closed.td6").exists());
    let piped = run_with_input(folder.path(), &["close", "--out", "piped", "-"], &bytes(&open()));
    assert_eq!(piped.code, 0, "{}", piped.stderr);
    assert!(folder.path().join("piped/stdin-closed.td6").exists());
}

#[test]
fn completions_of_two_designs_of_one_name_do_not_replace_each_other() {
    let folder = folder();
    fs::copy(folder.path().join("half-built.td6"), folder.path().join("designs/half-built.td6")).unwrap();
    let arguments = ["close", "--json", "--force", "--out", "closed", "half-built.td6", "designs/half-built.td6"];
    let closed = run(folder.path(), &arguments);
    assert_eq!(closed.code, 3);
    let objects = closed.json();
    assert!(objects[0]["completions"].is_array() && objects[1]["error"].as_str().unwrap().contains("rename"));
}

#[test]
fn completions_are_replaced_only_by_force() {
    let folder = folder();
    fs::write(folder.path().join("half-built-closed.td6"), "mine").unwrap();
    let refused = run(folder.path(), &["close", "half-built.td6"]);
    assert_eq!(refused.code, 4);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read(folder.path().join("half-built-closed.td6")).unwrap(), b"mine");
    assert_eq!(run(folder.path(), &["close", "--force", "half-built.td6"]).code, 0);
    let unwritable = run(folder.path(), &["close", "--out", "coaster.td6", "half-built.td6"]);
    assert!(unwritable.code == 4 && unwritable.stderr.contains("not a folder"), "{}", unwritable.stderr);
    assert_eq!(fs::read(folder.path().join("coaster.td6")).unwrap(), bytes(&design()));
}

/// A half-built coaster with brakes on its drop, which a TD6 does not hold.
fn with_newer_brakes() -> Vec<u8> {
    let mut design = open();
    let [down, brakes, slope, level] = [12, 339, 10, 15].map(|piece| Element::new(PieceId(piece)));
    design.elements.extend([down, brakes.with_speed(10), slope, level]);
    let file = TrackFile::from_design_in(NewFormat::Td7, &design, &Catalogue::load().unwrap()).unwrap();
    file.to_bytes().unwrap()
}

#[test]
fn what_a_td6_does_not_hold_is_closed_as_td7() {
    let folder = folder();
    fs::write(folder.path().join("braked.td7"), with_newer_brakes()).unwrap();
    let closed = run(folder.path(), &["close", "--json", "braked.td7", "half-built.td6"]);
    assert_eq!(closed.code, 0, "{}", closed.stderr);
    let objects = closed.json();
    let first = |number: usize| objects[number]["completions"][0].clone();
    assert_eq!((&first(0)["written"], &first(0)["format"]), (&json!("./braked-closed.td7"), &json!("td7")));
    assert_eq!((&first(1)["written"], &first(1)["format"]), (&json!("./half-built-closed.td6"), &json!("td6")));
    for words in ["braked-closed.td7", "down_25_brakes", "OpenRCT2 0.4.32"] {
        assert!(closed.stderr.contains(words), "{words}: {}", closed.stderr);
    }
    assert!(!closed.stderr.contains("half-built"), "{}", closed.stderr);
    let told = run(folder.path(), &["info", "--json", "braked-closed.td7"]).json().remove(0);
    assert_eq!(told["format"], "TD7");
    let checked = run(folder.path(), &["check", "--json", "braked-closed.td7"]);
    assert_eq!((checked.code, &checked.json()[0]["test_started"]), (0, &json!(true)));
}
