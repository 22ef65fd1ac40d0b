//! Distances of a page of progress (`mockups/progress-1.png`).

use super::{Length, hundredths, millipoints, mm};

/// From the head to the calendar, and between the parts.
pub const UNDER_HEAD: Length = mm(8);
pub const BETWEEN: Length = mm(9);

/// A day of the calendar, and the row of weekdays above.
pub const DAY_WIDTH: Length = hundredths(1390);
pub const DAY_HEIGHT: Length = hundredths(1220);
pub const WEEKDAYS: Length = mm(5);
pub const WEEKDAY_BASELINE: Length = hundredths(310);
pub const DAY_SIDE: Length = hundredths(120);
pub const NUMBER_BASELINE: Length = hundredths(380);
pub const SCORE_BASELINE: Length = hundredths(880);
pub const TEXT_BASELINE: Length = hundredths(840);
pub const SCORE_SIZE: Length = millipoints(12_000);
pub const TODAY_STROKE: Length = millipoints(1_200);

/// Figures beside the calendar, or below it where there is no room.
pub const FIGURES_AT: Length = mm(108);
pub const FIGURE_PITCH: Length = hundredths(1440);
pub const FIGURE_SIZE: Length = millipoints(16_000);
pub const FIGURE_BASELINE: Length = hundredths(750);
pub const FIGURE_TEXT: Length = mm(23);
pub const FIGURE_LEAST: Length = mm(50);
pub const FIGURE_TEXT_FIRST: Length = hundredths(200);

/// The chart: two columns of skills where there is room, else one.
pub const COLUMN: Length = mm(82);
pub const COLUMN_GAP: Length = mm(5);
pub const TITLE_ROW: Length = mm(6);
pub const TITLE_BASELINE: Length = hundredths(330);
pub const ROW: Length = hundredths(520);
pub const ROW_BASELINE: Length = hundredths(360);
pub const BOX_WIDTH: Length = hundredths(380);
pub const BOX_HEIGHT: Length = hundredths(370);
pub const BOX_TOP: Length = hundredths(55);
pub const DISC: Length = hundredths(250);
pub const DUE: Length = mm(12);
pub const NAME_GAP: Length = hundredths(150);
pub const NAME_SIZES: [Length; 3] = [millipoints(8_500), millipoints(7_500), millipoints(6_500)];

/// Under the heading of beliefs.
pub const UNDER_TITLE: Length = mm(2);
