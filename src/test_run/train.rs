//! Trains and cars on a path (rules: physics 3.3, 5.1).

use crate::catalogue::Course;
use crate::path::{Device, Path, PathPiece, Place};
use crate::quantity::TILE;

/// What a train is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Rolling on to the front of the platform.
    MovingToEndOfStation,
    /// Standing with open restraints, which close because no guests board.
    WaitingForPassengers,
    /// Ready to go once the station lets it.
    WaitingToDepart,
    /// Leaving the platform.
    Departing,
    /// Under way.
    Travelling,
    /// Being braked on the platform.
    Arriving,
    /// Standing while restraints open.
    Unloading,
    /// Standing before a cable lift whose carriage is not there.
    WaitingForCableLift,
    /// Being pulled up by a cable lift.
    TravellingCableLift,
    /// Flying off the track.
    Crashing,
    /// Lying where it came down.
    Crashed,
}

impl State {
    /// The state as the game's traces name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MovingToEndOfStation => "moving_to_end_of_station",
            Self::WaitingForPassengers => "waiting_for_passengers",
            Self::WaitingToDepart => "waiting_to_depart",
            Self::Departing => "departing",
            Self::Travelling => "travelling",
            Self::Arriving => "arriving",
            Self::Unloading => "unloading",
            Self::WaitingForCableLift => "waiting_for_cable_lift",
            Self::TravellingCableLift => "travelling_cable_lift",
            Self::Crashing => "crashing",
            Self::Crashed => "crashed",
        }
    }
}

/// A train. Its cars are `first .. first + count` of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Train<N> {
    /// Index of the lead car.
    pub first: usize,
    /// Number of cars.
    pub count: usize,
    /// Velocity of the lead car.
    pub velocity: i32,
    /// Acceleration of the lead car for the next tick.
    pub acceleration: i32,
    /// Sum of the masses of the cars.
    pub mass: i32,
    /// What the train is doing.
    pub state: State,
    /// Stage within the state.
    pub stage: u8,
    /// Slot of the station it is at or last left.
    pub station: usize,
    /// Stops in a station since it left the waiting state.
    pub laps: u8,
    /// Whether it is the measured train.
    pub measured: bool,
    /// Whether it waits for the trains of adjacent stations.
    pub waits_for_others: bool,
    /// Whether a reverse-incline shuttle has made its lap.
    pub lap_done: bool,
    /// Whether a powered shuttle runs backwards.
    pub powered_reverse: bool,
    /// Ticks of travelling, to detect a lost train.
    pub travel_ticks: u32,
    /// Where it first rolled back since it left a station: tick, and index of the lead car's piece.
    pub rolled_back: Option<(u32, usize)>,
    /// Whether its cars take part in collisions.
    pub collides: bool,
    /// Whether a holding brake has caught it.
    pub held: bool,
    /// Ticks left for which the holding brake stops it.
    pub hold_ticks: u8,
    /// What the pace of the simulation remembers of it.
    pub(super) notes: N,
}

impl<N> Train<N> {
    /// Index of the tail car.
    pub const fn last(&self) -> usize {
        self.first + self.count - 1
    }

    /// The foremost car in the direction of motion.
    pub const fn front(&self, velocity: i32) -> usize {
        if velocity >= 0 { self.first } else { self.last() }
    }

    /// Indices of the cars, lead to tail.
    pub const fn cars(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }

    /// Changes the state and starts its first stage.
    pub const fn set_state(&mut self, state: State) {
        self.state = state;
        self.stage = 0;
    }

    /// Stands still.
    pub const fn stop(&mut self) {
        self.velocity = 0;
        self.acceleration = 0;
    }
}

