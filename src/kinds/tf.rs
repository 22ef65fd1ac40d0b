//! `tf`: statements to be called true or false, the false ones to be mended.
//!
//! Some of the author's statements are drawn, never all true and never all false. Whether one is true is what its
//! expression gives, run, after the program if one is shown.

use super::exhibit::{self, Exhibit, Shown, evaluate_after};
use super::key::{self, letter};
use super::limits::Standing;
use super::options::named;
use super::space::number;
use super::{Common, Ground, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer, limits};
use crate::blocks::{Align, Block, Column, Prose, Span, Table, TableStyle, TextSize, Width};
use crate::diagnostic::words::count;
use crate::diagnostic::{Faults, Finding, Place};
use crate::draw::Stream;
use crate::keys::{Field, Item, Key, KeyTable, Keys, Shape};
use crate::program::{Template, Wording};
use crate::python::Called;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `tf`",
    keys: &[
        Key::needed(
            "statements",
            Shape::Lists(&[Field::Text, Field::Text, Field::Text]),
            "each with its truth and why",
        ),
        exhibit::PROGRAM,
        Key::free("count", Shape::Int(3, 6), "statements that are drawn (4)"),
    ],
};

/// Statements on a sheet where nothing else is said, and the bounds of what may be.
const COUNT: usize = 4;
const COUNTS: std::ops::RangeInclusive<i64> = 3..=6;

#[derive(Clone, Debug)]
pub struct Tf {
    exhibit: Option<Exhibit>,
    statements: Vec<Statement>,
    count: usize,
    place: Place,
    /// A problem that is written as another kind has an `ask` that is another question.
    standing: Standing,
}

#[derive(Clone, Debug)]
struct Statement {
    text: Wording,
    /// Its value is the answer.
    truth: Template,
    because: Wording,
    /// The misconception of those who call it otherwise, where one is named.
    id: Option<String>,
}

/// A drawn statement.
struct Drawn {
    text: Prose,
    is_true: bool,
    because: Prose,
    id: Option<String>,
}

impl Tf {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Tf> {
        keys.need("statements", faults);
        let place = keys.place_of("statements").unwrap_or_else(|| keys.place().clone());
        let wished = keys.int("count", COUNTS, faults).and_then(|count| usize::try_from(count.value).ok());
        let wished = wished.unwrap_or(COUNT);
        let items = keys.items("statements", faults)?;
        let before = faults.len();
        let mut statements: Vec<Statement> =
            items.iter().filter_map(|item| read_statement(item, ground, faults)).collect();
        if faults.len() > before {
            return None;
        }
        if statements.len() < 2 * wished {
            faults.note(&place, &StatementFault::TooFew { found: statements.len(), count: wished });
            return None;
        }
        let standing = ground.standing(super::Name::Tf);
        // Of a problem that is written as another kind misreads point to that kind's options.
        if standing == Standing::Own {
            let ids = named(statements.len(), ground, faults);
            statements.iter_mut().zip(ids).for_each(|(statement, id)| statement.id = id);
        }
        Some(Tf { exhibit: Exhibit::read(ground), statements, count: wished, place, standing })
    }

