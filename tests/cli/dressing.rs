//! `dress`, and winners of a search with scenery.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use loopwright::catalogue::Catalogue;
use loopwright::track_file;
use serde_json::Value;

use super::support::{bytes, design, folder, run};

fn dressed(folder: &Path, options: &[&str]) -> Value {
    let dressed = run(folder, &[&["dress", "--json"], options, &["coaster.td6"]].concat());
    assert_eq!(dressed.code, 0, "{}", dressed.stderr);
    dressed.json().remove(0)
}

fn rated(folder: &Path, file: &str) -> Value {
    let rated = run(folder, &["rate", "--json", file]);
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    rated.json().remove(0)
}

fn worst(rated: &Value, key: &str) -> i64 {
    let of_run = |run: &Value| run[key].as_i64().unwrap();
    let runs = rated["runs"].as_array().unwrap().iter().map(of_run);
    if key == "excitement" { runs.min().unwrap() } else { runs.max().unwrap() }
}

#[test]
fn the_figures_of_a_dressed_design_are_those_of_rate() {
    let folder = folder();
    let answer = dressed(folder.path(), &["--theme", "forest"]);
    assert_eq!(answer["written"], "./coaster-dressed.td6");
    let (bare, with) = (rated(folder.path(), "coaster.td6"), rated(folder.path(), "coaster-dressed.td6"));
    for key in ["excitement", "intensity", "nausea"] {
        assert_eq!(answer["before"][key], worst(&bare, key), "{key}");
        assert_eq!(answer["after"][key], worst(&with, key), "{key}");
    }
    assert!(worst(&with, "excitement") > worst(&bare, "excitement"));
    assert_eq!(with["scenery"]["items"], answer["items"]);
    assert_eq!(with["scenery"]["placed"], answer["items"]);
    let price = answer["after"]["cost"].as_i64().unwrap() - answer["before"]["cost"].as_i64().unwrap();
    assert_eq!(answer["scenery_price"], price);
    let words = run(folder.path(), &["dress", "--force", "--theme", "forest", "coaster.td6"]).stdout;
    assert!(words.contains("of the theme forest") && words.contains("excitement"), "{words}");
    let again = run(folder.path(), &["dress", "--theme", "forest", "coaster.td6"]);
    assert_eq!(again.code, 4, "a file is replaced by force alone");
}

#[test]
fn the_rest_of_the_design_is_as_it_was_and_the_same_seed_gives_the_same_file() {
    let folder = folder();
    let catalogue = Catalogue::load().unwrap();
    let written = |options: &[&str], name: &str| {
        dressed(folder.path(), &[&["--theme", "mine", "--force", "--out", name], options].concat());
        fs::read(folder.path().join(name)).unwrap()
    };
    let (one, two) = (written(&["--threads", "1"], "one.td6"), written(&["--threads", "2"], "two.td6"));
    assert_eq!(one, two);
    assert_ne!(written(&["--seed", "2"], "three.td6"), one);
    let (bare, with) = (design(), track_file::read(&one).unwrap().design(&catalogue).unwrap());
    assert_eq!((with.elements, with.entrances, with.settings), (bare.elements, bare.entrances, bare.settings));
    assert_eq!(with.colours, bare.colours);
    // Dressed twice, a design keeps what it has; without its scenery it is dressed anew.
    let again = written(&["--no-scenery"], "four.td6");
    assert_eq!(again, one);
    let number = |path: &str| rated(folder.path(), path)["scenery"]["items"].as_i64().unwrap();
    let more = run(folder.path(), &["dress", "--theme", "candy", "--out", "more.td6", "one.td6"]);
    assert_eq!(more.code, 0, "{}", more.stderr);
    assert!(number("more.td6") > number("one.td6"));
    let anew = run(folder.path(), &["dress", "--theme", "mine", "--no-scenery", "--out", "anew.td6", "more.td6"]);
    assert_eq!((anew.code, fs::read(folder.path().join("anew.td6")).unwrap() == one), (0, true), "{}", anew.stderr);
}

#[test]
fn wrong_wishes_are_answered_with_advice() {
    let folder = folder();
    for (options, code, advice) in [
        (&["--theme", "forrest", "coaster.td6"][..], 2, "did you mean forest?"),
        (&["--theme", "wild west", "coaster.td6"], 2, "loopwright dress --help"),
        (&["--theme", "mine", "--out", "a.td6", "coaster.td6", "designs/b.TD6"], 2, "give a folder"),
        (&["--theme", "mine", "--direction", "2", "coaster.td6"], 2, "--park"),
        (&["--theme", "mine", "--budget", "0", "coaster.td6"], 1, "--budget"),
        (&["--theme", "mine", "half-built.td6"], 1, "half-built.td6"),
        (&["coaster.td6"], 2, "--theme"),
    ] {
        let refused = run(folder.path(), &[&["dress"], options].concat());
        assert_eq!((refused.code, refused.stdout.as_str()), (code, ""), "{options:?}: {}", refused.stderr);
        assert!(refused.stderr.contains(advice), "{options:?}: {}", refused.stderr);
    }
}

