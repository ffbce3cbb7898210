//! Sites in JSON come back as they were.

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::DepartureFlags;
use loopwright::quantity::{Height, Tile};
use loopwright::site::json::{self, Area};
use loopwright::site::{
    Element, EntranceKind, Kind, Land, LoadedObjects, Object, Ownership, Park, ParkFlags, ParkRide, Path, RideStatus,
    Slope, Stack, Tiles, Track,
};
use proptest::prelude::*;

use super::{own_park, read, recorded};
use crate::oracle::oracle;
use crate::track_file::laws;

fn kind() -> impl Strategy<Value = Kind> {
    let direction = || (0..4_u8).prop_map(Direction::new);
    let object = || prop_oneof![(0..200_u16).prop_map(Object::Known), (0..2_u16).prop_map(Object::Unknown)];
    let path = (any::<bool>(), prop::option::of(direction()), 0..16_u8)
        .prop_map(|(is_queue, slope, edges)| Kind::Path(Path { is_queue, slope, edges }));
    let track = (any::<u16>(), 0..350_u16, any::<u8>(), direction(), prop::option::of(0..4_u8), any::<[bool; 2]>());
    let track = track.prop_map(|(ride, piece, block, direction, station, [chain, inverted])| {
        Kind::Track(Track { ride, piece: PieceId(piece), block, direction, station, chain, inverted })
    });
    let small = (object(), direction(), 0..4_u8).prop_map(|(object, direction, quadrant)| Kind::SmallScenery {
        object,
        direction,
        quadrant,
    });
    let large = (object(), direction(), any::<u8>()).prop_map(|(object, direction, tile)| Kind::LargeScenery {
        object,
        direction,
        tile,
    });
    let wall = (object(), direction(), 0..4_u8).prop_map(|(object, edge, slope)| Kind::Wall { object, edge, slope });
    let kinds = prop::sample::select(vec![EntranceKind::Entrance, EntranceKind::Exit, EntranceKind::Park]);
    let entrance = (kinds, direction(), any::<u16>(), any::<u8>(), any::<u8>())
        .prop_map(|(kind, direction, ride, station, part)| Kind::Entrance { kind, direction, ride, station, part });
    prop_oneof![path, track, small, large, wall, entrance, Just(Kind::Banner), Just(Kind::Unknown)]
}

fn height() -> impl Strategy<Value = Height> {
    (0..256).prop_map(|steps| Height(8 * steps))
}

fn element() -> impl Strategy<Value = Element> {
    (height(), height(), 0..16_u8, any::<bool>(), kind())
        .prop_map(|(base, clearance, quarters, is_ghost, kind)| Element { base, clearance, quarters, is_ghost, kind })
}

fn stack() -> impl Strategy<Value = Stack> {
    let land = (height(), height(), 0..32_u8, 0..16_u8).prop_map(|(base, water, slope, ownership)| Land {
        base,
        water,
        slope: Slope(slope),
        ownership: Ownership::from_bits_retain(ownership << 4),
    });
    (land, prop::collection::vec(element(), 0..3), prop::collection::vec(element(), 0..3)).prop_map(
        |(land, mut elements, above)| {
            elements.push(Element::surface(land.base));
            elements.extend(above);
            Stack { land, elements }
        },
    )
}

fn ride() -> impl Strategy<Value = ParkRide> {
    let status =
        prop::sample::select(vec![RideStatus::Closed, RideStatus::Open, RideStatus::Testing, RideStatus::Simulating]);
    (any::<u16>(), 0..102_u8, ".{0,8}", "[A-Z0-9]{0,8}", status, any::<bool>(), any::<u8>()).prop_map(
        |(id, ride_type, name, vehicle, status, is_broken_down, flags)| ParkRide {
            id,
            ride_type: RideTypeId(ride_type),
            name,
            vehicle,
            status,
            is_broken_down,
            depart_flags: DepartureFlags::from_bits_retain(flags),
        },
    )
}

fn loaded() -> impl Strategy<Value = LoadedObjects> {
    let names = || prop::collection::btree_set("[a-z.]{1,12}", 0..3);
    prop_oneof![
        Just(LoadedObjects::All),
        names().prop_map(LoadedObjects::AllBut),
        names().prop_map(LoadedObjects::Only)
    ]
}

