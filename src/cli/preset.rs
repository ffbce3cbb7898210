//! Presets of `evolve`: settings files under a name.

use super::failure::Failure;
use super::names;

/// Name, what it is for, and the settings file that it stands for.
pub(super) const PRESETS: [(&str, &str, &str); 9] = [
    (
        "family",
        "gentle enough for most guests",
        "max-intensity = \"6.00\"\nmax-nausea = \"4.00\"\ninversions = \"0..0\"\n",
    ),
    (
        "thrill",
        "as exciting as guests bear, and no less than very exciting",
        "max-intensity = \"10.00\"\nmax-nausea = \"8.00\"\nmin-excitement = \"7.00\"\n",
    ),
    (
        "compact-60",
        "the Compact Coaster Contest: a bounding box of 60 tiles with entrance and exit",
        "ride = \"twister_rc\"\ntiles = 60\nlooks = 20\nmin-excitement = \"5.50\"\n",
    ),
    (
        "microcoaster",
        "the microcoaster contest: a bounding box of 100 tiles",
        "ride = \"twister_rc\"\ntiles = 100\nlooks = 20\n",
    ),
    (
        "mini-junior",
        "the mini-junior contest: two or three laps of a short track with small drops",
        "ride = \"junior_rc\"\nbox = \"18x18\"\nhighest-drop = \"..7\"\nlength = \"..400\"\ncircuits = \"2..3\"\n",
    ),
    ("micro-6x6", "entrance and exit included", "ride = \"steel_wild_mouse\"\nbox = \"6x6\"\nlooks = 20\n"),
    ("micro-7x7", "entrance and exit included", "ride = \"steel_wild_mouse\"\nbox = \"7x7\"\nlooks = 20\n"),
    ("budget", "for the first year of a park", "budget = \"3000\"\n"),
    ("long", "a ride that takes its time", "box = \"48x48\"\npieces = \"180..400\"\n"),
];

/// The long help of `--preset`: what each is for and the flags that it stands for.
pub(super) fn help() -> String {
    let flag = |line: &str| line.split_once(" = ").map(|(key, value)| format!("--{key} {}", value.trim_matches('"')));
    let line = |(name, purpose, options): &(&str, &str, &str)| {
        let flags: Vec<String> = options.lines().filter_map(flag).collect();
        format!("  {name:<12} {}\n               {purpose}", flags.join(" "))
    };
    let lines: Vec<String> = PRESETS.iter().map(line).collect();
    format!(
        "Start from the options of a preset: it stands for the flags beside its name; a flag that you give yourself counts instead\n\n{}",
        lines.join("\n")
    )
}

/// The settings file that a preset stands for.
pub(super) fn settings(name: &str) -> Result<&'static str, Failure> {
    let names = || PRESETS.iter().map(|&(name, ..)| (name, name));
    PRESETS
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(name))
        .map(|(.., text)| *text)
        .ok_or_else(|| names::unknown("preset", name, names(), "loopwright evolve --help"))
}
