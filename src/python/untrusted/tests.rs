use super::{Reason, Untrusted};
use crate::diagnostic::Finding;
use crate::draw::{Value, Values};
use crate::python::{Called, Care, Python, Stop};

/// What a program prints, or code and line of why that is not to be trusted.
fn verdict(program: &str) -> String {
    match Python::in_process().run(program) {
        Ok(run) => run.stdout,
        Err(Stop::Untrusted(untrusted)) => {
            let line = untrusted.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
            format!("{} {line}", untrusted.code())
        }
        Err(other) => panic!("{program}: {other:?}"),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(program, expected)| (program, expected, verdict(program)))
        .filter(|(_, expected, found)| found != **expected)
        .map(|(program, expected, found)| format!("{program}\n  gives {found:?}\n  not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_order_of_a_set_is_no_answer() {
    check(&[
        ("print({3, 1, 2})", "set-order 1"),
        ("print({1, 2, 3})", "set-order 1"),
        ("s = {'a', 'b'}\nprint(1)\nprint(s)", "set-order 3"),
        ("print([{1, 2}])", "set-order 1"),
        ("print(f'{ {4, 5} }')", "set-order 1"),
        ("print(frozenset('ab'))", "set-order 1"),
        ("for x in {'a', 'b'}:\n    print(x)", "set-order 1"),
        ("xs = [2, 1, 2]\nprint(list(set(xs)))", "set-order 2"),
        ("print(*set('kiwi'))", "set-order 1"),
        ("a, b = {1, 2}\nprint(a)", "set-order 1"),
        ("print(','.join({'a', 'b'}))", "set-order 1"),
        ("print([x * 2 for x in {1, 2}])", "set-order 1"),
        ("print(next(iter({5, 6})))", "set-order 1"),
        ("s = {1, 2, 3}\nprint(s.pop())", "set-order 2"),
        ("a = {'x': 1, 'y': 2}\nb = {'y': 1, 'x': 3}\nprint(list(a.keys() & b.keys()))", "set-order 3"),
        ("s = {1, 2, 3}\nt = {x * 2 for x in s}\nprint(t)", "set-order 3"),
        ("print(dict.fromkeys({1, 2}))", "set-order 1"),
        ("print(max({'aa', 'bb'}, key=len))", "set-order 1"),
        ("for i, x in enumerate({'p', 'q'}):\n    if i == 0:\n        print(x)", "set-order 1"),
        ("n = 0\nfor x in {1, 2, 3}:\n    n = n * 10 + x\nprint(n)", "set-order 2"),
        ("for x in {1, 2}:\n    if x == 2:\n        raise ValueError\n    print(x)", "set-order 1"),
        ("def f(xs):\n    for x in xs:\n        return x\nprint(f({1, 2}))", "set-order 2"),
        ("class S(set):\n    pass\nprint(S([1, 2]))", "set-order 3"),
        ("from itertools import chain\nprint(list(chain({1, 2}, [3])))", "set-order 2"),
        ("print(sorted({'bb', 'aa', 'c'}, key=len))", "set-order 1"),
    ]);
}

#[test]
fn sets_whose_order_does_not_show_are_fine() {
    check(&[
        ("print(sorted({3, 1, 2}))", "[1, 2, 3]\n"),
        ("print(len({3, 1, 2}), sum({1, 2}), max({1, 5}), min({1, 5}))", "3 3 5 1\n"),
        ("print({1}, set(), frozenset(), {()})", "{1} set() frozenset() {()}\n"),
        ("print(2 in {1, 2}, {1, 2} == {2, 1}, {1} < {1, 2})", "True True True\n"),
        ("seen = set()\nfor x in [4, 4, 2]:\n    if x in seen:\n        print(x)\n    seen.add(x)", "4\n"),
        (
            "a = {1, 2, 3}\nb = {2, 3, 4}\nprint(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b))",
            "[2, 3] [1, 2, 3, 4] [1] [1, 4]\n",
        ),
        ("s = {1, 2}\nn = 0\nfor x in s:\n    n += x\nprint(n)", "3\n"),
        ("s = {1, 2}\nwhile s:\n    s.pop()\nprint(s)", "set()\n"),
        ("print({x % 2 for x in [2, 4]})", "{0}\n"),
        ("s = {1, 2, 3}\nfor x in s:\n    s.add(x + 10)", ""),
        (
            "s = {1, 2, 3}\ntry:\n    for x in s:\n        s.discard(9)\n        s.remove(x)\nexcept RuntimeError:\n    print('changed', len(s))",
            "changed 2\n",
        ),
        ("d = {'b': 1, 'a': 2}\nprint(d, list(d), d.keys())", "{'b': 1, 'a': 2} ['b', 'a'] dict_keys(['b', 'a'])\n"),
        ("print(all(x > 0 for x in {1, 2}), any(x > 1 for x in {1, 2}))", "True True\n"),
        (
            "groups = {}\nfor word in ['ab', 'ba', 'c']:\n    groups.setdefault(frozenset(word), []).append(word)\nprint(list(groups.values()))",
            "[['ab', 'ba'], ['c']]\n",
        ),
        ("print(len(set('banana')), set('a') <= set('ab'), {1, 2}.isdisjoint({3}))", "3 True True\n"),
        ("s = {3, 1}\ns.update([2, 3])\ns.remove(1)\nprint(sorted(s), 1 in s)", "[2, 3] False\n"),
    ]);
}

#[test]
fn places_in_memory_and_hashes_are_no_answer() {
    check(&[
        ("print(object())", "memory-address 1"),
        ("class P:\n    pass\nxs = [P()]\nprint(xs)", "memory-address 4"),
        ("def f():\n    pass\nprint(f)", "memory-address 3"),
        ("print(x for x in [1])", "memory-address 1"),
        ("print(map(str, [1]), 1)", "memory-address 1"),
        ("print([1].append)", "memory-address 1"),
        ("print(lambda: 1)", "memory-address 1"),
        ("x = [1]\nprint(id(x))", "memory-address 2"),
        ("print(id('a') % 7)", "memory-address 1"),
        ("print(hash('a'))", "hash-value 1"),
        ("print(hash((1, 'a')) % 8)", "hash-value 1"),
        (
            "class P:\n    def __init__(self, x):\n        self.x = x\n    def __hash__(self):\n        return hash((self.x,))\nprint(hash(P(1)))",
            "hash-value 5",
        ),
        ("import itertools\nprint(itertools)", "differs-between-versions 2"),
        ("x = 5\nprint(x is 5)", "identity-of-a-value 2"),
        ("s = 'a'\nif s is not 'a':\n    pass", "identity-of-a-value 2"),
        ("print(() is ())", "identity-of-a-value 1"),
        ("n = -1\nprint(n is -1)", "identity-of-a-value 2"),
        ("a = 1000\nb = 10 ** 3\nprint(a is b)", "identity-of-a-value 3"),
        ("a = 'kiwi'\nb = ''.join(['ki', 'wi'])\nif a is not b:\n    print('no')", "identity-of-a-value 3"),
        ("def same(a, b):\n    return a is b\nprint(same((1, 2), (1, 2)))", "identity-of-a-value 2"),
    ]);
    check(&[
        ("a = [1]\nb = a\nprint(a is b, a is not None, id(a) == id(b))", "True True True\n"),
        ("print(hash('a') == hash('a'), hash(3), hash(True), hash(2.0))", "True 3 1 2\n"),
        (
            "class P:\n    def __init__(self, x):\n        self.x = x\n    def __eq__(self, other):\n        return self.x == other.x\n    def __hash__(self):\n        return hash((self.x, 'p'))\nprint(P(1) == P(1), len({P(1), P(1)}), hash(P(1)) == hash(P(1)))",
            "True 1 True\n",
        ),
        ("class P:\n    def __repr__(self):\n        return 'P!'\nprint([P()], P())", "[P!] P!\n"),
        ("print('it lies at 0x1f')", "it lies at 0x1f\n"),
        (
            "class P:\n    pass\nprint(P, type(3), len, print)",
            "<class '__main__.P'> <class 'int'> <built-in function len> <built-in function print>\n",
        ),
        ("a, b = 7, 3 + 4\nprint(a is b, a is None, b is not None, type(a) is int)", "True False True True\n"),
        ("x = None\nprint(x is None, x is True, [] is [])", "True False False\n"),
    ]);
}

#[test]
fn words_that_python_made_are_no_answer() {
    let caught = |what: &str, show: &str| format!("try:\n    {what}\nexcept Exception as e:\n    {show}");
    let refused = [
        ("1.0 / 0", "print(e)"),
        ("1 % 0", "print(e)"),
        ("divmod(1.5, 0)", "print(e)"),
        ("1 // 0", "print('oh', e)"),
        ("'a' + 1", "print(str(e))"),
        ("'abc'[5]", "print(f'{e}')"),
        ("(1,)[4]", "print(repr(e))"),
        ("[1].remove(2)", "print(e.args)"),
        ("max([])", "print(e.args[0])"),
        ("a, b = [1, 2, 3]", "print([e])"),
        ("int([])", "print('%s' % e)"),
        ("{}.popitem()", "print(e)"),
        ("set().pop()", "print(e)"),
        ("len(3)", "print('{}'.format(e))"),
        ("raise ValueError('a' + 1)", "print(e)"),
        ("assert 'a' + 1", "print(e)"),
        ("(lambda x: x)()", "print(e)"),
        ("(5).x = 1", "print(e)"),
    ];
    let programs: Vec<String> = refused.iter().map(|(what, show)| caught(what, show)).collect();
    let cases: Vec<(&str, &str)> = programs.iter().map(|program| (program.as_str(), "message-of-python 4")).collect();
    check(&cases);
    check(&[
        (
            "def f():\n    print(x)\n    x = 1\ntry:\n    f()\nexcept NameError as e:\n    print(e)",
            "message-of-python 7",
        ),
        (
            "kept = None\ntry:\n    1 // 0\nexcept ZeroDivisionError as e:\n    kept = e\nprint(kept)",
            "message-of-python 6",
        ),
        (
            "class Guard:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, error, trace):\n        print(error)\n        return True\nwith Guard():\n    'a' + 1",
            "message-of-python 5",
        ),
        (
            "try:\n    try:\n        1 // 0\n    except ZeroDivisionError as e:\n        raise ValueError('no') from e\nexcept ValueError as e:\n    print(e.__cause__)",
            "message-of-python 7",
        ),
        (
            "try:\n    try:\n        'a' + 1\n    except TypeError:\n        raise\nexcept TypeError as e:\n    print(e)",
            "message-of-python 7",
        ),
    ]);
}

#[test]
fn words_of_the_program_and_those_that_never_change_are_fine() {
    check(&[
        (
            "try:\n    raise ValueError('too small')\nexcept ValueError as e:\n    print(e, repr(e), e.args)",
            "too small ValueError('too small') ('too small',)\n",
        ),
        (
            "class Low(Exception):\n    def __init__(self, n):\n        super().__init__(f'low: {n}')\n        self.n = n\ntry:\n    raise Low(3)\nexcept Low as e:\n    print(e, e.n, [e])",
            "low: 3 3 [Low('low: 3')]\n",
        ),
        (
            "try:\n    raise ValueError(\n        'too',\n        'small',\n    )\nexcept ValueError as e:\n    print(e)",
            "('too', 'small')\n",
        ),
        ("try:\n    1 // 0\nexcept ZeroDivisionError as e:\n    print(type(e).__name__)", "ZeroDivisionError\n"),
        ("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)", "division by zero\n"),
        ("try:\n    int('x')\nexcept ValueError as e:\n    print(e)", "invalid literal for int() with base 10: 'x'\n"),
        ("try:\n    float('x')\nexcept ValueError as e:\n    print(e)", "could not convert string to float: 'x'\n"),
        ("try:\n    {}['k']\nexcept KeyError as e:\n    print(e, e.args[0])", "'k' k\n"),
        ("try:\n    [][1]\nexcept IndexError as e:\n    print(e)", "list index out of range\n"),
        ("try:\n    [].pop()\nexcept IndexError as e:\n    print(e)", "pop from empty list\n"),
        ("try:\n    nothing\nexcept NameError as e:\n    print(e)", "name 'nothing' is not defined\n"),
        ("try:\n    'a'.push\nexcept AttributeError as e:\n    print(e)", "'str' object has no attribute 'push'\n"),
        ("try:\n    assert 1 > 2, 'never'\nexcept AssertionError as e:\n    print(e)", "never\n"),
        (
            "def g():\n    yield 1\n    return 5\nit = g()\nnext(it)\ntry:\n    next(it)\nexcept StopIteration as e:\n    print(e.value, e)",
            "5 5\n",
        ),
        ("e = ValueError('never raised')\nprint(e)\ne.args = ('other',)\nprint(e)", "never raised\nother\n"),
        (
            "for n in [1, 2, 0]:\n    try:\n        if n < 3:\n            raise ValueError('low', n)\n    except ValueError as e:\n        print(e)",
            "('low', 1)\n('low', 2)\n('low', 0)\n",
        ),
        ("try:\n    raise KeyError\nexcept KeyError as e:\n    print(e, e.args)", " ()\n"),
        ("try:\n    'a' + 1\nexcept TypeError as e:\n    raise RuntimeError('mine') from e", ""),
        (
            "try:\n    'a' + 1\nexcept (TypeError, ValueError):\n    print('no')\nfinally:\n    print('end')",
            "no\nend\n",
        ),
    ]);
}

#[test]
fn formats_and_numbers_that_differ_are_told_when_they_happen() {
    check(&[
        ("print(f'{1.0:.3}')", "format-differs 1"),
        ("x = 2.5\nprint(f'{x:8.3}')", "format-differs 2"),
        ("print('{:.2}'.format(3.14159))", "format-differs 1"),
        ("print(format(-2.5, ',.0%'))", "format-differs 1"),
        ("print(f'{1234.5:,}')", "format-differs 1"),
        ("w = 5\nprint(f'{2.0:{w}.{w}}')", "format-differs 2"),
        ("print(f'{1234567:,e}')", "format-differs 1"),
        ("print(f'{\"ab\":05}')", "format-differs 1"),
        ("print(f'{\"ab\":=5}')", "format-differs 1"),
        ("print(f'{1.5:z.1f}')", "format-differs 1"),
        ("print(sum([0.1] * 10))", "sum-of-floats 1"),
        ("xs = [0.1, 0.2, 0.3]\nprint(sum(xs) / len(xs))", "sum-of-floats 2"),
        ("print(sum(x / 10 for x in range(1, 4)))", "sum-of-floats 1"),
        ("print(sum([0.1] * 10, start=0.0))", "sum-of-floats 1"),
        ("print((-8) ** (1 / 3))", "power-of-a-negative 1"),
        ("n = -2\nprint(n ** 0.5)", "power-of-a-negative 2"),
        ("print((-2.0) ** 0.5)", "power-of-a-negative 1"),
        ("print(pow(-2, 0.5))", "power-of-a-negative 1"),
        (
            "d = {1: 2}\ntry:\n    d[1:2]\nexcept (KeyError, TypeError) as e:\n    print(type(e).__name__)",
            "differs-between-versions 3",
        ),
        ("print((5).is_integer())", "newer-than-3-10 1"),
    ]);
    check(&[
        (
            "print(f'{3.14159:.2f} {0.256:.1%} {1234.5:,.2f} {12345.678:e} {2.5:g}')",
            "3.14 25.6% 1,234.50 1.234568e+04 2.5\n",
        ),
        ("print(f'{1234567:,} {42:05} {255:x} {5:>3} {7:03d} {1000:_}')", "1,234,567 00042 ff   5 007 1_000\n"),
        ("print(f'{\"ab\":>5}|{\"ab\":<5}|{\"ab\":^6}|{\"abc\":.2}|{\"ab\":0>5}')", "   ab|ab   |  ab  |ab|000ab\n"),
        ("print('%.2f %5s %03d' % (1.005, 'a', 7), '{:>4}'.format(3), f'{True!r:>6}')", "1.00     a 007    3   True\n"),
        ("print(f'{2.5}', f'{2.5:6}', f'{2.5!r}')", "2.5    2.5 2.5\n"),
        (
            "print(sum([0.5, 0.25, 1]), sum([1, 2]), sum([[1], [2]], []), sum(x > 1 for x in [1, 2]))",
            "1.75 3 [1, 2] 1\n",
        ),
        ("print(sum([1.5, 2.5], start=1), 0.1 + 0.2)", "5.0 0.30000000000000004\n"),
        (
            "print(2 ** 0.5, 2 ** -1, (-2) ** 3, (-2) ** -1, (-8.0) ** 2, pow(3, 4, 5))",
            "1.4142135623730951 0.5 -8 -0.5 64.0 1\n",
        ),
        ("print(0 / -1, 7 // -2, 7 % -3, -7 // 2, round(2.675, 2), 2.5 // 1)", "-0.0 -4 -2 -4 2.67 2.0\n"),
        ("xs = [1, 2, 3]\nprint(xs[1:], {1: 2}[1], (2.0).is_integer())", "[2, 3] 2 True\n"),
    ]);
}

#[test]
fn what_3_10_does_not_have_or_a_version_changed_is_told_before_it_runs() {
    check(&[
        ("x = {'a': 1}\nprint(f'{x['a']}')", "newer-than-3-10 2"),
        ("type Pair = tuple[int, int]", "newer-than-3-10 1"),
        ("def first[T](xs: list[T]) -> T:\n    return xs[0]", "newer-than-3-10 1"),
        ("class Box[T]:\n    pass", "newer-than-3-10 1"),
        ("try:\n    pass\nexcept* ValueError:\n    pass", "newer-than-3-10 3"),
        ("xs = (1, 2)\nd = {(1, 2): 3}\nprint(d[*xs])", "newer-than-3-10 3"),
        ("from itertools import batched\nprint(list(batched('abcd', 2)))", "newer-than-3-10 1"),
        ("import itertools as it\nprint(list(it.batched('abcd', 2)))", "newer-than-3-10 2"),
        ("try:\n    raise ExceptionGroup('x', [ValueError()])\nexcept Exception:\n    pass", "newer-than-3-10 2"),
        ("e = ValueError()\ne.add_note('x')", "newer-than-3-10 2"),
        ("class P:\n    x = 1\nprint(P.__dict__)", "differs-between-versions 3"),
        ("class P:\n    x = 1\nprint(len(vars(P)))", "differs-between-versions 3"),
        ("class P:\n    x = 1\nprint(list(P().__class__.__dict__))", "differs-between-versions 3"),
        ("print(dir([]))", "differs-between-versions 1"),
        ("print('straße'.swapcase())", "letters-beyond-ascii 1"),
        ("s = 'é'\nprint(s.replace('', '-'))", "letters-beyond-ascii 2"),
        ("print(int('٣'))", "letters-beyond-ascii 1"),
        ("print('٣'.isdigit())", "letters-beyond-ascii 1"),
    ]);
    check(&[
        ("x = {'a': 1}\nprint(f\"{x['a']}\")", "1\n"),
        ("match [1, 2]:\n    case [a, b]:\n        print(a + b)", "3\n"),
        (
            "def f(a, /, b, *, c: int | None = None):\n    return a, b, c\nprint(f(1, 2, c=3))\nif (n := 2) > 1:\n    print(n)",
            "(1, 2, 3)\n2\n",
        ),
        (
            "from itertools import pairwise, accumulate\nprint(list(pairwise('abc')), list(zip([1], [2], strict=True)))",
            "[('a', 'b'), ('b', 'c')] [(1, 2)]\n",
        ),
        (
            "class P:\n    x = 1\n    def __init__(self):\n        self.y = 2\np = P()\nprint(p.__dict__, vars(p), 'x' in P.__dict__, P.__dict__['x'])",
            "{'y': 2} {'y': 2} True 1\n",
        ),
        (
            "class P:\n    def __init__(self):\n        self.x = 1\nprint([n for n in dir(P()) if not n.startswith('_')])",
            "['x']\n",
        ),
        (
            "print('straße'.upper(), 'é'.replace('é', 'e'), 'ab'.swapcase(), 'é'.count('é'), '7'.zfill(3))",
            "STRASSE e AB 1 007\n",
        ),
        (
            "def add_note(x):\n    return x\nclass Pad:\n    def add_note(self, x):\n        return x\nprint(add_note(1), Pad().add_note(2))",
            "1 2\n",
        ),
    ]);
}

#[test]
fn enums_with_values_as_bases_are_seen_in_the_tree() {
    use crate::python::survey;
    use rustpython_vm::compiler::parser;
    let cases = [
        ("from enum import IntEnum\nclass A(IntEnum):\n    X = 1", Some(2)),
        ("import enum\nclass A(str, enum.Enum):\n    X = 'x'", Some(2)),
        ("from enum import StrEnum", Some(1)),
        ("from enum import Enum\nclass A(Enum):\n    X = 1", None),
        ("class Flag:\n    pass\nclass A(Flag):\n    X = 1", None),
    ];
    for (program, line) in cases {
        let parsed = parser::parse(program, parser::Mode::Module.into()).expect("these programs parse");
        let found = survey::find(parsed.syntax(), program, &[]);
        assert_eq!(found.and_then(|found| found.line), line, "{program}");
    }
}

#[test]
fn calls_expressions_and_traces_are_looked_at_too() {
    let mut python = Python::in_process();
    let refused = |reason, line| Stop::Untrusted(Untrusted { reason, line });
    let program = "def f(xs):\n    return list(set(xs))\ndef g(xs):\n    return sorted(set(xs))";
    assert_eq!(python.call(program, &["g([2, 1])"]), Ok(vec![Called::Value("[1, 2]".to_owned())]));
    assert_eq!(python.call(program, &["g([2, 1])", "f([2, 1])"]), Err(refused(Reason::SetOrder, Some(2))));
    assert_eq!(python.call(program, &["set(g([2, 1]))"]), Err(refused(Reason::SetOrder, None)));
    assert_eq!(python.call(program, &["f"]), Err(refused(Reason::Address, None)));
    assert_eq!(python.call("", &["1 is 1"]), Err(refused(Reason::Identity, None)));
    let values = Values::from([("s".to_owned(), Value::Set(vec![Value::Int(2), Value::Int(1)]))]);
    assert_eq!(python.evaluate(&values, &["list(s)"]), Err(refused(Reason::SetOrder, None)));
    let set = Value::Set(vec![Value::Int(1), Value::Int(2), Value::Int(3)]);
    assert_eq!(python.evaluate(&values, &["s | {3}", "len(s)"]), Ok(vec![Ok(set), Ok(Value::Int(2))]));
    let traced = "seen = set()\nfor x in [2, 1]:\n    seen.add(x)\nfor x in seen:\n    y = x";
    assert!(
        python.trace(traced, &[3], &["seen"]).is_ok_and(|trace| trace.rows[1].cells[0].as_deref() == Some("{1, 2}"))
    );
    assert_eq!(python.trace(traced, &[5], &["y"]), Err(refused(Reason::SetOrder, Some(4))));
}

#[test]
fn the_code_of_a_learner_is_run_as_it_is() {
    let mut python = Python::in_process().with_care(Care::Learner);
    let cases = [
        ("print({1, 2})", "{1, 2}\n"),
        ("print(sum([0.1] * 10))", "0.9999999999999999\n"),
        ("x = 5\nprint(x is 5)", "True\n"),
        ("x = {'a': 1}\nprint(f'{x['a']}')", "1\n"),
    ];
    for (program, stdout) in cases {
        assert_eq!(python.run(program).map(|run| run.stdout), Ok(stdout.to_owned()), "{program}");
    }
    assert!(matches!(python.run("open('x')"), Err(Stop::Forbidden { .. })));
}
