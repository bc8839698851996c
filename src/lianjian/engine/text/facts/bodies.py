"""Bodies that a text names: organisations, Party branches, groups that act as one side, aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from . import numerals
from .called import CHAT
from .clauses import REACH
from .edges import Edges
from .fact import FactKind
from .names import name_at
from .vocabulary import COMMON_LAST_WORDS, ORGANISATIONS, TRADES

_KIND = {word: kind for kind, words in ORGANISATIONS.items() for word in words}
_DEPARTMENTS = tuple(
    f"{body}{part}"
    for body in ("省委", "市委", "县委", "区委", "州委", "旗委", "党委")
    for part in ("组织部", "宣传部", "统战部", "办公室", "农办")
)
_KIND |= dict.fromkeys(_DEPARTMENTS, "government")
LAST_WORDS = frozenset(_KIND)
_words = "|".join(sorted(map(re.escape, _KIND), key=len, reverse=True))
_ALIAS = re.compile(
    r"[（(](?:以下|下)?(?:统一)?(?:简称|称)(?:为|:|：)?\s*[“\"‘《]?(?P<short>[^”\"’》）)]{1,12})[”\"’》]?[）)]"
)
_UNIT_WORDS = "教师|教工|学生|机关|退休|离退休|职工|本科生|研究生|流动|第[一二三四五六七八九十]+"
_BRANCH = re.compile(
    rf"(?:{_UNIT_WORDS})*(?:党总支第[一二三四五六]支部|党支部|党总支部?|联合党委|党委|支部委员会|机关委员会|总支部委员会|党组(?!织))"
    r"(?!宣传部|组织部|办公室|统战部)"
)
_ORGANISATION = re.compile(rf"(?:{_words})")
_GROUP = re.compile(
    rf"(?<!全[省市县区镇乡旗州])(?<!\d)(?P<number>\d+|{numerals.CHINESE})余?(?:位|名|个)(?P<who>[^，。；、：“”与和及]{{0,16}}?(?:驻村第一书记|第一书记|村党支部|村级党组织))"
)
_TEAM = re.compile(
    "(?:退休|青年|巾帼|流动)?(?:党员)?(?:先锋队|突击队|服务队)|第[一二三四五六七八九十]+批(?:驻[\u4e00-\u9fff]{2,6}?)?(?:驻村第一书记|驻村工作队员)"
)
_LEVEL = re.compile("^(?:县|市|省|镇|乡|区|村|街道|自治区|州|旗|苏木|嘎查)(?=[\u4e00-\u9fff])")
_GENERIC = re.compile(
    r"^(?:各|村企|村校|校村|村社|乡镇|以上|县外|县域外|域外|省外|市外|部分村|多数村|有的村|各村|部分|多数|有的|一些|其他|其余|农村|村级|基层|机关|各级|有关|相关|两个|所属|下属|联建|共建|片区|县直|市直|省直|镇直|一线|村居|社区|乡镇|行业|企业|学校|高校|院校|科研|"
    r"社会组织|单位|部门|党员|联合|临时|功能型|流动|驻村|帮扶|派驻|结对|示范|先进|优秀|支部|龙头|本土|本村|外地|民营|国有|食品|物流|电商|"
    r"合作|农民|农业|种植|养殖|专业|新型|村集体|集体|股份|家庭|乡村|党建|服务|管理|工作|产业|技术|研究|科技|文化|旅游|商业|地方|当地)*"
    r"(?:党支部|党总支|党委|党组织|支部|公司|集团|企业|合作社|农场|学校|中学|小学|医院|卫生院|银行|协会|学会|商会|局|厅|办公室|委员会|"
    r"大学|学院|研究院|研究所|人民政府|政府|部门|实验室|工作队|服务中心|推广中心|酒店|基金会|联合会|促进会|专业合作社|家庭农场|银行|工作室|发展中心)$"
)


_LISTED = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,8}(?:(?:、|和)(?:(?![的和])[\u4e00-\u9fff]){2,5}){1,20}?)(?<![乡镇])"
    "(?:等)?(?:[两二三四五六七八九十]|\\d+)个(?P<of>嘎查|村|社区)(?P<word>党支部|党总支)"
)
"""Branches of villages that share the word for what each is."""
_OWN_BRANCH = re.compile(
    "(?:县|市|镇|乡|村|公司|集团|学院|学校|医院|院|以村|嘎查村)?(?:党支部|党委|党总支)"
)
"""A branch whose place the text does not tell."""
_COMMITTEE = re.compile(r"中共(?P<host>[\u4e00-\u9fff]{2,24}?)(?:机关|总支部|支部)?委员会")


@dataclass(slots=True)
class Body:
    """A body where it is first named; ``name`` is its full name."""

    kind: FactKind
    start: int
    end: int
    name: str
    more: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name that a text gives: where, the short one, what it stands for."""

    start: int
    end: int
    short: str
    name: str


