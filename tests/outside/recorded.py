"""Compares the recorded results of the library with those of this interpreter: `recorded.py library.txt`.

A block starts with `# module`; its indented lines are the program, run anew before each expression; `=> ` has the result.
"""

import sys
import types


class Raised:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def raises(call):
    try:
        call()
    except Exception as error:
        return Raised(type(error).__name__)
    return Raised("NotRaised")


def result(program, expression):
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    names = vars(module)
    exec(program, names)
    names.setdefault("raises", raises)
    return repr(eval(expression, names))


agreed = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines.read().split("\n"):
        if line.startswith("# "):
            program = ""
        elif line.startswith("    "):
            program += line[4:] + "\n"
        elif line.startswith("=> "):
            found = result(program, expression)
            if found == line[3:]:
                agreed += 1
            else:
                print(f"{expression}\n  recorded {line[3:]}\n  here     {found}")
        else:
            expression = line
print(f"agreed on {agreed}")
