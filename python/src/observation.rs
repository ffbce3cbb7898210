//! What an agent sees of a coaster in the making: numbers of about -1 to 1.

use loopwright::catalogue::{Pitch, Roll};
use loopwright::construction::{Construction, Trip};
use loopwright::layout::{Extent, PlacedBlock};
use loopwright::quantity::{Height, HeightUnits, LAND_STEP, MapPoint, TILE};

/// Tiles of the view on either side of the last joint.
const REACH: i32 = 4;
const VIEW: usize = ((2 * REACH + 1) * (2 * REACH + 1)) as usize;

/// Names of the parts of an observation with the numbers that each has, in their order.
pub(crate) const PARTS: [(&str, usize); 22] = [
    ("laid", 1),
    ("home_ahead", 1),
    ("home_right", 1),
    ("home_above", 1),
    ("home_turn", 4),
    ("diagonal", 1),
    ("pitch", 7),
    ("roll", 4),
    ("inverted", 1),
    ("height", 1),
    ("room", 4),
    ("room_above", 1),
    ("chain", 1),
    ("speed", 1),
    ("arrives", 1),
    ("max_speed", 1),
    ("max_vertical_g", 1),
    ("min_vertical_g", 1),
    ("max_lateral_g", 1),
    ("drops", 2),
    ("inversions", 1),
    ("view", VIEW),
];

/// How many numbers an observation has.
pub(crate) fn size() -> usize {
    PARTS.iter().map(|(_, size)| size).sum()
}

const PITCHES: [Pitch; 7] =
    [Pitch::Level, Pitch::Up25, Pitch::Up60, Pitch::Up90, Pitch::Down25, Pitch::Down60, Pitch::Down90];
const ROLLS: [Roll; 4] = [Roll::None, Roll::Left, Roll::Right, Roll::UpsideDown];
/// Tiles that count as 1.
const FAR: f32 = 32.0;
/// Land steps that count as 1.
const HIGH: f32 = 16.0;

/// Writes numbers one after another.
struct Pen<'a> {
    numbers: &'a mut [f32],
    at: usize,
}

impl Pen<'_> {
    fn put(&mut self, number: f32) {
        if let Some(place) = self.numbers.get_mut(self.at) {
            *place = number;
        }
        self.at += 1;
    }

    fn one_of(&mut self, chosen: usize, of: usize) {
        (0..of).for_each(|number| self.put(f32::from(u8::from(number == chosen))));
    }
}

/// Writes what is to be seen of a coaster.
pub(crate) fn observe(coaster: &Construction, trip: Option<&Trip>, numbers: &mut [f32]) {
    let problem = coaster.problem();
    let (end, goal) = (coaster.end(), coaster.goal());
    let surface = problem.placer.site.surface;
    let frame = Frame::new(coaster);
    let mut pen = Pen { numbers, at: 0 };
    let steps = |height: Height| height.0 as f32 / LAND_STEP as f32 / HIGH;

    pen.put(coaster.elements().len() as f32 / problem.limits.pieces.1.max(1) as f32);
    let (ahead, right) = frame.way_to(goal.pose.at);
    pen.put(ahead as f32 / FAR);
    pen.put(right as f32 / FAR);
    pen.put(steps(goal.pose.z - end.pose.z));
    let turn = goal.pose.heading.direction().number().wrapping_sub(end.pose.heading.direction().number()) & 3;
    pen.one_of(turn.into(), 4);
    pen.put(f32::from(u8::from(end.shape.diagonal)));
    pen.one_of(PITCHES.iter().position(|&pitch| pitch == end.shape.pitch).unwrap_or(0), PITCHES.len());
    pen.one_of(ROLLS.iter().position(|&roll| roll == end.shape.roll).unwrap_or(0), ROLLS.len());
    pen.put(f32::from(u8::from(end.shape.inverted)));
    pen.put(steps(end.pose.z - surface));
    for room in frame.room(coaster) {
        pen.put(room as f32 / FAR);
    }
    let supported = problem.placer.ride.max_height;
    let allowed = problem.limits.height.map_or(supported, |units| HeightUnits(units).height().land_steps());
    pen.put((allowed.min(supported) - (end.pose.z - surface).land_steps()) as f32 / HIGH);
    let has_chain = coaster.elements().last().is_some_and(|element| element.chain);
    pen.put(f32::from(u8::from(has_chain)));
    see_trip(trip, &mut pen);
    frame.view(coaster, &mut pen);
}

