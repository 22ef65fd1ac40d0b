//! Records → the answers of one person, in their order; how long they take, and on which days they practised.
//!
//! A sheet of a class that has a name, or is one of several, is somebody else's. Days come in as text and are read by
//! the function that is handed in.

use super::record::{Mark, Printed, Scored, Stamp, Verdict};
use super::state::{History, Printing};
use crate::code::Request;
use std::collections::BTreeMap;

/// Reads `2026-11-22` as the number of days since 2000-01-01.
pub type ReadDay = fn(&str) -> Option<u32>;

/// Sheets whose minutes count, and the factors that are kept to, in hundredths (`curriculum/README.md` 5.1).
const TIMED_SHEETS: usize = 10;
const SLOWEST: u32 = 200;
const QUICKEST: u32 = 60;
/// Notes below this number are filled up with the usual pace, so that one slow evening halves no sheet.
const FEWEST_TIMED: usize = 3;

/// One question that was marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In days since 2000-01-01.
    pub day: u32,
    pub skill: String,
    /// 0 to 3; `None` if it was not tried.
    pub mark: Option<u8>,
    /// The misconception behind the wrong answer that was given.
    pub misread: Option<String>,
    /// Misconceptions behind the wrong answers that its key lists.
    pub lists: Vec<String>,
    /// Of a class template: the stage it was asked at.
    pub stage: Option<u8>,
    /// Its interview ended with fewer than 11 of 20: the skill begins anew.
    pub begins_anew: bool,
}

/// A sheet that somebody worked on for themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnSheet<'a> {
    pub sheet: &'a Printed,
    pub request: Request,
    /// The day it is for, or that it was printed on.
    pub day: u32,
    /// Its marks, if they are noted, and the day of the first of them.
    pub score: Option<(&'a Scored, u32)>,
}

impl OwnSheet<'_> {
    pub fn is_daily(&self) -> bool {
        self.sheet.verb == "daily"
    }

    fn answers(&self) -> Vec<Answer> {
        let Some((score, day)) = self.score else { return Vec::new() };
        let stages = self.request.problems.iter().map(|drawn| drawn.stage).chain(std::iter::repeat(None));
        let begins_anew = score.verdict() == Some(Verdict::NotYet);
        let of_points = if self.is_daily() { None } else { Some(0) };
        let answer = |(mark, stage)| Answer { begins_anew, ..answer(mark, stage, day, of_points) };
        score.marks.iter().zip(stages).map(answer).collect()
    }

    /// How long it took, in hundredths of the minutes that its questions should take.
    fn pace(&self) -> Option<u32> {
        let (score, _) = self.score?;
        let planned: u32 = score.marks.iter().map(|mark| mark.asked.minutes).sum();
        score.minutes?.checked_mul(100)?.checked_div(planned)
    }
}

/// `untried` is what a question counts that was not tried.
fn answer(mark: &Mark, stage: Option<u8>, day: u32, untried: Option<u8>) -> Answer {
    let asked = &mark.asked;
    Answer {
        day,
        skill: asked.skill.clone(),
        mark: mark.mark.map(|earned| by_thirds(earned, asked.points)).or(untried),
        misread: mark.misread.clone(),
        lists: asked.wrong.values().filter(|id| !id.is_empty()).cloned().collect(),
        stage: stage.filter(|_| asked.kind == "class"),
        begins_anew: false,
    }
}

/// Points as a mark from 0 to 3: all, two thirds, one third, less.
fn by_thirds(earned: u32, of: u32) -> u8 {
    let thirds = u64::from(earned) * 3 / u64::from(of.max(1));
    u8::try_from(thirds.min(3)).unwrap_or(3)
}

