"""Which business entity could go with which joint body (M34), each with the reasons for it.

The entity works in a village of the body; it lives on what the members need or offer; it works in
the body's division. A recommendation, like any other: it joins nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.pairing.second_layer import best_joins
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch, BusinessEntity
from lianjian.ground.core.industry import industry_of, section_of
from lianjian.ground.core.scope import Scope

from . import selectors
from .life import BodyState
from .models import Joining, JointBody

_ALL = Scope.of_everything()
IN_A_VILLAGE, SAME_DIVISION, SAME_SECTION, NEARBY = 450_000, 350_000, 175_000, 200_000
PLACES = 3
"""So many business entities are recommended to a joint body at most, those it has included."""


@dataclass
class Recommendation:
    """A body and an entity that could go together, and why."""

    body: JointBody
    entity: BusinessEntity
    score: int = 0
    reasons: list[str | Promise] = field(default_factory=list)

    def add(self, score: int, reason: str | Promise) -> None:
        self.score += score
        self.reasons.append(reason)


@dataclass(frozen=True)
class Layer:
    """What is recommended, by the names of bodies and entities; whether it is proven best."""

    bodies: int
    entities: int
    recommended: list[Recommendation]
    proven: bool


def layer_of(scope: Scope) -> Layer:
    """The best joins of the bodies at work and the entities at work that a scope may see."""
    bodies = list(selectors.bodies(scope).filter(state=BodyState.WORKING))
    entities = list(registry.entities(scope).filter(state="working").select_related("division"))
    now = list(
        Joining.within(_ALL)
        .filter(until__isnull=True, body__in=bodies)
        .values_list("body", "entity")
    )
    elsewhere = Counter(
        Joining.within(_ALL)
        .filter(until__isnull=True, entity__in=entities)
        .values_list("entity", flat=True)
    )
    held = Counter(body for body, _entity in now)
    found = {
        (one.body.pk, one.entity.pk): one
        for one in _recommendations(scope, bodies, entities)
        if (one.body.pk, one.entity.pk) not in set(now)
    }
    joins = best_joins(
        [(body.pk, max(0, PLACES - held[body.pk])) for body in bodies],
        [(one.pk, one.kind, max(0, one.capacity_upper - elsewhere[one.pk])) for one in entities],
        {pair: one.score for pair, one in found.items()},
    )
    chosen = sorted(
        (found[pair] for pair in joins.pairs), key=lambda one: (one.body.name, one.entity.name)
    )
    return Layer(len(bodies), len(entities), chosen, joins.proven)


def _recommendations(
    scope: Scope, bodies: Sequence[JointBody], entities: Sequence[BusinessEntity]
) -> list[Recommendation]:
    """Every pair for which something speaks."""
    works_in = _villages(entities)
    found = []
    for body in bodies:
        members = [
            row.branch for row in body.members.filter(left_on=None).select_related("branch__host")
        ]
        lives_on = _industries(scope, members)
        for entity in entities:
            one = Recommendation(body, entity)
            _by_village(one, members, works_in.get(entity.pk, set()))
            _by_industry(one, lives_on)
            division = body.division
            if division is not None and _inside(entity, division.range):
                one.add(NEARBY, _("It works in %(division)s.") % {"division": division})
            if len(one.reasons) > 1 or one.score >= SAME_DIVISION:
                found.append(one)
    return found


def _villages(entities: Sequence[BusinessEntity]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for entity in entities:
        found[entity.pk] = {row.village_id for row in entity.villages.all()}
    return found


def _industries(scope: Scope, members: Collection[Branch]) -> dict[str, str]:
    """What the members need and offer now, as far as the reader may see it: the code of an
    industry → a line that speaks of it."""
    lines: dict[str, str] = {}
    for rows in (exchange.open_needs_of, exchange.open_offers_of):
        for row in rows(scope, members):
            if row.industry:
                lines.setdefault(row.industry, row.title)
    return lines


def _by_village(one: Recommendation, members: Sequence[Branch], works_in: set[int]) -> None:
    both = [branch for branch in members if branch.pk in works_in]
    if both:
        names = _(", ").join(branch.host.name for branch in both)
        one.add(IN_A_VILLAGE, _("It works in %(villages)s already.") % {"villages": names})


def _by_industry(one: Recommendation, lives_on: dict[str, str]) -> None:
    code = one.entity.industry
    if not code:
        return
    near = [line for known, line in lives_on.items() if section_of(known) == section_of(code)]
    line = lives_on.get(code) or next(iter(near), "")
    if line:
        one.add(
            SAME_DIVISION if code in lives_on else SAME_SECTION,
            _("It lives on %(industry)s, and the body speaks of “%(line)s”.")
            % {"industry": industry_of(code) or code, "line": line},
        )


def _inside(entity: BusinessEntity, codes: tuple[int, int]) -> bool:
    first, behind = codes
    return first <= entity.division.code < behind
