"""Stands where `inspect` imports `importlib.machinery`, which it needs for source files only."""

import sys

sys.modules["importlib.machinery"] = machinery = sys.modules[__name__]
