"""A large round is solved by a job: reckoned without a transaction, written in one."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing import jobs, progress, selectors, services, solving
from lianjian.chain.pairing.models import Round
from lianjian.engine.pairing.progress import Step
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.jobs.models import Job, JobRun
from lianjian.ground.jobs.registry import Work
from lianjian.ground.jobs.worker import Stopped

from .makers import a_round, some_partners, some_rules, some_villages


@pytest.fixture
def large(world: World, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round that counts as large."""
    monkeypatch.setattr(solving, "INLINE_PAIRS", 3)
    round = services.open_round(world.mei.actor, name="轮次", rules=some_rules(world.county))
    branches = [*some_villages(world, 2), *some_partners(world, 2)]
    services.enrol(world.mei.actor, round=round, branches=branches)
    return round


def a_work(world: World) -> Work:
    return Work(world.mei.actor, lambda _permille, _sentence: None)


def run(result: Any) -> Any:
    return result()


def test_it_starts_a_job_and_the_job_finishes_it(world: World, large: Round):
    assert services.solve(world.mei.actor, round=large) is None
    assert large.state == "computing"
    job = Job.within(world.mei.scope).get()
    assert (job.name, job.arguments) == ("pairing.solve", {"round": large.pk})
    keep = jobs.solve_round(a_work(world), round=large.pk)
    assert selectors.solution(world.mei.scope, large) is None
    run(keep)
    large.refresh_from_db()
    assert large.state == "review"
    solution = selectors.solution(world.mei.scope, large)
    assert solution is not None
    assert (solution.version, len(solution.pairs)) == (1, 2)


def test_what_was_stopped_meanwhile_writes_nothing(world: World, large: Round):
    services.solve(world.mei.actor, round=large)
    keep = jobs.solve_round(a_work(world), round=large.pk)
    services.stop_solving(world.mei.actor, round=large)
    with pytest.raises(Invalid):
        run(jobs.solve_round(a_work(world), round=large.pk))
    assert keep is not None
    assert selectors.solution(world.mei.scope, large) is None


def test_a_round_that_fails_is_a_draft_again(
    world: World, large: Round, monkeypatch: pytest.MonkeyPatch
):
    services.solve(world.mei.actor, round=large)

    def broken(_round: Round, _tell: Any) -> None:
        raise RuntimeError("the checker does not accept it")

    monkeypatch.setattr(solving, "reckon", broken)
    with pytest.raises(RuntimeError):
        jobs.solve_round(a_work(world), round=large.pk)
    large.refresh_from_db()
    assert large.state == "draft"


def test_only_the_issuer_stops_or_finishes_it(world: World, large: Round):
    services.solve(world.mei.actor, round=large)
    for who in (world.lin, world.wen, world.hao, world.bo):
        with pytest.raises(Denied):
            services.stop_solving(who.actor, round=large)
        with pytest.raises(Denied):
            services.finish_solving(who.actor, round=large)
    with pytest.raises(LookupError):
        services.finish_solving(world.mei.actor, round=large)


def test_the_calendar_finds_the_work_it_calls_every_day(world: World):
    """The schedules name functions as text: a renamed function would fail only at night."""
    from django.utils.module_loading import import_string
    from django_q.models import Schedule

    names = ("pairing-expire-proposals", "exchange-expire-listings")
    found = [import_string(row.func) for row in Schedule.objects.filter(name__in=names)]
    assert len(found) == 2
    assert [work() for work in found] == [0, 0]


def test_a_page_that_waits_is_led_to_the_board_when_the_round_is_solved(world: World):
    mei = world.mei.client()
    asked: dict[str, Any] = {"headers": {"HX-Request": "true"}}
    waiting = a_round(world.county, state="computing")
    there = reverse("pairing:round", args=[waiting.pk])
    page = mei.get(there, follow=True).content.decode()
    assert 'hx-trigger="every 1s"' in page
    answer = mei.get(there, **asked)
    assert (answer.status_code, "HX-Redirect" in answer.headers) == (200, False)
    assert answer.content.decode().startswith("<div hx-get")
    with scope_lifted("the worker is done"):
        Round.objects.filter(pk=waiting.pk).update(state="review")
    assert mei.get(there, **asked).headers["HX-Redirect"] == there


def test_it_says_how_far_it_is_and_the_page_shows_it(world: World, large: Round):
    services.solve(world.mei.actor, round=large)
    said: list[tuple[int, str]] = []
    work = Work(world.mei.actor, lambda permille, sentence: said.append((permille, str(sentence))))
    jobs.solve_round(work, round=large.pk)
    assert [permille for permille, _sentence in said] == sorted(p for p, _s in said)
    assert len(said) >= 5
    assert all(sentence for _permille, sentence in said)
    job = Job.within(world.mei.scope).get()
    JobRun.objects.filter(job=job).update(permille=420, sentence="方案正在生成。")
    page = world.mei.client().get(
        reverse("pairing:round", args=[large.pk]), headers={"HX-Request": "true"}
    )
    assert "方案正在生成。" in page.content.decode()
    assert "42" in page.content.decode()


def test_whoever_steers_the_round_stops_the_work_too(world: World, large: Round):
    """The worker is told to stop at its next word, and the round stays a draft."""
    services.solve(world.mei.actor, round=large)
    job = Job.within(world.mei.scope).get()
    told: list[int] = []

    def tell(permille: int, _sentence: Any) -> None:
        told.append(permille)
        if len(told) == 2:
            services.stop_solving(world.mei.actor, round=large)
        if JobRun.objects.get(job=job).stop_asked or JobRun.objects.get(job=job).over:
            raise Stopped

    with pytest.raises(Stopped):
        jobs.solve_round(Work(world.mei.actor, tell), round=large.pk)
    large.refresh_from_db()
    assert (large.state, len(told)) == ("draft", 2)
    assert selectors.solution(world.mei.scope, large) is None


def test_the_engine_is_watched_and_its_sentences_have_their_place():
    said: list[tuple[int, str]] = []
    watch = progress.Progress(lambda permille, sentence: said.append((permille, str(sentence))))
    for phase, done, gap in (
        ("layout", 0, None),
        ("auction", 50, None),
        ("ways", 10, 2_500_000),
        ("takers", 10, 1_500),
        ("lowest", 0, None),
    ):
        watch._last = 0.0
        assert watch.watch(Step(phase, done, 100, gap)) is False
    assert [permille for permille, _ in said] == sorted(permille for permille, _ in said)
    assert said[2][1].count("2.500") == 1
    watch.watch(Step("lowest", 0, 100))
    assert len(said) == 5
