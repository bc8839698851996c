"""Whom a commitment binds, and by which day it is due: from the words around it.

Who is said nearest counts: in the clause itself (由王蔚负责, 食宿由村里解决), before it, behind it
(责任人：杨学军), earlier in the sentence. A common noun (公司, 村里) stands for the last of its
sort that the text has named. Where nobody is said, nobody is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..clauses import start_behind
from ..dates.date_base import Date
from . import commitment_words as say
from .commitments import Commitment


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the text names: where first, the full name, and of what sort (``enterprise``,
    ``university``, ``village``, ``town``, ``person``, …)."""

    start: int
    name: str
    sort: str
    of: str = ""
    """For whom a person speaks."""


_PERSON = "[\u4e00-\u9fff]{2,3}"
_DUTY = "(?:负责|牵头|具体落实|落实|跟进|盯着?|管|起草|督办|承办|筹备)"
_CHARGED = re.compile(
    rf"(?:由|请|责成|委托|安排|麻烦|让)(?P<who>[^，。；：由请]{{2,18}}?)"
    rf"(?=(?:统一|分别|共同|具体|免费|自行|全部|派|向|与|把|将|于|在|到|先|再|来)*(?:{say.BEARS}|{_DUTY}|{say.DEED.pattern}|$|[向与把将于在到派包供收协先]))"
)
_BEHIND = re.compile(
    rf"(?:^[，（][^。\n]{{0,12}}?由(?P<charged>[^，。；）]{{2,14}}?){_DUTY}|^，(?P<bare>{_PERSON}){_DUTY}(?=[，。；]|$)|"
    rf"^[^\n；]{{0,60}}?(?:责任人|责任单位|牵头人|负责人|经办人)[：:](?P<listed>[^，。；）\n、]{{2,14}}))"
)
_LEADS = re.compile(r"由(?P<who>[^，。；]{2,14}?)(?:牵头|负责)，")
_PROMISES = re.compile(
    "(?:口头|当场|当即|已|还|也)*(?:承诺|答应|应承|许诺|同意|约定|愿意|表态|答复|表示|打算|计划|准备|有意|说|回话)"
)
_TITLES = re.compile(
    "(?:党委|党总支|党支部|支部)?(?:第一)?(?:副?书记|委员|组织委员|副?[镇乡县]长|副?主任|副?局长|副?院长|副?经理|副?总经理|董事长|教授|技术员)(?=[\u4e00-\u9fff]{2,3}$)"
)
_SORTS = (
    ("enterprise", "公司|企业|集团|厂家|企方|食品厂"),
    ("university", "学院|学校|大学|院里|校[里方]|系里|我[院校]|系党支部"),
    ("other", "研究[院所]|院里|所里|检测中心|医院"),
    ("social", "协会|促进会|商会|研究会|学会|社方"),
    ("village", "村里|村集体|村委会|村上|全?村|我村|咱们?村?|本村|村方|我们"),
    ("town", "镇里|镇上|我镇|乡里|乡上|我乡|本乡|苏木|镇政府|乡政府"),
)
_COMMON = tuple(
    (sort, re.compile(f"^(?:{words})(?:党支部|党委|工会|这边|那边)?$")) for sort, words in _SORTS
)
_SORT_OF = (
    ("village", re.compile("村|嘎查")),
    ("enterprise", re.compile("公司|集团|合作社|厂")),
    ("university", re.compile("大学|学院|学校")),
    ("social", re.compile("协会|促进会|商会|研究会|学会")),
    ("other", re.compile("研究|中心|医院")),
)
_SHORT_WHO = re.compile(
    "公司(?:工会)?|企业|集团|厂家|学院|学校|研究[院所]|协会|促进会|商会|研究会|合作社|[村镇乡]里|村集体|村上|镇上|咱们?|我们|我[村镇乡县局院校会]|双方"
)
_TOGETHER = re.compile(
    "^(?:双方|各方|[两二三四五六]方|[两二三四五六]个?村|各村|各责任人|各单位)(?:党?支部)?$"
)
_ENDS_LIKE_NAME = re.compile(
    "(?:公司|集团|学院|大学|学校|研究院|研究所|协会|商会|促进会|合作社|中心|局|办|站|所|支部|党委|总支|财政|厂)$"
)
_NO_NAME = re.compile("[\\d一二三四五六七八九十的了把将要来比按以每再费款钱]|争取|事项")
_PLAN = re.compile("计划|打算|要点|安排|答复|复函|小结|总结|报告|汇报")
_DATE_LINE = re.compile("^[ \u3000]*(?:\\d{4}|[二〇一]{2})[^\n]{0,12}日?[ \u3000]*$")


def sort_of(name: str, kind: str) -> str:
    """Of what sort a body is: a branch is of the sort of its host."""
    if kind not in ("branch", "other"):
        return kind
    return next((sort for sort, words in _SORT_OF if words.search(name)), kind)


