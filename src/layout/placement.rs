//! A design placed as the game's own tool does: the height, the dry run, the real run (rules: construction 5.3,
//! surroundings 5).

use crate::catalogue::{Catalogue, Direction};
use crate::design::{Design, Entrance, SceneryItem};
use crate::quantity::{Height, HeightUnits, Money};
use crate::site::Site;

use super::builder::Builder;
use super::own_scenery::{self, OwnScenery};
use super::placed::{PlacedPiece, lay_out};
use super::placer::Placer;
use super::refusal::{Refusal, RefusedPiece};
use super::{Layout, LayoutError, Occupancy, Pose};

/// How many heights the game tries, 8 apart.
pub(crate) const HEIGHTS_TRIED: i32 = 7;
/// The lowest height that a player can choose.
const LOWEST: Height = Height(16);

/// What a player chooses before a design is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placing {
    /// The direction.
    pub direction: Direction,
    /// Whether its scenery is placed with it.
    pub with_scenery: bool,
    /// The height of the first joint at which the tool begins to try; without one it begins above land and water.
    pub z: Option<Height>,
}

/// In direction 0, with its scenery, at the height that the tool finds.
impl Default for Placing {
    fn default() -> Self {
        Self::from(Direction::default())
    }
}

impl From<Direction> for Placing {
    fn from(direction: Direction) -> Self {
        Self { direction, with_scenery: true, z: None }
    }
}

/// What the game says to a design: placed, or refused and why.
#[derive(Debug, Clone)]
pub struct Placement<'a> {
    /// The ground.
    pub site: Site<'a>,
    /// What the player chose.
    pub placing: Placing,
    /// Height of the first joint that was tried first.
    pub first_z: Height,
    /// How many heights were tried.
    pub tries: i32,
    /// Height of the first joint that was chosen.
    pub place_z: Height,
    /// The price that the tool shows, with that of what has to go.
    pub quote: Option<Money>,
    /// Laid piece by piece with own track in the way: the first refused element and the refusal.
    pub by_hand: Result<(), RefusedPiece>,
    /// Placed as a design.
    pub as_design: Result<Layout<'a>, Refusal>,
    /// The first element the real run refuses at `place_z`, whatever the dry run said.
    pub first_refused: Option<RefusedPiece>,
}

/// Places a design on a site as the game's own tool does. Given a direction alone, its scenery is placed with it.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn place<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    site: Site<'a>,
    placing: impl Into<Placing>,
) -> Result<Placement<'a>, LayoutError> {
    let placing = placing.into();
    let placer = Placer::new(catalogue, design, site)?.with_room_for(design, placing.direction)?;
    let has_scenery = placing.with_scenery && !design.scenery.is_empty();
    if site.park.is_some() || has_scenery {
        place_on_land(placer, design, placing)
    } else {
        place_on_field(placer, design, placing)
    }
}

/// A design laid from a joint of a height.
fn laid(
    placer: &Placer,
    design: &Design,
    direction: Direction,
    z: Height,
) -> Result<(Pose, Vec<PlacedPiece>), LayoutError> {
    let start = Pose::new(placer.site.start.corner(), z, direction);
    let placed = lay_out(placer.catalogue, &design.elements, start)?;
    Ok((start, placed))
}

/// The height at which the tool starts.
pub(super) fn first_height(placer: &Placer, design: &Design, placing: Placing) -> Result<Height, LayoutError> {
    if let Some(z) = placing.z {
        return Ok(z.max(LOWEST));
    }
    let land = placer.site.park.and_then(|park| park.tiles.land(placer.site.start));
    let ground = land.map_or(placer.site.surface, |land| land.base.max(land.water));
    let (_, placed) = laid(placer, design, placing.direction, ground)?;
    Ok(ground + placer.rise(&placed).max(own_scenery::depth(&design.scenery)))
}

/// Tries heights until a dry run passes. The first height, how many were tried, where the design lies, and what the last
/// dry run said.
fn find_height<T>(
    placer: &Placer,
    design: &Design,
    placing: Placing,
    mut dry_run: impl FnMut(Pose, &[PlacedPiece]) -> Result<T, Refusal>,
) -> Result<Found<T>, LayoutError> {
    let first_z = first_height(placer, design, placing)?;
    let mut tries = 0;
    loop {
        let z = first_z + HeightUnits(tries).height();
        let (start, placed) = laid(placer, design, placing.direction, z)?;
        let dry = dry_run(start, &placed);
        tries += 1;
        if dry.is_ok() || tries == HEIGHTS_TRIED {
            return Ok(Found { first_z, tries, start, placed, dry });
        }
    }
}

/// Where a design is to stand.
struct Found<T> {
    first_z: Height,
    tries: i32,
    start: Pose,
    placed: Vec<PlacedPiece>,
    dry: Result<T, Refusal>,
}

