"""What would make a number say more than is known: refused in words, or kept beside it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import World

from lianjian.chain.outcomes import selectors, services
from lianjian.chain.outcomes.contents import Told
from lianjian.chain.outcomes.figures import Measure, NotAFigure, read
from lianjian.chain.outcomes.models import Indicator, Observation, StatedFigure
from lianjian.chain.outcomes.waiting import what_waits
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers


def form(world: World, number: str, **more: object) -> dict[str, object]:
    place = world.stone.affiliation
    assert place is not None
    today = clock.today()
    return {
        "indicator": "jobs",
        "modality": "done",
        "number": number,
        "division": place.name,
        "division_id": place.pk,
        "division_for": place.name,
        "period_from": dt.date(today.year, 1, 1).isoformat(),
        "period_to": today.isoformat(),
        **more,
    }


def test_the_same_thing_is_reported_once_and_another_one_says_what_it_is(world: World):
    makers.reported(world, "12人", code="jobs", apart="")
    with pytest.raises(Invalid, match="12"):
        makers.reported(world, "30人", code="jobs", apart="")
    other = makers.reported(world, "30人", code="jobs", apart="加工厂的岗位")
    text = world.mei.client().get(reverse("outcomes:observation", args=[other.pk]))
    assert "加工厂的岗位" in text.content.decode()
    assert "同一地方和时段的其他数" in text.content.decode()


def test_another_year_another_project_and_what_was_returned_are_not_the_same(world: World):
    first = makers.reported(world, "12人", code="jobs", apart="")
    last_year = dt.date(clock.today().year - 1, 5, 1)
    services.report(
        world.lin.actor,
        indicator=makers.the("jobs"),
        about=makers.stone(world),
        told=Told("9人", period_from=last_year, period_to=last_year),
    )
    makers.of_a_project(world)
    services.return_it(world.mei.actor, observation=first, reason="是人次吗")
    assert makers.reported(world, "12人", code="jobs", apart="").pk


def test_a_side_that_does_not_see_the_other_figure_is_not_told_its_number(world: World):
    makers.reported(world, "12345人", code="jobs", apart="")
    with pytest.raises(Invalid, match="by another side") as caught:
        makers.reported(world, "30人", code="jobs", by=world.wen, apart="")
    assert "12,345" not in str(caught.value)


def test_the_page_asks_what_the_other_one_is_and_keeps_what_was_typed(world: World):
    client = world.lin.client()
    address = reverse("outcomes:new")
    assert 'name="apart"' not in client.get(address).content.decode()
    assert client.post(address, form(world, "12人")).status_code == 302
    text = client.post(address, form(world, "30人")).content.decode()
    assert 'name="apart"' in text
    assert 'value="30人"' in text
    assert client.post(address, form(world, "30人", apart="加工厂")).status_code == 302


@pytest.mark.parametrize(
    "told",
    [
        Told("-5人"),
        Told("12人", numerator=300, denominator=100),
        Told("12人", period_from=dt.date(2099, 1, 1), period_to=dt.date(2099, 2, 1)),
        Told("12人", period_to=dt.date(9999, 1, 1)),
        Told("12人", period_from=dt.date(2020, 1, 1), period_to=clock.today() + dt.timedelta(1)),
    ],
)
def test_what_cannot_be_is_refused(world: World, told: Told):
    with pytest.raises(Invalid):
        services.report(
            world.lin.actor, indicator=makers.the("jobs"), about=makers.stone(world), told=told
        )


def test_an_increase_may_be_a_loss_and_a_plan_may_lie_ahead(world: World):
    makers.reported(world, "-5万元", code="collective_income_increase", baseline="去年同期")
    year = clock.today().year + 1
    ahead = Told("12人", period_from=dt.date(year, 1, 1), period_to=dt.date(year, 12, 31))
    planned = dataclasses.replace(ahead, modality="planned")
    for told, refused in ((ahead, True), (planned, False)):
        try:
            services.report(
                world.lin.actor, indicator=makers.the("jobs"), about=makers.stone(world), told=told
            )
        except Invalid:
            assert refused
        else:
            assert not refused


def test_several_of_people_is_unknown_and_of_money_is_no_figure():
    assert read("多个", Measure.PEOPLE).value is None
    assert read("多个", Measure.VISITS).measure == Measure.VISITS
    with pytest.raises(NotAFigure):
        read("多个", Measure.MONEY)


def test_what_was_seen_on_site_stands_beside_the_evidence_and_not_in_its_place(world: World):
    made = services.report(
        world.lin.actor,
        indicator=makers.the("visits"),
        about=makers.stone(world),
        told=makers.this_year("20万余人次"),
        evidence="景区门票台账",
    )
    services.check(world.xu.actor, observation=made, on_site="到了景区，数得上")
    after = makers.seen(made)
    assert (after.evidence, after.seen_on_site) == ("景区门票台账", "到了景区，数得上")
    assert after.grade == 4
    text = world.lin.client().get(reverse("outcomes:observation", args=[made.pk]))
    assert "景区门票台账" in text.content.decode()
    assert "数得上" in text.content.decode()


def test_whoever_confirms_adds_to_what_was_seen_before(world: World):
    made = makers.reported(world)
    services.check(world.xu.actor, observation=made, on_site="数了台账")
    services.confirm(world.mei.actor, observation=makers.seen(made), on_site="看了大门")
    assert makers.seen(made).seen_on_site == "数了台账；看了大门"


def test_a_correction_keeps_what_it_is_a_number_of_and_counts_nothing_twice(world: World):
    last_year = dt.date(clock.today().year - 1, 5, 1)
    makers.reported(world, "12人", code="jobs", apart="")
    made = services.report(
        world.lin.actor,
        indicator=makers.the("jobs"),
        about=makers.stone(world),
        told=Told("9人", period_from=last_year, period_to=last_year),
    )
    with pytest.raises(Invalid, match="12"):
        services.correct(
            world.lin.actor, observation=made, told=makers.this_year("9人"), reason="今年的"
        )
    other = makers.reported(world, "30人", code="jobs", apart="加工厂的岗位")
    page = world.lin.client().get(reverse("outcomes:correct", args=[other.pk])).content.decode()
    assert "加工厂的岗位" in page
    again = services.correct(
        world.lin.actor, observation=other, told=makers.this_year("31人"), reason="漏了一人"
    )
    assert again.apart == "加工厂的岗位"


def test_against_when_is_shown_of_any_figure_that_says_it(world: World):
    made = makers.reported(world, baseline="2025年同期")
    text = world.lin.client().get(reverse("outcomes:observation", args=[made.pk]))
    assert "2025年同期" in text.content.decode()


def test_what_is_stated_names_who_says_so_and_can_be_taken_back(world: World):
    client = world.mei.client()
    address = reverse("outcomes:new_stated")
    said = {**form(world, "1200人"), "stated_on": clock.today().isoformat()}
    assert "谁说的" in client.post(address, said).content.decode()
    assert client.post(address, {**said, "words": "带动就业1200人"}).status_code == 302
    (figure,) = StatedFigure.within(makers.ALL)
    with pytest.raises(Denied):
        services.withdraw_stated(world.lin.actor, figure=figure, reason="写错")
    with pytest.raises(Invalid):
        services.withdraw_stated(world.mei.actor, figure=figure, reason="")
    withdraw = reverse("outcomes:withdraw_stated", args=[figure.pk])
    assert client.post(withdraw, {"reason": "是别的县的"}).status_code == 302
    assert not selectors.stated(makers.ALL, world.county).exists()
    with pytest.raises(Overtaken):
        services.withdraw_stated(world.mei.actor, figure=figure, reason="写错")


def test_who_confirms_many_comes_back_to_the_list_they_chose_from(world: World):
    client, address = world.mei.client(), reverse("outcomes:confirm_all")
    for back, to in (
        (f"{reverse('outcomes:observations')}?q=石桥", f"{reverse('outcomes:observations')}?q="),
        ("https://elsewhere.example/", reverse("outcomes:observations")),
    ):
        sent = {"figure": makers.reported(world).pk, "next": back}
        assert client.post(address, sent).headers["Location"].startswith(to)
    assert Observation.within(makers.ALL).filter(state="confirmed").count() == 2


def test_what_is_stated_is_not_stated_tomorrow_and_not_twice(world: World):
    def state(day: dt.date, words: str) -> StatedFigure:
        return services.state(
            world.mei.actor,
            whole=world.county,
            indicator=makers.the("jobs"),
            told=makers.this_year("1200人", words=words),
            stated_on=day,
        )

    today = clock.today()
    with pytest.raises(Invalid, match="not come yet"):
        state(today + dt.timedelta(days=1), "带动就业1200人")
    first = state(today, "带动就业1200人")
    with pytest.raises(Invalid, match="already"):
        state(today, "带动就业1200人")
    state(today, "另一篇也这样说")
    services.withdraw_stated(world.mei.actor, figure=first, reason="年份写错")
    state(today, "带动就业1200人")


def test_a_number_keeps_how_it_was_written_and_how_exact_it_is(world: World):
    made = makers.reported(world, "60余人", code="jobs")
    assert made.written == "60余人"
    assert str(made).endswith("≥60人")
    client = world.lin.client()
    assert "60余人" in html(client, reverse("outcomes:observation", args=[made.pk]))
    assert 'value="60余人"' in html(client, reverse("outcomes:correct", args=[made.pk]))


def test_whoever_confirms_is_told_that_it_enters_no_total(world: World):
    made = makers.reported(world, "5万元", code="collective_income_increase", document=b"%PDF-1.7")
    page = reverse("outcomes:observation", args=[made.pk])
    assert "增量没有写同什么时候比" in html(world.mei.client(), page)
    services.confirm(world.mei.actor, observation=makers.seen(made))
    assert "计入合计" in html(world.lin.client(), page)
    good = makers.confirmed(world)
    page = reverse("outcomes:observation", args=[good.pk])
    assert "增量没有写同什么时候比" not in html(world.mei.client(), page)


def test_a_share_is_asked_for_only_where_a_share_can_be_chosen(world: World):
    address = reverse("outcomes:new")
    assert 'name="numerator"' not in html(world.lin.client(), address)
    with scope_lifted("a maker"):
        Indicator.objects.filter(code="jobs").update(kind="percentage")
    assert 'name="numerator"' in html(world.lin.client(), address)


def test_the_other_side_is_asked_whether_it_is_so_until_it_is_confirmed(world: World):
    def asked() -> list[str]:
        return [str(one.text) for one in what_waits(world.wen.actor)]

    figure = makers.of_a_project(world)
    assert any("Is it so" in one for one in asked())
    assert not any("Is it so" in str(one.text) for one in what_waits(world.lin.actor))
    services.agree(world.wen.actor, observation=makers.seen(figure), value=figure.value)
    assert asked() == []


def test_a_project_shows_its_figures_and_where_to_report_one(world: World):
    figure = makers.of_a_project(world)
    page = html(world.lin.client(), reverse("projects:project", args=[figure.project_id]))
    assert str(figure) in page
    assert f"{reverse('outcomes:new')}?project={figure.project_id}" in page


def html(client: Client, address: str) -> str:
    return client.get(address).content.decode()
