//! `rules`: the rule sets, and what differs between them.

use serde::Serialize;

use super::Context;
use super::failure::{Failure, Status};
use crate::catalogue::CatalogueError;
use crate::report::columns;
use crate::rules::{Change, Rules};

const EXAMPLES: &str = "\
Examples:
  loopwright rules
  loopwright rules openrct2-0.4.32
  loopwright rate --rules openrct2-0.5.3 coaster.td6
  loopwright rate --rules all coaster.td6

Without --rules, the rules of the newest release hold.";

/// List the versions of the game whose rules are known
///
/// With a name, show what that version does differently from the newest one.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Show what these rules do differently
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

#[derive(Serialize)]
struct RuleFacts<'a> {
    rules: &'a str,
    releases: &'a [String],
    /// Day of the first release.
    date: Option<&'a str>,
    /// How sure the rules are.
    proof: &'a str,
    /// Whether recordings of the game prove all of them.
    proven: bool,
    /// Whether they hold without `--rules`.
    default: bool,
    /// What came later, newest first.
    lacks: Vec<ChangeFacts<'a>>,
    /// What the rules are known not to follow.
    open: &'a [String],
}

#[derive(Serialize)]
struct ChangeFacts<'a> {
    since: Option<String>,
    what: &'a str,
    source: &'a str,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let rules = match &self.name {
            Some(name) => vec![super::catalogue_under(name)?.rules().clone()],
            None => Rules::all().map_err(CatalogueError::from)?,
        };
        let default = Rules::newest_released().map_err(CatalogueError::from)?.name;
        if context.console.json {
            for one in &rules {
                context.console.print_json(&facts(one, &default))?;
            }
        } else if let (Some(_), [one]) = (&self.name, rules.as_slice()) {
            context.console.print(&differences(one))?;
        } else {
            let rows: Vec<Vec<String>> = rules.iter().map(|one| row(one, &default)).collect();
            context.console.print(&columns(&rows))?;
        }
        Ok(Status::Done)
    }
}

fn row(rules: &Rules, default: &str) -> Vec<String> {
    let releases = if rules.releases.is_empty() { "no release yet".to_owned() } else { rules.releases.join(", ") };
    let date = rules.date.clone().unwrap_or_default();
    let mark = if rules.name == default { "default; " } else { "" };
    vec![rules.name.clone(), releases, date, format!("{mark}{}", rules.proof)]
}

/// What the rules lack, a line each.
fn differences(rules: &Rules) -> String {
    let mut text = format!("{}: {}\n", rules.title(), rules.proof);
    if rules.changes.is_empty() {
        text += "  nothing differs from the newest rules\n";
    }
    for change in &rules.changes {
        let since = since(change).map_or_else(String::new, |release| format!("only since {release}: "));
        text += &format!("  {since}{}\n", change.what);
    }
    for open in &rules.open {
        text += &format!("  not covered: {open}\n");
    }
    text
}

fn since(change: &Change) -> Option<String> {
    change.since.map(|(major, minor, patch)| format!("{major}.{minor}.{patch}"))
}

fn facts<'a>(rules: &'a Rules, default: &str) -> RuleFacts<'a> {
    let lacks = rules.changes.iter().map(|change| ChangeFacts {
        since: since(change),
        what: &change.what,
        source: &change.source,
    });
    RuleFacts {
        rules: &rules.name,
        releases: &rules.releases,
        date: rules.date.as_deref(),
        proof: &rules.proof,
        proven: rules.is_proven,
        default: rules.name == default,
        lacks: lacks.collect(),
        open: &rules.open,
    }
}
