//! `class`: a class template written from memory, with less help from stage to stage.

use super::calls::{self, Call, WrongRun};
use super::key::{self, Heads};
use super::rubric;
use super::stages::{Stage, Step};
use super::{Common, Ground, Name, Posed, Posing, ReadFault, Setback, WrongAnswer, limits, lines, stages};
use crate::blocks::{Align, Block, Column, Listing, Prose, Split, Table, TableStyle, TextSize, Width};
use crate::diagnostic::{Faults, Place};
use crate::draw::Values;
use crate::keys::{Field, Item, Key, KeyTable, Keys, Shape, Text};
use crate::program::{Quote, Template, Wording};
use crate::python::{Ending, Run};
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `class`",
    keys: &[
        Key::needed("ask", Shape::Text, "stage 5's sentence"),
        Key::needed("program", Shape::Text, "the model"),
        Key::needed(
            "spec",
            Shape::Lists(&[Field::Text, Field::Text, Field::Text]),
            "stage 4's table of classes, their parameters and what they do",
        ),
        Key::needed("parts", Shape::Lists(&[Field::Int, Field::Text, Field::Text]), "labelled steps with their points"),
        Key::needed("words", Shape::Texts, "what stage 1 may take out"),
        Key::needed("tests", Shape::Texts, "expressions that tell a wrong class from the right one"),
        Key::free(
            "fade",
            Shape::Word(&["backward", "forward"]),
            "which parts are taken away first: the last (`backward`), or the first",
        ),
    ],
};

/// Columns of a wrong line that the key shows: its column is 60 mm wide.
const SHOWN: usize = 30;

#[derive(Clone, Debug)]
pub struct Class {
    program: Template,
    /// The table of stage 4: class, parameters, what it does.
    spec: Vec<[Wording; 3]>,
    /// The labelled steps, from the first line to the last.
    parts: Vec<Part>,
    /// What stage 1 may take out.
    words: Vec<String>,
    fade: Fade,
    tests: Vec<Template>,
}

/// One labelled step, from its first line to where the next one begins.
#[derive(Clone, Debug)]
struct Part {
    points: u32,
    /// From 1.
    line: u32,
    label: Wording,
}

/// Which parts are taken away first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fade {
    Backward,
    Forward,
}

impl Class {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Class> {
        for key in ["ask", "program", "spec", "parts", "words", "tests"] {
            keys.need(key, faults);
        }
        let before = faults.len();
        let spec = read_spec(keys, ground, faults);
        let places = ["parts", "words", "tests"].map(|key| (key, keys.place_of(key)));
        let items = keys.items("parts", faults).unwrap_or_default();
        let words = keys.texts("words", faults).unwrap_or_default();
        let tests = ground.templates(keys, "tests", faults);
        let fade = read_fade(keys, faults);
        let empty = [items.is_empty(), words.is_empty(), tests.is_empty()];
        for ((key, place), _) in places.into_iter().zip(empty).filter(|(_, is_empty)| *is_empty) {
            if let Some(place) = place.filter(|_| faults.len() == before) {
                faults.note(&place, &ReadFault::Empty { kind: Name::Class, key });
            }
        }
        calls::refuse_options(ground, faults);
        let program = ground.program.clone()?;
        note_strange_words(&words, &program, faults);
        let parts = read_parts(&items, &program, ground, faults)?;
        let words = words.into_iter().map(|word| word.value).collect();
        Some(Class { program, spec: spec?, parts, words, fade, tests })
    }

