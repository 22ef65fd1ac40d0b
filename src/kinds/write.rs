//! `write`: a specification to be turned into code by hand, marked by rubric and by tests.

use super::calls::{self, Call, Difference, WrongRun};
use super::key::{self, Heads};
use super::rubric::{self, Rubric};
use super::{Common, Ground, Name, Posed, Posing, ReadFault, Setback, WrongAnswer, limits, lines};
use crate::blocks::{Block, Listing, Prose, Rules, Split, TextSize};
use crate::diagnostic::Faults;
use crate::draw::Values;
use crate::keys::{Field, Key, KeyTable, Keys, Shape};
use crate::program::Template;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `write`",
    keys: &[
        Key::needed("ask", Shape::Text, "what the code must do, in two sentences at most"),
        Key::needed("program", Shape::Text, "the model"),
        Key::needed("signature", Shape::Text, "the head that is printed"),
        Key::free("examples", Shape::Texts, "calls that are printed with their results"),
        Key::needed("tests", Shape::Texts, "calls, from small to large"),
        Key::needed("rubric", Shape::Lists(&[Field::Int, Field::Text]), "lines to mark by, with their points"),
    ],
};

/// How the answers to questions worth asking begin.
const AGREED: &str = "Agreed:";

#[derive(Clone, Debug)]
pub struct Write {
    program: Template,
    signature: Template,
    /// Calls that are printed with their results.
    examples: Vec<Template>,
    /// Calls from small to large; the key names the first that a wrong solution fails.
    tests: Vec<Template>,
    rubric: Rubric,
}

impl Write {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Write> {
        keys.need("ask", faults);
        keys.need("program", faults);
        keys.need("signature", faults);
        let has_tests = keys.need("tests", faults);
        let place = keys.place_of("tests");
        let before = faults.len();
        let signature = keys.text("signature", faults).and_then(|text| Template::read(&text, &ground.declared, faults));
        let examples = ground.templates(keys, "examples", faults);
        let tests = ground.templates(keys, "tests", faults);
        if has_tests && tests.is_empty() && faults.len() == before {
            let fault = ReadFault::Empty { kind: Name::Write, key: "tests" };
            faults.note(place.as_ref().unwrap_or(keys.place()), &fault);
        }
        let rubric = Rubric::read(keys, Name::Write, ground, faults);
        calls::refuse_options(ground, faults);
        Some(Write { program: ground.program.clone()?, signature: signature?, examples, tests, rubric: rubric? })
    }

    /// Runs model and wrong solutions on tests and examples.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let model = self.program.fill(posing.values);
        limits::check_width(&model, &self.program)?;
        let every: Vec<&Template> = self.tests.iter().chain(&self.examples).collect();
        let run = calls::run_model(&self.program, &model, &every, posing)?;
        let examples = &run[self.tests.len().min(run.len())..];
        for (example, template) in examples.iter().zip(&self.examples) {
            limits::check_width(&example.to_example(), template)?;
        }
        let runs = calls::run_wrong(&common.misreads, &run, posing)?;
        let answer = examples.first().or(run.first()).map_or("", |call| call.result.as_str());
        let wrong = wrong_answers(&runs, posing.values);
        let why = key::fill_why(common, posing.values, answer);
        let rubric = self.rubric.fill(posing.values);
        Ok(Posed {
            label: "Write the code".to_owned(),
            note: None,
            ask: common.ask.as_ref().map(|ask| ask.fill(posing.values)).unwrap_or_default(),
            code: Some(model.clone()),
            answer: json!({ "model": model }),
            sheet: self.sheet(common, posing.values, &model, examples),
            key: key_blocks(common, posing.values, &model, &rubric, &why, &wrong),
            why,
            wrong,
            tests: run.iter().map(Call::to_test).collect(),
            marks: marks(),
            points: self.rubric.sum(),
            rubric,
            model: Some(model),
        })
    }

    /// What code must answer: the examples on the sheet, then the tests.
    pub fn calls(&self) -> Vec<&Template> {
        self.examples.iter().chain(&self.tests).collect()
    }

    fn sheet(&self, common: &Common, values: &Values, model: &str, examples: &[Call]) -> Vec<Block> {
        let ask = common.ask.as_ref().map(|ask| ask.fill(values)).unwrap_or_default();
        let mut sheet = vec![Block::Paragraph { text: ask, size: TextSize::Body }];
        sheet.extend(agreed(common, values));
        sheet.push(Block::Listing(Listing::bare(&self.signature.fill(values))));
        if !examples.is_empty() {
            let text: Vec<String> = examples.iter().map(Call::to_example).collect();
            sheet.push(Block::Listing(Listing::bare(&text.join("\n"))));
        }
        sheet.push(Block::Rules(Rules { lines: lines::rules_for(model), guides: true, may_break: true }));
        sheet
    }
}

