//! How the rail lies in space: where it runs, and which way is up on it.

use glam::DVec3;

use crate::catalogue::{Catalogue, SubPosition};

use super::rail::{Rail, SMOOTH, smoothed};

/// Yaws of a full turn.
const YAWS: f64 = 32.0;
/// Degrees of each roll code, to the left of the rider; level where the game knows no angle.
const ROLLS: [f64; 20] = [
    0.0, 22.5, 45.0, -22.5, -45.0, 67.5, 90.0, 112.5, 135.0, 157.5, -67.5, -90.0, -112.5, -135.0, -157.5, 0.0, 22.5,
    45.0, -22.5, -45.0,
];
/// Pitch codes of corkscrews, which say how far the car is through one and not how it lies.
const CORKSCREWS: std::ops::RangeInclusive<u8> = 24..=43;
/// Points before and after that are averaged: sub-positions turn in steps.
const SMOOTH_UP: usize = 8;

/// A point of the rail, and how the track lies there. One map unit is as long as one z unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Attitude {
    /// Where the rail is.
    pub at: DVec3,
    /// The direction of travel.
    pub ahead: DVec3,
    /// Away from the ties, on the side of the cars.
    pub up: DVec3,
}

impl Attitude {
    /// To the right of the rider.
    pub(super) fn right(&self) -> DVec3 {
        self.ahead.cross(self.up)
    }

    /// The place at a distance to the right and a distance up.
    pub(super) fn aside(&self, right: f64, up: f64) -> DVec3 {
        self.at + right * self.right() + up * self.up
    }
}

/// Which way is up for a car at a sub-position; `None` where its codes leave it open.
pub(super) fn up(catalogue: &Catalogue, step: &SubPosition) -> Option<DVec3> {
    let pitch =
        catalogue.car_angles().pitches.get(usize::from(step.pitch)).filter(|_| !CORKSCREWS.contains(&step.pitch))?;
    let roll = ROLLS.get(usize::from(step.roll))?.to_radians();
    let turn = f64::from(step.yaw) / YAWS * std::f64::consts::TAU;
    let level = DVec3::new(-turn.cos(), turn.sin(), 0.0);
    let (sine, cosine) = (f64::from(pitch.sine), f64::from(pitch.cosine));
    let ahead = (level * cosine + DVec3::Z * sine).normalize_or_zero();
    let upright = (DVec3::Z * cosine - level * sine).normalize_or_zero();
    let left = -ahead.cross(upright);
    Some(upright * roll.cos() + left * roll.sin())
}

/// The attitude at every point of a rail.
pub(super) fn attitudes(rail: &Rail) -> Vec<Attitude> {
    let places: Vec<DVec3> = rail.points.iter().map(|point| DVec3::from_array(point.at)).collect();
    let places = smoothed(&places, SMOOTH);
    let ahead = headings(&places);
    let ups = smoothed(&completed(&rail.ups, &ahead), SMOOTH_UP);
    let lie = |((at, ahead), up): ((DVec3, DVec3), DVec3)| {
        // Never the direction of travel itself, whatever a damaged table says.
        let up = up.reject_from(ahead).try_normalize().unwrap_or_else(|| ahead.any_orthonormal_vector());
        Attitude { at, ahead, up }
    };
    places.into_iter().zip(ahead).zip(ups).map(lie).collect()
}

/// The direction of travel at every place; that of the place before where the rail stands still.
fn headings(places: &[DVec3]) -> Vec<DVec3> {
    let last = places.len().saturating_sub(1);
    let mut before = DVec3::X;
    let heading = |index: usize| {
        let (from, to) = (index.saturating_sub(SMOOTH / 2), (index + SMOOTH / 2).min(last));
        before = (places[to] - places[from]).try_normalize().unwrap_or(before);
        before
    };
    (0..places.len()).map(heading).collect()
}

/// Makes one motion of it. Cars that hang head down on flyers have the codes of upright ones, so that what they call up
/// jumps over: from there on all is turned over. What was up before a gap is carried along the rail, and turned evenly
/// so that it meets what is up after.
fn completed(known: &[Option<DVec3>], ahead: &[DVec3]) -> Vec<DVec3> {
    let mut ups: Vec<DVec3> = Vec::with_capacity(known.len());
    let (mut index, mut side) = (0, 1.0);
    while let Some(&up) = known.get(index) {
        if let Some(up) = up {
            let before = index.checked_sub(1).and_then(|before| known[before].and(ups.last().copied()));
            if before.is_some_and(|before| before.dot(up * side) < -0.5) {
                side = -side;
            }
            ups.push(up * side);
            index += 1;
            continue;
        }
        let end = (index..known.len()).find(|&index| known[index].is_some()).unwrap_or(known.len());
        let after = known.get(end).copied().flatten().map(|up| up * side);
        let before = ups.last().copied().or(after).unwrap_or(DVec3::Z);
        ups.extend(carried(before, after, &ahead[index..end]));
        index = end;
    }
    ups
}

