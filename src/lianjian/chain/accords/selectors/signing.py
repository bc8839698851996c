"""For whom an actor speaks in a text, and which texts wait for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope

from .. import policy
from ..life import AccordState
from ..models import (
    Accord,
    AccordParty,
    Comment,
    GroupMember,
    Signature,
    SigningEvent,
    TextVersion,
)
from .reading import scope_through
from .texts import parties_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor stands in a text: a party, or one member of it; signed or not.

    ``after`` is the party whose signatures must be there first, where the parties sign in turn.
    """

    party: AccordParty
    member: GroupMember | None
    signed: bool
    after: AccordParty | None = None

    @property
    def may_sign_now(self) -> bool:
        return not self.signed and self.after is None


def places_of(actor: Actor, version: TextVersion) -> list[Place]:
    """The parties and members for which an actor may speak in a text, those who may sign first."""
    done: set[tuple[int, int | None]] = set(version.signatures.values_list("party_id", "member_id"))
    return _places(actor, parties_of(version), done, whose_turn(version))


def _places(
    actor: Actor,
    parties: Iterable[AccordParty],
    done: Collection[tuple[int, int | None]],
    turn: AccordParty | None,
) -> list[Place]:
    found = []
    for party in parties:
        after = turn if turn is not None and turn.order < party.order else None
        if not party.is_group and policy.speaks_for(actor, party):
            found.append(Place(party, None, (party.pk, None) in done, after))
        for member in party.members.all():
            if policy.speaks_for_member(actor, member):
                found.append(Place(party, member, (party.pk, member.pk) in done, after))
    return sorted(found, key=lambda place: (place.signed, place.after is not None))


def whose_turn(version: TextVersion) -> AccordParty | None:
    """The party that signs next in a text whose parties sign in turn; None where all may."""
    return _turns(scope_through(version), [version]).get(version.pk)


def _turns(scope: Scope, versions: Iterable[TextVersion]) -> dict[int, AccordParty]:
    """{text: the first of its parties that lacks signatures}, of those that are signed in turn."""
    in_turn = [version for version in versions if version.in_turn]
    return {text: parties[0] for text, parties in lacking(scope, in_turn).items()}


def lacking(scope: Scope, versions: Collection[TextVersion]) -> dict[int, list[AccordParty]]:
    """{text: its parties that have not the signatures they need}, in the order of the parties."""
    if not versions:
        return {}
    signed = Signature.within(scope).filter(version__in=versions).order_by()
    counts = dict(signed.values_list("party").annotate(Count("pk")))
    found: dict[int, list[AccordParty]] = {}
    for party in AccordParty.within(scope).filter(version__in=versions).order_by("order"):
        if counts.get(party.pk, 0) < party.quorum:
            found.setdefault(party.version_id, []).append(party)
    return found


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
    turns = _turns(scope, newest.values())
    found = []
    for text in newest.values():
        if places := _places(actor, parties.get(text.pk, ()), done, turns.get(text.pk)):
            commented = any(place.party.pk in said for place in places)
            found.append(Awaited(text, places, commented))
    return found


_WITH_PARTIES = (AccordState.CONSULTING, AccordState.SIGNING)


def sent_back_before(drafts: Collection[TextVersion]) -> dict[int, TextVersion]:
    """{accord: the text before this draft}, where a party sent that one back unsigned."""
    if not drafts:
        return {}
    before = {(draft.accord_id, draft.number - 1) for draft in drafts}
    rows = TextVersion.within(scope_through(next(iter(drafts)))).filter(
        accord__in=[draft.accord_id for draft in drafts], outcome=TextVersion.Outcome.SENT_BACK
    )
    return {row.accord_id: row for row in rows if (row.accord_id, row.number) in before}


def answers(actor: Actor, versions: Collection[TextVersion]) -> dict[int, tuple[int, int]]:
    """{text: (how many of its parties have said something to it, how many parties it has)}."""
    said = Comment.within(actor.scope).filter(version__in=versions, party__isnull=False).order_by()
    heard = dict(said.values_list("version").annotate(Count("party", distinct=True)))
    parties = AccordParty.within(actor.scope).filter(version__in=versions).order_by()
    counts = dict(parties.values_list("version").annotate(Count("pk")))
    return {one.pk: (heard.get(one.pk, 0), counts.get(one.pk, 0)) for one in versions}


def steered(actor: Actor, state: AccordState, *, most: int) -> list[TextVersion]:
    """The newest texts of the accords in a state that an actor's side issues; at most so many."""
    rows = Accord.within(actor.scope).listed().filter(state=state)
    rows = rows.filter(Accord.issuer_rule(actor.scope)).order_by("made_at", "pk")
    keys = list(rows.values_list("pk", flat=True)[:most])
    texts = TextVersion.within(actor.scope).filter(accord__in=keys)
    texts = texts.select_related("accord__division", "accord__organisation").order_by("number")
    newest = {text.accord_id: text for text in texts}
    return [newest[key] for key in keys if policy.steers(actor, newest[key].accord)]
