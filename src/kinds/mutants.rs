//! `tests`: calls with results that give every wrong version away.
//!
//! Model and mutants are run on every case that the author lists. The key has the smallest case that kills each mutant,
//! and a smallest set for all of them, found greedily.

use super::calls::{self, Call, Difference};
use super::key::{self, Heads};
use super::limits::Standing;
use super::misreads;
use super::space::number;
use super::write;
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, Setback, WrongAnswer, limits};
use crate::blocks::{Align, Block, Column, Listing, Prose, Span, Split, Table, TableStyle, TextSize, Width};
use crate::diagnostic::{Faults, Finding};
use crate::draw::{Expression, Value};
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `tests`",
    keys: &[
        Key::needed("ask", Shape::Text, "what the function does, at its borders too"),
        Key::needed("program", Shape::Text, "the right function"),
        Key::free("signature", Shape::Text, "the head that is printed"),
        Key::needed("cases", Shape::Text, "a list of tuples of arguments, from small to large"),
        Key::needed("call", Shape::Text, "the name of the function"),
        Key::free("most", Shape::Int(1, 8), "calls that the reader may write (4)"),
        Key::free("bug", Shape::Tables(&misreads::BUG), "a wrong version that some call must expose"),
    ],
};

/// Calls that a reader may write where nothing else is said.
const MOST: u32 = 4;
/// Cases that are tried: each is run on the model and on every mutant.
const CASES: usize = 200;

#[derive(Clone, Debug)]
pub struct Tests {
    program: Template,
    /// The arguments of calls, a list of tuples, from small to large.
    cases: Expression,
    /// The function that is called.
    call: Template,
    most: u32,
    /// Printed where the task is that of another kind, which may not name the function.
    signature: Option<Template>,
    /// Whether the mutants are the misreads of another kind.
    are_misreads: bool,
}

/// A mutant and the cases that kill it, by their place in the list.
struct Killed<'a> {
    mutant: &'a Misread,
    program: String,
    by: Vec<usize>,
    first: Difference,
}

impl Tests {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Tests> {
        keys.need("ask", faults);
        keys.need("program", faults);
        keys.need("cases", faults);
        keys.need("call", faults);
        let signature = keys.text("signature", faults).and_then(|text| Template::read(&text, &ground.declared, faults));
        let signature = signature.filter(|_| ground.standing(Name::Tests) == Standing::Guest);
        let cases = keys
            .text("cases", faults)
            .and_then(|text| Expression::read(&text, &ground.declared, &super::common::names_of, faults));
        let call = keys.text("call", faults).and_then(|text| Template::read(&text, &ground.declared, faults));
        let most = keys.int("most", 1..=8, faults).map_or(MOST, |most| u32::try_from(most.value).unwrap_or(MOST));
        let are_misreads = ground.standing(Name::Tests) == Standing::Guest && ground.bugs.is_empty();
        let mutants = if are_misreads { &ground.misreads } else { &ground.bugs };
        if mutants.is_empty() {
            faults.note(keys.place(), &NoMutant);
            return None;
        }
        Some(Tests { program: ground.program.clone()?, cases: cases?, call: call?, most, signature, are_misreads })
    }

