//! `list`.

use std::fs;

use super::support::{bytes, design, folder, run};

#[test]
fn designs_are_sorted_and_filtered() {
    let folder = folder();
    let mut better = design();
    better.statistics.excitement = 68;
    fs::write(folder.path().join("designs/better.td6"), bytes(&better)).unwrap();
    let list = |options: &[&str]| run(folder.path(), &[&["list"], options, &["designs", "coaster.td6"]].concat());
    let sorted = list(&["--sort", "excitement", "--columns", "file,excitement,ride"]);
    assert_eq!(sorted.code, 0, "{}", sorted.stderr);
    let lines: Vec<&str> = sorted.stdout.lines().collect();
    assert!(lines[0].contains("file") && lines[1].contains("better.td6") && lines[1].contains("6.80"), "{lines:?}");
    assert!(lines[1].contains("wooden_rc"));
    let turned = list(&["--sort", "excitement", "--reverse", "--columns", "file"]);
    assert!(turned.stdout.lines().last().unwrap().contains("better.td6"), "{}", turned.stdout);
    let filtered = list(&["--where", "excitement>6 and name_less=1"]);
    assert_eq!(filtered.code, 2, "a column that is not there: {}", filtered.stdout);
    let filtered = list(&["--where", "excitement > 6 and file ~ BETTER", "--json"]);
    assert_eq!(filtered.json().len(), 1);
    assert_eq!((&filtered.json()[0]["file"], &filtered.json()[0]["excitement"]), (&"better.td6".into(), &680.into()));
    assert_eq!(list(&["--where", "excitement >"]).code, 2);
    assert_eq!(list(&["--sort", "excitment"]).code, 2);
    assert!(list(&["--sort", "excitment"]).stderr.contains("excitement"));
}

#[test]
fn what_cannot_be_read_is_listed_with_the_reason() {
    let folder = folder();
    fs::write(folder.path().join("designs/broken.td6"), b"not a design").unwrap();
    let listed = run(folder.path(), &["list", "--sort", "drops", "designs"]);
    assert_eq!(listed.code, 3);
    let (designs, others) = listed.stdout.split_once("\n\n").unwrap();
    assert_eq!((designs.lines().count(), others.lines().count()), (4, 1), "{}", listed.stdout);
    assert!(others.contains("broken.td6") && others.trim().len() > "broken.td6".len() + 10, "{others}");
    let objects = run(folder.path(), &["list", "--json", "designs"]).json();
    assert!(objects.iter().any(|object| object["file"] == "broken.td6" && object["error"].is_string()));
    let table = run(folder.path(), &["list", "--csv", "--columns", "drops", "designs"]).stdout;
    assert!(table.starts_with("path,drops,error\n") && table.lines().count() == 5, "{table}");
}

#[test]
fn figures_can_be_those_of_a_test_run() {
    let folder = folder();
    let listed = run(folder.path(), &["list", "--json", "--recompute", "coaster.td6"]).json().remove(0);
    let rated = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    let runs = rated["runs"].as_array().unwrap();
    let worst = runs.iter().map(|run| run["excitement"].as_i64().unwrap()).min().unwrap();
    assert_eq!(listed["excitement"], worst);
}
