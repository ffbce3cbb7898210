//! What the pages and the search share: wishes go one way, what there is to see the other.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::super::options::Options;
use super::super::progress::Stopwatch;
use super::Ground;
use super::blueprint::Blueprint;
use super::board::{Board, Known};

/// Most wishes that wait.
const MAX_WISHES: usize = 64;
/// Cards that are kept; those that were made first go first.
const MAX_CARDS: usize = 1500;
/// Most plans that are kept.
const MAX_PLANS: usize = 64;
/// How long a request waits for a search to take notice of it.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a request waits for something new.
const NEWS: Duration = Duration::from_secs(20);

/// What a person wishes of the search.
#[derive(Debug)]
pub(in crate::cli) enum Wish {
    /// A new search in a folder; where its park has been read, on that ground.
    Begin { root: PathBuf, options: Box<Options>, ground: Option<Ground> },
    /// The search in a folder, paused.
    Open(PathBuf),
    /// Breed on.
    GoOn,
    /// Stop breeding for now.
    Pause,
    /// Write everything down and leave the search.
    Close,
    /// Breed more from this design, or no more than from others.
    Favour { id: String, is_favoured: bool },
    /// Offer this design to the game.
    Send(String),
    /// Take this design out for good.
    Discard(String),
    /// Other limits, another end.
    Change(Box<Options>),
    /// Keep the pieces of a design between two numbers, the first being 0, in every design from now on.
    Lock { id: String, from: usize, to: usize },
    /// Keep no stretch any more.
    Unlock,
    /// The card of a design.
    Card(String),
    /// How to build a design in a direction.
    Plan { id: String, direction: u8 },
}

/// A wish and where its answer goes: nothing, or why it cannot be.
pub(super) struct Asked {
    pub wish: Wish,
    pub answer: Answer,
}

impl Asked {
    /// Answers the first time it is called.
    pub(super) fn answer(&self, answer: Result<(), String>) {
        self.answer.give(answer);
    }
}

/// Where the answer to a wish goes.
pub(super) struct Answer(SyncSender<Result<(), String>>);

impl Answer {
    /// Answers the first time it is called.
    pub(super) fn give(&self, answer: Result<(), String>) {
        // Who asked may have stopped waiting.
        let _ = self.0.try_send(answer);
    }
}

/// The desk between pages and search.
#[derive(Default)]
pub(super) struct Desk {
    inner: Mutex<Inner>,
    /// There is a wish.
    asked: Condvar,
    /// There is something new to see.
    shown: Condvar,
}

#[derive(Default)]
struct Inner {
    wishes: VecDeque<Asked>,
    board: Board,
    cards: BTreeMap<String, Arc<str>>,
    /// Ids of the cards, oldest first.
    made: VecDeque<String>,
    /// How to build designs, by id and direction.
    plans: BTreeMap<(String, u8), Arc<Blueprint>>,
    /// Requests that wait for something new.
    waiting: usize,
    /// Runs since a page or a game looked last.
    looked: Option<Stopwatch>,
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a wish to the search and waits for its answer.
    pub(super) fn ask(&self, wish: Wish) -> Result<(), String> {
        self.hand_in(wish)?.recv_timeout(PATIENCE).unwrap_or_else(|_| Err("the search does not answer".to_owned()))
    }

    fn hand_in(&self, wish: Wish) -> Result<Receiver<Result<(), String>>, String> {
        let (answer, answered) = sync_channel(1);
        let mut inner = self.lock();
        if inner.wishes.len() >= MAX_WISHES {
            return Err("too many wishes wait; try again".to_owned());
        }
        inner.wishes.push_back(Asked { wish, answer: Answer(answer) });
        self.asked.notify_all();
        Ok(answered)
    }

