"""Money is an integer of fen.

SQLite adds decimals as floats: 100,000 times 0.10 gave 10000.0000000188. An integer cannot.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NewType

from django.utils.translation import gettext_lazy as _

from .verdicts import Invalid

Fen = NewType("Fen", int)
"""One hundredth of a yuan (分)."""

_UNITS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


def fen_from(text: str, unit: str = "元") -> Fen:
    """An amount as people write it (``"50.5"``, unit 万元) in fen.

    Raises Invalid for anything that is not a number with at most whole fen.
    """
    try:
        amount = Decimal(text.replace(",", "").replace("，", "").strip()) * _UNITS[unit] * 100
    except (InvalidOperation, KeyError):
        raise Invalid(_("Not an amount of money: write digits, for example 50.5.")) from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise Invalid(_("An amount of money has at most two decimals of a yuan."))
    return Fen(int(amount))


def yuan_text(fen: int) -> str:
    """Fen as yuan with thousands separators, without needless zeros: 5050000 → ``50,500``."""
    yuan, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{yuan:,}" if rest == 0 else f"{sign}{yuan:,}.{rest:02d}"
