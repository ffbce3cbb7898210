//! A search that a person watches and steers: between generations it takes notice of wishes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use serde_json::json;

use crate::catalogue::{Catalogue, PieceId};
use crate::evolve::{Individual, Island, Limits, Plan, Problem, Stop};
use crate::report::{Card, Place, Winner, piece_spans, units};
use crate::track_file::TrackFile;

use super::super::failure::{Failure, shown};
use super::super::interrupt;
use super::super::plan;
use super::super::progress::Stopwatch;
use super::super::search::Search;
use super::super::values::ParkArea;
use super::album::Album;
use super::blueprint::Blueprint;
use super::board::{About, Doing, Led, Sight, kind};
use super::desk::{Asked, Desk, Wish};
use super::form;

/// Designs that are shown of a generation, and how many of them are kept to go back in time.
const LEADERS: usize = 8;
const KEPT: usize = 4;
/// Designs that are remembered once pages have seen them.
const SEEN: usize = 6000;
/// Least seconds between two looks at the population: more often, nobody could see it.
const LOOK_S: f64 = 0.4;
/// How long a search that rests sleeps before it looks whether somebody has pressed Ctrl-C.
pub(super) const NAP: Duration = Duration::from_millis(100);

/// What to do once a search is left.
pub(super) enum Next {
    /// Wait for another wish.
    Rest,
    /// See to a wish that is about another search.
    Other(Asked),
    /// End the program; the search has come to its end, or can go on in its folder.
    End { root: PathBuf, is_done: bool },
}

/// A search under the eyes of a person.
pub(super) struct Session<'a> {
    desk: &'a Desk,
    search: Search<'a>,
    album: Album,
    doing: Doing,
    clock: Stopwatch,
    /// Seconds of the last look.
    looked: f64,
    /// Whether the winners are written as they are now.
    is_written: bool,
    /// Designs that pages have seen in this sitting: some have died since.
    seen: BTreeMap<String, Individual>,
}

impl<'a> Session<'a> {
    /// Sits down at a search and shows it.
    pub(super) fn new(desk: &'a Desk, search: Search<'a>, is_to_breed: bool) -> Result<Self, Failure> {
        let generation = search.checkpoint.evolution.generation;
        let album = Album::open(search.folder.root(), generation)?;
        let doing = match () {
            () if search.is_done() => Doing::Finished,
            () if is_to_breed => Doing::Breeding,
            () => Doing::Paused,
        };
        desk.tidy();
        let (clock, seen) = (Stopwatch::new(0.0), BTreeMap::new());
        let mut session =
            Self { desk, search, album, doing, clock, looked: f64::NEG_INFINITY, is_written: false, seen };
        let (about, lines) = (session.about(), session.search.folder.lines());
        desk.show(|board| {
            board.clear(Some(about), doing);
            board.root = Some(session.search.folder.root().to_owned());
            for line in lines {
                board.add(line);
            }
            board.led = session.album.led().to_vec();
        });
        if generation > 0 {
            session.look()?;
        }
        Ok(session)
    }

    /// Breeds and sees to wishes until the search is left.
    pub(super) fn run(mut self) -> Result<Next, Failure> {
        loop {
            let patience = if self.doing == Doing::Breeding { Duration::ZERO } else { NAP };
            let (cards, others): (Vec<Asked>, Vec<Asked>) =
                self.desk.wishes(patience).into_iter().partition(|asked| matches!(asked.wish, Wish::Card(_)));
            self.make_cards(cards);
            for asked in others {
                if let Some(next) = self.see_to(asked)? {
                    return Ok(next);
                }
            }
            if interrupt::asked() {
                self.write_down()?;
                return Ok(Next::End { root: self.search.folder.root().to_owned(), is_done: self.search.is_done() });
            }
            if self.doing == Doing::Breeding {
                self.advance()?;
            }
        }
    }

    fn advance(&mut self) -> Result<(), Failure> {
        let line = self.search.advance()?;
        self.is_written = false;
        self.desk.show(|board| board.add(line));
        let doing = match () {
            () if self.search.is_done() => Doing::Finished,
            () if self.search.is_due_to_pause() => Doing::Paused,
            () => Doing::Breeding,
        };
        if doing != Doing::Breeding || self.clock.seconds() - self.looked >= LOOK_S {
            self.look()?;
        }
        match doing {
            Doing::Finished => self.write_down(),
            Doing::Paused => self.pause(),
            _ => Ok(()),
        }
    }

