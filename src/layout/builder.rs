//! Builds a ride on a site: what each piece meets there, what it costs, and what stands afterwards
//! (rules: surroundings 2, 3).

use crate::catalogue::Piece;
use crate::quantity::{Money, Tile};
use crate::site::{Element, Kind, Surroundings, Track};

use super::clearance::{Clearance, Intruder};
use super::entrance::PlacedEntrance;
use super::placed::{PlacedBlock, PlacedPiece};
use super::placer::{MAX_BLOCK_TOP, MIN_BLOCK_Z, Placer, StandingTrack};
use super::refusal::Refusal;

/// A ride in the making, and the site as it is by now.
#[derive(Clone)]
pub struct Builder<'a> {
    pub(super) placer: Placer<'a>,
    /// The site with what was built on it and without what was removed.
    pub around: Surroundings<'a>,
    pub(super) standing: StandingTrack,
    /// Number of the ride.
    pub(super) ride: u16,
    /// Whether small scenery is in the way like everything else.
    pub(super) spares_scenery: bool,
}

/// What a check of a piece finds, up to the first refusal.
#[derive(Debug, Default)]
pub(super) struct CheckedPiece {
    /// Price of track and supports.
    pub price: Money,
    /// What the removal of scenery in the way costs; what two blocks meet counts twice.
    pub removal: Money,
    /// Scenery in the way, by tile.
    pub scenery: Vec<(Tile, Vec<usize>)>,
    /// Whether it crosses track of the same ride.
    pub crosses_own: bool,
    /// Why the piece is refused.
    pub refusal: Option<Refusal>,
}

impl<'a> Builder<'a> {
    /// A ride of which nothing stands yet.
    pub fn new(placer: Placer<'a>) -> Self {
        let site = placer.site;
        Self {
            placer,
            around: Surroundings::new(site),
            standing: StandingTrack::default(),
            ride: site.free_ride_number(),
            spares_scenery: false,
        }
    }

    /// The price that the construction window shows for a piece.
    ///
    /// # Errors
    /// The first refusal in the game's order.
    pub fn quote(&self, placed: &PlacedPiece) -> Result<Money, Refusal> {
        let checked = self.check(placed, Some(&self.standing), None);
        checked.refusal.map_or(Ok(checked.price + checked.removal), Err)
    }

    /// Lays a piece by hand, with the track that stands in the way. The price paid.
    ///
    /// # Errors
    /// The first refusal in the game's order; nothing is built or removed then.
    pub fn lay_by_hand(&mut self, placed: &PlacedPiece) -> Result<Money, Refusal> {
        let met = self.check(placed, Some(&self.standing), None);
        met.refusal.map_or(Ok(()), Err)?;
        // What two blocks meet is removed and paid once.
        let mut twice = Money(0);
        for (index, (tile, places)) in met.scenery.iter().enumerate() {
            let earlier = &met.scenery[..index];
            let again = |place: &&usize| earlier.iter().any(|(other, places)| other == tile && places.contains(place));
            twice += places.iter().filter(again).map(|&place| self.price_of(*tile, place)).sum();
        }
        self.put(placed, met.scenery);
        Ok(met.price + met.removal - twice)
    }

    /// Checks a piece of a design before anything of it stands.
    pub(super) fn dry_run(&self, placed: &PlacedPiece) -> CheckedPiece {
        self.check(placed, None, self.crosses())
    }

    /// Places a piece of a design; what is in the way goes even where the piece is refused. Whether it crosses track of its ride.
    pub(super) fn place(&mut self, placed: &PlacedPiece) -> Result<bool, Refusal> {
        let checked = self.check(placed, Some(&self.standing), self.crosses());
        if let Some(refusal) = checked.refusal {
            self.take_all(checked.scenery);
            return Err(refusal);
        }
        self.put(placed, checked.scenery);
        Ok(checked.crosses_own)
    }

    /// The ride whose track is not in the way of a design: its own, unless the rules say otherwise
    /// (rules: rule sets 2.12).
    fn crosses(&self) -> Option<u16> {
        self.placer.catalogue.rules().knobs.designs_may_cross_themselves.then_some(self.ride)
    }

    fn check(&self, placed: &PlacedPiece, standing: Option<&StandingTrack>, crosses: Option<u16>) -> CheckedPiece {
        let mut checked = CheckedPiece::default();
        checked.refusal = match self.placer.catalogue.piece(placed.piece) {
            Some(piece) => self.check_piece(placed, piece, standing, crosses, &mut checked).err(),
            None => Some(Refusal::UnknownPiece(placed.piece.0)),
        };
        checked
    }

