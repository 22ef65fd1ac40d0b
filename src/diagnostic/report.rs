//! Faults as people and programs read them. The only file that knows the crate which draws carets.

use super::{Fault, Place, Severity, words};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use std::ops::Range;

/// Every fault with its line, carets and help, as `check` prints them; an empty line between two. Empty if there
/// is none.
pub fn to_text(faults: &[Fault]) -> String {
    let reports: Vec<String> = faults.iter().map(one_to_text).collect();
    reports.join("\n")
}

/// `[{file, line, column, end_line, end_column, code, severity, message, help}]`, lines and columns from 1; the end is
/// behind the last letter, and left out of what is about a file as a whole.
pub fn to_json(faults: &[Fault]) -> serde_json::Value {
    faults.iter().map(one_to_json).collect()
}

/// How many faults of either severity: "2 errors and 1 warning". Empty if there is none.
pub fn summary(faults: &[Fault]) -> String {
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let warnings = faults.len() - errors;
    let parts = [(errors, "error"), (warnings, "warning")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| words::count(number, noun)).collect();
    parts.join(" and ")
}

fn one_to_json(fault: &Fault) -> serde_json::Value {
    let (line, column) = fault.place.line_and_column();
    let mut object = serde_json::json!({
        "file": fault.place.source.name,
        "line": line,
        "column": column,
        "code": fault.code,
        "severity": match fault.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": fault.message,
        "help": fault.help,
    });
    if !fault.place.is_whole_file() {
        let (line, column) = fault.place.end();
        object["end_line"] = line.into();
        object["end_column"] = column.into();
    }
    object
}

fn one_to_text(fault: &Fault) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(normalize_untrusted_str(&fault.message)).id(fault.code);
    let (near, far): (Vec<_>, Vec<_>) =
        fault.related.iter().partition(|(place, _)| place.source == fault.place.source && !place.is_whole_file());
    let mut group = show(Group::with_title(title), &fault.place, None, &near);
    for (place, word) in far {
        group = show(group, place, Some(word), &[]);
    }
    let mut report = vec![group];
    if let Some(help) = &fault.help {
        report.push(Group::with_title(Level::HELP.secondary_title(normalize_untrusted_str(help))));
    }
    let mut text = Renderer::plain().render(&report);
    text.push('\n');
    text
}

/// Adds a place with its line, or with the file's name alone.
fn show<'a>(group: Group<'a>, place: &'a Place, label: Option<&'a str>, near: &[&'a (Place, String)]) -> Group<'a> {
    if place.is_whole_file() {
        return group.element(Origin::path(place.source.name.as_str()));
    }
    let excerpt = Excerpt::around(place, near);
    let mut snippet = Snippet::source(excerpt.text).path(place.source.name.as_str()).line_start(excerpt.first_line);
    snippet = snippet.annotation(AnnotationKind::Primary.span(excerpt.span_of(place)).label(label));
    for (other, word) in near {
        snippet = snippet.annotation(AnnotationKind::Context.span(excerpt.span_of(other)).label(word.as_str()));
    }
    group.element(snippet)
}

/// The lines of a file that a fault shows, so that a long file is not searched anew for every fault in it.
struct Excerpt<'a> {
    text: &'a str,
    start: usize,
    first_line: usize,
}

