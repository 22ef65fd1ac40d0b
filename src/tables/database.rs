//! SQLite, in memory and on a short leash.
//!
//! Tables are made before the leash is on; then a statement may only read them, in so many steps.

use super::scan::inner_names;
use super::{Cell, QueryFault, Table};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, Statement, params_from_iter};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// Rows that are read of a result; a page holds a tenth of them.
pub const ROWS: usize = 64;
/// SQLite's own steps, in hundreds. Every row of three tables of eight with every other takes about twenty.
const HUNDREDS_OF_STEPS: u32 = 2_000;
/// Of the interpreter's own settings, the most of each.
const LIMITS: [(Limit, i32); 8] = [
    (Limit::SQLITE_LIMIT_LENGTH, 2_000),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 10_000),
    (Limit::SQLITE_LIMIT_COLUMN, 40),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 60),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 8),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
];
/// Functions that PostgreSQL knows by the same name, and that give the same for the same values.
const FUNCTIONS: [&str; 21] = [
    "abs",
    "avg",
    "coalesce",
    "count",
    "dense_rank",
    "lag",
    "lead",
    "length",
    "like",
    "lower",
    "max",
    "min",
    "nullif",
    "rank",
    "replace",
    "round",
    "row_number",
    "substr",
    "sum",
    "trim",
    "upper",
];

/// How `LIKE` treats capitals: databases differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Like {
    ByLetter,
    BlindToCapitals,
}

/// Rows as they came.
pub struct Found {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

pub struct Database {
    connection: Connection,
    watch: Arc<Mutex<Watch>>,
    /// Hundreds of steps that the running statement has taken.
    steps: Arc<AtomicU32>,
}

/// What is noted of the running statement.
#[derive(Default)]
struct Watch {
    /// Names that it gives to inner queries, which it may read like tables.
    inner: Vec<String>,
    /// The first thing that it was refused.
    refused: Option<String>,
}

impl Database {
    /// Makes the tables, and then lets nothing but reading through.
    pub fn open(tables: &[Table], like: Like) -> Result<Database, QueryFault> {
        let connection = Connection::open_in_memory().map_err(|error| broken(&error))?;
        set_up(&connection, like).map_err(|error| broken(&error))?;
        for table in tables {
            fill(&connection, table)
                .map_err(|error| QueryFault::TableFails { table: table.name.clone(), message: message(&error).0 })?;
        }
        let names = tables.iter().map(|table| table.name.clone()).collect();
        let mut database = Database { connection, watch: Arc::default(), steps: Arc::default() };
        database.leash(names).map_err(|error| broken(&error))?;
        Ok(database)
    }

    fn leash(&mut self, tables: Vec<String>) -> rusqlite::Result<()> {
        let watch = Arc::clone(&self.watch);
        self.connection.authorizer(Some(move |context: AuthContext<'_>| {
            let Ok(mut watch) = watch.lock() else { return Authorization::Deny };
            let what = objection(&context.action, |name| is_listed(&tables, name) || is_listed(&watch.inner, name));
            if let Some(what) = what {
                watch.refused.get_or_insert(what);
                return Authorization::Deny;
            }
            Authorization::Allow
        }))?;
        let steps = Arc::clone(&self.steps);
        let is_over = move || steps.fetch_add(1, Ordering::Relaxed) >= HUNDREDS_OF_STEPS;
        self.connection.progress_handler(100, Some(is_over))
    }

    /// Runs one query to its end.
    pub fn run(&self, query: &str) -> Result<Found, QueryFault> {
        self.steps.store(0, Ordering::Relaxed);
        if let Ok(mut watch) = self.watch.lock() {
            *watch = Watch { inner: inner_names(query), refused: None };
        }
        let mut statement = self.connection.prepare(query).map_err(|error| self.fault(query, &error))?;
        if statement.column_count() == 0 || !statement.readonly() || statement.is_explain() != 0 {
            return Err(QueryFault::NotOneQuery);
        }
        let columns = statement.column_names().map(str::to_owned).collect();
        let rows = read(&mut statement).map_err(|stop| match stop {
            Stop::Error(error) => self.fault(query, &error),
            Stop::Fault(fault) => fault,
        })?;
        Ok(Found { columns, rows })
    }

    fn fault(&self, query: &str, error: &Error) -> QueryFault {
        if let Some(what) = self.watch.lock().ok().and_then(|watch| watch.refused.clone()) {
            return QueryFault::Refused { what };
        }
        match error {
            Error::MultipleStatement | Error::Empty => QueryFault::NotOneQuery,
            _ if is_too_much(error) => QueryFault::TooMuch,
            _ => {
                let (message, offset) = message(error);
                let line = offset.map(|offset| query.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1);
                QueryFault::Fails { message, line: line.and_then(|line| u32::try_from(line).ok()) }
            }
        }
    }
}

