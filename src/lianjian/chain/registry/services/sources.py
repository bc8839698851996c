"""What entering and changing a source have in common."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import search
from lianjian.ground.core.verdicts import Invalid

from ..models import Source

# What stands in bylines is Chinese wherever the page is read, as titles are.
BYLINE_ROLES = (
    "记者",
    "通讯员",
    "特约记者",
    "特约通讯员",
    "见习记者",
    "实习生",
    "作者",
    "编辑",
    "责任编辑",
    "摄影",
    "编辑部",
    "评论员",
    "综合",
)
"""The roles that a byline may hold. A name is none of them, so none is kept."""

_BETWEEN = re.compile(r"[、，,;；/\s]+")


def must_be_text(text: str, field: str, least: int, most: int) -> str:
    """A line of text as it is kept, blanks made single. Raises Invalid."""
    text = " ".join(text.split())
    if not least <= len(text) <= most:
        reason = _("This has %(least)s to %(most)s characters.") % {"least": least, "most": most}
        raise Invalid(reason, fields={field: reason})
    return text


def must_be_roles(byline: str) -> str:
    """A byline as it is kept: roles alone, joined by 、. Raises Invalid for anything else."""
    said = [one for one in _BETWEEN.split(byline.strip()) if one]
    if any(one not in BYLINE_ROLES for one in said):
        reason = _("Write roles only, such as %(roles)s, and no names.") % {
            "roles": "、".join(BYLINE_ROLES[:4])
        }
        raise Invalid(reason, fields={"byline": reason})
    return "、".join(dict.fromkeys(said))


def must_be_an_address(address: str) -> str:
    """An address as it is kept. Raises Invalid for one that is no web address."""
    address = address.strip()
    if address and not re.match(r"https?://[^\s/]+", address):
        reason = _("An address begins with https:// or http://.")
        raise Invalid(reason, fields={"address": reason})
    return must_be_text(address, "address", 0, 500)


def let_source_be_found(source: Source) -> None:
    search.index(Source._meta.label_lower, source.pk, f"{source.title} {source.outlet}")
