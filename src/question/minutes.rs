//! How long a question takes: the author's minutes, or the model's where a problem is printed as another kind.

use crate::kinds::{Form, Name, Problem};

/// Minutes of a problem in this form, at least 1.
///
/// A problem in its own kind takes the author's minutes, a class those of its stage (they are written for stages 4
/// and 5; the other stages take the model's shares of them). An `output` printed as a choice takes the model's: 0.4
/// to begin, 0.06 a printed line, 0.15 an option, times 1, 1.15, 1.3 by level (`curriculum/README.md` 5.1).
pub fn minutes(problem: &Problem, form: Form) -> u32 {
    let common = &problem.common;
    let hundredths = match (form.kind, form.stage) {
        (Name::Class, Some(stage)) => common.minutes * stage_share(stage),
        (kind, _) if kind == problem.kind.name() => common.minutes * 100,
        _ => choice_hundredths(problem),
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

/// Hundredths of a minute for an `output` as a choice among four.
fn choice_hundredths(problem: &Problem) -> u32 {
    let lines = problem.common.program.as_ref().map_or(0, |program| program.source().lines().count());
    let reading = 40 + 6 * u32::try_from(lines).unwrap_or(40);
    let working = 4 * 15 + reading;
    match problem.common.level {
        1 => working,
        2 => working * 115 / 100,
        _ => working * 130 / 100,
    }
}
