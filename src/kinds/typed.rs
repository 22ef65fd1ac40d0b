//! Code that was written by hand and typed back, against the question it answers.
//!
//! A posed question and the code come in; out goes whether it does what the question asks, or the first thing in which
//! it does not, and which wrong answer of the key does the same. The model is run again for what it gives: nothing is
//! taken from words on paper.

use super::calls::{self, Call, Gave};
use super::key::fill_say;
use super::limits::SLIPS;
use super::lines::written;
use super::outcome::Outcome;
use super::{Kind, Misread, Posed, Problem};
use crate::blocks::Prose;
use crate::draw::Values;
use crate::program::Template;
use crate::python::{Called, Ending, Python, Run, Stop, syntax};

/// A question as it was posed.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub problem: &'a Problem,
    pub values: &'a Values,
    pub posed: &'a Posed,
}

/// What became of typed-back code.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It answers so many calls as the model does.
    Answers {
        calls: usize,
    },
    /// It prints what the program on the sheet prints.
    PrintsTheSame,
    /// The program on the sheet prints nothing, and this one is the same, line by line.
    IsTheSame,
    Falls(Box<Shortfall>),
}

/// The first thing in which code does not do what the question asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Shortfall {
    /// It does not get as far as the first call.
    Whole(Came, Option<Like>),
    /// A call, from 1, of so many.
    Call { number: usize, of: usize, call: String, expected: String, came: Came, like: Option<Like> },
    /// A line, from 1, of what it prints; `None` where one of the two has no such line.
    Printed { line: usize, expected: Option<String>, came: Option<String>, like: Option<Like> },
    /// A line of its own, from 1, that is not the one on the sheet.
    Line { line: usize, expected: Option<String>, came: Option<String> },
    /// A construct that it should have and has not, or has and should not.
    Construct { node: String, is_wanted: bool },
}

/// What code did instead. Lines are its own, from 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    Value(String),
    Raised {
        kind: String,
        line: Option<u32>,
    },
    /// An error was expected.
    RaisedNothing,
    /// It is no Python.
    Slip {
        kind: String,
        line: Option<u32>,
    },
    /// It has nothing of a name that the call uses.
    Missing {
        name: String,
    },
    Stopped(Stop),
}

/// The wrong answer of the key that does the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Like {
    pub letter: Option<char>,
    /// Completes "you probably …".
    pub say: Prose,
}

/// What a kind asks of code that is typed back.
enum Demand<'a> {
    /// Each call gives what it gives on the model.
    Calls(Vec<&'a Template>),
    /// The tests of the question are all true.
    Tests,
    /// The program on the sheet, whole.
    Program,
    Nothing,
}

impl Kind {
    fn demand(&self) -> Demand<'_> {
        match self {
            Kind::Write(kind) => Demand::Calls(kind.calls()),
            Kind::Class(kind) => Demand::Calls(kind.calls()),
            Kind::Parsons(kind) => Demand::Calls(kind.calls()),
            Kind::Rewrite(_) | Kind::Bugfix(_) => Demand::Tests,
            Kind::Output(_) | Kind::Trace(_) | Kind::Cloze(_) | Kind::Copy(_) | Kind::Diagram(_) | Kind::Bigo(_) => {
                Demand::Program
            }
            Kind::Mcq(_)
            | Kind::Tf(_)
            | Kind::Match(_)
            | Kind::Choose(_)
            | Kind::Short(_)
            | Kind::Plan(_)
            | Kind::Explain(_)
            | Kind::Tests(_)
            | Kind::Sql(_)
            | Kind::Cmd(_) => Demand::Nothing,
        }
    }
}

impl<'a> Subject<'a> {
    /// Whether there is anything to type back.
    pub fn has_code(self) -> bool {
        match self.problem.kind.demand() {
            Demand::Calls(_) | Demand::Program => self.posed.code.is_some(),
            Demand::Tests => !self.posed.tests.is_empty(),
            Demand::Nothing => false,
        }
    }

