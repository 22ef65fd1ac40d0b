//! `[[problem.misread]]`: the program, or the answer, as someone with a misconception reads it.

use super::{Ground, Name, ReadFault};
use crate::diagnostic::{Faults, Place};
use crate::keys::{Field, Item, Key, KeyTable, Keys, Shape, Text};
use crate::program::{Template, Wording, read_change};

/// The keys of a misread. One of the last seven says what is wrong.
pub static MISREAD: KeyTable = KeyTable {
    owner: "a misread",
    keys: &[
        Key::needed("id", Shape::Id, "the misconception that it shows"),
        Key::usual("say", Shape::Text, "what completes “you probably …”"),
        SWAP,
        SWAPS,
        EVERYWHERE,
        PROGRAM,
        Key::free("fill", Shape::Texts, "of a `cloze`: what stands in each gap, `\"\"` for what was there"),
        Key::free("pair", Shape::Any("`[left, right]`"), "of a `match`: an entry and the wrong one that is put to it"),
        Key::free("option", Shape::Int(1, 20), "of written answers: the wrong one that it gives, counted from 1"),
    ],
};

/// The keys of a bug. One of the last four says what is wrong.
pub static BUG: KeyTable = KeyTable {
    owner: "a bug",
    keys: &[
        Key::needed("id", Shape::Id, "the misconception that it shows"),
        Key::needed("say", Shape::Text, "a sentence on what the line does"),
        SWAP,
        SWAPS,
        EVERYWHERE,
        PROGRAM,
    ],
};

const SWAP: Key = Key::free("swap", Shape::Any("`[old, new]`"), "a quote of the program, and what stands in its place");
const SWAPS: Key = Key::free("swaps", Shape::Lists(&[Field::Text, Field::Text]), "several at once");
const EVERYWHERE: Key = Key::free("everywhere", Shape::Any("`[old, new]`"), "the same wherever it occurs");
const PROGRAM: Key = Key::free("program", Shape::Text, "all of the wrong program, where no swap expresses it");

/// Whether a wrong program is how somebody reads the right one, or what somebody wrote in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Misread,
    Bug,
}

impl Sort {
    /// The name of the tables, and the word in messages.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Misread => "misread",
            Sort::Bug => "bug",
        }
    }

    fn table(self) -> &'static KeyTable {
        match self {
            Sort::Misread => &MISREAD,
            Sort::Bug => &BUG,
        }
    }
}

/// A wrong reading, well-formed.
#[derive(Clone, Debug)]
pub struct Misread {
    /// The misconception; the bank knows whether it is registered.
    pub id: Text,
    /// Completes "you probably …"; of a bug, a sentence of its own. Only a written-out option may be without, since it has a sentence of its own.
    pub say: Option<Wording>,
    pub wrong: Wrong,
}

/// What is wrong about it.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// The program as it is read.
    Program(Template),
    /// What stands in the boxes of a `cloze`, one text a box, `""` for as it was; and where that is said.
    Fill(Vec<Template>, Place),
    /// Of a `match`, entries of both columns that are taken to belong together, as written; and where that is said.
    Pair(Box<[Text; 2]>, Place),
    /// The wrong answer that the misconception gives, counted from 1 as in the file, and where that is said.
    Option(usize, Place),
}

impl Misread {
    /// Reads one `[[problem.misread]]` or `[[problem.bug]]` whose id was taken; `None` with a fault noted if it is not whole.
    pub fn read(mut keys: Keys, id: Option<Text>, sort: Sort, ground: &Ground, faults: &mut Faults) -> Option<Misread> {
        let needs_say = !keys.has("option");
        if needs_say {
            keys.need("say", faults);
        }
        let say = keys
            .text("say", faults)
            .and_then(|text| Wording::read(&text, &ground.declared, &["answer", "theirs"], faults));
        let wrong = Wrong::read(&mut keys, sort, id.as_ref(), ground, faults);
        let elsewhere: &[&str] = match (sort, ground.kind) {
            (Sort::Bug, _) => &[],
            (Sort::Misread, Some(Name::Cloze)) => &["option", "pair"],
            (Sort::Misread, Some(Name::Match)) => &["fill"],
            (Sort::Misread, _) => &["fill", "pair"],
        };
        let all: Vec<&str> = sort.table().names().filter(|name| !elsewhere.contains(name)).collect();
        keys.finish(sort.table().owner, &|_| None, &all, faults);
        let is_whole = say.is_some() || !needs_say;
        Some(Misread { id: id?, say, wrong: wrong? }).filter(|_| is_whole)
    }

    /// The wrong program, for kinds whose misreads all have one.
    pub fn program(&self) -> Option<&Template> {
        match &self.wrong {
            Wrong::Program(program) => Some(program),
            Wrong::Fill(..) | Wrong::Pair(..) | Wrong::Option(..) => None,
        }
    }
}

impl Wrong {
    fn read(keys: &mut Keys, sort: Sort, id: Option<&Text>, ground: &Ground, faults: &mut Faults) -> Option<Wrong> {
        let place = keys.place().clone();
        let option = (sort == Sort::Misread).then(|| keys.int("option", 1..=20, faults)).flatten();
        if let Some(option) = option {
            return Some(Wrong::Option(usize::try_from(option.value).unwrap_or(1), option.place));
        }
        if sort == Sort::Misread && ground.kind == Some(Name::Cloze) && keys.has("fill") {
            let place = keys.place_of("fill").unwrap_or(place);
            return Some(Wrong::Fill(ground.templates(keys, "fill", faults), place));
        }
        if sort == Sort::Misread && ground.kind == Some(Name::Match) && keys.has("pair") {
            return read_pair(keys, faults);
        }
        let before = faults.len();
        let Some(program) = ground.changed() else {
            let mut found = false;
            for key in ["swap", "swaps", "everywhere", "program"] {
                found |= keys.item(key).is_some();
            }
            let shown = ground.kind.filter(|kind| kind.has_written_answers() && ground.program.is_some());
            match (found, shown) {
                (_, _) if ground.program_is_faulty => {}
                (true, Some(kind)) => faults.note(&place, &ReadFault::ChangeOfShown { kind }),
                (true, None) => faults.note(&place, &ReadFault::ChangeWithoutProgram),
                (false, _) => {
                    let id = id.map(|text| text.value.clone()).unwrap_or_default();
                    faults.note(&place, &ReadFault::NoChange { id });
                }
            }
            return None;
        };
        let change = read_change(keys, program, &ground.declared, faults);
        if change.is_none() && faults.len() == before {
            let id = id.map(|text| text.value.clone()).unwrap_or_default();
            faults.note(&place, &ReadFault::NoChange { id });
        }
        change.map(Wrong::Program)
    }
}

fn read_pair(keys: &mut Keys, faults: &mut Faults) -> Option<Wrong> {
    let item = keys.item("pair")?;
    let place = item.place().clone();
    if let Item::List(parts, _) = item
        && let Ok([Item::Text(left), Item::Text(right)]) = <[Item; 2]>::try_from(parts)
    {
        return Some(Wrong::Pair(Box::new([left, right]), place));
    }
    faults.note(&place, &ReadFault::WrongShape { key: "pair", shape: "[\"left\", \"right\"]" });
    None
}
