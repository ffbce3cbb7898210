//! How much of what stands on a site.

use serde::Serialize;

use super::element::{Element, Kind};
use super::surroundings::Surroundings;

/// Elements on a whole map, previews left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ElementCounts {
    /// Small scenery.
    pub small: usize,
    /// Large scenery, each tile of an object.
    pub large: usize,
    /// Walls.
    pub walls: usize,
    /// Paths that are no queues.
    pub paths: usize,
    /// Queues.
    pub queues: usize,
    /// Track, each block of a piece.
    pub track: usize,
    /// Entrances and exits of rides, and parts of the park's entrance.
    pub entrances: usize,
}

impl ElementCounts {
    fn count(&mut self, element: &Element) {
        let counter = match element.kind {
            Kind::SmallScenery { .. } => &mut self.small,
            Kind::LargeScenery { .. } => &mut self.large,
            Kind::Wall { .. } => &mut self.walls,
            Kind::Path(path) if path.is_queue => &mut self.queues,
            Kind::Path(_) => &mut self.paths,
            Kind::Track(_) => &mut self.track,
            Kind::Entrance { .. } => &mut self.entrances,
            Kind::Surface | Kind::Banner | Kind::Unknown => return,
        };
        *counter += usize::from(!element.is_ghost);
    }
}

impl Surroundings<'_> {
    /// How much stands on the whole map.
    pub fn counts(&self) -> ElementCounts {
        let mut counts = ElementCounts::default();
        let of_park = self.site.park.into_iter().flat_map(|park| park.tiles.iter());
        let unchanged = of_park.filter(|(tile, _, _)| !self.is_changed(*tile)).map(|(_, _, elements)| elements);
        let changed = self.changed().map(|(_, elements)| elements);
        unchanged.chain(changed).flatten().for_each(|element| counts.count(element));
        counts
    }
}
