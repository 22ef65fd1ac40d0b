//! The interviewer's packet: the plan, the words to say, then section by section what to ask, to wait for and to mark, and
//! the debrief.

use super::super::daily::small;
use super::{Interview, Part, Role, column, debrief, pairs, rules, say, unnumbered, whiteboard};
use crate::blocks::{Align, Block, Corner, Item, Prose, Purpose, Sheet, Span, Table, TableStyle, Width};
use crate::diagnostic::words::count;
use crate::kinds::{Name, told_of_others, without_follow_ups};
use crate::question::Question;

const WHOSE: &str = "interviewer";

const MAY: [&str; 6] = [
    "the task again, in the same words",
    "the answer to a listed question, when it is asked",
    "“What are you thinking?”",
    "“Give me an example.”",
    "a hint, as the table of hints says",
    "“Two minutes left.”",
];
const MAY_NOT: [&str; 6] = [
    "right or wrong, before the end",
    "the end of a line that they have begun",
    "a nod or a sigh that tells how they are doing",
    "anything that touches their paper or their pen",
    "a question about age, family, origin, health or belief",
    "a joke at their cost",
];

/// Rules for what was heard in a section that is not the whiteboard's.
const HEARD: u32 = 2;

/// The sheets of the packet, each of which begins on a page of its own.
pub fn interviewer(interview: &Interview) -> Vec<Sheet> {
    let mut sheets = vec![front(interview)];
    let mut items: Vec<Item> = Vec::new();
    for part in &interview.parts {
        match (part.role(), part.questions) {
            (Role::Whiteboard, [question]) => {
                if !items.is_empty() {
                    sheets.push(interview.later(Purpose::Key, WHOSE, std::mem::take(&mut items)));
                }
                let board = whiteboard::items(interview, part, question, opening(interview, part));
                sheets.push(interview.later(Purpose::Key, WHOSE, board));
            }
            _ => items.extend(part_items(interview, part)),
        }
    }
    if !items.is_empty() {
        sheets.push(interview.later(Purpose::Key, WHOSE, items));
    }
    sheets.push(interview.later(Purpose::Key, WHOSE, debrief::items(interview)));
    sheets
}

fn front(interview: &Interview) -> Sheet {
    let pressure = interview.pressure();
    let warning = format!(
        "Never show this to the candidate. Ask, listen, write what you heard; score after the clock stops. Pressure {}: {}.",
        pressure.number, pressure.name
    );
    let manner = vec![
        ("Hints", [pressure.hints, pressure.cost].join(" ")),
        ("Interruptions", pressure.interruptions.to_owned()),
        ("Follow-ups", pressure.after.to_owned()),
        ("Manner", pressure.manner.to_owned()),
        (
            "Always",
            "The last minute is one true good thing. Two minutes before the end of a section say so.".to_owned(),
        ),
    ];
    let manner = manner.into_iter().map(|(what, how)| (Prose::plain(what), Prose::plain(how))).collect();
    let may = MAY.iter().zip(MAY_NOT).map(|(may, may_not)| (Prose::plain(*may), Prose::plain(may_not))).collect();
    let mut items = vec![unnumbered(0, "To begin", vec![say(&welcome(interview))])];
    items.push(unnumbered(0, "How you are today", vec![labelled("How the interview is held.", manner)]));
    let table = pairs("What may be said, and what may not.", ("You may say", "You may not say or do"), may);
    items.push(unnumbered(0, "What you say", vec![table]));
    Sheet {
        title: "Interviewer’s copy".to_owned(),
        subtitle: format!("{} · {} minutes · {}", interview.title, interview.minutes(), interview.level_word()),
        intro: vec![small(Prose::plain(warning)), plan(interview)],
        ..interview.later(Purpose::Key, WHOSE, items)
    }
}

/// Words at the left, what they mean beside them.
fn labelled(summary: &str, rows: Vec<(Prose, Prose)>) -> Block {
    Block::Table(Table {
        summary: summary.to_owned(),
        style: TableStyle::Ruled,
        columns: vec![column("", Align::Left, Width::Content), column("", Align::Left, Width::Fill(1))],
        rows: rows.into_iter().map(|(left, right)| vec![Some(left), Some(right)]).collect(),
    })
}

pub fn welcome(interview: &Interview) -> String {
    format!(
        "Welcome, and thank you for coming. We have {} minutes in {}, and you see them on your first page. I keep the clock, \
         and say when a section begins. You need not finish: say how you would go on. Ask before you write, and think \
         aloud. {} Shall we begin?",
        interview.minutes(),
        count(interview.parts.len(), "section"),
        interview.pressure().opening
    )
}

