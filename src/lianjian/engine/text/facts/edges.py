"""Where a name begins. Its end is told by its last word (党支部, 有限公司, 村); its beginning only by
what cannot be part of a name: marks, prepositions, most verbs, another name before it."""

from __future__ import annotations

import re
from collections.abc import Container

from ..lexicon import Lexicon, Word

STOPS = frozenset(
    """与 和 及 以及 同 跟 由 被 于 在 对 为 向 到 从 把 将 让 请 给 往 自 经 按 据 依 因 比 随 当 等 的 了 着 过 地 得 之 并 且 而
    或 但 则 是 有 又 也 都 就 已 曾 拟 各 每 该 本 此 其 某 我 你 他 她 它 这 那 全 共 均 仅 只 还 再 更 最 很 不 没 未 无 非
    引导 组织 通过 联合 携手 依托 来自 邀请 帮助 支持 走进 来到 前往 位于 赴 去 来 去年 今年 明年 目前 日前 近日 推动 促成 促使
    指导 协调 牵头 发动 动员 带动 带领 鼓励 要求 安排 委托 聘请 引进 引入 对接 联系 走访 考察 参观 成立 建立 组建 设立 签署 签订
    开展 举行 召开 参加 出席 主持 担任 兼任 现任 时任 任 派出 选派 派驻 派 报 抄送 获 获得 得到 获评 评为 授予 经过 根据
    按照 围绕 针对 关于 随着 作为 包括 其中 分别 先后 共同 一起 双方 三方 多方 近年来 以来 期间 当天 当日 上午 下午 晚上
    汇聚 集聚 招商 提供 捐赠 交给 送到 移交 出具 承诺 负责 达成 结成 加入 覆盖 涉及 惠及 服务 属于 隶属 归 向县 看到 听取
    得益于 致力于 立足 扎根 坐落 地处 毗邻 紧邻 隔壁 邻县 邻近 周边 附近 当地 本地 外地 县外 省外 市外 域外 县域外 知名
    著名 优秀 先进 老 新 大 小 好 多 多个 一个 两个 几个 一家 两家 一批 一些 这个 那个 个 名 位 家 所 批 次 年 月 日 时
    前 后 里 内 外 中 上 下 间 旁 说 称 表示 介绍 认为 指出 强调 告诉 记者 通讯员 来源 供稿 作者 编辑 落款 单位 地点 时间
    主办 承办 协办 参与 参会 列席 甲方 乙方 丙方 丁方 戊方 方 即 如 例如 比如 像 叫 叫做 名为 改为 变为 成为 形成 实现 完成
    结对 联建 共建 帮扶 定点 对口 签约 合作 村里 镇里 县里 市里 省里 院里 校里 支委 集体 全县 全市 全省 全镇 全村 全国
    谢谢 感谢 欢迎 祝贺 庆祝 纪念 学习 贯彻 落实 宣传 报道 转载 转发 关注 收购 购买 销售 采购 租用 流转 建设 建成 打造
    联 驻 进 入 出 回 返 至 起 止 选址 盘活 走出 力争 落户 需求清单 资源清单 共计 总计 合计 累计 第一书记 书记 主任 会长 教授 院长""".split()
)
"""Words that no name begins with and none holds, except in ``WITHIN``."""

WITHIN = frozenset(
    """与 和 及 服务 合作 学习 建设 老 新 大 小 上 下 中 前 后 里 外 内 全国 发展 集体 老年 年 中外 本草 同 好 多 时 得 当 对 大中 联
    联合 组织 宣传 参与 对外 不 自 任 将 无 有 为 在 到 经 过 都 方 所 家 位 名 个 日 月 出 入 进 回 起 说 像 共 共建 来 去 非
    往 之 地 据 关 令 报 获 派 归 间 旁 止 均 由 于""".split()
)
"""Of these, the ones that a name may hold between two of its words."""

_MARK = re.compile(r"[\s，。、；：？！“”‘’《》〈〉…—,.;:?!\[\]【】()（）/|·]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十]+$")
LONGEST = 30


