//! What a terminal shows of a countdown: rows of text for any size, from a whole wall to twenty columns by five rows.
//!
//! A row never is wider than the terminal, and there are never more rows. Nothing is said by colour or weight alone.

use super::figures::{self, Scale};
use super::parts::Part;
use super::run::{Event, Phase};
use super::words::time_of_day;
use super::{Countdown, Length};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A terminal's size, in places for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub columns: usize,
    pub rows: usize,
}

/// What large figures are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Blocks of Unicode.
    Blocks,
    /// Letters that every terminal has.
    Plain,
}

/// How a row stands out, where the terminal can show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Usual,
    Strong,
    /// Light and dark exchanged.
    Marked,
}

/// A row of the terminal: blanks, then text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub indent: usize,
    pub text: String,
    pub weight: Weight,
}

/// A picture of a countdown, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub rows: Vec<Row>,
}

impl Frame {
    /// The rows as text, without blanks at their ends.
    pub fn to_text(&self) -> String {
        let rows = self.rows.iter().map(|row| format!("{}{}", " ".repeat(row.indent), row.text).trim_end().to_owned());
        rows.collect::<Vec<_>>().join("\n")
    }
}

/// The longest bar: longer ones are harder to take in.
const LONGEST_BAR: usize = 60;

/// What stands in the rows, whatever their number.
struct Face {
    time: String,
    title: String,
    bar: Row,
    /// Until when, what comes next, what is left in all.
    plan: [String; 3],
    message: Option<String>,
    keys: String,
    /// How the figures are drawn.
    weight: Weight,
}

/// A place in the picture.
#[derive(Clone, Copy)]
enum Slot {
    Title,
    Figures,
    Bar,
    Plan(usize),
    Message,
    /// The message; where there is none, that it stands still, or the keys.
    MessageOrKeys,
    Keys,
    Blank,
}

/// With air between.
const ROOMY: &[Slot] = &[
    Slot::Title,
    Slot::Blank,
    Slot::Figures,
    Slot::Blank,
    Slot::Bar,
    Slot::Blank,
    Slot::Plan(0),
    Slot::Plan(1),
    Slot::Plan(2),
    Slot::Blank,
    Slot::Message,
    Slot::Keys,
];

/// All of it.
const TIGHT: &[Slot] =
    &[Slot::Title, Slot::Figures, Slot::Bar, Slot::Plan(0), Slot::Plan(1), Slot::Plan(2), Slot::Message, Slot::Keys];

/// What must be seen.
const BARE: &[Slot] = &[Slot::Title, Slot::Figures, Slot::MessageOrKeys];

impl Countdown {
    /// The picture for a terminal of some size.
    pub fn frame(&self, size: Size, ink: Ink) -> Frame {
        let face = Face::of(self, size, ink);
        // Figures that fit all the time keep their size when a digit goes.
        let longest = self.run.parts.iter().map(Part::length).max().unwrap_or_default();
        let longest = Length::of_millis_up(longest).to_string();
        let fits = |slots: &[Slot], scale: Scale| {
            slots.len() - 1 + scale.height() <= size.rows && scale.width(&longest) <= size.columns
        };
        let full = Scale::all().flat_map(|scale| [(ROOMY, scale), (TIGHT, scale)]);
        let all = full.chain(Scale::all().map(|scale| (BARE, scale)));
        let chosen = all.into_iter().find(|(slots, scale)| fits(slots, *scale));
        let mut rows = match chosen {
            Some((slots, scale)) => face.large(slots, scale, ink, size.rows),
            None => face.small(size.rows),
        };
        rows.iter_mut().for_each(|row| fit(row, size.columns, ink));
        Frame { rows }
    }
}

impl Face {
    fn of(countdown: &Countdown, size: Size, ink: Ink) -> Face {
        let run = &countdown.run;
        let message = message(countdown, size.columns);
        Face {
            time: Length::of_millis_up(run.part().left()).to_string(),
            title: title(countdown),
            bar: bar(countdown, size, ink),
            plan: plan(countdown),
            weight: if countdown.mark.is_some() { Weight::Marked } else { Weight::Strong },
            message,
            keys: keys(countdown, size.columns),
        }
    }

    fn message(&self) -> Row {
        let weight = if self.message.is_some() { Weight::Marked } else { Weight::Usual };
        Row { weight, ..usual(self.message.clone().unwrap_or_default()) }
    }

    /// With large figures: the keys at the bottom, the rest in the middle of what is above them.
    fn large(&self, slots: &[Slot], scale: Scale, ink: Ink, height: usize) -> Vec<Row> {
        let filling = match ink {
            Ink::Blocks => '\u{2588}',
            Ink::Plain => '#',
        };
        let (last, others) = slots.split_last().expect("a picture has slots");
        let mut rows: Vec<Row> = others.iter().flat_map(|slot| self.slot(*slot, scale, filling)).collect();
        let spare = height.saturating_sub(rows.len() + 1);
        rows.splice(0..0, std::iter::repeat_n(usual(String::new()), spare / 2));
        rows.resize(height - 1, usual(String::new()));
        rows.extend(self.slot(*last, scale, filling));
        rows
    }

    fn slot(&self, slot: Slot, scale: Scale, filling: char) -> Vec<Row> {
        let row = match slot {
            Slot::Figures => {
                let rows = figures::rows(&self.time, scale, filling).into_iter();
                return rows.map(|text| Row { indent: 0, text, weight: self.weight }).collect();
            }
            Slot::Title => Row { weight: Weight::Strong, ..usual(self.title.clone()) },
            Slot::Bar => self.bar.clone(),
            Slot::Plan(at) => usual(self.plan[at].clone()),
            Slot::Message => self.message(),
            Slot::MessageOrKeys if self.message.is_some() => self.message(),
            Slot::MessageOrKeys if self.bar.weight == Weight::Marked => self.bar.clone(),
            Slot::MessageOrKeys | Slot::Keys => usual(self.keys.clone()),
            Slot::Blank => usual(String::new()),
        };
        vec![row]
    }

