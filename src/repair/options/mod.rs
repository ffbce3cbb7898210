//! All single changes of a design, in two kinds: those that are quickly listed, and compound ones.

mod lengths;
mod loose_ends;
mod pieces;
mod settings;
mod stretches;

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::workpiece::Workpiece;

/// Changes by their weight.
pub(super) type Options = BTreeMap<usize, Vec<Change>>;

/// Most changes of one weight; of more, some that are evenly spread are taken.
const MOST: usize = 2500;

/// The lightest weight of [`compound`] changes.
pub(super) const COMPOUND: usize = 2;

/// Changes of settings, single pieces and loose ends.
pub(super) fn simple(workpiece: &Workpiece) -> Options {
    let mut changes: BTreeSet<Change> = settings::changes(workpiece).into_iter().collect();
    changes.extend(pieces::chains(workpiece));
    changes.extend(pieces::replacements(workpiece));
    if !workpiece.is_closed() {
        changes.extend(loose_ends::changes(workpiece));
    }
    by_weight(changes)
}

/// Changes of several pieces that keep a circuit closed. To list them takes long.
pub(super) fn compound(workpiece: &Workpiece) -> Options {
    let mut changes: BTreeSet<Change> = stretches::changes(workpiece).into_iter().collect();
    if workpiece.is_closed() {
        changes.extend(lengths::changes(workpiece));
    }
    by_weight(changes)
}

fn by_weight(changes: BTreeSet<Change>) -> Options {
    let mut options = Options::new();
    for change in changes {
        options.entry(change.weight()).or_default().push(change);
    }
    for changes in options.values_mut() {
        let stride = changes.len().div_ceil(MOST).max(1);
        *changes = changes.drain(..).step_by(stride).collect();
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction};
    use crate::design::Design;
    use crate::evolve::{Limits, Problem};
    use crate::layout::lay_unchecked;
    use crate::site::Site;

    fn example(catalogue: &Catalogue) -> Design {
        let file = crate::track_file::read(include_bytes!("../../../docs/example.td6")).unwrap();
        file.design(catalogue).unwrap()
    }

    /// Looks at all options of a design.
    fn with_options(design: &Design, look: impl FnOnce(&Catalogue, &Options)) {
        let catalogue = Catalogue::load().unwrap();
        let ride = catalogue.ride(design.ride).unwrap();
        let vehicle = catalogue.vehicle(&design.vehicle).unwrap();
        let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
        let workpiece = Workpiece::new(&problem, design, Site::default()).unwrap();
        let mut options = simple(&workpiece);
        for (weight, changes) in compound(&workpiece) {
            options.entry(weight).or_default().extend(changes);
        }
        look(&catalogue, &options);
    }

    #[test]
    fn a_circuit_stays_closed_and_every_piece_fits_the_next() {
        let design = example(&Catalogue::load().unwrap());
        with_options(&design, |catalogue, options| {
            let changes: Vec<&Change> = options.values().flatten().collect();
            assert!(changes.len() > 2000 && options.keys().any(|&weight| weight > 20), "{}", changes.len());
            for change in changes.into_iter().step_by(5) {
                let mut changed = design.clone();
                change.apply(&mut changed);
                let layout = lay_unchecked(catalogue, &changed, Site::default(), Direction::new(0)).unwrap();
                let pieces = layout.pieces.len();
                let fits = |piece: usize| layout.connected(piece, (piece + 1) % pieces);
                assert!((0..pieces).all(fits), "{change:?}");
                assert_eq!(layout.pieces[pieces - 1].end, layout.pieces[0].begin, "{change:?}");
            }
        });
    }

    #[test]
    fn a_climb_without_chain_gets_one_as_one_change() {
        let mut design = example(&Catalogue::load().unwrap());
        let lift: Vec<usize> = (0..design.elements.len()).filter(|&place| design.elements[place].chain).collect();
        design.elements.iter_mut().for_each(|element| element.chain = false);
        with_options(&design, |_, options| {
            let chain = Change::Chain { from: lift[0], count: lift.len() };
            assert!(options[&1].contains(&chain), "{lift:?}");
        });
    }
}
