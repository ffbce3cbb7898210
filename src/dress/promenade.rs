//! A path that leads in from outside, straight on, under and along the track.

use crate::catalogue::{Direction, Theme};
use crate::layout::Fitting;
use crate::quantity::Tile;

use super::ground::{Ground, beside};
use super::worth::Added;

/// Fewest and most tiles.
const SHORTEST: usize = 5;
const LONGEST: usize = 16;
/// Hundredths of excitement that a path must bring, and each of its tiles.
const LEAST_GAIN: f64 = 4.0;
const GAIN_PER_TILE: f64 = 0.3;

/// A way that a path can take.
struct Run {
    tiles: Vec<(Fitting, Added)>,
    /// Hundredths of excitement, less what its length is worth.
    score: f64,
}

/// Lays the path that brings most, if one brings enough. It begins at the rim of the ground, where guests come from.
pub(super) fn lay(ground: &mut Ground, theme: &Theme) {
    let mut best: Option<Run> = None;
    for tile in ground.tiles() {
        for direction in Direction::ALL {
            if ground.holds(beside(tile, direction.reversed())) {
                continue;
            }
            let run = best_run(ground, theme, tile, direction);
            if let Some(run) = run.filter(|run| best.as_ref().is_none_or(|best| run.score > best.score)) {
                best = Some(run);
            }
        }
    }
    let Some(best) = best else { return };
    let last = best.tiles.len() - 1;
    for (index, (fitting, added)) in best.tiles.into_iter().enumerate() {
        // It goes on outside, and ends where the run ends.
        let way = fitting.facing;
        let onwards = if index == last { 0 } else { 1 << way.number() };
        let edges = onwards | 1 << way.reversed().number();
        ground.put(&Fitting { edges, ..fitting }, &[added]);
    }
}

/// The length at which a path that begins somewhere brings most.
fn best_run(ground: &mut Ground, theme: &Theme, first: Tile, direction: Direction) -> Option<Run> {
    let (mut tiles, mut tally, mut best) = (Vec::new(), ground.tally, None);
    let mut tile = first;
    for _ in 0..LONGEST {
        let Some((fitting, added)) = ground.path(theme, tile) else { break };
        tiles.push((Fitting { facing: direction, ..fitting }, added));
        tally = ground.worth.with(tally, &added);
        let gain = ground.worth.between(&ground.tally, &tally);
        let score = gain - GAIN_PER_TILE * tiles.len() as f64;
        // It does not end under track, where guests would see nothing.
        let is_worth_it = tiles.len() >= SHORTEST && gain >= LEAST_GAIN && !ground.worth.has_track(tile);
        if is_worth_it && best.as_ref().is_none_or(|&(_, best)| score > best) {
            best = Some((tiles.len(), score));
        }
        tile = beside(tile, direction);
    }
    let (length, score) = best?;
    tiles.truncate(length);
    Some(Run { tiles, score })
}
