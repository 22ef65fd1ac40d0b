//! From a request to questions, sheets and files: what every verb that prints shares.

use super::dates::Day;
use super::fonts::{self, Font};
use super::{Failure, World, mock};
use crate::bank::{Bank, Entry};
use crate::blocks::{Block, Purpose, Screen, Sheet};
use crate::code::{self, KeyPlace, Levels, Naming, Paper, PrintSize, Request, Short, Verb};
use crate::diagnostic::{Fault, Faults};
use crate::kinds::{Form, Name};
use crate::layout::{self, Format, OwnFont, Setup, Unfit};
use crate::pdf::{self, About};
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

    fn short(&self) -> Short {
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

    /// The bytes of a PDF.
    pub fn to_pdf(&self, content: Content, world: &World) -> Result<Vec<u8>, Failure> {
        let pages = self.lay_out(content)?;
        match (self.request.verb, content) {
            // A request names the problems: a candidate's file has the code alone.
            (Verb::Mock, Content::SheetOnly) => write_pdf_with(&[self], self.request.code().to_string(), &pages, world),
            _ => write_pdf(&[self], &pages, world),
        }
    }

    fn lay_out(&self, content: Content) -> Result<layout::pages::Pages, Failure> {
        if self.request.verb == Verb::Mock {
            let paper = paper(self.request.paper, self.request.print)?;
            let packets = mock::packets(self, content);
            return layout::lay_out_packets(&packets, paper).map_err(|unfit| self.unfit(&unfit));
        }
        self.lay_out_sheets(&self.sheets(content))
    }

    fn lay_out_sheets(&self, sheets: &[Sheet]) -> Result<layout::pages::Pages, Failure> {
        let request = &self.request;
        if request.key == KeyPlace::Fold && (request.paper == Paper::A5 || request.print == PrintSize::Large) {
            return Err(Failure::Usage {
                message: "a key to fold over needs the width of `a4` or `letter`, in usual print".to_owned(),
                help: "say `--key same`, `--key separate` or `--key none`".to_owned(),
            });
        }
        let plan = self.places()?;
        let setups: Vec<Setup> = self.setups(sheets, plan.as_ref())?;
        layout::lay_out_each(&setups).map_err(|unfit| self.unfit(&unfit))
    }

    /// Where the questions of a copy stand, the same as on every other copy.
    fn places(&self) -> Result<Option<layout::Plan>, Failure> {
        let written = self.request.copy.as_ref().and_then(|copy| copy.places.as_ref());
        let read = written.map(|places| places.parse::<layout::Plan>()).transpose();
        read.map_err(|fault| Failure::Usage {
            message: format!("the request’s `places` cannot be read: {fault}"),
            help: "give the request as Longhand wrote it, or the PDF that has it".to_owned(),
        })
    }

    /// How sheets of this request are laid out: the questions by the plan, a key as it comes.
    fn setups<'a>(&'a self, sheets: &'a [Sheet], plan: Option<&'a layout::Plan>) -> Result<Vec<Setup<'a>>, Failure> {
        let paper = paper(self.request.paper, self.request.print)?;
        let of = |sheet: &Sheet| plan.filter(|_| sheet.purpose == Purpose::Questions);
        let format = Format { paper, font: self.font.as_ref() };
        Ok(sheets.iter().map(|sheet| Setup { sheet, format, plan: of(sheet) }).collect())
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
    fn stored(&self) -> serde_json::Value {
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

    /// The name or the title, whichever has the letter.
    fn titled(&self, letter: char) -> String {
        match &self.request.name {
            Some(name) if name.contains(letter) => format!("the name `{name}`"),
            _ => "the title".to_owned(),
        }
    }

    /// What cannot be set on paper, told with its question.
    fn unfit(&self, unfit: &Unfit) -> Failure {
        let named = |origin: u32| {
            let place = usize::try_from(origin).ok().and_then(|origin| origin.checked_sub(1));
            place.and_then(|place| self.questions.get(place)).map_or_else(
                || if origin == 0 { "a page".to_owned() } else { format!("question {origin}") },
                |question| format!("question {origin} (`{}`)", question.id),
            )
        };
        let (message, help) = match unfit {
            Unfit::Letter { origin, letter } => {
                let whose = origin.map_or_else(|| self.titled(*letter), named);
                fonts::lacking(&whose, *letter, self.font.as_deref())
            }
            Unfit::TooWide { origin, line } if self.request.paper == Paper::A5 => (
                format!("{} has a line too wide for `a5`: `{line}`", named(*origin)),
                "print it on `--paper a4` or `--paper letter`".to_owned(),
            ),
            Unfit::TooWide { origin, line } => (
                format!("{} has a line too wide for the page: `{line}`", named(*origin)),
                "break the line in the problem".to_owned(),
            ),
            Unfit::TooTall { origin } => (
                format!("{} is taller than a page", named(*origin)),
                "shorten the problem, or print it on larger paper".to_owned(),
            ),
            Unfit::OutOfPlan { origin } => (
                format!("{} does not fit its place on this class's sheets", named(*origin)),
                "print the sheet from the request of its class".to_owned(),
            ),
        };
        Failure::Nothing { message, help }
    }
}

