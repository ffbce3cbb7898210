//! Parts of a park with room for a coaster.

use crate::catalogue::{Direction, PieceId};
use crate::design::Element;
use crate::layout::{Footing, PlacedPiece, Pose};
use crate::quantity::{Footprint, Tile};
use crate::site::json::Area;

use super::lot::Grounds;
use super::problem::Problem;

/// Fewest tiles that take track in an area worth a try.
const FEWEST: i32 = 16;
/// How many steps an area is wide, from one to the next that is looked at.
const STEPS: i32 = 4;

/// The areas of a size in a problem's lot with the most tiles that take level track on their land, the best first; no
/// two share more than a half. None on flat land.
pub fn survey(problem: &Problem, size: Footprint, most: usize) -> Vec<Area> {
    let Some(grounds) = &problem.grounds else { return Vec::new() };
    let (low, high) = grounds.corners;
    let width = size.width.clamp(1, high.x - low.x + 1);
    let length = size.length.clamp(1, high.y - low.y + 1);
    let free = Free::new(problem, grounds);
    let mut found: Vec<(i32, Tile)> = Vec::new();
    for y in starts(low.y, high.y, length) {
        for x in starts(low.x, high.x, width) {
            let tile = Tile::new(x, y);
            found.push((free.between(tile, tile + Tile::new(width, length)), tile));
        }
    }
    found.retain(|(tiles, _)| *tiles >= FEWEST);
    // The most tiles first; of equals the one nearer to the first tile.
    found.sort_by_key(|&(tiles, tile)| (-tiles, tile.y, tile.x));
    let mut chosen: Vec<Tile> = Vec::new();
    for (_, tile) in found {
        let shares_half = |other: &&Tile| {
            let across = (width - (tile.x - other.x).abs()).max(0);
            let along = (length - (tile.y - other.y).abs()).max(0);
            2 * across * along > width * length
        };
        if chosen.len() < most && !chosen.iter().any(|other| shares_half(&other)) {
            chosen.push(tile);
        }
    }
    let area = |Tile { x, y }: Tile| Area { x: x as u16, y: y as u16, width: width as u16, length: length as u16 };
    chosen.into_iter().map(area).collect()
}

/// Where areas of a length begin between two tiles; one of them ends with the last.
fn starts(first: i32, last: i32, length: i32) -> impl Iterator<Item = i32> {
    let end = last - length + 1;
    let step = (length / STEPS).max(1) as usize;
    (first..end).step_by(step).chain(std::iter::once(end.max(first)))
}

/// How many tiles take level track, summed up from the first corner of a lot.
struct Free {
    low: Tile,
    row: usize,
    sums: Vec<i32>,
}

impl Free {
    fn new(problem: &Problem, grounds: &Grounds) -> Self {
        let (low, high) = grounds.corners;
        let row = (high.x - low.x + 2) as usize;
        let rows = (high.y - low.y + 2) as usize;
        let mut free = Self { low, row, sums: vec![0; row * rows] };
        for index in (0..row * rows).filter(|index| index % row > 0 && index / row > 0) {
            let tile = low + Tile::new((index % row) as i32 - 1, (index / row) as i32 - 1);
            let here = i32::from(takes_track(problem, grounds, tile));
            free.sums[index] = here + free.sums[index - 1] + free.sums[index - row] - free.sums[index - row - 1];
        }
        free
    }

    fn between(&self, first: Tile, end: Tile) -> i32 {
        let sum = |x: i32, y: i32| self.sums[(y - self.low.y) as usize * self.row + (x - self.low.x) as usize];
        sum(end.x, end.y) - sum(first.x, end.y) - sum(end.x, first.y) + sum(first.x, first.y)
    }
}

fn takes_track(problem: &Problem, grounds: &Grounds, tile: Tile) -> bool {
    let Some(piece) = problem.placer.catalogue.piece(PieceId::FLAT) else { return false };
    let pose = Pose::new(tile.corner(), grounds.top(tile), Direction::new(0));
    let placed = PlacedPiece::new(piece, &Element::new(PieceId::FLAT), pose);
    grounds.space.footing(&problem.placer, &placed, piece) == Footing::Above
}
