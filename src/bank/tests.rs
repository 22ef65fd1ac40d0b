use super::{Bank, File, Files, embedded, load};
use crate::code::{Drawn, Tag};
use crate::diagnostic::Fault;
use std::collections::BTreeMap;

fn problem(id: &str) -> String {
    format!(
        "\n[[problem]]\nid = \"{id}\"\nkind = \"mcq\"\nskill = \"class-terms\"\nlevel = 1\nminutes = 1\n\
         title = \"Terms\"\nask = \"Which?\"\nwhy = \"So.\"\nnarrow = \"one\"\n\
         options = [[\"one\", \"yes\"], [\"two\", \"no\"], [\"three\", \"no\"]]\n"
    )
}

fn set(problems: &[String]) -> String {
    format!("[set]\ntopic = \"classes\"\ntitle = \"Terms\"\n{}", problems.concat())
}

/// The built-in bank with further files.
fn with(more: &[(&str, String)]) -> (Bank, Vec<Fault>) {
    let mut files = embedded();
    for (path, text) in more {
        files.add((*path).to_owned(), File { shown: format!("mine/{path}"), bytes: text.clone().into_bytes() });
    }
    load(&files)
}

fn codes(faults: &[Fault]) -> Vec<&str> {
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn the_built_in_bank_has_ten_topics_and_no_fault() {
    let (bank, faults) = load(&embedded());
    assert_eq!(faults, []);
    let numbers: Vec<u32> = bank.topics.iter().map(|topic| topic.number).collect();
    assert_eq!(numbers, (1..=10).collect::<Vec<u32>>());
    for topic in &bank.topics {
        assert!(bank.entries.iter().any(|entry| entry.topic == topic.id), "{} has no problem", topic.id);
        assert!(
            bank.skills.iter().any(|skill| skill.topic == topic.id && skill.core),
            "{} has no core skill",
            topic.id
        );
    }
}

#[test]
fn a_bank_of_ones_own_stands_beside_the_built_in_one() {
    let (bank, faults) = with(&[("terms-of-mine.toml", set(&[problem("my-terms")]))]);
    assert_eq!(codes(&faults), Vec::<&str>::new());
    assert_eq!(bank.entry("my-terms").map(|entry| entry.topic.as_str()), Some("classes"));
    assert!(bank.entries.len() > 1);
}

#[test]
fn an_id_of_two_files_is_told_with_both_places_and_the_first_stays() {
    let files = [("classes/a.toml", set(&[problem("my-terms")])), ("classes/b.toml", set(&[problem("my-terms")]))];
    let (bank, faults) = with(&files);
    assert_eq!(codes(&faults), ["id-used-twice"]);
    assert_eq!(faults[0].place.source.name, "mine/classes/b.toml");
    assert_eq!(faults[0].related[0].0.source.name, "mine/classes/a.toml");
    assert_eq!(bank.entry("my-terms").map(|entry| entry.place().source.name.as_str()), Some("mine/classes/a.toml"));
}

#[test]
fn a_problem_with_a_fault_is_left_out_and_hides_no_other() {
    let broken = problem("my-broken").replace("class-terms", "clas-terms");
    let (bank, faults) = with(&[("classes/a.toml", set(&[broken, problem("my-terms")]))]);
    assert_eq!(codes(&faults), ["unknown-id"]);
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `class-terms`?"));
    assert!(bank.entry("my-broken").is_none() && bank.entry("my-terms").is_some());
}

#[test]
fn a_file_of_many_hundred_problems_is_refused_beyond_the_limit() {
    let problems: Vec<String> = (0..501).map(|number| problem(&format!("many-{number}"))).collect();
    let (bank, faults) = with(&[("classes/many.toml", set(&problems))]);
    assert_eq!(codes(&faults), ["too-many-problems"]);
    assert!(bank.entry("many-499").is_some() && bank.entry("many-500").is_none());
}

/// Of some thousand ids two share 25 bits of SHA-256 (after about 6,000 it is likelier than not).
fn two_ids_of_one_tag() -> [String; 2] {
    let mut seen: BTreeMap<Tag, String> = BTreeMap::new();
    for number in 0..200_000 {
        let id = format!("tag-{number}");
        if let Some(other) = seen.insert(Tag::of(&Drawn::new(&id, 1, "mcq", None)), id.clone()) {
            return [other, id];
        }
    }
    unreachable!("200,000 ids share no tag of 33 million")
}

#[test]
fn two_problems_that_look_alike_in_a_qr_code_are_refused() {
    let [first, second] = two_ids_of_one_tag();
    let (_, faults) = with(&[("classes/a.toml", set(&[problem(&first), problem(&second)]))]);
    assert_eq!(codes(&faults), ["same-tag"]);
    assert_eq!(faults[0].message, format!("`{second}` and `{first}` would have the same mark in a QR code"));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_make_no_other_bank() {
    let text = set(&[problem("my-terms")]);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let read = |text: String| {
        let (bank, faults) = with(&[("classes/a.toml", text)]);
        assert_eq!(faults, []);
        format!("{:?}", bank.entry("my-terms").map(|entry| entry.problem.common.title.source()))
    };
    assert_eq!(read(text), read(windows));
}

#[test]
fn an_empty_bank_is_no_fault() {
    let (bank, faults) = load(&Files::default());
    assert_eq!(faults, []);
    assert!(bank.entries.is_empty());
}

/// A bank of one's own may have a `control-flow/skills.toml`, too: it takes nothing away from the built-in one.
#[test]
fn a_file_joins_in_place_of_its_version_and_beside_a_namesake() {
    let (built_in, path) = (embedded(), "control-flow/skills.toml");
    let joined = |text: &str| {
        let mut files = embedded();
        files.join(File { shown: format!("mine/{path}"), bytes: text.as_bytes().to_vec() }, &built_in);
        files.0[path].len()
    };
    assert_eq!(joined("[[skill]]\nid = \"light-a-lamp\"\n"), 2);
    assert_eq!(joined("[[skill]]\nid = \"light-a-lamp\"\n\n[[skill]]\nid = \"range-bounds\"\n"), 1);
    assert_eq!(joined("[[skill]]\ntitle = \"without an id\"\n"), 1);
}
