use super::{Answer, OwnSheet, answers, by_thirds, pace, streaks};
use crate::code::{CopyOf, Drawn, KeyPlace, Levels, Naming, Paper, PrintSize, Request, Seed, Verb};
use crate::history::{Asked, Event, History, Mark, Printed, Record, Scored, Stamp};
use std::collections::BTreeMap;

/// November 2026 by the day of the month.
fn read_day(text: &str) -> Option<u32> {
    text.strip_prefix("2026-11-")?.parse::<u32>().ok().map(|day| 9800 + day)
}

fn request(seed: u64) -> Request {
    Request {
        verb: Verb::DailyByDate,
        seed: Seed::lowest_bits(seed),
        problems: vec![Drawn::new("count-up", 1, "output", None), Drawn::new("class-plain", 1, "class", Some(3))],
        paper: Paper::A4,
        print: PrintSize::Normal,
        key: KeyPlace::Same,
        minutes: 15,
        topics: Vec::new(),
        levels: Levels::ALL,
        title: "Daily drill".to_owned(),
        class: None,
        name: None,
        copy: None,
        font: None,
        mock: None,
        date: Some(9800 + 1),
        made: None,
        notes: BTreeMap::new(),
    }
}

fn asked(skill: &str, kind: &str, points: u32) -> Asked {
    let wrong = BTreeMap::from([('a', "range-includes-stop".to_owned()), ('b', String::new())]);
    let (problem, topic) = ("count-up@1".to_owned(), "control-flow".to_owned());
    Asked { problem, skill: skill.to_owned(), kind: kind.to_owned(), topic, minutes: 5, points, wrong }
}

fn questions(points: u32) -> [Asked; 2] {
    [asked("range-bounds", "output", points), asked("template-plain", "class", points)]
}

fn record(day: u32, event: Event) -> Record {
    let day = format!("2026-11-{day:02}");
    Record { stamp: Stamp { at: format!("{day}T00:00:00Z"), day }, event }
}

fn printed(request: &Request, points: u32) -> Event {
    Event::Printed(Printed {
        code: request.code().to_string(),
        request: request.to_line(),
        verb: request.verb.name().to_owned(),
        title: request.title.clone(),
        name: request.name.clone(),
        questions: questions(points).to_vec(),
    })
}

fn scored(request: &Request, points: u32, marks: [Option<u32>; 2], minutes: Option<u32>) -> Event {
    let mark = |(asked, mark)| Mark { asked, mark, letter: None, misread: None };
    let marks = questions(points).into_iter().zip(marks).map(mark).collect();
    Event::Scored(Scored { code: request.code().to_string(), minutes, marks, signals: None })
}

fn history(records: Vec<Record>) -> History {
    records.into_iter().fold(History::default(), History::and)
}

/// Day, skill, mark and stage of each answer.
fn told(history: &History) -> Vec<(u32, String, Option<u8>, Option<u8>)> {
    let told = |answer: Answer| (answer.day - 9800, answer.skill, answer.mark, answer.stage);
    answers(&history.own_sheets(read_day)).into_iter().map(told).collect()
}

#[test]
fn points_are_marks_by_thirds() {
    let cases = [(8, 8, 3), (7, 8, 2), (6, 8, 2), (5, 8, 1), (3, 8, 1), (2, 8, 0), (0, 8, 0), (0, 0, 0), (9, 8, 3)];
    for (earned, of, mark) in cases {
        assert_eq!(by_thirds(earned, of), mark, "{earned} of {of}");
    }
    for mark in 0..=3 {
        assert_eq!(u32::from(by_thirds(mark, 3)), mark);
    }
}

