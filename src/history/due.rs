//! What is due on a day, as `choose` takes it: the state of skills, and what earlier sheets showed.

use super::answers::OwnSheet;
use super::skills::{Needs, Skills, gap};
use crate::choose::{Due, Known};
use std::collections::{BTreeMap, BTreeSet};

/// Dailies that are looked at for topics: those of a `choose::Due`.
const DAILIES: usize = 8;
/// For so many days a sheet without marks is taken to be on somebody's desk.
const ON_THE_DESK: u32 = 14;
/// The box that a new skill on such a sheet is taken to be in; no other comes back sooner.
const BEGUN: u8 = 1;

/// What a sheet showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The day it is for.
    pub day: u32,
    pub is_daily: bool,
    pub is_marked: bool,
    pub questions: Vec<ShownQuestion>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownQuestion {
    /// Without its version.
    pub problem: String,
    pub skill: String,
    pub topic: String,
}

impl OwnSheet<'_> {
    pub fn shown(&self) -> Shown {
        let questions = self.sheet.questions.iter().map(|asked| ShownQuestion {
            problem: asked.problem.split('@').next().unwrap_or_default().to_owned(),
            skill: asked.skill.clone(),
            topic: asked.topic.clone(),
        });
        Shown {
            day: self.day,
            is_daily: self.is_daily(),
            is_marked: self.score.is_some(),
            questions: questions.collect(),
        }
    }
}

/// What is due today. A skill on a sheet whose marks are not noted yet does not come again before its gap is over, as if
/// it had gone so-so; a new one counts as begun. `pace` is in hundredths of the minutes printed.
pub fn due(skills: &Skills, shown: &[Shown], needs: &Needs, pace: u32, today: u32) -> Due {
    let mut due = Due { today, pace, ..Due::default() };
    for (id, state) in skills.iter() {
        let known = Known {
            in_box: state.in_box,
            due: state.due,
            last: state.last,
            gap: gap(state.in_box),
            last_mark: state.last_mark,
            stage: state.stage.unwrap_or(0),
            cure: skills.cure(id).map(str::to_owned),
        };
        due.skills.insert(id.to_owned(), known);
    }
    for id in needs.keys().filter(|id| skills.get(id).is_none()) {
        let stage = skills.first_stage(id, needs);
        if stage > 0 {
            due.first_stages.insert(id.clone(), stage);
        }
    }
    let is_on_the_desk = |sheet: &&Shown| !sheet.is_marked && sheet.day <= today && today - sheet.day < ON_THE_DESK;
    for sheet in shown.iter().filter(is_on_the_desk) {
        sheet.questions.iter().for_each(|question| put_off(&mut due, &question.skill, sheet.day));
    }
    for (question, day) in shown.iter().flat_map(|sheet| sheet.questions.iter().map(|asked| (asked, sheet.day))) {
        let last = due.printed.entry(question.problem.clone()).or_default();
        *last = day.max(*last);
    }
    due.dailies = last_topics(shown, today);
    due
}

fn put_off(due: &mut Due, skill: &str, day: u32) {
    let stage = due.first_stages.get(skill).copied().unwrap_or(0);
    let begun = Known { in_box: BEGUN, due: 0, last: 0, gap: gap(BEGUN), last_mark: None, stage, cure: None };
    let known = due.skills.entry(skill.to_owned()).or_insert(begun);
    known.due = known.due.max(day + known.gap.max(gap(BEGUN)));
    known.last = known.last.max(day);
}

/// The topics of the last dailies up to today, the newest at the end.
fn last_topics(shown: &[Shown], today: u32) -> Vec<BTreeSet<String>> {
    let mut dailies: Vec<&Shown> = shown.iter().filter(|sheet| sheet.is_daily && sheet.day <= today).collect();
    dailies.sort_by_key(|sheet| sheet.day);
    let last = dailies.len().saturating_sub(DAILIES);
    let topics = |sheet: &&Shown| sheet.questions.iter().map(|question| question.topic.clone()).collect();
    dailies[last..].iter().map(topics).collect()
}

/// How many skills come back on each of the days from this one on, what is late on the first.
pub fn coming(due: &Due, days: u32) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for known in due.skills.values() {
        let day = known.due.max(due.today);
        if day < due.today + days {
            *counts.entry(day).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Shown, ShownQuestion, coming, due};
    use crate::history::{Answer, Needs, Skills};

    const DAY: u32 = 9822;

    fn answer(day: u32, skill: &str, mark: u8) -> Answer {
        let mark = Some(mark);
        Answer { day, skill: skill.to_owned(), mark, misread: None, lists: Vec::new(), stage: None, begins_anew: false }
    }

    fn shown(day: u32, skill: &str, topic: &str, is_marked: bool) -> Shown {
        let question =
            ShownQuestion { problem: format!("{skill}-once"), skill: skill.to_owned(), topic: topic.to_owned() };
        Shown { day, is_daily: true, is_marked, questions: vec![question] }
    }

    #[test]
    fn what_is_on_the_desk_is_put_off() {
        let skills = Skills::of(&[answer(DAY - 10, "slicing", 3), answer(DAY - 10, "lists", 3)], &Needs::default());
        let sheets = [
            shown(DAY - 1, "slicing", "data-types", false),
            shown(DAY - 1, "lists", "data-types", true),
            shown(DAY - 1, "branch", "control-flow", false),
            shown(DAY - 14, "sorting", "data-types", false),
            shown(DAY + 1, "dicts", "data-types", false),
        ];
        let due = due(&skills, &sheets, &Needs::default(), 100, DAY);
        let days: Vec<(&str, i64)> =
            due.skills.iter().map(|(id, known)| (id.as_str(), i64::from(known.due) - i64::from(DAY))).collect();
        assert_eq!(days, [("branch", 2), ("lists", -3), ("slicing", 6)]);
        assert_eq!(due.waiting(), 1);
        assert_eq!(due.new_skills(), 2);
        assert_eq!(due.printed.get("sorting-once"), Some(&(DAY - 14)));
        assert_eq!(coming(&due, 7).into_iter().collect::<Vec<_>>(), [(DAY, 1), (DAY + 2, 1), (DAY + 6, 1)]);
    }

    #[test]
    fn topics_are_those_of_the_last_eight_dailies() {
        let sheets: Vec<Shown> = (0..12).rev().map(|day| shown(DAY + day, "x", &format!("t{day}"), true)).collect();
        let due = due(&Skills::default(), &sheets, &Needs::default(), 100, DAY + 9);
        let topics: Vec<String> = due.dailies.into_iter().flatten().collect();
        assert_eq!(topics, ["t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"]);
    }
}
