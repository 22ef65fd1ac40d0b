//! The whole request as one line of text, which fixes the bytes of a sheet.
//!
//! `longhand/1`, then fields in a fixed order. Reading takes any order. What a field to come may do is fixed now: a
//! field that changes anything on paper raises the number after the slash, or is refused by name here; one whose name
//! begins with `note-` changes nothing on paper, and is kept and written back.

use super::drawn::is_kebab;
use super::line::{Fields, write_field};
use super::mock::{self, MockOf};
use super::{CodeFault, Drawn, KeyPlace, Levels, Naming, Paper, PrintSize, RequestFault, Seed, SheetCode, Verb, Word};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

const MARK: &str = "longhand/";
const VERSION: &str = "1";
const NOTE: &str = "note-";
/// Every field of this version, in the order of writing; those of a mock stand before the date.
const FIELDS: [&str; 19] = [
    "verb",
    "by",
    "seed",
    "problems",
    "paper",
    "print",
    "key",
    "minutes",
    "topics",
    "levels",
    "title",
    "class",
    "name",
    "copy",
    "naming",
    "places",
    "date",
    FONT,
    FONT_DIGEST,
];
const FONT: &str = "font";
const FONT_DIGEST: &str = "font-sha256";
/// The version of Longhand that made the sheet: a note, since it changes nothing on paper.
const MADE: &str = "note-made";

/// One sheet: what it asks and how it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub verb: Verb,
    pub seed: Seed,
    /// In the order of printing; at least one.
    pub problems: Vec<Drawn>,
    pub paper: Paper,
    pub print: PrintSize,
    pub key: KeyPlace,
    /// What the sheet should take.
    pub minutes: u32,
    /// The topics asked for, kebab-case; none for all.
    pub topics: Vec<String>,
    pub levels: Levels,
    pub title: String,
    /// The class at the head of a handout.
    pub class: Option<String>,
    /// Who the sheet is for.
    pub name: Option<String>,
    /// Of a handout: which of its copies this is.
    pub copy: Option<CopyOf>,
    /// Of a mock interview: how it is held.
    pub mock: Option<MockOf>,
    /// The day printed on the sheet, in days since 2000-01-01.
    pub date: Option<u32>,
    /// For letters that the faces lack.
    pub font: Option<FontFile>,
    /// The version of Longhand that made it.
    pub made: Option<String>,
    /// Notes of versions to come by their names, which begin with `note-`.
    pub notes: BTreeMap<String, String>,
}

/// One of many sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyOf {
    /// "7 of 30", "spare 1".
    pub which: String,
    pub naming: Naming,
    /// Where each question stands and how much room it has, the same on every copy: as `layout` writes it.
    pub places: Option<String>,
}

/// A font that is no part of Longhand: the name of its file, and its SHA-256 in 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFile {
    pub name: String,
    pub digest: String,
}

impl Request {
    /// The code printed on this sheet.
    pub fn code(&self) -> SheetCode {
        SheetCode::of(self.verb, self.seed, &self.problems)
    }

    /// The request as one line, without a line end. The same request gives the same line.
    pub fn to_line(&self) -> String {
        let mut line = format!("{MARK}{VERSION}");
        let mut put = |field: &str, value: &str| write_field(&mut line, field, value);
        put("verb", self.verb.name());
        put("by", by(self.verb));
        put("seed", &self.seed.to_string());
        put("problems", &list(&self.problems));
        put("paper", self.paper.word());
        put("print", self.print.word());
        put("key", self.key.word());
        put("minutes", &self.minutes.to_string());
        if !self.topics.is_empty() {
            put("topics", &list(&self.topics));
        }
        put("levels", &self.levels.to_string());
        put("title", &self.title);
        for (field, value) in [("class", &self.class), ("name", &self.name)] {
            value.iter().for_each(|value| put(field, value));
        }
        if let Some(copy) = &self.copy {
            put("copy", &copy.which);
            put("naming", copy.naming.word());
            copy.places.iter().for_each(|places| put("places", places));
        }
        self.mock.iter().flat_map(mock::fields).for_each(|(field, value)| put(&field, &value));
        let date = self.date.map(|days| days.to_string());
        let font = self.font.as_ref();
        let (font, digest) = (font.map(|font| font.name.clone()), font.map(|font| font.digest.clone()));
        for (field, value) in [("date", &date), (FONT, &font), (FONT_DIGEST, &digest), (MADE, &self.made)] {
            value.iter().for_each(|value| put(field, value));
        }
        self.notes.iter().for_each(|(field, value)| put(field, value));
        line
    }

