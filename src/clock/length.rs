//! A length of time in whole seconds: read from `45` or `0:30`, written as `45:00`.

use super::ClockFault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A length of time, in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Length(u32);

impl Length {
    /// A day. Nothing that is sat through takes longer.
    pub const MOST: Length = Length(24 * 60 * 60);

    /// So many minutes, a day at most.
    pub fn of_minutes(minutes: u32) -> Length {
        Length::of_seconds(minutes.saturating_mul(60))
    }

    /// So many seconds, a day at most.
    pub fn of_seconds(seconds: u32) -> Length {
        Length(seconds.min(Length::MOST.0))
    }

    /// The whole seconds that a number of milliseconds ends in: a countdown shows 0:01 until nothing is left.
    pub fn of_millis_up(millis: u64) -> Length {
        Length(u32::try_from(millis.div_ceil(1000)).unwrap_or(u32::MAX))
    }

    /// The whole seconds that have passed in a number of milliseconds.
    pub fn of_millis(millis: u64) -> Length {
        Length(u32::try_from(millis / 1000).unwrap_or(u32::MAX))
    }

    pub fn seconds(self) -> u32 {
        self.0
    }

    pub fn millis(self) -> u64 {
        u64::from(self.0) * 1000
    }

    /// Reads minutes (`45`), minutes and seconds (`7:30`), or hours too (`1:30:00`): from a second to a day.
    pub fn read(text: &str) -> Result<Length, ClockFault> {
        let fault = || ClockFault::Length { text: text.trim().to_owned() };
        let parts: Vec<u32> = text.trim().split(':').map(number).collect::<Option<_>>().ok_or_else(fault)?;
        let is_sixtieth = parts.iter().skip(1).all(|part| *part < 60);
        let seconds = match parts[..] {
            [minutes] => minutes.checked_mul(60),
            [minutes, seconds] => minutes.checked_mul(60).and_then(|sum| sum.checked_add(seconds)),
            [hours, minutes, seconds] => {
                hours.checked_mul(3600).and_then(|sum| sum.checked_add(minutes * 60 + seconds))
            }
            _ => None,
        };
        let seconds = seconds.filter(|seconds| is_sixtieth && (1..=Length::MOST.0).contains(seconds));
        seconds.map(Length).ok_or_else(fault)
    }
}

/// Digits only: a sign, a blank or nothing at all is no number here.
fn number(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten().filter(|number| *number <= Length::MOST.0)
}

/// "0:07", "45:00", "1:30:00".
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        let text = match hours {
            0 => format!("{minutes}:{seconds:02}"),
            _ => format!("{hours}:{minutes:02}:{seconds:02}"),
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn lengths_are_read_and_written() {
        let cases = [
            ("45", "45:00"),
            ("0:03", "0:03"),
            (" 7:30 ", "7:30"),
            ("90", "1:30:00"),
            ("90:00", "1:30:00"),
            ("1:30:00", "1:30:00"),
            ("1440", "24:00:00"),
        ];
        for (text, written) in cases {
            let read = Length::read(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message()));
            assert_eq!(read.to_string(), written, "{text}");
            assert_eq!(Length::read(&read.to_string()).ok(), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_refused() {
        let wrong =
            ["", "0", "0:00", "-5", "+5", "4.5", "1:60", "1:2:60", "1:60:00", "1:2:3:4", "1441", "24:00:01", ":30"];
        for text in wrong.into_iter().chain(["5:", "five", "99999999999999999999", "5 min"]) {
            assert!(Length::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_left_is_shown_until_it_is_gone() {
        let shown = [(0, "0:00"), (1, "0:01"), (1000, "0:01"), (1001, "0:02"), (59_001, "1:00")];
        for (millis, text) in shown {
            assert_eq!(Length::of_millis_up(millis).to_string(), text, "{millis}");
        }
        assert_eq!(Length::of_millis(1999).to_string(), "0:01");
        assert_eq!(Length::of_millis_up(u64::MAX).seconds(), u32::MAX);
    }
}