fn plan(interview: &Interview) -> Block {
    let rows = interview.parts.iter().map(|part| {
        vec![
            Some(Prose::plain(part.minutes.to_string())),
            Some(Prose::plain(&part.title)),
            Some(Prose::plain(interview.clock(part.begins))),
            None,
            None,
        ]
    });
    let mut rows: Vec<Vec<Option<Prose>>> = rows.collect();
    rows.push(vec![
        None,
        Some(Prose::plain("The end: one true good thing")),
        Some(Prose::plain(interview.clock(interview.minutes()))),
        None,
        None,
    ]);
    Block::Table(Table {
        summary: "The sections, their minutes, when each should begin, and boxes for when it began and ended."
            .to_owned(),
        style: TableStyle::Writing,
        columns: vec![
            column("min", Align::Centre, Width::Content),
            column("section", Align::Left, Width::Fill(1)),
            column("planned", Align::Centre, Width::Written(5)),
            column("started", Align::Centre, Width::Written(6)),
            column("ended", Align::Centre, Width::Written(6)),
        ],
        rows,
    })
}

/// The words that open a section.
pub fn opening(interview: &Interview, part: &Part) -> Block {
    let page = interview.page_of(part).map_or_else(
        || format!("Please turn to question {}.", part.first),
        |page| format!("Please turn to page {page}."),
    );
    let minutes = part.minutes;
    let text = match part.role() {
        Role::Project => format!("Let us begin with your work. {page}"),
        Role::Theirs => format!(
            "Now to your questions. {page} Answer what stands there first, then ask me your own: I am the team. We have \
             {minutes} minutes."
        ),
        Role::Whiteboard => format!(
            "{page} I read the problem aloud. Ask me whatever you want to know before you write. You have {minutes} minutes."
        ),
        Role::Other if part.is_single() => {
            format!("{page} You have {minutes} minutes. Say what you are doing as you write.")
        }
        Role::Other => format!(
            "{page} It has {}, for {minutes} minutes in all. Say how you read each before you write the answer.",
            count(part.questions.len(), "short one")
        ),
    };
    say(&text)
}

/// The questions of a section, with what is said before the first and room for what was heard after the last.
fn part_items(interview: &Interview, part: &Part) -> Vec<Item> {
    let last = part.questions.len().saturating_sub(1);
    let each = part.numbered().enumerate().map(|(at, (number, question))| {
        let mut task = Vec::new();
        if at == 0 {
            task.push(opening(interview, part));
        }
        task.extend(shown(question));
        let mut answer = told_of_others(&without_follow_ups(&asked(question)));
        answer.extend(follow_ups(question));
        if at == last {
            answer.push(small(Prose::default().then_strong("What I heard")));
            answer.push(rules(HEARD));
        }
        // A page in large print may not hold both a long task and its answer.
        if part.is_single() && question.form.kind != Name::Short {
            return vec![item(part, number, question, task), unnumbered(number, "A good answer", answer)];
        }
        task.extend(answer);
        vec![item(part, number, question, task)]
    });
    each.flatten().collect()
}

fn follow_ups(question: &Question) -> Option<Block> {
    let rows = question.script.follow.clone();
    let summary = "Follow-up questions, and what a good answer has.";
    (!rows.is_empty()).then(|| pairs(summary, ("You may ask", "a good answer has"), rows))
}

/// What the candidate reads, without the space to answer; not what the key has as well, or what is read aloud.
fn shown(question: &Question) -> Vec<Block> {
    if question.form.kind == Name::Short {
        return Vec::new();
    }
    let text = Prose(vec![Span::Stress("They read: ".to_owned())]).then_prose(question.posed.ask.clone());
    let mut blocks = vec![small(text)];
    blocks.extend(printed(&question.posed.sheet).into_iter().filter(|block| !holds(&question.posed.key, block)));
    blocks
}

/// Programs, outputs and tables of a sheet, but for those to be filled in.
fn printed(blocks: &[Block]) -> Vec<Block> {
    let one = |block: &Block| match block {
        Block::Listing(_) | Block::Printed { .. } => vec![block.clone()],
        Block::Table(table) if table.style != TableStyle::Writing => vec![block.clone()],
        Block::Beside { left, right, .. } => [printed(left), printed(right)].concat(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(one).collect()
}

fn holds(blocks: &[Block], wanted: &Block) -> bool {
    blocks.iter().any(|block| match block {
        Block::Beside { left, right, .. } => holds(left, wanted) || holds(right, wanted),
        other => other == wanted,
    })
}

/// What is read aloud or answered only if asked, and the key.
pub fn asked(question: &Question) -> Vec<Block> {
    let mut blocks = Vec::new();
    if question.form.kind == Name::Short {
        blocks.push(whiteboard::read_aloud(question));
    }
    blocks.extend(whiteboard::wait_for(question));
    if question.form.kind == Name::Short {
        blocks.push(small(Prose::default().then_strong("A good answer, and lines to mark by")));
    }
    blocks.extend(question.posed.key.clone());
    blocks
}

/// A question with its points; the first of several says to which section they belong.
pub fn item(part: &Part, number: u32, question: &Question, body: Vec<Block>) -> Item {
    let corner = Corner::Box { out_of: question.posed.points };
    let item = Item { corner, ..part.item(&part.title, number, question, body) };
    match number == part.first && !part.is_single() {
        true => Item { note: Some(part.title.clone()), ..item },
        false => item,
    }
}
