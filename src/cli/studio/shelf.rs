//! The searches and parks that pages may name: each by a name from a list, never by a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use walkdir::WalkDir;

use crate::catalogue::Catalogue;
use crate::picture::{MapSheet, map_sheet, park_map};

use super::super::failure::Failure;
use super::super::input::Source;
use super::super::output::{Existing, create_folder, write};
use super::super::park_input;
use super::super::run_folder::is_run;

/// Endings of files that hold a park.
const PARKS: [&str; 5] = ["park", "sv6", "sc6", "sea", "json"];
/// How deep below its folder a park may lie, and how many are listed.
const DEPTH: usize = 4;
const MOST: usize = 500;
/// Most searches that get the name of their ride type.
const MOST_RUNS: usize = 100_000;
/// Maps that are kept: each takes the time of a picture.
const MAPS: usize = 8;
/// Longest name of a search.
const LONGEST: usize = 60;
/// Where parks go that a page brings, beside the searches.
const BROUGHT: &str = "parks";

/// A park's map as a picture.
#[derive(Debug, Clone)]
pub(super) struct ParkMap {
    pub png: Vec<u8>,
    pub sheet: MapSheet,
}

/// A search in the list.
#[derive(Debug, Serialize)]
pub(super) struct Run {
    pub name: String,
    #[serde(skip)]
    pub path: PathBuf,
}

/// The folders that were given at the start.
pub(super) struct Shelf {
    runs: PathBuf,
    parks: Option<PathBuf>,
    maps: Mutex<BTreeMap<PathBuf, Arc<ParkMap>>>,
}

impl Shelf {
    pub(super) fn new(runs: PathBuf, parks: Option<PathBuf>) -> Self {
        Self { runs, parks, maps: Mutex::default() }
    }

    /// The searches, by name.
    pub(super) fn runs(&self) -> Vec<Run> {
        let folders = WalkDir::new(&self.runs).min_depth(1).max_depth(1).sort_by_file_name().into_iter();
        let paths = folders.filter_map(|entry| Some(entry.ok()?.into_path())).filter(|path| is_run(path));
        paths.filter_map(|path| Some(Run { name: path.file_name()?.to_str()?.to_owned(), path })).collect()
    }

    /// The folder of a search in the list.
    pub(super) fn run(&self, name: &str) -> Option<PathBuf> {
        self.runs().into_iter().find(|run| run.name == name).map(|run| run.path)
    }

    /// The folder of a new search. Without a name it gets that of its ride type and a number.
    pub(super) fn new_run(&self, name: &str, ride: &str) -> Result<PathBuf, String> {
        if name.is_empty() {
            let mut names = (1..=MOST_RUNS).map(|number| self.runs.join(format!("{ride}-{number}")));
            return names.find(|path| !path.exists()).ok_or_else(|| "there is no free name".to_owned());
        }
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        if name.len() > LONGEST || !name.chars().all(is_plain) {
            return Err(format!("as a name take up to {LONGEST} letters, digits and hyphens"));
        }
        let path = self.runs.join(name);
        if path.exists() {
            Err(format!("there is a search {name} already; open it, or take another name"))
        } else {
            Ok(path)
        }
    }

    /// The parks, by name.
    pub(super) fn parks(&self) -> BTreeMap<String, PathBuf> {
        let brought = self.runs.join(BROUGHT);
        let folders = self.parks.iter().chain([&brought]);
        folders.flat_map(|folder| parks_in(folder)).take(MOST).collect()
    }

    /// The file of a park in the list.
    pub(super) fn park(&self, name: &str) -> Option<PathBuf> {
        self.parks().remove(name)
    }

    /// Keeps a file beside the parks that pages bring, under a free name that is like the wanted one.
    pub(super) fn keep(&self, stem: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let folder = self.runs.join(BROUGHT);
        let stem = super::super::install::file_name(stem).unwrap_or_else(|| "park".to_owned());
        let free = (1..1000).map(|number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") });
        let mut free = free.map(|stem| folder.join(format!("{stem}.{ending}"))).filter(|path| !path.exists());
        let path = free.next().ok_or_else(|| Failure::Usage("there are too many files of this name".to_owned()))?;
        create_folder(&folder)?;
        write(&path, bytes, Existing::Keep)?;
        Ok(path)
    }

    /// Takes in a park that a page brings. Its name in the list.
    pub(super) fn bring(&self, name: &str, bytes: &[u8], catalogue: &Catalogue) -> Result<String, Failure> {
        let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let ending = ending.filter(|ending| PARKS.contains(&ending.as_str()));
        let Some(ending) = ending else {
            return Err(Failure::Usage(format!("a park is a file ending in .{}", PARKS.join(", ."))));
        };
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let path = self.keep(&stem, &ending, bytes)?;
        if let Err(failure) = park_input::open(&Source::new(&path), catalogue) {
            // What is no park is not kept.
            let _ = std::fs::remove_file(&path);
            return Err(failure);
        }
        Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// The map of a park, drawn once.
    pub(super) fn map(&self, path: &Path, catalogue: &Catalogue) -> Result<Arc<ParkMap>, Failure> {
        // Others wait: a map takes much memory while it is drawn.
        let mut maps = self.maps.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(map) = maps.get(path) {
            return Ok(map.clone());
        }
        let source = Source::new(path);
        let park = park_input::open(&source, catalogue)?.park;
        let picture = park_map(&park, catalogue, &source.stem(), &[]);
        let png = picture.png(1.0).map_err(|error| source.failure(&error))?;
        let map = Arc::new(ParkMap { png, sheet: map_sheet(&park) });
        if maps.len() >= MAPS {
            maps.pop_first();
        }
        maps.insert(path.to_owned(), map.clone());
        Ok(map)
    }
}

fn parks_in(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> + use<> {
    let root = folder.to_owned();
    let files = WalkDir::new(folder).max_depth(DEPTH).sort_by_file_name().into_iter().filter_map(Result::ok);
    files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).filter_map(move |path| {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        let name = path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
        PARKS.contains(&ending.as_str()).then_some((name, path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_what_is_listed_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let [runs, parks] = ["runs", "parks"].map(|name| folder.path().join(name));
        for path in [runs.join("one"), runs.join("no-run"), parks.join("deep")] {
            std::fs::create_dir_all(path).unwrap();
        }
        for file in [
            runs.join("one/checkpoint"),
            parks.join("deep/valley.park"),
            parks.join("notes.txt"),
            folder.path().join("secret.park"),
        ] {
            std::fs::write(file, "x").unwrap();
        }
        let shelf = Shelf::new(runs.clone(), Some(parks.clone()));
        assert_eq!(shelf.runs().iter().map(|run| run.name.as_str()).collect::<Vec<_>>(), ["one"]);
        assert_eq!(shelf.run("one"), Some(runs.join("one")));
        assert_eq!(shelf.park("deep/valley.park"), Some(parks.join("deep/valley.park")));
        for name in ["../secret.park", "notes.txt", "/etc/passwd", "deep/../deep/valley.park", "", "."] {
            assert_eq!((shelf.park(name), shelf.run(name)), (None, None), "{name}");
        }
        assert_eq!(shelf.new_run("", "wooden_rc"), Ok(runs.join("wooden_rc-1")));
        assert_eq!(shelf.new_run("two", "x"), Ok(runs.join("two")));
        for name in ["one", "../two", "a/b", ".", "..", "a b", "a.b", &"a".repeat(61)] {
            assert!(shelf.new_run(name, "x").is_err(), "{name}");
        }
    }
}
