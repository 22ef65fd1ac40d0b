//! Distances on A5: the type of A4 on a narrower page, the times in a row of their own, and a foot that keeps 6.35 mm
//! off the edge in a margin of 12 mm.

use super::print::{Measures, Tall};
use super::{Length, hundredths, millipoints, mm};

impl Measures {
    pub const A5: Measures = Measures {
        tall: Tall::Cut,
        title: millipoints(18_000),
        times_baseline: hundredths(3350),
        times_rule: hundredths(3410),
        name_bottom: mm(36),
        tallest_copy: mm(105),
        pair_column: mm(46),
        text_beside: mm(45),
        name_to: mm(116),
        start_at: Length::ZERO,
        start_from: mm(10),
        start_to: mm(32),
        finish_at: mm(38),
        finish_from: mm(49),
        finish_to: mm(71),
        foot_rule: mm(3),
        foot_baseline: hundredths(690),
        foot_code: mm(46),
        ..Measures::NORMAL
    };
}
