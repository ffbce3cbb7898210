//! First designs: a platform, a lift or a launch, a walk, and the way home.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::{Mode, PieceId};
use crate::design::Element;
use crate::layout::{Occupancy, Pose, lay_out};

use super::growth::{Growth, random_prices};
use crate::evolve::genome::operation::{Operation, platform_for};
use crate::evolve::genome::{Genome, TrackJoint};
use crate::evolve::problem::Problem;

/// Joints that the closer of a first design looks at.
const EFFORT: usize = 1500;
/// Height in eighths of a z unit that a launch gives per square of its speed.
const LAUNCH_HEIGHT: i32 = 4;

impl Problem<'_> {
    /// A first design; `None` when this attempt did not find home. `beyond` is by how many tiles the ground that limits
    /// allow is widened, for when nothing fits within.
    pub fn initial_genome(&self, beyond: i32, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Genome> {
        let form = self.pick_form(rng)?;
        let operation = self.pick_operation(form.mode, rng);
        let platform = platform_for(self.vehicle(operation), operation.cars);
        let station = self.limits.station.unwrap_or(platform);
        let mut genome = Genome { station, track: Vec::new(), tail: Vec::new(), circuit: form.circuit, operation };
        let start = self.rear(self.placer.site.surface);
        if !form.circuit && form.mode != Mode::LIM_POWERED_LAUNCH {
            genome.tail = self.initial_tail(&genome, start, occupancy, rng)?;
        }
        let mut growth = self.growth_at_platform(&genome, start, beyond, occupancy, rng)?;
        growth.energy = self.energy(operation, &growth);
        if rng.random_range(0..2) == 0 {
            growth.lay_level(rng.random_range(1..4));
        }
        if self.needs_lift(operation) {
            let slopes = rng.random_range(self.lift_slopes());
            let steep = rng.random_range(0..2) == 0;
            if !growth.climb(slopes, steep, rng) {
                return None;
            }
        }
        for &id in &self.limits.required {
            if let Some((way, shape)) = self.piece_set.place_of(id) {
                growth.figure_of(way, shape, rng);
            }
        }
        growth.walk(rng.random_range(self.walk_length()), rng);
        let (joint, bounds) = (growth.joint, growth.bounds);
        genome.track = growth.track;
        if form.circuit {
            let rear = genome.rear(self.placer.catalogue, start);
            let goal = TrackJoint { shape: self.piece_set.station_shape(), pose: rear };
            let home = self.closer(bounds, EFFORT).connect(joint, goal, occupancy, random_prices(rng))?;
            genome.track.extend(home);
        }
        Some(genome)
    }

    /// How many slope pieces a first lift has: a few more than the ground is wide, since it may turn.
    fn lift_slopes(&self) -> std::ops::Range<usize> {
        const HIGHEST: i32 = 18;
        let (width, length) = self.limits.footprint;
        let tiles = self.limits.tiles.unwrap_or(i32::MAX).min(width * length);
        let highest = HIGHEST.min(tiles / 3).max(4) as usize;
        highest / 6..highest
    }

    /// How many pieces a first design strolls: as many as limits ask for, and no more than there is ground for.
    fn walk_length(&self) -> std::ops::Range<usize> {
        const TILES_PER_PIECE: i32 = 3;
        let (width, length) = self.limits.footprint;
        let tiles = self.limits.tiles.unwrap_or(i32::MAX).min(width * length);
        let room = (tiles / TILES_PER_PIECE).max(4) as usize;
        let most = 50.max(self.limits.pieces.0).min(self.limits.pieces.1).min(room);
        most / 5..most + 1
    }

    /// The track behind a platform: grown away from it as if driven backwards, and turned round.
    fn initial_tail(
        &self,
        genome: &Genome,
        start: Pose,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        let mut growth = self.growth_at_platform(genome, start, 0, occupancy, rng)?;
        if genome.operation.mode == Mode::REVERSE_INCLINE_SHUTTLE {
            let slopes = rng.random_range(self.lift_slopes());
            if !growth.climb(slopes, false, rng) {
                return None;
            }
        } else {
            growth.energy = self.energy(genome.operation, &growth);
            growth.walk(rng.random_range(3..12), rng);
        }
        let turned = growth.track.iter().map_while(|element| self.piece_set.reversed(element));
        let mut tail: Vec<Element> = turned.collect();
        tail.reverse();
        Some(tail)
    }

    /// A growing end at the platform's front, with all that stands in the way.
    fn growth_at_platform<'b>(
        &'b self,
        genome: &Genome,
        start: Pose,
        beyond: i32,
        occupancy: &'b mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Growth<'b, 'b>> {
        let placed = lay_out(self.placer.catalogue, &genome.elements(), start).ok()?;
        occupancy.clear();
        placed.iter().try_for_each(|piece| self.take(piece, occupancy))?;
        let front = *genome.joints(self.placer.catalogue, &self.piece_set, start).last()?;
        let bounds = self.pick_ground(&placed, beyond, rng)?;
        self.reserve_entrances(&genome.platform_in(&placed), &placed, &bounds, occupancy);
        Some(Growth::new(self, occupancy, bounds, front))
    }

    /// Height that the train is expected to come to from the platform on.
    fn energy(&self, operation: Operation, growth: &Growth) -> i32 {
        let launch = i32::from(operation.launch_speed);
        if operation.mode.is_launched() {
            growth.joint.pose.z.0 * 8 + LAUNCH_HEIGHT * launch * launch
        } else {
            i32::MAX / 2
        }
    }

    /// Whether a chain has to lift the train first.
    fn needs_lift(&self, operation: Operation) -> bool {
        let can = self.piece_set.may_chain(&Element::new(PieceId::UP_25));
        can && !operation.mode.is_launched() && operation.mode != Mode::REVERSE_INCLINE_SHUTTLE
    }

    /// The shortest platform that holds a train of the search's first vehicle.
    pub fn platform_for(&self, cars: u8) -> u8 {
        platform_for(self.placer.vehicle, cars)
    }
}
