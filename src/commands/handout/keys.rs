//! The teacher's file: a front page, the answers of all to each question, and the key of every copy.

use super::super::making::Made;
use super::super::printing::{self, Printed};
use super::super::{Failure, World};
use super::Drawn;
use crate::bank::Vary;
use crate::blocks::Prose;
use crate::cli::KeyOrder;
use crate::diagnostic::words::count;
use crate::draw::{Value, Values};
use crate::layout;
use crate::question::Question;
use crate::sheet::{self, CopyHeading, Differs, Extent, QuestionOfClass};
use std::iter;

/// Rows of a teacher's table that are tried until it fits a page: with long answers few of them do.
const ROWS: [usize; 6] = [34, 24, 16, 10, 5, 2];

/// Signs of an answer that are tried until they fit a column: 18 on A4 and Letter.
const SIGNS: [usize; 3] = [18, 12, 6];

/// The file: every sheet is made when it is its turn.
pub fn print(
    drawn: &Drawn,
    made: &[&Made],
    order: KeyOrder,
    paper: layout::Paper,
    world: &World,
) -> Result<Printed, Failure> {
    let headings: Vec<CopyHeading> = made.iter().map(|made| made.copy_heading()).collect();
    let copies: Vec<(&CopyHeading, &[Question])> =
        headings.iter().zip(made).map(|(heading, made)| (heading, made.questions.as_slice())).collect();
    let Some((first, _)) = copies.first() else { return printing::print_for_class(made, iter::empty(), paper, world) };
    let about = about(drawn, made);
    let extents: Vec<Extent> = about.iter().map(|about| extent(about, &copies, paper)).collect();
    let front = iter::once_with(|| sheet::teacher(first, &about, &front_notes(drawn), &copies, &extents));
    match order {
        KeyOrder::Student => {
            let keys = copies.iter().map(|(heading, questions)| sheet::copy_key(heading, questions));
            printing::print_for_class(made, front.chain(keys), paper, world)
        }
        KeyOrder::Question => {
            let keys = about.iter().map(|about| sheet::question_key(&first.title, about.number, &copies));
            printing::print_for_class(made, front.chain(keys), paper, world)
        }
    }
}

fn front_notes(drawn: &Drawn) -> Vec<String> {
    let mut notes = vec!["The four symbols beside an answer are the last group of the sheet’s code.".to_owned()];
    notes.extend(super::notes::notes(drawn).into_iter().map(|note| {
        let said = note.trim_start_matches("note: ").replace('`', "");
        let mut letters = said.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
    }));
    notes
}

/// How much of the class a table of this question takes so that it fits a page.
fn extent(about: &QuestionOfClass, copies: &[(&CopyHeading, &[Question])], paper: layout::Paper) -> Extent {
    let fits = |extent: &Extent| layout::lay_out(&[sheet::teacher_page(about, copies, *extent)], paper).is_ok();
    let mut extents = SIGNS.iter().flat_map(|&signs| ROWS.iter().map(move |&rows| Extent { rows, signs }));
    extents.find(fits).unwrap_or(Extent { rows: 1, signs: 1 })
}

fn about(drawn: &Drawn, made: &[&Made]) -> Vec<QuestionOfClass> {
    let Some(first) = made.first() else { return Vec::new() };
    (1..)
        .zip(&drawn.plan.picks)
        .zip(&first.questions)
        .map(|((number, pick), question)| {
            let common = &pick.entry.problem.common;
            let same = drawn.plan.vary == Vary::Numbers;
            // Each name in its own place shows what is drawn.
            let named: Values = question.values.keys().map(|name| (name.clone(), Value::Code(name.clone()))).collect();
            let program = common.program.as_ref().filter(|_| same).map(|program| program.fill(&named));
            let skill =
                drawn.bank.skill(&common.skill.value).map(|skill| Prose::marked(&skill.title)).unwrap_or_default();
            let differs = match (same, question.values.is_empty()) {
                (false, _) => Differs::Problems,
                (true, true) => Differs::Nothing,
                (true, false) => Differs::Values,
            };
            let points = usize::try_from(question.posed.points).unwrap_or(usize::MAX);
            QuestionOfClass {
                number,
                label: question.posed.label.clone(),
                worth: format!("{} min · {}", question.minutes, count(points, "point")),
                skill,
                differs,
                program,
                why: same.then(|| question.posed.why.clone()).filter(|why| !why.0.is_empty()),
                beliefs: if same { beliefs(drawn, question) } else { Vec::new() },
            }
        })
        .collect()
}

/// What those believe who give each wrong answer.
fn beliefs(drawn: &Drawn, question: &Question) -> Vec<(char, Prose)> {
    let known = question.posed.wrong.iter().filter_map(|wrong| {
        let id = wrong.id.as_ref()?;
        let known = drawn.bank.misconceptions.iter().find(|known| known.id == *id)?;
        Some((wrong.letter, Prose::marked(&known.belief)))
    });
    known.collect()
}
