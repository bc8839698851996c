"""The indicators with which every county begins, each with its first definition (口径)."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2026, 1, 1)

# code, name, level, kind, increase, counted by, least grade, unit, definition
FIRST = [
    ("joint_bodies", "跨县域联建党总支", "organisation", "count", False, "bodies", 2, "个",
     "时段内经批准成立、有批准文号和日期的联建组织；已解散的不计。"),
    ("villages_paired", "有结对的村", "organisation", "count", False, "villages", 1, "个",
     "截至时段末，至少有一个生效结对的村党支部；一村多伴只计一次。"),
    ("accords_in_force", "生效的联建协议", "organisation", "count", False, "accords", 1, "份",
     "截至时段末，各方签署齐全、仍在生效的协议；修订的各稿只计一份。"),
    ("talent_introduced", "引进科技人才", "resource", "people", False, "", 1, "人",
     "时段内由联建引进、已到岗的科技人才；一人一次，意向的不计。"),
    ("grants_key_rd", "承担国家重点研发计划项目", "resource", "count", False, "", 1, "个",
     "在当地测试或示范的国家重点研发计划项目，以任务书为准。"),
    ("grants_nsfc", "承担国家自然科学基金项目", "resource", "count", False, "", 1, "个",
     "在当地测试或示范的国家自然科学基金项目，以批准书为准。"),
    ("funds_arrived", "到位资金", "resource", "money", False, "", 2, "元",
     "时段内由联建引进、已到账的资金；承诺未到的不计。"),
    ("projects_new", "今年新上项目", "industry", "count", False, "projects_new", 1, "个",
     "时段内开始实施的联建项目，不论列在哪一年的清单；取消的不计。与“累计确立”口径不同，不相加。"),
    ("projects_listed", "累计确立联建项目", "industry", "count", False, "projects_listed", 1, "个",
     "截至时段末，列入过任何一年清单的联建项目，不论是否开始实施；取消的不计。"),
    ("clusters", "产业集群", "industry", "count", False, "clusters", 1, "类",
     "有名称的产业集群；只有个数、没有名称的，只作陈述数。"),
    ("brands", "特色品牌", "industry", "count", False, "brands", 1, "个",
     "有名称的品牌。"),
    ("visits", "接待游客", "industry", "visits", False, "", 1, "人次",
     "时段内接待的人次；同一人来两次计两次，人次不是人数。"),
    ("collective_income_increase", "村集体增收", "industry", "money", True, "", 2, "元",
     "时段内村集体经营收入比对照期增加的部分；须写明同哪个时期相比。"),
    ("farmers_income_increase", "农民增收", "industry", "money", True, "", 2, "元",
     "时段内农户收入比对照期增加的部分；与村集体增收是两回事，不相加。"),
    ("jobs", "带动就业", "industry", "people", False, "", 1, "人",
     "时段内由联建项目带动、在岗满三个月的人数；一人一次。"),
]


def forwards(apps: Any, _editor: Any) -> None:
    indicator = apps.get_model("outcomes", "Indicator")
    definition = apps.get_model("outcomes", "Definition")
    for order, one in enumerate(FIRST, start=1):
        code, name, level, kind, increase, counted_by, grade, unit, text = one
        made = indicator.objects.create(
            code=code, name=name, level=level, kind=kind, is_increase=increase,
            counted_by=counted_by, lowest_grade=grade, order=order * 10,
        )
        definition.objects.create(indicator=made, version=1, text=text, unit=unit, since=SINCE)


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("outcomes", "Definition").objects.all().delete()
    apps.get_model("outcomes", "Indicator").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