    /// Runs model and wrong classes, and gives the sheet of the form's stage; stage 4 where it names none.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let values = posing.values;
        let stage = Stage::of(posing.form.stage);
        let model = self.program.fill(values);
        limits::check_width(&model, &self.program)?;
        let printed = self.run_whole(&model, posing)?;
        let tests: Vec<&Template> = self.tests.iter().collect();
        let run = calls::run_model(&self.program, &model, &tests, posing)?;
        let runs = calls::run_wrong(&common.misreads, &run, posing)?;
        let wrong = wrong_answers(&runs, &model, values);
        let ask = stage.ask(common.ask.as_ref().map(|ask| ask.fill(values)).unwrap_or_default());
        let answer = run.first().map_or("", |call| call.result.as_str());
        let why = key::fill_why(common, values, answer);
        let rubric: Vec<(u32, Prose)> = self.parts.iter().map(|part| (part.points, part.label.fill(values))).collect();
        let (space, in_boxes) = self.space(common, stage, &model, &printed, posing);
        let mut sheet = vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }];
        sheet.extend(space);
        Ok(Posed {
            label: stage.label().to_owned(),
            note: stage.note(),
            ask,
            code: Some(model.clone()),
            answer: json!({ "model": model }),
            sheet,
            key: key_blocks(common, values, &model, &rubric, in_boxes, &why, &wrong),
            why,
            wrong,
            marks: stage.marks(self.parts.len()),
            points: rubric.iter().map(|(points, _)| points).sum(),
            rubric,
            model: Some(model),
            tests: run.iter().map(Call::to_test).collect(),
        })
    }

    /// What code must answer.
    pub fn calls(&self) -> Vec<&Template> {
        self.tests.iter().collect()
    }

    /// What the stage prints of the model and the space to write in; for the key, what goes into boxes.
    fn space(
        &self,
        common: &Common,
        stage: Stage,
        model: &str,
        printed: &str,
        posing: &Posing,
    ) -> (Vec<Block>, Option<Prose>) {
        let values = posing.values;
        let blocks = match stage {
            Stage::Copy => vec![Block::Copy(lines::to_copy(model))],
            Stage::Words => {
                let stream = posing.stream(&common.id.value, "words taken out");
                let gaps = stages::gaps(model, &self.words, &self.steps(values), self.fade, stream);
                let listing = Block::Listing(stages::with_gaps(model, &gaps));
                let blocks = std::iter::once(listing).chain(stages::it_prints(printed)).collect();
                return (blocks, stages::fillings(model, &gaps));
            }
            Stage::Bodies => vec![Block::Listing(stages::heads(model))],
            Stage::Labels => vec![stages::labels(model, &self.steps(values))],
            Stage::Table => vec![self.table(values), stages::blank_page(model)],
            Stage::BlankPage | Stage::Quick => vec![stages::blank_page(model)],
        };
        (blocks, None)
    }

    /// What the model prints by itself; a model that fails may do better in another draw.
    fn run_whole(&self, model: &str, posing: &mut Posing) -> Result<String, Setback> {
        match posing.python.run(model).map_err(|stop| limits::stopped(&self.program, stop))? {
            Run { stdout, ending: Ending::Done } => Ok(stdout),
            Run { ending: Ending::Raised { kind, line }, .. } => Err(limits::failed(&self.program, &kind, line)),
        }
    }

    fn steps(&self, values: &Values) -> Vec<Step> {
        self.parts.iter().map(|part| Step { line: part.line, label: part.label.fill(values) }).collect()
    }

    fn table(&self, values: &Values) -> Block {
        let column = |head: &str, width| Column { head: Prose::plain(head), align: Align::Left, width };
        let rows = self.spec.iter().map(|[class, parameters, does]| {
            let code = |wording: &Wording| {
                let text = wording.fill(values).to_plain();
                if text.is_empty() { Prose::plain("–") } else { Prose::code(text) }
            };
            vec![Some(code(class)), Some(code(parameters)), Some(does.fill(values))]
        });
        Block::Table(Table {
            summary: "Each class to write: its name, its parameters, and what it does.".to_owned(),
            style: TableStyle::Printed,
            columns: vec![
                column("class", Width::Content),
                column("parameters", Width::Content),
                column("does", Width::Fill(1)),
            ],
            rows: rows.collect(),
        })
    }
}

