"""Parties as people write them: names, one a line, as they stand on a door."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from lianjian.chain.pairing.selectors import branches_in_reach
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch, Posting
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation

from .contents import MemberDraft

SUGGESTED = 5
MOST_WORDS = 5
LONGEST_WORD = 40


def side(scope: Scope, text: str) -> Branch | Organisation:
    """The branch, else the organisation, of this very name. Raises ValidationError with what is
    near it."""
    wanted = text.strip()
    branches = list(branches_in_reach(scope).filter(name=wanted).select_related("host")[:2])
    if len(branches) == 1:
        return branches[0]
    bodies = organisations.named(scope, wanted)
    if not branches and len(bodies) == 1:
        return bodies[0]
    raise ValidationError(_unclear(scope, wanted))


def suggested(scope: Scope, typed: str, *, most: int) -> list[str]:
    """Full names of branches, then of organisations, that hold every word typed; at most so many.

    Nothing typed suggests nothing: the list would be the whole directory.
    """
    words = typed.replace("\0", " ").split()[:MOST_WORDS]
    if not words:
        return []
    branches, bodies = branches_in_reach(scope), organisations.organisations(scope)
    for word in words:
        branches = branches.filter(name__icontains=word[:LONGEST_WORD])
        bodies = bodies.filter(name__icontains=word[:LONGEST_WORD])
    found = list(branches.order_by("name").values_list("name", flat=True)[:most])
    found += bodies.order_by("name").values_list("name", flat=True)[: most - len(found)]
    return list(dict.fromkeys(found))


def member(scope: Scope, text: str, *, by_posting: bool) -> MemberDraft:
    """The branch of this name, or of the village of this name; with its posting if asked."""
    wanted = text.strip()
    found = list(
        branches_in_reach(scope)
        .filter(Q(name=wanted) | Q(host__name=wanted, unit=""))
        .select_related("host")[:2]
    )
    if len(found) != 1:
        raise ValidationError(_unclear(scope, wanted))
    return MemberDraft(branch=found[0], posting=_posting(scope, found[0]) if by_posting else None)


def _posting(scope: Scope, branch: Branch) -> Posting:
    held = registry.postings(scope, branch=branch, on=clock.today()).first()
    if held is None:
        raise ValidationError(
            _("No first secretary is posted to %(branch)s today.") % {"branch": branch.name}
        )
    return held


def _unclear(scope: Scope, wanted: str) -> str:
    near = branches_in_reach(scope).filter(name__icontains=wanted[:4]).order_by("name")
    names = [branch.name for branch in near[:SUGGESTED]]
    if not names:
        return _(
            "No branch or organisation of that name is known here: %(name)s. "
            "Enter it in the directory first, with its branch."
        ) % {"name": wanted}
    return _("%(name)s: write the full name, for example %(names)s") % {
        "name": wanted,
        "names": "、".join(names),
    }
