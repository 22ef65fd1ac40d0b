//! Distances in large print (`mockups/README.md`, large-1): A4 and Letter only.

use super::print::{Answers, Measures, Tall};
use super::{Length, hundredths, millipoints, mm};

impl Measures {
    /// Large print, the largest code first. What a block is too wide for is set in the next: code is smaller, and so is
    /// the room for what is written into code and tables, at the least as much as in usual print.
    pub const LARGE: &'static [Measures] = &[
        Measures::large(18),
        Measures::large(17),
        Measures::large(16),
        Measures::large(15),
        Measures::large(14),
        Measures::large(13),
        Measures::large(12),
    ];

    /// These distances, and then those of the same print with smaller code.
    pub fn and_smaller(&'static self) -> impl Iterator<Item = &'static Measures> {
        let smaller = Measures::LARGE.iter().filter(|other| self.answers == other.answers && other.code < self.code);
        std::iter::once(self).chain(smaller)
    }

    /// With code of so many points.
    const fn large(points: i32) -> Measures {
        let size = millipoints(points * 1000);
        Measures {
            answers: Answers::BelowCode,
            tall: Tall::Cut,
            title: millipoints(28_000),
            number: millipoints(24_000),
            label: millipoints(16_000),
            body: millipoints(18_000),
            small: millipoints(16_000),
            tiny: millipoints(14_000),
            foot: millipoints(12_000),
            code: size,
            code_in_text: if size.0 < 17_000 { size } else { millipoints(17_000) },
            small_code: size,
            code_in_small: if size.0 < 15_000 { size } else { millipoints(15_000) },
            label_spacing: millipoints(1_280),
            body_pitch: millipoints(24_000),
            body_first: millipoints(14_000),
            body_below: millipoints(5_200),
            small_pitch: millipoints(21_500),
            small_first: millipoints(12_400),
            small_below: millipoints(4_600),
            code_pitch: share(size, 4, 3),
            code_first: share(size, 19, 20),
            small_code_pitch: share(size, 4, 3),
            small_code_first: share(size, 19, 20),
            code_indent: hundredths(1420),
            mark_room: mm(8),
            gap_line: mm(12),
            gap_baseline: hundredths(760),
            gap_height: mm(10),
            gap_column: share(size, 780, 1000),
            gap_extra: mm(5),
            gap_number_down: hundredths(430),
            rules_in_listing: mm(72),
            caption_column: mm(30),
            rule: millipoints(1_000),
            pitch: mm(12),
            guide: mm(18),
            guide_heads: mm(6),
            narrowest_rule: mm(72),
            answer_column: mm(110),
            label_column: mm(70),
            label_indent: mm(8),
            label_pitch: mm(6),
            label_text: millipoints(15_000),
            label_first: hundredths(480),
            tallest_copy: mm(125),
            writing_row: mm(12),
            writing_baseline: hundredths(780),
            printed_row: hundredths(780),
            printed_baseline: hundredths(560),
            cell_column: share(size, 709, 1000),
            cell_extra: mm(5),
            cell_least: mm(18),
            text_beside: mm(80),
            ruled_fill: mm(60),
            order_width: mm(14),
            order_height: mm(11),
            order_pitch: mm(14),
            order_text: mm(18),
            order_baseline: hundredths(770),
            tick: mm(7),
            tick_pitch: mm(12),
            tick_letter: mm(11),
            tick_text: mm(19),
            tick_baseline: hundredths(580),
            pair_width: mm(14),
            pair_height: mm(11),
            pair_pitch: mm(14),
            pair_baseline: hundredths(770),
            pair_text: mm(18),
            pair_column: mm(85),
            pair_letter: mm(9),
            false_box: mm(18),
            statement_text: mm(34),
            statement_heads: mm(8),
            statement_head_baseline: hundredths(550),
            statement_rule: mm(20),
            statement_pitch: hundredths(2350),
            frame_height: mm(65),
            frame_top: mm(2),
            rubric: mm(5),
            rubric_text: hundredths(950),
            figure_head: mm(7),
            space_least: mm(120),
            space_box: mm(130),
            space_most: mm(170),
            space_shortest: mm(80),
            space_each: mm(16),
            space_name_width: mm(14),
            space_name_height: mm(11),
            name_baseline: hundredths(2720),
            name_rule: hundredths(2790),
            times_baseline: hundredths(3980),
            times_rule: hundredths(4060),
            name_bottom: mm(43),
            name_from: mm(21),
            name_to: mm(170),
            start_at: Length::ZERO,
            start_from: mm(21),
            start_to: mm(47),
            finish_at: mm(54),
            finish_from: mm(76),
            finish_to: mm(102),
            score_width: mm(26),
            blank_baseline: hundredths(460),
            blank_rule: hundredths(530),
            grid_step: hundredths(750),
            grid_dot: hundredths(60),
            foot_rule: mm(5),
            foot_baseline: hundredths(960),
            air: hundredths(150),
            head: mm(11),
            head_baseline: hundredths(810),
            label_from: mm(12),
            body_indent: Length::ZERO,
            points_width: mm(26),
            ..Measures::NORMAL
        }
    }
}

/// A share of a length, rounded down.
const fn share(length: Length, numerator: i32, denominator: i32) -> Length {
    Length(length.0 * numerator / denominator)
}
