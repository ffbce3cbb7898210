//! `convert` between formats, and JSON wherever a track file may be.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::support::{Run, bytes, design, folder, run, run_with_input};

fn convert(folder: &Path, arguments: &[&str]) -> Run {
    run(folder, &[&["convert"], arguments].concat())
}

#[test]
fn json_and_td7_lead_back_to_the_same_bytes() {
    let folder = folder();
    let original = fs::read(folder.path().join("coaster.td6")).unwrap();
    for steps in [&["coaster.json", "back.td6"][..], &["coaster.td7", "back.td6"], &["c.td7", "c.json", "back.td6"]] {
        let mut from = "coaster.td6";
        for &to in steps {
            let converted = convert(folder.path(), &[from, to]);
            let told = format!("note: {to} is written\n");
            assert_eq!((converted.code, converted.stderr.as_str()), (0, told.as_str()), "{from} {to}");
            from = to;
        }
        assert_eq!(fs::read(folder.path().join("back.td6")).unwrap(), original, "{steps:?}");
    }
    let document: Value = serde_json::from_slice(&fs::read(folder.path().join("coaster.json")).unwrap()).unwrap();
    assert_eq!((&document["format"], &document["ride"]), (&json!("td6"), &json!("wooden_rc")));
}

#[test]
fn standard_output_takes_the_file_or_json() {
    let folder = folder();
    let piped = run(folder.path(), &["convert", "--to", "json", "coaster.td6", "-"]);
    let document: Value = serde_json::from_str(&piped.stdout).unwrap();
    assert_eq!((piped.code, &document["ride"]), (0, &json!("wooden_rc")));
    let both = run(folder.path(), &["convert", "--json", "--to", "td6", "coaster.td6", "-"]);
    assert_eq!((both.code, both.stdout.as_str()), (2, ""));
    assert!(both.stderr.contains("leave out --json"), "{}", both.stderr);
}

#[test]
fn what_does_not_fit_is_listed_and_lost_only_on_demand() {
    let folder = folder();
    let refused = convert(folder.path(), &["coaster.td6", "old.td4"]);
    assert_eq!(refused.code, 4);
    assert!(refused.stderr.contains("entrances") && refused.stderr.contains("--lossy"), "{}", refused.stderr);
    assert!(!folder.path().join("old.td4").exists());
    let lossy = run(folder.path(), &["convert", "--json", "--lossy", "coaster.td6", "old.td4"]);
    assert_eq!(lossy.code, 0, "{}", lossy.stderr);
    assert!(lossy.stderr.contains("left out or changed: it has no place for entrances"), "{}", lossy.stderr);
    let object = &lossy.json()[0];
    assert_eq!((&object["file"], &object["written"]), (&json!("coaster.td6"), &json!("old.td4")));
    assert!(!object["lost"].as_array().unwrap().is_empty());
    let told = run(folder.path(), &["info", "--json", "old.td4"]).json().remove(0);
    assert_eq!((&told["entrances"], &told["pieces"]), (&json!(0), &json!(20)));
    assert_eq!(convert(folder.path(), &["old.td4", "old.json"]).code, 0);
    assert_eq!(convert(folder.path(), &["old.td4", "new.td6"]).code, 0);
}

#[test]
fn a_design_of_rct1_gets_the_vehicles_of_the_game_asked_for() {
    let folder = folder();
    assert_eq!(convert(folder.path(), &["--lossy", "coaster.td6", "old.td4"]).code, 0);
    let vehicle = |game: &str| {
        assert_eq!(convert(folder.path(), &["--game", game, "old.td4", "new.td6"]).code, 0);
        run(folder.path(), &["info", "--json", "new.td6"]).json()[0]["vehicle"].clone()
    };
    assert_eq!((vehicle("openrct2"), vehicle("rct2")), (json!("#RCT1PTC"), json!("PTCT1")));
}

#[test]
fn junk_is_kept_unless_the_file_is_normalised() {
    let folder = folder();
    let sound = bytes(&design());
    let mut odd = sound.clone();
    *odd.last_mut().unwrap() ^= 1;
    fs::write(folder.path().join("odd.td6"), &odd).unwrap();
    assert_eq!(convert(folder.path(), &["odd.td6", "kept.td6"]).code, 0);
    assert_eq!(convert(folder.path(), &["--normalise", "odd.td6", "sound.td6"]).code, 0);
    assert_eq!(fs::read(folder.path().join("kept.td6")).unwrap(), odd);
    assert_eq!(fs::read(folder.path().join("sound.td6")).unwrap(), sound);
}

#[test]
fn json_is_read_wherever_a_track_file_is() {
    let folder = folder();
    assert_eq!(convert(folder.path(), &["coaster.td6", "coaster.json"]).code, 0);
    let text = fs::read(folder.path().join("coaster.json")).unwrap();
    fs::write(folder.path().join("unnamed"), &text).unwrap();
    for command in ["rate", "check", "info"] {
        let answer = |input: &str| {
            let mut answer = run(folder.path(), &[command, "--json", input]).json().remove(0);
            let object = answer.as_object_mut().unwrap();
            object.remove("file");
            object.remove("path");
            answer
        };
        assert_eq!(answer("coaster.json"), answer("coaster.td6"), "{command}");
        assert_eq!(answer("unnamed"), answer("coaster.td6"), "{command}");
        let piped = run_with_input(folder.path(), &[command, "--json", "-"], &text);
        assert_eq!((piped.code, &piped.json()[0]["file"]), (0, &json!("-")));
    }
    assert_eq!(run(folder.path(), &["plot", "--out", "p", "coaster.json"]).code, 0);
    assert_eq!(run(folder.path(), &["install", "--to", "tracks", "coaster.json"]).code, 0);
    assert_eq!(fs::read(folder.path().join("tracks/coaster.td6")).unwrap(), bytes(&design()));
}

#[test]
fn bad_json_is_told_with_its_place() {
    let folder = folder();
    assert_eq!(convert(folder.path(), &["coaster.td6", "coaster.json"]).code, 0);
    let text = fs::read_to_string(folder.path().join("coaster.json")).unwrap();
    let [cut, unknown, newer] =
        [&text[..text.len() / 2], &text.replace("end_station", "end_statoin"), r#"{"version":9}"#];
    for (bad, why) in [(cut, "line"), (unknown, "end_statoin"), (newer, "version 9"), ("{}", "version"), ("[]", "")] {
        fs::write(folder.path().join("bad.json"), bad).unwrap();
        for command in [&["info"][..], &["rate"], &["convert", "--to", "td6"]] {
            let refused =
                run(folder.path(), &[command, &["bad.json"], &["-"][..usize::from(command.len() > 1)]].concat());
            assert_eq!(refused.code, 3, "{bad}: {}", refused.stderr);
            assert!(refused.stderr.contains("bad.json") && refused.stderr.contains(why), "{}", refused.stderr);
        }
    }
    let failed = run(folder.path(), &["convert", "--json", "bad.json", "out.td6"]);
    assert!(failed.code == 3 && failed.json()[0]["error"].is_string());
}
