//! The ground: land, ownership, the order of what stands on a tile, and the recorded parks.

use loopwright::catalogue::Catalogue;
use loopwright::quantity::{Height, MapPoint, Tile};
use loopwright::site::{Corner, Element, Kind, Land, Ownership, Park, Slope};
use serde_json::Value;

use crate::oracle::{compare::parks, oracle};

fn land(slope: u8) -> Land {
    Land { slope: Slope(slope), ..Land::flat(Height(0)) }
}

#[test]
fn every_slope_is_as_high_as_in_the_game() {
    let Some(oracle) = oracle("land heights") else { return };
    let recorded = std::fs::read_to_string(oracle.join("surroundings/land_heights.json")).expect("recorded heights");
    let recorded: Value = serde_json::from_str(&recorded).expect("JSON");
    let list = |value: &Value| -> Vec<i32> {
        value.as_array().expect("a list").iter().map(|number| number.as_i64().expect("a number") as i32).collect()
    };
    let at = list(&recorded["at"]);
    let slopes = recorded["slopes"].as_array().expect("a list");
    assert_eq!(slopes.len(), 32);
    for slope in slopes {
        let land = land(slope["slope"].as_u64().expect("a slope") as u8);
        assert_eq!(Corner::ALL.map(|corner| land.corner(corner).0).to_vec(), list(&slope["corners"]), "{land:?}");
        for (&y, row) in at.iter().zip(slope["heights"].as_array().expect("rows")) {
            let ours: Vec<i32> = at.iter().map(|&x| land.height_at(MapPoint::new(x, y)).0).collect();
            assert_eq!(ours, list(row), "{land:?} at y {y}");
        }
    }
}

#[test]
fn construction_rights_reach_below_the_land_and_high_above_it() {
    let land = Land { ownership: Ownership::CONSTRUCTION_RIGHTS, ..Land::flat(Height(112)) };
    let owned = [104, 112, 120, 136].map(|z| land.is_owned_at(Height(z)));
    assert_eq!(owned, [true, false, false, true]);
    let for_sale = Land { ownership: Ownership::FOR_SALE, ..land };
    assert!(!for_sale.is_owned_at(Height(136)));
}

#[test]
fn a_tile_keeps_its_elements_by_height_and_then_by_age() {
    let element = |base: i32, quarters: u8| Element { quarters, kind: Kind::Unknown, ..Element::surface(Height(base)) };
    let mut elements = vec![Element::surface(Height(112))];
    for (base, quarters) in [(120, 1), (112, 2), (48, 3), (120, 4), (112, 5)] {
        element(base, quarters).insert_into(&mut elements);
    }
    let order: Vec<(i32, u8)> = elements.iter().map(|element| (element.base.0, element.quarters)).collect();
    assert_eq!(order, [(48, 3), (112, 0), (112, 2), (112, 5), (120, 1), (120, 4)]);
}

#[test]
fn land_ends_with_the_room_for_tiles_and_is_nobody_s_beyond_the_park() {
    let park = Park::flat((20, 10), Height(96));
    let base = |x: i32, y: i32| park.tiles.land(Tile::new(x, y)).map(|land| (land.base.0, land.ownership.bits()));
    assert_eq!(base(18, 8), Some((96, 0x20)));
    assert_eq!(base(19, 8), Some((16, 0x20)), "the rim");
    assert_eq!(base(20, 8), Some((16, 0)), "beyond");
    assert_eq!((base(1000, 1000), base(1001, 8), base(-1, 8)), (Some((16, 0)), None, None));
}

#[test]
fn recorded_parks_are_read_whole() {
    let Some(oracle) = oracle("parks") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let park = parks::park(&catalogue, &oracle, "bpb");
    assert_eq!((park.tiles.size(), park.rides.len()), ((128, 128), 134));
    assert!(
        park.tiles
            .iter()
            .all(|(_, _, elements)| { elements.iter().filter(|element| element.kind == Kind::Surface).count() == 1 })
    );
}
