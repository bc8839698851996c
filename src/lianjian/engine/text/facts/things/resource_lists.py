"""The things behind a word of giving: each item of a list like 电脑40台、一套50升发酵罐和10万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import start_behind
from .resource_words import head

_DIGITS = (
    "(?:\\d[\\d.,]*(?:多|余)?[万亿千百]*[余多来]?|[一二两三四五六七八九十百千]+[余多来几]?|"
    "若干|几|数十|数)"
)
_ABOUT = "(?:近|约|超过?|不少于|不超过|不低于|至少|累计|共计?|各)*"
_UNITS = (
    "名|位|人次|人|支|批次?|台套?|立?方米?|辆|把|件|册|盏|顶|条|吨|万?斤|公斤|千克|株|棵|头|只|羽|尾|袋|箱|间|栋|幢|座|亩|平方米|平米|平方|立方|份|本|块|组|套|"
    "副|双|床|桶|筐|车|趟|张|米|卷|部|盒|瓶|壶|捆|枚|艘|架|粒|处|片|个|种|项|根|面|孔|口|排"
)
MONEY = re.compile(
    "(?:近|约|超过?|不少于|不超过|不低于|至少|各|共计?)?"
    "(?:\\d[\\d.,]*[余多]?[万亿百千]*[余多]?(?:元|块钱)|[一二两三四五六七八九十百千几]+[余多]?[万千百]?(?:元|块钱)|"
    "(?:\\d[\\d.,]*|[一二两三四五六七八九十百几]+)[余多来]?万(?:块)?(?:以上|左右)?(?=[，。；、！）\n]|$))(?!/|人)"
)
_QUANTITY = re.compile(f"(?:价值|折款|{_ABOUT})*{_DIGITS}(?:{_UNITS})(?:以上|左右)?")
_UNIT = re.compile(f"(?P<about>{_ABOUT}){_DIGITS}(?P<unit>{_UNITS})(?:的|左右)?")
_NOUN_FIRST = re.compile(
    f"(?P<what>[\\u4e00-\\u9fff“”]{{2,12}}?)(?P<about>{_ABOUT}){_DIGITS}(?P<unit>{_UNITS})(?![级年月])"
)
_KIND_OF_UNIT = {
    **dict.fromkeys(["名", "位", "人次", "人", "支", "批", "批次"], "people"),
    **dict.fromkeys(["间", "栋", "幢", "座", "亩", "平方米", "平米", "平方", "孔"], "land"),
}
_TELLS_NOTHING = frozenset(
    {"个", "种", "项", "处", "片", "米", "口", "根", "面", "批次", "排", "趟"}
)
"""Units that count anything: what they count must be of a known kind."""
_TOUCHABLE = frozenset("台套辆把件册盏顶吨斤株棵头只羽尾袋箱间本副双床桶车张部架")
_RECEIVES = re.compile("资助|补贴|捐|发放|供应|奖励|送|赠|慰问|支付")
"""Behind these, people are those who are given to."""
_NOT_GIVEN = re.compile(
    "村干部|面积|长度|谁|只有|周边|每人|学习|挂职学|后备|跟班|进修|共\\d|方案|规划|岗|就业|务工|游客|订单|客人|观众|学员|群众|农户|村民|脱贫|困难|贫困|项目|活动|会议|问题|需求|意见|建议|线索|问卷|传单|"
    "分红|工资|培训|[课例宗]|讲座|合同|协议|报告|报名|收入|利润|销售|产值|增收|留守|残疾|老党员|入党|党费|产品|小区|行政村|分店|荣誉|经验|理念|希望|信心|变化|实惠|好处|信息|政策|效益|机会|思路|动力|"
    "答卷|成绩|口碑|温暖|关怀|问候|祝福|消息|掌声|活力|就医|义诊|村(?:民)?$|次$"
)
_LEAD = re.compile(
    "(?:了|的|来|出|给|先后|首批|第[一二三]批|自家|自有|现有|价值[\\d.,]+[万余多]*元的?|[一二三四五六七八九\\d]+批次?，?(?=共))+"
)
_TO = re.compile(
    "(?:给|予|向|为)?(?:[\\u4e00-\\u9fff]{0,6}?(?:村里|村上|村民|镇上|学校|小学|幼儿园|敬老院|卫生室|合作社|我们|村委会|咱们?村?|他们|两村|三村|各村|孩子们|老人们|乡亲们|学生们|每户|每村))(?:的|各|各自)?(?=.{2})|单位|捐建"
)
"""To whom: it stands between the word and what is given (捐给村小学图书500册)."""
_PURPOSE = re.compile("(?:设立|作为|用作|建立|成立)[^，。；]{0,12}?(?:金|奖补|补助|经费|基金|资金)")
_PRICE = re.compile(
    "(?:价值|折合|折价|折款|总价|市价|作价|单价|人均|户均|月均|每[亩斤吨趟株](?!各))[^，。；]{0,8}\\Z|[—~～-]\\Z"
)
_SPLIT = re.compile("、|和(?!平|谐|睦)|(?<![参给])与|(?<![以普])及(?!时)|以及|外加|另[加有]?|并")
_TOTAL = re.compile("物资[^，。；]{0,4}(?:折[款价合]|合计|价值)")
_AND_SO_ON = re.compile("等(?=[\\u4e00-\\u9fff])")
_OF_WHICH = re.compile(f"[^，。；]{{1,12}}?的(?={_DIGITS}(?:{_UNITS}))")
_SOURCE = re.compile("从(?P<what>[^，。；\\n]{2,10}?)中\\Z")
_FURTHEST = 18


def items(
    text: str, verb: tuple[int, int], end: int, giving: re.Pattern[str], *, pays: bool
) -> Iterator[tuple[int, int, str]]:
    """Each thing that stands behind a word of giving, as far as ``end``.

    ``pays`` says whether a bare sum may stand there. A list is over where another word of giving
    begins: that has its own.
    """
    at = verb[1]
    if _TOTAL.search(text, at, end):
        return
    pieces = list(_pieces(text, at, end))
    for number, (start, stop) in enumerate(pieces):
        if number and giving.match(text, start, stop):
            pieces = pieces[:number]
            break
        whole = _AND_SO_ON.search(text, start, stop)
        known = head(text, whole.end(), stop) if whole else None
        if whole and known and known[0] != "none" and number and not _UNIT.search(text, at, stop):
            yield pieces[0][0], known[2], known[0]
            return
    for start, stop in pieces:
        yield from _item(text, verb, start, stop, pays=pays)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in _SPLIT.finditer(text, start, end):
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if end > start:
        yield start, end


def _item(
    text: str, verb: tuple[int, int], start: int, end: int, *, pays: bool
) -> Iterator[tuple[int, int, str]]:
    """The thing itself: with its number, without whom and what it is for."""
    for skipped in (_LEAD, _TO, _LEAD, _OF_WHICH):
        lead = skipped.match(text, start, end)
        if lead and not (skipped is _TO and head(text, start, lead.end())):
            start = lead.end()
    money = MONEY.search(text, start, end)
    known = head(text, start, end)
    if money and (known is None or money.start() <= known[1] or known[0] == "none"):
        if money.start() - start <= 8 and pays and not _is_price(text, start, money.start()):
            purpose = _PURPOSE.match(text, money.end())
            first = _source(text, verb[0]) if money.start() - verb[1] <= 2 else money.start()
            yield first, purpose.end() if purpose else money.end(), "money"
        return
    said = text[slice(*verb)]
    if said.rstrip("了").endswith("给") and not _UNIT.search(text, start, end):
        return
    if known is None:
        yield from _counted(text, said, start, end)
    elif known[0] != "none" and known[1] - start <= _FURTHEST:
        yield from _named(text, said, start, end, known)


def _source(text: str, verb: int) -> int:
    """Where a sum begins: at its word of giving, or at what it is taken from (从会费中安排)."""
    source = _SOURCE.search(text, max(0, verb - 14), verb)
    return source.start() if source else verb


def _is_price(text: str, start: int, at: int) -> bool:
    first = start_behind(text, start, "，。；：\n")
    return bool(_PRICE.search(text, first, at))


def _named(
    text: str, verb: str, start: int, end: int, known: tuple[str, int, int]
) -> Iterator[tuple[int, int, str]]:
    kind, _, stop = known
    number = _QUANTITY.match(text, stop, end) or MONEY.match(text, stop, end)
    if kind == "people" and (_RECEIVES.search(verb) or _NOT_GIVEN.search(text, start, stop)):
        return
    stop = number.end() if number else stop
    if kind == "money" and not number and stop - start <= 2:
        return
    yield start, stop, kind


def _counted(text: str, verb: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A thing of no known kind, told by its number: 羽绒服200件, 捐30盏."""
    first, then = _NOUN_FIRST.search(text, start, end), _UNIT.search(text, start, end)
    if then is None or then.start() - start > _FURTHEST:
        return
    if _NOT_GIVEN.search(text, start, min(end, then.end() + 8)):
        return
    unit = then["unit"]
    if unit in _TELLS_NOTHING:
        return
    kind = _KIND_OF_UNIT.get(unit, "equipment")
    if kind == "people" and (_RECEIVES.search(verb) or then.start() - start > 6):
        return
    if first and first.end("unit") == then.end("unit"):
        yield first.start(), then.end(), kind
        return
    noun = _NOUN.match(text, then.end(), end)
    bare = noun is None or text[then.end()] in "已旧的"
    if (
        bare
        and kind != "people"
        and (unit[-1] not in _TOUCHABLE or not _ENDED.match(text, then.end()))
    ):
        return
    if kind == "people" and _TEACHES.search(text, start, then.start()):
        return
    yield then.start(), noun.end() if noun else then.end(), kind


_ENDED = re.compile("[，。；：、！？）\\n已旧的]|$|[给用试]")
_TEACHES = re.compile("[教帮带训扶陪]")
_NOUN = re.compile(
    "[\\u4e00-\\u9fff“”]{1,10}?(?=[，。；：、！？（）\n]|$|驻|进村|到村|来村|下村|组成|轮流|用于|当|做|供|给|住|作|折价|入股|挂职|组织|开展|指导|专门|帮|到|去|来|和|与|及|试|\\d)"
)
