"""Money by where it comes from, or by who bears it: 衔接资金150万元, 余15万元村集体自筹."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import start_behind
from .resource_lists import MONEY

_FUND = re.compile(
    r"[\d.]+[万亿]?余?元(?:奖补|补助|补贴|扶持资金)|[\u4e00-\u9fff]{2,8}(?:经费|奖补|补助|补贴)[\d.]+[万亿]?余?元"
)
_SOURCE_OF_MONEY = re.compile(
    r"(?P<what>(?:[\u4e00-\u9fff]{0,6}?(?:衔接|协作|帮扶|专项|启动|对口|扶持|奖补|援助|慈善|公益|彩票|产业|振兴|财政|以工代赈|水利|移民|援疆|援藏|东西部协作))(?:资金|经费|费|款|基金|公益金))(?=(?:补|共|约)?\d[\d.]*(?:[万亿]?余?元|万))|"
    r"(?P<due>[\u4e00-\u9fff]{2,4}(?:款|钱))(?=掏|\d[^，。；]{0,10}由[^，。；]{2,8}垫付|[\u4e00-\u9fff]{2,6}出[，。；])"
)
"""Money by where it comes from, or by what it is due for (设备款60万元由集团垫付)."""
_LEADS_IN = re.compile(
    ".*(?:其中|拨付|投入|用好|列支|到位|落实|申请|安排|到账|整合|下达|筹集|使用|财政(?!衔接|专项)|协调|争取)(?=.{3})"
)
_GOT = re.compile("获批|获得|争取")
_OF_ALL = re.compile("(?:单位|各方|三方|双方)共(?:引进|争取|帮助)?[^，。；\n]{0,3}\\Z")
_BORNE = re.compile(
    "(?:由)?(?P<who>[^，。；\n\\d]{2,14}?)(?:先行|先期|先|来|负责|全额|共同|统一|可以?)*(?:自筹|垫付|垫上|垫资|承担|负担|支付|出资|筹集|筹措|解决|兜底|补齐|补足|出(?=[，。；]|$)|掏(?=[，。；]|$))"
)
_DUE = re.compile("[\\u4e00-\\u9fff]{2,3}[费款钱]约?\\Z")
_SUM = re.compile("总投资|概算|造价|总价|预算|需资金|共需|资金|出资|投入|费用|投资|决算|筹")
_NAMED_SUM = re.compile(
    "(?:其中)?[：:，]?(?P<who>[^\\d，、；。：\n]{2,20}?)(?:各|共|计)?(?P<sum>\\d[\\d.]*[余多]?万?元)(?=[，、；。）\n]|$)"
)
_GIVER = re.compile(
    "(?:公司|集团|企业|学院|学校|大学|协会|商会|研究所|研究院|合作社|银行|基金会|委员会|中心|[镇乡村局]|医院|党委|支部|总支|自筹|捐[赠助资]?|出资|投入|配套|财政)\\Z"
)
_TOTAL = re.compile(
    "超出|收入|产值|销售|利润|分红|增收|工资|补偿|总|缺口|剩余|余下|还差|计划|人均|支出|开支|花费|每"
)


def money(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such sums stand, each with its kind of resource (money)."""
    for match in _FUND.finditer(text):
        if not _GOT.search(text[match.start() : match.start() + 3]):
            yield match.start(), match.end(), "money"
    for match in _SOURCE_OF_MONEY.finditer(text):
        if not _OF_ALL.search(text[max(0, match.start() - 6) : match.start()]):
            start, end = match.span("what" if match["what"] else "due")
            lead = _LEADS_IN.match(text, start, end)
            yield lead.end() if lead else start, end, "money"
    yield from _borne(text)
    yield from _listed(text)
    yield from _invested(text)


def _borne(text: str) -> Iterator[tuple[int, int, str]]:
    """A sum before who bears it: 硬件28万元由公司垫付, 余15万元村集体自筹."""
    for match in MONEY.finditer(text):
        borne = _BORNE.match(text, match.end())
        if borne is None or _TOTAL.search(text, max(0, match.start() - 3), match.start()):
            continue
        due = _DUE.search(text, max(0, match.start() - 6), match.start())
        yield due.start() if due else match.start(), match.end(), "money"


def _listed(text: str) -> Iterator[tuple[int, int, str]]:
    """Who gives how much, in a list behind a sum: 出资20万元，其中甲公司15万元、乙村5万元."""
    for match in _NAMED_SUM.finditer(text):
        first = start_behind(text, match.start(), "。\n")
        if not _GIVER.search(match["who"]) or _TOTAL.search(match["who"]):
            continue
        if _TOTAL.search(text, max(first, match.start() - 4), match.start()):
            continue
        if "其中" in text[first : match.end("who")] and _SUM.search(text, first, match.start()):
            yield *match.span("sum"), "money"


_INVESTS = re.compile(
    r"(?<![总划成定复加年新额计])投资(?:近|约|超)?\d[\d.]*[万亿]?余?元(?=[\u4e00-\u9fff，。；]|$)"
)
_INVESTOR = re.compile(
    "(?:公司|企业|集团|茶业|[一两]期|方|社|厂|协会|商会|在[^，。；\n]{2,8}[村镇]|由[^，。；：\n]{3,24})\\Z"
)


def _invested(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _INVESTS.finditer(text):
        if _INVESTOR.search(text[max(0, match.start() - 26) : match.start()]):
            yield match.start(), match.end(), "money"
