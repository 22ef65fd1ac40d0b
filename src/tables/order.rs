//! Whether a query says an order, and the orders in which its rows may have been stored.

use super::scan::{Token, tokens};
use super::{Cell, Table};

/// Whether the outermost query has an `ORDER BY`.
pub fn has_order(query: &str) -> bool {
    tokens(query).iter().any(|token: &Token| token.depth == 0 && token.is_word("order"))
}

/// The query with its ties decided by every column of its result, once upwards and once downwards: where both give
/// the same, nothing was left open. `None` for a query without an `ORDER BY`.
pub fn with_ties_decided(query: &str, columns: usize) -> Option<[String; 2]> {
    let tokens = tokens(query);
    let order = tokens.iter().position(|token| token.depth == 0 && token.is_word("order"))?;
    let keys = tokens[order..].iter();
    let last = keys.take_while(|token| token.depth > 0 || !(token.is_word("limit") || token.is_mark(";"))).last()?;
    let (before, after) = query.split_at(last.end());
    Some(["", " DESC"].map(|direction| {
        let more: String = (1..=columns).map(|column| format!(", {column}{direction}")).collect();
        format!("{before}{more}{after}")
    }))
}

/// An order of stored rows.
#[derive(Clone, Copy)]
pub enum Arrangement {
    Given,
    Reversed,
    /// Every second row first.
    Riffled,
}

impl Arrangement {
    /// The table with its rows in this order.
    pub fn of(self, table: &Table) -> Table {
        let rows: Vec<Vec<Cell>> = match self {
            Arrangement::Given => table.rows.clone(),
            Arrangement::Reversed => table.rows.iter().rev().cloned().collect(),
            Arrangement::Riffled => {
                let second = table.rows.iter().skip(1).step_by(2);
                second.chain(table.rows.iter().step_by(2)).cloned().collect()
            }
        };
        Table { rows, ..table.clone() }
    }
}
