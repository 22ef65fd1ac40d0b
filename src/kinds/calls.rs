//! Calls that a program must answer: run on the model, whose results count, and on every wrong program.
//!
//! A wrong program is a wrong answer because one of the calls gives something else. None is ever taken to be wrong
//! without having been run.

use super::key;
use super::limits::{failed, stopped, unless_endless, whole};
use super::lines::gist;
use super::{Ground, Misread, PoseFault, Posing, ReadFault, Setback, WrongAnswer};
use crate::blocks::Prose;
use crate::diagnostic::{Faults, Place};
use crate::draw::Values;
use crate::program::Template;
use crate::python::{Called, Ending, Python};
use serde_json::json;

/// The error of `raises(…)` where there was none.
pub const NOT_RAISED: &str = "NotRaised";

/// A call with what the model gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub text: String,
    /// Python's `repr`, or the error's type where the call is `raises(lambda: …)`.
    pub result: String,
}

/// What a wrong program gave for a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Gave {
    Value(String),
    Raised(String),
    /// It was stopped: it never ends, or grows without end.
    NoEnd,
}

/// The first call for which a wrong program gives something else than the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub call: Call,
    pub gave: Gave,
}

/// A misread that was run.
pub struct WrongRun<'a> {
    pub misread: &'a Misread,
    /// The wrong program as drawn.
    pub program: String,
    pub difference: Difference,
}

impl WrongRun<'_> {
    /// As the answer of a key at this place in the file, from 0, shown in these words.
    pub fn to_answer(&self, index: usize, shown: Prose, values: &Values) -> WrongAnswer {
        WrongAnswer {
            letter: key::letter(index),
            id: Some(self.misread.id.value.clone()),
            answer: json!({ "model": self.program }),
            shown,
            say: key::fill_say(self.misread, values, &self.difference.call.result, self.difference.theirs()),
        }
    }
}

/// Notes misreads that name an answer by number: kinds that run calls have no such answers.
pub fn refuse_options(ground: &Ground, faults: &mut Faults) {
    for misread in ground.misreads.iter().filter(|misread| misread.program().is_none()) {
        faults.note(&misread.id.place, &ReadFault::NoChange { id: misread.id.value.clone() });
    }
}

/// Runs calls on the model. A model that fails by itself may do better in another draw; a call that fails is the
/// author's fault.
pub fn run_model(
    template: &Template,
    model: &str,
    calls: &[&Template],
    posing: &mut Posing,
) -> Result<Vec<Call>, Setback> {
    let texts: Vec<String> = calls.iter().map(|call| call.fill(posing.values)).collect();
    let places: Vec<Place> = calls.iter().map(|call| whole(call)).collect();
    run_texts(template, model, texts, &places, posing)
}

/// The same for calls as Python reads them; a failing one is blamed on its place, or on the only one that is given.
pub fn run_texts(
    template: &Template,
    model: &str,
    texts: Vec<String>,
    places: &[Place],
    posing: &mut Posing,
) -> Result<Vec<Call>, Setback> {
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let called = posing.python.call(model, &borrowed).map_err(|stop| stopped(template, stop))?;
    let mut run = Vec::new();
    for ((text, called), place) in texts.into_iter().zip(called).zip(places.iter().cycle()) {
        match result_of(&text, called) {
            Ok(result) => run.push(Call { text, result }),
            Err(error) => {
                refuse_failing(template, model, posing.python)?;
                return Err(Setback::fatal(place, PoseFault::CallFails { call: text, error }));
            }
        }
    }
    // A model that fails by itself gives its error for every call, also where an error is meant.
    if run.iter().all(|call| meant_to_fail(&call.text).is_some()) {
        refuse_failing(template, model, posing.python)?;
    }
    Ok(run)
}

