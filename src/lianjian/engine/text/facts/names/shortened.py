"""How a text calls a body once its full name is told, or before: 港联机械 and 芜湖港联 for
芜湖港联机械有限公司, 药学院 for 合肥江淮农科大学药学院."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LEGAL = re.compile(
    "(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司|集团)$|(?:农民)?(?:种植|养殖)?专业合作社$"
)
"""What the law adds to a company's name."""
_SCHOOLS = ("学校", "医院")
_OF_BRANCH = re.compile("(?:第[一二三四五六]+)?(?:党总支)?(?:党支部|党委|党总支|支部)$")
_FACULTY = re.compile("(?:大学|学院|学校)(?P<faculty>[\u4e00-\u9fff]{2,10}?学院)")
LEAST = 4
"""Characters that a short name has at least: two alone may be any word."""


def short_names(full: str, place: Callable[[str], str]) -> list[str]:
    """The names that a company or a school of this full name may be called by, longest first.
    ``place`` gives the place that a name begins with, or nothing."""
    if len(full) < 8:
        return []
    if full.endswith(_SCHOOLS):
        alone = full[len(place(full)) :]
        return [alone[:2] + full[-2:]] if len(alone) >= 6 else []
    plain = _LEGAL.sub("", full)
    if plain == full:
        return []
    where = place(plain)
    alone = plain[len(where) :]
    if len(alone) < 2:
        return []
    found = {plain, alone, where + alone[:2] if where else ""}
    return sorted((one for one in found if len(one) >= LEAST), key=len, reverse=True)


def mentions(text: str, full: str, short: str) -> Iterator[tuple[int, int]]:
    """Where a short name stands and the full name does not."""
    offset = full.find(short)
    for match in re.finditer(re.escape(short), text):
        begins = match.start() - offset
        if begins < 0 or not text.startswith(full, begins):
            yield match.span()


def faculties(text: str) -> dict[str, int]:
    """The faculties that a text names with their universities, and where each name ends."""
    return {match["faculty"]: match.end() for match in _FACULTY.finditer(text)}


def is_short_for(name: str, known: str) -> bool:
    """Whether all characters of a name stand in this order in a longer one of the same last word
    (成都锦水公司 in 成都锦水管道有限公司)."""
    longer = _OF_BRANCH.sub("", known)
    if len(name) < LEAST or len(longer) <= len(name) or longer[-2:] != name[-2:]:
        return False
    left = iter(longer)
    return all(one in left for one in name)
