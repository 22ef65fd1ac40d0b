//! The keys that problems of every kind have.

use super::letters::{check_blanks, check_letters};
use super::misreads::{self, Sort};
use super::{Ground, Misread, Name, Named, ReadFault, keys_of};
use crate::diagnostic::Faults;
use crate::diagnostic::words::nearest;
use crate::draw::{Declared, Expression, Language, PARAMETER, Parameters, Pools};
use crate::keys::{Field, Key, KeyTable, Keys, Shape, Text};
use crate::program::{Template, Wording};
use crate::python::syntax;
use std::collections::BTreeSet;

/// The keys that any problem may have, tables and lists included. A kind has more, and words of its own for some.
pub static PROBLEM: KeyTable = KeyTable {
    owner: "a problem",
    keys: &[
        Key::needed("id", Shape::Id, "a name for its idea, in kebab-case"),
        Key::needed("kind", Shape::Word(&Name::WORDS), "how it is asked"),
        Key::needed("skill", Shape::Id, "the one skill that its mark goes to"),
        Key::needed("level", Shape::Int(1, 3), "1 first contact, 2 interview, junior, 3 interview, hard"),
        Key::needed("minutes", Shape::Int(1, 30), "how long the level's typical reader takes"),
        Key::needed("title", Shape::Text, "its subject"),
        Key::free("version", Shape::Int(1, 9999), "raised when a draw would come out differently (1)"),
        Key::free("also", Shape::Words(&Name::WORDS), "other kinds that it is printed as"),
        Key::free("ask", Shape::Text, "the task; a scene, where the kind has a standing question"),
        Key::free("program", Shape::Text, "the right code"),
        Key::free(
            "where",
            Shape::Texts,
            "expressions over the drawn values; a draw for which one is not true is thrown away",
        ),
        Key::usual("why", Shape::Text, "the rule, in one sentence"),
        Key::free("points", Shape::Int(1, 30), "on handouts and mocks, instead of the kind's rule"),
        Key::free("aloud", Shape::Texts, "questions of the key, to be answered aloud"),
        Key::free(
            "hints",
            Shape::Lists(&[Field::Int, Field::Text]),
            "for the interviewer: a minute of the section, and what to say",
        ),
        Key::free(
            "follow",
            Shape::Lists(&[Field::Text, Field::Text]),
            "follow-up questions, and what a good answer has",
        ),
        Key::free("clarify", Shape::Lists(&[Field::Text, Field::Text]), "questions worth asking, and their answers"),
        Key::free("twists", Shape::Lists(&[Field::Text, Field::Text]), "changed wishes, and what a good answer does"),
        Key::free("narrow", Shape::Text, "why few different questions are enough"),
        Key::free("retired", Shape::Text, "the month since which it is never drawn: `2027-03`; old sheets still print"),
        Key::free("draw", Shape::NamedTables(&PARAMETER), "a line for each `$name`: how its value is drawn"),
        Key::free("misread", Shape::Tables(&misreads::MISREAD), "a wrong answer, and what one believes who gives it"),
    ],
};

/// What every problem has, well-formed.
#[derive(Clone, Debug)]
pub struct Common {
    pub id: Text,
    pub version: u32,
    /// Other kinds that it can be printed as.
    pub also: Vec<Name>,
    /// The one skill that its mark goes to; the bank knows whether it exists.
    pub skill: Text,
    /// 1 first contact, 2 interview, junior, 3 interview, hard.
    pub level: u8,
    /// For the level's typical reader, 1 to 30.
    pub minutes: u32,
    pub title: Wording,
    pub ask: Option<Wording>,
    pub program: Option<Template>,
    pub conditions: Vec<Expression>,
    /// The key's one sentence, true for every draw and every bug. May name `answer`. Only `copy` may have none.
    pub why: Option<Wording>,
    pub points: Option<u32>,
    pub aloud: Vec<Wording>,
    pub hints: Vec<Hint>,
    /// Follow-up questions, and what a good answer has.
    pub follow: Vec<(Wording, Wording)>,
    /// Questions worth asking, and their answers.
    pub clarify: Vec<(Wording, Wording)>,
    /// Changed wishes, and what a good answer does.
    pub twists: Vec<(Wording, Wording)>,
    /// Why so few different questions are enough.
    pub narrow: Option<Text>,
    /// The month since which it is never drawn again.
    pub retired: Option<Text>,
    pub parameters: Parameters,
    pub misreads: Vec<Misread>,
    /// Programs with a bug, for the kinds that have them.
    pub bugs: Vec<Misread>,
}

