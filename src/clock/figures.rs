//! Large figures: a time as rows of filled and empty squares, of any size.

/// Squares from top to bottom of a figure.
pub const ROWS: usize = 5;

/// Each figure, row by row.
const DIGITS: [[&str; ROWS]; 10] = [
    ["###", "# #", "# #", "# #", "###"],
    [" # ", "## ", " # ", " # ", "###"],
    ["###", "  #", "###", "#  ", "###"],
    ["###", "  #", "###", "  #", "###"],
    ["# #", "# #", "###", "  #", "  #"],
    ["###", "#  ", "###", "  #", "###"],
    ["###", "#  ", "###", "# #", "###"],
    ["###", "  #", "  #", "  #", "  #"],
    ["###", "# #", "###", "# #", "###"],
    ["###", "# #", "###", "  #", "###"],
];

const COLON: [&str; ROWS] = [" ", "#", " ", "#", " "];

/// How many columns and rows of the terminal a square takes. A place on a terminal is about twice as high as wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub columns: usize,
    pub rows: usize,
}

impl Scale {
    /// From the largest, 40 rows high, to the smallest.
    pub fn all() -> impl Iterator<Item = Scale> {
        let wide = (1..=8).rev().map(|rows| Scale { columns: 2 * rows, rows });
        wide.chain([Scale { columns: 1, rows: 1 }])
    }

    /// Columns that a time takes.
    pub fn width(self, time: &str) -> usize {
        let squares: usize = time.chars().map(|letter| figure(letter)[0].len() + 1).sum();
        squares.saturating_sub(1) * self.columns
    }

    /// Rows that it takes.
    pub fn height(self) -> usize {
        ROWS * self.rows
    }
}

fn figure(letter: char) -> [&'static str; ROWS] {
    let digit = letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    digit.and_then(|digit| DIGITS.get(digit)).copied().unwrap_or(COLON)
}

/// The rows of a time such as `44:59`, each square filled with one letter.
pub fn rows(time: &str, scale: Scale, filling: char) -> Vec<String> {
    let mut found = Vec::new();
    for row in 0..ROWS {
        let squares = time.chars().map(|letter| figure(letter)[row]).collect::<Vec<_>>().join(" ");
        let mut text = String::new();
        for square in squares.chars() {
            let letter = if square == '#' { filling } else { ' ' };
            text.extend(std::iter::repeat_n(letter, scale.columns));
        }
        found.extend(std::iter::repeat_n(text, scale.rows));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, ROWS, Scale, rows};

    #[test]
    fn a_time_is_drawn() {
        let drawn = rows("12:07", Scale { columns: 1, rows: 1 }, '#');
        let expected =
            [" #  ###   ### ###", "##    # # # #   #", " #  ###   # #   #", " #  #   # # #   #", "### ###   ###   #"];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn figures_differ_and_are_as_large_as_said() {
        for (at, one) in DIGITS.iter().enumerate() {
            assert!(one.iter().all(|row| row.len() == 3), "{at}");
            assert!(DIGITS.iter().skip(at + 1).all(|other| other != one), "{at}");
        }
        for scale in Scale::all() {
            let drawn = rows("1:23:45", scale, '\u{2588}');
            assert_eq!(drawn.len(), ROWS * scale.rows);
            assert!(drawn.iter().all(|row| row.chars().count() == scale.width("1:23:45")), "{scale:?}");
        }
    }
}
