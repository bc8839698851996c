from __future__ import annotations

from lianjian.ground.core import crypto
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..contents import Contents
from ..models import Accord, TextVersion
from . import writing


@command("accords.draft", policy=policy.may_draft)
def draft(
    actor: Actor,
    *,
    issuer: Division | Organisation,
    contents: Contents,
    is_demo: bool = False,
) -> Accord:
    """Begin an accord (M43): its first text, seen by its issuer alone until it is sent.

    ``issuer`` is the actor's division (county-led) or society (society-led). Raises OutOfScope
    for a party the actor may not see, Invalid for contents that contradict themselves; what is
    merely missing may be added later.
    """
    writing.must_be_within_reach(actor, contents)
    writing.must_make_sense(contents)
    accord = Accord(
        title=contents.title.strip(),
        number=contents.number.strip(),
        code=crypto.readable_code(),
        division=issuer if isinstance(issuer, Division) else None,
        organisation=issuer if isinstance(issuer, Organisation) else None,
        body=contents.body,
        is_demo=is_demo,
    )
    accord.save()
    version = TextVersion(accord=accord, number=1)
    writing.put(version, contents)
    version.save()
    writing.write(version, contents)
    writing.set_pairings(version, [one.pk for one in contents.pairings])
    writing.make_known(accord)
    return accord
