//! What is in the way of something on land (rules: surroundings 2).

use crate::catalogue::{PieceId, SmallScenery, TrackSides};
use crate::quantity::{Height, Money, Tile};
use crate::site::{Corner, Element, EntranceKind, Kind, Land, Object, ParkFlags, Track};

use super::builder::Builder;
use super::placed::PlacedBlock;
use super::refusal::Refusal;

/// How high things may rise over the land where trees are the highest.
const TREE_HEIGHT: Height = Height(144);
/// How far a raised corner of the land may reach over the base of a raised corner of a block.
const RAISED_LIMIT: Height = Height(32);

/// What wants a place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Intruder {
    /// The ride whose track is not in its way.
    pub crosses: Option<u16>,
    /// Whether it is a tree, which may rise above other trees.
    pub is_tree: bool,
    /// Whether it is a level path, which crosses level track of some ride types.
    pub crosses_level: bool,
}

impl Intruder {
    /// Scenery.
    pub(super) const fn scenery(is_tree: bool) -> Self {
        Self { crosses: None, is_tree, crosses_level: false }
    }
}

/// What a test of the space of a block finds, up to the first refusal.
#[derive(Debug, Default)]
pub(super) struct Clearance {
    /// Price of the small scenery that has to go, negative if it brings money.
    pub removal: Money,
    /// That scenery: places among the elements of the tile.
    pub scenery: Vec<usize>,
    /// The height of the land; 0 where nothing can be built.
    pub land_base: Height,
    /// Whether the block lies under the land.
    pub is_underground: bool,
    /// Whether water stands over the land there.
    pub is_wet: bool,
    /// Whether track stands there that is not in the way because it is of the same ride.
    pub crosses_own: bool,
    /// What is in the way.
    pub refusal: Option<Refusal>,
}

/// How a block lies to the land of its tile.
pub(super) struct Lie {
    /// Whether it lies under the land.
    pub is_underground: bool,
    /// Whether water stands over the land there.
    pub is_wet: bool,
    /// Why it cannot stand there; being wet alone is refused later.
    pub refusal: Option<Refusal>,
}

impl Lie {
    /// How a block lies to land over which high things may be forbidden.
    pub(super) fn new(block: &PlacedBlock, land: &Land, forbids_high: bool) -> Self {
        let is_wet = land.water > block.base && land.base < block.top;
        if is_wet && land.water < block.top {
            return Self { is_underground: false, is_wet, refusal: Some(Refusal::PartlyUnderwater) };
        }
        if forbids_high && block.top - land.base > TREE_HEIGHT {
            return Self { is_underground: false, is_wet, refusal: Some(Refusal::AboveTrees) };
        }
        let is_underground = block.is_underground(land.base);
        let stands = |corner: Corner| {
            let ground = land.corner(corner);
            let is_raised = block.raised & corner.bit() != 0;
            (is_raised || block.base >= ground) && block.base + RAISED_LIMIT >= ground
        };
        let mut corners = Corner::ALL.into_iter().filter(|corner| block.quarters & corner.bit() != 0);
        let is_clear = block.raised == 15 || is_underground || corners.all(stands);
        Self { is_underground, is_wet, refusal: (!is_clear).then_some(Refusal::LandInTheWay) }
    }
}

