//! Where a design stands in a park: its height, what the land takes, places to try.

use std::ops::RangeInclusive;

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::ground::Ground;
use crate::catalogue::{Direction, Piece, PieceId};
use crate::design::Element;
use crate::layout::{Extent, Footing, HEIGHTS_TRIED, PlacedPiece, Pose, lay_out};
use crate::quantity::{Footprint, Height, HeightUnits, LAND_STEP, MapPoint, Tile};

use crate::evolve::genome::Genome;
use crate::evolve::lot::{Grounds, Place};

/// Places that are tried for a first platform, and most of those that take it between which it chooses.
const PLATFORM_TRIES: usize = 60;
const CHOICES: usize = 4;
/// How far a design moves as a rule, in tiles and in land steps.
const NEAR: i32 = 3;
const NEAR_STEPS: i32 = 2;
/// How many land steps a first platform lies above or below the land at most.
const LIFTS: i32 = 4;
/// One in these numbers of moves turns the design, and goes anywhere.
const TURNS: u32 = 3;
const FAR: u32 = 4;

impl Ground<'_> {
    /// Where the design of a genome begins, before it rises to its height.
    pub fn start(&self, genome: &Genome) -> Pose {
        match (self.grounds, genome.place) {
            (Some(grounds), Some(place)) => {
                let start = genome.start(self.placer.catalogue, place.pose(Height(0)));
                if place.z.is_some() { start } else { Pose { z: dry_land(grounds, start.at.tile()), ..start } }
            }
            _ => self.rear(self.placer.site.surface),
        }
    }

    /// How far a design that was laid out from its start rises: until its lowest block is on the ground on flat land,
    /// to the height that the game's tool finds in a park, not at all where its height is held.
    pub fn rise(&self, place: Option<Place>, placed: &[PlacedPiece]) -> Height {
        match (self.grounds, place) {
            (Some(_), Some(Place { z: Some(_), .. })) => Height(0),
            (Some(grounds), _) => self.rise_in_park(grounds, placed),
            (None, _) => self.platform_height(placed) - self.placer.site.surface,
        }
    }

    /// Where the design of a genome begins at its height.
    pub fn settled(&self, genome: &Genome) -> Pose {
        let start = self.start(genome);
        let placed = lay_out(self.placer.catalogue, &genome.elements(), start);
        let rise = placed.map_or(Height(0), |placed| self.rise(genome.place, &placed));
        Pose { z: start.z + rise, ..start }
    }

    /// The first of the heights that the game's tool tries at which it takes all pieces, or the first at which tracks can
    /// stand at all (rules: surroundings 5.1).
    fn rise_in_park(&self, grounds: &Grounds, placed: &[PlacedPiece]) -> Height {
        let first = self.placer.rise(placed);
        let level = self.kinds(placed).next().map_or(0, |(piece, kind)| {
            let half = piece.begin.origin_z(kind) + first;
            (if kind.flags.starts_at_half_height { 8 } else { 0 } - half.0).rem_euclid(LAND_STEP)
        });
        let mut raised = placed.to_vec();
        let mut rise = Height(0);
        for step in 0..HEIGHTS_TRIED {
            let next = first + HeightUnits(step).height();
            if (next - first).0 % LAND_STEP != level {
                continue;
            }
            for piece in &mut raised {
                piece.raise(next - rise);
            }
            rise = next;
            let is_taken = |(piece, kind): (&PlacedPiece, &Piece)| {
                grounds.space.footing(self.placer, piece, kind) > Footing::Refused
            };
            if self.kinds(&raised).all(is_taken) {
                return rise;
            }
        }
        first + Height(level)
    }

    fn kinds<'b>(&self, placed: &'b [PlacedPiece]) -> impl Iterator<Item = (&'b PlacedPiece, &Piece)> {
        let catalogue = self.placer.catalogue;
        placed.iter().filter_map(|piece| Some((piece, catalogue.piece(piece.piece)?)))
    }

    /// Whether the land takes a piece; flat land does wherever bounds allow it.
    pub fn carries(&self, placed: &PlacedPiece, kind: &Piece) -> bool {
        self.grounds.is_none_or(|grounds| is_wanted(grounds, grounds.space.footing(self.placer, placed, kind)))
    }

    /// Whether the land takes an entrance or exit.
    pub(super) fn carries_entrance(&self, at: MapPoint, z: Height) -> bool {
        self.grounds.is_none_or(|grounds| is_wanted(grounds, grounds.space.footing_of_entrance(at, z)))
    }

    /// The lowest and highest corner of tiles to build on, and the height of the lowest and of the highest land.
    pub(super) fn edges(&self) -> (MapPoint, MapPoint, (Height, Height)) {
        let site = &self.placer.site;
        let last = site.map - 2;
        match self.grounds {
            Some(Grounds { corners: (low, high), heights, lot, .. }) => {
                let lowest = if lot.holds_heights() { Height(0) } else { heights.0 };
                (low.corner(), high.corner(), (lowest, heights.1))
            }
            None => (Tile::new(1, 1).corner(), Tile::new(last, last).corner(), (site.surface, site.surface)),
        }
    }

    /// The sides of a piece of ground, as far as the lot reaches.
    pub(super) fn within_lot(&self, ground: Footprint) -> Footprint {
        let Some(Grounds { corners: (low, high), .. }) = self.grounds else { return ground };
        Footprint::new(ground.width.min(high.x - low.x + 1), ground.length.min(high.y - low.y + 1))
    }

    /// How many tiles of a piece of ground may lie before what stands, along x and y. The ground does not leave its lot.
    pub(super) fn room_before(&self, extent: Extent, ground: Footprint) -> (RangeInclusive<i32>, RangeInclusive<i32>) {
        let taken = extent.footprint();
        let (free_x, free_y) = ((ground.width - taken.width).max(0), (ground.length - taken.length).max(0));
        let Some(Grounds { corners, .. }) = self.grounds else { return (0..=free_x, 0..=free_y) };
        let (low, high) = (extent.low.tile(), extent.high.tile());
        let between = |free: i32, before: i32, behind: i32| {
            let most = free.min(before).max(0);
            (free - behind).clamp(0, most)..=most
        };
        let (first, last) = corners;
        (between(free_x, low.x - first.x, last.x - high.x), between(free_y, low.y - first.y, last.y - high.y))
    }

    /// A place for a platform of some tiles, and a height for it: of a few random ones that take it, the one with most
    /// scenery around. `None` if none of those that were tried will do.
    pub fn pick_place(&self, tiles: u8, rng: &mut ChaCha8Rng) -> Option<(Place, Height)> {
        let grounds = self.grounds?;
        let choices = rng.random_range(1..=CHOICES);
        let mut found: Vec<(Place, Height)> = Vec::new();
        for _ in 0..PLATFORM_TRIES {
            found.extend(self.random_platform(grounds, tiles, rng));
            if found.len() == choices {
                break;
            }
        }
        found.into_iter().max_by_key(|(place, _)| grounds.scenery_around(place.front(tiles)))
    }

    /// A random place and height for a platform, if the land takes it there.
    fn random_platform(&self, grounds: &Grounds, tiles: u8, rng: &mut ChaCha8Rng) -> Option<(Place, Height)> {
        let place = grounds.lot.station.unwrap_or_else(|| self.random_place(grounds, rng));
        let platform = (0..i32::from(tiles)).map(|tile| (place.tile.corner() + place.direction.step() * tile).tile());
        let land = platform.map(|tile| grounds.top(tile)).max()?;
        let z = place.z.unwrap_or_else(|| lifted(grounds, land, rng));
        let place = if grounds.lot.any_height { Place { z: Some(z), ..place } } else { place };
        self.has_platform(&place.pose(z), tiles).then_some((place, z))
    }

    fn random_place(&self, grounds: &Grounds, rng: &mut ChaCha8Rng) -> Place {
        let (low, high) = grounds.corners;
        let tile = Tile::new(rng.random_range(low.x..=high.x), rng.random_range(low.y..=high.y));
        Place { tile, direction: Direction::new(rng.random_range(0..4)), z: None }
    }

    /// Whether the land takes a platform.
    fn has_platform(&self, rear: &Pose, tiles: u8) -> bool {
        let platform = vec![Element::new(PieceId::END_STATION); usize::from(tiles)];
        let placed = lay_out(self.placer.catalogue, &platform, *rear).unwrap_or_default();
        self.kinds(&placed).all(|(piece, kind)| self.carries(piece, kind))
    }

    /// The genome at places of the lot where the land takes all of it, at most some of them, spread over the lot; on flat
    /// land at none.
    pub fn settle(&self, genome: &Genome, most: usize) -> Vec<Genome> {
        let Some(grounds) = self.grounds else { return Vec::new() };
        let (low, high) = grounds.corners;
        let tiles = (low.y..=high.y).flat_map(|y| (low.x..=high.x).map(move |x| Tile::new(x, y)));
        let places = tiles.flat_map(|tile| Direction::ALL.map(|direction| Place { tile, direction, z: None }));
        let mut places: Vec<Place> = grounds.lot.station.map_or_else(|| places.collect(), |station| vec![station]);
        if grounds.lot.any_height {
            for place in &mut places {
                place.z = place.z.or(Some(grounds.top(place.tile)));
            }
        }
        let at = |place: Place| Genome { place: Some(place), ..genome.clone() };
        let standing: Vec<Genome> = places.into_iter().map(at).filter(|genome| self.stands(genome)).collect();
        let stride = standing.len().div_ceil(most.max(1)).max(1);
        standing.into_iter().step_by(stride).collect()
    }

    /// Whether the land takes all pieces of a genome.
    pub fn stands(&self, genome: &Genome) -> bool {
        let start = self.settled(genome);
        let placed = lay_out(self.placer.catalogue, &genome.elements(), start).unwrap_or_default();
        self.kinds(&placed).all(|(piece, kind)| self.carries(piece, kind))
    }

    /// A place near that of a genome, or anywhere that keeps it in the lot.
    pub fn moved(&self, genome: &Genome, rng: &mut ChaCha8Rng) -> Option<Place> {
        let grounds = self.grounds?;
        let mut place = genome.place?;
        if grounds.lot.any_height {
            let steps = rng.random_range(-NEAR_STEPS..=NEAR_STEPS);
            place.z = place.z.map(|z| z + Height(LAND_STEP * steps));
        }
        if grounds.lot.station.is_some() {
            return Some(place);
        }
        if rng.random_range(0..TURNS) == 0 {
            place.direction = place.direction.turned(rng.random_range(1..4));
        }
        let start = genome.start(self.placer.catalogue, place.pose(Height(0)));
        let placed = lay_out(self.placer.catalogue, &genome.elements(), start).ok()?;
        let extent = self.placer.extent(&placed)?;
        let (low, high) = grounds.corners;
        let is_far = rng.random_range(0..FAR) == 0;
        let mut step = |before: i32, behind: i32| {
            let reach = if is_far { -before..=behind } else { (-before).max(-NEAR)..=behind.min(NEAR) };
            if reach.is_empty() { None } else { Some(rng.random_range(reach)) }
        };
        let (first, last) = (extent.low.tile(), extent.high.tile());
        let step = Tile::new(step(first.x - low.x, high.x - last.x)?, step(first.y - low.y, high.y - last.y)?);
        Some(Place { tile: place.tile + step, ..place })
    }
}

/// Whether a search wants to build so.
fn is_wanted(grounds: &Grounds, footing: Footing) -> bool {
    footing == Footing::Above || footing == Footing::Below && grounds.lot.holds_heights()
}

/// The land or water of a tile, from which the game's tool looks for a height.
fn dry_land(grounds: &Grounds, tile: Tile) -> Height {
    grounds.park.tiles.land(tile).map_or(Height(LAND_STEP), |land| land.base.max(land.water))
}

/// A height for a platform over land of a height: on it as a rule, or above, or below where heights are held.
fn lifted(grounds: &Grounds, land: Height, rng: &mut ChaCha8Rng) -> Height {
    let steps = match rng.random_range(0..8) {
        0..=3 => 0,
        4 if grounds.lot.any_height => -rng.random_range(1..=LIFTS),
        _ => rng.random_range(0..=LIFTS),
    };
    land + Height(LAND_STEP * steps)
}
