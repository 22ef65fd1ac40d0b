//! What one draw shows: counted once while it is posed, so that no draw is kept.

use super::thresholds::{GIVEN_AWAY_LETTERS, LONGER, LONGER_LETTERS};
use crate::blocks::{Block, texts};
use crate::kinds::{Name, Posed};
use crate::question::{self, Question};
use std::collections::BTreeSet;

/// What a draw of a problem in its own kind shows.
pub struct Facts {
    pub seed: u64,
    pub redraws: usize,
    /// Everything that is printed, whatever its order.
    pub asked: String,
    /// The answer in words, where it is computed from what was drawn; `None` where a reader cannot guess it by
    /// remembering others.
    pub answer: Option<String>,
    /// Lines or rows to write, and their name, where the work goes by them.
    pub amount: Option<(usize, &'static str)>,
    /// Hundredths of a minute by the model.
    pub minutes: u32,
    /// What gives the answer away, and the answer.
    pub given_away: Option<(&'static str, String)>,
    /// Letters of the right option and the longest other one, where the right one is much longer.
    pub longest: Option<(usize, usize)>,
    /// The widest line that is written by hand, and its number from 0.
    pub widest: Option<(usize, String)>,
    /// A smaller paper that cannot hold it, and why; looked for in the first few draws.
    pub too_small: Option<(&'static str, String)>,
    /// Misreads, counted from 0, that a key shows as the same wrong answer.
    pub alike: BTreeSet<(usize, usize)>,
}

impl Facts {
    pub fn of(question: &Question, seed: u64) -> Facts {
        let posed = &question.posed;
        let kind = question.form.kind;
        let mut asked = texts(&posed.sheet);
        asked.sort();
        Facts {
            seed,
            redraws: usize::try_from(question.redraws).unwrap_or(usize::MAX),
            asked: asked.join("\n"),
            answer: answer(kind, posed),
            amount: amount(kind, posed),
            minutes: question::model(posed, kind, question.level),
            given_away: given_away(question),
            longest: longest(kind, posed),
            widest: widest(kind, posed),
            too_small: None,
            alike: alike(kind, posed),
        }
    }
}

fn answer(kind: Name, posed: &Posed) -> Option<String> {
    let json = &posed.answer;
    match kind {
        Name::Output | Name::Cmd if json["stdout"].is_string() => {
            let error = json["error"].as_str().map(str::to_owned);
            let lines = json["stdout"].as_str().unwrap_or_default().lines().map(str::to_owned);
            Some(lines.chain(error).collect::<Vec<_>>().join(" / "))
        }
        Name::Bigo => Some(json["count"].to_string()),
        Name::Trace | Name::Sql if json["rows"].is_array() && json["model"].is_null() => Some(json["rows"].to_string()),
        _ => None,
    }
}

fn amount(kind: Name, posed: &Posed) -> Option<(usize, &'static str)> {
    let rows = || posed.answer["rows"].as_array().map(|rows| (rows.len(), "row"));
    match kind {
        Name::Output => {
            let printed = posed.answer["stdout"].as_str().unwrap_or_default().lines().count();
            Some((printed + usize::from(posed.answer["error"].is_string()), "line"))
        }
        Name::Trace => rows(),
        Name::Sql if posed.answer["model"].is_null() => rows(),
        _ => None,
    }
}

/// The title or the task, if one of them holds a text that earns the answer and, of options, no other one.
fn given_away(question: &Question) -> Option<(&'static str, String)> {
    let posed = &question.posed;
    let sayings = [("title", question.title.to_marked()), ("task", posed.ask.to_marked())];
    let others: Vec<String> = posed.sheet.iter().flat_map(options).collect();
    for answer in earning(question.form.kind, posed) {
        for (by, text) in &sayings {
            let is_other = |other: &&String| **other != answer && has_words(text, other);
            if has_words(text, &answer) && !others.iter().any(|other| is_other(&other)) {
                return Some((by, answer));
            }
        }
    }
    None
}

/// Texts that are the answer, or a whole part of it.
fn earning(kind: Name, posed: &Posed) -> Vec<String> {
    let json = &posed.answer;
    let all = |key: &str| {
        let list = json[key].as_array().into_iter().flatten();
        list.filter_map(|text| text.as_str().map(|text| text.trim().to_owned())).collect()
    };
    match kind {
        Name::Output | Name::Bugfix => {
            let text = json["stdout"].as_str().or(json["text"].as_str()).unwrap_or_default();
            vec![text.trim().to_owned()]
        }
        Name::Cloze => all("fills"),
        Name::Mcq | Name::Choose => posed.model.clone().into_iter().collect(),
        Name::Rewrite | Name::Sql => posed.model.iter().map(|model| model.trim().to_owned()).collect(),
        Name::Cmd => all("commands"),
        _ => Vec::new(),
    }
}

/// Whether a text holds these words whole, capitals aside. Short words and numbers stand anywhere by chance.
fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    if words.chars().filter(|letter| letter.is_alphabetic()).count() < GIVEN_AWAY_LETTERS {
        return false;
    }
    let is_apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
    text.match_indices(&words).any(|(at, found)| {
        is_apart(text[..at].chars().next_back()) && is_apart(text[at + found.len()..].chars().next())
    })
}

fn options(block: &Block) -> Vec<String> {
    match block {
        Block::Ticks(ticks) => ticks.iter().map(|tick| tick.text.to_plain()).collect(),
        _ => Vec::new(),
    }
}

fn longest(kind: Name, posed: &Posed) -> Option<(usize, usize)> {
    if !matches!(kind, Name::Mcq | Name::Choose) {
        return None;
    }
    let right = posed.model.as_deref()?;
    let letters = |text: &str| text.chars().count();
    let others = posed.sheet.iter().flat_map(options).filter(|option| option != right);
    let (right, other) = (letters(right), others.map(|option| letters(&option)).max()?);
    (right * 100 >= other * LONGER && right >= other + LONGER_LETTERS).then_some((right, other))
}

/// The widest line of a model that readers write themselves.
fn widest(kind: Name, posed: &Posed) -> Option<(usize, String)> {
    let is_written = matches!(kind, Name::Write | Name::Class | Name::Rewrite | Name::Copy | Name::Sql);
    let model = posed.model.as_deref().filter(|_| is_written)?;
    let lines = model.lines().map(str::trim_end).enumerate();
    lines.max_by_key(|(_, line)| line.chars().count()).map(|(number, line)| (number, line.to_owned()))
}

/// Misreads that a key tells by the same failing call with the same result.
fn alike(kind: Name, posed: &Posed) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    if matches!(kind, Name::Write | Name::Class) {
        for (first, left) in posed.wrong.iter().enumerate() {
            let later = posed.wrong.iter().enumerate().skip(first + 1);
            pairs.extend(later.filter(|(_, right)| right.shown == left.shown).map(|(second, _)| (first, second)));
        }
    }
    pairs
}
