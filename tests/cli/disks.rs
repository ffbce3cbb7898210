//! Disks and files that do not behave: full, replaced while read, no files at all. Systems of Unix can make such.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::support::{bytes, design, folder, open, run};

/// Runs the program in a shell that was told something first.
fn shell(folder: &Path, before: &str, arguments: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_loopwright");
    let line = format!("{before}; exec {program} {arguments}");
    Command::new("sh").args(["-c", &line]).current_dir(folder).output().unwrap()
}

/// All files below a folder, hidden ones too.
fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { names.extend(files(&path)) } else { names.push(path.to_string_lossy().into_owned()) }
    }
    names.sort();
    names
}

#[test]
fn a_full_disk_is_told_and_nothing_half_written_stays() {
    let folder = folder();
    let before = files(folder.path());
    for arguments in [
        "convert coaster.td6 copy.json",
        "plot coaster.td6",
        "close half-built.td6",
        "install --to tracks coaster.td6",
        "install --pack pack coaster.td6",
        "man --out pages",
        "evolve --population 4 --islands 1 --generations 1 --out out",
    ] {
        // No file may grow; without the trap the system would end the program.
        let output = shell(folder.path(), "trap '' XFSZ; ulimit -f 0", arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{arguments}: {told}");
        assert!(told.contains("cannot be written") && !told.contains("panicked"), "{arguments}: {told}");
        assert_eq!(files(folder.path()), before, "{arguments}");
    }
}

#[test]
fn a_full_disk_in_the_middle_of_a_search_leaves_what_was_there() {
    let folder = folder();
    let search =
        "evolve --from coaster.td6 --population 8 --islands 8 --keep 1 --pause-every 1 --generations 2 --out out";
    assert_eq!(shell(folder.path(), "true", search).status.code(), Some(0));
    let checkpoint = fs::read(folder.path().join("out/checkpoint")).unwrap();
    let stopped = shell(folder.path(), "trap '' XFSZ; ulimit -f 1", "evolve --resume out");
    let told = String::from_utf8(stopped.stderr).unwrap();
    assert_eq!(stopped.status.code(), Some(4), "{told}");
    assert_eq!(fs::read(folder.path().join("out/checkpoint")).unwrap(), checkpoint);
    assert!(files(folder.path()).iter().all(|name| !name.contains(".loopwright-")));
    assert_eq!(shell(folder.path(), "true", "evolve --resume out").status.code(), Some(0));
}

#[test]
fn what_is_no_file_is_written_to() {
    let folder = folder();
    let piped = shell(folder.path(), "true", "convert --to td6 coaster.td6 /dev/stdout | cat");
    assert_eq!(piped.stdout, bytes(&design()));
    assert_eq!(run(folder.path(), &["convert", "--to", "td6", "coaster.td6", "/dev/null"]).code, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_exit_code_4() {
    let folder = folder();
    let full = run(folder.path(), &["convert", "--to", "td6", "coaster.td6", "/dev/full"]);
    assert_eq!(full.code, 4);
    assert!(full.stderr.contains("/dev/full") && full.stderr.contains("free some space"), "{}", full.stderr);
}

#[test]
fn a_link_stays_and_its_file_is_replaced() {
    let folder = folder();
    let link = folder.path().join("link.td6");
    std::os::unix::fs::symlink("half-built.td6", &link).unwrap();
    assert_eq!(run(folder.path(), &["convert", "coaster.td6", "link.td6"]).code, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(folder.path().join("half-built.td6")).unwrap(), bytes(&design()));
}

#[test]
fn a_pipe_is_read_like_a_file() {
    let folder = folder();
    let piped = shell(folder.path(), "mkfifo pipe; { cat coaster.td6 > pipe & }", "check --json pipe");
    assert_eq!(piped.status.code(), Some(0), "{}", String::from_utf8_lossy(&piped.stderr));
}

#[test]
fn a_file_that_changes_while_it_is_read_is_one_design_or_an_error() {
    let folder = folder();
    let path = folder.path().join("changing.td6");
    let (one, other) = (bytes(&design()), bytes(&open()));
    fs::write(&path, &one).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    let answered = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::SeqCst) {
                fs::write(&path, &other).unwrap();
                fs::write(&path, &one).unwrap();
            }
        });
        let answered = run(folder.path(), &[&["check", "--json"][..], &["changing.td6"; 200]].concat());
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        answered
    });
    let objects = answered.json();
    assert_eq!(objects.len(), 200);
    for object in objects {
        let pieces = object["pieces"].as_u64();
        let is_design = [design(), open()].iter().any(|design| pieces == Some(design.elements.len() as u64));
        assert!(is_design || object["error"].is_string(), "{object}");
    }
}
