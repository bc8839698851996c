"""A small country to read texts in."""

from __future__ import annotations

import datetime as dt
from functools import cache

from lianjian.engine.text.facts import Division, Fact, FactKind, Gazetteer, read
from lianjian.files.lexicon import lexicon

_COUNTRY = (
    (45, "广西壮族自治区", "广西", "province", None),
    (33, "浙江省", "浙江", "province", None),
    (23, "黑龙江省", "黑龙江", "province", None),
    (51, "四川省", "四川", "province", None),
    (5101, "成都市", "成都", "city", 51),
    (5119, "巴中市", "巴中", "city", 51),
    (511922, "南江县", "南江", "county", 5119),
)


@cache
def country() -> Gazetteer:
    return Gazetteer([Division(*one) for one in _COUNTRY])


def facts(text: str, told: dt.date | None = None) -> list[Fact]:
    return read(text, lexicon=lexicon(), gazetteer=country(), published=told)


def named(text: str, *kinds: FactKind) -> list[object]:
    """The values of the facts of these kinds, in the order of the text."""
    return [one.value for one in facts(text) if one.kind in kinds]