    /// The wishes that have come in; where there are none, waits for one for a time.
    pub(super) fn wishes(&self, patience: Duration) -> Vec<Asked> {
        let inner = self.lock();
        let waited = self.asked.wait_timeout_while(inner, patience, |inner| inner.wishes.is_empty());
        let (mut inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        inner.wishes.drain(..).collect()
    }

    /// Changes what there is to see.
    pub(super) fn show(&self, change: impl FnOnce(&mut Board)) {
        let mut inner = self.lock();
        change(&mut inner.board);
        inner.board.revision += 1;
        self.shown.notify_all();
    }

    /// What a page does not know yet, as JSON; waits a while for it where there is nothing.
    pub(super) fn news(&self, known: &Known) -> String {
        let mut inner = self.lock();
        inner.waiting += 1;
        let is_known = |inner: &mut Inner| known.revision == Some(inner.board.revision);
        let waited = self.shown.wait_timeout_while(inner, NEWS, is_known);
        let (mut inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        inner.waiting -= 1;
        inner.looked = Some(Stopwatch::new(0.0));
        inner.board.news(known)
    }

    /// Notes that a page or a game looks.
    pub(super) fn look(&self) {
        self.lock().looked = Some(Stopwatch::new(0.0));
    }

    /// Seconds since a page or a game looked last; 0 as long as one waits for news.
    pub(super) fn unseen(&self) -> f64 {
        let inner = self.lock();
        let since = inner.looked.as_ref().filter(|_| inner.waiting == 0);
        since.map_or(0.0, Stopwatch::seconds)
    }

    /// Something that is seen now.
    pub(super) fn see<T>(&self, look: impl FnOnce(&Board) -> T) -> T {
        look(&self.lock().board)
    }

    /// Lays a card down.
    pub(super) fn lay(&self, id: String, card: Arc<str>) {
        let mut inner = self.lock();
        if inner.cards.insert(id.clone(), card).is_none() {
            inner.made.push_back(id);
        }
        if inner.made.len() > MAX_CARDS
            && let Some(oldest) = inner.made.pop_front()
        {
            inner.cards.remove(&oldest);
        }
    }

    /// Takes cards and plans away, as those of another search may have the same ids.
    pub(super) fn tidy(&self) {
        let mut inner = self.lock();
        inner.cards.clear();
        inner.made.clear();
        inner.plans.clear();
    }

    /// Lays down how to build a design.
    pub(super) fn lay_plan(&self, id: String, direction: u8, plan: Blueprint) {
        let plans = &mut self.lock().plans;
        if plans.len() >= MAX_PLANS {
            plans.pop_first();
        }
        plans.insert((id, direction), Arc::new(plan));
    }

    /// How to build a design, worked out if need be.
    pub(super) fn plan(&self, id: &str, direction: u8) -> Result<Arc<Blueprint>, String> {
        let key = (id.to_owned(), direction);
        let laid = || self.lock().plans.get(&key).cloned();
        if let Some(plan) = laid() {
            return Ok(plan);
        }
        self.ask(Wish::Plan { id: id.to_owned(), direction })?;
        laid().ok_or_else(|| "the design does not stand in this direction".to_owned())
    }

    /// The card of a design, made if need be.
    pub(super) fn card(&self, id: &str) -> Result<Arc<str>, String> {
        if let Some(card) = self.laid(id) {
            return Ok(card);
        }
        self.ask(Wish::Card(id.to_owned()))?;
        self.laid(id).ok_or_else(|| "this design has no card".to_owned())
    }

    /// The card of a design, if there is one.
    pub(super) fn laid(&self, id: &str) -> Option<Arc<str>> {
        self.lock().cards.get(id).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_wishes_wait_than_there_is_room_for() {
        let desk = Desk::default();
        let waiting: Vec<_> = (0..MAX_WISHES).map(|_| desk.hand_in(Wish::Pause).unwrap()).collect();
        assert!(desk.ask(Wish::Pause).unwrap_err().contains("too many"));
        for asked in desk.wishes(Duration::ZERO) {
            asked.answer(Ok(()));
        }
        assert!(waiting.into_iter().all(|answered| answered.recv() == Ok(Ok(()))));
        assert!(desk.hand_in(Wish::Pause).is_ok());
    }
}
