//! Variation: every child of a closed circuit is a closed circuit, or no child at all.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::{Catalogue, PieceId};
use crate::design::Element;
use crate::layout::{Occupancy, PlacedPiece, Pose, lay_out};

use super::closer::Closer;
use super::genome::{Genome, TrackJoint};
use super::phrases::{MAX_PHRASE, span};
use super::sprout::{Growth, taste, with_speed};
use super::vocabulary::{Move, Shape};
use super::workshop::Workshop;

/// The ways to vary a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// A short run becomes another that joins the same.
    Rephrase,
    /// A stretch is taken out and grown anew.
    Reroute,
    /// Straight pieces are added whose displacements cancel.
    Stretch,
    /// Straight pieces are taken out whose displacements cancel.
    Shrink,
    /// A stretch of a mate is taken over.
    Graft,
    /// A stretch is laid the other way round, left for right.
    Mirror,
    /// Cars, chain and brakes.
    Retune,
}

/// Operators and how often each is tried, in hundredths.
pub const OPERATORS: [(Operator, u32); 7] = [
    (Operator::Rephrase, 26),
    (Operator::Reroute, 26),
    (Operator::Stretch, 14),
    (Operator::Shrink, 10),
    (Operator::Graft, 12),
    (Operator::Mirror, 6),
    (Operator::Retune, 6),
];

/// How many joints a closer looks at before a child is given up.
const EFFORT: usize = 700;

/// A parent laid out for variation.
struct Parent<'a> {
    genome: &'a Genome,
    rear: Pose,
    joints: Vec<TrackJoint>,
}

