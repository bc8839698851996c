"""Other names of a body: everywhere, or in one document (省美促会)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Alias, Organisation
from .writing import reindex


@command("organisations.add_alias", policy=policy.may_alias)
def add_alias(actor: Actor, *, organisation: Organisation, text: str, document: str = "") -> Alias:
    """The body is also called ``text``: in ``document`` (its title), or everywhere."""
    text, document = " ".join(text.split()), " ".join(document.split())
    if not 1 <= len(text) <= 200 or len(document) > 200:
        reason = _("An alias has 1 to 200 characters.")
        raise Invalid(reason, fields={"text": reason})
    alias: Alias
    alias, _made = Alias.within(actor.scope).get_or_create(
        organisation=organisation, text=text, document=document
    )
    reindex(organisation)
    return alias


@command("organisations.remove_alias", policy=policy.may_remove_alias, fresh=True)
def remove_alias(actor: Actor, *, alias: Alias) -> Organisation:
    """The body is no longer found under this name."""
    organisation = alias.organisation
    alias.delete()
    reindex(organisation)
    return organisation
