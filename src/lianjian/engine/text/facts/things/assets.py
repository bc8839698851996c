"""Premises that lie idle or once served something else: what stands empty (老粮站闲置多年), what is
called old (旧税务所), what is left of what is gone (原教学点)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..needs.thing_words import QUANTITY

_PREMISES = (
    "(?:道班|小学校?|村小|中学|学校|学堂|教学点|幼儿园|林场|农场|码头|院落|院子|大院|"
    "地块|宅基地|旧址|车间|房屋|民居|民宅|老宅|村部|大队部|门市部|门面|公所|供销社|"
    "合作社旧址|信用社|"
    "村委会|营房|窑洞|场地|山林|土地|(?<!有)所|[礼食祠学澡]堂|"
    "[站厂场校库仓房屋舍棚窑坊塔楼院馆店铺矿室])"
)
_NAME = f"(?:(?!的)[\u4e00-\u9fff]){{0,8}}?{_PREMISES}"
_ENDS = (
    "(?=[，。；、：！？”）（——\\d\n]|$|"
    f"[一二两三四五六七八九十几]+[座处栋间所幢排孔个口亩]|{QUANTITY}|改|作|做|盘活|腾|租|"
    "收|交|拿|用|和|与|及|整|修|闲|空|由|占|让|已|归|无偿|免费|变|建|成|拆|翻|利用|办|"
    "出租|还|上|要|辟|给|量|测|收拾|打扫|清|一并|一起|也|都|全|有|停|各|的(?=\\d|"
    "[一二两三四五六七八九十几]+间)|院落|房屋|地块|区块)"
)
_UNUSED = (
    "(?:闲置|空置|空着|闲着|空了|闲了|停用|废弃|荒废|撂着|荒着|荒了|撂荒|没人用|无人使用|"
    "派不上用场|晾在那|一直锁着|闲下来|空下来|"
    "停了(?=[好十几二三四五六七八九\\d]+[多几来些]?年)|空出来|"
    "空出[一二两三四五六七八九十几\\d])"
)
_LEFT = "(?:撤并|撤校|停产|停办|停业|搬迁|搬走|搬空|关停|倒闭|关闭|撤销)(?:以后|之后|后)?"
_SINCE = f"(?:、|已经?|从|自|还|就|一直|也|都|大多|多数|长期|常年|基本|，|{_LEFT}|{QUANTITY})"
_IDLE = re.compile(f"(?P<what>[\u4e00-\u9fff]{{0,6}}?{_PREMISES})(?={_SINCE}{{0,4}}{_UNUSED})")
_ROOMS = re.compile(
    f"(?P<what>[\u4e00-\u9fff]{{0,6}}?{_PREMISES})(?:里|内)?(?=(?:还|就|有)*(?:闲着|空着|"
    "空出|闲置着?)(?:了)?(?:十?[一二两三四五六七八九十几\\d]+)[来多几]?[间栋层排座亩])"
)
_WAS = (
    "(?:(?:废弃|停用|闲置|空置|停产|停办|撂荒|关停|搬空|腾空|撤并|荒废|报废|撤销|空|闲|"
    "荒|废|停|关)了?[^，。；：的\n]{0,10}的"
    "|(?:闲置|废弃|废旧|空置|停用|沉睡|撂荒)|旧|(?<![养敬])老(?!书记|支书|主任|村长|社长|教授|专家|"
    "先生|太|伯|汉|大爷|奶|爷|王|李|张|刘|陈|杨|总|城|县|街|厂长|校长|年|人|龄|师|板|"
    "百姓|乡|少|字号|区|干部|党员|同志|一辈|家|牌|中青|化|式|油茶|茶树)|"
    "(?<![高草平中太还])原(?!料|材|种|生|产|来|则|本|先|有|始|味|浆|煤|木|油|液|汁|告|因|"
    "创|文|定|计划|任|报|籍|价|封|装|貌|状|著|住|纸|粮|奶))"
)
_OLD = re.compile(
    f"(?P<was>{_WAS})(?:[那这])?(?:[一两几\\d]+[座处栋间所孔排个])?(?P<what>{_NAME}(?:院落|"
    f"房屋|地块)?){_ENDS}"
)
_REMAINS = re.compile(
    "(?P<what>[\u4e00-\u9fff]{2,8}?(?:旧址|原址))|(?<=[亩块片])(?:闲置的?)?(?P<land>空地|"
    "荒地|荒坡|荒滩|撂荒地|空闲地|闲地|废弃地)|(?<=[间处栋座])(?P<rooms>空房子?|空教室|"
    "空厂房|空仓库|空院子)|(?<=有)(?P<house>空房|空院子)(?=\\d|[一二两三四五六七八九十])"
)
_PEOPLE = re.compile(
    "退休|下岗|职工|主任|经理|厂长|工人|书记|站长|校长|所长|社长|场长|馆长|院长|老板|会计|师傅|员工"
)
_NO_PREMISES = re.compile(
    "^(?:[该本这那其此]|[一两几二三四五六七八九十\\d]+[间座处栋个]|现场|市场|立场|广场|"
    "工作|活动)|(?:现场|市场|立场|研究所|派出所|学院|医院|研究院|科学院|设计院)$"
)
_LONGEST = 6
"""Characters of the name behind 原; a longer one is an institution, told of as such."""
_SAME = re.compile("—那[座个处间]?$")
"""It says more of what was named before (旧茶厂——那座停产多年的厂房)."""
_NAMES_IT = ("旧", "老", "原", "废旧")


def idle(text: str) -> Iterator[tuple[int, int]]:
    """Where such premises are named; the order is none, and some overlap."""
    for pattern in (_IDLE, _ROOMS):
        for match in pattern.finditer(text):
            start, end = match.span("what")
            start = max(start, text.rfind("的", start, end) + 1, text.rfind("了", start, end) + 1)
            if end - start > 1 and not _NO_PREMISES.search(text[start:end]):
                yield start, end
    for match in _OLD.finditer(text):
        if _PEOPLE.match(text, match.end()) or _NO_PREMISES.search(match["what"]):
            continue
        if match["was"] == "原" and len(match["what"]) > _LONGEST:
            continue
        if _SAME.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        named = match["was"] in _NAMES_IT
        yield match.start() if named else match.start("what"), match.end("what")
    for match in _REMAINS.finditer(text):
        yield match.span(match.lastgroup or 0)
