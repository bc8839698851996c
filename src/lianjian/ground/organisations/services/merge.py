"""Make one entry of two, and part them again."""

from __future__ import annotations

from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import actors, clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import merging, policy
from ..models import Alias, Kind, Merger, Organisation


@command("organisations.merge", policy=policy.may_merge, fresh=True)
def merge(actor: Actor, *, kept: Organisation, gone: Organisation) -> Merger:
    """Two entries of one body become one: everything that refers to ``gone`` refers to ``kept``,
    the names of ``gone`` become other names of ``kept``. It can be undone for 30 days.

    Raises Invalid where they cannot be one body, or where both have what there can be only once.
    """
    _must_be_able_to_be_one(kept, gone)
    made: Merger = absorb(actors.system("two entries of one body become one"), kept=kept, gone=gone)
    return Merger.get_within(actor.scope, pk=made.pk)


@command("organisations.absorb", policy=policy.only_the_system)
def absorb(actor: Actor, *, kept: Organisation, gone: Organisation) -> Merger:
    """The step of ``merge`` that reaches further than its actor sees: other directories, the posts
    of the body's own people, what was agreed elsewhere."""
    rows = Organisation.within(actor.scope).filter(pk__in=[kept.pk, gone.pk])
    if len(rows.order_by("pk").select_for_update()) < 2:
        raise Overtaken(_("Someone merged one of them a moment ago. Look again."))
    # As they are now: another merger may have given one of them a credit code since they were read.
    for one in (kept, gone):
        one.refresh_from_db()
    _must_be_able_to_be_one(kept, gone)
    join = merging.Join()
    try:
        join.into(kept, gone)
    except IntegrityError:
        raise Invalid(
            _("They stand on two sides of one thing, so they are not one body.")
        ) from None
    except ProtectedError:
        raise Overtaken(_("Something was entered for it a moment ago. Try once more.")) from None
    if gone.uscc and not kept.uscc:
        join.change(kept, "uscc", gone.uscc)
    if gone.name != kept.name:
        alias, made = Alias.within(actor.scope).get_or_create(
            organisation=kept, text=gone.name, document=""
        )
        if made:
            join.added(alias)
    return _kept_in_mind(kept, gone, join)


@command("organisations.unmerge", policy=policy.may_unmerge, fresh=True)
def unmerge(actor: Actor, *, merger: Merger) -> Merger:
    """Part the two again, as they were. Raises Invalid after 30 days, and where something that was
    moved has been changed since; Overtaken for a merger that was undone already."""
    if clock.now() - merger.made_at > policy.UNDO_WITHIN:
        raise Invalid(_("A merger can be undone for 30 days. Enter the body anew instead."))
    part_again(actors.system("a merger is undone"), merger=merger)
    return merger


@command("organisations.part_again", policy=policy.only_the_system)
def part_again(actor: Actor, *, merger: Merger) -> Merger:
    """The step of ``unmerge`` that reaches as far as the merger did."""
    now = clock.now()
    won = Merger.within(actor.scope).filter(pk=merger.pk, undone_at=None).update(undone_at=now)
    if not won:
        raise Overtaken(_("Someone has undone this merger already."))
    merging.part(merger.steps)
    merger.undone_at = now
    return merger


def _kept_in_mind(kept: Organisation, gone: Organisation, join: merging.Join) -> Merger:
    steps = join.sealed()
    merger = Merger(kept=kept, gone=gone.pk, gone_name=gone.name, steps=steps)
    merger.save(force_insert=True)
    return merger


def _must_be_able_to_be_one(kept: Organisation, gone: Organisation) -> None:
    if kept.pk == gone.pk:
        raise Invalid(_("This is one entry already."))
    if kept.kind != gone.kind:
        raise Invalid(_("They are of two kinds. Correct the kind first if they are one body."))
    if kept.uscc and gone.uscc and kept.uscc != gone.uscc:
        raise Invalid(_("They have two credit codes, so they are two bodies."))
    if kept.kind == Kind.VILLAGE and kept.affiliation_id != gone.affiliation_id:
        raise Invalid(_("They are villages in two places, so they are two villages."))
