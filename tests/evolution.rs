//! The search keeps what it promises: closed circuits, the same result for a seed, legal winners.

use std::collections::BTreeSet;

use loopwright::catalogue::{Catalogue, Direction, PieceId};
use loopwright::evolve::{
    Aim, Bar, Between, Breeding, Checkpoint, Evolution, Figure, Genome, Ground, Limits, OPERATORS, Plan, Problem,
    Violation, decode, encode, initial_genome, vary,
};
use loopwright::judge::{Trial, Wanted, judge};
use loopwright::layout::{Occupancy, RideSettings, place};
use loopwright::path::Load;
use loopwright::quantity::{Footprint, Ratings};
use loopwright::report::{Winner, with_statistics};
use loopwright::site::Site;
use loopwright::test_run::Measured;
use loopwright::track_file::{NewFormat, TrackFile};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

const SMALL: Breeding = Breeding { seed: 3, population: 10, islands: 2, patience: 60, winners: 5 };

fn problem<'a>(catalogue: &'a Catalogue, ride: &str) -> Problem<'a> {
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    Problem::new(catalogue, ride, vehicle, Limits::default())
}

fn initial_genomes(problem: &Problem, count: usize, seed: u64) -> Vec<Genome> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let mut found = Vec::new();
    while found.len() < count {
        found.extend(initial_genome(problem, 0, &mut occupancy, &mut rng));
    }
    found
}

fn closes(problem: &Problem, genome: &Genome) -> bool {
    let ground = Ground::of(problem);
    let rear = ground.settled(genome);
    let joints = genome.joints(problem.placer.catalogue, &problem.piece_set, rear);
    joints.last().is_some_and(|last| last.pose == rear && last.shape == problem.piece_set.station_shape())
}

#[test]
fn every_child_is_a_closed_circuit_of_pieces_that_fit() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut fertile = BTreeSet::new();
    for ride in ["wooden_rc", "twister_rc", "flying_rc", "steel_wild_mouse", "spiral_rc", "multi_dimension_rc"] {
        let problem = problem(&catalogue, ride);
        let mut rng = ChaCha8Rng::seed_from_u64(11);
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let parents = initial_genomes(&problem, 4, 5);
        let mut children = 0;
        for parent in parents.iter().filter(|parent| parent.course.is_circuit()) {
            assert!(closes(&problem, parent), "{ride}: an initial genome is open");
            for (operator, _) in OPERATORS.iter().cycle().take(OPERATORS.len() * 6) {
                let mate = &parents[0];
                let Some(child) = vary(&problem, parent, mate, *operator, &mut occupancy, &mut rng) else { continue };
                fertile.insert(*operator);
                assert!(closes(&problem, &child), "{ride}: {operator:?} left a gap");
                let mut shape = problem.piece_set.station_shape();
                for element in &child.track {
                    let way = problem.piece_set.find(shape, element.piece);
                    assert!(way.is_some(), "{ride}: {operator:?} laid {element:?} where it does not fit");
                    assert!(!element.chain || problem.piece_set.may_chain(element) || way.unwrap().element.chain);
                    shape = way.unwrap().end;
                }
                children += 1;
            }
        }
        assert!(children > OPERATORS.len(), "{ride}: operators hardly ever find a child");
    }
    assert_eq!(fertile.len(), OPERATORS.len(), "some operators never find a child: only {fertile:?} do");
}

#[test]
fn shuttles_have_track_on_both_sides_and_vary_on_both() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "inverted_impulse_rc");
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let (mut tails, mut tracks) = (0, 0);
    for parent in &initial_genomes(&problem, 6, 3) {
        assert!(!parent.course.is_circuit());
        let back = parent.turned(&problem.piece_set).expect("a way back");
        assert_eq!(back.turned(&problem.piece_set).as_ref(), Some(parent));
        for (operator, _) in OPERATORS.iter().cycle().take(OPERATORS.len() * 4) {
            let Some(child) = vary(&problem, parent, parent, *operator, &mut occupancy, &mut rng) else { continue };
            tails += usize::from(child.course != parent.course);
            tracks += usize::from(child.track != parent.track);
        }
    }
    assert!(tails > 0 && tracks > 0);
}

