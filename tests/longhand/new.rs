//! `new`: everything that it writes has no faults; and the documents and schemas that are made of the same tables.

use crate::rig::{Session, golden, repository};
use longhand::bank::{schema, tables};
use longhand::keys::{Key, KeyTable, Need, Shape};
use longhand::kinds::{Name, PROBLEM, keys_of};
use std::fmt::Write;

#[test]
fn a_problem_of_every_kind_has_no_fault_and_can_be_shown() {
    let session = Session::new();
    for kind in Name::WORDS {
        let file = format!("my-{kind}.toml");
        let next = format!("wrote `{file}`; `longhand show {file} --watch` shows it while you write\n");
        session.run(&format!("new problem {kind}")).files(&[&file]).stderr_is(&next);
        session.run(&format!("check {file} --seeds 40")).stdout_is("no faults: 1 problem, 40 draws each\n");
        session.run(&format!("show {file} --key")).stdout_has("Key");
        let printed = session.stdout(&format!("new problem {kind} -o -"));
        assert_eq!(printed.as_bytes(), session.read(&file), "{kind}");
    }
}

#[test]
fn a_set_is_a_bank_beside_the_built_in_one() {
    let session = Session::new();
    let files = [
        "README.md",
        "control-flow/first-problems.toml",
        "control-flow/misconceptions.toml",
        "control-flow/skills.toml",
    ];
    let files = files.map(|name| format!("my-bank/{name}"));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    session.run("new set my-bank").files(&files).stderr_has("first-problems.toml --bank my-bank --watch");
    let first = "my-bank/control-flow/first-problems.toml";
    session.run(&format!("check {first} --bank my-bank --seeds 40")).stdout_is("no faults: 1 problem, 40 draws each\n");
    session.run("show my-eggs-of-a-week --bank my-bank").stdout_has("for eggs in");
    session.run("list --skills --bank my-bank --skill my-first-loops").stdout_has("   1  my-first-loops");
    assert!(String::from_utf8_lossy(&session.read("my-bank/README.md")).contains("--bank my-bank"));
}

#[test]
fn a_recipe_is_found_in_a_bank() {
    let session = Session::new();
    session
        .run("new recipe daily -o my-bank/recipes/mine.toml")
        .files(&["my-bank/recipes/mine.toml"])
        .stderr_has("wrote");
    session.run("list --coverage --bank my-bank --recipe my-daily").stdout_has("Recipe `my-daily`");
}

#[test]
fn nothing_is_replaced_unasked() {
    let session = Session::new().file("my-trace.toml", "mine").file("my-bank/README.md", "mine");
    let help = "help: choose another name, or say `--force`\n";
    let in_the_way = |name: &str| format!("error: `{name}` is there already\n{help}");
    session.run("new problem trace").status(3).stderr_is(&in_the_way("my-trace.toml"));
    session.run("new set my-bank").status(3).stderr_is(&in_the_way("my-bank/README.md"));
    session.run("new problem trace --force").files(&["my-trace.toml"]).stderr_has("wrote");
}

#[test]
fn a_slip_in_a_kind_or_verb_is_told() {
    let session = Session::new();
    let said = "error: there is no kind `trac`\nhelp: did you mean `trace`?\n";
    session.run("new problem trac").status(2).stderr_is(said);
    session.run("new recipe weekly").status(2).stderr_has("there is `daily`");
}

#[test]
fn schemas_are_those_of_the_repository() {
    let session = Session::new();
    let names: Vec<String> = schema::all().iter().map(|(name, _)| format!("out/{name}.json")).collect();
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    session.run("new schema -o out").files(&sorted).stderr_has("wrote `out/recipe.json`");
    let written: Vec<String> = names
        .iter()
        .filter_map(|name| {
            let kept = repository().join("docs/schema").join(name.trim_start_matches("out/"));
            golden::write_if_different(&kept, &String::from_utf8_lossy(&session.read(name))).map(|_| name.clone())
        })
        .collect();
    assert!(written.is_empty(), "in `docs/schema` these were written anew: {written:?}");
}

