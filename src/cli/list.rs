//! `list`: designs as a table.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::Context;
use super::console::Console;
use super::entrances::EntranceArgs;
use super::failure::{Failure, Status};
use super::filter::{Condition, Value};
use super::input::{Files, Source};
use super::names;
use super::site::SiteArgs;
use crate::catalogue::{Catalogue, Direction};
use crate::judge::{Wanted, judge};
use crate::report::{Column, DesignRow, Figure, columns, units};
use crate::site::Site;

const EXAMPLES: &str = "\
Examples:
  loopwright list designs
  loopwright list --sort excitement --where \"intensity<10\" designs coaster.td6
  loopwright list --columns file,drops --where \"ride=wooden_rc and drops>=1\" coaster.td6
  loopwright list --recompute --csv coaster.td6 > coasters.csv

Figures are in the units of players: ratings as 6.80, mph, metres, g, seconds. With --json they are those of info --json.
Exit code 3: a file cannot be read; it is listed with the reason.";

/// List designs as a table, sorted and filtered
///
/// Shows what the files store, which is coarse in a TD6: ratings in tenths, G forces in steps of 0.32 g. --recompute
/// shows the figures of the game. Files that cannot be read are listed with the reason.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// Sort by a column: numbers from the highest, names from A
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    sort: Option<Column>,
    /// Sort the other way round
    #[arg(long, requires = "sort")]
    reverse: bool,
    /// List only designs for which this holds, such as "intensity<10 and drops>3"
    #[arg(long = "where", value_name = "CONDITION")]
    condition: Option<Condition>,
    /// Columns to show
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', value_parser = column)]
    #[arg(default_value = "file,ride,vehicle,excitement,intensity,nausea,speed,length,drops,inversions,width,depth")]
    columns: Vec<Column>,
    /// Show the figures of a test run, the worst ratings of four directions, in place of the stored ones
    #[arg(long)]
    recompute: bool,
    /// Print comma-separated values
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    #[command(flatten)]
    entrances: EntranceArgs,
    #[command(flatten)]
    site: SiteArgs,
}

/// A column by name.
fn column(name: &str) -> Result<Column, String> {
    let wanted = name.trim().to_lowercase().replace('-', "_");
    Column::ALL.into_iter().find(|column| column.name() == wanted).ok_or_else(|| {
        let all: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
        let hint = names::hint(&names::nearest(name, all.iter().map(|&name| (name, name))));
        format!("no column is named \"{}\"; {hint}columns are {}", units::printable(name), all.join(", "))
    })
}

