"""Every read of this room, inside the reader's scope."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lianjian.ground.core import search
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.rows import references
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, ScopedQuerySet
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import Level
from lianjian.ground.places.models import Division

from .models import Alias, DirectoryEntry, Kind, Merger, Organisation, folded


def organisations(scope: Scope, *, kind: str = "") -> ScopedQuerySet[Organisation]:
    """The bodies that a reader may see, by name."""
    rows = Organisation.within(scope).select_related("affiliation", "seat")
    return (rows.filter(kind=kind) if kind else rows).order_by("name", "pk")


def organisation(scope: Scope, pk: int) -> Organisation:
    """One body, or OutOfScope."""
    rows = Organisation.within(scope).select_related("affiliation", "seat").filter(pk=pk)
    return rows.first() or Organisation.get_within(scope, pk=pk)


def own(actor: Actor) -> Organisation | None:
    """The body for which the actor's post stands; None for a post in a place. Or OutOfScope."""
    if actor.organisation is None:
        return None
    return Organisation.get_within(actor.scope, pk=actor.organisation)


def matching(rows: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """Of these bodies, those whose name, alias or credit code contains every word of a text."""
    return rows.filter(bearing(text))


def bearing(text: str, *, at: str = "pk") -> Q:
    """The condition that the body whose key stands ``at`` a lookup is found by a text."""
    return search.containing(Organisation, text, at=at)


def named(scope: Scope, name: str, *, document: str = "") -> list[Organisation]:
    """The bodies that bear this very name, or go by it everywhere or in ``document``."""
    key = folded(name)
    known_as = Alias.within(scope).filter(text=" ".join(name.split()), document__in={"", document})
    rows = Organisation.within(scope).filter(
        Q(folded=key) | Q(pk__in=known_as.values("organisation"))
    )
    return list(rows.order_by("name", "pk"))


def by_uscc(scope: Scope, uscc: str) -> Organisation | None:
    """The body with this credit code, if the reader may see it."""
    return Organisation.within(scope).filter(uscc="".join(uscc.split()).upper()).first()


def village(scope: Scope, division: Division) -> Organisation | None:
    """The organisation of a village, if it is entered and the reader may see it."""
    rows = Organisation.within(scope).filter(kind=Kind.VILLAGE, affiliation=division)
    return rows.order_by("pk").first()


def aliases(one: Organisation) -> list[Alias]:
    """Its other names, those that hold everywhere first."""
    return list(one.aliases.order_by("document", "text"))


def is_kept(scope: Scope, one: Organisation) -> bool:
    """Whether it stands in a directory that the reader keeps."""
    return DirectoryEntry.within(scope).filter(organisation=one).exists()


def kept_by(actor: Actor, one: Organisation) -> bool:
    """Whether it stands in the very directory that the actor's post keeps."""
    entries = DirectoryEntry.within(actor.scope).filter(organisation=one)
    if actor.division is not None:
        return entries.filter(division=actor.division).exists()
    return actor.organisation is not None and entries.filter(keeper=actor.organisation).exists()


def alias(scope: Scope, pk: int) -> Alias:
    """One alias with its body, or OutOfScope."""
    rows = Alias.within(scope).select_related("organisation").filter(pk=pk)
    return rows.first() or Alias.get_within(scope, pk=pk)


# -- two entries of one body --


def mergers(scope: Scope) -> ScopedQuerySet[Merger]:
    """What was merged into bodies in sight, the latest first."""
    rows = Merger.within(scope).select_related("kept__affiliation").defer("steps")
    return rows.order_by("-made_at", "-pk")


def merger(scope: Scope, pk: int) -> Merger:
    """One merger with its body, or OutOfScope."""
    rows = Merger.within(scope).select_related("kept__affiliation").filter(pk=pk)
    return rows.first() or Merger.get_within(scope, pk=pk)


def went_into(scope: Scope, pk: int) -> Merger | None:
    """The merger by which an entry that had this key is no longer there."""
    return mergers(scope).filter(gone=pk, undone_at=None).first()


def what_would_move(scope: Scope, one: Organisation) -> list[str]:
    """The kinds of records in sight that refer to a body, by name."""
    kinds = set()
    for field in references(Organisation):
        model = field.model
        if not issubclass(model, Scoped) or model is Merger:
            continue
        if model.within(scope).filter(**{field.attname: one.pk}).exists():
            kinds.add(str(model._meta.verbose_name))
    return sorted(kinds)


# -- outside the county (M2) --


def outside(one: Organisation, county: Division) -> bool:
    """Whether a body is from outside a county: by whom it answers to, never by where it sits.

    Central, provincial and city bodies are outside every county, also of the district in which
    they stand. A city that consists of one county (东莞, 嘉峪关) is that county.
    """
    if one.affiliation is None:
        return True
    home = places.own_county(one.affiliation)
    return not any(first <= home.code < behind for first, behind in places.ranges(county))


def outside_rule(county: Division, at: str = "") -> Q:
    """``outside`` for a query: ``at`` is the path that leads to the organisation."""
    within = either(
        Q(**{f"{at}affiliation__code__gte": first, f"{at}affiliation__code__lt": behind})
        for first, behind in places.ranges(county)
    )
    city = county.parent
    if city is not None and city.level == Level.CITY and places.own_county(city) == county:
        within |= Q(**{f"{at}affiliation": city.pk})
    return Q(**{f"{at}affiliation__isnull": True}) | ~within
