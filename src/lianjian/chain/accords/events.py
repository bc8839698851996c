"""Every read of signing events, already inside the reader's scope (M43)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from . import selectors
from .life import ON_THEIR_WAY, AccordState
from .models import Accord, AccordParty, Signature, SigningEvent, TextVersion


def events(scope: Scope) -> ScopedQuerySet[SigningEvent]:
    """The signing events that a scope may see, the latest first."""
    rows = SigningEvent.within(scope).select_related("division", "organisation")
    return rows.order_by("-held_on", "-pk")


def event(scope: Scope, pk: int) -> SigningEvent:
    """One signing event with its issuer; raises OutOfScope."""
    SigningEvent.get_within(scope, pk=pk)
    return events(scope).get(pk=pk)


def accords_at(scope: Scope, event: SigningEvent) -> ScopedQuerySet[Accord]:
    """The accords that an event gathers, as far as the scope may see them, in the order in
    which they were drafted."""
    return selectors.accords(scope).filter(event=event).order_by("pk")


def may_be_gathered(actor: Actor, event: SigningEvent) -> ScopedQuerySet[Accord]:
    """The accords of the event's issuer that are on their way and in no event yet, by title."""
    rows = selectors.accords(actor.scope, order="title")
    return rows.filter(
        event=None,
        state__in=ON_THEIR_WAY,
        division=event.division_id,
        organisation=event.organisation_id,
    )


def patterns(actor: Actor, event: SigningEvent) -> ScopedQuerySet[Accord]:
    """The accords of the event's issuer whose text may be taken as a pattern, the newest first."""
    rows = selectors.accords(actor.scope)
    return rows.filter(division=event.division_id, organisation=event.organisation_id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text of an event and one place in it for which the reader has not signed yet."""

    text: TextVersion
    place: selectors.Place


def waiting_for(actor: Actor, event: SigningEvent) -> list[Waiting]:
    """What an actor has still to sign at an event: one row a place, in the order of the drafts."""
    found = [
        Waiting(one.text, place)
        for one in selectors.awaited(actor, event=event)
        if one.text.frozen_at is not None
        for place in one.places
        if place.may_sign_now
    ]
    return sorted(found, key=lambda one: (one.text.accord_id, one.place.party.order))


@dataclass(frozen=True, slots=True)
class Progress:
    """An accord of an event: how many of its parties have signed the newest text, and who not."""

    accord: Accord
    parties: int
    signed: int
    lacking: tuple[str, ...]
    sent_back: str = ""
    """Who sent the text before back unsigned, and why."""

    @property
    def mark(self) -> str:
        if self.accord.binds:
            return "done"
        return "going" if self.accord.state in _WITH_PARTIES else "plan"


_WITH_PARTIES = (AccordState.CONSULTING, AccordState.SIGNING)


def progress(scope: Scope, event: SigningEvent) -> list[Progress]:
    """The accords of an event with who has signed; the same few queries for one and for sixty."""
    accords = list(accords_at(scope, event))
    texts = TextVersion.within(scope).filter(accord__in=[one.pk for one in accords])
    in_hand = {text.accord_id: text for text in texts.order_by("number")}
    bound = texts.filter(in_force_from__isnull=False).order_by("number")
    # An accord that binds, or did, is told by what was signed and not by its amendment.
    newest = {accord: text.pk for accord, text in in_hand.items()}
    newest |= {text.accord_id: text.pk for text in bound}
    sent_back = selectors.sent_back_before(list(in_hand.values()))
    keys = list(newest.values())
    parties: dict[int, list[AccordParty]] = {}
    for party in AccordParty.within(scope).filter(version__in=keys).order_by("order"):
        parties.setdefault(party.version_id, []).append(party)
    signed = Signature.within(scope).filter(version__in=keys).order_by()
    counts = dict(signed.values_list("party").annotate(Count("pk")))
    found = []
    for accord in accords:
        own = parties.get(newest.get(accord.pk, 0), [])
        lacking = tuple(_lacking(one, counts.get(one.pk, 0)) for one in own)
        names = tuple(name for name in lacking if name)
        is_draft = accord.state == AccordState.DRAFT and not accord.binds
        before = sent_back.get(accord.pk) if is_draft else None
        why = before.outcome_reason if before else ""
        found.append(Progress(accord, len(own), len(own) - len(names), names, why))
    return found


def _lacking(party: AccordParty, signatures: int) -> str:
    """The party and how far it is, if it has not signed; a group says so with its numbers."""
    if signatures >= party.quorum:
        return ""
    return f"{party.name} {signatures}/{party.quorum}" if party.is_group else party.name