impl<'a> Excerpt<'a> {
    fn around(place: &'a Place, near: &[&(Place, String)]) -> Excerpt<'a> {
        let text = place.source.text.as_str();
        let spans: Vec<Range<usize>> =
            std::iter::once(place).chain(near.iter().map(|(other, _)| other)).map(on_one_line).collect();
        let least = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let most = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let start = text[..least].rfind('\n').map_or(0, |at| at + 1);
        let end = text[most..].find('\n').map_or(text.len(), |at| most + at);
        Excerpt { text: &text[start..end], start, first_line: text[..start].matches('\n').count() + 1 }
    }

    fn span_of(&self, place: &Place) -> Range<usize> {
        let span = on_one_line(place);
        span.start - self.start..span.end - self.start
    }
}

/// The part of a place on its first line, inside the text and between letters. A whole program under carets would
/// hide what is wrong with it.
fn on_one_line(place: &Place) -> Range<usize> {
    let text = place.source.text.as_str();
    let start = text.floor_char_boundary(place.span.start.min(text.len()));
    let end = text.ceil_char_boundary(place.span.end.clamp(start, text.len()));
    let length = text[start..end].find('\n').unwrap_or(end - start);
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::{summary, to_json, to_text};
    use crate::diagnostic::{Fault, Place, Severity, Source};
    use std::sync::Arc;

    fn source() -> Arc<Source> {
        let text = "title = \"Loops\"\n\nswap = [\"range(a, b)\", \"range(a, b + 1)\"]\nsay = '''\nä\n'''\n".to_owned();
        Arc::new(Source { name: "sets/loops.toml".to_owned(), text })
    }

    fn fault(span: std::ops::Range<usize>) -> Fault {
        Fault {
            code: "quote-not-found",
            severity: Severity::Error,
            message: "the quote `range(a, b)` occurs nowhere in the program".to_owned(),
            help: Some(
                "the program has `range($a, $b)`; a quote is compared as written, placeholders and all".to_owned(),
            ),
            place: Place { source: source(), span },
            related: Vec::new(),
        }
    }

    #[test]
    fn a_fault_shows_its_line_with_carets_and_help_on_a_line_of_its_own() {
        let expected = "\
error[quote-not-found]: the quote `range(a, b)` occurs nowhere in the program
 --> sets/loops.toml:3:9
  |
3 | swap = [\"range(a, b)\", \"range(a, b + 1)\"]
  |         ^^^^^^^^^^^^^
  |
help: the program has `range($a, $b)`; a quote is compared as written, placeholders and all
";
        assert_eq!(to_text(&[fault(25..38)]), expected);
    }

    #[test]
    fn related_places_carry_their_word() {
        let mut fault = fault(25..38);
        fault.help = None;
        fault.severity = Severity::Warning;
        fault.related = vec![(fault.place.at(0..5), "first used here".to_owned())];
        let other = Arc::new(Source { name: "other.toml".to_owned(), text: "id = 1\n".to_owned() });
        fault.related.push((Place { source: other, span: 0..2 }, "and here".to_owned()));
        let text = to_text(&[fault]);
        assert!(text.starts_with("warning[quote-not-found]"), "{text}");
        assert!(text.contains("----- first used here"), "{text}");
        assert!(text.contains("other.toml:1:1") && text.contains("^^ and here"), "{text}");
    }

    #[test]
    fn a_place_over_several_lines_or_outside_the_text_is_cut() {
        let spans = [62..80, 70..71, 71..72, 0..10_000, 9_000..10_000, 15..15, 15..16];
        for span in spans {
            let text = to_text(&[fault(span.clone())]);
            assert!(text.contains("sets/loops.toml"), "{span:?}: {text}");
        }
    }

    #[test]
    fn a_fault_of_a_whole_file_names_the_file_alone() {
        let expected = "\
error[quote-not-found]: the quote `range(a, b)` occurs nowhere in the program
--> sets/loops.toml
 |
help: the program has `range($a, $b)`; a quote is compared as written, placeholders and all
";
        assert_eq!(to_text(&[fault(0..0)]), expected);
    }

    #[test]
    fn control_characters_of_a_file_do_not_reach_the_terminal() {
        let mut fault = fault(0..1);
        fault.message = "no \u{1b}[31m colour".to_owned();
        assert!(!to_text(&[fault]).contains('\u{1b}'));
    }

    #[test]
    fn json_has_the_place_in_numbers() {
        let json = to_json(&[fault(25..38)]);
        assert_eq!(json[0]["file"], "sets/loops.toml");
        assert_eq!((json[0]["line"].as_u64(), json[0]["column"].as_u64()), (Some(3), Some(9)));
        assert_eq!((json[0]["end_line"].as_u64(), json[0]["end_column"].as_u64()), (Some(3), Some(22)));
        assert_eq!(json[0]["code"], "quote-not-found");
        assert_eq!(to_json(&[fault(0..0)])[0].get("end_line"), None);
    }

    #[test]
    fn summaries_count_each_severity() {
        let mut warning = fault(0..1);
        warning.severity = Severity::Warning;
        assert_eq!(summary(&[fault(0..1), fault(2..3), warning]), "2 errors and 1 warning");
        assert_eq!(summary(&[]), "");
    }
}
