"""What somebody saw of a fact, against what it says now: nobody confirms what they never saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from lianjian.ground.core import receives
from lianjian.ground.core.verdicts import Overtaken

from .models import Fact
from .showing import as_people_say

_LONGEST = 18
"""Digits of a key that a database holds."""


def versions(sent: Iterable[str]) -> dict[int, int]:
    """Facts by key with the version that a page showed, from ``key.version``; a page that named
    none showed what the text said, before anybody edited."""
    found: dict[int, int] = {}
    for one in sent:
        key, _dot, version = one.partition(".")
        if key.isdecimal() and len(key) <= _LONGEST:
            short = version.isdecimal() and len(version) <= _LONGEST
            found[int(key)] = int(version) if short else 0
    return found


def must_be_seen(facts: Sequence[Fact], shown: Mapping[int, int]) -> None:
    """Raises Overtaken, with both texts, for a fact that says other words than it did in the
    version that was ``shown``, and where one of them is no longer there."""
    if len(facts) < len(shown):
        raise Overtaken(_("The text was read once more meanwhile. Look at it again."))
    for fact in facts:
        told = list(_differences(fact, _as_of(fact, shown.get(fact.pk, 0))))
        if told:
            raise Overtaken(
                " ".join([*told, _("Nothing was confirmed. Open the page again and decide.")])
            )


def _as_of(fact: Fact, version: int) -> Mapping[str, str]:
    """What it said then; as if nothing, for a version that there never was."""
    said = [*fact.earlier, fact.values]
    return said[version] if version < len(said) else {}


def _differences(fact: Fact, then: Mapping[str, str]) -> Iterable[str]:
    receiver = receives.receiver(fact.kind)
    for one in receiver.fields if receiver else ():
        before, now = then.get(one.name, ""), fact.values.get(one.name, "")
        if receiver is not None and before != now:
            yield _(
                "%(number)s: somebody changed “%(field)s” since you looked. It says now: "
                "“%(theirs)s”. You saw: “%(yours)s”."
            ) % {
                "number": fact.number,
                "field": one.label,
                "theirs": as_people_say(receiver, one.name, now),
                "yours": as_people_say(receiver, one.name, before),
            }