#[test]
fn answers_come_in_the_order_of_their_first_marks() {
    let (first, second) = (request(1), request(2));
    let history = history(vec![
        record(1, printed(&first, 3)),
        record(2, printed(&second, 3)),
        record(2, scored(&second, 3, [Some(0), None], None)),
        record(3, scored(&first, 3, [Some(1), Some(3)], None)),
        record(9, scored(&second, 3, [Some(2), None], None)),
    ]);
    let (range, template) = ("range-bounds".to_owned(), "template-plain".to_owned());
    assert_eq!(
        told(&history),
        [
            (2, range.clone(), Some(2), None),
            (2, template.clone(), None, Some(3)),
            (3, range, Some(1), None),
            (3, template, Some(3), Some(3))
        ],
        "a correction stays where it was"
    );
    assert_eq!(answers(&history.own_sheets(read_day))[0].lists, ["range-includes-stop"]);
}

#[test]
fn sheets_of_a_class_are_somebody_elses() {
    let copy = |which: &str| {
        let which = which.to_owned();
        Some(CopyOf { which, naming: Naming::Code, places: None })
    };
    let cases = [
        (Request { verb: Verb::Handout, date: None, copy: copy("1 of 1"), ..request(1) }, 2),
        (Request { verb: Verb::Handout, copy: copy("1 of 30"), ..request(1) }, 0),
        (Request { verb: Verb::Handout, copy: copy("1 of 1"), name: Some("Ayşe".to_owned()), ..request(1) }, 0),
        (Request { verb: Verb::Mock, ..request(1) }, 2),
    ];
    for (request, count) in cases {
        let records = vec![record(1, printed(&request, 8)), record(1, scored(&request, 8, [Some(5), Some(8)], None))];
        let marks: Vec<u8> = told(&history(records)).into_iter().filter_map(|(_, _, mark, _)| mark).collect();
        assert_eq!(marks, [1, 3][..count], "{request:?}");
    }
}

fn paced(minutes: &[u32]) -> u32 {
    let sheet = |(minutes, number): (&u32, u64)| {
        let request = request(number);
        [record(1, printed(&request, 3)), record(1, scored(&request, 3, [Some(3), Some(3)], Some(*minutes)))]
    };
    let history = history(minutes.iter().zip(0..).flat_map(sheet).collect());
    pace(&history.own_sheets(read_day))
}

/// Each of these sheets should take ten minutes.
#[test]
fn the_pace_is_the_middle_of_the_last_ten() {
    let cases: [(&[u32], u32); 9] = [
        (&[], 100),
        (&[30], 100),
        (&[30, 13], 130),
        (&[12, 13, 14], 130),
        (&[12, 13, 14, 15], 135),
        (&[11, 12, 12, 12], 120),
        (&[5, 5, 5, 12, 12, 12, 12, 12, 12, 13, 13, 13, 13], 120),
        (&[1, 1, 1], 60),
        (&[90, 90, 90], 200),
    ];
    for (minutes, factor) in cases {
        assert_eq!(paced(minutes), factor, "{minutes:?}");
    }
}

#[test]
fn days_in_a_row() {
    let requests: Vec<Request> = (1..30).map(request).collect();
    let history = history(requests.iter().map(|request| record(1, printed(request, 3))).collect());
    let sheets = history.own_sheets(read_day);
    let scored = Scored { code: String::new(), minutes: None, marks: Vec::new(), signals: None };
    let marked = |days: &[u32]| -> Vec<OwnSheet> {
        let pairs = sheets.iter().zip(days);
        pairs.map(|(sheet, day)| OwnSheet { score: Some((&scored, 9800 + day)), ..sheet.clone() }).collect()
    };
    let cases: [(&[u32], u32, (u32, u32)); 7] = [
        (&[], 9, (0, 0)),
        (&[7, 8, 9], 9, (3, 3)),
        (&[7, 8], 9, (2, 2)),
        (&[7, 8], 10, (0, 2)),
        (&[1, 2, 3, 8, 9, 9], 9, (2, 3)),
        (&[1, 2, 2, 3, 3, 5], 5, (1, 3)),
        (&[9], 9, (1, 1)),
    ];
    for (days, today, rows) in cases {
        assert_eq!(streaks(&marked(days), 9800 + today), rows, "{days:?}");
    }
}
