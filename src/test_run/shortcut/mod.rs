//! What a test run skips because it changes nothing. The rules know nothing of it: they call a [`Pace`].
//!
//! Most ticks of most cars are alike: nothing but gravity acts on them. So a car rolls over many sub-positions at once
//! ([`roll`]), a train whose way ahead is plain cruises without asking what could happen to it ([`cruise`]), and two
//! trains that are far apart do not look out for each other ([`clearance`]). A car that rolls evenly is not moved at
//! all until somebody asks where it is: it lags behind its train, whose odometer says how far it has to catch up.

mod clearance;
mod cruise;
mod roll;

use std::ops::Range;

use crate::catalogue::PieceId;
use crate::path::{Path, PathPiece, STEP_LIMIT, UpStop};

use super::motion::{Motion, Report};
use super::pace::Pace;
use super::simulation::Simulation;
use super::train;
use super::walk::Gathered;
use clearance::Clearance;
use cruise::Cruise;

type Run<'a> = Simulation<'a, Shortcuts>;
type Car = train::Car<CarNotes>;

/// The shortcuts that a path allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcuts {
    /// Whether there are reversers, which move cars on other pieces.
    has_reverser: bool,
    /// Whether some cars leap over pieces that they have no path through.
    leaps: bool,
    /// Whether cars spin.
    spins: bool,
    /// Whether a train can leave the track.
    can_derail: bool,
    /// Whether trains have motors, or water holds them back.
    is_driven: bool,
}

/// What is known of a train.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TrainNotes {
    /// Distance run forwards in all, by which cars that lag know how far they have to catch up.
    odometer: i64,
    /// Reading of the odometer at the end of the tick.
    arrival: i64,
    /// Distance run in all, forwards and backwards.
    travelled: i64,
    /// How far the train can run before it may meet another.
    clearance: Option<Clearance>,
    /// Its way ahead while it cruises.
    cruise: Cruise,
    /// Whether its last tick before a closed block changed nothing.
    stands_at_block: bool,
}

/// What is known of a car.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CarNotes {
    /// The odometer of the train when the car was last moved.
    odometer: i64,
    /// Reading of the odometer below which gravity stays the same, while the train cruises.
    steady_to: i64,
}

impl Pace for Shortcuts {
    type TrainNotes = TrainNotes;
    type CarNotes = CarNotes;

    fn new(path: &Path) -> Self {
        let kinds = &path.trains.kinds;
        let has_motor = kinds.iter().any(|kind| kind.motor.is_some());
        let has_splash = path.pieces.iter().any(|piece| piece.id == PieceId::WATER_SPLASH);
        Self {
            has_reverser: path.pieces.iter().any(PathPiece::displaces),
            leaps: path.trains.has_reverser_cars() && path.pieces.iter().any(|piece| !piece.id.has_reverser_path()),
            spins: kinds.iter().any(|kind| kind.spinner.is_some()),
            can_derail: kinds.iter().any(|kind| kind.up_stop != UpStop::Held),
            is_driven: has_motor || has_splash || path.trains.water_channel,
        }
    }

    #[inline]
    fn can_derail(&self) -> bool {
        self.can_derail
    }

    #[inline]
    fn can_spin(&self) -> bool {
        self.spins
    }

    #[inline]
    fn is_driven(&self) -> bool {
        self.is_driven
    }

    #[inline]
    fn skip_tick(run: &mut Run, train: usize) -> bool {
        run.cruise_on(train) || run.is_at_rest(train)
    }

    #[inline]
    fn move_train(run: &mut Run, motion: &mut Motion) -> Option<i32> {
        run.cruise(motion)
    }

    #[inline]
    fn move_cars(run: &mut Run, cars: Range<usize>, motion: &mut Motion) -> usize {
        run.roll_cars(cars, motion)
    }

    #[inline]
    fn step_on(run: &mut Run, car: usize, motion: &Motion, gathered: &mut Gathered) -> bool {
        run.cars[car].only_steps(car, motion) && run.cars[car].step_on(run.path, gathered)
    }

    #[inline]
    fn step_once(run: &mut Run, car: usize) -> bool {
        run.cars[car].step_once(run.path)
    }

    #[inline]
    fn step_back(run: &mut Run, car: usize, motion: &Motion, gathered: &mut Gathered) -> bool {
        run.cars[car].only_steps(car, motion) && run.cars[car].step_back(run.path, gathered)
    }

    #[inline]
    fn has_room(run: &mut Run, train: usize, velocity: i32, distance: i32) -> bool {
        run.has_room(train, velocity, distance)
    }

    fn pushes(run: &mut Run, train: usize) -> i32 {
        let pushes = run.free_pushes(train).max(1);
        run.trains[train].notes.cruise.end();
        pushes
    }

    #[inline]
    fn before_motion(run: &mut Run, motion: &Motion) {
        let notes = &mut run.trains[motion.train].notes;
        let distance = i64::from(motion.distance);
        notes.travelled += distance.abs();
        notes.arrival = notes.odometer + distance.max(0);
    }

    #[inline]
    fn before_cars(run: &mut Run, motion: &Motion) {
        run.trains[motion.train].notes.cruise.end();
        Self::catch_up(run, motion.train);
    }

    #[inline]
    fn after_car(run: &mut Run, car: usize, motion: &Motion) {
        run.cars[car].notes.odometer = run.trains[motion.train].notes.arrival;
    }

    #[inline]
    fn after_cars(run: &mut Run, motion: &Motion) {
        let notes = &mut run.trains[motion.train].notes;
        notes.odometer = notes.arrival;
        if motion.velocity >= 0 {
            run.begin_cruise(motion.train, motion.distance);
        }
    }

    #[inline]
    fn after_travel(run: &mut Run, train: usize, before: (i32, i32), report: &Report) {
        let waits = run.block_mode && report.closed_block && !run.pace.spins && run.cable_lift.is_none();
        let state = &mut run.trains[train];
        let stands = (state.velocity, state.acceleration) == before && state.velocity == 0 && !state.held;
        state.notes.stands_at_block = waits && stands;
    }

    fn after_neighbours_changed(run: &mut Run) {
        run.trains.iter_mut().for_each(|train| train.notes.clearance = None);
    }

    #[inline]
    fn catch_up_car(run: &mut Run, car: usize) {
        let odometer = run.trains[run.cars[car].train].notes.odometer;
        run.cars[car].catch_up(run.path, odometer);
    }

    #[inline]
    fn catch_up(run: &mut Run, train: usize) {
        let train = &run.trains[train];
        for car in &mut run.cars[train.cars()] {
            car.catch_up(run.path, train.notes.odometer);
        }
    }
}

impl Run<'_> {
    /// Whether a train stands before a block that is not free as it did in the tick before: nothing changes then.
    fn is_at_rest(&self, train: usize) -> bool {
        let state = &self.trains[train];
        state.notes.stands_at_block && state.velocity == 0 && self.closed[self.cars[state.first].piece]
    }

    /// How many pushes come to the same as one long push: the lead car comes to no piece that could stop the train,
    /// and no car behind it can be barred.
    fn free_pushes(&self, train: usize) -> i32 {
        let state = &self.trains[train];
        let unlike = |car: &Car| car.inverted != self.path.pieces[car.piece].inverted;
        if !self.path.is_unbroken || self.pace.spins || state.held || self.cars[state.cars()].iter().any(unlike) {
            return 0;
        }
        let lead = &self.cars[state.first];
        let reach = self.path.distance_before_stop(lead.piece, lead.node) - lead.remaining;
        (reach + STEP_LIMIT - 1) / STEP_LIMIT
    }
}
