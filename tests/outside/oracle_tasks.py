"""What each task of Longhand's worker gives in CPython, as `src/python/mod.rs` says what it means.

A task comes in as it travels, and its answer goes out as it would (`src/python/wire.rs`).
"""

import builtins
import collections
import contextlib
import io
import struct
import sys

import oracle_objects
import oracle_probes

SNIPPET = "<snippet>"


class Raised:
    """What `raises(f)` gives: the name of an error, written bare."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


class NotRaised(Exception):
    pass


def raises(call):
    try:
        call()
    except Exception as error:
        return Raised(type(error).__name__)
    raise NotRaised


class Main:
    """Stands for the module `__main__` while a program runs: `unittest.main` looks there for its tests."""

    def __init__(self, names):
        self.__dict__ = names


def execute(code, names):
    """Runs code with these globals. What it printed, and the exception that left it."""
    out = io.StringIO()
    ended = None
    before = sys.modules["__main__"], sys.argv
    # Words of the command line would be names of tests.
    sys.modules["__main__"], sys.argv = Main(names), [SNIPPET]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(code, names)
        except BaseException as error:
            ended = error
        finally:
            sys.modules["__main__"], sys.argv = before
    return out.getvalue(), ended


def compiled(source, mode="exec"):
    """Code, or the error that there is none."""
    try:
        return compile(source, SNIPPET, mode, dont_inherit=True), None
    except Exception as error:
        return None, error


def new_names(**values):
    return {"__name__": "__main__", "__builtins__": dict(vars(builtins)), **values}


def line_of(error):
    """The line of the snippet where an exception was raised; of a text that is no program, the line of the slip."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == SNIPPET:
            line = trace.tb_lineno
        trace = trace.tb_next
    return error.lineno if line is None and isinstance(error, SyntaxError) else line


def ending(error):
    return "Done" if error is None else {"Raised": {"kind": type(error).__name__, "line": line_of(error)}}


def run(task):
    code, slip = compiled(task["program"])
    printed, error = ("", slip) if slip else execute(code, new_names())
    return {"Run": {"stdout": printed, "ending": ending(error)}}


def called(program, call):
    names = new_names()
    code, slip = compiled(program)
    _, error = (None, slip) if slip else execute(code, names)
    if error is None:
        names.setdefault("raises", raises)
        code, error = compiled(call, "eval")
    if error is None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                result = eval(code, names)
                return {"Raised" if type(result) is Raised else "Value": repr(result)}
            except BaseException as raised:
                error = raised
    return {"Raised": type(error).__name__}


def call(task):
    return {"Call": [called(task["program"], each) for each in task["calls"]]}


def object_of(wired):
    """The object that a value on the wire stands for."""
    if wired == "None":
        return None
    ((shape, inner),) = wired.items()
    if shape == "Float":
        return struct.unpack("<d", struct.pack("<Q", inner))[0]
    if shape == "Dict":
        return {object_of(key): object_of(held) for key, held in inner}
    makers = {"List": list, "Tuple": tuple, "Set": set}
    return makers[shape](map(object_of, inner)) if shape in makers else inner


def wired(value):
    """A result as it goes over the wire."""
    if value is None:
        return "None"
    if type(value) is bool:
        return {"Bool": value}
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 63:
            raise OverflowError
        return {"Int": int(value)}
    if isinstance(value, float):
        return {"Float": struct.unpack("<Q", struct.pack("<d", value))[0]}
    if isinstance(value, str):
        return {"Text": value}
    if isinstance(value, tuple):
        return {"Tuple": [wired(each) for each in value]}
    if isinstance(value, dict):
        return {"Dict": [[wired(key), wired(held)] for key, held in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"Set": [wired(each) for each in value]}
    if isinstance(value, (bytes, type)):
        raise TypeError
    return {"List": [wired(each) for each in value]}


def evaluated(values, expression):
    names = new_names(**{name: object_of(value) for name, value in values.items()})
    code, error = compiled(expression, "eval")
    if error is None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                return {"Ok": wired(eval(code, names))}
            except BaseException as raised:
                error = raised
    return {"Err": type(error).__name__}


def evaluate(task):
    return {"Evaluate": [evaluated(task["values"], each) for each in task["expressions"]]}


def observed(task, report):
    """Runs a program whose statements report themselves with line and frame. Its globals, and the error that left it."""
    names = new_names()
    code, slip = compiled(task["program"])
    if slip:
        return names, slip
    tree, probes = oracle_probes.probed(task["program"], report)
    names["__builtins__"].update(probes)
    _, error = execute(compile(tree, SNIPPET, "exec", dont_inherit=True), names)
    return names, error


def trace(task):
    lines, rows = set(task["lines"]), []

    def report(line, frame):
        if line in lines:
            rows.append({"line": line, "cells": [oracle_objects.cell(frame, name) for name in task["names"]]})

    observed(task, report)
    return {"Trace": {"rows": rows, **run(task)["Run"]}}


def count(task):
    passes = collections.Counter()
    _, error = observed(task, lambda line, frame: passes.update([line]))
    times = sum(passes[line] for line in task["lines"])
    return {"Count": {"times": times, "steps": sum(passes.values()), "ending": ending(error)}}


def graph(task):
    """After the last time that its line has run, or without a line at the end."""
    last = None

    def report(line, frame):
        nonlocal last
        if line == task["line"]:
            last = oracle_objects.graph(task["names"], frame.f_globals)

    names, error = observed(task, report)
    if task["line"] is None and error is None:
        last = oracle_objects.graph(task["names"], names)
    return {"Graph": {"Err": ending(error)} if last is None else {"Ok": last}}


TASKS = {"Run": run, "Call": call, "Evaluate": evaluate, "Trace": trace, "Count": count, "Graph": graph}
