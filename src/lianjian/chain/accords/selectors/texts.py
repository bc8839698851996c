"""Accords with their texts and parties, inside the reader's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Model, Prefetch, Q

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from ..life import IN_FORCE, AccordState
from ..models import Accord, AccordParty, Comment, GroupMember, TextVersion
from .reading import scope_through

ORDERINGS = ("newest", "title")
"""How a list of accords may be ordered: never by an outcome or a count."""

_ORDER_BY = {"newest": ("-made_at", "-pk"), "title": ("title", "pk")}


def accords(
    scope: Scope, *, state: str = "", text: str = "", order: str = "newest"
) -> ScopedQuerySet[Accord]:
    """The accords that a scope may see."""
    rows = Accord.within(scope).select_related("division", "organisation", "body")
    if state:
        rows = rows.filter(state=state)
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return rows.order_by(*_ORDER_BY.get(order, _ORDER_BY["newest"]))


def accord(scope: Scope, pk: int) -> Accord:
    """One accord with its issuer and body; raises OutOfScope."""
    Accord.get_within(scope, pk=pk)
    return accords(scope).get(pk=pk)


def accords_of(scope: Scope, branch: Branch) -> ScopedQuerySet[Accord]:
    """The accords in which a branch is a party or a member, as far as the scope may see them."""
    named = AccordParty.within(scope).filter(Q(branch=branch) | Q(members__branch=branch))
    return accords(scope).filter(pk__in=named.values("version__accord"))


def versions(accord: Accord) -> ScopedQuerySet[TextVersion]:
    """The texts of an accord that its reader may see, oldest first."""
    rows = TextVersion.within(scope_through(accord)).filter(accord=accord)
    return rows.select_related("unsigned", "signed", "scan", "accord").order_by("number")


def text_in_hand(accord: Accord) -> TextVersion | None:
    """The newest text that the reader may see."""
    return versions(accord).last()


def text_in_force(accord: Accord) -> TextVersion | None:
    """The text that binds today, if one does."""
    return versions(accord).filter(in_force_from__isnull=False, in_force_to=None).first()


def text_that_bound(accord: Accord) -> TextVersion | None:
    """The text that binds, or of an accord that is over the one that did last."""
    return versions(accord).filter(in_force_from__isnull=False).last()


def parts_of(scope: Scope, accords: Collection[Accord]) -> Iterator[Model]:
    """What is a part of these accords and of their texts, clauses aside: an accord of before has
    none; and which pairings they stand behind."""
    keys = [one.pk for one in accords]
    yield from TextVersion.within(scope).filter(accord__in=keys)
    yield from AccordParty.within(scope).filter(version__accord__in=keys)
    yield from GroupMember.within(scope).filter(party__version__accord__in=keys)
    yield from Accord.pairings.through._default_manager.filter(accord__in=keys)
    between = TextVersion.pairings.through._default_manager
    yield from between.filter(textversion__accord__in=keys)


def parties_of(version: TextVersion) -> ScopedQuerySet[AccordParty]:
    """A version's parties in order, each with its branch, host and members."""
    scope = scope_through(version)
    members = GroupMember.within(scope).select_related("branch__host", "posting")
    rows = AccordParty.within(scope).filter(version=version)
    return (
        rows.select_related("version__accord", "branch__host", "organisation")
        .prefetch_related(Prefetch("members", queryset=members.order_by("pk")))
        .order_by("order")
    )


def parties_in_force(scope: Scope) -> ScopedQuerySet[AccordParty]:
    """The parties of the texts in force that a scope may see."""
    rows = AccordParty.within(scope).listed()
    return rows.filter(version__in_force_from__isnull=False, version__in_force_to=None)


def comments_on(version: TextVersion) -> ScopedQuerySet[Comment]:
    """What was said to a text, oldest first."""
    rows = Comment.within(scope_through(version)).filter(version=version)
    return rows.select_related("party", "clause").order_by("pk")


def numbered_alike(version: TextVersion) -> Accord | None:
    """Another accord of the same issuer, not given up, with the document number of this text."""
    accord = version.accord
    if not version.document_number:
        return None
    rows = Accord.within(scope_through(version)).filter(
        number=version.document_number,
        division=accord.division_id,
        organisation=accord.organisation_id,
    )
    return rows.exclude(pk=accord.pk).exclude(state=AccordState.LAPSED).order_by("pk").first()


def in_force(scope: Scope) -> ScopedQuerySet[Accord]:
    """The accords that bind, those that are being amended among them."""
    rows = Accord.within(scope).select_related("division", "organisation", "body")
    return rows.filter(IN_FORCE).order_by("title", "pk")


def active_accord_behind(pairing: Pairing) -> Accord | None:
    """The accord whose text in force stands behind a pairing, if there is one.

    Whoever may see the pairing may know that: it is what makes the pairing live.
    """
    rows = Accord.within(Scope.of_everything()).filter(
        pairings=pairing, versions__in_force_from__isnull=False, versions__in_force_to=None
    )
    return rows.order_by("active_since", "pk").first()


def pairings_behind(accord: Accord) -> ScopedQuerySet[Pairing]:
    """The pairings that an accord brings together, for whoever may see the accord."""
    return pairing.shown(Q(accords=accord))


def pairings_of(version: TextVersion) -> ScopedQuerySet[Pairing]:
    """The pairings that begin with one text, for whoever may see it."""
    keys = TextVersion.pairings.through._default_manager.filter(textversion_id=version.pk)
    return pairing.shown(Q(pk__in=keys.values("pairing_id")))
