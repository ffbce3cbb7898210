//! What track can be laid next: pieces one by one, and short runs of them.

mod motifs;
mod piece_set;
mod shape;

pub use motifs::{MAX_MOTIF, Motifs, Span, span};
pub use piece_set::{Move, PieceSet};
pub use shape::Shape;
