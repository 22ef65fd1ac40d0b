"""Objects as a page shows them: as the cells of a trace table, and as boxes with places in a drawing of memory.

None of the program's own code runs: its `__repr__` is not called, and attributes are taken from where they lie.
"""

import inspect
import types

# Levels of lists in lists that are written out.
DEEPEST = 40

# The bit of `__flags__` that is set for classes made while a program runs.
HEAP_TYPE = 1 << 9

# What has a literal, or a `repr` that is one, and holds nothing else.
CONSTANTS = (type(None), bool, int, float, str, bytes, complex, range)

# What a class has beside its data.
BEHAVIOUR = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MemberDescriptorType,
    types.GetSetDescriptorType,
    classmethod,
    staticmethod,
    property,
)


def is_a(value, kinds):
    """`isinstance` without asking the object, which may be of a class that answers itself."""
    return issubclass(type(value), kinds)


def own_dict(value):
    try:
        return object.__getattribute__(value, "__dict__")
    except AttributeError:
        return None


def cell(frame, name):
    """The literal of what a name holds where the frame stands; `None` where it holds nothing."""
    code = frame.f_code
    is_function = code.co_flags & inspect.CO_OPTIMIZED
    is_own = name in code.co_varnames + code.co_cellvars + code.co_freevars
    local = frame.f_locals
    if (is_own or not is_function) and name in local:
        return literal(local[name])
    if is_own and is_function or name not in frame.f_globals:
        return None
    return literal(frame.f_globals[name])


def literal(value, inside=()):
    if value is None or type(value) in (bool, int):
        return repr(value)
    if type(value) is float:
        plain = repr(value)
        return f'float("{plain}")' if plain in ("nan", "inf", "-inf") else plain
    if type(value) is str:
        return text(value)
    known = word(value)
    if known is not None:
        return known
    if id(value) in inside or len(inside) >= DEEPEST:
        return unfinished(value)
    return container(value, (*inside, id(value)))


def container(value, inside):
    name = type(value).__name__
    write = lambda each: literal(each, inside)  # noqa: E731
    if is_a(value, list):
        plain, exact = "[" + ", ".join(map(write, value)) + "]", list
    elif is_a(value, tuple):
        fields = getattr(type(value), "_fields", None)
        if type(value) is not tuple and isinstance(fields, tuple):
            return f"{name}(" + ", ".join(f"{field}={write(each)}" for field, each in zip(fields, value)) + ")"
        plain, exact = "(" + ", ".join(map(write, value)) + (",)" if len(value) == 1 else ")"), tuple
    elif is_a(value, dict):
        plain, exact = "{" + ", ".join(f"{write(key)}: {write(held)}" for key, held in value.items()) + "}", dict
    elif is_a(value, (set, frozenset)):
        if not value and is_a(value, frozenset):
            return f"{name}()"
        plain, exact = "{" + ", ".join(sorted(map(write, value))) + "}" if value else "set()", set
    else:
        return f"{name}(" + ", ".join(f"{each}={write(held)}" for each, held in (own_dict(value) or {}).items()) + ")"
    return plain if type(value) is exact else f"{name}({plain})"


def word(value):
    """What has no literal of its own but a name, and built-in leaves whose `repr` is their literal."""
    if is_a(value, type):
        return f"class {value.__name__}"
    if is_a(value, (types.FunctionType, types.BuiltinFunctionType)):
        return f"function {value.__name__}"
    if is_a(value, types.MethodType) and is_a(value.__func__, types.FunctionType):
        return f"method {value.__func__.__name__}"
    if is_a(value, types.ModuleType):
        return "module"
    if type(value) in (bytes, complex, range):
        return repr(value)
    if hasattr(type(value), "__next__") and own_dict(value) is None:
        return type(value).__name__
    return None


def unfinished(value):
    for kind, written in ((list, "[...]"), (dict, "{...}"), (tuple, "(...)")):
        if is_a(value, kind):
            return written
    return "..."


def text(value):
    """In double quotes, unless the text has one and no single quote."""
    quote = "'" if '"' in value and "'" not in value else '"'
    return quote + "".join("\\" + each if each == quote else repr(each)[1:-1] for each in value) + quote


def graph(names, namespace):
    """What names lead to: boxes, numbered as a walk first meets them, and what their places hold."""
    walk = Walk()
    named = [{"name": name, "held": walk.held(namespace[name]) if name in namespace else None} for name in names]
    return {"names": named, "objects": walk.objects}


class Walk:
    def __init__(self):
        self.objects = []
        # Each object with its number. It is kept, so that no identity comes twice.
        self.known = {}

    def held(self, value):
        if type(value) in CONSTANTS:
            return {"Literal": literal(value)}
        if id(value) not in self.known:
            self.known[id(value)] = (len(self.objects), value)
            kind, name, places = opened(value)
            box = {"kind": kind, "name": name, "slots": []}
            self.objects.append(box)
            for label, inner in places:
                box["slots"].append({"label": label, "held": self.held(inner)})
        return {"Object": self.known[id(value)][0]}


def opened(value):
    """The kind of a box, the name of its own, and its places: labels and objects."""
    if is_a(value, type):
        return "class", value.__name__, class_data(value)
    if is_a(value, types.FunctionType):
        return "function", value.__name__, defaults(value)
    if is_a(value, (types.MethodType, types.BuiltinFunctionType)):
        owner = value.__self__
        is_bound = owner is not None and not is_a(owner, types.ModuleType)
        return ("method", value.__name__, [("self", owner)]) if is_bound else ("function", value.__name__, [])
    if is_a(value, types.ModuleType):
        return "module", value.__name__, []
    return type(value).__name__, None, elements(value) + attributes(value)


def elements(value):
    """Elements of what extends a built-in container, and the value of what extends a number or string."""
    if is_a(value, tuple) and isinstance(getattr(type(value), "_fields", None), tuple):
        return list(zip(type(value)._fields, tuple.__iter__(value)))
    if is_a(value, dict):
        return [(literal(key), held) for key, held in dict.items(value)]
    if is_a(value, (set, frozenset)):
        return [(None, each) for each in sorted(value, key=number_then_text)]
    if is_a(value, (list, tuple)) or f"{type(value).__module__}.{type(value).__name__}" == "collections.deque":
        return [(None, each) for each in value]
    for plain in (int, float, str):
        if is_a(value, plain):
            return [(None, plain.__new__(plain, value))]
    return []


def number_then_text(value):
    return (1, value, "") if type(value) is int else (0, 0, literal(value))


def is_from_program(kind):
    """Made by a `class` statement."""
    return bool(kind.__flags__ & HEAP_TYPE)


def attributes(value):
    """What an instance has of its own: what `__slots__` reserved, and its dict."""
    places = []
    for kind in filter(is_from_program, reversed(type(value).__mro__)):
        for name, held in vars(kind).items():
            if is_a(held, types.MemberDescriptorType):
                try:
                    places.append((name, held.__get__(value)))
                except AttributeError:
                    pass
    return places + list((own_dict(value) or {}).items())


def class_data(kind):
    if not is_from_program(kind):
        return []
    is_own = lambda name: not (name.startswith("__") and name.endswith("__"))  # noqa: E731
    return [(name, held) for name, held in vars(kind).items() if is_own(name) and not is_a(held, BEHAVIOUR)]


def defaults(function):
    """By the names of their parameters."""
    code = function.__code__
    values = function.__defaults__ or ()
    parameters = code.co_varnames[: code.co_argcount]
    return list(zip(parameters[len(parameters) - len(values) :], values)) + list((function.__kwdefaults__ or {}).items())
