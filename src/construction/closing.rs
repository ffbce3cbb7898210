//! The way home, found by the closer of the search.

use crate::design::Element;
use crate::evolve::{Closer, Ground};

use super::coaster::Construction;

impl Construction<'_> {
    /// Lays the shortest way back to the platform that is found while so many joints are looked at; how many pieces were
    /// laid. `None` leaves everything as it was.
    pub fn close(&mut self, effort: usize) -> Option<usize> {
        if self.is_closed() {
            return Some(0);
        }
        let home = self.way_home(effort)?;
        let before = self.laid();
        for element in home {
            if self.lay(element).is_err() {
                while self.laid() > before {
                    self.take_back();
                }
                return None;
            }
        }
        Some(self.laid() - before)
    }

    fn way_home(&self, effort: usize) -> Option<Vec<Element>> {
        let mut taken = self.occupancy.clone();
        self.doors.iter().for_each(|door| taken.occupy(&door.block()));
        let bounds = Ground::of(&self.problem).bounds(&self.placed);
        Closer::new(&self.problem, bounds, effort).connect(self.end(), self.goal, &taken, |_| 0)
    }
}
