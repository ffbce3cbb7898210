//! Scenery for a design: chosen from a theme and placed so that the game counts it and people like it.
//!
//! - A [`Dressing`] says what to dress, with which theme and within which limits; [`Dressing::dress`] gives the design
//!   with its scenery.
//! - A path leads in from outside where track passes; rows of flowers line the platform; groves of trees of several
//!   sizes with plants around them stand where they are worth most. Everything is checked by the game's own rules before
//!   it is put down, and nothing that stands is removed.
//! - The way out of entrances and exits stays free.
//!
//! ```
//! use loopwright::catalogue::Catalogue;
//! use loopwright::dress::Dressing;
//! use loopwright::layout::{Placing, place};
//! use loopwright::site::Site;
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let theme = catalogue.theme("forest").ok_or("unknown")?;
//! let dressing = Dressing::new(&catalogue, theme);
//! let dressed = dressing.dress(&design, Site::default(), Placing::default())?.ok_or("it does not stand")?;
//! let layout = place(&catalogue, &dressed, Site::default(), Placing::default())?.as_design?;
//! assert!(!dressed.scenery.is_empty() && layout.own_scenery.items.iter().all(Option::is_none));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ground;
mod grove;
mod landmark;
mod platform;
mod promenade;
mod worth;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::scenery::SceneryKind;
use crate::catalogue::{Catalogue, Direction, Theme};
use crate::design::Design;
use crate::layout::{Extent, Layout, LayoutError, Placing, place};
use crate::quantity::{Footprint, Height, MapPoint, Money, Tile};
use crate::site::Site;

use ground::{Ground, MARGIN, Means, grown};

/// Most items of scenery of a design: what the earliest builds of RCT2 hold (rules: track files 2).
const MOST_ITEMS: usize = 500;
/// Most bytes of track, entrances and scenery in a file of RCT2, and what an element, an entrance, an item and the ends of
/// the three lists take (rules: track files 2, 9).
const MOST_BYTES: usize = 8_056;
const ELEMENT_BYTES: usize = 2;
const ENTRANCE_BYTES: usize = 6;
const ITEM_BYTES: usize = 22;
const ENDS: usize = 3;

/// How a design is to be dressed.
#[derive(Debug, Clone, Copy)]
pub struct Dressing<'a> {
    /// Names of everything.
    pub catalogue: &'a Catalogue,
    /// What the scenery is to be like.
    pub theme: &'a Theme,
    /// The most that the scenery may cost, if there is a limit.
    pub budget: Option<Money>,
    /// Chance: the same seed gives the same scenery.
    pub seed: u64,
    /// The largest rectangle, in either orientation, that may hold the ride and its scenery, if there is a limit.
    pub footprint: Option<Footprint>,
    /// The most tiles that rectangle may have, if there is a limit.
    pub tiles: Option<i32>,
    /// The first and the last tile of the ground that may have scenery, if not all of it may.
    pub within: Option<(Tile, Tile)>,
}

impl<'a> Dressing<'a> {
    /// Without limits.
    pub const fn new(catalogue: &'a Catalogue, theme: &'a Theme) -> Self {
        Self { catalogue, theme, budget: None, seed: 1, footprint: None, tiles: None, within: None }
    }

    /// A design with scenery beside what it has. `None` where it does not stand, or the game finds no way round its track.
    ///
    /// On flat land the scenery stands in all four directions; in a park, where the design is placed.
    ///
    /// # Errors
    /// When the design is no coaster that the catalogue knows.
    pub fn dress(&self, design: &Design, site: Site, placing: Placing) -> Result<Option<Design>, LayoutError> {
        let placement = place(self.catalogue, design, site, placing)?;
        let Ok(layout) = &placement.as_design else { return Ok(None) };
        let Some(ground) = self.furnished(design, layout, placing) else { return Ok(None) };
        let dressed = Design { scenery: [&design.scenery[..], &ground.items].concat(), ..design.clone() };
        self.standing(dressed, design.scenery.len(), site, placing)
    }

