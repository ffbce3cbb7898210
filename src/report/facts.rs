//! What a track file holds, as one object with integers in the game's own units.

use serde::Serialize;

use super::verdict::RunReport;
use crate::catalogue::{Catalogue, Mode, RULE_SET, RideTypeId};
use crate::design::{Design, Element, Settings, Statistics};
use crate::layout::LayoutError;
use crate::track_file::{Checksum, DesignError, Track, TrackFile};

/// The keys of a design that can be compared: of the file, and of a test run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Hundredths.
    pub excitement: i32,
    /// Hundredths.
    pub intensity: i32,
    /// Hundredths.
    pub nausea: i32,
    /// Velocity, 16.16.
    pub max_speed: i32,
    /// Velocity, 16.16.
    pub average_speed: i32,
    /// Metres.
    pub ride_length: i32,
    /// Seconds as the game shows them; a track file does not hold it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ride_time: Option<i32>,
    /// Hundredths of g.
    pub max_positive_vertical_g: i16,
    /// Hundredths of g.
    pub max_negative_vertical_g: i16,
    /// Hundredths of g.
    pub max_lateral_g: i16,
    /// Ticks.
    pub total_air_time: u16,
    /// Count.
    pub drops: u8,
    /// Units of 0.75 m.
    pub highest_drop_height: u8,
    /// Count.
    pub inversions: u8,
    /// Tenths of a currency unit per period.
    pub upkeep: i64,
}

/// An element by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct ElementFacts {
    pub index: usize,
    pub piece: u16,
    pub name: String,
    pub chain: bool,
    pub inverted: bool,
    pub speed: u8,
    pub seat_rotation: u8,
    pub colour_scheme: u8,
}

/// Everything about one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Facts {
    pub format: String,
    /// The scheme of the checksum; none when it is wrong.
    pub checksum: Option<&'static str>,
    /// The number in the file.
    pub ride_type_stored: u8,
    /// The type that the game builds; none when the file holds no coaster of RCT2.
    pub ride_type: Option<u8>,
    pub ride_type_name: Option<String>,
    pub vehicle: Option<String>,
    /// Whether the vehicle is in the catalogue.
    pub vehicle_known: bool,
    #[serde(flatten)]
    pub figures: Option<Figures>,
    /// Tiles along both axes, entrances and exits included.
    pub space_required: Option<(u8, u8)>,
    pub settings: Option<SettingsFacts>,
    pub pieces: usize,
    pub entrances: usize,
    pub exits: usize,
    pub scenery: usize,
    /// Bytes after the last list, which mean nothing.
    pub trailing_bytes: usize,
    /// What is odd about the file, in words.
    pub remarks: Vec<String>,
    pub elements: Vec<ElementFacts>,
    /// What the test run says, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recomputed: Option<Recomputed>,
}

/// Operating settings by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct SettingsFacts {
    pub mode_name: String,
    #[serde(flatten)]
    pub settings: Settings,
}

/// What a test run says about a design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Recomputed {
    pub rule_set: &'static str,
    /// Why there are no figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    #[serde(flatten)]
    pub figures: Option<Figures>,
}

impl Figures {
    /// The figures of a rated test run.
    pub fn of_run(run: &RunReport) -> Option<Self> {
        let raw = &run.raw;
        Some(Self {
            excitement: run.excitement?,
            intensity: run.intensity?,
            nausea: run.nausea?,
            max_speed: raw.max_speed,
            average_speed: raw.average_speed,
            ride_length: raw.segments.iter().map(|leg| leg.length >> 16).sum(),
            ride_time: Some(raw.total_time),
            max_positive_vertical_g: raw.max_positive_g,
            max_negative_vertical_g: raw.max_negative_g,
            max_lateral_g: raw.max_lateral_g,
            total_air_time: raw.air_time,
            drops: raw.drops,
            highest_drop_height: raw.highest_drop,
            inversions: raw.inversions,
            upkeep: run.upkeep.unwrap_or_default(),
        })
    }

    /// The figures that a track file stores.
    fn stored(statistics: &Statistics) -> Self {
        Self {
            excitement: i32::from(statistics.excitement) * 10,
            intensity: i32::from(statistics.intensity) * 10,
            nausea: i32::from(statistics.nausea) * 10,
            max_speed: i32::from(statistics.max_speed) << 16,
            average_speed: i32::from(statistics.average_speed) << 16,
            ride_length: statistics.length.into(),
            ride_time: None,
            max_positive_vertical_g: i16::from(statistics.max_positive_g) * 32,
            max_negative_vertical_g: i16::from(statistics.max_negative_g) * 32,
            max_lateral_g: i16::from(statistics.max_lateral_g) * 32,
            total_air_time: air_time_ticks(statistics.air_time),
            drops: statistics.drops,
            highest_drop_height: statistics.highest_drop,
            inversions: statistics.inversions,
            upkeep: statistics.upkeep.into(),
        }
    }
}

