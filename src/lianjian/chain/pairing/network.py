"""The network of pairings and ties (M33): who holds a village to the world, and what if they go?

A *bridge* is a partner whose loss would leave a village without any pairing. Villages stand in the
order of their codes, partners by kind and name; nothing is ordered by how many lines it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope

from . import selectors
from .models import Pairing

STEP, WIDTH, LEFT, RIGHT = 30, 720, 190, 480


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
        """Villages at the left, partners at the right; a solid line is a live pairing, a dashed
        one is agreed, a dotted one a tie that nothing has come of yet."""
        rows = max(len(self.villages), len(self.partners), 1)
        height = rows * STEP + STEP
        at = {
            **_places(self.villages, height),
            **_places(self.partners, height),
        }
        return format_html(
            '<svg class="pr-net" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
            WIDTH,
            height,
            self.sentence(),
            _lines(self, at),
            _nodes(self.villages, at, LEFT, "end"),
            _nodes(self.partners, at, RIGHT, "start", {one.partner.pk for one in self.bridges}),
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
    held: dict[int, set[int]] = {}
    partners: dict[int, Branch] = {}
    for row in pairings:
        held.setdefault(row.village_id, set()).add(row.partner_id)
        partners[row.partner_id] = row.partner
    alone: dict[int, list[Branch]] = {}
    for branch in villages:
        if len(held.get(branch.pk, ())) == 1:
            [only] = held[branch.pk]
            alone.setdefault(only, []).append(branch)
    found = [Bridge(partners[key], several) for key, several in alone.items()]
    return sorted(found, key=lambda one: one.partner.name)


def _places(branches: Sequence[Branch], height: int) -> dict[int, int]:
    """How high each stands: evenly from top to bottom."""
    step = (height - STEP) / max(1, len(branches))
    return {branch.pk: round(STEP / 2 + step * (n + 0.5)) for n, branch in enumerate(branches)}


def _lines(network: Network, at: dict[int, int]) -> SafeString:
    pairs = [(row.village_id, row.partner_id, row.state) for row in network.pairings]
    pairs += [(village, partner, "tie") for village, partner in sorted(network.tied)]
    return format_html_join(
        "",
        '<path class="{}" d="M{} {}C{} {} {} {} {} {}"/>',
        (
            (state, LEFT, at[a], LEFT + 120, at[a], RIGHT - 120, at[b], RIGHT, at[b])
            for a, b, state in pairs
        ),
    )


def _nodes(
    branches: Sequence[Branch],
    at: dict[int, int],
    x: int,
    anchor: str,
    ringed: Collection[int] = (),
) -> SafeString:
    aside = -12 if anchor == "end" else 12
    return format_html_join(
        "",
        '<g class="{}"><circle cx="{}" cy="{}" r="5"/>'
        '<text x="{}" y="{}" text-anchor="{}">{}</text></g>',
        (
            (
                "bridge" if branch.pk in ringed else "node",
                x,
                at[branch.pk],
                x + aside,
                at[branch.pk] + 5,
                anchor,
                _short(branch),
            )
            for branch in branches
        ),
    )


def _short(branch: Branch, most: int = 12) -> str:
    name = branch.host.name
    return name if len(name) <= most else f"{name[: most - 1]}…"
