//! Coasters of a park, judged where they stand (rules: surroundings 7, 8).

use rayon::prelude::*;

use crate::catalogue::Catalogue;
use crate::layout::{Layout, LayoutError, ParkTrack, ReadBackError, StandingRide, lay_standing};
use crate::park_file::{ParkFile, Ride};
use crate::path::Load;
use crate::rating::{Entry, Itemised, Rated, RideUse, rate_itemised, value};
use crate::site::{Park, RideStatus, Site};
use crate::test_run::Measured;

use super::judgement::Trial;
use super::step::Untested;

/// What the game makes of a coaster that stands in a park.
#[derive(Debug)]
pub struct InPlace<'a> {
    /// The coaster with the trains that it gets when it is tested next.
    pub layout: Layout<'a>,
    /// What the measurement in the file is worth in the surroundings of today; nothing of a coaster that was never tested.
    pub stored: Option<Appraisal>,
    /// A test run of today.
    pub fresh: Result<Trial, Untested>,
}

/// Ratings, and how they came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// The measurement.
    pub measured: Measured,
    /// What the game computes. The value is that of the ride's age, where the file tells it, and of a new ride elsewhere.
    pub rated: Rated,
    /// Every bonus, requirement and penalty in the game's order.
    pub account: Vec<Entry>,
}

/// Why a ride of a park is not judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotJudged {
    /// It is no coaster, or nothing of it stands.
    #[error(transparent)]
    NotRead(#[from] ReadBackError),
    /// It cannot be laid out.
    #[error(transparent)]
    NotLaid(#[from] LayoutError),
}

/// Judges a coaster where it stands: by the measurement in the file, and by a test run of empty trains.
///
/// # Errors
/// When the ride is no coaster, or has no track.
pub fn judge_in_place<'a>(
    park: &'a Park,
    track: &ParkTrack,
    ride: &Ride,
    catalogue: &'a Catalogue,
) -> Result<InPlace<'a>, NotJudged> {
    let StandingRide { mut design, start, .. } = track.read_back(ride, catalogue)?;
    let site = Site::in_park(park, start.at.tile());
    (design.settings.trains, design.settings.cars) = ride.proposed_trains;
    let layout = lay_standing(catalogue, &design, site, start, ride.id)?;
    let stored = ride.is_tested().then(|| appraise(&layout, ride)).flatten();
    let fresh = Trial::new(&layout, Load::Empty, start.heading.direction(), true);
    Ok(InPlace { layout, stored, fresh })
}

/// Rates the measurement in the file, which was made with the trains that the ride has.
fn appraise(layout: &Layout, ride: &Ride) -> Option<Appraisal> {
    let mut layout = layout.clone();
    (layout.trains.trains, layout.trains.cars) = (ride.settings.trains.into(), ride.settings.cars.into());
    let mut account = Itemised::default();
    let measured = Measured::stored(ride);
    let rated = rate_itemised(&layout, &measured, &mut account)?;
    let ride_use = RideUse { months: ride.age_months.unwrap_or(0), is_open: ride.status == RideStatus::Open };
    let rated = Rated { value: value(&layout, rated.ratings, ride_use), ..rated };
    Some(Appraisal { measured, rated, account: account.0 })
}

/// Judges all rides of a park file in parallel, in the order of the file.
pub fn judge_park<'a>(
    park: &'a Park,
    file: &ParkFile,
    catalogue: &'a Catalogue,
) -> Vec<Result<InPlace<'a>, NotJudged>> {
    let track = ParkTrack::new(file);
    file.rides.par_iter().map(|ride| judge_in_place(park, &track, ride, catalogue)).collect()
}
