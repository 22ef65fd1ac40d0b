//! Made-up learners over some months: what comes of the rules (`curriculum/README.md` 5.2, "Simulated").
//!
//! A learner gets a share of questions right at first sight; after the first success recall halves in some days, later ever
//! more slowly, and using a skill refreshes what it needs. They are invented: read the differences, not the values.

use super::{Answer, Needs, Shown, ShownQuestion, Skills, due};
use crate::bank::{self, Bank};
use crate::choose::{Due, Pick, Wishes, choose, choose_due};
use crate::code::{Levels, Seed};
use crate::draw::Stream;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

const FIRST_DAY: u32 = 9822;
const DAYS: u32 = 120;
/// Recall holds so much longer after each success, in hundredths, and so much less after a failure.
const LONGER: f64 = 3.0;
const SHORTER: f64 = 0.6;
/// And so much longer after each use by another skill.
const USED: f64 = 1.3;

/// Somebody who practises.
#[derive(Clone)]
struct Learner {
    name: &'static str,
    /// Days in which recall halves after the first success.
    half_life: f64,
    /// Right at first sight, in hundredths.
    at_first: f64,
    /// Days of a week on which they practise.
    week: [bool; 7],
    /// Days, from the first, without practice.
    pause: std::ops::Range<u32>,
}

const SIX: [bool; 7] = [true, true, true, true, true, true, false];
const FOUR: [bool; 7] = [true, false, true, false, true, true, false];
const EVERY: [bool; 7] = [true; 7];

fn learners() -> Vec<Learner> {
    let usual = Learner { name: "h 8", half_life: 8.0, at_first: 0.6, week: SIX, pause: 0..0 };
    vec![
        usual.clone(),
        Learner { name: "h 4", half_life: 4.0, ..usual.clone() },
        Learner { name: "h 8, four days a week", week: FOUR, ..usual.clone() },
        Learner { name: "h 8, every day", week: EVERY, ..usual.clone() },
        Learner { name: "strong: h 20, 85 % at first", half_life: 20.0, at_first: 0.85, ..usual.clone() },
        Learner { name: "two weeks away after six", pause: 42..56, ..usual.clone() },
    ]
}

/// What a learner remembers of a skill.
#[derive(Clone, Copy)]
struct Memory {
    half_life: f64,
    last: u32,
}

/// One learner's months.
struct Life<'a> {
    bank: &'a Bank,
    needs: Needs,
    learner: Learner,
    memories: BTreeMap<String, Memory>,
    skills: Skills,
    shown: Vec<Shown>,
    answers: Vec<Answer>,
    chance: Stream,
    /// By day: reviews that waited in the morning.
    waiting: BTreeMap<u32, usize>,
    minutes: Vec<u32>,
    reviews: (usize, usize),
    warm_ups: (usize, usize),
    beyond_the_limit: usize,
    reasons: BTreeMap<(u32, String), usize>,
}

fn shipped() -> Bank {
    bank::load(&bank::embedded()).0
}

fn needs(bank: &Bank) -> Needs {
    let ids = |skill: &bank::Skill| skill.needs.iter().map(|needed| needed.value.clone()).collect();
    bank.skills.iter().map(|skill| (skill.id.clone(), ids(skill))).collect()
}

impl<'a> Life<'a> {
    fn new(bank: &'a Bank, learner: Learner, run: u64) -> Life<'a> {
        Life {
            bank,
            needs: needs(bank),
            chance: Stream::new(&[learner.name.as_bytes(), &run.to_le_bytes()]),
            learner,
            memories: BTreeMap::new(),
            skills: Skills::default(),
            shown: Vec::new(),
            answers: Vec::new(),
            waiting: BTreeMap::new(),
            minutes: Vec::new(),
            reviews: (0, 0),
            warm_ups: (0, 0),
            beyond_the_limit: 0,
            reasons: BTreeMap::new(),
        }
    }

    fn live(mut self, days: u32) -> Life<'a> {
        for number in 0..days {
            let is_off = !self.learner.week[(number % 7) as usize] || self.learner.pause.contains(&number);
            let day = FIRST_DAY + number;
            let due = due(&self.skills, &self.shown, &self.needs, 100, day);
            self.waiting.insert(number, due.waiting());
            if !is_off {
                let picks = sheet(self.bank, &due, 15);
                self.work(day, &due, &picks);
            }
        }
        self
    }

