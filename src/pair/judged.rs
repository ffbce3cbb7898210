//! Two designs judged beside each other.

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::judge::{Judgement, Trial, Wanted, judge};
use crate::layout::{Layout, LayoutError, Placing, Refusal, Station};
use crate::path::Load;
use crate::quantity::{Footprint, Height, MapPoint, Tile};
use crate::rating::has_adjacent_station;
use crate::rules::Knobs;
use crate::site::{Park, Site};
use crate::test_run::Outcome;

use super::apart::{Apart, Unplaced};
use super::arrangement::Arrangement;
use super::side::{Side, built_in, standing_in};

/// Two designs beside each other.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// How their platforms lie.
    pub arrangement: Arrangement,
    /// The designs, set to leave with trains of adjacent stations.
    pub designs: [Design; 2],
    /// What the game makes of each alone.
    pub alone: [Judgement<'a>; 2],
    /// The same with the test runs and ratings that each has with the other in place.
    pub beside: [Judgement<'a>; 2],
}

/// Both designs, and the land that they are built on.
struct Sides<'a> {
    sides: [Side<'a>; 2],
    site: Site<'a>,
}

/// Puts the second design beside the first on flat land, so that their first platforms are adjacent, and judges each with
/// the other in place. The first stands in the directions that are wanted, and the second turns with it. The lower
/// platform is raised to the other where trains would not wait for each other.
///
/// # Errors
/// Why they cannot stand beside each other.
pub fn judge_pair<'a>(
    catalogue: &'a Catalogue,
    designs: [&Design; 2],
    site: Site<'a>,
    wanted: &Wanted,
) -> Result<Pair<'a>, Apart> {
    let sides = Sides::new(catalogue, designs, site, wanted.placing)?;
    let first = wanted.placing.direction;
    let arrangement = sides.find(first)?;
    let alone = sides.judge_alone(arrangement, wanted)?;
    let mut beside = alone.clone();
    for judgement in &mut beside {
        (judgement.trials, judgement.loads) = (Vec::new(), Vec::new());
    }
    for &direction in &wanted.directions {
        sides.run(arrangement, direction, wanted, &mut beside)?;
    }
    for judgement in &mut beside {
        judgement.trials.sort_by_key(|trial| trial.direction);
        judgement.loads.sort_by_key(|trial| (trial.load, trial.direction));
    }
    Ok(Pair { arrangement, designs: sides.sides.map(|side| side.design), alone, beside })
}

impl<'a> Sides<'a> {
    fn new(catalogue: &'a Catalogue, designs: [&Design; 2], site: Site<'a>, placing: Placing) -> Result<Self, Apart> {
        let mut first = Side::new(catalogue, designs[0], site, placing, 0)?;
        let mut second = Side::new(catalogue, designs[1], site, Placing { z: None, ..placing }, 1)?;
        let rise = second.station.z - first.station.z;
        if !wait_for_each_other(&catalogue.rules().knobs, rise) {
            if rise < Height(0) {
                second.placing.z = Some(second.place_z - rise);
            } else if placing.z.is_none() {
                first.placing.z = Some(first.place_z + rise);
            } else {
                return Err(Apart::Heights);
            }
        }
        let site = if site.gives_way { with_room_beside(&first, &second) } else { first.site };
        Ok(Self { sides: [first, second], site })
    }

    /// The first arrangement that the game builds.
    fn find(&self, direction: Direction) -> Result<Arrangement, Apart> {
        let [first, second] = &self.sides;
        let bare = Park::flat((self.site.map, self.site.map), self.site.surface);
        let built = first.build(&bare, (self.site.start, direction))?;
        let built = built.map_err(refused)?;
        let Some(&station) = built.stations.first() else { return Err(Apart::Heights) };
        let with_first = built_in(&bare, &built);
        let mut reasons: Vec<Unplaced> = Vec::new();
        for arrangement in Arrangement::all(station.length, second.station.length) {
            match second.build(&with_first, second.spot(arrangement.second(&station)))? {
                Ok(layout) if self.is_level(&station, &layout) => return Ok(arrangement),
                Ok(_) => reasons.push(Unplaced::Higher),
                Err(refusal) => reasons.push(refusal.into()),
            }
        }
        let alike = |why: &Unplaced| reasons.iter().filter(|other| *other == why).count();
        let why = reasons.iter().max_by_key(|why| alike(why)).cloned().ok_or(Apart::Heights)?;
        Err(Apart::Crowded { tried: reasons.len(), alike: alike(&why), why })
    }

