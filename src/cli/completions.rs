//! `completions`: completions for shells, from the definition of the command line.

use clap::CommandFactory;
use clap_complete::Shell;
use serde::Serialize;

use super::failure::{Failure, Status};
use super::{Cli, Context};

const EXAMPLES: &str = "\
Examples:
  loopwright completions bash > loopwright.bash
  loopwright completions fish > loopwright.fish

Where shells look for them:
  bash        ~/.local/share/bash-completion/completions/loopwright
  zsh         a folder of $fpath, as _loopwright
  fish        ~/.config/fish/completions/loopwright.fish
  powershell  add the text to $PROFILE";

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Serialize)]
struct Script<'a> {
    shell: String,
    script: &'a str,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "loopwright", &mut script);
        if context.console.json {
            let (shell, script) = (self.shell.to_string(), String::from_utf8_lossy(&script));
            context.console.print_json(&Script { shell, script: &script })?;
        } else {
            context.console.write_bytes(&script)?;
        }
        Ok(Status::Done)
    }
}
