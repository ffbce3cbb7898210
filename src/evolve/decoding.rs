//! Decoding: a genome becomes a design on the ground. The cheapest checks come first.

use crate::design::{Design, Element, Settings, Statistics};
use crate::layout::{Occupancy, PlacedPiece, Placer, Placing, Pose, Refusal, lay_out};
use crate::quantity::TILE;
use crate::site::Site;

use super::colours::colours;
use super::construction::Ground;
use super::genome::Genome;
use super::problem::Problem;

/// Why a genome does not make a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// The end misses the platform; how far, in tiles, land steps and quarter turns.
    Open(i32),
    /// Number of blocks that cannot stand where they are.
    Misplaced(i32),
    /// Quarter tiles are taken twice: how many.
    Overlap(i32),
    /// No room for entrance and exit beside the platform.
    NoEntrance,
}

/// A design with entrance and exit, free of collisions; `occupancy` is left holding its track.
///
/// # Errors
/// What keeps the genome from being one.
pub fn decode(problem: &Problem, genome: &Genome, occupancy: &mut Occupancy) -> Result<Design, DecodeError> {
    decode_at(problem, genome, occupancy).map(|(design, _)| design)
}

/// The same and where the design begins.
pub(super) fn decode_at(
    problem: &Problem,
    genome: &Genome,
    occupancy: &mut Occupancy,
) -> Result<(Design, Pose), DecodeError> {
    let elements = genome.elements();
    let placed = place(problem, genome, &elements, occupancy)?;
    let entrances = Ground::of(problem)
        .entrances(&genome.platform_in(&placed), &placed, occupancy)
        .ok_or(DecodeError::NoEntrance)?;
    let vehicle = problem.vehicle(genome.operation);
    let design = Design {
        ride: problem.placer.ride.id,
        vehicle: vehicle.name.clone(),
        settings: settings(genome),
        elements,
        entrances,
        scenery: Vec::new(),
        colours: colours(vehicle),
        statistics: Statistics::default(),
        space: (0, 0),
    };
    Ok((design, placed[0].begin))
}

impl<'a> Problem<'a> {
    /// The design of a genome, the site that it is for, and how a player places it there. `None` if it does not stand.
    pub fn finished(&self, genome: &Genome, occupancy: &mut Occupancy) -> Option<(Design, Site<'a>, Placing)> {
        let (design, start) = decode_at(self, genome, occupancy).ok()?;
        let (site, placing) = self.spot(genome, start);
        Some((design, site, placing))
    }

    /// The site of a genome whose design begins at a joint, and what a player chooses to place it there.
    pub(super) fn spot(&self, genome: &Genome, start: Pose) -> (Site<'a>, Placing) {
        let Some((park, place)) = self.placer.site.park.zip(genome.place) else {
            return (self.placer.site, Placing::default());
        };
        let z = place.z.map(|_| start.z);
        let placing = Placing { z, ..Placing::from(start.heading.direction()) };
        (Site::in_park(park, start.at.tile()), placing)
    }
}

fn settings(genome: &Genome) -> Settings {
    let operation = &genome.operation;
    Settings {
        mode: operation.mode,
        trains: operation.trains,
        cars: operation.cars,
        operation_option: operation.launch_speed,
        lift_speed: operation.lift_speed,
        circuits: operation.circuits,
        ..Settings::default()
    }
}

/// Lays the elements of a genome where it stands: on flat land in direction 0, the lowest block on the ground.
/// `occupancy` is left holding them.
///
/// # Errors
/// What keeps them from standing so.
fn place(
    problem: &Problem,
    genome: &Genome,
    elements: &[Element],
    occupancy: &mut Occupancy,
) -> Result<Vec<PlacedPiece>, DecodeError> {
    let start = Ground::of(problem).start(genome);
    let mut placed = lay_out(problem.placer.catalogue, elements, start).map_err(|_| DecodeError::Misplaced(1))?;
    if genome.course.is_circuit() {
        check_closed(problem, genome, start, &placed)?;
    }
    let rise = Ground::of(problem).rise(genome.place, &placed);
    for piece in &mut placed {
        piece.raise(rise);
    }
    occupy_all(problem, &placed, occupancy)?;
    Ok(placed)
}

/// Whether the last piece comes back to where the first begins.
fn check_closed(problem: &Problem, genome: &Genome, start: Pose, placed: &[PlacedPiece]) -> Result<(), DecodeError> {
    let end = placed.last().map_or(start, |last| last.end);
    let platform = problem.piece_set.station_shape();
    let last = genome.track.last().and_then(|last| Some((problem.placer.catalogue.piece(last.piece)?, last.inverted)));
    let shape = last.map_or(platform, |(piece, inverted)| problem.piece_set.after(piece, inverted));
    let turn = i32::from((end.heading.number() ^ start.heading.number()) & 3).min(2);
    let gap = (end.at - start.at).manhattan() / TILE
        + (end.z - start.z).abs().land_steps()
        + 2 * turn
        + 2 * i32::from(shape != platform);
    if gap == 0 && end == start { Ok(()) } else { Err(DecodeError::Open(gap.max(1))) }
}

/// Takes the space of all pieces, or says how much of it cannot be had.
fn occupy_all(problem: &Problem, placed: &[PlacedPiece], occupancy: &mut Occupancy) -> Result<(), DecodeError> {
    occupancy.clear();
    let (placer, ground) = (&problem.placer, Ground::of(problem));
    let (mut misplaced, mut overlapped) = (0, 0);
    for piece in placed {
        let Some(kind) = placer.catalogue.piece(piece.piece) else { continue };
        let mut is_free = problem.grounds.is_none();
        for block in piece.blocks(kind, placer.vehicle.clearance) {
            is_free = is_free && placer.is_free(&block);
            overlapped += occupancy.claim(&block) as i32;
        }
        let stands = match problem.grounds {
            Some(_) => ground.carries(piece, kind),
            None if is_free => placer.allows(piece, kind),
            None => stands(placer, piece),
        };
        misplaced += i32::from(!stands);
    }
    match (misplaced, overlapped) {
        (0, 0) => Ok(()),
        (0, overlapped) => Err(DecodeError::Overlap(overlapped)),
        (misplaced, _) => Err(DecodeError::Misplaced(misplaced)),
    }
}

/// Whether a piece can stand where it is, its height aside.
fn stands(placer: &Placer, piece: &PlacedPiece) -> bool {
    matches!(placer.check(piece, None, None), Ok(()) | Err(Refusal::InvalidHeight))
}
