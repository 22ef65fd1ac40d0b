//! What was typed → sections, problems for each, and the request.

use super::super::dates::Day;
use super::super::making::{self, Made};
use super::super::printing;
use super::super::{Failure, World, banks};
use super::job::Job;
use crate::bank::{Bank, Recipe, Slot, Verb as RecipeVerb};
use crate::choose::{self, MockPlace, MockWishes, Pick, Timed};
use crate::cli::Mock;
use crate::code::{Interviewer, KeyPlace, Levels, MockOf, Paper, PrintSize, Request, SectionOf, Seed, SheetCode, Verb};
use crate::diagnostic::{Faults, Severity, words};
use crate::layout;
use crate::python::Python;
use crate::question::{self, Question};
use std::collections::{BTreeMap, BTreeSet};

const LEVEL: u8 = 2;
const PRESSURE: u8 = 2;

/// What fixes an interview.
pub struct Plan<'a> {
    recipe: &'a Recipe,
    level: u8,
    minutes: u32,
    pressure: u8,
    start: Option<u32>,
    extra_time: u32,
    interviewer: Interviewer,
    wishes: MockWishes,
    seed: Seed,
    date: Option<Day>,
    paper: Paper,
    print: PrintSize,
}

/// The interview whose code this is, if it was made without options but its level.
pub fn by_default(code: SheetCode, bank: &Bank, paper: Paper, python: &mut Python) -> Result<Option<Made>, Failure> {
    for level in 1..=3 {
        let Ok(recipe) = recipe(None, level, bank) else { continue };
        let made = Plan::usual(recipe, level, code.seed(), paper).make(bank, python);
        match made {
            Ok(made) if code.fits(&made.request.problems) => return Ok(Some(made)),
            Ok(_) | Err(Failure::Nothing { .. }) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(None)
}

fn recipe<'a>(id: Option<&str>, level: u8, bank: &'a Bank) -> Result<&'a Recipe, Failure> {
    let known: Vec<&Recipe> = bank.recipes.iter().filter(|recipe| recipe.verb == RecipeVerb::Mock).collect();
    let usual = format!("mock-{level}");
    let wanted = id.unwrap_or(&usual);
    if let Some(recipe) = known.iter().find(|recipe| recipe.id == wanted) {
        return Ok(recipe);
    }
    let Some(id) = id else {
        return Err(Failure::Nothing {
            message: format!("this bank has no recipe `{usual}`"),
            help: "use it beside the built-in one, with `--bank` for `--only-bank`, or name one with `--recipe`"
                .to_owned(),
        });
    };
    let ids = || known.iter().map(|recipe| recipe.id.as_str());
    let otherwise = || match known.len() {
        0 => "`longhand new recipe mock` writes one to start from".to_owned(),
        _ => format!("write {}, or the path of a file of your own", words::either(ids())),
    };
    Err(Failure::Usage {
        message: format!("there is no recipe `{id}` for mocks"),
        help: banks::meant(id, ids(), otherwise),
    })
}

