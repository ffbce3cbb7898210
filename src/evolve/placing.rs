//! What a place adds to the ratings of a design: a train runs alike wherever the same track stands, so one test run tells
//! the ratings of many places.

use crate::judge::compile;
use crate::layout::{Layout, Occupancy};
use crate::path::Load;
use crate::rating::rate;
use crate::test_run::Measured;

use super::decoding::decode_at;
use super::fitness::run;
use super::genome::Genome;
use super::problem::Problem;

impl Problem<'_> {
    /// Of genomes that differ in their place alone, the one whose surroundings make it the most exciting; the first one
    /// that stands if its train does not complete the lap.
    pub(super) fn best_placed(&self, genomes: Vec<Genome>, occupancy: &mut Occupancy) -> Option<Genome> {
        let mut measured: Option<Measured> = None;
        let mut best: Option<(i32, Genome)> = None;
        for genome in genomes {
            let Ok((design, start)) = decode_at(self, &genome, occupancy) else { continue };
            let Some((layout, _)) = self.placed(&genome, &design, start) else { continue };
            if measured.is_none() {
                measured = measure(&genome, &layout);
            }
            let Some(measured) = &measured else { return Some(genome) };
            let excitement = rate(&layout, measured).map_or(0, |rated| rated.ratings.excitement.0);
            if best.as_ref().is_none_or(|(most, _)| excitement > *most) {
                best = Some((excitement, genome));
            }
        }
        best.map(|(_, genome)| genome)
    }
}

/// What a test run measures, if the train completes the lap.
fn measure(genome: &Genome, layout: &Layout) -> Option<Measured> {
    let path = compile(layout, Load::Empty).ok()?;
    let (tested, _) = run(layout, &path, genome.course.is_circuit()).ok()?;
    Some(tested.measured)
}
