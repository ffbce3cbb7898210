//! Paths of cars through pieces, sub-position by sub-position (rules: physics 2.8).

use super::geometry::Direction;
use super::path_line::{PathKey, PathLine};
use super::piece::PieceId;
use super::step::{DisplacementRate, Place, STEP_LIMIT, step_cost};
use super::{CarAngles, CatalogueError};

/// One step along a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SubPosition {
    /// Map units from the corner of the origin tile, already turned.
    pub x: i16,
    /// Map units from the corner of the origin tile, already turned.
    pub y: i16,
    /// Z units above the base of the first block.
    pub z: i16,
    /// Yaw, 0..31.
    pub yaw: u8,
    /// Pitch code.
    pub pitch: u8,
    /// Roll code.
    pub roll: u8,
}

/// Which table a car follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathKind {
    /// Nearly every car.
    Usual,
    /// The foremost bogie of a reverser train.
    ReverserFront,
    /// The passenger bodies of a reverser train.
    ReverserRear,
}

/// What a car's walk asks of a sub-position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node {
    /// Distance from the first sub-position of the course.
    reach: i32,
    /// Sum of the gravity of all sub-positions before this one, wrapping.
    fall: i32,
    /// The last of the sub-positions that follow on the course with the same gravity.
    even: u32,
    /// Vertical part of gravity that riders feel.
    felt: i32,
}

/// The way of a car through a piece that lies in a direction: a run of sub-positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Course {
    /// The first sub-position.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
    /// Distance from the first sub-position to the last.
    pub reach: i32,
    /// The greatest displacement rate of its steps.
    pub displacement_rate: DisplacementRate,
    /// Where its marks begin.
    marks: u32,
}

impl Course {
    /// Its sub-positions.
    pub const fn nodes(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where a car comes to in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
    /// The sub-position.
    pub node: usize,
    /// Distance left.
    pub left: i32,
    /// Mean gravity on the way.
    pub gravity: i32,
}

/// The paths of all pieces that have one. Sub-positions are numbered through all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    steps: Vec<SubPosition>,
    /// One more than steps.
    nodes: Vec<Node>,
    /// For every stretch of `1 << MARK` of the reach of a course, the first sub-position beyond its start.
    marks: Vec<u16>,
    usual: Vec<Option<Course>>,
    /// Front then rear; left and right reverser; four directions.
    reverser: Vec<Option<Course>>,
    /// The course of cars of reverser trains through pieces that they have no path through: one sub-position.
    void: Course,
}

const PIECES_WITH_PATHS: usize = 350;
/// Marks stand closer than any step is long.
const MARK: u32 = 12;

impl Paths {
    /// The course through a piece lying in a direction; `None` for pieces of which no path is known.
    pub fn course(&self, kind: PathKind, piece: PieceId, direction: Direction) -> Option<&Course> {
        let course = match (kind, Self::reverser_slot(kind, piece, direction)) {
            (PathKind::ReverserFront | PathKind::ReverserRear, Some(slot)) => self.reverser.get(slot)?,
            (PathKind::ReverserFront | PathKind::ReverserRear, None) if !piece.has_reverser_path() => {
                return Some(&self.void);
            }
            _ => self.usual.get(piece.index() * 4 + direction.index())?,
        };
        course.as_ref()
    }

    /// The sub-positions of a course.
    pub fn of(&self, kind: PathKind, piece: PieceId, direction: Direction) -> Option<&[SubPosition]> {
        self.course(kind, piece, direction).map(|course| &self.steps[course.nodes()])
    }

    /// A sub-position by number.
    #[inline]
    pub fn step(&self, node: usize) -> &SubPosition {
        &self.steps[node]
    }

    /// Distance of a sub-position from the first of its course.
    #[inline]
    pub fn reach(&self, node: usize) -> i32 {
        self.nodes[node].reach
    }

    /// Gravity of a sub-position.
    #[inline]
    pub fn gravity(&self, node: usize) -> i32 {
        self.fall(node, node + 1)
    }

    /// Vertical part of gravity that riders feel at a sub-position, before it is scaled to hundredths.
    #[inline]
    pub fn felt_gravity(&self, node: usize) -> i32 {
        self.nodes[node].felt
    }

    /// Sum of the gravity of the sub-positions from one up to, but not with, another; wrapping.
    #[inline]
    pub fn fall(&self, from: usize, to: usize) -> i32 {
        self.nodes[to].fall.wrapping_sub(self.nodes[from].fall)
    }

    /// How far it is from a sub-position to the last that follows it on its course with the same gravity.
    pub fn even_reach(&self, node: usize) -> i32 {
        self.reach(self.nodes[node].even as usize) - self.reach(node)
    }

    /// Whether the sub-positions from one to the end of its course have the same gravity.
    pub fn is_even(&self, course: &Course, node: usize) -> bool {
        self.nodes[node].even + 1 == course.end
    }

    /// Moves forward along a course from a sub-position until no step can be taken. `None` when that is behind it
    /// or beyond the course.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "the innermost loop of a test run")]
    pub fn advance(&self, course: &Course, node: usize, distance: i32) -> Option<Advance> {
        if (0..STEP_LIMIT).contains(&distance) {
            // Without a step the sub-position that the car stands on pulls.
            return Some(Advance { node, left: distance, gravity: self.gravity(node) });
        }
        let here = self.nodes[node];
        let passed = here.reach + (distance - STEP_LIMIT);
        if distance < 0 || passed >= course.reach {
            return None;
        }
        let mut to = course.start as usize + self.mark(course, passed);
        let mut there = self.nodes[to];
        while there.reach <= passed {
            to += 1;
            there = self.nodes[to];
        }
        // Every sub-position that is left behind pulls.
        let gravity = there.fall.wrapping_sub(here.fall) / (to - node) as i32;
        Some(Advance { node: to, left: passed + STEP_LIMIT - there.reach, gravity })
    }