impl Workshop<'_> {
    /// A child of a genome and, for grafts, a mate; `None` when the attempt came to nothing.
    pub fn vary(
        &self,
        genome: &Genome,
        mate: &Genome,
        operator: Operator,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Genome> {
        let catalogue = self.placing.catalogue;
        // Now and then the platform is lifted, so that track may run below it.
        let lift = if rng.random_range(0..8) == 0 { 16 * rng.random_range(1..4) } else { 0 };
        let rear = self.rear(self.height_of(genome) + lift);
        let joints = genome.joints(catalogue, &self.vocabulary, rear);
        let parent = Parent { genome, rear, joints };
        let track = match operator {
            Operator::Retune => return Some(self.retune(genome, rng)),
            _ if !self.builds_circuits() => self.vary_open(&parent, operator, occupancy, rng),
            Operator::Rephrase => self.rephrase(&parent, rng),
            Operator::Stretch => self.stretch(&parent, rng),
            Operator::Shrink => shrink(&parent, catalogue, rng),
            Operator::Reroute => self.reroute(&parent, occupancy, rng),
            Operator::Graft => self.graft(&parent, mate, occupancy, rng),
            Operator::Mirror => self.mirror(&parent, occupancy, rng),
        }?;
        (track != genome.track && track.len() >= 4).then(|| Genome { track, ..genome.clone() })
    }

    /// Varies a track with a loose end: straight pieces come and go, or the end is grown anew.
    fn vary_open(
        &self,
        parent: &Parent,
        operator: Operator,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        let mut track = parent.genome.track.clone();
        match operator {
            Operator::Stretch | Operator::Rephrase => {
                let joints = 0..parent.joints.len();
                let straights: Vec<Straight> = joints.filter_map(|joint| self.straight_at(parent, joint)).collect();
                let straight = straights.choose(rng)?;
                for _ in 0..rng.random_range(1..4) {
                    track.insert(straight.joint, straight.element);
                }
            }
            Operator::Shrink | Operator::Mirror => {
                let straight: Vec<usize> = (0..track.len()).filter(|&index| is_straight(track[index].piece)).collect();
                track.remove(*straight.choose(rng)?);
            }
            _ => {
                let (rest, from) = (track.len(), rng.random_range(0..track.len()));
                let pieces = rng.random_range(1..=rest - from + 2);
                let placed = lay_out(self.placing.catalogue, &parent.genome.elements(), parent.rear).ok()?;
                occupancy.clear();
                let kept = usize::from(parent.genome.station) + from;
                placed[..kept].iter().try_for_each(|piece| self.take(piece, occupancy))?;
                let mut growth = Growth::new(self, occupancy, self.bounds(&placed), parent.joints[from]);
                growth.stroll(pieces, rng);
                track.truncate(from);
                track.extend(growth.track);
            }
        }
        Some(track)
    }

    /// A random operator, by its share.
    pub fn pick_operator(rng: &mut ChaCha8Rng) -> Operator {
        let total: u32 = OPERATORS.iter().map(|(_, share)| share).sum();
        let mut ticket = rng.random_range(0..total);
        for (operator, share) in OPERATORS {
            if ticket < share {
                return operator;
            }
            ticket -= share;
        }
        Operator::Rephrase
    }

    fn rephrase(&self, parent: &Parent, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
        let track = &parent.genome.track;
        for _ in 0..12 {
            let length = rng.random_range(1..=MAX_PHRASE.min(track.len()));
            let from = rng.random_range(0..=track.len() - length);
            if track[from..from + length].iter().any(|element| element.chain) {
                continue;
            }
            let (a, b) = (parent.joints[from], parent.joints[from + length]);
            let span = span((a.shape, a.pose), (b.shape, b.pose));
            let count = self.phrases.count(&span);
            if count < 2 {
                continue;
            }
            let phrase = self.phrases.get(&span, rng.random_range(0..count));
            let phrase: Vec<Element> = phrase.iter().map(|&element| tuned(element, a.shape, rng)).collect();
            if phrase != track[from..from + length] {
                return Some(spliced(track, from, from + length, &phrase));
            }
        }
        None
    }

    /// Adds two to four straight pieces whose displacements cancel.
    fn stretch(&self, parent: &Parent, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
        let straights: Vec<Straight> =
            (0..parent.joints.len()).filter_map(|joint| self.straight_at(parent, joint)).collect();
        for _ in 0..16 {
            let first = straights.choose(rng)?;
            let rest = cancelling(first, &straights, rng);
            let Some(mut chosen) = rest else { continue };
            chosen.push(*first);
            chosen.sort_by_key(|straight| std::cmp::Reverse(straight.joint));
            let mut track = parent.genome.track.clone();
            for straight in chosen {
                track.insert(straight.joint, straight.element);
            }
            return Some(track);
        }
        None
    }

    /// The straight piece that can be added at a joint.
    fn straight_at(&self, parent: &Parent, joint: usize) -> Option<Straight> {
        let TrackJoint { shape, pose } = parent.joints[joint];
        let keeps = |way: &&Move| way.end == shape && !way.element.piece.has_speed() && is_straight(way.element.piece);
        let element = self.vocabulary.moves(shape).iter().find(keeps)?.element;
        let piece = self.placing.catalogue.piece(element.piece)?;
        let after = pose.after(piece);
        let chained = |index: usize| parent.genome.track.get(index).is_some_and(|element| element.chain);
        let chain = self.vocabulary.may_chain(&element) && joint > 0 && chained(joint - 1) && chained(joint);
        let way = (after.x - pose.x, after.y - pose.y, after.z - pose.z);
        Some(Straight { joint, element: Element { chain: element.chain || chain, ..element }, way })
    }

    /// Takes a stretch out, strolls, and closes the gap.
    fn reroute(&self, parent: &Parent, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
        let track = &parent.genome.track;
        let (from, to) = window(track, 14, rng)?;
        let stroll = rng.random_range(0..=(to - from).min(6));
        self.regrow(parent, from, to, occupancy, rng, |growth, rng| {
            growth.stroll(stroll, rng);
            true
        })
    }

    /// Lays a stretch of a mate in place of one's own.
    fn graft(
        &self,
        parent: &Parent,
        mate: &Genome,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        let track = &parent.genome.track;
        let (from, to) = window(track, 16, rng)?;
        let theirs = mate.joints(self.placing.catalogue, &self.vocabulary, parent.rear);
        let shape = parent.joints[from].shape;
        let starts: Vec<usize> = (0..mate.track.len()).filter(|&joint| theirs[joint].shape == shape).collect();
        let start = *starts.choose(rng)?;
        let length = rng.random_range(2..=16);
        let scion: Vec<Element> =
            mate.track[start..].iter().take(length).copied().take_while(|element| !element.chain).collect();
        self.regrow(parent, from, to, occupancy, rng, |growth, _| self.lay_all(growth, &scion))
    }

    /// Lays a stretch left for right.
    fn mirror(&self, parent: &Parent, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
        let track = &parent.genome.track;
        let (from, to) = window(track, 20, rng)?;
        let mirrored = |element: &Element| {
            let piece = self.placing.catalogue.piece(element.piece)?;
            Some(Element { piece: piece.mirror?, ..*element })
        };
        let scion: Vec<Element> = track[from..to].iter().map_while(mirrored).collect();
        self.regrow(parent, from, to, occupancy, rng, |growth, _| self.lay_all(growth, &scion))
    }

    /// Lays elements as far as they fit; whether any did.
    fn lay_all(&self, growth: &mut Growth, elements: &[Element]) -> bool {
        let before = growth.track.len();
        for element in elements {
            let fits = self.vocabulary.find(growth.joint.shape, element.piece);
            let Some(Move { end, .. }) = fits else { break };
            if !growth.lay(*element, end) {
                break;
            }
        }
        growth.track.len() > before
    }

    /// Takes a stretch out, grows new track from its start and closes the gap.
    fn regrow(
        &self,
        parent: &Parent,
        from: usize,
        to: usize,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
        grow: impl FnOnce(&mut Growth, &mut ChaCha8Rng) -> bool,
    ) -> Option<Vec<Element>> {
        let placed = lay_out(self.placing.catalogue, &parent.genome.elements(), parent.rear).ok()?;
        let offset = usize::from(parent.genome.station);
        occupancy.clear();
        for (index, piece) in placed.iter().enumerate() {
            if (offset + from..offset + to).contains(&index) {
                continue;
            }
            self.take(piece, occupancy)?;
        }
        let bounds = self.bounds(&placed);
        let mut growth = Growth::new(self, occupancy, bounds, parent.joints[from]);
        if !grow(&mut growth, rng) {
            return None;
        }
        let (joint, mut grown) = (growth.joint, growth.track);
        let goal = parent.joints[to];
        if joint != goal {
            let closer = Closer { placing: &self.placing, vocabulary: &self.vocabulary, bounds, effort: EFFORT };
            grown.extend(closer.connect(joint, goal, occupancy, taste(rng))?);
        }
        Some(spliced(&parent.genome.track, from, to, &grown))
    }

    fn take(&self, piece: &PlacedPiece, occupancy: &mut Occupancy) -> Option<()> {
        let kind = self.placing.catalogue.piece(piece.piece)?;
        piece.blocks(kind, self.placing.vehicle.clearance).for_each(|block| occupancy.occupy(&block));
        Some(())
    }

    /// Changes cars, chain speed, launch speed or the speed of a brake.
    fn retune(&self, genome: &Genome, rng: &mut ChaCha8Rng) -> Genome {
        let mut child = genome.clone();
        let ride = self.placing.ride;
        match rng.random_range(0..4) {
            0 => {
                let (min, max) = self.placing.vehicle.cars_per_train;
                let fits = |cars: &u8| self.platform_for(*cars) <= genome.station;
                let cars: Vec<u8> = (min..=max).filter(fits).collect();
                child.cars = *cars.choose(rng).unwrap_or(&genome.cars);
            }
            1 => child.lift_speed = rng.random_range(ride.lift_speed.min..=ride.lift_speed.max) as u8,
            2 => {
                let option = ride.operation_option;
                child.operation_option = rng.random_range(option.min..=option.max) as u8;
            }
            _ => {
                let has_speed = |index: &usize| child.track[*index].piece.has_speed();
                let places: Vec<usize> = (0..child.track.len()).filter(has_speed).collect();
                if let Some(&place) = places.choose(rng) {
                    child.track[place] = child.track[place].with_speed(2 * rng.random_range(1..=15));
                }
            }
        }
        child
    }
}

