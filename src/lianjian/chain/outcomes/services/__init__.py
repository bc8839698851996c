"""The only writers of indicators and figures: one verb a file."""

from .agree import agree
from .attribute import attribute
from .check import check
from .confirm import confirm
from .confirm_all import confirm_all
from .correct import correct
from .define import define
from .report import report
from .return_it import return_it
from .state import state
from .take_back_batch import take_back_batch
from .withdraw import withdraw
from .withdraw_stated import withdraw_stated

__all__ = [
    "agree",
    "attribute",
    "check",
    "confirm",
    "confirm_all",
    "correct",
    "define",
    "report",
    "return_it",
    "state",
    "take_back_batch",
    "withdraw",
    "withdraw_stated",
]
