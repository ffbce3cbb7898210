//! The settings of a search as a file: read, printed with comments, and as presets have them.

use std::path::Path;

use clap::{ArgAction, CommandFactory};

use super::failure::{Failure, shown};
use super::options::Options;
use super::{Cli, THREADS, preset};

impl Options {
    /// The options that a preset stands for.
    pub(super) fn of_preset(name: &str) -> Result<Self, Failure> {
        let text = preset::settings(name)?;
        toml::from_str(text).map_err(|error| Failure::Usage(format!("preset {name}: {error}")))
    }

    /// The same filled up with those of the preset that they name.
    pub(super) fn with_preset(self) -> Result<Self, Failure> {
        match &self.preset {
            Some(name) => {
                let preset = Self::of_preset(name)?;
                Ok(self.or(preset))
            }
            None => Ok(self),
        }
    }

    /// The options of a settings file, or of standard input for `-`.
    pub(super) fn of_file(path: &Path) -> Result<Self, Failure> {
        let is_stdin = path.as_os_str() == "-";
        let path = if is_stdin { Path::new("standard input") } else { path };
        let text = if is_stdin { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
        let text = text.map_err(|error| Failure::unreadable(path, &error))?;
        let usage = |reason: String| Failure::Usage(format!("{}: {reason}", shown(path)));
        let options: Self = toml::from_str(&text).map_err(|error| usage(error.to_string()))?;
        match options.threads {
            Some(threads) if !THREADS.contains(&threads) => {
                let (least, most) = (THREADS.start(), THREADS.end());
                Err(usage(format!("threads is {threads}; give a number from {least} to {most}")))
            }
            _ => Ok(options),
        }
    }

    /// The settings as flags.
    pub(super) fn given(&self) -> Result<Vec<String>, Failure> {
        Ok(self.table()?.keys().map(|key| format!("--{key}")).collect())
    }

    fn table(&self) -> Result<toml::Table, Failure> {
        toml::Table::try_from(self).map_err(|error| Failure::Usage(error.to_string()))
    }

    /// The options as a settings file with comments; unset ones are commented out.
    pub(super) fn to_toml(&self) -> Result<String, Failure> {
        let table = self.table()?;
        let program = Cli::command();
        let arguments = program.find_subcommand("evolve").into_iter().flat_map(clap::Command::get_arguments);
        let general = program.get_arguments().filter(|arg| ["threads", "rules"].contains(&arg.get_id().as_str()));
        let mut text = "# Settings for `loopwright evolve --config FILE`. Flags win over this file.\n".to_owned();
        let mut heading = None;
        for arg in arguments.filter(|arg| is_option(arg)).chain(general) {
            if arg.get_help_heading() != heading {
                heading = arg.get_help_heading();
                text.extend(heading.map(|heading| format!("\n## {heading}\n")));
            }
            text.extend(key_and_comment(arg, &table));
        }
        Ok(text)
    }
}

/// The key of an argument with its help above it; commented out when it has no value.
fn key_and_comment(arg: &clap::Arg, table: &toml::Table) -> Option<String> {
    let (key, help) = (arg.get_long()?, arg.get_help()?);
    let line = match table.get(key) {
        Some(value) => format!("{key} = {value}"),
        None => format!("# {key} = {}", form(arg)),
    };
    Some(format!("\n# {help}\n{line}\n"))
}

/// Whether an argument of the command has a key in the settings file.
pub(super) fn is_option(arg: &clap::Arg) -> bool {
    const NO_KEYS: [&str; 5] = ["config", "print_config", "resume", "favour", "discard"];
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) && !NO_KEYS.contains(&arg.get_id().as_str())
}

/// How the value of a key is written: `N`, `"NAME"` or `["PIECE", …]`.
fn form(arg: &clap::Arg) -> String {
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    match name.strip_suffix('…').map(|item| item.trim_end_matches(',')) {
        Some(item) => format!("[\"{item}\", …]"),
        None if ["N", "true"].contains(&name.as_str()) => name,
        None => format!("\"{name}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::super::values::{Area, Money};
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn every_preset_can_be_read_and_is_in_the_help() {
        let help = preset::help();
        for (name, _, text) in preset::PRESETS {
            assert_ne!(Options::of_preset(name).unwrap(), Options::default());
            assert!(help.contains(name) && text.lines().all(|line| help.contains(line.split(' ').next().unwrap())));
        }
    }

    #[test]
    fn what_is_printed_can_be_read_again() {
        let catalogue = Catalogue::load().unwrap();
        let defaults = Options::of_plan(&plan::plan(&catalogue, &Options::default()).unwrap());
        let options = Options {
            area: Some(Area { width: 6, length: 9, height: None }),
            budget: Some(Money(12_345)),
            threads: Some(3),
            rules: Some("openrct2-0.5.3".to_owned()),
            forbid: vec!["left_vertical_loop".to_owned()],
            ..defaults
        };
        assert_eq!(toml::from_str(&options.to_toml().unwrap()), Ok(options));
    }

    #[test]
    fn keys_without_a_value_show_how_one_is_written() {
        let text = Options::default().to_toml().unwrap();
        for line in [
            "# preset = \"NAME\"",
            "# forbid = [\"PIECE\", …]",
            "# from = [\"FILE\", …]",
            "# tiles = N",
            "# anywhere = true",
        ] {
            assert!(text.lines().any(|shown| shown == line), "{line}");
        }
    }

    #[test]
    fn every_flag_has_a_key() {
        let text = Options::default().to_toml().unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(" = ")) {
            let error = toml::from_str::<Options>(&format!("{} = [{{}}]", line.0)).unwrap_err();
            assert!(!error.to_string().contains("unknown field"), "{error}");
        }
    }
}
