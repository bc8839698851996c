"""What the verbs of a leading group have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

from ..models.leading_group import seats_in

MOST_MEMBERS = 40
LONGEST_LINE = 120
LONGEST_TEXT = 2000


def must_be_line(text: str, field: str, *, most: int, may_lack: bool = False) -> str:
    """A line of text as it is kept, blanks made single; raises Invalid beside ``field``."""
    text = " ".join(text.split())
    if not text and not may_lack:
        raise Invalid(_("Something is missing here."), fields={field: _("missing")})
    if len(text) > most:
        reason = _("At most %(most)s characters.") % {"most": most}
        raise Invalid(reason, fields={field: reason})
    return text


def must_be_members(lines: str) -> str:
    """Members one a line, ``who | what they see to``; raises Invalid beside ``members``."""
    seats = seats_in(lines)
    if len(seats) > MOST_MEMBERS:
        reason = _("At most %(most)s members.") % {"most": MOST_MEMBERS}
        raise Invalid(reason, fields={"members": reason})
    long = next((one for one in seats if len(one.who) + len(one.title) > LONGEST_LINE), None)
    if long is not None:
        reason = _("At most %(most)s characters a line: %(line)s") % {
            "most": LONGEST_LINE,
            "line": long.who[:20],
        }
        raise Invalid(reason, fields={"members": reason})
    return "\n".join(f"{one.who} | {one.title}" if one.title else one.who for one in seats)


def must_be_duties(text: str) -> str:
    """What a leading group does, in at most 2,000 characters."""
    if len(text.strip()) > LONGEST_TEXT:
        reason = _("At most %(most)s characters.") % {"most": LONGEST_TEXT}
        raise Invalid(reason, fields={"duties": reason})
    return text.strip()
