//! `[problem.draw]` as files have it, with a small stand-in for the interpreter.

use super::{Declared, Lot, Manner, Parameters, Pools, Undrawn, Value, Values};
use crate::diagnostic::{Faults, Source, to_text};
use crate::keys::{Keys, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn pools() -> Pools {
    let people = ["Ada", "Ben", "Chiyo", "Dmitri", "Ada"].map(str::to_owned).to_vec();
    Pools(BTreeMap::from([("people".to_owned(), people), ("empty".to_owned(), Vec::new())]))
}

/// The words of an expression, without those that Python has; `(` alone does not parse.
fn names_of(expression: &str) -> Result<BTreeSet<String>, (usize, String)> {
    if let Some(at) = expression.find(['$', '?']) {
        return Err((at, "unexpected token".to_owned()));
    }
    let words = expression.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let is_name = |word: &&str| {
        word.starts_with(|first: char| first.is_ascii_alphabetic()) && *word != "range" && *word != "boom"
    };
    Ok(words.filter(is_name).map(str::to_owned).collect())
}

/// `a + 3`, `range(n)`, a name, a number, `[1, 2]`; anything else is a `NameError`.
fn evaluate(values: &Values, expressions: &[&str]) -> Result<Vec<Result<Value, String>>, String> {
    if expressions.contains(&"boom") {
        return Err("stopped".to_owned());
    }
    Ok(expressions.iter().map(|expression| one(values, expression).ok_or_else(|| "NameError".to_owned())).collect())
}

fn one(values: &Values, expression: &str) -> Option<Value> {
    if let Some((left, right)) = expression.split_once(" + ") {
        return match (one(values, left)?, one(values, right)?) {
            (Value::Int(left), Value::Int(right)) => Some(Value::Int(left + right)),
            _ => None,
        };
    }
    if let Some(end) = expression.strip_prefix("range(").and_then(|rest| rest.strip_suffix(')')) {
        let Value::Int(end) = one(values, end)? else { return None };
        return Some(Value::List((0..end).map(Value::Int).collect()));
    }
    let number = expression.parse().ok().map(Value::Int);
    number.or_else(|| values.get(expression).cloned())
}

fn keys(toml: &str) -> Keys {
    let source = Arc::new(Source { name: "set.toml".to_owned(), text: toml.to_owned() });
    let mut faults = Faults::default();
    let keys = parse(&source, &mut faults).expect("the file has no endless keys");
    assert!(faults.is_empty(), "{}", to_text(&faults.into_sorted()));
    keys
}

fn parameters(toml: &str) -> Parameters {
    let mut faults = Faults::default();
    let parameters = Parameters::read(Some(keys(toml)), &pools(), &names_of, &mut faults);
    assert!(faults.is_empty(), "{}", to_text(&faults.into_sorted()));
    parameters
}

fn lot(seed: u64) -> Lot<'static> {
    Lot { seed, problem: "a-problem", attempt: 0 }
}

fn draw_all(parameters: &Parameters, lot: Lot) -> Result<Vec<Values>, Undrawn> {
    let mut drawn = Vec::new();
    parameters.draw(lot, &mut evaluate, &mut |values, _| {
        drawn.push(values);
        false
    })?;
    Ok(drawn)
}

fn draw(toml: &str, seed: u64) -> Values {
    let drawn = draw_all(&parameters(toml), lot(seed)).expect("it can be drawn");
    drawn.into_iter().next().expect("something is drawn")
}

fn literals(values: &Values) -> String {
    values.iter().map(|(name, value)| format!("{name}={}", value.to_literal())).collect::<Vec<_>>().join(" ")
}

