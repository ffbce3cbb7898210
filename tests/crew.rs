//! Processes that search together come to what one comes to. Threads that talk over channels stand for them.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock};
use std::thread;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{
    Alone, Breeding, Brief, Checkpoint, Crew, CrewError, Evolution, Lead, Lot, ParkBytes, Plan, Problem, follow,
};
use loopwright::park_file;
use loopwright::site::json::Area;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().expect("sound tables"));

/// A process of a crew: a thread that sends its bytes to every other.
struct Hand {
    rank: usize,
    to: Vec<Sender<Arc<[u8]>>>,
    from: Vec<Receiver<Arc<[u8]>>>,
    /// Gathers after which it is lost.
    lasts: std::cell::Cell<usize>,
}

impl Crew for Hand {
    fn rank(&self) -> usize {
        self.rank
    }

    fn size(&self) -> usize {
        self.to.len()
    }

    fn gather(&self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, CrewError> {
        let lost = |rank: usize| CrewError::Lost(format!("process {rank}"));
        let left = self.lasts.get().checked_sub(1).ok_or_else(|| lost(self.rank))?;
        self.lasts.set(left);
        let bytes: Arc<[u8]> = bytes.into();
        for (rank, to) in self.to.iter().enumerate() {
            to.send(bytes.clone()).map_err(|_| lost(rank))?;
        }
        let received = self.from.iter().enumerate();
        received.map(|(rank, from)| Ok(from.recv().map_err(|_| lost(rank))?.to_vec())).collect()
    }
}

/// A crew of a size.
fn hands(size: usize) -> Vec<Hand> {
    let mut to: Vec<Vec<Sender<Arc<[u8]>>>> = (0..size).map(|_| Vec::new()).collect();
    let mut from: Vec<Vec<Receiver<Arc<[u8]>>>> = (0..size).map(|_| Vec::new()).collect();
    for sender in &mut to {
        for receiver in &mut from {
            let (one, other) = channel();
            sender.push(one);
            receiver.push(other);
        }
    }
    let hand = |(rank, (to, from))| Hand { rank, to, from, lasts: usize::MAX.into() };
    to.into_iter().zip(from).enumerate().map(hand).collect()
}

/// What each process of a crew comes to.
fn together<T: Send>(hands: Vec<Hand>, each: impl Fn(Hand) -> T + Sync) -> Vec<T> {
    let each = &each;
    thread::scope(|scope| {
        let threads: Vec<_> = hands.into_iter().map(|hand| scope.spawn(move || each(hand))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    })
}

fn plan(ride: &str, breeding: Breeding) -> Plan {
    Plan { breeding, ..Plan::new(&CATALOGUE, CATALOGUE.ride_named(ride).expect("a ride type")) }
}

/// An odd number of children, more winners than children, and islands that end soon.
const ODD: Breeding = Breeding { seed: 5, population: 7, islands: 3, patience: 20, winners: 9 };

fn begun(plan: &Plan) -> Checkpoint {
    Checkpoint { plan: plan.clone(), evolution: Evolution::new(plan.breeding) }
}

fn advanced(mut checkpoint: Checkpoint, problem: &Problem, generations: u32) -> Checkpoint {
    (0..generations).for_each(|_| checkpoint.evolution.advance(problem));
    checkpoint
}

/// What a lead comes to whose crew follows; how the others fare.
fn led(
    hands: Vec<Hand>,
    checkpoint: &Checkpoint,
    generations: u32,
) -> (Result<Checkpoint, CrewError>, Vec<Result<(), CrewError>>) {
    let fates = together(hands, |hand| {
        if hand.rank() > 0 {
            return (follow(&hand, |_| ()), None);
        }
        let mut checkpoint = checkpoint.clone();
        let problem = checkpoint.problem(&CATALOGUE).expect("a problem");
        let led = Lead::new(&hand).and_then(|lead| {
            lead.brief(Brief { checkpoint: checkpoint.clone(), park: None })?;
            (0..generations).try_for_each(|_| lead.advance(&problem, &mut checkpoint.evolution))?;
            lead.end()
        });
        (led, Some(checkpoint))
    });
    let mut fates = fates.into_iter();
    let (first, checkpoint) = fates.next().expect("rank 0");
    (first.map(|()| checkpoint.expect("a checkpoint")), fates.map(|(fate, _)| fate).collect())
}

fn bytes(checkpoint: &Checkpoint) -> Vec<u8> {
    checkpoint.to_bytes().expect("bytes")
}

#[test]
fn any_number_of_processes_comes_to_the_same_bytes() {
    for ride in ["wooden_rc", "inverted_impulse_rc"] {
        let plan = plan(ride, ODD);
        let problem = plan.problem(&CATALOGUE).expect("a problem");
        let alone = advanced(begun(&plan), &problem, 14);
        assert!(alone.evolution.evaluations > 100);
        for size in 1..=5 {
            let all = together(hands(size), |hand| {
                let mut evolution = Evolution::new(plan.breeding);
                let bred = (0..14).try_for_each(|_| evolution.advance_with(&problem, &hand));
                bred.expect("no process is lost");
                bytes(&Checkpoint { plan: plan.clone(), evolution })
            });
            assert!(all.iter().all(|one| *one == bytes(&alone)), "{ride}, {size} processes");
        }
    }
}

#[test]
fn those_who_follow_take_up_what_the_lead_says() {
    let plan = plan("wooden_rc", ODD);
    let problem = plan.problem(&CATALOGUE).expect("a problem");
    let mut alone = begun(&plan);
    let favoured = |checkpoint: &mut Checkpoint| {
        let id = checkpoint.evolution.archive.nth(1).expect("a design").genome.id();
        assert!(checkpoint.evolution.favour(&id));
        let id = checkpoint.evolution.archive.nth(0).expect("a design").genome.id();
        assert!(checkpoint.evolution.discard(&id));
    };
    alone = advanced(alone, &problem, 5);
    favoured(&mut alone);
    alone = advanced(alone, &problem, 5);
    let led = together(hands(3), |hand| {
        if hand.rank() > 0 {
            assert_eq!(follow(&hand, |_| ()), Ok(()));
            return None;
        }
        let mut checkpoint = begun(&plan);
        let lead = Lead::new(&hand).expect("the same program");
        let brief = |checkpoint: &Checkpoint| Brief { checkpoint: checkpoint.clone(), park: None };
        lead.brief(brief(&checkpoint)).expect("all hear it");
        (0..5).for_each(|_| lead.advance(&problem, &mut checkpoint.evolution).expect("all breed"));
        favoured(&mut checkpoint);
        lead.brief(brief(&checkpoint)).expect("all hear it");
        (0..5).for_each(|_| lead.advance(&problem, &mut checkpoint.evolution).expect("all breed"));
        lead.end().expect("all go home");
        Some(checkpoint)
    });
    assert_eq!(led[0].as_ref(), Some(&alone));
}

#[test]
fn a_change_that_the_others_do_not_hear_of_is_noticed() {
    let plan = plan("wooden_rc", Breeding { population: 4, winners: 2, ..Breeding::default() });
    let problem = plan.problem(&CATALOGUE).expect("a problem");
    let begun = advanced(begun(&plan), &problem, 61);
    let fates = together(hands(3), |hand| {
        if hand.rank() > 0 {
            return follow(&hand, |_| ());
        }
        let mut checkpoint = begun.clone();
        let lead = Lead::new(&hand)?;
        lead.brief(Brief { checkpoint: checkpoint.clone(), park: None })?;
        checkpoint.evolution.discarded.insert("a design that the others do not know of".to_owned());
        let parted = (0..9).try_for_each(|_| lead.advance(&problem, &mut checkpoint.evolution));
        // Nobody hears it any more.
        assert_eq!(lead.advance(&problem, &mut checkpoint.evolution), parted);
        assert_eq!(lead.end(), Ok(()));
        parted
    });
    for fate in fates {
        assert_eq!(fate, Err(CrewError::Parted { rank: 1, generation: 64 }));
        assert!(fate.unwrap_err().to_string().contains("after 64 generations process 1"));
    }
}

#[test]
fn a_process_that_is_lost_ends_all_and_the_search_goes_on_with_another_number() {
    let plan = plan("wooden_rc", ODD);
    let problem = plan.problem(&CATALOGUE).expect("a problem");
    let alone = advanced(begun(&plan), &problem, 12);
    let saved = advanced(begun(&plan), &problem, 4);
    for gathers in [0, 1, 2, 3, 9] {
        let hands = hands(4);
        hands[2].lasts.set(gathers);
        let (lead, others) = led(hands, &saved, 8);
        assert!(matches!(lead, Err(CrewError::Lost(_))), "{lead:?}");
        assert!(others.iter().all(|fate| matches!(fate, Err(CrewError::Lost(_)))), "{others:?}");
    }
    for size in [1, 2, 5] {
        let (lead, others) = led(hands(size), &saved, 8);
        assert_eq!(lead.map(|checkpoint| bytes(&checkpoint)), Ok(bytes(&alone)), "{size} processes");
        assert!(others.iter().all(Result::is_ok));
    }
}

#[test]
fn a_search_in_a_park_goes_to_the_others_with_the_park() {
    let text = include_bytes!("../docs/lakeside.json");
    let opened = park_file::open(text, "lakeside.json", &CATALOGUE).expect("a park");
    let lot = Lot::new(Area { x: 1, y: 1, width: 20, length: 20 });
    let plan = Plan { lot: Some(lot), ..plan("steel_wild_mouse", ODD) };
    let problem = plan.problem_in(&CATALOGUE, Some(&opened.park)).expect("a problem");
    let alone = advanced(begun(&plan), &problem, 5);
    let led = together(hands(3), |hand| {
        if hand.rank() > 0 {
            assert_eq!(follow(&hand, |_| ()), Ok(()));
            return None;
        }
        let mut checkpoint = begun(&plan);
        let lead = Lead::new(&hand).expect("the same program");
        let park = ParkBytes { name: "lakeside.json".to_owned(), bytes: text.to_vec() };
        lead.brief(Brief { checkpoint: checkpoint.clone(), park: Some(park) }).expect("all hear it");
        (0..5).for_each(|_| lead.advance(&problem, &mut checkpoint.evolution).expect("all breed"));
        lead.end().expect("all go home");
        Some(checkpoint)
    });
    assert_eq!(led[0].as_ref(), Some(&alone));
}

#[test]
fn a_park_that_cannot_be_read_is_told_to_all() {
    let plan = Plan { lot: Some(Lot::new(Area { x: 1, y: 1, width: 9, length: 9 })), ..plan("wooden_rc", ODD) };
    let flat = Plan { lot: None, ..plan.clone() };
    let problem = flat.problem(&CATALOGUE).expect("a problem");
    let fates = together(hands(2), |hand| {
        if hand.rank() > 0 {
            return follow(&hand, |_| ());
        }
        let mut checkpoint = begun(&plan);
        let lead = Lead::new(&hand)?;
        let park = ParkBytes { name: "empty.park".to_owned(), bytes: Vec::new() };
        lead.brief(Brief { checkpoint: checkpoint.clone(), park: Some(park) })?;
        lead.advance(&problem, &mut checkpoint.evolution)
    });
    for fate in fates {
        assert!(matches!(fate, Err(CrewError::Unable { rank: 1, .. })), "{fate:?}");
    }
}

/// A process that says what it likes.
struct Liar<'a> {
    hand: &'a Hand,
    says: fn(Vec<u8>) -> Vec<u8>,
}

impl Crew for Liar<'_> {
    fn rank(&self) -> usize {
        self.hand.rank()
    }

