//! Tables, rows and queries as sheet and key show them.
//!
//! What was computed comes in, blocks and prose go out.

use super::lines::clip;
use super::shown::abbreviate;
use crate::blocks::{Align, Block, Column, Prose, Span, Split, Table as Printed, TableStyle, Width};
use crate::diagnostic::words::count;
use crate::tables::{Answer, Cell, Clauses, Order, Table, Type};

/// Columns of a clause that a rubric shows.
const CLAUSE: usize = 34;

/// Letters of two rows that a key shows beside each other.
const SHORT: usize = 20;

/// What a query is worth.
pub const POINTS: u32 = 4;

/// What a wrong query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Gave {
    Rows(Answer),
    Error,
}

/// Tables with their names above them, side by side.
pub fn side_by_side(tables: &[(String, Printed)]) -> Vec<Block> {
    let captioned = |(name, table): &(String, Printed)| vec![Block::Heading(name.clone()), Block::Table(table.clone())];
    match tables.split_first() {
        None => Vec::new(),
        Some((only, [])) => captioned(only),
        Some((first, rest)) => {
            vec![Block::Beside { left: captioned(first), right: side_by_side(rest), split: Split::Close }]
        }
    }
}

/// A table as it stands in the database.
pub fn printed_table(table: &Table) -> Printed {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let holds: Vec<Type> = table.columns.iter().map(|column| column.holds).collect();
    let summary = format!("The table {}: {} of {}.", table.name, count(table.rows.len(), "row"), names.join(", "));
    printed(summary, &names, &holds, &table.rows)
}

/// The rows of an answer under the names of its columns.
pub fn printed_answer(answer: &Answer) -> Printed {
    let names: Vec<&str> = answer.columns.iter().map(String::as_str).collect();
    let is_number = |column: usize| answer.rows.iter().all(|row| !matches!(row[column], Cell::Text(_)));
    let holds: Vec<Type> =
        (0..names.len()).map(|column| if is_number(column) { Type::Int } else { Type::Text }).collect();
    let summary = format!("The result: {} of {}.", count(answer.rows.len(), "row"), names.join(", "));
    printed(summary, &names, &holds, &answer.rows)
}

fn printed(summary: String, names: &[&str], holds: &[Type], rows: &[Vec<Cell>]) -> Printed {
    let column = |(name, holds): (&&str, &Type)| {
        let align = if *holds == Type::Int { Align::Right } else { Align::Left };
        Column { head: Prose::code(*name), align, width: Width::Content }
    };
    Printed {
        summary,
        style: TableStyle::Printed,
        columns: names.iter().zip(holds).map(column).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| Some(to_prose(cell))).collect()).collect(),
    }
}

/// A null is in another face, so that it is no text.
fn to_prose(cell: &Cell) -> Prose {
    match cell {
        Cell::Null => Prose(vec![Span::Stress("NULL".to_owned())]),
        other => Prose::code(other.to_shown()),
    }
}

/// Each row on one line: `Ida, 3`.
pub fn row_lines(answer: &Answer) -> Vec<String> {
    let line = |row: &Vec<Cell>| row.iter().map(Cell::to_shown).collect::<Vec<_>>().join(", ");
    answer.rows.iter().map(line).collect()
}

impl Gave {
    /// As a key shows it beside the right rows.
    pub fn shown_beside(&self, right: &Answer) -> Prose {
        match self {
            Gave::Error => Prose::plain("an error"),
            Gave::Rows(answer) => shown_rows(right, answer),
        }
    }

    /// For `$theirs` in prose.
    pub fn in_words(&self) -> String {
        match self {
            Gave::Error => "an error".to_owned(),
            Gave::Rows(answer) => row_lines(answer).join(" / "),
        }
    }

    /// Whether both would be written down alike. Two that differ in order alone do so only where both have one.
    pub fn is_same(&self, other: &Gave) -> bool {
        match (self, other) {
            (Gave::Error, Gave::Error) => true,
            (Gave::Rows(one), Gave::Rows(two)) => one.has_same_rows(two),
            _ => false,
        }
    }
}

