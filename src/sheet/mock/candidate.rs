//! The candidate's packet: a timetable, then a page a section with the task and space, and a page for notes.

use super::super::daily::small;
use super::{Interview, Part, Role, column, rules, unnumbered};
use crate::blocks::{Align, Block, Item, NameRow, Prose, Purpose, Rules, Sheet, Table, TableStyle, TextSize, Width};
use crate::code::Interviewer;
use crate::kinds::{Name, plan_boxes, without_agreed};
use crate::question::Question;

const WHOSE: &str = "candidate";

const HOW_IT_GOES: [&str; 6] = [
    "The interviewer keeps the clock and says when a section begins. You need not finish: say how you would go on.",
    "Ask before you write. An assumption said aloud counts as much as a question.",
    "Think aloud. Silence tells the other side nothing; a half-formed thought tells a lot.",
    "Write with a pen, leave a rule free between blocks, and strike out with one line: what can still be read can still be \
     talked about.",
    "Run your code by hand on one example and one edge before you say that it is done.",
    "You may ask for a hint. It is noted with its minute, and that is all.",
];

/// For who is alone.
const ALONE: &str = "You are alone: the cards lie face down beside you. Each says on its back at which minute you turn it; read it aloud.";

/// Rules beside a program come in so many at a time.
const RULES_STEP: u32 = 4;

/// What somebody who tells of a project writes down before.
const STORY: [&str; 4] = ["Situation", "Task", "What I did", "Result, with a number"];

/// What the last rules of a page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// There are none, or as many as they should be.
    AsItIs,
    /// As many as the page holds, so that their number tells nothing.
    Filled,
}

/// A page, or one that its rules are to fill.
#[derive(Clone, Debug)]
pub struct CandidatePage {
    /// Whose section it is, from 1; 0 for none.
    pub part: usize,
    pub room: Room,
    sheet: Sheet,
}

impl CandidatePage {
    /// The page with so many rules at its end.
    pub fn with(&self, lines: u32) -> Sheet {
        let mut sheet = self.sheet.clone();
        if self.room == Room::Filled
            && let Some(Block::Rules(rules)) = sheet.items.last_mut().and_then(|item| item.body.last_mut())
        {
            rules.lines = lines;
        }
        sheet
    }
}

/// The pages in their order.
pub fn candidate(interview: &Interview) -> Vec<CandidatePage> {
    let mut pages = vec![front(interview)];
    let others = interview.parts.iter().filter(|part| !stands_in_front(part));
    pages.extend(others.flat_map(|part| part_pages(interview, part)));
    let notes = unnumbered(0, "Notes", vec![rules(1)]);
    pages.push(page(interview, 0, Room::Filled, vec![notes]));
    pages
}

fn page(interview: &Interview, part: usize, room: Room, items: Vec<Item>) -> CandidatePage {
    CandidatePage { part, room, sheet: interview.later(Purpose::Questions, WHOSE, items) }
}

/// A project that is told first has its frames under the timetable.
fn stands_in_front(part: &Part) -> bool {
    part.number == 1 && part.role() == Role::Project && part.is_single()
}

fn project(part: &Part, question: &Question) -> Item {
    let frames = Block::Frames(STORY.map(Prose::plain).to_vec());
    item(part, part.first, question, vec![ask(question), frames])
}

fn front(interview: &Interview) -> CandidatePage {
    let is_alone = interview.interviewer == Interviewer::Cards;
    let lines = HOW_IT_GOES.iter().copied().filter(|_| !is_alone).chain(is_alone.then_some(ALONE));
    let kept = HOW_IT_GOES[1..].iter().copied().filter(|line| is_alone && !line.contains("hint"));
    let bullets = lines.chain(kept).map(|line| small(Prose::plain(format!("•  {line}"))));
    let mut items = vec![unnumbered(0, "How it goes", bullets.collect())];
    let told = interview.parts.iter().find(|part| stands_in_front(part));
    let told_project = told.iter().flat_map(|part| part.questions.iter().map(|question| project(part, question)));
    items.extend(told_project);
    let title = interview.title.clone();
    let mut subtitle = format!("{} minutes", interview.minutes());
    if !interview.day.is_empty() {
        subtitle = format!("{} · {subtitle}", interview.day);
    }
    let sheet = Sheet {
        title,
        subtitle,
        name_row: Some(NameRow { name: None, out_of: 0, copy: None }),
        intro: vec![timetable(interview)],
        qr: interview.qr.clone(),
        ..interview.later(Purpose::Questions, WHOSE, items)
    };
    CandidatePage { part: told.map_or(0, |part| part.number), room: Room::AsItIs, sheet }
}

