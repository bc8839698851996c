from .interest import Interest
from .pairing import Pairing
from .proposal import Proposal, Side
from .round import Candidate, Participant, Round, RuleSet, Solution

__all__ = [
    "Candidate",
    "Interest",
    "Pairing",
    "Participant",
    "Proposal",
    "Round",
    "RuleSet",
    "Side",
    "Solution",
]