    /// The ground around a design with everything on it.
    fn furnished<'b>(&self, design: &Design, layout: &Layout<'b>, placing: Placing) -> Option<Ground<'b>> {
        let site = layout.site;
        let means = Means { money: self.budget, items: room_for_items(design) };
        let rng = ChaCha8Rng::seed_from_u64(self.seed);
        let room = (self.room(layout), lowest(layout, placing));
        let mut ground = Ground::new(layout, colours(design), room, means, rng)?;
        let theme = self.loaded(site);
        if site.park.is_none() {
            promenade::lay(&mut ground, &theme);
        }
        platform::plant(&mut ground, layout, &theme);
        landmark::put(&mut ground, layout, &theme);
        grove::plant(&mut ground, &theme);
        Some(ground)
    }

    /// A dressed design without the items that do not stand in a direction in which it may be placed.
    fn standing(
        &self,
        mut dressed: Design,
        own: usize,
        site: Site,
        placing: Placing,
    ) -> Result<Option<Design>, LayoutError> {
        let all = Direction::ALL.map(|direction| Placing { direction, ..placing });
        let placings = if site.park.is_some() { std::slice::from_ref(&placing) } else { &all };
        for &placing in placings {
            let placement = place(self.catalogue, &dressed, site, placing)?;
            let Ok(layout) = placement.as_design else { continue };
            let mut index = 0;
            dressed.scenery.retain(|_| {
                index += 1;
                index <= own || layout.own_scenery.items.get(index - 1).is_none_or(Option::is_none)
            });
        }
        Ok(Some(dressed))
    }

    /// The rectangle that may have scenery: as far around the ride as the limits allow.
    fn room(&self, layout: &Layout) -> Extent {
        let ride = Extent::of(layout.tiles()).unwrap_or(Extent { low: layout.start.at, high: layout.start.at });
        let margins = (0..=MARGIN).rev().flat_map(|x| (0..=MARGIN).rev().map(move |y| (x, y)));
        let rooms = margins.map(|(x, y)| grown(ride, x, y));
        let widest = rooms.filter(|room| self.allows(room.footprint())).max_by_key(|room| room.footprint().tiles());
        let room = widest.unwrap_or(ride);
        let Some((low, high)) = self.within else { return room };
        let (low, high) = (low.corner(), high.corner());
        Extent {
            low: MapPoint::new(room.low.x.max(low.x), room.low.y.max(low.y)),
            high: MapPoint::new(room.high.x.min(high.x), room.high.y.min(high.y)),
        }
    }

    fn allows(&self, footprint: Footprint) -> bool {
        let is_small = |most: Footprint| footprint.shorter() <= most.shorter() && footprint.longer() <= most.longer();
        self.footprint.is_none_or(is_small) && self.tiles.is_none_or(|most| footprint.tiles() <= most)
    }

    /// The theme without what the park has not loaded.
    fn loaded(&self, site: Site) -> Theme {
        let mut theme = self.theme.clone();
        let Some(park) = site.park else { return theme };
        let scenery = self.catalogue.scenery();
        let has = |kind: SceneryKind| scenery.id(kind).is_some_and(|id| park.loaded.has(id));
        let small = |&number: &u16| has(SceneryKind::Small(number));
        for objects in [&mut theme.trees, &mut theme.small_trees, &mut theme.plants, &mut theme.beds] {
            objects.retain(small);
        }
        theme.ornaments.retain(small);
        theme.landmarks.retain(|&number| has(SceneryKind::Large(number)));
        theme.fences.retain(|&number| has(SceneryKind::Wall(number)));
        theme
    }
}

/// The lowest land that may have scenery. The game's tool lifts a design whose scenery lies below the land under its
/// first joint, unless the player holds it (rules: surroundings 5.1).
fn lowest(layout: &Layout, placing: Placing) -> Height {
    let land = layout.site.land(layout.start.at.tile()).filter(|_| placing.z.is_none());
    land.map_or(Height(0), |land| land.base.max(land.water))
}

/// How many items the file of a design has room for.
fn room_for_items(design: &Design) -> usize {
    let track = design.elements.len() * ELEMENT_BYTES + design.entrances.len() * ENTRANCE_BYTES + ENDS;
    let room = MOST_BYTES.saturating_sub(track) / ITEM_BYTES;
    room.min(MOST_ITEMS).saturating_sub(design.scenery.len())
}

/// The main colours of trains and track.
fn colours(design: &Design) -> [u8; 2] {
    let train = design.colours.vehicle.first().map_or(0, |colours| colours[0]);
    [train, design.colours.track[0][0]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::{Proximity, survey};

    #[test]
    fn what_guides_the_choice_is_what_the_game_counts() {
        let catalogue = Catalogue::load().unwrap();
        let file = crate::track_file::read(include_bytes!("../../docs/example.td6")).unwrap();
        let design = file.design(&catalogue).unwrap();
        let laid = |design: &Design| place(&catalogue, design, Site::default(), Placing::default()).unwrap().as_design;
        for theme in catalogue.themes() {
            let dressing = Dressing::new(&catalogue, theme);
            let ground = dressing.furnished(&design, &laid(&design).unwrap(), Placing::default()).unwrap();
            let dressed = dressing.dress(&design, Site::default(), Placing::default()).unwrap().unwrap();
            assert_eq!(dressed.scenery, ground.items, "all of it stands in every direction");
            let surveyed = survey(&laid(&dressed).unwrap()).unwrap();
            for kind in
                [Proximity::SceneryBeside, Proximity::SceneryBelow, Proximity::PathBeside, Proximity::PathTouchBelow]
            {
                let counted = ground.tally.counters.0[kind as usize];
                assert_eq!(counted, surveyed.counters.0[kind as usize], "{}: {kind:?}", theme.name);
            }
            assert!(ground.tally.around >= 47, "{}: {}", theme.name, ground.tally.around);
            assert_eq!(surveyed.scenery, 235);
        }
    }
}
