//! A table as it is given: its name, its columns, its rows.

use super::Cell;

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// Each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    pub holds: Type,
}

/// What a column holds, beside nulls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Int,
    Text,
}

impl Type {
    /// `int` or `text`.
    pub fn from_word(word: &str) -> Option<Type> {
        match word {
            "int" => Some(Type::Int),
            "text" => Some(Type::Text),
            _ => None,
        }
    }

    /// Whether a cell may stand in such a column.
    pub fn takes(self, cell: &Cell) -> bool {
        matches!((self, cell), (_, Cell::Null) | (Type::Int, Cell::Int(_)) | (Type::Text, Cell::Text(_)))
    }

    fn word(self) -> &'static str {
        match self {
            Type::Int => "INTEGER",
            Type::Text => "TEXT",
        }
    }
}

impl Table {
    /// The statement that makes the empty table.
    pub fn to_create(&self) -> String {
        let columns: Vec<String> =
            self.columns.iter().map(|column| format!("{} {}", column.name, column.holds.word())).collect();
        format!("CREATE TABLE {} ({})", self.name, columns.join(", "))
    }

    /// The statement that fills it; `None` for a table without rows.
    pub fn to_insert(&self) -> Option<String> {
        let row = |row: &Vec<Cell>| format!("({})", row.iter().map(Cell::to_sql).collect::<Vec<_>>().join(", "));
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        (!rows.is_empty()).then(|| format!("INSERT INTO {} VALUES {}", self.name, rows.join(", ")))
    }
}

/// Whether a table or column can be called so: lower case letters, digits and `_`, so that it needs no quotes.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
