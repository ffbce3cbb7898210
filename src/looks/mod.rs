//! What a coaster looks like to someone who knows coasters, in figures that can be held against people's designs.
//!
//! [`Watch`] looks at a test run tick by tick; [`Looks`] adds what the layout and the statistics tell. What people's
//! designs of a ride type are like is a table of the catalogue, [`Taste`](crate::catalogue::Taste).
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction, Feature};
//! use loopwright::judge::{compile, rate, run};
//! use loopwright::layout::place;
//! use loopwright::looks::{Looks, Watch};
//! use loopwright::path::Load;
//! use loopwright::site::Site;
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let path = compile(&layout, Load::Empty)?;
//! let mut watch = Watch::default();
//! let tested = run(&layout, &path, |run| {
//!     watch.look(run);
//!     false
//! })
//! .result();
//! let rated = rate(&layout, &tested, &mut ()).ok_or("no way round")?;
//! let looks = Looks::new(&layout, &tested.measured, &rated.surveyed, &watch);
//! let taste = catalogue.taste(layout.ride.id).ok_or("no taste")?;
//! let first_drop = taste.features().find(|(feature, _)| *feature == Feature::FirstDrop).ok_or("no first drop")?.1;
//! assert!(looks.feature(Feature::FirstDrop) > 5 && first_drop.high > first_drop.low);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod course;
mod curves;
mod watch;

pub use curves::curves;
pub use watch::Watch;

use crate::catalogue::Feature;
use crate::layout::Layout;
use crate::rating::{Proximity, Surveyed};
use crate::test_run::Measured;

use course::Course;

/// What a tested coaster looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks([i32; Feature::ALL.len()]);

impl Looks {
    /// What a layout looks like whose test run was watched.
    pub fn new(layout: &Layout, measured: &Measured, surveyed: &Surveyed, watch: &Watch) -> Self {
        let course = Course::new(layout);
        let (curves, switches) = curves(layout);
        let near = [Proximity::OwnTouch, Proximity::OwnClose].map(|kind| i32::from(surveyed.counters.seen(kind)));
        let value = |feature: Feature| match feature {
            Feature::FirstDrop => course.first_drop().height_units().whole_metres(),
            Feature::Height => layout.highest().height_units().whole_metres(),
            Feature::TopSpeed => measured.max_speed.whole_mph(),
            Feature::Drops => course.drops(),
            Feature::MeanDrop => course.mean_drop().height_units().whole_metres(),
            Feature::Valleys => {
                hundredths(course.mean_bottom().0 - course.lowest.0, course.highest.0 - course.lowest.0)
            }
            Feature::LevelStraights => hundredths(course.level_straights, course.pieces),
            Feature::LevelTrack => hundredths(course.level, course.pieces),
            Feature::LevelStretch => course.level_stretch,
            Feature::Lifts => course.lifts,
            Feature::BrakesOnTheWay => course.brakes_on_the_way,
            Feature::SideChanges => hundredths(switches.into(), curves.into()),
            Feature::NearOwnTrack => hundredths(near.iter().sum(), surveyed.scanned as i32),
            Feature::Inversions => measured.inversions.into(),
            Feature::Circuits => layout.settings.circuits,
            Feature::Pace => course.pieces * layout.settings.circuits * 60 / measured.total_time().max(1),
            Feature::FlatFastCurves => hundredths(watch.flat_fast_curves as i32, watch.under_way as i32),
            Feature::CurvedClimb => hundredths(course.curved_climb.0, course.climb.0),
            Feature::ArrivalSpeed => watch.arrival_speed.whole_mph(),
        };
        Self(Feature::ALL.map(value))
    }

    /// A feature, in its unit.
    pub const fn feature(&self, feature: Feature) -> i32 {
        self.0[feature as usize]
    }
}

/// A share in hundredths; of nothing it is none.
fn hundredths(part: i32, whole: i32) -> i32 {
    (100 * i64::from(part) / i64::from(whole.max(1))) as i32
}
