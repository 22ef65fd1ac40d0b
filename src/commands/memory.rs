//! A history and a bank → what somebody can do, and what is due for them on a day.

use super::dates;
use crate::bank::Bank;
use crate::choose::Due;
use crate::history::{self, Answer, History, Needs, OwnSheet, Shown, Skills};

/// What is known of one person.
pub struct Memory<'a> {
    pub sheets: Vec<OwnSheet<'a>>,
    pub answers: Vec<Answer>,
    pub skills: Skills,
    needs: Needs,
}

impl<'a> Memory<'a> {
    pub fn of(history: &'a History, bank: &Bank) -> Memory<'a> {
        let sheets = history.own_sheets(read_day);
        let mut answers = history::answers(&sheets);
        answers.iter_mut().for_each(|answer| rename(&mut answer.skill, bank));
        let ids = |skill: &crate::bank::Skill| skill.needs.iter().map(|needed| needed.value.clone()).collect();
        let needs: Needs = bank.skills.iter().map(|skill| (skill.id.clone(), ids(skill))).collect();
        let skills = Skills::of(&answers, &needs);
        Memory { sheets, answers, skills, needs }
    }

    /// Whether nothing was ever marked.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// What is due on a day, as it was before the sheet of this code was printed, if one is given.
    pub fn due(&self, day: u32, before: Option<&str>) -> Due {
        let is_earlier = |sheet: &&OwnSheet| before.is_none_or(|code| sheet.sheet.code != code);
        let shown: Vec<Shown> = self.sheets.iter().filter(is_earlier).map(OwnSheet::shown).collect();
        history::due(&self.skills, &shown, &self.needs, history::pace(&self.sheets), day)
    }
}

/// A skill that had another id when it was marked is known by its own.
fn rename(skill: &mut String, bank: &Bank) {
    if bank.skill(skill).is_none()
        && let Some(now) = bank.skills.iter().find(|known| known.was.contains(skill))
    {
        skill.clone_from(&now.id);
    }
}

pub fn read_day(text: &str) -> Option<u32> {
    dates::read(text).map(|day| day.0)
}
