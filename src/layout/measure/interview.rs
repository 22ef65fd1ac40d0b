//! What only an interviewer's paper has: minutes drawn to scale, and signals with a box at each of their levels
//! (`mockups/interviewer-1.png`).

use super::head::fit_run;
use super::{Leading, Setting, content, fit_text, stack};
use crate::blocks::{Block, Prose, RubricLine, Signals, TextSize, Timeline};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline, rule, upright};
use crate::layout::lines::{Style, prose_widths};
use crate::layout::measures::{CELL_SIDE, hundredths};
use crate::layout::pages::{Ink, Length, Point, Role, Shape};

/// Around a word in its stretch of the bar.
const IN_STRETCH: Length = hundredths(30);
/// Half of a mark's width, and its height.
const MARK: Length = hundredths(110);
/// Between two numbers below the bar.
const BETWEEN: Length = hundredths(80);

/// Sets the bar over the whole width, minutes below it, those of marks in bold. A word that does not fit its stretch is
/// left out, and so is a number that would touch another: marks come first.
pub(super) fn fit_timeline(line: &Timeline, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let bar = m.printed_row;
    let minutes = i32::try_from(line.minutes().max(1)).unwrap_or(i32::MAX);
    let at = |minute: u32| {
        let minute = i32::try_from(minute).unwrap_or(minutes).min(minutes);
        Length(i32::try_from(i64::from(width.0) * i64::from(minute) / i64::from(minutes)).unwrap_or(width.0))
    };
    let mut frame = Frame::new(width, bar + m.small_pitch);
    frame.artifact(outline((Length::ZERO, Length::ZERO), (width, bar), Ink::Rule, m.rule));
    let mut nodes = Vec::new();
    let mut left = Length::ZERO;
    for (what, end) in &line.stretches {
        let right = at(*end);
        let room = right - left - IN_STRETCH * 2;
        let run = fit_run(what, Face::Sans, &[m.small, m.tiny, Length(m.tiny.0 * 6 / 7)], room, setting.letters)?;
        if let Some(run) = run.filter(|run| run.text == *what) {
            let x = left + (right - left - run.width).half();
            nodes.push(content(run.at(x, m.printed_baseline)));
        }
        if right < width {
            frame.artifact(upright(right, Length::ZERO, bar, m.rule));
        }
        left = right;
    }
    let mut taken: Vec<(Length, Length)> = Vec::new();
    let ends = std::iter::once(0).chain(line.stretches.iter().map(|(_, end)| *end));
    let marks = line.marks.iter().map(|minute| (*minute, Face::SansBold));
    for (minute, face) in marks.chain(ends.map(|minute| (minute, Face::Sans))) {
        let run = Run::new(&minute.to_string(), face, m.small, setting.letters)?;
        let x = (at(minute) - run.width.half()).max(Length::ZERO).min(width - run.width);
        let is_free = taken.iter().all(|(from, to)| x + run.width + BETWEEN <= *from || *to + BETWEEN <= x);
        if is_free {
            taken.push((x, x + run.width));
            nodes.push(content(run.at(x, bar + m.small_pitch - m.small_below)));
        }
    }
    frame.element(Role::Paragraph, nodes);
    for minute in &line.marks {
        let x = at(*minute);
        let points = [(x - MARK, bar), (x + MARK, bar), (x, bar - MARK)].map(|(x, y)| Point { x, y }).to_vec();
        frame.artifact(Shape::Filled { points, ink: Ink::Black });
    }
    Ok(frame)
}

/// Sets signals as a table; where a column cannot hold its words, as lists below each other.
pub(super) fn fit_signals(signals: &Signals, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let mut first = Length::ZERO;
    let mut widest_word = Length::ZERO;
    for (signal, cells) in &signals.rows {
        first = first.max(prose_widths(&Prose::plain(signal), Style::head(m), setting.letters)?.1 + CELL_SIDE * 2);
        for cell in cells {
            widest_word = widest_word.max(prose_widths(cell, Style::small(m), setting.letters)?.0);
        }
    }
    let columns = i32::try_from(signals.levels.len().max(1)).unwrap_or(1);
    let each = Length((width - first).0 / columns);
    if m.rubric_text + widest_word + CELL_SIDE * 2 > each {
        return stack(&as_lists(signals), width, setting);
    }
    let mut grid = SignalGrid { frame: Frame::new(width, Length::ZERO), rows: Vec::new(), first, each, setting };
    grid.head(&signals.levels)?;
    for (signal, cells) in &signals.rows {
        grid.row(signal, cells)?;
    }
    Ok(grid.finish(&signals.levels))
}

fn as_lists(signals: &Signals) -> Vec<Block> {
    let each = signals.rows.iter().flat_map(|(signal, cells)| {
        let head = Prose::default().then_strong(signal);
        let lines = signals.levels.iter().zip(cells).map(|(level, cell)| RubricLine {
            points: 1,
            text: Prose::default().then_strong(level).then(": ").then_prose(cell.clone()),
        });
        [Block::Paragraph { text: head, size: TextSize::Small }, Block::Rubric(lines.collect())]
    });
    each.collect()
}

/// The table of signals while its rows are set.
struct SignalGrid<'a> {
    frame: Frame,
    rows: Vec<Node>,
    /// Width of the column of signals, and of each level.
    first: Length,
    each: Length,
    setting: Setting<'a>,
}

