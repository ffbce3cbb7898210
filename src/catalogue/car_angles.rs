//! How cars stand: what gravity does to a car of a pitch, and what its riders feel of it (rules: physics appendix B,
//! ratings 2.4).

/// A pitch code of a car.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarPitch {
    /// Label.
    pub name: String,
    /// Acceleration by gravity.
    pub acceleration: i32,
    /// Horizontal part of the direction, Q31.
    pub cosine: i32,
    /// Vertical part of the direction, Q31.
    pub sine: i32,
}

/// The pitch and roll codes of cars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarAngles {
    /// Pitch codes.
    pub pitches: Vec<CarPitch>,
    /// Cosines of the roll codes, Q31.
    pub rolls: Vec<i32>,
}

impl CarAngles {
    /// Acceleration by gravity of a pitch code.
    pub fn acceleration(&self, pitch: u8) -> i32 {
        self.pitches.get(usize::from(pitch)).map_or(0, |pitch| pitch.acceleration)
    }

    /// The vertical part of gravity that riders of a car feel, before it is scaled to hundredths.
    pub fn felt_gravity(&self, pitch: u8, roll: u8) -> i32 {
        const G: i64 = 2_621_440;
        let pitch = self.pitches.get(usize::from(pitch)).or(self.pitches.first());
        let pitch = pitch.map_or(0, |pitch| i64::from(pitch.cosine));
        let roll = self.rolls.get(usize::from(roll)).map_or(0, |&roll| i64::from(roll));
        ((((G * pitch) >> 32) * roll) >> 32) as i32
    }
}
