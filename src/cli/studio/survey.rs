//! The land that a game shows, line by line, until all of it is there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use crate::catalogue::{Catalogue, Mode, RideTypeId};
use crate::design::{ColourMode, Colours, DepartureFlags, Settings};
use crate::park_file::{Excerpt, Measurement, ObjectKind, ParkFile, Ride, RideName};
use crate::quantity::Ratings;
use crate::site::json::Area;
use crate::site::{ParkFlags, RideStatus};

/// Most tiles of an area, and most bytes of what stands there.
const MAX_TILES: usize = 200 * 200;
const MAX_BYTES: usize = 8 << 20;
/// Most objects and rides.
const MAX_OBJECTS: usize = 4000;
const MAX_RIDES: usize = 1000;
/// Bytes of an element.
const ELEMENT: usize = 16;

/// What a park is like, and which part of it will be shown.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Land {
    park: String,
    size: (u16, u16),
    /// Least x and y, tiles along both.
    area: (u16, u16, u16, u16),
    ticks: u32,
    #[serde(default)]
    no_money: bool,
    #[serde(default)]
    forbid_tree_removal: bool,
    #[serde(default)]
    forbid_high_construction: bool,
}

/// A ride as the game's interface shows it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    id: u16,
    #[serde(rename = "type")]
    ride_type: u16,
    /// Index of its vehicle among the ride objects.
    object: u16,
    name: String,
    status: RideStatus,
    depart_flags: DepartureFlags,
    /// How it is run, of a ride that a player chose.
    settings: Option<ShownSettings>,
}

/// How a ride is run, as far as the game's interface tells.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ShownSettings {
    mode: u8,
    trains: u8,
    cars: u8,
    min_wait: u8,
    max_wait: u8,
    /// Speed of the lift, and the least of the ride type in the same unit.
    lift_speed: u16,
    min_lift_speed: u16,
    track_colours: Vec<[u8; 3]>,
    vehicle_colours: Vec<[u8; 3]>,
    /// Below 0 where there are none yet.
    ratings: Ratings,
}

/// What is known of the land so far.
#[derive(Default)]
pub(super) struct Survey {
    excerpt: Excerpt,
    bytes: usize,
}

impl Survey {
    /// Begins anew.
    pub(super) fn begin(land: Land) -> Result<Self, String> {
        let (x, y, width, length) = land.area;
        if usize::from(width) * usize::from(length) > MAX_TILES {
            return Err(format!("{width} x {length} tiles are too many; choose a smaller area"));
        }
        let flags = [
            (land.no_money, ParkFlags::NO_MONEY),
            (land.forbid_tree_removal, ParkFlags::FORBID_TREE_REMOVAL),
            (land.forbid_high_construction, ParkFlags::FORBID_HIGH_CONSTRUCTION),
        ];
        let flags: ParkFlags = flags.into_iter().filter_map(|(is_set, flag)| is_set.then_some(flag)).collect();
        let area = Area { x, y, width, length };
        let (name, size, ticks, flags) = (land.park, land.size, land.ticks, flags.bits());
        Ok(Self { excerpt: Excerpt { name, size, flags, ticks, area, ..Excerpt::default() }, bytes: 0 })
    }

    /// Takes further tiles in: how many elements each has, and their bytes. How many tiles are known then.
    pub(super) fn add_tiles(&mut self, from: usize, counts: &[usize], data: &str) -> Result<usize, String> {
        let Excerpt { area, tiles, .. } = &mut self.excerpt;
        if from != tiles.len() {
            return Err(format!("tile {} comes next, not {from}", tiles.len()));
        }
        let data = STANDARD.decode(data).map_err(|error| format!("the tiles cannot be read: {error}"))?;
        self.bytes += data.len();
        if tiles.len() + counts.len() > usize::from(area.width) * usize::from(area.length) || self.bytes > MAX_BYTES {
            return Err("these are more tiles or elements than the area can have; choose a smaller one".to_owned());
        }
        let mut rest = data.as_slice();
        for count in counts {
            let bytes = count.checked_mul(ELEMENT).and_then(|bytes| rest.split_at_checked(bytes));
            let (tile, after) = bytes.ok_or("there are fewer elements than counted")?;
            tiles.push(tile.to_vec());
            rest = after;
        }
        if rest.is_empty() { Ok(tiles.len()) } else { Err("there are more elements than counted".to_owned()) }
    }

    /// Learns what objects are called, by kind and index.
    pub(super) fn add_objects(&mut self, named: Vec<(String, u16, String)>) -> Result<(), String> {
        let objects = &mut self.excerpt.objects;
        for (kind, index, identifier) in named {
            let kind = match kind.as_str() {
                "ride" => ObjectKind::Ride,
                "small_scenery" => ObjectKind::SmallScenery,
                "large_scenery" => ObjectKind::LargeScenery,
                "wall" => ObjectKind::Wall,
                _ => return Err(format!("there are no objects of the kind {kind:?}")),
            };
            objects.push((kind, index, identifier));
        }
        if objects.len() > MAX_OBJECTS { Err("these are too many objects".to_owned()) } else { Ok(()) }
    }

