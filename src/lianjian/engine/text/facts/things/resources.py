"""What is given: money, people, equipment, land, technology, expertise.

A resource is what stands behind a word of giving (捐赠电脑40台), before one (硬件28万元由公司垫付),
or between two (把老粮站腾出来): what the lists of ends name, or what its number alone tells of. The
investment of a project as a whole is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import end_before, start_behind
from .resource_lists import items
from .resource_money import money
from .resource_words import last_head

_N = "[\\d一二两三四五六七八九十几]"
_GIVES = re.compile(
    "(?:无偿|免费)?(?:"
    "捐[赠助献资]|捐(?:出|送|给|了|来|款(?!箱))|(?<![募])捐(?![建书款])(?=[的\\u4e00-\\u9fff\\d])|捐(?=书\\d|建材)|(?<![附接转])赠(?!言|阅)[送予给与]?|"
    "支援|援助(?!协议)|资助|赞助|支持(?=了?[资\\d]|了?[\\u4e00-\\u9fff]{0,6}(?:资金|经费|款))|帮扶(?=资金\\d)|扶持(?=资金\\d)|"
    "送[来去上到给](?!达)|(?<![选运配赠护接报呈寄外发输遣欢])送(?![达货医戏文教政法考审检别行子孩温往信])(?=了?(?:每户)?"
    + _N
    + "|[\\u4e00-\\u9fff]{1,6}\\d)|"
    "[寄拉运捎搬带空](?<!空)[来去到](?!货)|派[来了遣](?!出所)|派出(?!所|机构)|派驻|[选指]派(?![四一二三]批)|[下外委增]派|抽[调派]|调[派拨来]|[划下]拨|拨[付来了给](?!款)?|派俩|"
    "腾[出退]?(?!飞|讯)|让出|匀[出给](?:来)?|匀|拿出(?:来)?|掏出?|借[出给](?!去)|出借|[划辟拨]出|收拾出(?!来给)|赊给?|"
    "垫[付资]|垫了?(?=\\d)|凑(?:了|出|齐)?(?=\\d)|给了(?="
    + _N
    + "+[\\d.]*[余多]?(?:万|元|[台套辆吨]))|配了(?="
    + _N
    + "|[\\u4e00-\\u9fff]{2,6}\\d)|借来|预付|出资|注资|集资|筹[措集资]|募集|"
    "(?<!村集体)(?<!两村)自筹|列支|授信|"
    "落实(?=[^，。；]{0,8}(?:用地|土地|厂房|资金|经费))|"
    "提供|投入(?!使用|产|运|生产|试|到|[^，。；]{0,4}(?:建设|运营)中)|投放|(?<!水电)(?<!设施)配[备套发](?=.)|(?<!设施)安排(?!了?在|部署)|列(?=支)|发放|供应|"
    "(?<=给)(?:团队|村里|我们|咱们?|合作社)(?=(?:[\\u4e00-\\u9fff]{0,4}(?:资金|经费))?\\d[\\d.]*万)|到[位账]了?(?=(?!招商|引资)[\\u4e00-\\u9fff]{1,6}(?:款|资金|经费)[\\d共])|解决(?=了?[资\\d]|[\\u4e00-\\u9fff]{0,4}(?:资金|经费)\\d)|"
    "协调(?:到)?|争取到|申请(?:到)?|常驻(?=\\d)|组织(?="
    + _N
    + "+[名位][^，。；]{1,10}(?:帮|支教|驻|到|进村|采|下|来|轮)|(?!有关|相关)[^，。；]{0,16}专家)|"
    "开放|添置|添(?=了|"
    + _N
    + "|[\\u4e00-\\u9fff]{2,6}\\d)|(?<=[给帮])[^，。；]{0,6}(?:安装|装上?|购置|买)了?|布设|"
    "再投|负责(?=设计|检测)|约定的|承诺的"
    ")(?:了|到)?"
)
_ASKS_LITTLE = re.compile(
    "(?:(?<=[里方司村司团院校业会社所局们他她边家厅系镇乡县位我你部农])|(?<=再)|(?<=免费)|(?<=无偿)|(?<=愿))出(?![台了现产口钱工力售去来门栏租让席线发版入动名车]|资(?!金)|的)|"
    "(?<=[、，])出(?=资金|技术|设备|场地|人工|劳力|土地|厂房|种苗)|(?<![支付产卖拿退收提拨腾匀掏借捐超高多得交派划让外输进演展突售输析])出(?="
    + _N
    + "[\\d.]*[余多]?[万千]元?(?:[，。；、]|$|建|修|作|给))|"
    "负责(?!落实|提供|组织|协调|管理|采购|联系)(?=[\\u4e00-\\u9fff]{0,2}(?:技术|资金|设备|销路|场地|种苗|苗木|农资|厂房|物流|土地|劳力|菌种|菌棒|"
    "饲料|资料|市场|渠道|原料|图纸)(?:[、，。；和及与\\n]|$))|补(?=\\d|助?\\d)|拿(?="
    + _N
    + "+[万元千百块]|[厂土房场地技设])|派(?!出|驻|遣|来|了|俩|上|生|别|系)(?=.{0,10}"
    + _N
    + "|[^，。；]{0,8}(?:特派员|专家|教授|医生|技术|社工|教师|工程师|老师|研究生|学生|师傅))|"
    "(?<![协强空下单烹])调(?="
    + _N
    + "+[辆套台名个])|(?:想|先|要|再|会|将|准备|下周)来(?="
    + _N
    + "+[名位个])|带(?:上|来)?(?="
    + _N
    + "+[名位个][^，。；]{2,10}(?:，?(?:住|驻|蹲|待上?|留下)))|"
    "送(?="
    + _N
    + ")|发(?="
    + _N
    + "+[趟车]|[\\u4e00-\\u9fff]{0,4}补贴)|空着(?="
    + _N
    + "+[间亩栋])|(?<=里|内)空着|(?<=库里)(?:还)?有(?="
    + _N
    + "+[台套])|装(?="
    + _N
    + "+名)|抽(?="
    + _N
    + ")|补贴(?=[^，。；]{0,4}费)"
)
"""Words of many meanings: what stands behind them must be of a known kind, or have a number."""
_WISHED = re.compile(
    "希望|如果|倘若|论文|盼|恳请|恳求|请求|能否|可否|建议|呼吁|要是|如果|假如|拟向|争取向|需要|急需|没人|不(?:再|能|愿)?$|没(?:有|能)?$|未(?:能)?$|无力$"
)
_OF_ALL = re.compile(
    "(?:单位|各方|三方|双方)共(?:引进|争取|帮助)?[^，。；\n]{0,3}\\Z|累计引进[^。；\\n]{0,12}\\Z|以[^，。；\\n]{2,12}[折作]价\\Z|每[趟斤亩吨株]\\Z|[接承]受了?\\Z|(?<![一二三四五六])是[^，。；\n]{2,8}\\Z|收(?:购|集)\\Z"
)
"""Before a sum of all that came, or before who somebody is (是学院派来的)."""
_PAYS = re.compile(
    "出|入|捐|资|筹|垫|预付|授信|拨|列支|资助|拿|掏|补|投|支持|到位|安排|提供|配套|解决|协调|争取|申请|给|赞助|借|援|募|约定的|承诺的|团队|村里|送"
)
_JOINS = re.compile("[的来了出到]+|[一二三四五六七八九\\d]+批次?，?共")
_BOUGHT_BY = re.compile("[^。；\n]{0,16}?由[^，。；]{2,12}(?:采购|购买|购置)")
_OWN = re.compile("添置|购置|购买|采购")


def resources(text: str) -> Iterator[tuple[int, int, str]]:
    """Where what is given stands, and its kind; of two that overlap the longer."""
    done, last = 0, ""
    for start, end, kind in sorted(_given(text), key=lambda one: (one[0], -one[1])):
        told = last == kind == "money" and start - done <= _NEAR and _run(text, done, start)
        if start >= done and not told:
            yield start, end, kind
            done, last = end, kind


def _run(text: str, start: int, end: int) -> bool:
    return start >= end or text[start:end].isalnum()


_NEAR = 3
"""Within so few characters a sum is that of the fund before it (设备款掏18万)."""


def _given(text: str) -> Iterator[tuple[int, int, str]]:
    yield from _behind(text)
    yield from _before(text)
    yield from money(text)


def _behind(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands behind the word."""
    for pattern in (_GIVES, _ASKS_LITTLE):
        for match in pattern.finditer(text):
            before = text[start_behind(text, match.start(), "，。；：\n") : match.start()]
            lead = text[max(0, match.start() - 20) : match.start()]
            if _OF_ALL.search(lead) or _WISHED.search(before):
                continue
            begin = _JOINS.match(text, match.end())
            begins = begin.end() if begin else match.end()
            end = _clause_end(text, begins)
            if _OWN.search(match.group()) and _BOUGHT_BY.match(text, end):
                continue
            verb = (match.start(), begins)
            pays = bool(_PAYS.search(match.group()))
            yield from items(text, verb, end, _GIVES, pays=pays)


