"""What people have to say with a step, and sentences with values that wait for their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from .verdicts import Invalid, Text


def must_say(text: str, field: str, *, most: int = 300) -> str:
    """Words without blanks around them. Raises Invalid for none, and for more than are kept."""
    said = text.strip()
    if not said:
        reason = _("Say it in a few words, for those who read it later.")
        raise Invalid(reason, fields={field: reason})
    if len(said) > most:
        too_long = _("That is longer than %(most)s characters.") % {"most": most}
        raise Invalid(too_long, fields={field: too_long})
    return said


def filled(sentence: Text, values: Mapping[str, object]) -> Text:
    """A sentence and its values, put together each time in the language that holds then: with
    ``%`` a lazy sentence is said at once."""
    return cast("Text", lazy(lambda: str(sentence) % values, str)())