/// Frozen, and the same as from a second implementation of the makers: another value here means that every sheet
/// printed so far has become another sheet.
#[test]
fn known_draws_stay_known() {
    let cases = [
        ("n = { int = [2, 9] }", "n=9"),
        ("n = { int = [10, 50], step = 5, not = [10, 20] }", "n=50"),
        ("n = { ints = [1, 9], len = [4, 6] }", "n=[7, 6, 4, 2]"),
        ("n = { ints = [1, 20], len = 4, distinct = true, sorted = true }", "n=[10, 11, 13, 15]"),
        ("n = { pick = [3, 'five', true, [1, 2], 0.5] }", "n=[1, 2]"),
        ("n = { word = 'people' }", "n=\"Dmitri\""),
        ("n = { words = 'people', len = 3 }", "n=[\"Chiyo\", \"Dmitri\", \"Ada\"]"),
        ("n = { chars = 'abn', len = [5, 7] }", "n=\"anabb\""),
        ("n = { name = ['tidy', 'squeeze'] }", "n=squeeze"),
        ("n = { code = ['x % 2 == 0', 'x > 4'] }", "n=x > 4"),
        ("n = { shuffle = 'range(6)' }", "n=[1, 2, 4, 5, 0, 3]"),
        ("n = { shuffle = 'range(6)', len = 2 }", "n=[5, 4]"),
        ("n = { expr = '3 + 4' }", "n=7"),
        ("b = { int = ['a + 1', 'a + 9'] }\na = { int = [1, 3] }\nc = { expr = 'a + b' }", "a=1 b=2 c=3"),
        (
            "p = { ints = [2, 9], len = 2, distinct = true }\nxs = { ints = 'p', len = 5 }",
            "p=[5, 6] xs=[5, 5, 5, 5, 5]",
        ),
        (
            "t = { name = [{ Base = 'Shelf', item = 'book' }, { Base = 'Route', item = 'stop' }] }",
            "Base=Shelf item=book",
        ),
    ];
    let drawn = cases.map(|(toml, _)| (toml, literals(&draw(toml, 7))));
    assert_eq!(drawn, cases.map(|(toml, expected)| (toml, expected.to_owned())));
}

#[test]
fn other_lines_and_their_order_move_nothing() {
    let alone = draw("n = { int = [0, 1000000] }", 3);
    let among = draw("a = { int = [0, 9] }\nz = { ints = 'range(n)', len = 3 }\nn = { int = [0, 1000000] }", 3);
    let reversed = draw("n = { int = [0, 1000000] }\nz = { ints = 'range(n)', len = 3 }\na = { int = [0, 9] }", 3);
    assert_eq!(alone["n"], among["n"]);
    assert_eq!(among, reversed);
}

#[test]
fn seed_problem_name_and_attempt_each_name_another_stream() {
    let wide = parameters("n = { int = [0, 1000000000] }\nm = { int = [0, 1000000000] }");
    let lots = [lot(1), lot(2), Lot { attempt: 1, ..lot(1) }, Lot { problem: "another-problem", ..lot(1) }];
    let mut seen = BTreeSet::new();
    for lot in lots {
        let drawn = draw_all(&wide, lot).expect("it can be drawn");
        seen.extend(drawn[0].values().map(Value::to_literal));
    }
    assert_eq!(seen.len(), 8);
}

#[test]
fn every_draw_is_within_its_line() {
    let toml = "a = { int = [10, 50], step = 5, not = [10, 20] }\nb = { ints = [1, 6], len = [2, 6], distinct = true, sorted = true }\nc = { words = 'people', len = 4 }\n";
    let parameters = parameters(toml);
    for seed in 0..300 {
        let values = draw_all(&parameters, lot(seed)).expect("it can be drawn").remove(0);
        let Value::Int(a) = values["a"] else { panic!("`a` is a number") };
        assert!((15..=50).contains(&a) && a % 5 == 0 && a != 20, "{a}");
        let Value::List(b) = &values["b"] else { panic!("`b` is a list") };
        assert!((2..=6).contains(&b.len()));
        assert!(b.windows(2).all(|pair| pair[0].order(&pair[1]).is_lt()), "{b:?}");
        let Value::List(c) = &values["c"] else { panic!("`c` is a list") };
        assert_eq!(c.iter().map(Value::to_literal).collect::<BTreeSet<_>>().len(), 4);
    }
}

