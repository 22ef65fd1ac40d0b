//! `longhand history`: what was printed and marked; `undo` takes the last score back.

use super::{Failure, Outcome, World, interview, kept, known, making, marks};
use crate::cli::{self, TableFormat};
use crate::diagnostic::words::count;
use crate::history::{Asked, Event, History, Printing, Record, Standing, Store, Undone};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

pub fn run(arguments: &cli::History, world: &World) -> Result<Outcome, Failure> {
    let store = kept::store(&arguments.home, world)?;
    let (history, notes) = kept::read(&store)?;
    let done = match arguments.undo {
        Some(_) => undo(&store, world),
        None => Ok(list(arguments, &history)),
    };
    match done {
        Ok(outcome) => Ok(Outcome { notes: notes.into_iter().chain(outcome.notes).collect(), ..outcome }),
        Err(failure) => Err(failure.after(notes)),
    }
}

/// Which score is the last is looked up while nobody else can add one.
fn undo(store: &Store, world: &World) -> Result<Outcome, Failure> {
    let mut told = None;
    let decide = |history: &History| {
        let Some(last) = history.last_score() else { return Vec::new() };
        let (earned, most) = last.score.sum();
        told = Some(format!("took back {earned} of {most} for {}, noted on {}\n", last.score.code, last.stamp.day));
        let undone = Undone { code: last.score.code.clone(), score: last.sum.to_owned() };
        vec![Record { stamp: world.stamp(), event: Event::Undone(undone) }]
    };
    let notes = kept::append(store, decide)?;
    told.map(|text| Outcome { notes, ..Outcome::text(text) }).ok_or_else(|| Failure::Usage {
        message: "no score is noted that could be taken back".to_owned(),
        help: "`longhand history` lists what was printed and marked".to_owned(),
    })
}

fn list(arguments: &cli::History, history: &History) -> Outcome {
    let scores: BTreeMap<&str, Standing> =
        history.scores().into_iter().map(|standing| (standing.score.code.as_str(), standing)).collect();
    let score_of = |printing: &Printing| scores.get(printing.sheet.code.as_str()).copied();
    let sheets = history.sheets().into_iter();
    let mut rows: Vec<Row> = sheets.map(|printing| Row { score: score_of(&printing), printing }).collect();
    if let Some(last) = arguments.last.and_then(|last| usize::try_from(last).ok()) {
        rows.drain(..rows.len().saturating_sub(last));
    }
    let text = match arguments.format.unwrap_or(TableFormat::Text) {
        TableFormat::Text => to_text(&rows),
        TableFormat::Csv => to_csv(&rows),
        TableFormat::Json => making::pretty(&to_json(&rows)),
    };
    let newer = (history.newer > 0).then(|| {
        let which = count(history.newer, "record");
        format!("note: {which} of a newer version of longhand cannot be shown; nothing of it is lost")
    });
    Outcome { notes: newer.into_iter().collect(), ..Outcome::text(text) }
}

/// A sheet, and the marks that stand for it.
struct Row<'a> {
    printing: Printing<'a>,
    score: Option<Standing<'a>>,
}

impl Row<'_> {
    /// "3 1a 2 - 0".
    fn marks(&self) -> String {
        let marks = self.score.iter().flat_map(|standing| &standing.score.marks).map(marks::shown);
        marks.collect::<Vec<_>>().join(" ")
    }

    fn sum(&self) -> Option<(u32, u32)> {
        self.score.map(|standing| standing.score.sum())
    }

    /// "signals 3 2 2 1 2: not yet".
    fn signals(&self) -> Option<String> {
        let score = self.score?.score;
        let (signals, verdict) = score.signals.zip(score.verdict())?;
        Some(format!("signals {}: {}", interview::in_a_row(signals), verdict.in_words()))
    }

    fn minutes(&self) -> Option<u32> {
        self.score.and_then(|standing| standing.score.minutes)
    }
}

