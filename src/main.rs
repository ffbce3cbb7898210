//! Command line of loopwright.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
