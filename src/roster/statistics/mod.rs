//! Marks of a class → totals, how each question and skill went, which wrong answers were shared.
//!
//! Pure: the same map and questions give the same numbers everywhere. Sheets that nobody has marked are left out; of
//! those marked in part the marks count for their questions, not for totals and discrimination.

mod correlation;

pub use correlation::FEWEST_SHEETS;

use super::map::{Mark, Marked, MarkedMap};
use super::questions::{Asked, Questions};
use correlation::item_rest;
use std::collections::{BTreeMap, BTreeSet};

/// Below this share of its points a skill is to be taught again.
pub const WEAK: f64 = 0.6;
/// So many students with the same wrong answer share a misconception.
pub const SHARED: usize = 2;

/// What the marks of a class say.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    pub class: Class,
    /// In the order of the map.
    pub totals: Vec<Total>,
    /// In the order of the sheet.
    pub questions: Vec<QuestionStatistics>,
    /// The weakest first; none where the questions are not known.
    pub skills: Vec<SkillStatistics>,
    /// What most students share first; none where the questions are not known.
    pub misreads: Vec<MisreadStatistics>,
}

/// The class as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    pub sheets: usize,
    /// Marked in whole, in part, and not at all.
    pub whole: usize,
    pub partly: usize,
    pub unmarked: usize,
    pub out_of: u32,
    /// Of the sheets marked in whole; `None` if there is none.
    pub spread: Option<Spread>,
}

/// Totals in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub mean: f64,
    pub median: f64,
    pub lowest: f64,
    pub highest: f64,
}

/// What one sheet has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// The sum of its marks, in points.
    pub points: f64,
    /// Questions that nobody has marked.
    pub unmarked: usize,
}

/// How a question went.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionStatistics {
    /// From 1.
    pub number: usize,
    pub points: u32,
    /// Of the first sheet, where the questions are known.
    pub asked: Option<Asked>,
    /// Answers that were marked; those not tried are among them.
    pub marked: usize,
    pub not_tried: usize,
    /// Of the marked ones; `None` if there is none.
    pub went: Option<Went>,
    /// See `item_rest`: from ten whole sheets on.
    pub discrimination: Option<f64>,
    /// The wrong answers noted, by misconception or else by letter, most first.
    pub wrong: Vec<Wrong>,
}

/// What the answers to a question earned.
#[derive(Clone, Debug, PartialEq)]
pub struct Went {
    /// In points.
    pub mean: f64,
    /// The mean as a share of the points, 0 to 1.
    pub share: f64,
    /// The share of answers with all points.
    pub right: f64,
}

/// A wrong answer, and how many gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The misconception, or the letter where none is known.
    pub label: String,
    pub students: usize,
}

/// How a skill went.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillStatistics {
    pub skill: String,
    /// Numbers of the questions that ask for it.
    pub questions: Vec<usize>,
    /// The share of its points that was earned, 0 to 1.
    pub share: f64,
}

/// A misconception that the marks show.
#[derive(Clone, Debug, PartialEq)]
pub struct MisreadStatistics {
    pub id: String,
    /// As the first of the sheets puts it: completes "you probably …".
    pub say: String,
    pub questions: Vec<usize>,
    /// Students who showed it, each counted once.
    pub students: usize,
}

impl Statistics {
    /// Skills to teach again.
    pub fn weak_skills(&self) -> impl Iterator<Item = &SkillStatistics> {
        self.skills.iter().filter(|skill| skill.share < WEAK)
    }

    /// Misconceptions that students share.
    pub fn shared_misreads(&self) -> impl Iterator<Item = &MisreadStatistics> {
        self.misreads.iter().filter(|misread| misread.students >= SHARED)
    }
}

/// Counts what a map says, and what the questions add to it. The questions must fit the map (`Questions::check`).
pub fn of(map: &MarkedMap, questions: Option<&Questions>) -> Statistics {
    let counted = Counted { map, questions };
    Statistics {
        class: counted.class(),
        totals: map.sheets.iter().map(total).collect(),
        questions: (0..map.questions.len()).map(|at| counted.question(at)).collect(),
        skills: counted.skills(),
        misreads: counted.misreads(),
    }
}

fn sum(sheet: &Marked) -> u32 {
    sheet.marks.iter().filter_map(|mark| mark.hundredths()).sum()
}

fn blanks(sheet: &Marked) -> usize {
    sheet.marks.iter().filter(|mark| **mark == Mark::Blank).count()
}

fn total(sheet: &Marked) -> Total {
    Total { points: in_points(u64::from(sum(sheet))), unmarked: blanks(sheet) }
}

fn in_points(hundredths: u64) -> f64 {
    hundredths as f64 / 100.0
}

fn share(part: u64, of: u64) -> f64 {
    part as f64 / of as f64
}

/// A map while it is counted.
struct Counted<'a> {
    map: &'a MarkedMap,
    questions: Option<&'a Questions>,
}

