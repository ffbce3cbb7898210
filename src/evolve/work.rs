//! The work of a generation, shared among threads and processes.

use std::convert::Infallible;

use rayon::prelude::*;

use crate::layout::Occupancy;

use super::crew::{Alone, Crew, CrewError};
use super::individual::Individual;
use super::problem::Problem;

/// Those who do the work of a generation.
pub(super) trait Workers {
    /// Why they cannot.
    type Error;

    /// What comes of each of a number of places, in their order.
    fn share(
        &self,
        problem: &Problem,
        places: usize,
        each: impl Fn(usize, &mut Occupancy) -> Option<Individual> + Sync + Send,
    ) -> Result<Vec<Option<Individual>>, Self::Error>;
}

impl Workers for Alone {
    type Error = Infallible;

    fn share(
        &self,
        problem: &Problem,
        places: usize,
        each: impl Fn(usize, &mut Occupancy) -> Option<Individual> + Sync + Send,
    ) -> Result<Vec<Option<Individual>>, Infallible> {
        Ok(in_parallel(problem, (0..places).collect(), each))
    }
}

/// A process does every place whose number, divided by that of the processes, leaves its rank.
impl Workers for dyn Crew + '_ {
    type Error = CrewError;

    fn share(
        &self,
        problem: &Problem,
        places: usize,
        each: impl Fn(usize, &mut Occupancy) -> Option<Individual> + Sync + Send,
    ) -> Result<Vec<Option<Individual>>, CrewError> {
        let (rank, size) = (self.rank(), self.size());
        let of_rank = |rank| (rank..places).step_by(size);
        let mine = in_parallel(problem, of_rank(rank).collect(), each);
        if size == 1 {
            return Ok(mine);
        }
        let gathered = self.gather(&postcard::to_allocvec(&mine).unwrap_or_default())?;
        let mut done = vec![None; places];
        for (rank, bytes) in gathered.iter().enumerate() {
            let born: Vec<Option<Individual>> = postcard::from_bytes(bytes).map_err(|_| CrewError::Garbled(rank))?;
            if born.len() != of_rank(rank).len() {
                return Err(CrewError::Garbled(rank));
            }
            for (place, one) in of_rank(rank).zip(born) {
                done[place] = one;
            }
        }
        Ok(done)
    }
}

/// What comes of each of some places, in their order, on however many threads.
pub(super) fn in_parallel(
    problem: &Problem,
    places: Vec<usize>,
    each: impl Fn(usize, &mut Occupancy) -> Option<Individual> + Sync + Send,
) -> Vec<Option<Individual>> {
    places
        .into_par_iter()
        // Some takes a hundred times as long as other, so each thread takes one piece at a time.
        .with_max_len(1)
        .map_init(|| Occupancy::new(problem.placer.site.map), |occupancy, place| each(place, occupancy))
        .collect()
}