    /// Learns of rides.
    pub(super) fn add_rides(&mut self, shown: Vec<Shown>, catalogue: &Catalogue) -> Result<(), String> {
        let rides = &mut self.excerpt.rides;
        rides.extend(shown.into_iter().map(|shown| shown.ride(catalogue)));
        if rides.len() > MAX_RIDES { Err("these are too many rides".to_owned()) } else { Ok(()) }
    }

    /// The park, once all of its area is there.
    pub(super) fn park_file(&self) -> Result<ParkFile, String> {
        self.excerpt.park_file().map_err(|error| error.to_string())
    }

    /// The tiles that are shown.
    pub(super) const fn area(&self) -> Area {
        self.excerpt.area
    }
}

impl Shown {
    fn ride(self, catalogue: &Catalogue) -> Ride {
        let kind = catalogue.ride(RideTypeId(self.ride_type as u8));
        let slowest = kind.map_or(0, |kind| kind.lift_speed.min);
        let mut settings = Settings { depart_flags: self.depart_flags, ..Settings::default() };
        if let Some(shown) = &self.settings {
            settings = Settings {
                mode: Mode(shown.mode),
                trains: shown.trains,
                cars: shown.cars,
                min_wait: shown.min_wait,
                max_wait: shown.max_wait,
                lift_speed: lift_speed(shown.lift_speed, shown.min_lift_speed, slowest),
                ..settings
            };
        }
        let ratings = self.settings.as_ref().map(|shown| shown.ratings);
        Ride {
            id: self.id,
            ride_type: self.ride_type,
            vehicle: self.object,
            name: RideName::Given(self.name),
            status: self.status,
            age_months: None,
            life_cycle: 0,
            settings,
            proposed_trains: (settings.trains, settings.cars),
            colours: self.settings.as_ref().map_or_else(Colours::default, ShownSettings::colours),
            stations: Vec::new(),
            measured: Measurement::default(),
            ratings: ratings.filter(|ratings| ratings.excitement.0 >= 0),
        }
    }
}

impl ShownSettings {
    fn colours(&self) -> Colours {
        let mut colours = Colours { mode: ColourMode::All, ..Colours::default() };
        for (slot, shown) in colours.vehicle.iter_mut().zip(&self.vehicle_colours) {
            *slot = *shown;
        }
        for (scheme, shown) in colours.track.iter_mut().zip(&self.track_colours) {
            *scheme = *shown;
        }
        colours
    }
}

/// A lift's speed in the game's steps. Versions of the interface give it in these or in whole miles per hour; the least of
/// the ride type, which is known, tells which.
fn lift_speed(shown: u16, least_shown: u16, least: i32) -> u8 {
    let speed = if i32::from(least_shown) == least { shown.into() } else { (u32::from(shown) * 4).div_ceil(9) };
    speed.min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_of_a_lift_is_understood_in_both_units() {
        assert_eq!([7, 5].map(|speed| lift_speed(speed, 5, 5)), [7, 5]);
        // 5 and 7 steps are 11.25 and 15.75 mph.
        assert_eq!([15, 11].map(|speed| lift_speed(speed, 11, 5)), [7, 5]);
    }

    #[test]
    fn tiles_come_in_their_order_and_no_more_than_there_are() {
        let land = Land {
            park: "Meadow".to_owned(),
            size: (9, 9),
            area: (2, 2, 2, 1),
            ticks: 0,
            no_money: true,
            forbid_tree_removal: false,
            forbid_high_construction: false,
        };
        let tile = STANDARD.encode([0, 128, 14, 14, 0, 0, 0, 1, 32, 0, 0, 0, 0, 0, 0, 0]);
        let mut survey = Survey::begin(land).unwrap();
        assert!(survey.park_file().is_err());
        for (from, counts, data) in [(1, vec![1], &tile), (0, vec![2], &tile), (0, vec![], &tile)] {
            assert!(survey.add_tiles(from, &counts, data).is_err(), "{from} {counts:?}");
        }
        let mut survey = Survey { bytes: 0, excerpt: Excerpt { tiles: Vec::new(), ..survey.excerpt } };
        assert_eq!(survey.add_tiles(0, &[1], &tile), Ok(1));
        assert_eq!(survey.add_tiles(1, &[1], &tile), Ok(2));
        assert!(survey.add_tiles(2, &[1], &tile).is_err());
        assert!(survey.park_file().unwrap().flags & ParkFlags::NO_MONEY.bits() != 0);
    }
}