/// A straight piece that could be added, and what it adds.
#[derive(Debug, Clone, Copy)]
struct Straight {
    joint: usize,
    element: Element,
    way: (i32, i32, i32),
}

/// Straight pieces that bring the end back to where it was: one if it can be, else one for height and level ones.
fn cancelling(first: &Straight, straights: &[Straight], rng: &mut ChaCha8Rng) -> Option<Vec<Straight>> {
    let (x, y, z) = first.way;
    let direct: Vec<&Straight> = straights.iter().filter(|other| other.way == (-x, -y, -z)).collect();
    if let Some(&&other) = direct.choose(rng) {
        return Some(vec![other]);
    }
    let level: Vec<&Straight> =
        straights.iter().filter(|other| other.way.2 == -z && other.joint != first.joint).collect();
    let second = **level.choose(rng)?;
    let mut chosen = vec![second];
    let mut gap = (-(x + second.way.0), -(y + second.way.1));
    for _ in 0..2 {
        if gap == (0, 0) {
            return Some(chosen);
        }
        let helps = |other: &&Straight| {
            let (dx, dy, dz) = other.way;
            dz == 0 && dx * gap.0 >= 0 && dy * gap.1 >= 0 && dx.abs() <= gap.0.abs() && dy.abs() <= gap.1.abs()
        };
        let helpers: Vec<&Straight> = straights.iter().filter(helps).collect();
        let helper = **helpers.choose(rng)?;
        gap = (gap.0 - helper.way.0, gap.1 - helper.way.1);
        chosen.push(helper);
    }
    (gap == (0, 0)).then_some(chosen)
}

