//! Graphs of objects as answers: drawn in a key, told as JSON, and compared with one another in a few words.

use crate::blocks::{Figure, FigureBox, FigureName, FigurePlace, Holds, Prose, Span};
use crate::diagnostic::words::plural;
use crate::python::{Graph, Held, Object, Slot};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// The drawing.
pub fn to_figure(graph: &Graph) -> Figure {
    let names = graph
        .names
        .iter()
        .map(|named| FigureName { name: named.name.clone(), holds: named.held.as_ref().map_or(Holds::Nothing, holds) });
    let boxes = graph.objects.iter().map(|object| FigureBox {
        kind: object.kind.clone(),
        name: object.name.clone(),
        places: object
            .slots
            .iter()
            .map(|slot| FigurePlace { label: slot.label.clone(), holds: holds(&slot.held) })
            .collect(),
    });
    Figure { names: names.collect(), boxes: boxes.collect() }
}

fn holds(held: &Held) -> Holds {
    match held {
        Held::Literal(text) => Holds::Text(text.clone()),
        Held::Object(index) => Holds::Arrow(*index),
    }
}

/// `{names, objects}`: what is held is the literal as text, or the `id` of an object, from 1, as a number.
pub fn to_json(graph: &Graph) -> Json {
    let names: serde_json::Map<String, Json> =
        graph.names.iter().map(|named| (named.name.clone(), json!(named.held.as_ref().map(held_json)))).collect();
    let objects = graph.objects.iter().zip(1..).map(|(object, id): (&Object, usize)| {
        let slots = object.slots.iter().map(|slot| json!({ "label": slot.label, "holds": held_json(&slot.held) }));
        let slots: Vec<Json> = slots.collect();
        json!({ "id": id, "type": object.kind, "name": object.name, "slots": slots })
    });
    json!({ "names": names, "objects": objects.collect::<Vec<_>>() })
}

fn held_json(held: &Held) -> Json {
    match held {
        Held::Literal(text) => json!(text),
        Held::Object(index) => json!(index + 1),
    }
}

/// How a wrong drawing differs from the right one, where that is seen first; completes "If you drew …".
///
/// A name without a value comes first, then boxes that are one here and two there, then what stands in a place.
pub fn difference(right: &Graph, wrong: &Graph) -> Prose {
    let unbound =
        wrong.names.iter().zip(&right.names).find(|(wrong, right)| wrong.held.is_none() && right.held.is_some());
    if let Some((named, _)) = unbound {
        return Prose::plain("no value for ").then_code(&named.name);
    }
    let seen = Comparison::of(right, wrong);
    let found = seen.sharing().or_else(|| seen.unequal.first().cloned());
    found.unwrap_or_else(|| Prose::plain("places in another order"))
}

/// A way from a name to a place, and the box that it leads to in either drawing.
struct Way {
    path: Prose,
    right: usize,
    wrong: usize,
}

/// Two drawings walked side by side, the places nearest to names first.
struct Comparison<'a> {
    right: &'a Graph,
    wrong: &'a Graph,
    ways: Vec<Way>,
    /// Places that hold something else in the wrong drawing: what they hold there.
    unequal: Vec<Prose>,
}