/// What a call gave; `Err` if it failed without being meant to, or did not though it was.
fn result_of(text: &str, called: Called) -> Result<String, String> {
    match called {
        Called::Value(result) => Ok(result),
        Called::Raised(error) if meant_to_fail(text).is_some() && error != NOT_RAISED => Ok(error),
        Called::Raised(error) => Err(error),
    }
}

/// What is called inside `raises(…)`, where a text is such a call and no more.
fn meant_to_fail(text: &str) -> Option<&str> {
    text.strip_prefix("raises(").filter(|_| is_primary(text)).and_then(|rest| rest.strip_suffix(')')).map(str::trim)
}

fn refuse_failing(template: &Template, model: &str, python: &mut Python) -> Result<(), Setback> {
    match python.run(model).map_err(|stop| stopped(template, stop))?.ending {
        Ending::Done => Ok(()),
        Ending::Raised { kind, line } => Err(failed(template, &kind, line)),
    }
}

/// Runs every misread; each must give something else for one of the calls.
pub fn run_wrong<'a>(
    misreads: impl IntoIterator<Item = &'a Misread>,
    calls: &[Call],
    posing: &mut Posing,
) -> Result<Vec<WrongRun<'a>>, Setback> {
    let mut runs = Vec::new();
    for misread in misreads {
        let Some(template) = misread.program() else { continue };
        let program = template.fill(posing.values);
        let place = &misread.id.place;
        let Some(difference) = first_difference(&program, calls, place, posing.python)? else {
            return Err(Setback::again(place, PoseFault::NeverShows { id: misread.id.value.clone() }));
        };
        runs.push(WrongRun { misread, program, difference });
    }
    Ok(runs)
}

/// The first call that gives something else; `None` if the program passes all. A program that does not end has given
/// an answer; a setback, at the place, is for one that could not be run.
pub fn first_difference(
    program: &str,
    calls: &[Call],
    place: &Place,
    python: &mut Python,
) -> Result<Option<Difference>, Setback> {
    let texts: Vec<&str> = calls.iter().map(|call| call.text.as_str()).collect();
    match unless_endless(python.call(program, &texts), place)? {
        Some(called) => Ok(calls.iter().zip(called).find_map(|(call, called)| differs(call, called))),
        None => first_endless(program, calls, place, python).map(Some),
    }
}

/// Every call, by its place, for which a program gives something else.
pub fn differences(
    program: &str,
    calls: &[Call],
    place: &Place,
    python: &mut Python,
) -> Result<Vec<(usize, Difference)>, Setback> {
    let texts: Vec<&str> = calls.iter().map(|call| call.text.as_str()).collect();
    let mut found = Vec::new();
    if let Some(called) = unless_endless(python.call(program, &texts), place)? {
        let all = calls.iter().zip(called).enumerate();
        found.extend(all.filter_map(|(at, (call, called))| Some((at, differs(call, called)?))));
        return Ok(found);
    }
    // A stopped batch does not say which call it was.
    for (at, call) in calls.iter().enumerate() {
        match unless_endless(python.call(program, &[&call.text]), place)? {
            Some(called) => found.extend(called.into_iter().filter_map(|called| Some((at, differs(call, called)?)))),
            None => found.push((at, Difference { call: call.clone(), gave: Gave::NoEnd })),
        }
    }
    Ok(found)
}

/// Whether a program gives for every call what the model gives.
pub fn passes(program: &str, calls: &[Call], place: &Place, python: &mut Python) -> Result<bool, Setback> {
    let texts: Vec<&str> = calls.iter().map(|call| call.text.as_str()).collect();
    let called = unless_endless(python.call(program, &texts), place)?;
    Ok(called.is_some_and(|called| calls.iter().zip(called).all(|(call, called)| differs(call, called).is_none())))
}