    /// Shows who leads and what the archive holds.
    fn look(&mut self) -> Result<(), Failure> {
        let mut leaders: Vec<Individual> = self.leaders().into_iter().cloned().collect();
        self.lay_cards(&leaders);
        // What cannot stand has no card, and is nothing to look at.
        leaders.retain(|one| self.desk.laid(&one.genome.id()).is_some());
        let evolution = &self.search.checkpoint.evolution;
        let sights: Vec<Sight> = leaders.iter().map(Sight::of).collect();
        let kinds = evolution.archive.iter().filter_map(kind).collect();
        let favoured = evolution.favoured().map(str::to_owned).collect();
        let generation = evolution.generation;
        let ids: Vec<String> = sights.iter().map(|sight| sight.id.clone()).take(KEPT).collect();
        if self.album.is_news(&ids) {
            for id in &ids {
                if let Some(card) = self.desk.laid(id) {
                    self.album.keep_card(id, &card)?;
                }
            }
            self.album.keep(Led { generation, ids: ids.clone() })?;
            self.desk.show(|board| board.led.push(Led { generation, ids }));
        }
        self.desk.show(|board| {
            board.leaders = sights;
            board.show_kinds(kinds);
            board.favoured = favoured;
        });
        self.looked = self.clock.seconds();
        self.remember(&leaders);
        Ok(())
    }

    /// Remembers what pages see now, so that they can ask for it once it has died.
    fn remember(&mut self, leaders: &[Individual]) {
        if self.seen.len() > SEEN {
            self.seen.clear();
        }
        let elites = self.search.checkpoint.evolution.archive.iter();
        for one in leaders.iter().chain(elites) {
            self.seen.entry(one.genome.id()).or_insert_with(|| one.clone());
        }
    }

    /// The best designs that do not look alike; as long as none is within the limits, the best of each island.
    fn leaders(&self) -> Vec<&Individual> {
        let evolution = &self.search.checkpoint.evolution;
        let best = evolution.archive.best(LEADERS);
        if !best.is_empty() {
            return best;
        }
        let mut first: Vec<&Individual> = evolution.islands.iter().map(Island::leader).collect();
        first.sort_by_key(|one| one.fitness.rank());
        first.truncate(LEADERS);
        first
    }

    /// Makes the cards that are not there yet, and lays them down.
    fn lay_cards(&self, individuals: &[Individual]) {
        let missing = individuals.iter().filter(|one| self.desk.laid(&one.genome.id()).is_none());
        let missing: Vec<&Individual> = missing.collect();
        let (problem, plan) = (&self.search.problem, &self.search.checkpoint.plan);
        let cards: Vec<_> = missing.into_par_iter().filter_map(|one| card(problem, plan, one)).collect();
        for (id, card) in cards {
            self.desk.lay(id, Arc::from(card));
        }
    }

    /// Makes cards that pages ask for: of designs that are alive, or from the album.
    fn make_cards(&self, asked: Vec<Asked>) {
        if asked.is_empty() {
            return;
        }
        let is_wanted = |id: &str| asked.iter().any(|asked| matches!(&asked.wish, Wish::Card(wanted) if wanted == id));
        let everyone = self.search.checkpoint.evolution.everyone().chain(self.seen.values());
        let found: Vec<Individual> = everyone.filter(|one| is_wanted(&one.genome.id())).cloned().collect();
        self.lay_cards(&found);
        for asked in asked {
            if let Wish::Card(id) = &asked.wish
                && self.desk.laid(id).is_none()
                && let Some(card) = self.album.card(id)
            {
                self.desk.lay(id.clone(), Arc::from(card));
            }
            asked.answer(Ok(()));
        }
    }

