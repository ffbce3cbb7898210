//! A design as it lies on the ground, with the tables that its changes come from.

use crate::catalogue::{Catalogue, Direction, Piece};
use crate::design::{Design, Element};
use crate::evolve::{Problem, TrackJoint};
use crate::layout::{Layout, LayoutError, Placing, lay_unchecked, place};
use crate::site::Site;

/// A design that is to be changed.
pub(super) struct Workpiece<'a> {
    /// Pieces that may be built, and short runs of them.
    pub(super) problem: &'a Problem<'a>,
    /// The design.
    pub(super) design: &'a Design,
    /// How it stands, or would stand if the game let it.
    pub(super) layout: Layout<'a>,
    /// Its joints: before every element, and after the last.
    pub(super) joints: Vec<TrackJoint>,
}

impl<'a> Workpiece<'a> {
    /// Lays a design out.
    ///
    /// # Errors
    /// When the design is no coaster that the catalogue knows.
    pub(super) fn new(problem: &'a Problem<'a>, design: &'a Design, site: Site<'a>) -> Result<Self, LayoutError> {
        let (catalogue, direction) = (problem.placer.catalogue, Direction::new(0));
        let placing = Placing { direction, with_scenery: false, z: None };
        let layout = match place(catalogue, design, site, placing)?.as_design {
            Ok(layout) => layout,
            Err(_) => lay_unchecked(catalogue, design, site, direction)?,
        };
        let begins = layout.pieces.iter().filter_map(|piece| TrackJoint::before(problem, piece));
        let end = layout.pieces.last().and_then(|piece| TrackJoint::after(problem, piece));
        let joints = begins.chain(end).collect();
        Ok(Self { problem, design, layout, joints })
    }

    /// Names of everything.
    pub(super) const fn catalogue(&self) -> &'a Catalogue {
        self.problem.placer.catalogue
    }

    /// The piece of an element.
    pub(super) fn kind(&self, place: usize) -> Option<&'a Piece> {
        self.catalogue().piece(self.design.elements.get(place)?.piece)
    }

    /// Whether an element is part of a platform.
    pub(super) fn is_platform(&self, place: usize) -> bool {
        self.design.elements.get(place).is_some_and(|element| element.piece.is_station())
    }

    /// Whether its last element leads to its first.
    pub(super) fn is_closed(&self) -> bool {
        let ends = self.joints.first().zip(self.joints.last());
        ends.is_some_and(|(first, last)| first == last)
    }

    /// An element in the colours of the one in a place.
    pub(super) fn coloured(&self, element: Element, place: usize) -> Element {
        let colour_scheme = self.design.elements.get(place).map_or(0, |element| element.colour_scheme);
        Element { colour_scheme, ..element }
    }

    /// Elements in place of a stretch: where all of it is a chain lift, they carry the chain on as far as they may.
    pub(super) fn like_stretch(&self, elements: &[Element], from: usize, to: usize) -> Vec<Element> {
        let is_lift = from < to && self.design.elements[from..to].iter().all(|element| element.chain);
        let like = |element: &Element| {
            let chain =
                element.chain || (is_lift && self.climbs(*element) && self.problem.piece_set.may_chain(element));
            self.coloured(Element { chain, ..*element }, from)
        };
        elements.iter().map(like).collect()
    }

    /// Whether an element leads up.
    pub(super) fn climbs(&self, element: Element) -> bool {
        self.catalogue().piece(element.piece).is_some_and(|piece| piece.flags.up)
    }
}
