"""The rest of the invented county with its two past years, told by the worker part by part.

240 villages more, some 470 organisations, their needs and offers, ties, pairings, joint bodies and
accords of before, two annual lists of projects and what they brought. Each part is one command,
wholly or not at all; whoever is stopped goes on with the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from lianjian.ground.accounts.demonstration import a_person_with_a_post
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.places.models import Division

from .. import hands, invented
from . import handing, names, sheets, works

Part = tuple[str, Callable[[], None]]


def parts() -> Iterator[Part]:
    """Name and telling of each, in order. The names stand in the journal: they never change."""
    today = clock.today()
    past, ledgers = _plan(today)
    yield "past places", _draw
    for place, sheet in enumerate(ledgers, start=1):
        yield f"past sheet {place}", partial(_hand_in, sheet)
    for place, year in enumerate(sheets.years(today)):
        yield f"past list {place + 1}", partial(_list, past, year, place)
        yield f"past figures {place + 1}", partial(_report, year, place)


@lru_cache(maxsize=1)
def _plan(today: dt.date) -> tuple[sheets.Past, Sequence[sheets.Sheet]]:
    """Drawn up once a day: every part asks for it."""
    past = sheets.a_past(today)
    return past, tuple(sheets.sheets(past, today))


def _draw() -> None:
    for town, code in names.towns().items():
        hands.draw(hands.SYSTEM, digits=code, name=town)
    for village in names.villages():
        hands.draw(hands.SYSTEM, digits=village.code, name=village.name)
    a_person_with_a_post(
        "province",
        "示例省统筹员",
        Role.PROVINCE_COORDINATOR,
        division=hands.division(invented.PROVINCE),
    )


def _called(username: str) -> Actor:
    """Through the post that the demonstration gave: a visitor may have got them another since."""
    held = Post.within(Scope.of_everything()).filter(person__username=username).order_by("pk")
    return hands.acting(held[0])


def _coordinator() -> tuple[Actor, Division]:
    return _called("county"), hands.division(invented.COUNTY)


def _hand_in(sheet: sheets.Sheet) -> None:
    handing.hand_in(_called(sheet.by), sheet)


def _list(past: sheets.Past, year: int, place: int) -> None:
    works.list_projects(*_coordinator(), past, year, place)


def _report(year: int, place: int) -> None:
    actor, county = _coordinator()
    works.report_a_year(actor, county, year, is_latest=place == 1)
    works.state_a_year(actor, county, year, place)