/// Something to say at a minute of the section.
#[derive(Clone, Debug)]
pub struct Hint {
    pub minute: u32,
    pub text: Wording,
}

/// Takes `kind`, and sees that a set in this language can have it.
pub fn take_kind(keys: &mut Keys, language: Language, faults: &mut Faults) -> Option<Name> {
    keys.need("kind", faults);
    let text = keys.text("kind", faults)?;
    let name = Name::from_word(&text.value);
    if name.is_none() {
        let nearest = nearest(&text.value, Name::ALL.iter().map(|name| name.word())).map(str::to_owned);
        faults.note(&text.place, &ReadFault::UnknownKind { kind: text.value.clone(), nearest });
    }
    if let Some(kind) = name.filter(|kind| !kind.can_be_in(language)) {
        faults.note(&text.place, &ReadFault::OtherLanguage { kind });
    }
    name
}

impl Common {
    /// Every wrong reading of the program: misreads, and bugs.
    pub fn wrong_readings(&self) -> impl Iterator<Item = &Misread> {
        self.misreads.iter().chain(&self.bugs)
    }

    /// Takes the common keys. The ground is given even where the rest is not whole, so that a kind can go on and find
    /// its own faults.
    pub fn read(
        keys: &mut Keys,
        name: Option<Name>,
        language: Language,
        pools: &Pools,
        faults: &mut Faults,
    ) -> (Ground, Option<Common>) {
        let draw = keys.table("draw", faults);
        let parameters = Parameters::read(draw, pools, &names_of, faults);
        let also = read_also(keys, name, faults);
        also.iter().for_each(|kind| keys.learn_beside(keys_of(*kind)));
        let declared = parameters.declared().clone().written_in(language);
        let mut ground = read_ground(keys, name, language, declared, faults);
        let misreads = read_wrong(keys, Sort::Misread, &mut ground, faults);
        ground.misreads = misreads.clone().unwrap_or_default();
        let has_bugs = name.into_iter().chain(also.iter().copied()).any(Name::has_bugs);
        let bugs = if has_bugs { read_wrong(keys, Sort::Bug, &mut ground, faults) } else { Some(Vec::new()) };
        ground.bugs = bugs.clone().unwrap_or_default();
        let has_wrong =
            misreads.as_ref().zip(bugs.as_ref()).is_none_or(|(misreads, bugs)| misreads.len() + bugs.len() > 0);
        if let Some(place) = parameters.place_of_search().filter(|_| !has_wrong) {
            faults.note(&place, &ReadFault::NothingToTellApart);
        }
        let id = read_id(keys, faults);
        let skill = required_text(keys, "skill", faults);
        ground.named.skill = skill.clone();
        let minutes = required_minutes(keys, faults);
        let title = required_wording(keys, "title", &ground, &[], faults);
        // A copy has nothing to explain.
        let needs_why = name != Some(Name::Copy) || keys.has("why");
        let why = needs_why.then(|| required_wording(keys, "why", &ground, &["answer"], faults));
        let why = why.map_or(Some(None), |why| why.map(Some));
        let version = keys.int("version", 1..=9999, faults).map_or(1, |number| small(number.value));
        let ask = ground.wording(keys, "ask", faults);
        let conditions = ground.expressions(keys, "where", faults);
        let points = ground.points.as_ref().map(|number| small(number.value));
        let aloud = ground.wordings(keys, "aloud", faults);
        let hints = read_hints(keys, &ground, faults);
        let follow = ground.pairs(keys, "follow", faults);
        let clarify = ground.pairs(keys, "clarify", faults);
        let twists = ground.pairs(keys, "twists", faults);
        let narrow = keys.text("narrow", faults);
        let retired = keys.text("retired", faults);
        let whole = id.zip(skill).zip(minutes).zip(title.zip(why));
        let common =
            whole.filter(|_| !ground.program_is_faulty).zip(misreads.zip(bugs)).map(|(parts, (misreads, bugs))| {
                let (((id, skill), minutes), (title, why)) = parts;
                let (level, program) = (ground.level, ground.program.clone());
                Common {
                    id,
                    version,
                    also,
                    skill,
                    level,
                    minutes,
                    title,
                    ask,
                    program,
                    conditions,
                    why,
                    points,
                    aloud,
                    hints,
                    follow,
                    clarify,
                    twists,
                    narrow,
                    retired,
                    parameters,
                    misreads,
                    bugs,
                }
            });
        (ground, common)
    }
}

