"""Small verbs that make rounds, proposals and pairings behind the commands' backs."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from tests import makers as ground
from tests.cast import Character, World
from tests.makers import LONG_AGO

from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.pairing import candidates, services
from lianjian.chain.pairing.models import (
    Candidate,
    Interest,
    Pairing,
    Participant,
    Proposal,
    Round,
    RuleSet,
)
from lianjian.chain.registry.models import Branch, Tie
from lianjian.chain.registry.tests.makers import a_branch, a_tie
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.places.models import Division

REASONS = {
    "willingness": {
        "score": 300_000,
        "grade": None,
        "template": "willingness_silent_silent",
        "values": {},
    },
    "ties": {"score": 0, "grade": None, "template": "ties_none", "values": {}},
    "span": {
        "score": 850_000,
        "grade": 1,
        "template": "span_same_province",
        "values": {"most": 2, "held": 0},
    },
    "relevance": {
        "score": 500_000,
        "grade": 1,
        "template": "relevance_area",
        "values": {"need": "果品销路", "offer": "六家门店试卖", "area": "industry", "words": []},
    },
}


def some_rules(issuer: Division | Organisation, **more: Any) -> RuleSet:
    """The first version of an issuer's rules."""
    with scope_lifted("a maker"):
        rules: RuleSet = RuleSet.objects.create(**_issued_by(issuer), **more)
        return rules


def a_round(issuer: Division | Organisation, *, state: str = "draft", **more: Any) -> Round:
    """A round by the issuer's newest rules (or new ones)."""
    with scope_lifted("a maker"):
        rules = RuleSet.objects.filter(**_issued_by(issuer)).first()
    rules = rules or some_rules(issuer)
    with scope_lifted("a maker"):
        made: Round = Round.objects.create(
            **{"name": "秋季轮次", "rules": rules, "state": state, **_issued_by(issuer), **more}
        )
        return made


def a_participant(round: Round, branch: Branch, **more: Any) -> Participant:
    """A branch in a round, with its whole span free."""
    side = Participant.Side.VILLAGE if branch.is_village else Participant.Side.PARTNER
    with scope_lifted("a maker"):
        made: Participant = Participant.objects.create(
            **{"round": round, "branch": branch, "side": side, "capacity": branch.span, **more}
        )
        return made


def a_candidate(round: Round, village: Participant, partner: Participant, **more: Any) -> Candidate:
    """A pair that could be."""
    with scope_lifted("a maker"):
        made: Candidate = Candidate.objects.create(
            **{
                "round": round,
                "village": village,
                "partner": partner,
                "score": 400_000,
                "reasons": REASONS,
                **more,
            }
        )
        return made


def a_proposal(village: Branch, partner: Branch, *, round: Round, **more: Any) -> Proposal:
    """An open proposal of a published round."""
    with scope_lifted("a maker"):
        made: Proposal = Proposal.objects.create(
            **{
                "round": round,
                "village": village,
                "partner": partner,
                "score": 400_000,
                "reasons": REASONS,
                "exchange": [{"need": "果品销路", "area": "industry", "offer": "六家门店试卖"}],
                "reply_by": clock.today() + dt.timedelta(days=14),
                **more,
            }
        )
        return made


def a_pairing(village: Branch, partner: Branch, **more: Any) -> Pairing:
    """A pairing that existed before."""
    details = {"origin": Pairing.Origin.BEFORE, "agreed_on": LONG_AGO, **more}
    if details.get("state") == "live":
        details.setdefault("live_since", LONG_AGO)
    with scope_lifted("a maker"):
        made: Pairing = Pairing.objects.create(village=village, partner=partner, **details)
        return made


def a_wish(branch: Branch, towards: Branch | None = None, **more: Any) -> Interest:
    """A wish said today that holds for a month."""
    today = clock.today()
    details = {"said_on": today, "until": today + dt.timedelta(days=30), **more}
    with scope_lifted("a maker"):
        made: Interest = Interest.objects.create(branch=branch, towards=towards, **details)
        return made


def a_rule_set(issuer: Division | Organisation, **more: Any) -> RuleSet:
    return some_rules(issuer, **more)


def _issued_by(issuer: Division | Organisation) -> dict[str, Any]:
    name = "division" if isinstance(issuer, Division) else "organisation"
    return {name: issuer}


