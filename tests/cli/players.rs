//! Files as players have them: without entrances, too large for the usual ground, no coasters, no track designs at all.

use std::fs;
use std::path::{Path, PathBuf};

use loopwright::catalogue::PieceId;
use loopwright::design::{Design, Element};
use serde_json::{Value, json};

use super::support::{bytes, design, folder, open, run};

/// A file of a player that the program once answered badly; they lie beside the project.
fn failing(test: &str, name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/failing").join(name);
    if !file.is_file() {
        eprintln!("SKIPPED {test}: {name} is not beside the project");
        return None;
    }
    Some(file)
}

/// What a command says of a file of a player in JSON.
fn told(test: &str, name: &str, command: &[&str]) -> Option<Value> {
    let file = failing(test, name)?;
    let arguments = [command, &[file.to_str().unwrap()]].concat();
    Some(run(folder().path(), &arguments).json().remove(0))
}

/// The ratings in the direction of least excitement, in hundredths.
fn worst(rated: &Value) -> [i64; 3] {
    let of = |run: &Value| ["excitement", "intensity", "nausea"].map(|key| run[key].as_i64().unwrap());
    rated["runs"].as_array().unwrap().iter().map(of).min_by_key(|ratings| ratings[0]).unwrap()
}

#[test]
fn a_design_of_rct1_gets_entrance_and_exit() {
    let folder = folder();
    let told = |arguments: &[&str]| {
        let told = run(folder.path(), &[arguments, &["--json"]].concat());
        (told.code, told.json().remove(0))
    };
    assert_eq!(run(folder.path(), &["convert", "--lossy", "coaster.td6", "old.td4"]).code, 0);
    let (code, rated) = told(&["rate", "old.td4"]);
    assert_eq!(code, 0);
    let chosen = rated["entrances_chosen"].as_array().unwrap();
    assert_eq!(chosen.iter().map(|it| it["is_exit"].as_bool().unwrap()).collect::<Vec<_>>(), [false, true]);
    let words = run(folder.path(), &["rate", "old.td4"]).stdout;
    assert!(words.contains("chosen beside the station") && words.contains("exit at ("), "{words}");
    let (code, without) = told(&["rate", "--no-entrances", "old.td4"]);
    assert_eq!((code, &without["test_refusal"]), (1, &json!("Entrance not yet built")));
    assert!(without.get("entrances_chosen").is_none());

    assert_eq!(run(folder.path(), &["convert", "--entrances", "old.td4", "new.td6"]).code, 0);
    let (code, new) = told(&["rate", "new.td6"]);
    assert_eq!((code, &new["runs"], new.get("entrances_chosen")), (0, &rated["runs"], None));
    assert_eq!(run(folder.path(), &["plot", "old.td4", "--kind", "plan"]).code, 0);
    assert_eq!(run(folder.path(), &["install", "--pack", "pack", "old.td4"]).code, 0);
}

#[test]
fn close_adds_the_entrances_that_a_circuit_lacks() {
    let folder = folder();
    fs::write(folder.path().join("bare.td6"), bytes(&Design { entrances: Vec::new(), ..design() })).unwrap();
    let closed = run(folder.path(), &["close", "--json", "bare.td6"]);
    assert_eq!(closed.code, 0, "{}", closed.stderr);
    let completion = &closed.json()[0]["completions"][0];
    assert_eq!((&completion["added"], completion["entrances_chosen"].as_array().unwrap().len()), (&json!(0), 2));
    assert_eq!(run(folder.path(), &["check", "bare-closed.td6"]).code, 0);
}

#[test]
fn a_long_design_gets_ground_that_holds_it() {
    let folder = folder();
    let mut long = design();
    let straight = [Element::new(PieceId::FLAT); 90];
    let turn = long.elements.iter().rposition(|element| element.piece == PieceId(42)).unwrap();
    long.elements.splice(turn - 1..turn - 1, straight);
    long.elements.splice(1..1, straight);
    fs::write(folder.path().join("long.td6"), bytes(&long)).unwrap();
    let check = |arguments: &[&str]| run(folder.path(), &[&["check", "--json", "long.td6"], arguments].concat());
    let held = check(&[]);
    let told = held.json().remove(0);
    assert_eq!((held.code, &told["placed"], &told["ground"]["map"]), (0, &json!(true), &json!(152)), "{told}");
    let told = check(&["--map", "152"]).json().remove(0);
    assert_eq!((&told["placed"], &told["place_refusal"]), (&json!(false), &json!("Off edge of map!")));
    let words = run(folder.path(), &["check", "long.td6"]).stdout;
    assert!(words.contains("a map of 152 x 152 tiles"), "{words}");
    assert!(run(folder.path(), &["check", "--json", "coaster.td6"]).json()[0].get("ground").is_none());
}

