//! `diagram`: a program and an empty frame; the reader draws names, objects and arrows as they stand at the end.
//!
//! The drawings of the right program and of every misread are taken from live objects; two that would look the same
//! are never a question.

use super::graphs::{difference, to_figure, to_json};
use super::key::{Heads, beside, fill_say, fill_why, letter};
use super::limits::{Standing, check_compiles, check_width, failed, stopped, unless_endless, unless_unseen, whole};
use super::options::misplaced_options;
use super::shown::endless;
use super::space::{beside_program, number};
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer};
use crate::blocks::{Block, DrawingSpace, Prose};
use crate::diagnostic::words::count;
use crate::diagnostic::{Faults, Place};
use crate::draw::Values;
use crate::keys::{Key, KeyTable, Keys, Shape, Text};
use crate::program::Template;
use crate::python::{Ending, Graph, Held, Stop};
use serde_json::{Value as Json, json};

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `diagram`",
    keys: &[
        Key::needed("program", Shape::Text, "what the reader follows"),
        Key::needed("show", Shape::Texts, "the names to draw, in order"),
    ],
};

/// The most that somebody draws with a pen: boxes, and places in one of them.
const BOXES: usize = 10;
const PLACES: usize = 8;
/// The most points that a drawing gives.
const POINTS: usize = 6;

/// A program whose objects are drawn.
#[derive(Clone, Debug)]
pub struct Diagram {
    program: Template,
    /// The names to draw, in order. A drawn class name may stand here as `$Class`.
    show: Vec<Shown>,
    standing: Standing,
}

#[derive(Clone, Debug)]
struct Shown {
    name: Template,
    place: Place,
}

/// What a wrong reading leaves to draw.
#[derive(Clone, Debug, PartialEq)]
enum Drawing {
    Graph(Graph),
    /// The type of the error that it ends with.
    Error(String),
    Endless,
}

/// The drawn program with every drawing, all of them apart.
struct Ran<'a> {
    code: String,
    names: Vec<String>,
    right: Graph,
    wrong: Vec<(&'a Misread, Drawing)>,
}

impl Diagram {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Diagram> {
        keys.need("program", faults);
        keys.need("show", faults);
        misplaced_options(Name::Diagram, ground, faults);
        let show = read_show(keys, ground, faults);
        Some(Diagram { program: ground.program.clone()?, show: show?, standing: ground.standing(Name::Diagram) })
    }

    /// Runs the right program and every wrong one, and gives the frame and the key's drawing.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let ran = self.run(common, posing)?;
        let scene = common.ask.as_ref().map(|ask| ask.fill(posing.values).then(" ")).unwrap_or_default();
        let ask =
            scene.then("Draw all objects and arrows as they stand after the last line; numbers and strings go inside.");
        let answer = in_words(&ran.right);
        let why = fill_why(common, posing.values, &answer);
        let wrong: Vec<WrongAnswer> = ran
            .wrong
            .iter()
            .enumerate()
            .map(|(index, (misread, drawing))| WrongAnswer {
                letter: letter(index),
                id: Some(misread.id.value.clone()),
                answer: drawing.to_json(),
                shown: drawing.shown_beside(&ran.right),
                say: fill_say(misread, posing.values, &answer, &drawing.in_words()),
            })
            .collect();
        Ok(Posed {
            label: "Draw the memory".to_owned(),
            note: None,
            answer: to_json(&ran.right),
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: marks(),
            points: common.points.unwrap_or(number(points(&ran.right))),
            sheet: beside_program(&ask, &ran.code, ran.space()),
            key: beside(vec![Block::Figure(to_figure(&ran.right))], &why, Heads::DREW, &wrong, common, posing.values),
            code: Some(ran.code),
            ask,
            why,
            wrong,
        })
    }

    fn run<'a>(&self, common: &'a Common, posing: &mut Posing) -> Result<Ran<'a>, Setback> {
        let code = self.program.fill(posing.values);
        check_width(&code, &self.program)?;
        let names = self.names(posing.values)?;
        let right = match graph(&code, &names, posing).map_err(|stop| stopped(&self.program, stop))? {
            Ok(graph) => graph,
            Err(Ending::Raised { kind, line }) => return Err(failed(&self.program, &kind, line)),
            Err(Ending::Done) => Graph { names: Vec::new(), objects: Vec::new() },
        };
        self.check_graph(&right)?;
        let mut ran = Ran { code, names, right, wrong: Vec::new() };
        for misread in &common.misreads {
            if let Some(program) = misread.program() {
                unless_unseen(ran.add(misread, program, posing), self.standing)?;
            }
        }
        Ok(ran)
    }

    fn names(&self, values: &Values) -> Result<Vec<String>, Setback> {
        let mut names: Vec<String> = Vec::new();
        for shown in &self.show {
            let name = shown.name.fill(values);
            if names.contains(&name) {
                return Err(Setback::fatal(&shown.place, PoseFault::ShownTwice { name }));
            }
            names.push(name);
        }
        Ok(names)
    }

    /// Sees that there is something to draw, and not too much.
    fn check_graph(&self, graph: &Graph) -> Result<(), Setback> {
        for (shown, named) in self.show.iter().zip(&graph.names) {
            if named.held.is_none() {
                return Err(Setback::fatal(&shown.place, PoseFault::ShownUnbound { name: named.name.clone() }));
            }
        }
        let (boxes, places) = size(graph);
        let place = self.show.first().map_or_else(|| whole(&self.program), |shown| shown.place.clone());
        if boxes == 0 {
            return Err(Setback::fatal(&place, PoseFault::NothingToDraw));
        }
        if boxes > BOXES || places > PLACES {
            return Err(Setback::fatal(&place, PoseFault::TooMuchToDraw { boxes, places }));
        }
        Ok(())
    }
}

