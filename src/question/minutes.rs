//! How long a question takes: the author's minutes, or the model's where a problem is printed as another kind.

use crate::blocks::Block;
use crate::kinds::{Form, Name, Posed, Problem, QUICK_STAGE};

/// Minutes of a problem in this form, at least 1.
///
/// A problem in its own kind takes the author's minutes, a class those of its stage (they are written for stages 4
/// and 5; the other stages take the model's shares of them). A problem that is printed as another kind takes the
/// model's minutes (`curriculum/README.md` 5.1).
pub fn minutes(problem: &Problem, form: Form) -> u32 {
    let common = &problem.common;
    let hundredths = match (form.kind, form.stage) {
        (Name::Class, Some(stage)) => common.minutes * stage_share(stage),
        (kind, _) if kind == problem.kind.name() => common.minutes * 100,
        (kind, _) => model_hundredths(problem, kind),
    };
    ((hundredths + 50) / 100).max(1)
}

/// Hundredths of the full time that a stage of a class takes.
fn stage_share(stage: u8) -> u32 {
    match stage {
        0 => 60,
        1 => 30,
        2 => 60,
        3 => 90,
        QUICK_STAGE => 75,
        _ => 100,
    }
}

/// Hundredths of a minute that the model gives a problem that no draw is known of.
fn model_hundredths(problem: &Problem, kind: Name) -> u32 {
    let common = &problem.common;
    let words = common.ask.as_ref().map_or(0, |ask| ask.source().split_whitespace().count());
    let lines = common.program.as_ref().map_or(0, |program| program.source().lines().count());
    let printed = if matches!(kind, Name::Plan | Name::Tests) { 0 } else { lines };
    total(small(words), small(printed), work_hundredths(kind, small(lines)), common.level)
}

/// Reading is 0.4, 1 for 130 words of the task, and 0.06 a printed line; then the work; times 1, 1.15, 1.3 by level
/// (`curriculum/README.md` 5.1).
fn total(words: u32, printed: u32, work: u32, level: u8) -> u32 {
    let hundredths = 40 + 100 * words / 130 + 6 * printed + work;
    match level {
        1 => hundredths,
        2 => hundredths * 115 / 100,
        _ => hundredths * 130 / 100,
    }
}

/// Hundredths of a minute of work in the kinds that a problem of another kind may be printed as. Where the model counts
/// what only a draw knows, it is the usual number: 8 rows of a trace, 4 options, arrows and calls.
fn work_hundredths(kind: Name, lines: u32) -> u32 {
    match kind {
        Name::Mcq => 4 * 15,
        Name::Trace => 8 * 30,
        Name::Diagram => 100 + 4 * 30,
        Name::Plan => 800,
        Name::Bugfix => 200,
        Name::Parsons => lines * 30,
        Name::Tests => 4 * 70,
        Name::Tf => 4 * 50,
        _ => 150,
    }
}

/// Counts of words and lines; none of them is near the end of the numbers.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(1_000)
}

/// Hundredths of a minute that the model gives a question: what the author's minutes are compared with, and a first
/// value for a new problem (`curriculum/README.md` 5.1). A class counts as from its table.
pub fn model(posed: &Posed, kind: Name, level: u8) -> u32 {
    let words = posed.ask.to_plain().split_whitespace().count();
    let printed: usize = posed.sheet.iter().map(printed_lines).sum();
    total(small(words), small(printed), work(posed, kind), level)
}

/// Lines of code that are printed to be read.
fn printed_lines(block: &Block) -> usize {
    match block {
        Block::Listing(listing) => listing.lines.len(),
        Block::Copy(copy) => copy.lines().count(),
        Block::Beside { left, right, .. } => left.iter().chain(right).map(printed_lines).sum(),
        _ => 0,
    }
}

/// Hundredths of a minute of work, by what the kind makes its reader do.
fn work(posed: &Posed, kind: Name) -> u32 {
    let answer = &posed.answer;
    let code = posed.code.as_deref().unwrap_or_default();
    let model = posed.model.as_deref().unwrap_or(code);
    let filled = small(model.lines().filter(|line| !line.trim().is_empty()).count());
    let entries = |key: &str| small(answer[key].as_array().map_or(0, Vec::len));
    let options = || small(posed.sheet.iter().map(options).sum());
    match kind {
        Name::Output => 25 * small(printed_by(answer)),
        Name::Trace => 30 * entries("rows"),
        Name::Cloze => 60 * entries("fills") + 5 * small(code.lines().count()),
        Name::Bugfix => 200,
        Name::Write => 300 + 70 * filled,
        Name::Parsons => 30 * entries("order"),
        Name::Rewrite | Name::Cmd => 120,
        Name::Class => 35 * filled,
        Name::Mcq => 15 * options(),
        Name::Choose => 15 * options() + 60,
        Name::Tf => 50 * entries("truth"),
        Name::Match => 30 * entries("pairs"),
        Name::Bigo | Name::Explain => 150,
        Name::Diagram => 100 + 30 * small(arrows(answer)),
        Name::Tests => 70 * entries("calls"),
        Name::Sql if answer["model"].is_string() => 80 * filled,
        Name::Sql => 120 + 30 * entries("rows"),
        Name::Short => small(model.split_whitespace().count()) * 100 / 15,
        Name::Plan => 800,
        Name::Copy => small(model.chars().filter(|letter| !letter.is_whitespace()).count()) * 100 / 60,
    }
}

/// Lines that a program prints, the type of an error among them.
fn printed_by(answer: &serde_json::Value) -> usize {
    let printed = answer["stdout"].as_str().map_or(0, |text| text.lines().count());
    printed + usize::from(answer["error"].is_string())
}

fn options(block: &Block) -> usize {
    match block {
        Block::Ticks(ticks) => ticks.len(),
        _ => 0,
    }
}

/// Places of a drawing that hold an object.
fn arrows(answer: &serde_json::Value) -> usize {
    let names = answer["names"].as_object().into_iter().flat_map(|names| names.values());
    let objects = answer["objects"].as_array().into_iter().flatten();
    let slots = objects.flat_map(|object| object["slots"].as_array().into_iter().flatten()).map(|slot| &slot["holds"]);
    names.chain(slots).filter(|held| held.is_number()).count()
}
