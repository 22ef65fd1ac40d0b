//! `match`: two columns to be paired. The second has one entry too many, so that the last pair is not free.

use super::exhibit::{self, Exhibit};
use super::key::{self, Heads, letter};
use super::options::named;
use super::space::number;
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, Wrong, WrongAnswer};
use crate::blocks::{Align, Block, Column, Pairs, Prose, Span, Table, TableStyle, TextSize, Tick, Width};
use crate::diagnostic::words::{count, nearest};
use crate::diagnostic::{Faults, Finding, Place};
use crate::draw::Values;
use crate::keys::{Field, Key, KeyTable, Keys, Shape, Text};
use crate::program::Wording;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `match`",
    keys: &[
        Key::needed("pairs", Shape::Lists(&[Field::Text, Field::Text]), "what belongs together"),
        Key::free("count", Shape::Int(5, 7), "pairs that are drawn (6)"),
        Key::needed("odd", Shape::Texts, "entries of the second column without a partner"),
        exhibit::PROGRAM,
        exhibit::ENDS,
    ],
};

/// Pairs on a sheet where nothing else is said, and the bounds of what may be.
const COUNT: usize = 6;
const COUNTS: std::ops::RangeInclusive<i64> = 5..=7;

#[derive(Clone, Debug)]
pub struct Match {
    exhibit: Option<Exhibit>,
    pairs: Vec<(Wording, Wording)>,
    /// Entries without a partner, each with the misconception that it shows, if one is named.
    odd: Vec<(Wording, Option<String>)>,
    /// Wrong pairs that somebody makes, in the order of the file.
    mispaired: Vec<Mispaired>,
    count: usize,
    place: Place,
}

/// Entries that are taken to belong together.
#[derive(Clone, Debug)]
struct Mispaired {
    misread: Misread,
    /// By its place in `pairs`.
    left: usize,
    right: Right,
}

/// An entry of the second column, by its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Partner(usize),
    Odd(usize),
}