impl Builder<'_> {
    /// Tests the space of a block against everything on its tile.
    pub(super) fn clear(&self, block: &PlacedBlock, intruder: Intruder) -> Clearance {
        let mut found = Clearance::default();
        let tile = block.at.tile();
        let land = self.around.site.land(tile);
        let forbids_high = self.has_flag(ParkFlags::FORBID_HIGH_CONSTRUCTION) && !intruder.is_tree;
        let Some(land) = land.filter(|_| self.around.site.is_usable(block.at)) else {
            found.refusal = Some(Refusal::OffMap);
            return found;
        };
        found.land_base = land.base;
        for (place, element) in self.around.elements(tile).iter().enumerate() {
            let refusal = match element.kind {
                Kind::Surface => {
                    let lie = Lie::new(block, &land, forbids_high);
                    (found.is_underground, found.is_wet) = (lie.is_underground, lie.is_wet);
                    lie.refusal
                }
                _ if element.is_ghost || !element.meets(block.base, block.top, block.quarters) => None,
                Kind::Track(track) if intruder.crosses == Some(track.ride) => {
                    found.crosses_own = true;
                    None
                }
                Kind::Track(track) if intruder.crosses_level && self.is_level_crossing(block, element, track) => None,
                _ => match self.removable(element) {
                    Some(removal) => {
                        found.removal += removal;
                        found.scenery.push(place);
                        None
                    }
                    None => Some(self.names(element)),
                },
            };
            if refusal.is_some() {
                found.refusal = refusal;
                break;
            }
        }
        found
    }

    /// Whether a path may cross track at its height (rules: surroundings 6.6).
    fn is_level_crossing(&self, block: &PlacedBlock, element: &Element, track: Track) -> bool {
        let is_level = |land: Land| land.slope.raised() == 0 && land.base == block.base;
        element.base == block.base
            && track.piece == PieceId::FLAT
            && self.sides_of(track).contains(TrackSides::LEVEL_CROSSINGS)
            && self.around.site.land(block.at.tile()).is_some_and(is_level)
    }

    /// What may stand beside track, of another ride or of the own.
    pub(super) fn sides_of(&self, track: Track) -> TrackSides {
        let of_park = |ride: u16| self.around.site.park.and_then(|park| park.ride(ride)).map(|ride| ride.ride_type);
        let ride_type = if track.ride == self.ride { Some(self.placer.ride.id) } else { of_park(track.ride) };
        let sides = |ride_type| self.placer.catalogue.scenery().track_sides(ride_type);
        ride_type.map_or(TrackSides::empty(), sides)
    }

    /// What it costs to remove an element; nothing for one that cannot be removed.
    pub(super) fn removable(&self, element: &Element) -> Option<Money> {
        let Kind::SmallScenery { object, .. } = element.kind else { return None };
        let known = self.small_scenery(object);
        let is_kept = self.has_flag(ParkFlags::FORBID_TREE_REMOVAL) && known.is_some_and(SmallScenery::is_tree);
        let price = known.filter(|_| !self.has_flag(ParkFlags::NO_MONEY)).map_or(Money(0), |known| known.removal);
        (!is_kept && !self.spares_scenery).then_some(price)
    }

    pub(super) fn small_scenery(&self, object: Object) -> Option<&SmallScenery> {
        let Object::Known(number) = object else { return None };
        self.placer.catalogue.scenery().small(number)
    }

    fn has_flag(&self, flag: ParkFlags) -> bool {
        self.around.site.park.is_some_and(|park| park.flags.contains(flag))
    }

    /// The refusal that names an element.
    pub(super) fn names(&self, element: &Element) -> Refusal {
        let tables = self.placer.catalogue.scenery();
        let name = match element.kind {
            Kind::Surface => return Refusal::LandInTheWay,
            Kind::Path(_) => return Refusal::PathInTheWay,
            Kind::Entrance { kind: EntranceKind::Entrance, .. } => return Refusal::EntranceInTheWay,
            Kind::Entrance { kind: EntranceKind::Exit, .. } => return Refusal::ExitInTheWay,
            Kind::Entrance { kind: EntranceKind::Park, .. } => return Refusal::ParkEntranceInTheWay,
            Kind::Track(track) => self.name_of(track.ride),
            Kind::SmallScenery { object, .. } => self.object_name(object, |it| Some(&tables.small(it)?.name)),
            Kind::LargeScenery { object, .. } => self.object_name(object, |it| Some(&tables.large(it)?.name)),
            Kind::Wall { object, .. } => self.object_name(object, |it| Some(&tables.wall(it)?.name)),
            Kind::Banner => "A banner".to_owned(),
            Kind::Unknown => "Something unknown".to_owned(),
        };
        Refusal::InTheWay(name)
    }

    fn name_of(&self, ride: u16) -> String {
        let named = self.around.site.park.and_then(|park| park.ride(ride)).filter(|_| ride != self.ride);
        named.map_or_else(|| self.placer.ride_name(), |ride| ride.name.clone())
    }

    fn object_name<'b>(&'b self, object: Object, name: impl Fn(u16) -> Option<&'b String>) -> String {
        let unknown = |number: u16| self.around.site.park?.unknown.get(usize::from(number)).cloned();
        let found = match object {
            Object::Known(number) => name(number).cloned(),
            Object::Unknown(number) => unknown(number),
        };
        found.unwrap_or_else(|| "Unknown scenery".to_owned())
    }

    /// Takes scenery off a tile that was found in the way.
    pub(super) fn take_away(&mut self, tile: Tile, places: &[usize]) {
        self.around.take(tile, places);
    }
}
