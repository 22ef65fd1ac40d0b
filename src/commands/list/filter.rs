//! Which problems are listed and counted.

use crate::bank::{Bank, Entry, Misconception, Skill, Topic};
use crate::cli::List;
use crate::code::Levels;
use crate::commands::{Failure, banks};
use crate::kinds::Name;

/// What `list` was narrowed to; an empty list lets all through.
pub struct Filter<'a> {
    topics: &'a [String],
    skills: &'a [String],
    kinds: Vec<Name>,
    levels: Option<Levels>,
    misconceptions: &'a [String],
}

impl<'a> Filter<'a> {
    /// Every name that was typed must be one.
    pub fn read(arguments: &'a List, bank: &Bank) -> Result<Filter<'a>, Failure> {
        let topics: Vec<&str> = bank.topics.iter().map(|topic| topic.id.as_str()).collect();
        let skills: Vec<&str> = bank.skills.iter().map(|skill| skill.id.as_str()).collect();
        let misconceptions: Vec<&str> = bank.misconceptions.iter().map(|known| known.id.as_str()).collect();
        known("topic", &arguments.topic, &topics, "topics")?;
        known("skill", &arguments.skill, &skills, "skills")?;
        known("kind", &arguments.kind, &Name::ALL.map(Name::word), "coverage")?;
        known("misconception", &arguments.misconception, &misconceptions, "misconceptions")?;
        Ok(Filter {
            topics: &arguments.topic,
            skills: &arguments.skill,
            kinds: arguments.kind.iter().filter_map(|word| Name::from_word(word)).collect(),
            levels: arguments.level,
            misconceptions: &arguments.misconception,
        })
    }

    /// Whether a problem is listed. A retired one never is.
    pub fn has(&self, entry: &Entry) -> bool {
        let common = &entry.problem.common;
        !entry.is_retired()
            && lets(self.topics, &entry.topic)
            && lets(self.skills, &common.skill.value)
            && self.levels.is_none_or(|levels| levels.contain(common.level))
            && (self.kinds.is_empty() || entry.problem.forms().iter().any(|kind| self.kinds.contains(kind)))
            && (self.misconceptions.is_empty() || self.misconceptions.iter().any(|id| shows(entry, id)))
    }

    pub fn has_topic(&self, topic: &Topic) -> bool {
        lets(self.topics, &topic.id)
    }

    pub fn has_skill(&self, skill: &Skill) -> bool {
        lets(self.topics, &skill.topic) && lets(self.skills, &skill.id)
    }

    pub fn has_misconception(&self, known: &Misconception) -> bool {
        lets(self.topics, &known.topic) && lets(self.misconceptions, &known.id)
    }

    pub fn has_kind(&self, kind: Name) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// Whether a wrong answer of a problem is what somebody with this misconception gives.
pub fn shows(entry: &Entry, misconception: &str) -> bool {
    entry.problem.common.wrong_readings().any(|wrong| wrong.id.value == misconception)
}

fn lets(wanted: &[String], id: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| wanted == id)
}

fn known(what: &str, typed: &[String], known: &[&str], list: &str) -> Result<(), Failure> {
    let unknown = typed.iter().find(|id| !known.contains(&id.as_str()));
    unknown.map_or(Ok(()), |id| Err(banks::unknown(what, id, known.iter().copied(), list)))
}
