from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import AccordState
from ..models import AccordParty, Clause, Comment, TextVersion
from .completeness import newest_text

LONGEST = 500


@command("accords.comment", policy=policy.may_comment)
def comment(
    actor: Actor,
    *,
    version: TextVersion,
    text: str = "",
    party: AccordParty | None = None,
    clause: Clause | None = None,
    no_objection: bool = False,
) -> Comment:
    """Say something to a text in consultation: to one clause, or to the whole; or that a party
    read it and has ``no_objection``, which is no signature.

    ``party`` is whom the actor speaks for; without one it is the issuer who answers. Raises Invalid
    for a text that is not in consultation any more, and for no words or too many.
    """
    in_hand = newest_text(version.accord)
    if version.accord.state != AccordState.CONSULTING or in_hand.pk != version.pk:
        raise Invalid(_("This text is not in consultation any more."))
    if no_objection:
        if text.strip():
            raise Invalid(_("Either a comment or no objection: send one of them."))
        if party is None:
            raise Invalid(_("A party has no objection; the issuer wrote the text."))
        made = Comment(version=version, party=party, no_objection=True)
        made.save()
        return made
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Invalid(
            _("Write between 1 and %(longest)s characters.") % {"longest": LONGEST},
            fields={"text": _("length")},
        )
    if clause is not None and clause.version_id != version.pk:
        raise Invalid(_("This clause belongs to another text."))
    made = Comment(version=version, clause=clause, party=party, text=text)
    made.save()
    return made