class Edges:
    """Finds where names begin. ``known``: names that are places, whatever their words say (包头 is
    no verb)."""

    def __init__(self, lexicon: Lexicon, known: Container[str] = ()) -> None:
        self.lexicon, self.known = lexicon, known
        self._cuts: dict[str, list[Word]] = {}

    def left(self, text: str, at: int, *, least: int = 0) -> int:
        """Where the name begins whose last word begins at ``at``; not before ``least``. Is ``at``
        itself where nothing before it belongs to a name."""
        start = max(least, at - LONGEST)
        for mark in _MARK.finditer(text, start, at):
            start = mark.end()
        words = self._cut(text[start:at])
        edge = len(words)
        while edge and self._belongs(words, edge - 1):
            edge -= 1
        while edge < len(words) and self._cannot_begin(words[edge]):
            edge += 1
        return start + words[edge].start if edge < len(words) else at

    def _cut(self, text: str) -> list[Word]:
        """The words of a stretch; one that has swallowed 和 or 与 before a level (和县) is cut."""
        if text in self._cuts:
            return self._cuts[text]
        words: list[Word] = []
        for word in self.lexicon.cut(text):
            if len(word.text) == 2 and word.text[0] in "和与同" and word.text[1] in _LEVELS:
                words.append(Word(word.start, word.start + 1, word.text[0], "c"))
                words.append(Word(word.start + 1, word.end, word.text[1], "n"))
            else:
                words.append(word)
        self._cuts[text] = words
        return words

    def _belongs(self, words: list[Word], at: int) -> bool:
        word = words[at]
        if len(word.text) > 1 and word.text in self.known:
            return True
        if word.text in ("与", "和", "及"):
            return _joins(words, at)
        if len(word.text) == 1:
            return word.text not in FUNCTION
        if word.text in STOPS and word.text not in WITHIN:
            return False
        if word.tag[:1] in ("p", "u", "c", "r", "y", "e", "d"):
            return word.text in WITHIN
        if word.tag == "v":
            return word.text in _NAME_VERBS or _is_name_verb(words, at)
        return True

    def _cannot_begin(self, word: Word) -> bool:
        if word.text in _LEADS or (len(word.text) > 1 and word.text in self.known):
            return False
        if len(word.text) == 1:
            return (
                word.text in FUNCTION
                or word.text in "本原旧前后咱去"
                or (word.tag == "x" and not word.text.isalnum())
            )
        return (
            word.text in STOPS
            or word.tag[:1] in ("p", "u", "c", "d", "y", "x", "r", "t")
            or (word.tag in ("v", "vn", "m") and word.text not in _CAN_LEAD)
            or bool(_NUMBER.fullmatch(word.text) and len(word.text) > 2)
        )


FUNCTION = frozenset(
    "与和及同跟由被于在对为向到从把将让请给往按据依因随等的了着过之并且而或但则是有又也都就已曾拟各每该此其某我你他她它这那均仅只还再更"
    "最很不没未无归属报即如像叫称说致经以待至"
)
_LEVELS = "县市区省镇乡村"


def _joins(words: list[Word], at: int) -> bool:
    """Whether 与 stands inside a name (保护与修缮协会): both its sides are short common words and
    the left one ends no name of its own."""
    if at == 0:
        return False
    left = words[at - 1]
    right = words[at + 1] if at + 1 < len(words) else None
    if len(left.text) > 3 or left.text[-1] in _ENDS or left.tag in ("ns", "nr", "nt", "r", "p"):
        return False
    if right is None:
        return left.tag in _COMMON
    if len(right.text) > 3 or right.text in _LEVELS or right.tag in ("ns", "nr", "nt"):
        return False
    return left.tag in _COMMON and right.tag in _COMMON


_COMMON = frozenset({"n", "vn", "v", "b", "l", "nz", "j", "a"})
_ENDS = frozenset("村镇乡县市区省社会司院校局厅部委办所站部队厂馆")
_NAME_VERBS = frozenset(
    """发展 促进 合作 交流 服务 管理 建设 研究 保护 修缮 振兴 投资 经营 种植 养殖 加工 运输 咨询 设计 策划 航运 供电 供水 供销
    建筑 推广 开发 教育 培训 指导 监督 检测 检验 防控 防治 救助 志愿 治沙 治理 文旅 融媒 联合 工作 组织 宣传 统战 发改 扶贫 环保
    商贸 贸易 物流 退休 离退休 驻村 旅游 旅行 生态 科研 实验 试验 示范 采购 收购 仓储 配送 修复 护林 植保 育种 育苗 酿造 供应
    统计 审计 应急 保障 公安 交通 财政 民政 施工 监理 测绘 勘察 规划 创业 孵化 对外 参茸 联建 共建""".split()
)
"""Verbs that names hold."""


def _is_name_verb(words: list[Word], at: int) -> bool:
    """Another verb of two characters, between nouns of a long name."""
    return 0 < at < len(words) - 1 and words[at - 1].tag[:1] in ("n", "") and len(words) - at <= 3


_LEADS = frozenset(
    "新 老 大 小 上 下 中 前 后 里 东 西 南 北 中共 中国 全国 共青团 第一 第二 第三 第四 第五 第六".split()
)


_CAN_LEAD = frozenset(
    "八 三 五 九 十 百 千 万 一 二 四 六 七 两 振兴 发展 建设 和平 联合 胜利 团结 跃进 解放 建国".split()
)
