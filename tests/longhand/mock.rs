//! `longhand mock`: two files, the same interview again, and nothing of the key in the candidate's.

use crate::rig::Session;
use lopdf::{Document, Object};
use serde_json::Value;
use std::collections::BTreeSet;

const FILES: [&str; 2] = ["longhand-mock-2026-11-22-candidate.pdf", "longhand-mock-2026-11-22-interviewer.pdf"];

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn two_files_are_written_and_the_same_seed_gives_the_same_interview() {
    let session = Session::new();
    session.run("mock --quiet").files(&FILES);
    session.run("mock --quiet --seed 5 -o one.pdf").files(&["one-candidate.pdf", "one-interviewer.pdf"]);
    session.run("mock --quiet --seed 5 -o two").files(&["two-candidate.pdf", "two-interviewer.pdf"]);
    assert_eq!(session.read("one-candidate.pdf"), session.read("two-candidate.pdf"));
    assert_eq!(session.read("one-interviewer.pdf"), session.read("two-interviewer.pdf"));
    assert_ne!(session.read("one-interviewer.pdf"), session.read(FILES[1]));
}

#[test]
fn neither_file_is_written_where_one_may_not_be() {
    let session = Session::new().file(FILES[1], "my notes");
    session.run("mock").status(3).stderr_has("interviewer.pdf").files(&[]);
    session.run("mock -o -").status(2).stderr_has("two files").files(&[]);
}

#[test]
fn minutes_of_questions_add_up_to_those_of_their_sections() {
    let session = Session::new();
    for line in ["--level 1 --minutes 20", "--level 2 --minutes 45 --extra-time 25%", "--level 3 --minutes 90"] {
        let object = parse(&session.stdout(&format!("mock --seed 3 --format json {line}")));
        let sheet = &object["sheets"][0];
        let number = |value: &Value| value.as_u64().expect("a number");
        let mut questions = sheet["questions"].as_array().expect("a list").iter();
        let mut whole = 0;
        for section in sheet["sections"].as_array().expect("a list") {
            let own = questions.by_ref().take(usize::try_from(number(&section["questions"])).expect("a few"));
            assert_eq!(own.map(|question| number(&question["minutes"])).sum::<u64>(), number(&section["minutes"]));
            whole += number(&section["minutes"]);
        }
        assert!(questions.next().is_none());
        let asked: u64 =
            line.split("--minutes ").nth(1).and_then(|rest| rest.get(..2)).expect("two digits").parse().unwrap();
        assert!(if line.contains("extra") { whole > asked } else { whole == asked }, "{line}: {whole}");
        assert_eq!(sheet["verb"], "mock");
    }
}

#[test]
fn the_interviewers_file_gives_back_both_packets() {
    let session = Session::new();
    session
        .run("mock --quiet --seed 5 --level 1 --start 14:00 --extra-time 10% -o a")
        .files(&["a-candidate.pdf", "a-interviewer.pdf"]);
    session.run("key a-interviewer.pdf --quiet -o key.pdf").files(&["key.pdf"]);
    assert_eq!(session.read("key.pdf"), session.read("a-interviewer.pdf"));
    session.run("sheet a-interviewer.pdf --quiet -o sheet.pdf").files(&["sheet.pdf"]);
    assert_eq!(session.read("sheet.pdf"), session.read("a-candidate.pdf"));
    // Where other questions come by default the candidate's own file leads nowhere, but where it was printed.
    session.run("mock --quiet --seed 5 --level 1 --minutes 30 -o c").files(&["c-candidate.pdf", "c-interviewer.pdf"]);
    session.run("key c-candidate.pdf --home elsewhere").status(5).stderr_has("interviewer’s PDF").files(&[]);
    session.run("key c-candidate.pdf --quiet -o again.pdf").files(&["again.pdf"]);
    assert_eq!(session.read("again.pdf"), session.read("c-interviewer.pdf"));
    session.run("mock --quiet --seed 6 --level 3 -o b").files(&["b-candidate.pdf", "b-interviewer.pdf"]);
    let text = session.stdout("key b-candidate.pdf --home elsewhere --format text");
    assert!(text.contains("Interviewer’s copy") && text.contains("experienced Python"));
}

