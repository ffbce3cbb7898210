//! What a test run will measure, foretold from the energy of its train.
//!
//! A test run moves every car in every tick. A forecast follows the track in steps of a quarter tile: what gravity has
//! given the train, less friction and drag, is its speed; time, forces and statistics follow from that. It takes a small part
//! of the time and misses ratings by a few hundredths, so it serves to choose what is worth testing. No figure that people
//! see comes from it.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::forecast::{Forecast, forecast};
//! use loopwright::layout::place;
//! use loopwright::site::Site;
//! use loopwright::test_run::{self, MAX_TICKS};
//! use loopwright::{path::Path, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let path = Path::new(&layout)?;
//! let Some(Forecast::Rides(expected)) = forecast(&layout, &path, MAX_TICKS) else { return Err("no forecast".into()) };
//! let measured = test_run::run(&layout, &path).measured;
//! let difference = expected.measured.total_time() - measured.total_time();
//! assert!(difference.abs() < measured.total_time() / 8);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod drive;
mod meter;
mod ride;
mod step;
mod swing;
mod track;
mod train;

use crate::layout::Layout;
use crate::looks::Watch;
use crate::path::Path;
use crate::test_run::Measured;

use meter::Meter;
use ride::Ride;
use swing::Swing;
use track::Track;
use train::Train;

/// What becomes of a train.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forecast {
    /// It does not come back in time. It makes this number of metres.
    Fails(i32),
    /// It comes back in time.
    Rides(Box<Expected>),
}

/// What a test run is expected to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What it measures.
    pub measured: Measured,
    /// What it looks like.
    pub watch: Watch,
}

/// Foretells the test run of a layout. A train fails if it takes more than a number of ticks. `None` where energy alone
/// does not decide the run: motors, cable lifts, pieces that do more than brake, push or lift, and on track with loose ends
/// whatever is not launched once and rolls freely.
pub fn forecast(layout: &Layout, path: &Path, most_ticks: u32) -> Option<Forecast> {
    let track = Track::of(path)?;
    let train = Train::of(path, &track)?;
    if track.is_circuit {
        return Some(go_round(layout, path, &track, &train, most_ticks));
    }
    swing(layout, path, &track, &train, most_ticks)
}

/// Foretells the run of a train on a circuit.
fn go_round(layout: &Layout, path: &Path, track: &Track, train: &Train, most_ticks: u32) -> Forecast {
    let mut ride = Ride::new(path, track, train);
    let mut meter = Meter::new(layout, path);
    meter.reach((0, layout.pieces.len().saturating_sub(1)));
    let circuits = path.settings.circuits.max(1);
    for lap in 1..=circuits {
        ride.begin_lap(lap == circuits);
        for place in track.lap() {
            let step = ride.step(place);
            let holds = step.keeps_moving() && meter.take(track.spot(place), &step, lap == 1);
            if !holds || meter.ticks() > most_ticks {
                return Forecast::Fails(meter.metres());
            }
        }
    }
    Forecast::Rides(Box::new(meter.finish()))
}

/// Foretells the run of a train on track with loose ends.
fn swing(layout: &Layout, path: &Path, track: &Track, train: &Train, most_ticks: u32) -> Option<Forecast> {
    let mut swing = Swing::new(path, track, train)?;
    let mut meter = Meter::new(layout, path);
    while !swing.has_arrived() {
        meter.reach(swing.pieces());
        let spot = track.spot(swing.place());
        let holds = swing.step().is_some_and(|step| meter.take(spot, &step, true));
        if !holds || meter.ticks() > most_ticks {
            return Some(Forecast::Fails(meter.metres()));
        }
    }
    Some(Forecast::Rides(Box::new(meter.finish())))
}