/// The answers to questions worth asking, where nobody is there to be asked.
pub(super) fn agreed(common: &Common, values: &Values) -> Option<Block> {
    let mut text = Prose::plain(AGREED);
    for (index, (question, answer)) in common.clarify.iter().enumerate() {
        let separator = if index == 0 { " " } else { " · " };
        text = text.then(separator).then_prose(question.fill(values)).then(" ").then_prose(answer.fill(values));
    }
    (!common.clarify.is_empty()).then(|| key::small(text))
}

/// A sheet without them: where somebody is there to be asked.
pub fn without_agreed(sheet: &[Block]) -> Vec<Block> {
    let is_agreed = |block: &Block| match block {
        Block::Paragraph { text, .. } => text.to_plain().starts_with(AGREED),
        _ => false,
    };
    sheet.iter().filter(|block| !is_agreed(block)).cloned().collect()
}

fn wrong_answers(runs: &[WrongRun], values: &Values) -> Vec<WrongAnswer> {
    let all: Vec<&Difference> = runs.iter().map(|run| &run.difference).collect();
    let shown = |run: &WrongRun| run.difference.to_prose(&all);
    runs.iter().enumerate().map(|(index, run)| run.to_answer(index, shown(run), values)).collect()
}

fn key_blocks(
    common: &Common,
    values: &Values,
    model: &str,
    rubric: &[(u32, Prose)],
    why: &Prose,
    wrong: &[WrongAnswer],
) -> Vec<Block> {
    let mut right = vec![rubric::to_block(rubric)];
    right.extend(key::say_aloud(&common.aloud, values));
    let left = vec![Block::Listing(Listing::numbered(model))];
    let mut blocks = vec![Block::Beside { left, right, split: Split::Key }];
    blocks.extend(key::why_and_wrong(why, Heads::WROTE, wrong));
    blocks
}

fn marks() -> Vec<(u8, Prose)> {
    vec![
        (3, Prose::plain("would run, every line")),
        (2, Prose::plain("one line missing")),
        (1, Prose::plain("the shape stands")),
    ]
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, pose, posed, setback, wrong};
    use crate::kinds::{Form, Name};

    const JOIN_SHIFTS: &str = r#"
[[problem]]
id = "join-the-shifts"
kind = "write"
skill = "intervals"
level = 3
minutes = 15
title = "Shifts"
ask = "Given shifts as pairs of start and end, in any order, return them with those that overlap joined."
clarify = [["Do shifts that touch overlap?", "yes"], ["Is the list sorted?", "no"]]
signature = "def join(shifts):"
program = '''
def join(shifts):
    out = []
    for start, end in sorted(shifts):
        if start > end:
            raise ValueError
        if out and start <= out[-1][1]:
            a, b = out[-1]
            out[-1] = (a, max(b, end))
        else:
            out.append((start, end))
    return out
'''
examples = ["join([($a, 11), (14, 16), (10, 12)])", "raises(lambda: join([(2, 1)]))"]
tests = ["join([])", "join([(1, 3), (3, 4)])", "join([(1, 9), (2, 3)])", "join([(5, 6), (1, 2)])"]
rubric = [[1, "an empty list"], [2, "sorts first"], [2, "`max` of the two ends"]]
aloud = ["What does it cost?"]
why = "Sorted by start, a shift can only overlap the last one kept: `$answer`."

[problem.draw]
a = { pick = [9] }

[[problem.misread]]
id = "input-assumed-sorted"
swap = ["sorted(shifts)", "shifts"]
say = "took the list as sorted; right is `$answer`, not `$theirs`"

[[problem.misread]]
id = "first-of-empty"
swap = ["if out and start", "if start"]
say = "looked at the last of an empty list"

[[problem.misread]]
id = "never-moves-on"
swap = ["out.append((start, end))", '''
while True:
                pass''']