/// What stands in the second column.
struct Entry {
    text: Prose,
    right: Right,
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
        let exhibit = Exhibit::read_with_end(keys, ground, faults);
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
        let mispaired = read_mispaired(&pairs, &odd, ground, faults);
        let odd = odd.into_iter().zip(ids).collect();
        (faults.len() == before).then_some(Match { exhibit, pairs, mispaired, odd, count: wished, place })
    }

    /// Draws pairs and an odd entry, and the order of both columns.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let shown = self.exhibit.as_ref().map(|exhibit| exhibit.pose(posing)).transpose()?;
        let values = posing.values;
        let mut stream = posing.stream(&common.id.value, "which pairs");
        let mut pairs: Vec<usize> = (0..self.pairs.len()).collect();
        stream.shuffle(&mut pairs);
        pairs.truncate(self.count);
        let left: Vec<Prose> = pairs.iter().map(|&pair| self.pairs[pair].0.fill(values)).collect();
        let mut entries: Vec<Entry> = pairs
            .iter()
            .enumerate()
            .map(|(at, &pair)| Entry {
                text: self.pairs[pair].1.fill(values),
                right: Right::Partner(pair),
                partner: Some(at),
                id: None,
            })
            .collect();
        let odds: Vec<usize> = (0..self.odd.len()).collect();
        let odd = *stream.pick(&odds).expect("a match without an odd entry is not read");
        let (text, id) = (self.odd[odd].0.fill(values), self.odd[odd].1.clone());
        entries.push(Entry { text, right: Right::Odd(odd), partner: None, id });
        stream.shuffle(&mut entries);
        self.check_apart(&left, &entries)?;
        let scene = common.ask.as_ref().map(|ask| ask.fill(values).then(" ")).unwrap_or_default();
        let ask = scene.then("Write the letter of what belongs to it into each box. One letter is left over.");
        let answers = answers(&left, &entries);
        let why = key::fill_why(common, values, &answers.iter().map(|(letter, _)| *letter).collect::<String>());
        let mispaired = self.mispaired(&pairs, &left, &entries, values);
        let (heads, none) = if mispaired.is_empty() {
            (Heads::PAIRED, "belongs to none of them")
        } else {
            (Heads::WROTE, "took what belongs to none of them")
        };
        let wrong: Vec<WrongAnswer> = odd_answers(&entries, none).into_iter().chain(mispaired).collect();
        let mut key = vec![to_table(&left, &answers)];
        key.extend(key::why_and_wrong(&why, heads, &wrong));
        key.extend(key::say_aloud(&common.aloud, values));
        let ticks =
            entries.iter().enumerate().map(|(at, entry)| Tick { letter: capital(at), text: entry.text.clone() });
        let paired: Vec<_> =
            left.iter().zip(&answers).map(|(left, (_, right))| json!([left.to_marked(), right.to_marked()])).collect();
        Ok(Posed {
            label: "Match".to_owned(),
            note: None,
            code: shown.as_ref().map(|shown| shown.code.clone()),
            sheet: std::iter::once(Block::Paragraph { text: ask.clone(), size: TextSize::Body })
                .chain(shown.map(|shown| shown.block))
                .chain([Block::Pairs(Pairs { left: left.clone(), right: ticks.collect() })])
                .collect(),
            ask,
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

    /// The wrong pairs whose entries both stand on the sheet, behind the odd entry.
    fn mispaired(&self, pairs: &[usize], left: &[Prose], entries: &[Entry], values: &Values) -> Vec<WrongAnswer> {
        let on_sheet = self.mispaired.iter().filter_map(|wrong| {
            let at = pairs.iter().position(|pair| *pair == wrong.left)?;
            let letter = entries.iter().position(|entry| entry.right == wrong.right)?;
            let partner = entries.iter().find(|entry| entry.partner == Some(at))?;
            Some((wrong, &left[at], partner, letter, &entries[letter]))
        });
        let answers = (1..).zip(on_sheet).map(|(index, (wrong, left, partner, place, theirs))| WrongAnswer {
            letter: letter(index),
            id: Some(wrong.misread.id.value.clone()),
            answer: json!({ "pair": [left.to_marked(), theirs.text.to_marked()] }),
            shown: Prose::plain(format!("{} at ", capital(place))).then_prose(left.clone()),
            say: key::fill_say(&wrong.misread, values, &partner.text.to_plain(), &theirs.text.to_plain()),
        });
        answers.collect()
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

/// The misreads that name two entries, each found in its column.
fn read_mispaired(
    pairs: &[(Wording, Wording)],
    odd: &[Wording],
    ground: &Ground,
    faults: &mut Faults,
) -> Vec<Mispaired> {
    let lefts = || pairs.iter().map(|(left, _)| left.source());
    let rights = || pairs.iter().map(|(_, right)| right.source()).chain(odd.iter().map(Wording::source));
    let mut mispaired = Vec::new();
    for misread in &ground.misreads {
        let Wrong::Pair(texts, place) = &misread.wrong else { continue };
        let [left, right] = &**texts;
        let found = (
            lefts().position(|text| text == left.value),
            rights()
                .position(|text| text == right.value)
                .map(|at| at.checked_sub(pairs.len()).map_or(Right::Partner(at), Right::Odd)),
        );
        match found {
            (Some(left), Some(right)) if right == Right::Partner(left) => faults.note(place, &PairFault::Together),
            (Some(left), Some(right)) => mispaired.push(Mispaired { misread: misread.clone(), left, right }),
            (found_left, found_right) => {
                let mut note = |text: &Text, column, nearest: Option<&str>| {
                    let nearest = nearest.map(str::to_owned);
                    faults.note(&text.place, &PairFault::NoEntry { text: text.value.clone(), column, nearest });
                };
                if found_left.is_none() {
                    note(left, "first", nearest(&left.value, lefts()));
                }
                if found_right.is_none() {
                    note(right, "second", nearest(&right.value, rights()));
                }
            }
        }
    }
    mispaired
}

/// For each box its letter and what that stands for.
fn answers(left: &[Prose], entries: &[Entry]) -> Vec<(char, Prose)> {
    let of = |at: usize| entries.iter().position(|entry| entry.partner == Some(at));
    (0..left.len()).filter_map(|at| of(at).map(|place| (capital(place), entries[place].text.clone()))).collect()
}

/// Taking the odd entry is wrong wherever it is put.
fn odd_answers(entries: &[Entry], say: &str) -> Vec<WrongAnswer> {
    let odd = entries.iter().enumerate().filter(|(_, entry)| entry.partner.is_none());
    odd.map(|(at, entry)| WrongAnswer {
        letter: letter(0),
        id: entry.id.clone(),
        answer: json!({ "odd": entry.text.to_marked() }),
        shown: Prose::plain(format!("{} ", capital(at))).then_prose(entry.text.clone()),
        say: Prose::plain(say),
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
    NoEntry { text: String, column: &'static str, nearest: Option<String> },
    Together,
}

impl Finding for PairFault {
    fn code(&self) -> &'static str {
        match self {
            PairFault::TooFew { .. } => "too-few-pairs",
            PairFault::NoEntry { .. } => "pair-of-no-entry",
            PairFault::Together => "pair-belongs-together",
        }
    }

    fn message(&self) -> String {
        match self {
            PairFault::TooFew { found, count: wished } => {
                format!("{} are too few to draw {wished} from", count(*found, "pair"))
            }
            PairFault::NoEntry { text, column, .. } => {
                format!("`{}` is no entry of the {column} column", text.replace('`', ""))
            }
            PairFault::Together => "these two belong together".to_owned(),
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            PairFault::TooFew { count: wished, .. } => {
                format!("write at least {wished}; a few more, and sheets differ")
            }
            PairFault::NoEntry { nearest: Some(nearest), .. } => format!("did you mean \"{nearest}\"?"),
            PairFault::NoEntry { nearest: None, .. } => {
                "write the entry as it stands in `pairs` or `odd`, backticks and placeholders and all".to_owned()
            }
            PairFault::Together => "name a wrong pair: the entry of one pair with the partner of another".to_owned(),
        })
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

    const MISPAIRED: &str = "
[[problem.misread]]
id = \"super-is-parent-instance\"
pair = [\"`super()`\", \"what is inherited from\"]
say = \"took `super()` for `$answer`, not $theirs\"

[[problem.misread]]
id = \"self-is-keyword\"
pair = [\"`self`\", \"a keyword of Python\"]
say = \"took `self` for a word of the language\"
";

    #[test]
    fn a_wrong_pair_is_named_where_both_its_entries_stand_on_the_sheet() {
        let text = format!("{TERMS}{MISPAIRED}").replace("count = 5", "count = 6");
        let mut seen = std::collections::BTreeSet::new();
        for posed in posed_many(&text, FORM, 0..20) {
            let has_keyword = posed.wrong[0].answer["odd"] == "a keyword of Python";
            let ids: Vec<&str> = posed.wrong[1..].iter().filter_map(|wrong| wrong.id.as_deref()).collect();
            let expected: &[&str] = if has_keyword {
                &["super-is-parent-instance", "self-is-keyword"]
            } else {
                &["super-is-parent-instance"]
            };
            assert_eq!(ids, expected);
            let base = &posed.wrong[1];
            assert_eq!(base.letter, 'b');
            assert_eq!(base.answer["pair"], serde_json::json!(["`super()`", "what is inherited from"]));
            let (letter, at) =
                base.shown.to_marked().split_once(" at ").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a place");
            assert_eq!(at, "`super()`");
            assert!(dump(&posed.sheet).contains(&format!("{letter} what is inherited from")), "{}", dump(&posed.sheet));
            assert!(dump(&posed.key).contains("| If you wrote | then you probably\n"));
            assert_eq!(posed.wrong[0].say.to_marked(), "took what belongs to none of them");
            seen.insert(has_keyword);
        }
        assert_eq!(seen.len(), 2);
    }

    #[test]
    fn wrong_pairs_are_found_in_their_columns() {
        let with = |from: &str, to: &str| faults(&format!("{TERMS}{}", MISPAIRED.replace(from, to)));
        assert_eq!(with("\"`super()`\", ", "\"`super`\", "), ["30 pair-of-no-entry"]);
        assert_eq!(with("\"a keyword of Python\"", "\"a keyword\""), ["35 pair-of-no-entry"]);
        assert_eq!(
            with("\"what is inherited from\"", "\"the way to the base’s version\""),
            ["30 pair-belongs-together"]
        );
        assert_eq!(with("[\"`self`\", \"a keyword of Python\"]", "\"self\""), ["35 wrong-shape"]);
        assert_eq!(with("say = \"took `self` for a word of the language\"\n", ""), ["33 missing-key"]);
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
