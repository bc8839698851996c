"""GBK read one byte late: ``。”省美促會(`` becomes ``?！笔∶来贂?``.

The decoder lost its place at a lone byte, read every pair across two characters, and found its
place again at an ASCII byte. What lies between the two marks is determined: the pairs shifted back
by one byte. Open are only the first character, of which the second byte is known, and the last, of
which the first byte is. See docs/ideas/report-once.md and, for how it was found, the byte table
there.

Must run before anything else changes the text: the pinyin after the last character is evidence,
and its bracket lies inside the damage.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ..lexicon import CHINESE_PUNCTUATION, Lexicon, is_han, level
from .edits import Kind
from .readings import spells
from .traced import Change, Suspect
from .traditional import simplified

MARKS = "?？\ufffd"
FARTHEST = 40
"""Two marks of one damage stand at most so many characters apart."""
BETTER = 1.5
"""The text put right must be likelier by this much a character than the damaged run was."""
CLEAR = 4.0
"""So much likelier must the best character be than the next for an offer to name it first."""
CONTEXT = 3

_RUN = re.compile(f"[{MARKS}]([^{MARKS}\\n]{{1,{FARTHEST}}})[{MARKS}]{{1,2}}")
_OPEN_END = re.compile(
    f"[{MARKS}]([^{MARKS}\\n\\x00-\\x3f]{{1,{FARTHEST}}}?)(?<=[^\\x00-\\x7f])([@-~])"
)
"""The other end: the last character's second byte is an ASCII letter, and stands there."""
_ANNOTATED = re.compile(r"[(（][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ'’ ]{1,40}[)）]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One character that could stand at an end of the damage."""

    text: str
    score: float
    proven: bool


def look(text: str, lexicon: Lexicon) -> tuple[list[Change], list[Suspect]]:
    """The damages of this kind, with what stood there.

    Certain is a change both of whose ends are proven: the stretch with that character occurs
    elsewhere in the text, or the pinyin that follows spells it, or a sentence ends there before a
    closing quotation mark. The others are offered.
    """
    changes: list[Change] = []
    suspects: list[Suspect] = []
    bare = ""
    at = 0
    while run := _RUN.search(text, at):
        at = run.start() + 1
        inner = _shifted_back(run.group(1))
        if inner is None:
            continue
        bare = bare or _ANNOTATED.sub("", text)
        change = _put_right(text, run, inner, lexicon, bare)
        if change is not None:
            changes.append(change)
            at = run.end()
        elif _is_odd(run.group(1), lexicon):
            suspects.append(Suspect(Kind.BYTE_SHIFT, run.start(), run.end(), "read one byte late"))
    taken = [(one.at, one.end) for one in changes]
    for run in _OPEN_END.finditer(text):
        if any(start < run.end() and run.start() < end for start, end in taken):
            continue
        bare = bare or _ANNOTATED.sub("", text)
        change = _put_open_right(text, run, lexicon, bare)
        if change is not None:
            changes.append(change)
        elif _is_odd(run.group(1), lexicon):
            suspects.append(Suspect(Kind.BYTE_SHIFT, run.start(), run.end(), "read one byte late"))
    return changes, suspects


ODD = -9.0
"""Log probability a character below which a stretch is no Chinese that anybody wrote."""


def _is_odd(run: str, lexicon: Lexicon) -> bool:
    if any(one > "\x7f" and not is_han(one) and one not in CHINESE_PUNCTUATION for one in run):
        return True
    return lexicon.likelihood(simplified(run)) / len(run) < ODD


def _put_open_right(text: str, run: re.Match[str], lexicon: Lexicon, bare: str) -> Change | None:
    """A damage that ends with the ASCII byte of its last character: only its first is open."""
    data = _pairs(run.group(1))
    if data is None:
        return None
    try:
        inside = (data[1:] + run.group(2).encode()).decode("gbk")
    except UnicodeDecodeError:
        return None
    if not all(level(simplified(one)) or one in CHINESE_PUNCTUATION for one in inside):
        return None
    left = _han_before(text, run.start())
    starts = _starts(data[0], left, inside, lexicon, bare)
    if not starts:
        return None
    right = _ANNOTATED.sub("", text[run.end() : run.end() + 60])[:CONTEXT]
    best = starts[0].text + inside
    mended, damaged = (simplified(left + one + right) for one in (best, run.group()))
    gain = lexicon.likelihood(mended) - lexicon.likelihood(damaged)
    spelled = _ANNOTATED.match(text, run.end())
    ends_right = spelled is not None and spells(inside[-1], spelled.group()[1:-1])
    if gain / len(mended) < BETTER and not ends_right:
        return None
    return Change(
        Kind.BYTE_SHIFT, run.start(), run.end(), best, "read one byte late",
        certain=starts[0].proven and (ends_right or spelled is None),
        candidates=tuple(one.text + inside for one in starts[:3]),
    )  # fmt: skip


def _shifted_back(run: str) -> tuple[int, str, int] | None:
    """The run's bytes read one byte earlier: (second byte of the first character, the characters
    between, first byte of the last), or None if this is not that damage."""
    data = _pairs(run)
    if data is None:
        return None
    try:
        inside = data[1:-1].decode("gbk")
    except UnicodeDecodeError:
        return None
    usual = all(level(simplified(one)) or one in CHINESE_PUNCTUATION for one in inside)
    return (data[0], inside, data[-1]) if usual and len(inside) * 2 == len(data) - 2 else None


def _pairs(run: str) -> bytes | None:
    """The run's bytes in GBK; None if a character of it has not two."""
    try:
        codes = [piece.encode("gbk") for piece in _unfolded(run)]
    except UnicodeEncodeError:
        return None
    return b"".join(codes) if all(len(code) == 2 for code in codes) else None


def _unfolded(run: str) -> list[str]:
    """The run in the width it had before it was folded, character by character of GBK."""
    pieces = []
    at = 0
    folded = _folded()
    while at < len(run):
        for length in (4, 3, 2, 1):
            piece = run[at : at + length]
            if piece in folded or length == 1:
                pieces.append(folded.get(piece, piece))
                at += len(piece)
                break
    return pieces


@cache
def _folded() -> dict[str, str]:
    """What NFKC makes of the symbols of GBK, read backwards."""
    back: dict[str, str] = {}
    for high in range(0xA1, 0xAA):
        for low in range(0xA1, 0xFF):
            try:
                symbol = bytes([high, low]).decode("gbk")
            except UnicodeDecodeError:
                continue
            plain = unicodedata.normalize("NFKC", symbol)
            if plain != symbol:
                back.setdefault(plain, symbol)
    return back


def _put_right(
    text: str, run: re.Match[str], inner: tuple[int, str, int], lexicon: Lexicon, bare: str
) -> Change | None:
    second, inside, first = inner
    left = _han_before(text, run.start())
    spelling = _REST.match(text, run.end())
    swallowed = "(" if spelling and not spelling.group(1) else ""
    right = text[spelling.end() if spelling else run.end() :][:CONTEXT]
    starts = _starts(second, left, inside, lexicon, bare)
    ends = _ends(first, inside, right, spelling.group(2) if spelling else "", lexicon, bare)
    if not starts or not ends:
        return None
    if not inside and _closes_quotation(text, run.start(), starts, ends):
        return Change(
            Kind.BYTE_SHIFT,
            run.start(),
            run.end(),
            "。”",
            "read one byte late",
            candidates=("。”",),
        )
    best = starts[0].text + inside + ends[0].text
    length = len(best) + len(left) + len(right)
    mended, damaged = (simplified(left + one + right) for one in (best, run.group()))
    gain = lexicon.likelihood(mended) - lexicon.likelihood(damaged)
    if gain / length < BETTER:
        return None
    readings = tuple(
        one.text + inside + other.text + swallowed for one in starts[:3] for other in ends[:3]
    )
    return Change(
        Kind.BYTE_SHIFT, run.start(), run.end(), best + swallowed, "read one byte late",
        certain=starts[0].proven and ends[0].proven, candidates=readings,
    )  # fmt: skip


def _closes_quotation(text: str, at: int, starts: list[_Reading], ends: list[_Reading]) -> bool:
    """Whether 。” fits a damage of two characters, behind a quotation that was not closed."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    fits = any(one.text == "。" for one in starts) and any(one.text == "”" for one in ends)
    return fits and line.count("“") > line.count("”")


def _starts(second: int, left: str, inside: str, lexicon: Lexicon, bare: str) -> list[_Reading]:
    """Characters with this second byte, the likeliest between ``left`` and ``inside`` first."""
    readings = []
    for lead in range(0x81, 0xFF):
        one = _decoded(bytes([lead, second]))
        if one is None:
            continue
        score = lexicon.likelihood(simplified(left[-CONTEXT:] + one + inside[:CONTEXT]))
        ends_quote = one in "。！？" and inside[:1] in ("”", "’") and left[-1:] not in ("", "。")
        known = len(inside) > 1 and one + inside[:CONTEXT] in bare
        readings.append(_Reading(one, score + (CLEAR if ends_quote else 0), ends_quote or known))
    return _ranked(readings)


def _ends(
    first: int, inside: str, right: str, spelling: str, lexicon: Lexicon, bare: str
) -> list[_Reading]:
    """Characters with this first byte, likewise; if pinyin follows, only those that it spells."""
    readings = []
    for trail in range(0x80, 0xFF):
        one = _decoded(bytes([first, trail]))
        if one is None or (spelling and not spells(one, spelling)):
            continue
        score = lexicon.likelihood(simplified(inside[-CONTEXT:] + one + right))
        known = len(inside) > 1 and inside[-CONTEXT:] + one in bare
        readings.append(_Reading(one, score, known))
    if spelling and len(readings) == 1:
        return [_Reading(readings[0].text, readings[0].score, proven=True)]
    return _ranked(readings)


def _ranked(readings: list[_Reading]) -> list[_Reading]:
    """Best first. What is proven goes before all else, and is proven only if nothing else is."""
    proven = [one for one in readings if one.proven]
    if len(proven) == 1:
        others = [one for one in readings if not one.proven]
        return proven + sorted(others, key=lambda one: -one.score)
    ranked = sorted(readings, key=lambda one: -one.score)
    return [_Reading(one.text, one.score, False) for one in ranked]


def _decoded(data: bytes) -> str | None:
    try:
        one = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    usual = level(simplified(one)) or one in CHINESE_PUNCTUATION
    return one if len(one) == 1 and usual else None


def _han_before(text: str, at: int) -> str:
    """The last characters before ``at`` without the pinyin written among them."""
    return _ANNOTATED.sub("", text[max(0, at - 60) : at])[-CONTEXT:]


_REST = re.compile(r"([(（]?)([a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,8})[)）]")
