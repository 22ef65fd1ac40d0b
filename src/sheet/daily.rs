//! The daily drill and its key; and one question alone, as `show` prints it.

use super::short_answers;
use crate::blocks::{Block, Corner, Foot, Item, Modules, NameRow, Prose, Purpose, Sheet, TextSize};
use crate::kinds::Name;
use crate::question::Question;

/// A mark on a daily goes from 0 to this.
pub(super) const MOST: u32 = 3;

/// What stands around the questions.
#[derive(Clone, Debug)]
pub struct Heading {
    /// "Daily drill".
    pub title: String,
    /// "Sunday 22 November 2026".
    pub subtitle: String,
    /// "K7F3-9QX2-M4TA-8C3Z".
    pub code: String,
    pub qr: Option<Modules>,
    /// Where the reader finds the key: a sentence for the line under the name.
    pub key_note: &'static str,
}

/// The sheet of a daily: every question, numbered from 1.
pub fn sheet(heading: &Heading, questions: &[Question]) -> Sheet {
    let minutes: u32 = questions.iter().map(|question| question.minutes).sum();
    let note = format!("{minutes} minutes, pen only, Python 3. Each question counts 0 to 3. {}", heading.key_note);
    let out_of = MOST * u32::try_from(questions.len()).unwrap_or(0);
    Sheet {
        purpose: Purpose::Questions,
        title: heading.title.clone(),
        subtitle: heading.subtitle.clone(),
        name_row: Some(NameRow { name: None, out_of, copy: None }),
        intro: vec![small(Prose::plain(note.trim_end()))],
        qr: heading.qr.clone(),
        items: numbered(questions, question_item),
        closing: Vec::new(),
        foot: foot(&heading.title, &heading.code),
    }
}

/// The same with the answers in a strip at the outer edge, to be folded behind the page.
pub fn with_strip(sheet: Sheet, questions: &[Question]) -> Sheet {
    let items = sheet.items.into_iter().zip(questions);
    let items = items.map(|(item, question)| Item { aside: short_answers::lines(question), ..item });
    Sheet { items: items.collect(), ..sheet }
}

/// The key to the same questions.
pub fn key(heading: &Heading, questions: &[Question]) -> Sheet {
    let mut subtitle = heading.title.clone();
    if !heading.subtitle.is_empty() {
        subtitle = format!("{subtitle} · {}", heading.subtitle);
    }
    Sheet {
        purpose: Purpose::Key,
        title: "Key".to_owned(),
        subtitle,
        name_row: None,
        intro: vec![mark_line(questions.len())],
        qr: None,
        items: numbered(questions, key_item),
        closing: Vec::new(),
        foot: foot(&format!("Key to {}", with_article(&heading.title)), &heading.code),
    }
}

/// Under a key: how to run what was written by hand. `sheet` is what stands for this sheet on the command line, its code
/// or its file. Nothing where no question asks for code.
pub fn type_back(sheet: &str, questions: &[Question]) -> Vec<Block> {
    let with_code = questions.iter().zip(1..).find_map(|(question, number): (_, u32)| {
        let what = match question.form.kind {
            Name::Write | Name::Rewrite => "the code",
            Name::Class => "the class",
            _ => return None,
        };
        Some((number, what))
    });
    let Some((number, what)) = with_code else { return Vec::new() };
    let says =
        format!("runs {what} that you wrote by hand against this sheet’s tests, and shows the first that fails.");
    vec![
        Block::Heading("Type it back".to_owned()),
        Block::Command(format!("longhand try {sheet} {number} my.py")),
        small(Prose::plain(says)),
    ]
}

/// One question on a page of its own, without name row or score.
pub fn single(heading: &Heading, question: &Question) -> Sheet {
    let mut sheet = sheet(heading, std::slice::from_ref(question));
    sheet.name_row = None;
    sheet.intro = Vec::new();
    sheet
}

/// Its key.
pub fn single_key(heading: &Heading, question: &Question) -> Sheet {
    let mut sheet = key(heading, std::slice::from_ref(question));
    sheet.intro = Vec::new();
    sheet.foot = foot("Key", &heading.code);
    sheet
}

pub(super) fn numbered(questions: &[Question], item: fn(&Question, u32) -> Item) -> Vec<Item> {
    questions.iter().zip(1..).map(|(question, number)| item(question, number)).collect()
}

fn question_item(question: &Question, number: u32) -> Item {
    Item {
        origin: number,
        number,
        label: question.posed.label.clone(),
        note: question.posed.note.clone(),
        minutes: Some(question.minutes),
        corner: Corner::Box { out_of: MOST },
        body: question.posed.sheet.clone(),
        aside: Vec::new(),
    }
}

fn key_item(question: &Question, number: u32) -> Item {
    Item {
        origin: number,
        number,
        label: question.posed.label.clone(),
        note: question.posed.note.clone(),
        minutes: None,
        corner: Corner::Marks(question.posed.marks.clone()),
        body: question.posed.key.clone(),
        aside: Vec::new(),
    }
}

/// "Marks: 1 ___ 2 ___ …": where whoever marks writes one number a question.
fn mark_line(questions: usize) -> Block {
    let boxes: Vec<String> = (1..=questions).map(|number| format!("{number} ____")).collect();
    let line = format!("Marks  {}  Sum ____ / {}. ", boxes.join("  "), questions * 3);
    let how = "3 right without help, 2 a slip, 1 partly, 0 not; note the letter of a wrong answer that was yours.";
    small(Prose::plain(line).then(how))
}

pub(super) fn small(text: Prose) -> Block {
    Block::Paragraph { text, size: TextSize::Small }
}

/// "Longhand · Daily drill", "sheet K7F3-…".
pub(super) fn foot(title: &str, code: &str) -> Foot {
    Foot { left: format!("Longhand · {title}"), code: format!("sheet {code}") }
}

/// "the daily drill", "a template a day".
fn with_article(title: &str) -> String {
    let has_one = ["A ", "An ", "The "].iter().any(|article| title.starts_with(article));
    if has_one { lower_first(title) } else { format!("the {}", lower_first(title)) }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::with_article;

    #[test]
    fn a_title_has_one_article() {
        for (title, named) in [
            ("Daily drill", "the daily drill"),
            ("A template a day", "a template a day"),
            ("The week", "the week"),
            ("Answers", "the answers"),
        ] {
            assert_eq!(with_article(title), named);
        }
    }
}
