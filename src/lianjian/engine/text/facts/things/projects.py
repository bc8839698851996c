"""Projects that a text names: what is called one, what is built, the lines of a table of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import start_behind
from ..names.edges import Edges
from ..tables import columns
from ..vocabulary import PROJECT_COLUMNS
from .building_words import is_vague
from .named_works import named_works
from .works import is_wanting, works

_CALLED = re.compile(
    "(?:项目|工程)(?!局|处|队|兵|建设有限|有限|公司|学院|大学|职业|技术|系|师|专业|清单|资金|化|库|负责|联系|进度|指标|管理|部)"
)
_PLAIN = re.compile(
    "(?:联建|续建|新开工|短板上|照着|办理|开工|完工|含|半拉子|所列|协议|年度|共建|产业|新上|重点|精品|各|有关|相关|惠民|民生|帮扶|合作|科研|建设|示范|扶持|特色|"
    "招商|农业|乡村|系统|单个|全部|抓|具体|上述|一批|新|大|小|好|本|该|此|跨区域|跨县域|发展|集体|经济|"
    "振兴|党建|服务|引领|推动|实施|推进|谋划|储备|亿元级?|千万元级?|入库|在库|签约|落地)*(?:项目|工程)"
)
_BUILT = re.compile(
    "生产线|烘干线|检验室|检测室|研发中心|育苗基地|种苗基地|加工点|烘干房|通组路|产业路|机耕路|停车场|公寓|书屋|观景台|夜校|直通车|蓄水池|引水渠|"
    "加工线|速冻线|中试线|示范园|示范基地|产业园|研学基地|种植基地|养殖基地|冷链库|冷藏库|冷库|气调库|车间|产地仓|"
    "示范田|示范片|营地|加工厂|育苗棚|(?<=[\u4e00-\u9fff])大棚|种质圃|试验场|繁育点|主题民宿|文化广场|水厂|光伏电站|驿道|"
    "(?<=[\u4e00-\u9fff])民宿"
)
_BUILDS = re.compile(
    "(?<![共联组])建(?!议|党|档|立|有)|共建(?=[\u4e00-\u9fff]{2,8}$)|设立|开办|办个|改成|出来做|修通|开通|建设|打造|改造|盘活|扩到|搞|催|投产|试产|当[\u4e00-\u9fff]{0,4}$|"
    "用作|落成|张罗|选址|中试线"
)
_QUOTED = re.compile(
    "“[^”]{1,8}(?:教室|课堂|夜校|工坊|车间|营地|基地|学堂)”"
    "(?:[\u4e00-\u9fff]{0,4}(?:营地|基地|项目|工程))?"
)
_WORKS = re.compile(
    "(?:(?<=[作（、])|(?<=用于)|(?<=实施)|(?<=完成)|(?<=开展)|(?<=推进)|(?<=[）]))"
    "(?P<what>[\u4e00-\u9fff]{2,8}?(?:硬化|升级|改造|亮化|供水|整治))(?=[，。；、：）]|\\d|工程)"
)
_LABEL = re.compile(
    r"(?m)^[ \u3000]*项目名称[:：][ \u3000]*(?P<what>[^\n，。；]{4,40}?)[ \u3000。；]*$"
)
_GOES = re.compile(
    "(?P<what>[\u4e00-\u9fff]{2,8}(?:烘干线|生产线|加工线|检验室|技改|维修|改造|硬化))(?=概算|总投资|由[^，。]{2,6}出资|正在(?:调试|施工|建设)|已(?:完工|开工|投产)|因)"
)
_PHASE = re.compile("第[二三四]期(?=[：，。])|[一二三]期(?:民宿|工程|建设|厂房|项目)")


_SHORTEST = 4
"""Characters of a name that says of what kind the project is and no more."""
_OF_WHOM = re.compile(
    "(?:实施|合作|投资|承担|建设|申报|援建|引进|运营|牵头|元|年)的(?P<what>[^的了在是把将与和对为从到有不\\W\\d]{2,9}(?:项目|工程))\\Z"
)
_TIMES = re.compile("\\d+[余多]?[期次场届班]")
"""It is held, and not built (开办夜校21期)."""
_DOES = re.compile("(?:抓紧|办理|申报|推进|实施|完成|启动|争取)+")
_OF_PLACE = re.compile("[\u4e00-\u9fff]{2,3}[村镇乡县](?:项目|工程)")
_LESSONS = re.compile("课堂|学堂")
_OF_HOLIDAYS = re.compile("学生|师生|暑|寒假|支教|留守")


def projects(text: str, edges: Edges) -> Iterator[tuple[int, int]]:
    """Where a project is named."""
    built = [*works(text, edges), *named_works(text, edges)]
    yield from built
    for start, end in _called(text, edges):
        if not any(start < first and last <= end for first, last in built):
            yield start, end


def _called(text: str, edges: Edges) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(text):
        start, end = _named(text, match, edges)
        if verb := _DOES.match(text, start, end):
            start = verb.end()
        if _OF_PLACE.fullmatch(text, start, end):
            continue
        if end - start <= _SHORTEST and (whose := _OF_WHOM.search(text[max(0, end - 18) : end])):
            start = end - len(whose["what"])
            if not _PLAIN.fullmatch(text[start:end]):
                yield start, end
            continue
        if end - start > _SHORTEST and not _PLAIN.fullmatch(text[start:end]):
            yield start, end
    for match in _BUILT.finditer(text):
        clause = start_behind(text, match.start(), "，。；：！？\n（")
        if not _BUILDS.search(text, clause, match.end()) or _is_wanting(text, clause, match):
            continue
        if is_wanting(text, match.start()):
            continue
        if _TIMES.match(text, match.end()):
            continue
        start, end = _named(text, match, edges)
        verb = _BUILDING.search(text, clause, match.start())
        if start == match.start() and verb:
            start = verb.end()
        if verbs := _VERB.match(text, start, end):
            start = verbs.end()
        yield min(start, match.start()), end
    for pattern in (_WORKS, _LABEL, _GOES):
        for match in pattern.finditer(text):
            if not is_vague(match["what"]):
                yield match.span("what")
    for pattern in (_QUOTED, _PHASE):
        for match in pattern.finditer(text):
            if not is_for_pupils(text, match):
                yield match.span()
    yield from columns(text, PROJECT_COLUMNS)


_BUILDING = re.compile("(?:新建|扩建|改建|建设|打造)了?(?=[\u4e00-\u9fff]{2,8}$)")
_VERB = re.compile("(?:新建|扩建|改建|建设|打造|改造|重点|建成|建|在|了)*")


_MEANS = re.compile(
    "(?:想|打算|准备|计划|盘算|琢磨|商量|谋划|拟|考虑)[^，。；：！？\n缺差]{0,30}\\Z"
)
_ASKS = re.compile("希望|盼|请|求|支持|帮|能否|能不能|协调")


def is_meant(text: str, at: int) -> bool:
    """Whether those who speak mean to build what stands there, and ask nobody for it."""
    clause = text[start_behind(text, at, "，。；：！？\n（") : at]
    return bool(_MEANS.search(clause)) and not _ASKS.search(clause)


_SHORT_OF = re.compile("(?:还|尚|仍)?(?:差|缺)[约近]?\\d")


def is_short_of_money(text: str, end: int) -> bool:
    """Whether it is a sum that it lacks (加工厂二期还差120万元)."""
    return bool(_SHORT_OF.match(text, end))


def is_for_pupils(text: str, match: re.Match[str]) -> bool:
    """Whether it is lessons that students give in the holidays: those are an activity."""
    first = start_behind(text, match.start(), "。；！？\n")
    return bool(
        _LESSONS.search(match.group()) and _OF_HOLIDAYS.search(text[first : match.end() + 12])
    )


def _is_wanting(text: str, clause: int, match: re.Match[str]) -> bool:
    """Whether it is lacked (缺冷库), or only where something stands or comes from."""
    before = text[clause : match.start()]
    return "缺" in before or (text.startswith("的", match.end()) and "建" not in before)


def _named(text: str, match: re.Match[str], edges: Edges) -> tuple[int, int]:
    """From the beginning of its name; a quoted name before or behind it is part of it."""
    start, end = match.span()
    opened = text.rfind("“", max(0, start - 26), start)
    if text[start - 1 : start] == "”" and opened >= 0:
        return edges.left(text, opened), end
    if opened >= 0 and "”" in text[opened:start] and text.find("”", opened) > start - 8:
        return edges.left(text, opened), end
    start = edges.left(text, start)
    if text[end : end + 1] == "“" and (closed := text.find("”", end)) >= 0:
        end = closed + 1
    return start, end
