"""The words that bodies are read by: the last words of their names, what stands around them, and
what only looks like a name."""

from __future__ import annotations

import re

from ..numbers import numerals
from ..vocabulary import ORGANISATIONS

KIND = {word: kind for kind, words in ORGANISATIONS.items() for word in words}
_PARTS = ("组织部", "宣传部", "统战部", "办公室", "农办")
DEPARTMENTS = tuple(
    f"{body}{part}"
    for body in ("省委", "市委", "县委", "区委", "州委", "旗委", "党委")
    for part in _PARTS
)
KIND |= dict.fromkeys(DEPARTMENTS, "government")
LAST_WORDS = frozenset(KIND)
_words = "|".join(sorted(map(re.escape, KIND), key=len, reverse=True))
ALIAS = re.compile(
    r"[（(](?:以下|下)?(?:统一)?(?:简称|称)(?:为|:|：)?\s*[“\"‘《]?(?P<short>[^”\"’》）)]{1,12})[”\"’》]?[）)]"
)
_UNIT_WORDS = "教师|教工|学生|机关|退休|离退休|职工|本科生|研究生|流动|第[一二三四五六七八九十]+"
BRANCH = re.compile(
    rf"(?:{_UNIT_WORDS})*(?:党总支第[一二三四五六]支部|党支部|党总支部?|联合党委|党委|支部委员会|机关委员会|总支部委员会|党组(?!织))"
    r"(?!宣传部|组织部|办公室|统战部)"
)
ORGANISATION = re.compile(rf"(?:{_words})")
GROUP = re.compile(
    rf"(?<!全[省市县区镇乡旗州])(?<!\d)(?P<number>\d+|{numerals.CHINESE})余?(?:位|名|个)(?P<who>[^，。；、：“”与和及]{{0,16}}?(?:驻村第一书记|第一书记|村党支部|村级党组织))"
)
TEAM = re.compile(
    "(?:退休|青年|巾帼|流动)?(?:党员)?(?:先锋队|突击队|服务队)|第[一二三四五六七八九十]+批(?:驻[\u4e00-\u9fff]{2,6}?)?(?:驻村第一书记|驻村工作队员)"
)
LEVEL = re.compile("^(?:县|市|省|镇|乡|区|村|街道|自治区|州|旗|苏木|嘎查)(?=[\u4e00-\u9fff])")
GENERIC = re.compile(
    r"^(?:各|村企|村校|校村|村社|乡镇|以上|县外|县域外|域外|省外|市外|部分村|多数村|有的村|各村|部分|多数|有的|一些|其他|其余|农村|村级|基层|机关|各级|有关|相关|两个|所属|下属|联建|共建|片区|县直|市直|省直|镇直|一线|村居|社区|乡镇|行业|企业|学校|高校|院校|科研|"
    r"社会组织|单位|部门|党员|联合|临时|功能型|流动|驻村|帮扶|派驻|结对|示范|先进|优秀|支部|龙头|本土|本村|外地|民营|国有|食品|物流|电商|"
    r"合作|农民|农业|种植|养殖|专业|新型|村集体|集体|股份|家庭|乡村|党建|服务|管理|工作|产业|技术|研究|科技|文化|旅游|商业|地方|当地)*"
    r"(?:党支部|党总支|党委|党组织|支部|公司|集团|企业|合作社|农场|学校|中学|小学|医院|卫生院|银行|协会|学会|商会|局|厅|办公室|委员会|"
    r"大学|学院|研究院|研究所|人民政府|政府|部门|实验室|工作队|服务中心|推广中心|酒店|基金会|联合会|促进会|专业合作社|家庭农场|银行|工作室|发展中心)$"
)


LISTED_BRANCHES = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,8}(?:(?:、|和)(?:(?![的和])[\u4e00-\u9fff]){2,5}){1,20}?)(?<![乡镇])"
    "(?:等)?(?:[两二三四五六七八九十]|\\d+)个(?P<of>嘎查|村|社区)(?P<word>党支部|党总支)"
)
"""Branches of villages that share the word for what each is."""
BEFORE_IN_FULL = re.compile(
    "中共|[\u4e00-\u9fff]{2,12}[省市县区旗镇乡]|[\u4e00-\u9fff]{2,6}(?:街道|苏木)"
)
"""What a name may have before it where it is told in full: 中共, and where it lies."""
OWN_BRANCH = re.compile(
    "(?:县|市|镇|乡|村|公司|集团|学院|学校|医院|院|以村|嘎查村)?(?:党支部|党委|党总支)"
)
"""A branch whose place the text does not tell."""
BRANCH_IN_FULL = re.compile(r"中共(?P<host>[\u4e00-\u9fff]{2,24}?)(?:机关|总支部|支部)?委员会")

