//! Why each question of a daily is there, in one line.

use crate::bank::Bank;
use crate::choose::{Because, Due};
use crate::commands::dates::Day;
use crate::commands::making::Made;
use crate::commands::memory::Memory;
use crate::diagnostic::words::count;
use crate::question::Question;

/// A line for each question: "due for 2 days: follow-else, marked 1 on 14 November".
pub fn reasons(made: &Made, due: &Due, memory: &Memory, bank: &Bank) -> Vec<String> {
    made.questions.iter().map(|question| reason(question, due, memory, bank)).collect()
}

/// The same of a sheet that follows from its day alone.
pub fn without_history(made: &Made) -> Vec<String> {
    made.questions.iter().map(|question| format!("its turn: {}", question.skill)).collect()
}

fn reason(question: &Question, due: &Due, memory: &Memory, bank: &Bank) -> String {
    let skill = &question.skill;
    let Some(entry) = bank.entry(&question.id) else { return skill.clone() };
    let why = match due.because(entry) {
        Because::Due { days: 0 } => "due today".to_owned(),
        Because::Due { days } => format!("due for {}", in_days(days)),
        Because::Owed { dailies } => {
            let topic = bank.topic(&entry.topic).map_or(entry.topic.as_str(), |topic| topic.title.as_str());
            format!("none of “{topic}” on {dailies} dailies")
        }
        Because::New => "new".to_owned(),
        Because::Soonest { days } => format!("due only in {}, but here nothing else is", in_days(days)),
    };
    let marked = memory.skills.get(skill).map_or(String::new(), |state| {
        let last = Day(state.last).without_year();
        match state.last_mark {
            Some(mark) => format!(", marked {mark} on {last}"),
            None => format!(", not tried on {last}"),
        }
    });
    let cures = due.cured_by(entry).map_or(String::new(), |id| {
        let times = memory.skills.misreads().find(|(other, _)| *other == id).map_or(0, |(_, state)| state.times);
        format!("; it shows `{id}`, which you met {times} times")
    });
    format!("{why}: {skill}{marked}{cures}")
}

fn in_days(days: u32) -> String {
    count(usize::try_from(days).unwrap_or(usize::MAX), "day")
}
