//! First designs: a platform, a lift or a launch, a walk, and the way home.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::{Mode, PieceId};
use crate::design::Element;
use crate::layout::{Occupancy, Pose, lay_out};

use super::closer::Closer;
use super::ground::Ground;
use super::growth::{Growth, random_prices};
use crate::evolve::genome::operation::{Operation, platform_for};
use crate::evolve::genome::{Course, Genome, TrackJoint};
use crate::evolve::problem::Problem;

/// Joints that the closer of a first design looks at.
const EFFORT: usize = 1500;
/// Height in eighths of a z unit that a launch gives per square of its speed.
const LAUNCH_HEIGHT: i32 = 4;

/// A first design; `None` when this attempt did not find home. `widening` is by how many tiles the ground that limits
/// allow is widened, for when nothing fits within.
pub fn initial_genome(
    problem: &Problem,
    widening: i32,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Genome> {
    let form = problem.pick_form(rng)?;
    let operation = problem.pick_operation(form.mode(), rng);
    let platform = platform_for(problem.vehicle(operation), operation.cars);
    let station = problem.limits.station.unwrap_or(platform);
    let course = if form.is_circuit() { Course::Circuit } else { Course::LooseEnds { tail: Vec::new() } };
    let mut genome = Genome { station, track: Vec::new(), course, operation, place: None };
    let ground = Ground::of(problem);
    let mut start = ground.rear(problem.placer.site.surface);
    if problem.grounds.is_some() {
        let (place, z) = ground.pick_place(station, rng)?;
        (genome.place, start) = (Some(place), place.pose(z));
    }
    if !form.is_circuit() && form.mode() != Mode::LIM_POWERED_LAUNCH {
        let tail = initial_tail(problem, &genome, start, occupancy, rng)?;
        genome.course = Course::LooseEnds { tail };
        if genome.place.is_some() {
            start = genome.start(problem.placer.catalogue, start);
        }
    }
    let mut growth = growth_at_platform(problem, &genome, start, widening, occupancy, rng)?;
    growth.energy = energy(operation, &growth);
    if rng.random_range(0..2) == 0 {
        growth.lay_level(rng.random_range(1..4));
    }
    grow(problem, operation, &mut growth, rng)?;
    let (joint, bounds) = (growth.joint, growth.bounds);
    genome.track = growth.track;
    if form.is_circuit() {
        let rear = genome.rear(problem.placer.catalogue, start);
        let goal = TrackJoint { shape: problem.piece_set.station_shape(), pose: rear };
        let home = Closer::new(problem, bounds, EFFORT).connect(joint, goal, occupancy, random_prices(rng))?;
        genome.track.extend(home);
    }
    Some(genome).filter(|genome| genome.keeps_locked(&problem.limits))
}

/// Lays a lift where one is needed, the stretch that must stay, the required pieces and random ones; `None` if there is no
/// room for the lift or the stretch.
fn grow(problem: &Problem, operation: Operation, growth: &mut Growth, rng: &mut ChaCha8Rng) -> Option<()> {
    if needs_lift(problem, operation) {
        let slopes = rng.random_range(lift_slopes(problem));
        let steep = rng.random_range(0..2) == 0;
        if slopes > 0 && !growth.climb(slopes, steep, rng) {
            return None;
        }
    }
    if !growth.lay_stretch(&problem.limits.locked, rng) {
        return None;
    }
    for &id in &problem.limits.required {
        if let Some((way, shape)) = problem.piece_set.place_of(id) {
            growth.figure_of(way, shape, rng);
        }
    }
    growth.walk(rng.random_range(walk_length(problem)), rng);
    Some(())
}

/// Whether the ground is small. Then some first designs do without a lift or a walk: the speed of the platform may do for a
/// lap, and the way home fill the ground.
fn is_small(problem: &Problem) -> bool {
    const SMALL: i32 = 60;
    problem.most_tiles() < SMALL
}

/// How many slope pieces a first lift has: a few more than the ground is wide, since it may turn.
fn lift_slopes(problem: &Problem) -> std::ops::Range<usize> {
    const HIGHEST: i32 = 18;
    let highest = (problem.most_tiles() / 3).clamp(4, HIGHEST) as usize;
    let least = if is_small(problem) { 0 } else { highest / 6 };
    least..highest
}

/// How many pieces a first design has after its lift: as many as limits ask for, and no more than there is ground for.
fn walk_length(problem: &Problem) -> std::ops::Range<usize> {
    const TILES_PER_PIECE: i32 = 3;
    let room = (problem.most_tiles() / TILES_PER_PIECE).max(4) as usize;
    let most = 50.max(problem.limits.pieces.0).min(problem.limits.pieces.1).min(room);
    let least = if is_small(problem) { 0 } else { most / 5 };
    least..most + 1
}

/// The track behind a platform: grown away from it as if driven backwards, and turned round.
fn initial_tail(
    problem: &Problem,
    genome: &Genome,
    start: Pose,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Vec<Element>> {
    let turned = genome.place.map(|place| place.turned(genome.station).pose(start.z));
    let mut growth = growth_at_platform(problem, genome, turned.unwrap_or(start), 0, occupancy, rng)?;
    if genome.operation.mode == Mode::REVERSE_INCLINE_SHUTTLE {
        let slopes = rng.random_range(lift_slopes(problem));
        if !growth.climb(slopes, false, rng) {
            return None;
        }
    } else {
        growth.energy = energy(genome.operation, &growth);
        growth.walk(rng.random_range(3..12), rng);
    }
    let turned = growth.track.iter().map_while(|element| problem.piece_set.reversed(element));
    let mut tail: Vec<Element> = turned.collect();
    tail.reverse();
    Some(tail)
}

/// A growing end at the platform's front, with all that stands in the way.
fn growth_at_platform<'b>(
    problem: &'b Problem<'b>,
    genome: &Genome,
    start: Pose,
    widening: i32,
    occupancy: &'b mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Growth<'b, 'b>> {
    let placed = lay_out(problem.placer.catalogue, &genome.elements(), start).ok()?;
    occupancy.clear();
    placed.iter().try_for_each(|piece| Ground::of(problem).occupy(piece, occupancy))?;
    let front = *genome.joints(problem.placer.catalogue, &problem.piece_set, start).last()?;
    let bounds = Ground::of(problem).pick_ground(&placed, widening, rng)?;
    Ground::of(problem).reserve_entrances(&genome.platform_in(&placed), &placed, &bounds, occupancy);
    Some(Growth::new(problem, occupancy, bounds, front))
}

/// Height that the train is expected to reach after the platform.
fn energy(operation: Operation, growth: &Growth) -> i32 {
    let launch = i32::from(operation.launch_speed);
    if operation.mode.is_launched() {
        growth.joint.pose.z.0 * 8 + LAUNCH_HEIGHT * launch * launch
    } else {
        i32::MAX / 2
    }
}

/// Whether a chain has to lift the train first.
fn needs_lift(problem: &Problem, operation: Operation) -> bool {
    let can = problem.piece_set.may_chain(&Element::new(PieceId::UP_25));
    can && !operation.mode.is_launched() && operation.mode != Mode::REVERSE_INCLINE_SHUTTLE
}