#[test]
fn a_pack_says_why_it_leaves_a_design_out() {
    let folder = folder();
    fs::write(folder.path().join("open.td6"), bytes(&open())).unwrap();
    let refused = run(folder.path(), &["install", "--pack", "pack", "open.td6"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("Track is not a complete circuit"), "{}", refused.stderr);
    let refused = run(folder.path(), &["install", "--pack", "pack", "--map", "9", "coaster.td6"]);
    assert!(refused.code == 1 && refused.stderr.contains("Off edge of map!"), "{}", refused.stderr);
}

#[test]
fn designs_of_players_are_rated_on_the_ground_and_with_the_entrances_that_they_need() {
    for (name, ratings) in [("raptor.td4", [753, 979, 828]), ("Nitro.TD6", [766, 716, 346])] {
        if let Some(rated) = told("rate", name, &["rate", "--json", "--no-scenery"]) {
            assert_eq!(worst(&rated), ratings, "{name}");
        }
    }
}

/// The coaster as JSON with some changes.
fn changed(folder: &Path, name: &str, change: impl Fn(&mut Value)) {
    assert_eq!(run(folder, &["convert", "coaster.td6", name]).code, 0);
    let mut document: Value = serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap();
    change(&mut document);
    fs::write(folder.join(name), document.to_string()).unwrap();
}

fn kart(document: &mut Value) {
    (document["ride"], document["vehicle"]) = (json!("go_karts"), json!("KART1"));
    (document["settings"]["mode"], document["settings"]["operation_option"]) = (json!("race"), json!(3));
}

fn maze(document: &mut Value) {
    (document["ride"], document["vehicle"]) = (json!("maze"), json!("HMAZE"));
    document["colours"]["track"][0] = json!([1, 1, 3]);
    document["maze"] = json!([
        { "x": 0, "y": 0, "walls": 65535 }, { "x": 1, "y": 0, "walls": 4901 }, { "x": 1, "y": 1, "walls": 4901 },
        { "x": -1, "y": 0, "walls": 0x0802 }, { "x": 2, "y": 1, "walls": 0x8000 },
    ]);
    let document = document.as_object_mut().unwrap();
    document.remove("elements");
    document.remove("entrances");
}

fn golf(document: &mut Value) {
    (document["ride"], document["vehicle"]) = (json!("mini_golf"), json!("GOLF1"));
    document["statistics"]["inversions"] = json!(2);
    for (element, hole) in document["elements"].as_array_mut().unwrap().iter_mut().skip(3).zip(["a", "b"]) {
        *element = json!({ "piece": format!("minigolf_hole_{hole}") });
    }
}

#[test]
fn rides_that_are_no_coasters_are_shown_and_not_rated() {
    let folder = folder();
    changed(folder.path(), "karts.json", kart);
    changed(folder.path(), "maze.json", maze);
    changed(folder.path(), "golf.json", golf);
    for (name, why, kinds) in [
        ("karts", "Go-Karts are not rated by this program", 3),
        ("golf", "Mini Golf courses are not rated by this program", 3),
        ("maze", "Mazes are not rated by this program", 2),
    ] {
        let file = format!("{name}.td6");
        assert_eq!(run(folder.path(), &["convert", &format!("{name}.json"), &file]).code, 0);
        for command in ["rate", "check"] {
            let refused = run(folder.path(), &[command, "--json", &file]);
            assert!(refused.code == 1 && refused.stderr.contains(why), "{command} {name}: {}", refused.stderr);
            assert!(refused.json()[0]["error"].as_str().unwrap().contains(why));
        }
        let drawn = run(folder.path(), &["plot", "--json", "--format", "svg", "--kind", "plan,height,iso", &file]);
        assert_eq!(drawn.code, 0, "{}", drawn.stderr);
        assert!(drawn.stderr.contains(why), "{}", drawn.stderr);
        assert_eq!(drawn.json()[0]["pictures"].as_array().unwrap().len(), kinds, "{name}");
    }
    let plan = fs::read_to_string(folder.path().join("karts-plan.svg")).unwrap();
    assert!(plan.contains("karts: plan"));
}

#[test]
fn mazes_and_golf_courses_are_read_as_what_they_are() {
    let folder = folder();
    changed(folder.path(), "maze.json", maze);
    changed(folder.path(), "golf.json", golf);
    changed(folder.path(), "karts.json", kart);
    let info = |file: &str| run(folder.path(), &["info", file]).stdout;
    let told = info("maze.json");
    for words in ["3 tiles, 1 entrance, 1 exit", "wooden fences", "Maze"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = info("golf.json");
    assert!(told.contains("holes") && told.contains("Mini Golf") && !told.contains("inversions"), "{told}");
    let golf = run(folder.path(), &["info", "--json", "golf.json"]).json().remove(0);
    assert_eq!((&golf["holes"], &golf["inversions"]), (&json!(2), &json!(0)));
    let told = info("karts.json");
    assert!(told.contains("Go-Karts") && told.contains("race, 3 laps") && !told.contains("operation value"), "{told}");
}

#[test]
fn rides_of_players_are_shown_by_name() {
    let folder = folder();
    for (name, label, kinds) in [
        ("Castle_Karts.TD6", "Go-Karts", 3),
        ("Splash_Mine.TD6", "Log Flume", 3),
        ("Garden_Golf.TD6", "Mini Golf", 3),
        ("Mini_Maze.TD6", "Maze", 2),
    ] {
        let Some(file) = failing("plot", name) else { return };
        let file = file.to_str().unwrap();
        let drawn = run(folder.path(), &["plot", "--json", "--kind", "plan,height,iso", "--format", "svg", file]);
        assert_eq!((drawn.code, drawn.json()[0]["pictures"].as_array().map(Vec::len)), (0, Some(kinds)), "{name}");
        assert!(run(folder.path(), &["info", file]).stdout.contains(label), "{name}");
        assert_eq!(run(folder.path(), &["check", file]).code, 1, "{name}");
    }
    let info = |name: &str| told("info", name, &["info", "--json"]);
    let Some(golf) = info("Garden_Golf.TD6") else { return };
    assert_eq!((&golf["holes"], &golf["inversions"]), (&json!(11), &json!(0)));
    let Some(maze) = info("Mini_Maze.TD6") else { return };
    assert_eq!((&maze["pieces"], &maze["entrances"], &maze["exits"]), (&json!(20), &json!(1), &json!(1)));
    assert_eq!(maze["maze_walls"], "wooden fences");
}

#[test]
fn a_missing_entrance_is_explained() {
    let folder = folder();
    // A second station of two tiles, and an entrance that touches neither.
    changed(folder.path(), "two.json", |document| {
        let station = |piece: &str| json!({ "piece": piece });
        let elements = document["elements"].as_array_mut().unwrap();
        elements.truncate(1);
        elements.extend(["flat", "end_station", "begin_station", "flat"].map(station));
        elements.extend([station("end_station")]);
        document["entrances"] = json!([
            { "x": 0, "y": 32, "z": 0, "direction": 3 },
            { "x": -320, "y": 320, "z": 0, "direction": 3 },
            { "x": 0, "y": -32, "z": 0, "direction": 1, "exit": true },
        ]);
    });
    let told = run(folder.path(), &["check", "--json", "two.json"]).json().remove(0);
    let details = told["test_refusal_details"].to_string();
    assert_eq!(told["test_refusal"], "Entrance not yet built");
    for words in [
        "station 2 (pieces 2 and 3) has neither entrance nor exit",
        "the entrance stored at (-320, 320) touches no station and is left out",
    ] {
        assert!(details.contains(words), "{words}: {details}");
    }
    let words = run(folder.path(), &["check", "two.json"]).stdout;
    assert!(words.contains("station 2 (pieces 2 and 3)") && words.contains("4 cars asked for: no more fit"), "{words}");
}

#[test]
fn other_files_are_called_what_they_are() {
    let folder = folder();
    for (name, what) in [
        ("park.sea", "RollerCoaster Tycoon Classic"),
        ("thing.DAT", "an object or data file of RCT2"),
        ("game.sv6", "a saved game of RCT2"),
        ("list.TD6", "bare list of pieces"),
    ] {
        let list: &[u8] = &[0, 52, 240, 0, 0, 1, 255, 1, 0, 0, 255, 9, 9, 9, 9];
        fs::write(folder.path().join(name), if name == "list.TD6" { bare_list() } else { list.to_vec() }).unwrap();
        let refused = run(folder.path(), &["info", name]);
        assert!(refused.code == 3 && refused.stderr.contains(what), "{name}: {}", refused.stderr);
    }
    fs::copy(folder.path().join("coaster.td6"), folder.path().join("coaster.tc6")).unwrap();
    let told = run(folder.path(), &["info", "coaster.tc6"]);
    assert!(
        told.code == 0 && told.stdout.contains("the game lists no file of this name; call it .td6"),
        "{}",
        told.stdout
    );
}

/// Bytes that expand to what could be a short TD4 and have a wrong checksum.
fn bare_list() -> Vec<u8> {
    let mut data = vec![0; 56];
    (data[0], data[1]) = (52, 2);
    data.extend([1, 4, 42, 4, 255]);
    let packed: Vec<u8> = data.chunks(100).flat_map(|part| [&[part.len() as u8 - 1][..], part].concat()).collect();
    [packed, vec![1, 2, 3, 4]].concat()
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    let folder = folder();
    for (key, wrong, right) in [
        ("ride", json!("woden_rc"), "wooden_rc"),
        ("vehicle", json!("PTCTI"), "PTCT1"),
        ("piece", json!("left_vertical_lop"), "left_vertical_loop"),
        ("mode", json!("continous_circuit"), "continuous_circuit"),
    ] {
        changed(folder.path(), "typo.json", |document| match key {
            "piece" => document["elements"][3]["piece"] = wrong.clone(),
            "mode" => document["settings"]["mode"] = wrong.clone(),
            key => document[key] = wrong.clone(),
        });
        let refused = run(folder.path(), &["check", "typo.json"]);
        assert!(refused.code == 3 && refused.stderr.contains("did you mean"), "{key}: {}", refused.stderr);
        assert!(refused.stderr.contains(right), "{key}: {}", refused.stderr);
    }
}

#[test]
fn colours_that_no_train_uses_are_one_line() {
    let folder = folder();
    changed(folder.path(), "colours.json", |document| {
        document["colours"]["vehicle"] = (0..32).map(|slot| json!([slot, 31 - slot, 7])).collect();
    });
    let lossy = run(folder.path(), &["convert", "--json", "--lossy", "colours.json", "colours.td4"]);
    assert_eq!(lossy.code, 0, "{}", lossy.stderr);
    let lost = lossy.json()[0]["lost"].to_string();
    assert!(lost.contains("the colours of slots that no train uses") && !lost.contains("colours.vehicle[1]"), "{lost}");
}

#[test]
fn speeds_and_sizes_are_told_in_the_units_of_players() {
    let folder = folder();
    changed(folder.path(), "launched.json", |document| {
        (document["ride"], document["vehicle"]) = (json!("lim_launched_rc"), json!("PREMT1"));
        document["settings"]["mode"] = json!("powered_launch");
        document["settings"]["operation_option"] = json!(29);
        document["elements"][3]["seat_rotation"] = json!(0);
    });
    let told = run(folder.path(), &["info", "--elements", "launched.json"]).stdout;
    assert!(told.contains("powered launch, launch speed 65 mph") && !told.contains("seats 0"), "{told}");
    assert_eq!(run(folder.path(), &["convert", "--lossy", "coaster.td6", "old.td4"]).code, 0);
    let told = run(folder.path(), &["info", "old.td4"]).stdout;
    assert!(told.contains("entrances not stored") && !told.contains("0 x 0"), "{told}");
}

#[test]
fn messages_to_players_name_the_cause() {
    for (name, cause) in [
        ("twostations.json", "station 2 (pieces 14 and 15) has neither entrance nor exit"),
        ("farent.json", "the entrance stored at (-64, 320) touches no station and is left out"),
    ] {
        let Some(told) = told("check", name, &["check", "--json"]) else { return };
        assert!(told["test_refusal_details"].to_string().contains(cause), "{name}: {told}");
    }
    for (name, code, words) in [
        ("example.dat", 3, "an object or data file of RCT2"),
        ("bare_list_read_as_TD4.TD6", 3, "bare list of pieces"),
        ("t1.json", 3, "did you mean wooden_rc"),
        ("t2.json", 3, "PTCT1"),
        ("t3.json", 3, "left_vertical_loop"),
        ("t4.json", 3, "continuous_circuit"),
        ("deep_freeze.tc6", 0, "the game lists no file of this name"),
        ("Lava_Launch.TD6", 0, "launch speed 65 mph"),
    ] {
        let Some(file) = failing("info", name) else { return };
        let told = run(folder().path(), &["info", file.to_str().unwrap()]);
        assert_eq!(told.code, code, "{name}: {}", told.stderr);
        assert!((told.stdout + &told.stderr).contains(words), "{name}: {words}");
    }
}