/// A line of the list.
struct Line {
    source: Source,
    row: Result<DesignRow, Failure>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let site = self.site.site()?;
        let named = self.condition.iter().flat_map(Condition::names);
        named.map(|name| column(name).map_err(Failure::Usage)).collect::<Result<Vec<Column>, Failure>>()?;
        let line = |source: Result<Source, (Source, Failure)>| match source {
            Ok(source) => Line { row: self.row(&catalogue, &source, site), source },
            Err((source, failure)) => Line { source, row: Err(failure) },
        };
        let mut lines: Vec<Line> = self.files.sources().into_par_iter().map(line).collect();
        lines.retain(|line| self.is_wanted(line));
        if let Some(column) = self.sort {
            lines.sort_by(|a, b| self.order(column, a, b));
        }
        let status = lines.iter().filter_map(|line| line.row.as_ref().err()).map(Failure::status).max();
        self.print(&mut context.console, &lines)?;
        Ok(status.unwrap_or(Status::Done))
    }

    /// What is listed of a file.
    fn row(&self, catalogue: &Catalogue, source: &Source, site: Site) -> Result<DesignRow, Failure> {
        let file = source.track_file(catalogue)?;
        let mut row = DesignRow::new(catalogue, &file, &source.file_name());
        if self.recompute {
            let design = source.design_in(&file, catalogue)?;
            let design = self.entrances.furnish(&file, design, catalogue, site).design;
            let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
            let judgement = judge(catalogue, &design, site, &wanted).map_err(|error| source.failure(&error))?;
            row.recompute(&judgement);
        }
        Ok(row)
    }

    /// Whether a line fulfils the condition; what cannot be read is always listed.
    fn is_wanted(&self, line: &Line) -> bool {
        let (Some(condition), Ok(row)) = (&self.condition, &line.row) else { return true };
        let figure = |name: &str| match row.figure(column(name).ok()?)? {
            Figure::Number(number, _) => Some(Value::Number(number)),
            Figure::Text(text) => Some(Value::Text(text)),
        };
        condition.holds(&figure)
    }

    /// Numbers from the highest, names from A, then what lacks the figure, then what cannot be read.
    fn order(&self, column: Column, a: &Line, b: &Line) -> Ordering {
        let figure = |line: &Line| line.row.as_ref().ok().and_then(|row| row.figure(column));
        let order = match (figure(a), figure(b)) {
            (Some(Figure::Number(a, _)), Some(Figure::Number(b, _))) => b.total_cmp(&a),
            (Some(Figure::Text(a)), Some(Figure::Text(b))) => a.to_lowercase().cmp(&b.to_lowercase()),
            (a, b) => return b.is_some().cmp(&a.is_some()),
        };
        if self.reverse { order.reverse() } else { order }
    }

    fn print(&self, console: &mut Console, lines: &[Line]) -> Result<(), Failure> {
        if console.json {
            for Line { source, row } in lines {
                match row {
                    Ok(row) => source.print_json(console, row)?,
                    Err(failure) => source.print_failure(console, failure)?,
                }
            }
            return Ok(());
        }
        let titles: Vec<String> = self.columns.iter().map(|column| column.name().to_owned()).collect();
        let cells = |row: &DesignRow| {
            let cell = |column: &Column| row.figure(*column).map_or_else(String::new, |figure| figure.to_string());
            self.columns.iter().map(cell).collect::<Vec<String>>()
        };
        if self.csv {
            return console.print(&self.csv(titles, lines, cells)?);
        }
        let rows = lines.iter().map(|line| match &line.row {
            Ok(row) => cells(row),
            Err(failure) => vec![units::printable(&line.source.file_name()), failure.reason()],
        });
        let (readable, others): (Vec<_>, Vec<_>) = rows.zip(lines).partition(|(_, line)| line.row.is_ok());
        let table: Vec<Vec<String>> = std::iter::once(titles).chain(readable.into_iter().map(|(row, _)| row)).collect();
        console.print(&columns(&table))?;
        let others: Vec<Vec<String>> = others.into_iter().map(|(row, _)| row).collect();
        if others.is_empty() { Ok(()) } else { console.print(&format!("\n{}", columns(&others))) }
    }

    /// All lines as comma-separated values, the reason of what cannot be read in the last of them.
    fn csv(
        &self,
        titles: Vec<String>,
        lines: &[Line],
        cells: impl Fn(&DesignRow) -> Vec<String>,
    ) -> Result<String, Failure> {
        let unwritten = |error: &dyn std::error::Error| Failure::stdout(&std::io::Error::other(error.to_string()));
        let mut table = csv::Writer::from_writer(Vec::new());
        let mut head = vec!["path".to_owned()];
        head.extend(titles);
        head.push("error".to_owned());
        table.write_record(&head).map_err(|error| unwritten(&error))?;
        for Line { source, row } in lines {
            let mut record = vec![source.path()];
            match row {
                Ok(row) => record.extend(cells(row)),
                Err(_) => record.extend(self.columns.iter().map(|_| String::new())),
            }
            record.push(row.as_ref().err().map(Failure::reason).unwrap_or_default());
            table.write_record(&record).map_err(|error| unwritten(&error))?;
        }
        let bytes = table.into_inner().map_err(|error| unwritten(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
