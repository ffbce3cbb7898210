//! Where in a test run the measured train is fastest, heaviest, lightest, and falls deepest.

use crate::quantity::{GForce, MapPoint, Tile, Velocity};
use crate::test_run::TestRun;

/// A place on the track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The piece under the lead car, in the order of the design.
    pub piece: usize,
    /// The tile under it.
    pub tile: Tile,
}

/// A part of the track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Where it begins.
    pub from: Spot,
    /// Where it ends.
    pub to: Spot,
}

/// Where the statistics of a test run come from; none of what never happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extremes {
    /// Highest speed.
    pub max_speed: Option<Spot>,
    /// Most that presses riders into their seats.
    pub max_positive_g: Option<Spot>,
    /// Least that does.
    pub max_negative_g: Option<Spot>,
    /// Most that presses them sideways.
    pub max_lateral_g: Option<Spot>,
    /// The highest drop.
    pub highest_drop: Option<Reach>,
    /// The longest time without weight.
    pub longest_air_time: Option<(Reach, Ticks)>,
}

/// Ticks of the game, of which 40 make a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticks(pub u16);

/// The figures that are watched, as they were before a tick.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    max_speed: Velocity,
    max_positive_g: GForce,
    max_negative_g: GForce,
    max_lateral_g: GForce,
    air_time: u16,
    drops: u8,
    drop_start: u8,
    highest_drop: u8,
}

impl Known {
    const fn of(run: &TestRun) -> Self {
        let measured = run.measured();
        Self {
            max_speed: measured.max_speed,
            max_positive_g: measured.max_positive_g,
            max_negative_g: measured.max_negative_g,
            max_lateral_g: measured.max_lateral_g,
            air_time: measured.air_time,
            drops: measured.drops,
            drop_start: measured.drop_start,
            highest_drop: measured.highest_drop,
        }
    }
}

/// Looks at a run before each of its ticks and after the last.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub extremes: Extremes,
    known: Known,
    /// Where the measured train was before the last tick, which then measured it there.
    spot: Option<Spot>,
    drop_from: Option<Spot>,
    air_time: Option<(Reach, Ticks)>,
}

impl Watch {
    pub(super) fn look(&mut self, run: &TestRun) {
        let now = Known::of(run);
        if let Some(spot) = self.spot {
            self.compare(&now, spot);
        }
        self.known = now;
        self.spot = spot(run);
    }

    /// Notes what the last tick has changed.
    fn compare(&mut self, now: &Known, spot: Spot) {
        let known = self.known;
        let extremes = &mut self.extremes;
        if now.max_speed > known.max_speed {
            extremes.max_speed = Some(spot);
        }
        if now.max_positive_g > known.max_positive_g {
            extremes.max_positive_g = Some(spot);
        }
        if now.max_negative_g < known.max_negative_g {
            extremes.max_negative_g = Some(spot);
        }
        if now.max_lateral_g > known.max_lateral_g {
            extremes.max_lateral_g = Some(spot);
        }
        // A drop that ends may be the highest; only then may another begin on the same piece.
        if now.highest_drop > known.highest_drop {
            extremes.highest_drop = self.drop_from.map(|from| Reach { from, to: spot });
        }
        if (now.drops, now.drop_start) != (known.drops, known.drop_start) {
            self.drop_from = Some(spot);
        }
        self.weigh(now.air_time > known.air_time, spot);
    }

    /// Counts the ticks without weight that follow each other.
    fn weigh(&mut self, is_weightless: bool, spot: Spot) {
        if !is_weightless {
            self.air_time = None;
            return;
        }
        let (begun, Ticks(ticks)) = self.air_time.unwrap_or((Reach { from: spot, to: spot }, Ticks(0)));
        let longer = (Reach { to: spot, ..begun }, Ticks(ticks + 1));
        self.air_time = Some(longer);
        if self.extremes.longest_air_time.is_none_or(|(_, longest)| longer.1 > longest) {
            self.extremes.longest_air_time = Some(longer);
        }
    }
}

/// Where the lead car of the measured train is.
fn spot(run: &TestRun) -> Option<Spot> {
    let train = run.trains().iter().find(|train| train.measured)?;
    let [x, y, _] = run.place(train.first);
    Some(Spot { piece: run.cars()[train.first].piece, tile: MapPoint::new(x, y).tile() })
}
