"""What the registry shows on an organisation's page: its Party branches."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.organisations.sections import Section

from . import policy, selectors


def branches(request: Request, organisation: Organisation) -> Section:
    """The branches of a body and of its inner units, and the way to enter one."""
    actor = request.actor
    context = {
        "branches": list(selectors.branches(actor.scope).filter(host=organisation)),
        "host": organisation,
        "may_enter": bool(policy.may_register(actor, host=organisation)),
    }
    return Section(_("Party branches"), "registry/of_organisation.html", context, order=20)
