//! `rewrite`: a program to be written again in another construct, which gives the same value.
//!
//! Program, model and every misread of the model are run, and one expression is compared.

use super::key::{self, Heads};
use super::lines::{self, clip};
use super::space::{beside_program, number};
use super::{Common, Ground, Misread, PoseFault, Posed, Posing, Setback, WrongAnswer, calls, limits};
use crate::blocks::{Block, Listing, Prose, Rules};
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Faults, Finding};
use crate::keys::{Key, KeyTable, Keys, Shape, Text};
use crate::program::Template;
use crate::python::{Called, syntax};
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `rewrite`",
    keys: &[
        Key::needed("ask", Shape::Text, "what is written in which construct"),
        Key::needed("program", Shape::Text, "what is printed"),
        Key::needed("into", Shape::Text, "the model in the other construct"),
        Key::needed("value", Shape::Text, "what both programs give"),
        Key::free(
            "must",
            Shape::Texts,
            "nodes of Python's syntax that the answer has: `ListComp`; or has not: `no For`",
        ),
    ],
};

/// Characters of handwriting on one rule beside a program (`curriculum/README.md` 4.2).
const RULE: usize = 44;
/// Columns of the model: it stands only in the key, in small code over the whole width.
const MODEL_COLUMNS: usize = 78;
/// Columns of a value in the key.
const SHOWN: usize = 26;

#[derive(Clone, Debug)]
pub struct Rewrite {
    program: Template,
    into: Template,
    /// What both must give.
    value: Template,
    must: Vec<Must>,
}

/// A construct that the model has, or lacks.
#[derive(Clone, Debug)]
struct Must {
    node: String,
    is_wanted: bool,
    place: Text,
}

/// What a program gave for the value.
#[derive(Clone, Debug, PartialEq)]
enum Gave {
    Called(Called),
    NoEnd,
}

impl Rewrite {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Rewrite> {
        keys.need("ask", faults);
        keys.need("program", faults);
        keys.need("into", faults);
        keys.need("value", faults);
        let value = keys.text("value", faults).and_then(|text| Template::read(&text, &ground.declared, faults));
        let must: Vec<Must> =
            keys.texts("must", faults).unwrap_or_default().iter().filter_map(|text| read_must(text, faults)).collect();
        calls::refuse_options(ground, faults);
        Some(Rewrite { program: ground.program.clone()?, into: ground.into.clone()?, value: value?, must })
    }

