"""Which line of a sheet is its heading, and which heading means which field.

A heading is found by what it says, not by where it stands: above it may be titles, a unit and a
date; it may take two lines, the upper one merged over several columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import translation

from lianjian.ground.core.receives import Field, Receiver

from .reading import Cell, Row, Sheet

PROBLEM = "问题"
"""The heading of the column that a returned sheet has more; taken in again, it says nothing."""

_DEEPEST = 20
_LONGEST = 24
_CLOSE = 0.75
_APART = 0.08
_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_NUMBERING = {"序号", "编号", "no", "number", "问题", "problem", "#"}


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of a sheet: from which row (its number) to which, and one text a column."""

    first: int
    last: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Which column (from 0) each field is read from; ``unsure`` fields fit several alike."""

    columns: Mapping[str, int]
    unsure: Mapping[str, tuple[int, ...]]


def plain(text: object) -> str:
    """A heading as it is compared: no blanks, marks, capitals, full-width letters."""
    folded = unicodedata.normalize("NFKC", str(text if text is not None else "")).casefold()
    return "".join(each for each in folded if each.isalnum() or each == "#")


def names_of(field: Field) -> list[str]:
    """Every way to write a field's heading, folded; in both languages."""
    said = [field.name, *field.synonyms]
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(str(field.label))
    return list(dict.fromkeys(filter(None, map(plain, said))))


# -- where it is --


def found(sheet: Sheet, receivers: Sequence[Receiver]) -> Heading | None:
    """The heading of a sheet; None when no line of its beginning looks like one."""
    known = {name for one in receivers for field in one.fields for name in names_of(field)}
    known |= _NUMBERING
    rows = sheet.rows[:_DEEPEST]
    best: tuple[float, Heading] | None = None
    for place, (number, cells) in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else None
        for heading in _readings(sheet, (number, cells), below):
            score = _score(heading.texts, known)
            if best is None or score > best[0]:
                best = (score, heading)
    return best[1] if best and best[0] >= 1 else None


def at(sheet: Sheet, first: int, last: int) -> Heading | None:
    """The heading that begins and ends in these rows, as it was found before."""
    rows = dict(sheet.rows)
    if first not in rows:
        return None
    top = (first, rows[first])
    below = (last, rows[last]) if last != first and last in rows else None
    readings = _readings(sheet, top, below)
    return next((one for one in readings if (one.first, one.last) == (first, last)), None)


def _readings(sheet: Sheet, row: Row, below: Row | None) -> list[Heading]:
    """A row as a heading of one line, and with the next one as a heading of two."""
    number, cells = row
    one = Heading(number, number, tuple(_text(cell) for cell in cells))
    if below is None or below[0] != number + 1 or not _is_upper(sheet, row, below):
        return [one]
    upper, lower = _spread(sheet, row), [_text(cell) for cell in below[1]]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    texts = [
        f"{above}·{under}" if above and under and above != under else under or above
        for above, under in zip(upper, lower, strict=True)
    ]
    return [one, Heading(number, below[0], tuple(texts))]


def _is_upper(sheet: Sheet, row: Row, below: Row) -> bool:
    """Whether a row's texts stand over several columns each, with texts of their own below.

    Where nothing is below a text, it stands over one column and both lines. So every filled cell
    below lies under a group, and all of them are words. One text over all columns is the title.
    """
    upper = [_text(cell) for cell in row[1]]
    if sum(1 for text in upper if text) < 2:
        return False
    lower = [_text(cell) for cell in below[1]]
    if any(not isinstance(cell, str) and cell is not None for cell in below[1]):
        return False
    groups = _groups(sheet, row)
    under = {column for group in groups for column in group}
    filled = {column for column, text in enumerate(lower) if text}
    tall = {column for column, text in enumerate(upper) if text and column not in under}
    return bool(filled) and filled <= under and not (filled & tall) and len(filled) >= 2


