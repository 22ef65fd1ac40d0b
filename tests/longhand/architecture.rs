//! The plan of the rooms, compared with the source: floors, who uses whom, one crate one room, nothing forgotten.

use crate::rig::repository;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// From the top. A room uses rooms of the floors below its own.
const FLOORS: &[&[&str]] = &[
    &["main", "cli", "commands"],
    &["review"],
    &["pdf", "layout", "sheet", "history", "roster", "clock"],
    &["question", "choose", "bank"],
    &["kinds"],
    &["program", "python", "tables", "shell", "draw", "keys", "code", "blocks", "diagnostic", "cores"],
];

/// Rooms that use one beside them on the same floor.
const BESIDE: &[(&str, &[&str])] = &[
    ("main", &["cli", "commands"]),
    ("commands", &["cli"]),
    ("pdf", &["layout"]),
    ("question", &["bank"]),
    ("choose", &["bank", "question"]),
    ("code", &["blocks", "diagnostic"]),
    ("draw", &["diagnostic", "keys"]),
    ("keys", &["diagnostic"]),
    ("program", &["blocks", "diagnostic", "draw", "keys"]),
    ("python", &["cores", "diagnostic", "draw"]),
    ("shell", &["diagnostic"]),
    ("tables", &["diagnostic", "draw"]),
];

/// Outside crates, and the room that may name each: `room`, or `room/file.rs`.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate-snippets", &["diagnostic/report.rs"]),
    // `main` parses; what is parsed is said in `cli`.
    ("clap", &["cli", "main"]),
    ("crc32fast", &["history/line.rs"]),
    ("csv-core", &["roster/grid.rs"]),
    ("encoding_rs", &["roster/text.rs"]),
    ("crossterm", &["clock/terminal.rs"]),
    ("etcetera", &["commands/home.rs"]),
    ("include_dir", &["bank/files.rs"]),
    ("indicatif", &["commands/progress.rs"]),
    ("jiff", &["commands"]),
    ("landlock", &["python/fences.rs"]),
    ("lopdf", &["pdf"]),
    ("printpdf", &["pdf"]),
    ("qrcode", &["code/qr.rs"]),
    ("rand", &["draw/stream.rs"]),
    ("rustix", &["python/fences.rs"]),
    ("rustpython-stdlib", &["python/engine/library.rs"]),
    ("rusqlite", &["tables/database.rs"]),
    ("rustpython-vm", &["python"]),
    ("rustpython-ruff_source_file", &["python"]),
    ("rustpython-ruff_text_size", &["python"]),
    ("rusttype", &["layout/fonts.rs"]),
    ("ttf-parser", &["layout/kerning.rs", "layout/own_font.rs"]),
    // One function of one standard, which three rooms need for three things: draws, codes, the id of a file.
    ("sha2", &["draw/stream.rs", "code/digest.rs", "pdf/digest.rs"]),
    ("signal-hook", &["clock/signals.rs"]),
    ("subsetter", &["pdf"]),
    ("tempfile", &["commands"]),
    ("terminal_size", &["commands"]),
    ("toml", &["keys"]),
    ("unicode-linebreak", &["layout"]),
    ("unicode-normalization", &["layout/fonts.rs", "roster/cells.rs"]),
    ("unicode-width", &["clock"]),
];

/// Crates that are words of the language here: data as data, in any room.
const WORDS: &[&str] = &["serde", "serde_json"];

/// Longer files, each with the reason. There is none.
const LONGER: &[(&str, &str)] = &[];
const LONGEST: usize = 400;

/// Every Rust file below `src/` by its path from there, and its text.
pub fn sources() -> BTreeMap<String, String> {
    let root = repository().join("src");
    let mut found = BTreeMap::new();
    collect(&root, &root, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("src/ can be read") {
        let path = entry.expect("src/ can be read").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root).expect("it was found below src/");
            let name = name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            found.insert(name, fs::read_to_string(&path).expect("a source file is UTF-8"));
        }
    }
}

/// `layout/fonts.rs` is in the room `layout`; `cli.rs` in `cli`.
fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

fn is_test_file(file: &str) -> bool {
    file.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// The text before the tests, without comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Rooms that a file names: `crate::room`, `crate::{room, room}`, and in `main.rs` `longhand::room`.
fn named_rooms(file: &str, text: &str) -> BTreeSet<String> {
    let root = if file == "main.rs" { "longhand::" } else { "crate::" };
    let mut found = BTreeSet::new();
    for part in code(text).split(root).skip(1) {
        let names = match part.strip_prefix('{') {
            Some(list) => top_names(list),
            None => vec![first_name(part)],
        };
        found.extend(names.into_iter().filter(|name| FLOORS.iter().any(|floor| floor.contains(&name.as_str()))));
    }
    found
}

fn first_name(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The first names of a list in braces: `a::b, c::{d, e}}` gives `a` and `c`.
fn top_names(list: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut names = vec![first_name(list)];
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(&list[at + 1..])),
            _ => {}
        }
    }
    names
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// Which room uses which others.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in sources() {
        if file != "lib.rs" && !is_test_file(&file) {
            let named = named_rooms(&file, &text).into_iter().filter(|name| name != room(&file));
            found.entry(room(&file).to_owned()).or_default().extend(named);
        }
    }
    found
}

#[test]
fn names_are_found_in_every_form() {
    let text =
        "use crate::blocks::{Block, Prose};\nuse crate::{draw::{a, b}, keys::Keys};\n// crate::pdf\nx: crate::code::Y";
    let found: Vec<String> = named_rooms("sheet/mod.rs", text).into_iter().collect();
    assert_eq!(found, ["blocks", "code", "draw", "keys"]);
}

