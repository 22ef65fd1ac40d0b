//! Running text → lines. Breaks where Unicode allows (UAX 14), a whole paragraph at once; inside code only at its own
//! line ends. Nothing is hyphenated.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Unfit;
use super::fonts::Face;
use super::frame::{Node, Run};
use super::letters::Letters;

use super::measures::Measures;
use super::pages::Length;
use crate::blocks::{Prose, Span, TextSize};

/// A blank to be filled in stays with the word before it.
const BLANK_TO_FILL: &str = "____";

/// How spans are set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub text: Face,
    pub code: Face,
    pub size: Length,
    pub code_size: Length,
}

impl Style {
    /// Of questions.
    pub fn body(m: &Measures) -> Style {
        Style { text: Face::Sans, code: Face::Mono, size: m.body, code_size: m.code_in_text }
    }

    /// Of keys and notes.
    pub fn small(m: &Measures) -> Style {
        Style { size: m.small, code_size: m.code_in_small, ..Style::body(m) }
    }

    /// Beside rules.
    pub fn label(m: &Measures) -> Style {
        Style { size: m.label_text, code_size: m.code_in_small.min(m.label_text), ..Style::body(m) }
    }

    /// Cells with values: code as large as the text.
    pub fn cell(m: &Measures) -> Style {
        Style { size: m.small, code_size: m.small_code, ..Style::body(m) }
    }

    /// Cells among which somebody writes.
    pub fn written(m: &Measures) -> Style {
        Style { size: m.small, code_size: m.code, ..Style::body(m) }
    }

    pub fn head(m: &Measures) -> Style {
        Style { text: Face::SansSemiBold, code: Face::MonoSemiBold, ..Style::cell(m) }
    }

    pub fn bold(m: &Measures) -> Style {
        Style { text: Face::SansBold, code: Face::MonoSemiBold, ..Style::cell(m) }
    }

    pub fn of(size: TextSize, m: &Measures) -> Style {
        match size {
            TextSize::Body => Style::body(m),
            TextSize::Small => Style::small(m),
        }
    }

    fn face(self, span: &Span) -> (Face, Length) {
        match span {
            Span::Text(_) => (self.text, self.size),
            Span::Code(_) => (self.code, self.code_size),
            Span::Stress(_) => (Face::SansItalic, self.size),
            Span::Strong(_) => (Face::SansBold, self.size),
        }
    }
}

/// A line that was broken: runs side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextLine {
    pub runs: Vec<Run>,
    pub width: Length,
}

impl TextLine {
    /// Its runs with the baseline starting at `(x, y)`.
    pub fn nodes_at(&self, mut x: Length, y: Length) -> Vec<Node> {
        let mut nodes = Vec::new();
        for run in &self.runs {
            nodes.push(Node::Content(run.at(x, y)));
            x += run.width;
        }
        nodes
    }
}

/// What stands between two places where a line may break.
#[derive(Clone, Debug, Default)]
struct Segment {
    runs: Vec<Run>,
    /// Without the spaces at its end.
    trimmed: Length,
    full: Length,
    has_code: bool,
    ends_line: bool,
}

/// Breaks prose into lines at most `width` wide.
///
/// Errors: a letter without a face; code wider than a line.
pub fn break_prose(prose: &Prose, style: Style, width: Length, letters: Letters) -> Result<Vec<TextLine>, Unfit> {
    let mut segments = Vec::new();
    for segment in segments_of(prose, style, letters)? {
        if segment.trimmed <= width {
            segments.push(segment);
        } else if segment.has_code {
            let line = segment.runs.iter().map(|run| run.text.as_str()).collect();
            return Err(Unfit::TooWide { origin: letters.origin.unwrap_or(0), line });
        } else {
            segments.extend(cut(segment, letters)?);
        }
    }
    let lines = break_at_once(segments, width);
    lines.into_iter().map(|line| set_line(&line, letters)).collect()
}

/// Width of the prose in one line, and of its widest part that cannot be broken.
pub fn prose_widths(prose: &Prose, style: Style, letters: Letters) -> Result<(Length, Length), Unfit> {
    let segments = segments_of(prose, style, letters)?;
    let least = segments.iter().map(|segment| segment.trimmed).max().unwrap_or_default();
    let mut widest = Length::ZERO;
    let mut so_far = Length::ZERO;
    for segment in &segments {
        widest = widest.max(so_far + segment.trimmed);
        so_far = if segment.ends_line { Length::ZERO } else { so_far + segment.full };
    }
    Ok((least, widest))
}

fn segments_of(prose: &Prose, style: Style, letters: Letters) -> Result<Vec<Segment>, Unfit> {
    let plain = prose.to_plain();
    let mut segments = Vec::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(&plain) {
        let last = end == plain.len();
        let is_line_end = opportunity == BreakOpportunity::Mandatory;
        let is_blank_next = plain[end..].starts_with(BLANK_TO_FILL);
        if !last && !is_line_end && (is_blank_next || is_inside_code(prose, end)) {
            continue;
        }
        let mut segment = segment(prose, start, end, style, letters)?;
        segment.ends_line = !last && is_line_end;
        segments.push(segment);
        start = end;
    }
    Ok(segments)
}

