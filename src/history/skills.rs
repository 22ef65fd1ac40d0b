//! Marks → what somebody can do: a box, a due day and a stage for each skill (`curriculum/README.md` 5.2).
//!
//! Answers come in one after the other, and what each skill needs. By skill, because a question never comes back as it
//! was. No clock, no bank: what is due follows from the answers alone.

use super::answers::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// Days until a skill comes back, by its box.
pub const GAPS: [u32; 6] = [1, 3, 7, 16, 35, 80];
const LAST_BOX: u8 = 5;
const LAST_STAGE: u8 = 5;
/// A template stands so far when those that need it may leave out copying.
const STAGE_OF_NEEDED: u8 = 4;
/// How often a misread is given before a problem is looked for that lists it.
const TIMES_TO_CURE: u32 = 2;

/// Ids of the skills that each skill needs.
pub type Needs = BTreeMap<String, Vec<String>>;

/// What all marks come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Skills {
    states: BTreeMap<String, SkillState>,
    misreads: BTreeMap<String, MisreadState>,
}

/// Where a skill stands. Days are numbers of days since 2000-01-01.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillState {
    /// 0 to 5; `GAPS` says how long each lasts.
    pub in_box: u8,
    pub due: u32,
    /// When it was on a sheet that was marked.
    pub last: u32,
    /// `None` if it was not tried then.
    pub last_mark: Option<u8>,
    /// Of a class template: 0, all of it on the page, to 5, nothing. `None` of any other skill.
    pub stage: Option<u8>,
    /// Whether the last mark was a 2 that goes up a stage together with another one.
    half_a_stage: bool,
    /// How often it was tried.
    pub marks: u32,
}

/// A misconception behind wrong answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MisreadState {
    pub times: u32,
    /// The day on which it was given last.
    pub last: u32,
    /// How often since the last 3 on a question that lists it.
    open: u32,
    /// The skills whose questions it was given to since then.
    skills: BTreeSet<String>,
}

/// Days until a skill in this box comes back.
pub fn gap(in_box: u8) -> u32 {
    GAPS[usize::from(in_box.min(LAST_BOX))]
}

impl Skills {
    /// All answers, the oldest first.
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a Answer>, needs: &Needs) -> Skills {
        let mut skills = Skills::default();
        answers.into_iter().for_each(|answer| skills.take(answer, needs));
        skills
    }

    /// Every skill that was marked, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SkillState)> {
        self.states.iter().map(|(id, state)| (id.as_str(), state))
    }

    pub fn get(&self, skill: &str) -> Option<&SkillState> {
        self.states.get(skill)
    }

    /// Every misconception that was behind an answer, by id.
    pub fn misreads(&self) -> impl Iterator<Item = (&str, &MisreadState)> {
        self.misreads.iter().map(|(id, state)| (id.as_str(), state))
    }

    /// The misconception that the next question of this skill should show, if one was given twice and not overcome; of
    /// several the one that was given last.
    pub fn cure(&self, skill: &str) -> Option<&str> {
        let open =
            self.misreads.iter().filter(|(_, state)| state.open >= TIMES_TO_CURE && state.skills.contains(skill));
        open.max_by_key(|(_, state)| state.last).map(|(id, _)| id.as_str())
    }

    /// The stage at which a template is asked for the first time.
    pub fn first_stage(&self, skill: &str, needs: &Needs) -> u8 {
        let needed = needs.get(skill).into_iter().flatten();
        let stages: Vec<u8> = needed.filter_map(|id| self.states.get(id)?.stage).collect();
        u8::from(!stages.is_empty() && stages.iter().all(|stage| *stage >= STAGE_OF_NEEDED))
    }

    /// What one more answer changes.
    pub fn take(&mut self, answer: &Answer, needs: &Needs) {
        let first_stage = answer.stage.map(|_| self.first_stage(&answer.skill, needs));
        let before = self.states.get(&answer.skill);
        let Some(mark) = answer.mark else {
            let state = untried(before, answer.day, first_stage);
            self.states.insert(answer.skill.clone(), state);
            return;
        };
        let mut state = match before {
            Some(state) if state.marks > 0 => later(state, mark, answer.day),
            _ => first(mark, answer.day),
        };
        if let Some(asked) = answer.stage {
            let own = before.and_then(|state| state.stage).or(first_stage).unwrap_or(0);
            let is_second_two = mark == 2 && before.is_some_and(|state| state.half_a_stage);
            state.stage = Some(next_stage(own, asked, mark, is_second_two));
            state.half_a_stage = mark == 2 && !is_second_two;
        }
        if answer.begins_anew {
            state.in_box = 0;
            state.due = answer.day + gap(0);
        }
        self.states.insert(answer.skill.clone(), state);
        if mark >= 2 {
            self.rest(needs.get(&answer.skill).into_iter().flatten(), answer.day);
        }
        self.note_misread(answer);
    }

    /// What was just used, since another skill needs it, is not asked for half its gap.
    fn rest<'a>(&mut self, needed: impl Iterator<Item = &'a String>, day: u32) {
        for id in needed {
            if let Some(state) = self.states.get_mut(id) {
                state.due = state.due.max(day + gap(state.in_box).div_ceil(2));
            }
        }
    }

    fn note_misread(&mut self, answer: &Answer) {
        if let Some(id) = &answer.misread {
            let state = self.misreads.entry(id.clone()).or_default();
            state.times += 1;
            state.open += 1;
            state.last = answer.day;
            state.skills.insert(answer.skill.clone());
        }
        if answer.mark == Some(3) {
            for id in &answer.lists {
                if let Some(state) = self.misreads.get_mut(id) {
                    state.open = 0;
                    state.skills.clear();
                }
            }
        }
    }
}