#[test]
fn rows_declare_their_fields_and_names_are_bare() {
    let parameters = parameters(
        "t = { name = [{ Base = 'Shelf', item = 'book' }] }\nr = { pick = [{ what = 'tea', n = 2 }] }\nf = { code = ['x'] }",
    );
    let expected = [
        ("Base", Manner::Bare),
        ("f", Manner::Bare),
        ("item", Manner::Bare),
        ("n", Manner::Literal),
        ("what", Manner::Literal),
    ];
    let expected = expected.map(|(name, manner)| (name.to_owned(), manner));
    assert_eq!(*parameters.declared(), Declared(expected.into_iter().collect()));
    assert_eq!(parameters.place_of("item").map(|place| place.text().to_owned()), Some("t".to_owned()));
    assert_eq!(parameters.place_of("absent"), None);
}

#[test]
fn a_search_offers_the_smallest_first_and_each_once() {
    let toml = "k = { int = [1, 3] }\nxs = { ints = [1, 'k + 2'], len = [0, 3], from = 'search' }\nm = { ints = 'xs', len = 1 }";
    let parameters = parameters(&toml.replace("[0, 3]", "[1, 3]"));
    assert!(parameters.has_search());
    let drawn = draw_all(&parameters, lot(5)).expect("it can be drawn");
    assert!(drawn.len() > 20 && drawn.len() <= 200, "{}", drawn.len());
    assert!(drawn.iter().all(|values| values["k"] == drawn[0]["k"]));
    let sizes: Vec<(usize, i64)> = drawn.iter().map(|values| size(&values["xs"])).collect();
    assert!(sizes.windows(2).all(|pair| pair[0] <= pair[1]), "{sizes:?}");
    let once: BTreeSet<String> = drawn.iter().map(|values| values["xs"].to_literal()).collect();
    assert_eq!(once.len(), drawn.len());
    let mut taken = 0;
    let stopped = parameters.draw(lot(5), &mut evaluate, &mut |_, _| {
        taken += 1;
        taken == 3
    });
    assert_eq!((stopped, taken), (Ok(()), 3));
}

fn size(value: &Value) -> (usize, i64) {
    let Value::List(items) = value else { panic!("a list is drawn") };
    let sum = items.iter().map(|item| if let Value::Int(number) = item { *number } else { 0 }).sum();
    (items.len(), sum)
}

#[test]
fn candidates_with_which_nothing_else_can_be_drawn_are_passed_over() {
    let toml = "xs = { ints = [1, 9], len = [0, 2], from = 'search' }\nm = { ints = 'xs', len = 1 }";
    let drawn = draw_all(&parameters(toml), lot(1)).expect("it can be drawn");
    assert!(drawn.iter().all(|values| size(&values["xs"]).0 > 0) && !drawn.is_empty());
    let never = "xs = { ints = [1, 9], len = 0, from = 'search' }\nm = { ints = 'xs', len = 1 }";
    let undrawn = draw_all(&parameters(never), lot(1));
    assert!(matches!(undrawn, Err(Undrawn::Empty { parameter, .. }) if parameter == "m"));
}

