"""A first look at an upload: its sheets, their headings, a guess at what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianjian.ground.core import canonical, receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Receiver
from lianjian.ground.sheets import door, headings, reading, values
from lianjian.ground.sheets.headings import Heading, Match

from . import selectors
from .models import Import

_SAMPLES = 3


def look(data: bytes) -> list[dict[str, Any]]:
    """What is kept of each sheet of a file. Raises Invalid for what is none."""
    found = reading.look(data)
    if not found:
        raise door.refusal(reading.NOTHING)
    return [_seen(sheet) for sheet in found]


def _seen(sheet: reading.Sheet) -> dict[str, Any]:
    heading = headings.found(sheet, receives.receivers())
    samples = [] if heading is None else [cells for n, cells in sheet.rows if n > heading.last]
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "filled": sheet.filled,
        "first": heading.first if heading else 0,
        "last": heading.last if heading else 0,
        "texts": list(heading.texts) if heading else [],
        "samples": [[values.text(cell)[:60] for cell in cells] for cells in samples[:_SAMPLES]],
    }


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet seems to hold, and how its columns would be read. ``known``: said before."""

    sheet: str
    kind: str
    columns: Mapping[str, int]
    unsure: Mapping[str, tuple[int, ...]]
    known: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether everything that is needed was found, and nothing could be meant twice."""
        receiver = receives.receiver(self.kind)
        if receiver is None or self.unsure:
            return False
        return all(one.name in self.columns for one in receiver.fields if one.required)


def guess(actor: Actor, looked: list[dict[str, Any]]) -> Guess:
    """The first sheet that holds something known; else the first, of which nothing is said."""
    may = [one for one in receives.receivers() if one.may(actor)]
    for seen in looked:
        heading = heading_of(seen)
        remembered = selectors.layout(actor, key_of(heading)) if heading.texts else None
        if remembered is not None and receives.receiver(remembered.kind) in may:
            columns = _columns(heading, remembered.columns)
            return Guess(seen["name"], remembered.kind, columns, {}, known=True)
        receiver = headings.guessed(heading, may) if heading.texts else None
        if receiver is not None:
            match = headings.matched(heading, receiver)
            return Guess(seen["name"], receiver.key, match.columns, match.unsure)
    return Guess(looked[0]["name"], "", {}, {})


def match(sheet: Import, name: str, receiver: Receiver) -> Match:
    """How the columns of one sheet of a file would be read for one kind of record."""
    return headings.matched(heading_of(seen_of(sheet, name)), receiver)


def seen_of(sheet: Import, name: str = "") -> dict[str, Any]:
    """What was seen of the sheet with this name, or of the one that was chosen."""
    wanted = name or sheet.sheet
    found: dict[str, Any] = next(
        (one for one in sheet.looked if one["name"] == wanted), sheet.looked[0]
    )
    return found


def heading_of(seen: Mapping[str, Any]) -> Heading:
    return Heading(seen["first"], seen["last"], tuple(seen["texts"]))


def key_of(heading: Heading) -> str:
    """Under what a place's word on these headings is kept."""
    return canonical.digest([headings.plain(text) for text in heading.texts])


def said(heading: Heading, columns: Mapping[str, int]) -> dict[str, str]:
    """Fields and folded headings, as a layout keeps them: a column may move."""
    return {name: headings.plain(heading.texts[column]) for name, column in columns.items()}


def _columns(heading: Heading, kept: Mapping[str, str]) -> dict[str, int]:
    texts = [headings.plain(text) for text in heading.texts]
    return {name: texts.index(text) for name, text in kept.items() if text in texts}
