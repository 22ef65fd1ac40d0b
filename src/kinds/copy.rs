//! `copy`: a program to be copied by hand against the clock.
//!
//! The program is run, so that what goes into the hand works. The key counts what is easily lost: characters, colons,
//! brackets, quotes, levels.

use super::key::{self, small};
use super::limits::run_whole;
use super::{Common, Ground, Posed, Posing, Setback, lines};
use crate::blocks::{Block, Listing, Prose, Split, TextSize};
use crate::diagnostic::Faults;
use crate::diagnostic::words::count;
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable =
    KeyTable { owner: "a `copy`", keys: &[Key::needed("program", Shape::Text, "what is copied")] };

/// Characters a minute that a fluent hand writes in code (`curriculum/README.md` 2, `copy`: a guess).
const PACE: usize = 60;
/// Blanks of one level of indentation.
const LEVEL: usize = 4;

#[derive(Clone, Debug)]
pub struct Copy {
    program: Template,
}

impl Copy {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Copy> {
        keys.need("program", faults);
        super::calls::refuse_options(ground, faults);
        ground.program.clone().map(|program| Copy { program })
    }

    /// Puts the values in and runs the program.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let values = posing.values;
        let (code, _) = run_whole(&self.program, posing)?;
        let scene = common.ask.as_ref().map(|ask| ask.fill(values).then(" ")).unwrap_or_default();
        let ask = scene.then("Copy the program, mark for mark. Start ________ Finish ________");
        let why = key::fill_why(common, values, "");
        let listing = Block::Listing(Listing::numbered(&code));
        Ok(Posed {
            label: "Copy it".to_owned(),
            note: None,
            sheet: vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }, Block::Copy(to_copy(&code))],
            ask,
            answer: json!({ "model": code }),
            key: vec![Block::Beside {
                left: vec![listing],
                right: counted(&code, &why, common, posing),
                split: Split::Key,
            }],
            why,
            wrong: Vec::new(),
            rubric: Vec::new(),
            tests: Vec::new(),
            model: Some(code.clone()),
            code: Some(code),
            marks: vec![
                (3, Prose::plain("no slip")),
                (2, Prose::plain("one slip")),
                (1, Prose::plain("the shape stands")),
            ],
            points: common.points.unwrap_or(0),
        })
    }
}

/// The program with a rule more than it needs: a line that went wrong is written again.
fn to_copy(code: &str) -> crate::blocks::Copy {
    let mut copy = lines::to_copy(code);
    if let Some(last) = copy.parts.last_mut() {
        last.rules += 1;
    }
    copy
}

/// What there is to count on the copy, and how long a fluent hand takes.
fn counted(code: &str, why: &Prose, common: &Common, posing: &Posing) -> Vec<Block> {
    let characters = code.chars().filter(|letter| !letter.is_whitespace()).count();
    let pace = format!(
        "{} without blanks; at {PACE} a minute that is {}.",
        count(characters, "character"),
        count(characters.div_ceil(PACE), "minute")
    );
    let mut right =
        vec![small(Prose::plain(pace)), small(Prose::plain(format!("Count on yours: {}.", marks_of(code))))];
    if !why.0.is_empty() {
        right.push(small(why.clone()));
    }
    right.extend(key::say_aloud(&common.aloud, posing.values));
    right
}

/// "3 colons · 4 pairs of brackets · 2 levels".
fn marks_of(code: &str) -> String {
    let letters = |wanted: &[char]| code.chars().filter(|letter| wanted.contains(letter)).count();
    let depth = |line: &str| (line.len() - line.trim_start().len()) / LEVEL;
    let deepest = lines::written(code).map(depth).max().unwrap_or(0);
    let counts = [
        (lines::count_written(code) as usize, "line"),
        (letters(&[':']), "colon"),
        (letters(&[',']), "comma"),
        (letters(&['(', '[', '{']), "pair of brackets"),
        (letters(&['"', '\'']), "quote"),
        (letters(&['_']), "underscore"),
        (deepest, "level"),
    ];
    let there = counts.into_iter().filter(|(number, _)| *number > 0);
    let counted = there.map(|(number, what)| match (number, what) {
        (number, "pair of brackets") if number != 1 => format!("{number} pairs of brackets"),
        (number, what) => count(number, what),
    });
    counted.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback};
    use crate::kinds::{Form, Name};

    const FORM: Form = Form { kind: Name::Copy, stage: None };

    const LOCKER: &str = r#"
[[problem]]
id = "copy-a-locker"
kind = "copy"
skill = "copy-exactly"
level = 1
minutes = 4
title = "A locker"
program = '''
class Locker:
    def __init__(self, owner):
        self.parcels = [owner, "x"]
'''

[problem.draw]
n = { pick = [3] }
"#;

    #[test]
    fn a_copy_needs_no_reason_and_its_key_counts_what_is_easily_lost() {
        let posed = posed(LOCKER, FORM, 1);
        assert_eq!(posed.points, 0);
        let sheet = dump(&posed.sheet);
        assert!(sheet.ends_with("        self.parcels = [owner, \"x\"]\n  (4 rules)\n"), "{sheet}");
        let key = dump(&posed.key);
        assert!(key.contains("Small: 60 characters without blanks; at 60 a minute that is 1 minute.\n"), "{key}");
        let marks = "3 lines · 2 colons · 2 commas · 2 pairs of brackets · 2 quotes · 4 underscores · 2 levels.";
        assert!(key.contains(marks), "{key}");
    }

    #[test]
    fn what_does_not_run_is_not_copied() {
        assert_eq!(setback(&LOCKER.replace("class Locker:", "class Locker(Shelf):"), FORM), "again program-fails");
        assert_eq!(faults(&LOCKER.replace("level = 1", "level = 1\nwatch = []")), ["7 key-of-another-kind"]);
    }
}
