//! `evolve --park`: coasters that stand where it says, with the figures that it says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, folder, run};
use crate::lot::valley::valley_file;
use crate::oracle::oracle;

const SMALL: [&str; 9] = ["evolve", "--population", "12", "--islands", "2", "--keep", "2", "--plot-every", "3"];
const AREA: [&str; 4] = ["--park", "valley.json", "--area", "1,1,38x38"];

/// A folder with a park.
fn with_valley() -> TempDir {
    let folder = folder();
    fs::write(folder.path().join("valley.json"), valley_file()).unwrap();
    folder
}

fn evolve(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&SMALL, more].concat())
}

/// What the same seed gives again: the winners and the index.
fn result(folder: &Path, out: &str) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder.join(out).join("best")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.chain([folder.join(out).join("index.csv")]);
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// A winner is what `rate` says of its file at its place.
fn check_winner(folder: &Path, park: &str, path: &str, told: &Value) {
    let place = &told["place"];
    let mut at = format!("{},{}", place["x"], place["y"]);
    if told["held"] == true {
        at += &format!(",{}", place["z"].as_i64().unwrap() / 8);
    }
    let direction = place["direction"].to_string();
    let rated = run(folder, &["rate", "--json", "--park", park, "--at", &at, "--direction", &direction, path]);
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    let (rated, mut told) = (rated.json().remove(0), told.clone());
    for key in ["name", "id", "reached"] {
        assert!(told.as_object_mut().unwrap().remove(key).is_some());
    }
    told["path"] = path.into();
    assert_eq!(rated, told);
    assert_eq!((&told["by_hand"]["placed"], &told["placed"]), (&true.into(), &true.into()));
    assert!(told["run"]["excitement"].is_number() && told.get("runs").is_none(), "{told}");
}

/// The winners of a search, each as `rate` says; how many there are.
fn check_winners(folder: &Path, park: &str, out: &str, evolved: &Run) -> usize {
    let told = evolved.json();
    for winner in &told {
        check_winner(folder, park, &format!("{out}/best/{}", winner["file"].as_str().unwrap()), winner);
    }
    told.len()
}

