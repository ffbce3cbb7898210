//! What track does besides carrying the train: the stretches and spots that drawings mark.

use crate::catalogue::{Mode, PieceId, RideFlags};
use crate::layout::{Layout, PlacedPiece};

use super::palette;
use super::rail::Rail;

/// What a stretch of track does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Platform.
    Station,
    /// Chain, cable or curved lift.
    Lift,
    /// Launch out of a station or by linear motors.
    Launch,
    /// Booster or powered lift.
    Booster,
    /// Brakes, holding brakes included.
    Brake,
    /// Block brakes.
    BlockBrake,
    /// On-ride photo.
    Photo,
}

impl Feature {
    /// Words for a legend.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Station => "Station",
            Self::Lift => "Lift",
            Self::Launch => "Launch",
            Self::Booster => "Booster",
            Self::Brake => "Brakes",
            Self::BlockBrake => "Block brakes",
            Self::Photo => "Photo",
        }
    }

    /// Colour of its marks.
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Station => palette::STATION,
            Self::Lift => palette::LIFT,
            Self::Launch | Self::Booster => palette::LAUNCH,
            Self::Brake => palette::BRAKE,
            Self::BlockBrake => palette::BLOCK_BRAKE,
            Self::Photo => palette::PHOTO,
        }
    }

    fn of(layout: &Layout, cabled: &[usize], index: usize, piece: &PlacedPiece) -> Option<Self> {
        let linear_motor = piece.piece == PieceId::FLAT && layout.ride.has(RideFlags::HAS_LSM_BEHAVIOUR_ON_FLAT);
        match piece.piece {
            id if id.is_station() => {
                let launched = id == PieceId::END_STATION && layout.settings.mode.is_launched();
                Some(if launched { Self::Launch } else { Self::Station })
            }
            id if id.is_curved_lift() || id == PieceId::CABLE_LIFT_HILL => Some(Self::Lift),
            _ if piece.chain || cabled.contains(&index) => Some(Self::Lift),
            _ if linear_motor => Some(Self::Launch),
            id if id.is_booster() || id == PieceId::POWERED_LIFT => Some(Self::Booster),
            id if id.is_brake() || id == PieceId::BRAKE_FOR_DROP => Some(Self::Brake),
            id if id.is_block_brake() => Some(Self::BlockBrake),
            PieceId::ON_RIDE_PHOTO => Some(Self::Photo),
            _ => None,
        }
    }
}

/// Neighbouring pieces with the same feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// What they do.
    pub feature: Feature,
    /// Metres along the rail where it begins.
    pub from: f64,
    /// Metres along the rail where it ends.
    pub to: f64,
}

/// All features of a layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// Feature of each piece, by index in the design.
    pub of: Vec<Option<Feature>>,
    /// Stretches in driving order.
    pub stretches: Vec<Stretch>,
    /// Pieces that count as inversions, in driving order.
    pub inversions: Vec<usize>,
}

impl Features {
    /// Finds the features of a layout.
    pub fn new(layout: &Layout, rail: &Rail) -> Self {
        let cabled = cabled(layout);
        let pieces = layout.pieces.iter().enumerate();
        let of: Vec<_> = pieces.map(|(index, piece)| Feature::of(layout, &cabled, index, piece)).collect();
        let inverts = |&&index: &&usize| {
            layout.catalogue.piece(layout.pieces[index].piece).is_some_and(|kind| kind.flags.inversion)
        };
        let inversions = rail.order.iter().filter(inverts).copied().collect();
        Self { stretches: stretches(rail, &of), of, inversions }
    }

    /// The kinds of features there are, each once.
    pub fn kinds(&self) -> Vec<Feature> {
        let mut kinds: Vec<Feature> = self.stretches.iter().map(|stretch| stretch.feature).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

fn cabled(layout: &Layout) -> Vec<usize> {
    let may_have = layout.settings.mode != Mode::SHUTTLE && layout.ride.has(RideFlags::ALLOW_CABLE_LIFT_HILL);
    if may_have { layout.cable_lift_pieces().unwrap_or_default() } else { Vec::new() }
}

fn stretches(rail: &Rail, of: &[Option<Feature>]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut before = None;
    for &index in &rail.order {
        let feature = of[index];
        if let Some(feature) = feature {
            let (from, to) = (rail.along(index, 0.0), rail.along(index, 1.0));
            match stretches.last_mut() {
                Some(last) if before == Some(feature) => last.to = to,
                _ => stretches.push(Stretch { feature, from, to }),
            }
        }
        before = feature;
    }
    stretches
}