/// Several sheets one after the other, as pages.
pub fn lay_out_all(all: &[&Made], content: Content) -> Result<layout::pages::Pages, Failure> {
    let sheets: Vec<Vec<Sheet>> = all.iter().map(|made| made.sheets(content)).collect();
    let plans = all.iter().map(|made| made.places()).collect::<Result<Vec<_>, _>>()?;
    let mut setups = Vec::new();
    for ((made, sheets), plan) in all.iter().zip(&sheets).zip(&plans) {
        setups.extend(made.setups(sheets, plan.as_ref())?);
    }
    // A line too wide is told with its own problem.
    let own = |unfit: &Unfit| all.iter().find_map(|made| made.lay_out(content).err()).unwrap_or(unknown(unfit));
    layout::lay_out_each(&setups).map_err(|unfit| own(&unfit))
}

/// One place for each question on every sheet of a class, with more room to write where `space` says so. The sheets are of
/// one paper and print; at least one.
pub fn common_places(all: &[Made], space: layout::Space) -> Result<layout::Plan, Failure> {
    let sheets: Vec<Sheet> = all.iter().flat_map(|made| made.sheets(Content::SheetOnly)).collect();
    let sheets: Vec<&Sheet> = sheets.iter().collect();
    let first = all.first().ok_or_else(|| Failure::Bug("a class without sheets".to_owned()))?;
    let paper = paper(first.request.paper, first.request.print)?;
    // A line too wide is told with its own problem.
    let own = |unfit: &Unfit| {
        all.iter().find_map(|made| made.lay_out(Content::SheetOnly).err()).unwrap_or_else(|| first.unfit(unfit))
    };
    let format = Format { paper, font: first.font.as_ref() };
    layout::plan(&sheets, format, space).map_err(|unfit| own(&unfit))
}

/// One PDF of several, which stand one after the other, with the request of each.
pub fn to_one_pdf(all: &[&Made], content: Content, world: &World) -> Result<Vec<u8>, Failure> {
    // By itself each knows its packets, and what its file may say.
    if let [made] = all {
        return made.to_pdf(content, world);
    }
    write_pdf(all, &lay_out_all(all, content)?, world)
}

fn unknown(unfit: &Unfit) -> Failure {
    Failure::Bug(format!("sheets that fit alone do not fit together: {unfit:?}"))
}

/// The bytes of a PDF with these pages, made of these sheets.
pub fn write_pdf(all: &[&Made], pages: &layout::pages::Pages, world: &World) -> Result<Vec<u8>, Failure> {
    let requests = all.iter().map(|made| made.request.to_line()).collect::<Vec<_>>().join("\n");
    write_pdf_with(all, requests, pages, world)
}