#[test]
fn winners_in_a_park_are_what_rate_says_of_them_there() {
    let folder = with_valley();
    let evolved = evolve(folder.path(), &[&AREA[..], &["--generations", "8", "--json", "--out", "out"]].concat());
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    assert!(check_winners(folder.path(), "valley.json", "out", &evolved) > 0);
    let told = evolved.json();
    let place = &told[0]["place"];
    let words = format!("tile {},{}, direction {}", place["x"], place["y"], place["direction"]);
    assert!(evolved.stderr.contains(&words), "{}", evolved.stderr);
    let out = folder.path().join("out");
    let table = fs::read_to_string(out.join("index.csv")).unwrap();
    let mut rows = table.lines().map(|row| row.rsplit(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    assert_eq!(header[..8], ["quote", "scenery_removed", "trees_removed", "held", "direction", "z", "y", "x"]);
    let row = rows.next().unwrap();
    let shown = [row[7], row[6], row[5], row[4]].map(|text| text.parse::<i64>().unwrap());
    assert_eq!(shown, ["x", "y", "z", "direction"].map(|key| place[key].as_i64().unwrap()));
    let tenths = (row[0].parse::<f64>().unwrap() * 10.0).round() as i64;
    assert_eq!(Some(tenths), told[0]["quote"].as_i64());
    let removed = told[0]["removed"].as_array().map_or(0, Vec::len);
    let counts = ["trees_removed", "scenery_removed"].map(|key| told[0][key].as_u64().unwrap() as usize);
    assert_eq!(counts[0] + counts[1], removed);
    assert_eq!(counts.map(|count| count.to_string()), [row[2], row[1]]);
    let stem = told[0]["file"].as_str().unwrap().strip_suffix(".td6").unwrap().to_owned();
    assert!(out.join(format!("best/{stem}-map.png")).exists());
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains(&words));
    let settings: toml::Table = fs::read_to_string(out.join("run.toml")).unwrap().parse().unwrap();
    assert!(settings["lot"]["park"].as_str().unwrap().ends_with("valley.json"));
    assert_eq!(settings["lot"]["area"]["width"].as_integer(), Some(38));
}

#[test]
fn the_same_seed_gives_the_same_coasters_at_any_number_of_threads_and_after_a_pause() {
    let folder = with_valley();
    let search = [&AREA[..], &["--keep-trees", "--generations", "6"]].concat();
    for (threads, out) in [("1", "one"), ("2", "two")] {
        let evolved = evolve(folder.path(), &[&search[..], &["--threads", threads, "--out", out]].concat());
        assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    }
    assert_eq!(result(folder.path(), "one"), result(folder.path(), "two"));
    let paused = evolve(folder.path(), &[&search[..], &["--pause-every", "4", "--out", "paused"]].concat());
    assert!(paused.stderr.contains("--resume paused"), "{}", paused.stderr);
    let resumed = run(folder.path(), &["evolve", "--resume", "paused"]);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    assert_eq!(result(folder.path(), "paused"), result(folder.path(), "one"));
}

#[test]
fn what_reaches_beyond_the_park_is_said_to_be_cut() {
    let folder = with_valley();
    let told = |area: &str, out: &str| {
        evolve(folder.path(), &["--park", "valley.json", "--area", area, "--generations", "1", "--out", out]).stderr
    };
    assert!(told("20,1,30x38", "cut").contains("20,1,30x38 reaches beyond the park; 20,1,19x38 of it"));
    assert!(!told("20,1,19x38", "whole").contains("beyond"));
}

#[test]
fn a_search_does_not_go_on_in_a_park_that_has_changed() {
    let folder = with_valley();
    let paused = [&AREA[..], &["--generations", "4", "--pause-every", "2", "--out", "out"]].concat();
    assert_eq!(evolve(folder.path(), &paused).code, 0);
    let park = folder.path().join("valley.json");
    let former = fs::read(&park).unwrap();
    fs::write(&park, [&former[..], b"\n"].concat()).unwrap();
    let refused = run(folder.path(), &["evolve", "--resume", "out"]);
    assert!(refused.code == 3 && refused.stderr.contains("the park has changed"), "{}", refused.stderr);
    assert!(refused.stderr.contains("valley.json"), "{}", refused.stderr);
    fs::remove_file(&park).unwrap();
    assert_eq!(run(folder.path(), &["evolve", "--resume", "out"]).code, 3);
    fs::write(&park, former).unwrap();
    assert_eq!(run(folder.path(), &["evolve", "--resume", "out"]).code, 0);
}

#[test]
fn a_given_platform_stays_and_a_given_height_is_held() {
    let folder = with_valley();
    let at = |station: &str, out: &str| {
        // A shuttle begins with what lies behind its platform.
        let place = ["--park", "valley.json", "--station", station, "--shape", "circuit"];
        let search = [&place[..], &["--generations", "8", "--json", "--out", out]].concat();
        let evolved = evolve(folder.path(), &search);
        assert_eq!(evolved.code, 0, "{}", evolved.stderr);
        assert!(check_winners(folder.path(), "valley.json", out, &evolved) > 0);
        evolved.json().remove(0)
    };
    let free = at("14,20,3", "free");
    assert_eq!(
        (&free["x"], &free["y"], &free["direction"], &free["held"]),
        (&14.into(), &20.into(), &3.into(), &false.into())
    );
    let held = at("14,20,3,18", "held");
    assert_eq!((&held["x"], &held["place_z"], &held["held"]), (&14.into(), &144.into(), &true.into()));
}

#[test]
fn designs_to_start_from_are_put_where_the_land_takes_them() {
    let folder = with_valley();
    let from = |area: &str, out: &str| {
        let search =
            ["--park", "valley.json", "--area", area, "--generations", "1", "--from", "coaster.td6", "--out", out];
        evolve(folder.path(), &search)
    };
    let begun = from("1,1,38x38", "wide");
    assert_eq!(begun.code, 0, "{}", begun.stderr);
    let refused = from("1,1,4x4", "narrow");
    assert!(refused.code == 3 && refused.stderr.contains("nowhere in the area"), "{}", refused.stderr);
}

#[test]
fn wishes_about_parks_are_checked() {
    let folder = with_valley();
    let wrong: [(&[&str], &str); 7] = [
        (&["--area", "1,1,9x9"], "--park"),
        (&["--station", "4,4,1"], "--park"),
        (&["--keep-trees"], "--park"),
        (&["--park", "valley.json"], "--area"),
        (&["--park", "valley.json", "--area", "60,1,9x9"], "1,1 to 38,38"),
        (&["--park", "valley.json", "--area", "1,1,9x9", "--station", "20,4,1"], "outside of the area"),
        (&["--park", "-", "--area", "1,1,9x9"], "give --park a file"),
    ];
    for (arguments, words) in wrong {
        let refused = run(folder.path(), &[&["evolve", "--out", "out"], arguments].concat());
        assert!(refused.code == 2 && refused.stderr.contains(words), "{arguments:?}: {}", refused.stderr);
    }
    let missing = run(folder.path(), &["evolve", "--out", "out", "--park", "none.park", "--area", "1,1,9x9"]);
    assert!(missing.code == 3 && missing.stderr.contains("none.park"), "{}", missing.stderr);
    let settings = ["--station", "4,4,1", "--keep-trees", "--print-config"];
    let printed = run(folder.path(), &[&["evolve"], &AREA[..], &settings].concat());
    for line in ["area = \"1,1,38x38\"", "station = \"4,4,1\"", "keep-trees = true", "park = \"valley.json\""] {
        assert!(printed.stdout.contains(line), "{line}: {}", printed.stdout);
    }
}

#[test]
fn winners_in_recorded_parks_are_what_rate_says_of_them_there() {
    let Some(oracle) = oracle("evolve --park") else { return };
    let parks = oracle.join("surroundings/parks");
    let folder = folder();
    for (park, ride, area) in [
        ("s02.park", "wooden_rc", "20,20,40x40"),
        ("s06.park", "looping_rc", "30,30,50x50"),
        ("s10.park", "inverted_rc", "10,10,60x60"),
        ("bpb.sv6", "mini_rc", "30,30,60x60"),
    ] {
        let path = parks.join(park);
        let path = path.to_str().unwrap();
        let search = ["--park", path, "--ride", ride, "--area", area, "--generations", "8", "--json", "--out", ride];
        let evolved = evolve(folder.path(), &search);
        assert_eq!(evolved.code, 0, "{park}: {}", evolved.stderr);
        assert!(check_winners(folder.path(), path, ride, &evolved) > 0, "{park}");
    }
}

#[test]
fn a_whole_park_is_looked_over_for_areas() {
    let folder = with_valley();
    let anywhere = ["--park", "valley.json", "--anywhere", "--box", "18x18", "--generations", "6", "--json"];
    let proposed = evolve(folder.path(), &[&anywhere[..], &["--out", "one", "--threads", "1"]].concat());
    assert_eq!(proposed.code, 0, "{}", proposed.stderr);
    assert!(check_winners(folder.path(), "valley.json", "one", &proposed) > 0);
    assert!(proposed.stderr.contains("18x18: ") && proposed.stderr.contains("tile "), "{}", proposed.stderr);
    let out = folder.path().join("one");
    // Every coaster of the map was placed after those before.
    assert!(out.join("map.png").exists());
    for made in ["area-1/run.toml", "area-1/log.jsonl", "area-1/index.html", "area-1/best", "index.csv"] {
        assert!(out.join(made).exists(), "{made}");
    }
    // Its page leads to them.
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    let (links, pictures) = (page.split("href=\"").skip(1), page.split("src=\"").skip(1));
    let led: Vec<&str> = links.chain(pictures).filter_map(|rest| rest.split('"').next()).collect();
    let led: Vec<&str> = led.into_iter().filter(|link| !link.starts_with('#') && !link.starts_with("data:")).collect();
    assert!(led.len() > 7 && led.iter().all(|link| out.join(link).exists()), "{led:?}");
    let again = evolve(folder.path(), &[&anywhere[..], &["--out", "two", "--threads", "2"]].concat());
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!(result(folder.path(), "one"), result(folder.path(), "two"));
    let resumed = run(folder.path(), &["evolve", "--resume", "one/area-1"]);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    let log = fs::read_to_string(out.join("area-1/log.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 12, "as many generations again");
    let none = evolve(folder.path(), &["--park", "valley.json", "--anywhere", "--box", "2x2", "--out", "none"]);
    assert!(none.code == 1 && none.stderr.contains("no coaster within the limits"), "{}", none.stderr);
}

#[test]
fn a_search_ends_where_nothing_can_stand() {
    let folder = with_valley();
    let tight = ["--park", "valley.json", "--area", "1,1,3x3", "--evaluations", "50", "--out", "tight"];
    let search = evolve(folder.path(), &tight);
    assert_eq!(search.code, 1);
    assert!(search.stderr.contains("allow more room"), "{}", search.stderr);
}
