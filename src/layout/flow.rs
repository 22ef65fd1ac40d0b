//! A sheet and its plan → pages of frames at their distance from the top of the text area.

use super::area::{Area, with_low_head};
use super::frame::Frame;
use super::pages::Length;
use super::plan::{Plan, PlanPage, plan};
use super::portion::Portion;
use super::spacing::{Space, Spacing};
use super::{Format, Unfit};
use crate::blocks::Sheet;

/// Frames at their distance from the top of the text area.
#[derive(Clone, Debug, Default)]
pub struct FlowPage {
    pub frames: Vec<(Length, Frame)>,
    /// Whether somebody writes on rules here.
    pub is_ruled: bool,
    /// Answers to fold behind the page.
    pub strip: Option<Frame>,
}

/// Shares a sheet out over pages of this paper, by a plan of its own.
///
/// Errors: whatever cannot be set, and an item taller than a page.
pub fn flow(sheet: &Sheet, format: Format) -> Result<Vec<FlowPage>, Unfit> {
    flow_by(sheet, &plan(&[sheet], format, Space::USUAL)?, format)
}

/// Sets a sheet as a plan says.
///
/// Errors: whatever cannot be set; what does not fit the place that the plan gives it.
pub fn flow_by(sheet: &Sheet, plan: &Plan, format: Format) -> Result<Vec<FlowPage>, Unfit> {
    let sheet = &*with_low_head(sheet, format);
    let area = Area::of(&[sheet], format, plan.space)?;
    let portions = Portion::of(sheet);
    let origin = portions.last().map_or(0, Portion::origin);
    let ends = plan.pages.iter().flat_map(|page| &page.slots).filter(|slot| slot.part.to.is_none()).count();
    if portions.len() != plan.rules.len() || ends != portions.len() || plan.pages.is_empty() {
        return Err(Unfit::OutOfPlan { origin });
    }
    let counted = portions.into_iter().zip(&plan.rules).map(|(portion, rules)| portion.with_rule_counts(rules));
    let portions: Vec<Portion> = counted.collect();
    let mut pages = Vec::new();
    for (index, page) in plan.pages.iter().enumerate() {
        pages.push(flow_page(&area, index, page, &portions)?);
    }
    pages[0].frames.insert(0, (Length::ZERO, area.fit_head(sheet)?));
    Ok(pages)
}

fn flow_page(area: &Area, index: usize, page: &PlanPage, all: &[Portion]) -> Result<FlowPage, Unfit> {
    let choices = Spacing::choices(area.purpose);
    let spacing = choices[page.spacing.min(choices.len() - 1)].roomier(page.growth);
    let mut flowed = FlowPage::default();
    let mut portions = Vec::new();
    let mut free = if index == 0 { area.head } else { Length::ZERO };
    for slot in &page.slots {
        let Some(whole) = all.get(slot.part.portion) else { return Err(Unfit::OutOfPlan { origin: 0 }) };
        let out_of_plan = Unfit::OutOfPlan { origin: whole.origin() };
        let Some(piece) = whole.piece(slot.part.from, slot.part.to) else { return Err(out_of_plan) };
        let portion = piece.with_more_rules(page.growth);
        let frame = area.fit(&portion, spacing)?;
        if slot.top < free || frame.height > slot.height || slot.top + slot.height > area.height {
            return Err(out_of_plan);
        }
        free = slot.top + slot.height;
        flowed.is_ruled |= portion.is_ruled();
        flowed.frames.push((slot.top, frame));
        portions.push(portion);
    }
    if area.has_strip {
        let tops: Vec<Length> = page.slots.iter().map(|slot| slot.top).collect();
        flowed.strip = Some(area.strip(index, &portions, &tops)?);
    }
    Ok(flowed)
}