    /// Whether the platform of the second lies at a height at which trains wait for each other.
    fn is_level(&self, first: &Station, second: &Layout) -> bool {
        let knobs = &self.sides[0].catalogue.rules().knobs;
        second.stations.first().is_some_and(|second| wait_for_each_other(knobs, second.z - first.z))
    }

    /// The direction in which the second stands beside the first.
    fn second_direction(&self, arrangement: Arrangement, first: Direction) -> Direction {
        let [one, other] = &self.sides;
        other.direction_for(arrangement.second_direction(one.facing.turned(first.number())))
    }

    fn judge_alone(&self, arrangement: Arrangement, wanted: &Wanted) -> Result<[Judgement<'a>; 2], LayoutError> {
        let [first, second] = &self.sides;
        let mut directions: Vec<Direction> =
            wanted.directions.iter().map(|&direction| self.second_direction(arrangement, direction)).collect();
        directions.sort();
        let start = directions.first().copied().unwrap_or_default();
        let with = |side: &Side<'a>, direction: Direction, directions: Vec<Direction>| {
            let placing = Placing { direction, ..side.placing };
            let wanted = Wanted { placing, directions, explain: false, loads: Vec::new() };
            judge(side.catalogue, &side.design, side.site, &wanted)
        };
        Ok([with(first, wanted.placing.direction, wanted.directions.clone())?, with(second, start, directions)?])
    }

    /// Runs and rates both as they stand in a direction of the first.
    fn run(
        &self,
        arrangement: Arrangement,
        direction: Direction,
        wanted: &Wanted,
        beside: &mut [Judgement; 2],
    ) -> Result<(), Apart> {
        let [first, second] = &self.sides;
        let bare = Park::flat((self.site.map, self.site.map), self.site.surface);
        let one = first.build(&bare, (self.site.start, direction))?.map_err(refused)?;
        let Some(&station) = one.stations.first() else { return Err(Apart::Heights) };
        let spot = second.spot(arrangement.second(&station));
        let with_first = built_in(&bare, &one);
        let other = second.build(&with_first, spot)?.map_err(refused)?;
        let with_both = built_in(&with_first, &other);
        let layouts = [one, other].map(|layout| standing_in(&with_both, layout));
        if !layouts.iter().all(has_adjacent_station) {
            return Err(Apart::Heights);
        }
        for ((layout, judgement), direction) in layouts.iter().zip(beside).zip([direction, spot.1]) {
            run_one(layout, direction, wanted, judgement);
        }
        Ok(())
    }
}

const fn refused(refusal: Refusal) -> Apart {
    Apart::Crowded { tried: 1, alike: 1, why: Unplaced::Refused(refusal) }
}

/// Whether trains of two platforms, one of them higher than the other, wait for each other (rules: rule sets 2.7).
fn wait_for_each_other(knobs: &Knobs, Height(rise): Height) -> bool {
    let (lowest, highest) = knobs.synchronised_heights;
    [rise, -rise].iter().all(|rise| (lowest..=highest).contains(rise))
}

/// Runs a ride in a direction, unless it failed in another, with all loads that are wanted.
fn run_one(layout: &Layout, direction: Direction, wanted: &Wanted, judgement: &mut Judgement) {
    if judgement.trials.iter().all(|trial| trial.tested.outcome == Outcome::Tested) {
        judgement.trials.extend(Trial::new(layout, Load::Empty, direction, wanted.explain).ok());
    }
    let loaded = |&load: &Load| Trial::new(layout, load, direction, false).ok();
    judgement.loads.extend(wanted.loads.iter().filter_map(loaded));
}

/// The land of the first design with room for the second on every side, however the two are turned.
fn with_room_beside<'a>(first: &Side<'a>, second: &Side) -> Site<'a> {
    /// Tiles between the platforms, and to spare.
    const BETWEEN: i32 = 8;
    let Footprint { width, length } = second.extent.footprint();
    let Tile { x, y } = first.site.start;
    let away = |corner: MapPoint| (corner.tile().x - x).abs().max((corner.tile().y - y).abs());
    let reach = away(first.extent.low).max(away(first.extent.high)) + width.max(length) + BETWEEN;
    first.site.holding(Tile::new(x - reach, y - reach), Tile::new(x + reach, y + reach))
}
