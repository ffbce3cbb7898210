//! What a track file holds, as one object with integers in the game's own units.

use serde::Serialize;

use super::remark::remarks;
use crate::catalogue::{Catalogue, Mode, RideTypeId};
use crate::design::{Design, Element, Settings, Statistics};
use crate::judge::{Judgement, Trial};
use crate::layout::LayoutError;
use crate::track_file::json::{Colours, Document, Entrance, Legacy, MazeTile, Scenery};
use crate::track_file::{Checksum, Header, MazePart, Track, TrackFile};

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
    /// Holes of miniature golf; other rides have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holes: Option<u8>,
    /// Tenths of a currency unit per period.
    pub upkeep: i64,
}

/// An element by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElementFacts {
    /// Place in the list, from 0.
    pub index: usize,
    /// Number of the piece.
    pub piece: u16,
    /// Label of the piece.
    pub name: String,
    /// Whether it carries a chain lift.
    pub chain: bool,
    /// Whether it is laid upside down.
    pub inverted: bool,
    /// Speed of brakes or booster, units of 2.25 mph.
    pub speed: u8,
    /// Stored rotation of seats, 0 to 15.
    pub seat_rotation: u8,
    /// Colour scheme, 0 to 3.
    pub colour_scheme: u8,
}

/// Everything about one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Name of the format, such as `TD6`.
    pub format: String,
    /// The scheme of the checksum; none when it is wrong.
    pub checksum: Option<&'static str>,
    /// The number in the file.
    pub ride_type_stored: u8,
    /// The type that the game builds; none when RCT1's number stands for none.
    pub ride_type: Option<u8>,
    /// Its label.
    pub ride_type_name: Option<String>,
    /// Name of the vehicle's object.
    pub vehicle: Option<String>,
    /// Flags, name and checksum of the vehicle's object.
    pub vehicle_object: Option<String>,
    /// Whether the vehicle is in the catalogue, which has those of tracked rides.
    pub vehicle_known: bool,
    /// The stored statistics; none when RCT1's numbers stand for nothing, like the settings and colours.
    #[serde(flatten)]
    pub figures: Option<Figures>,
    /// Tiles along both axes, entrances and exits included.
    pub space_required: Option<(u8, u8)>,
    /// The operating settings.
    pub settings: Option<SettingsFacts>,
    /// The colours.
    pub colours: Option<Colours>,
    /// Number of track elements, or of tiles of a maze.
    pub pieces: usize,
    /// What the walls of a maze are; no other ride has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maze_walls: Option<String>,
    /// Number of entrances.
    pub entrances: usize,
    /// Number of exits.
    pub exits: usize,
    /// Number of items of scenery.
    pub scenery: usize,
    /// Bytes after the last list, which mean nothing.
    pub trailing_bytes: usize,
    /// What is odd about the file, in words.
    pub remarks: Vec<String>,
    /// The track elements in order.
    pub elements: Vec<ElementFacts>,
    /// Entrances and exits.
    pub doors: Vec<Entrance>,
    /// The items of scenery.
    pub scenery_items: Vec<Scenery>,
    /// Tiles of a maze.
    pub maze: Vec<MazeTile>,
    /// Bytes that no game reads, where they are not what a new file holds; a TD4 has none.
    pub legacy: Option<Legacy>,
    /// What the test run says, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recomputed: Option<Recomputed>,
}

/// Operating settings by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingsFacts {
    /// Label of the operating mode.
    pub mode_name: String,
    /// The settings as numbers.
    #[serde(flatten)]
    pub settings: Settings,
}

/// What a test run says about a design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recomputed {
    /// Name of the rules.
    pub rules: String,
    /// Whether recordings of the game prove all of them.
    pub rules_proven: bool,
    /// Why there are no figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// What the run measured, if it was rated.
    #[serde(flatten)]
    pub figures: Option<Figures>,
}

impl Figures {
    /// The figures of a rated test run.
    pub fn of_trial(trial: &Trial) -> Option<Self> {
        let (measured, rated) = (&trial.tested.measured, trial.rated?);
        let [excitement, intensity, nausea] = rated.ratings.hundredths();
        Some(Self {
            excitement,
            intensity,
            nausea,
            max_speed: measured.max_speed.0,
            average_speed: measured.average_speed.0,
            ride_length: measured.legs.iter().map(|leg| leg.length.metres()).sum(),
            ride_time: Some(measured.total_time()),
            max_positive_vertical_g: measured.max_positive_g.0,
            max_negative_vertical_g: measured.max_negative_g.0,
            max_lateral_g: measured.max_lateral_g.0,
            total_air_time: measured.air_time,
            drops: measured.drops,
            highest_drop_height: measured.highest_drop,
            inversions: measured.inversions,
            holes: None,
            upkeep: rated.upkeep,
        })
    }

    /// The figures that a track file stores for a ride type. Miniature golf has its holes where others have inversions.
    pub(super) fn stored(statistics: &Statistics, ride: Option<RideTypeId>) -> Self {
        let is_golf = ride == Some(RideTypeId::MINI_GOLF);
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
            inversions: if is_golf { 0 } else { statistics.inversions },
            holes: is_golf.then_some(statistics.inversions),
            upkeep: statistics.upkeep.into(),
        }
    }
}