    fn check_piece(
        &self,
        placed: &PlacedPiece,
        piece: &Piece,
        standing: Option<&StandingTrack>,
        crosses: Option<u16>,
        checked: &mut CheckedPiece,
    ) -> Result<(), Refusal> {
        self.placer.check_element(placed, piece, standing)?;
        self.placer.check_land(placed, piece)?;
        if !Placer::is_level(placed, piece) {
            return Err(Refusal::InvalidHeight);
        }
        let mut underground = None;
        for (index, block) in placed.blocks(piece, self.placer.vehicle.clearance).enumerate() {
            let below = self.check_space(&block, crosses, checked)?;
            if underground.is_some_and(|before| before != below.is_underground)
                && !piece.flags.can_be_partly_underground
            {
                return Err(Refusal::PartlyUnderground);
            }
            underground = Some(below.is_underground);
            if below.is_underground && piece.flags.only_above_ground {
                return Err(Refusal::OnlyAboveGround);
            }
            if below.is_wet {
                return Err(Refusal::Underwater);
            }
            if let Some(standing) = standing.filter(|_| index == 0 && placed.piece.is_station()) {
                standing.stations.check(placed, crosses.is_none())?;
            }
            let height = block.top - below.land_base;
            if height.0 >= 0 && height.land_steps() > self.placer.ride.max_height {
                return Err(Refusal::TooHighForSupports);
            }
            checked.price += self.placer.support_price(&block, below.land_base);
        }
        checked.price += self.placer.track_price(piece);
        Ok(())
    }

    fn check_space(
        &self,
        block: &PlacedBlock,
        crosses: Option<u16>,
        checked: &mut CheckedPiece,
    ) -> Result<Clearance, Refusal> {
        if block.base < MIN_BLOCK_Z {
            return Err(Refusal::TooLow);
        }
        if block.top > MAX_BLOCK_TOP {
            return Err(Refusal::TooHigh);
        }
        let mut found = self.clear(block, Intruder { crosses, ..Intruder::default() });
        checked.removal += found.removal;
        checked.crosses_own |= found.crosses_own;
        if !found.scenery.is_empty() {
            checked.scenery.push((block.at.tile(), std::mem::take(&mut found.scenery)));
        }
        found.refusal.take().map_or(Ok(found), Err)
    }

    fn price_of(&self, tile: Tile, place: usize) -> Money {
        self.around.elements(tile).get(place).and_then(|element| self.removable(element)).unwrap_or(Money(0))
    }

    /// Puts a piece on the ground: what is in its way goes, walls among it.
    fn put(&mut self, placed: &PlacedPiece, scenery: Vec<(Tile, Vec<usize>)>) {
        self.take_all(scenery);
        let catalogue = self.placer.catalogue;
        let Some(piece) = catalogue.piece(placed.piece) else { return };
        let blocks = placed.blocks(piece, self.placer.vehicle.clearance).zip(&piece.blocks);
        for (number, (block, kind)) in (0..).zip(blocks) {
            let edges = placed.direction.rotate_mask(kind.wall_edges);
            self.take_walls(&block, edges);
            let track = Track {
                ride: self.ride,
                piece: placed.piece,
                block: number,
                direction: placed.direction,
                station: None,
                chain: placed.chain,
                inverted: placed.inverted,
            };
            self.around.add(block.at.tile(), element(&block, Kind::Track(track)));
        }
        self.standing.add(placed);
    }

    /// Puts a ride on the ground without any check.
    pub(super) fn stand(&mut self, pieces: &[PlacedPiece], entrances: &[PlacedEntrance]) {
        for piece in pieces {
            self.put(piece, Vec::new());
        }
        for entrance in entrances {
            self.add_entrance(entrance);
        }
    }

    fn take_all(&mut self, scenery: Vec<(Tile, Vec<usize>)>) {
        let mut by_tile: Vec<(Tile, Vec<usize>)> = Vec::new();
        for (tile, places) in scenery {
            match by_tile.iter_mut().find(|(other, _)| *other == tile) {
                Some((_, all)) => all.extend(places),
                None => by_tile.push((tile, places)),
            }
        }
        for (tile, places) in by_tile {
            self.take_away(tile, &places);
        }
    }

    /// Removes the walls that a block meets, except on the edges where they may stand (rules: surroundings 2.1).
    pub(super) fn take_walls(&mut self, block: &PlacedBlock, allowed: u8) {
        let is_met = |element: &Element| element.base < block.top && element.clearance > block.base;
        self.around.remove(block.at.tile(), |element| match element.kind {
            Kind::Wall { edge, .. } => allowed & (1 << edge.number()) == 0 && is_met(element),
            _ => false,
        });
    }
}

/// The element that takes the space of a block.
pub(super) fn element(block: &PlacedBlock, kind: Kind) -> Element {
    Element { base: block.base, clearance: block.top, quarters: block.quarters, is_ghost: false, kind }
}
