//! The page after the end: one true good thing, what the sum says, and three things to practise.

use super::super::daily::{small, type_back};
use super::whiteboard::SIGNALS;
use super::{Interview, Role, column, rules, unnumbered};
use crate::blocks::{Align, Block, Item, Prose, RubricLine, Table, TableStyle, Width};
use std::collections::BTreeSet;

/// Sums of the five signals, and what they say (`curriculum/README.md` 5.5).
const VERDICTS: [(&str, &str, &str); 3] = [
    ("15 or more, and nothing at 1", "ready for this level", "Next time: more pressure, or the level above."),
    ("11 to 14, or more with something at 1", "nearly", "Practise the three things, and repeat in a week."),
    ("less", "not yet", "Practise the three things first, a little every day."),
];

/// Letters of topics in a command.
const LONGEST_TOPICS: usize = 30;

/// Signals with the topics that train them.
const TRAINED_BY: [(&str, &str); 4] = [
    ("Understanding or Verification at 1 or 2", "whiteboard"),
    ("Approach at 1 or 2", "interview-problems,data-types"),
    ("Code at 1 or 2", "control-flow,comprehensions"),
    ("Communication at 1 or 2", "projects,questions-to-ask"),
];

pub fn items(interview: &Interview) -> Vec<Item> {
    vec![
        unnumbered(0, "The last minute: one true good thing", vec![good_thing(), rules(2)]),
        unnumbered(0, "What the sum of the five signals says", says(interview)),
        unnumbered(0, "Three things to practise", practise(interview)),
        unnumbered(0, "What we said", after(interview)),
    ]
}

fn good_thing() -> Block {
    small(Prose::plain(
        "Say it before anything else, and write it down: something that you saw or heard, with its moment.",
    ))
}

fn verdicts() -> Block {
    let rows = VERDICTS.iter().map(|(sum, verdict, next)| {
        let verdict = Prose::default().then_strong(verdict);
        vec![Some(Prose::plain(*sum)), Some(verdict), Some(Prose::plain(*next)), None]
    });
    Block::Table(Table {
        summary: "Sums of the five signals, what each says, what to do next, and a box to tick.".to_owned(),
        style: TableStyle::Writing,
        columns: vec![
            column("sum of 20", Align::Left, Width::Fill(2)),
            column("it says", Align::Left, Width::Content),
            column("then", Align::Left, Width::Fill(2)),
            column("tick", Align::Centre, Width::Content),
        ],
        rows: rows.collect(),
    })
}

fn says(interview: &Interview) -> Vec<Block> {
    let note = "It is no verdict about hiring anybody: it is practice.";
    vec![verdicts(), small(Prose::plain(note)), small(to_note(interview)), small(begins_anew(interview))]
}

/// The command that notes it, with a place for each number.
fn to_note(interview: &Interview) -> Prose {
    let questions: usize = interview.parts.iter().map(|part| part.questions.len()).sum();
    let places = |count| vec!["_"; count].join(" ");
    Prose::plain(
        "To note it, put in the points of each question, and the signals from Understanding to Communication: ",
    )
    .then_code(&format!("longhand score {}", interview.code))
    .then(" ")
    .then_code(&places(questions))
    .then(" ")
    .then_code(&format!("--signals {}", places(SIGNALS.len())))
}

/// The skills that an interview is about, which come back at once where it fell short.
fn begins_anew(interview: &Interview) -> Prose {
    let questions = interview.parts.iter().flat_map(|part| part.questions);
    let skills: BTreeSet<&str> = questions.map(|question| question.skill.as_str()).collect();
    let mut text = Prose::plain("Below 11 that puts these skills back to box 0, due the next day: ");
    for (at, skill) in skills.iter().enumerate() {
        text = text.then(if at == 0 { "" } else { ", " }).then_code(skill);
    }
    text.then(".")
}

/// Lines to tick, each with the command that makes the sheet for it.
fn practise(interview: &Interview) -> Vec<Block> {
    let by_signal = TRAINED_BY.iter().map(|(when, topics)| ((*when).to_owned(), (*topics).to_owned()));
    let by_section = interview.parts.iter().filter(|part| matches!(part.role(), Role::Whiteboard | Role::Other));
    let by_section = by_section.map(|part| {
        let topics: BTreeSet<&str> = part.questions.iter().map(|question| question.topic.as_str()).collect();
        (format!("“{}” fell short", part.title), in_a_line(topics))
    });
    let line = |(when, topics): (String, String)| {
        let command = format!("longhand daily --topics {topics}");
        RubricLine { points: 1, text: Prose::plain(format!("{when}: ")).then_code(&command) }
    };
    vec![
        small(Prose::plain("Tick three together. Each command prints a sheet for it; a week of them is enough.")),
        Block::Rubric(by_signal.chain(by_section).map(line).collect()),
    ]
}

/// As many topics as a command has on one line of small paper.
fn in_a_line(topics: BTreeSet<&str>) -> String {
    let mut line = String::new();
    for topic in topics {
        if line.is_empty() {
            line = topic.to_owned();
        } else if line.len() + 1 + topic.len() <= LONGEST_TOPICS {
            line = format!("{line},{topic}");
        }
    }
    line
}

/// Room for words, and how to run what was written.
fn after(interview: &Interview) -> Vec<Block> {
    let mut blocks = vec![rules(3)];
    let questions: Vec<_> = interview.parts.iter().flat_map(|part| part.questions).cloned().collect();
    blocks.extend(type_back("INTERVIEWER.pdf", &questions));
    blocks
}