/// One call after the other, since a stopped batch does not say which of them it was.
fn first_endless(program: &str, calls: &[Call], place: &Place, python: &mut Python) -> Result<Difference, Setback> {
    for call in calls {
        match unless_endless(python.call(program, &[&call.text]), place)? {
            Some(called) => {
                if let Some(difference) = called.into_iter().find_map(|called| differs(call, called)) {
                    return Ok(difference);
                }
            }
            None => return Ok(Difference { call: call.clone(), gave: Gave::NoEnd }),
        }
    }
    // Only all of them together were too much: the last one did not get to its end.
    let call = calls.last().cloned().unwrap_or(Call { text: String::new(), result: String::new() });
    Ok(Difference { call, gave: Gave::NoEnd })
}

/// What a program gave for a call, if it is not what the model gives.
pub fn differs(call: &Call, called: Called) -> Option<Difference> {
    let gave = match result_of(&call.text, called) {
        Ok(result) if result == call.result => return None,
        Ok(result) if meant_to_fail(&call.text).is_some() => Gave::Raised(result),
        Ok(result) => Gave::Value(result),
        Err(error) => Gave::Raised(error),
    };
    Some(Difference { call: call.clone(), gave })
}

impl Call {
    /// Whether an error is the right result.
    pub fn is_meant_to_fail(&self) -> bool {
        meant_to_fail(&self.text).is_some()
    }

    /// As people read it: without `raises(lambda: …)`.
    pub fn plain(&self) -> String {
        match meant_to_fail(&self.text) {
            None => self.text.clone(),
            Some(call) => {
                call.strip_prefix("lambda:").map_or_else(|| format!("{call}()"), |call| call.trim().to_owned())
            }
        }
    }

    /// The result, for a cell of a table.
    pub fn result_in_prose(&self) -> Prose {
        let start = if self.is_meant_to_fail() { "raises " } else { "" };
        Prose::plain(start).then_code(&self.result)
    }

    /// What is expected of it, as people read it.
    pub fn expected(&self) -> String {
        match meant_to_fail(&self.text) {
            Some(_) => format!("raises {}", self.result),
            None => self.result.clone(),
        }
    }

    /// As an example on the sheet, one line or two: "f(3)  →  9", "f(-1)  raises ValueError".
    pub fn to_example(&self) -> String {
        let verb = if meant_to_fail(&self.text).is_some() { "raises " } else { "→  " };
        let result = format!("{verb}{}", self.result);
        let call = self.plain();
        let one_line = format!("{call}  {result}");
        if one_line.chars().count() <= 60 { one_line } else { format!("{call}\n    {result}") }
    }

    /// As typed-back code is tested: `call == result`. What binds less than `==` is bracketed.
    pub fn to_test(&self) -> String {
        if is_primary(&self.text) {
            format!("{} == {}", self.text, self.result)
        } else {
            format!("({}) == {}", self.text, self.result)
        }
    }
}

/// Whether an expression is names, dots and brackets only, so that no operator can take a part of it away.
fn is_primary(expression: &str) -> bool {
    let mut depth = 0_usize;
    let mut quote = None;
    expression.chars().all(|c| {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) => return depth > 0 || c.is_alphanumeric() || c == '_' || c == '.',
        }
        true
    })
}

impl Gave {
    /// What it gave, for `theirs` in prose.
    pub fn text(&self) -> &str {
        match self {
            Gave::Value(theirs) | Gave::Raised(theirs) => theirs,
            Gave::NoEnd => "no end",
        }
    }
}

impl Difference {
    /// "`merge([])` gives `IndexError`", beside the differences of other rows. Long code keeps what tells it from theirs,
    /// and from the right result.
    pub fn to_prose(&self, others: &[&Difference]) -> Prose {
        let calls: Vec<String> = others.iter().map(|other| other.call.plain()).collect();
        let call = Prose::default().then_code_in_pieces(&gist(&self.call.plain(), &calls));
        match &self.gave {
            Gave::NoEnd => call.then(" does not end"),
            Gave::Raised(error) if error == NOT_RAISED => call.then(" raises nothing"),
            Gave::Value(theirs) | Gave::Raised(theirs) => {
                let right = std::slice::from_ref(&self.call.result);
                call.then(" gives ").then_code_in_pieces(&gist(theirs, right))
            }
        }
    }

