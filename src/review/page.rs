//! A question alone on every paper, with its key.

use crate::blocks::{Sheet, texts};
use crate::diagnostic::Finding;
use crate::layout::{Paper, Unfit, lay_out};
use crate::question::Question;
use crate::sheet::{self, Heading};

/// Papers that every question must fit on.
const USUAL: &[Paper] = &[Paper::A4, Paper::Letter];

/// Papers that hold less, with their names: a question that they cannot hold is not drawn for them.
const SMALLER: &[(Paper, &str)] =
    &[(Paper::A5, "A5"), (Paper::LargeA4, "A4 in large print"), (Paper::LargeLetter, "Letter in large print")];

/// What a usual paper cannot hold of a question, the first in their order.
pub fn fault(question: &Question, seed: u64) -> Option<PageFault> {
    let sheets = sheets(question);
    USUAL.iter().find_map(|&paper| lay_out(&sheets, paper).err()).map(|unfit| PageFault { unfit, seed })
}

/// The first smaller paper that cannot hold a question, and why.
pub fn too_small(question: &Question) -> Option<(&'static str, String)> {
    let sheets = sheets(question);
    SMALLER.iter().find_map(|&(paper, name)| {
        let unfit = lay_out(&sheets, paper).err()?;
        let why = match unfit {
            Unfit::Letter { letter, .. } => format!("no face has the letter `{letter}`"),
            Unfit::TooWide { line, .. } if is_written(question, &line) => format!("`{}` is too wide", line.trim()),
            Unfit::TooWide { .. } => "a part of it is too wide".to_owned(),
            Unfit::TooTall { .. } | Unfit::OutOfPlan { .. } => "it is taller than a page".to_owned(),
        };
        Some((name, why))
    })
}

/// Whether a line stands in the question or its key as it is; a table or a drawing that is too wide has none.
fn is_written(question: &Question, line: &str) -> bool {
    let posed = &question.posed;
    let all = texts(&posed.sheet).into_iter().chain(texts(&posed.key));
    all.into_iter().any(|text| text.lines().any(|written| written.trim() == line.trim()))
}

fn sheets(question: &Question) -> [Sheet; 2] {
    let heading =
        Heading { title: "Practice".to_owned(), subtitle: String::new(), code: String::new(), qr: None, key_note: "" };
    [sheet::single(&heading, question), sheet::single_key(&heading, question)]
}

/// A question that paper cannot hold.
pub struct PageFault {
    unfit: Unfit,
    seed: u64,
}

impl Finding for PageFault {
    fn code(&self) -> &'static str {
        match self.unfit {
            Unfit::Letter { .. } => "letter-without-face",
            Unfit::TooWide { .. } => "wider-than-a-page",
            Unfit::TooTall { .. } | Unfit::OutOfPlan { .. } => "taller-than-a-page",
        }
    }

    fn message(&self) -> String {
        let seed = self.seed;
        match &self.unfit {
            Unfit::Letter { letter, .. } => format!("no face has the letter `{letter}`, drawn with seed {seed}"),
            Unfit::TooWide { line, .. } => format!("`{line}` is too wide for a page, drawn with seed {seed}"),
            Unfit::TooTall { .. } | Unfit::OutOfPlan { .. } => {
                format!("the question is taller than a page, drawn with seed {seed}")
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self.unfit {
            Unfit::Letter { .. } => "write it with letters that the faces have",
            Unfit::TooWide { .. } => "break the line, or draw shorter values",
            Unfit::TooTall { .. } | Unfit::OutOfPlan { .. } => "shorten the program or the model",
        };
        Some(help.to_owned())
    }
}
