"""Cells as people write them, read as what a field means; or a sentence that says why not."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from lianjian.ground.core.receives import Field, Kind
from lianjian.ground.core.verdicts import Invalid

from .headings import plain
from .reading import Cell

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_NOTHING = {"", "-", "—", "--", "——", "/", "无", "暂无", "n/a", "null", "none"}
_UNTIL_NOW = {"至今", "长期", "现在", "今", "持续", "在任", "now", "present"}
_YES = {"是", "√", "✓", "有", "对", "y", "yes", "true", "1", "☑"}
_NO = {"否", "×", "✗", "没有", "n", "no", "false", "0", "☐"}
_DIGITS = {each: str(number) for number, each in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""1954 to 2119 as a spreadsheet counts days."""
_FEW = frozenset({Kind.DATE, Kind.INT, Kind.YES_NO, Kind.CHOICE})
"""Kinds of which a sheet says the same few things over and over."""
_MOST_KEPT = 10_000
_MOST_TOLD = 12
"""Choices named in a sentence."""
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number and makes the rest zeros."""
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*[日号]?)?\s*月?")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WHOLE = re.compile(r"第?\s*(-?\d+)\s*[个名家户批期人项位次]?")


class Reader:
    """Reads the cells of one field; what was written once is read once."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.named = {
            option.value: _names(option.value, option.label, option.synonyms)
            for option in field.choices
        }
        self._read: dict[Cell, Any] = {}

    def read(self, cell: Cell) -> Any:
        """What a cell says for the field; None for nothing. Raises Invalid with a sentence."""
        if cell is None or self.field.kind not in _FEW:
            return read(self.field, cell)
        if cell not in self._read:
            if len(self._read) > _MOST_KEPT:
                self._read.clear()
            try:
                self._read[cell] = read(self.field, cell, named=self.named)
            except Invalid as refusal:
                self._read[cell] = refusal
        found = self._read[cell]
        if isinstance(found, Invalid):
            raise Invalid(found.reason)
        return found


def read(field: Field, cell: Cell, *, named: dict[str, set[str]] | None = None) -> Any:
    """What a cell says for a field; None for nothing. Raises Invalid with a sentence."""
    if cell is None or tidy(cell).casefold() in _NOTHING:
        # A cross is a "no" where that is what is asked, and nothing elsewhere.
        return False if field.kind == Kind.YES_NO and tidy(cell or "") == "无" else None
    match field.kind:
        case Kind.DATE:
            return day(cell, month_ends=field.month_ends, open_ended=field.open_ended)
        case Kind.INT:
            return whole(cell)
        case Kind.CODE:
            return code(cell)
        case Kind.YES_NO:
            return yes_or_no(cell)
        case Kind.CHOICE:
            return choice(field, cell, named)
        case Kind.NAMES:
            return names(cell)
        case Kind.PLACE:
            return code(cell) if isinstance(cell, float | int) else _within(field, text(cell))
    return _within(field, text(cell))


def tidy(cell: Cell) -> str:
    """A cell as text without blanks at its ends, marks that nobody sees, or a decimal point."""
    return _UNSEEN.sub("", text(cell)).strip()


def text(cell: Cell) -> str:
    """A cell as a person reads it: 5.0 is 5, blanks are single."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return " ".join(_UNSEEN.sub("", str(cell)).split()) if cell is not None else ""


def _within(field: Field, said: str) -> str:
    if len(said) > field.longest:
        raise Invalid(_("At most %(most)s characters fit here.") % {"most": field.longest})
    return said


def code(cell: Cell) -> str:
    """A code kept as text or as a number. Raises Invalid where a spreadsheet has rounded it."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if abs(cell) >= _EXACT or (isinstance(cell, float) and not cell.is_integer()):
            raise Invalid(
                _("The spreadsheet has rounded this code. Make the column text, then type it anew.")
            )
        return str(int(cell))
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", tidy(cell))).lstrip("'’")
    if re.fullmatch(r"\d(?:\.\d+)?E\+\d+", said, re.IGNORECASE):
        raise Invalid(
            _("The spreadsheet has rounded this code. Make the column text, then type it anew.")
        )
    return said.removesuffix(".0")


