//! What a design looks like: its plan from above and its heights along the lap.

mod ground_plan;
mod profile;

use crate::catalogue::{Catalogue, Direction};
use crate::layout::{PlacedPiece, Pose, lay_out};
use crate::quantity::{Height, MapPoint};

use super::genome::Genome;
pub use ground_plan::GroundPlan;
pub use profile::Profile;

/// What players see of a design at first sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// From above.
    pub plan: GroundPlan,
    /// From the side.
    pub profile: Profile,
}

impl Appearance {
    /// The appearance of a genome's track, wherever it stands.
    pub fn of(catalogue: &Catalogue, genome: &Genome) -> Self {
        let start = Pose::new(MapPoint::default(), Height(0), Direction::new(0));
        let placed = lay_out(catalogue, &genome.elements(), start).unwrap_or_default();
        let tiles = placed.iter().flat_map(|placed| tiles(catalogue, placed));
        Self { plan: GroundPlan::new(tiles.map(MapPoint::tile)), profile: Profile::new(catalogue, &placed) }
    }

    /// Whether it can be told from another at first sight: the plans share at most half of their tiles, and the heights
    /// are not nearly the same.
    pub fn differs(&self, other: &Self) -> bool {
        !self.profile.is_nearly(&other.profile) && !self.plan.is_mostly(&other.plan)
    }
}

/// The tiles that a piece lies on.
fn tiles(catalogue: &Catalogue, placed: &PlacedPiece) -> impl Iterator<Item = MapPoint> {
    let blocks = catalogue.piece(placed.piece).map(|piece| placed.blocks(piece, Height(0)));
    blocks.into_iter().flatten().map(|block| block.at)
}
