//! What happens, in one line each: for a log, a pipe, a screen reader.

use super::run::{Event, Phase};
use super::{Countdown, Length, Moment};

/// Where a countdown is: `Warm-up: 10:00, until 14:10`.
pub fn begun(countdown: &Countdown) -> String {
    let run = &countdown.run;
    let part = run.part();
    let what = match run.phase {
        Phase::Over => "time is up".to_owned(),
        Phase::Paused => format!("{}, paused", Length::of_millis_up(part.left())),
        Phase::Running => {
            let left = Length::of_millis_up(part.left());
            format!("{left}, until {}", time_of_day(countdown.now, part.left()))
        }
    };
    if part.title.is_empty() { what } else { format!("{}: {what}", part.title) }
}

/// What happened, for one who does not see the clock.
pub fn said(countdown: &Countdown, event: &Event) -> String {
    match event {
        Event::Left { section, minutes } => left(countdown, *section, Length::of_minutes(*minutes)),
        Event::RanOut { section, next } => {
            let left = left(countdown, *section, Length::default());
            match next {
                None => format!("{left}: time is up"),
                // Where several have run out at once, only the one that runs now says until when.
                Some(next) if *next == countdown.run.at => format!("{left}; now {}", begun(countdown)),
                Some(next) => format!("{left}; then {}", countdown.run.parts[*next].title),
            }
        }
        Event::Slept(length) => format!("the machine slept for {length}, and the time went on"),
    }
}

/// `10:00 left of Whiteboard`.
fn left(countdown: &Countdown, section: usize, length: Length) -> String {
    let title = &countdown.run.parts[section].title;
    if title.is_empty() { format!("{length} left") } else { format!("{length} left of {title}") }
}

/// What the clock on the wall will say after so many milliseconds: `14:10`.
pub fn time_of_day(now: Moment, after: u64) -> String {
    let local = now.wall.saturating_add_unsigned(after).saturating_add(i64::from(now.offset) * 1000);
    let minutes = local.div_euclid(60_000).rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
