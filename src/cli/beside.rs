//! `rate --beside`: two designs whose trains leave together.

use std::path::Path;

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::rate::{Rating, is_sound};
use crate::catalogue::Catalogue;
use crate::pair::{Apart, Pair, judge_pair};
use crate::report::{Partner, Sheet};

impl Rating {
    /// Rates every design beside another, and the other beside it.
    pub(super) fn beside(
        &self,
        catalogue: &Catalogue,
        files: &Files,
        other: &Path,
        context: &mut Context,
    ) -> Result<Status, Failure> {
        let other = Source::new(other);
        let verbose = context.verbose;
        let work = |source: &Source| {
            let (first, second) = (self.read_to_try(catalogue, source)?, self.read(catalogue, &other)?);
            let pair = judge_pair(catalogue, [&first.design, &second.design], self.ground.site(), &self.wanted);
            Ok((pair.map_err(|apart| refused([source, &other], &apart))?, [first.chosen, second.chosen]))
        };
        let show = |console: &mut Console, source: &Source, (pair, chosen): (Pair, [Vec<_>; 2])| {
            let sources = [source, &other];
            for index in [0, 1] {
                let title = sources[index].path();
                let beside = sources[1 - index].path();
                let partner = Partner::new(&pair, index, &beside);
                if console.json {
                    sources[index].print_json(console, &partner.answers(&chosen[index]))?;
                    continue;
                }
                let (design, judgement) = (&pair.designs[index], partner.judgement());
                let sheet = Sheet { title: &title, design, judgement, chosen: &chosen[index] };
                console.print(&(sheet.ratings(verbose) + &partner.sheet() + "\n"))?;
            }
            Ok(if pair.beside.iter().all(is_sound) { Status::Done } else { Status::No })
        };
        files.each(&mut context.console, work, show)
    }
}

/// Why two designs are not rated together.
fn refused([source, other]: [&Source; 2], apart: &Apart) -> Failure {
    let reason = match apart {
        Apart::Unknown(error) => return source.unjudged(error),
        Apart::Unsound { index, reason } => {
            let unsound = [source, other][*index];
            return unsound.refusal(format!("it cannot be built and tested even alone: {reason}"));
        }
        Apart::Crowded { .. } | Apart::Heights => format!("it cannot stand beside {}: {apart}", other.title()),
    };
    source.refusal(reason)
}
