"""What this room takes from a sheet: organisations."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import (
    Batch,
    Field,
    Line,
    Option,
    Receiver,
    Standing,
    Tell,
    Weighed,
)
from lianjian.ground.core.receives import Kind as K
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.verdicts import Refused

from . import policy
from .models import Kind
from .reading_reports import reads_organisations
from .services.take_back_batch import take_back_batch
from .services.take_organisations import take_organisations
from .taking import BodyScale

may_import = policy.may_import

KINDS = (
    Option(Kind.UNIVERSITY, Kind.UNIVERSITY.label, ("高校", "大学", "学院", "院校", "科研院所")),
    Option(Kind.ENTERPRISE, Kind.ENTERPRISE.label, ("企业", "公司", "国企", "民企", "集团")),
    Option(Kind.GOVERNMENT, Kind.GOVERNMENT.label, ("党政机关", "机关", "机关单位", "事业单位")),
    Option(Kind.SOCIETY, Kind.SOCIETY.label, ("社会组织", "社团", "协会", "促进会", "商会")),
    Option(Kind.VILLAGE, Kind.VILLAGE.label, ("村", "行政村", "社区", "村居")),
    Option(Kind.MEDIA, Kind.MEDIA.label, ("媒体", "新闻单位", "融媒体")),
    Option(Kind.OTHER, Kind.OTHER.label, ("其它",)),
)
NAME = Field(
    "name",
    _("Organisation"),
    K.ORGANISATION,
    required=True,
    synonyms=(
        "单位名称",
        "单位全称",
        "机构名称",
        "组织名称",
        "单位",
        "村名称",
        "村名",
        "行政村",
        "村（社区）",
        "村社区",
        "企业名称",
        "学校名称",
        "村居名称",
    ),
    help=_("The full name, as on its seal. For a village, the village's name."),
)
FIELDS = (
    NAME,
    Field(
        "kind",
        _("Kind of organisation"),
        K.CHOICE,
        synonyms=("单位类别", "单位类型", "类别", "类型", "性质", "单位性质", "组织类别"),
        choices=KINDS,
        help=_("Needed for an organisation that is not entered yet."),
    ),
    Field(
        "uscc",
        _("Credit code"),
        K.CODE,
        synonyms=("统一社会信用代码", "社会信用代码", "信用代码", "机构代码", "uscc"),
        help=_("Eighteen characters. Keep the column as text."),
        longest=40,
    ),
    Field(
        "place",
        _("Answers to (place)"),
        K.PLACE,
        synonyms=(
            "隶属",
            "隶属关系",
            "隶属地区",
            "主管地区",
            "行政区划",
            "区划代码",
            "行政区划代码",
            "统计区划代码",
            "所属地区",
            "属地",
            "县市区",
            "所属县",
        ),
        help=_("A place or its code, or 中央. A village is looked for in your own area."),
    ),
    Field(
        "town",
        _("Township"),
        K.PLACE,
        synonyms=(
            "乡镇",
            "乡镇街道",
            "镇街",
            "镇",
            "所属乡镇",
            "所在乡镇",
            "街道",
            "镇（街道）",
            "乡镇（街道）",
        ),
        help=_("Tells apart two villages of one name."),
    ),
    Field(
        "seat",
        _("Seat (place)"),
        K.PLACE,
        synonyms=("所在地", "驻地", "住所地", "办公地", "所在地区"),
        help=_("Where it stands, if that is elsewhere."),
    ),
)


def weigh(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a body. Writes nothing."""
    scale = BodyScale(actor, lines)
    seen: set[int] = set()
    found = []
    for place, line in enumerate(lines):
        if place % 1000 == 0:
            tell(
                1000 * place // len(lines),
                _("Line %(line)s is being looked at.") % {"line": line.number},
            )
        try:
            step = scale.weigh(line)
        except Refused as refusal:
            found.append(wrong(line, refusal, "name"))
            continue
        again = id(step) in seen
        seen.add(id(step))
        found.append(Weighed(line, Standing.UNCHANGED if again else step.standing, step=step))
    return found


def wrong(line: Line, refusal: Refused, where: str = "") -> Weighed:
    """A line that a room refuses, with its sentence beside the field that it speaks of."""
    fields: dict[str, object] = dict(getattr(refusal, "fields", {}))
    at = next((name for name in fields if name in line.values), where)
    return Weighed(line, Standing.WRONG, {at: str(refusal)})


def take(actor: Actor, batch: Batch) -> int:
    return take_organisations(actor, batch=batch)


def take_back(actor: Actor, back: Back) -> int:
    return take_back_batch(actor, back=back)


ORGANISATIONS = Receiver(
    "organisations",
    _("Organisations"),
    FIELDS,
    may=may_import,
    weigh=weigh,
    take=take,
    take_back=take_back,
    url_name="organisations:list",
    order=10,
    reads=reads_organisations,
)
