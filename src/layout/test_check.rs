//! The checks the game makes before it tests a ride (rules: construction 6.2).

use crate::catalogue::{Mode, PieceId, RideFlags, VehicleFlags};

use super::Layout;
use super::refusal::TestRefusal;

impl Layout<'_> {
    /// Whether the game would start a test.
    ///
    /// # Errors
    /// The first check that fails, in the game's order.
    pub fn check_test(&self) -> Result<(), TestRefusal> {
        let Some(start) = self.start_piece() else { return Err(TestRefusal::NoStation) };
        let mode = self.settings.mode;
        if mode.needs_single_station() && self.stations.len() > 1 {
            return Err(TestRefusal::TooManyStations);
        }
        if mode == Mode::SHUTTLE && self.stations.len() < 2 {
            return Err(TestRefusal::TooFewStations);
        }
        self.check_entrances()?;
        if mode.needs_circuit() && self.gap(start).is_some() {
            return Err(TestRefusal::NotACircuit);
        }
        if mode.is_block_sectioned() {
            self.check_block_brakes(start)?;
        }
        self.check_train_type(start)?;
        if self.ride.has(RideFlags::ALLOW_CABLE_LIFT_HILL) {
            self.cable_lift_pieces()?;
        }
        Ok(())
    }

    fn check_entrances(&self) -> Result<(), TestRefusal> {
        let served = |slot: usize| self.entrances.iter().any(|entrance| entrance.station == slot);
        let has_entrance = self.entrances.iter().any(|entrance| !entrance.is_exit);
        if !has_entrance || !self.stations.iter().all(|(slot, _)| served(slot)) {
            return Err(TestRefusal::NoEntrance);
        }
        if self.entrances.iter().any(|entrance| entrance.is_exit) { Ok(()) } else { Err(TestRefusal::NoExit) }
    }

    fn check_block_brakes(&self, start: usize) -> Result<(), TestRefusal> {
        for piece in self.links.walk(start) {
            let next = self.links.next(piece).map(|next| self.pieces[next].piece);
            if !next.is_some_and(PieceId::is_block_brake) {
                continue;
            }
            let before = &self.pieces[piece];
            if before.piece == PieceId::END_STATION {
                return Err(TestRefusal::BlockBrakeAfterStation);
            }
            if before.piece.is_block_brake() {
                return Err(TestRefusal::BlockBrakeAfterBlockBrake);
            }
            if before.chain && !before.piece.is_curved_lift() {
                return Err(TestRefusal::BlockBrakeAfterLift);
            }
        }
        Ok(())
    }

    fn check_train_type(&self, start: usize) -> Result<(), TestRefusal> {
        let no_inversions = self.vehicle.has(VehicleFlags::NO_INVERSIONS);
        let no_banking = self.vehicle.has(VehicleFlags::NO_BANKING);
        let unsuitable = |piece: usize| {
            let kind = self.catalogue.piece(self.pieces[piece].piece);
            kind.is_some_and(|kind| {
                (no_inversions && kind.flags.inversion_to_normal) || (no_banking && kind.flags.banked)
            })
        };
        if self.links.walk(start).any(unsuitable) { Err(TestRefusal::UnsuitableForTrain) } else { Ok(()) }
    }

    /// The pieces before the cable lift hill over which the cable pulls the train; empty without a cable lift.
    ///
    /// # Errors
    /// When the cable lift cannot work.
    pub fn cable_lift_pieces(&self) -> Result<Vec<usize>, TestRefusal> {
        let Some(hill) = self.pieces.iter().rposition(|piece| piece.piece == PieceId::CABLE_LIFT_HILL) else {
            return Ok(Vec::new());
        };
        if !matches!(self.settings.mode, Mode::CONTINUOUS_CIRCUIT | Mode::CONTINUOUS_CIRCUIT_BLOCK) {
            return Err(TestRefusal::CableLiftMode);
        }
        if self.settings.circuits > 1 {
            return Err(TestRefusal::CableLiftCircuits);
        }
        let mut cabled = Vec::new();
        let mut here = hill;
        while cabled.len() <= self.pieces.len() {
            let Some(previous) = self.links.previous(here) else { break };
            match self.pieces[previous].piece {
                PieceId::END_STATION | PieceId::BLOCK_BRAKES => return Ok(cabled),
                PieceId(0 | 4..=9 | 118) => cabled.push(previous),
                _ => break,
            }
            here = previous;
        }
        Err(TestRefusal::CableLiftPlace)
    }
}
