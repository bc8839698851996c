"""What a text says that somebody has promised, decided or been charged to do.

A commitment is a clause: what is to be done, without whom it binds (one whose object stands first
is kept whole: 食宿由村里解决), with what says more of it (每期不少于30人, 6月底前建成). Clauses
that only tell how large, how dear or how long something is to be are none, nor are targets
(突破400万元), nor resolutions that nobody could be held to (继续加强), nor what is over.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..clauses import REACH
from ..dates.date_base import Date
from ..fact import Modality
from ..modality.modality import Modalities
from ..modality.sections import Section
from . import commitment_words as say

_CLAUSE = re.compile(r"[^，。；：！？\n（）｜]{4,}")
_DEADLINE = re.compile(r"(?:(?<![目日眼以此])前|(?<=\d日)前|(?<=[\u4e00-\u9fff\d]{2})[以之]前|内)$")
_LEAD = re.compile(
    rf"^(?:此外|另外|同时|其中|又|并且?|还|也|再(?=由)|均|都|则|就|且|而|经[^，。；]{{1,6}}后?|明年(?=[拟由])|今年(?=[拟由])|下一步|今后[一二三四五]年|{say.WHO})+"
)
_PROMISE = re.compile(
    rf"(?:{say.WHO}|[\u4e00-\u9fff]{{1,10}}?)?(?:口头|当场|当即|一口)?(?:承诺|答应|应承|许诺|同意|约定|愿意?(?=[\u4e00-\u9fff])|表态|答复|表示|说(?![明法服]))(?:了|将|要|会)?[，：]?"
)
_BREAKS = re.compile("^(?:但|不过|可(?![以能先])|然而|目前|现在|眼下|已|只是|就是|我没|没)")
_PLANS = frozenset({Modality.PLANNED, Modality.INTENT})


@dataclass(frozen=True, slots=True)
class Commitment:
    """Where it stands, where its clause begins with whom it binds, and how it is said."""

    start: int
    end: int
    clause: int
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Clause:
    """What is known of one clause. ``ahead``: a day that is to come stands in it; ``before``: what
    its sentence says before it, ``heard``: also before its last semicolon."""

    start: int
    words: str
    told: Modality
    ahead: bool
    due: bool
    listed: bool
    in_plan: bool
    before: str
    heard: str
    minutes: bool


def commitments(
    text: str, modality: Modalities, dates: Sequence[Date], ahead: Sequence[int]
) -> Iterator[Commitment]:
    """Where commitments stand, in the order of the text. ``ahead``: where dates stand that are to
    come."""
    last: Commitment | None = None
    for one in _single(text, modality, dates, ahead):
        if last is not None and _goes_on(text, last, one):
            last = replace(last, end=one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _single(
    text: str, modality: Modalities, dates: Sequence[Date], ahead: Sequence[int]
) -> Iterator[Commitment]:
    """Clause by clause."""
    deadlines = [
        one.start for one in dates
        if _DEADLINE.search(text[one.start : one.end])
        or text.startswith(("以前", "之前"), one.end)
    ]  # fmt: skip
    head = text[: text.find("\n") if "\n" in text else 40][:60]
    ends = [0, *(mark.end() for mark in re.finditer("[。！？\n]", text))]
    minutes, over = bool(say.NARRATES.search(head)), bool(say.OVER.search(head))
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        mark = say.MARK.match(match.group())
        start += mark.end() if mark else 0
        words = text[start:end]
        if _is_only_a_day(text, start, end, dates) or _is_none(text, start, end):
            continue
        if _is_name_of_item(text, match.start(), start, end):
            continue
        told = modality.at(start, end)
        first = max(ends[bisect_right(ends, start) - 1], start - REACH)
        clause = _Clause(
            start, words, told,
            _has(ahead, start, end),
            _has(deadlines, start, end),
            not over and _is_listed(modality.sections, start),
            _is_in_plan(modality.sections, start),
            text[max(text.rfind("；", first, start) + 1, first) : start],
            text[first:start], minutes,
        )  # fmt: skip
        said = _modality_of(clause)
        if said is not None and told == Modality.DONE:
            # Nothing may say that it is so already.
            said = modality.at(start, end, plain=said)
        if said in _PLANS:
            yield Commitment(start + _without_subject(words), end, match.start(), said)


def _has(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted places lies there."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _is_only_a_day(text: str, start: int, end: int, dates: Sequence[Date]) -> bool:
    """Whether it says by when and not what (计划于8月9日)."""
    place = bisect_left(dates, start, key=lambda one: one.start)
    said = next((one for one in dates[place : place + 1] if one.start < end), None)
    if said is None or said.end > end:
        return said is not None
    if said.end == end and re.search("(?:计划|预计|定)[于在]$", text[start : said.start]):
        return True
    return not re.sub(
        "计划|预计|[拟于在定到至]", "", text[start : said.start] + text[said.end : end]
    )


def _is_none(text: str, start: int, end: int) -> bool:
    """Whether its words alone say that it is no commitment."""
    words = text[start:end]
    if len(words) < 4 or "\t" in words or _is_title(text, start) or text[end : end + 1] == "？":
        return True
    if say.BROKEN_OFF.search(words) and text[end : end + 1] == "（":
        return True
    if any(one.search(words) for one in (say.EMPTY, say.MEASURES, say.NO_DEED)):
        return True
    if say.VAGUE.search(words) and not say.EXACT.search(words):
        return True
    signed = say.SIGNS.search(words) and _CLAUSES_OF_ACCORD.match(text, end)
    return bool(signed or _ARRIVED.match(text, end) or _NAME.fullmatch(words))


_CLAUSES_OF_ACCORD = re.compile("，[^，。]{0,10}(?:明确|约定|期限|有效期)")
_ARRIVED = re.compile("，(?:实际|现|目前|截至[^，。]{0,10}，?)?(?:已|到账|到位)")
"""What was promised was money, and this much has come."""
_NAME = re.compile("[\u4e00-\u9fff“”]*(?:党支部|党委|党总支|公司|党建办|办公室|委员会|中心|合作社)")


def _is_name_of_item(text: str, begin: int, start: int, end: int) -> bool:
    """Whether it only names what an item is about (1.解决用工。…; 1.繁育池扩建，新增6口)."""
    if begin == start or text[end + 1 : end + 2] in ("", "\n"):
        return False
    if text[end : end + 1] == "，":
        return bool(say.NAMES_WORK.fullmatch(text, start, end))
    return end - start <= 8 and text[end : end + 1] == "。"


def _goes_on(text: str, last: Commitment, one: Commitment) -> bool:
    """Whether a clause says more of the one before it: how often, what for, by when."""
    joined = text[one.clause : one.start] in ("", "并", "并且", "再", "还")
    if text[last.end : one.clause] != "，" or not joined:
        return False
    before, words = text[last.start : last.end], text[one.clause : one.end]
    if _is_taken_on(words) or _OTHER.match(words):
        return False
    if say.ITS_AGENT.match(words):
        return not say.WHOSE.match(text[last.clause : last.start] or before)
    if say.READY.search(words):
        return not _DATED_BEFORE.search(before)
    if say.WHEN_READY.match(words):
        return not _DATED_BEFORE.search(before)
    if say.WITH_IT.match(words):
        return True
    if say.DETAIL.search(words):
        deed = say.DEED.search(words)
        if words[0] == "每" and say.SENDS.search(before):
            return True
        return deed is None or words[0] == "并" or deed.group() in before
    return bool(say.MEANS.search(before)) and not _DATED_BEFORE.search(words)


_OTHER = re.compile(rf"[\u4e00-\u9fff]{{0,6}}(?<![与向为给对到在]){say.WHO}(?!的)")
"""Somebody else is bound by it."""
_DATED_BEFORE = re.compile("[月日底天年内]前|[年月天周]内|\\d月|[周底]")


def _modality_of(clause: _Clause) -> Modality | None:
    """How it binds; None where it binds nobody."""
    if say.AIMS.search(clause.words) and say.TARGET.search(clause.words):
        return None
    if _is_taken_on(clause.words) and _is_over(clause):
        return None
    pledged = say.PLEDGES.search(clause.words) or "自愿" in clause.words
    if (
        not pledged
        and say.FINANCED.search(clause.heard)
        and "元" in clause.words
        and not clause.due
    ):
        return None
    if clause.told in _PLANS:
        return clause.told if _is_planned(clause) else None
    if clause.told == Modality.ASPIRATION and _is_taken_on(clause.words):
        return Modality.PLANNED
    if clause.told in (Modality.ASPIRATION, Modality.ONGOING) and say.STRIVES.search(clause.words):
        strict = clause.told == Modality.ASPIRATION or clause.due
        binds = strict and say.ACTS.search(clause.words) and not say.TARGET.search(clause.words)
        return Modality.INTENT if binds else None
    if clause.told == Modality.DONE and not say.PAST.search(clause.words) and _is_bound(clause):
        return Modality.PLANNED
    return None


def _is_planned(clause: _Clause) -> bool:
    """Whether what is told to come binds somebody."""
    words = clause.words
    if say.INTENDS.search(words) or _is_dated(clause) or _is_bound(clause):
        return True
    acts = say.ACTS.search(words)
    chained = words[0] == "并" and say.INTENDS.search(clause.before)
    if (acts and (chained or say.BOUND.search(words) or clause.listed)) or say.EACH.search(words):
        return True
    if say.TARGET.search(words):
        return False
    if clause.in_plan:
        own = words[_without_subject(words) :]
        return bool(say.PLANNED_DEED.search(own) and say.DEFINITE.search(own))
    return bool(acts and clause.told == Modality.PLANNED)


def _is_dated(clause: _Clause) -> bool:
    """Whether it says by which day."""
    if say.MEETS.search(clause.words):
        return False
    if clause.due:
        return True
    deed = say.DATED.search(clause.words) or say.ACTS.search(clause.words)
    soon = clause.ahead or say.SOON.search(clause.words)
    return bool(soon and deed and not say.TARGET.search(clause.words))


def _is_bound(clause: _Clause) -> bool:
    """Whether its own words or those that it hangs on bind somebody, whatever else is said."""
    words = clause.words
    over = _is_over(clause)
    if _is_taken_on(words):
        return True
    if say.SOON.search(words) and say.REMINDS.search(words):
        return True
    if clause.listed and (say.ACTS.search(words) or say.GIVES.search(words)):
        return True
    agreed = clause.minutes or re.search("协议|约定|协商|商定", clause.heard)
    if agreed and not over and (say.ASKED.search(words) or say.EACH.search(words)):
        return True
    pledge = say.PLEDGES.search(words)
    if pledge and _is_deed(words[pledge.end() :]):
        return True
    spoken = say.SPOKEN.search(words)
    if spoken and _is_to_come(words[spoken.end() :]):
        return True
    if _SAYS.search(clause.before) and say.OFFERS.match(words):
        return True
    return _is_promised(clause)


_SAYS = re.compile("(?<![传小听再据])(?:说|表示|回话|讲|答复|回复)[，：]$")


def _is_over(clause: _Clause) -> bool:
    """Whether its sentence tells of what is over (去年修了桥，食宿由村里承担), and no plan."""
    if not _WRITTEN.search(clause.words):
        return False
    planned = clause.listed or clause.in_plan or _TO_BE.search(clause.before)
    return not planned and bool(say.PAST.search(say.PROMISED.sub("", clause.before)))


_WRITTEN = re.compile("负责|承担|负担|解决|自筹|自理|列支|减免|垫|收购|提供")
"""As reports say it; who talks of what they will bear says 出, 掏, 管."""
_TO_BE = re.compile("将|拟|计划|打算|答应|承诺|约定|同意|商定|议定|决定|愿意")


def _is_taken_on(words: str) -> bool:
    """Whether it says who bears what (食宿由村里解决, 资金公司三成、咱七成, 线和开关我买)."""
    patterns = (say.BORNE, say.NAMED_TO, say.SHARES, say.TAKEN_ON, say.DUTY)
    return any(one.search(words) for one in patterns)


def _is_deed(words: str) -> bool:
    return bool(say.ACTS.search(words) or say.GIVES.search(words) or _HANDS_OVER.search(words))


_HANDS_OVER = re.compile("交|租|借|结对|结成|加入|去|来|换")


def _is_to_come(words: str) -> bool:
    """Whether what somebody says is to come: 先给, 可以垫, 五一前发到."""
    return bool(say.TO_COME.search(words) or (say.SOON.match(words) and len(words) > 4))


def _is_promised(clause: _Clause) -> bool:
    """Whether somebody has promised it earlier in the sentence."""
    promise = next(reversed(list(say.PROMISED.finditer(clause.before))), None)
    if promise is None:
        promise = say.PLEDGES.search(clause.before) or say.SPOKEN.search(clause.before)
        if promise is None:
            return False
        said = clause.before[promise.end() :]
        if not (_is_to_come(said) if promise.re is say.SPOKEN else _is_deed(said)):
            return False
    between = clause.before[promise.end() :].split("，")
    if any(_BREAKS.search(part) for part in between) or _BREAKS.search(clause.words):
        return False
    words = clause.words
    soon = clause.due or clause.ahead or say.SOON.search(words)
    goes_with = say.WITH_IT.match(words) or say.TO_COME.search(words)
    return bool(_is_deed(words) or goes_with or soon)


def _is_title(text: str, at: int) -> bool:
    """Whether it stands in a first line that is no sentence."""
    if at >= REACH:
        return False
    line = text[:REACH].partition("\n")[0]
    return at < len(line) and not any(mark in line for mark in "，。；")


def _is_in_plan(sections: Sequence[Section], at: int) -> bool:
    """Whether all around it is a plan: there a deed binds nobody by itself."""
    return any(not one.agreed and one.start <= at < one.end for one in sections)


def _is_listed(sections: Sequence[Section], at: int) -> bool:
    """Whether it stands in what a lead-in announces (双方商定：…; 主要内容：…)."""
    return any(one.agreed and one.start <= at < one.end for one in sections)


def _without_subject(words: str) -> int:
    """How many characters at its beginning say whom it binds, or only join it to what is before."""
    if say.BORNE.search(words) or say.TAKEN_ON.search(words):
        return 0
    promise = _PROMISE.match(words)
    at = promise.end() if promise and promise.end() < len(words) - 3 else 0
    lead = _LEAD.match(words[at:])
    return at + lead.end() if lead and at + lead.end() < len(words) - 2 else at
