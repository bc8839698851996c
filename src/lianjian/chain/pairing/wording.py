"""The sentences behind the scores, made when they are read, in the reader's language.

What is stored is the name of a sentence and its values, so a catalogue may improve a sentence and
every record is improved. What people wrote themselves (needs, offers, ties) is quoted as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.registry.models import Tie
from lianjian.ground.core.industry import industry_of

from .scores import PRINCIPLES

SENTENCES: dict[str, str] = {
    "willingness_no_village": gettext_noop("The village has said it does not wish this."),
    "willingness_no_partner": gettext_noop("The partner has said it does not wish this."),
    "willingness_silent_silent": gettext_noop("Neither side has said anything yet."),
    "willingness_silent_open": gettext_noop(
        "The partner is open to any village (%(partner_on)s); the village has said nothing yet."
    ),
    "willingness_silent_named": gettext_noop(
        "The partner asked for this village on %(partner_on)s%(partner_rank)s; the village has "
        "said nothing yet."
    ),
    "willingness_open_silent": gettext_noop(
        "The village is open to any partner (%(village_on)s); the partner has said nothing yet."
    ),
    "willingness_open_open": gettext_noop(
        "Both are open to anybody who fits (%(village_on)s and %(partner_on)s)."
    ),
    "willingness_open_named": gettext_noop(
        "The partner asked for this village on %(partner_on)s%(partner_rank)s; the village is open "
        "to any partner."
    ),
    "willingness_named_silent": gettext_noop(
        "The village asked for this partner on %(village_on)s%(village_rank)s; the partner has "
        "said nothing yet."
    ),
    "willingness_named_open": gettext_noop(
        "The village asked for this partner on %(village_on)s%(village_rank)s; the partner is open "
        "to any village."
    ),
    "willingness_named_named": gettext_noop(
        "Both asked for each other: the village on %(village_on)s%(village_rank)s, the partner on "
        "%(partner_on)s%(partner_rank)s."
    ),
    "ties_none": gettext_noop("No ties are recorded."),
    "ties_one": gettext_noop("%(ground)s: %(evidence)s"),
    "ties_more": gettext_noop("%(ground)s: %(evidence)s (and %(more)s more)"),
    "span_same_city": gettext_noop(
        "The partner takes up to %(most)s villages and has %(held)s now; it is seated in the same "
        "city."
    ),
    "span_same_province": gettext_noop(
        "The partner takes up to %(most)s villages and has %(held)s now; it is seated in the same "
        "province."
    ),
    "span_beyond": gettext_noop(
        "The partner takes up to %(most)s villages and has %(held)s now; it is seated in another "
        "province."
    ),
    "span_unknown": gettext_noop(
        "The partner takes up to %(most)s villages and has %(held)s now; where it is seated is not "
        "recorded."
    ),
    "relevance_no_need": gettext_noop("The village has posted no need yet."),
    "relevance_no_offer": gettext_noop("The partner has posted no offer yet."),
    "relevance_none": gettext_noop("Needs and offers have no work area and no words in common."),
    "relevance_area": gettext_noop(
        "The village needs “%(need)s”, the partner offers “%(offer)s”: both are %(area)s."
    ),
    "relevance_words": gettext_noop(
        "The village needs “%(need)s”, the partner offers “%(offer)s”: both speak of %(words)s."
    ),
    "relevance_area_words": gettext_noop(
        "The village needs “%(need)s”, the partner offers “%(offer)s”: both are %(area)s and speak "
        "of %(words)s."
    ),
    "relevance_match": gettext_noop(
        "The village needs “%(need)s”, the partner offers “%(offer)s”: %(alike)s."
    ),
}

_ALIKE: dict[str, str] = {
    "area": gettext_noop("both are %(what)s"),
    "area_guessed": gettext_noop("both seem to be %(what)s, by their words"),
    "industry": gettext_noop("both live on %(what)s"),
    "words": gettext_noop("both speak of %(what)s"),
    "meaning": gettext_noop("they mean something near (%(what)s of 1)"),
}
"""What a need and an offer may have in common, in the order in which it is said."""


def sentence(template: str, values: Mapping[str, Any]) -> str:
    """One sentence in the reader's language; raises KeyError for a name that is no sentence."""
    said = {
        "village_rank": "",
        "partner_rank": "",
        **{name: _worded(name, value) for name, value in values.items()},
    }
    return gettext(SENTENCES[template]) % said


def readable(reasons: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The four reasons as the component of four bars takes them: score, sentence, grade."""
    return {
        name: {
            "score": reasons[name]["score"],
            "text": sentence(reasons[name]["template"], reasons[name]["values"]),
            "grade": reasons[name]["grade"],
        }
        for name in PRINCIPLES
    }


def _worded(name: str, value: Any) -> str:
    if name.endswith("_on"):
        return date_format(dt.date.fromisoformat(value), "DATE_FORMAT")
    if name.endswith("_rank"):
        return gettext(" (choice %(rank)s)") % {"rank": value}
    if name == "alike":
        return gettext("; ").join(
            gettext(words) % {"what": _worded(part, value[part])}
            for part, words in _ALIKE.items()
            if part in value
        )
    if name == "industry":
        return str(industry_of(value) or value)
    if name == "meaning":
        return f"{value / 100:.2f}"
    if name in {"area", "area_guessed"}:
        return str(WorkArea(value).label)
    if name == "ground":
        return str(Tie.Ground(value).label)
    if name == "words":
        return gettext(", ").join(f"“{word}”" for word in value)
    return str(value)
