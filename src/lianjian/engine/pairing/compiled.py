"""numba's compiler behind a door that keeps the types: the first call of a kernel compiles it.

What is compiled is kept beside the source (or in ``NUMBA_CACHE_DIR``), so that only the first call
after an update waits; ``./up`` makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from numba import njit
from numba.extending import intrinsic, overload

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """A function of arrays and numbers as machine code. It lets go of the interpreter's lock."""
    return cast("Callable[P, R]", njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """The same, for a short function of the innermost loops: it is put into each caller's code.

    A named tuple of arrays is some two hundred arguments to machine code; where the work is a few
    dozen steps, handing them over is most of its time.
    """
    made = njit(cache=True, nogil=True, error_model="numpy", forceinline=True)(function)
    return cast("Callable[P, R]", made)


def _uncounted(_typing: Any, arrays: Any) -> Any:
    def write(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value = arguments[0]
        for at, kind in enumerate(arrays.types):
            array = context.make_array(kind)(context, builder, builder.extract_value(value, at))
            array.meminfo = array.meminfo.type(None)
            array.parent = array.parent.type(None)
            value = builder.insert_value(value, array._getvalue(), at)
        return value

    return arrays(arrays), write


_lent: Any = intrinsic(_uncounted)

T = TypeVar("T")


def lent(arrays: T) -> T:
    """The same named tuple of arrays, its arrays not counted as in use: for the time of one call.

    numba counts who uses an array with an atomic step at each pass from function to function; in
    kernels of many short functions that is a sixth of their time. The caller holds the arrays while
    the kernel runs, so nothing need be counted. For kernels that are called from Python, alone.
    """
    return arrays


@overload(lent, strict=False)
def _lent_compiled(arrays: Any) -> Any:
    return lambda arrays: _lent(arrays)
