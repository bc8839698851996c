"""The network of pairings and ties (M33): who holds a village to the world, and what if they go?

A *bridge* is a partner whose loss would leave a village without any pairing. Villages stand in the
order of their codes, partners by kind and name; nothing is ordered by how many lines it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope

from . import picture, selectors
from .life import PairingState
from .models import Pairing


@dataclass(frozen=True)
class Bridge:
    """A partner and the villages that have nobody else."""

    partner: Branch
    villages: list[Branch]


@dataclass(frozen=True)
class Network:
    """The villages of one township (or all), their partners, and what holds them together."""

    villages: list[Branch]
    partners: list[Branch]
    pairings: list[Pairing]
    tied: set[tuple[int, int]]
    bridges: list[Bridge]
    alone: list[Branch]

    def drawing(self) -> SafeString:
        """A solid line is a live pairing, a dashed one is agreed, a dotted one a tie that nothing
        has come of yet."""
        ringed = {one.partner.pk for one in self.bridges}
        names = {one.pk: one.name for one in (*self.villages, *self.partners)}
        pairs = [(row.village_id, row.partner_id, _stroke(row)) for row in self.pairings]
        said: dict[picture.Stroke, str] = {
            "live": _("a live pairing"),
            "agreed": _("agreed"),
            "tie": _("a tie"),
        }
        ties: list[tuple[int, int, picture.Stroke]] = [(a, b, "tie") for a, b in sorted(self.tied)]
        return picture.drawn(
            [picture.Node(one.pk, one.host.name, one.name) for one in self.villages],
            [
                picture.Node(
                    one.pk, one.host.name, one.name, "bridge" if one.pk in ringed else "node"
                )
                for one in self.partners
            ],
            [
                picture.Line(a, b, stroke, f"{names[a]} – {names[b]}: {said[stroke]}")
                for a, b, stroke in (*pairs, *ties)
            ],
            self.sentence(),
        )

    def sentence(self) -> str:
        """What the drawing shows, in words."""
        return _(
            "%(villages)s villages and %(partners)s partners, %(pairings)s pairings, "
            "%(bridges)s partners without whom a village would be alone"
        ) % {
            "villages": len(self.villages),
            "partners": len(self.partners),
            "pairings": len(self.pairings),
            "bridges": len(self.bridges),
        }


def network_of(scope: Scope, villages: Sequence[Branch]) -> Network:
    """The network of these villages, as far as a scope may see it."""
    keys = [branch.pk for branch in villages]
    pairings = list(selectors.standing_pairings(scope).filter(village__in=keys))
    tied = {
        (village, partner)
        for village, partner in registry.live_ties(scope)
        .filter(village__in=keys)
        .values_list("village", "partner")
    }
    paired = {(row.village_id, row.partner_id) for row in pairings}
    partners = {row.partner_id: row.partner for row in pairings}
    known = registry.branches(scope).filter(pk__in={b for _a, b in tied} - partners.keys())
    partners |= {branch.pk: branch for branch in known}
    tied = {pair for pair in tied - paired if pair[1] in partners}
    return Network(
        villages=list(villages),
        partners=sorted(partners.values(), key=lambda one: (one.host.kind, one.name)),
        pairings=pairings,
        tied=tied,
        bridges=bridges(villages, pairings),
        alone=[one for one in villages if one.pk not in {a for a, _b in paired}],
    )


def bridges(villages: Iterable[Branch], pairings: Collection[Pairing]) -> list[Bridge]:
    """The partners whose loss would leave villages alone, by name."""
    partners = {row.partner_id: row.partner for row in pairings}
    return bridges_of(villages, [(row.village_id, row.partner_id) for row in pairings], partners)


MOST = 200
"""More villages than this may hang on one partner each in a province: its townships show them."""


def bridges_everywhere(scope: Scope) -> tuple[list[Bridge], bool]:
    """The bridges of one's own area by name, as far as ``MOST`` villages go; whether there are
    more."""
    rows = list(selectors.holding_alone(scope)[: MOST + 1])
    shown = rows[:MOST]
    return bridges([row.village for row in shown], shown), len(rows) > MOST


def bridges_of(
    villages: Iterable[Branch], links: Iterable[tuple[int, int]], partners: Mapping[int, Branch]
) -> list[Bridge]:
    """The same of any links between a village and a partner, by primary key."""
    held: dict[int, set[int]] = {}
    for village, partner in links:
        held.setdefault(village, set()).add(partner)
    alone: dict[int, list[Branch]] = {}
    for branch in villages:
        if len(held.get(branch.pk, ())) == 1:
            [only] = held[branch.pk]
            alone.setdefault(only, []).append(branch)
    found = [Bridge(partners[key], several) for key, several in alone.items()]
    return sorted(found, key=lambda one: one.partner.name)


def _stroke(row: Pairing) -> picture.Stroke:
    return "live" if row.state == PairingState.LIVE else "agreed"
