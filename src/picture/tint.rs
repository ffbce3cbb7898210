//! Track coloured by what happens on it.

use super::palette;
use super::rail::Rail;
use super::recording::Recording;
use super::subject::Subject;
use super::units::{Unit, Units};

/// What the track is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Height over the land.
    Height,
    /// Speed of the train.
    Speed,
    /// Vertical G of its riders.
    VerticalG,
    /// Lateral G of its riders, to either side.
    LateralG,
}

/// Steps in which colours change.
const STEPS: f64 = 40.0;
/// Points of rail that a fast train may pass in a tick.
const FARTHEST: usize = 48;
/// Forces are written in g with a decimal of their own.
const G: Unit = Unit::new(1.0, "g");

impl Measure {
    /// What the legend calls it.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Height => "Rail height",
            Self::Speed => "Speed",
            Self::VerticalG => "Vertical G",
            Self::LateralG => "Lateral G",
        }
    }

    /// The colour of a share of the scale, from 0 to 1.
    pub(super) fn colour(self, share: f64) -> String {
        match self {
            Self::Height | Self::Speed => palette::height(share),
            Self::VerticalG | Self::LateralG => palette::force(share),
        }
    }

    /// Units of its values, the main one first.
    pub(super) fn units(self, units: Units) -> Vec<Unit> {
        match self {
            Self::Height => units.height().to_vec(),
            Self::Speed => units.speed().to_vec(),
            Self::VerticalG | Self::LateralG => vec![G],
        }
    }
}

/// The colours of a track.
pub(super) struct Tint {
    /// What they show.
    pub measure: Measure,
    /// Least and greatest value.
    pub range: (f64, f64),
    /// By point of the rail; none where no train was measured.
    values: Vec<Option<f64>>,
}

impl Tint {
    /// The colours that a subject asks for; none where it has no test run that could give them.
    pub(super) fn new(subject: &Subject) -> Option<Self> {
        let measure = subject.coloured_by?;
        let values = match (measure, &subject.recording) {
            (Measure::Height, _) => {
                subject.rail.points.iter().map(|point| Some(subject.metres_up(point.at[2]))).collect()
            }
            (_, Some(recording)) => measured(&subject.rail, recording, measure),
            (_, None) => return None,
        };
        let known = || values.iter().copied().flatten();
        let most = known().reduce(f64::max)?;
        let least = known().reduce(f64::min).filter(|_| matches!(measure, Measure::Height | Measure::VerticalG));
        Some(Self { measure, range: (least.unwrap_or(0.0), most), values })
    }

    /// The step of the colours at a point.
    pub(super) fn step(&self, point: usize) -> Option<usize> {
        let value = self.values.get(point).copied().flatten()?;
        Some(((value - self.range.0) / (self.range.1 - self.range.0).max(f64::EPSILON) * STEPS) as usize)
    }

    /// The colour of a step; grey where nothing is known.
    pub(super) fn colour(&self, step: Option<usize>) -> String {
        step.map_or_else(|| palette::AXIS.to_owned(), |step| self.measure.colour(step as f64 / STEPS))
    }
}

/// What a train measured at every point of the rail: the most of it where it passed more than once.
fn measured(rail: &Rail, recording: &Recording, measure: Measure) -> Vec<Option<f64>> {
    let mut values: Vec<Option<f64>> = vec![None; rail.points.len()];
    let mut before: Option<usize> = None;
    for sample in &recording.samples {
        let value = match measure {
            Measure::Speed => sample.velocity.speed().exact(),
            Measure::VerticalG => f64::from(sample.vertical_g) / 100.0,
            Measure::LateralG => f64::from(sample.lateral_g).abs() / 100.0,
            Measure::Height => continue,
        };
        let Some(range) = rail.pieces.get(sample.piece) else { continue };
        let here = range.start() + (sample.share * (range.end() - range.start()) as f64) as usize;
        let first =
            before.filter(|&before| before < here && here - before <= FARTHEST).map_or(here, |before| before + 1);
        for known in &mut values[first..=here] {
            let is_more = known.is_none_or(|known| is_farther(measure, value, known));
            *known = if is_more { Some(value) } else { *known };
        }
        before = Some(here);
    }
    values
}

/// Whether a value is farther from what riders feel at rest.
fn is_farther(measure: Measure, value: f64, known: f64) -> bool {
    let rest = if measure == Measure::VerticalG { 1.0 } else { 0.0 };
    (value - rest).abs() > (known - rest).abs()
}
