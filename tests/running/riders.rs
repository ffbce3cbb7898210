//! Trains with riders.

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId};
use loopwright::design::Element;
use loopwright::layout::Placer;
use loopwright::path::{Load, Path, RIDER_MASS};
use loopwright::site::Site;
use loopwright::test_run::TestRun;

use super::{laws, tracks};

#[test]
fn riders_weigh_what_their_seats_say() {
    let catalogue = Catalogue::load().expect("sound tables");
    for vehicle in catalogue.vehicles() {
        for car in &vehicle.cars {
            let added = |load: Load| load.mass(car) - car.mass;
            assert_eq!(added(Load::Empty), 0, "{}", vehicle.name);
            assert_eq!(added(Load::Half), u16::from(car.seats / 2) * RIDER_MASS, "{}", vehicle.name);
            assert_eq!(added(Load::Full), u16::from(car.seats) * RIDER_MASS, "{}", vehicle.name);
        }
        assert!(vehicle.zero_cars == 0 || vehicle.cars.iter().any(|car| car.seats == 0), "{}", vehicle.name);
    }
}

#[test]
fn riders_give_a_train_momentum() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("looping_rc").expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::default() };
    let settings = tracks::settings(ride, Mode::POWERED_LAUNCH, 1, vehicle.cars_per_train.1);
    let coast = vec![Element::new(PieceId::FLAT); 40];
    let design = tracks::design(&placer, tracks::with_station(8, &[], &coast), settings);
    let layout = laws::lay(&placer, &design, Direction::new(0)).expect("a design that can be placed");
    let ends = Load::ALL.map(|load| {
        let path = Path::loaded(&layout, load).expect("a path");
        let run = TestRun::new(&layout, &path);
        let mass: i32 = run.cars().iter().map(|car| i32::from(car.mass)).sum();
        assert_eq!(run.trains()[0].mass, mass);
        (mass, laws::run(&layout, load).expect("a lawful run").crash.expect("the track ends").velocity)
    });
    // Drag slows a light train more.
    assert!(ends.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{ends:?}");
}