@dataclass(frozen=True)
class Scene:
    """A published round with one proposal: Stone Village and the University, both with people."""

    round: Round
    stone: Branch
    university: Branch
    proposal: Proposal


def a_scene(world: World, *, span: int = 1, society: bool = False) -> Scene:
    """Issued by Sample County, or by the Society."""
    issuer = world.society if society else world.county
    reply_by = clock.today() + dt.timedelta(days=14)
    round = a_round(issuer, state="published", published_at=clock.now(), reply_by=reply_by)
    stone, university = a_branch(world.stone, span=span), a_branch(world.university, span=span)
    a_participant(round, stone)
    a_participant(round, university)
    return Scene(round, stone, university, a_proposal(stone, university, round=round))


def some_villages(
    world: World, count: int, *, kept_by: Organisation | None = None, **more: Any
) -> list[Branch]:
    """Villages of Sample County's town, each with a need."""
    made = []
    for n in range(count):
        place = ground.a_division(f"{str(world.town.code)[:9]}{500 + n}", f"示例村{n}")
        body = ground.an_organisation(
            f"示例村{n}", kind=Kind.VILLAGE, affiliation=place, kept_by=kept_by
        )
        branch = a_branch(body, **more)
        a_need(branch, ("果品销路", "修剪技术培训", "冷库包装")[n % 3])
        made.append(branch)
    return made


def some_partners(
    world: World, count: int, *, kept_by: Division | Organisation | None = None, **more: Any
) -> list[Branch]:
    """Outside organisations of several kinds in the county's directory, each with an offer."""
    province = world.county.parent.parent  # type: ignore[union-attr]
    kinds = (Kind.UNIVERSITY, Kind.ENTERPRISE, Kind.GOVERNMENT, Kind.SOCIETY)
    made = []
    for n in range(count):
        body = ground.an_organisation(
            f"示例单位{n}",
            kind=kinds[n % 4],
            affiliation=province,
            kept_by=kept_by or world.county,
        )
        branch = a_branch(body, **more)
        an_offer(branch, ("门店试卖果品", "派技术员培训修剪", "借用冷库")[n % 3])
        made.append(branch)
    return made


def a_solved_round(issuer: Character, branches: Iterable[Branch]) -> Round:
    """A round through the front door: rules, round, participants, solved."""
    post = issuer.post
    where = (
        {"organisation": post.organisation} if post.organisation_id else {"division": post.division}
    )
    rules = services.write_rules(issuer.actor, **where)
    round = services.open_round(issuer.actor, name="秋季轮次", rules=rules)
    services.enrol(issuer.actor, round=round, branches=list(branches))
    services.solve(issuer.actor, round=round)
    return round


def a_contested_round(
    issuer: Character, villages: Iterable[Branch], partners: Iterable[Branch], *, seed: int
) -> Round:
    """A solved round in which only ties count, and which ties there are is drawn by lot: many would
    like the same few. Ties of before are gone."""
    lot = random.Random(seed)
    villages, partners = list(villages), list(partners)
    known = {one.pk: lot.random() for one in (*villages, *partners)}
    with scope_lifted("a maker"):
        Tie.objects.all().delete()
    for village, partner in itertools.product(villages, partners):
        if lot.random() < 0.8:
            # Either is enough: so the best two would like each other, and the sum is against it.
            strangers = (1 - known[village.pk]) * (1 - known[partner.pk])
            strength = int(990 * (1 - strangers) * (0.7 + 0.3 * lot.random()))
            a_tie(village, partner, strength=strength, since=clock.today())
    weights: dict[str, Any] = {"willingness": 0, "ties": 100, "span": 0, "relevance": 0}
    rules = services.write_rules(issuer.actor, division=issuer.post.division, **weights)
    round = services.open_round(issuer.actor, name="秋季轮次", rules=rules)
    services.enrol(issuer.actor, round=round, branches=[*villages, *partners])
    services.solve(issuer.actor, round=round)
    return round


def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on hardly a pair goes to the solver at first, as in a round of a whole nation: the
    best of each side, and none because somebody has spoken of it."""
    for name in ("ALL_PAIRS", "PER_VILLAGE", "PER_PARTNER"):
        monkeypatch.setattr(candidates, name, 1)
    by = candidates.Field.by

    def unspoken(*tables: Any, wanted: Iterable[Any] = (), **more: Any) -> candidates.Field:
        return by(*tables, **more)

    monkeypatch.setattr(candidates.Field, "by", staticmethod(unspoken))
