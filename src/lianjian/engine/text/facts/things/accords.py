"""What is signed, who is paired, and what the sides set up together: accords, pairings, joint
bodies, and how they keep in touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import start_behind
from ..fact import FactKind
from ..names.edges import Edges
from ..numbers.cells import CELL
from .thing import Thing, sentence_end, sentence_start

_JOINING = "共联共建|结对共建|结对帮扶|联建|共建|结对|合作|帮扶"
_ACCORD = re.compile(
    r"《(?P<title>[^《》]{2,40}?(?P<of>补充协议|框架协议|协议书|协议|备忘录|意向书|责任书|公约|合同|协定))》"
    rf"|(?P<plain>[\u4e00-\u9fff]{{0,8}}?(?P<kind>补充协议|框架协议|(?P<joins>{_JOINING})(?:框架)?(?:协议书?|备忘录|意向书)|协议书|备忘录|意向书|责任书|(?:初步)?合作意向|"
    r"(?:保底|订单|意向|附属)*(?:收购|采购|购销|供货|订购|租赁|流转|承包|代销|委托|服务|劳务)?合同|意向订单|协议|意向(?=[，。]))"
    r")(?!约定|(?<!建协议)(?<!对协议)(?<!作协议)[期里中]|签订后|价|文本|规定|工|款|额)"
)
_SIGNED = re.compile(
    "签署|签订|签下|签了|签约|达成|续签|拟签|重新签|(?<!标)(?<!便)签(?![到名字收发]|证)"
)
_PAIRING = re.compile(
    "结成[^，。；]{0,8}(?:共联共建|对子|联建|共建|结对)|结为[^，。；]{0,8}对子|(?<=结为)(?:共建|联建)(?=支部|单位)|联建共建|共联共建(?!协议|活动|工作|的|促进|方)|联建对子|结对共建(?!协议)|(?<!党)支部联建(?!话)|"
    "“牵手”|结(?:成)?(?:了)?对(?!象|学校|院校|高校|企业|方(?!式)|双方|前的?|率|数|后[“”，]|情况|工作|接|单位|协议|村|时间|名单|帮扶|备忘录|共建)"
)
_PAIRED_WITH = re.compile(
    "(?:[与同跟和]|携手)[^，。；：\n]{3,40}?(?P<word>结对共建|结对|联建|共建|牵手|签约)"
    "(?!协议|党|总支|活动|工作|情况|制度|机制|学校|院校|高校|企业|的(?!第)|项目|单位|村|方|促进|对子|备忘录|顾问|[\u4e00-\u9fff]{0,4}》)"
)
"""与某公司党支部共建种苗基地."""
_IN_ACCORD = re.compile(f"(?P<word>{_JOINING})")
_ANYBODY = re.compile(
    "(?:县外|外地|市外|省外|镇外|乡外|区外|校外|州市的)[^，。；]{0,8}?(?:党组织|单位|党支部|支部|企业)"
)
"""Many that nobody names (23个村与县外党组织结对)."""
_SIDES = re.compile("[与和同跟]|双方|[三四五]方|[两三四]村")
_OF_SIDES = re.compile("[与和同跟][^，。；\n]{4,40}的\\Z")
_TABLE_HEAD = re.compile("(?:联建|结对|共建|帮扶|合作)(?:单位|对象|方)|结对党组织|对口单位")
_EMPTY_CELL = re.compile("[—\\-:/\\d\\s无]*|暂无.*|合计.*")
_JOINT = re.compile(
    "(?:联建|联合)(?:党总支|党支部|党委|总支)|产业联盟|联盟党委|联合体|联建(?:工作)?委员会"
)
_LIAISON = re.compile(
    "每(?:年|月|季度?|半年|[一两双]?周|两个月)(?:末月?|初)?(?:召?开)?(?:一次)?(?:联席会议?|碰头会)"
    "|每(?:年|月|季度?|半年|[一两双]?周|两个月)(?:末月?|初)?(?:至少)?(?:召开|碰|开|互访)[一两]次(?:头|面|联席会议?|碰头会)?"
    "|(?:各|分别)?(?:明确|指定|确定)(?:[1一]名)?[^，。；]{0,3}联络员(?:[1一]名)?(?:，每[^，。；]{1,6}(?:碰头|联系)一?次?)?"
    "|“[^”\n]{4,16}”(?:联络|调度|通报|联席)?(?:机制|制度)|[月双季半周][^，。“”\n]{1,3}、[季半年月][^，。“”\n]{1,4}制度"
)


_REFERRED = re.compile("根据|按照?|写[进入]|一纸")
_DRAFT = re.compile("草稿|草案|文本")
_SHORT = re.compile("简称[“《]?$")
_BARE = ("协议", "备忘录", "合同")


def _named(text: str) -> Iterator[re.Match[str]]:
    """Where accords are named: looked for in the sentences alone that hold such a word."""
    done = 0
    for word in _WORD.finditer(text):
        if word.start() >= done:
            first = max(sentence_start(text, word.start()), done)
            done = sentence_end(text, word.end())
            yield from _ACCORD.finditer(text, first, done)


_WORD = re.compile("协议|备忘录|意向|责任书|公约|合同|协定|订单")


def accords(text: str) -> Iterator[Thing]:
    """What is signed, or relied on as signed."""
    found, known = False, set()
    head = title_end(text)
    again = head > 0 and _ACCORD.search(text, head)
    for match in _named(text):
        kind = match["of"] or match["kind"]
        sentence = text[sentence_start(text, match.start()) : sentence_end(text, match.end())]
        if match.start() < head and again:
            continue
        if _SHORT.search(text, max(0, match.start() - 4), match.start()):
            continue
        if match["title"] is None:
            if not _counts(text, match, sentence, found=found):
                continue
        elif match["title"] in known:
            continue
        known.add(kind)
        found = True
        name = match.group()
        start = match.start()
        if match["plain"]:
            cut = max((_last(name, word) for word in _VERBS_BEFORE), default=0)
            start, name = start + cut, name[cut:]
        usual = _usual(kind)
        yield Thing(FactKind.ACCORD, start, match.end(), name, {"accord_kind": usual})


def title_end(text: str) -> int:
    """Where the first line ends, if it is no sentence: a title only announces what follows."""
    end = max(text.find("\n"), 0)
    return 0 if any(mark in text[:end] for mark in "，。；") else end


def _of_sides(text: str, first: int, end: int) -> bool:
    """Whether the accord that is named at ``end`` is said to be one with somebody."""
    return bool(_OF_SIDES.search(text, max(first, end - 42), end))


def _counts(text: str, match: re.Match[str], sentence: str, *, found: bool) -> bool:
    """Whether a plain word for an accord tells of one here."""
    kind = match["kind"]
    if kind.endswith(("合同", "订单")):
        return bool(_SIGNED.search(sentence))
    if kind == "协议" and (_ITEM.fullmatch(sentence) or _GENERAL.search(sentence)):
        return False
    draft = _DRAFT.match(text, match.end())
    if match["joins"] and not found and _of_sides(text, 0, match.end("plain") - len(kind)):
        return True
    held = found and kind in _BARE and not draft
    bare = draft or _REFERRED.search(text, max(0, match.start() - 3), match.end())
    return bool(_SIGNED.search(sentence) or (bare and not held))


_ITEM = re.compile(
    "[ \u3000]*(?:\\d{1,2}[.、．]|[（(]?[一二三四五六七八九十]+[）)、])?[^，；]{0,4}协议。?"
)
"""续签协议。 only names what an item is about."""
_GENERAL = re.compile("(?:有的|有些|个别|“)签了?协议|逾期按协议")


def _usual(kind: str) -> str:
    """The kind of accord that the rooms know."""
    if kind.endswith(("合同", "订单")):
        return "合同"
    if kind.endswith("意向"):
        return "意向书"
    if kind.endswith(("意向书", "责任书")):
        return kind[-3:]
    return re.sub(f"框架|补充(?!协议)|{_JOINING}|书$", "", kind) or kind


_VERBS_BEFORE = (
    "签署", "签订", "签下", "签了", "达成", "续签", "补签", "签", "集体", "的", "了", "份", "与",
    "按", "按照", "根据", "该", "那个", "初步",
)  # fmt: skip


def _last(name: str, word: str) -> int:
    at = name.rfind(word)
    return at + len(word) if at >= 0 else 0


def pairings(text: str) -> Iterator[Thing]:
    """The word that says that sides go together."""
    for match in _PAIRING.finditer(text):
        if not _is_anybody(text, match.start(), match.end()):
            yield Thing(FactKind.PAIRING, *match.span(), match.group(), _own_place(text, match))
    for match in _PAIRED_WITH.finditer(text):
        if _PAIRING.search(text, match.start("word"), match.end("word") + 4):
            continue
        if not _is_anybody(text, *match.span("word")):
            yield Thing(
                FactKind.PAIRING, *match.span("word"), match["word"], {"place": match.start()}
            )  # fmt: skip
    head = title_end(text)
    for match in _named(text):
        if match["plain"] and match.start() < head:
            continue
        first = sentence_start(text, match.start())
        told = _PAIRING.search(text, first, match.start())
        if told or (match["plain"] and not match["joins"]):
            continue
        signed = _SIGNED.search(
            text, first, match.start("joins") if match["plain"] else match.start()
        )
        sides = _SIDES.search(text, first, match.start())
        name = match.span("kind") if match["plain"] else match.span("title")
        if match["plain"] and not (signed and sides) and not _of_sides(text, first, name[0]):
            continue
        if match["title"] and not signed:
            continue
        if word := _IN_ACCORD.search(text, *name):
            yield Thing(FactKind.PAIRING, *word.span("word"), word["word"])
    yield from _in_tables(text)


def _own_place(text: str, match: re.Match[str]) -> dict[str, object]:
    """Whether its clause names both sides: then it is told beside others of its sentence."""
    first = start_behind(text, match.start(), "，。；：\n")
    return {"place": match.start()} if _BOTH.search(text, first, match.start()) else {}


_BOTH = re.compile("[与和同跟][^，。；：]{4,40}$")


def _is_anybody(text: str, start: int, end: int) -> bool:
    """Whether its clause only says how many pair with somebody from elsewhere."""
    first = start_behind(text, start, "，。；：\n")
    return bool(_ANYBODY.search(text, first, end))


def _in_tables(text: str) -> Iterator[Thing]:
    """The cells below a head like 联建单位: each names a partner."""
    at, last = None, -1
    if not _TABLE_HEAD.search(text):
        return
    for row in re.finditer("(?m)^[^\n\t｜|]*[\t｜|][^\n]*", text):
        filled = list(CELL.finditer(row.group()))
        if row.start() != last + 1 or at is None:
            heads = (place for place, cell in enumerate(filled) if _TABLE_HEAD.search(cell.group()))
            at = next(heads, None)
        elif at < len(filled) and not _EMPTY_CELL.fullmatch(filled[at].group().strip()):
            start, end = (row.start() + one for one in filled[at].span())
            yield Thing(FactKind.PAIRING, start, end, "联建", {"place": start})
        last = row.end()


def liaisons(text: str) -> Iterator[Thing]:
    """How sides keep in touch: 每季度碰一次头, 各明确1名联络员."""
    for match in _LIAISON.finditer(text):
        yield Thing(FactKind.LIAISON, match.start(), match.end(), match.group())


def joint_bodies(text: str, edges: Edges) -> Iterator[Thing]:
    for match in _JOINT.finditer(text):
        start = edges.left(text, match.start())
        name = text[start : match.end()]
        if start < match.start() and not re.match("跨|县域|成立|全|各|多|个|乡村|党建", name):
            yield Thing(FactKind.JOINT_BODY, start, match.end(), name)