    /// Runs model and mutants on every case.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let model = self.program.fill(posing.values);
        limits::check_width(&model, &self.program)?;
        let calls = self.calls(&model, posing)?;
        let killed = self.kill(common, &calls, posing)?;
        let set = self.smallest_set(&killed)?;
        let chosen: Vec<&Call> = set.iter().map(|&at| &calls[at]).collect();
        let wrong = self.wrong_answers(&killed, posing);
        let why = key::fill_why(common, posing.values, &chosen.first().map_or(String::new(), |call| call.plain()));
        let ask = common.ask.as_ref().map(|ask| ask.fill(posing.values)).unwrap_or_default();
        let ask = ask.then(&format!(
            " Write at most {} calls with their results, so that every wrong version gives itself away.",
            super::numerals::in_words(self.most as usize)
        ));
        let answers: Vec<_> =
            chosen.iter().map(|call| json!({ "call": call.plain(), "result": call.result })).collect();
        Ok(Posed {
            label: "Write the tests".to_owned(),
            note: None,
            sheet: self.sheet(&ask, common, posing),
            key: self.key(&model, &chosen, &why, &wrong, common, posing),
            ask,
            answer: json!({ "calls": answers }),
            why,
            rubric: Vec::new(),
            tests: chosen.iter().map(|call| call.to_test()).collect(),
            code: Some(model.clone()),
            model: Some(model),
            marks: marks(killed.len()),
            points: common.points.unwrap_or(number(killed.len())),
            wrong,
        })
    }

    /// Every case as a call with the model's result.
    fn calls(&self, model: &str, posing: &mut Posing) -> Result<Vec<Call>, Setback> {
        let place = &self.cases.place;
        let evaluated = posing.python.evaluate(posing.values, &[&self.cases.text]);
        let cases = evaluated.map_err(|stop| Setback::stopped(place, stop))?.into_iter().next();
        let Some(Ok(Value::List(cases))) = cases else {
            return Err(Setback::fatal(place, PoseFault::NoCases));
        };
        let name = self.call.fill(posing.values);
        let texts: Option<Vec<String>> = cases.iter().map(|case| call_of(&name, case)).collect();
        let texts = texts.filter(|texts| (1..=CASES).contains(&texts.len()));
        let texts = texts.ok_or_else(|| Setback::fatal(place, PoseFault::NoCases))?;
        calls::run_texts(&self.program, model, texts, &[limits::whole(&self.call)], posing)
    }

    fn kill<'a>(&self, common: &'a Common, calls: &[Call], posing: &mut Posing) -> Result<Vec<Killed<'a>>, Setback> {
        let mutants = if self.are_misreads { &common.misreads } else { &common.bugs };
        let mut killed = Vec::new();
        for mutant in mutants {
            let Some(template) = mutant.program() else { continue };
            let program = template.fill(posing.values);
            let place = &mutant.id.place;
            let mut found = calls::differences(&program, calls, place, posing.python)?.into_iter();
            let Some((at, first)) = found.next() else {
                return Err(Setback::again(place, PoseFault::NoCaseKills { id: mutant.id.value.clone() }));
            };
            let by = std::iter::once(at).chain(found.map(|(at, _)| at)).collect();
            killed.push(Killed { mutant, program, by, first });
        }
        Ok(killed)
    }

    /// Case by case the one that kills most of what still lives, of equals the smallest.
    fn smallest_set(&self, killed: &[Killed]) -> Result<Vec<usize>, Setback> {
        let mut alive: Vec<&Killed> = killed.iter().collect();
        let mut set = Vec::new();
        while let Some(best) = most_deadly(&alive) {
            alive.retain(|mutant| !mutant.by.contains(&best));
            set.push(best);
        }
        set.sort_unstable();
        if set.len() > self.most as usize {
            let fault = PoseFault::TooManyCalls { needed: set.len(), most: self.most };
            return Err(Setback::again(&self.cases.place, fault));
        }
        Ok(set)
    }

    fn wrong_answers(&self, killed: &[Killed], posing: &Posing) -> Vec<WrongAnswer> {
        let all: Vec<&Difference> = killed.iter().map(|killed| &killed.first).collect();
        let answers = killed.iter().enumerate().map(|(index, killed)| {
            let (right, theirs) = (&killed.first.call.result, killed.first.theirs());
            let say = key::fill_say(killed.mutant, posing.values, right, theirs);
            WrongAnswer {
                letter: key::letter(index),
                id: Some(killed.mutant.id.value.clone()),
                answer: json!({ "model": killed.program }),
                shown: killed.first.to_prose(&all),
                say,
            }
        });
        answers.collect()
    }

    /// The task, and a table with a row for each call.
    fn sheet(&self, ask: &Prose, common: &Common, posing: &Posing) -> Vec<Block> {
        let mut sheet = vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }];
        sheet.extend(write::agreed(common, posing.values));
        let signature = self.signature.as_ref().map(|signature| signature.fill(posing.values));
        sheet.extend(signature.map(|signature| Block::Listing(Listing::bare(&signature))));
        let rows = (1..=self.most).map(|row| vec![Some(Prose::plain(row.to_string())), None, None]).collect();
        let summary = format!("A table to fill in: call and result, {} rows.", self.most);
        sheet.push(table(summary, TableStyle::Writing, rows));
        sheet
    }

    fn key(
        &self,
        model: &str,
        chosen: &[&Call],
        why: &Prose,
        wrong: &[WrongAnswer],
        common: &Common,
        posing: &Posing,
    ) -> Vec<Block> {
        let rows = (1..).zip(chosen).map(|(row, call)| {
            vec![
                Some(Prose::plain(format!("{row}"))),
                Some(Prose::default().then_code_in_pieces(&call.plain())),
                Some(call.result_in_prose()),
            ]
        });
        let summary = "Calls that give every wrong version away, with their results.".to_owned();
        let set = table(summary, TableStyle::Printed, rows.collect());
        let count = super::numerals::in_words(chosen.len());
        let calls = if chosen.len() == 1 { "call is" } else { "calls are" };
        let others = format!(
            "{count} {calls} enough. Others count as well: a point for each version that they give away, if the results are right."
        );
        let others = Prose(vec![Span::Text(super::numerals::capital(&others))]);
        let left = vec![Block::Listing(Listing::numbered(model))];
        let right = vec![set, key::small(others)];
        let mut blocks = vec![Block::Beside { left, right, split: Split::Key }];
        blocks.extend(key::why_and_wrong(why, Heads::GIVEN_AWAY, wrong));
        blocks.extend(key::say_aloud(&common.aloud, posing.values));
        blocks
    }
}

