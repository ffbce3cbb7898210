//! Trains that leave the track, and trains that never come home.

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId};
use loopwright::design::Element;
use loopwright::layout::{Layout, Placer};
use loopwright::path::{Load, Path};
use loopwright::site::Site;
use loopwright::test_run::{CrashCause, Outcome, State, StuckCause, TestRun, Tested};

use super::{laws, tracks};
use loopwright::quantity::Velocity;

fn row(piece: u16, count: usize) -> Vec<Element> {
    vec![Element::new(PieceId(piece)); count]
}

fn lift(slopes: usize) -> Vec<Element> {
    [row(6, 1), row(4, slopes), row(9, 1)].concat().into_iter().map(Element::chained).collect()
}

/// Lays a station and what follows it for a ride type's first vehicle, and looks at it.
fn on_track<T>(ride: &str, mode: Mode, after: &[Vec<Element>], look: impl FnOnce(&Layout) -> T) -> T {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::default() };
    let settings = tracks::settings(ride, mode, 1, vehicle.cars_per_train.0);
    let design = tracks::design(&placer, tracks::with_station(6, &[], &after.concat()), settings);
    let layout = laws::lay(&placer, &design, Direction::new(1)).expect("a design that can be placed");
    look(&layout)
}

fn test(ride: &str, mode: Mode, after: &[Vec<Element>]) -> Tested {
    on_track(ride, mode, after, |layout| laws::run(layout, Load::Empty).expect("a lawful run"))
}

#[test]
fn a_train_that_runs_off_the_track_falls_before_it_has_crashed() {
    let tested = test("looping_rc", Mode::POWERED_LAUNCH, &[row(0, 9)]);
    let crash = tested.crash.expect("a crash");
    assert_eq!((tested.outcome, crash.cause), (Outcome::Crashed, CrashCause::TrackEnd));
    assert_eq!((crash.train, crash.car, crash.piece), (0, 0, 14));
    assert!(crash.velocity > Velocity(0));
    // A fall from the level takes some ticks, no more than it takes to drop a tile.
    let fall = tested.ticks - crash.tick;
    assert!((2..40).contains(&fall), "it fell for {fall} ticks");
}

#[test]
fn a_falling_train_is_measured_until_it_hits_the_ground() {
    on_track("looping_rc", Mode::POWERED_LAUNCH, &[row(0, 4), row(6, 1), row(4, 6)], |layout| {
        let path = Path::new(layout).expect("a path");
        let mut run = TestRun::new(layout, &path);
        let mut heights = Vec::new();
        let mut times = Vec::new();
        while run.outcome().is_none() {
            run.tick();
            if run.trains()[0].state == State::Crashing {
                heights.push(run.place(0)[2]);
                times.push(run.measured().air_time);
            }
        }
        assert_eq!(run.outcome(), Some(Outcome::Crashed));
        // It rises on, then falls to the ground, faster and faster.
        let top = heights.iter().enumerate().max_by_key(|(_, height)| **height).map_or(0, |(index, _)| index);
        assert!(top > 0 && heights[top..].is_sorted_by(|a, b| a >= b), "{heights:?}");
        assert!(heights.last().is_some_and(|height| *height < layout.site.surface.0 + 40), "{heights:?}");
        // A wreck lies as it left the track: what its riders feel does not change.
        assert!(times.windows(2).all(|pair| pair[0] == pair[1]), "{times:?}");
        assert!(run.is_measuring());
    });
}

#[test]
fn a_train_too_slow_to_fly_sinks_from_the_end_of_the_track() {
    on_track("wooden_rc", Mode::CONTINUOUS_CIRCUIT, &[row(0, 3)], |layout| {
        let path = Path::new(layout).expect("a path");
        let mut run = TestRun::new(layout, &path);
        let mut heights = Vec::new();
        while run.outcome().is_none() {
            run.tick();
            if run.trains()[0].state == State::Crashing {
                heights.push(run.place(0)[2] - layout.site.surface.0);
            }
        }
        assert_eq!(run.outcome(), Some(Outcome::Crashed));
        // The wheels of a wooden coaster stand 8 above the rail, which lies on the ground.
        assert_eq!(heights, [8, 7, 6, 5, 4, 3, 2, 1, 0, 0]);
    });
}

#[test]
fn track_that_does_not_fit_is_named() {
    let tested = test("looping_rc", Mode::POWERED_LAUNCH, &[row(0, 5), row(32, 1)]);
    let crash = tested.crash.expect("a crash");
    assert_eq!((crash.cause, crash.piece), (CrashCause::Misfit, 10));
}

#[test]
fn a_bobsleigh_leaves_a_sharp_crest() {
    let track = [lift(15), row(12, 1), row(10, 13), row(15, 1), row(12, 1), row(10, 1)];
    let tested = test("bobsleigh_rc", Mode::CONTINUOUS_CIRCUIT, &track);
    let crash = tested.crash.expect("a crash");
    assert_eq!((tested.outcome, crash.cause, crash.car), (Outcome::Crashed, CrashCause::Derailed, 0));
    // Six tiles of station, 17 of lift, 15 of drop.
    assert_eq!(crash.piece, 38);
}

#[test]
fn a_train_that_cannot_climb_rests_in_the_dip() {
    let track = [lift(5), row(12, 1), row(10, 5), row(15, 1), row(6, 1), row(4, 12)];
    let tested = test("wooden_rc", Mode::CONTINUOUS_CIRCUIT, &track);
    assert_eq!((tested.outcome, tested.crash, tested.ticks), (Outcome::Stalled, None, 20_001));
    let stuck = tested.stuck[0];
    assert_eq!((stuck.cause, stuck.state, stuck.measured), (StuckCause::Valley, State::Travelling, true));
    let (_, turned_at) = stuck.rolled_back.expect("a train that rolled back");
    // It turns on the climb behind the drop and comes to rest at its foot.
    assert!(turned_at > 20 && (17..=22).contains(&stuck.piece), "{stuck:?}");
}