fn park() -> impl Strategy<Value = Park> {
    let size = (3..6_i32, 3..6_i32);
    let tiles = size.prop_flat_map(|(width, height)| {
        let count = (width * height) as usize;
        prop::collection::vec(stack(), count).prop_map(move |stacks| Tiles::new((width, height), stacks))
    });
    (tiles, ".{0,8}", 0..8_u8, loaded(), prop::collection::vec(ride(), 0..3), any::<u32>()).prop_map(
        |(tiles, name, flags, loaded, rides, ticks)| {
            let all = [ParkFlags::NO_MONEY, ParkFlags::FORBID_TREE_REMOVAL, ParkFlags::FORBID_HIGH_CONSTRUCTION];
            let flags = (0..3).filter(|bit| flags & 1 << bit != 0).map(|bit| all[bit]).collect();
            let unknown = vec!["our.first".to_owned(), "our.second".to_owned()];
            Park { name, flags, loaded, unknown, rides, ticks, tiles }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_park_comes_back_from_its_text(park in park()) {
        let catalogue = Catalogue::load().expect("sound tables");
        let text = json::to_string(&park, None, &catalogue).expect("a park has a text");
        let again = json::from_str(&text, &catalogue);
        prop_assert_eq!(again.expect("a written text can be read"), park, "{}", text);
    }
}

#[test]
fn recorded_parks_come_back_from_their_text() {
    let Some(oracle) = oracle("parks in JSON") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    for path in recorded(&oracle).iter().step_by(5) {
        let park = read(path).park(&catalogue);
        let text = json::to_string(&park, None, &catalogue).expect("a park has a text");
        assert!(json::from_str(&text, &catalogue).expect("a site") == park, "{}", path.display());
    }
}

#[test]
fn an_area_keeps_its_place_in_the_park() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = Park::flat((12, 9), Height(96));
    let area = Area { x: 4, y: 2, width: 3, length: 2 };
    let text = json::to_string(&park, Some(area), &catalogue).expect("a text");
    let part = json::from_str(&text, &catalogue).expect("a site");
    let base = |x, y| part.tiles.land(Tile::new(x, y)).map(|land| land.base.0);
    assert_eq!(part.tiles.size(), (12, 9));
    assert_eq!([base(4, 2), base(6, 3), base(7, 3), base(4, 4)], [Some(96), Some(96), Some(16), Some(16)]);
    let beyond = Area { x: 11, ..area };
    let error = json::to_string(&park, Some(beyond), &catalogue).expect_err("it reaches too far");
    assert_eq!(error.to_string(), "area: it reaches to tile (14, 4) and the park ends at (12, 9)");
}

#[test]
fn the_schema_is_that_of_the_documents() {
    let schema = serde_json::to_string_pretty(&json::schema()).expect("a schema") + "\n";
    let committed = include_str!("../../docs/site.schema.json");
    assert!(committed == schema, "run `cargo run --example site_schema > docs/site.schema.json`");
}

#[test]
fn mistakes_in_a_text_are_named() {
    let catalogue = Catalogue::load().expect("sound tables");
    let error = |text: &str| json::from_str(text, &catalogue).expect_err("a mistake").to_string();
    let site = |rest: &str| format!(r#"{{"version": 1, "form": "site", "size": [3, 3], {rest}}}"#);
    assert!(error("{}").starts_with("this seems to be other JSON text"));
    assert!(error(r#"{"version": 2, "form": "site"}"#).starts_with("version 2 of the form"));
    assert_eq!(error(&site(r#""tiles": []"#)), "area: it has 9 tiles and 0 are listed");
    let one = r#""area": {"x": 1, "y": 1, "width": 1, "length": 1}, "tiles": [{"land": {"base": 97}}]"#;
    assert_eq!(error(&site(one)), "tiles[0].land: 97 is no height; heights are 0 to 4080 in steps of 8");
}

#[test]
fn a_damaged_text_gives_an_error_or_a_sound_site() {
    let catalogue = Catalogue::load().expect("sound tables");
    let file = loopwright::park_file::read(&own_park::park(61, 57, 0, <[u8]>::to_vec), "ours.park").expect("a park");
    let text = json::to_string(&file.park(&catalogue), None, &catalogue).expect("a park has a text");
    laws::site_text_holds(&text, &catalogue);
    for at in (0..text.len()).step_by(7) {
        for letter in ["", "0", "9", "-", "\"", "}"] {
            let damaged = [&text[..at], letter, &text[at + 1..]].concat();
            laws::site_text_holds(&damaged, &catalogue);
        }
    }
}
