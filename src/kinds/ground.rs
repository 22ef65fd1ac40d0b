//! What a kind reads its own keys against: the parameters, the program and its wrong readings; and the readers that need
//! them.

use super::common::names_of;
use super::limits::Standing;
use super::{Misread, Name, ReadFault};
use crate::diagnostic::{Faults, Place};
use crate::draw::{Declared, Expression, Language, Manner};
use crate::keys::{Item, Keys, Number, Text};
use crate::program::{Template, Wording};

/// What a kind reads its own keys against, whether or not the common keys are whole.
pub struct Ground {
    pub declared: Declared,
    /// Of the set's programs.
    pub language: Language,
    /// As what the problem is written; `None` where its `kind` is not known.
    pub kind: Option<Name>,
    pub program: Option<Template>,
    /// The model of a `rewrite`, which its misreads change in place of the program.
    pub into: Option<Template>,
    /// The program is there but has faults, which are noted: say nothing more about it.
    pub program_is_faulty: bool,
    /// 1 where it is missing.
    pub level: u8,
    /// Those that are whole.
    pub misreads: Vec<Misread>,
    /// Those that are whole; none for kinds that have no bugs.
    pub bugs: Vec<Misread>,
    /// `points`, where it stands in the file.
    pub points: Option<Number>,
    pub named: Named,
}

/// What a problem names of the rest of the bank, also one that is not whole.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub skill: Option<Text>,
    pub misconceptions: Vec<Text>,
}

impl Ground {
    /// Whether a kind is the one that the problem is written as.
    pub fn standing(&self, kind: Name) -> Standing {
        if self.kind == Some(kind) { Standing::Own } else { Standing::Guest }
    }

    /// What a misread changes; nothing where a program is only shown.
    pub fn changed(&self) -> Option<&Template> {
        match self.kind {
            Some(Name::Rewrite) => self.into.as_ref(),
            Some(kind) if kind.has_written_answers() => None,
            _ => self.program.as_ref(),
        }
    }

    /// Takes a prose key; `None` if it is absent or faulty.
    pub fn wording(&self, keys: &mut Keys, key: &str, faults: &mut Faults) -> Option<Wording> {
        keys.text(key, faults).and_then(|text| Wording::read(&text, &self.declared, &[], faults))
    }

    /// Takes a list of prose.
    pub fn wordings(&self, keys: &mut Keys, key: &str, faults: &mut Faults) -> Vec<Wording> {
        let texts = keys.texts(key, faults).unwrap_or_default();
        texts.iter().filter_map(|text| Wording::read(text, &self.declared, &[], faults)).collect()
    }

    /// Takes a list of program texts: calls, examples, tests.
    pub fn templates(&self, keys: &mut Keys, key: &str, faults: &mut Faults) -> Vec<Template> {
        let texts = keys.texts(key, faults).unwrap_or_default();
        texts.iter().filter_map(|text| Template::read(text, &self.declared, faults)).collect()
    }

    /// Takes a list of Python expressions over drawn values.
    pub fn expressions(&self, keys: &mut Keys, key: &str, faults: &mut Faults) -> Vec<Expression> {
        let texts = keys.texts(key, faults).unwrap_or_default();
        texts.iter().filter_map(|text| Expression::read(text, &self.declared, &names_of, faults)).collect()
    }

    /// Takes a list of claims: expressions over drawn values and names of the program that is shown.
    pub fn claims(&self, keys: &mut Keys, key: &str, faults: &mut Faults) -> Vec<Expression> {
        let mut declared = self.declared.clone();
        let is_run = self.language == Language::Python;
        for word in self.program.iter().filter(|_| is_run).flat_map(|program| words_of(program.source())) {
            declared.0.entry(word.to_owned()).or_insert(Manner::Literal);
        }
        let texts = keys.texts(key, faults).unwrap_or_default();
        texts.iter().filter_map(|text| Expression::read(text, &declared, &names_of, faults)).collect()
    }

    /// Takes a list of pairs of prose.
    pub fn pairs(&self, keys: &mut Keys, key: &'static str, faults: &mut Faults) -> Vec<(Wording, Wording)> {
        let shape = "[\"…\", \"…\"]";
        let mut pairs = Vec::new();
        for item in keys.items(key, faults).unwrap_or_default() {
            match &item {
                Item::List(parts, _) if parts.len() == 2 => match (&parts[0], &parts[1]) {
                    (Item::Text(first), Item::Text(second)) => {
                        let first = Wording::read(first, &self.declared, &[], faults);
                        let second = Wording::read(second, &self.declared, &[], faults);
                        pairs.extend(first.zip(second));
                    }
                    _ => faults.note(item.place(), &ReadFault::WrongShape { key, shape }),
                },
                _ => faults.note(item.place(), &ReadFault::WrongShape { key, shape }),
            }
        }
        pairs
    }

    /// Takes a list of a number and prose: rubric lines with points, hints with minutes.
    pub fn numbered(&self, keys: &mut Keys, key: &'static str, faults: &mut Faults) -> Vec<(u32, Wording, Place)> {
        let shape = "[1, \"…\"]";
        let mut list = Vec::new();
        for item in keys.items(key, faults).unwrap_or_default() {
            match &item {
                Item::List(parts, place) if parts.len() == 2 => match (&parts[0], &parts[1]) {
                    (Item::Int(number), Item::Text(text)) if (0..=60).contains(&number.value) => {
                        let points = u32::try_from(number.value).unwrap_or(0);
                        let wording = Wording::read(text, &self.declared, &[], faults);
                        list.extend(wording.map(|wording| (points, wording, place.clone())));
                    }
                    _ => faults.note(place, &ReadFault::WrongShape { key, shape }),
                },
                _ => faults.note(item.place(), &ReadFault::WrongShape { key, shape }),
            }
        }
        list
    }
}

/// What could be names in a program, and are no placeholders.
fn words_of(program: &str) -> impl Iterator<Item = &str> {
    let words = program.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '$')));
    words.filter(|word| word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_'))
}
