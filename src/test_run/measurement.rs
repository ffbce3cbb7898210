//! What a test run measures of the lead car (rules: ratings 1, 2).

use crate::catalogue::{Piece, PieceId, SubPosition, ride_type::MeasureRule};
use crate::path::Place;
use crate::quantity::{GForce, Length, Velocity};
use crate::rules::{CountLimits, Knobs};

use super::counts::{ShelteredSections, SpecialElements, TurnCounts};

/// The statistics of a ride, in the game's own units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measured {
    /// Highest speed.
    pub max_speed: Velocity,
    /// Sum of speed samples; after the test their mean.
    pub average_speed: Velocity,
    /// Most that presses riders into their seats.
    pub max_positive_g: GForce,
    /// Least that does; below zero it lifts them.
    pub max_negative_g: GForce,
    /// Most that presses them sideways.
    pub max_lateral_g: GForce,
    /// Ticks without weight.
    pub air_time: u16,
    /// Number of drops.
    pub drops: u8,
    /// Number of lift runs.
    pub powered_lifts: u8,
    /// Height units of 0.75 m.
    pub highest_drop: u8,
    /// Height where the last drop began, height units.
    pub drop_start: u8,
    /// Number of inversions.
    pub inversions: u8,
    /// Number of helix pieces.
    pub helices: u8,
    /// Special elements passed.
    pub special: SpecialElements,
    /// Flat turns.
    pub turns_flat: TurnCounts,
    /// Banked turns.
    pub turns_banked: TurnCounts,
    /// Sloped turns.
    pub turns_sloped: TurnCounts,
    /// Length of track under cover.
    pub sheltered_length: Length,
    /// Covered sections.
    pub sheltered_sections: ShelteredSections,
    /// Legs in the order they were run.
    pub legs: Vec<Leg>,
}

/// One leg of a test run, from station to station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Leg {
    /// Length of track.
    pub length: Length,
    /// Units of 32 ticks.
    pub time: u16,
}

impl Measured {
    /// Length of all legs.
    pub fn total_length(&self) -> Length {
        self.legs.iter().fold(Length(0), |sum, leg| sum + leg.length)
    }

    /// Adds to the highest positive, negative and lateral G, in hundredths.
    pub(crate) fn add_forces(&mut self, [positive, negative, lateral]: [i32; 3]) {
        let add = |force: &mut GForce, more: i32| force.0 = force.0.saturating_add(more as i16);
        add(&mut self.max_positive_g, positive);
        add(&mut self.max_negative_g, negative);
        add(&mut self.max_lateral_g, lateral);
    }

    /// Time of all legs, units of 32 ticks.
    pub fn total_time(&self) -> i32 {
        self.legs.iter().map(|leg| i32::from(leg.time)).sum()
    }
}

/// What one sample sees of the measured train.
pub(crate) struct Sample<'a> {
    pub velocity: i32,
    pub acceleration: i32,
    pub height: i32,
    pub stance: &'a SubPosition,
    pub g: Option<(i16, i16)>,
    pub piece: &'a Piece,
    pub piece_place: Place,
    pub on_lift: bool,
    pub laps: u8,
    pub is_covered: bool,
}

/// A test in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measurement {
    /// The statistics up to now.
    pub measured: Measured,
    /// The leg being run.
    pub leg: usize,
    /// Whether an entrance leads to the station that the measured train last left. Without one nothing counts but which
    /// piece the train is on.
    counts: bool,
    clock: u8,
    vertical_g: i16,
    lateral_g: i16,
    piece: Option<Place>,
    flags: Flags,
    /// What the average of vertical G starts from.
    start_vertical_g: GForce,
    limits: CountLimits,
}

/// The running conditions of the measured train.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Flags {
    sheltered: bool,
    turning_left: bool,
    turning_right: bool,
    turn_banked: bool,
    turn_sloped: bool,
    dropping: bool,
    dropping_back: bool,
    on_lift: bool,
}

/// Slowest splash that counts.
const SPLASH_SPEED: Velocity = Velocity::from_whole(11);

/// Counts one more, up to a limit.
fn count(counter: &mut u8, more: bool, limit: u8) {
    if more && *counter < limit {
        *counter += 1;
    }
}

impl Measurement {
    /// A measurement that has not begun, for a number of stations.
    pub(crate) fn new(stations: usize, knobs: &Knobs) -> Self {
        Self::with(stations, knobs.start_vertical_g, knobs.count_limits)
    }