fn read_ground(
    keys: &mut Keys,
    kind: Option<Name>,
    language: Language,
    declared: Declared,
    faults: &mut Faults,
) -> Ground {
    let text = keys.text("program", faults);
    text.iter().for_each(|text| check_blanks(text, faults));
    text.iter().for_each(|text| check_letters(text, declared.language(), faults));
    let program = text.as_ref().and_then(|text| Template::read(text, &declared, faults));
    keys.need("level", faults);
    let level = keys.int("level", 1..=3, faults).map_or(1, |number| u8::try_from(number.value).unwrap_or(1));
    let points = keys.int("points", 1..=30, faults);
    let mut program_is_faulty = text.is_some() && program.is_none();
    let into = (kind == Some(Name::Rewrite)).then(|| keys.text("into", faults)).flatten().and_then(|text| {
        let into = Template::read(&text, &declared, faults);
        program_is_faulty |= into.is_none();
        into
    });
    let (misreads, bugs) = (Vec::new(), Vec::new());
    Ground {
        declared,
        language,
        kind,
        program_is_faulty,
        program,
        into,
        level,
        misreads,
        bugs,
        points,
        named: Named::default(),
    }
}

/// Every misread or bug, or `None` if one of them is not whole.
fn read_wrong(keys: &mut Keys, sort: Sort, ground: &mut Ground, faults: &mut Faults) -> Option<Vec<Misread>> {
    let mut read = Vec::new();
    for mut table in keys.tables(sort.word(), faults) {
        let id = read_id(&mut table, faults);
        ground.named.misconceptions.extend(id.clone());
        read.push(Misread::read(table, id, sort, ground, faults));
    }
    read.into_iter().collect()
}

/// Takes an id and sees that it is in kebab-case.
pub fn read_id(keys: &mut Keys, faults: &mut Faults) -> Option<Text> {
    let id = required_text(keys, "id", faults)?;
    let better = to_kebab(&id.value);
    if better != id.value {
        faults.note(&id.place, &ReadFault::IdNotKebab { id: id.value.clone(), better });
    }
    Some(id)
}

/// Lower case letters and digits in words joined by single hyphens.
fn to_kebab(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn required_text(keys: &mut Keys, key: &str, faults: &mut Faults) -> Option<Text> {
    keys.need(key, faults);
    keys.text(key, faults)
}

fn required_minutes(keys: &mut Keys, faults: &mut Faults) -> Option<u32> {
    keys.need("minutes", faults);
    keys.int("minutes", 1..=30, faults).map(|number| small(number.value))
}

fn required_wording(
    keys: &mut Keys,
    key: &str,
    ground: &Ground,
    extra: &[&str],
    faults: &mut Faults,
) -> Option<Wording> {
    required_text(keys, key, faults).and_then(|text| Wording::read(&text, &ground.declared, extra, faults))
}

fn read_also(keys: &mut Keys, name: Option<Name>, faults: &mut Faults) -> Vec<Name> {
    let mut also = Vec::new();
    for text in keys.texts("also", faults).unwrap_or_default() {
        match (name, Name::from_word(&text.value)) {
            (Some(kind), Some(other)) if kind.others().contains(&other) => also.push(other),
            (Some(kind), _) => {
                faults.note(&text.place, &ReadFault::CannotAlsoBe { kind, also: text.value.clone() });
            }
            (None, _) => {}
        }
    }
    also
}

fn read_hints(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    for (minute, text, place) in ground.numbered(keys, "hints", faults) {
        if hints.last().is_some_and(|last| last.minute > minute) {
            faults.note(&place, &ReadFault::HintsOutOfOrder);
        }
        hints.push(Hint { minute, text });
    }
    hints
}

/// `python::syntax::names`, as the rooms below want it.
pub fn names_of(expression: &str) -> Result<BTreeSet<String>, (usize, String)> {
    syntax::names(expression).map_err(|slip| (slip.offset, slip.message))
}

/// A number whose range was checked when it was read.
fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
