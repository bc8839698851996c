"""The only writers of imports and layouts: one verb a file."""

from .abandon import abandon
from .begin import begin
from .check import check
from .match import match
from .start import start
from .take import take, take_portion

__all__ = ["abandon", "begin", "check", "match", "start", "take", "take_portion"]