/// What is missing, what is too much, or the first row that differs.
fn shown_rows(right: &Answer, wrong: &Answer) -> Prose {
    let (rights, wrongs) = (row_lines(right), row_lines(wrong));
    let (missing, extra) = (without(&rights, &wrongs), without(&wrongs, &rights));
    let code = |line: &str| Prose::code(abbreviate(line, None));
    let rows = count(wrongs.len(), "row");
    match (missing.as_slice(), extra.as_slice()) {
        _ if wrongs.is_empty() => Prose::plain("no rows"),
        ([], [one]) => code(one).then(" as well"),
        ([], [one, ..]) => Prose::plain(format!("{rows}, ")).then_prose(code(one)).then(" among them"),
        (_, []) if !missing.is_empty() && wrongs.len() == 1 => code(&wrongs[0]).then(" alone"),
        ([one], []) => Prose::plain("no ").then_prose(code(one)),
        ([one, ..], []) => Prose::plain(format!("{rows}, no ")).then_prose(code(one)),
        _ if rights.len() == 1 && wrongs.len() == 1 => code(&wrongs[0]),
        _ if extra.len() == wrongs.len() && is_short(&wrongs) => {
            code(&wrongs[0]).then(" and ").then_prose(code(&wrongs[1]))
        }
        ([_, ..], [one, ..]) if right.order == Order::Heap || wrongs.len() != rights.len() => {
            let start = if wrongs.len() == rights.len() { String::new() } else { format!("{rows}, ") };
            Prose::plain(start).then_prose(code(one)).then(" among them")
        }
        _ => {
            let same = rights.iter().zip(&wrongs).take_while(|(right, wrong)| right == wrong).count();
            let first = &wrongs[same.min(wrongs.len() - 1)];
            Prose::plain(format!("row {} ", same + 1)).then_prose(code(first))
        }
    }
}

/// Two rows that stand on one line of a key.
fn is_short(lines: &[String]) -> bool {
    lines.len() == 2 && lines.iter().map(|line| line.chars().count()).sum::<usize>() <= SHORT
}

/// The lines that are left when those of the other are taken out, each once.
fn without(lines: &[String], others: &[String]) -> Vec<String> {
    let mut others = others.to_vec();
    let mut left = Vec::new();
    for line in lines {
        if let Some(at) = others.iter().position(|other| other == line) {
            others.swap_remove(at);
        } else {
            left.push(line.clone());
        }
    }
    left
}

/// Lines to mark a query by, one for each clause that it has; their points add up to four.
pub fn rubric(query: &str) -> Vec<(u32, Prose)> {
    let Some(clauses) = Clauses::of(query) else {
        let halves = ["each of its queries gives its rows", "they are put together as they are here"];
        return halves.map(|half| (POINTS / 2, Prose::plain(half))).to_vec();
    };
    let mut parts = vec![("columns", clauses.columns)];
    parts.extend(clauses.source.map(|text| ("source", text)));
    parts.extend(clauses.filter.map(|text| ("filter", text)));
    let (groups, order) = (clauses.groups, clauses.order);
    if let (Some(groups), Some(order), 3) = (&groups, &order, parts.len()) {
        parts.push(("groups and order", format!("{groups} {order}")));
    } else {
        parts.extend(groups.map(|text| ("groups", text)));
        parts.extend(order.map(|text| ("order", text)));
    }
    let line = |(index, (name, text)): (usize, &(&str, String))| {
        (share(index, &parts), Prose::plain(format!("{name}: ")).then_code(&clip(text, CLAUSE)))
    };
    parts.iter().enumerate().map(line).collect()
}