impl<'a> Comparison<'a> {
    fn of(right: &'a Graph, wrong: &'a Graph) -> Comparison<'a> {
        let mut seen = Comparison { right, wrong, ways: Vec::new(), unequal: Vec::new() };
        for (ours, theirs) in right.names.iter().zip(&wrong.names) {
            if let (Some(held), Some(other)) = (&ours.held, &theirs.held) {
                seen.meet(Prose::code(&ours.name), held, other);
            }
        }
        let mut open = 0;
        let mut visited = BTreeSet::new();
        while let Some(way) = seen.ways.get(open) {
            let (path, pair) = (way.path.clone(), (way.right, way.wrong));
            if visited.insert(pair) {
                seen.enter(&path, &right.objects[pair.0], &wrong.objects[pair.1]);
            }
            open += 1;
        }
        seen
    }

    fn meet(&mut self, path: Prose, right: &Held, wrong: &Held) {
        match (right, wrong) {
            (Held::Object(right), Held::Object(wrong)) => self.ways.push(Way { path, right: *right, wrong: *wrong }),
            (Held::Literal(right), Held::Literal(wrong)) if right == wrong => {}
            (_, wrong) => self.unequal.push(holding(path, wrong)),
        }
    }

    /// Compares the places of two boxes that the same way leads to.
    fn enter(&mut self, path: &Prose, right: &Object, wrong: &Object) {
        if right.kind != wrong.kind || right.name != wrong.name {
            self.unequal.push(Prose::plain("another kind of box for ").then_prose(path.clone()));
            return;
        }
        if is_set(right) {
            return self.enter_set(path, right, wrong);
        }
        for (index, slot) in right.slots.iter().enumerate() {
            match partner(right, index, wrong) {
                Some(other) => self.meet(place(path, right, index), &slot.held, &other.held),
                None => self.unequal.push(Prose::plain("no ").then_prose(place(path, right, index))),
            }
        }
        let added = (0..wrong.slots.len()).filter(|index| partner(wrong, *index, right).is_none());
        self.unequal.extend(added.map(|index| holding(place(path, wrong, index), &wrong.slots[index].held)));
    }

    fn enter_set(&mut self, path: &Prose, right: &Object, wrong: &Object) {
        for slot in right.slots.iter().filter(|slot| !wrong.slots.contains(slot)) {
            if let Held::Literal(text) = &slot.held {
                self.unequal.push(Prose::plain("no ").then_code(text).then(" in ").then_prose(path.clone()));
            }
        }
        for slot in wrong.slots.iter().filter(|slot| !right.slots.contains(slot)) {
            self.unequal.push(holding(path.clone(), &slot.held));
        }
    }

    /// The first two ways that lead to one box in one drawing and to two in the other.
    fn sharing(&self) -> Option<Prose> {
        for (end, last) in self.ways.iter().enumerate() {
            for first in &self.ways[..end] {
                let paths = || first.path.clone().then(" and ").then_prose(last.path.clone());
                match (first.right == last.right, first.wrong == last.wrong) {
                    (false, true) => {
                        let (one, _) = nouns(&self.wrong.objects[last.wrong]);
                        return Some(Prose::plain("one ").then_prose(one).then(" for ").then_prose(paths()));
                    }
                    (true, false) => {
                        let (_, many) = nouns(&self.right.objects[last.right]);
                        return Some(Prose::plain("two ").then_prose(many).then(" for ").then_prose(paths()));
                    }
                    _ => {}
                }
            }
        }
        None
    }
}

/// What a place holds in the wrong drawing.
fn holding(path: Prose, held: &Held) -> Prose {
    match held {
        Held::Literal(text) => Prose::code(text).then(" in ").then_prose(path),
        Held::Object(_) => Prose::plain("an arrow from ").then_prose(path),
    }
}

/// The same place in another box: by its label, or by its number among the elements.
fn partner<'a>(object: &Object, index: usize, other: &'a Object) -> Option<&'a Slot> {
    let slot = &object.slots[index];
    match &slot.label {
        Some(_) => other.slots.iter().find(|each| each.label == slot.label),
        None => other.slots.get(index).filter(|each| each.label.is_none()),
    }
}

/// A place of a box as Python writes it, `grid[0]`, `tour.stops`, `shifts["mon"]`; where it cannot, in words.
fn place(path: &Prose, object: &Object, index: usize) -> Prose {
    let within = |label: &str| Prose::code(label).then(" of ").then_prose(path.clone());
    let label = object.slots[index].label.as_deref();
    let [Span::Code(code)] = path.0.as_slice() else {
        return label.map_or_else(|| Prose::plain("a place of ").then_prose(path.clone()), within);
    };
    match label {
        None => Prose::code(format!("{code}[{index}]")),
        Some(label) if matches!(object.kind.as_str(), "function" | "method") => within(label),
        Some(label) if object.kind == "dict" || !is_name(label) => Prose::code(format!("{code}[{label}]")),
        Some(label) => Prose::code(format!("{code}.{label}")),
    }
}

fn is_name(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || letter == '_') && !text.starts_with(|c: char| c.is_numeric())
}

fn is_set(object: &Object) -> bool {
    matches!(object.kind.as_str(), "set" | "frozenset")
}

/// What a box is called, one of it and two: "list", "lists"; "`Tank` object", "`Tank` objects".
fn nouns(object: &Object) -> (Prose, Prose) {
    const WORDS: [&str; 9] = ["list", "tuple", "dict", "set", "frozenset", "class", "function", "method", "module"];
    match WORDS.iter().find(|word| **word == object.kind) {
        Some(word) => (Prose::plain(*word), Prose::plain(plural(word))),
        None => (Prose::code(&object.kind).then(" object"), Prose::code(&object.kind).then(" objects")),
    }
}