/// Places a design without scenery on flat, empty land.
fn place_on_field<'a>(placer: Placer<'a>, design: &Design, placing: Placing) -> Result<Placement<'a>, LayoutError> {
    let found = find_height(&placer, design, placing, |start, placed| {
        placer.dry_run(placed).and_then(|()| placer.dry_run_entrances(&design.entrances, start))
    })?;
    let Found { first_z, tries, start, placed, dry } = found;
    let is_sound = dry.is_ok();
    let mut occupancy = Occupancy::new(placer.site.map);
    let by_hand = placer.lay_by_hand(&placed, &mut occupancy, is_sound);
    let run = placer.place_as_design(&placed, &mut occupancy, is_sound);
    let first_refused = run.as_ref().err().cloned();
    let as_design = match (dry, run) {
        (Err(refusal), _) | (Ok(()), Err(RefusedPiece { refusal, .. })) => Err(refusal),
        (Ok(()), Ok(standing)) => {
            if by_hand.is_err() {
                placer.occupy(&placed, &mut occupancy);
            }
            placer.finish(design, start, placed, standing.stations, &occupancy)
        }
    };
    let (site, quote) = (placer.site, as_design.as_ref().ok().map(Layout::cost));
    Ok(Placement { site, placing, first_z, tries, place_z: start.z, quote, by_hand, as_design, first_refused })
}

/// Places a design where anything may stand, its own scenery included.
fn place_on_land<'a>(placer: Placer<'a>, design: &Design, placing: Placing) -> Result<Placement<'a>, LayoutError> {
    let site = placer.site;
    let mut builder = Builder::new(placer);
    let missing = if placing.with_scenery { builder.missing_objects(&design.scenery) } else { Vec::new() };
    let has_scenery = placing.with_scenery && missing.is_empty();
    let scenery = if has_scenery { design.scenery.as_slice() } else { &[] };
    let found = find_height(&placer, design, placing, |start, placed| {
        builder.dry_run_design(&design.entrances, scenery, start, placed)
    })?;
    let Found { first_z, tries, start, placed, dry } = found;
    let untouched = builder.clone();
    let run = builder.place_all(&placed);
    // A design that does not cross itself is laid by hand as it is placed.
    let is_alike = matches!(run, Ok(crosses) if !crosses && !builder.standing.stations.is_full());
    let by_hand = if is_alike { Ok(()) } else { untouched.lay_all_by_hand(&placed) };
    let first_refused = run.as_ref().err().cloned();
    let quote = dry.as_ref().ok().copied();
    let as_design = match (dry, run) {
        (Err(refusal), _) | (Ok(_), Err(RefusedPiece { refusal, .. })) => Err(refusal),
        (Ok(_), Ok(_)) => builder.finish(design, scenery, missing, start, placed),
    };
    Ok(Placement { site, placing, first_z, tries, place_z: start.z, quote, by_hand, as_design, first_refused })
}

impl<'a> Builder<'a> {
    /// Checks a whole design against the site as it is. The price that the tool shows.
    fn dry_run_design(
        &mut self,
        entrances: &[Entrance],
        scenery: &[SceneryItem],
        start: Pose,
        placed: &[PlacedPiece],
    ) -> Result<Money, Refusal> {
        let mut price = Money(0);
        for piece in placed {
            let checked = self.dry_run(piece);
            checked.refusal.map_or(Ok(()), Err)?;
            price += checked.price + checked.removal;
        }
        for entrance in entrances {
            price += self.dry_run_entrance(entrance, start)?;
        }
        for item in self.place_items(scenery, start) {
            price += self.quote_item(&item);
        }
        Ok(price)
    }

    fn lay_all_by_hand(mut self, placed: &[PlacedPiece]) -> Result<(), RefusedPiece> {
        for (index, piece) in placed.iter().enumerate() {
            self.lay_by_hand(piece).map_err(|refusal| RefusedPiece { index, refusal })?;
        }
        Ok(())
    }

    /// Places all pieces. Whether some cross others.
    fn place_all(&mut self, placed: &[PlacedPiece]) -> Result<bool, RefusedPiece> {
        let mut crosses = false;
        for (index, piece) in placed.iter().enumerate() {
            crosses |= self.place(piece).map_err(|refusal| RefusedPiece { index, refusal })?;
        }
        Ok(crosses)
    }

    /// Adds entrances, scenery, settings and trains to placed track.
    fn finish(
        mut self,
        design: &Design,
        scenery: &[SceneryItem],
        missing: Vec<String>,
        start: Pose,
        placed: Vec<PlacedPiece>,
    ) -> Result<Layout<'a>, Refusal> {
        let entrances = self.place_entrances(&design.entrances, start, &placed)?;
        let items = self.place_items(scenery, start);
        let own_scenery = OwnScenery { missing, ..self.add_scenery(&items) };
        let layout = self.placer.assemble(design, start, placed, self.standing.stations, entrances);
        Ok(Layout { surroundings: self.around, own_scenery, ..layout })
    }
}
