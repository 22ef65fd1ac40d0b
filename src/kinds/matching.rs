//! `match`: two columns to be paired. The second has one entry too many, so that the last pair is not free.

use super::key::{self, Heads, letter};
use super::options::named;
use super::space::number;
use super::{Common, Ground, Name, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer};
use crate::blocks::{Align, Block, Column, Pairs, Prose, Span, Table, TableStyle, TextSize, Tick, Width};
use crate::diagnostic::words::count;
use crate::diagnostic::{Faults, Finding, Place};
use crate::keys::{Field, Key, KeyTable, Keys, Shape};
use crate::program::Wording;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `match`",
    keys: &[
        Key::needed("pairs", Shape::Lists(&[Field::Text, Field::Text]), "what belongs together"),
        Key::free("count", Shape::Int(5, 7), "pairs that are drawn (6)"),
        Key::needed("odd", Shape::Texts, "entries of the second column without a partner"),
    ],
};

/// Pairs on a sheet where nothing else is said, and the bounds of what may be.
const COUNT: usize = 6;
const COUNTS: std::ops::RangeInclusive<i64> = 5..=7;

#[derive(Clone, Debug)]
pub struct Match {
    pairs: Vec<(Wording, Wording)>,
    /// Entries without a partner, each with the misconception that it shows, if one is named.
    odd: Vec<(Wording, Option<String>)>,
    count: usize,
    place: Place,
}

/// What stands in the second column.
struct Entry {
    text: Prose,
    /// Its partner, by its place among the drawn pairs.
    partner: Option<usize>,
    id: Option<String>,
}

impl Match {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Match> {
        keys.need("pairs", faults);
        keys.need("odd", faults);
        let place = keys.place_of("pairs").unwrap_or_else(|| keys.place().clone());
        let odd_place = keys.place_of("odd").unwrap_or_else(|| keys.place().clone());
        let before = faults.len();
        let wished = keys.int("count", COUNTS, faults).and_then(|count| usize::try_from(count.value).ok());
        let wished = wished.unwrap_or(COUNT);
        let pairs = ground.pairs(keys, "pairs", faults);
        let odd = ground.wordings(keys, "odd", faults);
        if faults.len() > before {
            return None;
        }
        if pairs.len() < wished {
            faults.note(&place, &PairFault::TooFew { found: pairs.len(), count: wished });
        }
        if odd.is_empty() {
            faults.note(&odd_place, &ReadFault::Empty { kind: Name::Match, key: "odd" });
        }
        let ids = named(odd.len(), ground, faults);
        let odd = odd.into_iter().zip(ids).collect();
        (faults.len() == before).then_some(Match { pairs, odd, count: wished, place })
    }

    /// Draws pairs and an odd entry, and the order of both columns.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let values = posing.values;
        let mut stream = posing.stream(&common.id.value, "which pairs");
        let mut pairs: Vec<&(Wording, Wording)> = self.pairs.iter().collect();
        stream.shuffle(&mut pairs);
        pairs.truncate(self.count);
        let left: Vec<Prose> = pairs.iter().map(|(left, _)| left.fill(values)).collect();
        let mut entries: Vec<Entry> = pairs
            .iter()
            .enumerate()
            .map(|(at, (_, right))| Entry { text: right.fill(values), partner: Some(at), id: None })
            .collect();
        let odd = stream.pick(&self.odd).expect("a match without an odd entry is not read");
        entries.push(Entry { text: odd.0.fill(values), partner: None, id: odd.1.clone() });
        stream.shuffle(&mut entries);
        self.check_apart(&left, &entries)?;
        let scene = common.ask.as_ref().map(|ask| ask.fill(values).then(" ")).unwrap_or_default();
        let ask = scene.then("Write the letter of what belongs to it into each box. One letter is left over.");
        let answers = answers(&left, &entries);
        let why = key::fill_why(common, values, &answers.iter().map(|(letter, _)| *letter).collect::<String>());
        let wrong = wrong_answers(&entries);
        let mut key = vec![to_table(&left, &answers)];
        key.extend(key::why_and_wrong(&why, Heads::PAIRED, &wrong));
        key.extend(key::say_aloud(&common.aloud, values));
        let ticks =
            entries.iter().enumerate().map(|(at, entry)| Tick { letter: capital(at), text: entry.text.clone() });
        let paired: Vec<_> =
            left.iter().zip(&answers).map(|(left, (_, right))| json!([left.to_marked(), right.to_marked()])).collect();
        Ok(Posed {
            label: "Match".to_owned(),
            note: None,
            sheet: vec![
                Block::Paragraph { text: ask.clone(), size: TextSize::Body },
                Block::Pairs(Pairs { left: left.clone(), right: ticks.collect() }),
            ],
            ask,
            code: None,
            answer: json!({ "pairs": paired }),
            key,
            why,
            wrong,
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: vec![
                (3, Prose::plain("every pair")),
                (2, Prose::plain("two changed places")),
                (1, Prose::plain("half of them")),
            ],
            points: common.points.unwrap_or(number(self.count)),
        })
    }

    /// Sees that no entry fits two boxes and no box has two entries.
    fn check_apart(&self, left: &[Prose], entries: &[Entry]) -> Result<(), Setback> {
        let rights: Vec<String> = entries.iter().map(|entry| entry.text.to_marked()).collect();
        let lefts: Vec<String> = left.iter().map(Prose::to_marked).collect();
        for texts in [rights, lefts] {
            let mut sorted = texts;
            sorted.sort();
            if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
                return Err(Setback::again(&self.place, PoseFault::TwoPartners { text: pair[0].clone() }));
            }
        }
        Ok(())
    }
}

