//! `plan`: a problem to plan in four boxes, without code.
//!
//! A problem that is written as `plan` has a model answer in words. One that is written as `write` has more: its
//! questions, its examples and tests with results that are run, its hints; they fill the boxes of the key.

use super::calls::{self, Call};
use super::key::{self, small};
use super::limits::Standing;
use super::spoken::{Spoken, marks};
use super::{Common, Ground, Name, Posed, Posing, ReadFault, Setback, rubric};
use crate::blocks::{Block, Prose, TextSize};
use crate::diagnostic::Faults;
use crate::keys::{Field, Key, KeyTable, Keys, Shape};
use crate::program::{Template, Wording};
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `plan`",
    keys: &[
        Key::needed("ask", Shape::Text, "the problem"),
        Key::free("boxes", Shape::Texts, "four headings"),
        Key::usual("model", Shape::Text, "a good answer, as it is said"),
        Key::usual("rubric", Shape::Lists(&[Field::Int, Field::Text]), "lines to mark by, with their points"),
        Key::free("sounds", Shape::Lists(&[Field::Text, Field::Text]), "what sounds right, and what it lacks"),
        Key::free("examples", Shape::Texts, "of a `write`"),
        Key::free("tests", Shape::Texts, "of a `write`"),
    ],
};

/// The headings where the author gives none (`curriculum/README.md` 2, `plan`), and what two points of each are for.
const STANDING: [(&str, &str); 4] = [
    ("Questions I would ask", "two questions that change the code"),
    ("Two examples and one edge", "two usual cases and an edge, with results"),
    ("Approach in words, and its cost", "an approach that works, and its cost"),
    ("Tests", "tests that would find a slip at an edge"),
];
/// Points a box.
const A_BOX: u32 = 2;
/// Tests that the key lists.
const TESTS: usize = 4;

/// The headings of the four boxes where the author gives none.
pub fn plan_boxes() -> Vec<Prose> {
    STANDING.iter().map(|(heading, _)| Prose::plain(*heading)).collect()
}

#[derive(Clone, Debug)]
pub struct Plan {
    boxes: Vec<Wording>,
    answer: Answer,
}

/// Where the key's answer comes from.
#[derive(Clone, Debug)]
enum Answer {
    /// Written by the author.
    Spoken(Spoken),
    /// Of a `write`: run.
    Program { program: Template, examples: Vec<Template>, tests: Vec<Template> },
}

impl Plan {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Plan> {
        keys.need("ask", faults);
        let place = keys.place_of("boxes");
        let boxes = ground.wordings(keys, "boxes", faults);
        if let Some(place) = place.filter(|_| boxes.len() != STANDING.len()) {
            faults.note(&place, &ReadFault::WrongShape { key: "boxes", shape: "four headings" });
        }
        let answer = if ground.standing(Name::Plan) == Standing::Own {
            Answer::Spoken(Spoken::read(Name::Plan, keys, ground, faults)?)
        } else {
            let program = ground.program.clone()?;
            let examples = ground.templates(keys, "examples", faults);
            let tests = ground.templates(keys, "tests", faults);
            Answer::Program { program, examples, tests }
        };
        Some(Plan { boxes, answer })
    }

    /// Puts the values in, and runs examples and tests where there are some.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let ask = common.ask.as_ref().map(|ask| ask.fill(posing.values)).unwrap_or_default();
        let ask = ask.then(" Plan it in the four boxes; ").then_strong("no code").then(".");
        let headings: Vec<Prose> = match self.boxes.as_slice() {
            [] => plan_boxes(),
            own => own.iter().map(|heading| heading.fill(posing.values)).collect(),
        };
        let sheet = vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }, Block::Frames(headings.clone())];
        match &self.answer {
            Answer::Spoken(spoken) => Ok(spoken_plan(spoken, ask, sheet, common, posing)),
            Answer::Program { program, examples, tests } => {
                let model = program.fill(posing.values);
                let every: Vec<&Template> = tests.iter().chain(examples).collect();
                let run = calls::run_model(program, &model, &every, posing)?;
                let (tests, examples) = run.split_at(tests.len().min(run.len()));
                let filled = fill_boxes(common, posing, tests, examples);
                Ok(program_plan(ask, sheet, &headings, &filled, model, common, posing))
            }
        }
    }
}

fn spoken_plan(spoken: &Spoken, ask: Prose, sheet: Vec<Block>, common: &Common, posing: &Posing) -> Posed {
    let drawn = spoken.fill(common, posing.values);
    Posed {
        label: "Plan it".to_owned(),
        note: None,
        ask,
        code: None,
        answer: json!({ "model": drawn.model.to_marked() }),
        sheet,
        key: drawn.key(common, posing.values),
        why: drawn.why,
        wrong: drawn.wrong,
        model: Some(drawn.model.to_marked()),
        tests: Vec::new(),
        marks: marks(spoken.points()),
        points: spoken.points(),
        rubric: drawn.rubric,
    }
}

/// What a good plan has in each box, line by line.
fn fill_boxes(common: &Common, posing: &Posing, tests: &[Call], examples: &[Call]) -> [Vec<Prose>; 4] {
    let values = posing.values;
    let answered = |(question, answer): &(Wording, Wording)| {
        question.fill(values).then(" ").then_prose(answer.fill(values)).then(".")
    };
    let shown = |call: &Call| Prose::code(call.plain()).then(" → ").then_prose(call.result_in_prose());
    let hints = common.hints.iter().map(|hint| hint.text.fill(values));
    let cost = common.follow.iter().take(1).map(answered);
    [
        common.clarify.iter().map(answered).collect(),
        examples.iter().chain(tests.first()).map(shown).collect(),
        hints.chain(cost).collect(),
        tests.iter().take(TESTS).map(shown).collect(),
    ]
}

