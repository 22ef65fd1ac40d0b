//! One record: something that was printed, marked, taken back or timed.
//!
//! As JSON: `{"v": 1, "at": …, "day": …, "kind": "printed", …}`. A key may be added within version 1, and a reader passes
//! over what it does not know; a change of anything else raises the version. A record says all that whoever reads the
//! history needs, since the bank may be another by then.

use crate::code::{Request, Verb};
use crate::question::Question;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of what is written here.
pub(super) const VERSION: u64 = 1;
/// The highest mark of a question on a daily.
pub const MOST_ON_A_DAILY: u32 = 3;
/// Signals of an interview.
pub const SIGNALS: usize = 5;
/// The least sums of them for which somebody is ready, or nearly (`curriculum/README.md` 5.5).
const READY: u32 = 15;
const NEARLY: u32 = 11;

/// When something happened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// In UTC, to the second: `2026-11-22T09:15:04Z`.
    pub at: String,
    /// The day where the person is: `2026-11-22`.
    pub day: String,
}

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    #[serde(flatten)]
    pub stamp: Stamp,
    #[serde(flatten)]
    pub event: Event,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    Printed(Printed),
    Scored(Scored),
    Undone(Undone),
    Timed(Timed),
}

/// The words of `kind` that this version knows.
pub(super) const KINDS: [&str; 4] = ["printed", "scored", "undone", "timed"];

/// A sheet that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Printed {
    pub code: String,
    /// The whole request as one line: it gives the same bytes again.
    pub request: String,
    pub verb: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub questions: Vec<Asked>,
}

/// A question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// `id@version`
    pub problem: String,
    pub skill: String,
    pub kind: String,
    pub topic: String,
    /// What it should take.
    pub minutes: u32,
    /// The highest mark.
    pub points: u32,
    /// The wrong answers of its key: by letter the misconception, empty where it has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub wrong: BTreeMap<char, String>,
}

/// Marks for a sheet. Newer ones stand in place of older ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    pub code: String,
    /// What the whole sheet took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// One a question, in the order of the sheet.
    pub marks: Vec<Mark>,
    /// Of an interview: its five signals, 1 to 4 each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signals: Option<[u8; SIGNALS]>,
}

/// What the signals of an interview say (`curriculum/README.md` 5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 15 or more of 20, and nothing at 1.
    Ready,
    /// 11 or more: repeat in a week.
    Nearly,
    /// Less: the skills of the interview begin anew.
    NotYet,
}

impl Verdict {
    pub fn of(signals: [u8; SIGNALS]) -> Verdict {
        let sum: u32 = signals.iter().map(|signal| u32::from(*signal)).sum();
        match sum {
            READY.. if !signals.contains(&1) => Verdict::Ready,
            NEARLY.. => Verdict::Nearly,
            _ => Verdict::NotYet,
        }
    }

    pub fn in_words(self) -> &'static str {
        match self {
            Verdict::Ready => "ready for this level",
            Verdict::Nearly => "nearly: repeat in a week",
            Verdict::NotYet => "not yet",
        }
    }
}

/// The mark of one question, with what it was, so that it can be understood without a bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    #[serde(flatten)]
    pub asked: Asked,
    /// 0 to `points`; `None` if it was not tried.
    pub mark: Option<u32>,
    /// The letter of the listed wrong answer that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<char>,
    /// The misconception of that answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misread: Option<String>,
}

/// A score that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    pub code: String,
    /// The checksum of the line that was taken back: the last such line before this one.
    pub score: String,
}

/// A sheet that was worked against the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// From start to end, without pauses.
    pub seconds: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// A part of a sheet with its own time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub title: String,
    pub seconds: u64,
}

impl Printed {
    /// A sheet with these questions.
    pub fn of(request: &Request, questions: &[Question]) -> Printed {
        Printed {
            code: request.code().to_string(),
            request: request.to_line(),
            verb: request.verb.name().to_owned(),
            title: request.title.clone(),
            name: request.name.clone(),
            questions: questions.iter().map(|question| Asked::of(question, request.verb)).collect(),
        }
    }
}

impl Asked {
    fn of(question: &Question, verb: Verb) -> Asked {
        let posed = &question.posed;
        let wrong = posed.wrong.iter().map(|wrong| (wrong.letter, wrong.id.clone().unwrap_or_default()));
        let points = match verb {
            Verb::DailyByDate | Verb::DailyBySeed => MOST_ON_A_DAILY,
            Verb::Handout | Verb::Mock | Verb::Show => posed.points,
        };
        Asked {
            problem: format!("{}@{}", question.id, question.version),
            skill: question.skill.clone(),
            kind: question.form.kind.word().to_owned(),
            topic: question.topic.clone(),
            minutes: question.minutes,
            points,
            wrong: wrong.collect(),
        }
    }
}

impl Scored {
    /// Marks earned, and the most that the questions tried could have earned. A question not tried counts for neither.
    pub fn sum(&self) -> (u32, u32) {
        let tried = self.marks.iter().filter_map(|mark| mark.mark.map(|earned| (earned, mark.asked.points)));
        tried.fold((0, 0), |(earned, most): (u32, u32), (mark, points)| {
            (earned.saturating_add(mark), most.saturating_add(points))
        })
    }

    /// What its signals say, if it has any.
    pub fn verdict(&self) -> Option<Verdict> {
        self.signals.map(Verdict::of)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn sums_of_signals_and_what_they_say() {
        let cases = [
            ([3, 3, 3, 3, 3], Verdict::Ready),
            ([4, 4, 4, 4, 4], Verdict::Ready),
            ([4, 4, 4, 4, 1], Verdict::Nearly),
            ([3, 3, 3, 3, 2], Verdict::Nearly),
            ([3, 2, 2, 2, 2], Verdict::Nearly),
            ([3, 2, 2, 1, 2], Verdict::NotYet),
            ([1, 1, 1, 1, 1], Verdict::NotYet),
        ];
        for (signals, verdict) in cases {
            assert_eq!(Verdict::of(signals), verdict, "{signals:?}");
        }
    }
}
