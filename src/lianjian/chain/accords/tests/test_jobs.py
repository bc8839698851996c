"""The calendar's jobs are scheduled under the names they have."""

from __future__ import annotations

import pytest
from django.utils.module_loading import import_string
from django_q.models import Schedule

from lianjian.chain.accords import jobs


@pytest.mark.django_db
def test_both_jobs_run_every_day():
    scheduled = Schedule.objects.filter(name__startswith="accords-")
    assert {import_string(one.func) for one in scheduled} == {
        jobs.let_texts_lapse,
        jobs.let_clauses_fall_due,
    }
    assert {one.schedule_type for one in scheduled} == {"D"}
