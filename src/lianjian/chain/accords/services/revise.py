from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy, selectors
from ..contents import Contents
from ..life import ACCORD, AccordState
from ..models import Accord, TextVersion
from . import writing
from .begin_text import begin_text


@command("accords.revise", policy=policy.may_steer)
def revise(
    actor: Actor, *, accord: Accord, contents: Contents, number: int, edition: int
) -> TextVersion:
    """Give the text in hand other contents. ``number`` is the version the writer had before them,
    ``edition`` the state of it.

    A draft is edited in place; a text in consultation stays with its comments, and the next
    version is drafted. Raises Overtaken when another has begun a newer text meanwhile, or has
    saved this one.
    """
    writing.must_be_within_reach(actor, contents)
    writing.must_make_sense(contents)
    if accord.state == AccordState.CONSULTING:
        ACCORD.move(accord, "revise", scope=actor.scope)
        version = _next_text(actor, accord, number)
    else:
        version = _draft_in_hand(actor, accord, number)
        if version.edition != edition:
            raise Overtaken(
                _(
                    "Somebody has saved this text since you opened it. What you typed is still "
                    "here: look at the saved text, then save again to put yours in its place."
                )
            )
    version.edition += 1
    writing.put(version, contents)
    version.save(update_fields=["edition", *writing.WORDS])
    writing.write(version, contents)
    writing.set_pairings(version, [one.pk for one in contents.pairings])
    writing.make_known(accord)
    return version


def _next_text(actor: Actor, accord: Accord, number: int) -> TextVersion:
    sent = _in_hand(accord, number)
    sent.outcome = TextVersion.Outcome.REVISED
    sent.save(update_fields=["outcome"])
    return begin_text(actor, accord=accord, source=sent)


def _draft_in_hand(actor: Actor, accord: Accord, number: int) -> TextVersion:
    # A text that can be sent is a draft: where the table has no such edge, it says why not.
    ACCORD.target(accord.state, "consult")
    # A conditional UPDATE onto the same state: who sends the text a moment earlier wins.
    drafts = Accord.within(actor.scope).filter(pk=accord.pk, state=AccordState.DRAFT)
    if not drafts.update(state=AccordState.DRAFT):
        raise Overtaken(_("A newer text was begun meanwhile. Open it and write there."))
    return _in_hand(accord, number)


def _in_hand(accord: Accord, number: int) -> TextVersion:
    version = selectors.text_in_hand(accord)
    if version is None or version.number != number:
        raise Overtaken(_("A newer text was begun meanwhile. Open it and write there."))
    return version