    /// The model that typed-back code is measured by.
    pub fn model(self) -> &'a str {
        self.posed.model.as_deref().or(self.posed.code.as_deref()).unwrap_or_default()
    }

    /// Runs the code. `Err` is a stop of the interpreter while it ran the model: no verdict.
    pub fn judge(self, code: &str, python: &mut Python) -> Result<Verdict, Stop> {
        let run = match python.run(code) {
            Ok(run) => run,
            Err(stop @ Stop::Unavailable { .. }) => return Err(stop),
            Err(stop) => return Ok(falls(Shortfall::Whole(Came::Stopped(stop), None))),
        };
        if let Ending::Raised { kind, line } = &run.ending
            && SLIPS.contains(&kind.as_str())
        {
            return Ok(falls(Shortfall::Whole(Came::Slip { kind: kind.clone(), line: *line }, None)));
        }
        match self.problem.kind.demand() {
            Demand::Calls(calls) => {
                let texts: Vec<String> = calls.iter().map(|call| call.fill(self.values)).collect();
                self.judge_calls(code, run.ending, &self.answered(texts, python)?, python)
            }
            Demand::Tests => {
                let as_call = |test: &String| Call { text: test.clone(), result: "True".to_owned() };
                let tests: Vec<Call> = self.posed.tests.iter().map(as_call).collect();
                let verdict = self.judge_calls(code, run.ending, &tests, python)?;
                Ok(self.other_construct(code, &verdict).map_or(verdict, falls))
            }
            Demand::Program | Demand::Nothing => self.judge_program(code, run, python),
        }
    }

    /// What is amiss with code that gives the right value, but not in the construct that was asked for.
    fn other_construct(self, code: &str, verdict: &Verdict) -> Option<Shortfall> {
        let Kind::Rewrite(kind) = &self.problem.kind else { return None };
        let (node, is_wanted) = kind.broken_by(code).filter(|_| !matches!(verdict, Verdict::Falls(_)))?;
        Some(Shortfall::Construct { node: node.to_owned(), is_wanted })
    }

    /// The calls with what the model gives.
    fn answered(self, texts: Vec<String>, python: &mut Python) -> Result<Vec<Call>, Stop> {
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let called = python.call(self.model(), &borrowed)?;
        let with_result = |(text, called)| match called {
            Called::Value(result) | Called::Raised(result) => Call { text, result },
        };
        Ok(texts.into_iter().zip(called).map(with_result).collect())
    }

    fn judge_calls(self, code: &str, ending: Ending, calls: &[Call], python: &mut Python) -> Result<Verdict, Stop> {
        if let Ending::Raised { kind, line } = ending {
            let like = self.like_error(code, &kind, line, python);
            return Ok(falls(Shortfall::Whole(Came::Raised { kind, line }, like)));
        }
        for (call, number) in calls.iter().zip(1..) {
            let Some(came) = came_of(code, call, python)? else { continue };
            let ours = match &came {
                // What took too long is not run again.
                Came::Stopped(stop) if !matches!(stop, Stop::Steps { .. }) => vec![Some(Gave::NoEnd); calls.len()],
                _ => gave_each(code, calls, python),
            };
            let like = self.like_call(&ours, calls, number - 1, python);
            let (of, expected) = (calls.len(), call.expected());
            let call = call.plain();
            return Ok(falls(Shortfall::Call { number, of, call, expected, came, like }));
        }
        Ok(Verdict::Answers { calls: calls.len() })
    }

    /// The wrong program that ends with the same error, raised by a line that reads the same.
    fn like_error(self, code: &str, kind: &str, line: Option<u32>, python: &mut Python) -> Option<Like> {
        let raising = line.map(|line| text_of(code, line));
        self.likes(|misread, program| match python.run(program).ok()?.ending {
            Ending::Raised { kind: theirs, line } if theirs == kind => {
                let is_like = line.map(|line| text_of(program, line)) == raising;
                is_like.then(|| fill_say(misread, self.values, "no error", kind))
            }
            _ => None,
        })
        .into_iter()
        .next()
    }

    /// The wrong program that gives the same for the call that failed; of several the one that does so most often.
    fn like_call(self, ours: &[Option<Gave>], calls: &[Call], failed: usize, python: &mut Python) -> Option<Like> {
        let mut best: Option<(usize, Like)> = None;
        let mut agreement = Vec::new();
        let likes = self.likes(|misread, program| {
            let theirs = gave_each(program, calls, python);
            let gave = theirs.get(failed)?.as_ref().filter(|_| theirs[failed] == ours[failed])?;
            agreement.push(ours.iter().zip(&theirs).filter(|(ours, theirs)| ours == theirs).count());
            Some(fill_say(misread, self.values, &calls[failed].result, gave.text()))
        });
        for (like, agreed) in likes.into_iter().zip(agreement) {
            if best.as_ref().is_none_or(|(most, _)| agreed > *most) {
                best = Some((agreed, like));
            }
        }
        best.map(|(_, like)| like)
    }

    fn judge_program(self, code: &str, run: Run, python: &mut Python) -> Result<Verdict, Stop> {
        let sheet = self.posed.code.as_deref().unwrap_or_default();
        let (right, theirs) = (Outcome::from(python.run(sheet)?), Outcome::from(run.clone()));
        if right.lines().is_empty() {
            return Ok(same_lines(sheet, code));
        }
        let (expected, came) = (right.lines(), theirs.lines());
        let Some(place) = (0..expected.len().max(came.len())).find(|at| expected.get(*at) != came.get(*at)) else {
            return Ok(Verdict::PrintsTheSame);
        };
        let likes = self.likes(|misread, program| {
            let other = python.run(program).ok().map(Outcome::from)?;
            other.looks_like(&theirs).then(|| fill_say(misread, self.values, &right.in_words(), &theirs.in_words()))
        });
        let like = likes.into_iter().next();
        if let (Ending::Raised { kind, line }, None) = (run.ending, came.get(place + 1)) {
            // Its last line is the error's name, which is not printed: better told with its place.
            if like.is_none() {
                return Ok(falls(Shortfall::Whole(Came::Raised { kind, line }, None)));
            }
        }
        let (expected, came) = (expected.get(place).cloned(), came.get(place).cloned());
        Ok(falls(Shortfall::Printed { line: place + 1, expected, came, like }))
    }

    /// The misreads whose wrong programs are found to do the same, with their letters in the key.
    fn likes(self, mut same: impl FnMut(&Misread, &str) -> Option<Prose>) -> Vec<Like> {
        let misreads = &self.problem.common.misreads;
        let programs = misreads.iter().filter_map(|misread| Some((misread, misread.program()?)));
        let likes = programs.enumerate().filter_map(|(index, (misread, program))| {
            let say = same(misread, &program.fill(self.values))?;
            Some(Like { letter: self.letter(index, &misread.id.value), say })
        });
        likes.collect()
    }

    /// The letter of a misread, which of a choice is the option's.
    fn letter(self, index: usize, id: &str) -> Option<char> {
        let wrong = &self.posed.wrong;
        let is_it = |id_of: &Option<String>| id_of.as_deref() == Some(id);
        let found = wrong.get(index).filter(|wrong| is_it(&wrong.id)).or(wrong.iter().find(|wrong| is_it(&wrong.id)));
        found.map(|wrong| wrong.letter)
    }
}

