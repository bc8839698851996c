"""A second definition of 跨县域联建党总支: it counted joint bodies of every kind, wherever their
members were."""

import datetime as dt
from typing import Any

from django.db import migrations

CODE = "joint_bodies"
TEXT = (
    "时段内经批准成立、有批准文号和日期、成员分属不同县域的联建党总支；"
    "联建党支部、联盟等其他联建组织和已解散的不计。"
)
SINCE = dt.date(2026, 11, 27)


def forwards(apps: Any, _editor: Any) -> None:
    definition = apps.get_model("outcomes", "Definition")
    newest = definition.objects.filter(indicator__code=CODE).order_by("-version").first()
    if newest is None or newest.version > 1:
        return  # who defined it anew keeps their own words
    definition.objects.create(
        indicator_id=newest.indicator_id,
        version=newest.version + 1,
        text=TEXT,
        unit=newest.unit,
        since=SINCE,
    )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("outcomes", "Definition").objects.filter(
        indicator__code=CODE, text=TEXT
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_a_first_dictionary")]
    operations = [migrations.RunPython(forwards, backwards)]