    fn size(&self) -> usize {
        self.hand.size()
    }

    fn gather(&self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, CrewError> {
        self.hand.gather(&(self.says)(bytes.to_vec()))
    }
}

#[test]
fn another_program_is_refused_at_the_start() {
    let version = env!("CARGO_PKG_VERSION");
    let other: fn(Vec<u8>) -> Vec<u8> = |mut greeting| {
        let number = greeting.iter().position(u8::is_ascii_digit).expect("a version");
        greeting[number] = b'9';
        greeting
    };
    let tables: fn(Vec<u8>) -> Vec<u8> = |mut greeting| {
        *greeting.last_mut().expect("a checksum") ^= 1;
        greeting
    };
    let nothing: fn(Vec<u8>) -> Vec<u8> = |_| Vec::new();
    let theirs = format!("9{}", &version[1..]);
    let expected = [
        (other, CrewError::Version { rank: 1, theirs, ours: version.to_owned() }),
        (tables, CrewError::Tables(1)),
        (nothing, CrewError::Garbled(1)),
    ];
    for (says, error) in expected {
        let fates = together(hands(3), |hand| match hand.rank() {
            0 => Lead::new(&hand).map(drop),
            1 => follow(&Liar { hand: &hand, says }, |_| ()),
            _ => follow(&hand, |_| ()),
        });
        assert_eq!(fates, vec![Err(error.clone()); 3]);
    }
}

#[test]
fn one_process_needs_no_other() {
    assert_eq!((Alone.rank(), Alone.size()), (0, 1));
    assert_eq!(Alone.gather(b"mine"), Ok(vec![b"mine".to_vec()]));
    let plan = plan("wooden_rc", ODD);
    let problem = plan.problem(&CATALOGUE).expect("a problem");
    let mut evolution = Evolution::new(plan.breeding);
    let lead = Lead::new(&Alone).expect("one process");
    assert!(lead.is_alone());
    (0..3).for_each(|_| lead.advance(&problem, &mut evolution).expect("one process"));
    assert_eq!(evolution, advanced(begun(&plan), &problem, 3).evolution);
    assert_eq!(lead.end(), Ok(()));
}
