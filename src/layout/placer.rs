//! What the game checks when a piece is placed (rules: construction 5.1, 5.2).

use crate::catalogue::{Catalogue, Piece, PieceId, RideType, Vehicle};
use crate::quantity::{Height, LAND_STEP, MapPoint};
use crate::site::Site;

use super::occupancy::Occupancy;
use super::placed::{PlacedBlock, PlacedPiece};
use super::refusal::{Refusal, RefusedPiece};
use super::station::Stations;

const MAX_SPEED: u8 = 30;
pub(super) const MIN_BLOCK_Z: Height = Height(16);
pub(super) const MAX_BLOCK_TOP: Height = Height(2032);

/// The rules that stay the same while one ride is placed.
#[derive(Clone, Copy)]
pub struct Placer<'a> {
    /// Pieces and their geometry.
    pub catalogue: &'a Catalogue,
    /// The ride's type.
    pub ride: &'a RideType,
    /// The ride's vehicle, whose clearance counts.
    pub vehicle: &'a Vehicle,
    /// The ground.
    pub site: Site<'a>,
}

/// What already stands of the ride, as far as a new piece has to respect it.
#[derive(Debug, Clone, Default)]
pub struct StandingTrack {
    /// Whether a photo section stands.
    pub has_photo: bool,
    /// Whether a cable lift hill stands.
    pub has_cable_lift: bool,
    /// Platforms.
    pub stations: Stations,
}

