//! `man`: manual pages, from the definition of the command line.

use std::path::PathBuf;

use clap::CommandFactory;
use clap_mangen::Man;
use serde::Serialize;

use super::failure::{Failure, Status};
use super::output::{self, Existing};
use super::{Cli, Context, names};

const EXAMPLES: &str = "\
Examples:
  loopwright man > loopwright.1
  loopwright man evolve > loopwright-evolve.1
  loopwright man --out man";

/// Print the manual page of the program or of a command
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The command [default: the program]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write the pages of the program and of all commands into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

/// A page in the JSON output: its text, or where it was written.
#[derive(Serialize)]
struct Page {
    page: String,
    #[serde(flatten)]
    content: Content,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Text(String),
    Written(String),
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let mut program = Cli::command();
        program.build();
        if let Some(folder) = self.out {
            output::create_folder(&folder)?;
            for command in program.get_subcommands().chain([&program]) {
                let path = folder.join(page_name(command) + ".1");
                output::write(&path, page(command)?.as_bytes(), Existing::Replace)?;
                if context.console.json {
                    let content = Content::Written(path.to_string_lossy().into_owned());
                    context.console.print_json(&Page { page: page_name(command), content })?;
                }
            }
            return Ok(Status::Done);
        }
        let command = match &self.command {
            Some(name) => program.find_subcommand(name).ok_or_else(|| unknown(&program, name))?,
            None => &program,
        };
        let text = page(command)?;
        if context.console.json {
            context.console.print_json(&Page { page: page_name(command), content: Content::Text(text) })?;
        } else {
            context.console.write_bytes(text.as_bytes())?;
        }
        Ok(Status::Done)
    }
}

fn unknown(program: &clap::Command, name: &str) -> Failure {
    names::unknown(
        "command",
        name,
        program.get_subcommands().map(|command| (command.get_name(), command.get_name())),
        "loopwright --help",
    )
}

/// `loopwright` or `loopwright-rate`.
fn page_name(command: &clap::Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn page(command: &clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let rendered = Man::new(command.clone()).title(page_name(command)).render(&mut page);
    rendered.map_err(|error| Failure::stdout(&error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
