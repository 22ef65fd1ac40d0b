//! `sql`: tables, and a query to be answered or written.
//!
//! The tables are put into a database and printed from there; the right query and every wrong one are run on them. A
//! result that would come out otherwise elsewhere is never asked.

use super::key::{self, Heads};
use super::limits::{check_width, line, whole};
use super::queried::{self, Gave, POINTS};
use super::space::number;
use super::sql_tables::Given;
use super::{Common, Ground, Misread, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer};
use super::{calls, lines, rubric, write};
use crate::blocks::{Block, Listing, Prose, Rules, Split, TextSize};
use crate::diagnostic::Faults;
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use crate::tables::{Answer, Cell, Order, QueryFault, Table, Tables, check_standard};
use serde_json::{Value as Json, json};

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `sql`",
    keys: &[
        Key::needed("ask", Shape::Text, "the task in words"),
        Key::needed("program", Shape::Text, "the query"),
        Key::needed("asks", Shape::Word(&["result", "query"]), "`result` or `query`, which is to be written"),
        Key::needed(
            "tables",
            Shape::NamedTables(&super::sql_tables::TABLE),
            "the tables that the query is about, in `[problem.tables]`",
        ),
    ],
};

/// Rows, columns and letters of a result that is written by hand (`curriculum/README.md` 3.6, fault 48).
const ROWS: usize = 7;
const COLUMNS: usize = 5;
const LETTERS: usize = 40;
/// Columns of a wrong query that a key shows.
const CHANGED: usize = 30;

#[derive(Clone, Debug)]
pub struct Sql {
    asks: Asks,
    query: Template,
    tables: Given,
}

/// What the reader writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Result,
    Query,
}

/// The drawn query with every answer.
struct Ran<'a> {
    query: String,
    tables: Vec<Table>,
    right: Answer,
    wrong: Vec<(&'a Misread, String, Gave)>,
}

impl Sql {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Sql> {
        keys.need("ask", faults);
        keys.need("program", faults);
        keys.need("asks", faults);
        let asks = read_asks(keys, faults);
        let tables = Given::read(keys, ground, faults);
        calls::refuse_options(ground, faults);
        if asks == Some(Asks::Query) {
            rubric::check_points(ground, POINTS, faults);
        }
        Some(Sql { asks: asks?, query: ground.program.clone()?, tables: tables? })
    }

    /// Puts the values in, and runs every query.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let query = self.query.fill(posing.values);
        check_width(&query, &self.query)?;
        check_standard(&query).map_err(|fault| refused(&self.query, fault))?;
        let tables = self.tables.draw(posing)?;
        let right = tables.ask(&query).map_err(|fault| refused(&self.query, fault))?;
        check_size(&right, &self.query)?;
        let contents = tables.contents().map_err(|fault| refused(&self.query, fault))?;
        let mut ran = Ran { query, tables: contents, right, wrong: Vec::new() };
        for misread in &common.misreads {
            if let Some(program) = misread.program() {
                ran.add(misread, program, self.asks, &tables, posing)?;
            }
        }
        Ok(match self.asks {
            Asks::Result => ran.to_rows(common, posing),
            Asks::Query => ran.to_query(common, posing),
        })
    }
}

fn read_asks(keys: &mut Keys, faults: &mut Faults) -> Option<Asks> {
    let text = keys.text("asks", faults)?;
    match text.value.as_str() {
        "result" => Some(Asks::Result),
        "query" => Some(Asks::Query),
        word => {
            faults.note(&text.place, &ReadFault::UnknownAsks { word: word.to_owned() });
            None
        }
    }
}

/// A query that cannot be asked, blamed on its line where SQLite names one.
fn refused(query: &Template, fault: QueryFault) -> Setback {
    let place = match &fault {
        QueryFault::Fails { line: number, .. } => line(query, *number),
        _ => whole(query),
    };
    let may_pass = fault.depends_on_draw();
    let fault = PoseFault::Query(fault);
    if may_pass { Setback::again(&place, fault) } else { Setback::fatal(&place, fault) }
}