/// A car.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Car<N> {
    /// Kind, an index into the kinds of the train set; reversers and heartline transfers change it.
    pub kind: usize,
    /// Table of sub-positions it follows.
    pub table: usize,
    /// Train it belongs to.
    pub train: usize,
    /// Piece it is on.
    pub piece: usize,
    /// The course it follows on its piece.
    pub course: Course,
    /// Whether nothing but gravity acts on its piece.
    pub only_gravity: bool,
    /// Whether its piece is part of a platform.
    pub on_station: bool,
    /// Sub-position it is on, an index into the path.
    pub node: usize,
    /// Distance left to walk.
    pub remaining: i32,
    /// Mean acceleration of the sub-positions of this tick.
    pub acceleration: i32,
    /// Where the car is, when that is not where its sub-position lies.
    pub displaced_to: Option<Place>,
    /// Size in a collision.
    pub size: i32,
    /// Mass.
    pub mass: u16,
    /// Whether a chain has it.
    pub on_lift: bool,
    /// Whether it is inverted.
    pub inverted: bool,
    /// Spin.
    pub spin_speed: i16,
    /// Angle of spin.
    pub spin_angle: u8,
    /// Whether it is kept from spinning.
    pub spin_locked: bool,
    /// Restraints, 0 closed to 255 open.
    pub restraints: u8,
    /// What the pace of the simulation remembers of it.
    pub(super) notes: N,
}

impl<N> Car<N> {
    /// Puts the car on a piece; its sub-position is left to be set.
    pub(super) fn enter(&mut self, index: usize, piece: &PathPiece) {
        self.piece = index;
        self.course = piece.courses[self.table];
        self.only_gravity = piece.device == Device::None;
        self.on_station = piece.id.is_arrival();
    }

    /// The sub-position on its piece.
    pub const fn progress(&self) -> usize {
        self.node - self.course.start as usize
    }
}

/// Progress on the end-station piece where cars are created.
const START_PROGRESS: usize = 31;

/// Where in the tile of the end station cars are created, by direction.
const START_PLACE: [(i32, i32); 4] = [(0, 16), (16, TILE - 1), (TILE - 1, 16), (16, 0)];

/// Creates all trains at the front of the start station.
pub(super) fn create<T: Default, C: Default>(path: &Path) -> (Vec<Train<T>>, Vec<Car<C>>) {
    let block_mode = path.settings.mode.is_block_sectioned();
    let mut cars = Vec::new();
    let mut trains = Vec::new();
    let mut remaining = 0;
    for train in 0..path.train_count {
        if block_mode {
            remaining = 0;
        }
        let first = cars.len();
        for position in 0..path.trains.formation.len() {
            let mut car = new_car::<C>(path, position, train);
            let spacing = path.trains.kinds[car.kind].spacing;
            let half = (spacing >> 1) as i32;
            remaining -= half;
            car.remaining = remaining;
            remaining -= half;
            cars.push(car);
        }
        trains.push(new_train(path, first, &cars));
    }
    (trains, cars)
}

fn new_train<T: Default, C>(path: &Path, first: usize, cars: &[Car<C>]) -> Train<T> {
    Train {
        first,
        count: cars.len() - first,
        velocity: 0,
        acceleration: 0,
        mass: cars[first..].iter().map(|car| i32::from(car.mass)).sum(),
        state: State::MovingToEndOfStation,
        stage: 0,
        station: path.start_station,
        laps: 0,
        measured: false,
        waits_for_others: false,
        lap_done: false,
        powered_reverse: false,
        travel_ticks: 0,
        rolled_back: None,
        collides: false,
        held: false,
        hold_ticks: 0,
        notes: T::default(),
    }
}

fn new_car<C: Default>(path: &Path, position: usize, train: usize) -> Car<C> {
    let kind = path.trains.formation[position];
    let facts = &path.trains.kinds[kind];
    let station = &path.pieces[path.start];
    let table = path.trains.table(position) as usize;
    let (dx, dy) = START_PLACE[station.direction.index()];
    let [x, y, z] = station.place;
    let course = station.courses[table];
    Car {
        kind,
        table,
        train,
        piece: path.start,
        course,
        only_gravity: station.device == Device::None,
        on_station: true,
        node: course.nodes().start + START_PROGRESS,
        remaining: 0,
        acceleration: 0,
        // The height of the vehicle above the rail is missing here, so that the first step changes height too.
        displaced_to: Some([x + dx, y + dy, z]),
        size: ((facts.spacing >> 10) & 0xFFFF) as i32,
        mass: path.trains.masses[position],
        on_lift: false,
        inverted: facts.has_inverted_sprites && station.inverted,
        spin_speed: 0,
        spin_angle: 0,
        spin_locked: false,
        restraints: 0,
        notes: C::default(),
    }
}
