//! The program loopwright.

use std::process::ExitCode;

fn main() -> ExitCode {
    loopwright::cli::main()
}