impl Placer<'_> {
    /// Checks one piece. `standing` is `None` in a dry run, `own_track` only when laying by hand.
    ///
    /// # Errors
    /// The first refusal in the game's order.
    pub fn check(
        &self,
        placed: &PlacedPiece,
        standing: Option<&StandingTrack>,
        own_track: Option<&Occupancy>,
    ) -> Result<(), Refusal> {
        let piece = self.catalogue.piece(placed.piece).ok_or(Refusal::UnknownPiece(placed.piece.0))?;
        self.check_element(placed, piece, standing)?;
        let is_level = Self::is_level(placed, piece);
        let blocks = || placed.blocks(piece, self.vehicle.clearance);
        if is_level && own_track.is_none() && blocks().all(|block| self.is_free(&block)) {
            let standing = standing.filter(|_| placed.piece.is_station());
            return standing.map_or(Ok(()), |standing| standing.stations.check(placed, false));
        }
        self.check_land(placed, piece)?;
        if !is_level {
            return Err(Refusal::InvalidHeight);
        }
        let mut underground = None;
        for (index, block) in blocks().enumerate() {
            self.check_block_space(&block, own_track)?;
            let below = block.is_underground(self.site.surface);
            if underground.is_some_and(|before| before != below) && !piece.flags.can_be_partly_underground {
                return Err(Refusal::PartlyUnderground);
            }
            underground = Some(below);
            if below && piece.flags.only_above_ground {
                return Err(Refusal::OnlyAboveGround);
            }
            if index == 0 && placed.piece.is_station() {
                standing.map_or(Ok(()), |standing| standing.stations.check(placed, own_track.is_some()))?;
            }
            self.check_supports(&block)?;
        }
        Ok(())
    }

    /// Whether a piece begins at a height at which it can be built.
    pub fn is_level(placed: &PlacedPiece, piece: &Piece) -> bool {
        let half = placed.begin.origin_z(piece).0.rem_euclid(LAND_STEP);
        half == if piece.flags.starts_at_half_height { 8 } else { 0 }
    }

    /// Whether a block lies where nothing can be wrong with its ground: on the map, above the land and no higher than
    /// supports reach.
    #[inline]
    pub fn is_free(&self, block: &PlacedBlock) -> bool {
        let surface = self.site.surface.max(MIN_BLOCK_Z);
        let supported = Height((self.ride.max_height + 1) * LAND_STEP - 1);
        let highest = (self.site.surface + supported).min(MAX_BLOCK_TOP);
        let is_high = block.base >= surface && block.top > surface && block.top <= highest;
        is_high && self.site.is_usable(block.at) && Site::has_room_at(block.at)
    }

    /// What refusals call the ride while it is built: the label of its type with the lowest number that is free.
    pub(super) fn ride_name(&self) -> String {
        let rides = self.site.park.map_or(&[][..], |park| &park.rides);
        let is_taken = |name: &String| rides.iter().any(|ride| ride.name == *name);
        let mut number = 1;
        loop {
            let name = format!("{} {number}", self.ride.label);
            if !is_taken(&name) {
                return name;
            }
            number += 1;
        }
    }

    /// Whether the rules of its type let an element stand so, apart from its ground.
    pub fn allows(&self, placed: &PlacedPiece, piece: &Piece) -> bool {
        self.check_element(placed, piece, None).is_ok()
    }

    pub(super) fn check_element(
        &self,
        placed: &PlacedPiece,
        piece: &Piece,
        standing: Option<&StandingTrack>,
    ) -> Result<(), Refusal> {
        if placed.speed > MAX_SPEED {
            return Err(Refusal::SpeedTooHigh);
        }
        standing.map_or(Ok(()), |standing| standing.check_unique(placed))?;
        if placed.chain && piece.flags.is_steep_up && !self.ride.allows_steep_lift() {
            return Err(Refusal::TooSteepForLift);
        }
        Ok(())
    }

    pub(super) fn check_land(&self, placed: &PlacedPiece, piece: &Piece) -> Result<(), Refusal> {
        let origin_z = placed.begin.origin_z(piece);
        placed.blocks(piece, Height(0)).try_for_each(|block| match block.at {
            at if !Site::has_room_at(at) => Err(Refusal::OffMap),
            at if !self.site.is_owned(at, origin_z) => Err(Refusal::NotOwned),
            _ => Ok(()),
        })
    }

    fn check_block_space(&self, block: &PlacedBlock, own_track: Option<&Occupancy>) -> Result<(), Refusal> {
        if block.base < MIN_BLOCK_Z {
            return Err(Refusal::TooLow);
        }
        if block.top > MAX_BLOCK_TOP {
            return Err(Refusal::TooHigh);
        }
        if !self.site.is_usable(block.at) {
            return Err(Refusal::OffMap);
        }
        if own_track.is_some_and(|track| track.conflicts(block) > 0) {
            return Err(Refusal::InTheWay(self.ride_name()));
        }
        let surface = self.site.surface;
        if block.quarters != 0 && block.raised != 15 && block.base < surface && block.top > surface {
            return Err(Refusal::LandInTheWay);
        }
        Ok(())
    }

    fn check_supports(&self, block: &PlacedBlock) -> Result<(), Refusal> {
        let height = block.top - self.site.surface;
        if height.0 >= 0 && height.land_steps() > self.ride.max_height {
            return Err(Refusal::TooHighForSupports);
        }
        Ok(())
    }

    /// What already stands may refuse a piece with whose ground nothing is wrong. Takes the piece's space.
    fn check_standing(
        &self,
        placed: &PlacedPiece,
        standing: &StandingTrack,
        mut own_track: Option<&mut Occupancy>,
    ) -> Result<(), Refusal> {
        standing.check_unique(placed)?;
        let Some(piece) = self.catalogue.piece(placed.piece) else { return Ok(()) };
        if own_track.is_none() && !placed.piece.is_station() {
            return Ok(());
        }
        for (index, block) in placed.blocks(piece, self.vehicle.clearance).enumerate() {
            if let Some(track) = &mut own_track {
                // High cars make a heartline transfer stand in its own way.
                if track.claim(&block) > 0 {
                    return Err(Refusal::InTheWay(self.ride_name()));
                }
            }
            if index == 0 && placed.piece.is_station() {
                standing.stations.check(placed, own_track.is_some())?;
            }
        }
        Ok(())
    }

    fn place_in_order(
        &self,
        placed: &[PlacedPiece],
        mut own_track: Option<&mut Occupancy>,
        is_sound: bool,
    ) -> Result<StandingTrack, RefusedPiece> {
        let mut standing = StandingTrack::default();
        for (index, piece) in placed.iter().enumerate() {
            let checked = if is_sound { Ok(()) } else { self.check(piece, Some(&standing), own_track.as_deref()) };
            checked
                .and_then(|()| self.check_standing(piece, &standing, own_track.as_deref_mut()))
                .map_err(|refusal| RefusedPiece { index, refusal })?;
            standing.add(piece);
        }
        Ok(standing)
    }

    /// Lays pieces one at a time with own track in the way, entrances left out. Pieces that have passed a dry run are
    /// sound: only what already stands can refuse them.
    ///
    /// # Errors
    /// The first refused piece.
    pub fn lay_by_hand(
        &self,
        placed: &[PlacedPiece],
        occupancy: &mut Occupancy,
        is_sound: bool,
    ) -> Result<(), RefusedPiece> {
        occupancy.clear();
        self.place_in_order(placed, Some(occupancy), is_sound).map(|_| ())
    }

    /// Places pieces one at a time as the game does with a design: own track is in the way only where the rules say so
    /// (rules: rule sets 2.12). Pieces that have passed a dry run are sound.
    ///
    /// # Errors
    /// The first refused piece.
    pub fn place_as_design(
        &self,
        placed: &[PlacedPiece],
        occupancy: &mut Occupancy,
        is_sound: bool,
    ) -> Result<StandingTrack, RefusedPiece> {
        if self.catalogue.rules().knobs.designs_may_cross_themselves {
            return self.place_in_order(placed, None, is_sound);
        }
        occupancy.clear();
        self.place_in_order(placed, Some(occupancy), is_sound)
    }

    /// Takes the space of all pieces.
    pub(super) fn occupy(&self, placed: &[PlacedPiece], occupancy: &mut Occupancy) {
        occupancy.clear();
        for piece in placed {
            let kind = self.catalogue.piece(piece.piece);
            let blocks = kind.into_iter().flat_map(|kind| piece.blocks(kind, self.vehicle.clearance));
            blocks.for_each(|block| occupancy.occupy(&block));
        }
    }

    /// Checks every piece against the empty map.
    ///
    /// # Errors
    /// The first refusal.
    pub fn dry_run(&self, placed: &[PlacedPiece]) -> Result<(), Refusal> {
        placed.iter().try_for_each(|piece| self.check(piece, None, None))
    }

    /// How far a design laid from a joint at the height of the land has to rise until no block lies below the land of
    /// its tile, or in its water. Where there is no tile there is no land (rules: construction 5.3, surroundings 5.1).
    pub fn rise(&self, placed: &[PlacedPiece]) -> Height {
        let kinds = placed.iter().filter_map(|piece| Some((piece, self.catalogue.piece(piece.piece)?)));
        let blocks = kinds.flat_map(|(piece, kind)| piece.blocks(kind, Height(0)));
        let land = |at: MapPoint| match self.site.park {
            Some(park) => park.tiles.land(at.tile()).map(|land| land.top()),
            None => self.site.land_at(at),
        };
        let lack = |block: PlacedBlock| Some(land(block.at)? - block.base);
        blocks.filter_map(lack).max().unwrap_or(Height(0)).max(Height(0))
    }
}