fn bred(problem: &Problem, threads: usize, generations: u32) -> Evolution {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let mut evolution = Evolution::new(SMALL);
    pool.install(|| (0..generations).for_each(|_| evolution.advance(problem)));
    evolution
}

/// A child that is judged only as far as it takes to know that it is no better than its parent is kept whenever one is
/// that is judged in full, and is worth the same then.
#[test]
fn judging_ends_early_only_where_nothing_depends_on_it() {
    let catalogue = Catalogue::load().expect("sound tables");
    let (mut kept, mut left_out, mut spared) = (0, 0, 0);
    for ride in ["wooden_rc", "steel_wild_mouse", "inverted_impulse_rc"] {
        let problem = problem(&catalogue, ride);
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let evolution = bred(&problem, 2, 10);
        let bred = evolution.everyone().take(8).map(|one| one.genome.clone());
        for parent in bred.chain(initial_genomes(&problem, 8, 9)) {
            let worth = problem.evaluate(&parent, &mut occupancy, Bar::NONE);
            for (operator, _) in OPERATORS.iter().cycle().take(OPERATORS.len() * 2) {
                let child = vary(&problem, &parent, &parent, *operator, &mut occupancy, &mut rng);
                let Some(child) = child else { continue };
                let full = problem.evaluate(&child, &mut occupancy, Bar::NONE);
                let aim = if rng.random_bool(0.5) { Aim::Thrift } else { Aim::Excitement };
                let quick = problem.evaluate(&child, &mut occupancy, Bar::parent_for(&worth, aim));
                if full.rank_for(aim) < worth.rank_for(aim) {
                    assert_eq!(quick, full, "{ride}: {operator:?}");
                    kept += 1;
                } else {
                    assert!(quick.rank_for(aim) >= worth.rank_for(aim), "{ride}: {operator:?}");
                    left_out += 1;
                }
                spared += u32::from(quick.directions < full.directions);
            }
        }
    }
    assert!(kept > 10 && left_out > 100 && spared > 10, "{kept} {left_out} {spared}");
}

#[test]
fn threads_do_not_change_the_result() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc");
    let alone = bred(&problem, 1, 4);
    assert_eq!(alone, bred(&problem, 3, 4));
    assert!(alone.evaluations > 0);
}

#[test]
fn islands_end_and_others_begin_and_what_they_found_stays() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc");
    let breeding = Breeding { patience: 20, ..SMALL };
    let mut evolution = Evolution::new(breeding);
    let (mut ended, mut best) = (0, None);
    for _ in 0..300 {
        evolution.advance(&problem);
        ended += breeding.islands - evolution.islands.len();
        assert!(evolution.islands.iter().all(|island| island.idle < breeding.patience));
        let now = evolution.best().filter(|best| best.fitness.is_feasible()).map(|best| best.fitness.score);
        assert!(now >= best, "the best was lost");
        best = now;
    }
    assert!(best.is_some() && ended > 2, "{ended}");
}

#[test]
fn a_favoured_design_leads_an_island_that_never_retires() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc");
    let mut evolution = bred(&problem, 2, 12);
    let elite = evolution.archive.iter().next().expect("an elite");
    let (id, score) = (elite.genome.id(), elite.fitness.score);
    assert!(evolution.favour(&id) && evolution.favour(&id) && !evolution.favour("nonsense"));
    (0..20).for_each(|_| evolution.advance(&problem));
    let favoured: Vec<_> = evolution.islands.iter().filter(|island| island.favoured.is_some()).collect();
    assert_eq!(evolution.favoured().collect::<Vec<_>>(), [id.as_str()], "it is favoured once");
    assert!(favoured[0].leader().fitness.score > score);
    let leader = favoured[0].leader().genome.id();
    assert!(evolution.discard(&leader));
    (0..4).for_each(|_| evolution.advance(&problem));
    assert!(evolution.everyone().all(|one| one.genome.id() != leader));
}

