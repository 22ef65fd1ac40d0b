"""Prints what CPython gives for the arithmetic, formatting and slices that Longhand repairs in its interpreter.

`src/python/engine/recorded/repairs.txt` is its output: a program, a blank line, then an expression and its `repr`, in
turns, each a line. A unit test replays it there, and `tests/outside/repairs.rs` compares it with each CPython.
"""

import sys

PROGRAM = """\
from itertools import product
tenths = [k / 10 for k in range(-12, 13)]
odd = [-0.0, 2.675, -7.5, 99.95, 1e16, 1e308, 5e-324, float("inf"), float("nan")]
whole = [-7, -1, 0, 2, 3, 10**15, True]
numbers = tenths + odd + whole
eighths = [k / 8 for k in range(-20, 21)]
thousandths = [k / 1000 for k in range(-9, 60, 2)]
hundreds = [k * 50.0 for k in range(-9, 10)]
near = [24.999999999999996, 25.000000000000004, 14.5, 15.0, 4.999, 5.0, 5.001, -149.99, 1e22, 1e23, 1.5e23, -9.5e22, 8.5e307]
texts = ["", "k", "kiwi", "\\u00e9t\\u00e9", "a.b", "ten letters"]
aligns = ["", "<", ">", "^", ".>", "*^", "0<"]
tuples = [(), (1,), (1, 2), ([],) * 3]
same = lambda part: [part(each) is each for each in tuples]
class Own(tuple):
    pass
"""

DIVISORS = ["0.1", "0.3", "0.5", "0.7", "1.0", "2.5", "-0.1", "-0.5", "-1.0", "-2.5", "1e-308", "float('inf')", "3", "-2"]

EXPRESSIONS = [
    *(f"[x {sign} {divisor} for x in numbers]" for sign in ("//", "%") for divisor in DIVISORS),
    *(f"[divmod(x, {divisor}) for x in numbers]" for divisor in DIVISORS),
    *(f"[{dividend} {sign} x for x in numbers if x]" for sign in ("//", "%") for dividend in (7, -1.1)),
    *(f"[round(x, {digits}) for x in numbers]" for digits in (0, 1, 2, 5, 17, 400, -1, -2, -20)),
    *(f"[round(x, {digits}) for x in eighths]" for digits in (0, 1, 2)),
    *(f"[round(x, {digits}) for x in thousandths]" for digits in (1, 2)),
    *(f"[round(x, {digits}) for x in hundreds]" for digits in (-1, -2, -3)),
    *(f"[round(x, {digits}) for x in near]" for digits in (-1, -2, -22, -23, -307)),
    "[round(x) for x in eighths]",
    "[round(x, None) for x in tenths]",
    *(f"[format(text, align + '{spec}') for text, align in product(texts, aligns)]" for spec in ("6.2", "3.9", "8.0s")),
    *(f"[format(text, '.{digits}') for text in texts]" for digits in (0, 1, 3, 99)),
    *(f"['{spec}' % text for text in texts]" for spec in ("%.2s", "%6.1s", "%-6.2s")),
    *(f"[format(x, '{spec}') for x in numbers]" for spec in (".0f", ".2f", "8.1f", ".3e", ".4g", ".1%", ",.2f", "+.1f")),
    "[text.replace('', '-') for text in texts]",
    *(f"[text.replace('', '<>', {count}) for text in texts]" for count in (-1, 0, 2, 4, 9)),
    "[text.replace('t', '') + text.replace('\u00e9', 'E', 1) + ''.replace('', text) for text in texts]",
    *(f"same(lambda t: t[{part}])" for part in (":", "0:", ":9", "-9::1", "0:2", "::-1", "1:")),
    "[same(tuple), same(lambda t: t * 1), same(lambda t: t + ()), same(lambda t: () + t), same(lambda t: (*t,))]",
    "[type(Own((1, 2))[:]).__name__, type(Own((1, 2))[1]).__name__, (1, 2)[-1]]",
    *(f"['{spec}' % x for x in numbers]" for spec in ("%.2f", "%6.1f", "%.3g")),
    "[format(x, spec) for x in (True, False) for spec in ('', '6', '<6', '^7', '*>6', 'd', '+', ',', '05', '.1f', '08.3f', 'b')]",
    "[f'{x}{x!s:>7}{x!r:<7}{x:>3}' for x in (True, False)] + ['{:>4}|%s|%d|%5s'.format(True) % (True, True, False)]",
]


def main():
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    names = {}
    exec(PROGRAM, names)
    print(PROGRAM)
    for expression in EXPRESSIONS:
        print(expression)
        print(repr(eval(expression, names)))


main()