impl<'a> Ran<'a> {
    /// Runs a wrong program; a setback if its drawing is the right one or that of another wrong one.
    fn add(&mut self, misread: &'a Misread, program: &Template, posing: &mut Posing) -> Result<(), Setback> {
        let place = whole(program);
        let code = program.fill(posing.values);
        let id = misread.id.value.clone();
        // A change that this draw makes invisible needs no run.
        if code == self.code {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        let drawing = match unless_endless(graph(&code, &self.names, posing), &place)? {
            Some(Ok(graph)) => Drawing::Graph(graph),
            Some(Err(Ending::Raised { kind, .. })) => {
                check_compiles(&kind, &code, &place)?;
                Drawing::Error(kind)
            }
            Some(Err(Ending::Done)) | None => Drawing::Endless,
        };
        if matches!(&drawing, Drawing::Graph(graph) if *graph == self.right) {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        if let Some((other, _)) = self.wrong.iter().find(|(_, other)| *other == drawing) {
            return Err(Setback::again(&place, PoseFault::Agree { id, other: other.id.value.clone() }));
        }
        self.wrong.push((misread, drawing));
        Ok(())
    }

    /// The frame to draw in, with room for the largest of the drawings, so that its size tells nothing.
    fn space(&self) -> Block {
        let wrong = self.wrong.iter().filter_map(|(_, drawing)| match drawing {
            Drawing::Graph(graph) => Some(graph.objects.len().min(BOXES)),
            Drawing::Error(_) | Drawing::Endless => None,
        });
        let boxes = wrong.chain([self.right.objects.len()]).max().unwrap_or(0);
        Block::DrawingSpace(DrawingSpace { names: self.names.clone(), boxes: number(boxes) })
    }
}

impl Drawing {
    fn to_json(&self) -> Json {
        match self {
            Drawing::Graph(graph) => to_json(graph),
            Drawing::Error(kind) => json!({ "error": kind }),
            Drawing::Endless => json!({ "endless": true }),
        }
    }

    fn in_words(&self) -> String {
        match self {
            Drawing::Graph(graph) => in_words(graph),
            Drawing::Error(kind) => kind.clone(),
            Drawing::Endless => "does not end".to_owned(),
        }
    }

    /// Completes "If you drew …".
    fn shown_beside(&self, right: &Graph) -> Prose {
        match self {
            Drawing::Graph(graph) => difference(right, graph),
            Drawing::Error(kind) => Prose::plain("nothing: ").then_code(kind).then(" ends it"),
            Drawing::Endless => endless(),
        }
    }
}

fn read_show(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Vec<Shown>> {
    let place = keys.place_of("show")?;
    let texts = keys.texts("show", faults)?;
    if texts.is_empty() {
        faults.note(&place, &ReadFault::Empty { kind: Name::Diagram, key: "show" });
        return None;
    }
    let read = |text: &Text, faults: &mut Faults| {
        let name = Template::read(text, &ground.declared, faults)?;
        Some(Shown { name, place: text.place.clone() })
    };
    let shown: Vec<Option<Shown>> = texts.iter().map(|text| read(text, faults)).collect();
    shown.into_iter().collect()
}

fn graph(code: &str, names: &[String], posing: &mut Posing) -> Result<Result<Graph, Ending>, Stop> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    posing.python.graph(code, None, &names)
}

fn marks() -> Vec<(u8, Prose)> {
    [(3, "every box, place and arrow"), (2, "one arrow or place wrong"), (1, "the right boxes")]
        .map(|(mark, what)| (mark, Prose::plain(what)))
        .to_vec()
}

/// Boxes, and places in the largest of them.
fn size(graph: &Graph) -> (usize, usize) {
    let places = graph.objects.iter().map(|object| object.slots.len()).max();
    (graph.objects.len(), places.unwrap_or(0))
}

/// One for each arrow into a box that several lead to; where there is none, one a name.
fn points(graph: &Graph) -> usize {
    let shared: usize = graph.arrows_in().into_iter().filter(|arrows| *arrows > 1).sum();
    let points = if shared > 0 { shared } else { graph.names.len() };
    points.min(POINTS)
}

/// What `$answer` and `$theirs` say: how many boxes there are, or what the last name holds if it is written down.
fn in_words(graph: &Graph) -> String {
    match graph.names.last().and_then(|named| named.held.as_ref()) {
        Some(Held::Literal(text)) => text.clone(),
        _ => count(graph.objects.len(), "box"),
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const DIAGRAM: Form = Form { kind: Name::Diagram, stage: None };

    const BOARD: &str = r#"
[[problem]]
id = "board-of-lines"
kind = "diagram"
skill = "copying"
level = 2
minutes = 3
title = "A board"
program = '''
line = [$v, 0]
board = [line] * 2
board[0][1] = $k
'''
show = ["line", "board"]
why = "A list holds arrows; the drawing has $answer."

[problem.draw]
v = { pick = [3] }
k = { pick = [7] }

[[problem.misread]]
id = "list-times-copies-members"
swap = ["[line] * 2", "[line[:] for _ in range(2)]"]
say = "drew a line for each place: $theirs, not $answer"

[[problem.misread]]
id = "slot-assign-changes-object"
swap = ["board[0][1] = $k", "board[0] = $k"]
say = "put $k into the board"

[[problem.misread]]
id = "past-the-end"
swap = ["board[0][1]", "board[0][2]"]
say = "counted from one"

[[problem.misread]]
id = "never-ends"
swap = ["board[0][1] = $k", '''
while True:
    board[0][1] = $k
''']
say = "did it again and again"
"#;

    /// The same with other text in it.
    fn changed(pairs: &[(&str, &str)]) -> String {
        pairs.iter().fold(BOARD.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    }

    #[test]
    fn a_diagram_is_a_frame_to_draw_in_and_a_drawing() {
        let posed = posed(BOARD, DIAGRAM, 1);
        assert_eq!(
            posed.answer,
            json!({
                "names": { "line": 1, "board": 2 },
                "objects": [
                    { "id": 1, "type": "list", "name": null,
                      "slots": [{ "label": null, "holds": "3" }, { "label": null, "holds": "7" }] },
                    { "id": 2, "type": "list", "name": null,
                      "slots": [{ "label": null, "holds": 1 }, { "label": null, "holds": 1 }] },
                ],
            })
        );
        assert_eq!(
            wrong(&posed),
            [
                "a list-times-copies-members: two lists for `line` and `board[0]` \
                 | drew a line for each place: 4 boxes, not 2 boxes",
                "b slot-assign-changes-object: `0` in `line[1]` | put 7 into the board",
                "c past-the-end: nothing: `IndexError` ends it | counted from one",
                "d never-ends: does not end | did it again and again",
            ]
        );
        assert_eq!(posed.wrong[2].answer, json!({ "error": "IndexError" }));
        assert_eq!(posed.wrong[3].answer, json!({ "endless": true }));
        assert_eq!(posed.points, 3);
        assert_eq!(
            dump(&posed.sheet),
            "Body: Draw all objects and arrows as they stand after the last line; numbers and strings go inside.\n\
             beside, Question\n\
             \x20 listing, numbered\n\
             \x20   line = [3, 0]\n\
             \x20   board = [line] * 2\n\
             \x20   board[0][1] = 7\n\
             \x20 --\n\
             \x20 drawing space 4: line, board\n"
        );
        let key = dump(&posed.key);
        assert!(
            key.starts_with("beside, Key\n  figure\n    line → list 1\n    board → list 2\n    list 1: 3, 7\n"),
            "{key}"
        );
        assert!(key.contains("If you drew | then you probably"), "{key}");
        assert_eq!(posed.why.to_marked(), "A list holds arrows; the drawing has 2 boxes.");
    }

    #[test]
    fn a_point_an_arrow_into_a_shared_box_or_one_a_name() {
        let points = |program: &str| {
            let text = changed(&[("board = [line] * 2\nboard[0][1] = $k\n", program)]);
            let start = text.find("[[problem.misread]]").unwrap();
            posed(&text[..start], DIAGRAM, 1).points
        };
        for (program, expected) in [
            ("board = [$k]\n", 2),
            ("board = line\n", 2),
            ("board = [line, line]\n", 3),
            ("board = [line] * 8\n", 6),
            ("board = {\"a\": line, \"b\": [line], \"c\": $k}\n", 3),
        ] {
            assert_eq!(points(program), expected, "{program}");
        }
        assert_eq!(posed(&changed(&[("minutes = 3", "minutes = 3\npoints = 5")]), DIAGRAM, 1).points, 5);
    }

    #[test]
    fn a_drawn_class_may_be_shown() {
        let text = changed(&[
            ("line = [$v, 0]\n", "class $c:\n    n = $v\n\n"),
            ("board = [line] * 2\nboard[0][1] = $k", "board = $c()\nboard.n = $k"),
            ("show = [\"line\"", "show = [\"$c\""),
            ("v = { pick", "c = { name = [\"Bus\"] }\nv = { pick"),
        ]);
        let start = text.find("[[problem.misread]]").unwrap();
        let key = dump(&posed(&text[..start], DIAGRAM, 1).key);
        assert!(key.contains("Bus → class Bus 1\n    board → Bus 2\n    class Bus 1: n 3\n    Bus 2: n 7\n"), "{key}");
    }

    #[test]
    fn draws_that_will_not_do_are_turned_down() {
        let cases = [
            (
                changed(&[("board[0][1] = $k\n\'", "board[0][5] = $k\n\'"), ("\"board[0][1]", "\"board[0][5]")]),
                "again program-fails",
            ),
            (changed(&[("[line[:] for _ in range(2)]", "[line, line]")]), "again misread-never-shows"),
            (changed(&[("\"[line[:] for _ in range(2)]\"", "\"[line] * 1 + [line]\"")]), "again misread-never-shows"),
            (changed(&[("board[0][2]", "[line][0][5]")]), "posed"),
            (changed(&[("\"board[0] = $k\"", "\"board[0][9] = $k\"")]), "again misreads-agree"),
            (changed(&[("\"line\", \"board\"", "\"line\", \"line\"")]), "fatal shown-twice"),
            (changed(&[("\"line\", \"board\"", "\"row\", \"board\"")]), "fatal shown-name-never-bound"),
            (
                changed(&[("show = [\"line\", \"board\"]", "show = [\"n\"]"), ("line = [", "n = 5\nline = [")]),
                "fatal nothing-to-draw",
            ),
            (changed(&[("[$v, 0]", "[[n] for n in range(9)]")]), "fatal too-much-to-draw"),
            (changed(&[("[$v, 0]", "[[n] for n in range(50)]")]), "fatal too-many-objects"),
        ];
        for (text, expected) in cases {
            assert_eq!(setback(&text, DIAGRAM), expected, "{text}");
        }
    }

    #[test]
    fn faults_of_the_kind_are_found_when_it_is_read() {
        let cases = [
            (changed(&[("show = [\"line\", \"board\"]\n", "")]), "missing-key"),
            (changed(&[("show = [\"line\", \"board\"]", "show = []")]), "empty-list"),
            (changed(&[("show = [\"line\", \"board\"]", "show = [\"$line\"]")]), "undeclared-name"),
            (changed(&[("swap = [\"board[0][1]\", \"board[0][2]\"]", "option = 2")]), "no-written-options"),
        ];
        for (text, code) in cases {
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.ends_with(code)), "{code}: {found:?}");
        }
    }
}
