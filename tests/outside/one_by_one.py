"""Runs each program of a file as `__main__` and prints what it prints: `one_by_one.py unittests.py`."""

import io
import sys
import types

with open(sys.argv.pop(), encoding="utf-8") as file:
    programs = file.read().split("# --- ")[1:]
sys.stderr = io.StringIO()
for program in programs:
    print("# --- " + program.split("\n")[0])
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    exec("# " + program, vars(module))