def aliases(text: str, edges: Edges) -> Iterator[Alias]:
    """X（以下简称“Y”）."""
    for match in _ALIAS.finditer(text):
        start, short = edges.left(text, match.start()), match["short"].strip()
        opened = text.rfind("《", max(0, match.start() - REACH), match.start())
        if text[match.start() - 1] == "》" and opened >= 0:
            start, short = opened, f"《{short}》"
        if match.start() - start >= 3:
            name = text[start : match.start()]
            yield Alias(start, match.end(), short, name)


class Bodies:
    """The bodies of one text, each once, at its first mention."""

    def __init__(self, text: str, edges: Edges, place: Mapping[str, str]) -> None:
        """``place``: the text's own place at each level (县 → 青石县), for 县供销社."""
        self.text, self.edges, self.place = text, edges, place
        self.aliases = list(aliases(text, edges))
        self.short = {one.short: one.name for one in self.aliases}
        self.taken = bytearray(len(text))
        self.found: dict[tuple[FactKind, str], Body] = {}
        self._in_brackets = {one.end(): one.start() for one in _ALIAS.finditer(text)}

    def all(self) -> list[Body]:
        self._groups()
        self._branches()
        self._organisations()
        self._of_messages()
        return sorted(self.found.values(), key=lambda one: (one.start, -one.end))

    def _edge(self, at: int) -> int:
        """Where the name begins whose last word is at ``at``, past an alias in brackets."""
        start = self.edges.left(self.text, at)
        if start in self._in_brackets:
            return self.edges.left(self.text, self._in_brackets[start])
        return start

    def _add(self, kind: FactKind, start: int, end: int, *, full: str = "", **more: object) -> None:
        name = full or self._full(self.text[start:end])
        self.taken[start:end] = b"\x01" * (end - start)
        for (one, known), body in self.found.items():
            if one == kind and known.endswith(name):
                if start < body.start:
                    body.start, body.end = start, end
                return
        if kind == FactKind.ORGANISATION and self._is_known(name, start):
            return
        if kind == FactKind.BRANCH and _OWN_BRANCH.fullmatch(name):
            return
        if (kind, name) not in self.found:
            self.found[kind, name] = Body(kind, start, end, name, dict(more))

    def _is_known(self, name: str, start: int) -> bool:
        """Whether a body of the text has this one for its host, or this name for a short form."""
        return any(
            (kind == FactKind.BRANCH and known.startswith(name) and body.start < start)
            or _is_short_for(name, known)
            for (kind, known), body in self.found.items()
        )

    def _full(self, name: str) -> str:
        """The name without the brackets of its alias, an alias at its head spelt out, a level at
        its head (县供销社) with the place that the text is about."""
        plain = _ALIAS.sub("", name)
        for short, full in sorted(self.short.items(), key=lambda one: -len(one[0])):
            if plain.startswith(short) and not plain.startswith(full):
                plain = full + plain[len(short) :]
                break
        if plain.startswith("中共") and not plain.endswith(tuple(one for one, _ in _COMMITTEES)):
            plain = re.sub("^中共(.+)委员会$", r"\1党委", plain)
        for written, usual in _COMMITTEES:
            if plain.endswith(written):
                plain = plain.removesuffix(written).removeprefix("中共") + usual
        level = _LEVEL.match(plain)
        if level and level.group() in self.place:
            plain = self.place[level.group()] + plain[level.end() :]
        return plain

    def _branches(self) -> None:
        for match in _COMMITTEE.finditer(self.text):
            self._add(FactKind.BRANCH, match.start(), match.end(), host=match["host"])
        self._listed()
        for match in _BRANCH.finditer(self.text):
            if self.taken.find(1, match.start(), match.end()) >= 0:
                continue
            start = self._edge(match.start())
            start = _behind_former(self.text, start, match.start())
            name = self.text[start : match.end()]
            numbered = re.search(
                r"[\d两一二三四五六七八九十][个级]|[两三四五六七八九十各]村党", name
            )
            if self._is_no_branch(start, match):
                start = match.start()
            if start == match.start() or numbered or _GENERIC.match(name) or _is_joint(name):
                self.taken[match.start() : match.end()] = b"\x01" * len(match.group())
                continue
            host = self._full(self.text[start : match.start()])
            self._coordinated(start, host, match.group())
            self._add(FactKind.BRANCH, start, match.end(), host=host)

    def _listed(self) -> None:
        """呼拉斯台、哈日淖尔、东毛瑞三个嘎查党支部 are one branch each."""
        for match in _LISTED.finditer(self.text):
            for piece in re.finditer("[^、和]+", match["names"]):
                start, end = (match.start("names") + at for at in piece.span())
                if piece.start() == 0:
                    start = max(start, self.edges.left(self.text, end))
                if 2 <= end - start <= 5 and self.taken.find(1, start, end) < 0:
                    of = match["of"]
                    name = self.text[start:end].removesuffix(of)
                    host = name + of
                    self._add(FactKind.BRANCH, start, end, full=host + match["word"], host=host)
            self.taken[match.start("of") : match.end()] = b"\x01" * (
                match.end() - match.start("of")
            )

    def _coordinated(self, start: int, host: str, word: str) -> None:
        """高峰村、下佐村党支部 are two branches: those before it share the last word."""
        while host.endswith(_VILLAGES) and self.text[start - 1 : start] in ("、", "和", "与"):
            end = start - 1
            last = next((one for one in _VILLAGES if self.text.endswith(one, 0, end)), None)
            begins = self.edges.left(self.text, end - len(last)) if last else end
            if not last or begins >= end - len(last):
                return
            start, host = begins, self.text[begins:end]
            self._add(FactKind.BRANCH, begins, end, full=self._full(host) + word, host=host)

    def _is_no_branch(self, start: int, match: re.Match[str]) -> bool:
        """Whether a branch whose host is only a level (村党支部, 镇党委) names none: no such place
        stands before it, or only speaks of a post that nobody holds (镇党委书记任…)."""
        host = self.text[start : match.start()]
        if host not in _PLAIN_HOSTS:
            return False
        known = self.text.find(self.place.get(host, "\n"), 0, start) >= 0
        if self.text.startswith("书记", match.end()):
            at = match.end() + 2
            return not known or not name_at(self.text, at, self.edges.lexicon)
        return host == "村" and not known

    def _groups(self) -> None:
        for match in _GROUP.finditer(self.text):
            value = numerals.mixed(match["number"])
            if value is not None and value > 1:
                start = self.edges.left(self.text, match.start())
                start = start if match["who"].startswith("村") else match.start()
                self._add(FactKind.GROUP, start, match.end(), members=int(value))

        for match in _TEAM.finditer(self.text):
            start = self.edges.left(self.text, match.start())
            if match.start() - start >= 3 and not _numbered(self.text[start : match.start()]):
                self._add(FactKind.GROUP, start, match.end())

    def _of_messages(self) -> None:
        """Whom those who write in a group are of: 【固原六盘农院-禹老师】."""
        for match in CHAT.finditer(self.text):
            name = match["of"]
            if len(name) >= 4 and not name.endswith(("村", "组", "社区", "镇", "乡")):
                self._add(FactKind.ORGANISATION, *match.span("of"), type="other")

    def _organisations(self) -> None:
        for match in _ORGANISATION.finditer(self.text):
            if self.taken.find(1, match.start(), match.end()) >= 0:
                continue
            start = self._edge(match.start())
            start = _behind_former(self.text, start, match.start())
            name = self.text[start : match.end()]
            head = self.text[start : match.start()]
            word = match.group()
            if _numbered(head) or self._is_no_body(name, match.end()):
                continue
            if (
                (not head and not self._may_stand_alone(word))
                or _GENERIC.match(name)
                or self.short.get(name)
            ):
                continue
            if _is_part(self.text, match) or (
                word in COMMON_LAST_WORDS and not self._is_named(head, word)
            ):
                continue
            start = self._with_its_university(start, match.end(), word)
            self._add(FactKind.ORGANISATION, start, match.end(), type=_KIND[word])

    def _with_its_university(self, start: int, end: int, word: str) -> int:
        """A faculty named right behind its university is one body with it (某大学药学院)."""
        if word not in ("学院", "医院", "附属医院", "研究院", "研究所"):
            return start
        for key, one in list(self.found.items()):
            behind = one.end == start or (one.start == start and one.end <= end - len(word))
            if behind and one.more.get("type") == "university" and one.end < end:
                del self.found[key]
                return one.start
        return start

    def _may_stand_alone(self, word: str) -> bool:
        """Whether a last word names somebody by itself."""
        return word in _ALONE or word in _SERVICES or word in _DEPARTMENTS

    def _is_no_body(self, name: str, end: int) -> bool:
        """Whether the name only says where something is (乡政府三楼, 小学旧校舍), or is a
        department of a level that the text does not tell (报：市委组织部)."""
        level = _LEVEL.match(name)
        untold = level is not None and level.group() not in self.place
        line = self.text.rfind("\n", 0, end) + 1
        if _WHERE.match(self.text, line, end):
            return True
        if _OF_THE_VILLAGE.fullmatch(name):
            return True
        if "+" in name or name.endswith(("便民服务中心", "党群服务中心")):
            return True
        return bool(_PREMISES.match(self.text, end)) or (untold and name[1:] in _OF_COMMITTEES)

    def _is_named(self, head: str, word: str) -> bool:
        """Whether what stands before a common last word (厂, 公司) names one: a place, or more than
        one plain word."""
        words = self.edges.lexicon.cut(head)
        plain = [word for word in words if word.tag in ("n", "vn", "v", "a", "b", "f", "m", "j")]
        brand = len(head) > 3 and len(words[0].text) == len(words[1].text) == 1
        if word in ("公司", "集团") and brand and words[-1].text in TRADES:
            return True
        if head in ("镇", "乡", "县", "市") or (word in _SCHOOLS and _PLACED.match(head)):
            return True
        return len(plain) < len(words) or (len(head) >= 2 and head[0] in "县市镇乡村省区自")