/// Takes out two straight pieces whose displacements cancel.
fn shrink(parent: &Parent, catalogue: &Catalogue, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
    let track = &parent.genome.track;
    let straights: Vec<(usize, (i32, i32, i32))> = (0..track.len())
        .filter(|&index| is_straight(track[index].piece) && keeps_shape(catalogue, track[index].piece))
        .map(|index| {
            let (a, b) = (parent.joints[index].pose, parent.joints[index + 1].pose);
            (index, (b.x - a.x, b.y - a.y, b.z - a.z))
        })
        .collect();
    for _ in 0..8 {
        let &(first, (x, y, z)) = straights.choose(rng)?;
        let others: Vec<usize> =
            straights.iter().filter(|(_, way)| *way == (-x, -y, -z)).map(|&(index, _)| index).collect();
        if let Some(&second) = others.choose(rng) {
            let kept = track.iter().enumerate().filter(|&(index, _)| index != first && index != second);
            return Some(kept.map(|(_, element)| *element).collect());
        }
    }
    None
}

/// Straight pieces of one tile or straight up and down, that leave the shape they found.
fn is_straight(piece: PieceId) -> bool {
    matches!(
        piece.0,
        0 | 4 | 5 | 10 | 11 | 32 | 33 | 110 | 111 | 115 | 116 | 125..=127 | 141..=143 | 148 | 149 | 170 | 171 | 214
    )
}

fn keeps_shape(catalogue: &Catalogue, piece: PieceId) -> bool {
    catalogue
        .piece(piece)
        .is_some_and(|piece| (piece.begin.pitch, piece.begin.roll) == (piece.end.pitch, piece.end.roll))
}

fn tuned(element: Element, shape: Shape, rng: &mut ChaCha8Rng) -> Element {
    with_speed(Move { element, end: shape }, rng).element
}

/// A stretch of up to `most` elements without a chain.
fn window(track: &[Element], most: usize, rng: &mut ChaCha8Rng) -> Option<(usize, usize)> {
    for _ in 0..8 {
        let length = rng.random_range(1..=most.min(track.len()));
        let from = rng.random_range(0..=track.len() - length);
        let chained = track[from..from + length].iter().filter(|element| element.chain).count();
        // Lifts are left alone as a rule: without one there is no ride.
        if chained == 0 || rng.random_range(0..20) == 0 {
            return Some((from, from + length));
        }
    }
    None
}

fn spliced(track: &[Element], from: usize, to: usize, middle: &[Element]) -> Vec<Element> {
    [&track[..from], middle, &track[to..]].concat()
}