    /// Whether an error was meant and none came.
    pub fn raises_nothing(&self) -> bool {
        matches!(&self.gave, Gave::Raised(error) if error == NOT_RAISED)
    }

    /// What it gave, for `theirs` in prose.
    pub fn theirs(&self) -> &str {
        self.gave.text()
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Difference, Gave, first_difference};
    use crate::diagnostic::{Place, Source};
    use crate::python::Python;
    use std::sync::Arc;

    fn call(text: &str, result: &str) -> Call {
        Call { text: text.to_owned(), result: result.to_owned() }
    }

    #[test]
    fn tests_keep_their_meaning_beside_the_comparison() {
        let cases = [
            ("merge([(1, 2)])", "[(1, 2)]", "merge([(1, 2)]) == [(1, 2)]"),
            ("repr(Shelf('a b', 1))", "'x'", "repr(Shelf('a b', 1)) == 'x'"),
            ("mine.fare, len(mine)", "(6, 0)", "(mine.fare, len(mine)) == (6, 0)"),
            ("mine.add(1) or mine.stops", "[1]", "(mine.add(1) or mine.stops) == [1]"),
            ("raises(lambda: f(-1))", "ValueError", "raises(lambda: f(-1)) == ValueError"),
        ];
        for (text, result, expected) in cases {
            assert_eq!(call(text, result).to_test(), expected);
        }
    }

    #[test]
    fn examples_keep_within_the_page() {
        assert_eq!(call("f(3)", "9").to_example(), "f(3)  →  9");
        assert_eq!(call("raises(lambda: f(-1))", "ValueError").to_example(), "f(-1)  raises ValueError");
        assert_eq!(call("raises(f)", "ValueError").to_example(), "f()  raises ValueError");
        let long = call(&format!("f({})", "1, ".repeat(15)), &"9".repeat(20));
        assert_eq!(long.to_example().lines().count(), 2);
    }

    #[test]
    fn a_difference_is_told_in_a_few_words() {
        let cases = [
            (Gave::Value("[]".to_owned()), "`f(-1)` gives `[]`"),
            (Gave::Raised("KeyError".to_owned()), "`f(-1)` gives `KeyError`"),
            (Gave::Raised("NotRaised".to_owned()), "`f(-1)` raises nothing"),
            (Gave::NoEnd, "`f(-1)` does not end"),
        ];
        for (gave, expected) in cases {
            let difference = Difference { call: call("raises(lambda: f(-1))", "ValueError"), gave };
            assert_eq!(difference.to_prose(&[]).to_marked(), expected);
        }
    }

    #[test]
    fn the_first_differing_call_is_found_and_endless_ones_are_answers() {
        let mut python = Python::in_process();
        let calls = [call("f(0)", "0"), call("f(2)", "4"), call("f(3)", "9")];
        let source = Arc::new(Source { name: "set.toml".to_owned(), text: String::new() });
        let place = Place { source, span: 0..0 };
        let mut gave = |program: &str| {
            let difference = first_difference(program, &calls, &place, &mut python).expect("these can be run");
            difference.map(|difference| difference.to_prose(&[]).to_marked())
        };
        assert_eq!(gave("def f(n):\n    return n * n\n"), None);
        assert_eq!(gave("def f(n):\n    return n + n\n"), Some("`f(3)` gives `6`".to_owned()));
        assert_eq!(gave("def f(n):\n    return n[0]\n"), Some("`f(0)` gives `TypeError`".to_owned()));
        let endless = "def f(n):\n    while n == 2:\n        pass\n    return n * n\n";
        assert_eq!(gave(endless), Some("`f(2)` does not end".to_owned()));
    }
}