fn program_plan(
    ask: Prose,
    sheet: Vec<Block>,
    headings: &[Prose],
    filled: &[Vec<Prose>; 4],
    model: String,
    common: &Common,
    posing: &Posing,
) -> Posed {
    let rubric: Vec<(u32, Prose)> = STANDING.iter().map(|(_, points)| (A_BOX, Prose::plain(*points))).collect();
    let first = filled[1].first().map(Prose::to_plain).unwrap_or_default();
    let why = key::fill_why(common, posing.values, &first);
    let mut key = Vec::new();
    for (heading, lines) in headings.iter().zip(filled).filter(|(_, lines)| !lines.is_empty()) {
        key.push(Block::Heading(heading.to_plain()));
        key.extend(lines.iter().cloned().map(small));
    }
    key.push(rubric::to_block(&rubric));
    key.push(small(why.clone()));
    key.extend(key::say_aloud(&common.aloud, posing.values));
    let in_words: Vec<String> = headings
        .iter()
        .zip(filled)
        .map(|(heading, lines)| {
            let lines: Vec<String> = lines.iter().map(Prose::to_marked).collect();
            format!("{}: {}", heading.to_plain(), lines.join(" "))
        })
        .collect();
    let points = rubric.iter().map(|(points, _)| points).sum();
    Posed {
        label: "Plan it".to_owned(),
        note: None,
        ask,
        code: Some(model),
        answer: json!({ "model": in_words.join("\n") }),
        sheet,
        key,
        why,
        wrong: Vec::new(),
        model: Some(in_words.join("\n")),
        tests: Vec::new(),
        marks: marks(points),
        points,
        rubric,
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed};
    use crate::kinds::{Form, Name};

    const FORM: Form = Form { kind: Name::Plan, stage: None };

    const CARDS: &str = r#"
[[problem]]
id = "plan-lost-cards"
kind = "plan"
skill = "ask-first"
level = 1
minutes = 5
title = "Lost cards"
ask = "Given $n card numbers, find those that were handed in twice."
model = "I ask whether order counts. One pass with a set of those seen; linear time."
rubric = [[2, "questions"], [2, "examples"], [2, "approach"], [2, "tests"]]
sounds = [["I sort them.", "a word on what that costs."]]
why = "A set remembers what was seen."

[problem.draw]
n = { pick = [300] }
"#;

    const WRITTEN: &str = r#"
[[problem]]
id = "double-the-ends"
kind = "write"
also = ["plan", "parsons", "bugfix", "tests"]
skill = "indexing"
level = 2
minutes = 6
title = "Both ends"
ask = "Return the first and the last element of `xs` added."
clarify = [["May it be empty?", "no"]]
signature = "def ends(xs):"
program = '''
def ends(xs):
    first = xs[0]
    last = xs[-1]
    return first + last
'''
examples = ["ends($xs)"]
tests = ["ends([1])", "ends([1, 2, 5])"]
cases = "[([1],), ([1, 2],), ([1, 2, 5],)]"
call = "ends"
hints = [[2, "Which index is the last?"]]
follow = [["What does it cost?", "constant time"]]
rubric = [[3, "both ends"]]
why = "`-1` counts from the end."

[problem.draw]
xs = { pick = [[4, 7, 9]] }

[[problem.misread]]
id = "last-index-is-first"
swap = ["xs[-1]", "xs[1]"]
say = "took the second for the last"
"#;

    #[test]
    fn a_plan_has_four_frames_and_a_model_in_words() {
        let posed = posed(CARDS, FORM, 1);
        assert_eq!(posed.points, 8);
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: Given 300 card numbers, find those that were handed in twice. Plan it in the four boxes; **no code**.
frames
  Questions I would ask
  Two examples and one edge
  Approach in words, and its cost
  Tests
"
        );
        assert!(dump(&posed.key).starts_with("Body: I ask whether order counts."));
        let boxes = CARDS.replace("why =", "boxes = [\"One\", \"Two\"]\nwhy =");
        assert_eq!(faults(&boxes), ["13 wrong-shape"]);
    }

    #[test]
    fn one_entry_is_printed_as_several_kinds() {
        let plan = posed(WRITTEN, FORM, 1);
        let key = dump(&plan.key);
        assert!(key.contains("heading: Questions I would ask\nSmall: May it be empty? no.\n"), "{key}");
        assert!(key.contains("Small: `ends([4, 7, 9])` → `13`\nSmall: `ends([1])` → `2`\n"), "{key}");
        assert!(key.contains("Small: Which index is the last?\nSmall: What does it cost? constant time.\n"), "{key}");
        let as_kind = |kind| posed(WRITTEN, Form::of(kind), 1);
        assert_eq!(as_kind(Name::Write).label, "Write the code");
        assert_eq!(as_kind(Name::Parsons).label, "Put in order");
        assert_eq!(as_kind(Name::Tests).tests, ["ends([1]) == 2"]);
        let bugfix = as_kind(Name::Bugfix);
        assert_eq!(bugfix.answer["line"], 3);
        assert_eq!(
            dump(&bugfix.sheet).lines().next(),
            Some(
                "Body: Return the first and the last element of `xs` added. `ends([1])` should give `2` but raises `IndexError`. One line is wrong: circle it, and write it as it should be."
            )
        );
        assert!(dump(&bugfix.key).starts_with("Small: **Line 3**. It took the second for the last.\n"));
    }

    #[test]
    fn a_kind_that_it_cannot_be_printed_as_is_refused() {
        assert_eq!(faults(&WRITTEN.replace("\"plan\", ", "\"cloze\", ")), ["5 cannot-also-be"]);
        assert_eq!(faults(&WRITTEN.replace("call = \"ends\"\n", "")), ["2 missing-key"]);
    }
}
