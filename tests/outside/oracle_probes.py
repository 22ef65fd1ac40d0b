"""A program's tree with probes in it, which report each statement as it runs.

A statement is reported behind itself; at the head of `for`, `while`,
`with`, `except` and `case` as the body begins; at `if`, `match` and `return` when their expression has its value; before
`raise`, `break` and `continue`. A docstring, `global` and `nonlocal` are no steps.
"""

import ast
import sys

PROBE = "__lh_probe__"

LOOPS = (ast.For, ast.AsyncFor, ast.While)
WITHS = (ast.With, ast.AsyncWith)
TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LEAVING = (ast.Raise, ast.Break, ast.Continue)
REPORTED_INSIDE = (*LOOPS, *WITHS, *TRIES, ast.If, ast.Match, ast.Return, ast.Global, ast.Nonlocal)


def probed(source, report):
    """The tree of a program with probes, and what names they need. They call `report` with line and frame."""

    def after(line, held=None):
        report(line, sys._getframe(1))
        return held

    tree = ast.parse(source)
    tree.body = body(tree.body)
    return ast.fix_missing_locations(tree), {PROBE: after}


def probe(line, place):
    return ast.copy_location(ast.Expr(called(line, place)), place)


def called(line, place, *others):
    call = ast.Call(ast.Name(PROBE, ast.Load()), [ast.Constant(line), *others], [])
    return ast.copy_location(call, place)


def wrapped(expression, line):
    return called(line, expression, expression)


def body(statements, head=None):
    """The statements with their probes; a head is a node that is reported as they begin."""
    done = [] if head is None else [probe(head.lineno, head)]
    for at, statement in enumerate(statements):
        put_inside(statement)
        own = probe(statement.lineno, statement)
        is_docstring = at == 0 and isinstance(statement, ast.Expr) and is_text(statement.value)
        if isinstance(statement, LEAVING) or (isinstance(statement, ast.Return) and statement.value is None):
            done += [own, statement]
        elif isinstance(statement, REPORTED_INSIDE) or is_docstring:
            done.append(statement)
        else:
            done += [statement, own]
    return done


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def put_inside(statement):
    line = statement.lineno
    if isinstance(statement, DEFINITIONS):
        statement.body = body(statement.body)
    elif isinstance(statement, LOOPS):
        statement.body = body(statement.body, statement)
        statement.orelse = body(statement.orelse)
    elif isinstance(statement, WITHS):
        statement.body = body(statement.body, statement)
    elif isinstance(statement, ast.If):
        statement.test = wrapped(statement.test, line)
        statement.body = body(statement.body)
        statement.orelse = body(statement.orelse)
    elif isinstance(statement, ast.Match):
        statement.subject = wrapped(statement.subject, line)
        for case in statement.cases:
            case.body = body(case.body, case.pattern)
    elif isinstance(statement, TRIES):
        statement.body = body(statement.body)
        for handler in statement.handlers:
            handler.body = body(handler.body, handler)
        statement.orelse = body(statement.orelse)
        statement.finalbody = body(statement.finalbody)
    elif isinstance(statement, ast.Return) and statement.value is not None:
        statement.value = wrapped(statement.value, line)
