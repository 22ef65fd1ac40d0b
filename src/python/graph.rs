//! What names lead to: boxes with places, and what each place holds. Plain data, as a drawing of memory shows it.
//!
//! Two graphs are equal exactly if the drawings are: boxes are numbered as a walk from the names, in their order and
//! into each new box at once, first meets them.

use serde::{Deserialize, Serialize};

/// Names and the objects that they lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graph {
    pub names: Vec<Named>,
    /// In the order of the first visit.
    pub objects: Vec<Object>,
}

/// A name and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    /// `None` while it has no value.
    pub held: Option<Held>,
}

/// What a place or a name holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// Written into it: a number, string, `True`, `None`, range or bytes. These are never shared boxes.
    Literal(String),
    /// An arrow to the object of this index.
    Object(usize),
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The name of its type; `class`, `function`, `method` and `module` for what these words say.
    pub kind: String,
    /// The name that a class, function, method or module has of its own.
    pub name: Option<String>,
    pub slots: Vec<Slot>,
}

/// A place in a box: an element, a key, an attribute, a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// A dict's key as its literal, an attribute's or a parameter's name; elements have none.
    pub label: Option<String>,
    pub held: Held,
}

impl Graph {
    /// How many arrows lead to each object, from names and places.
    pub fn arrows_in(&self) -> Vec<usize> {
        let mut arrows = vec![0; self.objects.len()];
        for held in self.held() {
            if let Held::Object(index) = held {
                arrows[*index] += 1;
            }
        }
        arrows
    }

    /// What names and then places hold.
    pub fn held(&self) -> impl Iterator<Item = &Held> {
        let names = self.names.iter().filter_map(|named| named.held.as_ref());
        names.chain(self.objects.iter().flat_map(|object| &object.slots).map(|slot| &slot.held))
    }
}

#[cfg(test)]
mod tests;
