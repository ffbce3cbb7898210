//! Trains that leave the track or run into another (rules: physics 12, surroundings 7.2).

use crate::layout::{Layout, PlacedBlock};
use crate::path::Place;
use crate::quantity::{Height, MapPoint, TILE, Velocity};
use crate::site::{Land, Site};

use super::motion::{Barrier, Report};
use super::pace::Pace;
use super::simulation::Simulation;
use super::train::State;

/// Why a train crashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrashCause {
    /// It ran off an end of the track.
    TrackEnd,
    /// The next piece does not fit in slope, bank or inversion, or cannot be entered this way round.
    Misfit,
    /// Its lead car, which nothing holds down, left the track.
    Derailed,
    /// It met another train.
    Collision {
        /// Index of the other train.
        other: usize,
        /// Difference of velocity.
        difference: Velocity,
    },
}

/// Where and why the first train to crash did so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crash {
    /// Ticks since the start of the test, this one included. The ride counts as crashed when the first car hits
    /// something, which may be later.
    pub tick: u32,
    /// Index of the train.
    pub train: usize,
    /// The car, counted from the front of its train.
    pub car: usize,
    /// Index of the piece the car was on.
    pub piece: usize,
    /// Velocity of the train.
    pub velocity: Velocity,
    /// Why.
    pub cause: CrashCause,
}

/// What falls, and what it can hit.
#[derive(Debug, Clone, Default)]
pub(super) struct Wreckage {
    cars: Vec<Wreck>,
    /// The ride's own track, entrances and exits.
    solids: Vec<PlacedBlock>,
}

#[derive(Debug, Clone, Copy)]
struct Wreck {
    car: usize,
    /// World units per tick along the axes, times 256.
    speed: [i16; 3],
    /// Whether it has been clear of everything since it left the track.
    is_clear: bool,
    /// Where its piece lies, as far as the measurement can tell: the game keeps the speed of the last tick there.
    piece_place: Place,
}

/// Horizontal directions of a crash by half the yaw.
const DIRECTIONS: [(i32, i32); 16] = [
    (-256, 0),
    (-236, 98),
    (-181, 181),
    (-98, 236),
    (0, 256),
    (98, 236),
    (181, 181),
    (236, 98),
    (256, 0),
    (236, -98),
    (181, -181),
    (98, -236),
    (0, -256),
    (-98, -236),
    (-181, -181),
    (-236, -98),
];
const FALL: i16 = 20;
/// A car at most this far below the ground has hit it.
const GROUND_DEPTH: i32 = 20;
const LOWEST: i32 = 16;