#[test]
fn what_cannot_be_drawn_says_which_parameter() {
    let empty = |toml: &str| match draw_all(&parameters(toml), lot(1)) {
        Err(Undrawn::Empty { parameter, detail }) => format!("{parameter}: {detail}"),
        other => panic!("{toml} gives {other:?}"),
    };
    let cases = [
        ("a = { int = ['9', 3] }", "a: no number is left from 9 to 3 in steps of 1"),
        ("a = { int = ['range(2)', 3] }", "a: `range(2)` gives a list, not a whole number"),
        ("a = { pick = 'range(0)' }", "a: `range(0)` gives a list without elements"),
        ("a = { shuffle = '7' }", "a: `7` gives a whole number, which has no elements"),
        ("a = { shuffle = 'range(2)', len = 3 }", "a: 3 are wanted, and `range(2)` has only 2"),
        ("a = { ints = 'range(2)', len = 3, distinct = true }", "a: 3 that differ are wanted, and there are only 2"),
        ("a = { chars = 'ab', len = '5000' }", "a: a length lies from 0 to 1000, not from 5000 to 5000"),
        ("a = { words = 'people', len = '9' }", "a: 9 words are wanted, and the list has only 4"),
    ];
    for (toml, expected) in cases {
        assert_eq!(empty(toml), expected);
    }
    let failed = draw_all(&parameters("a = { int = [1, 2] }\nb = { expr = 'a + range(2)' }"), lot(1));
    assert_eq!(failed, Err(Undrawn::Expression { parameter: "b".to_owned(), error: "NameError".to_owned() }));
    let stopped = |parameter: Option<&str>| {
        Err(Undrawn::Stopped { parameter: parameter.map(str::to_owned), why: "stopped".to_owned() })
    };
    assert_eq!(draw_all(&parameters("a = { expr = 'boom' }"), lot(1)), stopped(Some("a")));
    assert_eq!(draw_all(&parameters("a = { expr = 'boom' }\nb = { expr = '1' }"), lot(1)), stopped(None));
}

#[test]
fn no_table_is_no_parameters() {
    let none = Parameters::read(None, &pools(), &names_of, &mut Faults::default());
    assert!(none.declared().0.is_empty() && !none.has_search());
    assert_eq!(draw_all(&none, lot(1)), Ok(vec![Values::new()]));
}

