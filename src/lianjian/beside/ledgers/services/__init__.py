"""The only writers of imports and layouts: one verb a file."""

from .abandon import abandon
from .begin import begin
from .check import check
from .forget import forget
from .match import match
from .start import start
from .take import take, take_portion
from .take_back import take_back, take_back_portion

__all__ = [
    "abandon",
    "begin",
    "check",
    "forget",
    "match",
    "start",
    "take",
    "take_back",
    "take_back_portion",
    "take_portion",
]
