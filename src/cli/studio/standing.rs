//! A coaster of the player's park: why it is rated so, how it can be finished, and as the start of a search.

use serde_json::{Value, json};

use crate::catalogue::Catalogue;
use crate::design::Settings;
use crate::evolve::{Limits, Lot, Place, Problem, complete_standing};
use crate::judge::{Trial, judge_in_place};
use crate::layout::{Layout, ParkTrack, StandingRide, lay_standing};
use crate::park_file::{ParkFile, Ride};
use crate::path::Load;
use crate::quantity::{Footprint, Ratings};
use crate::report::{AccountLine, units};
use crate::site::{Park, Site, json::Area};
use crate::track_file::{Capacity, NewFormat, TrackFile};

use super::super::values::Station;
use super::blueprint::{expected, gates, pieces};

/// The same track is finished the same way every time.
const SEED: u64 = 1;
/// Most pieces that are added to a track: they fit one line.
const MAX_ADDED: usize = 100;
/// Tiles around a track that may be built on to finish it.
const AROUND: i32 = 12;

/// A coaster as it stands.
pub(super) struct Standing {
    pub name: String,
    /// The park without it.
    pub park: Park,
    file: ParkFile,
    ride: Ride,
    coaster: StandingRide,
}

/// Why a ride is rated so.
#[derive(Default)]
pub(super) struct Account {
    pub words: String,
    pub ratings: Option<Ratings>,
    pub lines: Vec<AccountLine>,
}

impl Standing {
    /// A ride of a park.
    pub(super) fn new(file: &ParkFile, id: u16, catalogue: &Catalogue) -> Result<Self, String> {
        let ride = file.ride(id).ok_or("the game has not shown this ride")?;
        let ride = completed(file, ride, catalogue).unwrap_or_else(|| ride.clone());
        let coaster = ParkTrack::new(file).read_back(&ride, catalogue).map_err(|error| error.to_string())?;
        let name = file.ride_name(&ride, catalogue);
        Ok(Self { name, park: file.without(id).park(catalogue), file: file.clone(), ride, coaster })
    }

    /// The account of its ratings in a test run of today, beside what the game shows.
    pub(super) fn explain(&self, catalogue: &Catalogue) -> Result<Account, String> {
        let park = self.file.park(catalogue);
        let judged = judge_in_place(&park, &ParkTrack::new(&self.file), &self.ride, catalogue);
        let trial = judged.map_err(|error| error.to_string())?.fresh.map_err(|error| error.to_string())?;
        let lines = trial.account.iter().map(AccountLine::new).collect();
        let words = match (trial.ratings(), self.ride.ratings) {
            (Some(found), Some(shown)) if found == shown => format!("{found}, as the game shows"),
            (Some(found), Some(shown)) => format!("{found} if it were tested now; the game shows {shown}"),
            (Some(found), None) => format!("{found} if it were tested now"),
            (None, _) => trial.unrated().map_or_else(String::new, |why| format!("not rated: {why}")),
        };
        Ok(Account { words, ratings: trial.ratings(), lines })
    }

    /// The bytes of its track file.
    pub(super) fn track_file(&self, catalogue: &Catalogue) -> Result<Vec<u8>, String> {
        let design = &self.coaster.design;
        let track = TrackFile::from_design_in(NewFormat::of(design, catalogue), design, catalogue);
        track.and_then(|track| track.to_bytes()).map_err(|error| error.to_string())
    }

    /// The place of its platform, where that of every design of a search from it stands.
    pub(super) fn station(&self) -> Station {
        let start = self.coaster.start;
        Station::Place(Place { tile: start.at.tile(), direction: start.heading.direction(), z: Some(start.z) })
    }

