from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import actors
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy, selectors
from ..life import ACCORD
from ..models import Accord, AccordParty, GroupMember, TextVersion
from .begin_text import begin_text


@command("accords.send_back", policy=policy.may_send_back)
def send_back(
    actor: Actor, *, party: AccordParty, reason: str, member: GroupMember | None = None
) -> Accord:
    """Say that this text will not be signed, and why; the issuer drafts the next one.

    The signatures under it stay where they are and bind nobody: they are under another text.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid(
            _("Say in a few words what stands in the way."), fields={"reason": _("missing")}
        )
    version = party.version
    accord = version.accord
    ACCORD.move(accord, "send_back", scope=actor.scope)
    newest = selectors.text_in_hand(accord)
    if newest is None or newest.pk != version.pk:
        raise Overtaken(_("You were shown another text. Read the present one first."))
    version.outcome = TextVersion.Outcome.SENT_BACK
    version.outcome_reason = f"{party.label}：{reason}"[:300]
    version.save(update_fields=["outcome", "outcome_reason"])
    begin_text(actors.system("a party sent the text back"), accord=accord, source=version)
    return accord
