"""What `random` makes a seed of a text with."""

import _hashlib  # the result of `sha512` is of a type that this makes
from _sha512 import sha512
