"""What belongs to a partnership, found from any one of its records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope


@dataclass(frozen=True, slots=True)
class Partnership:
    """The pairings, accords and joint bodies that belong together, as far as a reader may see them.

    ``whole`` is the record from which it was found: the page bears its name where it has several
    pairings.
    """

    whole: Pairing | Accord | JointBody
    pairings: tuple[Pairing, ...]
    accords: tuple[Accord, ...]
    bodies: tuple[JointBody, ...]

    @property
    def name(self) -> str:
        """Its two sides, or the name of the accord or body that brings several together."""
        if isinstance(self.whole, Pairing) or len(self.pairings) == 1:
            one = self.whole if isinstance(self.whole, Pairing) else self.pairings[0]
            return f"{one.village.name} – {one.partner.name}"
        return str(self.whole)

    @property
    def since(self) -> dt.date | None:
        """The first day on which two of its sides agreed, or its accord came into force."""
        days = [one.agreed_on for one in self.pairings]
        days += [one.active_since for one in self.accords if one.active_since is not None]
        return min(days, default=None)

    @property
    def branches(self) -> list[Branch]:
        """The sides of its pairings, villages first, each once."""
        sides = [one.village for one in self.pairings] + [one.partner for one in self.pairings]
        return list({branch.pk: branch for branch in sides}.values())

    @property
    def is_demo(self) -> bool:
        return any(one.is_demo for one in self.accords) or any(one.is_demo for one in self.bodies)


def of_pairing(scope: Scope, pk: int) -> Partnership:
    """A pairing with the accords and joint bodies behind it; raises OutOfScope."""
    row = pairing.pairing(scope, pk)
    found = list(accords.accords(scope).filter(pairings=row).distinct().order_by("pk"))
    return Partnership(row, (row,), tuple(found), _bodies(scope, found, [row]))


def of_accord(scope: Scope, pk: int) -> Partnership:
    """An accord with the pairings that it brings together and its body; raises OutOfScope."""
    row = accords.accord(scope, pk)
    behind = tuple(accords.pairings_behind(row))
    return Partnership(row, behind, (row,), _bodies(scope, [row], []))


def of_body(scope: Scope, pk: int) -> Partnership:
    """A joint body with the accords that rest on it and the pairings of its members; raises
    OutOfScope."""
    row = accords.body(scope, pk)
    found = list(accords.accords(scope).filter(body=row).order_by("pk"))
    members = accords.branches_in(row)
    rows = pairing.standing_pairings(scope)
    among = rows.filter(village__in=members, partner__in=members).order_by("pk")
    seen = {one.pk: one for one in among}
    for accord in found:
        seen |= {one.pk: one for one in accords.pairings_behind(accord)}
    return Partnership(row, tuple(seen.values()), tuple(found), (row,))


def _bodies(
    scope: Scope, found: Iterable[Accord], pairings: Iterable[Pairing]
) -> tuple[JointBody, ...]:
    """The bodies on which accords rest, and those that have both sides of a pairing as members."""
    keys = {accord.body_id for accord in found if accord.body_id is not None}
    for one in pairings:
        both = accords.bodies_of(scope, one.village).filter(
            pk__in=accords.bodies_of(scope, one.partner).values("pk")
        )
        keys.update(both.values_list("pk", flat=True))
    return tuple(accords.bodies(scope).filter(pk__in=keys))
