//! Help, completions and manual: all from one definition, and every example works as typed.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Stdio};
#[cfg(unix)]
use std::time::Duration;

use super::support::{folder, run};

const COMMANDS: [&str; 13] = [
    "evolve",
    "rate",
    "check",
    "info",
    "plot",
    "close",
    "convert",
    "install",
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

/// Runs an example in a shell, interrupted if it takes long.
#[cfg(unix)]
fn type_in(folder: &Path, example: &str) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_loopwright"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    // A shell that becomes the program gets its interrupt.
    let line = if example.contains('|') { example.to_owned() } else { format!("exec {example}") };
    shell.args(["-c", &line]).current_dir(folder).env("PATH", path);
    let mut child = shell.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || std::io::read_to_string(&mut stderr).unwrap());
    for _ in 0..PATIENCE {
        if child.try_wait().unwrap().is_some() {
            return (child.wait().unwrap().code(), reader.join().unwrap());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    (child.wait().unwrap().code(), reader.join().unwrap())
}

/// Twentieths of a second before an example is interrupted.
#[cfg(unix)]
const PATIENCE: usize = 60;

#[cfg(unix)]
#[test]
fn every_example_works_as_typed() {
    for command in COMMANDS {
        let folder = folder();
        let examples = examples(folder.path(), command);
        assert!(!examples.is_empty(), "{command}");
        for example in examples {
            let (code, stderr) = type_in(folder.path(), &example);
            let codes = if command == "evolve" { &[0, 1, 130][..] } else { &[0, 1] };
            assert!(code.is_some_and(|code| codes.contains(&code)), "{example}: {code:?} {stderr}");
            assert!(!stderr.contains("error"), "{example}: {stderr}");
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
    assert_eq!(run(folder.path(), &["completions", "tcsh"]).code, 2);
    assert!(run(folder.path(), &["man"]).stdout.contains(".TH loopwright"));
    assert!(run(folder.path(), &["man", "rate"]).stdout.contains("explain"));
    assert_eq!(run(folder.path(), &["man", "--out", "pages/man1"]).code, 0);
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
