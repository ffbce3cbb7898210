//! `info`.

use std::path::Path;

use serde_json::{Value, json};

use super::support::{bytes, design, folder, run};

/// The keys that users of the game asked for.
const KEYS: [&str; 14] = [
    "average_speed",
    "drops",
    "excitement",
    "highest_drop_height",
    "intensity",
    "inversions",
    "max_lateral_g",
    "max_negative_vertical_g",
    "max_positive_vertical_g",
    "max_speed",
    "nausea",
    "ride_length",
    "space_required",
    "total_air_time",
];

#[test]
fn everything_in_a_file_has_a_key() {
    let folder = folder();
    let told = run(folder.path(), &["info", "--json", "coaster.td6"]);
    assert_eq!(told.code, 0);
    let facts = &told.json()[0];
    for key in KEYS {
        assert!(!facts[key].is_null(), "{key}");
    }
    assert_eq!((&facts["excitement"], &facts["max_speed"]), (&json!(310), &json!(9 << 16)));
    assert_eq!((&facts["format"], &facts["ride_type_name"]), (&json!("TD6"), &json!("wooden_rc")));
    assert_eq!((&facts["entrances"], &facts["exits"], &facts["pieces"]), (&json!(1), &json!(1), &json!(20)));
    assert_eq!(facts["elements"][3]["name"], "flat_to_up_25");
    assert_eq!((&facts["elements"][3]["chain"], &facts["settings"]["cars"]), (&json!(true), &json!(4)));
}

