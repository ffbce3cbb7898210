//! File arguments: a file, `-` for standard input, or a folder of track files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use walkdir::WalkDir;

use super::console::Console;
use super::failure::{Failure, Status, shown};
use super::names;
use crate::catalogue::{Catalogue, RideTypeId};
use crate::design::Design;
use crate::layout::LayoutError;
use crate::track_file::{self, DesignError, FILE_LIMIT, Format, ReadError, TrackFile, json};

/// The files a command works on.
#[derive(Debug, clap::Args)]
pub(super) struct Files {
    /// Track files (.td6, .td4, .td7, or .json of this program), folders of them, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Names of files that are no track designs, and what they are.
const FOREIGN: [(&[&str], &str); 7] = [
    (&["sea"], "a park or scenario of RollerCoaster Tycoon Classic"),
    (&["sv4", "sc4"], "a park or scenario of RCT1"),
    (&["sv6"], "a saved game of RCT2"),
    (&["sc6"], "a scenario of RCT2"),
    (&["park"], "a park or scenario of OpenRCT2"),
    (&["dat", "pob"], "an object or data file of RCT2, such as scenery or a vehicle"),
    (&["parkobj"], "an object of OpenRCT2, such as scenery or a vehicle"),
];

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Stdin,
    File(PathBuf),
}

/// An object of the JSON output with the input it is about.
#[derive(Serialize)]
struct About<'a, T> {
    file: String,
    path: String,
    #[serde(flatten)]
    value: &'a T,
}

#[derive(Serialize)]
struct Failed {
    error: String,
}

impl Source {
    pub(super) fn new(argument: &Path) -> Self {
        if argument.as_os_str() == "-" { Self::Stdin } else { Self::File(argument.to_owned()) }
    }

    /// The name of the file without its folder.
    pub(super) fn file_name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// The path as it was given.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// What messages call it.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => shown(path),
        }
    }

    /// A failure of this input.
    pub(super) fn failure(&self, reason: &impl ToString) -> Failure {
        Failure::Input { file: self.title(), reason: reason.to_string() }
    }

    /// The answer that the game refuses the design in this input.
    pub(super) fn refusal(&self, reason: String) -> Failure {
        Failure::Refused { file: self.title(), reason }
    }

    /// The failure of a design in this input that cannot be judged. A ride that is not rated is no fault of its file.
    pub(super) fn unjudged(&self, error: &LayoutError) -> Failure {
        match error {
            LayoutError::NotRated(_) => self.refusal(error.to_string()),
            LayoutError::NoVehicle(_) | LayoutError::UnknownPiece(_) => self.failure(error),
        }
    }

    /// The name of the file without folder and extension.
    pub(super) fn stem(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::File(path) => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// The bytes, up to one more than a track file may have, and how many there are.
    fn bytes(&self) -> Result<(Vec<u8>, u64), Failure> {
        match self {
            Self::Stdin => {
                let read = read_bounded(io::stdin().lock());
                Ok((read.map_err(|error| Failure::unreadable(Path::new("standard input"), &error))?, 0))
            }
            Self::File(path) => {
                let unreadable = |error: io::Error| Failure::unreadable(path, &error);
                let file = File::open(path).map_err(unreadable)?;
                let length = file.metadata().map_err(unreadable)?.len();
                Ok((read_bounded(file).map_err(unreadable)?, length))
            }
        }
    }

    /// Reads a track file, or the text that stands for one.
    pub(super) fn track_file(&self, catalogue: &Catalogue) -> Result<TrackFile, Failure> {
        let (bytes, total) = self.bytes()?;
        if let Some(text) = self.json(&bytes) {
            return json::from_str(text, catalogue)
                .map_err(|error| self.failure(&names::json_error(catalogue, &error)));
        }
        let file = track_file::read(&bytes).map_err(|error| match (error, self.foreign_kind()) {
            (ReadError::Foreign { kind }, _) | (_, Some(kind)) => self.failure(&ReadError::Foreign { kind }),
            (error, None) => self.unreadable(error, total),
        })?;
        if self.is_bare_list(&file) {
            let reason = "no track design: as one of RCT1 it has the wrong length, a wrong checksum and another name; \
                          is it a bare list of pieces?";
            return Err(self.failure(&reason));
        }
        Ok(file)
    }

    /// The failure of a file that cannot be taken apart; `total` is how many bytes it has.
    fn unreadable(&self, error: ReadError, total: u64) -> Failure {
        match error {
            ReadError::Oversized { length, limit } => {
                let length = length.max(usize::try_from(total).unwrap_or(usize::MAX));
                self.failure(&ReadError::Oversized { length, limit })
            }
            error => self.failure(&error),
        }
    }

    /// What a file is by its name that is no track design.
    fn foreign_kind(&self) -> Option<&'static str> {
        let Self::File(path) = self else { return None };
        FOREIGN.iter().find(|(extensions, _)| has_extension(path, extensions)).map(|(_, kind)| *kind)
    }

    /// Whether nothing but two bits of its version speaks for a file of RCT1.
    fn is_bare_list(&self, file: &TrackFile) -> bool {
        let is_named = matches!(self, Self::File(path) if has_extension(path, &["td4"]));
        file.format().is_rct1() && file.checksum().is_none() && !file.has_length_of_rct1() && !is_named
    }

    /// What the game makes of a name that is not one for the format; it goes by the name first (rules: track files 15).
    pub(super) fn misnamed(&self, format: Format) -> Option<String> {
        let Self::File(path) = self else { return None };
        let wrong: &[&str] = if format.is_rct1() { &["td6", "td7"] } else { &["td4"] };
        let extension = format.extension();
        let holds = extension.to_uppercase();
        if path.extension().is_some() && !has_extension(path, &["td4", "td6", "td7", "json"]) {
            return Some(format!("the game lists no file of this name; call it .{extension}"));
        }
        has_extension(path, wrong)
            .then(|| format!("by its name this is no {holds}, so the game rejects it; rename it to .{extension}"))
    }

    /// The text of a design in JSON. A track file is no text: the byte 255 ends each of its lists.
    fn json<'a>(&self, bytes: &'a [u8]) -> Option<&'a str> {
        let named = matches!(self, Self::File(path) if has_extension(path, &["json"]));
        std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty() && (named || looks_like_json(text.as_bytes())))
    }

    /// Reads the coaster in a track file.
    pub(super) fn design(&self, catalogue: &Catalogue) -> Result<Design, Failure> {
        self.design_in(&self.track_file(catalogue)?, catalogue)
    }

    /// The coaster in the track file that was read from this input.
    pub(super) fn design_in(&self, file: &TrackFile, catalogue: &Catalogue) -> Result<Design, Failure> {
        file.design(catalogue).map_err(|error| match error {
            DesignError::Maze => self.unjudged(&LayoutError::not_rated(catalogue, RideTypeId::MAZE)),
            error => self.failure(&error),
        })
    }
}

