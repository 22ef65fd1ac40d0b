//! `trace`: a program and an empty table; the reader writes what watched names hold each time a quoted line has run.
//!
//! The right program is traced and every misread too; two tables that would be written alike are never a question.

use super::key::{Heads, beside, fill_say, fill_why, letter};
use super::limits::{Standing, check_compiles, check_width, failed, stopped, unless_endless, unless_unseen, whole};
use super::options::misplaced_options;
use super::space::{beside_program, number};
use super::traced::{Followed, Table};
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer};
use crate::blocks::Prose;
use crate::diagnostic::{Faults, Place};
use crate::keys::{Key, KeyTable, Keys, Shape, Text};
use crate::program::{Quote, Template};
use crate::python::{Ending, syntax};

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `trace`",
    keys: &[
        Key::needed("program", Shape::Text, "what the reader follows"),
        Key::needed("rows", Shape::Texts, "the lines after which a row is written"),
        Key::needed("watch", Shape::Texts, "the names that have a column"),
        Key::free("given", Shape::Int(0, 3), "rows that are filled in (1)"),
    ],
};

/// The fewest and the most rows of a table (`curriculum/README.md` 3.6, fault 37).
const ROWS: std::ops::RangeInclusive<usize> = 4..=12;

/// A program that is traced.
#[derive(Clone, Debug)]
pub struct Trace {
    program: Template,
    /// The quoted lines, from 1, each with the place of its quote, in the order of the program.
    lines: Vec<(u32, Place)>,
    watch: Vec<Text>,
    /// How many rows are filled in.
    given: u32,
    standing: Standing,
}

/// The drawn program with every table, all of them apart.
struct Ran<'a> {
    code: String,
    right: Table,
    /// Rows that the sheet gives: what a wrong reading has there nobody writes.
    given: u32,
    /// `None` for a misread that does not end.
    wrong: Vec<(&'a Misread, Option<Table>)>,
}

impl Trace {
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Trace> {
        keys.need("program", faults);
        keys.need("rows", faults);
        keys.need("watch", faults);
        misplaced_options(Name::Trace, ground, faults);
        let rows = read_list(keys, "rows", faults);
        let watch = read_list(keys, "watch", faults)?;
        let given = keys.int("given", 0..=3, faults).and_then(|number| u32::try_from(number.value).ok());
        let program = ground.program.clone()?;
        let quotes: Option<Vec<(u32, Place)>> = rows?
            .iter()
            .map(|text| Some((Quote::read(text, &program, faults)?.line(&program), text.place.clone())))
            .collect();
        let mut lines = quotes?;
        lines.sort_by_key(|(line, _)| *line);
        lines.dedup_by_key(|(line, _)| *line);
        Some(Trace { program, lines, watch, given: given.unwrap_or(1), standing: ground.standing(Name::Trace) })
    }

    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let ran = self.run(common, posing)?;
        let lines: Vec<u32> = self.lines.iter().map(|(line, _)| *line).collect();
        let ask = ask(&ran, &lines, self.given, common, posing);
        let answer = ran.right.last_value();
        let why = fill_why(common, posing.values, &answer);
        let wrong: Vec<WrongAnswer> =
            ran.wrong.iter().enumerate().map(|(index, wrong)| ran.wrong_answer(letter(index), wrong, posing)).collect();
        let others: Vec<&Table> = ran.wrong.iter().filter_map(|(_, table)| table.as_ref()).collect();
        let empty = ran.right.to_write(self.given, common.level, &others);
        let asked = ran.right.rows.len().saturating_sub(self.given as usize);
        Ok(Posed {
            label: "Trace table".to_owned(),
            note: None,
            answer: ran.right.to_json(),
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: vec![
                (3, Prose::plain("every row")),
                (2, Prose::plain("one row wrong")),
                (1, Prose::plain("the first row right")),
            ],
            points: common.points.unwrap_or(number(asked + 1)),
            sheet: beside_program(&ask, &ran.code, empty),
            key: beside(vec![ran.right.to_print()], &why, Heads::WROTE, &wrong, common, posing.values),
            code: Some(ran.code),
            ask,
            why,
            wrong,
        })
    }

    /// Traces the right program and then the wrong ones, as long as their tables stay apart.
    fn run<'a>(&self, common: &'a Common, posing: &mut Posing) -> Result<Ran<'a>, Setback> {
        let code = self.program.fill(posing.values);
        check_width(&code, &self.program)?;
        self.check_lines(&code)?;
        let lines: Vec<u32> = self.lines.iter().map(|(line, _)| *line).collect();
        let names: Vec<&str> = self.watch.iter().map(|name| name.value.as_str()).collect();
        let trace = posing.python.trace(&code, &lines, &names).map_err(|stop| stopped(&self.program, stop))?;
        if let Ending::Raised { kind, line } = &trace.ending {
            return Err(failed(&self.program, kind, *line));
        }
        let right = Table::of(&names, trace, Some);
        self.check_table(&right)?;
        let mut ran = Ran { code, right, given: self.given, wrong: Vec::new() };
        for misread in &common.misreads {
            if let Some(program) = misread.program() {
                unless_unseen(ran.add(misread, program, &lines, posing), self.standing)?;
            }
        }
        Ok(ran)
    }

    /// A tracer loses lines that share a line of text with others.
    fn check_lines(&self, code: &str) -> Result<(), Setback> {
        // A program that does not parse is told when it is run, with its line.
        if syntax::check_program(code).is_err() {
            return Ok(());
        }
        let found = self.lines.iter().find(|(line, _)| !syntax::is_single_statement(code, *line));
        match found {
            None => Ok(()),
            Some((line, place)) => {
                let text = code.lines().nth((*line as usize).saturating_sub(1)).unwrap_or_default();
                Err(Setback::fatal(place, PoseFault::SeveralStatements { line: text.trim().to_owned() }))
            }
        }
    }

    fn check_table(&self, table: &Table) -> Result<(), Setback> {
        let rows = table.rows.len();
        let place = &self.lines.first().map_or_else(|| whole(&self.program), |(_, place)| place.clone());
        if rows < *ROWS.start() {
            return Err(Setback::fatal(place, PoseFault::TraceTooShort { rows }));
        }
        if rows > *ROWS.end() {
            return Err(Setback::fatal(place, PoseFault::TraceTooLong { rows }));
        }
        for (column, name) in self.watch.iter().enumerate() {
            if table.rows.iter().all(|row| row.cells.get(column).is_none_or(Option::is_none)) {
                return Err(Setback::fatal(&name.place, PoseFault::NeverBound { name: name.value.clone() }));
            }
        }
        Ok(())
    }
}