#[test]
fn what_was_seen_is_avoided() {
    let session = Session::new();
    session.run("mock --quiet --seed 5 -o a").files(&["a-candidate.pdf", "a-interviewer.pdf"]);
    let problems = |line: &str| -> BTreeSet<String> {
        let object = parse(&session.stdout(&format!("mock --seed 5 --format json {line}")));
        let questions = object["sheets"][0]["questions"].as_array().expect("a list").clone();
        questions.iter().map(|question| question["problem"].as_str().expect("a text").to_owned()).collect()
    };
    let before = problems("");
    assert!(before.is_disjoint(&problems("--avoid a-interviewer.pdf")));
    assert!(before.is_disjoint(&problems("--avoid a-candidate.pdf")), "its code is in the history");
    session.run("mock --avoid nothing.pdf").status(3).stderr_has("nothing.pdf");
    session.run("mock --avoid K7F3").status(2).stderr_has("error");
}

#[test]
fn a_job_description_weights_the_interview_and_is_told() {
    let session = Session::new()
        .file("job.txt", "We use Python, SQLAlchemy and Git.\nKubernetes is a plus.")
        .file("job.pdf", "%PDF-1.7")
        .file("none.txt", "We bake bread.");
    let run = session.run("mock --seed 4 --job job.txt -o a");
    run.stderr_has("named in the job and asked: `SQLAlchemy`")
        .stderr_has("nothing here asks it: `Kubernetes`")
        .files(&["a-candidate.pdf", "a-interviewer.pdf"]);
    session.run("mock --job job.pdf").status(2).stderr_has("plain text");
    session
        .run("mock --job none.txt -o b")
        .stderr_has("names no technology")
        .files(&["b-candidate.pdf", "b-interviewer.pdf"]);
    session.run("mock --job nothing.txt").status(3).stderr_has("nothing.txt");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let session = Session::new();
    for (line, said) in [
        ("--level 4", "1..=3"),
        ("--pressure 0", "1..=4"),
        ("--minutes 15", "20..=90"),
        ("--start 25:00", "14:00"),
        ("--extra-time 200%", "100%"),
        ("--topics clases", "did you mean `classes`?"),
        ("--recipe daily-15", "no recipe `daily-15` for mocks"),
        ("--large-print --paper a5", "a5"),
    ] {
        session.run(&format!("mock {line}")).status(2).stderr_has(said).files(&[]);
    }
    session.run("mock --only-bank nowhere").status(3).stderr_has("nowhere");
}

#[test]
fn every_paper_holds_every_level_and_pressure() {
    let session = Session::new();
    let cases = [
        ("--level 1 --pressure 4", "--paper letter"),
        ("--level 2 --pressure 3", "--paper a5"),
        ("--level 3 --pressure 4", "--large-print"),
        ("--level 1 --pressure 1 --solo", "--paper a4"),
        ("--level 2 --pressure 4 --solo", "--paper letter"),
    ];
    for (case, (line, paper)) in cases.into_iter().enumerate() {
        for seed in [1, 2] {
            let name = format!("case-{case}-{seed}");
            let run = session.run(&format!("mock --quiet --seed {seed} -o {name} {line} {paper}"));
            run.files(&[&format!("{name}-candidate.pdf"), &format!("{name}-interviewer.pdf")]);
        }
    }
}

#[test]
fn a_card_has_the_front_of_a_leaf_and_its_time_on_the_back() {
    let session = Session::new();
    session.run("mock --quiet --seed 2 --solo -o solo").files(&["solo-candidate.pdf", "solo-interviewer.pdf"]);
    let cards = Document::load_mem(&session.read("solo-interviewer.pdf")).expect("a PDF");
    let pages = cards.get_pages().len();
    assert!(pages.is_multiple_of(2) && pages >= 20, "{pages}");
    let text = session.stdout("mock --seed 2 --solo --format text");
    assert_eq!(text.matches("turn this").count(), pages / 2);
}