    fn work(&mut self, day: u32, due: &Due, picks: &[Pick]) {
        self.minutes.push(picks.iter().map(|pick| pick.minutes).sum());
        let new = picks.iter().filter(|pick| !due.skills.contains_key(skill(pick))).count();
        self.beyond_the_limit += new.saturating_sub(due.new_skills());
        let w = (day - FIRST_DAY) / 21;
        let begun = due.skills.values().filter(|known| known.in_box <= 1).count();
        *self.reasons.entry((w, "begun".into())).or_default() += begun;
        *self.reasons.entry((w, "allowed".into())).or_default() += due.new_skills();
        *self.reasons.entry((w, "days".into())).or_default() += 1;
        *self.reasons.entry((w, "waiting".into())).or_default() += due.waiting();
        *self.reasons.entry((w, "enterable".into())).or_default() += self
            .bank
            .skills
            .iter()
            .filter(|s| {
                s.core
                    && !due.skills.contains_key(&s.id)
                    && s.needs.iter().all(|n| due.skills.get(&n.value).is_some_and(|k| k.in_box >= 1))
            })
            .count();
        if let Ok(_) = std::env::var("SIM") {
            println!(
                "{day} begun {begun} allowed {} waiting {:?}",
                due.new_skills(),
                due.skills
                    .iter()
                    .filter(|(_, k)| k.due <= day)
                    .map(|(i, k)| format!("{i}:{}:{}", k.in_box, day - k.due))
                    .collect::<Vec<_>>()
            );
            for p in picks {
                println!("      {} {:?} {} {:?}", p.minutes, p.form.kind, skill(p), due.because(p.entry));
            }
        }
        for pick in picks {
            let kind = match due.because(pick.entry) {
                crate::choose::Because::Due { .. } => "due",
                crate::choose::Because::Owed { .. } => "owed",
                crate::choose::Because::New => "new",
                _ => "soonest",
            };
            *self.reasons.entry((w, kind.into())).or_default() += 1;
        }
        for (place, pick) in picks.iter().enumerate() {
            let mark = self.mark(skill(pick), day);
            let good = usize::from(mark >= 2);
            if due.skills.get(skill(pick)).is_some_and(|known| known.due <= day) {
                self.reviews = (self.reviews.0 + good, self.reviews.1 + 1);
            }
            if place == 0 {
                self.warm_ups = (self.warm_ups.0 + good, self.warm_ups.1 + 1);
            }
            let answer = Answer {
                day,
                skill: skill(pick).to_owned(),
                mark,
                misread: None,
                lists: Vec::new(),
                stage: pick.form.stage,
            };
            self.skills.take(&answer, &self.needs);
            self.answers.push(answer);
        }
        let questions = picks.iter().map(|pick| ShownQuestion {
            problem: pick.entry.id().to_owned(),
            skill: skill(pick).to_owned(),
            topic: pick.entry.topic.clone(),
        });
        self.shown.push(Shown { day, is_daily: true, is_marked: true, questions: questions.collect() });
    }