/// One point a part, two if there are but two; of three the hardest gets the point that is left: a join, else groups,
/// else a filter, else the order.
fn share(index: usize, parts: &[(&str, String)]) -> u32 {
    let place = |wanted: &str| parts.iter().position(|(name, _)| *name == wanted);
    let joins = |at: &usize| parts[*at].1.to_ascii_lowercase().contains("join ");
    match parts.len() {
        3 => {
            let hardest = place("source").filter(joins).or(place("groups")).or(place("filter")).or(place("order"));
            if hardest == Some(index) { 2 } else { 1 }
        }
        1 => POINTS,
        2 => POINTS / 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Cell, Gave, Order, rubric};

    fn answer(rows: &str, order: Order) -> Answer {
        let cell = |text: &str| match (text, text.parse()) {
            ("NULL", _) => Cell::Null,
            (_, Ok(number)) => Cell::Int(number),
            _ => Cell::Text(text.to_owned()),
        };
        let rows: Vec<Vec<Cell>> =
            rows.split('|').filter(|row| *row != "-").map(|row| row.split(' ').map(cell).collect()).collect();
        Answer { columns: vec!["x".to_owned()], rows, order }
    }

    #[test]
    fn wrong_rows_are_told_by_what_differs() {
        let cases = [
            ("Ada|Bo|Mei", "-", "no rows"),
            ("Ada|Bo|Mei", "Ada|Bo|Mei|Per", "`Per` as well"),
            ("Ada|Bo|Mei", "Ada|Bo|Bo|Mei", "`Bo` as well"),
            ("Ada|Bo|Mei", "Ada|Bo|Eva|Mei|Per", "5 rows, `Eva` among them"),
            ("Ada|Bo|Mei", "Ada|Mei", "no `Bo`"),
            ("Ada|Bo|Mei", "Mei", "`Mei` alone"),
            ("Ada|Bo|Mei|Per", "Ada|Per", "2 rows, no `Bo`"),
            ("Ada|Bo|Mei", "Mei|Bo|Ada", "row 1 `Mei`"),
            ("Ada 1|Bo 2|Mei 3", "Ada 1|Bo 7|Mei 3", "row 2 `Bo, 7`"),
            ("Ada|Bo|Mei", "Eva|Per", "`Eva` and `Per`"),
            ("Ada|Bo|Mei|Per", "Ada|Eva", "2 rows, `Eva` among them"),
            ("3", "4", "`4`"),
            ("Ada 1", "Ada NULL", "`Ada, NULL`"),
        ];
        for (right, wrong, expected) in cases {
            let (right, wrong) = (answer(right, Order::List), answer(wrong, Order::List));
            assert_eq!(Gave::Rows(wrong).shown_beside(&right).to_marked(), expected);
        }
        // Rows of a heap have no number.
        let (right, wrong) = (answer("Ada|Bo|Mei", Order::Heap), answer("Ada|Eva|Mei", Order::Heap));
        assert_eq!(Gave::Rows(wrong).shown_beside(&right).to_marked(), "`Eva` among them");
        assert_eq!(Gave::Error.shown_beside(&right).to_marked(), "an error");
    }

    #[test]
    fn a_query_is_always_worth_four() {
        let cases = [
            ("SELECT 1", "4"),
            ("SELECT a FROM t", "2 2"),
            ("SELECT a FROM t WHERE b", "1 1 2"),
            ("SELECT a FROM t JOIN u ON c = d WHERE b", "1 2 1"),
            ("SELECT a, COUNT(*) FROM t GROUP BY a", "1 1 2"),
            ("SELECT a FROM t ORDER BY a LIMIT 2", "1 1 2"),
            ("SELECT a FROM t WHERE b ORDER BY a", "1 1 1 1"),
            ("SELECT a FROM t GROUP BY a ORDER BY a", "1 1 1 1"),
            ("SELECT a FROM t WHERE b GROUP BY a HAVING c ORDER BY a", "1 1 1 1"),
            ("SELECT 1 UNION SELECT 2", "2 2"),
            ("SELECT a WHERE b ORDER BY c", "1 2 1"),
        ];
        for (query, expected) in cases {
            let points: Vec<String> = rubric(query).iter().map(|(points, _)| points.to_string()).collect();
            assert_eq!(points.join(" "), expected, "{query}");
            assert_eq!(rubric(query).iter().map(|(points, _)| points).sum::<u32>(), super::POINTS, "{query}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_two_results_can_be_told_apart(right in "[ab](\\|[ab]){0,5}", wrong in "[abc](\\|[abc]){0,5}", is_list: bool) {
            let order = if is_list { Order::List } else { Order::Heap };
            let (right, wrong) = (answer(&right, order), Gave::Rows(answer(&wrong, order)));
            proptest::prop_assert!(!wrong.shown_beside(&right).to_plain().is_empty());
        }
    }
}