_SCHOOLS = frozenset({"小学", "中学", "学校", "医院"})
_PLACED = re.compile("[\u4e00-\u9fff]{2,4}[镇乡县市村]")
_WHERE = re.compile("[ \u3000]*[\u4e00-\u9fff]{0,4}地[点址][:：]")
"""The label of a line that says where something is held."""
_OF_THE_VILLAGE = re.compile(
    "村(?:小学|中学|学校|幼儿园|医院|农场|林场|茶场)"
    "|[\u4e00-\u9fff]{1,8}(?:村|嘎查)[\u4e00-\u9fff]{0,8}(?:加工厂|食品厂|茶厂|林场|农场|茶场)"
)
"""A school or a works that is only said to be the village's: no body that acts by itself."""
_VILLAGES = ("村", "社区", "嘎查")
_FORMER = re.compile("[村镇乡县校]?原|邻[县市镇村]|隔壁|[校院省市县局所下]属|旗下")
_PREMISES = re.compile(
    "(?:的)?(?:[一二三四五六七八九十]楼|会议室|大楼|楼[上下前]|门口|院内|大院|旧|原?校舍|旧?址|原址|院子|广场)"
)


def _behind_former(text: str, start: int, end: int) -> int:
    """Where a name begins behind a word like 原 or 邻县, which is none of it."""
    former = _FORMER.match(text, start, end)
    return former.end() if former else start


