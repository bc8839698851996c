"""What is lacking: named behind a word of lacking, or before one; or the sum that is short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import Lexicon
from .thing_words import NUMBER, QUANTITY, is_plain_thing, is_thing, phrase_end, things_in

_BEFORE = re.compile(
    "(?:急需|亟需|急盼|亟待|急缺|紧缺|奇缺|尚缺|缺乏|(?<![不短紧欠空奇或残])还?缺(?![席口陷勤额损位货点失憾氧])少?(?:的|了)?|苦于(?:没有|缺)|"
    "(?:至今|一直|目前|还|尚|仍|都|又|也|普遍|眼下|现在)(?:没有|没个|尚无|无)|尚无|未(?:找|落实|配|通上?|接入|装|引进)到?|无(?=[冷专任合自可]|[\u4e00-\u9fff]{2,6}[，。；])|"
    "(?:就|还|只|尚)差|(?<![相误偏时温较落级参不])差(?=[\\d一二两三四五六七八九十百几][^元%％]{0,8}[\u4e00-\u9fff]{2})|"
    "(?:最愁|最缺|最盼|最急|发愁|犯愁|愁|缺|盼|急需|想要|最需要|最大)的，?(?:还|就|也)?是(?:能|有)?(?:来|有|找|建)?|(?:短板|瓶颈|难题|难处|痛点|薄弱环节)(?:还|就|主要)?(?:是|在于?)|"
    "得有(?!人[说管])|剩[^，。；\\d]{0,2}等|(?<=[年月日天季期峰、])需(?!要)(?=[^，。；\\d]{2,8}\\d)|(?<![必所急无只按仅内不])需(?:铺设?|建|修|打|购置?|装|换|添置?|增容|更换)|增容|想学|缺的，?是|招聘|村[里民]提出(?:希望|想|要)?(?=[安新修购添建])|想要(?=[一两几个\\d]))(?:安装|建设|新建|修建|改建|引进|招聘|"
    "打造|解决|添置|购置|打|建|修|配备|配|上|买|有)?(?:的)?[：]?"
)
_NOT_THERE = re.compile("(?<![沉淹埋])没(?:有)?(?:自己的)?(?=[\u4e00-\u9fff])")
_NEED_TO = re.compile(
    "需要(?!说明|指出|注意|强调|的是|提醒|看到)(?:引进|添置|购置|建设|新建|修建|配备|更换|增加)?[：]?"
)
_NEED_FOR = re.compile(
    "(?:设备|人才|人员|技术|资金|物资|专家|老师|医生|车|库|员|师|机|工|苗|场地|渠道|订单)$"
)
_SHORT = (
    "(?:(?:严重|明显|一直|始终|还|也|都|远远|普遍|仍然?|十分|比较|长期|相当|粗算|大约)*"
    "(?:不足(?!部分|之处|[\\d一二两三四五六七八九十百半])|不够(?![好强深高实细严])用?|短缺|紧缺|紧张|奇缺|不畅|不全|太[少小旧]|(?<=[人员师手工])(?:偏|很)?少(?=[，。；])|匮乏|跟不上|断档|告急|缺口(?=[约较不大达近\\d])|年久失修|破损|没(?:有)?(?:着落|去处|人管|出路|人收|法存)|"
    "无(?:着落|人管|去处|专人)|(?:尚|还)未(?:硬化|接入|拓宽|配齐|落实|解决|建成)|未(?:硬化|建|配)(?=[，。；])|是短板|是[^，。；]{0,6}短板|退化|(?:还?[要得]到|要上|得上)[^，。；]{1,8}去(?:拉|挑|背|买|办|看|修)|"
    f"(?:还|尚|仍|就)?差(?={NUMBER}(?![^，。；]{{0,2}}元)|一半|一截)|(?<=[路道桥口])(?:太|又|偏)?窄(?=[，。；])|(?:又|也)?(?:老旧|老化)(?=[，。；])|(?:还|尚|仍)有{NUMBER}(?:公里|千米|米|亩|个)(?:没有?|未|尚未|亟?待)(?:硬化|拓宽|修|改造|接通|铺)|被?(?:水|洪水)?冲(?:毁|垮|断)|断了(?={NUMBER})))"
)
_AFTER = re.compile(
    "(?:(?<=[，。；：、！？\n\\s）”])|^)"
    "(?P<what>[^，。；：、！？\n\\s“”（）]{1,16}?)(?P<between>(?:全[村镇乡县]|村里|镇上|目前|现在|到?[今现][儿在天]|到?、|尚)*)"
    f"(?P<short>{_SHORT})"
)
_ONLY = re.compile(
    "(?:(?<=[，。；：\n\\s）”])|^)(?P<what>[^，。；：、！？\n\\s“”（）]{2,12}?)(?:全[村镇乡县])?(?:只有|仅有|才有|就)"
    f"(?:{QUANTITY}|两三个)(?=[，。；])(?P<then>[^。；\n]{{0,20}})"
)
_NOT_ENOUGH = re.compile("缺口|不够|周转不开|跟不上|不足|忙不过来|排队|轮不上|接不上|不顶用")
_FOREMOST = re.compile(
    "(?:[^，。；是]{2,10}(?:瓶颈|难题|短板|问题|困难|难处)(?:还|主要)?(?:是|在于)|但是?|而|且|又|还|也|只|可|其|另外|[一二三四五六]是|[一二三四五六七八九\\d]{1,2}[.、]|加之|加上|目前|现在|眼下|如今|当前|"
    "(?:全|我|该|本|各|两|几个?)[村镇乡县]的?|村里的?|村上|镇上的?|镇里|我们|咱们?村?|[\u4e00-\u9fff]{1,6}?(?:嘎查|村|镇|乡|县)的?(?=[\u4e00-\u9fff]{2})|受[^，。；]{2,6}影响|就是|由于|因为|因|好多|不少|"
    f"的|{QUANTITY})+"
)
_SUM = re.compile(
    f"(?:还|尚|仍|剩下|目前)?(?:差|缺口?|有缺口|短缺|少)(?:约|近)?(?P<sum>{NUMBER}万?亿?元?(?:左右|上下)?)(?=[，。；、\n）]|$)"
    f"|(?P<gap>{NUMBER}[万亿]?元)(?:的)?(?:资金)?缺口"
)
_MONEY = re.compile("[万亿元]")
_NOUN_OF_SUM = re.compile("(?:资金|经费|本钱|款|钱)(?:还|尚|仍|目前|约|有|的)*$")
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
        there = re.search("(?<!苦于)没|无", match.group())
        for start, end in things_in(text, match.end(), phrase_end(text, match.end()), lexicon):
            if not there or is_plain_thing(text[start:end], lexicon):
                yield start, end
    for match in _NOT_THERE.finditer(text):
        for start, end in things_in(text, match.end(), phrase_end(text, match.end()), lexicon):
            if is_plain_thing(text[start:end], lexicon):
                yield start, end
    for match in _NEED_TO.finditer(text):
        for start, end in things_in(text, match.end(), phrase_end(text, match.end()), lexicon):
            if _NEED_FOR.search(text[start:end]) and not _MONEY_WORD.fullmatch(text[start:end]):
                yield start, end
    for match in _AFTER.finditer(text):
        yield from _topic(text, match, lexicon)
    for match in _ONLY.finditer(text):
        if _NOT_ENOUGH.search(match["then"]):
            yield from _topic(text, match, lexicon)
    for match in _SUM.finditer(text):
        if match["gap"]:
            yield match.span("gap")
        elif _MONEY.search(match["sum"]):
            noun = _NOUN_OF_SUM.search(text[max(0, match.start() - 8) : match.start()])
            if noun is None:
                yield match.span("sum")
    for match in _STUCK.finditer(text):
        if not re.search("[处点个]$|环节$", match["what"]):
            yield match.span("what")
    for match in _NOBODY.finditer(text):
        yield match.span("what") if match["what"] else match.span("duty")


_MONEY_WORD = re.compile("资金|经费")


def _topic(text: str, match: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The thing of which little is said to be there, without what says where or whose."""
    start, end = match.span("what")
    lead = _FOREMOST.match(text, start, end)
    start = start + lead.end() - lead.start() if lead else start
    if end > start and is_thing(text[start:end], lexicon):
        yield start, end
