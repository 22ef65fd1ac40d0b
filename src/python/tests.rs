use super::{Called, Ending, Limits, Python, Stop};
use crate::draw::{Value, Values};
use std::time::Duration;

mod library;

fn imported(name: &str, line: u32) -> Stop {
    Stop::Module { name: name.to_owned(), line: Some(line) }
}

fn raised(kind: &str, line: u32) -> Ending {
    Ending::Raised { kind: kind.to_owned(), line: Some(line) }
}

fn value(text: &str) -> Called {
    Called::Value(text.to_owned())
}

fn forbidden(name: &str, line: u32) -> Stop {
    Stop::Forbidden { name: name.to_owned(), line: Some(line) }
}

#[test]
fn programs_run() {
    let cases = [
        ("print(1 + 1)\nprint('a', 'b', sep='-')", "2\na-b\n", Ending::Done),
        ("", "", Ending::Done),
        ("xs = [1]\nprint(xs)\nxs[3]", "[1]\n", raised("IndexError", 3)),
        ("def f(n):\n    if n:\n        return f(n - 1)\n    raise KeyError(n)\nf(3)", "", raised("KeyError", 4)),
        ("class Odd(Exception):\n    pass\nraise Odd", "", raised("Odd", 3)),
        ("print(1\n", "", raised("SyntaxError", 1)),
        ("def f():\nreturn 1", "", raised("IndentationError", 2)),
        ("return 1", "", raised("SyntaxError", 1)),
        ("def f(n):\n    return f(n + 1)\nf(0)", "", raised("RecursionError", 2)),
        ("from itertools import chain\nprint(list(chain('ab', [1])))", "['a', 'b', 1]\n", Ending::Done),
        ("print(__name__)\nprint(dir())", "__main__\n['__builtins__', '__name__']\n", Ending::Done),
        (
            "class A:\n    'doc'\n    x = 1\n    @property\n    def y(self):\n        return 2\nprint(A.__doc__, A.x, A().y)",
            "doc 1 2\n",
            Ending::Done,
        ),
        ("def f():\n    'doc'\n    global g\n    g = 1\nf()\nprint(f.__doc__, g)", "doc 1\n", Ending::Done),
        (
            "def g():\n    x = yield 1\n    print(x)\n    return 5\nit = g()\nnext(it)\ntry:\n    it.send(7)\nexcept StopIteration as e:\n    print(e.value)",
            "7\n5\n",
            Ending::Done,
        ),
        (
            "match (1, 2):\n    case (1, y) if y > 1:\n        print(y)\n    case _:\n        print('no')",
            "2\n",
            Ending::Done,
        ),
        ("print('\\ud800')", "", raised("ValueError", 1)),
        (
            "print({'b': 1, 'a': [2.5, None]}, 10**30, 1e100)",
            "{'b': 1, 'a': [2.5, None]} 1000000000000000000000000000000 1e+100\n",
            Ending::Done,
        ),
    ];
    let mut python = Python::in_process();
    for (program, stdout, ending) in cases {
        let run = python.run(program).unwrap_or_else(|stop| panic!("{program}: {stop:?}"));
        assert_eq!((run.stdout.as_str(), run.ending), (stdout, ending), "{program}");
    }
}

#[test]
fn programs_without_end_are_stopped_at_their_line() {
    let steps = |line| Stop::Steps { line: Some(line) };
    let cases = [
        ("while True: pass", steps(1)),
        ("x = 0\nwhile True:\n    x += 1", steps(2)),
        ("while True:\n    try:\n        x = 1\n    except BaseException:\n        pass", steps(1)),
        ("for i in range(10**9):\n    for j in range(10**9):\n        x = j", steps(2)),
        ("while True:\n    print('x' * 1000)", Stop::Output),
        ("print('x' * 100000)", Stop::Output),
        ("try:\n    while True:\n        x = 1\nexcept BaseException:\n    print('caught')", steps(2)),
    ];
    let mut python = Python::in_process();
    for (program, stop) in cases {
        assert_eq!(python.run(program), Err(stop), "{program}");
    }
    assert_eq!(python.run("print(1)").map(|run| run.stdout), Ok("1\n".to_owned()));
}

