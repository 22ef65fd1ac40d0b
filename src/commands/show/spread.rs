//! Draws of one problem side by side: what differs from draw to draw, and how much.

use crate::blocks::{self, Screen};
use crate::commands::making::{Content, Made};
use crate::diagnostic::words::count;
use crate::draw::Value as Drawn;
use crate::question::Question;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// One line of the list is cut here, so that one long answer does not hide the others.
const LONGEST: usize = 300;

/// The draws in lines, then how many of them differ.
pub fn to_text(draws: &[Made], screen: Screen) -> String {
    let all: Vec<&Question> = draws.iter().flat_map(|made| &made.questions).collect();
    let Some(first) = all.first() else { return String::new() };
    let mut text = format!("{}  {} ({})\n", first.id, first.form.kind, first.title.to_plain());
    let varying = varying(&all);
    for (made, question) in draws.iter().zip(&all) {
        let head = format!("seed {}", made.request.seed);
        let values: Vec<String> = question
            .values
            .iter()
            .filter(|(name, _)| varying.contains(*name))
            .map(|(name, value)| format!("{name} = {}", value.to_literal()))
            .collect();
        text += "\n";
        line(&mut text, &head, &values.join("  "), screen);
        line(&mut text, "answer", &compact(&question.posed.answer), screen);
        for wrong in &question.posed.wrong {
            let head = wrong.letter.to_string();
            let id = wrong.id.as_deref().map_or(String::new(), |id| format!("  ({id})"));
            line(&mut text, &head, &format!("{}{id}", compact(&wrong.answer)), screen);
        }
    }
    text += "\n";
    let fixed: Vec<String> = first
        .values
        .iter()
        .filter(|(name, _)| !varying.contains(*name))
        .map(|(name, value)| format!("{name} = {}", value.to_literal()))
        .collect();
    if !fixed.is_empty() {
        writeln!(text, "always: {}", fixed.join("  ")).ok();
    }
    text + &summary(draws)
}

/// `{problem, draws, questions, answers, share, redraws}`.
pub fn to_json(draws: &[Made]) -> Value {
    let spread = Spread::of(draws);
    json!({
        "problem": draws.iter().flat_map(|made| &made.questions).next().map(|question| question.id.as_str()),
        "draws": spread.draws,
        "questions": spread.questions,
        "answers": spread.answers,
        "most_common_answer": spread.most_common,
        "redraws": spread.redraws,
    })
}

fn summary(draws: &[Made]) -> String {
    let spread = Spread::of(draws);
    let mut text = format!(
        "{}: {}, {}",
        count(spread.draws, "draw"),
        count(spread.questions, "different question"),
        count(spread.answers, "different answer"),
    );
    if spread.draws > 1 {
        let percent = 100 * spread.most_common / spread.draws;
        write!(text, "; the most common answer in {} ({percent} %)", spread.most_common).ok();
    }
    if spread.redraws > 0 {
        write!(text, "; {} thrown away on the way", count(spread.redraws, "draw")).ok();
    }
    text + "\n"
}

/// How much draws differ.
struct Spread {
    draws: usize,
    /// Different pages.
    questions: usize,
    answers: usize,
    /// Draws that have the answer met most often.
    most_common: usize,
    /// Draws thrown away on the way, all together.
    redraws: usize,
}

impl Spread {
    fn of(draws: &[Made]) -> Spread {
        let all: Vec<&Question> = draws.iter().flat_map(|made| &made.questions).collect();
        let pages: BTreeSet<String> = draws.iter().map(page).collect();
        let mut answers: BTreeMap<String, usize> = BTreeMap::new();
        for question in &all {
            *answers.entry(question.posed.answer.to_string()).or_default() += 1;
        }
        Spread {
            draws: all.len(),
            questions: pages.len(),
            answers: answers.len(),
            most_common: answers.values().copied().max().unwrap_or(0),
            redraws: all.iter().map(|question| usize::try_from(question.redraws).unwrap_or(0)).sum(),
        }
    }
}

/// What the reader sees, without its seed and code.
fn page(made: &Made) -> String {
    let mut sheets = made.sheets(Content::SheetOnly);
    for sheet in &mut sheets {
        sheet.subtitle.clear();
        sheet.foot.code.clear();
    }
    sheets.iter().map(blocks::to_text).collect()
}

/// The parameters whose values are not the same in all draws.
fn varying<'a>(all: &[&'a Question]) -> BTreeSet<&'a String> {
    let Some(first) = all.first() else { return BTreeSet::new() };
    let differs = |name: &String, value: &Drawn| all.iter().any(|other| other.values.get(name) != Some(value));
    first.values.iter().filter(|(name, value)| differs(name, value)).map(|(name, _)| name).collect()
}

/// A head of some width, and text behind it over as many lines as it takes.
fn line(text: &mut String, head: &str, content: &str, screen: Screen) {
    const HEAD: usize = 9;
    let room = screen.columns.saturating_sub(HEAD).max(20);
    let cut: String = match content.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{} …", &content[..at]),
        None => content.to_owned(),
    };
    let letters: Vec<char> = cut.chars().collect();
    let mut head = head;
    for part in letters.chunks(room) {
        let part: String = part.iter().collect();
        writeln!(text, "{head:<HEAD$}{}", part.trim_end()).ok();
        head = "";
    }
    if letters.is_empty() {
        writeln!(text, "{head}").ok();
    }
}

/// An answer on one line: texts as they are, with `/` between their lines, fields by name where there are several.
fn compact(answer: &Value) -> String {
    match answer {
        Value::String(text) => text.trim_end().replace('\n', " / "),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(compact).collect();
            if items.iter().any(|item| item.contains(", ")) {
                items.iter().map(|item| format!("({item})")).collect::<Vec<_>>().join(" ")
            } else {
                items.join(", ")
            }
        }
        Value::Object(fields) => {
            let fields: Vec<(&String, &Value)> = fields.iter().filter(|(_, value)| !value.is_null()).collect();
            match fields.as_slice() {
                [(_, only)] => compact(only),
                several => {
                    let told: Vec<String> =
                        several.iter().map(|(name, value)| format!("{name}: {}", compact(value))).collect();
                    told.join("; ")
                }
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::compact;
    use serde_json::json;

    #[test]
    fn answers_stand_on_one_line() {
        let cases = [
            (json!({ "stdout": "4 4\n8 12\n" }), "4 4 / 8 12"),
            (json!({ "stdout": "1\n", "error": "KeyError" }), "error: KeyError; stdout: 1"),
            (json!({ "rows": [["1", "a"], ["2", "b"]] }), "(1, a) (2, b)"),
            (json!({ "option": "B", "note": null }), "B"),
            (json!([1, 2, true]), "1, 2, true"),
        ];
        for (answer, expected) in cases {
            assert_eq!(compact(&answer), expected, "{answer}");
        }
    }
}
