//! Where a warning begins. Numbers without another source are those of `curriculum/README.md` 3.6.

/// Draws below which spread says nothing: in 50 draws a problem with 60 questions of equal chance shows 34.
pub const FEWEST_DRAWS: usize = 50;

/// Different questions that 200 draws must have (warning 53).
const DISTINCT: f64 = 30.0;

/// The same for any number of draws: what a problem with just so many questions, all equally likely, shows on average.
/// In 200 draws that is all of them.
pub fn distinct(draws: usize) -> usize {
    let unseen = (0..draws).fold(DISTINCT, |unseen, _| unseen * (DISTINCT - 1.0) / DISTINCT);
    let seen = (DISTINCT - unseen).round();
    (0_u32..).take_while(|number| f64::from(*number) < seen).count()
}

/// Draws thrown away for each that was kept, on average (warning 54).
pub const REDRAWS: usize = 20;

/// Minutes differ where the model is off by this share of the author's, in percent, and by a whole minute, since
/// authors write whole ones (warning 55).
pub const MINUTES_OFF: u32 = 50;

/// Of all draws, those that must give the answer away, in percent: a word that stands there by chance does not vary
/// with the answer (warning 56).
pub const GIVEN_AWAY: usize = 90;

/// Letters that an answer must have to be found in a sentence: shorter ones stand there by chance (warning 56).
pub const GIVEN_AWAY_LETTERS: usize = 4;

/// By how much the right option is longer than the longest other one, in percent, and in letters, so that short names
/// do not count (warning 57).
pub const LONGER: usize = 133;
pub const LONGER_LETTERS: usize = 8;

/// Columns of handwriting on a rule: 161 mm at 3.3 mm a letter (warning 59; `curriculum/README.md` 4.1).
pub const MODEL_COLUMNS: usize = 48;

/// One answer may be right in one draw of so many (warning 61).
pub const ONE_ANSWER: usize = 4;

/// Lines or rows by which the shortest and the longest draw may differ (warning 62).
pub const SPREAD: usize = 2;

#[cfg(test)]
mod tests {
    use super::distinct;

    #[test]
    fn thirty_questions_show_themselves_in_two_hundred_draws() {
        let cases = [(0, 0), (1, 1), (30, 19), (60, 26), (200, 30), (100_000, 30)];
        for (draws, least) in cases {
            assert_eq!(distinct(draws), least, "{draws} draws");
        }
    }
}