#[test]
fn forbidden_names_are_told_before_anything_runs() {
    let cases = [
        ("x = open('x')", "open", 1),
        ("def f():\n    return input()", "input", 2),
        ("f = eval", "eval", 1),
        ("__import__('os')", "__import__", 1),
        ("f = lambda: 0\nf.__globals__", "__globals__", 2),
        ("().__class__.__base__.__subclasses__()", "__subclasses__", 1),
        ("__lh_after__ = print", "__lh_after__", 1),
    ];
    let mut python = Python::in_process();
    for (program, name, line) in cases {
        assert_eq!(python.run(program), Err(forbidden(name, line)), "{program}");
    }
    let modules = [
        ("print(1)\nimport os", "os", 2),
        ("from sys import path", "sys", 1),
        ("from . import x", ".", 1),
        ("import itertools, time", "time", 1),
        ("import collections.deque", "collections.deque", 1),
        ("def f():\n    from unittest.mock import Mock", "unittest.mock", 2),
    ];
    for (program, name, line) in modules {
        assert_eq!(python.run(program), Err(imported(name, line)), "{program}");
    }
    let own = python
        .run("def open(x):\n    return x\nprint(open(3))\nclass D:\n    def exit(self):\n        print(4)\nD().exit()");
    assert_eq!(own.map(|run| run.stdout), Ok("3\n4\n".to_owned()));
    assert_eq!(python.evaluate(&Values::new(), &["open('x')"]), Err(forbidden("open", 1)));
    assert_eq!(python.call("", &["input()"]), Err(forbidden("input", 1)));
}

#[test]
fn no_program_sees_another() {
    let cases = [
        (
            "import itertools\nitertools.chain = 5\nx = 1",
            "import itertools\nprint(itertools.chain == 5)\nprint('x' in dir())",
            "False\nFalse\n",
        ),
        ("b.len = lambda x: 0", "print(len([1, 2]))", "2\n"),
        ("del b.sorted", "print(sorted([2, 1]))", "[1, 2]\n"),
        (
            "class A:\n    def __del__(self):\n        print('late')\na = A()\na.me = a\ndel a",
            "print('mine')",
            "mine\n",
        ),
        (
            "def g():\n    try:\n        yield 1\n    finally:\n        print('late')\nit = g()\nnext(it)\nme = [it]\nme.append(me)",
            "print('mine')",
            "mine\n",
        ),
        ("b.__import__('sys').setrecursionlimit(20)", "def f(n):\n    return n and f(n - 1)\nprint(f(100))", "0\n"),
        ("b.__import__('sys').stdout = 3", "print('mine')", "mine\n"),
        ("b.__lh_after__ = b.__lh_value__ = lambda *x: 3", "if 0:\n    pass\nprint('mine')", "mine\n"),
        ("b.print = None", "print('mine')", "mine\n"),
        (
            "def t(*a):\n    print('traced')\n    return t\ns = b.__import__('sys')\ns.settrace(t)\ns.setprofile(t)",
            "def f():\n    pass\nf()\nprint('mine')",
            "mine\n",
        ),
        (
            "c = b.__import__('_codecs')\nc.register_error('replace', lambda error: ('mine', error.end))",
            "print('\\xe9'.encode('ascii', 'replace'))",
            "b'?'\n",
        ),
        (
            "g = b.__import__('gc')\ng.disable()\ng.callbacks.append(lambda *a: print('late'))",
            "print('mine')",
            "mine\n",
        ),
    ];
    let mut python = Python::in_process();
    for (first, second, stdout) in cases {
        let digging = format!("b = getattr(lambda: 0, '__glob' + 'als__')['__builtins__']\n{first}");
        assert_eq!(python.run(&digging).map(|run| run.ending), Ok(Ending::Done), "{first}");
        assert_eq!(python.run(second).map(|run| run.stdout), Ok(stdout.to_owned()), "{first}");
    }
}

#[test]
fn expressions_are_evaluated_over_fresh_values() {
    let values = Values::from([
        ("xs".to_owned(), Value::List(vec![Value::Int(4), Value::Int(1)])),
        (
            "d".to_owned(),
            Value::Dict(vec![(Value::Text("b".into()), Value::Float(0.1)), (Value::Text("a".into()), Value::None)]),
        ),
        ("s".to_owned(), Value::Set(vec![Value::Int(1)])),
        ("name".to_owned(), Value::Code("total".into())),
    ]);
    let ints = |ints: &[i64]| Value::List(ints.iter().copied().map(Value::Int).collect());
    let text = |text: &str| Value::Text(text.to_owned());
    let cases = [
        ("xs.append(5) or xs", Ok(ints(&[4, 1, 5]))),
        ("xs", Ok(ints(&[4, 1]))),
        ("range(3)", Ok(ints(&[0, 1, 2]))),
        ("(x * 2 for x in xs)", Ok(ints(&[8, 2]))),
        ("d.keys()", Ok(Value::List(vec![text("b"), text("a")]))),
        ("{3, 20, 1}", Ok(Value::Set(vec![Value::Int(1), Value::Int(20), Value::Int(3)]))),
        ("(True, 2.5, None)", Ok(Value::Tuple(vec![Value::Bool(true), Value::Float(2.5), Value::None]))),
        ("name + 'x'", Ok(text("totalx"))),
        ("d", Ok(values["d"].clone())),
        ("float('inf')", Ok(Value::Float(f64::INFINITY))),
        ("2**62", Ok(Value::Int(1 << 62))),
        ("2**64", Err("OverflowError".to_owned())),
        ("1 // 0", Err("ZeroDivisionError".to_owned())),
        ("len", Err("TypeError".to_owned())),
        ("b'x'", Err("TypeError".to_owned())),
        ("nothing", Err("NameError".to_owned())),
        ("1 +", Err("SyntaxError".to_owned())),
    ];
    let mut python = Python::in_process();
    let expressions: Vec<&str> = cases.iter().map(|(expression, _)| *expression).collect();
    let results = python.evaluate(&values, &expressions).expect("none of them is stopped");
    for ((expression, expected), result) in cases.into_iter().zip(results) {
        assert_eq!(result, expected, "{expression}");
    }
    let endless = python.evaluate(&Values::new(), &["iter(int, 1)"]);
    assert_eq!(endless, Err(Stop::Steps { line: None }));
}

