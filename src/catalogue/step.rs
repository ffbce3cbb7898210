//! What a step from one sub-position to the next costs (rules: physics appendix A2).

/// Upper end of the distance a car may have left: one more than the longest usual step.
pub const STEP_LIMIT: i32 = 13_962;

/// Cost by changed axes: x, y, z as bits 0, 1, 2.
const COST: [i32; 8] = [0, 8716, 8716, 12327, 6554, 10905, 10905, 13961];

/// The same for the foremost bogie of a reverser train inside a reverser.
const ENLARGED_COST: [i32; 8] = [0, 21790, 21790, 30817, 16385, 27262, 27262, 34902];

/// A place in the world, map and z units.
pub type Place = [i32; 3];

fn changed_axes(from: Place, to: Place) -> usize {
    usize::from(from[0] != to[0]) | usize::from(from[1] != to[1]) << 1 | usize::from(from[2] != to[2]) << 2
}

/// Cost of a step between two places: only which axes change counts, not by how much.
pub fn step_cost(from: Place, to: Place) -> i32 {
    COST[changed_axes(from, to)]
}

/// Cost of a step of the foremost reverser bogie in the middle of a reverser.
pub fn enlarged_step_cost(from: Place, to: Place) -> i32 {
    ENLARGED_COST[changed_axes(from, to)]
}

/// How far cars move along the three axes together for the distance they walk: map and z units per `1 << 24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct DisplacementRate(u32);

impl DisplacementRate {
    const SCALE: u32 = 24;

    /// This rate, or that of a step between two places, rounded up, where it is greater.
    #[must_use]
    #[inline]
    pub fn with_step(self, from: Place, to: Place) -> Self {
        let units = std::iter::zip(from, to).map(|(from, to)| from.abs_diff(to)).fold(0, u32::saturating_add);
        let cost = u64::from(step_cost(from, to).unsigned_abs()).max(1);
        let moved = u64::from(units) << Self::SCALE;
        // Hardly any step is faster than all before it, and a division takes long.
        if moved <= u64::from(self.0) * cost { self } else { Self(moved.div_ceil(cost).try_into().unwrap_or(u32::MAX)) }
    }

    /// The most units that cars can move along the axes in a distance.
    pub const fn most_units(self, distance: i64) -> i64 {
        (distance.saturating_mul(self.0 as i64) >> Self::SCALE) + 1
    }

    /// The least distance in which cars can move that far along the axes.
    #[inline]
    pub fn least_distance(self, units: i64) -> i64 {
        (units << Self::SCALE) / i64::from(self.0.max(1))
    }
}
