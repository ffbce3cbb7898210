//! A design on the ground whatever the game says to it: for drawing, never for judging.

use crate::catalogue::Catalogue;
use crate::design::{Design, Entrance, SceneryItem};
use crate::site::{Element, Kind, Site};

use super::placed::{PlacedBlock, PlacedPiece};
use super::placement::first_height;
use super::{
    Builder, Layout, LayoutError, Occupancy, OwnScenery, PlacedEntrance, Placer, Placing, Pose, Stations, lay_out,
};

/// Lays a design of any ride with track without any check, at the height at which the game's tool begins to try. Small
/// scenery in its way goes; entrances that cannot stand are left out, and of its own scenery what the place refuses.
///
/// # Errors
/// When the catalogue does not know the ride type or a piece.
pub fn lay_unchecked<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    site: Site<'a>,
    placing: impl Into<Placing>,
) -> Result<Layout<'a>, LayoutError> {
    let placing = placing.into();
    let placer = Placer::for_show(catalogue, design, site)?.with_room_for(design, placing.direction)?;
    let z = first_height(&placer, design, placing)?;
    let start = Pose::new(placer.site.start.corner(), z, placing.direction);
    let mut layout = placer.lay_whatever_stands(design, start)?;
    layout.clear_ground();
    if placing.with_scenery && !design.scenery.is_empty() {
        layout.furnish(placer, &design.scenery);
    }
    Ok(layout)
}

/// Lays a design from a joint without any check. Small scenery in its way goes; entrances that cannot stand are left out.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn lay_unchecked_at<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    site: Site<'a>,
    start: Pose,
) -> Result<Layout<'a>, LayoutError> {
    let mut layout = Placer::new(catalogue, design, site)?.lay_whatever_stands(design, start)?;
    layout.clear_ground();
    Ok(layout)
}

/// Lays a design where the ride of a number stands already, from which it was taken. Nothing changes around it.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn lay_standing<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    site: Site<'a>,
    start: Pose,
    number: u16,
) -> Result<Layout<'a>, LayoutError> {
    let layout = Placer::new(catalogue, design, site)?.lay_whatever_stands(design, start)?;
    Ok(Layout { number, ..layout })
}

impl<'a> Layout<'a> {
    /// Adds own scenery where it can stand; none of it if the park lacks one of its objects.
    fn furnish(&mut self, placer: Placer<'a>, items: &[SceneryItem]) {
        let mut builder = Builder { around: self.surroundings.clone(), ..Builder::new(placer) };
        let missing = builder.missing_objects(items);
        if !missing.is_empty() {
            self.own_scenery = OwnScenery { missing, ..OwnScenery::default() };
            return;
        }
        builder.stand(&self.pieces, &self.entrances);
        let items = builder.place_items(items, self.start);
        self.own_scenery = builder.add_scenery(&items);
        self.surroundings = builder.around;
    }

    /// Takes the small scenery away that track and entrances meet.
    fn clear_ground(&mut self) {
        if self.surroundings.is_bare() {
            return;
        }
        let entrances = self.entrances.iter().map(PlacedEntrance::block);
        let blocks: Vec<PlacedBlock> = self.blocks().map(|(_, _, block)| block).chain(entrances).collect();
        for block in blocks {
            let is_small = |element: &Element| matches!(element.kind, Kind::SmallScenery { .. });
            let is_in_the_way = |element: &Element| element.meets(block.base, block.top, block.quarters);
            self.surroundings.remove(block.at.tile(), |element| is_small(element) && is_in_the_way(element));
        }
    }
}

impl<'a> Placer<'a> {
    /// A placer for designs that are only drawn: of any ride with track, with any vehicle.
    ///
    /// # Errors
    /// When the catalogue does not know the ride type.
    pub(super) fn for_show(catalogue: &'a Catalogue, design: &Design, site: Site<'a>) -> Result<Self, LayoutError> {
        let Some(other) = catalogue.other_ride(design.ride) else { return Self::new(catalogue, design, site) };
        let usual = || catalogue.vehicles_of(other.id).next().or(catalogue.vehicles().first());
        let vehicle = catalogue.vehicle(&design.vehicle).or_else(usual);
        let vehicle = vehicle.ok_or_else(|| LayoutError::NoVehicle(design.vehicle.clone()))?;
        Ok(Self { catalogue, ride: &other.shown, vehicle, site })
    }

