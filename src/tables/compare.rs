//! Whether a query that somebody wrote gives what the model gives, on the tables as drawn and on others made of them.
//!
//! The others keep what a reader could take for granted: which columns refer to which, which values are unknown.

use super::scan::{Sort, tokens};
use super::{Answer, Cell, QueryFault, Table, Tables, Type};

/// What became of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The same rows on all tables.
    Right,
    /// The first tables on which it gives something else.
    Differs(Box<Difference>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Whether they are the tables as drawn.
    pub is_as_drawn: bool,
    pub tables: Vec<Table>,
    pub wanted: Answer,
    pub given: Result<Answer, QueryFault>,
}

/// Compares a query with the model. An error is one of the model, or of the drawn tables.
pub fn compare(drawn: &[Table], model: &str, theirs: &str) -> Result<Verdict, QueryFault> {
    let as_drawn = Tables::new(drawn.to_vec())?;
    let wanted = as_drawn.ask(model)?;
    if let Some(difference) = difference(&as_drawn, wanted, theirs) {
        return Ok(Verdict::Differs(Box::new(Difference { is_as_drawn: true, ..difference })));
    }
    for tables in variations(drawn, model) {
        let tables = Tables::new(tables)?;
        // Where the model itself leaves something open, nothing can be compared.
        let Ok(wanted) = tables.ask(model) else { continue };
        if let Some(difference) = difference(&tables, wanted, theirs) {
            return Ok(Verdict::Differs(Box::new(difference)));
        }
    }
    Ok(Verdict::Right)
}

fn difference(tables: &Tables, wanted: Answer, theirs: &str) -> Option<Difference> {
    let given = tables.ask(theirs);
    let is_same = given
        .as_ref()
        .is_ok_and(|given| given.has_same_rows(&wanted) && (given.order == wanted.order || !is_list(&wanted)));
    (!is_same).then(|| Difference { is_as_drawn: false, tables: tables.tables.clone(), wanted, given })
}

fn is_list(answer: &Answer) -> bool {
    answer.order == super::Order::List
}

/// Tables without one of their rows or without any, with one column's values moved on by one row, and with a number or
/// text of the model put into a row, so that limits are met exactly.
fn variations(drawn: &[Table], model: &str) -> Vec<Vec<Table>> {
    let mut found = Vec::new();
    for (index, table) in drawn.iter().enumerate() {
        let mut with = |rows: Vec<Vec<Cell>>| {
            let mut tables = drawn.to_vec();
            tables[index] = Table { rows, ..table.clone() };
            found.push(tables);
        };
        for gone in 0..table.rows.len() {
            with(table.rows.iter().enumerate().filter(|(row, _)| *row != gone).map(|(_, row)| row.clone()).collect());
        }
        with(Vec::new());
        for (column, kind) in table.columns.iter().enumerate() {
            with(moved_on(&table.rows, column));
            for literal in literals(model, kind.holds) {
                for row in 0..table.rows.len() {
                    let mut rows = table.rows.clone();
                    rows[row][column] = literal.clone();
                    with(rows);
                }
            }
        }
    }
    found.retain(|tables| keeps_references(drawn, tables) && keeps_distinct(drawn, tables));
    found
}

fn moved_on(rows: &[Vec<Cell>], column: usize) -> Vec<Vec<Cell>> {
    let values: Vec<Cell> = rows.iter().map(|row| row[column].clone()).collect();
    let moved = rows.iter().zip(values.iter().cycle().skip(1));
    moved
        .map(|(row, value)| {
            let mut row = row.clone();
            row[column] = value.clone();
            row
        })
        .collect()
}

/// Numbers or texts that stand in the query.
fn literals(query: &str, kind: Type) -> Vec<Cell> {
    let literal = |text: &str, sort| match (kind, sort) {
        (Type::Int, Sort::Number) => text.parse().ok().map(Cell::Int),
        (Type::Text, Sort::Text) => {
            let inside = text.strip_prefix('\'')?.strip_suffix('\'')?;
            Some(Cell::Text(inside.replace("''", "'")))
        }
        _ => None,
    };
    let mut found: Vec<Cell> = tokens(query).iter().filter_map(|token| literal(token.text, token.sort)).collect();
    found.sort();
    found.dedup();
    found
}

fn column(table: &Table, column: usize) -> impl Iterator<Item = &Cell> {
    table.rows.iter().map(move |row| &row[column]).filter(|cell| **cell != Cell::Null)
}

/// Whether each column whose values all stood in a column of another table still does so.
fn keeps_references(drawn: &[Table], varied: &[Table]) -> bool {
    let refers = |tables: &[Table], (from, a): (usize, usize), (to, b): (usize, usize)| {
        column(&tables[from], a).all(|cell| column(&tables[to], b).any(|other| other == cell))
    };
    let places = || drawn.iter().enumerate().flat_map(|(table, it)| (0..it.columns.len()).map(move |at| (table, at)));
    places().all(|one| {
        places().filter(|other| other.0 != one.0).all(|other| !refers(drawn, one, other) || refers(varied, one, other))
    })
}

/// Whether a column that held each value once still does so, as keys must.
fn keeps_distinct(drawn: &[Table], varied: &[Table]) -> bool {
    let is_distinct = |table: &Table, at: usize| {
        let mut cells: Vec<&Cell> = column(table, at).collect();
        cells.sort();
        let all = cells.len();
        cells.dedup();
        cells.len() == all
    };
    let is_key = |table: &Table, at: usize| at == 0 && is_distinct(table, at);
    drawn
        .iter()
        .zip(varied)
        .all(|(before, after)| (0..before.columns.len()).all(|at| !is_key(before, at) || is_distinct(after, at)))
}
