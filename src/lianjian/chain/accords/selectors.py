"""Every read of accords and joint bodies, already inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, Prefetch, Q, QuerySet

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet, scope_of
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from . import policy
from .life import AccordState
from .models import (
    Accord,
    AccordParty,
    BodyMember,
    Clause,
    Comment,
    GroupMember,
    Joining,
    JointBody,
    Signature,
    SigningEvent,
    TextVersion,
)

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
    rows = TextVersion.within(_scope(accord)).filter(accord=accord)
    return rows.select_related("unsigned", "signed", "scan", "accord").order_by("number")


def text_in_hand(accord: Accord) -> TextVersion | None:
    """The newest text that the reader may see."""
    return versions(accord).last()


def text_in_force(accord: Accord) -> TextVersion | None:
    """The text that binds today, if one does."""
    return versions(accord).filter(in_force_from__isnull=False, in_force_to=None).first()


def parts_of(scope: Scope, accords: Collection[Accord]) -> Iterator[Model]:
    """What is a part of these accords and of their texts, clauses aside: an accord of before has
    none; and which pairings they stand behind."""
    keys = [one.pk for one in accords]
    yield from TextVersion.within(scope).filter(accord__in=keys)
    yield from AccordParty.within(scope).filter(version__accord__in=keys)
    yield from GroupMember.within(scope).filter(party__version__accord__in=keys)
    yield from Accord.pairings.through._default_manager.filter(accord__in=keys)


def clauses_of(version: TextVersion) -> ScopedQuerySet[Clause]:
    """A version's clauses in order, with their owners."""
    scope = _scope(version)
    owners = AccordParty.within(scope).order_by("order")
    rows = Clause.within(scope).filter(version=version).select_related("version__accord")
    return rows.prefetch_related(Prefetch("owners", queryset=owners)).order_by("order")


def owners_of(clause: Clause) -> list[AccordParty]:
    """The parties that promised a clause."""
    return list(AccordParty.within(_scope(clause)).filter(clauses=clause).order_by("order"))


