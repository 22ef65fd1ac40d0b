"""Runs the programs of questions (JSON, as `--format json` gives them) and compares with their keys.

Prints each disagreement. The last line is `agreed on N questions of M` only when there was none.
"""

import ast
import contextlib
import io
import json
import re
import sqlite3
import sys


class Main:
    """Stands for the module `__main__` while a program runs: `unittest.main` looks there for its tests."""

    def __init__(self, names):
        self.__dict__ = names


def run(code):
    """What a program prints, and the name of the exception that ends it."""
    out = io.StringIO()
    error = None
    names = {"__name__": "__main__", "raises": raises}
    before = sys.modules["__main__"], sys.argv
    # Words of the command line would be names of tests.
    sys.modules["__main__"], sys.argv = Main(names), ["<question>"]
    # What `unittest` reports is no answer.
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(code, "<question>", "exec"), names)
        except Exception as raised:
            error = type(raised).__name__
        finally:
            sys.modules["__main__"], sys.argv = before
    return out.getvalue(), error


def raises(call):
    """The type of the error that a call ends with, as tests name it."""
    try:
        call()
    except Exception as raised:
        return type(raised)
    return None


def same_text(ours, theirs):
    """Equal but for the line end after the last line."""
    return ours.rstrip("\n") == theirs.rstrip("\n")


def judge_output(question):
    printed, error = run(question["code"])
    answer = question["key"]["answer"]
    if not same_text(printed, answer["stdout"]):
        return f"printed {printed!r}, key {answer['stdout']!r}"
    said = answer.get("error")
    if bool(said) != bool(error) or (error and not str(said).startswith(error)):
        return f"ended with {error!r}, key {said!r}"
    return None


def states(code):
    """Every set of names, as text, that stands after some line has run."""
    seen = []

    def note(frame, event, argument):
        if frame.f_code.co_filename != "<question>":
            return None
        seen.append({name: repr(value) for name, value in frame.f_locals.items() if not name.startswith("__")})
        return note

    with contextlib.redirect_stdout(io.StringIO()):
        sys.settrace(note)
        try:
            exec(compile(code, "<question>", "exec"), {"__name__": "__main__"})
        except Exception:
            pass
        finally:
            sys.settrace(None)
    return seen


def judge_trace(question):
    """The rows are, in order, values that the watched names have while CPython runs the program."""
    answer = question["key"]["answer"]
    columns = [column for column in answer["columns"] if column.isidentifier()]
    places = [answer["columns"].index(column) for column in columns]
    seen = iter(states(question["code"]))
    for number, row in enumerate(answer["rows"], 1):
        wanted = {name: row[place] for name, place in zip(columns, places)}
        wanted = {name: value for name, value in wanted.items() if isinstance(value, str) and is_literal(value)}
        for state in seen:
            if all(state.get(name, value).replace("'", '"') == value.replace("'", '"') for name, value in wanted.items()):
                break
        else:
            return f"row {number}, {wanted}, is no later state of the program"
    return None


def is_literal(text):
    try:
        ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return False
    return True


def judge_tests(question):
    """The model passes its own tests, `call == result` a line."""
    model = question["key"]["model"] or question["key"]["answer"].get("model") or ""
    tests = question["key"]["tests"]
    if not tests:
        return run_or_say(question["code"] or model)
    for test in tests:
        code = f"{model}\n\nif not ({test}):\n    raise AssertionError\n" if isinstance(test, str) else model
        printed, error = run(code)
        if error:
            return f"the model fails `{test}` with {error}"
    return None


def run_or_say(code):
    _, error = run(code)
    return f"ended with {error}" if error else None


def judge_parsons(question):
    model = question["key"]["answer"]["model"]
    if question["code"] and not same_text(model, question["code"]):
        ours, theirs = run(model), run(question["code"])
        return None if ours == theirs else f"model gives {ours!r}, program {theirs!r}"
    return run_or_say(model)


def judge_bigo(question):
    """CPython's tracer comes to the line as often as the key says. The growth is not judged."""
    line = int(re.search(r"does line (\d+) run", question["ask"]).group(1))
    times = 0

    def note(frame, event, argument):
        nonlocal times
        if frame.f_code.co_filename != "<question>":
            return None
        times += event == "line" and frame.f_lineno == line
        return note

    sys.settrace(note)
    try:
        _, error = run(question["code"])
    finally:
        sys.settrace(None)
    if error:
        return f"ended with {error}"
    count = question["key"]["answer"]["count"]
    return None if times == count else f"line {line} ran {times} times, key {count}"


def judge_option(question):
    """A right option that is a program's output is what the program prints. Beside written options one is only shown."""
    is_written = question["key"]["model"] is not None
    return "skip" if is_written or not question["code"] else run_or_say(question["code"])