def whole(cell: Cell) -> int:
    """A whole number: 3, 3.0, ３, 3个, 第六批."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    said = unicodedata.normalize("NFKC", tidy(cell)).replace(",", "")
    found = _WHOLE.fullmatch(_in_digits(said)) or _WHOLE.fullmatch(said.removesuffix(".0"))
    if found is None:
        raise Invalid(_("“%(said)s” is not a whole number.") % {"said": tidy(cell)[:40]})
    return int(found[1])


def _in_digits(said: str) -> str:
    """第十二批 → 第12批; up to ninety-nine, as batches are counted."""
    found = re.search(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", said)
    if found is not None:
        number = int(_DIGITS.get(found[1], "1")) * 10 + int(_DIGITS.get(found[2], "0"))
        return said[: found.start()] + str(number) + said[found.end() :]
    return "".join(_DIGITS.get(each, each) for each in said)


def day(cell: Cell, *, month_ends: bool = False, open_ended: bool = False) -> dt.date | None:
    """A day: as a date, as a serial number, or as text in one of the ways people write it."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if int(cell) in _SERIALS:
            return _EPOCH + dt.timedelta(days=int(cell))
        cell = text(cell)
    said = unicodedata.normalize("NFKC", tidy(cell))
    if open_ended and said.casefold() in _UNTIL_NOW:
        return None
    said = _chinese_day(said).partition(" ")[0] if ":" in said else _chinese_day(said)
    found = _DAY.fullmatch(said) or _RUN.fullmatch(said)
    if found is None:
        raise Invalid(
            _("“%(said)s” is not a day. Write it as 2024-03-05 or 2024年3月5日.")
            % {"said": tidy(cell)[:40]}
        )
    year, month, last = (int(each) if each else 0 for each in found.groups())
    try:
        if last:
            return dt.date(year, month, last)
        return dt.date(year, month, calendar.monthrange(year, month)[1] if month_ends else 1)
    except (ValueError, calendar.IllegalMonthError):
        raise Invalid(_("There is no such day: %(said)s.") % {"said": tidy(cell)[:40]}) from None


def _chinese_day(said: str) -> str:
    """二〇二四年三月五日 → 2024年3月5日."""
    if not re.search("[一二三四五六七八九十〇]", said):
        return said
    parts = re.split("([年月日])", said)
    return "".join(_in_digits(part) for part in parts)


def yes_or_no(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    said = unicodedata.normalize("NFKC", tidy(cell)).casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Invalid(_("Write 是 or 否, not “%(said)s”.") % {"said": tidy(cell)[:40]})


def choice(field: Field, cell: Cell, named: dict[str, set[str]] | None = None) -> str:
    """One of a field's choices: by its name in any of our languages, or by what people write."""
    said = plain(tidy(cell))
    named = named if named is not None else Reader(field).named
    exact = [value for value, names_ in named.items() if said in names_]
    part = [
        value
        for value, names_ in named.items()
        if any(
            len(name) >= 2 and (name in said or (len(said) >= 2 and said in name))
            for name in names_
        )
    ]
    for several in (exact, part):
        if len(several) == 1:
            return several[0]
    known = "、".join(str(option.label) for option in field.choices[:_MOST_TOLD])
    known += "……" if len(field.choices) > _MOST_TOLD else ""
    raise Invalid(
        _("“%(said)s” is none of: %(known)s.") % {"said": tidy(cell)[:40], "known": known}
    )


def _names(value: str, label: object, synonyms: tuple[str, ...]) -> set[str]:
    said = [value, *synonyms]
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(str(label))
    return {plain(one) for one in said}


def names(cell: Cell) -> list[str]:
    """Several names in one cell."""
    several = re.split("[、;；\n\r|]+|(?<=[^0-9])[,，](?=[^0-9])", str(cell))
    return [said for said in (text(one) for one in several) if said]
