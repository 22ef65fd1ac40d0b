//! Python's library gives what CPython gives, and no program sees what another has done to it.

use super::{Called, Ending, Python, Stop, forbidden};
use crate::python::{Care, MODULES};

/// Expressions with what CPython 3.10 to 3.13 print for them, by module. Indented lines are the program before them.
const RECORDED: &str = include_str!("library.txt");

struct Block<'a> {
    module: &'a str,
    program: String,
    cases: Vec<(&'a str, &'a str)>,
}

fn blocks() -> Vec<Block<'static>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = RECORDED.lines().filter(|line| !line.is_empty());
    while let Some(line) = lines.next() {
        if let Some(module) = line.strip_prefix("# ") {
            blocks.push(Block { module, program: String::new(), cases: Vec::new() });
            continue;
        }
        let block = blocks.last_mut().expect("the file starts with a module");
        match line.strip_prefix("    ") {
            Some(code) => block.program.extend([code, "\n"]),
            None => {
                let result = lines.next().and_then(|line| line.strip_prefix("=> "));
                block.cases.push((line, result.unwrap_or_else(|| panic!("{line}: no `=> `"))));
            }
        }
    }
    blocks
}

#[test]
fn the_library_gives_what_cpython_gives() {
    let mut python = Python::in_process().with_care(Care::Learner);
    let mut wrong = Vec::new();
    for Block { module, program, cases } in blocks() {
        let calls: Vec<&str> = cases.iter().map(|(call, _)| *call).collect();
        let called = python.call(&program, &calls).unwrap_or_else(|stop| panic!("{module}: {stop:?}"));
        for ((call, result), called) in cases.into_iter().zip(called) {
            let (Called::Value(here) | Called::Raised(here)) = called;
            if here != result {
                wrong.push(format!("{module}: {call}\n  cpython {result}\n  here    {here}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_recorded_and_can_be_imported() {
    let recorded: Vec<&str> = blocks().iter().map(|block| block.module).collect();
    let mut python = Python::in_process();
    for module in MODULES {
        let is_checked = recorded.contains(&module) || ["__future__", "unittest"].contains(&module);
        assert!(is_checked, "library.txt has no `# {module}`");
        assert_eq!(python.run(&format!("import {module}")).map(|run| run.ending), Ok(Ending::Done), "{module}");
    }
    assert!(MODULES.is_sorted());
}

/// What one program does to the library, and what the next one prints all the same.
const LEAKS: [(&str, &str, &str); 41] = [
    (
        "import math\nmath.pi = 3\nmath.tau2 = 6",
        "import math\nprint(math.pi, hasattr(math, 'tau2'))",
        "3.141592653589793 False\n",
    ),
    ("import math\ndel math.sqrt", "import math\nprint(math.sqrt(4))", "2.0\n"),
    (
        "import collections\ncollections.Counter.foo = 1",
        "import collections\nprint(hasattr(collections.Counter, 'foo'))",
        "False\n",
    ),
    (
        "from collections import Counter\nsetattr(Counter, '__repr__', lambda self: 'mine')\nCounter.most_common = None",
        "from collections import Counter\nprint(Counter('a'), Counter('aab').most_common(1))",
        "Counter({'a': 1}) [('a', 2)]\n",
    ),
    (
        "from collections import OrderedDict, deque, UserList\nsetattr(UserList, '__len__', lambda self: 9)\nsetattr(UserList, '__bool__', lambda self: False)",
        "from collections import UserList\nprint(len(UserList([1])), bool(UserList([1])))",
        "1 True\n",
    ),
    (
        "from fractions import Fraction\ndelattr(Fraction, '__add__')",
        "from fractions import Fraction\nprint(Fraction(1, 2) + 1)",
        "3/2\n",
    ),
    (
        "from fractions import Fraction\nsetattr(Fraction, '__eq__', lambda a, b: True)",
        "from fractions import Fraction\nprint(Fraction(1) == 2, Fraction(1) in {Fraction(1)})",
        "False True\n",
    ),
    (
        "import decimal\ndecimal.getcontext().prec = 3",
        "from decimal import Decimal\nprint(Decimal(1) / 3)",
        "0.3333333333333333333333333333\n",
    ),
    (
        "import decimal\ndecimal.getcontext().traps[decimal.DivisionByZero] = False\ndecimal.getcontext().rounding = decimal.ROUND_UP",
        "from decimal import Decimal\nprint(round(Decimal('2.41'), 1))\ntry:\n    Decimal(1) / 0\nexcept ZeroDivisionError:\n    print('raises')",
        "2.4\nraises\n",
    ),
    ("import decimal\ndecimal.DefaultContext.prec = 4", "import decimal\nprint(decimal.Context().prec)", "28\n"),
    (
        "import decimal\ndecimal.setcontext(decimal.BasicContext)",
        "import decimal\nprint(decimal.getcontext().prec)",
        "28\n",
    ),
    (
        "import decimal\nctx = decimal.localcontext()\nctx.__enter__().prec = 2",
        "import decimal\nprint(decimal.getcontext().prec)",
        "28\n",
    ),
    (
        "import random\nrandom.seed(1)\nrandom.gauss(0, 1)",
        "import random\nrandom.seed(1)\nprint(random.gauss(0, 1))",
        "1.2881847531554629\n",
    ),
    (
        "import random\nrandom.Random.randint = lambda *a: 4",
        "import random\nrandom.seed(1)\nprint(random.randint(1, 100))",
        "18\n",
    ),
    (
        "import random\nrandom.random = lambda: 0.5",
        "import random\nrandom.seed(42)\nprint(random.random())",
        "0.6394267984578837\n",
    ),
    (
        "import json\njson.JSONEncoder.item_separator = '; '\njson.dumps = str",
        "import json\nprint(json.dumps([1, 2]))",
        "[1, 2]\n",
    ),
    (
        "import json\njson.JSONEncoder.default = lambda self, o: 'any'",
        "import json\ntry:\n    json.dumps({1})\nexcept TypeError:\n    print('raises')",
        "raises\n",
    ),
    (
        "import json\njson.encoder.ESCAPE_DCT['a'] = 'b'\njson.encoder.c_make_encoder = None",
        "import json\nprint(json.dumps('aa'))",
        "\"aa\"\n",
    ),
    (
        "from collections.abc import Sequence, Sized\nSequence.register(dict)\nSized.register(int)\nprint(isinstance({}, Sequence))",
        "from collections.abc import Sequence, Collection, Sized\nprint(isinstance({}, Sequence), isinstance(3, Sized), isinstance([], Sequence))",
        "False False True\n",
    ),
    (
        "import string\nstring.digits = 'x'\nstring.Template.delimiter = '%'",
        "import string\nprint(string.digits, string.Template('$a').substitute(a=1))",
        "0123456789 1\n",
    ),
    (
        "import textwrap\ntextwrap.TextWrapper.x = textwrap.dedent.x = 1",
        "import textwrap\nprint(hasattr(textwrap.dedent, 'x'), hasattr(textwrap.TextWrapper, 'x'))",
        "False False\n",
    ),
    (
        "import re\nre.match('a', 'a')\nre.compile = None\nre.RegexFlag.FOO = 1",
        "import re\nprint(re.compile('a').match('ab').group(), hasattr(re.RegexFlag, 'FOO'))",
        "a False\n",
    ),
    (
        "import enum\nsetattr(enum.Enum, '__str__', lambda self: 'E')",
        "import enum\nclass C(enum.Enum):\n    A = 1\nprint(C.A)",
        "C.A\n",
    ),
    (
        "import dataclasses\ndataclasses.field = None\ndataclasses.MISSING.x = 1",
        "import dataclasses\nprint(dataclasses.field is None, hasattr(dataclasses.MISSING, 'x'))",
        "False False\n",
    ),
    (
        "import copy\ncopy.deepcopy = copy.copy",
        "import copy\nxs = [[1]]\nprint(copy.deepcopy(xs)[0] is xs[0])",
        "False\n",
    ),
    (
        "import functools\nfunctools.lru_cache = functools.wraps = None",
        "import functools\nprint(functools.lru_cache is None)",
        "False\n",
    ),
    ("import itertools\nitertools.count = 3", "from itertools import count\nprint(next(count(7)))", "7\n"),
    (
        "import heapq\nheapq.heappush = heapq.heappop = None",
        "import heapq\nh = [2]\nheapq.heappush(h, 1)\nprint(heapq.heappop(h))",
        "1\n",
    ),
    (
        "import typing\ntyping.TYPE_CHECKING = True\ntyping.SupportsInt.x = 1",
        "import typing\nprint(typing.TYPE_CHECKING, hasattr(typing.SupportsInt, 'x'))",
        "False False\n",
    ),
    (
        "import statistics\nstatistics.NormalDist.mean = 3\nstatistics.mean = max",
        "import statistics\nprint(statistics.mean([1, 3]), statistics.NormalDist(2).mean)",
        "2 2.0\n",
    ),
    (
        "import datetime\ndatetime.date.x = 1\ndatetime.date.min = 3",
        "import datetime\nprint(hasattr(datetime.date, 'x'), datetime.date.min)",
        "False 0001-01-01\n",
    ),
    (
        "import contextlib\nsetattr(contextlib.suppress, '__exit__', lambda *a: False)",
        "import contextlib\nwith contextlib.suppress(KeyError):\n    raise KeyError\nprint('on')",
        "on\n",
    ),
    ("import operator\noperator.add = operator.sub", "import operator\nprint(operator.add(2, 1))", "3\n"),
    (
        "import abc\nabc.ABCMeta.register = None\nabc.ABC.x = 1",
        "import abc\nprint(abc.ABCMeta.register is None, hasattr(abc.ABC, 'x'))",
        "False False\n",
    ),
    (
        "import bisect\nbisect.insort = None",
        "import bisect\nxs = [1, 3]\nbisect.insort(xs, 2)\nprint(xs)",
        "[1, 2, 3]\n",
    ),
    (
        "import unittest\nunittest.TestCase.setUp = 1\nunittest.defaultTestLoader.testMethodPrefix = 'x'",
        "import unittest\nprint(unittest.TestCase.setUp == 1, unittest.TestLoader().testMethodPrefix)",
        "False test\n",
    ),
    (
        "import math\nclass A:\n    def __del__(self):\n        print('late')\nmath.a = A()\nmath.a.me = math.a",
        "import math\nprint('mine', hasattr(math, 'a'))",
        "mine False\n",
    ),
    (
        "from datetime import datetime\ndatetime.strptime('2024', '%Y')\nimport collections\ncollections.namedtuple = None",
        "from datetime import datetime\nprint(datetime.strptime('2025', '%Y').year)",
        "2025\n",
    ),
    (
        "b = getattr(lambda: 0, '__glob' + 'als__')['__builtins__']\nb.__import__('math').pi = 3",
        "import math\nprint(math.pi)",
        "3.141592653589793\n",
    ),
    (
        "import collections\ncollections.Counter.__mro__[1].__init_subclass__\nsetattr(collections, 'deque', 5)\nvars(collections)['x'] = 1",
        "import collections\nprint(collections.deque([1]), hasattr(collections, 'x'))",
        "deque([1]) False\n",
    ),
    (
        "import random\nb = getattr(lambda: 0, '__glob' + 'als__')['__builtins__']\nb.__import__('sys').set_int_max_str_digits(700)",
        "print(len(str(10**1000)))",
        "1001\n",
    ),
];

#[test]
fn no_program_changes_the_library_for_another() {
    let mut python = Python::in_process();
    for (first, second, stdout) in LEAKS {
        let before = python.run(second).map(|run| run.stdout);
        assert_eq!(before.as_deref(), Ok(stdout), "before anything: {second}");
        let run = python.run(first);
        assert_eq!(run.map(|run| run.ending), Ok(Ending::Done), "{first}");
        assert_eq!(python.run(second).map(|run| run.stdout).as_deref(), Ok(stdout), "after {first}");
    }
}

#[test]
fn calls_and_traces_find_the_library_as_it_was_made() {
    let mut python = Python::in_process();
    let program = "import decimal\ndecimal.getcontext().prec += 1";
    let precision = Called::Value("29".to_owned());
    let called = python.call(program, &["decimal.getcontext().prec", "decimal.getcontext().prec"]);
    assert_eq!(called, Ok(vec![precision.clone(), precision]));
    let trace = python.trace("import random\nrandom.seed(3)\nx = random.randint(1, 9)", &[3], &["x"]);
    assert_eq!(trace.map(|trace| trace.rows[0].cells.clone()), Ok(vec![Some("4".to_owned())]));
}

#[test]
fn clock_and_chance_are_refused() {
    let unseeded = |line| Stop::Unseeded { line: Some(line) };
    let cases = [
        ("from datetime import datetime\nx = datetime.now()", forbidden("datetime.now", 2)),
        ("import datetime\ndef f():\n    return datetime.date.today()\nf()", forbidden("date.today", 3)),
        ("from datetime import datetime\ndatetime.utcnow()", forbidden("datetime.utcnow", 2)),
        ("from datetime import datetime\ndatetime.fromtimestamp(0)", forbidden("datetime.fromtimestamp", 2)),
        ("from datetime import datetime\ndatetime(2024, 1, 1).timestamp()", forbidden("datetime.timestamp", 2)),
        ("from datetime import datetime\ndatetime(2024, 1, 1).astimezone()", forbidden("datetime.astimezone", 2)),
        ("import random\nprint(random.random())\nrandom.seed(1)", unseeded(2)),
        ("import random\nrandom.seed()\nrandom.random()", unseeded(2)),
        ("import random\nrandom.shuffle([1, 2])", unseeded(2)),
        ("from random import choice, sample\nchoice('ab')", unseeded(2)),
        ("from random import Random\nr = Random()", unseeded(2)),
        ("from random import Random\nr = Random(1)\nr.seed()", unseeded(3)),
        ("from random import SystemRandom\nSystemRandom().random()", unseeded(2)),
        ("import random\ntry:\n    random.randint(1, 6)\nexcept BaseException:\n    print('caught')", unseeded(3)),
    ];
    let mut python = Python::in_process();
    for (program, stop) in cases {
        assert_eq!(python.run(program), Err(stop), "{program}");
    }
    let seeded = "import random\nr = random.Random(42)\nrandom.seed(42)\nprint(r.random() == random.random())";
    assert_eq!(python.run(seeded).map(|run| run.stdout), Ok("True\n".to_owned()));
    let user = "class Clock:\n    def now(self):\n        return 3\nprint(Clock().now())";
    assert_eq!(python.run(user).map(|run| run.stdout), Ok("3\n".to_owned()));
}

#[test]
fn the_inside_of_modules_is_out_of_reach() {
    let cases = [
        ("import random\nrandom._os", "_os", 2),
        ("import random as r\nr._inst.seed(3)", "_inst", 2),
        ("from random import _inst", "_inst", 1),
        ("from typing import sys", "sys", 1),
        ("import typing\nprint(typing.sys.modules)", "sys", 2),
        ("import json\njson.decoder.scanner.re.enum.sys", "sys", 2),
        ("import contextlib\nwith contextlib.os.x:\n    pass", "os", 2),
        ("import math\nmath.__dict__['pi'] = 3", "__dict__", 2),
        ("from collections import namedtuple\nnamedtuple.__defaults__ = (1,)", "__defaults__", 2),
        ("import enum\nenum.Enum._x = 1", "_x", 2),
    ];
    let mut python = Python::in_process();
    for (program, name, line) in cases {
        assert_eq!(python.run(program), Err(forbidden(name, line)), "{program}");
    }
    let allowed = "from collections import namedtuple\nimport math, json\nP = namedtuple('P', 'x')\nprint(P(1)._replace(x=2), P._fields, math.__name__, json.decoder.JSONDecodeError.__name__)";
    assert_eq!(python.run(allowed).map(|run| run.stdout), Ok("P(x=2) ('x',) math JSONDecodeError\n".to_owned()));
}

#[test]
fn objects_of_the_library_are_written_in_traces() {
    let cases = [
        ("from collections import deque\nx = deque([1, 'a'])", "deque([1, \"a\"])"),
        ("from collections import deque\nx = deque([1, 2, 3], maxlen=2)", "deque([2, 3], maxlen=2)"),
        (
            "from collections import defaultdict\nx = defaultdict(list, {'a': [1]})",
            "defaultdict(<class 'list'>, {\"a\": [1]})",
        ),
        ("from collections import Counter\nx = Counter('abb')", "Counter({\"b\": 2, \"a\": 1})"),
        ("from collections import namedtuple\nx = namedtuple('P', 'a b')(1, [2])", "P(a=1, b=[2])"),
        ("from fractions import Fraction\nx = [Fraction(2, 4)]", "[Fraction(1, 2)]"),
        ("from decimal import Decimal\nx = Decimal('1.50')", "Decimal('1.50')"),
        ("from datetime import date\nx = date(2024, 5, 6)", "datetime.date(2024, 5, 6)"),
        ("from enum import Enum\nx = Enum('Color', 'RED')['RED']", "Color.RED"),
        (
            "from dataclasses import dataclass\n@dataclass\nclass P:\n    a: int\n    def __repr__(self):\n        raise ValueError\nx = P(3)",
            "P(a=3)",
        ),
        ("from collections import deque\nx = deque()\nx.append(x)", "deque([...])"),
    ];
    let mut python = Python::in_process();
    for (program, cell) in cases {
        let line = u32::try_from(program.lines().count()).expect("a program is short");
        let trace = python.trace(program, &[line], &["x"]).unwrap_or_else(|stop| panic!("{program}: {stop:?}"));
        assert_eq!(trace.rows[0].cells, [Some(cell.to_owned())], "{program}");
    }
}
