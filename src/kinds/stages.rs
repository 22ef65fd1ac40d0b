//! The six stages of a class template: how much of the model each one prints, and what it asks for.
//!
//! The model comes in as it was run; blocks with its lines, gaps or rules go out. Nothing is run here.

use super::class::Fade;
use super::lines::{self, HANDWRITTEN};
use super::numerals::in_words;
use super::space::number;
use crate::blocks::{Block, Listing, Piece, Prose, RuledLabel, Rules, Span};
use crate::draw::Stream;
use crate::python::syntax;
use std::ops::Range;

/// Fewest and most words that stage 1 takes out (`curriculum/README.md` 2, `class`).
const GAPS: (usize, usize) = (5, 8);

/// Handwritten columns beside the labels of stage 3 (`mockups/README.md`).
const BESIDE_LABELS: usize = 37;

/// How much help a sheet gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Copy,
    Words,
    Bodies,
    Labels,
    Table,
    BlankPage,
    /// The same, in three quarters of its minutes.
    Quick,
}

/// What stands for the last stage in three quarters of its minutes, where stages have numbers: in requests and codes, and
/// nowhere on paper. It is for who writes a template from a blank page and keeps it (`curriculum/README.md` 5.2, "Stage").
pub const QUICK_STAGE: u8 = LAST_STAGE + 1;
/// A blank page.
pub const LAST_STAGE: u8 = 5;

/// A labelled step of the model and the line, from 1, on which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub line: u32,
    pub label: Prose,
}

impl Stage {
    /// By its number; 4, the table, where none is named.
    pub fn of(number: Option<u8>) -> Stage {
        match number {
            Some(0) => Stage::Copy,
            Some(1) => Stage::Words,
            Some(2) => Stage::Bodies,
            Some(3) => Stage::Labels,
            Some(4) | None => Stage::Table,
            Some(QUICK_STAGE) => Stage::Quick,
            Some(_) => Stage::BlankPage,
        }
    }

    /// The kind as readers know it.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Table => "Class from the table",
            _ => "Class template",
        }
    }

    /// Beside the label; the label of stage 4 says it all.
    pub fn note(self) -> Option<String> {
        let (number, name) = match self {
            Stage::Copy => (0, "copy"),
            Stage::Words => (1, "words"),
            Stage::Bodies => (2, "bodies"),
            Stage::Labels => (3, "labels"),
            Stage::Table => return None,
            Stage::BlankPage => (5, "blank page"),
            Stage::Quick => (5, "blank page, less time"),
        };
        Some(format!("stage {number} of 5 · {name}"))
    }

    /// The task: what to do at this stage, and the problem's own sentence where it is needed.
    pub fn ask(self, sentence: Prose) -> Prose {
        match self {
            Stage::Copy => Prose::plain("Copy the program, line by line."),
            Stage::Words => Prose::plain("Fill the boxes. All are equally wide; what goes in is not."),
            Stage::Bodies => Prose::plain("Write the bodies. ").then_prose(sentence),
            Stage::Labels => Prose::plain("Write the lines that each label asks for. ").then_prose(sentence),
            Stage::Table => Prose::plain("Write it from memory. ").then_prose(sentence),
            Stage::BlankPage | Stage::Quick => sentence,
        }
    }

    /// What earns 3, 2 and 1 on a daily (`curriculum/README.md` 5.2).
    pub fn marks(self, parts: usize) -> Vec<(u8, Prose)> {
        let [most, some, least] = match self {
            Stage::Copy => ["no slip".to_owned(), "one slip".to_owned(), "the shape stands".to_owned()],
            Stage::Words => ["every box".to_owned(), "one box wrong".to_owned(), "half of them right".to_owned()],
            _ => {
                [format!("all {} parts", in_words(parts)), "one part missing".to_owned(), "the shape stands".to_owned()]
            }
        };
        vec![(3, Prose::plain(most)), (2, Prose::plain(some)), (1, Prose::plain(least))]
    }
}

/// Stage 1: byte ranges of the words that are taken out, in order. Five to eight, fewer only where there are no
/// more; from the last two thirds of the steps, or the first, if enough of the words stand there.
pub fn gaps(model: &str, words: &[String], steps: &[Step], fade: Fade, mut stream: Stream) -> Vec<Range<usize>> {
    let all = occurrences(model, words);
    let faded: Vec<Range<usize>> = all.iter().filter(|range| is_faded(model, range, steps, fade)).cloned().collect();
    let mut places = if faded.len() >= GAPS.0 { faded } else { all };
    let most = places.len().min(GAPS.1);
    let least = most.min(GAPS.0);
    let count = least + usize::try_from(stream.below((most - least + 1) as u64)).unwrap_or(0);
    stream.shuffle(&mut places);
    places.truncate(count);
    places.sort_by_key(|range| range.start);
    places
}

