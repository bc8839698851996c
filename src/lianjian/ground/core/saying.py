"""What people have to say with a step: a reason, a result, what shows it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .verdicts import Invalid


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
