//! The process that leads.

use std::cell::{Cell, RefCell};

use super::greeting::greet;
use super::order::{Order, give};
use super::{Brief, Crew, CrewError};
use crate::evolve::evolution::Evolution;
use crate::evolve::problem::Problem;

/// What the process of rank 0 holds: through it, a search advances in all processes.
pub struct Lead<'a> {
    crew: &'a dyn Crew,
    /// Threads of each process; all cores that it may use unless a number is given.
    threads: Cell<Option<u16>>,
    /// Why the crew has broken up, after which no order is heard.
    broken: RefCell<Option<CrewError>>,
}

impl<'a> Lead<'a> {
    /// Leads a crew whose other processes [`follow`](super::follow).
    ///
    /// # Errors
    /// When a process runs another program, or is lost.
    pub fn new(crew: &'a dyn Crew) -> Result<Self, CrewError> {
        greet(crew)?;
        Ok(Self { crew, threads: Cell::default(), broken: RefCell::default() })
    }

    /// Whether there are no others.
    pub fn is_alone(&self) -> bool {
        self.crew.size() == 1
    }

    /// Wants a number of threads in each process that takes up a search from now on, or all cores that it may use.
    pub fn want_threads(&self, threads: Option<u16>) {
        self.threads.set(threads);
    }

    /// Has the others take up a search where it is, before it advances and whenever it was changed other than by
    /// [`Lead::advance`].
    ///
    /// # Errors
    /// When a process is lost, or was before.
    pub fn brief(&self, brief: Brief) -> Result<(), CrewError> {
        self.order(&Order::TakeUp(Box::new(brief), self.threads.get()), None)
    }

    /// Breeds a generation with the others, who have taken up the search.
    ///
    /// # Errors
    /// When a process is lost, cannot take part, or holds another search than this. The search is then of no use.
    pub fn advance(&self, problem: &Problem, evolution: &mut Evolution) -> Result<(), CrewError> {
        self.order(&Order::Advance, Some(evolution))?;
        self.noted(evolution.advance_with(problem, self.crew))
    }

    /// Sends the others home, unless the crew has broken up.
    ///
    /// # Errors
    /// When a process is lost.
    pub fn end(self) -> Result<(), CrewError> {
        if self.broken.borrow().is_some() { Ok(()) } else { self.order(&Order::End, None) }
    }

    fn order(&self, order: &Order, evolution: Option<&Evolution>) -> Result<(), CrewError> {
        if self.is_alone() {
            return Ok(());
        }
        if let Some(error) = &*self.broken.borrow() {
            return Err(error.clone());
        }
        self.noted(give(self.crew, order, evolution))
    }

    fn noted(&self, result: Result<(), CrewError>) -> Result<(), CrewError> {
        if let Err(error) = &result {
            self.broken.replace(Some(error.clone()));
        }
        result
    }
}
