//! `bigo`: a program with one line marked; the reader says how often it runs, and circles how that grows.
//!
//! The count is counted, of the right program and of every misread, and no two are the same. The growth is written by
//! the author and never believed: the program is drawn again for larger sizes, run, and counted.

use super::growth::Growth;
use super::key::{Heads, beside, fill_say, fill_why, letter};
use super::limits::{Standing, check_compiles, check_width, failed, stopped, unless_endless, unless_unseen, whole};
use super::options::misplaced_options;
use super::traced::Followed;
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer, shown};
use crate::blocks::{Block, Listing, Prose, RuledLabel, Split, TextSize};
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Faults, Finding, Place};
use crate::draw::{Lot, Undrawn, Value, Values};
use crate::keys::{Key, KeyTable, Keys, Shape, Text};
use crate::program::{Quote, Template};
use crate::python::{Ending, Limits, Stop, syntax};
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `bigo`",
    keys: &[
        Key::needed("program", Shape::Text, "what is counted in"),
        Key::needed("line", Shape::Text, "a quote of the line whose runs are counted"),
        Key::needed("size", Shape::Text, "the parameter that grows"),
        Key::needed(
            "growth",
            Shape::Word(&["1", "log n", "n", "n log n", "n^2", "2^n"]),
            "how the count grows with it",
        ),
    ],
};

/// Statements of one run for a larger size: 256 squared with two statements a pass, and half as much again.
const STEPS: u32 = 200_000;

/// After a run of so many statements no larger size is run: squares show before, and every draw pays for it.
const ENOUGH: u32 = 10_000;

/// Between the classes to circle.
const GAP: &str = "\u{2003}\u{2002} ";

/// A program of which a line is counted.
#[derive(Clone, Debug)]
pub struct Bigo {
    program: Template,
    /// From 1, and the place of its quote.
    line: (u32, Place),
    /// The parameter that grows.
    size: Text,
    growth: (Growth, Place),
    standing: Standing,
}

/// The drawn program with every count, all of them apart.
struct Ran<'a> {
    code: String,
    right: u64,
    /// `None` for a misread that does not end.
    wrong: Vec<(&'a Misread, Option<u64>)>,
}

impl Bigo {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Bigo> {
        for key in ["program", "line", "size", "growth"] {
            keys.need(key, faults);
        }
        misplaced_options(Name::Bigo, ground, faults);
        let line = keys.text("line", faults);
        let size = keys.text("size", faults).filter(|size| is_declared(size, ground, faults));
        let growth = keys.text("growth", faults).and_then(|text| read_growth(&text, faults));
        let program = ground.program.clone()?;
        let line = line.and_then(|text| Some((Quote::read(&text, &program, faults)?.line(&program), text.place)));
        Some(Bigo { line: line?, size: size?, growth: growth?, program, standing: ground.standing(Name::Bigo) })
    }

