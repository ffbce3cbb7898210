//! A winner of a search in a park, read from its own file and placed where its summary says.

use loopwright::catalogue::Direction;
use loopwright::evolve::{Individual, Problem};
use loopwright::layout::Placing;
use loopwright::quantity::{Ratings, Tile};
use loopwright::report::{Whereabouts, Winner, with_statistics_at};
use loopwright::site::Site;
use loopwright::track_file::{self, TrackFile};

/// Whether a winner's file, placed as its whereabouts say, is what the search took it for: its place, its price, its
/// ratings and its statistics.
///
/// # Errors
/// What differs.
pub(crate) fn check(problem: &Problem, one: &Individual) -> Result<(), String> {
    let catalogue = problem.placer.catalogue;
    let park = problem.placer.site.park.ok_or("no park")?;
    let winner = Winner::new(problem, one).ok_or("it does not stand")?;
    let told = Whereabouts::new(&winner.judgement).ok_or("it has no place")?;
    let file = TrackFile::from_design_in(problem.limits.format, &winner.design, catalogue);
    let bytes = file.and_then(|file| file.to_bytes()).map_err(|error| error.to_string())?;
    let file = track_file::read(&bytes).map_err(|error| error.to_string())?;
    let design = file.design(catalogue).map_err(|error| error.to_string())?;
    if design.statistics != winner.design.statistics {
        return Err(format!("statistics: {:?}, {:?}", design.statistics, winner.design.statistics));
    }
    let site = Site::in_park(park, Tile::new(told.x, told.y));
    let z = told.is_held.then_some(told.z);
    let placing = Placing { z, ..Placing::from(Direction::new(told.direction)) };
    let (again, judgement) = with_statistics_at(catalogue, design, site, placing).ok_or("the game refuses its file")?;
    if again.statistics != winner.design.statistics {
        return Err(format!("statistics in place: {:?}, {:?}", again.statistics, winner.design.statistics));
    }
    let there = Whereabouts::new(&judgement).ok_or("its file has no place")?;
    if there != told {
        return Err(format!("place: {there:?}, {told:?}"));
    }
    let traits = one.fitness.traits.ok_or("it was not tested")?;
    let bred = [traits.excitement, traits.intensity, traits.nausea];
    let rated = judgement.worst_ratings().map(Ratings::hundredths);
    if rated != Some(bred) || traits.cost != there.quote.max(there.cost).0 {
        return Err(format!("ratings and price: {rated:?}, {bred:?}; {there:?}, {}", traits.cost));
    }
    let space = problem.grounds.as_ref().map(|grounds| &grounds.space);
    let layout = judgement.placement.as_design.map_err(|refusal| refusal.to_string())?;
    let stays = layout.tiles().all(|tile| space.is_some_and(|space| space.holds(tile.tile())));
    if stays { Ok(()) } else { Err("it leaves its area".to_owned()) }
}
