//! `[problem.tables]`: the tables of a problem, their rows an expression over drawn values.
//!
//! Keys come in, tables with values in their places go out, for the room `tables` to put into a database.

use super::common::names_of;
use super::limits::whole;
use super::{Ground, Name, PoseFault, Posing, ReadFault, Setback};
use crate::diagnostic::words::count;
use crate::diagnostic::{Faults, Place};
use crate::draw::{Expression, Value, Values};
use crate::keys::{Item, Key, KeyTable, Keys, Shape, Text};
use crate::program::Template;
use crate::tables::{Cell, Column, QueryFault, Table, Tables, Type, is_name};

/// The keys of one table.
pub static TABLE: KeyTable = KeyTable {
    owner: "a table",
    keys: &[
        Key::needed("columns", Shape::Texts, "a name and `int` or `text` for each"),
        Key::needed("rows", Shape::Text, "an expression that gives a list of tuples"),
    ],
};

/// Rows of a table and columns: what stands beside others on a page.
const ROWS: usize = 8;
const COLUMNS: usize = 5;

/// Tables as the file has them.
#[derive(Clone, Debug)]
pub struct Given(Vec<GivenTable>);

#[derive(Clone, Debug)]
struct GivenTable {
    name: Template,
    columns: Vec<(Template, Type)>,
    rows: Expression,
}

impl Given {
    /// Takes `tables`; `None` with a fault noted if one of them is not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Given> {
        if !keys.need("tables", faults) {
            return None;
        }
        let mut tables = keys.table("tables", faults)?;
        let place = tables.place().clone();
        let entries = tables.take_rest();
        if entries.is_empty() {
            faults.note(&place, &ReadFault::Empty { kind: Name::Sql, key: "tables" });
        }
        let read: Vec<Option<GivenTable>> =
            entries.into_iter().map(|(name, item)| GivenTable::read(&name, item, ground, faults)).collect();
        let tables: Vec<GivenTable> = read.into_iter().collect::<Option<_>>()?;
        (!tables.is_empty()).then_some(Given(tables))
    }

    /// Evaluates the rows and makes the tables.
    pub fn draw(&self, posing: &mut Posing) -> Result<Tables, Setback> {
        let expressions: Vec<&str> = self.0.iter().map(|table| table.rows.text.as_str()).collect();
        let place = &self.0[0].rows.place;
        let rows = posing.python.evaluate(posing.values, &expressions).map_err(|stop| Setback::stopped(place, stop))?;
        let tables: Result<Vec<Table>, Setback> =
            self.0.iter().zip(rows).map(|(table, rows)| table.fill(posing.values, rows)).collect();
        Tables::new(tables?)
            .map_err(|fault| Setback::fatal(&self.place_of(&fault, posing.values), PoseFault::Query(fault)))
    }

    /// The name of the table that cannot be made.
    fn place_of(&self, fault: &QueryFault, values: &Values) -> Place {
        let is_it = |given: &&GivenTable| match fault {
            QueryFault::TableFails { table, .. } => given.name.fill(values) == *table,
            _ => false,
        };
        whole(&self.0.iter().find(is_it).unwrap_or(&self.0[0]).name)
    }
}

impl GivenTable {
    fn read(name: &Text, item: Item, ground: &Ground, faults: &mut Faults) -> Option<GivenTable> {
        let shape = "{ columns = [\"days int\"], rows = \"…\" }";
        let Item::Table(entries, place) = item else {
            faults.note(item.place(), &ReadFault::WrongShape { key: "tables", shape });
            return None;
        };
        let mut keys = Keys::of(entries, place).knowing(&TABLE);
        keys.need("columns", faults);
        keys.need("rows", faults);
        let name = Template::read(name, &ground.declared, faults);
        let columns = read_columns(&mut keys, ground, faults);
        let rows =
            keys.text("rows", faults).and_then(|text| Expression::read(&text, &ground.declared, &names_of, faults));
        keys.close(faults);
        Some(GivenTable { name: name?, columns: columns?, rows: rows? })
    }

