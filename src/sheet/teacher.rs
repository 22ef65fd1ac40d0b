//! The teacher's pages: what a class was asked, and all the answers to each question in a table.

use super::daily::small;
use super::handout::{CopyHeading, column, part_foot};
use super::short_answers;
use crate::blocks::{
    Align, Block, Corner, Item, Listing, Prose, Purpose, Sheet, Span, Split, Table, TableStyle, Width,
};
use crate::draw::Value;
use crate::question::Question;

/// Beliefs of one question that the overview tells.
const MOST_BELIEFS: usize = 3;

/// How much of a class a teacher's page takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Rows of one table.
    pub rows: usize,
    /// Signs of one line of an answer; what is longer is cut short.
    pub signs: usize,
}

/// What the teacher's pages say of one question.
#[derive(Clone, Debug)]
pub struct QuestionOfClass {
    pub number: u32,
    pub label: String,
    /// "2 min · 2 points".
    pub worth: String,
    /// What can be done by whoever answers it.
    pub skill: Prose,
    /// What differs between copies.
    pub differs: Differs,
    /// The program with the names of what is drawn; `None` where copies have other problems, or nothing runs.
    pub program: Option<String>,
    pub why: Option<Prose>,
    /// Letters of wrong answers, what those who give them believe, and how it is.
    pub beliefs: Vec<(char, Prose)>,
}

/// What differs between copies in one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    Values,
    Problems,
    /// What is drawn has no names: the order of options.
    Nothing,
}

/// The teacher's part of the keys: what each question asks for and the misreads that it shows, and then for every
/// question all the answers, a row a copy. `extents` says for each question how much of the class a table takes.
pub fn teacher(
    heading: &CopyHeading,
    questions: &[QuestionOfClass],
    notes: &[String],
    copies: &[(&CopyHeading, &[Question])],
    extents: &[Extent],
) -> Sheet {
    let mut intro = vec![overview(questions)];
    intro.extend(notes.iter().map(|note| small(Prose::plain(note))));
    let items = questions.iter().zip(extents).flat_map(|(about, extent)| answer_items(about, copies, *extent));
    let parts = [heading.title.as_str(), &heading.subtitle];
    Sheet {
        purpose: Purpose::Key,
        title: "Teacher’s key".to_owned(),
        subtitle: parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · "),
        name_row: None,
        intro,
        qr: None,
        items: items.collect(),
        closing: Vec::new(),
        foot: part_foot(&format!("{} · Teacher’s key", heading.title), copies_of(copies.len())),
    }
}

fn copies_of(copies: usize) -> String {
    if copies == 1 { "1 copy".to_owned() } else { format!("{copies} copies") }
}

/// The answers to one question alone, to see whether they fit a page.
pub fn teacher_page(about: &QuestionOfClass, copies: &[(&CopyHeading, &[Question])], extent: Extent) -> Sheet {
    Sheet {
        purpose: Purpose::Key,
        title: String::new(),
        subtitle: String::new(),
        name_row: None,
        intro: Vec::new(),
        qr: None,
        items: answer_items(about, copies, extent),
        closing: Vec::new(),
        foot: part_foot("", String::new()),
    }
}

/// What each question asks for, and the beliefs that its wrong answers show.
fn overview(questions: &[QuestionOfClass]) -> Block {
    let most = |question: &QuestionOfClass| {
        let mut prose = Prose::default();
        for (index, (letter, belief)) in question.beliefs.iter().take(MOST_BELIEFS).enumerate() {
            let gap = if index > 0 { "  " } else { "" };
            prose = prose.then(gap).then_strong(&letter.to_string()).then(" ").then_prose(belief.clone());
        }
        prose
    };
    let rows = questions.iter().map(|question| {
        vec![
            Some(Prose(Vec::new()).then_strong(&question.number.to_string())),
            Some(question.skill.clone().then(" · ").then(&question.worth)),
            Some(most(question)),
        ]
    });
    Block::Table(Table {
        summary: "Questions, what they ask for, and what those who answer wrongly may believe.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![
            column("", Align::Left, Width::Content),
            column("Asks to", Align::Left, Width::Fill(2)),
            column("Wrong answers may show the belief", Align::Left, Width::Fill(3)),
        ],
        rows: rows.collect(),
    })
}

fn answer_items(about: &QuestionOfClass, copies: &[(&CopyHeading, &[Question])], extent: Extent) -> Vec<Item> {
    let place = usize::try_from(about.number).unwrap_or(0).saturating_sub(1);
    let drawn: Vec<(usize, &CopyHeading, &Question)> = copies
        .iter()
        .enumerate()
        .filter_map(|(index, (heading, questions))| Some((index + 1, *heading, questions.get(place)?)))
        .collect();
    let mut items = Vec::new();
    for (index, part) in drawn.chunks(extent.rows.max(1)).enumerate() {
        let mut body = Vec::new();
        if index == 0 {
            body.extend(about_question(about));
            body.extend(drawn_names(about, drawn.first().map(|(_, _, question)| *question)));
        }
        body.push(answers(about, part, extent.signs));
        items.push(Item {
            origin: about.number,
            number: about.number,
            label: about.label.clone(),
            note: Some(if index > 0 { "continued".to_owned() } else { about.worth.clone() }),
            minutes: None,
            corner: Corner::Marks(Vec::new()),
            body,
            aside: Vec::new(),
        });
    }
    items
}