#[test]
fn calls_see_a_fresh_program_each() {
    let program = "seen = []\nprint('noise')\ndef f(n):\n    seen.append(n)\n    if n < 0:\n        raise ValueError('negative')\n    return seen\nclass P:\n    def __repr__(self):\n        return 'P!'";
    let cases = [
        ("f(1)", value("[1]")),
        ("f(2)", value("[2]")),
        ("P()", value("P!")),
        ("'it'", value("'it'")),
        ("f(-1)", Called::Raised("ValueError".to_owned())),
        ("raises(lambda: f(-1))", Called::Raised("ValueError".to_owned())),
        ("raises(lambda: f(1))", Called::Raised("NotRaised".to_owned())),
        ("[raises(lambda: f(-1)), 3]", value("[ValueError, 3]")),
        ("g(1)", Called::Raised("NameError".to_owned())),
    ];
    let mut python = Python::in_process();
    let calls: Vec<&str> = cases.iter().map(|(call, _)| *call).collect();
    let called = python.call(program, &calls).expect("none of them is stopped");
    for ((call, expected), called) in cases.into_iter().zip(called) {
        assert_eq!(called, expected, "{call}");
    }
    let failing = Called::Raised("ZeroDivisionError".to_owned());
    assert_eq!(python.call("1 / 0", &["1", "2"]), Ok(vec![failing.clone(), failing]));
    let endless = python.call("def f():\n    while True:\n        pass", &["raises(f)"]);
    assert_eq!(endless, Err(Stop::Steps { line: Some(2) }));
}