say = "waited for something to change"
"#;

    #[test]
    fn the_sheet_has_head_examples_and_rules() {
        let posed = posed(JOIN_SHIFTS, Form::of(Name::Write), 1);
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: Given shifts as pairs of start and end, in any order, return them with those that overlap joined.
Small: Agreed: Do shifts that touch overlap? yes · Is the list sorted? no
listing, bare
  def join(shifts):
listing, bare
  join([(9, 11), (14, 16), (10, 12)])  →  [(9, 12), (14, 16)]
  join([(2, 1)])  raises ValueError
rules 16, guides, may break
"
        );
        assert_eq!(posed.points, 5);
        assert_eq!(posed.tests[1], "join([(1, 3), (3, 4)]) == [(1, 4)]");
        assert_eq!(posed.tests.last().map(String::as_str), Some("raises(lambda: join([(2, 1)])) == ValueError"));
        assert_eq!(posed.answer["model"].as_str(), posed.code.as_deref());
    }

    #[test]
    fn the_key_names_the_first_call_that_each_wrong_solution_fails() {
        let posed = posed(JOIN_SHIFTS, Form::of(Name::Write), 1);
        assert_eq!(
            wrong(&posed),
            [
                "a input-assumed-sorted: `join([(5, 6), (1, 2)])` gives `[(5, 6)]` | took the list as sorted; right is `[(1, 2), (5, 6)]`, not `[(5, 6)]`",
                "b first-of-empty: `join([(1, 3), (3, 4)])` gives `IndexError` | looked at the last of an empty list",
                "c never-moves-on: `join([(1, 3), (3, 4)])` does not end | waited for something to change",
            ]
        );
        let key = dump(&posed.key);
        let expected = "\
  --
  rubric
    1 an empty list
    2 sorts first
    2 `max` of the two ends
  heading: Say it aloud
  Small: What does it cost?
Small: Sorted by start, a shift can only overlap the last one kept: `[(9, 12), (14, 16)]`.
table Ruled
   | If you wrote | then you probably
";
        assert!(key.starts_with("beside, Key\n  listing, numbered\n    def join(shifts):\n"), "{key}");
        assert!(key.contains(expected), "{key}");
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let cases = [
            (JOIN_SHIFTS.replace("signature = \"def join(shifts):\"\n", ""), "2 missing-key"),
            (JOIN_SHIFTS.replace("title =", "points = 6\ntitle ="), "8 points-disagree"),
            (
                JOIN_SHIFTS
                    .replace("title =", "tests = []\ntitle =")
                    .replace("\ntests = [\"join", "\nfollow = [\"join"),
                "8 empty-list",
            ),
        ];
        for (text, fault) in cases {
            assert!(faults(&text).contains(&fault.to_owned()), "{fault}: {:?}", faults(&text));
        }
    }

    #[test]
    fn posing_stops_at_what_an_author_must_mend() {
        let long = "join([(1, 2)] * 1 + [(10, 12), (14, 16), (20, 30), (40, 50), (60, 70)])";
        let cases = [
            (JOIN_SHIFTS.replace("\"join([])\"", "\"join(None)\""), "fatal call-fails"),
            (JOIN_SHIFTS.replace("    out = []\n", "    out = []\nout.append(1)\n"), "again program-fails"),
            (JOIN_SHIFTS.replace("\"join([])\"", "\"join([])\", \"raises(lambda: join([]))\""), "fatal call-fails"),
            (
                JOIN_SHIFTS
                    .replace("[\"sorted(shifts)\", \"shifts\"]", "[\"sorted(shifts)\", \"sorted(list(shifts))\"]"),
                "again misread-never-shows",
            ),
            (JOIN_SHIFTS.replace("examples = [", &format!("examples = [\"{long}\", ")), "fatal line-too-wide"),
            (
                JOIN_SHIFTS.replace(
                    "    out = []\n",
                    "    out = []  # and so on and so on, much more than a page can hold of it\n",
                ),
                "fatal line-too-wide",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(setback(&text, Form::of(Name::Write)), expected);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_question() {
        let once = pose(JOIN_SHIFTS, Form::of(Name::Write), 7);
        assert_eq!(once, pose(JOIN_SHIFTS, Form::of(Name::Write), 7));
    }
}