/// Kinds of walls of mazes (rules: track files 4).
const MAZE_WALLS: [&str; 4] = ["brick walls", "hedges", "ice blocks", "wooden fences"];

/// What the game makes of a stored air time (rules: ratings 5.3).
fn air_time_ticks(stored: u8) -> u16 {
    u16::try_from(u32::from(stored) * 1024 / 123).unwrap_or(u16::MAX)
}

impl Facts {
    /// The facts of a file. A file without a tracked ride has no elements, and a remark that says why.
    pub fn new(catalogue: &Catalogue, file: &TrackFile) -> Self {
        let design = file.design(catalogue);
        let header = file.header(catalogue).ok();
        let header = header.as_deref();
        let ride = header.map(|header| file.ride(header, catalogue));
        let vehicle = header.map(|header| header.vehicle.name());
        Self {
            format: file.format().to_string(),
            checksum: file.checksum().map(checksum_name),
            ride_type_stored: file.fixed.ride_type(),
            ride_type: ride.map(|ride| ride.0),
            ride_type_name: ride.and_then(|ride| catalogue.tracked_name(ride)).map(str::to_owned),
            vehicle_object: header.map(|header| header.vehicle.to_string()),
            vehicle_known: vehicle.as_ref().is_some_and(|name| catalogue.vehicle(name).is_some()),
            vehicle,
            figures: header.map(|header| Figures::stored(&header.statistics(), ride)),
            space_required: header.map(|header| header.space.into()).filter(|&space| space != (0, 0)),
            settings: header.map(|header| settings_facts(catalogue, header)),
            colours: header.map(Colours::new),
            pieces: match &file.track {
                Track::Elements(elements) => elements.len(),
                Track::Maze(parts) => parts.iter().filter(|part| matches!(part.part(), MazePart::Walls(_))).count(),
            },
            entrances: doors(file, false),
            exits: doors(file, true),
            maze_walls: header.filter(|_| matches!(file.track, Track::Maze(_))).map(maze_walls),
            scenery: file.scenery.len(),
            trailing_bytes: file.trailing.len(),
            remarks: remarks(catalogue, file, &design),
            elements: design.map_or_else(|_| Vec::new(), |design| elements(catalogue, &design)),
            doors: file.entrances.iter().map(Entrance::new).collect(),
            scenery_items: file.scenery.iter().map(Scenery::new).collect(),
            maze: match &file.track {
                Track::Elements(_) => Vec::new(),
                Track::Maze(tiles) => tiles.iter().map(MazeTile::new).collect(),
            },
            legacy: Document::new(file, catalogue).ok().map(|document| document.legacy),
            recomputed: None,
        }
    }
}

/// Number of entrances or of exits.
fn doors(file: &TrackFile, exits: bool) -> usize {
    match &file.track {
        Track::Elements(_) => file.entrances.iter().filter(|entrance| entrance.is_exit() == exits).count(),
        Track::Maze(parts) => {
            let is_such = |part: MazePart| match part {
                MazePart::Walls(_) => false,
                MazePart::Entrance(_) => !exits,
                MazePart::Exit(_) => exits,
            };
            parts.iter().filter(|part| is_such(part.part())).count()
        }
    }
}

/// What the walls of a maze are: the first support colour says so.
fn maze_walls(header: &Header) -> String {
    let kind = usize::from(header.track_supports[0]);
    MAZE_WALLS.get(kind).map_or_else(|| format!("kind {kind}"), |&name| name.to_owned())
}

const fn checksum_name(checksum: Checksum) -> &'static str {
    match checksum {
        Checksum::Rct1 => "rct1",
        Checksum::Rct1Other => "rct1_other",
        Checksum::Rct2 => "rct2",
    }
}

fn settings_facts(catalogue: &Catalogue, header: &Header) -> SettingsFacts {
    let settings = header.settings(catalogue);
    let Mode(number) = settings.mode;
    let name = catalogue.mode_name(settings.mode).map_or_else(|| format!("mode {number}"), str::to_owned);
    SettingsFacts { mode_name: name, settings }
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

impl Recomputed {
    /// No figures, and why.
    pub fn refused(catalogue: &Catalogue, reason: &LayoutError) -> Self {
        Self { refusal: Some(reason.to_string()), ..Self::under(catalogue) }
    }

    /// What the first of the test runs says, or why there is none.
    pub fn new(judgement: &Judgement) -> Self {
        let trial = judgement.trials.first();
        let figures = trial.and_then(Figures::of_trial);
        let unrated = if figures.is_some() { None } else { judgement.unrated() };
        let refusal = unrated.map(|reason| reason.to_string());
        Self { refusal, figures, ..Self::under(judgement.catalogue) }
    }

    /// Nothing yet, under the rules of a catalogue.
    fn under(catalogue: &Catalogue) -> Self {
        let rules = catalogue.rules();
        Self { rules: rules.name.clone(), rules_proven: rules.is_proven, refusal: None, figures: None }
    }
}
