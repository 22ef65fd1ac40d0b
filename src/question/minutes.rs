//! How long a question takes: the author's minutes, or the model's where a problem is printed as another kind.

use crate::kinds::{Form, Name, Problem};

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
        _ => 100,
    }
}

/// Hundredths of a minute that the model gives: reading is 0.4, 1 for 130 words of the task, and 0.06 a printed line;
/// then the work; times 1, 1.15, 1.3 by level (`curriculum/README.md` 5.1).
fn model_hundredths(problem: &Problem, kind: Name) -> u32 {
    let common = &problem.common;
    let words = common.ask.as_ref().map_or(0, |ask| ask.source().split_whitespace().count());
    let lines = common.program.as_ref().map_or(0, |program| program.source().lines().count());
    let (words, lines) = (small(words), small(lines));
    let printed = if matches!(kind, Name::Plan | Name::Tests) { 0 } else { lines };
    let reading = 40 + 100 * words / 130 + 6 * printed;
    let hundredths = reading + work_hundredths(kind, lines);
    match common.level {
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
