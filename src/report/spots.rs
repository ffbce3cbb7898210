//! The page of a search over a whole park: the areas that it proposes, each with its best coaster.

use askama::Template;

use super::page::STYLE;
use super::run_log::IndexRow;
use super::whereabouts::Whereabouts;

/// An area that holds coasters.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its tiles, as `--area` takes them.
    pub area: String,
    /// Name of the folder of its search.
    pub folder: String,
    /// How many coasters that folder holds.
    pub coasters: usize,
    /// The best of them.
    pub row: IndexRow,
    /// Name of the folder that holds its track file and pictures.
    pub best: String,
}

impl Spot {
    fn file(&self) -> String {
        format!("{}/{}", self.best, self.row.file)
    }

    fn picture(&self, kind: &str) -> String {
        let stem = self.row.file.rsplit_once('.').map_or(self.row.file.as_str(), |(stem, _)| stem);
        format!("{}/{stem}-{kind}.png", self.best)
    }

    /// Where to put it, as a sentence.
    fn place(&self) -> String {
        let sentence = self.row.whereabouts.as_ref().map_or_else(String::new, Whereabouts::sentence);
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
    }
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "spots.html")]
pub struct SpotsPage {
    /// Label of the ride type.
    title: String,
    /// Name of the park.
    park: String,
    /// What was looked at: what, and how much.
    facts: Vec<(&'static str, String)>,
    /// The areas, the best first.
    spots: Vec<Spot>,
    /// Name of the picture of the map, if there is one.
    map: Option<&'static str>,
    style: &'static str,
}

impl SpotsPage {
    /// A page that lies in the folder of the search, beside the map and the folders of the areas.
    pub const fn new(
        title: String,
        park: String,
        facts: Vec<(&'static str, String)>,
        spots: Vec<Spot>,
        map: Option<&'static str>,
    ) -> Self {
        Self { title, park, facts, spots, map, style: STYLE }
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// When the template refuses a value, which no data of a search makes it do.
    pub fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }
}