VILLAGE_COMMITTEES = ("村委会", "居委会", "村民委员会", "居民委员会")
OFFICE_HELD = re.compile("副?主任|委员|文书|会计")
"""What makes a committee the office that somebody holds (村委会主任)."""
ONE_OF_A_KIND = re.compile("[一几多某两三四五六七八九十\\d](?:家|所|个)$")
"""Before a plain name, this says one of its kind (一家律师事务所)."""
SCHOOLS = frozenset({"小学", "中学", "学校", "医院"})
PLACED = re.compile("[\u4e00-\u9fff]{2,4}[镇乡县市村]")
PLACE_LABEL = re.compile("[ \u3000]*[\u4e00-\u9fff]{0,4}地[点址][:：]")
"""The label of a line that says where something is held."""
OF_THE_VILLAGE = re.compile(
    "村(?:小学|中学|学校|幼儿园|医院|农场|林场|茶场)"
    "|[\u4e00-\u9fff]{1,8}(?:村|嘎查)[\u4e00-\u9fff]{0,8}(?:加工厂|食品厂|茶厂|林场|农场|茶场)"
)
"""A school or a works that is only said to be the village's: no body that acts by itself."""
VILLAGES = ("村", "社区", "嘎查")
FORMER = re.compile("[村镇乡县校]?原|邻[县市镇村]|隔壁|[校院省市县局所下]属|旗下")
PREMISES = re.compile(
    "(?:的)?(?:[一二三四五六七八九十]楼|会议室|大楼|楼[上下前]|门口|院内|大院|旧|原?校舍|旧?址|原址|院子|广场)"
)


def behind_former(text: str, start: int, end: int) -> int:
    """Where a name begins behind a word like 原 or 邻县, which is none of it."""
    former = FORMER.match(text, start, end)
    return former.end() if former else start


COMMITTEE_DEPARTMENTS = frozenset(f"委{part}" for part in _PARTS)


def numbered(head: str) -> bool:
    return bool(
        re.match(r"\d|[一二两三四五六七八九十]+[家个所]", head)
        or head[-1:].isdigit()
        or (head and head[-1] in "一二两三四五六七八九十")
        or re.search(r"[两三四五六七八九十\d][市县省镇村]", head)
    )


PLAIN_HOSTS = frozenset({"公司", "集团", "村", "镇", "乡", "县", "学院", "院", "所"})
SERVICES = frozenset({"民生服务中心", "就业服务中心"})
STANDS_ALONE = frozenset({"农科院", "校地合作处", "附属医院", "组织部", "党建办", "编辑部"})


COMMITTEES = (
    ("机关委员会", "机关党委"), ("总支部委员会", "党总支"), ("支部委员会", "党支部"),
)  # fmt: skip


def is_joint(name: str) -> bool:
    return bool(re.search("联合党|联建", name))


def is_part(text: str, match: re.Match[str]) -> bool:
    """Whether the word goes on into a longer one: 县委常委, 大学生, 学院路, 政府性."""
    after = text[match.end() : match.end() + 2]
    word = match.group()
    if word == "局" and text[match.start() - 1 : match.start()] in "布格结大全破开棋":
        return True
    if word == "厅" and text[match.start() - 1 : match.start()] in "展客大餐舞歌门前过":
        return True
    if word == "学院" and re.match("派[的，。]|派风", after):
        return True
    if after[:1] in GO_ON.get(word, ""):
        return True
    return word in ("县委", "市委", "省委", "区委", "州委", "旗委") and (
        after.startswith(("常委", "书记", "副书", "委员", "党校"))
        or (after[:1] == "办" and after != "办公")
    )


GO_ON = {
    "大学": "生校", "学院": "路", "政府": "性特", "公司": "化", "局": "部面长", "厅": "级堂",
    "银行": "卡业", "集团": "化军", "组织部": "部长", "人大": "代", "政协": "委", "中学": "生",
    "小学": "生", "学校": "长", "学会": "了的", "委员会": "主副", "合作社": "化", "医院": "长",
    "协会": "长", "农场": "主", "县委": "党",
}  # fmt: skip
