//! Colours and columns of output for people. The command line removes colours where the output does not take them.

use std::fmt::Display;

use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};

pub(super) const TITLE: Style = Style::new().bold();
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
pub(super) const BAD: Style = AnsiColor::Red.on_default();
pub(super) const NOTABLE: Style = AnsiColor::Yellow.on_default();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Text in a style.
pub(super) fn paint(style: Style, text: impl Display) -> String {
    let text = text.to_string();
    if text.is_empty() { text } else { format!("{style}{text}{style:#}") }
}

/// A row of cells, each in a style.
pub(super) fn painted(style: Style, cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| paint(style, cell)).collect()
}

/// Rows as text in aligned columns.
pub fn columns(rows: &[Vec<String>]) -> String {
    let width = |cell: &String| strip_str(cell).to_string().chars().count();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> =
        (0..count).map(|column| rows.iter().filter_map(|row| row.get(column)).map(width).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let filled = row.iter().zip(&widths).map(|(cell, &wide)| format!("  {cell}{:1$}", "", wide - width(cell)));
        text += filled.collect::<String>().trim_end();
        text.push('\n');
    }
    text
}
