//! `parsons`: the lines of a program to be put in order, among them some that do not belong.

use super::calls::{self, Call, WrongRun};
use super::key::{self, Heads};
use super::limits::Standing;
use super::order::{Line, Spread, order_of, shuffled};
use super::{
    Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer, limits, lines, numerals,
};
use crate::blocks::{Block, Listing, Prose, TextSize};
use crate::diagnostic::{Faults, Place};
use crate::draw::Values;
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use crate::python::syntax;
use serde_json::json;
use std::collections::BTreeSet;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `parsons`",
    keys: &[
        Key::needed("ask", Shape::Text, "what the lines make"),
        Key::needed("program", Shape::Text, "the lines in their order"),
        Key::needed("tests", Shape::Texts, "calls that tell orders apart"),
        Key::free("indent", Shape::Bool, "`false`: lines stand flush left (level 3)"),
    ],
};

/// Columns of a wrong line that the key shows: its column is 40 mm wide.
const SHOWN: usize = 22;

#[derive(Clone, Debug)]
pub struct Parsons {
    program: Template,
    tests: Vec<Template>,
    indent: Indent,
    spread: Spread,
    /// The misreads that give a line which does not belong, by their place in the list, and which line of the program
    /// each changes, both from 0.
    changes: Vec<(usize, usize)>,
}

/// Whether lines are printed with their indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indent {
    Printed,
    /// Flush left: the reader says how deep a line stands.
    Asked,
}

impl Parsons {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Parsons> {
        keys.need("ask", faults);
        keys.need("program", faults);
        let has_tests = keys.need("tests", faults);
        let place = keys.place_of("tests");
        let before = faults.len();
        let tests = ground.templates(keys, "tests", faults);
        if has_tests && tests.is_empty() && faults.len() == before {
            let fault = ReadFault::Empty { kind: Name::Parsons, key: "tests" };
            faults.note(place.as_ref().unwrap_or(keys.place()), &fault);
        }
        let indent = match keys.bool("indent", faults) {
            Some(false) => Indent::Asked,
            Some(true) | None => Indent::Printed,
        };
        calls::refuse_options(ground, faults);
        let program = ground.program.clone()?;
        note_equal_lines(&program, indent, faults);
        let changes = read_changes(&program, ground, indent, faults);
        let spread = if ground.level == 1 { Spread::Pairs } else { Spread::Anywhere };
        Some(Parsons { program, tests, indent, spread, changes })
    }

