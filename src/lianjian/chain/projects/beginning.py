"""What the form of a project need not be told: it follows from what the reader came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.policy import SPEAKERS
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.registry import selectors as registry
from lianjian.ground.core.actors import Actor
from lianjian.ground.organisations import selectors as organisations

from . import selectors

_LONGEST_KEY = 18


def beginning(actor: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """The form's first contents: the accord, body or pairing that the address names (``asked``),
    the sides of it, and the place of its village; for one side's own people at least itself."""
    keys = {
        name: int(key)
        for name, key in asked.items()
        if key.isdecimal() and len(key) <= _LONGEST_KEY
    }
    if "pairings" in keys and not pairing.pairings(actor.scope).filter(pk=keys["pairings"]):
        del keys["pairings"]  # whoever sees an accord need not see each pairing behind it
    sides: list[str] = []
    place = None
    if "pairings" in keys:
        one = pairing.pairing(actor.scope, keys["pairings"])
        sides, place = list(selectors.sides_behind(None, [one])), one.village.host.affiliation
    if "accord" in keys:
        sides = (
            list(selectors.sides_behind(accords.accord(actor.scope, keys["accord"]), ())) or sides
        )
    own = organisations.own(actor)
    if own is not None and actor.role in SPEAKERS:
        place = place or own.affiliation
        named = [branch.name for branch in registry.own_branches(actor)[:1]]
        sides = [*[name for name in named if name not in sides], *sides]
    initial: dict[str, Any] = dict(keys)
    if "pairings" in keys:
        initial["pairings"] = [keys["pairings"]]
    if sides:
        initial["parties"] = "\n".join(sides)
    if place is not None and place.level in ("village", "hamlet"):
        initial["division"] = place
    return initial
