//! `longhand list`: what the bank holds.

use super::{Failure, Outcome, World, banks, making};
use crate::bank::{Bank, Entry};
use crate::cli::{Format, List};
use crate::diagnostic::words::count;
use crate::kinds::{Form, Name};
use crate::python::Python;
use crate::question::{self, minutes};
use serde_json::{Value, json};
use std::fmt::Write;

pub fn run(arguments: &List, world: &World) -> Result<Outcome, Failure> {
    let bank = banks::load(&arguments.bank)?;
    let text = match (arguments.format, arguments.skills, arguments.problems) {
        (Format::Json, true, _) => making::pretty(&json!({ "skills": skills(&bank) })),
        (Format::Json, _, true) => making::pretty(&json!({ "problems": problems(&bank, world) })),
        (Format::Json, false, false) => making::pretty(&json!({ "topics": topics(&bank) })),
        (_, true, _) => skills_text(&bank),
        (_, _, true) => problems_text(&bank),
        (_, false, false) if arguments.topics => topics_text(&bank),
        (_, false, false) => summary(&bank),
    };
    Ok(Outcome::text(text))
}

fn of_topic<'a>(bank: &'a Bank, topic: &'a str) -> impl Iterator<Item = &'a Entry> {
    bank.entries.iter().filter(move |entry| entry.topic == topic && !entry.is_retired())
}

fn topics(bank: &Bank) -> Vec<Value> {
    let object = |topic: &crate::bank::Topic| {
        let problems = of_topic(bank, &topic.id).count();
        json!({ "id": topic.id, "number": topic.number, "title": topic.title, "problems": problems })
    };
    bank.topics.iter().map(object).collect()
}

fn skills(bank: &Bank) -> Vec<Value> {
    let object = |skill: &crate::bank::Skill| {
        let needs: Vec<&str> = skill.needs.iter().map(|need| need.value.as_str()).collect();
        let problems = problems_of_skill(bank, &skill.id);
        json!({
            "id": skill.id, "title": skill.title, "topic": skill.topic, "needs": needs, "level": skill.level,
            "core": skill.core, "problems": problems,
        })
    };
    bank.skills.iter().map(object).collect()
}

fn problems(bank: &Bank, world: &World) -> Vec<Value> {
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
    bank.entries.iter().filter(|entry| !entry.is_retired()).map(object).collect()
}

/// The points that a problem has on handouts and mocks, as its first draw counts them.
fn points(entry: &Entry, python: &mut Python) -> Option<u32> {
    let form = Form::usual(entry.problem.kind.name());
    question::pose(entry, form, 0, python).ok().map(|question| question.posed.points)
}

fn problems_of_skill(bank: &Bank, skill: &str) -> usize {
    bank.entries.iter().filter(|entry| entry.problem.common.skill.value == skill && !entry.is_retired()).count()
}

fn summary(bank: &Bank) -> String {
    let problems = bank.entries.iter().filter(|entry| !entry.is_retired()).count();
    let mut text = format!(
        "{} in {} for {}\n\n",
        count(problems, "problem"),
        count(bank.topics.len(), "topic"),
        count(bank.skills.len(), "skill")
    );
    text += &topics_text(bank);
    text += "\n";
    for kind in Name::ALL {
        let of_kind = bank.entries.iter().filter(|entry| entry.problem.kind.name() == kind && !entry.is_retired());
        writeln!(text, "{:>4}  {kind}", of_kind.count()).ok();
    }
    text
}

fn topics_text(bank: &Bank) -> String {
    let mut text = String::new();
    for topic in &bank.topics {
        let problems = of_topic(bank, &topic.id).count();
        writeln!(text, "{problems:>4}  {:<20}  {}", topic.id, topic.title).ok();
    }
    text
}

fn skills_text(bank: &Bank) -> String {
    let mut text = String::new();
    for topic in &bank.topics {
        writeln!(text, "{}", topic.title).ok();
        for skill in bank.skills.iter().filter(|skill| skill.topic == topic.id) {
            let problems = problems_of_skill(bank, &skill.id);
            writeln!(text, "{problems:>4}  {:<26}  {}", skill.id, skill.title).ok();
        }
    }
    text
}

fn problems_text(bank: &Bank) -> String {
    let mut text = String::new();
    for topic in &bank.topics {
        writeln!(text, "{}", topic.title).ok();
        for entry in of_topic(bank, &topic.id) {
            let common = &entry.problem.common;
            let kind = entry.problem.kind.name();
            writeln!(
                text,
                "  {:<28} {:<8} level {}  {:>2} min  {}",
                entry.id(),
                kind.word(),
                common.level,
                minutes(&entry.problem, Form::usual(kind)),
                common.title.source()
            )
            .ok();
        }
    }
    text
}
