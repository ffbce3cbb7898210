//! `install --pack`: a folder of designs to share, with pictures and an index.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Context;
use super::console::Console;
use super::entrances::EntranceArgs;
use super::failure::{Failure, Status, shown};
use super::input::{Files, Source};
use super::install::{FOLDERS, shown_name};
use super::output::{Existing, create_folder, write};
use crate::catalogue::{Catalogue, Direction};
use crate::judge::{Wanted, judge};
use crate::report::{IndexRow, Portrait, Winner, gallery, index_csv, portraits, with_own_statistics};
use crate::site::Site;

const INDEX: &str = "index.csv";
const PAGE: &str = "index.html";
const README: &str = "README.txt";
const PICTURES: &str = "pictures";

/// A folder to share, and what to do about files that are there already.
pub(super) struct Pack<'a> {
    pub folder: &'a Path,
    pub existing: Existing,
    /// The ground that designs are rated on.
    pub site: Site<'static>,
    pub entrances: EntranceArgs,
}

/// A design that is ready for the folder.
struct Packed {
    row: IndexRow,
    bytes: Vec<u8>,
    pictures: Vec<Portrait>,
}

#[derive(Serialize)]
struct Told {
    packed: String,
    name: String,
    pictures: Vec<String>,
}

impl Pack<'_> {
    /// Fills the folder with the designs; those that are not rated have no place in it.
    pub(super) fn fill(&self, files: &Files, name: Option<&str>, context: &mut Context) -> Result<Status, Failure> {
        if self.existing == Existing::Keep && self.folder.join(INDEX).exists() {
            let reason = "holds a pack already; choose another folder, or add --force".to_owned();
            return Err(Failure::Output { file: shown(self.folder), reason });
        }
        create_folder(&self.folder.join(PICTURES))?;
        let catalogue = context.catalogue()?;
        let mut rows: Vec<IndexRow> = Vec::new();
        let work = |source: &Source| self.packed(&catalogue, source, shown_name(source, name)?);
        let status = files.each(&mut context.console, work, |console, source, packed| {
            if rows.iter().any(|row| row.file.eq_ignore_ascii_case(&packed.row.file)) {
                return Err(
                    source.failure(&format!("another design is packed as {}; rename this one", packed.row.name))
                );
            }
            self.save(console, source, &packed)?;
            rows.push(packed.row);
            Ok(Status::Done)
        })?;
        if !rows.is_empty() {
            self.conclude(&rows, &catalogue, context)?;
        }
        Ok(status)
    }

    /// Rates a design and draws its pictures.
    fn packed(&self, catalogue: &Catalogue, source: &Source, name: String) -> Result<Packed, Failure> {
        let file = source.track_file(catalogue)?;
        let bytes = file.to_bytes().map_err(|error| source.failure(&error))?;
        let design = self.entrances.furnish(&file, source.design_in(&file, catalogue)?, catalogue, self.site).design;
        let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
        let judgement = judge(catalogue, &design, self.site, &wanted).map_err(|error| source.unjudged(&error))?;
        if let Some(reason) = judgement.unrated() {
            let reason = format!("has no place in a pack of rated designs: {reason}; `loopwright rate` shows more");
            return Err(Failure::Refused { file: source.title(), reason });
        }
        let file_name = format!("{name}.{}", file.format().extension());
        let winner = Winner { name, id: String::new(), design: with_own_statistics(design, &judgement), judgement };
        let row = IndexRow::new(0, file_name, &winner);
        let row = row.ok_or_else(|| source.failure(&"its figures are incomplete; `loopwright rate` shows them"))?;
        let pictures = portraits(&winner);
        Ok(Packed { row, bytes, pictures })
    }

    fn save(&self, console: &mut Console, source: &Source, packed: &Packed) -> Result<(), Failure> {
        let Packed { row, bytes, pictures } = packed;
        let path = self.put(Path::new(&row.file), bytes, self.existing)?;
        let picture = |portrait: &Portrait| {
            let name = Path::new(PICTURES).join(format!("{}-{}.png", row.name, portrait.kind));
            self.put(&name, &portrait.png, self.existing).map(|path| path.to_string_lossy().into_owned())
        };
        let pictures = pictures.iter().map(picture).collect::<Result<Vec<String>, Failure>>()?;
        if !console.json {
            return console.print(&(shown(&path) + "\n"));
        }
        let packed = path.to_string_lossy().into_owned();
        source.print_json(console, &Told { packed, name: row.name.clone(), pictures })
    }

    /// Writes the index and the instructions of the pack.
    fn conclude(&self, rows: &[IndexRow], catalogue: &Catalogue, context: &mut Context) -> Result<(), Failure> {
        let unwritten = |name: &str, reason: String| Failure::Output { file: shown(&self.folder.join(name)), reason };
        let table = index_csv(rows).map_err(|error| unwritten(INDEX, error.to_string()))?;
        self.put(Path::new(INDEX), &table, Existing::Replace)?;
        let page = gallery(rows, catalogue).map_err(|error| unwritten(PAGE, error.to_string()))?;
        self.put(Path::new(PAGE), page.as_bytes(), Existing::Replace)?;
        self.put(Path::new(README), readme(&catalogue.rules().title()).as_bytes(), Existing::Replace)?;
        let folder = shown(self.folder);
        context.console.note(&format!("share the folder {folder}; {folder}/{PAGE} shows what is in it"));
        Ok(())
    }

    fn put(&self, name: &Path, bytes: &[u8], existing: Existing) -> Result<PathBuf, Failure> {
        let path = self.folder.join(name);
        write(&path, bytes, existing)?;
        Ok(path)
    }
}

fn readme(rules: &str) -> String {
    format!(
        "Coasters for RollerCoaster Tycoon 2 and OpenRCT2. {PAGE} shows them, {INDEX} lists them.\n\n\
         To build one, copy its track file into the track folder of the game:\n\n{FOLDERS}\n\n\
         Start the game again, open the construction window of its kind of ride and choose it by name.\n\n\
         Ratings are the worst of the four directions on flat, empty land, by the rules {rules}.\n"
    )
}
