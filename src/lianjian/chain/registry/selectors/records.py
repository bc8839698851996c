"""Reading business entities, honours, sources and offices, always inside the reader's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.models import Person
from lianjian.ground.core import search
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.organisations.models import Organisation

from ..models import Branch, BusinessEntity, EntityVillage, Honour, Office, Source

Holder = Organisation | Branch | BusinessEntity


# -- business entities --


def entities(scope: Scope) -> ScopedQuerySet[BusinessEntity]:
    """The business entities that a scope may see, by name."""
    rows = BusinessEntity.within(scope).select_related("division__parent", "organisation")
    return rows.order_by("name", "pk")


def entity(scope: Scope, pk: int) -> BusinessEntity:
    """One business entity, or OutOfScope."""
    return entities(scope).filter(pk=pk).first() or BusinessEntity.get_within(scope, pk=pk)


def named_entities(rows: QuerySet[BusinessEntity], text: str) -> QuerySet[BusinessEntity]:
    """Of these entities, those whose name or industry contains every word of a text."""
    return rows.filter(search.containing(BusinessEntity, text))


def entities_of(scope: Scope, place: Organisation | Branch) -> ScopedQuerySet[BusinessEntity]:
    """The entity that an organisation is, or those that work in a branch's village."""
    if isinstance(place, Organisation):
        return entities(scope).filter(organisation=place)
    works = EntityVillage.within(scope).filter(village=place).values("entity")
    return entities(scope).filter(Q(pk__in=works) | Q(organisation=place.host_id))


def villages_of(scope: Scope, one: BusinessEntity) -> list[Branch]:
    """The villages in which an entity works: whoever sees the entity sees their names."""
    rows = EntityVillage.within(scope).filter(entity=one).select_related("village__host")
    return [row.village for row in rows.order_by("village__name", "pk")]


# -- sources --


def sources(scope: Scope) -> ScopedQuerySet[Source]:
    """The texts that were taken for a scope, the latest published first."""
    rows = Source.within(scope).select_related("division", "keeper")
    return rows.order_by("-published_on", "title", "pk")


def source(scope: Scope, pk: int) -> Source:
    """One source, or OutOfScope."""
    return sources(scope).filter(pk=pk).first() or Source.get_within(scope, pk=pk)


def titled_sources(rows: QuerySet[Source], text: str) -> QuerySet[Source]:
    """Of these sources, those whose title or outlet contains every word of a text."""
    return rows.filter(search.containing(Source, text))


def outlets(scope: Scope) -> list[str]:
    """The outlets of the texts in sight, by name."""
    rows = Source.within(scope).listed().order_by("outlet").values_list("outlet", flat=True)
    return list(rows.distinct()[:200])


def cited_by(scope: Scope, one: Source) -> ScopedQuerySet[Honour]:
    """The honours in sight that point to a source."""
    return honours(scope).filter(source=one)


# -- honours --


def honours(scope: Scope) -> ScopedQuerySet[Honour]:
    """The honours of everybody in sight, the latest year first."""
    rows = Honour.within(scope).select_related(
        "organisation", "branch__host", "entity__division", "entity__organisation", "source", "file"
    )
    return rows.order_by("-year", "title", "pk")


def honour(scope: Scope, pk: int) -> Honour:
    """One honour, or OutOfScope."""
    return honours(scope).filter(pk=pk).first() or Honour.get_within(scope, pk=pk)


def honours_of(scope: Scope, *holders: Holder) -> ScopedQuerySet[Honour]:
    """What these holders were given, the latest first."""
    rule = Q(pk__in=[])
    for one in holders:
        name = {Organisation: "organisation", Branch: "branch", BusinessEntity: "entity"}[type(one)]
        rule |= Q(**{name: one.pk})
    return honours(scope).filter(rule)


# -- offices --


def offices(scope: Scope) -> ScopedQuerySet[Office]:
    """Who holds which office, and held it, as far as a scope may see."""
    rows = Office.within(scope).select_related(
        "organisation__affiliation", "branch__host__affiliation", "person", "follows"
    )
    return rows.order_by("title", "-starts", "pk")


def office(scope: Scope, pk: int) -> Office:
    """One office, or OutOfScope."""
    return offices(scope).filter(pk=pk).first() or Office.get_within(scope, pk=pk)


def offices_of(scope: Scope, *places: Organisation | Branch) -> ScopedQuerySet[Office]:
    """The offices in a body and in its branches."""
    rule = Q(pk__in=[])
    for one in places:
        rule |= Q(**{"branch" if isinstance(one, Branch) else "organisation": one.pk})
    return offices(scope).filter(rule)


def is_handed_over(scope: Scope, one: Office) -> bool:
    """Whether somebody has followed in an office."""
    return Office.within(scope).filter(follows=one).exists()


def people_of(scope: Scope, host: Organisation) -> list[Person]:
    """The people with an account who hold a post of a body, as far as the reader sees the posts."""
    held = accounts.posts(scope).filter(organisation=host)
    return list({post.person_id: post.person for post in held}.values())


def known_people(scope: Scope, of: Iterable[Office]) -> Collection[int]:
    """Of the people who hold these offices, those whose posts the reader sees: their names."""
    people = [one.person_id for one in of if one.person_id is not None]
    seen = accounts.posts(scope).filter(person__in=people).values_list("person_id", flat=True)
    return set(seen)
