//! The processes that follow.

use crate::catalogue::Catalogue;
use crate::park_file;
use crate::rules::Rules;

use super::greeting::greet;
use super::order::{Order, decline, hear};
use super::{Brief, Crew, CrewError};
use crate::evolve::checkpoint::Checkpoint;
use crate::evolve::evolution::Evolution;
use crate::evolve::problem::Problem;

/// Does what the process of rank 0 wants, until it ends. The process starts its threads when it hears how many rank 0 wants.
///
/// # Errors
/// When a process runs another program, is lost, or has come to something else.
pub fn follow(crew: &dyn Crew, start_threads: impl Fn(Option<u16>)) -> Result<(), CrewError> {
    greet(crew)?;
    let mut order = hear(crew, None)?;
    loop {
        order = match order {
            Order::TakeUp(brief, threads) => {
                start_threads(threads);
                take_up(crew, *brief)?
            }
            Order::Advance => return Err(CrewError::Garbled(0)),
            Order::End => return Ok(()),
        };
    }
}

/// Breeds until rank 0 wants something else.
fn take_up(crew: &dyn Crew, brief: Brief) -> Result<Order, CrewError> {
    let Brief { checkpoint, park } = brief;
    let catalogue = match catalogue(&checkpoint) {
        Ok(catalogue) => catalogue,
        Err(reason) => return decline(crew, reason),
    };
    let park = park.map(|park| park_file::open(&park.bytes, &park.name, &catalogue)).transpose();
    let park = match park {
        Ok(opened) => opened.map(|opened| opened.park),
        Err(error) => return decline(crew, error.to_string()),
    };
    match checkpoint.problem_in(&catalogue, park.as_ref()) {
        Ok(problem) => breed(crew, &problem, checkpoint.evolution),
        Err(error) => decline(crew, error.to_string()),
    }
}

fn catalogue(checkpoint: &Checkpoint) -> Result<Catalogue, String> {
    let rules = Rules::named(&checkpoint.plan.rules).map_err(|error| error.to_string())?;
    Catalogue::under(rules).map_err(|error| error.to_string())
}

fn breed(crew: &dyn Crew, problem: &Problem, mut evolution: Evolution) -> Result<Order, CrewError> {
    loop {
        match hear(crew, Some(&evolution))? {
            Order::Advance => evolution.advance_with(problem, crew)?,
            order => return Ok(order),
        }
    }
}
