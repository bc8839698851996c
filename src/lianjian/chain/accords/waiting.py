"""What waits for an actor in this room: one line a matter, one touch to do it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .life import AccordState, BodyState
from .models import Accord, SigningEvent

DUE_SOON = dt.timedelta(days=30)
MOST = 8
"""More of a kind than this become one line that leads to the list."""


def what_waits(actor: Actor) -> Iterator[Matter]:
    """Texts to sign and to comment on, drafts and bodies to go on with, promises due soon."""
    if actor.is_system or actor.post is None:
        return
    answered, told = [], set()
    awaited = selectors.awaited(actor)
    together = Counter(
        one.text.accord.event_id for one in awaited if _waits_to_be_signed(actor, one)
    )
    for one in awaited:
        event = one.text.accord.event
        if event is not None and together[event.pk] > 1 and _waits_to_be_signed(actor, one):
            answered.append(one.text.accord_id)
            if event.pk not in told:
                told.add(event.pk)
                waiting = [row for row in awaited if _waits_to_be_signed(actor, row)]
                yield _at_an_event(event, together[event.pk], _last_day(waiting, event))
            continue
        matter = _to_sign(actor, one) if one.text.frozen_at else _to_comment(one)
        if matter is not None:
            answered.append(one.text.accord_id)
            yield matter
    yield from _drafts(actor)
    yield from _with_their_parties(actor, answered)
    yield from _being_signed(actor, answered)
    yield from _bodies(actor)
    yield from _promises(actor)


def _waits_to_be_signed(actor: Actor, one: selectors.Awaited) -> bool:
    if not actor.may_sign or one.text.frozen_at is None:
        return False
    return any(place.may_sign_now for place in one.places)


def _last_day(waiting: Iterable[selectors.Awaited], event: SigningEvent) -> dt.date | None:
    """The day by which the first of an event's texts must be signed."""
    texts = [one.text for one in waiting if one.text.accord.event_id == event.pk]
    return min((text.sign_by for text in texts if text.sign_by is not None), default=None)


def _at_an_event(event: SigningEvent, many: int, due: dt.date | None) -> Matter:
    return Matter(
        ngettext(
            "%(many)d accord of “%(name)s” waits for your signature",
            "%(many)d accords of “%(name)s” wait for your signature",
            many,
        )
        % {"many": many, "name": event.name},
        reverse("accords:sign_at_event", args=[event.pk]),
        _("Read and sign"),
        due=due,
    )


def _to_sign(actor: Actor, one: selectors.Awaited) -> Matter | None:
    if not _waits_to_be_signed(actor, one):
        return None
    return Matter(
        _("“%(title)s” waits for your signature") % {"title": one.text.accord.title},
        reverse("accords:sign", args=[one.text.accord_id]),
        _("Read and sign"),
        due=one.text.sign_by,
    )


def _to_comment(one: selectors.Awaited) -> Matter | None:
    if one.commented:
        return None
    return Matter(
        _("“%(title)s” waits for your comments") % {"title": one.text.accord.title},
        _page(one.text.accord),
        _("Read and comment"),
        due=one.text.comment_by,
    )


def _drafts(actor: Actor) -> Iterator[Matter]:
    drafts = selectors.steered(actor, AccordState.DRAFT, most=MOST + 1)
    if len(drafts) > MOST:
        yield Matter(_("Several accords are drafts"), _list_of(AccordState.DRAFT), _("See which"))
        return
    sent_back = selectors.sent_back_before(drafts)
    for text in drafts:
        if before := sent_back.get(text.accord_id):
            yield Matter(
                _("“%(title)s” was sent back unsigned. %(why)s")
                % {"title": text.accord.title, "why": before.outcome_reason},
                _page(text.accord),
                _("Write the next text"),
            )
            continue
        yield Matter(
            _("“%(title)s” is a draft") % {"title": text.accord.title},
            _page(text.accord),
            _("Go on writing"),
        )


def _with_their_parties(actor: Actor, answered: Collection[int]) -> Iterator[Matter]:
    """Texts that others read, save those to which the reader has something to say themselves."""
    sent = selectors.steered(actor, AccordState.CONSULTING, most=MOST + 1)
    if len(sent) > MOST:
        yield Matter(
            _("Several accords are with their parties for comments"),
            _list_of(AccordState.CONSULTING),
            _("See which"),
            mark="going",
        )
        return
    heard = selectors.answers(actor, sent)
    for text in sent:
        if text.accord_id not in answered:
            said, parties = heard[text.pk]
            yield Matter(
                _(
                    "“%(title)s” is with its parties for comments: "
                    "%(said)s of %(parties)s have answered"
                )
                % {"title": text.accord.title, "said": said, "parties": parties},
                _page(text.accord),
                _("Look"),
                mark="going",
                due=text.comment_by,
            )


def _being_signed(actor: Actor, answered: Collection[int]) -> Iterator[Matter]:
    """Texts that others sign, save those that wait for the reader's own signature."""
    opened = selectors.steered(actor, AccordState.SIGNING, most=MOST + 1)
    if len(opened) > MOST:
        yield Matter(
            _("Several accords are being signed"),
            _list_of(AccordState.SIGNING),
            _("See which"),
            mark="going",
        )
        return
    lacking = selectors.lacking(actor.scope, opened)
    for text in opened:
        if text.accord_id not in answered:
            who = [party.label for party in lacking.get(text.pk, ())]
            yield Matter(
                _("“%(title)s” waits for the signature of %(who)s")
                % {"title": text.accord.title, "who": "、".join(who)},
                _page(text.accord),
                _("Look"),
                mark="going",
                due=text.sign_by,
            )


def _bodies(actor: Actor) -> Iterator[Matter]:
    proposed = selectors.bodies(actor.scope, state=BodyState.PROPOSED).listed()
    waiting = [body for body in proposed[: MOST + 1] if policy.may_steer_body(actor, body=body)]
    if len(waiting) > MOST:
        yield Matter(
            _("Several joint bodies wait for their committee's approval"),
            f"{reverse('accords:bodies')}?state={BodyState.PROPOSED}",
            _("See which"),
        )
        return
    for body in waiting:
        yield Matter(
            _("“%(name)s” waits for its committee's approval") % {"name": body.name},
            reverse("accords:body", args=[body.pk]),
            _("Record the approval"),
        )


def _promises(actor: Actor) -> Iterator[Matter]:
    today = clock.today()
    for clause in selectors.own_promises_due(actor, until=today + DUE_SOON):
        yield Matter(
            _("“%(clause)s” of “%(title)s” is due")
            % {"clause": clause.heading, "title": clause.version.accord.title},
            reverse("accords:clause", args=[clause.pk]),
            _("Say how it stands"),
            mark="late" if clause.due and clause.due < today else "plan",
            due=clause.due,
        )


def _list_of(state: AccordState) -> str:
    return f"{reverse('accords:accords')}?state={state}"


def _page(accord: Accord) -> str:
    return reverse("accords:accord", args=[accord.pk])