fn timetable(interview: &Interview) -> Block {
    let rows = interview.parts.iter().map(|part| {
        let page = interview.page_of(part).map(|page| Prose::plain(page.to_string())).unwrap_or_default();
        vec![
            Some(Prose::plain(part.minutes.to_string())),
            Some(Prose::plain(&part.candidate)),
            Some(Prose::plain(interview.clock(part.begins))),
            Some(Prose::plain(interview.clock(part.ends()))),
            Some(page),
        ]
    });
    Block::Table(Table {
        summary: "The sections, their minutes, from when until when, and the page of each.".to_owned(),
        style: TableStyle::Writing,
        columns: vec![
            column("min", Align::Centre, Width::Content),
            column("section", Align::Left, Width::Fill(1)),
            column("from", Align::Centre, Width::Written(5)),
            column("until", Align::Centre, Width::Written(5)),
            column("page", Align::Centre, Width::Written(3)),
        ],
        rows: rows.collect(),
    })
}

fn part_pages(interview: &Interview, part: &Part) -> Vec<CandidatePage> {
    match (part.role(), part.questions) {
        (Role::Whiteboard, [question]) => board(interview, part, question),
        (Role::Project, [question]) => {
            vec![page(interview, part.number, Room::AsItIs, vec![project(part, question)])]
        }
        (_, [question]) if question.form.kind == Name::Short => {
            let item = item(part, part.first, question, vec![ask(question), rules(1)]);
            vec![page(interview, part.number, Room::Filled, vec![item])]
        }
        (_, [question]) => single(interview, part, question),
        _ => {
            let items = part.numbered().map(|(number, question)| item(part, number, question, body(question)));
            vec![page(interview, part.number, Room::AsItIs, items.collect())]
        }
    }
}

/// The task and the signature; for a beginner the boxes of a plan; and two pages of rules, however long the model is.
fn board(interview: &Interview, part: &Part, question: &Question) -> Vec<CandidatePage> {
    let mut blocks = vec![ask(question)];
    blocks.extend(question.posed.sheet.iter().filter(|block| matches!(block, Block::Listing(_))).cloned());
    if interview.level == 1 {
        blocks.push(Block::Frames(plan_boxes()));
    }
    blocks.push(code_rules());
    let first = item(part, part.first, question, blocks);
    vec![page(interview, part.number, Room::Filled, vec![first]), more(interview, part)]
}

/// A page of its own for what is asked. Rules that end it fill it, those for code another page as well.
fn single(interview: &Interview, part: &Part, question: &Question) -> Vec<CandidatePage> {
    let mut blocks = body(question);
    let Some(Block::Rules(last)) = blocks.last().cloned() else {
        return vec![page(interview, part.number, Room::AsItIs, vec![item(part, part.first, question, blocks)])];
    };
    blocks.pop();
    blocks.push(Block::Rules(Rules { lines: 1, may_break: false, ..last }));
    let first = page(interview, part.number, Room::Filled, vec![item(part, part.first, question, blocks)]);
    let second = last.guides.then(|| more(interview, part));
    std::iter::once(first).chain(second).collect()
}

fn more(interview: &Interview, part: &Part) -> CandidatePage {
    let item = unnumbered(part.first, &format!("{}, more room", part.candidate), vec![code_rules()]);
    page(interview, part.number, Room::Filled, vec![item])
}

fn code_rules() -> Block {
    Block::Rules(Rules { lines: 1, guides: true, may_break: false })
}

fn ask(question: &Question) -> Block {
    Block::Paragraph { text: question.posed.ask.clone(), size: TextSize::Body }
}

/// What a sheet has of it. The answers to questions worth asking are left out: an interviewer is there to be asked.
fn body(question: &Question) -> Vec<Block> {
    let mut blocks = without_agreed(&question.posed.sheet);
    evened(&mut blocks);
    blocks
}

/// Elsewhere rules are measured by the answer; here they come four at a time, so that they tell little of it.
fn evened(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Rules(rules) => rules.lines = rules.lines.next_multiple_of(RULES_STEP),
            Block::Beside { left, right, .. } => {
                evened(left);
                evened(right);
            }
            _ => {}
        }
    }
}

fn item(part: &Part, number: u32, question: &Question, body: Vec<Block>) -> Item {
    part.item(&part.candidate, number, question, body)
}
