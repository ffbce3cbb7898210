//! What two rides gain by standing beside each other.

use serde::Serialize;

use super::answers::Answers;
use super::style::{TITLE, columns, paint, painted};
use super::units::{count, hundredths};
use crate::design::Entrance;
use crate::judge::{Judgement, Trial};
use crate::pair::{Arrangement, Pair};
use crate::quantity::{Rating, Ratings};

/// One of two rides beside each other.
#[derive(Debug, Clone, Copy)]
pub struct Partner<'a> {
    pair: &'a Pair<'a>,
    index: usize,
    /// What the other is called.
    other: &'a str,
}

/// The answers to one of two designs beside each other.
#[derive(Debug, Serialize)]
pub struct PartnerAnswers<'a> {
    #[serde(flatten)]
    answers: Answers<'a>,
    beside: Neighbour<'a>,
}

/// The ride beside another.
#[derive(Debug, Serialize)]
struct Neighbour<'a> {
    /// Its file.
    path: &'a str,
    /// Tiles to the right of the platform, as seen by a train that leaves; negative to the left.
    right: i32,
    /// Tiles from the front tile of the platform back to that of the other.
    behind: i32,
    /// Whether its trains leave in the opposite direction.
    opposite: bool,
    /// What the ride is rated without it.
    alone: Vec<Alone>,
}

/// Ratings of a ride without another beside it.
#[derive(Debug, Serialize)]
struct Alone {
    /// Direction it was built in, 0 to 3.
    direction: u8,
    excitement: Option<Rating>,
    intensity: Option<Rating>,
    nausea: Option<Rating>,
}

impl<'a> Partner<'a> {
    /// The first (0) or the second (1) of two rides, beside the one of a name.
    pub const fn new(pair: &'a Pair<'a>, index: usize, other: &'a str) -> Self {
        Self { pair, index, other }
    }

    /// What the game makes of it with the other in place.
    pub const fn judgement(&self) -> &'a Judgement<'a> {
        &self.pair.beside[self.index]
    }

    /// Where the other stands, as this one sees it.
    const fn arrangement(&self) -> Arrangement {
        if self.index == 0 { self.pair.arrangement } else { self.pair.arrangement.from_second() }
    }

    /// The answers as one object.
    pub fn answers(&self, chosen: &'a [Entrance]) -> PartnerAnswers<'a> {
        let alone = |trial: &Trial| Alone {
            direction: trial.direction.number(),
            excitement: trial.ratings().map(|ratings| ratings.excitement),
            intensity: trial.ratings().map(|ratings| ratings.intensity),
            nausea: trial.ratings().map(|ratings| ratings.nausea),
        };
        let Arrangement { right, behind, is_opposite } = self.arrangement();
        let trials = &self.pair.alone[self.index].trials;
        PartnerAnswers {
            answers: Answers::new(&self.pair.designs[self.index], self.judgement()).with_chosen(chosen),
            beside: Neighbour {
                path: self.other,
                right,
                behind,
                opposite: is_opposite,
                alone: trials.iter().map(alone).collect(),
            },
        }
    }

    /// Where the other stands and what that gives, in words.
    pub fn sheet(&self) -> String {
        let place = format!("  beside {}: {}\n", self.other, self.place());
        let [alone, beside] = [&self.pair.alone, &self.pair.beside].map(|pair| pair[self.index].worst_ratings());
        let Some((alone, beside)) = alone.zip(beside) else { return place };
        let row = |name: &str, ratings: [i32; 3]| {
            let figures = ratings.map(hundredths);
            [&["", name][..], &figures.each_ref().map(String::as_str)].concat().into_iter().map(str::to_owned).collect()
        };
        let gained: [i32; 3] = std::array::from_fn(|index| of(beside)[index] - of(alone)[index]);
        let head = painted(TITLE, &["", "worst of all", "excitement", "intensity", "nausea"]);
        let rows = vec![head, row("alone", of(alone)), row("beside", of(beside)), row("gained", gained)];
        place + &columns(&rows)
    }

    fn place(&self) -> String {
        let Arrangement { right, behind, is_opposite } = self.arrangement();
        let side = if right > 0 { "right" } else { "left" };
        let back = if behind == 0 { String::new() } else { format!(" and {} back", count(behind, "tile")) };
        let way = if is_opposite { "the opposite way" } else { "the same way" };
        let tiles = count(right.abs(), "tile");
        let together = paint(TITLE, "trains leave together");
        format!("its station is {tiles} to the {side}{back}, its trains leave {way}; {together}")
    }
}

fn of(ratings: Ratings) -> [i32; 3] {
    ratings.hundredths()
}
