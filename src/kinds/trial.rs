//! For tests: the text of a problem goes in; its question, or what is wrong with it, comes out.

use super::{Form, Posed, Posing, Problem, Setback};
use crate::blocks::{Block, CopyPart, Piece, Prose, Table};
use crate::diagnostic::{Fault, Faults, Source};
use crate::draw::parameters::Lot;
use crate::draw::{Language, Pools, Values};
use crate::keys;
use crate::python::Python;
use std::sync::Arc;

/// Reads the first `[[problem]]` of a text.
pub fn read(text: &str) -> (Option<Problem>, Vec<Fault>) {
    let source = Arc::new(Source { name: "set.toml".to_owned(), text: text.to_owned() });
    let mut faults = Faults::default();
    let mut keys = keys::parse(&source, &mut faults).expect("these texts are TOML");
    let problem = keys.tables("problem", &mut faults).into_iter().next().expect("these texts hold a problem");
    let is_in = |language: &str| text.contains(&format!("language = \"{language}\""));
    let language = match (is_in("sql"), is_in("shell"), is_in("none")) {
        (true, ..) => Language::Sql,
        (_, true, _) => Language::Shell,
        (.., true) => Language::None,
        _ => Language::Python,
    };
    let problem = super::read(problem, language, &Pools::default(), &mut faults).ok();
    (problem, faults.into_sorted())
}

/// What is wrong with a text: "7 unknown-key", line and code.
pub fn faults(text: &str) -> Vec<String> {
    let (problem, faults) = read(text);
    assert_eq!(problem.is_none(), !faults.is_empty(), "a problem with faults is none, and one without is one");
    faults.iter().map(|fault| format!("{} {}", fault.place.line_and_column().0, fault.code)).collect()
}

/// Poses the first draw of a problem.
pub fn pose(text: &str, form: Form, seed: u64) -> Result<Posed, Setback> {
    let (problem, faults) = read(text);
    let problem = problem.unwrap_or_else(|| panic!("this problem has faults: {faults:?}"));
    pose_problem(&problem, form, seed, &mut Python::in_process())
}

/// Poses the first draw of each of many seeds.
pub fn posed_many(text: &str, form: Form, seeds: std::ops::Range<u64>) -> impl Iterator<Item = Posed> {
    let problem = read(text).0.expect("this problem has no faults");
    let mut python = Python::in_process();
    seeds.map(move |seed| pose_problem(&problem, form, seed, &mut python).expect("this problem can be posed"))
}

fn pose_problem(problem: &Problem, form: Form, seed: u64, python: &mut Python) -> Result<Posed, Setback> {
    let lot = Lot { seed, problem: &problem.common.id.value, attempt: 0 };
    let mut drawn = None;
    problem
        .common
        .parameters
        .draw(
            lot,
            &mut |values, expressions| python.evaluate(values, expressions).map_err(|stop| format!("{stop:?}")),
            &mut |values, _| {
                drawn = Some(values);
                true
            },
        )
        .expect("these draws succeed");
    let values: Values = drawn.expect("these problems draw something");
    problem.pose(&mut Posing { form, values: &values, seed, attempt: 0, python })
}

/// Poses what must be posed.
pub fn posed(text: &str, form: Form, seed: u64) -> Posed {
    pose(text, form, seed).unwrap_or_else(|setback| panic!("this problem can be posed: {setback:?}"))
}

/// How posing ends, in a word and a code: "again misread-never-shows".
pub fn setback(text: &str, form: Form) -> String {
    use crate::diagnostic::Finding;
    match pose(text, form, 1) {
        Ok(_) => "posed".to_owned(),
        Err(Setback::Again(blame)) => format!("again {}", blame.fault.code()),
        Err(Setback::Fatal(blame)) => format!("fatal {}", blame.fault.code()),
    }
}

/// Wrong answers, one a line: letter, id, what is shown, what is said.
pub fn wrong(posed: &Posed) -> Vec<String> {
    let line = |wrong: &super::WrongAnswer| {
        let id = wrong.id.as_deref().unwrap_or("-");
        format!("{} {id}: {} | {}", wrong.letter, wrong.shown.to_marked(), wrong.say.to_marked())
    };
    posed.wrong.iter().map(line).collect()
}

