"""What a text tells of besides names and numbers: accords, projects, promises, honours, meetings.

Each kind has its words; a thing spans the shortest words that name it. Who takes part is what is
named before it in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..fact import FactKind
from ..names.edges import Edges
from ..needs.needs import needs
from .accords import accords, joint_bodies, liaisons, pairings
from .occasions import occasions
from .pairings_hinted import hinted
from .projects import is_meant, is_short_of_money, projects
from .resources import resources
from .thing import Thing, sentence_end, sentence_start

_LAST: tuple[tuple[FactKind, str], ...] = (
    (
        FactKind.LEADING_GROUP,
        "(?:协调)?领导小组|协调小组|工作专班|专班|(?:联建|共建|结对|帮扶)工作小组",
    ),
    (FactKind.STATION, "科技小院|创新站|实践站|信息安全岛服务站|服务站|工作站|驿站|服务点|联络站"),
    (
        FactKind.MEETING,
        "联席会议|联席会|推进会|座谈会|对接会|调度会|协商会|碰头会|党员大会|党员会|支委会|理事会|现场会|研讨会|视频会|恳谈会|评审会|会商会",
    ),
    (FactKind.CAMPAIGN, "倡议书|倡议|专项行动|行动(?=[，。的”])|行动计划"),
)
_THINGS = tuple((kind, re.compile(words)) for kind, words in _LAST)
_HONOUR = re.compile(
    "[“《](?P<name>[^”》]{2,24})[”》](?P<rank>[特一二三金银铜优]等?奖|提名奖|称号|荣誉)?"
)
_AWARDED = re.compile("被?评为|荣获|获得?|授予|认定为|命名为|入选|获评|获颁|摘得|捧回|评上|拿到")
_HONOUR_WORDS = re.compile(
    "示范|先进|优秀|十佳|最美|[1-5]A级|模范|标兵|文明|奖|英才|楷模|金牌|五星|红旗|先锋"
)
_CHANNEL = re.compile(
    "“(?P<name>[^”]{2,14})”(?:微信|短)?(?P<of>公众号|专栏|栏目|视频号|视频账号|视频|直播间|抖音号|账号|客户端|频道|消费专线)"
    "|“[^”]{2,10}(?:直播间|小店|之声)”|(?:账号|名字)(?:就)?叫“(?P<called>[^”]{2,10})”"
)
_BRAND = re.compile(
    "“[^”]{1,8}”牌[\u4e00-\u9fff]{1,8}|(?<=打造出)(?P<made>[\u4e00-\u9fff、]{2,30})等一?批?(?:特色)?品牌"
)
_CLUSTER = re.compile(
    r"(?P<items>[\u4e00-\u9fff、]{4,40}?)等?(?:\d+|[两三四五六七八九十])?大?类?(?:产业集群|产业集群)"
)
_ACTIVITY = re.compile(
    "“[^”]{2,14}”(?:主题|系列)?活动|“[^”]{2,10}班”(?=[^，。；]{0,10}(?:开班|结业|招))|(?:“[^”]{2,24}”的?)?(?:“[^”]{1,6}”)?(?:主题党日活动|主题党日|(?:签约|启动|揭牌|开园|聘任|授牌|开班|结业|捐赠|开工|竣工|颁奖|拜师|交接|首发|开机|通车|开镰|开秤|开渔|结对|授旗)仪式|义诊|采摘节|[\u4e00-\u9fff]{1,6}节(?=[，。期开于上])|"
    "沙龙|培训班|专题培训|实践活动|志愿服务活动|文艺汇演|对接活动|走访活动)"
)
_AREAS = re.compile("产业发展|招商引资|招才引智|人才培养|技术服务|改善民生")
_PILOT = re.compile(
    "率先在[^，。；]{2,12}(?:进行|开展)?试点[^，。；]{0,14}|[^，。；：]{0,4}列为[^，。；]{0,10}试点|先行先试"
)


def things(text: str, edges: Edges, said: str) -> Iterator[Thing]:
    """All of them in the order of the text; a thing is told once, where it is first named. The
    same word in another sentence joins other sides: a pairing is told in each. ``said`` is the text
    with its dates, which ``text`` has marks for."""
    seen: set[tuple[FactKind, str, object]] = set()
    needed = list(_needs(text, edges))
    found = [
        *accords(text), *pairings(text), *joint_bodies(text, edges), *liaisons(said),
        *_last_words(text, edges), *_honours(text), *_simple(text), *_resources(text),
        *_projects(text, edges), *hinted(text),
    ]  # fmt: skip
    found = [*needed, *(one for one in found if not _is_needed(text, one, needed))]
    ends: dict[FactKind, int] = {}
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if "hinted" not in one.more:
            if one.kind in _NEVER_NESTED and one.start < ends.get(one.kind, 0):
                continue
            ends[one.kind] = one.end
        place = one.more.pop("place", 0)
        if one.kind == FactKind.PAIRING and not place:
            place = sentence_start(text, one.start)
        if (one.kind, one.value, place) not in seen:
            seen.add((one.kind, one.value, place))
            yield one


_NEVER_NESTED = frozenset({FactKind.MEETING, FactKind.PAIRING, FactKind.ACTIVITY, FactKind.ASSET})


def _last_words(text: str, edges: Edges) -> Iterator[Thing]:
    for kind, pattern in _THINGS:
        for match in pattern.finditer(text):
            start, end = _named(text, match, edges)
            name = text[start:end]
            bare = start == match.start() and match.group() != "科技小院"
            if bare and kind in (FactKind.CAMPAIGN, FactKind.STATION):
                continue
            yield Thing(kind, start, end, name)


def _projects(text: str, edges: Edges) -> Iterator[Thing]:
    """Each once: a name that holds another, or is held by one, tells of the same work. What a
    named project consists of is none of its own."""
    known: list[Thing] = []
    accepted = _ACCEPTED.match(text.lstrip())
    faults = (text + "问题").find("问题") if accepted else 0
    for start, end in sorted(projects(text, edges), key=lambda one: (one[0], -one[1])):
        name = text[start:end]
        if (known and start < known[-1].end) or any(_is_same(name, one.value) for one in known):
            continue
        if known and len(name) <= _BARE:
            same = sentence_start(text, start) <= known[-1].start
            if start < faults or (same and known[-1].value.endswith(("项目", "工程"))):
                continue
        known.append(Thing(FactKind.PROJECT, start, end, name))
    yield from known


_ACCEPTED = re.compile("[^\n]*验收")
_BARE = 3
"""A name as short as this is the mere kind of work."""


def _is_same(name: str, known: str) -> bool:
    """Whether one is the other, shortened (通达村速冻线 for 通达村玉米速冻线)."""
    letters = iter(known)
    return all(one in letters for one in name) or (len(known) > _BARE and known in name)


def _named(text: str, match: re.Match[str], edges: Edges) -> tuple[int, int]:
    """A thing from the beginning of its name; a quoted name before its last word is part of it."""
    start = match.start()
    end = match.end()
    if text[start - 1 : start] in "”》":
        opened = text.rfind("“" if text[start - 1] == "”" else "《", max(0, start - 25), start)
        if opened >= 0:
            start = edges.left(text, opened)
            return start, end
    start = edges.left(text, start)
    if text[end : end + 1] == "”" and text[start - 1 : start] == "“":
        return start - 1, end + 1
    return start, end


def _honours(text: str) -> Iterator[Thing]:
    for awarded in _AWARDED.finditer(text):
        end = sentence_end(text, awarded.end())
        for match in _HONOUR.finditer(text, awarded.end(), min(end, awarded.end() + 80)):
            if _HONOUR_WORDS.search(match["name"]) or match["rank"]:
                by = re.search(
                    r"被(?P<by>[\u4e00-\u9fff、]{3,24}?)$",
                    text[max(0, awarded.start() - 26) : awarded.start()],
                )
                more: dict[str, object] = {"by": by["by"]} if by else {}
                level = re.search(
                    "国家级|省级|市级|县级|全国|全省|全市|全县",
                    text[awarded.start() : match.start()],
                )
                if level:
                    more["level"] = level.group()
                rank = match["rank"] or ""
                name = match["name"] if rank in ("", "称号", "荣誉") else match.group()
                start = match.start() + (1 if name == match["name"] else 0)
                yield Thing(FactKind.HONOUR, start, start + len(name), name, more)


def _simple(text: str) -> Iterator[Thing]:
    for kind, pattern in (
        (FactKind.CHANNEL, _CHANNEL), (FactKind.ACTIVITY, _ACTIVITY), (FactKind.WORK_AREA, _AREAS),
        (FactKind.PILOT, _PILOT),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            yield Thing(kind, match.start(), match.end(), match.group())
    for kind, start, end in occasions(text):
        yield Thing(kind, start, end, text[start:end])
    for match in _BRAND.finditer(text):
        if match["made"] is None:
            yield Thing(FactKind.BRAND, match.start(), match.end(), match.group())
        else:
            yield from _items(FactKind.BRAND, match["made"], match.start("made"))
    for match in _CLUSTER.finditer(text):
        items = re.sub("^.*(?:涵盖|包括|形成|打造|有|以|培育)", "", match["items"])
        yield from _items(FactKind.CLUSTER, items, match.end("items") - len(items))


def _items(kind: FactKind, listed: str, at: int) -> Iterator[Thing]:
    for piece in re.finditer("[^、]+", listed):
        word = re.sub("等$", "", piece.group())
        if 2 <= len(word) <= 10:
            yield Thing(kind, at + piece.start(), at + piece.start() + len(word), word)


def _needs(text: str, edges: Edges) -> Iterator[Thing]:
    for start, end in needs(text, edges.lexicon):
        yield Thing(FactKind.NEED, start, end, text[start:end])


def _is_needed(text: str, one: Thing, needed: Sequence[Thing]) -> bool:
    """Whether what looks given or built is what somebody lacks or asks for. What a village means to
    build itself (想上一条生产线) is a project beside the need."""
    if one.kind not in (FactKind.PROJECT, FactKind.RESOURCE):
        return False
    if not any(one.start < need.end and need.start < one.end for need in needed):
        return False
    return one.kind == FactKind.RESOURCE or not (
        is_meant(text, one.start) or is_short_of_money(text, one.end)
    )


def _resources(text: str) -> Iterator[Thing]:
    for start, end, kind in resources(text):
        yield Thing(FactKind.RESOURCE, start, end, text[start:end], {"resource": kind})