    /// Runs the model, every program with a line that does not belong, and every pair of neighbours that changed
    /// places.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let model = without_blanks(&self.program.fill(posing.values));
        limits::check_width(&model, &self.program)?;
        let sheet_lines = self.lines(common, &model, posing)?;
        let tests: Vec<&Template> = self.tests.iter().collect();
        let run = calls::run_model(&self.program, &model, &tests, posing)?;
        let runs = calls::run_wrong(self.misreads(common), &run, posing)?;
        let free = exchangeable(&model, &run, &limits::whole(&self.program), posing)?;
        let order = order_of(&sheet_lines);
        let wrong = self.wrong_answers(&runs, &sheet_lines, &model, posing.values);
        let ask = self.ask(common, posing.values, &sheet_lines);
        let answer = run.first().map_or("", |call| call.result.as_str());
        let why = key::fill_why(common, posing.values, answer);
        let key_why = why.clone().then_prose(say_free(&free));
        let listing = vec![Block::Listing(Listing::numbered(&model))];
        Ok(Posed {
            label: "Put in order".to_owned(),
            note: None,
            sheet: vec![
                Block::Paragraph { text: ask.clone(), size: TextSize::Body },
                Block::OrderBoxes(sheet_lines.iter().map(|line| line.text.clone()).collect()),
            ],
            ask,
            code: Some(model.clone()),
            answer: json!({ "order": order, "model": model }),
            key: key::beside(listing, &key_why, Heads::TOOK, &wrong, common, posing.values),
            why,
            wrong,
            rubric: Vec::new(),
            model: Some(model),
            tests: run.iter().map(Call::to_test).collect(),
            marks: marks(),
            points: common.points.unwrap_or(4),
        })
    }

    /// What code must answer.
    pub fn calls(&self) -> Vec<&Template> {
        self.tests.iter().collect()
    }

    /// The lines as they stand on the sheet, in drawn order.
    fn lines(&self, common: &Common, model: &str, posing: &Posing) -> Result<Vec<Line>, Setback> {
        let mut groups: Vec<Vec<Line>> = model
            .lines()
            .enumerate()
            .map(|(index, text)| vec![Line { text: self.printed(text), place: Some(index), like: index }])
            .collect();
        for (misread, &(_, like)) in self.misreads(common).zip(&self.changes) {
            let program = misread.program().map(|program| without_blanks(&program.fill(posing.values)));
            let text = program.as_deref().and_then(|program| program.lines().nth(like)).unwrap_or_default();
            let line = Line { text: self.printed(text), place: None, like };
            if groups.iter().flatten().any(|other| other.text == line.text) {
                let fault = PoseFault::SameLine { line: line.text.trim().to_owned() };
                return Err(Setback::again(&misread.id.place, fault));
            }
            groups[like].push(line);
        }
        refuse_equal(&groups, &self.program)?;
        Ok(shuffled(groups, self.spread, posing.stream(&common.id.value, "order of lines")))
    }

    fn misreads<'a>(&self, common: &'a Common) -> impl Iterator<Item = &'a Misread> {
        self.changes.iter().filter_map(|(index, _)| common.misreads.get(*index))
    }

    fn printed(&self, line: &str) -> String {
        match self.indent {
            Indent::Printed => line.trim_end().to_owned(),
            Indent::Asked => line.trim().to_owned(),
        }
    }

    /// The author's sentence, and what to do with the boxes.
    fn ask(&self, common: &Common, values: &Values, sheet: &[Line]) -> Prose {
        let count = sheet.iter().filter(|line| line.place.is_some()).count();
        let ask = common.ask.as_ref().map(|ask| ask.fill(values)).unwrap_or_default();
        let ask = ask.then(&format!(" Number them 1 to {count}"));
        let ask = match self.indent {
            Indent::Printed => ask.then("."),
            Indent::Asked => {
                ask.then(", and behind a stroke write how often each is indented: ").then_code("3/1").then(".")
            }
        };
        let distractors = sheet.len() - count;
        if distractors == 0 {
            return ask;
        }
        let verb = if distractors == 1 { "line does" } else { "lines do" };
        let belong = format!("{} {verb} not belong", numerals::at_start(distractors));
        match (self.spread, distractors) {
            (Spread::Anywhere, _) => ask.then(" ").then_strong(&format!("{belong}.")),
            (Spread::Pairs, 1) => ask.then(" ").then_strong(&belong).then(": it stands next to the right one."),
            (Spread::Pairs, _) => ask.then(" ").then_strong(&belong).then(": each stands next to the right one."),
        }
    }

    fn wrong_answers(&self, runs: &[WrongRun], sheet: &[Line], model: &str, values: &Values) -> Vec<WrongAnswer> {
        let changed = runs.iter().zip(&self.changes).enumerate();
        changed
            .map(|(index, (run, &(_, like)))| {
                let program = without_blanks(&run.program);
                let right = model.lines().nth(like).unwrap_or_default();
                let theirs = program.lines().nth(like).unwrap_or_default();
                let printed = self.printed(theirs);
                let mut order = order_of(sheet);
                if let Some(at) = sheet.iter().position(|line| line.place.is_none() && line.text == printed) {
                    order[like] = at + 1;
                }
                WrongAnswer {
                    letter: key::letter(index),
                    id: Some(run.misread.id.value.clone()),
                    answer: json!({ "order": order, "model": program }),
                    shown: lines::excerpt(right, theirs, SHOWN),
                    say: key::fill_say(run.misread, values, &run.difference.call.result, run.difference.theirs()),
                }
            })
            .collect()
    }
}

/// Notes lines that a reader could not tell apart.
fn note_equal_lines(program: &Template, indent: Indent, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    let mut start = 0;
    for line in program.source().split_inclusive('\n') {
        let shown = shown_as(line, indent);
        if !shown.trim().is_empty() && !seen.insert(shown) {
            let place = program.place(start..start + line.trim_end().len());
            faults.note(&place, &ReadFault::EqualLines { line: line.trim().to_owned() });
        }
        start += line.len();
    }
}

fn shown_as(line: &str, indent: Indent) -> &str {
    match indent {
        Indent::Printed => line.trim_end(),
        Indent::Asked => line.trim(),
    }
}