_OF_COMMITTEES = frozenset(f"委{part}" for part in ("组织部", "宣传部", "统战部", "办公室", "农办"))


def _numbered(head: str) -> bool:
    return bool(
        re.match(r"\d|[一二两三四五六七八九十]+[家个所]", head)
        or head[-1:].isdigit()
        or (head and head[-1] in "一二两三四五六七八九十")
        or re.search(r"[两三四五六七八九十\d][市县省镇村]", head)
    )


def _is_short_for(name: str, known: str) -> bool:
    """Whether all characters of a name stand in this order in a longer one of the same last word
    (成都锦水公司 in 成都锦水管道有限公司)."""
    longer = re.sub("(?:第[一二三四五六]+)?(?:党总支)?(?:党支部|党委|党总支|支部)$", "", known)
    if len(name) < 4 or len(longer) <= len(name) or longer[-2:] != name[-2:]:
        return False
    left = iter(longer)
    return all(one in left for one in name)


_PLAIN_HOSTS = frozenset({"公司", "集团", "村", "镇", "乡", "县", "学院", "院", "所"})
_SERVICES = frozenset({"民生服务中心", "就业服务中心"})
_ALONE = frozenset({"农科院", "校地合作处", "附属医院", "组织部", "党建办", "编辑部"})


_COMMITTEES = (
    ("机关委员会", "机关党委"), ("总支部委员会", "党总支"), ("支部委员会", "党支部"),
)  # fmt: skip


def _is_joint(name: str) -> bool:
    return bool(re.search("联合党|联建", name))


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether the word goes on into a longer one: 县委常委, 大学生, 学院路, 政府性."""
    after = text[match.end() : match.end() + 2]
    word = match.group()
    if word == "局" and text[match.start() - 1 : match.start()] in "布格结大全破开棋":
        return True
    if word == "厅" and text[match.start() - 1 : match.start()] in "展客大餐舞歌门前过":
        return True
    if after[:1] in _GO_ON.get(word, ""):
        return True
    return word in ("县委", "市委", "省委", "区委", "州委", "旗委") and (
        after.startswith(("常委", "书记", "副书", "委员", "党校"))
        or (after[:1] == "办" and after != "办公")
    )


_GO_ON = {
    "大学": "生校", "学院": "派路", "政府": "性特", "公司": "化", "局": "部面长", "厅": "级堂",
    "银行": "卡业", "集团": "化军", "组织部": "部长", "人大": "代", "政协": "委", "中学": "生",
    "小学": "生", "学校": "长", "学会": "了的", "委员会": "主副", "合作社": "化", "医院": "长",
    "协会": "长", "农场": "主", "县委": "党",
}  # fmt: skip