/// Where any of the words stands in the program as a whole token, outside strings.
fn occurrences(model: &str, words: &[String]) -> Vec<Range<usize>> {
    let strings = syntax::strings(model);
    let tokens = syntax::tokens(model);
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words {
        for (start, _) in model.match_indices(word.as_str()) {
            let range = start..start + word.len();
            let is_in_string = strings.iter().any(|string| string.start < range.end && range.start < string.end);
            if !is_in_string && is_whole(model, &range, &tokens) {
                found.push(range);
            }
        }
    }
    // Where one word lies in another ("super" in "super()") the longer one stands for both.
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in found {
        if kept.last().is_none_or(|last| last.end <= range.start) {
            kept.push(range);
        }
    }
    kept
}

/// Whether letters at both ends of the range begin and end a token.
fn is_whole(model: &str, range: &Range<usize>, tokens: &[Range<usize>]) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let text = &model[range.clone()];
    let begins = !is_letter(text.chars().next()) || tokens.iter().any(|token| token.start == range.start);
    let ends = !is_letter(text.chars().next_back()) || tokens.iter().any(|token| token.end == range.end);
    begins && ends
}

/// Whether a place lies in those two thirds of the steps that are taken away first.
fn is_faded(model: &str, range: &Range<usize>, steps: &[Step], fade: Fade) -> bool {
    let line = number(model[..range.start].matches('\n').count() + 1);
    let step = steps.iter().filter(|step| step.line <= line).count();
    match fade {
        Fade::Backward => 3 * step > steps.len(),
        Fade::Forward => 3 * step <= 2 * steps.len() + 2,
    }
}

/// The model with boxes in place of the ranges.
pub fn with_gaps(model: &str, gaps: &[Range<usize>]) -> Listing {
    let mut listing = Listing { numbered: true, ..Listing::bare("") };
    let mut start = 0;
    let mut boxes = 0;
    for line in model.split_inclusive('\n') {
        let text = start..start + line.trim_end_matches('\n').len();
        let mut pieces = Vec::new();
        let mut at = text.start;
        for gap in gaps.iter().filter(|gap| text.start <= gap.start && gap.end <= text.end) {
            if at < gap.start {
                pieces.push(Piece::Text(model[at..gap.start].to_owned()));
            }
            boxes += 1;
            pieces.push(Piece::Gap(boxes));
            at = gap.end;
        }
        if at < text.end || pieces.is_empty() {
            pieces.push(Piece::Text(model[at..text.end].to_owned()));
        }
        listing.lines.push(pieces);
        start += line.len();
    }
    listing.gap_columns = gaps.iter().map(|gap| number(model[gap.clone()].chars().count())).max().unwrap_or(0);
    listing
}

/// What goes into the boxes, for the key.
pub fn fillings(model: &str, gaps: &[Range<usize>]) -> Option<Prose> {
    let mut text = Prose::plain("In the boxes:");
    for (index, gap) in gaps.iter().enumerate() {
        text.0.push(Span::Text(if index == 0 { " ".to_owned() } else { " · ".to_owned() }));
        text.0.push(Span::Strong((index + 1).to_string()));
        text = text.then(" ").then_code(&model[gap.clone()]);
    }
    (!gaps.is_empty()).then_some(text)
}

/// What the model prints, if it prints anything.
pub fn it_prints(stdout: &str) -> Option<Block> {
    let lines: Vec<String> = stdout.lines().map(str::to_owned).collect();
    (!lines.is_empty()).then(|| Block::Printed { caption: Some("It prints".to_owned()), lines })
}

/// Stage 2: the heads of classes and functions and what stands flush left, with rules for what is indented below.
pub fn heads(model: &str) -> Listing {
    let mut listing = Listing::bare("");
    let mut blanks = 0;
    for line in model.lines() {
        if line.trim().is_empty() {
            blanks += 1;
        } else if is_head(line) || listing.lines.is_empty() {
            let empty = vec![Piece::Text(String::new())];
            listing.lines.extend(std::iter::repeat_n(empty, std::mem::take(&mut blanks)));
            listing.lines.push(vec![Piece::Text(line.to_owned())]);
        } else {
            blanks = 0;
            let head = listing.lines.len() - 1;
            match listing.rules_after.last_mut() {
                Some((after, count)) if *after == head => *count += 1,
                _ => listing.rules_after.push((head, 1)),
            }
        }
    }
    listing
}

fn is_head(line: &str) -> bool {
    let text = line.trim_start();
    text.len() == line.len() || ["class ", "def ", "async def ", "@"].iter().any(|head| text.starts_with(head))
}

/// Stage 3: the labels, each with rules for its lines.
pub fn labels(model: &str, steps: &[Step]) -> Block {
    let program: Vec<&str> = model.lines().collect();
    let begin = |step: Option<&Step>| {
        let line = step.and_then(|step| usize::try_from(step.line).ok()).unwrap_or(usize::MAX);
        line.saturating_sub(1).min(program.len())
    };
    let labelled = steps.iter().enumerate().map(|(index, step)| {
        let (start, end) = (begin(Some(step)), begin(steps.get(index + 1)));
        let text = program[start..end.max(start)].join("\n");
        let lines = lines::count_written(&text) + lines::count_long(&text, BESIDE_LABELS);
        RuledLabel { label: step.label.clone(), lines }
    });
    Block::LabelledRules(labelled.collect())
}

