//! Inputs that are no track designs: an error that names them, exit code 3, and no panic.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::support::{OVAL, bytes, design, folder, hex, run, run_with_input};

const READERS: [&[&str]; 4] = [&["rate", "--direction", "0"], &["check"], &["info"], &["install", "--to", "tracks"]];

/// Every reading command on a file: all must fail with code 3, name it and say why.
fn assert_refused(folder: &Path, name: &str, why: &str) {
    for reader in READERS {
        let arguments = [reader, &["--json", name]].concat();
        let refused = run(folder, &arguments);
        assert_eq!(refused.code, 3, "{arguments:?}: {}", refused.stderr);
        assert!(refused.stderr.contains(name) && refused.stderr.contains(why), "{arguments:?}: {}", refused.stderr);
        let objects = refused.json();
        assert_eq!(objects.len(), 1);
        assert!(objects[0]["error"].as_str().unwrap().contains(why) && objects[0]["file"].is_string());
    }
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) {
    fs::write(folder.path().join(name), bytes).unwrap();
}

#[test]
fn files_that_are_something_else_are_named() {
    let folder = folder();
    let sound = bytes(&design());
    file(&folder, "empty.td6", b"");
    file(&folder, "cut.td6", &sound[..sound.len() / 2]);
    file(&folder, "picture.td6", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    file(&folder, "letter.td6", b"Dear all, this is my coaster.\n");
    assert_refused(folder.path(), "empty.td6", "empty");
    assert_refused(folder.path(), "cut.td6", "damaged");
    assert_refused(folder.path(), "picture.td6", "PNG picture");
    file(&folder, "park.td6", b"PARK\0\0\0\0\x01\x02");
    file(&folder, "object.json", b"{\"id\": \"rct2.scenery_small.tree\", \"objectType\": \"scenery_small\"}");
    assert_refused(folder.path(), "letter.td6", "plain text");
    assert_refused(folder.path(), "park.td6", "a park or scenario of OpenRCT2");
    assert_refused(folder.path(), "object.json", "other JSON text");
    assert_refused(folder.path(), "missing.td6", "check the name");
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let folder = folder();
    let huge = fs::File::create(folder.path().join("huge.td6")).unwrap();
    huge.set_len(64 * 1024 * 1024).unwrap();
    assert_refused(folder.path(), "huge.td6", "67108864 bytes");
}

#[test]
fn a_folder_without_designs_says_so() {
    let folder = folder();
    fs::create_dir(folder.path().join("nothing")).unwrap();
    assert_refused(folder.path(), "nothing", "holds no .td4, .td6 or .td7");
    let refused = run(folder.path(), &["convert", "designs", "out.td6"]);
    assert_eq!(refused.code, 3, "{}", refused.stderr);
    assert!(refused.stderr.contains("is a directory; give a file in it"), "{}", refused.stderr);
}

#[test]
fn bad_and_good_inputs_are_answered_in_order() {
    let folder = folder();
    file(&folder, "bad.td6", b"nonsense");
    let answered = run(folder.path(), &["check", "--json", "bad.td6", "coaster.td6", "missing.td6"]);
    assert_eq!(answered.code, 3);
    let objects = answered.json();
    let names: Vec<_> = objects.iter().map(|object| object["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["bad.td6", "coaster.td6", "missing.td6"]);
    assert_eq!(objects.iter().map(|object| object["error"].is_string()).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn no_input_is_wrong_usage() {
    let folder = folder();
    for command in ["rate", "check", "info", "plot", "close", "convert", "install"] {
        let refused = run(folder.path(), &[command]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{command}");
        assert!(refused.stderr.contains("Usage:"));
    }
    let refused = run_with_input(folder.path(), &["rate", "-"], b"");
    assert!(refused.code == 3 && refused.stderr.contains("standard input"), "{}", refused.stderr);
    let twice = run_with_input(folder.path(), &["check", "--json", "-", "-"], &bytes(&design()));
    assert!(twice.code == 2 && twice.stderr.contains("only once"), "{}", twice.stderr);
    assert!(twice.json()[0]["pieces"].is_u64() && twice.json()[1]["error"].is_string());
}

#[cfg(unix)]
#[test]
fn a_name_cannot_steer_the_terminal() {
    let folder = folder();
    let refused = run(folder.path(), &["rate", "a\x1b[2Jb.td6"]);
    assert_eq!(refused.code, 3);
    assert!(!refused.stderr.contains('\x1b') && refused.stderr.contains(r"a\u{1b}[2Jb.td6"), "{}", refused.stderr);
}

#[test]
fn pieces_and_rides_that_cannot_be_judged_are_refused() {
    let folder = folder();
    let mut maze = hex(OVAL);
    maze[1] = 20;
    file(&folder, "maze.td6", &maze);
    let mut flume = hex(OVAL);
    flume[1] = 23;
    file(&folder, "flume.td6", &flume);
    for (name, code, why) in [("maze.td6", 3, "damaged"), ("flume.td6", 1, "Log Flumes are not rated")] {
        let refused = run(folder.path(), &["rate", name]);
        assert_eq!(refused.code, code, "{name}: {}", refused.stderr);
        assert!(refused.stderr.contains(why), "{}", refused.stderr);
    }
    assert_eq!(run(folder.path(), &["info", "--recompute", "flume.td6"]).code, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn damage_is_an_error_or_another_design(position in 0_usize..4096, bit in 0_u8..8, cut in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let mut damaged = bytes(&design());
        let position = position % damaged.len();
        if cut { damaged.truncate(position) } else { damaged[position] ^= 1 << bit }
        for reader in [&["rate", "--direction", "0"][..], &["check"], &["info", "--recompute"]] {
            let answered = run_with_input(folder.path(), &[reader, &["--json", "-"]].concat(), &damaged);
            prop_assert!([0, 1, 3].contains(&answered.code), "{}: {}", answered.code, answered.stderr);
            prop_assert_eq!(answered.json().len(), 1);
        }
    }

    #[test]
    fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = TempDir::new().unwrap();
        let answered = run_with_input(folder.path(), &["check", "--json", "-"], &noise);
        prop_assert!([0, 1, 3].contains(&answered.code), "{}", answered.stderr);
    }
}
