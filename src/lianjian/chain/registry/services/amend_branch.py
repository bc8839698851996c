from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Branch
from .details import let_it_be_found, must_be_a_span


@command("registry.amend_branch", policy=policy.may_amend)
def amend_branch(
    actor: Actor,
    *,
    branch: Branch,
    name: str | None = None,
    level: str | None = None,
    span: int | None = None,
    must_serve: bool | None = None,
) -> Branch:
    """Change what is given and leave the rest. ``must_serve`` is for coordinators only (M29).

    Raises Invalid for an empty name, for a span that its side cannot have, and for an outside
    branch that is to be served.
    """
    given = {"name": name, "level": level, "span": span, "must_serve": must_serve}
    changes: dict[str, object] = {
        field: value.strip() if isinstance(value, str) else value
        for field, value in given.items()
        if value is not None
    }
    if name is not None and not name.strip():
        raise Invalid(_("A branch has a name."), fields={"name": _("is missing")})
    if span is not None:
        must_be_a_span(branch.host, span)
    if must_serve and not branch.is_village:
        raise Invalid(_("Only a village can be one that must be served."))
    branch.rewrite(**changes)
    if "name" in changes:
        let_it_be_found(branch)
    return branch