fn check_size(answer: &Answer, query: &Template) -> Result<(), Setback> {
    let (rows, columns) = (answer.rows.len(), answer.columns.len());
    let letters = queried::row_lines(answer).iter().map(|line| line.chars().count()).max().unwrap_or(0);
    if (1..=ROWS).contains(&rows) && columns <= COLUMNS && letters <= LETTERS {
        return Ok(());
    }
    Err(Setback::again(&whole(query), PoseFault::ResultUnfit { rows, columns, letters }))
}

impl<'a> Ran<'a> {
    /// Runs a wrong query. Its rows must be others than the right ones and, where rows are the answer, than those of
    /// every other wrong query.
    fn add(
        &mut self,
        misread: &'a Misread,
        program: &Template,
        asks: Asks,
        tables: &Tables,
        posing: &Posing,
    ) -> Result<(), Setback> {
        let query = program.fill(posing.values);
        let id = misread.id.value.clone();
        let gave = match tables.ask(&query) {
            Ok(answer) => Gave::Rows(answer),
            Err(fault) if fault.is_error() => Gave::Error,
            Err(fault) => return Err(refused(program, fault)),
        };
        if gave.is_same(&Gave::Rows(self.right.clone())) {
            return Err(Setback::again(&whole(program), PoseFault::NeverShows { id }));
        }
        let twin = self.wrong.iter().find(|(_, _, other)| asks == Asks::Result && gave.is_same(other));
        if let Some((other, ..)) = twin {
            let other = other.id.value.clone();
            return Err(Setback::again(&whole(program), PoseFault::Agree { id, other }));
        }
        self.wrong.push((misread, query, gave));
        Ok(())
    }

    fn to_rows(&self, common: &Common, posing: &Posing) -> Posed {
        let answer = queried::row_lines(&self.right).join(" / ");
        let order = if self.right.order == Order::List { "in their order" } else { "in any order" };
        let how = format!(" One row to a rule, {order}; not every rule may be needed.");
        let ask = task(common, posing).then(&how);
        let wrong =
            self.wrong_answers(&answer, posing, |(_, _, gave)| (gave_json(gave, &[]), gave.shown_beside(&self.right)));
        let mut sheet = self.scene(common, posing, &ask, None);
        sheet.push(Block::Beside {
            left: vec![Block::Listing(Listing::bare(&self.query))],
            right: vec![Block::Rules(Rules { lines: self.rules(), guides: false, may_break: false })],
            split: Split::Question,
        });
        let why = key::fill_why(common, posing.values, &answer);
        let result = Block::Table(queried::printed_answer(&self.right));
        Posed {
            label: "Read the query".to_owned(),
            answer: gave_json(&Gave::Rows(self.right.clone()), &[]),
            rubric: Vec::new(),
            model: None,
            marks: row_marks(&self.right),
            points: common.points.unwrap_or(number(self.right.rows.len().clamp(2, 4))),
            sheet,
            key: key::beside(vec![result], &why, Heads::WROTE, &wrong, common, posing.values),
            ..self.posed(ask, why, wrong)
        }
    }