/// `fare(4, "x")` for the tuple of its arguments; `None` for anything else.
fn call_of(name: &str, case: &Value) -> Option<String> {
    let Value::Tuple(arguments) = case else { return None };
    let arguments: Vec<String> = arguments.iter().map(Value::to_literal).collect();
    Some(format!("{name}({})", arguments.join(", ")))
}

/// The case that kills most; `None` when nothing lives.
fn most_deadly(alive: &[&Killed]) -> Option<usize> {
    let mut cases: Vec<usize> = alive.iter().flat_map(|mutant| mutant.by.iter().copied()).collect();
    cases.sort_unstable();
    cases.dedup();
    let kills = |case: usize| alive.iter().filter(|mutant| mutant.by.contains(&case)).count();
    cases.into_iter().rev().max_by_key(|&case| kills(case))
}

fn table(summary: String, style: TableStyle, rows: Vec<Vec<Option<Prose>>>) -> Block {
    let column = |head: &str, align, width| Column { head: Prose::plain(head), align, width };
    let columns = vec![
        column("", Align::Centre, Width::Content),
        column("call", Align::Left, Width::Fill(3)),
        column("result", Align::Left, Width::Fill(2)),
    ];
    Block::Table(Table { summary, style, columns, rows })
}

fn marks(mutants: usize) -> Vec<(u8, Prose)> {
    let line = |mark: u8, text: &str| (mark, Prose::plain(text));
    match mutants {
        1 => vec![line(3, "the version is given away"), line(1, "a right call that misses it")],
        2 => vec![line(3, "both versions"), line(2, "one of them")],
        _ => vec![line(3, "every version"), line(2, "all but one"), line(1, "one of them")],
    }
}

/// There is nothing to give away.
struct NoMutant;

