//! Searches that are killed and interrupted.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use loopwright::evolve::Checkpoint;

use super::searching::{SMALL, result};
use super::support::{folder, run};

const GENERATIONS: &str = "60";

fn logged(folder: &Path) -> usize {
    fs::read_to_string(folder.join("out/log.jsonl")).map_or(0, |log| log.lines().count())
}

/// The generation that a search will go on from: lines of the log beyond the checkpoint come again.
fn resumed_from(folder: &Path) -> usize {
    let bytes = fs::read(folder.join("out/checkpoint")).unwrap_or_default();
    Checkpoint::from_bytes(&bytes).map_or(0, |checkpoint| checkpoint.evolution.generation as usize)
}

/// Starts a search, waits until it has bred on for some generations, and sends signals.
fn stop(folder: &Path, arguments: &[&str], generations: usize, signals: &[&str]) -> (Option<i32>, String) {
    let before = resumed_from(folder);
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
    command.current_dir(folder).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped());
    let stale = logged(folder);
    let child = command.spawn().unwrap();
    let has_bred = |lines: usize| lines >= before + generations && (stale == before || lines != stale);
    // The log may be cut between two looks, so each round has one.
    while !has_bred(logged(folder)) {
        std::thread::sleep(Duration::from_millis(2));
    }
    for signal in signals {
        send(&child, signal);
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn send(child: &Child, signal: &str) {
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
}

/// A number below a bound, another one at every run of the tests.
fn by_lot(bound: u64) -> u64 {
    use std::hash::BuildHasher as _;
    std::hash::RandomState::new().hash_one(0) % bound
}

/// Threads of a search that is under way.
#[cfg(target_os = "linux")]
fn threads_of_a_search(number: &str) -> usize {
    let folder = folder();
    let search = ["evolve", "--from", "coaster.td6", "--population", "8", "--plot-every", "0"];
    let endless = ["--generations", "1000000", "--out", "out", "--threads", number];
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
    command.current_dir(folder.path()).args(search).args(endless).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    while logged(folder.path()) == 0 {
        assert_eq!(child.try_wait().unwrap(), None);
        std::thread::sleep(Duration::from_millis(2));
    }
    let threads = fs::read_dir(format!("/proc/{}/task", child.id())).unwrap().count();
    send(&child, "-KILL");
    child.wait().unwrap();
    threads
}

#[test]
#[cfg(target_os = "linux")]
fn a_search_runs_on_as_many_threads_as_it_may() {
    assert_eq!(threads_of_a_search("5"), threads_of_a_search("1") + 4);
}

#[test]
fn a_search_that_was_killed_and_interrupted_ends_where_another_does() {
    let folder = folder();
    let search = [&SMALL[..], &["--generations", GENERATIONS, "--out"]].concat();
    assert_eq!(run(folder.path(), &[&search[..], &["whole"]].concat()).code, 0);
    let (begin, resume) = ([&search[..], &["out"]].concat(), ["evolve", "--resume", "out"]);
    for round in 0..3 {
        let command = if round == 0 { &begin[..] } else { &resume[..] };
        let generations = 1 + by_lot(4) as usize;
        let (killed, _) = stop(folder.path(), command, generations, &["-KILL"]);
        assert_eq!(killed, None, "killed after {generations} generations");
        // What an interrupted search has written is where the next one is killed.
        let (interrupted, told) = stop(folder.path(), &resume, 2, &["-INT"]);
        assert_eq!(interrupted, Some(130), "{told}");
        assert!(told.contains("loopwright evolve --resume out"), "{told}");
    }
    assert!(folder.path().join("out/index.html").exists());
    let (at_once, _) = stop(folder.path(), &resume, 2, &["-INT", "-INT"]);
    assert_eq!(at_once, Some(130));
    let resumed = run(folder.path(), &resume);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    assert_eq!(result(folder.path(), "out"), result(folder.path(), "whole"));
}
