//! Small tables, and queries that are run on them in SQLite, in memory.
//!
//! Columns and rows come in, and a query; its rows go out, or the reason why a page cannot ask for them. Nothing is
//! ever written by a query, read from a file or from the clock, and no result hangs on how the rows happen to be
//! stored: a query is run on them in several orders.
//!
//! The version of SQLite is pinned by `Cargo.lock`. Where SQLite is more generous than the standard, `standard` looks:
//! double quotes are names, functions are a short list, `LIKE` must not depend on capitals. Whole numbers are divided
//! as in PostgreSQL, without a rest. Numbers with a point come only from `AVG` and the like, and only exact ones.

mod cell;
mod clauses;
mod compare;
mod database;
mod faults;
mod order;
mod scan;
mod standard;
mod table;

pub use cell::Cell;
pub use clauses::Clauses;
pub use compare::{Verdict, compare};
pub use faults::QueryFault;
pub use standard::check_standard;
pub use table::{Column, Table, Type, is_name};

use database::{Database, Found, Like};
use order::{Arrangement, has_order, with_ties_decided};

/// Tables in a database, ready to be asked.
pub struct Tables {
    /// With the rows in the given order.
    given: Database,
    /// With the rows in other orders, and with another `LIKE`.
    others: Vec<(Database, Suspect)>,
    tables: Vec<Table>,
}

/// What is to blame if another database gives another answer.
#[derive(Clone, Copy)]
enum Suspect {
    Order,
    Capitals,
}

/// Whether the order of an answer's rows is part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The query has no `ORDER BY`: rows in any order, here sorted.
    Heap,
    List,
}

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// As SQLite names them: the name after `AS`, the column, or the expression as it is written.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    pub order: Order,
}

impl Answer {
    /// Whether both have the same rows; in the same order where both queries say one. Names of columns do not count.
    pub fn has_same_rows(&self, other: &Answer) -> bool {
        if self.columns.len() != other.columns.len() {
            return false;
        }
        if self.order == Order::List && other.order == Order::List {
            return self.rows == other.rows;
        }
        sorted(&self.rows) == sorted(&other.rows)
    }
}

fn sorted(rows: &[Vec<Cell>]) -> Vec<Vec<Cell>> {
    let mut rows = rows.to_vec();
    rows.sort();
    rows
}

impl Tables {
    /// Puts tables into databases; `TableFails` where SQLite takes a name for something else.
    pub fn new(tables: Vec<Table>) -> Result<Tables, QueryFault> {
        let open = |arrangement: Arrangement, like| {
            let arranged: Vec<Table> = tables.iter().map(|table| arrangement.of(table)).collect();
            Database::open(&arranged, like)
        };
        let given = open(Arrangement::Given, Like::ByLetter)?;
        let others = vec![
            (open(Arrangement::Reversed, Like::ByLetter)?, Suspect::Order),
            (open(Arrangement::Riffled, Like::ByLetter)?, Suspect::Order),
            (open(Arrangement::Given, Like::BlindToCapitals)?, Suspect::Capitals),
        ];
        Ok(Tables { given, others, tables })
    }

    /// The tables with the rows that the database gives back.
    pub fn contents(&self) -> Result<Vec<Table>, QueryFault> {
        let read = |table: &Table| {
            let rows = self.given.run(&format!("SELECT * FROM {}", table.name))?.rows;
            Ok(Table { rows, ..table.clone() })
        };
        self.tables.iter().map(read).collect()
    }

    /// Runs one query. A result that would be another if the rows were stored in another order is a fault.
    pub fn ask(&self, query: &str) -> Result<Answer, QueryFault> {
        if query.len() > scan::LONGEST {
            return Err(QueryFault::TooMuch);
        }
        let order = if has_order(query) { Order::List } else { Order::Heap };
        let found = self.given.run(query)?;
        for (database, suspect) in &self.others {
            let again = database.run(query)?;
            let is_same_heap = sorted(&again.rows) == sorted(&found.rows);
            match suspect {
                Suspect::Capitals if !is_same_heap => return Err(QueryFault::CapitalsMatter),
                Suspect::Order if !is_same_heap => return Err(QueryFault::RowsNotDetermined),
                Suspect::Order if order == Order::List && again.rows != found.rows => {
                    return Err(QueryFault::OrderNotDetermined);
                }
                Suspect::Order | Suspect::Capitals => {}
            }
        }
        self.check_ties(query, &found)?;
        let rows = if order == Order::Heap { sorted(&found.rows) } else { found.rows };
        Ok(Answer { columns: found.columns, rows, order })
    }

    /// Rows that are equal by all sort keys must be equal altogether, or their order is open.
    fn check_ties(&self, query: &str, found: &Found) -> Result<(), QueryFault> {
        for decided in with_ties_decided(query, found.columns.len()).into_iter().flatten() {
            // What cannot be sorted so has shown above that it does not depend on the order of storing.
            let Ok(again) = self.given.run(&decided) else { continue };
            if sorted(&again.rows) != sorted(&found.rows) {
                return Err(QueryFault::RowsNotDetermined);
            }
            if again.rows != found.rows {
                return Err(QueryFault::OrderNotDetermined);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
