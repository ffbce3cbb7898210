//! What a repair changes of a design.

use std::ops::Range;

use crate::design::{Design, Element, Entrance};

/// One change: a setting, a chain on a climb, or track that becomes other track and leads to the same place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Entrances and exits are put beside the stations that lack them.
    Entrances(Vec<Entrance>),
    /// Another number of trains.
    Trains(u8),
    /// Another number of cars per train.
    Cars(u8),
    /// Another speed of the chain, units of 2.25 mph.
    LiftSpeed(u8),
    /// Another speed of the launch, units of 2.25 mph.
    LaunchSpeed(u8),
    /// Another number of laps.
    Circuits(u8),
    /// A chain lift on pieces that follow each other.
    Chain {
        /// The first of them.
        from: usize,
        /// How many.
        count: usize,
    },
    /// Stretches of track that become others, in the order of the design.
    Track(Vec<Splice>),
}

/// A stretch of track that becomes another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Splice {
    /// Index of its first element; of an empty stretch, that of the element behind it.
    pub at: usize,
    /// Number of elements that go.
    pub removed: usize,
    /// Elements that come in their place.
    pub inserted: Vec<Element>,
}

impl Change {
    /// Another element in a place.
    pub(super) fn replace(at: usize, element: Element) -> Self {
        Self::Track(vec![Splice { at, removed: 1, inserted: vec![element] }])
    }

    /// How much it changes: one for a setting or a whole climb that gets a chain, else the number of pieces.
    pub fn weight(&self) -> usize {
        match self {
            Self::Track(splices) => splices.iter().map(Splice::weight).sum(),
            _ => 1,
        }
    }

    /// Makes the change.
    ///
    /// # Panics
    ///
    /// If the design has no elements where track is to change.
    pub fn apply(&self, design: &mut Design) {
        let settings = &mut design.settings;
        match self {
            Self::Entrances(entrances) => design.entrances.extend(entrances),
            Self::Trains(trains) => settings.trains = *trains,
            Self::Cars(cars) => settings.cars = *cars,
            Self::LiftSpeed(speed) => settings.lift_speed = *speed,
            Self::LaunchSpeed(speed) => settings.operation_option = *speed,
            Self::Circuits(circuits) => settings.circuits = *circuits,
            Self::Chain { from, count } => {
                design.elements[*from..from + count].iter_mut().for_each(|element| element.chain = true);
            }
            Self::Track(splices) => {
                // From behind, so that places in front keep their numbers.
                for splice in splices.iter().rev() {
                    design.elements.splice(splice.range(), splice.inserted.iter().copied());
                }
            }
        }
    }
}

impl Splice {
    /// The places of the elements that go.
    pub const fn range(&self) -> Range<usize> {
        self.at..self.at + self.removed
    }

    fn weight(&self) -> usize {
        self.removed.max(self.inserted.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, PieceId};

    #[test]
    fn stretches_keep_their_places_while_others_change() {
        let element = |piece: u16| Element::new(PieceId(piece));
        let catalogue = Catalogue::load().unwrap();
        let file = crate::track_file::read(include_bytes!("../../docs/example.td6")).unwrap();
        let mut design = file.design(&catalogue).unwrap();
        design.elements = [0, 4, 9, 0, 10].map(element).to_vec();
        let change = Change::Track(vec![
            Splice { at: 1, removed: 0, inserted: vec![element(6), element(4)] },
            Splice { at: 2, removed: 2, inserted: vec![element(12)] },
        ]);
        assert_eq!(change.weight(), 4);
        change.apply(&mut design);
        let pieces: Vec<u16> = design.elements.iter().map(|element| element.piece.0).collect();
        assert_eq!(pieces, [0, 6, 4, 4, 12, 10]);
        Change::Chain { from: 1, count: 3 }.apply(&mut design);
        let chained: Vec<bool> = design.elements.iter().map(|element| element.chain).collect();
        assert_eq!(chained, [false, true, true, true, false, false]);
    }
}
