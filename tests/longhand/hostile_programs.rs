//! The hostile programs, each with its name and how it must end.

/// An ordinary program, to be run beside each: it uses what the others tamper with.
pub const CANARY: &str = r#"
from itertools import chain, count
class Lamp:
    made = 0
    def __init__(self, name):
        self.name = name
        Lamp.made += 1
    def __repr__(self):
        return f"Lamp({self.name!r})"
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
lamps = sorted((Lamp(name) for name in "cab"), key=lambda lamp: lamp.name)
print(lamps, Lamp.made, len(lamps), depth(200))
print(list(chain([1], map(str, (2, 3)))), next(count(7)), sum(range(5)), 7 // 2.0, round(2.675, 2))
print({"b": 1, "a": [None, True]}, max([3, 1]), "x".join("ab"), isinstance(3, int), int("12"), 10 ** 20)
print([name for name in dir() if not name.startswith("__")])
try:
    [][1]
except IndexError as error:
    print(type(error).__name__)
"#;

pub const CANARY_PRINTS: &str = "[Lamp('a'), Lamp('b'), Lamp('c')] 3 3 200
[1, '2', '3'] 7 10 3.0 2.67
{'b': 1, 'a': [None, True]} 3 axb True 12 100000000000000000000
['Lamp', 'chain', 'count', 'depth', 'lamps']
IndexError
";

/// Name, program, how it ends.
pub type Hostile = (String, String, &'static str);

type Written = [(&'static str, &'static str, &'static str)];

const LOOPS: &Written = &[
    ("a loop", "while True: pass", "steps"),
    ("a loop that counts", "n = 0\nwhile True:\n    n += 1", "steps"),
    ("a loop in a function", "def f():\n    while 1:\n        continue\nf()", "steps"),
    ("a loop over a list that grows", "xs = [1]\nfor x in xs:\n    xs.append(x)", "steps"),
    ("a loop over all numbers", "from itertools import count\nfor n in count():\n    pass", "steps"),
    (
        "a loop that catches everything",
        "while True:\n    try:\n        pass\n    except BaseException:\n        pass",
        "steps",
    ),
    ("a loop in `finally`", "try:\n    pass\nfinally:\n    while True:\n        pass", "steps"),
    (
        "a stop that is caught, and again",
        "def f():\n    try:\n        while True:\n            x = 1\n    except BaseException:\n        f()\nf()",
        "steps",
    ),
    (
        "a stop that is swallowed by `finally`",
        "def f():\n    while True:\n        try:\n            while True:\n                x = 1\n        finally:\n            continue\nf()",
        "steps",
    ),
    (
        "a stop that is swallowed by `with`",
        "class W:\n    def __enter__(self):\n        return self\n    def __exit__(self, *a):\n        return True\nwhile True:\n    with W():\n        x = 1",
        "steps",
    ),
    ("two functions that call each other in a loop", "def f(n):\n    return n\nwhile f(1):\n    f(2)", "steps"),
    ("a generator without end", "def g():\n    while True:\n        yield 1\nfor x in g():\n    pass", "steps"),
    ("a sum of a generator without end", "def g():\n    while True:\n        yield 1\nsum(g())", "steps"),
    ("an iterator without end", "list(iter(int, 1))", "memory or time"),
    ("a search without end", "-1 in iter(int, 1)", "time"),
    ("a search in all numbers", "from itertools import count\n5.5 in count()", "time"),
    ("a sum of many numbers", "sum(range(10 ** 12))", "time"),
    ("a comprehension that keeps nothing", "[x for x in range(10 ** 12) if x < 0]", "time"),
    ("a comprehension of loops", "sum(0 for a in range(10 ** 6) for b in range(10 ** 6))", "time"),
    ("a comprehension that keeps everything", "[x for x in range(10 ** 12)]", "memory or time"),
    ("`all` of all numbers", "from itertools import count\nall(count(1))", "time"),
    ("a cycle", "from itertools import cycle\nmax(cycle([1]))", "memory or time"),
    ("`min` with a slow key", "min(range(10 ** 12), key=lambda x: -x)", "memory or time"),
    ("any of nothing, for ever", "any(0 for _ in iter(int, 1))", "time"),
    (
        "a loop in `__del__`",
        "class A:\n    def __del__(self):\n        while True:\n            pass\na = A()\ndel a",
        "steps",
    ),
    (
        "a loop in a late `__del__`",
        "class A:\n    def __del__(self):\n        while True:\n            pass\na = A()\na.me = a",
        "done",
    ),
    (
        "a search in a late `__del__`",
        "class A:\n    def __del__(self):\n        -1 in iter(int, 1)\na = A()\na.me = a",
        "time",
    ),
    (
        "a loop in `__repr__`",
        "class A:\n    def __repr__(self):\n        while True:\n            pass\nprint(A())",
        "steps",
    ),
    ("a loop in a property", "class A:\n    @property\n    def x(self):\n        while True: pass\nA().x", "steps"),
    ("a loop in `__getattr__`", "class A:\n    def __getattr__(self, name):\n        while True: pass\nA().x", "steps"),
    (
        "a loop in `__init_subclass__`",
        "class A:\n    def __init_subclass__(cls):\n        while True: pass\nclass B(A): pass",
        "steps",
    ),
    (
        "a loop in a metaclass",
        "class M(type):\n    def __call__(cls):\n        while True: pass\nclass A(metaclass=M): pass\nA()",
        "steps",
    ),
    ("a loop in `__eq__`", "class A:\n    def __eq__(self, other):\n        while True: pass\nA() in [1]", "steps"),
    ("a loop in `__hash__`", "class A:\n    def __hash__(self):\n        while True: pass\n{A()}", "steps"),
    (
        "an exception whose text loops",
        "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
        "E",
    ),
    ("slow hashes", "class A:\n    def __hash__(self):\n        return 1\n{A() for _ in range(20000)}", "time"),
    ("permutations", "from itertools import permutations\nsum(1 for _ in permutations(range(20)))", "time"),
    ("a product", "from itertools import product\nlen(list(product(range(100), repeat=5)))", "memory or time"),
];

const MEMORY: &Written = &[
    ("a list that grows", "xs = []\nwhile True:\n    xs.append('x' * 100000)", "memory or time"),
    ("a list that doubles", "xs = [0]\nwhile True:\n    xs += xs", "memory or time"),
    ("a long string", "'a' * 10 ** 10", "memory"),
    ("a string beyond any memory", "'a' * 10 ** 18", "memory"),
    ("a string that doubles", "s = 'x'\nwhile True:\n    s += s", "memory or time"),
    ("a long list", "[0] * 10 ** 10", "memory"),
    ("a list beyond any memory", "[0] * 10 ** 18", "memory"),
    ("a long tuple", "(0,) * 10 ** 10", "memory"),
    ("long bytes", "bytes(10 ** 10)", "memory"),
    ("a long bytearray", "bytearray(10 ** 10)", "memory"),
    ("a bytearray beyond any memory", "bytearray(10 ** 18)", "memory"),
    ("a large dict", "dict.fromkeys(range(10 ** 9))", "memory or time"),
    ("a large set", "set(range(10 ** 9))", "memory or time"),
    ("a list of a range", "list(range(10 ** 9))", "memory or time"),
    ("a wide number", "1 << 10 ** 11", "memory"),
    ("a number wider than any memory", "1 << 10 ** 20", "OverflowError"),
    ("a high power", "10 ** 10 ** 8", "time"),
    ("a higher power", "10 ** 10 ** 10", "memory"),
    ("squares of squares", "n = 3\nwhile True:\n    n *= n", "time"),
    ("a factorial", "n = 1\nfor k in range(1, 9000):\n    n *= k\nprint(len(str(n)))", "done or time"),
    ("a long number as text", "str(10 ** 5000)", "ValueError or done"),
    ("a long text as number", "int('9' * 5000)", "ValueError"),
    ("a wide field", "f'{1:1000000000000}'", "done"),
    ("a wide field of many digits", "f'{1:99999999999999999999}'", "ValueError"),
    ("many decimals", "f'{0.1:.1000000000}'", "panic"),
    ("`%` with a wide field", "'%1000000000d' % 1", "memory"),
    ("a centred text", "'x'.center(10 ** 10)", "memory"),
    ("a text with tabs", "('\\t' * 1000).expandtabs(10 ** 9)", "memory"),
    ("a replacement that multiplies", "('a' * 10 ** 6).replace('a', 'b' * 10 ** 6)", "memory"),
    ("a join that multiplies", "('b' * 10 ** 6).join('a' * 10 ** 5)", "memory"),
    ("a dict that grows", "d = {}\nwhile True:\n    d[len(d)] = 'x' * 100000 + str(len(d))", "memory or time"),
    ("`except MemoryError`", "try:\n    'a' * 10 ** 10\nexcept MemoryError:\n    print('caught')", "memory"),
    ("tees", "from itertools import count, tee\na, b = tee(count())\n-1 in a", "memory or time"),
    (
        "an accumulated text",
        "from itertools import accumulate, repeat\nlist(accumulate(repeat('x' * 1000)))",
        "memory or time",
    ),
    ("sorted numbers without end", "from itertools import count\nsorted(count())", "memory or time"),
    ("unpacking without end", "from itertools import count\na, *b = count()", "memory or time"),
    ("arguments without end", "from itertools import count\nprint(*count())", "memory or time"),
    ("a slice without end", "xs = [1]\nxs[1:] = iter(int, 1)", "memory or time"),
    ("a chain of lists", "xs = []\nfor _ in range(9000):\n    xs = [xs]\nprint(xs)", "RecursionError"),
    (
        "lists within lists, compared",
        "a, b = [], []\nfor _ in range(9000):\n    a, b = [a], [b]\na == b",
        "RecursionError",
    ),
    ("a long chain of references, dropped", "xs = None\nfor _ in range(9000):\n    xs = (xs,)\ndel xs", "done"),
];

const RECURSION: &Written = &[
    ("a function that calls itself", "def f():\n    return f()\nf()", "RecursionError"),
    ("a lambda that calls itself", "f = lambda: f()\nf()", "RecursionError"),
    (
        "`__repr__` of itself",
        "class A:\n    def __repr__(self):\n        return repr(self)\nprint(A())",
        "RecursionError",
    ),
    (
        "`__str__` in a format",
        "class A:\n    def __str__(self):\n        return f'{self}'\nprint(A())",
        "RecursionError",
    ),
    (
        "`__eq__` of itself",
        "class A:\n    def __eq__(self, other):\n        return self == other\nA() == A()",
        "RecursionError",
    ),
    (
        "`__hash__` of itself",
        "class A:\n    def __hash__(self):\n        return hash(self)\nhash(A())",
        "RecursionError",
    ),
    (
        "`__getattr__` of itself",
        "class A:\n    def __getattr__(self, name):\n        return getattr(self, name)\nA().x",
        "RecursionError",
    ),
    (
        "`__getattribute__` of itself",
        "class A:\n    def __getattribute__(self, name):\n        return self.x\nA().x",
        "RecursionError",
    ),
    ("`__len__` of itself", "class A:\n    def __len__(self):\n        return len(self)\nlen(A())", "RecursionError"),
    ("`__call__` of itself", "class A:\n    def __call__(self):\n        return self()\nA()()", "RecursionError"),
    (
        "`__iter__` of itself",
        "class A:\n    def __iter__(self):\n        return iter(self)\nlist(A())",
        "RecursionError",
    ),
    ("`__new__` of itself", "class A:\n    def __new__(cls):\n        return A()\nA()", "RecursionError"),
    ("a sort key that sorts", "def key(x):\n    return sorted([1], key=key)\nkey(1)", "RecursionError"),
    ("a map of maps", "def f(x):\n    return list(map(f, [x]))\nf(1)", "RecursionError"),
    ("a generator in itself", "def g():\n    yield from g()\nlist(g())", "RecursionError"),
    (
        "generators in a chain",
        "g = iter([1])\nfor _ in range(5000):\n    g = (x for x in g)\nlist(g)",
        "RecursionError",
    ),
    ("maps in a chain", "g = iter([1])\nfor _ in range(9000):\n    g = map(abs, g)\nlist(g)", "RecursionError or time"),
    (
        "filters in a chain",
        "g = iter([1])\nfor _ in range(9000):\n    g = filter(None, g)\nlist(g)",
        "RecursionError or time",
    ),
    (
        "chains in a chain",
        "from itertools import chain\ng = iter([1])\nfor _ in range(9000):\n    g = chain(g)\nlist(g)",
        "done",
    ),
    (
        "recursion that is caught",
        "def f():\n    try:\n        f()\n    except RecursionError:\n        f()\nf()",
        "steps or time",
    ),
    ("recursion in `finally`", "def f():\n    try:\n        f()\n    finally:\n        f()\nf()", "steps or time"),
    ("recursion in `__del__`", "class A:\n    def __del__(self):\n        A()\nA()", "done"),
    ("a class of itself", "class A: pass\nA.__bases__ = (A,)", "done"),
    ("a long line of classes", "c = object\nfor _ in range(3000):\n    c = type('C', (c,), {})\nc()", "done or time"),
    (
        "a decorator that wraps for ever",
        "def f(): pass\nfor _ in range(5000):\n    f = (lambda g: lambda: g())(f)\nf()",
        "RecursionError",
    ),
    (
        "a bound method of a bound method",
        "class A:\n    def m(self): pass\nf = A().m\nfor _ in range(9000):\n    f = type(f)(f, 1)\nf()",
        "TypeError",
    ),
    (
        "exceptions of exceptions",
        "e = None\nfor _ in range(9000):\n    try:\n        raise ValueError from e\n    except ValueError as error:\n        e = error\nraise e",
        "steps",
    ),
    ("a list in itself, printed", "xs = []\nxs.append(xs)\nprint(xs)", "done"),
    ("a list in itself, compared", "a, b = [], []\na.append(b)\nb.append(a)\na == b", "RecursionError"),
    (
        "a union of unions",
        "t = int\nfor k in range(3000):\n    t = t | type(str(k), (), {})\nprint(len(repr(t)))",
        "done or time",
    ),
    ("`isinstance` of deep tuples", "t = int\nfor _ in range(9000):\n    t = (t,)\nisinstance(1, t)", "RecursionError"),
    ("a deep tuple, hashed", "t = ()\nfor _ in range(9000):\n    t = (t,)\nhash(t)", "done"),
    (
        "a million maps in a chain",
        "g = iter([1])\n[g := map(abs, g) for _ in range(10 ** 6)] and None\nlist(g)",
        "memory or time",
    ),
    (
        "a tuple a million deep",
        "t = ()\nsum(0 for _ in range(10 ** 6) if (t := (t,)) is None)\nprint(t)",
        "RecursionError or time",
    ),
    (
        "a tuple a million deep, dropped",
        "t = ()\nsum(0 for _ in range(10 ** 6) if (t := (t,)) is None)\ndel t",
        "done or time",
    ),
    (
        "a list a million deep, dropped",
        "t = []\nsum(0 for _ in range(10 ** 6) if (t := [t]) is None)\ndel t",
        "done or time",
    ),
    (
        "a line of a million objects, dropped",
        "class A:\n    def __init__(self, a):\n        self.a = a\nt = None\nany(setattr(x, 'a', t) or (t := x) is None for _ in range(10 ** 6) for x in [A.__new__(A)])\ndel t",
        "memory or time",
    ),
    (
        "generators 100,000 deep",
        "g = iter([1])\nsum(0 for _ in range(10 ** 5) if (g := (lambda h: (x for x in h))(g)) is None)\nlist(g)",
        "RecursionError or time",
    ),
    ("a deep format", "f'{1:{2:{3}}}'", "ValueError"),
];

const OUTPUT: &Written = &[
    ("lines without end", "while True:\n    print('again and again' * 9)", "output"),
    ("a long line", "print('x' * 10 ** 6)", "output"),
    ("many arguments", "print(*range(100000))", "output or time"),
    ("a long separator", "print(1, 2, sep='x' * 10 ** 6)", "output"),
    ("a comprehension that prints", "[print(n) for n in range(10 ** 9)]", "output"),
    (
        "a stop in `print` that is caught",
        "while True:\n    try:\n        print('x' * 1000)\n    except BaseException:\n        pass",
        "output",
    ),
    ("printing in `__del__`", "class A:\n    def __del__(self):\n        print('late')\na = A()\na.me = a", "done"),
    (
        "printing in `finally` of a generator left open",
        "def g():\n    try:\n        yield 1\n    finally:\n        print('late')\nit = g()\nnext(it)\nme = [it]\nme.append(me)",
        "done",
    ),
    ("a surrogate", "print('\\ud800')", "ValueError"),
    ("a surrogate as a number", "print(chr(0xd800))", "ValueError"),
    ("a surrogate by format", "print(f'{0xD800:c}')", "panic"),
    ("a NUL", "print('\\0')", "done"),
    ("marks of a terminal", "print('\\x1b[2J\\x07\\r')", "done"),
    ("marks of direction", "print('\\u202e\\u2066\\ufeff')", "done"),
    ("no text", "print(end=3)", "TypeError"),
    (
        "a file to print to",
        "class F:\n    def write(self, text):\n        raise KeyError\nprint(1, file=F())",
        "KeyError",
    ),
];

const REACHING: &Written = &[
    ("a file", "open('/etc/passwd').read()", "uses open"),
    ("a file by another name", "f = open\nf('/etc/passwd')", "uses open"),
    ("an import", "import os\nos._exit(0)", "imports os"),
    ("an import in a function", "def f():\n    import subprocess\nf()", "imports subprocess"),
    ("an import by name", "from socket import socket", "imports socket"),
    ("an import of all", "from os import *", "imports os"),
    ("an import of a part", "import os.path", "imports os.path"),
    ("foreign functions", "import ctypes", "imports ctypes"),
    ("signals", "import signal\nsignal.alarm(1)", "imports signal"),
    ("threads", "import threading", "imports threading"),
    ("threads below", "import _thread\n_thread.start_new_thread(print, ())", "imports _thread"),
    ("the collector", "import gc\ngc.disable()", "imports gc"),
    ("sleep", "import time\ntime.sleep(100)", "imports time"),
    ("the built-ins", "import builtins\nbuiltins.len = None", "imports builtins"),
    ("`__import__`", "__import__('os').system('true')", "uses __import__"),
    ("`__builtins__`", "__builtins__.open", "uses __builtins__"),
    ("`eval`", "eval('1')", "uses eval"),
    ("`exec`", "exec('import os')", "uses exec"),
    ("`compile`", "compile('1', '', 'eval')", "uses compile"),
    ("`input`", "input()", "uses input"),
    ("`breakpoint`", "breakpoint()", "uses breakpoint"),
    ("`exit`", "exit()", "uses exit"),
    ("`quit`", "quit(1)", "uses quit"),
    ("`globals`", "globals()['x'] = 1", "uses globals"),
    ("`help`", "help()", "uses help"),
    ("code of a function", "(lambda: 0).__code__", "uses __code__"),
    ("all subclasses", "().__class__.__base__.__subclasses__()", "uses __subclasses__"),
    ("a frame of a generator", "(x for x in []).gi_frame", "uses gi_frame"),
    (
        "a frame of a traceback",
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    e.__traceback__",
        "uses __traceback__",
    ),
    ("a probe", "__lh_after__(1)", "uses __lh_after__"),
    ("a probe, replaced", "def __lh_after__(line): pass", "uses __lh_after__"),
    ("a probe as an argument", "def f(__lh_value__): pass", "uses __lh_value__"),
    ("the end of the program, raised", "raise SystemExit", "SystemExit"),
    ("a keyboard, raised", "raise KeyboardInterrupt", "KeyboardInterrupt"),
    ("an end of generators, raised", "raise GeneratorExit", "GeneratorExit"),
    ("a base of all, raised", "raise BaseException", "BaseException"),
    ("a file by its class", "type(print.__self__)", "done"),
];

/// Programs that hold the module of built-ins as `b`, got in a way that no list of names forbids.
const DIGGING: &Written = &[
    ("a file", "b.open('/etc/passwd')", "UnsupportedOperation"),
    ("a file to write", "b.open('/tmp/longhand-was-here', 'w').write('x')", "UnsupportedOperation"),
    ("a file by its number", "b.open(1, 'w').write('x')", "UnsupportedOperation"),
    ("input", "b.input()", "AttributeError"),
    ("the system", "b.__import__('os').system('true')", "AttributeError"),
    ("the system below", "b.__import__('posix').fork()", "ModuleNotFoundError"),
    ("a socket", "b.__import__('_socket').socket()", "ModuleNotFoundError"),
    ("foreign functions", "b.__import__('_ctypes')", "ModuleNotFoundError"),
    ("processes", "b.__import__('_posixsubprocess')", "ModuleNotFoundError"),
    ("sleep", "b.__import__('time').sleep(100)", "uses _clock"),
    ("a thread", "b.__import__('_thread').start_new_thread(print, (1,))", "done"),
    ("many threads", "t = b.__import__('_thread')\nfor _ in range(1000):\n    t.start_new_thread(print, ())", "done"),
    ("a thread that hangs", "b.__import__('_thread').start_new_thread(lambda: -1 in iter(int, 1), ())", "time"),
    (
        "a lock that is never given back",
        "l = b.__import__('_thread').allocate_lock()\nl.acquire()\nl.acquire()",
        "done",
    ),
    ("the end of the process", "b.__import__('sys').exit(0)", "SystemExit"),
    ("exit", "b.exit()", "SystemExit"),
    (
        "a deeper stack",
        "b.__import__('sys').setrecursionlimit(10 ** 6)\ndef f():\n    return f()\nf()",
        "RecursionError",
    ),
    (
        "the deepest stack",
        "b.__import__('sys').setrecursionlimit(2 ** 31 - 1)\ndef f(n):\n    return [f(n + 1)]\nf(0)",
        "RecursionError or time",
    ),
    (
        "a deeper stack for `repr`",
        "b.__import__('sys').setrecursionlimit(10 ** 6)\nxs = []\nfor _ in range(9000):\n    xs = [xs]\nrepr(xs)",
        "done",
    ),
    ("no stack", "b.__import__('sys').setrecursionlimit(1)", "RecursionError"),
    ("a tracer", "def t(*a):\n    return t\nb.__import__('sys').settrace(t)\nx = 1", "done"),
    (
        "a tracer that loops",
        "def t(*a):\n    while True: pass\nb.__import__('sys').settrace(t)\ndef f(): pass\nf()",
        "steps",
    ),
    ("another output", "b.__import__('sys').stdout = None\nprint(1)", "AttributeError"),
    ("another output, and an error", "b.__import__('sys').stdout = 3\nprint(1)", "AttributeError"),
    ("the first output", "b.__import__('sys').__stdout__.write('x')", "AttributeError"),
    (
        "words on the worker's own output",
        "s = b.__import__('sys')\ns.unraisablehook = print\ns.stdout = s.stderr = None\nclass A:\n    def __del__(self): 1 / 0\nfor _ in range(2000):\n    A()",
        "done",
    ),
    (
        "words on the worker's own output, and no end",
        "s = b.__import__('sys')\ns.unraisablehook = None\nclass A:\n    def __del__(self): 1 / 0\nA()\n-1 in iter(int, 1)",
        "time",
    ),
    (
        "monitors",
        "def f(*a):\n    while True: pass\nm = b.__import__('sys').monitoring\nm.use_tool_id(1, 'x')\nm.register_callback(1, m.events.PY_START, f)\nm.set_events(1, m.events.PY_START)\n(lambda: 0)()",
        "steps",
    ),
    (
        "a profiler that loops",
        "def t(*a):\n    while True: pass\nb.__import__('sys').setprofile(t)\ndef f(): pass\nf()",
        "steps",
    ),
    (
        "a codec of its own",
        "b.__import__('_codecs').register(lambda name: -1 in iter(int, 1))\n'x'.encode('nowhere')",
        "time",
    ),
    ("a hook of generators", "b.__import__('sys').set_asyncgen_hooks(lambda g: -1 in iter(int, 1))", "done"),
    (
        "another hook",
        "b.__import__('sys').excepthook = b.__import__('sys').unraisablehook = None\nclass A:\n    def __del__(self): 1 / 0\nA()",
        "done",
    ),
    ("no modules", "b.__import__('sys').modules.clear()", "done"),
    ("other modules", "b.__import__('sys').modules['itertools'] = 3", "done"),
    (
        "a module that hangs",
        "class M:\n    def __getattr__(self, name):\n        while True: pass\nb.__import__('sys').modules['itertools'] = M()\nfrom itertools import chain",
        "steps",
    ),
    ("no modules at all", "b.__import__('sys').modules = None", "done"),
    ("no path", "b.__import__('sys').path = b.__import__('sys').meta_path = None", "done"),
    ("another digit limit", "b.__import__('sys').set_int_max_str_digits(0)\nprint(len(str(10 ** 5000)))", "done"),
    ("no collector", "b.__import__('gc').disable()", "done"),
    ("another collector", "b.__import__('gc').collect = None", "done"),
    ("a frozen collector", "b.__import__('gc').freeze()\nb.__import__('gc').set_threshold(1)", "done"),
    (
        "callbacks of the collector",
        "def f(*a):\n    while True: pass\nb.__import__('gc').callbacks.append(f)\nx = [1]\nx.append(x)",
        "done",
    ),
    ("all objects", "len(b.__import__('gc').get_objects())", "done"),
    ("another `len`", "b.len = lambda x: 99", "done"),
    ("another `print`", "b.print = None", "done"),
    ("no `sorted`", "del b.sorted", "done"),
    ("another `int`", "b.int = b.str = b.range = b.list = None", "done"),
    ("another `__build_class__`", "b.__build_class__ = None", "done"),
    ("another `__import__`", "b.__import__ = None", "done"),
    ("another `IndexError`", "b.IndexError = b.Exception = ValueError", "done"),
    ("another `__name__`", "b.__name__ = 3\nb.__dict__['x'] = 4", "done"),
    ("no built-ins", "b.__dict__.clear()", "NameError"),
    ("no built-ins, and an error", "b.__dict__.clear()\nlen", "NameError"),
    ("probes that count nothing", "b.__dict__['__lh_' + 'after__'] = lambda *a: None\nwhile True:\n    x = 1", "time"),
    ("the probe, called", "p = b.__dict__['__lh_' + 'after__']\np(10 ** 9)", "memory"),
    ("the probe with a negative line", "b.__dict__['__lh_' + 'after__'](-1)", "OverflowError"),
    ("the probe with too large a line", "b.__dict__['__lh_' + 'after__'](2 ** 40)", "OverflowError"),
    ("`eval` of a loop", "b.eval('[0 for _ in iter(int, 1)]')", "memory or time"),
    ("`exec` of a loop", "b.exec('while True: pass')", "time"),
    ("`compile` of deep brackets", "b.compile('(' * 100000 + ')' * 100000, '', 'eval')", "crash"),
    ("`eval` of many signs", "b.eval('-' * 100000 + '1')", "crash"),
    ("`eval` of many terms", "b.eval('+'.join(['1'] * 100000))", "crash"),
    ("`exec` of a long program", "b.exec('x = 1\\n' * 100000)", "done or time"),
    (
        "an import of a hostile finder",
        "class F:\n    def find_spec(self, *a):\n        while True: pass\nb.__import__('sys').meta_path.insert(0, F())\nb.__import__('nowhere')",
        "steps",
    ),
    (
        "a code object of its own",
        "c = getattr(lambda: 0, '__co' + 'de__')\ntype(c)(0, 0, 0, 0, 0, 0, b'\\xff' * 99, (), (), (), '', '', '', 0, b'', b'')",
        "TypeError",
    ),
    (
        "a code object, tampered",
        "f = lambda x: x + 1\nc = getattr(f, '__co' + 'de__')\nsetattr(f, '__co' + 'de__', c.replace(co_consts=()))\nf(1)",
        "done",
    ),
    (
        "a code object without names",
        "def f(): return g(1)\nc = getattr(f, '__co' + 'de__')\nsetattr(f, '__co' + 'de__', c.replace(co_names=()))\nf()",
        "panic",
    ),
    (
        "a code object without variables",
        "def f(x): return x\nc = getattr(f, '__co' + 'de__')\nsetattr(f, '__co' + 'de__', c.replace(co_varnames=(), co_nlocals=0))\nf(1)",
        "done",
    ),
    (
        "a code object with other bytes",
        "def f(x): return x\nc = getattr(f, '__co' + 'de__')\nsetattr(f, '__co' + 'de__', c.replace(co_code=b'\\x77' * 64))\nf(1)",
        "panic",
    ),
    ("code from bytes", "b.__import__('marshal').loads(b'\\xe3' + b'\\xff' * 64)", "ValueError"),
    ("a function with other globals", "f = lambda: x\nprint(type(f)(getattr(f, '__co' + 'de__'), {'x': 5})())", "done"),
    ("all classes", "for c in getattr(object, '__sub' + 'classes__')():\n    c.__name__", "panic"),
    (
        "every class, made",
        "for c in getattr(object, '__sub' + 'classes__')():\n    try:\n        c()\n    except Exception:\n        pass",
        "done",
    ),
    (
        "every built-in, called",
        "for n in dir(b):\n    if n not in ('print', 'breakpoint'):\n        try:\n            getattr(b, n)()\n        except Exception:\n            pass",
        "SystemExit",
    ),
    ("the frames", "f = b.__import__('sys')._getframe()\nwhile f:\n    f = getattr(f, 'f_b' + 'ack')", "done"),
    ("a method of the built-in list", "list.append = None", "TypeError"),
    ("another class of a class", "class A: pass\nA.__class__ = int", "TypeError"),
    (
        "another order of classes",
        "class M(type):\n    def mro(cls):\n        return [cls]\nclass A(metaclass=M): pass\nA()",
        "done",
    ),
    (
        "an empty order of classes",
        "class M(type):\n    def mro(cls):\n        return []\nclass A(metaclass=M): pass\nA()",
        "done",
    ),
    (
        "a class that is its own subclass check",
        "class M(type):\n    def __instancecheck__(cls, x):\n        return isinstance(x, cls)\nclass A(metaclass=M): pass\nisinstance(1, A)",
        "RecursionError",
    ),
    (
        "weak references",
        "w = b.__import__('_weakref')\nclass A: pass\na = A()\nr = w.ref(a, lambda r: print('late'))\na.r = r\na.me = a",
        "done",
    ),
    (
        "a finaliser that stays",
        "class A:\n    kept = []\n    def __del__(self):\n        A.kept.append(self)\nA()",
        "done",
    ),
    (
        "a handler of errors in codecs",
        "c = b.__import__('_codecs')\nc.register_error('strict', lambda e: ('?', 99))\n'\\ud800'.encode()",
        "UnicodeEncodeError",
    ),
    ("the warnings", "b.__import__('_warnings').warn('x')", "done"),
    ("a change of a module", "import itertools\nitertools.chain = itertools.count = None", "done"),
    ("no names in a module", "import itertools\nitertools.__dict__.clear()", "uses __dict__"),
];

const TEXT: &Written = &[
    ("nothing", "", "done"),
    ("a NUL", "x = 1\0", "SyntaxError"),
    ("a byte order mark", "\u{feff}print(1)", "done"),
    ("a byte order mark inside", "print(\u{feff}1)", "SyntaxError"),
    ("tabs and blanks", "if 1:\n\tx = 1\n        y = 2", "IndentationError"),
    ("line ends of Windows", "x = 1\r\nprint(x)\r\n", "done"),
    ("line ends of old", "x = 1\rprint(x)\r", "done"),
    ("a form feed", "\x0cprint(1)", "done"),
    ("an unknown escape", "print('\\q')", "done"),
    ("half an escape", "'\\x1'", "SyntaxError"),
    ("half a name of a letter", "'\\N{DOES NOT EXIST}'", "SyntaxError"),
    ("too high a letter", "'\\U00110000'", "SyntaxError"),
    ("an open string", "'abc", "SyntaxError"),
    ("an open long string", "'''abc", "SyntaxError"),
    ("an open bracket", "(1,", "SyntaxError"),
    ("another encoding", "# -*- coding: utf-16 -*-\nprint(1)", "done"),
    ("a number with a leading nought", "x = 012", "SyntaxError"),
    ("a name in other letters", "ｐrint(1)", "done"),
    ("letters that look alike", "оpen('/etc/passwd')", "NameError"),
    ("a backslash at the end", "x = 1 \\", "SyntaxError"),
    ("dedent to nowhere", "if 1:\n        x = 1\n    y = 2", "IndentationError"),
    ("`await` outside", "await x", "SyntaxError"),
    ("`yield` outside", "yield 1", "SyntaxError"),
    ("a star alone", "*x", "SyntaxError"),
    ("an assignment to a call", "f() = 1", "SyntaxError"),
];

/// Texts too long to write out.
fn built() -> Vec<(&'static str, String, &'static str)> {
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let blocks = |head: &str, depth: usize| {
        let heads: String = (0..depth).map(|level| format!("{}{head}\n", " ".repeat(level))).collect();
        format!("{heads}{}pass", " ".repeat(depth))
    };
    vec![
        ("60 brackets", nested("(", "1", ")", 60), "done"),
        ("60 lists", nested("[", "", "]", 60), "done"),
        ("61 brackets", nested("(", "1", ")", 61), "too deep"),
        ("1,990 brackets", nested("(", "1", ")", 1990), "too deep"),
        ("100,000 brackets", "(".repeat(100_000), "too long"),
        ("100,000 terms", vec!["1"; 100_000].join("+"), "too long"),
        ("a long line", format!("x = '{}'", "y".repeat(100_000)), "too long"),
        ("1,990 terms", format!("print({})", vec!["1"; 1990].join("+")), "done"),
        ("3,999 signs", format!("{}1", "-".repeat(3999)), "done"),
        ("3,999 tildes", format!("{}1", "~".repeat(3999)), "done"),
        ("999 times `not`", format!("{}1", "not ".repeat(999)), "done"),
        ("499 lambdas", format!("{}1", "lambda:".repeat(499)), "done"),
        ("300 choices", format!("{}1", "1 if 0 else ".repeat(300)), "done"),
        ("790 attributes", format!("x = 1\nx{}", ".real".repeat(790)), "done"),
        ("1,300 subscripts", format!("x = 'a'\nx{}", "[0]".repeat(1300)), "done"),
        ("1,900 calls", format!("f = lambda: f\nf{}", "()".repeat(1900)), "done"),
        ("1,900 comparisons", format!("1{}", "<2".repeat(1900)), "memory"),
        ("600 times `and`", format!("1{}", " and 1".repeat(600)), "done"),
        ("1,300 powers", format!("1{}", "**1".repeat(1300)), "done"),
        ("1,300 assignments", format!("{}1", "x=".repeat(1300)), "done"),
        ("1,900 names in a tuple", vec!["x"; 1900].join(",") + "=range(1900)", "done"),
        ("1,900 names taken apart by a star", format!("{},*y=range(9)", vec!["x"; 1900].join(",")), "SyntaxError"),
        ("1,300 strings side by side", "'a'".repeat(1300), "done"),
        ("60 blocks", blocks("if 1:", 60), "done"),
        ("60 loops", blocks("for x in [1]:", 60), "SyntaxError"),
        ("60 loops that never end", blocks("while 1:", 60), "SyntaxError"),
        ("60 functions in functions", blocks("def f():", 60), "done"),
        ("60 classes in classes", blocks("class A:", 60), "done"),
        ("60 `with`", blocks("with x:", 60), "SyntaxError"),
        ("330 `elif`", format!("if 0:pass\n{}", "elif 0:pass\n".repeat(330)), "done"),
        (
            "60 `else` below each other",
            (0..60).map(|n| format!("{0}if 0:pass\n{0}else:\n", " ".repeat(n))).collect::<String>()
                + &" ".repeat(60)
                + "pass",
            "too long",
        ),
        ("300 `except`", format!("try:\n 1/0\n{}", "except A:0\n".repeat(300)), "NameError"),
        ("390 cases", format!("match 1:\n{}", " case 2:0\n".repeat(390)), "done"),
        ("1,900 alternatives", format!("match 1:\n case {}:0", vec!["2"; 1900].join("|")), "done"),
        ("990 statements in a line", "x=1;".repeat(990), "done"),
        ("60 formats in formats", nested("f'{", "1", "}'", 50), "done"),
        ("1,900 arguments", format!("print({})", vec!["1"; 1900].join(",")), "done"),
        (
            "700 parameters",
            format!("def f({}):pass", (0..700).map(|n| format!("a{n}")).collect::<Vec<_>>().join(",")),
            "done",
        ),
        ("the same parameter twice", "def f(a, a): pass".to_owned(), "SyntaxError"),
        ("500 decorators", format!("{}def f():pass\nf()", "@abs\n".repeat(500)), "TypeError"),
        ("900 bases", format!("class A({}): pass", vec!["int"; 900].join(",")), "TypeError"),
        ("59 comprehensions", nested("[", "1", " for x in [1]]", 59), "SyntaxError"),
        ("a comprehension of 300 loops", format!("[1 {}]", "for x in [1] ".repeat(300)), "done"),
        ("a number of 3,900 digits", format!("x = {}", "9".repeat(3900)), "done"),
        ("a hexadecimal number of 3,900 digits", format!("x = 0x{}", "f".repeat(3900)), "done"),
        ("an exponent of 3,900 digits", format!("x = 1e{}", "9".repeat(3900)), "done"),
        ("a name of 3,900 letters", format!("{} = 1", "x".repeat(3900)), "done"),
        ("3,900 line ends", "\n".repeat(3900), "done"),
        ("3,900 backslashes", "\\\n".repeat(1900) + "1", "done"),
        ("a walrus in a walrus", nested("(x:=", "1", ")", 60), "done"),
        ("stars of stars", format!("print({}1)", "*".repeat(3000)), "SyntaxError"),
        (
            "generic parameters",
            format!("class A[{}]: pass", (0..500).map(|n| format!("T{n}")).collect::<Vec<_>>().join(",")),
            "done",
        ),
        ("annotations", format!("x: {}int = 1", "int | ".repeat(600)), "done"),
        (
            "`global` of many",
            format!("global {}", (0..700).map(|n| format!("a{n}")).collect::<Vec<_>>().join(",")),
            "done",
        ),
        ("1,900 names deleted", format!("del {}", vec!["x"; 1900].join(",")), "NameError"),
    ]
}

/// All of them.
pub fn programs() -> Vec<Hostile> {
    const DIG: &str = "b = getattr(lambda: 0, '__glob' + 'als__')['__builtins__']\n";
    let written = [LOOPS, MEMORY, RECURSION, OUTPUT, REACHING, TEXT].concat();
    let written = written.into_iter().map(|(name, program, ends)| (name.to_owned(), program.to_owned(), ends));
    let digging =
        DIGGING.iter().map(|(name, program, ends)| (format!("digging: {name}"), format!("{DIG}{program}"), *ends));
    let built = built().into_iter().map(|(name, program, ends)| (name.to_owned(), program, ends));
    written.chain(digging).chain(built).collect()
}