/// For each box its letter and what that stands for.
fn answers(left: &[Prose], entries: &[Entry]) -> Vec<(char, Prose)> {
    let of = |at: usize| entries.iter().position(|entry| entry.partner == Some(at));
    (0..left.len()).filter_map(|at| of(at).map(|place| (capital(place), entries[place].text.clone()))).collect()
}

/// Taking the odd entry is wrong wherever it is put.
fn wrong_answers(entries: &[Entry]) -> Vec<WrongAnswer> {
    let odd = entries.iter().enumerate().filter(|(_, entry)| entry.partner.is_none());
    odd.map(|(at, entry)| WrongAnswer {
        letter: letter(0),
        id: entry.id.clone(),
        answer: json!({ "odd": entry.text.to_marked() }),
        shown: Prose::plain(format!("{} ", capital(at))).then_prose(entry.text.clone()),
        say: Prose::plain("belongs to none of them"),
    })
    .collect()
}

fn to_table(left: &[Prose], answers: &[(char, Prose)]) -> Block {
    let rows = left.iter().zip(answers).map(|(left, (letter, right))| {
        vec![Some(left.clone()), Some(Prose(vec![Span::Strong(letter.to_string())])), Some(right.clone())]
    });
    let column = |width| Column { head: Prose::default(), align: Align::Left, width };
    Block::Table(Table {
        summary: "What belongs together, with its letter.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![column(Width::Fill(2)), column(Width::Content), column(Width::Fill(3))],
        rows: rows.collect(),
    })
}

fn capital(at: usize) -> char {
    ('A'..='Z').nth(at).unwrap_or('Z')
}

/// What is wrong with pairs.
#[derive(Clone, Debug, PartialEq)]
enum PairFault {
    TooFew { found: usize, count: usize },
}

impl Finding for PairFault {
    fn code(&self) -> &'static str {
        "too-few-pairs"
    }

    fn message(&self) -> String {
        let PairFault::TooFew { found, count: wished } = self;
        format!("{} are too few to draw {wished} from", count(*found, "pair"))
    }

    fn help(&self) -> Option<String> {
        let PairFault::TooFew { count: wished, .. } = self;
        Some(format!("write at least {wished}; a few more, and sheets differ"))
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, posed_many, setback, wrong};
    use crate::kinds::{Form, Name};
    use std::collections::BTreeMap;

    const FORM: Form = Form { kind: Name::Match, stage: None };

    const TERMS: &str = r#"
[[problem]]
id = "terms-of-classes"
kind = "match"
skill = "class-terms"
level = 1
minutes = 2
title = "Terms"
count = 5
pairs = [
  ["instance", "one object made from the class"],
  ["`self`", "the object the method was called on"],
  ["override", "own version under the same name"],
  ["class attribute", "one for all instances"],
  ["`super()`", "the way to the base’s version"],
  ["base class", "what is inherited from"],
]
odd = ["a keyword of Python", "a function in a module"]
why = "Each term names one thing of $n."

[problem.draw]
n = { pick = [3] }

[[problem.misread]]
id = "self-is-keyword"
option = 1
"#;

    #[test]
    fn pairs_and_one_odd_entry_are_drawn() {
        let posed = posed(TERMS, FORM, 4);
        assert_eq!(posed.points, 5);
        let pairs = posed.answer["pairs"].as_array().expect("a list");
        assert_eq!(pairs.len(), 5);
        let sheet = dump(&posed.sheet);
        for pair in pairs {
            let (left, right) = (pair[0].as_str().expect("text"), pair[1].as_str().expect("text"));
            assert!(TERMS.contains(&format!("[\"{left}\", \"{right}\"]")), "{left} {right}");
            assert!(sheet.contains(left) && sheet.contains(right), "{sheet}");
        }
        assert_eq!(sheet.lines().filter(|line| line.trim().chars().nth(1) == Some(' ')).count(), 6);
        let keyword = wrong(&posed)[0].contains("a keyword of Python");
        assert_eq!(posed.wrong[0].id.as_deref() == Some("self-is-keyword"), keyword);
    }

    #[test]
    fn the_odd_entry_stands_equally_often_at_every_letter() {
        let mut places = BTreeMap::new();
        for posed in posed_many(TERMS, FORM, 0..10_000) {
            *places.entry(posed.wrong[0].shown.to_marked().chars().next()).or_insert(0) += 1;
        }
        assert_eq!(places.len(), 6);
        assert!(places.values().all(|times| (1_540..1_800).contains(times)), "{places:?}");
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let twice = TERMS.replace("what is inherited from", "one for all instances").replace("count = 5", "count = 6");
        assert_eq!(setback(&twice, FORM), "again partner-of-two");
        assert_eq!(faults(&TERMS.replace("count = 5", "count = 7")), ["10 too-few-pairs"]);
        assert_eq!(
            faults(&TERMS.replace("[\"a keyword of Python\", \"a function in a module\"]", "[]")),
            ["18 empty-list", "26 option-out-of-range"]
        );
        assert_eq!(faults(&TERMS.replace("option = 1", "option = 3")), ["26 option-out-of-range"]);
    }
}
