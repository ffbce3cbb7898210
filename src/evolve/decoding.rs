//! Decoding: a genome becomes a design on the ground. The cheapest checks come first.

use crate::design::{Design, Element, Settings, Statistics};
use crate::layout::{Occupancy, PlacedPiece, Placer, Pose, Refusal, lay_out};
use crate::quantity::TILE;

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

/// Lays the elements of a genome in direction 0, the lowest block on the ground; `occupancy` is left holding them.
///
/// # Errors
/// What keeps them from standing so.
fn place(
    problem: &Problem,
    genome: &Genome,
    elements: &[Element],
    occupancy: &mut Occupancy,
) -> Result<Vec<PlacedPiece>, DecodeError> {
    let start = Ground::of(problem).rear(problem.placer.site.surface);
    let mut placed = lay_out(problem.placer.catalogue, elements, start).map_err(|_| DecodeError::Misplaced(1))?;
    if genome.course.is_circuit() {
        check_closed(problem, genome, start, &placed)?;
    }
    let rise = Ground::of(problem).platform_height(&placed) - start.z;
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
    let placer = &problem.placer;
    let (mut misplaced, mut overlapped) = (0, 0);
    for piece in placed {
        let Some(kind) = placer.catalogue.piece(piece.piece) else { continue };
        let mut is_free = true;
        for block in piece.blocks(kind, placer.vehicle.clearance) {
            is_free &= placer.is_free(&block);
            overlapped += occupancy.claim(&block) as i32;
        }
        let stands = if is_free { placer.allows(piece, kind) } else { stands(placer, piece) };
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
