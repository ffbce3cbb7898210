//! The pieces to build, run by run.

use serde::Serialize;

use super::style::{FAINT, TITLE, columns, paint, painted};
use super::units::{metres, speed};
use crate::layout::{Layout, Run};
use crate::quantity::Velocity;

/// A run of equal pieces, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Place in the list, from 1.
    pub number: usize,
    /// Index of its first piece in the design.
    pub first_piece: usize,
    /// What to build, in words, apart from its speed.
    #[serde(skip)]
    pub title: String,
    /// Number of pieces.
    pub count: usize,
    /// Name of the piece; `station` for the pieces of a platform.
    pub piece_name: String,
    /// Whether they carry a chain lift.
    pub chain: bool,
    /// Whether they are inverted.
    pub inverted: bool,
    /// Speed of brakes and boosters, units of 2.25 mph.
    pub speed: u8,
    /// Tile of the map where the run begins, along x and y.
    pub tile: (i32, i32),
    /// Rail height over the land where it begins, z units of which 8 make 0.75 m.
    pub height: i32,
    /// Where it heads: 0 to 3 along the grid, 4 to 7 halfway to the next.
    pub heading: u8,
}

/// The steps that build a layout.
pub fn steps(layout: &Layout) -> Vec<Step> {
    layout.runs().iter().enumerate().map(|(index, run)| step(layout, index + 1, *run)).collect()
}

fn step(layout: &Layout, number: usize, run: Run) -> Step {
    let Run { first, count } = run;
    let piece = &layout.pieces[first];
    let name = || layout.catalogue.piece(piece.piece).map_or_else(String::new, |kind| kind.name.clone());
    let tile = piece.begin.at.tile();
    Step {
        number,
        first_piece: first,
        title: run.title(layout),
        count,
        piece_name: if piece.piece.is_station() { "station".to_owned() } else { name() },
        chain: piece.chain,
        inverted: piece.inverted,
        speed: piece.speed,
        tile: (tile.x, tile.y),
        height: (piece.begin.z - layout.site.surface).0,
        heading: piece.begin.heading.number(),
    }
}

/// The steps as a table.
pub fn steps_table(steps: &[Step]) -> String {
    let head = painted(TITLE, &["", "build", "from tile", "height", "heading"]);
    let rows = std::iter::once(head).chain(steps.iter().map(row));
    columns(&rows.collect::<Vec<_>>())
}

fn row(step: &Step) -> Vec<String> {
    let mut build = step.title.clone();
    if step.speed != 0 {
        build += &format!(", {}", speed(Velocity::from_whole(step.speed.into())));
    }
    let (x, y) = step.tile;
    let height = metres(i64::from(step.height) * 3 / 32);
    let number = paint(FAINT, format!("{:>4}", step.number));
    vec![number, build, format!("{x}, {y}"), height, compass(step.heading).to_owned()]
}

/// The direction of a heading; direction 0 is north, as in the pictures.
const fn compass(heading: u8) -> &'static str {
    const NAMES: [&str; 8] = ["north", "east", "south", "west", "north-east", "south-east", "south-west", "north-west"];
    NAMES[(heading & 7) as usize]
}