/// Takes `spec`: at least one row of three texts.
fn read_spec(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Vec<[Wording; 3]>> {
    let shape = "[\"class\", \"parameters\", \"what it does\"]";
    let mut rows = Vec::new();
    let items = keys.items("spec", faults)?;
    for item in &items {
        let Item::List(cells, _) = item else {
            faults.note(item.place(), &ReadFault::WrongShape { key: "spec", shape });
            continue;
        };
        let [Item::Text(class), Item::Text(parameters), Item::Text(does)] = cells.as_slice() else {
            faults.note(item.place(), &ReadFault::WrongShape { key: "spec", shape });
            continue;
        };
        let [class, parameters, does] =
            [class, parameters, does].map(|text| Wording::read(text, &ground.declared, &[], faults));
        rows.extend(class.zip(parameters).zip(does).map(|((class, parameters), does)| [class, parameters, does]));
    }
    (rows.len() == items.len()).then_some(rows)
}

/// Takes `fade`; backward where it is not said.
fn read_fade(keys: &mut Keys, faults: &mut Faults) -> Fade {
    match keys.text("fade", faults) {
        Some(text) if text.value == "forward" => Fade::Forward,
        Some(text) if text.value != "backward" => {
            faults.note(&text.place, &ReadFault::UnknownFade { word: text.value.clone() });
            Fade::Backward
        }
        Some(_) | None => Fade::Backward,
    }
}

fn note_strange_words(words: &[Text], program: &Template, faults: &mut Faults) {
    for word in words.iter().filter(|word| word.value.is_empty() || !program.source().contains(&word.value)) {
        faults.note(&word.place, &ReadFault::WordNowhere { word: word.value.clone() });
    }
}

/// Reads the parts: each quote once in the program, each on a line below the one before it, the first on the first
/// line. Their points add up to `points` where that is said.
fn read_parts(items: &[Item], program: &Template, ground: &Ground, faults: &mut Faults) -> Option<Vec<Part>> {
    let parts: Vec<Option<(Part, Place)>> = items
        .iter()
        .map(|item| read_part(item, program, ground, faults).map(|part| (part, item.place().clone())))
        .collect();
    let parts: Vec<(Part, Place)> = parts.into_iter().collect::<Option<_>>()?;
    for pair in parts.windows(2).filter(|pair| pair[1].0.line <= pair[0].0.line) {
        faults.note(&pair[1].1, &ReadFault::PartsOutOfOrder);
    }
    let source = program.source();
    let first = source.lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let begin = parts.first().map_or(0, |(part, _)| part.line);
    if usize::try_from(begin).unwrap_or(usize::MAX) > first + 1 {
        let line = source.lines().nth(first).unwrap_or_default();
        let start: usize = source.split_inclusive('\n').take(first).map(str::len).sum();
        let fault = ReadFault::PartsLeaveOut { line: line.trim().to_owned() };
        faults.note(&program.place(start..start + line.len()), &fault);
    }
    let parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
    rubric::check_points(ground, parts.iter().map(|part| part.points).sum(), faults);
    Some(parts)
}

fn read_part(item: &Item, program: &Template, ground: &Ground, faults: &mut Faults) -> Option<Part> {
    let shape = "[1, \"a quote\", \"a label\"]";
    if let Item::List(cells, _) = item
        && let [Item::Int(points), Item::Text(quote), Item::Text(label)] = cells.as_slice()
        && let Some(points) = u32::try_from(points.value).ok().filter(|points| *points <= 30)
    {
        let quote = Quote::read(quote, program, faults);
        let label = Wording::read(label, &ground.declared, &[], faults);
        return Some(Part { points, line: quote?.line(program), label: label? });
    }
    faults.note(item.place(), &ReadFault::WrongShape { key: "parts", shape });
    None
}

fn wrong_answers(runs: &[WrongRun], model: &str, values: &Values) -> Vec<WrongAnswer> {
    let shown = |run: &WrongRun| lines::changed(model, &run.program, SHOWN);
    runs.iter().enumerate().map(|(index, run)| run.to_answer(index, shown(run), values)).collect()
}

fn key_blocks(
    common: &Common,
    values: &Values,
    model: &str,
    rubric: &[(u32, Prose)],
    in_boxes: Option<Prose>,
    why: &Prose,
    wrong: &[WrongAnswer],
) -> Vec<Block> {
    let mut right: Vec<Block> = in_boxes.map(key::small).into_iter().collect();
    right.push(rubric::to_block(rubric));
    right.extend(key::say_aloud(&common.aloud, values));
    let left = vec![Block::Listing(Listing::numbered(model))];
    let mut blocks = vec![Block::Beside { left, right, split: Split::Key }];
    blocks.extend(key::why_and_wrong(why, Heads::WROTE, wrong));
    blocks
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name, Posed};

    const ROUTE: &str = r#"
[[problem]]
id = "base-and-derived"
kind = "class"
skill = "class-inherit"
level = 1
minutes = 8
title = "A class and its subclass"
ask = "`$Base` and its subclass `$Sub`. Every parameter becomes an attribute."
spec = [
  ["$Base", "name, stops", "`add(stop)` appends"],
  ["$Sub", "name, stops, fare", "inherits from `$Base` · end with one instance, `mine`"],
]
program = '''
class $Base:
    def __init__(self, name, stops):
        self.name = name
        self.stops = stops

    def add(self, stop):
        self.stops.append(stop)


class $Sub($Base):
    def __init__(self, name, stops, fare):
        super().__init__(name, stops)
        self.fare = fare


mine = $Sub("N4", [], $fare)
print(mine.fare)
'''
parts = [
  [1, "class $Base:", "class line and colon"],
  [2, "def __init__(self, name, stops):", "`__init__`: `self` first, both attributes set"],
  [1, "def add(self, stop):", "`add` uses `self.stops`"],
  [1, "class $Sub($Base):", "the subclass names its base"],
  [2, "super().__init__(name, stops)", "`super().__init__` comes before `fare`"],
  [1, "mine = $Sub(", "`mine`, with every argument"],
]
words = [":", "__init__", "self", "super()", "class"]
tests = ["(mine.name, mine.stops, mine.fare)", "mine.add(1) or mine.stops"]
aloud = ["What is `self`?"]
why = "The subclass lets its base initialise the base's part."

[problem.draw]
theme = { name = [{ Base = "Route", Sub = "NightRoute" }] }
fare = { pick = [6] }

[[problem.misread]]
id = "super-init-missing"
swap = ["super().__init__(name, stops)", "pass"]
say = "took it to run by itself: `$theirs`"

[[problem.misread]]
id = "super-init-with-self"
swap = ["super().__init__(name, stops)", "super().__init__(self, name, stops)"]
say = "passed `self` by hand: `$theirs`"

[[problem.misread]]
id = "attribute-without-self"
swap = ["self.stops.append(stop)", "stops.append(stop)"]
say = "looked for a name: `$theirs`"
"#;

    fn at(stage: u8) -> Form {
        Form { kind: Name::Class, stage: Some(stage) }
    }

    fn question(form: Form, seed: u64) -> Posed {
        posed(ROUTE, form, seed)
    }

    #[test]
    fn stage_four_is_the_table_and_what_is_posed_where_none_is_named() {
        let posed = question(at(4), 1);
        assert_eq!(posed, question(Form::of(Name::Class), 1));
        assert_eq!((posed.label.as_str(), posed.note.as_deref()), ("Class from the table", None));
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: Write it from memory. `Route` and its subclass `NightRoute`. Every parameter becomes an attribute.
table Printed
  class | parameters | does
  `Route` | `name, stops` | `add(stop)` appends
  `NightRoute` | `name, stops, fare` | inherits from `Route` · end with one instance, `mine`
rules 15, guides, may break
"
        );
        assert_eq!(posed.points, 8);
        assert_eq!(posed.marks[0].1.to_plain(), "all six parts");
        assert_eq!(
            posed.tests,
            ["(mine.name, mine.stops, mine.fare) == ('N4', [], 6)", "(mine.add(1) or mine.stops) == [1]"]
        );
    }

    #[test]
    fn the_key_has_model_parts_and_what_was_written_wrong() {
        let posed = question(at(5), 1);
        assert_eq!(posed.note.as_deref(), Some("stage 5 of 5 · blank page"));
        assert_eq!(
            wrong(&posed),
            [
                "a super-init-missing: no `super().__init__(name, stops)` line | took it to run by itself: `AttributeError`",
                "b super-init-with-self: `super().__init__(self, name, …` | passed `self` by hand: `TypeError`",
                "c attribute-without-self: `stops.append(stop)` | looked for a name: `NameError`",
            ]
        );
        let key = dump(&posed.key);
        let expected = "\
  --
  rubric
    1 class line and colon
    2 `__init__`: `self` first, both attributes set
    1 `add` uses `self.stops`
    1 the subclass names its base
    2 `super().__init__` comes before `fare`
    1 `mine`, with every argument
  heading: Say it aloud
  Small: What is `self`?
Small: The subclass lets its base initialise the base’s part.
table Ruled
   | If you wrote | then you probably
";
        assert!(key.contains(expected), "{key}");
    }

    #[test]
    fn stage_one_takes_five_to_eight_words_out_and_the_key_says_which() {
        for seed in 0..8 {
            let posed = question(at(1), seed);
            let sheet = dump(&posed.sheet);
            let boxes = (1..=9).filter(|number| sheet.contains(&format!("[{number}]"))).count();
            assert!((5..=8).contains(&boxes), "{sheet}");
            assert!(sheet.contains("listing, numbered, gaps "), "{sheet}");
            assert!(sheet.ends_with("printed It prints\n  6\n"), "{sheet}");
            // The last two thirds of the steps come first, so the first two of six are whole.
            assert!(sheet.contains("  class Route:\n      def __init__(self, name, stops):\n"), "{sheet}");
            assert!(dump(&posed.key).contains("Small: In the boxes: **1** `"), "{}", dump(&posed.key));
        }
    }

    #[test]
    fn the_other_stages_print_less_and_less() {
        let copy = dump(&question(at(0), 1).sheet);
        assert!(copy.starts_with("Body: Copy the program, line by line.\ncopy\n  class Route:\n"), "{copy}");
        assert!(
            copy.ends_with("  (4 rules)\n  mine = NightRoute(\"N4\", [], 6)\n  print(mine.fare)\n  (2 rules)\n"),
            "{copy}"
        );
        let bodies = dump(&question(at(2), 1).sheet);
        assert!(
            bodies.contains("    def __init__(self, name, stops):\n  (2 rules)\n  \n      def add(self, stop):\n"),
            "{bodies}"
        );
        let labels = dump(&question(at(3), 1).sheet);
        let expected = "\
labelled rules
  1 class line and colon
  3 `__init__`: `self` first, both attributes set
  2 `add` uses `self.stops`
  3 the subclass names its base
  2 `super().__init__` comes before `fare`
  2 `mine`, with every argument
";
        assert!(labels.ends_with(expected), "{labels}");
        assert_eq!(dump(&question(at(5), 1).sheet).lines().count(), 2);
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let cases = [
            (
                ROUTE.replace("\"class $Base:\", ", "\"self.stops = stops\", "),
                vec!["15 parts-leave-out-a-line", "35 parts-out-of-order"],
            ),
            (ROUTE.replace("[1, \"mine = $Sub(\", ", "[\"mine = $Sub(\", "), vec!["39 wrong-shape"]),
            (ROUTE.replace("title =", "points = 9\ntitle ="), vec!["8 points-disagree"]),
            (ROUTE.replace("\"class\"]", "\"lambda\"]"), vec!["41 word-not-in-program"]),
            (ROUTE.replace("title =", "fade = \"sideways\"\ntitle ="), vec!["8 unknown-fade"]),
            (ROUTE.replace("\"name, stops\", ", ""), vec!["11 wrong-shape"]),
            (
                ROUTE.replace("words = [\":\", \"__init__\", \"self\", \"super()\", \"class\"]", "words = []"),
                vec!["41 empty-list"],
            ),
            (ROUTE.replace("words = [", "wrods = ["), vec!["2 missing-key", "41 unknown-key"]),
        ];
        for (text, expected) in cases {
            assert_eq!(faults(&text), expected);
        }
    }

    #[test]
    fn posing_says_what_will_not_do() {
        let cases = [
            (ROUTE.replace("\"pass\"", "\"super().__init__(name=name, stops=stops)\""), "again misread-never-shows"),
            (ROUTE.replace("\"mine.add(1) or", "\"mine.put(1) or"), "fatal call-fails"),
            (ROUTE.replace("print(mine.fare)", "print(mine.fear)"), "again program-fails"),
        ];
        for (text, expected) in cases {
            assert_eq!(setback(&text, at(5)), expected);
        }
    }
}
