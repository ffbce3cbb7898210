//! The space that track may take.

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
    pub const fn hold(&self, x: i32, y: i32, base: i32, top: i32) -> bool {
        self.low.0 <= x
            && x <= self.high.0
            && self.low.1 <= y
            && y <= self.high.1
            && self.low.2 <= base
            && top <= self.high.2
    }
}
