"""Whether a text says that something is so, or that it is to become so.

Read from the words around it, the nearest first: what somebody is quoted with; a word right before
it (由现有12个); what its own clause says behind it (已到账) and before it (拟引进); a date of its
clause that is yet to come; earlier words of its sentence; how its section is told. What stands when
the text is written (现有, 有, 只有, 辖), or is lacking, is ongoing; what was reached is done. Only
*done* may ever enter a total (mission, section 3).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...lexicon import Lexicon
from ..clauses import REACH, end_before, start_behind
from ..fact import Modality
from ..vocabulary import DEEDS
from . import modality_words as words
from .sections import Section, sections

_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?[”’]?")
_CLAUSE_ENDS = "，；。：！？\n"


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    end: int
    modality: Modality
    name: str
    """Its group in ``modality_words``."""
    within: tuple[int, int] | None
    """The brackets or quotation marks that it stands in: it says nothing of what is outside."""

    @property
    def clause(self) -> bool:
        """Whether it holds for its own clause only."""
        return self.name.endswith("_clause")

    @property
    def not_of_plans(self) -> bool:
        """Whether it says nothing of plans (年内完成3份, 到2030年建成5个). What is lacking is so,
        and 交了六成 is done."""
        return (
            self.clause and self.modality in _SO and self.name not in ("lacks_clause", "did_clause")
        )


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
                match.start(), match.end(), words.MODALITY[name], name,
                self._enclosing(match.start()),
            )
            for match in words.CUES.finditer(self.text, first, last)
            if not _is_disposal(self.text, match, lexicon)
            and (name := self._name(match, first))
        ]  # fmt: skip

    def _name(self, match: re.Match[str], first: int) -> str:
        """The group of a cue; 了 in a condition tells of what is to come (签了合同付3万元)."""
        name = match.lastgroup or ""
        if not name.startswith(("done", "did")) or not match.group().endswith("了"):
            return name
        begins = max(first, match.start() - 16)
        condition = words.CONDITION.search(self.text, begins, match.start())
        return (
            "planned_clause" if condition or words.FOLLOWS.match(self.text, match.end()) else name
        )

    def _enclosing(self, at: int) -> tuple[int, int] | None:
        place = bisect_right(self._enclosed, (at, len(self.text))) - 1
        if place >= 0 and at < self._enclosed[place][1]:
            return self._enclosed[place]
        return None

    def at(self, start: int, end: int, *, plain: Modality = Modality.DONE) -> Modality:
        """How what stands from start to end is said; ``plain`` where nothing says so."""
        quote = bisect_right(self._said, (start, len(self.text))) - 1
        if quote >= 0 and end <= self._said[quote][1]:
            begins = start_behind(self.text, start, _CLAUSE_ENDS)
            lacks = words.LACKS.search(self.text, max(begins, self._said[quote][0]), end)
            return Modality.ONGOING if lacks else Modality.OPINION
        if words.HAD.search(self.text, max(0, start - 6), start):
            return Modality.DONE
        if words.AIMED.search(self.text, max(0, start - 8), start):
            return Modality.PLANNED
        place = bisect_right(self._sentences, start, key=lambda one: one[0]) - 1
        first, last, cues = self._sentences[place] if place >= 0 else (0, len(self.text), [])
        section = self._section(start)
        near = slice(
            *(bisect_left(cues, one, key=lambda cue: cue.at) for one in (start - REACH, end))
        )
        seen = [one for one in cues[near] if one.within is None or _holds(one.within, start)]
        part = max(start_behind(self.text, start, "；", first) - 1, first)
        if (section and section.plans) or self._is_ahead(part, start, start):
            seen = [one for one in seen if not one.not_of_plans]
        if section and section.agreed:
            seen = [one for one in seen if not self._did(one)]
        told = self._told(start, end, first, last, seen, section)
        if section and (told is None or (section.calls and told == Modality.INTENT)):
            told = section.modality
            if told == Modality.ONGOING and self._befell(start, first, last):
                told = Modality.DONE
        if told in _WISHED and (as_it_is := self._is_given(start, end, part)):
            return as_it_is
        if told is None and words.NORM.match(self.text, start):
            return Modality.PLANNED
        if told is None and plain == Modality.DONE and not _in(self._past, first, start):
            recurs = words.RATE.search(self.text, max(first, start - 18), start)
            return Modality.ONGOING if recurs else plain
        return told or plain

    def _told(
        self,
        start: int,
        end: int,
        first: int,
        last: int,
        cues: Sequence[_Cue],
        section: Section | None,
    ) -> Modality | None:
        """What its clause and its sentence say; a state (全村342户, 月工资3500元) holds where no
        plan stands before it."""
        part = max(start_behind(self.text, start, "；", first) - 1, first)
        states = [one for one in cues if one.name == "state_clause"]
        cues = [one for one in cues if one.name != "state_clause"]
        told = self._in_clause(start, end, first, last, cues)
        if told is not None:
            return told
        if self._is_awaited(start, end, first, last) or self._is_agreed(start, end, first, cues):
            return Modality.PLANNED
        told = self._from_before(start, part, cues, section)
        begins = start_behind(self.text, start, _CLAUSE_ENDS, first)
        here = [one for one in states if begins <= one.at < end]
        if not here or told in _WISHED:
            return told
        ends = self._next(_CLAUSE_ENDS, end, last)
        return Modality.DONE if self._happened(begins, end, ends) else Modality.ONGOING

    def _happened(self, begins: int, end: int, ends: int) -> bool:
        """Whether a clause of a state tells what happened, or of a year that is over."""
        return bool(words.HAPPENED.search(self.text, end, ends)) or _in(self._past, begins, ends)

    def _is_awaited(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether the next clause says by when it is to be ready (建烘干房一座，预计8月投用)."""
        ends = self._next(_CLAUSE_ENDS, end, last)
        if not words.AWAITED.match(self.text, ends, last):
            return False
        clause = self.text[start_behind(self.text, start, _CLAUSE_ENDS, first) : ends]
        return bool(words.MADE.search(clause)) and not words.MADE_ALREADY.search(clause)

    def _is_agreed(self, start: int, end: int, first: int, cues: Sequence[_Cue]) -> bool:
        """Whether it stands among the duties of what the sentence says was signed (签订协议，企业
        出资45万元), and nothing tells that they are done."""
        begins = max(first, start - REACH)
        signed = words.ACCORD.search(self.text, begins, end + 16)
        if not signed or self.text.find("，", signed.start(), end) < 0:
            return False
        at = self.text.index("，", signed.start())
        return at < start and not any(
            at < one.at < start and one.modality == Modality.DONE for one in cues
        )

    def _is_given(self, start: int, end: int, part: int) -> Modality | None:
        """How long something has lain idle, how many there are in all, or for how long an accord
        was signed: it is so, whatever is planned with it."""
        before = max(0, start - 8)
        lain = words.LAIN.search(self.text, before, start)
        if (lain and self.text[end - 1 : end] in "年月天") or words.WHOLE.search(
            self.text, before, start
        ):
            return Modality.ONGOING
        term = words.TERM.search(self.text, before, start)
        return Modality.DONE if term and words.SIGNED.search(self.text, part, start) else None

    def _did(self, cue: _Cue) -> bool:
        """Whether it is but a 了: in what is agreed, 交货了 says when something falls due."""
        return cue.modality == Modality.DONE and self.text[cue.end - 1] == "了"

    def _befell(self, start: int, first: int, last: int) -> bool:
        """Whether the clause, in a list of what is wrong, tells of what happened."""
        begins = start_behind(self.text, start, _CLAUSE_ENDS, first)
        ends = self._next(_CLAUSE_ENDS, start, last)
        return bool(words.BEFALLEN.search(self.text, begins, ends)) or _in(self._past, begins, ends)

    def _section(self, start: int) -> Section | None:
        inside = [one for one in self.sections if one.start <= start < one.end]
        return inside[-1] if inside else None

    def _in_clause(
        self, start: int, end: int, first: int, last: int, cues: Sequence[_Cue]
    ) -> Modality | None:
        """What the clause itself says: behind it, before it, or by a date that is to come."""
        begins = start_behind(self.text, start, _CLAUSE_ENDS, first)
        ends = self._next(_CLAUSE_ENDS, end, last)
        before = [one for one in cues if begins <= one.at < end]
        behind = words.BEHIND.search(self.text, end, min(self._next("、（", end, ends), end + 24))
        if behind and (told := self._behind(behind, start, end, before)):
            return told
        if before and before[-1].clause and before[-1].modality == Modality.DONE:
            before = [one for one in before if one.modality not in _SO] or before
        if before:
            wished = [one for one in before if one.modality in _WISHED]
            if wished and (before[-1].name == "stands_clause" or self._only_when(before[-1])):
                return wished[0 if before[-1].modality in _WISHED else -1].modality
            return self._is_over(before[-1], begins, end, ends) or before[-1].modality
        if self._is_ahead(begins, ends, start):
            return Modality.PLANNED
        if words.GOES_WITH.match(self.text, begins) and begins - 2 > first:
            return self._in_clause(begins - 2, begins - 1, first, last, cues)
        return None

    def _behind(
        self, behind: re.Match[str], start: int, end: int, before: Sequence[_Cue]
    ) -> Modality | None:
        """What the words behind it say; 到账 and 用上了 are done where neither a wish before them
        nor a date between looks ahead."""
        told = words.MODALITY[behind.lastgroup or ""]
        if told != Modality.DONE or behind.group() == "已":
            return told
        if any(one.modality in _WISHED for one in before):
            return None
        between = words.NOT_YET.search(self.text, end, behind.start())
        return Modality.PLANNED if between or self._is_ahead(end, behind.start(), start) else told

    def _only_when(self, cue: _Cue) -> bool:
        """Whether it only says when or how often (力争明年投产, 愿以每年不少于2万斤供应)."""
        return self.text.startswith(("明年", "今后", "每"), cue.at)

    def _is_over(self, cue: _Cue, begins: int, end: int, ends: int) -> Modality | None:
        """Done, where a clause of what goes on tells of a year that is over, or of what those it
        has did (有12个村参加了培训)."""
        if cue.modality != Modality.ONGOING:
            return None
        did = cue.name == "stands_clause" and words.HAPPENED.search(self.text, end, ends)
        still = self.text[cue.at - 1 : cue.at] in ("还", "仍", "尚")
        if self.text.startswith(("有", "只有", "仅"), cue.at) and not still:
            begins = start_behind(self.text, begins, "。！？\n")
            did = did or words.ONCE.search(self.text, begins, cue.at)
        over = not still and _in(self._past, begins, ends)
        return Modality.DONE if did or over else None

    def _is_ahead(self, start: int, end: int, of: int) -> bool:
        """Whether a date that is to come stands there, and may say something of place ``of``."""
        for place in range(bisect_left(self._ahead, start), len(self._ahead)):
            at = self._ahead[place]
            if at >= end:
                return False
            within = self._enclosing(at)
            if within is None or _holds(within, of):
                return True
        return False

    def _next(self, marks: str, start: int, last: int) -> int:
        return end_before(self.text, start, marks, last)

    def _from_before(
        self, start: int, part: int, cues: Sequence[_Cue], section: Section | None
    ) -> Modality | None:
        """What earlier clauses of the sentence say. A wish or a guess holds to the next
        semicolon, a plan to the end of the sentence; in a section of plans only what is certainly
        done is done."""
        for cue in reversed([one for one in cues if one.at < start and not one.clause]):
            if cue.at < part and cue.modality == Modality.DONE:
                break
            guess = self.text.startswith(("预计", "估计"), cue.at)
            if cue.at < part and (cue.modality != Modality.PLANNED or guess):
                continue
            return cue.modality
        if self._is_ahead(part, start, start) and (section is None or not section.plans):
            return Modality.PLANNED
        return None


_SO = frozenset({Modality.DONE, Modality.ONGOING})
_WISHED = frozenset({Modality.PLANNED, Modality.INTENT, Modality.ASPIRATION})
_ENCLOSED = re.compile(f"“[^”\\n]{{0,{REACH}}}”|（[^）\\n]{{0,{REACH}}}）")
_DENIED = re.compile(
    "不成立|不实|不符|有误|不采用|无从核实|个人判断|不应计入|不再使用|存在重复|并非现状"
)
_CORRECTED = re.compile("[\u4e00-\u9fff]{0,2}(?:应为|应改为|改为|更正为|有误)")
_QUOTE = re.compile(f"“(?P<said>[^”\\n]{{1,{REACH}}})”")
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
    if words.FUTURE.match(text, match.start()):
        return False
    if words.NOT_FUTURE.match(text, match.start()):
        return True
    following = lexicon.cut(text[match.end() : match.end() + 8])
    if following and following[0].text in DEEDS:
        return False
    return bool(following) and following[0].tag[:1] in ("n", "f", "r", "s", "m", "b", "x")
