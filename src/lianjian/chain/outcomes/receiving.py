"""What this room takes from a report: figures stated of a whole, and figures of one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry import citing
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Field, Kind, Option, Receiver
from lianjian.ground.core.taking_back import Back

from . import policy, services
from .models import Modality
from .reading_reports import reads_figures, reads_stated
from .services.take_back_batch import take_back_batch
from .taking import FigureStep, weigh_figures, weigh_stated
from .words import INDICATORS

_ALSO = {
    Modality.DONE: ("已完成", "已实现"),
    Modality.ONGOING: ("正在进行", "进行中"),
    Modality.PLANNED: ("拟", "计划"),
    Modality.INTENT: ("意向", "优先考虑"),
    Modality.ASPIRATION: ("愿望", "推动产生"),
    Modality.OPINION: ("看法",),
}
_NUMBER = (
    Field(
        "indicator",
        _("indicator"),
        Kind.CHOICE,
        required=True,
        synonyms=("指标", "指标名称"),
        choices=tuple(Option(one.code, one.name, one.also) for one in INDICATORS),
    ),
    Field(
        "number",
        _("number"),
        required=True,
        synonyms=("数值", "数量"),
        longest=40,
        help=_("As it is written: 12, 20万余, 约300; or 多个."),
    ),
    Field(
        "modality",
        _("how much of it is so"),
        Kind.CHOICE,
        choices=tuple(
            Option(value, label, _ALSO[Modality(value)]) for value, label in Modality.choices
        ),
    ),
    Field("numerator", _("numerator"), Kind.INT, synonyms=("分子",)),
    Field("denominator", _("denominator"), Kind.INT, synonyms=("分母",)),
    Field("period_from", _("from"), Kind.DATE, synonyms=("起始日期",)),
    Field("period_to", _("to"), Kind.DATE, synonyms=("截止日期",), month_ends=True),
    Field("baseline", _("compared with"), synonyms=("对照期",), longest=120),
    Field("inferred", _("how the day was inferred"), synonyms=("推断依据",)),
    Field("words", _("in the words of the source"), synonyms=("原文", "原话"), longest=300),
    *citing.FIELDS,
)


def _take_stated(actor: Actor, batch: Batch) -> int:
    return _take(actor, batch, services.state)


def _take_figures(actor: Actor, batch: Batch) -> int:
    return _take(actor, batch, services.report)


def _take(actor: Actor, batch: Batch, service: Callable[..., Any]) -> int:
    """Each line by its own command, with its own line in the journal."""
    steps = [step for step in batch.steps() if isinstance(step, FigureStep)]
    for step in steps:
        told = replace(step.told, source=citing.source_for(actor, step.cited, batch.trace))
        made = service(actor, indicator=step.indicator, told=told, **step.arguments)
        batch.trace.made([made])
    return len(steps)


def _take_back(actor: Actor, back: Back) -> int:
    return take_back_batch(actor, back=back)


STATED = Receiver(
    "stated",
    _("Figures stated of a whole"),
    (
        Field("place", _("of which place"), Kind.PLACE, synonyms=("地区", "地方")),
        Field("organisation", _("of which organisation"), Kind.ORGANISATION, synonyms=("单位",)),
        *_NUMBER,
        Field("stated_on", _("stated on"), Kind.DATE, synonyms=("陈述日期",)),
    ),
    may=policy.may_state_some,
    weigh=weigh_stated,
    take=_take_stated,
    take_back=_take_back,
    url_name="outcomes:overview",
    order=130,
    reads=reads_stated,
    from_sheets=False,
)
FIGURES = Receiver(
    "figures",
    _("Figures of villages and projects"),
    (
        Field(
            "place",
            _("place that benefits"),
            Kind.PLACE,
            required=True,
            synonyms=("受益地", "村"),
        ),
        Field("project", _("project"), synonyms=("项目", "项目名称")),
        Field("branch", _("whose figure it is"), Kind.BRANCH, synonyms=("党组织",)),
        Field("accord", _("accord"), synonyms=("协议", "协议名称")),
        *_NUMBER,
        Field("apart", _("how it is another one"), synonyms=("区别",)),
    ),
    may=policy.may_report_figures,
    weigh=weigh_figures,
    take=_take_figures,
    take_back=_take_back,
    url_name="outcomes:observations",
    order=140,
    reads=reads_figures,
    from_sheets=False,
)
