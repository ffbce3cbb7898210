//! What stands around a ride: what covers its trains, what they fall on, what raises its ratings.

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId};
use loopwright::design::{DepartureFlags, Element as TrackElement};
use loopwright::layout::{Layout, Placer, Pose, place};
use loopwright::quantity::{Height, MapPoint, Tile};
use loopwright::rating::{Proximity, Rated, rate};
use loopwright::site::{
    Element, Kind, Land, Object, Park, ParkRide, Path, RideStatus, Site, Stack, Surroundings, Tiles, Track,
};
use loopwright::test_run::{State, TestRun, Tested, run};
use loopwright::track_file;

/// The design of the documentation on flat, empty land.
fn example(catalogue: &Catalogue) -> Layout<'_> {
    let record = track_file::read(include_bytes!("../docs/example.td6")).expect("a track file");
    let design = record.design(catalogue).expect("a coaster");
    let placed = place(catalogue, &design, Site::default(), Direction::new(0)).expect("a coaster");
    placed.as_design.expect("it can be placed")
}

fn tested(layout: &Layout) -> Tested {
    run(layout, &loopwright::path::Path::new(layout).expect("a path"))
}

fn rated(layout: &Layout) -> Rated {
    rate(layout, &tested(layout).measured).expect("a way round the track")
}

fn element(base: i32, height: i32, kind: Kind) -> Element {
    Element { base: Height(base), clearance: Height(base + height), quarters: 15, is_ghost: false, kind }
}

fn path(base: i32, is_queue: bool) -> Element {
    element(base, 32, Kind::Path(Path { is_queue, slope: None, edges: 0 }))
}

fn tree(quarters: u8) -> Element {
    let kind = Kind::SmallScenery { object: Object::Unknown(0), direction: Direction::new(0), quadrant: 0 };
    Element { quarters, ..element(1600, 24, kind) }
}

/// Puts an element on every tile that the ride stands on.
fn put_everywhere(layout: &mut Layout, element: Element) {
    let mut tiles: Vec<Tile> = layout.tiles().map(MapPoint::tile).collect();
    tiles.sort_unstable();
    tiles.dedup();
    for tile in tiles {
        layout.surroundings.add(tile, element);
    }
}

#[test]
fn what_covers_the_track_shelters_the_train_and_does_not_move_it() {
    let catalogue = Catalogue::load().expect("sound tables");
    let bare = tested(&example(&catalogue));
    let under = |element: Element| {
        let mut layout = example(&catalogue);
        put_everywhere(&mut layout, element);
        tested(&layout)
    };
    let covered = under(path(1600, false));
    assert_eq!((covered.ticks, covered.measured.max_speed), (bare.ticks, bare.measured.max_speed));
    assert_eq!(covered.measured.sheltered_length, covered.measured.total_length());
    assert_eq!(covered.measured.sheltered_sections.number(), 1);
    assert_eq!(under(tree(15)).measured, covered.measured);
    assert_eq!(under(tree(1)), bare, "scenery on a quarter of the tile is no roof");
    assert_eq!(under(path(0, false)), bare, "nor is what lies below");
}

#[test]
fn paths_and_scenery_near_the_track_raise_excitement() {
    let catalogue = Catalogue::load().expect("sound tables");
    let bare = rated(&example(&catalogue));
    assert_eq!((bare.surveyed.scenery, bare.surveyed.counters.0[Proximity::QueueBelow as usize]), (0, 0));

    let mut layout = example(&catalogue);
    put_everywhere(&mut layout, path(0, true));
    let queued = rated(&layout);
    let queues = queued.surveyed.counters.0[Proximity::QueueBelow as usize];
    assert_eq!(u32::from(queues), queued.surveyed.scanned);
    assert!(queued.ratings.excitement > bare.ratings.excitement);

    let mut layout = example(&catalogue);
    let front = layout.stations.first().expect("a station").front.tile();
    for corner in [Tile::new(-5, -5), Tile::new(5, 5), Tile::new(-6, 0)] {
        layout.surroundings.add(front + corner, tree(1));
    }
    assert_eq!(rated(&layout).surveyed.scenery, 10, "five tiles away counts, six do not");
}

#[test]
fn rides_of_the_same_type_that_are_open_lower_the_value() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut park = Park::flat((152, 152), Height(112));
    let alone = rated(&example(&catalogue)).value;
    let value = |park: &Park| {
        let layout = example(&catalogue);
        let site = Site::in_park(park, layout.site.start);
        rated(&Layout { surroundings: Surroundings::new(site), number: 9, ..layout }).value
    };
    for (id, status) in [RideStatus::Open, RideStatus::Closed, RideStatus::Open].into_iter().enumerate() {
        let ride_type = example(&catalogue).ride.id;
        park.rides.push(other_ride(id as u16, ride_type, status));
        let is_common = id == 2;
        assert_eq!(value(&park), if is_common { alone - alone / 4 } else { alone }, "{id}");
    }
}