def speaker_of(text: str, named: Sequence[Named]) -> str:
    """Who speaks in a plan, a report or an answer: whoever signs it, else whom its title names."""
    lines = text.strip().split("\n")
    if not _PLAN.search(lines[0]):
        return ""
    last = next((line for line in reversed(lines) if not _DATE_LINE.match(line)), "")
    for line in (last, lines[0]):
        inside = [one for one in named if one.name in line and one.sort != "person"]
        if inside and len(line) < 40:
            return max(inside, key=lambda one: len(one.name)).name
    return ""


def owner_of(text: str, one: Commitment, named: Sequence[Named], speaker: str) -> str:
    """The full name of whom it binds, the words for them, or nothing."""
    for words in _said(text, one):
        found = _resolved(words, one.start, named)
        if found:
            return found
    first = start_behind(text, one.clause, "。！？；\n")
    return "" if any(first <= who.start < one.clause for who in named) else speaker


def _said(text: str, one: Commitment) -> Iterator[str]:
    """The words that say whom it binds, the nearest first."""
    clause = text[one.clause : one.end]
    charged = _CHARGED.search(clause)
    if charged:
        yield _TITLES.sub("", charged["who"])
    taken = say.TAKEN_ON.search(clause) or say.BORNE.search(clause)
    if taken:
        yield from (word.group() for word in _SHORT_WHO.finditer(taken.group()))
        return
    yield text[one.clause : one.start]
    behind = _BEHIND.match(text[one.end : one.end + 80])
    if behind:
        yield next(word for word in behind.groups() if word)
    first = start_behind(text, one.clause, "。！？\n")
    lists = text.rfind("：", first, one.clause)
    begins = start_behind(text, one.clause, "；", first)
    before = text[begins : one.clause]
    yield from (lead["who"] for lead in reversed(list(_LEADS.finditer(before))))
    for part in reversed(re.split("[，：]", before)):
        promise = _PROMISES.search(part)
        subject = _SUBJECT.match(part[: promise.start()] if promise else part)
        if promise:
            yield part[: promise.start()]
        elif subject:
            yield subject.group()
    subject = _SUBJECT.match(clause)
    if subject:
        yield subject.group()
    if first < lists < begins:
        yield re.split("[，；]", text[first:lists])[-1]


_SUBJECT = re.compile(
    f"[^，]{{0,3}}?(?:{_SHORT_WHO.pattern}|[\u4e00-\u9fff]{{2,24}}?(?:公司|集团|学院|大学|学校|研究院|研究所|协会|商会|促进会|合作社|党支部|党委|党总支|办公室|工作专班))"
)


def _resolved(words: str, at: int, named: Sequence[Named]) -> str:
    """A name for the words of a clause that come before its deed."""
    words = say.MARK.sub("", words).strip().rpartition("由")[2]
    words = re.sub(
        "^(?:其中|此外|同时|会上|并且?|还|再|也|都|均|则|由|以上事项由)+|[：，]$", "", words
    )
    promise = _PROMISES.search(words)
    words = words[: promise.start()] if promise else words
    if not words:
        return ""
    inside = [one for one in named if one.name in words]
    if inside:
        found = max(inside, key=lambda one: (one.sort != "person", words.find(one.name)))
        return found.of or found.name
    if _TOGETHER.match(words):
        return words
    for sort, pattern in _COMMON:
        if pattern.match(words):
            return _last(sort, at, named) or words
    short = [one for one in named if one.sort != "person" and _is_short_for(words, one.name)]
    if short:
        return short[-1].name
    person = _TITLES.sub("", words)
    if person != words and 2 <= len(person) <= 3:
        return person
    if len(words) > 12 or _NO_NAME.search(words) or say.DEED.search(words):
        return ""
    return words if _ENDS_LIKE_NAME.search(words) else ""


def _is_short_for(short: str, name: str) -> bool:
    """Whether the characters of one stand in the other in their order (塞川集团)."""
    at = 0
    for character in short:
        at = name.find(character, at) + 1
        if not at:
            return False
    return len(short) >= 3


def _last(sort: str, at: int, named: Sequence[Named]) -> str:
    """The last of a sort that is named before; who is named only later is not meant."""
    before = [one for one in named if one.sort == sort and one.start < at]
    return before[-1].name if before else ""


def due_of(text: str, one: Commitment, dates: Sequence[Date]) -> str:
    """The day by which it is due, as ISO 8601, of two the one that says so (9月底前, 到年底)."""
    said = [
        (text[date.start : date.end], date.value)
        for date in dates[bisect_left(dates, one.clause, key=lambda date: date.start) :][:40]
        if one.clause <= date.start < one.end and date.value and date.sort != "recurring"
        and not text.startswith("起", date.end) and text[date.start] != "自"
    ]  # fmt: skip
    by = [value for words, value in said if words.endswith(("前", "内"))]
    return (by or [value for _, value in said] or [""])[0].rpartition("/")[2]
