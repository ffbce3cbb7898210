//! Searches that other processes take part in.

use std::process::ExitCode;

use super::failure::{Failure, Status};
use super::{interrupt, lot, start_threads};
use crate::evolve::{Brief, Checkpoint, Crew, Lead};

/// Has all other processes take up a search.
pub(super) fn brief(lead: &Lead, checkpoint: &Checkpoint) -> Result<(), Failure> {
    if lead.is_alone() {
        return Ok(());
    }
    let park = checkpoint.plan.lot.as_ref().map(lot::bytes).transpose()?;
    Ok(lead.brief(Brief { checkpoint: checkpoint.clone(), park })?)
}

/// Does what the process of rank 0 wants. What goes wrong is said there.
pub(super) fn follow(crew: &dyn Crew) -> ExitCode {
    // Rank 0 decides what a first Ctrl-C means.
    interrupt::finish_first();
    match crate::evolve::follow(crew, start_threads) {
        Ok(()) => Status::Done.into(),
        Err(error) => Failure::from(error).status().into(),
    }
}
