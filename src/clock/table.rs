//! How a run went, as a small table: a line a section, what was planned and what it took.

use super::{Happened, Length};
use unicode_width::UnicodeWidthStr;

/// A line a section, and one for all of them where there are several. Pauses have a column where there was one.
pub fn table(happened: &[Happened]) -> String {
    let mut rows = vec![["section", "planned", "took", "paused"].map(str::to_owned)];
    rows.extend(happened.iter().map(row));
    if happened.len() > 1 {
        rows.push(sum(happened));
    }
    let has_pauses = happened.iter().any(|section| section.paused.seconds() > 0);
    let columns = if has_pauses { 4 } else { 3 };
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in &rows {
        let name = format!("{}{}", row[0], " ".repeat(widths[0] - row[0].width()));
        let rest = (1..columns).map(|column| format!("{:>width$}", row[column], width = widths[column]));
        let cells: Vec<String> = [name].into_iter().chain(rest).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn row(section: &Happened) -> [String; 4] {
    let name = if section.section.is_empty() { "in all" } else { &section.section };
    let took = if section.started.is_some() { section.took.to_string() } else { "-".to_owned() };
    [name.to_owned(), section.planned.to_string(), took, pause(section.paused)]
}

fn pause(length: Length) -> String {
    if length.seconds() == 0 { "-".to_owned() } else { length.to_string() }
}

fn sum(happened: &[Happened]) -> [String; 4] {
    let of = |length: fn(&Happened) -> Length| {
        Length::of_millis(happened.iter().map(|section| length(section).millis()).fold(0, u64::saturating_add))
    };
    let paused = pause(of(|section| section.paused));
    ["in all".to_owned(), of(|section| section.planned).to_string(), of(|section| section.took).to_string(), paused]
}