impl<'a> Plan<'a> {
    /// Reads the options. The same options give the same plan all day.
    pub fn of(
        arguments: &Mock,
        bank: &'a Bank,
        id: Option<&str>,
        job: Option<&Job>,
        avoid: BTreeSet<String>,
        world: &World,
    ) -> Result<Plan<'a>, Failure> {
        for topic in &arguments.topics {
            if bank.topic(topic).is_none() {
                let known = bank.topics.iter().map(|topic| topic.id.as_str());
                return Err(banks::unknown("topic", topic, known, "topics"));
            }
        }
        let recipe = recipe(id, arguments.level.unwrap_or(LEVEL), bank)?;
        let level = arguments.level.unwrap_or(recipe.level);
        let (mut topics, skills) = job.map(|job| job.wishes(bank)).unwrap_or_default();
        topics.extend(arguments.topics.iter().cloned());
        let (seed, date) = match arguments.seed {
            Some(seed) => (Seed::lowest_bits(seed), None),
            None => (Seed::lowest_bits(u64::from(world.today.0)), Some(world.today)),
        };
        Ok(Plan {
            minutes: arguments.minutes.unwrap_or(recipe.minutes),
            pressure: arguments.pressure,
            start: arguments.start,
            extra_time: arguments.extra_time,
            interviewer: if arguments.solo { Interviewer::Cards } else { Interviewer::Person },
            wishes: MockWishes { topics, skills, avoid },
            date,
            paper: arguments.paper.paper.unwrap_or(world.paper),
            print: arguments.paper.print(),
            ..Plan::usual(recipe, level, seed, world.paper)
        })
    }

    /// Without options.
    fn usual(recipe: &'a Recipe, level: u8, seed: Seed, paper: Paper) -> Plan<'a> {
        Plan {
            recipe,
            level,
            minutes: recipe.minutes,
            pressure: PRESSURE,
            start: None,
            extra_time: 0,
            interviewer: Interviewer::Person,
            wishes: MockWishes::default(),
            seed,
            date: None,
            paper,
            print: PrintSize::Normal,
        }
    }

    /// Chooses, poses, and puts the minutes where they belong.
    pub fn make(&self, bank: &'a Bank, python: &mut Python) -> Result<Made, Failure> {
        let sections = choose::timed(self.recipe, self.minutes, self.extra_time);
        let mut choosing = Choosing {
            plan: self,
            bank,
            python,
            picks: Vec::new(),
            questions: Vec::new(),
            left_out: Faults::default(),
        };
        let mut counted = Vec::new();
        for timed in &sections {
            let before = choosing.picks.len();
            choosing.fill(timed)?;
            counted.push(choosing.picks.len() - before);
        }
        let Choosing { picks, mut questions, left_out, .. } = choosing;
        let sections = sections.iter().zip(counted).map(|(timed, questions)| SectionOf {
            title: timed.section.name.clone(),
            candidate: timed.section.candidate.clone(),
            minutes: timed.minutes,
            usual: timed.section.minutes,
            questions,
        });
        let mock = MockOf {
            pressure: self.pressure,
            start: self.start,
            extra_time: self.extra_time,
            interviewer: self.interviewer,
            sections: sections.collect(),
        };
        super::settle(&mut questions, &mock);
        let mut left_out = left_out.into_sorted();
        left_out.iter_mut().for_each(|fault| fault.severity = Severity::Warning);
        Ok(Made { request: self.request(&picks, mock), questions, left_out, font: None })
    }

    fn request(&self, picks: &[Pick], mock: MockOf) -> Request {
        Request {
            verb: Verb::Mock,
            seed: self.seed,
            problems: picks.iter().map(|pick| pick.entry.drawn_as(pick.form)).collect(),
            paper: self.paper,
            print: self.print,
            key: KeyPlace::Separate,
            minutes: self.minutes,
            topics: Vec::new(),
            levels: Levels::new(self.level, self.level).unwrap_or(Levels::ALL),
            title: self.recipe.title.clone(),
            class: None,
            name: None,
            copy: None,
            mock: Some(mock),
            date: self.date.map(|day| day.0),
            font: None,
            made: Some(env!("CARGO_PKG_VERSION").to_owned()),
            notes: BTreeMap::new(),
        }
    }
}

/// The problems so far, in their order, and those that could not be posed.
struct Choosing<'a, 'p> {
    plan: &'p Plan<'a>,
    bank: &'a Bank,
    python: &'p mut Python,
    picks: Vec<Pick<'a>>,
    questions: Vec<Question>,
    left_out: Faults,
}

impl Choosing<'_, '_> {
    fn fill(&mut self, timed: &Timed) -> Result<(), Failure> {
        let section = timed.section;
        let questions: u32 = section.slots.iter().map(|slot| slot.take).sum();
        for (number, slot) in section.slots.iter().enumerate() {
            for turn in 0..slot.take {
                let name = format!("{} {number} {turn}", section.name);
                self.place(slot, &name, (timed.minutes, questions))?;
            }
        }
        Ok(())
    }

    /// Takes the first problem that can be posed.
    fn place(&mut self, slot: &Slot, name: &str, (minutes, questions): (u32, u32)) -> Result<(), Failure> {
        let plan = self.plan;
        let place = MockPlace { slot, level: plan.level, minutes, questions, name, before: &self.picks };
        for pick in choose::candidates(self.bank, &place, &plan.wishes, plan.seed) {
            match question::pose(pick.entry, pick.form, plan.seed.get(), self.python) {
                Ok(question)
                    if plan.paper == Paper::A5 && !printing::can_be_set(&question, layout::Paper::A5.into()) => {}
                Ok(question) => {
                    self.picks.push(pick);
                    self.questions.push(question);
                    return Ok(());
                }
                Err(refusal) if refusal.finding.is_certain() => refusal.note(&mut self.left_out),
                Err(refusal) => return Err(making::refused(&refusal)),
            }
        }
        Err(Failure::Nothing {
            message: format!("the bank has no problem left for the section `{}`", slot.name),
            help: "ask for another level, or say `--avoid` of fewer sheets".to_owned(),
        })
    }
}
