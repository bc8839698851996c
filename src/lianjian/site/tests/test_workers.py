"""Every queue has a worker, wherever the product is started."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from lianjian.ground.jobs import queue
from lianjian.ground.jobs.registry import JOBS
from lianjian.site.management.commands import serve
from lianjian.site.management.commands.work import workers

CLUSTER: dict[str, Any] = settings.Q_CLUSTER
QUEUES = {CLUSTER["name"], *CLUSTER["ALT_CLUSTERS"]}


def test_each_queue_has_one_worker():
    served = [one.environment.get("Q_CLUSTER_NAME", "lianjian") for one in workers()]
    assert sorted(served) == sorted(QUEUES)
    assert queue.PROMPT in QUEUES


def test_the_server_starts_them_beside_the_web():
    names = [one.name for one in serve._programs("127.0.0.1", 8000)]
    assert names == ["web server", *(one.name for one in workers())]


def test_reading_a_text_is_what_somebody_waits_for():
    assert JOBS["intake.read"].prompt
    assert not JOBS["pairing.solve"].prompt