def _groups(sheet: Sheet, row: Row) -> list[range]:
    """The columns over which each text of a row stands, where it is more than one."""
    number, cells = row
    merged = [
        range(left, right + 1)
        for top, left, bottom, right in sheet.merged
        if top <= number - 1 <= bottom and right > left
    ]
    if sheet.merged:
        return merged
    starts = [column for column, cell in enumerate(cells) if _text(cell)]
    ends = [*starts[1:], max(sheet.columns, len(cells))]
    return [range(a, b) for a, b in zip(starts, ends, strict=True) if b - a > 1]


def _spread(sheet: Sheet, row: Row) -> list[str]:
    texts = [_text(cell) for cell in row[1]]
    for group in _groups(sheet, row):
        texts += [""] * (group.stop - len(texts))
        for column in group:
            texts[column] = texts[group.start]
    return texts


def _score(texts: Sequence[str], known: set[str]) -> float:
    """How much a line looks like a heading: known words count, long sentences speak against it."""
    filled = [text for text in texts if text]
    if len(filled) < 2:
        return 0
    short = [text for text in filled if len(text) <= _LONGEST]
    hits = sum(1 for text in short if set(_ways(text)) & known)
    distinct = len(set(filled)) / len(filled)
    words = sum(1 for text in short if not _is_number(text)) / len(filled)
    return hits * 2 * distinct + words * distinct


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,/\-年月日 :]+", text))


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


# -- what it means --


def guessed(heading: Heading, receivers: Sequence[Receiver]) -> Receiver | None:
    """The kind of record whose fields these headings name best; None when none has its own."""
    best: tuple[tuple[float, float], Receiver] | None = None
    for receiver in receivers:
        match = matched(heading, receiver)
        needed = [field for field in receiver.fields if field.required]
        have = sum(1 for field in needed if field.name in match.columns)
        score = (have / max(len(needed), 1), len(match.columns) / _columns(heading))
        if match.columns and (best is None or score > best[0]):
            best = (score, receiver)
    return best[1] if best else None


def _columns(heading: Heading) -> int:
    return max(1, sum(1 for text in heading.texts if text and plain(text) not in _NUMBERING))


def matched(heading: Heading, receiver: Receiver) -> Match:
    """Each field's column: the same word, then a word within the other, then one that is close.

    A column is read for one field, the one that it fits best. Two columns that fit a field alike
    leave it to the person.
    """
    fits: list[tuple[float, str, int]] = []
    for field in receiver.fields:
        names = names_of(field)
        for column, text in enumerate(heading.texts):
            score = max((_fit(way, name) for way in _ways(text) for name in names), default=0)
            if score >= _CLOSE:
                fits.append((score, field.name, column))
    order = [field.name for field in receiver.fields]
    fits.sort(key=lambda one: (-one[0], order.index(one[1]), one[2]))
    columns: dict[str, int] = {}
    unsure: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for score, name, column in fits:
        if name in columns or name in unsure or column in taken:
            continue
        rivals = [
            other
            for its, whose, other in fits
            if whose == name and other != column and other not in taken and score - its < _APART
        ]
        if rivals and score < 1:
            unsure[name] = (column, *rivals)
            continue
        columns[name] = column
        taken.add(column)
    return Match(columns, unsure)


def _ways(text: str) -> list[str]:
    """A heading as it may be compared: whole, without brackets, and its lower half alone."""
    if plain(text) in ("问题", "problem"):
        return []
    under = text.rpartition("·")[2]
    ways = (text, _BRACKETS.sub("", text), under, _BRACKETS.sub("", under))
    return list(dict.fromkeys(filter(None, map(plain, ways))))


def _fit(said: str, name: str) -> float:
    """How well a heading fits a name of a field: 1 is the same word."""
    if said == name:
        return 1
    shorter, longer = sorted((said, name), key=len)
    if len(shorter) >= 2 and shorter in longer:
        # The end of a Chinese heading says what it is: 联建单位名称 is a name, not a unit.
        edge = 0.06 if longer.endswith(shorter) else 0
        return 0.78 + edge + 0.1 * len(shorter) / len(longer)
    if min(len(said), len(name)) < 3:
        return 0
    return 0.9 * SequenceMatcher(None, said, name).ratio()
