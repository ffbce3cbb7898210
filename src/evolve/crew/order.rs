//! What the process of rank 0 has the others do, generation by generation.

use serde::{Deserialize, Serialize};

use super::{Crew, CrewError};
use crate::checksum;
use crate::evolve::checkpoint::Checkpoint;
use crate::evolve::evolution::Evolution;

/// Generations between two comparisons of what the processes have come to, apart from the first ones.
const PERIOD: u32 = 64;

/// A search that processes are to take up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// Where it is.
    pub checkpoint: Checkpoint,
    /// The park that it builds in, if it is not flat land.
    pub park: Option<ParkBytes>,
}

/// A file that holds a park.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkBytes {
    /// Its name, whose ending tells what it is.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What rank 0 has the others do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Order {
    /// Take up a search, with a number of threads.
    TakeUp(Box<Brief>, Option<u16>),
    /// Breed a generation.
    Advance,
    /// Go home.
    End,
}

/// What a process gives between two generations.
#[derive(Serialize, Deserialize)]
struct Beat<O> {
    /// The order, from rank 0.
    order: Option<O>,
    /// A checksum of what the search has come to, now and then.
    state: Option<u64>,
    /// Why it cannot do what rank 0 wanted.
    unable: Option<String>,
}

/// Gives an order to all others.
pub(super) fn give(crew: &dyn Crew, order: &Order, evolution: Option<&Evolution>) -> Result<(), CrewError> {
    exchange(crew, Beat { order: Some(order), state: state(evolution), unable: None }, evolution).map(drop)
}

/// Hears the order of rank 0.
pub(super) fn hear(crew: &dyn Crew, evolution: Option<&Evolution>) -> Result<Order, CrewError> {
    exchange(crew, Beat { order: None, state: state(evolution), unable: None }, evolution)
}

/// Tells all others why this process cannot do what rank 0 wanted.
pub(super) fn decline(crew: &dyn Crew, reason: String) -> Result<Order, CrewError> {
    exchange(crew, Beat { order: None, state: None, unable: Some(reason) }, None)
}

/// A checksum of what a search has come to, where that is to be compared.
fn state(evolution: Option<&Evolution>) -> Option<u64> {
    evolution.filter(|evolution| is_due(evolution.generation)).map(checksum::of_value)
}

fn exchange(crew: &dyn Crew, mine: Beat<&Order>, evolution: Option<&Evolution>) -> Result<Order, CrewError> {
    let beats = crew.gather(&postcard::to_allocvec(&mine).unwrap_or_default())?;
    let read = |(rank, bytes): (usize, &Vec<u8>)| postcard::from_bytes(bytes).map_err(|_| CrewError::Garbled(rank));
    let mut beats = beats.iter().enumerate().map(read).collect::<Result<Vec<Beat<Order>>, _>>()?;
    for (rank, beat) in beats.iter_mut().enumerate() {
        if let Some(reason) = beat.unable.take() {
            return Err(CrewError::Unable { rank, reason });
        }
    }
    let first = beats.first_mut().ok_or(CrewError::Garbled(0))?;
    let (order, state) = (first.order.take(), first.state);
    // Rank 0 says when to compare.
    let parted = beats.iter().position(|beat| state.is_some() && beat.state != state);
    if let (Some(rank), Some(Evolution { generation, .. })) = (parted, evolution) {
        return Err(CrewError::Parted { rank, generation: *generation });
    }
    order.ok_or(CrewError::Garbled(0))
}

/// Whether what the processes have come to is compared before the next generation: soon, where they run different programs.
const fn is_due(generation: u32) -> bool {
    generation < 3 || generation.is_multiple_of(PERIOD)
}
