//! The sheet of a day for somebody whose history is known: the one that is on their desk, or one of what is due.

use super::reasons;
use super::{Plan, make_for};
use crate::bank::Bank;
use crate::choose::Due;
use crate::code::{Paper, Request, Verb};
use crate::commands::Failure;
use crate::commands::making::Made;
use crate::commands::memory::Memory;
use crate::history::{History, OwnSheet};
use crate::python::Python;
use serde_json::Value;

/// A sheet, and one line for each of its questions on why it is there.
pub struct Drawn {
    pub made: Made,
    pub reasons: Vec<String>,
    /// Whether a history had its say.
    pub is_adapted: bool,
}

/// The sheet of the plan's day. It is the same until it is marked, whatever else is marked in between.
pub fn of_day(plan: Plan, bank: &Bank, history: &History, python: &mut Python) -> Result<Drawn, Failure> {
    let memory = Memory::of(history, bank);
    let day = match plan.date {
        Some(day) if !memory.is_empty() => day,
        _ => {
            let made = make_for(plan, bank, None, python)?;
            let reasons = reasons::without_history(&made);
            return Ok(Drawn { made, reasons, is_adapted: false });
        }
    };
    let on_desk = memory.sheets.iter().rev().find(|sheet| is_for(sheet, &plan));
    if let Some(sheet) = on_desk
        && let Ok(made) = Made::from_request(printed_so(&sheet.request, &plan), bank, python)
    {
        let due = memory.due(day.0, Some(&sheet.sheet.code));
        return Ok(Drawn::of(made, &due, &memory, bank));
    }
    let due = memory.due(day.0, None);
    let made = make_for(plan, bank, Some(&due), python)?;
    Ok(Drawn::of(made, &due, &memory, bank))
}

impl Drawn {
    fn of(made: Made, due: &Due, memory: &Memory, bank: &Bank) -> Drawn {
        let reasons = reasons::reasons(&made, due, memory, bank);
        Drawn { made, reasons, is_adapted: true }
    }

    /// The sheet's object, with `why` for each question.
    pub fn to_object(&self, with_reasons: bool) -> Result<Value, Failure> {
        let mut object = self.made.to_object()?;
        if let Some(questions) = object["questions"].as_array_mut().filter(|_| with_reasons || self.is_adapted) {
            for (question, reason) in questions.iter_mut().zip(&self.reasons) {
                question["why"] = Value::from(reason.as_str());
            }
        }
        Ok(object)
    }

    /// The reasons as lines: "1  output, 2 min  due for 2 days: range-bounds, marked 1 on 14 November".
    pub fn reasons_in_lines(&self) -> String {
        let mut text = String::new();
        for ((question, reason), number) in self.made.questions.iter().zip(&self.reasons).zip(1..) {
            let number: u32 = number;
            let what = format!("{}, {} min", question.form.kind.word(), question.minutes);
            text += &format!("{number:>2}  {what:<16}  {reason}\n");
        }
        text
    }
}

/// Whether a sheet without marks is what the plan would give.
fn is_for(sheet: &OwnSheet, plan: &Plan) -> bool {
    let request = &sheet.request;
    // On A5 problems that are too wide are left out.
    let is_small = |paper: Paper| paper == Paper::A5;
    sheet.score.is_none()
        && request.verb == Verb::DailyByDate
        && request.date == plan.date.map(|day| day.0)
        && request.minutes == plan.wishes.minutes
        && request.topics == plan.wishes.topics
        && request.levels == plan.wishes.levels
        && request.title == plan.recipe.title
        && is_small(request.paper) == is_small(plan.paper)
}

/// The same questions on the paper that is asked for now.
fn printed_so(request: &Request, plan: &Plan) -> Request {
    Request { paper: plan.paper, print: plan.print, key: plan.key, ..request.clone() }
}