_PASSED = (
    "(?:腾|让出|空出|匀|借|租给|拿出来|捐|送|赠|交|移交|划|拨|提供|开放|"
    "搬[到来进]|拉[到来]|运[到来]|装[到在]|免费|无偿)"
)
_HANDED_OVER = re.compile(
    f"[将把](?P<what>[^，。；：\n]{{2,24}}?)(?:以[^，。；]{{2,10}})?(?:都|也|全部|先|统一|长期)*(?:{_PASSED})(?!造|建|进|善)"
)
_BROUGHT_IN = re.compile(
    "(?<![予给加难])以(?P<what>[^，。；\n]{2,30}?)(?:供应(?=[^，。；]{2,8})|作价|折价|折资|入股|出资|参股|合股|合作入)"
)
_AS_SITE = re.compile(
    "以(?P<what>[^，。；\n]{2,16}?)(?:作为?|为)(?:[^，。；\n]{0,6})(?:基地|试验[田地])"
)
_FOR_NOTHING = re.compile(
    "(?:[^，。；：\n]{0,8}[将把])?(?P<what>[\u4e00-\u9fff\\d]{2,12}?)(?:可以?|能|都|全部|一律)?(?:无偿|免费)(?:提供给|交给|给|借给|租给|交|由|使用|用)"
)
_OFFERED = re.compile(
    "(?:能给|能出|能拿|能支持|能拿出来|可支持)的(?:东西|支持|有)?[：:]|(?:可以?|能|愿意?)提供(?:的(?:东西|支持|有)?)?(?:如下)?[：:]"
)
_BY_WHOM = re.compile(
    "(?P<what>[\u4e00-\u9fff]{1,8}?)(?:都|全部|统一|可以?|也|一律)?由[^，。；：\n]{2,16}?(?:无偿|免费|负责|统一|先|全部)*(?:提供|供应|赞助|捐赠|支援|出(?=[，。；]|$))"
)
_TO_SPARE = re.compile(
    f"(?P<what>[\u4e00-\u9fff]{{2,6}}?)(?:可以|可|能|都)?腾(?:出)?(?:来)?(?={_N}+(?:个|间|栋|亩|座|孔))"
)
_ARRIVED = re.compile(
    f"(?P<what>[\\u4e00-\\u9fff]{{2,8}}?)(?:已经?|都|也)?(?:运|送)?到了?(?={_N}+[吨台套车箱袋株])"
)
_THEY_PAY = re.compile(
    "(?<=[，。；：、！？\\n])(?P<what>[\\u4e00-\\u9fff]{1,6}?)(?:可以|也|都|全|就)*由?(?:他们?|我们?|咱们?|对方|公司|集团|企业|学院|学校|单位|协会|商会|支部|院里|局里)(?:那?边|方)?(?:工会)?"
    "(?:先|来|都|也|全|可以)*(?:[出掏垫包付](?:了|上)?)(?=[，。；、！\\n]|$)"
)
_GIVES_WORK = re.compile(
    "(?<=[们方里司村院校业社会])(?:能|可以?|也)?出(?:钱|工|力|地)(?=[，。；、]|$)"
)
_WORK = {"钱": "money", "地": "land"}
_FUNDS = re.compile(
    "(?<!拟)(?:设立|提取|建立)(?:了|\\d+%?)?(?:作为)?(?P<what>[“”\\u4e00-\\u9fff]{0,10}?(?:助学金|奖学金|奖教金|互助金|发展金|共富金|种子金|慰问金|基金))"
)
_GOT = re.compile(
    "(?:先后|陆续|已|共|累计)?(?:收到|获赠|接收|接受|受赠|领到)了?(?:[^，。；\n]{2,20}?(?:捐赠|捐助|赠送|送来|支援|援助|寄来|捐))?的?"
)
_BOUGHT = re.compile(
    "(?:出资|出钱|掏钱|捐资|投资)[^，。；\n]{0,12}?(?:购置|购买|采购|买|定制|订购)(?P<of>了|的|来的)"
)
_LEFT_OVER = re.compile("(?:淘汰|换下来?|闲着|多余|富余|用不着)的(?=\\d)")
_STAYS = re.compile(
    f"{_N}+[名位][\u4e00-\u9fff]{{0,6}}?(?:专家|教授|博士|硕士|研究生|大学生|学生|师生|医生|医护|技术员|农艺师|工程师|教师|老师|特派员|干部|师傅)"
    "(?=(?:常年|长期|轮流|轮换)?(?:驻村|常驻|驻点|蹲点|驻厂|住村|住在村))"
)