/// Nothing changes by what was not tried: what was due stays so. What was never tried is begun, and comes back at once.
fn untried(before: Option<&SkillState>, day: u32, first_stage: Option<u8>) -> SkillState {
    let begun =
        SkillState { marks: 0, stage: first_stage, last_mark: None, due: day + gap(0), in_box: 0, ..first(0, day) };
    SkillState { last: day, last_mark: None, ..before.cloned().unwrap_or(begun) }
}

/// The first mark ever.
fn first(mark: u8, day: u32) -> SkillState {
    let in_box = mark.saturating_sub(1).min(2);
    let due = day + gap(in_box);
    SkillState { in_box, due, last: day, last_mark: Some(mark), stage: None, half_a_stage: false, marks: 1 }
}

/// A good mark before the due day changes nothing, else every skill climbs to the last box in a month of daily use.
fn later(state: &SkillState, mark: u8, day: u32) -> SkillState {
    let is_due = day >= state.due;
    let in_box = match mark {
        3 if is_due => (state.in_box + 1).min(LAST_BOX),
        2 | 3 => state.in_box,
        1 => state.in_box.saturating_sub(1),
        _ => state.in_box.saturating_sub(2),
    };
    let is_early_and_good = !is_due && mark >= 2;
    let due = if is_early_and_good { state.due } else { day + gap(in_box) };
    SkillState { in_box, due, last: day, last_mark: Some(mark), marks: state.marks + 1, ..state.clone() }
}

