//! What only an interviewer's paper has: minutes drawn to scale, and signals with their levels.

use super::Prose;
use serde::{Deserialize, Serialize};

/// The minutes of a section as a bar, divided into what is done in them, with marks below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// What is done, and the minute at which it ends; the last ends with the section.
    pub stretches: Vec<(String, u32)>,
    /// Minutes of hints.
    pub marks: Vec<u32>,
}

impl Timeline {
    /// Of the whole bar.
    pub fn minutes(&self) -> u32 {
        self.stretches.last().map_or(0, |(_, end)| *end)
    }

    /// "0–1 read · 1–5 questions", and the minutes of the marks.
    pub fn to_lines(&self) -> Vec<String> {
        let mut begin = 0;
        let mut parts = Vec::new();
        for (what, end) in &self.stretches {
            parts.push(format!("{begin}–{end} {what}"));
            begin = *end;
        }
        let marks: Vec<String> = self.marks.iter().map(u32::to_string).collect();
        let mut lines = vec![parts.join(" · ")];
        if !marks.is_empty() {
            lines.push(format!("hints at {}", marks.join(", ")));
        }
        lines
    }
}

/// A table to mark by: a row a signal, a column a level, a box to tick in each cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signals {
    /// "1 not yet", "2 with help".
    pub levels: Vec<String>,
    /// The signal, and what one sees or hears at each level.
    pub rows: Vec<(String, Vec<Prose>)>,
}