/// Every stream of a PDF inflated, every text string of its objects, and the text of its pages; without blanks.
fn inside(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).expect("a PDF");
    let mut found = bytes.to_vec();
    for object in document.objects.values() {
        collect(object, &mut found);
    }
    collect(&Object::Dictionary(document.trailer.clone()), &mut found);
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("its pages have text");
    unblanked(&(String::from_utf8_lossy(&found).into_owned() + &text))
}

fn unblanked(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '`').collect()
}

fn collect(object: &Object, found: &mut Vec<u8>) {
    match object {
        Object::Stream(stream) => {
            found.extend(stream.decompressed_content().unwrap_or_default());
            collect(&Object::Dictionary(stream.dict.clone()), found);
        }
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| collect(value, found)),
        Object::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Object::String(text, _) => {
            found.extend(text);
            let wide: Vec<u16> = text
                .chunks(2)
                .filter(|pair| pair.len() == 2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            found.extend(String::from_utf16_lossy(&wide).into_bytes());
            found.push(b'\n');
        }
        _ => {}
    }
}

/// Every text below a value.
fn texts(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => into.extend(text.lines().map(|line| line.trim().replace('`', ""))),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(entries) => entries.values().for_each(|entry| texts(entry, into)),
        _ => {}
    }
}

/// The lines of the key, of hints, answers and wishes, the titles and the ids of an interview, without blanks; but for
/// what the tasks say themselves.
fn secrets(session: &Session, line: &str) -> BTreeSet<String> {
    let object = parse(&session.stdout(&format!("mock {line} --format json")));
    let (mut secret, mut open) = (BTreeSet::new(), String::new());
    for question in object["sheets"][0]["questions"].as_array().expect("a list") {
        texts(&question["key"], &mut secret);
        texts(&question["script"], &mut secret);
        for name in ["problem", "title", "skill"] {
            let text = question[name].as_str().expect("a text");
            secret.insert(text.split('@').next().unwrap_or(text).to_owned());
        }
        open += question["ask"].as_str().expect("a text");
        // The code of a question that asks for code is its model.
        if !["write", "class", "sql", "tests"].iter().any(|kind| question["kind"] == *kind) {
            open += question["code"].as_str().unwrap_or_default();
        }
    }
    let open = unblanked(&open);
    let secret = secret.iter().map(|text| unblanked(text));
    secret.filter(|text| text.chars().count() >= 8 && !open.contains(text)).collect()
}

#[test]
fn nothing_of_the_key_is_in_the_candidates_file() {
    let session = Session::new();
    for line in
        ["--seed 1 --level 1", "--seed 2 --level 2 --pressure 4", "--seed 3 --level 3", "--seed 4 --level 2 --solo"]
    {
        session.run(&format!("mock --quiet --force {line} -o x")).files(&["x-candidate.pdf", "x-interviewer.pdf"]);
        let candidate = inside(&session.read("x-candidate.pdf"));
        let interviewer = inside(&session.read("x-interviewer.pdf"));
        let secrets = secrets(&session, line);
        // Its signature, options to tick, examples, names of columns: whole lines that the candidate is shown.
        let text = session.stdout("sheet x-interviewer.pdf --format text");
        let shown: Vec<String> = text.lines().map(unblanked).collect();
        let is_shown = |secret: &&String| shown.iter().any(|line| line.ends_with(secret.as_str()));
        let told: Vec<&String> =
            secrets.iter().filter(|secret| candidate.contains(*secret)).filter(|secret| !is_shown(secret)).collect();
        assert_eq!(told, Vec::<&String>::new(), "{line}");
        let found = secrets.iter().filter(|secret| interviewer.contains(*secret)).count();
        assert!(
            secrets.len() > 40 && 2 * found > secrets.len(),
            "{line}: the search finds {found} of {}",
            secrets.len()
        );
        for word in ["longhand/1", "hint,wordforword", "Interviewer’scopy", "points"] {
            assert!(!candidate.contains(word), "{line}: {word}");
        }
    }
}
