"""What is wished for: behind a word of wishing and one of getting (盼着有企业来签订单)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import Lexicon
from .thing_words import QUANTITY, phrase_end, things_in

_WISH = (
    "(?:希望|(?:特别|只|最|也|都)?盼(?:望|着)?|期盼|恳请|恳求|请求|想请|想让|想要|想找|想(?=改成|"
    "改造成|装|添|配|引进)|能否|能不能|可否|(?<![邀聘申敬宴约拟])请(?![假教示看见勿柬战客销])|要是能|如能)"
)
_GETS = (
    "支持|支援|援助|捐助?|配备|配|添置?|派(?!出所)|选派|引进|引入|引来|解决|协调|联系|介绍|提供|得到|争取|帮(?:忙|助)?(?:建|修|找|联系|对接|争取|请|购置|添置|推销|设计)|"
    "改成|改造成|安装|增设|增加|对接"
)
_TAKES = "有|来|找|请|建设?|修建?|打|上|装|买|购置|要|签|办|开|给|添|学"
_WISHED = re.compile(
    f"{_WISH}(?P<whom>[^，。；：！？\n]{{0,14}}?)(?:"
    f"(?P<gets>{_GETS})(?:帮忙|帮助)?|(?P<takes>{_TAKES})(?P<count>(?={QUANTITY}|[一两几]?[个名位台套支条口间座批副份处]|订单|义诊|培训|支教|讲课)))"
    "(?:建设?|修|配|一下|解决|协调|落实)?"
)
_OWN = re.compile(
    "(?:盼望?着?|希望|想)(?:能|早日)*(?:[装用喝吃走]上|学到|修[好通]|建成|[上通学修装])个?(?=[^，。；]{2,12}[，。；\n])|能(?:有|帮忙联系|帮忙请|派)"
)
"""What is got without a word between (盼着上高效节灌), and what follows a wish (…，能有…)."""
_BY_OTHERS = re.compile(
    "(?:公司|企业|集团|学院|大学|医院|协会|商会|促进会|研究[院所会]|学校)[^，。；\n]{0,3}\\Z"
)
_NO_WISH = re.compile("继续|更多|大家|各位|广大|领导|游客|记者|读者|理解|不再|有意")
_GRIDS = re.compile(
    "(?:恳请|请|希望)[^，。；\n]{0,14}?(?:协调|解决|推动)(?P<what>[\u4e00-\u9fff]{2,8}?(?:并网|增容|过户|立项|用地|确权|验收|通水|通电|通网|手续|审批))(?=[，。；\n]|$)"
)


def wishes(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where what is wished for stands."""
    for match in _WISHED.finditer(text):
        if _NO_WISH.search(match.group()) or _BY_OTHERS.search(
            text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        yield from things_in(text, match.end(), phrase_end(text, match.end()), lexicon)
    for match in _OWN.finditer(text):
        before = re.split("[。！？\n]", text[max(0, match.start() - 60) : match.start()])[-1]
        if match.group()[0] == "能" and not re.search("盼|希望", before):
            continue
        yield from things_in(text, match.end(), phrase_end(text, match.end()), lexicon)
    for match in _GRIDS.finditer(text):
        yield match.span("what")
