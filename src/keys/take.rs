//! Taking keys by name, each with its type.

use super::node::{Entry, Node};
use super::{Item, Key, KeyFault, KeyTable, Keys, Number, Shape, Text};
use crate::diagnostic::{Faults, Place, words};
use std::ops::RangeInclusive;

impl Keys {
    /// The keys of a table that was read as an `Item`.
    pub fn of(entries: Vec<(Text, Item)>, place: Place) -> Keys {
        Keys { place, entries: entries.into_iter().map(Entry::from).collect(), known: Vec::new() }
    }

    /// From here on the table may have these keys, too, and only keys that stand in a table may be taken.
    pub fn learn(&mut self, table: &'static KeyTable) {
        self.known.push(table);
    }

    /// The same, for keys that are worded by others where these have them, too.
    pub fn learn_beside(&mut self, table: &'static KeyTable) {
        self.known.insert(0, table);
    }

    /// The same as `learn`, for a table that was just read.
    pub fn knowing(mut self, table: &'static KeyTable) -> Keys {
        self.learn(table);
        self
    }

    /// The place of the table's head or braces; of a whole file, the file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether the key stands in the table and has not been taken. A value that a syntax fault broke has been taken.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|entry| entry.node.is_some() && !entry.is_taken)
    }

    /// The place of a key's name, if it is there (taken or not).
    pub fn place_of(&self, key: &str) -> Option<Place> {
        self.entry(key).map(|entry| entry.name.place.clone())
    }

    /// The names of all keys that nobody has taken yet, in file order.
    pub fn names(&self) -> Vec<&str> {
        let left = self.entries.iter().filter(|entry| entry.node.is_some() && !entry.is_taken);
        left.map(|entry| entry.name.value.as_str()).collect()
    }

    /// The names of keys whose values a noted fault broke, in file order.
    pub fn broken(&self) -> Vec<Text> {
        let broken = self.entries.iter().filter(|entry| entry.node.is_none() && !entry.is_taken);
        broken.map(|entry| entry.name.clone()).collect()
    }

    /// The keys of the first table in a list of tables, with their places; nothing is taken. Empty for anything else.
    pub fn first_table_of(&self, key: &str) -> Vec<(String, Place)> {
        let Some(Some(Node::List(nodes, _))) = self.entry(key).map(|entry| &entry.node) else { return Vec::new() };
        let first = nodes.iter().find_map(|node| match node {
            Node::Table(entries, _) => Some(entries),
            _ => None,
        });
        first.into_iter().flatten().map(|entry| (entry.name.value.clone(), entry.name.place.clone())).collect()
    }

    // Each of these takes a key; `None` if it is absent, or has the wrong type, which is noted.

    pub fn text(&mut self, key: &str, faults: &mut Faults) -> Option<Text> {
        self.expect(key, |shape| matches!(shape, Shape::Text | Shape::Id | Shape::Word(_)));
        match self.take(key)? {
            Node::Leaf(Item::Text(text)) => Some(text),
            other => wrong(&other, format!("`{key}`"), "text", faults),
        }
    }

    /// A whole number within a range (`out-of-range`).
    pub fn int(&mut self, key: &str, range: RangeInclusive<i64>, faults: &mut Faults) -> Option<Number> {
        self.expect(key, |shape| matches!(shape, Shape::Int(low, high) if (low..=high) == range));
        let expected = format!("a whole number {}", span_of(&range));
        match self.take(key)? {
            Node::Leaf(Item::Int(number)) if range.contains(&number.value) => Some(number),
            Node::Leaf(Item::Int(number)) => {
                let (what, value) = (format!("`{key}`"), number.value.to_string());
                faults.note(&number.place, &KeyFault::OutOfRange { what, value, expected });
                None
            }
            other => wrong(&other, format!("`{key}`"), &expected, faults),
        }
    }

    pub fn bool(&mut self, key: &str, faults: &mut Faults) -> Option<bool> {
        self.expect(key, |shape| matches!(shape, Shape::Bool));
        match self.take(key)? {
            Node::Leaf(Item::Bool(value, _)) => Some(value),
            other => wrong(&other, format!("`{key}`"), "`true` or `false`", faults),
        }
    }

    /// An array of strings. `None` if an element is none: each one is noted.
    pub fn texts(&mut self, key: &str, faults: &mut Faults) -> Option<Vec<Text>> {
        self.expect(key, |shape| matches!(shape, Shape::Texts | Shape::Words(_)));
        let items = self.list(key, "a list of texts", faults)?;
        let texts: Vec<Option<Text>> = items
            .into_iter()
            .map(|node| match node {
                Node::Leaf(Item::Text(text)) => Some(text),
                other => wrong(&other, format!("each element of `{key}`"), "text", faults),
            })
            .collect();
        texts.into_iter().collect()
    }

    /// A value of any shape.
    pub fn item(&mut self, key: &str) -> Option<Item> {
        self.take(key).map(Node::into_item)
    }

    /// An array of arrays or any array, item by item.
    pub fn items(&mut self, key: &str, faults: &mut Faults) -> Option<Vec<Item>> {
        self.expect(key, |shape| matches!(shape, Shape::Any(_) | Shape::Lists(_) | Shape::Range));
        Some(self.list(key, "a list", faults)?.into_iter().map(Node::into_item).collect())
    }

    /// A sub-table: `[problem.draw]`.
    pub fn table(&mut self, key: &str, faults: &mut Faults) -> Option<Keys> {
        let is_table = |shape| matches!(shape, Shape::Table(_) | Shape::NamedTables(_) | Shape::NamedTexts);
        self.expect(key, is_table);
        let known = self.table_of(key);
        match self.take(key)? {
            Node::Table(entries, place) => Some(Keys { place, entries, known }),
            other => wrong(&other, format!("`{key}`"), "a table", faults),
        }
    }

    /// An array of tables: `[[problem.misread]]`. Elements of another shape are noted and left out.
    pub fn tables(&mut self, key: &str, faults: &mut Faults) -> Vec<Keys> {
        let expected = format!("a list of tables, `[[{key}]]`");
        self.expect(key, |shape| matches!(shape, Shape::Tables(_)));
        let known = self.table_of(key);
        let nodes = self.list(key, &expected, faults).unwrap_or_default();
        nodes
            .into_iter()
            .filter_map(|node| match node {
                Node::Table(entries, place) => Some(Keys { place, entries, known: known.clone() }),
                other => wrong(&other, format!("each element of `{key}`"), "a table", faults),
            })
            .collect()
    }

    /// Every key left, with the place of its name, in file order: names that the file chooses, such as parameters.
    pub fn take_rest(&mut self) -> Vec<(Text, Item)> {
        let left = self.entries.iter_mut().filter(|entry| !entry.is_taken);
        left.filter_map(|entry| {
            entry.is_taken = true;
            Some((entry.name.clone(), entry.node.take()?.into_item()))
        })
        .collect()
    }

    /// Notes that `key` is missing unless it is there (taken or not). Gives whether it is. `what` says what the key is
    /// for, "the names that have a column", or is a whole sentence that names the key: "a `trace` needs `watch`: the
    /// names that have a column".
    pub fn require(&self, key: &str, what: &str, faults: &mut Faults) -> bool {
        let is_there = self.entry(key).is_some();
        if !is_there {
            faults.note(&self.place, &KeyFault::MissingKey { key: key.to_owned(), what: what.to_owned() });
        }
        is_there
    }

    /// Notes that `key` is missing unless it is there, in the words of its table. Gives whether it is.
    pub fn need(&self, key: &str, faults: &mut Faults) -> bool {
        let what = self.known_key(key).map(|(owner, key)| format!("{owner} needs `{}`: {}", key.name, key.about));
        self.require(key, what.as_deref().unwrap_or(key), faults)
    }

    /// Notes every key that nobody took, in the words of the table.
    pub fn close(self, faults: &mut Faults) {
        let owner = self.known.last().map_or("this table", |table| table.owner);
        let all: Vec<&str> = self.known.iter().flat_map(|table| table.names()).collect();
        self.finish(owner, &|_| None, &all, faults);
    }

    /// Notes every key that nobody took. `owner` is a bare word, `output`, or a phrase with its own backticks. `known`
    /// maps a key to what it belongs to, for a better message; `all` are the keys that the owner may have.
    pub fn finish(self, owner: &str, known: &dyn Fn(&str) -> Option<String>, all: &[&str], faults: &mut Faults) {
        for entry in self.entries.into_iter().filter(|entry| !entry.is_taken && entry.node.is_some()) {
            let (key, owner) = (entry.name.value.clone(), owner.to_owned());
            let fault = match known(&key) {
                Some(belongs) => KeyFault::KeyOfAnotherKind { key, belongs, owner },
                None => {
                    let nearest = words::nearest(&key, all.iter().copied()).map(str::to_owned);
                    let all = all.iter().map(|&name| name.to_owned()).collect();
                    KeyFault::UnknownKey { key, owner, nearest, all }
                }
            };
            faults.note(&entry.name.place, &fault);
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.value == key)
    }

    /// A key as the most particular table has it, and whose it is.
    fn known_key(&self, name: &str) -> Option<(&'static str, &'static Key)> {
        self.known.iter().rev().find_map(|table| Some((table.owner, table.key(name)?)))
    }

    /// A key that is taken stands in a table, with the shape that it is taken with. So the documents and schemas that
    /// are made of the tables are whole.
    fn expect(&self, key: &str, fits: impl Fn(Shape) -> bool) {
        let of = self.known.last().map_or("", |table| table.owner);
        debug_assert!(
            self.known.is_empty() || self.known_key(key).is_some_and(|(_, known)| fits(known.shape)),
            "`{key}` of {of} is read otherwise than its table says"
        );
    }

    /// What the table under a key may have.
    fn table_of(&self, key: &str) -> Vec<&'static KeyTable> {
        self.known_key(key).and_then(|(_, key)| key.shape.table()).into_iter().collect()
    }

    fn take(&mut self, key: &str) -> Option<Node> {
        self.expect(key, |_| true);
        let entry = self.entries.iter_mut().find(|entry| entry.name.value == key)?;
        entry.is_taken = true;
        entry.node.take()
    }

    fn list(&mut self, key: &str, expected: &str, faults: &mut Faults) -> Option<Vec<Node>> {
        match self.take(key)? {
            Node::List(nodes, _) => Some(nodes),
            other => wrong(&other, format!("`{key}`"), expected, faults),
        }
    }
}

fn wrong<T>(node: &Node, what: String, expected: &str, faults: &mut Faults) -> Option<T> {
    let (expected, found) = (expected.to_owned(), node.shape().to_owned());
    faults.note(node.place(), &KeyFault::WrongType { what, expected, found });
    None
}

fn span_of(range: &RangeInclusive<i64>) -> String {
    match (*range.start(), *range.end()) {
        (i64::MIN, i64::MAX) => "of any size".to_owned(),
        (low, i64::MAX) => format!("from {low} on"),
        (i64::MIN, high) => format!("up to {high}"),
        (low, high) => format!("from {low} to {high}"),
    }
}