    /// Runs program, model and misreads.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let (code, model) = (self.program.fill(posing.values), self.into.fill(posing.values));
        limits::check_width(&code, &self.program)?;
        limits::check_columns(&model, &self.into, MODEL_COLUMNS)?;
        self.check_nodes(&model)?;
        let value = self.value.fill(posing.values);
        let right = self.right(&code, &model, &value, posing)?;
        let wrong = self.wrong_answers(common, &right, &value, posing)?;
        let why = key::fill_why(common, posing.values, &right);
        let ask = common.ask.as_ref().map(|ask| ask.fill(posing.values)).unwrap_or_default();
        let gives = Prose::code(&value).then(" is ").then_code(&right).then(".");
        let mut key = vec![Block::Listing(Listing::bare(&model)), key::small(gives)];
        key.extend(key::why_and_wrong(&why, Heads::GAVE, &wrong));
        key.extend(key::say_aloud(&common.aloud, posing.values));
        let rules = Rules { lines: rules_for(&model), guides: model.lines().count() > 1, may_break: false };
        Ok(Posed {
            label: "Write it another way".to_owned(),
            note: None,
            sheet: beside_program(&ask, &code, Block::Rules(rules)),
            ask,
            key,
            code: Some(code),
            answer: json!({ "model": model }),
            why,
            wrong,
            rubric: Vec::new(),
            tests: vec![format!("({value}) == {right}")],
            model: Some(model),
            marks: vec![
                (3, Prose::plain("would run and gives the same")),
                (2, Prose::plain("a slip in it")),
                (1, Prose::plain("the construct stands")),
            ],
            points: common.points.unwrap_or(3),
        })
    }

    /// The value of both; a setback where they differ.
    fn right(&self, code: &str, model: &str, value: &str, posing: &mut Posing) -> Result<String, Setback> {
        let mut given = Vec::new();
        for (program, template) in [(code, &self.program), (model, &self.into)] {
            let called = posing.python.call(program, &[value]).map_err(|stop| limits::stopped(template, stop))?;
            match called.into_iter().next() {
                Some(Called::Value(value)) => given.push(value),
                Some(Called::Raised(error)) => return Err(limits::failed(template, &error, None)),
                None => return Err(limits::failed(template, "no value", None)),
            }
        }
        if given[0] == given[1] {
            return Ok(given.swap_remove(0));
        }
        let (ours, theirs) = (given.swap_remove(0), given.swap_remove(0));
        let fault = PoseFault::IntoDiffers { value: value.to_owned(), ours, theirs };
        Err(Setback::fatal(&limits::whole(&self.into), fault))
    }

    /// The first construct that code lacks though it must have it, or has though it must not; and whether it must.
    pub fn broken_by(&self, code: &str) -> Option<(&str, bool)> {
        self.broken(code).map(|must| (must.node.as_str(), must.is_wanted))
    }

    fn broken(&self, code: &str) -> Option<&Must> {
        let nodes = syntax::nodes(code);
        self.must.iter().find(|must| nodes.contains(must.node.as_str()) != must.is_wanted)
    }

    fn check_nodes(&self, model: &str) -> Result<(), Setback> {
        match self.broken(model) {
            None => Ok(()),
            Some(must) => {
                let fault = PoseFault::Node { node: must.node.clone(), is_there: !must.is_wanted };
                Err(Setback::fatal(&must.place.place, fault))
            }
        }
    }

    fn wrong_answers(
        &self,
        common: &Common,
        right: &str,
        value: &str,
        posing: &mut Posing,
    ) -> Result<Vec<WrongAnswer>, Setback> {
        let mut found: Vec<(&Misread, Gave)> = Vec::new();
        let mut wrong = Vec::new();
        for misread in &common.misreads {
            let Some(template) = misread.program() else { continue };
            let place = &misread.id.place;
            let program = template.fill(posing.values);
            let called = limits::unless_endless(posing.python.call(&program, &[value]), place)?;
            let gave = called.and_then(|called| called.into_iter().next()).map_or(Gave::NoEnd, Gave::Called);
            let id = misread.id.value.clone();
            if gave == Gave::Called(Called::Value(right.to_owned())) {
                return Err(Setback::again(place, PoseFault::NeverShows { id }));
            }
            if let Some((other, _)) = found.iter().find(|(_, other)| *other == gave) {
                return Err(Setback::again(place, PoseFault::Agree { id, other: other.id.value.clone() }));
            }
            wrong.push(WrongAnswer {
                letter: key::letter(wrong.len()),
                id: Some(id),
                answer: json!({ "model": program, "value": gave.text() }),
                shown: gave.shown(value),
                say: key::fill_say(misread, posing.values, right, gave.text()),
            });
            found.push((misread, gave));
        }
        Ok(wrong)
    }
}

impl Gave {
    fn text(&self) -> &str {
        match self {
            Gave::Called(Called::Value(text) | Called::Raised(text)) => text,
            Gave::NoEnd => "no end",
        }
    }

    fn shown(&self, value: &str) -> Prose {
        match self {
            Gave::Called(Called::Value(theirs)) => Prose::code(clip(theirs, SHOWN)),
            Gave::Called(Called::Raised(error)) => Prose::code(error).then(" for ").then_code(&clip(value, SHOWN)),
            Gave::NoEnd => Prose::plain("no end"),
        }
    }
}

/// ⌈length / 44⌉ + 1 rules, at least 3, for a model on one line; else as for any code (`curriculum/README.md` 4.2).
fn rules_for(model: &str) -> u32 {
    if lines::count_written(model) == 1 {
        number(model.trim().chars().count().div_ceil(RULE) + 1).max(3)
    } else {
        lines::rules_for(model)
    }
}

