//! A witness that a coaster can stand in a room: all small ovals of a ride type, put everywhere.
//!
//! An oval is a rectangle of four equal curves. Its sides are level, or climb with a chain and fall again. It needs
//! nothing of a search but the genome that writes it down, and the judge.

use loopwright::catalogue::{Mode, PieceId};
use loopwright::design::Element;
use loopwright::evolve::{Course, Genome, Ground, Operation, Problem, platform_for};
use loopwright::layout::Placer;
use rayon::prelude::*;

use super::recorded::judged;

/// Most level tiles that are added to a side.
const SPARE: usize = 4;
/// Most slopes of a lift between its bends.
const SLOPES: usize = 4;
/// Curves, the tightest first: to the left and to the right.
const CURVES: [[&str; 2]; 3] = [
    ["left_quarter_turn_1_tile", "right_quarter_turn_1_tile"],
    ["left_quarter_turn_3_tiles", "right_quarter_turn_3_tiles"],
    ["left_quarter_turn_5_tiles", "right_quarter_turn_5_tiles"],
];

/// Whether some place of a problem's area holds an oval whose train completes its lap.
pub(crate) fn witness(problem: &Problem) -> bool {
    let stands = |genome: &Genome| {
        let standing = Ground::of(problem).settle(genome, usize::MAX);
        judged(problem, &standing).iter().any(Option::is_some)
    };
    ovals(problem).par_iter().any(stands)
}

/// All ovals of the ride type.
fn ovals(problem: &Problem) -> Vec<Genome> {
    let mut ovals = Vec::new();
    for curve in curves(problem) {
        for slopes in 0..=SLOPES {
            ovals.extend(rectangles(problem, curve, slopes));
        }
    }
    ovals
}

/// The fewest cars of the first vehicle, on the fastest chain.
fn operation(problem: &Problem) -> Operation {
    let Placer { ride, vehicle, .. } = problem.placer;
    Operation {
        vehicle: 0,
        mode: Mode::CONTINUOUS_CIRCUIT,
        trains: 1,
        cars: vehicle.cars_per_train.0.max(1),
        lift_speed: ride.lift_speed.max as u8,
        launch_speed: 0,
        circuits: 1,
    }
}

/// The curves that the ride type has.
fn curves(problem: &Problem) -> Vec<PieceId> {
    let named = CURVES.iter().flatten().filter_map(|name| problem.placer.catalogue.piece_named(name));
    named.map(|piece| piece.id).filter(|id| problem.piece_set.place_of(*id).is_some()).collect()
}

/// What a side of an oval does beside running level.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Climb,
    Fall,
}

/// The ovals of a curve whose lift has a number of slopes: the climb on one side and the fall on the same or a later one.
fn rectangles(problem: &Problem, curve: PieceId, slopes: usize) -> Vec<Genome> {
    let operation = operation(problem);
    let station = platform_for(problem.vehicle(operation), operation.cars);
    let mut found = Vec::new();
    for climb in 0..SIDES {
        for fall in climb..SIDES {
            let mut parts: [Vec<Part>; SIDES] = Default::default();
            parts[climb].push(Part::Climb);
            parts[fall].push(Part::Fall);
            let taken = |side: usize| parts[side].len() * (slopes + 2) + if side == 0 { station.into() } else { 0 };
            for spare in 0..=SPARE {
                for other in 0..=SPARE {
                    let lengths = [taken(0).max(taken(2)) + spare, taken(1).max(taken(3)) + other];
                    let side = |side: usize| side_of(&parts[side], slopes, lengths[side % 2] - taken(side));
                    let track: Vec<Element> =
                        (0..SIDES).flat_map(|number| side(number).into_iter().chain([Element::new(curve)])).collect();
                    found.push(Genome { station, track, course: Course::Circuit, operation, place: None });
                }
            }
        }
    }
    found
}

/// Sides of an oval; the first begins with the platform.
const SIDES: usize = 4;

fn side_of(parts: &[Part], slopes: usize, level: usize) -> Vec<Element> {
    let mut side = vec![Element::new(PieceId::FLAT); level];
    for part in parts {
        match part {
            Part::Climb => side.extend(climb(slopes)),
            Part::Fall => side.extend(fall(slopes)),
        }
    }
    side
}

fn climb(slopes: usize) -> Vec<Element> {
    let slope = std::iter::repeat_n(PieceId::UP_25, slopes);
    let pieces = std::iter::once(PieceId::FLAT_TO_UP_25).chain(slope).chain([PieceId::UP_25_TO_FLAT]);
    pieces.map(|piece| Element::new(piece).chained()).collect()
}

fn fall(slopes: usize) -> Vec<Element> {
    let slope = std::iter::repeat_n(DOWN_25, slopes);
    let pieces = std::iter::once(FLAT_TO_DOWN_25).chain(slope).chain([DOWN_25_TO_FLAT]);
    pieces.map(Element::new).collect()
}

const DOWN_25: PieceId = PieceId(10);
const FLAT_TO_DOWN_25: PieceId = PieceId(12);
const DOWN_25_TO_FLAT: PieceId = PieceId(15);