    /// The shortest completion that is rated, as the pieces, entrances and exits that are missing.
    pub(super) fn finish(&self, catalogue: &Catalogue) -> Result<Value, String> {
        let StandingRide { design, start, left_out } = &self.coaster;
        if *left_out > 0 {
            return Err(format!(
                "{} of track hang together with nothing else",
                units::count(*left_out as i64, "piece")
            ));
        }
        let area = self.room(catalogue)?;
        let ride = catalogue.ride(design.ride).ok_or("the ride is no coaster")?;
        let vehicle = catalogue.vehicle(&design.vehicle).ok_or("its vehicle is not known")?;
        let footprint = Footprint::new(area.width.into(), area.length.into());
        let format = NewFormat::of(design, catalogue);
        let limits = Limits { format, footprint, ..Limits::default() };
        let problem = Problem::new(catalogue, ride, vehicle, limits);
        let problem = problem.in_park(Lot { any_height: true, ..Lot::new(area) }, &self.park);
        let found = complete_standing(&problem, design, *start, SEED).map_err(|error| error.to_string())?;
        let site = Site::in_park(&self.park, start.at.tile());
        for completion in found.iter().filter(|completion| completion.added <= MAX_ADDED) {
            let layout = lay_standing(catalogue, &completion.design, site, *start, self.ride.id);
            let Ok(layout) = layout else { continue };
            let Ok(trial) = Trial::new(&layout, Load::Empty, start.heading.direction(), false) else { continue };
            if trial.rated.is_some() {
                return self.finished(&layout, &trial, &completion.design.elements).ok_or("it does not stand".into());
            }
        }
        Err("no way home was found that a train can take; take up the last pieces, or leave more room".to_owned())
    }

    /// What is missing of a finished track.
    fn finished(&self, layout: &Layout, trial: &Trial, elements: &[crate::design::Element]) -> Option<Value> {
        let StandingRide { design, start, .. } = &self.coaster;
        let added = pieces(layout, elements, design.elements.len())?;
        Some(json!({
            "kind": "finished",
            "ride": self.ride.id,
            "rideType": design.ride.0,
            "place": { "x": start.at.x, "y": start.at.y, "z": start.z.floor().0 },
            "pieces": added,
            "entrances": gates(layout, design.entrances.len())?,
            "expected": expected(trial),
        }))
    }

    /// The tiles around its track, as far as the game has shown them.
    fn room(&self, catalogue: &Catalogue) -> Result<Area, String> {
        let StandingRide { design, start, .. } = &self.coaster;
        let site = Site::in_park(&self.park, start.at.tile());
        let layout = lay_standing(catalogue, design, site, *start, self.ride.id).map_err(|error| error.to_string())?;
        let tiles: Vec<_> = layout.tiles().map(crate::quantity::MapPoint::tile).collect();
        let (width, length) = self.park.tiles.size();
        let span = |along: fn(&crate::quantity::Tile) -> i32, side: i32| {
            let (low, high) = (tiles.iter().map(along).min()?, tiles.iter().map(along).max()?);
            let (low, high) = ((low - AROUND).max(1), (high + AROUND).min(side - 2));
            Some((low as u16, (high - low + 1).max(1) as u16))
        };
        let spans = span(|tile| tile.x, width).zip(span(|tile| tile.y, length));
        let ((x, width), (y, length)) = spans.ok_or("the ride has no track")?;
        Ok(Area { x, y, width, length })
    }
}

/// A ride with what the game's interface does not tell of its settings, launch speed and circuits: those with which a test
/// of today comes nearest to the ratings that the game shows. `None` where it shows none.
fn completed(file: &ParkFile, ride: &Ride, catalogue: &Catalogue) -> Option<Ride> {
    let shown = ride.ratings?;
    let (park, track) = (file.park(catalogue), ParkTrack::new(file));
    let kind = catalogue.ride(file.ride_type(ride, catalogue))?;
    let speeds =
        if ride.settings.mode.is_launched() { kind.operation_option.min..=kind.operation_option.max } else { 0..=0 };
    let circuits = if ride.settings.mode.is_launched() { 1..=1 } else { 1..=Capacity::MAX_CIRCUITS };
    let choices = speeds.flat_map(|speed| circuits.clone().map(move |circuits| (speed as u8, circuits)));
    let with = |(operation_option, circuits)| {
        let settings = Settings { operation_option, circuits, ..ride.settings };
        Ride { settings, ..ride.clone() }
    };
    let off = |ride: &Ride| {
        let judged = judge_in_place(&park, &track, ride, catalogue).ok()?;
        let found = judged.fresh.ok()?.ratings()?.hundredths();
        Some(found.iter().zip(shown.hundredths()).map(|(found, shown)| (found - shown).abs()).sum::<i32>())
    };
    choices.map(with).filter_map(|ride| Some((off(&ride)?, ride))).min_by_key(|(off, _)| *off).map(|(_, ride)| ride)
}