/// Blocks as text, one line a block, what is inside indented by two.
pub fn dump(blocks: &[Block]) -> String {
    blocks.iter().map(dump_block).collect()
}

fn dump_block(block: &Block) -> String {
    match block {
        Block::Paragraph { text, size } => format!("{size:?}: {}\n", text.to_marked()),
        Block::Heading(text) => format!("heading: {text}\n"),
        Block::Listing(listing) => {
            let lines = listing.lines.iter().enumerate().map(|(at, pieces)| {
                let text: String = pieces.iter().map(dump_piece).collect();
                let rules = listing.rules_after.iter().filter(|(after, _)| *after == at);
                let rules: String = rules.map(|(_, count)| format!("\n({count} rules)")).collect();
                format!("{text}{rules}")
            });
            let numbered = if listing.numbered { "numbered" } else { "bare" };
            let gaps = if listing.gap_columns > 0 { format!(", gaps {}", listing.gap_columns) } else { String::new() };
            format!("listing, {numbered}{gaps}\n{}", indented(&lines.collect::<Vec<_>>().join("\n")))
        }
        Block::Printed { caption, lines } => {
            format!("printed {}\n{}", caption.as_deref().unwrap_or("-"), indented(&lines.join("\n")))
        }
        Block::Command(text) => format!("command: {text}\n"),
        Block::Rules(rules) => {
            let guides = if rules.guides { ", guides" } else { "" };
            let breaks = if rules.may_break { ", may break" } else { "" };
            format!("rules {}{guides}{breaks}\n", rules.lines)
        }
        Block::Copy(copy) => {
            let part = |part: &CopyPart| format!("{}\n({} rules)", part.lines.join("\n"), part.rules);
            format!("copy\n{}", indented(&copy.parts.iter().map(part).collect::<Vec<_>>().join("\n")))
        }
        Block::LabelledRules(labels) => {
            let lines = labels.iter().map(|label| format!("{} {}", label.lines, label.label.to_marked()));
            format!("labelled rules\n{}", indented(&lines.collect::<Vec<_>>().join("\n")))
        }
        Block::Table(table) => format!("table {:?}\n{}", table.style, indented(&dump_table(table))),
        Block::OrderBoxes(lines) => format!("order boxes\n{}", indented(&lines.join("\n"))),
        Block::Ticks(ticks) => {
            let lines = ticks.iter().map(|tick| format!("{} {}", tick.letter, tick.text.to_marked()));
            format!("ticks\n{}", indented(&lines.collect::<Vec<_>>().join("\n")))
        }
        Block::Pairs(pairs) => {
            let left = pairs.left.iter().map(Prose::to_marked);
            let right = pairs.right.iter().map(|entry| format!("{} {}", entry.letter, entry.text.to_marked()));
            format!("pairs\n{}", indented(&left.chain(right).collect::<Vec<_>>().join("\n")))
        }
        Block::Statements(texts) | Block::Frames(texts) => {
            let name = if matches!(block, Block::Frames(_)) { "frames" } else { "statements" };
            format!("{name}\n{}", indented(&texts.iter().map(Prose::to_marked).collect::<Vec<_>>().join("\n")))
        }
        Block::Rubric(lines) => {
            let lines = lines.iter().map(|line| format!("{} {}", line.points, line.text.to_marked()));
            format!("rubric\n{}", indented(&lines.collect::<Vec<_>>().join("\n")))
        }
        Block::Figure(figure) => format!("figure\n{}", indented(&figure.to_lines().join("\n"))),
        Block::DrawingSpace(space) => format!("drawing space {}: {}\n", space.boxes, space.names.join(", ")),
        Block::Timeline(line) => format!("timeline\n{}", indented(&line.to_lines().join("\n"))),
        Block::Signals(_) => "signals\n".to_owned(),
        Block::Beside { left, right, split } => {
            format!("beside, {split:?}\n{}  --\n{}", indented(&dump(left)), indented(&dump(right)))
        }
    }
}

fn dump_piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Gap(number) => format!("[{number}]"),
    }
}

fn dump_table(table: &Table) -> String {
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.to_marked()).collect();
    let cell = |cell: &Option<Prose>| cell.as_ref().map_or_else(|| "□".to_owned(), Prose::to_marked);
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | "));
    std::iter::once(heads.join(" | ")).chain(rows).collect::<Vec<_>>().join("\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
