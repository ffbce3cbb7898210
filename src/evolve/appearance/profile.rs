//! The heights of a track along its lap, and how far two of them lie apart.

use crate::catalogue::Catalogue;
use crate::layout::PlacedPiece;

/// Samples of a lap.
const SAMPLES: usize = 64;
/// Profiles are nearly the same if they lie at most one in this number of the greater height range apart.
const NEARLY: i64 = 12;

/// The heights of a track at equal shares of its lap, in z units above its lowest joint. The tiles that pieces lie on
/// measure the lap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile([i32; SAMPLES]);

impl Profile {
    /// The profile of pieces in driving order; level where there are none.
    pub fn new(catalogue: &Catalogue, placed: &[PlacedPiece]) -> Self {
        let mut along = 0;
        let mut knots: Vec<(i32, i32)> = placed.first().map(|first| (0, first.begin.z.0)).into_iter().collect();
        for piece in placed {
            along += catalogue.piece(piece.piece).map_or(1, |kind| kind.blocks.len() as i32);
            knots.push((along, piece.end.z.0));
        }
        let low = knots.iter().map(|knot| knot.1).min().unwrap_or_default();
        let step = |sample: usize| f64::from(along) * sample as f64 / (SAMPLES - 1) as f64;
        Self(std::array::from_fn(|sample| height(&knots, step(sample)) - low))
    }

    /// How far two profiles lie apart: the mean difference of their heights as a share of the greater of their ranges,
    /// with the other ridden forwards or backwards, whichever is nearer.
    pub fn difference(&self, other: &Self) -> f64 {
        self.apart(other) as f64 / (self.range(other) * SAMPLES as i64).max(1) as f64
    }

    /// Whether they can hardly be told apart.
    pub fn is_nearly(&self, other: &Self) -> bool {
        self.apart(other) * NEARLY <= self.range(other) * SAMPLES as i64
    }

    /// The differences of all samples, added up.
    fn apart(&self, other: &Self) -> i64 {
        let differences = |(a, b): (&i32, &i32)| i64::from((a - b).abs());
        let forwards: i64 = self.0.iter().zip(&other.0).map(differences).sum();
        let backwards: i64 = self.0.iter().zip(other.0.iter().rev()).map(differences).sum();
        forwards.min(backwards)
    }

    /// The greater of the height ranges.
    fn range(&self, other: &Self) -> i64 {
        self.0.iter().chain(&other.0).copied().max().unwrap_or_default().into()
    }
}

/// The height at a place between the knots.
fn height(knots: &[(i32, i32)], along: f64) -> i32 {
    let after = knots.partition_point(|knot| f64::from(knot.0) < along);
    let Some(&(end, to)) = knots.get(after) else { return knots.last().map_or(0, |knot| knot.1) };
    let Some(&(begin, from)) = after.checked_sub(1).and_then(|before| knots.get(before)) else { return to };
    let share = (along - f64::from(begin)) / f64::from((end - begin).max(1));
    (f64::from(from) + share * f64::from(to - from)).round() as i32
}
