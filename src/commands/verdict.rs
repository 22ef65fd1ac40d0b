//! What is said of typed-back code: a verdict in, plain sentences out. No word of the interpreter's is among them, only
//! names of errors and numbers of lines.

use crate::diagnostic::Finding;
use crate::diagnostic::words::count;
use crate::kinds::{Came, Like, Shortfall, Verdict};
use crate::python::{Limits, Stop};

/// Letters of a value that are shown.
const SHOWN: usize = 300;

/// Statements that have a block below them and end with a colon.
const HEADS: [&str; 13] =
    ["if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with", "match", "case"];

/// The verdict on code, with the question's name.
pub fn tell(verdict: &Verdict, name: &str, code: &str, model: &str) -> String {
    let passed = match verdict {
        Verdict::Falls(shortfall) => return fallen(shortfall, name, code),
        Verdict::Answers { calls: 1 } => format!("{name} passes its test"),
        Verdict::Answers { calls } => format!("{name} passes all {}", count(*calls, "test")),
        Verdict::PrintsTheSame => format!("{name}: your program prints what the one on the sheet prints"),
        Verdict::IsTheSame => format!("{name}: your program is the one on the sheet, which prints nothing"),
    };
    format!("{passed}\nyours has {}; the model has {}\n", size(code), size(model))
}

/// "9 lines and 180 characters": what the hand writes, so without blanks.
fn size(code: &str) -> String {
    let lines = code.lines().filter(|line| !line.trim().is_empty()).count();
    let letters = code.chars().filter(|letter| !letter.is_whitespace()).count();
    format!("{} and {}", count(lines, "line"), count(letters, "character"))
}

fn fallen(shortfall: &Shortfall, name: &str, code: &str) -> String {
    match shortfall {
        Shortfall::Whole(came, like) => whole(came, name, code) + &said(like.as_ref()),
        Shortfall::Call { number, of, call, expected, came, like } => {
            let head = format!("{name} fails test {number} of {of}");
            let rows = [("call", call.clone()), ("expected", expected.clone()), ("came", in_words(came, code))];
            table(head, &rows) + &said(like.as_ref())
        }
        Shortfall::Printed { line, expected, came, like } => {
            let head = format!("{name}: line {line} of what your program prints differs");
            let rows = [("expected", shown_line(expected.as_deref())), ("came", shown_line(came.as_deref()))];
            table(head, &rows) + &said(like.as_ref())
        }
        Shortfall::Line { line, expected, came } => {
            let head = format!("{name}: line {line} of your program is not the one on the sheet");
            table(head, &[("the sheet", shown_line(expected.as_deref())), ("yours", shown_line(came.as_deref()))])
        }
        Shortfall::Construct { node, is_wanted } => {
            let (has, should) = if *is_wanted { ("has no", "needs one") } else { ("has a", "must do without") };
            format!("{name}: the value is right, but your program {has} `{node}`, and {should}\n")
        }
    }
}

fn whole(came: &Came, name: &str, code: &str) -> String {
    match came {
        Came::Slip { kind, line } => slip(kind, *line, name, code),
        Came::Raised { kind, line } => format!("{name}: your program ends with {kind}{}\n", raised_in(*line, code)),
        other => format!("{name}: {}\n", in_words(other, code)),
    }
}

fn table(head: String, rows: &[(&str, String)]) -> String {
    let width = rows.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
    let lines = rows.iter().map(|(label, text)| format!("    {label:width$}  {}\n", clip(text)));
    format!("{head}\n\n{}", lines.collect::<String>())
}

/// Which wrong answer of the key does the same, if one does.
fn said(like: Option<&Like>) -> String {
    match like {
        None => String::new(),
        Some(Like { letter: Some(letter), say }) => {
            format!("\nthis is wrong answer {letter} of the key: you probably {}\n", say.to_marked())
        }
        Some(Like { letter: None, say }) => format!("\nyou probably {}\n", say.to_marked()),
    }
}

fn shown_line(line: Option<&str>) -> String {
    match line {
        None => "nothing more".to_owned(),
        Some("") => "an empty line".to_owned(),
        Some(line) => line.to_owned(),
    }
}

fn in_words(came: &Came, code: &str) -> String {
    match came {
        Came::Value(value) => value.clone(),
        Came::Raised { kind, line: None } if kind == "TypeError" => {
            format!("{kind}, in the call itself: does your code take what it gives?")
        }
        Came::Raised { kind, line } => format!("{kind}{}", raised_in(*line, code)),
        Came::RaisedNothing => "no error".to_owned(),
        Came::Slip { kind, .. } => kind.clone(),
        Came::Missing { name } => format!("nothing: your code has no `{name}`"),
        Came::Stopped(stop) => stopped(stop, code),
    }
}

fn raised_in(line: Option<u32>, code: &str) -> String {
    line.map_or_else(String::new, |line| format!(", in your line {line}: `{}`", clip(text_of(code, line))))
}

