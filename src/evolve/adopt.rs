//! Designs that people or earlier searches built, as genomes.

use crate::design::Design;
use crate::layout::Layout;

use super::genome::Genome;
use super::workshop::Workshop;

/// Why a design cannot take part in a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdoptError {
    /// It is of another ride type than the search.
    #[error("it is of another ride type than the search")]
    OtherRide,
    /// The track does not come back to its station.
    #[error("its track is not a closed circuit; `loopwright close` can complete it")]
    Open,
    /// It has several stations.
    #[error("it has more than one station, and searches know designs with one")]
    Stations,
}

impl Workshop<'_> {
    /// The genome of a placed design with one station and a closed circuit.
    ///
    /// # Errors
    /// When the design is not of that kind.
    pub fn adopt(&self, design: &Design, layout: &Layout) -> Result<Genome, AdoptError> {
        if layout.ride.id != self.placing.ride.id {
            return Err(AdoptError::OtherRide);
        }
        if layout.stations.len() != 1 {
            return Err(AdoptError::Stations);
        }
        let start = layout.start_piece().ok_or(AdoptError::Open)?;
        if layout.gap(start).is_some() {
            return Err(AdoptError::Open);
        }
        let walk: Vec<usize> = layout.links.walk(start).collect();
        let on_track = |&&index: &&usize| !layout.pieces[index].piece.is_station();
        let track = walk.iter().filter(on_track).map(|&index| design.elements[index]).collect();
        let station = layout.stations.shortest().unwrap_or(1);
        Ok(Genome {
            station: station as u8,
            track,
            cars: layout.trains.cars.clamp(1, 255) as u8,
            lift_speed: layout.settings.lift_speed as u8,
            operation_option: layout.settings.operation_option as u8,
        })
    }
}