/// What the game makes of a stored air time (rules: ratings 5.3).
fn air_time_ticks(stored: u8) -> u16 {
    u16::try_from(u32::from(stored) * 1024 / 123).unwrap_or(u16::MAX)
}

impl Facts {
    /// The facts of a file. A file without a coaster of RCT2 has fewer, and a remark that says why.
    pub fn new(catalogue: &Catalogue, file: &TrackFile) -> Self {
        let design = file.design(catalogue);
        let coaster = design.as_ref().ok();
        let vehicle = coaster.map(|design| design.vehicle.clone());
        let vehicle_known = vehicle.as_ref().is_some_and(|name| catalogue.vehicle(name).is_some());
        Self {
            format: file.format().to_string(),
            checksum: file.checksum().map(checksum_name),
            ride_type_stored: file.fixed.ride_type(),
            ride_type: coaster.map(|design| design.ride.0),
            ride_type_name: coaster.and_then(|design| ride_name(catalogue, design.ride)),
            vehicle_known,
            figures: coaster.map(|design| Figures::stored(&design.statistics)),
            space_required: coaster.map(|design| design.space),
            settings: coaster.map(|design| settings_facts(catalogue, design)),
            pieces: match &file.track {
                Track::Elements(elements) => elements.len(),
                Track::Maze(tiles) => tiles.len(),
            },
            entrances: file.entrances.iter().filter(|entrance| !entrance.is_exit()).count(),
            exits: file.entrances.iter().filter(|entrance| entrance.is_exit()).count(),
            scenery: file.scenery.len(),
            trailing_bytes: file.trailing.len(),
            remarks: remarks(file, vehicle.as_deref().filter(|_| !vehicle_known), design.as_ref().err()),
            vehicle,
            elements: coaster.map_or_else(Vec::new, |design| elements(catalogue, design)),
            recomputed: None,
        }
    }
}

const fn checksum_name(checksum: Checksum) -> &'static str {
    match checksum {
        Checksum::Rct1 => "rct1",
        Checksum::Rct1Other => "rct1_other",
        Checksum::Rct2 => "rct2",
    }
}

fn ride_name(catalogue: &Catalogue, ride: RideTypeId) -> Option<String> {
    let other = || catalogue.other_rides().iter().find(|other| other.id == ride).map(|other| other.name.clone());
    catalogue.ride(ride).map(|ride| ride.name.clone()).or_else(other)
}

fn settings_facts(catalogue: &Catalogue, design: &Design) -> SettingsFacts {
    let Mode(number) = design.settings.mode;
    let name = catalogue.mode_name(design.settings.mode).map_or_else(|| format!("mode {number}"), str::to_owned);
    SettingsFacts { mode_name: name, settings: design.settings }
}

fn elements(catalogue: &Catalogue, design: &Design) -> Vec<ElementFacts> {
    let facts = |(index, element): (usize, &Element)| ElementFacts {
        index,
        piece: element.piece.0,
        name: catalogue.piece(element.piece).map_or_else(String::new, |piece| piece.name.clone()),
        chain: element.chain,
        inverted: element.inverted,
        speed: element.speed,
        seat_rotation: element.seat_rotation,
        colour_scheme: element.colour_scheme,
    };
    design.elements.iter().enumerate().map(facts).collect()
}

fn remarks(file: &TrackFile, unknown_vehicle: Option<&str>, error: Option<&DesignError>) -> Vec<String> {
    let trailing = file
        .trailing
        .iter()
        .any(|&byte| byte != 0)
        .then(|| format!("{} bytes of junk follow the last list; games ignore them", file.trailing.len()));
    [
        error.map(ToString::to_string),
        unknown_vehicle.map(|name| {
            let name = super::units::printable(name);
            format!("vehicle {name:?} is not in the catalogue; the game needs its object, or takes another vehicle")
        }),
        file.checksum()
            .is_none()
            .then(|| "the checksum is wrong; RCT2 refuses such a file, OpenRCT2 does not".to_owned()),
        trailing,
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Recomputed {
    /// No figures, and why.
    pub fn refused(reason: &LayoutError) -> Self {
        Self { rule_set: RULE_SET, refusal: Some(reason.to_string()), figures: None }
    }

    /// What the first of the test runs says, or why there is none.
    pub fn new(judgement: &super::Judgement) -> Self {
        let judged = judgement.judged.as_ref();
        let run = judged.and_then(|judged| judged.runs.first());
        let figures = run.and_then(Figures::of_run);
        let refusal = || {
            let placing = judgement.place_refusal.as_ref().map(ToString::to_string);
            let testing = judged.and_then(|judged| judged.test_refusal.map(|refusal| refusal.to_string()));
            let running = judged.and_then(|judged| judged.not_recorded.clone());
            let failed = run.map(|run| run.outcome.to_owned());
            placing.or(testing).or(running).or(failed)
        };
        Self { rule_set: RULE_SET, refusal: if figures.is_some() { None } else { refusal() }, figures }
    }
}
