//! `longhand list`: what the bank holds.

mod coverage;
mod filter;

use super::{Failure, Outcome, World, banks, making};
use crate::bank::{Bank, Entry, Misconception, Skill, Topic};
use crate::cli::{Format, List};
use crate::diagnostic::words::{all_of, count};
use crate::kinds::{Form, Name};
use crate::python::Python;
use crate::question::{self, minutes};
use coverage::Coverage;
use filter::{Filter, shows};
use serde_json::{Value, json};
use std::fmt::Write;

pub fn run(arguments: &List, world: &World) -> Result<Outcome, Failure> {
    let bank = banks::load(&arguments.bank)?;
    let filter = Filter::read(arguments, &bank)?;
    let listed = Listed { bank: &bank, filter: &filter };
    let text = match (arguments.format, What::of(arguments)) {
        (Format::Json, What::Skills) => making::pretty(&json!({ "skills": listed.skills() })),
        (Format::Json, What::Problems) => making::pretty(&json!({ "problems": listed.problems(world) })),
        (Format::Json, What::Misconceptions) => making::pretty(&json!({ "misconceptions": listed.misconceptions() })),
        (Format::Json, What::Coverage) => making::pretty(&coverage(arguments, &bank, &filter)?.to_json()),
        (Format::Json, What::Topics | What::Everything) => making::pretty(&json!({ "topics": listed.topics() })),
        (_, What::Skills) => listed.skills_text(),
        (_, What::Problems) => listed.problems_text(),
        (_, What::Misconceptions) => listed.misconceptions_text(),
        (_, What::Coverage) => coverage(arguments, &bank, &filter)?.to_text(),
        (_, What::Topics) => listed.topics_text(),
        (_, What::Everything) => listed.summary(),
    };
    Ok(Outcome::text(text))
}

/// What is listed.
enum What {
    Topics,
    Skills,
    Problems,
    Misconceptions,
    Coverage,
    Everything,
}

impl What {
    fn of(arguments: &List) -> What {
        let asked = [
            (arguments.topics, What::Topics),
            (arguments.skills, What::Skills),
            (arguments.problems, What::Problems),
            (arguments.misconceptions, What::Misconceptions),
            (arguments.coverage, What::Coverage),
        ];
        asked.into_iter().find(|(is_asked, _)| *is_asked).map_or(What::Everything, |(_, what)| what)
    }
}

fn coverage<'a>(arguments: &List, bank: &'a Bank, filter: &'a Filter<'a>) -> Result<Coverage<'a>, Failure> {
    let id = arguments.recipe.as_str();
    let known = bank.recipes.iter().map(|recipe| recipe.id.as_str());
    let recipe = bank.recipe(id).ok_or_else(|| Failure::Usage {
        message: format!("there is no recipe `{id}`"),
        help: format!("there is {}", all_of(known)),
    })?;
    Ok(Coverage::new(bank, filter, recipe))
}

/// What of a bank is listed.
struct Listed<'a> {
    bank: &'a Bank,
    filter: &'a Filter<'a>,
}

