//! The designs that led a search, kept in its folder so that pages can go back in time.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::super::failure::Failure;
use super::super::output::{Existing, create_folder, write};
use super::board::Led;

/// The folder, beside the results of the search.
const FOLDER: &str = "studio";
/// A line whenever other designs lead.
const LEADERS: &str = "leaders.jsonl";
const CARDS: &str = "cards";

/// The leaders of a search by generation, and their cards.
pub(super) struct Album {
    root: PathBuf,
    led: Vec<Led>,
    /// Ids of the cards that are kept.
    ids: BTreeSet<String>,
}

impl Album {
    /// The album in the folder of a search; what came after a generation is taken back, as it will come again.
    pub(super) fn open(run: &Path, generation: u32) -> Result<Self, Failure> {
        let root = run.join(FOLDER);
        create_folder(&root.join(CARDS))?;
        let text = fs::read_to_string(root.join(LEADERS)).unwrap_or_default();
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Led>(line).ok());
        let led: Vec<Led> = lines.filter(|led| led.generation <= generation).collect();
        let kept: String = led.iter().map(line).collect();
        write(&root.join(LEADERS), kept.as_bytes(), Existing::Replace)?;
        let ids = led.iter().flat_map(|led| led.ids.iter().cloned()).collect();
        Ok(Self { root, led, ids })
    }

    /// All of it, the first generation first.
    pub(super) fn led(&self) -> &[Led] {
        &self.led
    }

    /// Whether other designs lead than those that were kept last.
    pub(super) fn is_news(&self, ids: &[String]) -> bool {
        !ids.is_empty() && self.led.last().is_none_or(|last| last.ids != ids)
    }

    /// Keeps the leaders of a generation.
    pub(super) fn keep(&mut self, led: Led) -> Result<(), Failure> {
        let path = self.root.join(LEADERS);
        let appended = fs::OpenOptions::new().append(true).create(true).open(&path);
        let written = appended.and_then(|mut file| file.write_all(line(&led).as_bytes()));
        written.map_err(|error| Failure::unwritable(&path, &error))?;
        self.led.push(led);
        Ok(())
    }

    /// Keeps a card.
    pub(super) fn keep_card(&mut self, id: &str, card: &str) -> Result<(), Failure> {
        if self.ids.insert(id.to_owned()) {
            write(&self.card_file(id), card.as_bytes(), Existing::Replace)?;
        }
        Ok(())
    }

    /// A card that was kept.
    pub(super) fn card(&self, id: &str) -> Option<String> {
        if self.ids.contains(id) { fs::read_to_string(self.card_file(id)).ok() } else { None }
    }

    fn card_file(&self, id: &str) -> PathBuf {
        self.root.join(CARDS).join(format!("{id}.json"))
    }
}

fn line(led: &Led) -> String {
    serde_json::to_string(led).map_or_else(|_| String::new(), |line| line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_album_is_there_again_up_to_the_generation_that_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let mut album = Album::open(folder.path(), 0).unwrap();
        for generation in [1, 5, 9] {
            let ids = vec![format!("{generation:016x}")];
            assert!(album.is_news(&ids));
            album.keep_card(&ids[0], "{}").unwrap();
            album.keep(Led { generation, ids: ids.clone() }).unwrap();
            assert!(!album.is_news(&ids));
        }
        let album = Album::open(folder.path(), 5).unwrap();
        assert_eq!(album.led().iter().map(|led| led.generation).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(album.card(&format!("{:016x}", 5)).as_deref(), Some("{}"));
        assert_eq!(album.card("../../run.toml"), None);
    }
}
