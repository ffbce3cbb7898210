//! One coaster in the making as an agent plays it: actions in, observation, reward and end out.

use std::sync::Arc;

use loopwright::catalogue::Direction;
use loopwright::construction::{Construction, Trip};
use loopwright::design::Design;
use loopwright::judge::{Judgement, Wanted, judge};
use loopwright::rating::{Fulfilment, Item};
use loopwright::site::Site;
use serde::Deserialize;

use crate::action::Actions;
use crate::observation::observe;

/// What a closed circuit is worth.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Terms {
    /// For each point of excitement.
    pub(crate) excitement: f64,
    /// For each point of intensity.
    pub(crate) intensity: f64,
    /// For each point of nausea.
    pub(crate) nausea: f64,
    /// For a circuit that is closed, whatever the train does on it.
    pub(crate) closed: f64,
    /// For a circuit that is rated.
    pub(crate) rated: f64,
    /// For each requirement of the game that is missed, in the share of it that is missing.
    pub(crate) requirement: f64,
    /// For each point of intensity and nausea above the limits, and of excitement below.
    pub(crate) limit: f64,
}

impl Default for Terms {
    fn default() -> Self {
        Self { excitement: 1.0, intensity: 0.0, nausea: 0.0, closed: 0.0, rated: 0.0, requirement: -1.0, limit: -1.0 }
    }
}

/// The rules of the play.
#[derive(Debug, Clone)]
pub(crate) struct Play {
    pub(crate) actions: Actions,
    pub(crate) terms: Terms,
    pub(crate) directions: Vec<Direction>,
    /// Whether the train runs after each piece.
    pub(crate) runs: bool,
    /// Whether an episode ends when its train does not reach the end of the track.
    pub(crate) ends_when_stuck: bool,
    /// Joints that the closer looks at.
    pub(crate) effort: usize,
}

/// How an episode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The circuit is closed.
    Closed,
    /// No piece may follow.
    NoPiece,
    /// The train does not reach the end of the track.
    Stuck,
    /// No way home was found.
    NoWayHome,
    /// The action was none that may follow.
    Illegal,
}

impl End {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NoPiece => "dead_end",
            Self::Stuck => "stuck",
            Self::NoWayHome => "no_way_home",
            Self::Illegal => "illegal",
        }
    }
}

/// What a closed circuit was judged as.
pub(crate) struct Verdict {
    pub(crate) design: Design,
    pub(crate) judgement: Judgement<'static>,
}

/// A coaster in the making.
pub(crate) struct Course {
    play: Arc<Play>,
    pub(crate) coaster: Construction<'static>,
    pub(crate) trip: Option<Trip>,
    pub(crate) mask: Vec<bool>,
    pub(crate) end: Option<End>,
    pub(crate) reward: f64,
    pub(crate) verdict: Option<Verdict>,
}

impl Course {
    pub(crate) fn new(play: Arc<Play>, coaster: Construction<'static>) -> Self {
        let mask = vec![false; play.actions.len()];
        let mut course = Self { play, coaster, trip: None, mask, end: None, reward: 0.0, verdict: None };
        course.reset();
        course
    }

    /// Takes all track back.
    pub(crate) fn reset(&mut self) {
        self.coaster.clear();
        (self.trip, self.end, self.reward, self.verdict) = (None, None, 0.0, None);
        self.look();
        if !self.mask.contains(&true) {
            self.end = Some(End::NoPiece);
        }
    }

    /// Does what an action says. After an end nothing happens.
    pub(crate) fn step(&mut self, action: usize) {
        self.reward = 0.0;
        if self.end.is_some() {
            return;
        }
        if !self.mask.get(action).copied().unwrap_or(false) {
            self.end = Some(End::Illegal);
            return;
        }
        if self.play.actions.is_closer(action) {
            if self.coaster.close(self.play.effort).is_none() {
                self.end = Some(End::NoWayHome);
                self.mask.fill(false);
                return;
            }
        } else {
            let (piece, chain) = self.play.actions.pieces[action];
            let laid = self.coaster.element(piece, chain).is_some_and(|element| self.coaster.lay(element).is_ok());
            if !laid {
                self.end = Some(End::Illegal);
                return;
            }
        }
        self.look();
        self.conclude();
    }

    /// Looks which actions may follow, and how far the train comes.
    fn look(&mut self) {
        self.mask.fill(false);
        for number in self.coaster.legal().into_iter().filter_map(|element| self.play.actions.number(element)) {
            self.mask[number] = true;
        }
        if self.play.actions.has_closer && !self.coaster.is_closed() && self.coaster.laid() > 0 {
            let last = self.mask.len() - 1;
            self.mask[last] = true;
        }
        self.trip = (self.play.runs && self.coaster.laid() > 0).then(|| self.coaster.trip());
    }

    /// Whether the episode is at its end, and what it was worth.
    fn conclude(&mut self) {
        let is_stuck = self.trip.as_ref().is_some_and(|trip| !trip.gets_there());
        self.end = match () {
            () if self.coaster.is_closed() => Some(End::Closed),
            () if self.play.ends_when_stuck && is_stuck => Some(End::Stuck),
            () if !self.mask.contains(&true) => Some(End::NoPiece),
            () => None,
        };
        if self.end == Some(End::Closed) {
            let verdict = self.judged();
            self.reward = verdict.as_ref().map_or(self.play.terms.closed, |verdict| self.worth(&verdict.judgement));
            self.verdict = verdict;
        }
        if self.end.is_some() {
            self.mask.fill(false);
        }
    }

    /// What the game says to the circuit as its tool places it.
    fn judged(&self) -> Option<Verdict> {
        let catalogue = self.coaster.problem().placer.catalogue;
        let design = self.coaster.design();
        let wanted = Wanted { directions: self.play.directions.clone(), explain: true, ..Wanted::default() };
        let site = Site { gives_way: true, ..Site::default() };
        let judgement = judge(catalogue, &design, site, &wanted).ok()?;
        Some(Verdict { design, judgement })
    }

    /// The reward of a closed circuit.
    fn worth(&self, judgement: &Judgement) -> f64 {
        let (terms, limits) = (&self.play.terms, &self.coaster.problem().limits);
        let is_rated = judgement.unrated().is_none() && judgement.refused_directions().next().is_none();
        let Some(ratings) = judgement.worst_ratings().filter(|_| is_rated) else { return terms.closed };
        let points = |hundredths: i32| f64::from(hundredths) / 100.0;
        let [excitement, intensity, nausea] = ratings.hundredths();
        let off = (intensity - limits.max_intensity).max(0)
            + (nausea - limits.max_nausea).max(0)
            + (limits.min_excitement - excitement).max(0);
        terms.closed
            + terms.rated
            + terms.excitement * points(excitement)
            + terms.intensity * points(intensity)
            + terms.nausea * points(nausea)
            + terms.limit * points(off)
            + terms.requirement * points(missing(judgement))
    }

    /// Writes what is to be seen.
    pub(crate) fn observe(&self, numbers: &mut [f32]) {
        observe(&self.coaster, self.trip.as_ref(), numbers);
    }
}

/// How much is missing to the requirements of the game, in hundredths of each; the most of all directions.
pub(crate) fn missing(judgement: &Judgement) -> i32 {
    let of_trial = |trial: &loopwright::judge::Trial| {
        let distance = |entry: &loopwright::rating::Entry| match entry.item {
            Item::Requirement { demand, fulfilment: Fulfilment::Missed, .. } => demand.distance(),
            _ => 0,
        };
        trial.account.iter().map(distance).sum()
    };
    judgement.trials.iter().map(of_trial).max().unwrap_or(0)
}