    fn to_query(&self, common: &Common, posing: &Posing) -> Posed {
        let answer = queried::row_lines(&self.right).join(" / ");
        let ask = task(common, posing);
        let wrong = self.wrong_answers(&answer, posing, |(_, query, gave)| {
            let changed = lines::changed(&self.query, query, CHANGED).then(": ");
            (gave_json(gave, &[("model", json!(query))]), changed.then_prose(gave.shown_beside(&self.right)))
        });
        let mut sheet = self.scene(common, posing, &ask, Some(&self.right));
        sheet.push(Block::Rules(Rules { lines: rules_for(&self.query), guides: false, may_break: false }));
        let rubric = queried::rubric(&self.query);
        let why = key::fill_why(common, posing.values, &answer);
        let mut right = vec![rubric::to_block(&rubric)];
        right.extend(key::say_aloud(&common.aloud, posing.values));
        let left = vec![Block::Listing(Listing::bare(&self.query))];
        let mut key = vec![Block::Beside { left, right, split: Split::Key }];
        key.extend(key::why_and_wrong(&why, Heads::WROTE, &wrong));
        Posed {
            label: "Write the query".to_owned(),
            answer: json!({ "model": self.query, "rows": rows_json(&self.right) }),
            rubric,
            model: Some(self.query.clone()),
            marks: marks(["would run, every clause", "one clause wrong", "the shape stands"]),
            points: POINTS,
            sheet,
            key,
            ..self.posed(ask, why, wrong)
        }
    }

    /// What both directions have alike.
    fn posed(&self, ask: Prose, why: Prose, wrong: Vec<WrongAnswer>) -> Posed {
        let statements = self.tables.iter().flat_map(|table| [Some(table.to_create()), table.to_insert()]);
        Posed {
            label: String::new(),
            note: None,
            ask,
            code: Some(self.query.clone()),
            answer: Json::Null,
            why,
            wrong,
            rubric: Vec::new(),
            model: None,
            tests: statements.flatten().collect(),
            marks: Vec::new(),
            points: POINTS,
            sheet: Vec::new(),
            key: Vec::new(),
        }
    }

    /// Task, agreements and tables; the rows that are wished for stand beside the tables.
    fn scene(&self, common: &Common, posing: &Posing, ask: &Prose, wish: Option<&Answer>) -> Vec<Block> {
        let mut sheet = vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }];
        sheet.extend(write::agreed(common, posing.values));
        let mut tables: Vec<_> =
            self.tables.iter().map(|table| (table.name.clone(), queried::printed_table(table))).collect();
        if let Some(wish) = wish {
            let caption = if wish.order == Order::List { "the rows wanted, in this order" } else { "the rows wanted" };
            tables.push((caption.to_owned(), queried::printed_answer(wish)));
        }
        sheet.extend(queried::side_by_side(&tables));
        sheet
    }

    /// One rule more than there are rows, and enough for every wrong answer, but at most two more.
    fn rules(&self) -> u32 {
        let rows = self.right.rows.len();
        let of_wrong = self.wrong.iter().map(|(_, _, gave)| match gave {
            Gave::Rows(answer) => answer.rows.len(),
            Gave::Error => 0,
        });
        number(of_wrong.max().unwrap_or(0).clamp(rows + 1, rows + 2))
    }

    fn wrong_answers(
        &self,
        answer: &str,
        posing: &Posing,
        tell: impl Fn(&(&Misread, String, Gave)) -> (Json, Prose),
    ) -> Vec<WrongAnswer> {
        let wrong = self.wrong.iter().enumerate().map(|(index, wrong)| {
            let (misread, _, gave) = wrong;
            let (json, shown) = tell(wrong);
            WrongAnswer {
                letter: key::letter(index),
                id: Some(misread.id.value.clone()),
                answer: json,
                shown,
                say: key::fill_say(misread, posing.values, answer, &gave.in_words()),
            }
        });
        wrong.collect()
    }
}

fn task(common: &Common, posing: &Posing) -> Prose {
    common.ask.as_ref().map(|ask| ask.fill(posing.values)).unwrap_or_default()
}

/// ⌈1.3 lines⌉ + 1, and 1 for each line that is too long for a rule (`curriculum/README.md` 4.2).
fn rules_for(query: &str) -> u32 {
    (13 * lines::count_written(query)).div_ceil(10) + 1 + lines::count_long(query, lines::HANDWRITTEN)
}

fn rows_json(answer: &Answer) -> Json {
    answer.rows.iter().map(|row| row.iter().map(Cell::to_json).collect::<Json>()).collect()
}

