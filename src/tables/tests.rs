//! What queries give, and what they are kept from.

use super::{Answer, Cell, Column, Order, QueryFault, Table, Tables, Type, Verdict, check_standard, compare};
use crate::diagnostic::Finding;

fn table(name: &str, columns: &[(&str, Type)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.iter().map(|(name, holds)| Column { name: (*name).to_owned(), holds: *holds }).collect();
    Table { name: name.to_owned(), columns, rows }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// Members, of whom one has no branch, and their loans.
fn library() -> Vec<Table> {
    let member =
        |id, name: &str, branch: Option<&str>| vec![Cell::Int(id), text(name), branch.map_or(Cell::Null, text)];
    let loan = |member, title: &str, days| vec![Cell::Int(member), text(title), Cell::Int(days)];
    vec![
        table(
            "members",
            &[("id", Type::Int), ("name", Type::Text), ("branch", Type::Text)],
            vec![member(1, "Ida", Some("A")), member(2, "Bo", None), member(3, "Mei", Some("B"))],
        ),
        table(
            "loans",
            &[("member", Type::Int), ("title", Type::Text), ("days", Type::Int)],
            vec![loan(1, "tides", 21), loan(3, "river", 7), loan(1, "atlas", 12), loan(3, "ferry", 12)],
        ),
    ]
}

fn ask(query: &str) -> Result<Answer, QueryFault> {
    Tables::new(library()).expect("these tables can be made").ask(query)
}

/// Rows on one line each, or the code of the fault.
fn told(query: &str) -> String {
    match ask(query) {
        Ok(answer) => {
            let line = |row: &Vec<Cell>| row.iter().map(Cell::to_shown).collect::<Vec<_>>().join(" ");
            answer.rows.iter().map(line).collect::<Vec<_>>().join(" | ")
        }
        Err(fault) => fault.code().to_owned(),
    }
}

#[test]
fn rows_come_as_the_query_says() {
    let cases = [
        ("SELECT name FROM members", "Bo | Ida | Mei"),
        ("SELECT name FROM members ORDER BY id DESC", "Mei | Bo | Ida"),
        ("SELECT name, branch FROM members WHERE branch IS NULL", "Bo NULL"),
        ("SELECT name FROM members WHERE branch <> 'A'", "Mei"),
        ("SELECT COUNT(*), COUNT(branch), SUM(id) FROM members", "3 2 6"),
        ("SELECT AVG(days) FROM loans", "13"),
        ("SELECT member, AVG(days) FROM loans GROUP BY member", "1 16.5 | 3 9.5"),
        ("SELECT 7 / 2, 7 % 4, 'a' || 'b', '', 'null', '4'", "3 3 ab '' 'null' '4'"),
        (
            "SELECT name, title FROM members LEFT JOIN loans ON member = id WHERE id < 3",
            "Bo NULL | Ida atlas | Ida tides",
        ),
        ("WITH long AS (SELECT * FROM loans WHERE days > 10) SELECT title FROM long", "atlas | ferry | tides"),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n", "1 | 2 | 3"),
        ("SELECT title FROM loans WHERE title LIKE '%er%' ORDER BY days, title LIMIT 1", "river"),
        ("SELECT days FROM loans ORDER BY days LIMIT 3", "7 | 12 | 12"),
        ("SELECT title FROM loans UNION SELECT name FROM members ORDER BY title LIMIT 2;", "Bo | Ida"),
        ("SELECT name, RANK() OVER (ORDER BY id) FROM members", "Bo 2 | Ida 1 | Mei 3"),
    ];
    for (query, expected) in cases {
        assert_eq!(told(query), expected, "{query}");
    }
}

#[test]
fn what_a_page_cannot_ask_is_a_fault() {
    let cases = [
        ("SELECT nmae FROM members", "query-fails"),
        ("SELECT name FROM members WHERE branch = \"A\"", "query-fails"),
        ("SELCT 1", "query-fails"),
        ("SELECT SUM(9223372036854775807) FROM loans", "query-fails"),
        ("", "not-one-query"),
        ("-- nothing", "not-one-query"),
        ("SELECT 1; SELECT 2", "not-one-query"),
        ("EXPLAIN SELECT 1", "not-one-query"),
        ("DELETE FROM loans", "query-refused"),
        ("INSERT INTO loans VALUES (1, 'x', 2)", "query-refused"),
        ("CREATE TABLE t (x INT)", "query-refused"),
        ("ATTACH 'x.db' AS x", "query-refused"),
        ("PRAGMA user_version", "query-refused"),
        ("BEGIN", "query-refused"),
        ("VACUUM INTO 'x.db'", "not-one-query"),
        ("SELECT name FROM sqlite_schema", "query-refused"),
        ("SELECT * FROM pragma_table_info('loans')", "query-refused"),
        ("SELECT * FROM json_each('[1]')", "query-refused"),
        ("SELECT load_extension('x')", "query-refused"),
        ("SELECT random()", "query-refused"),
        ("SELECT date('now')", "query-refused"),
        ("SELECT CURRENT_DATE", "query-refused"),
        ("SELECT group_concat(name) FROM members", "query-refused"),
        ("SELECT name FROM members WHERE name GLOB 'I*'", "query-refused"),
        ("SELECT x'00'", "query-refused"),
        ("SELECT a.id FROM members a, loans b, loans c, loans d", "query-too-long"),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n", "query-too-long"),
        ("WITH RECURSIVE n(i) AS (SELECT 'x' UNION ALL SELECT i || i FROM n) SELECT i FROM n", "query-too-long"),
        ("SELECT AVG(days + id) FROM members, loans WHERE title <> 'tides'", "inexact-number"),
        ("SELECT 0.1", "inexact-number"),
        ("SELECT title FROM loans ORDER BY days", "order-not-determined"),
        ("SELECT title FROM loans ORDER BY days LIMIT 2", "rows-not-determined"),
        ("SELECT member, COUNT(*) AS n FROM loans GROUP BY member ORDER BY n", "order-not-determined"),
        ("SELECT member, COUNT(*) AS n FROM loans GROUP BY member ORDER BY n LIMIT 1;", "rows-not-determined"),
        ("SELECT title, SUM(days) FROM loans GROUP BY member", "rows-not-determined"),
        ("SELECT rowid FROM loans WHERE title = 'tides'", "rows-not-determined"),
        ("SELECT name FROM members WHERE name LIKE 'i%'", "capitals-matter"),
    ];
    for (query, code) in cases {
        assert_eq!(told(query), code, "{query}: {:?}", ask(query));
    }
}

#[test]
fn an_endless_text_is_never_looked_through() {
    let long = format!("WITH a AS (SELECT 1) SELECT {}1", "(a, ".repeat(100_000));
    assert_eq!(ask(&long), Err(QueryFault::TooMuch));
    assert_eq!(check_standard(&long), Err(QueryFault::TooMuch));
    assert!(ask(&format!("SELECT {}1{}", "(".repeat(3_000), ")".repeat(3_000))).is_err());
}

#[test]
fn a_query_that_was_refused_leaves_the_tables_as_they_were() {
    let tables = Tables::new(library()).expect("these tables can be made");
    for query in ["DROP TABLE loans", "UPDATE loans SET days = 0", "DELETE FROM members"] {
        assert!(tables.ask(query).is_err(), "{query}");
    }
    assert_eq!(tables.contents(), Ok(library()));
}

#[test]
fn messages_say_where_and_what() {
    let fault = ask("SELECT name\nFROM members\nWHERE brnch = 1").expect_err("there is no such column");
    assert_eq!(fault.message(), "the query fails in line 3: no such column `brnch`");
    let fault = ask("SELECT random()").expect_err("chance is refused");
    assert_eq!(fault.message(), "a query must not use the function `random`");
    let tables = Tables::new(vec![table("order", &[("x", Type::Int)], Vec::new())]);
    let message = tables.err().map(|fault| fault.message());
    assert_eq!(message.as_deref(), Some("the table `order` cannot be made: near `order`: syntax error"));
}

#[test]
fn a_column_holds_what_it_says() {
    let wrong = table("t", &[("x", Type::Int)], vec![vec![text("a")]]);
    assert!(Tables::new(vec![wrong]).is_err());
}

#[test]
fn rows_are_compared_as_a_heap_or_as_a_list() {
    let same = |one: &str, two: &str| match (ask(one), ask(two)) {
        (Ok(one), Ok(two)) => one.has_same_rows(&two),
        other => panic!("{other:?}"),
    };
    assert!(same("SELECT name FROM members", "SELECT name FROM members ORDER BY id DESC"));
    assert!(!same("SELECT name FROM members ORDER BY id", "SELECT name FROM members ORDER BY id DESC"));
    assert!(same("SELECT 4", "SELECT AVG(4)"));
    assert!(!same("SELECT 1 UNION ALL SELECT 1", "SELECT 1"));
    assert!(!same("SELECT 1", "SELECT 1, 2"));
    assert!(!same("SELECT NULL", "SELECT 0"));
    assert_eq!(ask("SELECT name FROM members").map(|answer| answer.order), Ok(Order::Heap));
}

#[test]
fn a_typed_query_is_judged_on_more_than_the_printed_tables() {
    let model = "SELECT name, COUNT(title) FROM members LEFT JOIN loans ON member = id GROUP BY id, name ORDER BY name";
    let right = [
        model,
        "SELECT m.name, (SELECT COUNT(*) FROM loans l WHERE l.member = m.id) AS n FROM members m ORDER BY m.name",
        "SELECT name, COUNT(member) FROM loans RIGHT JOIN members ON id = member GROUP BY 1 ORDER BY 1",
    ];
    for theirs in right {
        assert_eq!(compare(&library(), model, theirs), Ok(Verdict::Right), "{theirs}");
    }
    let wrong = [
        "SELECT name, COUNT(*) FROM members LEFT JOIN loans ON member = id GROUP BY id, name ORDER BY name",
        "SELECT name, COUNT(title) FROM members LEFT JOIN loans ON member = id GROUP BY id, name",
        "SELECT name FROM members",
        "SELECT nme FROM members",
        "DELETE FROM members",
    ];
    for theirs in wrong {
        let verdict = compare(&library(), model, theirs);
        assert!(matches!(verdict, Ok(Verdict::Differs(ref it)) if it.is_as_drawn), "{theirs}: {verdict:?}");
    }
}

/// Queries that give the right rows by luck of the draw.
#[test]
fn luck_is_found_out() {
    let cases = [
        ("SELECT title FROM loans WHERE days > 10", "SELECT title FROM loans WHERE days >= 10"),
        ("SELECT title FROM loans WHERE days > 10", "SELECT title FROM loans WHERE title <> 'river'"),
        ("SELECT name FROM members WHERE branch = 'A'", "SELECT name FROM members WHERE id = 1"),
        ("SELECT MAX(days) FROM loans", "SELECT 21"),
        ("SELECT COUNT(*) FROM loans", "SELECT COUNT(*) + 1 FROM members"),
        (
            "SELECT SUM(days) FROM loans WHERE member = 3",
            "SELECT SUM(days) FROM loans WHERE days + member <> 22 AND days + member <> 13",
        ),
    ];
    for (model, theirs) in cases {
        let verdict = compare(&library(), model, theirs);
        assert!(matches!(verdict, Ok(Verdict::Differs(ref it)) if !it.is_as_drawn), "{theirs}: {verdict:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_as_a_query_ends_without_a_panic(query in "(select|from|where|loans|days|name|,|\\*|'|\"|\\(|;|1| ){0,16}") {
        let _ = ask(&query);
        let _ = check_standard(&query);
    }

    #[test]
    fn rows_come_back_as_they_were_put_in(rows in proptest::collection::vec((".{0,6}", proptest::option::of(-99_i64..99)), 0..6)) {
        let rows: Vec<Vec<Cell>> = rows
            .into_iter()
            .map(|(word, number)| vec![Cell::Text(word.replace('\0', "")), number.map_or(Cell::Null, Cell::Int)])
            .collect();
        let given = vec![table("t", &[("a", Type::Text), ("b", Type::Int)], rows)];
        let tables = Tables::new(given.clone()).expect("these tables can be made");
        proptest::prop_assert_eq!(tables.contents(), Ok(given.clone()));
        let heap = tables.ask("SELECT a, b FROM t").expect("it can be read").rows;
        let mut wanted = given[0].rows.clone();
        wanted.sort();
        proptest::prop_assert_eq!(heap, wanted);
    }
}
