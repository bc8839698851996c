"""Which offer answers a need? 20 needs and 20 offers in other words, one right offer each.

    python -m benchmarks.relevance

Written by hand for this table; the words of the two sides differ on purpose. R@1 is how often the
right offer comes first; MRR the mean of 1/rank. Every row is the same 400 pairs, scored otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

PAIRS: Sequence[tuple[str, str, str]] = (
    ("technology", "茶园病虫害没人会治，请人来看看", "植保专家下乡做绿色防控指导"),
    ("industry", "村里的蜜桃卖不上价，找稳定的收购渠道", "连锁超市农产品直采"),
    ("livelihood", "想办一个老人食堂，缺设备和运营经验", "社区养老助餐服务与厨具捐赠"),
    ("recruitment", "年轻人不愿回来，想招几个懂电商的大学生", "毕业生返乡创业实习计划"),
    ("industry", "古厝破旧，想修好做民宿", "传统建筑修缮与乡村旅游规划设计"),
    ("technology", "水库水质变差，请人检测", "环境监测实验室免费化验"),
    ("livelihood", "山路晚上太黑，想装路灯", "太阳能照明设备捐建"),
    ("training", "村干部不会写项目书，要培训", "申报材料撰写辅导班"),
    ("training", "合作社账目混乱，请会计指导", "财务审计志愿服务"),
    ("investment", "闲置校舍想租出去办加工厂", "食品企业寻找生产用房"),
    ("livelihood", "孩子放学没人管，想办四点半课堂", "大学生支教与课后托管"),
    ("technology", "猪场粪污处理不过关", "畜禽养殖废弃物资源化技术"),
    ("industry", "想给黑木耳注册商标", "知识产权代理与品牌策划"),
    ("livelihood", "土地流转纠纷多，要懂法的人", "法律援助与人民调解"),
    ("industry", "冷库不够，鲜果烂在地里", "仓储物流企业共享冷链"),
    ("investment", "想引进一家企业投资建光伏", "新能源公司下乡投资"),
    ("livelihood", "村史没人整理，老物件快丢了", "档案整理与村史馆策展"),
    ("livelihood", "老人看病不便，盼着有医生来", "三甲医院巡回义诊"),
    ("training", "直播带货没人会", "短视频与网络营销培训"),
    ("technology", "稻田想试新品种", "水稻育种团队试验示范田"),
)


def told(label: str, score: NDArray[np.float64] | NDArray[np.int64]) -> None:
    """One row of the table: equal scores count as the middle of their ranks."""
    right = np.diag(score)[:, None]
    better, level = (score > right).sum(axis=1), (score == right).sum(axis=1) - 1
    rank = 1 + better + level / 2
    print(
        f"{label:44} R@1 {np.mean(rank == 1):.2f}  R@3 {np.mean(rank <= 3):.2f}  "
        f"MRR {np.mean(1 / rank):.3f}"
    )


def cosines(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(unit[: len(PAIRS)] @ unit[len(PAIRS) :].T)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from lianjian.chain.exchange.areas import guess_area, guess_industry
    from lianjian.chain.exchange.meaning import encoded
    from lianjian.chain.pairing.scores import Listed, tabled
    from lianjian.engine import pairing as engine

    needs, offers = [need for _a, need, _o in PAIRS], [offer for _a, _n, offer in PAIRS]
    vectors = encoded([*needs, *offers])

    def listed(
        texts: list[str], first: int, *, settled: bool, meant: bool, sure: bool = False
    ) -> engine.Listings:
        return tabled(
            (
                n,
                Listed(
                    text,
                    PAIRS[n][0] if settled else str(guess_area(text)),
                    settled=settled or sure,
                    industry=guess_industry(text),
                    meaning=vectors[first + n].tobytes() if meant else b"",
                ),
            )
            for n, text in enumerate(texts)
        )

    def scores(*, settled: bool, meant: bool, sure: bool = False) -> NDArray[np.int64]:
        mine = listed(needs, 0, settled=settled, meant=meant, sure=sure)
        theirs = listed(offers, len(needs), settled=settled, meant=meant, sure=sure)
        return engine.closeness(mine, theirs).astype(np.int64)

    blank = listed(needs, 0, settled=False, meant=False)
    nowhere = replace(blank, area=np.arange(len(needs)), section=np.full(len(needs), -1))
    others = listed(offers, 0, settled=False, meant=False)
    apart = replace(others, area=100 + np.arange(len(offers)), section=np.full(len(offers), -1))
    told("shared words alone", engine.closeness(nowhere, apart).astype(np.int64))
    whole = vectors.astype(np.float64)
    told("meaning alone, 512 numbers of one byte", cosines(whole))
    for seed in range(3):
        fold = np.linalg.qr(np.random.default_rng(seed).normal(size=(512, 128)))[0]
        told(f"meaning alone, folded to 128 (seed {seed})", cosines(whole @ fold))
    told("all four, areas guessed, no meaning yet", scores(settled=False, meant=False))
    told("all four, guesses counted as said", scores(settled=False, meant=True, sure=True))
    told("all four, areas guessed", scores(settled=False, meant=True))
    told("all four, areas said by people", scores(settled=True, meant=True))


if __name__ == "__main__":
    main()
