"""What a project is proposed as, before it is rows: the input of *propose*, *revise*, *record*."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .models import Brand, Cluster

Side = Branch | Organisation


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    name: str
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole of a proposal. ``budget`` in fen; the first of ``parties`` leads."""

    name: str
    area: str
    kind: str
    division: Division
    parties: tuple[Side, ...]
    tier: str = "ordinary"
    words: str = ""
    stands_in: Division | None = None
    accord: Accord | None = None
    body: JointBody | None = None
    pairings: tuple[Pairing, ...] = ()
    cluster: Cluster | None = None
    brands: tuple[Brand, ...] = ()
    starts: dt.date | None = None
    ends: dt.date | None = None
    budget: int | None = None
    milestones: tuple[MilestoneDraft, ...] = ()
