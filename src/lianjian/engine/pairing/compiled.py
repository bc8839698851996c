"""numba's compiler behind a door that keeps the types: the first call of a kernel compiles it.

What is compiled is kept beside the source (or in ``NUMBA_CACHE_DIR``), so that only the first call
after an update waits; ``./up`` makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """A function of arrays and numbers as machine code. It lets go of the interpreter's lock."""
    return cast("Callable[P, R]", njit(cache=True, nogil=True, error_model="numpy")(function))
