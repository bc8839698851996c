"""Worlds for wide rounds: several counties and cities, everything that a score or a bar is made of.

They are small; a round counts as wide where a test lowers the threshold (``wide_from``).
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from tests import makers as ground
from tests.cast import Character, World

from lianjian.chain.exchange.models import Need, Offer, TextMeaning, WorkArea
from lianjian.chain.exchange.models.meaning import DIMENSIONS
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.pairing import solving
from lianjian.chain.pairing.models import Candidate, DeclineReason, Participant, Round
from lianjian.chain.pairing.wide import finding
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch, a_tie
from lianjian.engine.finding import Limits
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places.models import Division, Succession

from .makers import a_candidate, a_pairing, a_participant, a_proposal, a_round, a_wish, some_rules

ALL = Scope.of_everything()
TEXTS = ("老果园修剪技术", "冷库和包装", "义诊", "直播培训", "民宿规划", "果品收购", "")
COUNTIES = ("990101", "990102", "990103", "990201", "990401")
PLACES = (
    *("990101", "990101002", "990109", "990102", "9902", "990201", "9904", "990401001"),
    *("99", "98", None),
)
"""Where partners answer to: 990109 is what 990103 was called before, 9904 a city of one county."""
KINDS = (Kind.UNIVERSITY, Kind.ENTERPRISE, Kind.GOVERNMENT, Kind.SOCIETY)


@dataclass(frozen=True)
class Motley:
    """A society's round over several counties."""

    round: Round
    villages: list[Branch]
    partners: list[Branch]


def wide_from(monkeypatch: pytest.MonkeyPatch, pairs: int, limits: Limits | None = None) -> None:
    """From so many pairs on a round counts as wide."""
    monkeypatch.setattr(solving, "MOST_PAIRS", pairs)
    if limits is not None:
        monkeypatch.setattr(finding, "LIMITS", limits)


def a_motley_round(
    world: World, seed: int, *, villages: int = 9, partners: int = 12, **rules: object
) -> Motley:
    """Drawn by lot; nothing is solved yet."""
    lot = random.Random(seed)
    _renumbered()
    mine = [_a_village(n, lot) for n in range(villages)]
    theirs = [_a_partner(n, lot) for n in range(partners)]
    _posted(mine, theirs, lot)
    _meanings(lot)
    round = a_round(world.society, rules=some_rules(world.society, version=seed + 1, **rules))
    for branch in (*mine, *theirs):
        limit = lot.choice([None, None, None, 0, 1])
        must = branch.is_village and lot.random() < 0.3
        a_participant(round, branch, most=limit, must_serve=must)
    _recorded(world, round, mine, theirs, lot)
    return Motley(round, mine, theirs)


def _renumbered() -> None:
    """990109 became 990103 one day; the city 9904 is one county."""
    old, new, city, county = ground.divisions(
        {"990109": "旧县", "990103": "新县", "9904": "嘉市", "990401": "嘉市"}
    )
    day = dt.date(2022, 1, 1)
    Division.objects.filter(pk=old.pk).update(valid_to=day)
    Division.objects.filter(pk__in=[city.pk, county.pk]).update(core="嘉市")
    Succession.objects.get_or_create(
        new=new,
        old=old,
        defaults={
            "new_code": new.code,
            "old_code": old.code,
            "old_level": old.level,
            "day": day,
        },
    )


def _place(digits: str | None) -> Division | None:
    if digits is None:
        return None
    found = Division.objects.filter(code=int(digits) * 10 ** (15 - len(digits))).first()
    return found or ground.a_division(digits)


def _a_village(number: int, lot: random.Random) -> Branch:
    county = lot.choice(COUNTIES)
    place = ground.a_division(f"{county}{lot.randint(1, 2):03}{201 + number}", f"杂村{number}")
    body = ground.an_organisation(f"杂村{number}", kind=Kind.VILLAGE, affiliation=place)
    return a_branch(body, span=lot.randint(1, 3))