/// Double quotes are names and nothing else; what the standard lacks is off.
fn set_up(connection: &Connection, like: Like) -> rusqlite::Result<()> {
    for (limit, most) in LIMITS {
        connection.set_limit(limit, most)?;
    }
    for (setting, is_on) in [
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    ] {
        connection.set_db_config(setting, is_on)?;
    }
    connection.pragma_update(None, "case_sensitive_like", like == Like::ByLetter)
}

fn fill(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    connection.execute(&format!("{} STRICT", table.to_create()), [])?;
    let marks = vec!["?"; table.columns.len()].join(", ");
    let mut insert = connection.prepare(&format!("INSERT INTO {} VALUES ({marks})", table.name))?;
    for row in &table.rows {
        insert.execute(params_from_iter(row.iter().map(to_value)))?;
    }
    Ok(())
}

fn to_value(cell: &Cell) -> rusqlite::types::Value {
    match cell {
        Cell::Null => rusqlite::types::Value::Null,
        Cell::Int(number) => rusqlite::types::Value::Integer(*number),
        Cell::Real(number) => rusqlite::types::Value::Real(*number),
        Cell::Text(text) => rusqlite::types::Value::Text(text.clone()),
    }
}

fn is_listed(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What a statement must not do, or `None` if it may.
fn objection(action: &AuthAction<'_>, may_read: impl Fn(&str) -> bool) -> Option<String> {
    match action {
        AuthAction::Select | AuthAction::Recursive => None,
        AuthAction::Read { table_name, .. } if may_read(table_name) => None,
        AuthAction::Read { table_name, .. } => Some(format!("the table `{table_name}`")),
        AuthAction::Function { function_name } => {
            let is_known = FUNCTIONS.iter().any(|known| known.eq_ignore_ascii_case(function_name));
            (!is_known).then(|| format!("the function `{}`", function_name.to_ascii_lowercase()))
        }
        _ => Some("anything but `SELECT`".to_owned()),
    }
}

/// Why reading stopped.
enum Stop {
    Error(Error),
    Fault(QueryFault),
}

fn read(statement: &mut Statement<'_>) -> Result<Vec<Vec<Cell>>, Stop> {
    let width = statement.column_count();
    let mut rows = statement.query([]).map_err(Stop::Error)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(Stop::Error)? {
        if found.len() == ROWS {
            return Err(Stop::Fault(QueryFault::TooMuch));
        }
        let cells = (0..width).map(|column| row.get_ref(column).map_err(Stop::Error).and_then(to_cell));
        found.push(cells.collect::<Result<Vec<Cell>, Stop>>()?);
    }
    Ok(found)
}

fn to_cell(value: ValueRef<'_>) -> Result<Cell, Stop> {
    match value {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(number) => Ok(Cell::Int(number)),
        // Quarters are exact as binary fractions, and short.
        ValueRef::Real(number) if (number * 4.0).fract() == 0.0 && number.abs() < 1e9 => Ok(Cell::Real(number)),
        ValueRef::Real(number) => Err(Stop::Fault(QueryFault::Inexact { number: number.to_string() })),
        ValueRef::Text(text) => Ok(Cell::Text(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Blob(_) => Err(Stop::Fault(QueryFault::Refused { what: "bytes as values".to_owned() })),
    }
}

fn is_too_much(error: &Error) -> bool {
    use rusqlite::ErrorCode::{OperationInterrupted, OutOfMemory, TooBig};
    matches!(error.sqlite_error_code(), Some(OperationInterrupted | OutOfMemory | TooBig))
}

/// SQLite's own words, with names in backticks as everywhere here, and the byte of the query that they are about.
fn message(error: &Error) -> (String, Option<usize>) {
    let (words, offset) = match error {
        Error::SqlInputError { msg, offset, .. } => (msg.clone(), usize::try_from(*offset).ok()),
        Error::SqliteFailure(_, Some(message)) => (message.clone(), None),
        other => (other.to_string(), None),
    };
    let words = match words.split_once(": ") {
        Some((what, name)) if !name.contains(' ') => format!("{what} `{name}`"),
        _ => words.replace('"', "`"),
    };
    (words, offset)
}

/// A database in memory that cannot even be opened.
fn broken(error: &Error) -> QueryFault {
    QueryFault::Fails { message: message(error).0, line: None }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Database, HUNDREDS_OF_STEPS, Like, Ordering, Table};
    use crate::tables::{Column, Type};

    #[test]
    fn an_honest_query_stays_far_below_the_limit() {
        let table = |name: &str| Table {
            name: name.to_owned(),
            columns: vec![Column { name: "n".to_owned(), holds: Type::Int }],
            rows: (1..=8).map(|n| vec![Cell::Int(n)]).collect(),
        };
        let database = Database::open(&["a", "b", "c"].map(table), Like::ByLetter).expect("these tables can be made");
        let found = database.run("SELECT SUM(a.n * b.n * c.n) FROM a, b, c").expect("it ends");
        assert_eq!(found.rows, [[Cell::Int(36 * 36 * 36)]]);
        let steps = database.steps.load(Ordering::Relaxed);
        assert!((10..40).contains(&steps) && steps * 50 < HUNDREDS_OF_STEPS, "{steps}");
    }
}
