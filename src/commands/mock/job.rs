//! A job description → the technologies that it names, by the bank's own list.

use super::super::{Failure, files};
use crate::bank::Bank;
use std::collections::BTreeSet;
use std::path::Path;

/// Longer ones are no job descriptions.
const MOST_BYTES: u64 = 1 << 20;

/// Technologies by the bank's names, in the bank's order.
#[derive(Debug, Default, PartialEq)]
pub struct Job {
    /// Those that topics or skills of the bank ask.
    pub known: Vec<String>,
    /// Those that nothing asks.
    pub unasked: Vec<String>,
}

/// Reads a file of text.
pub fn read(path: &Path, bank: &Bank) -> Result<Job, Failure> {
    let bytes = files::read_at_most(path, MOST_BYTES)?;
    let text = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0') && !text.starts_with("%PDF"));
    let text = text.ok_or_else(|| Failure::Usage {
        message: format!("`{}` is no text", path.display()),
        help: "save the job description as plain text in UTF-8".to_owned(),
    })?;
    Ok(named(text, bank))
}

fn named(text: &str, bank: &Bank) -> Job {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut job = Job::default();
    for known in bank.technologies.iter().filter(|known| known.words.iter().any(|word| has_word(&text, word))) {
        let is_asked = !known.topics.is_empty() || !known.skills.is_empty();
        let list = if is_asked { &mut job.known } else { &mut job.unasked };
        list.push(known.name.clone());
    }
    job
}

/// Whether a word stands in the text by itself: "java" not in "javascript", "c" not in "c++".
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '+' | '#' | '_');
    let stands_alone = |(at, found): (usize, &str)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    };
    !word.is_empty() && text.match_indices(word).any(stands_alone)
}

impl Job {
    /// Skills and topics that ask what is named.
    pub fn wishes(&self, bank: &Bank) -> (Vec<String>, Vec<String>) {
        let named = || bank.technologies.iter().filter(|known| self.known.contains(&known.name));
        let values = |texts: &[crate::keys::Text]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
        let topics = named().flat_map(|known| values(&known.topics)).collect();
        (topics, named().flat_map(|known| values(&known.skills)).collect())
    }

    /// The topics that practise these technologies.
    pub fn topics<'a>(&self, names: &[&String], bank: &'a Bank) -> BTreeSet<&'a str> {
        let named = bank.technologies.iter().filter(|known| names.contains(&&known.name));
        let topics = named.flat_map(|known| {
            let of_skills = known.skills.iter().filter_map(|skill| Some(bank.skill(&skill.value)?.topic.as_str()));
            known.topics.iter().map(|topic| topic.value.as_str()).chain(of_skills)
        });
        topics.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{has_word, named};
    use crate::bank;

    #[test]
    fn words_stand_by_themselves() {
        for (text, word, expected) in [
            ("java and sql", "java", true),
            ("javascript", "java", false),
            ("c++, c#", "c++", true),
            ("c++", "c", false),
            ("git.", "git", true),
            ("github", "git", false),
            ("ci/cd pipelines", "ci/cd", true),
            ("we digit all", "git", false),
            ("é", "", false),
        ] {
            assert_eq!(has_word(text, word), expected, "{word} in {text}");
        }
    }

    #[test]
    fn a_description_names_what_the_bank_knows() {
        let bank = bank::load(&bank::embedded()).0;
        let job = named("You write Python, know PostgreSQL\nand Git; Docker and\n  Kubernetes are a plus.", &bank);
        assert_eq!(job.known, ["SQL", "Git", "Containers and CI"]);
        assert_eq!(job.unasked, ["Kubernetes"]);
        let (topics, skills) = job.wishes(&bank);
        assert!(topics.is_empty() && skills.contains(&"sql-join".to_owned()));
        let names: Vec<&String> = job.known.iter().collect();
        assert!(job.topics(&names, &bank).contains("other-technologies"));
    }

    #[test]
    fn every_technology_is_found_by_each_of_its_words() {
        let bank = bank::load(&bank::embedded()).0;
        assert!(bank.technologies.len() >= 20);
        for known in &bank.technologies {
            for word in &known.words {
                let job = named(&format!("We need {}, please.", word.to_uppercase()), &bank);
                let found = job.known.iter().chain(&job.unasked).any(|name| *name == known.name);
                assert!(found, "{word}");
            }
        }
    }
}