fn falls(shortfall: Shortfall) -> Verdict {
    Verdict::Falls(Box::new(shortfall))
}

/// What a program gives for each call; `None` where it is what the model gives. After a stop of the clock it is not
/// waited for again.
fn gave_each(program: &str, calls: &[Call], python: &mut Python) -> Vec<Option<Gave>> {
    let mut is_late = false;
    let mut gave = |call: &Call| {
        if is_late {
            return Some(Gave::NoEnd);
        }
        match python.call(program, &[&call.text]) {
            Ok(called) => called.into_iter().find_map(|called| calls::differs(call, called)).map(|found| found.gave),
            Err(stop) => {
                is_late = !matches!(stop, Stop::Steps { .. });
                Some(Gave::NoEnd)
            }
        }
    };
    calls.iter().map(&mut gave).collect()
}

fn text_of(program: &str, line: u32) -> &str {
    program.lines().nth((line as usize).saturating_sub(1)).unwrap_or_default().trim()
}

/// What code gave for a call, if it is not what the model gives. A value that Python says is equal will do: `1.0` for
/// `1`, a set in another order.
fn came_of(code: &str, call: &Call, python: &mut Python) -> Result<Option<Came>, Stop> {
    let gave = match python.call(code, &[&call.text]) {
        Ok(called) => called.into_iter().find_map(|called| calls::differs(call, called)).map(|found| found.gave),
        Err(stop @ Stop::Unavailable { .. }) => return Err(stop),
        Err(stop) => return Ok(Some(Came::Stopped(stop))),
    };
    Ok(match gave {
        None => None,
        Some(Gave::Value(_)) if is_equal(code, call, python) => None,
        Some(Gave::Value(value)) => Some(Came::Value(value)),
        Some(Gave::Raised(kind)) if kind == calls::NOT_RAISED => Some(Came::RaisedNothing),
        Some(Gave::Raised(kind)) => Some(raised(code, call, kind, python)),
        Some(Gave::NoEnd) => Some(Came::Stopped(Stop::Time)),
    })
}

