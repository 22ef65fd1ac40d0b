//! The keys of each sort of file, down to its innermost table.

use crate::keys::{Key, KeyTable, Shape};
use crate::kinds::{Name, PROBLEM};

/// A file of problems.
pub static SET_FILE: KeyTable = KeyTable {
    owner: "a problem set",
    keys: &[
        Key::needed("set", Shape::Table(&SET), "what its problems share"),
        Key::free("problem", Shape::Tables(&PROBLEM), "one question, drawn anew each time"),
    ],
};

static SET: KeyTable = KeyTable {
    owner: "the head of a set",
    keys: &[
        Key::needed("topic", Shape::Id, "the folder it stands in"),
        Key::needed("title", Shape::Text, "what its problems are about"),
        Key::free("language", Shape::Word(&["python", "sql", "shell", "none"]), "of its programs (`python`)"),
        Key::free("pools", Shape::NamedTexts, "word lists of its own"),
    ],
};

/// `skills.toml`.
pub static SKILLS: KeyTable =
    KeyTable { owner: "a file of skills", keys: &[Key::free("skill", Shape::Tables(&SKILL), "what one can do")] };

static SKILL: KeyTable = KeyTable {
    owner: "a skill",
    keys: &[
        Key::needed("id", Shape::Id, "what one can do, in kebab-case"),
        Key::needed("title", Shape::Text, "what one can do"),
        Key::free("needs", Shape::Texts, "skills that come before"),
        Key::needed("level", Shape::Int(1, 3), "that of its first problems, 1 to 3"),
        Key::free("core", Shape::Bool, "on the first path through all topics"),
        Key::free("was", Shape::Texts, "earlier ids"),
    ],
};

/// `misconceptions.toml`.
pub static MISCONCEPTIONS: KeyTable = KeyTable {
    owner: "a file of misconceptions",
    keys: &[Key::free("misconception", Shape::Tables(&MISCONCEPTION), "a belief that is not so")],
};

static MISCONCEPTION: KeyTable = KeyTable {
    owner: "a misconception",
    keys: &[
        Key::needed("id", Shape::Id, "named for what is believed"),
        Key::needed("belief", Shape::Text, "one sentence"),
        Key::needed("truth", Shape::Text, "what is so instead"),
        Key::needed("topic", Shape::Id, "the topic that it belongs to"),
        Key::free("kin", Shape::Texts, "shown together with it"),
        Key::free("was", Shape::Texts, "earlier ids"),
        Key::free("slip", Shape::Bool, "nobody believes it: counted, but told to nobody"),
    ],
};

/// `pools.toml`.
pub static POOLS: KeyTable =
    KeyTable { owner: "a file of pools", keys: &[Key::free("pools", Shape::NamedTexts, "word lists, by name")] };

/// `topics.toml`.
pub static TOPICS: KeyTable =
    KeyTable { owner: "a file of topics", keys: &[Key::free("topic", Shape::Tables(&TOPIC), "one of the ten points")] };

static TOPIC: KeyTable = KeyTable {
    owner: "a topic",
    keys: &[
        Key::needed("id", Shape::Id, "its name in files"),
        Key::needed("number", Shape::Int(1, 99), "its place among the ten"),
        Key::needed("title", Shape::Text, "its name on paper"),
    ],
};

/// `technologies.toml`.
pub static TECHNOLOGIES: KeyTable = KeyTable {
    owner: "a file of technologies",
    keys: &[Key::free("technology", Shape::Tables(&TECHNOLOGY), "what a job description may name")],
};

static TECHNOLOGY: KeyTable = KeyTable {
    owner: "a technology",
    keys: &[
        Key::needed("name", Shape::Text, "its own name"),
        Key::needed("words", Shape::Texts, "what it may be called, in small letters"),
        Key::free("topics", Shape::Texts, "topics that ask it"),
        Key::free("skills", Shape::Texts, "skills that ask it; nothing asks one without both"),
    ],
};