    /// Counts in the drawn program and in every wrong one, and sees that the growth is the one that counting shows.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let ran = self.run(common, posing)?;
        self.check_growth(common, posing)?;
        let ask = self.ask(common, posing.values);
        let wrong: Vec<WrongAnswer> =
            ran.wrong.iter().enumerate().map(|(index, wrong)| ran.wrong_answer(letter(index), wrong, posing)).collect();
        let why = fill_why(common, posing.values, &ran.right.to_string());
        let growth = self.growth.0.word();
        let printed = Block::Printed { caption: None, lines: vec![times(ran.right), growth.to_owned()] };
        Ok(Posed {
            label: "How often, how fast".to_owned(),
            note: None,
            answer: json!({ "count": ran.right, "growth": growth }),
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: vec![
                (3, Prose::plain("count and growth")),
                (2, Prose::plain("the count alone")),
                (1, Prose::plain("the growth alone")),
            ],
            points: common.points.unwrap_or(3),
            sheet: self.sheet(&ask, &ran.code),
            key: beside(vec![printed], &why, Heads::WROTE, &wrong, common, posing.values),
            code: Some(ran.code),
            ask,
            why,
            wrong,
        })
    }

    /// Counts in the right program and then in the wrong ones, as long as their counts stay apart.
    fn run<'a>(&self, common: &'a Common, posing: &mut Posing) -> Result<Ran<'a>, Setback> {
        let code = self.program.fill(posing.values);
        check_width(&code, &self.program)?;
        self.check_line(&code)?;
        let (line, place) = &self.line;
        let counted = posing.python.count(&code, &[*line], Limits::USUAL.steps);
        let counted = counted.map_err(|stop| stopped(&self.program, stop))?;
        if let Ending::Raised { kind, line } = &counted.ending {
            return Err(failed(&self.program, kind, *line));
        }
        if counted.times == 0 {
            return Err(Setback::again(place, PoseFault::NeverRuns { line: text_of(&code, *line).to_owned() }));
        }
        let mut ran = Ran { code, right: counted.times, wrong: Vec::new() };
        for misread in &common.misreads {
            if let Some(program) = misread.program() {
                unless_unseen(ran.add(misread, program, *line, posing), self.standing)?;
            }
        }
        Ok(ran)
    }

    /// Sees that one statement is counted, and no loop's head, which nobody can say how often it runs.
    fn check_line(&self, code: &str) -> Result<(), Setback> {
        let (number, place) = &self.line;
        let line = text_of(code, *number).to_owned();
        // A program that does not parse is told when it is run, with its line.
        if syntax::check_program(code).is_err() {
            return Ok(());
        }
        if !syntax::is_single_statement(code, *number) {
            return Err(Setback::fatal(place, PoseFault::SeveralStatements { line }));
        }
        if line.starts_with("for ") || line.starts_with("while ") {
            return Err(Setback::fatal(place, PoseFault::LoopHead { line }));
        }
        Ok(())
    }

    /// Runs larger sizes and compares what they count with the class that is written.
    fn check_growth(&self, common: &Common, posing: &mut Posing) -> Result<(), Setback> {
        let (said, place) = &self.growth;
        let mut counts: Vec<(u32, u64)> = Vec::new();
        for size in said.sizes() {
            match self.count_for(*size, common, posing)? {
                None => break,
                Some((count, steps)) => {
                    counts.push((*size, count));
                    if steps > ENOUGH {
                        break;
                    }
                }
            }
        }
        let found = said.shown_by(&counts);
        if found == Some(*said) {
            return Ok(());
        }
        let counts = tell(&counts, &self.size.value);
        Err(Setback::fatal(place, PoseFault::GrowthDiffers { said: *said, found, counts }))
    }

    /// How often the line runs for another size, and how many statements that took; `None` where they are too many.
    fn count_for(&self, size: u32, common: &Common, posing: &mut Posing) -> Result<Option<(u64, u32)>, Setback> {
        let unmeasured = |detail: String| {
            let fault = PoseFault::Unmeasured { name: self.size.value.clone(), size: size.into(), detail };
            Setback::fatal(&self.size.place, fault)
        };
        if let Some(value) = posing.values.get(&self.size.value).filter(|value| !matches!(value, Value::Int(_))) {
            let fault = PoseFault::SizeNotWhole { name: self.size.value.clone(), shape: value.shape() };
            return Err(Setback::fatal(&self.size.place, fault));
        }
        let lot = Lot { seed: posing.seed, problem: &common.id.value, attempt: posing.attempt };
        let python = &mut *posing.python;
        let mut evaluate =
            |values: &Values, texts: &[&str]| python.evaluate(values, texts).map_err(|stop| stop.message());
        let larger = (self.size.value.as_str(), Value::Int(size.into()));
        let values = common.parameters.with_another(lot, &mut evaluate, posing.values, larger);
        let code = self.program.fill(&values.map_err(|undrawn| unmeasured(undrawn_in_words(undrawn)))?);
        match posing.python.count(&code, &[self.line.0], STEPS) {
            Ok(counted) => match counted.ending {
                Ending::Done => Ok(Some((counted.times, counted.steps))),
                Ending::Raised { kind, .. } => Err(unmeasured(format!("the program ends with `{kind}`"))),
            },
            Err(Stop::Steps { .. }) => Ok(None),
            Err(stop) => Err(unmeasured(stop.message())),
        }
    }

    /// The task. Where the program gives the size a name, it is called by that.
    fn ask(&self, common: &Common, values: &Values) -> Prose {
        let scene = common.ask.as_ref().map(|ask| ask.fill(values).then(" ")).unwrap_or_default();
        let ask = scene.then(&format!("How many times does line {} run? And how does that grow with ", self.line.0));
        let ask = match self.name_in_program() {
            Some("n") => ask.then_code("n"),
            Some(name) => ask.then_code(name).then(", the ").then_code("n").then(" at the right"),
            None => {
                let value = values.get(&self.size.value).map(Value::to_text).unwrap_or_default();
                ask.then_code("n").then(", which is ").then_code(&value).then(" here")
            }
        };
        ask.then("? Circle one.")
    }

    /// The name that the program gives to the size: `n` of `n = $n`.
    fn name_in_program(&self) -> Option<&str> {
        let value = [format!("${}", self.size.value), format!("${{{}}}", self.size.value)];
        let assigned = self.program.source().lines().filter_map(|line| line.trim().split_once(" = "));
        assigned.into_iter().find(|(_, right)| value.iter().any(|value| value == right)).map(|(name, _)| name)
    }

    fn sheet(&self, ask: &Prose, code: &str) -> Vec<Block> {
        let marked = usize::try_from(self.line.0).ok().and_then(|line| line.checked_sub(1));
        let listing = Block::Listing(Listing { marked, ..Listing::numbered(code) });
        let times = Block::LabelledRules(vec![RuledLabel { label: Prose::plain("times"), lines: 1 }]);
        let mut classes = Prose::default();
        for (index, growth) in Growth::ALL.iter().enumerate() {
            classes = if index == 0 { classes } else { classes.then(GAP) };
            classes = classes.then(&growth.word().replace(' ', "\u{a0}"));
        }
        let classes = Block::Paragraph { text: classes, size: TextSize::Body };
        vec![
            Block::Paragraph { text: ask.clone(), size: TextSize::Body },
            Block::Beside { left: vec![listing], right: vec![times, classes], split: Split::Question },
        ]
    }
}

