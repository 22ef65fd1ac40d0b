//! The tree as it is kept: like `Item`, but it knows which keys were taken and which values a syntax fault broke.

use super::{Item, Text};
use crate::diagnostic::Place;

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub name: Text,
    /// `None` for a value that a noted fault broke: it counts as there, and is never given out.
    pub node: Option<Node>,
    pub is_taken: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Anything but a list or a table.
    Leaf(Item),
    List(Vec<Node>, Place),
    Table(Vec<Entry>, Place),
}

impl Node {
    pub fn place(&self) -> &Place {
        match self {
            Node::Leaf(item) => item.place(),
            Node::List(_, place) | Node::Table(_, place) => place,
        }
    }

    /// "text", "a number", …: see `Item::shape`.
    pub fn shape(&self) -> &'static str {
        match self {
            Node::Leaf(item) => item.shape(),
            Node::List(..) => "a list",
            Node::Table(..) => "a table",
        }
    }

    /// The value for readers that look at its shape themselves. Broken values inside are left out.
    pub fn into_item(self) -> Item {
        match self {
            Node::Leaf(item) => item,
            Node::List(nodes, place) => Item::List(nodes.into_iter().map(Node::into_item).collect(), place),
            Node::Table(entries, place) => {
                let pairs = entries.into_iter().filter_map(|entry| Some((entry.name, entry.node?.into_item())));
                Item::Table(pairs.collect(), place)
            }
        }
    }
}

impl From<Item> for Node {
    fn from(item: Item) -> Node {
        match item {
            Item::List(items, place) => Node::List(items.into_iter().map(Node::from).collect(), place),
            Item::Table(pairs, place) => Node::Table(pairs.into_iter().map(Entry::from).collect(), place),
            leaf => Node::Leaf(leaf),
        }
    }
}

impl From<(Text, Item)> for Entry {
    fn from((name, item): (Text, Item)) -> Entry {
        Entry { name, node: Some(Node::from(item)), is_taken: false }
    }
}