impl History {
    /// Sheets that somebody printed for themselves, each once, in the order in which they were marked, and after those
    /// the ones without marks in the order of their days.
    pub fn own_sheets(&self, read_day: ReadDay) -> Vec<OwnSheet<'_>> {
        let sheets = self.sheets();
        let by_code: BTreeMap<&str, Printing> =
            sheets.iter().map(|printing| (printing.sheet.code.as_str(), *printing)).collect();
        let mut own: Vec<OwnSheet> = Vec::new();
        for (score, stamp) in self.marked() {
            let printing = by_code.get(score.code.as_str());
            let sheet = printing.and_then(|printing| own_sheet(*printing, read_day));
            if let Some((sheet, day)) = sheet.zip(read_day(&stamp.day)) {
                own.push(OwnSheet { score: Some((score, day)), ..sheet });
            }
        }
        let is_marked = |code: &str| own.iter().any(|sheet| sheet.sheet.code == code);
        let unmarked = sheets.iter().filter(|printing| !is_marked(&printing.sheet.code));
        let mut unmarked: Vec<OwnSheet> = unmarked.filter_map(|printing| own_sheet(*printing, read_day)).collect();
        unmarked.sort_by_key(|sheet| sheet.day);
        own.extend(unmarked);
        own
    }

    /// The marks that stand for each sheet, and when it was marked first: a correction does not move it.
    fn marked(&self) -> Vec<(&Scored, &Stamp)> {
        let mut found: Vec<(&Scored, &Stamp)> = Vec::new();
        for standing in self.standing() {
            match found.iter_mut().find(|(score, _)| score.code == standing.score.code) {
                Some(known) => known.0 = standing.score,
                None => found.push((standing.score, standing.stamp)),
            }
        }
        found
    }
}

fn own_sheet<'a>(printing: Printing<'a>, read_day: ReadDay) -> Option<OwnSheet<'a>> {
    let Printing { stamp, sheet } = printing;
    let request = own_request(sheet)?;
    let day = request.date.or_else(|| read_day(&stamp.day))?;
    Some(OwnSheet { sheet, request, day, score: None })
}

/// The request of a sheet that somebody printed for themselves; `None` of one of a class.
pub fn own_request(sheet: &Printed) -> Option<Request> {
    let request = Request::parse(&sheet.request).ok()?;
    let is_alone = request.copy.as_ref().is_none_or(|copy| copy.which == "1 of 1");
    (sheet.name.is_none() && is_alone).then_some(request)
}

/// The answers on these sheets, in their order.
pub fn answers(sheets: &[OwnSheet]) -> Vec<Answer> {
    sheets.iter().flat_map(OwnSheet::answers).collect()
}

/// How long somebody takes, in hundredths of the minutes printed: the middle of the last ten sheets whose minutes were
/// noted, kept between 60 and 200.
pub fn pace(sheets: &[OwnSheet]) -> u32 {
    let noted: Vec<u32> = sheets.iter().filter_map(OwnSheet::pace).collect();
    let mut last = noted[noted.len().saturating_sub(TIMED_SHEETS)..].to_vec();
    last.resize(last.len().max(FEWEST_TIMED), 100);
    last.sort_unstable();
    let (low, high) = (last[(last.len() - 1) / 2], last[last.len() / 2]);
    (low / 2 + high / 2 + (low % 2 + high % 2) / 2).clamp(QUICKEST, SLOWEST)
}

/// Days in a row up to this one or the day before, and the longest row there was, of the days on which something was
/// marked.
pub fn streaks(sheets: &[OwnSheet], today: u32) -> (u32, u32) {
    let mut days: Vec<u32> = sheets.iter().filter_map(|sheet| sheet.score.map(|(_, day)| day)).collect();
    days.sort_unstable();
    days.dedup();
    let (mut row, mut longest, mut current) = (0, 0, 0);
    for (place, &day) in days.iter().enumerate() {
        let follows = place > 0 && days[place - 1] + 1 == day;
        row = if follows { row + 1 } else { 1 };
        longest = longest.max(row);
        if day == today || day + 1 == today {
            current = row;
        }
    }
    (current, longest)
}

#[cfg(test)]
mod tests;
