//! What a forecast measures on the way.

use crate::layout::Layout;
use crate::looks::Watch;
use crate::path::{Path, UpStop};
use crate::quantity::{Length, Velocity};
use crate::test_run::{Measurement, Sample, Shelter};

use super::Expected;
use super::step::Step;
use super::track::Spot;

/// Takes the measures of a ride, step by step.
pub(super) struct Meter<'a> {
    layout: &'a Layout<'a>,
    path: &'a Path<'a>,
    shelter: Shelter,
    measurement: Measurement,
    watch: Watch,
    clock: f64,
}

impl<'a> Meter<'a> {
    pub(super) fn new(layout: &'a Layout<'a>, path: &'a Path<'a>) -> Self {
        let mut measurement = Measurement::new(1, &layout.catalogue.rules().knobs);
        measurement.start(true);
        Self { layout, path, shelter: Shelter::new(layout), measurement, watch: Watch::default(), clock: 0.0 }
    }

    /// Ticks so far.
    pub(super) const fn ticks(&self) -> u32 {
        self.clock as u32
    }

    /// Metres so far.
    pub(super) fn metres(&self) -> i32 {
        self.measurement.measured.total_length().metres()
    }

    /// Takes in the pieces under the last car and the lead car.
    pub(super) fn reach(&mut self, (rear, lead): (usize, usize)) {
        let (first, last) = self.watch.reached.unwrap_or((rear, lead));
        self.watch.reached = Some((first.min(rear), last.max(lead)));
    }

    /// Takes in a step from a spot. Whether the train stays on the track.
    pub(super) fn take(&mut self, spot: &Spot, step: &Step, is_first_lap: bool) -> bool {
        let before = self.ticks();
        self.clock += step.ticks();
        let ticks = self.ticks() - before;

        let path = self.path;
        let piece = &path.pieces[spot.piece];
        let place = path.place(spot.piece, spot.node);
        let progress = spot.node - piece.courses[0].nodes().start;
        let velocity = step.velocity_after();
        let (vertical, lateral) = path.g_force_factors(spot.piece, spot.node, progress).g_force(step.velocity_before());
        let sample = Sample {
            velocity,
            acceleration: 0,
            height: place[2],
            stance: path.courses().step(spot.node),
            g: path.ride.has_g_forces.then_some((vertical, lateral)),
            piece: piece.kind,
            piece_place: piece.place,
            on_lift: piece.chain,
            laps: u8::from(!is_first_lap),
            is_covered: self.shelter.covers(self.layout, place),
        };
        self.measurement.pass(&sample, self.layout.ride.rating.measure, ticks, Length(step.distance()));
        if step.is_under_way {
            self.watch.pass(ticks, Velocity(velocity), piece.kind, piece.chain);
        }
        !step.is_under_way || self.stays_on(spot, (vertical, lateral))
    }

    fn stays_on(&self, spot: &Spot, g: (i16, i16)) -> bool {
        let trains = &self.path.trains;
        let rule = trains.formation.first().map_or(UpStop::Held, |&kind| trains.kinds[kind].up_stop);
        let pitch = self.path.courses().step(spot.node).pitch;
        let is_uphill = self.path.gravity_of(pitch) < 0;
        self.path.pieces[spot.piece].id.is_covered() || !rule.lets_go(g, pitch, is_uphill)
    }

    /// What was measured in all.
    pub(super) fn finish(mut self) -> Expected {
        self.measurement.finish(1);
        Expected { measured: self.measurement.measured, watch: self.watch }
    }
}