    fn with(stations: usize, start_vertical_g: GForce, limits: CountLimits) -> Self {
        Self {
            measured: Measured { legs: vec![Leg::default(); stations], ..Measured::default() },
            leg: 0,
            counts: false,
            clock: 0,
            vertical_g: start_vertical_g.0,
            lateral_g: 0,
            piece: None,
            flags: Flags::default(),
            start_vertical_g,
            limits,
        }
    }

    /// Vertical and lateral G as last averaged, hundredths.
    pub(super) const fn felt_g(&self) -> (i16, i16) {
        (self.vertical_g, self.lateral_g)
    }

    /// Starts with the departure from a station, which counts if it has an entrance.
    pub(crate) fn start(&mut self, has_entrance: bool) {
        let drop_start = self.measured.drop_start;
        *self = Self::with(self.measured.legs.len(), self.start_vertical_g, self.limits);
        self.measured.drop_start = drop_start;
        self.measured.max_positive_g = GForce(100);
        self.measured.max_negative_g = GForce(100);
        self.counts = has_entrance;
    }

    /// Goes on to the next leg. False when the last one was under way.
    pub(super) fn next_leg(&mut self, has_entrance: bool, stations: usize) -> bool {
        if self.is_last_leg(stations) {
            return false;
        }
        self.leg += 1;
        self.counts = has_entrance;
        true
    }

    /// Whether the leg under way is the last.
    pub(super) fn is_last_leg(&self, stations: usize) -> bool {
        self.leg + 1 >= stations
    }

    /// Ends the test: empty legs move back and the mean speed is taken.
    pub(crate) fn finish(&mut self, stations: usize) {
        let legs = &mut self.measured.legs;
        for index in (1..stations.min(legs.len())).rev() {
            if legs[index - 1].time == 0 {
                legs.swap(index - 1, index);
            }
        }
        let time = self.measured.total_time().max(1) as u32;
        self.measured.average_speed.0 = (self.measured.average_speed.0 as u32 / time) as i32;
    }

    /// Takes in what a tick shows.
    #[inline]
    pub(super) fn sample(&mut self, sample: &Sample, rule: MeasureRule) {
        self.pass(sample, rule, 1, Length(distance(sample)));
    }

    /// Takes in a number of ticks that show the same, and the distance of all of them.
    #[inline]
    pub(crate) fn pass(&mut self, sample: &Sample, rule: MeasureRule, ticks: u32, distance: Length) {
        let enters = self.piece != Some(sample.piece_place);
        if enters {
            self.piece = Some(sample.piece_place);
        }
        if self.counts {
            self.running(sample, ticks, distance);
            if enters {
                self.enter_piece(sample, rule);
            }
            self.shelter(sample, distance);
        }
    }

    #[inline]
    fn running(&mut self, sample: &Sample, ticks: u32, distance: Length) {
        let measured = &mut self.measured;
        let clock = u32::from(self.clock) + ticks;
        self.clock = (clock % 32) as u8;
        let samples = clock / 32;
        let speed = Velocity(sample.velocity.wrapping_abs());
        measured.max_speed = measured.max_speed.max(speed);
        if let Some(leg) = measured.legs.get_mut(self.leg) {
            if samples > 0 && speed.0 > 0 {
                let sum = speed.0.saturating_mul(samples as i32);
                measured.average_speed.0 = measured.average_speed.0.saturating_add(sum);
                leg.time = leg.time.wrapping_add(samples as u16);
            }
            if sample.laps == 0 {
                leg.length.0 = leg.length.0.saturating_add(distance.0.wrapping_abs());
            }
        }
        if let Some(g) = sample.g {
            self.feel_for(g, ticks);
        }
    }

    /// Feels the same for a number of ticks.
    #[inline]
    fn feel_for(&mut self, g: (i16, i16), ticks: u32) {
        /// Ticks after which the mean has settled.
        const SETTLED: u32 = 8;
        (0..ticks.min(SETTLED)).for_each(|_| self.feel(g));
        if ticks > SETTLED && g.0 <= 0 {
            self.measured.air_time = self.measured.air_time.wrapping_add((ticks - SETTLED) as u16);
        }
    }