    /// Reads a line that [`Request::to_line`] wrote, here or in a later version of Longhand.
    pub fn parse(text: &str) -> Result<Request, CodeFault> {
        let (version, rest) = version(text).ok_or(RequestFault::NoMark)?;
        if version != VERSION {
            return Err(RequestFault::Version { found: version.to_owned() }.into());
        }
        let mut fields = Fields::read(rest)?;
        let known = |field: &str| {
            FIELDS.contains(&field) || mock::is_field(field) || (field.starts_with(NOTE) && is_kebab(field))
        };
        if let Some(field) = fields.names().find(|field| !known(field)) {
            return Err(RequestFault::Unknown { field: field.to_owned() }.into());
        }
        Ok(Request {
            verb: read_verb(&mut fields)?,
            seed: fields.require("seed")?.parse()?,
            problems: fields.require("problems")?.split(',').map(str::parse).collect::<Result<_, _>>()?,
            paper: read_word(&mut fields, "paper")?,
            print: read_word(&mut fields, "print")?,
            key: read_word(&mut fields, "key")?,
            minutes: read_number("minutes", fields.require("minutes")?)?,
            topics: fields.take("topics").map_or(Ok(Vec::new()), read_topics)?,
            levels: read_levels(fields.require("levels")?)?,
            title: fields.require("title")?,
            class: fields.take("class"),
            name: fields.take("name"),
            copy: read_copy(&mut fields)?,
            mock: mock::read(&mut fields)?,
            date: fields.take("date").map(|days| read_number("date", days)).transpose()?,
            font: read_font(&mut fields)?,
            made: fields.take(MADE),
            notes: fields.into_rest(),
        })
    }
}

/// A line for each sheet of a file, in the order of its packets.
pub fn read_requests(text: &str) -> Result<Vec<Request>, CodeFault> {
    text.lines().map(Request::parse).collect()
}

/// Whether a text begins as a request does.
pub(super) fn begins(text: &str) -> bool {
    version(text).is_some()
}

/// What stands between the slash and the first blank, and all that follows.
fn version(text: &str) -> Option<(&str, &str)> {
    let (mark, rest) = text.trim_start().split_at_checked(MARK.len())?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    mark.eq_ignore_ascii_case(MARK).then(|| rest.split_at(end))
}

fn by(verb: Verb) -> &'static str {
    if verb == Verb::DailyByDate { "date" } else { "seed" }
}

fn list(items: &[impl Display]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<String>>().join(",")
}

fn read_verb(fields: &mut Fields) -> Result<Verb, RequestFault> {
    let found = fields.require("verb")?;
    let verbs: Vec<Verb> = Verb::ALL.into_iter().filter(|verb| verb.name() == found).collect();
    if verbs.is_empty() {
        return Err(unknown_word("verb", found, Verb::ALL.map(Verb::name).to_vec()));
    }
    let found = fields.require("by")?;
    let chosen = verbs.iter().find(|verb| by(**verb) == found);
    chosen.copied().ok_or_else(|| unknown_word("by", found, verbs.into_iter().map(by).collect()))
}

fn read_copy(fields: &mut Fields) -> Result<Option<CopyOf>, RequestFault> {
    let Some(which) = fields.take("copy") else { return Ok(None) };
    let naming = read_word(fields, "naming")?;
    Ok(Some(CopyOf { which, naming, places: fields.take("places") }))
}

fn read_word<W: Word>(fields: &mut Fields, field: &'static str) -> Result<W, RequestFault> {
    let found = fields.require(field)?;
    W::from_word(&found).ok_or_else(|| unknown_word(field, found, W::ALL.iter().map(|choice| choice.word()).collect()))
}

fn unknown_word(field: &'static str, found: String, mut known: Vec<&'static str>) -> RequestFault {
    known.dedup();
    RequestFault::Word { field, found, known }
}

fn read_number<N: FromStr>(field: &'static str, found: String) -> Result<N, RequestFault> {
    let digits = found.bytes().all(|byte| byte.is_ascii_digit());
    found.parse().ok().filter(|_| digits).ok_or(RequestFault::Number { field, found })
}

fn read_font(fields: &mut Fields) -> Result<Option<FontFile>, RequestFault> {
    match (fields.take(FONT), fields.take(FONT_DIGEST)) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(RequestFault::Missing { field: FONT }),
        (Some(_), None) => Err(RequestFault::Missing { field: FONT_DIGEST }),
        (Some(name), Some(digest)) => {
            let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            if digest.len() == 64 && digest.bytes().all(is_hex) {
                Ok(Some(FontFile { name, digest }))
            } else {
                Err(RequestFault::Digest { found: digest })
            }
        }
    }
}

fn read_topics(found: String) -> Result<Vec<String>, RequestFault> {
    match found.split(',').find(|topic| !is_kebab(topic)) {
        Some(topic) => Err(RequestFault::Topic { found: topic.to_owned() }),
        None => Ok(found.split(',').map(str::to_owned).collect()),
    }
}

fn read_levels(found: String) -> Result<Levels, RequestFault> {
    Levels::read(&found).ok_or(RequestFault::Levels { found })
}

#[cfg(test)]
mod tests;
