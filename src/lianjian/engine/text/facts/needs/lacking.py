"""What is lacking: named behind a word of lacking, or before one (``short_of``); or a sum that is
short (``short_sums``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon
from .short_of import short_of
from .short_sums import short_sums
from .thing_words import is_plain_thing, phrase_end, things_in

_LACK = "|".join(
    (
        "缺的不是[^，。；]{1,10}，而?是",
        "(?:水|雨|汛|洪)[^，。；]{0,6}冲(?:毁|垮|走|断|塌|坏)?了?(?=[两一二三四五六七八九几\\d]+[座条处孔])",
        "急需|亟需|急盼|亟待|急缺|紧缺|奇缺|尚缺|缺乏|(?<![不短紧欠空奇或残])还?缺(?![席口陷勤额损位货点失憾氧]|医少)少?(?:的|了)?",
        "苦于(?:没有|缺少?|缺乏)|(?:至今|一直|目前|还|尚|仍|都|又|也|普遍|眼下|现在|始终)(?:没有|没个|尚无|无)|尚无|暂无|均无|未有",
        "未(?:找|落实|配|通上?|接入|装|引进|取得|获得|办理)到?|无(?=[冷专任合自可]|[\u4e00-\u9fff]{2,6}[，。；、])",
        "(?:找|招|请|雇|聘|引|租|借|寻|觅|买)不(?:到|着|来|起|上)(?![路人家北])|[用喝吃住坐]不(?:上|到)|(?:上|建|装|添|置)不起",
        "(?:就|还|只|尚)差|(?<![相误偏时温较落级参不])差(?=[\\d一二两三四五六七八九十百几][^元%％]{0,8}[\u4e00-\u9fff]{2})",
        "(?:最愁|最缺|最盼|最急|发愁|犯愁|愁|缺|盼|急需|想要|要|少|差|急用|最需要|最大)的，?(?:还|就|也)?是(?:能|有)?(?:来|有|找|建)?",
        "(?:短板|瓶颈|难题|难处|痛点|薄弱环节|堵点|软肋|卡点|心病|拦路虎|头[疼痛]的|揪心的|犯难的)(?:还|就|主要)?(?:是|在于?)",
        "(?:心愿|愿望|期盼|梦想)(?:就|也)?是(?:能|让)?(?:村[里上]|家门口|镇上)?(?:也|能)*(?:有|建|装|添|来)?个?",
        "得有(?!人[说管])|剩[^，。；\\d]{0,2}等|(?<=[年月日天季期峰、])需(?!要)(?=[^，。；\\d]{2,8}\\d)",
        "(?<![必所急无只按仅内不])需(?:铺设?|建|修|打|购置?|装|换|添置?|增容|更换)|增容|想学|缺的，?是|招聘",
        "(?:村|村[里民]|社区|嘎查|群众|代表|支部|合作社)提出(?:的|希望|想|要)?(?=[安新修购添建])|(?:就|只)等(?=[^，。；\n]{2,8}[，。；])|想要(?=[一两几个\\d])|(?<=[：，。“\n])求(?=[一两几\\d]+[台位名个辆套架口])",
    )
)
_TO_GET = (
    "(?:安装|建设|新建|修建|改建|引进|招聘|打造|解决|添置|购置|配备|补充|增加|打|建|修|配|上|买|有)"
)
_BEFORE = re.compile(f"(?:{_LACK}){_TO_GET}?(?:的)?[：]?")
_NOT_THERE = re.compile(
    "(?<![沉淹埋])没(?:有)?(?:自己的|找到|通上?(?![过知报风])|接[上入]|取得|引进|配(?![合套])备?)?(?=[\u4e00-\u9fff])"
)
_DOES = re.compile("请|支持|解决|希望|帮")
"""没有一名党员请假 tells what nobody did."""
_NEED_TO = re.compile(
    "需要(?!说明|指出|注意|强调|的是|提醒|看到)(?:引进|添置|购置|建设|新建|修建|配备|更换|增加)?[：]?"
)
_NEED_FOR = re.compile(
    "(?:设备|人才|人员|技术|资金|物资|专家|老师|医生|车|库|员|师|机|工|苗|场地|渠道|订单)$"
)
_STUCK = re.compile(
    "卡在了?(?P<what>[^，。；：、\n\\d]{2,10}?)(?:上|这[一儿]|环节)(?![^，。；]{0,2}，[还尚]?缺)"
)
_NOBODY = re.compile(
    "没(?:有)?(?:一个)?人(?:会|能|懂)(?P<what>[\u4e00-\u9fff]{2,8})(?=[，。；！\n]|$)|没有一个人(?P<duty>专[^，。；]{2,8})"
)


def lacks(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where what is lacking stands; the order is none, and some overlap."""
    for match in _BEFORE.finditer(text):
        if text[match.start() - 1 : match.start()] == "“":
            continue
        there = re.search(
            "(?<!苦于)没|无|等|[找招请雇聘引租借寻觅买用喝吃住坐建上装添置]不", match.group()
        )
        for start, end in things_in(text, match.end(), phrase_end(text, match.end()), lexicon):
            if not there or is_plain_thing(text[start:end], lexicon):
                yield start, end
    for match in _NOT_THERE.finditer(text):
        for start, end in things_in(text, match.end(), phrase_end(text, match.end()), lexicon):
            if is_plain_thing(text[start:end], lexicon) and not _DOES.match(text, end):
                yield start, end
    for match in _NEED_TO.finditer(text):
        for start, end in things_in(text, match.end(), phrase_end(text, match.end()), lexicon):
            if _NEED_FOR.search(text[start:end]) and not _MONEY_WORD.fullmatch(text[start:end]):
                yield start, end
    yield from short_of(text, lexicon)
    yield from short_sums(text)
    for match in _STUCK.finditer(text):
        if not re.search("[处点个]$|环节$", match["what"]):
            yield match.span("what")
    for match in _NOBODY.finditer(text):
        yield match.span("what") if match["what"] else match.span("duty")


_MONEY_WORD = re.compile("资金|经费")