#[test]
fn a_resumed_search_ends_where_an_uninterrupted_one_does() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc");
    let whole = bred(&problem, 2, 4);
    let plan = Plan::new(&catalogue, problem.placer.ride);
    let half = Checkpoint { plan, evolution: bred(&problem, 2, 2) };
    let mut resumed = Checkpoint::from_bytes(&half.to_bytes().expect("bytes")).expect("a checkpoint").evolution;
    (0..2).for_each(|_| resumed.advance(&problem));
    assert_eq!(resumed, whole);
}

#[test]
fn damaged_checkpoints_are_refused() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc");
    let plan = Plan::new(&catalogue, problem.placer.ride);
    let bytes = Checkpoint { plan, evolution: bred(&problem, 2, 1) }.to_bytes().expect("bytes");
    assert!(Checkpoint::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Checkpoint::from_bytes(b"something else").is_err());
    assert!(Checkpoint::from_bytes(&[]).is_err());
}

/// Bred for a few generations within limits.
fn bred_within(problem: &Problem, generations: u32) -> Evolution {
    let mut evolution = Evolution::new(Breeding { population: 24, ..SMALL });
    (0..generations).for_each(|_| evolution.advance(problem));
    evolution
}

/// Checks what is promised of a winner from the bytes of its file alone.
fn check_winner(catalogue: &Catalogue, bytes: &[u8], limits: &Limits) {
    let design = loopwright::track_file::read(bytes).expect("a track").design(catalogue).expect("a design");
    let wanted = Wanted { directions: Direction::ALL.to_vec(), loads: vec![Load::Full], ..Wanted::default() };
    let judgement = judge(catalogue, &design, Site::default(), &wanted).expect("a coaster");
    assert!(judgement.placement.by_hand.is_ok(), "{:?}", judgement.placement.by_hand);
    for direction in Direction::ALL {
        let placement = place(catalogue, &design, Site::default(), direction).expect("a coaster");
        let layout = placement.as_design.expect("placed");
        assert_eq!((layout.entrances.len(), layout.crossings().len()), (2, 0));
        assert!(layout.entrances.iter().all(|entrance| entrance.is_beside(&layout.stations)));
        let (trains, wished) = (&layout.trains, &design.settings);
        assert_eq!((trains.trains, trains.cars), (wished.trains.into(), wished.cars.into()));
    }
    let layout = judgement.layout(Direction::new(0)).expect("placed");
    assert_eq!(judgement.trials.len(), Direction::ALL.len());
    assert!(judgement.trials.iter().all(Trial::survives));
    assert_eq!(judgement.survives(Load::Full), Some(true));
    let [excitement, intensity, nausea] = judgement.worst_ratings().expect("rated").hundredths();
    assert!(excitement >= limits.min_excitement);
    assert!(intensity <= limits.max_intensity && nausea <= limits.max_nausea, "{intensity} {nausea}");
    let Footprint { width, length } = layout.footprint();
    let (narrow, wide) = (limits.footprint.shorter(), limits.footprint.longer());
    assert!(width.min(length) <= narrow && width.max(length) <= wide, "{width} x {length}");
    assert!(limits.tiles.is_none_or(|tiles| width * length <= tiles));
    assert!(limits.budget.is_none_or(|budget| layout.cost().0 <= budget));
    assert!((limits.pieces.0..=limits.pieces.1).contains(&design.elements.len()));
    let pieces: BTreeSet<PieceId> = design.elements.iter().map(|element| element.piece).collect();
    assert!(limits.required.is_subset(&pieces) && limits.forbidden.is_disjoint(&pieces));
    for (&figure, between) in &limits.figures {
        let shown = judgement.trials.iter().map(|trial| shown(figure, &trial.tested.measured, &layout.settings));
        shown.for_each(|shown| assert_eq!(between.broken_by(shown), None, "{figure:?} is {shown}"));
    }
    let stations = design.elements.iter().filter(|element| element.piece.is_station()).count();
    assert!(limits.station.is_none_or(|tiles| usize::from(tiles) == stations));
    let (again, _) = with_statistics(catalogue, design.clone(), Site::default()).expect("placed");
    assert_eq!((again.statistics, again.space), (design.statistics, design.space));
}