fn texts(prose: &Prose) -> impl Iterator<Item = (usize, &Span, &str)> {
    let mut start = 0;
    prose.0.iter().map(move |span| {
        let (Span::Text(text) | Span::Code(text) | Span::Stress(text) | Span::Strong(text)) = span;
        let at = start;
        start += text.len();
        (at, span, text.as_str())
    })
}

fn is_inside_code(prose: &Prose, at: usize) -> bool {
    texts(prose).any(|(start, span, text)| matches!(span, Span::Code(_)) && start < at && at < start + text.len())
}

fn segment(prose: &Prose, start: usize, end: usize, style: Style, letters: Letters) -> Result<Segment, Unfit> {
    let mut segment = Segment::default();
    for (at, span, text) in texts(prose) {
        let from = start.max(at);
        let to = end.min(at + text.len());
        if from >= to {
            continue;
        }
        let part = text[from - at..to - at].trim_end_matches(['\n', '\r']);
        let (face, size) = style.face(span);
        let run = Run::new(part, face, size, letters)?;
        let is_code = matches!(span, Span::Code(_));
        segment.has_code |= is_code;
        let visible = if is_code { part } else { part.trim_end() };
        if !visible.is_empty() {
            segment.trimmed = segment.full + letters.width(visible, run.face, size);
        }
        segment.full += run.width;
        segment.runs.push(run);
    }
    Ok(segment)
}

/// A word wider than any line, letter by letter.
fn cut(segment: Segment, letters: Letters) -> Result<Vec<Segment>, Unfit> {
    let mut pieces = Vec::new();
    for run in &segment.runs {
        for letter in run.text.chars() {
            let run = Run::new(&letter.to_string(), run.face, run.size, letters)?;
            let (trimmed, full) = (run.width, run.width);
            pieces.push(Segment { runs: vec![run], trimmed, full, ..Segment::default() });
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.ends_line = segment.ends_line;
    }
    Ok(pieces)
}

/// A way to break the segments so far, and what it costs: lines first, then how ragged they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    lines: usize,
    raggedness: i64,
    /// Where its last line begins.
    begin: usize,
}

/// Shares segments out over lines, all at once: as few lines as there can be, and of these the least ragged, in which
/// no short word stands alone at the end (Knuth and Plass, *Breaking Paragraphs into Lines*, 1981, without stretching).
fn break_at_once(segments: Vec<Segment>, width: Length) -> Vec<Vec<Segment>> {
    let mut ways = vec![Way { lines: 0, raggedness: 0, begin: 0 }];
    for end in 1..=segments.len() {
        let way = lines_ending_at(&segments, end, width).filter_map(|(begin, taken)| {
            let before = ways.get(begin)?;
            let cost = raggedness(&segments[begin..end], taken, width, end == segments.len());
            Some(Way { lines: before.lines + 1, raggedness: before.raggedness.saturating_add(cost), begin })
        });
        ways.push(way.min().expect("a single segment is a line, however wide"));
    }
    let mut ends = vec![segments.len()];
    while let Some(end) = ends.last().filter(|end| **end > 0) {
        ends.push(ways[*end].begin);
    }
    let mut segments = segments.into_iter();
    ends.reverse();
    ends.windows(2).map(|pair| segments.by_ref().take(pair[1] - pair[0]).collect()).collect()
}

/// The lines that end before a segment and are no wider than they may be: where they begin, and how wide they are.
fn lines_ending_at(segments: &[Segment], end: usize, width: Length) -> impl Iterator<Item = (usize, Length)> {
    let last = &segments[end - 1];
    let mut before = Length::ZERO;
    let mut is_open = true;
    (0..end).rev().map_while(move |begin| {
        if begin + 1 < end {
            is_open &= !segments[begin].ends_line;
            before += segments[begin].full;
        }
        let taken = before + last.trimmed;
        (begin + 1 == end || (is_open && taken <= width)).then_some((begin, taken))
    })
}

/// The square of what a line leaves free, in points. The last line of a paragraph may be short, but not one short word
/// after a full line.
fn raggedness(line: &[Segment], taken: Length, width: Length, is_last: bool) -> i64 {
    let points = |length: Length| i64::from(length.0 / 1000);
    if !is_last && !line.last().is_some_and(|segment| segment.ends_line) {
        return points(width - taken).pow(2);
    }
    if line.len() == 1 && taken * 8 <= width { points(width).pow(2) / 4 } else { 0 }
}

