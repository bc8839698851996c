"""What this room takes from sheets: needs and offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.receiving import PARTNER, TOWN, VILLAGE
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.industry import INDUSTRIES
from lianjian.ground.core.receives import Batch, Field, Kind, Line, Option, Receiver, Tell, Weighed
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.verdicts import Text
from lianjian.ground.organisations.receiving import may_import

from .models import Need, Offer, WorkArea
from .policy import may_confirm_needs, may_confirm_offers
from .reading_reports import reads_needs, reads_offers
from .services.take_back_batch import take_back_batch
from .services.take_listings import take_needs, take_offers
from .services.writing import LONGEST_QUANTITY, LONGEST_TITLE
from .taking import weigh_listings

_ALSO = {
    WorkArea.INDUSTRY: ("产业", "产业发展"),
    WorkArea.INVESTMENT: ("招商", "招商引资"),
    WorkArea.RECRUITMENT: ("引才", "招才引智"),
    WorkArea.TRAINING: ("培训", "人才培养"),
    WorkArea.TECHNOLOGY: ("技术", "科技服务", "技术服务"),
    WorkArea.LIVELIHOOD: ("民生", "改善民生"),
}
_INDUSTRIES = tuple(Option(one.code, one.zh, (one.en,)) for one in INDUSTRIES.values())

_MORE = (
    Field(
        "quantity",
        _("how much"),
        synonyms=("数量", "规模", "金额", "数量规模"),
        longest=LONGEST_QUANTITY,
    ),
    Field(
        "starts",
        _("first day"),
        Kind.DATE,
        synonyms=("开始时间", "起始时间", "开始日期", "提出时间"),
    ),
    Field(
        "ends",
        _("last day"),
        Kind.DATE,
        synonyms=("结束时间", "截止时间", "截止日期", "完成时限", "有效期至"),
        month_ends=True,
        open_ended=True,
    ),
    Field(
        "evidence",
        _("evidence"),
        synonyms=("依据", "佐证", "佐证材料", "证明材料"),
        longest=300,
    ),
)


def _fields(branch: Field, title: Text, titles: tuple[str, ...]) -> tuple[Field, ...]:
    return (
        branch,
        TOWN,
        Field(
            "title",
            title,
            required=True,
            synonyms=titles,
            longest=LONGEST_TITLE,
            help=_("One line is enough, but one is needed."),
        ),
        Field(
            "area",
            _("work area"),
            Kind.CHOICE,
            synonyms=(
                "工作领域",
                "领域",
                "类别",
                "需求类别",
                "资源类别",
                "需求类型",
                "资源类型",
                "类型",
            ),
            choices=tuple(
                Option(value, label, _ALSO[WorkArea(value)]) for value, label in WorkArea.choices
            ),
            help=_("Left empty, it is guessed from the words."),
        ),
        Field(
            "industry",
            _("industry"),
            Kind.CHOICE,
            synonyms=("行业", "所属行业", "产业", "产业类别", "行业类别"),
            choices=_INDUSTRIES,
            help=_("Left empty, it is guessed from the words."),
        ),
        Field(
            "detail",
            _("more about it"),
            synonyms=("具体内容", "详细说明", "说明", "具体情况", "具体需求", "备注"),
            longest=2000,
        ),
        *_MORE,
    )


def _weigh_needs(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    return weigh_listings(actor, lines, tell, kind=Need, side="village")


def _weigh_offers(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    return weigh_listings(actor, lines, tell, kind=Offer, side="partner")


def _take_needs(actor: Actor, batch: Batch) -> Any:
    return take_needs(actor, batch=batch)


def _take_offers(actor: Actor, batch: Batch) -> Any:
    return take_offers(actor, batch=batch)


def _take_back(actor: Actor, back: Back) -> Any:
    return take_back_batch(actor, back=back)


NEEDS = Receiver(
    "needs",
    _("Needs of villages"),
    _fields(
        VILLAGE,
        _("need, in one line"),
        ("需求", "需求名称", "需求内容", "需求事项", "需求标题", "主要需求"),
    ),
    may=may_import,
    weigh=_weigh_needs,
    take=_take_needs,
    take_back=_take_back,
    url_name="exchange:needs",
    order=50,
    reads=reads_needs,
    may_confirm=may_confirm_needs,
)
OFFERS = Receiver(
    "offers",
    _("Offers of partners"),
    _fields(
        PARTNER,
        _("offer, in one line"),
        ("资源", "资源名称", "资源内容", "可提供资源", "能提供什么", "资源标题", "优势资源"),
    ),
    may=may_import,
    weigh=_weigh_offers,
    take=_take_offers,
    take_back=_take_back,
    url_name="exchange:offers",
    order=60,
    reads=reads_offers,
    may_confirm=may_confirm_offers,
)