/// Which line each misread changes; anything else than one line that stands nowhere in the program is noted. Of a
/// problem that is written as another kind, misreads that are no such line are left out.
fn read_changes(program: &Template, ground: &Ground, indent: Indent, faults: &mut Faults) -> Vec<(usize, usize)> {
    let right: Vec<&str> = lines::written(program.source()).collect();
    let is_guest = ground.standing(Name::Parsons) == Standing::Guest;
    let mut changes = Vec::new();
    for (index, misread) in ground.misreads.iter().enumerate() {
        let Some(wrong) = misread.program() else { continue };
        let theirs: Vec<&str> = lines::written(wrong.source()).collect();
        let id = misread.id.value.clone();
        let Some(at) = lines::only_change(&right, &theirs) else {
            if !is_guest {
                faults.note(&misread.id.place, &ReadFault::NotOneLine { id });
            }
            continue;
        };
        if right.iter().any(|line| shown_as(line, indent) == shown_as(theirs[at], indent)) {
            let line = theirs[at].trim().to_owned();
            if !is_guest {
                faults.note(&misread.id.place, &ReadFault::DistractorIsALine { id, line });
            }
            continue;
        }
        changes.push((index, at));
    }
    changes
}

fn refuse_equal(groups: &[Vec<Line>], program: &Template) -> Result<(), Setback> {
    let mut seen = BTreeSet::new();
    match groups.iter().flatten().find(|line| !seen.insert(line.text.as_str())) {
        None => Ok(()),
        Some(line) => {
            let fault = PoseFault::SameLine { line: line.text.trim().to_owned() };
            Err(Setback::again(&limits::whole(program), fault))
        }
    }
}

/// The numbers, from 1, of lines that may change places with the next one: all tests give the same.
fn exchangeable(model: &str, run: &[Call], place: &Place, posing: &mut Posing) -> Result<Vec<usize>, Setback> {
    let right: Vec<&str> = model.lines().collect();
    let mut free = Vec::new();
    for at in 0..right.len().saturating_sub(1) {
        let mut swapped = right.clone();
        swapped.swap(at, at + 1);
        let program: String = swapped.iter().flat_map(|line| [line, "\n"]).collect();
        if syntax::check_program(&program).is_ok() && calls::passes(&program, run, place, posing.python)? {
            free.push(at + 1);
        }
    }
    Ok(free)
}

/// Says which neighbours may change places.
fn say_free(free: &[usize]) -> Prose {
    let pairs: Vec<String> = free.iter().map(|at| format!("{at} and {}", at + 1)).collect();
    let pairs = match pairs.as_slice() {
        [] => return Prose::plain(" No two neighbours may change places."),
        [one] => one.clone(),
        [most @ .., last] => format!("{}, or {last}", most.join(", ")),
    };
    Prose::plain(format!(" Lines {pairs} may change places."))
}

fn without_blanks(program: &str) -> String {
    lines::written(program).flat_map(|line| [line, "\n"]).collect()
}

/// A point off for each line whose predecessor is wrong (`curriculum/README.md` 2), so far as a daily counts.
fn marks() -> Vec<(u8, Prose)> {
    vec![(3, Prose::plain("in order")), (2, Prose::plain("one line wrong")), (1, Prose::plain("two lines wrong"))]
}

#[cfg(test)]
mod tests {
    use super::say_free;
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};

    const ONCE_EACH: &str = r#"
[[problem]]
id = "each-guest-once"
kind = "parsons"
skill = "gen-function"
level = 2
minutes = 3
title = "Guests"
ask = "These lines make a generator that yields every value of `xs` once."
program = '''
def unique(xs):
    count = 0
    seen = set()

    for x in xs:
        if x not in seen:
            seen.add(x)
            yield x
'''
tests = ["list(unique($xs))"]
aloud = ["Why a set?"]
why = "`seen` must exist before the loop."

[problem.draw]
xs = { pick = [[4, 1, 4]] }

[[problem.misread]]
id = "return-for-yield"
swap = ["yield x", "return x"]
say = "ended the function: `$theirs`, not `$answer`"