fn stopped(stop: &Stop, code: &str) -> String {
    let steps = Limits::USUAL.steps;
    let after = format!("stopped after {},{:03} steps", steps / 1000, steps % 1000);
    match stop {
        Stop::Steps { line: Some(line) } => {
            format!("no end: {after}; your line {line} ran most often: `{}`", clip(text_of(code, *line)))
        }
        Stop::Steps { line: None } => format!("no end: {after}"),
        Stop::Time => "no end within ten seconds".to_owned(),
        Stop::Memory => "no end: it took more than 256 MB of memory".to_owned(),
        Stop::Output => "no end: it printed more than 64 KiB".to_owned(),
        Stop::Forbidden { name, line } => format!(
            "your program uses `{name}`{}, which code cannot have here: no files, clock, network or keyboard, and few \
             modules",
            in_line(*line)
        ),
        Stop::Module { name, line } => format!(
            "your program imports `{name}`{}, which is not there: {}",
            in_line(*line),
            stop.help().unwrap_or_default()
        ),
        Stop::Unseeded { line } => {
            format!("your program draws at random without a seed{}: `random.seed(4)` gives it one", in_line(*line))
        }
        Stop::Untrusted(_) | Stop::Crowded => stop.message(),
        Stop::Crashed { .. } => "the interpreter gave up on your program: does it nest very deeply?".to_owned(),
        Stop::Unavailable { .. } => stop.message(),
    }
}

fn in_line(line: Option<u32>) -> String {
    line.map_or_else(String::new, |line| format!(" in line {line}"))
}

fn slip(kind: &str, line: Option<u32>, name: &str, code: &str) -> String {
    let Some(line) = line else { return format!("{name}: your program is no Python\n") };
    let text = text_of(code, line);
    let shown = if text.is_empty() { String::new() } else { format!(": `{}`", clip(text)) };
    let help = match (kind, forgotten_colon(code, line)) {
        (_, Some(head)) => format!("a line that begins with `{head}` ends with a colon"),
        ("TabError", _) => "it mixes tabs and blanks: indent with blanks only".to_owned(),
        ("IndentationError", _) => "its indentation does not fit the line above it".to_owned(),
        _ if is_open(code) => "a bracket is opened and never closed, or closed and never opened".to_owned(),
        _ if compares_with_one_sign(text) => "`=` gives a name a value; two values are compared with `==`".to_owned(),
        _ if text.starts_with("return") => "`return` stands only inside a function: indent it".to_owned(),
        _ => "look at this line and at the end of the one above it".to_owned(),
    };
    format!("{name}: line {line} of your program is no Python{shown}\nhelp: {help}\n")
}

/// The word at the head of a line that lacks its colon: of this line, or of the last one above that holds something.
fn forgotten_colon(code: &str, line: u32) -> Option<&'static str> {
    let upto: Vec<&str> = code.lines().take(line as usize).map(without_comment).collect();
    let written = upto.iter().rev().filter(|line| !line.is_empty());
    written.take(2).find_map(|line| {
        let word = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
        let head = HEADS.into_iter().find(|head| *head == word)?;
        let is_assigned = line[word.len()..].trim_start().starts_with('=');
        (!line.contains(':') && !is_assigned).then_some(head)
    })
}

/// Whether a test has `=` where `==` is meant.
fn compares_with_one_sign(line: &str) -> bool {
    let is_test = ["if ", "elif ", "while "].iter().any(|head| line.starts_with(head));
    let signs = line.replace("==", "").replace("<=", "").replace(">=", "").replace("!=", "").replace(":=", "");
    is_test && signs.contains('=') && !signs.contains('(')
}

fn without_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

/// Whether brackets outside strings do not add up.
fn is_open(code: &str) -> bool {
    let mut depth = 0_i32;
    let mut quote = None;
    for letter in code.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open || letter == '\n' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, _) => {}
        }
    }
    depth != 0
}

fn text_of(code: &str, line: u32) -> &str {
    code.lines().nth((line as usize).saturating_sub(1)).unwrap_or_default().trim()
}

/// Text for a terminal: not too much of it, and no letter that steers one.
fn clip(text: &str) -> String {
    let mut shown = String::new();
    for (at, letter) in text.chars().enumerate() {
        if at == SHOWN {
            shown.push('…');
            break;
        }
        if letter.is_control() {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{clip, forgotten_colon, is_open, size};

    #[test]
    fn a_colon_that_is_missing_is_seen() {
        let cases = [
            ("for x in xs\n    y = x\n", 1, Some("for")),
            ("for x in xs\n    y = x\n", 2, Some("for")),
            ("if x:  # a\n    y = = x\n", 2, None),
            ("else  # or: so\n", 1, Some("else")),
            ("match = 3 3\n", 1, None),
            ("format x\n", 1, None),
        ];
        for (code, line, head) in cases {
            assert_eq!(forgotten_colon(code, line), head, "{code}");
        }
    }

    #[test]
    fn brackets_are_counted_outside_strings() {
        for (code, open) in [("f(')')", false), ("f('(', [1)", true), ("x = \"it's\"\nf()", false), ("f())", true)] {
            assert_eq!(is_open(code), open, "{code}");
        }
    }

    #[test]
    fn what_is_shown_is_short_and_steers_no_terminal() {
        assert_eq!(clip("a\u{1b}[2J\tb"), "a\\u{1b}[2J\\tb");
        assert_eq!(clip(&"é".repeat(400)).chars().count(), 301);
        assert_eq!(size("x = 1\n\n  y\n"), "2 lines and 4 characters");
    }
}