    #[inline]
    fn feel(&mut self, (vertical, lateral): (i16, i16)) {
        let measured = &mut self.measured;
        // The mean truncates towards zero, as the game's does.
        let mean = |now: i16, before: i16| i32::midpoint(now.into(), before.into()) as i16;
        self.vertical_g = mean(vertical, self.vertical_g);
        self.lateral_g = mean(lateral, self.lateral_g);
        if self.vertical_g <= 0 {
            measured.air_time = measured.air_time.wrapping_add(1);
        }
        measured.max_positive_g = measured.max_positive_g.max(GForce(self.vertical_g));
        measured.max_negative_g = measured.max_negative_g.min(GForce(self.vertical_g));
        measured.max_lateral_g = measured.max_lateral_g.max(GForce(self.lateral_g.wrapping_abs()));
    }

    #[inline(never)]
    fn enter_piece(&mut self, sample: &Sample, rule: MeasureRule) {
        let id = sample.piece.id;
        let on_lift = id == PieceId::POWERED_LIFT || sample.on_lift;
        if on_lift && !self.flags.on_lift {
            count(&mut self.measured.powered_lifts, true, self.limits.powered_lifts);
        }
        self.flags.on_lift = on_lift;
        let measured = &mut self.measured;
        if rule == MeasureRule::Inversions {
            count(&mut measured.inversions, sample.piece.flags.inversion, self.limits.inversions);
        }
        if id != PieceId::WATER_SPLASH || sample.velocity >= SPLASH_SPEED.0 {
            measured.special.add(SpecialElements::of(id, rule));
        }
        let before = self.flags;
        self.turns(sample.piece, before);
        self.drops(sample, before);
        count(&mut self.measured.helices, sample.piece.flags.helix, self.limits.helices);
    }

    fn turns(&mut self, piece: &Piece, before: Flags) {
        let flags = &piece.flags;
        let measured = &mut self.measured;
        if (before.turning_left && flags.turn_left) || (before.turning_right && flags.turn_right) {
            measured.turns_flat.lengthen_running();
        } else if before.turning_left || before.turning_right {
            self.flags.turning_left = false;
            self.flags.turning_right = false;
            self.flags.turn_banked = false;
            self.flags.turn_sloped = false;
            let size = measured.turns_flat.running().min(3);
            if before.turn_banked {
                measured.turns_banked.count(size.min(2));
            } else if before.turn_sloped {
                measured.turns_sloped.count(size);
            } else {
                measured.turns_flat.count(size.min(2));
            }
        } else if flags.turn_left || flags.turn_right {
            self.flags.turning_left = flags.turn_left;
            self.flags.turning_right = !flags.turn_left;
            self.flags.turn_banked = flags.turn_banked;
            self.flags.turn_sloped = flags.turn_sloped;
            measured.turns_flat.begin_running();
        }
    }

    fn drops(&mut self, sample: &Sample, before: Flags) {
        let (up, down) = (sample.piece.flags.up, sample.piece.flags.down);
        let velocity = sample.velocity;
        let height = sample.height / 8;
        let mut was_dropping_back = before.dropping_back;
        if before.dropping {
            if velocity < 0 || !down {
                self.flags.dropping = false;
                self.end_drop(height);
            }
        } else if down && velocity >= 0 {
            self.flags.dropping_back = false;
            self.flags.dropping = true;
            self.begin_drop(height);
            was_dropping_back = false;
        }
        if was_dropping_back {
            if velocity > 0 || !up {
                self.flags.dropping_back = false;
                self.end_drop(height);
            }
        } else if up && velocity <= 0 {
            self.flags.dropping = false;
            self.flags.dropping_back = true;
            self.begin_drop(height);
        }
    }

    fn begin_drop(&mut self, height: i32) {
        count(&mut self.measured.drops, true, self.limits.drops);
        self.measured.drop_start = height as u8;
    }

    fn end_drop(&mut self, height: i32) {
        let fall = (height - i32::from(self.measured.drop_start)) as i16;
        if fall < 0 && -fall > i16::from(self.measured.highest_drop) {
            self.measured.highest_drop = (-fall) as u8;
        }
    }

    #[inline]
    fn shelter(&mut self, sample: &Sample, distance: Length) {
        if !sample.is_covered {
            self.flags.sheltered = false;
            return;
        }
        let measured = &mut self.measured;
        if !self.flags.sheltered {
            self.flags.sheltered = true;
            measured.sheltered_sections.enter(sample.stance.pitch != 0, sample.stance.roll != 0);
        }
        if distance.0 >= 0 {
            measured.sheltered_length.0 = measured.sheltered_length.0.saturating_add(distance.0);
        }
    }
}

/// The distance about to be driven; travel distance and 16.16 metres share a scale.
fn distance(sample: &Sample) -> i32 {
    (sample.velocity.wrapping_add(sample.acceleration) >> 10).wrapping_mul(42)
}
