//! What may lie near the track, and what each kind is worth (rules: ratings 3.3, 3.4).

/// What a scanned piece may have near it. Each kind has a counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proximity {
    /// The piece stands over water.
    WaterOver,
    /// It lies on the water.
    WaterTouch,
    /// It lies 16 above the water.
    WaterLow,
    /// It lies 128 above the water or higher.
    WaterHigh,
    /// It lies at the height of the land.
    GroundTouch,
    /// A queue passes below.
    QueueBelow,
    /// A queue ends right below.
    QueueTouchBelow,
    /// A queue begins right above.
    QueueTouchAbove,
    /// A path ends right below.
    PathTouchBelow,
    /// A path begins right above.
    PathTouchAbove,
    /// Track of the ride ends right below or begins right above.
    OwnTouch,
    /// Track of the ride is close below or above.
    OwnClose,
    /// Another ride has track on the tile.
    ForeignTrack,
    /// Track of another ride ends right below or begins right above.
    ForeignTouch,
    /// Track of another ride is close below or above.
    ForeignClose,
    /// Scenery stands beside.
    SceneryBeside,
    /// Scenery stands beside, all of it lower.
    SceneryBelow,
    /// A platform of the ride ends right below or begins right above.
    StationTouch,
    /// A platform of the ride is close below or above.
    StationClose,
    /// Track crosses a vertical loop.
    TrackThroughLoop,
    /// A path runs through a vertical loop.
    PathThroughLoop,
    /// Two vertical loops are linked.
    LoopsLinked,
    /// The piece runs through a vertical loop.
    ThroughLoop,
    /// A path runs beside at the same height.
    PathBeside,
    /// Track of another ride runs beside at the same height.
    ForeignBeside,
    /// The land beside is as high as the piece.
    GroundBeside,
}

/// How often each kind of proximity was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters(pub [u16; 26]);

/// What can lie near the track of a ride that is alone on flat, dry land (rules: ratings 6).
const ON_BARE_LAND: [Proximity; 8] = [
    Proximity::GroundTouch,
    Proximity::OwnTouch,
    Proximity::OwnClose,
    Proximity::StationTouch,
    Proximity::StationClose,
    Proximity::TrackThroughLoop,
    Proximity::LoopsLinked,
    Proximity::ThroughLoop,
];

/// What a counter adds to the score.
enum Worth {
    /// So much each, up to a number.
    Each { most: u64, weight: u64 },
    /// So much each up to a number, some more being counted if there are any.
    Raised { by: u64, most: u64, weight: u64 },
    /// So much each up to a number, some more being counted even if there are none.
    AlwaysRaised { by: u64, most: u64, weight: u64 },
    /// So much if there is any.
    Any(u64),
}

/// What each kind is worth, in the order of [`Proximity`].
#[rustfmt::skip]
const WORTH: [Worth; 26] = [
    Worth::Each { most: 60, weight: 43_690 },
    Worth::Each { most: 22, weight: 148_945 },
    Worth::Each { most: 10, weight: 131_072 },
    Worth::Each { most: 40, weight: 40_960 },
    Worth::Each { most: 70, weight: 112_347 },
    Worth::AlwaysRaised { by: 8, most: 12, weight: 409_600 },
    Worth::Any(40),
    Worth::Any(45),
    Worth::Raised { by: 10, most: 20, weight: 245_760 },
    Worth::Raised { by: 10, most: 20, weight: 278_528 },
    Worth::Raised { by: 10, most: 15, weight: 218_453 },
    Worth::Each { most: 5, weight: 393_216 },
    Worth::Raised { by: 10, most: 15, weight: 174_762 },
    Worth::Raised { by: 10, most: 15, weight: 305_834 },
    Worth::Each { most: 5, weight: 589_824 },
    Worth::Each { most: 35, weight: 93_622 },
    Worth::Each { most: 35, weight: 56_173 },
    Worth::Any(55),
    Worth::Any(25),
    Worth::Raised { by: 4, most: 6, weight: 1_310_720 },
    Worth::Raised { by: 4, most: 6, weight: 983_040 },
    Worth::Any(100),
    Worth::Raised { by: 4, most: 6, weight: 655_360 },
    Worth::Raised { by: 10, most: 20, weight: 114_688 },
    Worth::Raised { by: 10, most: 20, weight: 147_456 },
    Worth::Raised { by: 10, most: 20, weight: 163_840 },
];

impl Worth {
    fn of(&self, count: u16) -> i32 {
        let count = u64::from(count);
        let capped = |count: u64, most: u64, weight: u64| (count.min(most) * weight) >> 16;
        let worth = match *self {
            Self::Each { most, weight } => capped(count, most, weight),
            Self::Any(_) | Self::Raised { .. } if count == 0 => 0,
            Self::Any(worth) => worth,
            Self::AlwaysRaised { by, most, weight } | Self::Raised { by, most, weight } => {
                capped(count + by, most, weight)
            }
        };
        worth as i32
    }
}

impl Counters {
    /// Counts a kind once more.
    pub(super) const fn count(&mut self, kind: Proximity) {
        let counter = &mut self.0[kind as usize];
        *counter = counter.wrapping_add(1);
    }

    /// Counts a kind once more if it was seen.
    pub(super) const fn count_if(&mut self, seen: bool, kind: Proximity) {
        if seen {
            self.count(kind);
        }
    }

    /// The most that can be counted: of everything, or on bare land of the land and the ride's own track.
    pub(super) fn most(is_bare: bool) -> Self {
        if !is_bare {
            return Self([u16::MAX; 26]);
        }
        let mut most = Self::default();
        for kind in ON_BARE_LAND {
            most.0[kind as usize] = u16::MAX;
        }
        most
    }

    /// How often a kind was seen.
    pub const fn seen(&self, kind: Proximity) -> u16 {
        self.0[kind as usize]
    }

    /// The proximity score. It is never zero.
    pub fn score(&self) -> i32 {
        WORTH.iter().zip(self.0).map(|(worth, count)| worth.of(count)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_is_worth_something_and_everything_is_capped() {
        assert_eq!(Counters::default().score(), 50);
        let full = Counters::most(false).score();
        assert_eq!(full, Counters([100; 26]).score());
        assert!(full > Counters::most(true).score());
        let mut linked = Counters::default();
        linked.count(Proximity::LoopsLinked);
        assert_eq!((linked.0[21], linked.score()), (1, 150));
    }
}
