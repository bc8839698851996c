"""A province, or any part of one, in a database of its own: villages where they really lie, and
everything else by lot, as in ``benchmarks.candidates``. Nothing about partners or texts is real."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.candidates.tables import STIR, Ints, counties, encoded
from benchmarks.candidates.texts import GOODS, TOPICS
from benchmarks.pairing.instances import village_codes

if TYPE_CHECKING:
    from tests.cast import Character, World

    from lianjian.chain.pairing.models import Round
    from lianjian.chain.registry.models import Branch
    from lianjian.ground.organisations.models import Organisation
    from lianjian.ground.places.models import Division

Lot = np.random.Generator
SEED = 7
NEEDS, OFFERS = (1, 6), (1, 5)
"""How many of each: from, to before; three a village and two and a half a partner."""
SLOTS = 1.5
"""Places of partners for each partner that the villages want."""
BATCH = 2_000


def fill(villages: int, partners: int) -> tuple[Character, Round]:
    """A society's campaign issuer and its round, with everybody enrolled."""
    from tests.cast import a_world

    from lianjian.ground.core.scoped import scope_lifted

    rng = np.random.default_rng(SEED)
    world = a_world()
    with scope_lifted("a benchmark"):
        codes = village_codes(villages)
        mine, theirs = _villages(codes, rng), _partners(codes, partners, rng)
        _listed(mine, 0, NEEDS, rng)
        _listed(theirs, 1, OFFERS, rng)
        _ties_and_wishes(mine, theirs, rng)
        return world.bo, _round(world, mine, theirs)


