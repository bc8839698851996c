from .interest import Interest
from .pairing import Pairing
from .proposal import ClosedBecause, DeclineReason, Proposal, Side
from .round import Candidate, Participant, Round, RuleSet, Solution

__all__ = [
    "Candidate",
    "ClosedBecause",
    "DeclineReason",
    "Interest",
    "Pairing",
    "Participant",
    "Proposal",
    "Round",
    "RuleSet",
    "Side",
    "Solution",
]