impl<'a> Ran<'a> {
    /// Counts in a wrong program; a setback if its count is the right one or that of another wrong one.
    fn add(&mut self, misread: &'a Misread, program: &Template, line: u32, posing: &mut Posing) -> Result<(), Setback> {
        let place = whole(program);
        let code = program.fill(posing.values);
        let id = misread.id.value.clone();
        let lines = same_lines(&self.code, line, &code);
        let counted = unless_endless(posing.python.count(&code, &lines, Limits::USUAL.steps), &place)?;
        if let Some(Ending::Raised { kind, line }) = counted.as_ref().map(|counted| &counted.ending) {
            check_compiles(kind, &code, &place)?;
            return Err(failed(program, kind, *line));
        }
        let times = counted.map(|counted| counted.times);
        if times == Some(self.right) {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        if let Some((other, _)) = self.wrong.iter().find(|(_, other)| *other == times) {
            return Err(Setback::again(&place, PoseFault::Agree { id, other: other.id.value.clone() }));
        }
        self.wrong.push((misread, times));
        Ok(())
    }

    fn wrong_answer(&self, letter: char, (misread, count): &(&Misread, Option<u64>), posing: &Posing) -> WrongAnswer {
        let theirs = count.map_or_else(|| "no end".to_owned(), |count| count.to_string());
        WrongAnswer {
            letter,
            id: Some(misread.id.value.clone()),
            answer: count.map_or_else(|| json!({ "endless": true }), |count| json!({ "count": count })),
            shown: if count.is_some() { Prose::code(&theirs) } else { shown::endless() },
            say: fill_say(misread, posing.values, &self.right.to_string(), &theirs),
        }
    }
}

/// The lines of a wrong program that read like the counted one: a reading may have it twice, or elsewhere. Where none
/// does, or the right program has the text on other lines as well, it is the line at the same place, if that can be
/// told.
fn same_lines(right: &str, line: u32, wrong: &str) -> Vec<u32> {
    let text = text_of(right, line);
    let alike = |program: &str| -> Vec<u32> {
        program.lines().zip(1..).filter(|(other, _)| other.trim() == text).map(|(_, number)| number).collect()
    };
    let found = alike(wrong);
    if !found.is_empty() && alike(right).len() == 1 {
        return found;
    }
    if right.lines().count() == wrong.lines().count() {
        return vec![line];
    }
    let followed = Followed::between(right, wrong).theirs(line);
    followed.into_iter().filter(|other| text_of(wrong, *other) == text).collect()
}

/// A line of a program, from 1, without its indentation.
fn text_of(program: &str, line: u32) -> &str {
    program.lines().nth((line as usize).saturating_sub(1)).unwrap_or_default().trim()
}

fn is_declared(size: &Text, ground: &Ground, faults: &mut Faults) -> bool {
    let declared = &ground.declared.0;
    if !declared.contains_key(&size.value) {
        let nearest = nearest(&size.value, declared.keys().map(String::as_str)).map(str::to_owned);
        faults.note(&size.place, &ReadFault::UnknownSize { name: size.value.clone(), nearest });
        return false;
    }
    true
}

fn read_growth(text: &Text, faults: &mut Faults) -> Option<(Growth, Place)> {
    let growth = Growth::from_word(&text.value);
    if growth.is_none() {
        faults.note(&text.place, &ReadFault::UnknownGrowth { word: text.value.clone() });
    }
    growth.map(|growth| (growth, text.place.clone()))
}

/// "once", "10 times".
fn times(number: u64) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

/// "28, 120 and 496 times for `n` = 8, 16 and 32".
fn tell(counts: &[(u32, u64)], size: &str) -> String {
    if counts.is_empty() {
        return format!("too often to be counted for any `{size}`");
    }
    let counted: Vec<String> = counts.iter().map(|(_, count)| count.to_string()).collect();
    let sizes: Vec<String> = counts.iter().map(|(size, _)| size.to_string()).collect();
    format!("{} times for `{size}` = {}", counted.join(", "), sizes.join(", "))
}

fn undrawn_in_words(undrawn: Undrawn) -> String {
    match undrawn {
        Undrawn::Expression { parameter, error } => format!("`{parameter}` ends with `{error}`"),
        Undrawn::Empty { parameter, detail } => format!("`{parameter}` cannot be drawn: {detail}"),
        Undrawn::Stopped { why, .. } => why,
    }
}

#[cfg(test)]
mod tests {
    use super::same_lines;
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const HIKERS: &str = r#"
[[problem]]
id = "every-pair-of-hikers"
kind = "bigo"
skill = "state-the-cost"
level = 2
minutes = 3
title = "Introductions"
program = '''
n = $n
met = 0
for i in range(n):
    for j in range(i + $gap, n):
        met += 1
'''
line = "met += 1"
size = "n"
growth = "n^2"
why = "The inner loop gets shorter: $answer passes together."

[problem.draw]
n   = { int = [8, 8] }
gap = { int = [2, 2] }

[[problem.misread]]
id = "inner-loop-starts-over"
swap = ["range(i + $gap, n)", "range(n)"]
say = "let the inner loop start at 0: $theirs, not $answer"

[[problem.misread]]
id = "two-fors-add"
swap = ['''
    for j in range(i + $gap, n):
        met += 1
''', '''
    met += 1
for j in range($gap, n):
    met += 1
''']
say = "added the two loops"
"#;