    fn lay_whatever_stands(&self, design: &Design, start: Pose) -> Result<Layout<'a>, LayoutError> {
        let placed = lay_out(self.catalogue, &design.elements, start)?;
        let mut stations = Stations::default();
        placed.iter().filter(|piece| piece.piece.is_station()).for_each(|piece| stations.add(piece));
        let entrances = self.entrances_that_stand(&design.entrances, start, &placed, &stations);
        Ok(self.assemble(design, start, placed, stations, entrances))
    }

    fn entrances_that_stand(
        &self,
        wanted: &[Entrance],
        start: Pose,
        placed: &[PlacedPiece],
        stations: &Stations,
    ) -> Vec<PlacedEntrance> {
        let mut occupancy = Occupancy::new(self.site.map);
        self.occupy(placed, &mut occupancy);
        let (mut tried, mut standing) = (Vec::new(), Vec::new());
        for &entrance in wanted {
            tried.push(entrance);
            match self.place_entrances(&tried, start, placed, stations, &occupancy) {
                Ok(placed) => standing = placed,
                Err(_) => _ = tried.pop(),
            }
        }
        standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Direction, Mode, PieceId, RideTypeId};
    use crate::design::{Colours, Element, Settings, Statistics};
    use crate::layout::{UnknownPiece, place};
    use crate::quantity::{HeightUnits, MapPoint};

    fn design(pieces: &[u16], entrances: Vec<Entrance>) -> Design {
        Design {
            ride: RideTypeId(52),
            vehicle: "PTCT1".to_owned(),
            settings: Settings { mode: Mode::CONTINUOUS_CIRCUIT, ..Settings::default() },
            elements: pieces.iter().map(|&piece| Element::new(PieceId(piece))).collect(),
            entrances,
            scenery: Vec::new(),
            colours: Colours::default(),
            statistics: Statistics::default(),
            space: (1, 1),
        }
    }

    #[test]
    fn a_refused_design_is_laid_and_keeps_the_entrances_that_stand() {
        let catalogue = Catalogue::load().unwrap();
        let entrance =
            |x: i32, y: i32| Entrance { at: MapPoint::new(x, y), z: HeightUnits(0), direction: 3, is_exit: x != 0 };
        // The second entrance stands on the track itself.
        let design = design(&[2, 3, 1, 114, 114, 0], vec![entrance(0, 32), entrance(-96, 0)]);
        let placed = place(&catalogue, &design, Site::default(), Direction::new(0)).unwrap();
        assert!(placed.as_design.is_err());
        let layout = lay_unchecked(&catalogue, &design, Site::default(), Direction::new(0)).unwrap();
        assert_eq!((layout.pieces.len(), layout.stations.len(), layout.entrances.len()), (6, 1, 1));
    }

    #[test]
    fn what_can_be_placed_is_laid_as_it_is_placed() {
        let catalogue = Catalogue::load().unwrap();
        let design = design(&[2, 3, 1, 0, 6, 9, 42, 42], Vec::new());
        for direction in Direction::ALL {
            let placed = place(&catalogue, &design, Site::default(), direction).unwrap().as_design.unwrap();
            let layout = lay_unchecked(&catalogue, &design, Site::default(), direction).unwrap();
            assert_eq!((layout.start, layout.pieces, layout.trains), (placed.start, placed.pieces, placed.trains));
        }
    }

    #[test]
    fn an_unknown_piece_cannot_be_laid() {
        let catalogue = Catalogue::load().unwrap();
        let laid = lay_unchecked(&catalogue, &design(&[2, 999], Vec::new()), Site::default(), Direction::new(0));
        assert_eq!(laid.err(), Some(LayoutError::UnknownPiece(UnknownPiece { index: 1, piece: PieceId(999) })));
    }
}