/// Stages 4 and 5: ⌈1.15 nb⌉ + 1 rules (`curriculum/README.md` 4.2), and one for each line too long for a rule.
pub fn blank_page(model: &str) -> Block {
    let lines = (23 * lines::count_written(model)).div_ceil(20) + 1 + lines::count_long(model, HANDWRITTEN);
    Block::Rules(Rules { lines, guides: true, may_break: true })
}

#[cfg(test)]
mod tests {
    use super::{Fade, Stage, Step, gaps, heads, is_faded, labels, occurrences, with_gaps};
    use crate::blocks::Prose;
    use crate::draw::Stream;
    use crate::kinds::trial::dump;
    use proptest::prelude::*;

    const SHELF: &str = "\
class Shelf:
    limit = 9

    def __init__(self, books):
        self.books = books

        self.label = \"self: a shelf\"

    @property
    def count(self):
        return len(self.books)


class Crate(Shelf):
    def itself(self):
        return super().count


mine = Crate([])
for n in range(2):
    print(n, mine.count)
";

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn steps(lines: &[u32]) -> Vec<Step> {
        lines.iter().map(|&line| Step { line, label: Prose::plain(format!("step {line}")) }).collect()
    }

    fn at(words_: &[&str]) -> Vec<(usize, &'static str)> {
        let found = occurrences(SHELF, &words(words_));
        found.into_iter().map(|range| (SHELF[..range.start].matches('\n').count() + 1, &SHELF[range])).collect()
    }

    #[test]
    fn words_are_whole_and_never_in_strings() {
        assert_eq!(at(&["super", "super()"]), [(16, "super()")]);
        assert_eq!(at(&["self"]), [(4, "self"), (5, "self"), (7, "self"), (10, "self"), (11, "self"), (15, "self")]);
        assert_eq!(at(&[":", "return"]).len(), 6 + 2);
    }

    #[test]
    fn boxes_stand_in_place_of_words() {
        let found = occurrences(SHELF, &words(&["super()", "itself"]));
        let listing = with_gaps(SHELF, &found);
        assert_eq!(listing.gap_columns, 7);
        let text = dump(&[crate::blocks::Block::Listing(listing)]);
        assert!(text.contains("      def [1](self):\n          return [2].count\n"), "{text}");
        assert_eq!(text.lines().count(), SHELF.lines().count() + 1);
    }

    #[test]
    fn steps_fade_from_one_end() {
        let faded = |fade| -> Vec<u32> {
            let steps = steps(&[1, 4, 7, 10, 13, 15]);
            let first = |line: u32| SHELF.split_inclusive('\n').take(line as usize - 1).map(str::len).sum::<usize>();
            let is_faded = |line: &u32| is_faded(SHELF, &(first(*line)..first(*line)), &steps, fade);
            steps.iter().map(|step| step.line).filter(is_faded).collect()
        };
        assert_eq!(faded(Fade::Backward), [7, 10, 13, 15]);
        assert_eq!(faded(Fade::Forward), [1, 4, 7, 10]);
    }

    #[test]
    fn heads_stand_and_bodies_are_rules() {
        let expected = "\
listing, bare
  class Shelf:
  (1 rules)
  
      def __init__(self, books):
  (2 rules)
  
      @property
      def count(self):
  (1 rules)
  
  
  class Crate(Shelf):
      def itself(self):
  (1 rules)
  
  
  mine = Crate([])
  for n in range(2):
  (1 rules)
";
        assert_eq!(dump(&[crate::blocks::Block::Listing(heads(SHELF))]), expected);
    }

    #[test]
    fn a_label_has_a_rule_for_each_line_of_its_step() {
        let long = format!("x = {}\ny = 1\n\nz = 2\n", "1 + ".repeat(12));
        let block = labels(&long, &steps(&[1, 2]));
        assert_eq!(dump(&[block]), "labelled rules\n  2 step 1\n  2 step 2\n");
    }

    #[test]
    fn stages_have_numbers_and_names() {
        let notes: Vec<String> = (0..6).filter_map(|number| Stage::of(Some(number)).note()).collect();
        assert_eq!(
            notes,
            ["copy", "words", "bodies", "labels", "blank page"].map(|name| {
                let number =
                    ["copy", "words", "bodies", "labels", "", "blank page"].iter().position(|each| *each == name);
                format!("stage {} of 5 · {name}", number.unwrap_or_default())
            })
        );
    }

    proptest! {
        #[test]
        fn gaps_are_in_order_apart_and_few(seed in any::<u64>()) {
            let words = words(&["self", ":", "class", "def", "return"]);
            let found = gaps(SHELF, &words, &steps(&[1, 4, 9, 14, 19]), Fade::Backward, Stream::new(&[&seed.to_le_bytes()]));
            prop_assert!((5..=8).contains(&found.len()));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(found.iter().all(|gap| words.contains(&SHELF[gap.clone()].to_owned())));
        }
    }
}
