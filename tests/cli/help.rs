//! Help, completions and manual: all from one definition, and every example works as typed.

use std::fs;
use std::path::Path;

#[cfg(unix)]
use super::support::type_in;
use super::support::{folder, run};

const COMMANDS: [&str; 21] = [
    "dress",
    "evolve",
    "merge",
    "serve",
    "rate",
    "check",
    "info",
    "list",
    "plot",
    "tune",
    "repair",
    "close",
    "convert",
    "install",
    "rules",
    "park",
    "rides",
    "vehicles",
    "pieces",
    "completions",
    "man",
];

#[test]
fn every_command_has_short_and_long_help() {
    let folder = folder();
    let overview = run(folder.path(), &["--help"]);
    assert_eq!(overview.code, 0);
    for command in COMMANDS {
        assert!(overview.stdout.contains(&format!("\n  {command} ")), "{command}");
        let short = run(folder.path(), &[command, "-h"]);
        let long = run(folder.path(), &[command, "--help"]);
        assert_eq!((short.code, long.code, long.stderr.as_str()), (0, 0, ""));
        assert!(short.stdout.len() < long.stdout.len() && long.stdout.contains("Examples:"), "{command}");
        assert!(long.stdout.contains("General options:"));
        assert!(long.stdout.lines().all(|line| line.chars().count() <= 120), "{command}");
    }
}

/// The examples in the help of a command, as typed.
fn examples(folder: &Path, command: &str) -> Vec<String> {
    let help = run(folder, &[command, "--help"]).stdout;
    let (_, examples) = help.split_once("Examples:\n").unwrap();
    examples.lines().map_while(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn every_example_works_as_typed() {
    for command in COMMANDS {
        let folder = folder();
        let examples = examples(folder.path(), command);
        assert!(!examples.is_empty(), "{command}");
        for example in examples {
            type_in(folder.path(), &example);
        }
    }
}

#[test]
fn completions_and_pages_know_every_command() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(folder.path(), &["completions", shell]);
        assert_eq!(script.code, 0);
        assert!(COMMANDS.iter().all(|command| script.stdout.contains(command)), "{shell}");
    }
    let script = run(folder.path(), &["completions", "--json", "fish"]).json().remove(0);
    assert!(script["shell"] == "fish" && script["script"].as_str().unwrap().contains("complete"), "{script}");
    assert_eq!(run(folder.path(), &["completions", "tcsh"]).code, 2);
    assert!(run(folder.path(), &["man"]).stdout.contains(".TH loopwright"));
    assert!(run(folder.path(), &["man", "rate"]).stdout.contains("explain"));
    let page = run(folder.path(), &["man", "--json", "rate"]).json().remove(0);
    assert!(page["page"] == "loopwright-rate" && page["text"].as_str().unwrap().contains(".TH"), "{page}");
    let pages = run(folder.path(), &["man", "--json", "--out", "pages/man1"]);
    assert_eq!((pages.code, pages.json().len()), (0, COMMANDS.len() + 1));
    for command in COMMANDS {
        let page = fs::read_to_string(folder.path().join(format!("pages/man1/loopwright-{command}.1"))).unwrap();
        assert!(page.contains("Examples:"), "{command}");
    }
}

#[test]
fn the_version_is_the_package_s() {
    let folder = folder();
    let version = run(folder.path(), &["--version"]);
    assert_eq!(version.stdout, format!("loopwright {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_command_is_wrong_usage() {
    let folder = folder();
    for arguments in [&[][..], &["--threads", "0", "rides"], &["--nonsense"], &["-q", "-v", "rides"]] {
        let refused = run(folder.path(), arguments);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(refused.stderr.contains("--help") || refused.stderr.contains("Usage:"), "{}", refused.stderr);
    }
}
