//! A program that is shown with a question whose answers are written out. It stands above them, and claims about it are
//! evaluated where it has run.
//!
//! Python is run before it is printed, so that it does what the question takes for granted; what a set in another language
//! shows is printed as it is.

use super::limits::{check_ending, check_width, stopped};
use super::{Ground, Posing, Setback};
use crate::blocks::{Block, Listing};
use crate::diagnostic::{Faults, Place};
use crate::draw::{Language, Value, Values};
use crate::keys::{Key, Keys, Shape, Text};
use crate::program::Template;
use crate::python::{Called, Ending, syntax};
use std::collections::BTreeSet;

/// The keys of kinds that show a program and run nothing else.
pub const PROGRAM: Key = Key::free("program", Shape::Text, "a program that is shown with the question");
pub const ENDS: Key = Key::free("ends", Shape::Text, "the type of the error that ends it: `KeyError`");

/// A program to be shown.
#[derive(Clone, Debug)]
pub struct Exhibit {
    program: Template,
    /// The error that must end it.
    ends: Option<Text>,
    language: Language,
}

/// A drawn program, run.
pub struct Shown {
    pub code: String,
    pub block: Block,
    /// Whether claims may name what it has bound.
    is_namespace: bool,
}

impl Exhibit {
    /// The program of a problem, where it has one; it must run to its end.
    pub fn read(ground: &Ground) -> Option<Exhibit> {
        let program = ground.program.clone()?;
        Some(Exhibit { program, ends: None, language: ground.language })
    }

    /// The same of a kind that has `ends`, too.
    pub fn read_with_end(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Exhibit> {
        let ends = keys.text("ends", faults);
        if ends.is_some() && !ground.program_is_faulty {
            keys.need("program", faults);
        }
        Exhibit::read(ground).map(|exhibit| Exhibit { ends, ..exhibit })
    }

    /// Puts the values in, and runs it.
    pub fn pose(&self, posing: &mut Posing) -> Result<Shown, Setback> {
        let code = self.program.fill(posing.values);
        check_width(&code, &self.program)?;
        let is_python = self.language == Language::Python;
        let ending = if is_python {
            posing.python.run(&code).map_err(|stop| stopped(&self.program, stop))?.ending
        } else {
            Ending::Done
        };
        check_ending(&self.program, self.ends.as_ref(), &ending)?;
        let listing = if is_python { Listing::numbered(&code) } else { Listing::bare(&code) };
        Ok(Shown { block: Block::Listing(listing), code, is_namespace: is_python && ending == Ending::Done })
    }
}

/// Evaluates expressions after the program that is shown, if one is. They may name drawn values, as in `where`, and what
/// the program binds, which comes first. A stop is blamed on the place.
pub fn evaluate_after(
    shown: Option<&Shown>,
    expressions: &[&str],
    place: &Place,
    posing: &mut Posing,
) -> Result<Vec<Called>, Setback> {
    let mut program = drawn_names(expressions, posing.values);
    program.extend(shown.filter(|shown| shown.is_namespace).map(|shown| shown.code.as_str()));
    posing.python.call(&program, expressions).map_err(|stop| Setback::stopped(place, stop))
}

/// A program that gives the drawn names in expressions their values. What Python itself names stays its own.
fn drawn_names(expressions: &[&str], values: &Values) -> String {
    let used: BTreeSet<String> = expressions.iter().filter_map(|text| syntax::names(text).ok()).flatten().collect();
    let literal = |value: &Value| match value {
        Value::Code(text) => Value::Text(text.clone()).to_literal(),
        other => other.to_literal(),
    };
    used.iter().filter_map(|name| Some(format!("{name} = {}\n", literal(values.get(name)?)))).collect()
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback};
    use crate::kinds::{Form, Name};

    const HEAD: &str = "skill = \"aliasing\"\nlevel = 1\nminutes = 1\ntitle = \"Names\"\nwhy = \"One list.\"\nask = \"Look at it.\"\n\
                        program = '''\na = [$n]\nb = a\nb.append($n)\n'''\n";
    const OPTIONS: &str = "options = [[\"one\", \"x.\"], [\"two\", \"y.\"], [\"three\", \"z.\"]]\nholds = [\"a is b and len(a) == 2 and n == 7\"]\n";
    const DRAW: &str = "[problem.draw]\nn = { pick = [7] }\n";

