"""How a command that needs no database answers: its exit status, and one line for what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn

from .sources import Unreadable
from .stopping import never_lost

GOOD, REFUSED, WRONG, STOPPED = 0, 1, 2, 130


class Asked(argparse.ArgumentParser):
    """A parser that answers a wrong word with one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG)


def answered(do: Callable[[], int]) -> int:
    """Its exit status; for files that cannot be taken one line and status 2."""
    try:
        with never_lost():
            return do()
    except Unreadable as error:
        print(f"lianjian: {' '.join(str(error).split())}", file=sys.stderr)
    except OSError as error:
        print(f"lianjian: {error.filename or 'files'}: {error.strerror}", file=sys.stderr)
    except MemoryError:
        print("lianjian: the files are too large for this machine's memory", file=sys.stderr)
    return WRONG
