from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Branch
from .details import full_name, let_it_be_found, must_be_a_span


@command("registry.register_branch", policy=policy.may_register)
def register_branch(
    actor: Actor,
    *,
    host: Organisation,
    unit: str = "",
    name: str = "",
    level: str = Branch.Level.BRANCH,
    upper: Branch | None = None,
    span: int = 1,
    must_serve: bool = False,
) -> Branch:
    """Enter the Party branch of a host organisation, or of one inner unit of it (M1–M3).

    Without a ``name`` it is called after host and unit. Raises Invalid when the unit already has
    a branch, and for a span that its side cannot have.
    """
    must_be_a_span(host, span)
    if must_serve and not policy.is_village(host):
        raise Invalid(_("Only a village can be one that must be served."))
    branch = Branch(
        host=host,
        unit=unit.strip(),
        name=name.strip() or full_name(host, unit.strip(), level),
        level=level,
        upper=upper,
        span=span,
        must_serve=must_serve,
    )
    try:
        with transaction.atomic():
            branch.save()
    except IntegrityError:
        raise Invalid(
            _("This unit already has a Party branch here. Open it and change it there."),
            fields={"unit": _("already has a branch")},
        ) from None
    let_it_be_found(branch)
    return branch
