"""Texts as people write them, and the way of one through the product."""

from __future__ import annotations

import datetime as dt

from tests.cast import Character

from lianjian.beside.intake import selectors, services
from lianjian.beside.intake.models import Fact, Submission
from lianjian.ground.jobs import worker
from lianjian.ground.jobs.models import JobRun

A_REPORT = (
    "石桥村：老果园有了新朋友\n"
    "3月12日，石桥村党支部请省农业大学的专家到村里看了果园。"
    "截至目前，老果园接待采摘游客2万余人次，带动村集体增收18万余元。"
    "转发率达45%。村里缺果树修剪的技术员。\n"
)


def handed_in(
    by: Character,
    text: str | bytes = A_REPORT,
    *,
    name: str = "",
    outlet: str = "",
    published_on: dt.date | None = None,
) -> Submission:
    """A text that was handed in and waits for the worker."""
    data = text.encode() if isinstance(text, str) else text
    return services.hand_in(
        by.actor, data=data, name=name, outlet=outlet, published_on=published_on
    )


def read(
    by: Character,
    text: str | bytes = A_REPORT,
    *,
    name: str = "",
    outlet: str = "",
    published_on: dt.date | None = None,
) -> Submission:
    """A text that was handed in and read by the worker."""
    kept = handed_in(by, text, name=name, outlet=outlet, published_on=published_on)
    done(kept)
    return selectors.one(by.scope, kept.pk)


def done(submission: Submission) -> None:
    """Let the worker read it; what went wrong is what the test says."""
    run = JobRun.objects.get(job=submission.job_id)
    assert worker.run(run.job_id) == "done", JobRun.objects.get(pk=run.pk).error


def facts(submission: Submission, *kinds: str) -> list[Fact]:
    """What it says, of these kinds or of all."""
    found = list(selectors.facts(submission))
    return [one for one in found if not kinds or one.kind in kinds]
