"""The unified social credit code (统一社会信用代码), GB 32100-2015.

Eighteen characters: department, kind, six digits of the registering division, nine of the
organisation code (GB 11714, with its own check character), and a check character over the rest.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MISREAD = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5"})


def check_character(first: str) -> str:
    """The eighteenth character for the first seventeen."""
    total = sum(
        _ALPHABET.index(character) * weight
        for character, weight in zip(first, _WEIGHTS, strict=True)
    )
    return _ALPHABET[(31 - total % 31) % 31]


def checked(text: str) -> str:
    """A code as it is kept: capitals, no blanks. Raises Invalid that says what is wrong with it."""
    code = "".join(text.split()).upper()
    if len(code) != 18:
        raise _wrong(_("A credit code has 18 characters; this one has %(n)d.") % {"n": len(code)})
    unknown = sorted({character for character in code if character not in _ALPHABET})
    if unknown:
        raise _wrong(
            _("A credit code has no “%(characters)s”. %(guess)s")
            % {"characters": "”“".join(unknown), "guess": _guess(code)}
        )
    if not code[2:8].isdecimal():
        raise _wrong(_("The third to eighth characters of a credit code are digits."))
    if check_character(code[:17]) != code[17]:
        raise _wrong(
            _("The last character does not fit the others: one of them is mistyped. Compare it.")
        )
    return code


def _guess(code: str) -> str:
    """What it would be if letters had been read for digits; said, never done."""
    guess = code.translate(_MISREAD)
    fits = all(character in _ALPHABET for character in guess)
    if fits and guess[17] == check_character(guess[:17]):
        return str(_("Is it %(code)s?") % {"code": guess})
    return ""


def _wrong(reason: object) -> Invalid:
    return Invalid(str(reason), fields={"uscc": str(reason)})