    /// A problem of each kind that may show a program.
    fn problem(kind: Name) -> String {
        let own = match kind {
            Name::Tf => {
                "count = 3\nstatements = [[\"A\", \"a is b\", \"a.\"], [\"B\", \"len(a) == 1\", \"b.\"], [\"C\", \"a[0] == n\", \"c.\"], \
                         [\"D\", \"a == [x for x in b]\", \"d.\"], [\"E\", \"False\", \"e.\"], [\"F\", \"b == [n]\", \"f.\"]]\n"
            }
            Name::Match => {
                "count = 5\npairs = [[\"a\", \"1\"], [\"b\", \"2\"], [\"c\", \"3\"], [\"d\", \"4\"], [\"e\", \"5\"]]\nodd = [\"6\"]\n"
            }
            Name::Short => "model = \"Both name one list.\"\nrubric = [[3, \"one list\"]]\n",
            _ => OPTIONS,
        };
        format!("[[problem]]\nid = \"one-list\"\nkind = \"{kind}\"\n{HEAD}{own}{DRAW}")
    }

    const KINDS: [Name; 5] = [Name::Mcq, Name::Choose, Name::Tf, Name::Match, Name::Short];

    #[test]
    fn a_program_stands_between_the_question_and_the_answers() {
        for kind in KINDS {
            let posed = posed(&problem(kind), Form::of(kind), 1);
            let sheet = dump(&posed.sheet);
            let listing = "\nlisting, numbered\n  a = [7]\n  b = a\n  b.append(7)\n";
            assert!(sheet.starts_with("Body: Look at it.") && sheet.contains(listing), "{sheet}");
            assert!(!sheet.ends_with(listing), "{sheet}");
            assert_eq!(posed.code.as_deref(), Some("a = [7]\nb = a\nb.append(7)\n"));
        }
    }

    #[test]
    fn a_program_that_is_shown_runs_or_ends_as_it_should() {
        for kind in KINDS {
            let (form, text) = (Form::of(kind), problem(kind));
            let wide =
                text.replace("b = a", "b = a  # and more of it and so on, up to the edge of the page and over it");
            assert_eq!(setback(&wide, form), "fatal line-too-wide", "{kind}");
            let failing = text.replace("b.append($n)", "c.append($n)");
            assert_eq!(setback(&failing, form), "again program-fails", "{kind}");
            if kind != Name::Tf {
                let told =
                    failing.replace("ask =", "ends = \"NameError\"\nask =").replace("a is b and len(a) == 2 and ", "");
                assert_eq!(posed(&told, form, 1).points, posed(&text, form, 1).points);
                assert_eq!(setback(&told.replace("c.append", "b.append"), form), "fatal ends-otherwise");
                let alone = told.replace("program = '''\na = [$n]\nb = a\nc.append($n)\n'''\n", "");
                assert_eq!(faults(&alone), ["1 missing-key"], "{kind}");
            }
        }
    }

    #[test]
    fn what_a_set_in_another_language_shows_is_not_run() {
        for language in ["sql", "shell", "none"] {
            let text = format!("[set]\nlanguage = \"{language}\"\n{}", problem(Name::Mcq));
            let shown = text
                .replace("a = [$n]\nb = a\nb.append($n)", "select it where n = $n")
                .replace("a is b and len(a) == 2 and ", "");
            let sheet = dump(&posed(&shown, Form::of(Name::Mcq), 1).sheet);
            assert!(sheet.contains("\nlisting, bare\n  select it where n = 7\n"), "{sheet}");
        }
    }

    #[test]
    fn claims_are_proved_where_the_program_has_run() {
        let mcq = problem(Name::Mcq);
        assert_eq!(setback(&mcq.replace("len(a) == 2", "len(a) == 1"), Form::of(Name::Mcq)), "fatal claim-not-true");
        assert_eq!(faults(&mcq.replace("len(a) == 2", "len(c) == 2")), ["16 unknown-name-in-expression"]);
        assert_eq!(setback(&problem(Name::Tf).replace("a is b", "a + b"), Form::of(Name::Tf)), "fatal not-a-truth");
    }

    #[test]
    fn a_program_that_is_shown_is_not_misread() {
        for kind in KINDS {
            let misread = "[[problem.misread]]\nid = \"slip\"\nsay = \"slipped\"\nswap = [\"b = a\", \"b = []\"]\n";
            assert_eq!(
                faults(&(problem(kind) + misread)).last().map(|it| it.split_once(' ').map(|it| it.1.to_owned())),
                Some(Some("change-of-shown-program".to_owned())),
                "{kind}"
            );
        }
    }
}
