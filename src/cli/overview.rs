//! The help of the program: its commands in groups.

use clap::Command;

use super::STYLES;

/// What the commands are for, and the commands.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Make coasters", &["evolve", "merge", "serve", "tune", "repair", "close", "dress"]),
    ("Judge coasters", &["rate", "check", "info", "list", "plot", "park"]),
    ("Take them to the game", &["convert", "install"]),
    ("Look things up", &["rides", "vehicles", "pieces", "rules"]),
    ("Set up the shell", &["completions", "man"]),
];

/// The program with its commands in groups.
pub(super) fn grouped(program: Command) -> Command {
    let (header, literal) = (STYLES.get_header(), STYLES.get_literal());
    let mut commands = String::new();
    for (purpose, names) in GROUPS {
        commands += &format!("{header}{purpose}:{header:#}\n");
        for command in names.iter().filter_map(|name| program.find_subcommand(name)) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            commands += &format!("  {literal}{:<12}{literal:#} {about}\n", command.get_name());
        }
        commands += "\n";
    }
    let options = format!("{header}Options:{header:#}\n{{options}}");
    program.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{commands}{options}{{after-help}}"
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn every_command_is_in_one_group() {
        let program = Cli::command();
        let known: BTreeSet<&str> = program.get_subcommands().map(Command::get_name).collect();
        let grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        assert_eq!(grouped.len(), known.len());
        assert_eq!(grouped.into_iter().collect::<BTreeSet<_>>(), known);
    }
}