/// Reads no more than one byte too many: JSON may be longer than a track file.
fn read_bounded(mut reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(FILE_LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > FILE_LIMIT && looks_like_json(&bytes) {
        reader.take((json::TEXT_LIMIT - FILE_LIMIT) as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().first() == Some(&b'{')
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

impl Files {
    /// All inputs in order; a folder stands for the track files in it.
    pub(super) fn sources(&self) -> Vec<Result<Source, (Source, Failure)>> {
        let mut stdin_is_taken = false;
        let expand = |argument: &PathBuf| match Source::new(argument) {
            Source::File(path) if path.is_dir() => walk(&path),
            Source::Stdin if std::mem::replace(&mut stdin_is_taken, true) => {
                let failure = Failure::Usage("standard input can be read only once; give - once".to_owned());
                vec![Err((Source::Stdin, failure))]
            }
            source => vec![Ok(source)],
        };
        self.files.iter().flat_map(expand).collect()
    }

    /// Does some work on every input, in parallel, and shows the results in the order of the inputs.
    pub(super) fn each<T: Send>(
        &self,
        console: &mut Console,
        work: impl Fn(&Source) -> Result<T, Failure> + Sync,
        mut show: impl FnMut(&mut Console, &Source, T) -> Result<Status, Failure>,
    ) -> Result<Status, Failure> {
        let mut status = Status::Done;
        let portion = rayon::current_num_threads() * 8;
        for portion in self.sources().chunks_mut(portion) {
            let work = |source: &mut Result<Source, (Source, Failure)>| match source {
                Ok(source) => (source.clone(), work(source)),
                Err((source, failure)) => (source.clone(), Err(std::mem::replace(failure, Failure::BrokenPipe))),
            };
            let results: Vec<_> = portion.par_iter_mut().map(work).collect();
            for (source, result) in results {
                let shown = result.and_then(|value| show(console, &source, value));
                status = status.max(shown.or_else(|failure| source.report(console, failure))?);
            }
            console.flush()?;
        }
        Ok(status)
    }
}

impl Source {
    /// Prints an object about this input.
    pub(super) fn print_json(&self, console: &mut Console, value: &impl Serialize) -> Result<(), Failure> {
        console.print_json(&About { file: self.file_name(), path: self.path(), value })
    }

    /// Prints an object about the failure of this input.
    pub(super) fn print_failure(&self, console: &mut Console, failure: &Failure) -> Result<(), Failure> {
        self.print_json(console, &Failed { error: failure.reason() })
    }

    /// Tells of the failure of one input, which does not end the others. Lost output does.
    pub(super) fn report(&self, console: &mut Console, failure: Failure) -> Result<Status, Failure> {
        if matches!(failure, Failure::BrokenPipe) {
            return Err(failure);
        }
        let status = console.fail(&failure);
        if console.json {
            self.print_failure(console, &failure)?;
        }
        Ok(status)
    }
}

fn walk(folder: &Path) -> Vec<Result<Source, (Source, Failure)>> {
    let is_track = |path: &Path| has_extension(path, &["td4", "td6", "td7"]);
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        match entry {
            Ok(entry) if !entry.file_type().is_dir() && is_track(entry.path()) => {
                sources.push(Ok(Source::File(entry.into_path())));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let reason = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
                let failure = Failure::unreadable(&path, &reason);
                sources.push(Err((Source::File(path), failure)));
            }
        }
    }
    if sources.is_empty() {
        let source = Source::File(folder.to_owned());
        let failure = source.failure(&"the folder holds no .td4, .td6 or .td7 file; choose another");
        sources.push(Err((source, failure)));
    }
    sources
}
