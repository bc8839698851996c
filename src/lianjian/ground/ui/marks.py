"""The small marks that mean the same everywhere: grade, kind, state, comparator."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianjian.ground.core.verdicts import Text


@dataclass(frozen=True, slots=True)
class Grade:
    """How well something is known, 0 to 4: four pips, one character, and the plain words."""

    value: int
    mark: Text
    words: Text

    @property
    def pips(self) -> list[bool]:
        return [at < self.value for at in range(4)]


GRADES = (
    Grade(0, pgettext_lazy("grade mark", "S"), _("somebody said so")),
    Grade(1, pgettext_lazy("grade mark", "R"), _("recorded in the system")),
    Grade(2, pgettext_lazy("grade mark", "D"), _("documented")),
    Grade(3, pgettext_lazy("grade mark", "B"), _("accepted by both sides")),
    Grade(4, pgettext_lazy("grade mark", "V"), _("verified on site")),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of body a partner is, by a shape and not by a colour."""

    mark: Text
    words: Text


KINDS = {
    "university": Kind(pgettext_lazy("kind mark", "U"), _("university")),
    "enterprise": Kind(pgettext_lazy("kind mark", "E"), _("enterprise")),
    "government": Kind(pgettext_lazy("kind mark", "G"), _("government organ")),
    "society": Kind(pgettext_lazy("kind mark", "S"), _("social organisation")),
    "village": Kind(pgettext_lazy("kind mark", "V"), _("village")),
    "media": Kind(pgettext_lazy("kind mark", "M"), _("media")),
    "other": Kind(pgettext_lazy("kind mark", "O"), _("other")),
}


@dataclass(frozen=True, slots=True)
class Comparator:
    """How exact a figure is: the sign that is drawn, and what is read aloud."""

    sign: Text
    said: Text


COMPARATORS = {
    "≥": Comparator("≥", _("at least")),
    "≤": Comparator("≤", _("at most")),
    ">": Comparator(">", _("more than")),
    "<": Comparator("<", _("less than")),
    "约": Comparator(pgettext_lazy("comparator", "ca."), _("about")),
}
COMPARATORS |= {
    "at_least": COMPARATORS["≥"],
    "at_most": COMPARATORS["≤"],
    "about": COMPARATORS["约"],
    "less_than": COMPARATORS["<"],
    "more_than": COMPARATORS[">"],
}

PRINCIPLES: dict[str, Text] = {
    "willingness": pgettext_lazy("principle", "Willingness"),
    "ties": pgettext_lazy("principle", "Ties"),
    "span": pgettext_lazy("principle", "Span"),
    "relevance": pgettext_lazy("principle", "Relevance"),
}
"""The four principles of pairing, in the order in which every page shows them."""

ONE = 1_000_000
"""A full score in micro-units."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One bar of the four: its name, how full it is in per cent, the sentence that made it."""

    name: Text
    percent: int
    text: Text
    grade: int | None


def four(reasons: object) -> list[Reason]:
    """The four principles as bars. ``reasons`` maps a principle to its score, text and grade."""
    given = reasons if isinstance(reasons, dict) else {}
    return [
        Reason(
            name,
            percent(given[key].get("score", 0), ONE),
            given[key].get("text", ""),
            given[key].get("grade"),
        )
        for key, name in PRINCIPLES.items()
        if key in given
    ]


def percent(value: object, full: object) -> int:
    """``value`` of ``full`` in whole per cent, between 0 and 100; 0 where it makes no sense."""
    try:
        share = float(value) / float(full)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError):
        return 0
    return max(0, min(100, round(100 * share)))
