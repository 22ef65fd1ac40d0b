//! `mcq`: a question with three or four written options, for terms and for what cannot be run.

use super::exhibit;
use super::written::{Manner, Reason, Written};
use super::{Common, Ground, Name, Posed, Posing, Setback};
use crate::diagnostic::Faults;
use crate::keys::{Field, Key, KeyTable, Keys, Shape};

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a choice",
    keys: &[
        Key::needed("ask", Shape::Text, "the question"),
        exhibit::PROGRAM,
        exhibit::ENDS,
        Key::needed("options", Shape::Lists(&[Field::Text, Field::Text]), "each with a sentence, the right one first"),
        Key::free("because", Shape::Bool, "`true`: a reason is asked for"),
        Key::free(
            "holds",
            Shape::Texts,
            "expressions that must be true, after the program if one is shown: they prove the key",
        ),
    ],
};

const MANNER: Manner = Manner { kind: Name::Mcq, label: "Choose one", counts: (3, 4), reason: Reason::IfAsked };

/// A question and its options.
#[derive(Clone, Debug)]
pub struct Mcq(Written);

impl Mcq {
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Mcq> {
        Written::read(MANNER, keys, ground, faults).map(Mcq)
    }

    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        self.0.pose(MANNER, common, posing)
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const MCQ: Form = Form { kind: Name::Mcq, stage: None };

    const NAMES: &str = r#"
[[problem]]
id = "one-list-two-names"
kind = "mcq"
skill = "aliasing"
level = 1
minutes = 1
title = "Two names"
ask = "After `a = $xs` and `b = a`, somebody runs `b.append($n)`. What is `a`?"
options = [
  ["`$after`", "One list with two names."],
  ["`$xs`", "`b = a` copies nothing."],
  ["`$fresh`", "`append` adds to what is there."],
  ["an error", "a name needs no value of its own."],
]
holds = ["xs + [n] == after"]
why = "Assignment binds a name: here to `$answer`."

[problem.draw]
xs    = { pick = [[4, 7]] }
n     = { pick = [12] }
after = { pick = [[4, 7, 12]] }
fresh = { pick = [[12]] }

[[problem.misread]]
id = "assignment-copies"
option = 2
"#;

    fn changed(from: &str, to: &str) -> String {
        assert!(NAMES.contains(from), "{from}");
        NAMES.replace(from, to)
    }

    #[test]
    fn options_stand_in_drawn_order_and_keep_their_sentences() {
        let mut letters = std::collections::BTreeSet::new();
        for seed in 0..12 {
            let posed = posed(NAMES, MCQ, seed);
            let letter = posed.answer["option"].as_str().expect("an option has a letter").to_owned();
            assert_eq!(posed.answer, json!({ "option": letter, "text": "[4, 7, 12]" }));
            assert!(dump(&posed.sheet).contains(&format!("  {letter} `[4, 7, 12]`\n")));
            assert!(
                dump(&posed.key).starts_with(&format!("beside, Key\n  printed -\n    {letter}  [4, 7, 12]\n  --\n"))
            );
            let copy = posed.wrong.iter().find(|wrong| wrong.id.is_some()).expect("one option shows a misconception");
            assert_eq!(copy.id.as_deref(), Some("assignment-copies"));
            let shown = format!("{} `[4, 7]`", copy.letter.to_ascii_uppercase());
            assert_eq!((copy.shown.to_marked(), copy.say.to_marked()), (shown, "`b = a` copies nothing.".to_owned()));
            let order: Vec<char> = posed.wrong.iter().map(|wrong| wrong.letter).collect();
            assert!(order.is_sorted() && !order.contains(&letter.to_ascii_lowercase().chars().next().unwrap_or('z')));
            letters.insert(letter);
        }
        assert!(letters.len() > 1, "the right one's place is drawn");
    }

    #[test]
    fn a_choice_counts_one_and_has_three_or_nothing() {
        let posed = posed(NAMES, MCQ, 1);
        assert_eq!((posed.points, posed.marks.iter().map(|(mark, _)| *mark).collect()), (1, vec![3, 0]));
        assert_eq!(posed.why.to_marked(), "Assignment binds a name: here to `[4, 7, 12]`.");
        assert_eq!(wrong(&posed).len(), 3);
    }

    #[test]
    fn a_long_answer_is_a_paragraph() {
        let text = changed("\"`$after`\"", "\"the list with all three values in it\"");
        let posed = posed(&text, MCQ, 1);
        let letter = posed.answer["option"].as_str().expect("an option has a letter").to_owned();
        let start = format!("Small: **{letter}** the list with all three values in it\nSmall: Assignment");
        assert!(dump(&posed.key).starts_with(&start), "{}", dump(&posed.key));
    }

    #[test]
    fn because_asks_for_a_reason() {
        let posed = posed(&changed("holds =", "because = true\nholds ="), MCQ, 1);
        assert_eq!(posed.points, 2);
        assert!(dump(&posed.sheet).ends_with("labelled rules\n  1 Because\n"));
    }

    #[test]
    fn what_must_hold_may_name_values_inside_a_comprehension() {
        let held = changed("xs + [n] == after", "all(x < n for x in xs) and [[y for y in xs] for x in xs][0] == xs");
        assert_eq!(posed(&held, MCQ, 1).points, 1);
    }

    #[test]
    fn draws_that_will_not_do_are_turned_down() {
        assert_eq!(setback(&changed("pick = [[12]]", "pick = [[4, 7]]"), MCQ), "again equal-options");
        assert_eq!(setback(&changed("xs + [n] == after", "xs == after"), MCQ), "fatal claim-not-true");
        assert_eq!(setback(&changed("xs + [n] == after", "xs[9] == after"), MCQ), "fatal claim-not-true");
    }

    #[test]
    fn faults_of_the_kind_are_found_when_it_is_read() {
        let cases = [
            (changed("option = 2", "option = 1"), "option-is-right"),
            (changed("option = 2", "option = 5"), "option-out-of-range"),
            (
                changed(
                    "  [\"`$xs`\", \"`b = a` copies nothing.\"],\n  [\"`$fresh`\", \"`append` adds to what is there.\"],\n",
                    "",
                ),
                "too-few-options",
            ),
            (
                changed("holds", "  holds")
                    .replace("  [\"an error\"", "  [\"it depends\", \"It does not.\"],\n  [\"an error\""),
                "too-many-options",
            ),
            (changed("[\"an error\", \"a name needs no value of its own.\"]", "[\"an error\"]"), "wrong-shape"),
            (changed("ask = ", "asks = "), "missing-key"),
        ];
        for (text, code) in cases {
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.ends_with(code)), "{code}: {found:?}");
        }
    }
}
