//! How a class did, for programs.

use super::points;
use crate::roster::map::{MARK_OF_UTF_8, Mark, Marked, MarkedMap, guarded};
use crate::roster::statistics::{QuestionStatistics, Statistics, Total};
use serde_json::{Value, json};

/// `{class, students, questions, skills, misreads, again}`; docs/json.md has the shape.
pub fn to_json(map: &MarkedMap, statistics: &Statistics) -> Value {
    let class = &statistics.class;
    let spread = class.spread.as_ref().map(|spread| {
        json!({
            "mean": rounded(spread.mean), "median": spread.median, "lowest": spread.lowest, "highest": spread.highest,
        })
    });
    let students: Vec<Value> =
        map.sheets.iter().zip(&statistics.totals).map(|(sheet, total)| student(sheet, total)).collect();
    let skills: Vec<Value> = statistics
        .skills
        .iter()
        .map(|skill| json!({ "skill": skill.skill, "questions": skill.questions, "share": rounded(skill.share) }))
        .collect();
    let misreads: Vec<Value> = statistics
        .misreads
        .iter()
        .map(|misread| {
            json!({
                "id": misread.id, "say": misread.say, "questions": misread.questions, "students": misread.students,
            })
        })
        .collect();
    let weak: Vec<&str> = statistics.weak_skills().map(|skill| skill.skill.as_str()).collect();
    let shared: Vec<&str> = statistics.shared_misreads().map(|misread| misread.id.as_str()).collect();
    json!({
        "class": {
            "sheets": class.sheets, "whole": class.whole, "partly": class.partly, "unmarked": class.unmarked,
            "out_of": class.out_of, "totals": spread,
        },
        "students": students,
        "questions": statistics.questions.iter().map(question).collect::<Vec<_>>(),
        "skills": skills,
        "misreads": misreads,
        "again": { "skills": weak, "misreads": shared },
    })
}

fn student(sheet: &Marked, total: &Total) -> Value {
    let mark = |mark: &Mark| match mark {
        Mark::Blank => Value::Null,
        Mark::NotTried => json!({ "points": 0, "tried": false, "wrong": null }),
        Mark::Given { hundredths, wrong } => {
            json!({ "points": f64::from(*hundredths) / 100.0, "tried": true, "wrong": wrong })
        }
    };
    json!({
        "code": sheet.code.to_string(), "name": sheet.name, "id": sheet.id, "group": sheet.group,
        "marks": sheet.marks.iter().map(mark).collect::<Vec<_>>(), "total": total.points, "unmarked": total.unmarked,
    })
}

fn question(question: &QuestionStatistics) -> Value {
    let asked = question.asked.as_ref();
    let went = question.went.as_ref();
    let wrong: Vec<Value> =
        question.wrong.iter().map(|wrong| json!({ "answer": wrong.label, "students": wrong.students })).collect();
    json!({
        "number": question.number,
        "problem": asked.map(|asked| &asked.problem),
        "skill": asked.map(|asked| &asked.skill),
        "kind": asked.map(|asked| &asked.kind),
        "topic": asked.map(|asked| &asked.topic),
        "points": question.points,
        "marked": question.marked,
        "not_tried": question.not_tried,
        "mean": went.map(|went| rounded(went.mean)),
        "share": went.map(|went| rounded(went.share)),
        "right": went.map(|went| rounded(went.right)),
        "discrimination": question.discrimination.map(rounded),
        "wrong": wrong,
    })
}

/// To four digits, so that a reader of the file compares what it shows.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

/// The table by question, for spreadsheets: UTF-8 with a mark, lines end in CR LF.
pub fn to_csv(statistics: &Statistics) -> Vec<u8> {
    let mut text =
        "question,problem,skill,kind,topic,points,marked,not tried,mean,share,right,discrimination\r\n".to_owned();
    for question in &statistics.questions {
        let asked = question.asked.as_ref();
        let known = asked.map(|asked| [&asked.problem, &asked.skill, &asked.kind, &asked.topic]);
        let known = known.map_or_else(Vec::new, |texts| texts.map(|text| quoted(text)).to_vec());
        let known = if known.is_empty() { vec![String::new(); 4] } else { known };
        let number = |number: Option<f64>| number.map_or_else(String::new, four);
        let went = question.went.as_ref();
        let counts = [question.points.to_string(), question.marked.to_string(), question.not_tried.to_string()];
        let shares = [
            went.map_or_else(String::new, |went| points(went.mean)),
            number(went.map(|went| went.share)),
            number(went.map(|went| went.right)),
            number(question.discrimination),
        ];
        let cells = std::iter::once(question.number.to_string()).chain(known).chain(counts).chain(shares);
        text += &cells.collect::<Vec<_>>().join(",");
        text += "\r\n";
    }
    [MARK_OF_UTF_8, text.as_bytes()].concat()
}

fn four(number: f64) -> String {
    format!("{number:.4}")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", guarded(text).replace('"', "\"\""))
}