/// The program, the rule, and what stands behind each wrong answer.
fn about_question(about: &QuestionOfClass) -> Vec<Block> {
    let mut right: Vec<Block> = about.why.iter().map(|why| small(why.clone())).collect();
    if !about.beliefs.is_empty() {
        let rows = about.beliefs.iter().map(|(letter, belief)| {
            vec![Some(Prose(Vec::new()).then_strong(&letter.to_string())), Some(belief.clone())]
        });
        right.push(Block::Table(Table {
            summary: "Letters of wrong answers, and the belief behind each.".to_owned(),
            style: TableStyle::Ruled,
            columns: vec![
                column("", Align::Left, Width::Content),
                column("Belief behind it", Align::Left, Width::Fill(1)),
            ],
            rows: rows.collect(),
        }));
    }
    match &about.program {
        Some(program) if right.is_empty() => vec![Block::Listing(Listing::numbered(program))],
        Some(program) => {
            let left = vec![Block::Listing(Listing::numbered(program))];
            vec![Block::Beside { left, right, split: Split::Key }]
        }
        None => right,
    }
}

/// "Drawn for each copy: `first`, `stop`."
fn drawn_names(about: &QuestionOfClass, question: Option<&Question>) -> Option<Block> {
    let names: Vec<&String> = question?.values.keys().collect();
    if about.differs != Differs::Values || names.is_empty() {
        return None;
    }
    let mut prose = Prose::plain("Drawn for each copy: ");
    for (index, name) in names.iter().enumerate() {
        prose = if index > 0 { prose.then(", ") } else { prose };
        prose = prose.then_code(name);
    }
    Some(small(prose.then(".")))
}

fn answers(about: &QuestionOfClass, copies: &[(usize, &CopyHeading, &Question)], signs: usize) -> Block {
    let has_wrong = copies.iter().any(|(_, _, question)| !question.posed.wrong.is_empty());
    let drawn = match about.differs {
        Differs::Values => Some("drawn"),
        Differs::Problems => Some("problem"),
        Differs::Nothing => None,
    };
    let mut columns = vec![column("no.", Align::Right, Width::Content), column("sheet", Align::Left, Width::Content)];
    columns.extend(drawn.map(|head| column(head, Align::Left, Width::Fill(3))));
    columns.push(column("answer", Align::Left, Width::Fill(3)));
    columns.extend(has_wrong.then(|| column("wrong answers", Align::Left, Width::Fill(5))));
    let rows = copies.iter().map(|(number, heading, question)| {
        let mut row = vec![Some(Prose::plain(number.to_string())), Some(Prose(Vec::new()).then_strong(heading.tag()))];
        match about.differs {
            Differs::Values => row.push(Some(values(question, signs))),
            Differs::Problems => row.push(Some(Prose::plain(&question.id))),
            Differs::Nothing => {}
        }
        row.push(Some(lines(&short_answers::in_a_row(question), signs)));
        row.extend(has_wrong.then(|| Some(wrong_answers(question, signs))));
        row
    });
    Block::Table(Table {
        summary: "Every copy’s answer to this question, and what its wrong answers look like.".to_owned(),
        style: TableStyle::Ruled,
        columns,
        rows: rows.collect(),
    })
}

/// Numbers and words that were drawn, in the order of their names, as many as a row holds.
fn values(question: &Question, signs: usize) -> Prose {
    let mut prose = Prose::default();
    let mut used = 0;
    for value in question.values.values() {
        let text = match value {
            Value::Text(text) => text.clone(),
            other => other.to_literal(),
        };
        used += text.chars().count() + 1;
        if used > signs {
            return prose.then("…");
        }
        prose = prose.then_code(&text).then(" ");
    }
    prose
}

/// Lines of an answer, one after the other.
fn lines(lines: &[String], signs: usize) -> Prose {
    let mut prose = Prose::default();
    for (index, line) in lines.iter().enumerate() {
        prose = if index > 0 { prose.then(" / ") } else { prose };
        prose = prose.then_code(&clip(line, signs));
    }
    prose
}

/// "**a** 24 12  **b** 6 6".
fn wrong_answers(question: &Question, signs: usize) -> Prose {
    let mut prose = Prose::default();
    for wrong in &question.posed.wrong {
        prose = prose.then_strong(&wrong.letter.to_string()).then(" ");
        prose = prose.then_prose(clipped(&wrong.shown, signs)).then("  ");
    }
    prose
}

/// The same text with its long pieces of code cut short.
fn clipped(prose: &Prose, signs: usize) -> Prose {
    let short = prose.joined().0.into_iter().map(|span| match span {
        Span::Code(text) => Span::Code(clip(&text, signs)),
        other => other,
    });
    Prose(short.collect())
}

fn clip(text: &str, signs: usize) -> String {
    let line = text.replace('\n', " / ");
    if line.chars().count() <= signs {
        return line;
    }
    line.chars().take(signs.saturating_sub(1)).chain(['…']).collect()
}