/// The rows of a trace, `line: cell | cell`, as text.
fn traced(program: &str, lines: &[u32], names: &[&str]) -> Vec<String> {
    let trace = Python::in_process().trace(program, lines, names).unwrap_or_else(|stop| panic!("{program}: {stop:?}"));
    let cell = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "–".to_owned());
    trace
        .rows
        .iter()
        .map(|row| format!("{}: {}", row.line, row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")))
        .collect()
}

#[test]
fn traces_note_names_after_the_line() {
    type Case<'a> = (&'a str, &'a [u32], &'a [&'a str], &'a [&'a str]);
    let cases: [Case; 9] = [
        (
            "kept = []\nfor x in [4, 4, 1]:\n    if x not in kept:\n        kept.append(x)\nprint(kept)",
            &[2, 4],
            &["x", "kept"],
            &["2: 4 | []", "4: 4 | [4]", "2: 4 | [4]", "2: 1 | [4]", "4: 1 | [4, 1]"],
        ),
        ("n = 2\nwhile n > 0:\n    n -= 1", &[1, 2, 3], &["n"], &["1: 2", "2: 2", "3: 1", "2: 1", "3: 0"]),
        ("a = 1\nb = 'x'", &[1, 2], &["a", "b"], &["1: 1 | –", "2: 1 | \"x\""]),
        (
            "def f(n):\n    m = n * 2\n    return m + 1\nt = f(3)",
            &[2, 3, 4],
            &["m", "t"],
            &["2: 6 | –", "3: 6 | –", "4: – | 7"],
        ),
        (
            "class P:\n    def __init__(self, x):\n        self.x = x\n        self.y = [x]\n    def __repr__(self):\n        raise ValueError\np = P(2)\nq = [p]",
            &[3, 4, 8],
            &["self", "q"],
            &["3: P(x=2) | –", "4: P(x=2, y=[2]) | –", "8: – | [P(x=2, y=[2])]"],
        ),
        (
            "def f():\n    pass\nxs = [1]\nxs.append(xs)\nr = (f, P := int, range(3), frozenset({2}), 10**20, (x for x in xs), xs.append)",
            &[5],
            &["xs", "r"],
            &[
                "5: [1, [...]] | (function f, class int, range(0, 3), frozenset({2}), 100000000000000000000, generator, function append)",
            ],
        ),
        (
            "try:\n    x = 1\n    raise KeyError\nexcept KeyError:\n    x = 2\nfinally:\n    x = 3",
            &[2, 3, 4, 5, 7],
            &["x"],
            &["2: 1", "3: 1", "4: 1", "5: 2", "7: 3"],
        ),
        (
            "total = 0\ndef add(n):\n    global total\n    total += n\nadd(2)\nadd(3)",
            &[4],
            &["total", "n"],
            &["4: 2 | 2", "4: 5 | 3"],
        ),
        (
            "def outer():\n    k = 1\n    def inner():\n        nonlocal k\n        k += 1\n    inner()\n    return k\nouter()",
            &[5, 6],
            &["k"],
            &["5: 2", "6: 2"],
        ),
    ];
    for (program, lines, names, rows) in cases {
        assert_eq!(traced(program, lines, names), rows, "{program}");
    }
}

#[test]
fn a_program_that_traces_otherwise_is_no_answer() {
    let counts = "import itertools\nc = itertools.count()\nclass D(dict):\n    def __missing__(self, name):\n        print(name)\n        raise KeyError(name)\nclass M(type):\n    @classmethod\n    def __prepare__(cls, *a):\n        return D()\nclass A(metaclass=M):\n    x = 1";
    assert!(matches!(Python::in_process().trace(counts, &[1], &["c"]), Err(Stop::Crashed { .. })));
}

#[test]
fn what_no_probe_sees_is_left_to_the_clock() {
    let limits = Limits { time: Duration::from_millis(50), ..Limits::default() };
    let mut python = Python::in_process().with_limits(limits);
    assert_eq!(python.run("sum(range(4_000_000))"), Err(Stop::Time));
    let limits = Limits::default();
    python = python.with_limits(limits);
    assert_eq!(python.run("print(2)").map(|run| run.stdout), Ok("2\n".to_owned()));
}

#[test]
fn it_can_be_handed_to_another_thread() {
    fn sendable<T: Send>() {}
    sendable::<Python>();
}

#[test]
fn a_program_that_is_no_worker_is_told() {
    for program in ["/nowhere/longhand", env!("CARGO")] {
        let run = Python::in_worker(program.into()).run("print(1)");
        assert!(matches!(&run, Err(Stop::Unavailable { .. })), "{program}: {run:?}");
    }
}

#[test]
fn passes_over_lines_are_counted() {
    let squares = "met = 0\nfor i in range(4):\n    for j in range(i, 4):\n        met += 1\n    if i == 2:\n        break\nprint(met)\n";
    let deep = "def f(n):\n    if n < 2:\n        return n\n    return f(n - 1) + f(n - 2)\n\nf(5)\n";
    let cases = [
        (squares, vec![4], 9, Ending::Done),
        (squares, vec![2], 3, Ending::Done),
        (squares, vec![5], 3, Ending::Done),
        (squares, vec![6], 1, Ending::Done),
        (squares, vec![1, 7], 2, Ending::Done),
        (squares, vec![8], 0, Ending::Done),
        (deep, vec![2], 15, Ending::Done),
        (deep, vec![3], 8, Ending::Done),
        (deep, vec![4], 7, Ending::Done),
        ("x = [1]\nx[0] += 1\nx[3]\n", vec![1, 2, 3], 2, raised("IndexError", 3)),
    ];
    let mut python = Python::in_process();
    for (program, lines, times, ending) in cases {
        let count = python.count(program, &lines, 20_000).unwrap_or_else(|stop| panic!("{program}: {stop:?}"));
        assert_eq!((count.times, count.ending), (times, ending), "{program} {lines:?}");
    }
    let ran = python.run(squares).map(|run| run.stdout);
    assert_eq!(ran, Ok("9\n".to_owned()));
}

#[test]
fn counting_has_a_step_limit_of_its_own() {
    let program = "n = 0\nfor i in range(30_000):\n    n += 1\n";
    let mut python = Python::in_process();
    assert_eq!(python.run(program), Err(Stop::Steps { line: Some(2) }));
    assert_eq!(python.count(program, &[3], 20_000), Err(Stop::Steps { line: Some(2) }));
    let count = python.count(program, &[3], 200_000).map(|count| (count.times, count.steps));
    assert_eq!(count, Ok((30_000, 60_001)));
}
