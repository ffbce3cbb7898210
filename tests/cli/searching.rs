//! `evolve`: what a search leaves behind, and that it can be stopped and goes on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::layout::place;
use loopwright::site::Site;
use loopwright::track_file;
use serde_json::{Value, json};

use super::support::{Run, folder, run};

/// A search that takes a moment, and begins with a coaster that keeps every limit.
pub(super) const SMALL: [&str; 11] =
    ["evolve", "--population", "8", "--islands", "2", "--keep", "2", "--plot-every", "2", "--from", "coaster.td6"];

fn evolve(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&SMALL, more].concat())
}

fn lines(folder: &Path, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What must be the same for the same seed: the winners, and the log without its clock.
pub(super) fn result(folder: &Path, out: &str) -> (BTreeMap<String, Vec<u8>>, Vec<Value>) {
    let files = fs::read_dir(folder.join(out).join("best")).unwrap().map(|entry| entry.unwrap());
    let files = files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()));
    let mut log = lines(folder, &format!("{out}/log.jsonl"));
    for line in &mut log {
        for clock in ["elapsed_s", "evaluations_per_s"] {
            assert!(line.as_object_mut().unwrap().remove(clock).is_some_and(|value| value.is_number()));
        }
    }
    (files.collect(), log)
}

#[test]
fn a_search_leaves_settings_log_winners_and_index() {
    let folder = folder();
    let evolved = evolve(folder.path(), &["--generations", "3", "--seed", "5", "--json", "--out", "a/out"]);
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    assert!(evolved.stderr.contains("loopwright install a/out/best"), "{}", evolved.stderr);
    let out = folder.path().join("a/out");
    let settings: toml::Table = fs::read_to_string(out.join("run.toml")).unwrap().parse().unwrap();
    for key in ["version", "rules", "ride", "vehicles", "limits", "breeding"] {
        assert!(settings.contains_key(key), "{key}");
    }
    let log = lines(&out, "log.jsonl");
    assert_eq!(log.iter().map(|line| line["generation"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2, 3]);
    for key in ["evaluations", "evaluations_per_s", "elapsed_s", "feasible"] {
        assert!(log[2][key].is_number(), "{key}");
    }
    for key in ["excitement", "intensity", "nausea", "fitness"] {
        assert!(log[2]["best"][key].is_number(), "{key}");
    }
    assert!(fs::read_dir(out.join("generations/0002")).unwrap().count() > 0 && out.join("checkpoint").exists());
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("</html>"));
    let told = evolved.json();
    let names: Vec<&str> = told.iter().map(|winner| winner["file"].as_str().unwrap()).collect();
    let table = fs::read_to_string(out.join("index.csv")).unwrap();
    assert_eq!(table.lines().skip(1).map(|row| row.split(',').nth(1).unwrap()).collect::<Vec<_>>(), names);
    assert!((1..=2).contains(&names.len()));
    for (name, told) in names.iter().zip(&told) {
        let stem = name.strip_suffix(".td6").unwrap();
        for picture in ["height", "plan"] {
            assert!(out.join(format!("best/{stem}-{picture}.png")).exists());
        }
        assert_eq!(lines_of_one(&out.join(format!("best/{stem}.json"))), *told);
        check_winner(folder.path(), &format!("a/out/best/{name}"), told);
    }
}

