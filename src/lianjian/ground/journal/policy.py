"""Who may read the whole list. A record's own history needs no more than the record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.roles import COORDINATORS, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

READERS = COORDINATORS | {Role.AUDITOR, Role.SECURITY_ADMIN}


def may_read(actor: Actor) -> Verdict:
    """The auditor, the security administrator, and coordinators, each within their scope."""
    if actor.is_system or actor.role in READERS:
        return Allowed()
    return Denied(
        _("The journal is read by the auditor, the security administrator and coordinators.")
    )
