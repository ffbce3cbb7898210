//! Curvature factors of pieces: the radius that turns speed into G (rules: ratings 2.4, appendix A).

/// A curvature factor: constant along a piece, or a function of progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// The same everywhere; 0 is straight.
    Constant(i32),
    /// Depends on the sub-position.
    ByProgress(Vec<Segment>),
}

/// What is done to `mul * progress + add` before the division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// Nothing.
    None,
    /// The absolute value.
    Abs,
    /// The remainder modulo 65536, as the game's 16-bit variable has it.
    WrapU16,
}

/// A stretch of progress on which one formula holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// First progress.
    pub from: i32,
    /// Progress where the stretch ends; `None` to the end of the piece.
    pub to: Option<i32>,
    /// Multiplier of the progress.
    pub mul: i32,
    /// Addend.
    pub add: i32,
    /// What happens to the sum.
    pub fold: Fold,
    /// Divisor, truncating.
    pub div: i32,
    /// Sign of the quotient.
    pub sign: i32,
    /// Added last.
    pub offset: i32,
}

impl Segment {
    fn holds(&self, progress: i32) -> bool {
        self.from <= progress && self.to.is_none_or(|to| progress < to)
    }

    fn at(&self, progress: i32) -> i32 {
        let sum = self.mul * progress + self.add;
        let folded = match self.fold {
            Fold::None => sum,
            Fold::Abs => sum.abs(),
            Fold::WrapU16 => sum & 0xFFFF,
        };
        self.offset + self.sign * (folded / self.div)
    }
}

impl Factor {
    /// The factor at a sub-position; 0 means no curvature.
    #[inline]
    pub fn at(&self, progress: i32) -> i32 {
        match self {
            Self::Constant(value) => *value,
            Self::ByProgress(segments) => {
                segments.iter().find(|segment| segment.holds(progress)).map_or(0, |segment| segment.at(progress))
            }
        }
    }
}
