//! Walls that a design brings along (rules: surroundings 6.5).

use crate::catalogue::{Direction, SceneryFlags, SmallScenery, TrackSides};
use crate::quantity::{Height, MapPoint, Money};
use crate::site::{Corner, Element, Kind, Land, Object, Track};

use super::builder::{Builder, element};
use super::placed::PlacedBlock;
use super::refusal::Refusal;

/// A wall that wants a place.
#[derive(Clone, Copy)]
struct Wanted {
    edge: Direction,
    z: Height,
    top: Height,
    is_door: bool,
}

impl Builder<'_> {
    /// Checks a wall of a design and, for good, places it. Its price.
    pub(super) fn try_wall(
        &mut self,
        at: MapPoint,
        z: Height,
        edge: Direction,
        number: u16,
        for_good: bool,
    ) -> Result<Money, Refusal> {
        let land = self.land_under(at, z)?;
        let Some(wall) = self.placer.catalogue.scenery().wall(number) else { return Ok(Money(0)) };
        check_wall_land(&land, z, edge)?;
        if !self.around.site.is_usable(at) {
            return Err(Refusal::OffMap);
        }
        let wanted = Wanted { edge, z, top: z + wall.height, is_door: wall.is_door };
        let mut others = self.around.elements(at.tile()).iter();
        if let Some(other) = others.find(|other| self.refuses_wall(other, wanted)) {
            return Err(self.names(other));
        }
        if for_good {
            let block = PlacedBlock { at, base: z, top: wanted.top, quarters: 0, raised: 0 };
            let kind = Kind::Wall { object: Object::Known(number), edge, slope: 0 };
            self.around.add(at.tile(), element(&block, kind));
        }
        Ok(wall.price)
    }

    fn refuses_wall(&self, other: &Element, wanted: Wanted) -> bool {
        let tables = self.placer.catalogue.scenery();
        if other.is_ghost || wanted.z >= other.clearance || wanted.top <= other.base {
            return false;
        }
        if let Kind::Wall { edge, .. } = other.kind {
            return edge == wanted.edge;
        }
        if other.quarters == 0 {
            return false;
        }
        match other.kind {
            Kind::Entrance { .. } | Kind::Unknown => true,
            Kind::Path(path) => path.edges & (1 << wanted.edge.number()) != 0,
            Kind::SmallScenery { object, .. } => {
                let prohibits = |small: &SmallScenery| small.flags.contains(SceneryFlags::PROHIBIT_WALLS);
                self.small_scenery(object).is_some_and(prohibits)
            }
            Kind::LargeScenery { object: Object::Known(number), direction, tile } => {
                let tile = tables.large(number).and_then(|large| large.tiles.get(usize::from(tile)));
                tile.is_some_and(|tile| direction.rotate_mask(tile.walls) & (1 << wanted.edge.number()) == 0)
            }
            Kind::Track(track) => !self.track_allows(track, other, wanted),
            Kind::LargeScenery { .. } | Kind::Surface | Kind::Wall { .. } | Kind::Banner => false,
        }
    }

    /// Whether a wall may stand beside a block of track, as a wall or as a door.
    fn track_allows(&self, track: Track, element: &Element, wanted: Wanted) -> bool {
        let catalogue = self.placer.catalogue;
        let sides = self.sides_of(track);
        if sides.contains(TrackSides::NO_WALLS) {
            return false;
        }
        let Some(piece) = catalogue.piece(track.piece) else { return false };
        let Some(block) = piece.blocks.get(usize::from(track.block)) else { return false };
        if track.direction.rotate_mask(block.wall_edges) & (1 << wanted.edge.number()) != 0 {
            return true;
        }
        let has_doors = wanted.is_door && sides.contains(TrackSides::DOORS);
        if !has_doors || wanted.z.height_units().0 % 2 != 0 {
            return false;
        }
        // The game counts the rise of the joint eightfold, so that only a joint level with its block has a door.
        let is_level_with =
            |joint: Height| element.base.height_units().0 + 8 * (joint - block.z).0 == wanted.z.height_units().0;
        let is_plain = |joint: &crate::catalogue::Joint| {
            joint.roll == crate::catalogue::Roll::None && !joint.diagonal && is_level_with(joint.z)
        };
        let begins = track.block == 0
            && !piece.flags.disallow_doors
            && is_plain(&piece.begin)
            && wanted.edge == track.direction.reversed();
        let ends = usize::from(track.block) + 1 == piece.blocks.len()
            && is_plain(&piece.end)
            && wanted.edge == track.direction.turned(piece.end.turn);
        begins || ends
    }
}

/// A wall stands on the land, dry, and no corner of its edge rises above it.
fn check_wall_land(land: &Land, z: Height, edge: Direction) -> Result<(), Refusal> {
    if land.water > Height(0) && z < land.water {
        return Err(Refusal::Underwater);
    }
    let is_buried = |turned: u8| {
        let corner = Corner::new(edge.number() + turned);
        land.slope.raised() & corner.bit() != 0 && z < land.corner(corner)
    };
    if z < land.base || is_buried(2) || is_buried(3) {
        return Err(Refusal::OnlyAboveGround);
    }
    Ok(())
}
