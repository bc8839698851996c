"""Traditional characters made by a machine of Simplified text, turned back."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opencc import OpenCC

from ..lexicon import is_han
from .edits import Kind
from .traced import Change, Suspect

FEW = 0.03
"""A text of which fewer of its different characters are Traditional is a Simplified one that quotes
(measured on the two pages: 37.5 % and 0)."""
MOST = 0.6
"""So large a share of the characters that differ between the scripts must be Traditional."""


_VARIANTS = str.maketrans("敍枱粧糭衞衹痺睪簷", "叙台妆粽卫只痹睾檐")
"""Hong Kong's and Taiwan's characters that OpenCC's ``t2s`` leaves."""


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


def simplified(text: str) -> str:
    """Traditional → Simplified, by phrases; what is Simplified stays."""
    return str(_to_simplified().convert(text)).translate(_VARIANTS)


@lru_cache(maxsize=65536)
def is_traditional(character: str) -> bool:
    """Whether the character is one that Simplified text does not have."""
    return is_han(character) and simplified(character) != character


@lru_cache(maxsize=65536)
def is_simplified(character: str) -> bool:
    """Whether the character is one that Traditional text does not have."""
    return (
        is_han(character)
        and not is_traditional(character)
        and _to_traditional().convert(character) != character
    )


def look(text: str) -> tuple[list[Change], list[Suspect]]:
    """The characters to turn back, line by line; where most of a text is Simplified, what is not
    is its own (a quotation, a name) and only listed."""
    different = [one for one in set(text) if is_han(one)]
    foreign = {one for one in different if is_traditional(one)}
    if not foreign:
        return [], []
    mechanical = len(foreign) > FEW * len(different) and _share(text, foreign) >= MOST
    changes: list[Change] = []
    suspects: list[Suspect] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if not foreign.isdisjoint(line):
            if mechanical and _share(line, foreign) >= MOST:
                changes += _converted(line, at)
            else:
                suspects += _listed(line, at, foreign)
                suspects += [
                    Suspect(Kind.TRADITIONAL, at + one.start(), at + one.end(), "Taiwan's 着")
                    for one in _PARTICLE.finditer(line)
                ]
        at += len(line)
    return changes, suspects


_PARTICLE = re.compile(
    "(?<![名显原编译论专巨合卓遗拙土执昭])著(?!名|作|述|称|录|者有|书|文|于|有《)"
)
"""Taiwan writes the particle 着 as 著, which is also a word of its own."""


def _share(text: str, foreign: set[str]) -> float:
    traditional = sum(one in foreign for one in text)
    native = sum(is_simplified(one) for one in text)
    return traditional / (traditional + native) if traditional else 0.0


def _converted(line: str, at: int) -> list[Change]:
    plain = simplified(line)
    if len(plain) != len(line):
        plain = "".join(map(simplified, line))
    plain = _PARTICLE.sub("着", plain)
    changes: list[Change] = []
    start = None
    for place in range(len(line) + 1):
        differs = place < len(line) and line[place] != plain[place]
        if differs and start is None:
            start = place
        elif not differs and start is not None:
            changes.append(
                Change(Kind.TRADITIONAL, at + start, at + place, plain[start:place], "Traditional")
            )
            start = None
    return changes


def _listed(line: str, at: int, foreign: set[str]) -> list[Suspect]:
    suspects: list[Suspect] = []
    for place, character in enumerate(line):
        if character not in foreign:
            continue
        if suspects and suspects[-1].end == at + place:
            last = suspects.pop()
            suspects.append(Suspect(last.kind, last.at, at + place + 1, last.why))
        else:
            suspects.append(
                Suspect(Kind.TRADITIONAL, at + place, at + place + 1, "Traditional in Simplified")
            )
    return suspects