    const BIGO: Form = Form { kind: Name::Bigo, stage: None };

    #[test]
    fn the_line_is_counted_and_the_classes_stand_to_be_circled() {
        let posed = posed(HIKERS, BIGO, 1);
        assert_eq!(
            posed.ask.to_marked(),
            "How many times does line 5 run? And how does that grow with `n`? Circle one."
        );
        assert_eq!(posed.answer, json!({ "count": 21, "growth": "n^2" }));
        assert_eq!(posed.points, 3);
        let sheet = dump(&posed.sheet);
        assert!(sheet.contains("labelled rules\n    1 times\n"), "{sheet}");
        assert!(sheet.contains("n\u{a0}log\u{a0}n\u{2003}\u{2002} n^2\u{2003}\u{2002} 2^n\n"), "{sheet}");
        assert_eq!(
            wrong(&posed),
            [
                "a inner-loop-starts-over: `64` | let the inner loop start at 0: 64, not 21",
                "b two-fors-add: `14` | added the two loops",
            ]
        );
        let key = dump(&posed.key);
        assert!(key.contains("21 times\n") && key.contains("  n^2\n") && key.contains("21 passes together"), "{key}");
    }

    #[test]
    fn a_size_without_a_name_is_told_by_its_value() {
        let bare = HIKERS.replace("n = $n\n", "").replace(", n)", ", $n)").replace("range(n)", "range($n)");
        let ask = posed(&bare, BIGO, 1).ask.to_marked();
        assert_eq!(
            ask,
            "How many times does line 4 run? And how does that grow with `n`, which is `8` here? Circle one."
        );
        let named = HIKERS
            .replace("n = $n\nmet", "ends = ${n}\nmet")
            .replace(", n)", ", ends)")
            .replace("range(n)", "range(ends)");
        let ask = posed(&named, BIGO, 1).ask.to_marked();
        assert!(ask.contains("grow with `ends`, the `n` at the right? Circle one."), "{ask}");
    }