    /// Without large figures: the time, and of the rest as much as there are rows for.
    fn small(&self, height: usize) -> Vec<Row> {
        let paused = if self.bar.weight == Weight::Marked { format!("  {}", self.bar.text) } else { String::new() };
        let time = Row { weight: self.weight, ..usual(format!("{}{paused}", self.time)) };
        let title = Row { weight: Weight::Strong, ..usual(self.title.clone()) };
        let message = self.message.is_some().then(|| self.message());
        let mut rows: Vec<Row> = [time].into_iter().chain(message).chain([title]).collect();
        rows.extend(self.plan.iter().filter(|text| !text.is_empty()).cloned().map(usual));
        // Until when is better known than the keys, and they than what comes after.
        rows.truncate(if height > 3 { height - 1 } else { height });
        if height > 3 {
            rows.push(usual(self.keys.clone()));
        }
        rows
    }
}

fn usual(text: String) -> Row {
    Row { indent: 0, text, weight: Weight::Usual }
}

fn title(countdown: &Countdown) -> String {
    let run = &countdown.run;
    match run.parts.len() {
        1 => run.part().title.clone(),
        number => format!("{}   {} of {number}", run.part().title, run.at + 1),
    }
}

/// How much of the section has gone by; while it stands still, for how long.
fn bar(countdown: &Countdown, size: Size, ink: Ink) -> Row {
    let part = countdown.run.part();
    if countdown.run.phase == Phase::Paused {
        let text = format!("PAUSED {}", Length::of_millis(part.paused));
        return Row { weight: Weight::Marked, ..usual(text) };
    }
    let width = size.columns.saturating_sub(4).min(LONGEST_BAR);
    let share = part.used.saturating_mul(u64::try_from(width).unwrap_or(0)) / part.length().max(1);
    let filled = usize::try_from(share).unwrap_or(width).min(width);
    let (full, empty) = match ink {
        Ink::Blocks => ("\u{2588}", "\u{2591}"),
        Ink::Plain => ("#", "."),
    };
    usual(full.repeat(filled) + &empty.repeat(width - filled))
}

fn plan(countdown: &Countdown) -> [String; 3] {
    let (run, now) = (&countdown.run, countdown.now);
    let part = run.part();
    let ends = match run.phase {
        Phase::Over => format!("over since {}", Length::of_millis(run.over)),
        Phase::Paused => format!("would end at {}", time_of_day(now, part.left())),
        Phase::Running => format!("ends at {}", time_of_day(now, part.left())),
    };
    let next = match run.parts.get(run.at + 1) {
        Some(next) => format!("next: {}, {}", next.title, Length::of_millis_up(next.left())),
        None if run.parts.len() > 1 => "the last section".to_owned(),
        None => String::new(),
    };
    let all = run.left_in_all();
    let total = match run.at + 1 < run.parts.len() {
        true => format!("{} left in all, until {}", Length::of_millis_up(all), time_of_day(now, all)),
        false => String::new(),
    };
    [ends, next, total]
}

/// What there is to know or to answer: one thing at a time.
fn message(countdown: &Countdown, columns: usize) -> Option<String> {
    if countdown.is_asking {
        let question = ["End here? q or y ends it, any other key goes on", "End here? q ends it"];
        return question.into_iter().find(|text| text.len() <= columns).or(question.last().copied()).map(str::to_owned);
    }
    if countdown.is_over() {
        return Some("*** time is up ***".to_owned());
    }
    let mark = countdown.mark.as_ref().and_then(|(event, _)| match event {
        Event::Left { minutes: 1, .. } => Some("*** 1 minute left ***".to_owned()),
        Event::Left { minutes, .. } => Some(format!("*** {minutes} minutes left ***")),
        Event::RanOut { section, .. } => Some(format!("*** {} is over ***", countdown.run.parts[*section].title)),
        Event::Slept(_) => None,
    });
    countdown.note.clone().or(mark)
}

/// What the keys do, in one line.
fn keys(countdown: &Countdown, columns: usize) -> String {
    let long = match countdown.run.phase {
        Phase::Running => "space pause   n next   b back   + minute   q quit",
        Phase::Paused => "space go on   n next   b back   + minute   q quit",
        Phase::Over => "+ a minute more   q quit",
    };
    let short = match countdown.run.phase {
        Phase::Over => "keys: + q",
        Phase::Running | Phase::Paused => "keys: space n b + q",
    };
    if long.len() <= columns { long.to_owned() } else { short.to_owned() }
}

/// Puts a row into the middle, cut to the width.
fn fit(row: &mut Row, columns: usize, ink: Ink) {
    if row.text.width() > columns {
        let end = match ink {
            Ink::Blocks => '\u{2026}',
            Ink::Plain => '.',
        };
        let mut room = columns.saturating_sub(1);
        let fits = |letter: &char| {
            let width = letter.width().unwrap_or(0);
            let is_in = width <= room;
            room = if is_in { room - width } else { 0 };
            is_in
        };
        row.text = row.text.chars().take_while(fits).chain((columns > 0).then_some(end)).collect();
    }
    row.indent = if row.text.is_empty() { 0 } else { (columns - row.text.width().min(columns)) / 2 };
}
