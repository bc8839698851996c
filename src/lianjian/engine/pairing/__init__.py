"""The pairing engine: arrays in, an optimal plan out, with a proof that anybody can check.

``problem`` is the door (validated once), ``solve`` finds a plan, ``certificate`` proves it in
integers, ``verify`` is the checker for a doubter, ``explain`` answers "why not that one?".
Pure: no clock, no files, no network, no chance. See docs/ideas/pairing.md.
"""

from .candidates import nearest, overlooked
from .certificate import Certificate, certify
from .explain import Forced, Impossible, Move, force, one_more_slot
from .problem import (
    UNIT,
    BadProblem,
    Bools,
    Candidates,
    Ints,
    Partners,
    Problem,
    Rules,
    State,
    Villages,
)
from .score import FAR as FAR_APART
from .score import Listings, Relevance, best_offers, bigrams, closeness, relevance
from .solve import Plan, solve
from .verify import Report, verify

__all__ = [
    "FAR_APART",
    "UNIT",
    "BadProblem",
    "Bools",
    "Candidates",
    "Certificate",
    "Forced",
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
    "one_more_slot",
    "overlooked",
    "relevance",
    "solve",
    "verify",
]