#[test]
fn a_room_uses_only_what_is_below_or_beside_it() {
    let mut wrong = Vec::new();
    for (room, used) in uses() {
        let Some(own) = floor(&room) else {
            wrong.push(format!("`{room}` is on no floor"));
            continue;
        };
        let beside = BESIDE.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, list)| list);
        for other in used {
            let is_below = floor(&other) > Some(own);
            if !is_below && !beside.contains(&other.as_str()) {
                wrong.push(format!("`{room}` uses `{other}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_uses_itself_by_way_of_others() {
    let uses = uses();
    for start in uses.keys() {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = uses[start].iter().collect();
        while let Some(room) = next.pop() {
            assert_ne!(room, start, "`{start}` uses itself by way of {reached:?}");
            if reached.insert(room) {
                next.extend(uses.get(room).into_iter().flatten());
            }
        }
    }
}

#[test]
fn an_outside_crate_is_named_in_one_room() {
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).expect("Cargo.toml is in the repository");
    let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
    let mut dependencies = manifest["dependencies"].as_table().expect("dependencies are a table").clone();
    for of_system in manifest["target"].as_table().expect("some crates are for one system").values() {
        dependencies.extend(of_system["dependencies"].as_table().expect("dependencies are a table").clone());
    }
    let mut wrong = Vec::new();
    for name in dependencies.keys().filter(|name| !WORDS.contains(&name.as_str())) {
        let Some((_, allowed)) = CRATES.iter().find(|(known, _)| known == name) else {
            wrong.push(format!("`{name}` has no room"));
            continue;
        };
        for (file, text) in sources() {
            let is_allowed = allowed.iter().any(|place| *place == file || *place == room(&file));
            if !is_allowed && !is_test_file(&file) && names_crate(&code(&text), &name.replace('-', "_")) {
                wrong.push(format!("`{name}` is named in {file}"));
            }
        }
    }
    for (name, _) in CRATES.iter().filter(|(name, _)| !dependencies.contains_key(*name)) {
        wrong.push(format!("`{name}` has a room but is no dependency"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `name::` that is not the end of a longer name or path, or `use name`.
fn names_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let is_start = |at: usize| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    };
    code.match_indices(&path).any(|(at, _)| is_start(at)) || code.contains(&format!("use {name};"))
}

#[test]
fn crates_are_told_from_names_that_end_alike() {
    assert!(names_crate("use rand::Rng;", "rand"));
    assert!(names_crate("let x: toml::Table = y;", "toml"));
    assert!(!names_crate("use operand::Rng; crate::rand::x", "rand"));
}

/// Cargo compiles a file only if a `mod` line leads to it, and says nothing of one that was forgotten.
#[test]
fn every_file_is_reached_by_a_mod_line() {
    let sources = sources();
    for file in sources.keys().filter(|file| !["main.rs", "lib.rs"].contains(&file.as_str())) {
        let path = file.strip_suffix("/mod.rs").or(file.strip_suffix(".rs")).expect("it ends in `.rs`");
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parents = match folder {
            "" => vec!["lib.rs".to_owned(), "main.rs".to_owned()],
            _ => vec![format!("{folder}/mod.rs"), format!("{folder}.rs")],
        };
        let line = format!("mod {name};");
        let is_named = |text: &String| text.lines().any(|each| each.trim().ends_with(&line));
        assert!(parents.iter().filter_map(|parent| sources.get(parent)).any(is_named), "no `{line}` leads to {file}");
    }
}

#[test]
fn every_file_says_what_it_is() {
    let without: Vec<String> = sources()
        .into_iter()
        .filter(|(file, text)| !is_test_file(file) && !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert!(without.is_empty(), "without `//!` in the first line: {without:?}");
}

#[test]
fn files_are_short() {
    for (file, text) in sources().into_iter().filter(|(file, _)| !is_test_file(file)) {
        let lines = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines().count();
        let is_allowed = LONGER.iter().any(|(known, _)| *known == file);
        assert!(lines <= LONGEST || is_allowed, "{file} has {lines} lines before its tests");
    }
}

#[test]
fn nothing_is_left_to_do() {
    let words = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore", "TODO", "FIXME"];
    for (file, text) in sources() {
        for (line, number) in text.lines().zip(1..) {
            assert!(!words.iter().any(|word| line.contains(word)), "{file}:{number}: {}", line.trim());
        }
    }
}

#[test]
fn rooms_have_no_names_that_say_nothing() {
    for file in sources().keys() {
        let is_vague =
            file.split(['/', '.']).any(|part| ["util", "utils", "helpers", "misc", "common_utils"].contains(&part));
        assert!(!is_vague, "{file}");
    }
}

/// `lib.rs` names the rooms in reading order, from the top; what only tests use stands at its end.
#[test]
fn modules_stand_in_reading_order() {
    let text = sources().remove("lib.rs").expect("lib.rs is there");
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    let named: Vec<&str> = shipped
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let floors: Vec<usize> = named.iter().filter_map(|name| floor(name)).collect();
    assert_eq!(floors.len(), named.len(), "a module of lib.rs is on no floor: {named:?}");
    assert!(floors.is_sorted(), "{named:?}");
}

#[test]
fn every_room_is_in_the_document() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is in the repository");
    for room in uses().keys().filter(|room| *room != "main") {
        assert!(text.contains(&format!("`{room}`")), "ARCHITECTURE.md does not name `{room}`");
    }
}
