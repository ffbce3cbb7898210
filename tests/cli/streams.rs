//! Standard output and standard error: pipes that close, disks that are full, colours, interrupts.

use std::io::Read;
use std::process::{Command, Stdio};

use super::support::{folder, loopwright, run};

#[test]
fn no_colours_without_a_terminal_and_none_when_unwanted() {
    let folder = folder();
    let arguments = ["rate", "coaster.td6", "missing.td6"];
    let plain = run(folder.path(), &arguments);
    assert!(!plain.stdout.contains('\x1b') && !plain.stderr.contains('\x1b'));
    let coloured = run(folder.path(), &[&arguments[..], &["--color", "always"]].concat());
    assert!(coloured.stdout.contains('\x1b') && coloured.stderr.contains('\x1b'));
    let never = loopwright(folder.path())
        .env("CLICOLOR_FORCE", "1")
        .args(["--color", "never", "rate", "coaster.td6"])
        .output()
        .unwrap();
    assert!(!never.stdout.contains(&0x1b));
    let variable = |name| loopwright(folder.path()).env(name, "1").args(arguments).output().unwrap().stdout;
    assert!(!variable("NO_COLOR").contains(&0x1b));
    assert!(variable("CLICOLOR_FORCE").contains(&0x1b));
    let json = run(folder.path(), &["rate", "--json", "--color", "always", "coaster.td6"]);
    assert!(!json.stdout.contains('\x1b'));
}

#[test]
fn help_obeys_the_colour_option() {
    let folder = folder();
    assert!(run(folder.path(), &["--color=always", "--help"]).stdout.contains('\x1b'));
    assert!(!run(folder.path(), &["--color", "never", "rate", "--help"]).stdout.contains('\x1b'));
}

#[test]
fn quiet_leaves_errors_only() {
    let folder = folder();
    let quiet = run(folder.path(), &["install", "--quiet", "--to", "t", "coaster.td6", "missing.td6"]);
    assert_eq!(quiet.code, 3);
    assert!(quiet.stderr.starts_with("error:") && quiet.stderr.lines().count() == 1, "{}", quiet.stderr);
}

/// The program with a standard output of our own.
#[cfg(unix)]
fn spawn(folder: &std::path::Path, arguments: &[&str], stdout: Stdio) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_loopwright"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let folder = folder();
    for arguments in [&["pieces", "--json"][..], &["completions", "bash"], &["man"], &["--help"], &["check", "designs"]]
    {
        let mut child = spawn(folder.path(), arguments, Stdio::piped());
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_code_4() {
    let folder = folder();
    for arguments in [&["rate", "coaster.td6"][..], &["rides", "--json"], &["man"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = spawn(folder.path(), arguments, full.into()).wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains("standard output: cannot be written") && !stderr.contains("panicked"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_is_exit_code_130() {
    let folder = folder();
    // What it prints first shows that it is under way; then it waits for its standard input.
    let many = ["coaster.td6"; 8];
    let mut child = spawn(folder.path(), &[&["check", "--threads", "1"], &many[..], &["-"]].concat(), Stdio::piped());
    child.stdout.as_mut().unwrap().read_exact(&mut [0; 8]).unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(130), ""));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_files() {
    const END_OF_PNG: &[u8] = b"IEND\xaeB`\x82";
    let folder = folder();
    let many = folder.path().join("many");
    std::fs::create_dir(&many).unwrap();
    for number in 0..60 {
        std::fs::copy(folder.path().join("coaster.td6"), many.join(format!("{number}.td6"))).unwrap();
    }
    let mut child = spawn(folder.path(), &["plot", "--out", "pictures", "many"], Stdio::piped());
    // The pictures of the first design are there when it is named; the others follow.
    child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut pictures = 0;
    for file in std::fs::read_dir(folder.path().join("pictures")).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(path.extension().and_then(std::ffi::OsStr::to_str), Some("png"), "{}", path.display());
        assert!(std::fs::read(&path).unwrap().ends_with(END_OF_PNG), "{}", path.display());
        pictures += 1;
    }
    assert!((2..120).contains(&pictures), "{pictures}");
}
