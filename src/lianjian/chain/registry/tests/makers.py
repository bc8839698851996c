"""Small verbs that make branches, postings and ties behind the commands' backs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.makers import LONG_AGO

from lianjian.chain.registry.models import Branch, Posting, Tie
from lianjian.chain.registry.services.details import let_it_be_found
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Organisation


def a_branch(host: Organisation, *, unit: str = "", span: int = 1, **more: Any) -> Branch:
    """The branch of a body or of its inner unit."""
    name = f"{host.name}{unit}党支部"
    with scope_lifted("a maker"):
        branch: Branch = Branch.objects.create(host=host, unit=unit, name=name, span=span, **more)
        let_it_be_found(branch)
        return branch


def a_posting(branch: Branch, *, batch: int = 6, **more: Any) -> Posting:
    """A first secretary posted by the province."""
    details = {"level": Posting.Level.PROVINCE, "starts": LONG_AGO, **more}
    with scope_lifted("a maker"):
        posting: Posting = Posting.objects.create(branch=branch, batch=batch, **details)
        return posting


def a_tie(village: Branch, partner: Branch, *, since: dt.date = LONG_AGO, **more: Any) -> Tie:
    """A logged tie of past cooperation."""
    details = {
        "ground": Tie.Ground.PAST_COOPERATION,
        "evidence": "一起办过技术培训",
        "strength": 600,
        "grade": 1,
        **more,
    }
    with scope_lifted("a maker"):
        tie: Tie = Tie.objects.create(village=village, partner=partner, since=since, **details)
        return tie
