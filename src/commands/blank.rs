//! `longhand paper`: blank paper with the ruling of the sheets.

use super::files::{self, File};
use super::printing;
use super::{Failure, Outcome, World};
use crate::cli::{BlankPaper, Format};
use crate::layout;

pub fn run(arguments: &BlankPaper, world: &World) -> Result<Outcome, Failure> {
    if arguments.output.format.is_some_and(|format| format != Format::Pdf) {
        return Err(Failure::Usage {
            message: "blank paper has no text".to_owned(),
            help: "leave `--format` out: it is printed as PDF".to_owned(),
        });
    }
    let paper = arguments.paper.paper.unwrap_or(world.paper);
    let pages = usize::try_from(arguments.pages).unwrap_or(1);
    let on = printing::paper(paper, arguments.paper.print())?;
    let pages = layout::lay_out_blank(arguments.kind, pages, on).map_err(|unfit| Failure::Bug(format!("{unfit:?}")))?;
    let bytes = printing::print_pages(&pages, "paper", paper, 0, world)?;
    files::deliver(File { name: "longhand-paper.pdf".to_owned(), bytes }, &arguments.output)
}
