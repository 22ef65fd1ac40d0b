//! From a request to questions, sheets and files: what every verb that prints shares.

use super::dates::Day;
use super::fonts::Font;
use super::{Failure, World, mock};
use crate::bank::{Bank, Entry};
use crate::blocks::{Block, Screen, Sheet};
use crate::code::{self, KeyPlace, Levels, Naming, Request, Short, Verb};
use crate::diagnostic::{Fault, Faults};
use crate::kinds::{Form, Name};
use crate::layout::{self, OwnFont};
use crate::python::Python;
use crate::question::handout::Usuals;
use crate::question::{self, Question, Refusal};
use crate::sheet::{self, CopyHeading, Heading, Identity, Scale};
use std::sync::Arc;

/// What stands for the maker in PDF files.
pub const PRODUCER: &str = concat!("longhand ", env!("CARGO_PKG_VERSION"));

/// Minutes of a daily for which none were asked, by the built-in recipe.
const USUAL_MINUTES: u32 = 15;

/// A sheet with its questions: what files are made of.
pub struct Made {
    pub request: Request,
    pub questions: Vec<Question>,
    /// Problems that would have been on it, and why they cannot be.
    pub left_out: Vec<Fault>,
    /// For letters that the faces lack.
    pub font: Option<Arc<OwnFont>>,
}

/// Which of sheet and key a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    SheetAndKey,
    SheetOnly,
    KeyOnly,
}

/// The interpreter, in a process of its own that gets ready from now on: best while the bank is being read.
pub fn python(world: &World) -> Python {
    let mut python = Python::in_worker(world.program.clone());
    python.start_ahead();
    python
}

/// Poses one problem.
pub fn pose(entry: &Entry, form: Form, seed: u64, python: &mut Python) -> Result<Question, Failure> {
    question::pose(entry, form, seed, python).map_err(|refusal| refused(&refusal))
}

/// A problem that cannot be posed, as a fault at its place.
pub fn refused(refusal: &Refusal) -> Failure {
    let mut faults = Faults::default();
    refusal.note(&mut faults);
    Failure::Faults(faults.into_sorted())
}

impl Made {
    /// Poses every problem that a request names.
    pub fn from_request(request: Request, bank: &Bank, python: &mut Python) -> Result<Made, Failure> {
        Made::from_request_of(request, bank, &mut Usuals::default(), python)
    }

    /// The same for one of the sheets of a class, which have the same problems.
    pub fn from_request_of(
        request: Request,
        bank: &Bank,
        usuals: &mut Usuals,
        python: &mut Python,
    ) -> Result<Made, Failure> {
        let mut questions = Vec::new();
        for drawn in &request.problems {
            let entry = bank.entry(&drawn.id).ok_or_else(|| Failure::OtherBank {
                message: format!("this sheet has the problem `{}`, which this bank does not", drawn.id),
                help: "name the bank that it came from with `--bank DIR`".to_owned(),
            })?;
            let version = entry.problem.common.version;
            if version != drawn.version {
                return Err(changed(&drawn.id, drawn.version, version, request.made.as_deref()));
            }
            let kind = Name::from_word(&drawn.kind).filter(|kind| entry.problem.forms().contains(kind));
            let kind = kind.ok_or_else(|| Failure::OtherBank {
                message: format!("`{}` cannot be printed as `{}` by this bank", drawn.id, drawn.kind),
                help: "print it with the version of Longhand that made the sheet".to_owned(),
            })?;
            let form = Form { kind, stage: drawn.stage };
            let posed = match request.verb {
                Verb::Handout => {
                    let place = questions.len();
                    usuals.pose((entry, form), request.seed, place, request.problems.len(), python)
                }
                _ => question::pose(entry, form, request.seed.get(), python),
            };
            questions.push(posed.map_err(|refusal| refused(&refusal))?);
        }
        if let Some(held) = &request.mock {
            mock::settle(&mut questions, held);
        }
        Ok(Made { request, questions, left_out: Vec::new(), font: None })
    }

    /// Takes letters that the faces lack from this font.
    pub fn set_in(&mut self, font: Font) {
        self.request.font = Some(font.file);
        self.font = Some(font.own);
    }

    /// What stands around the questions of one copy of a handout.
    pub fn copy_heading(&self) -> CopyHeading {
        let request = &self.request;
        let copy = request.copy.as_ref();
        let day = request.date.map(|days| Day(days).without_weekday());
        let class = request.class.as_ref().map(|class| format!("Class {class}"));
        CopyHeading {
            title: request.title.clone(),
            subtitle: class.into_iter().chain(day).collect::<Vec<_>>().join(" · "),
            name: request.name.clone(),
            is_anonymous: copy.is_some_and(|copy| copy.naming == Naming::Code),
            which: copy.map(|copy| copy.which.clone()).unwrap_or_default(),
            minutes: request.minutes,
            code: request.code().to_string(),
            qr: code::modules(&self.short().to_string()),
        }
    }

    pub fn short(&self) -> Short {
        Short::of(self.request.code(), self.request.paper, self.request.print, &self.request.problems)
    }

    fn heading(&self) -> Heading {
        let key_note = match self.request.key {
            KeyPlace::Same => "The key is on its own leaf: keep it face down.",
            KeyPlace::Separate => "The key is in a file of its own.",
            KeyPlace::Fold => "Fold the strip with the answers behind the page first.",
            KeyPlace::None => "",
        };
        let subtitle = match (self.request.date, self.request.verb) {
            (Some(days), _) => Day(days).in_words(),
            (None, Verb::DailyBySeed) => format!("Sheet {}", self.request.seed),
            (None, _) => format!("Seed {}", self.request.seed),
        };
        Heading {
            title: self.request.title.clone(),
            subtitle,
            code: self.request.code().to_string(),
            qr: code::modules(&self.short().to_string()),
            key_note,
        }
    }

