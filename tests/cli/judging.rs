//! `rate` and `check`.

use serde_json::json;

use loopwright::catalogue::{Catalogue, Mode, PieceId, RideType};
use loopwright::design::{Element, Settings};

use super::support::{bytes, design, folder, open, run, run_with_input, slow};
use crate::tangled::figure_of_eight;

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
fn a_direction_without_a_place_on_the_ground_is_told() {
    let folder = folder();
    // Three tiles from the rim of smaller x: the coaster reaches further there in two directions.
    let rate = |options: &[&str]| {
        let ground = ["rate", "--map", "60", "--at", "3,30", "coaster.td6"];
        run(folder.path(), &[&ground[..], options].concat())
    };
    let all = rate(&["--json"]);
    let object = &all.json()[0];
    assert_eq!((all.code, &object["placed"], &object["runs"][0]["direction"]), (1, &json!(true), &json!(0)));
    let refused = [1, 2].map(|direction| json!({ "direction": direction, "refusal": "Off edge of map!" }));
    assert_eq!(object["refused_directions"], json!(refused), "{object}");
    let words = rate(&["--direction", "2"]);
    assert_eq!(words.code, 1);
    assert!(words.stdout.contains("  direction 2: refused: Off edge of map!\n"), "{}", words.stdout);
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
fn a_train_that_rolls_back_into_its_station_is_rated_and_said_to_have_rolled_back() {
    let folder = folder();
    let mut design = design();
    for element in &mut design.elements {
        element.chain = false;
    }
    std::fs::write(folder.path().join("weak.td6"), bytes(&design)).unwrap();
    let rated = run(folder.path(), &["rate", "--direction", "0", "weak.td6"]);
    assert_eq!(rated.code, 0);
    assert!(rated.stdout.contains("direction 0: a train was too slow and rolled back at piece"), "{}", rated.stdout);
    let told = |file: &str| run(folder.path(), &["rate", "--json", file]).json().remove(0)["runs"][0].clone();
    assert!(told("weak.td6")["rolled_back"]["piece_name"].is_string());
    assert!(told("coaster.td6").get("rolled_back").is_none());
}

#[test]
fn a_load_is_survived_or_not() {
    let folder = folder();
    std::fs::write(folder.path().join("slow.td6"), bytes(&slow())).unwrap();
    let rate =
        |file: &str| run(folder.path(), &["rate", "--json", "--load", "full,empty,full", "--direction", "0", file]);
    let sound = rate("coaster.td6");
    assert_eq!(sound.code, 0);
    let object = sound.json().remove(0);
    let loads = object["loads"].as_array().unwrap();
    let of = |key: &str| loads.iter().map(|load| load[key].clone()).collect::<Vec<_>>();
    assert_eq!((of("load"), of("outcome")), (vec![json!("empty"), json!("full")], vec![json!("tested"); 2]));
    assert_eq!(loads[0]["ticks"], object["runs"][0]["ticks"]);
    assert_ne!(loads[1]["ticks"], object["runs"][0]["ticks"]);
    let stuck = rate("slow.td6");
    assert_eq!(stuck.code, 1);
    assert_ne!(stuck.json()[0]["loads"][0]["outcome"], "tested");
    let words = run(folder.path(), &["rate", "--load", "full", "slow.td6"]).stdout;
    assert!(words.contains("full  does not survive  estimate  direction 0: train 1"), "{words}");
    assert!(run(folder.path(), &["rate", "--json", "coaster.td6"]).json()[0]["loads"].is_null());
    let words = run(folder.path(), &["rate", "--load", "half", "coaster.td6"]).stdout;
    assert!(words.contains("half  survives  estimate"), "{words}");
    assert_eq!(run(folder.path(), &["rate", "--load", "double", "coaster.td6"]).code, 2);
}

#[test]
fn a_crash_says_where_and_why() {
    let folder = folder();
    // A shuttle needs no circuit, and this one is launched far beyond the end of its track.
    let catalogue = Catalogue::load().unwrap();
    let launched = |ride: &&RideType| ride.modes.contains(&Mode::POWERED_LAUNCH) && ride.operation_option.contains(40);
    let ride = catalogue.rides().find(launched).unwrap();
    let mut cut = open();
    cut.ride = ride.id;
    cut.vehicle = catalogue.vehicles_of(ride.id).next().unwrap().name.clone();
    cut.settings = Settings { mode: Mode::POWERED_LAUNCH, operation_option: 40, cars: 1, ..cut.settings };
    std::fs::write(folder.path().join("cut.td6"), bytes(&cut)).unwrap();
    let crashed = run(folder.path(), &["rate", "--direction", "0", "cut.td6"]);
    assert_eq!(crashed.code, 1);
    let object = run(folder.path(), &["rate", "--json", "--direction", "0", "cut.td6"]).json().remove(0);
    assert_eq!(object["runs"][0]["crash"]["cause"], "end_of_track", "{}", crashed.stdout);
    assert!(crashed.stdout.contains("train 1 ran off the end of the track at piece"), "{}", crashed.stdout);
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

#[test]
fn a_crossing_at_one_height_is_told_with_what_trains_do_there() {
    let folder = folder();
    let crossing = figure_of_eight(Element::new(PieceId::FLAT).chained());
    std::fs::write(folder.path().join("eight.td6"), bytes(&crossing)).unwrap();
    let expected = json!([{
        "pieces": [{ "piece": 3, "piece_name": "flat" }, { "piece": 9, "piece_name": "flat" }],
        "tile": [73, 76],
        "height": 112,
        "changes_track": true,
    }]);
    let words = "piece 3 (flat) and piece 9 (flat) take the same space on tile 73,76 at height 112; the game builds \
                 both, and a train on piece 9 changes track and goes on from piece 3";
    for command in ["rate", "check"] {
        let told = run(folder.path(), &[command, "--json", "eight.td6"]);
        assert_eq!((told.code, &told.json()[0]["crossings"]), (1, &expected), "{command}");
        assert_eq!(told.json()[0]["placed"], json!(true));
        let told = run(folder.path(), &[command, "eight.td6"]);
        assert!(told.stdout.contains(words), "{}", told.stdout);
    }
    assert!(run(folder.path(), &["check", "--json", "coaster.td6"]).json()[0]["crossings"].is_null());
}
