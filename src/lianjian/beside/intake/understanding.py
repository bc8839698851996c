"""An upload or a pasted text → what it says, ready to be kept; and that, read back, as a report.

The work of the job: seconds for a long text. Nothing here writes.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.engine.text import Edit, Repaired, Undecodable, decode, repair
from lianjian.engine.text import facts as engine
from lianjian.engine.text.facts.second_reader import Heard
from lianjian.ground.core import canonical
from lianjian.ground.core.receives import Tell
from lianjian.ground.core.reports import Report, Said, Value
from lianjian.ground.core.saying import filled
from lianjian.ground.core.verdicts import Invalid, Text
from lianjian.ground.pages import reading as pages
from lianjian.ground.pages.kinds import Kind

from . import second_reader, tongues, words
from .models import Submission
from .second_reader import Asks

LONGEST = 200_000
"""Characters of a text; a report of ten times a page is 10,000."""

Accepted = Sequence[tuple[int, int, str]]
_FOLDED_AWAY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """A text as it is kept: plain values only."""

    title: str
    raw: str
    clean: str
    repairs: dict[str, Any]
    marks: list[dict[str, Any]]
    digest: str
    outlet: str
    notes: list[str]
    said: dict[str, dict[str, Any]] = field(default_factory=dict)


def opened(data: bytes, name: str, tell: Tell) -> tuple[str, str, list[Text]] | None:
    """The raw text of an upload, its title and notes on what was left out; None for a photo.

    Raises Invalid for what cannot be read.
    """
    told = pages.read(data, name, lambda done, of: tell(50 * done // max(of, 1), _("Reading.")))
    if told.kind == Kind.PHOTO:
        return None
    if told.text is not None:
        return _not_too_long(told.text), told.title, told.notes
    try:
        return _not_too_long(decode(told.data or b"").text), told.title, told.notes
    except Undecodable:
        raise Invalid(
            gettext_lazy(
                "The letters of this file cannot be read as text. Copy the text and paste it."
            )
        ) from None


def _not_too_long(text: str) -> str:
    if len(text) > LONGEST:
        raise Invalid(
            filled(
                gettext_lazy(
                    "This text has %(has)s characters; at most %(most)s are read. Split it."
                ),
                {"has": f"{len(text):,}", "most": f"{LONGEST:,}"},
            )
        )
    return text


def understood(
    raw: str,
    *,
    title: str = "",
    published: dt.date | None = None,
    outlet: str = "",
    accepted: Accepted = (),
    notes: Sequence[Text] = (),
    asks: Asks | None = None,
    tell: Tell,
) -> Understood:
    """Repair a text and read its facts. The same text gives the same answer.

    With ``asks`` a second reader reads it too: what it alone points at comes behind ours.
    """
    tell(100, _("The words are being fetched."))
    lexicon = words.lexicon()
    tell(200, _("The text is being repaired."))
    repaired = repair(raw, lexicon=lexicon, accepted=accepted)
    tell(450, _("The text is being read."))
    found = engine.read(
        repaired.clean, lexicon=lexicon, gazetteer=words.gazetteer(), published=published
    )
    heard = Heard()
    if asks is not None:
        tell(700, _("A second reader reads the text."))
        heard, told = second_reader.heard(
            repaired.clean, found, asks=asks, lexicon=lexicon, published=published
        )
        notes = [*notes, told]
    marks = _marks(found, heard, repaired)
    named = next((one["text"] for one in marks if one["kind"] == "title"), "")
    return Understood(
        title=(named or title or _first_words(repaired.clean))[:200],
        raw=raw,
        clean=repaired.clean,
        repairs=_repairs(repaired, accepted),
        marks=marks,
        digest=digest_of(repaired.clean),
        outlet=outlet or _outlet(marks),
        notes=tongues.in_own(lambda: [str(one) for one in notes]),
        said=tongues.in_others(lambda: {"notes": [str(one) for one in notes]}),
    )


def digest_of(clean: str) -> str:
    """Under what two copies of one page are the same: letters and digits alone, folded."""
    folded = unicodedata.normalize("NFKC", clean).casefold()
    return canonical.digest(_FOLDED_AWAY.sub("", folded))


def _first_words(clean: str) -> str:
    first = next((line.strip() for line in clean.splitlines() if line.strip()), "")
    return first if len(first) <= 30 else f"{first[:29]}…"


def _outlet(marks: Iterable[Mapping[str, Any]]) -> str:
    """Who published it, as its byline says: the outlet for which its reporter works."""
    for one in marks:
        if one["kind"] == "person" and "记者" in str(one["more"].get("role", "")):
            return str(one["more"].get("organisation", ""))[:120]
    return ""


BOTH, SECOND = "both", "second"
"""By whom a mark is, where it is not by our reader alone."""


def _marks(found: Sequence[engine.Fact], heard: Heard, repaired: Repaired) -> list[dict[str, Any]]:
    """Every fact that was read, numbered: ours first, in the order of the text."""
    marks = [_mark(number, one, repaired) for number, one in enumerate([*found, *heard.new], 1)]
    for place, one in enumerate(marks):
        if place >= len(found) or place in heard.both:
            one["by"] = BOTH if place in heard.both else SECOND
    return marks


def _mark(number: int, fact: engine.Fact, repaired: Repaired) -> dict[str, Any]:
    start, end = repaired.raw_span(fact.start, fact.end)
    return {
        "number": number,
        "kind": fact.kind.value,
        "start": fact.start,
        "end": fact.end,
        "raw": [start, end],
        "text": fact.text,
        "value": _plain(fact.value),
        "unit": fact.unit,
        "comparator": fact.comparator.value if fact.comparator else "",
        "modality": fact.modality.value if fact.modality else "",
        "subject": fact.subject,
        "more": {name: _plain_any(value) for name, value in fact.more.items()},
    }


def _plain(value: Value) -> Any:
    """A number as numerator and denominator, so that nothing is rounded on the way."""
    if isinstance(value, Fraction):
        return {"number": [value.numerator, value.denominator]}
    if isinstance(value, tuple):
        return {"range": [[one.numerator, one.denominator] for one in value]}
    return value


def _plain_any(value: object) -> Any:
    if isinstance(value, Fraction):
        return _plain(value)
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain_any(one) for one in value]
    return value if isinstance(value, str | int | bool | type(None)) else str(value)


def _value(kept: Any) -> Value:
    if isinstance(kept, dict):
        if "number" in kept:
            return Fraction(*kept["number"])
        first, last = kept["range"]
        return Fraction(*first), Fraction(*last)
    return str(kept) if kept is not None else None


def _repairs(repaired: Repaired, accepted: Accepted) -> dict[str, Any]:
    return {
        "edits": [_edit(one, repaired) for one in repaired.edits],
        "offers": [_edit(one, repaired) for one in repaired.offers],
        "doubts": [
            {
                "kind": one.kind.value, "raw": [one.start, one.end], "text": one.text[:200],
                "why": one.why, "clean": list(repaired.clean_span(one.start, one.end)),
            }
            for one in repaired.doubts
        ],
        "accepted": [list(one) for one in accepted],
    }  # fmt: skip


def _edit(one: Edit, repaired: Repaired) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "raw": [one.start, one.end],
        "clean": list(repaired.clean_span(one.start, one.end)),
        "before": one.before[:200],
        "after": one.after[:200],
        "why": one.why,
        "candidates": list(one.candidates),
    }


def report_of(submission: Submission, *, of_both: bool = False) -> Report:
    """What was kept of a text, as rooms read it: what our reader read, or with ``of_both`` also
    what only the second one points at."""
    marks = submission.marks
    if of_both:
        marks = sorted(marks, key=lambda one: (one["start"], -one["end"]))
    facts = tuple(_said(one) for one in marks if of_both or one.get("by") != SECOND)
    aliases = {
        str(one.more.get("short")): str(one.more.get("name"))
        for one in facts
        if one.kind == "alias" and one.more.get("short")
    }
    return Report(
        title=submission.title,
        text=submission.text,
        facts=facts,
        outlet=submission.outlet,
        published=submission.published_on,
        division=submission.division_id,
        organisation=submission.organisation_id,
        aliases=aliases,
    )


def _said(kept: Mapping[str, Any]) -> Said:
    return Said(
        number=kept["number"],
        kind=kept["kind"],
        start=kept["start"],
        end=kept["end"],
        text=kept["text"],
        value=_value(kept["value"]),
        unit=kept["unit"],
        comparator=kept["comparator"],
        modality=kept["modality"],
        subject=kept["subject"],
        more=kept["more"],
    )
