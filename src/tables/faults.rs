//! What keeps a query from being a question.

use crate::diagnostic::Finding;
use crate::diagnostic::words::count;

/// Found when a query is run, or looked at before that.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryFault {
    /// SQLite refuses it: its message, and the line of the query, from 1, where it stopped.
    Fails {
        message: String,
        line: Option<u32>,
    },
    /// A table cannot be made.
    TableFails {
        table: String,
        message: String,
    },
    /// No query, or more than one.
    NotOneQuery,
    /// It writes, or reaches for what is not one of the tables, or calls a function that is not on the list.
    Refused {
        what: String,
    },
    /// Too many steps, rows, or bytes in a cell.
    TooMuch,
    RowsNotDetermined,
    OrderNotDetermined,
    CapitalsMatter,
    Inexact {
        number: String,
    },
    LimitWithoutOrder,
    BareColumn {
        column: String,
    },
}

impl Finding for QueryFault {
    fn code(&self) -> &'static str {
        match self {
            QueryFault::Fails { .. } => "query-fails",
            QueryFault::TableFails { .. } => "table-fails",
            QueryFault::NotOneQuery => "not-one-query",
            QueryFault::Refused { .. } => "query-refused",
            QueryFault::TooMuch => "query-too-long",
            QueryFault::RowsNotDetermined => "rows-not-determined",
            QueryFault::OrderNotDetermined => "order-not-determined",
            QueryFault::CapitalsMatter => "capitals-matter",
            QueryFault::Inexact { .. } => "inexact-number",
            QueryFault::LimitWithoutOrder => "limit-without-order",
            QueryFault::BareColumn { .. } => "bare-column",
        }
    }

    fn message(&self) -> String {
        match self {
            QueryFault::Fails { message, line: Some(line) } => {
                format!("the query fails in line {line}: {message}")
            }
            QueryFault::Fails { message, line: None } => format!("the query fails: {message}"),
            QueryFault::TableFails { table, message } => format!("the table `{table}` cannot be made: {message}"),
            QueryFault::NotOneQuery => "this is not one query".to_owned(),
            QueryFault::Refused { what } => format!("a query must not use {what}"),
            QueryFault::TooMuch => {
                format!("the query is too long, never ends, or gives more than {}", count(super::database::ROWS, "row"))
            }
            QueryFault::RowsNotDetermined => {
                "which rows come depends on the order in which the tables are stored".to_owned()
            }
            QueryFault::OrderNotDetermined => "`ORDER BY` leaves the order of some rows open".to_owned(),
            QueryFault::CapitalsMatter => "`LIKE` gives other rows where it does not tell capitals apart".to_owned(),
            QueryFault::Inexact { number } => {
                format!("the query gives `{number}`, which is no whole number of quarters")
            }
            QueryFault::LimitWithoutOrder => "`LIMIT` stands without `ORDER BY`".to_owned(),
            QueryFault::BareColumn { column } => format!("`{column}` has no single value in a group"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            QueryFault::Fails { .. } => {
                "mend the query; names are those of `[problem.tables]`, text is in single quotes"
            }
            QueryFault::TableFails { .. } => "call it, and its columns, by words that mean nothing in SQL",
            QueryFault::NotOneQuery => "write one `SELECT`, or one `WITH … SELECT`",
            QueryFault::Refused { .. } => {
                "ask the tables of the problem, with `COUNT`, `SUM`, `AVG`, `MIN`, `MAX`, `COALESCE` and other functions \
                 that every database has"
            }
            QueryFault::TooMuch => "join on a condition, and let a recursive query end",
            QueryFault::RowsNotDetermined => "sort by enough columns before `LIMIT`, and group by every column shown",
            QueryFault::OrderNotDetermined => {
                "sort by one more column, or draw values without ties; a query without `ORDER BY` may give any order"
            }
            QueryFault::CapitalsMatter => "draw words and patterns in lower case: databases differ here",
            QueryFault::Inexact { .. } => {
                "narrow the draws with `where` so that means are whole, halves or quarters: other digits are cut off differently"
            }
            QueryFault::LimitWithoutOrder => "add an `ORDER BY`: without one, which rows come first is open",
            QueryFault::BareColumn { .. } => {
                "add it to `GROUP BY`, or put `MIN` or `MAX` around it: most databases refuse it as it is"
            }
        };
        Some(help.to_owned())
    }
}

impl QueryFault {
    /// Whether a reader who believes in the query would say that it ends with an error.
    pub fn is_error(&self) -> bool {
        matches!(self, QueryFault::Fails { .. })
    }

    /// Whether other drawn values may do better.
    pub fn depends_on_draw(&self) -> bool {
        matches!(
            self,
            QueryFault::RowsNotDetermined
                | QueryFault::OrderNotDetermined
                | QueryFault::CapitalsMatter
                | QueryFault::Inexact { .. }
        )
    }
}
