use super::{check_program, is_single_statement, names, strings, tokens};
use proptest::prelude::*;

#[test]
fn free_names_are_those_read_from_outside() {
    let cases: [(&str, &[&str]); 14] = [
        ("1 + 2", &[]),
        ("len(xs) + n", &["n", "xs"]),
        ("[x for x in xs if x > low]", &["low", "xs"]),
        ("[x for x in x]", &["x"]),
        ("[y for x in xs for y in x]", &["xs"]),
        ("{k: v + d for k, (v, *w) in pairs.items()}", &["d", "pairs"]),
        ("lambda a, *b, c=d, **e: a + b + c + e + f", &["d", "f"]),
        ("(lambda x: x)(x)", &["x"]),
        ("(y := n) + y", &["n"]),
        ("f'{a!r:>{b}} {c}'", &["a", "b", "c"]),
        ("a.b[c](d=e)", &["a", "c", "e"]),
        ("[x for x in xs][x]", &["x", "xs"]),
        ("sorted({zip, vars, ValueError, __name__, True}, key=lambda e: e)", &[]),
        ("'xs'", &[]),
    ];
    for (expression, expected) in cases {
        let names = names(expression).unwrap_or_else(|slip| panic!("{expression}: {slip:?}"));
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{expression}");
    }
}

#[test]
fn slips_tell_their_place() {
    assert_eq!(names("1 +").map_err(|slip| slip.offset), Err(3));
    assert_eq!(names("x = 1").map_err(|slip| slip.offset), Err(2));
    assert_eq!(check_program("x = 1\ny = = 2\n").map_err(|slip| slip.offset), Err(10));
    assert_eq!(check_program("def f():\n    return 1\n"), Ok(()));
}

#[test]
fn no_text_overflows_the_parser() {
    let deep = [
        "(".repeat(61),
        "[".repeat(3_999),
        "-".repeat(3_999) + "1",
        "not ".repeat(990) + "1",
        "x".repeat(4_001),
        "é".repeat(2_001),
    ];
    let wide =
        ["a+".repeat(1_999) + "1", "a.".repeat(1_999) + "b", "2**".repeat(1_300) + "2", "lambda: ".repeat(499) + "1"];
    for text in deep.iter().chain(&wide) {
        let _ = (names(text), check_program(text), strings(text), tokens(text), is_single_statement(text, 1));
    }
    let message = |text: &str| check_program(text).map_err(|slip| slip.message);
    assert_eq!(message(&deep[0]), Err("too deeply nested: more than 60 levels of brackets".to_owned()));
    assert_eq!(message(&deep[4]), Err("too long: more than 4,000 bytes".to_owned()));
    assert_eq!(message(&("(".repeat(60) + "1" + &")".repeat(60))), Ok(()));
    assert_eq!(message(&deep[2]), Ok(()));
}

#[test]
fn a_short_text_needs_a_quarter_of_a_usual_stack() {
    let pairs = |open: &str, inner: &str, close: &str, times| open.repeat(times) + inner + &close.repeat(times);
    let texts = [
        "-".repeat(199) + "1",
        "not ".repeat(49) + "1",
        "lambda:".repeat(28) + "1",
        "1 if x else ".repeat(16) + "1",
        "2**".repeat(66) + "2",
        "a.".repeat(99) + "b",
        pairs("(", "1", ")", 60),
        pairs("[-", "1", "]", 60),
        pairs("{", "1", "}", 60),
        pairs("f(", "1", ")", 60),
        pairs("f'{", "1", "}'", 39),
        (0..14).map(|depth| " ".repeat(depth) + "if 1:\n").collect::<String>() + &" ".repeat(14) + "0",
    ];
    let look = move || {
        for text in texts {
            assert!(text.len() <= super::SHORT, "{text}");
            let _ = (names(&text), check_program(&text), strings(&text), tokens(&text), is_single_statement(&text, 1));
        }
    };
    let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(look);
    thread.expect("there is room for a thread").join().expect("no text is too deep");
}

#[test]
fn single_statements() {
    let program = "x = 1\ny = 2; z = 3\nif x: y = 4\nfor x in [\n    1,\n]:\n    y = 5\n\n@staticmethod\ndef f():\n    pass\n# end\n";
    let single: Vec<u32> = (0..14).filter(|line| is_single_statement(program, *line)).collect();
    assert_eq!(single, [1, 4, 7, 10, 11]);
    assert!(!is_single_statement("x = = 1", 1));
}

#[test]
fn strings_and_words_are_found() {
    let program = "def f(x):\n    return f'{x + \"a\"!r} b' + 'c' 'd' + \"\"\"e\nf\"\"\"  # 'g'\n";
    let cut = |ranges: Vec<std::ops::Range<usize>>| ranges.into_iter().map(|range| &program[range]).collect::<Vec<_>>();
    assert_eq!(cut(strings(program)), ["f'{x + \"a\"!r} b'", "'c'", "'d'", "\"\"\"e\nf\"\"\""]);
    assert_eq!(cut(tokens(program)), ["def", "f", "x", "return"]);
    assert!(strings("x = '").is_empty() && tokens("x = '").is_empty());
}

proptest! {
    #[test]
    fn places_lie_in_the_text(text in "(x|é|f|'|\"|\\{|\\}|\\(|\\)|:|=|\n| |if|1|#|\\\\|\0|\\PC){0,12}") {
        let _ = (names(&text), is_single_statement(&text, 1));
        if let Err(slip) = check_program(&text) {
            prop_assert!(text.is_char_boundary(slip.offset), "{:?}", slip);
            prop_assert!(slip.message != "the parser gave up");
        }
        for range in strings(&text).into_iter().chain(tokens(&text)) {
            prop_assert!(text.get(range.clone()).is_some_and(|cut| !cut.is_empty()), "{:?}", range);
        }
    }
}
