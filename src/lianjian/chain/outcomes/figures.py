"""Numbers as people write them: ``20万余人次`` → at least 200,000 visits. Pure; no model here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

AT_LEAST, AT_MOST, ABOUT, UNKNOWN, EXACT = "at_least", "at_most", "about", "unknown", ""

_TIMES = {"": 1, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "亿": 10**8}
_FIGURE = re.compile(
    r"^(?P<before>约|近|大约|超过|超|逾|不少于|至少|达|不超过|至多|≥|≤|>|<)?"
    r"(?P<digits>\d[\d,，]*(?:\.\d+)?)"
    r"(?P<more>余|多)?(?P<times>百万|十|百|千|万|亿)?(?P<after>余|多|以上|左右|以内|以下)?"
    r"(?P<unit>[^\d\s=<>≥≤+]{0,8}?)(?P<end>以上|左右|以内|以下)?$"
)
_SEVERAL = re.compile(r"^(?:多|若干|数|一批|一些)[^\d]{0,6}$")
_SAID = {
    **dict.fromkeys(("余", "多", "以上", "超过", "超", "逾", "不少于", "至少", "≥", ">"), AT_LEAST),
    **dict.fromkeys(("不超过", "至多", "以内", "以下", "≤", "<"), AT_MOST),
    **dict.fromkeys(("约", "近", "大约", "左右"), ABOUT),
}
MOST = 2**62


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: ``value`` None where the text gives none; ``unit`` as it was written."""

    value: Fraction | None
    comparator: str = EXACT
    unit: str = ""
    percent: bool = False


def read(text: str) -> Read:
    """A number as people write it. Raises Invalid for what is no number: 三农, 1+1+1>3."""
    typed = text.replace(" ", "").replace("　", "").strip()
    if _SEVERAL.match(typed):
        return Read(None, UNKNOWN, typed[1:])
    percent = typed.endswith(("%", "％"))
    found = _FIGURE.match(typed.rstrip("%％") if percent else typed)
    if found is None:
        raise Invalid(
            _("“%(text)s” is no number. Write it as 12, 20万余 or 约300; or 多个 if it is unknown.")
            % {"text": text.strip()[:40]},
            fields={"value": _("no number")},
        )
    digits = Fraction(re.sub(r"[,，]", "", found["digits"]))
    value = digits * _TIMES[found["times"] or ""]
    if value > MOST:
        raise Invalid(_("That number is too large."), fields={"value": _("too large")})
    said = [found[name] for name in ("before", "more", "after", "end") if found[name]]
    comparator = next((_SAID[one] for one in said if one in _SAID), EXACT)
    return Read(value, comparator, found["unit"], percent)
