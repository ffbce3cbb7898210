//! `pieces`: the track pieces of the catalogue.

use super::failure::{Failure, Status};
use super::{Context, names};
use crate::catalogue::{Joint, Piece, Pitch, Roll};
use crate::report::{PieceFacts, columns};

const EXAMPLES: &str = "\
Examples:
  loopwright pieces loop
  loopwright pieces --ride wooden_rc
  loopwright pieces --group helix_down_banked_half
  loopwright pieces --json --ride wooden_rc quarter_turn

Exit code 1: there is none.";

/// List the track pieces
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Only pieces with this text in their name, or of this number
    #[arg(value_name = "TEXT", default_value = "", hide_default_value = true)]
    text: String,
    /// Only pieces that this ride type offers for building
    #[arg(long, value_name = "RIDE")]
    ride: Option<String>,
    /// Only pieces of this track group
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let ride = self.ride.as_ref().map(|name| names::ride(&catalogue, name)).transpose()?;
        let group = self.group.as_ref().map(|name| names::group(&catalogue, name)).transpose()?;
        let has_text = |piece: &&Piece| match self.text.parse::<u16>() {
            Ok(number) => piece.id.0 == number,
            Err(_) => names::matches(&self.text, &[&piece.name]),
        };
        let pieces: Vec<&Piece> = catalogue
            .pieces()
            .iter()
            .filter(|piece| ride.is_none_or(|ride| ride.buildable.normal.pieces.contains(&piece.id)))
            .filter(|piece| group.is_none_or(|group| piece.group == group))
            .filter(has_text)
            .collect();
        if context.console.json {
            for piece in &pieces {
                context.console.print_json(&PieceFacts::new(&catalogue, piece))?;
            }
        } else {
            context.console.print(&columns(&pieces.iter().map(|piece| row(piece)).collect::<Vec<_>>()))?;
        }
        Ok(names::found(&mut context.console, pieces.len(), "piece", &self.text, names::pieces(&catalogue)))
    }
}

fn row(piece: &Piece) -> Vec<String> {
    vec![
        format!("{:>3}", piece.id.0),
        piece.name.clone(),
        piece.group.clone(),
        format!("{} to {}", joint_words(piece.begin), joint_words(piece.end)),
    ]
}

/// `up 25`, `level, banked left`.
fn joint_words(joint: Joint) -> String {
    let pitch = match joint.pitch {
        Pitch::Level => "level",
        Pitch::Up25 => "up 25",
        Pitch::Up60 => "up 60",
        Pitch::Up90 => "up 90",
        Pitch::Down25 => "down 25",
        Pitch::Down60 => "down 60",
        Pitch::Down90 => "down 90",
    };
    let roll = match joint.roll {
        Roll::None => "",
        Roll::Left => " banked left",
        Roll::Right => " banked right",
        Roll::UpsideDown => " upside down",
    };
    format!("{pitch}{roll}")
}
