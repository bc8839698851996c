"""Who may write down a body, correct what is written, and keep whom in which directory."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.roles import COORDINATORS, ISSUERS, OF_A_VILLAGE, Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.places.models import Division

from . import selectors
from .models import Alias, DirectoryEntry, Merger, Organisation
from .steps import bodies_of

UNDO_WITHIN = dt.timedelta(days=30)
"""As long as this a merger can be undone."""

_WRITES = ISSUERS | OF_A_VILLAGE | {Role.LIAISON, Role.TOWNSHIP_CHECKER, Role.BODY_SECRETARY}
"""Those who work with partners; who only reads, judges or administers writes nothing here."""


def only_the_system(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("This is a step of another command."))


def may_register(actor: Actor, **_rest: Any) -> Verdict:
    """Whoever works with partners writes them down, in their own directory."""
    if actor.is_system or actor.role in _WRITES:
        return Allowed()
    return Denied(
        _("Organisations are entered by coordinators, societies, villages and liaison officers.")
    )


def may_register_village(actor: Actor, *, division: Division) -> Verdict:
    """A village is entered by its county, its township or its own people."""
    if actor.is_system:
        return Allowed()
    if actor.role in _WRITES and actor.scope.covers(division.code):
        return Allowed()
    return Denied(
        _("%(village)s is not in your area: its own county enters it.") % {"village": division.name}
    )


def may_amend(actor: Actor, *, organisation: Organisation, **_rest: Any) -> Verdict:
    """Its own people and its authorities; for a body without people of its own, who keeps it."""
    if actor.is_system:
        return Allowed()
    if actor.role not in _WRITES:
        return Denied(_("Your post reads the directory and does not change it."))
    if _answers_to(actor, organisation) or not _has_people(organisation):
        return Allowed()
    return Denied(
        _("%(name)s is looked after by its own people. Tell them what is wrong.")
        % {"name": organisation.name}
    )


def may_reaffiliate(actor: Actor, *, organisation: Organisation, **_rest: Any) -> Verdict:
    """Whom a body answers to decides who sees what it does: only its authorities say it anew."""
    if actor.is_system:
        return Allowed()
    answers = organisation.affiliation is not None and actor.scope.covers(
        organisation.affiliation.code
    )
    if actor.role in ISSUERS and (answers or not _has_people(organisation)):
        return Allowed()
    return Denied(_("Whom an organisation answers to is changed by those above it."))


def may_alias(actor: Actor, *, organisation: Organisation, **_rest: Any) -> Verdict:
    """Another name that a text uses: whoever reads the text may write it down."""
    return may_register(actor)


def may_remove_alias(actor: Actor, *, alias: Alias) -> Verdict:
    return may_amend(actor, organisation=alias.organisation)


def may_keep(
    actor: Actor,
    *,
    organisation: Organisation,
    keeper: Division | Organisation | None = None,
) -> Verdict:
    """A directory is kept by the posts of its division or organisation."""
    if actor.is_system:
        return Allowed()
    if actor.role not in _WRITES:
        return Denied(_("Your post reads the directory and does not change it."))
    own = (
        keeper is None
        or (isinstance(keeper, Division) and actor.scope.covers(keeper.code))
        or (isinstance(keeper, Organisation) and actor.speaks_for(keeper.pk))
    )
    return Allowed() if own else Denied(_("This is the directory of others."))


def may_merge(actor: Actor, *, kept: Organisation, gone: Organisation) -> Verdict:
    """A coordinator, for bodies of their own division, and for those of their own directory that
    have no people of their own: a merger moves the rights of those who speak for a body."""
    for one in (kept, gone):
        verdict = may_merge_some(actor, organisation=one)
        if isinstance(verdict, Denied):
            return verdict
    return Allowed()


def may_merge_some(actor: Actor, *, organisation: Organisation) -> Verdict:
    """Whether a body is one that this actor may merge with another."""
    if actor.is_system:
        return Allowed()
    if actor.role not in COORDINATORS:
        return Denied(_("Entries are merged by a coordinator. Tell yours which two are one body."))
    if _answers_to(actor, organisation):
        return Allowed()
    if selectors.kept_by(actor, organisation) and not _has_people(organisation):
        return Allowed()
    return Denied(
        _("%(name)s is neither in your area nor in your directory alone, so you do not merge it.")
        % {"name": organisation.name}
    )


def may_unmerge(actor: Actor, *, merger: Merger) -> Verdict:
    return may_merge_some(actor, organisation=merger.kept)


def can_still_unmerge(actor: Actor, *, merger: Merger) -> bool:
    """For the button: it was not undone yet, its 30 days are not over, and the actor may."""
    in_time = clock.now() - merger.made_at <= UNDO_WITHIN
    return merger.undone_at is None and in_time and bool(may_unmerge(actor, merger=merger))


def _answers_to(actor: Actor, organisation: Organisation) -> bool:
    affiliation = organisation.affiliation
    return actor.speaks_for(organisation.pk) or (
        affiliation is not None and actor.scope.covers(affiliation.code)
    )


def _has_people(organisation: Organisation) -> bool:
    """Whether a post speaks for the body today."""
    return accounts.posts(Scope(organisations=frozenset({organisation.pk}))).exists()


def may_import(actor: Actor, **_rest: Any) -> Verdict:
    """Who keeps a directory for others: coordinators and campaign issuers."""
    if actor.is_system or actor.role in ISSUERS:
        return Allowed()
    return Denied(
        _("Sheets are taken in by coordinators and by societies that issue campaigns. Send yours.")
    )


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken the file in, and sees every body that would go."""
    return still_seen(actor, back, Organisation, DirectoryEntry) and may_import(actor)


def may_take(actor: Actor, *, batch: Batch) -> Verdict:
    """Each body of a file as it would be entered or corrected by itself."""
    for step in bodies_of(batch):
        if step.is_village and step.affiliation is not None:
            verdict = may_register_village(actor, division=step.affiliation)
        else:
            verdict = may_register(actor)
        if verdict and step.changes and step.made is not None:
            verdict = may_amend(actor, organisation=step.made)
        if not verdict:
            return verdict
    return Allowed()