fn lines_of_one(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A winner is what `rate` says of its file, and its file says what its own test run says.
fn check_winner(folder: &Path, path: &str, told: &Value) {
    let rated = run(folder, &["rate", "--json", path]);
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    let (rated, mut told) = (rated.json().remove(0), told.clone());
    for key in ["name", "id", "reached"] {
        assert!(told.as_object_mut().unwrap().remove(key).is_some());
    }
    told["path"] = json!(path);
    assert_eq!(rated, told);
    let facts = run(folder, &["info", "--json", "--recompute", path]).json().remove(0);
    let again = facts["recomputed"].as_object().unwrap();
    for (key, stored) in [("drops", &facts["drops"]), ("inversions", &facts["inversions"])] {
        assert_eq!(&again[key], stored, "{key}");
    }
    let tenths = |value: &Value| value.as_i64().unwrap() / 10;
    assert_eq!(tenths(&again["excitement"]), tenths(&facts["excitement"]));
}

#[test]
fn the_same_seed_gives_the_same_bytes_at_any_number_of_threads() {
    let folder = folder();
    for (threads, out) in [("1", "one"), ("3", "three")] {
        let evolved = evolve(folder.path(), &["--generations", "4", "--threads", threads, "--out", out]);
        assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    }
    assert_eq!(result(folder.path(), "one"), result(folder.path(), "three"));
    assert_eq!(evolve(folder.path(), &["--generations", "4", "--seed", "2", "--out", "other"]).code, 0);
    assert_ne!(result(folder.path(), "one"), result(folder.path(), "other"));
}

#[test]
fn a_limit_that_cannot_be_met_is_told_with_the_nearest_design() {
    let folder = folder();
    let evolved = evolve(folder.path(), &["--json", "--generations", "2", "--min-excitement", "12", "--out", "out"]);
    assert_eq!(evolved.code, 1);
    let told = evolved.json().remove(0);
    assert!(told["error"].as_str().unwrap().contains("where 12.00 is the least") && told["runs"].is_array(), "{told}");
    assert!(evolved.stderr.contains("nearest") && evolved.stderr.contains("out/nearest"), "{}", evolved.stderr);
    let nearest = folder.path().join("out/nearest");
    let designs = fs::read_dir(nearest).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(designs.filter(|path| path.extension().is_some_and(|end| end == "td6")).count(), 1);
}

#[test]
fn every_figure_beyond_its_limit_is_told() {
    let folder = folder();
    let limits = [
        ("length", "9000..", "m of track where 9000 is the least"),
        ("highest-drop", "90..", "m of highest drop where 90 is the least"),
        ("drops", "60..", "drops where 60 is the least"),
        ("speed", "..5mph", "mph where 5 is the most"),
        ("positive-g", "9..", "positive vertical G where 9.00 is the least"),
        ("negative-g", "..-9", "negative vertical G where -9.00 is the most"),
        ("lateral-g", "9..", "lateral G where 9.00 is the least"),
        ("ride-time", "9m..", "of ride time where 9:00 is the least"),
        ("circuits", "7", "circuits per ride where 7 is the least"),
        ("inversions", "40", "inversions where 40 is the least"),
        ("station", "32", "tiles of platform where 32 is wanted"),
    ];
    let flags: Vec<String> = limits.iter().map(|(key, wish, _)| format!("--{key}={wish}")).collect();
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let evolved = evolve(folder.path(), &[&["--generations", "1", "--out", "out"], &flags[..]].concat());
    assert_eq!(evolved.code, 1, "{}", evolved.stderr);
    for (key, _, told) in limits {
        // Designs with the wanted platform may be the nearest.
        assert!(evolved.stderr.contains(told) || key == "station", "{key}: {}", evolved.stderr);
    }
    let settings: toml::Table = fs::read_to_string(folder.path().join("out/run.toml")).unwrap().parse().unwrap();
    let figures = &settings["limits"]["figures"];
    assert_eq!(figures["length"]["least"].as_integer(), Some(9000));
    assert_eq!((figures["speed"]["most"].as_integer(), figures["speed"].get("least")), (Some(5), None));
}

#[test]
fn circuits_are_bred_where_the_mode_allows_them() {
    let folder = folder();
    let small =
        ["evolve", "--population", "8", "--islands", "2", "--keep", "2", "--generations", "4", "--plot-every", "0"];
    let limits = ["--ride", "junior_rc", "--circuits", "2..3", "--json", "--out", "out"];
    let evolved = run(folder.path(), &[&small[..], &limits].concat());
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    for winner in evolved.json() {
        assert!((2..=3).contains(&winner["circuits"].as_i64().unwrap()), "{}", winner["circuits"]);
    }
    let limits =
        ["--ride", "giga_rc", "--mode", "continuous_circuit", "--trains", "2", "--circuits", "2", "--out", "two"];
    let trains = run(folder.path(), &[&small[..], &limits].concat());
    assert!(trains.code == 1 && trains.stderr.contains("circuits per ride where 2 is the least"), "{}", trains.stderr);
}

/// What designs that start from others keep of them: type, vehicle, mode, trains, whether the track comes back, platform.
fn manner(path: &Path) -> (String, String, u8, u8, bool, usize) {
    let catalogue = Catalogue::load().unwrap();
    let design = track_file::read(&fs::read(path).unwrap()).unwrap().design(&catalogue).unwrap();
    let placed = place(&catalogue, &design, Site::default(), Direction::default()).unwrap();
    let layout = placed.as_design.unwrap();
    let is_circuit = layout.gap(layout.start_piece().unwrap()).is_none();
    let platform = design.elements.iter().filter(|element| element.piece.is_station()).count();
    let settings = &design.settings;
    (layout.ride.name.clone(), design.vehicle, settings.mode.0, settings.trains, is_circuit, platform)
}

#[test]
fn designs_bred_from_others_keep_mode_and_shape() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/designs");
    let folder = folder();
    let small =
        ["evolve", "--population", "12", "--islands", "1", "--keep", "3", "--generations", "5", "--plot-every", "0"];
    for (name, mode, is_circuit) in [("looping_rc", 3, false), ("corkscrew_rc", 35, true), ("wooden_rc_2", 1, true)] {
        let ancestor = golden.join(name).with_extension("td6");
        let kept = manner(&ancestor);
        assert_eq!((kept.2, kept.4), (mode, is_circuit), "{name}");
        let from = ["--seed", "2", "--from", ancestor.to_str().unwrap(), "--max-nausea", "20", "--out", name];
        let evolved = run(folder.path(), &[&small[..], &from].concat());
        assert_eq!(evolved.code, 0, "{}", evolved.stderr);
        let winners = named(&folder.path().join(name).join("best"), ".td6");
        assert!(!winners.is_empty());
        for winner in winners {
            assert_eq!(manner(&folder.path().join(name).join("best").join(&winner)), kept, "{name}: {winner}");
        }
    }
}

