"""What the registry shows on an organisation's page: everything that is known of it.

Its branches, what other rooms say of each of them, who does business under its name, its offices
and honours, its ties, and the first secretaries that it has or sends.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.organisations.sections import Section

from . import policy, selectors, showing
from . import sections as on_branches
from .models import Branch

MOST_BRANCHES = 12
"""Of a body, of which the other rooms are asked; the others have their own pages."""


def everything(request: Request, organisation: Organisation) -> list[Section]:
    """The parts of a body's page, in the order in which people ask for them."""
    actor = request.actor
    branches = list(selectors.branches(actor.scope).filter(host=organisation))
    told = [
        _branches(actor, organisation, branches),
        *_of_other_rooms(actor, branches[:MOST_BRANCHES]),
        _ties(actor, branches),
        _postings(actor, organisation, branches),
        _entities(actor, organisation),
        _offices(actor, organisation, branches),
        _honours(actor, organisation, branches),
    ]
    return [one for one in told if one is not None]


def _branches(actor: Actor, organisation: Organisation, branches: list[Branch]) -> Section:
    context = {
        "branches": branches,
        "host": organisation,
        "may_enter": bool(policy.may_register(actor, host=organisation)),
    }
    return Section(_("Party branches"), "registry/of_organisation.html", context, order=20)


def _of_other_rooms(actor: Actor, branches: list[Branch]) -> list[Section]:
    """What they show on the page of each branch; with its name where there are several."""
    found = []
    for branch in branches:
        for inner in on_branches.sections_for(actor, branch):
            title: Text = inner.title
            if len(branches) > 1:
                title = _("%(title)s: %(branch)s") % {"title": title, "branch": branch.name}
            context = {"inner": inner, "branch": branch}
            found.append(
                Section(title, "registry/of_branch.html", context, order=30, flush=inner.flush)
            )
    return found


def _ties(actor: Actor, branches: list[Branch]) -> Section | None:
    keys = [one.pk for one in branches]
    rows = selectors.ties(actor.scope).filter(Q(village__in=keys) | Q(partner__in=keys))
    lines = showing.tie_lines(actor, rows[: showing.MOST], keys)
    if not lines:
        return None
    return Section(_("Ties"), "registry/ties.html", {"lines": lines}, order=40, flush=True)


def _postings(actor: Actor, organisation: Organisation, branches: list[Branch]) -> Section | None:
    rows = selectors.postings(actor.scope).filter(
        Q(branch__in=[one.pk for one in branches]) | Q(sending_unit=organisation)
    )
    lines = showing.posting_lines(actor, rows[: showing.MOST])
    if not lines:
        return None
    context = {"lines": lines, "names_villages": True}
    return Section(_("First secretaries"), "registry/postings.html", context, order=45, flush=True)


def _entities(actor: Actor, organisation: Organisation) -> Section | None:
    rows = list(selectors.entities_of(actor.scope, organisation)[: showing.MOST])
    if not rows:
        return None
    return Section(
        _("Business entities"), "registry/part_entities.html", {"rows": rows}, 50, flush=True
    )


def _offices(actor: Actor, organisation: Organisation, branches: list[Branch]) -> Section | None:
    rows = selectors.offices_of(actor.scope, organisation, *branches)[: showing.MOST]
    lines = showing.office_lines(actor, rows)
    may = bool(policy.may_enter_office(actor, place=organisation))
    if not lines and not may:
        return None
    context = {
        "lines": lines,
        "may_enter": may,
        "query": f"organisation={organisation.pk}",
        "names_places": bool(branches),
    }
    return Section(_("Offices"), "registry/part_offices.html", context, order=60, flush=True)


def _honours(actor: Actor, organisation: Organisation, branches: list[Branch]) -> Section | None:
    entities = selectors.entities_of(actor.scope, organisation)
    told = selectors.honours_of(actor.scope, organisation, *branches, *entities)
    rows = list(told[: showing.MOST])
    may = bool(policy.may_enter_honour(actor, holder=organisation))
    if not rows and not may:
        return None
    context = {
        "rows": rows,
        "may_enter": may,
        "query": f"organisation={organisation.pk}",
        "names_holders": True,
    }
    return Section(_("Honours"), "registry/part_honours.html", context, order=70, flush=True)
