//! A run through the sections: where it is, what has been used of each, and what can be written down and read again.
//!
//! A run knows no clock. It is told how much time has gone by, and what is wished.

use super::parts::Part;
use super::sections::{LONGEST_TITLE, MOST_SECTIONS};
use super::{ClockFault, Length, Section};
use serde::{Deserialize, Serialize};

/// The form in which runs are written down.
const FORMAT: u32 = 1;

/// The end of the year 9999, in milliseconds: a later time of day is no time of day.
const LAST_MOMENT: i64 = 253_402_300_800_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    Running,
    Paused,
    /// The last section has run out.
    Over,
}

/// What happens while time goes by. Sections are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// So many minutes of a section are left.
    Left { section: usize, minutes: u32 },
    /// A section has run out, and another one runs, or none.
    RanOut { section: usize, next: Option<usize> },
    /// The clock on the wall went on by so much while this machine's own clock stood still.
    Slept(Length),
}

/// How a section went. Times of day are milliseconds since 1970; a section that was never reached has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    pub section: String,
    pub planned: Length,
    /// Time that ran, without pauses.
    pub took: Length,
    pub paused: Length,
    pub started: Option<i64>,
    pub ended: Option<i64>,
}

/// Where a run is. It is written down at each change, so that a run whose terminal was closed can go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    format: u32,
    /// When it began: what tells one run from another.
    pub(super) begun: i64,
    /// Up to when everything below is counted.
    pub(super) seen: i64,
    pub(super) at: usize,
    pub(super) phase: Phase,
    /// Milliseconds since the last section ran out.
    pub(super) over: u64,
    pub(super) parts: Vec<Part>,
}

impl Run {
    /// A run through some sections, of which there is at least one.
    pub fn new(sections: &[Section], wall: i64) -> Run {
        let mut parts: Vec<Part> = sections.iter().map(Part::new).collect();
        if let Some(first) = parts.first_mut() {
            first.enter(wall);
        }
        Run { format: FORMAT, begun: wall, seen: wall, at: 0, phase: Phase::Running, over: 0, parts }
    }

    /// Reads a run that was written down.
    pub fn read(text: &[u8]) -> Result<Run, ClockFault> {
        let refuse = |why| Err(ClockFault::Kept { why });
        let Ok(run) = serde_json::from_slice::<Run>(text) else {
            return refuse("the file is damaged, or another version of Longhand wrote it");
        };
        if run.format != FORMAT {
            return refuse("another version of Longhand wrote it");
        }
        if run.parts.len() > MOST_SECTIONS || run.at >= run.parts.len() {
            return refuse("its sections do not add up");
        }
        if run.moments().any(|wall| !(0..LAST_MOMENT).contains(&wall)) || run.parts.iter().any(is_unlikely) {
            return refuse("its times do not add up");
        }
        Ok(run)
    }

    /// The run as it is kept.
    pub fn write(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("a run is numbers and texts");
        text.push(b'\n');
        text
    }

    /// Whether both are the same run, at whatever point.
    pub fn is_same(&self, other: &Run) -> bool {
        self.begun == other.begun && self.parts.len() == other.parts.len()
    }

    fn moments(&self) -> impl Iterator<Item = i64> {
        let of_parts = self.parts.iter().flat_map(|part| [part.started, part.ended]).flatten();
        of_parts.chain([self.begun, self.seen])
    }

    pub(super) fn part(&self) -> &Part {
        &self.parts[self.at]
    }

    fn part_mut(&mut self) -> &mut Part {
        &mut self.parts[self.at]
    }

    /// Milliseconds that are left of this section and all after it.
    pub(super) fn left_in_all(&self) -> u64 {
        self.parts[self.at..].iter().map(Part::left).sum()
    }

    /// Lets so many milliseconds go by, up to a time of day.
    pub fn advance(&mut self, elapsed: u64, wall: i64) -> Vec<Event> {
        let events = match self.phase {
            Phase::Running => self.spend(elapsed),
            Phase::Paused => {
                let part = self.part_mut();
                part.paused = part.paused.saturating_add(elapsed);
                Vec::new()
            }
            Phase::Over => {
                self.over = self.over.saturating_add(elapsed);
                Vec::new()
            }
        };
        self.seen = wall;
        events
    }

    /// Uses up section after section, as far as the time goes.
    fn spend(&mut self, elapsed: u64) -> Vec<Event> {
        let mut events = Vec::new();
        let mut rest = elapsed;
        loop {
            let step = rest.min(self.part().left());
            let bell = self.part_mut().spend(step);
            rest -= step;
            self.seen = self.seen.saturating_add_unsigned(step);
            if self.part().left() > 0 {
                let section = self.at;
                events.extend(bell.map(|minutes| Event::Left { section, minutes }));
                return events;
            }
            events.push(self.run_out());
            if self.phase == Phase::Over {
                self.over = rest;
                return events;
            }
        }
    }

    /// Goes from a section that has run out to the next that has not.
    fn run_out(&mut self) -> Event {
        let (section, wall) = (self.at, self.seen);
        self.part_mut().leave(wall);
        let next = (section + 1..self.parts.len()).find(|at| self.parts[*at].left() > 0);
        match next {
            Some(at) => {
                self.at = at;
                self.part_mut().enter(wall);
            }
            None => self.phase = Phase::Over,
        }
        Event::RanOut { section, next }
    }

    /// Stands still, or goes on.
    pub fn pause_or_go_on(&mut self) {
        self.phase = match self.phase {
            Phase::Running => Phase::Paused,
            Phase::Paused => Phase::Running,
            Phase::Over => Phase::Over,
        };
    }

    /// Goes to a section: with what it has left, or with a minute if it had run out.
    pub fn go_to(&mut self, at: usize) {
        let wall = self.seen;
        self.part_mut().leave(wall);
        self.at = at.min(self.parts.len() - 1);
        self.part_mut().enter(wall);
        if self.part().left() == 0 {
            self.part_mut().lengthen();
        }
        if self.phase == Phase::Over {
            self.phase = Phase::Running;
            self.over = 0;
        }
    }

    /// Gives this section a minute more; one that has run out runs again.
    pub fn lengthen(&mut self) {
        match self.phase {
            Phase::Over => self.go_to(self.at),
            Phase::Running | Phase::Paused => self.part_mut().lengthen(),
        }
    }

    /// Takes up a run again that had been ended where it was.
    pub fn take_up(&mut self) {
        if self.phase != Phase::Over {
            self.part_mut().ended = None;
        }
    }

    /// Ends where it is.
    pub fn end(&mut self) {
        let wall = self.seen;
        if self.phase != Phase::Over {
            self.part_mut().leave(wall);
        }
    }

    /// How each section went.
    pub fn happened(&self) -> Vec<Happened> {
        let each = self.parts.iter().map(|part| Happened {
            section: part.title.clone(),
            planned: part.planned,
            took: Length::of_millis(part.used + 500),
            paused: Length::of_millis(part.paused.saturating_add(500)),
            started: part.started,
            ended: part.ended,
        });
        each.collect()
    }
}

/// Whether no countdown can have written this.
fn is_unlikely(part: &Part) -> bool {
    let lengths = [part.planned, part.added];
    let is_title = part.title.chars().count() <= LONGEST_TITLE && !part.title.chars().any(char::is_control);
    !is_title
        || part.planned.seconds() == 0
        || lengths.iter().any(|length| *length > Length::MOST)
        || part.used > part.length()
}
