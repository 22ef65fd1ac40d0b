//! Distances beside a strip of answers: those of A4, but for the times, which stand in a row of their own.

use super::print::Measures;
use super::{Length, mm};

impl Measures {
    pub const FOLD: Measures = Measures {
        name_to: mm(170),
        times_baseline: Measures::A5.times_baseline,
        times_rule: Measures::A5.times_rule,
        name_bottom: Measures::A5.name_bottom,
        start_at: Length::ZERO,
        start_from: Measures::A5.start_from,
        start_to: Measures::A5.start_to,
        finish_at: Measures::A5.finish_at,
        finish_from: Measures::A5.finish_from,
        finish_to: Measures::A5.finish_to,
        tall: Measures::A5.tall,
        ..Measures::NORMAL
    };
}