fn other_ride(id: u16, ride_type: loopwright::catalogue::RideTypeId, status: RideStatus) -> ParkRide {
    ParkRide {
        id,
        ride_type,
        name: format!("Ride {id}"),
        vehicle: String::new(),
        status,
        is_broken_down: false,
        depart_flags: DepartureFlags::SYNCHRONISE,
    }
}

#[test]
fn a_synchronised_station_of_another_ride_is_found_six_tiles_away() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut park = Park::flat((152, 152), Height(112));
    park.rides.push(other_ride(3, example(&catalogue).ride.id, RideStatus::Closed));
    let finds = |tiles: i32, rise: i32| {
        let mut layout = example(&catalogue);
        layout.settings.depart_flags |= DepartureFlags::SYNCHRONISE;
        layout.surroundings = Surroundings::new(Site::in_park(&park, layout.site.start));
        let station = *layout.stations.first().expect("a station");
        let step = station.direction.turned(1).step();
        let track = Track {
            ride: 3,
            piece: PieceId::END_STATION,
            block: 0,
            direction: station.direction,
            station: Some(0),
            chain: false,
            inverted: false,
        };
        let tile = (station.front + step * tiles).tile();
        layout.surroundings.add(tile, element(station.z.0 + rise, 32, Kind::Track(track)));
        let tested = tested(&layout);
        let rated = rate(&layout, &tested.measured).expect("a way round the track");
        (rated.surveyed.synchronises, tested.ticks)
    };
    let (is_found, ticks) = finds(6, 16);
    assert!(is_found);
    assert_eq!(finds(7, 0), (false, ticks), "a closed ride holds no train back");
    assert_eq!(finds(6, 24), (false, ticks));
}

#[test]
fn the_tick_counter_of_a_park_moves_departures() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut park = Park::flat((152, 152), Height(112));
    // When the second train leaves, which has to wait for some time after the first.
    let mut leaves = |ticks: u32| {
        park.ticks = ticks;
        let mut layout = example(&catalogue);
        layout.surroundings = Surroundings::new(Site::in_park(&park, layout.site.start));
        (layout.trains.trains, layout.trains.cars) = (2, 6);
        let path = loopwright::path::Path::new(&layout).expect("a path");
        let mut run = TestRun::new(&layout, &path);
        while run.trains()[1].state != State::Departing {
            assert!(run.outcome().is_none(), "the second train never leaves");
            run.tick();
        }
        run.ticks()
    };
    let at_zero = leaves(0);
    assert_eq!(leaves(32), at_zero);
    assert_eq!((leaves(6) + 6) % 32, at_zero % 32);
}

/// The tick in which a train that runs off its track comes down on land of a kind.
fn falls_on(land: Land) -> u32 {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("looping_rc").expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::default() };
    let record = track_file::read(include_bytes!("../docs/example.td6")).expect("a track file");
    let mut design = record.design(&catalogue).expect("a coaster");
    design.ride = ride.id;
    design.vehicle.clone_from(&vehicle.name);
    design.settings.mode = Mode::POWERED_LAUNCH;
    design.settings.operation_option = ride.operation_option.max as u8;
    design.entrances.clear();
    let station = [PieceId::BEGIN_STATION, PieceId::MIDDLE_STATION, PieceId::MIDDLE_STATION, PieceId::END_STATION];
    design.elements = station.into_iter().chain([PieceId::FLAT; 6]).map(TrackElement::new).collect();
    let start = Pose::new(Tile::new(76, 76).corner(), Height(240), Direction::new(2));
    let layout = placer.lay(&design, start).expect("it can be laid");
    let tiles = vec![Stack::bare(land); 152 * 152];
    let park = Park::of(Tiles::new((152, 152), tiles));
    let site = Site::in_park(&park, Tile::new(76, 76));
    let tested = tested(&Layout { surroundings: Surroundings::new(site), ..layout });
    assert!(tested.crash.is_some(), "{tested:?}");
    tested.ticks
}

#[test]
fn a_train_falls_until_it_meets_land_or_water() {
    let low = falls_on(Land::flat(Height(112)));
    let high = falls_on(Land::flat(Height(176)));
    let wet = falls_on(Land { water: Height(176), ..Land::flat(Height(112)) });
    assert!(high < low, "{high} {low}");
    assert_eq!(wet, high);
}