/// The same with this text in the place of requests.
fn write_pdf_with(
    all: &[&Made],
    request: String,
    pages: &layout::pages::Pages,
    world: &World,
) -> Result<Vec<u8>, Failure> {
    let printed = all.first().and_then(|made| made.request.date).map_or(0, |days| Day(days).in_seconds());
    let about = About { request, created: world.source_date.unwrap_or(printed), producer: PRODUCER.to_owned() };
    pdf::write(pages, &about).map_err(|fault| match fault {
        fault if fault.is_of_font() => {
            Failure::Usage { message: fault.0, help: "take another font: this one is broken".to_owned() }
        }
        fault => Failure::Bug(fault.to_string()),
    })
}

/// One PDF of sheets for whoever marks a class.
pub fn class_pdf(all: &[&Made], sheets: &[Sheet], paper: layout::Paper, world: &World) -> Result<Vec<u8>, Failure> {
    let own = |unfit: &Unfit| all.first().map_or_else(|| Failure::Bug(format!("{unfit:?}")), |made| made.unfit(unfit));
    let pages = layout::lay_out(sheets, paper).map_err(|unfit| own(&unfit))?;
    write_pdf(all, &pages, world)
}

/// How the file of everything that was drawn begins.
pub const STORED: &[u8] = b"{\"longhand-questions\":1,\"sheets\":[";

/// Everything that was drawn, a sheet a line: what `--format json` gives, and beside each question itself, so that sheet
/// and key can be printed when its problem has changed.
pub fn stored<'a>(all: impl Iterator<Item = &'a Made>) -> Vec<u8> {
    let mut bytes = STORED.to_vec();
    for (index, made) in all.enumerate() {
        bytes.extend_from_slice(if index > 0 { b",\n" } else { b"\n" });
        bytes.extend_from_slice(made.stored().to_string().as_bytes());
    }
    bytes.extend_from_slice(b"\n]}\n");
    bytes
}

/// A heading as large as that of any daily.
fn unnamed() -> Heading {
    Heading {
        title: "Daily drill".to_owned(),
        subtitle: String::new(),
        code: String::new(),
        qr: code::modules("LH1"),
        key_note: "The key is on its own leaf: keep it face down.",
    }
}

/// Whether a daily of these questions takes no more pages on A4 and on Letter: what is asked never
/// depends on the paper. One that cannot be set at all does not fit;
/// `check` tells it.
pub fn fit(questions: &[Question], pages: usize, font: Option<&Arc<OwnFont>>) -> bool {
    let sheets = [sheet::sheet(&unnamed(), questions)];
    let fits = |paper| {
        let laid_out = layout::lay_out(&sheets, Format { paper, font }).ok();
        laid_out.and_then(|laid_out| laid_out.packets.first().map(|packet| packet.pages <= pages)).unwrap_or(false)
    };
    [layout::Paper::Letter, layout::Paper::A4].into_iter().all(fits)
}

/// Paper and print as `layout` knows them.
pub fn paper(paper: Paper, print: PrintSize) -> Result<layout::Paper, Failure> {
    match (paper, print) {
        (Paper::A4, PrintSize::Normal) => Ok(layout::Paper::A4),
        (Paper::Letter, PrintSize::Normal) => Ok(layout::Paper::Letter),
        (Paper::A5, PrintSize::Normal) => Ok(layout::Paper::A5),
        (Paper::A4, PrintSize::Large) => Ok(layout::Paper::LargeA4),
        (Paper::Letter, PrintSize::Large) => Ok(layout::Paper::LargeLetter),
        (Paper::A5, PrintSize::Large) => Err(Failure::Usage {
            message: "large print does not fit on `a5`".to_owned(),
            help: "print it on `--paper a4` or `--paper letter`".to_owned(),
        }),
    }
}

/// Whether a question can be set on this paper at all.
pub fn can_be_set(question: &Question, on: Format) -> bool {
    let heading = unnamed();
    layout::lay_out(&[sheet::sheet(&heading, std::slice::from_ref(question))], on).is_ok()
        && layout::lay_out(&[sheet::key(&heading, std::slice::from_ref(question))], on).is_ok()
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