    /// The first sub-position of a course that lies beyond a distance from `-STEP_LIMIT` to less than the course's reach.
    #[inline]
    pub fn beyond(&self, course: &Course, distance: i32) -> usize {
        let node = course.start as usize + self.mark(course, distance);
        node + self.nodes[node..].iter().take_while(|node| node.reach <= distance).count()
    }

    /// A sub-position of a course, counted from its start, at or a little before the first beyond a distance.
    #[inline]
    fn mark(&self, course: &Course, distance: i32) -> usize {
        self.marks[course.marks as usize + ((distance + STEP_LIMIT) >> MARK) as usize].into()
    }

    fn reverser_slot(kind: PathKind, piece: PieceId, direction: Direction) -> Option<usize> {
        let table = usize::from(kind == PathKind::ReverserRear);
        let side = match piece {
            PieceId::LEFT_REVERSER => 0,
            PieceId::RIGHT_REVERSER => 1,
            _ => return None,
        };
        Some((table * 2 + side) * 4 + direction.index())
    }

    /// Reads the two tables of `data/`.
    pub(super) fn read(usual: &str, reverser: &str, angles: &CarAngles) -> Result<Self, CatalogueError> {
        let mut paths = Self {
            steps: Vec::with_capacity(100_000),
            nodes: Vec::with_capacity(100_000),
            marks: Vec::with_capacity(250_000),
            usual: vec![None; PIECES_WITH_PATHS * 4],
            reverser: vec![None; 16],
            void: Course::default(),
        };
        paths.read_table("subpositions.txt", usual)?;
        paths.read_table("subpositions_reverser.txt", reverser)?;
        paths.steps.push(SubPosition::default());
        paths.void = paths.measure(paths.steps.len() - 1).unwrap_or_default();
        paths.weigh(angles);
        Ok(paths)
    }

    fn read_table(&mut self, file: &'static str, text: &str) -> Result<(), CatalogueError> {
        for (number, text) in text.lines().enumerate() {
            if text.starts_with('#') || text.is_empty() {
                continue;
            }
            let bad = || CatalogueError::Line { file, line: number + 1 };
            let line = PathLine::parse(text).ok_or_else(bad)?;
            let start = self.steps.len();
            self.steps.extend(line.steps);
            let course = self.measure(start).ok_or_else(bad)?;
            for key in line.keys {
                *self.slot(key).ok_or_else(bad)? = Some(course);
            }
        }
        Ok(())
    }

    fn slot(&mut self, key: PathKey) -> Option<&mut Option<Course>> {
        let PathKey { kind, piece, direction } = key;
        match kind {
            PathKind::Usual => self.usual.get_mut(piece.index() * 4 + direction.index()),
            _ => self.reverser.get_mut(Self::reverser_slot(kind, piece, direction)?),
        }
    }

    /// Makes a course of the sub-positions from `start` to the last one read.
    fn measure(&mut self, start: usize) -> Option<Course> {
        let (end, marks) = (self.steps.len(), self.marks.len());
        let place = |step: &SubPosition| [i32::from(step.x), i32::from(step.y), i32::from(step.z)];
        let mut last: Option<Place> = None;
        let (mut reach, mut displacement_rate) = (0, DisplacementRate::default());
        for step in &self.steps[start..] {
            let here = place(step);
            if let Some(last) = last {
                reach += step_cost(last, here);
                displacement_rate = displacement_rate.with_step(last, here);
            }
            last = Some(here);
            self.nodes.push(Node { reach, fall: 0, even: 0, felt: 0 });
        }
        let mut beyond = start;
        for mark in 0..=(reach + STEP_LIMIT) >> MARK {
            while beyond + 1 < end && self.nodes[beyond].reach <= (mark << MARK) - STEP_LIMIT {
                beyond += 1;
            }
            self.marks.push(u16::try_from(beyond - start).ok()?);
        }
        let number = |index: usize| u32::try_from(index).ok();
        Some(Course { start: number(start)?, end: number(end)?, reach, displacement_rate, marks: number(marks)? })
    }

    /// Sums up the gravity along all sub-positions.
    fn weigh(&mut self, angles: &CarAngles) {
        let mut fall = 0i32;
        for (index, (node, step)) in self.nodes.iter_mut().zip(&self.steps).enumerate() {
            (node.fall, node.even) = (fall, index as u32);
            node.felt = angles.felt_gravity(step.pitch, step.roll);
            fall = fall.wrapping_add(angles.acceleration(step.pitch));
        }
        self.nodes.push(Node { reach: 0, fall, even: 0, felt: 0 });
        for node in (1..self.steps.len()).rev() {
            // A course begins where the reach does.
            if self.reach(node) > 0 && self.gravity(node) == self.gravity(node - 1) {
                self.nodes[node - 1].even = self.nodes[node].even;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn marks_find_the_first_sub_position_beyond_any_distance() {
        let catalogue = Catalogue::load().unwrap();
        let paths = catalogue.paths();
        for course in paths.usual.iter().chain(&paths.reverser).flatten() {
            for distance in (-STEP_LIMIT..course.reach).step_by(97) {
                let found = course.nodes().find(|&node| paths.reach(node) > distance);
                assert_eq!(Some(paths.beyond(course, distance)), found, "{course:?} {distance}");
            }
        }
    }
}
