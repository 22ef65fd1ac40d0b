//! An answer as a few short lines, for the strip of a key that is folded behind the page: from the answer as data, by
//! its shape.

use crate::blocks::{Block, Prose};
use crate::question::Question;
use serde_json::Value;

/// More lines than this help nobody who glances at a strip.
const MOST_LINES: usize = 8;
/// What is written by hand is not marked from a strip.
const BY_HAND: &str = "written by hand: see the whole key";

/// The lines of a question's answer.
pub fn lines(question: &Question) -> Vec<String> {
    of(&question.posed.answer)
}

/// The same for a row of a table: a letter for each statement, and of pairs the letters in the order of the sheet.
pub fn in_a_row(question: &Question) -> Vec<String> {
    let answer = &question.posed.answer;
    let letters = truth_letters(answer).or_else(|| pair_letters(answer, &question.posed.sheet));
    letters.map_or_else(|| of(answer), |letters| vec![letters])
}

fn truth_letters(answer: &Value) -> Option<String> {
    let truths = answer.get("truth")?.as_array()?;
    let letter = |truth: &Value| if truth.as_bool() == Some(true) { "T" } else { "F" };
    Some(truths.iter().map(letter).collect::<Vec<_>>().join(" "))
}

/// "1D 2A 3F": the letter of what belongs to each term, which stands on the sheet only.
fn pair_letters(answer: &Value, sheet: &[Block]) -> Option<String> {
    let pairs = answer.get("pairs")?.as_array()?;
    let printed = sheet.iter().find_map(|block| match block {
        Block::Pairs(pairs) => Some(pairs),
        _ => None,
    })?;
    let letter = |(term, number): (&Prose, usize)| {
        let pair = pairs.iter().find(|pair| pair.get(0).and_then(Value::as_str) == Some(&term.to_marked()))?;
        let partner = printed
            .right
            .iter()
            .find(|tick| Some(tick.text.to_marked().as_str()) == pair.get(1).and_then(Value::as_str))?;
        Some(format!("{number}{}", partner.letter))
    };
    let letters: Option<Vec<String>> = printed.left.iter().zip(1..).map(letter).collect();
    Some(letters?.join(" "))
}

fn of(answer: &Value) -> Vec<String> {
    let known = printed(answer)
        .or_else(|| table(answer))
        .or_else(|| texts(answer, "fills").map(numbered))
        .or_else(|| texts(answer, "commands"))
        .or_else(|| text(answer, "option").map(|option| vec![option]))
        .or_else(|| truth(answer))
        .or_else(|| order(answer))
        .or_else(|| mended(answer))
        .or_else(|| counted(answer))
        .or_else(|| pairs(answer));
    let lines = known.unwrap_or_else(|| vec![BY_HAND.to_owned()]);
    if lines.len() <= MOST_LINES {
        return lines;
    }
    let mut kept = lines[..MOST_LINES - 1].to_vec();
    kept.push("…".to_owned());
    kept
}

fn text(answer: &Value, field: &str) -> Option<String> {
    Some(answer.get(field)?.as_str()?.to_owned())
}

fn texts(answer: &Value, field: &str) -> Option<Vec<String>> {
    Some(answer.get(field)?.as_array()?.iter().map(shown).collect())
}

/// A value without quotes; a dash for what is not there.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "–".to_owned(),
        other => other.to_string(),
    }
}

fn numbered(lines: Vec<String>) -> Vec<String> {
    lines.iter().zip(1..).map(|(line, number): (_, u32)| format!("{number}: {line}")).collect()
}

/// What a program printed, and the type of error that ended it.
fn printed(answer: &Value) -> Option<Vec<String>> {
    if answer.get("fills").is_some() {
        return None;
    }
    let stdout = text(answer, "stdout")?;
    Some(stdout.lines().map(str::to_owned).chain(text(answer, "error")).collect())
}

/// The rows of a table.
fn table(answer: &Value) -> Option<Vec<String>> {
    let rows = answer.get("rows")?.as_array()?;
    let row = |row: &Value| row.as_array().map(|cells| cells.iter().map(shown).collect::<Vec<_>>().join("  "));
    rows.iter().map(row).collect()
}

fn truth(answer: &Value) -> Option<Vec<String>> {
    let truths = answer.get("truth")?.as_array()?;
    let word = |truth: &Value| if truth.as_bool() == Some(true) { "true" } else { "false" };
    Some(vec![truths.iter().map(word).collect::<Vec<_>>().join(", ")])
}

fn order(answer: &Value) -> Option<Vec<String>> {
    Some(vec![texts(answer, "order")?.join("  ")])
}

/// A line that was mended.
fn mended(answer: &Value) -> Option<Vec<String>> {
    let line = answer.get("line")?.as_u64()?;
    Some(vec![format!("line {line}"), text(answer, "text")?.trim_start().to_owned()])
}

fn counted(answer: &Value) -> Option<Vec<String>> {
    let count = answer.get("count")?;
    Some(vec![format!("{} times, {}", shown(count), text(answer, "growth")?)])
}

fn pairs(answer: &Value) -> Option<Vec<String>> {
    let pairs = answer.get("pairs")?.as_array()?;
    let pair = |pair: &Value| Some(format!("{}: {}", shown(pair.get(0)?), shown(pair.get(1)?)));
    pairs.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_shape_has_its_lines() {
        for (answer, expected) in [
            (json!({ "stdout": "4 4\ndone\n", "error": "KeyError" }), vec!["4 4", "done", "KeyError"]),
            (json!({ "columns": ["line", "a"], "rows": [[13, "7"], [14, null]] }), vec!["13  7", "14  –"]),
            (json!({ "fills": ["<=", "mid"], "stdout": "0\n" }), vec!["1: <=", "2: mid"]),
            (json!({ "option": "B", "text": "a method" }), vec!["B"]),
            (json!({ "truth": [true, false] }), vec!["true, false"]),
            (json!({ "model": "x", "order": [3, 1] }), vec!["3  1"]),
            (json!({ "line": 2, "text": "    x = 1" }), vec!["line 2", "x = 1"]),
            (json!({ "count": 35, "growth": "n" }), vec!["35 times, n"]),
            (json!({ "pairs": [["class", "a plan"]] }), vec!["class: a plan"]),
            (json!({ "model": "def f(): …" }), vec![BY_HAND]),
        ] {
            assert_eq!(of(&answer), expected);
        }
    }
}
