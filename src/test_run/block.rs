//! Block sections, and how trains are spread over them (rules: physics 3.5, 8).

use crate::path::STEP_LIMIT;

use super::pace::Pace;
use super::simulation::Simulation;
use super::train::State;

/// Most motions for placing one train before the track counts as without end.
const MAX_PLACING: i32 = 1_000_000;

impl<P: Pace> Simulation<'_, P> {
    /// A tail car leaves a block start forwards: its block is taken, the one before it is free.
    pub(super) fn leave_block(&mut self, piece: usize) {
        self.closed[piece] = true;
        if let Some(before) = self.path.pieces[piece].block_before {
            self.closed[before] = false;
            if self.path.pieces[before].id.is_block_brake() {
                self.link_brakes(before, false);
            }
        }
        if self.path.pieces[piece].id.is_block_brake() {
            self.link_brakes(piece, true);
        }
    }

    /// Sets the brakes directly before a block brake.
    pub(super) fn link_brakes(&mut self, block_brake: usize, closed: bool) {
        let path = self.path;
        let speed = path.pieces[block_brake].speed;
        let mut here = block_brake;
        for _ in 0..path.pieces.len() {
            let Some(link) = path.pieces[here].previous else { break };
            let piece = &path.pieces[link.piece];
            if !piece.id.is_brake() || link.piece == block_brake {
                break;
            }
            self.closed[link.piece] = closed || piece.speed >= speed;
            here = link.piece;
        }
    }

    /// Opens every block device on the circuit.
    pub(super) fn open_all_blocks(&mut self) {
        let path = self.path;
        let mut here = path.start;
        for _ in 0..path.pieces.len() {
            let piece = &path.pieces[here];
            if piece.id.is_block_brake() {
                self.link_brakes(here, false);
            }
            if piece.id.starts_block(true) {
                self.closed[here] = false;
            }
            match piece.next {
                Some(link) if link.piece != path.start => here = link.piece,
                _ => break,
            }
        }
    }

    /// The block start before the station; the cable lift is not recognised here.
    fn block_before_station(&self) -> usize {
        let path = self.path;
        let mut here = path.start;
        for _ in 0..path.pieces.len() {
            let Some(link) = path.pieces[here].previous else { break };
            here = link.piece;
            let piece = &path.pieces[here];
            if piece.starts_block && piece.id != crate::catalogue::PieceId::CABLE_LIFT_HILL {
                return here;
            }
        }
        path.start
    }

    /// Moves each train after the first into the block behind the one before it. False when one finds no place.
    pub(super) fn place_in_blocks(&mut self) -> bool {
        let before_station = self.block_before_station();
        for train in 0..self.trains.len() {
            self.trains[train].collides = train == 0;
            self.motion(train);
            if train == 0 {
                continue;
            }
            let mut motions = 0;
            loop {
                let pushes = P::pushes(self, train);
                motions += pushes;
                if motions > MAX_PLACING {
                    return false;
                }
                self.hold_cable_block();
                self.closed[before_station] = true;
                self.trains[train].stop();
                for car in self.trains[train].cars() {
                    self.cars[car].remaining += pushes * STEP_LIMIT;
                }
                if self.motion(train).closed_block {
                    break;
                }
            }
            self.settle_in_block(train, before_station);
        }
        self.open_cable_block();
        true
    }

    fn settle_in_block(&mut self, train: usize, before_station: usize) {
        self.closed[before_station] = true;
        if self.path.pieces[before_station].id.is_block_brake() {
            self.link_brakes(before_station, true);
        }
        let lead = &self.cars[self.trains[train].first];
        let at_station = self.path.pieces[lead.piece].id == crate::catalogue::PieceId::END_STATION;
        let state = &mut self.trains[train];
        state.collides = true;
        state.state = if at_station { State::MovingToEndOfStation } else { State::Travelling };
    }
}
