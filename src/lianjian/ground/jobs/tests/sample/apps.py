from __future__ import annotations

import datetime as dt

from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "lianjian.ground.jobs.tests.sample"
    label = "sample_jobs"

    def ready(self) -> None:
        from lianjian.ground.jobs import worker

        from . import jobs  # noqa: F401 - declares them

        worker.LEASE = dt.timedelta(seconds=2)
