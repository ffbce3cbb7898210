//! Actions by number: every piece without a chain, every piece that may carry one with it, and going home.

use std::collections::BTreeMap;

use loopwright::catalogue::PieceId;
use loopwright::design::Element;
use loopwright::evolve::Problem;

/// What the numbers of actions mean.
#[derive(Debug, Clone)]
pub(crate) struct Actions {
    /// Pieces with whether they carry a chain, in the order of their numbers in the game, plain ones first.
    pub(crate) pieces: Vec<(PieceId, bool)>,
    numbers: BTreeMap<(PieceId, bool), usize>,
    /// Whether the last action goes home by the closer.
    pub(crate) has_closer: bool,
}

impl Actions {
    /// The actions of a problem: those that some state of the track may offer.
    pub(crate) fn new(problem: &Problem, has_closer: bool) -> Self {
        let set = &problem.piece_set;
        let mut plain: Vec<(PieceId, bool)> = Vec::new();
        let mut chained = Vec::new();
        for way in set.shapes().flat_map(|shape| set.moves(shape)) {
            let Element { piece, chain, .. } = way.element;
            if !chain {
                plain.push((piece, false));
            }
            if chain || set.may_chain(&way.element) {
                chained.push((piece, true));
            }
        }
        plain.append(&mut chained);
        plain.sort_unstable_by_key(|&(piece, chain)| (chain, piece));
        plain.dedup();
        let numbers = plain.iter().enumerate().map(|(number, &action)| (action, number)).collect();
        Self { pieces: plain, numbers, has_closer }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len() + usize::from(self.has_closer)
    }

    /// The number of an element.
    pub(crate) fn number(&self, element: Element) -> Option<usize> {
        self.numbers.get(&(element.piece, element.chain)).copied()
    }

    /// Whether a number is that of going home.
    pub(crate) fn is_closer(&self, action: usize) -> bool {
        self.has_closer && action == self.pieces.len()
    }
}