    /// Sees to a wish; says what comes next where it is to leave this search.
    fn see_to(&mut self, asked: Asked) -> Result<Option<Next>, Failure> {
        let done = match &asked.wish {
            // The winners can wait: who begins another search wants to see that one.
            Wish::Begin { .. } | Wish::Open(_) => {
                self.search.save()?;
                return Ok(Some(Next::Other(asked)));
            }
            Wish::Close => {
                self.write_down()?;
                asked.answer(Ok(()));
                return Ok(Some(Next::Rest));
            }
            Wish::Pause => Ok(self.pause()?),
            Wish::GoOn => self.go_on(),
            Wish::Send(id) => self.send(id),
            Wish::Favour { id, is_favoured } => self.favour(&id.clone(), *is_favoured)?,
            Wish::Discard(id) => self.discard(&id.clone())?,
            Wish::Change(options) => {
                let options = options.clone();
                self.change(|catalogue, plan| plan::changed(catalogue, plan, &options))?
            }
            Wish::Lock { id, from, to } => self.lock(&id.clone(), *from, *to)?,
            Wish::Unlock => self.set_locked(Vec::new())?,
            Wish::Plan { id, direction } => self.draw_plan(id, *direction),
            Wish::Card(_) => Ok(()),
        };
        asked.answer(done);
        Ok(None)
    }

    /// Works out how to build a design: on its spot of the park, or in a direction on flat land.
    fn draw_plan(&self, id: &str, direction: u8) -> Result<(), String> {
        let problem = &self.search.problem;
        let one = self.find(id).ok_or_else(|| gone(id))?;
        let winner = Winner::new(problem, one).ok_or("the design does not stand")?;
        let plan = if problem.grounds.is_some() {
            Blueprint::of(&winner.judgement, id, &winner.name, &winner.design)
        } else {
            Blueprint::on_flat_land(problem.placer.catalogue, id, &winner.name, &winner.design, direction)
        };
        let plan = plan.ok_or("the design does not stand in this direction")?;
        self.desk.lay_plan(id.to_owned(), direction, plan);
        Ok(())
    }

    fn set(&mut self, doing: Doing) {
        self.doing = doing;
        self.desk.show(|board| board.doing = doing);
    }

    fn pause(&mut self) -> Result<(), Failure> {
        if self.doing == Doing::Breeding {
            self.search.save()?;
            self.look()?;
            self.set(Doing::Paused);
        }
        Ok(())
    }

    fn go_on(&mut self) -> Result<(), String> {
        if self.search.is_done() {
            return Err("the search has come to its end; change when it stops, then go on".to_owned());
        }
        self.set(Doing::Breeding);
        Ok(())
    }

    /// A design that is alive, or that pages have seen.
    fn find(&self, id: &str) -> Option<&Individual> {
        let mut everyone = self.search.checkpoint.evolution.everyone().chain(self.seen.values());
        everyone.find(|one| one.genome.id() == id)
    }

    /// Offers a design to the game.
    fn send(&self, id: &str) -> Result<(), String> {
        let sent = self.find(id).map(Sight::of).ok_or_else(|| gone(id))?;
        self.desk.show(|board| board.sent = Some(sent));
        Ok(())
    }

    fn favour(&mut self, id: &str, is_favoured: bool) -> Result<Result<(), String>, Failure> {
        if !is_favoured {
            self.search.evolution_mut().unfavour(id);
        } else if !self.search.evolution_mut().favour(id) {
            let Some(one) = self.seen.get(id) else { return Ok(Err(gone(id))) };
            self.search.favour_genome(one.genome.clone());
        }
        self.search.save()?;
        self.look()?;
        Ok(Ok(()))
    }

    fn discard(&mut self, id: &str) -> Result<Result<(), String>, Failure> {
        self.is_written = false;
        let is_known = self.search.evolution_mut().discard(id);
        if !is_known && !self.seen.contains_key(id) {
            return Ok(Err(gone(id)));
        }
        self.search.save()?;
        self.look()?;
        Ok(Ok(()))
    }

    /// Goes over to other limits or another end: all designs are judged again.
    fn change(
        &mut self,
        plan: impl FnOnce(&Catalogue, Plan) -> Result<Plan, Failure>,
    ) -> Result<Result<(), String>, Failure> {
        if let Err(failure) = self.search.change(plan) {
            return match failure {
                Failure::Usage(reason) => Ok(Err(reason)),
                failure => Err(failure),
            };
        }
        self.is_written = false;
        if self.doing == Doing::Finished && !self.search.is_done() {
            self.set(Doing::Paused);
        }
        let about = self.about();
        self.desk.show(|board| board.about = Some(about));
        self.look()?;
        Ok(Ok(()))
    }