    #[test]
    fn what_needs_the_size_grows_with_it() {
        let listed = HIKERS
            .replace("n = $n\n", "xs = $xs\n")
            .replace("range(n)", "xs")
            .replace(", n)", ", len(xs))")
            .replace("gap = {", "xs = { shuffle = \"range(n)\" }\ngap = {");
        assert_eq!(posed(&listed, BIGO, 1).answer, json!({ "count": 21, "growth": "n^2" }));
    }

    #[test]
    fn exponential_growth_is_told_by_small_sizes() {
        let towers = HIKERS
            .replace("    for j in range(i + $gap, n):\n", "    for j in range(2 ** i):\n")
            .replace("[\"range(i + $gap, n)\", \"range(n)\"]", "[\"2 ** i\", \"2 * i\"]")
            .replace("swap = ['''\n    for j in range(2 ** i):\n        met += 1\n''', '''\n    met += 1\nfor j in range($gap, n):\n    met += 1\n''']", "swap = [\"2 ** i\", \"i ** 2\"]");
        assert_eq!(setback(&towers, BIGO), "fatal growth-differs");
        let towers = towers.replace("growth = \"n^2\"", "growth = \"2^n\"");
        assert_eq!(posed(&towers, BIGO, 1).answer, json!({ "count": 255, "growth": "2^n" }));
    }

    #[test]
    fn posing_says_what_will_not_do() {
        let cases = [
            (HIKERS.replace("growth = \"n^2\"", "growth = \"n\""), "fatal growth-differs"),
            (HIKERS.replace("met += 1\"", "for i in range(n):\""), "fatal loop-head-counted"),
            (
                HIKERS.replace("    for j in range(i + $gap, n):\n        met", "    for j in range(i + $gap, n): met"),
                "fatal several-statements",
            ),
            (HIKERS.replace("[2, 2]", "[9, 9]"), "again counted-line-never-runs"),
            (HIKERS.replace("\"range(n)\"]", "\"range(i + 2, n)\"]"), "again misread-never-shows"),
            (HIKERS.replace("\"range(n)\"]", "\"[0] if i < 2 else [0, 1]\"]"), "again misreads-agree"),
            (
                HIKERS.replace("{ int = [8, 8] }", "{ pick = [\"8\"] }").replace("n = $n", "n = 8"),
                "fatal size-not-a-number",
            ),
            (HIKERS.replace("met = 0", "met = ([0] * 9)[n]"), "fatal growth-not-measured"),
            (HIKERS.replace("met = 0", "met = 1 // 0"), "again program-fails"),
        ];
        for (text, expected) in cases {
            let text = if expected == "fatal several-statements" {
                text.replace("swap = ['''\n    for j in range(i + $gap, n): met += 1\n''', '''", "program = '''\n")
                    .replace("    met += 1\n''']", "    met += 1\n'''")
            } else {
                text
            };
            assert_eq!(setback(&text, BIGO), expected, "{text}");
        }
    }

    #[test]
    fn faults_of_the_kind_are_found_when_it_is_read() {
        let cases = [
            (HIKERS.replace("growth = \"n^2\"", "growth = \"n*n\""), "unknown-growth"),
            (HIKERS.replace("size = \"n\"", "size = \"m\""), "unknown-size"),
            (HIKERS.replace("line = \"met += 1\"\n", ""), "missing-key"),
            (HIKERS.replace("line = \"met += 1\"", "line = \"met += 2\""), "quote-not-found"),
            (HIKERS.replace("swap = [\"range(i + $gap, n)\", \"range(n)\"]", "option = 2"), "no-written-options"),
        ];
        for (text, code) in cases {
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.ends_with(code)), "{code}: {found:?}");
        }
    }

    #[test]
    fn the_counted_line_is_found_in_a_changed_program() {
        let right = "a = 1\nwhile a:\n    a -= 1\n";
        let cases = [
            (right, "a = 1\nwhile a > 0:\n    a -= 1\n", vec![3]),
            (right, "a = 1\na -= 1\nwhile a:\n    a -= 1\n", vec![2, 4]),
            (right, "a = 1\nwhile a:\n    a -= 2\n", vec![3]),
            (right, "a = 1\nb = 2\nwhile a:\n    a //= 2\n", vec![]),
            ("x = 1\nif x:\n    x = 1\n", "x = 1\nif x:\n    x = 2\n", vec![3]),
        ];
        for (right, wrong, lines) in cases {
            assert_eq!(same_lines(right, 3, wrong), lines, "{wrong}");
        }
    }
}
