//! Made-up learners over some months: what comes of the rules (`curriculum/README.md` 5.2, "Simulated").
//!
//! A learner gets a share of questions right at first sight; after the first success recall halves in some days, later ever
//! more slowly, and using a skill refreshes what it needs. They are invented: read the differences, not the values.

#![expect(clippy::disallowed_macros, reason = "a test prints its figures for whoever asks for them")]

use super::{Answer, Needs, Shown, ShownQuestion, Skills, due};
use crate::bank::{self, Bank};
use crate::choose::{Due, Pick, Wishes, choose, choose_due};
use crate::code::{Levels, Seed};
use crate::draw::Stream;
use std::collections::BTreeMap;
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
    /// Share of what is right at first sight.
    at_first: f64,
    /// Days of a week on which they practise.
    week: [bool; 7],
    /// Days, from the first, without practice.
    pause: std::ops::Range<u32>,
    /// A skill that is always wrong up to a day, and always right from then on.
    weak: Option<(&'static str, u32)>,
}

const SIX: [bool; 7] = [true, true, true, true, true, true, false];
const FOUR: [bool; 7] = [true, false, true, false, true, true, false];
const EVERY: [bool; 7] = [true; 7];

/// Six days a week. Nine of ten reviews are good, as they are at h = 8 in the table of 5.2.
const USUAL: Learner = Learner { name: "usual", half_life: 14.0, at_first: 0.6, week: SIX, pause: 0..0, weak: None };

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
                mark: Some(mark),
                misread: None,
                lists: Vec::new(),
                stage: pick.form.stage,
                begins_anew: false,
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
        let recall = match self.learner.weak {
            Some((weak, until)) if weak == skill => f64::from(u8::from(day >= FIRST_DAY + until)),
            _ => recall,
        };
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

    /// Questions whose problem was printed less than two weeks before. A template comes again and again, each time with
    /// less of it on the page.
    fn repeats(&self) -> usize {
        let mut last: BTreeMap<&str, u32> = BTreeMap::new();
        let mut repeats = 0;
        for sheet in &self.shown {
            for question in sheet.questions.iter().filter(|question| !question.skill.starts_with("template-")) {
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

/// A learner's row, as it is printed with `--nocapture`.
fn told(life: &Life) -> String {
    let waiting = [4, 8, 12, 17].map(|week| life.waiting_in_week(week).to_string()).join(" · ");
    let met = life.core_met().map_or_else(|| format!("{} not met", life.unmet().len()), |week| format!("{week:.1}"));
    format!(
        "| {} | {met} | {waiting} | {} % | {} % | {} | {} of {} | {} |",
        life.learner.name,
        percent(life.reviews),
        percent(life.warm_ups),
        life.longest_absence(),
        life.repeats(),
        life.answers.len(),
        life.beyond_the_limit,
    )
}

/// Weeks in which 5.2 meets its 62 skills, for the core skills of this bank: in proportion.
fn promised(bank: &Bank, weeks: f64) -> f64 {
    let core = bank.skills.iter().filter(|skill| skill.core).count();
    weeks * core as f64 / 62.0
}

/// The rules keep a learner afloat: reviews do not pile up, also after a pause; all points come; nothing comes twice in
/// two weeks but templates, and what there is too little of.
#[test]
fn months_of_made_up_learners() {
    let bank = shipped();
    let slow = Learner { name: "slow", half_life: 7.0, ..USUAL };
    let strong = Learner { name: "strong", half_life: 30.0, at_first: 0.85, ..USUAL };
    let four = Learner { name: "four days a week", week: FOUR, ..USUAL };
    let away = Learner { name: "away in weeks 7 and 8", pause: 42..56, ..USUAL };
    // A learner, weeks until all core skills are met, and reviews waiting from the eighth week on.
    let cases: [(Learner, Option<f64>, usize); 5] = [
        (USUAL, Some(9.7 * 1.2), 14),
        (slow, Some(13.6 * 1.2), 16),
        (strong, Some(9.7), 20),
        (four, None, 18),
        (away, None, 14),
    ];
    println!(
        "| learner | core met in week | waiting in week 4 · 8 · 12 · 17 | reviews good | warm-ups good | longest absence | repeats | beyond the limit |"
    );
    let mut wrong = Vec::new();
    for (learner, weeks, most_waiting) in cases {
        let life = Life::new(&bank, learner, 1).live(DAYS);
        let row = told(&life);
        println!("{row}");
        let limit = weeks.map(|weeks| promised(&bank, weeks));
        let is_met = limit.is_none_or(|limit| life.core_met().is_some_and(|week| week <= limit));
        let waiting = (10..=17).map(|week| life.waiting_in_week(week)).max().unwrap_or(0);
        let is_short = |minutes: &&u32| !(14..=15).contains(*minutes);
        let is_kept = life.longest_absence() <= 9
            && life.repeats() * 50 <= life.answers.len()
            && percent(life.warm_ups) >= percent(life.reviews).min(90) - 5
            && life.minutes.iter().filter(is_short).count() == 0;
        if !is_met || waiting > most_waiting || !is_kept {
            wrong.push(format!("{row} at most {waiting} waiting, minutes {:?}", life.minutes));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Days between the questions on a skill.
fn distances(life: &Life, skill: &str) -> Vec<u32> {
    let days: Vec<u32> = life.answers.iter().filter(|answer| answer.skill == skill).map(|answer| answer.day).collect();
    days.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// While it is wrong it comes within days; from then on at widening distances, and makes room.
#[test]
fn a_weak_skill_comes_back_at_widening_distances() {
    let bank = shipped();
    let learner = Learner { name: "weak", at_first: 1.0, half_life: 100_000.0, weak: Some(("strings", 30)), ..USUAL };
    let life = Life::new(&bank, learner, 1).live(DAYS);
    let day_of = |answer: &&Answer| answer.day < FIRST_DAY + 30;
    let while_weak = life.answers.iter().filter(|answer| answer.skill == "strings").filter(day_of).count();
    let later = distances(&life, "strings");
    println!("strings: {later:?}");
    assert!(while_weak >= 6, "a weak skill came {while_weak} times in 30 days");
    let last = later.iter().rev().take(3).copied().collect::<Vec<_>>();
    assert!(last[0] >= 10 && last[0] >= last[2], "{later:?}");
    let strong = life.answers.iter().filter(|answer| answer.skill == "sql-select-where").count();
    assert!(strong < while_weak, "a strong skill came {strong} times in {DAYS} days");
}

/// Every point comes within any ten dailies of a year, however the year goes.
#[test]
fn ten_dailies_have_all_ten_points() {
    let bank = shipped();
    let poor = Learner { name: "poor", half_life: 3.0, at_first: 0.3, week: EVERY, ..USUAL };
    let life = Life::new(&bank, poor, 1).live(365);
    println!("{}", told(&life));
    assert!(life.longest_absence() <= 9, "a point was on none of {} dailies", life.longest_absence());
}
