//! Programs and prose as a problem's file has them.

use super::{Quote, Template, Wording, read_change};
use crate::diagnostic::{Fault, Faults, Source};
use crate::draw::{Declared, Language, Manner, Value, Values};
use crate::keys::{Keys, Text, parse};
use std::sync::Arc;

fn file(text: &str) -> Keys {
    let source = Arc::new(Source { name: "set.toml".to_owned(), text: text.to_owned() });
    let mut faults = Faults::default();
    let keys = parse(&source, &mut faults).expect("the file has no endless keys");
    assert!(faults.is_empty(), "{}", crate::diagnostic::to_text(&faults.into_sorted()));
    keys
}

fn text(value: &str) -> Text {
    file(&format!("t = '''\n{value}'''\n")).text("t", &mut Faults::default()).expect("`t` is text")
}

fn declared() -> Declared {
    let names = ["n", "word", "xs", "stop", "step"].map(|name| (name.to_owned(), Manner::Literal));
    Declared(names.into_iter().chain([("fn".to_owned(), Manner::Bare)]).collect())
}

fn values() -> Values {
    let list = Value::List(vec![Value::Int(4), Value::Int(1)]);
    let text = |text: &str| Value::Text(text.to_owned());
    let values = [
        ("n", Value::Int(7)),
        ("word", text("don't")),
        ("xs", list),
        ("stop", Value::Int(20)),
        ("step", Value::Int(-3)),
        ("fn", Value::Code("tidy".to_owned())),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn template(source: &str) -> Template {
    let mut faults = Faults::default();
    let template = Template::read(&text(source), &declared(), &mut faults);
    template.unwrap_or_else(|| panic!("{}", crate::diagnostic::to_text(&faults.into_sorted())))
}

fn found(faults: Faults) -> Vec<(&'static str, String)> {
    faults.into_sorted().iter().map(|fault: &Fault| (fault.code, fault.place.text().to_owned())).collect()
}

#[test]
fn programs_are_filled_with_literals() {
    let cases = [
        ("for n in range($n, $stop, $step):", "for n in range(7, 20, -3):"),
        ("def $fn(x): return ${fn}_all($xs)", "def tidy(x): return tidy_all([4, 1])"),
        ("print($word, '${word:text}', '$fn')", "print(\"don't\", 'don't', 'tidy')"),
        ("print(f'{$n} {$xs[0]} ${n:text}')", "print(f'{7} {[4, 1][0]} 7')"),
        ("print('${n:literal}')", "print('7')"),
        ("r'\\d+$' + '$5' + '$'", "r'\\d+$' + '$5' + '$'"),
        ("$ echo $$HOME $$$n $${n} $$ $$5", "$ echo $HOME $7 ${n} $$ $$5"),
        ("", ""),
    ];
    for (source, filled) in cases {
        assert_eq!(template(source).fill(&values()), filled, "{source}");
    }
}

#[test]
fn sql_gets_literals_of_its_own() {
    let (declared, mut faults) = (declared().written_in(Language::Sql), Faults::default());
    let written = text("WHERE name = $word AND n IN $xs AND '${word:text}' AND $fn");
    let filled = Template::read(&written, &declared, &mut faults).map(|query| query.fill(&values()));
    assert_eq!(filled.as_deref(), Some("WHERE name = 'don''t' AND n IN (4, 1) AND 'don't' AND tidy"));
    let written = text("$word or `$word` or `${word:text}`");
    let filled = Wording::read(&written, &declared, &[], &mut faults).map(|wording| wording.fill(&values()));
    assert_eq!(filled.map(|prose| prose.to_marked()).as_deref(), Some("don’t or `'don''t'` or `don't`"));
    assert!(Template::read(&text("LIKE '$word'"), &declared, &mut faults).is_none());
    assert_eq!(found(faults), [("literal-in-string", "$word".to_owned())]);
}

#[test]
fn names_without_a_value_stay_as_written() {
    assert_eq!(template("f($n, ${word:text})").fill(&Values::new()), "f($n, ${word:text})");
}

#[test]
fn faults_of_a_program_have_their_place() {
    let cases: [(&str, &[(&str, &str)]); 8] = [
        ("f($limit)", &[("undeclared-name", "$limit")]),
        ("f($stops, $m)", &[("undeclared-name", "$stops"), ("undeclared-name", "$m")]),
        ("f(${n)\n$m", &[("open-placeholder", "${n)"), ("undeclared-name", "$m")]),
        ("f(${n:repr})", &[("open-placeholder", "${n:repr}")]),
        ("f(${})", &[("open-placeholder", "${}")]),
        ("print(\"$word is late\")", &[("literal-in-string", "$word")]),
        ("print(f\"{$n} $n\")", &[("literal-in-string", "$n")]),
        ("'a' # '$n'\n'''\n${word}\n''' ", &[("literal-in-string", "${word}")]),
    ];
    for (source, expected) in cases {
        let mut keys = file(&format!("t = {}\n", toml_string(source)));
        let mut faults = Faults::default();
        let text = keys.text("t", &mut faults).expect("`t` is text");
        assert!(Template::read(&text, &declared(), &mut faults).is_none(), "{source}");
        let codes: Vec<&str> = expected.iter().map(|(code, _)| *code).collect();
        let got = found(faults);
        assert_eq!(got.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes, "{source}");
        if text.verbatim_from.is_some() {
            let places: Vec<&str> = expected.iter().map(|(_, place)| *place).collect();
            assert_eq!(got.iter().map(|(_, place)| place.as_str()).collect::<Vec<_>>(), places, "{source}");
        }
    }
}

/// A literal string of one kind or the other, whichever can hold the text.
fn toml_string(text: &str) -> String {
    if text.contains("'''") { format!("\"\"\"\n{text}\"\"\"") } else { format!("'''\n{text}'''") }
}

#[test]
fn help_names_what_was_meant() {
    let help = |source: &str| {
        let mut faults = Faults::default();
        Template::read(&text(source), &declared(), &mut faults);
        faults.into_sorted().remove(0).help.unwrap_or_default()
    };
    assert_eq!(help("$stops"), "write `${stop}s`");
    assert_eq!(help("$wrod"), "did you mean `$word`?");
    assert_eq!(help("$HOME"), "add `HOME` to `[problem.draw]`; `$$HOME` prints `$HOME`");
    assert_eq!(
        help("print('$word is late')"),
        "a literal brings quotes of its own; write `${word:text}` inside a string"
    );
}

#[test]
fn quotes_move_with_what_is_filled_in() {
    let template = template("low = $xs[0]\nwhile $n < $stop:\n    $fn($n)\n");
    let quotes = ["$xs[0]", "while $n < $stop:", "< ", "fn($n)", "$fn($n)\n"];
    let ranges: Vec<_> =
        quotes.iter().map(|quote| template.source().find(quote).map(|at| at..at + quote.len())).collect();
    let ranges: Vec<_> = ranges.into_iter().flatten().collect();
    let (filled, moved) = template.fill_with(&values(), &ranges);
    let pieces: Vec<&str> = moved.into_iter().map(|range| &filled[range]).collect();
    assert_eq!(pieces, ["[4, 1][0]", "while 7 < 20:", "< ", "tidy(7)", "tidy(7)\n"]);
}

#[test]
fn quotes_are_found_exactly_once() {
    let program = template("for x in range($n, $stop):\n    y = x + $n\n    y = x + 1\n");
    let mut faults = Faults::default();
    let line = |quote: &str, faults: &mut Faults| {
        Quote::read(&text(quote), &program, faults).map(|quote| quote.line(&program))
    };
    assert_eq!(line("for x", &mut faults), Some(1));
    assert_eq!(line("\n    y = x + 1", &mut faults), Some(3));
    assert!(faults.is_empty());
    assert_eq!(line("y = x", &mut faults), None);
    assert_eq!(line("range(n, stop)", &mut faults), None);
    assert_eq!(line("nowhere", &mut faults), None);
    assert_eq!(line("", &mut faults), None);
    let messages: Vec<(String, String)> =
        faults.into_sorted().into_iter().map(|fault| (fault.message, fault.help.unwrap_or_default())).collect();
    let has = |message: &str, help: &str| messages.iter().any(|(a, b)| a.contains(message) && b.contains(help));
    assert!(has("`y = x` occurs 2 times", "quote more"), "{messages:?}");
    assert!(has("`range(n, stop)` occurs nowhere", "the program has `range($n, $stop)`"), "{messages:?}");
    assert!(has("`nowhere` occurs nowhere", "copy a piece"), "{messages:?}");
    assert!(has("the quote has no text", ""), "{messages:?}");
}

const PROGRAM: &str = "if $n < 3:\n    a()\nelif $n < $stop:\n    b()\nelif x:\n    c()\n";

fn change(toml: &str) -> (Option<String>, Vec<(&'static str, String)>) {
    let mut keys = file(toml);
    let mut faults = Faults::default();
    let changed = read_change(&mut keys, &template(PROGRAM), &declared(), &mut faults);
    keys.finish("misread", &|_| None, &[], &mut faults);
    (changed.map(|program| program.source().to_owned()), found(faults))
}

#[test]
fn changes_make_another_program() {
    let cases = [
        ("swap = ['$n < 3', '$n <= 3']", PROGRAM.replace("$n < 3", "$n <= 3")),
        ("swap = [\"elif x:\\n    c()\\n\", \"\"]", PROGRAM.replace("elif x:\n    c()\n", "")),
        ("swaps = [['c()', 'd()'], ['a()', 'c()']]", PROGRAM.replace("c()", "d()").replace("a()", "c()")),
        ("everywhere = ['elif', 'if']", PROGRAM.replace("elif", "if")),
        ("program = '''\nx = $n\n'''", "x = $n\n".to_owned()),
    ];
    for (toml, expected) in cases {
        assert_eq!(change(toml), (Some(expected), Vec::new()), "{toml}");
    }
    assert_eq!(change("id = 'x'").0, None);
}

#[test]
fn changes_that_do_not_fit_are_faults() {
    let cases = [
        ("swap = ['b()', 'b()']", "change-changes-nothing"),
        (
            "program = '''\nif $n < 3:\n    a()\nelif $n < $stop:\n    b()\nelif x:\n    c()\n'''",
            "change-changes-nothing",
        ),
        ("swap = ['elif', 'if']", "quote-not-unique"),
        ("swap = ['zz', 'if']", "quote-not-found"),
        ("everywhere = ['zz', 'if']", "quote-not-found"),
        ("swap = ['b()', '$zz']", "undeclared-name"),
        ("swap = ['b()', 'print(\"$n\")']", "literal-in-string"),
        ("swap = ['b()']", "wrong-type"),
        ("swap = ['b()', 1]", "wrong-type"),
        ("swap = 'b()'", "wrong-type"),
        ("swaps = [['b()', 'c()'], 'x']", "wrong-type"),
        ("swaps = [['if $n < 3', 'x'], ['n < 3', 'y']]", "swaps-overlap"),
        ("swap = ['b()', 'c()']\neverywhere = ['elif', 'if']", "several-changes"),
    ];
    for (toml, code) in cases {
        let (changed, faults) = change(toml);
        assert_eq!(changed, None, "{toml}");
        assert_eq!(faults.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [code], "{toml}");
    }
}

#[test]
fn prose_is_cut_into_spans() {
    let cases = [
        ("plain", "plain"),
        ("`f($xs)` gives *$n*, not **$fn**", "`f([4, 1])` gives *7*, not **tidy**"),
        ("$xs or `$word` or $word", "[4, 1] or `\"don't\"` or don’t"),
        ("${word:literal} and `${word:text}`", "\"don't\" and `don't`"),
        ("It's \"late\" ('so') `it's \"x\"`", "It’s “late” (‘so’) `it's \"x\"`"),
        ("`x`'s", "`x`’s"),
        ("2 * 3 and `a*b **c`", "2 * 3 and `a*b **c`"),
        ("*first `x` then*", "*first *`x`* then*"),
        ("costs $5, $$n and $$$n", "costs $5, $n and $7"),
        ("the answer is `$answer`", "the answer is `12`"),
    ];
    let mut all = values();
    all.insert("answer".to_owned(), Value::Code("12".to_owned()));
    for (source, expected) in cases {
        let mut faults = Faults::default();
        let wording = Wording::read(&text(source), &declared(), &["answer"], &mut faults);
        assert_eq!(wording.map(|wording| wording.fill(&all).to_marked()).as_deref(), Some(expected), "{source}");
    }
}

#[test]
fn open_marks_and_unknown_names_of_prose_are_faults() {
    let cases: [(&str, &[(&str, &str)]); 7] = [
        ("a `b", &[("open-mark", "`")]),
        ("a *b", &[("open-mark", "*")]),
        ("a **b* c*", &[("open-mark", "**")]),
        ("use *args", &[("open-mark", "*")]),
        ("`a* *b", &[("open-mark", "`")]),
        ("$answer", &[("undeclared-name", "$answer")]),
        ("*$m", &[("open-mark", "*"), ("undeclared-name", "$m")]),
    ];
    for (source, expected) in cases {
        let mut faults = Faults::default();
        assert!(Wording::read(&text(source), &declared(), &[], &mut faults).is_none(), "{source}");
        let expected: Vec<(&str, String)> = expected.iter().map(|(code, place)| (*code, (*place).to_owned())).collect();
        assert_eq!(found(faults), expected, "{source}");
    }
}

proptest::proptest! {
    #[test]
    fn text_without_dollars_is_filled_as_it_is(source in "[a-z'\"{}#()\n ]{0,40}") {
        if !source.contains("'''") && !source.ends_with('\'') {
            assert_eq!(template(&source).fill(&values()), source);
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(source in "[$a-n{}:*`'\"\\\\\n é]{0,40}") {
        if !source.contains("'''") && !source.ends_with('\'') {
            let (text, mut faults) = (text(&source), Faults::default());
            Wording::read(&text, &declared(), &[], &mut faults).map(|wording| wording.fill(&values()));
            if let Some(program) = Template::read(&text, &declared(), &mut faults) {
                let all = 0..program.source().len();
                let (filled, moved) = program.fill_with(&values(), &[all]);
                assert_eq!(moved.first(), Some(&(0..filled.len())));
            }
            Quote::read(&text, &template(PROGRAM), &mut faults);
        }
    }
}