impl Counted<'_> {
    /// Sheets without a blank.
    fn whole(&self) -> impl Iterator<Item = &Marked> {
        self.map.sheets.iter().filter(|sheet| blanks(sheet) == 0)
    }

    /// What a sheet asks at a place, if that is known.
    fn asked(&self, sheet: &Marked, at: usize) -> Option<&Asked> {
        self.questions?.of(sheet)?.get(at)
    }

    fn class(&self) -> Class {
        let all = self.map.questions.len();
        let unmarked = self.map.sheets.iter().filter(|sheet| blanks(sheet) == all).count();
        let mut totals: Vec<u32> = self.whole().map(sum).collect();
        totals.sort_unstable();
        Class {
            sheets: self.map.sheets.len(),
            whole: totals.len(),
            partly: self.map.sheets.len() - totals.len() - unmarked,
            unmarked,
            out_of: self.map.questions.iter().map(|question| question.points).sum(),
            spread: spread(&totals),
        }
    }

    fn question(&self, at: usize) -> QuestionStatistics {
        let points = self.map.questions[at].points;
        let marks: Vec<Mark> = self.map.sheets.iter().map(|sheet| sheet.marks[at]).collect();
        let given: Vec<u32> = marks.iter().filter_map(|mark| mark.hundredths()).collect();
        let count = given.len() as u64;
        let earned: u64 = given.iter().map(|mark| u64::from(*mark)).sum();
        let full = given.iter().filter(|mark| **mark == 100 * points).count() as u64;
        let went = (count > 0).then(|| Went {
            mean: in_points(earned) / count as f64,
            share: share(earned, count * 100 * u64::from(points)),
            right: share(full, count),
        });
        let pairs: Vec<(u32, u32)> =
            self.whole().map(|sheet| (sheet.marks[at].hundredths().unwrap_or(0), sum(sheet))).collect();
        QuestionStatistics {
            number: at + 1,
            points,
            asked: self.map.sheets.first().and_then(|sheet| self.asked(sheet, at)).cloned(),
            marked: given.len(),
            not_tried: marks.iter().filter(|mark| **mark == Mark::NotTried).count(),
            went,
            discrimination: item_rest(&pairs),
            wrong: self.wrong(at),
        }
    }

    fn wrong(&self, at: usize) -> Vec<Wrong> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for sheet in &self.map.sheets {
            if let Mark::Given { wrong: Some(letter), .. } = sheet.marks[at] {
                let known = self.asked(sheet, at).and_then(|asked| asked.misread(letter)?.id.clone());
                *counts.entry(known.unwrap_or_else(|| letter.to_string())).or_default() += 1;
            }
        }
        let mut wrong: Vec<Wrong> = counts.into_iter().map(|(label, students)| Wrong { label, students }).collect();
        wrong.sort_by_key(|wrong| std::cmp::Reverse(wrong.students));
        wrong
    }

    fn skills(&self) -> Vec<SkillStatistics> {
        // Questions, points earned and points there were, in hundredths.
        let mut counts: BTreeMap<&str, (BTreeSet<usize>, u64, u64)> = BTreeMap::new();
        for sheet in &self.map.sheets {
            for (at, mark) in sheet.marks.iter().enumerate() {
                let (Some(asked), Some(earned)) = (self.asked(sheet, at), mark.hundredths()) else { continue };
                let (questions, sum, of) = counts.entry(asked.skill.as_str()).or_default();
                questions.insert(at + 1);
                *sum += u64::from(earned);
                *of += 100 * u64::from(asked.points);
            }
        }
        let of_skill = |(skill, (questions, sum, of)): (&str, (BTreeSet<usize>, u64, u64))| SkillStatistics {
            skill: skill.to_owned(),
            questions: questions.into_iter().collect(),
            share: share(sum, of),
        };
        let mut skills: Vec<SkillStatistics> = counts.into_iter().map(of_skill).collect();
        skills.sort_by(|left, right| left.share.total_cmp(&right.share));
        skills
    }

    fn misreads(&self) -> Vec<MisreadStatistics> {
        let mut found: BTreeMap<&str, (MisreadStatistics, BTreeSet<usize>)> = BTreeMap::new();
        for sheet in &self.map.sheets {
            let mut of_sheet = BTreeSet::new();
            for (at, mark) in sheet.marks.iter().enumerate() {
                let Mark::Given { wrong: Some(letter), .. } = mark else { continue };
                let Some(misread) = self.asked(sheet, at).and_then(|asked| asked.misread(*letter)) else { continue };
                let Some(id) = &misread.id else { continue };
                let new = || {
                    let say = misread.say.clone();
                    (MisreadStatistics { id: id.clone(), say, questions: Vec::new(), students: 0 }, BTreeSet::new())
                };
                let (statistics, questions) = found.entry(id.as_str()).or_insert_with(new);
                questions.insert(at + 1);
                if of_sheet.insert(id.as_str()) {
                    statistics.students += 1;
                }
            }
        }
        let mut misreads: Vec<MisreadStatistics> = found
            .into_values()
            .map(|(misread, questions)| MisreadStatistics { questions: questions.into_iter().collect(), ..misread })
            .collect();
        misreads.sort_by_key(|misread| std::cmp::Reverse(misread.students));
        misreads
    }
}

/// Of totals in their order, in hundredths.
fn spread(totals: &[u32]) -> Option<Spread> {
    let (lowest, highest) = (*totals.first()?, *totals.last()?);
    let sum: u64 = totals.iter().map(|total| u64::from(*total)).sum();
    let half = totals.len() / 2;
    let middle = if totals.len().is_multiple_of(2) { totals[half - 1] } else { totals[half] };
    Some(Spread {
        mean: in_points(sum) / totals.len() as f64,
        median: in_points(u64::from(middle) + u64::from(totals[half])) / 2.0,
        lowest: in_points(u64::from(lowest)),
        highest: in_points(u64::from(highest)),
    })
}