fn is_equal(code: &str, call: &Call, python: &mut Python) -> bool {
    let called = python.call(code, &[&call.to_test()]);
    called.is_ok_and(|called| called == [Called::Value("True".to_owned())])
}

/// An error, with the line of the code that raised it, or the name that the code lacks.
fn raised(code: &str, call: &Call, kind: String, python: &mut Python) -> Came {
    if kind == "NameError" {
        let names = syntax::names(&call.plain()).unwrap_or_default();
        let is_missing = |name: &String| {
            python.call(code, &[name]).is_ok_and(|called| called == [Called::Raised("NameError".to_owned())])
        };
        if let Some(name) = names.into_iter().find(is_missing) {
            return Came::Missing { name };
        }
    }
    // A call reports no line. As the last line of the program it does, and that line is none of the code's.
    let last = code.lines().count();
    let line = match python.run(&format!("{code}\n({})\n", call.plain())).map(|run| run.ending) {
        Ok(Ending::Raised { kind: again, line }) if again == kind => line,
        _ => None,
    };
    Came::Raised { kind, line: line.filter(|line| usize::try_from(*line).is_ok_and(|line| line <= last)) }
}

/// Whether a program is the one on the sheet, but for blank lines and blanks at line ends.
fn same_lines(sheet: &str, code: &str) -> Verdict {
    let mut theirs = code.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let mut last = 0;
    for expected in written(sheet) {
        match theirs.next() {
            Some((came, line)) if came.trim_end() == expected.trim_end() => last = line,
            other => {
                let line = other.map_or(last + 1, |(_, line)| line);
                let came = other.map(|(came, _)| came.to_owned());
                return falls(Shortfall::Line { line, expected: Some(expected.to_owned()), came });
            }
        }
    }
    match theirs.next() {
        None => Verdict::IsTheSame,
        Some((came, line)) => falls(Shortfall::Line { line, expected: None, came: Some(came.to_owned()) }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Came, Like, Shortfall, Subject, Verdict, same_lines};
    use crate::draw::{Value, Values};
    use crate::kinds::trial::{pose, read};
    use crate::kinds::{Form, Name};
    use crate::python::Python;

    const LENGTHS: &str = r#"
[[problem]]
id = "how-long"
kind = "write"
skill = "accumulate"
level = 1
minutes = 3
title = "Lengths"
ask = "Return the length of `xs`."
signature = "def length(xs):"
program = '''
def length(xs):
    out = $start
    for x in xs:
        out += 1
    return out
'''
tests = ["length([3])", "length([])", "length([3, 4, 3])", "length('ab')"]
rubric = [[1, "counts"]]
why = "One for each."

[problem.draw]
start = { pick = [0] }

[[problem.misread]]
id = "one-too-many"
swap = ["out = $start", "out = $start + 2"]
say = "began too high"

[[problem.misread]]
id = "sums-them"
swap = ["out += 1", "out += x"]
say = "added the items"

[[problem.misread]]
id = "three-for-each"
swap = ["out += 1", "out += 3"]
say = "took three for one"

[[problem.misread]]
id = "no-start"
swap = ["    out = $start\n", ""]
say = "began with nothing"
"#;

    fn judge(code: &str) -> Verdict {
        let (problem, faults) = read(LENGTHS);
        let problem = problem.unwrap_or_else(|| panic!("{faults:?}"));
        let posed = pose(LENGTHS, Form::of(Name::Write), 1).expect("it can be posed");
        let values = Values::from([("start".to_owned(), Value::Int(0))]);
        let subject = Subject { problem: &problem, values: &values, posed: &posed };
        subject.judge(code, &mut Python::in_process()).expect("the model runs")
    }

    /// Letter of the wrong answer that code is taken for.
    fn like(code: &str) -> Option<char> {
        match judge(code) {
            Verdict::Falls(shortfall) => match *shortfall {
                Shortfall::Call { like, .. } | Shortfall::Whole(_, like) => like.and_then(|like: Like| like.letter),
                _ => None,
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn of_wrong_answers_that_agree_on_a_call_the_nearest_is_named() {
        assert_eq!(judge("def length(xs):\n    return len(xs)\n"), Verdict::Answers { calls: 4 });
        // All three give 3 for the first call.
        assert_eq!(like("def length(xs):\n    return len(xs) + 2\n"), Some('a'));
        assert_eq!(like("def length(xs):\n    return sum(xs)\n"), Some('b'));
        assert_eq!(like("def length(xs):\n    return 3 * len(xs)\n"), Some('c'));
        assert_eq!(like("def length(xs):\n    return 7\n"), None);
        assert_eq!(like("def length(xs):\n    for x in xs:\n        out += 1\n    return out\n"), Some('d'));
    }

    #[test]
    fn a_name_that_is_missing_is_told_from_one_that_the_code_lacks() {
        let came = |code: &str| match judge(code) {
            Verdict::Falls(shortfall) => match *shortfall {
                Shortfall::Call { came, .. } => came,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        assert_eq!(came("def size(xs):\n    return 1\n"), Came::Missing { name: "length".to_owned() });
        let raised = |line| Came::Raised { kind: "NameError".to_owned(), line: Some(line) };
        assert_eq!(came("def length(xs):\n    return size\n"), raised(2));
    }

    #[test]
    fn silent_programs_are_compared_by_their_lines() {
        let sheet = "a = 1\n\nb = 2\n";
        let text = |line: &str| Some(line.to_owned());
        let differs = |line, expected, came| Verdict::Falls(Box::new(Shortfall::Line { line, expected, came }));
        let cases = [
            ("a = 1\nb = 2", Verdict::IsTheSame),
            ("a = 1  \n\n\nb = 2\n\n", Verdict::IsTheSame),
            ("a = 1\n\nb = 3\n", differs(3, text("b = 2"), text("b = 3"))),
            ("a = 1\n", differs(2, text("b = 2"), None)),
            ("a = 1\nb = 2\nc = 3\n", differs(3, None, text("c = 3"))),
        ];
        for (code, verdict) in cases {
            assert_eq!(same_lines(sheet, code), verdict, "{code}");
        }
    }
}
