"""The only writers of the division tree."""

from .add_hamlet import add_hamlet
from .import_divisions import Outcome, Progress, import_divisions
from .keep_outline import keep_outline
from .renumber import renumber
from .take_hamlets_back import take_hamlets_back
from .take_successors import take_successors

__all__ = [
    "Outcome",
    "Progress",
    "add_hamlet",
    "import_divisions",
    "keep_outline",
    "renumber",
    "take_hamlets_back",
    "take_successors",
]
