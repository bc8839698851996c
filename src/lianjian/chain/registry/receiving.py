"""What this room takes from sheets: branches with their organisations, postings, ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Field, Kind, Option, Receiver
from lianjian.ground.core.taking_back import Back
from lianjian.ground.organisations import receiving as organisations

from . import citing, policy, services
from .forms import GRADES, STRENGTHS
from .models import Attestation, Branch, Honour, Posting, Tie
from .reading_honours import reads_honours
from .reading_reports import reads_branches
from .services.take_branches import take_branches
from .steps import CallStep
from .taking import weigh_branches, weigh_postings, weigh_ties
from .taking_honours import HonourStep, weigh_honours

_CALLS: dict[str, Callable[..., Any]] = {
    "post_first_secretary": services.post_first_secretary,
    "end_posting": services.end_posting,
    "record_tie": services.record_tie,
}

VILLAGE = Field(
    "village",
    _("village"),
    Kind.BRANCH,
    required=True,
    synonyms=(
        "村",
        "村名",
        "村名称",
        "行政村",
        "村党组织",
        "村党支部",
        "派驻村",
        "驻村",
        "村级党组织",
        "结对村",
        "甲方",
        "村（社区）",
        "村党组织名称",
        "所驻村",
    ),
    help=_("The village, or its branch."),
)
TOWN = Field(
    "town",
    _("Township"),
    Kind.PLACE,
    synonyms=("乡镇", "乡镇街道", "镇街", "所属乡镇", "镇", "街道"),
    help=_("Tells apart two villages of one name."),
)
PARTNER = Field(
    "partner",
    _("partner"),
    Kind.BRANCH,
    required=True,
    synonyms=(
        "县外单位",
        "联建单位",
        "结对单位",
        "合作单位",
        "共建单位",
        "帮扶单位",
        "单位",
        "单位党组织",
        "外部单位",
        "乙方",
        "联建党组织",
        "单位名称",
    ),
    help=_("The organisation from outside, or its branch."),
)


def _take_branches(actor: Actor, batch: Batch) -> int:
    return take_branches(actor, batch=batch)


def take_one_by_one(actor: Actor, batch: Batch) -> int:
    """Each line by its own command, with its own line in the journal."""
    steps = [step for step in batch.steps() if isinstance(step, CallStep)]
    for step in steps:
        if posting := step.arguments.get("posting"):
            rest_on_it = Tie.within(actor.scope).filter(posting=posting)
            batch.trace.will_change([posting, *rest_on_it])
        made = _CALLS[step.call](actor, **step.arguments)
        if step.call != "end_posting":
            batch.trace.made([made])
        if isinstance(made, Tie):
            batch.trace.made(Attestation.within(actor.scope).filter(tie=made))
    return len(steps)


def take_back(actor: Actor, back: Back) -> int:
    return services.take_back_batch(actor, back=back)


def _take_honours(actor: Actor, batch: Batch) -> int:
    steps = [step for step in batch.steps() if isinstance(step, HonourStep)]
    for step in steps:
        source = citing.source_for(actor, step.cited, batch.trace)
        batch.trace.made([services.enter_honour(actor, source=source, **step.arguments)])
    return len(steps)


def _take_honours_back(actor: Actor, back: Back) -> int:
    return services.take_back_honours(actor, back=back)


BRANCHES = Receiver(
    "branches",
    _("Branches and their organisations"),
    (
        *organisations.FIELDS,
        Field(
            "unit",
            _("inner unit"),
            synonyms=("内设机构", "内设单位", "处室", "部门", "二级单位", "科室"),
            longest=120,
            help=_("Leave it empty for the branch of the whole organisation."),
        ),
        Field(
            "branch",
            _("branch name"),
            synonyms=("党支部名称", "党组织名称", "党支部", "党组织", "支部名称", "党组织全称"),
            help=_("Leave it empty and it is called after the organisation and the unit."),
        ),
        Field(
            "level",
            _("branch level"),
            Kind.CHOICE,
            synonyms=("党组织类型", "党组织类别", "党组织层级", "组织层级"),
            choices=tuple(
                Option(value, label, also)
                for (value, label), also in zip(
                    Branch.Level.choices,
                    (("党支部",), ("党总支",), ("党委", "基层党委")),
                    strict=True,
                )
            ),
        ),
        Field(
            "span",
            _("span of management"),
            Kind.INT,
            synonyms=("管理幅度", "可结对数", "可联建数", "结对数量", "最多结对", "结对上限"),
            help=_("How many partners at once, from the other side."),
        ),
        Field(
            "must_serve",
            _("must be served"),
            Kind.YES_NO,
            synonyms=("优先照顾", "是否薄弱村", "薄弱村", "重点村", "是否重点村", "软弱涣散"),
            help=_("A weak village: it comes first wherever a partner is possible."),
        ),
    ),
    may=organisations.may_import,
    weigh=weigh_branches,
    take=_take_branches,
    take_back=take_back,
    url_name="registry:branches",
    order=20,
    reads=reads_branches,
)
POSTINGS = Receiver(
    "postings",
    _("First secretaries' postings"),
    (
        VILLAGE,
        TOWN,
        Field(
            "batch",
            _("batch"),
            Kind.INT,
            required=True,
            synonyms=("批次", "第几批", "派驻批次", "届次"),
            help=_("6, or 第六批."),
        ),
        Field(
            "level",
            _("sent by"),
            Kind.CHOICE,
            required=True,
            synonyms=("派出层级", "派驻层级", "选派层级", "派出级别", "层级", "级别"),
            choices=tuple(
                Option(value, label, also)
                for (value, label), also in zip(
                    Posting.Level.choices,
                    (("省派", "省级", "省"), ("市派", "市级", "市"), ("县派", "县级", "县")),
                    strict=True,
                )
            ),
        ),
        Field(
            "sending_unit",
            _("sending unit"),
            Kind.ORGANISATION,
            synonyms=("派出单位", "选派单位", "原单位", "工作单位", "派驻单位"),
            help=_("As it stands in your directory."),
        ),
        Field(
            "starts",
            _("first day"),
            Kind.DATE,
            required=True,
            synonyms=(
                "任职时间",
                "起始时间",
                "开始时间",
                "驻村时间",
                "到任时间",
                "任职起始",
                "开始日期",
            ),
        ),
        Field(
            "ends",
            _("last day"),
            Kind.DATE,
            synonyms=(
                "结束时间",
                "期满时间",
                "离任时间",
                "任职截止",
                "截止时间",
                "任期届满",
                "结束日期",
            ),
            month_ends=True,
            open_ended=True,
        ),
    ),
    may=organisations.may_import,
    weigh=weigh_postings,
    take=take_one_by_one,
    take_back=take_back,
    url_name="registry:branches",
    order=30,
)
TIES = Receiver(
    "ties",
    _("Ties between villages and partners"),
    (
        VILLAGE,
        TOWN,
        PARTNER,
        Field(
            "ground",
            _("ground"),
            Kind.CHOICE,
            required=True,
            synonyms=("纽带类型", "纽带", "关系", "关系类型", "渊源", "类型"),
            choices=tuple(
                Option(value, label, also)
                for (value, label), also in zip(
                    Tie.Ground.choices,
                    (
                        ("乡贤", "籍贯", "同乡"),
                        ("校友", "同学"),
                        ("曾驻村", "曾任职"),
                        ("现驻村",),
                        ("合作过", "曾合作"),
                        ("其它",),
                    ),
                    strict=True,
                )
            ),
        ),
        Field(
            "evidence",
            _("in one sentence"),
            required=True,
            synonyms=("说明", "情况说明", "具体情况", "纽带说明", "依据", "事由"),
            longest=300,
            help=_("A proposal shows this sentence to both sides. Write no names of persons."),
        ),
        Field(
            "attested_by",
            _("who attests it"),
            synonyms=("证明单位", "证明人职务", "核实单位", "佐证"),
            longest=120,
            help=_("An office, not a name."),
        ),
        Field(
            "strength",
            _("how strong"),
            Kind.CHOICE,
            synonyms=("强度", "紧密程度"),
            choices=tuple(Option(str(value), label) for value, label in STRENGTHS),
        ),
        Field(
            "grade",
            _("evidence"),
            Kind.CHOICE,
            synonyms=("证据等级", "证据"),
            choices=tuple(Option(str(value), label) for value, label in GRADES),
        ),
        Field("since", _("since"), Kind.DATE, synonyms=("起始时间", "开始时间", "始于", "时间")),
        Field(
            "until",
            _("until"),
            Kind.DATE,
            synonyms=("截止时间", "有效期至", "结束时间"),
            month_ends=True,
            open_ended=True,
        ),
        Field(
            "means_person",
            _("The sentence means a person."),
            Kind.YES_NO,
            synonyms=("是否涉及个人", "涉及个人"),
        ),
        Field(
            "consent",
            _("The person has been asked and has agreed."),
            Kind.YES_NO,
            synonyms=("本人是否同意", "本人同意"),
        ),
    ),
    may=organisations.may_import,
    weigh=weigh_ties,
    take=take_one_by_one,
    take_back=take_back,
    url_name="registry:branches",
    order=40,
)
HONOURS = Receiver(
    "honours",
    _("Honours"),
    (
        Field(
            "holder",
            _("whose"),
            Kind.BRANCH,
            required=True,
            help=_("A branch or an organisation, as it stands in your directory."),
        ),
        Field("title", _("title"), required=True, longest=120),
        Field("issuer", _("issued by"), required=True, longest=120),
        Field(
            "level",
            _("level"),
            Kind.CHOICE,
            required=True,
            choices=tuple(
                Option(value, label, also)
                for (value, label), also in zip(
                    Honour.Level.choices,
                    (("国家级",), ("省级",), ("市级",), ("县级",), ("乡镇级",)),
                    strict=True,
                )
            ),
        ),
        Field("year", _("year"), Kind.INT, required=True),
        Field("evidence", _("evidence"), longest=300),
        *citing.FIELDS,
    ),
    may=policy.may_enter_some_honour,
    weigh=weigh_honours,
    take=_take_honours,
    take_back=_take_honours_back,
    url_name="registry:honours",
    order=120,
    reads=reads_honours,
    from_sheets=False,
)
