"""What no dict shows of the library's state, and what reaches for the clock or for chance without a seed."""

import _abc
import encodings
import sys
import time


def _clock(*args, **kwargs):
    __lh_refuse__("clock")


for _name in dir(time):
    if callable(getattr(time, _name)) and _name not in ("struct_time", "strftime", "asctime"):
        setattr(time, _name, _clock)
time.tzname, time.timezone, time.altzone, time.daylight = ("UTC", "UTC"), 0, 0, 0


def _guard(random):
    """The generator behind `random.random()` and its like: nothing comes out of it before it has a seed."""

    class Shared(random.Random):
        seeded = False

        def seed(self, a=None, version=2):
            super().seed(a, version)
            self.seeded = True

        def setstate(self, state):
            super().setstate(state)
            self.seeded = True

        def random(self):
            return super().random() if self.seeded else __lh_refuse__("chance")

        def getrandbits(self, k):
            return super().getrandbits(k) if self.seeded else __lh_refuse__("chance")

    seed = random.Random.seed

    def seed_given(self, a=None, version=2):
        if a is None:
            __lh_refuse__("chance")
        seed(self, a, version)

    random.Random.seed = seed_given
    shipped = random._inst
    random._inst = shared = Shared(0)
    for name, value in list(vars(random).items()):
        if getattr(value, "__self__", None) is shipped:
            setattr(random, name, getattr(shared, name))


class Hidden:
    """The state of the library as it is when this is made; `restore` comes back to it."""

    def __init__(self):
        self.random = sys.modules.get("random")
        if self.random and type(self.random._inst) is self.random.Random:
            _guard(self.random)
        self.decimal = sys.modules.get("_pydecimal")
        modules = [vars(module).values() for module in sys.modules.values()]
        abc = sys.modules["abc"].ABCMeta if "abc" in sys.modules else ()
        classes = {id(it): it for values in modules for it in values if isinstance(it, abc)}
        self.abstract = [(cls, _registered(cls)) for cls in classes.values()]
        self.token = _abc.get_cache_token()
        self.restore()

    def restore(self):
        if self.random and self.random._inst.seeded:
            self.random._inst.seed(0)
            self.random._inst.seeded = False
        if self.decimal:
            self.decimal.setcontext(self.decimal.Context())
        if self.token != _abc.get_cache_token():
            self._unregister()

    def _unregister(self):
        for cls, registered in self.abstract:
            _abc._reset_caches(cls)
            if registered != _registered(cls):
                _abc._reset_registry(cls)
                for one in registered:
                    _abc._abc_register(cls, one)
        self.token = _abc.get_cache_token()


def _registered(cls):
    return [found for ref in _abc._get_dump(cls)[0] if (found := ref()) is not None]
