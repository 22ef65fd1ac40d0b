//! Title and subtitle at the top of a sheet: in one line each where that is large enough to read, else in more.

use super::Setting;
use super::head::fit_run;
use crate::blocks::{Prose, Sheet};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, line};
use crate::layout::letters::Letters;
use crate::layout::lines::{Style, TextLine, break_prose};
use crate::layout::measures::{BAR, TITLE_BASELINE, TITLE_GAP, TITLE_RULE};
use crate::layout::pages::{Ink, Length, Role};

/// Title and subtitle over the rule, in one line each, or in more where one is too short; how much lower than usual the
/// rule stands for it.
pub(super) fn put_title(frame: &mut Frame, sheet: &Sheet, end: Length, setting: Setting) -> Result<Length, Unfit> {
    let m = setting.measures;
    let letters = setting.letters;
    let title = Run::new(&sheet.title, Face::SansBold, m.title, letters)?;
    let room = end.half().max(end - TITLE_GAP - title.width);
    let smaller = Length(m.body.0 * 6 / 7);
    let subtitle = fit_lines(&sheet.subtitle, Face::Sans, (&[m.body, smaller], &[smaller]), room, letters)?;
    let taken = if subtitle.0.is_empty() { Length::ZERO } else { subtitle.width() + TITLE_GAP };
    let one = [m.title, Length(m.title.0 * 9 / 11), m.number];
    let two = [m.number, Length(m.number.0 * 13 / 16), m.body];
    let title = fit_lines(&sheet.title, Face::SansBold, (&one, &two), end - taken, letters)?;
    let lower = (title.height().max(subtitle.height()) - TITLE_BASELINE).max(Length::ZERO);
    frame.element(Role::Heading1, title.kerned().nodes(Length::ZERO, TITLE_BASELINE + lower));
    let width = subtitle.width();
    frame.element(Role::Paragraph, subtitle.nodes(end - width, TITLE_BASELINE + lower));
    let rule_at = TITLE_RULE + lower;
    frame.artifact(line((Length::ZERO, rule_at), (end, rule_at), BAR, Ink::Black));
    Ok(lower)
}

/// Lines of a title, all of one size.
struct TitleLines(Vec<TextLine>);

impl TitleLines {
    fn size(&self) -> Length {
        self.0.iter().flat_map(|line| &line.runs).map(|run| run.size).max().unwrap_or_default()
    }

    fn width(&self) -> Length {
        self.0.iter().map(|line| line.width).max().unwrap_or_default()
    }

    /// From one baseline to the next.
    fn pitch(&self) -> Length {
        Length(self.size().0 * 5 / 4)
    }

    /// From the first baseline to the last.
    fn rise(&self) -> Length {
        self.0.iter().skip(1).map(|_| self.pitch()).sum()
    }

    /// From the top of its capitals to the last baseline.
    fn height(&self) -> Length {
        self.rise() + Length(self.size().0 * 3 / 4)
    }

    fn kerned(self) -> TitleLines {
        let kerned = |line: TextLine| TextLine { runs: line.runs.into_iter().map(Run::kerned).collect(), ..line };
        TitleLines(self.0.into_iter().map(kerned).collect())
    }

    /// The lines from `x` on, the last of them on the baseline `y`.
    fn nodes(&self, x: Length, y: Length) -> Vec<Node> {
        let mut baseline = y - self.rise();
        let mut nodes = Vec::new();
        for line in &self.0 {
            nodes.extend(line.nodes_at(x, baseline));
            baseline += self.pitch();
        }
        nodes
    }
}

/// Text at the first size at which it fits one line, else at the first at which it fits two, else in three at the last;
/// where it does not fit even these, the third ends in an ellipsis.
fn fit_lines(
    text: &str,
    face: Face,
    (one, two): (&[Length], &[Length]),
    room: Length,
    letters: Letters,
) -> Result<TitleLines, Unfit> {
    if text.is_empty() {
        return Ok(TitleLines(Vec::new()));
    }
    for size in one {
        let run = Run::new(text, face, *size, letters)?;
        if run.width <= room {
            return Ok(TitleLines(vec![TextLine { width: run.width, runs: vec![run] }]));
        }
    }
    let mut lines = Vec::new();
    for size in two {
        let style = Style { text: face, code: face, size: *size, code_size: *size };
        lines = break_prose(&Prose::plain(text), style, room, letters)?;
        if lines.len() <= 2 {
            return Ok(TitleLines(lines));
        }
    }
    let plain = |line: &TextLine| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let rest: Vec<String> = lines.iter().skip(2).map(plain).collect();
    let last = fit_run(&rest.join(" "), face, &two[two.len().saturating_sub(1)..], room, letters)?;
    lines.truncate(2);
    lines.extend(last.map(|run| TextLine { width: run.width, runs: vec![run] }));
    Ok(TitleLines(lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::measures::{Measures, mm};

    fn fitted(text: &str, room: i32) -> (usize, Length, String) {
        let m = &Measures::LARGE[0];
        let sizes = ([m.body, m.small], [m.small]);
        let lines = fit_lines(text, Face::Sans, (&sizes.0, &sizes.1), mm(room), Letters::default()).unwrap();
        assert!(lines.width() <= mm(room));
        let text = lines.0.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect::<Vec<_>>();
        (lines.0.len(), lines.size(), text.join(" "))
    }

    #[test]
    fn a_subtitle_is_set_smaller_then_in_two_lines_and_loses_words_last() {
        let text = "Daily drill · Sunday 22 November 2026";
        let m = &Measures::LARGE[0];
        assert_eq!(fitted(text, 130), (1, m.body, text.to_owned()));
        assert_eq!(fitted(text, 104), (1, m.small, text.to_owned()));
        assert_eq!(fitted(text, 70), (2, m.small, text.to_owned()));
        let (lines, _, shortened) = fitted(&[text; 4].join(" "), 70);
        assert!(lines == 3 && shortened.starts_with("Daily drill · Sunday") && shortened.ends_with('…'), "{shortened}");
    }

    #[test]
    fn two_lines_stand_under_the_top() {
        for text in ["One line", "A line that is longer than there is room for it"] {
            let m = &Measures::NORMAL;
            let lines = fit_lines(text, Face::SansBold, (&[m.title], &[m.number]), mm(60), Letters::default()).unwrap();
            let lower = (lines.height() - TITLE_BASELINE).max(Length::ZERO);
            let first = lines.nodes(Length::ZERO, TITLE_BASELINE + lower).into_iter().find_map(|node| match node {
                Node::Content(crate::layout::pages::Shape::Text(run)) => Some(run.at.y),
                _ => None,
            });
            assert!(first.unwrap() >= Length(lines.size().0 * 7 / 10), "{text}");
        }
    }
}
