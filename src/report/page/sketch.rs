//! A design of the archive as a small picture with its figures and its track file.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::evolve::Traits;
use crate::picture::{Above, Rail, RailPoint, Subject, shown};
use crate::quantity::TILE;
use crate::report::run_log::IndexRow;
use crate::report::winner::Winner;

use super::measure::{MEASURES, Measure, figures};

/// Colours of heights on a plan.
const TINTS: usize = 4;
/// Units of a drawing along the side of a tile.
const GRAIN: f64 = 8.0;
/// Metres of rail between two points of a plan: at its size, corners are not seen.
const PLAN_STEP: f64 = 3.0;
/// Points of a profile, and its size.
const PROFILE_POINTS: usize = 60;
const PROFILE: (f64, f64) = (120.0, 30.0);

/// A design of the archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sketch {
    #[serde(skip)]
    pub(super) name: String,
    #[serde(skip)]
    pub(super) id: String,
    /// Its place among the winners, from 1 on.
    #[serde(skip)]
    pub(super) rank: Option<usize>,
    /// Name of the track file.
    #[serde(skip)]
    pub(super) file: String,
    /// The track file as base64.
    #[serde(skip)]
    pub(super) track: String,
    figures: [f64; MEASURES.len()],
    /// The field of the map of the archive that it belongs to: bands of height and of ground.
    field: (u8, u8),
    /// Units across and down the plan.
    #[serde(skip)]
    pub(super) size: (usize, usize),
    /// The rail from above: a path for each band of its heights, the lowest first.
    #[serde(skip)]
    pub(super) plan: [String; TINTS],
    /// Height over length as a path.
    #[serde(skip)]
    pub(super) profile: String,
}

impl Sketch {
    /// The sketch of a tested design, whose place among the winners, if any, counts from 1, and whose track file has
    /// these bytes; `None` when it does not stand.
    pub fn new(winner: &Winner, traits: &Traits, rank: Option<usize>, file: String, track: &[u8]) -> Option<Self> {
        let row = IndexRow::new(0, String::new(), winner)?;
        let layout = winner.judgement.placement.as_design.as_ref().ok()?;
        let subject = Subject::new(winner.name.as_str(), layout.clone());
        let rail = &subject.rail;
        let above = Above::plain(shown(layout));
        let (across, down) = above.size();
        let units = |tiles: usize| tiles * GRAIN as usize;
        Some(Self {
            name: winner.name.clone(),
            id: winner.id.clone(),
            rank,
            file,
            track: STANDARD.encode(track),
            figures: figures(&row, subject.metres_up(rail.heights().1)),
            field: traits.bands(),
            size: (units(across), units(down)),
            plan: plan(rail, &above),
            profile: profile(rail),
        })
    }

    /// Figures with what they are.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&'static Measure, f64)> {
        MEASURES.iter().zip(self.figures)
    }
}

/// The rail from above, in a path for each band of height.
fn plan(rail: &Rail, above: &Above) -> [String; TINTS] {
    let (low, high) = rail.heights();
    let tint = |z: f64| (((z - low) / (high - low).max(1.0) * TINTS as f64) as usize).min(TINTS - 1);
    let place = |point: &RailPoint| {
        let (right, down) = above.at(point.at[0], point.at[1]);
        [right, down].map(|units| (units * GRAIN / f64::from(TILE)).round() as i32)
    };
    let mut paths = [const { String::new() }; TINTS];
    let points = thinned(rail, PLAN_STEP);
    let mut drawn = usize::MAX;
    for pair in points.windows(2) {
        let [[x0, y0], [x1, y1]] = [place(pair[0]), place(pair[1])];
        let tint = tint(f64::midpoint(pair[0].at[2], pair[1].at[2]));
        let path = &mut paths[tint];
        if tint != drawn {
            let _ = write!(path, "M{x0} {y0}l");
            drawn = tint;
        }
        let _ = write!(path, "{} {} ", x1 - x0, y1 - y0);
    }
    paths
}

/// Height over length, from corner to corner of its box.
fn profile(rail: &Rail) -> String {
    let (low, high) = rail.heights();
    let points = thinned(rail, rail.length() / PROFILE_POINTS as f64);
    let (width, height) = PROFILE;
    let mut path = format!("M0 {height}");
    for point in points {
        let x = point.along / rail.length().max(1.0) * width;
        let y = (high - point.at[2]) / (high - low).max(1.0) * height;
        let _ = write!(path, "L{x:.0} {y:.0}");
    }
    path + &format!("V{height}Z")
}

/// Points of a rail that lie some metres apart, and its last.
fn thinned(rail: &Rail, metres: f64) -> Vec<&RailPoint> {
    let mut points: Vec<&RailPoint> = Vec::new();
    for point in &rail.points {
        if points.last().is_none_or(|last| point.along - last.along >= metres) {
            points.push(point);
        }
    }
    points.extend(rail.points.last());
    points
}