/// `{columns, rows}` or `{error: true}`; `{model, rows}` where the query is the answer.
fn gave_json(gave: &Gave, more: &[(&str, Json)]) -> Json {
    let mut object = match gave {
        Gave::Error => json!({ "error": true }),
        Gave::Rows(answer) if more.is_empty() => json!({ "columns": answer.columns, "rows": rows_json(answer) }),
        Gave::Rows(answer) => json!({ "rows": rows_json(answer) }),
    };
    for (name, value) in more {
        object[*name] = value.clone();
    }
    object
}

/// Of a single row its values count, of a single value nothing but whether it is right.
fn row_marks(right: &Answer) -> Vec<(u8, Prose)> {
    match (right.rows.len(), right.columns.len()) {
        (1, 1) => vec![(3, Prose::plain("right")), (0, Prose::plain("not"))],
        (1, _) => marks(["every value", "one value wrong", "the first value right"]),
        _ => marks(["every row", "one row wrong", "the first row right"]),
    }
}

fn marks(words: [&str; 3]) -> Vec<(u8, Prose)> {
    (1..=3).rev().zip(words).map(|(mark, words)| (mark, Prose::plain(words))).collect()
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};

    const LOANS: &str = r#"
[set]
language = "sql"
[[problem]]
id = "long-loans"
kind = "sql"
asks = "result"
skill = "sql-group"
level = 2
minutes = 3
title = "Loans"
ask = "Write the rows that this query gives for `$word`."
program = '''
SELECT reader, COUNT(*) AS n
FROM loans
WHERE days > $limit
GROUP BY reader
ORDER BY reader
'''
why = "`WHERE` comes first: `$answer`, by $word."

[problem.tables]
loans = { columns = ["reader text", "$column int"], rows = "[('Bo', 3), ('Ada', 9), ('Ada', 12), ('Mei', None), ('Bo', 7)]" }
readers = { columns = ["name text"], rows = "[(word,)]" }

[problem.draw]
limit = { pick = [4] }
word = { pick = ["don't"] }
column = { name = ["days"] }

[[problem.misread]]
id = "where-after-group"
swap = ["WHERE days > $limit\n", ""]
say = "counted first, so $theirs"

[[problem.misread]]
id = "count-is-sum"
swap = ["COUNT(*)", "SUM(days)"]
say = "added the days up"

