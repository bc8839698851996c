"""What is wished for: behind a word of wishing and one of getting (盼着有企业来签订单)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon
from .thing_words import QUANTITY, phrase_end, things_in

_WISH = (
    "(?:希望|(?:特别|只|最|也|都)?盼(?:望|着)?|期盼|渴望|指望着?|巴望着?|恳请|恳求|请求|要求(?=支[援持])|敬请|想请|想让|想要|想找|想(?=改成|改造成|换成|装|添|配|引进)|"
    "能否|能不能|可否|可不可以|看能不能|(?<![邀聘申敬宴约拟])请(?![假教示看见勿柬战客销联与拨致]|提前|到)|要是能|如能)"
)
_GETS = (
    "支持|支援|援助|援建|捐赠|捐助|捐(?!款)|赠送|资助|配备|配|添置?|派(?:出|来|遣)?(?!出所)|选派|选送|下派|增派|调派|推荐|引进|引入|引来|解决|协调|联系|介绍|提供|"
    "给予|得到|争取|调拨|下拨|拨付|拨给|安排(?!专人|人员|时间|部署)|传授|"
    "帮(?:忙|助|着|我们|咱们?|村里|俺们?)*(?:建设|建立|搭建|修建|建|修|找|联系|对接|争取|请|购置|添置|推销|设计|寻|买|物色|介绍|打开|拓宽|拓展|开拓|开通|打通|牵)|"
    "(?:协助|帮助)?(?:打开|拓宽|拓展|开拓)(?=[^，。；\n]{0,6}(?:渠道|销路|市场|门路))|"
    "改成|改造成|换成|安装|增设|增加|对接|教教|教一教|讲讲|讲一讲|开设|恢复|开通|增开|编制|办一?[期场]|举办"
)
_TAKES = (
    "有|设|来|找|请|建设?|修建?|打|上|装|买|购置|要|签|办|开|给|添|学|用上|喝上|吃上|走上|住上|通上"
)
_WISHED = re.compile(
    f"{_WISH}(?P<whom>[^，。；：！？\n]{{0,14}}?)(?:"
    f"(?P<gets>{_GETS})(?:帮忙|帮助)?|(?P<takes>{_TAKES})(?P<count>(?={QUANTITY}|[一两几]?[个名位台套支条口间座批副份处]|订单|义诊|培训|支教|讲课)))"
    "(?:建设?|修(?![剪理枝])|配|一下|解决|协调|落实)?"
)
_OWN = re.compile(
    "(?:(?:盼望?着?|希望|期盼|渴望)(?:能够?|早日|尽快|早点|村里|我们|大家)*|想(?:能|早日)+|(?<=[\\d一二三][.、．])想)"
    "(?:[装用喝吃走住换]上|学到|修[好通]|建[成起]|有(?!人)|[上通修装建添]|学(?![院校生会员习科]))[个座条台所位名]?(?=[一两几]?[个位名]?[懂会]|(?:[^，。；来帮]|(?<=自)来){2,14}[，。；！”\n])"
    "|想学个?(?=[^，。；]{2,12}[，。；\n])|能(?:有|帮忙联系|帮忙请|派(?:出|来)?(?!出所))"
)
"""What is got without a word between (盼着上高效节灌), and what follows a wish (…，能有…)."""
_BY_OTHERS = re.compile(
    "(?:公司|企业|集团|学院|大学|医院|协会|商会|促进会|研究[院所会]|学校)[^，。；\n]{0,3}\\Z"
)
_OF_VILLAGES = re.compile("村(?:里|委会|集体|两委)(?!建|装|修)|各村|农户|学员|合作社|乡亲")
"""Who asks a village for something has no need of a village."""
_NO_WISH = re.compile("继续|更多|大家|各位|广大|领导|游客|记者|读者|理解|不再|有意")
_GRIDS = re.compile(
    "(?:恳请|请|希望)[^，。；\n]{0,14}?(?:协调|解决|推动)(?P<what>[\u4e00-\u9fff]{2,8}?(?:并网|增容|过户|立项|用地|确权|验收|通水|通电|通网|手续|审批))(?=[，。；\n]|$)"
)


def wishes(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where what is wished for stands."""
    for match in _WISHED.finditer(text):
        if match["gets"] and _OF_VILLAGES.match(match["whom"]):
            continue
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