/// The page of keys is made of the tables that the reader uses, with the example of each kind.
#[test]
fn the_page_of_keys_is_what_the_reader_knows() {
    let mut text = String::from(
        "# Keys\n\nWhat the files of a bank may have. This page is made by a test from the tables that the reader uses.\n\
         **Bold** keys are required.\n",
    );
    text += "\n## Any problem, `[[problem]]`\n";
    rows(&mut text, &PROBLEM);
    for kind in Name::ALL {
        write!(text, "\n## `{kind}`\n").expect("text takes any text");
        rows(&mut text, keys_of(kind));
        let example = Session::new().stdout(&format!("new problem {kind} -o -"));
        write!(text, "\n```toml\n{}\n```\n", example.trim_end()).expect("text takes any text");
    }
    text += "\n## Inside a problem\n";
    for key in PROBLEM.keys.iter().chain(Name::ALL.iter().flat_map(|kind| keys_of(*kind).keys)) {
        tell_inner(&mut text, "problem", key);
    }
    for (name, table) in tables::FILES {
        write!(text, "\n## A file of sort `{name}`\n").expect("text takes any text");
        for key in table.keys.iter().filter(|key| key.name != "problem") {
            tell_inner(&mut text, "", key);
        }
    }
    golden::same_as_file("docs/keys.md", &text);
}

/// The table under a key, once.
fn tell_inner(text: &mut String, above: &str, key: &Key) {
    let dot = if above.is_empty() { "" } else { "." };
    let (head, table) = match key.shape {
        Shape::Table(table) => (format!("[{above}{dot}{}]", key.name), table),
        Shape::Tables(table) => (format!("[[{above}{dot}{}]]", key.name), table),
        Shape::NamedTables(table) => (format!("[{above}{dot}{}]`, each `name = {{ … }}", key.name), table),
        _ => return,
    };
    let head = format!("\n### `{head}`\n");
    if !text.contains(&head) {
        *text += &head;
        rows(text, table);
    }
}

fn rows(text: &mut String, table: &KeyTable) {
    *text += "\n| key | holds | is |\n| --- | --- | --- |\n";
    for key in table.keys {
        let name = if key.need == Need::Always { format!("**`{}`**", key.name) } else { format!("`{}`", key.name) };
        writeln!(text, "| {name} | {} | {} |", holds(key.shape), key.about.replace('|', "\\|"))
            .expect("text takes any text");
    }
}

fn holds(shape: Shape) -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Id => "an id".to_owned(),
        Shape::Word(all) if all.len() == Name::WORDS.len() => "a kind".to_owned(),
        Shape::Words(all) if all.len() == Name::WORDS.len() => "a list of kinds".to_owned(),
        Shape::Word(all) | Shape::Words(all) => words(all),
        Shape::Int(low, high) => format!("{low} to {high}"),
        Shape::Bool => "`true` or `false`".to_owned(),
        Shape::Texts => "a list of texts".to_owned(),
        Shape::Lists(fields) => {
            let fields: Vec<&str> =
                fields.iter().map(|field| if format!("{field:?}") == "Int" { "1" } else { "\"…\"" }).collect();
            format!("a list of `[{}]`", fields.join(", "))
        }
        Shape::Any(what) => what.to_owned(),
        Shape::Range => "`[from, to]`".to_owned(),
        Shape::Table(_) | Shape::Tables(_) => "see below".to_owned(),
        Shape::NamedTables(_) => "a table of tables, see below".to_owned(),
        Shape::NamedTexts => "a table of lists of texts".to_owned(),
    }
}

#[test]
fn the_author_s_guide_leads_somewhere_and_its_problem_has_no_fault() {
    let text = std::fs::read_to_string(repository().join("problem_sets/README.md")).expect("the guide is there");
    for part in text.split("](").skip(1) {
        let target = part.split([')', '#']).next().unwrap_or_default();
        let is_file = !target.is_empty() && !target.contains("://");
        assert!(!is_file || repository().join("problem_sets").join(target).exists(), "the guide links to `{target}`");
    }
    let session = Session::new();
    for (number, block) in text.split("```toml\n").skip(1).enumerate() {
        let block = block.split("\n```").next().unwrap_or_default();
        if block.contains("[[problem]]") {
            let name = format!("guide-{number}.toml");
            session.put(&name, block);
            session.run(&format!("check {name} --seeds 100")).stdout_has("no faults: 1 problem");
        }
    }
}