impl<'a> Listed<'a> {
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.bank.entries.iter().filter(|entry| self.filter.has(entry))
    }

    fn of_topic(&self, topic: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries().filter(move |entry| entry.topic == topic)
    }

    fn listed_topics(&self) -> impl Iterator<Item = &'a Topic> {
        self.bank.topics.iter().filter(|topic| self.filter.has_topic(topic))
    }

    fn listed_skills(&self) -> impl Iterator<Item = &'a Skill> {
        self.bank.skills.iter().filter(|skill| self.filter.has_skill(skill))
    }

    fn listed_misconceptions(&self) -> impl Iterator<Item = &'a Misconception> {
        self.bank.misconceptions.iter().filter(|known| self.filter.has_misconception(known))
    }

    fn of_skill(&self, skill: &str) -> usize {
        self.entries().filter(|entry| entry.problem.common.skill.value == skill).count()
    }

    fn showing(&self, misconception: &str) -> usize {
        self.entries().filter(|entry| shows(entry, misconception)).count()
    }

    fn topics(&self) -> Vec<Value> {
        let object = |topic: &'a Topic| {
            let problems = self.of_topic(&topic.id).count();
            json!({ "id": topic.id, "number": topic.number, "title": topic.title, "problems": problems })
        };
        self.listed_topics().map(object).collect()
    }

    fn skills(&self) -> Vec<Value> {
        let object = |skill: &Skill| {
            let needs: Vec<&str> = skill.needs.iter().map(|need| need.value.as_str()).collect();
            json!({
                "id": skill.id, "title": skill.title, "topic": skill.topic, "needs": needs, "level": skill.level,
                "core": skill.core, "problems": self.of_skill(&skill.id),
            })
        };
        self.listed_skills().map(object).collect()
    }

    fn misconceptions(&self) -> Vec<Value> {
        let object = |known: &Misconception| {
            json!({
                "id": known.id, "belief": known.belief, "truth": known.truth, "topic": known.topic,
                "slip": known.slip, "problems": self.showing(&known.id),
            })
        };
        self.listed_misconceptions().map(object).collect()
    }

    fn problems(&self, world: &World) -> Vec<Value> {
        let mut python = making::python(world);
        let object = |entry: &Entry| {
            let common = &entry.problem.common;
            json!({
                "id": entry.id(),
                "title": common.title.source(),
                "kind": entry.problem.kind.name().word(),
                "also": common.also.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
                "topic": entry.topic,
                "skill": common.skill.value,
                "level": common.level,
                "minutes": common.minutes,
                "points": points(entry, &mut python),
                "version": common.version,
            })
        };
        self.entries().map(object).collect()
    }

    fn summary(&self) -> String {
        let mut text = format!(
            "{} in {} for {}\n\n",
            count(self.entries().count(), "problem"),
            count(self.listed_topics().count(), "topic"),
            count(self.listed_skills().count(), "skill")
        );
        text += &self.topics_text();
        text += "\n";
        for kind in Name::ALL.into_iter().filter(|kind| self.filter.has_kind(*kind)) {
            let of_kind = self.entries().filter(|entry| entry.problem.kind.name() == kind);
            writeln!(text, "{:>4}  {kind}", of_kind.count()).ok();
        }
        text
    }

    fn topics_text(&self) -> String {
        let mut text = String::new();
        for topic in self.listed_topics() {
            let problems = self.of_topic(&topic.id).count();
            writeln!(text, "{problems:>4}  {:<20}  {}", topic.id, topic.title).ok();
        }
        text
    }

    fn skills_text(&self) -> String {
        let mut text = String::new();
        for topic in self.listed_topics() {
            let skills: Vec<&Skill> = self.listed_skills().filter(|skill| skill.topic == topic.id).collect();
            if !skills.is_empty() {
                writeln!(text, "{}", topic.title).ok();
            }
            for skill in skills {
                writeln!(text, "{:>4}  {:<26}  {}", self.of_skill(&skill.id), skill.id, skill.title).ok();
            }
        }
        text
    }

    fn misconceptions_text(&self) -> String {
        let mut text = String::new();
        for topic in self.listed_topics() {
            let known: Vec<_> = self.listed_misconceptions().filter(|known| known.topic == topic.id).collect();
            if !known.is_empty() {
                writeln!(text, "{}", topic.title).ok();
            }
            for known in known {
                writeln!(text, "{:>4}  {:<30}  {}", self.showing(&known.id), known.id, known.belief).ok();
            }
        }
        text
    }

    fn problems_text(&self) -> String {
        let mut text = String::new();
        for topic in self.listed_topics() {
            let entries: Vec<&Entry> = self.of_topic(&topic.id).collect();
            if !entries.is_empty() {
                writeln!(text, "{}", topic.title).ok();
            }
            entries.into_iter().for_each(|entry| text += &problem_line(entry));
        }
        text
    }
}

fn problem_line(entry: &Entry) -> String {
    let common = &entry.problem.common;
    let kind = entry.problem.kind.name();
    format!(
        "  {:<28} {:<8} level {}  {:>2} min  {}\n",
        entry.id(),
        kind.word(),
        common.level,
        minutes(&entry.problem, Form::usual(kind)),
        common.title.source()
    )
}

/// The points that a problem has on handouts and mocks, as its first draw counts them.
fn points(entry: &Entry, python: &mut Python) -> Option<u32> {
    let form = Form::usual(entry.problem.kind.name());
    question::pose(entry, form, 0, python).ok().map(|question| question.posed.points)
}
