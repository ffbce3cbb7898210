//! The walk round the track and whether it closes (rules: construction 3.2, 6.1).

use super::Layout;

impl Layout<'_> {
    /// Whether two pieces that meet also fit in slope, bank and inversion.
    pub fn connected(&self, first: usize, second: usize) -> bool {
        let (a, b) = (&self.pieces[first], &self.pieces[second]);
        let (Some(a_kind), Some(b_kind)) = (self.catalogue.piece(a.piece), self.catalogue.piece(b.piece)) else {
            return false;
        };
        let inverted_variant = self.ride.has_inverted_variant();
        a_kind.end.pitch == b_kind.begin.pitch
            && a_kind.end.roll.seen(inverted_variant && a.inverted)
                == b_kind.begin.roll.seen(inverted_variant && b.inverted)
    }

    /// The first place along the walk from a station's front piece where the track ends or does not fit: the index of
    /// the piece before the gap. `None` for a complete circuit, which comes back to the piece after the station.
    pub fn gap(&self, start: usize) -> Option<usize> {
        let fits = |piece: usize| self.links.next(piece).filter(|&next| self.connected(piece, next));
        let Some(first) = fits(start) else { return Some(start) };
        let mut last = start;
        for piece in self.links.walk(first) {
            last = piece;
            if fits(piece).is_none() {
                return Some(piece);
            }
        }
        // A tangled walk runs out of pieces without coming back to where it began.
        (self.links.next(last) != Some(first)).then_some(last)
    }
}
