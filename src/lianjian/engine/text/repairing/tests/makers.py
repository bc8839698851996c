"""Texts that are mended, and the list of words they are mended with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lianjian.engine.text import Repaired, repair, replay
from lianjian.files.lexicon import lexicon

PLAIN = (
    "石桥村：跨县结对，老果园有了新“朋友圈”\n"
    "今年三月，石桥村党支部与省农业大学园艺学院党支部签署共建协议，共同建设脱毒苗示范园六十亩。学院先后派出专家"
    "十二人次到村指导，帮助村里改造老果园，带动村集体增收。\n"
    "“结对不是挂牌子，要常来常往。”学院党支部书记说，明年还要来，把修剪和嫁接的技术教给更多的人。\n"
    "双方商定，村里出土地、出劳力，学院出苗木、出技术，冷链库由县供销社牵线，设备九月下旬到场。你们还需要什么？"
    "村民说，最缺的是会管树的年轻人！\n"
)
"""A clean page as a county's bulletin prints it."""


def mended(raw: str, accepted: tuple[tuple[int, int, str], ...] = ()) -> Repaired:
    """The repair, replayed: whatever a test looks at, its edits lead from raw to clean."""
    found = repair(raw, lexicon=lexicon(), accepted=accepted)
    assert replay(raw, found.edits) == found.clean
    for start, end in places(found):
        assert 0 <= start <= end <= len(raw)
    return found


def places(found: Repaired) -> list[tuple[int, int]]:
    """Where something is told: of edits, offers and doubts alike."""
    changes = [(one.start, one.end) for one in (*found.edits, *found.offers)]
    return changes + [(one.start, one.end) for one in found.doubts]


def page(name: str) -> tuple[str, str]:
    """A real page and what it says, from the folder of marked texts."""
    folder = os.environ.get("LIANJIAN_GOLD")
    if not folder:
        pytest.skip("LIANJIAN_GOLD is not set: the real pages are not here.")
    raw = next(Path(folder, "../seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    clean = Path(folder, f"{name}_clean.txt").read_text(encoding="utf-8")
    return raw, clean.rstrip("\n")