[[problem.misread]]
id = "aggregate-in-where"
swap = ["days > $limit", "COUNT(*) > 1"]
say = "tested a count too early"
"#;

    fn form() -> Form {
        Form::of(Name::Sql)
    }

    fn asks_query() -> String {
        LOANS.replace("\"result\"", "\"query\"")
    }

    #[test]
    fn rows_are_asked_below_the_tables_and_beside_the_query() {
        let posed = posed(LOANS, form(), 1);
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: Write the rows that this query gives for `'don''t'`. One row to a rule, in their order; not every rule may be needed.
beside, Close
  heading: loans
  table Printed
    `reader` | `days`
    `Bo` | `3`
    `Ada` | `9`
    `Ada` | `12`
    `Mei` | *NULL*
    `Bo` | `7`
  --
  heading: readers
  table Printed
    `name`
    `'don''t'`
beside, Question
  listing, bare
    SELECT reader, COUNT(*) AS n
    FROM loans
    WHERE days > 4
    GROUP BY reader
    ORDER BY reader
  --
  rules 3
"
        );
        assert_eq!(posed.answer, serde_json::json!({ "columns": ["reader", "n"], "rows": [["Ada", 2], ["Bo", 1]] }));
        assert_eq!(posed.points, 2);
        let statements = [
            "CREATE TABLE loans (reader TEXT, days INTEGER)",
            "INSERT INTO loans VALUES ('Bo', 3), ('Ada', 9), ('Ada', 12), ('Mei', NULL), ('Bo', 7)",
            "CREATE TABLE readers (name TEXT)",
            "INSERT INTO readers VALUES ('don''t')",
        ];
        assert_eq!(posed.tests, statements);
    }

    #[test]
    fn the_key_prints_the_rows_and_what_wrong_queries_give() {
        let posed = posed(LOANS, form(), 1);
        assert_eq!(
            wrong(&posed),
            [
                "a where-after-group: 3 rows, `Bo, 2` among them | counted first, so Ada, 2 / Bo, 2 / Mei, 1",
                "b count-is-sum: `Ada, 21` and `Bo, 7` | added the days up",
                "c aggregate-in-where: an error | tested a count too early",
            ]
        );
        assert_eq!(posed.wrong[2].answer, serde_json::json!({ "error": true }));
        let key = dump(&posed.key);
        let start = "beside, Key\n  table Printed\n    `reader` | `n`\n    `Ada` | `2`\n    `Bo` | `1`\n  --\n";
        assert!(key.starts_with(start), "{key}");
        assert!(key.contains("Small: `WHERE` comes first: `Ada, 2 / Bo, 1`, by don’t."), "{key}");
    }

    #[test]
    fn a_query_is_asked_with_its_rows_and_marked_by_its_clauses() {
        let posed = posed(&asks_query(), form(), 1);
        let sheet = dump(&posed.sheet);
        assert!(sheet.contains("heading: the rows wanted, in this order"), "{sheet}");
        assert!(sheet.ends_with("rules 8\n"), "{sheet}");
        let rubric: Vec<String> =
            posed.rubric.iter().map(|(points, line)| format!("{points} {}", line.to_marked())).collect();
        let expected = [
            "1 columns: `reader, COUNT(*) AS n`",
            "1 source: `loans`",
            "1 filter: `WHERE days > 4`",
            "1 groups and order: `GROUP BY reader ORDER BY reader`",
        ];
        assert_eq!(rubric, expected);
        assert_eq!(posed.points, 4);
        assert_eq!(posed.answer["model"].as_str(), posed.model.as_deref());
        assert_eq!(posed.answer["rows"], serde_json::json!([["Ada", 2], ["Bo", 1]]));
        let shown = &wrong(&posed)[0];
        assert!(shown.starts_with("a where-after-group: no `WHERE days > 4` line: 3 rows,"), "{shown}");
    }

    #[test]
    fn rows_without_an_order_are_sorted() {
        let heap = LOANS.replace("GROUP BY reader\nORDER BY reader\n", "GROUP BY reader\n");
        let posed = posed(&heap, form(), 1);
        assert_eq!(posed.answer["rows"], serde_json::json!([["Ada", 2], ["Bo", 1]]));
        assert!(posed.ask.to_plain().contains("in any order"));
        // Another order of the same rows is no wrong answer.
        let other = heap.replace(
            "[\"COUNT(*)\", \"SUM(days)\"]",
            "[\"GROUP BY reader\", \"GROUP BY reader ORDER BY reader DESC\"]",
        );
        assert_eq!(setback(&other, form()), "again misread-never-shows");
    }

    #[test]
    fn one_row_is_marked_by_its_values() {
        let grouped = "GROUP BY reader\nORDER BY reader\n";
        let marks = |columns: &str| {
            let text = LOANS.replace("SELECT reader, COUNT(*) AS n", &format!("SELECT {columns}")).replace(grouped, "");
            let marks = posed(&text, form(), 1).marks;
            marks.iter().map(|(mark, words)| format!("{mark} {}", words.to_plain())).collect::<Vec<_>>()
        };
        assert_eq!(marks("COUNT(*), MAX(days)"), ["3 every value", "2 one value wrong", "1 the first value right"]);
        assert_eq!(marks("COUNT(*)"), ["3 right", "0 not"]);
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let cases = [
            (LOANS.replace("asks = \"result\"\n", ""), "4 missing-key"),
            (LOANS.replace("\"result\"", "\"answer\""), "7 unknown-asks"),
            (LOANS.replace("[set]\nlanguage = \"sql\"\n", ""), "4 other-language"),
            (LOANS.replace("$column int", "$column integer"), "23 not-a-column"),
            (LOANS.replace("$column int", "Days int"), "23 not-a-column"),
            (LOANS.replace("$column int", "$colum int"), "23 undeclared-name"),
            (LOANS.replace("[\"name text\"]", "[]"), "24 columns-out-of-range"),
            (LOANS.replace("rows = \"[(word,)]\"", "rows = \"[(wrd,)]\""), "24 unknown-name-in-expression"),
            (LOANS.replace(", rows = \"[(word,)]\"", ""), "24 missing-key"),
            (LOANS.replace("rows = \"[(word,)]\"", "rows = \"[(word,)]\", row = 1"), "24 unknown-key"),
            (LOANS.replace("readers = {", "readers = 1\nmore = {"), "24 wrong-shape"),
            (asks_query().replace("title =", "points = 3\ntitle ="), "11 points-disagree"),
            (LOANS.replace("kind = \"sql\"", "kind = \"output\""), "6 other-language"),
        ];
        for (text, fault) in cases {
            assert!(faults(&text).contains(&fault.to_owned()), "{fault}: {:?}", faults(&text));
        }
    }

    #[test]
    fn posing_stops_at_what_cannot_be_asked() {
        let cases = [
            ("FROM loans\nWHERE", "FROM lones\nWHERE", "fatal query-fails"),
            ("GROUP BY reader\n", "", "fatal bare-column"),
            ("ORDER BY reader\n", "LIMIT 1\n", "fatal limit-without-order"),
            ("ORDER BY reader\n", "ORDER BY n > 0\n", "again order-not-determined"),
            ("pick = [4]", "pick = [40]", "again result-does-not-fit"),
            ("\"[(word,)]\"", "\"[]\"", "fatal rows-do-not-fit"),
            ("\"[(word,)]\"", "\"[(1,)]\"", "fatal rows-do-not-fit"),
            ("\"[(word,)]\"", "\"[word]\"", "fatal rows-do-not-fit"),
            ("\"[(word,)]\"", "\"[(word, 1)]\"", "fatal rows-do-not-fit"),
            ("\"[(word,)]\"", "\"[(word,)] * 9\"", "fatal rows-do-not-fit"),
            ("\"[(word,)]\"", "\"word + 1\"", "fatal rows-do-not-fit"),
            ("\"[(word,)]\"", "\"[(1.5,)]\"", "fatal rows-do-not-fit"),
            ("readers = {", "\"select\" = {", "fatal table-fails"),
            ("name = [\"days\"]", "name = [\"Days\"]", "fatal table-fails"),
            ("[\"COUNT(*)\", \"SUM(days)\"]", "[\"n\\nFROM\", \"m\\nFROM\"]", "again misread-never-shows"),
            (
                "[\"COUNT(*)\", \"SUM(days)\"]",
                "[\"WHERE days > $limit\\n\", \"WHERE 1 = 1\\n\"]",
                "again misreads-agree",
            ),
            ("[\"COUNT(*)\", \"SUM(days)\"]", "[\"COUNT(*)\", \"random()\"]", "fatal query-refused"),
            ("[\"COUNT(*)\", \"SUM(days)\"]", "[\"COUNT(*)\", \"AVG(days) / 3\"]", "again inexact-number"),
        ];
        for (old, new, expected) in cases {
            assert!(LOANS.contains(old), "{old}");
            assert_eq!(setback(&LOANS.replace(old, new), form()), expected, "{new}");
        }
        // Two wrong queries that give the same rows are still two queries.
        let twins = LOANS.replace("[\"COUNT(*)\", \"SUM(days)\"]", "[\"WHERE days > $limit\\n\", \"WHERE 1 = 1\\n\"]");
        assert_eq!(setback(&twins.replace("\"result\"", "\"query\""), form()), "posed");
    }
}