/// What is asked with more on the page than somebody's own stage takes them no further; what was asked with less
/// counts as that stage.
fn next_stage(own: u8, asked: u8, mark: u8, is_second_two: bool) -> u8 {
    let is_upward = mark == 3 || is_second_two;
    match mark {
        _ if is_upward && asked >= own => (asked + 1).min(LAST_STAGE),
        0 => own.saturating_sub(1).max(own.min(1)),
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::{GAPS, Needs, SkillState, Skills, gap};
    use crate::history::Answer;

    const DAY: u32 = 9822;

    fn answer(day: u32, skill: &str, mark: u8) -> Answer {
        let mark = Some(mark);
        Answer { day, skill: skill.to_owned(), mark, misread: None, lists: Vec::new(), stage: None, begins_anew: false }
    }

    fn needs(pairs: &[(&str, &[&str])]) -> Needs {
        pairs.iter().map(|(id, all)| ((*id).to_owned(), all.iter().map(|id| (*id).to_owned()).collect())).collect()
    }

    /// A skill in this box, due today.
    fn in_box(in_box: u8) -> Skills {
        let last = DAY - gap(in_box);
        let state = SkillState { in_box, due: DAY, last, ..super::first(3, last) };
        Skills { states: [("for-each".to_owned(), state)].into(), ..Skills::default() }
    }

    /// Each row of the table: the box before (`None`: never marked), days after the due day, the mark; the box then, and
    /// in how many days from the mark it is due.
    #[test]
    fn every_event_of_the_table() {
        let cases: [(Option<u8>, i64, u8, u8, u32); 24] = [
            // The first mark ever.
            (None, 0, 3, 2, 7),
            (None, 0, 2, 1, 3),
            (None, 0, 1, 0, 1),
            (None, 0, 0, 0, 1),
            // On the due day.
            (Some(2), 0, 3, 3, 16),
            (Some(2), 0, 2, 2, 7),
            (Some(2), 0, 1, 1, 3),
            (Some(2), 0, 0, 0, 1),
            // After it, within the ends.
            (Some(5), 9, 3, 5, 80),
            (Some(4), 9, 3, 5, 80),
            (Some(1), 9, 1, 0, 1),
            (Some(1), 9, 0, 0, 1),
            (Some(0), 9, 0, 0, 1),
            (Some(5), 9, 0, 3, 16),
            (Some(0), 9, 2, 0, 1),
            (Some(0), 9, 3, 1, 3),
            // Before it: a good mark changes nothing, a bad one counts at once.
            (Some(2), -3, 3, 2, 3),
            (Some(2), -3, 2, 2, 3),
            (Some(2), -3, 1, 1, 3),
            (Some(2), -3, 0, 0, 1),
            (Some(5), -40, 3, 5, 40),
            (Some(5), -40, 1, 4, 35),
            (Some(5), -40, 0, 3, 16),
            (Some(0), -1, 0, 0, 1),
        ];
        for (before, late, mark, then, due_in) in cases {
            let mut skills = before.map_or_else(Skills::default, in_box);
            let day = u32::try_from(i64::from(DAY) + late).expect("a day");
            skills.take(&answer(day, "for-each", mark), &Needs::default());
            let state = skills.get("for-each").expect("it was marked");
            assert_eq!((state.in_box, state.due - day), (then, due_in), "{before:?}, {late} days late, mark {mark}");
            assert_eq!((state.last, state.last_mark), (day, Some(mark)));
        }
    }

    #[test]
    fn what_another_skill_needs_rests_for_half_its_gap() {
        let needs = needs(&[("accumulate", &["for-each"]), ("strings", &[])]);
        let halves = [1, 2, 4, 8, 18, 40];
        for (before, half) in (0..).zip(halves) {
            let due_after = |skill: &str, mark| {
                let mut skills = in_box(before);
                skills.take(&answer(DAY, skill, mark), &needs);
                let state = skills.get("for-each").expect("it was there");
                (state.in_box, state.due - DAY)
            };
            assert_eq!(due_after("accumulate", 3), (before, half));
            assert_eq!(due_after("accumulate", 2), (before, half));
            assert_eq!(due_after("accumulate", 1), (before, 0));
            assert_eq!(due_after("strings", 3), (before, 0));
        }
        let mut late = in_box(1);
        late.take(&answer(DAY - 30, "accumulate", 3), &needs);
        assert_eq!(late.get("for-each").map(|state| state.due), Some(DAY), "a rest never brings something forward");
    }

    fn class(day: u32, skill: &str, stage: u8, mark: u8) -> Answer {
        Answer { stage: Some(stage), ..answer(day, skill, mark) }
    }

    #[test]
    fn stages_go_up_and_down() {
        let own = |marks: &[u8]| {
            let mut skills = Skills::default();
            let mut stage = 0;
            for (mark, day) in marks.iter().zip(DAY..) {
                skills.take(&class(day, "template-plain", stage, *mark), &Needs::default());
                stage = skills.get("template-plain").and_then(|state| state.stage).expect("it is a template");
            }
            stage
        };
        let cases: [(&[u8], u8); 14] = [
            (&[], 0),
            (&[3], 1),
            (&[3, 3, 3], 3),
            (&[3, 3, 3, 3, 3, 3, 3], 5),
            (&[2], 0),
            (&[2, 2], 1),
            (&[2, 2, 2], 1),
            (&[2, 1, 2], 0),
            (&[3, 2, 2], 2),
            (&[1], 0),
            (&[3, 3, 1], 2),
            (&[3, 3, 0], 1),
            (&[3, 0, 0], 1),
            (&[0], 0),
        ];
        for (marks, stage) in cases {
            assert_eq!(own(marks), stage, "{marks:?}");
        }
        let mut skills = Skills::default();
        skills.take(&class(DAY, "template-plain", 4, 3), &Needs::default());
        skills.take(&class(DAY + 1, "template-plain", 2, 3), &Needs::default());
        assert_eq!(skills.get("template-plain").and_then(|state| state.stage), Some(5), "more on the page is no step");
    }

    #[test]
    fn a_template_whose_needs_stand_at_four_is_not_copied() {
        let needs = needs(&[("template-subclass", &["template-plain", "class-inherit"]), ("template-plain", &[])]);
        let mut skills = Skills::default();
        skills.take(&answer(DAY, "class-inherit", 3), &needs);
        let mut stages = vec![skills.first_stage("template-subclass", &needs)];
        for stage in 0..5 {
            skills.take(&class(DAY, "template-plain", stage, 3), &needs);
            stages.push(skills.first_stage("template-subclass", &needs));
        }
        assert_eq!(stages, [0, 0, 0, 0, 1, 1]);
        skills.take(&class(DAY, "template-subclass", 1, 1), &needs);
        assert_eq!(skills.get("template-subclass").and_then(|state| state.stage), Some(1));
    }

    #[test]
    fn a_misread_given_twice_is_to_be_cured_until_a_three() {
        let wrong = |day, skill: &str, misread: &str| Answer {
            misread: Some(misread.to_owned()),
            lists: vec![misread.to_owned()],
            ..answer(day, skill, 1)
        };
        let listing =
            |mark| Answer { lists: vec!["range-includes-stop".to_owned()], ..answer(DAY, "range-bounds", mark) };
        let mut skills = Skills::default();
        let mut take = |answer: &Answer| {
            skills.take(answer, &Needs::default());
            skills.cure("range-bounds").map(str::to_owned)
        };
        let stop = Some("range-includes-stop".to_owned());
        assert_eq!(take(&wrong(DAY, "range-bounds", "range-includes-stop")), None);
        assert_eq!(take(&wrong(DAY, "range-bounds", "other")), None);
        assert_eq!(take(&wrong(DAY + 1, "nested-loops", "range-includes-stop")), stop);
        assert_eq!(take(&answer(DAY, "range-bounds", 3)), stop, "a question that does not list it cures nothing");
        assert_eq!(take(&listing(2)), stop);
        assert_eq!(take(&listing(3)), None);
        assert_eq!(take(&wrong(DAY, "range-bounds", "range-includes-stop")), None, "it counts anew");
        assert_eq!(skills.cure("nested-loops"), None);
        let times: Vec<(&str, u32)> = skills.misreads().map(|(id, state)| (id, state.times)).collect();
        assert_eq!(times, [("other", 1), ("range-includes-stop", 3)]);
    }

    #[test]
    fn what_was_not_tried_stays_due_and_moves_no_box() {
        let untried = |day| Answer { mark: None, ..answer(day, "for-each", 0) };
        let mut skills = in_box(3);
        skills.take(&untried(DAY), &Needs::default());
        let state = skills.get("for-each").expect("it was there").clone();
        assert_eq!((state.in_box, state.due, state.last, state.last_mark), (3, DAY, DAY, None));
        skills.take(&answer(DAY + 1, "for-each", 3), &Needs::default());
        assert_eq!(skills.get("for-each").map(|state| (state.in_box, state.marks)), Some((4, 2)));
        // Never tried before: it comes back at once, and its first mark is the first.
        let mut skills = Skills::default();
        skills.take(&untried(DAY), &Needs::default());
        assert_eq!(skills.get("for-each").map(|state| (state.in_box, state.due, state.marks)), Some((0, DAY + 1, 0)));
        skills.take(&answer(DAY + 1, "for-each", 3), &Needs::default());
        assert_eq!(skills.get("for-each").map(|state| (state.in_box, state.marks)), Some((2, 1)));
        let template = Answer { stage: Some(0), ..untried(DAY) };
        skills.take(&Answer { skill: "template-plain".to_owned(), ..template }, &Needs::default());
        assert_eq!(skills.get("template-plain").and_then(|state| state.stage), Some(0));
    }

    #[test]
    fn after_an_interview_that_fell_short_its_skills_begin_anew() {
        let needs = needs(&[("accumulate", &["for-each"])]);
        for mark in 0..=3 {
            let mut skills = in_box(4);
            skills.take(&Answer { begins_anew: true, ..answer(DAY - 9, "for-each", mark) }, &needs);
            skills.take(&Answer { begins_anew: true, ..answer(DAY - 9, "accumulate", 3) }, &needs);
            for skill in ["for-each", "accumulate"] {
                let state = skills.get(skill).expect("it was marked");
                assert_eq!((state.in_box, state.due), (0, DAY - 8), "{skill}, mark {mark}");
            }
        }
    }

    #[test]
    fn gaps_widen() {
        assert!(GAPS.is_sorted());
        assert_eq!((gap(0), gap(5), gap(200)), (1, 80, 80));
    }
}