def _a_partner(number: int, lot: random.Random) -> Branch:
    body = ground.an_organisation(
        f"杂单位{number}",
        kind=lot.choice(KINDS),
        affiliation=_place(lot.choice(PLACES)),
        seat=_place(lot.choice(PLACES)),
    )
    return a_branch(body, span=lot.randint(1, 3))


def _posted(villages: Sequence[Branch], partners: Sequence[Branch], lot: random.Random) -> None:
    for branch in villages:
        for _n in range(lot.randint(0, 3)):
            a_need(branch, f"盼{lot.choice(TEXTS)}", **_details(lot))
    for branch in partners:
        for _n in range(lot.randint(0, 3)):
            an_offer(branch, f"给{lot.choice(TEXTS)}", **_details(lot))


def _details(lot: random.Random) -> dict[str, object]:
    return {
        "area": lot.choice(WorkArea.values),
        "area_guessed": lot.random() < 0.4,
        "industry": lot.choice(["", "A", "01", "13", "C"]),
        "detail": lot.choice(["", "与果品有关"]),
    }


def _meanings(lot: random.Random) -> None:
    """Vectors of most texts, as the worker would have made them."""
    numbers = np.random.default_rng(lot.randint(0, 10**6))
    base = numbers.integers(-90, 91, DIMENSIONS)
    with scope_lifted("a maker"):
        keys = {row.text_key for kind in (Need, Offer) for row in kind.objects.all()}
    for key in sorted(keys):
        if lot.random() < 0.8:
            moved = np.clip(base + numbers.integers(-60, 61, DIMENSIONS), -127, 127)
            vector = moved.astype(np.int8).tobytes()
            TextMeaning.objects.get_or_create(key=key, defaults={"vector": vector})


def _recorded(
    world: World,
    round: Round,
    villages: Sequence[Branch],
    partners: Sequence[Branch],
    lot: random.Random,
) -> None:
    every = [(village, partner) for village in villages for partner in partners]
    lot.shuffle(every)
    since = clock.today() - dt.timedelta(days=lot.randint(0, 900))
    for village, partner in every[:8]:
        a_tie(village, partner, since=since, strength=lot.randint(100, 900))
    for village, partner in every[4:8]:
        a_tie(village, partner, since=since, strength=lot.randint(100, 900), evidence="也认识")
    for number, (village, partner) in enumerate(every[6:14]):
        said = {"wish": lot.random() < 0.7, "rank": lot.choice([None, 1, 4])}
        a_wish(village, partner, **said) if number % 2 else a_wish(partner, village, **said)
    for branch in (*villages[:3], *partners[:4]):
        a_wish(branch, wish=lot.random() < 0.7)
    # Not among those above: a branch has one wish towards another.
    village, partner = every[17]
    a_wish(partner, village, until=clock.today() - dt.timedelta(days=1))
    a_pairing(*every[14])
    before = a_round(world.society, name="从前的轮次", rules=round.rules)
    for pair, reason in zip(
        every[15:17], (DeclineReason.NEVER, DeclineReason.NOT_NOW), strict=True
    ):
        told: dict[str, Any] = {"state": "declined", "declined_by": "village"}
        a_proposal(*pair, round=before, decline_reason=reason, **told)
    a_proposal(*every[17], round=before)
    _said(round, every[18:], lot)


def _said(round: Round, pairs: Sequence[tuple[Branch, Branch]], lot: random.Random) -> None:
    """Pairs that the issuer has spoken of; what is locked has room, as far as anybody knows."""
    people = {row.branch_id: row for row in Participant.within(ALL).filter(round=round)}
    states = [Candidate.State.FORBIDDEN, Candidate.State.SUGGESTED, Candidate.State.FORBIDDEN]
    for (village, partner), state in zip(pairs, states, strict=False):
        a_candidate(round, people[village.pk], people[partner.pk], state=state)
    roomy = [
        (village, partner)
        for village, partner in pairs[3:]
        if people[village.pk].most is None and people[partner.pk].most is None
    ]
    for village, partner in roomy[:1]:
        if village.span > 1 and partner.span > 1:
            sides = people[village.pk], people[partner.pk]
            a_candidate(round, *sides, state=Candidate.State.LOCKED)


def issuer(world: World) -> Character:
    return world.bo