impl<'a> Ran<'a> {
    /// Traces a wrong program; a setback if its table is the right one or that of another wrong one.
    fn add(
        &mut self,
        misread: &'a Misread,
        program: &Template,
        lines: &[u32],
        posing: &mut Posing,
    ) -> Result<(), Setback> {
        let place = whole(program);
        let code = program.fill(posing.values);
        let id = misread.id.value.clone();
        // A change that this draw makes invisible needs no run.
        if code == self.code {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        let followed = Followed::between(&self.code, &code);
        let theirs: Vec<u32> = lines.iter().filter_map(|line| followed.theirs(*line)).collect();
        let names: Vec<&str> = self.right.names.iter().map(String::as_str).collect();
        let trace = unless_endless(posing.python.trace(&code, &theirs, &names), &place)?;
        if let Some(Ending::Raised { kind, .. }) = trace.as_ref().map(|trace| &trace.ending) {
            check_compiles(kind, &code, &place)?;
        }
        let table = trace.map(|trace| Table::of(&names, trace, |line| followed.ours(line)));
        let given = self.given;
        let rows = |table: &Option<Table>| table.as_ref().map(|table| table.to_be_written(given).to_vec());
        if rows(&table).is_some_and(|rows| rows == self.right.to_be_written(given)) {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        if let Some((other, _)) = self.wrong.iter().find(|(_, other)| rows(other) == rows(&table)) {
            return Err(Setback::again(&place, PoseFault::Agree { id, other: other.id.value.clone() }));
        }
        self.wrong.push((misread, table));
        Ok(())
    }

    fn wrong_answer(&self, letter: char, (misread, table): &(&Misread, Option<Table>), posing: &Posing) -> WrongAnswer {
        let theirs = table.as_ref().map_or_else(|| "does not end".to_owned(), Table::last_value);
        WrongAnswer {
            letter,
            id: Some(misread.id.value.clone()),
            answer: table.as_ref().map_or_else(|| serde_json::json!({ "endless": true }), Table::to_json),
            shown: table
                .as_ref()
                .map_or_else(super::shown::endless, |table| self.right.first_difference(table, self.given)),
            say: fill_say(misread, posing.values, &self.right.last_value(), &theirs),
        }
    }
}

/// Takes a list of texts that is not empty.
fn read_list(keys: &mut Keys, key: &'static str, faults: &mut Faults) -> Option<Vec<Text>> {
    let place = keys.place_of(key)?;
    let list = keys.texts(key, faults)?;
    if list.is_empty() {
        faults.note(&place, &ReadFault::Empty { kind: Name::Trace, key });
        return None;
    }
    Some(list)
}

/// The task. At level 1 the lines' numbers stand in the table; later the reader writes them, and is told which count.
fn ask(ran: &Ran, lines: &[u32], given: u32, common: &Common, posing: &Posing) -> Prose {
    let scene = common.ask.as_ref().map(|ask| ask.fill(posing.values).then(" ")).unwrap_or_default();
    let ask = if common.level == 1 {
        scene.then("Write each name’s value ").then_strong("after").then(" the numbered line has run.")
    } else {
        let each = format!("A row for each time {} has run: its number, and each name’s value ", spoken(lines));
        scene.then(&each).then_strong("after").then(" it.")
    };
    let heads = lines.iter().filter_map(|line| ran.code.lines().nth((*line as usize).saturating_sub(1)));
    let has_loop = heads.map(str::trim_start).any(|head| head.starts_with("for ") || head.starts_with("while "));
    let ask = if has_loop { ask.then(" For a loop’s head: as a pass begins.") } else { ask };
    let rows = match given {
        0 => "",
        1 => "Row one is done",
        2 => "Rows one and two are done",
        _ => "Rows one to three are done",
    };
    let spare = if common.level == 1 { "" } else { "not every row may be needed" };
    match (rows, spare) {
        ("", "") => ask,
        ("", spare) => ask.then(&format!(" N{}.", &spare[1..])),
        (rows, "") => ask.then(&format!(" {rows}.")),
        (rows, spare) => ask.then(&format!(" {rows}; {spare}.")),
    }
}

/// "line 3", "line 2 or 3", "line 2, 3 or 5".
fn spoken(lines: &[u32]) -> String {
    let numbers: Vec<String> = lines.iter().map(u32::to_string).collect();
    match numbers.split_last() {
        None => "a line".to_owned(),
        Some((last, [])) => format!("line {last}"),
        Some((last, before)) => format!("line {} or {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const TRACE: Form = Form { kind: Name::Trace, stage: None };

    const READINGS: &str = r#"
[[problem]]
id = "keep-new-readings"
kind = "trace"
skill = "accumulate"
level = 1
minutes = 3
title = "Sensor readings"
program = '''
kept = [$first]
for n in $xs:
    if n != kept[-1]:
        kept.append(n)
print(kept)
'''
rows = ["kept = [$first]", "for n in $xs:", "print(kept)"]
watch = ["n", "kept"]
given = 1
why = "Only a repeat of the *last* value kept is dropped; at the end it is `$answer`."

[problem.draw]
first = { pick = [7] }
xs    = { pick = [[7, 4, 4]] }

[[problem.misread]]
id = "last-index-is-first"
swap = ["kept[-1]", "kept[0]"]
say = "compared with the first value kept"

[[problem.misread]]
id = "not-read-as-is"
swap = ["!=", "=="]
say = "kept the repeats"

[[problem.misread]]
id = "starts-empty"
swap = ["kept = [$first]", "kept = []"]
say = "started with an empty list"
"#;

    /// The same with other text in it.
    fn changed(pairs: &[(&str, &str)]) -> String {
        pairs.iter().fold(READINGS.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    }

    #[test]
    fn a_trace_is_a_table_to_fill_in_and_a_full_one() {
        let posed = posed(READINGS, TRACE, 1);
        assert_eq!(posed.label, "Trace table");
        assert_eq!(
            posed.answer,
            json!({
                "columns": ["line", "n", "kept"],
                "rows": [[1, null, "[7]"], [2, "7", "[7]"], [2, "4", "[7]"], [2, "4", "[7, 4]"], [5, "4", "[7, 4]"]],
            })
        );
        assert_eq!(posed.points, 5);
        assert_eq!(
            wrong(&posed),
            [
                "a last-index-is-first: row 5 `kept` is `[7, 4, 4]` | compared with the first value kept",
                "b not-read-as-is: row 3 `kept` is `[7, 7]` | kept the repeats",
                "c starts-empty: row 2 `kept` is `[]` | started with an empty list",
            ]
        );
        assert_eq!(
            dump(&posed.sheet),
            "Body: Write each name’s value **after** the numbered line has run. For a loop’s head: as a pass begins. \
             Row one is done.\n\
             beside, Question\n\
             \x20 listing, numbered\n\
             \x20   kept = [7]\n\
             \x20   for n in [7, 4, 4]:\n\
             \x20       if n != kept[-1]:\n\
             \x20           kept.append(n)\n\
             \x20   print(kept)\n\
             \x20 --\n\
             \x20 table Writing\n\
             \x20   line | `n` | `kept`\n\
             \x20   1 | – | `[7]`\n\
             \x20   2 | □ | □\n\
             \x20   2 | □ | □\n\
             \x20   2 | □ | □\n\
             \x20   5 | □ | □\n"
        );
        let key = dump(&posed.key);
        assert!(
            key.contains("table Printed\n    line | `n` | `kept`\n    1 | – | `[7]`\n    2 | `7` | `[7]`\n"),
            "{key}"
        );
        assert!(key.contains("If you wrote | then you probably"), "{key}");
        assert_eq!(
            posed.why.to_marked(),
            "Only a repeat of the *last* value kept is dropped; at the end it is `[7, 4]`."
        );
    }

    #[test]
    fn from_level_two_on_the_reader_writes_the_lines_and_has_rows_to_spare() {
        let posed = posed(&changed(&[("level = 1", "level = 3"), ("given = 1", "given = 0")]), TRACE, 1);
        let sheet = dump(&posed.sheet);
        assert!(
            sheet.starts_with(
                "Body: A row for each time line 1, 2 or 5 has run: its number, and each name’s value **after** it. \
                 For a loop’s head: as a pass begins. Not every row may be needed.\n"
            ),
            "{sheet}"
        );
        assert_eq!(sheet.matches("□ | □ | □").count(), 7, "{sheet}");
        assert_eq!(posed.points, 6);
    }

    #[test]
    fn a_misread_with_other_lines_is_compared_by_the_lines_on_the_page() {
        let added = changed(&[(
            "swap = [\"kept = [$first]\", \"kept = []\"]",
            "swap = ['kept = [$first]', '''kept = []\nn = 0''']",
        )]);
        let posed = posed(&added, TRACE, 1);
        assert_eq!(posed.wrong[2].answer["rows"][1], json!([2, "7", "[]"]));
    }

    #[test]
    fn a_misread_that_fails_shows_where_it_stops() {
        let posed = posed(&changed(&[("\"!=\", \"==\"", "\"n != kept[-1]\", \"n != kept[n]\"")]), TRACE, 1);
        assert_eq!(posed.wrong[1].shown.to_marked(), "after row 2 `IndexError`");
    }

    #[test]
    fn draws_that_will_not_do_are_turned_down() {
        let cases = [
            (changed(&[("[7, 4, 4]", "[7]")]), "fatal trace-too-short"),
            (changed(&[("[7, 4, 4]", "[7, 4, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9]")]), "fatal trace-too-long"),
            (changed(&[("watch = [\"n\"", "watch = [\"m\"")]), "fatal watched-name-never-bound"),
            (changed(&[("kept = [$first]\nfor", "kept = [$first]; m = 1\nfor")]), "fatal several-statements"),
            (changed(&[("kept[0]", "kept[len(kept) - 1]")]), "again misread-never-shows"),
            (changed(&[("\"==\"", "\"== n !=\"")]), "again misread-never-shows"),
            (changed(&[("\"!=\", \"==\"", "\"kept[-1]\", \"$first\"")]), "again misreads-agree"),
            (changed(&[("kept.append(n)", "keep.append(n)")]), "again program-fails"),
        ];
        for (text, expected) in cases {
            assert_eq!(setback(&text, TRACE), expected, "{text}");
        }
    }

    #[test]
    fn faults_of_the_kind_are_found_when_it_is_read() {
        let cases = [
            (changed(&[("rows = [\"kept = [$first]\", \"for n in $xs:\", \"print(kept)\"]\n", "")]), "missing-key"),
            (changed(&[("watch = [\"n\", \"kept\"]", "watch = []")]), "empty-list"),
            (
                changed(&[("rows = [\"kept = [$first]\", \"for n in $xs:\", \"print(kept)\"]", "rows = [\"kept\"]")]),
                "quote-not-unique",
            ),
            (
                changed(&[("rows = [\"kept = [$first]\", \"for n in $xs:\", \"print(kept)\"]", "rows = [\"left\"]")]),
                "quote-not-found",
            ),
            (changed(&[("given = 1", "given = 7")]), "out-of-range"),
            (changed(&[("swap = [\"!=\", \"==\"]", "option = 2")]), "no-written-options"),
        ];
        for (text, code) in cases {
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.ends_with(code)), "{code}: {found:?}");
        }
    }

    #[test]
    fn lines_are_spoken_of_as_one_does() {
        let cases: [(&[u32], &str); 3] = [(&[3], "line 3"), (&[2, 3], "line 2 or 3"), (&[2, 3, 5], "line 2, 3 or 5")];
        for (lines, words) in cases {
            assert_eq!(spoken(lines), words);
        }
    }
}