#[cfg(test)]
mod tests {
    use super::{difference, to_json};
    use crate::python::{Graph, Python};
    use serde_json::json;

    fn graph(program: &str, names: &[&str]) -> Graph {
        let graph = Python::in_process().graph(program, None, names).expect("these programs end");
        graph.expect("these programs do not fail")
    }

    #[test]
    fn a_wrong_drawing_is_told_by_what_is_seen_first() {
        let cases = [
            ("a = [1]\nb = a", "a = [1]\nb = a[:]", "two lists for `a` and `b`"),
            ("a = [1]\nb = a[:]", "a = [1]\nb = a", "one list for `a` and `b`"),
            ("a = [1]\nb = a", "a = [1]\nb = a\nb[0] = 2", "`2` in `a[0]`"),
            ("r = [0]\na = [r] * 2\nb = a[0]", "r = [0]\na = [[0], [0]]\nb = a[0]", "two lists for `b` and `a[1]`"),
            ("a = [[1], [1]]\nb = 0", "a = [[1]] * 2\nb = 0", "one list for `a[0]` and `a[1]`"),
            ("a = [1]\nb = 3", "a = [1]\nb = a", "an arrow from `b`"),
            ("a = [1]\nb = a", "a = [1]\nb = None", "`None` in `b`"),
            ("a = [1, 2]\nb = 0", "a = [1]\nb = 0", "no `a[1]`"),
            ("a = [1]\nb = 0", "a = [1, 5]\nb = 0", "`5` in `a[1]`"),
            ("a = {'k': [1]}\nb = 0", "a = {'k': [2]}\nb = 0", "`2` in `a[\"k\"][0]`"),
            ("a = {'k': 1}\nb = 0", "a = {'k': 1, 'j': []}\nb = 0", "an arrow from `a[\"j\"]`"),
            ("a = {1, 2}\nb = 0", "a = {1}\nb = 0", "no `2` in `a`"),
            ("a = {1}\nb = 0", "a = {1, 2}\nb = 0", "`2` in `a`"),
            ("a = [1]\nb = 0", "a = (1,)\nb = 0", "another kind of box for `a`"),
            ("a = {1: 1, 2: 2}\nb = 0", "a = {2: 2, 1: 1}\nb = 0", "places in another order"),
            ("a = [1]\nb = 0", "a = [1]", "no value for `b`"),
            (
                "class T:\n    pass\na = T()\nb = T()",
                "class T:\n    pass\na = T()\nb = a",
                "one `T` object for `a` and `b`",
            ),
            (
                "class T:\n    xs = [1]\na = T()\na.n = T.xs\nb = T",
                "class T:\n    xs = [1]\na = T()\na.n = [1]\nb = T",
                "two lists for `a.n` and `b.xs`",
            ),
            (
                "def a(x=[]):\n    return x\nb = a()",
                "def a(x=[]):\n    return x\nb = []",
                "two lists for `b` and `x` of `a`",
            ),
        ];
        for (right, wrong, expected) in cases {
            let (right, wrong) = (graph(right, &["a", "b"]), graph(wrong, &["a", "b"]));
            assert_eq!(difference(&right, &wrong).to_marked(), expected, "{right:?} {wrong:?}");
        }
    }

    #[test]
    fn boxes_without_end_are_compared() {
        let ring = "a = [1]\na.append(a)\nb = 0";
        let longer = "a = [1]\nb = [1, a]\na.append(b)\nb = 0";
        let difference = difference(&graph(ring, &["a", "b"]), &graph(longer, &["a", "b"]));
        assert_eq!(difference.to_marked(), "two lists for `a` and `a[1]`");
    }

    #[test]
    fn a_drawing_as_data_has_numbers_for_arrows_and_text_for_literals() {
        let graph = graph("a = [1, 'x']\nb = {'k': a}\nn = 5", &["a", "b", "n", "m"]);
        assert_eq!(
            to_json(&graph),
            json!({
                "names": { "a": 1, "b": 2, "n": "5", "m": null },
                "objects": [
                    {
                        "id": 1, "type": "list", "name": null,
                        "slots": [{ "label": null, "holds": "1" }, { "label": null, "holds": "\"x\"" }],
                    },
                    { "id": 2, "type": "dict", "name": null, "slots": [{ "label": "\"k\"", "holds": 1 }] },
                ],
            })
        );
    }
}
