//! Sheets with their questions → pages and PDF files, on the paper and in the print that their requests ask for.

use super::dates::Day;
use super::fonts;
use super::making::{Content, Made, PRODUCER};
use super::{Failure, World, mock};
use crate::blocks::{Purpose, Sheet};
use crate::code::{self, KeyPlace, Paper, PrintSize, Verb};
use crate::layout::{self, Format, OwnFont, Setup, Unfit};
use crate::pdf::{self, About};
use crate::question::Question;
use crate::sheet::{self, Heading};
use std::sync::Arc;

impl Made {
    /// The bytes of a PDF.
    pub fn to_pdf(&self, content: Content, world: &World) -> Result<Vec<u8>, Failure> {
        let pages = self.lay_out(content)?;
        match (self.request.verb, content) {
            // A request names the problems: a candidate's file has the code alone.
            (Verb::Mock, Content::SheetOnly) => write_pdf_with(&[self], self.request.code().to_string(), &pages, world),
            _ => write_pdf(&[self], &pages, world),
        }
    }

    pub(super) fn lay_out(&self, content: Content) -> Result<layout::pages::Pages, Failure> {
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

/// One place for each question on every sheet of a class, with more room to write where `spaces` say so. The sheets are of
/// one paper and print; at least one.
pub fn common_places(all: &[&Made], spaces: layout::Spaces) -> Result<layout::Plan, Failure> {
    let sheets: Vec<Sheet> = all.iter().flat_map(|made| made.sheets(Content::SheetOnly)).collect();
    let sheets: Vec<&Sheet> = sheets.iter().collect();
    let first = all.first().ok_or_else(|| Failure::Bug("a class without sheets".to_owned()))?;
    let paper = paper(first.request.paper, first.request.print)?;
    // A line too wide is told with its own problem.
    let own = |unfit: &Unfit| {
        all.iter().find_map(|made| made.lay_out(Content::SheetOnly).err()).unwrap_or_else(|| first.unfit(unfit))
    };
    let format = Format { paper, font: first.font.as_ref() };
    layout::plan(&sheets, format, spaces).map_err(|unfit| own(&unfit))
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
