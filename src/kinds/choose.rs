//! `choose`: a situation, three to five tools, and the reason for the one that is taken.

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
        Key::free("because", Shape::Bool, "a reason is always asked for; `true` if it is said"),
        Key::free(
            "holds",
            Shape::Texts,
            "expressions that must be true, after the program if one is shown: they prove the key",
        ),
    ],
};

const MANNER: Manner = Manner { kind: Name::Choose, label: "Choose", counts: (3, 5), reason: Reason::Always };

/// A situation and its tools.
#[derive(Clone, Debug)]
pub struct Choose(Written);

impl Choose {
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Choose> {
        Written::read(MANNER, keys, ground, faults).map(Choose)
    }

    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        self.0.pose(MANNER, common, posing)
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed};
    use crate::kinds::{Form, Name};

    const CHOOSE: Form = Form { kind: Name::Choose, stage: None };

    const PARCELS: &str = r#"
[[problem]]
id = "scanned-or-not"
kind = "choose"
skill = "choose-type"
level = 1
minutes = 2
title = "At the counter"
ask = "You look up thousands of $what. Which type holds those that were seen?"
options = [
  ["a `set`", "each once, and `in` takes the same time however many there are"],
  ["a `list`", "`in` walks the list"],
  ["a `str`", "`in` finds parts too"],
]
holds = ["'41' in '417'"]
because = true
why = "Many lookups, no order, no repeats: a set."

[problem.draw]
what = { pick = ["parcels"] }
"#;

    #[test]
    fn a_tool_is_chosen_with_a_reason() {
        let posed = posed(PARCELS, CHOOSE, 3);
        assert_eq!((posed.label.as_str(), posed.points, posed.wrong.len()), ("Choose", 2, 2));
        let letter = posed.answer["option"].as_str().expect("an option has a letter");
        let sheet = dump(&posed.sheet);
        assert!(sheet.starts_with("Body: You look up thousands of parcels."), "{sheet}");
        assert!(sheet.ends_with("labelled rules\n  1 Because\n"), "{sheet}");
        let key = dump(&posed.key);
        let first =
            format!("Small: **{letter}** a `set`: each once, and `in` takes the same time however many there are\n");
        assert!(key.starts_with(&first), "{key}");
        assert!(key.contains("a `list` | `in` walks the list\n"), "{key}");
        assert!(key.contains("If you ticked | remember\n"), "{key}");
    }

    #[test]
    fn a_choose_always_asks_for_a_reason() {
        assert_eq!(faults(&PARCELS.replace("because = true", "because = false")), ["16 wrong-shape"]);
    }
}