impl StandingTrack {
    /// Of some pieces a ride can have one only.
    fn check_unique(&self, placed: &PlacedPiece) -> Result<(), Refusal> {
        match placed.piece {
            PieceId::ON_RIDE_PHOTO if self.has_photo => Err(Refusal::SecondPhoto),
            PieceId::CABLE_LIFT_HILL if self.has_cable_lift => Err(Refusal::SecondCableLift),
            _ => Ok(()),
        }
    }

    /// Adds a piece that was laid.
    pub fn add(&mut self, placed: &PlacedPiece) {
        self.has_photo |= placed.piece == PieceId::ON_RIDE_PHOTO;
        self.has_cable_lift |= placed.piece == PieceId::CABLE_LIFT_HILL;
        if placed.piece.is_station() {
            self.stations.add(placed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Direction;
    use crate::design::Element;
    use crate::layout::{Pose, lay_out};
    use crate::quantity::Tile;

    #[test]
    fn a_heartline_transfer_is_in_its_own_way_under_high_cars() {
        let catalogue = Catalogue::load().unwrap();
        let ride = catalogue.ride_named("heartline_twister_rc").unwrap();
        let refused = |vehicle: &str, piece: u16| {
            let vehicle = catalogue.vehicle(vehicle).unwrap();
            let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::default() };
            let start = Pose::new(Tile::new(76, 76).corner(), Height(160), Direction::new(0));
            let placed = lay_out(&catalogue, &[0, piece].map(PieceId).map(Element::new), start).unwrap();
            let mut occupancy = Occupancy::new(152);
            assert!(
                placer.place_as_design(&placed, &mut occupancy, false).is_ok(),
                "own track is in the way by hand only"
            );
            placer.lay_by_hand(&placed, &mut occupancy, false).err()
        };
        for transfer in [PieceId::HEARTLINE_TRANSFER_UP, PieceId::HEARTLINE_TRANSFER_DOWN] {
            assert_eq!(refused("UTCAR", transfer.0), None);
            let in_the_way = Refusal::InTheWay("Heartline Twister Coaster 1".to_owned());
            assert_eq!(refused("NEMT", transfer.0), Some(RefusedPiece { index: 1, refusal: in_the_way }));
        }
    }

    /// What the game says to a piece that begins on a tile in a direction.
    fn refusal(piece: u16, (x, y): (i32, i32), direction: u8) -> Option<Refusal> {
        let catalogue = Catalogue::load().unwrap();
        let ride = catalogue.ride_named("wooden_rc").unwrap();
        let vehicle = catalogue.vehicles_of(ride.id).next().unwrap();
        let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::default() };
        let start = Pose::new(Tile::new(x, y).corner(), Height(112), Direction::new(direction));
        let placed = lay_out(&catalogue, &[Element::new(PieceId(piece))], start).unwrap();
        placer.dry_run(&placed).err()
    }

    #[test]
    fn land_beyond_the_map_is_not_owned_and_that_before_it_is_none() {
        let (flat, turn) = (0, 16);
        assert_eq!(refusal(flat, (150, 76), 2), None);
        assert_eq!(refusal(flat, (151, 76), 2), Some(Refusal::OffMap), "the rim");
        assert_eq!(refusal(turn, (150, 76), 2), Some(Refusal::NotOwned), "three tiles, the last beyond the rim");
        assert_eq!(refusal(turn, (76, 150), 1), Some(Refusal::NotOwned));
        assert_eq!(refusal(turn, (1, 76), 0), Some(Refusal::OffMap), "there is no tile -1");
        assert_eq!(refusal(flat, (1001, 76), 2), Some(Refusal::OffMap), "nor a tile 1001");
    }
}