[[problem.misread]]
id = "empty-braces-are-set"
swap = ["seen = set()", "seen = {}"]
say = "made a dict, which has no `add`"
"#;

    #[test]
    fn lines_are_shuffled_and_the_order_leads_back() {
        let posed = posed(ONCE_EACH, Form::of(Name::Parsons), 1);
        let ask = "These lines make a generator that yields every value of `xs` once. Number them 1 to 7. **Two lines do not belong.**";
        assert_eq!(posed.ask.to_marked(), ask);
        let sheet = dump(&posed.sheet);
        let lines: Vec<&str> = sheet.lines().skip(2).map(|line| &line[2..]).collect();
        assert_eq!(lines.len(), 9);
        assert!(lines.contains(&"            return x") && lines.contains(&"    seen = {}"), "{sheet}");
        let order = posed.answer["order"].as_array().expect("the order is a list");
        let put: Vec<&str> = order.iter().filter_map(|at| lines.get(at.as_u64()? as usize - 1).copied()).collect();
        assert_eq!(Some(format!("{}\n", put.join("\n")).as_str()), posed.answer["model"].as_str());
        assert_eq!(posed.model.as_deref().map(|model| model.contains("\n\n")), Some(false));
        assert_eq!(posed.points, 4);
        assert_eq!(posed.tests, ["list(unique([4, 1, 4])) == [4, 1]"]);
    }

    #[test]
    fn the_key_names_neighbours_and_lines_that_do_not_belong() {
        let posed = posed(ONCE_EACH, Form::of(Name::Parsons), 1);
        assert_eq!(
            dump(&posed.key),
            "\
beside, Key
  listing, numbered
    def unique(xs):
        count = 0
        seen = set()
        for x in xs:
            if x not in seen:
                seen.add(x)
                yield x
  --
  Small: `seen` must exist before the loop. Lines 2 and 3, or 6 and 7 may change places.
  table Ruled
     | If you took | then you probably
    **a** | `return x` | ended the function: `TypeError`, not `[4, 1]`
    **b** | `seen = {}` | made a dict, which has no `add`
  heading: Say it aloud
  Small: Why a set?
"
        );
        assert_eq!(wrong(&posed).len(), 2);
        let theirs = posed.wrong[1].answer["model"].as_str().unwrap_or_default();
        assert!(theirs.contains("seen = {}"), "{theirs}");
        assert_ne!(posed.wrong[1].answer["order"], posed.answer["order"]);
    }

    #[test]
    fn a_first_contact_has_pairs_and_depth_may_be_asked() {
        let easy = posed(&ONCE_EACH.replace("level = 2", "level = 1"), Form::of(Name::Parsons), 3);
        assert!(easy.ask.to_marked().ends_with("**Two lines do not belong**: each stands next to the right one."));
        let flush = posed(&ONCE_EACH.replace("title =", "indent = false\ntitle ="), Form::of(Name::Parsons), 3);
        assert!(flush.ask.to_marked().contains("behind a stroke write how often each is indented: `3/1`."));
        assert!(dump(&flush.sheet).lines().skip(2).all(|line| !line.starts_with("   ")));
    }

    #[test]
    fn neighbours_are_listed() {
        let cases: [(&[usize], &str); 3] = [
            (&[], " No two neighbours may change places."),
            (&[2], " Lines 2 and 3 may change places."),
            (&[1, 4, 6], " Lines 1 and 2, 4 and 5, or 6 and 7 may change places."),
        ];
        for (free, expected) in cases {
            assert_eq!(say_free(free).to_plain(), expected);
        }
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let cases = [
            (
                ONCE_EACH
                    .replace("    count = 0\n", "    seen = set()\n")
                    .replace("swap = [\"seen = set()\", \"seen = {}\"]", "swap = [\"yield x\", \"yield xs\"]"),
                "13 equal-lines",
            ),
            (
                ONCE_EACH
                    .replace("[\"yield x\", \"return x\"]", "[\"seen.add(x)\", '''seen.add(x)\n            break''']"),
                "28 not-a-one-line-change",
            ),
            (ONCE_EACH.replace("\"seen = {}\"", "\"count = 0\""), "33 distractor-is-a-line"),
            (ONCE_EACH.replace("tests = [\"list(unique($xs))\"]", "tests = []"), "20 empty-list"),
            (ONCE_EACH.replace("swap = [\"yield x\", \"return x\"]", "option = 1"), "28 misread-changes-nothing"),
        ];
        for (text, fault) in cases {
            assert!(faults(&text).contains(&fault.to_owned()), "{fault}: {:?}", faults(&text));
        }
    }

    #[test]
    fn posing_says_what_will_not_do() {
        let cases = [
            (ONCE_EACH.replace("\"return x\"", "\"yield  x\""), "again misread-never-shows"),
            (ONCE_EACH.replace("list(unique($xs))", "list(unique(3))"), "fatal call-fails"),
            (
                ONCE_EACH.replace("count = 0", "count = $xs").replace("\"seen = {}\"", "\"count = [4, 1, 4]\""),
                "again equal-lines-drawn",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(setback(&text, Form::of(Name::Parsons)), expected);
        }
    }
}
