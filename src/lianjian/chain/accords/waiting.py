"""What waits for an actor in this room: one line a matter, one touch to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .life import AccordState, BodyState
from .models import Accord, TextVersion

DUE_SOON = dt.timedelta(days=30)


def what_waits(actor: Actor) -> Iterator[Matter]:
    """Texts to sign and to comment on, drafts and bodies to go on with, promises due soon."""
    if actor.is_system or actor.post is None:
        return
    yield from _texts(actor)
    yield from _bodies(actor)
    yield from _promises(actor)


def _texts(actor: Actor) -> Iterator[Matter]:
    for accord in selectors.accords(actor.scope).filter(state__in=_OPEN):
        text = selectors.text_in_hand(accord)
        if text is None:
            continue
        if accord.state == AccordState.SIGNING:
            yield from _to_sign(actor, accord, text)
        elif accord.state == AccordState.CONSULTING:
            yield from _to_comment(actor, accord, text)
        elif policy.steers(actor, accord):
            yield Matter(
                _("“%(title)s” is a draft") % {"title": accord.title},
                _page(accord),
                _("Go on writing"),
            )


_OPEN = (AccordState.DRAFT, AccordState.CONSULTING, AccordState.SIGNING)


def _to_sign(actor: Actor, accord: Accord, text: TextVersion) -> Iterator[Matter]:
    if any(not place.signed for place in selectors.places_of(actor, text)) and actor.may_sign:
        yield Matter(
            _("“%(title)s” waits for your signature") % {"title": accord.title},
            reverse("accords:sign", args=[accord.pk]),
            _("Read and sign"),
            due=text.sign_by,
        )


def _to_comment(actor: Actor, accord: Accord, text: TextVersion) -> Iterator[Matter]:
    places = selectors.places_of(actor, text)
    said = {comment.party_id for comment in selectors.comments_on(text)}
    if places and not any(place.party.pk in said for place in places):
        yield Matter(
            _("“%(title)s” waits for your comments") % {"title": accord.title},
            _page(accord),
            _("Read and comment"),
            due=text.comment_by,
        )
    elif policy.steers(actor, accord):
        yield Matter(
            _("“%(title)s” is with its parties for comments") % {"title": accord.title},
            _page(accord),
            _("Look"),
            mark="going",
            due=text.comment_by,
        )


def _bodies(actor: Actor) -> Iterator[Matter]:
    for body in selectors.bodies(actor.scope, state=BodyState.PROPOSED):
        if policy.may_steer_body(actor, body=body):
            yield Matter(
                _("“%(name)s” waits for its committee's approval") % {"name": body.name},
                reverse("accords:body", args=[body.pk]),
                _("Record the approval"),
            )


def _promises(actor: Actor) -> Iterator[Matter]:
    today = clock.today()
    for clause in selectors.promises_due(actor.scope, until=today + DUE_SOON):
        owners = selectors.owners_of(clause)
        if any(policy.is_in(actor, owner) for owner in owners):
            yield Matter(
                _("“%(clause)s” of “%(title)s” is due")
                % {"clause": clause.heading, "title": clause.version.accord.title},
                reverse("accords:clause", args=[clause.pk]),
                _("Say how it stands"),
                mark="late" if clause.due and clause.due < today else "plan",
                due=clause.due,
            )


def _page(accord: Accord) -> str:
    return reverse("accords:accord", args=[accord.pk])