/// What the ride window shows of a test run, apart from the search.
fn shown(figure: Figure, measured: &Measured, settings: &RideSettings) -> i32 {
    let leg = measured.legs[0];
    match figure {
        Figure::Length => leg.length.0 >> 16,
        Figure::HighestDrop => i32::from(measured.highest_drop) * 3 / 4,
        Figure::Drops => measured.drops.into(),
        Figure::Speed => measured.max_speed.mph() as i32,
        Figure::PositiveG => measured.max_positive_g.0.into(),
        Figure::NegativeG => measured.max_negative_g.0.into(),
        Figure::LateralG => measured.max_lateral_g.0.into(),
        Figure::RideTime => leg.time.into(),
        Figure::Circuits => settings.circuits,
        Figure::Inversions => measured.inversions.into(),
    }
}

/// Checks all winners of a search, and how they differ.
fn check_winners(problem: &Problem, evolution: &Evolution) {
    let catalogue = problem.placer.catalogue;
    let best = evolution.archive.best(5);
    assert!(!best.is_empty(), "nothing is feasible: {:?}", evolution.best().map(|best| best.fitness));
    let mut seen = BTreeSet::new();
    for individual in best {
        assert_eq!(individual.fitness.violation, Violation::None);
        let winner = Winner::new(problem, individual).expect("a winner");
        let traits = individual.fitness.traits.expect("tested");
        assert_eq!(winner.ratings(), Some(Ratings::new([traits.excitement, traits.intensity, traits.nausea])));
        let file = TrackFile::from_design_in(problem.limits.format, &winner.design, catalogue).expect("a track file");
        check_winner(catalogue, &file.to_bytes().expect("bytes"), &problem.limits);
        let mut histogram: Vec<PieceId> = winner.design.elements.iter().map(|element| element.piece).collect();
        histogram.sort_unstable();
        assert!(seen.insert((traits.footprint, histogram)), "two winners are alike");
    }
}

#[test]
fn winners_keep_what_is_promised() {
    let catalogue = Catalogue::load().expect("sound tables");
    for ride in ["wooden_rc", "twister_rc", "inverted_impulse_rc", "air_powered_vertical_rc", "reverse_freefall_rc"] {
        let problem = Plan::new(&catalogue, catalogue.ride_named(ride).expect("a ride type"));
        let problem = problem.problem(&catalogue).expect("vehicles");
        check_winners(&problem, &bred_within(&problem, 60));
    }
}

#[test]
fn newer_pieces_take_part_where_the_format_holds_them() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("twister_rc").expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let pieces = |format| {
        let problem = Problem::new(&catalogue, ride, vehicle, Limits { format, ..Limits::default() });
        let moves = problem.piece_set.shapes().flat_map(|shape| problem.piece_set.moves(shape).to_vec());
        moves.map(|way| way.element.piece).collect::<BTreeSet<PieceId>>()
    };
    let (all, old) = (pieces(NewFormat::Td7), pieces(NewFormat::Td6));
    assert!(old.is_subset(&all) && old.iter().all(|piece| piece.0 <= 255));
    let left_out = ride.buildable.normal.pieces.iter().filter(|piece| !all.contains(piece));
    // Stations stand by themselves; once-per-ride pieces and block brakes take part only where they are required.
    let left_out: Vec<u16> = left_out.map(|piece| piece.0).collect();
    assert_eq!(left_out, [1, 2, 3, 114, 216, 338]);
}