#[test]
fn each_fault_of_a_line_is_named_where_it_stands() {
    let cases: [(&str, &[(&str, &str)]); 46] = [
        ("n = 5", &[("no-maker", "5")]),
        ("n = {}", &[("no-maker", "n")]),
        ("n = { len = 3 }", &[("no-maker", "n")]),
        ("n = { itn = [1, 2] }", &[("unknown-maker", "itn")]),
        ("n = { int = [1, 2], pick = [1] }", &[("several-makers", "pick")]),
        ("n = { int = [1, 2], sorted = true }", &[("unknown-modifier", "sorted")]),
        ("n = { int = [1, 2], stpe = 2 }", &[("unknown-modifier", "stpe")]),
        ("n = { pick = [1], from = 'search' }", &[("unknown-modifier", "from")]),
        ("n = { int = [1, 2], from = 'file' }", &[("out-of-range", "'file'")]),
        ("n = { int = [9, 2] }", &[("empty-choice", "[9, 2]")]),
        ("n = { int = [1, 2], not = [1, 2] }", &[("empty-choice", "[1, 2]")]),
        ("n = { int = [1, 2], step = 0 }", &[("out-of-range", "0")]),
        ("n = { int = [1] }", &[("wrong-type", "[1]")]),
        ("n = { int = [1, 2.5] }", &[("wrong-type", "2.5")]),
        ("n = { int = 3 }", &[("wrong-type", "3")]),
        ("n = { ints = [9, 1], len = 2 }", &[("empty-choice", "[9, 1]")]),
        ("n = { ints = [1, 9] }", &[("missing-key", "{ ints = [1, 9] }")]),
        ("n = { ints = [1, 3], len = [2, 4], distinct = true }", &[("too-few-distinct", "[2, 4]")]),
        ("n = { ints = [1, 3], len = [4, 2] }", &[("empty-choice", "[4, 2]")]),
        ("n = { ints = [1, 3], len = -1 }", &[("out-of-range", "-1")]),
        ("n = { ints = [1, 3], len = 2, sorted = 'yes' }", &[("wrong-type", "'yes'")]),
        ("n = { pick = [] }", &[("empty-choice", "[]")]),
        ("n = { pick = 3 }", &[("wrong-type", "3")]),
        ("n = { name = 'tidy' }", &[("wrong-type", "'tidy'")]),
        ("n = { name = ['a b'] }", &[("not-a-name", "'a b'")]),
        ("n = { code = [true] }", &[("wrong-type", "true")]),
        ("n = { word = 'peple' }", &[("unknown-pool", "'peple'")]),
        ("n = { word = 'empty' }", &[("empty-choice", "'empty'")]),
        ("n = { words = 'people', len = 5 }", &[("too-few-distinct", "5")]),
        ("n = { chars = '', len = 5 }", &[("empty-choice", "''")]),
        ("n = { shuffle = [1, 2] }", &[("wrong-type", "[1, 2]")]),
        ("n = { pick = [{ a = 1 }, { b = 1 }] }", &[("rows-differ", "{ b = 1 }")]),
        ("n = { pick = [{ a = 1 }, { a = 1, b = 1 }] }", &[("rows-differ", "{ a = 1, b = 1 }")]),
        ("n = { pick = [{ a = 1 }, 3] }", &[("rows-differ", "3")]),
        ("n = { pick = [{ a = 1 }] }\na = { int = [1, 2] }", &[("field-taken", "a")]),
        ("n = { pick = [{ a = 1 }] }\nm = { pick = [{ a = 1 }] }", &[("field-taken", "a")]),
        ("answer = { int = [1, 2] }", &[("reserved-name", "answer")]),
        ("n = { pick = [{ theirs = 1 }] }", &[("reserved-name", "theirs")]),
        ("sum = { int = [1, 2] }", &[("reserved-name", "sum")]),
        ("shelfMark = { int = [1, 2] }", &[("not-a-name", "shelfMark")]),
        ("my-n = { int = [1, 2] }", &[("not-a-name", "my-n")]),
        ("n = { expr = 'm + 1' }", &[("unknown-name-in-expression", "m")]),
        ("n = { expr = '1 + $m' }", &[("expression-does-not-parse", "$")]),
        (
            "a = { expr = 'b' }\nb = { int = [1, 'c'] }\nc = { expr = 'a' }\nd = { expr = 'a' }",
            &[("parameters-in-a-circle", "a")],
        ),
        ("a = { expr = 'a + 1' }", &[("parameters-in-a-circle", "a")]),
        (
            "a = { int = [1, 2], from = 'search' }\nb = { chars = 'ab', len = 2, from = 'search' }",
            &[("several-searches", "b")],
        ),
    ];
    for (toml, expected) in cases {
        let mut faults = Faults::default();
        Parameters::read(Some(keys(toml)), &pools(), &names_of, &mut faults);
        let found = faults.into_sorted();
        let got: Vec<(&str, &str)> = found.iter().map(|fault| (fault.code, fault.place.text())).collect();
        assert_eq!(got, expected, "{toml}\n{}", to_text(&found));
        for fault in &found {
            assert!(fault.help.is_some(), "{} has no help", fault.code);
            assert!(!fault.message.ends_with('.'), "{}", fault.message);
        }
    }
}

#[test]
fn one_faulty_line_hides_no_other_and_makes_no_further_fault() {
    let mut faults = Faults::default();
    let toml = "a = { int = [9, 1] }\nb = { int = ['a', 20] }\nc = { pick = [] }\nd = { expr = 'c + b' }";
    Parameters::read(Some(keys(toml)), &pools(), &names_of, &mut faults);
    let codes: Vec<&str> = faults.into_sorted().iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["empty-choice", "empty-choice"]);
}

#[test]
fn parameters_without_end_are_one_fault() {
    let toml: String = (0..5000).map(|at| format!("a{at} = {{ expr = 'a{} + 1' }}\n", at + 1)).collect();
    let mut faults = Faults::default();
    Parameters::read(Some(keys(&toml)), &pools(), &names_of, &mut faults);
    let messages: Vec<String> = faults.into_sorted().into_iter().map(|fault| fault.message).collect();
    assert_eq!(messages, ["the number of parameters is at most 100, not 5000"]);
}

#[test]
fn circles_are_told_along_the_way() {
    let mut faults = Faults::default();
    let toml = "low = { expr = 'high' }\nhigh = { expr = 'low' }";
    Parameters::read(Some(keys(toml)), &pools(), &names_of, &mut faults);
    let found = faults.into_sorted();
    assert_eq!(found[0].message, "parameters need each other in a circle: `high` needs `low` needs `high`");
}