/// Joins runs of the same face, and drops the spaces at the end of the line.
fn set_line(segments: &[Segment], letters: Letters) -> Result<TextLine, Unfit> {
    let mut joined: Vec<(Face, Length, String)> = Vec::new();
    for run in segments.iter().flat_map(|segment| &segment.runs) {
        match joined.last_mut() {
            Some((face, size, text)) if *face == run.face && *size == run.size => text.push_str(&run.text),
            _ => joined.push((run.face, run.size, run.text.clone())),
        }
    }
    if let Some((_, _, text)) = joined.last_mut() {
        text.truncate(text.trim_end().len());
    }
    let mut line = TextLine::default();
    for (face, size, text) in joined.into_iter().filter(|(_, _, text)| !text.is_empty()) {
        let run = Run::new(&text, face, size, letters)?;
        line.width += run.width;
        line.runs.push(run);
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(prose: &Prose, width: i32) -> Vec<String> {
        let lines = break_prose(prose, Style::body(&Measures::NORMAL), Length(width), Letters::default()).unwrap();
        assert!(lines.iter().all(|line| line.width <= Length(width)));
        lines.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn text_is_broken_at_spaces_and_code_is_not() {
        let prose = Prose::plain("After ").then_code("a = [4, 7]").then(" somebody runs it.");
        assert_eq!(lines(&prose, 95_000), ["After a = [4, 7]", "somebody runs it."]);
        assert_eq!(lines(&prose, 70_000), ["After", "a = [4, 7]", "somebody", "runs it."]);
        assert_eq!(lines(&prose, 400_000), ["After a = [4, 7] somebody runs it."]);
    }

    #[test]
    fn nothing_comes_between_code_and_the_full_stop_after_it() {
        let prose = Prose::plain("Number of letters in ").then_code("word").then(".");
        let broken = lines(&prose, 120_000);
        assert_eq!(broken.last().map(String::as_str), Some("word."));
    }

    #[test]
    fn code_wider_than_a_line_is_refused_and_a_long_word_is_cut() {
        let code = Prose::code("x".repeat(20));
        let unfit = break_prose(&code, Style::body(&Measures::NORMAL), Length(100_000), Letters::at(3)).unwrap_err();
        assert_eq!(unfit, Unfit::TooWide { origin: 3, line: "x".repeat(20) });
        let word = "x".repeat(40);
        assert!(lines(&Prose::plain(word.as_str()), 100_000).len() > 1);
        assert_eq!(lines(&Prose::plain(word.as_str()), 100_000).concat(), word);
    }

    #[test]
    fn a_short_last_word_gets_company() {
        let prose = Prose::plain("which word was the longest of it");
        let width = Face::Sans.width("which word was the longest of", Measures::NORMAL.body);
        assert_eq!(lines(&prose, width.0), ["which word was the longest", "of it"]);
    }

    #[test]
    fn a_paragraph_is_broken_at_once() {
        // First fit would leave half of the second line empty before the long word.
        let prose = Prose::plain("a bb a bb aaaa b incomprehensibilities a");
        let width = Face::Sans.width("a bb a bb aaaa b", Measures::NORMAL.body);
        let broken = lines(&prose, width.0);
        assert_eq!(broken.len(), 3, "{broken:?}");
        let even = Prose::plain("one two three four five six seven eight nine ten eleven twelve");
        let broken = lines(&even, 120_000);
        let widths: Vec<i32> = broken.iter().map(|line| Face::Sans.width(line, Measures::NORMAL.body).0).collect();
        let ragged = widths[..widths.len() - 1].iter().map(|width| 120_000 - width).max();
        assert!(ragged < Some(40_000), "{broken:?}");
    }

    #[test]
    fn a_newline_ends_the_line() {
        assert_eq!(lines(&Prose::plain("one\ntwo three"), 400_000), ["one", "two three"]);
        let (least, widest) =
            prose_widths(&Prose::plain("one\ntwo three"), Style::body(&Measures::NORMAL), Letters::default()).unwrap();
        assert_eq!(least, Face::Sans.width("three", Measures::NORMAL.body));
        assert!(widest >= Face::Sans.width("two three", Measures::NORMAL.body));
    }

    #[test]
    fn runs_of_a_face_are_one_and_stand_side_by_side() {
        let prose = Prose::plain("a b ").then("c ").then_strong("d");
        let line =
            &break_prose(&prose, Style::body(&Measures::NORMAL), Length(400_000), Letters::default()).unwrap()[0];
        let texts: Vec<_> = line.runs.iter().map(|run| (run.face, run.text.as_str())).collect();
        assert_eq!(texts, [(Face::Sans, "a b c "), (Face::SansBold, "d")]);
        assert_eq!(line.width, line.runs[0].width + line.runs[1].width);
    }

    #[test]
    fn a_letter_only_the_code_face_has_is_set_in_it() {
        assert!(!Face::Sans.has('█') && Face::Mono.has('█'));
        let line =
            &break_prose(&Prose::plain("█"), Style::body(&Measures::NORMAL), Length(400_000), Letters::default())
                .unwrap()[0];
        assert_eq!(line.runs[0].face, Face::Mono);
    }
}