#[test]
fn every_limit_steers_the_search() {
    let catalogue = Catalogue::load().expect("sound tables");
    let piece = |name: &str| catalogue.pieces().iter().find(|piece| piece.name == name).expect("a piece").id;
    let limits = Limits::default;
    let within = |figures: &[(Figure, Option<i32>, Option<i32>)]| Limits {
        figures: figures.iter().map(|&(figure, least, most)| (figure, Between { least, most })).collect(),
        ..Limits::default()
    };
    let wishes: [(&str, Limits); 17] = [
        ("wooden_rc", Limits { footprint: Footprint::new(12, 24), ..limits() }),
        ("twister_rc", Limits { tiles: Some(120), ..limits() }),
        ("wooden_rc", Limits { height: Some(16), ..limits() }),
        ("junior_rc", Limits { budget: Some(25_000), ..limits() }),
        ("wooden_rc", Limits { pieces: (40, 60), ..limits() }),
        ("wooden_rc", Limits { station: Some(6), ..limits() }),
        ("looping_rc", Limits { max_intensity: 500, max_nausea: 300, ..limits() }),
        ("corkscrew_rc", within(&[(Figure::Inversions, Some(2), Some(2))])),
        (
            "wooden_rc",
            Limits { forbidden: BTreeSet::from([piece("left_quarter_turn_3_tiles"), piece("brakes")]), ..limits() },
        ),
        (
            "looping_rc",
            Limits { required: BTreeSet::from([piece("left_vertical_loop"), piece("on_ride_photo")]), ..limits() },
        ),
        ("wooden_rc", Limits { min_excitement: 450, ..limits() }),
        ("wooden_rc", within(&[(Figure::Length, Some(500), Some(600)), (Figure::Drops, Some(4), None)])),
        ("junior_rc", within(&[(Figure::HighestDrop, None, Some(7)), (Figure::Circuits, Some(2), Some(3))])),
        ("wooden_rc", within(&[(Figure::Speed, None, Some(30)), (Figure::NegativeG, Some(-80), None)])),
        ("looping_rc", within(&[(Figure::PositiveG, None, Some(300)), (Figure::Circuits, None, Some(1))])),
        ("mine_train_rc", within(&[(Figure::LateralG, None, Some(120)), (Figure::RideTime, Some(60), Some(90))])),
        (
            "twister_rc",
            Limits { format: NewFormat::Td7, required: BTreeSet::from([piece("left_zero_g_roll_up")]), ..limits() },
        ),
    ];
    for (ride, limits) in wishes {
        eprintln!("{ride}: {limits:?}");
        let problem = Plan { limits, ..Plan::new(&catalogue, catalogue.ride_named(ride).expect("a ride type")) };
        let problem = problem.problem(&catalogue).expect("vehicles");
        check_winners(&problem, &bred_within(&problem, 16));
    }
}

#[test]
fn designs_come_back_as_the_genomes_they_were() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc");
    for genome in initial_genomes(&problem, 5, 9) {
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let Ok(design) = decode(&problem, &genome, &mut occupancy) else { continue };
        let placement =
            loopwright::layout::place(&catalogue, &design, problem.placer.site, Direction::new(2)).expect("a coaster");
        let layout = placement.as_design.expect("placed");
        let encoded = encode(&problem, &design, &layout).expect("a circuit");
        assert_eq!((encoded.track, encoded.station), (genome.track, genome.station));
    }
}

#[test]
fn a_locked_stretch_is_in_every_design() {
    let catalogue = Catalogue::load().expect("sound tables");
    let id = |name: &str| catalogue.piece_named(name).expect("a piece").id;
    let locked = ["flat_to_left_bank", "banked_left_quarter_turn_5_tiles", "left_bank_to_flat"].map(id).to_vec();
    let limits = Limits { locked: locked.clone(), ..Limits::default() };
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let problem = Problem::new(&catalogue, ride, vehicle, limits);
    let mut evolution = Evolution::new(SMALL);
    (0..20).for_each(|_| evolution.advance(&problem));
    let holds = |genome: &Genome| {
        let pieces: Vec<PieceId> = genome.elements().iter().map(|element| element.piece).collect();
        let ring: Vec<PieceId> = pieces.iter().chain(&pieces).copied().collect();
        ring.windows(locked.len()).any(|run| run == locked)
    };
    assert!(!evolution.archive.is_empty());
    assert!(evolution.everyone().all(|one| holds(&one.genome)));
    assert!(evolution.islands.iter().any(|island| island.line.len() > 1), "nothing was bred");
}
