//! `convert`, `install`, and what is written where.

use std::fs;

use super::support::{bytes, design, folder, run, run_with_input};

#[test]
fn an_unchanged_format_is_written_byte_for_byte() {
    let folder = folder();
    let original = fs::read(folder.path().join("coaster.td6")).unwrap();
    assert_eq!(run(folder.path(), &["convert", "coaster.td6", "copy.TD6"]).code, 0);
    assert_eq!(fs::read(folder.path().join("copy.TD6")).unwrap(), original);
    assert_eq!(run_with_input(folder.path(), &["convert", "-", "piped.td6"], &original).code, 0);
    assert_eq!(fs::read(folder.path().join("piped.td6")).unwrap(), original);
}

#[test]
fn an_unknown_extension_is_wrong_usage() {
    let folder = folder();
    for name in ["copy.png", "copy"] {
        let refused = run(folder.path(), &["convert", "coaster.td6", name]);
        assert_eq!(refused.code, 2);
        assert!(refused.stderr.contains(".td6") && !folder.path().join(name).exists());
    }
}

#[test]
fn what_cannot_be_written_is_exit_code_4_and_leaves_nothing() {
    let folder = folder();
    fs::create_dir(folder.path().join("taken.td6")).unwrap();
    for name in ["missing/copy.td6", "taken.td6", "coaster.td6/copy.td6"] {
        let refused = run(folder.path(), &["convert", "coaster.td6", name]);
        assert_eq!(refused.code, 4, "{}", refused.stderr);
        assert!(refused.stderr.contains(name) && refused.stderr.contains("cannot be written"), "{}", refused.stderr);
    }
    let left = fs::read_dir(folder.path()).unwrap().filter_map(Result::ok).map(|entry| entry.file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with(".loopwright")));
}

#[test]
fn a_bad_input_writes_nothing() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["convert", "designs/notes.txt", "out.td6"]).code, 3);
    assert_eq!(run(folder.path(), &["install", "--to", "tracks", "designs/notes.txt"]).code, 3);
    assert!(!folder.path().join("out.td6").exists());
    assert_eq!(fs::read_dir(folder.path().join("tracks")).unwrap().count(), 0);
}

#[test]
fn an_installed_design_is_named_as_the_game_shows_it() {
    let folder = folder();
    fs::write(folder.path().join("My 7.5 coaster.v2.TD6"), bytes(&design())).unwrap();
    let installed = run(folder.path(), &["install", "--to", "tracks", "My 7.5 coaster.v2.TD6"]);
    assert_eq!(installed.code, 0, "{}", installed.stderr);
    let path = folder.path().join("tracks/My 7-5 coaster-v2.td6");
    assert_eq!(fs::read(path).unwrap(), bytes(&design()));
    assert!(installed.stdout.contains("My 7-5 coaster-v2.td6") && installed.stderr.contains("tracks.idx"));
    let quiet = run(folder.path(), &["install", "-q", "--to", "tracks", "--name", "../../evil.td6", "coaster.td6"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (0, ""));
    assert_eq!(fs::read_dir(folder.path().join("tracks")).unwrap().count(), 2);
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = folder();
    let tracks = folder.path().join("tracks");
    fs::create_dir(&tracks).unwrap();
    fs::write(tracks.join("coaster.td6"), "mine").unwrap();
    let refused = run(folder.path(), &["install", "--to", "tracks", "coaster.td6"]);
    assert_eq!(refused.code, 4);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read(tracks.join("coaster.td6")).unwrap(), b"mine");
    assert_eq!(run(folder.path(), &["install", "--force", "--to", "tracks", "coaster.td6"]).code, 0);
    assert_eq!(fs::read(tracks.join("coaster.td6")).unwrap(), bytes(&design()));
}

#[test]
fn two_designs_of_one_name_do_not_replace_each_other() {
    let folder = folder();
    fs::copy(folder.path().join("coaster.td6"), folder.path().join("designs/more/a.td6")).unwrap();
    let arguments = ["install", "--json", "--force", "--to", "tracks", "designs/a.td6", "designs/more/a.td6"];
    let installed = run(folder.path(), &arguments);
    assert_eq!(installed.code, 3);
    let objects = installed.json();
    assert!(objects[0]["installed"].is_string() && objects[1]["error"].as_str().unwrap().contains("rename"));
}

#[test]
fn standard_input_needs_a_name_to_be_installed() {
    let folder = folder();
    let install = |more: &[&str]| {
        run_with_input(folder.path(), &[&["install", "--to", "tracks", "-"], more].concat(), &bytes(&design()))
    };
    assert_eq!(install(&[]).code, 2);
    assert_eq!(install(&["--name", "piped"]).code, 0);
    assert!(folder.path().join("tracks/piped.td6").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn the_game_s_folder_is_found() {
    let folder = folder();
    let missing = run(folder.path(), &["install", "coaster.td6"]);
    assert_eq!(missing.code, 4);
    assert!(missing.stderr.contains("--to DIR") && missing.stderr.contains("OpenRCT2/track"), "{}", missing.stderr);
    let flatpak = folder.path().join(".var/app/io.openrct2.OpenRCT2/config/OpenRCT2");
    fs::create_dir_all(&flatpak).unwrap();
    assert_eq!(run(folder.path(), &["install", "coaster.td6"]).code, 0);
    assert!(flatpak.join("track/coaster.td6").exists());
    let native = folder.path().join("config/OpenRCT2");
    fs::create_dir_all(&native).unwrap();
    assert_eq!(run(folder.path(), &["install", "coaster.td6"]).code, 0);
    assert!(native.join("track/coaster.td6").exists());
}