proptest::proptest! {
    #[test]
    fn any_lines_are_read_without_a_panic(
        maker in "int|ints|pick|word|words|chars|name|code|shuffle|expr",
        value in "\\[\\]|\\[1, 9\\]|\\[9, 1\\]|'range\\(3\\)'|'n'|'people'|\\[\\{ a = 1 \\}\\]|3|'people'|\\[\\[1\\], 'x'\\]",
        more in "|, len = 2|, len = \\[0, 3\\]|, len = 'n'|, distinct = true, len = 3|, from = 'search', len = 2|, step = 2",
        seed in 0u64..50,
    ) {
        let keys = keys(&format!("n = {{ {maker} = {value}{more} }}\n"));
        let mut faults = Faults::default();
        let parameters = Parameters::read(Some(keys), &pools(), &names_of, &mut faults);
        let (first, second) = (draw_all(&parameters, lot(seed)), draw_all(&parameters, lot(seed)));
        assert_eq!(first, second);
    }
}

/// Every draw of these lines, in words; `None` where there are more than so many ways.
fn every(toml: &str, most: usize) -> Option<Vec<String>> {
    let draws = parameters(toml).every(most, &mut evaluate).expect("each can be drawn")?;
    let told = |values: &Values| values.values().map(Value::to_literal).collect::<Vec<_>>().join(" ");
    Some(draws.iter().map(told).collect())
}

#[test]
fn every_draw_is_found_once_where_there_are_few() {
    let cases: [(&str, &[&str]); 7] = [
        ("", &[""]),
        ("n = { int = [1, 3] }", &["1", "2", "3"]),
        ("n = { int = [0, 1] }\nm = { int = ['n', 2] }", &["0 0", "1 0", "2 0", "1 1", "2 1"]),
        ("n = { pick = [7, 7, 8] }", &["7", "8"]),
        ("n = { ints = [1, 3], len = 2, distinct = true, sorted = true }", &["[1, 2]", "[1, 3]", "[2, 3]"]),
        ("n = { chars = 'ab', len = [1, 2] }", &["\"a\"", "\"b\"", "\"aa\"", "\"ab\"", "\"ba\"", "\"bb\""]),
        ("n = { pick = [{ a = 1, b = 2 }, { a = 3, b = 4 }] }", &["1 2", "3 4"]),
    ];
    for (toml, expected) in cases {
        let mut found = every(toml, 20).unwrap_or_else(|| panic!("few: {toml}"));
        let mut expected: Vec<String> = expected.iter().map(|&text| text.to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{toml}");
    }
}

#[test]
fn draws_that_are_too_many_are_not_gone() {
    for toml in [
        "n = { int = [1, 21] }",
        "n = { ints = [1, 3], len = 3 }",
        "n = { int = [-9223372036854775808, 9223372036854775807] }",
    ] {
        assert_eq!(every(toml, 20), None, "{toml}");
    }
}

/// Whatever a seed draws is among them.
#[test]
fn draws_by_seed_are_among_every_draw() {
    let toml = "n = { int = [2, 4] }\nxs = { shuffle = 'range(n)', len = 2 }\nwho = { words = 'people', len = 1 }";
    let all = parameters(toml).every(1_000, &mut evaluate).expect("each can be drawn").expect("they are few");
    for seed in 0..50 {
        assert!(all.contains(&draw(toml, seed)), "seed {seed}");
    }
}

#[test]
fn a_draw_that_fails_in_one_way_of_many_is_told() {
    let failing = parameters("n = { int = [0, 3] }\nm = { pick = 'range(n)' }").every(100, &mut evaluate);
    assert!(matches!(failing, Err(Undrawn::Empty { .. })), "{failing:?}");
    let sought = every("n = { int = [0, 2], from = \"search\" }\nm = { pick = 'range(n)' }", 100);
    assert_eq!(sought.map(|draws| draws.len()), Some(3));
}
