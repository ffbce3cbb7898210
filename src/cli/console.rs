//! Standard output and standard error: data on the one, prose on the other.

use std::io::{self, BufWriter, Stdout, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::failure::{Failure, Status};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Where a command says what it has to say.
pub(super) struct Console {
    out: BufWriter<AutoStream<Stdout>>,
    /// Whether data is JSON.
    pub json: bool,
    /// Whether standard error gets nothing but errors.
    pub quiet: bool,
}

impl Console {
    pub(super) fn new(json: bool, quiet: bool) -> Self {
        Self { out: BufWriter::new(AutoStream::auto(io::stdout())), json, quiet }
    }

    /// Prints text as it is.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(|error| Failure::stdout(&error))
    }

    /// Prints one line of JSON.
    pub(super) fn print_json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let line = serde_json::to_string(value).map_err(|error| Failure::stdout(&error.into()))?;
        self.print(&line)?;
        self.print("\n")
    }

    /// Hands bytes that are no text to standard output.
    pub(super) fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.flush()?;
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::stdout(&error))
    }

    /// Sees to it that everything printed has left the program.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::stdout(&error))
    }

    /// Prints a remark on standard error, unless `--quiet` is set.
    pub(super) fn note(&mut self, text: &str) {
        if !self.quiet {
            self.say(NOTE, "note", text);
        }
    }

    /// Tells what went wrong and what code it stands for.
    pub(super) fn fail(&mut self, failure: &Failure) -> Status {
        if !matches!(failure, Failure::BrokenPipe) {
            self.say(ERROR, "error", &failure.to_string());
        }
        failure.status()
    }

    fn say(&mut self, style: Style, kind: &str, text: &str) {
        // What cannot be said cannot be complained about either.
        let _ = self.out.flush();
        let _ = writeln!(anstream::stderr().lock(), "{style}{kind}:{style:#} {text}");
    }
}
