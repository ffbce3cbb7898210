//! What track can be laid next: pieces one by one, and short runs of them.

mod motifs;
mod piece_set;
mod shape;

pub(crate) use motifs::{MAX_MOTIF, span};
pub use motifs::{Motif, Motifs, Span};
pub(super) use piece_set::before;
pub use piece_set::{Move, PieceSet};
pub use shape::Shape;
