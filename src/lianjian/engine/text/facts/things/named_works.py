"""Works that no word of building stands beside: the head of an item of a list, what so much money
is told of, what there is a design for, what somebody speaks of as known (冷库那15万)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names.edges import Edges
from .building_words import DEEDS, LAST, is_building, is_renewal
from .works import is_deed, is_deed_word, named_from

_PHASE = "(?:（?[一二三四]期）?)?"
_ITEM = re.compile(
    "(?m)(?:^[ \u3000]*(?:[一二三四五六七八九十]{1,2}[、.]|"
    "[（(][一二三四五六七八九十\\d]{1,2}[)）][、.]?|\\d{1,2}[.、．)）]|[①-⑩▶●•■✓-]|"
    "第[一二三四五六七八]，)|[：；。][一二三四五六]是)[ \u3000]*"
    f"(?:[\u4e00-\u9fff]{{1,6}}[村镇乡区寨屯]：)?(?:关于|抓好|推进|实施|建设|新建|改造|"
    f"负责)?(?P<what>[\u4e00-\u9fff“”—]{{1,18}}?(?:[{LAST}]|{DEEDS}|"
    f"建设){_PHASE})(?:的?(?:问题|事宜|一事|事))?(?=[。：]|，(?:概算|预算|总投资|投资|"
    "新增|新建|由|全?长|占地|选址|面积|计划))"
)
_ASKING = re.compile("求助|请求|需求|诉求|困难|求援|恳请|心愿|问题清单|短板")
_COSTS = (
    "(?:[，。]?(?:估算|概算|预算|计划投资|总投资|总造价|造价)[^，。；\\n\\d]{0,4}\\d|"
    "[，。]?算下来|(?:还|尚|仍)?(?:差|缺口)[^，。；\\n\\d]{0,3}\\d+[\\d.]*[万亿]|"
    "，?(?:由|是)[^，。；\\n]{2,24}(?:投资|出资|出钱|援建|捐建|承建|代建|修建|翻修|维修|"
    "负责(?:设计|施工|建设|承建))|那\\d+[\\d.]*万|那[边头]?(?:笔|点)?钱|的(?:事|事儿|钱|"
    "款|资金|建设资金|工程款|造价|手续|图纸)(?=[，。！？：]|\\d|他|我|你|村|已|还|批|到|"
    "办|落)|(?:，|、|已|还|也|的|大概|大约|约)*(?:需要?|得|"
    "要)(?:投资)?[约近]?\\d+[\\d.]*[万亿])"
)
_MONEY = re.compile(f"[{LAST}]{_PHASE}(?={_COSTS})")
_DEED_MONEY = re.compile(
    f"(?P<deed>{DEEDS})(?=(?:的?[，。]?(?:估算|概算|预算|总投资|造价)|(?:还|尚)?差\\d|"
    f"(?:的)?(?:资金|钱|款|费用|经费)|由[^，。；\\n]{{2,24}}(?:出资|投资|承担|负责)))"
)
_DRAWN = re.compile(
    f"[{LAST}]{_PHASE}(?=(?:的)?(?:初步|建设|改造|施工|布展|规划|设计|扩建)*(?:设计|方案|"
    "图纸|施工图|效果图|可研|招标|立项|选址|环评)(?!院|公司|师|所|单位|人员|中心|团队|"
    "大赛|费))"
)
_OF_SOMEBODY = re.compile(
    "(?:合作|合资|合股|联办|合办|援建|捐建|承建|筹建|在建|拟建|洽谈|招引|引进|投资|新建|"
    "出资建|建成|援助|捐助|捐赠|资助|建设|改造|打造|共建|"
    "(?<![停举主协])[投建修盖搭办装捐搞弄谈](?:好|成|起来?|到一半)?|打地基|"
    "(?:投资|出资|耗资)[约近]?\\d[\\d.,]*[万亿]?元(?:建设|修建|新建|兴建|建成|打造|援建|建)?)"
    f"的(?:[那这]?[个座条片家口栋处])?(?P<what>“[^”\\n]{{2,8}}[{LAST}]”|"
    f"[\u4e00-\u9fff“”]{{1,14}}?[{LAST}]{_PHASE})(?=[^里内外旁边口主员工长的老人门费管党支村公集限镇负项建设改扩维生加产租面数使后前条项业等之][^\\n]|"
    "[。，\\n]|$)"
)
_LISTED = re.compile(
    "(?:用于|支持|投向|办好|抓好|实施|谋划|"
    "建设)[^，。；、：\\n]{0,8}[：](?P<items>[^，。；：\\n]{4,60})"
)
_ITEMS = re.compile("[^、，。；：和及与]+")
_TOPIC = re.compile("关于[^关]+建设$")
"""What is talked of below such a line is named there."""
_PUT_IN = re.compile("[桥路渠池棚井塘线沟管网亭廊墙灯库房坝堤道](?=投资[约近]?\\d)")
"""What does not invest itself: 利民桥投资120万元, but not 食品厂投资80万元."""
_WAS_TO_BE = re.compile(
    f"[{LAST}]{_PHASE}(?=，因为?[^。；\\n]{{2,30}}?(?:黄了|[没未]|停|推迟|搁|延期|耽误|拖|"
    "不下来|暂缓))"
)
_GIVES = re.compile("[一-鿿]*(?:免费|无偿)(?:出|做|画|设计|编制|提供)")
_NO_NAME = re.compile(
    "^(?:这|那|该|此|本|各|几|两|三|一|每|不|有|没|在|从|到|关于|盘活|利用|租|腾|清理|拆|"
    "闲置|旧|老|原|废)|公司|企业|集团|项目|工程$"
)


def named_works(text: str, edges: Edges) -> Iterator[tuple[int, int]]:
    """Where a work is named; the order is none, and some overlap."""
    if not _ASKING.search(text.lstrip().split("\n", 1)[0]):
        for match in _ITEM.finditer(text):
            if _is_work(match["what"]) and not _TOPIC.search(match.group()):
                yield match.span("what")
    for pattern in (_MONEY, _DRAWN, _PUT_IN, _WAS_TO_BE):
        for match in pattern.finditer(text):
            last = match.start() + 1
            start = named_from(text, last, edges)
            if given := _GIVES.match(text, start, last):
                start = given.end()
            if is_deed_word(text, last, edges):
                continue
            if is_building(text[start:last]) and not _NO_NAME.search(text[start:last]):
                yield start, match.end()
    for match in _LISTED.finditer(text):
        for item in _ITEMS.finditer(text, *match.span("items")):
            if _is_work(item.group()):
                yield item.span()
    for match in _DEED_MONEY.finditer(text):
        start = edges.left(text, match.start())
        if is_renewal(text[start : match.start()]):
            yield start, match.end()
    for match in _OF_SOMEBODY.finditer(text):
        if is_building(match["what"]) and not _NO_NAME.search(match["what"]):
            yield match.span("what")


def _is_work(what: str) -> bool:
    bare = re.sub(f"{_PHASE}$", "", what)
    return (is_building(bare) or is_deed(bare)) and not _NO_NAME.search(bare)