impl SignalGrid<'_> {
    fn head(&mut self, levels: &[String]) -> Result<(), Unfit> {
        let m = self.setting.measures;
        let mut cells = Vec::new();
        for (text, x) in std::iter::once("signal").chain(levels.iter().map(String::as_str)).zip(self.lefts()) {
            let run = Run::new(text, Style::head(m).text, m.small, self.setting.letters)?;
            cells.push(Node::Element(Role::TableHead, vec![content(run.at(x + CELL_SIDE, m.printed_baseline))]));
        }
        self.rows.push(Node::Element(Role::TableRow, cells));
        self.frame.height = m.printed_row;
        Ok(())
    }

    fn row(&mut self, signal: &str, texts: &[Prose]) -> Result<(), Unfit> {
        let (m, setting) = (self.setting.measures, self.setting);
        let top = self.frame.height;
        self.frame.artifact(rule(Length::ZERO, self.frame.width, top, m.rule));
        let inner = top + hundredths(100);
        let name = fit_text(&Prose::plain(signal), Style::head(m), Leading::small(m), self.first, setting)?;
        let mut height = name.height;
        let mut cells = vec![shifted(name, CELL_SIDE, inner)];
        let lefts: Vec<Length> = self.lefts().skip(1).take(texts.len()).collect();
        for (text, x) in texts.iter().zip(lefts) {
            let room = self.each - m.rubric_text - CELL_SIDE * 2;
            let text = fit_text(text, Style::small(m), Leading::small(m), room, setting)?;
            height = height.max(text.height).max(m.rubric);
            self.frame.artifact(outline((x + CELL_SIDE, inner), (m.rubric, m.rubric), Ink::Rule, m.rule));
            cells.push(shifted(text, x + CELL_SIDE + m.rubric_text, inner));
        }
        let cells = cells.into_iter().map(|nodes| Node::Element(Role::TableCell, nodes)).collect();
        self.rows.push(Node::Element(Role::TableRow, cells));
        self.frame.height = inner + height + hundredths(60);
        Ok(())
    }

    /// Where each column begins.
    fn lefts(&self) -> impl Iterator<Item = Length> + use<> {
        let (first, each) = (self.first, self.each);
        std::iter::once(Length::ZERO).chain((0..).map(move |column| first + each * column))
    }

    fn finish(self, levels: &[String]) -> Frame {
        let m = self.setting.measures;
        let lefts: Vec<Length> = self.lefts().skip(1).take(levels.len()).collect();
        let mut frame = self.frame;
        let summary = "Signals to mark by, each with what is seen or heard at its levels and a box to tick.".to_owned();
        frame.element(Role::Table { summary }, self.rows);
        frame.artifact(outline((Length::ZERO, Length::ZERO), (frame.width, frame.height), Ink::Rule, m.rule));
        for x in lefts {
            frame.artifact(upright(x, Length::ZERO, frame.height, m.rule));
        }
        frame
    }
}

fn shifted(text: Frame, x: Length, y: Length) -> Vec<Node> {
    let mut at = Frame::default();
    at.put(x, y, text);
    at.nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Purpose;
    use crate::layout::letters::Letters;
    use crate::layout::measures::{Measures, mm};
    use crate::layout::spacing::Spacing;

    fn setting() -> Setting<'static> {
        Setting::new(
            Letters { origin: None, font: None },
            &Measures::NORMAL,
            Purpose::Key,
            Spacing::usual(Purpose::Key),
        )
    }

    fn numbers(frame: &Frame) -> Vec<String> {
        let mut found = Vec::new();
        for node in &frame.nodes {
            if let Node::Element(Role::Paragraph, nodes) = node {
                found.extend(nodes.iter().filter_map(|node| match node {
                    Node::Content(Shape::Text(run)) => Some(run.text.clone()),
                    _ => None,
                }));
            }
        }
        found
    }

    #[test]
    fn minutes_stand_below_the_bar_and_never_touch() {
        let stretch = |what: &str, end| (what.to_owned(), end);
        let stretches = vec![stretch("read", 1), stretch("questions", 5), stretch("code", 25)];
        let line = Timeline { stretches, marks: vec![6, 9] };
        let frame = fit_timeline(&line, mm(161), setting()).expect("it fits");
        assert_eq!(numbers(&frame), ["read", "questions", "code", "6", "9", "0", "1", "5", "25"]);
        let close = Timeline { marks: vec![6, 24], ..line };
        let told = numbers(&fit_timeline(&close, mm(50), setting()).expect("it fits"));
        assert!(told.contains(&"24".to_owned()) && !told.contains(&"25".to_owned()), "{told:?}");
    }

    #[test]
    fn signals_are_a_table_where_there_is_room_and_lists_where_there_is_none() {
        let cells = ["codes at once", "asks after a hint"].map(Prose::plain).to_vec();
        let signals = Signals {
            levels: vec!["1 not yet".to_owned(), "2 with help".to_owned()],
            rows: vec![("Understanding".to_owned(), cells)],
        };
        let is_table = |width| {
            let frame = fit_signals(&signals, mm(width), setting()).expect("it fits");
            frame.nodes.iter().any(|node| matches!(node, Node::Element(Role::Table { .. }, _)))
        };
        assert!(is_table(161) && !is_table(50));
    }
}
