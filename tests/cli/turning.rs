//! `convert --mirror` and `--reverse`, and the steps that build a design.

use std::fs;
use std::path::Path;

use loopwright::catalogue::{Catalogue, PieceId};
use loopwright::design::Design;
use loopwright::track_file;
use serde_json::Value;

use super::support::{bytes, design, folder, open, run};

fn read(folder: &Path, name: &str) -> Design {
    let catalogue = Catalogue::load().unwrap();
    track_file::read(&fs::read(folder.join(name)).unwrap()).unwrap().design(&catalogue).unwrap()
}

fn convert(folder: &Path, options: &[&str], files: [&str; 2]) {
    let converted = run(folder, &[&["convert"], options, &files].concat());
    assert_eq!(converted.code, 0, "{}", converted.stderr);
}

/// Excitement, intensity and nausea in every direction.
fn ratings(folder: &Path, name: &str) -> Vec<[Value; 3]> {
    let rated = run(folder, &["rate", "--json", name]).json().remove(0);
    let runs = rated["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 4, "{name}: {rated}");
    runs.iter().map(|run| ["excitement", "intensity", "nausea"].map(|key| run[key].clone())).collect()
}

/// The evolved coasters that come with the program.
fn tracks() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tracks");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut tracks: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "td6"))
        .map(|path| path.display().to_string())
        .collect();
    tracks.sort();
    assert!(tracks.len() > 2);
    tracks
}

#[test]
fn mirrored_twice_is_as_before() {
    let folder = folder();
    for track in tracks().iter().map(String::as_str).chain(["coaster.td6"]) {
        convert(folder.path(), &["--mirror"], [track, "once.td6"]);
        convert(folder.path(), &["--mirror"], ["once.td6", "twice.td6"]);
        let [before, once, twice] = [track, "once.td6", "twice.td6"].map(|name| read(folder.path(), name));
        assert_eq!(before, twice, "{track}");
        assert_ne!(before.elements, once.elements, "{track}");
    }
}

#[test]
fn a_mirrored_coaster_stands_and_is_rated() {
    let folder = folder();
    for track in tracks() {
        convert(folder.path(), &["--mirror"], [&track, "mirrored.td6"]);
        let [plain, mirrored] = [track.as_str(), "mirrored.td6"].map(|name| ratings(folder.path(), name));
        // Cars run a little differently through left and right pieces, as directions differ.
        let excitement =
            |ratings: &[[Value; 3]]| ratings.iter().map(|rating| rating[0].as_i64().unwrap()).min().unwrap();
        assert!((excitement(&plain) - excitement(&mirrored)).abs() < 100, "{track}: {plain:?} {mirrored:?}");
    }
}

#[test]
fn a_reversed_circuit_is_a_sound_track() {
    let folder = folder();
    for track in tracks().iter().map(String::as_str).chain(["coaster.td6"]) {
        convert(folder.path(), &["--reverse"], [track, "once.td6"]);
        let checked = run(folder.path(), &["check", "--json", "once.td6"]).json().remove(0);
        for key in ["placed", "test_started"] {
            assert_eq!(checked[key], true, "{track}: {checked}");
        }
        convert(folder.path(), &["--reverse"], ["once.td6", "twice.td6"]);
        let [before, twice] = [track, "twice.td6"].map(|name| read(folder.path(), name));
        let pieces = |design: &Design| design.elements.iter().map(|element| element.piece).collect::<Vec<PieceId>>();
        assert_eq!((pieces(&before), before.entrances), (pieces(&twice), twice.entrances), "{track}");
    }
    // The lift of the small coaster is on the other side of its hill.
    assert_eq!(ratings(folder.path(), "once.td6").len(), 4);
}

#[test]
fn a_track_with_ends_is_not_reversed() {
    let folder = folder();
    fs::write(folder.path().join("open.td6"), bytes(&open())).unwrap();
    let refused = run(folder.path(), &["convert", "--reverse", "open.td6", "out.td6"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("close") && !folder.path().join("out.td6").exists(), "{}", refused.stderr);
}

#[test]
fn steps_are_counted_as_builders_count_them() {
    let folder = folder();
    let words = run(folder.path(), &["info", "--steps", "coaster.td6"]).stdout;
    assert!(words.contains("2 x up 25, chain") && words.contains("76, 76") && words.contains("north"), "{words}");
    let object = run(folder.path(), &["info", "--json", "--steps", "coaster.td6"]).json().remove(0);
    let steps = object["steps"].as_array().unwrap();
    let count: u64 = steps.iter().map(|step| step["count"].as_u64().unwrap()).sum();
    assert_eq!(count as usize, design().elements.len());
    assert!(run(folder.path(), &["info", "--json", "coaster.td6"]).json()[0]["steps"].is_null());
    let plotted = run(folder.path(), &["plot", "--kind", "steps", "--format", "svg", "coaster.td6"]);
    assert_eq!((plotted.code, plotted.stdout.as_str()), (0, "./coaster-steps.svg\n"), "{}", plotted.stderr);
    let svg = fs::read_to_string(folder.path().join("coaster-steps.svg")).unwrap();
    for words in ["1 start", "2 x up 25, chain", "from height"] {
        assert!(svg.contains(words), "{words}");
    }
    let plain = run(folder.path(), &["plot", "--kind", "plan", "--format", "svg", "coaster.td6"]);
    assert_eq!(plain.code, 0);
    assert_ne!(svg, fs::read_to_string(folder.path().join("coaster-plan.svg")).unwrap());
}
