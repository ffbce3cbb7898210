//! Lines with no more points than are seen.

use super::canvas::Point;

/// Pixels by which a line may pass by a point that it leaves out.
const OFF: f64 = 0.08;

/// The points of a line that are needed for it to pass within a fraction of a pixel of all of them.
pub(super) fn outline(points: &[Point]) -> Vec<Point> {
    let Some((&first, rest)) = points.split_first() else { return Vec::new() };
    let (mut kept, mut before, mut ahead) = (vec![first], first, Ahead::default());
    for &here in rest {
        let pen = kept.last().copied().unwrap_or(first);
        if !ahead.takes(offset(pen, here)) {
            kept.push(before);
            ahead = Ahead::default();
            ahead.takes(offset(before, here));
        }
        before = here;
    }
    if !rest.is_empty() {
        kept.push(before);
    }
    kept
}

/// Where a straight line from the pen may lead so that it passes by all points that it leaves out.
#[derive(Default)]
struct Ahead {
    /// Directions of the outermost lines, in the order of turning; none where all are possible.
    edges: Option<(Point, Point)>,
    /// How far from the pen the farthest point is.
    reach: f64,
}

impl Ahead {
    /// Whether the line may lead to a point; if so, from then on only past it.
    fn takes(&mut self, at: Point) -> bool {
        let distance = at.0.hypot(at.1);
        let aside = (-at.1 * OFF / distance, at.0 * OFF / distance);
        let (low, high) = ((at.0 - aside.0, at.1 - aside.1), (at.0 + aside.0, at.1 + aside.1));
        // A line that turns back shows how far it went.
        let turns_back = distance + OFF < self.reach;
        self.reach = self.reach.max(distance);
        if distance <= OFF {
            return !turns_back;
        }
        let Some((first, last)) = self.edges else {
            self.edges = Some((low, high));
            return !turns_back;
        };
        let is_between = turn(first, at) >= 0.0 && turn(at, last) >= 0.0;
        let later = |a: Point, b: Point| if turn(a, b) > 0.0 { b } else { a };
        let sooner = |a: Point, b: Point| if turn(a, b) > 0.0 { a } else { b };
        self.edges = Some((later(first, low), sooner(last, high)));
        is_between && !turns_back
    }
}

fn offset(from: Point, to: Point) -> Point {
    (to.0 - from.0, to.1 - from.1)
}

/// Positive where the second direction lies to the left of the first, seen with the second axis upwards.
fn turn(a: Point, b: Point) -> f64 {
    a.0 * b.1 - a.1 * b.0
}

/// The corners with the clock: where shapes of one colour wound either way overlap, they cancel out.
pub(super) fn wound(mut corners: Vec<Point>) -> Vec<Point> {
    let next = corners.iter().cycle().skip(1);
    let twice: f64 = corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    if twice < 0.0 {
        corners.reverse();
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far a point lies off a line.
    fn off(line: &[Point], point: Point) -> f64 {
        let to_stretch = |pair: &[Point]| {
            let (along, at) = (offset(pair[0], pair[1]), offset(pair[0], point));
            let length = (along.0 * along.0 + along.1 * along.1).max(f64::EPSILON);
            let share = ((along.0 * at.0 + along.1 * at.1) / length).clamp(0.0, 1.0);
            (at.0 - share * along.0).hypot(at.1 - share * along.1)
        };
        line.windows(2).map(to_stretch).fold(f64::MAX, f64::min)
    }

    #[test]
    fn a_straight_line_needs_its_ends_alone() {
        let straight: Vec<Point> = (0..50).map(|step| (f64::from(step), 2.0 * f64::from(step))).collect();
        assert_eq!(outline(&straight), [straight[0], straight[49]]);
        assert_eq!(outline(&[(3.0, 4.0)]), [(3.0, 4.0)]);
        assert_eq!(outline(&[]), []);
    }

    #[test]
    fn corners_and_ends_of_spikes_stay() {
        let spike = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 9.0), (2.0, 1.0), (2.0, -5.0), (3.0, -5.0)];
        assert_eq!(outline(&spike), [spike[0], spike[2], spike[3], spike[5], spike[6]]);
    }

    #[test]
    fn no_point_of_a_curve_is_seen_to_be_missing() {
        // From wide bends to narrow ones and back, in steps from small to large.
        for (steps, size) in [(40, 3.0), (400, 100.0), (4000, 100.0), (90, 900.0)] {
            let place = |step: i32| {
                let angle = 20.0 * f64::from(step) / f64::from(steps);
                (size * angle.sin(), size * (0.3 * angle).cos())
            };
            let curve: Vec<Point> = (0..=steps).map(place).collect();
            let drawn = outline(&curve);
            let worst = curve.iter().map(|&point| off(&drawn, point)).fold(0.0, f64::max);
            assert!(worst <= 1.01 * OFF, "{steps} {size}: {worst}");
            assert!((drawn[0], drawn.last()) == (curve[0], curve.last()));
            assert!(steps < 1000 || drawn.len() < curve.len() / 5, "{}", drawn.len());
        }
    }
}
