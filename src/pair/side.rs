//! One of two designs that are to stand beside each other.

use crate::catalogue::{Catalogue, Direction};
use crate::design::{DepartureFlags, Design};
use crate::judge::compile;
use crate::layout::{Extent, Layout, LayoutError, Placing, Refusal, Station, place};
use crate::path::Load;
use crate::quantity::{Height, MapPoint, Tile};
use crate::site::{Park, Site, Surroundings};

use super::apart::Apart;

/// One of the two designs, and how its platform lies in it when it is built in direction 0.
pub(super) struct Side<'a> {
    pub catalogue: &'a Catalogue,
    pub design: Design,
    pub placing: Placing,
    /// Ground that holds it, for a design that is built first.
    pub site: Site<'a>,
    /// The tiles that it takes there.
    pub extent: Extent,
    /// The first platform there.
    pub station: Station,
    /// Height of its first joint there.
    pub place_z: Height,
    /// From the first piece to the front tile of the platform.
    front: MapPoint,
    /// The direction of the platform.
    pub facing: Direction,
}

impl<'a> Side<'a> {
    /// A design that stands alone, set to leave with trains of adjacent stations.
    pub(super) fn new(
        catalogue: &'a Catalogue,
        design: &Design,
        site: Site<'a>,
        placing: Placing,
        index: usize,
    ) -> Result<Self, Apart> {
        let mut design = design.clone();
        design.settings.depart_flags |= DepartureFlags::SYNCHRONISE;
        let unsound = |reason: String| Apart::Unsound { index, reason };
        let placement = place(catalogue, &design, site, placing)?;
        let layout = placement.as_design.map_err(|refusal| unsound(refusal.to_string()))?;
        compile(&layout, Load::Empty).map_err(|untested| unsound(untested.to_string()))?;
        let no_station = || unsound("it has no station".to_owned());
        let station = *layout.stations.first().ok_or_else(no_station)?;
        let extent = Extent::of(layout.tiles()).ok_or_else(no_station)?;
        let back = Direction::new(4 - placing.direction.number());
        let front = back.rotate(station.front - layout.site.start.corner());
        let facing = station.direction.turned(back.number());
        let (site, place_z) = (layout.site, placement.place_z);
        Ok(Self { catalogue, design, placing, site, extent, station, place_z, front, facing })
    }

    /// Where it is built, and in which direction, for its platform to lie with the front on a tile.
    pub(super) fn spot(&self, (front, direction): (MapPoint, Direction)) -> (Tile, Direction) {
        let built = self.direction_for(direction);
        ((front - built.rotate(self.front)).tile(), built)
    }

    /// The direction in which it is built for its platform to have a direction.
    pub(super) const fn direction_for(&self, platform: Direction) -> Direction {
        platform.turned(4 - self.facing.number())
    }

    /// Builds it in a park.
    pub(super) fn build<'p>(
        &self,
        park: &'p Park,
        (start, direction): (Tile, Direction),
    ) -> Result<Result<Layout<'p>, Refusal>, LayoutError>
    where
        'a: 'p,
    {
        let placing = Placing { direction, ..self.placing };
        Ok(place(self.catalogue, &self.design, Site::in_park(park, start), placing)?.as_design)
    }
}

/// A park with what stands there once a layout was built in it.
pub(super) fn built_in(park: &Park, layout: &Layout) -> Park {
    let name = format!("{} {}", layout.ride.label, layout.number + 1);
    layout.park_with(&name).unwrap_or_else(|| park.clone())
}

/// A layout that stands in a park, with everything that was built there later.
pub(super) fn standing_in<'p>(park: &'p Park, layout: Layout<'p>) -> Layout<'p> {
    let site = Site::in_park(park, layout.site.start);
    Layout { site, surroundings: Surroundings::new(site), ..layout }
}