    /// Keeps a stretch of a design from now on. The design itself takes part, whether it is still alive or not.
    fn lock(&mut self, id: &str, from: usize, to: usize) -> Result<Result<(), String>, Failure> {
        let Some(genome) = self.find(id).map(|one| one.genome.clone()) else { return Ok(Err(gone(id))) };
        let pieces: Vec<PieceId> = genome.elements().iter().map(|element| element.piece).collect();
        let stretch = pieces.get(from..=to).unwrap_or_default();
        if stretch.is_empty() || stretch.iter().any(|piece| piece.is_station()) {
            return Ok(Err("choose a stretch of track beside the platform, which may move".to_owned()));
        }
        let done = self.set_locked(stretch.to_vec())?;
        if done.is_ok() && self.search.checkpoint.evolution.everyone().all(|one| one.genome != genome) {
            self.search.seed(genome);
            self.search.save()?;
            self.look()?;
        }
        Ok(done)
    }

    fn set_locked(&mut self, locked: Vec<PieceId>) -> Result<Result<(), String>, Failure> {
        self.change(|_, plan| Ok(Plan { limits: Limits { locked, ..plan.limits }, ..plan }))
    }

    /// Writes down the winners and everything else, and says what there is.
    fn write_down(&mut self) -> Result<(), Failure> {
        let before = self.doing;
        if self.search.checkpoint.evolution.generation == 0 {
            return self.search.save();
        }
        if self.is_written {
            return Ok(());
        }
        self.set(Doing::Writing);
        let winners = self.search.finish()?.len();
        let place = shown(self.search.folder.root());
        let words = match winners {
            0 => self.search.shortfall(),
            _ => format!("{} in {place}/best", units::count(winners as i64, "coaster")),
        };
        self.desk.show(|board| board.notice = Some(words));
        self.is_written = true;
        self.set(if self.search.is_done() { Doing::Finished } else { before });
        Ok(())
    }

    fn about(&self) -> About {
        let plan = &self.search.checkpoint.plan;
        let subject = plan.subject(self.search.problem.placer.catalogue);
        let root: PathBuf = self.search.folder.root().to_owned();
        let end = match plan.stop {
            Stop::Generations(number) => units::count(i64::from(number), "generation"),
            Stop::Evaluations(number) => units::count(number as i64, "design"),
            Stop::Seconds(seconds) => units::time(seconds as i64),
        };
        let limits = &plan.limits;
        let ground = format!("{} x {} tiles", limits.footprint.width, limits.footprint.length);
        let at_most = [limits.max_intensity, limits.max_nausea].map(units::hundredths);
        let place =
            plan.lot.iter().flat_map(|lot| [("Park", lot.park.clone()), ("Area", ParkArea(lot.area).to_string())]);
        let scenery = |theme| ("Scenery", format!("{theme}, in the cards; the rest is without"));
        let scenery = plan.theme.as_ref().map(scenery);
        let locked = limits.locked.iter().filter_map(|&piece| self.search.problem.placer.catalogue.piece(piece));
        let locked: Vec<String> = locked.map(|piece| piece.name.replace('_', " ")).collect();
        let locked = (!locked.is_empty()).then(|| ("Stays", locked.join(", ")));
        let facts = [
            ("Ends after", end),
            ("Ground", ground),
            ("Intensity up to", at_most[0].clone()),
            ("Nausea up to", at_most[1].clone()),
            ("Seed", plan.breeding.seed.to_string()),
            ("Rules", plan.rules.clone()),
        ];
        About {
            name: root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned(),
            folder: shown(&root),
            title: subject.map_or_else(|| plan.ride.clone(), |(ride, _)| ride.label.clone()),
            format: limits.format.to_string(),
            is_in_park: plan.lot.is_some(),
            is_locked: locked.is_some(),
            now: form::current(plan),
            facts: facts.into_iter().chain(place).chain(scenery).chain(locked).collect(),
        }
    }
}

/// The card of a design with its track file.
fn card(problem: &Problem, plan: &Plan, one: &Individual) -> Option<(String, String)> {
    let winner = Winner::of_plan(problem, plan, one)?;
    let format = plan.limits.format;
    let track = TrackFile::from_design_in(format, &winner.design, problem.placer.catalogue).ok()?.to_bytes().ok()?;
    let file = format!("{}.{format}", winner.slug());
    let card = Card::new(&winner, Place::Leader(Vec::new()), &file, &track)?;
    let pieces = piece_spans(&winner)?;
    Some((winner.id, json!({ "card": card, "track": STANDARD.encode(&track), "pieces": pieces }).to_string()))
}

fn gone(id: &str) -> String {
    format!("the design {id} is not in the search any more")
}