/// The coaster as JSON with some changes, told in JSON and in words.
fn told_of(folder: &Path, change: impl Fn(&mut Value)) -> (Value, String) {
    assert_eq!(run(folder, &["convert", "coaster.td6", "changed.json"]).code, 0);
    let text = std::fs::read(folder.join("changed.json")).unwrap();
    let mut document: Value = serde_json::from_slice(&text).unwrap();
    change(&mut document);
    std::fs::write(folder.join("changed.json"), document.to_string()).unwrap();
    assert_eq!(run(folder, &["convert", "changed.json", "changed.td6"]).code, 0);
    let told = run(folder, &["info", "--json", "changed.td6"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    (told.json().remove(0), run(folder, &["info", "--elements", "changed.td6"]).stdout)
}

#[test]
fn what_stands_beside_the_track_is_told() {
    let folder = folder();
    let tree = "00000081|TREE1   |00000000";
    let (facts, words) = told_of(folder.path(), |document| {
        document["colours"]["mode"] = json!("per_car");
        document["colours"]["vehicle"] = json!([[28, 0, 18], [6, 0, 18]]);
        document["colours"]["station_style"] = json!("log_cabin");
        document["scenery"] = json!([{ "object": tree, "x": 3, "y": -2, "z": 1, "flags": 5, "primary_colour": 12,
            "secondary_colour": 0 }]);
        document["legacy"] = json!({ "unused": 7 });
    });
    assert_eq!((&facts["scenery"], &facts["scenery_items"][0]["object"]), (&json!(1), &json!(tree)));
    assert_eq!(
        (&facts["colours"]["mode"], &facts["colours"]["station_style"]),
        (&json!("per_car"), &json!("log_cabin"))
    );
    assert_eq!((&facts["doors"][1]["exit"], &facts["doors"][1]["x"]), (&json!(true), &json!(0)));
    assert_eq!(
        (&facts["legacy"]["unused"], &facts["vehicle_object"]),
        (&json!(7), &json!("0A188B80|PTCT1   |A6A5C09F"))
    );
    for expected in
        ["log cabin", "bright red, black, yellow; dark blue", "TREE1", "tile 3, -2", "exit", "faces direction 3"]
    {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}

#[test]
fn a_maze_is_told_as_a_coaster_is() {
    let folder = folder();
    let (facts, words) = told_of(folder.path(), |document| {
        (document["ride"], document["vehicle"]) = (json!("maze"), json!("HMAZE"));
        document["settings"]["mode"] = json!("maze");
        document["maze"] = json!([{ "x": 0, "y": 0, "walls": 65535 }, { "x": 1, "y": 0, "walls": 0x0802 }]);
        let document = document.as_object_mut().unwrap();
        document.remove("elements");
        document.remove("entrances");
    });
    assert_eq!(
        (&facts["ride_type_name"], &facts["pieces"], &facts["vehicle"]),
        (&json!("maze"), &json!(1), &json!("HMAZE"))
    );
    assert_eq!((&facts["maze"][1]["walls"], &facts["settings"]["mode_name"]), (&json!(0x0802), &json!("maze")));
    assert!(words.contains("entrance, direction 2") && words.contains("this is a maze"), "{words}");
}

#[test]
fn what_the_game_changes_is_remarked() {
    let folder = folder();
    let (facts, _) = told_of(folder.path(), |document| {
        document["vehicle"] = json!("SCHT1");
        let settings = &mut document["settings"];
        settings["mode"] = json!("powered_launch");
        settings["lift_speed"] = json!(31);
        (settings["min_wait"], settings["max_wait"]) = (json!(90), json!(60));
        document["colours"]["track"][0] = json!([40, 0, 0]);
    });
    let remarks: Vec<&str> =
        facts["remarks"].as_array().unwrap().iter().map(|remark| remark.as_str().unwrap()).collect();
    let expected = [
        "vehicle SCHT1 is made for another ride type",
        "this ride type has no mode powered launch",
        "lift speed 69 mph (111 km/h) becomes 11 mph (17 km/h)",
        "waiting times 90 to 60 become 60 to 60 s",
        "colour 40 is unknown to RCT2",
    ];
    assert!(expected.iter().zip(&remarks).all(|(expected, remark)| remark.starts_with(expected)), "{remarks:?}");
    assert_eq!(remarks.len(), expected.len());
}

#[test]
fn a_test_run_is_put_beside_what_is_stored() {
    let folder = folder();
    let told = run(folder.path(), &["info", "--json", "--recompute", "coaster.td6"]).json().remove(0);
    let rated = run(folder.path(), &["rate", "--json", "--direction", "0", "coaster.td6"]).json().remove(0);
    assert_eq!(told["recomputed"]["excitement"], rated["runs"][0]["excitement"]);
    assert_eq!(told["recomputed"]["max_speed"], rated["runs"][0]["raw"]["max_speed"]);
    assert!(told["recomputed"]["ride_time"].as_i64().unwrap() > 0);
    let refused = run(folder.path(), &["info", "--json", "--recompute", "designs/more/c.Td6"]).json().remove(0);
    assert_eq!(refused["recomputed"]["refusal"], "Track is not a complete circuit");
}

#[test]
fn words_list_the_pieces_when_asked_to() {
    let folder = folder();
    let told = run(folder.path(), &["info", "coaster.td6"]).stdout;
    assert!(told.contains("3.10 Medium") && told.contains("20 mph") && !told.contains("end station"), "{told}");
    let told = run(folder.path(), &["info", "--elements", "coaster.td6"]).stdout;
    assert!(told.contains("end station") && told.contains("chain lift"), "{told}");
}

#[test]
fn oddities_of_a_file_are_remarked() {
    let folder = folder();
    let mut odd = bytes(&design());
    *odd.last_mut().unwrap() ^= 1;
    let name = odd.windows(5).position(|window| window == b"PTCT1").unwrap();
    odd[name..name + 5].copy_from_slice(b"P\x1bCT1");
    std::fs::write(folder.path().join("odd.td6"), odd).unwrap();
    let told = run(folder.path(), &["info", "odd.td6"]);
    assert_eq!(told.code, 0);
    for words in ["checksum is wrong", "not in the catalogue", r"P\u{1b}CT1"] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
    assert!(!told.stdout.contains('\x1b'));
}

#[test]
fn a_name_for_another_format_is_remarked() {
    let folder = folder();
    let remarks = |file: &str| run(folder.path(), &["info", "--json", file]).json().remove(0)["remarks"].take();
    assert_eq!(remarks("coaster.td6"), json!([]));
    for (name, is_remarked) in [("coaster.TD4", true), ("coaster.td7", false), ("coaster.bin", false)] {
        std::fs::copy(folder.path().join("coaster.td6"), folder.path().join(name)).unwrap();
        assert_eq!(remarks(name).to_string().contains("rename it to .td6"), is_remarked, "{name}");
    }
}
