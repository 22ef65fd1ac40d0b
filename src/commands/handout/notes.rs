//! What is said beside the files: what to ask of the print shop, and how far copies could be told apart.

use super::Drawn;
use crate::diagnostic::words::count;

/// More of them are counted and not told one by one.
const MOST: usize = 8;

/// The notes of a class.
pub fn notes(drawn: &Drawn) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(alike(drawn));
    notes.extend(shared(drawn));
    notes.extend(uneven(drawn));
    notes
}

/// Questions that have one answer whatever is drawn.
fn alike(drawn: &Drawn) -> Vec<String> {
    let asked = drawn.plan.picks.iter().map(|pick| (pick.entry, pick.form));
    let same = asked.zip(1..).filter(|(asked, _): &(_, usize)| {
        drawn.class.usual(*asked).is_some_and(|usual| usual.only_answer) && drawn.made.len() > 1
    });
    let say = |((entry, _), number): ((&crate::bank::Entry, _), usize)| {
        format!("note: question {number} (`{}`) has the same answer on every copy", entry.id())
    };
    same.map(say).collect()
}

/// Answers that neighbours share although they were drawn again.
fn shared(drawn: &Drawn) -> Vec<String> {
    let mut told = Vec::new();
    for (index, shared) in drawn.shared.iter().enumerate() {
        for (place, neighbour) in shared {
            told.push(format!(
                "note: `{}` and `{}` have the same answer to question {} (`{}`)",
                drawn.seats[*neighbour].which,
                drawn.seats[index].which,
                place + 1,
                drawn.made[index].questions[*place].id
            ));
        }
    }
    cut(told, "shared answer")
}

/// Questions that are more or less work for one than for the others.
fn uneven(drawn: &Drawn) -> Vec<String> {
    let mut told = Vec::new();
    for (index, made) in drawn.made.iter().enumerate() {
        for (place, asked) in drawn.class.asked(index).iter().enumerate() {
            let question = &made.questions[place];
            if drawn.class.usual(*asked).is_some_and(|usual| usual.is_uneven(question)) {
                told.push(format!(
                    "note: question {} (`{}`) is more or less work on `{}` than on the others",
                    place + 1,
                    question.id,
                    drawn.seats[index].which
                ));
            }
        }
    }
    cut(told, "uneven question")
}

fn cut(mut told: Vec<String>, what: &str) -> Vec<String> {
    let all = told.len();
    if all > MOST {
        told.truncate(MOST);
        told.push(format!("note: {} in all", count(all, what)));
    }
    told
}
