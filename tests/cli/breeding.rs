//! `evolve`: its settings file.

use std::fs;

use serde_json::json;

use super::support::{folder, run, run_with_input};

#[test]
fn printed_settings_are_a_settings_file() {
    let folder = folder();
    let printed = run(
        folder.path(),
        &["evolve", "--print-config", "--seed", "7", "--box", "8x9", "--forbid", "flat,brakes", "--max-nausea", "5.5"],
    );
    assert_eq!((printed.code, printed.stderr.as_str()), (0, ""));
    assert!(printed.stdout.contains("\nseed = 7\n") && printed.stdout.contains("\nmax-nausea = \"5.50\"\n"));
    fs::write(folder.path().join("run.toml"), &printed.stdout).unwrap();
    let again = run(folder.path(), &["evolve", "--print-config", "--config", "run.toml"]);
    assert_eq!(again.stdout, printed.stdout);
    let objects = run(folder.path(), &["evolve", "--print-config", "--json", "--config", "run.toml"]).json();
    assert_eq!((&objects[0]["seed"], &objects[0]["max-nausea"]), (&json!(7), &json!("5.50")));
}

#[test]
fn limits_are_printed_as_they_are_read() {
    let folder = folder();
    let limits = [
        ("length", "..400", "..400"),
        ("highest-drop", "5..7", "5..7"),
        ("drops", "4", "4..4"),
        ("speed", "60..105km/h", "38..65mph"),
        ("positive-g", "..3.5", "..3.50"),
        ("negative-g", "-1.5..0", "-1.50..0.00"),
        ("lateral-g", "0..2", "0.00..2.00"),
        ("ride-time", "1:30..3m", "90s..180s"),
        ("circuits", "2..3", "2..3"),
        ("inversions", "1..", "1.."),
    ];
    let flags: Vec<String> = limits.iter().map(|(key, wish, _)| format!("--{key}={wish}")).collect();
    let arguments: Vec<&str> =
        ["evolve", "--print-config"].into_iter().chain(flags.iter().map(String::as_str)).collect();
    let printed = run(folder.path(), &arguments);
    assert_eq!(printed.code, 0, "{}", printed.stderr);
    for (key, _, shown) in limits {
        assert!(printed.stdout.contains(&format!("\n{key} = \"{shown}\"\n")), "{key}: {}", printed.stdout);
    }
    fs::write(folder.path().join("run.toml"), &printed.stdout).unwrap();
    assert_eq!(run(folder.path(), &["evolve", "--print-config", "--config", "run.toml"]).stdout, printed.stdout);
}

#[test]
fn a_vehicle_or_a_mode_may_be_one_or_several() {
    let folder = folder();
    for (key, text) in [("vehicle", "\"ARRT1\""), ("vehicle", "[\"ARRT1\", \"SEALS\"]"), ("mode", "\"powered_launch\"")]
    {
        fs::write(folder.path().join("run.toml"), format!("ride = \"corkscrew_rc\"\n{key} = {text}\n")).unwrap();
        let printed = run(folder.path(), &["evolve", "--print-config", "--config", "run.toml"]);
        let list = if text.starts_with('[') { text.to_owned() } else { format!("[{text}]") };
        assert!(printed.stdout.contains(&format!("\n{key} = {list}\n")), "{}{}", printed.stderr, printed.stdout);
    }
    let towers = run(folder.path(), &["evolve", "--print-config", "--ride", "wooden_rc", "--shape", "shuttle"]);
    assert_eq!(towers.code, 0, "{}", towers.stderr);
    let refused = run(folder.path(), &["evolve", "--print-config", "--ride", "giga_rc", "--shape", "shuttle"]);
    assert!(refused.code == 2 && refused.stderr.contains("it has continuous_circuit"), "{}", refused.stderr);
}

#[test]
fn flags_win_over_the_file() {
    let folder = folder();
    fs::write(folder.path().join("run.toml"), "seed = 3\ntime = 30\ntiles = 40\nthreads = 1\n").unwrap();
    let printed = run(folder.path(), &["evolve", "--config", "run.toml", "--seed", "9", "--print-config"]).stdout;
    for line in ["seed = 9", "time = \"30s\"", "tiles = 40"] {
        assert!(printed.lines().any(|printed| printed == line), "{line}: {printed}");
    }
}