def _made(model: Any, rows: Iterator[Any] | Sequence[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(rows, batch_size=BATCH)
    return made


def _divisions(codes: Ints) -> dict[str, Division]:
    """By official code (12 digits at most), with all that they lie in."""
    from tests import makers

    named: dict[str | int, str] = {str(code): "" for code in np.unique(codes).tolist()}
    return dict(zip(map(str, named), makers.divisions(named), strict=True))


def _branches(bodies: list[Organisation], spans: Ints, weak: Sequence[bool]) -> list[Branch]:
    from lianjian.chain.registry.models import Branch
    from lianjian.ground.organisations.models import Organisation

    return _made(
        Branch,
        [
            Branch(host=body, name=f"{body.name}党支部", span=span, must_serve=must)
            for body, span, must in zip(
                _made(Organisation, bodies), spans.tolist(), weak, strict=True
            )
        ],
    )


def _villages(codes: Ints, rng: Lot) -> list[Branch]:
    from lianjian.ground.organisations.models import Kind, Organisation

    places = _divisions(codes)
    bodies = [
        Organisation(name=f"示例{code}村", kind=Kind.VILLAGE, affiliation=place, seat=place)
        for code, place in places.items()
    ]
    count = len(bodies)
    return _branches(bodies, rng.integers(1, 4, count), (rng.random(count) < 0.15).tolist())


def _partners(codes: Ints, count: int, rng: Lot) -> list[Branch]:
    """Seated in the counties of the same provinces, two fifths in the first city of a province."""
    from lianjian.ground.organisations.models import Kind, Organisation

    there = counties()
    there = there[np.isin(there // 10**4, codes // 10**10)]
    seat = rng.choice(there, count)
    first = seat // 10**4 * 10**4 + 101 + rng.integers(1, 7, count)
    seat = np.where(rng.random(count) < 0.4, first, seat)
    where = rng.random(count)
    own, nowhere, local = where < 0.85, where >= 0.95, rng.random(count) < 0.3
    affiliation = np.where(local & own, seat, seat // 10**4)
    places = _divisions(np.concatenate([seat, affiliation]))
    kinds = [kind for kind in Kind.values if kind != Kind.VILLAGE]

    def at(codes: Ints, row: int, there: bool) -> Division | None:
        return places[str(codes[row])] if there else None

    bodies = [
        Organisation(
            name=f"示例{row}单位",
            kind=kinds[row % len(kinds)],
            seat=at(seat, row, bool(own[row])),
            affiliation=at(affiliation, row, not nowhere[row]),
        )
        for row in range(count)
    ]
    mean = SLOTS * 2 * len(codes) / count
    return _branches(bodies, np.maximum(1, rng.poisson(mean, count)), [False] * count)


def _listed(branches: list[Branch], side: int, many: tuple[int, int], rng: Lot) -> None:
    """Needs or offers, and the vectors of their texts as the worker would have made them: the
    encoder's of the text's template, moved a little, so that no two are the same."""
    from lianjian.chain.exchange.models import Need, Offer, TextMeaning, key_of

    needs, offers, centres, _seconds = encoded()
    texts = (needs, offers)[side]
    centres = centres[side * len(texts) : (side + 1) * len(texts)]
    for low in range(0, len(branches), BATCH):
        rows, vectors = [], []
        for branch in branches[low : low + BATCH]:
            goods = int(rng.integers(len(GOODS)))
            for _n in range(int(rng.integers(*many))):
                topic = int(rng.integers(len(TOPICS)))
                row = (2 * topic + int(rng.integers(2))) * len(GOODS) + goods
                title = f"{texts[row]}（{branch.pk}）"
                rows.append(
                    (Need, Offer)[side](
                        branch=branch,
                        title=title,
                        area=TOPICS[topic][0],
                        industry=TOPICS[topic][1] if rng.random() < 0.7 else "",
                        area_guessed=bool(rng.random() < 0.2),
                        state="open",
                    )
                )
                moved = centres[row] + rng.normal(0, STIR, centres.shape[1])
                vectors.append((title, np.clip(np.rint(moved), -127, 127).astype(np.int8)))
        _made((Need, Offer)[side], rows)
        TextMeaning.objects.bulk_create(
            (TextMeaning(key=key_of(title), vector=one.tobytes()) for title, one in vectors),
            ignore_conflicts=True,
        )


def _ties_and_wishes(mine: list[Branch], theirs: list[Branch], rng: Lot) -> None:
    from lianjian.chain.pairing.models import Interest
    from lianjian.chain.registry.models import Tie
    from lianjian.ground.core import clock

    today = clock.today()
    count = 2 * len(mine)
    pairs = zip(rng.integers(0, len(mine), count), rng.integers(0, len(theirs), count), strict=True)
    _made(
        Tie,
        [
            Tie(
                village=mine[int(village)],
                partner=theirs[int(partner)],
                ground=Tie.Ground.PAST_COOPERATION,
                evidence="一起办过技术培训",
                strength=int(rng.integers(300, 900)),
                since=today - dt.timedelta(days=int(rng.integers(30, 900))),
            )
            for village, partner in pairs
        ],
    )
    until = today + dt.timedelta(days=90)
    everybody = [one for one in mine if rng.random() < 0.2]
    everybody += [one for one in theirs if rng.random() < 0.4]
    named = rng.choice(len(mine), len(mine) // 20, replace=False).tolist()
    towards = rng.integers(0, len(theirs), len(named)).tolist()
    said: dict[str, Any] = {"said_on": today, "until": until}
    _made(Interest, [Interest(branch=one, wish=rng.random() < 0.95, **said) for one in everybody])
    _made(
        Interest,
        [
            Interest(branch=mine[one], towards=theirs[other], rank=1, **said)
            for one, other in zip(named, towards, strict=True)
        ],
    )


def _round(world: World, mine: list[Branch], theirs: list[Branch]) -> Round:
    from lianjian.chain.pairing.models import Participant, Round, RuleSet

    rules = RuleSet.objects.create(organisation=world.society)
    made: Round = Round.objects.create(name="示例轮次", organisation=world.society, rules=rules)
    side = Participant.Side
    _made(
        Participant,
        [
            Participant(
                round=made,
                branch=branch,
                side=side.VILLAGE if branch.is_village else side.PARTNER,
                capacity=branch.span,
                must_serve=branch.must_serve,
            )
            for branch in (*mine, *theirs)
        ],
    )
    return made