    fn mark(&mut self, skill: &str, day: u32) -> u8 {
        let memory = self.memories.get(skill).copied();
        let recall = memory.map_or(self.learner.at_first, |memory| {
            let days = f64::from(day - memory.last);
            (-days / memory.half_life * std::f64::consts::LN_2).exp()
        });
        let is_right = self.lot() < recall;
        match (memory, is_right) {
            (None, true) => {
                self.memories.insert(skill.to_owned(), Memory { half_life: self.learner.half_life, last: day });
            }
            (None, false) => {}
            (Some(memory), _) => {
                let factor = if is_right { LONGER } else { SHORTER };
                let half_life = (memory.half_life * factor).max(self.learner.half_life);
                self.memories.insert(skill.to_owned(), Memory { half_life, last: day });
            }
        }
        if is_right {
            for id in self.needs.get(skill).into_iter().flatten() {
                if let Some(memory) = self.memories.get_mut(id) {
                    memory.last = day;
                    memory.half_life *= USED;
                }
            }
        }
        match (is_right, self.lot() < 0.9) {
            (true, true) => 3,
            (true, false) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }

    fn lot(&mut self) -> f64 {
        self.chance.below(1_000_000) as f64 / 1_000_000.0
    }

    /// The week, from 1, in which the last of the core skills was met; `None` if one was not.
    fn core_met(&self) -> Option<f64> {
        let core = self.bank.skills.iter().filter(|skill| skill.core);
        let first = |id: &str| self.answers.iter().find(|answer| answer.skill == id).map(|answer| answer.day);
        let days: Option<Vec<u32>> = core.map(|skill| first(&skill.id)).collect();
        days?.into_iter().max().map(|day| f64::from(day + 1 - FIRST_DAY) / 7.0)
    }

    fn unmet(&self) -> Vec<&str> {
        let core = self.bank.skills.iter().filter(|skill| skill.core).map(|skill| skill.id.as_str());
        core.filter(|id| self.answers.iter().all(|answer| answer.skill != *id)).collect()
    }

    fn waiting_in_week(&self, week: u32) -> usize {
        self.waiting.range((week - 1) * 7..week * 7).map(|(_, count)| *count).max().unwrap_or(0)
    }

    /// The most dailies in a row without one of the topics.
    fn longest_absence(&self) -> usize {
        let mut longest = 0;
        for topic in &self.bank.topics {
            let mut absent = 0;
            for sheet in &self.shown {
                let has = sheet.questions.iter().any(|question| question.topic == topic.id);
                absent = if has { 0 } else { absent + 1 };
                longest = longest.max(absent);
            }
        }
        longest
    }

    /// Questions whose problem was printed less than two weeks before.
    fn repeats(&self) -> usize {
        let mut last: BTreeMap<&str, u32> = BTreeMap::new();
        let mut repeats = 0;
        for sheet in &self.shown {
            for question in &sheet.questions {
                if question.skill.starts_with("template-") {
                    continue;
                }
                let before = last.insert(&question.problem, sheet.day);
                repeats += usize::from(before.is_some_and(|day| sheet.day - day < 14));
            }
        }
        repeats
    }
}

fn skill<'a>(pick: &Pick<'a>) -> &'a str {
    &pick.entry.problem.common.skill.value
}

fn sheet<'a>(bank: &'a Bank, due: &Due, minutes: u32) -> Vec<Pick<'a>> {
    let recipe = bank.recipe("daily-15").expect("it is shipped");
    let wishes = Wishes { topics: Vec::new(), levels: Levels::ALL, minutes };
    let seed = Seed::lowest_bits(u64::from(due.today));
    let has_room = &mut |picks: &[Pick]| Ok::<bool, Infallible>(picks.len() <= 12);
    let chosen = match due.skills.is_empty() {
        true => choose(bank, recipe, &wishes, seed, has_room),
        false => choose_due(bank, recipe, &wishes, seed, due, has_room),
    };
    chosen.unwrap_or_else(|never| match never {}).picks
}

fn percent((part, of): (usize, usize)) -> usize {
    part * 100 / of.max(1)
}

#[test]
fn months_of_made_up_learners() {
    let bank = shipped();
    println!(
        "| learner | core met in week | waiting in week 4 · 8 · 12 · 17 | reviews good | warm-ups good | longest absence | repeats | beyond the limit | minutes |"
    );
    for (learner, run) in learners().into_iter().flat_map(|l| (1..=2).map(move |r| (l.clone(), r))) {
        let life = Life::new(&bank, learner.clone(), run).live(DAYS);
        let waiting = [4, 8, 12, 17].map(|week| life.waiting_in_week(week).to_string()).join(" · ");
        let met = life.core_met().map_or_else(|| format!("not: {:?}", life.unmet()), |week| format!("{week:.1}"));
        let short = life.minutes.iter().filter(|minutes| **minutes < 14).count();
        println!(
            "| {} | {met} | {waiting} | {} % | {} % | {} | {} | {} | {short} short of {} |",
            learner.name,
            percent(life.reviews),
            percent(life.warm_ups),
            life.longest_absence(),
            life.repeats(),
            life.beyond_the_limit,
            life.minutes.len(),
        );
        if std::env::var("SIM").is_ok() {
            println!("{:?}", life.reasons);
        }
    }
}
