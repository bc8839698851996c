"""Texts that villages and a township of the invented county have handed in, one in each state.

One waits to be looked at, one was confirmed, one has a question for its writer, a photo is kept.
They are read here and now: whoever opens the room on the first visit finds them read.
"""

from __future__ import annotations

import struct
import zlib

from lianjian.beside.intake import jobs, selectors, services
from lianjian.beside.intake.models import Submission
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import services as running
from lianjian.ground.jobs.registry import Work

from . import hands

WAITS = """石桥村：茶园里的新面孔
3月12日，石桥村党支部请示例省农业大学的专家到茶园里看了一天。老茶树怎么修、什么时候采，专家边走边讲，二十多户茶农跟着学。
截至目前，今年茶园接待采摘游客3000余人次，带动村集体增收6万余元。参加培训的茶农满意率达95%。
村里还缺一台小型茶叶烘干机，也缺懂电商直播的年轻人。下一步，拟在村口建一个茶叶分拣点。
"""
CONFIRMED = """青杏村：杏子红了
今年杏子挂果多，摘下来放不过三天，青杏村缺一座小冷库。
老果园已经三年没有好好修剪，青杏村还缺果树修剪的技术员。
"""
ASKED = """双井村：夜校办起来了
双井村把闲着的旧校舍收拾出来，办了农民夜校。上个月开了五次课，来听课的有160余人次。
村里缺一批桌椅，也缺讲课的老师。
"""
QUESTION = "160余人次是五次课一共，还是每次？"


def tell() -> None:
    """Handed in, read, and taken as far as its state says."""
    _read(_called("shiqiao"), WAITS.encode())
    qingxing = _called("qingxing")
    _confirm_the_certain(qingxing, _read(qingxing, CONFIRMED.encode()))
    asked = _read(_called("shuangjing"), ASKED.encode())
    county = _called("county")
    services.ask(county, submission=selectors.one(county.scope, asked.pk), question=QUESTION)
    _read(_called("shiqiaozhen"), a_picture(), name="示例-石桥镇茶园.png")


def _called(username: str) -> Actor:
    """Through the post that the demonstration gave."""
    held = Post.within(Scope.of_everything()).filter(person__username=username).order_by("pk")
    return hands.acting(held[0])


def _read(actor: Actor, data: bytes, *, name: str = "") -> Submission:
    """Hand a text in and read it at once; the worker finds nothing left to do."""
    made = services.hand_in(actor, data=data, name=name, is_demo=True)
    assert made.job is not None  # noqa: S101 - what is handed in is to be read
    running.stop(actor, job=made.job)
    writing = jobs.read(Work(actor, receives.in_silence), submission=made.pk)
    assert callable(writing)  # noqa: S101 - it computes first and writes last
    writing()
    return selectors.one(actor.scope, made.pk)


def _confirm_the_certain(actor: Actor, text: Submission) -> None:
    certain = [one for one in selectors.facts(text) if one.is_certain]
    if certain:  # told once more, its records are there already
        services.confirm(actor, submission=text, facts=certain)


def a_picture(width: int = 320, height: int = 200) -> bytes:
    """A PNG of a sky above a field: nobody's photo."""
    rows = []
    for row in range(height):
        sky = row < height * 2 // 5
        shade = 24 * row // height
        pixel = (
            bytes((196 + shade, 214 + shade, 230))
            if sky
            else bytes((92 + (row % 12) * 4, 132 + (row % 12) * 4, 84))
        )
        rows.append(b"\x00" + pixel * width)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    chunks = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
