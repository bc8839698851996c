"""The pairing engine: arrays in, an optimal plan out, with a proof that anybody can check.

``problem`` is the door (validated once), ``solve`` finds a plan, ``certificate`` proves it in
integers, ``verify`` is the checker for a doubter, ``explain`` answers "why not that one?".
Pure: no clock, no files, no network, no chance. See docs/ideas/pairing.md.

The solver is loaded when it is asked for: who only checks a plan runs without a line of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .answers import Forced, Impossible, Move
from .candidates import nearest, overlooked
from .caps import Cap, Caps
from .certificate import Certificate, certify
from .hall import Hall
from .plan import Plan
from .problem import Problem
from .score import FAR as FAR_APART
from .score import Listings, Relevance, best_offers, bigrams, closeness, relevance
from .tables import (
    UNIT,
    BadProblem,
    Bools,
    Candidates,
    Ints,
    Partners,
    Rules,
    State,
    Villages,
)
from .verify import Report, verify

if TYPE_CHECKING:
    from .explain import (
        force,
        one_more_room,
        one_more_slot,
        price_parts,
    )
    from .leximin import worst_off_first
    from .solver import solve

__all__ = [
    "FAR_APART",
    "UNIT",
    "BadProblem",
    "Bools",
    "Candidates",
    "Cap",
    "Caps",
    "Certificate",
    "Forced",
    "Hall",
    "Impossible",
    "Ints",
    "Listings",
    "Move",
    "Partners",
    "Plan",
    "Problem",
    "Relevance",
    "Report",
    "Rules",
    "State",
    "Villages",
    "best_offers",
    "bigrams",
    "certify",
    "closeness",
    "force",
    "nearest",
    "one_more_room",
    "one_more_slot",
    "overlooked",
    "price_parts",
    "relevance",
    "solve",
    "verify",
    "worst_off_first",
]

_LATE = {
    "solve": ".solver",
    "worst_off_first": ".leximin",
    **dict.fromkeys(
        (
            "force",
            "one_more_room",
            "one_more_slot",
            "price_parts",
        ),
        ".explain",
    ),
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name], __name__), name)
