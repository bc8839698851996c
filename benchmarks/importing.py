"""What a first day of a province costs: sheets of a hundred thousand rows.

    python -m benchmarks.importing [ROWS]

Each sheet is read from its .xlsx, every line is weighed twice (once for the person to look at, once
when it is taken) and written, as the jobs do it. The peer in the same run is the same product
without its bulk commands: one command a line, on a sample, reckoned up to as many rows.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lianjian.ground.core.actors import Actor
    from lianjian.ground.places.models import Division

ROWS = 100_000
SAMPLE = 300
VILLAGES_IN_A_TOWN = 60


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory(prefix="lianjian-benchmark-") as home:
        os.environ["LIANJIAN_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "lianjian.site.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _run(rows)


def _run(rows: int) -> None:
    actor, villages = _a_province(rows * 6 // 10)
    half = len(villages)
    head = [
        "序号",
        "单位名称",
        "单位类别",
        "乡镇",
        "隶属",
        "党支部名称",
        "管理幅度",
        "是否薄弱村",
        "备注",
    ]
    branches = [
        *(
            [i, one.name, "村", one.parent.name if one.parent else "", "", "", 1, "否", ""]
            for i, one in enumerate(villages)
        ),
        *([i, f"示例企业{i}", "企业", "", "示例省", "", 3, "", ""] for i in range(rows - half)),
    ]
    needs = [
        [
            one.name,
            one.parent.name if one.parent else "",
            f"示例需求第{n}项，想请人看看果园",
            "",
            "2026年3月",
            "2026.12.31",
        ]
        for n in (1, 2)
        for one in villages
    ][:rows]
    print(f"| sheet of {rows:,} rows | MB | look through, s | take in, s | together, s |")
    print("|---|---|---|---|---|")
    first, line = _line("branches and organisations", actor, head, branches)
    print(line)
    one_by_one = _peer(actor, villages)
    titles = ["村名", "乡镇", "需求", "类别", "开始时间", "截止时间"]
    second, line = _line("needs of villages", actor, titles, needs)
    print(line)
    print(f"| peer: one command a line ({SAMPLE} measured) | | | | {one_by_one * rows:.0f} |")
    print(f"\n| taking {rows:,} rows back | MB kept | look, s | take back, s | together, s |")
    print("|---|---|---|---|---|")
    print(_back("needs of villages", actor, second))
    print(_back("branches and organisations", actor, first))


def _line(
    what: str, actor: Actor, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> tuple[int, str]:
    """The key of the sheet, and what it cost."""
    data = _workbook(head, rows)
    from lianjian.beside.ledgers import jobs, looking, services
    from lianjian.ground.jobs.registry import Work

    looked = looking.look(data)
    sheet = services.begin(actor, name="台账.xlsx", data=data, looked=looked)
    guess = looking.guess(actor, looked)
    services.match(
        actor, sheet=sheet, kind=guess.kind, name=guess.sheet, columns=dict(guess.columns)
    )
    work = Work(actor, lambda _permille, _sentence: None)
    check = _seconds(lambda: _kept(jobs.check_sheet(work, sheet=sheet.pk)))
    sheet.refresh_from_db()
    assert not sheet.counts["wrong"], sheet.problems[:3]
    take = _seconds(lambda: _kept(jobs.take_sheet(work, sheet=sheet.pk, good_only=False)))
    sheet.refresh_from_db()
    assert sheet.state == "taken", sheet.counts
    cost = f"| {len(data) / 1e6:.1f} | {check:.1f} | {take:.1f} | {check + take:.1f} |"
    return sheet.pk, f"| {what} {cost}"


def _back(what: str, actor: Actor, key: int) -> str:
    """What it costs to look at what taking a sheet back would do, and to take it back."""
    from lianjian.beside.ledgers import jobs, selectors
    from lianjian.ground.jobs.registry import Work

    work = Work(actor, lambda _permille, _sentence: None)
    kept = [portion.trace for portion in selectors.portions(selectors.one(actor.scope, key))]
    size = len(json.dumps(kept)) / 1e6
    look = _seconds(lambda: jobs.look_back(work, sheet=key))
    back = _seconds(lambda: _kept(jobs.take_sheet_back(work, sheet=key)))
    sheet = selectors.one(actor.scope, key)
    assert sheet.state == "taken_back", sheet.back
    assert sheet.back["stays"] <= SAMPLE, "only what the peer built upon stays"
    return f"| {what} | {size:.1f} | {look:.1f} | {back:.1f} | {look + back:.1f} |"


def _kept(result: Any) -> None:
    result()


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _workbook(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        page = book.add_worksheet("台账")
        for number, cells in enumerate([head, *rows]):
            for column, cell in enumerate(cells):
                page.write(number, column, cell)
    return out.getvalue()


def _a_province(villages: int) -> tuple[Actor, list[Division]]:
    """A province with so many villages, and its coordinator."""
    from lianjian.ground.accounts.acting import actor_for
    from lianjian.ground.accounts.models import Person, Post
    from lianjian.ground.accounts.roles import Role
    from lianjian.ground.core import clock
    from lianjian.ground.core.scoped import scope_lifted
    from lianjian.ground.places.models import Division

    def division(code: int, name: str, level: str, parent: Division | None) -> Division:
        core = name[:-1]
        day = clock.today().replace(year=2020)
        return Division(
            code=code,
            name=name,
            core=core,
            initials="sl",
            level=level,
            parent=parent,
            valid_from=day,
        )

    province = division(99 * 10**13, "示例省", "province", None)
    province.save()
    towns = [
        division(99 * 10**13 + (n + 1) * 10**6, f"示例第{n}镇", "town", province)
        for n in range(-(-villages // VILLAGES_IN_A_TOWN))
    ]
    Division.objects.bulk_create(towns, batch_size=500)
    made = [
        division(
            towns[n // VILLAGES_IN_A_TOWN].code + (n % VILLAGES_IN_A_TOWN + 200) * 1000,
            f"示例第{n % VILLAGES_IN_A_TOWN}村",
            "village",
            towns[n // VILLAGES_IN_A_TOWN],
        )
        for n in range(villages)
    ]
    Division.objects.bulk_create(made, batch_size=500)
    with scope_lifted("a benchmark"):
        person = Person.objects.create(username="example", name="示例统筹员")
        post = Post.objects.create(
            person=person,
            role=Role.PROVINCE_COORDINATOR,
            division=province,
            starts=clock.today().replace(year=2020),
        )
    return actor_for(post, confirmed_at=clock.now()), made


def _peer(actor: Actor, villages: Sequence[Division]) -> float:
    """Seconds a line, with the commands that a page calls."""
    from lianjian.chain.registry.services import register_branch
    from lianjian.ground.organisations.services import register_village

    began = time.perf_counter()
    for one in villages[:SAMPLE]:
        host = register_village(actor, division=one)
        register_branch(actor, host=host, unit="第二支部")
    return (time.perf_counter() - began) / SAMPLE


if __name__ == "__main__":
    main()
