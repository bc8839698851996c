"""What is built or put right: named behind a word of building (新建烘干中心), or before a word that
says how far it is (烘干中心主体已完工), or what is done to it (机耕路拓宽)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import start_behind
from ..names.edges import Edges
from ..needs.thing_words import QUANTITY
from .building_words import (
    BETWEEN,
    BOUNDARY,
    BUILDS,
    DEEDS,
    LAST,
    RENEWS,
    STATE,
    is_building,
    is_renewal,
)

_PHASE = "（?[一二三四]期）?"
_SIZE = f"(?:长|宽|面积|占地)?{QUANTITY}"
_MUCH = (
    "(?:了|的|起|过|成|上)?了?(?:[那这][条座个])?"
    f"(?:一?[个家条座处间片栋口套批幢所排](?![\u4e00-\u9fff]?[，。]))?(?:{_SIZE})?(?:、*[^，。；：、的\n]{{0,8}}(?:\\d|"
    f"[年跨占通能可临])[^，。；：、的\n]{{0,10}}的)?(?:{_SIZE})?"
)
"""What stands between the word of building and the name: how many, how large."""
_COUNTED = re.compile(QUANTITY)
_BEHIND = re.compile(
    f"{BUILDS}{_MUCH}(?P<what>[\u4e00-\u9fff“”—]{{1,14}}?[{LAST}]”?)(?P<phase>{_PHASE})?{BOUNDARY}"
)
_MORE = re.compile(f"[、和及与](?P<what>[一-鿿“”]{{2,9}}?[{LAST}])(?=[，。；、和及与等])")
"""More of the same, without a number (建成亲水平台、栈道); what is counted is a part."""
_NO_MORE = re.compile("设备|装置|配套|系统")
_TO = re.compile(
    "(?:修通|打通|拉通|新修|修建|硬化|拓宽|"
    "修)了?(?:从)?(?P<what>[\u4e00-\u9fff]{2,8}[到至][\u4e00-\u9fff]{2,8}的[\u4e00-\u9fff]{0,5}[路桥渠道])"
)
_QUOTED_NEW = re.compile(
    "(?:建|办|开办|援建|打造|改成|做成|捐建)(?:了|"
    "起)?(?:一?[个家座间所])?(?P<what>“[^”\n]{2,10}(?:中心|厨房|食堂|书屋|驿站|工坊|车间|"
    "营地|基地|学堂|院|园|馆|坊|店|超市|小院)”)"
)
_BEFORE = re.compile(
    f"[{LAST}](?P<phase>{_PHASE})?(?={BETWEEN}{STATE})(?!(?:项目|工程)?(?:有限|公司))"
)
_OPENED = re.compile(
    "(?P<what>“[^”\n]{3,12}”)(?=(?:、|已经?|正式|将|预计|于|[今去明]年|[暑寒]假)*(?:开放|"
    "投用|启用|开业|开张|开园|落成|投入使用|建成|对外开放))"
)
_PUTS = re.compile(
    f"[把将](?P<what>[\u4e00-\u9fff]{{1,12}}?[{LAST}])(?=(?:全部|重新|都|也)*(?:定了?下来|"
    "敲定|谈下来|谈妥|列入|纳入|提上日程|修好|建好|建起|建成|修通|拓宽|修完|盖好|修一遍|"
    "修起来|搭起来|接通|建起来|办起来))"
)
_DONE_TO = re.compile(
    f"(?P<deed>{DEEDS})(?=(?:{QUANTITY})?、*(?:，(?=因|已|目前|现已|预计|计划))?(?:已|"
    "目前|现|预计|计划|通过|完工|竣工|开工|动工|正在|进入|进场|因|涉及|列入|纳入|概算|"
    "预算|总投资|投资\\d|，(?:新增|新建|增加|由)|推迟|暂缓|完成(?:投资|\\d)|卡在|招标|[：])|"
    f"、[\u4e00-\u9fff]{{2,10}}已通过)"
)
_CARRIED_OUT = re.compile(
    "(?:完成|实施|开展|推进|启动|用于|承担|负责|支持|同意|抓好|做好|搞好|资助|援助|援建|"
    f"捐建|出资|谋划|争取|帮助)(?:{QUANTITY})?(?P<what>[\u4e00-\u9fff]{{2,10}}?(?:{DEEDS}|"
    "(?<=...)建设))(?=[，。；、和及与等]|$)"
)
_AND = re.compile(
    f"[、和及与](?P<what>[\u4e00-\u9fff]{{2,10}}?(?:{DEEDS}|建设))(?=[，。；、和及与等]|$)"
)
_LISTED = re.compile(f"[，。；：\n](?P<what>[^，。；：、\n]{{2,12}}?(?:[{LAST}]|{DEEDS}))、\\Z")
_RENEWED = re.compile(
    f"(?P<whole>{RENEWS}(?:被[^，。；的]{{1,6}}的)?(?P<what>[\u4e00-\u9fff]{{0,10}}?)(?:{QUANTITY})(?P<more>[\u4e00-\u9fff]{{0,6}})?)(?=[，。；、]|"
    "$)"
)
_ALL_OF = re.compile(
    f"[把将][^，。；\n]{{0,6}}?{QUANTITY}(?P<what>(?!的)[一-鿿]{{2,8}}?)(?=(?:全部|分批|"
    f"逐步|都)*{RENEWS}(?![成为]))"
)
_PLANTS = re.compile("换种|改种|补植|低改|嫁接|套种|新植")
_MEANT = re.compile(
    "打算|计划|拟|准备|想|议定|同意|用于|[一二三四五六]是|出资|拿出|投入|承诺|答应|表态|"
    "争取|前[^，。；\n]{0,2}$|捐|帮|援|垫|将|再|时间|\\n[^\\n，。]{0,4}$"
)
_DIGS = re.compile(f"(?:打井|修路|架桥|铺管)(?={QUANTITY})")
_NO_WORK = re.compile(
    "^(?:自己|各|该|本|此|其|有关|一些|许多|全部|每|了|的|有|内容|包括|设施|相关|什么|"
    "需要|在|不|个)|^基地$|进一步|加快|推动|继续|^[^的“]{0,8}(?:召开|举行|开展|参加|组织)"
)
_ALONE = re.compile(f"(?:{BUILDS}|同意|计划|修好|建设|帮|把|将|由)+了?(?:一?[个条座家处间](?=..))?")
_SHORTEST = 2
_BARE = frozenset({"道路", "公路", "基地", "大棚", "夜校", "课堂"})
"""Kinds of works that are no one work where only their state is told (道路修到家门口)."""
_SUMMED = re.compile("累计|据统计|全[县市区省旗]|共建成$")
"""What counts works together names none."""
_WANTING = re.compile(
    "缺|内有|没有?$|没能|急需|亟需|如果|要是|禁止|严禁|不得|不准|不许|不再|希望|盼(?!的)|"
    "恳请|请求|请[^，。；]{0,10}(?:支持|帮|协调|解决)|能否|能不能|需要?$|原计划|内设|"
    "设有|其中"
)


def works(text: str, edges: Edges) -> Iterator[tuple[int, int]]:
    """Where a work is named; the order is none, and some overlap."""
    yield from _behind(text)
    for match in _BEFORE.finditer(text):
        last = match.start() + 1
        start = named_from(text, last, edges)
        if not is_building(text[start:last].strip("“”")) or is_deed_word(text, last, edges):
            continue
        if text[start:last] in _BARE or text.endswith("完成", max(0, start - 2), start):
            continue
        if text.startswith("、", start - 1) and _COUNTED.match(text, last):
            continue
        if not _NO_WORK.search(text[start:last]) and not is_wanting(text, start):
            yield start, match.end()
            yield from _listed_before(text, start)
    yield from _put_right(text, edges)
    for match in _DIGS.finditer(text):
        yield match.span()


def _behind(text: str) -> Iterator[tuple[int, int]]:
    for match in _BEHIND.finditer(text):
        what = match["what"].strip("“”")
        if not is_building(what) or _NO_WORK.search(what) or is_wanting(text, match.start()):
            continue
        start = max(match.start("what"), text.rfind("的", *match.span("what")) + 1)
        if len(text[start : match.end("what")].strip("“”")) < _SHORTEST or what in _BARE:
            continue
        if match["what"].count("“") != match["what"].count("”"):
            continue
        if _STOCK.search(match.group()) and not _is_meant(text, match.start()):
            continue
        if verb := _ALONE.match(text, start, match.end("what") - 2):
            start = verb.end()
        yield start, match.end("phase") if match["phase"] else match.end("what")
        end = match.end()
        while more := _MORE.match(text, end):
            if is_building(more["what"]) and not _NO_MORE.search(more["what"]):
                yield more.span("what")
            end = more.end("what")
    for pattern in (_TO, _QUOTED_NEW, _OPENED):
        for match in pattern.finditer(text):
            if not is_wanting(text, match.start()):
                yield match.span("what")
    for match in _PUTS.finditer(text):
        if is_building(match["what"]) and not _NO_WORK.search(match["what"]):
            yield match.span("what")


def _put_right(text: str, edges: Edges) -> Iterator[tuple[int, int]]:
    """What is done to what stands: its name with the deed behind it, or before it."""
    for match in _DONE_TO.finditer(text):
        start = edges.left(text, match.start())
        if is_renewal(text[start : match.start()]) and not _NO_WORK.search(text[start:]):
            yield start, match.end()
            yield from _listed_before(text, start)
    for match in _CARRIED_OUT.finditer(text):
        end = match.end("what")
        if is_deed(match["what"]):
            yield _without_whose(text, *match.span("what"))
        while more := _AND.match(text, end):
            if is_deed(more["what"]):
                yield more.span("what")
            end = more.end("what")
    for match in _ALL_OF.finditer(text):
        if is_renewal(match["what"]) and _is_meant(text, match.start()):
            yield match.span("what")
    for match in _RENEWED.finditer(text):
        what = match["what"] + (match["more"] or "")
        if not (is_renewal(what) if what else _PLANTS.match(match["whole"])):
            continue
        if _is_meant(text, match.start()):
            yield match.span("whole")


_STOCK = re.compile("^改造[\u4e00-\u9fff]{1,6}园")


def _is_meant(text: str, at: int) -> bool:
    """Whether the sentence tells of what is to come, or of money for it: figures of what was done
    (改造低产园2100亩) name no project."""
    clause = start_behind(text, at, "。；！？\n")
    return bool(_MEANT.search(text[max(0, clause - 1) : at]))


_WHOSE = re.compile("(?:该|我|本|全|两|各)[村镇乡]|村[里内]|对方")


def _without_whose(text: str, start: int, end: int) -> tuple[int, int]:
    whose = _WHOSE.match(text, start, end)
    return (whose.end() if whose else start), end


_DEED = re.compile(f"(?:{DEEDS}|建设)$")


def is_deed(what: str) -> bool:
    """Whether words end in what is done to something that stands, or is built."""
    deed = _DEED.search(what)
    if deed is None:
        return False
    thing = _WHOSE.sub("", what[: deed.start()], count=1)
    if _NO_WORK.search(thing):
        return False
    return is_building(thing) if deed.group() == "建设" else is_renewal(thing)


def is_deed_word(text: str, end: int, edges: Edges) -> bool:
    """Whether the last two characters are a verb with its object (修路, 建厂), and no name."""
    last = edges.lexicon.cut(text[max(0, end - 8) : end])[-1]
    return len(last.text) == 2 and bool(_VERB_FIRST.match(last.text))


_VERB_FIRST = re.compile("[修建开办盖搭打挖铺架]")


def named_from(text: str, end: int, edges: Edges) -> int:
    """Where the name begins that ends there; a quoted name before its last word is part of it."""
    start = edges.left(text, end)
    if start >= end - 1:
        start = edges.left(text, end - 1)
    if start >= end - 1:
        start = _with_its_verb(text, end, edges)
    if text[start - 1 : start] == "”":
        opened = text.rfind("“", max(0, start - 12), start)
        start = opened if opened >= 0 else start
    verb = _ALONE.match(text, start, end - 2)
    return verb.end() if verb else start


def _with_its_verb(text: str, end: int, edges: Edges) -> int:
    """Where a name of one character begins with the verb before it (晾晒棚, 检验室)."""
    words = edges.lexicon.cut(text[max(0, end - 7) : end])
    before = words[-2] if len(words) > 1 and len(words[-1].text) == 1 else None
    if before is None or len(before.text) < 2 or _ALONE.fullmatch(before.text):
        return end - 1
    return end - 1 - len(before.text) if before.tag[:1] in ("v", "n") else end - 1


def _listed_before(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Works of the same list, of which the same is said (茶油坊技改、溪边步道已通过验收)."""
    listed = _LISTED.search(text[max(0, start - 16) : start])
    if listed and (is_building(listed["what"]) or is_deed(listed["what"])):
        at = start - len(listed.group()) + listed.start("what") - listed.start()
        yield at, at + len(listed["what"])


def is_wanting(text: str, at: int) -> bool:
    """Whether it is lacked, or asked for, or was not built (缺冷库, 没建成)."""
    clause = start_behind(text, at, "，。；：！？\n（")
    return bool(_WANTING.search(text[clause:at]) or _SUMMED.search(text[clause : at + 2]))