fn to_text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "nothing was printed here yet\n".to_owned();
    }
    let mut text = "printed     code                 score    min  title\n".to_owned();
    for row in rows {
        let Printing { stamp, sheet } = row.printing;
        let sum = row.sum().map_or("-".to_owned(), |(earned, most)| format!("{earned} / {most}"));
        let minutes = row.minutes().map_or("-".to_owned(), |minutes| minutes.to_string());
        let name = sheet.name.as_deref().map(|name| format!(", for {}", known::plain(name))).unwrap_or_default();
        let title = known::plain(&sheet.title);
        let signals = row.signals().map(|told| format!(", {told}")).unwrap_or_default();
        writeln!(
            text,
            "{:<10}  {:<19}  {sum:>7}  {minutes:>3}  {title}{name}{signals}",
            known::plain(&stamp.day),
            known::plain(&sheet.code)
        )
        .ok();
    }
    text
}

fn to_csv(rows: &[Row]) -> String {
    let mut text = "printed,code,verb,title,name,questions,marks,earned,of,minutes,scored\r\n".to_owned();
    for row in rows {
        let Printing { stamp, sheet } = row.printing;
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let fields = [
            stamp.at.clone(),
            sheet.code.clone(),
            sheet.verb.clone(),
            sheet.title.clone(),
            sheet.name.clone().unwrap_or_default(),
            sheet.questions.len().to_string(),
            row.marks(),
            number(row.sum().map(|(earned, _)| earned)),
            number(row.sum().map(|(_, most)| most)),
            number(row.minutes()),
            row.score.map(|standing| standing.stamp.at.clone()).unwrap_or_default(),
        ];
        writeln!(text, "{}\r", fields.map(|field| csv_field(&field)).join(",")).ok();
    }
    text
}

/// A field as spreadsheets read it: quoted where it must be, and never a formula.
fn csv_field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let text = format!("{guard}{text}");
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// `{version, sheets: [{…, questions: [{…}], score: {…} | null}]}`.
fn to_json(rows: &[Row]) -> Value {
    let sheets: Vec<Value> = rows.iter().map(sheet_object).collect();
    json!({ "version": 1, "sheets": sheets })
}

fn sheet_object(row: &Row) -> Value {
    let Printing { stamp, sheet } = row.printing;
    let marks = row.score.map(|standing| &standing.score.marks);
    let question = |(place, asked): (usize, &Asked)| {
        let mark = marks.and_then(|marks| marks.get(place));
        json!({
            "number": place + 1,
            "problem": asked.problem,
            "skill": asked.skill,
            "kind": asked.kind,
            "topic": asked.topic,
            "minutes": asked.minutes,
            "points": asked.points,
            "mark": mark.and_then(|mark| mark.mark),
            "misread": mark.and_then(|mark| mark.misread.as_deref()),
        })
    };
    let questions: Vec<Value> = sheet.questions.iter().enumerate().map(question).collect();
    let score = row.score.map(|standing| {
        let (earned, of) = standing.score.sum();
        json!({ "at": standing.stamp.at, "day": standing.stamp.day, "earned": earned, "of": of, "minutes": standing.score.minutes, "signals": standing.score.signals })
    });
    json!({
        "code": sheet.code,
        "request": sheet.request,
        "verb": sheet.verb,
        "title": sheet.title,
        "name": sheet.name,
        "at": stamp.at,
        "day": stamp.day,
        "questions": questions,
        "score": score,
    })
}

#[cfg(test)]
mod tests {
    use super::csv_field;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let cases = [
            ("Daily drill", "Daily drill"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "'=1+1"),
            ("- 3 1a", "'- 3 1a"),
            ("@a,b", "\"'@a,b\""),
            ("two\nlines", "\"two\nlines\""),
        ];
        for (text, field) in cases {
            assert_eq!(csv_field(text), field);
        }
    }
}
