"""The four principles, each kept apart: a score in micro-units, the sentence, its grade."""

from .reason import UNIT, Reason
from .relevance import Listed, Match, both, matches, matches_of, relevance, tabled, told
from .span import span
from .ties import Known, ties
from .willingness import Wish, willingness

PRINCIPLES = ("willingness", "ties", "span", "relevance")

__all__ = [
    "PRINCIPLES",
    "UNIT",
    "Known",
    "Listed",
    "Match",
    "Reason",
    "Wish",
    "both",
    "matches",
    "matches_of",
    "relevance",
    "span",
    "tabled",
    "ties",
    "told",
    "willingness",
]