/// `ListComp`, or `no For`.
fn read_must(text: &Text, faults: &mut Faults) -> Option<Must> {
    let node = text.value.strip_prefix("no ").unwrap_or(&text.value).trim();
    if !syntax::NODES.contains(&node) {
        let nearest = nearest(node, syntax::NODES).map(str::to_owned);
        faults.note(&text.place, &UnknownNode { node: node.to_owned(), nearest });
        return None;
    }
    Some(Must { node: node.to_owned(), is_wanted: !text.value.starts_with("no "), place: text.clone() })
}

/// A word that names no construct.
struct UnknownNode {
    node: String,
    nearest: Option<String>,
}

impl Finding for UnknownNode {
    fn code(&self) -> &'static str {
        "unknown-construct"
    }

    fn message(&self) -> String {
        format!("`{}` is no construct that `must` can ask for", self.node)
    }

    fn help(&self) -> Option<String> {
        Some(match &self.nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("write one of {}", crate::diagnostic::words::either(syntax::NODES)),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const FORM: Form = Form { kind: Name::Rewrite, stage: None };

    const SEATS: &str = r#"
[[problem]]
id = "seats-in-one-line"
kind = "rewrite"
skill = "comp-two-fors"
level = 2
minutes = 3
title = "Seat labels"
ask = "Write `seats` as **one** list comprehension."
program = '''
seats = []
for row in $rows:
    for n in range(1, $stop):
        seats.append(row + str(n))
'''
into = '''
seats = [row + str(n) for row in $rows for n in range(1, $stop)]
'''
value = "seats"
must = ["ListComp", "no For"]
why = "The `for`s stand in the same order."

[problem.draw]
rows = { pick = [["B", "E"]] }
stop = { pick = [3] }

[[problem.misread]]
id = "right-for-is-outer"
swap = ["for row in $rows for n in range(1, $stop)", "for n in range(1, $stop) for row in $rows"]
say = "put the inner loop first"

[[problem.misread]]
id = "name-drift"
swap = ["row + str(n)", "rows + str(n)"]
say = "named what is not there"
"#;

    #[test]
    fn the_other_construct_is_asked_and_wrong_ones_are_run() {
        let posed = posed(SEATS, FORM, 1);
        let model = "seats = [row + str(n) for row in [\"B\", \"E\"] for n in range(1, 3)]\n";
        assert_eq!(posed.answer, json!({ "model": model }));
        assert_eq!(posed.tests, ["(seats) == ['B1', 'B2', 'E1', 'E2']"]);
        assert_eq!(
            wrong(&posed),
            [
                "a right-for-is-outer: `['B1', 'E1', 'B2', 'E2']` | put the inner loop first",
                "b name-drift: `NameError` for `seats` | named what is not there",
            ]
        );
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: Write `seats` as **one** list comprehension.
beside, Question
  listing, numbered
    seats = []
    for row in [\"B\", \"E\"]:
        for n in range(1, 3):
            seats.append(row + str(n))
  --
  rules 3
"
        );
        assert!(dump(&posed.key).starts_with("listing, bare\n  seats = [row"));
    }

    #[test]
    fn a_model_that_breaks_its_word_is_refused() {
        assert_eq!(
            setback(&SEATS.replace("seats.append(row + str(n))", "seats.append(row)"), FORM),
            "fatal into-gives-otherwise"
        );
        assert_eq!(setback(&SEATS.replace("no For", "no ListComp"), FORM), "fatal into-breaks-must");
        assert_eq!(setback(&SEATS.replace("[\"ListComp\"", "[\"Lambda\""), FORM), "fatal into-breaks-must");
        assert_eq!(setback(&SEATS.replace("[[\"B\", \"E\"]]", "[[\"B\"]]"), FORM), "again misread-never-shows");
        assert_eq!(faults(&SEATS.replace("\"no For\"", "\"no Fore\"")), ["20 unknown-construct"]);
        assert_eq!(faults(&SEATS.replace("value = \"seats\"\n", "")), ["2 missing-key"]);
    }

    #[test]
    fn misreads_change_the_model_and_not_the_program() {
        let swap =
            "swap = [\"for row in $rows for n in range(1, $stop)\", \"for n in range(1, $stop) for row in $rows\"]";
        let found = faults(&SEATS.replace(swap, "swap = [\"seats.append\", \"seats.add\"]"));
        assert_eq!(found, ["29 quote-not-found"]);
    }
}