    /// Evaluates every statement and draws some of them.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let shown = self.exhibit.as_ref().map(|exhibit| exhibit.pose(posing)).transpose()?;
        let all = self.evaluate(shown.as_ref(), posing)?;
        let drawn = self.draw(all, common, posing)?;
        let values = posing.values;
        let scene = common.ask.as_ref().filter(|_| self.standing == Standing::Own);
        let scene = scene.map(|ask| ask.fill(values).then(" ")).unwrap_or_default();
        let ask = scene.then("Tick one box a line. If it is false, mend it on the rule: that earns the point.");
        let truths: Vec<bool> = drawn.iter().map(|drawn| drawn.is_true).collect();
        let in_words: Vec<&str> = truths.iter().map(|&truth| word(truth)).collect();
        let why = key::fill_why(common, values, &in_words.join(", "));
        let mut key = vec![to_table(&drawn), key::small(why.clone())];
        key.extend(key::say_aloud(&common.aloud, values));
        Ok(Posed {
            label: "True or false".to_owned(),
            note: None,
            code: shown.as_ref().map(|shown| shown.code.clone()),
            sheet: std::iter::once(Block::Paragraph { text: ask.clone(), size: TextSize::Body })
                .chain(shown.map(|shown| shown.block))
                .chain([Block::Statements(drawn.iter().map(|drawn| drawn.text.clone()).collect())])
                .collect(),
            ask,
            answer: json!({ "truth": truths }),
            key,
            why,
            wrong: drawn.iter().enumerate().map(|(index, drawn)| drawn.as_wrong(index)).collect(),
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: vec![
                (3, Prose::plain("every line")),
                (2, Prose::plain("one wrong, or not mended")),
                (1, Prose::plain("half of them")),
            ],
            points: common.points.unwrap_or(number(drawn.len())),
        })
    }

    fn evaluate(&self, shown: Option<&Shown>, posing: &mut Posing) -> Result<Vec<Drawn>, Setback> {
        let texts: Vec<String> = self.statements.iter().map(|statement| statement.truth.fill(posing.values)).collect();
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let called = evaluate_after(shown, &borrowed, &self.place, posing)?;
        let mut drawn = Vec::new();
        for ((statement, called), expression) in self.statements.iter().zip(called).zip(texts) {
            let is_true = match called {
                Called::Value(value) if value == "True" => true,
                Called::Value(value) if value == "False" => false,
                Called::Value(gave) | Called::Raised(gave) => {
                    let place = limits::whole(&statement.truth);
                    return Err(Setback::fatal(&place, PoseFault::NotATruth { expression, gave }));
                }
            };
            drawn.push(Drawn {
                text: statement.text.fill(posing.values),
                is_true,
                because: statement.because.fill(posing.values),
                id: statement.id.clone(),
            });
        }
        Ok(drawn)
    }

    fn draw(&self, all: Vec<Drawn>, common: &Common, posing: &Posing) -> Result<Vec<Drawn>, Setback> {
        let mut stream = posing.stream(&common.id.value, "which statements");
        let drawn = mix(all, self.count, |drawn| drawn.is_true, &mut stream);
        drawn.ok_or_else(|| Setback::again(&self.place, PoseFault::OneSided))
    }
}

/// As many as are wished, in drawn order, both true and false ones among them; `None` where all are of one sort.
fn mix<T>(mut all: Vec<T>, count: usize, is_true: impl Fn(&T) -> bool, stream: &mut Stream) -> Option<Vec<T>> {
    stream.shuffle(&mut all);
    let first = is_true(all.first()?);
    let other = all.iter().position(|one| is_true(one) != first)?;
    // The first of the other sort comes in where all would be of one.
    if other >= count {
        all.swap(count - 1, other);
    }
    all.truncate(count);
    stream.shuffle(&mut all);
    Some(all)
}

impl Drawn {
    /// Calling it what it is not.
    fn as_wrong(&self, index: usize) -> WrongAnswer {
        WrongAnswer {
            letter: letter(index),
            id: self.id.clone(),
            answer: json!({ "statement": index + 1, "truth": !self.is_true }),
            shown: Prose::plain(format!("{} {}", index + 1, word(!self.is_true))),
            say: self.because.clone(),
        }
    }
}

fn word(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// A row a statement: the letter of its wrong answer, what it is, and why.
fn to_table(drawn: &[Drawn]) -> Block {
    let rows = drawn.iter().enumerate().map(|(index, drawn)| {
        let truth = Prose(vec![Span::Strong(word(drawn.is_true).to_owned())]);
        let letter = Prose(vec![Span::Strong(letter(index).to_string())]);
        vec![Some(letter), Some(drawn.text.clone()), Some(truth), Some(drawn.because.clone())]
    });
    let column = |head: &str, width| Column { head: Prose::plain(head), align: Align::Left, width };
    Block::Table(Table {
        summary: "Each statement, whether it is true, and why.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![
            column("", Width::Content),
            column("statement", Width::Fill(3)),
            column("is", Width::Content),
            column("because", Width::Fill(3)),
        ],
        rows: rows.collect(),
    })
}

fn read_statement(item: &Item, ground: &Ground, faults: &mut Faults) -> Option<Statement> {
    let shape = "[\"a statement\", \"an expression\", \"why\"]";
    let parts = match item {
        Item::List(parts, _) => parts.as_slice(),
        _ => &[],
    };
    let [Item::Text(text), Item::Text(truth), Item::Text(because)] = parts else {
        faults.note(item.place(), &ReadFault::WrongShape { key: "statements", shape });
        return None;
    };
    let text = Wording::read(text, &ground.declared, &[], faults);
    let truth = Template::read(truth, &ground.declared, faults);
    let because = Wording::read(because, &ground.declared, &[], faults);
    Some(Statement { text: text?, truth: truth?, because: because?, id: None })
}

/// What is wrong with statements.
#[derive(Clone, Debug, PartialEq)]
enum StatementFault {
    TooFew { found: usize, count: usize },
}

