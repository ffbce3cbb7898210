//! `rate` and `check`.

use serde_json::json;

use crate::support::{bytes, design, folder, run, run_with_input, slow};

#[test]
fn a_sound_coaster_is_rated_in_all_directions() {
    let folder = folder();
    let rated = run(folder.path(), &["rate", "coaster.td6"]);
    assert_eq!((rated.code, rated.stderr.as_str()), (0, ""));
    for words in ["Wooden Roller Coaster", "can be built", "excitement", "mph", "km/h", "ft)", "per hour", "Low"] {
        assert!(rated.stdout.contains(words), "{words}: {}", rated.stdout);
    }
    assert!(rated.stdout.lines().all(|line| line == line.trim_end()));
}

#[test]
fn the_json_of_a_rating_has_a_run_for_every_direction() {
    let folder = folder();
    let rated = run(folder.path(), &["rate", "--json", "coaster.td6"]);
    let object = &rated.json()[0];
    assert_eq!(object["file"], "coaster.td6");
    assert_eq!((&object["outcome"], &object["placed"]), (&json!("tested"), &json!(true)));
    let runs = object["runs"].as_array().unwrap();
    assert_eq!(runs.iter().map(|run| run["direction"].as_i64().unwrap()).collect::<Vec<_>>(), [0, 1, 2, 3]);
    for run in runs {
        assert!(run["excitement"].as_i64().unwrap() > 0 && run["raw"]["total_length"].as_i64().unwrap() > 0);
    }
    let one = run(folder.path(), &["rate", "--json", "--direction", "2", "coaster.td6"]).json();
    assert_eq!(one[0]["runs"], json!([runs[2]]));
}

#[test]
fn an_explanation_accounts_for_the_whole_rating() {
    let folder = folder();
    let explained = run(folder.path(), &["rate", "--json", "--explain", "--direction", "0", "coaster.td6"]).json();
    let run_of_0 = &explained[0]["runs"][0];
    let entries = run_of_0["explain"].as_array().unwrap();
    for pair in entries.windows(2) {
        assert_eq!(pair[0]["after"], pair[1]["before"]);
    }
    let last = &entries.last().unwrap()["after"];
    assert_eq!(*last, json!([run_of_0["excitement"], run_of_0["intensity"], run_of_0["nausea"]]));
    let words = run(folder.path(), &["rate", "--explain", "coaster.td6"]).stdout;
    assert!(words.contains("requirement: drop height: missed"), "{words}");
}

#[test]
fn a_check_is_a_rating_without_runs() {
    let folder = folder();
    let mut rated = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    let checked = run(folder.path(), &["check", "--json", "coaster.td6"]);
    assert_eq!(checked.code, 0);
    let rated = rated.as_object_mut().unwrap();
    rated.remove("runs");
    rated.remove("outcome");
    assert_eq!(checked.json()[0].as_object().unwrap(), rated);
}

#[test]
fn a_no_is_exit_code_1_in_the_game_s_words() {
    let folder = folder();
    for command in ["rate", "check"] {
        let refused = run(folder.path(), &[command, "designs/more/c.Td6"]);
        assert_eq!(refused.code, 1);
        assert!(refused.stdout.contains("refused: Track is not a complete circuit"), "{}", refused.stdout);
    }
    let off = run(folder.path(), &["check", "--map", "12", "--at", "2,2", "coaster.td6"]);
    assert_eq!(off.code, 1);
    assert!(off.stdout.contains("Off edge of map!") && off.stdout.contains(" at piece "), "{}", off.stdout);
}

#[test]
fn a_failed_test_run_says_where_and_why() {
    let folder = folder();
    std::fs::write(folder.path().join("slow.td6"), bytes(&slow())).unwrap();
    let failed = run(folder.path(), &["rate", "slow.td6"]);
    assert_eq!(failed.code, 1);
    assert!(failed.stdout.contains("train 1 was too slow and rolled back at piece"), "{}", failed.stdout);
    let object = run(folder.path(), &["rate", "--json", "slow.td6"]).json().remove(0);
    assert_eq!(object["runs"][0]["excitement"], json!(null));
    assert!(object["runs"][0]["stuck"][0]["rolled_back"]["piece_name"].is_string(), "{object}");
    assert_eq!(object["runs"][0]["crash"], json!(null));
    assert_eq!(object["runs"].as_array().unwrap().len(), 1);
}

#[test]
fn folders_are_walked_in_order_at_any_number_of_threads() {
    let folder = folder();
    let walk = |threads| run(folder.path(), &["check", "--json", "--threads", threads, "designs", "coaster.td6"]);
    let walked = walk("3");
    assert_eq!(walked.code, 1);
    let names: Vec<_> = walked.json().iter().map(|object| object["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["a.td6", "b.TD6", "c.Td6", "coaster.td6"]);
    assert_eq!(walked.stdout, walk("1").stdout);
}

#[test]
fn standard_input_is_a_file_too() {
    let folder = folder();
    for command in ["rate", "check", "info"] {
        let piped = run_with_input(folder.path(), &[command, "--json", "-"], &bytes(&design()));
        assert_eq!((piped.code, &piped.json()[0]["file"]), (0, &json!("-")), "{}", piped.stderr);
    }
}

#[test]
fn wrong_grounds_and_directions_are_wrong_usage() {
    let folder = folder();
    for options in [["--at", "200,10"], ["--at", "7"], ["--map", "2"], ["--map", "x"], ["--direction", "4"]] {
        let refused = run(folder.path(), &["rate", options[0], options[1], "coaster.td6"]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{options:?}");
        assert!(refused.stderr.contains(options[0]), "{}", refused.stderr);
    }
}