/// What the train did as far as the track goes; nothing if that was not found out.
fn see_trip(trip: Option<&Trip>, pen: &mut Pen) {
    let Some(trip) = trip else {
        (0..9).for_each(|_| pen.put(0.0));
        return;
    };
    let measured = &trip.measured;
    let g = |force: i16| f32::from(force) / 500.0;
    pen.put(trip.velocity.mph() as f32 / 100.0);
    pen.put(f32::from(u8::from(trip.gets_there())));
    pen.put(measured.max_speed.mph() as f32 / 100.0);
    pen.put(g(measured.max_positive_g.0));
    pen.put(g(measured.max_negative_g.0));
    pen.put(g(measured.max_lateral_g.0));
    pen.put(f32::from(measured.drops) / 10.0);
    pen.put(f32::from(measured.highest_drop) / 64.0);
    pen.put(f32::from(measured.inversions) / 10.0);
}

/// The ground as seen along the last joint.
struct Frame {
    at: MapPoint,
    ahead: MapPoint,
    right: MapPoint,
}

impl Frame {
    fn new(coaster: &Construction) -> Self {
        let pose = coaster.end().pose;
        let direction = pose.heading.direction();
        Self { at: pose.at, ahead: direction.step(), right: direction.turned(1).step() }
    }

    /// Tiles ahead and to the right.
    fn way_to(&self, point: MapPoint) -> (i32, i32) {
        let (x, y) = (point.x - self.at.x, point.y - self.at.y);
        let along = |step: MapPoint| (x * step.x + y * step.y) / (TILE * TILE);
        (along(self.ahead), along(self.right))
    }

    /// Tiles that track may still take ahead, to the right, behind and to the left.
    fn room(&self, coaster: &Construction) -> [i32; 4] {
        let (low, high) = reach(coaster);
        let corners = [low, high].map(|corner| self.way_to(corner));
        let ahead = corners.map(|(ahead, _)| ahead);
        let right = corners.map(|(_, right)| right);
        [ahead[0].max(ahead[1]), right[0].max(right[1]), -ahead[0].min(ahead[1]), -right[0].min(right[1])]
    }

    /// The tiles around: 1 where something stands at the height of a train on the last joint, or where nothing may.
    fn view(&self, coaster: &Construction, pen: &mut Pen) {
        let (low, high) = reach(coaster);
        let base = coaster.end().pose.z.floor();
        for ahead in (-REACH..=REACH).rev() {
            for right in -REACH..=REACH {
                let at = self.at + self.ahead * ahead + self.right * right;
                let is_outside = at.x < low.x || at.x > high.x || at.y < low.y || at.y > high.y;
                let block = PlacedBlock { at, base, top: base + Height(2 * LAND_STEP), quarters: 15, raised: 0 };
                pen.put(f32::from(u8::from(is_outside || coaster.is_taken(&block))));
            }
        }
    }
}

/// The lowest and the highest corner that track may reach before the box is full.
fn reach(coaster: &Construction) -> (MapPoint, MapPoint) {
    let Extent { low, high } = coaster.extent();
    let taken = coaster.extent().footprint();
    let most = coaster.problem().limits.footprint;
    let (along_x, along_y) =
        if taken.width >= taken.length { (most.longer(), most.shorter()) } else { (most.shorter(), most.longer()) };
    let (wide, long) = (TILE * (along_x.max(taken.width) - 1), TILE * (along_y.max(taken.length) - 1));
    (MapPoint::new(high.x - wide, high.y - long), MapPoint::new(low.x + wide, low.y + long))
}
