//! What holds in every tick of every test run.

use loopwright::catalogue::{Direction, PathKind};
use loopwright::design::Design;
use loopwright::layout::{Layout, Placer, Pose};
use loopwright::path::{Load, Path, STEP_LIMIT, step_cost};
use loopwright::quantity::{Height, HeightUnits};
use loopwright::test_run::{MAX_TICKS, Outcome, State, TestRun, Tested};

/// Lays a design in a direction as high as its tracks need; `None` when it cannot be placed.
pub(super) fn lay<'a>(placer: &Placer<'a>, design: &Design, direction: Direction) -> Option<Layout<'a>> {
    let start = |z: Height| Pose::new(placer.site.start.corner(), z, direction);
    (0..40).find_map(|step| placer.lay(design, start(placer.site.surface + HeightUnits(step).height())).ok())
}

/// Runs a test to its end and checks the laws on the way.
pub(super) fn run(layout: &Layout, load: Load) -> Result<Tested, String> {
    let path = Path::loaded(layout, load).map_err(|error| error.to_string())?;
    let mut run = TestRun::new(layout, &path);
    let gaps = Gaps::new(&run, &path);
    while run.outcome().is_none() {
        run.tick();
        check(&run, &path).map_err(|law| format!("tick {}: {law}", run.ticks()))?;
        gaps.check(&run, &path).map_err(|law| format!("tick {}: {law}", run.ticks()))?;
    }
    let tested = run.result();
    let gave_up = matches!(tested.outcome, Outcome::Stalled | Outcome::Unfinished);
    let says_where = tested.stuck.len() == if gave_up { path.train_count } else { 0 };
    require(says_where, "a run that is given up says where every train is")?;
    check_result(&tested)?;
    Ok(tested)
}

/// The longest step of a reverser's foremost bogie.
const LONGEST_STEP: i32 = 34_902;

fn require(holds: bool, law: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(law.to_owned()) }
}

fn check(run: &TestRun, path: &Path) -> Result<(), String> {
    require(run.ticks() <= MAX_TICKS, "the run goes on for ever")?;
    for train in run.trains() {
        require(train.state != State::Crashing || train.velocity == 0, "a wreck has no velocity")?;
        let is_placed = !matches!(train.state, State::Crashing | State::Crashed);
        for car in &run.cars()[train.cars()] {
            let nodes = path.pieces[car.piece].courses[car.table].nodes();
            require(nodes.contains(&car.node), "a car stands on its piece")?;
            // The foremost bogie of a reverser train takes longer steps, and may owe or be owed most of one.
            let slack = if car.table == PathKind::ReverserFront as usize { LONGEST_STEP } else { 0 };
            let in_step = (-slack..STEP_LIMIT + slack).contains(&car.remaining);
            // Where a car can go neither way, its walk is cut off at one of its ends.
            let is_shut_in = car.remaining == -1 || car.remaining == STEP_LIMIT;
            require(in_step || is_shut_in || !is_placed, "a car has walked as far as it can")?;
        }
    }
    Ok(())
}

fn check_result(tested: &Tested) -> Result<(), String> {
    require(tested.outcome != Outcome::Crashed || tested.crash.is_some(), "a crash has a cause")?;
    require(tested.ticks <= MAX_TICKS + 1, "ticks are counted to the end")?;
    let measured = &tested.measured;
    require(measured.max_speed.0 >= 0 && measured.max_negative_g.0 <= 100, "statistics start where they start")?;
    require(measured.average_speed.0 >= 0, "an average is no less than nothing")
}

/// Distances between the cars of the only train on a closed circuit, which never change.
pub(super) struct Gaps {
    /// Distance of the start of each piece along the circuit, and the circuit's length.
    starts: Option<(Vec<i64>, i64)>,
    gaps: Vec<i64>,
}

impl Gaps {
    pub(super) fn new(run: &TestRun, path: &Path) -> Self {
        let lawful = run.trains().len() == 1 && !path.pieces.iter().any(|piece| piece.id.is_reverser());
        let starts = if lawful { starts(path) } else { None };
        let gaps = starts.as_ref().map_or_else(Vec::new, |starts| distances(run, path, starts));
        Self { starts, gaps }
    }

    fn check(&self, run: &TestRun, path: &Path) -> Result<(), String> {
        let Some(starts) = &self.starts else { return Ok(()) };
        if run.trains()[0].state == State::Crashing {
            return Ok(());
        }
        require(distances(run, path, starts) == self.gaps, "cars keep their order and distance")
    }
}

fn starts(path: &Path) -> Option<(Vec<i64>, i64)> {
    let mut starts = vec![None; path.pieces.len()];
    let (mut here, mut length) = (path.start, 0);
    loop {
        starts[here] = Some(length);
        let last = path.pieces[here].courses[0].nodes().end - 1;
        let link = path.pieces[here].next.filter(|link| link.fits[0] && link.fits[1])?;
        let first = path.pieces[link.piece].courses[0].nodes().start;
        let border = step_cost(path.place(here, last), path.place(link.piece, first));
        length += i64::from(path.courses().reach(last) + border);
        here = link.piece;
        if here == path.start {
            return Some((starts.into_iter().collect::<Option<_>>()?, length));
        }
        if starts[here].is_some() {
            return None;
        }
    }
}

fn distances(run: &TestRun, path: &Path, (starts, length): &(Vec<i64>, i64)) -> Vec<i64> {
    let along: Vec<i64> = run
        .cars()
        .iter()
        .map(|car| starts[car.piece] + i64::from(path.courses().reach(car.node)) + i64::from(car.remaining))
        .collect();
    along.windows(2).map(|pair| (pair[0] - pair[1]).rem_euclid(*length)).collect()
}
