//! The space that track may take.

use crate::quantity::{Height, MapPoint};

/// Where a closing track may run, in map units and z units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Lowest corner.
    pub low: (i32, i32, i32),
    /// Highest corner.
    pub high: (i32, i32, i32),
}

impl Bounds {
    /// Whether a block lies within.
    pub const fn hold(&self, at: MapPoint, base: Height, top: Height) -> bool {
        self.low.0 <= at.x
            && at.x <= self.high.0
            && self.low.1 <= at.y
            && at.y <= self.high.1
            && self.low.2 <= base.0
            && top.0 <= self.high.2
    }
}
