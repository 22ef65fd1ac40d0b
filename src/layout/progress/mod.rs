//! A page of progress → `Pages`: a month, figures beside it, the chart of skills, and beliefs with their cure.
//!
//! Each part stands below the one before; the chart goes on over the page where it must. Nothing is written on it, so
//! pages are not filled up to an even number.

mod calendar;
mod chart;

use super::flow::FlowPage;
use super::fonts::Face;
use super::frame::{Frame, Node, Run};
use super::measure::{Setting, fit_head, stack};
use super::measures::progress::{BETWEEN, TITLE_BASELINE, TITLE_ROW, UNDER_HEAD, UNDER_TITLE};
use super::pages::{Length, Pages, Role};
use super::place::Placing;
use super::spacing::Spacing;
use super::{Paper, Unfit};
use crate::blocks::{Block, Progress, Purpose, Sheet};
use crate::layout::letters::Letters;

/// Lays a report out on this paper, in usual print.
///
/// Errors: a letter that no face has, a belief that is taller than a page.
pub fn lay_out_progress(progress: &Progress, paper: Paper) -> Result<Pages, Unfit> {
    let size = paper.text_area();
    let setting = Setting::new(Letters::default(), paper.measures(), Purpose::Key, Spacing::LOOSE);
    let mut flow = Flow { size, setting, pages: vec![FlowPage::default()], top: Length::ZERO };
    flow.put(fit_head(&head(progress), size.0, setting)?, UNDER_HEAD);
    for frame in calendar::fit(&progress.calendar, &progress.figures, size.0, setting)? {
        flow.put(frame, BETWEEN);
    }
    if !progress.chart.groups.is_empty() {
        chart::put(&progress.chart, &mut flow)?;
    }
    if let Some((title, table)) = &progress.beliefs {
        let mut frame = heading(title, "", size.0, setting)?;
        let top = frame.height + UNDER_TITLE;
        let table = stack(&[Block::Table(table.clone())], size.0, setting)?;
        frame.height = top + table.height;
        frame.put(Length::ZERO, top, table);
        if frame.height > size.1 {
            return Err(Unfit::TooTall { origin: 0 });
        }
        flow.put(frame, BETWEEN);
    }
    let mut placing = Placing::new(&progress.title, paper.into());
    placing.add_exactly(&progress.title, &progress.foot, &flow.pages)?;
    Ok(placing.finish())
}

/// What `fit_head` sets of a sheet: title and subtitle.
fn head(progress: &Progress) -> Sheet {
    Sheet {
        purpose: Purpose::Key,
        title: progress.title.clone(),
        subtitle: progress.subtitle.clone(),
        name_row: None,
        intro: Vec::new(),
        qr: None,
        items: Vec::new(),
        closing: Vec::new(),
        foot: progress.foot.clone(),
    }
}

/// A heading in spaced capitals, and a note at the right end of its line.
fn heading(title: &str, note: &str, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let capitals = title.to_uppercase();
    let run = Run::new(&capitals, Face::SansSemiBold, m.label, Letters::default())?.spaced(m.label_spacing);
    let mut frame = Frame::new(width, TITLE_ROW);
    frame.element(Role::Heading2, vec![Node::Content(run.at(Length::ZERO, TITLE_BASELINE))]);
    let note = Run::new(note, Face::Sans, m.small, Letters::default())?;
    if !note.text.is_empty() && run.width + BETWEEN + note.width <= width {
        frame.element(Role::Paragraph, vec![Node::Content(note.at(width - note.width, TITLE_BASELINE))]);
    }
    Ok(frame)
}

/// Pages while parts are put on them.
struct Flow<'a> {
    size: (Length, Length),
    setting: Setting<'a>,
    pages: Vec<FlowPage>,
    /// Where the last page is free from.
    top: Length,
}

impl Flow<'_> {
    /// Puts a part on the last page, or on a new one if it does not fit; the next one keeps a distance.
    fn put(&mut self, frame: Frame, below: Length) {
        if frame.height > self.free() {
            self.turn();
        }
        let (top, height) = (self.top, frame.height);
        if let Some(page) = self.pages.last_mut() {
            page.frames.push((top, frame));
        }
        self.top = top + height + below;
    }

    /// How tall a part may be on this page.
    fn free(&self) -> Length {
        self.size.1 - self.top
    }

    fn turn(&mut self) {
        self.pages.push(FlowPage::default());
        self.top = Length::ZERO;
    }
}

#[cfg(test)]
mod tests;
