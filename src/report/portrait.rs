//! The pictures that go with a design: height and plan, with the ratings of its worst direction.

use rayon::prelude::*;

use crate::catalogue::{Catalogue, Direction};
use crate::layout::{Site, place};
use crate::picture::{self, Style, Subject};

use super::winner::Winner;

/// A picture under what it adds to the name of its design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portrait {
    /// What the picture shows: `height` or `plan`.
    pub kind: &'static str,
    /// The picture as a PNG.
    pub png: Vec<u8>,
}

/// The pictures of designs, in their order; a design that does not stand has none.
pub fn portraits(catalogue: &Catalogue, winners: &[Winner]) -> Vec<Vec<Portrait>> {
    winners.par_iter().map(|winner| of_winner(catalogue, winner)).collect()
}

fn of_winner(catalogue: &Catalogue, winner: &Winner) -> Vec<Portrait> {
    let placement = place(catalogue, &winner.design, Site::default(), Direction::new(0));
    let Some(layout) = placement.ok().and_then(|placement| placement.as_design.ok()) else { return Vec::new() };
    let subject = Subject::tested(winner.name.as_str(), &layout);
    let subject = match winner.ratings() {
        Some(ratings) => subject.rated(ratings),
        None => subject,
    };
    let style = Style::default();
    let drawn = [("height", picture::height(&subject, &style)), ("plan", picture::plan(&subject, &style))];
    drawn.into_iter().filter_map(|(kind, picture)| Some(Portrait { kind, png: picture.png(1.0).ok()? })).collect()
}
