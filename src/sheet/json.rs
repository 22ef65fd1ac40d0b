//! Sheets as `--format json` promises them (`product.md`).

use super::daily::MOST;
use crate::draw::Value as Drawn;
use crate::kinds::LAST_STAGE;
use crate::question::Question;
use serde_json::{Map, Value, json};

/// What a sheet's object has beside its questions.
pub struct Identity<'a> {
    pub code: &'a str,
    pub request: &'a str,
    pub qr: &'a str,
    pub title: &'a str,
    pub verb: &'a str,
    pub seed: u64,
    pub name: Option<&'a str>,
    pub scale: Scale,
    /// Pages of sheet and key; `None` where nothing was laid out.
    pub pages: Option<(usize, usize)>,
}

/// What the boxes of a sheet are marked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 0 to 3 for every question.
    Marks,
    /// The points of each question.
    Points,
}

/// `{code, request, qr, title, verb, seed, name, questions, pages}`.
pub fn sheet_object(identity: &Identity, questions: &[Question]) -> Value {
    let list: Vec<Value> =
        questions.iter().zip(1..).map(|(question, number)| question_object(question, number, identity.scale)).collect();
    let pages = identity.pages.map(|(sheet, key)| json!({ "sheet": sheet, "key": key }));
    json!({
        "code": identity.code,
        "request": identity.request,
        "qr": identity.qr,
        "title": identity.title,
        "verb": identity.verb,
        "seed": identity.seed,
        "name": identity.name,
        "questions": list,
        "pages": pages,
    })
}

/// A drawn value as JSON has it: tuples and sets are lists, a dictionary is a list of pairs, since its keys may be
/// anything.
fn json_value(value: &Drawn) -> Value {
    match value {
        Drawn::None => Value::Null,
        Drawn::Bool(truth) => json!(truth),
        Drawn::Int(number) => json!(number),
        Drawn::Float(number) => json!(number),
        Drawn::Text(text) | Drawn::Code(text) => json!(text),
        Drawn::List(items) | Drawn::Tuple(items) | Drawn::Set(items) => items.iter().map(json_value).collect(),
        Drawn::Dict(pairs) => pairs.iter().map(|(key, value)| json!([json_value(key), json_value(value)])).collect(),
    }
}

/// One question with its key, as data.
pub fn question_object(question: &Question, number: u32, scale: Scale) -> Value {
    let posed = &question.posed;
    let points = match scale {
        Scale::Marks => MOST,
        Scale::Points => posed.points,
    };
    let params: Map<String, Value> =
        question.values.iter().map(|(name, value)| (name.clone(), json_value(value))).collect();
    let misreads: Vec<Value> = posed
        .wrong
        .iter()
        .map(|wrong| json!({ "id": wrong.id, "answer": wrong.answer, "say": wrong.say.to_marked() }))
        .collect();
    let rubric: Vec<Value> =
        posed.rubric.iter().map(|(points, text)| json!({ "points": points, "text": text.to_marked() })).collect();
    json!({
        "number": number,
        "problem": format!("{}@{}", question.id, question.version),
        "title": question.title.to_marked(),
        "skill": question.skill,
        "kind": question.form.kind.word(),
        "stage": question.form.stage.map(|stage| stage.min(LAST_STAGE)),
        "topic": question.topic,
        "level": question.level,
        "minutes": question.minutes,
        "points": points,
        "params": params,
        "ask": posed.ask.to_marked(),
        "code": posed.code,
        "key": {
            "answer": posed.answer,
            "why": posed.why.to_marked(),
            "misreads": misreads,
            "rubric": rubric,
            "model": posed.model,
            "tests": posed.tests,
        },
    })
}
