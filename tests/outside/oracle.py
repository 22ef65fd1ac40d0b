"""Carries out in CPython what Longhand's worker was asked to do, and compares the replies.

Reads a file of cases, one JSON object a line: `where` it was asked, the `request` and `reply` that travelled (`null`
where the worker was killed), and whether it gets a process of its own (`alone`). Prints a JSON object for each that
differs, and last a count of those compared by task. Of Longhand nothing is used but what its tasks mean.
"""

import collections
import gc
import io
import itertools
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import warnings

from oracle_tasks import TASKS, object_of

# Cases that share a process, each with globals and built-in names of its own.
BATCH = 200
# Seconds for one case. None takes a hundredth of it, unless it never ends.
PATIENCE = 10
UNENDING = "CPython does not come to an end"
# A program that Longhand stopped runs at least so many times its limits before it counts as endless.
GENEROUS = 5
# Bytes of address space for such a program.
MEMORY = 1 << 30

# Stops that say that a program has no end, and those that are no answer to anything. Any other refuses the program:
# there is nothing to compare.
ENDLESS = {"Steps", "Time", "Memory", "Output"}
FAILED = {"Crashed", "Unavailable"}


def settled(answer):
    """An answer in which equal values look equal: sets in one order, and one NaN."""
    if isinstance(answer, list):
        return [settled(each) for each in answer]
    if not isinstance(answer, dict):
        return answer
    answer = {name: settled(each) for name, each in answer.items()}
    if list(answer) == ["Set"]:
        answer["Set"].sort(key=json.dumps)
    if list(answer) == ["Float"] and object_of(answer) != object_of(answer):
        answer["Float"] = "nan"
    return answer


def difference(reply, answer):
    """What CPython says, where it says something else."""
    return None if settled(answer) == settled(reply["Ok"]) else answer


def script(task):
    """A program as a file that a new interpreter runs, as a learner would."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "snippet.py")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(task["program"])
        words = [sys.executable, "-I", "-X", "utf8", "-W", "ignore", path]
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            return UNENDING
    if done.returncode == 0:
        return {"Run": {"stdout": done.stdout, "ending": "Done"}}
    lines = [int(line) for line in re.findall(rf'^  File "{re.escape(path)}", line (\d+)', done.stderr, re.MULTILINE)]
    kinds = re.findall(r"^([A-Za-z_][\w.]*)(?:: |$)", done.stderr, re.MULTILINE)
    kind = kinds[0].rpartition(".")[2] if kinds else f"status {done.returncode}"
    return {"Run": {"stdout": done.stdout, "ending": {"Raised": {"kind": kind, "line": lines[-1] if lines else None}}}}


def stop_of(reply):
    """The name of the stop in a reply, if it is one."""
    if reply is None:
        return "Time"
    stop = reply.get("Err")
    return next(iter(stop)) if isinstance(stop, dict) else stop


class Limits:
    """Ends the process, with a word, once a program has gone far beyond what Longhand allows."""

    def __init__(self, caps, tell):
        self.lines = itertools.count()
        self.most = caps["steps"] * GENEROUS
        self.output = caps["output"]
        self.tell = tell
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        sys.settrace(self.watch)

    def watch(self, frame, event, argument):
        if event == "line" and next(self.lines) > self.most:
            self.tell(None)
        return self.watch

    def judge(self, answer):
        """Whether an answer that came in spite of all is as far beyond: too long, or ended by want of memory."""
        sys.settrace(None)
        text = json.dumps(answer)
        return len(text) > self.output or '"MemoryError"' in text


def judged(case, tell):
    """Calls `tell` with what differs, or `None`; a limit may call it first, and then it ends the process."""
    ((name, task),) = case["request"]["task"].items()
    stop = stop_of(case["reply"])
    is_endless = stop in ENDLESS
    if stop in FAILED:
        return "Longhand came to no answer"
    if name not in TASKS:
        return f"the oracle does not know the task {name}"
    if case["alone"] and name == "Run" and not is_endless:
        return difference(case["reply"], script(task))
    signal.signal(signal.SIGALRM, lambda *_: tell(None if is_endless else UNENDING))
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    if is_endless:
        limits = Limits(case["request"]["caps"], tell)
        answer = TASKS[name](task)
        return None if limits.judge(answer) else answer
    answer = TASKS[name](task)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return difference(case["reply"], answer)


def judge_batch(cases, pipe):
    """Judges one case after the other, a line each. In a child process, which never returns."""
    out = os.fdopen(pipe, "w", encoding="utf-8")

    def tell(differing):
        out.write(json.dumps(differing) + "\n")
        out.flush()
        os._exit(0)

    sys.stdout = sys.stderr = io.StringIO()
    for case in cases:
        gc.freeze()
        out.write(json.dumps(judged(case, tell)) + "\n")
        # What a program leaves behind may print as it goes; nobody hears it.
        gc.collect()
    out.flush()
    os._exit(0)


def verdicts(cases):
    """What differs in each case, or `None`."""
    done = 0
    while done < len(cases):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            judge_batch(cases[done:], writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as lines:
            told = [json.loads(line) for line in lines]
        _, status = os.waitpid(child, 0)
        if not told:
            told = [f"CPython's process ended with {status}"]
        yield from told
        done += len(told)


def sort_of(case):
    """What a case counts as, and whether there is anything to compare."""
    name = next(iter(case["request"]["task"]))
    stop = stop_of(case["reply"])
    if stop in ENDLESS:
        return f"{name} without end", True
    if stop and stop not in FAILED:
        return f"refused as {stop}", False
    return name, True


def batches(cases):
    """Lists of cases that share a process."""
    shared = []
    for case in cases:
        if case["alone"] or stop_of(case["reply"]) in ENDLESS:
            yield [case]
        else:
            shared.append(case)
        if len(shared) == BATCH:
            yield shared
            shared = []
    yield shared


def main(path):
    warnings.simplefilter("ignore")
    counts = collections.Counter()

    def comparable(case):
        sort, is_comparable = sort_of(case)
        counts[sort] += 1
        return is_comparable

    with open(path, encoding="utf-8") as file:
        for batch in batches(filter(comparable, map(json.loads, file))):
            for case, differing in zip(batch, verdicts(batch)):
                if differing is not None:
                    print(json.dumps({**case, "theirs": differing}))
    print(json.dumps({"compared": counts}))


if __name__ == "__main__":
    main(sys.argv[1])
