"""The words that say whether something is so or is to become so."""

from __future__ import annotations

import re

from .fact import Modality

_VERBS = "建完拿种卖收赚走做开捐送派引签到办修打改换育销存来还报发"
_WISHES = (
    "推动产生|推动形成|推动(?=[^。；]{2,40}(?:签约|结对))|力争|努力(?:让|使|把|实现|打造|建成)|为[^，。；]{1,16}(?:奠定|打下)|有望|"
    "目标是|愿景|朝着|盼着"
)
_INTENDS = (
    "优先考虑|有意|(?<!极)争取|意向|希望|想(?:请|把|在|让|要|学|上)|愿意|考虑(?!到)|酝酿|最好|"
    "谋划(?:在|把|建|引)|探索(?=成立|建立|组建|设立|开展|推行)|(?<![邀聘申敬])请[^，。；]{1,8}?(?:派|帮|支持|解决|协调)"
)
_PLANS = (
    "商定|议定|能(?:给|拿|得)|(?:投产|满产|达产|建成|完工|竣工)后|批复(?:总?投资|总)|拟(?!定了|定的)|(?<!比)(?<!按)(?<!占)(?<!研发)(?<!行动)(?<!科技)计划(?!生育|项目|的|子?课题)|打算|预计|定于|下一步|即将|准备|约定|"
    "承诺|答应|说好|原(?:先|本)?(?:定|计划|算)|筹建|筹备|设计年|应当?(?=[在于按由将向])|须|必须|"
    "待[^，。；]{1,12}后|将(?=[\\u4e00-\\u9fff])|明年|今后|由[^，。；]{2,14}(?:负责|牵头|承担|落实)|"
    "确保|已(?:申)?报(?=[^，。；]{0,6}(?:委|局|厅|办|部|审|批))|"
    "(?:\\d+|[一二三四五六七八九十]+)月?[底末日]?前(?:完成|建成|投产|到位|交付|动工|报|反馈)|"
    "(?:协议|合同|章程)(?:里|中)?(?:写|规定|载明|明确)(?:的|了)?|(?:签约|协议|合同|意向)(?:资金|总?金?额)"
)
_GOES_ON = (
    "推进中|进行中|建设中|承担着|仍在|还在(?=[等建谈推施办跑])|持续|陆续|"
    "尚未|目前[^。]{0,12}(?:施工|推进|洽谈)|眼下(?!的)"
)
_GOES_ON_HERE = (
    "正在|正(?=[加抓推建进筹按])|现在(?!的)|在建|还差|尚?还?缺(?!席|口|乏|陷|失)|最缺|尚?还?欠|(?<![不相误偏时])差(?=\\d|[一二三四五六七八九十])|"
    "剩余|仍有|暂无|暂缓|停滞|搁置|未到|长年|常年|平时"
)
_PLANS_HERE = (
    "每(?:年|月|季度?|周)[^，。；]{0,12}(?:不少于|不低于|至少)|批复|洽谈|未到位的(?=\\d)|"
    "分(?=[一两二三四五\\d]+[年期次批](?:拨|到|支|付))"
)
_DONE = (
    f"已(?:经|于|有|在)?|累计|截至|先后|[{_VERBS}]了|[{_VERBS}]过|(?<![较比与])(?:去年|上年)(?!度|同期)|原先(?!定|计划|算)|昨天|上周|(?<![\\d一二三四五六七八九十])日前|近日|"
    "今年以来|签署了|签订了|此前|实际"
)
_DONE_HERE = (
    "完成了?|共(?=[有计完开组投发实新成培]|建[成了设])|"
    "实现(?:了)?(?!路径)|举行了?|召开了?|落成|投产|建成(?!后)|到账"
)

_GUESSES = "据[^，。；]{2,12}(?:测算|估算|估计|预测)|(?<=[\\u4e00-\\u9fff])据测算|认为|觉得|我看"

_GROUPS = (
    ("aspiration", Modality.ASPIRATION, _WISHES), ("intent", Modality.INTENT, _INTENDS),
    ("planned", Modality.PLANNED, _PLANS), ("planned_clause", Modality.PLANNED, _PLANS_HERE),
    ("ongoing", Modality.ONGOING, _GOES_ON), ("ongoing_clause", Modality.ONGOING, _GOES_ON_HERE),
    ("opinion", Modality.OPINION, _GUESSES),
    ("done", Modality.DONE, _DONE), ("done_clause", Modality.DONE, _DONE_HERE),
)  # fmt: skip
MODALITY = {name: modality for name, modality, _ in _GROUPS}
CUES = re.compile("|".join(f"(?P<{name}>{one})" for name, _, one in _GROUPS))
"""What stands before a fact. The groups named ``_clause`` hold for their own clause only."""

BEHIND = re.compile(
    "(?P<planned>(?<!即)将(?=[全用由继于])|拟|分[一两二三四五\\d]+[年期次批](?:拨|到|支|付)|系[^，。]{0,10}(?:规划)?目标|"
    "(?<=已)报|写[进入][^，。]{0,6}(?:协议|合同|章程)|延至)|"
    "(?P<intent>想请|想让)|"
    "(?P<ongoing>正在(?!筹)|尚未|未到[货位]|停滞|暂缓|搁置|暂无|仍在)|"
    "(?P<done>已(?!报|申报)|到账)"
)
"""What stands behind it in its clause."""

HAD = re.compile("(?:现有|原有|原先|已有|现在的|目前的|现在|仅有)[^，。；\\d]{0,3}$")
"""What stands right before a number that is already so (由现有12个增加到18个)."""

NOT_FUTURE = re.compile("将(?:近|军|领|士|来|就|相|[\\u4e00-\\u9fff]{0,4}[“的])")