_LONGEST = 80
"""Characters of a list of what is given."""


def _clause_end(text: str, at: int) -> int:
    return end_before(text, at, "，。；：！？\n（", min(len(text), at + _LONGEST))


def _before(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands before the word, or is handed over by two."""
    for pattern in (_HANDED_OVER, _BROUGHT_IN, _AS_SITE, _FOR_NOTHING, _BY_WHOM, _ARRIVED):
        for match in pattern.finditer(text):
            first = start_behind(text, match.start(), "，。；：\n")
            if not _WISHED.search(text, first, match.start("what")):
                yield from _each(text, *match.span("what"))
    for match in _TO_SPARE.finditer(text):
        yield *match.span("what"), "land"
    for match in _THEY_PAY.finditer(text):
        known = last_head(text, *match.span("what"))
        kind = "money" if match["what"][-1] in "费款钱" else known[0] if known else "none"
        if kind != "none":
            yield *match.span("what"), kind
    for match in _GIVES_WORK.finditer(text):
        yield *match.span(), _WORK.get(match.group()[-1], "people")
    for match in _FUNDS.finditer(text):
        yield *match.span("what"), "money"
    for match in _OFFERED.finditer(text):
        end = end_before(text, match.end(), "。\n")
        start = match.end()
        while start < end:
            stop = end_before(text, start, "，；。（\n", end)
            yield from items(text, (match.start(), start), stop, _GIVES, pays=True)
            start = stop + 1
    for match in _GOT.finditer(text):
        end = _clause_end(text, match.end())
        for start, stop, kind in items(text, match.span(), end, _GIVES, pays=True):
            if kind != "people":
                yield start, stop, kind
    for match in (*_BOUGHT.finditer(text), *_LEFT_OVER.finditer(text)):
        end = _clause_end(text, match.end())
        yield from items(text, match.span(), end, _GIVES, pays=False)
    for match in _STAYS.finditer(text):
        yield *match.span(), "people"


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The things of a list that ends with a word of a known kind each."""
    for piece in re.finditer("[^、和及与]+", text[start:end]):
        begins, ends = start + piece.start(), start + piece.end()
        known = last_head(text, begins, ends)
        if known and known[0] not in ("none", "people") and ends - known[2] <= _LONGEST_NUMBER:
            yield begins, ends, known[0]


_LONGEST_NUMBER = 6
"""Characters behind a thing's name: its number (旧房6间)."""