impl Finding for NoMutant {
    fn code(&self) -> &'static str {
        "no-wrong-version"
    }

    fn message(&self) -> String {
        "there is no wrong version for the tests to give away".to_owned()
    }

    fn help(&self) -> Option<String> {
        Some("add a `[[problem.bug]]` for each slip that the tests must find, or take `tests` out of `also`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const FORM: Form = Form { kind: Name::Tests, stage: None };

    const FARES: &str = r#"
[[problem]]
id = "fares-by-years"
kind = "tests"
skill = "tests-that-bite"
level = 2
minutes = 5
title = "Train fares"
ask = "`fare(age)` gives 0 below $child, $half below 16, and $full from 16 on."
signature = "def fare(age):"
program = '''
def fare(age):
    if age < $child:
        return 0
    if age < 16:
        return $half
    return $full
'''
cases = "[(a,) for a in range(0, 40)]"
call = "fare"
most = 2
why = "A comparison goes wrong at its border."

[problem.draw]
child = { pick = [4] }
half = { pick = [6] }
full = { expr = "2 * half" }

[[problem.bug]]
id = "boundary-left-out"
swap = ["age < $child", "age <= $child"]
say = "free at $child too"

[[problem.bug]]
id = "branch-never-reached"
swap = ["age < 16", "age < $child"]
say = "never gives the half fare"
"#;

    #[test]
    fn the_key_has_a_smallest_set_and_what_gives_each_version_away() {
        let posed = posed(FARES, FORM, 1);
        assert_eq!(posed.answer, json!({ "calls": [{ "call": "fare(4)", "result": "6" }] }));
        assert_eq!(posed.tests, ["fare(4) == 6"]);
        assert_eq!(posed.points, 2);
        assert_eq!(
            wrong(&posed),
            [
                "a boundary-left-out: `fare(4)` gives `0` | free at 4 too",
                "b branch-never-reached: `fare(4)` gives `12` | never gives the half fare",
            ]
        );
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: `fare(age)` gives 0 below 4, 6 below 16, and 12 from 16 on. Write at most two calls with their results, so that every wrong version gives itself away.
table Writing
   | call | result
  1 | □ | □
  2 | □ | □
"
        );
        assert_eq!(
            dump(&posed.key),
            "\
beside, Key
  listing, numbered
    def fare(age):
        if age < 4:
            return 0
        if age < 16:
            return 6
        return 12
  --
  table Printed
     | call | result
    1 | `fare(4)` | `6`
  Small: One call is enough. Others count as well: a point for each version that they give away, if the results are right.
Small: A comparison goes wrong at its border.
table Ruled
   | Given away by | this version
  **a** | `fare(4)` gives `0` | free at 4 too
  **b** | `fare(4)` gives `12` | never gives the half fare
"
        );
    }

    #[test]
    fn what_the_task_leaves_open_is_printed_below_it() {
        let open = FARES.replace("title =", "clarify = [[\"Whole years?\", \"yes\"]]\ntitle =");
        let sheet = dump(&posed(&open, FORM, 1).sheet);
        assert!(sheet.contains("\nSmall: Agreed: Whole years? yes\ntable Writing\n"), "{sheet}");
    }

    #[test]
    fn versions_that_one_call_cannot_tell_need_as_many_calls() {
        let two = FARES.replace("swap = [\"age < 16\", \"age < $child\"]", "swap = [\"age < 16\", \"age <= 16\"]");
        let posed = posed(&two, FORM, 1);
        assert_eq!(posed.tests, ["fare(4) == 6", "fare(16) == 12"]);
        assert_eq!(setback(&two.replace("most = 2", "most = 1"), FORM), "again more-calls-than-most");
    }

    #[test]
    fn a_version_that_never_ends_is_given_away() {
        let endless = FARES.replace(
            "swap = [\"age < 16\", \"age < $child\"]",
            "swap = [\"        return 0\", \"        while age > 1: pass\"]",
        );
        let posed = posed(&endless, FORM, 1);
        assert_eq!(posed.wrong[1].shown.to_marked(), "`fare(0)` gives `6`");
        assert_eq!(posed.tests.len(), 2);
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let never = FARES.replace("[\"age < 16\", \"age < $child\"]", "[\"return $full\", \"return 2 * $half\"]");
        assert_eq!(setback(&never, FORM), "again no-case-kills");
        assert_eq!(setback(&FARES.replace("[(a,) for a in range(0, 40)]", "list(range(9))"), FORM), "fatal not-cases");
        assert_eq!(setback(&FARES.replace("range(0, 40)", "range(0, 201)"), FORM), "fatal not-cases");
        let without: String = FARES.split("[[problem.bug]]").next().expect("the problem stands first").to_owned();
        assert_eq!(faults(&without), ["2 no-wrong-version"]);
        assert_eq!(faults(&FARES.replace("cases = \"[(a,) for a in range(0, 40)]\"\n", "")), ["2 missing-key"]);
    }
}
