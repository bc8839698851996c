"""The words that places are read by: their last words, and what stands around them."""

from __future__ import annotations

import re

from ..vocabulary import NOT_PLACES, PROVINCE_LETTERS

SUFFIX = re.compile(
    r"(?:自治区|自治州|自治县|自治旗|州(?![市县委区])|省(?!了|下|去|钱|工|力|心|时)|(?<![上超集夜早门城股])市(?!场|里|民|委|值|级|直)|县(?!委|级|域|直|里|外|城|乡|内|供|长|文)|区(?!域|别|委|块|间|位)|旗(?!帜|下|舰|袍)|镇(?!里|上(?![\u4e00-\u9fff]{1,2}村)|长|党|政(?!府)|农|司|财|域|中心校|村)|"
    r"乡(?!村|亲|镇|土|贤|愁|里|党|政|音|情|间)|街道|苏木(?!达)|嘎查(?!达|长|级|里)|社区|自然村|村(?!官|均|公所|民|委|集|庄|干|里|级|口(?!村)|党(?![群员])|支|两|组|内|外|镇|中|域|部|规(?!划)|史|企|书|情|容|貌|风|企|头|[前后东西南北](?:头|边|侧|面|口|[，。、的有]|山|坡|河|街|路|岭|坪)|居|财|账|医|校|道|务|史|歌))"
)
LEVEL = {
    "自治区": "province", "省": "province", "自治州": "city", "市": "city", "自治县": "county",
    "自治旗": "county", "州": "city", "县": "county", "区": "county", "旗": "county", "镇": "town",
    "乡": "town", "街道": "town", "苏木": "town", "嘎查": "village",
    "社区": "village", "自然村": "hamlet", "村": "village",
}  # fmt: skip
LAST = frozenset("省市县区旗镇乡村州")
"""The characters that names of places end with that say what they are."""
DESCRIBES = tuple(one for one in NOT_PLACES if len(one) > 1)
QUOTED = re.compile("“[^”\n]{1,14}”|《[^》\n]{1,40}》")
MID = frozenset({"county", "town"})
FAMILY = re.compile(
    "[\u4e00-\u9fff]家(?:沟|庄|寨|湾|坪|坡|岭|屯|店|铺|营|堡|埠|塘|洼|河|峪|疃|垴|坳|坝|院|畈|墩|圩|桥|楼|台|集|嘴|垭)(?=[\u4e00-\u9fff“，。、的])"
)
SHORT_VILLAGE = re.compile(
    "[\u4e00-\u9fff]{1,3}(?:(?<![山农茶钱])庄|堡|营子?|屯|寨|沟|湾|坪|店|铺|台子|窝棚|峪|"
    "洼|圩|塘|岭|坝|桥|河|埠|集|畈)"
    "(?=[^\u4e00-\u9fff村镇乡社区]|[的了这那今有是在和与离去来上]|也)"
)
"""Villages without the word for what they are, at the end of a phrase or before a usual word."""
AS_A_PLACE = re.compile(r"\d+户|[这那]边")
NATURAL = re.compile(
    r"(?<=[紧毗]邻|地处|位于|靠近|濒临|挨着)[\u4e00-\u9fff]{1,4}(?:水库|[河江湖])(?=[，。；、])"
    r"|[\u4e00-\u9fff]{1,3}(?:山|河|江|湖|岭|水库)(?=东麓|西麓|南麓|北麓|脚下|深处|南坡|北坡|流域|沿岸|两岸|畔|边|上|之滨|下|南|北|腹地|革命老区)"
)
LETTERS = re.compile(
    rf"(?<![\u4e00-\u9fff])[{''.join(PROVINCE_LETTERS)}](?:、[{''.join(PROVINCE_LETTERS)}])+(?=等|[两三四五六七八九]?[省地]|[，。])"
    rf"|(?<=[来自从在到赴往])[{''.join(PROVINCE_LETTERS)}](?:、[{''.join(PROVINCE_LETTERS)}])+(?=等|[两三四五六七八九]?[省地]|[，。])"
)
PAIR = re.compile(
    f"(?P<letters>[{''.join(PROVINCE_LETTERS)}]{{2,3}})(?=地区|两省|三省|两地|三地|两市|交界|一带|等地|客商)"
)
"""京津地区, 川渝两地."""
TO_A_PROVINCE = re.compile(
    "(?<=[进赴来在离返抵])[京津沪渝粤浙闽鲁豫鄂湘琼黔滇陕皖冀晋](?=[，。、；]|[销打务上就招考学工参展交])"
)
"""枣运进京, 来粤务工."""
REGION = re.compile(f"[{''.join(PROVINCE_LETTERS)}][东南西北中]{{1,2}}")
"""浙西, 赣南, 黔东南."""
CLASS = (
    "乡镇街道|乡镇|镇街|行政村|自然村|村民小组|村小组|县市区|县区|县市|"
    "嘎查|苏木|社区|[镇乡村县市组屯寨](?![民级委干支])"
)
NAME = "(?:(?!等)[\u4e00-\u9fff]){2,5}"
_NEXT = "(?:(?![等和])[\u4e00-\u9fff])"
"""和 opens a name only behind 、: it stands between two, and a list is read in one way alone."""
LISTED = re.compile(
    f"(?P<names>{NAME}(?:、(?!等)[\u4e00-\u9fff]{_NEXT}{{1,4}}|和{_NEXT}{{2,5}}){{1,30}}?)(?:等|[两三四五六七八九十\\d]+个|这){{1,3}}(?P<of>{CLASS})"
)
"""松源、洋后、王山口等5个村: what stands behind the list is what each of them is."""
CLASS_LEVEL = {
    "乡": "town", "镇": "town", "街": "town", "行": "village", "村民": "hamlet", "村小": "hamlet",
    "自": "hamlet", "村": "village", "县": "county", "市": "city", "组": "hamlet", "屯": "hamlet",
    "寨": "hamlet", "嘎": "village", "苏": "town", "社": "village",
}  # fmt: skip
SIDE = re.compile("东麓|西麓|南麓|北麓|脚下|深处|南坡|北坡|流域|沿岸|两岸|之滨|腹地")
AWARD = re.compile(r"领军人才|学者|英才|人才|绿茶|红茶|白酒|肉制品|杯|工匠|计划|奖")