impl Finding for StatementFault {
    fn code(&self) -> &'static str {
        "too-few-statements"
    }

    fn message(&self) -> String {
        let StatementFault::TooFew { found, count: wished } = self;
        format!("{} are too few to draw {wished} from", count(*found, "statement"))
    }

    fn help(&self) -> Option<String> {
        let StatementFault::TooFew { count: wished, .. } = self;
        Some(format!("write at least {}, so that sheets differ", 2 * wished))
    }
}

#[cfg(test)]
mod tests {
    use super::mix;
    use crate::draw::Stream;
    use crate::kinds::trial::{dump, faults, posed, setback};
    use crate::kinds::{Form, Name};
    use serde_json::json;
    use std::collections::BTreeSet;

    const FORM: Form = Form { kind: Name::Tf, stage: None };

    const SETS: &str = r#"
[[problem]]
id = "sets-true-or-false"
kind = "tf"
skill = "set-basics"
level = 1
minutes = 2
title = "Sets"
count = 3
statements = [
  ["A set of $n numbers may hold one twice.", "len({$n, $n}) == 2", "A set keeps each value once."],
  ["`{}` is an empty set.", "isinstance({}, set)", "`{}` is a dict."],
  ["A set knows its length.", "len({1, 2}) == 2", "`len` works on sets."],
  ["`in` works on sets.", "1 in {1}", "It is what they are for."],
  ["A set can hold a list.", "False", "A list cannot be hashed."],
  ["A set has an order that one may count on.", "False", "It has none."],
]
why = "A set holds values, each once, without order."

[problem.draw]
n = { pick = [3] }

[[problem.misread]]
id = "empty-braces-are-set"
option = 2
"#;

    #[test]
    fn some_are_drawn_and_never_all_of_one_sort() {
        let mut seen = BTreeSet::new();
        for seed in 0..60 {
            let posed = posed(SETS, FORM, seed);
            let truths = posed.answer["truth"].as_array().expect("a list").clone();
            assert_eq!(truths.len(), 3);
            assert!(truths.contains(&json!(true)) && truths.contains(&json!(false)), "{truths:?}");
            seen.insert(dump(&posed.sheet));
            for (wrong, truth) in posed.wrong.iter().zip(&truths) {
                assert_eq!(wrong.answer["truth"], json!(!truth.as_bool().expect("a truth")));
                let is_braces = wrong.say.to_marked() == "`{}` is a dict.";
                assert_eq!(wrong.id.as_deref() == Some("empty-braces-are-set"), is_braces);
            }
        }
        assert!(seen.len() > 40, "{}", seen.len());
    }

    #[test]
    fn true_ones_stand_equally_often_in_every_line() {
        let mut true_in = [0; 3];
        for sheet in 0_u32..10_000 {
            let statements = vec![true, true, false, false, false, false];
            let mut stream = Stream::new(&[&sheet.to_le_bytes()]);
            let drawn = mix(statements, 3, |truth| *truth, &mut stream).expect("both sorts are there");
            (0..3).filter(|&line| drawn[line]).for_each(|line| true_in[line] += 1);
        }
        assert!(true_in.iter().all(|times| (3_850..4_150).contains(times)), "{true_in:?}");
    }

    #[test]
    fn drawn_names_stand_bare_in_a_truth_inside_a_comprehension_too() {
        let by_name = SETS
            .replace("len({$n, $n}) == 2", "all(n + k == $n + k for k in range(n)) and Base == 'Sum'")
            .replace("n = { pick = [3] }", "n = { pick = [3] }\nBase = { name = [\"Sum\"] }");
        let truths = |text: &str| {
            let found = (0..20).map(|seed| posed(text, FORM, seed));
            let of = found.flat_map(|posed| posed.wrong.into_iter().map(|wrong| (wrong.say.to_marked(), wrong.answer)));
            of.filter(|(say, _)| say == "A set keeps each value once.").map(|(_, it)| it["truth"].clone()).next()
        };
        assert_eq!((truths(SETS), truths(&by_name)), (Some(json!(true)), Some(json!(false))));
    }

    #[test]
    fn a_truth_must_be_one_and_both_sorts_must_be_there() {
        assert_eq!(setback(&SETS.replace("len({1, 2}) == 2", "len({1, 2})"), FORM), "fatal not-a-truth");
        assert_eq!(setback(&SETS.replace("1 in {1}", "1 in 1"), FORM), "fatal not-a-truth");
        let all_false = SETS.replace("len({1, 2}) == 2", "False").replace("1 in {1}", "False");
        assert_eq!(setback(&all_false, FORM), "again all-true-or-all-false");
        assert_eq!(faults(&SETS.replace("count = 3", "count = 4")), ["10 too-few-statements"]);
        assert_eq!(faults(&SETS.replace("option = 2", "option = 7")), ["25 option-out-of-range"]);
    }
}
