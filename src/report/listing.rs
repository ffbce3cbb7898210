//! Designs as rows of a table.

use std::fmt;

use serde::Serialize;

use super::facts::Figures;
use super::units::hundredths;
use crate::catalogue::Catalogue;
use crate::judge::Judgement;
use crate::quantity::{HeightUnits, Velocity};
use crate::track_file::{Track, TrackFile};

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Name of the file.
    File,
    /// Format of the file.
    Format,
    /// Ride type.
    Ride,
    /// Vehicle.
    Vehicle,
    /// Excitement.
    Excitement,
    /// Intensity.
    Intensity,
    /// Nausea.
    Nausea,
    /// Highest speed, mph.
    Speed,
    /// Average speed, mph.
    AverageSpeed,
    /// Metres of track.
    Length,
    /// Drops.
    Drops,
    /// Highest drop, metres.
    HighestDrop,
    /// Inversions.
    Inversions,
    /// Highest vertical G.
    PositiveG,
    /// Least vertical G.
    NegativeG,
    /// Highest lateral G.
    LateralG,
    /// Seconds without weight.
    AirTime,
    /// Elements of track.
    Pieces,
    /// Items of scenery.
    Scenery,
    /// Trains.
    Trains,
    /// Cars per train.
    Cars,
    /// Tiles along x.
    Width,
    /// Tiles along y.
    Depth,
}

impl Column {
    /// All columns.
    pub const ALL: [Self; 23] = [
        Self::File,
        Self::Format,
        Self::Ride,
        Self::Vehicle,
        Self::Excitement,
        Self::Intensity,
        Self::Nausea,
        Self::Speed,
        Self::AverageSpeed,
        Self::Length,
        Self::Drops,
        Self::HighestDrop,
        Self::Inversions,
        Self::PositiveG,
        Self::NegativeG,
        Self::LateralG,
        Self::AirTime,
        Self::Pieces,
        Self::Scenery,
        Self::Trains,
        Self::Cars,
        Self::Width,
        Self::Depth,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Format => "format",
            Self::Ride => "ride",
            Self::Vehicle => "vehicle",
            Self::Excitement => "excitement",
            Self::Intensity => "intensity",
            Self::Nausea => "nausea",
            Self::Speed => "speed",
            Self::AverageSpeed => "average_speed",
            Self::Length => "length",
            Self::Drops => "drops",
            Self::HighestDrop => "highest_drop",
            Self::Inversions => "inversions",
            Self::PositiveG => "positive_g",
            Self::NegativeG => "negative_g",
            Self::LateralG => "lateral_g",
            Self::AirTime => "air_time",
            Self::Pieces => "pieces",
            Self::Scenery => "scenery",
            Self::Trains => "trains",
            Self::Cars => "cars",
            Self::Width => "width",
            Self::Depth => "depth",
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A number, and how it is written.
    Number(f64, String),
    /// A text.
    Text(String),
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(_, text) | Self::Text(text) => f.write_str(text),
        }
    }
}

impl Figure {
    fn whole(value: impl Into<i64>) -> Self {
        let value = value.into();
        Self::Number(value as f64, value.to_string())
    }

    fn hundredths(value: impl Into<i64>) -> Self {
        let value = value.into();
        Self::Number(value as f64 / 100.0, hundredths(value))
    }

    /// A velocity in 16.16, in mph as the game rounds it.
    fn mph(velocity: i32) -> Self {
        Self::whole(Velocity(velocity).whole_mph())
    }
}

/// A design as a row, as an object with integers in the game's own units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DesignRow {
    #[serde(skip)]
    file: String,
    format: String,
    ride_type: Option<u8>,
    ride_type_name: Option<String>,
    vehicle: Option<String>,
    pieces: usize,
    scenery: usize,
    trains: Option<u8>,
    cars: Option<u8>,
    space_required: Option<(u8, u8)>,
    /// The stored figures, or those of a test run.
    #[serde(flatten)]
    figures: Option<Figures>,
}

impl DesignRow {
    /// A row of what a file stores.
    pub fn new(catalogue: &Catalogue, file: &TrackFile, name: &str) -> Self {
        let header = file.header(catalogue).ok();
        let header = header.as_deref();
        let ride = header.map(|header| file.ride(header, catalogue));
        let settings = header.map(|header| header.settings(catalogue));
        Self {
            file: name.to_owned(),
            format: file.format().to_string(),
            ride_type: ride.map(|ride| ride.0),
            ride_type_name: ride.and_then(|ride| catalogue.tracked_name(ride)).map(str::to_owned),
            vehicle: header.map(|header| header.vehicle.name()),
            pieces: match &file.track {
                Track::Elements(elements) => elements.len(),
                Track::Maze(tiles) => tiles.len(),
            },
            scenery: file.scenery.len(),
            trains: settings.map(|settings| settings.trains),
            cars: settings.map(|settings| settings.cars),
            // RCT1 stores no size.
            space_required: header.filter(|_| !file.format().is_rct1()).map(|header| header.space.into()),
            figures: header.map(|header| Figures::stored(&header.statistics(), ride)),
        }
    }

    /// Takes the figures of the worst test run, with the worst ratings of all; none if it was not rated.
    pub fn recompute(&mut self, judgement: &Judgement) {
        let figures = judgement.worst().and_then(Figures::of_trial);
        self.figures = figures.zip(judgement.worst_ratings()).map(|(figures, ratings)| {
            let [excitement, intensity, nausea] = ratings.hundredths();
            Figures { excitement, intensity, nausea, ..figures }
        });
    }

    /// What stands in a column.
    pub fn figure(&self, column: Column) -> Option<Figure> {
        let figures = self.figures.as_ref();
        Some(match column {
            Column::File => Figure::Text(self.file.clone()),
            Column::Format => Figure::Text(self.format.clone()),
            Column::Ride => Figure::Text(self.ride_type_name.clone()?),
            Column::Vehicle => Figure::Text(self.vehicle.clone()?),
            Column::Excitement => Figure::hundredths(figures?.excitement),
            Column::Intensity => Figure::hundredths(figures?.intensity),
            Column::Nausea => Figure::hundredths(figures?.nausea),
            Column::Speed => Figure::mph(figures?.max_speed),
            Column::AverageSpeed => Figure::mph(figures?.average_speed),
            Column::Length => Figure::whole(figures?.ride_length),
            Column::Drops => Figure::whole(figures?.drops),
            Column::HighestDrop => Figure::whole(HeightUnits(figures?.highest_drop_height.into()).whole_metres()),
            Column::Inversions => Figure::whole(figures?.inversions),
            Column::PositiveG => Figure::hundredths(figures?.max_positive_vertical_g),
            Column::NegativeG => Figure::hundredths(figures?.max_negative_vertical_g),
            Column::LateralG => Figure::hundredths(figures?.max_lateral_g),
            Column::AirTime => Figure::hundredths(i64::from(figures?.total_air_time) * 3),
            Column::Pieces => Figure::whole(self.pieces as i64),
            Column::Scenery => Figure::whole(self.scenery as i64),
            Column::Trains => Figure::whole(self.trains?),
            Column::Cars => Figure::whole(self.cars?),
            Column::Width => Figure::whole(self.space_required?.0),
            Column::Depth => Figure::whole(self.space_required?.1),
        })
    }
}