    /// How to try what was written. A code leads back to a sheet that was drawn without options; to others their file.
    fn type_back(&self) -> Vec<Block> {
        let request = &self.request;
        let has_options =
            !request.topics.is_empty() || request.levels != Levels::ALL || request.minutes != USUAL_MINUTES;
        match request.verb {
            Verb::DailyByDate | Verb::DailyBySeed if has_options => sheet::type_back("SHEET.pdf", &self.questions),
            Verb::DailyByDate | Verb::DailyBySeed => sheet::type_back(&request.code().to_string(), &self.questions),
            Verb::Handout | Verb::Mock | Verb::Show => Vec::new(),
        }
    }

    /// The blocks of a file: questions, key, or both.
    pub fn sheets(&self, content: Content) -> Vec<Sheet> {
        match self.request.verb {
            Verb::Handout => return self.copy_sheets(content),
            Verb::Mock => return mock::packets(self, content).into_iter().flatten().collect(),
            Verb::DailyByDate | Verb::DailyBySeed | Verb::Show => {}
        }
        let heading = self.heading();
        let is_alone = self.request.verb == Verb::Show;
        let questions = || match self.questions.as_slice() {
            [question] if is_alone => sheet::single(&heading, question),
            all if self.request.key == KeyPlace::Fold => sheet::with_strip(sheet::sheet(&heading, all), all),
            all => sheet::sheet(&heading, all),
        };
        let key = || match self.questions.as_slice() {
            [question] if is_alone => sheet::single_key(&heading, question),
            all => Sheet { closing: self.type_back(), ..sheet::key(&heading, all) },
        };
        match content {
            Content::SheetAndKey => vec![questions(), key()],
            Content::SheetOnly => vec![questions()],
            Content::KeyOnly => vec![key()],
        }
    }

    fn copy_sheets(&self, content: Content) -> Vec<Sheet> {
        let heading = self.copy_heading();
        let sheet = || sheet::copy(&heading, &self.questions);
        let key = || sheet::copy_key(&heading, &self.questions);
        match content {
            Content::SheetAndKey => vec![sheet(), key()],
            Content::SheetOnly => vec![sheet()],
            Content::KeyOnly => vec![key()],
        }
    }

    /// The text for a screen of some width.
    pub fn to_text_on(&self, content: Content, screen: Screen) -> String {
        let sheets: Vec<String> =
            self.sheets(content).iter().map(|sheet| crate::blocks::to_text_on(sheet, screen)).collect();
        sheets.join("\n\n")
    }

    /// The text of a terminal.
    pub fn to_text(&self, content: Content) -> String {
        let sheets: Vec<String> = self.sheets(content).iter().map(crate::blocks::to_text).collect();
        sheets.join("\n\n")
    }

    /// `{sheets: [{…}]}`, with the number of pages that sheet and key take.
    pub fn to_json(&self) -> Result<String, Failure> {
        let object = serde_json::json!({ "sheets": [self.to_object()?] });
        Ok(pretty(&object))
    }

    fn scale(&self) -> Scale {
        match self.request.verb {
            Verb::DailyByDate | Verb::DailyBySeed | Verb::Show => Scale::Marks,
            Verb::Handout | Verb::Mock => Scale::Points,
        }
    }

    /// One sheet of the list.
    pub fn to_object(&self) -> Result<serde_json::Value, Failure> {
        let pages = self.lay_out(Content::SheetAndKey)?;
        let (sheet, key) = pages.packets.split_at(pages.packets.len().min(1));
        let count = |packets: &[layout::pages::Packet]| packets.iter().map(|packet| packet.pages).sum();
        Ok(self.object(Some((count(sheet), count(key)))))
    }

    /// One sheet of the file of everything that was drawn.
    pub fn stored(&self) -> serde_json::Value {
        let mut object = self.object(None);
        if let Some(questions) = object["questions"].as_array_mut() {
            for (object, question) in questions.iter_mut().zip(&self.questions) {
                object["drawn"] = serde_json::json!(question);
            }
        }
        object
    }

    fn object(&self, pages: Option<(usize, usize)>) -> serde_json::Value {
        let code = self.request.code().to_string();
        let identity = Identity {
            code: &code,
            request: &self.request.to_line(),
            qr: &self.short().to_string(),
            title: &self.request.title,
            verb: self.request.verb.name(),
            seed: self.request.seed.get(),
            name: self.request.name.as_deref(),
            scale: self.scale(),
            pages,
        };
        let mut object = sheet::sheet_object(&identity, &self.questions);
        mock::add_to_object(&mut object, self);
        object
    }
}

fn changed(id: &str, printed: u32, now: u32, made: Option<&str>) -> Failure {
    let by = made.map_or_else(|| "another version of the bank".to_owned(), |made| format!("Longhand {made}"));
    Failure::OtherBank {
        message: format!("`{id}` has changed since: the sheet has version {printed}, this bank has version {now}"),
        help: format!("the sheet was made by {by}: print its key with that"),
    }
}

/// JSON as it is printed, with a line end.
pub fn pretty(object: &serde_json::Value) -> String {
    format!("{object:#}\n")
}