/// A file of `recipes/`.
pub static RECIPE_FILE: KeyTable = KeyTable {
    owner: "a recipe",
    keys: &[
        Key::needed("recipe", Shape::Table(&RECIPE), "what the whole sheet has"),
        Key::free("slot", Shape::Tables(&SLOT), "a place on the sheet"),
        Key::free("section", Shape::Tables(&SECTION), "a part of a mock interview"),
    ],
};

static RECIPE: KeyTable = KeyTable {
    owner: "the head of a recipe",
    keys: &[
        Key::needed("id", Shape::Id, "its name on the command line"),
        Key::needed("verb", Shape::Word(&["daily", "handout", "mock"]), "the command that uses it"),
        Key::needed("title", Shape::Text, "what stands at the top of the sheet"),
        Key::needed("minutes", Shape::Int(1, 240), "of the whole sheet"),
        Key::free("key", Shape::Word(&["same", "separate", "none"]), "where the key goes (`same`)"),
        Key::free("days", Shape::Int(1, 366), "a course of so many days, which then begins anew"),
        Key::free(
            "vary",
            Shape::Word(&["numbers", "questions"]),
            "what differs between copies of a handout (`numbers`)",
        ),
        Key::free("distinct", Shape::Words(&["problem", "skill"]), "what is never twice on one sheet (both)"),
        Key::free("level", Shape::Int(1, 3), "of a mock interview (2)"),
    ],
};

static SECTION: KeyTable = KeyTable {
    owner: "a section",
    keys: &[
        Key::needed("name", Shape::Text, "what the interviewer reads"),
        Key::free("candidate", Shape::Text, "what the candidate reads (`name`)"),
        Key::needed("minutes", Shape::Int(1, 240), "of the recipe's; other lengths scale it"),
        Key::free("least", Shape::Int(1, 240), "it is never shorter (1)"),
        Key::free("priority", Shape::Int(1, 99), "which is left out when minutes run out: 1 never (1)"),
        Key::needed("slots", Shape::Tables(&SECTION_SLOT), "what is asked in it"),
    ],
};

static SECTION_SLOT: KeyTable = KeyTable {
    owner: "a slot of a section",
    keys: &[
        Key::needed("kinds", Shape::Words(&Name::WORDS), "what it may hold"),
        Key::free("topics", Shape::Texts, "only of these topics"),
        Key::free("skills", Shape::Texts, "only for these skills"),
        Key::free("levels", Shape::Range, "of these levels in place of the recipe's: from, to"),
        Key::free("minutes", Shape::Range, "of one question: from, to"),
        Key::free("take", Shape::Int(1, 20), "how many questions (1)"),
        Key::free("stage", Shape::Any("`\"own\"`, or 0 to 5"), "of class templates: always this one"),
    ],
};

static SLOT: KeyTable = KeyTable {
    owner: "a slot",
    keys: &[
        Key::needed("name", Shape::Text, "what it is for"),
        Key::needed("kinds", Shape::Words(&Name::WORDS), "what it may hold"),
        Key::free("topics", Shape::Texts, "only of these topics"),
        Key::free("skills", Shape::Texts, "only for these skills; on a course each in its turn"),
        Key::free("levels", Shape::Range, "only of these levels: from, to"),
        Key::free("minutes", Shape::Range, "of one question: from, to"),
        Key::free("take", Shape::Int(1, 20), "how many questions (1)"),
        Key::free("stage", Shape::Any("`\"own\"`, or 0 to 5"), "of class templates: by day, or always this one"),
        Key::free("space", Shape::Int(100, 300), "room to write on a handout, in per cent (100)"),
        Key::free("priority", Shape::Int(1, 99), "who gives way when minutes run out: 1 never"),
        Key::free("cycle", Shape::Texts, "its turn of topics; all in order where it is left out"),
    ],
};

/// The sorts of files, by a name for each.
pub const FILES: [(&str, &KeyTable); 7] = [
    ("problem-set", &SET_FILE),
    ("skills", &SKILLS),
    ("misconceptions", &MISCONCEPTIONS),
    ("pools", &POOLS),
    ("topics", &TOPICS),
    ("technologies", &TECHNOLOGIES),
    ("recipe", &RECIPE_FILE),
];