def rows_of(query, statements, reverse):
    """The rows that a query gives on tables made by statements, or the word "error"."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        for statement in statements:
            base.execute(statement)
        base.execute(f"PRAGMA reverse_unordered_selects = {reverse}")
        try:
            return [list(row) for row in base.execute(query).fetchall()]
        except sqlite3.Error:
            return "error"


def same_rows(query, ours, theirs):
    """As a list where the outermost query has an ORDER BY, else as a heap."""
    if ours == "error" or theirs == "error":
        return ours == theirs
    outer = query.lower()
    while re.search(r"\([^()]*\)", outer):
        outer = re.sub(r"\([^()]*\)", "", outer)
    if "order by" in outer:
        return ours == theirs
    return sorted(ours, key=repr) == sorted(theirs, key=repr)


def judge_sql(question):
    """The query gives the key's rows, and each wrong query that the key has gives its own."""
    key = question["key"]
    answers = [(question["code"], key["answer"])]
    answers += [(misread["answer"]["model"], misread["answer"]) for misread in key["misreads"] if "model" in misread["answer"]]
    for query, answer in answers:
        wanted = "error" if answer.get("error") else answer["rows"]
        for reverse in (0, 1):
            rows = rows_of(query, key["tests"], reverse)
            if not same_rows(query, rows, wanted):
                return f"{query!r} gives {rows!r}, key {wanted!r}"
    wrong = [misread["answer"] for misread in key["misreads"]]
    if any(answer.get("rows") == key["answer"]["rows"] for answer in wrong):
        return "a wrong answer is the right one"
    return None


PLAIN = (int, float, complex, str, bytes, bool, range, type(None))


def judge_diagram(question):
    """The objects that the names lead to when CPython has run the program, walked by identity."""
    scope = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(question["code"], "<question>", "exec"), scope)
    answer = question["key"]["answer"]
    ours = {each["id"]: each for each in answer["objects"]}
    pairs = {}

    def differs(value, held, path):
        if type(value) in PLAIN:
            same = isinstance(held, str) and held.replace('"', "'") == repr(value).replace('"', "'")
            return None if same else f"{path} holds {value!r}, key {held!r}"
        if not isinstance(held, int):
            return f"{path} holds a {type(value).__name__}, key {held!r}"
        if pairs.setdefault(id(value), held) != held or list(pairs.values()).count(held) > 1:
            return f"{path} leads to another object than object {held}"
        each = ours.pop(held, None)
        if each is None:
            return None
        kind, places = opened(value)
        labels = [slot["label"] for slot in each["slots"]]
        if each["type"] != kind or len(labels) != len(places):
            return f"{path} is {kind} with {len(places)} places, key {each['type']} with {len(labels)}"
        for slot, (label, inner) in zip(each["slots"], places):
            if (slot["label"] or "").replace('"', "'") != (label or "").replace('"', "'"):
                return f"{path} has {label!r}, key {slot['label']!r}"
            found = differs(inner, slot["holds"], f"{path}, {label or 'a place'}")
            if found:
                return found
        return None

    for name, held in answer["names"].items():
        found = differs(scope[name], held, name)
        if found:
            return found
    return f"the key has more objects: {sorted(ours)}" if ours else None


def opened(value):
    """What stands above a box, and its places: label and what it holds."""
    if isinstance(value, type):
        hidden = (type(main), classmethod, staticmethod, property)
        own = [(name, held) for name, held in vars(value).items() if not name.startswith("__")]
        return "class", [(name, held) for name, held in own if not isinstance(held, hidden)]
    if isinstance(value, type(main)):
        names = value.__code__.co_varnames[: value.__code__.co_argcount]
        defaults = value.__defaults__ or ()
        return "function", list(zip(names[len(names) - len(defaults) :], defaults))
    owner = getattr(value, "__self__", None)
    if isinstance(value, (type(judge_trace.__get__(0)), type([].append))) and owner is not None:
        return "method", [("self", owner)]
    places = []
    if isinstance(value, dict):
        places = [(repr(key), held) for key, held in value.items()]
    elif isinstance(value, (set, frozenset)):
        places = [(None, held) for held in sorted(value, key=lambda each: (isinstance(each, int), each))]
    elif isinstance(value, (list, tuple)):
        places = [(None, held) for held in value]
    return type(value).__name__, places + list(getattr(value, "__dict__", {}).items())


JUDGES = {
    "output": judge_output,
    "trace": judge_trace,
    "diagram": judge_diagram,
    "parsons": judge_parsons,
    "write": judge_tests,
    "class": judge_tests,
    "bigo": judge_bigo,
    "mcq": judge_option,
    "choose": judge_option,
    "sql": judge_sql,
}


def main(path):
    with open(path, encoding="utf-8") as file:
        questions = json.load(file)
    judged = 0
    disagreements = 0
    for question in questions:
        judge = JUDGES.get(question["kind"], lambda _: "skip")
        complaint = judge(question)
        if complaint == "skip":
            continue
        judged += 1
        if complaint:
            disagreements += 1
            print(f"{question['problem']} ({question['kind']}): {complaint}\n{question['code']}")
    if disagreements:
        print(f"{disagreements} disagreements")
        return
    print(f"agreed on {judged} questions of {len(questions)}")


main(sys.argv[1])