#[test]
fn flags_win_over_the_designs_to_start_from() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/designs");
    let folder = folder();
    let [shuttle, wooden] = ["looping_rc.td6", "wooden_rc.td6"].map(|name| golden.join(name).display().to_string());
    let printed = |arguments: &[&str]| run(folder.path(), &[&["evolve", "--print-config"], arguments].concat());
    let own = printed(&["--from", &shuttle]).stdout;
    for line in
        ["ride = \"looping_rc\"", "mode = [\"powered_launch_pass_through\"]", "shape = \"shuttle\"", "trains = 1"]
    {
        assert!(own.lines().any(|printed| printed == line), "{line}: {own}");
    }
    let other =
        printed(&["--from", &shuttle, "--mode", "powered_launch", "--vehicle", "SCHT1", "--station", "9"]).stdout;
    for line in ["mode = [\"powered_launch\"]", "shape = \"shuttle\"", "vehicle = [\"SCHT1\"]", "station = \"9\""] {
        assert!(other.lines().any(|printed| printed == line), "{line}: {other}");
    }
    let begun = |arguments: &[&str]| {
        run(folder.path(), &[&["evolve", "--generations", "1", "--out", "out"], arguments].concat())
    };
    let wrong: [(&[&str], &str); 3] = [
        (&["--from", &shuttle, "--shape", "circuit"], "its track has loose ends"),
        (&["--from", &shuttle, "--ride", "wooden_rc"], "of another ride type"),
        (&["--from", &shuttle, &wooden], "of several ride types"),
    ];
    for (arguments, words) in wrong {
        let refused = begun(arguments);
        assert!([2, 3].contains(&refused.code) && refused.stderr.contains(words), "{arguments:?}: {}", refused.stderr);
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn ground_that_holds_no_coaster_is_told_with_how_far_the_nearest_is_off() {
    let folder = folder();
    let giga = ["evolve", "--ride", "giga_rc", "--box", "3x3", "--population", "24", "--islands", "2"];
    let evolved = run(folder.path(), &[&giga[..], &["--generations", "2", "--out", "out"]].concat());
    assert_eq!(evolved.code, 1, "{}", evolved.stderr);
    assert!(evolved.stderr.contains("tiles on its longer side where 3 is the most"), "{}", evolved.stderr);
    assert!(folder.path().join("out/nearest").exists());
}

#[test]
fn a_search_pauses_and_is_steered() {
    let folder = folder();
    let paused = evolve(folder.path(), &["--generations", "4", "--pause-every", "2", "--out", "out"]);
    assert_eq!(paused.code, 0);
    assert!(paused.stderr.contains("paused") && paused.stderr.contains("--resume out"), "{}", paused.stderr);
    assert_eq!(lines(folder.path(), "out/log.jsonl").len(), 2);
    let table = fs::read_to_string(folder.path().join("out/index.csv")).unwrap();
    let ids: Vec<&str> = table.lines().skip(1).map(|row| row.split(',').nth(3).unwrap()).collect();
    let wrong = run(folder.path(), &["evolve", "--resume", "out", "--favour", "nonsense"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("index.csv"), "{}", wrong.stderr);
    let resume = ["evolve", "--resume", "out", "--favour", ids[0], "--discard", ids[ids.len() - 1]];
    let resumed = run(folder.path(), &resume);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    assert_eq!(lines(folder.path(), "out/log.jsonl").len(), 4);
}

#[test]
fn a_search_goes_on_to_a_further_end_as_one_that_was_not_cut_short() {
    let folder = folder();
    assert_eq!(evolve(folder.path(), &["--generations", "5", "--out", "whole"]).code, 0);
    assert_eq!(evolve(folder.path(), &["--generations", "2", "--out", "out"]).code, 0);
    let ended = run(folder.path(), &["evolve", "--resume", "out"]);
    assert!(ended.stderr.contains("had ended before") && ended.stderr.contains("--time"), "{}", ended.stderr);
    let further = run(folder.path(), &["evolve", "--resume", "out", "--generations", "3"]);
    assert!(further.code == 0 && !further.stderr.contains("had ended"), "{}", further.stderr);
    assert_eq!(result(folder.path(), "out"), result(folder.path(), "whole"));
}

#[test]
fn a_finished_search_gives_more_winners_and_goes_on_when_it_is_steered() {
    let folder = folder();
    let evolved = evolve(folder.path(), &["--generations", "4", "--out", "out"]);
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    let winners = || named(&folder.path().join("out/best"), ".td6").len();
    let before = (winners(), lines(folder.path(), "out/log.jsonl").len());
    let more = run(folder.path(), &["evolve", "--resume", "out", "--keep", "200"]);
    assert_eq!(more.code, 0, "{}", more.stderr);
    assert!(more.stderr.contains("no more that differ to the eye, of 200 wanted"), "{}", more.stderr);
    assert!(winners() > before.0, "{} after {}", winners(), before.0);
    assert_eq!(lines(folder.path(), "out/log.jsonl").len(), before.1);
    let settings: toml::Table = fs::read_to_string(folder.path().join("out/run.toml")).unwrap().parse().unwrap();
    assert_eq!(settings["breeding"]["winners"].as_integer(), Some(200));
    let page = fs::read_to_string(folder.path().join("out/index.html")).unwrap();
    let id = page.split("--resume DIR --favour ").nth(1).and_then(|rest| rest.get(..16)).unwrap();
    let steered = run(folder.path(), &["evolve", "--resume", "out", "--favour", id]);
    assert_eq!(steered.code, 0, "{}", steered.stderr);
    assert_eq!(lines(folder.path(), "out/log.jsonl").len(), 2 * before.1);
    for wrong in [&["--keep", "0"][..], &["--seed", "2"]] {
        let refused = run(folder.path(), &[&["evolve", "--resume", "out"], wrong].concat());
        assert!(refused.code == 2 && refused.stderr.contains(wrong[0]), "{}", refused.stderr);
    }
}

#[test]
fn folders_that_cannot_take_a_search_are_told() {
    let folder = folder();
    assert_eq!(evolve(folder.path(), &["--generations", "1", "--out", "out"]).code, 0);
    let before = result(folder.path(), "out");
    let taken = evolve(folder.path(), &["--generations", "1", "--seed", "9", "--out", "out"]);
    assert!(taken.code == 4 && taken.stderr.contains("--resume"), "{}", taken.stderr);
    assert_eq!(result(folder.path(), "out"), before);
    let file = evolve(folder.path(), &["--generations", "1", "--out", "coaster.td6"]);
    assert!(file.code == 4 && file.stderr.contains("not a folder"), "{}", file.stderr);
    for (resumed, why) in
        [("designs", "holds no search"), ("coaster.td6", "not a folder"), ("missing", "check the name")]
    {
        let refused = run(folder.path(), &["evolve", "--resume", resumed]);
        assert!(refused.code == 3 && refused.stderr.contains(why), "{}", refused.stderr);
    }
    fs::write(folder.path().join("out/checkpoint"), "nonsense").unwrap();
    let damaged = run(folder.path(), &["evolve", "--resume", "out"]);
    assert!(damaged.code == 3 && damaged.stderr.contains("out/checkpoint"), "{}", damaged.stderr);
}

#[test]
fn designs_to_start_from_are_read_first() {
    let folder = folder();
    let from = |file: &str| evolve(folder.path(), &["--generations", "1", "--out", "none", "--from", file]);
    for (file, code) in [("designs/notes.txt", 3), ("missing.td6", 3), ("half-built.td6", 3)] {
        let refused = from(file);
        assert!(refused.code == code && refused.stderr.contains(file), "{}", refused.stderr);
    }
    let begun = evolve(folder.path(), &["--generations", "1", "--out", "out", "--from", "coaster.td6"]);
    assert_eq!(begun.code, 0, "{}", begun.stderr);
}

#[test]
fn what_to_type_next_can_be_typed() {
    let folder = folder();
    let out = if cfg!(windows) { "my $HOME coasters" } else { "my $HOME `coasters` \"here\"" };
    let paused = evolve(folder.path(), &["--generations", "2", "--pause-every", "1", "--out", out]);
    for command in [format!("loopwright install '{out}/best'"), format!("loopwright evolve --resume '{out}'")] {
        assert!(paused.stderr.contains(&command), "{}", paused.stderr);
    }
}

#[test]
fn quiet_is_quiet() {
    let folder = folder();
    let evolved = evolve(folder.path(), &["--generations", "1", "--quiet", "--out", "out"]);
    assert_eq!((evolved.code, evolved.stdout.as_str(), evolved.stderr.as_str()), (0, "", ""));
}

/// Names of the files in a folder that end so.
fn named(folder: &Path, end: &str) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.filter(|name| name.ends_with(end)).collect();
    files.sort();
    files
}

#[test]
fn winners_leaders_index_and_page_may_be_of_td7() {
    let folder = folder();
    let paused = evolve(
        folder.path(),
        &["--format", "td7", "--generations", "4", "--pause-every", "2", "--preset", "thrill", "--out", "out"],
    );
    let limits = ["--min-excitement", "0"];
    assert_eq!(paused.code, 1, "nothing is thrilling yet: {}", paused.stderr);
    assert_eq!(named(&folder.path().join("out/nearest"), ".td7").len(), 1);
    let options = ["--format", "td7", "--generations", "4", "--pause-every", "2", "--out", "gentle", "--json"];
    let paused = evolve(folder.path(), &[&options[..], &limits].concat());
    assert_eq!(paused.code, 0, "{}", paused.stderr);
    let gentle = folder.path().join("gentle");
    let before = named(&gentle.join("best"), ".td7");
    assert!(!before.is_empty() && named(&gentle.join("best"), ".td6").is_empty());
    assert!(!named(&gentle.join("generations/0002"), ".td7").is_empty());
    assert_eq!(run(folder.path(), &["evolve", "--resume", "gentle", "--json"]).code, 0);
    let winners = named(&gentle.join("best"), ".td7");
    assert!(!named(&gentle.join("generations/0004"), ".td7").is_empty());
    let table = fs::read_to_string(gentle.join("index.csv")).unwrap();
    let listed: Vec<&str> = table.lines().skip(1).map(|row| row.split(',').nth(1).unwrap()).collect();
    assert_eq!(listed, winners);
    let page = fs::read_to_string(gentle.join("index.html")).unwrap();
    for name in &winners {
        assert!(page.contains(name.as_str()));
        let path = format!("gentle/best/{name}");
        assert_eq!(run(folder.path(), &["rate", &path]).code, 0);
        assert_eq!(run(folder.path(), &["info", "--json", &path]).json()[0]["format"], "TD7");
        let told = lines_of_one(&gentle.join("best").join(name).with_extension("json"));
        assert_eq!(told["file"], name.as_str());
    }
    let settings: toml::Table = fs::read_to_string(gentle.join("run.toml")).unwrap().parse().unwrap();
    assert_eq!(settings["limits"]["format"].as_str(), Some("td7"));
}

#[test]
fn the_format_is_a_key_too_and_what_it_does_not_hold_is_said() {
    let folder = folder();
    fs::write(folder.path().join("run.toml"), "format = \"td7\"\n").unwrap();
    let printed = |arguments: &[&str]| run(folder.path(), &[&["evolve", "--print-config"], arguments].concat());
    assert!(printed(&[]).stdout.contains("\nformat = \"td6\"\n"));
    assert!(printed(&["--config", "run.toml"]).stdout.contains("\nformat = \"td7\"\n"));
    assert!(printed(&["--config", "run.toml", "--format", "td6"]).stdout.contains("\nformat = \"td6\"\n"));
    let wrong: [(&[&str], &str); 3] = [
        (&["--format", "td4"], "give td6 or td7"),
        (&["--ride", "twister_rc", "--require", "left_zero_g_roll_up"], "add --format td7"),
        (&["--format", "td7", "--rules", "openrct2-0.4.23"], "openrct2-0.4.23 does not read a TD7"),
    ];
    for (arguments, words) in wrong {
        let refused = printed(arguments);
        assert!(refused.code == 2 && refused.stderr.contains(words), "{arguments:?}: {}", refused.stderr);
    }
    let twister = printed(&["--format", "td7", "--ride", "twister_rc", "--require", "left_zero_g_roll_up"]);
    assert_eq!(twister.code, 0, "{}", twister.stderr);
}
