//! What scenery adds to excitement, by the proximity and scenery bonuses of the ride type (rules: ratings 3.3, 3.4, 3.7.5).
//!
//! It guides the choice alone: the figures of a dressed design come from its own rating.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::ride_type::{Bonus, ModifierKind};
use crate::layout::Layout;
use crate::quantity::{Height, HeightUnits, Tile};
use crate::rating::{Counters, MOST_SCENERY, Proximity, SCENERY_REACH, SCENERY_WORTH, survey};

/// How far a path beside a piece may lie above or below it.
const PATH_REACH: i32 = 2;
/// What a hundredth of excitement is in the unit of a bonus.
const HUNDREDTH: i64 = 65_536;

/// The first block of a piece of track, which is what the game looks around.
#[derive(Debug, Clone, Copy)]
struct Passage {
    base: HeightUnits,
    top: HeightUnits,
}

/// What is added to a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addition {
    /// An item of small scenery, or a tile of a large one.
    Scenery,
    /// A level path.
    Path,
}

/// Something that is added to the ground.
#[derive(Debug, Clone, Copy)]
pub(super) struct Added {
    /// What it is.
    pub what: Addition,
    /// Its tile.
    pub tile: Tile,
    /// Where it begins.
    pub base: Height,
    /// Where it ends.
    pub top: Height,
}

/// What was counted near the track and around the station so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    /// Times each kind of proximity was seen.
    pub counters: Counters,
    /// Items around the station.
    pub around: usize,
}

/// What counts near the track and around the station of a ride.
#[derive(Debug)]
pub(super) struct Worth {
    /// What a point of either score adds to excitement, in 65,536ths of a hundredth.
    proximity: i64,
    scenery: i64,
    /// The front tile of the first station, if scenery counts around it.
    station: Option<Tile>,
    beside: BTreeMap<Tile, Vec<Passage>>,
    over: BTreeMap<Tile, Vec<Passage>>,
    tracked: BTreeSet<Tile>,
}

impl Worth {
    /// What counts near a ride, and what was counted as it stands. `None` when the game finds no way round its track.
    pub(super) fn new(layout: &Layout) -> Option<(Self, Tally)> {
        let surveyed = survey(layout)?;
        let station = layout.stations.first()?;
        let front = station.front.tile();
        let is_open = layout.surroundings.land_base(front) <= station.z;
        let mut worth = Self {
            proximity: excitement_of(layout, Bonus::Proximity),
            scenery: excitement_of(layout, Bonus::Scenery),
            station: is_open.then_some(front),
            beside: BTreeMap::new(),
            over: BTreeMap::new(),
            tracked: layout.blocks().map(|(_, _, block)| block.at.tile()).collect(),
        };
        for (piece, _, block) in layout.blocks().filter(|(_, number, _)| *number == 0) {
            let passage = Passage { base: block.base.height_units(), top: block.top.height_units() };
            worth.over.entry(block.at.tile()).or_default().push(passage);
            for quarters in [1, 3] {
                let side = block.at + layout.pieces[piece].direction.turned(quarters).step();
                worth.beside.entry(side.tile()).or_default().push(passage);
            }
        }
        let around = (surveyed.scenery / SCENERY_WORTH) as usize;
        Some((worth, Tally { counters: surveyed.counters, around }))
    }

    /// What has been reached, in 65,536ths of a hundredth of excitement.
    fn total(&self, tally: &Tally) -> i64 {
        let around = i64::from(SCENERY_WORTH) * tally.around.min(MOST_SCENERY) as i64;
        i64::from(tally.counters.score()) * self.proximity + around * self.scenery
    }

    /// The tally with something added.
    pub(super) fn with(&self, mut tally: Tally, added: &Added) -> Tally {
        let passages = |map: &BTreeMap<Tile, Vec<Passage>>| map.get(&added.tile).cloned().unwrap_or_default();
        let (base, top) = (added.base.height_units(), added.top.height_units());
        let counters = &mut tally.counters.0;
        match added.what {
            Addition::Scenery => {
                for passage in passages(&self.beside).iter().filter(|passage| base < passage.top) {
                    let is_below = passage.base > top;
                    let kind = if is_below { Proximity::SceneryBelow } else { Proximity::SceneryBeside };
                    counters[kind as usize] += 1;
                }
                tally.around += usize::from(self.is_around_station(added.tile));
            }
            Addition::Path => {
                let is_level = |passage: &&Passage| (passage.base.0 - base.0).abs() <= PATH_REACH;
                let beside = passages(&self.beside).iter().filter(is_level).count();
                counters[Proximity::PathBeside as usize] += beside as u16;
                let below = passages(&self.over).iter().filter(|passage| passage.base == top).count();
                counters[Proximity::PathTouchBelow as usize] += below as u16;
            }
        }
        tally
    }

    /// Whether track passes over a tile.
    pub(super) fn has_track(&self, tile: Tile) -> bool {
        self.tracked.contains(&tile)
    }

    /// Whether scenery on a tile counts as around the station.
    fn is_around_station(&self, tile: Tile) -> bool {
        let far = |front: Tile| (front.x - tile.x).abs().max((front.y - tile.y).abs());
        self.station.is_some_and(|front| far(front) <= SCENERY_REACH)
    }

    /// What some additions bring, in hundredths of excitement.
    pub(super) fn gain(&self, tally: &Tally, added: &[Added]) -> f64 {
        let then = added.iter().fold(*tally, |tally, added| self.with(tally, added));
        self.between(tally, &then)
    }

    /// What lies between two tallies, in hundredths of excitement.
    pub(super) fn between(&self, tally: &Tally, then: &Tally) -> f64 {
        (self.total(then) - self.total(tally)) as f64 / HUNDREDTH as f64
    }
}

/// What a point of the score of a bonus adds to excitement.
fn excitement_of(layout: &Layout, bonus: Bonus) -> i64 {
    let modifiers = layout.ride.rating.modifiers.iter();
    let of_bonus = modifiers.filter(|modifier| modifier.kind == ModifierKind::Bonus(bonus));
    of_bonus.map(|modifier| i64::from(modifier.parameters[0])).sum()
}
