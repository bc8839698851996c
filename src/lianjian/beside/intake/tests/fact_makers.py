"""What a text says without the engine that reads it: a test says itself what was proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from tests.cast import Character

from lianjian.beside.intake import selectors, services
from lianjian.beside.intake.models import Fact, Submission
from lianjian.beside.intake.understanding import Understood, digest_of
from lianjian.ground.core.scoped import scope_lifted

_NUMBER = count(1)
A_NEED: Mapping[str, str] = {"village": "石桥村", "title": "果树修剪的技术员"}
AN_OFFER: Mapping[str, Any] = {
    "kind": "byte-shift", "raw": [0, 2], "clean": [0, 2], "before": "石乔", "after": "石桥",
    "why": "", "candidates": ["石桥", "石侨"],
}  # fmt: skip
"""A repair that a person decides on."""


def a_text(
    by: Character,
    raw: str = "",
    *,
    title: str = "老果园有了新朋友",
    outlet: str = "",
    name: str = "",
    marks: Sequence[Mapping[str, Any]] = (),
    repairs: Mapping[str, Sequence[Any]] | None = None,
) -> Submission:
    """A text that was handed in and read, of which no room proposed anything yet."""
    raw = raw or f"石桥村第{next(_NUMBER)}次来稿。"
    made = services.hand_in(by.actor, data=raw.encode(), name=name, outlet=outlet)
    found = understood(raw, title=title, outlet=outlet, marks=marks, repairs=repairs)
    services.keep(by.actor, submission=made, understood=found)
    return selectors.one(by.scope, made.pk)


def understood(
    raw: str,
    *,
    title: str = "",
    outlet: str = "",
    marks: Sequence[Mapping[str, Any]] = (),
    repairs: Mapping[str, Sequence[Any]] | None = None,
) -> Understood:
    """What a reader of a clean text would say of it: nothing but what a test says."""
    return Understood(
        title=title,
        raw=raw,
        clean=raw,
        repairs={"edits": [], "offers": [], "doubts": [], "accepted": [], **(repairs or {})},
        marks=[dict(one) for one in marks],
        digest=digest_of(raw),
        outlet=outlet,
        notes=[],
    )


def a_fact(
    submission: Submission,
    values: Mapping[str, str] = A_NEED,
    *,
    kind: str = "needs",
    state: str = "proposed",
    standing: str = "new",
    **more: Any,
) -> Fact:
    """A line that a room proposed of it, the need of a technician unless said."""
    with scope_lifted("a maker"):
        many = Fact.objects.filter(submission=submission).count()
        made: Fact = Fact.objects.create(
            submission=submission,
            number=many + 1,
            kind=kind,
            values=dict(values),
            state=state,
            standing=standing,
            **more,
        )
    return made


def confirmed(by: Character, fact: Fact) -> Fact:
    """A fact that somebody confirmed."""
    services.confirm(by.actor, submission=fact.submission, facts=[fact])
    return selectors.fact(fact.submission, fact.pk)