#[test]
fn on_a_spot_of_a_park_the_figures_are_those_of_the_spot() {
    let folder = folder();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let (park, design) = (docs.join("lakeside.json"), docs.join("example.td6"));
    let (park, design) = (park.to_str().unwrap(), design.to_str().unwrap());
    let place = ["--park", park, "--at", "12,22,14"];
    let dressed = run(folder.path(), &[&["dress", "--json", "--theme", "garden"], &place[..], &[design]].concat());
    assert_eq!(dressed.code, 0, "{}", dressed.stderr);
    let answer = dressed.json().remove(0);
    let rated = run(folder.path(), &[&["rate", "--json"], &place[..], &["example-dressed.td6"]].concat());
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    let rated = rated.json().remove(0);
    assert_eq!(rated["scenery"]["placed"], answer["items"]);
    assert_eq!(rated["run"]["excitement"], answer["after"]["excitement"]);
    assert!(answer["after"]["excitement"].as_i64() > answer["before"]["excitement"].as_i64());
}

/// A search that takes a moment, and begins with a coaster that keeps every limit.
const SMALL: [&str; 13] = [
    "evolve",
    "--population",
    "8",
    "--islands",
    "2",
    "--keep",
    "2",
    "--plot-every",
    "0",
    "--from",
    "coaster.td6",
    "--seed",
    "5",
];

fn evolve(folder: &Path, more: &[&str]) {
    let evolved = run(folder, &[&SMALL, more].concat());
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
}

fn best(folder: &Path, out: &str) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder.join(out).join("best")).unwrap().map(|entry| entry.unwrap());
    files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}

/// Names of the track files among some files.
fn tracks(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let is_track = |name: &&String| Path::new(name).extension().is_some_and(|extension| extension == "td6");
    files.keys().filter(is_track).cloned().collect()
}

#[test]
fn winners_are_dressed_and_their_figures_are_those_with_scenery() {
    let folder = folder();
    evolve(folder.path(), &["--generations", "4", "--out", "bare"]);
    evolve(folder.path(), &["--generations", "4", "--theme", "none", "--out", "none"]);
    assert_eq!(best(folder.path(), "bare"), best(folder.path(), "none"));
    evolve(folder.path(), &["--generations", "4", "--theme", "Forest", "--out", "out"]);
    let (bare, with) = (best(folder.path(), "bare"), best(folder.path(), "out"));
    assert_eq!(bare.keys().collect::<Vec<_>>(), with.keys().collect::<Vec<_>>());
    for name in tracks(&with) {
        let rated = rated(folder.path(), &format!("out/best/{name}"));
        let own = self::rated(folder.path(), &format!("bare/best/{name}"));
        assert!(worst(&rated, "excitement") > worst(&own, "excitement"));
        let told: Value = serde_json::from_slice(&with[&name.replace(".td6", ".json")]).unwrap();
        assert_eq!((&told["runs"], &told["scenery"]), (&rated["runs"], &rated["scenery"]));
        assert!(rated["scenery"]["items"] == rated["scenery"]["placed"] && rated["scenery"]["items"].is_u64());
        let index = fs::read_to_string(folder.path().join("out/index.csv")).unwrap();
        let excitement = (worst(&rated, "excitement") as f64 / 100.0).to_string();
        assert!(index.lines().any(|line| line.contains(name.as_str()) && line.contains(&excitement)), "{index}");
    }
    let settings: toml::Table = fs::read_to_string(folder.path().join("out/run.toml")).unwrap().parse().unwrap();
    assert_eq!(settings["theme"].as_str(), Some("forest"));
    evolve(folder.path(), &["--generations", "4", "--pause-every", "2", "--theme", "forest", "--out", "paused"]);
    let resumed = run(folder.path(), &["evolve", "--resume", "paused"]);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    assert_eq!(best(folder.path(), "paused"), with, "a search that goes on dresses its winners alike");
}

#[test]
fn limits_hold_with_the_scenery_and_a_settings_file_names_the_theme() {
    let folder = folder();
    fs::write(folder.path().join("coaster.td6"), bytes(&design())).unwrap();
    let cost = |file: &str| rated(folder.path(), file)["cost"].as_i64().unwrap();
    let budget = cost("coaster.td6") / 10 + 100;
    let settings = format!("theme = \"western\"\nbudget = {budget}\ngenerations = 3\nout = \"out\"\n");
    fs::write(folder.path().join("settings.toml"), settings).unwrap();
    evolve(folder.path(), &["--config", "settings.toml"]);
    for name in tracks(&best(folder.path(), "out")) {
        assert!(cost(&format!("out/best/{name}")) <= budget * 10);
    }
    let printed = run(folder.path(), &["evolve", "--theme", "snow", "--print-config"]).stdout;
    assert!(printed.contains("theme = \"snow\""), "{printed}");
    let wrong = run(folder.path(), &["evolve", "--theme", "snwo", "--out", "wrong"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("snow"), "{}", wrong.stderr);
}
