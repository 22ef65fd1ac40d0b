//! One mark as teachers write it in a cell.

/// What a cell says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nobody has marked it.
    Blank,
    /// The student left it out: no points.
    NotTried,
    /// Points in hundredths, and the letter of a listed wrong answer, if it was one.
    Given { hundredths: u32, wrong: Option<char> },
}

impl Mark {
    /// The points, in hundredths; `None` if nobody has marked it.
    pub fn hundredths(self) -> Option<u32> {
        match self {
            Mark::Blank => None,
            Mark::NotTried => Some(0),
            Mark::Given { hundredths, .. } => Some(hundredths),
        }
    }
}

/// Why a cell is no mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoMark {
    /// It reads as anything else.
    Unread,
    /// A day, which is what spreadsheets make of `5/8`.
    Date,
    /// More points than there are.
    TooHigh,
    /// `5/8` where there are not eight points.
    OtherPoints { said: u32 },
    /// A letter without points.
    LetterAlone { letter: char },
    /// More than two digits behind the point.
    TooFine,
}

/// Months as spreadsheets shorten them, in English, German, French, Spanish.
const MONTHS: [&str; 25] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez",
    "fév", "avr", "juin", "juil", "aoû", "déc", "ene", "abr", "ago",
];

/// Reads a mark for a question of so many points: `5`, `4.5` or `4,5`, `5/8`, `3a` with the letter of a wrong answer,
/// `-` for what was not tried, nothing for what is not marked.
pub fn read(text: &str, points: u32) -> Result<Mark, NoMark> {
    match text {
        "" => return Ok(Mark::Blank),
        "-" | "–" | "—" | "−" => return Ok(Mark::NotTried),
        _ => {}
    }
    if is_date(text) {
        return Err(NoMark::Date);
    }
    let (rest, wrong) = without_letter(text);
    if rest.is_empty() {
        return wrong.map_or(Err(NoMark::Unread), |letter| Err(NoMark::LetterAlone { letter }));
    }
    let (number, out_of) = match rest.split_once('/') {
        Some((number, out_of)) => (number.trim_end(), Some(out_of.trim_start())),
        None => (rest, None),
    };
    if let Some(out_of) = out_of {
        let said = whole(out_of).ok_or(NoMark::Unread)?;
        if said != points {
            return Err(NoMark::OtherPoints { said });
        }
    }
    let hundredths = hundredths(number)?;
    if u64::from(hundredths) > 100 * u64::from(points) {
        return Err(NoMark::TooHigh);
    }
    Ok(Mark::Given { hundredths, wrong })
}

/// The text before a letter at the end, and that letter in lower case.
fn without_letter(text: &str) -> (&str, Option<char>) {
    let last = text.chars().next_back().filter(char::is_ascii_alphabetic);
    match last {
        Some(letter) => (text[..text.len() - 1].trim_end(), Some(letter.to_ascii_lowercase())),
        None => (text, None),
    }
}

fn whole(text: &str) -> Option<u32> {
    let is_whole = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|_| is_whole)
}

/// A number with a decimal point or comma in hundredths. More digits than two are zeros, or too fine.
fn hundredths(text: &str) -> Result<u32, NoMark> {
    let (before, behind) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let behind = if behind.len() > 2 { behind.trim_end_matches('0') } else { behind };
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let has_digits = !before.is_empty() || !behind.is_empty();
    if !has_digits || !is_number(before) || !is_number(behind) {
        return Err(NoMark::Unread);
    }
    if behind.len() > 2 {
        return Err(NoMark::TooFine);
    }
    let before: u32 = if before.is_empty() { 0 } else { before.parse().map_err(|_| NoMark::TooHigh)? };
    let behind: u32 = format!("{behind:0<2}").parse().map_err(|_| NoMark::Unread)?;
    before.checked_mul(100).and_then(|whole| whole.checked_add(behind)).ok_or(NoMark::TooHigh)
}

/// A day of any year, or of this one: `5-Aug`, `05. Aug`, `2026-08-05`, `5.8.2026`.
fn is_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let has_digit = text.contains(|letter: char| letter.is_ascii_digit());
    if has_digit && words.clone().count() == 1 {
        return words.any(|word| word.chars().count() >= 3 && MONTHS.iter().any(|month| word.starts_with(month)));
    }
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    parts.len() == 3 && parts.iter().all(|part| whole(part.trim()).is_some())
}

#[cfg(test)]
mod tests {
    use super::{Mark, NoMark, read};

    #[test]
    fn marks_as_teachers_write_them() {
        let given = |hundredths, wrong| Mark::Given { hundredths, wrong };
        let cases = [
            ("", Mark::Blank),
            ("-", Mark::NotTried),
            ("–", Mark::NotTried),
            ("5", given(500, None)),
            ("0", given(0, None)),
            ("8", given(800, None)),
            ("4.5", given(450, None)),
            ("4,5", given(450, None)),
            ("4,25", given(425, None)),
            ("4.50000", given(450, None)),
            (".5", given(50, None)),
            ("5/8", given(500, None)),
            ("5 / 8", given(500, None)),
            ("4,5/8", given(450, None)),
            ("3a", given(300, Some('a'))),
            ("3 B", given(300, Some('b'))),
            ("3/8c", given(300, Some('c'))),
            ("0a", given(0, Some('a'))),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, 8), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_mark() {
        let cases = [
            ("9", NoMark::TooHigh),
            ("8.01", NoMark::TooHigh),
            ("99999999999", NoMark::TooHigh),
            ("42949673", NoMark::TooHigh),
            ("5/10", NoMark::OtherPoints { said: 10 }),
            ("5/x", NoMark::Unread),
            ("a", NoMark::LetterAlone { letter: 'a' }),
            ("4.125", NoMark::TooFine),
            ("five", NoMark::Unread),
            ("5 ab", NoMark::Unread),
            ("-5", NoMark::Unread),
            ("50%", NoMark::Unread),
            (".", NoMark::Unread),
            ("1,2,3", NoMark::Unread),
            ("é", NoMark::Unread),
            ("5-Aug", NoMark::Date),
            ("05. Aug", NoMark::Date),
            ("Aug 05", NoMark::Date),
            ("2026-08-05", NoMark::Date),
            ("05.08.2026", NoMark::Date),
            ("8/5/2026", NoMark::Date),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, 8), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_marked_has_no_points() {
        assert_eq!(Mark::Blank.hundredths(), None);
        assert_eq!(Mark::NotTried.hundredths(), Some(0));
    }
}
