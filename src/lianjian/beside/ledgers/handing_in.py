"""Handing a sheet in, by whichever door: the page, the command, the demonstration."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianjian.ground.core import receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Tell
from lianjian.ground.core.verdicts import Invalid

from . import checking, looking, services
from .checking import Checked
from .models import Import


def hand_in(actor: Actor, *, name: str, data: bytes, must_be_clear: bool = False) -> Import:
    """Keep a file, and read its columns as they are guessed where they are clear.

    Where they are not, its ``mapping`` is empty and a person says what they mean; where nobody is
    there to say it (``must_be_clear``) it is not kept. Raises Invalid for what is no sheet.
    """
    looked = looking.look(data)
    guess = looking.guess(actor, looked)
    if must_be_clear and not guess.is_clear:
        raise Invalid(
            _(
                "It is not clear what its columns mean. Hand it in on the page once; what is said "
                "there is remembered."
            )
        )
    sheet = services.begin(actor, name=name, data=data, looked=looked)
    if not guess.is_clear:
        return sheet
    columns = dict(guess.columns)
    return services.match(actor, sheet=sheet, kind=guess.kind, name=guess.sheet, columns=columns)


def look_through(actor: Actor, sheet: Import, tell: Tell = receives.in_silence) -> Checked:
    """Weigh every line here and now, and keep what was found with the sheet that says so."""
    found = checking.checked(actor, sheet, tell)
    services.check(
        actor,
        sheet=sheet,
        counts=found.counts,
        problems=found.problems(),
        answer=checking.marked(found) if found.wrong else None,
    )
    return found
