//! A month as a table of weeks, and figures beside it.

use crate::blocks::{Calendar, CalendarDay, DayHolds};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::letters::Letters;
use crate::layout::measure::{Setting, fit_run};
use crate::layout::measures::progress::{
    DAY_HEIGHT, DAY_SIDE, DAY_WIDTH, FIGURE_BASELINE, FIGURE_LEAST, FIGURE_PITCH, FIGURE_SIZE, FIGURE_TEXT,
    FIGURE_TEXT_FIRST, FIGURES_AT, NUMBER_BASELINE, SCORE_BASELINE, SCORE_SIZE, TEXT_BASELINE, TODAY_STROKE,
    WEEKDAY_BASELINE, WEEKDAYS,
};
use crate::layout::pages::{Ink, Length, Role};

const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEK: usize = 7;

/// The month and its figures: one part, or two where they do not stand beside each other.
pub fn fit(
    calendar: &Calendar,
    figures: &[(String, String)],
    width: Length,
    setting: Setting,
) -> Result<Vec<Frame>, Unfit> {
    let mut month = fit_month(calendar, setting)?;
    if width < FIGURES_AT + FIGURE_LEAST {
        return Ok(vec![month, fit_figures(figures, width, setting)?]);
    }
    let beside = fit_figures(figures, width - FIGURES_AT, setting)?;
    month.width = width;
    month.height = month.height.max(beside.height);
    month.put(FIGURES_AT, Length::ZERO, beside);
    Ok(vec![month])
}

fn fit_month(calendar: &Calendar, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let mut frame = Frame::new(column(WEEK), WEEKDAYS);
    let mut rows = Vec::new();
    let mut heads = Vec::new();
    for (place, name) in NAMES.iter().enumerate() {
        let run = Run::new(name, Face::SansSemiBold, m.small, Letters::default())?;
        let x = column(place) + (DAY_WIDTH - run.width).half();
        heads.push(Node::Element(Role::TableHead, vec![Node::Content(run.at(x, WEEKDAY_BASELINE))]));
    }
    rows.push(Node::Element(Role::TableRow, heads));
    let places: Vec<Option<&CalendarDay>> =
        std::iter::repeat_n(None, calendar.skipped.min(WEEK)).chain(calendar.days.iter().map(Some)).collect();
    let mut today = None;
    for week in places.chunks(WEEK) {
        let mut cells = Vec::new();
        for place in 0..WEEK {
            let at = (column(place), frame.height);
            let nodes = match week.get(place).copied().flatten() {
                None => Vec::new(),
                Some(day) => {
                    frame.artifact(outline(at, (DAY_WIDTH, DAY_HEIGHT), Ink::Rule, m.rule));
                    today = today.or(day.is_today.then_some(at));
                    fit_day(day, at, setting)?
                }
            };
            cells.push(Node::Element(Role::TableCell, nodes));
        }
        rows.push(Node::Element(Role::TableRow, cells));
        frame.height += DAY_HEIGHT;
    }
    if let Some(at) = today {
        frame.artifact(outline(at, (DAY_WIDTH, DAY_HEIGHT), Ink::Black, TODAY_STROKE));
    }
    frame.element(Role::Table { summary: calendar.summary.clone() }, rows);
    Ok(frame)
}

fn column(place: usize) -> Length {
    DAY_WIDTH * i32::try_from(place).unwrap_or(0)
}

fn fit_day(day: &CalendarDay, at: (Length, Length), setting: Setting) -> Result<Vec<Node>, Unfit> {
    let m = setting.measures;
    let face = if day.is_today { Face::SansBold } else { Face::Sans };
    let number = Run::new(&day.number.to_string(), face, m.small, Letters::default())?;
    let mut nodes = vec![Node::Content(number.at(at.0 + DAY_SIDE, at.1 + NUMBER_BASELINE))];
    match &day.holds {
        DayHolds::Nothing => {}
        DayHolds::Text(text) => {
            let sizes = [m.small, Length(m.small.0 * 5 / 6)];
            if let Some(run) = fit_run(text, Face::Sans, &sizes, DAY_WIDTH, Letters::default())? {
                nodes.push(Node::Content(run.at(at.0 + (DAY_WIDTH - run.width).half(), at.1 + TEXT_BASELINE)));
            }
        }
        DayHolds::Score(earned, of) => {
            let earned = Run::new(&earned.to_string(), Face::SansBold, SCORE_SIZE, Letters::default())?;
            let of = Run::new(&format!(" /{of}"), Face::Sans, m.small, Letters::default())?;
            let x = at.0 + (DAY_WIDTH - earned.width - of.width).half();
            nodes.push(Node::Content(earned.at(x, at.1 + SCORE_BASELINE)));
            nodes.push(Node::Content(of.at(x + earned.width, at.1 + SCORE_BASELINE)));
        }
    }
    Ok(nodes)
}

/// Each figure large, and beside it what it counts, in two lines at most.
fn fit_figures(figures: &[(String, String)], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let mut frame = Frame::new(width, Length::ZERO);
    for (figure, text) in figures {
        let top = frame.height;
        let sizes = [FIGURE_SIZE, Length(FIGURE_SIZE.0 * 3 / 4)];
        let mut nodes = Vec::new();
        if let Some(run) = fit_run(figure, Face::SansBold, &sizes, FIGURE_TEXT, Letters::default())? {
            nodes.push(Node::Content(run.at(Length::ZERO, top + FIGURE_BASELINE)));
        }
        let first = top + FIGURE_BASELINE - FIGURE_TEXT_FIRST;
        let lines: Vec<&str> = text.lines().collect();
        let first = if lines.len() == 1 { top + FIGURE_BASELINE } else { first };
        for (line, place) in lines.into_iter().zip(0..) {
            if let Some(run) = fit_run(line, Face::Sans, &[m.small], width - FIGURE_TEXT, Letters::default())? {
                nodes.push(Node::Content(run.at(FIGURE_TEXT, first + m.small_pitch * place)));
            }
        }
        frame.element(Role::Paragraph, nodes);
        frame.height += FIGURE_PITCH;
    }
    Ok(frame)
}
