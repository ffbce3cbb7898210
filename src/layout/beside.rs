//! Places beside platforms for entrances and exits that a design lacks (rules: track files 11).

use crate::catalogue::{Catalogue, Direction};
use crate::design::{Design, Entrance};
use crate::quantity::{Height, MapPoint};

use super::entrance::{entrance_block, sides};
use super::placed::PlacedPiece;
use super::placer::Placer;
use super::pose::Pose;
use super::{Extent, Layout, Occupancy, Station, place};
use crate::site::Site;

/// A tile beside a platform, and the direction from it to the platform.
pub type Beside = (MapPoint, Direction);

impl Placer<'_> {
    /// The ground that pieces stand on.
    pub fn extent(&self, placed: &[PlacedPiece]) -> Option<Extent> {
        let kinds = placed.iter().filter_map(|piece| Some((piece, self.catalogue.piece(piece.piece)?)));
        Extent::of(kinds.flat_map(|(piece, kind)| piece.blocks(kind, Height(0))).map(|block| block.at))
    }

    /// The free tiles beside a platform, the best first: within the ground that is taken anyway, and near the
    /// platform's middle.
    pub fn free_beside(
        &self,
        station: &Station,
        extent: Extent,
        occupancy: &Occupancy,
        is_allowed: impl Fn(MapPoint) -> bool,
    ) -> Vec<Beside> {
        let step = station.direction.step();
        let tiles = (0..station.length).map(|tile| (tile, station.front - step * tile));
        let is_free = |tile: MapPoint| {
            is_allowed(tile) && self.site.is_usable(tile) && occupancy.conflicts(&entrance_block(tile, station.z)) == 0
        };
        let mut found: Vec<((bool, i32), Beside)> = tiles
            .flat_map(|(tile, beside)| {
                let off_middle = (2 * tile + 1 - station.length).abs();
                sides(beside, station.direction).map(|side| (off_middle, side))
            })
            .filter(|&(_, (tile, _))| is_free(tile))
            .map(|(off_middle, side)| ((!extent.holds(side.0), off_middle), side))
            .collect();
        found.sort_by_key(|&(order, _)| order);
        found.into_iter().map(|(_, beside)| beside).collect()
    }
}

/// The entrance or exit on a tile beside a platform, as a design that begins at a joint stores it.
pub fn entrance_at(station: &Station, origin: Pose, (tile, towards): Beside, is_exit: bool) -> Entrance {
    let back = Direction::new(4 - origin.heading.direction().number());
    let at = back.rotate(tile - origin.at);
    let direction = towards.turned(back.number()).number();
    Entrance { at, z: (station.z - origin.z).height_units(), direction, is_exit }
}

/// An entrance and an exit for every platform of a design that lacks one, on free tiles beside it. None where the
/// design cannot be placed, or a platform has no free tile.
pub fn lacking_entrances(catalogue: &Catalogue, design: &Design, site: Site<'_>) -> Vec<Entrance> {
    let placed = place(catalogue, design, site, Direction::new(0)).ok();
    placed
        .and_then(|placed| placed.as_design.ok())
        .map_or_else(Vec::new, |layout| layout.lacking_entrances(|_, _| true))
}

impl Layout<'_> {
    /// An entrance and an exit for every platform that lacks one, on free tiles beside it that are allowed at its height.
    pub fn lacking_entrances(&self, is_allowed: impl Fn(MapPoint, Height) -> bool) -> Vec<Entrance> {
        let Self { catalogue, ride, vehicle, site, .. } = *self;
        let placer = Placer { catalogue, ride, vehicle, site };
        let Some(extent) = placer.extent(&self.pieces) else { return Vec::new() };
        let mut occupancy = Occupancy::new(site.map);
        placer.occupy(&self.pieces, &mut occupancy);
        self.entrances.iter().for_each(|entrance| occupancy.occupy(&entrance.block()));
        let mut chosen = Vec::new();
        for (slot, station) in self.stations.iter() {
            for is_exit in [false, true] {
                if self.entrances.iter().any(|entrance| (entrance.station, entrance.is_exit) == (slot, is_exit)) {
                    continue;
                }
                let free = placer.free_beside(station, extent, &occupancy, |at| is_allowed(at, station.z));
                let Some(&beside) = free.first() else { continue };
                occupancy.occupy(&entrance_block(beside.0, station.z));
                chosen.push(entrance_at(station, self.start, beside, is_exit));
            }
        }
        chosen.sort_by_key(|entrance| entrance.is_exit);
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::TestRefusal;

    fn example(catalogue: &Catalogue) -> Design {
        let file = crate::track_file::read(include_bytes!("../../docs/example.td6")).unwrap();
        file.design(catalogue).unwrap()
    }

    #[test]
    fn a_design_without_entrances_gets_those_that_the_game_wants() {
        let catalogue = Catalogue::load().unwrap();
        let mut design = Design { entrances: Vec::new(), ..example(&catalogue) };
        let test = |design: &Design| {
            let placed = place(&catalogue, design, Site::default(), Direction::new(2)).unwrap();
            placed.as_design.unwrap().check_test()
        };
        assert_eq!(test(&design), Err(TestRefusal::NoEntrance));
        design.entrances = lacking_entrances(&catalogue, &design, Site::default());
        assert_eq!(design.entrances.iter().map(|entrance| entrance.is_exit).collect::<Vec<_>>(), [false, true]);
        assert_eq!(test(&design), Ok(()));
    }

    #[test]
    fn what_a_platform_has_is_not_chosen_again() {
        let catalogue = Catalogue::load().unwrap();
        let mut design = example(&catalogue);
        assert_eq!(lacking_entrances(&catalogue, &design, Site::default()), []);
        let exit = design.entrances.pop().unwrap();
        assert!(exit.is_exit);
        let chosen = lacking_entrances(&catalogue, &design, Site::default());
        assert_eq!(chosen.iter().map(|entrance| entrance.is_exit).collect::<Vec<_>>(), [true]);
        assert!(!design.entrances.iter().any(|entrance| entrance.at == chosen[0].at));
    }
}
