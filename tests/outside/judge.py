"""Runs the programs of questions (JSON, as `--format json` gives them) and compares with their keys.

Prints each disagreement. The last line is `agreed on N questions of M` only when there was none.
"""

import ast
import contextlib
import io
import json
import sys


def run(code):
    """What a program prints, and the name of the exception that ends it."""
    out = io.StringIO()
    error = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(code, "<question>", "exec"), {"__name__": "__main__", "raises": raises})
        except Exception as raised:
            error = type(raised).__name__
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


def judge_option(question):
    """A right option that is a program's output is what the program prints."""
    return run_or_say(question["code"]) if question["code"] else "skip"


JUDGES = {
    "output": judge_output,
    "trace": judge_trace,
    "parsons": judge_parsons,
    "write": judge_tests,
    "class": judge_tests,
    "mcq": judge_option,
    "choose": judge_option,
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
