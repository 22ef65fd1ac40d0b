//! A drawing of memory: names, boxes with places, and what each of them holds. Where things stand, `layout` finds.

use serde::{Deserialize, Serialize};

/// Names at the left, and the boxes that arrows lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub names: Vec<FigureName>,
    /// In the order in which a walk from the names first meets them.
    pub boxes: Vec<FigureBox>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureName {
    pub name: String,
    pub holds: Holds,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureBox {
    /// What stands above it: `list`, `class`.
    pub kind: String,
    /// And behind that the name that a class or function has of its own.
    pub name: Option<String>,
    pub places: Vec<FigurePlace>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigurePlace {
    /// A key or the name of an attribute; elements have none.
    pub label: Option<String>,
    pub holds: Holds,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holds {
    Nothing,
    /// Written into it.
    Text(String),
    /// Leads to the box of this index.
    Arrow(usize),
}

/// An empty frame to draw in, with names at its left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawingSpace {
    pub names: Vec<String>,
    /// As many boxes are to be expected.
    pub boxes: u32,
}

impl Figure {
    /// The drawing line by line: `row → list 1`, `list 1: 0, 7`.
    pub fn to_lines(&self) -> Vec<String> {
        let names = self.names.iter().map(|name| self.labelled(&name.name, &name.holds));
        let boxes = self.boxes.iter().enumerate().map(|(index, each)| {
            let places = each.places.iter().map(|place| match &place.label {
                Some(label) => self.labelled(label, &place.holds),
                None => self.held(&place.holds),
            });
            let places = places.collect::<Vec<_>>().join(", ");
            format!("{}: {}", self.title(index), if places.is_empty() { "empty" } else { &places })
        });
        names.chain(boxes).collect()
    }

    /// The drawing in sentences, for those who cannot see it.
    pub fn in_words(&self) -> String {
        let mut sentences = Vec::new();
        for name in &self.names {
            sentences.push(match &name.holds {
                Holds::Nothing => format!("{} has no value.", name.name),
                Holds::Text(text) => format!("{} holds {text}.", name.name),
                Holds::Arrow(index) => format!("{} leads to {}.", name.name, self.title(*index)),
            });
        }
        for (index, each) in self.boxes.iter().enumerate() {
            let places = each.places.iter().map(|place| {
                let held = match &place.holds {
                    Holds::Arrow(index) => self.title(*index),
                    holds => self.held(holds),
                };
                place.label.as_ref().map_or(held.clone(), |label| format!("{label}: {held}"))
            });
            let places = places.collect::<Vec<_>>().join(", ");
            sentences.push(match places.as_str() {
                "" => format!("{} is empty.", self.title(index)),
                places => format!("{} holds {places}.", self.title(index)),
            });
        }
        sentences.join(" ")
    }

    /// `list 1`, `class Bus 2`: a box by its number.
    fn title(&self, index: usize) -> String {
        let Some(each) = self.boxes.get(index) else { return String::new() };
        let name = each.name.as_ref().map_or(String::new(), |name| format!(" {name}"));
        format!("{}{name} {}", each.kind, index + 1)
    }

    fn labelled(&self, label: &str, holds: &Holds) -> String {
        match holds {
            Holds::Arrow(index) => format!("{label} → {}", self.title(*index)),
            other => format!("{label} {}", self.held(other)),
        }
    }

    fn held(&self, holds: &Holds) -> String {
        match holds {
            Holds::Nothing => "–".to_owned(),
            Holds::Text(text) => text.clone(),
            Holds::Arrow(index) => format!("→ {}", self.title(*index)),
        }
    }
}

impl DrawingSpace {
    /// What it is, for those who cannot see it.
    pub fn in_words(&self) -> String {
        let names = self.names.join(", ");
        format!("Empty space to draw in. At its left, each with a box: {names}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_can_be_read_aloud() {
        let place = |label: Option<&str>, holds| FigurePlace { label: label.map(str::to_owned), holds };
        let text = |text: &str| Holds::Text(text.to_owned());
        let name = |name: &str, holds| FigureName { name: name.to_owned(), holds };
        let each = |kind: &str, name: Option<&str>, places| FigureBox {
            kind: kind.to_owned(),
            name: name.map(str::to_owned),
            places,
        };
        let figure = Figure {
            names: vec![name("a", Holds::Arrow(0)), name("n", text("5")), name("x", Holds::Nothing)],
            boxes: vec![
                each("list", None, vec![place(None, text("7")), place(None, Holds::Arrow(1))]),
                each("class", Some("Bus"), vec![place(Some("seats"), text("40")), place(Some("top"), Holds::Arrow(0))]),
                each("dict", None, vec![]),
            ],
        };
        assert_eq!(
            figure.to_lines(),
            [
                "a → list 1",
                "n 5",
                "x –",
                "list 1: 7, → class Bus 2",
                "class Bus 2: seats 40, top → list 1",
                "dict 3: empty",
            ]
        );
        assert_eq!(
            figure.in_words(),
            "a leads to list 1. n holds 5. x has no value. list 1 holds 7, class Bus 2. \
             class Bus 2 holds seats: 40, top: list 1. dict 3 is empty."
        );
    }
}
