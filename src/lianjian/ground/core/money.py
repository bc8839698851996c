"""Money is an integer of fen.

SQLite adds decimals as floats: 100,000 times 0.10 gave 10000.0000000188. An integer cannot.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NewType

from django.utils.translation import gettext_lazy as _

from .verdicts import Invalid

Fen = NewType("Fen", int)
"""One hundredth of a yuan (分)."""

MOST = 2**63 - 1
"""The largest amount that a database keeps: 92,233,720,368,547,758.07 yuan."""

_UNITS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}

_AMOUNT = re.compile(r"[+-]?\d{1,20}(\.\d{1,12})?")
"""What people write. Python would take ``1e3``, ``1_0`` and ``NaN`` too, and round the long."""


def fen_from(text: str, unit: str = "元") -> Fen:
    """An amount as people write it (``"50.5"``, unit 万元) in fen, exactly.

    Raises Invalid for anything that is not a number with at most whole fen.
    """
    digits = text.replace(",", "").replace("，", "").strip()
    if unit not in _UNITS or not _AMOUNT.fullmatch(digits):
        raise Invalid(_("Not an amount of money: write digits, for example 50.5."))
    amount = Fraction(digits) * _UNITS[unit] * 100
    if amount.denominator != 1:
        raise Invalid(_("An amount of money has at most two decimals of a yuan."))
    if abs(amount) > MOST:
        raise Invalid(_("That is more money than there is: check the unit."))
    return Fen(int(amount))


def yuan_text(fen: int) -> str:
    """Fen as yuan with thousands separators, without needless zeros: 5050000 → ``50,500``."""
    yuan, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{yuan:,}" if rest == 0 else f"{sign}{yuan:,}.{rest:02d}"