/// What is up along a stretch that runs so, from what is before it to what is after.
fn carried(mut up: DVec3, after: Option<DVec3>, ahead: &[DVec3]) -> impl Iterator<Item = DVec3> {
    let carry = |heading: &DVec3| {
        up = up.reject_from(*heading).try_normalize().unwrap_or(up);
        (up, *heading)
    };
    let stretch: Vec<(DVec3, DVec3)> = ahead.iter().map(carry).collect();
    let missing = after.zip(stretch.last()).map_or(0.0, |(after, (up, heading))| angle_about(*up, after, *heading));
    let steps = (stretch.len() + 1) as f64;
    stretch.into_iter().enumerate().map(move |(step, (up, heading))| {
        let angle = missing * (step + 1) as f64 / steps;
        up * angle.cos() + heading.cross(up) * angle.sin()
    })
}

/// By how much a vector must be turned about an axis to meet another, in radians.
fn angle_about(from: DVec3, to: DVec3, axis: DVec3) -> f64 {
    axis.dot(from.cross(to)).atan2(from.dot(to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Direction, PathKind};
    use crate::picture::{Subject, sample};

    #[test]
    fn up_stands_on_the_rail_of_every_piece() {
        let catalogue = Catalogue::load().unwrap();
        for kind in catalogue.pieces() {
            for direction in Direction::ALL {
                let Some(steps) = catalogue.paths().of(PathKind::Usual, kind.id, direction) else { continue };
                let place = |step: &SubPosition| DVec3::new(step.x.into(), step.y.into(), step.z.into());
                for window in steps.windows(9) {
                    let heading = (place(&window[8]) - place(&window[0])).normalize_or_zero();
                    let Some(up) = up(&catalogue, &window[4]) else { continue };
                    assert!((up.length() - 1.0).abs() < 1e-9);
                    assert!(up.dot(heading).abs() < 0.75, "{} {direction:?} {:?} {heading}", kind.name, window[4]);
                }
            }
        }
    }

    #[test]
    fn the_track_lies_level_in_the_station_and_leans_into_banked_curves() {
        let catalogue = Catalogue::load().unwrap();
        for direction in Direction::ALL {
            // Level, onto the left bank, a banked left turn of five tiles.
            let layout = sample::laid(&catalogue, &sample::open(&[2, 3, 1, 18, 22]), direction);
            let rail = Subject::new("", layout).rail;
            let attitudes = attitudes(&rail);
            let middle = |piece: usize| {
                let points = rail.pieces[piece].clone();
                attitudes[points.start().midpoint(*points.end())]
            };
            assert!(middle(1).up.z > 0.999);
            let banked = middle(4);
            assert!(banked.right().z > 0.5 && banked.ahead.z.abs() < 0.1, "{banked:?}");
        }
    }

    #[test]
    fn a_flyer_turns_over_and_back_in_one_motion() {
        let catalogue = Catalogue::load().unwrap();
        let named = |name| catalogue.piece_named(name).unwrap().id.0;
        let twists = [named("left_flyer_twist_up"), named("left_flyer_twist_down")];
        let layout = sample::laid(&catalogue, &sample::open(&[2, 3, 1, twists[0], 0, twists[1], 0]), Direction::new(2));
        let rail = Subject::new("", layout).rail;
        let attitudes = attitudes(&rail);
        let height = |piece: usize| attitudes[*rail.pieces[piece].end()].up.z;
        assert!(height(2) > 0.99 && height(4) < -0.99 && height(6) > 0.99);
        let bends = attitudes.windows(2).map(|pair| pair[0].up.angle_between(pair[1].up)).fold(0.0, f64::max);
        assert!(bends < 0.2, "{bends}");
    }

    #[test]
    fn a_corkscrew_turns_the_train_over() {
        let catalogue = Catalogue::load().unwrap();
        let corkscrews = catalogue.pieces().iter().filter(|kind| kind.name.contains("corkscrew_up"));
        let mut seen = 0;
        for kind in corkscrews.filter(|kind| kind.id.0 < 200) {
            let layout = sample::laid(&catalogue, &sample::open(&[2, 3, 1, kind.id.0]), Direction::new(0));
            let rail = Subject::new("", layout).rail;
            let attitudes = attitudes(&rail);
            let last = attitudes[*rail.pieces[3].end()];
            assert!(last.up.z < -0.7, "{} {last:?}", kind.name);
            let bends = attitudes.windows(2).map(|pair| pair[0].up.angle_between(pair[1].up)).fold(0.0, f64::max);
            assert!(bends < 0.2, "{} {bends}", kind.name);
            seen += 1;
        }
        assert!(seen >= 2);
    }
}
