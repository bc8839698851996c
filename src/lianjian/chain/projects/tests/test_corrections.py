"""A day that was written wrongly is put right with a reason; one that cannot be is not taken."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.projects import selectors, services
from lianjian.chain.projects.contents import MilestoneDraft
from lianjian.chain.projects.forms import _milestone
from lianjian.chain.projects.issuing import issuer_for
from lianjian.chain.projects.models import Milestone, Project
from lianjian.chain.projects.waiting import what_waits
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers

LONG_AGO = dt.date(1990, 1, 1)


def yesterday() -> dt.date:
    return clock.today() - dt.timedelta(days=1)


def milestone_of(project: Project) -> Milestone:
    (one,) = selectors.milestones_of(makers.seen(project))
    return one


def test_a_project_did_not_begin_long_before_it_was_listed(world: World):
    project = makers.listed(world)
    with pytest.raises(Invalid, match="later year"):
        services.start(world.lin.actor, project=project, launched_on=LONG_AGO)
    with pytest.raises(Invalid, match="later year"):
        services.reach_milestone(
            world.lin.actor, milestone=milestone_of(project), note="验苗单", reached_on=LONG_AGO
        )


def test_the_day_it_began_is_corrected_with_a_reason_and_counts_in_its_year(world: World):
    project = makers.under_way(world)
    last_year = dt.date(clock.today().year - 1, 12, 31)
    for day, reason in ((LONG_AGO, "写错"), (dt.date(2099, 1, 1), "写错"), (last_year, " ")):
        with pytest.raises(Invalid):
            services.correct_start(world.lin.actor, project=project, launched_on=day, reason=reason)
    with pytest.raises(Denied):
        services.correct_start(
            world.xu.actor, project=project, launched_on=last_year, reason="写错"
        )
    services.correct_start(world.lin.actor, project=project, launched_on=last_year, reason="写错")
    listed = selectors.new_in(makers.ALL, world.county, last_year.year)
    assert list(listed) == [project]
    history = world.mei.client().get(reverse("projects:project", args=[project.pk]))
    assert "更正了项目开始实施的日期" in history.content.decode()


def test_nothing_is_corrected_that_has_not_begun_and_nothing_after_its_acceptance(world: World):
    listed = makers.listed(world)
    with pytest.raises(Invalid, match="not begun"):
        services.correct_start(
            world.lin.actor, project=listed, launched_on=yesterday(), reason="写错"
        )
    project = services.start(world.lin.actor, project=listed, launched_on=yesterday())
    services.accept(
        world.mei.actor, project=project, accepted_by="县局", result="成园", accepted_on=yesterday()
    )
    with pytest.raises(Invalid, match="accepted before"):
        services.correct_start(
            world.mei.actor,
            project=makers.seen(project),
            launched_on=clock.today(),
            reason="写错",
        )


def test_a_milestone_said_by_mistake_is_open_again(world: World):
    project = makers.under_way(world)
    one = milestone_of(project)
    with pytest.raises(Overtaken):
        services.reopen_milestone(world.lin.actor, milestone=one, reason="还没有到")
    services.reach_milestone(world.lin.actor, milestone=one, note="验苗单")
    with pytest.raises(Invalid):
        services.reopen_milestone(world.lin.actor, milestone=one, reason="")
    services.reopen_milestone(world.lin.actor, milestone=milestone_of(project), reason="还没有到")
    assert milestone_of(project).reached_on is None
    services.accept(
        world.mei.actor, project=makers.seen(project), accepted_by="县局", result="成园"
    )
    with pytest.raises(Invalid):
        services.reopen_milestone(world.lin.actor, milestone=milestone_of(project), reason="错")


@pytest.mark.parametrize(
    ("line", "name", "due"),
    [
        ("苗到村 2027-4-2", "苗到村", dt.date(2027, 4, 2)),
        ("苗到村 2027年4月2日", "苗到村", dt.date(2027, 4, 2)),
        ("苗到村，2027/4/2", "苗到村", dt.date(2027, 4, 2)),
        ("苗到村 2027.4.2", "苗到村", dt.date(2027, 4, 2)),
        ("大棚完工2026年6月30日", "大棚完工", dt.date(2026, 6, 30)),
        ("大棚完工：2026年6月30日", "大棚完工", dt.date(2026, 6, 30)),
        ("大棚完工（2026-06-30）", "大棚完工", dt.date(2026, 6, 30)),
        ("年产值达到1200.5", "年产值达到1200.5", None),
        ("年产值达到2000.5", "年产值达到2000.5", None),
        ("两百株苗到村", "两百株苗到村", None),
    ],
)
def test_a_milestone_is_read_as_people_write_days(line: str, name: str, due: dt.date | None):
    assert _milestone(line) == MilestoneDraft(name, due)


@pytest.mark.parametrize("line", ["验收 2026年13月", "验收 2027-02-30", "验收 2026-13"])
def test_half_a_day_and_no_day_are_not_taken_for_a_name(line: str):
    with pytest.raises(ValidationError):
        _milestone(line)


def test_a_milestone_in_the_year_9999_is_a_slip(world: World):
    with pytest.raises(Invalid, match="too far away"):
        makers.proposed(world, milestones=(MilestoneDraft("验收", dt.date(9999, 12, 31)),))


def test_a_project_behind_which_a_pairing_alone_stands_is_on_the_list_of_the_county(world: World):
    stone, university = accords.branch_of(world.stone), accords.branch_of(world.university)
    pairing = accords.a_pairing(stone, university)
    contents = makers.contents(world, pairings=(pairing,))
    assert issuer_for(world.lin.actor, contents) == world.county
    services.propose(world.lin.actor, issuer=world.county, contents=contents)
    page = world.xu.client().get(reverse("projects:annual")).content.decode()
    assert f"示例县{clock.today().year}年度" in page


def test_a_form_that_was_not_taken_is_open_on_the_page_that_comes_back(world: World):
    project = makers.under_way(world)
    form = {"accepted_by": "县局", "result": "成园", "accepted_on": "1985-01-01"}
    answer = world.mei.client().post(reverse("projects:accept", args=[project.pk]), form)
    text = answer.content.decode()
    before = text.partition("验收日期应在")[0]
    assert "<details" in before
    assert before.rpartition("<details")[2].partition(">")[0].endswith(" open")
    assert text.count(" open>") == 1


def test_the_list_as_a_file_names_parties_list_and_budget_once_each(world: World):
    makers.proposed(world, budget=35_500_000)
    answer = world.mei.client().get(reverse("projects:projects"), {"export": "csv"})
    made = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    head, row = made.decode("utf-8-sig").splitlines()
    assert len(set(head.split(","))) == len(head.split(","))
    assert "石桥村党支部、省农业大学党支部" in row
    assert "示例县" in row
    assert "355000.00" in row


def test_nothing_is_listed_in_the_year_26(world: World):
    project = makers.reviewed(world)
    for day in (dt.date(26, 11, 27), dt.date(1, 1, 1)):
        with pytest.raises(Invalid, match="too long ago"):
            services.list_for_year(world.mei.actor, project=project, year=day.year, listed_on=day)


def test_a_form_ignores_what_its_reader_may_not_see_and_what_is_no_key(world: World):
    stone, university = accords.branch_of(world.stone), accords.branch_of(world.university)
    pairing = accords.a_pairing(stone, university)
    address = reverse("projects:new")
    for asked in (pairing.pk, "1" * 5000):
        assert world.bo.client().get(address, {"pairings": asked}).status_code == 200


def test_an_acceptance_is_taken_back_with_a_reason(world: World):
    project = services.accept(
        world.mei.actor,
        project=makers.under_way(world),
        accepted_by="县农业农村局",
        result="成园",
        document=b"%PDF-1.7",
    )
    with pytest.raises(Denied):
        services.reopen(world.lin.actor, project=project, reason="收错了")
    with pytest.raises(Invalid):
        services.reopen(world.mei.actor, project=project, reason=" ")
    page = reverse("projects:take_back_acceptance", args=[project.pk])
    assert world.mei.client().post(page, {"reason": "收的是另一个园"}).status_code == 302
    again = makers.seen(project)
    assert (again.state, again.accepted_on, again.result) == ("under_way", None, "")
    history = world.lin.client().get(reverse("projects:project", args=[project.pk]))
    assert "收的是另一个园" in history.content.decode()
    services.accept(
        world.mei.actor, project=again, accepted_by="县农业农村局", result="成园", on_site=True
    )


def test_the_history_says_which_milestone(world: World):
    project = makers.under_way(world)
    services.reach_milestone(world.lin.actor, milestone=milestone_of(project), note="验苗单")
    page = world.wen.client().get(reverse("projects:project", args=[project.pk]))
    lines = [(line.verb, line.part) for line in page.context["lines"]]
    assert ("projects.reach_milestone", "苗到村") in lines


def test_who_lists_is_told_once_all_milestones_are_reached(world: World):
    def told() -> bool:
        return any("成园" in str(one.text) for one in what_waits(world.mei.actor))

    project = makers.under_way(world, name="成园")
    assert not told()
    services.reach_milestone(world.lin.actor, milestone=milestone_of(project), note="验苗单")
    assert told()
    bare = makers.under_way(world, name="没有节点", milestones=())
    assert not any(bare.name in str(one.text) for one in what_waits(world.mei.actor))


def test_a_milestone_does_not_lie_after_the_planned_end(world: World):
    late = MilestoneDraft("挂果", dt.date(2099, 9, 1))
    with pytest.raises(Invalid, match="planned end"):
        makers.proposed(world, ends=dt.date(2099, 8, 31), milestones=(late,))
    makers.proposed(world, ends=dt.date(2099, 9, 1), milestones=(late,))


def test_a_village_names_in_a_project_whom_it_signed_with(world: World):
    setting = accords.three_parties(world)
    accord = accords.an_accord(setting)
    known = selectors.sides_behind(accords.seen(accord), ())
    stranger = next(name for name in known if name not in ("石桥村党支部", "省农业大学"))
    client, page, place = world.lin.client(), reverse("projects:new"), world.town
    form = {
        "name": "三家的园", "area": "industry", "kind": "planting", "tier": "ordinary",
        "division": place.name, "division_id": place.pk,
        "division_for": place.name, "parties": f"石桥村党支部\n{stranger}",
    }  # fmt: skip
    assert client.post(page, form).status_code == 422
    assert client.post(page, {**form, "accord": accord.pk}).status_code == 302
