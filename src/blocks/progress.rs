//! What a page of progress shows: a month, a few figures, the box of every skill, and beliefs with their cure.

use super::{Foot, Table};

/// One report, as plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// "Progress".
    pub title: String,
    /// "November 2026".
    pub subtitle: String,
    pub calendar: Calendar,
    /// A figure and what it counts: "10", "days in a row".
    pub figures: Vec<(String, String)>,
    pub chart: Chart,
    /// What somebody falls for, under its heading; none where there is nothing.
    pub beliefs: Option<(String, Table)>,
    pub foot: Foot,
}

/// A month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Says in a sentence what it holds.
    pub summary: String,
    /// Days of the first week that belong to the month before.
    pub skipped: usize,
    pub days: Vec<CalendarDay>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    pub number: u32,
    pub is_today: bool,
    pub holds: DayHolds,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayHolds {
    Nothing,
    /// "–", "4 due".
    Text(String),
    /// Marks earned, and the most there were.
    Score(u32, u32),
}

/// A row of boxes for each skill, a disc in the one it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// At the right of the title: how discs move.
    pub note: String,
    /// Over the names: "comes back after days".
    pub head: String,
    /// Over the boxes: "1", "3", "7".
    pub boxes: Vec<String>,
    /// Over the days: "due".
    pub last_head: String,
    pub groups: Vec<ChartGroup>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartGroup {
    pub title: String,
    pub rows: Vec<ChartRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartRow {
    pub name: String,
    /// "stage 2".
    pub note: Option<String>,
    /// Which box has the disc, from 0.
    pub in_box: usize,
    /// "23 Nov".
    pub due: String,
}
