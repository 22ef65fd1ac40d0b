//! Days and their names. The one file that names the date library.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, ZonedDateTime};

/// A day, as the number of days since 2000-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub u32);

/// A second of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Timestamp);

/// Seconds from 1970-01-01 to 2000-01-01.
const EPOCH_2000: i64 = 946_684_800;

fn first() -> Date {
    jiff::civil::date(2000, 1, 1)
}

fn of_date(date: Date) -> Option<Day> {
    let days = first().until(date).ok()?.get_days();
    u32::try_from(days).ok().map(Day)
}

/// The clock's day, where the user is.
pub fn today() -> Day {
    of_date(ZonedDateTime::now().date()).unwrap_or(Day(0))
}

/// How far local time is before UTC now, in seconds.
pub fn offset() -> i32 {
    ZonedDateTime::now().offset().seconds()
}

/// Reads `2026-11-22`: a day from 2000 to 2199.
pub fn read(text: &str) -> Option<Day> {
    let date: Date = text.parse().ok()?;
    let is_plain = text.len() == 10 && date.year() < 2200;
    is_plain.then_some(())?;
    of_date(date)
}

impl Moment {
    /// The clock's second.
    pub fn now() -> Moment {
        Moment::of_seconds(ZonedDateTime::now().timestamp().as_second())
    }

    /// The first second of a day, UTC.
    pub fn of_midnight(day: Day) -> Moment {
        Moment::of_seconds(day.in_seconds())
    }

    fn of_seconds(seconds: i64) -> Moment {
        Moment(Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH))
    }
}

/// "2026-11-22T09:15:04Z".
impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Day {
    fn date(self) -> Date {
        let days = i64::from(self.0);
        first().checked_add(days.days()).unwrap_or(Date::MAX)
    }

    /// "Sunday 22 November 2026".
    pub fn in_words(self) -> String {
        self.date().strftime("%A %-d %B %Y").to_string()
    }

    /// "22 November 2026".
    pub fn without_weekday(self) -> String {
        self.date().strftime("%-d %B %Y").to_string()
    }

    /// "22 November".
    pub fn without_year(self) -> String {
        self.date().strftime("%-d %B").to_string()
    }

    /// "22 Nov".
    pub fn short(self) -> String {
        self.date().strftime("%-d %b").to_string()
    }

    /// "November 2026".
    pub fn month_in_words(self) -> String {
        self.date().strftime("%B %Y").to_string()
    }

    /// Every day of its month.
    pub fn month(self) -> Vec<Day> {
        let first = of_date(self.date().first_of_month()).unwrap_or(self);
        (first.0..).map(Day).take(usize::try_from(self.date().days_in_month()).unwrap_or(0)).collect()
    }

    /// Its place in the week, 0 for Monday.
    pub fn weekday(self) -> usize {
        usize::try_from(self.date().weekday().to_monday_zero_offset()).unwrap_or(0)
    }

    /// Seconds since 1970 at its midnight, UTC.
    pub fn in_seconds(self) -> i64 {
        EPOCH_2000 + i64::from(self.0) * 86_400
    }
}

/// "2026-11-22".
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.date().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Moment, read};

    #[test]
    fn days_are_read_and_written() {
        assert_eq!(read("2000-01-01"), Some(Day(0)));
        assert_eq!(read("2026-11-22").map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
        assert_eq!(read("2026-11-22").map(Day::in_words).as_deref(), Some("Sunday 22 November 2026"));
        assert_eq!(read("2024-02-29").map(Day::in_seconds), Some(1_709_164_800));
        assert_eq!(
            read("2026-11-22").map(Moment::of_midnight).map(|moment| moment.to_string()).as_deref(),
            Some("2026-11-22T00:00:00Z")
        );
        let sunday = read("2026-11-22").expect("a day");
        assert_eq!(
            (sunday.weekday(), sunday.short(), sunday.without_year()),
            (6, "22 Nov".into(), "22 November".into())
        );
        let month = sunday.month();
        assert_eq!((month.len(), month[0].to_string(), month[29].weekday()), (30, "2026-11-01".into(), 0));
        for text in ["2026-02-30", "1999-12-31", "2200-01-01", "22.11.2026", "2026-11-22T00:00", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