#[test]
fn a_settings_file_may_come_from_standard_input() {
    let folder = folder();
    let arguments = ["evolve", "--print-config", "--config", "-"];
    let printed = run_with_input(folder.path(), &arguments, b"seed = 3\nthreads = 2\n");
    assert_eq!(printed.code, 0, "{}", printed.stderr);
    assert!(printed.stdout.contains("\nseed = 3\n") && printed.stdout.contains("\nthreads = 2\n"));
    let wrong = run_with_input(folder.path(), &arguments, b"sed = 3\n");
    assert!(wrong.code == 2 && wrong.stderr.contains("standard input"), "{}", wrong.stderr);
}

#[test]
fn numbers_that_no_search_works_with_are_refused() {
    let folder = folder();
    for (key, value) in [
        ("population", "1"),
        ("population", "10001"),
        ("islands", "0"),
        ("islands", "257"),
        ("station", "0"),
        ("station", "33"),
        ("keep", "0"),
        ("tiles", "3000000000"),
        ("circuits", "8"),
        ("trains", "0"),
        ("trains", "32"),
        ("threads", "2000"),
    ] {
        let flag = format!("--{key}");
        let by_flag = run(folder.path(), &["evolve", "--out", "out", &flag, value]);
        fs::write(folder.path().join("run.toml"), format!("{key} = {value}\n")).unwrap();
        let by_key = run(folder.path(), &["evolve", "--out", "out", "--config", "run.toml"]);
        for refused in [by_flag, by_key] {
            assert_eq!(refused.code, 2, "{key} = {value}");
            assert!(refused.stderr.contains(key) && refused.stderr.contains(value), "{}", refused.stderr);
        }
        assert!(!folder.path().join("out").exists());
    }
    let largest = ["--population", "10000", "--islands", "256", "--station", "32", "--print-config"];
    assert_eq!(run(folder.path(), &[&["evolve"], &largest[..]].concat()).code, 0);
}

#[test]
fn a_bad_settings_file_is_told_with_its_line() {
    let folder = folder();
    fs::write(folder.path().join("run.toml"), "seed = 3\nmax-intensty = 9\n").unwrap();
    let refused = run(folder.path(), &["evolve", "--config", "run.toml", "--out", "out"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("run.toml") && refused.stderr.contains("line 2"), "{}", refused.stderr);
    assert!(refused.stderr.contains("max-intensity"), "{}", refused.stderr);
    assert_eq!(run(folder.path(), &["evolve", "--config", "missing.toml", "--out", "out"]).code, 3);
    for (config, advice) in [("coaster.td6", "give a text file"), ("designs", "give a file in it")] {
        let refused = run(folder.path(), &["evolve", "--config", config, "--out", "out"]);
        assert!(refused.code == 3 && refused.stderr.contains(advice), "{}", refused.stderr);
    }
}

#[test]
fn wrong_wishes_are_wrong_usage() {
    let folder = folder();
    for wish in [
        ["--box", "6"],
        ["--pieces", "9..3"],
        ["--budget", "much"],
        ["--time", "0"],
        ["--max-intensity", "-1"],
        ["--length", ".."],
        ["--drops", "5..2"],
        ["--speed", "40..65"],
        ["--negative-g", "0..-1.5"],
        ["--ride-time", "1:75.."],
        ["--shape", "square"],
        ["--mode", "swing"],
        ["--favour", "3"],
    ] {
        let refused = run(folder.path(), &["evolve", wish[0], wish[1], "--out", "out"]);
        assert_eq!(refused.code, 2, "{wish:?}");
        assert!(!folder.path().join("out").exists());
    }
    let changed = run(folder.path(), &["evolve", "--resume", "out", "--seed", "3", "--keep", "2"]);
    assert!(changed.code == 2 && changed.stderr.contains("leave out --seed"), "{}", changed.stderr);
    assert_eq!(run(folder.path(), &["evolve", "--resume", "missing"]).code, 3);
    assert_eq!(run(folder.path(), &["evolve", "--time", "9", "--generations", "4", "--out", "out"]).code, 2);
    let nowhere = run(folder.path(), &["evolve"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("--out"), "{}", nowhere.stderr);
}

#[test]
fn a_piece_that_the_ride_type_lacks_cannot_be_required() {
    let folder = folder();
    let wish = ["evolve", "--ride", "junior_rc", "--require", "left_vertical_loop", "--out", "out"];
    let refused = run(folder.path(), &wish);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("junior_rc has no such piece"), "{}", refused.stderr);
    assert!(refused.stderr.contains("loopwright pieces --ride junior_rc"), "{}", refused.stderr);
    assert!(!folder.path().join("out").exists());
}
