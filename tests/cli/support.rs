//! Designs of our own, a folder to work in, and the built program.

use std::path::Path;

use assert_cmd::Command;
use loopwright::catalogue::{Catalogue, PieceId, RideTypeId};
use loopwright::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::quantity::{HeightUnits, MapPoint};
use loopwright::track_file::TrackFile;
use serde_json::Value;
use tempfile::TempDir;

use crate::park_file::own_park;
pub(super) use crate::track_file::sample::{EXAMPLE as OVAL, hex};

/// A small wooden coaster: a lift, a drop, and home.
pub(super) fn design() -> Design {
    let chain = |id| plain(id).chained();
    let up = [6, 4, 4, 9].map(chain);
    oval(&[&up[..], &[12, 10, 10, 15].map(plain)].concat())
}

/// A coaster whose train gets stuck in the valley before a hill, where it is braked.
pub(super) fn slow() -> Design {
    let brakes = plain(99).with_speed(2);
    let hill = [6, 4, 4, 4, 4, 9, 12, 10, 10, 15].map(plain);
    oval(&[&[12, 10, 15].map(plain)[..], &[brakes, brakes], &hill].concat())
}

/// A coaster whose brakes leave the train too slow for the hill that follows.
pub(super) fn braked() -> Design {
    let lift = [6, 4, 4, 9].map(|id| plain(id).chained());
    let fall = [12, 10, 10, 15].map(plain);
    let brakes = plain(99).with_speed(2);
    let hill = [6, 9, 12, 15].map(plain);
    oval(&[&lift[..], &fall, &[brakes], &hill].concat())
}

const fn plain(id: u16) -> Element {
    Element::new(PieceId(id))
}

/// A station on the one side of an oval and some straight track, a tile each, on the other.
fn oval(opposite: &[Element]) -> Design {
    let middles = vec![plain(3); opposite.len() - 2];
    let turn = [plain(42); 2];
    let elements = [&[plain(1)][..], &turn, opposite, &turn, &[plain(2)], &middles].concat();
    let entrance = |x, is_exit| Entrance { at: MapPoint::new(x, 32), z: HeightUnits(0), direction: 3, is_exit };
    Design {
        ride: RideTypeId(52),
        vehicle: "PTCT1".to_owned(),
        settings: Settings { cars: 4, lift_speed: 5, ..Settings::default() },
        elements,
        entrances: vec![entrance(32, false), entrance(0, true)],
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics { excitement: 31, max_speed: 9, ..Statistics::default() },
        space: (12, 5),
    }
}

/// A design that the game places but does not test: its track ends in the air.
pub(super) fn open() -> Design {
    let mut design = design();
    design.elements.truncate(7);
    design.entrances[0].at.x = 0;
    design.entrances[1] = Entrance { at: MapPoint::new(0, -32), direction: 1, ..design.entrances[1] };
    design
}

/// The bytes of a design as a track file.
pub(super) fn bytes(design: &Design) -> Vec<u8> {
    let catalogue = Catalogue::load().unwrap();
    TrackFile::from_design(design, &catalogue).unwrap().to_bytes().unwrap()
}

/// A folder as a user may have it: a coaster, and a folder of designs in every spelling of the extension.
pub(super) fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |path: &str, bytes: &[u8]| std::fs::write(folder.path().join(path), bytes).unwrap();
    std::fs::create_dir_all(folder.path().join("designs/more")).unwrap();
    write("coaster.td6", &bytes(&design()));
    write("designs/b.TD6", &bytes(&design()));
    write("designs/a.td6", &hex(OVAL));
    write("designs/more/c.Td6", &bytes(&open()));
    write("half-built.td6", &bytes(&open()));
    write("designs/notes.txt", b"not a design");
    write("mypark.park", &own_park::park(61, 57, 0, <[u8]>::to_vec));
    folder
}

/// The program, to be run in a folder, unaware of the user's own settings.
pub(super) fn loopwright(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.env("HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
    // With a desktop and without a terminal, the program without arguments is a double click.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

/// What a run of the program gave.
pub(super) struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Every line of standard output as JSON.
    pub(super) fn json(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

/// Paths outside of JSON as systems other than Windows write them.
fn slashes(text: String) -> String {
    if cfg!(windows) && !text.starts_with('{') { text.replace('\\', "/") } else { text }
}

/// Runs the program in a folder.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> Run {
    run_with_input(folder, arguments, &[])
}

/// Runs the program in a folder with some bytes on standard input.
pub(super) fn run_with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let output = loopwright(folder).args(arguments).write_stdin(input).output().unwrap();
    let text = |bytes| slashes(String::from_utf8(bytes).unwrap());
    let run = Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) };
    assert!(!run.stderr.contains("panicked"), "{arguments:?}: {}", run.stderr);
    run
}

/// Tenths of a second before a line that was typed is interrupted.
#[cfg(unix)]
const PATIENCE: usize = 15;

/// Whether the search of a line has bred its first generation: one that is interrupted before leaves nothing.
#[cfg(unix)]
fn is_under_way(folder: &Path, line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let out = words.windows(2).find(|pair| ["--out", "--resume"].contains(&pair[0])).map(|pair| pair[1]);
    let has_lines = |out: &str| std::fs::metadata(folder.join(out).join("log.jsonl")).is_ok_and(|log| log.len() > 0);
    out.is_none_or(has_lines)
}

/// Whether a line starts something that goes on: a search, or the studio.
#[cfg(unix)]
fn goes_on(line: &str) -> bool {
    line.contains("evolve") || line.contains("loopwright serve")
}

/// Types a line into a shell, where it must work; what takes long is interrupted. The studio opens no window.
#[cfg(unix)]
pub(super) fn type_in(folder: &Path, line: &str) {
    use std::process::{Command, Stdio};
    let program = Path::new(env!("CARGO_BIN_EXE_loopwright"));
    let line =
        &line.replace("loopwright serve", "loopwright serve --no-open").replace("--no-open --no-open", "--no-open");
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    // A shell that becomes the program gets its interrupt.
    let command = if line.contains('|') || !line.starts_with("loopwright") { line } else { &format!("exec {line}") };
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).env("PATH", path);
    shell.env("HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
    let mut child = shell.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || std::io::read_to_string(&mut stderr).unwrap());
    let mut patience = 0..PATIENCE;
    while child.try_wait().unwrap().is_none() && (patience.next().is_some() || !is_under_way(folder, line)) {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    if child.try_wait().unwrap().is_none() && goes_on(line) {
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    }
    let code = child.wait().unwrap().code();
    let said = reader.join().unwrap();
    let codes = if goes_on(line) { &[0, 1, 130][..] } else { &[0, 1] };
    assert!(code.is_some_and(|code| codes.contains(&code)), "{line}: {code:?} {said}");
    assert!(!said.contains("error"), "{line}: {said}");
}
