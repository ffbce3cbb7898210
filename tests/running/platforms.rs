//! Trains that stand on more than one platform.

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId};
use loopwright::design::Element;
use loopwright::layout::Placer;
use loopwright::path::Path;
use loopwright::site::Site;
use loopwright::test_run::{State, TestRun};

use super::{laws, tracks};

#[test]
fn a_train_that_leaves_a_platform_arrives_at_the_one_behind_where_its_cars_still_stand() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("mini_rc").expect("a ride type");
    // Cars a little longer than a tile: when the first has left the front platform, the second stands between the
    // two and the third on the other.
    let vehicle = catalogue.vehicle("JSTAR1").expect("a vehicle");
    let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::default() };
    let row = |piece: PieceId, count| vec![Element::new(piece); count];
    let (flat, platform) = (PieceId::FLAT, PieceId::END_STATION);
    let elements = [row(flat, 12), row(platform, 1), row(flat, 1), row(platform, 1), row(flat, 12)].concat();
    let settings = tracks::settings(ride, Mode::CONTINUOUS_CIRCUIT, 1, 1);
    let mut layout =
        laws::lay(&placer, &tracks::design(&placer, elements, settings), Direction::new(0)).expect("it can stand");
    layout.trains.cars = 3;
    let path = Path::new(&layout).expect("a path");
    let mut run = TestRun::new(&layout, &path);
    let mut states = Vec::new();
    while run.outcome().is_none() {
        run.tick();
        states.push((run.trains()[0].state, run.trains()[0].station));
    }
    let leaving = states.iter().rposition(|&state| state == (State::Departing, 1)).expect("a departure from the front");
    assert_eq!(states[leaving + 1..][..2], [(State::Travelling, 1), (State::Arriving, 0)]);
}
