"""Finding candidates: of all villages and partners of a nation, the few pairs worth solving.

A village has a million partners that could be; the solver takes about fifty. They are found city by
city (``find``), each from the partners that its villages can reach by the tree of division codes
(``reach``) and from what is recorded of single pairs (``Named``), scored exactly as a round scores
them (``scored``), and put together by ``Keeping``. Pure: no files, no clock, no chance; the same
candidates whatever the sizes of the tiles, and in whatever order the cities are found.
See docs/ideas/candidates.md.
"""

from .city import Found, find
from .keeping import Keeping
from .posted import Posted, joined
from .reach import Run, reach
from .scoring import Scored, barred, scored
from .tables import (
    EVERYWHERE,
    SAID_NO,
    UNSAID,
    Ground,
    Limits,
    Named,
    Partners,
    Said,
    Villages,
    Weights,
    named_of,
    nothing_named,
    partner_order,
    region_of,
    village_order,
)

__all__ = [
    "EVERYWHERE",
    "SAID_NO",
    "UNSAID",
    "Found",
    "Ground",
    "Keeping",
    "Limits",
    "Named",
    "Partners",
    "Posted",
    "Run",
    "Said",
    "Scored",
    "Villages",
    "Weights",
    "barred",
    "find",
    "joined",
    "named_of",
    "nothing_named",
    "partner_order",
    "reach",
    "region_of",
    "scored",
    "village_order",
]
