//! `rides`, `vehicles`, `pieces`, and names that are not in them.

use super::support::{folder, run};

#[test]
fn lists_are_data_on_standard_output_alone() {
    let folder = folder();
    for (command, key, number) in [("rides", "ride_type", 44), ("vehicles", "vehicle", 244), ("pieces", "piece", 350)] {
        let listed = run(folder.path(), &[command]);
        assert_eq!((listed.code, listed.stdout.lines().count(), listed.stderr.as_str()), (0, number, ""), "{command}");
        let objects = run(folder.path(), &[command, "--json"]).json();
        assert_eq!(objects.len(), number);
        assert!(objects.iter().all(|object| !object[key].is_null()));
    }
}

#[test]
fn lists_are_filtered() {
    let folder = folder();
    let first = |arguments: &[&str], key: &str| {
        run(folder.path(), arguments).json().iter().map(|object| object[key].as_str().unwrap().to_owned()).collect()
    };
    let names: Vec<String> = first(&["rides", "--json", "52"], "ride_type_name");
    assert_eq!(names, ["wooden_rc"]);
    let names: Vec<String> = first(&["rides", "--json", "Wooden_RC"], "ride_type_name");
    assert_eq!(names, ["wooden_rc"], "a whole name means one type");
    let names: Vec<String> = first(&["rides", "--json", "wooden"], "ride_type_name");
    assert!(["wooden_rc", "classic_wooden_rc"].iter().all(|name| names.contains(&(*name).to_owned())));
    let names: Vec<String> = first(&["rides", "--json", "--vehicle", "PTCT1"], "ride_type_name");
    assert!(names.contains(&"wooden_rc".to_owned()));
    let names: Vec<String> = first(&["vehicles", "--json", "--ride", "wooden_rc"], "vehicle");
    assert!(names.contains(&"PTCT1".to_owned()) && !names.contains(&"BATFL".to_owned()));
    let names: Vec<String> = first(&["pieces", "--json", "--ride", "wooden_rc", "quarter_turn"], "name");
    assert!(names.contains(&"left_quarter_turn_5_tiles".to_owned()));
    assert!(names.iter().all(|name| name.contains("quarter_turn")));
    let names: Vec<String> = first(&["rides", "--json", "--with", "left vertical loop"], "ride_type_name");
    assert!(names.contains(&"looping_rc".to_owned()) && !names.contains(&"junior_rc".to_owned()));
}

#[test]
fn nothing_found_is_a_no() {
    let folder = folder();
    let listed = run(folder.path(), &["rides", "submarine"]);
    assert_eq!((listed.code, listed.stdout.as_str()), (1, ""));
    assert!(listed.stderr.contains("no ride type"));
    assert_eq!(run(folder.path(), &["rides", "--quiet", "submarine"]).stderr, "");
}

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let folder = folder();
    for (arguments, nearest) in [
        (&["vehicles", "--ride", "woden_rc"][..], "wooden_rc"),
        (&["pieces", "--ride", "Wooden Roler Coaster"], "wooden_rc"),
        (&["rides", "--vehicle", "PTCT"], "PTCT1"),
        (&["rides", "--with", "left_verticle_loop"], "left_vertical_loop"),
        (&["evolve", "--ride", "wooden", "--out", "o"], "wooden_rc"),
        (&["evolve", "--ride", "woden", "--out", "o"], "did you mean wooden_rc"),
        (&["evolve", "--ride", "steel_mini_rc", "--out", "o"], "did you mean mini_rc"),
        (&["rides", "--with", "vertical_lop"], "did you mean left_vertical_loop, right_vertical_loop"),
        (&["evolve", "--forbid", "flat,left_corkscrw_up", "--out", "o"], "left_corkscrew_up"),
        (&["evolve", "--preset", "micro-8x8", "--out", "o"], "micro-6x6"),
        (&["man", "evolv"], "evolve"),
    ] {
        let answered = run(folder.path(), arguments);
        assert_eq!((answered.code, answered.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(answered.stderr.contains(nearest) && answered.stderr.contains("unknown"), "{}", answered.stderr);
    }
    let answered = run(folder.path(), &["rat", "coaster.td6"]);
    assert!(answered.code == 2 && answered.stderr.contains("rate"), "{}", answered.stderr);
}
