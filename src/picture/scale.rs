//! Linear scales with round ticks.

/// Maps a range of values to a range of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// First and last value.
    pub values: (f64, f64),
    /// Their pixels.
    pub pixels: (f64, f64),
}

impl Scale {
    /// The pixel of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.values.1 - self.values.0;
        let share = if span == 0.0 { 0.0 } else { (value - self.values.0) / span };
        self.pixels.0 + share * (self.pixels.1 - self.pixels.0)
    }

    /// The same with values counted in another unit.
    #[must_use]
    pub(super) fn counted_in(&self, factor: f64) -> Self {
        Self { values: (self.values.0 * factor, self.values.1 * factor), pixels: self.pixels }
    }

    /// Round values within the scale, at least `spacing` pixels apart.
    pub(super) fn ticks(&self, spacing: f64) -> Ticks {
        let room = (self.pixels.1 - self.pixels.0).abs().max(1.0);
        let span = (self.values.1 - self.values.0).abs();
        let step = round_step(span * spacing / room);
        let (first, last) = ((self.values.0 / step).ceil() as i64, (self.values.1 / step).floor() as i64);
        let decimals = if step < 0.1 { 2 } else { usize::from(step < 1.0) };
        Ticks { values: (first..=last).map(|count| count as f64 * step).collect(), decimals }
    }
}

/// Round values of a scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// The values.
    pub values: Vec<f64>,
    /// Decimals they need.
    pub decimals: usize,
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below `least`.
pub(super) fn round_step(least: f64) -> f64 {
    let mut power = 0.01;
    loop {
        for digit in [1.0, 2.0, 5.0] {
            if power * digit >= least {
                return power * digit;
            }
        }
        power *= 10.0;
        if power > 1e12 || least.is_nan() {
            return power;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_far_enough_apart() {
        let scale = Scale { values: (0.0, 97.0), pixels: (500.0, 0.0) };
        let ticks = scale.ticks(40.0);
        assert_eq!(ticks.values, [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0]);
        assert_eq!((scale.at(0.0), scale.at(97.0)), (500.0, 0.0));
        let feet = scale.counted_in(3.28125).ticks(40.0);
        assert_eq!(feet.values.last(), Some(&300.0));
    }

    #[test]
    fn an_empty_range_has_a_scale() {
        let scale = Scale { values: (0.0, 0.0), pixels: (10.0, 0.0) };
        assert_eq!((scale.at(0.0), scale.ticks(40.0).values), (10.0, vec![0.0]));
    }
}
