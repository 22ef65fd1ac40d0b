//! What the texts of a problem show without being drawn: parameters that nothing uses, sentences without an end.

use super::Warning;
use super::texts::Written;
use crate::bank::{Entry, Misconception};
use crate::diagnostic::{Faults, Place};

/// Keys with a whole sentence, and in lists of lists its place. Others, such as `say`, complete one that a key begins.
const SENTENCES: &[(&str, usize)] = &[
    ("ask", 0),
    ("why", 0),
    ("statements", 0),
    ("statements", 2),
    ("follow", 0),
    ("clarify", 0),
    ("twists", 0),
    ("aloud", 0),
];

/// Keys whose texts name parameters with a dollar only; the others may hold expressions, which name them as they are.
const WITH_DOLLARS: &[&str] = &[
    "id",
    "kind",
    "skill",
    "title",
    "ask",
    "program",
    "into",
    "why",
    "say",
    "aloud",
    "hints",
    "follow",
    "clarify",
    "twists",
    "narrow",
    "options",
    "model",
    "sounds",
    "rubric",
    "swap",
    "swaps",
    "everywhere",
    "parts",
    "words",
];

/// Notes parameters that nothing uses.
pub fn unused(entry: &Entry, texts: &[Written], faults: &mut Faults) {
    let parameters = &entry.problem.common.parameters;
    for name in parameters.declared().0.keys() {
        if !texts.iter().any(|written| uses(written, name)) {
            let place = parameters.place_of(name).unwrap_or_else(|| entry.place().clone());
            faults.note(&place, &Warning::Unused { name: name.clone() });
        }
    }
}

/// Notes drawn texts with a backtick that prose takes outside code: there it is printed as it is.
pub fn backticks(texts: &[Written], faults: &mut Faults) {
    let prose = || texts.iter().filter(|written| super::spelling::is_prose(written)).map(|written| &written.text.value);
    for written in texts.iter().filter(|written| is_marked_draw(written)) {
        let Some(name) = written.keys.get(3).or(written.keys.get(1)) else { continue };
        if prose().any(|text| takes_outside_code(text, name)) {
            faults.note(&written.text.place, &Warning::DrawnBacktick { name: name.clone() });
        }
    }
}

/// Whether a text is one that `pick` draws, alone or in a row, and has a backtick.
fn is_marked_draw(written: &Written) -> bool {
    let is_pick =
        written.keys.first().is_some_and(|key| key == "draw") && written.keys.get(2).is_some_and(|key| key == "pick");
    is_pick && written.text.value.contains('`')
}

/// Whether prose names a parameter between its pieces of code.
fn takes_outside_code(prose: &str, name: &str) -> bool {
    prose.split('`').step_by(2).any(|text| has_name(text, "$", name) || has_name(text, "${", name))
}

/// Notes hints that come when the time is up.
pub fn hints(entry: &Entry, faults: &mut Faults) {
    let common = &entry.problem.common;
    for hint in common.hints.iter().filter(|hint| hint.minute > common.minutes) {
        let (minute, minutes) = (hint.minute, common.minutes);
        faults.note(hint.text.place(), &Warning::LateHint { minute, minutes });
    }
}

fn uses(written: &Written, name: &str) -> bool {
    let text = written.text.value.as_str();
    let last = written.keys.last().map_or("", String::as_str);
    if written.keys.first().is_some_and(|first| first == "draw") {
        return written.keys.get(1).is_none_or(|line| line != name) && has_name(text, "", name);
    }
    let is_name = !WITH_DOLLARS.contains(&last) && has_name(text, "", name);
    is_name || has_name(text, "$", name) || has_name(text, "${", name)
}

/// Whether a text has a whole name behind a mark.
fn has_name(text: &str, mark: &str, name: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    text.match_indices(name).any(|(at, found)| {
        let before = &text[..at];
        before.ends_with(mark)
            && !(mark.is_empty() && is_part(before.chars().next_back()))
            && !is_part(text[at + found.len()..].chars().next())
    })
}

/// Notes sentences of a problem that do not end.
pub fn sentences(texts: &[Written], faults: &mut Faults) {
    for written in texts {
        let [key] = written.keys.as_slice() else { continue };
        if SENTENCES.contains(&(key.as_str(), written.column)) {
            end(&written.text.value, &written.text.place, faults);
        }
    }
}

/// Notes a misconception whose sentences do not end.
pub fn misconception(misconception: &Misconception, faults: &mut Faults) {
    for text in [&misconception.belief, &misconception.truth] {
        end(text, &misconception.place, faults);
    }
}

/// A sentence ends with a stop, a question, a call, or leads over to what stands below it; quotes and marks may follow.
/// What ends with a drawn value may end with a drawn stop.
fn end(text: &str, place: &Place, faults: &mut Faults) {
    let text = text.trim_end();
    let last = text.trim_end_matches(['"', '\'', ')', '*', '”', '’']).chars().next_back();
    let last_word = text.rsplit([' ', '\n']).next().unwrap_or_default();
    let bare = last_word.trim_matches(['`', '*', '"', '(', ')', '”', '’', '“', '‘']);
    let is_drawn = bare.strip_prefix('$').is_some_and(|name| !name.starts_with(|first: char| first.is_ascii_digit()));
    let is_listed_code = text.ends_with('`') && text.lines().count() > 1;
    let ends = last.is_none_or(|last| matches!(last, '.' | '?' | '!' | ':' | '…'));
    if !ends && !is_drawn && !is_listed_code {
        faults.note(place, &Warning::NoFullStop);
    }
}

#[cfg(test)]
mod tests {
    use super::{end, has_name, takes_outside_code};
    use crate::diagnostic::{Faults, Place, Source};
    use std::sync::Arc;

    #[test]
    fn sentences_end_with_a_stop() {
        let cases = [
            ("It leaves it out.", 0),
            ("It leaves it out", 1),
            ("Which?", 0),
            ("Choose one:", 0),
            ("He calls it “a list.”", 0),
            ("It is `1`", 1),
            ("", 0),
            ("$whole", 0),
            ("\"$whole\"", 0),
            ("${whole:text}", 0),
            ("`$whole`", 0),
            ("It costs $5", 1),
            ("It gives:\n`a`", 0),
        ];
        for (text, found) in cases {
            let source = Arc::new(Source { name: "a.toml".to_owned(), text: "x = 1\n".to_owned() });
            let mut faults = Faults::default();
            end(text, &Place { source, span: 0..1 }, &mut faults);
            assert_eq!(faults.len(), found, "{text}");
        }
    }

    #[test]
    fn a_parameter_in_code_is_not_in_prose() {
        for (prose, found) in
            [("It is $n.", true), ("It is `$n`.", false), ("`a` is ${n:text}", true), ("`$n` is $nn", false)]
        {
            assert_eq!(takes_outside_code(prose, "n"), found, "{prose}");
        }
    }

    #[test]
    fn names_are_whole_and_behind_their_mark() {
        let cases = [
            ("$n + 1", "$", true),
            ("${n:text}", "${", true),
            ("$next", "$", false),
            ("n + 1", "$", false),
            ("n + 1", "", true),
            ("min", "", false),
            ("a.n", "", true),
        ];
        for (text, mark, expected) in cases {
            assert_eq!(has_name(text, mark, "n"), expected, "{text}");
        }
    }
}
