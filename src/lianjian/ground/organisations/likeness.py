"""Whether a body is entered already, perhaps under a name that was written a little otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places.models import Division

from .models import Alias, Organisation, folded

ALIKE = 80
"""From here on two names are alike, in hundredths: one character of five, two of twelve."""
CONTAINED = 60
"""The same where the one contains the other: 省农业大学 in 福建省农业大学."""
MOST = 5

_NUMERALS = re.compile(r"[0-9]+|[一二三四五六七八九十百]+")


@dataclass(frozen=True, slots=True)
class Likely:
    """A body that is entered, and why it may be the one that was meant."""

    organisation: Organisation
    why: Text


def likely(
    scope: Scope,
    *,
    name: str,
    uscc: str = "",
    affiliation: Division | None = None,
    seat: Division | None = None,
    besides: Organisation | None = None,
) -> list[Likely]:
    """The bodies in sight that may be the one described, the surest first, at most five.

    The same credit code; the same name or other name anywhere; a name much alike among those with
    the same affiliation or seat. ``besides`` a body that is entered and asked about.
    """
    everyone = Organisation.within(scope).select_related("affiliation", "seat")
    if besides is not None:
        everyone = everyone.exclude(pk=besides.pk)
    key, code = folded(name), "".join(uscc.split()).upper()
    found: dict[int, Likely] = {}

    def add(rows: Iterable[Organisation], why: Text) -> None:
        for one in rows:
            found.setdefault(one.pk, Likely(one, why))

    if code:
        add(everyone.filter(uscc=code), _("the same credit code"))
    add(everyone.filter(folded=key)[:MOST], _("the same name"))
    near = everyone.filter(_of_places(affiliation, seat))
    others = _other_names(scope, near)
    for one in near:
        if one.pk not in found and any(folded(other) == key for other in others[one.pk]):
            add([one], _("another of its names"))
    alike = ((_likeness(key, one.folded), one) for one in near if one.pk not in found)
    best = sorted((pair for pair in alike if pair[0]), key=lambda pair: (-pair[0], pair[1].pk))
    add((one for _score, one in best), _("a name much alike"))
    return list(found.values())[:MOST]


def _of_places(affiliation: Division | None, seat: Division | None) -> Q:
    """Bodies with the same affiliation or seat; beside a central body stand the central ones."""
    rule = Q(affiliation=affiliation)
    return rule | Q(seat=seat or affiliation) if seat or affiliation else rule


def _other_names(scope: Scope, near: Iterable[Organisation]) -> dict[int, list[str]]:
    named: dict[int, list[str]] = defaultdict(list)
    keys = [one.pk for one in near]
    for start in range(0, len(keys), 500):
        rows = Alias.within(scope).filter(organisation__in=keys[start : start + 500])
        for key, text in rows.values_list("organisation_id", "text"):
            named[key].append(text)
    return named


def _likeness(one: str, other: str) -> float:
    """How alike two folded names are in hundredths; 0 where they are not, or differ in a number:
    第一小学 and 第二小学 are two schools."""
    if _NUMERALS.findall(one) != _NUMERALS.findall(other):
        return 0.0
    least = CONTAINED if one in other or other in one else ALIKE
    return fuzz.ratio(one, other, score_cutoff=least)