def parties_of(version: TextVersion) -> ScopedQuerySet[AccordParty]:
    """A version's parties in order, each with its branch, host and members."""
    scope = _scope(version)
    members = GroupMember.within(scope).select_related("branch__host", "posting")
    rows = AccordParty.within(scope).filter(version=version)
    return (
        rows.select_related("version__accord", "branch__host", "organisation")
        .prefetch_related(Prefetch("members", queryset=members.order_by("pk")))
        .order_by("order")
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor stands in a text: a party, or one member of it; signed or not."""

    party: AccordParty
    member: GroupMember | None
    signed: bool


def places_of(actor: Actor, version: TextVersion) -> list[Place]:
    """The parties and members for which an actor may speak in a text, those unsigned first."""
    done: set[tuple[int, int | None]] = set(version.signatures.values_list("party_id", "member_id"))
    return _places(actor, parties_of(version), done)


def _places(
    actor: Actor, parties: Iterable[AccordParty], done: Collection[tuple[int, int | None]]
) -> list[Place]:
    found = []
    for party in parties:
        if not party.is_group and policy.speaks_for(actor, party):
            found.append(Place(party, None, (party.pk, None) in done))
        for member in party.members.all():
            if policy.speaks_for_member(actor, member):
                found.append(Place(party, member, (party.pk, member.pk) in done))
    return sorted(found, key=lambda place: place.signed)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A text with its parties, the places in it of whoever asked, and whether they commented."""

    text: TextVersion
    places: list[Place]
    commented: bool


def awaited(actor: Actor, *, event: SigningEvent | None = None) -> list[Awaited]:
    """The newest texts sent for comments or for signatures in which an actor may speak; those of
    one signing event, if one is given.

    The same few queries for one text and for a thousand.
    """
    own, scope = actor.organisation, actor.scope
    if own is None:
        return []
    open_ = Accord.within(scope).listed().filter(state__in=_WITH_PARTIES)
    if event is not None:
        open_ = open_.filter(event=event)
    texts = (
        TextVersion.within(scope)
        .filter(accord__in=open_.values("pk"))
        .select_related("accord__division", "accord__organisation", "accord__event", "unsigned")
    )
    newest = {text.accord_id: text for text in texts.order_by("number")}
    keys = [text.pk for text in newest.values()]
    speaks = Q(organisation=own) | Q(branch__host=own) | Q(members__branch__host=own)
    members = GroupMember.within(scope).select_related("branch__host", "posting").order_by("pk")
    parties: dict[int, list[AccordParty]] = {}
    for party in (
        AccordParty.within(scope)
        .filter(speaks, version__in=keys)
        .select_related("branch")
        .prefetch_related(Prefetch("members", queryset=members))
        .order_by("order")
        .distinct()
    ):
        parties.setdefault(party.version_id, []).append(party)
    signed = Signature.within(scope).filter(version__in=keys)
    done = set(signed.values_list("party_id", "member_id"))
    said = set(Comment.within(scope).filter(version__in=keys).values_list("party_id", flat=True))
    found = []
    for text in newest.values():
        if places := _places(actor, parties.get(text.pk, ()), done):
            commented = any(place.party.pk in said for place in places)
            found.append(Awaited(text, places, commented))
    return found


_WITH_PARTIES = (AccordState.CONSULTING, AccordState.SIGNING)


def steered(actor: Actor, state: AccordState, *, most: int) -> list[TextVersion]:
    """The newest texts of the accords in a state that an actor's side issues; at most so many."""
    rows = Accord.within(actor.scope).listed().filter(state=state)
    rows = rows.filter(Accord.issuer_rule(actor.scope)).order_by("made_at", "pk")
    keys = list(rows.values_list("pk", flat=True)[:most])
    texts = TextVersion.within(actor.scope).filter(accord__in=keys)
    texts = texts.select_related("accord__division", "accord__organisation").order_by("number")
    newest = {text.accord_id: text for text in texts}
    return [newest[key] for key in keys if policy.steers(actor, newest[key].accord)]


def clause(scope: Scope, pk: int) -> Clause:
    """One clause with its text and accord; raises OutOfScope."""
    Clause.get_within(scope, pk=pk)
    return Clause.within(scope).select_related("version__accord").get(pk=pk)


def comments_on(version: TextVersion) -> ScopedQuerySet[Comment]:
    """What was said to a text, oldest first."""
    rows = Comment.within(_scope(version)).filter(version=version)
    return rows.select_related("party", "clause").order_by("pk")


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


def bodies(scope: Scope, *, state: str = "", text: str = "") -> ScopedQuerySet[JointBody]:
    """The joint bodies that a scope may see, by name."""
    rows = JointBody.within(scope).select_related("division")
    if state:
        rows = rows.filter(state=state)
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    return rows.order_by("name", "pk")


def body(scope: Scope, pk: int) -> JointBody:
    """One joint body; raises OutOfScope."""
    JointBody.get_within(scope, pk=pk)
    return bodies(scope).get(pk=pk)


def promises_due(scope: Scope, *, until: dt.date) -> ScopedQuerySet[Clause]:
    """Open clauses of texts in force that are due by a day, what is due first comes first."""
    rows = (
        Clause.within(scope)
        .listed()
        .filter(
            version__in_force_from__isnull=False,
            version__in_force_to=None,
            state__in=("promised", "under_way", "overdue"),
            due__lte=until,
        )
    )
    return rows.select_related("version__accord").order_by("due", "pk")


def own_promises_due(actor: Actor, *, until: dt.date) -> list[Clause]:
    """Those of ``promises_due`` that a party promised for which the actor speaks."""
    own = actor.organisation
    if own is None:
        return []
    members = GroupMember.within(actor.scope).select_related("branch", "posting")
    owners = AccordParty.within(actor.scope).select_related("branch")
    owners = owners.prefetch_related(Prefetch("members", queryset=members))
    theirs = (
        AccordParty.within(actor.scope)
        .listed()
        .filter(Q(organisation=own) | Q(branch__host=own) | Q(members__branch__host=own))
    )
    rows = promises_due(actor.scope, until=until).filter(owners__in=theirs.values("pk")).distinct()
    rows = rows.prefetch_related(Prefetch("owners", queryset=owners))
    return [
        clause for clause in rows if any(policy.is_in(actor, one) for one in clause.owners.all())
    ]


def promises_past_due(scope: Scope, *, on: dt.date) -> ScopedQuerySet[Clause]:
    """Clauses of texts in force whose day lies before ``on`` and that nobody has settled."""
    rows = promises_due(scope, until=on - dt.timedelta(days=1))
    return rows.exclude(state="overdue")


def _scope(row: Accord | TextVersion | Clause) -> Scope:
    """The scope through which a row was read: its parts are read through the same."""
    return scope_of(row) or Scope.of_nothing()


def approving_divisions(actor: Actor) -> QuerySet[Division]:
    """Whose committee may approve a joint body that this actor proposes, nearest first (M4)."""
    if actor.division is not None:
        return places.authorities(places.division(actor.division))
    body = organisations.own(actor)
    return places.authorities(body.affiliation if body else None)


def joinings(scope: Scope, *, body: JointBody | None = None) -> ScopedQuerySet[Joining]:
    """Which business entities work with which joint bodies now, by name."""
    rows = Joining.within(scope).filter(until__isnull=True).select_related("body", "entity")
    if body is not None:
        rows = rows.filter(body=body)
    return rows.order_by("body__name", "entity__name", "pk")


def joining(scope: Scope, pk: int) -> Joining:
    """One joining with its two sides; raises OutOfScope."""
    Joining.get_within(scope, pk=pk)
    return Joining.within(scope).select_related("body__division", "entity").get(pk=pk)


def bodies_of(scope: Scope, branch: Branch) -> ScopedQuerySet[JointBody]:
    """The joint bodies of which a branch is a member, as far as the scope may see them."""
    member = BodyMember.within(scope).filter(branch=branch)
    return bodies(scope).filter(pk__in=member.values("body"))


def branches_in(body: JointBody) -> list[int]:
    """The keys of the branches that are members of a joint body."""
    return list(body.members.values_list("branch_id", flat=True))