    fn fill(&self, values: &Values, rows: Result<Value, String>) -> Result<Table, Setback> {
        let name = self.name.fill(values);
        let column = |(name, holds): &(Template, Type)| Column { name: name.fill(values), holds: *holds };
        let columns: Vec<Column> = self.columns.iter().map(column).collect();
        self.check_names(&name, &columns)?;
        let rows = to_rows(rows, &columns)
            .map_err(|detail| Setback::fatal(&self.rows.place, PoseFault::RowsUnfit { table: name.clone(), detail }))?;
        Ok(Table { name, columns, rows })
    }

    /// Names may be drawn, so that they are known only here.
    fn check_names(&self, table: &str, columns: &[Column]) -> Result<(), Setback> {
        let named = std::iter::once((table, whole(&self.name)));
        let named =
            named.chain(columns.iter().zip(&self.columns).map(|(column, (name, _))| (&*column.name, whole(name))));
        for (name, place) in named {
            if !is_name(name) {
                let message = format!("`{name}` is no word in lower case");
                let fault = QueryFault::TableFails { table: table.to_owned(), message };
                return Err(Setback::fatal(&place, PoseFault::Query(fault)));
            }
        }
        Ok(())
    }
}

fn read_columns(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Vec<(Template, Type)>> {
    let place = keys.place_of("columns")?;
    let texts = keys.texts("columns", faults)?;
    if texts.is_empty() || texts.len() > COLUMNS {
        faults.note(&place, &ReadFault::ColumnsOutOfRange { found: texts.len(), most: COLUMNS });
        return None;
    }
    let read: Vec<Option<(Template, Type)>> = texts.iter().map(|text| read_column(text, ground, faults)).collect();
    read.into_iter().collect()
}

/// `"days int"`: a name, which may be drawn, and a type.
fn read_column(text: &Text, ground: &Ground, faults: &mut Faults) -> Option<(Template, Type)> {
    let parts = text.value.split_once(' ').and_then(|(name, kind)| Some((name, Type::from_word(kind)?)));
    let written = |name: &str| !name.contains('$') && !is_name(name);
    let Some((name, kind)) = parts.filter(|(name, _)| !written(name)) else {
        faults.note(&text.place, &ReadFault::BadColumn { written: text.value.clone() });
        return None;
    };
    let name = Text { value: name.to_owned(), ..text.clone() };
    Some((Template::read(&name, &ground.declared, faults)?, kind))
}

/// The rows of a table, or in words what is wrong with them.
fn to_rows(rows: Result<Value, String>, columns: &[Column]) -> Result<Vec<Vec<Cell>>, String> {
    let rows = match rows {
        Ok(Value::List(rows) | Value::Tuple(rows)) => rows,
        Ok(other) => return Err(format!("`rows` gives {}, not a list", other.shape())),
        Err(error) => return Err(format!("`rows` ends with `{error}`")),
    };
    if rows.is_empty() || rows.len() > ROWS {
        return Err(format!("there are {}", count(rows.len(), "row")));
    }
    rows.into_iter().zip(1..).map(|(row, number)| to_row(row, number, columns)).collect()
}

fn to_row(row: Value, number: usize, columns: &[Column]) -> Result<Vec<Cell>, String> {
    let values = match row {
        Value::List(values) | Value::Tuple(values) => values,
        other => return Err(format!("row {number} is {}, not a tuple", other.shape())),
    };
    if values.len() != columns.len() {
        let (has, wants) = (count(values.len(), "value"), count(columns.len(), "column"));
        return Err(format!("row {number} has {has} for {wants}"));
    }
    let cell = |(value, column): (&Value, &Column)| {
        let fits = Cell::of(value).filter(|cell| column.holds.takes(cell));
        fits.ok_or_else(|| format!("row {number} has {} in the column `{}`", value.shape(), column.name))
    };
    values.iter().zip(columns).map(cell).collect()
}
