//! What a simulation may leave out because it changes nothing.

use std::fmt::Debug;
use std::ops::Range;

use crate::path::Path;

use super::motion::{Motion, Report};
use super::simulation::Simulation;
use super::walk::Gathered;

/// How a simulation gets from tick to tick: in single steps, or over many at once where nothing happens on the way.
///
/// Every method may do the work of the rules in another way, or know beforehand that there is none, and by default does
/// neither: the rules then do it.
/// Whatever a pace does, trains and cars must be where the rules alone would have put them.
pub trait Pace: Clone + Debug {
    /// What the pace remembers of a train.
    type TrainNotes: Clone + Debug + Default + PartialEq;
    /// What the pace remembers of a car.
    type CarNotes: Clone + Debug + Default + PartialEq;

    /// The pace for a path.
    fn new(path: &Path) -> Self;

    /// Whether a train may leave the track somewhere on the path.
    #[inline]
    fn can_derail(&self) -> bool {
        true
    }

    /// Whether cars may spin.
    #[inline]
    fn can_spin(&self) -> bool {
        true
    }

    /// Whether more than gravity, friction and drag may act on a train as a whole.
    #[inline]
    fn is_driven(&self) -> bool {
        true
    }

    /// Does the whole tick of a travelling train to which nothing happens. False, and nothing done, when something may.
    #[inline]
    fn skip_tick(_run: &mut Simulation<'_, Self>, _train: usize) -> bool {
        false
    }

    /// Moves all cars of a train and sums up their accelerations. `None`, and nothing done, when more than gravity may
    /// act on one.
    #[inline]
    fn move_train(_run: &mut Simulation<'_, Self>, _motion: &mut Motion) -> Option<i32> {
        None
    }

    /// Moves cars forwards, front to rear, as long as nothing happens to them but that they go on. Returns the first
    /// car that has not been moved.
    #[inline]
    fn move_cars(_run: &mut Simulation<'_, Self>, cars: Range<usize>, _motion: &mut Motion) -> usize {
        cars.start
    }

    /// Moves a car forwards inside its piece. True when the distance is used up, false when steps are left to take.
    #[inline]
    fn step_on(_run: &mut Simulation<'_, Self>, _car: usize, _motion: &Motion, _gathered: &mut Gathered) -> bool {
        false
    }

    /// Moves a car one step forwards inside its piece. False, and nothing done, when the rules must find its cost.
    #[inline]
    fn step_once(_run: &mut Simulation<'_, Self>, _car: usize) -> bool {
        false
    }

    /// Moves a car backwards inside its piece. True when the distance is used up, false when steps are left to take.
    #[inline]
    fn step_back(_run: &mut Simulation<'_, Self>, _car: usize, _motion: &Motion, _gathered: &mut Gathered) -> bool {
        false
    }

    /// Whether a train that moves by a distance cannot meet another train, nor its own other end.
    #[inline]
    fn has_room(_run: &mut Simulation<'_, Self>, _train: usize, _velocity: i32, _distance: i32) -> bool {
        false
    }

    /// How many of the pushes that place a train in its block can be given as one.
    #[inline]
    fn pushes(_run: &mut Simulation<'_, Self>, _train: usize) -> i32 {
        1
    }

    /// A train is about to move.
    #[inline]
    fn before_motion(_run: &mut Simulation<'_, Self>, _motion: &Motion) {}

    /// The cars of a train are about to be moved one by one.
    #[inline]
    fn before_cars(_run: &mut Simulation<'_, Self>, _motion: &Motion) {}

    /// A car has been moved.
    #[inline]
    fn after_car(_run: &mut Simulation<'_, Self>, _car: usize, _motion: &Motion) {}

    /// The cars of a train have been moved one by one.
    #[inline]
    fn after_cars(_run: &mut Simulation<'_, Self>, _motion: &Motion) {}

    /// A train has travelled for a tick, before which it had a velocity and an acceleration.
    #[inline]
    fn after_travel(_run: &mut Simulation<'_, Self>, _train: usize, _before: (i32, i32), _report: &Report) {}

    /// Trains have other neighbours than before.
    #[inline]
    fn after_neighbours_changed(_run: &mut Simulation<'_, Self>) {}

    /// Puts a car where it is, if the pace has left it behind.
    #[inline]
    fn catch_up_car(_run: &mut Simulation<'_, Self>, _car: usize) {}

    /// Puts all cars of a train where they are, if the pace has left some behind.
    #[inline]
    fn catch_up(_run: &mut Simulation<'_, Self>, _train: usize) {}
}

/// Every car takes every step in its tick: the rules and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stepwise;

impl Pace for Stepwise {
    type TrainNotes = ();
    type CarNotes = ();

    fn new(_path: &Path) -> Self {
        Self
    }
}
