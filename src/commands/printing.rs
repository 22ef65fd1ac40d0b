//! Sheets with their questions → pages and PDF files, on the paper and in the print that their requests ask for.

use super::dates::Day;
use super::fonts;
use super::making::{Content, Made, PRODUCER};
use super::{Failure, World, mock};
use crate::blocks::{Purpose, Sheet};
use crate::code::{self, KeyPlace, Paper, PrintSize, Verb, Word};
use crate::cores;
use crate::layout::pages::Pages;
use crate::layout::{self, Format, OwnFont, Setup, Unfit};
use crate::pdf::{self, About, PdfFault};
use crate::question::Question;
use crate::sheet::{self, Heading};
use std::sync::Arc;

/// Sheets that are laid out and written at a time: enough for many cores, few enough for little memory. No byte depends
/// on it.
const AT_ONCE: usize = 32;

/// A file of sheets, and the pages of each packet in it.
pub struct Printed {
    pub bytes: Vec<u8>,
    pub packets: Vec<usize>,
}

impl Made {
    /// The bytes of a PDF.
    pub fn to_pdf(&self, content: Content, world: &World) -> Result<Vec<u8>, Failure> {
        Ok(print(&[self], content, world)?.bytes)
    }

    pub(super) fn lay_out(&self, content: Content) -> Result<Pages, Failure> {
        if self.request.verb == Verb::Mock {
            let paper = paper(self.request.paper, self.request.print)?;
            let packets = mock::packets(self, content);
            return layout::lay_out_packets(&packets, paper).map_err(|unfit| self.unfit(&unfit));
        }
        self.lay_out_sheets(&self.sheets(content))
    }

    fn lay_out_sheets(&self, sheets: &[Sheet]) -> Result<Pages, Failure> {
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
pub fn print(all: &[&Made], content: Content, world: &World) -> Result<Printed, Failure> {
    let requests = match all {
        // A request names the problems: a candidate's file has the code alone.
        [made] if made.request.verb == Verb::Mock && content == Content::SheetOnly => {
            vec![made.request.code().to_string()]
        }
        _ => requests(all),
    };
    print_each(about(all, requests, world), all.iter(), |made| made.lay_out(content))
}

/// One PDF of sheets for whoever marks a class.
pub fn print_for_class(
    all: &[&Made],
    sheets: impl Iterator<Item = Sheet>,
    paper: layout::Paper,
    world: &World,
) -> Result<Printed, Failure> {
    let own = |unfit: &Unfit| all.first().map_or_else(|| Failure::Bug(format!("{unfit:?}")), |made| made.unfit(unfit));
    let lay_out = |sheet: &Sheet| layout::lay_out(std::slice::from_ref(sheet), paper).map_err(|unfit| own(&unfit));
    print_each(about(all, requests(all), world), sheets, lay_out)
}

/// What is laid out a few at a time, so that a class needs no more memory than its largest sheets.
fn print_each<T: Sync>(
    about: About,
    items: impl Iterator<Item = T>,
    lay_out: impl Fn(&T) -> Result<Pages, Failure> + Sync,
) -> Result<Printed, Failure> {
    let mut writer = pdf::Writer::new(about);
    let mut packets = Vec::new();
    let mut items = items.peekable();
    while items.peek().is_some() {
        let some: Vec<T> = items.by_ref().take(AT_ONCE).collect();
        let pages = cores::map(&some, &lay_out).into_iter().collect::<Result<Vec<_>, _>>()?;
        packets.extend(pages.iter().flat_map(|pages| &pages.packets).map(|packet| packet.pages));
        writer.add(&pages).map_err(told)?;
    }
    Ok(Printed { bytes: writer.finish().map_err(told)?, packets })
}

/// One PDF of pages that no question stands on. `verb` and paper stand in the place of a request: nothing leads back from
/// it, they say only who made the file. `day` is when, in seconds since 1970, unless the world has a date of its own.
pub fn print_pages(pages: &Pages, verb: &str, paper: Paper, day: i64, world: &World) -> Result<Vec<u8>, Failure> {
    let about = About {
        requests: vec![format!("longhand {verb}, {}", paper.word())],
        created: world.source_date.unwrap_or(day),
        producer: PRODUCER.to_owned(),
    };
    pdf::write(pages, about).map_err(told)
}

fn requests(all: &[&Made]) -> Vec<String> {
    all.iter().map(|made| made.request.to_line()).collect()
}

fn about(all: &[&Made], requests: Vec<String>, world: &World) -> About {
    let printed = all.first().and_then(|made| made.request.date).map_or(0, |days| Day(days).in_seconds());
    About { requests, created: world.source_date.unwrap_or(printed), producer: PRODUCER.to_owned() }
}

fn told(fault: PdfFault) -> Failure {
    if fault.is_of_font() {
        return Failure::Usage { message: fault.0, help: "take another font: this one is broken".to_owned() };
    }
    Failure::Bug(fault.to_string())
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
