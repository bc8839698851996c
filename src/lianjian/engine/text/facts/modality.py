"""Whether a text says that something is so, or that it is to become so.

Read from the words around it, the nearest first: what somebody is quoted with; a word right before
it (现有12个); what its own clause says behind it (已到账) and before it (拟引进); a date of its
clause that is yet to come; earlier words of its sentence; how its section is told. Only *done* may
ever enter a total (mission, section 3).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..lexicon import Lexicon
from . import modality_words as words
from .fact import Modality
from .sections import Section, sections
from .vocabulary import DEEDS

_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?[”’]?")
_CLAUSE_ENDS = "，；。：！？\n"
_BEHIND_ENDS = _CLAUSE_ENDS + "、（"


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    end: int
    modality: Modality
    clause: bool
    """Whether it holds for its own clause only."""
    within: tuple[int, int] | None
    """The brackets or quotation marks that it stands in: it says nothing of what is outside."""


class Modalities:
    """The modality of each place of a text."""

    def __init__(
        self, text: str, lexicon: Lexicon, ahead: Iterable[int] = (), past: Iterable[int] = ()
    ) -> None:
        """Where dates stand that are yet to come, and those of years that are over."""
        self.text = text
        self._ahead, self._past = sorted(ahead), sorted(past)
        self.sections = sections(text)
        self._said = _said(text)
        self._enclosed = sorted(match.span() for match in _ENCLOSED.finditer(text))
        self._sentences: list[tuple[int, int, list[_Cue]]] = []
        for sentence in _SENTENCE.finditer(text):
            first, last = sentence.span()
            self._sentences.append((first, last, self._cues(first, last, lexicon)))

    def _cues(self, first: int, last: int, lexicon: Lexicon) -> list[_Cue]:
        return [
            _Cue(
                match.start(), match.end(), words.MODALITY[match.lastgroup or ""],
                (match.lastgroup or "").endswith("_clause"), self._enclosing(match.start()),
            )
            for match in words.CUES.finditer(self.text, first, last)
            if not _is_disposal(self.text, match, lexicon)
        ]  # fmt: skip

    def _enclosing(self, at: int) -> tuple[int, int] | None:
        place = bisect_right(self._enclosed, (at, len(self.text))) - 1
        if place >= 0 and at < self._enclosed[place][1]:
            return self._enclosed[place]
        return None

    def at(self, start: int, end: int, *, plain: Modality = Modality.DONE) -> Modality:
        """How what stands from start to end is said; ``plain`` where nothing says so."""
        quote = bisect_right(self._said, (start, len(self.text))) - 1
        if quote >= 0 and end <= self._said[quote][1]:
            return Modality.OPINION
        if words.HAD.search(self.text, max(0, start - 6), start):
            return Modality.DONE
        place = bisect_right(self._sentences, start, key=lambda one: one[0]) - 1
        first, last, cues = self._sentences[place] if place >= 0 else (0, len(self.text), [])
        section = self._section(start)
        seen = [one for one in cues if one.within is None or _holds(one.within, start)]
        part = max(self.text.rfind("；", first, start), first)
        if (section and section.modality != Modality.DONE) or self._is_ahead(part, start, start):
            seen = [one for one in seen if not (one.clause and one.modality in _NOT_OF_PLANS)]
        told = self._in_clause(start, end, first, last, seen)
        if told is not None:
            return told
        return self._from_before(start, part, seen, section) or (
            section.modality if section else plain
        )

    def _section(self, start: int) -> Section | None:
        inside = [one for one in self.sections if one.start <= start < one.end]
        return inside[-1] if inside else None

    def _in_clause(
        self, start: int, end: int, first: int, last: int, cues: Sequence[_Cue]
    ) -> Modality | None:
        """What the clause itself says: behind it, before it, or by a date that is to come."""
        begins = max(max(self.text.rfind(mark, first, start) for mark in _CLAUSE_ENDS) + 1, first)
        ends = self._next(_CLAUSE_ENDS, end, last)
        behind = words.BEHIND.search(self.text, end, min(self._next("、（", end, ends), end + 24))
        if behind:
            return words.MODALITY[behind.lastgroup or ""]
        before = [one for one in cues if begins <= one.at < end]
        if before and before[-1].clause and before[-1].modality == Modality.DONE:
            before = [one for one in before if one.modality != Modality.DONE] or before
        if before:
            over = before[-1].modality == Modality.ONGOING and _in(self._past, begins, ends)
            return Modality.DONE if over else before[-1].modality
        return Modality.PLANNED if self._is_ahead(begins, ends, start) else None

    def _is_ahead(self, start: int, end: int, of: int) -> bool:
        """Whether a date that is to come stands there, and may say something of place ``of``."""
        for at in self._ahead[bisect_left(self._ahead, start) :]:
            if at >= end:
                return False
            within = self._enclosing(at)
            if within is None or _holds(within, of):
                return True
        return False

    def _next(self, marks: str, start: int, last: int) -> int:
        found = (at for mark in marks if (at := self.text.find(mark, start, last)) >= 0)
        return min(found, default=last)

    def _from_before(
        self, start: int, part: int, cues: Sequence[_Cue], section: Section | None
    ) -> Modality | None:
        """What earlier clauses of the sentence say. A wish holds to the next semicolon, a plan to
        the end of the sentence; in a section of plans only what is certainly done is done."""
        for cue in reversed([one for one in cues if one.at < start and not one.clause]):
            if cue.at < part and cue.modality == Modality.DONE:
                break
            if cue.at < part and cue.modality != Modality.PLANNED:
                continue
            return cue.modality
        if self._is_ahead(part, start, start) and (
            section is None or section.modality == Modality.DONE
        ):
            return Modality.PLANNED
        return None


_NOT_OF_PLANS = frozenset({Modality.DONE, Modality.ONGOING})
"""What a word of one clause does not say of plans (年内完成3份, 到2030年建成5个)."""
_ENCLOSED = re.compile("“[^”\n]*”|（[^）\n]*）")
_DENIED = re.compile(
    "不成立|不实|不符|有误|不采用|无从核实|个人判断|不应计入|不再使用|存在重复|并非现状"
)
_CORRECTED = re.compile("[\u4e00-\u9fff]{0,2}(?:应为|应改为|改为|更正为|有误)")
_QUOTE = re.compile("“(?P<said>[^”\n]+)”")
_SAYING = re.compile(
    "(?:刊载|刊发|刊登|登载|误写为|误为|说|说道|表示|介绍|坦言|告诉[^，。“]{0,6}|感慨|称|听|原文|所谓|回忆|指出)(?:道)?[，：]?$"
)
_SAID_AFTER = re.compile("[^。！？”\n]{0,24}?(?:说|表示|坦言|感慨|介绍|告诉|算起)")


def _said(text: str) -> list[tuple[int, int]]:
    """What people are quoted with: a sentence in quotation marks, or words that somebody says,
    or a figure that the text itself rejects."""
    found = []
    for quote in _QUOTE.finditer(text):
        before = text[max(0, quote.start() - 12) : quote.start()]
        whole = len(quote["said"]) >= 10 and quote["said"][-1] in "。！？…"
        after = len(quote["said"]) >= 6 and _SAID_AFTER.match(text, quote.end())
        if whole or after or _SAYING.search(before) or _is_denied(text, quote):
            found.append(quote.span())
    return found


def _is_denied(text: str, quote: re.Match[str]) -> bool:
    rest = re.split("[。！？\n]", text[quote.end() : quote.end() + 60])[0]
    return bool(_DENIED.search(rest) or _CORRECTED.match(rest))


def _in(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted places lies there."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _holds(span: tuple[int, int], at: int) -> bool:
    return span[0] <= at < span[1]


def _is_disposal(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether 将 is no future but means 把: a noun follows it (将外部优势资源嫁接到农村)."""
    if match.group() != "将" or text.startswith("全", match.end()):
        return False
    if words.NOT_FUTURE.match(text, match.start()):
        return True
    following = lexicon.cut(text[match.end() : match.end() + 8])
    if following and following[0].text in DEEDS:
        return False
    return bool(following) and following[0].tag[:1] in ("n", "f", "r", "s", "m", "b", "x")