impl<P: Pace> Simulation<'_, P> {
    /// The lead car leaves the track.
    pub(super) fn derail(&mut self, train: usize, report: &Report) {
        let lead = self.trains[train].first;
        self.note_crash(train, (lead, self.cars[lead].piece), report.velocity, CrashCause::Derailed);
        self.leave_track(train);
    }

    /// The train runs off the end of the track.
    pub(super) fn run_off(&mut self, train: usize, report: &Report) {
        if let Some(Barrier { car, piece, is_end }) = report.barred {
            let cause = if is_end { CrashCause::TrackEnd } else { CrashCause::Misfit };
            self.note_crash(train, (car, piece), report.velocity, cause);
        }
        self.leave_track(train);
    }

    /// The train runs into another: the ride has crashed at once.
    pub(super) fn collide(&mut self, train: usize, (other, difference): (usize, i32), report: &Report) {
        let state = &mut self.trains[train];
        state.set_state(State::Crashed);
        state.velocity = 0;
        let front = if report.velocity < 0 { state.last() } else { state.first };
        let cause = CrashCause::Collision { other, difference: Velocity(difference) };
        self.note_crash(train, (front, self.cars[front].piece), report.velocity, cause);
        self.crashed = true;
    }

    fn note_crash(&mut self, train: usize, (car, piece): (usize, usize), velocity: i32, cause: CrashCause) {
        let velocity = Velocity(velocity);
        let car = car - self.trains[train].first;
        self.crash.get_or_insert(Crash { tick: self.tick + 1, train, car, piece, velocity, cause });
    }

    /// Every car flies on as it left the track. The game adds a random scatter of up to eight parts in 256 per axis,
    /// which is left out here.
    fn leave_track(&mut self, train: usize) {
        P::catch_up(self, train);
        let impulse = self.trains[train].velocity >> 10;
        let pitches = &self.layout.catalogue.car_angles().pitches;
        if self.wreckage.solids.is_empty() {
            self.wreckage.solids = solids(self.layout);
        }
        for car in self.trains[train].cars() {
            let stance = self.path.courses().step(self.cars[car].node);
            let (dx, dy) = DIRECTIONS[usize::from(stance.yaw / 2) % DIRECTIONS.len()];
            let (level, rise) = pitches.get(usize::from(stance.pitch)).map_or((0, 0), |code| (code.cosine, code.sine));
            let part = |share: i32| (share.wrapping_mul(impulse) >> 8) as i16;
            let along = |axis: i32| part((axis * (level >> 15)) >> 16);
            let speed = [along(dx), along(dy), part(rise >> 23)];
            self.cars[car].displaced_to = Some(self.place(car));
            self.wreckage.cars.push(Wreck { car, speed, is_clear: false, piece_place: [0; 3] });
        }
        self.trains[train].set_state(State::Crashing);
        self.trains[train].velocity = 0;
        P::after_neighbours_changed(self);
    }

    /// Where the piece of a car lies that has left the track, as the measurement sees it. It changes from tick to tick,
    /// so that the piece the car was on counts as entered again and again (rules: physics 12).
    pub(super) fn piece_of_wreck(&self, car: usize) -> Place {
        let wreck = self.wreckage.cars.iter().find(|wreck| wreck.car == car);
        wreck.map_or([0; 3], |wreck| wreck.piece_place)
    }

    /// Moves the cars of a train that has left the track; the first to hit something makes the ride a crashed one.
    pub(super) fn fall(&mut self, train: usize) {
        for index in 0..self.wreckage.cars.len() {
            let wreck = self.wreckage.cars[index];
            if self.cars[wreck.car].train == train {
                self.wreckage.cars[index] = self.fall_once(wreck);
            }
        }
    }

    fn fall_once(&mut self, mut wreck: Wreck) -> Wreck {
        let place = self.place(wreck.car);
        let in_solid = self.is_in_solid(place);
        if (in_solid && wreck.is_clear) || self.is_in_ground(place) {
            self.crashed = true;
            return wreck;
        }
        if in_solid && wreck.speed.iter().all(|&speed| speed >> 8 == 0) {
            // Without scatter it would rest in the track for ever; the scatter makes it sink, by the least there is.
            wreck.speed[2] = -1;
        }
        wreck.is_clear |= !in_solid;
        wreck.piece_place = wreck.speed.map(|speed| i32::from(speed) << 8);
        let moved: Place = std::array::from_fn(|axis| place[axis] + i32::from(wreck.speed[axis] >> 8));
        if !Site::has_room_at(MapPoint::new(moved[0], moved[1])) {
            self.crashed = true;
            return wreck;
        }
        self.cars[wreck.car].displaced_to = Some(moved);
        if wreck.is_clear {
            wreck.speed[2] = wreck.speed[2].wrapping_sub(FALL);
        }
        wreck
    }

    /// Whether something stands at a place that a car can hit.
    fn is_in_solid(&self, [x, y, z]: Place) -> bool {
        let (point, z) = (MapPoint::new(x, y), Height(z));
        let quarter = quarter_of(point);
        let tile = point.tile();
        let is_own = |block: &PlacedBlock| {
            block.at == tile.corner() && (block.base..block.top).contains(&z) && block.quarters & quarter != 0
        };
        let mut others = self.layout.others_on(tile);
        self.wreckage.solids.iter().any(is_own)
            || others.any(|other| (other.base..other.clearance).contains(&z) && other.quarters & quarter != 0)
    }

    /// Whether a place lies just below the water or the land.
    fn is_in_ground(&self, [x, y, z]: Place) -> bool {
        let point = MapPoint::new(x, y);
        let is_just_below = |level: Height| (0..=GROUND_DEPTH).contains(&(level.0 - z));
        let hits =
            |land: Land| is_just_below(land.height_at(point)) || land.water != Height(0) && is_just_below(land.water);
        z < LOWEST || self.layout.surroundings.site.land(point.tile()).is_some_and(hits)
    }
}

/// The ride's own track, entrances and exits.
fn solids(layout: &Layout) -> Vec<PlacedBlock> {
    let track = layout.blocks().map(|(_, _, block)| block);
    track.chain(layout.entrances.iter().map(crate::layout::PlacedEntrance::block)).collect()
}

/// The bit of the quarter of its tile that a point lies in.
fn quarter_of(point: MapPoint) -> u8 {
    let is_far = |along: i32| along.rem_euclid(TILE) >= TILE / 2;
    match (is_far(point.x), is_far(point.y)) {
        (true, true) => 1,
        (true, false) => 2,
        (false, false) => 4,
        (false, true) => 8,
    }
}
