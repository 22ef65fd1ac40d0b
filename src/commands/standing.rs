//! `longhand progress`: what is due, what is strong and weak, how often one practised, and what one falls for.

mod object;
mod page;
mod text;

use super::dates::Day;
use super::files::{self, File};
use super::memory::Memory;
use super::printing;
use super::{Failure, Outcome, World, banks, kept, making};
use crate::bank::Bank;
use crate::choose::Due;
use crate::cli::{Format, Progress};
use crate::code::PrintSize;
use crate::history::{SIGNALS, SkillState, coming, pace, streaks};
use crate::layout;
use std::collections::BTreeMap;

/// From this box on a skill counts as strong, and up to this one as weak.
pub const STRONG: u8 = 3;
pub const WEAK: u8 = 1;
/// Days for which it is told what comes back.
const AHEAD: u32 = 7;
/// Beliefs that are told: those met most often.
const BELIEFS: usize = 8;

/// Everything that is told, in text, JSON and on paper alike.
pub struct Standing<'a> {
    pub today: Day,
    /// Current and longest row of days.
    pub streak: (u32, u32),
    /// By day: marks earned, and the most there were, of dailies.
    pub scores: BTreeMap<Day, (u32, u32)>,
    /// By day: skills that come back on it; what is late stands today.
    pub coming: BTreeMap<Day, usize>,
    /// Marks of 2 and 3, and all marks.
    pub good: (usize, usize),
    /// The last interview with signals: its day, and they.
    pub interview: Option<(Day, [u8; SIGNALS])>,
    /// In hundredths of the minutes printed.
    pub pace: u32,
    pub due: Due,
    /// By topic in the bank's order, those that were marked.
    pub topics: Vec<(&'a str, Vec<(&'a str, SkillState)>)>,
    pub beliefs: Vec<Belief<'a>>,
}

/// A misconception that was behind an answer.
pub struct Belief<'a> {
    pub id: &'a str,
    pub belief: &'a str,
    pub truth: &'a str,
    pub times: u32,
    pub last: Day,
}

pub fn run(arguments: &Progress, world: &World) -> Result<Outcome, Failure> {
    let store = kept::store(&arguments.home, world)?;
    let (history, notes) = kept::read(&store)?;
    let bank = banks::load(&arguments.bank)?;
    let memory = Memory::of(&history, &bank);
    let standing = Standing::of(&memory, &bank, world.today);
    let done = match arguments.output.format.unwrap_or(Format::Text) {
        Format::Text => files::deliver_text(text::text(&standing), &arguments.output),
        Format::Json => files::deliver_text(making::pretty(&object::object(&standing)), &arguments.output),
        Format::Pdf => paper(&standing, arguments, world),
    };
    match done {
        Ok(outcome) => Ok(Outcome { notes: notes.into_iter().chain(outcome.notes).collect(), ..outcome }),
        Err(failure) => Err(failure.after(notes)),
    }
}

fn paper(standing: &Standing, arguments: &Progress, world: &World) -> Result<Outcome, Failure> {
    if arguments.paper.print() == PrintSize::Large {
        return Err(Failure::Usage {
            message: "the page of progress has no large print".to_owned(),
            help: "`longhand progress` shows the same as text, which a terminal shows as large as you like".to_owned(),
        });
    }
    let paper = arguments.paper.paper.unwrap_or(world.paper);
    let on = printing::paper(paper, PrintSize::Normal)?;
    let pages = layout::lay_out_progress(&page::page(standing), on)
        .map_err(|unfit| Failure::Bug(format!("the page of progress does not fit: {unfit:?}")))?;
    let bytes = printing::print_pages(&pages, "progress", paper, standing.today.in_seconds(), world)?;
    files::deliver(File { name: format!("longhand-progress-{}.pdf", standing.today), bytes }, &arguments.output)
}

impl<'a> Standing<'a> {
    fn of(memory: &Memory, bank: &'a Bank, today: Day) -> Standing<'a> {
        let due = memory.due(today.0, None);
        let mut scores: BTreeMap<Day, (u32, u32)> = BTreeMap::new();
        for sheet in memory.sheets.iter().filter(|sheet| sheet.is_daily()) {
            if let Some((score, day)) = sheet.score {
                let sum = score.sum();
                let of_day = scores.entry(Day(day)).or_default();
                *of_day = (of_day.0 + sum.0, of_day.1 + sum.1);
            }
        }
        let marks: Vec<u8> = memory.answers.iter().filter_map(|answer| answer.mark).collect();
        let good = marks.iter().filter(|mark| **mark >= 2).count();
        Standing {
            today,
            streak: streaks(&memory.sheets, today.0),
            scores,
            coming: coming(&due, 62).into_iter().map(|(day, count)| (Day(day), count)).collect(),
            good: (good, marks.len()),
            interview: interview(memory),
            pace: pace(&memory.sheets),
            due,
            topics: topics(memory, bank),
            beliefs: beliefs(memory, bank),
        }
    }

    pub fn skills(&self) -> impl Iterator<Item = &(&'a str, SkillState)> {
        self.topics.iter().flat_map(|(_, skills)| skills)
    }

    /// Percent of all marks that are 2 or 3; `None` where there are none.
    pub fn good_percent(&self) -> Option<usize> {
        (self.good.0 * 100 + self.good.1 / 2).checked_div(self.good.1)
    }

    /// How many skills come back within the next days, and the last of these days.
    pub fn ahead(&self) -> (usize, Day) {
        let last = Day(self.today.0 + AHEAD);
        (self.coming.range(..=last).map(|(_, count)| count).sum(), last)
    }
}

fn interview(memory: &Memory) -> Option<(Day, [u8; SIGNALS])> {
    let scores = memory.sheets.iter().filter_map(|sheet| sheet.score);
    scores.filter_map(|(score, day)| Some((Day(day), score.signals?))).max_by_key(|(day, _)| *day)
}

fn topics<'a>(memory: &Memory, bank: &'a Bank) -> Vec<(&'a str, Vec<(&'a str, SkillState)>)> {
    let of_topic = |topic: &str| {
        let skills = bank.skills.iter().filter(|skill| skill.topic == topic);
        let marked = skills.filter_map(|skill| Some((skill.id.as_str(), memory.skills.get(&skill.id)?.clone())));
        marked.collect::<Vec<_>>()
    };
    let all = bank.topics.iter().map(|topic| (topic.title.as_str(), of_topic(&topic.id)));
    all.filter(|(_, skills)| !skills.is_empty()).collect()
}

/// Beliefs that are none of this bank's, and slips, which nobody believes, are told to nobody.
fn beliefs<'a>(memory: &Memory, bank: &'a Bank) -> Vec<Belief<'a>> {
    let told = memory.skills.misreads().filter_map(|(id, state)| {
        let known = bank.misconceptions.iter().find(|known| known.id == id || known.was.iter().any(|was| was == id))?;
        let (times, last) = (state.times, Day(state.last));
        (!known.slip).then_some(Belief { id: &known.id, belief: &known.belief, truth: &known.truth, times, last })
    });
    let mut all: Vec<Belief> = told.collect();
    all.sort_by_key(|belief| (std::cmp::Reverse((belief.times, belief.last)), belief.id));
    all.truncate(BELIEFS);
    all
}
