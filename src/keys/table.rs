//! Which keys a table of a file may have: one list for the reader, its messages, the documents and the schemas.

/// A table of a file, and its keys.
#[derive(Debug)]
pub struct KeyTable {
    /// With its article: "a problem", "a `trace`".
    pub owner: &'static str,
    pub keys: &'static [Key],
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub need: Need,
    /// What it is for; completes "a `trace` needs `rows`: …".
    pub about: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    /// Unless the reader finds something that stands for it.
    Usually,
    Never,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Prose, a program, a quote: any text.
    Text,
    /// Kebab-case.
    Id,
    Word(&'static [&'static str]),
    Words(&'static [&'static str]),
    /// Both ends included.
    Int(i64, i64),
    Bool,
    Texts,
    /// A list of lists, each of these parts.
    Lists(&'static [Field]),
    /// What several shapes may have; the reader looks itself. The words say which.
    Any(&'static str),
    /// Two whole numbers.
    Range,
    Table(&'static KeyTable),
    Tables(&'static KeyTable),
    /// A table whose names the file chooses, each with a table of these keys.
    NamedTables(&'static KeyTable),
    /// A table whose names the file chooses, each with a list of texts.
    NamedTexts,
}

/// One place of a list within a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Text,
    Int,
}

impl Key {
    /// A key that must be there.
    pub const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Key {
        Key { name, shape, need: Need::Always, about }
    }

    /// A key that must be there, but for an exception that the reader knows.
    pub const fn usual(name: &'static str, shape: Shape, about: &'static str) -> Key {
        Key { name, shape, need: Need::Usually, about }
    }

    /// A key that may be left out.
    pub const fn free(name: &'static str, shape: Shape, about: &'static str) -> Key {
        Key { name, shape, need: Need::Never, about }
    }
}

impl KeyTable {
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }
}

impl Shape {
    /// The table of a key that holds one or several.
    pub(super) fn table(self) -> Option<&'static KeyTable> {
        match self {
            Shape::Table(table) | Shape::Tables(table) => Some(table),
            _ => None,
        }
    }
}
