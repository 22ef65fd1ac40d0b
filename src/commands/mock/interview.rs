//! A request with its questions → the interview, and its packets of sheets.

use super::super::dates::Day;
use super::super::making::{Content, Made};
use super::super::printing;
use crate::blocks::{Prose, Sheet};
use crate::choose::apportioned;
use crate::code::{self, Interviewer, MockOf, Request, SectionOf};
use crate::kinds::Name;
use crate::layout;
use crate::question::Question;
use crate::sheet::mock::{self, BOARD_POINTS, CandidatePage, Card, Interview, Part, Room};
use serde_json::json;

/// Rules that no page has more of, and what a page has where nothing is laid out.
const MOST_RULES: u32 = 60;
const USUAL_RULES: u32 = 12;

/// Minutes of questions that add up to those of their section, and the points of the whiteboard problem.
pub fn settle(questions: &mut [Question], mock: &MockOf) {
    let mut rest = questions;
    for section in &mock.sections {
        let (own, others) = rest.split_at_mut(section.questions.min(rest.len()));
        let weights: Vec<u32> = own.iter().map(|question| question.minutes).collect();
        for (question, minutes) in own.iter_mut().zip(apportioned(section.minutes, &weights)) {
            question.minutes = minutes;
        }
        if let [board] = own
            && board.form.kind == Name::Write
        {
            board.posed.points = BOARD_POINTS;
        }
        rest = others;
    }
}

/// Adds to a sheet's object what an interview has beside others: level, pressure, sections, and to each question what the
/// interviewer says, with the minutes of this interview.
pub fn add_to_object(object: &mut serde_json::Value, made: &Made) {
    let Some(mock) = &made.request.mock else { return };
    let section = |section: &SectionOf| json!({ "title": section.title, "minutes": section.minutes, "questions": section.questions });
    object["level"] = json!(made.request.levels.high());
    object["pressure"] = json!(mock.pressure);
    object["sections"] = mock.sections.iter().map(section).collect();
    let Some(objects) = object["questions"].as_array_mut() else { return };
    let parts = parts(&mock.sections, &made.questions);
    let all = parts.iter().flat_map(|part| part.questions.iter().map(move |question| (part, question)));
    for (object, (part, question)) in objects.iter_mut().zip(all) {
        let script = &question.script;
        let pairs = |pairs: &[(Prose, Prose)], answer: &str| -> Vec<serde_json::Value> {
            pairs.iter().map(|(say, good)| json!({ "say": say.to_marked(), answer: good.to_marked() })).collect()
        };
        let hint = |(minute, text): &(u32, Prose)| json!({ "minute": part.scaled(*minute), "say": text.to_marked() });
        object["script"] = json!({
            "hints": script.hints.iter().map(hint).collect::<Vec<_>>(),
            "clarify": pairs(&script.clarify, "answer"),
            "follow": pairs(&script.follow, "good"),
            "twists": pairs(&script.twists, "good"),
        });
    }
}

/// The packets of a file, each with its sheets.
pub fn packets(made: &Made, content: Content) -> Vec<Vec<Sheet>> {
    let paper = printing::paper(made.request.paper, made.request.print).ok();
    let mut interview = interview(&made.request, &made.questions);
    let candidate = candidate(&mut interview, paper);
    let interviewer = || match interview.interviewer {
        Interviewer::Person => vec![mock::interviewer(&interview)],
        Interviewer::Cards => cards(&interview, paper),
    };
    match content {
        Content::SheetOnly => vec![candidate],
        Content::KeyOnly => interviewer(),
        Content::SheetAndKey => std::iter::once(candidate).chain(interviewer()).collect(),
    }
}

/// The candidate's sheets, each a page or so; the interview then knows on which page each section begins.
fn candidate(interview: &mut Interview, paper: Option<layout::Paper>) -> Vec<Sheet> {
    let pages = mock::candidate(interview);
    let sheets: Vec<(usize, Sheet)> = pages.iter().map(|page| (page.part, filled(page, paper))).collect();
    let Some(paper) = paper else { return sheets.into_iter().map(|(_, sheet)| sheet).collect() };
    let mut begins = vec![0; interview.parts.len()];
    let mut page = 1;
    for (index, (part, sheet)) in sheets.iter().enumerate() {
        let pages = layout::count_pages(sheet, paper).unwrap_or(1);
        if let Some(first) = part.checked_sub(1).and_then(|part| begins.get_mut(part)).filter(|first| **first == 0) {
            // Under the timetable, or after it where it has no room there.
            *first = if index == 0 { page + pages - 1 } else { page };
        }
        page += pages;
    }
    interview.pages = begins;
    let front = mock::candidate(interview).first().map(|front| front.with(USUAL_RULES));
    front.into_iter().chain(sheets.into_iter().skip(1).map(|(_, sheet)| sheet)).collect()
}

/// A page with as many rules as it holds.
fn filled(page: &CandidatePage, paper: Option<layout::Paper>) -> Sheet {
    let (Room::Filled, Some(paper)) = (page.room, paper) else { return page.with(USUAL_RULES) };
    let fits = |lines: &u32| layout::count_pages(&page.with(*lines), paper).is_ok_and(|pages| pages == 1);
    let most = (1..=MOST_RULES).rev().find(fits);
    page.with(most.unwrap_or(USUAL_RULES))
}

/// A packet for each card: the side that says when to turn it, and what is read then on the other.
fn cards(interview: &Interview, paper: Option<layout::Paper>) -> Vec<Vec<Sheet>> {
    let fits = |card: &Card| {
        paper.is_none_or(|paper| layout::count_pages(&card.front(interview), paper).is_ok_and(|pages| pages == 1))
    };
    let whole = mock::cards(interview);
    let cards: Vec<Card> =
        whole.into_iter().flat_map(|card| if fits(&card) { vec![card] } else { card.in_parts() }).collect();
    let all = cards.len();
    (1..).zip(&cards).map(|(number, card)| vec![card.back(interview, number, all), card.front(interview)]).collect()
}

/// An interview as its request has it. A request without sections is one section.
fn interview<'a>(request: &Request, questions: &'a [Question]) -> Interview<'a> {
    let whole = || MockOf {
        pressure: 2,
        start: None,
        extra_time: 0,
        interviewer: Interviewer::Person,
        sections: vec![SectionOf {
            title: request.title.clone(),
            candidate: request.title.clone(),
            minutes: request.minutes,
            usual: request.minutes,
            questions: questions.len(),
        }],
    };
    let mock = request.mock.clone().unwrap_or_else(whole);
    let code = request.code().to_string();
    Interview {
        title: request.title.clone(),
        day: request.date.map(|days| Day(days).without_weekday()).unwrap_or_default(),
        level: request.levels.high(),
        pressure: mock.pressure,
        interviewer: mock.interviewer,
        start: mock.start,
        qr: code::modules(&code),
        code,
        parts: parts(&mock.sections, questions),
        pages: Vec::new(),
    }
}

fn parts<'a>(sections: &[SectionOf], questions: &'a [Question]) -> Vec<Part<'a>> {
    let (mut rest, mut begins, mut first) = (questions, 0, 1);
    let mut parts = Vec::new();
    for (section, number) in sections.iter().zip(1..) {
        let (own, others) = rest.split_at(section.questions.min(rest.len()));
        parts.push(Part {
            number,
            title: section.title.clone(),
            candidate: section.candidate.clone(),
            minutes: section.minutes,
            usual: section.usual,
            begins,
            first,
            questions: own,
        });
        begins += section.minutes;
        first += u32::try_from(own.len()).unwrap_or(0);
        rest = others;
    }
    parts
}
