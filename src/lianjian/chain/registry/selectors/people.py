"""Reading branches, postings and ties, always inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from lianjian.ground.accounts.roles import OF_A_VILLAGE, Role
from lianjian.ground.core import clock, search
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places.models import Division

from ..models import Attestation, Branch, Posting, Tie

R = TypeVar("R", bound=QuerySet[Branch])

TOWN = "host__affiliation__parent"
"""Where a village's branch keeps its township."""

ORDERINGS = ("name", "host", "place")
"""How a list of branches may be ordered: never by an outcome or a count."""

_ORDER_BY = {
    "name": ("name", "pk"),
    "host": ("host__name", "unit", "pk"),
    "place": ("host__affiliation__code", "name", "pk"),
}


def branches(
    scope: Scope,
    *,
    kind: str = "",
    inside: Division | None = None,
    text: str = "",
    order: str = "name",
) -> ScopedQuerySet[Branch]:
    """The branches that a scope may see; ``inside`` a division, with ``text`` in a name."""
    rows = Branch.within(scope).select_related("host__affiliation__parent")
    if kind:
        rows = rows.filter(host__kind=kind)
    if inside is not None:
        first, behind = inside.range
        rows = rows.filter(host__affiliation__code__gte=first, host__affiliation__code__lt=behind)
    if text.strip():
        rows = matching(rows.listed(), text)
    return rows.order_by(*_ORDER_BY[order])


def matching(rows: R, text: str) -> R:
    """Of these branches, those found by their own name or by another name of their host.

    Chinese words anywhere in the name, pinyin initials (``zy`` finds 张洋村党支部), aliases.
    """
    return rows.filter(search.containing(Branch, text) | organisations.bearing(text, at="host"))


def towns(scope: Scope) -> list[tuple[str, str]]:
    """The townships that the villages of a scope lie in: key and name, by code."""
    rows = villages(scope).listed().order_by(f"{TOWN}__code").values_list(TOWN, f"{TOWN}__name")
    return [(str(key), name) for key, name in rows.distinct() if key is not None]


def branch(scope: Scope, pk: int) -> Branch:
    """One branch with its host; raises OutOfScope."""
    Branch.get_within(scope, pk=pk)
    rows = Branch.within(scope).select_related("host__affiliation", "host__seat", "upper")
    return rows.get(pk=pk)


def shown(rule: Q) -> ScopedQuerySet[Branch]:
    """The branches of a rule, for a reader whom other rows in their scope have shown them.

    Nothing is opened here that was closed: a proposal names both of its sides to either.
    """
    return Branch.within(Scope.of_everything()).filter(rule)


def villages(scope: Scope) -> ScopedQuerySet[Branch]:
    """The village branches of a scope."""
    return branches(scope, kind=Kind.VILLAGE)


def partners(scope: Scope) -> ScopedQuerySet[Branch]:
    """The outside branches of a scope: all that are no village's."""
    return branches(scope).exclude(host__kind=Kind.VILLAGE)


def own_branches(actor: Actor) -> ScopedQuerySet[Branch]:
    """The branches that an actor speaks for: those of the acting post's organisation."""
    if actor.organisation is None:
        return Branch.within(actor.scope).none()
    return Branch.within(actor.scope).filter(host=actor.organisation).select_related("host")


def lacks_a_branch(actor: Actor) -> bool:
    """Whether an actor speaks for an organisation whose branch nobody has entered yet."""
    speaks = actor.role in OF_A_VILLAGE | {Role.LIAISON} and actor.organisation is not None
    return speaks and not own_branches(actor).exists()


def own_village(actor: Actor) -> Branch | None:
    """The village branch that a village post acts for, if it is registered."""
    if actor.role not in OF_A_VILLAGE:
        return None
    return own_branches(actor).filter(host__kind=Kind.VILLAGE).first()


def postings(
    scope: Scope, *, branch: Branch | None = None, on: dt.date | None = None
) -> ScopedQuerySet[Posting]:
    """Postings, of one branch or all, held on a day or ever; newest term first."""
    rows = Posting.within(scope).select_related(
        "branch__host__affiliation__parent", "sending_unit", "person", "follows"
    )
    if branch is not None:
        rows = rows.filter(branch=branch)
    if on is not None:
        rows = rows.filter(Q(ends__isnull=True) | Q(ends__gte=on), starts__lte=on)
    return rows.order_by("-starts", "pk")


def posting(scope: Scope, pk: int) -> Posting:
    """One posting with its branch; raises OutOfScope."""
    Posting.get_within(scope, pk=pk)
    return postings(scope).get(pk=pk)


def ties(scope: Scope, *, branch: Branch | None = None) -> ScopedQuerySet[Tie]:
    """Ties that a scope may see, those that ended included."""
    rows = Tie.within(scope).select_related(
        "village__host__affiliation", "partner__host__affiliation", "posting"
    )
    if branch is not None:
        rows = rows.filter(Q(village=branch) | Q(partner=branch))
    return rows.order_by("-since", "pk")


def tie(scope: Scope, pk: int) -> Tie:
    """One tie with its two sides; raises OutOfScope."""
    Tie.get_within(scope, pk=pk)
    return ties(scope).get(pk=pk)


def live_ties(scope: Scope, *, on: dt.date | None = None) -> ScopedQuerySet[Tie]:
    """Ties that hold on a day (today): begun and not ended."""
    day = on or clock.today()
    return ties(scope).filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def ties_that_end(scope: Scope, *, by: dt.date) -> ScopedQuerySet[Tie]:
    """Ties that hold today and end by a day, the first to end in front."""
    today = clock.today()
    rows = ties(scope).listed().filter(since__lte=today, until__range=(today, by))
    return rows.order_by("until", "pk")


def postings_that_end(scope: Scope, *, by: dt.date) -> ScopedQuerySet[Posting]:
    """Postings that hold today, end by a day, and which nobody takes over yet."""
    today = clock.today()
    followed = Posting.within(scope).listed().filter(follows__isnull=False).values("follows")
    rows = postings(scope).listed().filter(starts__lte=today, ends__range=(today, by))
    return rows.exclude(pk__in=followed).order_by("ends", "pk")


def batches(scope: Scope) -> list[int]:
    """The batches of postings in sight, the latest first."""
    rows = Posting.within(scope).listed().order_by("-batch").values_list("batch", flat=True)
    return list(rows.distinct())


def is_followed(scope: Scope, posting: Posting) -> bool:
    """Whether somebody has taken over from a posting."""
    return Posting.within(scope).filter(follows=posting).exists()


def attested_by(actor: Actor, tie: Tie) -> bool:
    """Whether the person who asks stands by a tie already."""
    return Attestation.within(actor.scope).filter(tie=tie, post__person=actor.person).exists()


def attestations(scope: Scope, of: Iterable[Tie]) -> dict[int, list[Attestation]]:
    """Who stands by each of these ties, by the tie's key."""
    rows = Attestation.within(scope).filter(tie__in=[one.pk for one in of])
    found: dict[int, list[Attestation]] = {}
    for row in rows.select_related("post__division", "post__organisation"):
        found.setdefault(row.tie_id, []).append(row)
    return found
