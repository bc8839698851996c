"""The only writers of submissions and their facts: one verb a file."""

from .answer import answer
from .ask import ask
from .confirm import confirm
from .edit import edit
from .fail import fail
from .forget import forget
from .hand_in import hand_in
from .keep import keep
from .keep_as_evidence import keep_as_evidence
from .look import look
from .put_aside import put_aside
from .read_again import read_again
from .reject import reject
from .show_to_second_reader import show_to_second_reader
from .take_back import take_back
from .take_up import take_up
from .take_up_fact import take_up_fact

__all__ = [
    "answer",
    "ask",
    "confirm",
    "edit",
    "fail",
    "forget",
    "hand_in",
    "keep",
    "keep_as_evidence",
    "look",
    "put_aside",
    "read_again",
    "reject",
    "show_to_second_reader",
    "take_back",
    "take_up",
    "take_up_fact",
]
